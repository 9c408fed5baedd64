//! `chancery repl`, also what `chancery` alone does.

use super::{Failure, Outcome};
use std::path::PathBuf;

/// Open the shell
#[derive(clap::Args, Default)]
#[command(after_help = "Example:\n  chancery repl my.chancery")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file; without it $CHANCERY_GRAPH or the sample.
    graph: Option<PathBuf>,
}

/// Runs the command.
pub fn run(_args: Args) -> Outcome {
    Err(Failure::query("`chancery repl` is not supported yet"))
}
