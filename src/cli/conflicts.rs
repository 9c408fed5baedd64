//! `chancery conflicts`.

use super::{Failure, Outcome};
use std::path::PathBuf;

/// Show where the sources contradict each other
#[derive(clap::Args)]
#[command(after_help = "Example:\n  chancery conflicts my.chancery")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file.
    graph: PathBuf,
}

/// Runs the command.
pub fn run(_args: Args) -> Outcome {
    Err(Failure::query("`chancery conflicts` is not supported yet"))
}
