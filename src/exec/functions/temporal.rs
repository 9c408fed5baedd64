//! Functions of dates, times and durations.

use super::{Evaluator, Outcome, integer, text_argument};
use crate::diagnostic::{Diagnostic, Kind};
use crate::exec::batch::{Column, Data};
use crate::exec::context::Context;
use crate::value::temporal::between::{Measure, between, between_days};
use crate::value::temporal::construct::{construct, duration};
use crate::value::temporal::truncate::truncate;
use crate::value::temporal::{Clock, TemporalType, clock, parse};
use crate::value::{Date, DateTime, Duration, Value, Zone};

/// The functions of one type: its constructor, its clocks, its truncation.
macro_rules! functions_of {
    ($kind:ident, $name:literal) => {
        [
            ($name, (|values, context| create(TemporalType::$kind, values, context)) as Evaluator),
            (concat!($name, ".realtime"), |values, context| shown(TemporalType::$kind, clock::now(), values, context)),
            (concat!($name, ".statement"), |values, context| {
                shown(TemporalType::$kind, clock_of(context).statement().clone(), values, context)
            }),
            (concat!($name, ".transaction"), |values, context| {
                shown(TemporalType::$kind, clock_of(context).transaction().clone(), values, context)
            }),
            (concat!($name, ".truncate"), |values, context| cut(TemporalType::$kind, values, context)),
        ]
    };
}

const DATE: [(&str, Evaluator); 5] = functions_of!(Date, "date");
const LOCAL_TIME: [(&str, Evaluator); 5] = functions_of!(LocalTime, "localtime");
const TIME: [(&str, Evaluator); 5] = functions_of!(Time, "time");
const LOCAL_DATE_TIME: [(&str, Evaluator); 5] = functions_of!(LocalDateTime, "localdatetime");
const DATE_TIME: [(&str, Evaluator); 5] = functions_of!(DateTime, "datetime");

pub(super) const EVALUATORS: &[(&str, Evaluator)] = &[
    DATE[0],
    DATE[1],
    DATE[2],
    DATE[3],
    DATE[4],
    LOCAL_TIME[0],
    LOCAL_TIME[1],
    LOCAL_TIME[2],
    LOCAL_TIME[3],
    LOCAL_TIME[4],
    TIME[0],
    TIME[1],
    TIME[2],
    TIME[3],
    TIME[4],
    LOCAL_DATE_TIME[0],
    LOCAL_DATE_TIME[1],
    LOCAL_DATE_TIME[2],
    LOCAL_DATE_TIME[3],
    LOCAL_DATE_TIME[4],
    DATE_TIME[0],
    DATE_TIME[1],
    DATE_TIME[2],
    DATE_TIME[3],
    DATE_TIME[4],
    ("datetime.fromepoch", |values, _| {
        let seconds = integer("datetime.fromepoch", &values[0])?;
        let nanoseconds = integer("datetime.fromepoch", &values[1])?;
        moment(seconds, nanoseconds)
    }),
    ("datetime.fromepochmillis", |values, _| {
        let millis = integer("datetime.fromepochmillis", &values[0])?;
        moment(millis.div_euclid(1_000), millis.rem_euclid(1_000) * 1_000_000)
    }),
    ("duration", |values, _| duration(&values[0])),
    ("duration.between", |values, _| between(&values[0], &values[1], Measure::Mixed)),
    ("duration.inDays", |values, _| between(&values[0], &values[1], Measure::Days)),
    ("duration.inMonths", |values, _| between(&values[0], &values[1], Measure::Months)),
    ("duration.inSeconds", |values, _| between(&values[0], &values[1], Measure::Seconds)),
    ("timestamp", |_, context| {
        let nanos = clock_of(context).statement().epoch_nanos();
        Ok(Value::Integer(i64::try_from(nanos.div_euclid(1_000_000)).unwrap_or(i64::MAX)))
    }),
];

/// The durations between two columns of days, or between one and the same day; `None` where they are not such, or one lies
/// outside of the calendar.
pub(super) fn between_columns(name: &str, from: &Column, to: &Column) -> Option<Column> {
    let measure = match name {
        "duration.between" => Measure::Mixed,
        "duration.inDays" => Measure::Days,
        "duration.inMonths" => Measure::Months,
        "duration.inSeconds" => Measure::Seconds,
        _ => return None,
    };
    let between = |(from, to): (Date, Date)| between_days(from, to, measure).ok();
    let durations: Option<Vec<Duration>> = match (from.data(), to.data()) {
        (Data::Dates(from), Data::Dates(to)) => from.iter().copied().zip(to.iter().copied()).map(between).collect(),
        (Data::Dates(from), Data::Constant { value: Value::Date(to), .. }) => {
            from.iter().map(|from| between((*from, *to))).collect()
        }
        (Data::Constant { value: Value::Date(from), .. }, Data::Dates(to)) => {
            to.iter().map(|to| between((*from, *to))).collect()
        }
        _ => return None,
    };
    Some(Column::new(Data::Durations(durations?), from.nulls().union(to.nulls())))
}

/// The days between two columns of days: `duration.inDays(from, to).days` without the durations.
pub(in crate::exec) fn days_between(from: &Column, to: &Column) -> Option<Column> {
    let (Data::Dates(starts), Data::Dates(ends)) = (from.data(), to.data()) else { return None };
    // No two days of the calendar are so far apart that the difference would not fit.
    let days = starts.iter().zip(ends).map(|(start, end)| end.epoch_days() - start.epoch_days());
    Some(Column::new(Data::Integers(days.collect()), from.nulls().union(to.nulls())))
}

/// When the statement started; a statement is its own transaction to the clock.
fn clock_of(context: &Context<'_>) -> Clock {
    let started = context.started;
    let moment = DateTime::from_epoch(started.as_second(), i64::from(started.subsec_nanosecond()), Zone::UTC)
        .unwrap_or_else(DateTime::unix_epoch);
    Clock::fixed(moment.clone(), moment)
}

fn create(kind: TemporalType, values: &[Value], context: &Context<'_>) -> Outcome {
    let clock = clock_of(context);
    match values.first() {
        None => construct(kind, &Value::from(clock.statement().clone()), &clock),
        // Only a time zone: now, as it is there.
        Some(Value::Map(entries)) if entries.len() == 1 && entries.contains_key("timezone") => {
            shown(kind, clock.statement().clone(), &entries.values().cloned().collect::<Vec<_>>(), context)
        }
        Some(input) => construct(kind, input, &clock),
    }
}

/// The moment as a type, perhaps in a time zone.
fn shown(kind: TemporalType, moment: DateTime, values: &[Value], context: &Context<'_>) -> Outcome {
    let moment = match values.first() {
        Some(Value::Null) => return Ok(Value::Null),
        Some(zone) => moment.in_zone(parse::zone(text_argument(kind.name(), zone)?)?).unwrap_or(moment),
        None => moment,
    };
    construct(kind, &Value::from(moment), &clock_of(context))
}

fn cut(kind: TemporalType, values: &[Value], context: &Context<'_>) -> Outcome {
    let clock = clock_of(context);
    let now = Value::from(clock.statement().clone());
    let unit = text_argument(kind.name(), &values[0])?;
    truncate(kind, unit, values.get(1).unwrap_or(&now), values.get(2).unwrap_or(&Value::Null), &clock)
}

fn moment(seconds: i64, nanoseconds: i64) -> Outcome {
    DateTime::from_epoch(seconds, nanoseconds, Zone::UTC).map(Value::from).ok_or_else(|| {
        Diagnostic::runtime(Kind::ArgumentError, "NumberOutOfRange", "the moment lies outside of the calendar")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exec::batch::Nulls;

    #[test]
    fn days_between_days_are_those_of_the_durations() {
        let mut nulls = Nulls::none();
        nulls.set(2);
        let from = Column::new(Data::Dates([0, 40, 7, -3].map(Date::from_near_days).to_vec()), nulls);
        let to = Column::new(Data::Dates([12, -800, 9, 20_000].map(Date::from_near_days).to_vec()), Nulls::none());
        let (days, durations) =
            (days_between(&from, &to).unwrap(), between_columns("duration.inDays", &from, &to).unwrap());
        for row in 0..4 {
            let expected = match durations.value(row) {
                Value::Duration(duration) => Value::Integer(duration.days()),
                other => other,
            };
            assert_eq!(format!("{:?}", days.value(row)), format!("{expected:?}"));
        }
        assert!(days_between(&from, &Column::constant(Value::Null, 4)).is_none());
    }
}
