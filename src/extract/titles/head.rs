//! The head of a title and what stands before it: country, rank, field.

use std::ops::Range;

use smallvec::SmallVec;

use super::super::knowledge::{OfficeWord, Sense};
use super::super::names::Words;
use super::{Parts, Polity, Title};
use crate::text::{Flags, TokenIndex};

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

/// Whether a word means an officer of the same office elsewhere.
fn is_counterpart(word: &str) -> bool {
    matches!(
        word,
        "counterpart"
            | "counterparts"
            | "predecessor"
            | "peer"
            | "peers"
            | "homologue"
            | "colleague"
            | "colleagues"
            | "opposite"
    )
}

impl Words<'_> {
    /// The title that begins at `start`.
    pub fn title(&self, start: TokenIndex, end: TokenIndex) -> Option<Title> {
        let begins = self.known.begins_office(start)
            || self.gazetteer.covering(start).is_some()
            || is_counterpart(self.text.folded(start));
        if begins { self.title_from(start, end) } else { None }
    }

    fn title_from(&self, start: TokenIndex, end: TokenIndex) -> Option<Title> {
        let text = self.text;
        let mut at = start;
        let mut parts = Parts::new();
        let mut polity = Polity::Unsaid;
        let mut countries = SmallVec::new();
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
            if head.is_none()
                && let Some((owner, next)) = self.polity_of_town(at, at == start)
                && (polity == Polity::Unsaid || matches!(owner, Polity::Place(_)))
            {
                polity = owner;
                at = next;
                continue;
            }
            if self.gazetteer.covering(at).is_some() {
                break;
            }
            if former && head.is_none() && text.folded(at) == "-" && self.gazetteer.country(at + 1).is_some() {
                at += 1;
                continue;
            }
            if is_counterpart(text.folded(at)) && head.is_none() {
                let length = if text.folded(at) == "opposite" { 2 } else { 1 };
                if length == 2 && !matches!(text.folded(at + 1), "number" | "numbers") {
                    break;
                }
                // My colleague X is no minister for all that.
                counterpart = !self.determiner(start).is_some_and(|token| matches!(text.folded(token), "my" | "our"));
                former |= text.folded(at) == "predecessor";
                head = Some((at..at + length, text.folded(at + length - 1).ends_with('s')));
                at += length;
                break;
            }
            match self.office_word(at, end) {
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
                    // Army Chief General X: the rank behind an office is no part of it.
                    if head.is_none() || !self.is_rank(at..at + length) {
                        head = Some((at..at + length, plural));
                        parts.push(at..at + length);
                    }
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
                    // `since the war, Foreign Minister X`: the title begins behind the comma.
                    let apart = matches!(text.folded(at), "and" | ",")
                        && at > start
                        && !self.capitalised(at - 1)
                        && self.capitalised(at + 1);
                    let more = joins
                        && !apart
                        && head.is_none()
                        && (at > start || text.folded(at) == "-")
                        && at + 1 < end
                        && matches!(
                            self.office_word(at + 1, end),
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
        title.former |= parts
            .iter()
            .any(|part| text.folded(part.start) == "then" && self.of_that_time(part.start, title.tokens.end));
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
        title.words.reserve(text.slice(title.tokens.clone()).len());
        for part in &parts {
            text.push_plain_slice(part.clone(), &mut title.words);
        }
        for (mark, apart, joined) in [(b'-', " - ", "-"), (b',', " ,", ",")] {
            if title.words.as_bytes().contains(&mark) {
                title.words = title.words.replace(apart, joined);
            }
        }
        // The first president of a state that has had others since.
        title.former |= title.words.starts_with("First President") || title.words.starts_with("First Prime Minister");
        // The Marshal of the Sejm presides over it.
        let ranks = self.is_rank(title.head.clone()) && !matches!(title.polity, Polity::Organization(_));
        title.code =
            if counterpart || ranks { "" } else { self.knowledge.office_classes.class(self.own_words(&title)) };
        self.settle_delegates(&mut title);
        title.weak = parts.len() == 1
            && title.head.len() == 1
            && WEAK.contains(&text.folded(title.head.start))
            && !self.capitalised(title.head.start);
        let bare_deputy =
            parts.len() == 1 && matches!(text.folded(title.head.start), "deputy" | "general" | "ps" | "cs");
        (!(bare_deputy && title.polity == Polity::Unsaid && !self.capitalised(title.head.start))).then_some(title)
    }

    /// The head of the Chilean delegation comes from Chile and holds no office there; Chile's UN ambassador holds his for Chile.
    fn settle_delegates(&self, title: &mut Title) {
        let inside = title.head.end..title.tokens.end;
        let party = inside.clone().find(|at| matches!(self.text.folded(*at), "delegation" | "team" | "side"));
        if let Some(party) = party.filter(|party| party + 1 == title.tokens.end) {
            title.code = "";
            let country = inside.clone().find_map(|at| self.gazetteer.country(at)).map(|(country, _)| country);
            if let (Polity::Unsaid, Some(country), true) = (&title.polity, country, party > title.head.end) {
                title.polity = Polity::Country(country);
            }
        }
        // Chief Rabbi X
        if self.text.folded(title.tokens.end) == "rabbi" {
            title.code = "";
        }
        let before_head = |token: TokenIndex| token < title.head.start;
        if let (Polity::Organization(token), [country]) = (&title.polity, title.countries.as_slice())
            && before_head(*token)
            && self.is_head(title, &["ambassador", "representative", "envoy"])
        {
            title.polity = Polity::Country(*country);
        }
    }

    /// Whether the words are a rank or an order, which is no office: `General`, `Cardinal`.
    fn is_rank(&self, words: Range<TokenIndex>) -> bool {
        words.into_iter().all(|token| self.is("rank", token) || self.text.folded(token) == "-")
    }

    /// Whether `then` means the time told of, and not what came next: `the then president`, `Peru's then envoy`, `X, then
    /// head of the bank,`, `between X and then president Y`; not `met X and then president Y`.
    fn of_that_time(&self, then: TokenIndex, end: TokenIndex) -> bool {
        let text = self.text;
        let Some(before) = then.checked_sub(1) else { return false };
        let sentence = text.sentences.get(text.sentence_of(then)).map_or(then, |sentence| sentence.tokens.start);
        match text.folded(before) {
            "," => !self.capitalised(end),
            "and" => {
                let pronoun = before.checked_sub(1).is_some_and(|at| matches!(text.folded(at), "he" | "she" | "they"));
                let told = |at: TokenIndex| {
                    text.folded(at) == "between"
                        || text.folded(at) == "then" && at > sentence && text.has(at - 1, Flags::POSSESSIVE)
                };
                pronoun || (sentence.max(then.saturating_sub(24))..before).any(told)
            }
            word => matches!(word, "the" | "with" | "by" | "of") || text.has(before, Flags::POSSESSIVE),
        }
    }

    /// Whether the words at `at` go on to a head.
    pub(super) fn leads_to_head(&self, at: TokenIndex, end: TokenIndex) -> bool {
        let mut at = at;
        for _ in 0..4 {
            match self.office_word(at, end) {
                Some((_, OfficeWord::Head { .. })) => return true,
                Some((length, OfficeWord::Modifier | OfficeWord::Portfolio)) => at += length,
                _ => return false,
            }
        }
        false
    }

    fn determiner(&self, start: TokenIndex) -> Option<TokenIndex> {
        let mut before = start.checked_sub(1)?;
        // `the Honourable Minister`, `the Right Honourable the Speaker`
        while before > 0
            && matches!(
                self.text.folded(before),
                "honourable" | "honorable" | "hon" | "hon." | "right" | "distinguished"
            )
        {
            before -= 1;
        }
        // the two foreign ministers
        if self.text.folded(before) == "two" {
            before = before.checked_sub(1).filter(|the| matches!(self.text.folded(*the), "the" | "their" | "these"))?;
            return Some(before);
        }
        matches!(
            self.text.folded(before),
            "the" | "his" | "her" | "its" | "their" | "a" | "an" | "our" | "my" | "whose" | "both"
        )
        .then_some(before)
    }
}
