//! Others of whom the same is told: `X met Y, as did Z`, `X will visit Oslo, as will Z`.

use super::event::Event;
use super::noun_phrase::Members;
use super::phrase::Phrase;
use super::reader::Reader;
use super::rolls::listed;
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

/// Reads `as did Z` behind a meeting of two or a journey that the sentence told: Z had one of his own.
pub(super) fn read(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<()> {
    if phrase.word(at) != "as" || !matches!(phrase.word(at + 1), "did" | "was" | "were" | "will" | "has") {
        return None;
    }
    let told = |event: &Event| event.evidence.last().is_some_and(|told| told.sentence as usize == phrase.sentence);
    let index = reader.last_event(told)?;
    let event = reader.events.get(index)?;
    let two = event.tied(LinkType::Attended).count() == 2;
    let own =
        matches!(event.rule, "meeting.meet" | "meeting.noun" | "meeting.phone" | "meeting.receive" | "meeting.call_on")
            && two;
    let people: Members = listed(reader, phrase, at + 2).into_iter().filter(|one| reader.is_person(*one)).collect();
    if !(own || event.label == Label::Visit) || people.is_empty() {
        return None;
    }
    let event = event.clone();
    let actors: Vec<EntityIndex> = event.tied(event.actor_link()).collect();
    // `A and B met, as did their ministers, C and D`
    let pair = people.len() == 2 && reader.parties_of(&people) == reader.parties_of(&actors);
    let groups: Vec<Members> = if pair || event.label == Label::Visit {
        vec![people]
    } else {
        people.into_iter().map(|one| Members::from_slice(&[one])).collect()
    };
    for group in groups {
        let mut other = event.clone();
        let link = other.actor_link();
        // Who received them stays, and who is met behind the verb.
        let keeps = |tie: &EntityIndex| own && !pair && Some(tie) == kept(&event, &actors).as_ref();
        other.ties.retain(|tie| tie.link != link || keeps(&tie.entity));
        group.iter().for_each(|one| other.tie(link, *one, Some("participant")));
        other.evidence = vec![phrase.evidence(reader.text, at..at + 2)];
        other.events.clear();
        reader.keep(other);
    }
    Some(())
}

/// Of two who met, the one whom others met as well: the host, else the second.
fn kept(event: &Event, actors: &[EntityIndex]) -> Option<EntityIndex> {
    let host = event.ties.iter().find(|tie| tie.link == LinkType::Attended && tie.role == Some("host"));
    host.map(|host| host.entity).or_else(|| actors.get(1).copied())
}
