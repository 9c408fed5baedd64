//! Who concludes: those who sign, and the parties, from the sentence and from what the text told before.

use super::super::event::Event;
use super::super::noun_phrase::{members, noun_phrase_start};
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::concluded::Conclusion;
use super::not_yet::is_purpose_of_arrival;
use super::signers::{by_or_for_sides, for_sides};
use crate::extract::mention::EntityIndex;
use crate::facts::LinkType;

/// How far behind the instrument its parties may stand, in items.
const NEAR: usize = 14;

/// Those who act: the subject or those behind `by`, and where it is signed, the counterpart and whom the sentence names further.
pub(super) fn signatories(reader: &Reader<'_>, found: &Conclusion<'_>) -> Vec<EntityIndex> {
    let Conclusion { phrase, at, length, noun, passive, .. } = *found;
    let mut signatories = members(phrase, found.subject).to_vec();
    if !found.signs {
        return signatories;
    }
    // `signed it with his Peruvian counterpart, X`
    let with = with_before(found)
        .or_else(|| with_behind(found).filter(|with| (noun + 1..*with).any(|at| phrase.word(at) == "with")));
    signatories.extend(members(phrase, with.filter(|_| !passive)));
    let further = match passive {
        true => by_or_for_sides(reader, phrase, at + length),
        false => for_sides(reader, phrase, phrase.clause_start(at)..phrase.items.len()),
    };
    let new: Vec<_> = further.into_iter().filter(|signer| !signatories.contains(signer)).collect();
    signatories.extend(new);
    signatories
}

/// `signed with his Peruvian counterpart, X, a protocol`
fn with_before(found: &Conclusion<'_>) -> Option<usize> {
    let Conclusion { phrase, at, length, noun, .. } = *found;
    let signs = found.signs && !found.passive && noun > at;
    signs.then(|| phrase.actors_after(&["with"], at + length, noun)).flatten()
}

/// `a treaty with Peru`, and not `the fourth after those with Peru`, which are others' papers.
fn with_behind(found: &Conclusion<'_>) -> Option<usize> {
    let Conclusion { phrase, noun, .. } = *found;
    let with = phrase.actors_after(&["with"], noun + 1, phrase.items.len().min(noun + NEAR))?;
    (noun + 1..with).all(|at| !matches!(phrase.word(at), "those" | "ones" | "after")).then_some(with)
}

/// The parties: those who sign and those named with the instrument, else those of whom the text tells.
pub(super) fn parties(reader: &Reader<'_>, found: &Conclusion<'_>, signatories: &[EntityIndex]) -> Vec<EntityIndex> {
    let Conclusion { phrase, at, subject, passive, .. } = *found;
    let mut parties = parties_named(reader, found, signatories);
    // `Norway will lend Peru 30 million under an agreement signed in Lima`: those of whom the sentence tells.
    if parties.len() < 2 && found.behind {
        let named = (0..phrase.items.len()).flat_map(|at| members(phrase, Some(at))).collect::<Vec<_>>();
        let sides = reader.parties_of(&named);
        if sides.len() == 2 && parties.iter().all(|party| sides.contains(party)) {
            parties = sides;
        }
    }
    // `An agreement will be signed during X's visit to Peru`: the guest's country and the one visited.
    if parties.len() < 2 && passive && subject.is_none() {
        let sides = sides_of_visit(reader, phrase);
        if parties.iter().all(|party| sides.contains(party)) {
            parties = sides;
        }
    }
    let acting = subject.and_then(|at| phrase.actors(at));
    let joint =
        acting.is_none_or(|actors| actors.plural || actors.members.iter().any(|member| reader.is_person(*member)));
    let one_side = acting.is_none_or(|actors| !actors.plural);
    if parties.len() < 2 && (joint || passive) && !(one_side && found.is_asked_for()) {
        let focus = reader.parties_in_focus(phrase);
        if parties.iter().all(|party| focus.contains(party)) {
            parties = focus.to_vec();
        }
    }
    if parties.len() < 2
        && let Some(sides) = reader.sides_of_gathering(phrase, at)
    {
        parties = sides;
    }
    if passive
        && parties.len() < 2
        && let Some(verb) = found.initialled_before()
    {
        parties = reader.signing_parties(&members(phrase, phrase.actors_after(&["by"], verb + 1, at)));
    }
    // `arrived in Oslo to sign an accord`: with the country visited.
    if let [party] = parties[..]
        && found.signs
        && is_purpose_of_arrival(phrase, at)
        && let Some(visit) = reader.visit.and_then(|visit| reader.events.get(visit))
    {
        let countries = visit.tied(LinkType::To).filter_map(|to| reader.country_of(to));
        parties.extend(countries.filter(|to| *to != party));
    }
    parties
}

/// The parties that stand with the instrument: `a treaty between A and B`, `an A-B treaty`, `a treaty with B`.
fn parties_named(reader: &Reader<'_>, found: &Conclusion<'_>, signatories: &[EntityIndex]) -> Vec<EntityIndex> {
    let Conclusion { phrase, noun, .. } = *found;
    let between = phrase.actors_after(&["between", "among"], noun + 1, phrase.items.len().min(noun + NEAR));
    let pair = (noun_phrase_start(phrase, noun)..noun)
        .find(|before| phrase.actors(*before).is_some_and(|actors| actors.members.len() > 1));
    let group = between.or(pair).or_else(|| with_before(found)).or_else(|| with_behind(found));
    let mut actors = signatories.to_vec();
    actors.extend(members(phrase, group));
    if found.signs { reader.signing_parties(&actors) } else { reader.parties_of(&actors) }
}

/// The countries of the traveller and of the host of a visit that the sentence tells.
fn sides_of_visit(reader: &Reader<'_>, phrase: &Phrase) -> Vec<EntityIndex> {
    let visit = reader.visit.and_then(|visit| reader.events.get(visit));
    let told = |visit: &&Event| {
        visit.evidence.iter().any(|told| u32::try_from(phrase.sentence).is_ok_and(|here| here == told.sentence))
    };
    let both = |visit: &Event| {
        let countries = visit.tied(LinkType::To).filter_map(|to| reader.country_of(to));
        visit.tied(LinkType::Made).chain(countries).collect::<Vec<_>>()
    };
    let ties = visit.filter(told).map(both);
    reader.parties_of(&ties.unwrap_or_default())
}
