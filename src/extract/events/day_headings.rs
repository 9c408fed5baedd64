//! Days that stand as headings above the points of a programme or the notes of a chronicle: `Wednesday 3 September`.

use super::event::EventDate;
use super::phrase::Phrase;
use super::reader::Reader;
use crate::extract::dates::{Calendar, DateExpression, Tense, find_dates, resolve};
use crate::text::{Block, BlockKind};

/// More words than a heading of another matter has.
const HEADING: usize = 8;

/// More letters and digits than any day is written with, so that paragraphs are not searched.
const LONGEST_DAY: usize = 120;

impl Reader<'_> {
    /// Notes what a line says of the lines below it: a day, or that another matter begins.
    pub(super) fn pass_heading(&mut self, block: &Block) {
        let line = self.text.raw().get(block.bytes.clone()).unwrap_or_default();
        if let Some(day) = self.day_alone(line) {
            self.heading_day = Some(day);
        } else if block.kind != BlockKind::List
            && !line.trim_end().ends_with(['.', ';', ',', ':'])
            && line.split_whitespace().nth(HEADING).is_none()
        {
            self.heading_day = None;
        }
    }

    /// The day of a line that holds nothing else; the printed day of publication is none.
    fn day_alone(&self, line: &str) -> Option<EventDate> {
        // Most paragraphs are too long whatever they consist of.
        if line.len() > 4 * LONGEST_DAY || line.chars().filter(|c| c.is_alphanumeric()).nth(LONGEST_DAY).is_some() {
            return None;
        }
        let [day] = &find_dates(line)[..] else { return None };
        let rest = line.get(..day.start)?.chars().chain(line.get(day.end..)?.chars());
        let alone = rest.into_iter().all(|c| !c.is_alphanumeric());
        let of_days =
            matches!(day.expression, DateExpression::Day(_) | DateExpression::Days(..) | DateExpression::Weekday(..));
        let calendar = Calendar { anchor: self.anchor, focus: None, news: None, stay: None, tense: Tense::Either };
        let resolved = resolve(&day.expression, &calendar).filter(|_| alone && of_days)?;
        let published = self.anchor.map(|anchor| anchor.to_string());
        (published.as_ref() != Some(&resolved.start))
            .then(|| EventDate { resolved, text: line.get(day.start..day.end).unwrap_or_default().to_owned() })
    }

    /// The day in the heading above a point of a list, or above the first sentence of a note.
    pub(super) fn day_of_heading(&self, phrase: &Phrase) -> Option<EventDate> {
        let block = self.text.block_of(phrase.sentence)?;
        let first = block.kind == BlockKind::List || block.sentences.start == phrase.sentence;
        self.heading_day.clone().filter(|_| first && phrase.dates.is_empty())
    }
}
