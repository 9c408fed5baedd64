//! Requests: `X asked Y to …`, `raised proposals to …`, `Y should …, X said`.

use super::super::lexicon::Form;
use super::super::noun_phrase::{Members, members};
use super::super::phrase::{ItemKind, Phrase};
use super::super::reader::Reader;
use super::super::rule::{Reads, Rule};
use super::super::status::{self, Status};
use super::super::verb_chain::chain_start;
use super::journeys::concern_visit;
use super::nouns::raised;
use super::speakers::{Told, addressed, host_country, named, speaker};
use super::{build, is_noun};
use crate::facts::LinkType;

/// `told Peru to release the crew`: an order, unless it is the press that is told.
pub(super) fn told_to(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    if !matches!(phrase.word(at), "told" | "tells" | "warned" | "warns") {
        return None;
    }
    let whom = phrase.object(at + 1)?;
    let to = phrase.past_dates(whom + 1);
    let acts = phrase.items.get(to + 1).is_some_and(|item| item.kind == ItemKind::Word);
    if phrase.word(to) != "to" || !acts || phrase.is_passive(at, Form::Past) || asks_the_public(phrase, at + 1) {
        return None;
    }
    let speakers = speaker(reader, phrase, at, &Told { own: None, others: named(phrase, Some(whom)) });
    let addressees = addressed(reader, phrase, Some(whom), &speakers);
    build(reader, phrase, "request", at, at..(to + 3).min(phrase.items.len()), to + 1, speakers, addressees)?;
    Some(whom + 1 - at)
}

/// `X asked Y to …`, `made a request to Y`.
pub(super) const REQUEST: Rule<Reads> = Rule::begun_by(
    &[
        "Request",
        "Press",
        "raised",
        "made",
        "submitted",
        "tabled",
        "presented",
        "forwarded",
        "issued",
        "reiterated",
        "renewed",
        "repeated",
        "put",
    ],
    request,
);

fn request(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let raised = raised(phrase, at);
    let (form, length) = raised.or_else(|| phrase.verb("Request", at)).or_else(|| pressed(phrase, at))?;
    if raised.is_none() && is_noun(phrase, at, form) {
        return None;
    }
    let next = phrase.word(at + length);
    let passive = phrase.is_passive(at, form);
    if asks_to_know(phrase, at, length) || next == "by" && !passive || asks_the_public(phrase, at + length) {
        return None;
    }
    // `the meeting that X had called for last week`: no request, but the event it brought about.
    if phrase.word(at + length - 1) == "for" && phrase.is_date(at + length) {
        return None;
    }
    // `said he would ask Peru for help`: nobody has asked yet. `sought out his colleague`
    let later = form == Form::Base && status::of_verb(phrase, at) == Status::Planned;
    if later || next == "out" {
        return None;
    }
    // `You should ask the Latvians`: nobody asked; `the question of whom to ask`.
    let word = phrase.word(at);
    let may =
        form == Form::Base && matches!(phrase.word(at.wrapping_sub(1)), "should" | "could" | "might" | "must" | "can");
    let told = |at: usize| matches!(phrase.word(at), "to" | "for" | "that" | "not");
    let question = || matches!(next, "in" | "at" | "on" | "during") && !(at..phrase.clause_end(at)).any(told);
    let nobody = word.starts_with("ask") && length == 1 && (matches!(next, "." | "," | "?" | ";") || question());
    if may || nobody && !passive {
        return None;
    }
    // `He promised that Rome would press for talks`: part of what is promised.
    let promised = form == Form::Base && matches!(phrase.word(at.wrapping_sub(1)), "will" | "would");
    if promised && (phrase.clause_start(at)..at).any(|verb| phrase.verb("Pledge", verb).is_some()) {
        return None;
    }
    // `applied to Peru for a loan`, `turned to Peru for help`; not `turned to Peru, where`
    let turns = length == 2 && matches!(word.get(..4), Some("appl" | "turn"));
    let wants = |whom: usize| phrase.word(phrase.past_dates(whom + 1)) == "for";
    if turns && !phrase.object(at + length).is_some_and(wants) {
        return None;
    }
    // `asked not to be named`; `seek to resume`
    let after = phrase.row(at + length..(at + length + 4).min(phrase.items.len()));
    if after.starts_with(" not to be ")
        || after.contains(" anonymity ")
        || (phrase.word(at).starts_with("se") && next == "to")
        || (phrase.word(at) == "sought" && next == "to")
    {
        return None;
    }
    let purpose = phrase.word(at.wrapping_sub(1)) == "to" && matches!(word, "seek" | "demand" | "solicit");
    let calls = length == 2 && word.starts_with("call") && matches!(next, "" | "the" | "all");
    if governed_by_agreement(phrase, at) || purpose || phrase.word(at.wrapping_sub(1)) == "courtesy" {
        return None;
    }
    // `calls on Veep`
    let visits = phrase.object(at + length).is_none()
        && !(at + length..(at + length + 12).min(phrase.items.len()))
            .any(|to| matches!(phrase.word(to), "to" | "for" | "not"));
    if length == 2 && matches!(phrase.word(at + 1), "on" | "upon") && visits {
        return None;
    }
    if length == 2 && matches!(phrase.word(at + 1), "on" | "upon") && calls {
        // `called on President X` is a visit to him, unless something is asked.
        let several = |object: usize| {
            phrase.actors(object).is_some_and(|whom| whom.plural) && asks_the_unnamed(phrase, at + length)
        };
        match phrase.object(at + length) {
            Some(object) if !(asks_of(reader, phrase, object) || several(object)) => return None,
            None if !asks_the_unnamed(phrase, at + length) => return None,
            _ => {}
        }
    }
    let end = phrase.clause_end(at);
    let object = phrase
        .object(at + length)
        .or_else(|| phrase.actors_after(&["to", "from", "of", "with", "on"], at + length, (at + length + 6).min(end)));
    // `asked X, the Prime Minister of Peru, to come`
    let behind = |object: usize| match phrase.word(object + 1) {
        "," if phrase.word(object + 2) == "to" => object + 2,
        "," => (object + 3..object + 10).find(|comma| phrase.word(*comma) == ",").map_or(object + 1, |comma| comma + 1),
        _ => object + 1,
    };
    let to = if passive { Some(at + length) } else { object.map(behind) };
    let comes = word.starts_with("ask") && to.is_some_and(|to| asks_to_come(phrase, to));
    let (speakers, addressees) = if passive {
        let mut speakers = members(phrase, phrase.actors_after(&["by"], at + length, end));
        if comes && speakers.is_empty() {
            speakers.extend(host_country(reader, phrase, at + length));
        }
        (speakers, members(phrase, phrase.subject(at)))
    } else {
        let owner =
            (at + length..(at + length + 3).min(phrase.items.len())).find(|next| phrase.actors(*next).is_some());
        let that = matches!(next, "that")
            .then(|| (at + length + 1..end).find(|next| phrase.actors(*next).is_some()))
            .flatten();
        let whom = object.or(that).or(owner);
        let own = to.filter(|_| comes).and_then(|to| host_country(reader, phrase, to));
        let speakers = speaker(reader, phrase, at, &Told { own, others: named(phrase, whom) });
        let addressees = addressed(reader, phrase, whom, &speakers);
        (speakers, addressees)
    };
    if passive && speakers.is_empty() && !comes {
        return None;
    }
    let kind = if comes { "invitation" } else { "request" };
    // `proposed talks`, `suggested a meeting` stay requests; a bare noun after `seek` does not.
    let trigger = at..(at + length + 4).min(end.max(at + length));
    let until = trigger.end;
    let many =
        |at: usize| matches!(phrase.word(at), "powers" | "states" | "nations" | "countries" | "members" | "parties");
    let unnamed = addressees.is_empty()
        && object.is_none()
        && (at + length..at + length + 4).any(many)
        && asks_the_unnamed(phrase, at + length);
    let index = build(reader, phrase, kind, at, trigger, at + length, speakers, addressees)?;
    // `called on the great powers`: not on those who are present.
    if let Some(event) = reader.events.get_mut(index).filter(|_| unnamed) {
        event.ties.retain(|tie| tie.link != LinkType::AddressedTo);
    }
    if comes {
        concern_visit(reader, phrase, index, until);
    }
    Some(length)
}

/// `pressed Peru to sign`, `encouraged Peru to join`: a verb that asks of whom it names.
fn pressed(phrase: &Phrase, at: usize) -> Option<(Form, usize)> {
    let (form, length) = phrase.verb("Press", at)?;
    if phrase.word(at).starts_with("insist") {
        return insists(phrase, at).then_some((form, length));
    }
    let whom = phrase.object(at + length)?;
    let to = phrase.past_dates(whom + 1);
    let asks = matches!(phrase.word(to), "to" | "for" | "on") && !phrase.is("determiner", at.wrapping_sub(1));
    (asks && form != Form::Base && !phrase.is_passive(at, form)).then_some((form, length))
}

/// `insisted that Peru withdraw`: the plain form of what another is to do.
fn insists(phrase: &Phrase, at: usize) -> bool {
    let that = phrase.word(at + 1) == "that";
    let whom = (at + 2..at + 5).find(|whom| that && phrase.actors(*whom).is_some());
    whom.map(|whom| whom + 1).is_some_and(|verb| {
        let word = phrase.word(verb);
        let other = ["auxiliary", "adverb", "preposition", "conjunction"].iter().any(|class| phrase.is(class, verb));
        let plain = !other && !word.is_empty() && !word.ends_with('s') && !word.ends_with("ed");
        plain && !phrase.is_past(verb) && phrase.items.get(verb).is_some_and(|item| item.kind == ItemKind::Word)
    })
}

/// `called on the movements to release …`, `calls upon all states to`: those who are asked have no names.
fn asks_the_unnamed(phrase: &Phrase, from: usize) -> bool {
    let Some(to) = (from + 1..phrase.clause_end(from).min(from + 10)).find(|to| phrase.word(*to) == "to") else {
        return false;
    };
    let people = |at: usize| phrase.is("people", at) || phrase.word(at) == "states";
    let plain = |at: usize| !phrase.is_verb(at) || phrase.is("preposition", at) || people(at);
    let one = |noun: usize| matches!(phrase.word(noun), "minister" | "president" | "king" | "ambassador" | "premier");
    let acts = phrase.items.get(to + 1).is_some_and(|item| item.kind == ItemKind::Word);
    (from..to).all(|at| plain(at) && !one(at)) && acts && !phrase.is("errand", to + 1)
}

/// `asked X to visit Lima`, `has been asked to attend`: an invitation.
fn asks_to_come(phrase: &Phrase, to: usize) -> bool {
    let makes =
        phrase.verb("PayVisit", to + 1).is_some() && (to + 2..to + 6).any(|noun| phrase.noun("visit", noun).is_some());
    let comes = phrase.verb("Visit", to + 1).is_some() || matches!(phrase.word(to + 1), "come" | "attend");
    phrase.word(to) == "to" && (comes || makes)
}

/// `asked whether`, `asked him what happens now`, `asked at a press conference about`: a question.
fn asks_to_know(phrase: &Phrase, at: usize, length: usize) -> bool {
    let questions = |next: usize| {
        matches!(
            phrase.word(next),
            "about" | "if" | "whether" | "how" | "why" | "what" | "when" | "who" | "where" | "which"
        )
    };
    let next = at + length;
    let object = phrase.object(next).map_or(next + 1, |object| object + 1);
    if questions(next) || phrase.word(at).starts_with("ask") && (questions(next + 1) || questions(object)) {
        return true;
    }
    // `Asked at a press conference about Chile, he said …`
    let opens = at == 0 || matches!(phrase.word(at - 1), "when" | "\"");
    opens && phrase.word(at) == "asked" && (next..phrase.clause_end(at)).any(questions)
}

/// `asked reporters to`: nobody who speaks for a state.
fn asks_the_public(phrase: &Phrase, object: usize) -> bool {
    let noun = object + usize::from(phrase.is("determiner", object));
    matches!(
        phrase.word(noun),
        "reporters" | "journalists" | "people" | "citizens" | "voters" | "supporters" | "residents" | "protesters"
    )
}

/// `called on the President, Mrs X, to …`: whether something is asked of those called on. Who calls on a person `to convey a
/// letter` goes there.
pub(in super::super) fn asks_of(reader: &Reader<'_>, phrase: &Phrase, object: usize) -> bool {
    let one = phrase.actors(object).is_some_and(|actors| !actors.plural);
    let person = one && members(phrase, Some(object)).iter().all(|one| reader.is_person(*one));
    let errand = |to: usize| person && phrase.word(to) == "to" && phrase.is("errand", to + 1);
    let asks = |at: usize| matches!(phrase.word(at), "to" | "for" | "not") && !errand(at);
    let comma = (object + 1..object + 4).find(|at| phrase.word(*at) == ",");
    let closing = comma.and_then(|comma| (comma + 2..comma + 10).find(|at| phrase.word(*at) == ","));
    let after = object + 1 + usize::from(phrase.word(object + 1) == ",");
    // `called on Peru on Thursday to …`
    let dated = after + usize::from(phrase.word(after) == "on");
    let after = if phrase.is_date(dated) { dated + 1 } else { after };
    // `called on Peru "to hear the clock"`
    let after = after + usize::from(phrase.word(after) == "\"");
    asks(after) || closing.is_some_and(|closing| asks(closing + 1))
}

fn governed_by_agreement(phrase: &Phrase, at: usize) -> bool {
    let start = chain_start(phrase, at);
    (start..at).any(|before| phrase.verb("Agree", before).is_some())
}

/// `He said the two sides should …`, `Y should …, he said`.
pub(super) fn should(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    // `told X that Peru had to pay`
    let has_to = matches!(phrase.word(at), "ought" | "had" | "has" | "have") && phrase.word(at + 1) == "to";
    if !matches!(phrase.word(at), "should" | "must") && !has_to {
        return None;
    }
    if let Some((verb, told)) = told_that(phrase, at) {
        let speakers = speaker(reader, phrase, verb, &Told { own: None, others: named(phrase, told) });
        let addressees = addressed(reader, phrase, told, &speakers);
        let trigger = verb..(at + 2).min(phrase.items.len());
        let content = (verb..at).rev().find(|that| phrase.word(*that) == "that").map_or(at, |that| that + 1);
        build(reader, phrase, "request", at, trigger, content, speakers, addressees)?;
        return Some(phrase.clause_end(at).saturating_sub(at).max(1));
    }
    if has_to {
        return None;
    }
    let subject =
        (0..at).rev().take(8).find(|before| phrase.actors(*before).is_some_and(|actors| !actors.possessive))?;
    let addressed = phrase.actors(subject)?.members.clone();
    let direct = (subject + 1..at).all(|between| phrase.is("adverb", between) || phrase.items[between].word == ",");
    if !direct || addressed.iter().all(|member| reader.is_person(*member)) && !phrase.actors(subject)?.plural {
        return None;
    }
    // A verb that asks already covers what follows it.
    if (0..subject).any(|before| phrase.verb("Request", before).is_some() || phrase.verb("Agree", before).is_some()) {
        return None;
    }
    let tells = |verb: usize| matches!(phrase.word(verb), "told" | "tells") && asks_the_public(phrase, verb + 1);
    let says = (0..phrase.items.len())
        .find(|verb| (phrase.is("Say", *verb) || tells(*verb)) && (*verb < subject || *verb > at));
    let speakers: Members = match says {
        Some(verb) if verb < subject => members(phrase, phrase.subject(verb)),
        // `Peru should wait, the minister of Chile, X, said`
        Some(verb) => match phrase.actors(verb - 1).or_else(|| phrase.actors(verb + 1)) {
            Some(actors) => actors.members.clone(),
            None => members(phrase, phrase.subject(verb).filter(|speaker| *speaker > at)),
        },
        None => return None,
    };
    let speakers = if speakers.is_empty() { reader.focus.speaker.into_iter().collect() } else { speakers };
    let end = phrase.clause_end(at);
    build(reader, phrase, "request", at, subject..(at + 3).min(phrase.items.len()), at + 1, speakers, addressed)?;
    Some(end.saturating_sub(at).max(1))
}

/// `told X that Y should`, `replied that the pause should`: the verb, and to whom it was said.
fn told_that(phrase: &Phrase, should: usize) -> Option<(usize, Option<usize>)> {
    let that = (0..should).rev().take(12).find(|at| phrase.word(*at) == "that")?;
    let verb = (0..that).rev().take(12).find(|at| {
        matches!(phrase.word(*at), "told" | "replied" | "answered" | "insisted" | "retorted") || phrase.is("Say", *at)
    })?;
    match phrase.word(verb) {
        "told" => match phrase.object(verb + 1).filter(|object| *object < that) {
            Some(object) => Some((verb, Some(object))),
            // `told parliament on Friday that Peru should`
            None => (phrase.actors(should.checked_sub(1)?).is_some() && that > verb + 1).then_some((verb, None)),
        },
        "replied" | "answered" | "insisted" | "retorted" => Some((verb, None)),
        _ => None,
    }
}
