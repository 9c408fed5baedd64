//! Runs of words that can be a person's name: capitalised words with particles, hyphens, initials and suffixes.

use std::ops::Range;

use super::gazetteer::{Found, Gazetteer};
use super::knowledge::{Knowledge, OfficeWord, Sense};
use super::known_words::KnownWords;
use crate::text::{Flags, FoldedText, TokenIndex};

/// What the grammar needs to look at words.
pub(super) struct Words<'a> {
    pub text: &'a FoldedText<'a>,
    pub knowledge: &'a Knowledge,
    pub gazetteer: &'a Gazetteer<'a>,
    pub known: &'a KnownWords<'a>,
}

/// A name as it stands, with its honorifics.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NameRun {
    /// With honorifics.
    pub phrase: Range<TokenIndex>,
    /// The name alone.
    pub name: Range<TokenIndex>,
    /// `Mr`, `Dr`, `H.E.` stood before it.
    pub honorific: bool,
}

/// More words than any name has.
const LONGEST: usize = 7;

impl Words<'_> {
    #[inline]
    pub fn is(&self, class: &str, token: TokenIndex) -> bool {
        self.known.is(class, token)
    }

    /// The longest words of a title that begin at `token`, as far as `end`: their number and what they are.
    pub fn office_word(&self, token: TokenIndex, end: TokenIndex) -> Option<(usize, OfficeWord)> {
        let (length, word) = self.known.office_word(token)?;
        if token + length <= end { Some((length, word)) } else { self.knowledge.office_words.at(self.text, token, end) }
    }

    pub fn capitalised(&self, token: TokenIndex) -> bool {
        self.text.has(token, Flags::CAPITALISED)
    }

    /// The name at `token`, where a title, honorific or role makes a person likely (`anchored`), or none does.
    pub fn name(&self, token: TokenIndex, end: TokenIndex, anchored: bool) -> Option<NameRun> {
        // Most words can begin no name: `al-` may, where the text has a hyphen.
        let possible = anchored
            || self.capitalised(token)
            || self.text.folded(token + 1) == "-"
            || self.is_article_of_style(token);
        if !possible {
            return None;
        }
        // INS Vikrant, HMS Ark Royal: a ship.
        let ship = |at: TokenIndex| self.is("ship", at) && self.text.has(at, Flags::ALL_CAPS);
        if ship(token) || token > 0 && ship(token - 1) {
            return None;
        }
        let start = self.skip_honorifics(token, end);
        let honorific = start > token;
        // 'Akilisi: a glottal stop before the first letter.
        // His Majesty King Carl: what he is, and no part of his name.
        let royal = honorific
            && matches!(self.text.folded(start - 1), "majesty" | "majesties" | "highness" | "highnesses")
            && self.capitalised(start + 1)
            && matches!(
                self.text.folded(start),
                "king" | "queen" | "prince" | "princess" | "emperor" | "empress" | "sultan" | "emir"
            );
        let start = start + usize::from(royal);
        let glottal = anchored
            && self.text.folded(start) == "'"
            && self.text.has(start, Flags::SPACE_BEFORE)
            && !self.text.has(start + 1, Flags::SPACE_BEFORE);
        let last = self.run(start + usize::from(glottal), end, anchored || honorific)?;
        // Sheikh Hasina: before a single name the style is part of what she is called.
        let styled = honorific && last == start + 1 && self.is("style", start - 1);
        Some(NameRun {
            phrase: token..self.skip_letters_behind(last),
            name: if styled { start - 1..last } else { start..last },
            honorific,
        })
    }

    /// The token after the name that begins at `start`.
    fn run(&self, start: TokenIndex, end: TokenIndex, anchored: bool) -> Option<TokenIndex> {
        let mut at = start;
        let mut last = None;
        let mut words = 0;
        while at < end && words < LONGEST {
            let text = self.text;
            let folded = text.folded(at);
            let glued = !text.has(at, Flags::SPACE_BEFORE);
            if at > start && glued && folded == "-" {
                // Jae-in, Al-Sisi: the hyphen binds without spaces, and the second part may be lower case.
                if text.has(at + 1, Flags::WORD)
                    && !text.has(at + 1, Flags::SPACE_BEFORE)
                    && at + 1 < end
                    && self.binds(at)
                {
                    at += 2;
                    last = Some(at);
                    continue;
                }
                break;
            }
            if at > start
                && folded == "'"
                && glued
                && self.capitalised(at + 1)
                && !text.has(at + 1, Flags::SPACE_BEFORE)
            {
                at += 1;
                continue;
            }
            if folded == "\""
                && at > start
                && self.capitalised(at + 1)
                && text.folded(at + 2) == "\""
                && self.name_word(at + 1, true)
            {
                at += 3;
                words += 1;
                continue;
            }
            // d'Estaing, dell'Utri
            if at > start && text.has(at, Flags::WORD) && !self.capitalised(at) && inner_capital(text.word(at)) {
                at += 1;
                words += 1;
                last = Some(at);
                continue;
            }
            if text.has(at, Flags::WORD) && !self.capitalised(at) {
                if self.particle(at, end) && (at > start || anchored || text.folded(at + 1) == "-") {
                    at += 1;
                    if text.folded(at) == "-" && !text.has(at, Flags::SPACE_BEFORE) {
                        at += 1;
                    }
                    continue;
                }
                break;
            }
            if !self.name_word(at, anchored || at > start)
                || at > start && self.is("postnominal", at) && text.has(at, Flags::ALL_CAPS)
            {
                break;
            }
            at += 1;
            words += 1;
            last = Some(at);
            // A comma, a possessive or any other mark ends the name by itself: no name word begins with one.
        }
        let last = last?;
        let inside = |token: TokenIndex| self.is("namesake", token) && !self.is("softname", token);
        let thing = self.names_a_thing(last, anchored) || !anchored && (start + 1..last).any(inside);
        if thing || !anchored && self.is("toponym", start) && last > start + 1 {
            return None;
        }
        let single = words == 1 && last == start + 1;
        let field = matches!(self.office_word(start, last), Some((_, OfficeWord::Portfolio | OfficeWord::Modifier)));
        // D-Ohio: a party and a state.
        if words == 1 && !single && text_is_initial(self.text, start) && last == start + 3 {
            return None;
        }
        if single && (text_is_initial(self.text, start) || field && !self.is("softname", start)) {
            return None;
        }
        Some(last)
    }

    /// Whether a thing is called after the person: `John Stone Airport`, `the assets of the Salah family`.
    fn names_a_thing(&self, end: TokenIndex, anchored: bool) -> bool {
        let place = self.is("venue_head", end) && self.capitalised(end);
        self.is("namesake", end) && !anchored && (self.capitalised(end) || self.is("kin", end)) || place
    }

    /// Whether the word is an initial with its stop, or several: `V.`, `V.V.`.
    pub fn is_initial(&self, token: TokenIndex) -> bool {
        let word = self.text.word(token);
        word.ends_with('.')
            && word.trim_end_matches('.').split('.').all(|part| part.chars().count() == 1)
            && self.capitalised(token)
    }

    /// Whether the word can stand in a name.
    fn name_word(&self, at: TokenIndex, likely: bool) -> bool {
        let text = self.text;
        if !self.capitalised(at) || text.has(at, Flags::ADDRESS) {
            return false;
        }
        // A K Momen: a letter before another part of the name is an initial; with its stop it is one anywhere.
        let letter = text.word(at).chars().count() == 1;
        if (letter && likely || self.is_initial(at))
            && self.capitalised(at + 1)
            && (!self.is("notstart", at + 1) || self.is_initial(at + 1))
        {
            return true;
        }
        // Haile Selassie I
        if letter
            && text.word(at) == "I"
            && likely
            && at > 0
            && self.capitalised(at - 1)
            && !text.has(at - 1, Flags::FIRST)
        {
            return true;
        }
        // PARK Jin: a family name in capitals before a given name.
        if likely && self.is_family_in_capitals(at) {
            return true;
        }
        // Hina: a given name, and HINA an agency.
        let given = likely && self.is("given", at) && !text.has(at, Flags::ALL_CAPS);
        let body =
            |found: &Found| found.tokens.len() == 1 && matches!(found.sense, Sense::Organization(_) | Sense::Quiet);
        if let Some(found) = self.gazetteer.covering(at).filter(|found| !(given && body(found))) {
            let place =
                matches!(found.sense, Sense::City(_) | Sense::Capital(_) | Sense::Seat(_)) && found.tokens.len() == 1;
            let by_chance = matches!(found.sense, Sense::Country(_))
                && matches!(text.folded(at), "jordan" | "chad" | "israel" | "georgia" | "france");
            let next_is_name =
                self.capitalised(at + 1) && self.gazetteer.covering(at + 1).is_none() && !self.is("notname", at + 1);
            // Peter Magyar: right after a given name the last word is a family name.
            let last = at > 0 && self.is("given", at - 1) && self.capitalised(at - 1) && !self.capitalised(at + 1);
            let family = last && found.tokens.len() == 1 && (matches!(found.sense, Sense::Adjective(_)) || by_chance);
            if !(likely && (place || by_chance && next_is_name || family)) {
                return false;
            }
            return true;
        }
        if !text.has(at, Flags::ABBREVIATION) && likely && self.is("softname", at) && text.word(at).chars().count() <= 3
        {
            return !text.has(at + 1, Flags::NUMBER);
        }
        // Do-yun, An-Nasser: the first part of a compound may look like any word.
        let compound = text.folded(at + 1) == "-"
            && !text.has(at + 1, Flags::SPACE_BEFORE)
            && !text.has(at + 2, Flags::SPACE_BEFORE);
        if likely && compound && text.has(at + 2, Flags::WORD) && text.word(at).chars().count() <= 3 {
            return true;
        }
        // Jan Nowak, Jun Kato: no day stands beside.
        let given = matches!(text.folded(at), "jan" | "jun")
            && self.capitalised(at + 1)
            && !text.has(at + 1, Flags::NUMBER)
            && !at.checked_sub(1).is_some_and(|before| text.has(before, Flags::NUMBER));
        if self.is("weekday", at) || self.is("month", at) && text.folded(at) != "may" && !given {
            return false;
        }
        if text.folded(at) == "may" && (!likely || text.has(at + 1, Flags::NUMBER)) {
            return false;
        }
        if let Some((_, OfficeWord::Head { .. })) = self.office_word(at, at + 3)
            && !(likely
                && matches!(
                    text.folded(at),
                    "king"
                        | "chief"
                        | "marshal"
                        | "amir"
                        | "sultan"
                        | "emir"
                        | "patriarch"
                        | "pope"
                        | "bishop"
                        | "chancellor"
                ))
        {
            return false;
        }
        !self.is("notname", at) || likely && self.is("softname", at) && !text.has(at, Flags::ALL_CAPS)
    }

    /// Whether a word in capitals stands before one in usual letters, as family names do in some ministries' papers.
    fn is_family_in_capitals(&self, at: TokenIndex) -> bool {
        let text = self.text;
        let letters = text.word(at).chars().count();
        text.has(at, Flags::ALL_CAPS)
            && !text.has(at, Flags::ABBREVIATION)
            && letters >= 2
            && self.capitalised(at + 1)
            && !text.has(at + 1, Flags::ALL_CAPS)
            && self.gazetteer.covering(at + 1).is_none()
            && self
                .gazetteer
                .covering(at)
                .is_none_or(|found| !matches!(found.sense, Sense::Country(_) | Sense::Adjective(_) | Sense::Quiet))
            && !matches!(self.office_word(at + 1, at + 4), Some((_, OfficeWord::Head { .. })))
            && (!self.is("notname", at + 1) || self.is("softname", at + 1) || text.folded(at + 2) == "-")
    }

    /// A lower-case particle before a capitalised word (`de`, `van der`, `al-`).
    fn particle(&self, at: TokenIndex, end: TokenIndex) -> bool {
        if !self.is("particle", at) && !self.is_article_of_name(at) {
            return false;
        }
        let mut next = at + 1;
        while next < end
            && next < at + 4
            && (self.is("particle", next) && !self.capitalised(next) || self.text.folded(next) == "-")
        {
            next += 1;
        }
        next < end && self.name_word(next, true)
    }

    /// `at-Talhi`, `ash-Shami`: an Arabic article, bound by a hyphen.
    pub(super) fn is_article_of_name(&self, at: TokenIndex) -> bool {
        let glued = |token: TokenIndex| !self.text.has(token, Flags::SPACE_BEFORE);
        self.is("arabic", at) && self.text.folded(at + 1) == "-" && glued(at + 1) && glued(at + 2)
    }

    /// Whether the hyphen at `at` joins parts of a name and not two countries or a name and a common word.
    fn binds(&self, at: TokenIndex) -> bool {
        let next = at + 1;
        if let Some(found) = self.gazetteer.covering(next)
            && !matches!(found.sense, Sense::City(_) | Sense::Capital(_))
        {
            return false;
        }
        if self.capitalised(next) {
            return !self.is("notname", next) || self.is("arabic", at - 1);
        }
        // Lower case after a hyphen: a syllable of a given name, not `-led`, `-based`, `-brokered`.
        self.text.word(next).chars().count() <= 6 && !self.is("hyphenated", next)
    }
}

/// A small particle bound to a capital by an apostrophe.
fn inner_capital(word: &str) -> bool {
    let mut parts = word.split(['\'', '’']);
    let (head, tail) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    (1..=4).contains(&head.chars().count()) && tail.chars().next().is_some_and(char::is_uppercase)
}

fn text_is_initial(text: &FoldedText<'_>, token: TokenIndex) -> bool {
    text.has(token, Flags::ABBREVIATION) || text.word(token).chars().count() == 1
}

impl Words<'_> {
    /// Whether nearly all longer words are capitalised, as in many headlines, so that capitals say nothing. A line of a
    /// list, `Mr X, Minister of Trade;`, is none.
    pub fn in_title_case(&self, tokens: Range<TokenIndex>) -> bool {
        let text = self.text;
        let words = text.tokens.get(tokens.clone()).unwrap_or_default();
        let (mut all, mut capitals) = (0, 0);
        for word in words.iter().filter(|token| token.has(Flags::WORD) && token.end - token.start > 3) {
            all += 1;
            capitals += usize::from(word.has(Flags::CAPITALISED));
        }
        let stopped = tokens.end > tokens.start && matches!(text.folded(tokens.end - 1), "." | "!" | ";");
        let mut words = tokens.filter(|token| text.has(*token, Flags::WORD));
        let listed = words.next().is_some_and(|first| self.is("honorific", first));
        all >= 4 && capitals * 10 >= all * 8 && !stopped && !listed
    }
}
