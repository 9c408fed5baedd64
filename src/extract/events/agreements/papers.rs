//! Lists of papers: the heading that announces them, a line for each, and sentences that name some of them.

use std::ops::Range;

use super::super::event::{Event, EventIndex};
use super::super::noun_phrase::{members, noun_phrase_start};
use super::super::phrase::Phrase;
use super::super::reader::{Papers, Reader};
use super::super::rolls::listed;
use super::super::status::{self, Status};
use super::super::wording::shorten;
use super::about::is_listed;
use super::instruments::{is_instrument, keep_instrument};
use super::signers::{names_signers, sign};
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

/// `The following documents were concluded during the visit:`, `Agreements to be signed:`.
pub(super) fn heading(reader: &mut Reader<'_>, phrase: &Phrase) -> bool {
    let last = phrase.items.len().checked_sub(1).filter(|last| phrase.word(*last) == ":");
    let Some(end) = last else { return false };
    let noun = (0..end).find(|at| {
        matches!(
            phrase.word(*at),
            "documents"
                | "instruments"
                | "agreements"
                | "texts"
                | "accords"
                | "memoranda"
                | "memorandums"
                | "papers"
                | "acts"
                | "treaties"
                | "protocols"
                | "deals"
        )
    });
    let concludes = |at: &usize| {
        phrase.verb("Sign", *at).is_some() && phrase.word(*at) != "release" || phrase.word(*at).starts_with("exchang")
    };
    let (Some(noun), Some(verb)) = (noun, (0..end).find(concludes)) else { return false };
    let by = phrase.actors_after(&["by", "between"], noun.min(verb), end);
    let subject = if verb < noun { phrase.subject(verb) } else { None };
    let signers = members(phrase, by.or(subject));
    let mut parties = reader.parties_of(&signers);
    if parties.len() < 2 {
        parties = reader.parties_in_focus(phrase);
    }
    if parties.len() < 2 {
        return false;
    }
    let status = status::of_verb(phrase, verb);
    let date = reader.date_near(phrase, verb, status);
    let signers = signers.into_iter().filter(|signer| reader.is_person(*signer)).collect();
    reader.papers = Some(Papers { parties, signers, status, date });
    reader.drop(phrase, noun.min(verb)..noun.max(verb) + 1, "a heading: the papers follow one by one");
    true
}

/// A line of the list that a heading announced: `2. Memorandum of understanding between …`.
pub(super) fn paper(reader: &mut Reader<'_>, phrase: &Phrase) -> bool {
    let Some(papers) = reader.papers.clone() else { return false };
    let noun = (0..phrase.items.len().min(12)).find(|at| {
        let kind = phrase.noun("instrument", *at);
        kind.is_some_and(|kind| kind != "mechanism" && kind != "other")
    });
    let line = (0..phrase.items.len()).all(|at| !phrase.is("auxiliary", at));
    let Some(noun) = noun.filter(|noun| line && (0..*noun).all(|at| !phrase.is_verb(at))) else {
        reader.papers = None;
        return false;
    };
    let between = phrase.actors_after(&["between", "among", "of", "by"], noun + 1, phrase.items.len());
    let mut parties = reader.signing_parties(&members(phrase, between));
    if parties.len() < 2 {
        parties.clone_from(&papers.parties);
    }
    let rule = "agreement.listed_paper";
    let index = keep_instrument(reader, phrase, noun, &parties, papers.status, noun..noun + 1, rule);
    if let Some(event) = reader.events.get_mut(index) {
        event.date = event.date.take().or_else(|| papers.date.clone());
    }
    // Signed by those whom the heading names, unless the line names others.
    if parties == papers.parties {
        sign(reader, index, &papers.signers);
    }
    true
}

/// `Among them are an agreement on …, and a protocol on …`: those of the papers last spoken of.
pub(super) fn papers_among(reader: &mut Reader<'_>, phrase: &Phrase) -> bool {
    let opening = phrase.tokens(0..phrase.items.len().min(5));
    if reader.text.folded(opening.start) == "one"
        && let Some(known) = reader.last_event(|event| event.label == Label::Agreement)
    {
        one_and_other(reader, phrase, 0, known);
        return reader.events.get(known).is_some_and(|event| event.count.is_none()) && reader.events.len() > known + 1;
    }
    let (first, second) = (reader.text.folded(opening.start), reader.text.folded(opening.start + 1));
    if !matches!(first, "among" | "they" | "these" | "the" | "two" | "three" | "four" | "others")
        || !matches!(second, "them" | "these" | "include" | "included" | "are" | "documents" | "most" | "of" | "others")
    {
        return false;
    }
    let row = format!(" {} ", reader.text.folded_slice(opening)).replace(',', " ");
    let opens = [
        " among them ",
        " among these ",
        " they include ",
        " they included ",
        " these included ",
        " these include ",
        " these are ",
        " the documents include ",
        " the most important ",
        " the others are ",
        " others include ",
        " two of them ",
        " three of them ",
        " two of these ",
    ]
    .iter()
    .any(|words| row.starts_with(words));
    let last = reader.last_event(|event| event.label == Label::Agreement).and_then(|index| reader.events.get(index));
    let Some(last) = last.filter(|last| opens && last.status == Status::Held) else { return false };
    let (parties, date): (Vec<EntityIndex>, _) = (last.tied(LinkType::PartyTo).collect(), last.date.clone());
    let mut any = false;
    // `Two of them, a treaty and a protocol, bear the signatures of X and Y`: each of them.
    let bears =
        (0..phrase.items.len()).find_map(|at| Some(persons_at(reader, phrase, names_signers(reader, phrase, at)?)));
    for at in 0..phrase.items.len() {
        let start = noun_phrase_start(phrase, at);
        let article = matches!(phrase.word(start), "a" | "an");
        if !article || phrase.noun("instrument", at).is_none() || !is_instrument(phrase, at, at) {
            continue;
        }
        let rule = "agreement.listed_paper";
        // `a contract between this company and that one`
        let stop = (at + 1..phrase.items.len()).find(|stop| matches!(phrase.word(*stop), "," | ";"));
        let between = phrase.actors_after(&["between"], at + 1, stop.unwrap_or(phrase.items.len()).min(at + 8));
        let own = reader.signing_parties(&members(phrase, between));
        let parties = if own.len() > 1 { &own } else { &parties };
        let index = keep_instrument(reader, phrase, at, parties, Status::Held, start..at + 1, rule);
        if let Some(event) = reader.events.get_mut(index) {
            event.date = event.date.take().or_else(|| date.clone());
        }
        any = true;
        // `an agreement on roads, signed by X and Y`
        let own = || {
            let signed = (at + 1..phrase.items.len().min(at + 24))
                .take_while(|next| phrase.word(*next) != ";")
                .find(|next| phrase.verb("SignOnly", *next).is_some())?;
            let other = (at + 1..signed).any(|noun| {
                matches!(phrase.word(noun_phrase_start(phrase, noun)), "a" | "an")
                    && phrase.noun("instrument", noun).is_some()
            });
            (phrase.word(signed + 1) == "by" && !other).then(|| persons_at(reader, phrase, signed + 2))
        };
        let signers = bears.clone().or_else(own).unwrap_or_default();
        sign(reader, index, &signers);
        // `an agreement on roads and one on water`
        let one = (at + 1..phrase.items.len().min(at + 12))
            .find(|one| phrase.word(*one) == "one" && matches!(phrase.word(one + 1), "on" | "for" | "about"));
        if let Some(one) = one {
            let other = keep_instrument(reader, phrase, one, parties, Status::Held, one..one + 2, rule);
            let kind = reader.events.get(index).map_or("agreement", |event| event.kind);
            if let Some(event) = reader.events.get_mut(other) {
                event.kind = kind;
                event.date = event.date.take().or_else(|| date.clone());
            }
        }
    }
    any
}

/// The persons of the list that begins at an item.
fn persons_at(reader: &Reader<'_>, phrase: &Phrase, from: usize) -> Vec<EntityIndex> {
    listed(reader, phrase, from).into_iter().filter(|signer| reader.is_person(*signer)).collect()
}

/// `Three accords were signed: one on fish, …`, `were signed in Oslo, among them a treaty`: where the list stands behind the verb.
pub(super) fn list_behind(phrase: &Phrase, from: usize) -> Option<Range<usize>> {
    let end = phrase.items.len();
    let opens = (from..end.min(from + 10)).find(|at| {
        let among = phrase.word(*at) == "among" && phrase.actors(at + 1).is_some_and(|them| them.reference);
        among || matches!(phrase.word(*at), ":" | "including" | "namely")
    })?;
    Some(opens + 1..end)
}

/// Keeps the papers that a verb of concluding names one by one besides the first, or behind their number.
pub(super) fn further_papers(
    reader: &mut Reader<'_>,
    phrase: &Phrase,
    listed: Range<usize>,
    verb: usize,
    first: EventIndex,
) {
    let Some(told) = reader.events.get(first).cloned() else { return };
    let parties: Vec<EntityIndex> = told.tied(LinkType::PartyTo).collect();
    let signers: Vec<EntityIndex> = told.tied(LinkType::Signed).collect();
    let another = |at: usize| phrase.word(at) == "another";
    let nouns: Vec<usize> = listed
        .take_while(|at| phrase.word(*at) != ".")
        .filter(|at| another(*at) || phrase.noun("instrument", *at).is_some() && is_instrument(phrase, *at, verb))
        .filter(|at| is_listed(phrase, *at))
        .collect();
    // `three accords: one on fish, one on tax and one on trade`: no fourth.
    let complete = told.count.and_then(|count| usize::try_from(count).ok()) == Some(nouns.len());
    for (number, noun) in nouns.into_iter().enumerate() {
        let rule = "agreement.listed_instrument";
        let index = keep_instrument(reader, phrase, noun, &parties, told.status, noun..noun + 1, rule);
        if let Some(event) = reader.events.get_mut(index) {
            event.kind = if another(noun) { told.kind } else { event.kind };
            event.date = event.date.take().or_else(|| told.date.clone());
        }
        sign(reader, index, &signers);
        if complete
            && number == 0
            && let Some(paper) = reader.events.pop()
            && let Some(event) = reader.events.get_mut(first)
        {
            (event.name, event.kind, event.count) = (paper.name, paper.kind, None);
            event.evidence.extend(paper.evidence);
        }
    }
}

/// `two accords, one on fish and the other on tax`, `One is an accord on fish; the other regulates tax`: the second of two papers
/// becomes one of its own.
pub(super) fn one_and_other(reader: &mut Reader<'_>, phrase: &Phrase, from: usize, known: EventIndex) {
    let Some(first) = reader.events.get(known).filter(|event| event.count == Some(2)).cloned() else { return };
    let end = phrase.items.len();
    let subject = |at: usize| {
        matches!(phrase.word(at), "on" | "for" | "about" | "in" | "covering")
            || phrase.is("auxiliary", at)
            || phrase.is_verb(at)
    };
    let Some(one) = (from..end.min(from + 16)).find(|one| phrase.word(*one) == "one" && subject(one + 1)) else {
        return;
    };
    let second = |at: &usize| match phrase.word(*at) {
        "other" | "second" => phrase.word(at - 1) == "the",
        "another" | "one" => subject(at + 1),
        _ => false,
    };
    let Some(other) = (one + 2..end).find(second) else { return };
    let until = |at: usize| (at..end).find(|stop| matches!(phrase.word(*stop), "," | ";" | "." | "and")).unwrap_or(end);
    let named = |reader: &Reader<'_>, at: usize| {
        let from = at + 1 + usize::from(phrase.is("auxiliary", at + 1));
        let said = reader.text.slice(phrase.tokens(from..until(from).max(from + 1)));
        let kind = if first.kind == "mou" { "memorandum of understanding" } else { first.kind };
        shorten(&if phrase.is("preposition", from) { format!("{kind} {said}") } else { said.to_owned() })
    };
    let (name, next) = (named(reader, one), named(reader, other));
    let evidence = phrase.evidence(reader.text, other..(other + 4).min(end));
    if let Some(event) = reader.events.get_mut(known) {
        (event.name, event.count) = (name, None);
        event.evidence.push(phrase.evidence(reader.text, one..other));
    }
    reader.keep(Event {
        name: next,
        count: None,
        evidence: vec![evidence],
        rule: "agreement.listed_instrument",
        ..first
    });
}
