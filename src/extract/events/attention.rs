//! What the text is speaking of after each sentence and each event: moves the focus.

use smallvec::SmallVec;

use super::event::{Event, EventIndex};
use super::gatherings;
use super::noun_phrase::members;
use super::phrase::Phrase;
use super::reader::Reader;
use super::status::Status;
use crate::extract::mention::{EntityIndex, Mention, MentionKind};
use crate::facts::{Label, LinkType};

impl Reader<'_> {
    /// After a sentence: who spoke, who was spoken of.
    pub(super) fn move_focus(&mut self, phrase: &Phrase, near: &[Mention]) {
        for mention in near {
            match mention.kind {
                MentionKind::Person => mention.entities.iter().for_each(|person| self.focus.saw(*person)),
                MentionKind::Organization => {
                    if let Some(body) = mention.entities.first() {
                        self.focus.body = Some(*body);
                    }
                }
                _ => {}
            }
        }
        let is_list = |at: &usize| phrase.actors(*at).is_some_and(|actors| actors.listed);
        let lists: Vec<usize> = (0..phrase.items.len()).filter(is_list).collect();
        for actors in lists.iter().filter_map(|at| phrase.actors(*at)) {
            self.focus.listed(&actors.members);
        }
        if let Some(list) = lists.last() {
            self.list_with_subject(phrase, *list);
        }
        let subject = main_subject(phrase);
        self.focus.salience.read(phrase, subject);
        let spoken = (0..phrase.items.len())
            .rev()
            .find(|at| phrase.is("Say", *at) || phrase.is("Thank", *at))
            .and_then(|verb| phrase.subject(verb).or_else(|| phrase.object(verb + 1)));
        let several = members(phrase, subject);
        self.focus.subjects =
            if several.len() > 1 && several.iter().all(|one| self.is_person(*one)) { several } else { SmallVec::new() };
        for at in [spoken, subject].into_iter().flatten() {
            let people = phrase.actors(at).map(|actors| &actors.members[..]).unwrap_or_default();
            if let [person] = *people
                && self.is_person(person)
            {
                self.focus.speaker = Some(person);
                break;
            }
        }
        let opens = self.text.block_of(phrase.sentence).is_some_and(|block| block.sentences.start == phrase.sentence);
        let first = subject.and_then(|at| phrase.actors(at)).map(|actors| &actors.members[..]);
        if let Some([person]) = first
            && self.is_person(*person)
            && (opens || self.focus.topic.is_none())
        {
            self.focus.topic = Some(*person);
        }
    }

    /// `X received A, B and C`: `the four` are they and X.
    fn list_with_subject(&mut self, phrase: &Phrase, list: usize) {
        let persons = |at: usize| phrase.actors(at).filter(|one| one.members.iter().all(|one| self.is_person(*one)));
        let verb = (0..list).find(|verb| phrase.is_verb(*verb) && !phrase.is("preposition", *verb));
        let subject = verb.and_then(|verb| phrase.subject(verb)).filter(|subject| *subject < list);
        let Some(subject) = subject.and_then(persons).filter(|subject| subject.members.len() == 1) else { return };
        let others = persons(list).into_iter().flat_map(|list| list.members.iter().copied());
        let all: Vec<EntityIndex> = subject.members.iter().copied().chain(others).collect();
        if !all[1..].contains(&all[0]) {
            self.focus.listed(&all);
        }
    }

    /// Adds those who are said to be at a meeting.
    pub fn attend(&mut self, meeting: EventIndex, present: &[EntityIndex], role: &'static str) {
        let Some(event) = self.events.get_mut(meeting) else { return };
        for person in present {
            event.tie(LinkType::Attended, *person, Some(role));
        }
        if self.gathering == Some(meeting) {
            self.focus.gathering = event.tied(LinkType::Attended).collect();
        }
    }

    /// Puts a meeting or visit into focus.
    pub fn focus_on(&mut self, index: EventIndex) {
        let Some(event) = self.events.get(index) else { return };
        let actors: Vec<EntityIndex> = event
            .ties
            .iter()
            .filter(|tie| matches!(tie.link, LinkType::Attended | LinkType::Made | LinkType::Hosted))
            .map(|tie| tie.entity)
            .collect();
        if let Some(host) = event.ties.iter().find(|tie| matches!(tie.role, Some("host" | "inviter"))) {
            self.focus.host = Some(host.entity);
        }
        match event.label {
            Label::Meeting => {
                // `reviewed the minutes of the ninth session, held in 2010`: not the one that the text is about.
                let now = self.meeting.and_then(|meeting| self.events.get(meeting));
                let years = now.and_then(start).zip(start(event)).map(|(now, then)| (now.get(..4), then.get(..4)));
                let past = matches!(years, Some((Some(now), Some(then))) if then < now);
                if past && event.kind == "conference" {
                    return;
                }
                // `recalled that they had spoken by telephone in May`, told aside after talks of today.
                let aside = event.background && event.date.is_some();
                if aside && now.is_some_and(|now| now.status == Status::Held && !now.background) {
                    return;
                }
                self.meeting = Some(index);
                let place = event.tied(LinkType::HeldIn).next();
                if let Some(ground) = place.and_then(|place| self.country_of(place)) {
                    self.focus.ground = Some(ground);
                    let abroad = |one: &&EntityIndex| self.is_person(**one) && self.country_of(**one) != Some(ground);
                    let mut visitors = actors.iter().filter(abroad);
                    let visitor = visitors.next().filter(|_| visitors.next().is_none() && actors.len() > 1);
                    self.focus.visitor = visitor.copied();
                }
                let held = |index: EventIndex| self.events.get(index).is_some_and(|known| known.status == Status::Held);
                // Its day may be a month or a year, which compare as they are written.
                let known = self.gathering.and_then(|known| self.events.get(known)).and_then(start);
                let earlier = matches!((start(event), known), (Some(own), Some(known)) if own < known);
                let replaces = (event.status == Status::Held || !self.gathering.is_some_and(held)) && !earlier;
                if replaces && gatherings::is_gathering(self, event) {
                    self.gathering = Some(index);
                    self.focus.gathering = actors.clone();
                }
            }
            _ => {
                self.visit = Some(index);
                if let Some(tie) =
                    event.ties.iter().find(|tie| tie.link == LinkType::Made && self.is_person(tie.entity))
                {
                    self.focus.traveller = Some(tie.entity);
                }
            }
        }
        if event.label == Label::Meeting || actors.len() > 1 {
            let parties = self.parties_of(&actors);
            if parties.len() == 2 && parties.iter().all(|party| self.is_country(*party)) {
                self.focus.acted_together(&actors);
            }
            self.focus.participants = actors;
        }
    }
}

/// The first day, month or year of an event as it is written.
fn start(event: &Event) -> Option<&str> {
    event.date.as_ref().map(|date| date.resolved.start.as_str())
}

/// The subject of the first verb; `At a meeting with X, Y explained …` tells of Y.
fn main_subject(phrase: &Phrase) -> Option<usize> {
    let opens = phrase.is("preposition", 0);
    let noun = |at: usize| opens && phrase.is("determiner", at - 1) && phrase.noun("meeting", at).is_some();
    let verb = |at: &usize| phrase.is_verb(*at) && !(*at > 0 && noun(*at)) || phrase.is("auxiliary", *at);
    let first = (0..phrase.items.len()).find(verb);
    // A verb that no table knows.
    let alone = |at: &usize| {
        phrase.word(*at).ends_with("ed")
            && phrase.actors(at - 1).is_some_and(|actors| !actors.possessive)
            && phrase.word(at.wrapping_sub(2)) == ","
    };
    let unknown = (1..first.unwrap_or(phrase.items.len())).find(|at| opens && alone(at)).map(|verb| verb - 1);
    unknown.or_else(|| first.and_then(|verb| phrase.subject(verb)))
}
