//! The number below which a share of numbers lies: found without sorting them.

use crate::diagnostic::{Diagnostic, Kind};
use crate::exec::batch::Column;
use crate::value::Value;
use crate::value::order::order;
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

/// One of the numbers.
pub(super) fn nearest(mut values: Vec<Value>, share: f64) -> Value {
    let place = (share * values.len() as f64).ceil() as usize;
    let place = place.saturating_sub(1);
    match place < values.len() {
        true => values.select_nth_unstable_by(place, order).1.clone(),
        false => Value::Null,
    }
}

/// Between the two that are next to the share.
pub(super) fn interpolated(mut values: Vec<Value>, share: f64) -> Value {
    let Some(last) = values.len().checked_sub(1) else { return Value::Null };
    let place = share * last as f64;
    let below = (place.floor() as usize).min(last);
    let (_, low, greater) = values.select_nth_unstable_by(below, order);
    let high = if place.fract() > 0.0 { greater.iter().min_by(|left, right| order(left, right)) } else { None };
    match (low.as_number(), high.unwrap_or(low).as_number()) {
        (Some(low), Some(high)) => Value::Float(low + (high - low) * place.fract()),
        _ => Value::Null,
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
            let mut sorted: Vec<f64> = values.iter().filter_map(Value::as_number).collect();
            sorted.sort_by(f64::total_cmp);
            for share in [0.0, 0.1, 0.5, 0.9, 1.0] {
                let place: f64 = share * (length - 1) as f64;
                let (low, high) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
                let expected = low + (high - low) * (place - place.floor());
                assert_eq!(interpolated(values.clone(), share).as_number(), Some(expected));
                let place = ((share * length as f64).ceil() as usize).saturating_sub(1);
                assert_eq!(nearest(values.clone(), share).as_number(), Some(sorted[place]));
            }
        }
        assert!(matches!(interpolated(Vec::new(), 0.5), Value::Null));
        assert!(matches!(nearest(Vec::new(), 0.5), Value::Null));
    }
}
