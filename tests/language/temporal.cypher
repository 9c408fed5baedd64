// Dates, times and lengths of time.

RETURN toString(date({year: 1816, week: 52})) AS a, toString(date({year: 1818, week: 53})) AS b, date('1984-01-01').weekYear AS c, toString(date.truncate('weekYear', date('1984-01-01'), {day: 5})) AS d;
//> a | b | c | d
//> 1816-12-23 | 1818-12-28 | 1983 | 1983-01-05
RETURN toString(date({date: date('2020-02-29'), year: 2021})) AS a, toString(date({date: date('2020-01-31'), month: 2})) AS b, toString(date({date: date('1984-11-11'), quarter: 3})) AS c;
//> a | b | c
//> 2021-02-28 | 2020-02-29 | 1984-08-11
RETURN toString(datetime({datetime: datetime('1984-10-11T12:00[Europe/Stockholm]'), month: 7})) AS summer, toString(datetime('2020-03-29T02:30[Europe/Paris]')) AS skipped, toString(datetime('2020-10-25T02:30+01:00[Europe/Paris]') - duration('PT1H')) AS repeated;
//> summer | skipped | repeated
//> 1984-07-11T12:00+02:00[Europe/Stockholm] | 2020-03-29T03:30+02:00[Europe/Paris] | 2020-10-25T02:30+02:00[Europe/Paris]
RETURN toString(duration.inSeconds(datetime('2020-03-28T12:00[Europe/Paris]'), datetime('2020-03-29T12:00[Europe/Paris]'))) AS hours, toString(duration.between(datetime('2020-03-28T12:00[Europe/Paris]'), datetime('2020-03-29T12:00[Europe/Paris]'))) AS day;
//> hours | day
//> PT23H | P1D
RETURN toString(duration.between(date('-999999999-01-01'), date('+999999999-12-31'))) AS ages, toString(duration({seconds: -60, milliseconds: -1})) AS signs;
//> ages | signs
//> P1999999998Y11M30D | PT-1M-0.001S

// The moments counted from 1970 take parts of a second, and nothing else.
RETURN toString(datetime({epochSeconds: 0, millisecond: 5, timezone: '+02:00'})) AS a, toString(datetime({epochMillis: 1999, nanosecond: 7})) AS b, toString(datetime({epochMillis: -1})) AS c;
//> a | b | c
//> 1970-01-01T02:00:00.005+02:00 | 1970-01-01T00:00:01.999000007Z | 1969-12-31T23:59:59.999Z
RETURN datetime({epochSeconds: 0, hour: 5});
//> ArgumentError InvalidArgumentValue: `hour` cannot stand beside `epochSeconds`
RETURN datetime({epochSeconds: 0, epochMillis: 5});
//> ArgumentError InvalidArgumentValue: `epochMillis` cannot stand beside `epochSeconds`
RETURN datetime({epochMillis: 9223372036854775807, nanosecond: 9223372036854775807});
//> ArgumentError InvalidArgumentValue: `nanosecond` is 0 to 999999999 here, not 9223372036854775807
RETURN datetime({epochSeconds: 9223372036854775807});
//> ArgumentError InvalidArgumentValue: the moment lies outside of the calendar, which goes from year -999999999 to 999999999

RETURN time({time: date('2020-01-01')});
//> ArgumentError InvalidArgumentValue: `time` needs a value with a time of day, not DATE
RETURN toString(localdatetime({date: datetime('2020-01-01T10:00Z'), time: time('12:30+01:00')})) AS both;
//> both
//> 2020-01-01T12:30
RETURN date.truncate('hour', date('2020-01-01'));
//> ArgumentError InvalidArgumentValue: a date cannot be truncated to `hour` (the units are millennium, century, decade, year, weekYear, quarter, month, week, day)
RETURN localtime.truncate('year', localtime('10:00'));
//> ArgumentError InvalidArgumentValue: LOCAL TIME cannot be truncated to `year`
RETURN localtime.truncate('weeks', localtime('10:00'));
//> ArgumentError InvalidArgumentValue: a localtime cannot be truncated to `weeks` (the units are day, hour, minute, second, millisecond, microsecond)

// A column of days moved by a duration.
UNWIND [date('2020-01-31'), null, date('-0001-03-01')] AS d RETURN toString(d + duration({days: 30})) AS later, toString(d - duration({days: 30})) AS before, toString(d + duration({months: 1, days: -1})) AS month, toString(d + duration('PT49H')) AS hours;
//> later | before | month | hours
//> 2020-03-01 | 2020-01-01 | 2020-02-28 | 2020-02-02
//> null | null | null | null
//> -0001-03-31 | -0001-01-30 | -0001-03-31 | -0001-03-03
UNWIND [date({year: 999999999, month: 12, day: 31})] AS d RETURN d + duration({days: 1}) AS later;
//> ArithmeticError TemporalOverflow: +999999999-12-31 and P1D together lie outside of the calendar

// Laws over days of three thousand years: every way to name a day leads back to it.
UNWIND range(0, 1000) AS n WITH date('0400-01-01') + duration({days: n * 997}) AS d
WITH [
  date({year: d.weekYear, week: d.week, dayOfWeek: d.weekDay}) = d,
  date({year: d.year, ordinalDay: d.ordinalDay}) = d,
  date({year: d.year, quarter: d.quarter, dayOfQuarter: d.dayOfQuarter}) = d,
  date(toString(d)) = d,
  date({date: d}) = d,
  date.truncate('week', d) = d - duration({days: d.weekDay - 1}),
  date.truncate('quarter', d) = d - duration({days: d.dayOfQuarter - 1}),
  date.truncate('weekYear', d).week = 1 AND date.truncate('weekYear', d).weekDay = 1,
  duration.inDays(d, d + duration({days: 400})).days = 400
] AS laws WITH count(*) AS days, collect(laws) AS rows
RETURN days, [i IN range(0, 8) | all(row IN rows WHERE row[i])] AS hold;
//> days | hold
//> 1001 | [true, true, true, true, true, true, true, true, true]
// And of the time between two moments, in either order and across the hours of a zone.
UNWIND range(0, 300) AS n WITH localdatetime('1999-12-31T23:59:58.5') AS a, n
WITH a, a + duration({months: n % 37, days: n % 29, hours: n * 7, nanoseconds: n * 1001}) AS b
WITH [
  a + duration.between(a, b) = b,
  a + duration.inSeconds(a, b) = b,
  b + duration.inSeconds(b, a) = a,
  duration(toString(duration.between(b, a))) = duration.between(b, a),
  localdatetime(toString(b)) = b,
  datetime({datetime: datetime({datetime: b, timezone: 'Asia/Seoul'}), timezone: 'America/Lima'}).epochMillis = datetime({datetime: b, timezone: '+09:00'}).epochMillis
] AS laws WITH count(*) AS moments, collect(laws) AS rows
RETURN moments, [i IN range(0, 5) | all(row IN rows WHERE row[i])] AS hold;
//> moments | hold
//> 301 | [true, true, true, true, true, true]
