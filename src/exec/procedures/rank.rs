//! Scores of nodes from their neighbours: degree and PageRank.

use super::Table;
use super::configuration::Configuration;
use super::view::{Nodes, Rows};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::Column;
use crate::exec::context::Context;
use crate::graph::Direction;
use crate::value::Value;
use rayon::prelude::*;

/// How many neighbours each node has within the view.
pub(super) fn degree(arguments: &[Value], context: &Context<'_>) -> Result<Table, Diagnostic> {
    let configuration = Configuration::read(arguments.first(), &["direction"])?;
    let direction = configuration.direction()?;
    let nodes = Nodes::read(&configuration, context)?;
    let mut degrees = vec![0i64; nodes.len()];
    let walker = nodes.walker(direction, context);
    for (place, degree) in degrees.iter_mut().enumerate() {
        nodes.neighbours(&walker, place as u32, |_, _| *degree += 1);
        if place % 65_536 == 0 {
            context.statement.check()?;
        }
    }
    Ok(Table::new(vec![nodes.column(), Column::from_integers(degrees)]))
}

/// By repeated multiplication, each node gathering from those that point to it, on all cores:
/// O(iterations × relationships). What nodes without outgoing relationships hold goes to all in equal parts, so that the
/// scores add up to 1.
pub(super) fn page_rank(arguments: &[Value], context: &Context<'_>) -> Result<Table, Diagnostic> {
    let configuration = Configuration::read(arguments.first(), &["damping", "iterations", "tolerance"])?;
    let damping = configuration.number("damping", 0.85, 0.0..=1.0)?;
    let iterations = configuration.number("iterations", 20.0, 1.0..=100_000.0)? as usize;
    let tolerance = configuration.number("tolerance", 1e-7, 0.0..=1.0)?;
    let nodes = Nodes::read(&configuration, context)?;
    let incoming = Rows::read(&nodes, Direction::Incoming, context)?;
    let mut outgoing = vec![0u32; nodes.len()];
    for place in 0..nodes.len() as u32 {
        for source in incoming.of(place) {
            outgoing[*source as usize] += 1;
        }
    }
    let count = nodes.len() as f64;
    let mut scores = vec![1.0 / count; nodes.len()];
    let mut shares = vec![0.0; nodes.len()];
    for _ in 0..iterations {
        context.statement.check()?;
        let mut lost = 0.0;
        for ((share, score), degree) in shares.iter_mut().zip(&scores).zip(&outgoing) {
            if *degree == 0 {
                lost += score;
                *share = 0.0;
            } else {
                *share = score / f64::from(*degree);
            }
        }
        let base = (1.0 - damping) / count + damping * lost / count;
        let change: f64 = scores
            .par_chunks_mut(16_384)
            .enumerate()
            .map(|(chunk, scores)| {
                let mut change = 0.0;
                for (step, score) in scores.iter_mut().enumerate() {
                    let place = (chunk * 16_384 + step) as u32;
                    let gathered: f64 = incoming.of(place).iter().map(|source| shares[*source as usize]).sum();
                    let next = base + damping * gathered;
                    change += (next - *score).abs();
                    *score = next;
                }
                change
            })
            .collect::<Vec<f64>>()
            .into_iter()
            .sum();
        if change < tolerance {
            break;
        }
    }
    Ok(Table::new(vec![nodes.column(), Column::from_floats(scores)]))
}
