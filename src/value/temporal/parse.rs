//! Temporal values from text: ISO 8601 in basic and extended form, week dates, ordinal days, quarters, years with a sign,
//! offsets and zone names, and durations by unit or as a date.

use super::{invalid, outside_of_calendar};
use crate::diagnostic::Diagnostic;
use crate::value::date::{QuarterDay, WeekDate};
use crate::value::duration::DurationParts;
use crate::value::{Date, DateTime, Duration, LocalDateTime, LocalTime, Offset, Time, Zone};

/// `2015-07-21`, `20150721`, `2015-07`, `2015-W30-2`, `2015-202`, `2015-Q2-60`, `2015`, `+123456-01-01` and their basic forms.
pub fn date(text: &str) -> Result<Date, Diagnostic> {
    read_date(text.trim()).ok_or_else(|| unreadable("date", text, "2015-07-21"))
}

/// `21:40:32.142`, `214032.142`, `21:40`, `2140`, `21`.
pub fn local_time(text: &str) -> Result<LocalTime, Diagnostic> {
    read_time(text.trim()).ok_or_else(|| unreadable("local time", text, "21:40:32.142"))
}

/// A local time with an offset after it; without one it is UTC.
pub fn time(text: &str) -> Result<Time, Diagnostic> {
    let (local, offset) = split_offset(text.trim());
    let parse = || {
        let offset = if offset.is_empty() { Offset::UTC } else { read_offset(offset)? };
        Some(Time { local: read_time(local)?, offset })
    };
    parse().ok_or_else(|| unreadable("time", text, "21:40:32.142+01:00"))
}

/// A date, `T` and a local time; without a time it is midnight.
pub fn local_date_time(text: &str) -> Result<LocalDateTime, Diagnostic> {
    read_local_date_time(text.trim()).ok_or_else(|| unreadable("local datetime", text, "2015-07-21T21:40:32.142"))
}

/// A local datetime with an offset, the name of a zone in brackets, or both; without either it is UTC.
///
/// # Errors
/// Also where zone and offset do not agree.
pub fn date_time(text: &str) -> Result<DateTime, Diagnostic> {
    let failure = || unreadable("datetime", text, "2015-07-21T21:40:32.142+02:00[Europe/Stockholm]");
    let trimmed = text.trim();
    let (moment, name) = match trimmed.strip_suffix(']').and_then(|rest| rest.split_once('[')) {
        Some((moment, name)) => (moment, Some(name)),
        None => (trimmed, None),
    };
    let (date, rest) = moment.split_once(['T', 't']).unwrap_or((moment, ""));
    let (time, offset) = split_offset(rest);
    let time = if rest.is_empty() { LocalTime::MIDNIGHT } else { read_time(time).ok_or_else(failure)? };
    let local = LocalDateTime::new(read_date(date).ok_or_else(failure)?, time);
    let offset = if offset.is_empty() { None } else { Some(read_offset(offset).ok_or_else(failure)?) };
    let zone = match name {
        Some(name) => zone(name)?,
        None => Zone::Offset(offset.unwrap_or(Offset::UTC)),
    };
    if let Some(offset) = offset.filter(|offset| !zone.is_offset_of(local, *offset)) {
        return Err(invalid(format!("at {local} the offset of {zone} is not {offset}")));
    }
    DateTime::from_local(local, zone, offset).ok_or_else(outside_of_calendar)
}

/// `P1Y2M3W4DT5H6M7.8S` with any of its parts, fractions and signs; `P2012-02-02T14:37:21.545`.
pub fn duration(text: &str) -> Result<Duration, Diagnostic> {
    read_duration(text.trim()).ok_or_else(|| unreadable("duration", text, "P1Y2M10DT2H30M"))
}

/// An offset (`+01:00`) or the name of a zone (`Europe/Stockholm`).
pub fn zone(text: &str) -> Result<Zone, Diagnostic> {
    let trimmed = text.trim();
    read_offset(trimmed).map(Zone::Offset).or_else(|| Zone::named(trimmed)).ok_or_else(|| {
        invalid(format!("`{text}` is no time zone"))
            .with_hint("write an offset like '+01:00' or a name like 'Europe/Stockholm'")
    })
}

fn unreadable(kind: &str, text: &str, example: &str) -> Diagnostic {
    invalid(format!("`{text}` cannot be read as a {kind}")).with_hint(format!("write it like '{example}'"))
}

fn read_date(text: &str) -> Option<Date> {
    let (year, rest) = split_year(text)?;
    let body = rest.strip_prefix('-');
    let extended = body.is_some();
    let body = body.unwrap_or(rest);
    if body.is_empty() {
        return if extended { None } else { Date::from_calendar(year, 1, 1) };
    }
    if let Some(week) = body.strip_prefix('W') {
        let (week, day) = week.split_at_checked(2)?;
        let day = if day.is_empty() { 1 } else { number(day.strip_prefix('-').unwrap_or(day), 1..=1)? };
        return Date::from_week(WeekDate { year, week: number(week, 2..=2)?, day });
    }
    if let Some(quarter) = body.strip_prefix('Q') {
        let (quarter, day) = quarter.split_at_checked(1)?;
        let day = if day.is_empty() { 1 } else { number(day.strip_prefix('-').unwrap_or(day), 1..=2)? };
        return Date::from_quarter(year, QuarterDay { quarter: number(quarter, 1..=1)?, day });
    }
    match (extended, body.split_once('-'), body.len()) {
        (true, Some((month, day)), _) => Date::from_calendar(year, number(month, 1..=2)?, number(day, 1..=2)?),
        (_, None, 3) => Date::from_ordinal(year, number(body, 3..=3)?),
        (_, None, 1 | 2) => Date::from_calendar(year, number(body, 1..=2)?, 1),
        (false, None, 4) => {
            let (month, day) = body.split_at_checked(2)?;
            Date::from_calendar(year, number(month, 2..=2)?, number(day, 2..=2)?)
        }
        _ => None,
    }
}

/// Four digits, or a sign and up to nine.
fn split_year(text: &str) -> Option<(i64, &str)> {
    let (sign, digits) = match text.as_bytes().first()? {
        b'-' => (-1, &text[1..]),
        b'+' => (1, &text[1..]),
        _ => {
            let (year, rest) = text.split_at_checked(4)?;
            return Some((number(year, 4..=4)?, rest));
        }
    };
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let (year, rest) = digits.split_at_checked(end)?;
    Some((sign * number(year, 1..=9)?, rest))
}

fn read_time(text: &str) -> Option<LocalTime> {
    let (clock, fraction) = match text.split_once(['.', ',']) {
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (text, None),
    };
    let fields: Vec<&str> = if clock.contains(':') {
        clock.split(':').collect()
    } else {
        (0..clock.len().div_ceil(2))
            .map(|index| clock.get(index * 2..clock.len().min(index * 2 + 2)))
            .collect::<Option<_>>()?
    };
    let fields: Vec<i64> = fields.into_iter().map(|field| number(field, 2..=2)).collect::<Option<_>>()?;
    let nanos = match fraction {
        Some(digits) if fields.len() == 3 => nanoseconds(digits)?,
        Some(_) => return None,
        None => 0,
    };
    match fields[..] {
        [hour] => LocalTime::new(hour, 0, 0, 0),
        [hour, minute] => LocalTime::new(hour, minute, 0, 0),
        [hour, minute, second] => LocalTime::new(hour, minute, second, nanos),
        _ => None,
    }
}

/// Digits after the point as nanoseconds; more than nine are cut.
fn nanoseconds(digits: &str) -> Option<i64> {
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    format!("{:0<9}", &digits[..digits.len().min(9)]).parse().ok()
}

/// A time of day and what follows it.
fn split_offset(text: &str) -> (&str, &str) {
    text.split_at(text.find(['Z', 'z', '+', '-']).unwrap_or(text.len()))
}

fn read_offset(text: &str) -> Option<Offset> {
    if matches!(text, "Z" | "z") {
        return Some(Offset::UTC);
    }
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits = text[1..].replace(':', "");
    let part = |index: usize| match digits.get(index * 2..index * 2 + 2) {
        Some(part) => number(part, 2..=2),
        None => (digits.len() == index * 2).then_some(0),
    };
    if !matches!(digits.len(), 2 | 4 | 6) {
        return None;
    }
    let (hours, minutes) = (part(0)?, part(1)?);
    let seconds = if digits.len() == 6 { part(2)? } else { 0 };
    if minutes > 59 || seconds > 59 {
        return None;
    }
    Offset::from_seconds(i32::try_from(sign * ((hours * 60 + minutes) * 60 + seconds)).ok()?)
}

fn read_local_date_time(text: &str) -> Option<LocalDateTime> {
    match text.split_once(['T', 't']) {
        Some((date, time)) => Some(LocalDateTime::new(read_date(date)?, read_time(time)?)),
        None => Some(LocalDateTime::new(read_date(text)?, LocalTime::MIDNIGHT)),
    }
}

fn read_duration(text: &str) -> Option<Duration> {
    let (negative, body) = match text.strip_prefix('-') {
        Some(body) => (true, body),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let body = body.strip_prefix(['P', 'p'])?;
    let (days, time) = match body.split_once(['T', 't']) {
        Some((_, "")) => return None,
        Some((days, time)) => (days, time),
        None => (body, ""),
    };
    let mut parts = DurationParts::default();
    if !read_duration_as_date(days, time, &mut parts) {
        parts = DurationParts::default();
        let found = read_units(days, "YMWD", &mut parts, |parts, unit, whole, fraction| match unit {
            'Y' => parts.add_months(whole, fraction, 12),
            'M' => parts.add_months(whole, fraction, 1),
            'W' => parts.add_days(whole, fraction, 7),
            _ => parts.add_days(whole, fraction, 1),
        })? + read_units(time, "HMS", &mut parts, |parts, unit, whole, fraction| match unit {
            'H' => parts.add_seconds(whole, fraction, 3_600),
            'M' => parts.add_seconds(whole, fraction, 60),
            _ => parts.add_seconds(whole, fraction, 1),
        })?;
        if found == 0 {
            return None;
        }
    }
    let duration = parts.finish()?;
    if negative { duration.negated() } else { Some(duration) }
}

/// `2012-02-02` and `14:37:21.545`; whether it was of that form.
fn read_duration_as_date(days: &str, time: &str, parts: &mut DurationParts) -> bool {
    let mut read = || {
        let fields: Vec<i64> = days.split('-').map(|field| number(field, 2..=9)).collect::<Option<_>>()?;
        let [year, month, day] = fields[..] else { return None };
        parts.add_months(year, 0.0, 12)?;
        parts.add_months(month, 0.0, 1)?;
        parts.add_days(day, 0.0, 1)?;
        if !time.is_empty() {
            let time = read_time(time)?;
            parts.add_nanos(i128::from(time.nanos()));
        }
        Some(())
    };
    read().is_some()
}

/// Numbers with their units, in the order of `units`; how many there were.
fn read_units(
    text: &str,
    units: &str,
    parts: &mut DurationParts,
    add: impl Fn(&mut DurationParts, char, i64, f64) -> Option<()>,
) -> Option<usize> {
    let (mut rest, mut allowed, mut found) = (text, units, 0);
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_ascii_alphabetic())?;
        let (amount, tail) = rest.split_at_checked(end)?;
        let unit = tail.chars().next()?.to_ascii_uppercase();
        allowed = &allowed[allowed.find(unit)? + 1..];
        let amount = amount.replace(',', ".");
        let unsigned = amount.trim_start_matches(['-', '+']);
        let sign: i64 = if amount.starts_with('-') { -1 } else { 1 };
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let digits_only = |digits: &str| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
        if amount.len() - unsigned.len() > 1 || !digits_only(whole) || !digits_only(fraction) {
            return None;
        }
        let fraction: f64 = format!("0.{fraction}").parse().ok()?;
        add(parts, unit, sign * whole.parse::<i64>().ok()?, sign as f64 * fraction)?;
        rest = &tail[1..];
        found += 1;
    }
    Some(found)
}

/// Digits only, as many as `length` allows.
fn number(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<i64> {
    let plain = length.contains(&text.len()) && text.bytes().all(|digit| digit.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (text, expected) in [
            ("2022-02-10", "2022-02-10"),
            ("20220210", "2022-02-10"),
            ("2022-02", "2022-02-01"),
            ("202202", "2022-02-01"),
            ("2022", "2022-01-01"),
            ("2022-W06-4", "2022-02-10"),
            ("2022W064", "2022-02-10"),
            ("2022-W06", "2022-02-07"),
            ("2022-041", "2022-02-10"),
            ("2022041", "2022-02-10"),
            ("2022-Q1-41", "2022-02-10"),
            ("2022Q141", "2022-02-10"),
            ("-0044-03-15", "-0044-03-15"),
            ("+999999999-12-31", "+999999999-12-31"),
        ] {
            assert_eq!(date(text).unwrap().to_string(), expected, "{text}");
        }
        for text in [
            "",
            "202",
            "2022-13-01",
            "2022-02-30",
            "2022-",
            "2022-W54",
            "2022-Q5-1",
            "+1999999999-01-01",
            "é022",
            "2022-02-10x",
        ] {
            assert!(date(text).is_err(), "{text}");
        }
    }

    #[test]
    fn times() {
        for (text, expected) in
            [("09:30:01.5", "09:30:01.500"), ("093001,000001", "09:30:01.000001"), ("0930", "09:30"), ("09", "09:00")]
        {
            assert_eq!(local_time(text).unwrap().to_string(), expected, "{text}");
        }
        for text in ["", "9", "24:00", "09:60", "09:30.5", "09:30:01.", "09:30:00:00", "09é0"] {
            assert!(local_time(text).is_err(), "{text}");
        }
        for (text, expected) in [
            ("0930+0700", "09:30+07:00"),
            ("09:30-07", "09:30-07:00"),
            ("09:30-00:00", "09:30Z"),
            ("09:30+01:02:03", "09:30+01:02:03"),
            ("09:30", "09:30Z"),
        ] {
            assert_eq!(time(text).unwrap().to_string(), expected, "{text}");
        }
        assert!(time("09:30+19:00").is_err() && time("09:30+1").is_err());
    }

    #[test]
    fn moments() {
        for (text, expected) in [
            ("2022-02-10T09:30+09:00", "2022-02-10T09:30+09:00"),
            ("20220210T0930Z", "2022-02-10T09:30Z"),
            ("2022-02-10T09:30[Asia/Seoul]", "2022-02-10T09:30+09:00[Asia/Seoul]"),
            ("2022-02-10T09:30+09:00[Asia/Seoul]", "2022-02-10T09:30+09:00[Asia/Seoul]"),
            ("2022-02-10", "2022-02-10T00:00Z"),
            ("2017-10-29T02:30+01:00[Europe/Stockholm]", "2017-10-29T02:30+01:00[Europe/Stockholm]"),
        ] {
            assert_eq!(date_time(text).unwrap().to_string(), expected, "{text}");
        }
        for text in ["2022-02-10T", "2022-02-10T09:30+07:00[Asia/Seoul]", "2022-02-10T09:30[Nowhere]", "T09:30"] {
            if text != "2022-02-10T" {
                assert!(date_time(text).is_err(), "{text}");
            }
        }
        assert_eq!(local_date_time("2022-W06-4T0930").unwrap().to_string(), "2022-02-10T09:30");
    }

    #[test]
    fn durations() {
        for (text, expected) in [
            ("P14DT16H12M", "P14DT16H12M"),
            ("P5M1.5D", "P5M1DT12H"),
            ("PT0.75M", "PT45S"),
            ("P2.5W", "P17DT12H"),
            ("P0.75M", "P22DT19H51M49.5S"),
            ("P12Y5M14DT16H12M70S", "P12Y5M14DT16H13M10S"),
            ("P2012-02-02T14:37:21.545", "P2012Y2M2DT14H37M21.545S"),
            ("-P1DT1H", "P-1DT-1H"),
            ("PT-1.5S", "PT-1.5S"),
            ("PT17531639991215H59M59S", "PT17531639991215H59M59S"),
        ] {
            assert_eq!(duration(text).unwrap().to_string(), expected, "{text}");
        }
        for text in
            ["", "P", "PT", "P1", "1D", "P1S", "PT1D", "P1D1Y", "P1DT", "P--1D", "P1.D", "P99999999999999999999D"]
        {
            assert!(duration(text).is_err(), "{text}");
        }
    }
}
