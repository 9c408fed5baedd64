//! The budget of a statement.

use std::time::Duration;

/// Bounds on one statement; what is absent is not bounded. Going over gives an error of kind `Timeout`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// How long it may run.
    pub time: Option<Duration>,
    /// How many bytes its intermediate results may take, about.
    pub memory: Option<usize>,
    /// How many rows its answer may have.
    pub rows: Option<usize>,
}
