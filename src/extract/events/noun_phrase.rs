//! Noun phrases: who belongs to one, and where one begins whose head is known.

use smallvec::SmallVec;

use super::phrase::{ItemKind, Phrase};
use crate::extract::mention::EntityIndex;

/// Actors who stand together in one noun phrase or one role.
pub(super) type Members = SmallVec<[EntityIndex; 4]>;

/// The members of the noun phrase at an item.
pub(super) fn members(phrase: &Phrase, at: Option<usize>) -> Members {
    at.and_then(|at| phrase.actors(at)).map(|actors| Members::from_slice(&actors.members)).unwrap_or_default()
}

/// The members of a subject and of those who go `together with` them, set between commas.
pub(super) fn members_together(phrase: &Phrase, subject: Option<usize>) -> Members {
    let mut all = members(phrase, subject);
    let Some(comma) = subject.map(|at| at + 1).filter(|at| phrase.word(*at) == ",") else { return all };
    // `X, the Peruvian Minister, accompanied by Y`
    let part = phrase.actors(comma + 1).is_some_and(|part| part.reference) && phrase.word(comma + 2) == ",";
    let comma = if part { comma + 2 } else { comma };
    let joined = ["together with", "along with", "accompanied by", "flanked by", "joined by"];
    let joint = |at: usize| joined.contains(&format!("{} {}", phrase.word(at), phrase.word(at + 1)).as_str());
    let beside = comma + if phrase.word(comma + 1) == "alongside" { 2 } else { 3 };
    let joined = beside == comma + 2 || joint(comma + 1);
    if joined && phrase.actors(beside).is_some_and(|actors| !actors.possessive) {
        all.extend(members(phrase, Some(beside)));
    }
    all
}

/// The first item of the noun phrase whose head stands at `at`.
pub(super) fn noun_phrase_start(phrase: &Phrase, at: usize) -> usize {
    let mut start = at;
    let mut counted = false;
    while start > 0 {
        let before = start - 1;
        let word = phrase.word(before);
        let stops = match &phrase.items[before].kind {
            ItemKind::Mark => word != "-",
            // `has cancelled talks`: what was done with them.
            ItemKind::Word if is_done(phrase, before) => true,
            ItemKind::Word => {
                phrase.is("preposition", before)
                    || phrase.is("conjunction", before)
                    || phrase.is("auxiliary", before)
                    || (phrase.is_verb(before)
                        && !phrase.is("determiner", before)
                        && !matches!(
                            word,
                            "signing"
                                | "working"
                                | "opening"
                                | "closing"
                                | "founding"
                                | "address"
                                | "courtesy"
                                | "phone"
                                | "telephone"
                                | "planned"
                                | "state"
                                | "draft"
                                | "report"
                                | "second"
                                | "proposed"
                                | "coming"
                                | "scheduled"
                                | "postponed"
                                | "cancelled"
                                | "canceled"
                                | "expected"
                        ))
            }
            ItemKind::Adjective(_) => false,
            ItemKind::Actors(_) | ItemKind::Place(_) | ItemKind::Date(_) => true,
        };
        // `four days of talks`, `a round of negotiations`
        let measured = word == "of"
            && start >= 2
            && matches!(
                phrase.word(before - 1),
                "days" | "day" | "hours" | "hour" | "round" | "rounds" | "weeks" | "week" | "series" | "months"
            );
        if measured {
            counted = true;
            start = before - 1;
            continue;
        }
        // `a three-day friendly and working visit`
        let paired = word == "and"
            && before > 1
            && phrase.items[before - 1].kind == ItemKind::Word
            && !phrase.is_verb(before - 1)
            && (phrase.is("determiner", before - 2) || phrase.word(before - 2).contains('-'));
        if paired {
            start = before - 1;
            continue;
        }
        // `more than five hours of talks`, `about two hours of talks`
        if counted && measures(word) {
            start = before.saturating_sub(usize::from(word == "than"));
            continue;
        }
        if stops {
            // `NATO summit`, `A-B talks`: the actors right before the noun belong to it.
            let glued = matches!(phrase.items[before].kind, ItemKind::Actors(_)) && at - before <= 6;
            return if glued { before } else { start };
        }
        start = before;
        if phrase.is("determiner", before) && !(counted && before > 0 && measures(phrase.word(before - 1))) {
            return start;
        }
    }
    start
}

/// Whether `cancelled`, `planned` before a noun is the verb of the clause, and does not describe the noun.
fn is_done(phrase: &Phrase, at: usize) -> bool {
    if !matches!(phrase.word(at), "planned" | "proposed" | "scheduled" | "postponed" | "cancelled" | "canceled") {
        return false;
    }
    let acts = |before: usize| {
        phrase.is("auxiliary", before) || phrase.actors(before).is_some_and(|actors| !actors.possessive)
    };
    // `X on Sunday proposed talks`
    let mut before = at;
    while before > 1 && (matches!(phrase.items[before - 1].kind, ItemKind::Date(_)) || phrase.word(before - 1) == "on")
    {
        before -= 1;
    }
    let inserted = before < at && phrase.word(before.wrapping_sub(1)) == ",";
    inserted || before.checked_sub(1).is_some_and(acts)
}

/// `more than`, `about` before a number.
fn measures(word: &str) -> bool {
    matches!(word, "than" | "over" | "about" | "around" | "under")
}
