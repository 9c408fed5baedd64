//! `chancery ask`.

use super::{Failure, Outcome};
use std::path::PathBuf;

/// Ask a named query
#[derive(clap::Args)]
#[command(after_help = "Example:\n  chancery ask my.chancery met 'Park Jin'")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file.
    graph: PathBuf,
    /// The name of the query.
    name: Option<String>,
}

/// Runs the command.
pub fn run(_args: Args) -> Outcome {
    Err(Failure::query("`chancery ask` is not supported yet"))
}
