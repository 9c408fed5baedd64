//! Pledges of one side: `X promised Y …`, `affirmed its commitment to …`.

use super::super::lexicon::Form;
use super::super::meeting_candidates::members;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::{build, is_noun, speaker};

pub(super) fn pledge(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let committed = commitment_noun(phrase, at);
    let (form, length) = committed.or_else(|| phrase.verb("Pledge", at))?;
    if committed.is_none() && is_noun(phrase, at, form) || phrase.is_passive(at, form) {
        return None;
    }
    if phrase.word(at).starts_with("undert") && phrase.word(at + length) != "to" {
        return None;
    }
    if matches!(phrase.word(at), "offers" | "offer" | "offering")
        && !matches!(phrase.word(at + 1), "to" | "")
        && form != Form::Past
    {
        return None;
    }
    let speakers = speaker(reader, phrase, at);
    let parties = reader.parties_of(&speakers);
    if parties.len() > 1 {
        // Both sides commit themselves: an agreement, read by its own rule.
        return None;
    }
    let end = phrase.clause_end(at);
    let addressees = members(phrase, phrase.object(at + length));
    build(
        reader,
        phrase,
        "pledge",
        at,
        at..(at + length + 5).min(end.max(at + length)),
        at + length,
        speakers,
        addressees,
    )?;
    Some(length)
}

/// `affirmed commitments to …`, `expressed his commitment to …`.
fn commitment_noun(phrase: &Phrase, at: usize) -> Option<(Form, usize)> {
    let (form, _) = phrase.verb("Say", at)?;
    let noun = (at + 1..at + 4).find(|noun| matches!(phrase.word(*noun), "commitment" | "commitments"))?;
    let between = (at + 1..noun).all(|at| {
        phrase.is("determiner", at)
            || phrase.actors(at).is_some_and(|actors| actors.possessive)
            || phrase.word(at).ends_with("ong")
            || phrase.word(at) == "firm"
    });
    (between && phrase.word(noun + 1) == "to").then_some((form, noun + 1 - at))
}
