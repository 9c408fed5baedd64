//! The date of publication as it is printed on the page. Clocks of the site and `last updated` stamps
//! are no anchor.

use std::ops::Range;

use crate::text::{BlockKind, Flags, Text, TokenIndex, month, month_elsewhere, weekday};

const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// The text after `date 2022-07-14 `, which some crawlers put before the first line.
pub(super) fn without_crawler_date(line: &str) -> &str {
    let trimmed = line.trim_start();
    let Some(rest) = trimmed.strip_prefix("date ") else { return line };
    let date = rest.get(..10).filter(|date| iso(date).is_some());
    date.map_or(line, |_| rest[10..].trim_start())
}

/// The first date with day, month and year in the lines above and below the text that are no running text.
pub(super) fn printed(text: &Text, url: Option<&str>) -> Option<String> {
    let of_americans = |url: &str| {
        let host = url.split('/').nth(2).unwrap_or_default();
        [".us", ".gov", ".mil"].iter().any(|ending| host.ends_with(ending))
    };
    let american = url.map_or_else(|| names_month_of_first_number(text), of_americans);
    let mut head = 0;
    let mut ending = None;
    for block in &text.blocks {
        let Some(sentence) = text.sentences.get(block.sentences.start).filter(|_| !block.sentences.is_empty()) else {
            continue;
        };
        let tokens = sentence.tokens.clone();
        let line = text.raw().get(block.bytes.clone()).unwrap_or("");
        if head < 2
            && let Some(date) = date_after_label(text, tokens.clone(), american)
        {
            return Some(date);
        }
        if is_stamped(text, tokens.clone(), american) {
            continue;
        }
        let label = line.trim_start();
        if label.get(..5).is_some_and(|label| label.eq_ignore_ascii_case("date "))
            && let Some(date) = label.get(5..15).and_then(iso)
        {
            return Some(date);
        }
        let stamp = matches!(
            block.kind,
            BlockKind::Dateline | BlockKind::Metadata | BlockKind::Byline | BlockKind::Credit | BlockKind::Furniture
        );
        if stamp && let Some(date) = date_in(text, tokens.clone(), american) {
            return Some(date);
        }
        let alone = || is_date_alone(text, tokens.clone(), american) || is_masthead(text, tokens.clone(), american);
        if head < 2 && alone() {
            return date_in(text, tokens, american);
        }
        if matches!(block.kind, BlockKind::Body | BlockKind::Headline) {
            // (Agency - 11th June, 2020) and OSLO, May 3, 2019 — at the beginning of the text.
            if head < 2
                && let Some(date) = date_in(text, tokens.start..tokens.end.min(tokens.start + 16), american)
                && (opens(text, tokens.start)
                    || opens_with_date(text, tokens.start, american)
                    || opens_with_place(text, tokens.clone(), american))
            {
                return Some(date);
            }
            // Lines before the text (captions, numbers of releases) are no paragraphs.
            head += usize::from(tokens.len() > 14 && block.kind == BlockKind::Body);
        }
        if head == 0 && ending.is_none() {
            let last = text.sentences.get(block.sentences.end - 1).map(|sentence| sentence.tokens.clone());
            ending = date_at_end(text, last.unwrap_or(tokens), american);
        }
    }
    ending
}

/// `Published on : 5 October 2010 - 3:42pm | By Ann Lee`: the date behind the word that says what it is.
fn date_after_label(text: &Text, tokens: Range<TokenIndex>, american: bool) -> Option<String> {
    let labels = |at: &TokenIndex| {
        let opens = *at == tokens.start || text.has(*at - 1, Flags::PUNCTUATION);
        // publicado, publicerat, publié
        let publishes = |word: &str| word.starts_with("publi") || word.starts_with("pubbli");
        opens && (publishes(text.folded(*at)) || matches!(text.folded(*at), "posted" | "issued" | "released"))
    };
    if tokens.len() > 30 || text.folded(tokens.end.saturating_sub(1)) == "." {
        return None;
    }
    let label = tokens.clone().find(labels)?;
    let passes = |at: &TokenIndex| {
        matches!(text.folded(*at), ":" | "on" | "," | "the" | "at" | "el" | "le" | "em")
            || weekday(text.folded(*at)).is_some()
    };
    let first = (label + 1..tokens.end).find(|at| !passes(at))?;
    // `Publicerat måndag 13 februari 2017`: a day of the week in the language of the page.
    date_at(text, first, american).or_else(|| date_at(text, first + 1, american))
}

/// `Harbour City (Foreign Ministry), 5 October 2010`: a line of a few words with a date at its end.
fn date_at_end(text: &Text, tokens: Range<TokenIndex>, american: bool) -> Option<String> {
    let first = tokens.clone().rev().take(8).find_map(|at| Some((at, date_at(text, at, american)?)));
    let (mut at, mut date) = first.filter(|_| tokens.len() <= 16)?;
    // `October 5, 2010`: not the day alone.
    while at > tokens.start
        && let Some(longer) = date_at(text, at - 1, american)
    {
        (at, date) = (at - 1, longer);
    }
    let of_date = |at: TokenIndex| {
        text.has(at, Flags::NUMBER) || month(text.folded(at)).is_some() || text.has(at, Flags::PUNCTUATION)
    };
    let apart = at > tokens.start && matches!(text.folded(at - 1), "," | ")" | "-" | ":" | "(");
    (apart && (at..tokens.end).all(of_date)).then_some(date)
}

/// Whether a line says when it was `updated`, `modified` or `retrieved`, and no date before that.
fn is_stamped(text: &Text, tokens: Range<TokenIndex>, american: bool) -> bool {
    let stamp = |at: &TokenIndex| {
        let word = text.folded(*at);
        word.len() >= 7 && ["updated", "modified", "retrieved"].iter().any(|stamp| word.contains(stamp))
    };
    tokens.clone().find(stamp).is_some_and(|at| date_in(text, tokens.start..at, american).is_none())
}

/// `World | 14.6.2023`, `DATE=8/26/91`: a short line with a date and hardly a word besides.
fn is_date_alone(text: &Text, tokens: Range<TokenIndex>, american: bool) -> bool {
    let others = tokens.clone().filter(|token| {
        text.has(*token, Flags::WORD) && !text.has(*token, Flags::NUMBER) && month(text.folded(*token)).is_none()
    });
    tokens.len() <= 12 && others.count() <= 2 && date_in(text, tokens, american).is_some()
}

/// `Published: 3 May 2019 · 6 min read`, `THE DAILY NEWS, FRIDAY, MAY 3, 2019`: a date that marks, labels or capitals set
/// apart from the words around it.
fn is_masthead(text: &Text, tokens: Range<TokenIndex>, american: bool) -> bool {
    let Some(first) = tokens.clone().find(|at| date_at(text, *at, american).is_some()) else { return false };
    if tokens.len() > 30 || text.folded(tokens.end - 1) == "." {
        return false;
    }
    let sets_apart = |at: TokenIndex| {
        matches!(text.folded(at), "·" | "|" | "•" | ":" | "=" | "@" | "posted" | "published" | "issued")
    };
    let of_week = |at: TokenIndex| weekday(text.folded(at)).is_some();
    let last = (first..tokens.end)
        .take_while(|at| {
            text.has(*at, Flags::NUMBER)
                || month(text.folded(*at)).is_some()
                || matches!(text.folded(*at), "," | "." | "of")
                // `March 12, 2024, Tuesday @ 15:24`
                || of_week(*at) && text.folded(*at - 1) == ","
        })
        .last()
        .unwrap_or(first);
    let mut before = first;
    while before > tokens.start && (matches!(text.folded(before - 1), "," | "on") || of_week(before - 1)) {
        before -= 1;
    }
    let weekday = (before..first).any(of_week);
    let capitals = !tokens.clone().any(|at| text.word(at).contains(char::is_lowercase));
    let opened = before == tokens.start || sets_apart(before - 1);
    // `13.02.2024   Press Team`: hardly a word, and no word in lower case.
    let names = tokens.len() <= 8 && (last + 1..tokens.end).all(|at| text.has(at, Flags::CAPITALISED));
    // `Published on 12.03.2024 at 13:52`
    let timed = last + 2 < tokens.end && text.folded(last + 1) == "at" && text.has(last + 2, Flags::NUMBER);
    let closed = last + 1 == tokens.end || sets_apart(last + 1) || timed || names && opened && before == tokens.start;
    // `The Daily News (Oslo : 1926 - 1995), Monday 8 July 1957, page 1`
    let paged = (last + 1..tokens.end.min(last + 3)).any(|at| matches!(text.folded(at), "page" | "p" | "pp"));
    opened && closed || weekday && capitals || paged
}

/// Whether `08/05/93` means 5 August: the text names the month of the first number and never that of the second.
fn names_month_of_first_number(text: &Text) -> bool {
    let number = |at: TokenIndex| text.folded(at).parse::<i8>().ok().filter(|number| (1..=12).contains(number));
    let slash = |at: TokenIndex| text.folded(at) == "/";
    let head = 0..text.tokens.len().min(60);
    let pair = head.clone().find_map(|at| {
        let date = slash(at + 1) && slash(at + 3);
        Some((number(at)?, number(at + 2)?)).filter(|_| date)
    });
    let Some((first, second)) = pair else { return false };
    let named = |wanted: i8| {
        (0..text.tokens.len()).any(|at| text.has(at, Flags::CAPITALISED) && month(text.folded(at)) == Some(wanted))
    };
    named(first) && !named(second)
}

/// `Harbour City, 4 August 2022 –`: capitalised words, a date and a dash, colon or bracket.
fn opens_with_place(text: &Text, tokens: Range<TokenIndex>, american: bool) -> bool {
    let near = tokens.start..tokens.end.min(tokens.start + 9);
    let Some(day) = near.clone().find(|at| date_at(text, *at, american).is_some()) else { return false };
    let named = (tokens.start..day)
        .all(|at| text.has(at, Flags::CAPITALISED) || text.has(at, Flags::PUNCTUATION) || text.folded(at) == "de");
    let dash = (day + 1..day + 7).find(|at| match text.folded(*at) {
        "-" => text.has(*at, Flags::SPACE_BEFORE),
        mark => matches!(mark, "(" | ":"),
    });
    named && dash.is_some_and(|dash| (day..dash).all(|at| text.folded(at) != "."))
}

/// Whether the first words are a dateline: capitals, then soon a dash, colon or closing bracket.
fn opens(text: &Text, start: TokenIndex) -> bool {
    text.has(start, Flags::ALL_CAPS) && (start..start + 18).any(|token| matches!(text.folded(token), "-" | ":" | ")"))
        || text.folded(start) == "("
}

/// `July 9, 2022 (Agency) -`: a dateline without a city.
fn opens_with_date(text: &Text, start: TokenIndex, american: bool) -> bool {
    date_at(text, start, american).is_some()
        && (start + 3..start + 12).any(|token| {
            matches!(text.folded(token), "-" | "(" | ":" | "|")
                && (text.folded(token) != "-" || text.has(token, Flags::SPACE_BEFORE))
        })
}

/// The first full date among the tokens.
fn date_in(text: &Text, tokens: Range<TokenIndex>, american: bool) -> Option<String> {
    // `10 - 16 June 2013`: days of which a programme tells.
    let ranges = |at: TokenIndex| {
        at >= tokens.start + 2
            && text.folded(at - 1) == "-"
            && text.has(at - 2, Flags::NUMBER)
            && text.word(at - 2).len() < 3
    };
    tokens.clone().filter(|at| !ranges(*at)).find_map(|at| date_at(text, at, american))
}

fn date_at(text: &Text, at: TokenIndex, american: bool) -> Option<String> {
    let number = |token: TokenIndex| {
        let word = text.folded(token);
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ordinal = &word[digits.len()..];
        (text.has(token, Flags::NUMBER) && matches!(ordinal, "" | "st" | "nd" | "rd" | "th"))
            .then(|| digits.parse::<u32>().ok())
            .flatten()
    };
    let month_at = |token: TokenIndex| {
        let word = text.folded(token);
        let roman = || text.has(token, Flags::CAPITALISED).then(|| (1..).zip(ROMAN).find(|(_, roman)| *roman == word));
        month(word)
            .or_else(|| month_elsewhere(word))
            .and_then(|month| u32::try_from(month).ok())
            .or_else(|| Some(roman()??.0))
    };
    let skip = |token: TokenIndex| {
        if matches!(text.folded(token), "," | "." | "-" | "/" | "of" | "de") { token + 1 } else { token }
    };
    // 3 May 2019, 21. June 2011, 11th June, 2020, 20 II 2018
    if let Some(day) = number(at) {
        let next = skip(at + 1);
        if let Some(month) = month_at(next) {
            let year = number(skip(next + 1))?;
            let dashed = text.folded(at + 1) == "-" && text.folded(next + 1) == "-";
            // `15 Oct 84`: more than a day or an hour.
            let short = dashed || (50..100).contains(&year);
            return date(if short { full_year(year) } else { year }, month, day);
        }
        let glued = matches!(text.folded(at + 1), "/" | "-") && text.folded(at + 3) == text.folded(at + 1);
        if glued && let (Some(second), Some(third)) = (number(at + 2), number(at + 4)) {
            if day > 31 {
                return date(day, second, third);
            }
            let (day, month) = if second > 12 || american && day <= 12 { (second, day) } else { (day, second) };
            return date(full_year(third), month, day);
        }
    }
    // 03.05.2019, 2019.05.03
    let word = text.folded(at);
    let parts: Vec<u32> = word.split('.').filter_map(|part| part.parse().ok()).collect();
    if let [day, month, year] = parts.as_slice()
        && word.matches('.').count() == 2
    {
        return if *day > 31 { date(*day, *month, *year) } else { date(full_year(*year), *month, *day) };
    }
    // May 3, 2019
    let month = month_at(at).filter(|_| text.has(at, Flags::CAPITALISED) && text.word(at).chars().count() >= 3)?;
    let day = skip(at + 1);
    date(number(skip(day + 1))?, month, number(day)?)
}

/// `91` is 1991, `24` is 2024.
fn full_year(year: u32) -> u32 {
    match year {
        0..50 => 2000 + year,
        50..100 => 1900 + year,
        _ => year,
    }
}

pub(super) fn date(year: u32, month: u32, day: u32) -> Option<String> {
    let real = (1800..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    real.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

fn iso(word: &str) -> Option<String> {
    let mut parts = word.split('-');
    let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    date(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::printed;
    use crate::text::Text;

    const BODY: &str = "The ministers of Peru and Chad talked about fishing rights and about a good many other things, officials said.";

    #[test]
    fn lines_that_print_the_day() {
        for head in [
            "Published: 12 March 2024 · 6 min read · Ann Lee",
            "THE HARBOUR LEDGER, TUESDAY, MARCH 12, 2024     L++   9",
            "A weekly letter for subscribers · No. 3 · March 12, 2024",
            "March 12, 2024 | Updated 13:40",
            "Oslo, Norway | March 12, 2024, Tuesday @ 15:24 in World | By: Ann Lee",
            "2024.03.12",
            "12.03.2024   Press Team",
            "Published on 12.03.24 at 13:52",
            "Published on : 12 March 2024 - 3:42pm | By News Desk (Photo: Ann Lee)",
            "Posted on March 12, 2024 by admin in News",
            "Publicerat tisdag 12 mars 2024 kl 13.42",
            "12 de marzo de 2024",
            "Publié le 12 mars 2024 à 15h02",
            "Dienstag, 12. März 2024",
            "Last Updated : 14 Mar 2024 | Published : 12 Mar 2024",
            "Vol. 12, No. 44, 12 March 2024",
            "Harbour City (Foreign Ministry), 12th March 2024",
            "Statement by the Ministry, March 12, 2024",
            "The Harbour Times (Lima : 1926 - 2025), Tuesday 12 March 2024, page 1",
            "03/12/2024",
            "Weekly programme, 18 - 24 March 2024\nPublished: 12.03.2024",
        ] {
            let text = Text::new(format!("{head}\n\nThey met on March 4. {BODY}\n"));
            assert_eq!(printed(&text, None).as_deref(), Some("2024-03-12"), "{head}");
        }
        for lead in ["Bern, 12.03.2024 -", "London, March 12, 2024 (HP):", "New Delhi, Mar 12, 2024 (HP)"] {
            assert_eq!(printed(&Text::new(format!("{lead} {BODY}\n")), None).as_deref(), Some("2024-03-12"), "{lead}");
        }
    }

    #[test]
    fn lines_that_speak_of_another_day() {
        for head in [
            "Updated: 12 March 2024",
            "The accord of March 12, 2024 and what came of it",
            "Lima summit, 12 March 2024, in pictures",
        ] {
            assert_eq!(printed(&Text::new(format!("{head}\n\n{BODY}\n")), None), None, "{head}");
        }
    }
}
