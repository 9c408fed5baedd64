//! Signing, adopting, setting up: verbs that bring an instrument about.

use super::super::event::EventIndex;
use super::super::lexicon::Form;
use super::super::meeting_candidates::{Members, members};
use super::super::meeting_nouns::noun_phrase_start;
use super::super::meeting_places::place_near;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::status::{self, Status};
use super::instruments::{instrument_after, is_instrument, keep_instrument};
use crate::extract::dates::Precision;
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

/// `X and Y signed a treaty`, `a treaty was signed by X and Y`, `X set up a committee with Y`.
pub(super) fn conclusion(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let named = puts_name(reader, phrase, at);
    let (form, length) =
        named.or_else(|| ["Sign", "SetUp", "Upgrade"].iter().find_map(|class| phrase.verb(class, at)))?;
    let signs = named.is_some() || phrase.verb("SignOnly", at).is_some();
    if signs && phrase.word(at + length) == "for" {
        return signed_for(reader, phrase, at);
    }
    let passive = phrase.is_passive(at, form);
    let end = phrase.clause_end(at);
    let headline = !passive && form == Form::Past && at + 1 >= phrase.items.len();
    let (noun, subject) = if passive || headline {
        let clause = phrase.clause_start(at);
        // `Under the treaty a commission will be set up`, `Talks on a framework were launched`: not what the verb is about.
        let governed = |noun: usize| {
            let before = phrase.word(noun_phrase_start(phrase, noun).wrapping_sub(1));
            matches!(before, "under" | "on" | "about" | "over" | "towards" | "for")
        };
        let noun = (clause..at).find(|noun| {
            phrase.noun("instrument", *noun).is_some() && is_instrument(phrase, *noun, at) && !governed(*noun)
        })?;
        (noun, phrase.actors_after(&["by"], at + length, end))
    } else {
        let after = if named.is_some() { at + length - 1 } else { at };
        let noun = instrument_after(phrase, after, phrase.items.len()).or_else(|| instrument_that(phrase, at))?;
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
    // `efforts to reach a ceasefire`, `denied that a treaty had been signed`
    if striven_for(phrase, at) || status::is_denied_report(phrase, at) {
        reader.drop(phrase, at.min(noun)..at.max(noun) + 1, "only striven for, or denied");
        return Some(length);
    }
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
            .filter(|verb| phrase.is_verb(*verb) || phrase.is("auxiliary", *verb))
            .filter_map(|verb| phrase.subject(verb))
            .find(|subject| phrase.word(subject.wrapping_sub(1)) == ",");
    }
    let after_noun = phrase.items.len();
    let between = phrase.actors_after(&["between", "among"], noun + 1, after_noun.min(noun + 8));
    // `the fourth after those with C`: others' papers.
    let with = phrase
        .actors_after(&["with"], noun + 1, after_noun.min(noun + 14))
        .filter(|with| (noun + 1..*with).all(|at| !matches!(phrase.word(at), "those" | "ones" | "after")));
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
    // `asked the United Nations to set up a fund`: what one side is to do is no agreement.
    let asked = (0..at.min(noun)).any(|verb| phrase.verb("Request", verb).is_some());
    let one_side = subject.and_then(|at| phrase.actors(at)).is_none_or(|actors| !actors.plural);
    if parties.len() < 2 && (joint || passive) && !(asked && one_side) {
        let focus = reader.focus.parties(reader.mentions);
        if parties.iter().all(|party| focus.contains(party)) {
            parties = focus.to_vec();
        }
    }
    let mut status = status::of_verb(phrase, at);
    if form == Form::Ing && status == Status::Held {
        status = status::of_row(&phrase.row(phrase.clause_start(at)..at));
    }
    if status == Status::Held && goes_on(phrase, at, form, signs) {
        status = Status::Planned;
    }
    if status == Status::Held {
        let before = phrase.row(phrase.clause_start(at)..at.max(noun));
        if [" failed ", " refused ", " declined "].iter().any(|word| before.contains(word)) {
            status = Status::Denied;
        } else if asked {
            status = Status::Proposed;
        }
    }
    let gathered = subject.is_some_and(|subject| reader.is_gathering(phrase, subject, &parties));
    // `X and Y signed`, where the country of one is not known.
    let people = signatories.iter().filter(|signer| reader.is_person(**signer)).count();
    let unknown = people > 1 && signatories.iter().any(|signer| reader.party_of(*signer).is_none());
    if parties.len() < 2 && !gathered && !(unknown && signs && !parties.is_empty()) {
        reader.drop(
            phrase,
            at.min(noun)..at.max(noun) + 1,
            "an instrument of one side, or of sides that are not named",
        );
        return Some(length);
    }
    let trigger = at.min(noun)..at.max(noun) + 1;
    // `failed to reach agreement`: no agreement of theirs is named.
    let bare = noun_phrase_start(phrase, noun) == noun && matches!(phrase.word(noun), "agreement" | "accord" | "deal");
    if status == Status::Denied && bare {
        reader.drop(phrase, trigger, "no agreement was reached");
        return Some(length);
    }
    if status == Status::Denied && !signs && !matches!(phrase.word(at), "reached" | "reach" | "concluded" | "conclude")
    {
        reader.drop(phrase, trigger, "denied: it did not come about");
        return Some(length);
    }
    let index = keep_instrument(reader, phrase, noun, &parties, status, trigger, "agreement.instrument");
    let mut signers = signatories;
    let lasts = matches!(status, Status::Held | Status::Planned);
    signers.retain(|entity| signs && lasts && reader.is_person(*entity));
    sign(reader, index, &signers);
    if signers.len() == 2 && parties.len() == 2 {
        reader.focus.acted_together(&signers);
    }
    // Where they signed is known to the ceremony and to the meeting of those who signed.
    if signs
        && status == Status::Held
        && let Some(place) = place_near(reader, phrase, at..at + 1)
        && let Some(event) = reader.events.get_mut(index)
    {
        event.tie(LinkType::HeldIn, place, None);
    }
    if signs && (phrase.word(at.wrapping_sub(1)) == "also" || phrase.word(at.wrapping_sub(1)) == "further") {
        signed_with(reader, index);
    }
    // Further instruments of the same verb, each with an article of its own.
    let mut next = noun + 1;
    let date = reader.events.get(index).and_then(|event| event.date.clone());
    while !passive && next < phrase.items.len() && phrase.word(next) != "." {
        if phrase.is("determiner", next.wrapping_sub(1))
            || matches!(phrase.word(noun_phrase_start(phrase, next)), "a" | "an" | "another")
        {
            let own = phrase.noun("instrument", next).is_some() && is_instrument(phrase, next, at);
            let opening = phrase.word(noun_phrase_start(phrase, next).wrapping_sub(1));
            let again = opening == "to" && phrase.word(noun_phrase_start(phrase, next).wrapping_sub(2)) == "and";
            let listed = again || matches!(opening, "," | "and" | "including" | "namely");
            if own && listed {
                let rule = "agreement.listed_instrument";
                let other = keep_instrument(reader, phrase, next, &parties, status, next..next + 1, rule);
                if let Some(event) = reader.events.get_mut(other) {
                    event.date = event.date.take().or_else(|| date.clone());
                }
                sign(reader, other, &signers);
            }
        }
        next += 1;
    }
    Some(if noun > at { noun + 1 - at } else { length })
}

/// `are finalising an agreement`, `is still being negotiated`: it is not there yet.
fn goes_on(phrase: &Phrase, at: usize, form: Form, signs: bool) -> bool {
    let before = |back: usize| at.checked_sub(back).unwrap_or(usize::MAX);
    let active = form == Form::Ing && (1..=2).any(|back| phrase.is("be", before(back)));
    let worked_on = ["finali", "negotiat", "draft", "conclud", "hammer", "thrash", "complet"];
    let works = worked_on.iter().any(|stem| phrase.word(at).starts_with(stem));
    phrase.word(before(1)) == "being" || active && works && !signs
}

/// `was signed for Norway by X and for Peru by Y`: X and Y.
fn signers_for_sides(phrase: &Phrase, from: usize) -> Members {
    let by = phrase.actors_between(from, phrase.items.len()).into_iter().filter(|(word, _)| *word == "by");
    by.flat_map(|(_, at)| members(phrase, Some(at))).collect()
}

/// `the treaty that X and Y signed`, `the accord, which they initialled`: the noun before the relative clause.
fn instrument_that(phrase: &Phrase, at: usize) -> Option<usize> {
    phrase.verb("SignOnly", at)?;
    let subject = phrase.subject(at)?;
    let relative = (subject.saturating_sub(2)..subject).find(|word| matches!(phrase.word(*word), "that" | "which"))?;
    (relative.saturating_sub(7)..relative).rev().find(|noun| {
        phrase.noun("instrument", *noun).is_some_and(|kind| kind != "mechanism" && kind != "other")
            && is_instrument(phrase, *noun, at)
            && (noun + 1..relative).all(|between| !phrase.is_verb(between) || phrase.is("preposition", between))
    })
}

/// `put their names yesterday to`, `affixed his signature to`: the form, and the items up to the preposition.
fn puts_name(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<(Form, usize)> {
    let form = match phrase.word(at) {
        "put" | "set" | "affixed" => Form::Past,
        "puts" | "affixes" => Form::Third,
        "affix" => Form::Base,
        "putting" | "affixing" => Form::Ing,
        _ => return None,
    };
    let noun = |at: &usize| {
        matches!(phrase.word(*at), "name" | "names" | "signature" | "signatures" | "initials" | "pen" | "pens")
    };
    let own = reader.text.folded_slice(phrase.items.get(at + 1)?.tokens.clone());
    // `put pen to paper on a pact`
    if own == "pen" && phrase.word(at + 2) == "to" && phrase.word(at + 3) == "paper" {
        return Some((form, 4));
    }
    let noun = (at + 2..at + 4).find(noun).filter(|_| matches!(own.as_str(), "their" | "his" | "her" | "the"))?;
    let to = (noun + 1..noun + 5).find(|to| phrase.word(*to) == "to")?;
    Some((form, to + 1 - at))
}

/// `efforts to reach a ceasefire`: nothing is concluded.
fn striven_for(phrase: &Phrase, at: usize) -> bool {
    let infinitive = at >= 2 && phrase.word(at - 1) == "to";
    let gerund = at >= 2 && phrase.word(at).ends_with("ing") && matches!(phrase.word(at - 1), "at" | "of" | "towards");
    let noun = matches!(
        phrase.word(at.wrapping_sub(2)),
        "efforts"
            | "effort"
            | "bid"
            | "attempt"
            | "attempts"
            | "ways"
            | "way"
            | "steps"
            | "need"
            | "aim"
            | "order"
            | "hopes"
            | "struggle"
            | "work"
            | "drive"
            | "push"
            | "aimed"
            | "chance"
            | "chances"
            | "possibility"
            | "idea"
            | "prospect"
    );
    (infinitive || gerund) && noun
}

fn sign(reader: &mut Reader<'_>, agreement: EventIndex, signers: &[EntityIndex]) {
    if let Some(event) = reader.events.get_mut(agreement) {
        for signer in signers {
            event.tie(LinkType::Signed, *signer, None);
        }
    }
}

/// `They also signed …`: on the day on which they signed the other.
pub(super) fn signed_with(reader: &mut Reader<'_>, index: EventIndex) {
    let parties: Vec<EntityIndex> =
        reader.events.get(index).map(|event| event.tied(LinkType::PartyTo).collect()).unwrap_or_default();
    let before = reader.events.iter().take(index).rev().take(20).find(|event| {
        event.label == Label::Agreement
            && event.status == Status::Held
            && event.date.as_ref().is_some_and(|date| date.resolved.precision == Precision::Day)
            && event.tied(LinkType::PartyTo).all(|party| parties.contains(&party))
    });
    let (date, meetings) = match before {
        Some(event) => (event.date.clone(), event.events.clone()),
        None => return,
    };
    if let Some(event) = reader.events.get_mut(index).filter(|event| event.date.is_none()) {
        event.date = date;
        event.events = meetings;
    }
}

/// `Minister X signed for Norway`: a signatory of the agreement last spoken of.
fn signed_for(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let mut signers = members(phrase, phrase.subject(at));
    signers.extend(signers_for_sides(phrase, at + 1));
    let persons: Vec<_> = signers.into_iter().filter(|entity| reader.is_person(*entity)).collect();
    let known =
        reader.events.iter_mut().rev().find(|event| event.label == Label::Agreement && event.status == Status::Held)?;
    for person in persons {
        known.tie(LinkType::Signed, person, None);
    }
    Some(2)
}

/// `witnessed the signing of a memorandum`, `is to end with the signing of a treaty`.
pub(super) fn signing(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    if !matches!(phrase.word(at), "signing" | "conclusion" | "signature") || phrase.word(at + 1) != "of" {
        return None;
    }
    let noun = (at + 2..phrase.items.len().min(at + 9)).find(|noun| {
        phrase
            .noun("instrument", *noun)
            .is_some_and(|kind| !matches!(kind, "mechanism" | "other" | "plan" | "partnership"))
    })?;
    let between = phrase.actors_after(&["between", "by"], noun + 1, phrase.items.len());
    let mut parties = reader.signing_parties(&members(phrase, between));
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
