//! What can go wrong with a graph file, each in one sentence with the file and the remedy.

use crate::graph::json::JsonError;
use std::io;
use std::path::{Path, PathBuf};

/// A failure to open, read or write a graph file. What was stored before is unharmed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("there is no graph at {}; `chancery load PATH... -g {}` makes one", .0.display(), .0.display())]
    Missing(PathBuf),
    /// The system refused.
    #[error("cannot {doing} {}: {error}", .path.display())]
    System {
        /// What was tried, as a verb.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// Another process holds the graph for writing.
    #[error("{} is being changed by another chancery process; wait for it to end, or open it for reading", .0.display())]
    Locked(PathBuf),
    /// The file is something else.
    #[error("{} is not a graph file", .0.display())]
    NotAGraph(PathBuf),
    /// The file was written by a later chancery.
    #[error("{} has format version {found}, and this chancery reads up to {known}; update chancery", .path.display())]
    Version {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The last version known here.
        known: u32,
    },
    /// The bytes are not those that were written.
    #[error("{} is damaged ({what}); restore it from a copy, or load its sources again", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What does not fit.
        what: String,
    },
    /// The graph JSON is wrong.
    #[error("{}: {error}", .path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: JsonError,
    },
    /// There is a graph where a new one was to be made.
    #[error("there is a graph at {} already; remove it first, or give another name", .0.display())]
    Exists(PathBuf),
    /// A commit failed, and so did taking it back.
    #[error("{} could not be brought back to its last commit; close it and open it again", .0.display())]
    Broken(PathBuf),
    /// The graph was opened for reading.
    #[error("{} was opened for reading only", .0.display())]
    ReadOnly(PathBuf),
}

impl StoreError {
    pub(crate) fn system(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> StoreError {
        move |error| StoreError::System { doing, path: path.to_owned(), error }
    }

    pub(crate) fn damaged(path: &Path, what: impl Into<String>) -> StoreError {
        StoreError::Damaged { path: path.to_owned(), what: what.into() }
    }
}
