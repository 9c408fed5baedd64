//! `chancery why`.

use super::{Failure, Outcome};
use std::path::PathBuf;

/// Show the sentences that prove a fact
#[derive(clap::Args)]
#[command(after_help = "Example:\n  chancery why my.chancery 'Park Jin'")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file.
    graph: PathBuf,
    /// The name of the person, meeting, visit or other thing.
    name: String,
}

/// Runs the command.
pub fn run(_args: Args) -> Outcome {
    Err(Failure::query("`chancery why` is not supported yet"))
}
