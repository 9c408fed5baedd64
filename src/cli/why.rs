//! `chancery why`: the sentences that prove a fact, with the words marked.

use super::{Failure, Outcome};
use crate::console::proofs;
use crate::graph::load::evidence::Evidence;
use crate::graph::load::lookup;
use crate::store::{Access, Store};
use std::path::PathBuf;

/// Show the sentences that prove a fact
#[derive(clap::Args)]
#[command(after_help = "Examples:
  chancery why my.chancery 'Park Jin'
  chancery why my.chancery n17
  chancery why my.chancery r204

A name finds actors, places, agreements and everything else that has one; n17 is node 17 and r204 relationship 204, as
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
    let graph = store.graph();
    let found = lookup::find(graph, &args.subject);
    if found.is_empty() {
        let failure = Failure::query(format!("nothing in the graph is called `{}`", args.subject));
        return Err(match lookup::nearest(graph, &args.subject) {
            Some(near) => failure.with_hint(format!("did you mean `{near}`?")),
            None => failure,
        });
    }
    let mut out = anstream::AutoStream::auto(std::io::stdout()).lock();
    let mut evidence = Evidence::default();
    for subject in found {
        proofs::write_subject(&mut out, graph, &mut evidence, subject, args.limit)?;
    }
    Ok(())
}
