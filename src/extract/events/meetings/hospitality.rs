//! Meals and other hospitality: who gives them, and who is the guest.

use super::super::noun_phrase::{Members, members};
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::candidates::Candidate;

/// Whether the noun at an item is a meal or a reception.
pub(super) fn is_meal(phrase: &Phrase, at: usize) -> bool {
    phrase.is("meal", at)
}

/// Completes who gives a meal and who is asked to it, from the words around the noun at `at`, whose phrase begins at `start`.
pub(super) fn hosts_and_guests(
    reader: &Reader<'_>,
    phrase: &Phrase,
    start: usize,
    at: usize,
    candidate: &mut Candidate,
) {
    honoured_guest(reader, phrase, at, candidate);
    if !is_meal(phrase, at) || candidate.subject.len() + candidate.object.len() > 1 {
        return;
    }
    offered(phrase, start, candidate);
    asked_to(reader, phrase, start, candidate);
    at_table(reader, phrase, start, at, candidate);
}

/// `offered a banquet to X`, `threw a dinner for X`: who offers it is the host.
fn offered(phrase: &Phrase, start: usize, candidate: &mut Candidate) {
    let Some(verb) = start.checked_sub(1).filter(|verb| phrase.is("treats", *verb)) else { return };
    let hosts = members(phrase, phrase.subject(verb));
    if candidate.subject.is_empty() && !hosts.iter().any(|host| candidate.object.contains(host)) {
        (candidate.subject, candidate.subject_role) = (hosts, "host");
        candidate.explicit = true;
    }
}

/// `had X to lunch`, `joined X for a working breakfast`, `was the guest of X at dinner`: both of them.
fn asked_to(reader: &Reader<'_>, phrase: &Phrase, start: usize, candidate: &mut Candidate) {
    let Some(link) = start.checked_sub(1).filter(|link| matches!(phrase.word(*link), "to" | "for" | "at" | "over"))
    else {
        return;
    };
    let asks = |verb: &usize| phrase.is_verb(*verb) && !phrase.is("preposition", *verb) || phrase.is("be", *verb);
    let Some(verb) = (phrase.clause_start(start)..link).rev().take(12).find(asks) else { return };
    let object = (verb + 1..link).find(|at| phrase.actors(*at).is_some_and(|actors| !actors.possessive));
    let (who, whom) = (members(phrase, phrase.subject(verb)), members(phrase, object));
    let people = who.iter().chain(&whom).all(|one| reader.is_person(*one));
    if people && !who.is_empty() && !whom.is_empty() && !who.iter().any(|one| whom.contains(one)) {
        (candidate.subject, candidate.object) = (who, whom);
        candidate.explicit = true;
    }
}

/// `At a dinner given by X, Y said …`: who speaks at table is a guest of X.
fn at_table(reader: &Reader<'_>, phrase: &Phrase, start: usize, at: usize, candidate: &mut Candidate) {
    let there = start.checked_sub(1).is_some_and(|before| matches!(phrase.word(before), "at" | "during"));
    let [host] = candidate.object[..] else { return };
    if !there || candidate.object_role != "host" || !candidate.subject.is_empty() || !reader.is_person(host) {
        return;
    }
    let finite = |verb: &usize| phrase.is("auxiliary", *verb) || phrase.is_past(*verb);
    let behind = (at + 1..phrase.items.len()).filter(finite).filter_map(|verb| phrase.subject(verb));
    let before = (phrase.clause_start(start)..start).filter(finite).filter_map(|verb| phrase.subject(verb));
    let mut guests = before.chain(behind).map(|who| members(phrase, Some(who)));
    let guest = guests.find(|who| who.len() == 1 && who[0] != host && reader.is_person(who[0]));
    candidate.subject = guest.unwrap_or_default();
}

/// `at a banquet in his honour, X …`: the guest, and X as the host.
fn honoured_guest(reader: &Reader<'_>, phrase: &Phrase, at: usize, candidate: &mut Candidate) {
    if candidate.kind != "other" {
        return;
    }
    let honour = (at + 1..phrase.items.len().min(at + 8)).find(|next| matches!(phrase.word(*next), "honour" | "honor"));
    let Some(honour) = honour else { return };
    // `in honour of his guest`
    let of = (honour + 2..honour + 5).find(|next| phrase.actors(*next).is_some_and(|actors| !actors.possessive));
    let of = of.filter(|_| phrase.word(honour + 1) == "of");
    let guest = of.or_else(|| (at + 1..honour).rev().find(|next| phrase.actors(*next).is_some()));
    let giver = (0..at).rev().take(6).find(|verb| phrase.is_verb(*verb));
    // `X gave a dinner in his honour`
    let gives = giver.is_some_and(|verb| phrase.is("treats", verb));
    let giver = giver.and_then(|verb| phrase.subject(verb)).filter(|_| of.is_some() || gives);
    let verb = (honour + 1..phrase.items.len()).find(|verb| phrase.is_verb(*verb));
    let by = phrase.actors_after(&["by"], at + 1, honour + 4);
    let host = by.or(giver).or_else(|| verb.and_then(|verb| phrase.subject(verb)).filter(|subject| *subject > honour));
    let mut guests = members(phrase, guest);
    let mut hosts = members(phrase, host);
    let himself = guests == hosts && of.is_none();
    if let Some(traveller) = reader.focus.traveller.filter(|traveller| himself && !hosts.contains(traveller)) {
        guests = Members::from_slice(&[traveller]);
    }
    hosts.retain(|host| !guests.contains(host));
    if !guests.is_empty() && !hosts.is_empty() && hosts.iter().all(|host| reader.is_person(*host)) {
        (candidate.subject, candidate.subject_role) = (hosts, "host");
        (candidate.object, candidate.object_role) = (guests, "participant");
    }
}
