//! Signing, adopting, setting up: verbs that bring an instrument about.

use super::super::event::EventIndex;
use super::super::event_places::place_near;
use super::super::focus::number;
use super::super::lexicon::Form;
use super::super::noun_phrase::noun_phrase_start;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::rule::{Reads, Rule};
use super::super::status::{self, Status};
use super::about::{goes_on, striven_for};
use super::concluded::Conclusion;
use super::concluding_sides::{parties, signatories};
use super::instruments::keep_instrument_until;
use super::not_yet::{is_purpose_of_arrival, is_signed_later};
use super::papers::{further_papers, list_behind, one_and_other};
use super::signers::{sign, signed_with};
use crate::extract::mention::EntityIndex;
use crate::facts::LinkType;

/// `X and Y signed a treaty`, `a treaty was signed by X and Y`, `X set up a committee with Y`.
pub(super) const CONCLUSION: Rule<Reads> = Rule::begun_by(
    &["Sign", "SetUp", "Upgrade", "put", "puts", "putting", "set", "affix", "affixes", "affixed", "affixing"],
    conclusion,
);

fn conclusion(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let found = Conclusion::of(reader, phrase, at)?;
    let Conclusion { noun, length, signs, passive, .. } = found;
    if names_no_paper(&found) {
        reader.drop(phrase, found.trigger(), "no agreement, it says");
        return Some(length);
    }
    let told_by = found.behind && found.subject.is_some();
    if passive && phrase.word(noun) == "agreements" && found.article.trim() == "the" && !told_by {
        reader.drop(phrase, noun..at + 1, "refers to what was agreed before");
        return Some(length);
    }
    if is_no_verb_of_it(&found) {
        return None;
    }
    if is_approved_at_home(phrase, at) {
        reader.drop(phrase, found.trigger(), "approved at home: nothing new is agreed");
        return Some(length);
    }
    // `efforts to reach a ceasefire`, `denied that a treaty had been signed`
    if striven_for(phrase, at) || status::is_denied_report(phrase, at) {
        reader.drop(phrase, found.trigger(), "only striven for, or denied");
        return Some(length);
    }
    // `exchanged views on the agreement` concludes nothing; a coalition is one of parties.
    let ratified = || (at + 1..noun).any(|next| phrase.word(next).starts_with("ratification"));
    let apart = noun > at + 4 && phrase.word(at).starts_with("exchang") && !ratified();
    if apart || found.article.contains(" coalition ") {
        return None;
    }
    let signatories = signatories(reader, &found);
    let parties = parties(reader, &found, &signatories);
    let gathered = reader.is_gathering(phrase, at, &parties);
    // `X and Y signed`, where the country of one is not known.
    let people = signatories.iter().filter(|signer| reader.is_person(**signer)).count();
    let unknown = people > 1 && signatories.iter().any(|signer| reader.party_of(*signer).is_none());
    if parties.len() < 2 && !gathered && !(unknown && signs && !parties.is_empty()) {
        reader.drop(phrase, found.trigger(), "an instrument of one side, or of sides that are not named");
        return Some(length);
    }
    let mut status = status_of(&found);
    if status == Status::Held && is_signed_later(reader, phrase, at, &parties) {
        return Some(length);
    }
    // `arrived in Oslo on Monday to sign a treaty`: it is not signed yet.
    let purpose = signs && status == Status::Held && is_purpose_of_arrival(phrase, at);
    if purpose {
        status = Status::Planned;
    }
    if let Some(reason) = did_not_come_about(&found, status) {
        reader.drop(phrase, found.trigger(), reason);
        return Some(length);
    }
    let index = keep(reader, &found, &parties, status);
    fix_date(reader, &found, index, status, purpose);
    tie_signers(reader, &found, index, status, signatories, &parties);
    // Further instruments of the same verb, each with an article or a number of its own.
    let listed = match (found.behind, passive) {
        (true, _) => 0..0,
        (false, true) => list_behind(phrase, at + length).unwrap_or(noun + 1..at),
        (false, false) => noun + 1..phrase.items.len(),
    };
    further_papers(reader, phrase, listed, at, index);
    one_and_other(reader, phrase, noun + 1, index);
    Some(if noun > at { noun + 1 - at } else { length })
}

/// `signed no treaty`, `without an agreement`
fn names_no_paper(found: &Conclusion<'_>) -> bool {
    let article = &found.article;
    let without = found.phrase.word(found.at.wrapping_sub(1)) == "without" && article.starts_with(" a");
    article.starts_with(" no ") || article.starts_with(" any ") || without
}

/// `the signing of`, `the signing ceremony`, `are close to signing a pact`: no verb that says it was concluded.
fn is_no_verb_of_it(found: &Conclusion<'_>) -> bool {
    let Conclusion { phrase, at, .. } = *found;
    let close = phrase.word(at) == "close" && phrase.word(at + 1) == "to";
    let ceremony = found.form == Form::Ing && phrase.word(at + found.length) == "ceremony";
    phrase.is("determiner", at.wrapping_sub(1)) || ceremony || close
}

/// `Voters approved the accord`, `Parliament ratified it`: what one side does with what is signed.
fn is_approved_at_home(phrase: &Phrase, at: usize) -> bool {
    let approves = ["approv", "ratif", "endors"].iter().any(|stem| phrase.word(at).starts_with(stem));
    let at_home = |noun: usize| {
        matches!(
            phrase.word(noun),
            "voters"
                | "parliament"
                | "cabinet"
                | "senate"
                | "lawmakers"
                | "deputies"
                | "legislature"
                | "electorate"
                | "citizens"
        )
    };
    approves && phrase.noun_before(at).is_some_and(at_home)
}

/// Whether it is concluded, will be, is asked for or failed.
fn status_of(found: &Conclusion<'_>) -> Status {
    let Conclusion { phrase, at, form, noun, signs, .. } = *found;
    let mut status = status::of_verb(phrase, at);
    if form == Form::Ing && status == Status::Held {
        status = status::of_row(&phrase.row(phrase.clause_start(at)..at));
    }
    // `agreed on the text of a treaty`, `the draft of an accord has been completed`: it is to be signed.
    let start = noun_phrase_start(phrase, noun);
    let made = start.checked_sub(2).map_or("", |text| phrase.word(text));
    let text = matches!(made, "text" | "draft" | "wording") && phrase.word(start - 1) == "of" && !signs;
    if status == Status::Held && (text || goes_on(phrase, at, form, signs)) {
        status = Status::Planned;
    }
    if status != Status::Held {
        return status;
    }
    let before = phrase.row(phrase.clause_start(at)..at.max(noun));
    if [" failed ", " refused ", " declined ", " unable "].iter().any(|word| before.contains(word)) {
        Status::Denied
    } else if found.is_asked_for() {
        Status::Proposed
    } else {
        Status::Held
    }
}

/// Why an agreement that is denied is left out: it has no name, or nobody set it up.
fn did_not_come_about(found: &Conclusion<'_>, status: Status) -> Option<&'static str> {
    let Conclusion { phrase, at, noun, signs, .. } = *found;
    if status != Status::Denied {
        return None;
    }
    // `failed to reach agreement`: no agreement of theirs is named.
    if noun_phrase_start(phrase, noun) == noun && matches!(phrase.word(noun), "agreement" | "accord" | "deal") {
        return Some("no agreement was reached");
    }
    let reached = matches!(phrase.word(at), "reached" | "reach" | "concluded" | "conclude");
    (!signs && !reached).then_some("denied: it did not come about")
}

fn keep(reader: &mut Reader<'_>, found: &Conclusion<'_>, parties: &[EntityIndex], status: Status) -> EventIndex {
    let Conclusion { phrase, at, length, noun, .. } = *found;
    // `A statement issued in Oslo said …`: the days further on are those of what it says.
    let says = found.behind.then(|| (at + length..phrase.items.len()).find(|verb| phrase.is("Say", *verb))).flatten();
    let until = says.unwrap_or(phrase.items.len());
    keep_instrument_until(reader, phrase, noun, parties, status, found.trigger(), "agreement.instrument", until)
}

/// The day, where it does not stand beside the noun.
fn fix_date(reader: &mut Reader<'_>, found: &Conclusion<'_>, index: EventIndex, status: Status, purpose: bool) {
    let Conclusion { phrase, at, length, noun, .. } = *found;
    let mut date = None;
    // `The treaty, which was signed on Friday, …`
    if found.clause_of_its_own {
        let known = reader.events.get(index).map_or(status, |event| event.status);
        date = Some(reader.date_near(phrase, at, known));
    }
    if purpose && !(noun..phrase.items.len()).any(|day| phrase.is_date(day)) {
        date = Some(None);
    }
    if found.passive && status == Status::Planned && found.initialled_before().is_some() {
        let day = (at + length..phrase.items.len()).find(|day| phrase.is_date(*day));
        date = Some(day.and_then(|day| reader.event_date(phrase, day, phrase.date_at(day)?, status.tense())));
    }
    let Some(event) = reader.events.get_mut(index) else { return };
    if let Some(date) = date {
        event.date = date;
    }
    // `It completes the treaty which the two concluded last year`: the ceremony that is told of is another one's.
    event.background |= found.told_aside;
}

/// Those who signed, and where: known to the ceremony and to the meeting of those who signed.
fn tie_signers(
    reader: &mut Reader<'_>,
    found: &Conclusion<'_>,
    index: EventIndex,
    status: Status,
    mut signers: Vec<EntityIndex>,
    parties: &[EntityIndex],
) {
    let Conclusion { phrase, at, signs, passive, .. } = *found;
    let lasts = matches!(status, Status::Held | Status::Planned);
    signers.retain(|entity| signs && lasts && reader.is_person(*entity));
    sign(reader, index, &signers);
    if signers.is_empty() && signs && !passive && lasts {
        reader.unnamed_signers = number_of_signers(reader, phrase, at).map(|number| (index, number));
    }
    if signers.len() == 2 && parties.len() == 2 {
        reader.focus.acted_together(&signers);
    }
    if signs
        && status == Status::Held
        && let Some(place) = place_near(reader, phrase, at..at + 1)
        && let Some(event) = reader.events.get_mut(index)
    {
        event.tie(LinkType::HeldIn, place, None);
    }
    // `X and Y signed a pact, and a joint commission was set up`: on that day.
    let goes_with = passive && status == Status::Held && phrase.noun("instrument", found.noun) == Some("mechanism");
    if signs && matches!(phrase.word(at.wrapping_sub(1)), "also" | "further") || goes_with {
        signed_with(reader, index);
    }
}

/// `The presidents of five states signed`, `Six leaders signed`: how many sign whom the text names later.
fn number_of_signers(reader: &Reader<'_>, phrase: &Phrase, verb: usize) -> Option<usize> {
    let words = phrase.tokens(phrase.clause_start(verb)..verb).map(|token| reader.text.folded(token));
    words.rev().find_map(number)
}
