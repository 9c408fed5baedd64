//! Rows of named cells out of CSV, JSON, JSON Lines and XLSX.

use super::Problem;
use calamine::{Data, Reader};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::io::Cursor;

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values (RFC 4180) with a head; semicolons or tabs are seen too.
    Csv,
    /// One list of objects.
    Json,
    /// One object a line.
    JsonLines,
    /// The first sheet of a workbook, with a head.
    Xlsx,
}

/// The rows of a file.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Every column that is there.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Rows that could not be cut into cells.
    pub problems: Vec<Problem>,
    /// The text of the file, which the rows' offsets count.
    pub text: String,
}

/// One row: cells that are not empty, each with its column.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The line from 1.
    pub line: usize,
    /// The code points of the row in the text.
    pub start: u32,
    /// After its last code point.
    pub end: u32,
    cells: Vec<(String, Vec<String>)>,
}

impl Row {
    /// The one value of a cell; several are joined.
    pub fn text(&self, column: &str) -> Option<String> {
        self.values(column).map(|values| values.join("; "))
    }

    /// The values of a cell, cut at semicolons where it is one text.
    pub fn list(&self, column: &str) -> Vec<String> {
        let Some(values) = self.values(column) else { return Vec::new() };
        let cut = values.iter().flat_map(|value| value.split(';'));
        cut.map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned).collect()
    }

    /// The columns that have a value.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(|(column, _)| column.as_str())
    }

    fn values(&self, column: &str) -> Option<&[String]> {
        self.cells.iter().find(|(held, _)| held == column).map(|(_, values)| values.as_slice())
    }

    /// Keeps of each group of names the first cell that has a value, under the first name of its pair.
    pub fn keep_first_of<N: Iterator<Item = &'static str>>(&mut self, groups: impl Iterator<Item = (&'static str, N)>) {
        let first = |mut names: N| names.find_map(|name| self.values(name).map(<[String]>::to_vec));
        self.cells = groups.filter_map(|(own, names)| Some((own.to_owned(), first(names)?))).collect();
    }

    /// Puts a value into a cell, unless it is empty.
    pub fn put(&mut self, column: &str, value: &str) {
        let value = value.trim();
        if !value.is_empty() {
            self.cells.push((column.to_owned(), vec![value.to_owned()]));
        }
    }
}

/// Reads the rows of a file.
pub fn read(bytes: &[u8], format: Format) -> Result<Table, Problem> {
    let mut table = match format {
        Format::Xlsx => return xlsx(bytes),
        Format::Csv => csv_rows(text_of(bytes)?)?,
        Format::Json => json(text_of(bytes)?)?,
        Format::JsonLines => json_lines(text_of(bytes)?),
    };
    if table.columns.is_empty() && table.rows.is_empty() && table.problems.is_empty() {
        return Err(Problem::file("the file is empty"));
    }
    table.columns.retain(|column| !column.is_empty());
    Ok(table)
}

fn text_of(bytes: &[u8]) -> Result<String, Problem> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    String::from_utf8(bytes.to_vec()).map_err(|error| {
        let line = bytes[..error.utf8_error().valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
        Problem::at(line, "the text is not UTF-8").with_hint("save the table as UTF-8 (in a spreadsheet: CSV UTF-8)")
    })
}

/// Counts code points along a text, each byte once.
struct Counter<'a> {
    text: &'a str,
    byte: usize,
    points: u32,
}

impl Counter<'_> {
    fn at(&mut self, byte: usize) -> u32 {
        let byte = byte.min(self.text.len());
        if let Some(between) = self.text.get(self.byte..byte) {
            self.points += between.chars().count() as u32;
            self.byte = byte;
        }
        self.points
    }
}

fn csv_rows(text: String) -> Result<Table, Problem> {
    let head = text.lines().next().unwrap_or("");
    let separators = [b',', b';', b'\t'];
    let separator = separators
        .into_iter()
        .max_by_key(|byte| (head.bytes().filter(|b| b == byte).count(), *byte == b','))
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new().flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let columns: Vec<String> = match reader.headers() {
        Ok(head) => head.iter().map(|name| name.trim().to_lowercase()).collect(),
        Err(error) => return Err(Problem::at(1, format!("the head cannot be read: {error}"))),
    };
    let twice = columns.iter().enumerate().find(|(at, column)| !column.is_empty() && columns[..*at].contains(column));
    if let Some((_, column)) = twice {
        return Err(
            Problem::at(1, format!("the column `{column}` is there twice")).with_hint("rename or remove one of them")
        );
    }
    let mut table = Table { columns: columns.clone(), ..Table::default() };
    let mut counter = Counter { text: &text, byte: 0, points: 0 };
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line) as usize;
                table.problems.push(Problem::at(line, format!("the row cannot be read: {error}")));
                continue;
            }
        }
        let position = record.position().cloned().unwrap_or_else(csv::Position::new);
        let line = position.line() as usize;
        if record.len() != columns.len() {
            let message = format!("the row has {} cells, the head has {}", record.len(), columns.len());
            let hint = "put a cell that contains a comma between double quotes";
            table.problems.push(Problem::at(line, message).with_hint(hint));
            continue;
        }
        let from = position.byte() as usize;
        let to = reader.position().byte() as usize;
        let row_text = text.get(from..to).unwrap_or("");
        let lead = row_text.len() - row_text.trim_start().len();
        let start = counter.at(from + lead);
        let end = start + row_text.trim().chars().count() as u32;
        let mut row = Row { line, start, end, cells: Vec::new() };
        for (column, cell) in columns.iter().zip(&record).filter(|(column, _)| !column.is_empty()) {
            row.put(column, cell);
        }
        table.rows.push(row);
    }
    table.text = text;
    Ok(table)
}

fn json(text: String) -> Result<Table, Problem> {
    let line_of = |byte: usize| text.get(..byte).unwrap_or(&text).matches('\n').count() + 1;
    let no_list = |byte: usize, why: &str| {
        Problem::at(line_of(byte), format!("this is not a list of JSON objects: {why}"))
            .with_hint("write [{…}, {…}], or one object a line in a .jsonl file")
    };
    let mut at = text.len() - text.trim_start().len();
    if !text[at..].starts_with('[') {
        return Err(no_list(at, "it does not start with `[`"));
    }
    at += 1;
    let mut table = Table::default();
    let mut counter = Counter { text: &text, byte: 0, points: 0 };
    let mut line = (0, 1);
    loop {
        let rest = text[at..].trim_start_matches([' ', '\t', '\r', '\n', ',']);
        at = text.len() - rest.len();
        if rest.starts_with(']') {
            break;
        }
        let mut entries = serde_json::Deserializer::from_str(rest).into_iter::<serde::de::IgnoredAny>();
        match entries.next() {
            Some(Ok(_)) => {}
            Some(Err(error)) => return Err(no_list(at, &error.to_string())),
            None => return Err(no_list(at, "it ends before its `]`")),
        }
        let length = entries.byte_offset();
        line = (at, line.1 + text[line.0..at].matches('\n').count());
        let entry = &text[at..at + length];
        let start = counter.at(at);
        let end = start + entry.chars().count() as u32;
        add_object(&mut table, Row { line: line.1, start, end, cells: Vec::new() }, entry);
        at += length;
    }
    columns_of_rows(&mut table);
    table.text = text;
    Ok(table)
}

fn json_lines(text: String) -> Table {
    let mut table = Table::default();
    let mut start = 0;
    for (number, line) in text.split('\n').enumerate() {
        let points = line.chars().count() as u32;
        if !line.trim().is_empty() {
            add_object(&mut table, Row { line: number + 1, start, end: start + points, cells: Vec::new() }, line);
        }
        start += points + 1;
    }
    columns_of_rows(&mut table);
    table.text = text;
    table
}

fn add_object(table: &mut Table, mut row: Row, source: &str) {
    let fields = match serde_json::from_str(source) {
        Ok(Json::Object(fields)) => fields,
        Ok(_) => {
            table.problems.push(Problem::at(row.line, "this is not a JSON object").with_hint("write {\"name\": …}"));
            return;
        }
        Err(error) => {
            let line = row.line + error.line().saturating_sub(1);
            table.problems.push(Problem::at(line, format!("this is not JSON: {error}")));
            return;
        }
    };
    for (name, value) in fields {
        let name = name.trim().to_lowercase();
        match value {
            // `"source": {"name": "Harbour Times"}` is a cell `source.name`.
            Json::Object(parts) => {
                for (part, value) in parts {
                    add_cell(&mut row, format!("{name}.{}", part.trim().to_lowercase()), value);
                }
            }
            value => add_cell(&mut row, name, value),
        }
    }
    table.rows.push(row);
}

fn add_cell(row: &mut Row, name: String, value: Json) {
    let values: Vec<String> = match value {
        Json::Array(items) => items.iter().map(plain).collect(),
        other => vec![plain(&other)],
    };
    let values: Vec<String> = values.into_iter().filter(|value| !value.is_empty()).collect();
    if !values.is_empty() {
        row.cells.push((name, values));
    }
}

fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => text.trim().to_owned(),
        Json::Null => String::new(),
        other => other.to_string(),
    }
}

fn columns_of_rows(table: &mut Table) {
    let columns: BTreeSet<&str> = table.rows.iter().flat_map(Row::columns).collect();
    table.columns = columns.into_iter().map(str::to_owned).collect();
}

fn xlsx(bytes: &[u8]) -> Result<Table, Problem> {
    let unreadable =
        |error: String| Problem::file(format!("the workbook cannot be read: {error}")).with_hint("save it as .xlsx");
    let mut book: calamine::Xlsx<_> =
        Reader::new(Cursor::new(bytes)).map_err(|error: calamine::XlsxError| unreadable(error.to_string()))?;
    let Some(sheet) = book.worksheet_range_at(0) else { return Err(Problem::file("the workbook has no sheet")) };
    let sheet = sheet.map_err(|error| unreadable(error.to_string()))?;
    let first_line = sheet.start().map_or(0, |(row, _)| row as usize) + 1;
    let mut rows = sheet.rows();
    let Some(head) = rows.next() else { return Err(Problem::file("the first sheet is empty")) };
    let columns: Vec<String> = head.iter().map(|cell| cell_text(cell).trim().to_lowercase()).collect();
    let mut table = Table { columns: columns.clone(), ..Table::default() };
    for (number, cells) in rows.enumerate() {
        let start = table.text.chars().count() as u32;
        let mut row = Row { line: first_line + 1 + number, start, end: start, cells: Vec::new() };
        for (column, cell) in columns.iter().zip(cells).filter(|(column, _)| !column.is_empty()) {
            row.put(column, &cell_text(cell));
        }
        if row.cells.is_empty() {
            continue;
        }
        // A workbook has no text of its own: the row is written out, so that it can be cited.
        let written =
            row.cells.iter().map(|(column, values)| format!("{column}: {}", values.join("; "))).collect::<Vec<_>>();
        let written = written.join(" | ");
        row.end = start + written.chars().count() as u32;
        table.text.push_str(&written);
        table.text.push('\n');
        table.rows.push(row);
    }
    table.columns.retain(|column| !column.is_empty());
    Ok(table)
}

fn cell_text(cell: &Data) -> String {
    match cell {
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        other => other.to_string(),
    }
}

/// A row of an entry of a curation file.
pub fn of_toml(number: usize, entry: &toml::Table) -> Row {
    let mut row = Row { line: number + 1, ..Row::default() };
    for (name, value) in entry {
        let values = match value {
            toml::Value::Array(items) => items.iter().map(plain_toml).collect(),
            other => vec![plain_toml(other)],
        };
        row.cells.push((name.to_lowercase(), values));
    }
    row
}

fn plain_toml(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
