//! What a verb of concluding is about: the instrument, and who is named as acting.

use super::super::lexicon::Form;
use super::super::noun_phrase::noun_phrase_start;
use super::super::phrase::Phrase;
use super::super::reader::Reader;
use super::about::{clause_around, instrument_that, is_content, participle_behind, told_before_which};
use super::instruments::{instrument_after, is_instrument};
use super::signers::puts_name;

/// A verb that signs, adopts or sets up, with its instrument.
pub(super) struct Conclusion<'p> {
    pub phrase: &'p Phrase<'p>,
    /// The item of the verb, its form, and how many items it takes.
    pub at: usize,
    pub form: Form,
    pub length: usize,
    /// It signs, and does not only bring about.
    pub signs: bool,
    /// The item of the instrument.
    pub noun: usize,
    /// The words of its phrase before the noun, each with a space around it.
    pub article: String,
    /// The item of those who act: the subject, or those behind `by`.
    pub subject: Option<usize>,
    pub passive: bool,
    /// The verb describes the noun before it: `an accord signed in Lima`.
    pub behind: bool,
    /// The noun stands in another clause than the verb.
    pub clause_of_its_own: bool,
    /// Told only in passing: `the treaty which the two concluded last year`.
    pub told_aside: bool,
}

impl<'p> Conclusion<'p> {
    /// The conclusion that the verb at an item tells.
    pub(super) fn of(reader: &Reader<'_>, phrase: &'p Phrase<'p>, at: usize) -> Option<Conclusion<'p>> {
        let named = puts_name(reader, phrase, at);
        let (form, length) =
            named.or_else(|| ["Sign", "SetUp", "Upgrade"].iter().find_map(|class| phrase.verb(class, at)))?;
        if is_content(phrase, at, form) {
            return None;
        }
        let signs = named.is_some() || phrase.verb("SignOnly", at).is_some();
        let behind = if form == Form::Past { participle_behind(phrase, at, length) } else { None };
        let passive = phrase.is_passive(at, form) || behind.is_some();
        let end = phrase.clause_end(at);
        let by = || phrase.actors_after(&["by"], at + length, end);
        let headline = !passive && form == Form::Past && at + 1 >= phrase.items.len();
        let (noun, subject, clause_of_its_own, told_aside) = if let Some(noun) = behind {
            (noun, by(), false, false)
        } else if passive || headline {
            let clause = phrase.clause_start(at);
            let own = instrument_before(phrase, clause, at);
            let own = own.or_else(|| raised_to(phrase, clause, at, length));
            let which = || told_before_which(phrase, clause, end).filter(|noun| is_paper(phrase, *noun, at));
            (own.or_else(which)?, by(), own.is_none_or(|own| own < clause), false)
        } else {
            let after = if named.is_some() { at + length - 1 } else { at };
            let that = || instrument_that(phrase, at).filter(|_| signs || phrase.verb("Conclude", at).is_some());
            let noun = instrument_after(phrase, after, phrase.items.len()).or_else(that)?;
            let subject = phrase.subject(at).filter(|subject| !phrase.is_acted_by_others(at, *subject));
            (noun, subject, noun < at, noun < at && !signs)
        };
        let mut found = Conclusion {
            phrase,
            at,
            form,
            length,
            signs,
            noun,
            article: phrase.row(noun_phrase_start(phrase, noun)..noun),
            subject,
            passive,
            behind: behind.is_some(),
            clause_of_its_own,
            told_aside,
        };
        found.settle_subject();
        Some(found)
    }

    /// A mediator is no party; in `Having signed the accord, X and Y …` the subject follows.
    fn settle_subject(&mut self) {
        let Conclusion { phrase, at, .. } = *self;
        if ["broker", "mediat"].iter().any(|stem| phrase.word(at).starts_with(stem)) {
            self.subject = None;
        }
        let opens = phrase.word(at.wrapping_sub(1)) == "having" || self.form == Form::Ing && at < 3;
        if self.subject.is_none() && opens {
            self.subject = (self.noun + 1..phrase.items.len())
                .filter(|verb| phrase.is_verb(*verb) || phrase.is("auxiliary", *verb))
                .filter_map(|verb| phrase.subject(verb))
                .find(|subject| phrase.word(subject.wrapping_sub(1)) == ",");
        }
    }

    /// The items from the verb to the noun, or from the noun to the verb.
    pub(super) fn trigger(&self) -> std::ops::Range<usize> {
        self.at.min(self.noun)..self.at.max(self.noun) + 1
    }

    /// `asked the United Nations to set up a fund`: what one side is to do is no agreement.
    pub(super) fn is_asked_for(&self) -> bool {
        let Conclusion { phrase, at, noun, .. } = *self;
        let to_do = at > 0 && phrase.word(at - 1) == "to";
        let asks =
            |verb: usize| phrase.verb("Request", verb).is_some() || to_do && phrase.verb("Press", verb).is_some();
        (0..at.min(noun)).any(asks)
    }

    /// `A treaty initialled by Norway and Peru will be signed in May`: the item of `initialled`.
    pub(super) fn initialled_before(&self) -> Option<usize> {
        let phrase = self.phrase;
        (self.noun + 1..self.at).find(|verb| phrase.verb("SignOnly", *verb).is_some() && phrase.word(verb + 1) == "by")
    }
}

/// Whether a noun is the instrument that a passive verb is about, and not what something else is under or about: `Under the treaty a
/// commission will be set up`, `Talks on a framework were launched`.
fn is_paper(phrase: &Phrase, noun: usize, at: usize) -> bool {
    let before = phrase.word(noun_phrase_start(phrase, noun).wrapping_sub(1));
    let governed = matches!(before, "under" | "on" | "about" | "over" | "towards" | "for");
    phrase.noun("instrument", noun).is_some() && is_instrument(phrase, noun, at) && !governed
}

/// The instrument before a passive verb, in its clause or around an inserted one.
fn instrument_before(phrase: &Phrase, clause: usize, at: usize) -> Option<usize> {
    let paper = |noun: &usize| is_paper(phrase, *noun, at);
    // `will sign a treaty and a communique will be issued`
    let second = (clause..at).rev().find(|be| phrase.is("auxiliary", *be) && !phrase.is("auxiliary", be - 1));
    let second = second.and_then(|be| be.checked_sub(1)).filter(|noun| {
        let and = noun_phrase_start(phrase, *noun).saturating_sub(1);
        phrase.word(and) == "and" && (clause..and).any(|verb| phrase.verb("Sign", verb).is_some())
    });
    let around = || clause_around(phrase, clause, at).and_then(|start| (start..clause).find(paper));
    second.filter(paper).or_else(|| (clause..at).find(paper)).or_else(around)
}

/// `Relations between A and B were raised to a strategic partnership`: to what they are raised.
fn raised_to(phrase: &Phrase, clause: usize, at: usize, length: usize) -> Option<usize> {
    let ties = |at: usize| matches!(phrase.word(at), "relations" | "ties" | "relationship" | "cooperation");
    let upgrades = phrase.verb("Upgrade", at).is_some() && phrase.word(at + length) == "to";
    let end = phrase.items.len().min(at + length + 8);
    let noun = || (at + length + 1..end).find(|noun| phrase.noun("instrument", *noun) == Some("partnership"));
    noun().filter(|_| upgrades && (clause..at).any(ties))
}
