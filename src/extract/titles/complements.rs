//! What follows the head of a title: `of Foreign Affairs`, `of Peru`, `for Trade`, `to Oman`, `of ASEAN`.

use super::super::knowledge::{CountryIndex, OfficeWord, Sense};
use super::super::names::Words;
use super::{Parts, Polity, Title};
use crate::text::{Flags, TokenIndex};

impl Words<'_> {
    /// What follows the head: `of Foreign Affairs`, `of Peru`, `for Trade`, `to Oman`, `of ASEAN`, `at the Department …`.
    pub(super) fn complements(&self, title: &mut Title, parts: &mut Parts, end: TokenIndex) {
        self.known_complements(title, parts, end);
        if let (Polity::Unsaid, Some((country, last))) = (&title.polity, self.country_apart(title, end)) {
            title.polity = Polity::Country(country);
            title.tokens.end = last;
        }
        let (text, at) = (self.text, title.tokens.end);
        if let Some(last) = self.complement_before_name(title, at, end) {
            let body = (at..last).find(|token| {
                self.gazetteer.starting(*token).is_some_and(|found| matches!(found.sense, Sense::Organization(_)))
            });
            if let (Polity::Unsaid, Some(body)) = (&title.polity, body) {
                title.polity = Polity::Organization(body);
            }
            // `the Minister in the Presidency of Peru, X,`
            let of = (at + 1..last).rev().find(|of| matches!(text.folded(*of), "of" | "in"));
            let country = of.and_then(|of| {
                let object = self.styled_state(of + 1 + usize::from(text.folded(of + 1) == "the"));
                self.gazetteer.country(object).filter(|(_, next)| *next == last)
            });
            if let (Polity::Unsaid, Some((country, _))) = (&title.polity, country) {
                title.polity = Polity::Country(country);
            }
            parts.push(at..of.filter(|_| country.is_some()).unwrap_or(last));
            title.tokens.end = last;
        }
    }

    /// `X (Minister of Trade, Peru)`, `X, Minister of Trade, Peru,`, `X, Minister of Trade (Peru)`: the country behind the office, and where it ends.
    fn country_apart(&self, title: &Title, end: TokenIndex) -> Option<(CountryIndex, TokenIndex)> {
        let text = self.text;
        let comma = title.tokens.end;
        let opening = text.folded(title.tokens.start.checked_sub(1)?);
        let bracket = text.folded(comma) == "(" && opening == ",";
        if !(bracket || text.folded(comma) == ",") || title.determiner.is_some() || title.plural || title.counterpart {
            return None;
        }
        let object = self.styled_state(comma + 1 + usize::from(text.folded(comma + 1) == "the"));
        let found = self.gazetteer.starting(object)?;
        let Sense::Country(country) = found.sense else { return None };
        let closing = text.folded(found.tokens.end);
        let closed = match opening {
            "(" => closing == ")",
            _ if bracket => return (closing == ")").then_some((country, found.tokens.end + 1)),
            "," => matches!(closing, "," | ";" | ".") || found.tokens.end >= end,
            _ => false,
        };
        closed.then_some((country, found.tokens.end))
    }

    /// `the Leader of the Revolution, X,`, `the Minister in the Presidency, X,`: words that no table has between an office and
    /// the name behind a comma. The token after them.
    fn complement_before_name(&self, title: &Title, at: TokenIndex, end: TokenIndex) -> Option<TokenIndex> {
        let text = self.text;
        // `his British colleague in the mission, Mr X,`
        let other = title.counterpart && matches!(text.folded(at), "in" | "on" | "at");
        let definite = title.determiner.is_some() && !title.plural && (!title.counterpart || other);
        if !definite || !matches!(text.folded(at), "of" | "for" | "in" | "at" | "to") {
            return None;
        }
        let plain = |token: TokenIndex| {
            let known = self.known.lexicon(token);
            let verb = known.is("auxiliary") || !self.capitalised(token) && known.is_verb() && !known.is("preposition");
            let inner = text.has(token, Flags::POSSESSIVE) || matches!(text.folded(token), "-" | "\"");
            let head = matches!(self.office_word(token, end), Some((_, OfficeWord::Head { .. })));
            inner || text.has(token, Flags::WORD) && !verb && !head
        };
        let comma = (at + 1..end.min(at + 12)).find(|token| !plain(*token)).filter(|at| text.folded(*at) == ",")?;
        let named = other || (at + 1..comma).any(|token| self.capitalised(token));
        // `, Colonel X,`
        let ranked = self.is("rank", comma + 1);
        let first = comma + 1 + usize::from(ranked);
        let styled = || self.name(first, end, true).filter(|run| run.honorific);
        let run = self.name(first, end, ranked).or_else(styled)?;
        let closed = run.phrase.end >= end || matches!(text.folded(run.phrase.end), "," | "." | ";" | ")" | "and");
        (named && closed && (run.honorific || run.name.len() > 1) && comma > at + 1).then_some(comma)
    }

    /// The complements whose words the tables know.
    fn known_complements(&self, title: &mut Title, parts: &mut Parts, end: TokenIndex) {
        while title.tokens.end < end && self.next_complement(title, parts, end) {}
    }

    /// Takes the next complement; false where none follows, or none after it.
    fn next_complement(&self, title: &mut Title, parts: &mut Parts, end: TokenIndex) -> bool {
        let (text, at) = (self.text, title.tokens.end);
        let word = text.folded(at);
        if let Some(next) = self.rank_added(at) {
            if is_plenipotentiary(word, text.folded(at + 1)) {
                parts.push(at..next);
            }
            title.tokens.end = next;
            return true;
        }
        let object = self.object_behind(at);
        if let Some(served) = self.served(title, at, object, end) {
            parts.push(at..served.head.end);
            title.tokens.end = served.tokens.end;
            if title.polity == Polity::Unsaid {
                title.polity = served.polity;
            }
            return true;
        }
        // senior adviser to President X: the title after it is another person's.
        if matches!(word, "to" | "of" | "for") && self.serves_another(title) && self.begins_title(object, end) {
            if let (Polity::Unsaid, Some((country, _))) = (&title.polity, self.gazetteer.country(object)) {
                title.polity = Polity::Country(country);
            }
            title.tokens.end = object;
            return false;
        }
        if let Some((last, next)) = self.field_behind(title, at, object, end) {
            parts.push(at..last);
            title.tokens.end = next;
            return true;
        }
        // President of the Republic
        let republic = text.folded(object) == "republic" && text.folded(object + 1) != "of";
        if word == "of" && object > at + 1 && republic {
            title.tokens.end = object + 1;
            return true;
        }
        if let Some((country, body)) = self.body_of_country(at, end) {
            if title.polity == Polity::Unsaid {
                title.polity = Polity::Country(country);
            }
            // `President of the Danish parliament`: of the parliament
            parts.extend([at..object, body.clone()]);
            title.tokens.end = body.end;
            return true;
        }
        if let Some((last, owner)) = self.part_of(at, end) {
            parts.push(at..last);
            title.tokens.end = owner;
            return true;
        }
        match word {
            "of" | "for" | "in" | "from" | "at" | "on" => self.governed(title, parts, object, end),
            "to" => self.posted_to(title, parts, object),
            _ => false,
        }
    }

    /// `extraordinary and plenipotentiary`, `a.i.`, `at large`, `-designate`, `here,`: what a title adds to itself. The token after it.
    fn rank_added(&self, at: TokenIndex) -> Option<TokenIndex> {
        let (word, next) = (self.text.folded(at), self.text.folded(at + 1));
        match (word, next) {
            _ if is_plenipotentiary(word, next) => Some(at + 1),
            ("a.i" | "a.i.", _) => Some(at + 1 + usize::from(next == ".")),
            ("at", "large") | ("ad", "interim") | ("-", "designate" | "elect") => Some(at + 2),
            // the Peruvian envoy here, X,
            ("here", ",") | ("designate" | "elect", _) => Some(at + 1),
            _ => None,
        }
    }

    /// What stands behind a preposition: the first token after its article.
    fn object_behind(&self, at: TokenIndex) -> TokenIndex {
        let object = at + 1;
        // `to The Gambia`: the article is part of the name.
        if self.text.folded(object) != "the" || self.gazetteer.starting(object).is_some() {
            return object;
        }
        self.styled_state(object + 1)
    }

    /// The field of a minister: `President of the Council of Ministers`, `Minister of State, Foreign Affairs,`, `Minister responsible for
    /// Fisheries`. Where the field ends, and where the title goes on.
    fn field_behind(
        &self,
        title: &mut Title,
        at: TokenIndex,
        object: TokenIndex,
        end: TokenIndex,
    ) -> Option<(TokenIndex, TokenIndex)> {
        let text = self.text;
        let word = text.folded(at);
        if word == "of"
            && let Some(found) = self.council_of_ministers(object, title, end)
        {
            return Some(found);
        }
        let set_off = word == "," && matches!(text.folded(at - 1), "state" | "minister" | "secretary");
        if set_off && self.capitalised(at + 1) {
            let last = self.portfolio(at + 1, end);
            if last > at + 1 && text.folded(last) == "," && self.capitalised(last + 1) {
                return Some((last, last));
            }
        }
        // Minister responsible for Fisheries, minister in charge of trade
        let charged = match (word, text.folded(at + 1), text.folded(at + 2)) {
            ("responsible", "for", _) => at + 2,
            ("in", "charge", "of") => at + 3,
            _ => return None,
        };
        let field = charged + usize::from(text.folded(charged) == "the");
        let last = self.portfolio(field, end);
        (last > field).then_some((last, last))
    }

    pub(super) fn is_head(&self, title: &Title, words: &[&str]) -> bool {
        title.head.clone().any(|token| {
            let word = self.text.folded(token);
            words.iter().any(|head| word == *head || word.strip_suffix('s') == Some(head))
        })
    }

    pub(in crate::extract) fn is_country_name(&self, token: TokenIndex) -> bool {
        self.gazetteer.starting(token).is_some_and(|found| matches!(found.sense, Sense::Country(_)))
    }
}

/// `extraordinary and plenipotentiary`
fn is_plenipotentiary(word: &str, next: &str) -> bool {
    matches!(word, "extraordinary" | "plenipotentiary") || word == "and" && next == "plenipotentiary"
}
