//! Names behind their title: `Foreign Minister X`, `the presidents of Peru, A; and of Chile, B`.

use std::ops::Range;

use super::super::gazetteer::Found;
use super::super::knowledge::Sense;
use super::super::names::{NameRun, Words};
use super::super::offices_held::singular;
use super::super::titles::{Polity, Title};
use crate::text::{Flags, TokenIndex};

impl Words<'_> {
    /// `H.E. Mr X, Minister of Trade of Peru, H.E. Mr Y`: after a name with honorifics, before the next such name, the
    /// title is that of the first.
    /// `behind` tells of each title before whether it is that of the name before it.
    pub(super) fn follows_styled_name(
        &self,
        sentence: &Range<TokenIndex>,
        titles: &[Title],
        behind: &[bool],
        title: &Title,
    ) -> bool {
        let text = self.text;
        let listed = title.determiner.is_none()
            && text.folded(title.tokens.end) == ","
            && self.name(title.tokens.end + 1, sentence.end, false).is_some_and(|run| run.honorific);
        let joined = titles
            .iter()
            .find(|first| first.tokens.end + 1 == title.tokens.start && text.folded(first.tokens.end) == "and");
        let start = joined.map_or(title.tokens.start, |first| first.tokens.start);
        let comma = start.checked_sub(1).filter(|at| *at > sentence.start && text.folded(*at) == ",");
        let Some(comma) = comma.filter(|_| listed) else { return false };
        // Kenya's envoy, Mr X, Peru's envoy, Mr Y: the first title stands before its name, and so does the second.
        (sentence.start.max(comma.saturating_sub(8))..comma).any(|at| {
            self.name(at, comma, false).is_some_and(|run| {
                run.honorific && run.phrase.end == comma && !self.is_led(run.phrase.start, titles, behind)
            })
        })
    }

    /// Whether one of the titles, which is that of no name before it, stands before a name: `Kenya's envoy, Mr X`.
    fn is_led(&self, name: TokenIndex, titles: &[Title], behind: &[bool]) -> bool {
        let before = name - usize::from(name > 0 && self.text.folded(name - 1) == ",");
        titles.iter().zip(behind).any(|(title, behind)| title.tokens.end == before && !behind)
    }

    /// `A, the Peruvian minister, B, the Chilean minister`: the title is that of the name before it, which has no other.
    pub(super) fn follows_plain_name(
        &self,
        sentence: &Range<TokenIndex>,
        titles: &[Title],
        behind: &[bool],
        title: &Title,
    ) -> bool {
        let text = self.text;
        let next = title.tokens.end;
        if text.folded(next) != "," || title.plural || title.polity == Polity::Unsaid {
            return false;
        }
        let begins =
            |at: TokenIndex| titles.iter().any(|other| other.tokens.start == at && other.polity != Polity::Unsaid);
        let listed = self.name(next + 1, sentence.end, false).is_some_and(|run| {
            let at = run.phrase.end + 1;
            run.name.len() > 1 && text.folded(at - 1) == "," && begins(at + usize::from(text.folded(at) == "the"))
        });
        let start = title.determiner.unwrap_or(title.tokens.start);
        let comma = start.checked_sub(1).filter(|at| listed && *at > sentence.start && text.folded(*at) == ",");
        let Some(comma) = comma else { return false };
        (sentence.start.max(comma.saturating_sub(8))..comma)
            .find_map(|at| self.name(at, comma, false).filter(|run| run.phrase.end == comma))
            .is_some_and(|run| run.name.len() > 1 && !self.is_led(run.phrase.start, titles, behind))
    }

    /// `Deputy Prime Minister and` / `special envoy,` directly before the next title.
    pub(super) fn joins(&self, title: &Title, next: TokenIndex) -> bool {
        let end = title.tokens.end;
        let gap = self.text.folded(end);
        let and = matches!(gap, "and" | "&" | "cum" | "/") && (end + 1 == next);
        let dash = gap == "-" && end + 1 == next && self.text.has(end, Flags::SPACE_BEFORE) && !title.counterpart;
        let comma = gap == ","
            && end + 1 == next
            && (title.determiner.is_some() || matches!(title.polity, Polity::Country(_)))
            && !self.stands_behind_name(title);
        let bare = end == next;
        (and || comma || dash || bare)
            && (!title.counterpart || bare || comma)
            && !(and && title.weak)
            && !self.governs(title)
    }

    /// Whether a title is that of a name before it: `X, the minister of trade,`.
    pub(super) fn stands_behind_name(&self, title: &Title) -> bool {
        let start = title.determiner.unwrap_or(title.tokens.start);
        let Some(comma) = start.checked_sub(1).filter(|at| self.text.folded(*at) == ",") else { return false };
        (comma.saturating_sub(8)..comma)
            .any(|at| self.name(at, comma, false).is_some_and(|run| run.name.len() > 1 && run.phrase.end == comma))
    }

    /// The names that a title introduces; `led` tells that a title with an article stands before it (`its king and prime
    /// minister, X`).
    pub(super) fn after_title(
        &self,
        title: &Title,
        led: bool,
        end: TokenIndex,
    ) -> Option<(&'static str, Vec<NameRun>)> {
        let text = self.text;
        // `his counterpart there, X`
        let next = title.tokens.end + usize::from(title.counterpart && text.folded(title.tokens.end) == "there");
        if let Some(names) = self.heads_of_something(title, end) {
            return Some(("role-comma-name", names));
        }
        if next >= end || title.weak && title.polity == Polity::Unsaid && !title.former {
            return None;
        }
        let named = |at: TokenIndex| self.name(at, end, true).filter(|run| run.name.start < end);
        if let Some(run) = named(next) {
            let mut names = vec![run];
            if title.plural {
                self.list(&mut names, end);
                if names.len() < 2 && title.countries.len() > 1 {
                    return None;
                }
                return Some(("titles-before-list", names));
            }
            return Some((if title.counterpart { "counterpart" } else { "title-before-name" }, names));
        }
        // `the President's special envoy, X`
        let owned = title.tokens.start.checked_sub(1).is_some_and(|before| text.has(before, Flags::POSSESSIVE));
        let definite = led
            || owned
            || title.determiner.is_some()
            || title.counterpart
            || title.polity != Polity::Unsaid
            || title.former;
        let word = text.folded(next);
        if word == "," && definite && !title.plural {
            let run = self.name(next + 1, end, false).or_else(|| {
                // Jan, Eve, Faith: given names that are other words, too.
                let given = |run: &NameRun| self.is("given", run.name.start) && run.name.len() > 1;
                // Rosario, Victoria, Florence: given names that are cities, too.
                let town = |run: &NameRun| {
                    self.is_town(run.name.start)
                        && !self.is_town(run.name.start + 1)
                        && text.folded(run.phrase.end) == ","
                };
                self.name(next + 1, end, true).filter(|run| {
                    run.honorific || given(run) || run.name.len() > 1 && (town(run) || self.is_known_name(run))
                })
            })?;
            let long = run.honorific || run.name.len() >= 2;
            let closed = run.phrase.end >= end
                || title.counterpart
                || matches!(
                    text.folded(run.phrase.end),
                    "," | "." | ";" | "and" | ")" | "-" | ":" | "in" | "on" | "at"
                )
                || self.is_of_polity(run.phrase.end)
                || run.honorific;
            return (long && closed).then(|| ("title-comma-name", vec![run]));
        }
        if title.plural
            && let Some(names) = self.one_for_each(title, end)
        {
            return Some(("titles-before-list", names));
        }
        if matches!(word, "," | "-" | ":" | "(") && title.plural && title.countries.len() > 1 {
            let first = (next + 1..next + 3).find(|at| text.folded(*at) != "-").unwrap_or(next + 1);
            let mut names = vec![self.name(first, end, true)?];
            self.list(&mut names, end);
            return (names.len() == title.countries.len()).then_some(("titles-before-list", names));
        }
        // The Foreign Ministers, X and Y
        if word == "," && title.plural && definite {
            let mut names = vec![self.name(next + 1, end, true)?];
            self.list(&mut names, end);
            let long = names.len() > 1 && names.iter().all(|run| run.honorific || run.name.len() > 1);
            // Before the two Presidents, Dr. A and Mr. B signed
            let two = title.tokens.start.checked_sub(1).is_some_and(|at| text.folded(at) == "two");
            let closed = names.last().is_none_or(|last| !text.has(last.phrase.end, Flags::WORD));
            let long = long && (closed || !two);
            return long.then_some(("titles-before-list", names));
        }
        // Secretary (East) X
        if word == "(" && !title.plural && self.capitalised(title.head.start) {
            let close = (next + 1..(next + 8).min(end)).find(|token| text.folded(*token) == ")");
            if let Some(run) = close.and_then(|close| named(close + 1)).filter(|run| run.name.len() >= 2) {
                return Some(("title-before-name", vec![run]));
            }
        }
        if matches!(word, "(" | ":") && definite && !title.plural {
            let run = named(next + 1)?;
            return (word == "(" && text.folded(run.phrase.end) == ")" && (run.name.len() >= 2 || run.honorific))
                .then(|| ("title-before-name", vec![run]));
        }
        None
    }

    /// `X of Peru`, `X of the African Union`: whether a country or a body follows `of`.
    fn is_of_polity(&self, of: TokenIndex) -> bool {
        let body = of + 1 + usize::from(self.text.folded(of + 1) == "the");
        let organization = |found: &Found| matches!(found.sense, Sense::Organization(_));
        self.text.folded(of) == "of"
            && (self.gazetteer.country(of + 1).is_some() || self.gazetteer.starting(body).is_some_and(organization))
    }

    /// Park Jin-ho, March Kong: names whose words are other words, too.
    fn is_known_name(&self, run: &NameRun) -> bool {
        self.knowledge.naming.is_name(run.name.clone().map(|token| self.text.folded(token)))
    }

    /// Whether a word is the name of a city by itself.
    fn is_town(&self, token: TokenIndex) -> bool {
        let city = |found: &Found| matches!(found.sense, Sense::City(_) | Sense::Capital(_)) && found.tokens.len() == 1;
        self.gazetteer.covering(token).is_some_and(city)
    }

    /// `the chairman of the customs talks, X`, `the head of Uzbek Railways, X`, `the heads of the Security Committees, X and
    /// Y`: what they head is no known body.
    fn heads_of_something(&self, title: &Title, end: TokenIndex) -> Option<Vec<NameRun>> {
        let text = self.text;
        let next = title.tokens.end;
        if text.folded(next) != "of" || title.determiner.is_none() {
            return None;
        }
        let comma = (next + 1..(next + 8).min(end)).find(|at| text.folded(*at) == ",")?;
        let all = |fits: &dyn Fn(TokenIndex) -> bool| (next + 1..comma).all(fits);
        let plain = all(&|at| !self.capitalised(at));
        let named = all(&|at| self.capitalised(at) || matches!(text.folded(at), "the" | "of" | "for" | "and"));
        let mut names = vec![self.name(comma + 1, end, named).filter(|_| plain || named)?];
        if title.plural {
            self.list(&mut names, end);
        }
        let last = names.last().map_or(end, |run| run.phrase.end);
        let closed = last >= end || matches!(text.folded(last), "," | "." | ";");
        (closed && names.iter().all(|run| run.name.len() >= 2) && (names.len() > 1) == title.plural).then_some(names)
    }

    /// `the presidents of Peru, A; of Chile, B; and of Bolivia, C`, and `the foreign ministers of the three states - A of
    /// Peru, B of Chile and C of Bolivia`.
    fn one_for_each(&self, title: &Title, end: TokenIndex) -> Option<Vec<NameRun>> {
        let text = self.text;
        let mut next = title.tokens.end;
        while text.folded(next) == "-" && text.folded(next + 1) == "-" {
            next += 1;
        }
        let mut names = Vec::new();
        if text.folded(next) == "," && self.portfolios(title).len() > 1 {
            names.push(self.name(next + 1, end, true)?);
            self.list(&mut names, end);
            return (names.len() == self.portfolios(title).len()).then_some(names);
        }
        // Their foreign ministers, X and Y, who …
        if text.folded(next) == "," && title.determiner.is_some_and(|token| text.folded(token) == "their") {
            names.push(self.name(next + 1, end, true).filter(|run| run.name.len() > 1)?);
            self.list(&mut names, end);
            let closed = names.last().is_some_and(|last| matches!(text.folded(last.phrase.end), "," | "." | ";"));
            return (names.len() == 2 && closed).then_some(names);
        }
        if matches!(text.folded(next), "-" | "--" | "," | ":" | "(") && title.countries.len() != 1 {
            names.push(self.name(next + 1, end, true)?);
            self.list(&mut names, end);
            let settled = names.iter().all(|run| {
                self.country_of_bare_name(run.phrase.end).is_some() || self.speaks_for(run.phrase.end).is_some()
            });
            return (settled && names.len() > 1).then_some(names);
        }
        if !matches!(text.folded(next), "," | "(") || title.countries.len() != 1 {
            return None;
        }
        names.push(self.name(next + 1, end, true)?);
        while let Some(last) = names.last()
            && names.len() < 12
        {
            let mut at = last.phrase.end;
            while matches!(text.folded(at), ";" | "," | "and" | ")") && at < last.phrase.end + 4 {
                at += 1;
            }
            if at == last.phrase.end {
                break;
            }
            let of = at + usize::from(matches!(text.folded(at), "of" | "from"));
            let object = of + usize::from(text.folded(of) == "the");
            let Some((_, comma)) = self.gazetteer.country(object) else { break };
            match self.name(comma + 1, end, true).filter(|_| matches!(text.folded(comma), "," | "(")) {
                Some(run) => names.push(run),
                None => break,
            }
        }
        (names.len() > 1).then_some(names)
    }

    /// The single titles of `the ministers of trade and of defence`.
    pub(super) fn portfolios(&self, title: &Title) -> Vec<String> {
        if !title.plural {
            return Vec::new();
        }
        if let Some((head, fields)) = title.words.split_once(" of ") {
            let head = singular(head, true);
            let fields = fields.split(" and of ").flat_map(|field| field.split(", of "));
            return fields.map(|field| format!("{head} of {}", field.trim_start_matches("the "))).collect();
        }
        // the foreign and trade ministers
        let Some((fields, head)) = title.words.rsplit_once(' ').filter(|_| title.countries.len() < 2) else {
            return Vec::new();
        };
        let head = singular(head, true);
        fields.split(" and ").flat_map(|field| field.split(", ")).map(|field| format!("{field} {head}")).collect()
    }

    /// `, B and C` after the first name of a list.
    fn list(&self, names: &mut Vec<NameRun>, end: TokenIndex) {
        while names.len() < 12 {
            let Some(last) = names.last() else { return };
            let mut at = last.phrase.end;
            // of Egypt, (Egypt) between the names.
            let object = if self.text.folded(at + 1) == "the" { at + 2 } else { at + 1 };
            if matches!(self.text.folded(at), "of" | "from")
                && let Some((_, next)) = self.gazetteer.country(object)
            {
                at = next;
            }
            if self.speaks_for(at).is_some() {
                at = self.gazetteer.starting(at + 1).map_or(at, |found| found.tokens.end);
            }
            if self.text.folded(at) == "("
                && let Some((_, next)) = self.gazetteer.country(at + 1)
                && self.text.folded(next) == ")"
            {
                at = next + 1;
            }
            let first = at;
            while at < end && matches!(self.text.folded(at), "," | "and" | "&") {
                at += 1;
            }
            if at == first || self.title(at, end).is_some() {
                return;
            }
            match self.name(at, end, true) {
                Some(run) if self.title(run.phrase.start, end).is_none() => names.push(run),
                _ => return,
            }
        }
    }
}
