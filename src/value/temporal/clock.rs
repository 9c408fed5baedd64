//! What time it is: one answer for a transaction, one for a statement, and the present moment.

use crate::value::{DateTime, Zone};
use std::time::{SystemTime, UNIX_EPOCH};

/// When the transaction and the statement began, in UTC.
#[derive(Clone, Debug)]
pub struct Clock {
    transaction: DateTime,
    statement: DateTime,
}

impl Clock {
    /// A statement that begins now, in a transaction that began when `transaction` says (now, if absent).
    pub fn start(transaction: Option<DateTime>) -> Clock {
        let statement = now();
        Clock { transaction: transaction.unwrap_or_else(|| statement.clone()), statement }
    }

    /// A clock that shows fixed times.
    pub fn fixed(transaction: DateTime, statement: DateTime) -> Clock {
        Clock { transaction, statement }
    }

    /// When the transaction began.
    pub fn transaction(&self) -> &DateTime {
        &self.transaction
    }

    /// When the statement began.
    pub fn statement(&self) -> &DateTime {
        &self.statement
    }
}

/// The present moment in UTC.
pub fn now() -> DateTime {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(since.as_secs()).unwrap_or_default();
    DateTime::from_epoch(seconds, i64::from(since.subsec_nanos()), Zone::UTC).unwrap_or_else(DateTime::unix_epoch)
}
