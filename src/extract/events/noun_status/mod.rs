//! Held, planned, put off: what the words around a noun say of the event that it names.

mod before;
mod own;

use super::after_noun::AfterNoun;
use super::phrase::{ItemKind, Phrase};
use super::status::{Status, of_row};

/// `A dinner that X was to give for Y in Oslo did not take place`: what the end of a sentence says of the noun that opens
/// it, where that came to nothing. `from` is an item behind the noun.
pub fn at_end(phrase: &Phrase, start: usize, from: usize) -> Option<Status> {
    let end = (from..phrase.items.len())
        .find(|at| matches!(phrase.word(*at), "and" | "but" | ";" | "because" | "after" | "as" | "since" | "said"))
        .unwrap_or(phrase.items.len());
    let last = (from..end).rev().find(|at| phrase.is("auxiliary", *at) && !phrase.is("auxiliary", at.wrapping_sub(1)));
    let fate = last.map(|verb| of_row(&phrase.row(verb..end.min(verb + 6))));
    fate.filter(|fate| start <= 1 && matches!(fate, Status::Cancelled | Status::Postponed))
}

/// The noun of an event, and what stands around it.
struct EventNoun<'p> {
    phrase: &'p Phrase<'p>,
    /// The items of the noun phrase and of its noun.
    start: usize,
    noun: usize,
    /// The verb that has the noun as its object: `holds talks`, `cancelled his visit`.
    verb: Option<usize>,
    after: AfterNoun,
    /// The auxiliary behind the noun that says what becomes of it: `will be held`, `was put off`.
    auxiliary: Option<usize>,
    /// The first item of the noun phrase with its article and number, and the word before it.
    first: usize,
    preposition: &'p str,
}

/// What the words say, the surest first; the first rule that knows answers.
const RULES: [fn(&EventNoun<'_>) -> Option<Status>; 17] = [
    own::undone_behind,
    own::planned_behind,
    own::undone_by_verb,
    own::fell_through,
    own::asked_to_be_held,
    own::modifiers,
    own::included,
    own::of_its_verb,
    before::to_be,
    before::prepared,
    own::begins,
    before::joined_or_on_the_way,
    before::negated_or_on_hold,
    before::looked_forward_to,
    before::to_or_before,
    own::title_without_auxiliary,
    before::asked_for,
];

/// The status of an event named by a noun: its own modifiers, the verb that governs it, the verb that it governs. `light` is the
/// verb that has it as its object.
pub fn of_noun(phrase: &Phrase, start: usize, noun: usize, light: Option<usize>) -> Status {
    let noun = EventNoun::new(phrase, start, noun, light);
    RULES
        .iter()
        .find_map(|rule| rule(&noun))
        .or_else(|| before::of_governor(&noun))
        .unwrap_or_else(|| own::of_predicate(&noun))
}

impl<'p> EventNoun<'p> {
    fn new(phrase: &'p Phrase<'p>, start: usize, noun: usize, verb: Option<usize>) -> EventNoun<'p> {
        let after = AfterNoun::of(phrase, noun);
        // `Her first trip was to Brazil`: no verb is to come.
        let whither = |verb: &usize| {
            let to = phrase.word(verb + 1) == "to" && phrase.is("be", *verb);
            to && !matches!(phrase.items.get(verb + 2).map(|item| &item.kind), Some(ItemKind::Word))
        };
        // `ended without a result`: it took place.
        let ended = |verb: &usize| matches!(phrase.word(*verb), "ended" | "ends" | "closed" | "closes" | "concluded");
        let auxiliary = after.predicate.filter(|verb| !whither(verb) && !ended(verb) && !after.goes_on(phrase));
        // `at the 14th ASEAN summit`
        let mut first = start;
        while first > 0 && phrase.word(first - 1).starts_with(|c: char| c.is_ascii_digit()) {
            first -= 1;
        }
        first -= usize::from(first > 0 && phrase.is("determiner", first - 1));
        let preposition = first.checked_sub(1).map_or("", |before| phrase.word(before));
        EventNoun { phrase, start, noun, verb, after, auxiliary, first, preposition }
    }

    /// The words before it in its clause.
    fn clause_before(&self) -> String {
        self.phrase.row(self.phrase.clause_start(self.start)..self.first)
    }

    /// What an auxiliary and the words behind it say.
    fn fate(&self, auxiliary: usize) -> Status {
        of_row(&self.phrase.row(auxiliary..(auxiliary + 5).min(self.phrase.items.len())))
    }
}
