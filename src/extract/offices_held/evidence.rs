//! Everything that the article and what is known of names tell of the country of an office without one.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::super::home::Setting;
use super::super::knowledge::CountryIndex;
use super::super::people::Sighting;
use super::super::reader::Builder;
use super::super::resolution::Resolution;
use super::clues::{Clues, Weight};
use super::company::Company;
use super::countries::{Holders, is_singular, open_office};
use super::host_land::host_land;
use super::neighbours::{
    attached, beside, fellow_host, guests_of, met_by, near, other_than, received_by, side_by_side, travels_along,
    visited,
};
use super::{Draft, Held, LOOKED_AT, Relations};
use crate::text::TokenIndex;

/// The words around the office say it.
const SURE: Weight = 3.0;
/// They hint at it.
const LIKELY: Weight = 2.0;
/// The country at home.
const HOME: Weight = 1.2;
/// A country named near.
const GUESS: Weight = 0.8;
/// The countries that the article speaks of, the most frequent first.
const PRESENCE: [Weight; 3] = [0.5, 0.4, 0.2];
/// Names are held against so many of them.
const SPOKEN_OF: usize = 4;
/// Somebody else holds the office, or the country has none.
const TAKEN: Weight = 4.0;
/// The holder is not from where he goes, nor from where his guest comes.
const ELSEWHERE: Weight = 2.5;
/// Somebody else leads the country.
const LED: Weight = 0.6;
/// What one word of a name tells, and how many such words count.
const NAME: Weight = 1.3;
const FITS: Weight = 2.2;

/// Offices of those who lead a country.
fn leads(code: &str) -> bool {
    matches!(code, "head_of_state" | "head_of_government")
}

/// What is the same for all offices of an article.
pub(super) struct Evidence<'a> {
    builder: &'a Builder<'a>,
    sightings: &'a [Sighting],
    resolution: &'a Resolution,
    setting: &'a Setting,
    relations: &'a Relations,
    /// Where each person travels.
    visits: FxHashMap<usize, Vec<CountryIndex>>,
    /// The country where the article plays.
    host_land: Option<CountryIndex>,
}

impl<'a> Evidence<'a> {
    pub fn new(
        builder: &'a Builder<'a>,
        drafts: &[Draft],
        sightings: &'a [Sighting],
        resolution: &'a Resolution,
        setting: &'a Setting,
        relations: &'a Relations,
    ) -> Self {
        let mut visits: FxHashMap<usize, Vec<CountryIndex>> = FxHashMap::default();
        for (sighting, person) in sightings.iter().zip(&resolution.of) {
            let Some(person) = person.filter(|person| drafts[*person].country.is_none()) else { continue };
            visits.entry(person).or_default().extend(builder.words.destinations(sighting));
        }
        let host_land = host_land(builder, drafts, sightings, resolution, setting);
        Evidence { builder, sightings, resolution, setting, relations, visits, host_land }
    }

    /// What speaks for and against each country as that of a person's office.
    pub fn of(&self, person: usize, company: &Company<'_>, holders: &Holders) -> Clues {
        let mut clues = Clues::default();
        let Some(held) = open_office(&company.drafts[person]) else { return clues };
        let office = Open { held, person, title: held.words.to_lowercase(), company, holders };
        self.told(&office, &mut clues);
        // `Its envoy`: of somebody who could not be told.
        if clues.best().is_none() && self.determiner(held) == "its" {
            return clues;
        }
        self.beside(&office, &mut clues);
        self.at_home(&office, &mut clues);
        self.of_name(&office, &mut clues);
        self.against(&office, &mut clues);
        clues
    }

    /// The country of somebody without office: by the name alone, of those that the article is mainly about.
    pub fn of_name_alone(&self, person: usize) -> Option<CountryIndex> {
        let mut clues = Clues::default();
        let main = self.setting.ranked.iter().take(2).map(|(country, _)| *country);
        self.weigh_name(person, main, &mut clues);
        clues.best().filter(|best| best.weight > NAME && best.lead > NAME).map(|best| best.country)
    }

    fn determiner(&self, held: &Held) -> &str {
        held.title.determiner.map_or("", |token| self.builder.words.text.folded(token))
    }

    /// A single name without a country: who that is, the reader is supposed to know.
    /// `The Prime Minister, Mr Menzies`, names him in full, as papers of old do.
    /// Kings and queens have no other.
    fn is_single(&self, office: &Open<'_>) -> bool {
        let head = office.title.rsplit(' ').next().unwrap_or("");
        !["king", "queen", "emperor", "sultan", "emir", "amir", "duke"].contains(&head)
            && self.resolution.clusters[office.person].words.len() < 2
            && !self.sightings[office.held.sighting].run.honorific
    }

    fn country_at(&self, sighting: usize, company: &Company<'_>) -> Option<CountryIndex> {
        company.drafts[self.resolution.of[sighting]?].country
    }

    /// The one to whom the office belongs by what the words around it tell.
    fn told(&self, office: &Open<'_>, clues: &mut Clues) {
        let (words, setting) = (self.builder.words, self.setting);
        let Open { held, company, .. } = office;
        let (title, sighting) = (&held.title, held.sighting);
        let end = self.sightings[sighting].phrase.end;
        clues.add("country.party", company.of_the_party(sighting, title), SURE);
        // In an interview, my minister is that of the one who was introduced first.
        if matches!(self.determiner(held), "my" | "our") {
            clues.add(
                "country.interview",
                (0..self.sightings.len()).find_map(|other| self.country_at(other, company)),
                SURE,
            );
        }
        clues.add("country.sender", company.of_the_sender(sighting, title), SURE);
        clues.add("country.subject", words.spoken_for(title, end), SURE);
        clues.add("country.invitation", words.invites_to(title, end), SURE);
        clues.add("country.met-here", setting.dateline.filter(|_| words.is_met_here(title)), SURE);
        // X's spokesman Y; Defence Minister X, Chief of Staff Y.
        if let Some((country, possessive)) = attached(sighting, title, self.builder, self.sightings) {
            clues.add("country.attached", country, if possessive { SURE } else { LIKELY });
        }
        let abroad_in = self.visits.get(&office.person).map_or(&[][..], Vec::as_slice);
        let other_side = || abroad_in.iter().find_map(|visited| setting.other_side(*visited));
        let visitor = other_than(abroad_in, title, self.builder);
        clues.add("country.visitor", visitor.or_else(|| other_side().filter(|_| !self.is_single(office))), LIKELY);
        let visited = visited(title, self.builder).filter(|_| leads(held.code));
        clues.add("country.visited", visited, LIKELY);
        if visited.is_none() {
            let guest_of = company.of_the_guest(sighting, title);
            clues.add("country.guest", guest_of.and_then(|guest| setting.other_side(guest)), LIKELY);
        }
        self.as_host(office, clues);
        let counterpart = self.relations.facing.of(office.person).and_then(|other| company.drafts[other].country);
        clues.add("country.counterpart", counterpart.and_then(|other| setting.other_side(other)), SURE);
        let here = setting.dateline.filter(|_| words.happens_here(title) && !self.is_single(office));
        clues.add("country.here", here, LIKELY);
        let leaves = setting.dateline.filter(|_| words.leaves_here(end));
        clues.add("country.returns", words.returns_to(end).or(leaves), LIKELY);
        clues.add("country.topic", words.topic_country(title).filter(|_| !title.plural), HOME);
    }

    /// Where somebody receives a guest.
    fn as_host(&self, office: &Open<'_>, clues: &mut Clues) {
        let words = self.builder.words;
        let (title, sighting) = (&office.held.title, office.held.sighting);
        let in_party = || office.company.of_the_party(sighting, title).is_some();
        if travels_along(&self.sightings[sighting], self.builder) || in_party() {
            return;
        }
        // Who is met first in the sentence may be another host.
        let sentence = words.text.sentence_of(title.tokens.start);
        let tokens = words.text.sentences.get(sentence).map_or(0..0, |sentence| sentence.tokens.clone());
        let guest = sighting.checked_sub(1).filter(|before| {
            let other = &self.sightings[*before];
            tokens.contains(&other.run.name.start) && !words.is_met(other.phrase.start, &tokens)
        });
        let guest = guest.and_then(|guest| self.country_at(guest, office.company));
        let fellow = || fellow_host(sighting, self.sightings, self.resolution, office.company.drafts, self.builder);
        let host = words.host_country(&self.sightings[sighting], title).or_else(fellow);
        let host = host.or_else(|| self.writes_of_a_guest(office, &tokens));
        clues.add("country.host", host.filter(|country| guest != Some(*country)), LIKELY);
    }

    /// The country of writing, where somebody from elsewhere is received and no place is told: `TUNIS, May 3 – The Peruvian
    /// ambassador X called on Minister Y`.
    fn writes_of_a_guest(&self, office: &Open<'_>, sentence: &Range<TokenIndex>) -> Option<CountryIndex> {
        let words = self.builder.words;
        let own = &self.sightings[office.held.sighting];
        let land = self.setting.dateline.filter(|_| !self.is_single(office))?;
        let meets = words.is_met(own.phrase.start, sentence) || words.receives(own.phrase.end);
        let around = office.held.sighting.saturating_sub(4)..(office.held.sighting + 5).min(self.sightings.len());
        let others = around.filter(|other| {
            *other != office.held.sighting && sentence.contains(&self.sightings[*other].run.name.start)
        });
        let mut others = others.filter_map(|other| self.country_at(other, office.company)).peekable();
        // He was met by Minister X
        let he = || office.company.of_the_guest(office.held.sighting, &office.held.title);
        let guest = others.peek().copied().or_else(he);
        (meets && guest.is_some_and(|guest| guest != land) && others.all(|country| country != land)).then_some(land)
    }

    /// Those named beside the holder.
    fn beside(&self, office: &Open<'_>, clues: &mut Clues) {
        let words = self.builder.words;
        let Open { held, person, company, holders, .. } = office;
        let (title, sighting) = (&held.title, held.sighting);
        // Of an office that a country has one of, two in one title are of two countries.
        let one_country = !is_singular(held);
        let same_title = beside(*person, sighting, self.sightings, self.resolution).filter(|_| one_country);
        clues.add("country.same-title", same_title.and_then(|other| company.drafts[other].country), SURE);
        clues.add("country.order", self.relations.in_order.get(person).copied(), LIKELY);
        if let Some(token) = title.determiner.filter(|_| matches!(self.determiner(held), "his" | "her" | "their"))
            && !words.begins_with_a_role(token)
        {
            let before = (0..sighting).rev().take(LOOKED_AT).filter_map(|index| self.resolution.of[index]);
            let possessor = before.into_iter().find(|other| other != person);
            clues.add("country.possessor", possessor.and_then(|other| company.drafts[other].country), LIKELY);
        }
        if !self.is_single(office) && !self.is_beside_a_leader(office) {
            let taken = |country: &CountryIndex| holders.taken(held, *country, *person);
            let abroad = self.setting.writes_elsewhere();
            clues.add("country.near", near(sighting, title, self.builder, self.sightings, &taken, abroad), GUESS);
        }
    }

    /// Whether the one named before in the sentence is met too: `was received by President X and met Minister Y`.
    fn follows_a_host(&self, held: &Held) -> bool {
        let words = self.builder.words;
        let Some(before) = held.sighting.checked_sub(1).map(|before| &self.sightings[before]) else { return false };
        let sentence = words.text.sentence_of(before.phrase.start);
        words.text.sentences.get(sentence).is_some_and(|sentence| words.is_met(before.phrase.start, &sentence.tokens))
    }

    /// Of two leaders named side by side without a country neither is known to be the one at home.
    fn is_beside_a_leader(&self, office: &Open<'_>) -> bool {
        let Open { held, company, .. } = office;
        let fellow = side_by_side(held.sighting, self.sightings, self.resolution, self.builder);
        leads(held.code)
            && fellow.is_some_and(|other| {
                let other = &company.drafts[other];
                other.country.is_none() && other.offices.iter().any(|held| leads(held.code))
            })
    }

    /// The country where the article was written or plays, and those that it speaks of.
    fn at_home(&self, office: &Open<'_>, clues: &mut Clues) {
        let setting = self.setting;
        let Open { held, person, company, holders, title } = office;
        let single = self.is_single(office);
        // Who travels along is no host.
        let along = travels_along(&self.sightings[held.sighting], self.builder);
        let land = self.host_land.map(|land| if along { setting.other_side(land).unwrap_or(land) } else { land });
        let home = land.filter(|_| along).or(setting.home()).or(land);
        let local = matches!(title.as_str(), "governor" | "mayor" | "mediator" | "lord mayor");
        // An ambassador in a paper's own country is another's.
        let foreign = held.words == "Ambassador" && setting.in_a_paper();
        let home = if foreign { home.and_then(|home| setting.other_side(home)) } else { home };
        // President Z, in a report from Z's capital, needs no further name.
        let known = home.is_some() && home == setting.dateline && home == setting.home();
        let supposed_to_be_known = single && leads(held.code) && !known;
        let open = !(supposed_to_be_known || local || self.is_beside_a_leader(office));
        clues.add(
            "country.home",
            home.filter(|_| open),
            if home.is_some_and(|home| setting.strong(home)) { HOME } else { GUESS },
        );
        // Where it plays, if that is another country than the publisher's.
        let stage =
            self.host_land.or(setting.dateline).filter(|stage| Some(*stage) != home && setting.mentions(*stage));
        clues.add("country.stage", stage.filter(|_| open && held.code != "ambassador"), GUESS);
        // `LIMA, May 3 – Foreign Minister X flew to Tunis`: that of the place of writing may be meant, which nobody names.
        let unnamed = setting.dateline.filter(|land| !setting.mentions(*land));
        let alone = setting.ranked.len() == 1 && unnamed.is_none();
        let presence = |rank: usize| if alone { HOME } else { PRESENCE[rank] };
        for (rank, (country, _)) in setting.ranked.iter().take(PRESENCE.len()).enumerate().filter(|_| !single) {
            clues.add("country.presence", *country, presence(rank));
        }
        // The other holder of the office is of one of the two countries: this one is of the other.
        if let Some((a, b)) =
            setting.pair().filter(|pair| setting.two_only() && setting.plays_at_home(*pair) && !single)
        {
            for (country, other) in [(a, b), (b, a)] {
                clues.add(
                    "country.other-holder",
                    Some(country).filter(|_| holders.taken(held, other, *person)),
                    LIKELY,
                );
            }
            self.by_office(office, (a, b), company, clues);
        }
    }

    /// Only one of the two countries has such an office: a monarchy has no president.
    fn by_office(
        &self,
        office: &Open<'_>,
        (a, b): (CountryIndex, CountryIndex),
        company: &Company<'_>,
        clues: &mut Clues,
    ) {
        let knowledge = self.builder.words.knowledge;
        let alone = |title: &str| {
            let [of_a, of_b] = [a, b].map(|country| knowledge.has_office(country, title));
            (of_a != of_b).then_some(if of_a { a } else { b })
        };
        clues.add("country.such-an-office", alone(&office.title), HOME);
        // The one named beside has an office that only the other country has.
        let fellow = side_by_side(office.held.sighting, self.sightings, self.resolution, self.builder);
        let fellow = fellow.and_then(|other| company.drafts[other].offices.iter().find(|held| leads(held.code)));
        let theirs = fellow.and_then(|held| alone(&held.words.to_lowercase())).filter(|_| leads(office.held.code));
        clues.add("country.such-an-office", theirs.map(|country| if country == a { b } else { a }), LIKELY);
    }

    /// How well the name fits the countries that the article is about.
    fn of_name(&self, office: &Open<'_>, clues: &mut Clues) {
        let mut countries = clues.countries();
        let spoken_of = self.setting.ranked.iter().take(SPOKEN_OF).map(|(country, _)| *country);
        countries.extend(spoken_of.chain(self.setting.publisher).chain(self.setting.dateline));
        countries.sort_unstable();
        countries.dedup();
        self.weigh_name(office.person, countries.into_iter(), clues);
    }

    fn weigh_name(&self, person: usize, countries: impl Iterator<Item = CountryIndex>, clues: &mut Clues) {
        let words = self.builder.words;
        let cluster = &self.resolution.clusters[person];
        let names = cluster.sightings.iter().map(|index| &self.sightings[*index].run.name);
        let written = names.max_by_key(|name| name.len()).map_or("", |name| words.text.slice(name.clone()));
        for country in countries {
            let fit = words.knowledge.naming.fit(cluster.words.iter().map(String::as_str), written, country);
            clues.add("country.name", country, NAME * fit.min(FITS));
        }
    }

    /// Countries that cannot be meant: where the office is taken, where the holder travels, whose guest is received.
    fn against(&self, office: &Open<'_>, clues: &mut Clues) {
        let words = self.builder.words;
        let Open { held, person, company, holders, title } = office;
        let received = received_by(&held.title, held.sighting, self.sightings, self.resolution, self.builder);
        let mut guests = guests_of(&held.title, self.builder);
        guests.extend(received.and_then(|guest| company.drafts[guest].country));
        guests.extend(company.of_the_guest(held.sighting, &held.title));
        // X met Y: Y is from elsewhere.
        let met_by = met_by(&held.title, held.sighting, self.sightings, self.resolution, self.builder);
        guests.extend(met_by.filter(|_| !self.follows_a_host(held)).and_then(|other| company.drafts[other].country));
        guests.extend(self.relations.facing.of(*person).and_then(|other| company.drafts[other].country));
        // `arrived with Minister X`: who travels along is not met.
        let party = company.of_the_party(held.sighting, &held.title);
        guests.retain(|guest| party != Some(*guest));
        let abroad_in = self.visits.get(person).map_or(&[][..], Vec::as_slice);
        for country in clues.countries() {
            let taken = holders.taken(held, country, *person) || !words.knowledge.has_office(country, title);
            clues.add("country.against", country, if taken { -TAKEN } else { 0.0 });
            let elsewhere = abroad_in.contains(&country) || guests.contains(&country);
            clues.add("country.against", country, if elsewhere { -ELSEWHERE } else { 0.0 });
            // Of two leaders the second is hardly of the same country, unless the country has both.
            if leads(held.code) && holders.led(country, *person) {
                clues.add("country.against", country, -LED);
            }
        }
    }
}

/// An office whose country is asked for.
struct Open<'a> {
    held: &'a Held,
    person: usize,
    /// Its words in lower case.
    title: String,
    company: &'a Company<'a>,
    holders: &'a Holders,
}
