//! Agreements: joint commitments, instruments that are signed or adopted, partnerships and mechanisms that are set up.

mod about;
mod commitments;
mod concluded;
mod concluding_sides;
mod conclusions;
mod instruments;
mod negotiations;
mod not_yet;
mod outcomes;
mod papers;
mod points;
mod proposed;
mod signers;
mod signing;
mod when_agreed;

use std::sync::LazyLock;

use super::event::{Event, EventDate, EventIndex};
use super::other_dates::aside_before;
use super::phrase::Phrase;
use super::reader::Reader;
use super::rule::{Reads, Rule, Rules};
use super::status::Status;
use super::targets;
use crate::extract::dates::{Precision, Tense};
use crate::extract::mention::EntityIndex;
use crate::facts::LinkType;

/// What is agreed, signed, set up and negotiated.
const RULES: [Rule<Reads>; 11] = [
    Rule::begun_by(&["Pledge", "AgreeOn", "Agree"], commitments::commitment),
    Rule::begun_by(&["agreement", "decision"], outcomes::agreement_to),
    when_agreed::TOLD,
    Rule::begun_by(&["instrument"], instruments::in_force),
    signers::OF_KNOWN_PAPER,
    conclusions::CONCLUSION,
    Rule::begun_by(&["instrument", "communique", "statement", "declaration", "resolution"], instruments::declaration),
    Rule::begun_by(&["signing", "conclusion", "signature", "adoption"], signing::signing),
    Rule::begun_by(&["instrument"], negotiations::negotiated),
    Rule::begun_by(&["close", "closer", "near", "nearing"], not_yet::within_reach),
    Rule::begun_by(&["proposed", "proposes", "propose", "suggested", "suggests", "suggest"], proposed::proposed),
];

/// The same by the words that begin them.
static BY_WORD: LazyLock<Rules<Reads>> = LazyLock::new(|| Rules::new(const { &RULES }));

/// Reads the agreements of a sentence.
pub fn read(reader: &mut Reader<'_>, phrase: &Phrase) {
    if papers::paper(reader, phrase)
        || papers::heading(reader, phrase)
        || papers::papers_among(reader, phrase)
        || points::point(reader, phrase)
    {
        return;
    }
    reader.at_each(phrase, |reader, at| reader.first_of(&BY_WORD, phrase, at));
    targets::read(reader, phrase);
    signers::now_listed(reader, phrase);
}

/// Dates the agreement, ties it to the meeting in focus and keeps it.
/// `until` is the item where the content of a commitment begins: dates further on belong to what was agreed.
fn keep(reader: &mut Reader<'_>, phrase: &Phrase, at: usize, until: usize, mut event: Event) -> EventIndex {
    event.date = reader.date_until(phrase, at, until, event.status);
    // `A plan for 1999 was signed`, `beginning in 2020`: a year to come is no day of what was concluded.
    let ahead = |date: &EventDate| {
        let today = reader.anchor.map(|day| day.to_string()).unwrap_or_default();
        let own = &date.resolved.start;
        date.resolved.precision != Precision::Day && today.get(..own.len()).is_some_and(|today| *today < **own)
    };
    let agreed = event.rule == "agreement.agreed_instrument" || event.kind == "mechanism";
    let concluded = event.status == Status::Held && !agreed;
    if concluded && event.date.as_ref().is_some_and(ahead) {
        let mut days = (0..until.min(phrase.items.len())).filter_map(|place| {
            let day = reader.event_date(phrase, place, phrase.date_at(place)?, Tense::Past)?;
            (day.resolved.precision == Precision::Day).then_some(day)
        });
        event.date = days.next_back();
    }
    let parties: Vec<EntityIndex> = event.tied(LinkType::PartyTo).collect();
    let recalled = phrase.word(at.wrapping_sub(1)) == "had";
    // A commitment takes the day of its meeting, unless one of its own is told.
    let exact = |date: &EventDate| matches!(date.resolved.precision, Precision::Day | Precision::Week);
    if event.kind == "commitment"
        && !event.date.as_ref().is_some_and(exact)
        && reader.meeting_of(&parties, recalled).is_some()
    {
        event.date = None;
    }
    if parties.len() == 2 && reader.parties_of(&reader.focus.pair).iter().any(|party| !parties.contains(party)) {
        reader.focus.pair.clone_from(&parties);
    }
    if reader.meeting.is_none() && parties.len() > 1 {
        // Those who agreed by name, else the sides.
        let named = reader.parties_of(&reader.focus.pair) == parties;
        reader.focus.participants = if named { reader.focus.pair.clone() } else { parties.clone() };
    }
    // `will meet on Monday. They are to sign an accord`: on that day.
    let planned = reader.meeting.and_then(|meeting| reader.events.get(meeting)).filter(|meeting| {
        let told = meeting.evidence.last().map_or(0, |told| told.sentence as usize);
        let there: Vec<EntityIndex> = meeting.tied(LinkType::Attended).collect();
        let paragraph = |sentence: usize| reader.text.block_of(sentence).map(|block| block.sentences.start);
        let near = phrase.sentence <= told + 1 && paragraph(told) == paragraph(phrase.sentence);
        meeting.status == Status::Planned && near && reader.parties_of(&there) == parties
    });
    if event.status == Status::Planned
        && event.date.is_none()
        && event.rule == "agreement.instrument"
        && event.kind != "mechanism"
        && let Some(meeting) = planned
    {
        event.date.clone_from(&meeting.date);
    }
    let aside = aside_before(phrase, at).is_some();
    if event.status == Status::Held
        && !aside
        && let Some(meeting) = reader.meeting_of(&parties, recalled)
    {
        event.events.push((LinkType::ReachedAt, meeting));
    }
    reader.keep(event)
}
