//! What one document says, in owned plain data: made from [`Facts`], or read back from the graph.
//!
//! The graph keeps every document's own statement of a thing beside the merged properties, so that a document can be
//! taken back, corrected or merged otherwise without being read again.

use crate::facts::{Datum, Evidence, Facts, Label, LinkType};
use crate::value::Value;
use serde_json::Value as Json;
use smallvec::SmallVec;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Property names and values.
pub type Properties = serde_json::Map<String, Json>;

/// One document and everything it says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// The properties of the document's node.
    pub document: Properties,
    /// Its actors, places, events, agreements, proposals and topics.
    pub things: Vec<Thing>,
    /// Relationships between them, by place in `things`.
    pub links: Vec<Link>,
}

/// A node, as one document states it.
#[derive(Clone, Debug, PartialEq)]
pub struct Thing {
    /// Its one schema label.
    pub label: Label,
    /// What is said of it.
    pub statement: Statement,
    /// Every place that speaks of it.
    pub evidence: Vec<Evidence>,
}

/// A relationship, as one document states it.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Its type.
    pub kind: LinkType,
    /// Where it starts, in `things`.
    pub start: usize,
    /// Where it ends, in `things`.
    pub end: usize,
    /// What is said of it.
    pub statement: Statement,
    /// The words that say so.
    pub evidence: Option<Evidence>,
}

/// Properties, and how they were read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    /// The schema's properties.
    pub properties: Properties,
    /// The rule that read it.
    pub rule: String,
    /// Between 0 and 1.
    pub confidence: f64,
}

impl Statement {
    /// The text of a property, empty where there is none.
    pub fn text(&self, key: &str) -> &str {
        text(&self.properties, key)
    }
}

/// The text of a property, empty where there is none.
pub fn text<'a>(properties: &'a Properties, key: &str) -> &'a str {
    properties.get(key).and_then(Json::as_str).unwrap_or("")
}

impl Account {
    /// For each thing the places in `links` that touch it: a file of records may have very many of both.
    pub fn around(&self) -> Vec<SmallVec<[usize; 8]>> {
        let mut around = vec![SmallVec::new(); self.things.len()];
        for (number, link) in self.links.iter().enumerate() {
            for end in [link.start, link.end] {
                if let Some(touching) = around.get_mut(end) {
                    touching.push(number);
                }
            }
        }
        around
    }
}

impl From<&Facts> for Account {
    fn from(facts: &Facts) -> Self {
        Account {
            document: properties(&facts.document),
            things: facts
                .things
                .iter()
                .map(|thing| Thing {
                    label: thing.label,
                    statement: statement(&thing.properties, thing.rule, thing.confidence),
                    evidence: thing.evidence.clone(),
                })
                .collect(),
            links: facts
                .links
                .iter()
                .map(|link| Link {
                    kind: link.kind,
                    start: link.start,
                    end: link.end,
                    statement: statement(&link.properties, link.rule, link.confidence),
                    evidence: link.evidence,
                })
                .collect(),
        }
    }
}

fn statement(said: &crate::facts::Properties, rule: &str, confidence: f64) -> Statement {
    Statement { properties: properties(said), rule: rule.to_owned(), confidence }
}

fn properties(said: &crate::facts::Properties) -> Properties {
    said.iter().map(|(key, datum)| ((*key).to_owned(), datum_to_json(datum))).collect()
}

fn datum_to_json(datum: &Datum) -> Json {
    match datum {
        Datum::Text(text) => text.clone().into(),
        Datum::Integer(number) => (*number).into(),
        Datum::Number(number) => (*number).into(),
        Datum::Flag(flag) => (*flag).into(),
        Datum::Texts(texts) => texts.clone().into(),
    }
}

/// A JSON value as a value of the graph.
pub fn to_value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Boolean(*flag),
        Json::Number(number) => match number.as_i64() {
            Some(integer) => Value::Integer(integer),
            None => number.as_f64().map_or(Value::Null, Value::Float),
        },
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(items) => Value::List(Arc::new(items.iter().map(to_value).collect())),
        Json::Object(fields) => {
            let fields: BTreeMap<Arc<str>, Value> =
                fields.iter().map(|(key, value)| (Arc::from(key.as_str()), to_value(value))).collect();
            Value::Map(Arc::new(fields))
        }
    }
}

/// A value of the graph as JSON; what facts cannot say (temporal values, nodes) is absent.
pub fn to_json(value: &Value) -> Option<Json> {
    match value {
        Value::Boolean(flag) => Some((*flag).into()),
        Value::Integer(integer) => Some((*integer).into()),
        Value::Float(number) => Some((*number).into()),
        Value::String(text) => Some(text.to_string().into()),
        Value::List(items) => items.iter().map(to_json).collect(),
        _ => None,
    }
}
