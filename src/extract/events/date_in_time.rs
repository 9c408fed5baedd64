//! A date mention fixed in time: by the day of publication, the tense and the events told before.

use jiff::Span;
use jiff::civil::Date;

use super::event::{Event, EventDate};
use super::event_dates::is_said;
use super::other_dates::is_in_relative_clause;
use super::phrase::Phrase;
use super::reader::{REACH, Reader};
use super::status::Status;
use crate::extract::dates::{Calendar, DateExpression, DateMention, Lead, Nearness, Tense, Unit, iso, resolve};
use crate::extract::mention::EntityIndex;
use crate::facts::Label;

/// Days within which a weekday is told by the day before it on a tour.
const LONGEST_TOUR: i64 = 14;

impl Reader<'_> {
    /// Fixes a date mention in time.
    pub fn event_date(&self, phrase: &Phrase, place: usize, date: &DateMention, tense: Tense) -> Option<EventDate> {
        // Most days are told by themselves.
        let (focus, news, stay) = match date.expression {
            DateExpression::Anaphoric(..) | DateExpression::Counted(..) => {
                (self.day_spoken_of(phrase, place, date, tense), None, None)
            }
            DateExpression::DayOfNews => {
                (None, self.day_of_news().or(self.day_told.filter(|_| tense == Tense::Past)), None)
            }
            DateExpression::DayOfStay(_) => (None, None, self.stay()),
            _ => (None, None, None),
        };
        let anchor = match date.expression {
            DateExpression::Weekday(day, Nearness::Plain) if tense == Tense::Future => {
                let before = self.day_before_on_a_tour(phrase, place);
                before.map(|before| self.within_visit(before, day)).or(self.anchor)
            }
            _ => self.anchor,
        };
        let calendar = Calendar { anchor, focus: focus.as_deref(), news, stay, tense };
        let resolved = resolve(&date.expression, &calendar)?;
        let text = self.text.slice(phrase.tokens(place..place + 1)).to_owned();
        Some(EventDate { resolved, text })
    }

    /// The day from which `the next day`, `the same day`, `a year after` is counted.
    fn day_spoken_of(&self, phrase: &Phrase, place: usize, date: &DateMention, tense: Tense) -> Option<String> {
        let counted = matches!(date.expression, DateExpression::Counted(..));
        // `said on Tuesday that he would meet X the next day`: the day that the sentence names before.
        let before = (0..place).rev().find_map(|before| Some((before, phrase.date_at(before)?)));
        let before = before.filter(|(_, day)| {
            let told = counted || matches!(date.expression, DateExpression::Anaphoric(Unit::Day, _));
            told && !matches!(day.expression, DateExpression::Anaphoric(..) | DateExpression::DayOfNews)
        });
        let before = before.and_then(|(at, day)| {
            let said = (0..at).any(|verb| is_said(phrase, verb) || phrase.is("Thank", verb));
            self.event_date(phrase, at, day, if said { Tense::Past } else { tense })
        });
        if let Some(before) = before {
            return Some(before.resolved.start);
        }
        let same_day = matches!(date.expression, DateExpression::Anaphoric(Unit::Day, 0));
        if same_day
            && self.opens_paragraph(phrase, place)
            && let Some(main) = self.day_of_news()
        {
            return Some(iso(main));
        }
        if counted {
            // `Two days after meeting X, Y on Wednesday met Z`
            let behind = (place + 1..phrase.items.len()).find_map(|day| Some((day, phrase.date_at(day)?)));
            let (at, day) = behind.filter(|_| place == 0)?;
            let plain = matches!(
                day.expression,
                DateExpression::Day(_) | DateExpression::Weekday(..) | DateExpression::Relative(Unit::Day, _)
            );
            return Some(self.event_date(phrase, at, day, tense).filter(|_| plain)?.resolved.start);
        }
        // The event last spoken of that has a date; what happened happened on a day of what happened.
        let dated = |event: &Event| matches!(event.label, Label::Meeting | Label::Visit) && event.date.is_some();
        // `signed it on Friday. The following day they met`: after a paper as well.
        let signed = |event: &Event| event.label == Label::Agreement && event.date.is_some();
        let happened = |event: &Event| (dated(event) || signed(event)) && event.status == Status::Held;
        // Not what is told of the past in passing: `They had met in May 2018. The same day, X was received by Z`.
        let of_news = |event: &Event| happened(event) && !event.background && event.span().is_some();
        let spoken = match tense {
            Tense::Past if same_day => self.last_event(of_news).or_else(|| self.last_event(happened)),
            Tense::Past => self.last_event(happened),
            _ => self.last_event(dated),
        };
        spoken.and_then(|event| self.events.get(event)?.date.as_ref()).map(|date| date.resolved.start.clone())
    }

    /// `will arrive on Monday next week. On Thursday he will see X`: what is planned is told in its order, so that the weekday
    /// follows the day told before it of the same actor.
    fn day_before_on_a_tour(&self, phrase: &Phrase, place: usize) -> Option<Date> {
        let here = (0..place).rev().find_map(|before| {
            let date = phrase.date_at(before).filter(|date| {
                // `X, whose country votes on 6 November, will come on Monday`
                let inserted = is_in_relative_clause(phrase, before, place);
                let day = matches!(date.expression, DateExpression::Day(_) | DateExpression::Days(..)) && !inserted;
                (day || matches!(date.expression, DateExpression::DayOfWeek(..))) && date.lead == Lead::At
            })?;
            self.event_date(phrase, before, date, Tense::Future)?.resolved.first_known_day()
        });
        let acted = |event: &Event, one: EntityIndex| event.tied(event.actor_link()).any(|actor| actor == one);
        let last = || {
            let planned = |event: &Event| {
                let before = event.evidence.last().is_some_and(|told| (told.sentence as usize) < phrase.sentence);
                before && matches!(event.label, Label::Meeting | Label::Visit) && event.date.is_some()
            };
            let event = self.events.get(self.last_event(planned)?)?;
            let acts =
                |at: usize| phrase.actors(at).is_some_and(|who| who.members.iter().any(|one| acted(event, *one)));
            let planned = event.status == Status::Planned && (0..phrase.items.len()).any(acts);
            event.date.as_ref().filter(|_| planned)?.resolved.first_known_day()
        };
        let ahead = |day: &Date| {
            self.anchor.is_some_and(|anchor| (1..=LONGEST_TOUR).contains(&(day.duration_since(anchor).as_hours() / 24)))
        };
        here.or_else(last).filter(ahead)
    }

    /// `will come on Monday for two days. He will see X on Tuesday and is to call on Y on Monday afternoon`: counted from the
    /// first day of the visit, where the weekday would else lie behind its last.
    fn within_visit(&self, before: Date, weekday: i8) -> Date {
        let visit = self.visit.and_then(|visit| self.events.get(visit)).filter(|visit| visit.status == Status::Planned);
        let Some((first, Some(last))) = visit.and_then(Event::span) else { return before };
        let next = |from: Date| {
            let days = (weekday - from.weekday().to_monday_one_offset()).rem_euclid(7);
            from.checked_add(Span::new().days(days)).unwrap_or(from)
        };
        if first <= before && next(before) > last && next(first) <= last { first } else { before }
    }

    /// `On the same day, X met Y`, at the head of a paragraph: the day of the news, whatever was told aside before, unless
    /// that lies months apart.
    fn opens_paragraph(&self, phrase: &Phrase, place: usize) -> bool {
        let opens = self.text.block_of(phrase.sentence).is_some_and(|block| block.sentences.start == phrase.sentence);
        let spoken = self.last_event(|event| event.span().is_some()).and_then(|event| self.events.get(event)?.span());
        let near = self
            .day_of_news()
            .zip(spoken)
            .is_some_and(|(news, (day, _))| news.duration_since(day).as_hours().abs() <= 24 * 31);
        opens && near && place <= 2
    }

    /// The days of the visit last spoken of whose first day is known, else those of such a meeting.
    fn stay(&self) -> Option<(Date, Option<Date>)> {
        let known = |label: Label| self.last_event(|event| event.label == label && event.span().is_some());
        let event = known(Label::Visit).or_else(|| known(Label::Meeting))?;
        self.events.get(event)?.span()
    }

    /// The last day on which something happened, up to that of publication.
    fn day_of_news(&self) -> Option<Date> {
        let held = self.events.iter().rev().take(REACH).filter(|event| event.status == Status::Held);
        let days = held.filter_map(|event| event.date.as_ref()?.resolved.first_day());
        days.filter(|day| self.anchor.is_none_or(|anchor| *day <= anchor)).max()
    }

    /// Keeps the day of the last few that a sentence names: `earlier in the day` may mean it.
    pub fn remember_day(&mut self, phrase: &Phrase) {
        let named = (0..phrase.items.len()).filter_map(|place| Some((place, phrase.date_at(place)?)));
        let mut days = named.filter(|(_, date)| date.lead == Lead::At).filter_map(|(place, date)| {
            let plain = matches!(date.expression, DateExpression::Day(_) | DateExpression::Weekday(..));
            self.event_date(phrase, place, date, Tense::Past).filter(|_| plain)?.resolved.first_day()
        });
        let near = |day: &Date| {
            self.anchor.is_some_and(|anchor| (0..8).contains(&(anchor.duration_since(*day).as_hours() / 24)))
        };
        self.day_told = days.rfind(near).or(self.day_told);
    }
}
