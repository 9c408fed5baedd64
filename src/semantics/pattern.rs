//! Patterns to find: first all variables are declared, so that conditions anywhere in the pattern may name any of them,
//! then properties and conditions are bound.

mod declare;

pub(super) use declare::{Declared, NewVariables};

use super::binder::{Binder, Checked, syntax};
use super::bound::{
    BinaryOperator, Expression, ExpressionKind, LabelExpression, Length, Match, NodePattern, PathPattern, Properties,
    QuantifiedPath, RelationshipPattern, Selector, Slot, SlotKind, Step, Walk,
};
use super::warning::MentionKind;
use crate::graph::Direction;
use crate::span::Span;
use crate::syntax::tree::{self, Arrow, PathElement};
use declare::known_type;

impl Binder<'_> {
    pub fn match_pattern(
        &mut self,
        paths: &[tree::PathPattern],
        filter: Option<&tree::Expression>,
        optional: bool,
        new: NewVariables,
        span: Span,
    ) -> Checked<Match> {
        let mut declared = Declared::default();
        for path in paths {
            self.declare_elements(&path.elements, new, &mut declared)?;
            self.declare_path_variable(path, &mut declared)?;
        }
        let paths = paths.iter().map(|path| self.path(path, &mut declared)).collect::<Checked<Vec<_>>>()?;
        let filter = filter.map(|filter| self.condition(filter)).transpose()?;
        Ok(Match { optional, paths, filter, introduces: declared.introduces, span })
    }

    /// Builds the path; its variables are declared.
    pub fn path(&mut self, path: &tree::PathPattern, declared: &mut Declared) -> Checked<PathPattern> {
        let selector = match path.selector {
            tree::Selector::All => Selector::All,
            tree::Selector::Any(count) => Selector::Any { count },
            tree::Selector::Shortest(count) => Selector::Shortest { count },
            tree::Selector::ShortestPath => Selector::Shortest { count: 1 },
            tree::Selector::ShortestGroups(count) => Selector::ShortestGroups { count },
            tree::Selector::AllShortest | tree::Selector::AllShortestPaths => Selector::ShortestGroups { count: 1 },
        };
        let chosen_after_conditions =
            matches!(path.selector, tree::Selector::ShortestPath | tree::Selector::AllShortestPaths);
        if chosen_after_conditions
            && !matches!(path.elements[..], [PathElement::Node(_), PathElement::Relationship(_), PathElement::Node(_)])
        {
            let message = "shortestPath needs one relationship between two nodes";
            return Err(
                syntax("UnexpectedSyntax", message, path.span).with_hint("use `ANY SHORTEST` for longer patterns")
            );
        }
        let variable = path.variable.as_ref().and_then(|name| declared.get(&name.text)).map(|(slot, _)| slot);
        let (start, steps) = self.elements(&path.elements, declared, path.span)?;
        Ok(PathPattern { path: variable, selector, chosen_after_conditions, start, steps, span: path.span })
    }

    /// Nodes and what is walked between them; where two walks meet without a node between, an anonymous one joins them.
    fn elements(
        &mut self,
        elements: &[PathElement],
        declared: &mut Declared,
        span: Span,
    ) -> Checked<(NodePattern, Vec<Step>)> {
        let mut start = None;
        let mut steps: Vec<Step> = Vec::new();
        let mut walk: Option<Walk> = None;
        for element in elements {
            match element {
                PathElement::Node(node) => {
                    let bound = self.node(node, declared)?;
                    match walk.take() {
                        Some(walk) => steps.push(Step { walk, node: bound }),
                        None if start.is_none() => start = Some(bound),
                        None => {
                            return Err(syntax("UnexpectedSyntax", "two nodes stand side by side", node.span)
                                .with_hint("put a relationship between them"));
                        }
                    }
                    continue;
                }
                _ if start.is_none() => start = Some(self.anonymous_node(declared, span)),
                _ => {}
            }
            if let Some(walk) = walk.take() {
                let node = self.anonymous_node(declared, span);
                steps.push(Step { walk, node });
            }
            walk = Some(match element {
                PathElement::Relationship(relationship) => self.relationship(relationship, declared)?,
                PathElement::Group(group) => Walk::Quantified(self.group(group, declared)?),
                PathElement::Node(_) => continue,
            });
        }
        if let Some(walk) = walk {
            let node = self.anonymous_node(declared, span);
            steps.push(Step { walk, node });
        }
        let start = match start {
            Some(start) => start,
            None => self.anonymous_node(declared, span),
        };
        Ok((start, steps))
    }

    fn anonymous_node(&mut self, declared: &mut Declared, span: Span) -> NodePattern {
        let slot = self.anonymous(SlotKind::Node, declared);
        NodePattern { slot, bound: false, labels: None, properties: Properties::none(), filter: None, span }
    }

    pub fn anonymous(&mut self, kind: SlotKind, declared: &mut Declared) -> Slot {
        let slot = self.slot(None, kind, known_type(kind));
        declared.introduces.push(slot);
        slot
    }

    /// The slot of a variable of the pattern, and whether it was bound before; a new slot where there is no name.
    pub fn pattern_slot(&mut self, name: Option<&tree::Name>, kind: SlotKind, declared: &mut Declared) -> (Slot, bool) {
        match name.and_then(|name| declared.get(&name.text)) {
            Some(known) => known,
            None => (self.anonymous(kind, declared), false),
        }
    }

    pub fn node(&mut self, node: &tree::NodePattern, declared: &mut Declared) -> Checked<NodePattern> {
        let (slot, bound) = self.pattern_slot(node.variable.as_ref(), SlotKind::Node, declared);
        let (labels, computed) = self.pattern_labels(slot, node.labels.as_ref(), MentionKind::Label)?;
        let properties = self.matched_properties(node.properties.as_ref())?;
        let filter = both(computed, self.inline_filter(node.filter.as_ref())?);
        Ok(NodePattern { slot, bound, labels, properties, filter, span: node.span })
    }

    /// Labels or types that are written, or the condition that stands for those of which some are computed.
    fn pattern_labels(
        &mut self,
        slot: Slot,
        labels: Option<&tree::LabelExpression>,
        kind: MentionKind,
    ) -> Checked<(Option<LabelExpression>, Option<Expression>)> {
        match labels {
            Some(labels) if labels.is_computed() => {
                let entity = Expression::slot(slot, labels.span());
                self.computed_labels(&entity, labels, kind).map(|condition| (None, Some(condition)))
            }
            labels => Ok((labels.map(|labels| self.label_expression(labels, kind)), None)),
        }
    }

    fn inline_filter(&mut self, filter: Option<&tree::Expression>) -> Checked<Option<Expression>> {
        filter.map(|filter| self.condition(filter)).transpose()
    }

    /// `{key: value}` as a condition.
    fn matched_properties(&mut self, properties: Option<&tree::Expression>) -> Checked<Properties> {
        let Some(properties) = properties else { return Ok(Properties::none()) };
        if let tree::ExpressionKind::Parameter(name) = &properties.kind {
            let message = "a parameter cannot stand for all properties of a pattern";
            return Err(syntax("InvalidParameterUse", message, properties.span)
                .with_hint(format!("name the properties one by one: `{{name: ${name}.name}}`")));
        }
        self.property_entries(properties, true)
    }

    /// The entries of a map; `sought` when the graph is expected to have the keys.
    pub fn property_entries(&mut self, properties: &tree::Expression, sought: bool) -> Checked<Properties> {
        let tree::ExpressionKind::Map(entries) = &properties.kind else {
            return Ok(Properties::Map(self.expression(properties)?.expression));
        };
        let entries = entries.iter().map(|(key, value)| {
            let value = if sought {
                self.mention(MentionKind::Key, key);
                self.expression(value)?.expression
            } else {
                self.property_value(value)?
            };
            Ok((key.text.as_str().into(), value))
        });
        Ok(Properties::Entries(entries.collect::<Checked<Vec<_>>>()?))
    }

    fn relationship(&mut self, relationship: &tree::RelationshipPattern, declared: &mut Declared) -> Checked<Walk> {
        if let (Some(length), Some(filter)) = (&relationship.length, &relationship.filter) {
            let message = "a relationship of variable length `*` cannot have WHERE inside";
            let span = length.span.to(filter.span);
            return Err(syntax("UnexpectedSyntax", message, span)
                .with_hint("write the length after it: `-[r:TYPE WHERE …]->{1,3}`"));
        }
        let is_computed = relationship.types.as_ref().is_some_and(tree::LabelExpression::is_computed);
        if let (Some(length), true) = (&relationship.length, is_computed) {
            let message = "the types of a relationship of variable length `*` cannot be computed";
            return Err(syntax("UnexpectedSyntax", message, length.span)
                .with_hint("write the length after it: `-[:$(name)]->{1,3}`"));
        }
        match (&relationship.quantifier, &relationship.filter) {
            (Some(quantifier), filter) if filter.is_some() || is_computed => {
                self.quantified_relationship(relationship, quantifier, declared).map(Walk::Quantified)
            }
            (quantifier, _) => {
                let length = match (&relationship.length, quantifier) {
                    (Some(length), _) => Some(Length { minimum: length.minimum.unwrap_or(1), maximum: length.maximum }),
                    (None, Some(quantifier)) => Some(bounds(quantifier)),
                    (None, None) => None,
                };
                self.single_relationship(relationship, length, declared).map(Walk::Relationship)
            }
        }
    }

    pub fn single_relationship(
        &mut self,
        relationship: &tree::RelationshipPattern,
        length: Option<Length>,
        declared: &mut Declared,
    ) -> Checked<RelationshipPattern> {
        let kind = if length.is_some() { SlotKind::Relationships } else { SlotKind::Relationship };
        let (slot, bound) = self.pattern_slot(relationship.variable.as_ref(), kind, declared);
        let (types, computed) = self.pattern_labels(slot, relationship.types.as_ref(), MentionKind::Type)?;
        let properties = self.matched_properties(relationship.properties.as_ref())?;
        let filter = both(computed, self.inline_filter(relationship.filter.as_ref())?);
        let direction = direction(relationship.arrow);
        Ok(RelationshipPattern { slot, bound, direction, types, properties, filter, length, span: relationship.span })
    }

    /// `-[r WHERE …]->{1,3}`: a group of one relationship between anonymous nodes.
    fn quantified_relationship(
        &mut self,
        relationship: &tree::RelationshipPattern,
        quantifier: &tree::Length,
        declared: &mut Declared,
    ) -> Checked<QuantifiedPath> {
        let outer = relationship.variable.as_ref().and_then(|name| declared.get(&name.text));
        let plain =
            tree::NodePattern { variable: None, labels: None, properties: None, filter: None, span: relationship.span };
        let mut single = relationship.clone();
        single.quantifier = None;
        let elements = [PathElement::Node(plain.clone()), PathElement::Relationship(single), PathElement::Node(plain)];
        self.repeated(&elements, None, quantifier, relationship.span, declared).map(|mut path| {
            if outer.is_none() {
                path.groups.clear();
            }
            path
        })
    }

    fn group(&mut self, group: &tree::GroupPattern, declared: &mut Declared) -> Checked<QuantifiedPath> {
        self.repeated(&group.elements, group.filter.as_ref(), &group.quantifier, group.span, declared)
    }

    /// Inside, the variables are those of one repetition; outside they are lists.
    fn repeated(
        &mut self,
        elements: &[PathElement],
        filter: Option<&tree::Expression>,
        quantifier: &tree::Length,
        span: Span,
        declared: &Declared,
    ) -> Checked<QuantifiedPath> {
        let mut inside = Declared::default();
        let mut groups = Vec::new();
        let mut scope = self.scope.clone();
        for element in elements {
            let (name, kind) = match element {
                PathElement::Node(node) => (&node.variable, SlotKind::Node),
                PathElement::Relationship(relationship) => {
                    let repeats = relationship.length.is_some() || relationship.quantifier.is_some();
                    (&relationship.variable, if repeats { SlotKind::Relationships } else { SlotKind::Relationship })
                }
                PathElement::Group(_) => continue,
            };
            let Some(name) = name else { continue };
            if inside.get(&name.text).is_some() {
                continue;
            }
            let slot = self.slot(Some(&name.text), kind, known_type(kind));
            inside.insert(&name.text, slot, false);
            scope.insert(name.text.as_str().into(), slot);
            if let Some((outer, _)) = declared.get(&name.text) {
                groups.push((slot, outer));
            }
        }
        let (inner, filter) = self.in_scope(scope, |binder| {
            let (start, steps) = binder.elements(elements, &mut inside, span)?;
            let inner =
                PathPattern { path: None, selector: Selector::All, chosen_after_conditions: false, start, steps, span };
            Ok((inner, binder.inline_filter(filter)?))
        })?;
        Ok(QuantifiedPath { inner: Box::new(inner), filter, length: bounds(quantifier), groups, span })
    }
}

/// Both conditions, where there are two.
fn both(first: Option<Expression>, second: Option<Expression>) -> Option<Expression> {
    match (first, second) {
        (Some(first), Some(second)) => {
            let span = first.span.to(second.span);
            let (left, right) = (Box::new(first), Box::new(second));
            Some(Expression::new(ExpressionKind::Binary { operator: BinaryOperator::And, left, right }, span))
        }
        (first, second) => first.or(second),
    }
}

fn bounds(quantifier: &tree::Length) -> Length {
    Length { minimum: quantifier.minimum.unwrap_or(0), maximum: quantifier.maximum }
}

pub(super) fn direction(arrow: Arrow) -> Direction {
    match arrow {
        Arrow::Right => Direction::Outgoing,
        Arrow::Left => Direction::Incoming,
        Arrow::Either | Arrow::Both => Direction::Both,
    }
}
