//! Commands: indexes, constraints, transactions.

use super::{Answer, Database, constraint};
use crate::diagnostic::{Diagnostic, Kind};
use crate::exec::Statistics;
use crate::graph::{self, Constraint, Covered, Graph, Index, KeyId, WriteError};
use crate::semantics::bound::{Command, ConstraintDescription, Demand, Entities, IndexDescription, Name};
use crate::span::Span;

impl Database {
    pub(super) fn command(&mut self, command: &Command) -> Result<Answer, Diagnostic> {
        let mark = self.store.graph().mark();
        let statistics = match command {
            Command::Begin => return self.begin().map(|()| Answer::default()),
            Command::Commit => return self.commit().map(|()| Answer::default()),
            Command::Rollback => return self.rollback().map(|()| Answer::default()),
            Command::CreateIndex { name, index, if_not_exists, span } => {
                self.create_index(name.as_ref(), index, *if_not_exists, *span)
            }
            Command::DropIndex { name, if_exists, span } => {
                let dropped = self.store.graph_mut().drop_index(name);
                finished(dropped, *if_exists, *span)
                    .map(|count| Statistics { indexes_removed: count, ..Statistics::default() })
            }
            Command::CreateConstraint { name, constraint, if_not_exists, span } => {
                self.create_constraint(name.as_ref(), constraint, *if_not_exists, *span)
            }
            Command::DropConstraint { name, if_exists, span } => {
                let dropped = self.store.graph_mut().drop_constraint(name);
                finished(dropped, *if_exists, *span)
                    .map(|count| Statistics { constraints_removed: count, ..Statistics::default() })
            }
        };
        match statistics {
            Ok(statistics) => {
                self.prepared.clear();
                self.keep()?;
                Ok(Answer { statistics, ..Answer::default() })
            }
            Err(error) => {
                self.store.graph_mut().undo_to(mark);
                Err(error)
            }
        }
    }

    fn create_index(
        &mut self,
        name: Option<&Name>,
        index: &IndexDescription,
        if_not_exists: bool,
        span: Span,
    ) -> Result<Statistics, Diagnostic> {
        let name = name.cloned().unwrap_or_else(|| default_name("index", &index.entities, &index.keys));
        let graph = self.store.graph_mut();
        let (on, keys) = covered(graph, &index.entities, &index.keys, span)?;
        if if_not_exists && graph.schema().indexes.iter().any(|known| known.on == on && known.keys == keys) {
            return Ok(Statistics::default());
        }
        let count = finished(graph.create_index(Index { name, on, keys }), if_not_exists, span)?;
        Ok(Statistics { indexes_added: count, ..Statistics::default() })
    }

    fn create_constraint(
        &mut self,
        name: Option<&Name>,
        description: &ConstraintDescription,
        if_not_exists: bool,
        span: Span,
    ) -> Result<Statistics, Diagnostic> {
        let ConstraintDescription { entities, keys: names, demand } = description;
        let graph = self.store.graph_mut();
        let demands: &[(graph::Demand, &str)] = match demand {
            Demand::Unique => &[(graph::Demand::Unique, "unique")],
            Demand::Exists => &[(graph::Demand::Exists, "exists")],
            Demand::Key => &[(graph::Demand::Unique, "unique"), (graph::Demand::Exists, "exists")],
        };
        let mut statistics = Statistics::default();
        for (number, (demand, word)) in demands.iter().enumerate() {
            let name = match (name, number) {
                (Some(name), 0) => name.clone(),
                (Some(name), _) => format!("{name}_{word}").into(),
                (None, _) => default_name(word, entities, names),
            };
            let (on, keys) = covered(graph, entities, names, span)?;
            let constraint = Constraint { name, on, keys, demand: *demand };
            let is_there = |known: &Constraint| {
                (known.on, &known.keys, known.demand) == (constraint.on, &constraint.keys, *demand)
            };
            if if_not_exists && graph.schema().constraints.iter().any(is_there) {
                continue;
            }
            constraint::check_all(graph, &constraint).map_err(|error| error.at(span))?;
            statistics.constraints_added += finished(graph.create_constraint(constraint), if_not_exists, span)?;
        }
        Ok(statistics)
    }
}

/// What an index or a constraint is to cover, in the numbers of the graph.
fn covered(
    graph: &mut Graph,
    entities: &Entities,
    names: &[Name],
    span: Span,
) -> Result<(Covered, Vec<KeyId>), Diagnostic> {
    let mut keys = Vec::with_capacity(names.len());
    for name in names {
        let key = graph.symbols_mut().key(name);
        if keys.contains(&key) {
            let message = format!("the property `{name}` is named twice");
            return Err(Diagnostic::runtime(Kind::ArgumentError, "Schema", message).at(span));
        }
        keys.push(key);
    }
    let on = match entities {
        Entities::Nodes(label) => Covered::Nodes(graph.symbols_mut().label(label)),
        Entities::Relationships(kind) => Covered::Relationships(graph.symbols_mut().relationship_type(kind)),
    };
    Ok((on, keys))
}

/// The default name of an index or constraint.
fn default_name(kind: &str, entities: &Entities, keys: &[Name]) -> Name {
    let (Entities::Nodes(of) | Entities::Relationships(of)) = entities;
    format!("{kind}_{of}_{}", keys.join("_")).into()
}

/// How many were made or dropped; none where one that is there, or is missing, is no error.
fn finished(result: Result<(), WriteError>, forgive: bool, span: Span) -> Result<u64, Diagnostic> {
    match result {
        Ok(()) => Ok(1),
        Err(WriteError::NameTaken(_) | WriteError::NoSuchName(_)) if forgive => Ok(0),
        Err(error) => Err(Diagnostic::runtime(Kind::ArgumentError, "Schema", error.to_string()).at(span)),
    }
}
