//! Who is at the signing of a paper: those who sign, and those who look on. The text tells of the paper, of the ceremony and of
//! the guests in any order, so each is completed from the others.

use super::event::{Event, EventIndex};
use super::focus::is_person;
use super::reader::Reader;
use super::same_event::dates_agree;
use super::status::Status;
use crate::extract::dates::Precision;
use crate::extract::mention::{EntityIndex, EntityKind, Mentions};
use crate::facts::{Label, LinkType};

/// Sentences after which those who look on are no longer said of a signing.
const NEAR: usize = 3;

/// How many events apart a ceremony and its paper are told.
const REACH: usize = 30;

/// After a sentence: those whom it says to be present looked on where a paper was signed. They stay with the paper until a
/// ceremony is spoken of.
pub(super) fn look_on(reader: &mut Reader<'_>, sentence: usize) {
    let present = std::mem::take(&mut reader.present);
    if present.is_empty() {
        return;
    }
    let Some(paper) = reader.last_event(is_signed) else { return };
    let Some(event) = reader.events.get_mut(paper) else { return };
    let told = event.evidence.last().map_or(0, |evidence| evidence.sentence as usize);
    if told + NEAR < sentence {
        return;
    }
    let words = reader.text.sentences.get(sentence).map(|one| reader.text.folded_slice(one.tokens.clone()));
    let watch = words.is_some_and(|words| LOOKING_ON.iter().any(|told| words.contains(told)));
    for one in present {
        let witness = watch && is_person(reader.mentions, one);
        event.tie(LinkType::Attended, one, Some(if witness { WITNESS } else { "participant" }));
    }
}

/// What those do before whom a paper is signed.
const LOOKING_ON: [&str; 7] =
    ["looked on", "looking on", "watched", "watching", "stood behind", "the eyes of", "the gaze of"];

/// Those of whom such words are said.
const WITNESS: &str = "witness";

fn is_signed(event: &Event) -> bool {
    event.label == Label::Agreement
        && event.status == Status::Held
        && !matches!(event.kind, "commitment" | "target" | "mechanism")
}

/// At a signing ceremony those are present who signed, and those who were said to look on.
pub(super) fn of_last_paper(reader: &Reader<'_>, ceremony: &mut Event) {
    let concluded =
        |event: &&Event| event.label == Label::Agreement && event.status == Status::Held && !event.background;
    let signed = reader.events.iter().rev().find(concluded);
    let Some(signed) = signed else { return };
    complete_from(reader.mentions, ceremony, signed);
}

/// The signers of a paper attend its ceremony, on its day and in its city.
fn complete_from(mentions: &Mentions, ceremony: &mut Event, paper: &Event) {
    let city = |place: &EntityIndex| {
        matches!(mentions.entities.get(*place).map(|entity| &entity.kind), Some(EntityKind::Place { kind: "city", .. }))
    };
    if ceremony.kind == "ceremony" {
        let placed = ceremony.tied(LinkType::HeldIn).any(|place| city(&place));
        if let Some(city) = paper.tied(LinkType::HeldIn).find(city).filter(|_| !placed) {
            ceremony.tie(LinkType::HeldIn, city, None);
        }
        let day = || paper.date.clone().filter(|date| date.resolved.precision == Precision::Day);
        ceremony.date = ceremony.date.take().or_else(day);
    }
    let named = paper.tied(LinkType::Signed).next().is_some();
    let signers = paper.tied(if named { LinkType::Signed } else { LinkType::PartyTo });
    let guests = paper.tied(LinkType::Attended).filter(|_| is_ceremony(ceremony)).collect::<Vec<_>>();
    for one in signers.chain(guests) {
        ceremony.tie(LinkType::Attended, one, Some("participant"));
    }
}

/// After the whole text was read: a ceremony is completed from its paper, whose signers may have been named later. A paper has no
/// place and no guests of its own.
pub(super) fn complete(mentions: &Mentions, events: &mut Vec<Event>) {
    let mut celebrated = Vec::new();
    for index in (0..events.len()).filter(|index| is_ceremony(&events[*index])).collect::<Vec<_>>() {
        let near = index.saturating_sub(REACH)..events.len().min(index + REACH);
        let Some(paper) = near.into_iter().find(|paper| belongs(&events[*paper], &events[index], index)) else {
            continue;
        };
        celebrated.push(paper);
        let paper = events[paper].clone();
        complete_from(mentions, &mut events[index], &paper);
    }
    tell(mentions, events, &celebrated);
    name_leaders(mentions, events);
    for paper in events.iter_mut().filter(|event| event.label == Label::Agreement) {
        paper.ties.retain(|tie| !matches!(tie.link, LinkType::HeldIn | LinkType::Attended));
    }
}

/// A paper that some signed while others looked on was signed at a ceremony, though no word says so.
fn tell(mentions: &Mentions, events: &mut Vec<Event>, celebrated: &[EventIndex]) {
    for index in 0..events.len() {
        let paper = &events[index];
        let watched = paper.ties.iter().any(|tie| tie.link == LinkType::Attended && tie.role == Some(WITNESS));
        let told = paper.date.is_some() || paper.tied(LinkType::HeldIn).next().is_some();
        if !watched || !told || !is_signed(paper) || celebrated.contains(&index) || signers(paper) < 2 {
            continue;
        }
        // Of several papers one is enough.
        let known = |event: &Event| is_ceremony(event) && dates_agree(paper, event);
        if events.iter().any(known) {
            continue;
        }
        let Some(evidence) = paper.evidence.last().cloned() else { continue };
        let paper = paper.clone();
        let mut ceremony = Event::new(Label::Meeting, "ceremony", Status::Held, evidence, "meeting.ceremony");
        complete_from(mentions, &mut ceremony, &paper);
        let place = events.len();
        events.push(ceremony);
        events[index].events.push((LinkType::ReachedAt, place));
    }
}

/// The leaders of whom a summit tells only the countries, where all of them sign its paper.
fn name_leaders(mentions: &Mentions, events: &mut [Event]) {
    for index in 0..events.len() {
        let summit = &events[index];
        let country = |one: EntityIndex| if is_person(mentions, one) { mentions.country_of(one) } else { Some(one) };
        let mut sides: Vec<EntityIndex> = summit.tied(LinkType::Attended).filter_map(country).collect();
        sides.sort();
        sides.dedup();
        let gathering = matches!(summit.kind, "summit" | "conference") && summit.status == Status::Held;
        let countries = summit.tied(LinkType::Attended).any(|one| !is_person(mentions, one));
        if !gathering || sides.len() < 3 || !countries {
            continue;
        }
        let near = index..events.len().min(index + REACH);
        let signed = near.into_iter().map(|paper| &events[paper]).find_map(|paper| {
            let signers: Vec<EntityIndex> = paper.tied(LinkType::Signed).collect();
            let of = |side: &EntityIndex| signers.iter().any(|one| mentions.country_of(*one) == Some(*side));
            let all = signers.len() == sides.len() && sides.iter().all(of);
            (all && is_signed(paper) && dates_agree(paper, summit)).then_some(signers)
        });
        if let Some(event) = signed.as_ref().and_then(|_| events.get_mut(index)) {
            event.ties.retain(|tie| tie.link != LinkType::Attended);
            signed.into_iter().flatten().for_each(|one| event.tie(LinkType::Attended, one, Some("participant")));
        }
    }
}

/// How many signed a paper, or for how many it was signed.
fn signers(paper: &Event) -> usize {
    paper.tied(LinkType::Signed).count().max(paper.tied(LinkType::PartyTo).count())
}

fn is_ceremony(event: &Event) -> bool {
    event.label == Label::Meeting && event.kind == "ceremony" && event.status == Status::Held
}

/// Whether a paper was signed at a ceremony: the text links them, tells both in one sentence, or those who signed were there.
fn belongs(paper: &Event, ceremony: &Event, index: EventIndex) -> bool {
    let signers = || paper.tied(LinkType::Signed);
    let there = |one: EntityIndex| ceremony.tied(LinkType::Attended).any(|other| other == one);
    let sentence = |event: &Event| event.evidence.iter().map(|evidence| evidence.sentence).collect::<Vec<_>>();
    let linked = paper.events.iter().any(|(link, meeting)| *link == LinkType::ReachedAt && *meeting == index);
    is_signed(paper)
        && signers().next().is_some()
        && dates_agree(paper, ceremony)
        && (linked || signers().any(there) || sentence(paper).iter().any(|one| sentence(ceremony).contains(one)))
}
