//! Property values as bytes: a tag, then the value. What a snapshot keeps of mixed columns and the journal of changes.

use super::bytes::{Bytes, Damage, put_count, put_text};
use crate::value::temporal::parse;
use crate::value::{Date, DateTime, Duration, LocalDateTime, LocalTime, Offset, Point, Time, Value};
use std::sync::Arc;

const FALSE: u8 = 1;
const TRUE: u8 = 2;
const INTEGER: u8 = 3;
const FLOAT: u8 = 4;
const STRING: u8 = 5;
const LIST: u8 = 6;
const DATE: u8 = 7;
const LOCAL_TIME: u8 = 8;
const TIME: u8 = 9;
const LOCAL_DATE_TIME: u8 = 10;
const DATE_TIME: u8 = 11;
const DURATION: u8 = 12;
const POINT: u8 = 13;
const NULL: u8 = 0;

/// Lists within lists that are read; properties hold one level.
const DEEPEST: usize = 16;

/// Appends the value. Nodes, relationships, paths and maps are no property values and become null.
pub fn put_value(out: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Boolean(false) => out.push(FALSE),
        Value::Boolean(true) => out.push(TRUE),
        Value::Integer(integer) => {
            out.push(INTEGER);
            out.extend(integer.to_le_bytes());
        }
        Value::Float(float) => {
            out.push(FLOAT);
            out.extend(float.to_bits().to_le_bytes());
        }
        Value::String(text) => {
            out.push(STRING);
            put_text(out, text);
        }
        Value::List(items) => {
            out.push(LIST);
            put_count(out, items.len());
            for item in items.iter() {
                put_value(out, item);
            }
        }
        // Days since 1970.
        Value::Date(date) => {
            out.push(DATE);
            out.extend(date.epoch_days().to_le_bytes());
        }
        // Nanoseconds since midnight.
        Value::LocalTime(time) => {
            out.push(LOCAL_TIME);
            out.extend(time.nanos().to_le_bytes());
        }
        // The same, and the offset in seconds.
        Value::Time(time) => {
            out.push(TIME);
            out.extend(time.local.nanos().to_le_bytes());
            out.extend(i64::from(time.offset.seconds()).to_le_bytes());
        }
        // Seconds since 1970, nanoseconds.
        Value::LocalDateTime(moment) => {
            out.push(LOCAL_DATE_TIME);
            out.extend(moment.epoch_seconds().to_le_bytes());
            out.extend(moment.nanosecond().to_le_bytes());
        }
        // The same in UTC, and the zone as text.
        Value::DateTime(moment) => {
            out.push(DATE_TIME);
            out.extend(moment.epoch_seconds().to_le_bytes());
            out.extend(moment.local().nanosecond().to_le_bytes());
            put_text(out, &moment.zone().to_string());
        }
        // Months, days, seconds, nanoseconds.
        Value::Duration(duration) => {
            out.push(DURATION);
            for part in [duration.months(), duration.days(), duration.seconds(), duration.nanosecond()] {
                out.extend(part.to_le_bytes());
            }
        }
        // The code of system and dimensions, and three coordinates.
        Value::Point(point) => {
            out.push(POINT);
            out.extend(i64::from(point.code()).to_le_bytes());
            for coordinate in [point.x, point.y, point.z.unwrap_or(0.0)] {
                out.extend(coordinate.to_bits().to_le_bytes());
            }
        }
        Value::Null | Value::Map(_) | Value::Node(_) | Value::Relationship(_) | Value::Path(_) => out.push(NULL),
    }
}

/// Reads a value.
pub fn value(bytes: &mut Bytes<'_>) -> Result<Value, Damage> {
    nested(bytes, DEEPEST)
}

fn nested(bytes: &mut Bytes<'_>, deeper: usize) -> Result<Value, Damage> {
    Ok(match bytes.u8()? {
        NULL => Value::Null,
        FALSE => Value::Boolean(false),
        TRUE => Value::Boolean(true),
        INTEGER => Value::Integer(bytes.i64()?),
        FLOAT => Value::Float(f64::from_bits(bytes.u64()?)),
        STRING => Value::String(bytes.text()?.into()),
        LIST if deeper > 0 => {
            let count = bytes.count(1)?;
            let items: Result<Vec<Value>, Damage> = (0..count).map(|_| nested(bytes, deeper - 1)).collect();
            Value::List(Arc::new(items?))
        }
        DATE => Value::Date(Date::from_epoch_days(bytes.i64()?).ok_or_else(bad_temporal)?),
        LOCAL_TIME => Value::LocalTime(LocalTime::from_nanos(bytes.i64()?).ok_or_else(bad_temporal)?),
        TIME => {
            let local = LocalTime::from_nanos(bytes.i64()?).ok_or_else(bad_temporal)?;
            let offset = i32::try_from(bytes.i64()?).ok().and_then(Offset::from_seconds).ok_or_else(bad_temporal)?;
            Value::Time(Time { local, offset })
        }
        LOCAL_DATE_TIME => {
            let (seconds, nanos) = (bytes.i64()?, bytes.i64()?);
            Value::LocalDateTime(LocalDateTime::from_epoch(seconds, i128::from(nanos)).ok_or_else(bad_temporal)?)
        }
        DATE_TIME => {
            let (seconds, nanos) = (bytes.i64()?, bytes.i64()?);
            let zone = parse::zone(bytes.text()?).map_err(|_| bad_temporal())?;
            Value::from(DateTime::from_epoch(seconds, nanos, zone).ok_or_else(bad_temporal)?)
        }
        DURATION => {
            let (months, days, seconds, nanos) = (bytes.i64()?, bytes.i64()?, bytes.i64()?, bytes.i64()?);
            Value::from(Duration::new(months, days, seconds, i128::from(nanos)).ok_or_else(bad_temporal)?)
        }
        POINT => {
            let code = u32::try_from(bytes.i64()?).unwrap_or(0);
            let [x, y, z] = [bytes.u64()?, bytes.u64()?, bytes.u64()?].map(f64::from_bits);
            let coordinates: &[f64] = if matches!(code, 4979 | 9157) { &[x, y, z] } else { &[x, y] };
            let point =
                Point::from_code(code, coordinates).ok_or_else(|| Damage::new("a point is of an unknown system"))?;
            Value::Point(Arc::new(point))
        }
        _ => return Err(Damage::new("a value has an unknown type")),
    })
}

fn bad_temporal() -> Damage {
    Damage::new("a temporal value is out of range")
}
