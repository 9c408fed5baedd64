//! GEXF 1.3 for Gephi: typed attributes, and the colours of the other pictures.

use super::xml::{self, AttributeType, Attributes};
use super::{Options, caption, csv, kind};
use crate::graph::{GraphRead, KeyId};
use crate::value::Value;
use quick_xml::Writer;
use std::io::{self, Write};

/// Writes the graph.
pub fn write(graph: &dyn GraphRead, out: &mut dyn Write, _: &Options<'_>) -> io::Result<()> {
    let (of_nodes, of_edges) = xml::attributes(graph);
    let mut document = xml::document(out)?;
    let root = document.create_element("gexf").with_attributes([
        ("xmlns", "http://gexf.net/1.3"),
        ("xmlns:viz", "http://gexf.net/1.3/viz"),
        ("version", "1.3"),
    ]);
    root.write_inner_content(|document| {
        let element =
            document.create_element("graph").with_attributes([("defaultedgetype", "directed"), ("mode", "static")]);
        element.write_inner_content(|document| {
            write_attributes(document, "node", "labels", &of_nodes)?;
            write_attributes(document, "edge", "type", &of_edges)?;
            document.create_element("nodes").write_inner_content(|document| {
                for node in graph.nodes() {
                    let title = xml::clean(&caption::node_title(node, graph));
                    let id = format!("n{}", node.0);
                    let element =
                        document.create_element("node").with_attributes([("id", id.as_str()), ("label", &title)]);
                    element.write_inner_content(|document| {
                        let value = |key| graph.node_property(node, key);
                        write_values(document, &csv::labels(node, graph), &of_nodes, graph, value)?;
                        write_colour(document, kind::of(node, graph).fill)
                    })?;
                }
                Ok(())
            })?;
            document.create_element("edges").write_inner_content(|document| {
                for relationship in graph.relationships() {
                    let (start, end) = graph.endpoints(relationship);
                    let name = xml::clean(graph.symbols().type_name(graph.relationship_type(relationship)));
                    let title = xml::clean(&caption::relationship_title(relationship, graph));
                    let element = document.create_element("edge").with_attributes([
                        ("id", format!("r{}", relationship.0).as_str()),
                        ("source", format!("n{}", start.0).as_str()),
                        ("target", format!("n{}", end.0).as_str()),
                        ("kind", &name),
                        ("label", &title),
                    ]);
                    element.write_inner_content(|document| {
                        let value = |key| graph.relationship_property(relationship, key);
                        write_values(document, &name, &of_edges, graph, value)
                    })?;
                }
                Ok(())
            })?;
            Ok(())
        })?;
        Ok(())
    })?;
    document.get_mut().write_all(b"\n")
}

/// Declares the attributes; number 0 is the labels or the type.
fn write_attributes<W: Write>(
    document: &mut Writer<W>,
    class: &str,
    first: &str,
    attributes: &Attributes<'_>,
) -> io::Result<()> {
    let element = document.create_element("attributes").with_attributes([("class", class), ("mode", "static")]);
    element.write_inner_content(|document| {
        let others = attributes.iter().map(|(name, (_, kind))| (*name, *kind));
        for (place, (name, kind)) in std::iter::once((first, AttributeType::String)).chain(others).enumerate() {
            let title = xml::clean(name);
            let attributes = [("id", place.to_string()), ("title", title), ("type", kind.name().to_owned())];
            let attributes = attributes.iter().map(|(key, value)| (*key, value.as_str()));
            document.create_element("attribute").with_attributes(attributes).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_values<W: Write>(
    document: &mut Writer<W>,
    first: &str,
    attributes: &Attributes<'_>,
    graph: &dyn GraphRead,
    value: impl Fn(KeyId) -> Value,
) -> io::Result<()> {
    document.create_element("attvalues").write_inner_content(|document| {
        let others = attributes.values().enumerate().filter_map(|(place, (key, _))| match value(*key) {
            Value::Null => None,
            value => Some((place + 1, xml::attribute_text(&value, graph))),
        });
        for (place, text) in std::iter::once((0, xml::clean(first))).chain(others) {
            let attributes = [("for", place.to_string()), ("value", text)];
            let attributes = attributes.iter().map(|(key, value)| (*key, value.as_str()));
            document.create_element("attvalue").with_attributes(attributes).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

/// The colour, written `#rrggbb`, as GEXF wants it.
fn write_colour<W: Write>(document: &mut Writer<W>, colour: &str) -> io::Result<()> {
    let part = |from: usize| colour.get(from..from + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or(0);
    let [red, green, blue] = [part(1), part(3), part(5)].map(|part| part.to_string());
    let attributes = [("r", red.as_str()), ("g", green.as_str()), ("b", blue.as_str())];
    document.create_element("viz:color").with_attributes(attributes).write_empty()?;
    Ok(())
}
