//! Reading the events of a document: sentence after sentence, each kind by its own rules, with one focus for all.

use std::ops::Range;

use super::agreements;
use super::ceremonies;
use super::company;
use super::day_of_writing::{day_of_writing, line_of_place_and_day};
use super::delegations;
use super::event::{Event, EventDate, EventIndex};
use super::floor;
use super::focus::Focus;
use super::layout::Setting;
use super::meetings;
use super::noun_phrase::Members;
use super::phrase::{Item, ItemKind, Phrase};
use super::proposals;
use super::status::Status;
use super::visits;
use crate::document::Document;
use crate::extract::dates::{find_dates, iso};
use crate::extract::known_words::KnownWords;
use crate::extract::mention::{EntityIndex, EntityKind, Mentions};
use crate::facts::{Dropped, Label, LinkType};
use crate::text::{BlockKind, FoldedText, TokenIndex};

/// Tokens that are laid out at once. No sentence of a writer is longer, and rules that look around stay linear.
const LONGEST_PIECE: usize = 300;

/// How many events back a reference can reach.
pub(super) const REACH: usize = 200;

/// Reads events; its parts are what the rules may look at and write to.
pub(in crate::extract) struct Reader<'d> {
    /// The text.
    pub text: &'d FoldedText<'d>,
    /// What is known of its words.
    known: &'d KnownWords<'d>,
    /// Who and what is named in it.
    pub mentions: &'d Mentions,
    /// What is being spoken of.
    pub focus: Focus,
    /// What was read.
    pub events: Vec<Event>,
    /// What was seen and left out.
    pub dropped: Vec<Dropped>,
    /// The meeting last spoken of.
    pub meeting: Option<EventIndex>,
    /// The summit or conference last spoken of.
    pub gathering: Option<EventIndex>,
    /// The visit last spoken of.
    pub visit: Option<EventIndex>,
    /// The city last spoken of.
    pub city: Option<EntityIndex>,
    /// The meeting or visit whose people the lines below a heading name.
    pub roll: Option<EventIndex>,
    /// Those whom the sentence says to be present, for the paper that it may tell of.
    pub present: Vec<EntityIndex>,
    /// The paper that several signed whom the text is still to name, and how many they are.
    pub unnamed_signers: Option<(EventIndex, usize)>,
    /// Those present at the meeting of which the rest of the sentence is to tell.
    pub awaiting: Members,
    /// The sentence may tell of a delegation or of those who travel along.
    pub tells_company: bool,
    /// The papers that a heading announced.
    pub papers: Option<Papers>,
    /// Who agreed on the points that the lines below list.
    pub points: Vec<EntityIndex>,
    /// The place where the report was written.
    pub scene: Option<EntityIndex>,
    /// The day that stands as a heading above what is read.
    pub heading_day: Option<EventDate>,
    /// The day last named that lies at most a few days behind.
    pub day_told: Option<jiff::civil::Date>,
    pub(super) anchor: Option<jiff::civil::Date>,
    /// The room of the last sentence's items, for those of the next.
    room: Vec<Item<'d>>,
}

/// `The following documents were signed:`: who signed what the next lines list.
#[derive(Clone, Debug)]
pub struct Papers {
    /// Countries and bodies.
    pub parties: Vec<EntityIndex>,
    /// Persons, where the heading names them.
    pub signers: Vec<EntityIndex>,
    /// Whether they were signed.
    pub status: Status,
    /// When.
    pub date: Option<EventDate>,
}

/// Reads all events of a document in the order of its text.
pub(super) fn read_events(
    document: &Document,
    known: &KnownWords<'_>,
    mentions: &Mentions,
) -> (Vec<Event>, Vec<Dropped>) {
    let mut reader = Reader {
        text: &known.text,
        known,
        mentions,
        focus: Focus { countries: countries_by_weight(mentions), ..Focus::default() },
        events: Vec::new(),
        dropped: Vec::new(),
        meeting: None,
        gathering: None,
        visit: None,
        city: None,
        roll: None,
        present: Vec::new(),
        tells_company: false,
        awaiting: Members::new(),
        unnamed_signers: None,
        papers: None,
        points: Vec::new(),
        scene: document
            .dateline
            .as_deref()
            .and_then(|place| place_named(mentions, place))
            .or_else(|| place_named(mentions, line_of_place_and_day(document)?.0)),
        day_told: None,
        heading_day: None,
        anchor: day_of_writing(document),
        room: Vec::new(),
    };
    for block in &document.text.blocks {
        reader.pass_heading(block);
        if block.kind.is_read() {
            for sentence in block.sentences.clone() {
                reader.sentence(sentence);
            }
        }
    }
    (reader.events, reader.dropped)
}

/// The place of a name, in whatever case.
fn place_named(mentions: &Mentions, name: &str) -> Option<EntityIndex> {
    let name = name.to_lowercase();
    mentions.entities.iter().position(|entity| {
        // Singapore is both.
        matches!(entity.kind, EntityKind::Place { .. } | EntityKind::Country { .. })
            && entity.aliases.iter().any(|alias| alias.to_lowercase() == name)
    })
}

/// Countries by how much is said of them and of those who represent them.
fn countries_by_weight(mentions: &Mentions) -> Vec<EntityIndex> {
    let mut weights: Vec<(usize, EntityIndex)> = Vec::new();
    for (index, entity) in mentions.entities.iter().enumerate() {
        if let EntityKind::Country { .. } = entity.kind {
            let persons = mentions.entities.iter().filter(
                |other| matches!(&other.kind, EntityKind::Person { country: Some(country), .. } if *country == index),
            );
            let weight = entity.evidence.len() + persons.map(|person| person.evidence.len()).sum::<usize>();
            weights.push((weight, index));
        }
    }
    weights.sort_by_key(|(weight, index)| (std::cmp::Reverse(*weight), *index));
    weights.into_iter().map(|(_, index)| index).collect()
}

impl Reader<'_> {
    fn sentence(&mut self, sentence: usize) {
        let Some(tokens) = self.text.sentences.get(sentence).map(|s| s.tokens.clone()) else { return };
        let tokens = floor::take(self, tokens);
        let mut start = tokens.start;
        while start < tokens.end {
            let end = tokens.end.min(start + LONGEST_PIECE);
            self.piece(sentence, start..end);
            start = end;
        }
    }

    /// Reads a sentence, or a piece of one that is longer than any sentence.
    fn piece(&mut self, sentence: usize, tokens: Range<TokenIndex>) {
        let base = self.text.tokens.get(tokens.start).map_or(0, |token| token.bytes.start as usize);
        let mut dates = Vec::new();
        if self.known.tell_a_time(tokens.clone()) {
            dates = find_dates(self.text.slice(tokens.clone()));
        }
        for date in &mut dates {
            date.start += base;
            date.end += base;
        }
        let mentions = self.mentions;
        let all = mentions.in_sentence(sentence);
        let from = all.partition_point(|mention| mention.head.start < tokens.start);
        let to = all.partition_point(|mention| mention.head.start < tokens.end);
        let near = all.get(from..to).unwrap_or_default();
        let setting = Setting { text: self.text, known: self.known, mentions, near, focus: &self.focus };
        self.tells_company = company::may_be_told(self.known, tokens.clone());
        let mut phrase = Phrase::new(setting, std::mem::take(&mut self.room), sentence, tokens, dates);
        let block = self.text.block_of(sentence).map(|block| block.kind);
        phrase.weekday = self.anchor.map(|day| day.weekday().to_monday_one_offset());
        phrase.narrates = matches!(block, Some(BlockKind::Body | BlockKind::List));
        visits::read(self, &phrase);
        meetings::read(self, &phrase);
        delegations::note(self, &phrase);
        agreements::read(self, &phrase);
        ceremonies::look_on(self, sentence);
        proposals::read(self, &phrase);
        self.move_focus(&phrase, near);
        self.remember_day(&phrase);
        let mut cities = phrase.items.iter().filter_map(|item| match item.kind {
            ItemKind::Place(place) if self.is_city(place) => Some(place),
            _ => None,
        });
        self.city = cities.next_back().or(self.city);
        phrase.items.clear();
        self.room = phrase.items;
    }

    /// Tries a rule at each item of a sentence with which one can begin. The rule answers how many items it took.
    pub(super) fn at_each(&mut self, phrase: &Phrase, rule: impl Fn(&mut Self, usize) -> Option<usize>) {
        let mut at = 0;
        while let Some(item) = phrase.items.get(at) {
            let used = if item.begins_no_rule() {
                debug_assert!(self.reads_nothing(at, &rule), "a rule begins with `{}`", item.word);
                None
            } else {
                rule(self, at)
            };
            at += used.unwrap_or(1).max(1);
        }
    }

    /// Whether a rule leaves an item as it is.
    pub(super) fn reads_nothing(&mut self, at: usize, rule: impl Fn(&mut Self, usize) -> Option<usize>) -> bool {
        let read = (self.events.len(), self.dropped.len());
        rule(self, at).is_none() && read == (self.events.len(), self.dropped.len())
    }

    /// Whether an entity is a city or a town.
    pub fn is_city(&self, entity: EntityIndex) -> bool {
        self.mentions.is_city(entity)
    }

    /// Whether an entity is a person.
    pub fn is_person(&self, entity: EntityIndex) -> bool {
        matches!(self.mentions.entities.get(entity).map(|e| &e.kind), Some(EntityKind::Person { .. }))
    }

    /// Whether an entity is a country.
    pub fn is_country(&self, entity: EntityIndex) -> bool {
        matches!(self.mentions.entities.get(entity).map(|e| &e.kind), Some(EntityKind::Country { .. }))
    }

    /// The country that an entity is or belongs to.
    pub fn country_of(&self, entity: EntityIndex) -> Option<EntityIndex> {
        self.mentions.country_of(entity)
    }

    /// The last event that fits, within reach.
    pub fn last_event(&self, fits: impl Fn(&Event) -> bool) -> Option<EventIndex> {
        (0..self.events.len()).rev().take(REACH).find(|index| self.events.get(*index).is_some_and(&fits))
    }

    /// The sides of what is agreed where the sentence names none: those of what the sentence before says was agreed, if it
    /// told nothing else after it, else those in focus.
    pub fn parties_in_focus(&self, phrase: &Phrase) -> Vec<EntityIndex> {
        let before =
            |event: &Event| event.evidence.last().is_some_and(|told| told.sentence as usize + 1 >= phrase.sentence);
        let agreed = self.events.last().filter(|event| event.label == Label::Agreement && before(event));
        let parties: Vec<_> = agreed.map(|event| event.tied(LinkType::PartyTo).collect()).unwrap_or_default();
        let countries = parties.len() > 1 && parties.iter().all(|party| self.is_country(*party));
        if countries { parties } else { self.focus.parties(self.mentions).to_vec() }
    }

    /// The meeting where several parties agreed: the one in focus if they met there, else the last where they met. One
    /// that lies months before another that the text reports is background: nothing new was agreed there. What is only
    /// `recalled` was agreed at the meeting told before it.
    pub fn meeting_of(&self, parties: &[EntityIndex], recalled: bool) -> Option<EventIndex> {
        let day = |event: &Event| event.date.as_ref().and_then(|date| date.resolved.last_possible_day());
        let held = |event: &&Event| event.label == Label::Meeting && event.status == Status::Held;
        let others = || self.events.iter().rev().take(REACH).filter(held);
        let newest = others().filter_map(day).max();
        // A meeting without a day is taken to be the news.
        let newest = if others().any(|event| event.date.is_none()) { newest.max(self.anchor) } else { newest };
        let background = |event: &Event| matches!((day(event), newest), (Some(own), Some(newest)) if newest.duration_since(own).as_hours() > 24 * 30);
        let met = |index: &EventIndex| {
            self.events.get(*index).filter(held).is_some_and(|event| {
                let there = || event.tied(LinkType::Attended).filter_map(|actor| self.party_of(actor));
                parties.iter().all(|party| there().any(|one| one == *party)) && !background(event)
            })
        };
        // `recalled that they had last spoken in May` tells of another than the one where something was agreed.
        let before = || (0..self.events.len()).rev().take(REACH).filter(met);
        let of_news = || before().find(|index| self.events.get(*index).is_some_and(|event| !event.background));
        let last = self.meeting.filter(met).or_else(of_news).or_else(|| before().next())?;
        // `He recalled that they had spoken in May. The two agreed …`: at the meeting of which the news tells.
        let told = |index: EventIndex| self.events.get(index).and_then(day);
        let later = (0..self.events.len()).rev().take(REACH).filter(met).max_by_key(|index| told(*index));
        let days = |own: jiff::civil::Date, other: jiff::civil::Date| other.duration_since(own).as_hours() / 24;
        let long_before =
            |later: EventIndex| told(last).zip(told(later)).is_some_and(|(own, other)| days(own, other) > 3);
        Some(later.filter(|later| !recalled && long_before(*later)).unwrap_or(last))
    }

    /// Keeps an event and answers its index. What is dated after the day of publication lies ahead.
    pub fn keep(&mut self, mut event: Event) -> EventIndex {
        // A day more for the difference of time zones, where a verb says that it happened.
        let tomorrow = event.date.as_ref().is_some_and(|date| date.text.eq_ignore_ascii_case("tomorrow"));
        let grace = |day: jiff::civil::Date| if event.explicit && !tomorrow { day.tomorrow().ok() } else { Some(day) };
        let ahead = match (self.anchor.and_then(grace), &event.date) {
            // `is on a visit that ends tomorrow`: it has begun.
            (Some(last), Some(date)) if event.status == Status::Held && !event.ends => {
                let last = iso(last);
                last.get(..date.resolved.start.len()).is_some_and(|day| *day < *date.resolved.start)
            }
            _ => false,
        };
        if ahead && event.status == Status::Held && event.label != Label::Proposal {
            event.status = Status::Planned;
        }
        event.headline = event
            .evidence
            .first()
            .and_then(|evidence| self.text.block_of(evidence.sentence as usize))
            .is_some_and(|block| block.kind == BlockKind::Headline);
        self.events.push(event);
        self.events.len() - 1
    }

    /// Notes something that was seen and left out.
    pub fn drop(&mut self, phrase: &Phrase, range: Range<usize>, reason: &str) {
        let text = self.text.slice(phrase.tokens(range.clone())).to_owned();
        let evidence = Some(phrase.evidence(self.text, range));
        self.dropped.push(Dropped { text, reason: reason.to_owned(), evidence });
    }
}
