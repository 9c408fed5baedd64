//! Instruments that one side proposes: `X proposed a peace treaty`, `suggested setting up a joint committee`.

use super::super::noun_phrase::members;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::status::Status;
use super::instruments::{instrument_after, is_instrument, keep_instrument};

/// `X proposed (the creation of) a joint committee`: proposed, of the side that says so and the other.
pub(super) fn proposed(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let proposes =
        matches!(phrase.word(at), "proposed" | "proposes" | "suggested" | "suggests" | "propose" | "suggest");
    if !proposes || phrase.verb("Request", at).is_none() {
        return None;
    }
    let subject = phrase.subject(at)?;
    let end = phrase.clause_end(at).min(at + 9);
    let makes = (at + 1..end).find(|next| {
        matches!(phrase.word(*next), "creation" | "establishment" | "conclusion" | "signing" | "formation")
            || phrase.verb("SetUp", *next).is_some()
    });
    let noun = match makes {
        Some(makes) => (makes + 1..end).find(|noun| {
            phrase.noun("instrument", *noun).is_some() && (is_instrument(phrase, *noun, makes) || made(phrase, *noun))
        }),
        // `proposed a joint commission`: what stands there is set up first.
        None => instrument_after(phrase, at, end).filter(|noun| !made(phrase, *noun)).or_else(|| {
            let joint = (at + 1..end).find(|joint| matches!(phrase.word(*joint), "joint" | "mixed" | "tripartite"));
            joint.and_then(|joint| (joint + 1..end.min(joint + 3)).find(|noun| made(phrase, *noun)))
        }),
    }?;
    let article = (at + 1..noun).any(|before| matches!(phrase.word(before), "a" | "an"));
    let speakers = members(phrase, Some(subject));
    let own = reader.parties_of(&speakers);
    if !article || own.len() != 1 {
        return None;
    }
    let named = phrase.actors_after(&["between", "with"], noun + 1, phrase.items.len().min(noun + 8));
    let mut parties = reader.parties_of(&members(phrase, named));
    if !own.iter().all(|party| parties.contains(party)) {
        parties.extend(own.iter().copied());
    }
    if parties.len() < 2 {
        let focus = reader.parties_in_focus(phrase);
        parties = focus.iter().copied().filter(|_| focus.contains(&own[0])).collect();
    }
    if parties.len() < 2 {
        return None;
    }
    keep_instrument(reader, phrase, noun, &parties, Status::Proposed, at..noun + 1, "agreement.proposed");
    Some(noun + 1 - at)
}

/// A noun of something that is set up, and no paper.
fn made(phrase: &Phrase, noun: usize) -> bool {
    matches!(phrase.noun("instrument", noun), Some("mechanism" | "other"))
}
