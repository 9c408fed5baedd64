//! GraphML: nodes and edges with typed attributes.
//!
//! Labels are the XML attribute `labels` of a node (`:Person:Actor`, as Neo4j writes it) or its data named `labels`; the
//! type of an edge is its XML attribute `label` or its data named `type` or `label`, and `RELATED` for edges without any.
//! Undirected edges go from source to target. Ports and hyperedges have no place in the graph.

use super::ImportError;
use super::entity::{Entity, Lines, Take};
use super::header::Kind;
use crate::value::Value;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use rustc_hash::FxHashMap;
use std::path::Path;

/// The type of edges that do not say it.
const UNNAMED: &str = "RELATED";

/// What a `<key>` declares.
#[derive(Debug)]
struct Key {
    name: String,
    kind: Kind,
    /// `node`, `edge` or `all`.
    of: String,
    default: Option<String>,
}

/// The node or edge that is being read.
#[derive(Debug)]
struct Open {
    line: u64,
    is_node: bool,
    attributes: FxHashMap<String, String>,
    data: Vec<(String, String)>,
}

/// Where text belongs that is read now.
enum Within {
    Nothing,
    Default(String),
    Data(String),
}

/// Reads the file; `progress` hears of the bytes.
pub fn read(path: &Path, progress: &dyn Fn(u64), take: &mut Take<'_>) -> Result<(), ImportError> {
    let mut reader = Reader::from_reader(Lines::open(path)?);
    reader.config_mut().expand_empty_elements = true;
    let mut keys: FxHashMap<String, Key> = FxHashMap::default();
    let (mut open, mut within, mut text) = (None::<Open>, Within::Nothing, String::new());
    let (mut buffer, mut before) = (Vec::new(), 0);
    loop {
        let line = reader.get_ref().line();
        let broken = |reason: String| ImportError::Row { file: path.to_owned(), line, reason };
        buffer.clear();
        let event = reader.read_event_into(&mut buffer);
        let event = event.map_err(|error| broken(format!("it is not well-formed XML: {error}")))?;
        match event {
            Event::Start(element) => {
                let attributes = attributes(&element).map_err(broken)?;
                let named = |name: &str| attributes.get(name).cloned().unwrap_or_default();
                match element.local_name().as_ref() {
                    "key" => {
                        let key = Key::of(&attributes).map_err(broken)?;
                        within = Within::Default(named("id"));
                        keys.insert(named("id"), key);
                    }
                    "default" => text.clear(),
                    name @ ("node" | "edge") => {
                        open = Some(Open { line, is_node: name == "node", attributes, data: Vec::new() });
                    }
                    "data" => {
                        within = Within::Data(named("key"));
                        text.clear();
                    }
                    "hyperedge" => take(line, Err("a hyperedge cannot be a relationship".to_owned()))?,
                    _ => {}
                }
            }
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::CData(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|error| broken(error.to_string()))?;
                match (character, resolve_xml_entity(&reference)) {
                    (Some(character), _) => text.push(character),
                    (None, Some(known)) => text.push_str(known),
                    (None, None) => return Err(broken(format!("the entity `&{};` is unknown", &*reference))),
                }
            }
            Event::End(element) => match (element.local_name().as_ref(), &mut within) {
                ("default", Within::Default(id)) => {
                    if let Some(key) = keys.get_mut(id) {
                        key.default = Some(std::mem::take(&mut text));
                    }
                }
                ("data", Within::Data(key)) => {
                    if let Some(open) = &mut open {
                        open.data.push((std::mem::take(key), std::mem::take(&mut text)));
                    }
                    within = Within::Nothing;
                }
                ("node" | "edge", _) => {
                    if let Some(open) = open.take() {
                        take(open.line, open.entity(&keys))?;
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
        let now = reader.buffer_position();
        progress(now - before);
        before = now;
    }
}

fn attributes(element: &BytesStart<'_>) -> Result<FxHashMap<String, String>, String> {
    let read = element.attributes().map(|attribute| {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        Ok((attribute.key.as_ref().to_owned(), value.into_owned()))
    });
    read.collect()
}

impl Key {
    fn of(attributes: &FxHashMap<String, String>) -> Result<Key, String> {
        let named = |name: &str| attributes.get(name).map(String::as_str);
        let id = named("id").ok_or("a key has no id")?;
        let kind = match named("attr.type").unwrap_or("string") {
            "boolean" => Kind::Boolean,
            "int" | "long" => Kind::Integer,
            "float" | "double" => Kind::Float,
            "string" => Kind::String,
            other => return Err(format!("the key `{id}` has the unknown type `{other}`")),
        };
        let (name, of) = (named("attr.name").unwrap_or(id), named("for").unwrap_or("all"));
        Ok(Key { name: name.to_owned(), kind, of: of.to_owned(), default: None })
    }
}

impl Open {
    fn entity(mut self, keys: &FxHashMap<String, Key>) -> Result<Entity, String> {
        let mut properties: Vec<(String, Value)> = Vec::new();
        for (id, text) in std::mem::take(&mut self.data) {
            let key = keys.get(&id).ok_or_else(|| format!("the data `{id}` has no key"))?;
            properties.push((key.name.clone(), key.value(&text)?));
        }
        let of = if self.is_node { "node" } else { "edge" };
        for key in keys.values().filter(|key| key.of == of || key.of == "all") {
            if let Some(text) = key.default.as_ref().filter(|_| properties.iter().all(|(name, _)| *name != key.name)) {
                properties.push((key.name.clone(), key.value(text)?));
            }
        }
        properties.sort_by(|(a, _), (b, _)| a.cmp(b));
        if self.is_node {
            let labels = self.said("labels", &mut properties, &["labels"]).unwrap_or_default();
            let labels = labels.split([':', ';']).map(str::trim).filter(|label| !label.is_empty());
            let labels = labels.map(str::to_owned).collect();
            return Ok(Entity::Node { id: self.attribute("id")?, labels, properties });
        }
        let kind = self.said("label", &mut properties, &["type", "label"]).unwrap_or_else(|| UNNAMED.to_owned());
        Ok(Entity::Relationship { kind, start: self.attribute("source")?, end: self.attribute("target")?, properties })
    }

    /// What the attribute or else one of the data says; that is then no property.
    fn said(&self, attribute: &str, properties: &mut Vec<(String, Value)>, data: &[&str]) -> Option<String> {
        let attribute = self.attributes.get(attribute).cloned();
        let mut names = data.iter();
        let place = names.find_map(|name| properties.iter().position(|(key, _)| key == name));
        match place.map(|place| properties[place].1.clone()) {
            Some(Value::String(text)) => {
                properties.remove(place?);
                attribute.or_else(|| Some(text.to_string()))
            }
            _ => attribute,
        }
    }

    fn attribute(&self, name: &str) -> Result<String, String> {
        let missing = || format!("the {} has no {name}", if self.is_node { "node" } else { "edge" });
        self.attributes.get(name).cloned().ok_or_else(missing)
    }
}

impl Key {
    fn value(&self, text: &str) -> Result<Value, String> {
        match self.kind {
            Kind::String => Ok(Value::from(text)),
            kind => kind.read(text.trim()).map_err(|reason| format!("`{}`: {reason}", self.name)),
        }
    }
}
