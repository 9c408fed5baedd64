//! From a document to facts: mentions by grammar, resolution within the document, events, facts.

pub mod actors;
mod capitals;
#[cfg(test)]
mod cases;
mod classes;
pub mod dates;
pub mod events;
mod gazetteer;
mod home;
mod honorifics;
pub mod knowledge;
mod known_words;
mod lexicon;
pub mod mention;
mod names;
mod offices_held;
mod organizations;
mod owners;
mod people;
mod places;
mod publishers;
mod reader;
mod references;
mod resolution;
mod short_names;
mod titles;
mod towns;
mod venues;
mod vocabulary;

pub use knowledge::Knowledge;

use crate::document::Document;
use crate::facts::{Dropped, Facts};

use known_words::KnownWords;
use mention::Mentions;

/// Reads a document.
pub fn read(document: &Document, knowledge: &Knowledge) -> Facts {
    let known = KnownWords::new(&document.text, knowledge);
    let (mentions, dropped) = reader::mentions(document, knowledge, &known);
    events::read(document, &known, &mentions, dropped)
}

/// Reads who and what a document mentions.
pub fn mentions(document: &Document, knowledge: &Knowledge) -> (Mentions, Vec<Dropped>) {
    reader::mentions(document, knowledge, &KnownWords::new(&document.text, knowledge))
}
