//! Visits: who travels where, how, when and at whose invitation.

mod arrivals;
mod departures;
mod destinations;
mod inviters;
mod journey;
mod lists;
mod nouns;
mod stations;
mod stays;
mod tours;
mod travellers;
mod turns;
mod verbs;

use std::sync::LazyLock;

pub(super) use destinations::{destinations, other_country};
pub(super) use inviters::{extends, guest_met};

use super::phrase::Phrase;
use super::reader::Reader;
use super::rule::{Reads, Rule, Rules};

/// Visits told by a verb, then by a noun.
const RULES: [Rule<Reads>; 2] = [verbs::RULE, Rule::begun_by(&["visit", "mission", "one"], nouns::noun_of_visit)];

/// The same by the words that begin them.
static BY_WORD: LazyLock<Rules<Reads>> = LazyLock::new(|| Rules::new(const { &RULES }));

/// Reads the visits of a sentence.
pub fn read(reader: &mut Reader<'_>, phrase: &Phrase) {
    let dated = (0..phrase.items.len()).any(|at| phrase.is_date(at));
    reader.at_each(phrase, |reader, at| {
        stations::read(reader, phrase, at);
        let used = reader.first_of(&BY_WORD, phrase, at);
        if used.is_none() {
            verbs::visiting(reader, phrase, at);
        }
        if dated {
            departures::read(reader, phrase, at);
        }
        used
    });
    inviters::read(reader, phrase);
}
