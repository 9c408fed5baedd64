//! Commands: indexes, constraints, listings, transactions.

use super::{Answer, Database, constraint, default_name};
use crate::diagnostic::{Diagnostic, Kind};
use crate::exec::Statistics;
use crate::exec::batch::{Batch, Column};
use crate::functions::FUNCTIONS;
use crate::graph::{self, Constraint, GraphRead, Index, WriteError};
use crate::semantics::Procedures as _;
use crate::semantics::bound::{
    Command, ConstraintDescription, Demand, Entities, IndexDescription, Listing, Name, Slot,
};
use crate::span::Span;
use crate::value::Value;

impl Database {
    pub(super) fn command(&mut self, command: &Command) -> Result<Answer, Diagnostic> {
        let mark = self.store.graph().mark();
        let statistics = match command {
            Command::Begin => return self.begin().map(|()| Answer::default()),
            Command::Commit => return self.commit().map(|()| Answer::default()),
            Command::Rollback => return self.rollback().map(|()| Answer::default()),
            Command::Show(listing) => return Ok(self.listing(*listing)),
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
        let (label, key) = single(&index.entities, &index.keys, "an index", span)?;
        let name = name.cloned().unwrap_or_else(|| default_name("index", label, key));
        let graph = self.store.graph_mut();
        let (label, key) = (graph.symbols_mut().label(label), graph.symbols_mut().key(key));
        if if_not_exists && graph.schema().indexes.iter().any(|index| index.label == label && index.key == key) {
            return Ok(Statistics::default());
        }
        let count = finished(graph.create_index(Index { name, label, key }), if_not_exists, span)?;
        Ok(Statistics { indexes_added: count, ..Statistics::default() })
    }

    fn create_constraint(
        &mut self,
        name: Option<&Name>,
        description: &ConstraintDescription,
        if_not_exists: bool,
        span: Span,
    ) -> Result<Statistics, Diagnostic> {
        let (label, key) = single(&description.entities, &description.keys, "a constraint", span)?;
        let graph = self.store.graph_mut();
        let demands: &[(graph::Demand, &str)] = match description.demand {
            Demand::Unique => &[(graph::Demand::Unique, "unique")],
            Demand::Exists => &[(graph::Demand::Exists, "exists")],
            Demand::Key => &[(graph::Demand::Unique, "unique"), (graph::Demand::Exists, "exists")],
        };
        let mut statistics = Statistics::default();
        for (number, (demand, word)) in demands.iter().enumerate() {
            let name = match (name, number) {
                (Some(name), 0) => name.clone(),
                (Some(name), _) => format!("{name}_{word}").into(),
                (None, _) => default_name(word, label, key),
            };
            let (label, key) = (graph.symbols_mut().label(label), graph.symbols_mut().key(key));
            let constraint = Constraint { name, label, key, demand: *demand };
            let is_there = |known: &Constraint| (known.label, known.key, known.demand) == (label, key, *demand);
            if if_not_exists && graph.schema().constraints.iter().any(is_there) {
                continue;
            }
            constraint::check_all(graph, &constraint).map_err(|error| error.at(span))?;
            statistics.constraints_added += finished(graph.create_constraint(constraint), if_not_exists, span)?;
        }
        Ok(statistics)
    }

    fn listing(&self, listing: Listing) -> Answer {
        let graph = self.store.graph();
        let symbols = graph.symbols();
        let text = |text: &str| Value::from(text);
        match listing {
            Listing::Indexes => table(
                &["name", "label", "property"],
                graph.schema().indexes.iter().map(|index| {
                    vec![text(&index.name), text(symbols.label_name(index.label)), text(symbols.key_name(index.key))]
                }),
            ),
            Listing::Constraints => table(
                &["name", "label", "property", "demand"],
                graph.schema().constraints.iter().map(|constraint| {
                    let demand = match constraint.demand {
                        graph::Demand::Unique => "unique",
                        graph::Demand::Exists => "exists",
                    };
                    let (label, key) = (symbols.label_name(constraint.label), symbols.key_name(constraint.key));
                    vec![text(&constraint.name), text(label), text(key), text(demand)]
                }),
            ),
            Listing::Functions => table(
                &["name", "signature", "description"],
                FUNCTIONS
                    .iter()
                    .map(|function| vec![text(function.name), text(&function.signature()), text(function.description)]),
            ),
            Listing::Procedures => table(
                &["name"],
                self.procedures.names().iter().map(|name| vec![text(name)]).collect::<Vec<_>>().into_iter(),
            ),
        }
    }
}

/// The one label and the one key that an index or constraint stands on.
fn single<'a>(
    entities: &'a Entities,
    keys: &'a [Name],
    what: &str,
    span: Span,
) -> Result<(&'a Name, &'a Name), Diagnostic> {
    match (entities, keys) {
        (Entities::Nodes(label), [key]) => Ok((label, key)),
        (Entities::Relationships(_), _) => {
            let message = format!("{what} on relationships is not supported");
            Err(Diagnostic::compile(Kind::Unsupported, "Unsupported", message, span))
        }
        _ => {
            let message = format!("{what} on several properties is not supported");
            Err(Diagnostic::compile(Kind::Unsupported, "Unsupported", message, span)
                .with_hint("make one for each property"))
        }
    }
}

/// How many were made or dropped; none where one that is there, or is missing, is no error.
fn finished(result: Result<(), WriteError>, forgive: bool, span: Span) -> Result<u64, Diagnostic> {
    match result {
        Ok(()) => Ok(1),
        Err(WriteError::NameTaken(_) | WriteError::NoSuchName(_)) if forgive => Ok(0),
        Err(error) => Err(Diagnostic::runtime(Kind::ArgumentError, "Schema", error.to_string()).at(span)),
    }
}

fn table(columns: &[&str], rows: impl Iterator<Item = Vec<Value>>) -> Answer {
    let rows: Vec<Vec<Value>> = rows.collect();
    let mut batch = Batch::new(rows.len());
    for number in 0..columns.len() {
        let cells = rows.iter().map(|row| row.get(number).cloned().unwrap_or(Value::Null));
        batch.set(Slot(number as u32), Column::from_values(cells));
    }
    Answer { columns: columns.iter().map(|name| (*name).into()).collect(), batches: vec![batch], ..Answer::default() }
}
