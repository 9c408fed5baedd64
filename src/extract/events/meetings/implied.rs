//! Who met, where the words around the noun of a meeting do not say: the sentence, the visit or the talk before tells it.

use super::super::event::Event;
use super::super::noun_phrase::{Members, members};
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::verb_chain::governor;
use super::noun_kinds::Noun;
use crate::extract::mention::EntityIndex;
use crate::facts::LinkType;

/// `After their talks A and B …`, `At a press conference with B after their talks A said …`: who they are is told behind.
pub(super) fn theirs(reader: &Reader<'_>, phrase: &Phrase, owner: usize) -> Option<Members> {
    let they = phrase.actors(owner).filter(|owner| owner.reference && owner.possessive && owner.plural)?;
    let persons =
        |people: &Members| reader.parties_of(people).len() > 1 && people.iter().all(|person| reader.is_person(*person));
    if persons(&they.members) {
        return None;
    }
    let verb = (owner + 1..phrase.items.len())
        .find(|verb| is_finite(phrase, *verb) && phrase.subject(*verb).is_some_and(|subject| subject > owner))?;
    let mut both = members(phrase, phrase.subject(verb));
    let with = phrase.actors_between(0, owner).into_iter().find(|(word, _)| *word == "with");
    both.extend(members(phrase, with.map(|(_, with)| with)));
    Some(both).filter(persons)
}

/// `during talks with Y`: the subject of the sentence talks, or the one who acted last.
pub(super) fn subject_of_sentence(reader: &Reader<'_>, noun: &Noun<'_>, object: &Members) -> Members {
    let Noun { phrase, at, start, .. } = *noun;
    // `sent his deputy, X, to the meeting of the Council`: who is sent.
    if let Some(sent) = sent_to(phrase, noun) {
        return sent;
    }
    // `will fly to X for talks with Y, Z announced`: who flies talks.
    let purpose = matches!(phrase.word(start.saturating_sub(1)), "for" | "after" | "before" | "following" | "from");
    let before = if purpose { phrase.clause_start(at)..start } else { 0..0 };
    let mut told = before.chain(at + 1..phrase.items.len()).chain(0..start);
    let known = |verb: usize| phrase.is("auxiliary", verb) || phrase.is_verb(verb);
    let clause = told
        .find(|verb| known(*verb) && phrase.subject(*verb).is_some())
        .or_else(|| (at + 1..phrase.items.len()).chain(0..start).find(|verb| is_finite(phrase, *verb)));
    let subject = clause.and_then(|verb| phrase.subject(verb)).map(|at| members(phrase, Some(at))).unwrap_or_default();
    if !subject.iter().all(|member| object.contains(member)) {
        return subject;
    }
    reader.focus.acting(reader.mentions).into_iter().filter(|speaker| !object.contains(speaker)).collect()
}

/// Who is sent to the meeting: `sent his deputy, X, to the meeting`.
fn sent_to(phrase: &Phrase, noun: &Noun<'_>) -> Option<Members> {
    let verb = Some(noun.start).filter(|_| noun.preceded_by() == "to").and_then(|start| governor(phrase, start))?;
    let (form, _) = phrase.verb("SendTo", verb)?;
    if phrase.is_passive(verb, form) {
        return Some(members(phrase, phrase.subject(verb))).filter(|sent| !sent.is_empty());
    }
    let sender = members(phrase, phrase.subject(verb));
    let mut named = (verb + 1..noun.start).map(|sent| members(phrase, Some(sent)));
    named.find(|sent| !sent.is_empty() && *sent != sender)
}

/// `The visit of X to Peru will include talks with Y`, `X's programme includes talks with Y`
pub(super) fn included(reader: &Reader<'_>, noun: &Noun<'_>) -> Option<Members> {
    let Noun { phrase, at, start, .. } = *noun;
    let includes = |verb: &usize| matches!(phrase.word(*verb), "includes" | "include");
    // `The visit of X to Peru began with talks with Y`
    let begins = || {
        let verb = (start.saturating_sub(5)..start).find(|verb| {
            let phase = ["began", "begins", "begin", "opened", "open", "opens", "ended", "ends", "end", "started"];
            phase.contains(&phrase.word(*verb))
        });
        verb.filter(|verb| noun.preceded_by() == "with" && (0..*verb).any(|at| phrase.noun("visit", at).is_some()))
    };
    let verb = (start.saturating_sub(2)..at).find(includes).or_else(begins)?;
    let owner = (0..verb).find(|owner| phrase.actors(*owner).is_some_and(|actors| actors.possessive));
    let visit = reader.visit.and_then(|visit| reader.events.get(visit));
    let here = |event: &&Event| event.evidence.last().is_some_and(|told| told.sentence as usize == phrase.sentence);
    Some(match visit.filter(here) {
        Some(visit) => visit.tied(LinkType::Made).collect(),
        None => members(phrase, owner),
    })
}

/// `arrived in Oslo. A call on the King was cancelled`: that of the visitor.
pub(super) fn visitor_of(reader: &Reader<'_>, hosts: &Members) -> Members {
    let visit = reader.visit.and_then(|visit| reader.events.get(visit));
    let hosts = reader.parties_of(hosts);
    let to_host = visit.filter(|visit| visit.tied(LinkType::To).any(|to| hosts.contains(&to)));
    to_host.map(|visit| visit.tied(LinkType::Made).collect()).unwrap_or_default()
}

/// The preposition that makes a meeting the time or place of what the sentence tells: `after the talks`, `at a meeting in Lima`,
/// and whether the sentence says that they came out of it: `emerged from four hours of talks`.
pub(super) fn occasion_of<'p>(noun: &Noun<'p>) -> (&'p str, bool) {
    let Noun { phrase, at, start, .. } = *noun;
    // `After Sunday's talks, X and Y …`
    let first = start.saturating_sub(usize::from(phrase.is_date(start.wrapping_sub(1))));
    let lasted = (start..at).any(|unit| is_length(phrase.word(unit)));
    let before = first.checked_sub(1);
    let emerged = before.is_some_and(|from| lasted && phrase.word(from) == "from");
    (before.map_or("", |before| phrase.word(before)), emerged)
}

/// Who met, gathered from the sentence: `X and Y signed a treaty after talks in Rome`.
pub(super) fn gathered(
    reader: &Reader<'_>,
    noun: &Noun<'_>,
    (preposition, emerged): (&str, bool),
    definite: bool,
) -> Members {
    let Noun { phrase, at, start, .. } = *noun;
    let several = |people: &Members| reader.parties_of(people).len() > 1;
    let joint = (0..phrase.items.len())
        .filter(|verb| phrase.is_verb(*verb) || emerged && is_finite(phrase, *verb))
        .filter_map(|verb| phrase.subject(verb))
        .map(|subject| members(phrase, Some(subject)))
        .find(several);
    // `X and Y marked the day at a meeting`: whatever they did.
    let opening = || {
        let first =
            (0..start).find(|at| phrase.actors(*at).is_some()).filter(|at| phrase.preposition_of(*at).is_empty());
        let body = |entity: &EntityIndex| !reader.is_person(*entity) && reader.country_of(*entity).is_none();
        Some(members(phrase, first)).filter(|people| several(people) || noun.kind != "talks" && people.iter().any(body))
    };
    // `During talks in Rome X told Y`
    let told = || {
        if definite || !matches!(preposition, "during" | "at" | "in") {
            return None;
        }
        let tells = |verb: &usize| phrase.is_verb(*verb) && phrase.subject(*verb).is_some();
        // `told Y in a telephone conversation that`, `assured Y during a call`
        let whom = start.checked_sub(2).filter(|whom| phrase.actors(*whom).is_some_and(|actors| !actors.possessive));
        let before = whom.and_then(|whom| whom.checked_sub(1)).filter(|verb| noun.kind != "conference" && tells(verb));
        let verb = before.or_else(|| (at + 1..phrase.items.len()).find(tells))?;
        let mut both = members(phrase, phrase.subject(verb));
        let object = members(phrase, phrase.object(verb + 1));
        // `At a ceremony in Rome X handed over an ambulance to Y`
        let to = || phrase.actors_after(&["to"], verb + 1, phrase.clause_end(verb));
        let ceremony = object.is_empty() && noun.kind == "ceremony";
        both.extend(if ceremony { members(phrase, to()) } else { object });
        Some(both).filter(|both| both.iter().all(|one| reader.is_person(*one)) && several(both))
    };
    // `laid his plan before X and Y at a meeting in Z`: all who are named were there.
    let named = || {
        // `refused to meet X during the conference`
        let refuses = |verb: usize| phrase.verb("Refuse", verb).is_some();
        let attended = matches!(preposition, "at" | "during" | "in" | "after" | "following")
            && !(phrase.clause_start(at)..start).any(refuses);
        let named = phrase.actors_between(phrase.clause_start(at), start).into_iter().filter(|_| attended);
        let present = named.flat_map(|(_, at)| members(phrase, Some(at)));
        present.filter(|member| !reader.is_country(*member)).collect()
    };
    // `Speaking at a banquet in Oslo, X thanked Y`: X was there.
    let speaks = || {
        let comma = (at + 1..phrase.items.len()).find(|comma| phrase.word(*comma) == ",")?;
        let speaks = matches!(phrase.word(0), "speaking" | "replying" | "responding" | "addressing");
        let speaker = members(phrase, Some(comma + 1 + usize::from(phrase.is("determiner", comma + 1))));
        let mut all: Members = named();
        all.extend(speaker.into_iter().filter(|one| reader.is_person(*one)));
        Some(all).filter(|all| speaks && several(all))
    };
    joint.or_else(told).or_else(speaks).or_else(opening).unwrap_or_else(named)
}

/// `X invited Y to a meeting in Lima`: the one who invites and the guest.
pub(super) fn inviter_and_guest(phrase: &Phrase, at: usize, start: usize) -> Option<(Members, Members)> {
    let verb = (phrase.clause_start(at)..start).rev().take(8).find(|verb| phrase.verb("Invite", *verb).is_some())?;
    let (form, _) = phrase.verb("Invite", verb)?;
    let by = || phrase.actors_after(&["by"], verb + 1, start);
    let guest = if phrase.is_passive(verb, form) { by() } else { phrase.object(verb + 1) };
    let guest = guest.filter(|guest| *guest < start);
    let named = guest.filter(|guest| phrase.actors(*guest).is_some_and(|actors| !actors.reference));
    Some((members(phrase, phrase.subject(verb)), members(phrase, named)))
}

/// `hours before the opening of the summit`: what only tells when something else took place.
pub(super) fn is_time_of_another(phrase: &Phrase, start: usize) -> bool {
    let Some(noun) = start.checked_sub(2).filter(|_| phrase.word(start - 1) == "of") else { return false };
    let before = noun.saturating_sub(1 + usize::from(phrase.word(noun.saturating_sub(1)) == "the"));
    matches!(phrase.word(noun), "opening" | "eve" | "start" | "beginning" | "closing" | "end")
        && matches!(phrase.word(before), "before" | "after" | "on" | "of" | "until")
}

/// `four hours of talks`: how long they lasted.
fn is_length(unit: &str) -> bool {
    matches!(unit, "hour" | "hours" | "day" | "days" | "week" | "weeks")
}

/// Whether a verb stands at an item, be it one that no class knows: `the minister conveyed`.
fn is_finite(phrase: &Phrase, at: usize) -> bool {
    let told = || phrase.word(at).ends_with("ed") && phrase.actors(at.wrapping_sub(1)).is_some();
    phrase.is("auxiliary", at) || phrase.is_verb(at) || told()
}
