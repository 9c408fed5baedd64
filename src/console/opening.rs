//! The graph that a command works on.

use super::{Failure, Outcome, message};
use crate::database::{Access, Database};
use crate::diagnostic::Diagnostic;
use crate::named::Library;
use crate::span::{Span, line_and_column};
use crate::syntax::{self, Keyword, TokenKind};
use etcetera::BaseStrategy;
use std::path::{Path, PathBuf};

/// Opens the graph of a file that must be there.
pub fn open(path: &Path, access: Access) -> Result<Database, Failure> {
    let shown = path.display();
    match path.metadata() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(Failure::data(format!("there is no file `{shown}`"))
                .with_hint(format!("`chancery load ARTICLES -g {shown}` makes it")));
        }
        Err(error) => return Err(Failure::data(format!("`{shown}` cannot be read: {error}"))),
        Ok(found) if found.is_dir() => {
            return Err(Failure::data(format!("`{shown}` is a folder, not a graph"))
                .with_hint("give a .chancery or .graph.json file"));
        }
        Ok(_) => {}
    }
    Database::open(path, access).map_err(unreadable)
}

/// The failure of opening or closing a graph: the message names the file.
fn unreadable(diagnostic: Diagnostic) -> Failure {
    let failure = Failure::data(diagnostic.message);
    match diagnostic.hint {
        Some(hint) => failure.with_hint(hint),
        None => failure,
    }
}

/// Opens the graph of a file for writing, and makes an empty one where there is no file.
pub fn open_or_make(path: &Path) -> Result<Database, Failure> {
    if path.exists() { open(path, Access::Write) } else { Database::open(path, Access::Create).map_err(unreadable) }
}

/// Ends the work on a graph, so that no more than its file is left where that pays.
pub fn close(database: Database) -> Outcome {
    database.close().map_err(unreadable)
}

/// Opens the graph for reading, or for writing where one of the statements may write.
pub fn open_for(path: &Path, statements: &[&str]) -> Result<Database, Failure> {
    let writes = statements.iter().any(|statement| may_write(statement));
    if writes && path.extension().is_some_and(|extension| extension == "json") {
        message::warning(format!("changes are not kept: `{}` is read into memory", path.display()));
        message::help("`chancery load` it into a .chancery file first");
    }
    open(path, if writes { Access::Write } else { Access::Read })
}

/// Whether the statement has a word that starts a clause or command that writes. It may say so of a statement that only
/// reads, which then merely asks for the lock.
fn may_write(statement: &str) -> bool {
    use Keyword::{Create, Delete, Drop, Merge, Remove, Set};
    syntax::tokens(statement)
        .any(|token| matches!(token.kind, TokenKind::Word(Some(Create | Delete | Drop | Merge | Remove | Set))))
}

/// Bytes that a file of queries may have.
const LARGEST_QUERY_FILE: u64 = 256 << 20;

/// The text of a file of queries.
pub fn read_query_file(path: &Path) -> Result<String, Failure> {
    if path.metadata().is_ok_and(|found| found.len() > LARGEST_QUERY_FILE) {
        return Err(Failure::data(format!(
            "the query file `{}` has more than {} MB",
            path.display(),
            LARGEST_QUERY_FILE >> 20
        ))
        .with_hint("load data with `chancery load` or `chancery import`"));
    }
    let bytes = std::fs::read(path).map_err(|error| {
        Failure::data(format!("the query file `{}` cannot be read: {}", path.display(), reason(&error)))
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let line =
            error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|&&byte| byte == b'\n').count() + 1;
        Failure::data(format!("the query file `{}` is not UTF-8 text (line {line})", path.display()))
            .with_hint("save it as UTF-8")
    })
}

/// Why a file cannot be read or written, in words.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}

/// The queries that are built in and those of the user.
pub fn library() -> Result<Library, Failure> {
    let mut library = Library::built_in()?;
    let folder = match std::env::var_os("CHANCERY_QUERIES") {
        Some(folder) => Some(PathBuf::from(folder)),
        None => etcetera::choose_base_strategy()
            .ok()
            .map(|folders| folders.config_dir().join("chancery").join("queries"))
            .filter(|folder| folder.is_dir()),
    };
    if let Some(folder) = folder {
        library.add_folder(&folder)?;
    }
    Ok(library)
}

/// A graph that a shell works on.
pub struct Opened {
    /// The graph.
    pub database: Database,
    /// What to call it.
    pub name: String,
}

/// Opens a graph to read and write, or only to read where another process is changing it.
pub fn open_to_work(path: &Path) -> Result<Opened, Failure> {
    let database = match open(path, Access::Write) {
        Ok(database) => database,
        Err(failure) => match open(path, Access::Read) {
            Ok(database) => {
                message::warning(format!("`{}` is opened for reading only: {failure}", path.display()));
                database
            }
            Err(_) => return Err(failure),
        },
    };
    Ok(Opened { database, name: name(path) })
}

/// What to call the graph of a file: `vnkr` for `some/vnkr.chancery`.
pub fn name(path: &Path) -> String {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    file.split('.').next().unwrap_or_default().to_owned()
}

/// A statement of a file, with as many empty lines before it as the file has lines there, so that errors tell the line
/// of the file.
pub fn in_place(text: &str, statement: Span) -> String {
    let (line, column) = line_and_column(text, statement.start);
    format!("{}{}{}", "\n".repeat(line - 1), " ".repeat(column - 1), statement.of(text))
}
