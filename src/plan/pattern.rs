//! The patterns of one `MATCH`: where to start, in which order to walk, when to filter.

use super::clause::filtered;
use super::seek::EqualSeek;
use super::start::Start;
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

/// One step of the order in which a pattern is solved.
#[derive(Clone, Debug)]
enum Action {
    /// The node, how it is found, and how many are.
    Start(usize, Start, f64),
    /// A relationship is found before its nodes, and so many are.
    Seek(EqualSeek, f64),
    Walk {
        edge: usize,
        reversed: bool,
    },
}

/// What a pattern is begun with.
enum First {
    Node(usize),
    Relationship(EqualSeek, f64),
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

    /// Orders the pattern and puts the operators on top of `input`.
    fn solve(&mut self, pattern: &mut Pattern, input: Plan, bound: &mut Vec<Slot>) -> Plan {
        let actions = self.best_order(pattern, bound, input.estimate);
        let mut plan = pattern.apply_conditions(input, bound);
        let mut walked: Vec<usize> = Vec::new();
        for action in actions {
            match action {
                Action::Start(node, start, found) => {
                    let slot = pattern.nodes[node].slot;
                    plan = start.plan(slot, pattern, plan, found);
                    bound.push(slot);
                }
                Action::Seek(seek, found) => {
                    bound.push(seek.slot);
                    plan = seek.plan(plan, found);
                }
                Action::Walk { edge, reversed } => {
                    plan = self.walk(pattern, edge, reversed, &walked, plan, bound);
                    walked.push(edge);
                }
            }
            plan = pattern.apply_conditions(plan, bound);
        }
        plan
    }

    fn walk(
        &mut self,
        pattern: &Pattern,
        number: usize,
        reversed: bool,
        walked: &[usize],
        input: Plan,
        bound: &mut Vec<Slot>,
    ) -> Plan {
        let edge = &pattern.edges[number];
        let (from, to) = if reversed { (edge.right, edge.left) } else { (edge.left, edge.right) };
        let into = bound.contains(&to);
        let different: Vec<Slot> = walked
            .iter()
            .map(|&other| &pattern.edges[other])
            .filter(|other| !matches!(other.kind, EdgeKind::Shortest(_)) && may_share(&other.kind, &edge.kind))
            .map(|other| other.walked)
            .collect();
        let rows = input.estimate * self.fan_out(pattern, edge, (from, to), bound);
        let turn = |direction: Direction| if reversed { direction.opposite() } else { direction };
        let (operator, second) = match &edge.kind {
            EdgeKind::One(relationship) if bound.contains(&relationship.slot) => {
                (ends(edge, relationship, None, bound, different), None)
            }
            EdgeKind::Variable { pattern: relationship, length, .. } if bound.contains(&relationship.slot) => {
                (ends(edge, relationship, Some(*length), bound, different), None)
            }
            EdgeKind::One(relationship) => {
                let expand = super::Expand {
                    from,
                    relationship: relationship.slot,
                    to,
                    into,
                    direction: turn(relationship.direction),
                    types: relationship.types.clone(),
                    different,
                };
                (Operator::Expand(expand), None)
            }
            EdgeKind::Variable { pattern: relationship, length, each, condition } => {
                let expand = super::ExpandVariable {
                    from,
                    relationships: relationship.slot,
                    to,
                    into,
                    reversed,
                    direction: turn(relationship.direction),
                    types: relationship.types.clone(),
                    length: *length,
                    each: *each,
                    condition: condition.clone(),
                    different,
                    reach: false,
                };
                (Operator::ExpandVariable(expand), None)
            }
            EdgeKind::Shortest(shortest) => (Operator::ShortestPath((**shortest).clone()), None),
            EdgeKind::Quantified { path, inner, walked } => {
                let expand = super::ExpandQuantified {
                    from,
                    to,
                    into,
                    inner_start: path.inner.start.slot,
                    inner_end: path.inner.steps.last().map_or(path.inner.start.slot, |step| step.node.slot),
                    inner_walked: walked.clone(),
                    groups: path.groups.clone(),
                    length: path.length,
                    walked: edge.walked,
                    different,
                };
                bound.extend(path.groups.iter().map(|(_, group)| *group));
                (Operator::ExpandQuantified(expand), Some((**inner).clone()))
            }
        };
        for slot in [edge.walked, from, to] {
            if !bound.contains(&slot) {
                bound.push(slot);
            }
        }
        let mut plan = Plan::over(operator, input).expecting(rows);
        plan.inputs.extend(second);
        plan
    }

    /// The order with the fewest rows on the way: every node is tried as the first, and every relationship that an index
    /// finds.
    fn best_order(&self, pattern: &Pattern, bound: &[Slot], rows: f64) -> Vec<Action> {
        let is_anchored = pattern.nodes.iter().any(|node| bound.contains(&node.slot))
            || pattern.edges.iter().any(|edge| bound.contains(&edge.walked));
        if is_anchored {
            return self.order_from(pattern, bound, rows, None).1;
        }
        let nodes = (0..pattern.nodes.len()).map(First::Node);
        let seek = |edge| EqualSeek::of_relationship(edge, pattern, bound, self.counts);
        let seeks = pattern.edges.iter().filter_map(seek).map(|(seek, found)| First::Relationship(seek, found));
        let orders = nodes.chain(seeks).map(|first| self.order_from(pattern, bound, rows, Some(first)));
        orders.min_by(|left, right| left.0.total_cmp(&right.0)).map(|(_, actions)| actions).unwrap_or_default()
    }

    /// Greedily the cheapest next step; gives the rows of all steps together, and the steps.
    fn order_from(&self, pattern: &Pattern, bound: &[Slot], rows: f64, first: Option<First>) -> (f64, Vec<Action>) {
        let mut bound = bound.to_vec();
        let mut actions = Vec::new();
        let mut open: Vec<usize> = (0..pattern.edges.len()).collect();
        let (mut rows, mut cost) = (rows.max(1.0), 0.0);
        let mut first = match first {
            Some(First::Relationship(seek, found)) => {
                rows *= found;
                cost += rows;
                bound.push(seek.slot);
                actions.push(Action::Seek(seek, found));
                None
            }
            Some(First::Node(node)) => Some(node),
            None => None,
        };
        let mut placed = pattern.placed(&bound);
        loop {
            let walk = if first.is_some() { None } else { self.cheapest_walk(pattern, &open, &bound) };
            if let Some((position, reversed, factor)) = walk {
                let edge = &pattern.edges[open[position]];
                rows *= factor;
                cost += rows;
                bound.extend([edge.left, edge.right, edge.walked]);
                if let EdgeKind::Quantified { path, .. } = &edge.kind {
                    bound.extend(path.groups.iter().map(|(_, group)| *group));
                }
                actions.push(Action::Walk { edge: open.remove(position), reversed });
            } else {
                let candidates = match first.take() {
                    Some(node) => vec![node],
                    None => {
                        (0..pattern.nodes.len()).filter(|&node| !bound.contains(&pattern.nodes[node].slot)).collect()
                    }
                };
                let best = candidates
                    .into_iter()
                    .map(|node| (node, Start::best(&pattern.nodes[node], pattern, &bound, self.counts)))
                    .min_by(|left, right| left.1.1.total_cmp(&right.1.1));
                let Some((node, (start, found))) = best else { break };
                rows *= found;
                cost += rows;
                bound.push(pattern.nodes[node].slot);
                actions.push(Action::Start(node, start, found));
            }
            let now = pattern.placed(&bound);
            for (place, condition) in pattern.conditions.iter().enumerate() {
                if now[place] && !placed[place] && !matches!(actions.last(), Some(Action::Start(..))) {
                    rows *= self.selectivity(pattern, &condition.expression);
                }
            }
            placed = now;
        }
        (cost, actions)
    }

    /// Position among the open edges, direction, and how many times more rows there are afterwards.
    fn cheapest_walk(&self, pattern: &Pattern, open: &[usize], bound: &[Slot]) -> Option<(usize, bool, f64)> {
        let mut best: Option<(usize, bool, f64)> = None;
        for (position, &number) in open.iter().enumerate() {
            let edge = &pattern.edges[number];
            let (left, right) = (bound.contains(&edge.left), bound.contains(&edge.right));
            let ways: &[bool] = match &edge.kind {
                EdgeKind::Shortest(_) if left && right => &[false],
                EdgeKind::Shortest(_) => &[],
                EdgeKind::Quantified { .. } if left => &[false],
                EdgeKind::Quantified { .. } => &[],
                _ if bound.contains(&edge.walked) => &[false],
                _ if left && right => &[false, true],
                _ if left => &[false],
                _ if right => &[true],
                _ => &[],
            };
            for &reversed in ways {
                let (from, to) = if reversed { (edge.right, edge.left) } else { (edge.left, edge.right) };
                let factor = self.fan_out(pattern, edge, (from, to), bound);
                if best.is_none_or(|(.., least)| factor < least) {
                    best = Some((position, reversed, factor));
                }
            }
        }
        best
    }

    /// How many rows one row becomes by walking an edge.
    fn fan_out(&self, pattern: &Pattern, edge: &Edge, (from, to): (Slot, Slot), bound: &[Slot]) -> f64 {
        let step = |types: &Option<LabelExpression>, direction: Direction| {
            let all: f64 = match types.as_ref().map(type_names) {
                Some(names) if !names.is_empty() => names.iter().map(|name| self.counts.relationship_type(name)).sum(),
                _ => self.counts.relationships(),
            };
            let ways = if direction == Direction::Both { 2.0 } else { 1.0 };
            ways * all / self.node_count(pattern, from).max(1.0)
        };
        let found = match &edge.kind {
            EdgeKind::One(relationship) if bound.contains(&edge.walked) => {
                return if relationship.direction == Direction::Both { 2.0 } else { 1.0 };
            }
            EdgeKind::One(relationship) => step(&relationship.types, relationship.direction),
            EdgeKind::Variable { pattern: relationship, length, .. } => {
                let one = step(&relationship.types, relationship.direction).max(1.1);
                one.powf(length.maximum.unwrap_or(5).min(8) as f64)
            }
            EdgeKind::Quantified { path, .. } => 3_f64.powf(path.length.maximum.unwrap_or(5).min(8) as f64),
            EdgeKind::Shortest(_) => return 1.0,
        };
        if bound.contains(&to) { found / self.node_count(pattern, to).max(1.0) } else { found }
    }

    fn node_count(&self, pattern: &Pattern, slot: Slot) -> f64 {
        let node = pattern.nodes.iter().find(|node| node.slot == slot);
        let labels = node.map_or(&[][..], |node| &node.labels);
        labels.iter().map(|label| self.counts.label(label)).fold(self.counts.nodes(), f64::min)
    }

    fn selectivity(&self, pattern: &Pattern, condition: &Expression) -> f64 {
        match &condition.kind {
            ExpressionKind::HasLabels { .. } => 0.9,
            ExpressionKind::Binary { operator: BinaryOperator::Equal, left, right } => {
                let known = [left, right].into_iter().filter_map(|side| match &side.kind {
                    ExpressionKind::Property { of, key } => match of.kind {
                        ExpressionKind::Slot(slot) => Some((slot, key)),
                        _ => None,
                    },
                    _ => None,
                });
                let indexed = known.into_iter().find(|(slot, key)| {
                    let node = pattern.nodes.iter().find(|node| node.slot == *slot);
                    node.is_some_and(|node| node.labels.iter().any(|label| self.counts.has_index(label, key)))
                });
                indexed.map_or(0.1, |(slot, _)| 2.0 / self.node_count(pattern, slot).max(2.0))
            }
            ExpressionKind::Binary { operator: BinaryOperator::NotEqual, .. } => 0.95,
            ExpressionKind::Binary { .. } => 0.3,
            _ => 0.5,
        }
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

/// Whether two walks could meet in one relationship.
fn may_share(left: &EdgeKind, right: &EdgeKind) -> bool {
    let types = |kind: &EdgeKind| match kind {
        EdgeKind::One(pattern) | EdgeKind::Variable { pattern, .. } => pattern.types.as_ref().map(type_names),
        EdgeKind::Shortest(_) | EdgeKind::Quantified { .. } => None,
    };
    match (types(left), types(right)) {
        (Some(left), Some(right)) if !left.is_empty() && !right.is_empty() => {
            left.iter().any(|name| right.contains(name))
        }
        _ => true,
    }
}

fn ends(
    edge: &Edge,
    relationship: &RelationshipPattern,
    length: Option<Length>,
    bound: &[Slot],
    different: Vec<Slot>,
) -> Operator {
    Operator::Ends(super::Ends {
        relationship: relationship.slot,
        from: edge.left,
        to: edge.right,
        from_bound: bound.contains(&edge.left),
        to_bound: bound.contains(&edge.right),
        direction: relationship.direction,
        types: relationship.types.clone(),
        length,
        different,
    })
}
