//! What a search for a shortest path asks on the way: `shortestPath` finds the shortest path that fulfils the conditions
//! of its clause, not the shortest one if that fulfils them.

use super::ShortestPath;
use crate::semantics::bound::{Expression, ExpressionKind, Quantifier, Slot, UnaryOperator};

/// What a list has of a path.
enum Elements {
    Relationships,
    Nodes,
}

impl ShortestPath {
    /// Takes over a condition of the clause, if it is about the path and can be asked during the search; `path` is the
    /// variable of the whole path, `bound` is what is bound before the clause.
    pub(super) fn ask(&mut self, condition: &Expression, path: Option<Slot>, bound: &[Slot]) -> bool {
        let of_path = |slot: &Slot| Some(*slot) == path || *slot == self.relationships;
        let is_known = |slot: &Slot| of_path(slot) || bound.contains(slot) || [self.from, self.to].contains(slot);
        let reads = condition.reads();
        if !reads.iter().any(of_path) || !reads.iter().all(is_known) {
            return false;
        }
        match self.of_each(condition, path) {
            Some((Elements::Relationships, each)) => self.relationship_conditions.push(each),
            Some((Elements::Nodes, each)) => self.node_conditions.push(each),
            None => {
                self.path = path;
                self.path_conditions.push(condition.clone());
            }
        }
        true
    }

    /// The condition on each element, if the condition is `all(x IN nodes(p) WHERE …)`, `none(…)`, or about relationships.
    fn of_each(&self, condition: &Expression, path: Option<Slot>) -> Option<(Elements, (Slot, Expression))> {
        let ExpressionKind::Quantifier { quantifier, slot, list, condition: asked } = &condition.kind else {
            return None;
        };
        let is_path = |argument: &Expression| matches!(argument.kind, ExpressionKind::Slot(slot) if Some(slot) == path);
        let elements = match &list.kind {
            ExpressionKind::Slot(slot) if *slot == self.relationships && !self.single => Elements::Relationships,
            ExpressionKind::Function { name, arguments } if arguments.iter().all(is_path) => match &**name {
                "relationships" => Elements::Relationships,
                "nodes" => Elements::Nodes,
                _ => return None,
            },
            _ => return None,
        };
        let reads_path = |slot: &Slot| Some(*slot) == path || *slot == self.relationships;
        if asked.reads().iter().any(reads_path) {
            return None;
        }
        let each = match quantifier {
            Quantifier::All => (**asked).clone(),
            Quantifier::None => {
                let kind = ExpressionKind::Unary { operator: UnaryOperator::Not, operand: asked.clone() };
                Expression::new(kind, asked.span)
            }
            Quantifier::Any | Quantifier::Single => return None,
        };
        Some((elements, (*slot, each)))
    }
}
