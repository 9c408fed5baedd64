//! The events of an article: meetings, visits, agreements and proposals, by rules over a row of words and mentions.
//!
//! [`read`] lays out each sentence ([`phrase`]), lets every kind of event look at it, merges what is said twice and
//! assembles the facts.

mod after_noun;
mod agreements;
mod antecedents;
mod assemble;
mod attention;
mod ceremonies;
mod clause;
mod company;
mod confidence;
mod date_in_time;
mod dateline;
mod day_headings;
mod day_of_writing;
mod delegation_phrases;
mod delegations;
mod event;
mod event_dates;
mod event_places;
mod first_and_last;
mod floor;
mod focus;
mod founded;
mod gatherings;
mod holders;
mod joining;
mod lasting;
mod layout;
mod likewise;
mod lists;
mod meetings;
mod merge;
mod noun_phrase;
mod noun_status;
mod nouns;
mod ontology;
mod other_dates;
mod parties;
mod phrase;
mod present;
mod pronouns;
mod proposals;
mod reader;
mod roles;
mod rolls;
mod rule;
mod salience;
mod same_event;
mod status;
mod status_words;
mod subjects;
mod targets;
mod title_phrases;
mod titles;
mod topics;
mod two_sides;
mod undated;
mod verb_chain;
mod visits;
mod wording;

use super::known_words::KnownWords;
use super::lexicon;
use super::mention::Mentions;
use crate::document::Document;
use crate::facts::{Dropped, Facts};

/// Reads the events of a document and answers all its facts; `dropped` is what mentions left out.
pub(super) fn read(
    document: &Document,
    known: &KnownWords<'_>,
    mentions: &Mentions,
    mut dropped: Vec<Dropped>,
) -> Facts {
    let (events, left_out) = reader::read_events(document, known, mentions);
    dropped.extend(left_out);
    let events = merge::merge(mentions, events);
    assemble::assemble(document, mentions, events, dropped)
}
