//! GraphML with typed attributes. Labels are the attribute `labels`, apart by `;`, and a relationship's type is `type`.

use super::xml::{self, AttributeType, Attributes};
use super::{Options, caption, csv};
use crate::graph::{GraphRead, KeyId};
use crate::value::Value;
use quick_xml::Writer;
use quick_xml::events::BytesText;
use std::io::{self, Write};

/// Writes the graph.
pub fn write(graph: &dyn GraphRead, out: &mut dyn Write, _: &Options<'_>) -> io::Result<()> {
    let (of_nodes, of_edges) = xml::attributes(graph);
    let mut document = xml::document(out)?;
    let root = document.create_element("graphml").with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"));
    root.write_inner_content(|document| {
        for (id, domain, name) in [("labels", "node", "labels"), ("label", "node", "label"), ("type", "edge", "type")] {
            write_key(document, id, domain, name, AttributeType::String)?;
        }
        for (domain, prefix, attributes) in [("node", "n", &of_nodes), ("edge", "e", &of_edges)] {
            for (place, (name, (_, kind))) in attributes.iter().enumerate() {
                write_key(document, &format!("{prefix}{place}"), domain, &xml::clean(name), *kind)?;
            }
        }
        let element =
            document.create_element("graph").with_attributes([("id", "chancery"), ("edgedefault", "directed")]);
        element.write_inner_content(|document| {
            for node in graph.nodes() {
                let element = document.create_element("node").with_attribute(("id", format!("n{}", node.0).as_str()));
                element.write_inner_content(|document| {
                    write_data(document, "labels", &csv::labels(node, graph))?;
                    write_data(document, "label", &caption::node_title(node, graph))?;
                    write_properties(document, "n", &of_nodes, graph, |key| graph.node_property(node, key))
                })?;
            }
            for relationship in graph.relationships() {
                let (start, end) = graph.endpoints(relationship);
                let element = document.create_element("edge").with_attributes([
                    ("id", format!("r{}", relationship.0).as_str()),
                    ("source", format!("n{}", start.0).as_str()),
                    ("target", format!("n{}", end.0).as_str()),
                ]);
                element.write_inner_content(|document| {
                    write_data(document, "type", graph.symbols().type_name(graph.relationship_type(relationship)))?;
                    let value = |key| graph.relationship_property(relationship, key);
                    write_properties(document, "e", &of_edges, graph, value)
                })?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    document.get_mut().write_all(b"\n")
}

fn write_key<W: Write>(
    document: &mut Writer<W>,
    id: &str,
    domain: &str,
    name: &str,
    kind: AttributeType,
) -> io::Result<()> {
    let attributes = [("id", id), ("for", domain), ("attr.name", name), ("attr.type", kind.name())];
    document.create_element("key").with_attributes(attributes).write_empty()?;
    Ok(())
}

fn write_properties<W: Write>(
    document: &mut Writer<W>,
    prefix: &str,
    attributes: &Attributes<'_>,
    graph: &dyn GraphRead,
    value: impl Fn(KeyId) -> Value,
) -> io::Result<()> {
    for (place, (key, _)) in attributes.values().enumerate() {
        match value(*key) {
            Value::Null => {}
            value => write_data(document, &format!("{prefix}{place}"), &xml::attribute_text(&value, graph))?,
        }
    }
    Ok(())
}

fn write_data<W: Write>(document: &mut Writer<W>, key: &str, text: &str) -> io::Result<()> {
    let element = document.create_element("data").with_attribute(("key", key));
    element.write_text_content(BytesText::new(&xml::clean(text)))?;
    Ok(())
}
