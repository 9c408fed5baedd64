//! The state of binding one statement, and its small tools.

use super::aggregation::{Aggregates, Collected, Grouping};
use super::bound::{self, Body, Mode, Name, Slot, SlotInfo, SlotKind};
use super::procedure::Procedures;
use super::scope::Scope;
use super::types::Type;
use super::warning::{Mention, MentionKind};
use super::{Bound, Lettered};
use crate::diagnostic::{Diagnostic, Kind, nearest};
use crate::functions;
use crate::span::Span;
use crate::syntax::tree;
use std::collections::BTreeSet;

pub(super) type Checked<T> = Result<T, Diagnostic>;

/// An expression and what is known of its value.
pub(super) struct Typed {
    pub expression: bound::Expression,
    pub kind: Type,
}

pub(super) struct Binder<'p> {
    pub procedures: &'p dyn Procedures,
    pub slots: Vec<SlotInfo>,
    /// What is known of each slot's values, beside `slots`.
    pub types: Vec<Type>,
    pub parameters: Vec<Name>,
    pub subqueries: usize,
    pub mentions: Vec<Mention>,
    pub bare: Vec<Mention>,
    pub lettered: Vec<Lettered>,
    /// The variables visible here.
    pub scope: Scope,
    /// The slots read, a set for each subquery around this place.
    pub reads: Vec<BTreeSet<Slot>>,
    /// Whether aggregates may stand here.
    pub aggregates: Aggregates,
    /// The aggregates of the projection being bound.
    pub collected: Vec<Collected>,
    /// The grouping keys that an expression beside an aggregate may use.
    pub grouping: Option<Grouping>,
    /// How many chained comparisons this place is a middle operand of.
    pub middle: usize,
}

impl<'p> Binder<'p> {
    pub fn new(procedures: &'p dyn Procedures) -> Self {
        Self {
            procedures,
            slots: Vec::new(),
            types: Vec::new(),
            parameters: Vec::new(),
            subqueries: 0,
            mentions: Vec::new(),
            bare: Vec::new(),
            lettered: Vec::new(),
            scope: Scope::default(),
            reads: Vec::new(),
            aggregates: Aggregates::Forbidden,
            collected: Vec::new(),
            grouping: None,
            middle: 0,
        }
    }

    pub fn statement(mut self, statement: &tree::Statement) -> Checked<Bound> {
        let (mode, body) = match statement {
            tree::Statement::Query { mode, query } => {
                let mode = match mode {
                    tree::Mode::Run => Mode::Run,
                    tree::Mode::Explain => Mode::Explain,
                    tree::Mode::Profile => Mode::Profile,
                };
                (mode, Body::Query(self.whole_query(query)?))
            }
            tree::Statement::Schema(command) => (Mode::Run, Body::Command(super::command::schema(command))),
            tree::Statement::Transaction(command) => (Mode::Run, Body::Command(super::command::transaction(*command))),
        };
        let statement = bound::Statement {
            mode,
            body,
            slots: self.slots,
            parameters: self.parameters,
            subqueries: self.subqueries,
        };
        Ok(Bound { statement, mentions: self.mentions, bare: self.bare, lettered: self.lettered })
    }

    /// A new slot; `name` only for what the user named.
    pub fn slot(&mut self, name: Option<&str>, kind: SlotKind, known: Type) -> Slot {
        let slot = Slot(self.slots.len() as u32);
        self.slots.push(SlotInfo { name: name.map(Name::from), kind });
        self.types.push(known);
        slot
    }

    /// A new slot for a value, visible under the name from here on.
    pub fn declare(&mut self, name: &str, kind: SlotKind, known: Type) -> Slot {
        let slot = self.slot(Some(name), kind, known);
        self.scope.insert(name.into(), slot);
        slot
    }

    /// A new variable that must not be there yet.
    pub fn declare_new(&mut self, name: &tree::Name, kind: SlotKind, known: Type) -> Checked<Slot> {
        if self.scope.get(&name.text).is_some() {
            return Err(already_bound(name));
        }
        Ok(self.declare(&name.text, kind, known))
    }

    pub fn type_of(&self, slot: Slot) -> &Type {
        &self.types[slot.index()]
    }

    /// The variable of that name.
    pub fn resolve(&mut self, name: &str, span: Span) -> Checked<Slot> {
        match self.scope.get(name) {
            Some(slot) => {
                self.read(slot);
                Ok(slot)
            }
            None => Err(self.undefined(name, span)),
        }
    }

    /// Notes that the place reads the slot, for the imports of the subqueries around it.
    pub fn read(&mut self, slot: Slot) {
        if let Some(innermost) = self.reads.last_mut() {
            innermost.insert(slot);
        }
    }

    pub fn undefined(&self, name: &str, span: Span) -> Diagnostic {
        // Columns without a name, and what the parser adds for itself, cannot be meant.
        let is_plain = |name: &&str| name.chars().all(|c| c.is_alphanumeric() || c == '_');
        let mut names: Vec<&str> = self.scope.names().filter(is_plain).collect();
        names.sort_unstable();
        let was_there = self.slots.iter().any(|slot| slot.name.as_deref() == Some(name));
        let hint = match (nearest(name, names.iter().copied()), names.first()) {
            _ if was_there => {
                "it was there before, but WITH, CALL { … } and aggregation pass on only what they name".to_owned()
            }
            (Some(near), _) => format!("did you mean `{near}`?"),
            _ if functions::lookup(name).is_some() => format!("`{name}` is a function: write `{name}(…)`"),
            (None, Some(variable)) => {
                format!("a text needs quotes, '{name}', a property its variable, `{variable}.{name}`")
            }
            (None, None) => format!("a text needs quotes: '{name}'"),
        };
        syntax("UndefinedVariable", format!("variable `{name}` not defined"), span).with_hint(hint)
    }

    pub fn mention(&mut self, kind: MentionKind, name: &tree::Name) {
        self.mentions.push(Mention { kind, name: name.text.as_str().into(), span: name.span });
    }

    /// Binds with another scope, and gives the old one back afterwards.
    pub fn in_scope<T>(&mut self, scope: Scope, bind: impl FnOnce(&mut Self) -> Checked<T>) -> Checked<T> {
        let outer = std::mem::replace(&mut self.scope, scope);
        let result = bind(self);
        self.scope = outer;
        result
    }

    /// Binds with a local variable in sight.
    pub fn with_local<T>(&mut self, name: &str, slot: Slot, bind: impl FnOnce(&mut Self) -> Checked<T>) -> Checked<T> {
        self.scope.push_local(name.into(), slot);
        let result = bind(self);
        self.scope.pop_local();
        result
    }

    /// Binds with aggregates allowed or not.
    pub fn with_aggregates<T>(
        &mut self,
        aggregates: Aggregates,
        bind: impl FnOnce(&mut Self) -> Checked<T>,
    ) -> Checked<T> {
        let outer = std::mem::replace(&mut self.aggregates, aggregates);
        let result = bind(self);
        self.aggregates = outer;
        result
    }
}

/// A `SyntaxError` found before running.
pub(super) fn syntax(detail: &'static str, message: impl Into<String>, span: Span) -> Diagnostic {
    Diagnostic::compile(Kind::SyntaxError, detail, message, span)
}

pub(super) fn already_bound(name: &tree::Name) -> Diagnostic {
    syntax("VariableAlreadyBound", format!("variable `{}` is already defined", name.text), name.span)
}

/// The error for a value of the wrong type.
pub(super) fn wrong_type(expected: &str, found: &Type, span: Span) -> Diagnostic {
    syntax("InvalidArgumentType", format!("expected {expected}, found {}", found.name()), span)
}
