//! One pass over the nodes and one over the relationships; names are looked up at the end.

use super::{Group, Summary};
use crate::graph::{GraphRead, KeyId, LabelId, TypeId};
use crate::value::{NodeId, Value};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Names of the types of values; a set of them is a number with a bit for each.
const TYPES: [&str; 12] = [
    "boolean",
    "integer",
    "float",
    "string",
    "list",
    "date",
    "local time",
    "time",
    "local datetime",
    "datetime",
    "duration",
    "point",
];

/// The place in [`TYPES`]; none for what no property holds.
fn type_number(value: &Value) -> Option<usize> {
    Some(match value {
        Value::Boolean(_) => 0,
        Value::Integer(_) => 1,
        Value::Float(_) => 2,
        Value::String(_) => 3,
        Value::List(_) => 4,
        Value::Date(_) => 5,
        Value::LocalTime(_) => 6,
        Value::Time(_) => 7,
        Value::LocalDateTime(_) => 8,
        Value::DateTime(_) => 9,
        Value::Duration(_) => 10,
        Value::Point(_) => 11,
        Value::Null | Value::Map(_) | Value::Node(_) | Value::Relationship(_) | Value::Path(_) => return None,
    })
}

/// A group while it is counted: by key number, how many have the property and the set of its types.
#[derive(Default)]
struct Counted {
    count: usize,
    properties: Vec<(usize, u16)>,
}

impl Counted {
    fn add(&mut self, properties: &[(KeyId, Value)]) {
        self.count += 1;
        for (key, value) in properties {
            let number = key.0 as usize;
            if self.properties.len() <= number {
                self.properties.resize(number + 1, (0, 0));
            }
            if let (Some((count, types)), Some(kind)) = (self.properties.get_mut(number), type_number(value)) {
                *count += 1;
                *types |= 1 << kind;
            }
        }
    }

    fn named(self, graph: &dyn GraphRead) -> Group {
        let properties = graph.symbols().keys().filter_map(|(key, name)| {
            let (count, types) = *self.properties.get(key.0 as usize)?;
            let types = TYPES.iter().enumerate().filter(|(number, _)| types & (1 << number) != 0);
            (count > 0).then(|| (name.to_owned(), (count, types.map(|(_, name)| *name).collect())))
        });
        Group { count: self.count, properties: properties.collect(), ends: BTreeMap::new() }
    }
}

/// The summary of the graph.
pub fn summary(graph: &dyn GraphRead) -> Summary {
    let mut summary =
        Summary { nodes: graph.node_count(), relationships: graph.relationship_count(), ..Summary::default() };
    read_nodes(graph, &mut summary);
    read_relationships(graph, &mut summary);
    summary
}

fn read_nodes(graph: &dyn GraphRead, summary: &mut Summary) {
    let symbols = graph.symbols();
    let (start, source) = (symbols.find_key("start"), symbols.find_key("source"));
    let document = symbols.find_label("Document");
    let mut labels: BTreeMap<LabelId, Counted> = BTreeMap::new();
    for node in graph.nodes() {
        let properties = graph.node_properties(node);
        let text = |wanted: Option<KeyId>| {
            properties.iter().find(|(key, _)| Some(*key) == wanted).and_then(|(_, value)| match value {
                Value::String(text) => Some(&**text),
                _ => None,
            })
        };
        for label in graph.labels(node) {
            labels.entry(label).or_default().add(&properties);
            if Some(label) == document
                && let Some(source) = text(source)
            {
                match summary.sources.get_mut(source) {
                    Some(documents) => *documents += 1,
                    None => drop(summary.sources.insert(source.to_owned(), 1)),
                }
            }
        }
        if let Some(date) = text(start).filter(|date| date.starts_with(|first: char| first.is_ascii_digit())) {
            let (first, last) = summary.dates.get_or_insert_with(|| (date.to_owned(), date.to_owned()));
            if date < first.as_str() {
                date.clone_into(first);
            }
            if date > last.as_str() {
                date.clone_into(last);
            }
        }
    }
    summary.labels = labels
        .into_iter()
        .map(|(label, counted)| (symbols.label_name(label).to_owned(), counted.named(graph)))
        .collect();
}

fn read_relationships(graph: &dyn GraphRead, summary: &mut Summary) {
    let symbols = graph.symbols();
    // The most telling label of each node: `Actor` and `Event` only gather others.
    let mut telling: Vec<Option<LabelId>> = vec![None; graph.node_bound() as usize];
    for node in graph.nodes() {
        let labels = graph.labels(node);
        let label = labels.into_iter().min_by_key(|label| matches!(symbols.label_name(*label), "Actor" | "Event"));
        if let Some(place) = telling.get_mut(node.0 as usize) {
            *place = label;
        }
    }
    let telling = |node: NodeId| telling.get(node.0 as usize).copied().flatten();
    let mut types: BTreeMap<TypeId, Counted> = BTreeMap::new();
    let mut ends: FxHashMap<(TypeId, Option<LabelId>, Option<LabelId>), usize> = FxHashMap::default();
    for relationship in graph.relationships() {
        let kind = graph.relationship_type(relationship);
        types.entry(kind).or_default().add(&graph.relationship_properties(relationship));
        let (start, end) = graph.endpoints(relationship);
        *ends.entry((kind, telling(start), telling(end))).or_default() += 1;
    }
    summary.types =
        types.into_iter().map(|(kind, counted)| (symbols.type_name(kind).to_owned(), counted.named(graph))).collect();
    let name = |label: Option<LabelId>| label.map_or_else(String::new, |label| symbols.label_name(label).to_owned());
    for ((kind, start, end), count) in ends {
        if let Some(group) = summary.types.get_mut(symbols.type_name(kind)) {
            group.ends.insert((name(start), name(end)), count);
        }
    }
}
