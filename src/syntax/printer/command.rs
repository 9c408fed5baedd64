//! Commands as text.

use super::super::tree::{ConstraintRule, Name, SchemaCommand, SchemaCommandKind, SchemaEntity};
use super::Printer;

impl Printer {
    pub(super) fn schema_command(&mut self, command: &SchemaCommand) {
        match &command.kind {
            SchemaCommandKind::CreateIndex { name, if_not_exists, entity, keys } => {
                self.create_head("INDEX", name.as_ref(), *if_not_exists, entity);
                self.word(" ON (");
                self.keys(keys);
                self.word(")");
            }
            SchemaCommandKind::CreateConstraint { name, if_not_exists, entity, keys, rule } => {
                self.create_head("CONSTRAINT", name.as_ref(), *if_not_exists, entity);
                self.word(" REQUIRE (");
                self.keys(keys);
                self.word(match (rule, entity) {
                    (ConstraintRule::Unique, _) => ") IS UNIQUE",
                    (ConstraintRule::Exists, _) => ") IS NOT NULL",
                    (ConstraintRule::Key, SchemaEntity::Node(_)) => ") IS NODE KEY",
                    (ConstraintRule::Key, SchemaEntity::Relationship(_)) => ") IS RELATIONSHIP KEY",
                });
            }
            SchemaCommandKind::DropIndex { name, if_exists } => self.drop("INDEX", name, *if_exists),
            SchemaCommandKind::DropConstraint { name, if_exists } => self.drop("CONSTRAINT", name, *if_exists),
        }
    }

    fn create_head(&mut self, what: &str, name: Option<&Name>, if_not_exists: bool, entity: &SchemaEntity) {
        self.word("CREATE ");
        self.word(what);
        if let Some(name) = name {
            self.word(" ");
            self.name(&name.text);
        }
        self.word(if if_not_exists { " IF NOT EXISTS FOR " } else { " FOR " });
        match entity {
            SchemaEntity::Node(label) => {
                self.word("(x:");
                self.name(&label.text);
                self.word(")");
            }
            SchemaEntity::Relationship(kind) => {
                self.word("()-[x:");
                self.name(&kind.text);
                self.word("]-()");
            }
        }
    }

    fn keys(&mut self, keys: &[Name]) {
        self.separated(", ", keys, |printer, key| {
            printer.word("x.");
            printer.name(&key.text);
        });
    }

    fn drop(&mut self, what: &str, name: &Name, if_exists: bool) {
        self.word("DROP ");
        self.word(what);
        self.word(" ");
        self.name(&name.text);
        self.word(if if_exists { " IF EXISTS" } else { "" });
    }
}
