//! Tables of actors, meetings, visits and agreements, and lists of articles, as people keep them: CSV, JSON, JSON Lines and
//! XLSX. Each row becomes facts that cite the row; a bad row is reported with its place and remedy, the others are read.
//!
//! ```text
//! bytes ─ coded (events of GDELT and POLECAT, one document for each source that they cite) ─► Facts
//!       └ table (rows of named cells) ─ kind (by its columns) ─ row (checked against the columns) ─► Facts
//! ```
//!
//! `docs/records.md` describes the columns; they are the one table in `columns`.

mod cells;
mod coded;
pub mod columns;
mod row;
mod table;

use crate::facts::{Datum, Facts};
use columns::Kind;
pub use row::{Country, CountryLookup};
pub use table::Format;
use table::Row;

/// What a file of records holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Records {
    /// Statements, ready to be loaded.
    Facts(Box<Facts>),
    /// Statements of the documents that a table of coded events cites, and what is to be said of the rows left out.
    Coded(Vec<Facts>, Option<String>),
    /// Articles, to be read like any others.
    Articles(Vec<Article>),
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
    let table = table::read(bytes, format)?;
    let mut problems = table.problems;
    let kind = columns::kind_of(&table.columns)?;
    if kind == Kind::Article {
        let articles =
            table.rows.iter().enumerate().filter_map(|(number, row)| article(number, row, &mut problems)).collect();
        problems.sort_by_key(|problem| problem.line);
        return Ok((Records::Articles(articles), problems));
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

fn article(number: usize, row: &Row, problems: &mut Vec<Problem>) -> Option<Article> {
    let cell = |column: &str| row.text(column).unwrap_or_default();
    let date = cell("date");
    if !date.is_empty()
        && let Err(problem) = cells::date(&date)
    {
        problems.push(Problem { line: Some(row.line), ..problem }.in_column("date"));
        return None;
    }
    if cell("text").trim().is_empty() {
        problems.push(Problem::at(row.line, "the article has no text").in_column("text"));
        return None;
    }
    let id = match cell("id") {
        id if id.is_empty() => (number + 1).to_string(),
        id => id,
    };
    Some(Article {
        id,
        title: cell("title"),
        date,
        publisher: cell("publisher"),
        author: cell("author"),
        url: cell("url"),
        text: cell("text"),
    })
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
