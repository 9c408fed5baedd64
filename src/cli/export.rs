//! `chancery export`.

use super::{Failure, Outcome};
use std::path::PathBuf;

/// Write the graph, or the part that a query finds, in another form
#[derive(clap::Args)]
#[command(after_help = "Example:\n  chancery export my.chancery --to dot -o picture.dot")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file.
    graph: PathBuf,
}

/// Runs the command.
pub fn run(_args: Args) -> Outcome {
    Err(Failure::query("`chancery export` is not supported yet"))
}
