//! Persons as the text introduces them: title before name, name before title, honorifics, lists after plural titles.

use std::ops::Range;

use super::knowledge::{CountryIndex, Sense};
use super::names::{NameRun, Words};
use super::offices_held::singular;
use super::titles::{Polity, Title};
use crate::text::{Flags, TokenIndex};

/// A person at one place of the text, before it is known which person it is.
#[derive(Clone, Debug)]
pub(super) struct Sighting {
    pub run: NameRun,
    /// Title, name and what belongs to them.
    pub phrase: Range<TokenIndex>,
    pub titles: Vec<Title>,
    /// How it was recognised.
    pub rule: &'static str,
    /// The country that the words give a person without a title: `Albania's Edi Rama`.
    pub country: Option<CountryIndex>,
    /// No title, honorific or role: a run of capitalised words that may be a person.
    pub loose: bool,
}

/// What one sentence says of persons.
#[derive(Default)]
pub(super) struct SentencePeople {
    pub sightings: Vec<Sighting>,
    /// Titles without a name: roles and groups.
    pub roles: Vec<Title>,
}

impl Words<'_> {
    /// Reads one sentence.
    pub fn people(&self, sentence: Range<TokenIndex>) -> SentencePeople {
        let mut titles = self.titles(sentence.clone());
        self.settle_possessives(&sentence, &mut titles);
        let titles = titles;
        let mut used = vec![false; titles.len()];
        let mut sightings: Vec<Sighting> = Vec::new();
        for (index, title) in titles.iter().enumerate() {
            if used[index] || self.follows_styled_name(&sentence, &titles, title) {
                continue;
            }
            let led = titles[..index].iter().next_back().is_some_and(|lead| {
                lead.determiner.is_some()
                    && self.text.folded(lead.tokens.end) == "and"
                    && lead.tokens.end + 1 == title.tokens.start
            });
            let Some((rule, names)) = self.after_title(title, led, sentence.end) else { continue };
            used[index] = true;
            let mut own = if rule == "role-comma-name" { Vec::new() } else { vec![title.clone()] };
            let mut phrase_start = title.tokens.start;
            // Deputy Prime Minister and Foreign Minister X; his special envoy, former adviser X.
            let mut first = index;
            while let Some(before) = first.checked_sub(1).filter(|_| !own.is_empty()) {
                let joined = &titles[before];
                if used[before] || joined.plural || title.plural || !self.joins(joined, titles[first].tokens.start) {
                    break;
                }
                // The Serbian President and Croatian Prime Minister X: two persons.
                let apart = matches!(&titles[first].polity, Polity::Country(_))
                    && joined.polity != titles[first].polity
                    && (joined.polity != Polity::Unsaid || joined.determiner.is_some())
                    && self.text.folded(joined.tokens.end) != ",";
                if apart {
                    break;
                }
                let mut joined = joined.clone();
                if joined.polity == Polity::Unsaid {
                    joined.polity = own[0].polity.clone();
                } else if own.last().is_some_and(|last| last.polity == Polity::Unsaid) {
                    for later in &mut own {
                        if later.polity == Polity::Unsaid && matches!(joined.polity, Polity::Country(_)) {
                            later.polity = joined.polity.clone();
                        }
                    }
                }
                used[before] = true;
                phrase_start = joined.tokens.start;
                // His Zambian counterpart President X: the title says the office.
                if joined.counterpart {
                    for later in &mut own {
                        if later.polity == Polity::Unsaid {
                            later.polity = joined.polity.clone();
                        }
                    }
                    first = before;
                    continue;
                }
                own.insert(0, joined);
                first = before;
            }
            if names.len() == 1 && !title.plural {
                // Archbishop X, the President of Cyprus
                // Ambassador X, US Permanent Representative to the United Nations
                for later in self.titles_after(&names[0], &titles, &used, sentence.end) {
                    // Sweden's X, the NATO chief and Y: a list goes on.
                    if self.text.folded(titles[later].tokens.end) == "and" {
                        break;
                    }
                    used[later] = true;
                    own.push(titles[later].clone());
                }
            }
            let several = names.len();
            for (place, run) in names.into_iter().enumerate() {
                let mut titles = own.clone();
                if title.countries.len() > 1 {
                    for own in &mut titles {
                        own.polity = match title.countries.get(place) {
                            Some(country) if title.countries.len() == several => Polity::Country(*country),
                            _ => Polity::Unsaid,
                        };
                    }
                }
                if title.plural
                    && title.countries.len() == 1
                    && several > 1
                    && let Some(country) = self.country_before_name(&run)
                {
                    titles.iter_mut().for_each(|own| own.polity = Polity::Country(country));
                }
                let fields = self.portfolios(title);
                if let (Some(own), Some(words)) = (titles.last_mut(), fields.get(place).filter(|_| fields.len() > 1)) {
                    own.code = self.knowledge.office_classes.class(words);
                    own.words.clone_from(words);
                    own.plural = false;
                }
                let start = if place == 0 { phrase_start } else { run.phrase.start };
                let mut phrase = start.min(run.phrase.start)..run.phrase.end;
                self.country_after_name(&mut phrase, &mut titles);
                self.acts_for(&phrase, &mut titles, sentence.end);
                sightings.push(Sighting { phrase, run, titles, rule, country: None, loose: false });
            }
        }
        self.bare_names(sentence.clone(), &titles, &mut used, &mut sightings);
        sightings.sort_by_key(|sighting| sighting.run.name.start);
        self.settle_owners(&sentence, &mut sightings);
        let roles = titles.into_iter().zip(used).filter(|(_, used)| !used).map(|(title, _)| title).collect();
        SentencePeople { sightings, roles }
    }

    fn titles(&self, sentence: Range<TokenIndex>) -> Vec<Title> {
        let mut out = Vec::new();
        let mut at = sentence.start;
        while at < sentence.end {
            match self.title(at, sentence.end) {
                Some(title) => {
                    // Minister Sultan bin Saad: right after a title, Sultan is a name.
                    let royal = matches!(
                        self.text.folded(title.head.start),
                        "sultan" | "amir" | "emir" | "patriarch" | "marshal"
                    );
                    let directly = out.last().is_some_and(|last: &Title| last.tokens.end == at && !last.counterpart);
                    at = title.tokens.end.max(at + 1);
                    if !(royal && directly) {
                        out.push(title);
                    }
                }
                None => at += 1,
            }
        }
        out
    }

    /// `H.E. Mr X, Minister of Trade of Peru, H.E. Mr Y`: after a name with honorifics, before the next such name, the
    /// title is that of the first.
    fn follows_styled_name(&self, sentence: &Range<TokenIndex>, titles: &[Title], title: &Title) -> bool {
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
        (sentence.start.max(comma.saturating_sub(8))..comma)
            .any(|at| self.name(at, comma, false).is_some_and(|run| run.honorific && run.phrase.end == comma))
    }

    /// `Deputy Prime Minister and` / `special envoy,` directly before the next title.
    fn joins(&self, title: &Title, next: TokenIndex) -> bool {
        let end = title.tokens.end;
        let gap = self.text.folded(end);
        let and = matches!(gap, "and" | "&" | "cum" | "/") && (end + 1 == next);
        let dash = gap == "-" && end + 1 == next && self.text.has(end, Flags::SPACE_BEFORE) && !title.counterpart;
        let comma =
            gap == "," && end + 1 == next && (title.determiner.is_some() || matches!(title.polity, Polity::Country(_)));
        let bare = end == next;
        (and || comma || dash || bare)
            && (!title.counterpart || bare || comma)
            && !(and && title.weak)
            && !self.governs(title)
    }

    /// The names that a title introduces; `led` tells that a title with an article stands before it (`its king and prime
    /// minister, X`).
    fn after_title(&self, title: &Title, led: bool, end: TokenIndex) -> Option<(&'static str, Vec<NameRun>)> {
        let text = self.text;
        let next = title.tokens.end;
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
        let definite =
            led || title.determiner.is_some() || title.counterpart || title.polity != Polity::Unsaid || title.former;
        let word = text.folded(next);
        if word == "," && definite && !title.plural {
            let run = self
                .name(next + 1, end, false)
                .or_else(|| self.name(next + 1, end, true).filter(|run| run.honorific))?;
            let long = run.honorific || run.name.len() >= 2;
            let closed = run.phrase.end >= end
                || title.counterpart
                || matches!(
                    text.folded(run.phrase.end),
                    "," | "." | ";" | "and" | ")" | "-" | ":" | "in" | "on" | "at"
                )
                || run.honorific;
            return (long && closed).then(|| ("title-comma-name", vec![run]));
        }
        if title.plural
            && let Some(names) = self.one_for_each(title, end)
        {
            return Some(("titles-before-list", names));
        }
        if word == "," && title.plural && title.countries.len() > 1 {
            let mut names = vec![self.name(next + 1, end, true)?];
            self.list(&mut names, end);
            return (names.len() == title.countries.len()).then_some(("titles-before-list", names));
        }
        // the chairman of the customs talks, X
        if word == "of" && title.determiner.is_some() && !title.plural {
            let close = (next + 1..(next + 8).min(end))
                .take_while(|at| !self.capitalised(*at))
                .find(|at| text.folded(*at) == ",");
            if let Some(run) =
                close.and_then(|close| self.name(close + 1, end, false)).filter(|run| run.name.len() >= 2)
                && (run.phrase.end >= end || matches!(text.folded(run.phrase.end), "," | "." | ";"))
            {
                return Some(("role-comma-name", vec![run]));
            }
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
            return (word == "(" && text.folded(run.phrase.end) == ")" && run.name.len() >= 2)
                .then(|| ("title-before-name", vec![run]));
        }
        None
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
        if matches!(text.folded(next), "-" | "--" | "," | ":" | "(") && title.countries.len() != 1 {
            names.push(self.name(next + 1, end, true)?);
            self.list(&mut names, end);
            let settled = names.iter().all(|run| {
                self.country_of_bare_name(run.phrase.end).is_some() || self.speaks_for(run.phrase.end).is_some()
            });
            return (settled && names.len() > 1).then_some(names);
        }
        if text.folded(next) != "," || title.countries.len() != 1 {
            return None;
        }
        names.push(self.name(next + 1, end, true)?);
        while let Some(last) = names.last()
            && names.len() < 12
        {
            let mut at = last.phrase.end;
            while matches!(text.folded(at), ";" | "," | "and") && at < last.phrase.end + 3 {
                at += 1;
            }
            if at == last.phrase.end || text.folded(at) != "of" {
                break;
            }
            let object = if text.folded(at + 1) == "the" { at + 2 } else { at + 1 };
            let Some((_, comma)) = self.gazetteer.country(object) else { break };
            match self.name(comma + 1, end, true).filter(|_| text.folded(comma) == ",") {
                Some(run) => names.push(run),
                None => break,
            }
        }
        (names.len() > 1).then_some(names)
    }

    /// The single titles of `the ministers of trade and of defence`.
    fn portfolios(&self, title: &Title) -> Vec<String> {
        let (head, fields) = match title.words.split_once(" of ") {
            Some(parts) if title.plural => parts,
            _ => return Vec::new(),
        };
        let head = singular(head, true);
        let fields = fields.split(" and of ").flat_map(|field| field.split(", of "));
        fields.map(|field| format!("{head} of {}", field.trim_start_matches("the "))).collect()
    }

    /// The country that `of the Republic of Chile,` right before a name gives it.
    fn country_before_name(&self, run: &NameRun) -> Option<CountryIndex> {
        let comma = run.phrase.start.checked_sub(1).filter(|at| self.text.folded(*at) == ",")?;
        let found = self.gazetteer.covering(comma.checked_sub(1)?)?;
        match found.sense {
            Sense::Country(country) => Some(country),
            _ => None,
        }
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

    /// `X signed for Peru`, `X, on behalf of Peru`.
    fn acts_for(&self, phrase: &Range<TokenIndex>, titles: &mut [Title], end: TokenIndex) {
        if titles.is_empty() || titles.iter().any(|title| title.polity != Polity::Unsaid) {
            return;
        }
        for at in phrase.end..(phrase.end + 5).min(end) {
            let object = match (self.text.folded(at), self.text.folded(at + 1), self.text.folded(at + 2)) {
                ("for", "the", _) if self.text.folded(at.saturating_sub(1)).starts_with("sign") => at + 2,
                ("for", _, _) if self.text.folded(at.saturating_sub(1)).starts_with("sign") => at + 1,
                ("behalf", "of", "the") => at + 3,
                ("behalf", "of", _) => at + 2,
                _ => continue,
            };
            if let Some((country, _)) = self.gazetteer.country(object) {
                for title in titles.iter_mut() {
                    title.polity = Polity::Country(country);
                }
                return;
            }
        }
    }

    /// `Hosni Mubarak of Egypt`, `Lula (Brazil)`.
    fn country_after_name(&self, phrase: &mut Range<TokenIndex>, titles: &mut [Title]) {
        let at = phrase.end;
        let object = match self.text.folded(at) {
            "of" | "from" if self.text.folded(at + 1) == "the" => at + 2,
            "of" | "from" | "(" => at + 1,
            _ => return,
        };
        let Some((country, next)) = self.gazetteer.country(object) else { return };
        if self.text.has(next, Flags::POSSESSIVE) {
            return;
        }
        let open = titles.iter().any(|title| matches!(title.polity, Polity::Unsaid));
        if self.text.folded(at) == "(" && self.text.folded(next) != ")" || !open {
            return;
        }
        for title in titles.iter_mut().filter(|title| title.polity == Polity::Unsaid) {
            title.polity = Polity::Country(country);
        }
        phrase.end = if self.text.folded(at) == "(" { next + 1 } else { next };
    }

    /// Names that no title introduces: with a title after them, with an honorific, or bare.
    fn bare_names(
        &self,
        sentence: Range<TokenIndex>,
        titles: &[Title],
        used: &mut [bool],
        sightings: &mut Vec<Sighting>,
    ) {
        // For every token of the sentence the end of the phrase that covers it.
        let mut taken = vec![0; sentence.len() + 1];
        let phrases = sightings.iter().map(|sighting| sighting.phrase.clone());
        for range in phrases.chain(titles.iter().map(|title| title.tokens.clone())) {
            let inside = range.start.max(sentence.start) - sentence.start..range.end.min(sentence.end) - sentence.start;
            taken[inside].fill(range.end);
        }
        let mut at = sentence.start;
        while at < sentence.end {
            if taken[at - sentence.start] > at {
                at = taken[at - sentence.start];
                continue;
            }
            let Some(run) = self.name(at, sentence.end, false) else {
                at += 1;
                continue;
            };
            // X "Nickname": what stands in quotes right after a name is no second person.
            let quoted = at > sentence.start
                && self.text.folded(at - 1) == "\""
                && at > sentence.start + 1
                && taken[at - 2 - sentence.start] == at - 1;
            if quoted {
                at = run.phrase.end.max(at + 1);
                continue;
            }
            at = run.phrase.end.max(at + 1);
            let following = self.titles_after(&run, titles, used, sentence.end);
            let mut phrase = run.phrase.clone();
            let mut own = Vec::new();
            for index in following {
                used[index] = true;
                phrase.end = titles[index].tokens.end;
                own.push(titles[index].clone());
            }
            if own.len() > 1 {
                let said =
                    own.iter().map(|title| title.polity.clone()).find(|polity| matches!(polity, Polity::Country(_)));
                for title in &mut own {
                    if let (Polity::Unsaid, Some(polity)) = (&title.polity, &said) {
                        title.polity = polity.clone();
                    }
                }
            }
            at = at.max(phrase.end);
            let loose = own.is_empty() && !run.honorific;
            let rule = match (own.is_empty(), run.honorific) {
                (false, _) => "name-before-title",
                (true, true) => "honorific",
                (true, false) => "bare-name",
            };
            let owner = self.possessor(run.name.start).filter(|_| own.is_empty());
            if let Some((_, start)) = owner {
                phrase.start = start;
            }
            let after = self.country_of_bare_name(phrase.end).filter(|_| own.is_empty() && run.name.len() > 1);
            if let Some((_, next)) = after {
                phrase.end = next;
                at = at.max(next);
            }
            let country = owner.or(after).map(|(country, _)| country);
            let loose = loose && (after.is_none() || !self.stands_in_a_list(&run));
            sightings.push(Sighting { phrase, run, titles: own, rule, country, loose });
        }
    }

    /// A name of known or new persons, and not the `Bank of China`: all its words are free for persons.
    fn stands_in_a_list(&self, run: &NameRun) -> bool {
        run.name.len() <= 5
            && run.name.clone().all(|token| {
                !self.is("organization", token) && !self.is("venue", token) && !self.is("event_name", token)
            })
    }

    /// `Albania's` before a name: the country and where it begins.
    fn possessor(&self, name: TokenIndex) -> Option<(CountryIndex, TokenIndex)> {
        let mark = name.checked_sub(1).filter(|mark| self.text.has(*mark, Flags::POSSESSIVE))?;
        let found = self.gazetteer.covering(mark.checked_sub(1)?)?;
        match found.sense {
            Sense::Country(country) => Some((country, found.tokens.start)),
            _ => None,
        }
    }

    /// `, the Minister of Defence and member of …` after a name: the titles that are the name's own.
    fn titles_after(&self, run: &NameRun, titles: &[Title], used: &[bool], end: TokenIndex) -> Vec<usize> {
        let text = self.text;
        let mut out = Vec::new();
        let mut at = run.phrase.end;
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
                "the" | "a" | "an" | "our" | "my" | "also" | "currently" | "now" | "and" | "who" | "is"
            ) && start < at + 4
            {
                start += 1;
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
            let closed = closed || said.is_some();
            if used[index] || title.plural || title.counterpart || !closed || !several_words {
                return out;
            }
            // X, and the new ambassador of B, Ms Y: the title is hers.
            let another = self.name(title.tokens.end + 1, end, true).filter(|_| text.folded(title.tokens.end) == ",");
            let hers = another.is_some_and(|next| {
                next.honorific && title.determiner.is_some() || next.name.len() > 1 && text.folded(at + 1) == "and"
            });
            if opening == "," && hers {
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
        let next = match (text.folded(at), text.folded(at + 1)) {
            ("had" | "has" | "have", "been") => at + 2,
            ("is" | "was" | "became" | "becomes", _) => at + 1,
            _ => return None,
        };
        let ordinal = |token: TokenIndex| {
            matches!(
                text.folded(token),
                "first" | "second" | "third" | "last" | "only" | "current" | "longest" | "youngest"
            )
        };
        if self.gazetteer.country(next).is_some_and(|(_, after)| text.has(after, Flags::POSSESSIVE)) {
            return Some(next);
        }
        matches!(text.folded(next), "the" | "a" | "an").then(|| if ordinal(next + 1) { next + 2 } else { next + 1 })
    }

    /// Whether a word looks like the verb of a sentence.
    pub fn verb_like(&self, at: TokenIndex) -> bool {
        let word = self.text.folded(at);
        self.text.has(at, Flags::WORD)
            && !self.capitalised(at)
            && (self.is("speech", at) || word.ends_with("ed") || word == "on")
    }
}
