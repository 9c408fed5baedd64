//! Pledges of one side: `X promised Y …`, `affirmed its commitment to …`.

use super::super::lexicon::Form;
use super::super::noun_phrase::{Members, members};
use super::super::phrase::{ItemKind, Phrase};
use super::super::reader::Reader;
use super::speakers::{Told, addressed, named, promised_country, speaker, teller};
use super::{build, is_noun};
use crate::facts::LinkType;

pub(super) fn pledge(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let committed = commitment_noun(phrase, at);
    let (form, length) = committed.or_else(|| phrase.verb("Pledge", at))?;
    if phrase.is_passive(at, form) {
        return was_promised(reader, phrase, at, length);
    }
    // `offered a banquet`: no pledge, but a meal.
    let meal = committed.is_none() && (at + length..at + length + 4).any(|noun| phrase.is("meal", noun));
    if meal || committed.is_none() && is_noun(phrase, at, form) {
        return None;
    }
    // `back with a border pledge`, at the end of a title: a noun.
    if committed.is_none() && form == Form::Base && !phrase.narrates && at + length >= phrase.items.len() {
        return None;
    }
    if phrase.word(at).starts_with("undert") && !matches!(phrase.word(phrase.past_dates(at + length)), "to" | "that") {
        return None;
    }
    // `the excesses committed then`, `remained committed to the truce`
    let commits = phrase.word(at).starts_with("commit") && committed.is_none();
    let stays = matches!(
        phrase.word(at.wrapping_sub(1)),
        "remain" | "remains" | "remained" | "stay" | "stays" | "stayed" | "fully"
    );
    let sum = |at: usize| {
        phrase.word(at).starts_with(|c: char| c.is_ascii_digit()) || phrase.word(at).ends_with(['$', '€', '£', '¥'])
    };
    let to = (at + length..at + length + 5).any(|to| phrase.word(to) == "to" || sum(to) && !phrase.is_date(to));
    // `offered it to Luanda`: what, was told before.
    let known = phrase.word(at).starts_with("offer")
        && phrase.actors(at + length).is_some_and(|it| it.reference && !it.possessive && !it.plural)
        && phrase.word(at + length + 1) == "to"
        && phrase.items.get(at + length + 2).is_some_and(|item| item.kind != ItemKind::Word);
    if commits && (stays || !to) || known {
        return None;
    }
    // `Premier assured of support`, `the grants already promised be paid`: of what somebody else promises.
    let assured = phrase.word(at).starts_with("assur") && phrase.word(at + length) == "of";
    let promised = form == Form::Past
        && (phrase.is("auxiliary", at + length)
            || phrase.word(at.wrapping_sub(1)) == "already" && phrase.subject(at).is_none());
    if assured || promised {
        return None;
    }
    // `Norway would offer help, he told them`
    let would = phrase.word(at.wrapping_sub(1)) == "would";
    if matches!(phrase.word(at), "offers" | "offer" | "offering")
        && !matches!(phrase.word(at + 1), "to" | "")
        && form != Form::Past
        && !would
    {
        return None;
    }
    let own = promised_country(reader, phrase, at + length);
    let beside = || phrase.actors_after(&["between"], at + length, phrase.clause_end(at));
    let whom = phrase
        .object(at + length)
        .or_else(beside)
        .filter(|at| own.is_none_or(|own| !members(phrase, Some(*at)).contains(&own)));
    let mut others = named(phrase, whom);
    // `"He assured me that …," X said`: X is the one assured.
    if matches!(phrase.word(at + length), "me" | "us") {
        others.extend(teller(reader, phrase));
    }
    let speakers = speaker(reader, phrase, at, &Told { own, others });
    let addressees = addressed(reader, phrase, whom, &speakers);
    let parties = reader.parties_of(&speakers);
    let each = phrase.word(at).starts_with("offer") || phrase.word(at.wrapping_sub(1)) == "each";
    if parties.len() > 1 && !each {
        // Both sides commit themselves: an agreement, read by its own rule.
        return None;
    }
    let end = phrase.clause_end(at);
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
    while_another(reader, phrase, at, length);
    Some(length)
}

/// `X pledged 10 million, and Y two million`: the same verb for another.
fn while_another(reader: &mut Reader<'_>, phrase: &Phrase, at: usize, length: usize) {
    let end = phrase.items.len();
    let to_do = phrase.word(phrase.past_dates(at + length)) == "to";
    let others = (at + length + 1..end.min(at + 30)).filter(|other| {
        let joined = matches!(phrase.word(other - 1), "and" | "while" | ",");
        let sum = phrase.word(other + 1);
        let counts = sum.starts_with(|c: char| c.is_ascii_digit()) || matches!(sum, "$" | "€" | "£" | "¥" | "us$");
        let spelt = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "half", "another"];
        let named = phrase.actors(*other).is_some_and(|actors| !actors.possessive && !actors.reference);
        // `Kenya undertook to open the border and Somalia to close the camp`
        let does = to_do && sum == "to" && phrase.is_plain_word(other + 2);
        joined && named && (does || counts || spelt.iter().any(|word| sum.split('-').next() == Some(word)))
    });
    for other in others.collect::<Vec<_>>() {
        let (speakers, trigger) = (members(phrase, Some(other)), other..(other + 4).min(end));
        build(reader, phrase, "pledge", at, trigger, other + 1, speakers, Members::new());
    }
}

/// `X has been assured by Y that …`, `X was promised help by Y`: Y promises X.
fn was_promised(reader: &mut Reader<'_>, phrase: &Phrase, at: usize, length: usize) -> Option<usize> {
    let person = phrase.subject(at)?;
    let whom = members(phrase, Some(person));
    let by = phrase.actors_after(&["by"], at + length, phrase.clause_end(at));
    // `met Y and was promised ships`: by the other of the two.
    let promises = if by.is_some() { members(phrase, by) } else { met_before(reader, phrase, &whom)? };
    let addressed = whom.iter().any(|one| reader.is_person(*one) || reader.is_country(*one));
    if !addressed || !matches!(phrase.word(at), "assured" | "promised" | "guaranteed" | "offered") {
        return None;
    }
    let that = (at + length..phrase.items.len()).find(|that| phrase.word(*that) == "that");
    let content = that.map_or(at + length, |that| that + 1);
    let trigger = at..by.map_or((at + 4).min(phrase.items.len()), |by| by + 1);
    build(reader, phrase, "pledge", at, trigger, content, promises, whom)?;
    Some(length)
}

/// The other of two who met by the same sentence.
fn met_before(reader: &Reader<'_>, phrase: &Phrase, one: &Members) -> Option<Members> {
    let meeting = reader.meeting.and_then(|meeting| reader.events.get(meeting))?;
    let told = meeting.evidence.last().is_some_and(|told| told.sentence as usize == phrase.sentence);
    let both: Members = meeting.tied(LinkType::Attended).collect();
    let other: Members = both.iter().copied().filter(|actor| !one.contains(actor)).collect();
    (told && both.len() == 2 && other.len() == 1).then_some(other)
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
