//! Captions: `Minister X (left) with President Y in Oslo on Friday`, which name those in the picture and no verb.

use super::super::noun_phrase::members;
use super::super::phrase::{ItemKind, Phrase};
use super::super::reader::Reader;
use super::super::rule::{Reads, Rule};
use super::super::status::Status;
use super::candidates::{Candidate, add};

/// Two who stand together in a caption.
pub(super) const RULE: Rule<Reads> = Rule::begun_by(&["with"], read);

fn read(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    if phrase.word(at) != "with" {
        return None;
    }
    let aside = |item: usize| {
        phrase.items[item].kind == ItemKind::Mark
            || matches!(
                phrase.word(item),
                "left" | "l" | "right" | "r" | "centre" | "center" | "pictured" | "seen" | "here" | "photo" | "from"
            )
    };
    let first = (0..at).find(|item| phrase.actors(*item).is_some_and(|actors| !actors.possessive))?;
    let quiet = (0..at).all(|item| item == first || aside(item));
    let told = |item: usize| phrase.is("auxiliary", item) || phrase.is_verb(item) && !phrase.is("preposition", item);
    let second = at + 1 + usize::from(phrase.is("determiner", at + 1));
    let placed = (second + 1..phrase.items.len())
        .any(|item| phrase.is_date(item) || matches!(phrase.items[item].kind, ItemKind::Place(_)));
    if !quiet || !placed || (second + 1..phrase.items.len()).any(|item| told(item) && !aside(item)) {
        return None;
    }
    let (subject, object) = (members(phrase, Some(first)), members(phrase, Some(second)));
    let both = [&subject[..], &object[..]].concat();
    let persons = !object.is_empty() && both.iter().all(|one| reader.is_person(*one));
    if !persons || reader.parties_of(&both).len() < 2 {
        return None;
    }
    let candidate = Candidate {
        kind: "talks",
        status: Status::Held,
        subject,
        object,
        subject_role: "participant",
        object_role: "participant",
        each: false,
        trigger: first..second + 1,
        rule: "meeting.caption",
        explicit: true,
        definite: false,
    };
    add(reader, phrase, candidate);
    Some(second + 1 - at)
}
