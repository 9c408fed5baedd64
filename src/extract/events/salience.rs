//! How present each person is in the reader's mind: the subject of the last sentence most, then others spoken of, less with
//! every sentence; and those of whom the article tells much, always a little (after Lappin and Leass, "An algorithm for
//! pronominal anaphora resolution", Computational Linguistics 20(4), 1994).

use super::phrase::{ItemKind, Phrase};
use crate::extract::mention::EntityIndex;

/// What a sentence gives to the one person who is its subject, to each of several, to anybody else and to one in whose
/// possession something is.
const SUBJECT: f32 = 1.0;
const ONE_OF_SUBJECTS: f32 = 0.5;
const OTHER: f32 = 0.4;
const POSSESSOR: f32 = 0.3;

/// What is left after a sentence.
const DECAY: f32 = 0.5;

/// The presence of persons, as of the sentence last read.
#[derive(Clone, Debug, Default)]
pub struct Salience {
    /// For each person the weight and the sentence of which it is.
    weights: Vec<(f32, i32)>,
    sentence: i32,
}

impl Salience {
    /// Takes in a sentence with its subject.
    pub fn read(&mut self, phrase: &Phrase, subject: Option<usize>) {
        self.sentence += 1;
        for (at, item) in phrase.items.iter().enumerate() {
            let ItemKind::Actors(actors) = &item.kind else { continue };
            let weight = match actors.members.len() {
                1 if Some(at) == subject => SUBJECT,
                _ if Some(at) == subject => ONE_OF_SUBJECTS,
                _ if actors.possessive => POSSESSOR,
                _ => OTHER,
            };
            for member in &actors.members {
                let known = self.of(*member);
                if self.weights.len() <= *member {
                    self.weights.resize(*member + 1, (0.0, self.sentence));
                }
                self.weights[*member] = (known + weight, self.sentence);
            }
        }
    }

    /// How present a person is.
    pub fn of(&self, person: EntityIndex) -> f32 {
        self.weights.get(person).map_or(0.0, |(weight, at)| weight * DECAY.powi(self.sentence - at))
    }
}
