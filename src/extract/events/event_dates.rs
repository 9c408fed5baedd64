//! Which date goes with an event: the nearest one that dates nothing else, fixed by the day of publication, the tense and
//! the events told before.

use super::after_noun::AfterNoun;
use super::event::EventDate;
use super::other_dates::{
    aside_before, is_before_sequel, is_behind_inserted_clause, is_behind_report, is_counted, is_day_of_proposing,
    is_far_behind_main_verb, is_in_relative_clause, is_of_what_follows, was_awaited,
};
use super::phrase::{ItemKind, Phrase};
use super::reader::Reader;
use super::status::{self, Status};
use crate::extract::dates::{DateExpression, DateMention, Lead, Precision, Tense, anchor_date, iso};

/// The cost of a date that belongs to something else.
const ELSEWHERE: usize = 60;

/// `arrived on Friday to attend a forum and to pay a visit`: the verb of the journey that a visit is the purpose of.
fn journey_before(phrase: &Phrase, at: usize) -> Option<usize> {
    phrase.noun("visit", at)?;
    let to = (phrase.clause_start(at)..at).rev().take(8).find(|before| phrase.word(*before) == "to")?;
    let travels = |verb: &usize| ["ArriveIn", "TravelTo"].iter().any(|class| phrase.verb(class, *verb).is_some());
    (0..to).rev().find(travels)
}

/// A verb of saying; `notes` and `reports` are nouns as well.
pub(super) fn is_said(phrase: &Phrase, at: usize) -> bool {
    phrase.is("Say", at)
        && !matches!(phrase.word(at), "note" | "notes" | "report" | "reports" | "state" | "states" | "claims")
}

/// `said on Monday`, `announced here on Monday`, `the ministry announced in Nairobi on Monday`: the verb that a day dates.
fn said_before(phrase: &Phrase, place: usize) -> bool {
    // `announced for Friday`: the day of what was announced.
    if phrase.word(place.wrapping_sub(1)) == "for" {
        return false;
    }
    let says = |at: usize| is_said(phrase, at) || phrase.is("Thank", at);
    let passes = |at: &usize| {
        matches!(phrase.word(*at), "on" | "in" | "here" | "late" | "early")
            || matches!(phrase.items[*at].kind, ItemKind::Place(_))
    };
    // `said in a statement on Monday`
    let paper = |at: &usize| {
        phrase.is("determiner", *at)
            || matches!(
                phrase.word(*at),
                "statement" | "communique" | "release" | "press" | "briefing" | "conference" | "news"
            )
    };
    let said_in = || {
        let papers = (place.saturating_sub(6)..place).rev().filter(|at| paper(at)).count();
        papers > 1 && (place.saturating_sub(7)..place).rev().find(|at| !passes(at) && !paper(at)).is_some_and(says)
    };
    (place.saturating_sub(2)..place).any(says)
        || (place.saturating_sub(4)..place).rev().find(|at| !passes(at)).is_some_and(says)
        || said_in()
}

/// `said on Monday he would`, `announced yesterday Peru was`: what is said has its own subject behind the day.
fn says_clause(phrase: &Phrase, place: usize) -> bool {
    let verb = place.saturating_sub(1 + usize::from(phrase.word(place.wrapping_sub(1)) == "on"));
    let subject = phrase.actors(place + 1).is_some_and(|actors| !actors.possessive);
    is_said(phrase, verb) && subject && (phrase.is("auxiliary", place + 2) || phrase.is_past(place + 2))
}

/// `met A on Monday, the minister B, on Tuesday and C on Wednesday`: the day right behind somebody.
fn is_right_behind(phrase: &Phrase, at: usize, place: usize) -> bool {
    let joins = |between: usize| matches!(phrase.word(between), "on" | ",");
    place > at && place <= at + 3 && phrase.actors(at).is_some() && (at + 1..place).all(joins)
}

pub(super) fn is_event_noun(phrase: &Phrase, at: usize) -> bool {
    phrase.noun("visit", at).is_some() || phrase.noun("meeting", at).is_some()
}

impl Reader<'_> {
    /// The date that goes with the trigger at `at`: the nearest one in its clause, else in its sentence.
    pub fn date_near(&self, phrase: &Phrase, at: usize, status: Status) -> Option<EventDate> {
        self.date_until(phrase, at, phrase.items.len(), status)
    }

    /// As [`date_near`](Self::date_near), among the dates before an item: what follows it belongs to something else.
    pub fn date_until(&self, phrase: &Phrase, at: usize, until: usize, status: Status) -> Option<EventDate> {
        if phrase.dates.is_empty() && self.heading_day.is_none() {
            return None;
        }
        let (mut start, end) = (phrase.clause_start(at), phrase.clause_end(at));
        // `a visit on 3 July, during which he met …`: the date of the visit is that of the meeting.
        let inside = start.checked_sub(2).is_some_and(|before| {
            matches!(phrase.word(before), "during" | "at" | "in") && phrase.word(start - 1) == "which"
        });
        if inside && !(start..end).any(|other| phrase.is_date(other)) {
            start = phrase.clause_start(start - 2);
        }
        // `on 5 August, when the ministers met`, `in Oslo on Friday, where he met X`: the day before the clause.
        let antecedent = start.checked_sub(1).filter(|opens| matches!(phrase.word(*opens), "when" | "where"));
        let antecedent = antecedent.and_then(|opens| (opens.saturating_sub(2)..opens).find(|day| phrase.is_date(*day)));
        let beside = |other: usize| (at..other).all(|comma| phrase.word(comma) != ",");
        let antecedent = antecedent.filter(|_| !(start..end).any(|other| phrase.is_date(other) && beside(other)));
        // `signed on Friday during the visit`: the day of the signing.
        let noun = super::noun_phrase::noun_phrase_start(phrase, at);
        let lasts =
            phrase.noun("visit", at).is_some() || matches!(phrase.noun("meeting", at), Some("conference" | "summit"));
        let during = lasts && noun > 0 && phrase.word(noun - 1) == "during";
        let candidates = || {
            let first = if during { noun } else { 0 };
            (first..until.min(phrase.items.len())).filter_map(|place| Some((place, phrase.date_at(place)?)))
        };
        let aside = aside_before(phrase, at);
        let usable = |place: usize, date: &DateMention| {
            // `the fiftieth year since they opened relations`: of what stands behind.
            let counts = matches!(date.expression, DateExpression::Counted(..));
            if counts || aside.is_some_and(|aside| place < aside) {
                return counts && aside == Some(place + 1);
            }
            // `a visit that was postponed in July`: the day on which that was decided.
            let leads = matches!(phrase.word(place.wrapping_sub(1)), "on" | "in" | "last");
            let verb = place.saturating_sub(1 + usize::from(leads));
            let decided = place > at
                && !phrase.word(verb).starts_with("adjourn")
                && ["Postpone", "Cancel"].iter().any(|class| phrase.verb(class, verb).is_some())
                && phrase.is("be", verb.wrapping_sub(1))
                && date.lead == Lead::At;
            // `on Tuesday called off his visit`
            let undone = matches!(status, Status::Cancelled | Status::Postponed);
            let decides = (place + 1..at.min(place + if undone { 12 } else { 3 }))
                .any(|verb| ["Postpone", "Cancel"].iter().any(|class| phrase.verb(class, verb).is_some()));
            if decided || decides {
                return false;
            }
            // `X, who called on Y, leaves tomorrow`: what happened has no such day.
            if status == Status::Held
                && matches!(date.expression, DateExpression::Relative(_, 1..))
                && (at.saturating_sub(3)..=at).any(|verb| phrase.is_past(verb))
            {
                return false;
            }
            // A crawler's line: the day of publication.
            if place == 1 && phrase.word(0) == "date" {
                return false;
            }
            // `the second day of his visit` is no day of the visit as a whole.
            if matches!(date.expression, DateExpression::DayOfStay(_)) && phrase.noun("visit", at).is_some() {
                return false;
            }
            if is_behind_inserted_clause(phrase, place, at) {
                return false;
            }
            // `his second this year`, `for the third time this year`
            let ranked = |before: usize| {
                matches!(phrase.word(before), "first" | "second" | "third" | "fourth" | "fifth" | "sixth" | "time")
            };
            let ranked = |before: usize| ranked(before) && phrase.word(before.wrapping_sub(1)) != "some";
            // `the first visit in six months`
            let span = matches!(date.expression, DateExpression::Relative(_, 1..))
                && phrase.word(place.wrapping_sub(1)) == "in";
            let counted = (place.saturating_sub(if span { 6 } else { 1 })..place).any(ranked);
            // `X, who was expected on Friday, cancelled his trip`
            let meant = matches!(status, Status::Cancelled | Status::Postponed)
                && (place.saturating_sub(4)..place).any(|verb| {
                    matches!(phrase.word(verb), "expected" | "due" | "scheduled" | "come" | "arrive" | "travel" | "fly")
                });
            let inserted = is_in_relative_clause(phrase, place, at) && !meant && antecedent != Some(place);
            // `travelled to Oslo, where he will meet X on Friday`
            // `set up a group that is to meet in May`
            let later = status == Status::Held
                && (at + 1..place).any(|will| {
                    let to_come = phrase.is("be", will) && matches!(phrase.word(will + 1), "to" | "due" | "expected");
                    matches!(phrase.word(will), "will" | "would")
                        || to_come && matches!(phrase.word(will - 1), "that" | "which" | "who" | "and")
                });
            // `the trade agreement of 1957 was extended`: its name.
            let named = matches!(date.expression, DateExpression::Year(_))
                && phrase.word(place.wrapping_sub(1)) == "of"
                && phrase.noun("instrument", place.wrapping_sub(2)).is_some();
            // `a regime dating from 1974`
            let named = named || (place.saturating_sub(2)..place).any(|dating| phrase.word(dating) == "dating");
            // `resumed ties, which had been broken off in 1957`
            let before = (at + 1..place.saturating_sub(1)).rev().take(8).find(|which| {
                let broken = (which + 2..place).any(|verb| {
                    matches!(phrase.word(verb), "broken" | "severed" | "cut" | "suspended" | "frozen" | "interrupted")
                });
                matches!(phrase.word(*which), "which" | "who")
                    && (phrase.word(which + 1) == "had" || broken && phrase.is("be", which + 1))
            });
            let earlier = before.is_some_and(|which| phrase.word(which - 1) == "," && !is_event_noun(phrase, at));
            // `will hold talks on Thursday before flying on to Oslo`
            // `met X, and on Tuesday he is to see Y`: the day of the next clause.
            let led = place - usize::from(phrase.word(place.wrapping_sub(1)) == "on");
            let next_clause = place > at + 1
                && matches!(phrase.word(led.wrapping_sub(1)), "and" | "but" | "while")
                && phrase.actors(place + 1).is_some_and(|who| !who.possessive)
                && (phrase.is("auxiliary", place + 2) || phrase.is_past(place + 2) || phrase.is_verb(place + 2));
            // `On Monday X met A, on Tuesday B and on Wednesday C`: the day of the next one.
            let next_one = place > at
                && led < place
                && matches!(phrase.word(led.wrapping_sub(1)), "and" | ",")
                && phrase.actors(place + 1).is_some_and(|who| !who.possessive)
                && matches!(phrase.word(place + 2), "and" | "," | "." | "");
            let purpose = matches!(phrase.word(at.wrapping_sub(1)), "before" | "after") && place < at;
            let after = purpose && phrase.word(at).ends_with("ing") && at > 3;
            if counted
                || next_clause
                || next_one
                || after
                || is_day_of_proposing(phrase, place, at, status)
                || is_before_sequel(phrase, place, at)
                || is_of_what_follows(phrase, place, at)
                || inserted
                || later
                || named
                || earlier
                || is_behind_report(phrase, place, at)
                || is_far_behind_main_verb(phrase, place, at)
            {
                return false;
            }
            // `the ministry said on Monday` dates the statement.
            // `for the second time this year`: how often, not when.
            // `suspended since May, will resume on 3 July`
            let inserted = |since: usize| (since..place).any(|mark| phrase.word(mark) == ",");
            let since = (at.min(place)..place)
                .any(|since| matches!(phrase.word(since), "since" | "until") && !(since > at && inserted(since)))
                || matches!(phrase.word(place.wrapping_sub(1)), "time" | "times")
                    && phrase.word(place.wrapping_sub(2)) != "some";
            let said = said_before(phrase, place) && (place > at || phrase.word(place + 1) == "that")
                || place < at && says_clause(phrase, place)
                // `told reporters in Oslo on Tuesday that he would meet X`
                || place < at
                    && phrase.word(place + 1) == "that"
                    && (start..place).any(|verb| is_said(phrase, verb) || phrase.is("Thank", verb));
            // `put off to Friday`: the new day.
            let moved = date.lead == Lead::Until && status == Status::Postponed && {
                let put_off = |before: usize| {
                    matches!(phrase.word(before), "moved" | "shifted" | "pushed")
                        || ["Postpone", "Cancel"].iter().any(|class| phrase.verb(class, before).is_some())
                };
                (place.saturating_sub(4)..place).any(put_off)
            };
            // `has put off her departure for Oslo until Friday`
            let departs = status == Status::Postponed
                && (place.saturating_sub(5)..place).any(|noun| phrase.word(noun) == "departure");
            // `has been brought forward to Friday`
            let moved =
                moved || departs || date.lead == Lead::Until && phrase.word(place.saturating_sub(2)) == "forward";
            // `The visit was prepared at a meeting on 7 October`: the day of the meeting.
            let visit = phrase.noun("visit", at).is_some();
            let meeting = |other: usize| phrase.noun("meeting", other).is_some();
            let elsewhere = visit && place > at && (at + 1..place).any(meeting);
            // `talks on a bridge that is due to open in May`: the day of the bridge.
            let bridge = (at + 1..place).any(|that| phrase.word(that) == "that" && phrase.is("auxiliary", that + 1));
            let told = |noun: usize| is_event_noun(phrase, noun) && AfterNoun::of(phrase, noun).describes(place);
            let elsewhere = elsewhere || bridge && !(at..place).any(told);
            !elsewhere && (moved || matches!(date.lead, Lead::At | Lead::From)) && !said && (departs || !since)
        };
        let described = if is_event_noun(phrase, at) { AfterNoun::of(phrase, at) } else { AfterNoun::default() };
        // `talks planned for May were held in June`: the day on which they were.
        let undone = matches!(status, Status::Cancelled | Status::Postponed);
        let settled = undone || described.described.is_empty() || described.goes_on(phrase);
        let fate = described.predicate.filter(|_| !settled);
        let fulfilled = fate.and_then(|verb| (verb..phrase.clause_end(verb)).find(|place| phrase.is_date(*place)));
        let moved_to = |place: usize| {
            let to = phrase.word(place.saturating_sub(1)) == "to"
                // `has been rescheduled for Friday`
                || phrase.word(place.saturating_sub(1)) == "for"
                    && phrase.word(place.saturating_sub(2)) == "rescheduled";
            to && (status == Status::Postponed || phrase.word(place.saturating_sub(2)) == "forward")
        };
        // What stands before another verb or noun of an event belongs there.
        let cost = |place: usize| {
            if antecedent == Some(place) || is_counted(phrase, place) || is_right_behind(phrase, at, place) {
                return 0;
            }
            if described.describes(place) {
                // `set for Friday, has been moved to 10 May`: rather the new day.
                return if fulfilled.is_some() { 15 } else { usize::from(status == Status::Postponed) };
            } else if fulfilled == Some(place) {
                return 0;
            }
            let between = if place < at { place + 1..at } else { at + 1..place };
            let apart = between.clone().filter(|other| {
                let word = phrase.word(*other);
                matches!(word, "and" | "but" | ";" | "which" | "who" | "while" | "after" | "before")
                    || is_event_noun(phrase, *other)
            });
            // `On 4 May, for half an hour, X and Y …`: what opens the sentence dates it.
            let opens = place <= 1;
            // `to attend the forum, which is scheduled for 14 May, and to visit X`: the day is that of the forum.
            // `will visit Peru starting on Monday`: a verb.
            let verb = |noun: usize| {
                let before = noun.wrapping_sub(1);
                (phrase.is("auxiliary", before) || phrase.word(before) == "to") && phrase.verb("Visit", noun).is_some()
            };
            let told = |noun: usize| {
                is_event_noun(phrase, noun) && !verb(noun) && AfterNoun::of(phrase, noun).describes(place)
            };
            if (0..place).any(|noun| noun != at && told(noun)) {
                return ELSEWHERE;
            }
            // `telephoned on Friday, but a visit was put off`: another event.
            if moved_to(place) && place > at {
                return 0;
            }
            let other = between.clone().any(|other| matches!(phrase.word(other), "but" | "while" | "whereas" | ";"));
            // `the visit of A in May was followed by the visit of B in June`: the first date belongs to the first.
            let taken = place < at
                && (start..place).any(|other| is_event_noun(phrase, other))
                && (at + 1..end).any(|later| phrase.is_date(later));
            let cost = place.abs_diff(at)
                + 8 * apart.count()
                + usize::from(place < at)
                + 20 * usize::from(other)
                + 8 * usize::from(taken);
            if opens { cost.min(12) } else { cost }
        };
        let mut usable: Vec<(bool, usize, usize)> = candidates()
            .filter(|(place, date)| usable(*place, date))
            .map(|(place, _)| {
                let near = (start..end).contains(&place)
                    || is_right_behind(phrase, at, place)
                    || antecedent == Some(place)
                    || described.describes(place)
                    || moved_to(place) && place > at
                    || fulfilled == Some(place);
                (!near, cost(place), place)
            })
            .filter(|(apart, cost, _)| *cost < if *apart { 22 } else { ELSEWHERE })
            .collect();
        usable.sort_unstable();
        let arrival = || journey_before(phrase, at).and_then(|verb| self.date_near(phrase, verb, status));
        // `left yesterday for Oslo, where he will meet X`: what lies ahead has no day behind it in another clause.
        let today = std::cell::LazyCell::new(|| self.anchor.map(iso));
        // `signed an accord and agreed to meet next year`: what happened has no day to come in another clause.
        let ahead = |date: &EventDate| {
            let start = &*date.resolved.start;
            let day = today.as_ref().and_then(|today| today.get(..start.len()));
            day.is_none_or(|day| if status.tense() == Tense::Future { start >= day } else { start <= day })
        };
        let nearest = usable.into_iter().find_map(|(apart, _, place)| {
            let date = phrase.date_at(place)?;
            let moved = moved_to(place);
            // `due on Friday, has been put off`: before its day; `was put off`: perhaps after it.
            // `has postponed a visit planned for Friday`
            let puts_off =
                |verb: &usize| ["Cancel", "Postpone"].iter().any(|class| phrase.verb(class, *verb).is_some());
            let of_news = || described.describes(place) && (start..at).rev().take(6).any(|verb| puts_off(&verb));
            let of_late = (described.predicate.is_some_and(|verb| matches!(phrase.word(verb), "has" | "have"))
                || of_news())
                && matches!(date.expression, DateExpression::Weekday(..) | DateExpression::Weekdays(..));
            // `will not be coming on Friday`
            let will = (start..at).any(|will| phrase.word(will) == "will");
            let undone = matches!(status, Status::Cancelled | Status::Postponed) && !moved && !of_late && !will;
            let either = undone || status::is_counterfactual(phrase, at) || was_awaited(phrase, at);
            // `was to have met on Monday, but did not`: that day has passed.
            let never = undone && (at..phrase.items.len()).any(|did| matches!(phrase.word(did), "did" | "never"));
            let tense = match () {
                () if never => Tense::Past,
                () if either => Tense::Either,
                () => status.tense(),
            };
            let told = self.event_date(phrase, place, date, tense).filter(|date| !apart || ahead(date))?;
            Some(self.told_nearer(phrase, place, &told, tense).unwrap_or(told))
        });
        nearest.or_else(arrival).or_else(|| self.day_of_heading(phrase).filter(|_| aside.is_none()))
    }

    /// `next week, from 20 to 22 May`, `next week (May 20-22)`: the days behind the week or month in which they lie.
    fn told_nearer(&self, phrase: &Phrase, place: usize, told: &EventDate, tense: Tense) -> Option<EventDate> {
        if !matches!(phrase.word(place + 1), "," | "(") || told.resolved.precision == Precision::Day {
            return None;
        }
        let next = (place + 2..place + 4).find(|next| !matches!(phrase.word(*next), "from" | "on" | "between"))?;
        let date = self.event_date(phrase, next, phrase.date_at(next)?, tense)?;
        let day = |date: &EventDate| date.resolved.first_known_day();
        let (first, last) = (day(told)?, told.resolved.end.as_deref().and_then(anchor_date));
        let within = date.resolved.first_day().is_some_and(|day| {
            first <= day && last.map_or(day.duration_since(first).as_hours() < 24 * 31, |last| day <= last)
        });
        within.then_some(date)
    }
}
