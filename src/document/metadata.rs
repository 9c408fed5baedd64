//! What a page says of itself: address, headline, author, dateline, publisher.

use std::ops::Range;

use super::{Document, published, published_address, publisher};
use crate::text::{Block, BlockKind, Flags, Text, TokenIndex, month, month_elsewhere, weekday};

/// Fills what is still empty from the text.
pub(super) fn fill(document: &mut Document) {
    let text = &document.text;
    let first = text.raw().lines().next().unwrap_or("");
    let url = document.url.take().or_else(|| first.strip_prefix("url: ").map(|url| url.trim().to_owned()));
    let title = document.title.take().or_else(|| title(text));
    let author = document.author.take().or_else(|| author(text));
    let published = document
        .published
        .take()
        .or_else(|| published::printed(text, url.as_deref()))
        .or_else(|| url.as_deref().and_then(published_address::in_address));
    let publisher = document.publisher.take().or_else(|| publisher::publisher(text, url.as_deref()));
    // `New Straits Times, Tuesday, April 21, 1992`: no place.
    let house = publisher.as_deref().map(str::to_lowercase);
    let place = |place: &String| {
        let place = place.to_lowercase();
        let part = |house: &str| house.starts_with(&place) || place.contains(' ') && house.contains(&place);
        !house.as_deref().is_some_and(part)
    };
    let dateline = document.dateline.take().or_else(|| dateline(text).filter(place));
    document.url = url;
    document.title = title;
    document.author = author;
    document.dateline = dateline;
    document.published = published;
    document.publisher = publisher;
}

fn line<'a>(text: &'a Text, block: &Block) -> &'a str {
    text.raw().get(block.bytes.clone()).unwrap_or("")
}

/// The first headline, without a crawler's date.
fn title(text: &Text) -> Option<String> {
    text.blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Headline)
        .map(|block| published::without_crawler_date(line(text, block)))
        .find(|title| title.split_whitespace().count() >= 3 && !title.ends_with(['-', '–', '—']))
        .map(str::to_owned)
}

/// `By Ana Ruiz`, `Written by: Ana Ruiz`.
fn author(text: &Text) -> Option<String> {
    let byline = text.blocks.iter().find(|block| block.kind == BlockKind::Byline).map(|block| line(text, block))?;
    let lower = byline.to_lowercase();
    let rest = ["written by", "reported by", "posted by", "author", "by"]
        .iter()
        .find(|lead| lower.starts_with(**lead) && byline.is_char_boundary(lead.len()))
        .map_or(byline, |lead| &byline[lead.len()..]);
    let name: Vec<&str> = rest
        .trim_start_matches([':', ' ', '\u{a0}'])
        .split_whitespace()
        .take_while(|word| word.chars().next().is_some_and(char::is_uppercase))
        .take(5)
        .collect();
    let name = name.join(" ").trim_end_matches([',', '|', '.']).to_owned();
    (!name.is_empty()).then_some(name)
}

/// A place in capitals that opens the text before a dash, bracket, colon or date, else one that stands alone.
fn dateline(text: &Text) -> Option<String> {
    let opening = |block: &Block| matches!(block.kind, BlockKind::Body | BlockKind::Dateline);
    let blocks = || text.blocks.iter().enumerate().filter(|(_, block)| opening(block)).take(6);
    let marked = blocks().find_map(|(_, block)| marked_place(text, block));
    let dated =
        || blocks().find_map(|(_, block)| dated_place(text, &text.sentences.get(block.sentences.start)?.tokens));
    let line = || text.blocks.iter().take(6).find_map(|block| line_of_place(text, block));
    let marked = marked.or_else(dated).or_else(line);
    // A line of its own at the very top is the name of the paper.
    marked.or_else(|| blocks().filter(|(place, _)| *place > 0).find_map(|(_, block)| place_alone(text, block)))
}

/// `LIMA -`, `LIMA (Agency)`, `Lima: …` at the head of a paragraph.
fn marked_place(text: &Text, block: &Block) -> Option<String> {
    let tokens = text.sentences.get(block.sentences.start)?.tokens.clone();
    let end = end_of_capitals(text, &tokens);
    let marked = end < tokens.end && matches!(text.folded(end), "-" | "(" | ":" | ",");
    if marked && end > tokens.start {
        return Some(usual_case(text.slice(tokens.start..end)));
    }
    // Cairo: Egypt has …
    let named = text.has(tokens.start, Flags::CAPITALISED)
        && text.folded(tokens.start + 1) == ":"
        && !text.has(tokens.start + 2, Flags::NUMBER)
        && tokens.len() > 8
        && block.kind == BlockKind::Body;
    named.then(|| text.word(tokens.start).to_owned())
}

/// `Lima, Dec 12 (Agency) -`, `Lima, Friday, 12 March 1983` on a line of its own: a place before the day.
fn dated_place(text: &Text, tokens: &Range<TokenIndex>) -> Option<String> {
    let named = |at: &TokenIndex| text.has(*at, Flags::CAPITALISED);
    let comma = tokens.start + tokens.clone().take(4).take_while(named).count();
    if comma == tokens.start
        || text.folded(comma) != ","
        || weekday(text.folded(tokens.start)).is_some()
        || publisher::is_house(text.slice(tokens.start..comma))
    {
        return None;
    }
    let day = |at: &TokenIndex| {
        let word = text.folded(*at).trim_end_matches('.');
        text.has(*at, Flags::NUMBER)
            || month(word).or_else(|| month_elsewhere(word)).is_some()
            || weekday(word).is_some()
            || matches!(word, "," | "" | "-" | "/")
    };
    let first = comma + 1;
    let end = first + (first..tokens.end.min(first + 9)).take_while(day).count();
    let dated = (first..end).any(|at| text.has(at, Flags::NUMBER) || weekday(text.folded(at)).is_some());
    let ends = end >= tokens.end || matches!(text.folded(end), "(" | ":") || text.folded(end.wrapping_sub(1)) == "-";
    (dated && ends).then(|| text.slice(tokens.start..comma).to_owned())
}

/// `Colombo, Saturday, October 31, 1964` above the text.
fn line_of_place(text: &Text, block: &Block) -> Option<String> {
    let first = text.sentences.get(block.sentences.start)?.tokens.start;
    let last = text.sentences.get(block.sentences.end.checked_sub(1)?)?.tokens.end;
    dated_place(text, &(first..last)).filter(|_| last - first < 12)
}

/// `LIMA` on a line of its own.
fn place_alone(text: &Text, block: &Block) -> Option<String> {
    let tokens = text.sentences.get(block.sentences.start)?.tokens.clone();
    let end = end_of_capitals(text, &tokens);
    let alone = end == tokens.end && end > tokens.start && block.kind == BlockKind::Dateline;
    alone.then(|| usual_case(text.slice(tokens.start..end)))
}

/// The end of the words in capitals that open a line, five at most.
fn end_of_capitals(text: &Text, tokens: &Range<TokenIndex>) -> TokenIndex {
    // `NUR-SULTAN`, `A/B`
    let joins = |at: TokenIndex| {
        let hyphen = text.folded(at) == "-" && !text.has(at, Flags::SPACE_BEFORE) && text.has(at + 1, Flags::ALL_CAPS);
        at > tokens.start && (text.folded(at) == "/" || hyphen && !text.has(at + 1, Flags::SPACE_BEFORE))
    };
    let capital = |at: &TokenIndex| text.has(*at, Flags::ALL_CAPS) || joins(*at);
    let count = tokens.clone().take(5).take_while(capital).count();
    tokens.start + count
}

fn usual_case(words: &str) -> String {
    let mut inside = false;
    words
        .chars()
        .flat_map(|c| {
            let lower = inside;
            inside = c.is_alphabetic();
            let folded: Vec<char> = if lower { c.to_lowercase().collect() } else { vec![c] };
            folded
        })
        .collect()
}
