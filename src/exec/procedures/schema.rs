//! What the graph is made of.

use super::Table;
use crate::diagnostic::Diagnostic;
use crate::exec::batch::Column;
use crate::exec::context::Context;
use crate::graph::{GraphRead, KeyId, LabelId, TypeId};
use crate::value::{NodeId, Value};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn labels(_: &[Value], context: &Context<'_>) -> Result<Table, Diagnostic> {
    let graph = context.graph;
    let used = graph.symbols().labels().filter(|(label, _)| graph.label_count(*label) > 0);
    Ok(sorted(used.map(|(_, name)| name)))
}

pub(super) fn relationship_types(_: &[Value], context: &Context<'_>) -> Result<Table, Diagnostic> {
    let graph = context.graph;
    let used = graph.symbols().types().filter(|(kind, _)| graph.type_count(*kind) > 0);
    Ok(sorted(used.map(|(_, name)| name)))
}

/// Every key that was ever used: the graph does not count them.
pub(super) fn property_keys(_: &[Value], context: &Context<'_>) -> Result<Table, Diagnostic> {
    Ok(sorted(context.graph.symbols().keys().map(|(_, name)| name)))
}

fn sorted<'a>(names: impl Iterator<Item = &'a str>) -> Table {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    Table::new(vec![Column::from_values(names.into_iter().map(Value::from))])
}

/// O(nodes): their properties are looked at.
pub(super) fn nodes(_: &[Value], context: &Context<'_>) -> Result<Table, Diagnostic> {
    let graph = context.graph;
    let mut rows = Vec::new();
    for (label, name) in graph.symbols().labels() {
        let mut keys: BTreeSet<KeyId> = BTreeSet::new();
        for (number, node) in graph.nodes_with_label(label).enumerate() {
            if number % 4_096 == 0 {
                context.statement.check()?;
            }
            keys.extend(graph.node_properties(node).into_iter().map(|(key, _)| key));
        }
        let count = graph.label_count(label);
        if count > 0 {
            let mut keys: Vec<&str> = keys.into_iter().map(|key| graph.symbols().key_name(key)).collect();
            keys.sort_unstable();
            let keys = Value::list(keys.into_iter().map(Value::from).collect());
            rows.push((name, vec![Value::from(name), Value::Integer(count as i64), keys]));
        }
    }
    rows.sort_unstable_by_key(|(name, _)| *name);
    Ok(Table::from_rows(rows.into_iter().map(|(_, row)| row).collect(), 3))
}

/// O(relationships). A node with several labels counts by the first of them in the alphabet.
pub(super) fn relationships(_: &[Value], context: &Context<'_>) -> Result<Table, Diagnostic> {
    let graph = context.graph;
    let symbols = graph.symbols();
    let label_of = |node: NodeId| -> Option<LabelId> {
        graph.labels(node).into_iter().min_by_key(|label| symbols.label_name(*label))
    };
    let mut counts: BTreeMap<(Option<LabelId>, TypeId, Option<LabelId>), i64> = BTreeMap::new();
    for (number, relationship) in graph.relationships().enumerate() {
        if number % 4_096 == 0 {
            context.statement.check()?;
        }
        let (start, end) = graph.endpoints(relationship);
        let kind = graph.relationship_type(relationship);
        *counts.entry((label_of(start), kind, label_of(end))).or_default() += 1;
    }
    let name = |label: Option<LabelId>| label.map_or("", |label| symbols.label_name(label));
    let mut rows: Vec<_> = counts
        .into_iter()
        .map(|((start, kind, end), count)| (symbols.type_name(kind), name(start), name(end), count))
        .collect();
    rows.sort_unstable();
    let rows = rows.into_iter().map(|(kind, start, end, count)| {
        vec![Value::from(start), Value::from(kind), Value::from(end), Value::Integer(count)]
    });
    Ok(Table::from_rows(rows.collect(), 4))
}
