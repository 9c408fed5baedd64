//! Delegations: who leads them (`X led the Danish team`, `a mission under Y`), who belongs to them, and in which events they took
//! part before the text names them.

use super::company;
use super::event::Event;
use super::lexicon;
use super::noun_phrase::{Members, members};
use super::phrase::{ItemKind, Phrase};
use super::reader::Reader;
use super::rolls::listed;
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

/// How many events back a delegation is looked for whose people are now named.
const REACH: usize = 30;

/// Those who travel or negotiate together for one country.
#[derive(Clone, Debug)]
pub struct Delegation {
    /// The noun it is spoken of by.
    noun: String,
    /// Whose it is.
    country: Option<EntityIndex>,
    /// Who belongs to it, its leader first.
    pub members: Members,
}

/// Nouns of groups that travel and negotiate together.
fn is_delegation(word: &str) -> bool {
    lexicon::is("delegation", word)
}

impl super::focus::Focus {
    /// Who belongs to the delegation that `the mission`, `the Danish delegation` means.
    pub fn delegation(&self, noun: &str, country: Option<EntityIndex>) -> Option<&Members> {
        let fits = |one: &&Delegation| {
            (noun == "delegation" || one.noun == noun) && (country.is_none() || one.country == country)
        };
        self.delegations.iter().rev().take(REACH).find(fits).map(|one| &one.members).filter(|one| !one.is_empty())
    }
}

/// After a sentence: notes the delegations of which it tells, and who leads and makes them up, also for what was told before.
pub(super) fn note(reader: &mut Reader<'_>, phrase: &Phrase) {
    if !reader.tells_company {
        return;
    }
    for at in 0..phrase.items.len() {
        let named = leader(reader, phrase, at).or_else(|| members_named(reader, phrase, at));
        let party = || party_of_visit(reader, phrase, at);
        let in_words = named.is_some();
        let Some((noun, people)) = named.or_else(party).or_else(|| unnamed(reader, phrase, at)) else { continue };
        let country = people.first().and_then(|first| reader.country_of(*first));
        let people: Members = people.into_iter().filter(|one| reader.is_person(*one)).collect();
        // `between a Danish delegation and a delegation led by X`: another one.
        let refers = phrase.actors(at).is_none_or(|actors| actors.reference) && country.is_none();
        let fits = |one: &Delegation| one.noun == noun && (refers || one.country == country && country.is_some());
        let known = reader.focus.delegations.iter().rposition(fits);
        let index = known.unwrap_or_else(|| {
            reader.focus.delegations.push(Delegation { noun, country, members: Members::new() });
            reader.focus.delegations.len() - 1
        });
        let Some(delegation) = reader.focus.delegations.get_mut(index).filter(|_| !people.is_empty()) else { continue };
        delegation
            .members
            .extend(people.iter().filter(|one| !delegation.members.contains(one)).copied().collect::<Members>());
        let delegation = delegation.clone();
        if in_words {
            complete(reader, &delegation);
        }
    }
}

/// `With the minister came X`: those who make the visit last spoken of.
fn party_of_visit(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<(String, Members)> {
    let visit = reader.events.get(reader.visit?)?;
    company::named(reader, phrase, at)?;
    Some(("delegation".to_owned(), visit.tied(LinkType::Made).collect()))
}

/// `a Danish mission`: the country of one whose people are not named.
fn unnamed(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<(String, Members)> {
    let actors =
        phrase.actors(at).filter(|actors| actors.members.len() == 1 && reader.is_country(actors.members[0]))?;
    let noun = reader.text.folded(phrase.items[at].tokens.end - 1);
    is_delegation(noun).then(|| (noun.to_owned(), actors.members.clone()))
}

/// `a mission led by X`, which is one item; `The delegation was headed by X`, `X, at the head of a delegation`.
fn leader(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<(String, Members)> {
    if let Some(actors) = phrase.actors(at) {
        let tokens = phrase.items[at].tokens.clone();
        // `X, at the head of a delegation`
        let heads = reader.text.folded(tokens.end - 1) == "head" && phrase.word(at + 1) == "of" && at > 0;
        if heads && phrase.word(at - 1) == "at" {
            let noun = (at + 1..at + 7).find(|noun| phrase.is("delegation", *noun))?;
            return Some((phrase.word(noun).to_owned(), actors.members.clone()));
        }
        let noun = tokens.clone().map(|token| reader.text.folded(token)).find(|word| is_delegation(word))?;
        let person = actors.members.len() == 1 && reader.is_person(actors.members[0]) && !actors.reference;
        return person.then(|| (noun.to_owned(), actors.members.clone()));
    }
    if matches!(phrase.word(at), "led" | "headed") && phrase.word(at + 1) == "by" && phrase.is("be", at.checked_sub(1)?)
    {
        let noun = noun_before(reader, phrase, at)?;
        return Some((noun, members(phrase, Some(at + 2))));
    }
    let heads = matches!(phrase.word(at), "leading" | "heading" | "leads" | "heads" | "led" | "headed")
        || phrase.word(at) == "head" && phrase.word(at + 1) == "of" && phrase.word(at.checked_sub(2)?) == "at";
    if !heads {
        return None;
    }
    let noun = (at + 1..at + 7).find(|noun| phrase.is("delegation", *noun))?;
    let subject = (0..at).rev().find(|before| phrase.actors(*before).is_some_and(|actors| !actors.possessive))?;
    Some((phrase.word(noun).to_owned(), members(phrase, phrase.subject(at).or(Some(subject)))))
}

/// The noun of a delegation before an item.
fn noun_before(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<String> {
    let mut words = phrase.tokens(0..at).rev().map(|token| reader.text.folded(token));
    words.find(|word| is_delegation(word)).map(str::to_owned)
}

/// `included`, `was composed of`: the item behind, with which the names begin.
pub(super) fn includes(phrase: &Phrase, at: usize) -> Option<usize> {
    match phrase.word(at) {
        "included" | "includes" | "comprised" | "comprises" | "numbers" | "numbered" => Some(at + 1),
        "consists" | "consisted" | "composed" if phrase.word(at + 1) == "of" => Some(at + 2),
        "made" if phrase.word(at + 1) == "up" && phrase.word(at + 2) == "of" => Some(at + 3),
        // `a delegation led by X and including Y`
        "including" if phrase.word(at.checked_sub(1)?) == "and" => Some(at + 1),
        _ => None,
    }
}

/// `The delegation includes X and Y`, `Members of the mission are X and Y`, `In his entourage are X and Y`, `is made up of X
/// and Y`, `X and Y are in the delegation`: who belongs to it.
pub(super) fn members_named(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<(String, Members)> {
    let last = || Some(reader.focus.delegations.last()?.noun.clone());
    if let Some(from) = includes(phrase, at) {
        // `A mission led by X arrived. It includes Y`
        let noun =
            noun_before(reader, phrase, at).or_else(|| last().filter(|_| at <= 2 && says(reader, phrase, 0, "it")));
        return noun.map(|noun| (noun, listed(reader, phrase, from)));
    }
    // `Among its members are X and Y`
    if phrase.word(at) == "members"
        && matches!(at, 1 | 2)
        && says(reader, phrase, at - 1, "its")
        && phrase.is("be", at + 1)
    {
        return last().map(|noun| (noun, listed(reader, phrase, at + 2)));
    }
    // `the delegation`, which is one item where its people were named
    let noun = reader.text.folded(phrase.items.get(at)?.tokens.end - 1);
    if !is_delegation(noun) {
        return None;
    }
    let within = |word: usize| matches!(phrase.word(word), "in" | "of" | "on" | "among");
    let start = (at.saturating_sub(4)..at).rev().find(|before| within(*before))?;
    let noun = noun.to_owned();
    // `Members of the delegation are X and Y`, `Also in the party are X and Y`
    if phrase.is("be", at + 1) && start <= 3 {
        return Some((noun, listed(reader, phrase, at + 2)));
    }
    // `X and Y are members of the delegation`, `X is also in the party`
    let be = (start.saturating_sub(4)..start).rev().find(|be| phrase.is("be", *be))?;
    let plain = (be + 1..start).all(|between| phrase.actors(between).is_none() && !phrase.is_verb(between));
    plain.then(|| (noun, members(phrase, phrase.subject(be))))
}

fn says(reader: &Reader<'_>, phrase: &Phrase, at: usize, word: &str) -> bool {
    phrase.items.get(at).is_some_and(|item| reader.text.folded_slice(item.tokens.clone()) == word)
}

/// Whoever is now named was there before: `A Danish delegation met Y. It was led by X`.
fn complete(reader: &mut Reader<'_>, delegation: &Delegation) {
    let Delegation { country, members: people, .. } = delegation;
    let tells = |event: &Event| {
        let sentences =
            event.evidence.iter().filter_map(|evidence| reader.text.sentences.get(evidence.sentence as usize));
        let mut words = sentences.flat_map(|sentence| sentence.tokens.clone()).map(|token| reader.text.folded(token));
        words.any(is_delegation)
    };
    let told = |event: &Event| matches!(event.label, Label::Meeting | Label::Visit) && tells(event);
    let from = reader.events.len().saturating_sub(REACH);
    let events: Vec<usize> = (from..reader.events.len()).filter(|index| told(&reader.events[*index])).collect();
    for index in events {
        let Some(event) = reader.events.get_mut(index) else { continue };
        let link = event.actor_link();
        let side = |one: EntityIndex| Some(one) == *country || people.contains(&one);
        if !event.tied(link).any(side) {
            continue;
        }
        event.ties.retain(|tie| tie.link != link || Some(tie.entity) != *country);
        people.iter().for_each(|one| event.tie(link, *one, None));
    }
}

/// `X led the Danish team`, `X headed that of Chad`: who leads a side of the meeting, and the country of that side.
pub(super) fn leads(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<()> {
    let verb = matches!(phrase.word(at), "led" | "headed" | "leads" | "heads" | "lead" | "head");
    let being = phrase.is("be", at.checked_sub(1)?);
    let leading = being && matches!(phrase.word(at), "leading" | "heading");
    if !(verb && !being || leading) || phrase.word(at + 1) == "by" {
        return None;
    }
    let group = |at: usize| {
        matches!(
            phrase.word(at),
            "delegation" | "team" | "side" | "hosts" | "visitors" | "guests" | "negotiators" | "officials" | "experts"
        ) || phrase.word(at) == "that" && phrase.word(at + 1) == "of"
            || side_of(reader, phrase, at).is_some()
    };
    let noun = (at + 1..at + 5).find(|noun| group(*noun))?;
    let leaders = members(phrase, phrase.subject(at));
    let side = (at + 1..(noun + 3).min(phrase.items.len())).find_map(|at| match &phrase.items[at].kind {
        ItemKind::Adjective(country) => Some(*country),
        _ => members(phrase, Some(at)).first().copied().filter(|member| reader.is_country(*member)),
    });
    let meeting = reader.meeting?;
    let known: Vec<_> = reader.events.get(meeting)?.tied(LinkType::Attended).collect();
    let sides = reader.parties_of(&known);
    let fits = |party: Option<_>| party.is_some_and(|party| sides.contains(&party));
    let person = leaders.len() == 1 && reader.is_person(leaders[0]);
    let of_many = reader.events.get(meeting).is_some_and(|event| matches!(event.kind, "summit" | "conference"));
    if !person || !(of_many || fits(side) || fits(reader.party_of(leaders[0]))) {
        return None;
    }
    // `, Minister Y that of Chad and Minister Z the Togolese team`
    let mut others = Vec::new();
    let mut from = noun + 1;
    while let Some(and) = (from..from + 5).find(|and| matches!(phrase.word(*and), "and" | ",")) {
        let that = phrase.word(and + 2) == "that" && phrase.word(and + 3) == "of";
        let side = (and + 2..and + 4).find(|at| side_of(reader, phrase, *at).is_some());
        let side = if that { Some(and + 4) } else { side };
        let Some(side) = side else { break };
        others.push((members(phrase, Some(and + 1)), members(phrase, Some(side)).first().copied()));
        from = side + 1;
    }
    for (leaders, side) in std::iter::once((leaders, side)).chain(others) {
        reader.attend(meeting, &leaders, "participant");
        let event = reader.events.get_mut(meeting)?;
        event.ties.retain(|tie| tie.link != LinkType::Attended || Some(tie.entity) != side);
    }
    Some(())
}

/// `the Danish delegation`, which is one item: its country.
fn side_of(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<()> {
    let item = phrase.items.get(at)?;
    let words = reader.text.folded_slice(item.tokens.clone());
    let side = ["delegation", "team", "side"].iter().any(|group| words.ends_with(group));
    (side && phrase.actors(at).is_some()).then_some(())
}
