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
pub mod mention;
mod names;
mod offices_held;
mod organizations;
mod owners;
mod people;
mod places;
mod reader;
mod references;
mod resolution;
mod short_names;
mod titles;
mod towns;
mod venues;

pub use knowledge::Knowledge;
pub use reader::mentions;

use crate::document::Document;
use crate::facts::Facts;

/// Reads a document.
pub fn read(document: &Document, knowledge: &Knowledge) -> Facts {
    let (mentions, dropped) = mentions(document, knowledge);
    events::read(document, &mentions, dropped)
}
