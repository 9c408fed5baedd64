//! What the rules of events produce: meetings, visits, agreements and proposals, before they become facts.

use jiff::Span;
use jiff::civil::Date;

use super::confidence;
use super::status::Status;
use crate::extract::dates::{Resolved, anchor_date};
use crate::extract::mention::EntityIndex;
use crate::facts::{Evidence, Label, LinkType};

/// Index of an event in the list of events of a document.
pub type EventIndex = usize;

/// A date with the words that said it.
#[derive(Clone, Debug, PartialEq)]
pub struct EventDate {
    /// The date.
    pub resolved: Resolved,
    /// The words; empty where the date follows from another event.
    pub text: String,
}

/// How an entity takes part in an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    /// `ATTENDED`, `MADE`, `PARTY_TO`, `HELD_IN`, …
    pub link: LinkType,
    /// Who or what.
    pub entity: EntityIndex,
    /// `host`, `participant`, `inviter`, …
    pub role: Option<&'static str>,
}

/// A meeting, visit, agreement or proposal.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// `Meeting`, `Visit`, `Agreement` or `Proposal`.
    pub label: Label,
    /// The kind of the schema.
    pub kind: &'static str,
    /// Whether it took place; proposals have none.
    pub status: Status,
    /// The words say so; otherwise it is only taken to have been held.
    pub explicit: bool,
    /// It stands in a headline.
    pub headline: bool,
    /// A meeting told in words that put it before the news: `had met`, `their last meeting`, `in the past`.
    pub background: bool,
    /// An agreement that is only referred to as existing.
    pub in_force: bool,
    /// Name or content in the words of the text.
    pub name: String,
    /// When.
    pub date: Option<EventDate>,
    /// How many days it lasts, if a length is stated.
    pub days: Option<i32>,
    /// The date is that of its end: `ended a three-day visit on Friday`.
    pub ends: bool,
    /// The figure of a target.
    pub amount: Option<String>,
    /// When the figure is to be reached.
    pub deadline: Option<String>,
    /// How many one node stands for.
    pub count: Option<i64>,
    /// Entities in it.
    pub ties: Vec<Tie>,
    /// Other events that it belongs to (`DURING`, `REACHED_AT`, `RAISED_AT`, `CONCERNS`).
    pub events: Vec<(LinkType, EventIndex)>,
    /// The words that say so.
    pub evidence: Vec<Evidence>,
    /// The rule that read it.
    pub rule: &'static str,
    /// Between 0 and 1.
    pub confidence: f64,
}

impl Event {
    /// An event without ties.
    pub fn new(label: Label, kind: &'static str, status: Status, evidence: Evidence, rule: &'static str) -> Self {
        Self {
            label,
            kind,
            status,
            explicit: true,
            headline: false,
            background: false,
            in_force: false,
            name: String::new(),
            date: None,
            days: None,
            ends: false,
            amount: None,
            deadline: None,
            count: None,
            ties: Vec::new(),
            events: Vec::new(),
            evidence: vec![evidence],
            rule,
            confidence: confidence::of_rule(rule),
        }
    }

    /// Ties an entity to the event, once for each link.
    pub fn tie(&mut self, link: LinkType, entity: EntityIndex, role: Option<&'static str>) {
        match self.ties.iter_mut().find(|tie| tie.link == link && tie.entity == entity) {
            Some(tie) => {
                if matches!(tie.role, None | Some("participant")) && role.is_some() {
                    tie.role = role;
                }
            }
            None => self.ties.push(Tie { link, entity, role }),
        }
    }

    /// Its first day and, where that is told or can be counted, its last.
    pub fn span(&self) -> Option<(Date, Option<Date>)> {
        let resolved = &self.date.as_ref()?.resolved;
        let day = resolved.first_day()?;
        let further = self.days.filter(|days| (2..=60).contains(days)).map(|days| Span::new().days(days - 1));
        match (&resolved.end, further) {
            (Some(end), _) => Some((day, anchor_date(end))),
            (None, Some(further)) if self.ends => Some((day.checked_sub(further).ok()?, Some(day))),
            (None, Some(further)) => Some((day, day.checked_add(further).ok())),
            (None, None) => Some((day, None)),
        }
    }

    /// The entities of a link.
    pub fn tied(&self, link: LinkType) -> impl Iterator<Item = EntityIndex> {
        self.ties.iter().filter(move |tie| tie.link == link).map(|tie| tie.entity)
    }

    /// The link of those who act in it.
    pub fn actor_link(&self) -> LinkType {
        match self.label {
            Label::Visit => LinkType::Made,
            Label::Agreement => LinkType::PartyTo,
            Label::Proposal => LinkType::Proposed,
            _ => LinkType::Attended,
        }
    }
}
