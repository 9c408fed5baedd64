//! Where somebody stays: `was in Oslo in May`, `spent two days in Oslo`, `will break his journey in Oslo`, `in Oslo for talks`.

use super::super::noun_phrase::members;
use super::super::phrase::{ItemKind, Phrase};
use super::super::reader::Reader;
use super::super::status::{self, Status};
use super::destinations::{destinations, other_country, says_the_country, where_the_visit_leads};
use super::journey::{Journey, journey};
use super::travellers::not_at_home;
use super::verbs::led_by;

/// `X was in Oslo in May`, `X is in Oslo for talks`, `X stayed in Oslo from May 3`.
pub(super) fn stayed(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    let stays = matches!(phrase.word(at), "stayed" | "stays" | "stay" | "staying")
        && phrase.noun("visit", at).is_none()
        || matches!(phrase.word(at), "stayed" | "stays")
        || phrase.word(at) == "stay" && matches!(phrase.word(at.wrapping_sub(1)), "will" | "would" | "to");
    // `President X in Oslo for talks`: a title without a verb.
    let title = !phrase.narrates
        && phrase.word(at.wrapping_sub(1)) != "with"
        && phrase.word(at + 1) == "in"
        && phrase.actors(at).is_some_and(|actors| !actors.possessive)
        && (0..at).all(|before| !phrase.is_verb(before) && !phrase.is("auxiliary", before));
    if !(phrase.is("be", at) || stays || title) {
        return None;
    }
    // `has been to Oslo`, `was last in Oslo`, `was here in May`
    let been = matches!(phrase.word(at), "been") && phrase.word(at + 1) == "to";
    let here = phrase.word(at + 1) == "here";
    let there = phrase.word(at + 1) == "there"
        && (phrase.word(at.wrapping_sub(1)) == "," || phrase.actors(at.wrapping_sub(1)).is_some());
    let place = match been || here || there {
        true => at + 1 + usize::from(been),
        false => (at + 1..at + 4).find(|place| phrase.word(*place) == "in")? + 1,
    };
    let between = at + 1..place.saturating_sub(1);
    if !between.clone().all(|next| phrase.is("adverb", next) || matches!(phrase.word(next), "back" | "last" | "to")) {
        return None;
    }
    // `is in the country from 3 to 6 June`
    let the_country = says_the_country(phrase, place);
    let mut places = match () {
        () if here => reader.scene.or(reader.mentions.home).into_iter().collect(),
        () if there => where_the_visit_leads(reader, phrase),
        () => destinations(reader, phrase, place, 2),
    };
    let next = if the_country { place + 2 } else { place + 1 };
    let (word, end) = (phrase.word(next), phrase.clause_end(at));
    let passing = been
        || phrase.is_date(next)
        || matches!(word, "in" | "on" | "until" | "since" | "from" | "between") && phrase.is_date(next + 1)
        || matches!(word, "for" | "to" | "after" | "at")
        || here && word == "on"
        // `will be in Oslo before the end of the year`
        || matches!(word, "before" | "by" | "early" | "late" | "later" | "again" | "next" | "soon" | "")
            && status::of_verb(phrase, at) == Status::Planned
        // `is in Oslo, where he has met X`
        || word == ","
            && phrase.word(next + 1) == "where"
            && phrase.actors(next + 2).is_some_and(|who| who.reference)
            && (phrase.word(next + 3) == "has" || phrase.is_past(next + 3))
        || title && matches!(word, "" | "," | ";")
        // `and on Friday was in Oslo.`
        || matches!(word, "." | "") && at > 0 && phrase.is_date(at - 1)
        // `is currently in Oslo.`
        || word == "." && matches!(phrase.word(at + 1), "currently" | "presently" | "now");
    // `is in Oslo on a visit`: the noun has its own rule.
    let named = matches!(word, "on" | "for") && (next..end).any(|noun| phrase.noun("visit", noun).is_some());
    let mut travellers = led_by(phrase, at);
    if title {
        travellers = members(phrase, Some(at));
    } else if travellers.is_empty() {
        // `They agreed that engineers would stay in Oslo`: somebody else.
        let subject = phrase.subject(at).filter(|who| !(who + 1..at).any(|that| phrase.word(that) == "that"));
        travellers = members(phrase, subject);
    }
    if the_country && places.is_empty() {
        places.extend(other_country(reader, phrase, &travellers));
    }
    let pronoun = phrase.subject(at).and_then(|at| phrase.actors(at)).is_some_and(|who| who.reference && !who.plural);
    if pronoun {
        travellers = not_at_home(reader, phrase, travellers, &places);
    }
    let people = !travellers.is_empty() && travellers.iter().all(|traveller| reader.is_person(*traveller));
    if !passing || named || !people || places.is_empty() {
        return None;
    }
    Some(journey(travellers, places, status::of_verb(phrase, at), at..place + 1, "visit.stay"))
}

/// `spent two days in Oslo`, `is back after a day in Oslo`.
pub(super) fn spent_time(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    let spent = matches!(phrase.word(at), "spent" | "spending" | "spend" | "spends");
    if !(spent || phrase.word(at) == "after") {
        return None;
    }
    let unit = (at + 1..at + 5).find(|unit| {
        // `spent last week in Oslo`
        spent && phrase.is_date(*unit)
            || matches!(
                phrase.word(*unit),
                "day" | "days" | "hours" | "week" | "weeks" | "night" | "nights" | "weekend" | "holiday" | "vacation"
            )
    })?;
    let place = (unit + 1..unit + 3).find(|place| phrase.word(*place) == "in")? + 1;
    let counted =
        (at + 1..unit).all(|between| phrase.items[between].kind == ItemKind::Word && !phrase.is_verb(between));
    let places = destinations(reader, phrase, place, 4);
    let verb = if spent {
        at
    } else {
        (phrase.clause_start(at)..at).rev().find(|verb| phrase.is("be", *verb) || phrase.is_verb(*verb))?
    };
    let travellers = members(phrase, phrase.subject(verb));
    if !counted || places.is_empty() {
        return None;
    }
    let status = if spent { status::of_verb(phrase, at) } else { Status::Held };
    // `returned on Sunday after four days in Oslo`: the last day.
    let words = at + usize::from(!spent)..place + 1;
    Some(Journey { words, ..journey(travellers, places, status, at..place + 1, "visit.stay") })
}

/// `will break his journey at Karachi`
pub(super) fn broke_journey(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    let breaks = matches!(phrase.word(at), "break" | "breaks" | "broke" | "breaking" | "interrupt" | "interrupted");
    let noun = (at + 1..at + 4).find(|noun| breaks && matches!(phrase.word(*noun), "journey" | "flight" | "voyage"))?;
    let places = destinations(reader, phrase, noun + 2, 2);
    let travellers = members(phrase, phrase.subject(at));
    let named = matches!(phrase.word(noun + 1), "in" | "at") && !places.is_empty();
    named.then(|| journey(travellers, places, status::of_verb(phrase, at), at..noun + 3, "visit.stay"))
}

/// `transited Oslo on her way home`, `passed through Oslo on Friday`.
pub(super) fn passed_through(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    let through = phrase.word(at + 1) == "through";
    // `Minister X, in transit through Oslo on Friday, met Y`
    let aside = phrase.word(at.wrapping_sub(1)) == "in" && phrase.word(at.wrapping_sub(2)) == ",";
    let noun = !aside
        && phrase.word(at) == "transit"
        && !phrase.is("auxiliary", at.wrapping_sub(1))
        && phrase.word(at.wrapping_sub(1)) != "to";
    if !(through || phrase.word(at).starts_with("transit")) || noun {
        return None;
    }
    let places = destinations(reader, phrase, at + 1 + usize::from(through), 4);
    let travellers = members(phrase, if aside { at.checked_sub(3) } else { phrase.subject(at) });
    let people = !travellers.is_empty() && travellers.iter().all(|traveller| reader.is_person(*traveller));
    let told = people && !places.is_empty();
    told.then(|| journey(travellers, places, status::of_verb(phrase, at), at..at + 2, "visit.stay"))
}

/// `Minister X, in Oslo for talks, said …`, `Minister X, currently in Oslo, said …`: of the subject of the sentence.
pub(super) fn aside(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    let mut comma = at.checked_sub(1).filter(|_| phrase.word(at) == "in")?;
    while comma > 0 && (phrase.is("adverb", comma) || matches!(phrase.word(comma), "now" | "presently")) {
        comma -= 1;
    }
    let named = comma.checked_sub(1).filter(|_| phrase.word(comma) == ",")?;
    let opens = (0..named).all(|before| !phrase.is_verb(before) && !phrase.is("auxiliary", before));
    let places = destinations(reader, phrase, at + 1, 2);
    let next = at + 2;
    let ends = matches!(phrase.word(next), "," | "for" | "to" | "since")
        || phrase.word(next) == "on" && !phrase.is_date(next + 1);
    // `in Oslo on a visit`: the noun has its own rule.
    let noun = (next..phrase.clause_end(next)).any(|noun| phrase.noun("visit", noun).is_some());
    let travellers = members(phrase, Some(named));
    let person = matches!(travellers[..], [one] if reader.is_person(one))
        && phrase.actors(named).is_some_and(|actors| !actors.possessive);
    let told = opens && ends && !noun && person && !places.is_empty();
    told.then(|| journey(travellers, places, Status::Held, at..at + 2, "visit.stay"))
}
