//! What a graph holds, in short: labels, relationship types, properties, counts, the span of dates, the sources.

use crate::graph::{GraphRead, KeyId};
use crate::value::Value;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The summary of a graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many nodes there are.
    pub nodes: usize,
    /// How many relationships there are.
    pub relationships: usize,
    /// Each label with its count and properties.
    pub labels: BTreeMap<String, Group>,
    /// Each relationship type with its count, properties, and what it joins.
    pub types: BTreeMap<String, Group>,
    /// The earliest and the latest `start` that has a year.
    pub dates: Option<(String, String)>,
    /// The documents, by `source`.
    pub sources: Vec<String>,
}

/// Nodes of one label or relationships of one type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// How many there are.
    pub count: usize,
    /// Each property with how many have it and the types of its values.
    pub properties: BTreeMap<String, (usize, BTreeSet<&'static str>)>,
    /// For relationships: `(Person)→(Meeting)` with how many.
    pub ends: BTreeMap<(String, String), usize>,
}

impl Group {
    fn add(&mut self, properties: &[(KeyId, Value)], graph: &dyn GraphRead) {
        self.count += 1;
        for (key, value) in properties {
            let (count, types) = self.properties.entry(graph.symbols().key_name(*key).to_owned()).or_default();
            *count += 1;
            types.insert(type_name(value));
        }
    }
}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Boolean(_) => "boolean",
        Value::Integer(_) => "integer",
        Value::Float(_) => "float",
        Value::String(_) => "string",
        Value::List(_) => "list",
        Value::Date(_) => "date",
        Value::LocalTime(_) => "local time",
        Value::Time(_) => "time",
        Value::LocalDateTime(_) => "local datetime",
        Value::DateTime(_) => "datetime",
        Value::Duration(_) => "duration",
        Value::Point(_) => "point",
        // No property holds any of these.
        Value::Null | Value::Map(_) | Value::Node(_) | Value::Relationship(_) | Value::Path(_) => "none",
    }
}

impl Summary {
    /// Reads the whole graph once.
    pub fn of(graph: &dyn GraphRead) -> Self {
        let symbols = graph.symbols();
        let mut summary =
            Summary { nodes: graph.node_count(), relationships: graph.relationship_count(), ..Summary::default() };
        let (start, source) = (symbols.find_key("start"), symbols.find_key("source"));
        let document = symbols.find_label("Document");
        for node in graph.nodes() {
            let properties = graph.node_properties(node);
            let text = |wanted: Option<KeyId>| {
                properties.iter().find(|(key, _)| Some(*key) == wanted).and_then(|(_, value)| match value {
                    Value::String(text) => Some(&**text),
                    _ => None,
                })
            };
            for label in graph.labels(node) {
                summary.labels.entry(symbols.label_name(label).to_owned()).or_default().add(&properties, graph);
                if Some(label) == document {
                    summary.sources.extend(text(source).map(str::to_owned));
                }
            }
            if let Some(date) = text(start).filter(|date| date.starts_with(|first: char| first.is_ascii_digit())) {
                let (first, last) = summary.dates.get_or_insert_with(|| (date.to_owned(), date.to_owned()));
                if date < first.as_str() {
                    *first = date.to_owned();
                }
                if date > last.as_str() {
                    *last = date.to_owned();
                }
            }
        }
        for relationship in graph.relationships() {
            let name = symbols.type_name(graph.relationship_type(relationship)).to_owned();
            let group = summary.types.entry(name).or_default();
            group.add(&graph.relationship_properties(relationship), graph);
            let (start, end) = graph.endpoints(relationship);
            let label = |node| {
                // The most telling label: `Actor` and `Event` only gather others.
                let labels = graph.labels(node);
                let names = labels.iter().map(|&label| symbols.label_name(label));
                names.min_by_key(|name| matches!(*name, "Actor" | "Event")).unwrap_or_default().to_owned()
            };
            *group.ends.entry((label(start), label(end))).or_default() += 1;
        }
        summary.sources.sort();
        summary
    }

    /// In a few words, without reading the whole graph.
    pub fn counts(graph: &dyn GraphRead) -> String {
        let documents = graph.symbols().find_label("Document").map_or(0, |label| graph.label_count(label));
        let counts = format!("{} nodes, {} relationships", graph.node_count(), graph.relationship_count());
        match documents {
            0 => counts,
            1 => format!("{counts}, read from 1 document"),
            _ => format!("{counts}, read from {documents} documents"),
        }
    }

    /// As one JSON object.
    pub fn json(&self) -> Json {
        let group = |group: &Group| {
            let properties: BTreeMap<_, _> = group
                .properties
                .iter()
                .map(|(key, (count, types))| (key, json!({ "count": count, "types": types })))
                .collect();
            let ends: Vec<_> = group
                .ends
                .iter()
                .map(|((from, to), count)| json!({ "from": from, "to": to, "count": count }))
                .collect();
            if group.ends.is_empty() {
                json!({ "count": group.count, "properties": properties })
            } else {
                json!({ "count": group.count, "properties": properties, "between": ends })
            }
        };
        let groups = |groups: &BTreeMap<String, Group>| -> Json {
            Json::Object(groups.iter().map(|(name, of)| (name.clone(), group(of))).collect())
        };
        json!({
            "nodes": self.nodes,
            "relationships": self.relationships,
            "labels": groups(&self.labels),
            "types": groups(&self.types),
            "dates": self.dates.as_ref().map(|(first, last)| json!({ "first": first, "last": last })),
            "sources": self.sources,
        })
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} nodes, {} relationships", self.nodes, self.relationships)?;
        if let Some((first, last)) = &self.dates {
            writeln!(f, "dates from {first} to {last}")?;
        }
        for (title, groups) in [("Labels", &self.labels), ("Relationship types", &self.types)] {
            if groups.is_empty() {
                continue;
            }
            writeln!(f, "\n{title}")?;
            for (name, group) in groups {
                writeln!(f, "  {name} ({})", group.count)?;
                for ((from, to), count) in &group.ends {
                    writeln!(f, "    (:{from})-[:{name}]->(:{to})  {count}")?;
                }
                for line in lines(&properties(group)) {
                    writeln!(f, "      {line}")?;
                }
            }
        }
        if !self.sources.is_empty() {
            writeln!(f, "\nSources")?;
            self.sources.iter().try_for_each(|source| writeln!(f, "  {source}"))?;
        }
        Ok(())
    }
}

/// `name`, `start 7/9` where only some have it, `count integer` where it is no text.
fn properties(group: &Group) -> Vec<String> {
    let described = group.properties.iter().map(|(key, (count, types))| {
        let types = types.iter().copied().collect::<Vec<_>>().join("|");
        let kind = if types == "string" { String::new() } else { format!(" {types}") };
        if *count == group.count { format!("{key}{kind}") } else { format!("{key}{kind} {count}/{}", group.count) }
    });
    described.collect()
}

/// The items, apart by commas, in lines for a terminal of usual width.
fn lines(items: &[String]) -> Vec<String> {
    const WIDTH: usize = 90;
    let mut lines: Vec<String> = Vec::new();
    for item in items {
        match lines.last_mut() {
            Some(line) if line.len() + 2 + item.len() <= WIDTH => {
                line.push_str(", ");
                line.push_str(item);
            }
            _ => lines.push(item.clone()),
        }
    }
    lines
}
