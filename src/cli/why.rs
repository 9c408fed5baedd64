//! `chancery why`: the sentences that prove a fact, with the words marked.

use super::{Failure, Outcome};
use crate::console::proofs;
use crate::store::{Access, Store};
use std::path::PathBuf;

/// Show the sentences that prove a fact
#[derive(clap::Args)]
#[command(after_help = "Examples:
  chancery why my.chancery 'Park Jin'
  chancery why my.chancery n17
  chancery why my.chancery r204

A name, or a part of one, finds actors, places, agreements and everything else that has one; n17 is node 17 and r204 relationship 204, as
query results show them.")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file
    graph: PathBuf,
    /// A name, or n and the number of a node, or r and the number of a relationship
    subject: String,
    /// Places shown for each fact
    #[arg(long, default_value_t = 3)]
    limit: usize,
}

/// Runs the command.
pub fn run(args: Args) -> Outcome {
    let store = Store::open(&args.graph, Access::Read).map_err(|error| Failure::data(error.to_string()))?;
    proofs::print(store.graph(), &args.subject, args.limit)
}
