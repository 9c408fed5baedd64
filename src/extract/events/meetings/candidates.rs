//! From what a rule of meetings found to a meeting: a new one, or one that the text already spoke of.

use super::super::after_noun::AfterNoun;
use super::super::ceremonies;
use super::super::event::{Event, EventDate};
use super::super::event_places::place_near;
use super::super::first_and_last::{days_told, ends};
use super::super::focus::is_body;
use super::super::lexicon::Form;
use super::super::noun_phrase::{Members, noun_phrase_start};
use super::super::other_dates::{aside_before, is_in_relative_clause};
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::status::Status;
use super::known::settle;
use super::places::{city_of_venue, hosting_place, in_country, place_as_subject};
use super::with_whom::host_behind;
use crate::extract::dates::{DateExpression, Tense, find_length_in_days};
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

/// Half a year in days.
const HALF_A_YEAR: i32 = 183;

/// A meeting as a rule found it.
#[derive(Clone)]
pub(super) struct Candidate {
    pub kind: &'static str,
    pub status: Status,
    /// Subject side and object side.
    pub subject: Members,
    pub object: Members,
    pub subject_role: &'static str,
    pub object_role: &'static str,
    /// One meeting with each of a list of objects.
    pub each: bool,
    pub trigger: std::ops::Range<usize>,
    pub rule: &'static str,
    /// The words say whether it took place.
    pub explicit: bool,
    /// `the talks`, without anything that tells which.
    pub definite: bool,
}

/// Builds the meeting, or adds to the one in focus when it only refers back.
pub(super) fn add(reader: &mut Reader<'_>, phrase: &Phrase, candidate: Candidate) {
    let mut candidate = candidate;
    let at = candidate.trigger.end - 1;
    // `agreed to make it official when their presidents hold a summit`: what is agreed lies ahead.
    let start = candidate.trigger.start;
    let agrees = |verb: &usize| phrase.verb("Agree", *verb).is_some_and(|(form, _)| form != Form::Ing);
    let agreement = |noun: &usize| phrase.word(*noun) == "agreement" && phrase.word(noun + 1) == "to";
    let agreed = (0..start).find(|before| agrees(before) || agreement(before));
    // `agreed to do it when they met in Oslo`
    let met =
        phrase.is_past(start) && matches!(phrase.word(phrase.clause_start(start).wrapping_sub(1)), "when" | "where");
    let ahead = candidate.explicit && candidate.status == Status::Held && !candidate.definite && !met;
    // `with an agreement to reopen negotiations`
    let reopened = agreed.is_some_and(|noun| agreement(&noun)) && candidate.status == Status::Held;
    if let Some(agreed) = agreed
        && (ahead || reopened)
        && (agreed..start).any(|at| matches!(phrase.word(at), "to" | "that"))
        && !matches!(phrase.word(start.saturating_sub(1)), "during" | "at" | "after" | "in")
    {
        candidate.status = Status::Planned;
        let general = matches!(
            phrase.word(at),
            "negotiations" | "talks" | "dialogue" | "consultations" | "contacts" | "discussions"
        );
        let dated = (agreed..phrase.items.len()).any(|at| phrase.is_date(at));
        if general && !dated {
            reader.drop(phrase, candidate.trigger, "agreed upon, without time");
            return;
        }
    }
    let mut date = reader.date_near(phrase, at, candidate.status);
    date = days_told(reader, phrase, at, candidate.status).or(date);
    if let Some(ahead) = nearer_ahead(reader, phrase, &candidate, date.as_ref()) {
        (date, candidate.status) = (Some(ahead), Status::Planned);
    }
    share_fate_of_visit(reader, phrase, &mut candidate);
    // `a conference, which Norway will host in Oslo`
    let place = place_near(reader, phrase, candidate.trigger.clone())
        .or_else(|| host_behind(phrase, at).and_then(|host| place_near(reader, phrase, host..host + 1)))
        .or_else(|| place_as_subject(phrase, candidate.trigger.start))
        .or_else(|| hosting_place(phrase, candidate.trigger.start))
        .or_else(|| in_country(reader, phrase, &candidate));
    let city = city_of_venue(reader, phrase, at, place);
    let places: Vec<EntityIndex> = place.into_iter().chain(city).collect();
    if candidate.status == Status::Denied || super::super::status::is_denied_report(phrase, start) {
        reader.drop(phrase, candidate.trigger, "denied: no such meeting took place");
        return;
    }
    if candidate.each && candidate.object.len() > 1 {
        for object in &candidate.object {
            build(reader, phrase, &candidate, std::slice::from_ref(object), date.clone(), &places);
        }
    } else {
        let object = candidate.object.clone();
        build(reader, phrase, &candidate, &object, date, &places);
    }
}

/// `an answer before the summit in Lima on August 23`, written in July: where no verb says when, the day ahead rather than the one
/// most of a year back.
fn nearer_ahead(
    reader: &mut Reader<'_>,
    phrase: &Phrase,
    candidate: &Candidate,
    back: Option<&EventDate>,
) -> Option<EventDate> {
    let today = reader.anchor.filter(|_| !candidate.explicit && candidate.status == Status::Held)?;
    // `Talks had been held`, `talks held in Rome on February 20`, `grew out of talks in Rome on February 20`: they are over.
    let noun = candidate.trigger.end - 1;
    let over = AfterNoun::of(phrase, noun).happened(phrase) || {
        let start = noun_phrase_start(phrase, noun);
        let before = start.saturating_sub(1 + usize::from(phrase.is("determiner", start.wrapping_sub(1))));
        let came_of =
            matches!(phrase.word(before.wrapping_sub(1)), "out" | "result" | "outcome" | "fruit" | "conclusion");
        came_of && phrase.word(before) == "of"
            || matches!(
                phrase.word(before),
                "from" | "since" | "after" | "following" | "during" | "follows" | "followed"
            )
    };
    if over {
        return None;
    }
    // `left today for talks with X tomorrow`
    let purpose = phrase.word(noun_phrase_start(phrase, noun).wrapping_sub(1)) == "for";
    let day = || (noun + 1..phrase.clause_end(noun)).find_map(|at| Some((at, phrase.date_at(at)?)));
    if let Some((at, day)) = purpose.then(day).flatten()
        && matches!(day.expression, DateExpression::Relative(_, 1..))
    {
        return reader.event_date(phrase, at, day, Tense::Future);
    }
    let away =
        |date: &EventDate| date.resolved.first_day().and_then(|day| today.until(day).ok()).map(|span| span.get_days());
    back.and_then(away).filter(|days| *days < -HALF_A_YEAR)?;
    let ahead = reader.date_near(phrase, candidate.trigger.end - 1, Status::Planned)?;
    away(&ahead).is_some_and(|days| (1..HALF_A_YEAR).contains(&days)).then_some(ahead)
}

/// `has put off his visit. During the six-day stay he was to meet X`: the meeting is put off with the visit.
fn share_fate_of_visit(reader: &Reader<'_>, phrase: &Phrase, candidate: &mut Candidate) {
    let meant = [" was to ", " were to ", " would ", " had been due to ", " was due to "];
    let undone = |event: &Event| {
        let near = event.evidence.last().is_some_and(|told| told.sentence as usize + 2 >= phrase.sentence);
        let visit = event.label == Label::Visit && matches!(event.status, Status::Postponed | Status::Cancelled);
        visit && near
    };
    let Some(visit) = reader.last_event(undone).and_then(|visit| reader.events.get(visit)) else { return };
    let travels =
        visit.tied(LinkType::Made).any(|made| candidate.subject.contains(&made) || candidate.object.contains(&made));
    // `was due to arrive on Monday and to meet X`
    let row = || phrase.row(0..candidate.trigger.end);
    // `was to have left for Oslo, where he had been invited to meet X`
    let invited = candidate.status == Status::Proposed && row().contains(" had been invited to ");
    if invited && travels {
        candidate.status = visit.status;
    }
    if candidate.status == Status::Planned && travels && meant.iter().any(|words| row().contains(words)) {
        candidate.status = visit.status;
    }
}

fn build(
    reader: &mut Reader<'_>,
    phrase: &Phrase,
    candidate: &Candidate,
    object: &[EntityIndex],
    date: Option<EventDate>,
    places: &[EntityIndex],
) {
    let mut event = event_of(reader, phrase, candidate, object, date, places);
    complete(reader, phrase, candidate, &mut event);
    if let Some(told) = settle(reader, phrase, candidate, event) {
        reader.focus_on(told);
    }
}

/// The meeting as its own words tell it.
fn event_of(
    reader: &Reader<'_>,
    phrase: &Phrase,
    candidate: &Candidate,
    object: &[EntityIndex],
    date: Option<EventDate>,
    places: &[EntityIndex],
) -> Event {
    let evidence = phrase.evidence(reader.text, candidate.trigger.clone());
    let mut event = Event::new(Label::Meeting, candidate.kind, candidate.status, evidence, candidate.rule);
    for member in &candidate.subject {
        event.tie(LinkType::Attended, *member, Some(candidate.subject_role));
    }
    for member in object {
        event.tie(LinkType::Attended, *member, Some(candidate.object_role));
    }
    let words = reader.text.slice(phrase.tokens(candidate.trigger.clone()));
    event.name = words.to_owned();
    event.date = date;
    // Those who call each other are in no one place.
    if !matches!(candidate.kind, "phone_call" | "video_call") {
        places.iter().for_each(|place| event.tie(LinkType::HeldIn, *place, None));
    }
    event.explicit = candidate.explicit;
    event.background = is_background(phrase, candidate.trigger.clone(), event.date.is_some());
    if candidate.rule == "meeting.noun" {
        event.days = find_length_in_days(words);
        event.ends = ends(phrase, candidate.trigger.start + 1);
    }
    event
}

/// Adds whom the text spoke of before: the signers of the last paper at its ceremony, the two sides of a bilateral meeting.
fn complete(reader: &Reader<'_>, phrase: &Phrase, candidate: &Candidate, event: &mut Event) {
    let alone = event.tied(LinkType::Attended).count() < 2;
    // The summit of a body has its own members.
    let of_states = event.tied(LinkType::Attended).all(|actor| !is_body(reader.mentions, actor));
    let somebody = event.tied(LinkType::Attended).next().is_some();
    if candidate.kind == "ceremony" || candidate.kind == "summit" && alone && of_states && somebody {
        ceremonies::of_last_paper(reader, event);
    }
    let mut trigger = phrase.tokens(candidate.trigger.clone());
    let bilateral = trigger.any(|token| reader.text.folded(token).starts_with("bilateral"));
    if bilateral && !candidate.definite && event.tied(LinkType::Attended).count() < 2 {
        // Those who just acted together by name, else the sides.
        let pair = &reader.focus.pair;
        let named = pair.len() == 2 && pair.iter().all(|one| reader.is_person(*one));
        let both = if named { pair.iter().copied().collect() } else { reader.focus.parties(reader.mentions) };
        both.into_iter().for_each(|party| event.tie(LinkType::Attended, party, Some("participant")));
    }
}

/// `had met`, `at their last meeting`, `talks held in 2010`: of another time than what the text reports.
fn is_background(phrase: &Phrase, trigger: std::ops::Range<usize>, dated: bool) -> bool {
    const BEFORE: [&str; 14] = [
        "last",
        "previous",
        "previously",
        "earlier",
        "since",
        "ago",
        "past",
        "former",
        "recent",
        "recently",
        "already",
        "once",
        "never",
        "times",
    ];
    let mut clause = phrase.clause_start(trigger.start)..phrase.clause_end(trigger.end - 1);
    aside_before(phrase, trigger.start).is_some()
        || clause.any(|at| {
            let pluperfect = phrase.word(at) == "had" && phrase.is_perfect(at);
            // `X, who arrived this morning, held talks`
            let other = |at: usize| phrase.is_date(at) && !is_in_relative_clause(phrase, at, trigger.start);
            pluperfect || !dated && other(at) || BEFORE.contains(&phrase.word(at))
        })
}
