//! Titles: `First Deputy Foreign Minister of Peru`, `Egypt's Ambassador to Oman`, `Secretary-General of ASEAN`, and
//! `counterpart`, which takes the office of another person.

use std::ops::Range;

use super::knowledge::{CountryIndex, OfficeWord, Sense};
use super::names::Words;
use crate::text::{Flags, TokenIndex};

/// Where an office is held, as far as the title says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Polity {
    /// Nothing said.
    Unsaid,
    /// A country.
    Country(CountryIndex),
    /// The organization whose name covers this token.
    Organization(TokenIndex),
}

/// A title at its place.
#[derive(Clone, Debug)]
pub(super) struct Title {
    /// The whole phrase with country and organization, without article.
    pub tokens: Range<TokenIndex>,
    /// The word that makes it a title.
    pub head: Range<TokenIndex>,
    /// The words of the office without country.
    pub words: String,
    /// Class of the office.
    pub code: &'static str,
    pub polity: Polity,
    /// Countries in order, for plural titles (`the foreign ministers of A and B`).
    pub countries: Vec<CountryIndex>,
    pub plural: bool,
    pub former: bool,
    /// `counterpart`: the office is that of the other person.
    pub counterpart: bool,
    /// The country comes from `to X` (an envoy's post), which is not the polity.
    pub posted_to: Option<CountryIndex>,
    /// `the`, `his`, `a` stand before it.
    pub determiner: Option<TokenIndex>,
    /// Lower-case, vague head (`leader`, `head`, `member`): a role, and an office only with its polity.
    pub weak: bool,
}

const WEAK: [&str; 16] = [
    "head",
    "chief",
    "leader",
    "member",
    "director",
    "diplomat",
    "deputy",
    "general",
    "representative",
    "chair",
    "official",
    "coordinator",
    "negotiator",
    "administrator",
    "commander",
    "heads",
];

impl Words<'_> {
    /// The title that begins at `start`.
    pub fn title(&self, start: TokenIndex, end: TokenIndex) -> Option<Title> {
        let text = self.text;
        let mut at = start;
        let mut parts: Vec<Range<TokenIndex>> = Vec::new();
        let mut polity = Polity::Unsaid;
        let mut countries = Vec::new();
        let mut former = false;
        let mut head: Option<(Range<TokenIndex>, bool)> = None;
        let mut counterpart = false;
        let mut steps = 0;
        while at < end && steps < 14 {
            steps += 1;
            if let Some((country, next)) = self.gazetteer.country(at)
                && head.is_none()
                && polity == Polity::Unsaid
            {
                polity = Polity::Country(country);
                countries.push(country);
                at = self.skip_possessive(next);
                // Turkish and German, Kenyan-Ethiopian: only before plurals, which the head must be.
                while countries.len() < 8 {
                    let mut following = at;
                    while matches!(text.folded(following), "," | "and" | "&" | "-") && following < at + 2 {
                        following += 1;
                    }
                    match self.gazetteer.country(following).filter(|_| following > at && following < end) {
                        Some((country, next)) => {
                            countries.push(country);
                            at = self.skip_possessive(next);
                        }
                        None => break,
                    }
                }
                continue;
            }
            if let Some(found) = self.gazetteer.starting(at)
                && head.is_none()
                && matches!(found.sense, Sense::Organization(_))
            {
                polity = Polity::Organization(at);
                at = self.skip_possessive(found.tokens.end);
                continue;
            }
            // Kremlin spokesman, White House adviser
            if let Some(found) = self.gazetteer.starting(at)
                && let Sense::Seat(Some(country)) = found.sense
                && head.is_none()
                && polity == Polity::Unsaid
            {
                polity = Polity::Country(country);
                at = self.skip_possessive(found.tokens.end);
                continue;
            }
            if self.gazetteer.covering(at).is_some() {
                break;
            }
            if former && head.is_none() && text.folded(at) == "-" && self.gazetteer.country(at + 1).is_some() {
                at += 1;
                continue;
            }
            if matches!(
                text.folded(at),
                "counterpart"
                    | "counterparts"
                    | "peer"
                    | "peers"
                    | "homologue"
                    | "colleague"
                    | "colleagues"
                    | "opposite"
            ) && head.is_none()
            {
                let length = if text.folded(at) == "opposite" { 2 } else { 1 };
                if length == 2 && !matches!(text.folded(at + 1), "number" | "numbers") {
                    break;
                }
                counterpart = true;
                head = Some((at..at + length, text.folded(at + length - 1).ends_with('s')));
                at += length;
                break;
            }
            match self.knowledge.office_words.at(text, at, end) {
                Some((length, OfficeWord::Head { plural })) => {
                    let royal = matches!(
                        text.folded(at),
                        "amir" | "emir" | "sultan" | "king" | "queen" | "pope" | "patriarch" | "marshal" | "chief"
                    );
                    if head.is_some() && (royal || (!self.capitalised(at) && self.capitalised(at - 1))) {
                        break;
                    }
                    // Amir is a given name, too.
                    if text.folded(at) == "amir"
                        && length == 1
                        && polity == Polity::Unsaid
                        && self.determiner(start).is_none()
                        && text.folded(at + 1) != "of"
                    {
                        break;
                    }
                    head = Some((at..at + length, plural));
                    parts.push(at..at + length);
                    at += length;
                }
                Some((length, OfficeWord::Modifier | OfficeWord::Portfolio))
                    if head.is_none() || self.leads_to_head(at, end) =>
                {
                    parts.push(at..at + length);
                    at += length;
                }
                Some((length, OfficeWord::Ended)) if head.is_none() => {
                    former = true;
                    at += length;
                }
                _ => {
                    let joins = matches!(text.folded(at), "and" | "," | "&" | "-" | "/");
                    let more = joins
                        && head.is_none()
                        && (at > start || text.folded(at) == "-")
                        && at + 1 < end
                        && matches!(
                            self.knowledge.office_words.at(text, at + 1, end),
                            Some((_, OfficeWord::Portfolio | OfficeWord::Modifier | OfficeWord::Head { .. }))
                        )
                        && (parts.last().is_some() || former);
                    if !more {
                        break;
                    }
                    if !former || !parts.is_empty() {
                        parts.push(at..at + 1);
                    }
                    at += 1;
                }
            }
        }
        let (head, plural) = head?;
        if countries.len() > 1 && !plural {
            return None;
        }
        // Words after the last head that led nowhere are not part of the title.
        if at > head.end && parts.last().is_some_and(|part| part.end > head.end) {
            parts.retain(|part| part.end <= head.end);
            at = head.end;
        }
        let mut title = Title {
            tokens: start..at,
            words: String::new(),
            code: "official",
            polity,
            countries,
            plural,
            former,
            counterpart,
            posted_to: None,
            determiner: self.determiner(start),
            weak: false,
            head,
        };
        self.complements(&mut title, &mut parts, end);
        // What is said of the moment is no part of the title.
        parts.retain(|part| {
            part.len() != 1
                || !matches!(
                    text.folded(part.start),
                    "visiting"
                        | "new"
                        | "newly"
                        | "then"
                        | "incumbent"
                        | "current"
                        | "incoming"
                        | "outgoing"
                        | "appointed"
                        | "elected"
                )
        });
        title.words = parts
            .iter()
            .map(|part| text.slice(part.clone()))
            .collect::<Vec<_>>()
            .join(" ")
            .replace(" - ", "-")
            .replace(" ,", ",");
        title.code = if counterpart { "" } else { self.knowledge.office_classes.class(&title.words) };
        title.weak =
            parts.len() == 1 && WEAK.contains(&text.folded(title.head.start)) && !self.capitalised(title.head.start);
        let bare_deputy =
            parts.len() == 1 && matches!(text.folded(title.head.start), "deputy" | "general" | "ps" | "cs");
        (!(bare_deputy && title.polity == Polity::Unsaid && !self.capitalised(title.head.start))).then_some(title)
    }

    /// What follows the head: `of Foreign Affairs`, `of Peru`, `for Trade`, `to Oman`, `of ASEAN`, `at the Department …`.
    fn complements(&self, title: &mut Title, parts: &mut Vec<Range<TokenIndex>>, end: TokenIndex) {
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
                title.tokens.end = at + 1;
                continue;
            }
            if word == "at" && text.folded(at + 1) == "large" {
                title.tokens.end = at + 2;
                continue;
            }
            if word == "-" && matches!(text.folded(at + 1), "designate" | "elect") {
                title.tokens.end = at + 2;
                continue;
            }
            if matches!(word, "designate" | "elect") {
                title.tokens.end = at + 1;
                continue;
            }
            let mut object = at + 1;
            if text.folded(object) == "the" {
                object += 1;
            }
            match word {
                "of" | "for" | "in" | "from" | "at" | "on" => {
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
                                if title.polity == Polity::Unsaid
                                    && !self.is_head(title, &["mayor", "governor", "bishop", "archbishop"])
                                {
                                    title.polity = Polity::Country(country);
                                }
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

    fn is_head(&self, title: &Title, words: &[&str]) -> bool {
        title.head.clone().any(|token| {
            let word = self.text.folded(token);
            words.iter().any(|head| word == *head || word.strip_suffix('s') == Some(head))
        })
    }

    /// The token after `foreign affairs, trade and industry`.
    fn portfolio(&self, start: TokenIndex, end: TokenIndex) -> TokenIndex {
        let mut at = start;
        let mut last = start;
        while at < end {
            match self.knowledge.office_words.at(self.text, at, end) {
                Some((length, OfficeWord::Portfolio)) if self.gazetteer.covering(at).is_none() => {
                    at += length;
                    last = at;
                }
                Some((1, OfficeWord::Modifier))
                    if matches!(
                        self.text.folded(at),
                        "state" | "special" | "parliamentary" | "military" | "general"
                    ) =>
                {
                    at += 1
                }
                Some((1, OfficeWord::Head { .. })) if matches!(self.text.folded(at), "general" | "cabinet") => at += 1,
                _ if at > start
                    && self.text.folded(at - 1) == "the"
                    && self.gazetteer.starting(at).is_some_and(|found| matches!(found.sense, Sense::Region { .. })) =>
                {
                    at = self.gazetteer.starting(at).map_or(at + 1, |found| found.tokens.end);
                    last = at;
                }
                _ if at > start
                    && matches!(
                        self.text.folded(at),
                        "and" | "," | "&" | "-" | "/" | "of" | "the" | "for" | "with"
                    )
                    && at < last + 3 =>
                {
                    at += 1
                }
                _ => break,
            }
        }
        last
    }

    /// The token after `Compact Negotiations`, `the Great Lakes`: capitalised words up to a name that follows.
    fn mandate(&self, start: TokenIndex, end: TokenIndex) -> TokenIndex {
        let mut at = start;
        while at < end && at < start + 6 {
            if let Some(found) = self.gazetteer.starting(at)
                && matches!(found.sense, Sense::Region { .. } | Sense::Quiet)
            {
                at = found.tokens.end;
                continue;
            }
            let joins = matches!(self.text.folded(at), "and" | "of" | "the") && at > start && self.capitalised(at + 1);
            let word = self.capitalised(at) && self.gazetteer.covering(at).is_none() && !self.is("given", at);
            if !(joins || word) {
                break;
            }
            at += 1;
        }
        // What is left must not be half of a name: give back the last two words when no given name stopped the run.
        if at > start
            && !self.is("given", at)
            && self.capitalised(at.wrapping_sub(1))
            && !self.text.has(at, Flags::WORD)
            && at >= start + 3
        {
            return at - 2;
        }
        if at > start && self.is("given", at) || !self.capitalised(at) { at } else { start }
    }

    fn is_country_name(&self, token: TokenIndex) -> bool {
        self.gazetteer.starting(token).is_some_and(|found| matches!(found.sense, Sense::Country(_)))
    }

    /// Whether the words at `at` go on to a head.
    fn leads_to_head(&self, at: TokenIndex, end: TokenIndex) -> bool {
        let mut at = at;
        for _ in 0..4 {
            match self.knowledge.office_words.at(self.text, at, end) {
                Some((_, OfficeWord::Head { .. })) => return true,
                Some((length, OfficeWord::Modifier | OfficeWord::Portfolio)) => at += length,
                _ => return false,
            }
        }
        false
    }

    /// The token after a possessive ending.
    pub fn skip_possessive(&self, at: TokenIndex) -> TokenIndex {
        if self.text.has(at, Flags::POSSESSIVE) { at + 1 } else { at }
    }

    /// The token after `(RoK)`.
    pub fn skip_abbreviation(&self, at: TokenIndex) -> TokenIndex {
        if self.text.folded(at) == "(" && self.text.folded(at + 2) == ")" && self.capitalised(at + 1) {
            at + 3
        } else {
            at
        }
    }

    fn determiner(&self, start: TokenIndex) -> Option<TokenIndex> {
        let before = start.checked_sub(1)?;
        matches!(self.text.folded(before), "the" | "his" | "her" | "its" | "their" | "a" | "an" | "our" | "my")
            .then_some(before)
    }
}
