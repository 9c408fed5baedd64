//! `chancery retract`: takes back everything that one document said.

use super::{Failure, Outcome, message};
use crate::graph::GraphRead;
use crate::graph::load::curation::Curation;
use crate::graph::load::{Loader, documents};
use crate::store::{Access, Store};
use std::path::PathBuf;

/// Take back everything that one document said
#[derive(clap::Args)]
#[command(after_help = "Example:
  chancery retract my.chancery 2022-07-phone-call.txt

What other documents say too stays, with what they say. Load the document again to bring it back.")]
pub struct Args {
    /// The .chancery file
    graph: PathBuf,
    /// The document's source, as `chancery schema` lists it
    document: String,
}

/// Runs the command.
pub fn run(args: Args) -> Outcome {
    let failed = |error: crate::store::StoreError| Failure::data(error.to_string());
    if args.graph.extension().is_some_and(|extension| extension == "json") {
        return Err(Failure::usage("a .graph.json file is only read").with_hint("load it into a .chancery file first"));
    }
    let mut store = Store::open(&args.graph, Access::Write).map_err(failed)?;
    let Some(document) = documents::named(store.graph(), &args.document) else {
        let failure = Failure::data(format!("no document of the graph is called `{}`", args.document));
        return Err(match documents::nearest(store.graph(), &args.document) {
            Some(near) => failure.with_hint(format!("did you mean `{near}`?")),
            None => failure,
        });
    };
    let mut loader = Loader::new(store.graph(), Curation::default());
    let retracted = loader
        .retract(store.graph_mut(), document)
        .map_err(|error| Failure::data(format!("the document cannot be retracted: {error}")))?;
    let (nodes, relationships) = (store.graph().node_count(), store.graph().relationship_count());
    store.commit().map_err(failed)?;
    store.close().map_err(failed)?;
    message::note(format!(
        "{} nodes and {} relationships are gone, {} others stay with what other documents say; the graph has {nodes} nodes and \
         {relationships} relationships",
        retracted.nodes, retracted.relationships, retracted.kept
    ));
    for copy in retracted.copies {
        message::note(format!("its copy {copy} is gone with it; load it again and it speaks for itself"));
    }
    Ok(())
}
