//! Sessions of commissions and rounds of talks, which are counted and often leave it to the text before to say whose they
//! are.

use std::ops::Range;

use super::super::event::Event;
use super::super::focus::is_body;
use super::super::noun_phrase::{Members, members, noun_phrase_start};
use super::super::phrase::{ItemKind, Phrase, says};
use super::super::reader::Reader;
use super::super::rule::{Reads, Rule};
use super::super::status::{self, Status};
use super::candidates::{Candidate, add};
use crate::extract::mention::{EntityIndex, Mention, MentionKind};
use crate::facts::{Label, LinkType};
use crate::text::TokenIndex;

/// Words that count the meetings of a row.
const ORDINALS: [&str; 16] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "next",
    "inaugural",
    "previous",
    "last",
];

/// Names of bodies that meet in sessions.
const BODIES: [&str; 4] = ["commission", "committee", "council", "mechanism"];

/// What makes such a body one of two states.
const JOINT: [&str; 5] = ["joint ", "mixed ", "intergovernmental ", "inter-governmental ", "bilateral "];

/// `the sixth`, `its 11th`, `the next`
pub(super) fn is_counted(phrase: &Phrase, modifiers: Range<usize>) -> bool {
    // `the next round of Chile-Peru consultations`
    let start = modifiers.start;
    let round = phrase.word(start.wrapping_sub(1)) == "of" && phrase.word(start.wrapping_sub(2)) == "round";
    let modifiers = if round { start.saturating_sub(5)..modifiers.end } else { modifiers };
    let digits = |word: &str| {
        let number = word.get(..word.len().saturating_sub(2)).unwrap_or_default();
        !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && ["st", "nd", "rd", "th"].iter().any(|end| word.ends_with(end))
    };
    says(&phrase.row(modifiers.clone()), &ORDINALS) || modifiers.into_iter().any(|at| digits(phrase.word(at)))
}

/// `the sixth session of the joint commission`.
pub(super) fn of_commission(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> bool {
    let words = reader.text.folded_slice(phrase.tokens(at + 1..(at + 9).min(phrase.items.len())));
    let row = format!(" {} ", words.replace(|c: char| !(c.is_alphanumeric() || c == '-'), " "));
    let counted = is_counted(phrase, noun_phrase_start(phrase, at)..at);
    row.starts_with(" of ")
        && (counted || JOINT.iter().any(|word| row.contains(word)))
        && BODIES.iter().any(|word| row.contains(word))
}

/// `The Peru-Chile Joint Commission held its sixth session`, `the seventh session will be in Lima`: the body is named before
/// in the sentence, or a session of it was told before.
pub(super) fn counted_of_commission(reader: &Reader<'_>, phrase: &Phrase, start: usize, at: usize) -> bool {
    if !is_counted(phrase, start..at) {
        return false;
    }
    let before = reader.text.folded_slice(phrase.tokens(0..start));
    // What this sentence says was set up is not read yet.
    let founded = || (0..start).any(|verb| phrase.verb("SetUp", verb).is_some());
    let told = || names_body(&before) && (set_up(reader, phrase).is_some() || founded());
    names_joint_body(&before) || told() || phrase.word(at) == "session" && session_before(reader).is_some()
}

/// `The commission is to meet in May`, `set up a working group, which will convene in Oslo`: the states whose body meets, where
/// the subject of a verb is one of two states.
pub(super) fn states_of_body(reader: &Reader<'_>, phrase: &Phrase, verb: usize, subject: &Members) -> Option<Members> {
    let start = phrase.clause_start(verb);
    // `set up a working group, which will convene in Oslo`
    let relative = start > 0 && phrase.word(start - 1) == "which";
    if relative && names_body(&reader.text.folded_slice(phrase.tokens(start.saturating_sub(12)..start))) {
        // What this sentence says was agreed is not read yet.
        return Some(Members::from_vec(reader.parties_of(subject))).filter(|states| states.len() > 1);
    }
    match subject[..] {
        [] => {
            let words = reader.text.folded_slice(phrase.tokens(start..verb));
            let it = words.split(' ').next().is_some_and(|first| first == "it");
            // `The Commission met in Oslo. The Commission will meet again in Lima`
            let again = || session_before(reader).map(Members::from_vec).or_else(|| two_in_focus(reader));
            let body = names_body(&words);
            set_up(reader, phrase).filter(|_| it || body).or_else(|| again().filter(|_| body))
        }
        [body] => {
            let name = reader.mentions.entities.get(body).map(|entity| entity.name.to_lowercase()).unwrap_or_default();
            let pair = states_of_commission(reader, phrase).filter(|_| names_body(&name) && name.contains('-'));
            if pair.is_some() {
                return pair;
            }
            // A body with a name of its own meets as such.
            let plain = name.split(' ').count() < 3 && names_joint_body(&name);
            if !plain || reader.is_person(body) || reader.is_country(body) {
                return None;
            }
            let before = || session_before(reader).map(Members::from_vec);
            set_up(reader, phrase).or_else(before).or_else(|| two_in_focus(reader))
        }
        // `The Joint Commission of Peru and Chile`, whose name ends before the second
        [body, state] if reader.is_country(state) => {
            let name = reader.mentions.entities.get(body).map(|entity| entity.name.to_lowercase()).unwrap_or_default();
            let named = |entity: &EntityIndex| {
                let country = reader.mentions.entities.get(*entity).map(|country| country.name.to_lowercase());
                reader.is_country(*entity) && country.is_some_and(|country| name.ends_with(&country))
            };
            let joint = names_joint_body(&name) && !reader.is_person(body);
            let own = || (0..reader.mentions.entities.len()).find(named).filter(|own| *own != state);
            joint.then(own).flatten().map(|own| Members::from_slice(&[own, state]))
        }
        _ => None,
    }
}

/// The two countries spoken of, where the article tells of no others.
fn two_in_focus(reader: &Reader<'_>) -> Option<Members> {
    let sides = reader.focus.parties(reader.mentions);
    let two = sides.len() == 2 && sides.iter().all(|side| reader.is_country(*side));
    (two && reader.tells_only_of(&sides)).then_some(sides)
}

/// `X and Y agreed to hold the next round of consultations in Oslo`: whoever will hold office then.
fn countries_ahead(reader: &Reader<'_>, phrase: &Phrase, modifiers: Range<usize>, candidate: &mut Candidate) {
    let noun = phrase.word(modifiers.end);
    let agreed = (0..modifiers.start).any(|verb| phrase.verb("Agree", verb).is_some());
    let of_officials =
        matches!(noun, "session" | "round" | "consultations" | "dialogue") || candidate.kind == "conference";
    if !(of_officials && is_counted(phrase, modifiers)) {
        return;
    }
    // `The next meeting of the commission will be hosted by Peru`
    let told = reader.parties_of(&[&candidate.subject[..], &candidate.object[..]].concat());
    let host = candidate.kind == "conference" && matches!(told[..], [one] if reader.is_country(one));
    if let Some(both) = two_in_focus(reader).filter(|both| host && both.contains(&told[0])) {
        let other = both.into_iter().find(|side| !told.contains(side));
        candidate.subject.extend(other);
    } else if agreed {
        let sides = reader.parties_of(&[&candidate.subject[..], &candidate.object[..]].concat());
        (candidate.subject, candidate.object) = (Members::new(), Members::from_vec(sides));
    }
}

/// `agreed to convene the joint commission in Oslo in May`, `co-chaired the joint commission in Oslo`: a body of two states
/// meets.
pub(super) const CONVENED: Rule<Reads> = Rule::begun_by(
    &["convene", "convening", "hold", "holding", "chaired", "co-chaired", "cochaired", "chair", "co-chair", "cochair"],
    convenes_body,
);

fn convenes_body(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    // `will co-chair the joint commission with X`
    let ahead =
        matches!(phrase.word(at), "chair" | "co-chair" | "cochair") && phrase.is("auxiliary", at.wrapping_sub(1));
    let chairs = phrase.word(at).ends_with("chaired") || ahead;
    let ahead = matches!(phrase.word(at), "convene" | "convening" | "hold" | "holding");
    let end = phrase.clause_end(at);
    let names = |item: usize| {
        let last = phrase.items.get(item).map_or("", |item| reader.text.folded(item.tokens.end.saturating_sub(1)));
        BODIES.contains(&last)
    };
    let body = (at + 1..end.min(at + 8)).find(|item| names(*item)).filter(|_| chairs || ahead)?;
    let plain = |item: usize| !phrase.is_verb(item) && !phrase.is("preposition", item) && phrase.word(item) != ",";
    let words = reader.text.folded_slice(phrase.tokens(at + 1..body + 1));
    let of_states = names_joint_body(&words) || phrase.actors(body).is_some();
    let told = (body + 1..end).any(|item| {
        phrase.is_date(item) || matches!(phrase.items[item].kind, ItemKind::Place(_)) || phrase.word(item) == "here"
    });
    if !(at + 1..body).all(plain) || !of_states || !told || phrase.noun("meeting", body + 1).is_some() {
        return None;
    }
    let subject = members(phrase, phrase.subject(at));
    // `co-chaired the joint commission with X`
    let with = phrase.actors_after(&["with"], body + 1, end).filter(|_| chairs);
    let mut subject = subject;
    subject.extend(members(phrase, with));
    let people = reader.parties_of(&subject).len() > 1;
    let sides = match people {
        true if chairs => Some(subject),
        true => Some(Members::from_vec(reader.parties_of(&subject))),
        false => states_of_commission(reader, phrase).or_else(|| two_in_focus(reader)),
    }?;
    let candidate = Candidate {
        kind: "conference",
        status: status::of_verb(phrase, at),
        subject: Members::new(),
        object: sides,
        subject_role: "participant",
        object_role: if chairs { "cochair" } else { "participant" },
        each: false,
        trigger: at..body + 1,
        rule: "meeting.meet",
        explicit: true,
        definite: false,
    };
    add(reader, phrase, candidate);
    Some(body + 1 - at)
}

/// The states that set up a body in this sentence or the one before.
fn set_up(reader: &Reader<'_>, phrase: &Phrase) -> Option<Members> {
    let told = reader.events.last().filter(|event| event.label == Label::Agreement && event.kind == "mechanism")?;
    let near = told.evidence.last().is_some_and(|told| told.sentence as usize + 1 >= phrase.sentence);
    let sides: Members = told.tied(LinkType::PartyTo).collect();
    (near && sides.len() > 1).then_some(sides)
}

pub(super) fn names_body(words: &str) -> bool {
    BODIES.iter().chain(&["group", "task force", "taskforce", "panel"]).any(|name| words.contains(name))
}

pub(super) fn names_joint_body(words: &str) -> bool {
    BODIES.iter().any(|name| words.contains(name)) && JOINT.iter().any(|word| words.contains(word))
}

/// The sides of the session of two states told before.
fn session_before(reader: &Reader<'_>) -> Option<Vec<EntityIndex>> {
    let told = |event: &Event| {
        let name = || event.name.to_lowercase();
        let session = event.kind == "conference" && ["session", "meeting"].iter().any(|noun| name().contains(noun));
        // `The commission met in Oslo. Its previous session took place in Lima`
        let met = || event.rule == "meeting.meet" && event.tied(LinkType::Attended).all(|one| reader.is_country(one));
        event.label == Label::Meeting && (session || met())
    };
    let session = reader.last_event(told).and_then(|session| reader.events.get(session))?;
    let people: Vec<_> = session.tied(LinkType::Attended).collect();
    let sides = reader.parties_of(&people);
    (sides.len() == 2 && sides.iter().all(|side| reader.is_country(*side))).then_some(sides)
}

/// Settles whose a session or round is of which no side is told.
pub(super) fn whose(reader: &Reader<'_>, phrase: &Phrase, modifiers: Range<usize>, candidate: &mut Candidate) {
    // `set up a joint commission, which is to hold its first session`
    let before = reader.text.folded_slice(phrase.tokens(0..modifiers.start));
    let own = names_joint_body(&before)
        && phrase.actors(modifiers.start).is_some_and(|owner| owner.possessive && owner.reference);
    without_own_commission(reader, own, candidate);
    let counted = is_counted(phrase, modifiers.clone());
    let ahead = matches!(candidate.status, Status::Planned | Status::Postponed | Status::Cancelled);
    if ahead && counted {
        sides_of_row(reader, phrase, modifiers.end, candidate);
    }
    if !(candidate.subject.is_empty() && candidate.object.is_empty()) {
        countries_ahead(reader, phrase, modifiers, candidate);
        return;
    }
    let row = phrase.row(modifiers.clone());
    let named = states_of_commission(reader, phrase).filter(|_| candidate.kind == "conference");
    if let Some(states) = named {
        candidate.object = states;
        candidate.definite = false;
        return;
    }
    let founded = || founders(reader, phrase, modifiers.start).filter(|_| says(&row, &["first", "inaugural"]));
    let another = ["another", "further", "new", "follow-up"];
    let sides = if counted && candidate.kind == "conference" {
        let before = || session_before(reader).map(Members::from_vec);
        let session = phrase.word(modifiers.end) == "session" || of_commission(reader, phrase, modifiers.end);
        let in_focus = || two_in_focus(reader).filter(|_| ahead && session);
        founded().filter(|_| ahead).or_else(before).or_else(in_focus)
    } else if ahead && (counted || says(&row, &another)) {
        founded().or_else(|| {
            let same = |event: &Event| event.label == Label::Meeting && event.kind == "summit";
            let summit = reader.last_event(same).filter(|_| candidate.kind == "summit");
            let meeting = summit.or(reader.meeting).and_then(|meeting| reader.events.get(meeting));
            let people: Vec<_> = meeting.map(|event| event.tied(LinkType::Attended).collect()).unwrap_or_default();
            // `Another meeting is planned for Friday`: of the two who just met.
            let two = people.len() == 2 && people.iter().all(|one| reader.is_person(*one));
            if two && phrase.word(modifiers.end) == "meeting" {
                return Some(Members::from_vec(people));
            }
            let sides = reader.parties_of(&people);
            // The summit of a body is its own, whoever came.
            let body = sides.iter().find(|side| is_body(reader.mentions, **side)).filter(|_| summit.is_some());
            Some(body.map_or_else(|| sides.iter().copied().collect(), |body| Members::from_slice(&[*body])))
        })
    } else {
        None
    };
    if let Some(sides) = sides {
        candidate.object = sides;
        candidate.definite = false;
    }
}

/// `The ministers agreed to hold the next round of consultations in May`: their states will, whoever comes; and the one who tells
/// of the next session is not all of it.
fn sides_of_row(reader: &Reader<'_>, phrase: &Phrase, noun: usize, candidate: &mut Candidate) {
    let in_rows = matches!(candidate.kind, "conference" | "dialogue")
        || matches!(phrase.word(noun), "round" | "session" | "consultations");
    let people: Vec<_> = candidate.subject.iter().chain(&candidate.object).copied().collect();
    if !in_rows || !people.iter().any(|one| reader.is_person(*one)) {
        return;
    }
    let agreed = (phrase.clause_start(candidate.trigger.start)..candidate.trigger.start).any(|verb| {
        phrase.verb("Agree", verb).is_some_and(|(_, length)| matches!(phrase.word(verb + length), "to" | "that"))
    });
    let states = reader.parties_of(&people);
    if agreed && states.len() > 1 {
        candidate.subject = Members::new();
        candidate.object = Members::from_vec(states);
    } else if candidate.kind == "conference" && states.len() < 2 {
        candidate.subject = Members::new();
        candidate.object = Members::new();
    }
}

/// `the joint commission of Peru and Chile`, `the Peruvian-Chilean Joint Economic Commission`: the two whose body it is.
pub(super) fn states_of_commission(reader: &Reader<'_>, phrase: &Phrase) -> Option<Members> {
    let text = reader.text;
    let words = phrase.tokens(0..phrase.items.len());
    let body = words.clone().find(|token| BODIES.contains(&text.folded(*token)))?;
    // `commission in Lima`, `Peru, whose commission`: another phrase.
    let joined = |mut between: Range<TokenIndex>| {
        between.all(|token| {
            !matches!(text.folded(token), "," | ";" | ":" | "in" | "at" | "to" | "by" | "with" | "on" | "said" | "that")
        })
    };
    let mut states = Members::new();
    for mention in reader.mentions.in_sentence(phrase.sentence) {
        let state = matches!(mention.kind, MentionKind::Country | MentionKind::Demonym);
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let before = end <= body && start + 9 > body && joined(end..body);
        let of = |token: &TokenIndex| matches!(text.folded(*token), "of" | "between");
        let behind = start > body && start < body + 12 && joined(body..start) && (body..start).any(|token| of(&token));
        for country in mention.entities.iter().filter(|country| state && reader.is_country(**country)) {
            if (before || behind) && !states.contains(country) {
                states.push(*country);
            }
        }
    }
    if states.len() == 2 {
        return Some(states);
    }
    // `the Denmark-Peru Joint Committee`: a name that says whose it is.
    let name = text.folded_slice(body.saturating_sub(8).max(words.start)..body);
    let pair = |word: &str, first: &str, second: &str| {
        word.strip_prefix(first).is_some_and(|rest| rest.strip_prefix('-').is_some_and(|rest| rest == second))
    };
    if !name.contains('-') {
        return None;
    }
    // `the Danish-Peruvian Joint Committee`: adjectives that the text has elsewhere.
    let surface = |part: &str| {
        let named = |mention: &&Mention| {
            matches!(mention.kind, MentionKind::Country | MentionKind::Demonym)
                && mention.tokens.len() == 1
                && text.folded(mention.tokens.start) == part
        };
        reader.mentions.list.iter().find(named).and_then(|mention| mention.entities.first().copied())
    };
    let both = name.split(' ').filter_map(|word| word.split_once('-')).find_map(|(one, other)| {
        let (first, second) = (surface(one)?, surface(other)?);
        (first != second).then(|| Members::from_slice(&[first, second]))
    });
    if both.is_some() {
        return both;
    }
    let countries: Vec<(EntityIndex, String)> = reader
        .mentions
        .entities
        .iter()
        .enumerate()
        .filter(|(index, _)| name.contains('-') && reader.is_country(*index))
        .map(|(index, entity)| (index, entity.name.to_lowercase()))
        .filter(|(_, country)| name.contains(country.as_str()))
        .collect();
    countries.iter().find_map(|(first, one)| {
        let (second, _) = countries.iter().find(|(_, other)| name.split(' ').any(|word| pair(word, one, other)))?;
        Some(Members::from_slice(&[*first, *second]))
    })
}

/// `A commission was set up. Its first meeting will be held in Lima`, `X and Y set up a commission, which is to hold its
/// first session in Lima`: those who set it up.
fn founders(reader: &Reader<'_>, phrase: &Phrase, start: usize) -> Option<Members> {
    let joint = (0..start)
        .filter(|verb| phrase.is_verb(*verb))
        .filter_map(|verb| phrase.subject(verb))
        .map(|subject| reader.parties_of(&members(phrase, Some(subject))))
        .find(|sides| sides.len() > 1);
    let set_up = reader.events.last().filter(|event| event.label == Label::Agreement);
    let set_up = set_up.filter(|event| !matches!(event.kind, "target" | "other"));
    joint.map(Members::from_vec).or_else(|| set_up.map(|agreement| agreement.tied(LinkType::PartyTo).collect()))
}

/// A commission of two states is no side of its own session: the states are, unless it is told who came for them.
fn without_own_commission(reader: &Reader<'_>, its: bool, candidate: &mut Candidate) {
    let own = |entity: &EntityIndex| {
        let name = reader.mentions.entities.get(*entity).map(|entity| entity.name.to_lowercase()).unwrap_or_default();
        !reader.is_person(*entity) && !reader.is_country(*entity) && (its || names_joint_body(&name))
    };
    candidate.subject.retain(|entity| !own(entity));
    candidate.object.retain(|entity| !own(entity));
}
