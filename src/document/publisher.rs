//! Who publishes a page: the host of its address, the name on its first lines, the agency in brackets before the text, the
//! one who signs off.

use crate::text::{BlockKind, Text, month, weekday};

/// How many lines from the top may hold the name and the day of a paper.
const HEAD: usize = 6;

/// How many bytes stand at most between the place and the agency of a dateline.
const DATELINE: usize = 60;

/// Words in the names of papers, agencies, stations and offices.
const HOUSE: [&str; 57] = [
    "agency",
    "agence",
    "agencia",
    "bulletin",
    "broadcasting",
    "bureau",
    "chronicle",
    "commission",
    "corporation",
    "council",
    "courier",
    "daily",
    "department",
    "embassy",
    "express",
    "gazeta",
    "gazette",
    "government",
    "guardian",
    "headquarters",
    "herald",
    "house",
    "independent",
    "journal",
    "ledger",
    "mail",
    "ministry",
    "mirror",
    "mission",
    "monitor",
    "news",
    "newspaper",
    "newswire",
    "observer",
    "office",
    "palace",
    "parliament",
    "post",
    "presidency",
    "press",
    "presse",
    "radio",
    "record",
    "review",
    "secretariat",
    "secretaría",
    "service",
    "standard",
    "star",
    "telegraph",
    "television",
    "times",
    "tribune",
    "weekly",
    "wire",
    "worker",
    "correspondent",
];

/// The publisher, as far as the page tells.
pub(super) fn publisher(text: &Text, url: Option<&str>) -> Option<String> {
    url.and_then(host).or_else(|| masthead(text)).or_else(|| agency(text)).or_else(|| sign_off(text))
}

/// The host of an address without `www.`.
fn host(url: &str) -> Option<String> {
    let host = url.split("://").nth(1)?.split(['/', ':', '?']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then(|| host.to_owned())
}

/// A name on the first line, above a line with the day: `CYPRUS MAIL`, `Caribbean News Agency (CANA)`, `The Star, Monday,
/// 3 May 1982`.
fn masthead(text: &Text) -> Option<String> {
    let head: Vec<&str> = text.raw().lines().map(str::trim).filter(|line| !line.is_empty()).take(HEAD).collect();
    let (first, rest) = head.split_first()?;
    if let Some(name) = before_day(first).filter(|name| is_name(name) && (is_house(name) || name.contains('('))) {
        return Some(name.to_owned());
    }
    // `The Standard | Online Edition`, `KUNA : Amir arrives in Baghdad`
    let first = first.split(" | ").next().unwrap_or(first);
    let first = first.split_once(" : ").map(|(name, _)| name).filter(|name| is_short(name)).unwrap_or(first);
    // `EL CORREO (English page)`, `Radio Quito, external service`
    let first = first
        .split([',', '('])
        .next()
        .map(str::trim_end)
        .filter(|name| !is_name(first) && is_house(name) || first.contains('('))
        .unwrap_or(first);
    let next = rest.first()?;
    if is_name(first) && is_day(next) {
        return Some(first.to_owned());
    }
    let dated = rest.iter().any(|line| is_day(line));
    if !(dated && is_name(first)) {
        let barred = head.iter().take(4).filter(|line| line.contains('|'));
        let parts = barred.flat_map(|line| line.split(" | ").skip(1));
        return parts.into_iter().find(|part| is_name(part) && is_house(part)).map(str::to_owned);
    }
    // `REPUBLIC OF CHILE`, `MINISTRY OF FOREIGN RELATIONS`: in either order.
    match (is_house(first) || is_short(first), is_state(first), is_state(next), is_house(next)) {
        (true, _, true, _) => Some(format!("{first}, {next}")),
        (true, ..) => Some(first.to_owned()),
        (false, true, _, true) => Some(format!("{next}, {first}")),
        _ => None,
    }
}

/// The name before the day on one line: `The Star, Monday, 3 May 1982`.
fn before_day(line: &str) -> Option<&str> {
    let day = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        // `Sun` and `May` are names of papers and people as well.
        let name = matches!(word.as_str(), "mar" | "may" | "sun");
        word.starts_with(|c: char| c.is_ascii_digit()) || !name && (month(&word).or_else(|| weekday(&word)).is_some())
    };
    if !is_day(line) {
        return None;
    }
    let words = line.match_indices(char::is_whitespace).map(|(space, _)| space);
    let next = |space: &usize| line.get(*space..).and_then(|rest| rest.split_whitespace().next()).is_some_and(day);
    let at = words.into_iter().find(next)?;
    let name = line.get(..at)?.trim_end_matches([' ', ',', '-', '–', '—', '|', '\u{a0}', '\t']);
    (!name.is_empty()).then_some(name)
}

/// A short line with a year.
fn is_day(line: &str) -> bool {
    let year = |word: &str| word.len() == 4 && word.chars().all(|c| c.is_ascii_digit());
    line.chars().nth(60).is_none() && line.split(|c: char| !c.is_alphanumeric()).any(year)
}

/// At most nine words, all but the smallest with a capital.
fn is_name(line: &str) -> bool {
    let small = ["of", "the", "for", "in", "and", "&", "de", "la", "del", "do", "da", "to", "en"];
    // `d'Information`
    let elided = |word: &str| word.split(['\'', '’']).nth(1).is_some_and(|rest| rest.starts_with(char::is_uppercase));
    let capital =
        |word: &str| word.starts_with(|c: char| c.is_uppercase() || c == '(') || small.contains(&word) || elided(word);
    let words = || line.split_whitespace();
    line.starts_with(char::is_alphabetic)
        && !line.ends_with('.')
        && words().nth(9).is_none()
        && !line.contains([':', '=', '!', '?', ';'])
        && words().all(capital)
}

/// Whether a line has a word of the names of papers and offices.
pub(super) fn is_house(line: &str) -> bool {
    let line = line.to_lowercase();
    line.split(|c: char| !c.is_alphabetic()).any(|word| HOUSE.contains(&word))
}

/// `ANTARA`, `NRK`: one word in capitals.
fn is_short(line: &str) -> bool {
    (2..=9).contains(&line.chars().count()) && line.chars().all(char::is_uppercase)
}

/// `Republic of the Philippines`, `THE UNITED REPUBLIC OF TANZANIA`.
fn is_state(line: &str) -> bool {
    let line = line.to_lowercase();
    ["republic of", "kingdom of", "state of", "sultanate of", "commonwealth of", "union of", "principality of"]
        .iter()
        .any(|state| line.contains(state))
}

/// `Jakarta, Dec 12 (ANTARA) -`: the agency in brackets before the first words of the text.
fn agency(text: &Text) -> Option<String> {
    text.blocks.iter().filter(|block| block.kind == BlockKind::Body).take(3).find_map(|block| {
        let line = text.raw().get(block.bytes.clone())?;
        let open = line.find('(').filter(|open| *open <= DATELINE)?;
        let close = open + line.get(open..)?.find(')')?;
        let (before, name, after) = (line.get(..open)?, line.get(open + 1..close)?, line.get(close + 1..)?);
        let dated =
            before.contains(|c: char| c.is_ascii_digit()) || before.trim_end().chars().all(|c| !c.is_lowercase());
        let marked = after.trim_start().starts_with(['-', '–', '—', ':', '_']) || name.ends_with('.');
        let name = name.trim_end_matches('.');
        let named = name.split_whitespace().count() <= 4 && is_name(name) && before.split_whitespace().count() <= 7;
        (dated && marked && named).then(|| name.to_owned())
    })
}

/// `— VNS` at the end of the text.
fn sign_off(text: &Text) -> Option<String> {
    let block = text.blocks.iter().rev().find(|block| block.kind == BlockKind::Body)?;
    let line = text.raw().get(block.bytes.clone()).unwrap_or("");
    let (_, tail) = line.rsplit_once(['—', '–'])?;
    let tail = tail.trim().trim_end_matches('.');
    let name = (2..=12).contains(&tail.chars().count())
        && tail.chars().all(|c| c.is_uppercase() || matches!(c, '/' | '-' | ' '));
    name.then(|| tail.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::document::Document;

    #[test]
    fn mastheads_agencies_and_places_are_told_apart() {
        let cases = [
            (
                "THE NORTHERN COURIER\nDAILY EDITION IN ENGLISH\nWednesday, June 15, 1988\n\nMINISTERS OF PERU AND NORWAY MEET\n\nThe ministers met.",
                Some("THE NORTHERN COURIER"),
                None,
            ),
            (
                "The Lima Post, Tuesday, April 21, 1992\n\nMinisters meet\n\nOSLO, Mon. - The ministers met here.",
                Some("The Lima Post"),
                Some("Oslo"),
            ),
            (
                "PRESIDENT'S OFFICE\nRepublic of Peru\nPRESS RELEASE\nJune 13, 2005\n\nThe President left.",
                Some("PRESIDENT'S OFFICE, Republic of Peru"),
                None,
            ),
            (
                "KINGDOM OF NORWAY\nMINISTRY OF TRADE\nBulletin of June 13, 2005\n\nThe Minister left.",
                Some("MINISTRY OF TRADE, KINGDOM OF NORWAY"),
                None,
            ),
            (
                "Ministers meet over fish\n\nLima, Dec 12 (NOTIPRESS) - The ministers met on Monday.",
                Some("NOTIPRESS"),
                Some("Lima"),
            ),
            (
                "Lima, Saturday, October 31, 1964\n\nMINISTERS OF PERU AND NORWAY MEET\n\nThe ministers of Peru and Norway met.",
                None,
                Some("Lima"),
            ),
            (
                "Ministers meet\n\nNUR-SULTAN, Dec 12 (NOTIPRESS) - The ministers met.",
                Some("NOTIPRESS"),
                Some("Nur-Sultan"),
            ),
            ("Peru and Norway sign pact\n\nThe ministers (fisheries) met on 3 May 1992 - at last.", None, None),
        ];
        for (text, publisher, dateline) in cases {
            let document = Document::from_text("a", text.to_owned());
            assert_eq!(document.publisher.as_deref(), publisher, "{text}");
            assert_eq!(document.dateline.as_deref(), dateline, "{text}");
        }
    }
}
