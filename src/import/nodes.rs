//! Tables of nodes.

use super::header::Role;
use super::ids::{Id, IdSpace, IdSpaces};
use super::table::{Part, Table, fill, leave_out, push};
use super::{Import, ImportError, Report};
use crate::graph::snapshot::build::{ALWAYS_INDEXED, SnapshotWriter};
use crate::graph::snapshot::cells::Cells;
use crate::graph::{KeyId, LabelId, Symbols};
use crate::value::Value;
use rustc_hash::FxHashSet;
use std::io::{Seek, Write};

/// Nodes with the same labels, in order of row.
#[derive(Debug)]
struct Group {
    /// As the cell has them.
    labels: String,
    rows: usize,
    /// Rows that turned out bad.
    bad: Vec<u32>,
    ids: Cells,
    /// As the property columns of the table.
    columns: Vec<Cells>,
}

/// The columns of a table of nodes.
struct Layout {
    id: Option<usize>,
    label: Option<usize>,
    /// Column number, key, and whether the column must stay readable.
    properties: Vec<(usize, String, bool)>,
}

/// Reads all tables of nodes into the file, table by table.
pub fn import<W: Write + Seek>(
    import: &Import<'_>,
    symbols: &mut Symbols,
    ids: &mut IdSpaces,
    writer: &mut SnapshotWriter<W>,
    report: &mut Report,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<(), ImportError> {
    for path in import.nodes {
        let table = Table::open(path, import)?;
        let layout = Layout::of(&table)?;
        let mut groups: Vec<Group> = Vec::new();
        let columns = table.columns.clone();
        table.read(
            progress,
            Vec::new,
            |groups, cells| {
                let group = find(groups, layout.label.map_or("", |label| cells[label]), &layout);
                let row = group.row(&layout, &columns, cells, import.list_delimiter);
                if row.is_err() {
                    group.bad.push(group.rows as u32);
                    fill(&mut group.columns, group.rows + 1);
                    group.ids.fill(group.rows + 1);
                }
                group.rows += 1;
                row
            },
            |part: Part<Vec<Group>>| {
                take_bad(part.bad, import, report)?;
                for mut group in part.rows {
                    leave_out(group.columns.iter_mut().chain([&mut group.ids]), group.rows, &group.bad);
                    let total = find(&mut groups, &group.labels, &layout);
                    total.rows += group.rows - group.bad.len();
                    total.ids.append(group.ids);
                    total.columns.iter_mut().zip(group.columns).for_each(|(total, cells)| total.append(cells));
                }
                Ok(())
            },
        )?;
        for group in groups {
            write(import, path, group, &layout, &columns, symbols, ids, writer, report)?;
        }
    }
    Ok(())
}

/// Ends the import with the first bad row, or notes them all.
pub fn take_bad(bad: Vec<ImportError>, import: &Import<'_>, report: &mut Report) -> Result<(), ImportError> {
    if import.skip_bad {
        report.skip(bad);
        return Ok(());
    }
    bad.into_iter().next().map_or(Ok(()), Err)
}

fn find<'a>(groups: &'a mut Vec<Group>, labels: &str, layout: &Layout) -> &'a mut Group {
    // Mostly the labels are those of the row before.
    let number = groups.iter().rposition(|group| group.labels == labels).unwrap_or_else(|| {
        groups.push(Group {
            labels: labels.to_owned(),
            rows: 0,
            bad: Vec::new(),
            ids: Cells::new(true),
            columns: layout.properties.iter().map(|(.., readable)| Cells::new(*readable)).collect(),
        });
        groups.len() - 1
    });
    &mut groups[number]
}

impl Layout {
    fn of(table: &Table<'_>) -> Result<Layout, ImportError> {
        let id = table.only("ID", |role| matches!(role, Role::Id { .. }))?;
        let label = table.only("LABEL", |role| matches!(role, Role::Label | Role::LabelList))?;
        if table.columns.iter().any(|column| matches!(column.role, Role::Start(_) | Role::End(_) | Role::Type)) {
            return Err(table.error(1, "this is a table of relationships, not of nodes".to_owned()));
        }
        let properties = table.columns.iter().enumerate().filter(|(_, column)| {
            matches!(column.role, Role::Property { .. })
                || (matches!(column.role, Role::Id { .. }) && !column.name.is_empty())
        });
        let readable = |name: &str| ALWAYS_INDEXED.contains(&name);
        let properties = properties.map(|(number, column)| (number, column.name.clone(), readable(&column.name)));
        Ok(Layout { id, label, properties: properties.collect() })
    }
}

impl Group {
    fn row(
        &mut self,
        layout: &Layout,
        columns: &[super::header::Column],
        cells: &[&str],
        list_delimiter: char,
    ) -> Result<(), String> {
        match layout.id.map(|id| cells[id]) {
            Some("") => return Err("the node has no identifier".to_owned()),
            Some(cell) => match Id::of(cell) {
                Id::Number(number) => self.ids.push_integer(number),
                Id::Text(text) => self.ids.push_str(text),
            },
            None => self.ids.push_null(),
        }
        for ((number, ..), into) in layout.properties.iter().zip(&mut self.columns) {
            let column = &columns[*number];
            match &column.role {
                Role::Property { kind, list } => {
                    let pushed = push(into, *kind, *list, cells[*number], list_delimiter);
                    pushed.map_err(|reason| format!("`{}`: {reason}", column.name))?;
                }
                // The identifiers, which are kept as a property when they are whole.
                _ => into.push_null(),
            }
        }
        Ok(())
    }
}

#[allow(clippy::too_many_arguments)] // All that an import has in hand, once.
fn write<W: Write + Seek>(
    import: &Import<'_>,
    path: &std::path::Path,
    mut group: Group,
    layout: &Layout,
    columns: &[super::header::Column],
    symbols: &mut Symbols,
    ids: &mut IdSpaces,
    writer: &mut SnapshotWriter<W>,
    report: &mut Report,
) -> Result<(), ImportError> {
    let labels: Vec<String> = match layout.label.filter(|label| columns[*label].role == Role::LabelList) {
        Some(column) => serde_json::from_str(&group.labels).map_err(|_| {
            let line = last_line_with(path, column, &group.labels, import.delimiter).unwrap_or(1);
            let reason = format!("`{}` is no list of labels in JSON, like [\"Person\"]", group.labels);
            ImportError::Row { file: path.to_owned(), line, reason }
        })?,
        None => {
            let labels = group.labels.split([import.list_delimiter, ';', ':']);
            labels.filter(|label| !label.is_empty()).map(str::to_owned).collect()
        }
    };
    let mut labels: Vec<LabelId> = labels.iter().map(|label| symbols.label(label)).collect();
    labels.sort_unstable();
    labels.dedup();
    if let Some(id) = layout.id {
        group.ids.unify_to_strings();
        let Role::Id { group: space } = &columns[id].role else { return Ok(()) };
        let space = ids.group_mut(space);
        space.sort();
        let twice = duplicates(space, &group.ids);
        if let Some(first) = twice.first() {
            let id_text = text(&group.ids.value(*first as usize));
            let reason = format!("the identifier `{id_text}` is used twice");
            let line = last_line_with(path, id, &id_text, import.delimiter).unwrap_or(1);
            let error = |line| ImportError::Row { file: path.to_owned(), line, reason };
            take_bad(vec![error(line)], import, report)?;
            report.skipped += twice.len() as u64 - 1;
            leave_out(group.columns.iter_mut().chain([&mut group.ids]), group.rows, &twice);
            group.rows -= twice.len();
        }
        let first = writer.next_node();
        match group.ids.integers() {
            Some(numbers) => (first..).zip(numbers).for_each(|(node, number)| space.insert(Id::Number(*number), node)),
            None => {
                for (node, row) in (first..).zip(0..group.rows) {
                    space.insert(Id::of(&text(&group.ids.value(row))), node);
                }
            }
        }
    }
    let mut properties: Vec<(KeyId, Cells)> = Vec::with_capacity(group.columns.len());
    let mut ids = Some(group.ids);
    for ((number, name, _), cells) in layout.properties.iter().zip(group.columns) {
        let is_id = Some(*number) == layout.id;
        let cells = if is_id { ids.take().unwrap_or_default() } else { cells };
        properties.push((symbols.key(name), cells));
    }
    writer.set_symbols(symbols.clone());
    writer.nodes(labels, group.rows, properties).map_err(ImportError::Write)?;
    report.nodes += group.rows as u64;
    Ok(())
}

fn text(value: &Value) -> String {
    match value {
        Value::Integer(integer) => integer.to_string(),
        Value::String(text) => text.to_string(),
        _ => String::new(),
    }
}

/// The rows whose identifier an earlier row or table has, ascending.
fn duplicates(space: &IdSpace, ids: &Cells) -> Vec<u32> {
    if let Some(numbers) = ids.integers()
        && numbers.is_sorted_by(|a, b| a < b)
        && let (Some(low), Some(high)) = (numbers.first(), numbers.last())
        && space.is_free(*low, *high)
    {
        return Vec::new();
    }
    let mut seen = FxHashSet::default();
    let is_twice = |row: &u32| {
        let id = text(&ids.value(*row as usize));
        space.get(Id::of(&id)).is_some() || !seen.insert(id)
    };
    (0..ids.len() as u32).filter(is_twice).collect()
}

/// The line of the last row that has the identifier.
fn last_line_with(path: &std::path::Path, column: usize, id: &str, delimiter: u8) -> Option<u64> {
    let reader = csv::ReaderBuilder::new().flexible(true).delimiter(delimiter).from_path(path);
    let records = reader.ok()?.into_records().filter_map(Result::ok);
    let with_id = records.filter(|record| record.get(column) == Some(id));
    with_id.last()?.position().map(csv::Position::line)
}
