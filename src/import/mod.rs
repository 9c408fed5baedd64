//! Bulk import: tables of nodes and relationships straight into the columns and sparse rows of a new graph file.
//!
//! Whole graphs come as JSON Lines or GraphML. The tables are CSV with typed headers, as neo4j-admin takes them. Files are cut into pieces at the ends of records,
//! pieces are read on all cores and put together in order, so the same files give the same graph.

mod entity;
mod error;
mod graphml;
mod header;
mod ids;
mod json_lines;
mod nodes;
mod pieces;
mod records;
mod relationships;
mod table;
pub mod tables;
#[cfg(test)]
mod tests;
mod whole;

pub use error::ImportError;

use crate::graph::Symbols;
use crate::store;
use ids::IdSpaces;
use std::path::{Path, PathBuf};

/// What to import and how.
#[derive(Debug)]
pub struct Import<'a> {
    /// Tables of nodes.
    pub nodes: &'a [PathBuf],
    /// Tables of relationships.
    pub relationships: &'a [PathBuf],
    /// Files that each hold nodes and relationships: JSON Lines and GraphML, told by their extensions. There are either
    /// these or tables.
    pub graphs: &'a [PathBuf],
    /// Between the cells of a row.
    pub delimiter: u8,
    /// Between the items of a list.
    pub list_delimiter: char,
    /// Whether rows that cannot be read are left out and counted, rather than ending the import.
    pub skip_bad: bool,
}

/// What was imported.
#[derive(Debug, Default)]
pub struct Report {
    /// Nodes in the graph.
    pub nodes: u64,
    /// Relationships in the graph.
    pub relationships: u64,
    /// Rows that were left out.
    pub skipped: u64,
    /// Why, for the first few of them.
    pub reasons: Vec<ImportError>,
}

/// Reasons that a report keeps.
const REASONS: usize = 10;

impl Report {
    fn skip(&mut self, reasons: Vec<ImportError>) {
        self.skipped += reasons.len() as u64;
        let wanting = REASONS.saturating_sub(self.reasons.len());
        self.reasons.extend(reasons.into_iter().take(wanting));
    }
}

impl Import<'_> {
    /// Writes the graph file, which must not be there yet. `progress` hears of every byte read, by the piece.
    ///
    /// # Errors
    /// The first bad row, unless those are skipped; what cannot be read or written. Then there is no graph file.
    pub fn run(&self, graph: &Path, progress: &(dyn Fn(u64) + Sync)) -> Result<Report, ImportError> {
        let mut report = Report::default();
        let mut failure = None;
        let written = store::create_with(graph, Symbols::default(), |writer| {
            let mut symbols = Symbols::default();
            let mut ids = IdSpaces::default();
            let done = nodes::import(self, &mut symbols, &mut ids, writer, &mut report, progress).and_then(|()| {
                ids.finish();
                relationships::import(self, &mut symbols, &ids, writer, &mut report, progress)?;
                whole::import(self, &mut symbols, writer, &mut report, progress)
            });
            done.map_err(|error| {
                let kind = std::io::Error::other(error.to_string());
                failure = Some(error);
                kind
            })
        });
        match (failure, written) {
            (Some(error), _) => Err(error),
            (None, written) => written.map(|()| report).map_err(ImportError::Store),
        }
    }

    /// Bytes that there are to read.
    pub fn size(&self) -> u64 {
        // Whole graphs are read twice.
        let files = self.nodes.iter().chain(self.relationships).chain(self.graphs).chain(self.graphs);
        files.filter_map(|file| std::fs::metadata(file).ok()).map(|metadata| metadata.len()).sum()
    }
}
