//! Agreements: joint commitments, instruments that are signed or adopted, partnerships and mechanisms that are set up.

use super::event::{Event, EventIndex};
use super::lexicon::{self, Form};
use super::meeting_candidates::members;
use super::meeting_nouns::noun_phrase_start;
use super::nouns;
use super::phrase::Phrase;
use super::reader::Reader;
use super::status::{self, Status};
use super::targets;
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

/// Reads the agreements of a sentence.
pub fn read(reader: &mut Reader<'_>, phrase: &Phrase) {
    let mut at = 0;
    while at < phrase.items.len() {
        let used = commitment(reader, phrase, at)
            .or_else(|| conclusion(reader, phrase, at))
            .or_else(|| declaration(reader, phrase, at))
            .or_else(|| signing(reader, phrase, at));
        at += used.unwrap_or(1).max(1);
    }
    targets::read(reader, phrase);
}

/// `X and Y agreed to …`, `the two sides decided to …`, `X agreed with Y on …`.
fn commitment(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let (form, length) = phrase.verb("AgreeOn", at).or_else(|| phrase.verb("Agree", at))?;
    let pledge = phrase.verb("Pledge", at).is_some();
    if form == Form::Ing || phrase.is_passive(at, form) || phrase.is("determiner", at.wrapping_sub(1)) {
        return None;
    }
    let end = sentence_part_end(phrase, at);
    let subject = phrase.subject(at);
    let with = (phrase.word(at + length) == "with").then(|| phrase.actors_after(&["with"], at + length, end)).flatten();
    let mut actors: Vec<EntityIndex> = members(phrase, subject).to_vec();
    actors.extend(members(phrase, with));
    let mut parties = reader.parties_of(&actors);
    if parties.len() == 2 && actors.len() == 2 {
        reader.focus.pair.clone_from(&actors);
    }
    let joint = subject.and_then(|at| phrase.actors(at)).is_some_and(|actors| actors.plural);
    if parties.len() < 2 && (joint || subject.is_none()) {
        parties = reader.focus.parties(reader.mentions).to_vec();
    }
    if parties.len() < 2 {
        if !pledge {
            reader.drop(phrase, at..at + length, "one side alone agrees or decides");
        }
        return None;
    }
    let mut start = with.map_or(at + length, |with| with + 1);
    while phrase.is_date(start) || phrase.word(start) == "on" && phrase.is_date(start + 1) {
        start += 1;
    }
    let complement = phrase.row(start..end);
    if complement.trim().is_empty() || !jointly_binding(&complement) {
        reader.drop(phrase, at..(at + length).max(start), "agreement that something is so, not to do something");
        return Some(length);
    }
    let status = status::of_verb(phrase, at);
    if status == Status::Denied {
        reader.drop(phrase, at..at + length, "denied: nothing was agreed");
        return Some(length);
    }
    // What follows may be an instrument that is to be signed or set up: then the instrument is the agreement.
    let verb = (start..end.min(start + 4))
        .find(|next| ["Sign", "SetUp", "Upgrade"].iter().any(|class| phrase.verb(class, *next).is_some()));
    if let Some(verb) = verb
        && let Some(noun) = instrument_after(phrase, verb, end)
    {
        let signs = phrase.verb("Sign", verb).is_some();
        let status = if signs || status != Status::Held { Status::Planned.max(status) } else { Status::Held };
        keep_instrument(reader, phrase, noun, &parties, status, at..noun + 1, "agreement.agreed_instrument");
        return Some(noun + 1 - at);
    }
    if let Some(noun) = instrument_after(phrase, at, (at + 7).min(end))
        && noun < start + 5
        && !matches!(nouns::kind("instrument", phrase.word(noun)), Some("mechanism" | "other" | "plan"))
        && verb_in(phrase, start, noun).is_none()
        && phrase.word(start) != "to"
    {
        keep_instrument(reader, phrase, noun, &parties, status, at..noun + 1, "agreement.agreed_on_instrument");
        return Some(noun + 1 - at);
    }
    // `agreed to raise trade to $5 billion`: the figure is the agreement, read by its own rule.
    let raises = (start..end.min(start + 3)).any(|next| {
        matches!(
            phrase.word(next),
            "raise" | "increase" | "boost" | "lift" | "bring" | "double" | "triple" | "expand" | "take"
        )
    });
    if raises && targets::is_stated(phrase, start, end.min(start + 12)) {
        return Some(length);
    }
    let evidence = phrase.evidence(reader.text, at..(start + 4).min(end));
    let mut event = Event::new(Label::Agreement, "commitment", status, evidence, "agreement.commitment");
    event.name = name_of(reader, phrase, start, end);
    for party in &parties {
        event.tie(LinkType::PartyTo, *party, None);
    }
    keep(reader, phrase, at, event);
    // An instrument further on in the complement stands as a node of its own, planned.
    for verb in start..end {
        if phrase.verb("SetUp", verb).is_some()
            && let Some(noun) = instrument_after(phrase, verb, end)
        {
            keep_instrument(
                reader,
                phrase,
                noun,
                &parties,
                Status::Planned,
                verb..noun + 1,
                "agreement.instrument_within",
            );
            return Some(noun + 1 - at);
        }
    }
    Some(length)
}

fn verb_in(phrase: &Phrase, from: usize, to: usize) -> Option<usize> {
    (from..to).find(|at| {
        lexicon::is_verb(phrase.word(*at)) && !phrase.is("preposition", *at) && phrase.word(at.wrapping_sub(1)) == "to"
    })
}

/// `agreed that peace is important`, `agreed on the need for …` bind nobody to anything.
fn jointly_binding(complement: &str) -> bool {
    let opinion = [" importance ", " the need ", " necessity ", " to disagree "]
        .iter()
        .any(|words| complement.find(words).is_some_and(|at| at < 24));
    let words: Vec<&str> = complement.split_whitespace().take(14).collect();
    let that = words.first() == Some(&"that");
    let modal = words.iter().any(|word| matches!(*word, "should" | "would" | "will" | "must" | "shall"));
    let state = words.iter().any(|word| matches!(*word, "is" | "are" | "was" | "were" | "has" | "have" | "had"));
    !opinion && (!that || !state || modal) && (words.first() != Some(&"with"))
}

/// Up to the end of the sentence or the next semicolon that starts another clause.
fn sentence_part_end(phrase: &Phrase, at: usize) -> usize {
    (at + 1..phrase.items.len())
        .find(|next| {
            let word = phrase.word(*next);
            matches!(word, "." | "\"")
                || (word == "," && lexicon::is("Say", phrase.word(next + 1)))
                || (word == "," && phrase.actors(next + 1).is_some() && lexicon::is("Say", phrase.word(next + 2)))
        })
        .unwrap_or(phrase.items.len())
}

/// The words of a complement, shortened, as the name of a commitment.
fn name_of(reader: &Reader<'_>, phrase: &Phrase, start: usize, end: usize) -> String {
    let start = if matches!(phrase.word(start), "to" | "on" | "that" | "upon" | "in") { start + 1 } else { start };
    let text = reader.text.slice(phrase.tokens(start..end.max(start + 1)));
    shorten(text)
}

fn shorten(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(24).collect();
    words.join(" ").trim_end_matches([',', ';', '.']).to_owned()
}

/// The instrument noun that is the object of the verb at `verb`.
fn instrument_after(phrase: &Phrase, verb: usize, end: usize) -> Option<usize> {
    for at in verb + 1..end.min(verb + 16) {
        let word = phrase.word(at);
        if nouns::kind("instrument", word).is_some() && is_instrument(phrase, at, verb) {
            return Some(at);
        }
        if matches!(word, ";" | "." | ":" | "which" | "who" | "while" | "at" | "after" | "during") {
            return None;
        }
    }
    None
}

/// Whether a noun that may be an instrument is one here.
fn is_instrument(phrase: &Phrase, at: usize, verb: usize) -> bool {
    let start = noun_phrase_start(phrase, at);
    let modifiers = phrase.row(start..at);
    let says = |words: &[&str]| super::phrase::says(&modifiers, words);
    let sets_up = phrase.verb("SetUp", verb).is_some();
    match phrase.word(at) {
        "relations" | "ties" | "embassies" => {
            let verb = phrase.word(verb);
            let opens = ["establish", "restor", "resum", "normali", "re-establish", "reestablish", "open"]
                .iter()
                .any(|stem| verb.starts_with(stem));
            (says(&["diplomatic", "consular", "full"]) || verb.starts_with("normali")) && opens
        }
        "mechanism" | "committee" | "commission" | "group" | "body" | "council" | "framework" | "fund" | "hotline" => {
            sets_up && !says(&["security"])
        }
        "statement" => says(&["joint"]),
        "understanding" => phrase.word(at.wrapping_sub(1)) != "of",
        "letter" | "letters" => {
            phrase.word(at + 1) == "of" && matches!(phrase.word(at + 2), "intent" | "understanding")
        }
        "plan" | "plans" | "programme" | "program" | "roadmap" => {
            says(&["action", "work", "joint", "cooperation", "peace", "draft", "implementation", "year"])
                || phrase.word(at) == "roadmap"
        }
        "documents" => phrase.verb("SignOnly", verb).is_some(),
        "deal" | "deals" => phrase.word(at + 1) != "with" || !phrase.word(verb).is_empty(),
        "resolution" => phrase.verb("Sign", verb).is_some(),
        "conventions" | "convention" => !says(&["party", "national"]),
        "partnership" => true,
        "arrangement" | "compact" | "protocol" => true,
        _ => true,
    }
}

/// `X and Y signed a treaty`, `a treaty was signed by X and Y`, `X set up a committee with Y`.
fn conclusion(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let (form, length) = ["Sign", "SetUp", "Upgrade"].iter().find_map(|class| phrase.verb(class, at))?;
    let signs = phrase.verb("SignOnly", at).is_some();
    if signs && phrase.word(at + length) == "for" {
        return signed_for(reader, phrase, at);
    }
    let passive = phrase.is_passive(at, form);
    let end = phrase.clause_end(at);
    let headline = !passive && form == Form::Past && at + 1 >= phrase.items.len();
    let (noun, subject) = if passive || headline {
        let clause = phrase.clause_start(at);
        let noun = (clause..at)
            .find(|noun| nouns::kind("instrument", phrase.word(*noun)).is_some() && is_instrument(phrase, *noun, at))?;
        (noun, phrase.actors_after(&["by"], at + length, end))
    } else {
        let noun = instrument_after(phrase, at, phrase.items.len())?;
        (noun, phrase.subject(at))
    };
    let article = phrase.row(noun_phrase_start(phrase, noun)..noun);
    if article.starts_with(" no ") || article.starts_with(" any ") {
        reader.drop(phrase, at.min(noun)..at.max(noun) + 1, "no agreement, it says");
        return Some(length);
    }
    if passive && phrase.word(noun) == "agreements" && article.trim() == "the" {
        reader.drop(phrase, noun..at + 1, "refers to what was agreed before");
        return Some(length);
    }
    if phrase.is("determiner", at.wrapping_sub(1)) || (form == Form::Ing && phrase.word(at + length) == "ceremony") {
        return None;
    }
    // `exchanged views on the agreement` concludes nothing; a mediator is no party.
    let apart = (noun > at + 4 || passive) && phrase.word(at).starts_with("exchang");
    if apart || article.contains(" coalition ") {
        return None;
    }
    let mut subject = subject;
    if phrase.word(at).starts_with("broker") {
        subject = None;
    }
    // `Having signed the accord, X and Y …`: the subject follows.
    if subject.is_none() && (phrase.word(at.wrapping_sub(1)) == "having" || (form == Form::Ing && at < 3)) {
        subject = (noun + 1..phrase.items.len())
            .filter(|verb| lexicon::is_verb(phrase.word(*verb)) || phrase.is("auxiliary", *verb))
            .filter_map(|verb| phrase.subject(verb))
            .find(|subject| phrase.word(subject.wrapping_sub(1)) == ",");
    }
    let after_noun = phrase.items.len();
    let between = phrase.actors_after(&["between", "among"], noun + 1, after_noun.min(noun + 8));
    let with = phrase.actors_after(&["with"], noun + 1, after_noun.min(noun + 14));
    let start = noun_phrase_start(phrase, noun);
    let pair = (start..noun).find(|before| phrase.actors(*before).is_some_and(|actors| actors.members.len() > 1));
    let signatories: Vec<EntityIndex> = members(phrase, subject).to_vec();
    let mut actors = signatories.clone();
    if let Some(group) = between.or(pair) {
        actors.extend(members(phrase, Some(group)));
    } else {
        actors.extend(members(phrase, with));
    }
    let mut parties = reader.parties_of(&actors);
    let joint = subject
        .and_then(|at| phrase.actors(at))
        .is_none_or(|actors| actors.plural || actors.members.iter().any(|member| reader.is_person(*member)));
    if parties.len() < 2 && (joint || passive) {
        let focus = reader.focus.parties(reader.mentions);
        if parties.iter().all(|party| focus.contains(party)) {
            parties = focus.to_vec();
        }
    }
    let mut status = status::of_verb(phrase, at);
    if form == Form::Ing && status == Status::Held {
        status = status::of_row(&phrase.row(phrase.clause_start(at)..at));
    }
    if status == Status::Held {
        let before = phrase.row(phrase.clause_start(at)..at.max(noun));
        let asked = (0..at.min(noun)).any(|verb| phrase.verb("Request", verb).is_some());
        if [" failed ", " refused ", " declined "].iter().any(|word| before.contains(word)) {
            status = Status::Denied;
        } else if asked {
            status = Status::Proposed;
        }
    }
    if parties.len() < 2 {
        reader.drop(
            phrase,
            at.min(noun)..at.max(noun) + 1,
            "an instrument of one side, or of sides that are not named",
        );
        return Some(length);
    }
    let trigger = at.min(noun)..at.max(noun) + 1;
    let index = keep_instrument(reader, phrase, noun, &parties, status, trigger, "agreement.instrument");
    if signs && status == Status::Held {
        let persons: Vec<_> = signatories.into_iter().filter(|entity| reader.is_person(*entity)).collect();
        if let Some(event) = reader.events.get_mut(index) {
            for person in persons {
                event.tie(LinkType::Signed, person, None);
            }
        }
    }
    // Further instruments of the same verb, each with an article of its own.
    let mut next = noun + 1;
    while !passive && next < phrase.items.len() && phrase.word(next) != "." {
        if phrase.is("determiner", next.wrapping_sub(1))
            || matches!(phrase.word(noun_phrase_start(phrase, next)), "a" | "an" | "another")
        {
            let own = nouns::kind("instrument", phrase.word(next)).is_some() && is_instrument(phrase, next, at);
            let listed = matches!(phrase.word(noun_phrase_start(phrase, next).wrapping_sub(1)), "," | "and");
            if own && listed {
                keep_instrument(reader, phrase, next, &parties, status, next..next + 1, "agreement.listed_instrument");
            }
        }
        next += 1;
    }
    Some(if noun > at { noun + 1 - at } else { length })
}

/// `Minister X signed for Norway`: a signatory of the agreement last spoken of.
fn signed_for(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let persons: Vec<_> =
        members(phrase, phrase.subject(at)).into_iter().filter(|entity| reader.is_person(*entity)).collect();
    let known =
        reader.events.iter_mut().rev().find(|event| event.label == Label::Agreement && event.status == Status::Held)?;
    for person in persons {
        known.tie(LinkType::Signed, person, None);
    }
    Some(2)
}

/// `witnessed the signing of a memorandum`, `is to end with the signing of a treaty`.
fn signing(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    if !matches!(phrase.word(at), "signing" | "conclusion" | "signature") || phrase.word(at + 1) != "of" {
        return None;
    }
    let noun = (at + 2..phrase.items.len().min(at + 9)).find(|noun| {
        nouns::kind("instrument", phrase.word(*noun))
            .is_some_and(|kind| !matches!(kind, "mechanism" | "other" | "plan" | "partnership"))
    })?;
    let between = phrase.actors_after(&["between", "by"], noun + 1, phrase.items.len());
    let mut parties = reader.parties_of(&members(phrase, between));
    if parties.len() < 2 {
        parties = reader.focus.parties(reader.mentions).to_vec();
    }
    if parties.len() < 2 {
        return None;
    }
    let status = status::of_row(&phrase.row(phrase.clause_start(at)..at));
    keep_instrument(reader, phrase, noun, &parties, status, at..noun + 1, "agreement.signing");
    Some(noun + 1 - at)
}

/// `a joint communique`, `the joint statement said`: the paper of the meeting in focus.
fn declaration(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let word = phrase.word(at);
    let joint = word == "communique"
        || (matches!(word, "statement" | "declaration") && phrase.word(at.wrapping_sub(1)) == "joint");
    let draft = phrase.row(noun_phrase_start(phrase, at)..at).contains(" draft ");
    let drafted = draft && nouns::kind("instrument", word).is_some_and(|kind| kind != "mechanism" && kind != "other");
    if !joint && !drafted {
        return None;
    }
    let parties = reader.focus.parties(reader.mentions).to_vec();
    if parties.len() < 2 || (joint && reader.meeting.is_none()) {
        return None;
    }
    let status = if drafted { Status::Planned } else { Status::Held };
    keep_instrument(reader, phrase, at, &parties, status, noun_phrase_start(phrase, at)..at + 1, "agreement.paper");
    Some(1)
}

/// Keeps an instrument, or adds to the one that the text already spoke of.
fn keep_instrument(
    reader: &mut Reader<'_>,
    phrase: &Phrase,
    noun: usize,
    parties: &[EntityIndex],
    status: Status,
    trigger: std::ops::Range<usize>,
    rule: &'static str,
) -> EventIndex {
    let word = phrase.word(noun);
    let start = noun_phrase_start(phrase, noun);
    let modifiers = phrase.row(start..noun);
    let mut kind = nouns::kind("instrument", word).unwrap_or("agreement");
    if modifiers.contains(" peace ") && kind == "agreement" {
        kind = "treaty";
    }
    let end = (noun + 1..phrase.items.len().min(noun + 16))
        .find(|next| {
            let word = phrase.word(*next);
            matches!(word, "," | "." | ";" | "that" | "which" | "during" | "after" | "when" | "by" | "at")
                || phrase.is("auxiliary", *next)
                || phrase.is_date(*next)
                || phrase.verb("SignOnly", *next).is_some()
        })
        .unwrap_or(phrase.items.len().min(noun + 16));
    let evidence = phrase.evidence(reader.text, trigger);
    let mut event = Event::new(Label::Agreement, kind, status, evidence, rule);
    event.name = shorten(reader.text.slice(phrase.tokens(start..end)));
    event.count = word.ends_with('s').then(|| number_in(&modifiers)).flatten();
    for party in parties {
        event.tie(LinkType::PartyTo, *party, None);
    }
    keep(reader, phrase, noun, event)
}

fn number_in(modifiers: &str) -> Option<i64> {
    const NUMBERS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    modifiers.split_whitespace().find_map(|word| {
        let named = NUMBERS.iter().position(|number| *number == word).and_then(|at| i64::try_from(at).ok());
        word.parse().ok().filter(|count| (2..200).contains(count)).or(named)
    })
}

/// Dates the agreement, ties it to the meeting in focus and keeps it.
fn keep(reader: &mut Reader<'_>, phrase: &Phrase, at: usize, mut event: Event) -> EventIndex {
    event.date = reader.date_near(phrase, at, event.status);
    let parties: Vec<EntityIndex> = event.tied(LinkType::PartyTo).collect();
    if event.kind == "commitment" && reader.meeting_of(&parties).is_some() {
        event.date = None;
    }
    if parties.len() == 2 && reader.parties_of(&reader.focus.pair).iter().any(|party| !parties.contains(party)) {
        reader.focus.pair.clone_from(&parties);
    }
    if reader.meeting.is_none() && parties.len() > 1 {
        reader.focus.participants.clone_from(&parties);
    }
    if event.status == Status::Held
        && let Some(meeting) = reader.meeting_of(&parties)
    {
        event.events.push((LinkType::ReachedAt, meeting));
    }
    reader.keep(event)
}
