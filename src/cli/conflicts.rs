//! `chancery conflicts`: where the sources contradict each other.

use super::{Failure, Outcome, message};
use crate::graph::load::conflicts::{Conflict, conflicts};
use crate::store::{Access, Store};
use std::io::{BufWriter, Write};
use std::path::PathBuf;

/// Show where the sources contradict each other
#[derive(clap::Args)]
#[command(after_help = "Examples:
  chancery conflicts my.chancery
  chancery conflicts my.chancery --format csv > conflicts.csv

Nothing is decided by it: all statements stay in the graph. A curation file (docs/records.md) settles what is known better.")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file
    graph: PathBuf,
    /// One statement a line, for a person or for a program
    #[arg(long, value_parser = ["text", "csv"], default_value = "text")]
    format: String,
}

/// Runs the command.
pub fn run(args: Args) -> Outcome {
    let store = Store::open(&args.graph, Access::Read).map_err(|error| Failure::data(error.to_string()))?;
    let found = conflicts(store.graph());
    let mut out = BufWriter::new(std::io::stdout().lock());
    match args.format.as_str() {
        "csv" => write_csv(&mut out, &found)?,
        _ => write_text(&mut out, &found)?,
    }
    out.flush()?;
    match found.len() {
        0 => message::note("no contradictions"),
        1 => message::note("1 contradiction"),
        many => message::note(format!("{many} contradictions")),
    }
    Ok(())
}

fn write_text(out: &mut dyn Write, found: &[Conflict]) -> Outcome {
    for conflict in found {
        writeln!(out, "{}: {}", conflict.about, conflict.what)?;
        for (value, documents) in &conflict.statements {
            let documents: Vec<&str> = documents.iter().map(String::as_str).collect();
            writeln!(out, "  {}  {}", if value.is_empty() { "(not said)" } else { value }, documents.join(", "))?;
        }
    }
    Ok(())
}

fn write_csv(out: &mut dyn Write, found: &[Conflict]) -> Outcome {
    let mut writer = csv::Writer::from_writer(out);
    let failed = |error: csv::Error| Failure::from(std::io::Error::from(error));
    writer.write_record(["conflict", "about", "what", "value", "documents"]).map_err(failed)?;
    for (number, conflict) in found.iter().enumerate() {
        for (value, documents) in &conflict.statements {
            let documents: Vec<&str> = documents.iter().map(String::as_str).collect();
            let number = (number + 1).to_string();
            writer
                .write_record([&number, &conflict.about, &conflict.what, value, &documents.join("; ")])
                .map_err(failed)?;
        }
    }
    writer.flush()?;
    Ok(())
}
