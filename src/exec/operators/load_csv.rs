//! Reading a file of comma-separated values.

use super::{Rows, gather};
use crate::diagnostic::{Diagnostic, Kind};
use crate::exec::batch::{Batch, ColumnBuilder};
use crate::exec::context::RunningStatement;
use crate::exec::error;
use crate::exec::run::Run;
use crate::plan::{Operator, Plan};
use crate::value::Value;
use std::sync::Arc;

pub(super) struct LoadCsvRows<'p> {
    pub plan: &'p Plan,
    pub input: Box<dyn Rows + 'p>,
}

fn read(path: &str, headers: bool, separator: u8, run: &Run<'_>) -> Result<Vec<Value>, Diagnostic> {
    let file = path.strip_prefix("file://").unwrap_or(path);
    let failed = |error: csv::Error| {
        Diagnostic::runtime(Kind::ArgumentError, "InvalidArgumentValue", format!("cannot read `{path}`: {error}"))
            .with_hint("LOAD CSV reads files of this machine, as a path or a file:/// address")
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(headers)
        .delimiter(separator)
        .flexible(true)
        .from_path(file)
        .map_err(failed)?;
    let names: Vec<Arc<str>> = match headers {
        true => reader.headers().map_err(failed)?.iter().map(Arc::from).collect(),
        false => Vec::new(),
    };
    let cell = |text: &str| if text.is_empty() { Value::Null } else { Value::from(text) };
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(failed)?;
        if rows.len() % 4096 == 0 {
            run.check()?;
        }
        run.hold(record.as_slice().len() + 64)?;
        rows.push(match headers {
            true => {
                let cells =
                    names.iter().enumerate().map(|(place, name)| (name.clone(), cell(record.get(place).unwrap_or(""))));
                Value::map(cells)
            }
            false => Value::list(record.iter().map(cell).collect()),
        });
    }
    Ok(rows)
}

impl Rows for LoadCsvRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        let Some(batch) = run.next(&mut self.input)? else { return Ok(None) };
        let Operator::LoadCsv { source, headers, separator, slot } = &self.plan.operator else { return Ok(None) };
        let separator = separator.unwrap_or(',');
        let Ok(separator) = u8::try_from(separator) else {
            return Err(error::type_error("the field terminator must be an ASCII character").at(source.span));
        };
        let sources = run.evaluate(source, &batch)?;
        let (mut rows, mut values) = (Vec::new(), ColumnBuilder::new());
        for row in 0..batch.len() {
            let Some(path) = sources.text(row) else {
                return Err(error::type_error("LOAD CSV needs the path of a file as STRING").at(source.span));
            };
            for value in read(path, *headers, separator, run).map_err(|error| error.at(source.span))? {
                rows.push(row as u32);
                values.push(value);
            }
        }
        let mut output = gather(self.plan, &batch, &rows);
        output.set(*slot, values.finish());
        Ok(Some(output))
    }
}
