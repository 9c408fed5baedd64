//! In which order a pattern is solved: where to start and what to walk next, by how many rows that gives.

use super::*;
use crate::plan::seek::EqualSeek;
use crate::plan::start::{Start, equal_rows};

/// One step of the order in which a pattern is solved.
#[derive(Clone, Debug)]
pub(super) enum Action {
    /// The node, how it is found, and how many are.
    Start(usize, Start, f64),
    /// A relationship is found before its nodes, and so many are.
    Seek(EqualSeek, f64),
    Walk {
        edge: usize,
        reversed: bool,
    },
}

/// A step that asks something of its relationships looks at all that a node has. From nodes that come in no order of memory,
/// as those of a scan do, this costs as much as so many rows for each.
const OUT_OF_ORDER: f64 = 4.0;

/// What a pattern is begun with.
enum First {
    Node(usize),
    Relationship(EqualSeek, f64),
}

/// Whether the pattern is begun with the node.
fn is_start(actions: &[Action], pattern: &Pattern, node: Slot) -> bool {
    matches!(actions.first(), Some(Action::Start(number, ..)) if pattern.nodes[*number].slot == node)
}

impl Pattern {
    /// Whether a condition is asked of what the edge walks alone.
    fn asks_of(&self, edge: &Edge) -> bool {
        self.conditions.iter().any(|condition| condition.reads == [edge.walked])
    }
}

impl Planner<'_> {
    /// The order with the fewest rows on the way: every node is tried as the first, and every relationship that an index
    /// finds.
    pub(super) fn best_order(&self, pattern: &Pattern, bound: &[Slot], rows: f64) -> Vec<Action> {
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
                let from = if reversed { edge.right } else { edge.left };
                if pattern.asks_of(edge) && !is_start(&actions, pattern, from) {
                    cost += rows * OUT_OF_ORDER;
                }
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
                let factor = self.fan_out(edge, (from, to), bound);
                if best.is_none_or(|(.., least)| factor < least) {
                    best = Some((position, reversed, factor));
                }
            }
        }
        best
    }

    /// How many rows one row becomes by walking an edge.
    pub(super) fn fan_out(&self, edge: &Edge, (from, to): (Slot, Slot), bound: &[Slot]) -> f64 {
        let step = |types: &Option<LabelExpression>, direction: Direction| {
            let all: f64 = match types.as_ref().map(type_names) {
                Some(names) if !names.is_empty() => names.iter().map(|name| self.counts.relationship_type(name)).sum(),
                _ => self.counts.relationships(),
            };
            let ways = if direction == Direction::Both { 2.0 } else { 1.0 };
            ways * all / self.node_count(from).max(1.0)
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
        if bound.contains(&to) { found / self.node_count(to).max(1.0) } else { found }
    }

    /// How many nodes there are with the labels that the node has here or had in a pattern before.
    fn node_count(&self, slot: Slot) -> f64 {
        let labels = self.labels.iter().filter(|(node, _)| *node == slot);
        labels.map(|(_, label)| self.counts.label(label)).fold(self.counts.nodes(), f64::min)
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
                let shares = known.filter_map(|(slot, key)| {
                    let node = pattern.nodes.iter().find(|node| node.slot == slot)?;
                    let share = |label: &Name| equal_rows(label, key, self.counts) / self.counts.label(label).max(1.0);
                    let is_known =
                        |label: &&Name| self.counts.has_index(label, key) || self.counts.distinct(label, key).is_some();
                    node.labels.iter().filter(is_known).map(share).reduce(f64::min)
                });
                shares.reduce(f64::min).unwrap_or(0.1).min(1.0)
            }
            ExpressionKind::Binary { operator: BinaryOperator::NotEqual, .. } => 0.95,
            ExpressionKind::Binary { .. } => 0.3,
            _ => 0.5,
        }
    }
}
