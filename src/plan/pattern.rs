//! The patterns of one `MATCH`: where to start, in which order to walk, when to filter.

mod order;
mod walk;

use super::clause::filtered;
use super::*;
use crate::graph::Direction;
use crate::semantics::bound::*;
use crate::span::Span;

/// All nodes, walks and conditions of the path patterns that are matched together.
#[derive(Default)]
pub(super) struct Pattern {
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
    pub conditions: Vec<Condition>,
}

/// A node of the pattern; one variable is one node however often it is named.
pub(super) struct Node {
    pub slot: Slot,
    /// Labels that it surely must have.
    pub labels: Vec<Name>,
}

/// Something to walk between two nodes.
pub(super) struct Edge {
    pub left: Slot,
    pub right: Slot,
    /// The relationship, or the list of relationships, walked.
    pub walked: Slot,
    pub kind: EdgeKind,
}

pub(super) enum EdgeKind {
    One(RelationshipPattern),
    Variable { pattern: RelationshipPattern, length: Length, each: Slot, condition: Option<Expression> },
    Shortest(Box<super::ShortestPath>),
    Quantified { path: QuantifiedPath, inner: Box<Plan>, walked: Vec<Slot> },
}

/// A condition and what it reads.
pub(super) struct Condition {
    pub expression: Expression,
    pub reads: Vec<Slot>,
}

/// A path whose pieces are walked.
struct Walked {
    slot: Slot,
    start: Slot,
    walked: Vec<Slot>,
}

impl Planner<'_> {
    /// Plans path patterns that are matched together; afterwards `bound` has their variables.
    pub(super) fn match_paths(
        &mut self,
        paths: &[PathPattern],
        filter: Option<&Expression>,
        input: Plan,
        bound: &mut Vec<Slot>,
    ) -> Plan {
        let mut pattern = Pattern::default();
        let mut named = Vec::new();
        let mut selected = Vec::new();
        for path in paths {
            if path.selector != Selector::All && !is_one_walk(path) {
                self.add_node(&mut pattern, &path.start);
                if let Some(last) = path.steps.last() {
                    self.add_node(&mut pattern, &last.node);
                }
                selected.push(path);
            } else {
                named.extend(self.add_path(&mut pattern, path, bound));
            }
        }
        if let Some(filter) = filter {
            self.prepare(filter);
            for expression in filter.clone().conjuncts() {
                if !pattern.searches(paths, &expression, bound) {
                    pattern.add_condition(expression);
                }
            }
        }
        let mut plan = self.solve(&mut pattern, input, bound);
        for path in selected {
            plan = self.selected_path(path, plan, bound);
            plan = pattern.apply_conditions(plan, bound);
        }
        for Walked { slot, start, walked } in named {
            plan = Plan::over(Operator::Path { slot, start, walked }, plan);
            bound.push(slot);
        }
        plan = pattern.apply_conditions(plan, bound);
        // What could not be placed (it reads what nothing binds) is asked at the end: null, so no row.
        filtered(plan, pattern.conditions.into_iter().map(|condition| condition.expression))
    }

    /// A path under a selector that is more than one walk: every path is found for each row, then some are kept.
    fn selected_path(&mut self, path: &PathPattern, input: Plan, bound: &mut Vec<Slot>) -> Plan {
        let argument = Plan::leaf(Operator::Argument { slots: bound.clone() });
        let before = bound.clone();
        let mut pattern = Pattern::default();
        let all = PathPattern { selector: Selector::All, ..path.clone() };
        let named = self.add_path(&mut pattern, &all, bound);
        let walked: Vec<Slot> = pattern.edges.iter().map(|edge| edge.walked).collect();
        let (start, end) = (path.start.slot, path.steps.last().map_or(path.start.slot, |step| step.node.slot));
        let mut inner = self.solve(&mut pattern, argument, bound);
        if let Some(Walked { slot, start, walked }) = named {
            inner = Plan::over(Operator::Path { slot, start, walked }, inner);
            bound.push(slot);
        }
        let (count, groups, any) = match path.selector {
            Selector::All => (u64::MAX, false, true),
            Selector::Any { count } => (count, false, true),
            Selector::Shortest { count } => (count, false, false),
            Selector::ShortestGroups { count } => (count, true, false),
        };
        let select = Plan::over(Operator::SelectPaths { start, end, walked, count, groups, any }, inner);
        let introduces = bound.iter().copied().filter(|slot| !before.contains(slot)).collect();
        Plan::over_both(Operator::Apply { introduces, optional: false, row: None }, input, select)
    }

    fn add_path(&mut self, pattern: &mut Pattern, path: &PathPattern, bound: &[Slot]) -> Option<Walked> {
        self.add_node(pattern, &path.start);
        if path.steps.is_empty() && bound.contains(&path.start.slot) {
            // A walk from null finds nothing; where none is walked, null has to be refused.
            let operand = Box::new(Expression::slot(path.start.slot, path.start.span));
            let kind = ExpressionKind::Unary { operator: UnaryOperator::IsNotNull, operand };
            pattern.add_condition(Expression::new(kind, path.start.span));
        }
        let mut left = path.start.slot;
        let mut all_walked = Vec::new();
        for step in &path.steps {
            self.add_node(pattern, &step.node);
            let right = step.node.slot;
            let (walked, kind) = match &step.walk {
                Walk::Relationship(relationship) => {
                    (relationship.slot, self.relationship(pattern, relationship, path.selector, left, right))
                }
                Walk::Quantified(quantified) => self.quantified(quantified, bound),
            };
            pattern.edges.push(Edge { left, right, walked, kind });
            all_walked.push(walked);
            left = right;
        }
        path.path.map(|slot| Walked { slot, start: path.start.slot, walked: all_walked })
    }

    fn add_node(&mut self, pattern: &mut Pattern, node: &NodePattern) {
        let place = pattern.nodes.iter().position(|known| known.slot == node.slot).unwrap_or_else(|| {
            pattern.nodes.push(Node { slot: node.slot, labels: Vec::new() });
            pattern.nodes.len() - 1
        });
        for label in node.labels.iter().flat_map(label_conjuncts) {
            if let LabelExpression::Name(name) = label {
                pattern.nodes[place].labels.push(name.clone());
                self.labels.push((node.slot, name.clone()));
            }
            let entity = Box::new(Expression::slot(node.slot, node.span));
            let kind = ExpressionKind::HasLabels { entity, labels: label.clone() };
            pattern.add_condition(Expression::new(kind, node.span));
        }
        for condition in self.property_conditions(node.slot, &node.properties, node.span) {
            pattern.add_condition(condition);
        }
        if let Some(filter) = &node.filter {
            self.prepare(filter);
            filter.clone().conjuncts().into_iter().for_each(|condition| pattern.add_condition(condition));
        }
    }

    fn property_conditions(&mut self, slot: Slot, properties: &Properties, span: Span) -> Vec<Expression> {
        let Properties::Entries(entries) = properties else { return Vec::new() };
        entries
            .iter()
            .map(|(key, value)| {
                self.prepare(value);
                let of = Box::new(Expression::slot(slot, span));
                let left = Box::new(Expression::new(ExpressionKind::Property { of, key: key.clone() }, value.span));
                let right = Box::new(value.clone());
                Expression::new(ExpressionKind::Binary { operator: BinaryOperator::Equal, left, right }, value.span)
            })
            .collect()
    }

    fn relationship(
        &mut self,
        pattern: &mut Pattern,
        relationship: &RelationshipPattern,
        selector: Selector,
        left: Slot,
        right: Slot,
    ) -> EdgeKind {
        if let Some(filter) = &relationship.filter {
            self.prepare(filter);
        }
        if relationship.length.is_none() && selector == Selector::All {
            let mut conditions =
                self.property_conditions(relationship.slot, &relationship.properties, relationship.span);
            conditions.extend(relationship.filter.clone());
            conditions.into_iter().for_each(|condition| pattern.add_condition(condition));
            return EdgeKind::One(relationship.clone());
        }
        let each = self.fresh(SlotKind::Relationship);
        let mut conditions = self.property_conditions(each, &relationship.properties, relationship.span);
        if relationship.length.is_none() {
            conditions.extend(relationship.filter.clone());
        }
        let condition = conditions.into_iter().reduce(|left, right| {
            let span = left.span.to(right.span);
            let (left, right) = (Box::new(left), Box::new(right));
            Expression::new(ExpressionKind::Binary { operator: BinaryOperator::And, left, right }, span)
        });
        let length = relationship.length.unwrap_or(Length { minimum: 1, maximum: Some(1) });
        let (count, groups) = match selector {
            Selector::All => {
                return EdgeKind::Variable { pattern: relationship.clone(), length, each, condition };
            }
            Selector::Any { count } | Selector::Shortest { count } => (count, false),
            Selector::ShortestGroups { count } => (count, true),
        };
        EdgeKind::Shortest(Box::new(super::ShortestPath {
            from: left,
            to: right,
            relationships: relationship.slot,
            single: relationship.length.is_none(),
            direction: relationship.direction,
            types: relationship.types.clone(),
            length,
            relationship_conditions: condition.map(|condition| (each, condition)).into_iter().collect(),
            node_conditions: Vec::new(),
            path: None,
            path_conditions: Vec::new(),
            count,
            groups,
            paths: None,
        }))
    }

    fn quantified(&mut self, quantified: &QuantifiedPath, bound: &[Slot]) -> (Slot, EdgeKind) {
        let mut inside = bound.to_vec();
        inside.push(quantified.inner.start.slot);
        let argument = Plan::leaf(Operator::Argument { slots: inside.clone() });
        let mut inner = Pattern::default();
        self.add_path(&mut inner, &quantified.inner, &inside);
        if let Some(filter) = &quantified.filter {
            self.prepare(filter);
            filter.clone().conjuncts().into_iter().for_each(|condition| inner.add_condition(condition));
        }
        let walked = inner.edges.iter().map(|edge| edge.walked).collect();
        let plan = self.solve(&mut inner, argument, &mut inside);
        let all = self.fresh(SlotKind::Relationships);
        (all, EdgeKind::Quantified { path: quantified.clone(), inner: Box::new(plan), walked })
    }
}

impl Pattern {
    /// Leaves a condition on a shortest path to the search for it, where that is how the path is chosen.
    fn searches(&mut self, paths: &[PathPattern], condition: &Expression, bound: &[Slot]) -> bool {
        let mut searched = paths.iter().filter(|path| path.chosen_after_conditions);
        searched.any(|path| {
            let walks = |edge: &&mut Edge| {
                matches!(path.steps.first(), Some(Step { walk: Walk::Relationship(first), .. }) if first.slot == edge.walked)
            };
            match self.edges.iter_mut().find(walks).map(|edge| &mut edge.kind) {
                Some(EdgeKind::Shortest(shortest)) => shortest.ask(condition, path.path, bound),
                _ => false,
            }
        })
    }

    fn add_condition(&mut self, expression: Expression) {
        self.conditions.push(Condition { reads: expression.reads(), expression });
    }

    /// Which conditions can be asked when so much is bound.
    fn placed(&self, bound: &[Slot]) -> Vec<bool> {
        self.conditions.iter().map(|condition| condition.reads.iter().all(|slot| bound.contains(slot))).collect()
    }

    /// Asks the conditions that can be asked now, and takes them off the list.
    fn apply_conditions(&mut self, plan: Plan, bound: &[Slot]) -> Plan {
        let (now, later) = std::mem::take(&mut self.conditions)
            .into_iter()
            .partition(|condition| condition.reads.iter().all(|slot| bound.contains(slot)));
        self.conditions = later;
        filtered(plan, now.into_iter().map(|condition: Condition| condition.expression))
    }
}

fn is_one_walk(path: &PathPattern) -> bool {
    matches!(path.steps.as_slice(), [step] if matches!(step.walk, Walk::Relationship(_)))
}

fn label_conjuncts(labels: &LabelExpression) -> Vec<&LabelExpression> {
    match labels {
        LabelExpression::And(parts) => parts.iter().flat_map(label_conjuncts).collect(),
        other => vec![other],
    }
}

/// The types of a plain disjunction of names; none if it is anything else.
pub(super) fn type_names(types: &LabelExpression) -> Vec<Name> {
    match types {
        LabelExpression::Name(name) => vec![name.clone()],
        LabelExpression::Or(parts) => {
            let all: Vec<Vec<Name>> = parts.iter().map(type_names).collect();
            if all.iter().any(Vec::is_empty) { Vec::new() } else { all.into_iter().flatten().collect() }
        }
        _ => Vec::new(),
    }
}
