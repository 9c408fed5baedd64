//! `chancery schema`.

use super::{Failure, Outcome};
use std::path::PathBuf;

/// Show labels, types, properties, counts, dates and sources
#[derive(clap::Args)]
#[command(after_help = "Example:\n  chancery schema my.chancery")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file.
    graph: PathBuf,
}

/// Runs the command.
pub fn run(_args: Args) -> Outcome {
    Err(Failure::query("`chancery schema` is not supported yet"))
}
