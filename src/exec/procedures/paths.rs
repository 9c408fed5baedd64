//! The k shortest paths between two nodes.

use super::Table;
use super::configuration::{Configuration, invalid};
use super::view::Nodes;
use crate::diagnostic::Diagnostic;
use crate::exec::context::Context;
use crate::exec::walk::Walker;
use crate::graph::{GraphRead, KeyId};
use crate::value::{Path, RelationshipId, Value};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

/// A path by positions, with its cost.
#[derive(Clone, Debug, PartialEq)]
struct Found {
    cost: f64,
    nodes: Vec<u32>,
    relationships: Vec<RelationshipId>,
}

/// By Yen's algorithm over Dijkstra's; paths of equal cost in the order of their nodes.
pub(super) fn k_shortest_paths(arguments: &[Value], context: &Context<'_>) -> Result<Table, Diagnostic> {
    let [start, end, k, ..] = arguments else { return Err(invalid("the start, the end and k are needed")) };
    let configuration = Configuration::read(arguments.get(3), &["direction", "weight"])?;
    let nodes = Nodes::read(&configuration, context)?;
    let (Value::Node(start), Value::Node(end)) = (start, end) else {
        return if start.is_null() || end.is_null() {
            Ok(Table::from_rows(Vec::new(), 3))
        } else {
            Err(invalid("the start and the end are nodes"))
        };
    };
    let Value::Integer(k) = k else { return Err(invalid("k is an integer")) };
    let (Some(start), Some(end)) = (nodes.position(*start), nodes.position(*end)) else {
        return Ok(Table::from_rows(Vec::new(), 3));
    };
    let weight = configuration.text("weight")?.and_then(|name| context.graph.symbols().find_key(name));
    let ground = Ground { nodes: &nodes, walker: nodes.walker(configuration.direction()?, context), weight, context };
    let paths = ground.yen(start, end, usize::try_from(*k).unwrap_or(0))?;
    let rows = paths.into_iter().enumerate().map(|(index, found)| {
        let path = Path {
            nodes: found.nodes.iter().map(|place| nodes.ids[*place as usize]).collect(),
            relationships: found.relationships,
        };
        vec![Value::Integer(index as i64), Value::Path(Arc::new(path)), Value::Float(found.cost)]
    });
    Ok(Table::from_rows(rows.collect(), 3))
}

struct Ground<'a> {
    nodes: &'a Nodes,
    walker: Walker<'a>,
    weight: Option<KeyId>,
    context: &'a Context<'a>,
}

impl Ground<'_> {
    fn yen(&self, start: u32, end: u32, k: usize) -> Result<Vec<Found>, Diagnostic> {
        let none = (FxHashSet::default(), FxHashSet::default());
        let mut paths: Vec<Found> = Vec::new();
        let Some(first) = self.shortest(start, end, &none.0, &none.1)?.filter(|_| k > 0) else {
            return Ok(paths);
        };
        paths.push(first);
        let mut candidates: Vec<Found> = Vec::new();
        while paths.len() < k {
            self.context.statement.check()?;
            let Some(last) = paths.last().cloned() else { break };
            for spur in 0..last.relationships.len() {
                let root = &last.nodes[..=spur];
                let closed: FxHashSet<RelationshipId> = paths
                    .iter()
                    .filter(|path| path.nodes.get(..=spur) == Some(root))
                    .filter(|path| path.relationships.get(..spur) == last.relationships.get(..spur))
                    .filter_map(|path| path.relationships.get(spur).copied())
                    .collect();
                let passed: FxHashSet<u32> = root[..spur].iter().copied().collect();
                let Some(rest) = self.shortest(root[spur], end, &passed, &closed)? else { continue };
                let mut relationships = last.relationships[..spur].to_vec();
                let cost = self.cost(&relationships)? + rest.cost;
                relationships.extend(&rest.relationships);
                let mut nodes = root[..spur].to_vec();
                nodes.extend(&rest.nodes);
                let found = Found { cost, nodes, relationships };
                if !candidates.contains(&found) && !paths.contains(&found) {
                    candidates.push(found);
                }
            }
            let best = (0..candidates.len()).min_by(|a, b| {
                let (a, b) = (&candidates[*a], &candidates[*b]);
                a.cost.total_cmp(&b.cost).then_with(|| (&a.nodes, &a.relationships).cmp(&(&b.nodes, &b.relationships)))
            });
            match best {
                Some(best) => paths.push(candidates.swap_remove(best)),
                None => break,
            }
        }
        Ok(paths)
    }

    fn cost(&self, relationships: &[RelationshipId]) -> Result<f64, Diagnostic> {
        relationships.iter().map(|relationship| self.length(*relationship)).sum()
    }

    fn length(&self, relationship: RelationshipId) -> Result<f64, Diagnostic> {
        let Some(key) = self.weight else { return Ok(1.0) };
        match self.context.graph.relationship_property(relationship, key).as_number() {
            Some(length) if length >= 0.0 => Ok(length),
            _ => Err(invalid("the weight of every relationship on the way must be a number that is not negative")),
        }
    }

    /// By Dijkstra's algorithm, not through `passed` nodes nor, from the start, along `closed` relationships.
    fn shortest(
        &self,
        start: u32,
        end: u32,
        passed: &FxHashSet<u32>,
        closed: &FxHashSet<RelationshipId>,
    ) -> Result<Option<Found>, Diagnostic> {
        // Lengths are not negative, so their bits order as they do.
        let mut queue = BinaryHeap::from([Reverse((0u64, start))]);
        let mut reached: FxHashMap<u32, (f64, Option<(u32, RelationshipId)>)> =
            FxHashMap::from_iter([(start, (0.0, None))]);
        let mut done: FxHashSet<u32> = FxHashSet::default();
        while let Some(Reverse((bits, place))) = queue.pop() {
            if place == end {
                break;
            }
            if !done.insert(place) {
                continue;
            }
            if done.len().is_multiple_of(4_096) {
                self.context.statement.check()?;
            }
            let mut steps: Vec<(u32, RelationshipId)> = Vec::new();
            self.nodes.neighbours(&self.walker, place, |neighbour, relationship| {
                let open = !passed.contains(&neighbour) && (place != start || !closed.contains(&relationship));
                if open && !done.contains(&neighbour) {
                    steps.push((neighbour, relationship));
                }
            });
            for (neighbour, relationship) in steps {
                let cost = f64::from_bits(bits) + self.length(relationship)?;
                if reached.get(&neighbour).is_none_or(|(known, _)| cost < *known) {
                    reached.insert(neighbour, (cost, Some((place, relationship))));
                    queue.push(Reverse((cost.to_bits(), neighbour)));
                }
            }
        }
        let Some((cost, _)) = reached.get(&end) else { return Ok(None) };
        let (mut nodes, mut relationships) = (vec![end], Vec::new());
        let mut place = end;
        while let Some((_, Some((before, relationship)))) = reached.get(&place) {
            nodes.push(*before);
            relationships.push(*relationship);
            place = *before;
        }
        nodes.reverse();
        relationships.reverse();
        Ok(Some(Found { cost: *cost, nodes, relationships }))
    }
}
