//! Rewrites: each makes a plan cheaper without changing its answer, each can be switched off.

mod answered;
mod count_ends;
mod degree;
mod few_values;
mod fitting;
mod grouped_apply;
mod hash_join;
mod identifier;
mod identity;
mod implied_labels;
mod intersect;
mod join_between;
mod join_count;
mod known_count;
mod known_totals;
mod labels;
mod late_properties;
mod many_rows;
mod once;
mod other_ends;
mod path_count;
mod property_range;
mod prune;
mod reach;
mod runs;
mod semi_apply;
mod semi_join;
mod shared_properties;
mod single;
mod step_join;
mod top;

use super::{Counts, Operator, Plan, Planned};

/// One rewrite.
pub struct Rewrite {
    /// Its name, for switching it off.
    pub name: &'static str,
    /// What it does, in one sentence.
    pub description: &'static str,
    apply: fn(&mut Planned, &dyn Counts),
}

/// All rewrites in the order in which they are applied.
pub const REWRITES: &[Rewrite] = &[
    Rewrite {
        name: "once",
        description: "a subquery in an expression that gives the same for all rows is run once",
        apply: once::apply,
    },
    Rewrite {
        name: "semi_join",
        description: "EXISTS as a condition on one node is found once for all nodes where that is less work",
        apply: semi_join::apply,
    },
    Rewrite {
        name: "semi_apply",
        description: "EXISTS as a condition stops at the first row and runs for many rows at a time",
        apply: semi_apply::apply,
    },
    Rewrite {
        name: "many_rows",
        description: "a subquery in an expression is run for many rows at a time, and counts by row",
        apply: many_rows::apply,
    },
    Rewrite {
        name: "grouped_apply",
        description: "a subquery that only aggregates is run for many rows at a time, which it groups",
        apply: grouped_apply::apply,
    },
    // The next ones look at labels that `implied_labels` takes away.
    Rewrite {
        name: "identity",
        description: "nodes stand for a property that tells them apart in comparisons, groups and counts",
        apply: identity::apply,
    },
    Rewrite {
        name: "join_between",
        description: "many pairs of nodes are joined by hash with the paths over a node between, sorted for a range",
        apply: join_between::apply,
    },
    Rewrite {
        name: "hash_join",
        description: "patterns that only an equality connects are found once each and joined by hash",
        apply: hash_join::apply,
    },
    Rewrite {
        name: "step_join",
        description: "a step that an equality connects with what was found before is joined by hash where it leads far",
        apply: step_join::apply,
    },
    Rewrite {
        name: "join_count",
        description: "the rows of a join are not put together where only their number is asked",
        apply: join_count::apply,
    },
    Rewrite {
        name: "answered",
        description: "a condition that a look-up in an index answers is not asked again",
        apply: answered::apply,
    },
    Rewrite {
        name: "implied_labels",
        description: "labels that all nodes at an end of a relationship type have are not asked of nodes reached so",
        apply: implied_labels::apply,
    },
    Rewrite {
        name: "other_ends",
        description: "a relationship that leads back to a node is not sought where a condition keeps that node out",
        apply: other_ends::apply,
    },
    Rewrite {
        name: "few_values",
        description: "groups by what is computed from a property of few different values are made from groups by these",
        apply: few_values::apply,
    },
    Rewrite {
        name: "known_count",
        description: "nodes of a label or an index, and relationships of a type, are not gone through to be counted",
        apply: known_count::apply,
    },
    Rewrite {
        name: "known_totals",
        description: "what the integers and days of a property come to over all nodes of a label is known",
        apply: known_totals::apply,
    },
    Rewrite {
        name: "fitting",
        description: "comparisons of a relationship with constants are asked of all of its type at once, where many are walked",
        apply: fitting::apply,
    },
    Rewrite {
        name: "degree",
        description: "the last step of a count is not taken, its neighbours are counted",
        apply: degree::apply,
    },
    Rewrite {
        name: "path_count",
        description: "shortest paths of which only length and number are asked are not put together",
        apply: path_count::apply,
    },
    Rewrite {
        name: "intersect",
        description: "a node between two that are bound is sought among the neighbours of both at once",
        apply: intersect::apply,
    },
    Rewrite {
        name: "lay_out",
        description: "of two bound nodes, the neighbours of one that is the same in many rows are laid out as bits",
        apply: intersect::lay_out,
    },
    Rewrite {
        name: "single",
        description: "groups of which each has one row are computed from that row",
        apply: single::apply,
    },
    Rewrite {
        name: "runs",
        description: "groups whose rows come together are done with when others begin",
        apply: runs::apply,
    },
    Rewrite {
        name: "top",
        description: "sorting and then limiting keeps only the rows that are asked for",
        apply: top::apply,
    },
    Rewrite {
        name: "late_properties",
        description: "properties that sorting does not look at are read for the sorted rows",
        apply: late_properties::apply,
    },
    Rewrite {
        name: "count_ends",
        description: "ends of walks are counted in an array for each scanned node, without a row for each walk",
        apply: count_ends::apply,
    },
    Rewrite {
        name: "property_range",
        description: "comparisons of a property with constants are asked of the numbers that the graph keeps",
        apply: property_range::apply,
    },
    Rewrite {
        name: "shared_properties",
        description: "a property that several conditions compare is read once",
        apply: shared_properties::apply,
    },
    // The last two look at what the plan reads in the end.
    Rewrite {
        name: "prune",
        description: "columns that nothing reads any more are not passed on",
        apply: prune::apply,
    },
    Rewrite {
        name: "reach",
        description: "walks of which only the ends are asked, each once, visit every node once",
        apply: reach::apply,
    },
];

/// Which rewrites are applied: one bit for each of [`REWRITES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rewrites(u64);

impl Rewrites {
    /// Every one.
    pub const ALL: Rewrites = Rewrites(u64::MAX);
    /// None: the plan as it is first made.
    pub const NONE: Rewrites = Rewrites(0);

    /// Only the one at this position of [`REWRITES`].
    pub fn only(position: usize) -> Self {
        Rewrites(1 << position)
    }

    /// All but the one at this position of [`REWRITES`].
    pub fn without(position: usize) -> Self {
        Rewrites(!(1 << position))
    }
}

impl Default for Rewrites {
    fn default() -> Self {
        Self::ALL
    }
}

pub(super) fn apply(planned: &mut Planned, counts: &dyn Counts, rewrites: Rewrites) {
    for (position, rewrite) in REWRITES.iter().enumerate() {
        if rewrites.0 >> position & 1 == 1 {
            (rewrite.apply)(planned, counts);
        }
    }
}

/// Whether the plan stands for itself, not under an apply that runs it for each outer row or each batch of them: then what
/// is made for all its rows is made once.
fn runs_once(plan: &Plan) -> bool {
    match &plan.operator {
        Operator::Argument { slots } => slots.is_empty(),
        _ => plan.inputs.first().is_some_and(runs_once),
    }
}

/// Calls `change` with every operator, inputs first.
fn for_each(planned: &mut Planned, change: &mut dyn FnMut(&mut Plan)) {
    fn visit(plan: &mut Plan, change: &mut dyn FnMut(&mut Plan)) {
        plan.inputs.iter_mut().for_each(|input| visit(input, change));
        change(plan);
    }
    visit(&mut planned.root, change);
    planned.subqueries.iter_mut().for_each(|subquery| visit(&mut subquery.plan, change));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Direction;
    use crate::semantics::bound::Body;

    /// A graph with many visits between few countries; identifiers are unique.
    struct Diplomacy;

    impl Counts for Diplomacy {
        fn nodes(&self) -> f64 {
            500_000.0
        }

        fn relationships(&self) -> f64 {
            5_000_000.0
        }

        fn label(&self, name: &str) -> f64 {
            if name == "Country" { 200.0 } else { 100_000.0 }
        }

        fn relationship_type(&self, _: &str) -> f64 {
            250_000.0
        }

        fn has_index(&self, _: &str, key: &str) -> bool {
            key == "id"
        }

        fn distinct(&self, _: &str, key: &str) -> Option<f64> {
            (key == "kind").then_some(7.0)
        }

        fn always_at(&self, _: &str, _: Direction, _: &str) -> bool {
            false
        }

        fn is_unique(&self, _: &str, key: &str) -> bool {
            key == "id"
        }

        fn ascends(&self, _: &str, key: &str) -> bool {
            key == "id"
        }

        fn paths_over(&self, _: (&str, Direction), _: (&str, Direction)) -> Option<f64> {
            Some(600_000.0)
        }
    }

    /// The plan of a query after some rewrites.
    pub fn planned_after(rewrites: &[&str], query: &str) -> Planned {
        let positions = rewrites.iter().map(|name| REWRITES.iter().position(|known| known.name == *name).unwrap());
        let rewrites = Rewrites(positions.fold(0, |bits, position| bits | 1 << position));
        let tree = crate::syntax::parse(query).unwrap();
        let bound = crate::semantics::bind(&tree, &crate::semantics::NoProcedures).unwrap();
        let Body::Query(query_body) = &bound.statement.body else { panic!("no query") };
        crate::plan::plan(&bound.statement, query_body, &Diplomacy, rewrites)
    }

    /// The plan of a query after one rewrite.
    pub fn planned(rewrite: &str, query: &str) -> Planned {
        planned_after(&[rewrite], query)
    }

    /// The plan of a query after one rewrite, an operator a line, roots first.
    pub fn shown(rewrite: &str, query: &str) -> String {
        shown_after(&[rewrite], query)
    }

    /// As [`shown`], after several rewrites.
    pub fn shown_after(rewrites: &[&str], query: &str) -> String {
        let planned = planned_after(rewrites, query);
        fn show(planned: &Planned, plan: &Plan, text: &str, into: &mut String) {
            let described = planned.describe(plan, text);
            into.push_str(&format!("{} {}\n", described.operator, described.details));
            plan.inputs.iter().for_each(|input| show(planned, input, text, into));
        }
        let mut text = String::new();
        show(&planned, &planned.root, query, &mut text);
        text
    }
}
