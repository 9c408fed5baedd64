//! The day on which a report was written: `OSLO, May 11 --` under a paper of 12 May, so that `today` is the eleventh.

use jiff::civil::Date;

use crate::document::Document;
use crate::extract::dates::{Calendar, DateExpression, Lead, Nearness, Tense, anchor_date, find_dates, resolve};
use crate::text::{BlockKind, Flags, weekday};

/// How many days a report may be older than the paper that prints it.
const OLDEST: i64 = 6;

/// How many tokens the line of place and day has before its dash.
const LONGEST: usize = 16;

/// The day printed before the first words of the text, else that of publication.
pub(super) fn day_of_writing(document: &Document) -> Option<Date> {
    let published = document.published.as_deref().and_then(anchor_date);
    before_the_text(document, published?)
        .or_else(|| last_weekday(line_of_place_and_day(document)?.1, published?))
        .or(published)
}

/// `BANGKOK, Mon.`, `Lima, Tuesday`: the place and the weekday of a line of their own, or `OSLO, Thursday (Agency).`
/// before the text.
pub(super) fn line_of_place_and_day(document: &Document) -> Option<(&str, i8)> {
    let text = &document.text;
    text.blocks.iter().take(FIRST_BLOCKS).find_map(|block| {
        let sentences = block.sentences.clone();
        let (first, last) = (text.sentences.get(sentences.start)?, text.sentences.get(sentences.end.checked_sub(1)?)?);
        let line = text.slice(first.tokens.start..last.tokens.end);
        let (place, rest) = line.split_once(", ")?;
        let day = rest.split(' ').next()?;
        let alone = rest.get(day.len()..).is_some_and(|after| after.is_empty() || after.starts_with(" ("));
        let capital = place.starts_with(char::is_uppercase) && place.split(' ').count() < 4;
        weekday_named(day).filter(|_| capital && alone).map(|day| (place, day))
    })
}

/// How many blocks may stand before the line of place and day.
const FIRST_BLOCKS: usize = 8;

/// A weekday (1 is Monday) by its name or its first letters with a capital, as lines of place and day have it.
fn weekday_named(word: &str) -> Option<i8> {
    weekday(&word.to_lowercase()).filter(|_| word.starts_with(char::is_uppercase))
}

fn last_weekday(weekday: i8, published: Date) -> Option<Date> {
    let calendar = Calendar { anchor: Some(published), focus: None, news: None, stay: None, tense: Tense::Past };
    resolve(&DateExpression::Weekday(weekday, Nearness::Plain), &calendar)?.first_day()
}

fn before_the_text(document: &Document, published: Date) -> Option<Date> {
    let text = &document.text;
    let body = text.blocks.iter().find(|block| block.kind == BlockKind::Body && !block.sentences.is_empty())?;
    let tokens = text.sentences.get(body.sentences.start)?.tokens.start;
    // `NEW DELHI, August 28.—The ministers`
    let apart = |at: usize| text.has(at, Flags::SPACE_BEFORE) || matches!(text.folded(at - 1), "." | ")");
    let head = tokens + 1..tokens + LONGEST;
    let dash = head.clone().find(|at| text.folded(*at) == "-" && apart(*at));
    // `Oslo, May 11 (AFP) The ministers`, `Oslo, May 11: The ministers`
    let other = || head.clone().find(|at| matches!(text.folded(*at), ")" | ":"));
    let line = text.slice(tokens..dash.or_else(other)?);
    let opens = text.has(tokens, Flags::ALL_CAPS) || text.has(tokens, Flags::CAPITALISED);
    // `BANGKOK, Mon. (Reuter) -`
    if let Some(weekday) = line.split(", ").nth(1).and_then(|rest| weekday_named(rest.split(' ').next()?)) {
        return last_weekday(weekday, published).filter(|_| opens);
    }
    let [day] = &find_dates(line)[..] else { return None };
    let placed = dash.is_some() || line.find(", ").is_some_and(|comma| comma + 2 == day.start);
    let dated = matches!(day.expression, DateExpression::Day(_)) && day.lead == Lead::At && opens && placed;
    let calendar = Calendar { anchor: Some(published), focus: None, news: None, stay: None, tense: Tense::Past };
    let day = resolve(&day.expression, &calendar).filter(|_| dated)?.first_day()?;
    let age = published.duration_since(day).as_hours() / 24;
    (0..=OLDEST).contains(&age).then_some(day)
}
