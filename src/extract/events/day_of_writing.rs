//! The day on which a report was written: `OSLO, May 11 --` under a paper of 12 May, so that `today` is the eleventh.

use jiff::civil::Date;

use crate::document::Document;
use crate::extract::dates::{Calendar, DateExpression, Lead, Tense, anchor_date, find_dates, resolve};
use crate::text::{BlockKind, Flags};

/// How many days a report may be older than the paper that prints it.
const OLDEST: i64 = 6;

/// How many tokens the line of place and day has before its dash.
const LONGEST: usize = 16;

/// The day printed before the first words of the text, else that of publication.
pub(super) fn day_of_writing(document: &Document) -> Option<Date> {
    let published = document.published.as_deref().and_then(anchor_date);
    before_the_text(document, published?).or(published)
}

fn before_the_text(document: &Document, published: Date) -> Option<Date> {
    let text = &document.text;
    let body = text.blocks.iter().find(|block| block.kind == BlockKind::Body && !block.sentences.is_empty())?;
    let tokens = text.sentences.get(body.sentences.start)?.tokens.start;
    // `NEW DELHI, August 28.—The ministers`
    let apart = |at: usize| text.has(at, Flags::SPACE_BEFORE) || matches!(text.folded(at - 1), "." | ")");
    let dash = (tokens + 1..tokens + LONGEST).find(|at| text.folded(*at) == "-" && apart(*at))?;
    let line = text.slice(tokens..dash);
    let opens = text.has(tokens, Flags::ALL_CAPS) || text.has(tokens, Flags::CAPITALISED);
    let [day] = &find_dates(line)[..] else { return None };
    let dated = matches!(day.expression, DateExpression::Day(_)) && day.lead == Lead::At && opens;
    let calendar = Calendar { anchor: Some(published), focus: None, news: None, stay: None, tense: Tense::Past };
    let day = resolve(&day.expression, &calendar).filter(|_| dated)?.first_day()?;
    let age = published.duration_since(day).as_hours() / 24;
    (0..=OLDEST).contains(&age).then_some(day)
}
