//! Titles behind the name: `X, the Minister of Defence and member of ...`, `X is the first ...`.

use super::super::names::{NameRun, Words};
use super::super::titles::{Polity, Title};
use crate::text::{Flags, TokenIndex};

impl Words<'_> {
    /// `, the Minister of Defence and member of …` after a name: the titles that are the name's own.
    pub(super) fn titles_after(&self, run: &NameRun, titles: &[Title], used: &[bool], end: TokenIndex) -> Vec<usize> {
        let text = self.text;
        let mut out = Vec::new();
        let mut at = run.phrase.end;
        // Prime Minister X of Samoa, who is also the Minister of Trade
        if text.folded(at) == "of"
            && let Some((_, next)) = self.gazetteer.country(at + 1)
            && text.folded(next) == ","
            && text.folded(next + 1) == "who"
        {
            at = next;
        }
        loop {
            let opening = text.folded(at);
            let first = out.is_empty();
            let said = self.is_said_to_be(at).filter(|_| first);
            let opens = if first {
                said.is_some()
                    || matches!(opening, "," | "(" | "-") && (opening != "-" || text.has(at, Flags::SPACE_BEFORE))
            } else {
                matches!(opening, "," | "and" | "&")
            };
            if !opens || at >= end {
                return out;
            }
            let mut start = said.unwrap_or(at + 1);
            while matches!(
                text.folded(start),
                "the"
                    | "a"
                    | "an"
                    | "our"
                    | "my"
                    | "his"
                    | "her"
                    | "also"
                    | "currently"
                    | "now"
                    | "and"
                    | "who"
                    | "is"
                    | "elected"
                    | "appointed"
                    | "formerly"
                    | "previously"
                    | "once"
            ) && start < at + 4
            {
                start += 1;
            }
            // X, the country's new foreign minister,
            if text.folded(start) == "country" && text.has(start + 1, Flags::POSSESSIVE) {
                start = self.skip_article(start + 2);
            }
            let begins_at = |start: TokenIndex| {
                let index = titles.partition_point(|title| title.tokens.start < start);
                titles.get(index).filter(|title| title.tokens.start == start).map(|_| index)
            };
            let earlier = start.checked_sub(1).filter(|_| said.is_some());
            let Some(index) = begins_at(start).or_else(|| earlier.and_then(begins_at)) else { return out };
            let title = &titles[index];
            let after = text.folded(title.tokens.end);
            // X, senior adviser to President Y
            let closed = title.tokens.end >= end
                || self.governs(title)
                || text.has(title.tokens.end, Flags::POSSESSIVE)
                || matches!(after, "," | "." | ";" | ")" | "-" | ":" | "and" | "\"")
                || self.verb_like(title.tokens.end)
                || self.text.has(title.tokens.end, Flags::WORD)
                    && !self.capitalised(title.tokens.end)
                    && !matches!(after, "of" | "for" | "to" | "from" | "or");
            // A long enough name, or one with its own verb, may carry a title behind it; a plural title is not one person's.
            let titled = run
                .phrase
                .start
                .checked_sub(1)
                .is_some_and(|before| titles.iter().any(|title| title.tokens.contains(&before)));
            let several_words = run.name.len() >= 2 || run.honorific || said.is_some() || titled;
            // X, Peru's president for the past three years, met Y
            let lasted = after == "for" && matches!(text.folded(title.tokens.end + 2), "past" | "last" | "years");
            let closed = closed || said.is_some() || lasted;
            // X, her Chilean counterpart,; but X, and his Chilean counterpart
            let other = title.counterpart
                && !(title.determiner.is_some_and(|of| matches!(text.folded(of), "his" | "her"))
                    && opening == ","
                    && text.folded(at + 1) != "and");
            // X, and the minister's adviser, Y
            // X was the Chancellor's guest
            let owns = text.has(title.tokens.end, Flags::POSSESSIVE)
                && (said.is_some() || begins_at(title.tokens.end + 1).is_some());
            if used[index] || title.plural || other || owns || !closed || !several_words {
                return out;
            }
            // X, and the new ambassador of B, Ms Y: the title is hers.
            // X, the deputy prime minister and foreign minister of B, H.E. Mr Y
            let joined = begins_at(title.tokens.end + 1).filter(|_| text.folded(title.tokens.end) == "and");
            let last = joined.map_or(title.tokens.end, |joined| titles[joined].tokens.end);
            let another = self.name(last + 1, end, true).filter(|_| text.folded(last) == ",");
            let hers = another.is_some_and(|next| {
                next.honorific && title.determiner.is_some() || next.name.len() > 1 && text.folded(at + 1) == "and"
            });
            // `Secretary X, and Chile's ambassador, also came`: the second is somebody else.
            let before =
                run.phrase.start - usize::from(run.phrase.start > 0 && text.folded(run.phrase.start - 1) == ",");
            let titled =
                before.checked_sub(1).is_some_and(|before| titles.iter().any(|own| own.tokens.contains(&before)));
            let other = first && titled && text.folded(at + 1) == "and" && !matches!(title.polity, Polity::Unsaid);
            if opening == "," && (hers || other) {
                return out;
            }
            // Belgium's minister X, Chad's envoy, Y, said: the second title is that of the second name.
            let start = run.phrase.start;
            let before = start - usize::from(start > 0 && text.folded(start - 1) == ",");
            // `V, President of Peru, X, President of Chile, Y, …`: the title before belongs to whom it follows.
            let own = |own: &&Title| before < start && self.stands_behind_name(own);
            let foreign = before.checked_sub(1).is_some_and(|before| {
                let covers = |own: &&Title| own.tokens.contains(&before) && differ(&own.polity, &title.polity);
                titles.iter().find(covers).is_some_and(|title| !own(&title))
            });
            if foreign && self.name(title.tokens.end + 1, end, false).is_some_and(|next| next.name.len() > 1) {
                return out;
            }
            // With Prince X, the Prime Minister opened the hall: somebody else opened it.
            let governed = run.phrase.start.checked_sub(1).is_some_and(|before| {
                matches!(text.folded(before), "with" | "to" | "after" | "by" | "for") && text.has(before, Flags::FIRST)
            });
            if governed && title.determiner.is_some() && text.has(title.tokens.end, Flags::WORD) {
                return out;
            }
            out.push(index);
            at = title.tokens.end;
        }
    }

    /// The token after `had been the first`, `is the`, `became`, before a title.
    fn is_said_to_be(&self, at: TokenIndex) -> Option<TokenIndex> {
        let text = self.text;
        let at = if text.folded(at) == "," && text.folded(at + 1) == "who" { at + 2 } else { at };
        if let Some(next) = self.leaves_office(at).or_else(|| self.follows_in_office(at)) {
            return Some(self.skip_article(next));
        }
        let next = match (text.folded(at), text.folded(at + 1)) {
            ("had" | "has" | "have", "been") if text.folded(at + 2) == "sworn" => {
                return Some(self.skip_article(at + 5));
            }
            ("had" | "has" | "have", "been")
                if matches!(text.folded(at + 2), "elected" | "re-elected" | "appointed" | "named" | "chosen") =>
            {
                return Some(self.skip_article(at + 3));
            }
            ("had" | "has" | "have", "been") => at + 2,
            ("as" | "its", _) if self.is_put_into_office(at) => return Some(self.skip_article(at + 1)),
            ("ambassador" | "envoy", _) if self.is_put_into_office(at) => return Some(at),
            ("serves" | "served" | "acts", "as") => at + 2,
            ("is" | "was", "elected" | "re-elected" | "appointed" | "named" | "chosen" | "confirmed") => {
                return Some(self.skip_article(at + 2));
            }
            ("was" | "is", "sworn") => return Some(self.skip_article(at + 4)),
            ("took" | "takes", "over") if text.folded(at + 2) == "as" => return Some(self.skip_article(at + 3)),
            ("is" | "was", "also" | "concurrently" | "now" | "currently") => at + 2,
            ("is" | "was" | "became" | "becomes", _) => at + 1,
            _ => return None,
        };
        let ordinal = |token: TokenIndex| {
            matches!(
                text.folded(token),
                "first" | "second" | "third" | "last" | "only" | "current" | "longest" | "youngest"
            )
        };
        let whose = text.folded(at.saturating_sub(1)) == "who";
        // X, who became president of Peru in May,
        if whose && self.office_word(next, next + 3).is_some() {
            return Some(next);
        }
        if self.gazetteer.country(next).is_some_and(|(_, after)| whose || text.has(after, Flags::POSSESSIVE)) {
            return Some(next);
        }
        matches!(text.folded(next), "the" | "a" | "an").then(|| if ordinal(next + 1) { next + 2 } else { next + 1 })
    }

    /// `resigned as`, `stepped down as`, `has been replaced as`: the token behind.
    fn leaves_office(&self, at: TokenIndex) -> Option<TokenIndex> {
        let text = self.text;
        let been = matches!(text.folded(at), "has" | "had" | "was" | "is");
        let verb = at + usize::from(been) + usize::from(been && text.folded(at + 1) == "been");
        let left = match text.folded(verb) {
            "resigned" | "quit" | "retired" if !been => verb + 1,
            "stepped" if !been && text.folded(verb + 1) == "down" => verb + 2,
            "replaced" | "dismissed" | "removed" | "dropped" | "sacked" | "succeeded" if been => verb + 1,
            _ => return None,
        };
        (text.folded(left) == "as").then_some(left + 1)
    }

    /// `succeeds Y as`: the token behind.
    pub(super) fn follows_in_office(&self, at: TokenIndex) -> Option<TokenIndex> {
        let follows = matches!(self.text.folded(at), "succeeds" | "succeeded" | "replaces" | "replaced");
        let behind = || (at + 2..at + 8).find(|behind| self.text.folded(*behind) == "as");
        follows.then(behind).flatten().map(|behind| behind + 1)
    }

    /// Whether `as` stands behind somebody who is named to an office: `appointed X as`, `the credentials of X as`.
    fn is_put_into_office(&self, at: TokenIndex) -> bool {
        let start = self.text.sentences.get(self.text.sentence_of(at)).map_or(at, |sentence| sentence.tokens.start);
        (start.max(at.saturating_sub(8))..at).any(|verb| {
            matches!(
                self.text.folded(verb),
                "named" | "appointed" | "nominated" | "designated" | "credentials" | "chose" | "elected" | "installed"
            )
        })
    }

    /// The token after `the new`, `as` and such before a title.
    fn skip_article(&self, at: TokenIndex) -> TokenIndex {
        let skipped = |at: &TokenIndex| matches!(self.text.folded(*at), "as" | "the" | "a" | "an" | "new" | "its");
        (at..at + 3).find(|at| !skipped(at)).unwrap_or(at)
    }

    /// `, who was the foreign minister`, `, who had been`, `, who served as`: an office of the past.
    pub(super) fn once_held(&self, at: TokenIndex) -> bool {
        if self.leaves_office(at).is_some() {
            return true;
        }
        let words = [at, at + 1, at + 2, at + 3].map(|at| self.text.folded(at));
        // `who has been its ambassador since May` still is.
        let still = || {
            (at + 4..at + 14).take_while(|at| self.text.folded(*at) != ".").any(|at| self.text.folded(at) == "since")
        };
        let put =
            matches!(words[3], "elected" | "re-elected" | "appointed" | "named" | "chosen" | "confirmed" | "sworn");
        matches!(words, [",", "who", "was", _] if !put)
            || matches!(words, [",", "who", "had", "been"] | [",", "who", "served", "as"])
            || matches!(words, [",", "formerly" | "previously" | "once", ..])
            || matches!(words, [",", "who", "has", "been"]) && !still()
    }

    /// Whether a word looks like the verb of a sentence.
    pub fn verb_like(&self, at: TokenIndex) -> bool {
        let word = self.text.folded(at);
        self.text.has(at, Flags::WORD)
            && !self.capitalised(at)
            && (self.is("speech", at) || word.ends_with("ed") || word == "on")
    }
}

/// Whether two titles belong to two countries.
fn differ(first: &Polity, second: &Polity) -> bool {
    matches!((first, second), (Polity::Country(first), Polity::Country(second)) if first != second)
}
