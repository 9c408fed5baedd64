//! `ORDER BY` and the `WHERE` after `WITH`: they see the columns, and what came in where it is still there.

use super::aggregation::{Aggregates, Grouping, aggregates};
use super::binder::{Binder, Checked, syntax};
use super::bound::{Expression, SortItem};
use super::projection::{Projected, grouping_texts};
use crate::syntax::tree::{self, ExpressionKind};

impl Binder<'_> {
    pub fn order(&mut self, items: &[tree::SortItem], projected: &Projected<'_>) -> Checked<Vec<SortItem>> {
        items
            .iter()
            .map(|item| {
                let expression = self.sort_key(&item.expression, projected)?;
                Ok(SortItem { expression, descending: item.descending })
            })
            .collect()
    }

    fn sort_key(&mut self, written: &tree::Expression, projected: &Projected<'_>) -> Checked<Expression> {
        let mixed = aggregates(written);
        if mixed && !projected.grouped {
            let message = "ORDER BY cannot aggregate when no column does";
            return Err(syntax("InvalidAggregation", message, written.span)
                .with_hint("make the aggregate a column and sort by it"));
        }
        // The very text of a column is that column, also where the variables in it are gone.
        if !matches!(written.kind, ExpressionKind::Variable(_)) {
            let text = crate::syntax::print_expression(written);
            let same = |column: &&super::projection::Column<'_>| {
                column.written.is_some_and(|written| crate::syntax::print_expression(written) == text)
            };
            if let Some(column) = projected.columns.iter().find(same) {
                return Ok(Expression::slot(column.slot, written.span));
            }
        }
        let scope = self.visible(projected);
        if projected.transparent {
            return self.in_scope(scope, |binder| binder.expression(written)).map(|bound| bound.expression);
        }
        self.grouping = Some(Grouping { keys: grouping_texts(&projected.columns), mixed, sorting: true });
        let allowed = if projected.grouped { Aggregates::Allowed } else { Aggregates::Forbidden };
        let bound = self.in_scope(scope, |binder| binder.with_aggregates(allowed, |binder| binder.expression(written)));
        self.grouping = None;
        bound.map(|bound| bound.expression)
    }

    /// The condition of `WITH … WHERE`.
    pub fn projection_filter(&mut self, filter: &tree::Expression, projected: &Projected<'_>) -> Checked<Expression> {
        let scope = self.visible(projected);
        if !projected.transparent {
            self.grouping = Some(Grouping { keys: grouping_texts(&projected.columns), mixed: false, sorting: true });
        }
        let bound = self.in_scope(scope, |binder| binder.condition(filter));
        self.grouping = None;
        bound
    }

    fn visible(&self, projected: &Projected<'_>) -> super::scope::Scope {
        if projected.transparent {
            projected.incoming.overlaid(&projected.outgoing)
        } else {
            projected.outgoing.clone()
        }
    }
}
