//! The aggregating functions: what is kept while rows are seen, how two such states join, and what comes out.

use crate::diagnostic::{Diagnostic, Kind};
use crate::exec::batch::Column;
use crate::semantics::bound::AggregateFunction;
use crate::value::order::{Key, order};
use crate::value::{Value, operators};
use rustc_hash::FxHashSet;
use std::cmp::Ordering;

/// One aggregation in the making, over the rows of one group.
#[derive(Clone, Debug)]
pub struct Accumulator {
    function: AggregateFunction,
    /// The values seen, for `DISTINCT`.
    seen: Option<FxHashSet<Key>>,
    state: State,
}

#[derive(Clone, Debug)]
enum State {
    Count(i64),
    Sum(Value),
    Average { count: i64, sum: Value },
    Extreme(Option<Value>),
    Collected(Vec<Value>),
    /// Count, mean, and the sum of squared distances from it.
    Spread { count: f64, mean: f64, squares: f64 },
    Percentile { values: Vec<Value>, share: Option<f64> },
}

impl Accumulator {
    /// Nothing seen yet.
    pub fn new(function: AggregateFunction, distinct: bool) -> Self {
        use AggregateFunction as F;
        let state = match function {
            F::CountRows | F::Count => State::Count(0),
            F::Sum => State::Sum(Value::Integer(0)),
            F::Average => State::Average { count: 0, sum: Value::Integer(0) },
            F::Minimum | F::Maximum => State::Extreme(None),
            F::Collect => State::Collected(Vec::new()),
            F::StandardDeviation | F::StandardDeviationPopulation => {
                State::Spread { count: 0.0, mean: 0.0, squares: 0.0 }
            }
            F::PercentileContinuous | F::PercentileDiscrete => State::Percentile { values: Vec::new(), share: None },
        };
        let distinct = distinct && !matches!(function, F::Minimum | F::Maximum | F::CountRows);
        Self { function, seen: distinct.then(FxHashSet::default), state }
    }

    /// Sees rows without looking at values: `count(*)`.
    pub fn add_count(&mut self, rows: usize) {
        if let State::Count(count) = &mut self.state {
            *count += rows as i64;
        }
    }

    /// Sees every row of the columns of its arguments.
    ///
    /// # Errors
    /// As [`Accumulator::add`].
    pub fn add_column(&mut self, arguments: &[&Column], rows: usize) -> Result<(), Diagnostic> {
        let Some(first) = arguments.first() else {
            self.add_count(rows);
            return Ok(());
        };
        if self.seen.is_none() && self.add_typed(first) {
            return Ok(());
        }
        for row in 0..rows {
            self.add(first.value(row), arguments.get(1).map(|second| second.value(row)))?;
        }
        Ok(())
    }

    /// The loops over typed columns; false where there is none.
    fn add_typed(&mut self, column: &Column) -> bool {
        let all_there = column.nulls().is_none();
        match &mut self.state {
            State::Count(count) => {
                *count += (column.len() - column.nulls().count()) as i64;
                true
            }
            State::Sum(Value::Float(sum)) if all_there => match column.floats() {
                Some(floats) => {
                    *sum += floats.iter().sum::<f64>();
                    true
                }
                None => false,
            },
            State::Sum(Value::Integer(sum)) if all_there => {
                let total = column.integers().and_then(|integers| {
                    integers.iter().try_fold(*sum, |total, number| total.checked_add(*number))
                });
                if let Some(total) = total {
                    *sum = total;
                }
                total.is_some()
            }
            State::Extreme(best) if all_there => {
                let greatest = self.function == AggregateFunction::Maximum;
                let candidate = match (column.integers(), column.floats()) {
                    (Some(integers), _) => {
                        if greatest { integers.iter().max() } else { integers.iter().min() }.copied().map(Value::Integer)
                    }
                    _ => None,
                };
                match candidate {
                    Some(candidate) => {
                        keep_extreme(best, candidate, greatest);
                        true
                    }
                    None => column.is_empty(),
                }
            }
            _ => false,
        }
    }

    /// Sees one value (and the share, of a percentile). Null does not count.
    ///
    /// # Errors
    /// The function does not work on such a value, the sum does not fit, or the share is not between 0 and 1.
    pub fn add(&mut self, value: Value, second: Option<Value>) -> Result<(), Diagnostic> {
        if let State::Percentile { share, .. } = &mut self.state
            && share.is_none()
        {
            *share = Some(read_share(&second.unwrap_or(Value::Null))?);
        }
        if value.is_null() {
            return Ok(());
        }
        if let Some(seen) = &mut self.seen
            && !seen.insert(Key(value.clone()))
        {
            return Ok(());
        }
        let function = self.function;
        match &mut self.state {
            State::Count(count) => *count += 1,
            State::Sum(sum) => add_to(sum, &value, function)?,
            State::Average { count, sum } => {
                *count += 1;
                // A mean does not overflow: from there on it is a float.
                if let Err(error) = add_to(sum, &value, function) {
                    match (error.kind, sum.as_number(), value.as_number()) {
                        (Kind::ArithmeticError, Some(a), Some(b)) => *sum = Value::Float(a + b),
                        _ => return Err(error),
                    }
                }
            }
            State::Extreme(best) => keep_extreme(best, value, function == AggregateFunction::Maximum),
            State::Collected(values) => values.push(value),
            State::Spread { count, mean, squares } => {
                let number = number(function, &value)?;
                *count += 1.0;
                let distance = number - *mean;
                *mean += distance / *count;
                *squares += distance * (number - *mean);
            }
            State::Percentile { values, .. } => {
                number(function, &value)?;
                values.push(value);
            }
        }
        Ok(())
    }

    /// Joins with what was seen elsewhere, later in the order of the rows.
    ///
    /// # Errors
    /// The sum does not fit.
    pub fn merge(&mut self, other: Accumulator) -> Result<(), Diagnostic> {
        if let Some(seen) = other.seen {
            let share = match other.state {
                State::Percentile { share, .. } => share.map(Value::Float),
                // Order matters to `collect` only: its values come in the order in which they were first seen.
                State::Collected(values) => {
                    return values.into_iter().try_for_each(|value| self.add(value, None));
                }
                _ => None,
            };
            return seen.into_iter().try_for_each(|key| self.add(key.0, share.clone()));
        }
        let function = self.function;
        match (&mut self.state, other.state) {
            (State::Count(a), State::Count(b)) => *a += b,
            (State::Sum(a), State::Sum(b)) => add_to(a, &b, function)?,
            (State::Average { count: a, sum }, State::Average { count: b, sum: more }) => {
                if b > 0 && *a == 0 {
                    *sum = more;
                } else if b > 0 {
                    add_to(sum, &more, function)?;
                }
                *a += b;
            }
            (State::Extreme(best), State::Extreme(Some(value))) => {
                keep_extreme(best, value, function == AggregateFunction::Maximum);
            }
            (State::Collected(values), State::Collected(more)) => values.extend(more),
            (
                State::Spread { count, mean, squares },
                State::Spread { count: more, mean: other_mean, squares: other_squares },
            ) if more > 0.0 => {
                let distance = other_mean - *mean;
                let total = *count + more;
                *squares += other_squares + distance * distance * *count * more / total;
                *mean += distance * more / total;
                *count = total;
            }
            (State::Percentile { values, share }, State::Percentile { values: more, share: other_share }) => {
                values.extend(more);
                *share = share.or(other_share);
            }
            _ => {}
        }
        Ok(())
    }

    /// The value of the group.
    ///
    /// # Errors
    /// A mean of durations that does not fit.
    pub fn finish(self) -> Result<Value, Diagnostic> {
        Ok(match self.state {
            State::Count(count) => Value::Integer(count),
            State::Sum(sum) => sum,
            State::Average { count: 0, .. } => Value::Null,
            State::Average { count, sum } => operators::divide(&sum, &Value::Float(count as f64))?,
            State::Extreme(best) => best.unwrap_or(Value::Null),
            State::Collected(values) => Value::list(values),
            State::Spread { count, squares, .. } => {
                let sample = self.function == AggregateFunction::StandardDeviation;
                let freedom = if sample { count - 1.0 } else { count };
                Value::Float(if freedom > 0.0 { (squares / freedom).sqrt() } else { 0.0 })
            }
            State::Percentile { mut values, share } => {
                values.sort_by(order);
                let share = share.unwrap_or(0.0);
                if self.function == AggregateFunction::PercentileDiscrete {
                    discrete(&values, share)
                } else {
                    continuous(&values, share)
                }
            }
        })
    }
}

fn keep_extreme(best: &mut Option<Value>, value: Value, greatest: bool) {
    let wanted = if greatest { Ordering::Greater } else { Ordering::Less };
    if best.as_ref().is_none_or(|best| order(&value, best) == wanted) {
        *best = Some(value);
    }
}

fn add_to(sum: &mut Value, value: &Value, function: AggregateFunction) -> Result<(), Diagnostic> {
    let next = match (&*sum, value) {
        // The sum of no durations is 0: the first one shows of what kind the sum is.
        (Value::Integer(0), Value::Duration(_)) => value.clone(),
        (Value::Duration(_), Value::Integer(0)) => sum.clone(),
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_))
        | (Value::Duration(_), Value::Duration(_)) => operators::add(sum, value)?,
        _ => return Err(not_aggregated(function, value)),
    };
    *sum = next;
    Ok(())
}

fn number(function: AggregateFunction, value: &Value) -> Result<f64, Diagnostic> {
    value.as_number().ok_or_else(|| not_aggregated(function, value))
}

fn not_aggregated(function: AggregateFunction, value: &Value) -> Diagnostic {
    let name = match function {
        AggregateFunction::Sum => "sum",
        AggregateFunction::Average => "avg",
        AggregateFunction::StandardDeviation => "stDev",
        AggregateFunction::StandardDeviationPopulation => "stDevP",
        AggregateFunction::PercentileContinuous => "percentileCont",
        AggregateFunction::PercentileDiscrete => "percentileDisc",
        _ => "the aggregation",
    };
    Diagnostic::runtime(
        Kind::TypeError,
        "InvalidArgumentValue",
        format!("`{name}` does not work on {}", value.type_name()),
    )
}

fn read_share(value: &Value) -> Result<f64, Diagnostic> {
    match value.as_number() {
        Some(share) if (0.0..=1.0).contains(&share) => Ok(share),
        Some(share) => Err(Diagnostic::runtime(
            Kind::ArgumentError,
            "NumberOutOfRange",
            format!("a percentile is between 0 and 1, not {share}"),
        )),
        None => Err(Diagnostic::runtime(
            Kind::TypeError,
            "InvalidArgumentType",
            format!("a percentile is a number, not {}", value.type_name()),
        )),
    }
}

/// The least value such that the share of values is not above it.
fn discrete(sorted: &[Value], share: f64) -> Value {
    let place = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(place.saturating_sub(1)).cloned().unwrap_or(Value::Null)
}

/// Between the two values that are nearest to the share.
fn continuous(sorted: &[Value], share: f64) -> Value {
    let Some(last) = sorted.len().checked_sub(1) else { return Value::Null };
    let place = share * last as f64;
    let at = |place: f64| sorted.get(place as usize).and_then(Value::as_number).unwrap_or(f64::NAN);
    let (below, above) = (at(place.floor()), at(place.ceil()));
    Value::Float(below + (above - below) * place.fract())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::literal::literal;

    fn run(function: AggregateFunction, distinct: bool, values: &[Value], share: f64, split: usize) -> String {
        let mut parts = values.split_at(split.min(values.len()));
        let mut whole = Accumulator::new(function, distinct);
        for part in [std::mem::take(&mut parts.0), parts.1] {
            let mut accumulator = Accumulator::new(function, distinct);
            for value in part {
                accumulator.add(value.clone(), Some(Value::Float(share))).unwrap();
            }
            whole.merge(accumulator).unwrap();
        }
        literal(&whole.finish().unwrap())
    }

    #[test]
    fn functions_give_the_same_however_the_rows_are_split() {
        use AggregateFunction as F;
        let numbers = [1.0, 2.0, 2.0, 4.0].map(Value::Float);
        let mixed = [Value::Integer(1), Value::Null, Value::Integer(1), Value::Float(0.5)];
        for split in 0..=4 {
            for (function, distinct, values, expected) in [
                (F::Count, false, &mixed, "3"),
                (F::Count, true, &mixed, "2"),
                (F::Sum, false, &mixed, "2.5"),
                (F::Sum, true, &mixed, "1.5"),
                (F::Average, false, &numbers, "2.25"),
                (F::Minimum, false, &mixed, "0.5"),
                (F::Maximum, false, &numbers, "4.0"),
                (F::Collect, false, &mixed, "[1, 1, 0.5]"),
                (F::Collect, true, &mixed, "[1, 0.5]"),
                (F::PercentileDiscrete, false, &numbers, "2.0"),
                (F::PercentileContinuous, false, &numbers, "2.0"),
            ] {
                assert_eq!(run(function, distinct, values, 0.5, split), expected, "{function:?} split at {split}");
            }
        }
        assert_eq!(run(F::StandardDeviationPopulation, false, &[2.0, 4.0].map(Value::Float), 0.5, 1), "1.0");
    }

    #[test]
    fn nothing_seen() {
        use AggregateFunction as F;
        for (function, expected) in [
            (F::CountRows, "0"),
            (F::Sum, "0"),
            (F::Average, "null"),
            (F::Minimum, "null"),
            (F::Collect, "[]"),
            (F::StandardDeviation, "0.0"),
            (F::PercentileContinuous, "null"),
        ] {
            assert_eq!(run(function, false, &[], 0.5, 0), expected, "{function:?}");
        }
    }

    #[test]
    fn bad_input_is_refused() {
        use AggregateFunction as F;
        let add = |function, value, share| Accumulator::new(function, false).add(value, Some(Value::Float(share)));
        assert_eq!(add(F::PercentileDiscrete, Value::Integer(1), 1.1).unwrap_err().detail, "NumberOutOfRange");
        assert_eq!(add(F::Sum, Value::from("a"), 0.0).unwrap_err().kind, Kind::TypeError);
        let mut sum = Accumulator::new(F::Sum, false);
        sum.add(Value::Integer(i64::MAX), None).unwrap();
        assert_eq!(sum.add(Value::Integer(1), None).unwrap_err().detail, "IntegerOverflow");
    }
}
