//! Commands about the database: names pass through, nothing needs a scope.

use super::bound::{Command, ConstraintDescription, Demand, Entities, IndexDescription, IndexKind, Name};
use crate::syntax::tree::{self, ConstraintRule, SchemaCommandKind, SchemaEntity, TransactionCommand};

pub(super) fn transaction(command: TransactionCommand) -> Command {
    match command {
        TransactionCommand::Begin => Command::Begin,
        TransactionCommand::Commit => Command::Commit,
        TransactionCommand::Rollback => Command::Rollback,
    }
}

pub(super) fn schema(command: &tree::SchemaCommand) -> Command {
    let span = command.span;
    match &command.kind {
        SchemaCommandKind::CreateIndex { name: given, if_not_exists, entity, keys } => Command::CreateIndex {
            name: given.as_ref().map(name),
            index: IndexDescription { entities: entities(entity), keys: names(keys), kind: IndexKind::Range },
            if_not_exists: *if_not_exists,
            span,
        },
        SchemaCommandKind::DropIndex { name: given, if_exists } => {
            Command::DropIndex { name: name(given), if_exists: *if_exists, span }
        }
        SchemaCommandKind::CreateConstraint { name: given, if_not_exists, entity, keys, rule } => {
            let demand = match rule {
                ConstraintRule::Unique => Demand::Unique,
                ConstraintRule::Exists => Demand::Exists,
                ConstraintRule::Key => Demand::Key,
            };
            Command::CreateConstraint {
                name: given.as_ref().map(name),
                constraint: ConstraintDescription { entities: entities(entity), keys: names(keys), demand },
                if_not_exists: *if_not_exists,
                span,
            }
        }
        SchemaCommandKind::DropConstraint { name: given, if_exists } => {
            Command::DropConstraint { name: name(given), if_exists: *if_exists, span }
        }
    }
}

fn name(name: &tree::Name) -> Name {
    name.text.as_str().into()
}

fn names(all: &[tree::Name]) -> Vec<Name> {
    all.iter().map(name).collect()
}

fn entities(entity: &SchemaEntity) -> Entities {
    match entity {
        SchemaEntity::Node(label) => Entities::Nodes(name(label)),
        SchemaEntity::Relationship(kind) => Entities::Relationships(name(kind)),
    }
}
