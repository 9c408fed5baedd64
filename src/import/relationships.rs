//! Tables of relationships.

use super::header::{Column, Role};
use super::ids::{Id, IdSpace, IdSpaces};
use super::nodes::take_bad;
use super::table::{Part, Table, fill, leave_out, push};
use super::{Import, ImportError, Report};
use crate::graph::Symbols;
use crate::graph::snapshot::build::SnapshotWriter;
use crate::graph::snapshot::cells::Cells;
use std::collections::BTreeMap;
use std::io::{Seek, Write};
use std::path::PathBuf;

/// Bytes of tables from which on types are written as soon as they seem whole, to save memory.
const LARGE: u64 = 1 << 30;

/// Relationships of one type.
#[derive(Debug, Default)]
struct Gathered {
    kind: String,
    starts: Vec<u32>,
    ends: Vec<u32>,
    /// By key.
    columns: BTreeMap<String, Cells>,
}

/// Relationships of one type from one piece.
#[derive(Debug)]
struct Rows {
    kind: String,
    starts: Vec<u32>,
    ends: Vec<u32>,
    bad: Vec<u32>,
    /// As the property columns of the table.
    columns: Vec<Cells>,
}

/// The columns of a table of relationships.
struct Layout<'a> {
    start: (usize, Option<&'a IdSpace>, String),
    end: (usize, Option<&'a IdSpace>, String),
    kind: usize,
    properties: Vec<usize>,
}

/// Reads all tables of relationships into the file, type by type.
pub fn import<W: Write + Seek>(
    import: &Import<'_>,
    symbols: &mut Symbols,
    ids: &IdSpaces,
    writer: &mut SnapshotWriter<W>,
    report: &mut Report,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<(), ImportError> {
    let mut tables = by_type(import)?;
    let early = import.size() > LARGE;
    let mut gathered: Vec<Gathered> = Vec::new();
    let mut written: Vec<String> = Vec::new();
    while !tables.is_empty() {
        let (kind, paths) = tables.remove(0);
        for path in paths {
            let table = Table::open(path, import)?;
            read(import, table, ids, &mut gathered, report, progress)?;
            if let Some(late) = gathered.iter().find(|gathered| written.contains(&gathered.kind)) {
                let reason = format!(
                    "relationships of type {} stand in tables that begin with other types; give each type its own table",
                    late.kind
                );
                return Err(ImportError::Row { file: path.clone(), line: 2, reason });
            }
        }
        let last = tables.is_empty();
        let (ready, rest) = gathered.into_iter().partition(|gathered| last || (early && gathered.kind == kind));
        gathered = rest;
        for ready in ready {
            written.push(ready.kind.clone());
            report.relationships += ready.starts.len() as u64;
            write(ready, symbols, writer)?;
        }
    }
    Ok(())
}

/// The tables in order of the type that each begins with, so that a type is read in one go.
fn by_type<'a>(import: &Import<'a>) -> Result<Vec<(String, Vec<&'a PathBuf>)>, ImportError> {
    let mut tables: Vec<(String, Vec<&PathBuf>)> = Vec::new();
    for path in import.relationships {
        let table = Table::open(path, import)?;
        let column = table.only("TYPE", |role| *role == Role::Type)?;
        let kind = table.peek().and_then(|row| row.get(column?).map(str::to_owned)).unwrap_or_default();
        match tables.iter_mut().find(|(other, _)| *other == kind) {
            Some((_, paths)) => paths.push(path),
            None => tables.push((kind, vec![path])),
        }
    }
    Ok(tables)
}

fn read(
    import: &Import<'_>,
    table: Table<'_>,
    ids: &IdSpaces,
    gathered: &mut Vec<Gathered>,
    report: &mut Report,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<(), ImportError> {
    let layout = Layout::of(&table, ids)?;
    let columns = table.columns.clone();
    table.read(
        progress,
        Vec::new,
        |parts: &mut Vec<Rows>, cells| {
            let kind = cells[layout.kind];
            let rows = match parts.iter().rposition(|rows| rows.kind == kind) {
                Some(number) => &mut parts[number],
                None => {
                    let columns = layout.properties.iter().map(|_| Cells::new(true)).collect();
                    let kind = kind.to_owned();
                    parts.push(Rows { kind, starts: Vec::new(), ends: Vec::new(), bad: Vec::new(), columns });
                    let last = parts.len() - 1;
                    &mut parts[last]
                }
            };
            rows.row(&layout, &columns, cells, import.list_delimiter)
        },
        |part: Part<Vec<Rows>>| {
            take_bad(part.bad, import, report)?;
            for mut rows in part.rows {
                leave_out(&mut rows.columns, rows.starts.len(), &rows.bad);
                drop_rows(&mut rows.starts, &rows.bad);
                drop_rows(&mut rows.ends, &rows.bad);
                let total = match gathered.iter().rposition(|gathered| gathered.kind == rows.kind) {
                    Some(number) => &mut gathered[number],
                    None => {
                        gathered.push(Gathered { kind: rows.kind, ..Gathered::default() });
                        let last = gathered.len() - 1;
                        &mut gathered[last]
                    }
                };
                let before = total.starts.len();
                total.starts.append(&mut rows.starts);
                total.ends.append(&mut rows.ends);
                for (number, cells) in layout.properties.iter().zip(rows.columns) {
                    let name = columns[*number].name.clone();
                    let column = total.columns.entry(name).or_insert_with(|| Cells::new(true));
                    column.fill(before);
                    column.append(cells);
                }
            }
            Ok(())
        },
    )
}

impl<'a> Layout<'a> {
    fn of(table: &Table<'_>, ids: &'a IdSpaces) -> Result<Layout<'a>, ImportError> {
        let missing = |what: &str| table.error(1, format!("a table of relationships needs a column {what}"));
        let start =
            table.only("START_ID", |role| matches!(role, Role::Start(_)))?.ok_or_else(|| missing(":START_ID"))?;
        let end = table.only("END_ID", |role| matches!(role, Role::End(_)))?.ok_or_else(|| missing(":END_ID"))?;
        let kind = table.only("TYPE", |role| *role == Role::Type)?.ok_or_else(|| missing(":TYPE"))?;
        let side = |number: usize| match &table.columns[number].role {
            Role::Start(group) | Role::End(group) => (number, ids.group(group), group.clone()),
            _ => (number, None, String::new()),
        };
        let is_property = |column: &Column| matches!(column.role, Role::Property { .. });
        let properties = (0..table.columns.len()).filter(|number| is_property(&table.columns[*number])).collect();
        Ok(Layout { start: side(start), end: side(end), kind, properties })
    }
}

impl Rows {
    fn row(
        &mut self,
        layout: &Layout<'_>,
        columns: &[Column],
        cells: &[&str],
        list_delimiter: char,
    ) -> Result<(), String> {
        let ends = node(&layout.start, cells, "start").and_then(|start| Ok((start, node(&layout.end, cells, "end")?)));
        let ends = if self.kind.is_empty() { Err("the relationship has no type".to_owned()) } else { ends };
        let mut pushed = ends.map(|(start, end)| {
            self.starts.push(start);
            self.ends.push(end);
        });
        let rows = self.starts.len() + usize::from(pushed.is_err());
        if pushed.is_ok() {
            for (number, into) in layout.properties.iter().zip(&mut self.columns) {
                let Role::Property { kind, list } = &columns[*number].role else { continue };
                if let Err(reason) = push(into, *kind, *list, cells[*number], list_delimiter) {
                    pushed = Err(format!("`{}`: {reason}", columns[*number].name));
                    break;
                }
            }
        } else {
            self.starts.push(0);
            self.ends.push(0);
        }
        if pushed.is_err() {
            self.bad.push(rows as u32 - 1);
            fill(&mut self.columns, rows);
        }
        pushed
    }
}

fn node((column, space, group): &(usize, Option<&IdSpace>, String), cells: &[&str], end: &str) -> Result<u32, String> {
    let cell = cells[*column];
    space.and_then(|space| space.get(Id::of(cell))).ok_or_else(|| match group.as_str() {
        "" => format!("there is no node `{cell}` to {end} at"),
        group => format!("there is no node `{cell}` in the group {group} to {end} at"),
    })
}

fn drop_rows(rows: &mut Vec<u32>, bad: &[u32]) {
    let mut row = 0;
    if !bad.is_empty() {
        rows.retain(|_| {
            row += 1;
            bad.binary_search(&(row - 1)).is_err()
        });
    }
}

fn write<W: Write + Seek>(
    mut gathered: Gathered,
    symbols: &mut Symbols,
    writer: &mut SnapshotWriter<W>,
) -> Result<(), ImportError> {
    let rows = gathered.starts.len();
    let kind = symbols.relationship_type(&gathered.kind);
    gathered.columns.values_mut().for_each(|cells| cells.fill(rows));
    let columns = gathered.columns.into_iter().map(|(name, cells)| (symbols.key(&name), cells)).collect();
    writer.set_symbols(symbols.clone());
    writer.relationships(kind, gathered.starts, gathered.ends, columns).map_err(ImportError::Write)
}
