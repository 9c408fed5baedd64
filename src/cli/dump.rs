//! `chancery dump`.

use super::{Failure, Outcome};
use std::path::PathBuf;

/// Write the graph as text that `load` restores
#[derive(clap::Args)]
#[command(after_help = "Example:\n  chancery dump my.chancery > my.graph.json")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file.
    graph: PathBuf,
}

/// Runs the command.
pub fn run(_args: Args) -> Outcome {
    Err(Failure::query("`chancery dump` is not supported yet"))
}
