//! What belongs to a trigger: the bounds of its clause, its object, and what prepositions govern.

use smallvec::SmallVec;

use super::lexicon::Form;
use super::phrase::{ItemKind, Phrase};
use crate::extract::dates::DateMention;

/// Where the clauses of a sentence begin and end, in order.
#[derive(Default)]
pub(super) struct Edges {
    /// Items between two clauses.
    boundaries: SmallVec<[usize; 8]>,
    /// Those, and items after which a further verb follows.
    ends: SmallVec<[usize; 8]>,
}

impl Phrase<'_> {
    pub(super) fn find_edges(&self) -> Edges {
        let mut edges = Edges::default();
        for at in 0..self.items.len() {
            let boundary = self.is_boundary(at);
            if boundary {
                edges.boundaries.push(at);
            }
            if boundary || self.begins_next_verb(at) {
                edges.ends.push(at);
            }
        }
        edges
    }

    /// The first item of the clause of a trigger.
    pub fn clause_start(&self, at: usize) -> usize {
        let before = self.edges.boundaries.partition_point(|boundary| *boundary < at).checked_sub(1);
        before.and_then(|index| self.edges.boundaries.get(index)).map_or(0, |before| before + 1)
    }

    /// The item after the clause of a trigger.
    pub fn clause_end(&self, at: usize) -> usize {
        let after = self.edges.ends.partition_point(|end| *end <= at);
        self.edges.ends.get(after).copied().unwrap_or(self.items.len())
    }

    fn is_boundary(&self, at: usize) -> bool {
        match self.items[at].kind {
            ItemKind::Mark => matches!(self.word(at), ";" | ":" | "\"" | "." | "?" | "!"),
            ItemKind::Word => {
                matches!(
                    self.word(at),
                    "who"
                        | "which"
                        | "whom"
                        | "whose"
                        | "where"
                        | "while"
                        | "whereas"
                        | "although"
                        | "because"
                        | "but"
                        | "adding"
                        | "saying"
                        | "when"
                ) || (at > 0 && self.word(at - 1) == "," && self.is("Say", at))
            }
            _ => false,
        }
    }

    /// `and visited`, `and will sign`: a further verb of the same subject.
    fn begins_next_verb(&self, at: usize) -> bool {
        if !matches!(self.word(at), "and" | "then" | ",") {
            return false;
        }
        let mut next = at + 1;
        while self.is("adverb", next) || matches!(self.word(next), "and") {
            next += 1;
        }
        let word = self.word(next);
        // `talks, scheduled for Friday, have …`: no verb of its own.
        if self.word(at) == "," && matches!(word, "scheduled" | "planned" | "slated" | "originally") {
            return false;
        }
        self.is("auxiliary", next) || (self.is_verb(next) && (word.ends_with("ed") || is_irregular_past(word)))
    }

    /// Whether the verb at `at` is passive: a participle after a form of `be`, or one that follows its noun.
    pub fn is_passive(&self, at: usize, form: Form) -> bool {
        if form != Form::Past {
            return false;
        }
        let mut before = at;
        while before > 0 {
            before -= 1;
            if self.is("be", before) {
                return true;
            }
            // `was in turn invited`
            if before > 0 && self.word(before) == "turn" && self.word(before - 1) == "in" {
                before -= 1;
                continue;
            }
            if !(self.is("adverb", before) || self.word(before).ends_with("ly") || self.is_date(before)) {
                return false;
            }
        }
        false
    }

    /// Whether a word follows at once, or after words of time and manner: `spoke today with`.
    pub fn leads_to(&self, word: &str, from: usize) -> bool {
        let passes = |at: &usize| {
            self.is("adverb", *at)
                || self.word(*at).ends_with("ly")
                || self.is_date(*at)
                || matches!(self.word(*at), "on" | "again" | "at" | "length" | "here" | "separately")
        };
        let next = (from..self.items.len().min(from + 6)).find(|at| self.word(*at) == word || !passes(at));
        let before = || self.antecedent(from.checked_sub(1)?).filter(|(preposition, _)| *preposition == word);
        next.is_some_and(|next| self.word(next) == word) || before().is_some()
    }

    /// Whether `has`, `had` only builds the tense of the verb behind it: `has called for talks`.
    pub fn is_perfect(&self, at: usize) -> bool {
        let next = (at + 1..self.items.len()).find(|next| !self.is("adverb", *next)).unwrap_or(at);
        matches!(self.word(at), "has" | "have" | "had" | "having")
            && next > at
            && (self.word(next) == "been" || self.is_past(next))
    }

    /// Whether an item is a date.
    pub fn is_date(&self, at: usize) -> bool {
        matches!(self.items.get(at).map(|item| &item.kind), Some(ItemKind::Date(_)))
    }

    /// Whether a word stands at an item that is no article: `to let in`, and not `to the`.
    pub fn is_plain_word(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| item.kind == ItemKind::Word) && !self.is("determiner", at)
    }

    /// The item behind a day and what leads to it: `asked Peru on Friday to`, `told Peru here today to`.
    pub fn past_dates(&self, from: usize) -> usize {
        let day = from + usize::from(matches!(self.word(from), "on" | "in" | "here"));
        if self.is_date(day) { day + 1 } else { from }
    }

    /// The date that stands at an item.
    pub fn date_at(&self, at: usize) -> Option<&DateMention> {
        match self.items.get(at)?.kind {
            ItemKind::Date(index) => self.dates.get(index),
            _ => None,
        }
    }

    /// The preposition that governs the item at `at` (`with`, `to`, …), empty if none does.
    pub fn preposition_of(&self, at: usize) -> &str {
        let mut before = at;
        while before > 0 {
            before -= 1;
            if self.is("preposition", before) {
                return self.word(before);
            }
            let modifies = self.is("determiner", before)
                || self.is("adverb", before)
                || matches!(self.items[before].kind, ItemKind::Adjective(_))
                || (self.items[before].kind == ItemKind::Word
                    && !self.is_verb(before)
                    && !self.is("conjunction", before)
                    && !self.is("auxiliary", before)
                    && at - before <= 3);
            if !modifies {
                return "";
            }
        }
        ""
    }

    /// The actors after `from`, before `to`, each with its preposition.
    pub fn actors_between(&self, from: usize, to: usize) -> Vec<(&str, usize)> {
        (from..to.min(self.items.len()))
            .filter(|at| self.actors(*at).is_some_and(|actors| !actors.possessive && !actors.members.is_empty()))
            .map(|at| (self.preposition_of(at), at))
            .collect()
    }

    /// The actors that a preposition governs after `from`, or before the clause: `X, with whom Y spoke`.
    pub fn actors_after(&self, preposition: &[&str], from: usize, to: usize) -> Option<usize> {
        let behind = self.actors_between(from, to).into_iter().find(|(word, _)| preposition.contains(word));
        let before = || self.antecedent(from.checked_sub(1)?).filter(|(word, _)| preposition.contains(word));
        behind.or_else(before).map(|(_, at)| at)
    }

    /// `Y, whom X is to see`, `Y, with whom X spoke`: the actors before the relative clause of a verb, and the preposition that
    /// governs them there, empty if none does.
    pub fn antecedent(&self, verb: usize) -> Option<(&str, usize)> {
        let pronoun = self.clause_start(verb).checked_sub(1).filter(|pronoun| self.word(*pronoun) == "whom")?;
        let governed = pronoun > 0 && self.is("preposition", pronoun - 1);
        let clause = pronoun - usize::from(governed);
        let named = clause.checked_sub(1 + usize::from(clause > 0 && self.word(clause - 1) == ","))?;
        let actors = self.actors(named).filter(|actors| !actors.possessive && !actors.members.is_empty());
        actors.map(|_| (if governed { self.word(pronoun - 1) } else { "" }, named))
    }

    /// `met, on the sidelines of the assembly, the …`: the item after a phrase set between commas.
    fn after_insertion(&self, at: usize) -> usize {
        let inserted = self.is("preposition", at + 1)
            || self.is("adverb", at + 1)
            || self.is_date(at + 1)
            // `met, one after the other, X, Y and Z`
            || self.word(at + 1) == "one" && matches!(self.word(at + 2), "after" | "by");
        if self.word(at) != "," || !inserted {
            return at;
        }
        (at + 2..self.items.len().min(at + 20)).find(|next| self.word(*next) == ",").map_or(at, |next| next + 1)
    }

    /// `received at her residence the …`: the object behind a phrase that says where.
    pub fn object_past_place(&self, after: usize) -> Option<usize> {
        let mut at = after;
        let end = self.items.len().min(after + 16);
        let mut placed = false;
        while at < end {
            if self.is_date(at) || self.is("adverb", at) || self.word(at) == "," && at > after {
                at += 1;
            } else if matches!(self.word(at), "at" | "in" | "on") {
                placed = true;
                at += 1 + usize::from(self.is("determiner", at + 1));
                let first = at;
                // `at the Palace President X`: the words of the place end where a person's title begins.
                while at < end && self.goes_on_place(at) && !(at > first && self.actors(at).is_some()) {
                    at += 1;
                }
            } else {
                break;
            }
        }
        let named = |at: usize| self.actors(at).is_some_and(|actors| !actors.possessive && !actors.members.is_empty());
        let first = at + usize::from(self.is("determiner", at));
        let object = (first..end.min(first + 5)).find(|at| named(*at)).filter(|_| placed)?;
        (first..object).all(|at| self.goes_on_place(at) && self.actors(at).is_none()).then_some(object)
    }

    /// Whether an item can stand inside the words of a place.
    fn goes_on_place(&self, at: usize) -> bool {
        let stops = self.is_verb(at)
            || self.is_date(at)
            || ["clause", "preposition", "conjunction", "determiner", "auxiliary"]
                .iter()
                .any(|class| self.is(class, at));
        self.items.get(at).is_some_and(|item| item.kind != ItemKind::Mark) && !stops
    }

    /// Whom the verb that ends before an item concerns: its object, or those before `whom`.
    pub fn whom(&self, after: usize) -> Option<usize> {
        let before = || self.antecedent(after.checked_sub(1)?).filter(|(preposition, _)| preposition.is_empty());
        self.object(after).or_else(|| before().map(|(_, at)| at))
    }

    /// The actors that stand directly after a verb: its object.
    pub fn object(&self, after: usize) -> Option<usize> {
        let mut at = self.after_insertion(after);
        let limit = at + 6;
        while at < self.items.len() && at < limit {
            if let Some(actors) = self.actors(at) {
                if !actors.possessive && !actors.members.is_empty() {
                    return Some(at);
                }
                // `met his Finnish counterpart, President X`
                if actors.possessive && actors.reference && self.actors(at + 1).is_some() {
                    at += 1;
                    continue;
                }
                return None;
            }
            let word = self.word(at);
            let passes = self.is("determiner", at)
                || self.is("adverb", at)
                || self.is_date(at)
                || word == "on" && self.is_date(at + 1)
                || word == "here"
                || (self.items[at].kind == ItemKind::Word
                    && !self.is("preposition", at)
                    && !self.is("conjunction", at)
                    && !self.is_verb(at)
                    && word != "to");
            // `met in turn X, Y and Z`
            if word == "in" && matches!(self.word(at + 1), "turn" | "succession" | "private") {
                at += 2;
                continue;
            }
            let mark = self.items[at].kind == ItemKind::Mark && word != ";" && self.is_date(at.wrapping_sub(1));
            if !(passes || mark) {
                return None;
            }
            at += 1;
        }
        None
    }
}

/// Past forms that do not end in `-ed`.
fn is_irregular_past(word: &str) -> bool {
    matches!(
        word,
        "met"
            | "held"
            | "had"
            | "said"
            | "told"
            | "took"
            | "gave"
            | "made"
            | "paid"
            | "left"
            | "flew"
            | "came"
            | "went"
            | "spoke"
            | "rang"
            | "sat"
            | "put"
            | "set"
            | "struck"
            | "sought"
            | "swore"
            | "began"
            | "wrote"
            | "thought"
            | "has"
            | "will"
            | "is"
            | "was"
    )
}
