//! Who asks, promises or invites: the subject of the verb. Whom a pronoun, a title or nobody's name means is settled by what is
//! asked: nobody asks his own country, `He promised that Peru would …` is said by a Peruvian.

use super::super::noun_phrase::{Members, members};
use super::super::phrase::Phrase;
use super::super::pronouns::alike;
use super::super::reader::Reader;
use super::super::roles::is_titled;
use super::super::visits::destinations;
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

/// Persons back at whom is looked for the one who asks.
const NEAR: usize = 8;

/// What a proposal tells of the one who makes it.
#[derive(Default)]
pub(super) struct Told {
    /// The country that is promised to act, or into which somebody is invited: that of who promises or invites.
    pub own: Option<EntityIndex>,
    /// Those who are asked, promised or invited: others.
    pub others: Members,
}

/// Who speaks: the subject, or whoever spoke last; where no name tells it, the one whom `told` allows.
pub(super) fn speaker(reader: &Reader<'_>, phrase: &Phrase, at: usize, told: &Told) -> Members {
    let subject = phrase.subject(at);
    // `The summit of the Union appealed to …`
    let gathers = |noun: usize| matches!(phrase.word(noun), "summit" | "conference" | "assembly" | "session");
    if subject.is_none()
        && (phrase.clause_start(at)..at).any(gathers)
        && let Some(sides) = reader.sides_of_gathering(phrase, at)
    {
        return sides.into_iter().collect();
    }
    let speakers = match (subject, phrase.noun_before(at)) {
        (Some(subject), _) if !is_reference(phrase, subject) => return members(phrase, Some(subject)),
        (Some(subject), _) => members(phrase, Some(subject)),
        (None, Some(noun)) => return unnamed(reader, phrase, noun),
        (None, None) => reader.focus.speaker.into_iter().collect(),
    };
    // `the president`: another one who has the title.
    let title = subject.and_then(|at| phrase.items.get(at)).map(|item| reader.text.folded(item.tokens.end - 1));
    let title = title.filter(|title| speakers.iter().any(|one| is_titled(reader.mentions, *one, title)));
    settle(reader, speakers, told, |one| title.is_none_or(|title| is_titled(reader.mentions, one, title)))
}

/// Whom a verb asks, promises or invites; a reference does not mean who speaks.
pub(super) fn addressed(reader: &Reader<'_>, phrase: &Phrase, at: Option<usize>, speakers: &Members) -> Members {
    let whom = members(phrase, at);
    let reference = at.is_some_and(|at| is_reference(phrase, at)) && whom.iter().all(|one| speakers.contains(one));
    // `X, in a letter to Y, urged him to`: Y.
    let beside = |at: usize| {
        let persons = (0..at).rev().filter(|before| phrase.actors(*before).is_some_and(|one| !one.reference));
        persons
            .flat_map(|before| members(phrase, Some(before)))
            .find(|one| reader.is_person(*one) && !speakers.contains(one))
    };
    if let Some(other) = at.filter(|_| reference && !whom.is_empty()).and_then(beside) {
        return Members::from_slice(&[other]);
    }
    if reference { settle(reader, whom, &Told { own: None, others: speakers.clone() }, |_| true) } else { whom }
}

/// The members of a noun phrase, if names tell who they are.
pub(super) fn named(phrase: &Phrase, at: Option<usize>) -> Members {
    members(phrase, at.filter(|at| !is_reference(phrase, *at)))
}

pub(super) fn is_reference(phrase: &Phrase, at: usize) -> bool {
    phrase.actors(at).is_some_and(|actors| actors.reference && !actors.plural)
}

/// The one meant, or another of those spoken of where what is asked or promised tells that it is not the one.
pub(super) fn settle(
    reader: &Reader<'_>,
    meant: Members,
    told: &Told,
    may_be: impl Fn(EntityIndex) -> bool,
) -> Members {
    let [one] = meant[..] else { return meant };
    let others = reader.parties_of(&told.others);
    let fits = |one: EntityIndex| {
        let country = reader.country_of(one);
        let home = told.own.is_none() || country.is_none() || country == told.own;
        home && !told.others.contains(&one) && country.is_none_or(|country| !others.contains(&country))
    };
    // Whose country nobody tells may be of any, unless somebody else is of the one.
    let open = told.own.is_some() && reader.country_of(one).is_none();
    if !reader.is_person(one) || fits(one) && !open {
        return meant;
    }
    let known = |other: EntityIndex| {
        reader.is_person(other) && reader.country_of(other).is_some() && alike(reader.mentions, one, other)
    };
    let near = reader.focus.persons.iter().rev().take(NEAR);
    let first = reader.focus.speaker.iter().chain(&reader.focus.topic);
    let mut candidates = first.chain(&reader.focus.participants).chain(&reader.focus.pair).chain(near).copied();
    let another = candidates.find(|other| known(*other) && fits(*other) && may_be(*other));
    if open && another.is_none() {
        return meant;
    }
    another.or(told.own).map_or(meant, |one| Members::from_slice(&[one]))
}

/// Who tells what stands in a sentence: the one who says it, who has the floor or who spoke last.
pub(super) fn teller(reader: &Reader<'_>, phrase: &Phrase) -> Option<EntityIndex> {
    let says = |at: &usize| phrase.is("Say", *at) || matches!(phrase.word(*at), "told" | "tells");
    let verb = (0..phrase.items.len()).rev().find(says);
    let named = verb.and_then(|verb| phrase.subject(verb).or_else(|| phrase.object(verb + 1)));
    let teller = members(phrase, named).first().copied().filter(|one| reader.is_person(*one));
    teller.or(reader.focus.floor).or(reader.focus.speaker)
}

/// `we`: who speaks; `our side`: that one's country; `the Shah`: who has the title. Anybody else is not named.
fn unnamed(reader: &Reader<'_>, phrase: &Phrase, noun: usize) -> Members {
    let country = |one: Option<EntityIndex>| one.and_then(|one| reader.country_of(one));
    let one = match phrase.word(noun) {
        "we" | "i" => teller(reader, phrase),
        "you" => reader.focus.interviewed,
        // `Norway said it was ready; it also undertook to …`: the country or body that opens the sentence.
        "it" => (0..noun).flat_map(|at| members(phrase, Some(at))).find(|one| !reader.is_person(*one)),
        "side" | "government" | "country" if phrase.word(noun.wrapping_sub(1)) == "our" => {
            country(teller(reader, phrase))
        }
        "majesty" | "highness" | "excellency" | "holiness" => reader.focus.speaker,
        "government" | "ministry" | "embassy" | "spokesman" | "spokeswoman" | "spokesperson" | "statement" => {
            country(reader.focus.speaker)
        }
        // `The declaration urges Peru to …`: those who adopted it.
        "declaration" | "communique" | "resolution" | "document" | "text" => {
            let paper = reader.last_event(|event| event.label == Label::Agreement);
            let paper = paper.and_then(|paper| reader.events.get(paper));
            return paper.map(|paper| paper.tied(LinkType::PartyTo).collect()).unwrap_or_default();
        }
        title => reader.focus.persons.iter().rev().copied().find(|one| is_titled(reader.mentions, *one, title)),
    };
    one.into_iter().collect()
}

/// `that Peru would send …` behind a verb of promising: the country that will act.
pub(super) fn promised_country(reader: &Reader<'_>, phrase: &Phrase, from: usize) -> Option<EntityIndex> {
    let will = |at: usize| matches!(phrase.word(at), "will" | "would" | "shall");
    let acts = (from..phrase.items.len().min(from + 12)).find(|at| phrase.actors(*at).is_some() && will(at + 1))?;
    let [country] = phrase.actors(acts)?.members[..] else { return None };
    reader.is_country(country).then_some(country)
}

/// `to visit Norway`, `to Oslo` from an item on: the country into which somebody is invited.
pub(super) fn host_country(reader: &Reader<'_>, phrase: &Phrase, from: usize) -> Option<EntityIndex> {
    let leads = |at: &usize| {
        phrase.word(*at) == "to" || phrase.verb("Visit", *at).is_some() && phrase.word(at.wrapping_sub(1)) == "to"
    };
    let place = |at: usize| destinations(reader, phrase, at + 1, 2).first().copied();
    let found = (from..phrase.clause_end(from).min(from + 10)).filter(leads).find_map(place)?;
    reader.country_of(found)
}
