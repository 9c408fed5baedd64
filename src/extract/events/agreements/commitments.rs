//! Joint commitments: `X and Y agreed to …`, `the two sides decided to …`.

use super::super::event::{Event, EventIndex};
use super::super::lexicon::Form;
use super::super::noun_phrase::members;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::status::{self, Status};
use super::super::targets;
use super::super::wording::shorten;
use super::about::describes_object;
use super::instruments::{instrument_after, keep_instrument, keep_instrument_until};
use super::keep;
use super::outcomes::agreed_before;
use super::points;
use super::signers::signed_with;
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

/// `X and Y agreed to …`, `the two sides decided to …`, `X agreed with Y on …`.
pub(super) fn commitment(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let pledge = phrase.verb("Pledge", at);
    // `both pledged to …`: two who promise the same agree.
    let together = pledge.filter(|_| joint_subject(reader, phrase, at));
    let (form, length) = phrase.verb("AgreeOn", at).or_else(|| phrase.verb("Agree", at)).or(together)?;
    let pledge = pledge.is_some();
    // `without consent`: a noun.
    let before = at.checked_sub(1).filter(|before| phrase.is("preposition", *before) && phrase.word(*before) != "to");
    let impersonal = is_impersonal(reader, phrase, at, at + length);
    // `find it difficult to agree`, `were unable to agree`
    let hard = phrase.word(before_to(phrase, at));
    if matches!(hard, "difficult" | "hard" | "impossible" | "unable" | "yet" | "harder" | "easier" | "pressure") {
        return None;
    }
    if phrase.verb("Agree", at).is_some()
        && let Some(used) = agreed_before(reader, phrase, at)
    {
        return Some(used);
    }
    // `with both sides agreeing to …`
    let absolute = form == Form::Ing
        && phrase
            .subject(at)
            .is_some_and(|subject| subject + 1 == at && phrase.word(subject.wrapping_sub(1)) == "with");
    if form == Form::Ing && !absolute
        || phrase.is_passive(at, form) && !impersonal
        || phrase.is("determiner", at.wrapping_sub(1)) && !matches!(phrase.word(at - 1), "both" | "all")
        || form == Form::Base && before.is_some()
    {
        return None;
    }
    // `it also undertook to …`: one side.
    let it = (0..at).rev().find(|before| !phrase.is("adverb", *before)).and_then(|noun| phrase.items.get(noun));
    if pledge && it.is_some_and(|it| reader.text.folded_slice(it.tokens.clone()) == "it") {
        return None;
    }
    let end = sentence_part_end(phrase, at);
    let subject = phrase.subject(at).filter(|_| !impersonal);
    if form == Form::Past && describes_object(phrase, subject, at) {
        reader.drop(phrase, at..at + length, "refers to what was agreed before");
        return None;
    }
    // `It was agreed on Friday between X and Y to …`
    let dated = |at: usize| at + usize::from(phrase.word(at) == "on" && phrase.is_date(at + 1));
    let joint = dated(at + length) + usize::from(phrase.is_date(dated(at + length)));
    let (joins, beside): (&[&str], usize) =
        if impersonal { (&["between", "by"], joint) } else { (&["with"], at + length) };
    let with = joins.contains(&phrase.word(beside)).then(|| phrase.actors_after(joins, beside, end)).flatten();
    let mut actors: Vec<EntityIndex> = members(phrase, subject).to_vec();
    actors.extend(members(phrase, with));
    let mut parties = reader.parties_of(&actors);
    if parties.len() == 2 && actors.len() == 2 {
        reader.focus.acted_together(&actors);
    }
    let joint = subject.and_then(|at| phrase.actors(at)).is_some_and(|actors| actors.plural);
    if subject.is_none()
        && let Some(sides) = reader.sides_of_gathering(phrase, at)
    {
        parties = sides;
    }
    let gathered = |parties: &[EntityIndex]| !pledge && reader.is_gathering(phrase, at, parties);
    if parties.len() < 2 && (joint || subject.is_none()) && !gathered(&parties) {
        parties = reader.parties_in_focus(phrase);
    }
    // `met X and agreed on a truce`: with the one met.
    if parties.len() == 1
        && !pledge
        && phrase.word(at - 1) == "and"
        && let Some(sides) = reader.sides_met(phrase).filter(|sides| parties.iter().all(|party| sides.contains(party)))
    {
        parties = sides;
    }
    // `It was further decided at the conference of a body to …`
    let of_body = impersonal && reader.sides_of_body(&parties);
    if parties.len() < 2 && !gathered(&parties) && !of_body {
        if !pledge {
            reader.drop(phrase, at..at + length, "one side alone agrees or decides");
        }
        return None;
    }
    let mut start = with.map_or(at + length, |with| with + 1);
    // `agreed late on Friday in principle to …`, `agreed by telephone on Friday to …`
    let opens = |next: usize| {
        matches!(phrase.word(next), "to" | "that" | "upon") || phrase.word(next) == "on" && !phrase.is_date(next + 1)
    };
    let plain = |next: &usize| {
        let call = matches!(phrase.word(*next), "telephone" | "phone");
        let verb = phrase.is_verb(*next) && !phrase.is("preposition", *next) && !call;
        !opens(*next) && phrase.word(*next) != "," && !verb
    };
    let when = start + (start..end.min(start + 8)).take_while(plain).count();
    if opens(when) && (phrase.is_date(when.wrapping_sub(1)) || phrase.word(start + 1) == "principle") {
        start = when;
    }
    // `agreed on Friday the border would be reopened`
    let dated = phrase.past_dates(start);
    if dated > start && (phrase.is("determiner", dated) || phrase.actors(dated).is_some()) {
        start = dated;
    }
    if points::follow(phrase, at + length) {
        points::announce(reader, &parties);
        return Some(length);
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
    // `agreed on the creation of a committee`
    let brings_about = |next: &usize| {
        let founds = phrase.is("founding", *next) && phrase.word(next + 1) == "of";
        // `agreed on a draft treaty`: a noun.
        let noun = phrase.is("determiner", next - 1);
        founds || !noun && ["Sign", "SetUp", "Upgrade"].iter().any(|class| phrase.verb(class, *next).is_some())
    };
    let verb = (start..end.min(start + 4)).find(brings_about);
    if let Some(verb) = verb
        && let Some(noun) = instrument_after(phrase, verb, end)
        && !matches!(phrase.word(noun), "relations" | "ties" | "embassies")
        && !prolongs(phrase, verb, noun)
    {
        let signs = phrase.verb("Sign", verb).is_some();
        let status = if signs || status != Status::Held { Status::Planned.max(status) } else { Status::Held };
        // `a group that is to meet in May`: its own day.
        let opens = |next: &usize| matches!(phrase.word(*next), "that" | "which" | "whose" | "to");
        let until = (noun + 1..phrase.items.len()).find(opens).unwrap_or(phrase.items.len());
        let rule = "agreement.agreed_instrument";
        keep_instrument_until(reader, phrase, noun, &parties, status, at..noun + 1, rule, until);
        return Some(noun + 1 - at);
    }
    if let Some(noun) = instrument_after(phrase, at, (at + 7).min(end))
        && noun < start + 5
        && !matches!(phrase.noun("instrument", noun), Some("mechanism" | "other" | "plan"))
        && verb_in(phrase, start, noun).is_none()
        && phrase.word(start) != "to"
    {
        // `agreed on the text of a treaty`: it is still to be signed.
        let row = phrase.row(start..noun);
        let text = [" text of ", " draft of ", " wording of ", " draft "].iter().any(|words| row.contains(words));
        let text = text && status == Status::Held;
        let status = if text { Status::Planned } else { status };
        let rule = "agreement.agreed_on_instrument";
        let index = keep_instrument(reader, phrase, noun, &parties, status, at..noun + 1, rule);
        // `agreed on Monday on the text of a treaty to be signed in May`: the day on which it will be.
        let signed = (noun + 1..end).find(|verb| phrase.verb("SignOnly", *verb).is_some()).filter(|_| text);
        let date = signed.and_then(|verb| reader.date_near(phrase, verb, status));
        if text && let Some(event) = reader.events.get_mut(index) {
            event.date = date;
            return signed.map(|verb| verb + 1 - at).or(Some(noun + 1 - at));
        }
        return Some(noun + 1 - at);
    }
    // `agreed to raise trade to $5 billion`: the figure is the agreement, read by its own rule; `and to open a school` is another.
    let raises = (start..end.min(start + 3)).any(|next| targets::RAISING.contains(&phrase.word(next)));
    if raises && let Some(figure) = targets::stated(phrase, start, end.min(start + 14)) {
        let further = (figure.end..end).find(|to| phrase.word(*to) == "to" && phrase.word(to - 1) == "and");
        match further {
            Some(to) => start = to,
            None => return Some(length),
        }
    }
    let evidence = at..(start + 4).min(end);
    let index = keep_commitment(reader, phrase, at, start, evidence, &parties, status);
    let known = verb.and_then(|verb| Some((verb, instrument_after(phrase, verb, end)?)));
    let length = known.filter(|(verb, noun)| prolongs(phrase, *verb, *noun)).map_or(length, |(_, noun)| noun + 1 - at);
    // `They also agreed to …`: where and when they agreed on the other.
    if matches!(phrase.word(at.wrapping_sub(1)), "also" | "further") {
        signed_with(reader, index);
    }
    // An instrument further on in the complement stands as a node of its own, planned.
    for verb in start..end {
        if phrase.verb("SetUp", verb).is_some()
            && let Some(noun) = instrument_after(phrase, verb, end)
        {
            // `agreed to restore diplomatic relations`: that is what was agreed.
            if matches!(phrase.word(noun), "relations" | "ties" | "embassies") {
                return Some(noun + 1 - at);
            }
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

/// `agreed to renew the fishing protocol`: no new paper.
fn prolongs(phrase: &Phrase, verb: usize, noun: usize) -> bool {
    let stems = ["renew", "exten", "prolong", "ratif", "approv", "implement", "endors", "complet"];
    let known = |at: usize| matches!(phrase.word(at), "the" | "their" | "its" | "this" | "that");
    stems.iter().any(|stem| phrase.word(verb).starts_with(stem)) && (verb + 1..noun).any(known)
}

/// Keeps a commitment whose content begins at `start`.
pub(super) fn keep_commitment(
    reader: &mut Reader<'_>,
    phrase: &Phrase,
    at: usize,
    start: usize,
    evidence: std::ops::Range<usize>,
    parties: &[EntityIndex],
    status: Status,
) -> EventIndex {
    let evidence = phrase.evidence(reader.text, evidence);
    let mut event = Event::new(Label::Agreement, "commitment", status, evidence, "agreement.commitment");
    event.name = name_of(reader, phrase, start, sentence_part_end(phrase, at));
    for party in parties {
        event.tie(LinkType::PartyTo, *party, None);
    }
    keep(reader, phrase, at, start, event)
}

/// The item before the `to` of an infinitive, past `for us`.
fn before_to(phrase: &Phrase, at: usize) -> usize {
    let to = at.checked_sub(1).filter(|to| phrase.word(*to) == "to");
    let Some(before) = to.and_then(|to| to.checked_sub(1)) else { return usize::MAX };
    let whom = phrase.word(before.wrapping_sub(1)) == "for";
    if whom { before.saturating_sub(2) } else { before }
}

/// `it was also agreed that …`: those in focus agreed.
fn is_impersonal(reader: &Reader<'_>, phrase: &Phrase, at: usize, next: usize) -> bool {
    let be = (0..at).rev().take(3).take_while(|before| phrase.is("auxiliary", *before) || phrase.is("adverb", *before));
    let subject = be.last().and_then(|first| first.checked_sub(1)).and_then(|subject| phrase.items.get(subject));
    let it = subject.is_some_and(|item| reader.text.folded_slice(item.tokens.clone()) == "it");
    it && (matches!(phrase.word(next), "that" | "to" | "on" | "upon" | "between" | "by") || phrase.is_date(next))
}

/// Whether the subject of the verb at `at` is of two sides.
fn joint_subject(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> bool {
    let subject = phrase.subject(at);
    let plural = subject.and_then(|at| phrase.actors(at)).is_some_and(|actors| actors.plural);
    let people = members(phrase, subject);
    let named = people.iter().all(|one| reader.is_person(*one));
    // `both sides`, `the leaders of A and B`
    let words = subject.map(|at| reader.text.folded_slice(phrase.items[at].tokens.clone())).unwrap_or_default();
    let leaders =
        ["leaders of", "presidents of", "ministers of", "heads of"].iter().any(|words_of| words.contains(words_of));
    let both = words.starts_with("both") || leaders;
    plural && (named || both) && reader.parties_of(&people).len() > 1
}

fn verb_in(phrase: &Phrase, from: usize, to: usize) -> Option<usize> {
    (from..to)
        .find(|at| phrase.is_verb(*at) && !phrase.is("preposition", *at) && phrase.word(at.wrapping_sub(1)) == "to")
}

/// `agreed that peace is important`, `agreed on the need for …` bind nobody to anything.
fn jointly_binding(complement: &str) -> bool {
    let vague = ["everything", "nothing", "little", "many", "most"];
    if complement.split_whitespace().find(|word| *word != "on").is_some_and(|first| vague.contains(&first)) {
        return false;
    }
    let near = complement.get(..complement.floor_char_boundary(36)).unwrap_or_default();
    let opinion = near.match_indices(' ').take_while(|(space, _)| *space < 24).any(|(space, _)| {
        let rest = near.get(space..).unwrap_or_default();
        [" importance ", " the need ", " necessity ", " to disagree "].iter().any(|words| rest.starts_with(words))
    });
    let mut words = complement.split_whitespace().take(14);
    let (mut modal, mut state) = (false, false);
    let first = words.next();
    if first == Some("that") {
        for word in words {
            modal |= matches!(word, "should" | "would" | "will" | "must" | "shall");
            state |= matches!(word, "is" | "are" | "was" | "were" | "has" | "have" | "had");
        }
    }
    !opinion && (!state || modal) && first != Some("with")
}

/// Up to the end of the sentence or the next semicolon that starts another clause.
pub(super) fn sentence_part_end(phrase: &Phrase, at: usize) -> usize {
    // Within a speech its closing mark ends it; marks around a word of a report come in pairs.
    let marks = (0..=at).filter(|before| phrase.word(*before) == "\"").count();
    (at + 1..phrase.items.len())
        .find(|next| {
            let word = phrase.word(*next);
            word == "."
                || (word == "\"" && !marks.is_multiple_of(2))
                || (word == "," && (phrase.is("Say", next + 1) || matches!(phrase.word(next + 1), "as" | "while")))
                || (word == "," && phrase.actors(next + 1).is_some() && phrase.is("Say", next + 2))
        })
        .unwrap_or(phrase.items.len())
}

/// The words of a complement, shortened, as the name of a commitment.
pub(super) fn name_of(reader: &Reader<'_>, phrase: &Phrase, start: usize, end: usize) -> String {
    let start = if matches!(phrase.word(start), "to" | "on" | "that" | "upon" | "in") { start + 1 } else { start };
    let text = reader.text.slice(phrase.tokens(start..end.max(start + 1)));
    shorten(text)
}
