//! The variables of a pattern, declared before anything in it is bound.

use super::super::binder::{Binder, Checked, already_bound, syntax};
use super::super::bound::{Slot, SlotKind};
use super::super::types::Type;
use super::super::warning::{Mention, MentionKind};
use crate::syntax::tree::{self, PathElement};
use rustc_hash::FxHashMap;

/// What a pattern may do with a variable that is not there yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::semantics) enum NewVariables {
    /// It gets bound.
    Declared,
    /// It is an error: the pattern only asks about what is there.
    Refused,
}

/// The variables of one pattern.
#[derive(Default)]
pub(in crate::semantics) struct Declared {
    /// By name: the slot, and whether it was bound before the clause.
    variables: FxHashMap<String, (Slot, bool)>,
    /// Named relationships seen so far: each may stand once.
    relationships: Vec<String>,
    /// Slots that the clause binds.
    pub introduces: Vec<Slot>,
}

impl Declared {
    pub fn get(&self, name: &str) -> Option<(Slot, bool)> {
        self.variables.get(name).copied()
    }

    pub fn insert(&mut self, name: &str, slot: Slot, bound: bool) {
        self.variables.insert(name.to_owned(), (slot, bound));
        if !bound {
            self.introduces.push(slot);
        }
    }
}

impl Binder<'_> {
    pub(super) fn declare_path_variable(&mut self, path: &tree::PathPattern, declared: &mut Declared) -> Checked<()> {
        let Some(name) = &path.variable else { return Ok(()) };
        if self.scope.get(&name.text).is_some() {
            return Err(already_bound(name));
        }
        let slot = self.declare(&name.text, SlotKind::Path, Type::Path);
        declared.insert(&name.text, slot, false);
        Ok(())
    }

    pub fn declare_elements(
        &mut self,
        elements: &[PathElement],
        new: NewVariables,
        declared: &mut Declared,
    ) -> Checked<()> {
        for element in elements {
            match element {
                PathElement::Node(node) => {
                    if let Some(name) = &node.variable {
                        self.note_bare(MentionKind::Label, name, node.labels.is_none());
                        self.declare_variable(name, SlotKind::Node, new, declared)?;
                    }
                }
                PathElement::Relationship(relationship) => {
                    if let Some(name) = &relationship.variable {
                        self.note_bare(MentionKind::Type, name, relationship.types.is_none());
                        self.declare_relationship(name, relationship, new, declared)?;
                    }
                }
                PathElement::Group(group) => self.declare_group(&group.elements, new, declared)?,
            }
        }
        Ok(())
    }

    /// Notes a new variable that stands alone: a colon before it may have been forgotten.
    fn note_bare(&mut self, kind: MentionKind, name: &tree::Name, alone: bool) {
        if alone && self.scope.get(&name.text).is_none() {
            self.bare.push(Mention { kind, name: name.text.as_str().into(), span: name.span });
        }
    }

    fn declare_relationship(
        &mut self,
        name: &tree::Name,
        relationship: &tree::RelationshipPattern,
        new: NewVariables,
        declared: &mut Declared,
    ) -> Checked<()> {
        let kind = match (&relationship.length, &relationship.quantifier) {
            (None, None) => SlotKind::Relationship,
            (None, Some(_)) if relationship.filter.is_some() => SlotKind::Group,
            _ => SlotKind::Relationships,
        };
        let again = declared.relationships.contains(&name.text);
        self.declare_variable(name, kind, new, declared)?;
        if again {
            let message = format!(
                "relationship `{}` stands twice in one pattern, but no relationship is walked twice",
                name.text
            );
            return Err(
                syntax("RelationshipUniquenessViolation", message, name.span).with_hint("give the two different names")
            );
        }
        declared.relationships.push(name.text.clone());
        Ok(())
    }

    /// Outside, each variable of a group is the list of what it was in each repetition.
    fn declare_group(&mut self, elements: &[PathElement], new: NewVariables, declared: &mut Declared) -> Checked<()> {
        for element in elements {
            let name = match element {
                PathElement::Node(node) => node.variable.as_ref(),
                PathElement::Relationship(relationship) => relationship.variable.as_ref(),
                PathElement::Group(group) => {
                    return Err(syntax("UnexpectedSyntax", "a group that repeats cannot hold another", group.span));
                }
            };
            let Some(name) = name else { continue };
            if new == NewVariables::Refused {
                return Err(self.undefined(&name.text, name.span));
            }
            // The same variable may stand twice inside one group.
            if let Some((slot, false)) = declared.get(&name.text)
                && self.slots[slot.index()].kind == SlotKind::Group
            {
                continue;
            }
            if self.scope.get(&name.text).is_some() {
                return Err(already_bound(name));
            }
            let slot = self.declare(&name.text, SlotKind::Group, Type::list(Type::Unknown));
            declared.insert(&name.text, slot, false);
        }
        Ok(())
    }

    fn declare_variable(
        &mut self,
        name: &tree::Name,
        kind: SlotKind,
        new: NewVariables,
        declared: &mut Declared,
    ) -> Checked<()> {
        let known = known_type(kind);
        if let Some(slot) = self.scope.get(&name.text) {
            let fits = self.type_of(slot).may_be(|other| match (&known, other) {
                (Type::List(_), Type::List(element)) => element.may_be(|element| *element == Type::Relationship),
                (known, other) => known == other,
            });
            if !fits {
                let message =
                    format!("`{}` is {} and cannot be {} too", name.text, self.type_of(slot).name(), known.name());
                return Err(
                    syntax("VariableTypeConflict", message, name.span).with_hint("give the two different names")
                );
            }
            self.read(slot);
            if declared.get(&name.text).is_none() {
                declared.insert(&name.text, slot, true);
            }
            return Ok(());
        }
        if new == NewVariables::Refused {
            return Err(self
                .undefined(&name.text, name.span)
                .with_hint("a pattern in a condition cannot bring new variables; use EXISTS { … }"));
        }
        let slot = self.declare(&name.text, kind, known);
        declared.insert(&name.text, slot, false);
        Ok(())
    }
}

pub(super) fn known_type(kind: SlotKind) -> Type {
    match kind {
        SlotKind::Node => Type::Node,
        SlotKind::Relationship => Type::Relationship,
        SlotKind::Relationships => Type::list(Type::Relationship),
        SlotKind::Group => Type::list(Type::Unknown),
        SlotKind::Path => Type::Path,
        SlotKind::Value => Type::Unknown,
    }
}
