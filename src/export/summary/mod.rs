//! What a graph holds, in short: labels, relationship types, properties, counts, the span of dates, the sources.

mod read;

use crate::graph::GraphRead;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Sources that the text names; the rest is counted.
const SHOWN: usize = 40;

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
    /// Each `source` with how many documents come from it.
    pub sources: BTreeMap<String, usize>,
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

impl Summary {
    /// Reads the whole graph once.
    pub fn of(graph: &dyn GraphRead) -> Self {
        read::summary(graph)
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
            "sources": self.sources.keys().collect::<Vec<_>>(),
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
        }
        for (source, documents) in self.sources.iter().take(SHOWN) {
            match documents {
                1 => writeln!(f, "  {source}")?,
                _ => writeln!(f, "  {source}  {documents}")?,
            }
        }
        match self.sources.len().checked_sub(SHOWN) {
            None | Some(0) => Ok(()),
            Some(more) => writeln!(f, "  … and {more} more: MATCH (d:Document) RETURN DISTINCT d.source"),
        }
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
