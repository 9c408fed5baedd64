//! Sides of a meeting and who leads them: `X led the Danish team`, `Y headed that of Chad`.

use super::meeting_candidates::members;
use super::phrase::{ItemKind, Phrase};
use super::reader::Reader;
use crate::facts::LinkType;

/// `X led the Danish team`, `X headed that of Chad`: who leads a side of the meeting, and the country of that side.
pub(super) fn leads(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<()> {
    let verb = matches!(phrase.word(at), "led" | "headed" | "leads" | "heads" | "lead" | "head");
    if !verb || phrase.is("be", at.checked_sub(1)?) || phrase.word(at + 1) == "by" {
        return None;
    }
    let group = |at: usize| {
        matches!(
            phrase.word(at),
            "delegation" | "team" | "side" | "hosts" | "visitors" | "guests" | "negotiators" | "officials" | "experts"
        ) || phrase.word(at) == "that" && phrase.word(at + 1) == "of"
            || side_of(reader, phrase, at).is_some()
    };
    let noun = (at + 1..at + 5).find(|noun| group(*noun))?;
    let leaders = members(phrase, phrase.subject(at));
    let side = (at + 1..(noun + 3).min(phrase.items.len())).find_map(|at| match &phrase.items[at].kind {
        ItemKind::Adjective(country) => Some(*country),
        _ => members(phrase, Some(at)).first().copied().filter(|member| reader.is_country(*member)),
    });
    let meeting = reader.meeting?;
    let known: Vec<_> = reader.events.get(meeting)?.tied(LinkType::Attended).collect();
    let sides = reader.parties_of(&known);
    let fits = |party: Option<_>| party.is_some_and(|party| sides.contains(&party));
    let person = leaders.len() == 1 && reader.is_person(leaders[0]);
    if !person || !(fits(side) || fits(reader.party_of(leaders[0]))) {
        return None;
    }
    // `and Minister Y that of Chad`
    let second = (noun + 1..noun + 6)
        .find(|and| phrase.word(*and) == "and" && phrase.word(and + 2) == "that" && phrase.word(and + 3) == "of")
        .map(|and| (members(phrase, Some(and + 1)), members(phrase, Some(and + 4)).first().copied()));
    for (leaders, side) in std::iter::once((leaders, side)).chain(second) {
        reader.attend(meeting, &leaders, "participant");
        let event = reader.events.get_mut(meeting)?;
        event.ties.retain(|tie| tie.link != LinkType::Attended || Some(tie.entity) != side);
    }
    Some(())
}

/// `the Danish delegation`, which is one item: its country.
fn side_of(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<()> {
    let item = phrase.items.get(at)?;
    let words = reader.text.folded_slice(item.tokens.clone());
    let side = ["delegation", "team", "side"].iter().any(|group| words.ends_with(group));
    (side && phrase.actors(at).is_some()).then_some(())
}
