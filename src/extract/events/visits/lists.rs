//! Visits that one sentence lists: `visits by A and B in April 2023, C in March 2024`.

use super::super::event::Event;
use super::super::phrase::{ItemKind, Phrase};
use super::super::reader::Reader;
use super::super::status::Status;
use super::destinations::destinations;
use crate::facts::{Label, LinkType};

/// `visits by A and B in April 2023, C in March 2024`: one visit for each, with the next date.
pub(super) fn visits_one_by_one(reader: &mut Reader<'_>, phrase: &Phrase, noun: usize) -> bool {
    let end = phrase.items.len();
    let to = (noun + 1..noun + 3).find(|at| phrase.word(*at) == "to");
    let stated = to.map(|to| destinations(reader, phrase, to + 1, 4)).unwrap_or_default();
    let Some(by) = (noun + 1..end.min(noun + 8)).find(|at| phrase.word(*at) == "by") else { return false };
    let date_after = |at: usize| (at + 1..end).find(|next| phrase.is_date(*next));
    let mut journeys = Vec::new();
    for at in by + 1..end {
        let Some(actors) = phrase.actors(at).filter(|actors| !actors.reference && !actors.possessive) else { continue };
        let Some(date) = date_after(at) else { continue };
        for traveller in &actors.members {
            let home = reader.country_of(*traveller);
            let other = reader.focus.countries.iter().take(2).find(|country| Some(**country) != home).copied();
            let to = stated.first().copied().or(other).filter(|to| home.is_some() && Some(*to) != home);
            if let (Some(to), false) = (to, reader.is_country(*traveller)) {
                journeys.push((*traveller, to, at, date));
            }
        }
    }
    if journeys.len() < 2 {
        return false;
    }
    for (traveller, to, at, place) in journeys {
        let mut event = Event::new(
            Label::Visit,
            "unspecified",
            Status::Held,
            phrase.evidence(reader.text, at..at + 1),
            "visit.listed",
        );
        event.evidence.push(phrase.evidence(reader.text, noun..by + 1));
        event.tie(LinkType::Made, traveller, None);
        event.tie(LinkType::To, to, None);
        if let ItemKind::Date(index) = phrase.items[place].kind
            && let Some(date) = phrase.dates.get(index)
        {
            event.date = reader.event_date(phrase, place, date, Status::Held.tense());
        }
        reader.keep(event);
    }
    true
}
