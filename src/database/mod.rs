//! The facade: a graph that answers statements. The shell, the protocol, named queries and tests all stand on it.

mod answer;
mod limits;

pub use answer::{Answer, PlanDescription, Row, Statistics, Warning};
pub use limits::Limits;

use crate::diagnostic::{Diagnostic, Kind};
use crate::value::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// The values of a statement's parameters, by name without `$`.
pub type Parameters = BTreeMap<String, Value>;

/// Whether a graph file is opened for writing. One process may write, many may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Statements that write are refused.
    Read,
    /// Anything goes; the file is made if it is missing.
    Write,
}

/// One open graph.
#[derive(Debug, Default)]
pub struct Database {
    limits: Limits,
    cancel: Arc<AtomicBool>,
}

impl Database {
    /// An empty graph that lives in memory only.
    pub fn memory() -> Self {
        Self::default()
    }

    /// Opens the graph of a file.
    ///
    /// # Errors
    /// The file cannot be read, is damaged or of another version, or is locked by another writer.
    pub fn open(_path: &Path, _access: Access) -> Result<Self, Diagnostic> {
        Err(unsupported("opening a graph file"))
    }

    /// Runs one statement; a trailing `;` is allowed. On any error the graph is as before the statement.
    ///
    /// # Errors
    /// Whatever is wrong with the statement, before or while running it.
    pub fn run(&mut self, _text: &str, _parameters: &Parameters) -> Result<Answer, Diagnostic> {
        Err(unsupported("running a statement"))
    }

    /// Starts a transaction: the statements until [`Database::commit`] are kept or dropped together.
    ///
    /// # Errors
    /// A transaction is open already.
    pub fn begin(&mut self) -> Result<(), Diagnostic> {
        Err(unsupported("a transaction of several statements"))
    }

    /// Keeps what the transaction changed; with a file it is on disk when this returns.
    ///
    /// # Errors
    /// No transaction is open, or the file cannot be written (then the graph is as before the transaction).
    pub fn commit(&mut self) -> Result<(), Diagnostic> {
        Err(unsupported("a transaction of several statements"))
    }

    /// Drops what the transaction changed.
    ///
    /// # Errors
    /// No transaction is open.
    pub fn rollback(&mut self) -> Result<(), Diagnostic> {
        Err(unsupported("a transaction of several statements"))
    }

    /// Whether a transaction is open.
    pub fn in_transaction(&self) -> bool {
        false
    }

    /// Adds a procedure that is a table: a call gives the output columns of the rows whose argument columns equal the
    /// arguments. `signature` is `name(argument :: TYPE, ...) :: (output :: TYPE, ...)`.
    ///
    /// # Errors
    /// The signature cannot be read, or the table does not fit it.
    pub fn register_procedure(
        &mut self,
        _signature: &str,
        _columns: &[String],
        _rows: Vec<Vec<Value>>,
    ) -> Result<(), Diagnostic> {
        Err(unsupported("registering a procedure"))
    }

    /// The flag that stops the running statement when set; running a statement clears it first. Share it with a signal
    /// handler or another thread.
    pub fn cancel_flag(&self) -> Arc<AtomicBool> {
        self.cancel.clone()
    }

    /// The budget of each statement.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Changes the budget of the statements to come.
    pub fn set_limits(&mut self, limits: Limits) {
        self.limits = limits;
    }
}

fn unsupported(what: &str) -> Diagnostic {
    Diagnostic::runtime(Kind::Unsupported, "NotYet", format!("{what} is not supported yet"))
}
