//! Consecutive nodes whose property lies between constants, told by the numbers of a graph at rest.

use super::between::Interval;
use crate::graph::Graph;
use crate::graph::GraphRead;
use crate::graph::snapshot::Column;
use crate::semantics::bound::BinaryOperator;
use crate::value::{NodeId, Value};
use std::ops::Range;

/// Whether [`each_between`] can tell of these nodes, which all have the same labels.
pub(in crate::exec) fn is_told(
    graph: &Graph,
    nodes: &Range<u32>,
    key: &str,
    bounds: &[(BinaryOperator, Value)],
) -> bool {
    graph.snapshot().is_some()
        && column(graph, nodes, key).is_none_or(|(column, _)| Interval::of(&column.values, bounds).is_some())
}

/// Calls `each` with the nodes whose property compares with all constants as asked, ascending, those that follow one another
/// together. The nodes all have the same labels.
pub(in crate::exec) fn each_between(
    graph: &Graph,
    nodes: Range<u32>,
    key: &str,
    bounds: &[(BinaryOperator, Value)],
    each: &mut impl FnMut(Range<u32>),
) {
    let Some((snapshot, (column, first))) = graph.snapshot().zip(column(graph, &nodes, key)) else { return };
    let Some(interval) = Interval::of(&column.values, bounds) else { return };
    let bits = interval.rows_of(snapshot, column, first..first + nodes.len()).unwrap_or_default();
    for (mut word, start) in bits.into_iter().zip((nodes.start..).step_by(64)) {
        if word == u64::MAX {
            each(start..start + 64);
            continue;
        }
        while word != 0 {
            let node = start + word.trailing_zeros();
            each(node..node + 1);
            word &= word - 1;
        }
    }
}

/// The column of a property of these nodes, and the row of the first in it.
fn column<'g>(graph: &'g Graph, nodes: &Range<u32>, key: &str) -> Option<(&'g Column, usize)> {
    graph.snapshot()?.node_column(NodeId(nodes.start), graph.symbols().find_key(key)?)
}
