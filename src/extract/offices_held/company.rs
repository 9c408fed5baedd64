//! In whose company a bare title stands: in the party of a traveller, met by a guest, in a sentence about one country.

use std::ops::Range;

use super::super::knowledge::{CountryIndex, Sense};
use super::super::names::Words;
use super::super::people::Sighting;
use super::super::reader::Builder;
use super::super::resolution::Resolution;
use super::super::titles::{Polity, Title};
use super::{Draft, LOOKED_AT};
use crate::text::{Flags, TokenIndex};

/// How many sentences back the one meant by `his` and `he` is looked for.
const REACH: usize = 3;

/// What the persons around a title tell of its country.
pub(super) struct Company<'a> {
    pub builder: &'a Builder<'a>,
    pub sightings: &'a [Sighting],
    pub resolution: &'a Resolution,
    pub drafts: &'a [Draft],
}

impl Company<'_> {
    /// The country of the one in whose party somebody travels: `In her party are Minister X`, `With him came Minister X and
    /// Minister Y`, `The delegation includes Minister X`.
    pub fn of_the_party(&self, sighting: usize, title: &Title) -> Option<CountryIndex> {
        let words = self.builder.words;
        let start = words.sentence_start(title.tokens.start)?;
        let Some(party) = words.party_before(start, title.tokens.start) else {
            // `Minister X will accompany him`
            let end = self.sightings.get(sighting)?.phrase.end;
            return if words.goes_along(end) { self.subject_before(sighting, start) } else { None };
        };
        let leader = (0..sighting).rev().take(LOOKED_AT).find(|other| {
            let phrase = &self.sightings[*other].phrase;
            phrase.end <= party && phrase.start >= start && self.country_of(*other).is_some()
        });
        let accompanied = words.text.folded(party) == "accompanied" && !words.is_he_or_she(start);
        leader
            .and_then(|leader| self.country_of(leader))
            // The President is accompanied by Minister X
            .or_else(|| match words.text.folded(party) {
                _ if accompanied => self.officer_at(sighting, start),
                // `talks with a mission led by X. The mission includes Minister Y`
                "delegation" | "team" => match self.leader_before(sighting) {
                    Some(leader) => self.country_of(leader),
                    None => self.subject_before(sighting, start),
                },
                _ => self.subject_before(sighting, start),
            })
    }

    /// `He also called on Minister X`, `She met Minister X`: the country of the one who goes to see the holder, which is not
    /// the holder's own.
    pub fn of_the_guest(&self, sighting: usize, title: &Title) -> Option<CountryIndex> {
        let words = self.builder.words;
        let start = words.sentence_start(title.tokens.start)?;
        let tokens = words.text.sentences.get(words.text.sentence_of(start))?.tokens.clone();
        let met = words.is_met(title.tokens.start, &tokens);
        if !met || words.party_before(start, title.tokens.start).is_some() {
            return None;
        }
        if words.is_he_or_she(start) {
            return self.subject_before(sighting, start);
        }
        // The delegation is to be received by Prime Minister X
        if (start..title.tokens.start)
            .any(|the| words.text.folded(the) == "the" && words.text.folded(the + 1) == "delegation")
        {
            return self.leader_before(sighting).and_then(|leader| self.country_of(leader));
        }
        // On Friday, the Kazakh President will meet Minister X
        (start..title.tokens.start).find_map(|the| {
            let (country, office) = words.gazetteer.country(the + 1).filter(|_| words.text.folded(the) == "the")?;
            let guest = words.title(the + 1, title.tokens.start).filter(|guest| guest.tokens.end > office);
            guest.filter(|guest| !guest.plural && !words.capitalised(guest.tokens.end)).map(|_| country)
        })
    }

    /// `He brought a message from King X`, `received Y, who handed him the greetings of King X`: the country of the one who
    /// brings it.
    pub fn of_the_sender(&self, sighting: usize, title: &Title) -> Option<CountryIndex> {
        let words = self.builder.words;
        let start = words.sentence_start(title.tokens.start)?;
        let from = title.tokens.start.checked_sub(1 + usize::from(title.determiner.is_some()))?;
        let sent = match words.text.folded(from) {
            "from" => words.names_a_message(start.min(from)..from),
            "of" => words.names_a_message(from.saturating_sub(4).max(start)..from),
            _ => false,
        };
        // `was received by X, to whom he handed a letter from King Y`: it is not said who he is.
        let whom = (start..from).any(|at| words.text.folded(at) == "whom");
        if from < start || !sent || whom {
            return None;
        }
        let in_sentence = |other: &usize| self.sightings[*other].phrase.start >= start;
        let mut bearer = (0..sighting).rev().take(LOOKED_AT).take_while(in_sentence);
        if let Some(who) = (start..from).rev().find(|at| words.text.folded(*at) == "who") {
            return bearer
                .find(|other| self.sightings[*other].phrase.end <= who)
                .and_then(|other| self.country_of(other));
        }
        // `received a letter from King X, brought by Y`
        if !words.brings(start..from)
            && (start..from).any(|at| matches!(words.text.folded(at), "received" | "receives" | "got"))
        {
            let next = sighting + 1;
            let by = self.sightings.get(next)?.phrase.start.checked_sub(1)?;
            let by = by - usize::from(words.text.folded(by) == "the");
            let brought = words.text.folded(by) == "by" && words.text.sentence_of(by) == words.text.sentence_of(from);
            return self.country_of(next).filter(|_| brought);
        }
        if !words.brings(start..from) {
            return None;
        }
        bearer
            .last()
            .and_then(|bearer| self.country_of(bearer))
            .or_else(|| self.officer_at(sighting, start))
            .or_else(|| self.subject_before(sighting, start))
    }

    /// The country of the officer with whom a sentence begins: `The Ambassador conveyed`.
    fn officer_at(&self, sighting: usize, start: TokenIndex) -> Option<CountryIndex> {
        let words = self.builder.words;
        let title = words.title(start + 1, start + 8).filter(|_| words.text.folded(start) == "the")?;
        let same = |other: &usize| self.sightings[*other].titles.iter().any(|held| held.code == title.code);
        let officer = (0..sighting).rev().take(LOOKED_AT).find(same).filter(|_| !title.plural);
        officer.and_then(|officer| self.country_of(officer))
    }

    /// The country of the person whom the nearest sentence before names first.
    fn subject_before(&self, sighting: usize, start: TokenIndex) -> Option<CountryIndex> {
        let text = self.builder.words.text;
        let here = text.sentence_of(start);
        let before = (0..sighting).rev().take(LOOKED_AT).skip_while(|other| self.sightings[*other].phrase.end > start);
        let mut found: Option<(usize, CountryIndex)> = None;
        for other in before {
            let sentence = text.sentence_of(self.sightings[other].run.name.start);
            if sentence + REACH < here || found.is_some_and(|(nearest, _)| sentence < nearest) {
                break;
            }
            // `At the invitation of Minister Y, President X came. He is accompanied by …`: not he whom the opening names.
            if found.is_some_and(|(nearest, _)| sentence == nearest) && self.is_in_opening(other) {
                continue;
            }
            found = self.country_of(other).map(|country| (sentence, country)).or(found);
        }
        found.map(|(_, country)| country)
    }

    /// Whether somebody is named behind a preposition in the words with which a sentence opens, before its subject.
    fn is_in_opening(&self, other: usize) -> bool {
        let words = self.builder.words;
        let phrase = &self.sightings[other].phrase;
        let start = words.sentence_start(phrase.start).unwrap_or(phrase.start);
        let behind = |at: usize| {
            self.known_preposition(at) || words.text.folded(at) == "the" && at > start && self.known_preposition(at - 1)
        };
        phrase.start > start + 1
            && self.known_preposition(start)
            && behind(phrase.start - 1)
            && words.text.folded(phrase.end) == ","
            && (start..phrase.start).all(|at| words.text.folded(at) != ",")
    }

    fn known_preposition(&self, at: TokenIndex) -> bool {
        self.builder.words.known.lexicon(at).is("preposition")
    }

    /// The one who was last said to lead a delegation.
    fn leader_before(&self, sighting: usize) -> Option<usize> {
        let text = self.builder.words.text;
        let leads = |other: &usize| {
            let start = self.sightings[*other].phrase.start;
            let before = |back: usize| start.checked_sub(back).map_or("", |at| text.folded(at));
            // led by its chairman, X
            (1..5).any(|back| before(back) == "by" && matches!(before(back + 1), "led" | "headed"))
                || before(1) == "under"
        };
        (0..sighting).rev().take(LOOKED_AT).find(leads)
    }

    fn country_of(&self, sighting: usize) -> Option<CountryIndex> {
        self.drafts[self.resolution.of[sighting]?].country
    }
}

impl Words<'_> {
    /// `conveyed`, `handed over`: somebody brings something.
    fn brings(&self, tokens: Range<TokenIndex>) -> bool {
        let verbs = ["convey", "deliver", "hand", "bring", "brought", "carr", "bear", "bore", "transmit", "present"];
        tokens.into_iter().any(|at| verbs.iter().any(|verb| self.text.folded(at).starts_with(verb)))
    }

    /// `a written message`, `the greetings`.
    fn names_a_message(&self, mut tokens: Range<TokenIndex>) -> bool {
        let words = ["message", "messages", "letter", "letters", "greetings", "note", "regards"];
        tokens.any(|at| words.contains(&self.text.folded(at)))
    }

    /// Whether the sentence of a token begins with an officer without name: `The prime minister phoned his envoy`.
    pub(super) fn begins_with_a_role(&self, token: TokenIndex) -> bool {
        let Some(start) = self.sentence_start(token).filter(|start| self.text.folded(*start) == "the") else {
            return false;
        };
        self.title(start + 1, token).is_some_and(|role| {
            role.polity == Polity::Unsaid
                && !role.plural
                && !self.capitalised(role.tokens.end)
                && role.tokens.end < token
        })
    }

    fn is_he_or_she(&self, token: TokenIndex) -> bool {
        matches!(self.text.folded(token), "he" | "she")
    }

    /// `Minister X will accompany him`, `X also travelled with her`: whether those named before go along with somebody.
    fn goes_along(&self, end: TokenIndex) -> bool {
        let text = self.text;
        let verb = (end..end + 4).find(|at| text.folded(*at).starts_with("accompan"));
        let plain = |verb| {
            (end..verb)
                .all(|at| text.folded(at) == "," || self.known.lexicon(at).is("auxiliary") || text.folded(at) == "also")
        };
        verb.is_some_and(|verb| plain(verb) && matches!(text.folded(verb + 1), "him" | "her"))
    }

    fn sentence_start(&self, token: TokenIndex) -> Option<TokenIndex> {
        self.text.sentences.get(self.text.sentence_of(token)).map(|sentence| sentence.tokens.start)
    }

    /// Where the words stand, between `start` and `end`, that begin a list of those who travel along.
    fn party_before(&self, start: TokenIndex, end: TokenIndex) -> Option<TokenIndex> {
        let text = self.text;
        (start..end).rev().take(LOOKED_AT).find(|at| {
            let back = |by: usize| at.checked_sub(by).map_or("", |at| text.folded(at));
            let (before, after) = (back(1), text.folded(at + 1));
            match text.folded(*at) {
                "accompanied" => after == "by",
                "accompanying" => matches!(after, "him" | "her" | "them" | "the"),
                "party" | "delegation" | "entourage" | "retinue" | "team" => {
                    let verb = if matches!(after, "also" | "that" | "which") { text.folded(at + 2) } else { after };
                    // `the large Danish retinue`, `at the head of a delegation that includes`
                    let whose = (1..4).any(|by| matches!(back(by), "his" | "her" | "the" | "member" | "strong"))
                        || matches!(after, "that" | "which" | "including");
                    whose
                        && matches!(
                            verb,
                            "are"
                                | "were"
                                | "is"
                                | "includes"
                                | "included"
                                | "include"
                                | "comprises"
                                | "comprised"
                                | "consists"
                                | "consisted"
                                | "including"
                        )
                }
                "with"
                    if matches!(
                        before,
                        "together" | "along" | "travelled" | "traveled" | "came" | "flew" | "went" | "brought"
                    ) =>
                {
                    true
                }
                // `arrived in Oslo on Thursday with Minister X and Minister Y`, `is in Oslo with Minister X`
                "with"
                    if (self.capitalised(*at + 1)
                        || matches!(after, "the" | "his" | "her") && self.capitalised(*at + 2))
                        && self.is_list(*at + 1..end)
                        && self.comes(start, *at) =>
                {
                    true
                }
                // `With Mr X were the minister, …`
                "were" | "was" | "are" | "is" => {
                    matches!(text.folded(start), "with" | "accompanying" | "alongside") && *at < start + 10
                }
                // With him came, with the minister are
                "with" => {
                    let verb = at + if after == "the" { 3 } else { 2 };
                    *at == start
                        && matches!(after, "him" | "her" | "the")
                        && matches!(
                            text.folded(verb),
                            "came" | "went" | "flew" | "are" | "were" | "is" | "was" | "travelled" | "will"
                        )
                }
                _ => false,
            }
        })
    }

    /// Whether the words can be those of a list of persons: none of them acts, and nobody else is met.
    fn is_list(&self, mut tokens: Range<TokenIndex>) -> bool {
        tokens.all(|at| {
            let known = self.known.lexicon(at);
            let acts = known.is("auxiliary") || known.is_verb() && !self.capitalised(at) && !known.is("preposition");
            !acts && !matches!(self.text.folded(at), "with" | "where" | "who" | "which" | "to" | "by")
        })
    }

    /// Whether the words before `with` say that somebody comes or is somewhere, and what stands between only where and when.
    fn comes(&self, start: TokenIndex, with: TokenIndex) -> bool {
        let text = self.text;
        let plain = |at: &TokenIndex| {
            let known = self.known.lexicon(*at);
            self.capitalised(*at)
                || text.has(*at, Flags::NUMBER)
                || known.is("preposition") && text.folded(*at) != "for"
                || known.is("determiner")
                || known.is("adverb")
                || matches!(
                    text.folded(*at),
                    "capital" | "city" | "airport" | "morning" | "evening" | "afternoon" | "night"
                )
        };
        let verb = (start.max(with.saturating_sub(12))..with).rev().find(|at| !plain(at));
        verb.is_some_and(|verb| match text.folded(verb) {
            "arrived" | "arrives" | "arrive" | "came" | "flew" | "landed" | "travelled" | "traveled" | "went"
            | "visiting" => true,
            "is" | "was" | "are" | "were" => text.folded(verb + 1) == "in",
            // `Minister X, on a two-day visit to Peru with Minister Y`
            "visit" | "trip" | "tour" => (start.max(verb.saturating_sub(6))..verb).any(|on| text.folded(on) == "on"),
            _ => false,
        })
    }

    /// The country that the sentence of a title begins with, where the holder speaks for it: `Peru will wait, Minister X
    /// said`, `Lima is in no hurry: Minister X said …`, `Peru stayed away, since Minister X was ill`.
    pub(super) fn spoken_for(&self, title: &Title, end: TokenIndex) -> Option<CountryIndex> {
        let text = self.text;
        let start = self.sentence_start(title.tokens.start)?;
        let lead = title.tokens.start.checked_sub(1 + usize::from(title.determiner.is_some()))?;
        let led = match text.folded(lead) {
            "," => self.is("speech", end) || matches!(text.folded(end), "said" | "says" | "has" | "told"),
            ":" | "since" | "because" => true,
            _ => false,
        };
        if !led || lead < start {
            return None;
        }
        match self.subject_of(start..lead) {
            Some(Polity::Country(country)) => return Some(country),
            Some(_) => return None,
            None => {}
        }
        // Lima is in no hurry
        let found = self.gazetteer.starting(start)?;
        match found.sense {
            Sense::Capital(country) if !text.has(found.tokens.end, Flags::POSSESSIVE) => {
                let verb = self.is("government_verb", found.tokens.end) && !self.capitalised(found.tokens.end);
                verb.then_some(country)
            }
            _ => None,
        }
    }

    /// `an invitation from Speaker X to visit Lima`: the country to which the holder invites.
    pub(super) fn invites_to(&self, title: &Title, end: TokenIndex) -> Option<CountryIndex> {
        let text = self.text;
        let from = title.tokens.start.checked_sub(1 + usize::from(title.determiner.is_some()))?;
        let invited = text.folded(from) == "from"
            && (from.saturating_sub(4)..from).any(|at| matches!(text.folded(at), "invitation" | "invitations"));
        let to = (end..end + 3).find(|at| text.folded(*at) == "to").filter(|_| invited)?;
        let place = to + 2 + usize::from(matches!(text.folded(to + 2), "to" | "the"));
        match (text.folded(to + 1), self.gazetteer.starting(place)?.sense) {
            ("visit" | "come" | "travel", Sense::Country(country) | Sense::Capital(country) | Sense::City(country)) => {
                Some(country)
            }
            _ => None,
        }
    }

    /// `talks here with Minister X`: the holder is at home where the article is written.
    pub(super) fn is_met_here(&self, title: &Title) -> bool {
        let before = title.tokens.start - usize::from(title.determiner.is_some());
        (before.saturating_sub(3)..before).any(|at| self.text.folded(at) == "here")
            && before.checked_sub(1).is_some_and(|at| matches!(self.text.folded(at), "with" | "by" | "on"))
    }
}
