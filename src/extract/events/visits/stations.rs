//! Stations of a journey that no verb of going names: `arrived from Oslo`, `left Oslo for Rome`, `arrived here on Friday`,
//! `was the guest of X in Oslo`.

use std::sync::LazyLock;

use super::super::event::Event;
use super::super::lexicon::Form;
use super::super::noun_phrase::members;
use super::super::phrase::{ItemKind, Phrase};
use super::super::reader::Reader;
use super::super::rule::{Rule, Rules};
use super::super::status::{self, Status};
use super::arrivals::arrival;
use super::destinations::{destinations, where_the_visit_leads};
use super::journey::{Journey, add, journey};
use super::stays::{aside, broke_journey, passed_through, spent_time, stayed};
use super::tours::{leg_of_tour, tour_through, visited_site};
use super::turns::turn_of_phrase;
use super::verbs::{expects, led_at, led_by};
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

type Station = fn(&Reader<'_>, &Phrase<'_>, usize) -> Option<Journey>;

const RULES: [Rule<Station>; 13] = [
    Rule::begun_by(&["LeaveFor", "ArriveIn", "TravelTo", "back", "home"], came_from),
    Rule::begun_by(&["ArriveIn", "TravelTo", "expected", "due", "awaited"], came_here),
    // A title tells of somebody named without a verb.
    Rule::begun_by(&["be", "stay", "stays", "stayed", "staying", ""], stayed),
    Rule::begun_by(&["spend", "spends", "spent", "spending", "after"], spent_time),
    Rule::begun_by(&["break", "breaks", "broke", "breaking", "interrupt", "interrupted"], broke_journey),
    Rule::begun_by(&["Visit"], visited_site),
    Rule::begun_by(&["leg", "stage", "stop", "station", "lap"], leg_of_tour),
    Rule::begun_by(
        &[
            "take",
            "takes",
            "took",
            "taken",
            "taking",
            "bring",
            "brings",
            "brought",
            "includes",
            "including",
            "covers",
            "covering",
        ],
        tour_through,
    ),
    Rule::begun_by(
        &[
            "way",
            "bound",
            "route",
            "off",
            "foot",
            "host",
            "call",
            "town",
            "here",
            "visited",
            "shuttled",
            "departure",
            "repaid",
            "repay",
            "return",
            "repays",
            "returned",
            "returns",
            "SendTo",
        ],
        turn_of_phrase,
    ),
    Rule::begun_by(&["in"], aside),
    Rule::begun_by(&["arrival", "arriving"], on_arrival),
    Rule::begun_by(&["welcome", "Receive", "Welcome", "Meet"], arrival),
    Rule::begun_by(&["transit", "transited", "transits", "transiting", "passed", "pass", "passing"], passed_through),
];

/// The same by the words that begin them.
static BY_WORD: LazyLock<Rules<Station>> = LazyLock::new(|| Rules::new(const { &RULES }));

/// Reads the stations that the words at an item tell.
pub(super) fn read(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) {
    let abroad = |reader: &Reader<'_>, journey: &mut Journey| {
        // `will send a delegation to Oslo`: that of the country.
        let sends = journey.rule == "visit.verb";
        journey.travellers.retain(|traveller| sends || !reader.is_country(*traveller));
        let travellers = journey.travellers.clone();
        // `has sent X to Oslo`, `A Peruvian team led by X is in Oslo`: X is of that country, whether an office says it or not.
        let company = sends || led_at(phrase, journey.trigger.start).is_some();
        let abroad = |place: EntityIndex, traveller: EntityIndex| {
            let home = reader.country_of(traveller);
            home.is_none() && company || home.is_some() && home != reader.country_of(place).or(Some(place))
        };
        journey.destinations.retain(|place| travellers.iter().all(|traveller| abroad(*place, *traveller)));
        !travellers.is_empty() && !journey.destinations.is_empty()
    };
    // `arrived here from Rangoon`: a rule that finds the way from home leaves it to the next.
    for rule in BY_WORD.begun_at(phrase, at) {
        if let Some(mut journey) = (rule.reads)(reader, phrase, at)
            && abroad(reader, &mut journey)
        {
            // `arrived yesterday from Muscat`: there and here.
            let further = journey.rule == "visit.from";
            add(reader, phrase, journey);
            if !further {
                return;
            }
        }
    }
    if let Some(mut journey) = guest_of(reader, phrase, at)
        && abroad(reader, &mut journey)
    {
        add(reader, phrase, journey);
    }
}

/// `arrived on Friday from Oslo and Rome`, `is back from Oslo`, `left Oslo for Rome`: those places lie behind the traveller.
fn came_from(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    // `flew out of Peru last night`
    let out = phrase.verb("TravelTo", at).is_some() && phrase.word(at + 1) == "out" && phrase.word(at + 2) == "of";
    let left = phrase.verb("LeaveFor", at).is_some() || out;
    let came = ["ArriveIn", "TravelTo"].iter().any(|class| phrase.verb(class, at).is_some());
    let way = matches!(phrase.word(at), "back" | "home") && matches!(phrase.word(at + 1), "from");
    // `On his return from Oslo, X said …`
    let owner = at.checked_sub(1).filter(|owner| phrase.actors(*owner).is_some_and(|actors| actors.possessive));
    let noun = owner.filter(|_| phrase.word(at) == "return");
    if !(left || came || way) || came && phrase.subject(at).is_none() && noun.is_none() {
        return None;
    }
    let from = if left {
        at + if out { 3 } else { 1 }
    } else {
        let from = (at + 1..at + 8).find(|from| phrase.word(*from) == "from")?;
        let clear = (at + 1..from).all(|between| {
            phrase.is("adverb", between)
                || phrase.is_date(between)
                || matches!(phrase.word(between), "back" | "here" | "home" | "in" | "on" | "to")
                || matches!(phrase.items[between].kind, ItemKind::Place(_))
        });
        if !clear {
            return None;
        }
        from + 1
    };
    let mut places = destinations(reader, phrase, from, 8);
    // `left here for home on Friday`
    if places.is_empty() && left && phrase.word(from) == "here" {
        places.extend(reader.scene);
    }
    let status = status::of_verb(phrase, at);
    // `leaves Oslo this afternoon`: he was there in any case.
    let leaves =
        matches!(phrase.word(at), "leaves" | "leave" | "departs") && !phrase.is("auxiliary", at.wrapping_sub(1));
    if places.is_empty() || !(status == Status::Held || leaves && status == Status::Planned) {
        return None;
    }
    let verb = if way { (0..at).rev().take(5).find(|verb| phrase.is("be", *verb)).unwrap_or(at) } else { at };
    let travellers = match noun {
        Some(owner) => members(phrase, Some(owner)),
        None => members(phrase, phrase.subject(verb)),
    };
    Some(journey(travellers, places, Status::Held, at..from + 1, "visit.from"))
}

/// `arrived here on Friday`, `came on Friday`: to the place of the report, or the one that the sentence told before.
fn came_here(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    let arrives = phrase.verb("ArriveIn", at).or_else(|| {
        let comes = matches!(phrase.word(at), "come" | "comes" | "came" | "flies" | "fly" | "flew" | "coming")
            || phrase.word(at + 1) == "there";
        phrase.verb("TravelTo", at).filter(|_| comes).or_else(|| awaited(phrase, at).then_some((Form::Past, 1)))
    });
    let (_, mut length) = arrives?;
    length += usize::from(phrase.word(at + length) == "in");
    // `flew in from Mexico on Monday`
    if phrase.word(at + length) == "from" {
        length += 1 + destinations(reader, phrase, at + length + 1, 1).len();
    }
    let next = at + length;
    let here = phrase.word(next) == "here";
    // `was there in 1970`, and no more than that
    let there = phrase.word(next) == "there" && {
        let then = next + 1;
        // `has been invited to go there again`
        let invited = (at.saturating_sub(3)..at).any(|verb| phrase.word(verb) == "invited");
        phrase.is_date(then + usize::from(phrase.word(then) == "in")) || invited
    };
    let timed = phrase.is_date(next) || phrase.word(next) == "on" && phrase.is_date(next + 1);
    let purpose = phrase.word(next) == "for";
    let elsewhere = (next..phrase.clause_end(at).min(next + 6)).any(|to| match phrase.word(to) {
        "to" | "in" => !destinations(reader, phrase, to + 1, 2).is_empty(),
        // `at the Thai government's invitation`: no place.
        "at" => matches!(phrase.items.get(to + 1).map(|item| &item.kind), Some(ItemKind::Place(_))),
        _ => false,
    });
    // `arrived on Friday to pay a visit to Norway`: the noun has its own rule.
    let named =
        (next..phrase.items.len()).any(|noun| phrase.noun("visit", noun).is_some() && phrase.word(noun + 1) == "to");
    if !(here || there || timed || purpose) || elsewhere || named {
        return None;
    }
    let told = (0..at).rev().find_map(|place| match phrase.items[place].kind {
        // `in Oslo, where he arrived on Friday`, `for Oslo, where he is expected on Friday`
        ItemKind::Place(city)
            if phrase.word(place.wrapping_sub(1)) == "in"
                || phrase.word(place + 1) == "," && phrase.word(place + 2) == "where" =>
        {
            Some(city)
        }
        _ => None,
    });
    // `flew in on Monday`, `came on Sunday`: to where the others met.
    let near = phrase.subject(at).is_some_and(|subject| at - subject.min(at) <= 3);
    let came = near && matches!(phrase.word(at), "flew" | "came" | "arrived") && timed;
    let met = || {
        let meeting = reader.meeting.filter(|_| came).and_then(|meeting| reader.events.get(meeting))?;
        meeting.tied(LinkType::HeldIn).find(|place| reader.is_city(*place))
    };
    let leader = led_by(phrase, at);
    let travellers = if leader.is_empty() { members(phrase, phrase.subject(at)) } else { leader };
    // `will visit Norway. He was to have come in March`: to where the visit of the sentence before leads.
    let visit = reader.visit.filter(|_| !here).and_then(|visit| reader.events.get(visit)).filter(|visit| {
        let near = visit.evidence.last().is_some_and(|told| {
            let told = told.sentence as usize;
            told < phrase.sentence && told + 2 >= phrase.sentence
        });
        near && travellers.len() == 1
            && travellers.iter().all(|one| visit.tied(LinkType::Made).any(|made| made == *one))
    });
    // `X, who flew in on Monday, was received in Oslo by Y`
    let relative = phrase.clause_start(at).checked_sub(1).filter(|who| phrase.word(*who) == "who");
    let main = relative.and_then(|_| (next..phrase.items.len()).find(|comma| phrase.word(*comma) == ","));
    let behind = main.and_then(|comma| {
        (comma + 1..phrase.items.len().min(comma + 8)).find_map(|place| match phrase.items[place].kind {
            ItemKind::Place(city) if phrase.word(place - 1) == "in" && reader.is_city(city) => Some(city),
            _ => None,
        })
    });
    // `the first visit to Norway by a Peruvian president since X came in 1970`, `His predecessor, X, came there in 1970`
    let since = || (at.saturating_sub(7)..at).any(|since| phrase.word(since) == "since");
    let before = (there || !here && since()).then(|| {
        let noun = (0..at).rev().find(|noun| phrase.noun("visit", *noun).is_some() && phrase.word(noun + 1) == "to");
        let named = noun.map(|noun| destinations(reader, phrase, noun + 2, 2)).unwrap_or_default();
        if named.is_empty() { where_the_visit_leads(reader, phrase) } else { named }
    });
    let before = before.and_then(|places| places.first().copied());
    if there && before.is_none() {
        return None;
    }
    let whither = visit.and_then(|visit| visit.tied(LinkType::To).next()).or(before).or(behind.filter(|_| !here));
    let place = told.filter(|_| !here).or(whither).or(reader.scene).or_else(met).or(reader.mentions.home)?;
    let people = travellers.iter().all(|traveller| reader.is_person(*traveller));
    let status = if awaited(phrase, at) { status::of_awaited(phrase, at) } else { status::of_verb(phrase, at) };
    let here = at..next + usize::from(here);
    // `arrived on Friday for a three-day visit`
    let words = at..phrase.clause_end(at).max(here.end);
    people.then(|| Journey { words, ..journey(travellers, vec![place], status, here, "visit.here") })
}

/// `Shortly after his arrival in Oslo on Friday, X met Y`, `Two hours after arriving in Oslo, X met Y`: the one of whom the
/// sentence tells.
fn on_arrival(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    let place = at + 2;
    let leads = matches!(phrase.word(at + 1), "in" | "at") && matches!(phrase.word(at), "arrival" | "arriving");
    let before = at.checked_sub(1).filter(|_| leads)?;
    let owner = phrase.actors(before).filter(|owner| owner.possessive);
    let when = if owner.is_some() { before.checked_sub(1)? } else { before };
    if !matches!(phrase.word(when), "after" | "on" | "upon" | "since" | "following") {
        return None;
    }
    // `his`, which opens a sentence, is who is named behind the comma.
    let named = || {
        let comma = (place..phrase.items.len()).find(|comma| phrase.word(*comma) == ",")?;
        phrase.actors(comma + 1).filter(|who| !who.possessive).map(|_| comma + 1)
    };
    let who = match owner {
        Some(owner) if !owner.reference => Some(before),
        Some(owner) => named().or((!owner.members.is_empty()).then_some(before)),
        None if phrase.word(at) == "arriving" => named().or_else(|| phrase.subject(at)),
        // `was received on arrival in Oslo by X`, `On arrival in Oslo she was received by X`
        None if matches!(phrase.word(when), "on" | "upon") => {
            let passive = |verb: &usize| phrase.is("be", *verb);
            named()
                .or_else(|| phrase.subject((0..at).rev().find(passive).or_else(|| (place..place + 8).find(passive))?))
        }
        None => None,
    };
    let places = destinations(reader, phrase, place, 2);
    let travellers = members(phrase, who);
    let people = !travellers.is_empty() && travellers.iter().all(|one| reader.is_person(*one)) && !places.is_empty();
    people.then(|| journey(travellers, places, Status::Held, at..place + 1, "visit.stay"))
}

/// `is expected on Friday`: a person, who comes.
fn awaited(phrase: &Phrase, at: usize) -> bool {
    let next = at + 1;
    let timed =
        phrase.is_date(next) || phrase.word(next) == "here" || phrase.word(next) == "on" && phrase.is_date(next + 1);
    timed && expects(phrase, at)
}

/// `was the guest of President X in Oslo`, `spent a day in Oslo as the guest of X`.
fn guest_of(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<Journey> {
    let guest = matches!(phrase.word(at), "guest" | "guests") && phrase.word(at + 1) == "of";
    if !guest {
        return None;
    }
    let host = phrase.actors_after(&["of"], at + 1, (at + 6).min(phrase.items.len()))?;
    let hosts = members(phrase, Some(host));
    let verb = (at.saturating_sub(4)..at).find(|verb| phrase.is("be", *verb));
    let place = (host + 1..phrase.items.len().min(host + 6)).find(|place| phrase.word(*place) == "in");
    // `came from Oslo, where he had been the guest of X`
    let clause = phrase.clause_start(at);
    let before = || (clause.saturating_sub(1)..at).find(|place| phrase.word(*place) == "where")?.checked_sub(3);
    let place = place.or_else(before);
    let (Some(verb), Some(place)) = (verb, place) else {
        // `as the guest of X`: of the visit that the sentence told.
        let told = |event: &Event| {
            let sentence = event.evidence.last().map(|told| told.sentence);
            event.label == Label::Visit && sentence == u32::try_from(phrase.sentence).ok()
        };
        let visit = reader.last_event(told).and_then(|visit| reader.events.get_mut(visit));
        if let Some(event) = visit.filter(|_| (1..4).any(|back| at >= back && phrase.word(at - back) == "as")) {
            hosts.iter().for_each(|host| event.tie(LinkType::Hosted, *host, Some("host")));
        }
        return None;
    };
    let places = destinations(reader, phrase, place + 1, 2);
    let travellers = members(phrase, phrase.subject(verb));
    let clear = travellers.iter().all(|traveller| reader.is_person(*traveller)) && !places.is_empty();
    clear.then(|| journey(travellers, places, status::of_verb(phrase, verb), verb..place + 2, "visit.stay"))
}
