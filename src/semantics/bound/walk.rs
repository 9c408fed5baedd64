//! Going through expressions: what is inside one, and which variables it reads.

use super::{Expression, ExpressionKind, MapProjectionItem, Slot};

impl Expression {
    /// Calls `each` with every expression directly inside this one; subqueries are not entered.
    pub fn for_each_child<'a>(&'a self, each: &mut dyn FnMut(&'a Expression)) {
        use ExpressionKind::*;
        match &self.kind {
            Literal(_) | Parameter(_) | Slot(_) | Subquery(_) => {}
            Property { of, .. } | HasLabels { entity: of, .. } | HasType { value: of, .. } => each(of),
            Unary { operand, .. } => each(operand),
            Index { of, index } => [of, index].into_iter().for_each(|child| each(child)),
            Slice { of, from, to } => {
                each(of);
                from.iter().chain(to).for_each(|child| each(child));
            }
            Binary { left, right, .. } => [left, right].into_iter().for_each(|child| each(child)),
            List(items) | Function { arguments: items, .. } => items.iter().for_each(each),
            Map(entries) => entries.iter().for_each(|(_, value)| each(value)),
            MapProjection { of, items } => {
                each(of);
                for item in items {
                    if let MapProjectionItem::Entry(_, value) = item {
                        each(value);
                    }
                }
            }
            Case { subject, branches, otherwise } => {
                subject.iter().for_each(|child| each(child));
                for (condition, result) in branches {
                    each(condition);
                    each(result);
                }
                otherwise.iter().for_each(|child| each(child));
            }
            ListComprehension { list, filter, result, .. } => {
                each(list);
                filter.iter().chain(result).for_each(|child| each(child));
            }
            Quantifier { list, condition, .. } => [list, condition].into_iter().for_each(|child| each(child)),
            Reduce { initial, list, step, .. } => [initial, list, step].into_iter().for_each(|child| each(child)),
        }
    }

    /// The variables that the expression reads from its row, each once, ascending; its own local ones are not among them.
    pub fn reads(&self) -> Vec<Slot> {
        let (mut read, mut local) = (Vec::new(), Vec::new());
        self.collect_reads(&mut read, &mut local);
        read.sort_unstable();
        read.dedup();
        read.retain(|slot| !local.contains(slot));
        read
    }

    fn collect_reads(&self, read: &mut Vec<Slot>, local: &mut Vec<Slot>) {
        match &self.kind {
            ExpressionKind::Slot(slot) => read.push(*slot),
            ExpressionKind::Subquery(subquery) => read.extend(&subquery.imports),
            ExpressionKind::ListComprehension { slot, .. } | ExpressionKind::Quantifier { slot, .. } => {
                local.push(*slot)
            }
            ExpressionKind::Reduce { accumulator, slot, .. } => local.extend([*accumulator, *slot]),
            _ => {}
        }
        self.for_each_child(&mut |child| child.collect_reads(read, local));
    }

    /// Whether the expression or anything inside it is such that `test` holds.
    pub fn any(&self, test: &dyn Fn(&Expression) -> bool) -> bool {
        let mut found = test(self);
        self.for_each_child(&mut |child| found = found || child.any(test));
        found
    }

    /// Calls `each` with every subquery in the expression; subqueries within subqueries are not entered.
    pub fn for_each_subquery<'a>(&'a self, each: &mut dyn FnMut(&'a super::Subquery)) {
        if let ExpressionKind::Subquery(subquery) = &self.kind {
            each(subquery);
        }
        self.for_each_child(&mut |child| child.for_each_subquery(each));
    }

    /// The parts of a conjunction; the expression itself if it is none.
    pub fn conjuncts(self) -> Vec<Expression> {
        match self.kind {
            ExpressionKind::Binary { operator: super::BinaryOperator::And, left, right } => {
                let mut parts = left.conjuncts();
                parts.extend(right.conjuncts());
                parts
            }
            _ => vec![self],
        }
    }
}
