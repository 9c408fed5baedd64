//! `chancery import`.

use super::{Failure, Outcome, message};
use crate::import::{Import, ImportError, Report};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::path::PathBuf;

/// Bulk-load nodes and relationships from CSV files with typed headers, as neo4j-admin takes them, into a new graph
#[derive(clap::Args)]
#[command(after_help = "\
Headers:
  nodes          id:ID,:LABEL,name,born:date,tags:string[]
  relationships  :START_ID,:END_ID,:TYPE,role,since:date
  Types are int, float, boolean, string, date, localtime, time, localdatetime, datetime and duration, each also as a
  list with []. Identifiers are unique within a group, named as in id:ID(Person) and :START_ID(Person).
  An empty cell is no value.

Example:
  chancery import --nodes people.csv --nodes meetings.csv --relationships met.csv -g my.chancery")]
pub struct Args {
    /// CSV files of nodes.
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    nodes: Vec<PathBuf>,
    /// CSV files of relationships.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    relationships: Vec<PathBuf>,
    /// The .chancery file to make.
    #[arg(short, long)]
    graph: PathBuf,
    /// Leave out rows that cannot be read, and say how many they were.
    #[arg(long)]
    skip_bad: bool,
    /// Between the cells of a row; `\t` for a tabulator.
    #[arg(long, default_value = ",", value_parser = delimiter)]
    delimiter: u8,
    /// Between the items of a list, and between labels.
    #[arg(long, default_value_t = ';')]
    list_delimiter: char,
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"\\t" => Ok(b'\t'),
        [byte] if byte.is_ascii() && *byte != b'"' => Ok(*byte),
        _ => Err("a delimiter is one ASCII character other than the quote".to_owned()),
    }
}

/// Runs the command.
pub fn run(args: Args) -> Outcome {
    let import = Import {
        nodes: &args.nodes,
        relationships: &args.relationships,
        delimiter: args.delimiter,
        list_delimiter: args.list_delimiter,
        skip_bad: args.skip_bad,
    };
    let bar = progress(import.size());
    let report = import.run(&args.graph, &|bytes| bar.inc(bytes));
    bar.finish_and_clear();
    let report = report.map_err(failure)?;
    for reason in &report.reasons {
        message::warning(reason);
    }
    let Report { nodes, relationships, skipped, .. } = report;
    if skipped > 0 {
        let and_more = if skipped as usize > report.reasons.len() { " (the first are shown)" } else { "" };
        message::warning(format!("{skipped} bad rows were left out{and_more}"));
    }
    message::note(format!("imported {nodes} nodes and {relationships} relationships into {}", args.graph.display()));
    Ok(())
}

fn failure(error: ImportError) -> Failure {
    let hint = error.hint();
    let failure = Failure::data(error.to_string());
    match hint {
        Some(hint) => failure.with_hint(hint),
        None => failure,
    }
}

fn progress(bytes: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes}, {bytes_per_sec}, {eta} left");
    let bar = ProgressBar::new(bytes);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
