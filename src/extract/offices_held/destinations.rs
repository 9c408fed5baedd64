//! Where a person travels to: whoever `is on a visit to Latvia` holds no office there.

use smallvec::SmallVec;

use super::super::knowledge::{CountryIndex, Sense};
use super::super::names::Words;
use super::super::people::Sighting;
use super::super::titles::Title;
use crate::text::{Flags, TokenIndex};

/// How many words may stand between a traveller and the word of travel.
const BETWEEN: usize = 14;

impl Words<'_> {
    /// The countries that the words around a name send its bearer to: `X's visit to Latvia`, `X flew to Riga`, `the visit
    /// to Latvia by X`.
    pub(super) fn destinations(&self, sighting: &Sighting) -> SmallVec<[CountryIndex; 2]> {
        let before = self.destination_before(sighting.phrase.start);
        self.destination_after(sighting.phrase.end).into_iter().chain(before).collect()
    }

    /// `X returned to Lima`, `X flew home to Peru`: where whose name ends there is at home.
    pub(super) fn returns_to(&self, end: TokenIndex) -> Option<CountryIndex> {
        let text = self.text;
        let verb = (end..end + 3).find(|at| matches!(text.folded(*at), "returned" | "returns" | "home"))?;
        let to = verb + 1 + usize::from(matches!(text.folded(verb + 1), "home" | "here"));
        (text.folded(to) == "to").then(|| self.country_visited(to + 1))?
    }

    /// `Minister X and his Kenyan counterpart met here`: whether the sentence plays where the report was written, and nobody
    /// comes there.
    pub(super) fn happens_here(&self, title: &Title) -> bool {
        let text = self.text;
        let Some(sentence) = text.sentences.get(text.sentence_of(title.tokens.start)) else { return false };
        let tokens = || sentence.tokens.clone();
        let here = tokens().any(|at| text.folded(at) == "here" && !text.has(at, Flags::CAPITALISED));
        here && !tokens().any(|at| {
            matches!(
                text.folded(at),
                "arrived"
                    | "arrives"
                    | "arrive"
                    | "arrival"
                    | "came"
                    | "comes"
                    | "come"
                    | "visit"
                    | "visiting"
                    | "stay"
                    | "accompanied"
                    | "led"
                    | "headed"
            )
        })
    }

    /// `X left here for Lima`: where the report was written is at home.
    pub(super) fn leaves_here(&self, end: TokenIndex) -> bool {
        let verb = (end..end + 4).find(|at| matches!(self.text.folded(*at), "left" | "leaves" | "departed" | "flew"));
        verb.is_some_and(|verb| {
            let here = verb + 1 + usize::from(self.text.folded(verb + 1) == "from");
            matches!(self.text.folded(here), "here" | "home")
        })
    }

    fn destination_after(&self, end: TokenIndex) -> Option<CountryIndex> {
        let text = self.text;
        let sentence = text.sentences.get(text.sentence_of(end.checked_sub(1)?))?.tokens.end;
        for at in end..sentence.min(end + BETWEEN) {
            let next = match text.folded(at) {
                "visit" | "trip" | "tour" | "journey" | "flew" | "fly" | "flies" | "travelled" | "traveled"
                | "travel" | "travels" | "went" | "go" | "goes" | "came" | "headed" | "heads" | "mission"
                    if text.folded(at + 1) == "to" =>
                {
                    at + 2
                }
                "pay" | "pays" | "paid" if text.folded(at + 1) == "to" => at + 2,
                "visited" | "visits" | "visiting" | "visit" => at + 1,
                "arrived" | "arrives" | "arrive" | "landed" | "lands" if matches!(text.folded(at + 1), "in" | "at") => {
                    at + 2
                }
                "expected" | "due" if text.folded(at + 1) == "in" && at <= end + 2 => at + 2,
                "left" | "leaves" | "leave" | "departed" | "departs" if text.folded(at + 1) == "for" => at + 2,
                // X, who is on a visit to Y
                "who" if at <= end + 1 => continue,
                _ if self.capitalised(at) && self.gazetteer.covering(at).is_none() => return None,
                "." | ";" | ":" | "and" | "but" | "with" | "that" | "who" | "whose" | "by" | "of" => return None,
                "," if at > end => return None,
                _ => continue,
            };
            return self.country_visited(next);
        }
        None
    }

    /// `the visit to Latvia of` before the name.
    fn destination_before(&self, start: TokenIndex) -> Option<CountryIndex> {
        let text = self.text;
        let article = usize::from(start.checked_sub(1).is_some_and(|before| text.folded(before) == "the"));
        let by = start.checked_sub(1 + article).filter(|at| matches!(text.folded(*at), "by" | "of"))?;
        let found = self.gazetteer.covering(by.checked_sub(1)?)?;
        let article = usize::from(text.folded(found.tokens.start.checked_sub(1)?) == "the");
        let to = found.tokens.start.checked_sub(1 + article).filter(|at| text.folded(*at) == "to")?;
        let noun = to.checked_sub(1)?;
        matches!(text.folded(noun), "visit" | "trip" | "tour" | "journey" | "arrival" | "return")
            .then(|| self.country_visited(found.tokens.start))?
    }

    fn country_visited(&self, at: TokenIndex) -> Option<CountryIndex> {
        let article = self.text.folded(at) == "the";
        let found = self.gazetteer.starting(at).or_else(|| self.gazetteer.starting(at + 1).filter(|_| article))?;
        match found.sense {
            Sense::Country(country) | Sense::Capital(country) | Sense::City(country) => {
                (!self.text.has(found.tokens.end, Flags::POSSESSIVE)).then_some(country)
            }
            _ => None,
        }
    }
}
