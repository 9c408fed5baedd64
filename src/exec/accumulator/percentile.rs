//! The number below which a share of numbers lies: found without sorting them.

use super::{Accumulator, Argument, State};
use crate::diagnostic::{Diagnostic, Kind};
use crate::exec::batch::{Column, Data};
use crate::value::Value;
use crate::value::order::order;
use std::cmp::Ordering;
use std::rc::Rc;
use std::sync::Arc;

/// The share that is asked for in a row.
pub(super) fn share(argument: Option<&Arc<Column>>, row: usize) -> Result<f64, Diagnostic> {
    let value = argument.map_or(Value::Null, |column| column.value(row));
    match value.as_number() {
        Some(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err(Diagnostic::runtime(
            Kind::ArgumentError,
            "NumberOutOfRange",
            "the percentile must be a number from 0.0 to 1.0",
        )),
    }
}

/// The numbers of a group, typed as long as all are of one type.
#[derive(Debug)]
pub(super) enum Numbers {
    Integers(Vec<i64>),
    Floats(Vec<f64>),
    Mixed(Vec<Value>),
}

impl Default for Numbers {
    fn default() -> Self {
        Numbers::Integers(Vec::new())
    }
}

/// The number at a place of the sorted numbers, and the least of those after it.
fn select<T: Clone>(numbers: &mut [T], place: usize, order: impl Fn(&T, &T) -> Ordering) -> (T, Option<T>) {
    let (_, found, greater) = numbers.select_nth_unstable_by(place, &order);
    (found.clone(), greater.iter().min_by(|left, right| order(left, right)).cloned())
}

impl Numbers {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn len(&self) -> usize {
        match self {
            Numbers::Integers(numbers) => numbers.len(),
            Numbers::Floats(numbers) => numbers.len(),
            Numbers::Mixed(numbers) => numbers.len(),
        }
    }

    /// Adds a number.
    pub fn push(&mut self, number: &Value) {
        match (&mut *self, number) {
            (Numbers::Integers(numbers), Value::Integer(number)) => numbers.push(*number),
            (Numbers::Floats(numbers), Value::Float(number)) => numbers.push(*number),
            (Numbers::Mixed(numbers), number) => numbers.push(number.clone()),
            (Numbers::Integers(numbers), Value::Float(number)) if numbers.is_empty() => {
                *self = Numbers::Floats(vec![*number]);
            }
            (numbers, number) => {
                let mut mixed = std::mem::take(numbers).into_values();
                mixed.push(number.clone());
                *self = Numbers::Mixed(mixed);
            }
        }
    }

    /// Adds all numbers of another.
    pub fn append(&mut self, other: Numbers) {
        match (&mut *self, other) {
            (numbers, other) if numbers.is_empty() => *numbers = other,
            (Numbers::Integers(numbers), Numbers::Integers(more)) => numbers.extend(more),
            (Numbers::Floats(numbers), Numbers::Floats(more)) => numbers.extend(more),
            (_, other) => other.into_values().iter().for_each(|number| self.push(number)),
        }
    }

    fn into_values(self) -> Vec<Value> {
        match self {
            Numbers::Integers(numbers) => numbers.into_iter().map(Value::Integer).collect(),
            Numbers::Floats(numbers) => numbers.into_iter().map(Value::Float).collect(),
            Numbers::Mixed(numbers) => numbers,
        }
    }

    /// The number at a place, if there is one, and the next greater or equal one, if there is one.
    fn at(&mut self, place: usize) -> Option<(Value, Option<Value>)> {
        if place >= self.len() {
            return None;
        }
        Some(match self {
            Numbers::Integers(numbers) => {
                let (found, next) = select(numbers, place, i64::cmp);
                (Value::Integer(found), next.map(Value::Integer))
            }
            Numbers::Floats(numbers) => {
                let by_value = |left: &f64, right: &f64| order(&Value::Float(*left), &Value::Float(*right));
                let (found, next) = select(numbers, place, by_value);
                (Value::Float(found), next.map(Value::Float))
            }
            Numbers::Mixed(numbers) => select(numbers, place, order),
        })
    }

    /// One of the numbers.
    pub fn nearest(mut self, share: f64) -> Value {
        let place = (share * self.len() as f64).ceil() as usize;
        self.at(place.saturating_sub(1)).map_or(Value::Null, |(found, _)| found)
    }

    /// Between the two that are next to the share.
    pub fn interpolated(mut self, share: f64) -> Value {
        let place = share * self.len().saturating_sub(1) as f64;
        let Some((low, next)) = self.at(place.floor() as usize) else { return Value::Null };
        let high = next.filter(|_| place.fract() > 0.0).unwrap_or_else(|| low.clone());
        match (low.as_number(), high.as_number()) {
            (Some(low), Some(high)) => Value::Float(low + (high - low) * place.fract()),
            _ => Value::Null,
        }
    }
}

impl Accumulator {
    /// Adds the rows of a column of numbers, all with the same share, and says whether it is such.
    pub(super) fn add_to_percentiles(
        &mut self,
        arguments: &[Rc<Argument>],
        groups: Option<&[u32]>,
    ) -> Result<bool, Diagnostic> {
        let (State::Percentiles(states), [argument, asked]) = (&mut self.state, arguments) else { return Ok(false) };
        let (column, nulls) = (&argument.column, argument.column.nulls());
        if asked.column.as_constant().is_none() || nulls.count() == column.len() {
            return Ok(false);
        }
        let share = share(Some(&asked.column), 0)?;
        let group = |row: usize| groups.map_or(0, |groups| groups[row] as usize);
        match column.data() {
            Data::Integers(entries) => nulls.each_present(entries.len(), |row| {
                let (numbers, known) = &mut states[group(row)];
                *known = share;
                match numbers {
                    Numbers::Integers(numbers) => numbers.push(entries[row]),
                    numbers => numbers.push(&Value::Integer(entries[row])),
                }
            }),
            Data::Floats(entries) => nulls.each_present(entries.len(), |row| {
                let (numbers, known) = &mut states[group(row)];
                *known = share;
                numbers.push(&Value::Float(entries[row]));
            }),
            _ => return Ok(false),
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_those_of_the_sorted_numbers() {
        let mut random = fastrand::Rng::with_seed(7);
        for length in 1..40 {
            let values: Vec<Value> = (0..length).map(|_| Value::Integer(random.i64(-20..20))).collect();
            let of = |is_float: &dyn Fn(usize) -> bool| {
                let mut numbers = [Numbers::default(), Numbers::default()];
                for (row, value) in values.iter().enumerate() {
                    let float = value.as_number().map(Value::Float).filter(|_| is_float(row));
                    numbers[row * 2 / values.len()].push(float.as_ref().unwrap_or(value));
                }
                let [mut first, second] = numbers;
                first.append(second);
                first
            };
            let forms: [&dyn Fn(usize) -> bool; 4] = [&|_| false, &|_| true, &|row| row % 3 == 0, &|row| row % 3 > 0];
            let mut sorted: Vec<f64> = values.iter().filter_map(Value::as_number).collect();
            sorted.sort_by(f64::total_cmp);
            for share in [0.0, 0.1, 0.5, 0.9, 1.0] {
                let place: f64 = share * (length - 1) as f64;
                let (low, high) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
                let expected = low + (high - low) * (place - place.floor());
                let place = ((share * length as f64).ceil() as usize).saturating_sub(1);
                for form in forms {
                    assert_eq!(of(form).interpolated(share).as_number(), Some(expected));
                    assert_eq!(of(form).nearest(share).as_number(), Some(sorted[place]));
                }
            }
        }
        assert!(matches!(Numbers::default().interpolated(0.5), Value::Null));
        assert!(matches!(Numbers::default().nearest(0.5), Value::Null));
    }
}
