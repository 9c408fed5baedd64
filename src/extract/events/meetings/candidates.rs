//! From what a rule of meetings found to a meeting: a new one, or one that the text already spoke of.

use super::super::after_noun::AfterNoun;
use super::super::ceremonies;
use super::super::event::{Event, EventDate, EventIndex, Tie};
use super::super::event_places::place_near;
use super::super::first_and_last::{days_told, ends, join};
use super::super::focus::is_body;
use super::super::lexicon::Form;
use super::super::noun_phrase::{Members, noun_phrase_start};
use super::super::other_dates::{aside_before, is_in_relative_clause};
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::same_event::{same_family, stands_for};
use super::super::status::Status;
use super::attendance;
use super::places::{city_of_venue, hosting_place, in_country, place_as_subject};
use super::with_whom::host_behind;
use crate::extract::dates::find_length_in_days;
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
    let evidence = phrase.evidence(reader.text, candidate.trigger.clone());
    let mut event = Event::new(Label::Meeting, candidate.kind, candidate.status, evidence, candidate.rule);
    for member in &candidate.subject {
        event.tie(LinkType::Attended, *member, Some(candidate.subject_role));
    }
    for member in object {
        event.tie(LinkType::Attended, *member, Some(candidate.object_role));
    }
    event.name = reader.text.slice(phrase.tokens(candidate.trigger.clone())).to_owned();
    event.date = date;
    // Those who call each other are in no one place.
    if !matches!(candidate.kind, "phone_call" | "video_call") {
        places.iter().for_each(|place| event.tie(LinkType::HeldIn, *place, None));
    }
    event.explicit = candidate.explicit;
    event.background = is_background(phrase, candidate.trigger.clone(), event.date.is_some());
    if candidate.rule == "meeting.noun" {
        event.days = find_length_in_days(reader.text.slice(phrase.tokens(candidate.trigger.clone())));
        event.ends = ends(phrase, candidate.trigger.start + 1);
    }
    let alone = event.ties.iter().filter(|tie| tie.link == LinkType::Attended).count() < 2;
    // The summit of a body has its own members.
    let of_states = event.tied(LinkType::Attended).all(|actor| !is_body(reader.mentions, actor));
    if candidate.kind == "ceremony"
        || candidate.kind == "summit" && alone && of_states && !candidate.subject.is_empty() | !object.is_empty()
    {
        ceremonies::of_last_paper(reader, &mut event);
    }
    let trigger = phrase.tokens(candidate.trigger.clone());
    let bilateral = trigger.clone().any(|token| reader.text.folded(token).starts_with("bilateral"));
    if bilateral && !candidate.definite && event.ties.iter().filter(|tie| tie.link == LinkType::Attended).count() < 2 {
        // Those who just acted together by name, else the sides.
        let pair = &reader.focus.pair;
        let named = pair.len() == 2 && pair.iter().all(|one| reader.is_person(*one));
        let both = if named { pair.iter().copied().collect() } else { reader.focus.parties(reader.mentions) };
        for party in both {
            event.tie(LinkType::Attended, party, Some("participant"));
        }
    }
    let actors: Vec<EntityIndex> = event.tied(LinkType::Attended).collect();
    let parties = reader.parties_of(&actors).len();
    let unknown = actors.iter().filter(|actor| reader.party_of(**actor).is_none()).count();
    let body = actors.iter().any(|actor| !reader.is_person(*actor) && reader.country_of(*actor).is_none());
    let open = reader
        .text
        .single_words(trigger.clone())
        .any(|word| matches!(word, "international" | "world" | "global" | "regional"));
    let gathers = body && matches!(candidate.kind, "conference" | "summit" | "dialogue" | "talks" | "video_call")
        || open && candidate.kind == "conference" && !actors.is_empty();
    let before = candidate.trigger.start.checked_sub(1).map_or("", |before| phrase.word(before));
    let indefinite = matches!(before, "a" | "an" | "another")
        || reader.text.single_words(trigger).any(|word| matches!(word, "a" | "an" | "another" | "no"));
    // `the summit` is the last summit, `the talks` whatever was last.
    let named = matches!(candidate.kind, "summit" | "conference" | "dialogue" | "ceremony");
    let last = reader
        .last_event(|event| named && event.label == Label::Meeting && event.kind == candidate.kind)
        .or_else(|| attendance::spoken_of(reader, phrase, candidate.trigger.end))
        // `The audience was attended by X`, some sentences later.
        .or_else(|| {
            reader
                .last_event(|event| candidate.definite && event.label == Label::Meeting && event.kind == candidate.kind)
        });
    let refers = last.filter(|index| !indefinite && refers_to(reader, *index, candidate, &actors));
    // A visitor meets people of the country visited, even where their country was guessed wrongly.
    let guest = candidate.subject.len() == 1
        && actors.len() > 1
        && candidate.rule != "meeting.noun"
        && reader
            .last_event(|event| event.label == Label::Visit && event.tied(LinkType::Made).any(|made| made == actors[0]))
            .is_some();
    if (parties + unknown >= 2 || gathers || guest) && !(candidate.definite && refers.is_some()) {
        let index = reader.keep(event);
        reader.focus_on(index);
        return;
    }
    // `met in Oslo on Friday. The meeting had been postponed twice`: what became of earlier plans.
    let undone = matches!(candidate.status, Status::Cancelled | Status::Postponed) && event.date.is_none();
    let met = reader.meeting.and_then(|meeting| reader.events.get(meeting));
    if undone && candidate.definite && actors.is_empty() && met.is_some_and(has_taken_place) {
        reader.drop(phrase, candidate.trigger.clone(), "what became of earlier plans");
        return;
    }
    // `after the talks`, of those who just agreed.
    let pair = reader.focus.pair.clone();
    if refers.is_none()
        && candidate.definite
        && actors.is_empty()
        && pair.len() == 2
        && pair.iter().all(|person| reader.is_person(*person))
    {
        for person in pair {
            event.tie(LinkType::Attended, person, Some("participant"));
        }
        let index = reader.keep(event);
        reader.focus_on(index);
        return;
    }
    // `the talks`, `at the meeting`: the meeting in focus is meant, if it is of that kind.
    let Some(index) = refers else {
        // `has accepted the credentials of three ambassadors`, who are named later
        let awaited = candidate.rule == "meeting.credentials" && actors.len() == 1;
        if awaited || is_particular(phrase, candidate, &event) {
            if actors.is_empty() && sides_are_known(phrase, candidate) {
                let sides = reader.focus.parties(reader.mentions);
                let two = sides.len() == 2
                    && sides.iter().all(|side| reader.is_country(*side))
                    && reader.tells_only_of(&sides);
                sides.iter().filter(|_| two).for_each(|side| event.tie(LinkType::Attended, *side, Some("participant")));
            }
            let index = reader.keep(event);
            reader.focus_on(index);
        } else {
            reader.drop(phrase, candidate.trigger.clone(), "a meeting with fewer than two sides known");
        }
        return;
    };
    let persons = actors.len() > 1 && actors.iter().all(|actor| reader.is_person(*actor));
    let unnamed = reader
        .events
        .get(index)
        .is_some_and(|known| known.tied(LinkType::Attended).all(|actor| !reader.is_person(actor)));
    if let Some(known) = reader.events.get_mut(index) {
        if persons && unnamed {
            // Now it is said who they were.
            known.ties.retain(|tie| tie.link != LinkType::Attended || is_body(reader.mentions, tie.entity));
        }
        known.evidence.extend(event.evidence);
        if known.kind == "talks" && candidate.kind == "summit" && !matches!(before, "before" | "after" | "following") {
            known.kind = "summit";
        }
        // Two cities are two meetings: the second is that of what is told besides.
        let placed = known.tied(LinkType::HeldIn).any(|place| reader.mentions.is_city(place));
        let elsewhere = |tie: &Tie| tie.link == LinkType::HeldIn && placed && reader.mentions.is_city(tie.entity);
        // `Subjects raised at the NATO meeting came up in the talks`: the body met elsewhere.
        let complete = known.tied(LinkType::Attended).count() > 1;
        let of_another = |tie: &Tie| complete && candidate.definite && is_body(reader.mentions, tie.entity);
        for tie in event.ties.into_iter().filter(|tie| !elsewhere(tie) && !of_another(tie)) {
            known.tie(tie.link, tie.entity, tie.role);
        }
        if let Some(both) = join(known, event.date.as_ref(), event.ends) {
            known.date = Some(both);
        } else if known.date.is_none() {
            known.date = event.date;
        }
        if matches!(event.status, Status::Cancelled | Status::Postponed) {
            known.status = event.status;
        }
    }
    reader.focus_on(index);
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

/// `The talks on water, planned for May`, `the first round was held in Lima`: of the two sides spoken of.
fn sides_are_known(phrase: &Phrase, candidate: &Candidate) -> bool {
    let noun = phrase.word(candidate.trigger.end - 1);
    let determined = candidate.trigger.clone().any(|at| phrase.word(at) == "the");
    candidate.rule == "meeting.noun"
        && determined
        && matches!(noun, "talks" | "negotiations" | "round" | "consultations")
        && phrase.word(candidate.trigger.end) != "of"
}

/// Whether the text tells when or where: then it speaks of one meeting in particular, even where it does not name both
/// sides.
fn is_particular(phrase: &Phrase, candidate: &Candidate, event: &Event) -> bool {
    let several = phrase.word(candidate.trigger.end - 1).ends_with("ings");
    let placed = event.tied(LinkType::HeldIn).next().is_some();
    let awaited = candidate.explicit && candidate.status != Status::Held;
    // `The summit in Lusaka was opened by President X`
    let opened = matches!(candidate.kind, "summit" | "conference") && event.tied(LinkType::Attended).next().is_some();
    !several
        && (placed && opened
            || event.date.is_some() && (!candidate.definite || placed)
            || placed && (awaited || !candidate.definite))
}

fn has_taken_place(event: &Event) -> bool {
    event.status == Status::Held && event.explicit && event.date.is_some() && !event.headline
}

/// Whether a candidate may mean a meeting that the text already spoke of.
fn refers_to(reader: &Reader<'_>, index: EventIndex, candidate: &Candidate, actors: &[EntityIndex]) -> bool {
    let Some(known) = reader.events.get(index) else { return false };
    let there =
        |actor: &EntityIndex| known.tied(LinkType::Attended).any(|other| stands_for(reader.mentions, other, *actor));
    // `Presidents A and B will meet. Ministers C and D chaired the consultations`: two of other countries speak of other talks.
    let countries = |actors: &mut dyn Iterator<Item = EntityIndex>| {
        let mut countries: Vec<_> = actors.filter_map(|actor| reader.country_of(actor)).collect();
        countries.sort_unstable();
        countries.dedup();
        countries
    };
    let (met, own) = (countries(&mut known.tied(LinkType::Attended)), countries(&mut actors.iter().copied()));
    let talks = matches!(candidate.kind, "talks" | "dialogue");
    let others = talks && met.len() == 2 && own.len() == 2 && met != own;
    let fits = !actors.is_empty() && actors.iter().all(there) || candidate.definite && !others;
    let status = known.status == candidate.status
        || candidate.status == Status::Held
        // What took place on its day was not called off.
        || matches!(candidate.status, Status::Cancelled | Status::Postponed) && !has_taken_place(known);
    // A conference that the text introduces is not the talks before it.
    let apart = candidate.kind == "conference" && known.kind != "conference" && !candidate.definite;
    same_family(known.kind, candidate.kind) && fits && status && !apart
}
