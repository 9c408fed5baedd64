//! Verbs of travelling: `visited Oslo`, `flew to Oslo`, `is expected in Oslo`, `his visiting counterpart`.

use super::super::event::Event;
use super::super::lexicon::Form;
use super::super::noun_phrase::{Members, members};
use super::super::phrase::{ItemKind, Phrase};
use super::super::reader::Reader;
use super::super::rule::{Reads, Rule};
use super::super::status::{self, Status};
use super::arrivals;
use super::destinations::{destinations, is_way_of_travelling, other_country, says_the_country};
use super::inviters::{guest_met, invited};
use super::journey::{Journey, add, visit_kind};
use super::travellers::not_at_home;
use crate::extract::dates::DateExpression;
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};
use crate::text::Flags;

/// `visited Oslo`, `is expected in Oslo`, `will lead a mission to Oslo`.
pub(super) const RULE: Rule<Reads> = Rule::begun_by(
    &[
        "Visit", "TravelTo", "ArriveIn", "LeaveFor", "expected", "due", "awaited", "reach", "reaches", "reached",
        "lead", "leads", "led", "leading", "head", "heads", "headed",
    ],
    verb_of_visit,
);

fn verb_of_visit(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let (form, length, preposition) = if let Some((form, length)) = phrase.verb("Visit", at) {
        (form, length, "")
    } else if let Some((form, length)) = phrase.verb("TravelTo", at) {
        (form, length, "to")
    } else if let Some((form, length)) = phrase.verb("ArriveIn", at) {
        (form, length, "in")
    } else if let Some((form, length)) = phrase.verb("LeaveFor", at) {
        (form, length, "for")
    } else if awaited(phrase, at) {
        (Form::Past, 1, "in")
    } else if reaches(phrase, at) {
        (Form::Past, 1, "")
    } else if let Some(length) = leads_mission(phrase, at) {
        (Form::Base, length, "to")
    } else {
        return None;
    };
    // `his visit`, `the visit`: the noun has its own rule.
    let before = at.checked_sub(1);
    let noun = before.is_some_and(|before| {
        phrase.is("determiner", before)
            || phrase.actors(before).is_some_and(|actors| actors.possessive)
            || matches!(
                phrase.word(before),
                "state"
                    | "official"
                    | "working"
                    | "private"
                    | "day"
                    | "first"
                    | "upcoming"
                    | "planned"
                    | "recent"
                    | "on"
                    | "historic"
                    | "own"
                    | "long"
                    | "coming"
                    | "forthcoming"
                    | "impending"
                    | "previous"
            )
            // `his last visit`: not `she last visited Peru`.
            || phrase.word(before) == "last" && form != Form::Past
            || phrase.verb("PayVisit", before).is_some() && phrase.word(at) == "visit"
            // `with stops in Oslo and Rome`
            || form == Form::Third && phrase.is("preposition", before)
    });
    let headline_noun = matches!(phrase.word(at), "visit" | "visits" | "tour")
        && (matches!(phrase.word(at + 1), "to" | "of" | "by" | "in" | "between")
            || form == Form::Third && phrase.subject(at).is_none());
    if noun || headline_noun {
        return None;
    }
    let mut from = at + length;
    let unsaid = arrivals::unsaid_goal(reader, phrase, at, from);
    if !preposition.is_empty() && unsaid.is_none() {
        let found = (from..phrase.items.len().min(from + 6)).find(|next| {
            let word = phrase.word(*next);
            word == preposition
                // `sailed for Samoa`
                || (preposition == "to" && word == "for" && sets_sail(phrase.word(at)))
                || (preposition == "in" && matches!(word, "at" | "to"))
                || (preposition == "to" && word == "into")
        })?;
        let clear = (from..found).all(|between| {
            phrase.is("adverb", between)
                || phrase.word(between).ends_with("ly")
                || matches!(
                    phrase.word(between),
                    "back" | "here" | "on" | "over" | "home" | "down" | "directly" | "from" | "in"
                )
                || phrase.is_date(between)
                || is_way_of_travelling(phrase.word(between))
                || matches!(phrase.items[between].kind, ItemKind::Place(_))
                    && (phrase.word(between - 1) == "from" || preposition == "for" && between == from)
        });
        if !clear {
            return None;
        }
        from = found + 1;
    }
    let mut places = unsaid.unwrap_or_else(|| destinations(reader, phrase, from, 8));
    // `in Oslo, where she was visiting for the festival`
    let where_at = phrase.clause_start(at).checked_sub(1).filter(|opens| phrase.word(*opens) == "where");
    if let Some(opens) = where_at.filter(|_| places.is_empty() && phrase.word(at) == "visiting") {
        let before = opens.checked_sub(1 + usize::from(phrase.word(opens.wrapping_sub(1)) == ","));
        places = before.map(|place| destinations(reader, phrase, place, 1)).unwrap_or_default();
    }
    let spoken_of = places.is_empty() && says_the_country(phrase, from);
    if places.is_empty() && !spoken_of {
        return None;
    }
    let mut status = if awaited(phrase, at) { status::of_awaited(phrase, at) } else { status::of_verb(phrase, at) };
    // `will not be coming to Peru on 20 December`: he was to.
    let clause = phrase.clause_start(at)..phrase.clause_end(at);
    let will_not = |not: usize| matches!(phrase.word(not), "will" | "would") && phrase.word(not + 1) == "not";
    let day = |date: &DateExpression| matches!(date, DateExpression::Day(_) | DateExpression::Weekday(..));
    let dated = || clause.clone().any(|at| phrase.date_at(at).is_some_and(|date| day(&date.expression)));
    if status == Status::Denied && (clause.start..at).any(will_not) && dated() {
        status = Status::Cancelled;
    }
    // `accepted the invitation to visit`
    if status == Status::Proposed && phrase.row(phrase.clause_start(at)..at).contains(" accepted ") {
        status = Status::Planned;
    }
    let mut travellers = members(phrase, phrase.subject(at));
    let pronoun = phrase.subject(at).and_then(|at| phrase.actors(at)).is_some_and(|who| who.reference && !who.plural);
    // `He returned to Oslo`: home.
    let home =
        phrase.word(at).starts_with("return") || (at..from).any(|way| matches!(phrase.word(way), "home" | "back"));
    if pronoun && !home {
        travellers = not_at_home(reader, phrase, travellers, &places);
    }
    // `He returned to Accra`, where one of those just spoken of is at home.
    let there = |one: &EntityIndex| {
        reader.is_person(*one) && places.first().is_some_and(|to| reader.country_of(*one) == reader.country_of(*to))
    };
    if pronoun && home && reader.focus.persons.iter().rev().take(2).any(there) {
        travellers.retain(|traveller| there(traveller));
        if travellers.is_empty() {
            return None;
        }
    }
    if let Some((guests, fate)) = invited(reader, phrase, at, &places) {
        status = fate;
        let met = || guest_met(reader, reader.meeting, &places);
        let guests = if guests.is_empty() && fate == Status::Proposed { met() } else { guests };
        if !guests.is_empty() {
            travellers = guests;
        }
    }
    if !travellers.iter().any(|traveller| reader.is_person(*traveller)) {
        let leader = led_by(phrase, at);
        travellers = if leader.is_empty() { travellers } else { leader };
    }
    if travellers.is_empty() {
        travellers = reader.focus.acting(reader.mentions).into_iter().collect();
    }
    if spoken_of {
        places.extend(other_country(reader, phrase, &travellers));
        if places.is_empty() {
            return None;
        }
    }
    let journey = Journey {
        travellers,
        destinations: places,
        kind: visit_kind(&phrase.row(at..phrase.clause_end(at))),
        status,
        trigger: at..from + 1,
        words: at..phrase.clause_end(at),
        rule: "visit.verb",
        explicit: true,
        dated: true,
    };
    for (place, destinations) in further(reader, phrase, preposition, from) {
        let open = matches!(phrase.word(place + 1), "before" | "later");
        let trigger = place..place + 1;
        add(reader, phrase, Journey { destinations, trigger, dated: !open, ..journey.clone() });
    }
    add(reader, phrase, journey);
    Some(length)
}

fn sets_sail(word: &str) -> bool {
    ["sail", "head", "fl", "embark"].iter().any(|stem| word.starts_with(stem))
}

/// `a delegation led by X visited Peru`: who leads it.
pub(super) fn led_by(phrase: &Phrase, verb: usize) -> Members {
    members(phrase, led_at(phrase, verb))
}

/// The same: the item where he is named.
pub(super) fn led_at(phrase: &Phrase, verb: usize) -> Option<usize> {
    let led = (phrase.clause_start(verb)..verb).find(|at| {
        matches!(phrase.word(*at), "led" | "headed") && phrase.word(at + 1) == "by" && {
            let group = phrase.word(at.saturating_sub(1));
            matches!(group, "delegation" | "mission" | "team" | "group" | ",")
                || phrase.actors(at.saturating_sub(1)).is_some()
        }
    });
    led.and_then(|led| (led + 2..verb).find(|at| phrase.actors(*at).is_some()))
}

/// `in Oslo on Sunday, in Bergen on Tuesday and in Narvik on Friday`: the places after the first.
fn further(reader: &Reader<'_>, phrase: &Phrase, preposition: &str, from: usize) -> Vec<(usize, Vec<EntityIndex>)> {
    let end = phrase.items.len().min(from + 30);
    let mut found = Vec::new();
    let mut at = from + 1;
    while at + 1 < end {
        let joined = matches!(phrase.word(at - 1), "," | "and");
        let opens = !preposition.is_empty() && phrase.word(at) == preposition && joined;
        // `to Ecuador on Wednesday and Colombia on Thursday`
        // `to Ecuador in May and Colombia before the end of the year`
        let day = at + 2 + usize::from(matches!(phrase.word(at + 2), "on" | "in"));
        let timed = phrase.is_date(day) || matches!(phrase.word(at + 2), "before" | "later");
        let dated = matches!(phrase.word(at), "," | "and") && timed;
        if opens || dated && (preposition.is_empty() || phrase.word(at + 1) != preposition) {
            // `to Oslo in May and to Rome and Bonn in June`: two of one day.
            let both = phrase.word(at + 2) == "and"
                && matches!(phrase.word(at + 4), "on" | "in")
                && phrase.is_date(at + 5)
                && matches!(phrase.items[at + 3].kind, ItemKind::Place(_));
            let places = destinations(reader, phrase, at + 1, if both { 3 } else { 1 });
            if places.is_empty() {
                break;
            }
            at += if both { 2 } else { 0 };
            found.push((at + 1, places));
        } else if !(phrase.is_date(at) || matches!(phrase.word(at), "," | "and" | "on" | "" | "then" | "in" | "for")) {
            break;
        }
        at += 1;
    }
    found
}

/// `is expected in Oslo`, `is due in Oslo`.
fn awaited(phrase: &Phrase, at: usize) -> bool {
    matches!(phrase.word(at + 1), "in" | "back") && expects(phrase, at)
}

/// `is expected`, `is due` of those who come.
pub(super) fn expects(phrase: &Phrase, at: usize) -> bool {
    let mut before = at.checked_sub(1);
    while let Some(adverb) = before.filter(|before| phrase.is("adverb", *before)) {
        before = adverb.checked_sub(1);
    }
    // `a session of the commission, which is due in Oslo`: no traveller.
    let which = phrase.clause_start(at).checked_sub(1).is_some_and(|opens| phrase.word(opens) == "which");
    matches!(phrase.word(at), "expected" | "due" | "awaited")
        && !which
        // `Foreign Minister X due in Oslo on Monday`, a title.
        && before.is_some_and(|before| phrase.is("be", before) || !phrase.narrates && phrase.actors(before).is_some())
        && !members(phrase, phrase.subject(at)).is_empty()
}

/// `reached Oslo`: a place, not an agreement.
fn reaches(phrase: &Phrase, at: usize) -> bool {
    matches!(phrase.word(at), "reach" | "reaches" | "reached")
        && matches!(phrase.items.get(at + 1).map(|item| &item.kind), Some(ItemKind::Place(_)))
}

/// `will lead a trade mission to`: the items up to the mission.
fn leads_mission(phrase: &Phrase, at: usize) -> Option<usize> {
    if !matches!(phrase.word(at), "lead" | "leads" | "led" | "leading" | "head" | "heads" | "headed") {
        return None;
    }
    let noun = (at + 1..at + 7).find(|noun| matches!(phrase.word(*noun), "mission" | "delegation"))?;
    let near = phrase.word(noun + 1) == "to" && (at + 1..noun).all(|between| phrase.word(between) != ",");
    near.then_some(noun + 1 - at)
}

/// `his visiting Turkish counterpart`: the guest is in the country of those who speak with him.
pub(super) fn visiting(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) {
    let Some(actors) = phrase.actors(at) else { return };
    let text = reader.text;
    let within = phrase.items[at]
        .tokens
        .clone()
        .skip(1)
        .any(|token| text.has(token, Flags::SPACE_BEFORE) && text.folded(token - 1).ends_with("visiting"));
    let before = at.checked_sub(1).map_or("", |before| phrase.word(before));
    // `made a trip, visiting President X`: a verb. `It will help, visiting Minister X said`: none.
    let acts = phrase.is("Say", at + 1) || phrase.is("auxiliary", at + 1);
    let verb = !acts && (before == "," || phrase.word(at.wrapping_sub(2)) == "," && before == "visiting");
    let goes_on = (at.saturating_sub(3)..at.saturating_sub(1)).any(|earlier| phrase.is("be", earlier));
    if !(within || before == "visiting") || verb || goes_on {
        return;
    }
    let guests: Members = actors.members.clone();
    let person = guests.first().filter(|guest| reader.is_person(**guest));
    let Some(home) = person.and_then(|guest| reader.country_of(*guest)) else { return };
    let alone = guests.len() == 1 && !actors.reference;
    let beside = (0..phrase.items.len())
        .filter(|other| *other != at)
        .filter_map(|other| phrase.actors(other))
        .flat_map(|actors| actors.members.iter())
        .filter_map(|member| reader.country_of(*member))
        .find(|country| *country != home);
    // `Visiting Minister X told reporters that …`: to where the report is written.
    let host = beside.or_else(|| other_country(reader, phrase, &guests).filter(|_| alone));
    let known = |event: &Event| {
        event.label == Label::Visit
            && event.date.is_some()
            && event.tied(LinkType::To).any(|to| Some(to) == host)
            && guests.iter().all(|guest| event.tied(LinkType::Made).any(|made| made == *guest))
    };
    // `had met the visiting official the day before`: the day of the meeting.
    let dated = reader.last_event(known).is_none();
    if let Some(country) = host {
        add(
            reader,
            phrase,
            Journey {
                travellers: guests,
                destinations: vec![country],
                kind: "unspecified",
                status: Status::Held,
                trigger: at..at + 1,
                words: at..at + 1,
                rule: "visit.visiting",
                explicit: false,
                dated,
            },
        );
    }
}
