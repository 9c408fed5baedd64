//! Whether two events that an article tells are the same one: by kind, day, place and those who take part.

use super::event::Event;
use super::first_and_last::join;
use super::status::Status;
use crate::extract::dates::Precision;
use crate::extract::mention::{EntityIndex, EntityKind, Mentions};
use crate::facts::{Label, LinkType};

/// Whether two kinds of meeting can be the same meeting: a call is never a meeting in person.
pub fn same_family(first: &str, second: &str) -> bool {
    let remote = |kind: &str| matches!(kind, "phone_call" | "video_call");
    let distinct = |kind: &str| matches!(kind, "ceremony" | "other");
    remote(first) == remote(second) && (first == second || !(distinct(first) || distinct(second)))
        // `the talks` and `the conversation` refer to a call as well.
        || (remote(first) && second == "talks")
}

/// Whether two participants may be the same: equal, or a country and who represents it.
pub fn stands_for(mentions: &Mentions, first: EntityIndex, second: EntityIndex) -> bool {
    let is_country = |entity: EntityIndex| {
        matches!(mentions.entities.get(entity).map(|e| &e.kind), Some(EntityKind::Country { .. }))
    };
    let heads = |person: EntityIndex, body: EntityIndex| match mentions.entities.get(person).map(|e| &e.kind) {
        Some(EntityKind::Person { offices, .. }) => offices.iter().any(|office| office.polity == Some(body)),
        _ => false,
    };
    first == second
        || heads(first, second)
        || heads(second, first)
        || (is_country(first) || is_country(second))
            && mentions.country_of(first).is_some()
            && mentions.country_of(first) == mentions.country_of(second)
}

/// Whether two events of one article are the same.
pub(super) fn same(mentions: &Mentions, known: &Event, event: &Event) -> bool {
    let leaves = known.label == Label::Visit && both_ahead(known, event);
    let both_days = known.status == event.status
        && matches!(event.label, Label::Meeting | Label::Visit)
        && (event.label == Label::Visit || known.rule == event.rule)
        && join(known, event.date.as_ref(), event.ends).is_some();
    if known.label != event.label || !(dates_agree(known, event) || leaves || both_days) {
        return false;
    }
    match event.label {
        Label::Meeting => {
            (same_family(known.kind, event.kind) || called_in_title(known, event))
                && !in_person_after_call(known, event)
                && same_rank(mentions, known, event)
                && !(aside(mentions, known, event) || aside(mentions, event, known))
                && !meet_again(known, event)
                && !(known.status != event.status && !known.headline && sentence_of(known) == sentence_of(event))
                && (statuses_agree(known.status, event.status)
                    || (!known.explicit || !event.explicit) && equal_actors(mentions, known, event)
                    || (known.headline != event.headline && event.status == Status::Held))
                && agree(mentions, known, event, LinkType::HeldIn)
                && (covers(mentions, known, event, LinkType::Attended)
                    || same_conference(known, event)
                    || untold_in_title(known, event))
                && ordinal(&known.name) == ordinal(&event.name)
        }
        Label::Visit => {
            (statuses_agree(known.status, event.status)
                || within_stay(known, event)
                || !known.explicit
                || !event.explicit
                || known.headline != event.headline)
                && covers(mentions, known, event, LinkType::Made)
                && agree(mentions, known, event, LinkType::To)
        }
        Label::Agreement => same_agreement(mentions, known, event),
        _ => {
            let equal =
                folded(&known.name) == folded(&event.name) && covers(mentions, known, event, LinkType::Proposed);
            // A title says in few words what the text reports.
            let title = known.headline && !event.headline && overlap(&known.name, &event.name) >= 0.3;
            known.kind == event.kind && (equal || title)
        }
    }
}

fn sentence_of(event: &Event) -> Option<u32> {
    event.evidence.first().map(|evidence| evidence.sentence)
}

/// `X speaks with Y`, a title above a call.
fn called_in_title(known: &Event, event: &Event) -> bool {
    known.headline && known.kind == "talks" && matches!(event.kind, "phone_call" | "video_call")
}

/// `They also spoke in Maputo on May 3`, told after a call: talks that have a place are not the call.
fn in_person_after_call(known: &Event, event: &Event) -> bool {
    known.kind.ends_with("_call")
        && known.kind != "courtesy_call"
        && event.kind == "talks"
        && event.date.is_some()
        && event.tied(LinkType::HeldIn).next().is_some()
}

/// The same people attended, where a country stands for its people.
fn equal_actors(mentions: &Mentions, known: &Event, event: &Event) -> bool {
    let within = |inner: &Event, outer: &Event| {
        inner
            .tied(LinkType::Attended)
            .all(|actor| outer.tied(LinkType::Attended).any(|other| stands_for(mentions, actor, other)))
    };
    within(known, event) && within(event, known)
}

/// `the previous summit` is not `the 41st summit`: whether a name means another of a row of meetings.
fn ordinal(name: &str) -> bool {
    let other = |word: &str| matches!(word, "previous" | "last" | "next" | "preceding");
    folded(name).split_whitespace().any(other)
}

/// A named dialogue or conference is not the talks beside it, unless one sentence or one date joins them.
fn same_rank(mentions: &Mentions, known: &Event, event: &Event) -> bool {
    let named = |kind: &str| matches!(kind, "dialogue" | "conference" | "ceremony");
    // `met Y. Later the two were received by Z`
    let audience = |event: &Event| event.kind == "courtesy_call" || event.rule == "meeting.receive";
    // An audience is no negotiation of other people.
    if audience(known) != audience(event) && !equal_actors(mentions, known, event) && !known.headline {
        return sentence_of(known) == sentence_of(event);
    }
    if known.kind == event.kind || !(named(known.kind) || named(event.kind)) || known.headline || event.headline {
        return true;
    }
    let dated = known.date.is_some() && event.date.is_some();
    dated && sentence_of(known) == sentence_of(event)
}

/// `Leaders meet in Oslo`: a title that leaves it to the report to say who.
fn untold_in_title(known: &Event, event: &Event) -> bool {
    let placed = known.tied(LinkType::HeldIn).next().is_some() || known.date.is_some();
    known.headline
        && placed
        && known.tied(LinkType::Attended).next().is_none()
        && event.tied(LinkType::Attended).count() > 1
}

/// `after hours of talks yesterday, they are to meet again`: what is to come is another meeting than one that has its day.
fn meet_again(known: &Event, event: &Event) -> bool {
    let lies_behind = known.status == Status::Held && known.date.is_some() && !known.headline;
    // `A second one is planned for the end of the month`
    let no_day = event.date.as_ref().is_none_or(|date| date.resolved.precision != Precision::Day);
    lies_behind && event.status == Status::Planned && event.explicit && no_day
}

/// Two who spoke apart from a gathering of many: another meeting than the gathering.
fn aside(mentions: &Mentions, gathering: &Event, two: &Event) -> bool {
    let person =
        |entity: EntityIndex| matches!(mentions.entities.get(entity).map(|e| &e.kind), Some(EntityKind::Person { .. }));
    let people = |event: &Event| event.tied(LinkType::Attended).filter(|actor| person(*actor)).count();
    let talked = matches!(two.kind, "talks" | "courtesy_call") && !two.headline && two.status == Status::Held;
    if !talked || people(two) != 2 || two.tied(LinkType::Attended).count() != 2 {
        return false;
    }
    let name = folded(&two.name);
    let own = ["bilateral", "separate", "one-on-one"].iter().any(|word| name.contains(word));
    people(gathering) > if own { 2 } else { 3 }
}

/// Two conferences of the same name, whoever is said to attend.
fn same_conference(known: &Event, event: &Event) -> bool {
    let named = |kind: &str| matches!(kind, "conference" | "summit" | "dialogue");
    named(known.kind)
        && named(event.kind)
        && known.name.split_whitespace().count() > 2
        && overlap(&known.name, &event.name) >= 0.6
}

fn same_agreement(mentions: &Mentions, known: &Event, event: &Event) -> bool {
    if known.amount != event.amount || !covers(mentions, known, event, LinkType::PartyTo) {
        return false;
    }
    if known.kind == "target" {
        return event.kind == "target";
    }
    // `an agreement on fish, an agreement on tax`
    if event.rule == "agreement.listed_instrument" && sentence_of(known) == sentence_of(event) {
        return false;
    }
    let paper = |kind: &str| matches!(kind, "agreement" | "treaty" | "mou" | "contract");
    // `have agreed to take back the refugees. The agreement was signed by …`
    let near = |first: u32, second: u32| second.abs_diff(first) <= 3;
    let soon = sentence_of(known).zip(sentence_of(event)).is_some_and(|(first, second)| near(first, second));
    let bare = event.name.to_lowercase().starts_with("the ") && event.name.split_whitespace().count() == 2;
    // `A and B agree on fishing`, a title: `an accord signed here on Sunday`
    let titled = known.headline && paper(event.kind) && subject_of_paper(&event.name).is_empty();
    if known.kind == "commitment" && soon && (event.kind == "agreement" && bare || titled) {
        return known.status == event.status;
    }
    if known.kind == "commitment" || event.kind == "commitment" {
        return known.kind == event.kind && overlap(&known.name, &event.name) >= 0.7;
    }
    if known.kind == "partnership" && event.kind == "partnership" {
        return comprehensive(&known.name) == comprehensive(&event.name);
    }
    if known.headline != event.headline && (known.kind == event.kind || paper(known.kind) && paper(event.kind)) {
        return true;
    }
    let definite = event.name.to_lowercase().starts_with("the ") || event.name.split_whitespace().count() <= 3;
    let kinds = known.kind == event.kind || (paper(known.kind) && paper(event.kind));
    // `the trade agreement` is not the cultural agreement before it.
    let (own, other) = (subject_of_paper(&known.name), subject_of_paper(&event.name));
    let apart = !own.is_empty() && !other.is_empty() && !other.iter().any(|word| own.contains(word));
    let definite = definite && (!apart || now_named(known, event));
    kinds
        && (definite || overlap(&known.name, &event.name) >= 0.6)
        && (statuses_agree(known.status, event.status) || definite)
}

/// `signed a pact ending their dispute. X and Y put their names to the Treaty of Peace`: what was described is now called by
/// its name, where who signed it is told.
fn now_named(known: &Event, event: &Event) -> bool {
    let called = |name: &str| name.split_whitespace().nth(1).is_some_and(|word| word.starts_with(char::is_uppercase));
    let signed = |event: &Event| event.tied(LinkType::Signed).next().is_some();
    let near = sentence_of(known).zip(sentence_of(event)).is_some_and(|(first, second)| second.abs_diff(first) <= 3);
    near && signed(event)
        && !signed(known)
        && event.name.to_lowercase().starts_with("the ")
        && called(&event.name)
        && !known.name.to_lowercase().starts_with("the ")
        && !called(&known.name)
}

/// The words of a paper's name that say what it is about.
fn subject_of_paper(name: &str) -> Vec<String> {
    const GENERAL: [&str; 24] = [
        "agreement",
        "agreements",
        "accord",
        "memorandum",
        "understanding",
        "treaty",
        "protocol",
        "deal",
        "pact",
        "joint",
        "document",
        "documents",
        "declaration",
        "statement",
        "communique",
        "bilateral",
        "that",
        "this",
        "between",
        "cooperation",
        "convention",
        "contract",
        "letter",
        "intent",
    ];
    let folded = folded(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3 && !GENERAL.contains(word));
    words.map(|word| word.trim_end_matches('s').to_owned()).collect()
}

fn comprehensive(name: &str) -> bool {
    name.to_lowercase().contains("comprehensive")
}

fn folded(name: &str) -> String {
    crate::text::fold::fold(name)
}

fn overlap(first: &str, second: &str) -> f64 {
    let words = |name: &str| -> Vec<String> {
        folded(name).split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3).map(str::to_owned).collect()
    };
    let (first, second) = (words(first), words(second));
    let shared = first.iter().filter(|word| second.contains(word)).count();
    let least = first.len().min(second.len());
    if least == 0 { 0.0 } else { shared as f64 / least as f64 }
}

fn statuses_agree(first: Status, second: Status) -> bool {
    first == second
        || matches!(
            (first, second),
            (Status::Planned, Status::Cancelled | Status::Postponed)
                | (Status::Cancelled | Status::Postponed, Status::Planned)
        )
        || matches!((first, second), (Status::Cancelled, Status::Postponed) | (Status::Postponed, Status::Cancelled))
}

pub(super) fn dates_agree(first: &Event, second: &Event) -> bool {
    let (Some(first), Some(second)) = (&first.date, &second.date) else { return true };
    let within = |outer: &crate::extract::dates::Resolved, inner: &crate::extract::dates::Resolved| {
        inner.start.starts_with(&outer.start)
            || outer.end.as_ref().is_some_and(|end| outer.start <= inner.start && inner.start <= *end)
    };
    within(&first.resolved, &second.resolved) || within(&second.resolved, &first.resolved)
}

/// `is in Peru from 3 to 6 March. On Monday he will travel to Cuzco`: a journey within the days of a stay.
fn within_stay(known: &Event, event: &Event) -> bool {
    let under_way = known.status == Status::Held && event.status == Status::Planned;
    let day = event.date.as_ref().and_then(|date| date.resolved.first_day());
    matches!((known.span(), day), (Some((first, Some(last))), Some(day)) if under_way && first < day && day <= last)
}

/// Two days of one journey to come: of setting out and of arriving.
pub(super) fn both_ahead(first: &Event, second: &Event) -> bool {
    let day = |event: &Event| event.date.as_ref().and_then(|date| date.resolved.first_day());
    let near =
        |first: jiff::civil::Date, second: jiff::civil::Date| first.duration_since(second).as_hours().abs() <= 24 * 7;
    first.status == Status::Planned
        && second.status == Status::Planned
        && first.rule != second.rule
        && matches!((day(first), day(second)), (Some(first), Some(second)) if near(first, second))
}

/// One set of actors contains the other, where a country stands for its people.
fn covers(mentions: &Mentions, first: &Event, second: &Event, link: LinkType) -> bool {
    let within = |inner: &Event, outer: &Event| {
        let mut any = false;
        inner.tied(link).all(|actor| {
            any = true;
            outer.tied(link).any(|other| stands_for(mentions, actor, other))
        }) && any
    };
    within(first, second) || within(second, first)
}

/// No contradiction between the places of two events.
fn agree(mentions: &Mentions, first: &Event, second: &Event, link: LinkType) -> bool {
    let mut places = first.tied(link).peekable();
    if places.peek().is_none() || second.tied(link).next().is_none() {
        return true;
    }
    places.any(|place| second.tied(link).any(|other| place == other || stands_for(mentions, place, other)))
}
