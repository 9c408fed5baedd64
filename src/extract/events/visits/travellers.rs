//! Who travels, where the noun of a visit does not say it: the one before a comma, the one named next, the guest, the subject.

use super::super::lexicon;
use super::super::noun_phrase::{Members, members};
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use crate::extract::mention::EntityIndex;

/// How many persons back the traveller may have been named whom a pronoun means.
const RECENT: usize = 3;

/// `Minister X, in Ghana on a visit, praised …`: the one before the comma.
pub(super) fn in_passing(phrase: &Phrase, start: usize) -> Option<usize> {
    let named = start.checked_sub(5)?;
    let passing = phrase.word(start - 3) == "in" && phrase.word(start - 4) == "," && phrase.word(start - 1) == "on";
    phrase.actors(named).filter(|_| passing).map(|_| named)
}

/// `Minister X, on the second day of a visit, …`, `Minister X, whose visit …`: the one before the comma, of whom the words
/// between tell.
pub(super) fn told_aside(reader: &Reader<'_>, phrase: &Phrase, start: usize) -> Option<usize> {
    let comma = (start.saturating_sub(10)..start).rev().find(|at| phrase.word(*at) == ",")?;
    let who = comma.checked_sub(1)?;
    let named = phrase.actors(who).is_some_and(|actors| !actors.possessive && !actors.listed);
    let person = named && members(phrase, Some(who)).iter().any(|one| reader.is_person(*one));
    let plain = |at: usize| {
        let verb = phrase.is_verb(at) && !phrase.is("preposition", at) && !is_phase(phrase, at);
        !verb && !phrase.is("auxiliary", at) && phrase.actors(at).is_none_or(|actors| actors.reference)
    };
    let opens = phrase.is("preposition", comma + 1)
        || phrase.is("adverb", comma + 1)
        || matches!(phrase.word(comma + 1), "whose" | "back" | "fresh" | "home");
    (person && opens && (comma + 1..start).all(plain)).then_some(who)
}

/// Nobody visits his own country: if the one whom `his` was taken to mean lives there, another of the sentence is meant.
pub(super) fn not_at_home(
    reader: &Reader<'_>,
    phrase: &Phrase,
    travellers: Members,
    places: &[EntityIndex],
) -> Members {
    let Some(to) = places.first().and_then(|place| reader.country_of(*place)) else { return travellers };
    let at_home = |person: &EntityIndex| reader.country_of(*person) == Some(to);
    if !travellers.iter().all(at_home) {
        return travellers;
    }
    let named =
        (0..phrase.items.len()).filter_map(|at| phrase.actors(at)).flat_map(|actors| actors.members.iter().copied());
    let foreign =
        |person: &EntityIndex| reader.is_person(*person) && reader.country_of(*person).is_some_and(|home| home != to);
    let before = || reader.focus.persons.iter().rev().take(RECENT).copied().find(foreign);
    let another = named.into_iter().find(foreign).or_else(before);
    another.map_or(travellers, |person| Members::from_slice(&[person]))
}

/// `During his visit to Oslo, Minister X will …`: the pronoun that opens a sentence means who is named next.
pub(super) fn named_next(reader: &Reader<'_>, phrase: &Phrase, start: usize, at: usize) -> Option<usize> {
    // `Back from a visit to Oslo, Minister X said`
    let back = matches!(phrase.word(0), "back" | "fresh" | "home") && phrase.word(1) == "from";
    let opens = start <= 6
        && (phrase.is("preposition", 0) || phrase.is_date(0) || back)
        && (0..start).all(|before| {
            // `On the second day of his visit`
            let counts = phrase.is("determiner", before.wrapping_sub(1)) && phrase.word(before + 1) == "day";
            !phrase.is_verb(before) || counts || phrase.is("preposition", before) || is_phase(phrase, before)
        });
    let his = |at: usize| phrase.actors(at).is_some_and(|actors| actors.possessive && actors.reference);
    let pronoun = (start..at.min(start + 5)).any(his);
    // `During a stopover in Oslo, Minister X …`, `On a visit to Oslo, Minister X …`
    let leads = back
        || phrase.is_date(0)
        || matches!(phrase.word(0), "during" | "on" | "at" | "after" | "following" | "before" | "in");
    let pronoun = pronoun || leads && matches!(phrase.word(start), "a" | "an");
    let person = |at: usize| {
        let named = phrase.actors(at).filter(|named| !named.possessive && !named.reference);
        named.is_some_and(|named| matches!(named.members[..], [one] if reader.is_person(one)))
    };
    let comma = (at + 1..phrase.items.len()).find(|comma| phrase.word(*comma) == ",");
    // `During his stay in Oslo Minister X also met Y`
    let beside = (at + 2..at + 7)
        .find(|next| person(*next))
        .filter(|next| comma.is_none_or(|comma| *next < comma) && phrase.preposition_of(*next).is_empty())
        .filter(|next| !(at + 1..*next).any(|verb| phrase.is_verb(verb) || phrase.is("auxiliary", verb)));
    let next = beside.or(comma.map(|comma| comma + 1).filter(|next| {
        let named = phrase.actors(*next).filter(|named| !named.possessive);
        named.is_some_and(|named| matches!(named.members[..], [one] if reader.is_person(one)))
    }))?;
    (opens && pronoun).then_some(next)
}

/// The one whom the sentence says was received before item `before`.
pub(super) fn guest_before(phrase: &Phrase, before: usize) -> Option<usize> {
    let verb = (0..before).rev().find(|at| {
        ["Receive", "Welcome"].iter().any(|class| {
            phrase.verb(class, *at).is_some_and(|(form, _)| form != lexicon::Form::Ing && !phrase.is_passive(*at, form))
        })
    })?;
    // `received at the palace on Tuesday Minister X`
    let later =
        || (verb + 1..before).find(|at| phrase.actors(*at).is_some() && !phrase.is("preposition", at.wrapping_sub(1)));
    phrase.object(verb + 1).or_else(later).filter(|object| *object < before)
}

/// The verb of the clause before an item, or the one that says who speaks.
pub(super) fn main_verb(phrase: &Phrase, before: usize) -> Option<usize> {
    (phrase.clause_start(before)..before)
        .rev()
        .find(|at| {
            phrase.is("be", *at) || (phrase.is_verb(*at) && !phrase.is("preposition", *at) && !is_phase(phrase, *at))
        })
        .or_else(|| (0..before).rev().find(|at| phrase.is("be", *at)))
        // `…, the minister, X, announced during a visit`
        .or_else(|| phrase.clause_start(before).checked_sub(1).filter(|verb| phrase.is("Say", *verb)))
        // `Speaking in Oslo at the start of a visit, X …`
        .or_else(|| (phrase.word(0) == "speaking" && before > 0).then_some(0))
}

/// `at the start of an official visit`: a noun that could be a verb elsewhere.
pub(super) fn is_phase(phrase: &Phrase, at: usize) -> bool {
    let phase = ["start", "beginning", "end", "close", "outset", "conclusion", "opening", "eve"];
    // `on the first day of an official visit`
    let day = phrase.is_date(at) || phrase.word(at) == "day" && at > 1 && phrase.is("determiner", at - 2);
    let phase = phase.contains(&phrase.word(at)) && at > 0 && phrase.is("determiner", at - 1);
    phrase.word(at + 1) == "of" && (day || phase)
}
