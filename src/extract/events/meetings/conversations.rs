//! Meetings that no verb of meeting tells: `spoke face to face`, `talked for five hours`, `spent an hour with X`, `told X by
//! telephone`.

use super::super::noun_phrase::{Members, members, noun_phrase_start};
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::rule::{Reads, Rule};
use super::super::status;
use super::candidates::{Candidate, add};

/// The conversation that the words at an item tell.
pub(super) const RULE: Rule<Reads> = Rule::begun_by(
    &[
        "Speak",
        "sat",
        "sit",
        "spent",
        "spend",
        "spends",
        "told",
        "tell",
        "tells",
        "brief",
        "briefs",
        "briefed",
        "briefing",
        "debriefed",
        "informed",
        "inform",
        "assured",
        "congratulated",
        "brought",
        "bring",
        "brings",
        "minutes",
        "hour",
        "hours",
        "agreed",
    ],
    read,
);

fn read(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let (kind, object, end) = spoke(phrase, at)
        .or_else(|| spent_time_with(phrase, at))
        .or_else(|| agreed_by_telephone(phrase, at))
        .or_else(|| told_by_telephone(phrase, at))
        .or_else(|| briefed(phrase, at))
        .or_else(|| brought_together(phrase, at))
        .or_else(|| after_time_with(phrase, at))?;
    // `After an hour with X, his counterpart, Y, read from a sheet`
    let opens = is_unit(phrase, at) && phrase.word(end) == ",";
    let behind = phrase.object(end + 1).filter(|_| opens);
    let who = behind.or_else(|| phrase.subject(at)).or_else(|| subject_behind(phrase, end))?;
    // `The two officials spoke face to face`: the meeting told just before.
    let definite = object.is_none() && phrase.actors(who).is_some_and(|actors| actors.reference);
    let subject = members(phrase, Some(who));
    let object = members(phrase, object);
    let people = |side: &Members| side.iter().all(|member| reader.is_person(*member));
    if !(people(&object) && (people(&subject) || object.is_empty())) || subject.len() + object.len() < 2 {
        return None;
    }
    let hosts = matches!(phrase.word(at), "brought" | "bring" | "brings");
    let candidate = Candidate {
        kind,
        status: status::of_verb(phrase, at),
        subject,
        object,
        subject_role: if hosts { "host" } else { "participant" },
        object_role: "participant",
        each: false,
        trigger: at..end,
        rule: "meeting.conversation",
        explicit: true,
        definite,
    };
    add(reader, phrase, candidate);
    Some(end - at)
}

/// What a conversation is, with whom, and the item after the words that tell it.
type Told = (&'static str, Option<usize>, usize);

/// `X and Y spoke face to face for an hour`, `X and Y talked for five days`.
fn spoke(phrase: &Phrase, at: usize) -> Option<Told> {
    let (_, length) = phrase
        .verb("Speak", at)
        .or_else(|| matches!(phrase.word(at), "sat" | "sit").then_some((super::super::lexicon::Form::Past, 1)))?;
    let next = at + length;
    let apart = [["face", "to", "face"], ["tete", "a", "tete"], ["one", "on", "one"], ["in", "private", ""]];
    let alone = apart.iter().any(|words| {
        words.iter().enumerate().all(|(ahead, word)| word.is_empty() || phrase.word(next + ahead) == *word)
    }) || matches!(phrase.word(next), "alone" | "privately" | "face-to-face");
    let lasting = phrase.word(next) == "for" && (next + 1..next + 5).any(|unit| is_unit(phrase, unit));
    if !(alone || lasting) {
        return None;
    }
    let end = phrase.clause_end(at);
    let with = phrase.actors_after(&["with"], next, end.min(next + 8));
    Some(("talks", with, next + 1))
}

/// `spent four hours with X`.
fn spent_time_with(phrase: &Phrase, at: usize) -> Option<Told> {
    let spent = matches!(phrase.word(at), "spent" | "spend" | "spends");
    let unit = (at + 1..at + 5).find(|unit| spent && is_unit(phrase, *unit))?;
    // `the two spent an hour together`
    if phrase.word(unit + 1) == "together" {
        return Some(("talks", None, unit + 2));
    }
    let object = phrase.object(unit + 2).filter(|_| phrase.word(unit + 1) == "with")?;
    Some(("talks", Some(object), unit + 2))
}

/// `After forty minutes with X, Y said …`, `emerged from an hour with X`.
fn after_time_with(phrase: &Phrase, at: usize) -> Option<Told> {
    let time = is_unit(phrase, at) && phrase.word(at + 1) == "with";
    let before = noun_phrase_start(phrase, at).checked_sub(1).filter(|_| time)?;
    let object = phrase.object(at + 2).filter(|_| matches!(phrase.word(before), "after" | "following" | "from"))?;
    Some(("talks", Some(object), object + 1))
}

/// The subject of the main clause that stands behind what opens the sentence.
fn subject_behind(phrase: &Phrase, from: usize) -> Option<usize> {
    let finite = |verb: &usize| phrase.is_verb(*verb) || phrase.is("auxiliary", *verb);
    (from..phrase.items.len()).filter(finite).find_map(|verb| phrase.subject(verb)).filter(|subject| *subject >= from)
}

/// `told X by telephone that …`, `is to brief X by phone`.
fn told_by_telephone(phrase: &Phrase, at: usize) -> Option<Told> {
    let tells = matches!(
        phrase.word(at),
        "told"
            | "tell"
            | "tells"
            | "brief"
            | "briefs"
            | "briefed"
            | "informed"
            | "inform"
            | "assured"
            | "congratulated"
    );
    if !tells {
        return None;
    }
    // `was briefed by X by telephone`
    let passive = phrase.is_passive(at, super::super::lexicon::Form::Past);
    let agent = || phrase.actors_after(&["by"], at + 1, phrase.clause_end(at));
    let object = if passive { agent() } else { phrase.object(at + 1) }?;
    let end = phrase.clause_end(at).min(object + 8);
    let by = (object + 1..end).find(|by| {
        matches!(phrase.word(*by), "by" | "over" | "on")
            && (by + 1..by + 3).any(|next| matches!(phrase.word(next), "phone" | "telephone"))
    })?;
    Some(("phone_call", Some(object), by + 2))
}

/// `X and Y agreed by telephone to meet in Oslo`
fn agreed_by_telephone(phrase: &Phrase, at: usize) -> Option<Told> {
    let agreed = phrase.word(at) == "agreed" && phrase.word(at + 1) == "by";
    (agreed && matches!(phrase.word(at + 2), "telephone" | "phone")).then_some(("phone_call", None, at + 3))
}

/// `briefed X in Tokyo`, `will brief X on his journey`.
fn briefed(phrase: &Phrase, at: usize) -> Option<Told> {
    let before = || at.checked_sub(1).map_or("", |before| phrase.word(before));
    let briefs = match phrase.word(at) {
        "briefed" | "briefs" | "debriefed" => true,
        "briefing" => matches!(before(), "after" | "before"),
        "brief" => phrase.is("auxiliary", at.checked_sub(1)?) || before() == "to",
        _ => false,
    };
    if briefs && phrase.is_passive(at, super::super::lexicon::Form::Past) {
        // `was briefed on Friday by X on the summit`
        let by = phrase.actors_after(&["by"], at + 1, phrase.clause_end(at))?;
        return Some(("talks", Some(by), by + 1));
    }
    if !briefs {
        return None;
    }
    let object = phrase.whom(at + 1)?;
    Some(("talks", Some(object), object.max(at) + 1))
}

/// `brought A and B together`, `brought the two leaders to one table`: the host and both of them.
fn brought_together(phrase: &Phrase, at: usize) -> Option<Told> {
    let brings = matches!(phrase.word(at), "brought" | "bring" | "brings");
    if !brings {
        return None;
    }
    let next = at + 1 + usize::from(phrase.word(at + 1) == "together");
    let object = phrase.object(next).filter(|at| phrase.actors(*at).is_some_and(|actors| actors.plural))?;
    let together = next > at + 1
        || phrase.word(object + 1) == "together"
        || (object + 1..object + 7).any(|table| phrase.word(table) == "table") && phrase.word(object + 1) != "on";
    together.then_some(("talks", Some(object), object + 1))
}

fn is_unit(phrase: &Phrase, at: usize) -> bool {
    matches!(phrase.word(at), "minutes" | "hour" | "hours" | "day" | "days" | "evening" | "afternoon" | "morning")
}
