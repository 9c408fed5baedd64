//! Names that no title introduces: with a title behind them, with an honorific, or bare.

use std::ops::Range;

use super::super::names::{NameRun, Words};
use super::super::titles::{Polity, Title};
use super::Sighting;
use crate::text::TokenIndex;

impl Words<'_> {
    /// Names that no title introduces: with a title after them, with an honorific, or bare.
    pub(super) fn bare_names(
        &self,
        sentence: Range<TokenIndex>,
        titles: &[Title],
        used: &mut [bool],
        sightings: &mut Vec<Sighting>,
    ) {
        // For every token of the sentence the end of the phrase that covers it.
        let mut taken = vec![0; sentence.len() + 1];
        let phrases = sightings.iter().map(|sighting| sighting.phrase.clone());
        for range in phrases.chain(titles.iter().map(|title| title.tokens.clone())) {
            let inside = range.start.max(sentence.start) - sentence.start..range.end.min(sentence.end) - sentence.start;
            taken[inside].fill(range.end);
        }
        let mut at = sentence.start;
        while at < sentence.end {
            if taken[at - sentence.start] > at {
                at = taken[at - sentence.start];
                continue;
            }
            let Some(run) = self.name(at, sentence.end, false) else {
                at += 1;
                continue;
            };
            // X "Nickname": what stands in quotes right after a name is no second person.
            let quoted = at > sentence.start
                && self.text.folded(at - 1) == "\""
                && at > sentence.start + 1
                && taken[at - 2 - sentence.start] == at - 1;
            if quoted {
                at = run.phrase.end.max(at + 1);
                continue;
            }
            at = run.phrase.end.max(at + 1);
            // the islet Timoteo Dominguez, the freighter Juan Vega
            let kind = run.phrase.start.saturating_sub(1);
            let kind = kind.saturating_sub(usize::from(self.text.folded(kind) == "of"));
            if kind > sentence.start && self.is("named_thing", kind) && !self.capitalised(kind) && !run.honorific {
                continue;
            }
            if self.is_credited(run.phrase.start, sentence.start) {
                continue;
            }
            let following = self.titles_after(&run, titles, used, sentence.end);
            let mut phrase = run.phrase.clone();
            let mut own = Vec::new();
            let was = self.once_held(run.phrase.end);
            // X succeeds Y as chairman: Y stands between.
            let succeeds = self.follows_in_office(run.phrase.end).is_some();
            for index in following {
                used[index] = true;
                phrase.end = if succeeds { phrase.end } else { titles[index].tokens.end };
                own.push(titles[index].clone());
            }
            own.iter_mut().for_each(|title| title.former |= was);
            if own.len() > 1 {
                let said =
                    own.iter().map(|title| title.polity.clone()).find(|polity| matches!(polity, Polity::Country(_)));
                for title in &mut own {
                    if let (Polity::Unsaid, Some(polity)) = (&title.polity, &said) {
                        title.polity = polity.clone();
                    }
                }
            }
            at = at.max(phrase.end);
            let loose = own.is_empty() && !run.honorific;
            let rule = match (own.is_empty(), run.honorific) {
                (false, _) => "name-before-title",
                (true, true) => "honorific",
                (true, false) => "bare-name",
            };
            let owner = self.possessor(run.name.start).filter(|_| own.is_empty());
            if let Some((_, start)) = owner {
                phrase.start = start;
            }
            let after = self.country_of_bare_name(phrase.end).filter(|_| own.is_empty() && run.name.len() > 1);
            if let Some((_, next)) = after {
                phrase.end = next;
                at = at.max(next);
            }
            let country = owner.or(after).map(|(country, _)| country);
            let loose = loose && (after.is_none() || !self.stands_in_a_list(&run));
            sightings.push(Sighting { phrase, run, titles: own, rule, country, loose });
        }
    }

    /// `(Photo: Ana Ruiz/AP)`, `(By Li Wei and Juan Soto)`: who made it.
    fn is_credited(&self, name: TokenIndex, start: TokenIndex) -> bool {
        let from = start.max(name.saturating_sub(8));
        let bracket = (from..name).rev().find(|at| matches!(self.text.folded(*at), "(" | ")"));
        bracket.is_some_and(|at| {
            self.text.folded(at) == "("
                && matches!(
                    self.text.folded(at + 1),
                    "by" | "photo"
                        | "photos"
                        | "picture"
                        | "image"
                        | "reporting"
                        | "editing"
                        | "writing"
                        | "story"
                        | "text"
                )
        })
    }

    /// A name of known or new persons, and not the `Bank of China`: all its words are free for persons.
    fn stands_in_a_list(&self, run: &NameRun) -> bool {
        run.name.len() <= 5
            && run.name.clone().all(|token| {
                !self.is("organization", token) && !self.is("venue", token) && !self.is("event_name", token)
            })
    }
}
