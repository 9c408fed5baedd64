//! Instruments that are being negotiated: `negotiations on a trade agreement between A and B`.

use super::super::noun_phrase::{members, noun_phrase_start};
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::super::status::Status;
use super::instruments::{is_instrument, keep_instrument};

/// `negotiations on a trade agreement`, `will meet to negotiate an extradition treaty`: planned.
pub(super) fn negotiated(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let kind = phrase.noun("instrument", at)?;
    if matches!(kind, "mechanism" | "other" | "plan" | "declaration") || !is_instrument(phrase, at, at) {
        return None;
    }
    let mut start = noun_phrase_start(phrase, at);
    // `negotiations on a visiting forces agreement`
    let article = start.checked_sub(2).filter(|article| matches!(phrase.word(*article), "a" | "an"));
    if let Some(article) = article.filter(|article| phrase.word(article + 1).ends_with("ing")) {
        start = article;
    }
    let before = start.saturating_sub(1);
    let on = matches!(phrase.word(before), "on" | "for" | "over" | "about" | "of");
    // `negotiations in January on a contract`
    let passes = |at: &usize| phrase.is_date(*at) || matches!(phrase.word(*at), "in" | "soon" | "now");
    let talked = (0..before).rev().find(|at| !passes(at));
    // `negotiations between A and B on an accord`
    let sides = talked
        .filter(|at| on && phrase.actors(*at).is_some() && matches!(phrase.preposition_of(*at), "between" | "with"));
    let talked = match sides {
        Some(sides) => (sides.saturating_sub(3)..sides).rev().find(|at| phrase.word(*at).starts_with("negotiation")),
        None => talked,
    };
    let noun = on && talked.is_some_and(|at| matches!(phrase.word(at), "negotiations" | "negotiation"));
    // `are working on an accord`, `work began on a treaty`
    let works = on && talked.is_some_and(|at| matches!(phrase.word(at), "working" | "work"));
    // `will meet to finish the texts of a treaty`
    let text = talked.filter(|at| on && matches!(phrase.word(*at), "text" | "texts" | "draft" | "wording"));
    let finishes = text.is_some_and(|text| {
        let verbs = text.saturating_sub(3)..text;
        verbs
            .into_iter()
            .any(|verb| matches!(phrase.word(verb), "finish" | "complete" | "prepare" | "draft" | "discuss"))
    });
    let verb = matches!(phrase.word(before), "negotiate" | "negotiating") || works || finishes;
    let under = (at + 1..phrase.items.len().min(at + 14)).any(|next| {
        let row = phrase.row(next + 1..phrase.items.len().min(next + 5));
        let row = row.trim_start_matches(" still").trim_start_matches(" now").trim_start_matches(" already").trim();
        let states = ["under negotiation", "under preparation", "under discussion", "in preparation", "in the making"];
        let done = ["being negotiated", "being prepared", "being drafted", "being drawn", "being worked"];
        phrase.is("be", next) && states.iter().chain(&done).any(|state| row.starts_with(state))
    });
    // `an agreement on which they have been working since 2008`
    let which = (at + 1..phrase.items.len().min(at + 8)).find(|which| phrase.word(*which) == "which");
    let worked = which.is_some_and(|which| {
        let verbs = which + 1..phrase.items.len().min(which + 12);
        phrase.word(which - 1) == "on"
            && verbs.into_iter().any(|verb| matches!(phrase.word(verb), "working" | "negotiating"))
    });
    let under = under || worked;
    // `agreed to open negotiations on a treaty`: that is what was agreed.
    let agreed =
        (0..start).any(|verb| phrase.verb("Agree", verb).is_some_and(|(_, length)| phrase.word(verb + length) == "to"));
    // `agreed to speed up negotiations on the treaty`: they are under way.
    let faster = ["speed", "expedite", "accelerate", "intensify", "step", "hasten", "continue", "advance"];
    let under_way = noun && (0..start).any(|verb| faster.contains(&phrase.word(verb)));
    let article = matches!(phrase.word(start), "a" | "an" | "another") || under_way && agreed;
    if agreed && !under_way || !(noun || verb || under) || !article {
        return None;
    }
    let between = phrase.actors_after(&["between", "among", "with"], at + 1, phrase.items.len().min(at + 8));
    let subject = (0..before).rev().find(|verb| phrase.is_verb(*verb)).and_then(|verb| phrase.subject(verb));
    let mut actors = members(phrase, between.or(sides));
    actors.extend(members(phrase, subject));
    let mut parties = reader.parties_of(&actors);
    if parties.len() < 2 {
        let focus = reader.parties_in_focus(phrase);
        match parties[..] {
            // `A similar treaty with Haiti is still under negotiation`: of the side that tells it.
            [other] if under && !focus.contains(&other) && between.is_some() => {
                let teller = reader.focus.speaker.and_then(|teller| reader.country_of(teller));
                let own = teller.or(reader.focus.countries.first().copied());
                parties.extend(own.filter(|own| *own != other));
            }
            _ if parties.iter().all(|party| focus.contains(party)) => parties = focus.to_vec(),
            _ => {}
        }
    }
    if parties.len() < 2 {
        return None;
    }
    let index = keep_instrument(reader, phrase, at, &parties, Status::Planned, start..at + 1, "agreement.negotiated");
    // The day is that of the negotiations.
    if let Some(event) = reader.events.get_mut(index) {
        event.date = None;
    }
    Some(1)
}
