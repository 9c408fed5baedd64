//! Which variables are visible where.

use super::bound::{Name, Slot};
use rustc_hash::FxHashMap;

/// The variables that an expression may name.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    variables: FxHashMap<Name, Slot>,
    /// Variables of comprehensions, quantifiers and reduce, innermost last; they hide those of the query.
    locals: Vec<(Name, Slot)>,
    /// The variables that `CALL (a, b) { … }` brings in: they stay in sight after a WITH that does not name them.
    lasting: Vec<(Name, Slot)>,
}

impl Scope {
    pub fn get(&self, name: &str) -> Option<Slot> {
        self.local(name).or_else(|| self.variables.get(name).copied())
    }

    /// The variable of a comprehension around the expression, if the name is one.
    pub fn local(&self, name: &str) -> Option<Slot> {
        self.locals.iter().rev().find(|(local, _)| &**local == name).map(|(_, slot)| *slot)
    }

    pub fn insert(&mut self, name: Name, slot: Slot) {
        self.variables.insert(name, slot);
    }

    /// The same, with every variable in sight for good.
    pub fn lasting(self) -> Scope {
        Scope { lasting: self.sorted(), ..self }
    }

    /// The scope after a projection to these columns, and the lasting variables that are not among them.
    pub fn after(&self, columns: impl Iterator<Item = (Name, Slot)>) -> (Scope, Vec<Slot>) {
        let mut scope = Scope { variables: columns.collect(), locals: Vec::new(), lasting: self.lasting.clone() };
        let mut carried = Vec::new();
        for (name, slot) in &self.lasting {
            if !scope.variables.contains_key(name) {
                scope.insert(name.clone(), *slot);
                carried.push(*slot);
            }
        }
        (scope, carried)
    }

    pub fn push_local(&mut self, name: Name, slot: Slot) {
        self.locals.push((name, slot));
    }

    pub fn pop_local(&mut self) {
        self.locals.pop();
    }

    /// The variables of the query in alphabetical order, as `*` lists them.
    pub fn sorted(&self) -> Vec<(Name, Slot)> {
        let mut all: Vec<_> = self.variables.iter().map(|(name, slot)| (name.clone(), *slot)).collect();
        all.sort();
        all
    }

    /// Every visible name, for suggestions.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.locals.iter().map(|(name, _)| &**name).chain(self.variables.keys().map(|name| &**name))
    }

    /// Every visible slot.
    pub fn slots(&self) -> impl Iterator<Item = Slot> {
        self.variables.values().copied().chain(self.locals.iter().map(|(_, slot)| *slot))
    }

    /// The same with the variables of `inner` on top.
    pub fn overlaid(&self, inner: &Scope) -> Scope {
        let mut scope = self.clone();
        scope.variables.extend(inner.variables.iter().map(|(name, slot)| (name.clone(), *slot)));
        scope
    }
}
