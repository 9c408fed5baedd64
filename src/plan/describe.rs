//! A plan in words, for EXPLAIN and PROFILE.

use super::seek::Covered;
use super::{CountEnds, KnownCount, Lookup, Operator, Plan, Planned, PropertyRange, Side};
use crate::graph::Direction;
use crate::semantics::bound::{Expression, ExpressionKind, LabelExpression, Slot};

/// An operator in words: its name and what it works on.
pub struct Description {
    /// Its name.
    pub operator: &'static str,
    /// What it works on.
    pub details: String,
}

impl Planned {
    /// The operator in words. `text` is the statement, from which expressions are quoted.
    pub fn describe(&self, plan: &Plan, text: &str) -> Description {
        let slot = |slot: &Slot| self.slot_name(*slot);
        let slots = |slots: &[Slot]| slots.iter().map(|slot| self.slot_name(*slot)).collect::<Vec<_>>().join(", ");
        let quote = |span: crate::span::Span| span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let arrow =
            |from: &Slot, relationship: &Slot, types: &Option<LabelExpression>, direction, length: &str, to: &Slot| {
                let (before, after) = match direction {
                    Direction::Outgoing => ("-", "->"),
                    Direction::Incoming => ("<-", "-"),
                    Direction::Both => ("-", "-"),
                };
                let types = types.as_ref().map(|types| format!(":{types}")).unwrap_or_default();
                format!("({}){before}[{}{types}{length}]{after}({})", slot(from), slot(relationship), slot(to))
            };
        let all = |conditions: &[Expression]| {
            conditions.iter().map(|condition| quote(condition.span)).collect::<Vec<_>>().join(" AND ")
        };
        let asked = |fitting: &Option<Box<PropertyRange>>| {
            fitting.as_ref().map(|range| format!(" {}", all(&range.conditions))).unwrap_or_default()
        };
        let (operator, details) = match &plan.operator {
            Operator::Argument { slots: read } => ("Argument", slots(read)),
            Operator::AllNodes { slot: node } => ("AllNodesScan", slot(node)),
            Operator::LabelScan { slot: node, label } => ("LabelScan", format!("({}:{label})", slot(node))),
            Operator::IndexSeek { slot: node, label, key, lookup } => {
                let how = match lookup {
                    Lookup::Equal(value) => format!("= {}", quote(value.span)),
                    Lookup::OneOf(value) => format!("IN {}", quote(value.span)),
                    Lookup::Prefix(value) => format!("STARTS WITH {}", quote(value.span)),
                    Lookup::Range { from, to } => {
                        let from = from.as_ref().map(|(value, _)| format!("from {} ", quote(value.span)));
                        let to = to.as_ref().map(|(value, _)| format!("to {}", quote(value.span)));
                        format!("{}{}", from.unwrap_or_default(), to.unwrap_or_default())
                    }
                };
                ("IndexSeek", format!("({}:{label}).{key} {how}", slot(node)))
            }
            Operator::EqualSeek(seek) => {
                let asked = seek.keys.iter().zip(&seek.values);
                let asked: Vec<String> = asked.map(|(key, value)| format!("{key} = {}", quote(value.span))).collect();
                match &seek.covered {
                    Covered::Nodes(label) => {
                        ("IndexSeek", format!("({}:{label}) {}", slot(&seek.slot), asked.join(", ")))
                    }
                    Covered::Relationships(kind) => {
                        ("RelationshipIndexSeek", format!("[{}:{kind}] {}", slot(&seek.slot), asked.join(", ")))
                    }
                }
            }
            Operator::NodeById { slot: node, identifier } => {
                ("NodeById", format!("{} = {}", slot(node), quote(identifier.span)))
            }
            Operator::Expand(e) => (
                if e.into { "ExpandInto" } else { "Expand" },
                arrow(&e.from, &e.relationship, &e.types, e.direction, "", &e.to) + &asked(&e.fitting),
            ),
            Operator::Intersect(super::Intersect { first, second, conditions, .. }) => (
                "Intersect",
                format!(
                    "{} {}{}",
                    arrow(&first.from, &first.relationship, &first.types, first.direction, "", &first.to),
                    arrow(&second.from, &second.relationship, &second.types, second.direction, "", &second.to),
                    conditions.iter().map(|condition| format!(" AND {}", quote(condition.span))).collect::<String>()
                ),
            ),
            Operator::ExpandVariable(e) => (
                if e.into { "ExpandVariableInto" } else { "ExpandVariable" },
                arrow(&e.from, &e.relationships, &e.types, e.direction, &length(&e.length), &e.to),
            ),
            Operator::ExpandQuantified(e) => {
                ("ExpandQuantified", format!("({}) … {} ({})", slot(&e.from), length(&e.length), slot(&e.to)))
            }
            Operator::Ends(e) => ("Ends", arrow(&e.from, &e.relationship, &e.types, e.direction, "", &e.to)),
            Operator::ShortestPath(e) => (
                if e.groups { "AllShortestPaths" } else { "ShortestPath" },
                arrow(&e.from, &e.relationships, &e.types, e.direction, &length(&e.length), &e.to),
            ),
            Operator::SelectPaths { start, end, .. } => ("SelectPaths", format!("{} … {}", slot(start), slot(end))),
            Operator::Path { slot: path, .. } => ("Path", slot(path)),
            Operator::Filter { conditions } | Operator::Range(PropertyRange { conditions, .. }) => {
                let name = if matches!(plan.operator, Operator::Range(_)) { "Range" } else { "Filter" };
                (name, all(conditions))
            }
            Operator::Project { items } => (
                "Project",
                items
                    .iter()
                    .map(|item| format!("{} AS {}", quote(item.expression.span), slot(&item.slot)))
                    .collect::<Vec<_>>()
                    .join(", "),
            ),
            Operator::Keep { slots: kept } => ("Keep", slots(kept)),
            Operator::Aggregate { keys, aggregates } | Operator::AggregateRuns { keys, aggregates, .. } => {
                let keys: Vec<String> = keys.iter().map(|key| quote(key.expression.span)).collect();
                let values: Vec<String> = aggregates.iter().map(|aggregate| quote(aggregate.span)).collect();
                let in_runs = matches!(plan.operator, Operator::AggregateRuns { .. });
                (
                    if in_runs { "AggregateRuns" } else { "Aggregate" },
                    format!(
                        "{} BY {}",
                        values.join(", "),
                        if keys.is_empty() { "all".into() } else { keys.join(", ") }
                    ),
                )
            }
            Operator::Distinct { slots: compared } => ("Distinct", slots(compared)),
            Operator::Sort { keys } => ("Sort", order(keys, &quote)),
            Operator::Top { keys, limit, .. } => ("Top", format!("{} BY {}", quote(limit.span), order(keys, &quote))),
            Operator::Skip { count } => ("Skip", quote(count.span)),
            Operator::Limit { count } => ("Limit", quote(count.span)),
            Operator::Unwind { list, slot: element, .. } => {
                ("Unwind", format!("{} AS {}", quote(list.span), slot(element)))
            }
            Operator::Apply { optional: true, .. } => ("OptionalApply", String::new()),
            Operator::Apply { .. } => ("Apply", String::new()),
            Operator::SemiApply { negated: true, .. } => ("AntiSemiApply", String::new()),
            Operator::SemiApply { .. } => ("SemiApply", String::new()),
            Operator::ForEachRow => ("ForEachRow", String::new()),
            Operator::HashJoin { keys, range } | Operator::JoinCount { keys, range, .. } => {
                let side = |side: &Expression| match side.kind {
                    ExpressionKind::Slot(joined) => slot(&joined),
                    _ => quote(side.span),
                };
                let keys = keys.iter().map(|(left, right)| match (side(left), side(right)) {
                    (left, right) if left == right => left,
                    (left, right) => format!("{left} = {right}"),
                });
                let range = range.iter().flat_map(|range| &range.conditions).map(|condition| quote(condition.span));
                let joined = keys.chain(range).collect::<Vec<_>>().join(", ");
                match &plan.operator {
                    Operator::JoinCount { slot: counted, .. } => ("JoinCount", format!("{joined} ({})", slot(counted))),
                    _ => ("HashJoin", joined),
                }
            }
            Operator::Union { columns, .. } => ("Union", slots(columns)),
            Operator::Eager => ("Eager", String::new()),
            Operator::Create(create) => ("Create", quote(create.span)),
            Operator::Merge { create, .. } => ("Merge", quote(create.span)),
            Operator::Set { .. } => ("Set", String::new()),
            Operator::Remove { .. } => ("Remove", String::new()),
            Operator::Delete(delete) => (if delete.detach { "DetachDelete" } else { "Delete" }, quote(delete.span)),
            Operator::Foreach { list, slot: element } => {
                ("Foreach", format!("{} IN {}", slot(element), quote(list.span)))
            }
            Operator::Call { procedure, .. } => ("Call", procedure.to_string()),
            Operator::LoadCsv { source, .. } => ("LoadCsv", quote(source.span)),
            Operator::Finish => ("Finish", String::new()),
            Operator::Degree(e) => {
                ("Degree", arrow(&e.from, &e.slot, &e.types, e.direction, "", &e.slot) + &asked(&e.fitting))
            }
            Operator::KnownTotals { aggregates } => {
                let values: Vec<String> = aggregates.iter().map(|aggregate| quote(aggregate.span)).collect();
                ("KnownTotals", values.join(", "))
            }
            Operator::KnownCount(KnownCount { step, .. }) => (
                "KnownCount",
                step.iter()
                    .map(|step| arrow(&step.from, &step.relationship, &step.types, step.direction, "", &step.to))
                    .collect(),
            ),
            Operator::CountEnds(CountEnds { run, step, beside, conditions, most, .. }) => {
                let step_walked = arrow(&step.from, &step.relationship, &step.types, step.direction, "", &step.to);
                let beside = beside.map(|side| {
                    let sign = if side == Side::Before { "<" } else { ">" };
                    format!(" AND id({}) {sign} id({})", slot(&step.to), slot(run))
                });
                let conditions = conditions.iter().map(|condition| format!(" AND {}", quote(condition.span)));
                let most = most.as_ref().map(|most| format!(", most {}", quote(most.limit.span))).unwrap_or_default();
                let asked: String = beside.into_iter().chain(conditions).collect();
                ("CountEnds", format!("{step_walked}{asked} BY {}, {}{most}", slot(run), slot(&step.to)))
            }
        };
        Description { operator, details }
    }

    fn slot_name(&self, slot: Slot) -> String {
        match self.slots.get(slot.index()).and_then(|info| info.name.as_ref()) {
            Some(name) => name.to_string(),
            None => format!("#{}", slot.0),
        }
    }
}

fn length(length: &crate::semantics::bound::Length) -> String {
    match length.maximum {
        Some(maximum) => format!("*{}..{maximum}", length.minimum),
        None => format!("*{}..", length.minimum),
    }
}

fn order(keys: &[crate::semantics::bound::SortItem], quote: &dyn Fn(crate::span::Span) -> String) -> String {
    let key = |key: &crate::semantics::bound::SortItem| {
        format!("{}{}", quote(key.expression.span), if key.descending { " DESC" } else { "" })
    };
    keys.iter().map(key).collect::<Vec<_>>().join(", ")
}
