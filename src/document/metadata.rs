//! What a page says of itself: address, headline, author, dateline, publisher.

use super::{Document, published, published_address};
use crate::text::{Block, BlockKind, Flags, Text};

/// Fills what is still empty from the text.
pub(super) fn fill(document: &mut Document) {
    let text = &document.text;
    let first = text.raw().lines().next().unwrap_or("");
    let url = document.url.take().or_else(|| first.strip_prefix("url: ").map(|url| url.trim().to_owned()));
    let title = document.title.take().or_else(|| title(text));
    let author = document.author.take().or_else(|| author(text));
    let dateline = document.dateline.take().or_else(|| dateline(text));
    let published = document
        .published
        .take()
        .or_else(|| published::printed(text, url.as_deref()))
        .or_else(|| url.as_deref().and_then(published_address::in_address));
    let publisher = document
        .publisher
        .take()
        .or_else(|| url.as_deref().and_then(host))
        .or_else(|| masthead(text))
        .or_else(|| sign_off(text));
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

/// A place in capitals that stands alone or opens the text before a dash, bracket, colon or date.
fn dateline(text: &Text) -> Option<String> {
    for block in text.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Body | BlockKind::Dateline)).take(6)
    {
        let sentence = text.sentences.get(block.sentences.start)?;
        let tokens = sentence.tokens.clone();
        let mut end = tokens.start;
        while end < tokens.end
            && end < tokens.start + 5
            && (text.has(end, Flags::ALL_CAPS) || text.folded(end) == "/" && end > tokens.start)
        {
            end += 1;
        }
        let alone = end == tokens.end && block.kind == BlockKind::Dateline;
        let marked = end < tokens.end && matches!(text.folded(end), "-" | "(" | ":" | ",") && end > tokens.start;
        if end > tokens.start && (alone || marked) {
            return Some(usual_case(text.slice(tokens.start..end)));
        }
        // Cairo: Egypt has …
        if text.has(tokens.start, Flags::CAPITALISED)
            && text.folded(tokens.start + 1) == ":"
            && tokens.len() > 8
            && block.kind == BlockKind::Body
        {
            return Some(text.word(tokens.start).to_owned());
        }
    }
    None
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

/// The host of an address without `www.`.
fn host(url: &str) -> Option<String> {
    let host = url.split("://").nth(1)?.split(['/', ':', '?']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then(|| host.to_owned())
}

/// A name on the first line, above a line with the day: `CYPRUS MAIL`, `Caribbean News Agency (CANA)`.
fn masthead(text: &Text) -> Option<String> {
    let mut lines = text.raw().lines().map(str::trim).filter(|line| !line.is_empty());
    let (name, day) = (lines.next()?, lines.next()?);
    let year = |word: &str| word.len() == 4 && word.chars().all(|c| c.is_ascii_digit());
    let dated = day.chars().count() <= 60 && day.split(|c: char| !c.is_alphanumeric()).any(year);
    let named = name.split_whitespace().count() <= 7 && name.starts_with(char::is_alphabetic);
    let named = named && !name.contains([':', '=', '!', '?', ';']) && !name.ends_with('.');
    (dated && named).then(|| name.to_owned())
}

/// `— VNS` at the end of the text.
fn sign_off(text: &Text) -> Option<String> {
    let block = text.blocks.iter().rev().find(|block| block.kind == BlockKind::Body)?;
    let line = line(text, block);
    let (_, tail) = line.rsplit_once(['—', '–'])?;
    let tail = tail.trim().trim_end_matches('.');
    let name = (2..=12).contains(&tail.chars().count())
        && tail.chars().all(|c| c.is_uppercase() || matches!(c, '/' | '-' | ' '));
    name.then(|| tail.to_owned())
}
