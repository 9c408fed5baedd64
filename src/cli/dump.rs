//! `chancery dump`.

use super::{Failure, Outcome, message, output};
use crate::graph::json;
use crate::import::tables;
use crate::store::{Access, Store, StoreError};
use std::path::PathBuf;

/// Write the graph as text: graph JSON that `load` restores, or tables that `import` restores
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  chancery dump my.chancery > my.graph.json
  chancery dump my.chancery --tables folder")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file.
    graph: PathBuf,
    /// The file to write, instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write CSV tables with typed headers into this folder, one for each label set and relationship type.
    #[arg(long, value_name = "FOLDER", conflicts_with = "output")]
    tables: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: Args) -> Outcome {
    let failed = |error: StoreError| Failure::data(error.to_string());
    let store = Store::open(&args.graph, Access::Read).map_err(failed)?;
    if let Some(folder) = &args.tables {
        let written = tables::write(store.graph(), folder);
        let written = written.map_err(|error| Failure::data(format!("cannot write {}: {error}", folder.display())))?;
        store.sound().map_err(failed)?;
        if written.left_out > 0 {
            message::warning(format!("{} values that tables cannot hold were left out", written.left_out));
        }
        message::note(format!("wrote {} tables into {}", written.tables, folder.display()));
        return Ok(());
    }
    let mut sink = output::Sink::open(args.output.as_deref())?;
    sink.write(|out| json::write(store.graph(), out))?;
    // What could not be read was left out, and must not pass for the whole.
    store.sound().map_err(failed)?;
    sink.close()
}
