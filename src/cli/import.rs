//! `chancery import`.

use super::{Failure, Outcome};
use std::path::PathBuf;

/// Bulk-load nodes and relationships from CSV files with typed headers
#[derive(clap::Args)]
#[command(after_help = "Example:\n  chancery import --nodes people.csv --relationships met.csv -g my.chancery")]
pub struct Args {
    /// CSV files of nodes.
    #[arg(long, required = true, num_args = 1..)]
    nodes: Vec<PathBuf>,
    /// CSV files of relationships.
    #[arg(long, num_args = 1..)]
    relationships: Vec<PathBuf>,
    /// The .chancery file; made if it is not there.
    #[arg(short, long)]
    graph: PathBuf,
}

/// Runs the command.
pub fn run(_args: Args) -> Outcome {
    Err(Failure::query("`chancery import` is not supported yet"))
}
