//! What GraphML and GEXF share: typed attributes of nodes and relationships, and text that XML may hold.

use crate::export::answer::csv::cell;
use crate::graph::{GraphRead, KeyId};
use crate::value::Value;
use quick_xml::Writer;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The character, or the replacement character where XML 1.0 has no way to write it.
pub fn allowed(character: char) -> char {
    match character {
        '\t' | '\n' | '\r' => character,
        '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        other => other,
    }
}

/// The text with each character allowed.
pub fn clean(text: &str) -> String {
    text.chars().map(allowed).collect()
}

/// What an attribute's values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // The names are those of the formats.
pub enum AttributeType {
    Boolean,
    Long,
    Double,
    String,
}

impl AttributeType {
    /// As both formats write it.
    pub fn name(self) -> &'static str {
        match self {
            AttributeType::Boolean => "boolean",
            AttributeType::Long => "long",
            AttributeType::Double => "double",
            AttributeType::String => "string",
        }
    }

    fn of(value: &Value) -> Self {
        match value {
            Value::Boolean(_) => AttributeType::Boolean,
            Value::Integer(_) => AttributeType::Long,
            Value::Float(float) if float.is_finite() => AttributeType::Double,
            _ => AttributeType::String,
        }
    }
}

/// The attributes of all nodes or of all relationships, in order of their names: where each is, and what its values are.
pub type Attributes<'g> = BTreeMap<&'g str, (KeyId, AttributeType)>;

/// The attributes that occur in nodes, and those that occur in relationships.
pub fn attributes(graph: &dyn GraphRead) -> (Attributes<'_>, Attributes<'_>) {
    let of_nodes = graph.nodes().map(|node| graph.node_properties(node));
    let of_relationships = graph.relationships().map(|relationship| graph.relationship_properties(relationship));
    (occurring(graph, of_nodes), occurring(graph, of_relationships))
}

/// One whose values differ in type is a string.
fn occurring(graph: &dyn GraphRead, properties: impl Iterator<Item = Vec<(KeyId, Value)>>) -> Attributes<'_> {
    let mut attributes = BTreeMap::new();
    for (key, value) in properties.flatten() {
        let kind = AttributeType::of(&value);
        let known = attributes.entry(graph.symbols().key_name(key)).or_insert((key, kind));
        if known.1 != kind {
            known.1 = AttributeType::String;
        }
    }
    attributes
}

/// The text of an attribute's value.
pub fn attribute_text(value: &Value, graph: &dyn GraphRead) -> String {
    clean(&cell(value, graph, false))
}

/// An indenting writer that has written the XML declaration.
pub fn document<W: Write>(out: W) -> io::Result<Writer<W>> {
    use quick_xml::events::{BytesDecl, Event};
    let mut writer = Writer::new_with_indent(out, b' ', 1);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    Ok(writer)
}
