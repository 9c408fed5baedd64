//! Embassies, bridges and fairs that people of two states open together: `X and Y inaugurated`, `X cut the ribbon with Y`.

use super::super::lexicon::Form;
use super::super::noun_phrase::{Members, members};
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::rule::{Reads, Rule};
use super::super::status;
use super::candidates::{Candidate, add};

/// The ceremony that the words at an item tell.
pub(super) const RULE: Rule<Reads> = Rule::begun_by(
    &[
        "inaugurated",
        "inaugurate",
        "inaugurates",
        "unveiled",
        "unveil",
        "unveils",
        "cut",
        "cuts",
        "laid",
        "lay",
        "broke",
        "break",
    ],
    read,
);

fn read(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let length = opens(phrase, at)?;
    let passive = phrase.is_passive(at, Form::Past);
    let mut people = if passive {
        members(phrase, phrase.actors_after(&["by"], at + length, phrase.items.len()))
    } else {
        members(phrase, phrase.subject(at))
    };
    people.extend(beside(phrase, at + length));
    people.retain(|one| reader.is_person(*one));
    if reader.parties_of(&people).len() < 2 {
        return None;
    }
    let candidate = Candidate {
        kind: "ceremony",
        status: status::of_verb(phrase, at),
        subject: people,
        object: Members::new(),
        subject_role: "participant",
        object_role: "participant",
        each: false,
        trigger: at..at + length,
        rule: "meeting.ceremony",
        explicit: true,
        definite: false,
    };
    add(reader, phrase, candidate);
    Some(length)
}

/// The words that say that something is opened with a ceremony, and how many they are.
fn opens(phrase: &Phrase, at: usize) -> Option<usize> {
    let the = |nouns: &[&str]| phrase.word(at + 1) == "the" && nouns.contains(&phrase.word(at + 2));
    match phrase.word(at) {
        "inaugurated" | "inaugurate" | "inaugurates" | "unveiled" | "unveil" | "unveils" => Some(1),
        "cut" | "cuts" if the(&["ribbon"]) => Some(3),
        "laid" | "lay" if the(&["foundation", "cornerstone"]) => Some(3),
        "broke" | "break" if phrase.word(at + 1) == "ground" => Some(2),
        _ => None,
    }
}

/// `together with X`, `along with X`, `in the presence of X`, behind a verb.
fn beside(phrase: &Phrase, from: usize) -> Members {
    let joint = |at: &usize| {
        let with = matches!(phrase.word(*at), "together" | "along" | "jointly") && phrase.word(at + 1) == "with";
        with || matches!(phrase.word(*at), "alongside" | "presence")
    };
    let Some(joint) = (from..phrase.items.len()).find(joint) else { return Members::new() };
    members(phrase, (joint + 1..joint + 5).find(|at| phrase.actors(*at).is_some_and(|actors| !actors.possessive)))
}
