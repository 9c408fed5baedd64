//! Rewrites: each makes a plan cheaper without changing its answer, each can be switched off.

mod degree;
mod implied_labels;
mod intersect;
mod path_count;
mod prune;
mod reach;
mod runs;
mod semi_apply;
mod top;

use super::{Counts, Plan, Planned};

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
        name: "semi_apply",
        description: "EXISTS as a condition stops at the first row and runs for many rows at a time",
        apply: semi_apply::apply,
    },
    Rewrite {
        name: "implied_labels",
        description: "labels that all nodes at an end of a relationship type have are not asked of nodes reached so",
        apply: implied_labels::apply,
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
        name: "runs",
        description: "groups whose rows come together are done with when others begin",
        apply: runs::apply,
    },
    Rewrite {
        name: "top",
        description: "sorting and then limiting keeps only the rows that are asked for",
        apply: top::apply,
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
pub struct Rewrites(u32);

impl Rewrites {
    /// Every one.
    pub const ALL: Rewrites = Rewrites(u32::MAX);
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

/// Calls `change` with every operator, inputs first.
fn for_each(planned: &mut Planned, change: &mut dyn FnMut(&mut Plan)) {
    fn visit(plan: &mut Plan, change: &mut dyn FnMut(&mut Plan)) {
        plan.inputs.iter_mut().for_each(|input| visit(input, change));
        change(plan);
    }
    visit(&mut planned.root, change);
    planned.subqueries.iter_mut().for_each(|plan| visit(plan, change));
}
