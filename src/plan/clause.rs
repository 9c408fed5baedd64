//! Clause by clause: each takes the plan so far as its input.

use super::{Operator, Plan, Planner};
use crate::graph::Direction;
use crate::semantics::bound::*;

impl Planner<'_> {
    /// Plans a query over `argument`, whose rows have the slots of `imports`.
    pub(super) fn query(&mut self, query: &Query, argument: Plan, imports: &[Slot]) -> Plan {
        let columns: Vec<Slot> = query.columns.iter().map(|column| column.slot).collect();
        if let [branch] = query.branches.as_slice() {
            let plan = self.branch(branch, argument, imports);
            return if columns.is_empty() { plan } else { Plan::over(Operator::Keep { slots: columns }, plan) };
        }
        let inputs: Vec<Plan> =
            query.branches.iter().map(|branch| self.branch(branch, argument.clone(), imports)).collect();
        let outputs = query.branches.iter().map(|branch| branch.output.clone()).collect();
        let estimate = inputs.iter().map(|input| input.estimate).sum();
        let operator = Operator::Union { outputs, columns: columns.clone() };
        let union = Plan { operator, inputs, estimate, live: None, number: 0 };
        if query.all { union } else { Plan::over(Operator::Distinct { slots: columns }, union) }
    }

    fn branch(&mut self, branch: &Branch, argument: Plan, imports: &[Slot]) -> Plan {
        let mut bound = imports.to_vec();
        let around = std::mem::replace(&mut self.imports, imports.to_vec());
        let plan = branch.clauses.iter().fold(argument, |input, clause| self.clause(clause, input, &mut bound));
        self.imports = around;
        plan
    }

    /// Plans one clause; `bound` is what is bound before it, then after it.
    fn clause(&mut self, clause: &Clause, input: Plan, bound: &mut Vec<Slot>) -> Plan {
        match clause {
            Clause::Match(clause) if clause.optional => self.optional_match(clause, input, bound),
            Clause::Match(clause) => self.match_paths(&clause.paths, clause.filter.as_ref(), input, bound),
            Clause::Unwind(Unwind { list, slot, place, .. }) => {
                self.prepare(list);
                bound.push(*slot);
                bound.extend(place.map(|(slot, _)| slot));
                let rows = input.estimate * 10.0;
                Plan::over(Operator::Unwind { list: list.clone(), slot: *slot, place: *place }, input).expecting(rows)
            }
            Clause::Projection(projection) => self.projection(projection, input, bound),
            Clause::Create(create) => {
                self.prepare_create(create);
                bound.extend(create.paths.iter().map(|path| path.slot));
                for item in &create.items {
                    match item {
                        CreateItem::Node { slot, .. } | CreateItem::Relationship { slot, .. } => bound.push(*slot),
                    }
                }
                Plan::over(Operator::Create(create.clone()), input)
            }
            Clause::Merge(merge) => self.merge(merge, input, bound),
            Clause::Set(items) => {
                items.iter().for_each(|item| self.prepare_set(item));
                Plan::over(Operator::Set { items: items.clone() }, input)
            }
            Clause::Remove(items) => {
                for item in items {
                    match item {
                        RemoveItem::Property { entity, .. } => self.prepare(entity),
                        RemoveItem::Labels { entity, computed, .. } => {
                            self.prepare(entity);
                            computed.iter().for_each(|labels| self.prepare(labels));
                        }
                        RemoveItem::DynamicProperty { entity, key } => {
                            self.prepare(entity);
                            self.prepare(key);
                        }
                    }
                }
                Plan::over(Operator::Remove { items: items.clone() }, input)
            }
            Clause::Delete(delete) => {
                delete.targets.iter().for_each(|target| self.prepare(target));
                Plan::over(Operator::Delete(delete.clone()), input)
            }
            Clause::Foreach(Foreach { slot, list, clauses, .. }) => {
                self.prepare(list);
                let mut inside = bound.clone();
                inside.push(*slot);
                let argument = Plan::leaf(Operator::Argument { slots: inside.clone() });
                let inner = clauses.iter().fold(argument, |input, clause| self.clause(clause, input, &mut inside));
                let rows = input.estimate;
                Plan::over_both(Operator::Foreach { list: list.clone(), slot: *slot }, input, inner).expecting(rows)
            }
            Clause::Call(call) => {
                call.arguments.iter().chain(&call.filter).for_each(|expression| self.prepare(expression));
                bound.extend(call.yields.iter().map(|(_, slot)| *slot));
                let operator = Operator::Call {
                    procedure: call.procedure.clone(),
                    arguments: call.arguments.clone(),
                    yields: call.yields.clone(),
                    optional: call.optional,
                };
                filtered(Plan::over(operator, input), call.filter.iter().cloned())
            }
            Clause::CallSubquery(call) => self.call_subquery(call, input, bound),
            Clause::LoadCsv(LoadCsv { source, headers, separator, slot, .. }) => {
                self.prepare(source);
                bound.push(*slot);
                let (source, headers, separator, slot) = (source.clone(), *headers, *separator, *slot);
                let rows = input.estimate * 100.0;
                Plan::over(Operator::LoadCsv { source, headers, separator, slot }, input).expecting(rows)
            }
            Clause::Finish => Plan::over(Operator::Finish, input).expecting(0.0),
        }
    }

    fn optional_match(&mut self, clause: &Match, input: Plan, bound: &mut Vec<Slot>) -> Plan {
        let row = self.fresh(SlotKind::Value);
        let argument = Plan::leaf(Operator::Argument { slots: bound.clone() }).expecting(input.estimate);
        let inner = self.match_paths(&clause.paths, clause.filter.as_ref(), argument, bound);
        for &slot in &clause.introduces {
            if !bound.contains(&slot) {
                bound.push(slot);
            }
        }
        let rows = inner.estimate.max(input.estimate);
        let row = is_batched(&inner).then_some(row);
        let operator = Operator::Apply { introduces: clause.introduces.clone(), optional: true, row };
        Plan::over_both(operator, input, inner).expecting(rows)
    }

    fn call_subquery(&mut self, call: &CallSubquery, input: Plan, bound: &mut Vec<Slot>) -> Plan {
        let argument = Plan::leaf(Operator::Argument { slots: call.imports.clone() });
        let inner = self.query(&call.query, argument, &call.imports);
        let rows = input.estimate;
        if call.query.columns.is_empty() {
            return Plan::over_both(Operator::ForEachRow, input, inner).expecting(rows);
        }
        let introduces: Vec<Slot> = call.query.columns.iter().map(|column| column.slot).collect();
        bound.extend(introduces.iter().copied());
        let rows = rows * inner.estimate;
        let operator = Operator::Apply { introduces, optional: call.optional, row: None };
        Plan::over_both(operator, input, inner).expecting(rows)
    }

    fn projection(&mut self, projection: &Projection, input: Plan, bound: &mut Vec<Slot>) -> Plan {
        let aggregated = projection.aggregates.iter().flat_map(|aggregate| &aggregate.arguments);
        let items = projection.keys.iter().chain(&projection.items).map(|item| &item.expression);
        let order = projection.order.iter().map(|key| &key.expression);
        let rest = projection.skip.iter().chain(&projection.limit).chain(&projection.filter);
        aggregated.chain(items).chain(order).chain(rest).for_each(|expression| self.prepare(expression));

        let mut plan = input;
        if projection.grouped {
            let rows = if projection.keys.is_empty() { 1.0 } else { (plan.estimate * 0.5).max(1.0) };
            let (mut keys, aggregates) = (projection.keys.clone(), projection.aggregates.clone());
            let alone = keys.is_empty();
            if !alone {
                let carried = projection.carried.iter();
                keys.extend(carried.map(|&slot| Item { slot, expression: Expression::slot(slot, projection.span) }));
            }
            plan = Plan::over(Operator::Aggregate { keys, aggregates }, plan).expecting(rows);
            if alone && !projection.carried.is_empty() {
                // A group of no rows has no carried variable either; it comes again from the row around.
                let argument = Plan::leaf(Operator::Argument { slots: self.imports.clone() });
                let introduces = projection.aggregates.iter().map(|aggregate| aggregate.slot).collect();
                let operator = Operator::Apply { introduces, optional: false, row: None };
                plan = Plan::over_both(operator, argument, plan).expecting(rows);
            }
        }
        plan = projected(plan, &projection.items);
        let mut outputs: Vec<Slot> = projection.items.iter().map(|item| item.slot).collect();
        outputs.extend(&projection.carried);
        if projection.distinct {
            plan = Plan::over(Operator::Distinct { slots: outputs.clone() }, plan);
        }
        if !projection.order.is_empty() {
            plan = Plan::over(Operator::Sort { keys: projection.order.clone() }, plan);
        }
        if let Some(count) = &projection.skip {
            plan = Plan::over(Operator::Skip { count: count.clone() }, plan);
        }
        if let Some(count) = &projection.limit {
            plan = Plan::over(Operator::Limit { count: count.clone() }, plan);
        }
        plan = filtered(plan, projection.filter.iter().cloned());
        *bound = outputs.clone();
        Plan::over(Operator::Keep { slots: outputs }, plan)
    }

    fn merge(&mut self, merge: &Merge, input: Plan, bound: &mut Vec<Slot>) -> Plan {
        merge.on_create.iter().chain(&merge.on_match).for_each(|item| self.prepare_set(item));
        let outer = bound.clone();
        let argument = Plan::leaf(Operator::Argument { slots: outer.clone() });
        let inner = self.match_paths(std::slice::from_ref(&merge.path), None, argument, bound);
        for &slot in &merge.introduces {
            if !bound.contains(&slot) {
                bound.push(slot);
            }
        }
        let (create, values) = created(&merge.path, &outer, merge.span);
        let rows = input.estimate;
        let operator = Operator::Merge {
            create,
            on_create: merge.on_create.clone(),
            on_match: merge.on_match.clone(),
            introduces: merge.introduces.clone(),
            values,
        };
        Plan::over_both(operator, input, inner).expecting(rows)
    }

    fn prepare_create(&mut self, create: &Create) {
        for item in &create.items {
            if let CreateItem::Relationship { kind: CreatedType::Computed(kind), .. } = item {
                self.prepare(kind);
            }
            match item {
                CreateItem::Node { properties, .. } | CreateItem::Relationship { properties, .. } => match properties {
                    Properties::Entries(entries) => entries.iter().for_each(|(_, value)| self.prepare(value)),
                    Properties::Map(map) => self.prepare(map),
                },
            }
        }
        create.computed.iter().for_each(|labels| self.prepare_set(labels));
    }

    fn prepare_set(&mut self, item: &SetItem) {
        match item {
            SetItem::Property { entity, value, .. }
            | SetItem::Replace { entity, value }
            | SetItem::Add { entity, value } => [entity, value].into_iter().for_each(|part| self.prepare(part)),
            SetItem::DynamicProperty { entity, key, value } => {
                [entity, key, value].into_iter().for_each(|part| self.prepare(part));
            }
            SetItem::Labels { entity, computed, .. } => {
                self.prepare(entity);
                computed.iter().for_each(|labels| self.prepare(labels));
            }
        }
    }
}

/// Computes those items that are not just a variable passed on.
fn projected(input: Plan, items: &[Item]) -> Plan {
    let computed: Vec<Item> = items
        .iter()
        .filter(|item| !matches!(item.expression.kind, ExpressionKind::Slot(slot) if slot == item.slot))
        .cloned()
        .collect();
    if computed.is_empty() { input } else { Plan::over(Operator::Project { items: computed }, input) }
}

/// Keeps the rows for which the condition, part by part, is true.
pub(super) fn filtered(input: Plan, conditions: impl IntoIterator<Item = Expression>) -> Plan {
    let conditions: Vec<Expression> = conditions.into_iter().flat_map(Expression::conjuncts).collect();
    if conditions.is_empty() {
        return input;
    }
    // Nodes that a pattern leads to mostly have the labels that it names.
    let share =
        |condition: &Expression| if matches!(condition.kind, ExpressionKind::HasLabels { .. }) { 0.9 } else { 0.5 };
    let rows = input.estimate * conditions.iter().map(share).product::<f64>();
    Plan::over(Operator::Filter { conditions }, input).expecting(rows)
}

/// Whether a plan may be run for many outer rows at a time: each of its operators treats each row by itself and passes
/// the outer slots on.
pub(super) fn is_batched(plan: &Plan) -> bool {
    use Operator::*;
    let alone = matches!(
        plan.operator,
        Argument { .. }
            | AllNodes { .. }
            | LabelScan { .. }
            | IndexSeek { .. }
            | EqualSeek(_)
            | NodeById { .. }
            | Expand(_)
            | ExpandVariable(_)
            | ExpandQuantified(_)
            | Ends(_)
            | ShortestPath(_)
            | Path { .. }
            | Filter { .. }
            | Range(_)
            | Project { .. }
            | SemiApply { .. }
            | Apply { row: Some(_), .. }
            | HashJoin { .. }
            | JoinCount { .. }
    );
    // What is run inside an operator, or beside it, does not pass rows on: the operator does.
    let inside = matches!(
        plan.operator,
        ExpandQuantified(_) | SemiApply { .. } | Apply { .. } | HashJoin { .. } | JoinCount { .. }
    );
    let inputs = if inside { &plan.inputs[..1] } else { &plan.inputs[..] };
    alone && inputs.iter().all(is_batched)
}

/// What `MERGE` creates when it finds nothing, and the property values that it would compare with.
fn created(path: &PathPattern, bound: &[Slot], span: crate::span::Span) -> (Create, Vec<Expression>) {
    let mut create = Create { items: Vec::new(), paths: Vec::new(), computed: Vec::new(), span };
    let mut values = Vec::new();
    let mut take = |properties: &Properties| match properties {
        Properties::Entries(entries) => values.extend(entries.iter().map(|(_, value)| value.clone())),
        Properties::Map(map) => values.push(map.clone()),
    };
    let mut elements = Vec::new();
    let mut relationships = Vec::new();
    let mut seen = bound.to_vec();
    let mut node = |pattern: &NodePattern, items: &mut Vec<CreateItem>, take: &mut dyn FnMut(&Properties)| {
        if !seen.contains(&pattern.slot) {
            seen.push(pattern.slot);
            take(&pattern.properties);
            items.push(CreateItem::Node {
                slot: pattern.slot,
                labels: pattern.labels.as_ref().map(names).unwrap_or_default(),
                properties: pattern.properties.clone(),
                span: pattern.span,
            });
        }
        pattern.slot
    };
    let mut left = node(&path.start, &mut create.items, &mut take);
    elements.push(left);
    for step in &path.steps {
        let right = node(&step.node, &mut create.items, &mut take);
        if let Walk::Relationship(pattern) = &step.walk {
            take(&pattern.properties);
            let (start, end) = if pattern.direction == Direction::Incoming { (right, left) } else { (left, right) };
            relationships.push(CreateItem::Relationship {
                slot: pattern.slot,
                kind: CreatedType::Name(
                    pattern
                        .types
                        .as_ref()
                        .and_then(|types| names(types).into_iter().next())
                        .unwrap_or_else(|| "".into()),
                ),
                start,
                end,
                properties: pattern.properties.clone(),
                span: pattern.span,
            });
            elements.push(pattern.slot);
        }
        elements.push(right);
        left = right;
    }
    create.items.extend(relationships);
    create.paths.extend(path.path.map(|slot| NamedPath { slot, elements }));
    (create, values)
}

/// The labels of a plain conjunction of names.
fn names(labels: &LabelExpression) -> Vec<Name> {
    match labels {
        LabelExpression::Name(name) => vec![name.clone()],
        LabelExpression::And(parts) | LabelExpression::Or(parts) => parts.iter().flat_map(names).collect(),
        LabelExpression::Any | LabelExpression::Not(_) => Vec::new(),
    }
}
