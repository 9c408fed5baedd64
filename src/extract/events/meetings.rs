//! Meetings: talks, calls, receptions, summits, dialogues, conferences and ceremonies.

use smallvec::SmallVec;

use super::event::{Event, EventIndex};
use super::lexicon::{self, Form};
use super::merge::{same_family, stands_for};
use super::nouns;
use super::phrase::{ItemKind, Phrase};
use super::reader::Reader;
use super::status::{self, Status};
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

pub(super) type Members = SmallVec<[EntityIndex; 4]>;

/// A meeting as a rule found it.
struct Candidate {
    kind: &'static str,
    status: Status,
    /// Subject side and object side.
    subject: Members,
    object: Members,
    subject_role: &'static str,
    object_role: &'static str,
    /// One meeting with each of a list of objects.
    each: bool,
    trigger: std::ops::Range<usize>,
    rule: &'static str,
    /// The words say whether it took place.
    explicit: bool,
    /// `the talks`, without anything that tells which.
    definite: bool,
}

/// Reads the meetings of a sentence.
pub fn read(reader: &mut Reader<'_>, phrase: &Phrase) {
    let mut at = 0;
    while at < phrase.items.len() {
        attendance(reader, phrase, at);
        let used = verb_of_meeting(reader, phrase, at).or_else(|| noun_of_meeting(reader, phrase, at));
        at += used.unwrap_or(1).max(1);
    }
}

pub(super) fn members(phrase: &Phrase, at: Option<usize>) -> Members {
    at.and_then(|at| phrase.actors(at)).map(|actors| actors.members.clone()).unwrap_or_default()
}

fn verb_of_meeting(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    together(reader, phrase, at)
        .or_else(|| meet(reader, phrase, at))
        .or_else(|| discuss(reader, phrase, at))
        .or_else(|| receive(reader, phrase, at))
        .or_else(|| phone(reader, phrase, at))
        .or_else(|| summon(reader, phrase, at))
        .or_else(|| credentials(reader, phrase, at))
}

/// `X met Y`, `X and Y will meet`, `X shook hands with Y`.
fn meet(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let (form, length) = phrase.verb("Meet", at).or_else(|| phrase.verb("Shake", at))?;
    let start = status::chain_start(phrase, at);
    if matches!(phrase.word(at), "meeting") && !(start < at && phrase.is("be", at - 1)) {
        return None;
    }
    let row = phrase.row(at..phrase.items.len());
    if [" every ", " twice a ", " once a ", " annually ", " regularly ", " times a "]
        .iter()
        .any(|words| row.contains(words))
    {
        reader.drop(phrase, at..at + length, "regular meetings, not one in particular");
        return Some(length);
    }
    // `met the conditions`, `met with criticism`: no actors, no meeting.
    let end = phrase.clause_end(at);
    let object = phrase.object(at + length).or_else(|| phrase.actors_after(&["with"], at + length, end));
    let subject = phrase.subject(at);
    let mut subject = members(phrase, subject);
    let object_members = members(phrase, object);
    if subject.is_empty() && object_members.is_empty() {
        return None;
    }
    if subject.is_empty() {
        subject = reader.focus.speaker.into_iter().collect();
    }
    let listed = object.and_then(|at| phrase.actors(at)).is_some_and(|actors| actors.listed);
    let together = phrase.row(at..end).contains(" together ") || phrase.is_passive(at, form);
    let persons = object_members.iter().all(|member| !reader.is_country(*member));
    add(
        reader,
        phrase,
        Candidate {
            kind: "talks",
            status: status::of_verb(phrase, at),
            subject,
            object: object_members,
            subject_role: "participant",
            object_role: "participant",
            each: listed && !together && persons,
            trigger: at..object.map_or(at + length, |object| object + 1).max(at + length),
            rule: "meeting.meet",
            explicit: true,
            definite: false,
        },
    );
    Some(length)
}

/// `A, B and C were together for hours`.
fn together(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    if phrase.word(at) != "together" || !phrase.is("be", at.checked_sub(1)?) {
        return None;
    }
    let subject = phrase.subject(at)?;
    let candidate = Candidate {
        kind: "talks",
        status: status::of_verb(phrase, at),
        subject: members(phrase, Some(subject)),
        object: Members::new(),
        subject_role: "participant",
        object_role: "participant",
        each: false,
        trigger: at - 1..at + 1,
        rule: "meeting.together",
        explicit: true,
        definite: false,
    };
    add(reader, phrase, candidate);
    Some(1)
}

/// `X and Y discussed …`, `X discussed … with Y`.
fn discuss(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let (form, length) = phrase.verb("Discuss", at)?;
    if form == Form::Ing || phrase.is_passive(at, form) {
        return None;
    }
    let subject = phrase.subject(at)?;
    let end = phrase.clause_end(at);
    // `discussed relations with Z`: Z is not there.
    let with = phrase.actors_after(&["with"], at + length, end).filter(|with| {
        let preposition = (at..*with).rev().find(|before| phrase.word(*before) == "with").unwrap_or(at);
        preposition == at + length || !lexicon::is("relation", phrase.word(preposition - 1))
    });
    add(
        reader,
        phrase,
        Candidate {
            kind: "talks",
            status: status::of_verb(phrase, at),
            subject: members(phrase, Some(subject)),
            object: members(phrase, with),
            subject_role: "participant",
            object_role: "participant",
            each: false,
            trigger: at..at + length,
            rule: "meeting.discuss",
            explicit: true,
            definite: phrase.actors(subject).is_some_and(|actors| actors.reference),
        },
    );
    Some(length)
}

/// `X received Y`, `Y was received by X`, `X welcomed Y at …`, `X hosted Y`.
fn receive(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let (form, length) = phrase.verb("Receive", at).or_else(|| phrase.verb("Welcome", at))?;
    if form == Form::Ing && !phrase.is("be", at.wrapping_sub(1)) {
        return None;
    }
    let end = phrase.clause_end(at);
    let (host, guest) = if phrase.is_passive(at, form) {
        (phrase.actors_after(&["by"], at + length, end), phrase.subject(at))
    } else {
        (phrase.subject(at), phrase.object(at + length))
    };
    let (host, guest) = (members(phrase, host), members(phrase, guest));
    let mut welcomes = phrase.verb("Welcome", at).is_some();
    welcomes &= !guest.iter().any(|guest| reader.is_person(*guest)) || host.is_empty();
    if guest.is_empty()
        || host.is_empty()
        || welcomes
        || !guest.iter().chain(&host).any(|member| reader.is_person(*member))
    {
        return None;
    }
    if guest.iter().all(|guest| reader.is_country(*guest)) && host.iter().all(|host| reader.is_country(*host)) {
        return None;
    }
    add(
        reader,
        phrase,
        Candidate {
            kind: "courtesy_call",
            status: status::of_verb(phrase, at),
            subject: host,
            object: guest,
            subject_role: "host",
            object_role: "participant",
            each: false,
            trigger: at..at + length,
            rule: "meeting.receive",
            explicit: true,
            definite: false,
        },
    );
    Some(length)
}

/// `X phoned Y`, `X spoke to Y by phone`, `X called Y on Monday`.
fn phone(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let end = phrase.clause_end(at);
    let row = phrase.row(at..end);
    let by_phone = [" phone ", " telephone ", " telephonically ", " telephonic "].iter().any(|word| row.contains(word));
    let by_video =
        [" video ", " videoconference ", " videolink ", " video-link "].iter().any(|word| row.contains(word));
    let (form, length, kind) = if let Some((form, length)) = phrase.verb("Phone", at) {
        let noun =
            at.checked_sub(1).is_some_and(|before| phrase.is("determiner", before) || phrase.is("preposition", before));
        let object = phrase.object(at + length).is_some_and(|object| {
            (at + length..object).all(|between| phrase.is("determiner", between) || phrase.word(between) == "new")
        });
        if noun || !object {
            return None;
        }
        (form, length, "phone_call")
    } else if let Some((form, length)) = phrase.verb("Speak", at) {
        let kind = if by_video {
            "video_call"
        } else if by_phone {
            "phone_call"
        } else {
            "talks"
        };
        let reports = kind == "talks" && !matches!(phrase.word(at + length), "with");
        let noun = matches!(phrase.word(at), "talk" | "talks" | "chat" | "chats")
            && !phrase.is("auxiliary", at.wrapping_sub(1))
            && phrase.word(at.wrapping_sub(1)) != "to";
        if reports || noun || phrase.is("determiner", at.wrapping_sub(1)) {
            return None;
        }
        (form, length, kind)
    } else {
        let (form, length) = phrase.verb("Call", at)?;
        if matches!(phrase.word(at + length), "on" | "upon") {
            return courtesy_call(reader, phrase, at, length);
        }
        let called = phrase.object(at + length)?;
        let person = members(phrase, Some(called)).iter().any(|member| reader.is_person(*member));
        let told =
            by_phone || matches!(phrase.word(called + 1), "to" | "on" | "" | "," | "." | "and" | "after" | "about");
        if form == Form::Base && phrase.is("determiner", at.wrapping_sub(1)) || !person || !told {
            return None;
        }
        (form, length, "phone_call")
    };
    let passive = phrase.is_passive(at, form);
    let subject = members(phrase, phrase.subject(at));
    let object = phrase.object(at + length).or_else(|| phrase.actors_after(&["with", "to", "by"], at + length, end));
    add(
        reader,
        phrase,
        Candidate {
            kind,
            status: status::of_verb(phrase, at),
            subject,
            object: members(phrase, object),
            subject_role: "participant",
            object_role: "participant",
            each: !passive && object.and_then(|at| phrase.actors(at)).is_some_and(|actors| actors.listed),
            trigger: at..object.map_or(at + length, |object| object + 1).max(at + length),
            rule: "meeting.phone",
            explicit: true,
            definite: false,
        },
    );
    Some(length)
}

/// `X called on President Y` without a request after it.
fn courtesy_call(reader: &mut Reader<'_>, phrase: &Phrase, at: usize, length: usize) -> Option<usize> {
    let host = phrase.object(at + length + 1)?;
    let asks = matches!(phrase.word(host + 1), "to" | "for" | "not");
    let host_members = members(phrase, Some(host));
    if asks || !host_members.iter().any(|member| reader.is_person(*member)) {
        return None;
    }
    add(
        reader,
        phrase,
        Candidate {
            kind: "courtesy_call",
            status: status::of_verb(phrase, at),
            subject: members(phrase, phrase.subject(at)),
            object: host_members,
            subject_role: "participant",
            object_role: "host",
            each: true,
            trigger: at..host + 1,
            rule: "meeting.call_on",
            explicit: true,
            definite: false,
        },
    );
    Some(length + 1)
}

/// `X summoned the Y ambassador`.
fn summon(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let (form, length) = phrase.verb("Summon", at)?;
    let (host, guest) = if phrase.is_passive(at, form) {
        (phrase.actors_after(&["by"], at, phrase.clause_end(at)), phrase.subject(at))
    } else {
        (phrase.subject(at), phrase.object(at + length))
    };
    let guest = members(phrase, guest);
    if guest.is_empty() {
        return None;
    }
    add(
        reader,
        phrase,
        Candidate {
            kind: "other",
            status: status::of_verb(phrase, at),
            subject: members(phrase, host),
            object: guest,
            subject_role: "participant",
            object_role: "participant",
            each: false,
            trigger: at..at + length,
            rule: "meeting.summon",
            explicit: true,
            definite: false,
        },
    );
    Some(length)
}

/// `Ambassador X presented his credentials to President Y`.
fn credentials(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let (_, length) = phrase.verb("Credentials", at)?;
    let end = phrase.clause_end(at);
    let paper = (at..end.min(at + 8)).find(|at| matches!(phrase.word(*at), "credentials" | "credence"))?;
    let receiver = phrase.actors_after(&["to"], paper, end);
    add(
        reader,
        phrase,
        Candidate {
            kind: "ceremony",
            status: status::of_verb(phrase, at),
            subject: members(phrase, phrase.subject(at)),
            object: members(phrase, receiver),
            subject_role: "participant",
            object_role: "host",
            each: false,
            trigger: at..paper + 1,
            rule: "meeting.credentials",
            explicit: true,
            definite: false,
        },
    );
    Some(length)
}

/// Meetings named by a noun: `talks`, `a phone call`, `the summit`.
fn noun_of_meeting(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let word = phrase.word(at);
    let mut kind = nouns::kind("meeting", word)?;
    let start = noun_phrase_start(phrase, at);
    let modifiers = phrase.row(start..at);
    let says = |words: &[&str]| words.iter().any(|word| modifiers.contains(&format!(" {word} ")));
    let end = phrase.clause_end(at);
    let after = phrase.row(at + 1..(at + 4).min(phrase.items.len()));
    if matches!(phrase.word(at.wrapping_sub(1)), "press" | "news" | "cabinet" | "party" | "hotel" | "peace")
        && kind == "conference"
        || says(&["press", "news", "cabinet", "domestic", "annual general", "regular"])
        || says(&["business"]) && !says(&["bilateral", "joint"])
        || says(&["further", "future", "continued", "closer"]) && word != "meeting" && word != "summit"
        || word == "exchange" && !after.starts_with(" of views ")
        || word == "meetings" && says(&["high-level", "regular", "level"])
        || matches!(word, "assembly" | "session" | "congress" | "convention")
            && !says(&["summit", "plenary", "joint", "ministerial", "commission", "working", "bilateral", "closed"])
    {
        reader.drop(phrase, start..at + 1, "not a meeting between states, or not one in particular");
        return Some(1);
    }
    let phone = says(&["phone", "telephone", "telephonic"])
        || after.starts_with(" over the phone ")
        || after.starts_with(" by phone ")
        || after.starts_with(" by telephone ")
        || after.starts_with(" over phone ")
        || after.starts_with(" on the phone ");
    let video =
        says(&["video", "virtual", "online"]) || after.starts_with(" by video ") || after.starts_with(" via video ");
    if says(&["courtesy"]) && word == "call" {
        kind = "courtesy_call";
    } else if video {
        kind = "video_call";
    } else if phone || says(&["phone"]) {
        kind = "phone_call";
    } else if word == "talk" && !says(&["face-to-face", "private"]) {
        return None;
    } else if says(&["signing", "credentials"]) || word == "signing" && after.starts_with(" took place ") {
        kind = "ceremony";
    } else if word == "signing" {
        return None;
    } else if kind == "talks"
        && (says(&["ministerial"]) || says(&["ministers"]) && says(&["trilateral", "regional"]))
        && word == "meeting"
    {
        kind = "conference";
    } else if kind == "talks" && says(&["summit"]) {
        kind = "summit";
    }
    if word == "call"
        && kind == "phone_call"
        && !phone
        && !after.starts_with(" with ")
        && !after.starts_with(" between ")
        && !says(&["the", "a"])
    {
        return None;
    }
    if word == "call"
        && kind == "phone_call"
        && (after.starts_with(" for ") || after.starts_with(" to ") || after.starts_with(" on "))
        && !phone
    {
        return None;
    }
    if kind == "dialogue"
        && !(says(&[
            "strategic",
            "trilateral",
            "security",
            "defence",
            "defense",
            "annual",
            "level",
            "human",
            "political",
            "economic",
            "round",
            "ministers",
        ]) || phrase.row(start..at).trim().chars().any(|c| c.is_ascii_digit()))
        && !after.starts_with(" between ")
    {
        return None;
    }
    // `urged that negotiations be concluded`: the request is read, no meeting.
    let asked = (0..start).any(|before| phrase.verb("Request", before).is_some() && phrase.word(before + 1) == "that");
    if asked && matches!(word, "negotiations" | "talks" | "dialogue") {
        reader.drop(phrase, start..at + 1, "only asked for");
        return Some(1);
    }
    let candidate = noun_slots(reader, phrase, at, start, end, kind)?;
    add(reader, phrase, candidate);
    Some(1)
}

/// The first item of the noun phrase whose head stands at `at`.
pub(super) fn noun_phrase_start(phrase: &Phrase, at: usize) -> usize {
    let mut start = at;
    while start > 0 {
        let before = start - 1;
        let word = phrase.word(before);
        let stops = match &phrase.items[before].kind {
            ItemKind::Mark => word != "-",
            ItemKind::Word => {
                phrase.is("preposition", before)
                    || phrase.is("conjunction", before)
                    || phrase.is("auxiliary", before)
                    || (super::lexicon::is_verb(word)
                        && !phrase.is("determiner", before)
                        && !matches!(
                            word,
                            "signing"
                                | "address"
                                | "courtesy"
                                | "phone"
                                | "telephone"
                                | "planned"
                                | "state"
                                | "draft"
                                | "report"
                                | "proposed"
                                | "scheduled"
                                | "postponed"
                                | "cancelled"
                                | "canceled"
                                | "expected"
                        ))
            }
            ItemKind::Adjective(_) => false,
            ItemKind::Actors(_) | ItemKind::Place(_) | ItemKind::Date(_) => true,
        };
        if stops {
            // `NATO summit`, `A-B talks`: the actors right before the noun belong to it.
            let glued = matches!(phrase.items[before].kind, ItemKind::Actors(_)) && at - before <= 6;
            return if glued { before } else { start };
        }
        start = before;
        if phrase.is("determiner", before) {
            return start;
        }
    }
    start
}

/// Who meets, from what stands around the noun.
fn noun_slots(
    reader: &Reader<'_>,
    phrase: &Phrase,
    at: usize,
    start: usize,
    end: usize,
    kind: &'static str,
) -> Option<Candidate> {
    let between = phrase.actors_after(&["between", "among"], at + 1, end);
    let with = phrase.actors_after(&["with"], at + 1, end).or_else(|| {
        // `with his counterpart, X will hold talks`
        let clause = phrase.clause_start(at);
        phrase.actors_between(clause, start).into_iter().find(|(word, _)| *word == "with").map(|(_, at)| at)
    });
    let of = (phrase.word(at + 1) == "of").then(|| phrase.actors_after(&["of"], at + 1, end)).flatten();
    let on_whom = (kind == "courtesy_call").then(|| phrase.actors_after(&["on", "upon"], at + 1, end)).flatten();
    let from = phrase.actors_after(&["from"], at + 1, end).filter(|_| phrase.word(at) == "call");
    let owner = (start..at).find(|before| phrase.actors(*before).is_some());
    let verb = (phrase.clause_start(at)..start).rev().find(|before| {
        ["Hold", "PayVisit", "Attend", "Chair", "Cohost", "Cancel", "Postpone", "Receive", "Speak", "Refuse"]
            .iter()
            .any(|class| phrase.verb(class, *before).is_some())
    });
    let light = verb.filter(|verb| {
        let direct = (verb + 1..start).all(|between| {
            !lexicon::is("preposition", phrase.word(between))
                || matches!(phrase.word(between), "in" | "at" | "on" | "up" | "over" | "off" | "to" | "with" | "for")
        });
        direct
            && start - verb <= 7
            && (verb + 1..start).all(|between| phrase.actors(between).is_none_or(|actors| !actors.listed))
    });
    let status = status::of_noun(phrase, start, at, light);
    let plain = phrase.row(start..at);
    let definite = matches!(plain.trim(), "the" | "this" | "the bilateral" | "their" | "that" | "these")
        && [between, with, of].iter().all(Option::is_none);
    let owner_members = members(phrase, owner);
    let mut subject = Members::new();
    let mut object = Members::new();
    let (mut subject_role, mut object_role) = ("participant", "participant");
    if let Some(group) = between {
        object = members(phrase, Some(group));
    } else if let Some(other) = with.or(on_whom).or(from) {
        object = members(phrase, Some(other));
    } else if let Some(group) = of {
        for next in group..end {
            let word = phrase.word(next);
            if lexicon::is_verb(word)
                || phrase.is("auxiliary", next)
                || lexicon::is("preposition", word) && word != "of"
            {
                break;
            }
            object.extend(members(
                phrase,
                Some(next).filter(|next| phrase.actors(*next).is_some_and(|actors| !actors.possessive)),
            ));
        }
    }
    let mut passive_role = None;
    if let Some(by) = passive_agent(phrase, at) {
        object = members(phrase, Some(by.0));
        passive_role = Some(by.1);
    }
    let is_owner_pair =
        owner.and_then(|owner| phrase.actors(owner)).is_some_and(|actors| actors.plural || actors.possessive);
    let attends = light.is_some_and(|verb| {
        ["Attend", "Hold", "Chair", "Cohost", "PayVisit", "Receive", "Speak"]
            .iter()
            .any(|class| phrase.verb(class, verb).is_some())
    });
    if let Some(verb) = light
        && between.is_none()
    {
        let form = phrase.verb("Hold", verb).map(|(form, _)| form);
        let passive = form.is_some_and(|form| phrase.is_passive(verb, form));
        if !passive && attends {
            subject = members(phrase, phrase.subject(verb));
            if subject.is_empty() {
                subject = reader.focus.speaker.into_iter().collect();
            }
        }
        if phrase.verb("Chair", verb).is_some() {
            subject_role = if phrase.word(verb).starts_with("co") || subject.len() > 1 { "cochair" } else { "chair" };
        } else if phrase.verb("Cohost", verb).is_some() {
            subject_role = "host";
        }
        if on_whom.is_some() {
            object_role = "host";
        }
    } else if light.is_none() && between.is_none() && !object.is_empty() && !is_owner_pair {
        // `during talks with Y`: the subject of the sentence talks.
        let clause = (at + 1..phrase.items.len()).chain(0..start).find(|verb| {
            (phrase.is("auxiliary", *verb) || super::lexicon::is_verb(phrase.word(*verb)))
                && phrase.subject(*verb).is_some()
        });
        subject = clause.and_then(|verb| phrase.subject(verb)).map(|at| members(phrase, Some(at))).unwrap_or_default();
        if subject.iter().all(|member| object.contains(member)) {
            subject = reader.focus.speaker.into_iter().filter(|speaker| !object.contains(speaker)).collect();
        }
    }
    if let Some(role) = passive_role {
        object_role = role;
    }
    // `X paid him a courtesy call`, `X's talks with Y`, `A-B talks`, `the NATO summit`.
    for member in owner_members {
        if !object.contains(&member) && !subject.contains(&member) {
            object.push(member);
        }
    }
    if kind == "courtesy_call"
        && let Some(verb) = light
        && let Some(host) = (verb + 1..start).find(|at| phrase.actors(*at).is_some())
    {
        object = members(phrase, Some(host));
        object_role = "host";
    }
    let each = with.is_some_and(|with| phrase.actors(with).is_some_and(|actors| actors.listed))
        && phrase.row(start..at).contains(" separate ");
    Some(Candidate {
        kind,
        status,
        subject,
        object,
        subject_role,
        object_role,
        each,
        trigger: light.filter(|_| attends).unwrap_or(start)..at + 1,
        rule: "meeting.noun",
        explicit: light.is_some() || status != Status::Held,
        definite,
    })
}

/// `the conference was co-chaired by A and B`: those after `by` and their role.
fn passive_agent(phrase: &Phrase, noun: usize) -> Option<(usize, &'static str)> {
    let end = phrase.clause_end(noun);
    let verb = (noun + 1..end)
        .find(|at| ["Chair", "Cohost", "Attend"].iter().any(|class| phrase.verb(class, *at).is_some()))?;
    let by = phrase.word(verb + 1) == "by" && (noun + 1..verb).all(|at| phrase.actors(at).is_none());
    let agent = (verb + 2..phrase.items.len()).find(|at| phrase.actors(*at).is_some_and(|actors| !actors.possessive));
    let role = match phrase.word(verb) {
        "chaired" => "chair",
        word if word.starts_with("co") && word.contains("chair") => "cochair",
        "attended" | "joined" | "addressed" => "participant",
        _ => "host",
    };
    agent.filter(|_| by).map(|agent| (agent, role))
}

/// Builds the meeting, or adds to the one in focus when it only refers back.
fn add(reader: &mut Reader<'_>, phrase: &Phrase, candidate: Candidate) {
    let mut candidate = candidate;
    let at = candidate.trigger.end - 1;
    // `agreed to make it official when their presidents hold a summit`: what is agreed lies ahead.
    let start = candidate.trigger.start;
    let agreed = (0..start).find(|before| phrase.verb("Agree", *before).is_some_and(|(form, _)| form != Form::Ing));
    let ahead = candidate.explicit && candidate.status == Status::Held && !candidate.definite;
    if let Some(agreed) = agreed
        && ahead
        && (agreed..start).any(|at| matches!(phrase.word(at), "to" | "that"))
        && !matches!(phrase.word(start.saturating_sub(1)), "during" | "at" | "after" | "in")
    {
        candidate.status = Status::Planned;
    }
    let date = reader.date_near(phrase, at, candidate.status);
    let place = place_near(reader, phrase, at);
    if candidate.status == Status::Denied {
        reader.drop(phrase, candidate.trigger, "denied: no such meeting took place");
        return;
    }
    if candidate.each && candidate.object.len() > 1 {
        for object in &candidate.object {
            build(reader, phrase, &candidate, std::slice::from_ref(object), date.clone(), place);
        }
    } else {
        let object = candidate.object.clone();
        build(reader, phrase, &candidate, &object, date, place);
    }
}

fn build(
    reader: &mut Reader<'_>,
    phrase: &Phrase,
    candidate: &Candidate,
    object: &[EntityIndex],
    date: Option<super::event::EventDate>,
    place: Option<EntityIndex>,
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
    if let Some(place) = place {
        event.tie(LinkType::HeldIn, place, None);
    }
    event.explicit = candidate.explicit;
    if candidate.kind == "ceremony" {
        signers_attend(reader, &mut event);
    }
    let bilateral = reader.text.folded_slice(phrase.tokens(candidate.trigger.clone())).contains("bilateral");
    if bilateral && !candidate.definite && event.ties.iter().filter(|tie| tie.link == LinkType::Attended).count() < 2 {
        for party in reader.focus.parties(reader.mentions) {
            event.tie(LinkType::Attended, party, Some("participant"));
        }
    }
    let actors: Vec<EntityIndex> = event.tied(LinkType::Attended).collect();
    let parties = reader.parties_of(&actors).len();
    let unknown = actors.iter().filter(|actor| reader.party_of(**actor).is_none()).count();
    let body = actors.iter().any(|actor| !reader.is_person(*actor) && reader.country_of(*actor).is_none());
    let gathers = body && matches!(candidate.kind, "conference" | "summit" | "dialogue" | "talks");
    let refers = reader.meeting.filter(|index| refers_to(reader, *index, candidate, &actors));
    if (parties + unknown >= 2 || gathers) && !(candidate.definite && refers.is_some()) {
        let index = reader.keep(event);
        reader.focus_on(index);
        return;
    }
    // `the talks`, `at the meeting`: the meeting in focus is meant, if it is of that kind.
    let Some(index) = refers else {
        reader.drop(phrase, candidate.trigger.clone(), "a meeting with fewer than two sides known");
        return;
    };
    if let Some(known) = reader.events.get_mut(index) {
        known.evidence.extend(event.evidence);
        if known.kind == "talks" && candidate.kind == "summit" {
            known.kind = "summit";
        }
        for tie in event.ties {
            known.tie(tie.link, tie.entity, tie.role);
        }
        if known.date.is_none() {
            known.date = event.date;
        }
        if matches!(event.status, Status::Cancelled | Status::Postponed) {
            known.status = event.status;
        }
    }
    reader.focus_on(index);
}

/// Whether a candidate may mean a meeting that the text already spoke of.
fn refers_to(reader: &Reader<'_>, index: EventIndex, candidate: &Candidate, actors: &[EntityIndex]) -> bool {
    let Some(known) = reader.events.get(index) else { return false };
    let there =
        |actor: &EntityIndex| known.tied(LinkType::Attended).any(|other| stands_for(reader.mentions, other, *actor));
    let fits = actors.iter().all(there) || candidate.definite || candidate.subject_role != "host";
    let status = known.status == candidate.status
        || candidate.status == Status::Held
        || matches!(candidate.status, Status::Cancelled | Status::Postponed);
    same_family(known.kind, candidate.kind) && fits && status
}

/// At a signing ceremony those are present who signed.
fn signers_attend(reader: &Reader<'_>, ceremony: &mut Event) {
    let signed =
        reader.events.iter().rev().find(|event| event.label == Label::Agreement && event.status == Status::Held);
    let Some(signed) = signed else { return };
    let mut signers: Vec<EntityIndex> = signed.tied(LinkType::Signed).collect();
    if signers.is_empty() {
        signers = signed.tied(LinkType::PartyTo).collect();
    }
    for signer in signers {
        ceremony.tie(LinkType::Attended, signer, Some("participant"));
    }
}

/// `in the presence of X`, `attended by X`, `as did X`, `which X attended`: more people at the meeting in focus.
fn attendance(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) {
    let Some(meeting) = reader.meeting else { return };
    let (word, next) = (phrase.word(at), phrase.word(at + 1));
    let by = matches!(word, "attended" | "joined" | "accompanied" | "flanked") && next == "by";
    let presence = word == "presence" && next == "of";
    let likewise = word == "as" && matches!(next, "did" | "were" | "was" | "will");
    let mut present: Members = Members::new();
    if by || presence || likewise {
        let end = phrase.clause_end(at + 1);
        for other in at + 2..end {
            let own = phrase.actors(other).filter(|actors| !actors.possessive);
            let first = present.is_empty();
            if let Some(actors) = own.filter(|_| first || presence || likewise) {
                present.extend(actors.members.iter().copied());
            }
        }
    } else if word == "present" && at > 0 && phrase.is("be", at - 1) {
        present = match next {
            "at" | "during" | "for" | "in" => members(phrase, phrase.subject(at - 1)),
            _ => Members::new(),
        };
        if present.is_empty() && phrase.word(at.saturating_sub(2)) == "also" {
            present = members(phrase, phrase.object(at + 1));
        }
    } else if phrase.verb("Attend", at).is_some() && at >= 2 && phrase.word(at - 2) == "which" {
        present = members(phrase, Some(at - 1));
    }
    if by && word == "accompanied" {
        present.retain(|member| reader.is_person(*member));
    }
    if let Some(event) = reader.events.get_mut(meeting) {
        for person in present {
            event.tie(LinkType::Attended, person, Some("participant"));
        }
    }
}

/// The city or venue that goes with a trigger: after `in` or `at` in its clause.
fn place_near(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<EntityIndex> {
    let end = phrase.clause_end(at);
    let start = phrase.clause_start(at);
    let cities = |range: std::ops::Range<usize>| {
        range
            .filter_map(|place| match phrase.items[place].kind {
                ItemKind::Place(entity) if is_location(phrase, place) => Some((place, entity)),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
    let is_city = |entity: EntityIndex| matches!(&reader.mentions.entities.get(entity).map(|e| &e.kind), Some(crate::extract::mention::EntityKind::Place { kind, .. }) if *kind != "region");
    let after = cities(at..end);
    let before = cities(start..at);
    after.iter().chain(before.iter().rev()).find(|(_, entity)| is_city(*entity)).map(|(_, entity)| *entity)
}

/// `in Nairobi`, `at State House, Nairobi`.
fn is_location(phrase: &Phrase, at: usize) -> bool {
    if matches!(phrase.preposition_of(at), "in" | "at" | "outside" | "near") {
        return true;
    }
    let after_comma = at >= 2 && phrase.word(at - 1) == ",";
    after_comma && (at.saturating_sub(6)..at - 1).any(|before| phrase.word(before) == "at")
}
