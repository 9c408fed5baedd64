//! `chancery schema`.

use super::{Outcome, opening, output};
use crate::database::Access;
use crate::export::summary::Summary;
use std::path::PathBuf;

/// Show labels, types, properties, counts, dates and sources
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  chancery schema my.chancery
  chancery schema my.chancery --json")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file.
    graph: PathBuf,
    /// As one JSON object.
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: Args) -> Outcome {
    let database = opening::open(&args.graph, Access::Read)?;
    let summary = Summary::of(database.graph());
    if args.json { output::print(format_args!("{}\n", summary.json())) } else { output::print(summary) }
}
