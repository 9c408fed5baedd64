//! Deleting nodes and relationships: first all relationships of all rows, then the nodes.

use super::{Eagerly, Rows};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::Batch;
use crate::exec::error;
use crate::exec::run::Run;
use crate::graph::GraphRead;
use crate::semantics::bound::Delete;
use crate::value::{NodeId, RelationshipId, Value};

pub(super) struct DeleteRows<'p> {
    pub delete: &'p Delete,
    pub work: Eagerly<'p>,
}

/// What is to go, in order of the rows.
#[derive(Default)]
struct Doomed {
    nodes: Vec<NodeId>,
    relationships: Vec<RelationshipId>,
}

impl Doomed {
    fn add(&mut self, value: &Value) -> Result<(), Diagnostic> {
        match value {
            Value::Null => {}
            Value::Node(node) => self.nodes.push(*node),
            Value::Relationship(relationship) => self.relationships.push(*relationship),
            Value::Path(path) => {
                self.nodes.extend(&path.nodes);
                self.relationships.extend(&path.relationships);
            }
            other => {
                let message = format!("DELETE needs a NODE, RELATIONSHIP or PATH and not {}", other.type_name());
                return Err(error::type_error(message).with_hint("REMOVE takes a property away"));
            }
        }
        Ok(())
    }
}

impl Rows for DeleteRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Delete { detach, targets, span } = self.delete;
        self.work.next(run, |batches| {
            let mut doomed = Doomed::default();
            for batch in &batches {
                for target in targets {
                    let column = run.evaluate(target, batch)?;
                    column.values().try_for_each(|value| doomed.add(&value)).map_err(|error| error.at(target.span))?;
                }
            }
            let mut graph = run.graph_mut()?;
            for relationship in doomed.relationships {
                if graph.has_relationship(relationship) {
                    graph.delete_relationship(relationship).map_err(error::refused)?;
                    run.count_changes(|statistics| statistics.relationships_deleted += 1);
                }
            }
            for node in doomed.nodes {
                if !graph.has_node(node) {
                    continue;
                }
                let attached = match detach {
                    true => graph.detach_delete_node(node).map_err(error::refused)?,
                    false => {
                        graph.delete_node(node).map_err(|refused| error::refused(refused).at(*span))?;
                        0
                    }
                };
                run.count_changes(|statistics| {
                    statistics.nodes_deleted += 1;
                    statistics.relationships_deleted += attached as u64;
                });
            }
            drop(graph);
            Ok(batches)
        })
    }
}
