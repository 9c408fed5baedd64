//! Says for each operator which slots anything above it still reads.

use crate::plan::{Counts, Intersect, Operator, Plan, Planned, PropertyRange};
use crate::semantics::bound::{Create, CreateItem, CreatedType, Expression, Properties, RemoveItem, SetItem, Slot};

pub(super) fn apply(planned: &mut Planned, _: &dyn Counts) {
    let columns: Vec<Slot> = planned.columns.iter().map(|column| column.slot).collect();
    mark(&mut planned.root, columns);
    for subquery in &mut planned.subqueries {
        // What becomes of a subquery's rows is known to who runs it.
        let mut columns: Vec<Slot> = subquery.column.into_iter().collect();
        columns.extend(subquery.many.iter().flat_map(|many| [Some(many.row), many.count]).flatten());
        mark(&mut subquery.plan, columns);
    }
}

/// `needed` is read above the plan.
pub(super) fn mark(plan: &mut Plan, mut needed: Vec<Slot>) {
    needed.sort_unstable();
    needed.dedup();
    plan.live = Some(needed.clone());
    let mut below = needed.clone();
    match &plan.operator {
        Operator::Keep { slots } => below.retain(|slot| slots.contains(slot)),
        Operator::Distinct { slots } => below = slots.clone(),
        Operator::Aggregate { .. }
        | Operator::AggregateRuns { .. }
        | Operator::CountEnds(_)
        | Operator::KnownCount(_)
        | Operator::KnownTotals { .. } => below.clear(),
        _ => {}
    }
    reads(&plan.operator, &mut below);
    match &plan.operator {
        Operator::Union { outputs, .. } => {
            for (input, output) in plan.inputs.iter_mut().zip(outputs.clone()) {
                mark(input, output);
            }
        }
        Operator::Apply { introduces, row: Some(row), .. } => {
            // The outer row is found again by its number.
            let mut inner: Vec<Slot> = introduces.iter().copied().filter(|slot| needed.contains(slot)).collect();
            inner.push(*row);
            mark(&mut plan.inputs[1], inner);
            below.retain(|slot| !introduces.contains(slot));
            below.extend(argument_slots(&plan.inputs[1]));
            below.retain(|slot| slot != row);
            mark(&mut plan.inputs[0], below);
        }
        Operator::Apply { introduces, row: None, .. } => {
            let mut inner = needed;
            inner.extend(introduces);
            mark(&mut plan.inputs[1], inner);
            below.extend(argument_slots(&plan.inputs[1]));
            mark(&mut plan.inputs[0], below);
        }
        Operator::SemiApply { row, .. } => {
            let inner = row.iter().copied().collect();
            mark(&mut plan.inputs[1], inner);
            below.extend(argument_slots(&plan.inputs[1]));
            mark(&mut plan.inputs[0], below);
        }
        Operator::Merge { introduces, on_match, .. } => {
            let mut inner = needed;
            inner.extend(introduces);
            on_match.iter().for_each(|item| set_reads(item, &mut inner));
            mark(&mut plan.inputs[1], inner);
            below.extend(argument_slots(&plan.inputs[1]));
            mark(&mut plan.inputs[0], below);
        }
        Operator::ForEachRow | Operator::Foreach { .. } => {
            mark(&mut plan.inputs[1], Vec::new());
            below.extend(argument_slots(&plan.inputs[1]));
            mark(&mut plan.inputs[0], below);
        }
        Operator::ExpandQuantified(expand) => {
            let mut inner = vec![expand.inner_end];
            inner.extend(&expand.inner_walked);
            inner.extend(expand.groups.iter().map(|(inside, _)| *inside));
            mark(&mut plan.inputs[1], inner);
            below.extend(argument_slots(&plan.inputs[1]));
            mark(&mut plan.inputs[0], below);
        }
        Operator::HashJoin { keys, range } | Operator::JoinCount { keys, range, .. } => {
            let is_counted = matches!(plan.operator, Operator::JoinCount { .. });
            let mut right = if is_counted { Vec::new() } else { needed };
            keys.iter().for_each(|(_, key)| right.extend(key.reads()));
            range.iter().for_each(|range| right.extend(range.of.reads()));
            range.iter().flat_map(|range| &range.conditions).for_each(|condition| right.extend(condition.reads()));
            mark(&mut plan.inputs[1], right);
            mark(&mut plan.inputs[0], below);
        }
        _ => {
            for input in &mut plan.inputs {
                mark(input, below.clone());
            }
        }
    }
}

/// The slots of the outer row that the plan under an apply reads.
fn argument_slots(plan: &Plan) -> Vec<Slot> {
    let mut slots = Vec::new();
    fn visit(plan: &Plan, slots: &mut Vec<Slot>) {
        if let Operator::Argument { slots: all } = &plan.operator {
            match &plan.live {
                Some(live) => slots.extend(all.iter().filter(|slot| live.contains(slot))),
                None => slots.extend(all),
            }
        }
        plan.inputs.iter().for_each(|input| visit(input, slots));
    }
    visit(plan, &mut slots);
    slots
}

/// Adds what an operator reads of the rows of its first input.
pub(super) fn reads(operator: &Operator, into: &mut Vec<Slot>) {
    let add = |expression: &Expression, into: &mut Vec<Slot>| into.extend(expression.reads());
    match operator {
        Operator::Argument { .. }
        | Operator::AllNodes { .. }
        | Operator::LabelScan { .. }
        | Operator::Keep { .. }
        | Operator::Distinct { .. }
        | Operator::Apply { .. }
        | Operator::SemiApply { .. }
        | Operator::ForEachRow
        | Operator::Union { .. }
        | Operator::Eager
        | Operator::KnownCount(_)
        | Operator::Finish => {}
        Operator::IndexSeek { lookup, .. } => lookup.expressions().for_each(|value| add(value, into)),
        Operator::EqualSeek(seek) => seek.values.iter().for_each(|value| add(value, into)),
        Operator::NodeById { identifier, .. } => add(identifier, into),
        Operator::Expand(e) => {
            into.extend(e.different.iter().chain([&e.from]));
            into.extend(e.into.then_some(e.to));
        }
        Operator::Intersect(Intersect { first, second, .. }) => {
            let bound = |slot: &&Slot| **slot != first.relationship;
            into.extend(first.different.iter().chain(&second.different).filter(bound));
            into.extend([first.from, second.to]);
        }
        Operator::ExpandVariable(e) => {
            into.extend(e.different.iter().chain([&e.from]));
            into.extend(e.into.then_some(e.to));
            e.condition.iter().for_each(|condition| add(condition, into));
        }
        Operator::ExpandQuantified(e) => {
            into.extend(e.different.iter().chain([&e.from]));
            into.extend(e.into.then_some(e.to));
        }
        Operator::Ends(e) => {
            into.extend(e.different.iter().chain([&e.relationship]));
            into.extend(e.from_bound.then_some(e.from));
            into.extend(e.to_bound.then_some(e.to));
        }
        Operator::ShortestPath(e) => {
            into.extend([e.from, e.to]);
            let of_each = e.relationship_conditions.iter().chain(&e.node_conditions).map(|(_, condition)| condition);
            of_each.chain(&e.path_conditions).for_each(|condition| add(condition, into));
        }
        Operator::SelectPaths { start, end, walked, .. } => into.extend(walked.iter().chain([start, end])),
        Operator::Path { start, walked, .. } => into.extend(walked.iter().chain([start])),
        Operator::Filter { conditions } | Operator::Range(PropertyRange { conditions, .. }) => {
            conditions.iter().for_each(|condition| add(condition, into))
        }
        Operator::Project { items } => items.iter().for_each(|item| add(&item.expression, into)),
        Operator::KnownTotals { aggregates } => {
            aggregates.iter().flat_map(|aggregate| &aggregate.arguments).for_each(|argument| add(argument, into));
        }
        Operator::Aggregate { keys, aggregates } | Operator::AggregateRuns { keys, aggregates, .. } => {
            if let Operator::AggregateRuns { run, .. } = operator {
                into.push(*run);
            }
            keys.iter().for_each(|item| add(&item.expression, into));
            aggregates.iter().flat_map(|aggregate| &aggregate.arguments).for_each(|argument| add(argument, into));
        }
        Operator::Sort { keys } | Operator::Top { keys, .. } => {
            keys.iter().for_each(|key| add(&key.expression, into));
        }
        Operator::Skip { count } | Operator::Limit { count } => add(count, into),
        Operator::Unwind { list, .. } | Operator::Foreach { list, .. } => add(list, into),
        Operator::HashJoin { keys, range } | Operator::JoinCount { keys, range, .. } => {
            keys.iter().for_each(|(key, _)| add(key, into));
            if let Some(range) = range {
                [&range.from, &range.to].into_iter().flatten().for_each(|(bound, _)| add(bound, into));
                range.conditions.iter().for_each(|condition| add(condition, into));
            }
        }
        Operator::Create(create) => create_reads(create, into),
        Operator::Merge { create, on_create, on_match, values, .. } => {
            create_reads(create, into);
            values.iter().for_each(|value| add(value, into));
            on_create.iter().chain(on_match).for_each(|item| set_reads(item, into));
        }
        Operator::Set { items } => items.iter().for_each(|item| set_reads(item, into)),
        Operator::Remove { items } => items.iter().for_each(|item| match item {
            RemoveItem::Property { entity, .. } => add(entity, into),
            RemoveItem::Labels { entity, computed, .. } => {
                add(entity, into);
                computed.iter().for_each(|labels| add(labels, into));
            }
            RemoveItem::DynamicProperty { entity, key } => {
                add(entity, into);
                add(key, into);
            }
        }),
        Operator::Delete(delete) => delete.targets.iter().for_each(|target| add(target, into)),
        Operator::Call { arguments, .. } => arguments.iter().for_each(|argument| add(argument, into)),
        Operator::LoadCsv { source, .. } => add(source, into),
        Operator::Degree(e) => into.extend(e.different.iter().chain(&e.other_than).chain([&e.from])),
        Operator::CountEnds(e) => into.extend(e.step.different.iter().chain([&e.run, &e.step.from])),
    }
}

fn create_reads(create: &Create, into: &mut Vec<Slot>) {
    for item in &create.items {
        let properties = match item {
            CreateItem::Node { properties, .. } => properties,
            CreateItem::Relationship { kind, properties, start, end, .. } => {
                into.extend([start, end]);
                if let CreatedType::Computed(kind) = kind {
                    into.extend(kind.reads());
                }
                properties
            }
        };
        match properties {
            Properties::Entries(entries) => entries.iter().for_each(|(_, value)| into.extend(value.reads())),
            Properties::Map(map) => into.extend(map.reads()),
        }
    }
    create.paths.iter().for_each(|path| into.extend(&path.elements));
    create.computed.iter().for_each(|labels| set_reads(labels, into));
}

fn set_reads(item: &SetItem, into: &mut Vec<Slot>) {
    let mut add = |expression: &Expression| into.extend(expression.reads());
    match item {
        SetItem::Property { entity, value, .. }
        | SetItem::Replace { entity, value }
        | SetItem::Add { entity, value } => {
            add(entity);
            add(value);
        }
        SetItem::DynamicProperty { entity, key, value } => [entity, key, value].into_iter().for_each(add),
        SetItem::Labels { entity, computed, .. } => {
            add(entity);
            computed.iter().for_each(add);
        }
    }
}
