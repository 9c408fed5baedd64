//! Lists of articles, as archives, crawlers and press services write them: each has its own names for the same columns and
//! more columns than are read here.

use super::columns::{self, Kind};
use super::table::{Row, Table};
use super::{Article, Problem, cells};

/// Names the columns of a list of articles as this program does and leaves out those that it does not read; says which.
/// A table of another kind stays as it is.
pub fn settle_columns(table: &mut Table) -> Option<String> {
    let has = |name: &str| table.columns.iter().any(|column| column == name);
    let another =
        columns::KINDS.iter().any(|(kind, _, marks, _)| *kind != Kind::Article && marks.iter().all(|mark| has(mark)));
    let text = columns::columns(Kind::Article).find(|column| column.required);
    if another || !text.is_some_and(|column| column.names().any(has)) {
        return None;
    }
    let known: Vec<_> = columns::columns(Kind::Article).collect();
    let is_known = |name: &str| known.iter().any(|column| column.names().any(|held| held == name));
    let left_out: Vec<&str> = table.columns.iter().map(String::as_str).filter(|name| !is_known(name)).collect();
    let note = (!left_out.is_empty()).then(|| format!("columns that are not read: {}", left_out.join(", ")));
    for row in &mut table.rows {
        row.keep_first_of(known.iter().map(|column| (column.name, column.names())));
    }
    table.columns =
        known.iter().filter(|column| column.names().any(has)).map(|column| column.name.to_owned()).collect();
    note
}

/// The article of a row; `number` counts the rows from 0.
pub fn article(number: usize, row: &Row, problems: &mut Vec<Problem>) -> Option<Article> {
    let cell = |column: &str| row.text(column).unwrap_or_default();
    let date = match cell("date") {
        date if date.is_empty() => date,
        date => match cells::day_of_publication(&date) {
            Ok(day) => day,
            Err(problem) => {
                problems.push(Problem { line: Some(row.line), ..problem }.in_column("date"));
                return None;
            }
        },
    };
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
