//! The sides of an agreement: the countries and bodies behind those who act.

use super::focus::is_body;
use super::phrase::Phrase;
use super::reader::{REACH, Reader};
use super::status::Status;
use crate::extract::mention::{EntityIndex, EntityKind};
use crate::facts::LinkType;

/// Kinds of bodies through which a state acts; parties and movements act for themselves.
fn is_of_state(kind: &str) -> bool {
    matches!(
        kind,
        "ministry"
            | "parliament"
            | "embassy"
            | "government"
            | "agency"
            | "office"
            | "court"
            | "army"
            | "institution"
            | "presidency"
    )
}

impl Reader<'_> {
    /// Who stands behind an actor in agreements: its country, or the body itself if it belongs to none.
    pub fn party_of(&self, entity: EntityIndex) -> Option<EntityIndex> {
        match self.mentions.entities.get(entity).map(|e| &e.kind)? {
            EntityKind::Country { .. } => Some(entity),
            EntityKind::Person { country, offices, .. } => {
                let body = || offices.iter().find_map(|office| office.polity);
                country.or_else(body)
            }
            EntityKind::Organization { of, kind, .. } if is_of_state(kind) => of.or(Some(entity)),
            EntityKind::Organization { .. } => Some(entity),
            EntityKind::Place { .. } => None,
        }
    }

    /// The countries and bodies behind several actors, each once.
    pub fn parties_of(&self, entities: &[EntityIndex]) -> Vec<EntityIndex> {
        let mut parties = Vec::new();
        for party in entities.iter().filter_map(|entity| self.party_of(*entity)) {
            if !parties.contains(&party) {
                parties.push(party);
            }
        }
        parties
    }

    /// Whether the subject is several people of one international body, which decides as a whole (`the leaders of the
    /// Community`), or its gathering.
    pub fn is_gathering(&self, phrase: &Phrase, verb: usize, parties: &[EntityIndex]) -> bool {
        let [body] = parties else { return false };
        let several = || phrase.subject(verb).and_then(|at| phrase.actors(at)).is_some_and(|actors| actors.plural);
        is_body(self.mentions, *body) && (several() || gathering_acts(phrase, verb))
    }

    /// `The summit adopted`, `Leaders also approved`, `was set up by the conference`: the sides of the gathering, or the body
    /// whose gathering it is.
    pub fn sides_of_gathering(&self, phrase: &Phrase, verb: usize) -> Option<Vec<EntityIndex>> {
        if phrase.subject(verb).is_some() || !gathering_acts(phrase, verb) {
            return None;
        }
        let sides = self.parties_of(&self.focus.gathering);
        let body = sides.iter().copied().find(|side| is_body(self.mentions, *side));
        Some(body.map_or(sides, |body| vec![body])).filter(|sides| !sides.is_empty())
    }

    /// The sides of the meeting that a sentence tells of before, if it was one of two.
    pub fn sides_met(&self, phrase: &Phrase) -> Option<Vec<EntityIndex>> {
        let meeting = self.meeting.and_then(|meeting| self.events.get(meeting))?;
        let here = meeting.evidence.last().is_some_and(|told| told.sentence as usize == phrase.sentence);
        let there: Vec<EntityIndex> = meeting.tied(LinkType::Attended).collect();
        Some(self.parties_of(&there)).filter(|sides| here && meeting.status == Status::Held && sides.len() == 2)
    }

    /// Whether the only side is the body whose gathering the text tells of.
    pub fn sides_of_body(&self, parties: &[EntityIndex]) -> bool {
        matches!(parties, [body] if is_body(self.mentions, *body) && self.focus.gathering.contains(body))
    }

    /// The bodies that a paper names as its sides (`between the Ministry of X and the Agency Y`), else those behind them.
    pub fn signing_parties(&self, entities: &[EntityIndex]) -> Vec<EntityIndex> {
        let body = |entity: &EntityIndex| {
            matches!(
                self.mentions.entities.get(*entity).map(|e| &e.kind),
                Some(EntityKind::Organization { kind, .. }) if *kind != "government"
            )
        };
        if entities.len() > 1 && entities.iter().all(body) { entities.to_vec() } else { self.parties_of(entities) }
    }

    /// Whether all meetings and agreements so far are of the same sides.
    pub fn tells_only_of(&self, sides: &[EntityIndex]) -> bool {
        self.events.iter().rev().take(REACH).all(|event| {
            let parties = event.tied(event.actor_link()).filter_map(|actor| self.party_of(actor));
            parties.into_iter().all(|party| sides.contains(&party))
        })
    }
}

impl Phrase<'_> {
    /// `It was decided to wait, and the two delegations initialled an accord`: whether those who act stand nearer than the
    /// subject found.
    pub fn is_acted_by_others(&self, verb: usize, subject: usize) -> bool {
        let nearer = self.noun_before(verb).filter(|noun| *noun > subject + 1);
        nearer.is_some_and(|noun| is_gathering_noun(self.word(noun)) && self.actors(noun).is_none())
    }
}

/// Whether a gathering, or those at one, do what a verb says.
fn gathering_acts(phrase: &Phrase, verb: usize) -> bool {
    let by = (verb + 1..verb + 4).find(|by| phrase.word(*by) == "by");
    let agent = by.and_then(|by| (by + 1..by + 4).find(|noun| is_gathering_noun(phrase.word(*noun))));
    let acts = |verb: usize| phrase.noun_before(verb).is_some_and(|noun| is_gathering_noun(phrase.word(noun)));
    // `The leaders approved a plan and decided …`
    let joined = matches!(phrase.word(verb.wrapping_sub(1)), "and" | "also");
    let first = (phrase.clause_start(verb)..verb).find(|at| phrase.is_verb(*at) && !phrase.is("preposition", *at));
    acts(verb) || agent.is_some() || joined && first.is_some_and(acts) || is_told_of_gathering(phrase, verb)
}

/// `The ECOWAS summit in Accra decided`, `A meeting of the ministers, which ended on Friday, agreed`: the gathering that opens
/// the sentence acts.
fn is_told_of_gathering(phrase: &Phrase, verb: usize) -> bool {
    let opens = |at: &usize| phrase.noun("meeting", *at).is_some() && is_gathering_noun(phrase.word(*at));
    let verbal = |at: usize| phrase.is("auxiliary", at) || phrase.is_verb(at) && !phrase.is("preposition", at);
    let Some(noun) = (0..verb).find(opens) else { return false };
    if (0..noun).any(|at| verbal(at) || phrase.is("preposition", at) || phrase.word(at) == ",") {
        return false;
    }
    let mut at = noun + 1;
    while at < verb {
        let inserted = phrase.word(at) == "," && matches!(phrase.word(at + 1), "which" | "that" | "held" | "attended");
        if inserted {
            let Some(close) = (at + 2..verb).find(|close| phrase.word(*close) == ",") else { return false };
            at = close;
        } else if verbal(at) {
            return false;
        }
        at += 1;
    }
    true
}

fn is_gathering_noun(word: &str) -> bool {
    matches!(
        word,
        "summit"
            | "conference"
            | "meeting"
            | "gathering"
            | "session"
            | "assembly"
            | "congress"
            | "council"
            | "leaders"
            | "heads"
            | "presidents"
            | "ministers"
            | "delegates"
            | "participants"
            | "members"
            | "states"
            | "delegations"
            | "attendees"
    )
}
