//! The titles that a person would give events: `Talks between Ana Ruiz and Per Holm, Oslo, 4 May 2021`,
//! `State visit of Ana Ruiz to Norway, May 2021`.

use std::fmt::Write as _;

use super::event::Event;
use super::nouns;
use crate::extract::dates::{Precision, Resolved, anchor_date};
use crate::extract::mention::{EntityIndex, Mentions};
use crate::facts::LinkType;

/// Names in a title; the rest is counted.
const NAMED: usize = 3;

/// The title of a meeting: the name that the text gives it, or its kind and those who meet; place and time.
pub fn of_meeting(mentions: &Mentions, event: &Event) -> String {
    let name = |entity: EntityIndex| mentions.entities.get(entity).map_or("", |entity| entity.name.as_str());
    let mut title = match own_name(event) {
        Some(own) => own,
        None => format!("{}{}", kind(event.kind), with(&names(mentions, event, LinkType::Attended))),
    };
    let city = event.tied(LinkType::HeldIn).find(|place| mentions.is_city(*place));
    if let Some(place) = city.or_else(|| event.tied(LinkType::HeldIn).next()).map(name)
        && !title.contains(place)
    {
        let _ = write!(title, ", {place}");
    }
    dated(title, event)
}

/// The title of a visit: its kind, who makes it, where to and when.
pub fn of_visit(mentions: &Mentions, event: &Event) -> String {
    let mut title = match event.kind {
        "state" => "State visit",
        "official" => "Official visit",
        "working" => "Working visit",
        "private" => "Private visit",
        _ => "Visit",
    }
    .to_owned();
    let travellers = names(mentions, event, LinkType::Made);
    if !travellers.is_empty() {
        let _ = write!(title, " of {}", listed(&travellers));
    }
    let destinations = names(mentions, event, LinkType::To);
    if !destinations.is_empty() {
        let _ = write!(title, " to {}", listed(&destinations));
    }
    dated(title, event)
}

fn names<'m>(mentions: &'m Mentions, event: &Event, link: LinkType) -> Vec<&'m str> {
    let name = |entity: EntityIndex| mentions.entities.get(entity).map_or("", |entity| entity.name.as_str());
    event.tied(link).map(name).filter(|name| !name.is_empty()).collect()
}

fn dated(mut title: String, event: &Event) -> String {
    if let Some(date) = event.date.as_ref().and_then(|date| written(&date.resolved)) {
        let _ = write!(title, ", {date}");
    }
    title
}

fn kind(kind: &str) -> &'static str {
    match kind {
        "phone_call" => "Phone call",
        "video_call" => "Video call",
        "summit" => "Summit",
        "dialogue" => "Dialogue",
        "courtesy_call" => "Courtesy call",
        "conference" => "Conference",
        "ceremony" => "Ceremony",
        "talks" => "Talks",
        _ => "Meeting",
    }
}

/// ` between A and B`, ` of A, B, C and 2 others`.
fn with(actors: &[&str]) -> String {
    match actors {
        [] => String::new(),
        [one] => format!(" with {one}"),
        [first, second] => format!(" between {first} and {second}"),
        _ => format!(" of {}", listed(actors)),
    }
}

/// `A`, `A and B`, `A, B, C and 2 others`.
fn listed(actors: &[&str]) -> String {
    match actors {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [named @ .., last] if actors.len() <= NAMED + 1 => format!("{} and {last}", named.join(", ")),
        _ => format!("{} and {} others", actors[..NAMED].join(", "), actors.len() - NAMED),
    }
}

/// The name that conferences and dialogues have of their own: capitals or an ordinal tell them from words in passing.
fn own_name(event: &Event) -> Option<String> {
    if !matches!(event.kind, "conference" | "dialogue" | "summit") {
        return None;
    }
    let words: Vec<&str> = event.name.split_whitespace().collect();
    let skipped =
        words.iter().take_while(|word| !word.starts_with(|c: char| c.is_uppercase() || c.is_numeric())).count();
    let words = words.get(skipped..)?;
    let named = words.iter().any(|word| nouns::kind("meeting", &word.to_lowercase()).is_some());
    if !named {
        return None;
    }
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    (words.len() >= 3 && capitals * 2 > words.len()).then(|| words.join(" "))
}

/// `4 May 2021`, `May 2021`, `2021`, `week of 3 May 2021`; an open year is left out.
fn written(date: &Resolved) -> Option<String> {
    let open = date.start.starts_with("XXXX");
    let known = date.start.replacen("XXXX", "2000", 1);
    let first = match known.len() {
        4 => format!("{known}-01-01"),
        7 => format!("{known}-01"),
        _ => known.clone(),
    };
    let form = match (date.precision, known.len(), open) {
        (Precision::Week, ..) => "week of %-d %B %Y",
        (_, 4, true) => return None,
        (_, 4, false) => "%Y",
        (_, 7, true) => "%B",
        (_, 7, false) => "%B %Y",
        (_, _, true) => "%-d %B",
        (_, _, false) => "%-d %B %Y",
    };
    Some(anchor_date(&first)?.strftime(form).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_people_write_them() {
        let cases = [
            ("2021-05-04", Precision::Day, Some("4 May 2021")),
            ("XXXX-10-18", Precision::Day, Some("18 October")),
            ("2021-05", Precision::Month, Some("May 2021")),
            ("2021", Precision::Year, Some("2021")),
            ("2021-05-03", Precision::Week, Some("week of 3 May 2021")),
            ("nonsense", Precision::Day, None),
        ];
        for (start, precision, expected) in cases {
            let date = Resolved { start: start.to_owned(), end: None, precision };
            assert_eq!(written(&date).as_deref(), expected, "{start}");
        }
    }

    #[test]
    fn long_lists_are_counted() {
        assert_eq!(with(&["A", "B"]), " between A and B");
        assert_eq!(with(&["A", "B", "C"]), " of A, B and C");
        assert_eq!(with(&["A", "B", "C", "D", "E"]), " of A, B, C and 2 others");
    }
}
