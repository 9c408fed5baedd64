//! `chancery import`.

use super::{Failure, Outcome, message, opening};
use crate::database::{Access, Parameters};
use crate::diagnostic::Diagnostic;
use crate::import::{Import, ImportError, Report};
use crate::syntax;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// Bulk-load a graph file: from CSV tables with typed headers, as neo4j-admin takes them, from JSON Lines or GraphML
#[derive(clap::Args)]
#[command(after_help = "\
Headers:
  nodes          id:ID,:LABEL,name,born:date,tags:string[]
  relationships  :START_ID,:END_ID,:TYPE,role,since:date
  Types are int, float, boolean, string, date, localtime, time, localdatetime, datetime, duration and point, each also
  as a list with [], and json for values of any type. Identifiers are unique within a group, named as in id:ID(Person) and :START_ID(Person).
  An empty cell is no value.

Example:
  chancery import --nodes people.csv --nodes meetings.csv --relationships met.csv -g my.chancery
  chancery import graph.graphml -g my.chancery
  chancery import export.jsonl -g my.chancery")]
pub struct Args {
    /// Files of whole graphs: JSON Lines (.jsonl, .ndjson; a node `{"id","labels","properties"}` or a relationship
    /// `{"type","start","end","properties"}` a line) or GraphML (.graphml).
    #[arg(value_name = "FILE", conflicts_with_all = ["nodes", "relationships"])]
    graphs: Vec<PathBuf>,
    /// CSV files of nodes.
    #[arg(long, required_unless_present = "graphs", num_args = 1.., value_name = "FILE")]
    nodes: Vec<PathBuf>,
    /// CSV files of relationships.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    relationships: Vec<PathBuf>,
    /// The .chancery file to make.
    #[arg(short, long)]
    graph: PathBuf,
    /// Run these statements at the end, which create indexes and constraints.
    #[arg(long, value_name = "FILE")]
    declarations: Option<PathBuf>,
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
        graphs: &args.graphs,
        delimiter: args.delimiter,
        list_delimiter: args.list_delimiter,
        skip_bad: args.skip_bad,
    };
    let declarations = args.declarations.as_deref().map(opening::read_query_file).transpose()?.unwrap_or_default();
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
    if let Err(failure) = declare(&args.graph, &declarations, args.declarations.as_deref()) {
        // A failed import leaves no graph.
        std::fs::remove_file(&args.graph).map_err(|error| Failure::data(error.to_string()))?;
        return Err(failure);
    }
    message::note(format!("imported {nodes} nodes and {relationships} relationships into {}", args.graph.display()));
    Ok(())
}

/// Runs the statements in one transaction.
fn declare(graph: &Path, statements: &str, origin: Option<&Path>) -> Outcome {
    if syntax::split(statements).is_empty() {
        return Ok(());
    }
    let origin = origin.map(|path| path.display().to_string());
    let mut database = opening::open(graph, Access::Write)?;
    let failed = |error: &Diagnostic, statement: &str| Failure::in_query(error, statement, origin.as_deref());
    database.begin().map_err(|error| failed(&error, statements))?;
    for span in syntax::split(statements) {
        let statement = opening::in_place(statements, span);
        database.run(&statement, &Parameters::new()).map_err(|error| failed(&error, &statement))?;
    }
    database.commit().map_err(|error| failed(&error, statements))?;
    opening::close(database)
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
