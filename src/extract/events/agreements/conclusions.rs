//! Signing, adopting, setting up: verbs that bring an instrument about.

use super::super::event::Event;
use super::super::event_places::place_near;
use super::super::focus::{is_body, number};
use super::super::lexicon::Form;
use super::super::noun_phrase::{members, noun_phrase_start};
use super::super::noun_status;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::rolls::listed;
use super::super::rule::{Reads, Rule};
use super::super::status::{self, Status};
use super::super::verb_chain::governor;
use super::about::{
    clause_around, goes_on, instrument_that, is_content, participle_behind, striven_for, told_before_which,
};
use super::instruments::{instrument_after, is_instrument, keep_instrument, keep_instrument_until};
use super::not_yet::{is_purpose_of_arrival, is_signed_later};
use super::papers::{further_papers, list_behind, one_and_other};
use super::signers::{by_or_for_sides, for_sides, puts_name, sign, signed_with};
use crate::extract::mention::EntityIndex;
use crate::facts::LinkType;

/// `X and Y signed a treaty`, `a treaty was signed by X and Y`, `X set up a committee with Y`.
pub(super) const CONCLUSION: Rule<Reads> = Rule::begun_by(
    &["Sign", "SetUp", "Upgrade", "put", "puts", "putting", "set", "affix", "affixes", "affixed", "affixing"],
    conclusion,
);

fn conclusion(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let named = puts_name(reader, phrase, at);
    let (form, length) =
        named.or_else(|| ["Sign", "SetUp", "Upgrade"].iter().find_map(|class| phrase.verb(class, at)))?;
    let signs = named.is_some() || phrase.verb("SignOnly", at).is_some();
    if is_content(phrase, at, form) {
        return None;
    }
    let behind = if form == Form::Past { participle_behind(phrase, at, length) } else { None };
    let passive = phrase.is_passive(at, form) || behind.is_some();
    let end = phrase.clause_end(at);
    let headline = !passive && form == Form::Past && at + 1 >= phrase.items.len();
    let mut clause_of_its_own = false;
    let mut told_aside = false;
    let (noun, subject) = if let Some(noun) = behind {
        (noun, phrase.actors_after(&["by"], at + length, end))
    } else if passive || headline {
        let clause = phrase.clause_start(at);
        // `Under the treaty a commission will be set up`, `Talks on a framework were launched`: not what the verb is about.
        let governed = |noun: usize| {
            let before = phrase.word(noun_phrase_start(phrase, noun).wrapping_sub(1));
            matches!(before, "under" | "on" | "about" | "over" | "towards" | "for")
        };
        let paper = |noun: &usize| {
            phrase.noun("instrument", *noun).is_some() && is_instrument(phrase, *noun, at) && !governed(*noun)
        };
        // `will sign a treaty and a communique will be issued`
        let second = (clause..at).rev().find(|be| phrase.is("auxiliary", *be) && !phrase.is("auxiliary", be - 1));
        let second = second.and_then(|be| be.checked_sub(1)).filter(|noun| {
            let and = noun_phrase_start(phrase, *noun).saturating_sub(1);
            phrase.word(and) == "and" && (clause..and).any(|verb| phrase.verb("Sign", verb).is_some())
        });
        let around = || clause_around(phrase, clause, at).and_then(|start| (start..clause).find(paper));
        let own = second.filter(paper).or_else(|| (clause..at).find(paper)).or_else(around);
        clause_of_its_own = own.is_none_or(|own| own < clause);
        let noun = own.or_else(|| told_before_which(phrase, clause, end).filter(paper))?;
        (noun, phrase.actors_after(&["by"], at + length, end))
    } else {
        let after = if named.is_some() { at + length - 1 } else { at };
        let noun = instrument_after(phrase, after, phrase.items.len())
            .or_else(|| instrument_that(phrase, at).filter(|_| signs || phrase.verb("Conclude", at).is_some()))?;
        clause_of_its_own = noun < at;
        told_aside = noun < at && !signs;
        (noun, phrase.subject(at).filter(|subject| !phrase.is_acted_by_others(at, *subject)))
    };
    let article = phrase.row(noun_phrase_start(phrase, noun)..noun);
    let without = phrase.word(at.wrapping_sub(1)) == "without" && article.starts_with(" a");
    if article.starts_with(" no ") || article.starts_with(" any ") || without {
        reader.drop(phrase, at.min(noun)..at.max(noun) + 1, "no agreement, it says");
        return Some(length);
    }
    if passive && phrase.word(noun) == "agreements" && article.trim() == "the" {
        reader.drop(phrase, noun..at + 1, "refers to what was agreed before");
        return Some(length);
    }
    // `are close to signing a pact`
    let close = phrase.word(at) == "close" && phrase.word(at + 1) == "to";
    let ceremony = form == Form::Ing && phrase.word(at + length) == "ceremony";
    if phrase.is("determiner", at.wrapping_sub(1)) || ceremony || close {
        return None;
    }
    // `Voters approved the accord`, `Parliament ratified it`: what one side does with what is signed.
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
    if approves && phrase.noun_before(at).is_some_and(at_home) {
        reader.drop(phrase, at.min(noun)..at.max(noun) + 1, "approved at home: nothing new is agreed");
        return Some(length);
    }
    // `exchanged views on the agreement` concludes nothing; a mediator is no party.
    let apart = noun > at + 4 && phrase.word(at).starts_with("exchang");
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
    let between = phrase.actors_after(&["between", "among"], noun + 1, after_noun.min(noun + 14));
    // `the fourth after those with C`: others' papers.
    let with = phrase
        .actors_after(&["with"], noun + 1, after_noun.min(noun + 14))
        .filter(|with| (noun + 1..*with).all(|at| !matches!(phrase.word(at), "those" | "ones" | "after")));
    // `signed with his Peruvian counterpart, X, a protocol`
    let beside = (signs && !passive && noun > at).then(|| phrase.actors_after(&["with"], at + length, noun)).flatten();
    let with = beside.or(with);
    let start = noun_phrase_start(phrase, noun);
    let pair = (start..noun).find(|before| phrase.actors(*before).is_some_and(|actors| actors.members.len() > 1));
    let mut signatories: Vec<EntityIndex> = members(phrase, subject).to_vec();
    if signs {
        // `signed it with his Peruvian counterpart, X`
        let counterpart =
            with.filter(|with| !passive && (beside.is_some() || (noun + 1..*with).any(|at| phrase.word(at) == "with")));
        signatories.extend(members(phrase, counterpart));
        let further = match passive {
            true => by_or_for_sides(reader, phrase, at + length),
            false => for_sides(reader, phrase, phrase.clause_start(at)..phrase.items.len()),
        };
        signatories.extend(further.into_iter().filter(|signer| !signatories.contains(signer)).collect::<Vec<_>>());
    }
    let mut actors = signatories.clone();
    if let Some(group) = between.or(pair) {
        actors.extend(members(phrase, Some(group)));
    } else {
        actors.extend(members(phrase, with));
    }
    let mut parties = if signs { reader.signing_parties(&actors) } else { reader.parties_of(&actors) };
    let joint = subject
        .and_then(|at| phrase.actors(at))
        .is_none_or(|actors| actors.plural || actors.members.iter().any(|member| reader.is_person(*member)));
    // `asked the United Nations to set up a fund`: what one side is to do is no agreement.
    let to_do = at > 0 && phrase.word(at - 1) == "to";
    let asks = |verb: usize| phrase.verb("Request", verb).is_some() || to_do && phrase.verb("Press", verb).is_some();
    let asked = (0..at.min(noun)).any(asks);
    let one_side = subject.and_then(|at| phrase.actors(at)).is_none_or(|actors| !actors.plural);
    // `Norway will lend Peru 30 million under an agreement signed in Lima`: those of whom the sentence tells.
    if parties.len() < 2 && behind.is_some() {
        let named = (0..phrase.items.len()).flat_map(|at| members(phrase, Some(at))).collect::<Vec<_>>();
        let sides = reader.parties_of(&named);
        if sides.len() == 2 && parties.iter().all(|party| sides.contains(party)) {
            parties = sides;
        }
    }
    // `An agreement will be signed during X's visit to Peru`: the guest's country and the one visited.
    if parties.len() < 2 && passive && subject.is_none() {
        let sides = sides_of_visit(reader, phrase);
        if parties.iter().all(|party| sides.contains(party)) {
            parties = sides;
        }
    }
    if parties.len() < 2 && (joint || passive) && !(asked && one_side) {
        let focus = reader.parties_in_focus(phrase);
        if parties.iter().all(|party| focus.contains(party)) {
            parties = focus.to_vec();
        }
    }
    let mut status = status::of_verb(phrase, at);
    if form == Form::Ing && status == Status::Held {
        status = status::of_row(&phrase.row(phrase.clause_start(at)..at));
    }
    // `agreed on the text of a treaty`, `the draft of an accord has been completed`: it is to be signed.
    let made = start.checked_sub(2).map_or("", |text| phrase.word(text));
    let text = matches!(made, "text" | "draft" | "wording") && phrase.word(start - 1) == "of" && !signs;
    if status == Status::Held && (text || goes_on(phrase, at, form, signs)) {
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
    if parties.len() < 2
        && let Some(sides) = reader.sides_of_gathering(phrase, at)
    {
        parties = sides;
    }
    // `A treaty initialled by Norway and Peru will be signed in May`
    let initialled =
        || (noun + 1..at).find(|verb| phrase.verb("SignOnly", *verb).is_some() && phrase.word(verb + 1) == "by");
    if passive
        && parties.len() < 2
        && let Some(verb) = initialled()
    {
        parties = reader.signing_parties(&members(phrase, phrase.actors_after(&["by"], verb + 1, at)));
    }
    // `arrived in Oslo to sign an accord`: with the country visited.
    if let [party] = parties[..]
        && signs
        && is_purpose_of_arrival(phrase, at)
        && let Some(visit) = reader.visit.and_then(|visit| reader.events.get(visit))
    {
        parties.extend(visit.tied(LinkType::To).filter(|to| *to != party && reader.is_country(*to)));
    }
    let gathered = reader.is_gathering(phrase, at, &parties);
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
    if status == Status::Held && is_signed_later(reader, phrase, at, &parties) {
        return Some(length);
    }
    // `arrived in Oslo on Monday to sign a treaty`: it is not signed yet.
    let purpose = signs && status == Status::Held && is_purpose_of_arrival(phrase, at);
    if purpose {
        status = Status::Planned;
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
    // `A statement issued in Oslo said …`: the days further on are those of what it says.
    let says = behind.and_then(|_| (at + length..phrase.items.len()).find(|verb| phrase.is("Say", *verb)));
    let until = says.unwrap_or(phrase.items.len());
    let rule = "agreement.instrument";
    let index = keep_instrument_until(reader, phrase, noun, &parties, status, trigger, rule, until);
    // `The treaty, which was signed on Friday, …`
    if clause_of_its_own && let Some(event) = reader.events.get(index) {
        let date = reader.date_near(phrase, at, event.status);
        reader.events.get_mut(index).into_iter().for_each(|event| event.date.clone_from(&date));
    }
    if purpose
        && !(noun..phrase.items.len()).any(|day| phrase.is_date(day))
        && let Some(event) = reader.events.get_mut(index)
    {
        event.date = None;
    }
    if passive && status == Status::Planned && initialled().is_some() {
        let day = (at + length..phrase.items.len()).find(|day| phrase.is_date(*day));
        let date = day.and_then(|day| reader.event_date(phrase, day, phrase.date_at(day)?, status.tense()));
        reader.events.get_mut(index).into_iter().for_each(|event| event.date.clone_from(&date));
    }
    // `It completes the treaty which the two concluded last year`: the ceremony that is told of is another one's.
    if let Some(event) = reader.events.get_mut(index).filter(|_| told_aside) {
        event.background = true;
    }
    let mut signers = signatories;
    let lasts = matches!(status, Status::Held | Status::Planned);
    signers.retain(|entity| signs && lasts && reader.is_person(*entity));
    sign(reader, index, &signers);
    if signers.is_empty() && signs && !passive && lasts {
        reader.unnamed_signers = number_of_signers(reader, phrase, at).map(|number| (index, number));
    }
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
    // `X and Y signed a pact, and a joint commission was set up`: on that day.
    let goes_with = passive && status == Status::Held && phrase.noun("instrument", noun) == Some("mechanism");
    if signs && matches!(phrase.word(at.wrapping_sub(1)), "also" | "further") || goes_with {
        signed_with(reader, index);
    }
    // Further instruments of the same verb, each with an article or a number of its own.
    let listed = match (behind, passive) {
        (Some(_), _) => 0..0,
        (None, true) => list_behind(phrase, at + length).unwrap_or(noun + 1..at),
        (None, false) => noun + 1..phrase.items.len(),
    };
    further_papers(reader, phrase, listed, at, index);
    one_and_other(reader, phrase, noun + 1, index);
    Some(if noun > at { noun + 1 - at } else { length })
}

/// The countries of the traveller and of the host of a visit that the sentence tells.
fn sides_of_visit(reader: &Reader<'_>, phrase: &Phrase) -> Vec<EntityIndex> {
    let visit = reader.visit.and_then(|visit| reader.events.get(visit));
    let told = |visit: &&Event| {
        visit.evidence.iter().any(|told| u32::try_from(phrase.sentence).is_ok_and(|here| here == told.sentence))
    };
    let both = |visit: &Event| visit.tied(LinkType::Made).chain(visit.tied(LinkType::To)).collect::<Vec<_>>();
    let ties = visit.filter(told).map(both);
    reader.parties_of(&ties.unwrap_or_default())
}

/// `The presidents of five states signed`, `Six leaders signed`: how many sign whom the text names later.
fn number_of_signers(reader: &Reader<'_>, phrase: &Phrase, verb: usize) -> Option<usize> {
    let words = phrase.tokens(phrase.clause_start(verb)..verb).map(|token| reader.text.folded(token));
    words.rev().find_map(number)
}

/// `witnessed the signing of a memorandum`, `is to end with the signing of a treaty`.
pub(super) fn signing(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    if !matches!(phrase.word(at), "signing" | "conclusion" | "signature" | "adoption") {
        return None;
    }
    let of = at + 1 + usize::from(phrase.word(at + 1) == "ceremony");
    if phrase.word(of) != "of" && !(of > at + 1 && phrase.word(of) == "for") {
        return None;
    }
    let noun = (of + 1..phrase.items.len().min(at + 9)).find(|noun| {
        phrase
            .noun("instrument", *noun)
            .is_some_and(|kind| !matches!(kind, "mechanism" | "other" | "plan" | "partnership"))
    })?;
    // `discussed the signing of a treaty`: nobody knows whether it will be.
    if governor(phrase, noun_phrase_start(phrase, at)).is_some_and(|verb| phrase.verb("Discuss", verb).is_some()) {
        return None;
    }
    let between = phrase.actors_after(&["between", "by"], noun + 1, phrase.items.len());
    let mut parties = reader.signing_parties(&members(phrase, between));
    if parties.len() < 2 {
        parties = reader.parties_in_focus(phrase);
    }
    // `The summit of the Community ended with the adoption of a charter`
    let body = matches!(parties[..], [body] if is_body(reader.mentions, body));
    if parties.len() < 2 && !body {
        return None;
    }
    let mut status = status::of_row(&phrase.row(phrase.clause_start(at)..at));
    // `The signing of a treaty is planned for May`
    let start = noun_phrase_start(phrase, at);
    if status == Status::Held && start.saturating_sub(1) <= phrase.clause_start(at) {
        status = noun_status::of_noun(phrase, start, at, None);
    }
    let index = keep_instrument(reader, phrase, noun, &parties, status, at..noun + 1, "agreement.signing");
    // `the signing of a memorandum between A and B by X, minister of A, and Y`
    let by = (noun + 1..phrase.items.len()).find(|by| phrase.word(*by) == "by").filter(|_| status == Status::Held);
    let mut signers = by.map(|by| listed(reader, phrase, by + 1)).unwrap_or_default();
    signers.retain(|signer| reader.is_person(*signer));
    sign(reader, index, &signers);
    Some(noun + 1 - at)
}
