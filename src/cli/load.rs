//! `chancery load`.

use super::{Failure, Outcome};
use std::path::PathBuf;

/// Read articles, records and graph files into a graph
#[derive(clap::Args)]
#[command(after_help = "Example:\n  chancery load articles/*.txt -g my.chancery")]
pub struct Args {
    /// Articles (txt, md, html), records (csv, json, jsonl, xlsx) and graph JSON.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The .chancery file; made if it is not there.
    #[arg(short, long)]
    graph: PathBuf,
}

/// Runs the command.
pub fn run(_args: Args) -> Outcome {
    Err(Failure::query("`chancery load` is not supported yet"))
}
