//! How parts are cut and shared among the cores.

use super::parts::start_slot;
use super::scan::scanned_ranges;
use crate::exec::walk::{Types, Walker};
use crate::graph::Graph;
use crate::plan::{Operator, Plan};
use crate::value::NodeId;
use std::iter::successors;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Adds a part to what was made of those before.
type Add<'w, T, E> = dyn Fn(T, &Range<usize>) -> Result<T, E> + Sync + 'w;

/// What is made of runs of parts: one run, of which the far half becomes another whenever a core has nothing to do.
pub(super) struct Runs<'w, T, E> {
    new: &'w (dyn Fn() -> T + Sync),
    add: &'w Add<'w, T, E>,
    under_way: AtomicUsize,
    is_over: AtomicBool,
}

impl<'w, T: Send, E: Send> Runs<'w, T, E> {
    /// Nothing made yet.
    pub fn new(new: &'w (dyn Fn() -> T + Sync), add: &'w Add<'w, T, E>) -> Self {
        Self { new, add, under_way: AtomicUsize::new(1), is_over: AtomicBool::new(false) }
    }

    /// What is made of each run of these parts, in their order; the first goes on with what was made before. Nothing more is
    /// done after an error.
    pub fn go(&self, mut parts: &[Range<usize>], mut made: T) -> Result<Vec<T>, E> {
        while let Some((part, rest)) = parts.split_first() {
            if !rest.is_empty() && self.begins_another() {
                let (near, far) = parts.split_at(parts.len().div_ceil(2));
                let far = || {
                    let made = self.go(far, (self.new)());
                    self.under_way.fetch_sub(1, Ordering::Relaxed);
                    made
                };
                let (near, far) = rayon::join(|| self.go(near, made), far);
                let mut all = near?;
                all.append(&mut far?);
                return Ok(all);
            }
            if self.is_over.load(Ordering::Relaxed) {
                break;
            }
            let added = (self.add)(made, part);
            self.is_over.fetch_or(added.is_err(), Ordering::Relaxed);
            made = added?;
            parts = rest;
        }
        Ok(vec![made])
    }

    /// Whether there are fewer runs than cores; then there is one more.
    fn begins_another(&self) -> bool {
        let under_way = self.under_way.fetch_add(1, Ordering::Relaxed);
        let begins = under_way < rayon::current_num_threads();
        if !begins {
            self.under_way.fetch_sub(1, Ordering::Relaxed);
        }
        begins
    }
}

/// Fewer nodes than this are cut by what leads from them.
const FEW_NODES: usize = 1 << 16;

/// The places of the scanned nodes in so many parts, about: where the first step is known, and the nodes are few for what
/// leads from them, each part has about as many relationships, since those that have many often stand together.
pub(super) fn cut_by_weight(plan: &Plan, scan: &Plan, nodes: usize, parts: usize, graph: &Graph) -> Vec<Range<usize>> {
    let step = successors(Some(plan), |plan| plan.inputs.first().filter(|_| plan.number != scan.number));
    let step = step.filter_map(|plan| match &plan.operator {
        Operator::Expand(expand) => Some(expand),
        _ => None,
    });
    let step = step.last().filter(|step| nodes < FEW_NODES && start_slot(&scan.operator) == Some(step.from));
    let Some((step, ranges)) = step.zip(scanned_ranges(&scan.operator, graph)) else {
        return cut(nodes, nodes.div_ceil(parts)).collect();
    };
    let types = Types::resolve(step.types.as_ref(), graph);
    let walker = Walker::new(graph, step.direction, &types);
    let weights: Vec<usize> = ranges.into_iter().flatten().map(|node| 1 + walker.degree(NodeId(node))).collect();
    let a_part = weights.iter().sum::<usize>().div_ceil(parts);
    let (mut cuts, mut first, mut weight) = (Vec::new(), 0, 0);
    for (place, one) in weights.iter().enumerate() {
        weight += one;
        if weight >= a_part || place + 1 == weights.len() {
            cuts.push(first..place + 1);
            (first, weight) = (place + 1, 0);
        }
    }
    cuts
}

/// The places of so many nodes, in parts of `size`.
pub(super) fn cut(nodes: usize, size: usize) -> impl Iterator<Item = Range<usize>> {
    (0..nodes.div_ceil(size)).map(move |number| number * size..nodes.min((number + 1) * size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_come_in_the_order_of_the_parts_and_stop_at_an_error() {
        let parts: Vec<Range<usize>> = cut(1_000, 7).collect();
        let add = |mut made: Vec<usize>, part: &Range<usize>| {
            made.extend(part.clone());
            if part.contains(&990) { Err(made.len()) } else { Ok(made) }
        };
        let made = Runs::new(&Vec::new, &add).go(&parts[..100], Vec::new());
        assert_eq!(made.map(|runs| runs.concat()), Ok((0..700).collect()));
        assert!(Runs::new(&Vec::new, &add).go(&parts, Vec::new()).is_err());
    }
}
