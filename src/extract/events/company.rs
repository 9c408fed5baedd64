//! Who goes along or stands by: `With the minister came X`, `Accompanying her are X and Y`, `X and Y went with him`, `He brought
//! with him X`, `arrived on Friday with his deputy, X`.

use super::delegations;
use super::event::Event;
use super::noun_phrase::{Members, members};
use super::phrase::{ItemKind, Phrase};
use super::reader::Reader;
use super::rolls::listed;
use crate::extract::known_words::KnownWords;
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};
use crate::text::TokenIndex;

/// Countries of one journey at most.
const COUNTRIES: usize = 6;

/// Whether the words of a sentence may tell of a delegation or of those who go along; most do not.
pub(super) fn may_be_told(known: &KnownWords<'_>, mut tokens: std::ops::Range<TokenIndex>) -> bool {
    tokens.clone().next().is_some_and(|first| known.lexicon(first).is("preposition"))
        || tokens.any(|token| {
            let word = known.lexicon(token);
            word.is("delegation") || word.is("travelled") || word.is("company")
        })
}

/// `He was accompanied by X`, `Accompanied by X, he flew …`, `the delegation includes X`: X makes the visit last spoken of,
/// unless a meeting was spoken of since.
pub(super) fn travels_along(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> bool {
    let Some(visit) = reader.visit.filter(|_| reader.tells_company) else { return false };
    let delegation = delegations::members_named(reader, phrase, at).map(|(_, people)| people);
    // `He is accompanied by X`: as long as he is there.
    let present = phrase.word(at) == "accompanied" && at > 0 && matches!(phrase.word(at - 1), "is" | "are");
    // `X had talks, along with his deputy`: no company on somebody else's journey.
    let joins = matches!(phrase.word(at), "together" | "along") && {
        let who = members(phrase, phrase.subject(at));
        let makes = |event: &Event| event.tied(LinkType::Made).any(|one| who.contains(&one));
        let told_here = |event: &Event| last_told(event) == phrase.sentence;
        let journey = reader.events.get(visit);
        !who.is_empty() && !journey.is_some_and(|journey| makes(journey) || told_here(journey))
    };
    if joins {
        return false;
    }
    let met = if present {
        None
    } else if delegation.is_some() {
        reader.meeting.and_then(|meeting| reader.events.get(meeting))
    } else {
        just_told(reader, phrase).filter(|_| !travels(phrase, at))
    };
    let Some(people) = delegation.or_else(|| named(reader, phrase, at)).filter(|people| !people.is_empty()) else {
        return false;
    };
    // `Colonel X was accompanied by …`: on the visit that he made, whoever else is to come.
    let who = if at == 0 { members(phrase, leader(phrase)) } else { members(phrase, phrase.subject(at)) };
    let made = |event: &Event| event.label == Label::Visit && event.tied(LinkType::Made).any(|one| who.contains(&one));
    let visit =
        if reader.events.get(visit).is_some_and(made) { visit } else { reader.last_event(made).unwrap_or(visit) };
    let Some(event) = reader.events.get(visit) else { return false };
    let travellers: Vec<_> = event.tied(LinkType::Made).collect();
    let parties = reader.parties_of(&travellers);
    let later = |met: &Event| last_told(met) > last_told(event) && met.status == event.status;
    if met.is_some_and(later) || parties.is_empty() {
        return false;
    }
    // Who goes along is of their country, or of a body.
    let own = |person: &EntityIndex| {
        let fits = |party: EntityIndex| parties.contains(&party) || !reader.is_country(party);
        reader.is_person(*person) && reader.party_of(*person).is_none_or(fits)
    };
    let people: Members = people.into_iter().filter(own).collect();
    // `will visit Peru and Chile. Minister X accompanies him`: to both.
    let told = event.evidence.first().map(|told| told.sentence);
    let (status, from) = (event.status, visit.saturating_sub(COUNTRIES));
    for event in reader.events.iter_mut().skip(from).take(visit + 1 - from) {
        let journey = event.label == Label::Visit
            && event.status == status
            && event.evidence.first().map(|told| told.sentence) == told
            && event.tied(LinkType::Made).eq(travellers.iter().copied());
        if journey {
            people.iter().for_each(|person| event.tie(LinkType::Made, *person, None));
        }
    }
    true
}

/// `Accompanying the guest was X`, `spoke with Y together with X`: company at the meeting just told.
pub(super) fn at_meeting(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Members> {
    let met = just_told(reader, phrase).filter(|_| !travels(phrase, at))?;
    let joint = matches!(phrase.word(at), "together" | "along") && last_told(met) < phrase.sentence;
    let people = named(reader, phrase, at).filter(|_| !joint)?;
    Some(people.into_iter().filter(|one| reader.is_person(*one)).collect())
}

/// `Accompanied by X, Minister Y met Z`: company at the meeting of which the rest of the sentence tells, and no journey.
pub(super) fn opens_meeting(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Members> {
    let meets = |verb: usize| {
        ["Meet", "Receive"].iter().any(|class| phrase.verb(class, verb).is_some())
            || phrase.noun("meeting", verb).is_some()
    };
    let comma = (1..phrase.items.len()).rev().find(|comma| phrase.word(*comma) == ",")?;
    let told = at == 0 && phrase.word(at) == "accompanied" && (comma..phrase.items.len()).any(meets);
    let mut people = named(reader, phrase, at).filter(|_| told)?;
    people.retain(|one| reader.is_person(*one));
    Some(people)
}

/// The meeting of which this sentence or the two before told.
fn just_told<'r>(reader: &'r Reader<'_>, phrase: &Phrase) -> Option<&'r Event> {
    let meeting = reader.events.get(reader.meeting?)?;
    (last_told(meeting) + 2 >= phrase.sentence).then_some(meeting)
}

/// The last sentence that told of an event.
fn last_told(event: &Event) -> usize {
    event.evidence.last().map_or(0, |evidence| evidence.sentence as usize)
}

/// The words and classes that [`named`] begins with.
pub(super) const NAMED: [&str; 11] = [
    "together",
    "along",
    "brought",
    "brings",
    "bringing",
    "with",
    "accompanying",
    "accompanied",
    "accompany",
    "accompanies",
    "travelled",
];

/// Those whom the words at an item name as company of somebody.
pub(super) fn named(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Members> {
    let from = match (phrase.word(at), phrase.word(at + 1)) {
        ("together" | "along", "with") => at + 2,
        // `He brought with him X`
        ("brought" | "brings" | "bringing", "with") if phrase.actors(at + 2).is_some() => at + 3,
        ("with" | "accompanying", _) if at == 0 => fronted(phrase)?,
        ("accompanied" | "accompany" | "accompanies", _) => match agent(phrase, at) {
            Some(by) => by + 1,
            None => return accompanies(phrase, at),
        },
        _ if phrase.is("travelled", at) => goes_with(phrase, at)?,
        _ => return None,
    };
    let mut people = listed(reader, phrase, from);
    // `X and Y went with him`
    if phrase.word(at + 1) == "with" && phrase.is("travelled", at) {
        people.extend(members(phrase, phrase.subject(at)));
    }
    Some(people)
}

/// Whether the words tell of a journey and of no meeting: `came with X`, `brought X along`, `With him flew X`.
pub(super) fn travels(phrase: &Phrase, at: usize) -> bool {
    let flew = |at: usize| phrase.is("travelled", at);
    flew(at) || phrase.word(at).starts_with("br") || phrase.word(at) == "with" && (at..at + 7).any(flew)
}

/// `accompanied by X`, `accompanied on the trip by X`: the item `by`.
fn agent(phrase: &Phrase, verb: usize) -> Option<usize> {
    let by = (verb + 1..verb + 7).find(|by| phrase.word(*by) == "by" || phrase.actors(*by).is_some())?;
    (phrase.word(by) == "by").then_some(by)
}

/// `With her were X`, `Accompanying the minister is X`: the one beside whom they are.
fn leader(phrase: &Phrase) -> Option<usize> {
    (1..3).find(|whom| phrase.actors(*whom).is_some())
}

/// `With her were X and Y`, `Accompanying the minister came X`: the item behind the verb.
fn fronted(phrase: &Phrase) -> Option<usize> {
    let whom = leader(phrase)?;
    let verb = |at: usize| phrase.is("be", at) || phrase.is("auxiliary", at) || phrase.is("travelled", at);
    let first = (whom + 1..whom + 7).find(|at| verb(*at))?;
    let direct = (whom + 1..first).all(|at| phrase.actors(at).is_none() && phrase.word(at) != ",");
    let last = (first..first + 4).take_while(|at| verb(*at)).last()?;
    direct.then_some(last + 1)
}

/// `flew to Oslo on Friday with his deputy, X`: the item behind `with`, where persons follow at once.
fn goes_with(phrase: &Phrase, verb: usize) -> Option<usize> {
    let tells = |at: &usize| {
        phrase.is_date(*at)
            || matches!(phrase.items.get(*at).map(|item| &item.kind), Some(ItemKind::Place(_)))
            || phrase.actors(*at).is_some_and(|goal| !goal.reference && !goal.possessive)
            || matches!(phrase.word(*at), "in" | "at" | "to" | "on" | "into" | "here" | "back" | "from" | "home")
            || phrase.is("adverb", *at)
    };
    let with = (verb + 1..verb + 9).find(|at| !tells(at)).filter(|with| phrase.word(*with) == "with")?;
    let describes = |at: &usize| {
        phrase.is("determiner", *at)
            || phrase.is("people", *at)
            || matches!(phrase.word(*at), "deputy" | ",")
            || phrase.actors(*at).is_some_and(|owner| owner.possessive)
    };
    let first = (with + 1..with + 6).find(|at| !describes(at))?;
    phrase.actors(first).map(|_| with + 1)
}

/// `X and Y accompanied him`: those who do.
fn accompanies(phrase: &Phrase, verb: usize) -> Option<Members> {
    let whom = (verb + 1..verb + 3).find(|whom| phrase.actors(*whom).is_some())?;
    let one = phrase.actors(whom).is_some_and(|whom| !whom.possessive && whom.members.len() < 2);
    Some(members(phrase, phrase.subject(verb))).filter(|people| one && !people.is_empty())
}
