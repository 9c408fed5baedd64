//! `chancery dump`.

use super::{Failure, Outcome, output};
use crate::graph::json;
use crate::store::{Access, Store, StoreError};
use std::path::PathBuf;

/// Write the graph as text (graph JSON) that `load` restores
#[derive(clap::Args)]
#[command(after_help = "Example:\n  chancery dump my.chancery > my.graph.json")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file.
    graph: PathBuf,
    /// The file to write, instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: Args) -> Outcome {
    let failed = |error: StoreError| Failure::data(error.to_string());
    let store = Store::open(&args.graph, Access::Read).map_err(failed)?;
    let mut sink = output::Sink::open(args.output.as_deref())?;
    sink.write(|out| json::write(store.graph(), out))?;
    // What could not be read was left out, and must not pass for the whole.
    store.sound().map_err(failed)?;
    sink.close()
}
