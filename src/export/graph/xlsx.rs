//! An Excel workbook: a sheet for each main label, then one for each relationship type. Text stays text (`=1+1` is no
//! formula), headers are frozen and bold, and every sheet has a filter.

use super::{Options, caption, kind};
use crate::export::answer::csv::cell;
use crate::graph::{GraphRead, KeyId};
use crate::value::Value;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What Excel can hold.
const MOST_ROWS: usize = 1_048_576;
const LONGEST_CELL: usize = 32_767;
const LONGEST_SHEET_NAME: usize = 31;

/// The fixed cells of a row, and its properties.
type SheetRow = (Vec<String>, Vec<(KeyId, Value)>);

struct Sheet<'g> {
    name: String,
    fixed: &'static [&'static str],
    keys: BTreeMap<&'g str, KeyId>,
    rows: Vec<SheetRow>,
}

/// Writes the workbook.
pub fn write(graph: &dyn GraphRead, out: &mut dyn Write, _: &Options<'_>) -> io::Result<()> {
    let mut book = Workbook::new();
    let mut names = Vec::new();
    for sheet in sheets(graph) {
        fill(book.add_worksheet(), &sheet, &mut names, graph).map_err(io::Error::other)?;
    }
    if names.is_empty() {
        book.add_worksheet();
    }
    let bytes = book.save_to_buffer().map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn sheets(graph: &dyn GraphRead) -> Vec<Sheet<'_>> {
    let symbols = graph.symbols();
    let mut of_nodes: BTreeMap<&str, Sheet<'_>> = BTreeMap::new();
    for node in graph.nodes() {
        let known = kind::of(node, graph).label;
        let first = || graph.labels(node).first().map_or("Nodes", |&label| symbols.label_name(label));
        let name = if known.is_empty() { first() } else { known };
        let sheet = of_nodes.entry(name).or_insert_with(|| Sheet::new(name, &["id"]));
        sheet.add(vec![format!("n{}", node.0)], graph.node_properties(node), graph);
    }
    let mut of_relationships: BTreeMap<&str, Sheet<'_>> = BTreeMap::new();
    for relationship in graph.relationships() {
        let name = symbols.type_name(graph.relationship_type(relationship));
        let sheet =
            of_relationships.entry(name).or_insert_with(|| Sheet::new(name, &["from", "to", "from id", "to id"]));
        let (start, end) = graph.endpoints(relationship);
        let ends = vec![
            caption::node_title(start, graph),
            caption::node_title(end, graph),
            format!("n{}", start.0),
            format!("n{}", end.0),
        ];
        sheet.add(ends, graph.relationship_properties(relationship), graph);
    }
    of_nodes.into_values().chain(of_relationships.into_values()).collect()
}

impl<'g> Sheet<'g> {
    fn new(name: &str, fixed: &'static [&'static str]) -> Self {
        Self { name: name.to_owned(), fixed, keys: BTreeMap::new(), rows: Vec::new() }
    }

    fn add(&mut self, fixed: Vec<String>, properties: Vec<(KeyId, Value)>, graph: &'g dyn GraphRead) {
        self.keys.extend(properties.iter().map(|(key, _)| (graph.symbols().key_name(*key), *key)));
        self.rows.push((fixed, properties));
    }
}

fn fill(
    page: &mut Worksheet,
    sheet: &Sheet<'_>,
    names: &mut Vec<String>,
    graph: &dyn GraphRead,
) -> Result<(), XlsxError> {
    let name = sheet_name(&sheet.name, names);
    page.set_name(&name)?;
    names.push(name.to_lowercase());
    if sheet.rows.len() >= MOST_ROWS {
        return Err(XlsxError::ParameterError(format!(
            "`{}` has {} rows and a sheet holds {MOST_ROWS}; export CSV instead",
            sheet.name,
            sheet.rows.len()
        )));
    }
    let bold = Format::new().set_bold();
    let headers = sheet.fixed.iter().copied().chain(sheet.keys.keys().copied());
    let mut width = 0;
    for (column, header) in (0u16..).zip(headers) {
        page.write_string_with_format(0, column, shortened(header), &bold)?;
        width = column;
    }
    for (row, (fixed, properties)) in (1u32..).zip(&sheet.rows) {
        for (column, text) in (0u16..).zip(fixed) {
            page.write_string(row, column, shortened(text))?;
        }
        for (column, key) in (sheet.fixed.len() as u16..).zip(sheet.keys.values()) {
            match properties.iter().find(|(other, _)| other == key).map(|(_, value)| value) {
                None | Some(Value::Null) => {}
                Some(Value::Boolean(boolean)) => _ = page.write_boolean(row, column, *boolean)?,
                // A larger integer would lose digits as an Excel number.
                Some(Value::Integer(integer)) if integer.unsigned_abs() < 1 << 53 => {
                    page.write_number(row, column, *integer as f64)?;
                }
                Some(Value::Float(float)) if float.is_finite() => _ = page.write_number(row, column, *float)?,
                Some(value) => _ = page.write_string(row, column, shortened(&cell(value, graph, false)))?,
            }
        }
    }
    page.set_freeze_panes(1, 0)?;
    page.autofilter(0, 0, sheet.rows.len() as u32, width)?;
    page.autofit();
    Ok(())
}

/// The text, cut where Excel's cells end.
fn shortened(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST_CELL {
        return text.to_owned();
    }
    let mut units = 0;
    let fits = |character: &char| {
        units += character.len_utf16();
        units < LONGEST_CELL
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

/// A name that Excel takes and that no other sheet has.
fn sheet_name(name: &str, taken: &[String]) -> String {
    let clean =
        |character: char| if "[]:*?/\\'".contains(character) || character.is_control() { '_' } else { character };
    let name: String = name.chars().map(clean).collect();
    let name = if name.is_empty() { "_".to_owned() } else { name };
    let numbered = |number: usize| match number {
        1 => cut(&name, LONGEST_SHEET_NAME),
        _ => format!("{} ({number})", cut(&name, LONGEST_SHEET_NAME - 8)),
    };
    (1..).map(numbered).find(|name| !taken.contains(&name.to_lowercase())).unwrap_or_default()
}

fn cut(name: &str, most: usize) -> String {
    let mut units = 0;
    name.chars()
        .take_while(|character| {
            units += character.len_utf16();
            units <= most
        })
        .collect()
}
