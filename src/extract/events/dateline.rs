//! Place and date of a report before its first sentence, which are no part of what it tells.

use super::layout::Builder;
use super::phrase::{Item, ItemKind};
use crate::text::Flags;

impl Builder<'_, '_> {
    /// `MEXICO CITY, Aug 6 (Agency) --`: place and date of the report, not of an event.
    pub fn cut_dateline(&mut self) {
        let dash = (1..self.items.len().min(14)).find(|at| {
            matches!(self.items[*at].word.as_ref(), "-" | "/")
                && self.text.has(self.items[*at].tokens.start, Flags::SPACE_BEFORE)
        });
        let Some(dash) = dash else { return };
        let starts = matches!(self.items[0].kind, ItemKind::Place(_) | ItemKind::Actors(_))
            || self.text.has(self.items[0].tokens.start, Flags::ALL_CAPS);
        // `The two ministers - X of A and Y of B - met`: people are no place.
        let people = |item: &Item| {
            matches!(&item.kind, ItemKind::Actors(actors)
                if actors.reference || actors.members.iter().any(|member| self.is_person(*member)))
        };
        let quiet =
            self.items[..dash].iter().all(|item| !item.known.is_verb() && !item.known.is("auxiliary") && !people(item));
        if starts
            && quiet
            && (dash < 4
                || self.items[..dash].iter().all(|item| item.kind != ItemKind::Word)
                || self.items[..dash].iter().any(|item| matches!(item.kind, ItemKind::Date(_)) || item.word == "("))
        {
            let mut end = dash + 1;
            while self.items.get(end).is_some_and(|item| item.word == "-") {
                end += 1;
            }
            self.items.drain(..end);
        }
    }
}
