//! Tables of events that machines have coded from the news: GDELT 2.0 and POLECAT. A row whose code is that of a meeting,
//! visit, agreement or proposal becomes a row of the tables of `columns`, and cites the article that it was coded from.

mod codes;
mod event;
mod gdelt;
mod polecat;

use super::Problem;
use super::row::{Builder, CountryLookup};
use crate::facts::{Datum, Facts};
use event::{Cells, Cited};
use std::collections::HashMap;

/// How sure a statement of such a table is: a machine has coded it, and nobody has looked.
const CONFIDENCE: f64 = 0.5;

/// What a table holds.
#[derive(Debug, Default)]
pub struct Coded {
    /// The statements of each document that it cites.
    pub documents: Vec<Facts>,
    /// Rows that are wrong.
    pub problems: Vec<Problem>,
    /// Rows of other kinds of events.
    pub other_kinds: usize,
    /// Rows without two actors that are states, their people, or bodies of states, of different countries.
    pub other_actors: usize,
}

impl Coded {
    /// What is to be said of rows that were left out.
    pub fn left_out(&self) -> Option<String> {
        let Coded { other_kinds, other_actors, .. } = self;
        (other_kinds + other_actors > 0).then(|| {
            format!(
                "left out: {other_kinds} rows of other kinds of events, {other_actors} rows without two actors of different \
                 countries that are states or bodies of states"
            )
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Gdelt,
    Polecat,
}

/// A document under construction: what it says, and the rows that say so.
struct Cites<'a> {
    cited: Cited,
    builder: Builder<'a>,
    rows: usize,
    text: String,
    length: u32,
}

/// Reads a table of coded events; none if the text is none.
///
/// # Errors
/// If a column is missing.
pub fn read(source: &str, text: &str, countries: &CountryLookup<'_>) -> Result<Option<Coded>, Problem> {
    let first = text.lines().next().unwrap_or("");
    let (form, columns) = if gdelt::is_row(first) {
        (Form::Gdelt, gdelt::COLUMNS.to_vec())
    } else if polecat::is_head(first) {
        (Form::Polecat, first.split('\t').map(str::trim).collect())
    } else {
        return Ok(None);
    };
    if let Some(missing) = polecat::REQUIRED.iter().find(|name| form == Form::Polecat && !columns.contains(name)) {
        return Err(Problem::at(1, format!("the column `{missing}` of POLECAT events is missing"))
            .with_hint("give the table as it was published, with tabs between its cells"));
    }
    let rule = if form == Form::Gdelt { "gdelt" } else { "polecat" };
    let mut coded = Coded::default();
    let mut documents: Vec<Cites<'_>> = Vec::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    let lines = text.lines().enumerate().skip(usize::from(form == Form::Polecat));
    for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() != columns.len() {
            let message = format!("the row has {} cells between tabs, not {}", cells.len(), columns.len());
            coded.problems.push(Problem::at(number + 1, message));
            continue;
        }
        let row = Cells { columns: &columns, cells: &cells };
        let event = match form {
            Form::Gdelt => gdelt::event(&row, countries),
            Form::Polecat => polecat::event(&row, countries),
        };
        let event = match event {
            Ok(Some(event)) => event,
            Ok(None) => {
                coded.other_kinds += 1;
                continue;
            }
            Err(problem) => {
                coded.problems.push(Problem { line: Some(number + 1), ..problem });
                continue;
            }
        };
        let Some((kind, mut made)) = event.row(number + 1) else {
            coded.other_actors += 1;
            continue;
        };
        let place = *by_key.entry(event.cited.key.clone()).or_insert_with(|| {
            let builder = Builder::new(countries).by(rule, CONFIDENCE);
            documents.push(Cites { cited: event.cited.clone(), builder, rows: 0, text: String::new(), length: 0 });
            documents.len() - 1
        });
        let document = &mut documents[place];
        // The cells of such a row mean nothing without their columns: it is written out, so that it can be cited.
        let written = written(number + 1, &row);
        made.start = document.length;
        made.end = made.start + written.chars().count() as u32;
        match document.builder.add(kind, document.rows, &made) {
            Ok(()) => {
                document.rows += 1;
                document.length = made.end + 1;
                document.text.push_str(&written);
                document.text.push('\n');
            }
            Err(problems) => coded.problems.extend(problems),
        }
    }
    let with_rows = documents.into_iter().filter(|document| document.rows > 0);
    coded.documents = with_rows.map(|document| document.finish(source)).collect();
    Ok(Some(coded))
}

/// A row with the names of its columns; empty cells are left out.
fn written(line: usize, row: &Cells<'_>) -> String {
    let cells = row.columns.iter().zip(row.cells).filter(|(_, cell)| !cell.trim().is_empty());
    let cells: Vec<String> = cells.map(|(column, cell)| format!("{column}: {}", cell.trim())).collect();
    format!("line {line} | {}", cells.join(" | "))
}

impl Cites<'_> {
    fn finish(self, source: &str) -> Facts {
        let mut facts = self.builder.finish();
        let said = [
            ("source", format!("{source}#{}", self.cited.key)),
            ("url", self.cited.url),
            ("publisher", self.cited.publisher),
            ("published", self.cited.published),
            ("text", self.text),
        ];
        let said = said.into_iter().filter(|(_, text)| !text.is_empty());
        facts.document.extend(said.map(|(key, text)| (key, Datum::Text(text))));
        facts
    }
}

#[cfg(test)]
mod tests;
