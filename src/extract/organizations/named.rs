//! Capitalised names with a head word (`Agency`, `Institute`, `Party`, …) or with their initials in brackets, and
//! associations that the text writes small.

use std::ops::Range;

use super::super::gazetteer::Found;
use super::super::knowledge::{OfficeWord, Sense};
use super::super::names::Words;
use super::{COMMON, Reading, record};
use crate::text::{Flags, TokenIndex};

impl Words<'_> {
    /// `president of the Korean cultural development association`: an association that the text writes small.
    pub(super) fn lower_association(&self, start: TokenIndex, sentence: &Range<TokenIndex>) -> Option<Reading> {
        let text = self.text;
        let (country, next) = self.gazetteer.country(start)?;
        if start < sentence.start + 3 || text.folded(start - 1) != "the" || text.folded(start - 2) != "of" {
            return None;
        }
        let led = matches!(
            text.folded(start - 3),
            "president"
                | "chairman"
                | "chairwoman"
                | "chairperson"
                | "head"
                | "director"
                | "member"
                | "members"
                | "leader"
        );
        let end = (next..(next + 5).min(sentence.end))
            .take_while(|token| text.has(*token, Flags::WORD) && !self.capitalised(*token))
            .find(|token| self.is("association", *token))?;
        (led && end > next)
            .then(|| (start..end + 1, record(text.plain_slice(start..end + 1), "association", Some(country))))
    }

    /// A capitalised run with a head word, or with its initials in brackets.
    pub(super) fn named(&self, start: TokenIndex, sentence: Range<TokenIndex>) -> Option<Reading> {
        if !self.begins_name(start, &sentence) {
            return None;
        }
        let text = self.text;
        // Compact of Free Association: what an agreement is about is no organization.
        let lead = if start > sentence.start + 1 && text.folded(start - 1) == "the" {
            start - 2
        } else {
            start.wrapping_sub(1)
        };
        if start > sentence.start + 1
            && matches!(text.folded(lead), "of" | "on" | "for")
            && self.is("event_name", lead.wrapping_sub(1))
            && self.capitalised(lead.wrapping_sub(1))
        {
            return None;
        }
        let run_end = self.name_run(start, sentence.end);
        let acronym = self.bracketed(start, run_end, sentence.end);
        let mut head = None;
        for at in start..run_end {
            if self.capitalised(at) && self.is("organization", at) && !self.inside_country(at) {
                head = Some(at);
                if matches!(text.folded(at + 1), "of" | "for" | "against" | "on") {
                    break;
                }
            }
        }
        let whole = start..run_end;
        // Minsk Group Igor Popov: what follows the head word without a joining word is another name.
        let run_end = match head {
            Some(head)
                if acronym.is_none()
                    && !(head + 1..run_end).any(|at| text.has(at, Flags::WORD) && !self.capitalised(at)) =>
            {
                head + 1
            }
            _ => run_end,
        };
        let known = self.gazetteer.starting(start).filter(|found| matches!(found.sense, Sense::Organization(_)));
        // Speaker of the State Duma Ivan Petrov: a known name goes on only as far as another head word.
        let goes_on = |found: &Found| (found.tokens.end..run_end).any(|at| self.is("organization", at));
        // The Russian State Duma is the State Duma.
        let owned = self.gazetteer.country(start).and_then(|(_, next)| self.gazetteer.starting(next));
        let owned = owned.filter(|found| matches!(found.sense, Sense::Organization(_)));
        if known.is_some_and(|found| !goes_on(found)) || owned.is_some_and(|found| found.tokens.end >= run_end) {
            return None;
        }
        if run_end - start < 2 {
            return None;
        }
        // PAP English Service: a desk of the agency
        let desk = |at: TokenIndex| matches!(text.folded(at), "service" | "edition" | "section" | "desk");
        let language = || matches!(self.gazetteer.starting(start).map(|found| found.sense), Some(Sense::Adjective(_)));
        if acronym.is_none() && run_end - start == 2 && desk(start + 1) && language() {
            return None;
        }
        let weak = head.is_some_and(|at| self.is("organization_weak", at)) && run_end - start < 3;
        let first = text.has(start, Flags::FIRST);
        let is_country = |token| {
            matches!(self.gazetteer.starting(token).map(|f| f.sense), Some(Sense::Country(_) | Sense::Adjective(_)))
        };
        let by_head = head.is_some() && !(weak && first && !is_country(start)) && !self.is_event(whole.clone());
        let by_acronym = acronym.is_some() && !self.is_event(whole) && !self.is_plain_country(start, run_end);
        if !(by_head || by_acronym) {
            return None;
        }
        let owner = self.gazetteer.country(start).filter(|(_, next)| *next < run_end);
        let joint = owner.is_some_and(|(_, next)| text.folded(next) == "-");
        let country = owner.map(|(country, _)| country).filter(|_| !joint);
        // the Joint Commission, a Special Committee: any two sides may have one.
        let common = acronym.is_none() && (start..run_end).all(|at| self.is("organization_common", at));
        let kind = if common { COMMON } else { head.map_or("other", |at| kind_of(text.folded(at))) };
        let country = country.or_else(|| self.of_country(run_end).map(|(country, _)| country));
        let mut record = record(text.plain_slice(start..run_end), kind, country);
        record.acronym = acronym;
        Some((start..run_end, record))
    }

    fn inside_country(&self, at: TokenIndex) -> bool {
        self.gazetteer
            .covering(at)
            .is_some_and(|found| matches!(found.sense, Sense::Country(_) | Sense::Region { .. } | Sense::Quiet))
    }

    fn is_plain_country(&self, start: TokenIndex, end: TokenIndex) -> bool {
        self.gazetteer.starting(start).is_some_and(|found| found.tokens.end >= end)
    }

    fn begins_name(&self, at: TokenIndex, sentence: &Range<TokenIndex>) -> bool {
        if !self.capitalised(at) || at >= sentence.end {
            return false;
        }
        // Member of the Political Bureau of the Committee: what has the members is the Committee.
        if self.text.folded(at) == "political" && self.text.folded(at + 1) == "bureau" {
            return false;
        }
        if self.is("notstart", at) || self.is("weekday", at) || self.is("month", at) || self.is("honorific", at) {
            return false;
        }
        // The run begins here only if the word before is not part of it.
        if at > sentence.start {
            let before = at - 1;
            let glued_hyphen =
                self.text.folded(before) == "-" && before > sentence.start && self.capitalised(before - 1);
            let joined = self.capitalised(before)
                && self.text.has(at, Flags::SPACE_BEFORE)
                && !self.is("notstart", before)
                && self.can_be_in_name(before);
            if glued_hyphen && !self.text.has(at, Flags::SPACE_BEFORE) || joined {
                return false;
            }
        }
        self.can_be_in_name(at)
    }

    fn can_be_in_name(&self, at: TokenIndex) -> bool {
        if self.is("weekday", at) || self.is("month", at) && self.text.has(at + 1, Flags::NUMBER) {
            return false;
        }
        if let Some((_, OfficeWord::Head { .. })) = self.office_word(at, at + 3) {
            return false;
        }
        match self.gazetteer.covering(at).map(|found| found.sense) {
            // The Kalanga Liberation Movement: Liberation is no paper there.
            Some(Sense::Quiet) => self.is("organization", at + 1) && self.capitalised(at) && self.capitalised(at + 1),
            _ => self.capitalised(at),
        }
    }

    /// The token after the capitalised run that begins at `start`, with `of`, `for`, `and the` between its words.
    fn name_run(&self, start: TokenIndex, end: TokenIndex) -> TokenIndex {
        let text = self.text;
        let mut at = start;
        let mut last = start;
        let mut joined = false;
        while at < end && at < start + 16 {
            let folded = text.folded(at);
            // `Secretary-General of the Organization of X Luis Y`: the name of the one who heads it.
            let person = at > start + 2
                && text.folded(at - 1) != "of"
                && self.is("given", at)
                && self.capitalised(at + 1)
                && (start..at).any(|of| text.folded(of) == "of");
            if person && start >= 2 && matches!(text.folded(start - 1), "of" | "the") {
                break;
            }
            if self.capitalised(at) && self.can_be_in_name(at) && !(at > start && self.is("notstart", at)) {
                joined |= at > start && matches!(folded, "of" | "for" | "against");
                // … of Bosnia and Herzegovina ends the name.
                let owned = at > start && text.folded(at - 1) == "of"
                    || at > start + 1 && text.folded(at - 2) == "of" && text.folded(at - 1) == "the";
                let country = self
                    .gazetteer
                    .starting(at)
                    .filter(|found| matches!(found.sense, Sense::Country(_)))
                    .map(|found| found.tokens.end);
                at = self.gazetteer.starting(at).map_or(at + 1, |found| found.tokens.end);
                last = at;
                if owned && country.is_some() {
                    break;
                }
            } else if at > start
                && self.capitalised(at + 1)
                && ((folded == "-" && (!text.has(at + 1, Flags::SPACE_BEFORE) || self.between_countries(at)))
                    || (text.has(at, Flags::POSSESSIVE) && self.gazetteer.covering(at - 1).is_none()))
            {
                at += 1;
            } else if at > start && matches!(folded, "of" | "for" | "against" | "on" | "in" | "to" | "de" | "&") {
                let object = if text.folded(at + 1) == "the" { at + 2 } else { at + 1 };
                let heads = (start..at).any(|token| self.is("organization", token));
                if !(self.capitalised(object) && object < end && heads && self.can_be_in_name(object))
                    || self.is("notstart", object)
                {
                    break;
                }
                // `in Paris` is where it is, `in Korea` may be part of the name only of associations.
                if matches!(folded, "in" | "to" | "on")
                    && !(self.is("association", at - 1)
                        && (folded == "on" || folded == "in" && self.gazetteer.country(object).is_some())
                        || folded == "on"
                            && text.folded(at - 1) == "commission"
                            && self.gazetteer.covering(object).is_none())
                {
                    break;
                }
                // Political Bureau of the [Communist Party …]: two organizations.
                if self.gazetteer.starting(object).is_some_and(|found| matches!(found.sense, Sense::Organization(_)))
                    || matches!(text.folded(object), "ministry" | "embassy")
                {
                    break;
                }
                joined = true;
                at = object;
            } else if at > start
                && folded == "and"
                && joined | self.is("organization", at.saturating_sub(9)) | self.and_goes_on(start, at, end)
            {
                if !(self.capitalised(at + 1)
                    && self.can_be_in_name(at + 1)
                    && self.gazetteer.covering(at + 1).is_none_or(|f| !matches!(f.sense, Sense::Organization(_))))
                {
                    // … for Latin America and the Caribbean
                    let rest = self
                        .gazetteer
                        .starting(at + 2)
                        .is_some_and(|found| matches!(found.sense, Sense::Region { .. }));
                    if joined && text.folded(at + 1) == "the" && rest {
                        at += 2;
                        continue;
                    }
                    break;
                }
                at += 1;
            } else {
                break;
            }
        }
        last
    }

    /// `Korea - Vietnam Friendship Association`: a spaced hyphen between countries belongs to the name.
    fn between_countries(&self, hyphen: TokenIndex) -> bool {
        let country =
            |token| self.gazetteer.covering(token).is_some_and(|found| matches!(found.sense, Sense::Country(_)));
        country(hyphen - 1) && country(hyphen + 1)
    }

    /// Whether a head word follows after `and` (`Science and Technology Agency`).
    fn and_goes_on(&self, start: TokenIndex, at: TokenIndex, end: TokenIndex) -> bool {
        let heads_before = (start..at).any(|token| self.is("organization", token));
        // Peru and Acme Steel Ltd
        let apart = at == start + 1 && self.gazetteer.covering(start).is_some();
        // Vietnam Oil and Gas Group: two fields of one body.
        let field = |token| matches!(self.office_word(token, token + 1), Some((_, OfficeWord::Portfolio)));
        let fields = at > start && field(at - 1) && field(at + 1);
        !heads_before
            && !apart
            && (at + 1..(at + 5).min(end))
                .take_while(|token| self.capitalised(*token))
                .any(|token| self.is("organization", token) && (fields || !self.is("organization_weak", token)))
    }

    /// The initials in brackets after a run: at least the first letter must fit.
    fn bracketed(&self, start: TokenIndex, run_end: TokenIndex, end: TokenIndex) -> Option<String> {
        if run_end + 2 >= end || self.text.folded(run_end) != "(" || self.text.folded(run_end + 2) != ")" {
            return None;
        }
        // Andrew Smith (USA)
        if self.gazetteer.country(run_end + 1).is_some() {
            return None;
        }
        let acronym = self.text.word(run_end + 1);
        let capitals = acronym.chars().filter(|c| c.is_uppercase()).count();
        if capitals < 2 || acronym.chars().count() > 10 {
            return None;
        }
        let initials: Vec<char> = (start..run_end)
            .filter(|token| self.capitalised(*token))
            .filter_map(|token| self.text.folded(token).chars().next())
            .collect();
        let letters: Vec<char> = self.text.folded(run_end + 1).chars().collect();
        let shared = letters.iter().filter(|letter| initials.contains(letter)).count();
        (shared * 2 >= letters.len()).then(|| acronym.to_owned())
    }

    /// Agreements, meetings and programmes are not organizations.
    fn is_event(&self, tokens: Range<TokenIndex>) -> bool {
        let mut head = None;
        for at in tokens {
            if self.is("event_name", at) {
                head = Some(true);
            } else if self.is("organization", at) && head.is_none() {
                head = Some(false);
            }
        }
        head == Some(true)
    }
}

fn kind_of(head: &str) -> &'static str {
    match head {
        "ministry" | "department" => "ministry",
        "party" => "party",
        "company" | "corporation" | "corp" | "airlines" | "airways" | "industries" | "holdings" | "inc" | "ltd"
        | "plc" | "gmbh" | "llc" => "company",
        "bank" => "bank",
        "court" | "tribunal" => "court",
        "assembly" | "senate" | "parliament" | "congress" => "parliament",
        "university" | "college" | "academy" | "institute" | "institution" | "centre" | "center" => "institute",
        "agency" | "directorate" | "bureau" | "administration" | "authority" => "agency",
        "association" | "society" | "federation" | "chamber" | "club" | "league" => "association",
        "fund" | "facility" | "foundation" => "fund",
        _ => "other",
    }
}
