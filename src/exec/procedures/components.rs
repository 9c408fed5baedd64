//! Connected components. Each is named by the least identifier of its nodes.

use super::Table;
use super::configuration::Configuration;
use super::view::{Nodes, Rows};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::Column;
use crate::exec::context::Context;
use crate::graph::Direction;
use crate::value::Value;

/// By union of the two ends of every relationship: O(nodes + relationships), nearly.
pub(super) fn weakly_connected(arguments: &[Value], context: &Context<'_>) -> Result<Table, Diagnostic> {
    let configuration = Configuration::read(arguments.first(), &[])?;
    let nodes = Nodes::read(&configuration, context)?;
    let mut parents: Vec<u32> = (0..nodes.len() as u32).collect();
    let walker = nodes.walker(Direction::Outgoing, context);
    for place in 0..nodes.len() as u32 {
        let mut least = root(&mut parents, place);
        nodes.neighbours(&walker, place, |neighbour, _| least = join(&mut parents, least, neighbour));
        if place % 65_536 == 0 {
            context.statement.check()?;
        }
    }
    let component = |place: usize, parents: &mut [u32]| i64::from(nodes.ids[root(parents, place as u32) as usize].0);
    let components = (0..nodes.len()).map(|place| component(place, &mut parents)).collect();
    Ok(Table::new(vec![nodes.column(), Column::from_integers(components)]))
}

/// The least node of the set, halving the way for those who ask next.
fn root(parents: &mut [u32], mut place: u32) -> u32 {
    while parents[place as usize] != place {
        let above = parents[parents[place as usize] as usize];
        parents[place as usize] = above;
        place = above;
    }
    place
}

/// Joins the set of which `least` is the least node with that of another node, and gives the least of both.
fn join(parents: &mut [u32], least: u32, other: u32) -> u32 {
    // Mostly the neighbours of a node are in its set already and know it.
    if parents[other as usize] == least {
        return least;
    }
    let root = root(parents, other);
    // The lesser is the root, so that it names the component.
    let (low, high) = (least.min(root), least.max(root));
    parents[high as usize] = low;
    parents[other as usize] = low;
    low
}

/// By Tarjan's algorithm with its own stack: O(nodes + relationships).
pub(super) fn strongly_connected(arguments: &[Value], context: &Context<'_>) -> Result<Table, Diagnostic> {
    let configuration = Configuration::read(arguments.first(), &[])?;
    let nodes = Nodes::read(&configuration, context)?;
    let rows = Rows::read(&nodes, Direction::Outgoing, context)?;
    let components = tarjan(nodes.len(), &rows);
    context.statement.check()?;
    let named = components.into_iter().map(|place| i64::from(nodes.ids[place as usize].0)).collect();
    Ok(Table::new(vec![nodes.column(), Column::from_integers(named)]))
}

/// The least node of each node's component.
fn tarjan(count: usize, rows: &Rows) -> Vec<u32> {
    const UNSEEN: u32 = u32::MAX;
    let mut number = vec![UNSEEN; count];
    let mut low = vec![0u32; count];
    let mut component = vec![UNSEEN; count];
    let mut open: Vec<u32> = Vec::new();
    // A node on the way, and how many of its neighbours have been looked at.
    let mut way: Vec<(u32, u32)> = Vec::new();
    let mut next = 0;
    for start in 0..count as u32 {
        if number[start as usize] != UNSEEN {
            continue;
        }
        way.push((start, 0));
        while let Some((place, step)) = way.last_mut() {
            let place = *place;
            if *step == 0 && number[place as usize] == UNSEEN {
                (number[place as usize], low[place as usize]) = (next, next);
                next += 1;
                open.push(place);
            }
            let neighbour = rows.of(place).get(*step as usize).copied();
            *step += 1;
            match neighbour {
                Some(neighbour) if number[neighbour as usize] == UNSEEN => way.push((neighbour, 0)),
                Some(neighbour) => {
                    if component[neighbour as usize] == UNSEEN {
                        low[place as usize] = low[place as usize].min(number[neighbour as usize]);
                    }
                }
                None => {
                    way.pop();
                    if let Some((above, _)) = way.last() {
                        low[*above as usize] = low[*above as usize].min(low[place as usize]);
                    }
                    if low[place as usize] == number[place as usize] {
                        let first = open.iter().rposition(|member| *member == place).unwrap_or(0);
                        let members = open.split_off(first);
                        let least = members.iter().copied().min().unwrap_or(place);
                        members.iter().for_each(|member| component[*member as usize] = least);
                    }
                }
            }
        }
    }
    component
}
