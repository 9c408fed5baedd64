//! The sample that the program comes with: its articles, and the graph that is read from them.

use super::Failure;
use super::opening::Opened;
use crate::database::Database;
use crate::graph;
use crate::store::Store;
use std::path::Path;
use std::{fs, io};

/// The articles by the names of their files.
pub const ARTICLES: [(&str, &str); 6] = [
    ("2022-02-seoul-talks.txt", include_str!("../../graphs/vietnam-korea/articles/2022-02-seoul-talks.txt")),
    ("2022-07-phone-call.txt", include_str!("../../graphs/vietnam-korea/articles/2022-07-phone-call.txt")),
    ("2022-07-wire-copy.txt", include_str!("../../graphs/vietnam-korea/articles/2022-07-wire-copy.txt")),
    ("2022-10-hanoi-talks.txt", include_str!("../../graphs/vietnam-korea/articles/2022-10-hanoi-talks.txt")),
    (
        "2023-11-strategic-dialogue.txt",
        include_str!("../../graphs/vietnam-korea/articles/2023-11-strategic-dialogue.txt"),
    ),
    (
        "2024-05-ambassador-interview.txt",
        include_str!("../../graphs/vietnam-korea/articles/2024-05-ambassador-interview.txt"),
    ),
];

const GRAPH: &str = include_str!("../../graphs/vietnam-korea.graph.json");

/// The graph of the sample; changes to it live as long as the process.
pub fn open() -> Result<Opened, Failure> {
    let unreadable = |error: &dyn std::fmt::Display| Failure::data(format!("the sample graph cannot be read: {error}"));
    let mut store = Store::memory();
    *store.graph_mut() = graph::json::read(GRAPH).map_err(|error| unreadable(&error))?;
    Ok(Opened { database: Database::from(store), name: "vietnam-korea".to_owned() })
}

/// Writes the articles into a folder, which is made where it is absent.
pub fn write_articles(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    ARTICLES.iter().try_for_each(|(name, text)| fs::write(folder.join(name), text))
}
