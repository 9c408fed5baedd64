//! Whom a pronoun means, and who acts where nobody is named: the last one who acted, or the one whom the text is about.

use super::focus::{Focus, is_body};
use super::noun_phrase::Members;
use crate::extract::mention::{EntityIndex, EntityKind, Gender, Group, Mentions, Pronoun};

/// How many persons back a woman is looked for whom `she` means.
const NEAR: usize = 6;

/// What each doubling of the number of times that an article names somebody adds to how present that one is.
const OFTEN_TOLD: f32 = 0.2;

/// How often the one whom a text is about is named at least.
const OFTEN: usize = 3;

impl Focus {
    /// Whom a pronoun means; `persons` are those already spoken of in the sentence. Who `speaks` is the one who spoke before;
    /// who does anything else may be the one whom the paragraph is about. Nobody does to himself what the clause tells whose
    /// subject is `own`.
    pub fn pronoun(
        &self,
        mentions: &Mentions,
        pronoun: Pronoun,
        word: &str,
        speaks: bool,
        persons: &[EntityIndex],
        own: Option<EntityIndex>,
    ) -> Members {
        match pronoun {
            Pronoun::He | Pronoun::She => {
                let known = |person: &EntityIndex| persons.contains(person);
                let rather = |person: EntityIndex| {
                    if speaks || known(&person) {
                        return person;
                    }
                    self.rather(mentions, person, |topic| !known(topic) && can_be(mentions, *topic, pronoun))
                };
                let person = if matches!(word, "him") {
                    // The one spoken to: not the subject of the sentence.
                    let subject = persons.first().copied().or(self.speaker);
                    let other = |person: &EntityIndex| Some(*person) != subject && can_be(mentions, *person, pronoun);
                    let main =
                        subject.filter(|one| own.is_some_and(|own| own != *one) && can_be(mentions, *one, pronoun));
                    let spoken_to = persons.iter().copied().rev().find(other);
                    main.or(spoken_to)
                        .or_else(|| self.speaker.filter(other).map(rather))
                        .or_else(|| self.people(mentions).iter().copied().rev().find(other))
                        .or(subject)
                } else {
                    let near = persons.iter().copied().chain(self.speaker).chain(self.persons.iter().rev().copied());
                    let woman = near.clone().take(NEAR).find(|one| gender(mentions, *one) == Some(Gender::Woman));
                    let fits = |one: &EntityIndex| can_be(mentions, *one, pronoun);
                    // Of whom the sentence tells may be a woman as well, where no name says it.
                    let here = |woman: &EntityIndex| persons.contains(woman) || !persons.iter().any(fits);
                    let woman = woman.filter(|_| pronoun == Pronoun::She).filter(here);
                    let last = || near.clone().find(fits).or_else(|| near.clone().next()).map(rather);
                    if speaks {
                        woman.or_else(last)
                    } else {
                        let inside = || persons.iter().copied().find(fits);
                        woman.or_else(inside).or_else(|| self.most_present(mentions, fits)).or_else(last)
                    }
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
                let group = self.group(mentions, Group::Persons, "");
                // `A and B signed at the summit of a body. They also agreed`: A and B.
                let last = || [&self.pair].into_iter().chain(self.pairs.last()).find(|pair| pair.len() == 2);
                let body = matches!(group[..], [one] if is_body(mentions, one));
                if let Some(pair) = last().filter(|_| body) {
                    return pair.iter().copied().collect();
                }
                // `X brought A and B together; Y received them`: the guests.
                let guests: Members = group.iter().copied().filter(|one| Some(*one) != self.host).collect();
                if word == "them" && group.len() > 2 && guests.len() > 1 { guests } else { group }
            }
            Pronoun::It => self.body.into_iter().collect(),
            Pronoun::I => self.floor.or(self.speaker).into_iter().collect(),
        }
    }

    /// The one most present of those who fit.
    fn most_present(&self, mentions: &Mentions, fits: impl Fn(&EntityIndex) -> bool) -> Option<EntityIndex> {
        let persons = self.persons.iter().copied().filter(fits);
        let weight =
            |person: &EntityIndex| self.salience.of(*person) + OFTEN_TOLD * (told(mentions, *person) as f32).log2();
        persons.rev().max_by(|a, b| weight(a).total_cmp(&weight(b)))
    }

    /// Who acts where the words name nobody: the last speaker, or whom the paragraph is about where more is told of that one.
    pub fn acting(&self, mentions: &Mentions) -> Option<EntityIndex> {
        self.speaker.map(|speaker| self.mainly(mentions, speaker, |_| true))
    }

    /// Who meets somebody of the same country as the one whom a pronoun seemed to mean: the traveller, or whom the paragraph
    /// is about, if of another country.
    pub fn of_other_side(&self, mentions: &Mentions, own: EntityIndex) -> Option<EntityIndex> {
        let foreign = |person: &EntityIndex| mentions.country_of(*person).is_some_and(|country| country != own);
        self.traveller.filter(foreign).or(self.topic.filter(foreign)).or(self.visitor.filter(foreign))
    }

    /// The one whom the paragraph is about, if more is told of that one.
    pub fn mainly(&self, mentions: &Mentions, person: EntityIndex, fits: impl Fn(&EntityIndex) -> bool) -> EntityIndex {
        let main = |topic: &EntityIndex| told(mentions, *topic) >= OFTEN.max(1 + told(mentions, person));
        self.topic.filter(main).filter(fits).unwrap_or(person)
    }

    /// The one whom the paragraph is about instead of a side figure who came up in it.
    pub fn rather(&self, mentions: &Mentions, person: EntityIndex, fits: impl Fn(&EntityIndex) -> bool) -> EntityIndex {
        let main = |topic: &EntityIndex| told(mentions, *topic) >= OFTEN.max(2 * told(mentions, person));
        self.topic.filter(main).filter(fits).unwrap_or(person)
    }
}

/// How often an article names somebody.
fn told(mentions: &Mentions, person: EntityIndex) -> usize {
    mentions.entities.get(person).map_or(0, |entity| entity.evidence.len())
}

fn gender(mentions: &Mentions, person: EntityIndex) -> Option<Gender> {
    match mentions.entities.get(person).map(|entity| &entity.kind) {
        Some(EntityKind::Person { gender, .. }) => *gender,
        _ => None,
    }
}

/// Whether the same pronoun can mean both persons.
pub(super) fn alike(mentions: &Mentions, first: EntityIndex, second: EntityIndex) -> bool {
    gender(mentions, first).is_none_or(|own| gender(mentions, second).is_none_or(|other| own == other))
}

/// Whether a pronoun can mean a person.
pub(super) fn can_be(mentions: &Mentions, person: EntityIndex, pronoun: Pronoun) -> bool {
    gender(mentions, person) != Some(if pronoun == Pronoun::She { Gender::Man } else { Gender::Woman })
}
