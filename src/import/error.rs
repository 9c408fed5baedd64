//! What can be wrong with a table, with file and line.

use crate::store::StoreError;
use std::io;
use std::path::PathBuf;

/// A reason why a table, or a row of it, cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read.
    #[error("cannot read {}: {error}", .file.display())]
    Read {
        /// Which.
        file: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// A row is wrong.
    #[error("{}, line {line}: {reason}", .file.display())]
    Row {
        /// The table.
        file: PathBuf,
        /// Counted from 1; the header is the first.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// The graph file cannot be written.
    #[error("{0}")]
    Store(StoreError),
    /// The graph file cannot be written.
    #[error("cannot write the graph: {0}")]
    Write(io::Error),
}

impl ImportError {
    /// How the user may put it right, where that is not plain from the message.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            ImportError::Row { file, line: 1, .. } if super::whole::form(file).is_none() => Some(
                "a header is like `id:ID,:LABEL,name,born:date` for nodes, `:START_ID,:END_ID,:TYPE,role` for relationships",
            ),
            ImportError::Row { .. } => Some("correct it, or leave out what cannot be read with --skip-bad"),
            _ => None,
        }
    }
}
