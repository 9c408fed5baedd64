//! Ctrl-C: stops the running statement and leaves the shell open.

use crate::console::Failure;
use crate::database::Database;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The handler of the process, and what it stops.
pub struct Interrupt {
    target: Arc<Mutex<Arc<AtomicBool>>>,
    /// How many guards say that statements run.
    running: Arc<AtomicUsize>,
}

/// Exit code of a process that the user interrupts, by convention of shells.
const INTERRUPTED: i32 = 130;

impl Interrupt {
    /// Installs the handler. While no statement runs, an interrupt ends the process as it does elsewhere (the line editor
    /// takes the key itself).
    pub fn install() -> Result<Self, Failure> {
        let interrupt = Self { target: Arc::default(), running: Arc::default() };
        let (target, running) = (Arc::clone(&interrupt.target), Arc::clone(&interrupt.running));
        ctrlc::set_handler(move || {
            if running.load(Ordering::SeqCst) > 0 {
                target.lock().unwrap_or_else(PoisonError::into_inner).store(true, Ordering::SeqCst);
            } else {
                std::process::exit(INTERRUPTED);
            }
        })
        .map_err(|error| Failure::query(format!("the handler of Ctrl-C cannot be set: {error}")))?;
        Ok(interrupt)
    }

    /// From now on, stops statements of this database.
    pub fn aim_at(&self, database: &Database) {
        *self.target.lock().unwrap_or_else(PoisonError::into_inner) = database.cancel_flag();
    }

    /// Until the guard is dropped, an interrupt stops the statement instead of the process, and between two statements the next
    /// one. Guards may stand within each other.
    pub fn while_running(&self) -> Running {
        if self.running.fetch_add(1, Ordering::SeqCst) == 0 {
            self.target.lock().unwrap_or_else(PoisonError::into_inner).store(false, Ordering::SeqCst);
        }
        Running(Arc::clone(&self.running))
    }
}

/// Statements are running.
pub struct Running(Arc<AtomicUsize>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
