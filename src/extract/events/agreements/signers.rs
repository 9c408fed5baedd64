//! Who puts a name to a paper: `X signed for Norway and Y for Peru`, `It was signed by X and Y`, `The signatories were …`.

use super::super::event::{Event, EventIndex};
use super::super::event_places::place_near;
use super::super::lexicon::Form;
use super::super::noun_phrase::members;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::rolls::listed;
use super::super::rule::{Reads, Rule};
use super::super::status::{self, Status};
use super::instruments::instrument_after;
use crate::extract::dates::Precision;
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

/// A sentence that only says who signed the paper last spoken of: the items it took.
pub(super) const OF_KNOWN_PAPER: Rule<Reads> = Rule::begun_by(
    &[
        "SignOnly",
        "put",
        "puts",
        "putting",
        "set",
        "affix",
        "affixes",
        "affixed",
        "affixing",
        "added",
        "add",
        "adding",
        "signatories",
        "signatory",
        "signers",
        "bear",
        "bears",
        "bore",
        "carry",
        "carries",
        "carried",
        "first",
        "last",
        "next",
        "signing",
    ],
    of_known_paper,
);

fn of_known_paper(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let end = phrase.items.len();
    if let Some(from) = names_signers(reader, phrase, at) {
        let mut signers = listed(reader, phrase, from);
        signers.retain(|signer| reader.is_person(*signer));
        return sign_known(reader, phrase, at, &signers);
    }
    if let Some((_, length)) = puts_name(reader, phrase, at) {
        // `put his name to it`, `to the document`, `to the text`
        let object = at + length;
        let paper = (object..end.min(object + 3)).find(|noun| is_it(reader, phrase, *noun) || is_paper(phrase, *noun));
        // `put pen to paper in Oslo`: what was told before.
        let told = phrase.word(object - 1) == "paper" && !matches!(phrase.word(object), "on" | "for")
            || is_name(phrase.word(object - 1)) && matches!(phrase.word(object), "" | "." | "," | ";");
        let paper = paper.or_else(|| told.then_some(object - 1))?;
        let mut signers = persons(reader, phrase, phrase.subject(at).into_iter().collect());
        signers.extend(fellow_signers(reader, phrase, at, paper));
        return sign_known(reader, phrase, at, &signers).map(|_| paper + 1 - at);
    }
    let (form, length) = phrase.verb("SignOnly", at)?;
    let next = at + length;
    if phrase.is_passive(at, form) {
        let by = phrase.actors_after(&["by"], next, end).filter(|_| is_named_before(reader, phrase, at))?;
        let mut signers = persons(reader, phrase, vec![by]);
        signers.extend(by_or_for_sides(reader, phrase, by + 1));
        // `They initialled a treaty. It will be signed in May by X`
        let status = status::of_verb(phrase, at);
        let signed = sign_known(reader, phrase, at, &signers)?;
        if status == Status::Planned
            && let date = reader.date_near(phrase, at, status)
            && let Some(event) = last_paper(reader).and_then(|known| reader.events.get_mut(known))
        {
            event.status = status;
            event.date = date;
        }
        return Some(signed);
    }
    // `signed first, followed by X for Peru`
    if form == Form::Past && matches!(phrase.word(next), "first" | "too" | "last" | "second") {
        let mut signers = persons(reader, phrase, phrase.subject(at).into_iter().collect());
        let followed = (next + 1..end).find(|by| phrase.word(*by) == "by" && phrase.word(by - 1) == "followed");
        signers.extend(followed.into_iter().flat_map(|by| listed(reader, phrase, by + 1)));
        signers.retain(|signer| reader.is_person(*signer));
        return sign_known(reader, phrase, at, &signers);
    }
    // `X and Y signed the document`, `initialled it in Oslo`
    let object = next + usize::from(phrase.word(next) == "the");
    let paper = is_it(reader, phrase, next) || is_paper(phrase, object);
    if form == Form::Past && paper && phrase.word(object + 1) != "for" && phrase.word(object + 2) != "behalf" {
        let mut signers = persons(reader, phrase, phrase.subject(at).into_iter().collect());
        signers.extend(fellow_signers(reader, phrase, at, object));
        return sign_known(reader, phrase, at, &signers);
    }
    // `signed it for Norway`
    let it = usize::from(is_it(reader, phrase, next));
    if phrase.word(next + it) != "for" && phrase.word(next + it + 1) != "behalf" {
        return None;
    }
    // `signed for Norway an agreement on trade`
    if it == 0 && instrument_after(phrase, at, end).is_some() {
        return None;
    }
    let mut signers = persons(reader, phrase, phrase.subject(at).into_iter().collect());
    signers.extend(for_sides(reader, phrase, next..end));
    sign_known(reader, phrase, at, &signers).or(Some(length))
}

/// `It bears the signatures of`, `The signatories were`, `The first to sign was`: where the list of signers begins.
pub(super) fn names_signers(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    if matches!(phrase.word(at), "signatories" | "signatory" | "signers") && phrase.is("be", at + 1) {
        return Some(at + 2);
    }
    if matches!(phrase.word(at), "bears" | "bear" | "bore" | "carries" | "carried" | "carry") {
        let of = (at + 1..at + 5).find(|of| phrase.word(*of) == "of")?;
        return is_name(phrase.word(of - 1)).then_some(of + 1);
    }
    // `Signing the protocol were X and Y`
    if phrase.word(at) == "signing" && at == 0 {
        let be = (2..7).find(|be| phrase.is("be", *be));
        return be.map(|be| be + 1);
    }
    // `The first to sign was X`, `First to put pen to paper was Y`
    let first = matches!(phrase.word(at), "first" | "last" | "next") && phrase.word(at + 1) == "to";
    let signs = first && (phrase.verb("SignOnly", at + 2).is_some() || puts_name(reader, phrase, at + 2).is_some());
    (at + 3..at + 10).find(|be| signs && phrase.is("be", *be)).map(|be| be + 1)
}

/// What stands for the paper before.
fn is_paper(phrase: &Phrase, at: usize) -> bool {
    matches!(
        phrase.word(at),
        "document" | "documents" | "text" | "texts" | "paper" | "papers" | "instrument" | "articles"
    ) && (at.saturating_sub(2)..at).any(|article| matches!(phrase.word(article), "the" | "this" | "these" | "both"))
}

/// `signed it together with his Peruvian counterpart, X`, `alongside Y`: who signs with the subject.
fn fellow_signers(reader: &Reader<'_>, phrase: &Phrase, verb: usize, after: usize) -> Vec<EntityIndex> {
    let end = phrase.clause_end(verb);
    let with = phrase.actors_after(&["with", "alongside"], after + 1, end.max((after + 12).min(phrase.items.len())));
    persons(reader, phrase, with.into_iter().collect())
}

/// `It was signed`, `The document was initialled`: the paper told before.
fn is_named_before(reader: &Reader<'_>, phrase: &Phrase, verb: usize) -> bool {
    let start = phrase.clause_start(verb);
    let subject = (start..verb).find(|at| phrase.is("auxiliary", *at)).and_then(|be| be.checked_sub(1));
    let noun = |at: usize| matches!(phrase.word(at), "document" | "text" | "paper" | "instrument");
    subject.is_some_and(|at| is_it(reader, phrase, at) || noun(at) && phrase.word(at.wrapping_sub(1)) == "the")
}

fn is_it(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> bool {
    phrase.items.get(at).is_some_and(|item| reader.text.folded_slice(item.tokens.clone()) == "it")
}

fn persons(reader: &Reader<'_>, phrase: &Phrase, items: Vec<usize>) -> Vec<EntityIndex> {
    let named = items.into_iter().flat_map(|at| members(phrase, Some(at)));
    named.filter(|entity| reader.is_person(*entity)).collect()
}

/// `X for Norway and Y, her minister, on behalf of Peru`: the persons of whom it is said for whom they sign.
pub(super) fn for_sides(reader: &Reader<'_>, phrase: &Phrase, range: std::ops::Range<usize>) -> Vec<EntityIndex> {
    let last = phrase.items.len();
    let side = |at: usize| phrase.actors(at).is_some() || phrase.is("determiner", at);
    let signs = |person: &usize| {
        // `X signed on behalf of Norway and Y did so for Peru`
        let signs = |at: usize| phrase.verb("SignOnly", at).is_some() || matches!(phrase.word(at), "did" | "doing");
        let verb = |at: usize| phrase.is_verb(at) && !phrase.is("preposition", at) && !signs(at);
        let stop = |at: &usize| verb(*at) || phrase.word(*at) == ";";
        let near = (person + 1..last.min(person + 12)).take_while(|at| !stop(at));
        let mut sides = near.filter(|at| phrase.word(*at) == "for" || phrase.word(*at) == "behalf");
        sides.next().is_some_and(|at| side(at + 1) || phrase.word(at) == "behalf")
    };
    persons(reader, phrase, range.filter(signs).collect())
}

/// `was signed for Norway by X and for Peru by Y`, `by X for Norway and Y for Peru`: X and Y.
pub(super) fn by_or_for_sides(reader: &Reader<'_>, phrase: &Phrase, from: usize) -> Vec<EntityIndex> {
    // `signed by X, was welcomed by Y`; not `signed by X, who is its minister, and by Y`
    let says_more = |verb: &usize| phrase.is("auxiliary", *verb) && phrase.clause_start(*verb) <= from;
    let end = (from..phrase.items.len()).find(says_more).unwrap_or(phrase.items.len());
    let by = phrase.actors_between(from, end).into_iter().filter(|(word, _)| *word == "by").map(|(_, at)| at);
    let mut signers = persons(reader, phrase, by.collect());
    signers.extend(for_sides(reader, phrase, from..end));
    signers
}

/// So many papers back one sentence may have told of.
const MANY: usize = 12;

/// The paper last concluded.
pub(super) fn last_paper(reader: &Reader<'_>) -> Option<EventIndex> {
    reader.last_event(is_paper_concluded)
}

fn is_paper_concluded(event: &Event) -> bool {
    event.label == Label::Agreement
        && event.status == Status::Held
        && !event.background
        && !matches!(event.kind, "commitment" | "target" | "mechanism")
}

/// Ties signers to the last paper that was concluded, with the day and place that the sentence tells.
fn sign_known(reader: &mut Reader<'_>, phrase: &Phrase, at: usize, signers: &[EntityIndex]) -> Option<usize> {
    let known = last_paper(reader).filter(|_| !signers.is_empty())?;
    sign(reader, known, signers);
    // `An accord and a protocol were reached. The documents were signed by X`: each of them.
    if (phrase.clause_start(at)..at).any(|noun| matches!(phrase.word(noun), "documents" | "papers" | "texts" | "both"))
    {
        let told = |event: &Event| event.evidence.first().map(|told| told.sentence);
        let sentence = reader.events.get(known).and_then(told);
        let beside = |index: &EventIndex| {
            reader.events.get(*index).is_some_and(|event| {
                is_paper_concluded(event) && told(event) == sentence && event.tied(LinkType::Signed).next().is_none()
            })
        };
        let others: Vec<EventIndex> = (0..known).rev().take(MANY).filter(beside).collect();
        others.into_iter().for_each(|other| sign(reader, other, signers));
    }
    // `The three presidents signed. X signed first, followed by Y for Peru`: each binds a country.
    let many = signers.len() > 2;
    let sides = reader.parties_of(signers);
    if let Some(event) = reader.events.get_mut(known).filter(|_| many) {
        sides.iter().for_each(|side| event.tie(LinkType::PartyTo, *side, None));
    }
    reader.focus.listed(signers);
    if signers.len() > 1 {
        reader.focus.participants = signers.to_vec();
    }
    let date = reader.date_near(phrase, at, Status::Held).filter(|date| date.resolved.precision == Precision::Day);
    let place = place_near(reader, phrase, at..at + 1);
    let evidence = phrase.evidence(reader.text, at..at + 1);
    if let Some(event) = reader.events.get_mut(known) {
        event.evidence.push(evidence);
        event.date = date.or(event.date.take());
        place.into_iter().for_each(|place| event.tie(LinkType::HeldIn, place, None));
    }
    Some(1)
}

fn is_name(word: &str) -> bool {
    matches!(word, "name" | "names" | "signature" | "signatures")
}

/// `put their names yesterday to`, `affixed his signature to`: the form, and the items up to the preposition.
pub(super) fn puts_name(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<(Form, usize)> {
    let form = match phrase.word(at) {
        "put" | "set" | "affixed" | "added" => Form::Past,
        "puts" | "affixes" | "adds" => Form::Third,
        "affix" | "add" => Form::Base,
        "putting" | "affixing" | "adding" => Form::Ing,
        _ => return None,
    };
    let noun = |at: &usize| is_name(phrase.word(*at)) || matches!(phrase.word(*at), "initials" | "pen" | "pens");
    let own = reader.text.folded_slice(phrase.items.get(at + 1)?.tokens.clone());
    // `put pen to paper on a pact`
    if own == "pen" && phrase.word(at + 2) == "to" && phrase.word(at + 3) == "paper" {
        return Some((form, 4));
    }
    let noun = (at + 2..at + 4).find(noun).filter(|_| matches!(own.as_str(), "their" | "his" | "her" | "the"))?;
    // `a protocol, to which the ministers put their signatures`
    let subject = phrase.subject(at).filter(|subject| *subject > 1 && phrase.word(subject - 1) == "which");
    if subject.is_some_and(|subject| phrase.word(subject - 2) == "to") {
        return Some((form, noun + 1 - at));
    }
    // `then added their names`: to what was told before.
    let alone = matches!(phrase.word(noun + 1), "" | "." | "," | ";") && !phrase.is_date(noun + 1);
    let to = (noun + 1..noun + 5).find(|to| phrase.word(*to) == "to");
    to.map(|to| to + 1 - at).or_else(|| alone.then_some(noun + 1 - at)).map(|length| (form, length))
}

/// After a sentence: as many as signed a paper are now named in one list, `A of Peru, B of Chile and C of Bolivia`.
pub(super) fn now_listed(reader: &mut Reader<'_>, phrase: &Phrase) {
    let Some((paper, number)) = reader.unnamed_signers else { return };
    let fits = |at: &usize| phrase.actors(*at).is_some_and(|actors| actors.listed && actors.members.len() == number);
    let Some(list) = (0..phrase.items.len()).find(fits) else { return };
    let signers = persons(reader, phrase, vec![list]);
    let sides = reader.parties_of(&signers);
    if signers.len() < number || sides.len() < number {
        return;
    }
    sign(reader, paper, &signers);
    if let Some(event) = reader.events.get_mut(paper) {
        event.ties.retain(|tie| tie.link != LinkType::PartyTo);
        sides.iter().for_each(|side| event.tie(LinkType::PartyTo, *side, None));
    }
    reader.unnamed_signers = None;
}

/// Ties those who sign to their paper.
pub(super) fn sign(reader: &mut Reader<'_>, agreement: EventIndex, signers: &[EntityIndex]) {
    if let Some(event) = reader.events.get_mut(agreement) {
        for signer in signers {
            event.tie(LinkType::Signed, *signer, None);
        }
        // `In their talks`: of those who signed, not of their countries.
        let parties: Vec<EntityIndex> = event.tied(LinkType::PartyTo).collect();
        if signers.len() == 2 && parties.len() == 2 && reader.focus.participants == parties {
            reader.focus.participants = signers.to_vec();
        }
    }
}

/// `They also signed …`: on the day on which they signed the other.
pub(super) fn signed_with(reader: &mut Reader<'_>, index: EventIndex) {
    let parties: Vec<EntityIndex> =
        reader.events.get(index).map(|event| event.tied(LinkType::PartyTo).collect()).unwrap_or_default();
    let before = reader.events.iter().take(index).rev().take(20).find(|event| {
        event.label == Label::Agreement
            && event.status == Status::Held
            && !event.background
            && event.date.as_ref().is_some_and(|date| date.resolved.precision == Precision::Day)
            && event.tied(LinkType::PartyTo).all(|party| parties.contains(&party))
    });
    let (date, meetings) = match before {
        Some(event) => (event.date.clone(), event.events.clone()),
        None => return,
    };
    if let Some(event) = reader.events.get_mut(index).filter(|event| event.date.is_none()) {
        event.date = date;
        event.events = meetings;
    }
}
