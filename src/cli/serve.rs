//! `chancery serve`.

use super::{Failure, Outcome};
use std::path::PathBuf;

/// Answer other programs over a line protocol
#[derive(clap::Args)]
#[command(after_help = "Example:\n  chancery serve --stdio my.chancery")]
pub struct Args {
    /// Speak newline-delimited JSON on standard input and output.
    #[arg(long, required = true)]
    stdio: bool,
    /// The graph: a .chancery or .graph.json file; without it an empty one in memory.
    graph: Option<PathBuf>,
}

/// Runs the command.
pub fn run(_args: Args) -> Outcome {
    Err(Failure::query("`chancery serve` is not supported yet"))
}
