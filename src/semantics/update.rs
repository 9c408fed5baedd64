//! `SET`, `REMOVE`, `DELETE`.

use super::binder::{Binder, Checked, syntax, wrong_type};
use super::bound::{Delete, Expression, Name, RemoveItem, SetItem};
use super::types::Type;
use crate::diagnostic::{Diagnostic, Kind};
use crate::span::Span;
use crate::syntax::tree::{self, ExpressionKind};

/// `a.key` or `a[key]`, as SET and REMOVE take it.
enum Target {
    Named(Expression, Name),
    Computed(Expression, Expression),
}

impl Binder<'_> {
    pub fn set_items(&mut self, items: &[tree::SetItem]) -> Checked<Vec<SetItem>> {
        items.iter().map(|item| self.set_item(item)).collect()
    }

    fn set_item(&mut self, item: &tree::SetItem) -> Checked<SetItem> {
        Ok(match item {
            tree::SetItem::Property { target, value } => {
                let target = self.target(target)?;
                let value = self.property_value(value)?;
                match target {
                    Target::Named(entity, key) => SetItem::Property { entity, key, value },
                    Target::Computed(entity, key) => SetItem::DynamicProperty { entity, key, value },
                }
            }
            tree::SetItem::Properties { variable, value, add } => {
                let entity = self.entity(variable)?;
                let bound = self.expression(value)?;
                if !bound.kind.may_be(|kind| matches!(kind, Type::Map | Type::Node | Type::Relationship)) {
                    return Err(wrong_type("a map", &bound.kind, value.span));
                }
                let value = bound.expression;
                if *add { SetItem::Add { entity, value } } else { SetItem::Replace { entity, value } }
            }
            tree::SetItem::Labels { variable, labels, computed } => {
                let entity = self.labelled(variable)?;
                SetItem::Labels { entity, labels: names(labels), computed: self.computed_names(computed)? }
            }
        })
    }

    fn computed_names(&mut self, computed: &[tree::ComputedLabels]) -> Checked<Vec<Expression>> {
        computed.iter().map(|labels| self.label_names(&labels.value)).collect()
    }

    /// A value that a property is to get.
    pub fn property_value(&mut self, value: &tree::Expression) -> Checked<Expression> {
        let bound = self.expression(value)?;
        if bound.kind.is_property() {
            return Ok(bound.expression);
        }
        let what = match bound.kind {
            Type::List(_) => "this list",
            other => other.name(),
        };
        let message = format!("{what} cannot be the value of a property");
        Err(Diagnostic::compile(Kind::TypeError, "InvalidPropertyType", message, value.span)
            .with_hint("properties hold numbers, strings, booleans, temporal values, points, and lists of these"))
    }

    pub fn remove_items(&mut self, items: &[tree::RemoveItem]) -> Checked<Vec<RemoveItem>> {
        items
            .iter()
            .map(|item| {
                Ok(match item {
                    tree::RemoveItem::Property(target) => match self.target(target)? {
                        Target::Named(entity, key) => RemoveItem::Property { entity, key },
                        Target::Computed(entity, key) => RemoveItem::DynamicProperty { entity, key },
                    },
                    tree::RemoveItem::Labels { variable, labels, computed } => {
                        let entity = self.labelled(variable)?;
                        RemoveItem::Labels { entity, labels: names(labels), computed: self.computed_names(computed)? }
                    }
                })
            })
            .collect()
    }

    fn target(&mut self, target: &tree::Expression) -> Checked<Target> {
        let (of, key) = match &target.kind {
            ExpressionKind::Property { of, key } => (of, Ok(Name::from(key.text.as_str()))),
            ExpressionKind::Index { of, index } => (of, Err(index)),
            _ => return Err(syntax("UnexpectedSyntax", "expected a property such as `n.name`", target.span)),
        };
        let bound = self.expression(of)?;
        if !bound.kind.may_be(|kind| matches!(kind, Type::Node | Type::Relationship)) {
            return Err(wrong_type("a node or relationship", &bound.kind, of.span));
        }
        Ok(match key {
            Ok(key) => Target::Named(bound.expression, key),
            Err(index) => Target::Computed(bound.expression, self.expression(index)?.expression),
        })
    }

    fn entity(&mut self, variable: &tree::Name) -> Checked<Expression> {
        let bound = self.named_variable(variable)?;
        if !bound.kind.may_be(|kind| matches!(kind, Type::Node | Type::Relationship)) {
            return Err(wrong_type("a node or relationship", &bound.kind, variable.span));
        }
        Ok(bound.expression)
    }

    fn labelled(&mut self, variable: &tree::Name) -> Checked<Expression> {
        let bound = self.named_variable(variable)?;
        if !bound.kind.may_be(|kind| *kind == Type::Node) {
            return Err(
                wrong_type("a node", &bound.kind, variable.span).with_hint("only nodes have labels that can change")
            );
        }
        Ok(bound.expression)
    }

    pub fn delete(&mut self, detach: bool, targets: &[tree::Expression], span: Span) -> Checked<Delete> {
        let targets = targets.iter().map(|target| {
            if let ExpressionKind::HasLabels { .. } = target.kind {
                let message = "DELETE removes whole nodes and relationships, not labels";
                return Err(syntax("InvalidDelete", message, target.span).with_hint("REMOVE takes labels from a node"));
            }
            let bound = self.expression(target)?;
            if !bound.kind.may_be(|kind| matches!(kind, Type::Node | Type::Relationship | Type::Path)) {
                return Err(wrong_type("a node, a relationship or a path", &bound.kind, target.span));
            }
            Ok(bound.expression)
        });
        let targets = targets.collect::<Checked<Vec<_>>>()?;
        Ok(Delete { detach, targets, span })
    }
}

fn names(labels: &[tree::Name]) -> Vec<Name> {
    labels.iter().map(|label| label.text.as_str().into()).collect()
}
