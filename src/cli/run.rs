//! `chancery run`.

use super::{Failure, Outcome};
use std::path::PathBuf;

/// Run files of queries
#[derive(clap::Args)]
#[command(after_help = "Example:\n  chancery run my.chancery report.cypher")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file.
    graph: PathBuf,
    /// Files of statements, each ended by a semicolon.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

/// Runs the command.
pub fn run(_args: Args) -> Outcome {
    Err(Failure::query("`chancery run` is not supported yet"))
}
