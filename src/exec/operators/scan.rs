//! Finding nodes: all of them, by label, by index, by identifier; and relationships by index; for each row of the input.

use super::{Rows, gather};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{BATCH_ROWS, Batch, Column};
use crate::exec::run::Run;
use crate::graph::{self, Graph, GraphRead, KeyId, LabelId};
use crate::plan::seek::{Covered, EqualSeek};
use crate::plan::{Lookup, Operator, Plan};
use crate::semantics::bound::{Expression, Slot};
use crate::value::{self, NodeId, RelationshipId, Value};
use std::ops::{Bound, Range};

pub(super) struct Scan<'p> {
    plan: &'p Plan,
    input: Box<dyn Rows + 'p>,
    /// Input rows under way, with the one that is scanned for now.
    batch: Option<(Batch, usize)>,
    /// What was found for that row, and how much of it went out. The same for all rows unless a value is looked up.
    found: Found,
    given: usize,
    /// Whether `found` holds for every row.
    constant: bool,
}

/// Nodes or relationships by their numbers, ascending.
enum Found {
    Listed(Vec<u32>),
    /// One range after the other.
    Ranges(Vec<Range<u32>>),
}

/// What lies at these places of ranges that follow one another.
pub(super) fn pieces(ranges: &[Range<u32>], places: Range<usize>) -> impl Iterator<Item = Range<u32>> + '_ {
    let mut before = 0;
    let piece = move |range: &Range<u32>| {
        let within = |place: usize| range.start + place.saturating_sub(before).min(range.len()) as u32;
        let piece = within(places.start)..within(places.end);
        before += range.len();
        piece
    };
    ranges.iter().map(piece)
}

/// The nodes of a scan of a graph at rest, as ranges of those with the same labels.
pub(super) fn scanned_ranges(operator: &Operator, graph: &Graph) -> Option<Vec<Range<u32>>> {
    let snapshot = graph.snapshot()?;
    match operator {
        Operator::LabelScan { label, .. } => {
            let label = graph.symbols().find_label(label);
            Some(label.map(|label| snapshot.label_ranges(label).collect()).unwrap_or_default())
        }
        Operator::AllNodes { .. } => Some(snapshot.node_ranges().collect()),
        _ => None,
    }
}

impl Found {
    fn len(&self) -> usize {
        match self {
            Found::Listed(numbers) => numbers.len(),
            Found::Ranges(ranges) => ranges.iter().map(Range::len).sum(),
        }
    }

    /// Only those at these places.
    fn part(self, places: &Range<usize>) -> Found {
        let places = places.start.min(self.len())..places.end.min(self.len());
        match self {
            Found::Listed(numbers) => Found::Listed(numbers[places].to_vec()),
            Found::Ranges(ranges) => Found::Ranges(pieces(&ranges, places).collect()),
        }
    }

    /// Adds some of them.
    fn copy(&self, places: Range<usize>, into: &mut Vec<u32>) {
        match self {
            Found::Listed(numbers) => into.extend_from_slice(&numbers[places]),
            Found::Ranges(ranges) => pieces(ranges, places).for_each(|piece| into.extend(piece)),
        }
    }

    fn nodes(nodes: impl IntoIterator<Item = NodeId>) -> Found {
        Found::Listed(nodes.into_iter().map(|node| node.0).collect())
    }

    /// What has the values, by the index; where the index cannot tell, all that it covers.
    fn equal(graph: &Graph, seek: &EqualSeek, values: &[Value]) -> Found {
        let symbols = graph.symbols();
        let keys: Option<Vec<KeyId>> = seek.keys.iter().map(|key| symbols.find_key(key)).collect();
        let (Some(keys), false) = (keys, values.iter().any(Value::is_null)) else { return Found::Listed(Vec::new()) };
        let mut numbers: Vec<u32> = match &seek.covered {
            Covered::Nodes(label) => {
                let Some(label) = symbols.find_label(label) else { return Found::Listed(Vec::new()) };
                let found = graph.find_equal(label, &keys, values);
                let found = found.unwrap_or_else(|| graph.nodes_with_label(label).collect());
                found.into_iter().map(|node| node.0).collect()
            }
            Covered::Relationships(kind) => {
                let Some(kind) = symbols.find_type(kind) else { return Found::Listed(Vec::new()) };
                let of_type = |one: &RelationshipId| graph.relationship_type(*one) == kind;
                let found = graph.find_relationships(kind, &keys, values);
                let found = found.unwrap_or_else(|| graph.relationships().filter(of_type).collect());
                found.into_iter().map(|relationship| relationship.0).collect()
            }
        };
        numbers.sort_unstable();
        Found::Listed(numbers)
    }
}

impl<'p> Scan<'p> {
    pub fn new(plan: &'p Plan, input: Box<dyn Rows + 'p>) -> Self {
        let constant = matches!(plan.operator, Operator::AllNodes { .. } | Operator::LabelScan { .. });
        Self { plan, input, batch: None, found: Found::Listed(Vec::new()), given: 0, constant }
    }

    /// How many nodes there are for one row without slots.
    pub fn count(&self, run: &Run<'_>) -> Result<usize, Diagnostic> {
        let row = Batch::new(1);
        if let Operator::IndexSeek { label, key, lookup, .. } = &self.plan.operator {
            let asked = Asked::evaluate(lookup, |value| Ok::<_, Diagnostic>(run.evaluate(value, &row)?.value(0)))?;
            if let Some(count) = asked.count(&run.graph(), label, key) {
                return Ok(count);
            }
        }
        Ok(self.find(run, &row, 0)?.len())
    }

    fn find(&self, run: &Run<'_>, batch: &Batch, row: usize) -> Result<Found, Diagnostic> {
        let evaluated =
            |expression: &Expression| Ok::<_, Diagnostic>(run.evaluate(expression, &batch.row(row))?.value(0));
        let graph = run.graph();
        if let Some(ranges) = scanned_ranges(&self.plan.operator, &graph) {
            return Ok(Found::Ranges(ranges));
        }
        Ok(Found::nodes(match &self.plan.operator {
            Operator::LabelScan { label, .. } => {
                let label = graph.symbols().find_label(label);
                label.map(|label| graph.nodes_with_label(label).collect()).unwrap_or_default()
            }
            Operator::NodeById { identifier, .. } => {
                let value = evaluated(identifier)?;
                let numbers = match &value {
                    Value::List(list) => list.to_vec(),
                    other => vec![other.clone()],
                };
                let mut nodes: Vec<NodeId> = Vec::new();
                for number in &numbers {
                    if let Value::Integer(number) = number
                        && let Ok(number) = u32::try_from(*number)
                        && graph.has_node(NodeId(number))
                    {
                        nodes.push(NodeId(number));
                    }
                }
                nodes.sort_unstable();
                nodes.dedup();
                nodes
            }
            Operator::EqualSeek(seek) => {
                let values = seek.values.iter().map(evaluated).collect::<Result<Vec<Value>, Diagnostic>>()?;
                return Ok(Found::equal(&graph, seek, &values));
            }
            Operator::IndexSeek { label, key, lookup, .. } => {
                let asked = Asked::evaluate(lookup, evaluated)?;
                asked.find(&graph, label, key)
            }
            _ => graph.nodes().collect(),
        }))
    }

    fn column(&self, numbers: Vec<u32>) -> Column {
        match &self.plan.operator {
            Operator::EqualSeek(EqualSeek { covered: Covered::Relationships(_), .. }) => {
                Column::from_relationships(numbers.into_iter().map(RelationshipId).collect())
            }
            _ => Column::from_nodes(numbers.into_iter().map(NodeId).collect()),
        }
    }

    fn slot(&self) -> Slot {
        match &self.plan.operator {
            Operator::AllNodes { slot }
            | Operator::LabelScan { slot, .. }
            | Operator::IndexSeek { slot, .. }
            | Operator::NodeById { slot, .. } => *slot,
            Operator::EqualSeek(seek) => seek.slot,
            _ => Slot(0),
        }
    }
}

impl Rows for Scan<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        loop {
            let Some((batch, row)) = self.batch.take() else {
                let Some(batch) = run.next(&mut self.input)? else { return Ok(None) };
                if !batch.is_empty() {
                    self.found = self.find(run, &batch, 0)?;
                    if let Some(part) = run.part_of(self.plan) {
                        let all = std::mem::replace(&mut self.found, Found::Listed(Vec::new()));
                        self.found = all.part(part);
                    }
                    self.given = 0;
                    self.batch = Some((batch, 0));
                }
                continue;
            };
            let most = BATCH_ROWS.min(self.found.len());
            let (mut numbers, mut rows): (Vec<u32>, Vec<u32>) = (Vec::with_capacity(most), Vec::with_capacity(most));
            let mut row = row;
            while numbers.len() < BATCH_ROWS && row < batch.len() {
                let take = (self.found.len() - self.given).min(BATCH_ROWS - numbers.len());
                self.found.copy(self.given..self.given + take, &mut numbers);
                rows.resize(numbers.len(), row as u32);
                self.given += take;
                if self.given == self.found.len() {
                    row += 1;
                    self.given = 0;
                    if !self.constant && row < batch.len() {
                        self.found = self.find(run, &batch, row)?;
                    }
                    if self.constant && self.found.len() == 0 {
                        row = batch.len();
                    }
                }
            }
            let mut output = gather(self.plan, &batch, &rows);
            output.set(self.slot(), self.column(numbers));
            if row < batch.len() {
                self.batch = Some((batch, row));
            }
            if !output.is_empty() {
                return Ok(Some(output));
            }
        }
    }
}

/// An index look-up with its values.
enum Asked {
    OneOf(Vec<Value>),
    Range { from: Option<(Value, bool)>, to: Option<(Value, bool)> },
    Prefix(Value),
}

impl Asked {
    fn evaluate(
        lookup: &Lookup,
        evaluated: impl Fn(&Expression) -> Result<Value, Diagnostic>,
    ) -> Result<Self, Diagnostic> {
        Ok(match lookup {
            Lookup::Equal(value) => Asked::OneOf(vec![evaluated(value)?]),
            Lookup::OneOf(list) => match evaluated(list)? {
                Value::List(values) => {
                    let mut values = values.to_vec();
                    values.sort_by(value::order::order);
                    values.dedup_by(|left, right| value::order::equivalent(left, right));
                    Asked::OneOf(values)
                }
                _ => Asked::OneOf(Vec::new()),
            },
            Lookup::Prefix(text) => Asked::Prefix(evaluated(text)?),
            Lookup::Range { from, to } => {
                let bound = |bound: &Option<(Expression, bool)>| {
                    bound.as_ref().map(|(value, inclusive)| Ok((evaluated(value)?, *inclusive))).transpose()
                };
                Asked::Range { from: bound(from)?, to: bound(to)? }
            }
        })
    }

    /// The nodes that fit: by an index if one can tell, else by going through the label.
    fn find(&self, graph: &Graph, label: &str, key: &str) -> Vec<NodeId> {
        let symbols = graph.symbols();
        let (Some(label), Some(key)) = (symbols.find_label(label), symbols.find_key(key)) else { return Vec::new() };
        let mut nodes = self.find_by_index(graph, label, key).unwrap_or_else(|| {
            graph.nodes_with_label(label).filter(|node| self.fits(&graph.node_property(*node, key))).collect()
        });
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    }

    /// How many nodes fit, where an index of a graph at rest can tell.
    fn count(&self, graph: &Graph, label: &str, key: &str) -> Option<usize> {
        let (symbols, snapshot) = (graph.symbols(), graph.snapshot()?);
        let (Some(label), Some(key)) = (symbols.find_label(label), symbols.find_key(key)) else { return Some(0) };
        // No node has two of several values.
        self.lookups().into_iter().map(|lookup| snapshot.count(label, key, &lookup)).sum()
    }

    fn find_by_index(&self, graph: &Graph, label: LabelId, key: KeyId) -> Option<Vec<NodeId>> {
        let mut nodes = Vec::new();
        for lookup in self.lookups() {
            nodes.extend(graph.find(label, key, &lookup)?);
        }
        Some(nodes)
    }

    /// What an index is asked, one after the other.
    fn lookups(&self) -> Vec<graph::Lookup<'_>> {
        match self {
            Asked::OneOf(values) => values.iter().filter(|value| !value.is_null()).map(graph::Lookup::Equal).collect(),
            Asked::Prefix(Value::String(prefix)) => vec![graph::Lookup::Prefix(prefix)],
            Asked::Prefix(_) => Vec::new(),
            Asked::Range { from, to } => {
                fn bound(bound: &Option<(Value, bool)>) -> Bound<&Value> {
                    match bound {
                        None => Bound::Unbounded,
                        Some((value, true)) => Bound::Included(value),
                        Some((value, false)) => Bound::Excluded(value),
                    }
                }
                vec![graph::Lookup::Between(bound(from), bound(to))]
            }
        }
    }

    fn fits(&self, found: &Value) -> bool {
        match self {
            Asked::OneOf(values) => values.iter().any(|value| value::equality::equal(found, value) == Some(true)),
            Asked::Prefix(Value::String(prefix)) => {
                matches!(found, Value::String(text) if text.starts_with(&**prefix))
            }
            Asked::Prefix(_) => false,
            Asked::Range { from, to } => {
                let above = from.as_ref().is_none_or(|(bound, inclusive)| {
                    value::equality::compare(found, bound).is(|order| order.is_gt() || (*inclusive && order.is_eq()))
                        == Some(true)
                });
                let below = to.as_ref().is_none_or(|(bound, inclusive)| {
                    value::equality::compare(found, bound).is(|order| order.is_lt() || (*inclusive && order.is_eq()))
                        == Some(true)
                });
                above && below
            }
        }
    }
}
