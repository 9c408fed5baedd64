//! Meetings that are only counted, of which the sentence before tells: `held a second round of talks in Lima. The first was
//! held in Quito in May`.

use super::super::noun_phrase::Members;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::rule::{Reads, Rule};
use super::super::status;
use super::candidates::{Candidate, add};
use crate::facts::{Label, LinkType};

/// How many sentences back the row is looked for.
const NEAR: usize = 2;

/// `The first was held in Quito`, `The next will take place in May`.
pub(super) const RULE: Rule<Reads> =
    Rule::begun_by(&["first", "second", "third", "fourth", "fifth", "next", "last"], counted);

fn counted(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let row = matches!(phrase.word(at), "first" | "second" | "third" | "fourth" | "fifth" | "next" | "last");
    // `was held in Lima; the second opened in Quito`, `A third is to be held in Quito`
    let opens = at <= 2 || matches!(phrase.word(at - 2), ";" | "and" | "but" | ",");
    if !row || !opens || !matches!(phrase.word(at.wrapping_sub(1)), "the" | "a") {
        return None;
    }
    // `The first such session is due`
    let such = phrase.word(at + 1) == "such" && phrase.noun("meeting", at + 2).is_some();
    let verb = if such { at + 3 } else { at + 1 };
    let happens = matches!(phrase.word(verb), "took" | "takes" | "opened" | "opens" | "begins" | "began");
    if !(phrase.is("auxiliary", verb) || phrase.is("be", verb) || happens) {
        return None;
    }
    let row = phrase.row(verb..phrase.items.len().min(verb + 6));
    let occurs =
        ["held", "place", "open", "opens", "opened", "begin", "begins", "began", "due", "scheduled", "planned"];
    if !occurs.iter().any(|word| row.contains(&format!(" {word} "))) {
        return None;
    }
    let known = reader.last_event(|event| matches!(event.label, Label::Meeting | Label::Visit))?;
    let event = reader.events.get(known).filter(|event| event.label == Label::Meeting)?;
    let near = event.evidence.last().is_some_and(|told| told.sentence as usize + NEAR >= phrase.sentence);
    let counts = matches!(event.kind, "talks" | "summit" | "conference" | "dialogue");
    let object: Members = event.tied(LinkType::Attended).collect();
    if !near || !counts || object.len() < 2 {
        return None;
    }
    let candidate = Candidate {
        kind: event.kind,
        status: status::of_row(&phrase.row(verb..phrase.items.len().min(verb + 5))),
        subject: Members::new(),
        object,
        subject_role: "participant",
        object_role: "participant",
        each: false,
        trigger: at - 1..verb + 1,
        rule: "meeting.noun",
        explicit: true,
        definite: false,
    };
    add(reader, phrase, candidate);
    Some(verb + 1 - at)
}
