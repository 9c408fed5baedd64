//! `chancery check`.

use super::{Failure, Outcome};
use std::path::PathBuf;

/// Verify every part of a graph file
#[derive(clap::Args)]
#[command(after_help = "Example:\n  chancery check my.chancery")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file.
    graph: PathBuf,
}

/// Runs the command.
pub fn run(_args: Args) -> Outcome {
    Err(Failure::query("`chancery check` is not supported yet"))
}
