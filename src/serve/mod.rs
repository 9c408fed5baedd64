//! `serve --stdio`: newline-delimited JSON, one request and one answer a line, for programs that use the graph.
//!
//! Values travel as typed JSON ([`crate::value::typed_json`]), or as plain JSON where that is asked for; parameters may be either. Nothing but answers goes to standard output; a wrong
//! request or a fault in here is answered and never ends the process.

mod answer;
mod request;
mod rows;

use crate::database::{Access, Database, Limits};
use crate::diagnostic::{Diagnostic, Kind};
use request::{Operation, Request};
use std::io::{self, BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::Instant;

/// After an answer longer than this its memory is given back.
const KEPT_BYTES: usize = 1 << 20;

/// Answers requests until the input ends.
///
/// # Errors
/// The input cannot be read or the output cannot be written.
pub fn serve(database: Database, input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    let mut session = Session { limits: database.limits(), database };
    let mut line = Vec::new();
    let mut input = input;
    let mut out = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return session.database.close().map_err(|error| io::Error::other(error.message));
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        out.clear();
        out.shrink_to(KEPT_BYTES);
        session.answer(&line, &mut out)?;
        out.push(b'\n');
        output.write_all(&out)?;
        output.flush()?;
    }
}

struct Session {
    database: Database,
    limits: Limits,
}

impl Session {
    /// Writes the answer to one line, whatever the line holds.
    fn answer(&mut self, line: &[u8], out: &mut Vec<u8>) -> io::Result<()> {
        let received = Instant::now();
        let (id, request) = request::read(line);
        let done = match request {
            // The database undoes a statement that did not end; nothing else is shared with what panicked.
            Ok(request) => {
                catch_unwind(AssertUnwindSafe(|| self.perform(&id, request, received, out))).unwrap_or_else(|_| {
                    let message =
                        "this is a fault in chancery, not in the request; the graph is as before the statement";
                    Err(Diagnostic::runtime(Kind::InternalError, "Panic", message))
                })
            }
            Err(error) => Err(error),
        };
        if let Err(error) = done {
            out.clear();
            answer::write_error(out, &id, &error)?;
        }
        Ok(())
    }

    fn perform(&mut self, id: &str, request: Request, received: Instant, out: &mut Vec<u8>) -> Result<(), Diagnostic> {
        let written = match request.operation {
            Operation::Open { path, read_only } => {
                self.open(path, read_only)?;
                answer::write_done(out, id)
            }
            Operation::Run { query, parameters, form } => {
                let result = self.database.run(&query, &parameters)?;
                answer::write_result(out, id, &result, form, self.database.graph(), received)
            }
            Operation::Procedure { signature, columns, rows } => {
                self.database.register_procedure(&signature, &columns, rows)?;
                answer::write_done(out, id)
            }
            Operation::State => answer::write_state(out, id, self.database.graph()),
            Operation::Close => {
                self.open(None, false)?;
                answer::write_done(out, id)
            }
        };
        written.map_err(|error| Diagnostic::runtime(Kind::InternalError, "Answer", error.to_string()))
    }

    /// Opens a file, or an empty graph in memory; what was open is closed first, so that its lock is free.
    fn open(&mut self, path: Option<PathBuf>, read_only: bool) -> Result<(), Diagnostic> {
        std::mem::take(&mut self.database).close()?;
        if let Some(path) = path {
            self.database = Database::open(&path, if read_only { Access::Read } else { Access::Write })?;
        }
        self.database.set_limits(self.limits);
        Ok(())
    }
}
