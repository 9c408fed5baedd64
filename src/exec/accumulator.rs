//! Folding the rows of each group into one value, for all groups at once.

mod argument;
mod merge;
mod percentile;
mod typed;

pub(super) use argument::Argument;
use percentile::Numbers;

use super::batch::{Column, ColumnBuilder};
use super::error;
use super::group::Seen;
use crate::diagnostic::{Diagnostic, Kind};
use crate::semantics::bound::{Aggregate, AggregateFunction};
use crate::value::{self, Duration, Value};
use std::cmp::Ordering;
use std::rc::Rc;
use std::sync::Arc;

/// One aggregate under way.
pub(super) struct Accumulator {
    function: AggregateFunction,
    /// Values that came already, by group, where each counts once.
    seen: Option<Seen>,
    state: State,
}

/// The state of each group.
enum State {
    Counts(Vec<i64>),
    Sums(Sums),
    Extremes(Vec<Option<Value>>, Ordering),
    Lists(Vec<Vec<Value>>),
    /// Count, mean, sum of squared differences from the mean.
    Deviations(Vec<(f64, f64, f64)>),
    /// The numbers and the share asked for.
    Percentiles(Vec<(Numbers, f64)>),
}

/// The sums of all groups.
#[derive(Default)]
struct Sums {
    by_group: Vec<Sum>,
    /// Whether only integers were added, whose sums are at most `bound` away from 0.
    only_integers: bool,
    bound: u128,
    /// Whether only integers and floating point numbers were added.
    only_numbers: bool,
}

/// A sum and how many values are in it.
#[derive(Clone)]
struct Sum {
    count: i64,
    total: Total,
}

#[derive(Clone)]
enum Total {
    Integer(i64),
    /// A sum of integers beyond 64 bits: an average, or what comes next, may bring it back.
    Wide(Box<i128>),
    Float(f64),
    Duration(Arc<Duration>),
}

impl Accumulator {
    pub fn new(aggregate: &Aggregate) -> Self {
        use AggregateFunction::*;
        let state = match aggregate.function {
            CountRows | Count => State::Counts(Vec::new()),
            Sum | Average => State::Sums(Sums { only_integers: true, only_numbers: true, ..Sums::default() }),
            Minimum => State::Extremes(Vec::new(), Ordering::Less),
            Maximum => State::Extremes(Vec::new(), Ordering::Greater),
            Collect => State::Lists(Vec::new()),
            StandardDeviation | StandardDeviationPopulation => State::Deviations(Vec::new()),
            PercentileContinuous | PercentileDiscrete => State::Percentiles(Vec::new()),
        };
        Self { function: aggregate.function, seen: aggregate.distinct.then(Seen::new), state }
    }

    /// Makes room for so many groups.
    fn grow(&mut self, groups: usize) {
        match &mut self.state {
            State::Counts(counts) => counts.resize(groups, 0),
            State::Sums(sums) => sums.by_group.resize(groups, Sum { count: 0, total: Total::Integer(0) }),
            State::Extremes(values, _) => values.resize(groups, None),
            State::Lists(lists) => lists.resize(groups, Vec::new()),
            State::Deviations(states) => states.resize(groups, (0.0, 0.0, 0.0)),
            State::Percentiles(states) => states.resize_with(groups, Default::default),
        }
    }

    /// Adds the rows of a batch; `groups` says to which group each belongs, to the one group if absent.
    pub fn add(
        &mut self,
        arguments: &[Rc<Argument>],
        groups: Option<&[u32]>,
        count: usize,
        length: usize,
    ) -> Result<(), Diagnostic> {
        self.grow(count);
        let group = |row: usize| groups.map_or(0, |groups| groups[row] as usize);
        let Some(argument) = arguments.first() else {
            if let State::Counts(counts) = &mut self.state {
                match groups {
                    None => counts[0] += length as i64,
                    Some(groups) => groups.iter().for_each(|group| counts[*group as usize] += 1),
                }
            }
            return Ok(());
        };
        if let Some(mut seen) = self.seen.take() {
            let rows = first_of_group(&mut seen, &argument.column, groups);
            let gathered = |one: &Rc<Argument>| Rc::new(Argument::new(Arc::new(one.column.gather(&rows))));
            let firsts: Vec<Rc<Argument>> = arguments.iter().map(gathered).collect();
            let groups = groups.map(|groups| rows.iter().map(|row| groups[*row as usize]).collect::<Vec<_>>());
            let added = self.add(&firsts, groups.as_deref(), count, rows.len());
            self.seen = Some(seen);
            return added;
        }
        let is_done = match groups {
            None => self.add_all(argument),
            Some(groups) => self.add_typed(typed::Rows { argument: &argument.column, groups }),
        };
        let is_done = is_done || self.add_to_percentiles(arguments, groups)?;
        if is_done {
            return Ok(());
        }
        let argument = &argument.column;
        for row in (0..length).filter(|row| !argument.is_null(*row)) {
            let group = group(row);
            if let State::Counts(counts) = &mut self.state {
                counts[group] += 1;
                continue;
            }
            let value = argument.value(row);
            match &mut self.state {
                State::Counts(_) => {}
                State::Sums(sums) => sums.add(group, &value)?,
                State::Extremes(values, wanted) => {
                    let best = &mut values[group];
                    if best.as_ref().is_none_or(|best| value::order::order(&value, best) == *wanted) {
                        *best = Some(value);
                    }
                }
                State::Lists(lists) => lists[group].push(value),
                State::Deviations(states) => {
                    let number = value.as_number().ok_or_else(|| not_a_number(&value))?;
                    let (count, mean, squares) = &mut states[group];
                    *count += 1.0;
                    let before = number - *mean;
                    *mean += before / *count;
                    *squares += before * (number - *mean);
                }
                State::Percentiles(states) => {
                    value.as_number().ok_or_else(|| not_a_number(&value))?;
                    states[group].0.push(&value);
                    states[group].1 = percentile::share(arguments.get(1).map(|share| &share.column), row)?;
                }
            }
        }
        Ok(())
    }

    /// The results by group.
    pub fn finish(mut self, groups: usize) -> Result<Column, Diagnostic> {
        self.grow(groups);
        let mut column = ColumnBuilder::with_capacity(groups);
        match self.state {
            State::Counts(counts) => return Ok(Column::from_integers(counts)),
            State::Sums(sums) => {
                for sum in sums.by_group {
                    column.push(match self.function {
                        AggregateFunction::Average => sum.average(),
                        _ => sum.total()?,
                    });
                }
            }
            State::Extremes(values, _) => {
                values.into_iter().for_each(|value| column.push(value.unwrap_or(Value::Null)))
            }
            State::Lists(lists) => lists.into_iter().for_each(|list| column.push(Value::list(list))),
            State::Deviations(states) => {
                let of_sample = self.function == AggregateFunction::StandardDeviation;
                for (count, _, squares) in states {
                    let divisor = if of_sample { count - 1.0 } else { count };
                    column.push_float(if divisor > 0.0 { (squares / divisor).sqrt() } else { 0.0 });
                }
            }
            State::Percentiles(states) => {
                for (numbers, share) in states {
                    column.push(match self.function {
                        AggregateFunction::PercentileContinuous => numbers.interpolated(share),
                        _ => numbers.nearest(share),
                    });
                }
            }
        }
        Ok(column.finish())
    }
}

impl Sums {
    fn add(&mut self, group: usize, value: &Value) -> Result<(), Diagnostic> {
        match value {
            Value::Integer(number) => self.bound = self.bound.saturating_add(u128::from(number.unsigned_abs())),
            Value::Float(_) => self.only_integers = false,
            _ => (self.only_integers, self.only_numbers) = (false, false),
        }
        self.by_group[group].add(value)
    }
}

impl Sum {
    fn add(&mut self, value: &Value) -> Result<(), Diagnostic> {
        self.total = match (&self.total, value) {
            (Total::Integer(total), Value::Integer(number)) => match total.checked_add(*number) {
                Some(total) => Total::Integer(total),
                None => Total::Wide(Box::new(i128::from(*total) + i128::from(*number))),
            },
            (Total::Wide(total), Value::Integer(number)) => Total::Wide(Box::new(**total + i128::from(*number))),
            (Total::Wide(total), Value::Float(number)) => Total::Float(**total as f64 + number),
            (Total::Integer(total), Value::Float(number)) => Total::Float(*total as f64 + number),
            (Total::Float(total), Value::Integer(number)) => Total::Float(total + *number as f64),
            (Total::Float(total), Value::Float(number)) => Total::Float(total + number),
            (Total::Integer(_), Value::Duration(duration)) if self.count == 0 => Total::Duration(duration.clone()),
            (Total::Duration(total), Value::Duration(duration)) => match total.plus(duration) {
                Some(sum) => Total::Duration(Arc::new(sum)),
                None => return Err(error::type_error("the sum is too large for a DURATION")),
            },
            _ => return Err(not_a_number(value)),
        };
        self.count += 1;
        Ok(())
    }

    fn total(self) -> Result<Value, Diagnostic> {
        Ok(match self.total {
            Total::Integer(total) => Value::Integer(total),
            Total::Wide(total) => Value::Integer(i64::try_from(*total).map_err(|_| {
                Diagnostic::runtime(Kind::ArithmeticError, "IntegerOverflow", "the sum is too large for an INTEGER")
            })?),
            Total::Float(total) => Value::Float(total),
            Total::Duration(total) => Value::Duration(total),
        })
    }

    fn average(self) -> Value {
        if self.count == 0 {
            return Value::Null;
        }
        let count = self.count as f64;
        match self.total {
            Total::Integer(total) => Value::Float(total as f64 / count),
            Total::Wide(total) => Value::Float(*total as f64 / count),
            Total::Float(total) => Value::Float(total / count),
            Total::Duration(total) => total.divided(count).map_or(Value::Null, |mean| Value::Duration(Arc::new(mean))),
        }
    }
}

/// The rows whose value comes for the first time in its group.
fn first_of_group(seen: &mut Seen, argument: &Arc<Column>, groups: Option<&[u32]>) -> Vec<u32> {
    let group =
        |groups: &[u32]| Arc::new(Column::from_integers(groups.iter().map(|group| i64::from(*group)).collect()));
    let keys: Vec<_> = groups.map(group).into_iter().chain([argument.clone()]).collect();
    seen.firsts(&keys, argument.len())
}

fn not_a_number(value: &Value) -> Diagnostic {
    error::type_error(format!("this aggregates numbers and not {}", value.type_name()))
}
