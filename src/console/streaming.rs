//! A statement whose answer goes out while its rows are still found: what is in memory does not grow with the answer.

use super::Failure;
use super::output::{Choice, Pages, counted, write_answer};
use crate::database::{Answer, Database, Parameters};
use crate::exec::batch::Batch;
use crate::export::answer::{AnswerWriter, Format, Layout, Rows};
use crate::graph::Graph;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::Arc;

/// So many rows go out together. Until then nothing is written, so that a statement that fails early leaves no half answer.
const ROWS_TOGETHER: usize = 1 << 16;

/// Runs a statement and writes its answer where the user wants it. Gives the answer, without the rows that went out before
/// it was complete, and how many rows there were; `origin` names the file that the statement comes from.
pub fn run(
    choice: &Choice,
    database: &mut Database,
    statement: &str,
    parameters: &Parameters,
    origin: Option<&str>,
) -> Result<(Answer, usize), Failure> {
    let mut pages = Pages::open(choice, choice.output.as_deref())?;
    let (format, layout) = (pages.format, pages.layout);
    let result = pages.sink.write(|out| {
        let mut stream =
            Stream { format, layout: &layout, out: Some(out), writer: None, rows: 0, written: 0, waiting: Vec::new() };
        let mut written = Ok(());
        let result = database.stream(statement, parameters, &mut |graph, columns, batch| {
            written = stream.take(graph, columns, batch);
            if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        written?;
        match result {
            Ok(answer) => stream.finish(answer, database.graph()).map(Ok),
            Err(error) => Ok(Err((error, stream.written))),
        }
    })?;
    match result {
        Ok(answered) => pages.close().map(|()| answered),
        Err((error, written)) => {
            let failure = Failure::in_query(&error, statement, origin);
            // A file that is written anew keeps what it held; what is on a pipe cannot be taken back.
            Err(match pages.sink.is_replaced() || written == 0 {
                true => failure,
                false => failure.with_hint(format!(
                    "the first {} went out before this and are not the whole answer; `-o FILE` writes a file only when all is well",
                    counted(written as u64, "row")
                )),
            })
        }
    }
}

/// Rows on their way out.
struct Stream<'w> {
    format: &'static Format,
    layout: &'w Layout,
    /// Where to, until the writer has it.
    out: Option<&'w mut dyn Write>,
    writer: Option<Box<dyn AnswerWriter + 'w>>,
    rows: usize,
    /// How many of them the writer has.
    written: usize,
    waiting: Vec<Batch>,
}

impl<'w> Stream<'w> {
    fn take(&mut self, graph: &Graph, columns: &[Arc<str>], batch: Batch) -> io::Result<()> {
        self.rows += batch.len();
        self.waiting.push(batch);
        let waiting: usize = self.waiting.iter().map(Batch::len).sum();
        if waiting < ROWS_TOGETHER {
            return Ok(());
        }
        if let Some(out) = self.out.take() {
            self.writer.insert(self.format.writer(out, self.layout)).header(columns)?;
        }
        self.write_waiting(columns.len(), graph)
    }

    fn write_waiting(&mut self, width: usize, graph: &Graph) -> io::Result<()> {
        let batches = std::mem::take(&mut self.waiting);
        self.written = self.rows;
        match &mut self.writer {
            Some(writer) => writer.rows(&Rows::new(&batches, width, graph)),
            None => Ok(()),
        }
    }

    fn finish(mut self, mut answer: Answer, graph: &Graph) -> io::Result<(Answer, usize)> {
        match self.out.take() {
            Some(out) => {
                answer.batches.append(&mut self.waiting);
                self.rows = answer.len();
                write_answer(self.format, out, self.layout, &answer, graph)?;
            }
            None => {
                self.write_waiting(answer.columns.len(), graph)?;
                self.writer.iter_mut().try_for_each(|writer| writer.finish())?;
            }
        }
        Ok((answer, self.rows))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(query: &str, file: &std::path::Path) -> Result<(Answer, usize), Failure> {
        let choice = Choice { output: Some(file.to_owned()), ..Choice::default() };
        run(&choice, &mut Database::memory(), query, &Parameters::new(), None)
    }

    #[test]
    fn rows_go_out_in_order_and_none_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("numbers.csv");
        let (answer, rows) = stream("UNWIND range(1, 200000) AS x RETURN x, x % 7 AS y", &file).unwrap();
        assert_eq!((answer.len(), rows, answer.columns.len()), (0, 200_000, 2));
        let wanted: String = (1..=200_000).map(|x| format!("{x},{}\n", x % 7)).collect();
        assert!(std::fs::read_to_string(&file).unwrap() == format!("x,y\n{wanted}"));
    }

    #[test]
    fn what_is_only_sure_at_the_end_is_in_the_answer() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("few.csv");
        for query in ["UNWIND [1, 2] AS x RETURN x", "UNWIND range(1, 2) AS x CREATE ({x: x}) RETURN x"] {
            let (answer, rows) = stream(query, &file).unwrap();
            assert_eq!((answer.len(), rows), (2, 2), "{query}");
            assert_eq!(std::fs::read_to_string(&file).unwrap(), "x\n1\n2\n");
        }
        let (answer, rows) = stream("UNWIND [] AS x RETURN x", &file).unwrap();
        assert_eq!((answer.len(), rows), (0, 0));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "x\n");
    }

    #[test]
    fn a_failure_on_the_way_leaves_the_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("numbers.csv");
        std::fs::write(&file, "before").unwrap();
        assert!(stream("UNWIND range(1, 200000) AS x RETURN 1 / (150000 - x) AS y", &file).is_err());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "before");
    }
}
