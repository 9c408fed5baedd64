//! Where answers go, and in which form.

use super::{Failure, Outcome, message};
use crate::database::{Answer, Statistics};
use crate::export::answer::{self, Format, Layout, Rows};
use crate::graph::Graph;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// What the user says about the output of an answer.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Choice {
    /// The form of the answer; by default a table in a terminal, else CSV, or what the extension of the output file says.
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    pub format: Option<String>,
    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// CSV as Excel opens it right: byte order mark, CRLF, and no cell that would run as a formula.
    #[arg(long)]
    pub excel: bool,
}

fn formats() -> clap::builder::PossibleValuesParser {
    let values =
        answer::FORMATS.iter().map(|format| clap::builder::PossibleValue::new(format.name).help(format.description));
    values.collect::<Vec<_>>().into()
}

impl Choice {
    /// Writes the answer where the user wants it.
    pub fn write(&self, answer: &Answer, graph: &Graph) -> Outcome {
        let mut pages = Pages::open(self, self.output.as_deref())?;
        pages.add(answer, graph)?;
        pages.close()
    }

    /// The chosen format, else the one of the file's extension, else the default of the place.
    pub fn format(&self, file: Option<&Path>) -> Result<&'static Format, Failure> {
        let by_extension = || {
            let extension = file?.extension()?.to_str()?;
            answer::FORMATS.iter().find(|format| format.extension.eq_ignore_ascii_case(extension))
        };
        let by_place = || if file.is_none() && io::stdout().is_terminal() { "table" } else { "csv" };
        let format = match &self.format {
            Some(name) => answer::find(name),
            None => by_extension().or_else(|| answer::find(by_place())),
        };
        format.ok_or_else(|| Failure::usage("there is no such format"))
    }

    fn layout(&self, terminal: bool) -> Layout {
        let width = || terminal_size::terminal_size().map_or(100, |(width, _)| width.0.into());
        Layout {
            terminal_width: terminal.then(width),
            colour: terminal && anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
            excel: self.excel,
        }
    }
}

/// Answers that go to one place, one after the other, apart by an empty line.
pub struct Pages {
    pub(super) sink: Sink,
    pub(super) format: &'static Format,
    pub(super) layout: Layout,
    count: usize,
}

impl Pages {
    /// Opens the file, or standard output.
    pub fn open(choice: &Choice, file: Option<&Path>) -> Result<Self, Failure> {
        let format = choice.format(file)?;
        let layout = choice.layout(file.is_none() && io::stdout().is_terminal());
        Ok(Self { sink: Sink::open(file)?, format, layout, count: 0 })
    }

    /// Writes an answer; one without columns has nothing to write.
    pub fn add(&mut self, answer: &Answer, graph: &Graph) -> Outcome {
        if answer.plan.is_none() && answer.columns.is_empty() {
            return Ok(());
        }
        let (format, layout, apart) = (self.format, &self.layout, self.count > 0 && self.format.name != "jsonl");
        self.count += 1;
        self.sink.write(|out| {
            if apart {
                writeln!(out)?;
            }
            write_answer(format, out, layout, answer, graph)
        })
    }

    /// Completes the file.
    pub fn close(self) -> Outcome {
        self.sink.close()
    }
}

/// Writes the plan and the rows of an answer; one without columns has no rows.
pub fn write_answer(
    format: &Format,
    out: &mut dyn Write,
    layout: &Layout,
    answer: &Answer,
    graph: &Graph,
) -> io::Result<()> {
    if let Some(plan) = &answer.plan {
        write!(out, "{plan}")?;
    }
    if answer.columns.is_empty() {
        return out.flush();
    }
    let rows = Rows::new(&answer.batches, answer.columns.len(), graph);
    format.write(out, layout, &answer.columns, &rows)
}

/// Standard output, or a file that takes its name only when all is written, so that a failure leaves what was there.
pub enum Sink {
    /// Standard output.
    Standard(BufWriter<io::Stdout>),
    /// A file that is written anew, and its name to be.
    New(BufWriter<tempfile::NamedTempFile>, PathBuf),
    /// What cannot be replaced: a device, a pipe.
    Device(BufWriter<File>, PathBuf),
}

impl Sink {
    /// Opens the file, or standard output for none.
    pub fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Sink::Standard(BufWriter::new(io::stdout()))) };
        if path.is_dir() {
            return Err(unwritable(path, &"it is a folder"));
        }
        if path.metadata().is_ok_and(|found| !found.is_file()) {
            let file = File::create(path).map_err(|error| unwritable(path, &error))?;
            return Ok(Sink::Device(BufWriter::new(file), path.to_owned()));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = new_file(folder).map_err(|error| unwritable(path, &error))?;
        Ok(Sink::New(BufWriter::new(file), path.to_owned()))
    }

    /// Writes.
    pub fn write<T>(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> Result<T, Failure> {
        match self {
            Sink::Standard(out) => Ok(write(out)?),
            Sink::New(out, path) => write(out).map_err(|error| unwritable(path, &error)),
            Sink::Device(out, path) => write(out).map_err(|error| unwritable(path, &error)),
        }
    }

    /// Whether nothing of it is to be seen before it is closed.
    pub fn is_replaced(&self) -> bool {
        matches!(self, Sink::New(..))
    }

    /// Writes what is left, and gives a file its name.
    pub fn close(self) -> Outcome {
        match self {
            Sink::Standard(mut out) => Ok(out.flush()?),
            Sink::Device(mut out, path) => out.flush().map_err(|error| unwritable(&path, &error)),
            Sink::New(out, path) => {
                let file = out.into_inner().map_err(|error| unwritable(&path, error.error()))?;
                file.persist(&path).map_err(|error| unwritable(&path, &error.error))?;
                Ok(())
            }
        }
    }
}

/// A new file with the permissions that files usually get, where a temporary one would be its owner's alone.
fn new_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".chancery-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn unwritable(path: &Path, error: &dyn std::fmt::Display) -> Failure {
    Failure::query(format!("`{}` cannot be written: {error}", path.display()))
}

/// Writes a text to standard output.
///
/// # Errors
/// Standard output is closed.
pub fn print(text: impl std::fmt::Display) -> Outcome {
    let mut sink = Sink::open(None)?;
    sink.write(|out| write!(out, "{text}"))?;
    sink.close()
}

/// Tells what a statement changed, and what is worth a word.
pub fn tell(answer: &Answer, statement: &str, origin: Option<&str>) {
    for warning in &answer.warnings {
        message::query_warning(warning, statement, origin);
    }
    if let Some(changes) = changes(&answer.statistics) {
        message::note(changes);
    }
}

/// What a statement changed, in words; none when nothing.
pub fn changes(statistics: &Statistics) -> Option<String> {
    let counts = [
        (statistics.nodes_created, "node", "created"),
        (statistics.nodes_deleted, "node", "deleted"),
        (statistics.relationships_created, "relationship", "created"),
        (statistics.relationships_deleted, "relationship", "deleted"),
        (statistics.properties_set, "property", "set"),
        (statistics.labels_added, "label", "added"),
        (statistics.labels_removed, "label", "removed"),
        (statistics.indexes_added, "index", "added"),
        (statistics.indexes_removed, "index", "removed"),
        (statistics.constraints_added, "constraint", "added"),
        (statistics.constraints_removed, "constraint", "removed"),
    ];
    let told: Vec<String> = counts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, what, done)| format!("{} {done}", counted(count, what)))
        .collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// A number with its noun: `1 row`, `2 rows`.
pub fn counted(count: u64, noun: &str) -> String {
    let plural = match noun {
        "property" => "properties",
        "index" => "indexes",
        _ => return format!("{count} {noun}{}", if count == 1 { "" } else { "s" }),
    };
    format!("{count} {}", if count == 1 { noun } else { plural })
}
