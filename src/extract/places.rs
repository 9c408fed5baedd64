//! Capitals and residences: the city, or the government that it stands for.

use super::gazetteer::Found;
use super::knowledge::Sense;
use super::names::Words;
use super::reader::Use;
use crate::text::{Flags, TokenIndex};

/// For every known name how the text uses it; `named` marks the tokens of persons' names.
/// In sentences in title case nearly everything is capitalised, so that verbs do not show.
pub(super) fn uses(words: &Words<'_>, named: &[bool], title_case: &[bool]) -> Vec<Use> {
    let found = &words.gazetteer.found;
    let mut uses: Vec<Use> = found
        .iter()
        .map(|found| {
            let top = words.gazetteer.covering(found.tokens.start);
            let covered = top.is_some_and(|top| top.tokens != found.tokens || top.sense != found.sense);
            let in_person = named.get(found.tokens.start).copied().unwrap_or(false);
            if covered || in_person {
                Use::Nothing
            } else if matches!(found.sense, Sense::Capital(_) | Sense::Seat(Some(_)))
                && words.stands_for_government(found.tokens.start, found.tokens.end, title_case)
            {
                Use::Government
            } else {
                Use::Plain
            }
        })
        .collect();
    coordinate(words, &mut uses);
    uses
}

/// `Seoul and Hanoi`: what is coordinated with a government is one too.
fn coordinate(words: &Words<'_>, uses: &mut [Use]) {
    let found = &words.gazetteer.found;
    let capital = |sense| matches!(sense, Sense::Capital(_) | Sense::Seat(Some(_)));
    let joint = |left: &Found, right: &Found| {
        let next = left.tokens.end + 1 == right.tokens.start && capital(left.sense) && capital(right.sense);
        if next { words.text.folded(left.tokens.end) } else { "" }
    };
    let mut listed = false;
    for index in (1..found.len()).rev() {
        let (left, right) = (&found[index - 1], &found[index]);
        let joint = joint(left, right);
        let joined = matches!(joint, "and" | "&" | "or" | "nor") || listed && joint == ",";
        listed = joined && uses[index] == Use::Government;
        let before = left.tokens.start.checked_sub(1).map_or("", |token| words.text.folded(token));
        if listed && uses[index - 1] == Use::Plain && !matches!(before, "in" | "at" | "to" | "from") {
            uses[index - 1] = Use::Government;
        }
    }
    for index in 1..found.len() {
        let joined = matches!(joint(&found[index - 1], &found[index]), "and" | "&" | "or" | "nor");
        if joined && uses[index - 1] == Use::Government && uses[index] == Use::Plain {
            uses[index] = Use::Government;
        }
    }
}

impl Words<'_> {
    fn stands_for_government(&self, start: TokenIndex, end: TokenIndex, title_case: &[bool]) -> bool {
        let text = self.text;
        let sentence = text.sentence_of(start);
        let tokens = text.sentences.get(sentence).map_or(start..end, |sentence| sentence.tokens.clone());
        if text.has(start, Flags::ALL_CAPS) && start == tokens.start
            || title_case.get(sentence).copied().unwrap_or(false)
        {
            return false;
        }
        // The Kremlin said
        let start = if start > tokens.start && text.folded(start - 1) == "the" { start - 1 } else { start };
        let before = if start > tokens.start { text.folded(start - 1) } else { "" };
        let after = text.folded(end);
        let governs = |back: usize, class| start >= tokens.start + back && self.is(class, start - back);
        let capitalised = self.capitalised(end);
        // the government in Lima, a note to Lima, an answer from Lima
        // `met President X and other officials in Lima`: where he met them.
        let met = (tokens.start.max(start.saturating_sub(6))..start.saturating_sub(2))
            .any(|and| text.folded(and) == "and" && and > tokens.start && self.capitalised(and - 1));
        let held = before == "in" && governs(2, "ruling") && !met;
        let sent = matches!(before, "to" | "from" | "for")
            && governs(2, "sent")
            && (self.ends_object(end) || self.is("government_verb", end));
        if held && !capitalised || sent {
            return true;
        }
        if governs(1, "preposition_place") {
            return false;
        }
        if text.has(end, Flags::POSSESSIVE) {
            // Tehran's position, and not Cairo's airport.
            return !self.is("venue", end + 1) && before != "in";
        }
        // the Lima government; the Lima-Quito agreement, and not the Lima-Quito road
        if self.is("ruling", end) && !capitalised {
            return true;
        }
        if let Some(partner) = self.hyphened_capital(start, end) {
            return !self.is("route", partner) && !self.capitalised(partner) && text.folded(partner) != "dialogue";
        }
        // A verb after the name makes it an actor, unless the name ends a phrase of place: the road to Cairo is …
        let verb = self.after_aside(end);
        if self.is_where_others_meet(verb) {
            return false;
        }
        let verb = self.is("government_verb", verb) && !self.capitalised(verb);
        let second = matches!(after, "and" | "also") && self.is("government_verb", end + 1);
        let subject = start == tokens.start
            || matches!(
                before,
                "that"
                    | ","
                    | "\""
                    | "while"
                    | "when"
                    | "as"
                    | "and"
                    | "nor"
                    | "but"
                    | "if"
                    | "whether"
                    | "because"
                    | "after"
                    | "before"
                    | "although"
                    | "said"
            );
        // The train between Ankara and Lima is slow.
        let other = start
            .checked_sub(2)
            .and_then(|last| self.gazetteer.covering(last))
            .map_or(start, |found| found.tokens.start);
        let between =
            before == "and" && other > tokens.start && matches!(text.folded(other - 1), "between" | "in" | "from");
        if (verb || second) && subject && !between {
            return true;
        }
        // urged Moscow to press …
        if governs(1, "told") && self.ends_object(end) {
            return true;
        }
        // between Seoul and Hanoi; ties with Tehran; pressure on Moscow
        if before == "between" || text.folded(start.wrapping_sub(2)) == "between" {
            let back = if before == "between" { 2 } else { 3 };
            return !governs(back, "route");
        }
        // by Warsaw Mayor X
        matches!(before, "with" | "by" | "on" | "against") && !capitalised
    }

    /// `Lima will host the summit`, `Lima was the venue of the talks`: where something takes place.
    fn is_where_others_meet(&self, verb: TokenIndex) -> bool {
        let text = self.text;
        let leads = |at: &TokenIndex| {
            matches!(
                text.folded(*at),
                "will" | "would" | "is" | "was" | "has" | "had" | "be" | "been" | "to" | "due" | "also" | "the" | "set"
            )
        };
        let first = (verb..verb + 5).find(|at| !leads(at)).unwrap_or(verb);
        match text.folded(first) {
            "host" | "hosts" | "hosted" | "hosting" => {
                (first + 1..first + 7).any(|noun| self.known.lexicon(noun).noun("meeting").is_some())
            }
            "venue" | "site" | "scene" => {
                text.folded(first - 1) == "the" && (first + 1..first + 5).any(|of| text.folded(of) == "of")
            }
            _ => false,
        }
    }

    /// Where the verb is looked for: behind `yesterday`, `on Friday`, `last week`, `, which` and `, meanwhile,`.
    fn after_aside(&self, at: TokenIndex) -> TokenIndex {
        let text = self.text;
        let at = match (text.folded(at), text.folded(at + 1)) {
            (",", "which") => return at + 2,
            (",", "meanwhile" | "however" | "too") if text.folded(at + 2) == "," => return at + 3,
            ("on", _) if self.is("weekday", at + 1) => at + 2,
            ("last" | "this", "week" | "month" | "year" | "night" | "time") => at + 2,
            ("yesterday" | "today" | "never" | "later" | "then" | "still" | "now" | "again" | "already", _) => at + 1,
            _ => at,
        };
        if text.has(at, Flags::WORD) && text.folded(at).ends_with("ly") { at + 1 } else { at }
    }

    /// Whether what ends there is a whole object: a mark, a preposition or an article follows, and no noun.
    fn ends_object(&self, end: TokenIndex) -> bool {
        !self.capitalised(end) && (!self.text.has(end, Flags::WORD) || self.is("object_end", end))
    }

    /// What follows both capitals of `Lima-Quito` where the item is one of them.
    fn hyphened_capital(&self, start: TokenIndex, end: TokenIndex) -> Option<TokenIndex> {
        let dash = |at: TokenIndex| matches!(self.text.folded(at), "-" | "–");
        let capital = |token| self.gazetteer.covering(token).filter(|found| matches!(found.sense, Sense::Capital(_)));
        if dash(end) {
            return capital(end + 1).map(|found| found.tokens.end);
        }
        let before = start.checked_sub(2).filter(|_| dash(start - 1))?;
        capital(before).map(|_| end)
    }
}
