//! Answers and graphs in the forms that other programs read: `answer` writes the rows of a query, `graph` writes nodes
//! and relationships. Each format is a file; each of the two tables of formats serves lookup, help and tests.

pub mod answer;
pub mod graph;
pub mod json;
pub mod summary;
pub mod text;
