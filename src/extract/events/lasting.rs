//! The first or the last day of a meeting or visit, told apart from it: `The talks last until Friday`, `They had begun on
//! Monday`, `opened on Tuesday and is to end on Friday`, `will begin on Monday and run until Thursday`.

use jiff::Span;
use jiff::civil::Date;

use super::event::{Event, EventDate, EventIndex};
use super::first_and_last::LONGEST;
use super::noun_phrase::noun_phrase_start;
use super::phrase::Phrase;
use super::reader::Reader;
use super::rule::{Reads, Rule};
use super::status::{self, Status};
use crate::extract::dates::{DateExpression, Lead, Nearness, Precision, Resolved, Tense};
use crate::facts::Label;

/// Which day of an event a verb tells.
#[derive(Clone, Copy, PartialEq)]
enum Edge {
    First,
    /// On that day, or until it.
    Last,
}

/// A day as it was told.
#[derive(Clone, Copy)]
pub(super) struct Told {
    pub day: Date,
    /// It is a bare weekday: that of the week of the other day.
    pub weekday: bool,
}

impl Told {
    /// `begins on Monday and ends on Thursday`: the first such day after the other, or the last before it.
    fn beside(self, other: Date, after: bool) -> Date {
        let wrong = if after { self.day <= other } else { self.day >= other };
        if !(self.weekday && wrong) {
            return self.day;
        }
        let weeks = (other.duration_since(self.day).as_hours().abs() / (7 * 24) + 1) * if after { 7 } else { -7 };
        self.day.checked_add(Span::new().days(weeks)).unwrap_or(self.day)
    }
}

/// The words that tell a first or a last day, with which the rules begin.
const VERBS: [&str; 29] = [
    "begin",
    "begins",
    "began",
    "begun",
    "start",
    "starts",
    "started",
    "open",
    "opens",
    "opened",
    "end",
    "ends",
    "ended",
    "conclude",
    "concludes",
    "concluded",
    "close",
    "closes",
    "closed",
    "finish",
    "finishes",
    "last",
    "lasts",
    "lasted",
    "continue",
    "continues",
    "run",
    "runs",
    "go",
];

/// `The talks will end on Friday`, of the talks just told.
pub(super) const NOUN: Rule<Reads> = Rule::begun_by(&["meeting"], |reader, phrase, at| {
    phrase.noun("meeting", at)?;
    let start = noun_phrase_start(phrase, at);
    let determined =
        matches!(phrase.word(start), "the" | "this" | "these") && !phrase.is("preposition", start.wrapping_sub(1));
    let which = at + 1 + usize::from(phrase.word(at + 1) == ",");
    let clause = usize::from(matches!(phrase.word(which), "which" | "that")) * (which + 1 - at);
    let verb = (at + 1 + clause..at + 9).find(|verb| !leads_to_verb(phrase, *verb)).filter(|_| determined)?;
    let edge = edge(phrase, verb)?;
    let meeting = reader.meeting.filter(|meeting| told_before(reader, phrase, *meeting))?;
    let day = day_of(reader, phrase, verb, edge)?;
    let fits =
        reader.events.get(meeting).is_some_and(|event| event.span().is_some() && closes_within(event, edge, day));
    fits.then(|| set(reader, meeting, edge, day))?;
    let evidence = phrase.evidence(reader.text, start..at + 1);
    reader.events.get_mut(meeting)?.evidence.push(evidence);
    Some(1)
});

/// `They will end on Friday`, `and are expected to continue until Friday`, of a meeting.
pub(super) const VERB: Rule<Reads> =
    Rule::begun_by(&VERBS, |reader, phrase, at| read(reader, phrase, at, Label::Meeting));

/// Reads the day of an event just told that the verb at an item tells without its noun.
pub(super) fn read(reader: &mut Reader<'_>, phrase: &Phrase, at: usize, label: Label) -> Option<usize> {
    let edge = edge(phrase, at)?;
    let before = (0..at).rev().find(|before| !leads_to_verb(phrase, *before))?;
    let event = joined(reader, phrase, before, edge, label).or_else(|| meant(reader, phrase, before, label))?;
    let day = day_of(reader, phrase, at, edge)?;
    set(reader, event, edge, day);
    Some(1)
}

/// Words between a subject and its verb: `is expected to`, `had`, `will also`.
fn leads_to_verb(phrase: &Phrase, at: usize) -> bool {
    phrase.is("auxiliary", at)
        || phrase.is("adverb", at)
        || matches!(
            phrase.word(at),
            "to" | "expected" | "due" | "scheduled" | "set" | "planned" | "supposed" | "slated"
        )
}

fn edge(phrase: &Phrase, at: usize) -> Option<Edge> {
    let until = || (at + 1..at + 4).any(|until| matches!(phrase.word(until), "until" | "till" | "through"));
    match phrase.word(at) {
        "begin" | "begins" | "began" | "begun" | "start" | "starts" | "started" | "open" | "opens" | "opened" => {
            Some(Edge::First)
        }
        "end" | "ends" | "ended" | "conclude" | "concludes" | "concluded" | "close" | "closes" | "closed"
        | "finish" | "finishes" => Some(Edge::Last),
        "last" | "lasts" | "lasted" | "continue" | "continues" | "run" | "runs" | "go" if until() => Some(Edge::Last),
        _ => None,
    }
}

/// `opened on Tuesday and will end on Friday`: the event of this sentence whose other day was told.
fn joined(reader: &Reader<'_>, phrase: &Phrase, and: usize, edge: Edge, label: Label) -> Option<EventIndex> {
    let told = |verb: usize| self::edge(phrase, verb).is_some_and(|other| other != edge);
    let opposite = matches!(phrase.word(and), "and" | ",") && (0..and).any(told);
    let here = |event: &Event| {
        event.label == label
            && event.date.is_some()
            && event.evidence.last().is_some_and(|told| told.sentence as usize == phrase.sentence)
    };
    reader.last_event(here).filter(|_| opposite)
}

/// `They will end on Friday`, `It had opened on Monday`: the event that the sentence before told.
fn meant(reader: &Reader<'_>, phrase: &Phrase, subject: usize, label: Label) -> Option<EventIndex> {
    let item = phrase.items.get(subject).filter(|_| subject == 0)?;
    let pronoun = matches!(&*reader.text.folded_slice(item.tokens.clone()), "it" | "they");
    let last = match label {
        Label::Visit => reader.visit,
        _ => reader.meeting,
    };
    // Of a meeting and a visit the one told last.
    let newest =
        reader.last_event(|event| matches!(event.label, Label::Meeting | Label::Visit) && event.date.is_some());
    last.filter(|last| pronoun && newest == Some(*last) && told_before(reader, phrase, *last))
}

/// Whether this sentence or the two before told of an event that has or will have taken place.
fn told_before(reader: &Reader<'_>, phrase: &Phrase, event: EventIndex) -> bool {
    reader.events.get(event).is_some_and(|event| {
        let near = event.evidence.last().is_some_and(|told| told.sentence as usize + 2 >= phrase.sentence);
        near && matches!(event.status, Status::Held | Status::Planned)
    })
}

/// The day beside a verb, before any other clause.
fn day_of(reader: &Reader<'_>, phrase: &Phrase, verb: usize, edge: Edge) -> Option<Told> {
    let passes = |at: &usize| {
        // `ended them on Friday`
        let them = *at == verb + 1 && phrase.actors(*at).is_some_and(|them| them.reference && them.plural);
        them || matches!(
            phrase.word(*at),
            "on" | "in" | "at" | "here" | "there" | "until" | "till" | "through" | "late" | "early"
        ) || matches!(phrase.items.get(*at).map(|item| &item.kind), Some(super::phrase::ItemKind::Place(_)))
    };
    let place = (verb + 1..verb + 7).find(|at| !passes(at))?;
    let date = phrase.date_at(place)?;
    let fits = match edge {
        Edge::First => matches!(date.lead, Lead::At | Lead::From),
        Edge::Last => matches!(date.lead, Lead::At | Lead::Until),
    };
    let tense = match status::of_verb(phrase, verb) {
        Status::Held if phrase.is_past(verb) => Tense::Past,
        _ => Tense::Future,
    };
    let date = reader.event_date(phrase, place, date, tense).filter(|_| fits)?;
    let day = date.resolved.first_day().filter(|_| date.resolved.precision == Precision::Day)?;
    Some(Told { day, weekday: is_weekday(phrase, place) })
}

/// Whether a date is a bare weekday.
pub(super) fn is_weekday(phrase: &Phrase, place: usize) -> bool {
    phrase.date_at(place).is_some_and(|date| matches!(date.expression, DateExpression::Weekday(_, Nearness::Plain)))
}

/// Whether a day can be the first or last of an event that has a day.
fn closes_within(event: &Event, edge: Edge, told: Told) -> bool {
    let Some((first, _)) = event.span() else { return true };
    let day = told.beside(first, edge == Edge::Last);
    match edge {
        Edge::First => day <= first && first.duration_since(day).as_hours() <= 24 * LONGEST,
        Edge::Last => first <= day && day.duration_since(first).as_hours() <= 24 * LONGEST,
    }
}

/// Sets the first or last day of an event.
fn set(reader: &mut Reader<'_>, event: EventIndex, edge: Edge, day: Told) {
    match edge {
        Edge::Last => close(reader, event, day),
        Edge::First => begin(reader, event, day),
    }
}

/// Sets the last day of an event whose first is known.
pub(super) fn close(reader: &mut Reader<'_>, event: EventIndex, last: Told) {
    let Some(event) = reader.events.get_mut(event) else { return };
    // `is on a four-day visit. He returns home tonight`: counted back from its last day.
    if event.days.is_some() {
        if event.date.is_none() {
            event.date = Some(day_alone(last.day));
            event.ends = true;
        }
        return;
    }
    if let (Some((first, None)), Some(date)) = (event.span(), &mut event.date)
        && date.resolved.precision == Precision::Day
        && let last = last.beside(first, true)
        && first < last
        && last.duration_since(first).as_hours() <= 24 * LONGEST
    {
        date.resolved.end = Some(last.to_string());
    }
}

/// Sets the first day of an event of which the last or none is known.
fn begin(reader: &mut Reader<'_>, event: EventIndex, first: Told) {
    let Some(event) = reader.events.get_mut(event).filter(|event| event.days.is_none()) else { return };
    match (event.span(), &mut event.date) {
        (None, date @ None) => *date = Some(day_alone(first.day)),
        (Some((last, None)), Some(date)) if date.resolved.precision == Precision::Day => {
            let first = first.beside(last, false);
            if first < last && last.duration_since(first).as_hours() <= 24 * LONGEST {
                (date.resolved.start, date.resolved.end) = (first.to_string(), Some(last.to_string()));
            }
        }
        _ => {}
    }
}

fn day_alone(day: Date) -> EventDate {
    let resolved = Resolved { start: day.to_string(), end: None, precision: Precision::Day };
    EventDate { resolved, text: String::new() }
}
