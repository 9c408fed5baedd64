//! From a document to facts: mentions by grammar, resolution within the document, events, facts.

pub mod mention;
