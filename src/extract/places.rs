//! Capitals and residences: the city, or the government that it stands for.

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
    // Seoul and Hanoi: what is coordinated with a government is one too.
    for index in 1..found.len() {
        let (left, right) = (&found[index - 1], &found[index]);
        let joined =
            matches!(words.text.folded(left.tokens.end), "and" | "&") && left.tokens.end + 1 == right.tokens.start;
        let capital = |sense| matches!(sense, Sense::Capital(_) | Sense::Seat(Some(_)));
        if joined && capital(left.sense) && capital(right.sense) && uses[index - 1] != Use::Nothing {
            let before = left.tokens.start.checked_sub(1).map_or("", |token| words.text.folded(token));
            if uses[index] == Use::Government && !matches!(before, "in" | "at") {
                uses[index - 1] = Use::Government;
            }
        }
    }
    uses
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
        if self.is("preposition_place", start.wrapping_sub(1)) && start > tokens.start {
            return false;
        }
        if text.has(end, Flags::POSSESSIVE) {
            // Tehran's position, and not Cairo's airport.
            return !self.is("venue", end + 1) && before != "in";
        }
        // A verb after the name makes it an actor, unless the name ends a phrase of place: the road to Cairo is …
        let verb = self.is("government_verb", end) && !self.capitalised(end);
        let second = matches!(after, "and" | "also") && self.is("government_verb", end + 1);
        let subject = start == tokens.start
            || matches!(
                before,
                "that"
                    | ","
                    | "while"
                    | "when"
                    | "as"
                    | "and"
                    | "but"
                    | "if"
                    | "whether"
                    | "because"
                    | "after"
                    | "before"
                    | "although"
                    | "said"
            );
        if (verb || second) && subject {
            return true;
        }
        // urged Moscow to press …
        if matches!(before, "urged" | "urging" | "urges" | "asked" | "asking" | "pressed" | "warned" | "accused")
            && matches!(after, "to" | "not" | "and" | "for" | "of" | "over" | "against")
        {
            return true;
        }
        // between Seoul and Hanoi; ties with Tehran; pressure on Moscow
        if before == "between" || text.folded(start.wrapping_sub(2)) == "between" {
            return true;
        }
        matches!(before, "with" | "by" | "on" | "against") && !self.is("notgovernment", start.wrapping_sub(2))
    }
}
