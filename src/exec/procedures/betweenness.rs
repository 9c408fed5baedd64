//! Betweenness: through which nodes shortest paths pass.

use super::Table;
use super::configuration::Configuration;
use super::view::{Nodes, Rows};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::Column;
use crate::exec::context::Context;
use crate::graph::Direction;
use crate::value::Value;
use rayon::prelude::*;

/// Sources worked on between two looks at whether to stop.
const ROUND: usize = 256;

/// By Brandes' algorithm from every node, or from evenly spread samples (then the scores are scaled up):
/// O(sources × relationships), on all cores. Without direction a path and its reverse count once.
pub(super) fn betweenness(arguments: &[Value], context: &Context<'_>) -> Result<Table, Diagnostic> {
    let configuration = Configuration::read(arguments.first(), &["direction", "samples"])?;
    let direction = configuration.direction()?;
    let nodes = Nodes::read(&configuration, context)?;
    let rows = Rows::read(&nodes, direction, context)?;
    let count = nodes.len();
    let samples = configuration.number("samples", count as f64, 1.0..=f64::MAX)?.min(count as f64) as usize;
    let sources: Vec<u32> = (0..samples).map(|sample| (sample * count / samples) as u32).collect();
    let mut scores = vec![0.0; count];
    for round in sources.chunks(ROUND) {
        context.statement.check()?;
        let halves: Vec<Vec<f64>> = round
            .par_chunks(ROUND.div_ceil(rayon::current_num_threads()))
            .map(|sources| {
                let mut search = Search::new(count);
                sources.iter().for_each(|source| search.from(*source, &rows));
                search.scores
            })
            .collect();
        for half in halves {
            scores.iter_mut().zip(half).for_each(|(score, more)| *score += more);
        }
    }
    let both_ways = if direction == Direction::Both { 0.5 } else { 1.0 };
    let scale = both_ways * count as f64 / samples.max(1) as f64;
    scores.iter_mut().for_each(|score| *score *= scale);
    Ok(Table::new(vec![nodes.column(), Column::from_floats(scores)]))
}

/// The state of one search, cleared after use by way of the nodes it reached.
struct Search {
    scores: Vec<f64>,
    distance: Vec<u32>,
    paths: Vec<f64>,
    dependency: Vec<f64>,
    reached: Vec<u32>,
}

const UNREACHED: u32 = u32::MAX;

impl Search {
    fn new(count: usize) -> Self {
        Search {
            scores: vec![0.0; count],
            distance: vec![UNREACHED; count],
            paths: vec![0.0; count],
            dependency: vec![0.0; count],
            reached: Vec::new(),
        }
    }

    fn from(&mut self, source: u32, rows: &Rows) {
        self.distance[source as usize] = 0;
        self.paths[source as usize] = 1.0;
        self.reached.push(source);
        let mut next = 0;
        while let Some(place) = self.reached.get(next).copied() {
            next += 1;
            let distance = self.distance[place as usize] + 1;
            for neighbour in rows.of(place) {
                if self.distance[*neighbour as usize] == UNREACHED {
                    self.distance[*neighbour as usize] = distance;
                    self.reached.push(*neighbour);
                }
                if self.distance[*neighbour as usize] == distance {
                    self.paths[*neighbour as usize] += self.paths[place as usize];
                }
            }
        }
        // From the farthest back: a node takes over from those behind it what depends on them.
        for index in (0..self.reached.len()).rev() {
            let place = self.reached[index];
            let farther = self.distance[place as usize] + 1;
            let mut dependency = 0.0;
            for neighbour in rows.of(place) {
                if self.distance[*neighbour as usize] == farther {
                    let share = self.paths[place as usize] / self.paths[*neighbour as usize];
                    dependency += share * (1.0 + self.dependency[*neighbour as usize]);
                }
            }
            self.dependency[place as usize] = dependency;
            if place != source {
                self.scores[place as usize] += dependency;
            }
        }
        for place in self.reached.drain(..) {
            self.distance[place as usize] = UNREACHED;
            self.paths[place as usize] = 0.0;
            self.dependency[place as usize] = 0.0;
        }
    }
}
