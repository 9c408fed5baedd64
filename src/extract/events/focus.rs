//! What the text is speaking of: the last speaker, the persons and countries of the last event. References without a name
//! (`he`, `the two sides`, `the Korean minister`, `his host`) are settled from it.

use super::delegations::Delegation;
use super::holders::{self, OfficeOfGroup};
use super::noun_phrase::Members;
use super::salience::Salience;
use crate::extract::mention::{EntityIndex, EntityKind, Group, Mentions};

/// Numbers of those at a gathering.
const MANY: [&str; 12] =
    ["three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "participants"];

/// The number of people or countries that a word counts, from three on.
pub(super) fn number(word: &str) -> Option<usize> {
    MANY.iter().position(|known| *known == word).filter(|_| word != "participants").map(|at| at + 3)
}

/// The focus of attention, moved by every event and every speaker.
#[derive(Clone, Debug, Default)]
pub struct Focus {
    /// Who spoke or acted last, by name.
    pub speaker: Option<EntityIndex>,
    /// Who has the floor in an interview.
    pub floor: Option<EntityIndex>,
    /// Whom the questions of an interview are put to.
    pub interviewed: Option<EntityIndex>,
    /// How present each person is.
    pub salience: Salience,
    /// Whom the paragraph is about: the subject of its first sentence, or of that of a paragraph before.
    pub topic: Option<EntityIndex>,
    /// Who made the visit last spoken of.
    pub traveller: Option<EntityIndex>,
    /// Participants of the event last spoken of.
    pub participants: Vec<EntityIndex>,
    /// Participants of the last event between two sides.
    pub pair: Vec<EntityIndex>,
    /// Those before it, oldest first.
    pub pairs: Vec<Vec<EntityIndex>>,
    /// Who is at the summit or conference last spoken of.
    pub gathering: Vec<EntityIndex>,
    /// Those named together in a list, the last at the end: `the four ministers` are the last four.
    pub lists: Vec<Members>,
    /// The delegations of which the text told: `the mission`.
    pub delegations: Vec<Delegation>,
    /// The several persons who were the subject of the sentence before: `they`.
    pub subjects: Members,
    /// The country where the meeting last spoken of took place.
    pub ground: Option<EntityIndex>,
    /// The only one there who is not at home in that country.
    pub visitor: Option<EntityIndex>,
    /// Who received or hosts the others.
    pub host: Option<EntityIndex>,
    /// Persons in the order in which they were spoken of, the last at the end.
    pub persons: Vec<EntityIndex>,
    /// The countries that the article is about, most spoken of first.
    pub countries: Vec<EntityIndex>,
    /// The organization or country last named as subject.
    pub body: Option<EntityIndex>,
}

impl Focus {
    /// Notes that a person was spoken of.
    pub fn saw(&mut self, person: EntityIndex) {
        self.persons.retain(|known| *known != person);
        self.persons.push(person);
    }

    /// Notes two who acted together: `the two leaders` are those who last did.
    pub fn acted_together(&mut self, people: &[EntityIndex]) {
        people.clone_into(&mut self.pair);
        if self.pairs.last().is_none_or(|last| last != people) {
            self.pairs.push(people.to_vec());
        }
    }

    /// Notes several who were named in one list.
    pub fn listed(&mut self, members: &[EntityIndex]) {
        if members.len() > 2 {
            self.lists.push(Members::from_slice(members));
        }
    }

    /// The last list of as many as the words say.
    fn of_number(&self, mentions: &Mentions, group: Group, words: &str) -> Option<Members> {
        let number = words.split(' ').find_map(number)?;
        let persons = |list: &&Members| list.iter().all(|one| is_person(mentions, *one)) == (group == Group::Persons);
        self.lists.iter().rev().take(50).filter(persons).find(|list| list.len() == number).cloned()
    }

    /// `the nine`, `the leaders of the seven states`: the sides of the summit, where more than those of a list are counted.
    fn of_gathering(&self, mentions: &Mentions, words: &str) -> Option<Members> {
        if !words.split(' ').any(|word| MANY.contains(&word)) {
            return None;
        }
        let all = Focus { participants: self.gathering.clone(), ..Focus::default() };
        Some(all.parties(mentions)).filter(|sides| sides.len() > 2)
    }

    /// The persons among the participants of the event in focus.
    pub(super) fn people(&self, mentions: &Mentions) -> Members {
        self.participants.iter().copied().filter(|entity| is_person(mentions, *entity)).collect()
    }

    /// The countries of the event in focus: each participant's own, or those that the article is about.
    pub fn parties(&self, mentions: &Mentions) -> Members {
        let mut parties = Members::new();
        for participant in &self.participants {
            let party = match mentions.entities.get(*participant).map(|entity| &entity.kind) {
                Some(EntityKind::Organization { of: None, .. }) => Some(*participant),
                _ => mentions.country_of(*participant),
            };
            if let Some(party) = party
                && !parties.contains(&party)
            {
                parties.push(party);
            }
        }
        // The summit of a body: what few of its members are named for does not make it theirs.
        if let Some(body) = parties.iter().find(|party| is_body(mentions, **party)).copied() {
            return Members::from_slice(&[body]);
        }
        if parties.len() < 2 {
            for country in self.countries.iter().take(2) {
                if !parties.contains(country) && parties.len() < 2 {
                    parties.push(*country);
                }
            }
        }
        parties
    }

    /// Whom a group means: `the two ministers`, `both sides`.
    pub fn group(&self, mentions: &Mentions, group: Group, words: &str) -> Members {
        self.group_of_office(mentions, group, words, holders::office(words))
    }

    fn group_of_office(
        &self,
        mentions: &Mentions,
        group: Group,
        words: &str,
        office: Option<OfficeOfGroup>,
    ) -> Members {
        if let Some(list) = self.of_number(mentions, group, words) {
            return list;
        }
        if let Some(all) = self.of_gathering(mentions, words) {
            return all;
        }
        if let Some(all) = self.counted(mentions, words, office) {
            return all;
        }
        if let Some(all) = office.and_then(|office| self.holders_at_gathering(mentions, words, office)) {
            return all;
        }
        if let Some(pair) = office.and_then(|office| self.pair_of_office(mentions, words, office)) {
            return pair;
        }
        let two = words.contains("two") || words.contains("both");
        // `The next round will be held in May. The two last met in June`: the persons, where of their countries was told since.
        let of_countries =
            |pair: &[EntityIndex]| pair.len() == 2 && pair.iter().all(|side| !is_person(mentions, *side));
        if two && group == Group::Persons && of_countries(&self.pair) {
            let same = |pair: &&Vec<EntityIndex>| {
                pair.len() == 2
                    && pair.iter().all(|one| {
                        is_person(mentions, *one)
                            && mentions.country_of(*one).is_some_and(|own| self.pair.contains(&own))
                    })
            };
            if let Some(pair) = self.pairs.iter().rev().take(50).find(same) {
                return pair.iter().copied().collect();
            }
        }
        if group == Group::Countries
            && two
            && let Some(countries) = self.two_countries(mentions, words)
        {
            return countries;
        }
        if !self.pair.is_empty() && two {
            let pair = Focus { participants: self.pair.clone(), countries: self.countries.clone(), ..Focus::default() };
            return pair.group_of_office(mentions, group, words, office);
        }
        let people = self.people(mentions);
        // `the presidents`, said of ministers: those whom the ministers serve.
        let others =
            office.is_some_and(|office| !office.loose && !people.iter().all(|one| office.held_by(mentions, *one)));
        let others = others || holders::of_another_field(mentions, words, &people);
        if group == Group::Persons && people.len() > 1 && !others {
            return people;
        }
        // `the ambassadors`, told of those who presented their letters to a president
        let holders = |office: OfficeOfGroup| -> Members {
            people.iter().copied().filter(|one| office.held_by(mentions, *one)).collect()
        };
        if let Some(there) = office.filter(|office| !office.loose).map(holders).filter(|there| there.len() > 1) {
            return there;
        }
        // `X arrived and was met by Y. The two men will begin talks today`: the last two who were named, of two countries.
        if let [.., first, last] = self.persons[..]
            && (two && group == Group::Persons && office.is_none_or(|office| office.loose))
            && mentions.country_of(first).is_some_and(|own| mentions.country_of(last).is_some_and(|other| own != other))
        {
            return Members::from_slice(&[first, last]);
        }
        self.parties(mentions)
    }

    /// `the two countries`, where a body was one of the two last spoken of: those whose people met or agreed before.
    fn two_countries(&self, mentions: &Mentions, words: &str) -> Option<Members> {
        let lands = ["countries", "states", "nations", "neighbours", "neighbors", "republics", "peoples"];
        let body = self.pair.iter().any(|side| is_body(mentions, *side));
        if !body || !lands.iter().any(|land| words.ends_with(land)) {
            return None;
        }
        self.pairs.iter().rev().take(50).find_map(|pair| {
            let countries: Members = pair.iter().filter_map(|side| mentions.country_of(*side)).collect();
            (countries.len() == 2 && pair.len() == 2).then_some(countries)
        })
    }

    /// `the five states`, `the four ministers`, of which no list was given: the holders of that office, the countries whose
    /// officers are named or all countries of the article, where they are as many.
    fn counted(&self, mentions: &Mentions, words: &str, office: Option<OfficeOfGroup>) -> Option<Members> {
        let number = words.split(' ').find_map(number)?;
        let all = || 0..mentions.entities.len();
        let holders = office
            .filter(|office| !office.loose)
            .map(|office| holders::each_country(mentions, all().filter(|one| office.held_by(mentions, *one))));
        let officers = || {
            let people = holders::each_country(mentions, all().filter(|one| holders::is_officer(mentions, *one)));
            people.iter().filter_map(|one| mentions.country_of(*one)).collect::<Members>()
        };
        let fits = |members: &Members| members.len() == number;
        holders
            .filter(fits)
            .or_else(|| Some(officers()).filter(fits))
            .or_else(|| Some(self.countries.iter().copied().collect()).filter(fits))
    }

    /// `received the ministers`, told of a gathering: all there who hold that office.
    fn holders_at_gathering(&self, mentions: &Mentions, words: &str, office: OfficeOfGroup) -> Option<Members> {
        let two = words.contains("two") || words.contains("both");
        if two || self.gathering.iter().any(|one| is_body(mentions, *one)) {
            return None;
        }
        let all: Members = self.gathering.iter().copied().filter(|one| office.held_by(mentions, *one)).collect();
        (all.len() > 2).then_some(all)
    }

    /// `the two ministers`, `the presidents`: the last two who met and both hold such an office; else the last two who
    /// hold it and were spoken of.
    fn pair_of_office(&self, mentions: &Mentions, words: &str, office: OfficeOfGroup) -> Option<Members> {
        let met = self.pairs.iter().rev().take(50).find(|pair| {
            pair.len() > 1
                && (pair.len() == 2 || !words.contains("two"))
                && pair.iter().all(|person| office.held_by(mentions, *person))
        });
        if let Some(pair) = met {
            return Some(pair.iter().copied().collect());
        }
        let people = self.people(mentions);
        if people.len() > 1 && people.iter().all(|person| office.held_by(mentions, *person)) {
            return None;
        }
        let mut last = Members::new();
        for person in self.persons.iter().rev().copied().filter(|person| office.held_by(mentions, *person)) {
            let own = mentions.country_of(person);
            if last.iter().all(|known| mentions.country_of(*known) != own) {
                last.insert(0, person);
            }
        }
        if last.len() < 2 {
            last = Self::only_holders(mentions, office);
        }
        (last.len() == 2).then_some(last)
    }

    /// The only two of the article who hold an office, of two countries.
    fn only_holders(mentions: &Mentions, office: OfficeOfGroup) -> Members {
        let holders = (0..mentions.entities.len()).filter(|one| !office.loose && office.held_by(mentions, *one));
        let holders: Members = holders.take(3).collect();
        let country = |at: usize| holders.get(at).and_then(|one| mentions.country_of(*one));
        if holders.len() == 2 && country(0) != country(1) { holders } else { Members::new() }
    }
}

/// Whether an entity is an international body.
pub(super) fn is_body(mentions: &Mentions, entity: EntityIndex) -> bool {
    matches!(
        mentions.entities.get(entity).map(|entity| &entity.kind),
        Some(EntityKind::Organization { of: None, kind: "igo", .. })
    )
}

/// Whether an entity is a person.
pub(super) fn is_person(mentions: &Mentions, entity: EntityIndex) -> bool {
    matches!(mentions.entities.get(entity).map(|entity| &entity.kind), Some(EntityKind::Person { .. }))
}
