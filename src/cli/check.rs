//! `chancery check`.

use super::{Failure, Outcome};
use crate::database::constraint;
use crate::graph::GraphRead;
use crate::store::{Access, Store, StoreError};
use std::path::PathBuf;

/// Verify every part of a graph file, and that its constraints hold
#[derive(clap::Args)]
#[command(after_help = "Example:\n  chancery check my.chancery")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file.
    graph: PathBuf,
}

/// Runs the command.
pub fn run(args: Args) -> Outcome {
    let failed = |error: StoreError| Failure::data(error.to_string());
    let store = Store::open(&args.graph, Access::Read).map_err(failed)?;
    store.verify().map_err(failed)?;
    let graph = store.graph();
    constraint::check_graph(graph).map_err(|error| Failure::data(error.message))?;
    println!(
        "{} is sound: {} nodes and {} relationships",
        args.graph.display(),
        graph.node_count(),
        graph.relationship_count()
    );
    Ok(())
}
