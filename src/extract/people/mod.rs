//! Persons as the text introduces them: title before name, name before title, honorifics, lists after plural titles.

mod after_name;
mod bare_names;
mod before_name;
mod countries;
mod lists_of_countries;

use std::ops::Range;

use super::knowledge::CountryIndex;
use super::names::{NameRun, Words};
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
        let mut behind = vec![false; titles.len()];
        for (index, title) in titles.iter().enumerate() {
            if used[index] {
                continue;
            }
            behind[index] = self.follows_styled_name(&sentence, &titles, &behind, title)
                || self.follows_plain_name(&sentence, &titles, &behind, title);
            if behind[index] {
                continue;
            }
            let led = titles[..index].iter().next_back().is_some_and(|lead| {
                (lead.determiner.is_some() || matches!(lead.polity, Polity::Country(_)))
                    && self.text.folded(lead.tokens.end) == "and"
                    && lead.tokens.end + 1 == title.tokens.start
            });
            let Some((rule, names)) = self.after_title(title, led, sentence.end) else { continue };
            used[index] = true;
            let (mut own, phrase_start) = match rule {
                "role-comma-name" => (Vec::new(), title.tokens.start),
                _ => self.with_titles_before(index, &titles, &mut used),
            };
            let mut behind = None;
            if names.len() == 1 && !title.plural {
                // Archbishop X, the President of Cyprus
                // Ambassador X, US Permanent Representative to the United Nations
                let following = self.titles_after(&names[0], &titles, &used, sentence.end);
                for later in following.iter().copied() {
                    let end = titles[later].tokens.end;
                    // Sweden's X, the NATO chief and Y; the minister, X, the envoy, Y: a list goes on.
                    // Minister X, Peru's envoy, Mr Y, the chairman, Ms Z
                    let next = self.name(end + 1, sentence.end, true).filter(|_| self.text.folded(end) == ",");
                    let foreign = title.polity == Polity::Unsaid && matches!(titles[later].polity, Polity::Country(_));
                    let listed = next.is_some_and(|next| {
                        rule == "title-comma-name" || next.honorific || foreign && next.name.len() > 1
                    });
                    // X, the deputy prime minister and foreign minister: both are hers.
                    let joined = following.iter().any(|next| titles[*next].tokens.start == end + 1);
                    if listed || self.text.folded(end) == "and" && !joined {
                        break;
                    }
                    used[later] = true;
                    // President X succeeds Y as chairman: Y stands between.
                    let succeeds = self.follows_in_office(names[0].phrase.end).is_some();
                    if !succeeds {
                        behind = Some(end);
                    }
                    own.push(titles[later].clone());
                }
            }
            let several = names.len();
            for (place, run) in names.into_iter().enumerate() {
                let mut titles = if place + 1 == several { std::mem::take(&mut own) } else { own.clone() };
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
                let mut phrase = start.min(run.phrase.start)..behind.unwrap_or(run.phrase.end);
                self.country_after_name(&mut phrase, &mut titles);
                self.acts_for(&phrase, &mut titles, sentence.end);
                sightings.push(Sighting { phrase, run, titles, rule, country: None, loose: false });
            }
        }
        self.bare_names(sentence.clone(), &titles, &mut used, &mut sightings);
        sightings.sort_by_key(|sighting| sighting.run.name.start);
        self.titles_behind_lists(&titles, &mut used, &mut sightings);
        self.those_who_serve(&titles, &mut used, &mut sightings);
        self.countries_behind_lists(&mut sightings);
        self.settle_couples(&mut sightings);
        self.settle_owners(&sentence, &mut sightings);
        let roles = titles.into_iter().zip(used).filter(|(_, used)| !used).map(|(title, _)| title).collect();
        SentencePeople { sightings, roles }
    }

    /// The title and those joined to it before it: `Deputy Prime Minister and Foreign Minister X`, `his special envoy,
    /// former adviser X`; and where the first of them begins.
    fn with_titles_before(&self, index: usize, titles: &[Title], used: &mut [bool]) -> (Vec<Title>, TokenIndex) {
        let title = &titles[index];
        let mut own = vec![title.clone()];
        let mut phrase_start = title.tokens.start;
        let mut first = index;
        while let Some(before) = first.checked_sub(1) {
            let joined = &titles[before];
            if used[before] || joined.plural || title.plural || !self.joins(joined, titles[first].tokens.start) {
                break;
            }
            // The Serbian President and Croatian Prime Minister X: two persons; not the Deputy Prime Minister and Foreign
            // Minister of Peru, X.
            let led = self.gazetteer.country(titles[first].tokens.start).is_some();
            let apart = matches!(&titles[first].polity, Polity::Country(_))
                && (led || joined.polity != Polity::Unsaid)
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
            // His Zambian counterpart President X: the title says the office; his counterpart, Senator X: a rank does not.
            let ranked = own.iter().all(|own| own.code.is_empty());
            if joined.counterpart && !ranked {
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
        // `the President's special envoy, X`: whose envoy he is belongs to what he is.
        let owner = first.checked_sub(1).filter(|owner| {
            let end = titles[*owner].tokens.end;
            !used[*owner] && self.text.has(end, Flags::POSSESSIVE) && end + 1 == phrase_start
        });
        if let Some(owner) = owner {
            used[owner] = true;
            phrase_start = titles[owner].tokens.start;
            for own in own.iter_mut().filter(|own| own.polity == Polity::Unsaid) {
                own.polity = titles[owner].polity.clone();
            }
        }
        (own, self.before_style(phrase_start))
    }

    /// `King Harald and Queen Sonja of Norway`: both are of the country that the second names.
    fn settle_couples(&self, sightings: &mut [Sighting]) {
        let royal = |title: &Title| {
            let head = self.text.folded(title.head.end - 1);
            ["king", "queen", "emperor", "empress", "prince", "princess", "duke", "duchess", "sultan"].contains(&head)
        };
        for index in 1..sightings.len() {
            let [.., first, second] = &mut sightings[..=index] else { continue };
            let joined = self.text.folded(first.phrase.end) == "and" && first.phrase.end + 1 == second.phrase.start;
            let (Some(own), Some(other)) = (first.titles.last_mut(), second.titles.last()) else { continue };
            if joined && royal(own) && royal(other) && own.polity == Polity::Unsaid {
                own.polity = other.polity.clone();
            }
        }
    }

    /// Where `His Majesty`, `Her Royal Highness` before a title begins.
    fn before_style(&self, title: TokenIndex) -> TokenIndex {
        let style = |at: TokenIndex| self.is("dignity", at);
        let whose = |at: TokenIndex| matches!(self.text.folded(at), "his" | "her" | "their");
        // `His Honour the Vice President`
        let article = title.checked_sub(1).filter(|the| self.text.folded(*the) == "the");
        let title = article.filter(|the| the.checked_sub(1).is_some_and(style)).unwrap_or(title);
        let before = |back: usize| title.checked_sub(back);
        let styled = before(1).is_some_and(style);
        [2, 3].into_iter().filter_map(before).find(|at| styled && whose(*at)).unwrap_or(title)
    }

    /// `Deputy Chilean Prime Minister X`: the rank before the country belongs to the office.
    fn take_deputy(&self, title: &mut Title, start: TokenIndex) {
        let country = |at: TokenIndex| self.gazetteer.country(at).is_some_and(|(_, next)| next <= title.head.start);
        let before = title.tokens.start.checked_sub(1).filter(|before| *before >= start);
        let ranks =
            |at: TokenIndex| self.capitalised(at) && matches!(self.text.folded(at), "deputy" | "vice" | "assistant");
        let Some(rank) = before.filter(|at| ranks(*at) && country(at + 1)) else { return };
        title.words = format!("{} {}", self.text.word(rank), title.words);
        title.code = self.knowledge.office_classes.class(&title.words);
        title.tokens.start = rank;
    }

    fn titles(&self, sentence: Range<TokenIndex>) -> Vec<Title> {
        let mut out = Vec::new();
        let mut at = sentence.start;
        while at < sentence.end {
            match self.title(at, sentence.end) {
                Some(mut title) => {
                    self.take_deputy(&mut title, sentence.start);
                    // Minister Sultan bin Saad: right after a title, Sultan is a name.
                    let royal = matches!(
                        self.text.folded(title.head.start),
                        "sultan" | "amir" | "emir" | "patriarch" | "marshal"
                    ) || title.tokens.len() == 1 && self.text.folded(at) == "chief";
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
}
