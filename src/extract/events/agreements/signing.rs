//! `the signing of a treaty`, `the adoption of a charter`: nouns that tell of a conclusion.

use super::super::focus::is_body;
use super::super::noun_phrase::{members, noun_phrase_start};
use super::super::noun_status;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::rolls::listed;
use super::super::status::{self, Status};
use super::super::verb_chain::governor;
use super::instruments::keep_instrument;
use super::signers::sign;

/// `witnessed the signing of a memorandum`, `is to end with the signing of a treaty`.
pub(super) fn signing(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    if !matches!(phrase.word(at), "signing" | "conclusion" | "signature" | "adoption") {
        return None;
    }
    let of = at + 1 + usize::from(phrase.word(at + 1) == "ceremony");
    if phrase.word(of) != "of" && !(of > at + 1 && phrase.word(of) == "for") {
        return None;
    }
    let noun = (of + 1..phrase.items.len().min(at + 9)).find(|noun| {
        phrase
            .noun("instrument", *noun)
            .is_some_and(|kind| !matches!(kind, "mechanism" | "other" | "plan" | "partnership"))
    })?;
    // `discussed the signing of a treaty`: nobody knows whether it will be.
    if governor(phrase, noun_phrase_start(phrase, at)).is_some_and(|verb| phrase.verb("Discuss", verb).is_some()) {
        return None;
    }
    let between = phrase.actors_after(&["between", "by"], noun + 1, phrase.items.len());
    let mut parties = reader.signing_parties(&members(phrase, between));
    if parties.len() < 2 {
        parties = reader.parties_in_focus(phrase);
    }
    // `The summit of the Community ended with the adoption of a charter`
    let body = matches!(parties[..], [body] if is_body(reader.mentions, body));
    if parties.len() < 2 && !body {
        return None;
    }
    let mut status = status::of_row(&phrase.row(phrase.clause_start(at)..at));
    // `The signing of a treaty is planned for May`
    let start = noun_phrase_start(phrase, at);
    if status == Status::Held && start.saturating_sub(1) <= phrase.clause_start(at) {
        status = noun_status::of_noun(phrase, start, at, None);
    }
    let index = keep_instrument(reader, phrase, noun, &parties, status, at..noun + 1, "agreement.signing");
    // `the signing of a memorandum between A and B by X, minister of A, and Y`
    let by = (noun + 1..phrase.items.len()).find(|by| phrase.word(*by) == "by").filter(|_| status == Status::Held);
    let mut signers = by.map(|by| listed(reader, phrase, by + 1)).unwrap_or_default();
    signers.retain(|signer| reader.is_person(*signer));
    sign(reader, index, &signers);
    Some(noun + 1 - at)
}
