//! Communities by the Louvain method: nodes move to the neighbouring community that gains most, communities become nodes, and
//! again, until nothing gains. Nodes are gone through in order, so the answer is always the same.

use super::Table;
use super::configuration::Configuration;
use super::view::{Nodes, Rows};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::Column;
use crate::exec::context::Context;
use crate::graph::Direction;
use crate::value::Value;
use rustc_hash::FxHashMap;

/// A gain smaller than this is none.
const LEAST_GAIN: f64 = 1e-9;
/// Rounds over all nodes on one level, at most.
const MOST_ROUNDS: usize = 50;

/// Each community is named by the least identifier of its nodes. O(relationships) a round.
pub(super) fn communities(arguments: &[Value], context: &Context<'_>) -> Result<Table, Diagnostic> {
    let configuration = Configuration::read(arguments.first(), &[])?;
    let nodes = Nodes::read(&configuration, context)?;
    let rows = Rows::read(&nodes, Direction::Both, context)?;
    let mut level = Level::of(nodes.len(), &rows);
    let mut community: Vec<u32> = (0..nodes.len() as u32).collect();
    loop {
        let (moved, members) = level.settle(context)?;
        community.iter_mut().for_each(|place| *place = members[*place as usize]);
        if !moved {
            break;
        }
        level = level.joined(&members);
    }
    let mut least: FxHashMap<u32, i64> = FxHashMap::default();
    let named = community.iter().zip(&nodes.ids).map(|(community, node)| {
        // Nodes ascend, so the first of a community is its least.
        *least.entry(*community).or_insert(i64::from(node.0))
    });
    let named = named.collect();
    Ok(Table::new(vec![nodes.column(), Column::from_integers(named)]))
}

/// A graph with weights, of which each node was a community on the level before.
struct Level {
    /// Neighbours other than itself, each once, with the weight between them.
    neighbours: Vec<Vec<(u32, f64)>>,
    /// Weight of a node's relationships, loops twice.
    degrees: Vec<f64>,
    /// Weight of all relationships, twice.
    total: f64,
}

impl Level {
    fn of(count: usize, rows: &Rows) -> Level {
        let mut weights: FxHashMap<u32, f64> = FxHashMap::default();
        let (mut neighbours, mut degrees) = (Vec::with_capacity(count), Vec::with_capacity(count));
        for place in 0..count as u32 {
            let mut degree = 0.0;
            for neighbour in rows.of(place) {
                degree += if *neighbour == place { 2.0 } else { 1.0 };
                if *neighbour != place {
                    *weights.entry(*neighbour).or_default() += 1.0;
                }
            }
            neighbours.push(in_order(weights.drain()));
            degrees.push(degree);
        }
        Level { neighbours, total: degrees.iter().sum(), degrees }
    }

    /// Moves nodes while that gains; whether any moved, and the community of each, numbered from 0 in order.
    fn settle(&self, context: &Context<'_>) -> Result<(bool, Vec<u32>), Diagnostic> {
        let count = self.neighbours.len();
        let mut community: Vec<u32> = (0..count as u32).collect();
        let mut weight = self.degrees.clone();
        let mut any = false;
        let mut links = vec![0.0; count];
        let mut touched: Vec<u32> = Vec::new();
        for _ in 0..MOST_ROUNDS {
            context.statement.check()?;
            let mut moved = false;
            for place in 0..count {
                let own = community[place];
                let degree = self.degrees[place];
                touched.push(own);
                for (neighbour, amount) in &self.neighbours[place] {
                    let other = community[*neighbour as usize];
                    if links[other as usize] == 0.0 && other != own {
                        touched.push(other);
                    }
                    links[other as usize] += amount;
                }
                weight[own as usize] -= degree;
                let gain = |to: u32| links[to as usize] - weight[to as usize] * degree / self.total.max(1.0);
                let mut best = own;
                for candidate in &touched {
                    if gain(*candidate) > gain(best) + LEAST_GAIN {
                        best = *candidate;
                    }
                }
                weight[best as usize] += degree;
                if best != own {
                    community[place] = best;
                    moved = true;
                }
                touched.drain(..).for_each(|other| links[other as usize] = 0.0);
            }
            any |= moved;
            if !moved {
                break;
            }
        }
        let mut numbers: FxHashMap<u32, u32> = FxHashMap::default();
        for place in &mut community {
            let next = numbers.len() as u32;
            *place = *numbers.entry(*place).or_insert(next);
        }
        Ok((any, community))
    }

    /// The graph of the communities.
    fn joined(&self, members: &[u32]) -> Level {
        let count = members.iter().max().map_or(0, |most| *most as usize + 1);
        let mut weights: Vec<FxHashMap<u32, f64>> = vec![FxHashMap::default(); count];
        let mut degrees = vec![0.0; count];
        for (place, own) in members.iter().enumerate() {
            degrees[*own as usize] += self.degrees[place];
            for (neighbour, amount) in &self.neighbours[place] {
                let other = members[*neighbour as usize];
                if other != *own {
                    *weights[*own as usize].entry(other).or_default() += amount;
                }
            }
        }
        let neighbours = weights.into_iter().map(|weights| in_order(weights.into_iter())).collect();
        Level { neighbours, degrees, total: self.total }
    }
}

fn in_order(weights: impl Iterator<Item = (u32, f64)>) -> Vec<(u32, f64)> {
    let mut weights: Vec<(u32, f64)> = weights.collect();
    weights.sort_unstable_by_key(|(place, _)| *place);
    weights
}
