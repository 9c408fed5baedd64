//! What the text is speaking of: the last speaker, the persons and countries of the last event. References without a name
//! (`he`, `the two sides`, `the Korean minister`, `his host`) are settled from it.

use smallvec::SmallVec;

use super::holders;
use crate::extract::mention::{EntityIndex, EntityKind, Gender, Group, Mention, Mentions, Pronoun};

type Members = SmallVec<[EntityIndex; 4]>;

/// Numbers of lists that a group can refer to, from three on.
const NUMBERS: [&str; 5] = ["three", "four", "five", "six", "seven"];

/// How many persons back a woman is looked for whom `she` means.
const NEAR: usize = 6;

/// The focus of attention, moved by every event and every speaker.
#[derive(Clone, Debug, Default)]
pub struct Focus {
    /// Who spoke or acted last, by name.
    pub speaker: Option<EntityIndex>,
    /// Participants of the event last spoken of.
    pub participants: Vec<EntityIndex>,
    /// Participants of the last event between two sides.
    pub pair: Vec<EntityIndex>,
    /// Those before it, oldest first.
    pub pairs: Vec<Vec<EntityIndex>>,
    /// Those named together in a list, the last at the end: `the four ministers` are the last four.
    pub lists: Vec<Members>,
    /// The several persons who were the subject of the sentence before: `they`.
    pub subjects: Members,
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
        self.pair = people.to_vec();
        if self.pairs.last().is_none_or(|last| last != people) {
            self.pairs.push(people.to_vec());
        }
    }

    /// Notes several who were named in one list.
    pub fn listed(&mut self, members: &[EntityIndex]) {
        if members.len() > 2 {
            self.lists.push(members.iter().copied().collect());
        }
    }

    /// The last list of as many as the words say.
    fn of_number(&self, mentions: &Mentions, group: Group, words: &str) -> Option<Members> {
        let number = match words.split(' ').find_map(|word| NUMBERS.iter().position(|known| *known == word)) {
            Some(at) => at + 3,
            None => return None,
        };
        let persons = |list: &&Members| list.iter().all(|one| is_person(mentions, *one)) == (group == Group::Persons);
        self.lists.iter().rev().take(50).filter(persons).find(|list| list.len() == number).cloned()
    }

    /// The persons among the participants of the event in focus.
    fn people(&self, mentions: &Mentions) -> Members {
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
        let body = |party: &&EntityIndex| {
            matches!(
                mentions.entities.get(**party).map(|entity| &entity.kind),
                Some(EntityKind::Organization { of: None, kind: "igo", .. })
            )
        };
        if parties.len() < 4
            && let Some(body) = parties.iter().find(body).copied()
        {
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

    /// Whom a pronoun means; `persons` are those already spoken of in the sentence.
    pub fn pronoun(&self, mentions: &Mentions, pronoun: Pronoun, word: &str, persons: &[EntityIndex]) -> Members {
        match pronoun {
            Pronoun::He | Pronoun::She => {
                let person = if matches!(word, "him") {
                    // The one spoken to: not the subject of the sentence.
                    let subject = persons.first().copied().or(self.speaker);
                    let other = |person: &EntityIndex| Some(*person) != subject && can_be(mentions, *person, pronoun);
                    let spoken_to = persons.iter().copied().rev().find(other);
                    spoken_to
                        .or_else(|| self.speaker.filter(other))
                        .or_else(|| self.people(mentions).iter().copied().rev().find(other))
                        .or(subject)
                } else {
                    let mut near =
                        persons.iter().copied().chain(self.speaker).chain(self.persons.iter().rev().copied());
                    let known = near.clone().take(NEAR).find(|one| gender(mentions, *one) == Some(Gender::Woman));
                    let known = known.filter(|_| pronoun == Pronoun::She);
                    known.or_else(|| near.clone().find(|one| can_be(mentions, *one, pronoun))).or_else(|| near.next())
                };
                person.into_iter().collect()
            }
            Pronoun::They => {
                if persons.len() > 1 {
                    return persons.iter().copied().collect();
                }
                if self.subjects.len() > 1 {
                    return self.subjects.clone();
                }
                self.group(mentions, Group::Persons, "")
            }
            Pronoun::It => self.body.into_iter().collect(),
            Pronoun::I => self.speaker.into_iter().collect(),
        }
    }

    /// Whom a group means: `the two ministers`, `both sides`.
    pub fn group(&self, mentions: &Mentions, group: Group, words: &str) -> Members {
        if let Some(list) = self.of_number(mentions, group, words) {
            return list;
        }
        if let Some(pair) = self.pair_of_office(mentions, words) {
            return pair;
        }
        if !self.pair.is_empty() && (words.contains("two") || words.contains("both")) {
            let pair = Focus { participants: self.pair.clone(), countries: self.countries.clone(), ..Focus::default() };
            return pair.group(mentions, group, words);
        }
        let people = self.people(mentions);
        // `the presidents`, said of ministers: those whom the ministers serve.
        let others = holders::office(words)
            .is_some_and(|office| !office.loose && !people.iter().all(|one| office.held_by(mentions, *one)));
        if group == Group::Persons && people.len() > 1 && !others {
            return people;
        }
        self.parties(mentions)
    }

    /// `the two ministers`, `the presidents`: the last two who met and both hold such an office; else the last two who
    /// hold it and were spoken of.
    fn pair_of_office(&self, mentions: &Mentions, words: &str) -> Option<Members> {
        let office = holders::office(words)?;
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
        (last.len() == 2).then_some(last)
    }

    /// Whom `the head of` a body means: who holds an office there; for a ministry the one of its country spoken of last.
    pub fn head_of(&self, mentions: &Mentions, body: EntityIndex) -> Option<EntityIndex> {
        let (country, ministry) = match mentions.entities.get(body).map(|entity| &entity.kind) {
            Some(EntityKind::Organization { of, kind, .. }) => (*of, *kind == "ministry"),
            _ => return None,
        };
        let holds = |person: &EntityIndex| match mentions.entities.get(*person).map(|entity| &entity.kind) {
            Some(EntityKind::Person { offices, .. }) => {
                offices.iter().any(|office| office.polity == Some(body) && !office.former)
            }
            _ => false,
        };
        let recent = || self.speaker.into_iter().chain(self.persons.iter().rev().copied());
        let own = |person: &EntityIndex| country.is_some() && mentions.country_of(*person) == country;
        recent().find(holds).or_else(|| recent().find(own).filter(|_| ministry))
    }

    /// Whom an office without a name means: `the Korean minister`, `his counterpart`, `his host`, `the diplomat`.
    pub fn role(&self, mentions: &Mentions, mention: &Mention, words: &str, persons: &[EntityIndex]) -> Members {
        let of_country = |person: EntityIndex, country: EntityIndex| mentions.country_of(person) == Some(country);
        let holds = |person: EntityIndex, office: &str| match mentions.entities.get(person).map(|entity| &entity.kind) {
            Some(EntityKind::Person { offices, .. }) => {
                offices.iter().any(|held| held.code == office || broader(held.code, office))
            }
            _ => false,
        };
        let recent = || self.persons.iter().rev().copied();
        if words.ends_with("host") || words.ends_with("hosts") {
            let guest = persons.first().copied().or(self.speaker);
            let other = self.people(mentions).into_iter().find(|person| Some(*person) != guest);
            return self.host.filter(|host| Some(*host) != guest).or(other).into_iter().collect();
        }
        if words.ends_with("guest") || words.ends_with("visitor") {
            let host = persons.first().copied().or(self.speaker);
            let others: Members = self.people(mentions).into_iter().filter(|person| Some(*person) != host).collect();
            return if others.len() == 1 { others } else { Members::new() };
        }
        let counterpart = ["counterpart", "colleague", "opposite number"].iter().any(|word| words.contains(word));
        if counterpart {
            let first = persons.first().copied().or(self.speaker);
            let office = first.and_then(|person| match &mentions.entities.get(person)?.kind {
                EntityKind::Person { offices, .. } => offices.first().map(|office| office.code),
                _ => None,
            });
            let own = first.and_then(|person| mentions.country_of(person));
            let fits = |person: &EntityIndex| {
                Some(*person) != first
                    && mention
                        .country
                        .map_or(mentions.country_of(*person) != own, |country| of_country(*person, country))
                    && office.is_none_or(|office| holds(*person, office))
            };
            let known = recent()
                .find(fits)
                .or_else(|| (0..mentions.entities.len()).find(|e| is_person(mentions, *e) && fits(e)));
            return known.or(mention.country).into_iter().collect();
        }
        if let Some(country) = mention.country {
            let known = recent().find(|person| {
                of_country(*person, country) && mention.office.is_none_or(|office| holds(*person, office))
            });
            let any = || recent().find(|person| of_country(*person, country) && self.participants.contains(person));
            let later = || {
                mention.office.filter(|office| !matches!(*office, "minister" | "official")).and_then(|office| {
                    (0..mentions.entities.len())
                        .find(|e| is_person(mentions, *e) && of_country(*e, country) && holds(*e, office))
                })
            };
            return known.or_else(any).or_else(later).or(Some(country)).into_iter().collect();
        }
        let office = mention.office.filter(|office| *office != "official");
        // `the Secretary`: who has the word in a title.
        let last = words.rsplit(' ').next().unwrap_or_default();
        let titled = |person: &EntityIndex| match mentions.entities.get(*person).map(|entity| &entity.kind) {
            Some(EntityKind::Person { offices, .. }) => {
                offices.iter().any(|office| office.title.to_lowercase().split([' ', '-']).any(|word| word == last))
            }
            _ => false,
        };
        // `the minister` is no deputy, where a minister was spoken of; and one of those who met, rather than another.
        let full = |person: &EntityIndex| !holds(*person, "deputy_minister");
        let held = office.and_then(|office| {
            let fits = |person: &EntityIndex| holds(*person, office) && (office != "minister" || full(person));
            let there: Members = self.people(mentions).into_iter().filter(fits).collect();
            let named = |person: &EntityIndex| fits(person) && titled(person);
            let by_title = self.speaker.filter(named).or_else(|| there.iter().copied().find(named));
            by_title
                .or_else(|| self.speaker.filter(fits))
                .or_else(|| if there.len() == 1 { Some(there[0]) } else { None })
                .or_else(|| recent().find(fits))
                .or_else(|| recent().find(|person| holds(*person, office)))
        });
        match office {
            Some(_) => held.into_iter().collect(),
            None => {
                self.speaker.filter(titled).or_else(|| recent().find(titled)).or(self.speaker).into_iter().collect()
            }
        }
    }
}

/// `minister` covers every minister, `official` everybody.
fn broader(held: &str, asked: &str) -> bool {
    match asked {
        "minister" => held.contains("minister") || held.contains("head_of_government"),
        "deputy_minister" | "vice_minister" => held.contains("deputy"),
        "official" => true,
        _ => false,
    }
}

fn gender(mentions: &Mentions, person: EntityIndex) -> Option<Gender> {
    match mentions.entities.get(person).map(|entity| &entity.kind) {
        Some(EntityKind::Person { gender, .. }) => *gender,
        _ => None,
    }
}

/// Whether a pronoun can mean a person.
fn can_be(mentions: &Mentions, person: EntityIndex, pronoun: Pronoun) -> bool {
    gender(mentions, person) != Some(if pronoun == Pronoun::She { Gender::Man } else { Gender::Woman })
}

fn is_person(mentions: &Mentions, entity: EntityIndex) -> bool {
    matches!(mentions.entities.get(entity).map(|entity| &entity.kind), Some(EntityKind::Person { .. }))
}
