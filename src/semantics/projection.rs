//! `WITH` and `RETURN`.

use super::aggregation::{Aggregates, Grouping, GroupingKey, aggregates};
use super::binder::{Binder, Checked, syntax};
use super::bound::{Expression, Item, Name, Projection, Slot, SlotKind};
use super::scope::Scope;
use super::types::Type;
use crate::span::Span;
use crate::syntax::tree::{self, ExpressionKind};

/// A column of a projection: its name, where its value goes, and what was written.
pub(super) struct Column<'t> {
    pub name: Name,
    pub slot: Slot,
    /// Absent for a column that `*` stands for.
    pub written: Option<&'t tree::Expression>,
}

/// A projection on its way: what ORDER BY and WHERE see.
pub(super) struct Projected<'t> {
    pub columns: Vec<Column<'t>>,
    pub grouped: bool,
    /// Neither grouped nor distinct: the variables that came in are still there.
    pub transparent: bool,
    /// The scope that came in.
    pub incoming: Scope,
    /// The scope of the columns.
    pub outgoing: Scope,
}

impl Binder<'_> {
    pub fn with_clause(
        &mut self,
        projection: &tree::Projection,
        filter: Option<&tree::Expression>,
        span: Span,
    ) -> Checked<Projection> {
        let (bound, projected) = self.projection(projection, filter, false, span)?;
        for item in &projection.items {
            if item.alias.is_none() && !matches!(item.expression.kind, ExpressionKind::Variable(_)) {
                let message = "an expression in WITH needs a name";
                return Err(syntax("NoExpressionAlias", message, item.expression.span)
                    .with_hint(format!("write `{} AS name`", item.text)));
            }
        }
        self.scope = projected.outgoing;
        Ok(bound)
    }

    /// The projection, and the names and slots of its columns.
    pub fn return_clause(
        &mut self,
        projection: &tree::Projection,
        span: Span,
    ) -> Checked<(Projection, Vec<(Name, Slot)>)> {
        if let Some(star) = projection.star
            && projection.items.is_empty()
            && self.scope.sorted().is_empty()
        {
            return Err(syntax("NoVariablesInScope", "there is no variable for `*` to stand for", star));
        }
        let (bound, projected) = self.projection(projection, None, true, span)?;
        let columns = projected.columns.into_iter().map(|column| (column.name, column.slot)).collect();
        self.scope = projected.outgoing;
        Ok((bound, columns))
    }

    /// `end`: nothing of the query follows that could name another variable than the columns.
    fn projection<'t>(
        &mut self,
        projection: &'t tree::Projection,
        filter: Option<&tree::Expression>,
        end: bool,
        span: Span,
    ) -> Checked<(Projection, Projected<'t>)> {
        let grouped = projection.items.iter().any(|item| aggregates(&item.expression));
        let outer = std::mem::take(&mut self.collected);
        let mut items: Vec<Option<Item>> = Vec::new();
        let mut columns: Vec<Column<'t>> = Vec::new();
        if projection.star.is_some() {
            for (name, slot) in self.scope.sorted() {
                self.read(slot);
                items.push(Some(Item { slot, expression: Expression::slot(slot, span) }));
                columns.push(Column { name, slot, written: None });
            }
        }
        let starred = columns.len();
        for item in &projection.items {
            let name: Name = item.alias.as_ref().map_or(item.text.as_str(), |alias| alias.text.as_str()).into();
            let name = match (&item.alias, &item.expression.kind) {
                // A name in backquotes is the name without them.
                (None, ExpressionKind::Variable(variable)) => variable.as_str().into(),
                _ => name,
            };
            if columns.iter().any(|column| column.name == name) {
                let place = item.alias.as_ref().map_or(item.expression.span, |alias| alias.span);
                return Err(syntax("ColumnNameConflict", format!("two columns are named `{name}`"), place)
                    .with_hint("give one of them another name with AS"));
            }
            if aggregates(&item.expression) {
                // Bound below, when the grouping keys are known.
                items.push(None);
                columns.push(Column { name, slot: Slot(u32::MAX), written: Some(&item.expression) });
                continue;
            }
            let (slot, expression) = self.plain_item(&name, &item.expression)?;
            items.push(Some(Item { slot, expression }));
            columns.push(Column { name, slot, written: Some(&item.expression) });
        }
        let mut keys = Vec::new();
        if grouped {
            keys = self.grouping_keys(&mut items, &columns);
            let known: Vec<GroupingKey> = grouping_texts(&columns);
            for (place, item) in projection.items.iter().enumerate() {
                let place = starred + place;
                if items[place].is_some() {
                    continue;
                }
                let grouping = Grouping { keys: known.clone(), mixed: true, sorting: false };
                self.grouping = Some(grouping);
                let bound = self.with_aggregates(Aggregates::Allowed, |binder| binder.expression(&item.expression));
                self.grouping = None;
                let bound = bound?;
                let slot = self.slot(Some(&columns[place].name), SlotKind::Value, bound.kind);
                items[place] = Some(Item { slot, expression: bound.expression });
                columns[place].slot = slot;
            }
        }
        let named = columns.iter().map(|column| (column.name.clone(), column.slot));
        let (outgoing, carried) = match end {
            true => (Scope::default().after(named).0, Vec::new()),
            false => self.scope.after(named),
        };
        carried.iter().for_each(|slot| self.read(*slot));
        let transparent = !grouped && !projection.distinct;
        let projected = Projected { columns, grouped, transparent, incoming: self.scope.clone(), outgoing };
        let order = self.order(&projection.order, &projected)?;
        let skip = projection.skip.as_ref().map(|count| self.row_count(count, "SKIP")).transpose()?;
        let limit = projection.limit.as_ref().map(|count| self.row_count(count, "LIMIT")).transpose()?;
        let filter = filter.map(|filter| self.projection_filter(filter, &projected)).transpose()?;
        let collected = std::mem::replace(&mut self.collected, outer);
        let bound = Projection {
            keys,
            aggregates: collected.into_iter().map(|collected| collected.aggregate).collect(),
            grouped,
            items: items.into_iter().flatten().collect(),
            carried,
            distinct: projection.distinct,
            order,
            skip,
            limit,
            filter,
            span,
        };
        Ok((bound, projected))
    }

    /// A column without aggregates: a variable under its own name keeps its slot.
    fn plain_item(&mut self, name: &Name, written: &tree::Expression) -> Checked<(Slot, Expression)> {
        let bound = self.expression(written)?;
        if let ExpressionKind::Variable(variable) = &written.kind {
            let slot = self.resolve(variable, written.span)?;
            if **name == **variable {
                return Ok((slot, bound.expression));
            }
            let kind = self.slots[slot.index()].kind;
            return Ok((self.slot(Some(name), kind, bound.kind), bound.expression));
        }
        Ok((self.slot(Some(name), SlotKind::Value, bound.kind), bound.expression))
    }

    /// Moves the expressions of the items that do not aggregate into keys; the items then pass the keys on.
    fn grouping_keys(&self, items: &mut [Option<Item>], columns: &[Column<'_>]) -> Vec<Item> {
        let mut keys = Vec::new();
        for (item, column) in items.iter_mut().zip(columns) {
            if let Some(item) = item {
                let span = item.expression.span;
                let expression = std::mem::replace(&mut item.expression, Expression::slot(column.slot, span));
                keys.push(Item { slot: column.slot, expression });
            }
        }
        keys
    }

    /// The number of rows of SKIP and LIMIT: constant, and a whole number that is not negative.
    fn row_count(&mut self, count: &tree::Expression, clause: &str) -> Checked<Expression> {
        if let Some(variable) = first_variable(count) {
            return Err(syntax(
                "NonConstantExpression",
                format!("{clause} must be the same for all rows, so it cannot use variables"),
                variable,
            ));
        }
        let bound = self.in_scope(Scope::default(), |binder| binder.expression(count))?;
        if let ExpressionKind::Literal(tree::Literal::Integer(value)) = count.kind
            && value < 0
        {
            return Err(syntax("NegativeIntegerArgument", format!("{clause} cannot be negative"), count.span));
        }
        if !bound.kind.may_be(|kind| *kind == Type::Integer) || bound.kind == Type::Null {
            let message = format!("{clause} needs a whole number, found {}", bound.kind.name());
            return Err(syntax("InvalidArgumentType", message, count.span));
        }
        Ok(bound.expression)
    }
}

/// The columns that do not aggregate, as text.
pub(super) fn grouping_texts(columns: &[Column<'_>]) -> Vec<GroupingKey> {
    columns
        .iter()
        .filter(|column| column.slot != Slot(u32::MAX))
        .map(|column| match column.written {
            Some(written) => GroupingKey::new(written, column.slot),
            None => {
                let name = column.name.to_string();
                let kind = ExpressionKind::Variable(name);
                GroupingKey::new(&tree::Expression { kind, span: Span::default() }, column.slot)
            }
        })
        .collect()
}

fn first_variable(expression: &tree::Expression) -> Option<Span> {
    match &expression.kind {
        ExpressionKind::Variable(_) | ExpressionKind::MapProjection { .. } => Some(expression.span),
        // These bring their own variables.
        ExpressionKind::ListComprehension { .. }
        | ExpressionKind::Quantifier { .. }
        | ExpressionKind::Reduce { .. } => None,
        _ => expression.children().into_iter().find_map(first_variable),
    }
}
