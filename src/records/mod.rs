//! Tables of actors, meetings, visits and agreements, and lists of articles, as people keep them: CSV, JSON, JSON Lines and
//! XLSX. Each row becomes facts that cite the row; a bad row is reported with its place and remedy, the others are read.
//!
//! ```text
//! bytes ─ coded (events of GDELT and POLECAT, one document for each source that they cite) ─► Facts
//!       └ table (rows of named cells) ─ kind (by its columns) ─ row (checked against the columns) ─► Facts
//! ```
//!
//! `docs/records.md` describes the columns; they are the one table in `columns`.

mod articles;
mod cells;
mod coded;
pub mod columns;
mod row;
mod table;

use crate::facts::{Datum, Facts};
use columns::Kind;
pub use row::{Country, CountryLookup};
pub use table::Format;

/// What a file of records holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Records {
    /// Statements, ready to be loaded.
    Facts(Box<Facts>),
    /// Statements of the documents that a table of coded events cites, and what is to be said of the rows left out.
    Coded(Vec<Facts>, Option<String>),
    /// Articles, to be read like any others, and what is to be said of the columns left out.
    Articles(Vec<Article>, Option<String>),
}

/// One article of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Names the article within the file: its `id`, or the row's number from 1.
    pub id: String,
    /// The headline, empty where there is none.
    pub title: String,
    /// When it was published, empty where it is not known.
    pub date: String,
    /// Newspaper, agency or ministry; empty where it is not known.
    pub publisher: String,
    /// Who signed it; empty where it is not known.
    pub author: String,
    /// Where it was found; empty where it is not known.
    pub url: String,
    /// The text.
    pub text: String,
}

/// One thing wrong with a file or a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line from 1 (the row of a sheet, the line where an entry of JSON starts); none for the whole file.
    pub line: Option<usize>,
    /// The column or field in question.
    pub column: Option<String>,
    /// What is wrong: one sentence, lower case, no full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Problem {
    fn file(message: impl Into<String>) -> Problem {
        Problem { line: None, column: None, message: message.into(), hint: None }
    }

    fn at(line: usize, message: impl Into<String>) -> Problem {
        Problem { line: Some(line), ..Problem::file(message) }
    }

    fn in_column(mut self, column: &str) -> Problem {
        self.column = Some(column.to_owned());
        self
    }

    fn with_hint(mut self, hint: impl Into<String>) -> Problem {
        self.hint = Some(hint.into());
        self
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        if let Some(column) = &self.column {
            write!(f, "column `{column}`: ")?;
        }
        write!(f, "{}", self.message)
    }
}

/// Reads a file. `source` names the document, `sha256` is the hash of its bytes. An error is one that leaves nothing to read;
/// problems of single rows come beside what was read.
pub fn read(
    source: &str,
    sha256: &str,
    bytes: &[u8],
    format: Format,
    countries: &CountryLookup<'_>,
) -> Result<(Records, Vec<Problem>), Problem> {
    if format == Format::Csv
        && let Ok(text) = std::str::from_utf8(bytes)
        && let Some(coded) = coded::read(source, text, countries)?
    {
        let left_out = coded.left_out();
        return Ok((Records::Coded(coded.documents, left_out), coded.problems));
    }
    let mut table = table::read(bytes, format)?;
    let left_out = articles::settle_columns(&mut table);
    let mut problems = table.problems;
    let kind = columns::kind_of(&table.columns)?;
    if kind == Kind::Article {
        let rows = table.rows.iter().enumerate();
        let articles = rows.filter_map(|(number, row)| articles::article(number, row, &mut problems)).collect();
        problems.sort_by_key(|problem| problem.line);
        return Ok((Records::Articles(articles, left_out), problems));
    }
    let mut builder = row::Builder::new(countries);
    for (number, row) in table.rows.iter().enumerate() {
        if let Err(mut wrong) = builder.add(kind, number, row) {
            problems.append(&mut wrong);
        }
    }
    let mut facts = builder.finish();
    facts.document.insert("source", Datum::Text(source.to_owned()));
    facts.document.insert("sha256", Datum::Text(sha256.to_owned()));
    facts.document.insert("text", Datum::Text(table.text));
    problems.sort_by_key(|problem| problem.line);
    Ok((Records::Facts(Box::new(facts)), problems))
}

/// Reads rows that are given as they are: the entries to be added of a curation file.
pub fn read_entries(
    source: &str,
    sha256: &str,
    text: &str,
    entries: &[toml::Table],
    countries: &CountryLookup<'_>,
) -> (Facts, Vec<Problem>) {
    let mut builder = row::Builder::new(countries);
    let mut problems = Vec::new();
    for (number, entry) in entries.iter().enumerate() {
        let row = table::of_toml(number, entry);
        let columns: Vec<String> = row.columns().map(str::to_owned).collect();
        let added = columns::kind_of(&columns)
            .map_err(|problem| vec![problem])
            .and_then(|kind| builder.add(kind, number, &row));
        if let Err(wrong) = added {
            problems.extend(wrong.into_iter().map(|problem| Problem { line: None, ..problem }));
        }
    }
    let mut facts = builder.finish();
    facts.document.insert("source", Datum::Text(source.to_owned()));
    facts.document.insert("sha256", Datum::Text(sha256.to_owned()));
    facts.document.insert("text", Datum::Text(text.to_owned()));
    (facts, problems)
}

#[cfg(test)]
mod tests;
