//! `chancery retract`.

use super::{Failure, Outcome};
use std::path::PathBuf;

/// Take back everything that one document said
#[derive(clap::Args)]
#[command(after_help = "Example:\n  chancery retract my.chancery 2022-07-13-call.txt")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file.
    graph: PathBuf,
    /// The document's source, as `chancery schema` lists it.
    document: String,
}

/// Runs the command.
pub fn run(_args: Args) -> Outcome {
    Err(Failure::query("`chancery retract` is not supported yet"))
}
