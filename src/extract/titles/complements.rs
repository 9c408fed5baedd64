//! What follows the head of a title: `of Foreign Affairs`, `of Peru`, `for Trade`, `to Oman`, `of ASEAN`.

use super::super::knowledge::{CountryIndex, OfficeWord, Sense};
use super::super::names::Words;
use super::{Parts, Polity, Title};
use crate::text::{Flags, TokenIndex};

/// Heads of titles that have a post abroad.
const POSTED: [&str; 9] = [
    "ambassador",
    "envoy",
    "representative",
    "commissioner",
    "d'affaires",
    "affaires",
    "consul",
    "mediator",
    "coordinator",
];

/// Heads of titles of those who govern a town or a region.
const LOCAL: [&str; 2] = ["mayor", "governor"];

impl Words<'_> {
    /// `Chief Minister`, the head of a state's government.
    fn is_chief(&self, title: &Title) -> bool {
        self.text.folded(title.head.start) == "chief" && title.head.len() == 2
    }

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
        let definite = title.determiner.is_some() && !title.plural && !title.counterpart;
        if !definite || !matches!(text.folded(at), "of" | "for" | "in" | "at" | "to") {
            return None;
        }
        let plain = |token: TokenIndex| {
            let known = self.known.lexicon(token);
            let verb = known.is("auxiliary") || !self.capitalised(token) && known.is_verb() && !known.is("preposition");
            let inner = text.has(token, Flags::POSSESSIVE) || text.folded(token) == "-";
            let head = matches!(self.office_word(token, end), Some((_, OfficeWord::Head { .. })));
            inner || text.has(token, Flags::WORD) && !verb && !head
        };
        let comma = (at + 1..end.min(at + 12)).find(|token| !plain(*token)).filter(|at| text.folded(*at) == ",")?;
        let named = (at + 1..comma).any(|token| self.capitalised(token));
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
        let text = self.text;
        loop {
            let at = title.tokens.end;
            if at >= end {
                return;
            }
            let word = text.folded(at);
            if matches!(word, "extraordinary" | "plenipotentiary")
                || word == "and" && text.folded(at + 1) == "plenipotentiary"
            {
                parts.push(at..at + 1);
                title.tokens.end = at + 1;
                continue;
            }
            if word == "a.i" || word == "a.i." {
                title.tokens.end = at + 1 + usize::from(text.folded(at + 1) == ".");
                continue;
            }
            if word == "at" && text.folded(at + 1) == "large" || word == "ad" && text.folded(at + 1) == "interim" {
                title.tokens.end = at + 2;
                continue;
            }
            if word == "-" && matches!(text.folded(at + 1), "designate" | "elect") {
                title.tokens.end = at + 2;
                continue;
            }
            // the Peruvian envoy here, X,
            if word == "here" && text.folded(at + 1) == "," {
                title.tokens.end = at + 1;
                continue;
            }
            if matches!(word, "designate" | "elect") {
                title.tokens.end = at + 1;
                continue;
            }
            let mut object = at + 1;
            // `to The Gambia`: the article is part of the name.
            if text.folded(object) == "the" && self.gazetteer.starting(object).is_none() {
                object += 1;
            }
            if object > at + 1 {
                object = self.styled_state(object);
            }
            if let Some(served) = self.served(title, at, object, end) {
                parts.push(at..served.head.end);
                title.tokens.end = served.tokens.end;
                if title.polity == Polity::Unsaid {
                    title.polity = served.polity;
                }
                continue;
            }
            // senior adviser to President X: the title after it is another person's.
            if matches!(word, "to" | "of" | "for") && self.serves_another(title) && self.begins_title(object, end) {
                if let (Polity::Unsaid, Some((country, _))) = (&title.polity, self.gazetteer.country(object)) {
                    title.polity = Polity::Country(country);
                }
                title.tokens.end = object;
                return;
            }
            if word == "of"
                && let Some((last, next)) = self.council_of_ministers(object, title, end)
            {
                parts.push(at..last);
                title.tokens.end = next;
                continue;
            }
            // Minister of State, Foreign Affairs,
            if word == ","
                && matches!(text.folded(at - 1), "state" | "minister" | "secretary")
                && self.capitalised(at + 1)
            {
                let last = self.portfolio(at + 1, end);
                if last > at + 1 && text.folded(last) == "," && self.capitalised(last + 1) {
                    parts.push(at..last);
                    title.tokens.end = last;
                    continue;
                }
            }
            // Minister responsible for Fisheries, minister in charge of trade
            let charged = match (word, text.folded(at + 1), text.folded(at + 2)) {
                ("responsible", "for", _) => at + 2,
                ("in", "charge", "of") => at + 3,
                _ => at,
            };
            if charged > at {
                let field = charged + usize::from(text.folded(charged) == "the");
                let last = self.portfolio(field, end);
                if last > field {
                    parts.push(at..last);
                    title.tokens.end = last;
                    continue;
                }
            }
            // President of the Republic
            let republic = text.folded(object) == "republic" && text.folded(object + 1) != "of";
            if word == "of" && object > at + 1 && republic {
                title.tokens.end = object + 1;
                continue;
            }
            if let Some((country, body)) = self.body_of_country(at, end) {
                if title.polity == Polity::Unsaid {
                    title.polity = Polity::Country(country);
                }
                // `President of the Danish parliament`: of the parliament
                parts.extend([at..object, body.clone()]);
                title.tokens.end = body.end;
                continue;
            }
            if let Some((last, owner)) = self.part_of(at, end) {
                parts.push(at..last);
                title.tokens.end = owner;
                continue;
            }
            match word {
                "of" | "for" | "in" | "from" | "at" | "on" => {
                    // Minister of State for Commonwealth Affairs: a body or a country may lend a field its name.
                    let affairs = self.affairs(object, end);
                    if matches!(word, "of" | "for") && affairs > object {
                        let last = self.portfolio(object, end);
                        parts.push(at..last);
                        title.tokens.end = last;
                        continue;
                    }
                    // special envoy for Sudan and South Sudan, ambassador in Lima: where the post is.
                    if matches!(word, "for" | "in" | "at")
                        && self.is_head(title, &POSTED)
                        && let Some(last) = self.post(object, title, word == "for")
                    {
                        parts.push(at..last);
                        title.tokens.end = self.skip_abbreviation(last);
                        continue;
                    }
                    if let Some((country, next)) =
                        self.gazetteer.country(object).filter(|_| self.is_country_name(object))
                    {
                        if word == "on"
                            || matches!(word, "in" | "for" | "at") && !(title.counterpart || self.lower(title))
                        {
                            return;
                        }
                        let mut next = next;
                        title.countries.push(country);
                        if title.polity == Polity::Unsaid {
                            title.polity = Polity::Country(country);
                        }
                        // of A and B, of A, B and C: for plural titles.
                        while title.plural {
                            let mut following = next;
                            while matches!(text.folded(following), "," | "and" | "&") {
                                following += 1;
                            }
                            if text.folded(following) == "the" {
                                following += 1;
                            }
                            match self
                                .gazetteer
                                .country(following)
                                .filter(|_| following > next && self.is_country_name(following))
                            {
                                Some((country, after)) => {
                                    title.countries.push(country);
                                    next = after;
                                }
                                None => break,
                            }
                        }
                        title.tokens.end = self.skip_abbreviation(next);
                        if text.has(title.tokens.end, Flags::POSSESSIVE) && self.lower(title) {
                            return;
                        }
                        // Speaker of Korea's National Assembly.
                        let organization = self.skip_possessive(title.tokens.end);
                        if organization > title.tokens.end
                            && let Some(found) = self.gazetteer.starting(organization)
                            && matches!(found.sense, Sense::Organization(_))
                        {
                            title.polity = Polity::Organization(organization);
                            title.tokens.end = found.tokens.end;
                        }
                        continue;
                    }
                    // of the three Baltic states
                    if word == "of"
                        && title.plural
                        && let Some(last) = (object..(object + 6).min(end)).find(|token| {
                            matches!(text.folded(*token), "states" | "countries" | "nations" | "republics" | "members")
                        })
                        && (object..last).all(|token| text.has(token, Flags::WORD))
                        && !(object..last).any(|token| self.is_country_name(token))
                    {
                        title.tokens.end = last + 1;
                        return;
                    }
                    if let Some(found) = self.gazetteer.starting(object) {
                        match found.sense {
                            Sense::Organization(_) if word != "on" => {
                                // member of the Bureau of the Party: the last is where the office is held.
                                if let Polity::Organization(inner) = title.polity
                                    && inner >= title.head.end
                                {
                                    parts.push(title.head.end..title.tokens.end);
                                }
                                title.polity = Polity::Organization(object);
                                title.tokens.end = self.skip_abbreviation(found.tokens.end);
                                continue;
                            }
                            Sense::City(country) | Sense::Capital(country) if word == "of" => {
                                title.tokens.end = found.tokens.end;
                                if self.is_head(title, &LOCAL) {
                                    title.polity = Polity::Place(object);
                                } else if title.polity == Polity::Unsaid
                                    && !self.is_head(title, &["bishop", "archbishop"])
                                {
                                    title.polity = Polity::Country(country);
                                }
                                continue;
                            }
                            Sense::Region { quiet: false }
                                if word == "of"
                                    && (self.is_head(title, &LOCAL)
                                        || title.words.is_empty() && self.is_chief(title)) =>
                            {
                                title.polity = Polity::Place(object);
                                title.tokens.end = found.tokens.end;
                                continue;
                            }
                            _ => {}
                        }
                    }
                    if matches!(word, "of" | "for" | "on") {
                        let last = self.portfolio(object, end);
                        let last = if last == object
                            && word != "on"
                            && self.is_head(
                                title,
                                &[
                                    "envoy",
                                    "representative",
                                    "adviser",
                                    "advisor",
                                    "coordinator",
                                    "secretary",
                                    "minister",
                                    "commissioner",
                                    "negotiator",
                                ],
                            ) {
                            self.mandate(object, end)
                        } else {
                            last
                        };
                        if last > object {
                            parts.push(at..last);
                            title.tokens.end = last;
                            continue;
                        }
                    }
                    return;
                }
                "to" => {
                    let posted = self.is_head(
                        title,
                        &[
                            "ambassador",
                            "envoy",
                            "representative",
                            "commissioner",
                            "counterpart",
                            "d'affaires",
                            "affaires",
                            "consul",
                            "adviser",
                            "advisor",
                            "minister",
                        ],
                    );
                    match self.gazetteer.starting(object).filter(|_| posted) {
                        Some(found) => {
                            if let Sense::Country(country) = found.sense {
                                title.posted_to = Some(country);
                            }
                            parts.push(at..found.tokens.end);
                            title.tokens.end = self.skip_abbreviation(found.tokens.end);
                        }
                        // `the ambassador to the Kingdom`: the state in whose news it stands.
                        None if posted && object > at + 1 && is_form_of_state(text.folded(object)) => {
                            parts.push(at..object + 1);
                            title.tokens.end = object + 1;
                        }
                        None => return,
                    }
                }
                _ => return,
            }
        }
    }

    fn lower(&self, title: &Title) -> bool {
        !self.capitalised(title.head.start)
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

/// What a state calls itself without its name.
fn is_form_of_state(word: &str) -> bool {
    matches!(word, "kingdom" | "republic" | "sultanate" | "state" | "federation" | "union" | "emirate")
}
