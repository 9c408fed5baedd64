//! Instruments that are being negotiated: `negotiations on a trade agreement between A and B`.

use super::super::meeting_candidates::members;
use super::super::meeting_nouns::noun_phrase_start;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::status::Status;
use super::instruments::{is_instrument, keep_instrument};

/// `negotiations on a trade agreement`, `will meet to negotiate an extradition treaty`: planned.
pub(super) fn negotiated(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let kind = phrase.noun("instrument", at)?;
    if matches!(kind, "mechanism" | "other" | "plan" | "declaration") || !is_instrument(phrase, at, at) {
        return None;
    }
    let start = noun_phrase_start(phrase, at);
    let before = start.saturating_sub(1);
    let noun = matches!(phrase.word(before), "on" | "for" | "over" | "about" | "of")
        && matches!(phrase.word(before.saturating_sub(1)), "negotiations" | "negotiation");
    let verb = matches!(phrase.word(before), "negotiate" | "negotiating");
    let under = (at + 1..phrase.items.len().min(at + 8)).any(|next| {
        phrase.is("be", next)
            && matches!(
                phrase.row(next + 1..phrase.items.len().min(next + 4)).trim_start_matches(" still").trim(),
                row if row.starts_with("under negotiation") || row.starts_with("being negotiated")
            )
    });
    // `agreed to open negotiations on a treaty`: that is what was agreed.
    let agreed =
        (0..start).any(|verb| phrase.verb("Agree", verb).is_some_and(|(_, length)| phrase.word(verb + length) == "to"));
    if agreed || !(noun || verb || under) || !matches!(phrase.word(start), "a" | "an" | "another") {
        return None;
    }
    let between = phrase.actors_after(&["between", "among", "with"], at + 1, phrase.items.len().min(at + 8));
    let subject = (0..before).rev().find(|verb| phrase.is_verb(*verb)).and_then(|verb| phrase.subject(verb));
    let mut actors = members(phrase, between);
    actors.extend(members(phrase, subject));
    let mut parties = reader.parties_of(&actors);
    if parties.len() < 2 {
        let focus = reader.focus.parties(reader.mentions);
        if parties.iter().all(|party| focus.contains(party)) {
            parties = focus.to_vec();
        }
    }
    if parties.len() < 2 {
        return None;
    }
    let index = keep_instrument(reader, phrase, at, &parties, Status::Planned, start..at + 1, "agreement.negotiated");
    // The day is that of the negotiations.
    if let Some(event) = reader.events.get_mut(index) {
        event.date = None;
    }
    Some(1)
}
