//! What was asked or promised, without those who were asked and without what else the sentence tells.

use std::ops::Range;

use super::super::phrase::{ItemKind, Phrase};

/// Items between a verb and the content, for those who are addressed.
const LONGEST_ADDRESS: usize = 12;

/// The items that tell what was asked or promised, from behind the verb: `Peru to amend its law, and left` is `amend its law`.
pub(super) fn of(phrase: &Phrase, from: usize) -> Range<usize> {
    let all = phrase.items.len();
    // `Norway will send ships, X promised.`
    let comma = (0..from).rev().take(8).find(|at| phrase.word(*at) == ",");
    let nothing = phrase.items.get(from).is_none_or(|item| item.kind == ItemKind::Mark && item.word != ",");
    if let Some(comma) = comma.filter(|comma| nothing && *comma > 2) {
        return 0..comma;
    }
    let assured = phrase.word(from.wrapping_sub(1)).starts_with("assur");
    let from = behind_dates(phrase, from);
    let start = behind_address(phrase, from, assured).unwrap_or_else(|| behind_pronoun(phrase, from));
    let end = (start + 1..all).find(|at| closes(phrase, *at)).unwrap_or(all);
    start..end.max(start + 1).min(all.max(start + 1))
}

/// The item behind `on Tuesday`, when something is asked or promised on a day.
fn behind_dates(phrase: &Phrase, from: usize) -> usize {
    let day = from + usize::from(matches!(phrase.word(from), "on" | "in"));
    if phrase.items.get(day).is_some() && phrase.is_date(day) { day + 1 } else { from }
}

/// `Peru to`, `the Governments of Peru and Chile to`, `me that`, `Tonga for`: the item behind the address.
fn behind_address(phrase: &Phrase, from: usize, assured: bool) -> Option<usize> {
    let end = phrase.items.len().min(from + LONGEST_ADDRESS);
    // `proposed to the minister that`
    let past =
        from + usize::from(phrase.word(from) == "to" && (from + 1..from + 3).any(|at| phrase.actors(at).is_some()));
    let opens = (past..end)
        .find(|at| matches!(phrase.word(*at), "to" | "not" | "that" | "for") || assured && phrase.word(*at) == "of")?;
    let addressed = |at: usize| {
        phrase.actors(at).is_some()
            || phrase.is("people", at)
            || matches!(
                phrase.word(at),
                "me" | "us" | "him" | "them" | "guest" | "host" | "parties" | "states" | "members" | "donors"
            )
    };
    let plain = |at: usize| {
        addressed(at)
            || !phrase.is_verb(at) && !phrase.is("auxiliary", at) && !phrase.is("clause", at)
            || matches!(phrase.items[at].kind, ItemKind::Adjective(_) | ItemKind::Place(_))
    };
    let address = (from..opens).any(addressed) && (from..opens).all(plain);
    address.then_some(opens + usize::from(phrase.word(opens) != "not"))
}

/// `promised them an amnesty`: behind those to whom something is promised.
fn behind_pronoun(phrase: &Phrase, from: usize) -> usize {
    let pronoun = matches!(phrase.word(from), "them" | "him" | "us" | "me")
        || phrase.actors(from).is_some_and(|actors| actors.reference && !actors.possessive);
    from + usize::from(pronoun && phrase.is("determiner", from + 1) && phrase.word(from + 1) != "that")
}

/// The end of the sentence, or where another predicate begins: `, and left`, `and suggested that`, `, and he accepted`.
fn closes(phrase: &Phrase, at: usize) -> bool {
    match phrase.word(at) {
        "." | ";" => true,
        // `demanded it since the raid`: since when, or why.
        "since" => phrase.is("determiner", at + 1) || phrase.is_date(at + 1),
        "," | "and" | "but" => {
            let next = (at + 1..at + 3).find(|next| !matches!(phrase.word(*next), "and" | "but")).unwrap_or(at + 1);
            let reports = ["Say", "Request", "Pledge", "Thank"].iter().any(|class| {
                phrase.verb(class, next).is_some_and(|(form, _)| form == super::super::lexicon::Form::Past)
            });
            let clause = phrase.actors(next).is_some_and(|actors| !actors.possessive)
                && phrase.word(at) != ","
                && (phrase.is("auxiliary", next + 1)
                    || phrase.is_verb(next + 1) && !phrase.is("preposition", next + 1));
            reports || clause
        }
        _ => false,
    }
}
