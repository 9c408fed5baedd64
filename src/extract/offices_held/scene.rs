//! Where something happens and of whom the text speaks: what a bare title means after `arrived in Tehran, where he was
//! received by President X`, or after `Finland is more careful.`

use std::ops::Range;

use super::super::knowledge::{CountryIndex, Sense};
use super::super::names::Words;
use super::super::people::Sighting;
use super::super::titles::{Polity, Title};
use crate::text::{Flags, TokenIndex};

/// Words before a title that make its holder the one who is met.
const MET: [&str; 20] = [
    "brief",
    "briefed",
    "consult",
    "met",
    "meet",
    "meets",
    "meeting",
    "with",
    "by",
    "on",
    "received",
    "see",
    "saw",
    "sees",
    "joined",
    "joins",
    "congratulated",
    "welcomed",
    "thanked",
    "host",
];

/// How many sentences back a journey is looked for.
const REACH: usize = 3;

impl Words<'_> {
    /// The country in which a person with this title receives a guest.
    pub(super) fn host_country(&self, sighting: &Sighting, title: &Title) -> Option<CountryIndex> {
        let sentence = self.text.sentence_of(title.tokens.start);
        let tokens = self.text.sentences.get(sentence)?.tokens.clone();
        if !(self.is_met(title.tokens.start, &tokens) || self.receives(sighting.phrase.end)) {
            return None;
        }
        let comes =
            tokens.clone().any(|token| matches!(self.text.folded(token), "expected" | "due" | "arrived" | "arrives"));
        let here = self.last_place(tokens.start..title.tokens.start, comes);
        let end = sighting.phrase.end;
        let behind = self.place_after(end).or_else(|| self.hosts_in(end, tokens.end));
        here.or(behind).or_else(|| self.travelled_before(sentence))
    }

    /// `met in Lima today the Speaker, X`, `in the presence of Minister X`: the verb stands before where and when.
    fn is_met_somewhere(&self, start: TokenIndex, first: TokenIndex) -> bool {
        let text = self.text;
        let start = start - usize::from(start > first && text.folded(start - 1) == "the");
        if start >= first + 3 && text.folded(start - 1) == "of" && text.folded(start - 2) == "presence" {
            return true;
        }
        let tells = |at: &TokenIndex| {
            self.capitalised(*at)
                || matches!(text.folded(*at), "in" | "on" | "at" | "here" | "today" | "yesterday" | "this" | "morning")
                || matches!(text.folded(*at), "afternoon" | "evening" | "also" | "later" | "separately")
        };
        let verb = (first.max(start.saturating_sub(7))..start).rev().find(|at| !tells(at));
        verb.is_some_and(|verb| {
            verb + 1 < start && matches!(text.folded(verb), "met" | "meet" | "meets" | "saw" | "received" | "receives")
        })
    }

    /// `Peru's Speaker of the Senate`, `was received in Lima by the President of the Senate`: the country of a parliament whose
    /// name begins there, by the one who presides over it.
    pub(in crate::extract) fn country_of_presider(&self, body: TokenIndex) -> Option<CountryIndex> {
        let text = self.text;
        let sentence = text.sentences.get(text.sentence_of(body))?.tokens.clone();
        let before = |at: TokenIndex, back: usize| at.checked_sub(back).filter(|at| *at >= sentence.start);
        let of = before(body, 1 + usize::from(body > 0 && text.folded(body - 1) == "the"))?;
        let head = before(of, 1).filter(|_| text.folded(of) == "of")?;
        if !matches!(text.folded(head), "president" | "speaker" | "chairman" | "chairwoman" | "chairperson" | "member")
        {
            return None;
        }
        let mut start = head;
        while start > sentence.start && matches!(text.folded(start - 1), "deputy" | "vice" | "first" | "acting" | "-") {
            start -= 1;
        }
        let owner = before(start, 1).map(|at| at - usize::from(text.has(at, Flags::POSSESSIVE)));
        let own = owner.and_then(|at| self.gazetteer.covering(at)).and_then(|found| match found.sense {
            Sense::Country(country) | Sense::Adjective(country) => Some(country),
            _ => None,
        });
        let met = || self.is_met(start, &sentence);
        let here = || self.last_place(sentence.start..start, false);
        own.or_else(|| here().filter(|_| met()))
    }

    /// Whether the person whose title begins at `start` is met, received or called on, alone or in a list.
    pub(super) fn is_met(&self, start: TokenIndex, sentence: &Range<TokenIndex>) -> bool {
        let from = sentence.start.max(start.saturating_sub(2));
        // A delegation led by X; `accompanied by X`
        let leads = |by: TokenIndex| {
            let verb = by.checked_sub(1).map_or("", |verb| self.text.folded(verb));
            let others = matches!(verb, "led" | "headed" | "represented" | "chaired" | "accompanied" | "flanked");
            self.text.folded(by) == "by" && others
        };
        // `Before the meeting, Minister X`: he is not the one who is met; `by the host, President X`
        let apart = start.checked_sub(1).is_some_and(|before| self.text.folded(before) == ",");
        let meets = |token: TokenIndex| match self.text.folded(token) {
            "host" => true,
            word => !apart && MET.contains(&word) && !leads(token),
        };
        if (from..start).any(meets) {
            return true;
        }
        if self.is_met_somewhere(start, sentence.start) {
            return true;
        }
        // presented his credentials to President X
        let credentials = |at: TokenIndex| matches!(self.text.folded(at), "credentials" | "credence" | "call");
        if start >= sentence.start + 2 && self.text.folded(start - 1) == "to" && credentials(start - 2) {
            return true;
        }
        // at the invitation of Minister X
        if from < start && self.text.folded(start - 1) == "of" && self.text.folded(from) == "invitation" {
            return true;
        }
        // met with President A and Foreign Minister B
        let the = usize::from(start > sentence.start + 1 && self.text.folded(start - 1) == "the");
        let start = start - the;
        let joined = start.checked_sub(1).is_some_and(|before| matches!(self.text.folded(before), "and" | ","));
        let counterpart =
            (sentence.start.max(start.saturating_sub(8))..start).any(|at| self.text.folded(at) == "counterpart");
        joined
            && (sentence.start.max(start.saturating_sub(16))..start).any(|token| {
                matches!(
                    self.text.folded(token),
                    "met" | "meet" | "with" | "by" | "saw" | "see" | "received" | "thanked" | "greeted" | "briefed"
                ) && !leads(token)
                    && (token + 1..start - 1).all(|between| {
                        self.capitalised(between)
                            || matches!(
                                self.text.folded(between),
                                "the"
                                    | "of"
                                    | "al"
                                    | "bin"
                                    | "his"
                                    | "her"
                                    | "counterpart"
                                    | "in"
                                    | "today"
                                    | "yesterday"
                            )
                            || self.text.folded(between) == ","
                                && (counterpart
                                    || self.text.folded(between + 1) != "and"
                                    // `met the Speaker, X, and the minister`
                                    || (token + 1..between).any(|comma| self.text.folded(comma) == ","))
                    })
            })
    }

    /// Whether what ends there receives somebody.
    pub(super) fn receives(&self, end: TokenIndex) -> bool {
        (end..end + 4).any(|token| {
            matches!(
                self.text.folded(token),
                "receive" | "received" | "receives" | "host" | "hosted" | "hosts" | "welcomed" | "greeted"
            )
        })
    }

    /// `X hosted a dinner in Hanoi`, behind the name.
    fn hosts_in(&self, end: TokenIndex, sentence: TokenIndex) -> Option<CountryIndex> {
        let hosts =
            |at: &TokenIndex| matches!(self.text.folded(*at), "host" | "hosted" | "hosts" | "received" | "receives");
        let verb = (end..end + 4).find(hosts)?;
        (verb + 1..sentence.min(verb + 12)).find_map(|at| {
            let city = matches!(self.text.folded(at), "in" | "at").then(|| self.gazetteer.starting(at + 1))??;
            match city.sense {
                Sense::Capital(country) | Sense::City(country) => Some(country),
                _ => None,
            }
        })
    }

    /// The country of the last `in Tehran`, `to Sweden`; with `travel` only of places that somebody goes to.
    fn last_place(&self, tokens: Range<TokenIndex>, travel: bool) -> Option<CountryIndex> {
        let text = self.text;
        tokens.rev().find_map(|token| {
            let found = self.gazetteer.covering(token)?;
            // the Kenyan embassy in Warsaw
            let posted = found.tokens.start < token && found.tokens.end == token + 1 && text.folded(token - 1) == "in";
            let sense = match found.sense {
                Sense::Organization(_) if posted => self.knowledge.names.at(text, token, token + 1)?.1,
                sense if found.tokens.start == token => sense,
                _ => return None,
            };
            let (country, city) = match sense {
                Sense::Capital(country) | Sense::City(country) => (country, true),
                Sense::Country(country) => (country, false),
                _ => return None,
            };
            let before = text.folded(token.checked_sub(1)?);
            let fits = match before {
                "to" | "into" | "for" | "visit" | "visited" | "visiting" | "reached" => true,
                "in" | "at" => city || travel,
                _ => false,
            };
            fits.then_some(country)
        })
    }

    /// `President X in Dar es Salaam`, `, at Riga Castle`, `at the palace in Riga`, `today in Riga`.
    fn place_after(&self, end: TokenIndex) -> Option<CountryIndex> {
        let text = self.text;
        let end = if text.folded(end) == "," { end + 1 } else { end };
        let end = match text.folded(end) {
            "today" | "yesterday" => end + 1,
            "on" if self.is("weekday", end + 1) => end + 2,
            _ => end,
        };
        if !matches!(text.folded(end), "in" | "at") {
            return None;
        }
        let the = usize::from(text.folded(end + 1) == "the");
        // at the presidential palace in Riga
        let venue = |at: &TokenIndex| text.has(*at, Flags::WORD) && text.folded(*at) != "in";
        let inner = (end + 1 + the..end + 8).find(|at| !venue(at)).filter(|at| text.folded(*at) == "in");
        let city = |at: TokenIndex| match self.gazetteer.starting(at)?.sense {
            Sense::Capital(country) | Sense::City(country) => Some(country),
            _ => None,
        };
        let behind = || inner.filter(|_| text.folded(end) == "at").and_then(|at| city(at + 1));
        let Some(found) = self.gazetteer.starting(end + 1 + the) else { return behind() };
        match found.sense {
            Sense::Capital(country) | Sense::City(country) | Sense::Seat(Some(country)) => Some(country),
            // Riga Castle: a venue that is named after its city
            Sense::Seat(None) => match self.knowledge.names.at(text, end + 1 + the, end + 2 + the)?.1 {
                Sense::Capital(country) => Some(country),
                _ => behind(),
            },
            _ => behind(),
        }
    }

    /// The country that somebody goes to in the last sentence before that tells of a journey.
    fn travelled_before(&self, sentence: usize) -> Option<CountryIndex> {
        let own = self.text.sentences.get(sentence)?;
        // During his stay he will meet Minister X
        let guest = || {
            let first = own.tokens.start;
            let words = ["visitor", "visiting", "guest", "minister", "delegation", "premier", "president", "envoy"];
            self.text.folded(first) == "the" && (first + 1..first + 4).any(|at| words.contains(&self.text.folded(at)))
        };
        let goes_on =
            own.tokens.clone().any(|at| matches!(self.text.folded(at), "he" | "she" | "his" | "her" | "stay"))
                || guest();
        let reach = if goes_on { REACH } else { 1 };
        let before = (sentence.saturating_sub(reach)..sentence).rev().find_map(|number| {
            let before = self.text.sentences.get(number)?;
            let read = self.text.blocks.get(before.block).is_some_and(|block| block.kind.is_read());
            let near = read && before.block + 1 >= own.block;
            let due = |at: TokenIndex| {
                matches!(self.text.folded(at), "due" | "expected") && matches!(self.text.folded(at + 1), "in" | "here")
            };
            let travels = near && before.tokens.clone().any(|token| self.is("travel", token) || due(token));
            let place = self.last_place(before.tokens.clone(), true).filter(|_| travels);
            // `He was met at the airport`: what tells of no place is passed over.
            (place.is_some() || travels && !goes_on).then_some((before, place))
        })?;
        let (before, place) = before;
        // `Y visited Denmark in 2018. X was received by Z`, `Y will visit Denmark. X met Z`: not on that journey.
        let year = |token: TokenIndex| {
            let word = self.text.folded(token);
            word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|byte| byte.is_ascii_digit())
        };
        let ahead = |tokens: &Range<TokenIndex>| tokens.clone().any(|token| self.text.folded(token) == "will");
        if before.tokens.clone().any(year) || ahead(&before.tokens) && !goes_on && !ahead(&own.tokens) {
            return None;
        }
        place
    }

    /// The country that the sentence before speaks of, for a title at the head of its sentence: `Finland is more
    /// careful. President X called …`.
    pub(super) fn topic_country(&self, title: &Title) -> Option<CountryIndex> {
        let sentence = self.text.sentence_of(title.tokens.start);
        let own = self.text.sentences.get(sentence)?;
        let before = self.text.sentences.get(sentence.checked_sub(1)?)?;
        if before.block != own.block || title.tokens.start > own.tokens.start + 1 {
            return None;
        }
        match self.subject_of(before.tokens.clone())? {
            Polity::Country(country) => Some(country),
            _ => None,
        }
    }
}
