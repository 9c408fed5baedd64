//! `chancery query`.

use super::{Failure, Outcome};
use std::path::PathBuf;

/// Run one query
#[derive(clap::Args)]
#[command(after_help = "Example:\n  chancery query my.chancery 'MATCH (p:Person) RETURN p.name'")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file.
    graph: PathBuf,
    /// The query.
    query: Option<String>,
}

/// Runs the command.
pub fn run(_args: Args) -> Outcome {
    Err(Failure::query("`chancery query` is not supported yet"))
}
