//! Putting together a path from its first node and the relationships walked.

use super::Rows;
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{Batch, ColumnBuilder};
use crate::exec::run::Run;
use crate::exec::walk;
use crate::graph::Graph;
use crate::plan::{Operator, Plan};
use crate::value::{NodeId, Path, RelationshipId, Value};
use std::sync::Arc;

pub(super) struct PathRows<'p> {
    pub plan: &'p Plan,
    pub input: Box<dyn Rows + 'p>,
}

impl Rows for PathRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Some(mut batch) = run.next(&mut self.input)? else { return Ok(None) };
        if let Operator::Path { slot, start, walked } = &self.plan.operator {
            let graph = run.graph();
            let mut paths = ColumnBuilder::with_capacity(batch.len());
            for row in 0..batch.len() {
                let mut relationships = Vec::new();
                let values: Vec<Value> = walked.iter().map(|slot| batch.value(*slot, row)).collect();
                values.iter().for_each(|value| walk::relationships_of(value, &mut relationships));
                let start = batch.column(*start).and_then(|column| column.node(row));
                paths.push(match start {
                    Some(start) if !values.iter().any(Value::is_null) => path(&graph, start, relationships),
                    _ => Value::Null,
                });
            }
            batch.set(*slot, paths.finish());
        }
        Ok(Some(batch))
    }
}

/// The path from a node along relationships.
pub(in crate::exec) fn path(graph: &Graph, start: NodeId, relationships: Vec<RelationshipId>) -> Value {
    let mut nodes = Vec::with_capacity(relationships.len() + 1);
    nodes.push(start);
    let mut node = start;
    for relationship in &relationships {
        node = walk::other_end(graph, *relationship, node);
        nodes.push(node);
    }
    Value::Path(Arc::new(Path { nodes, relationships }))
}
