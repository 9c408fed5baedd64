//! `chancery dump`.

use super::{Failure, Outcome, message, output};
use crate::export::graph::cypher;
use crate::graph::json;
use crate::import::tables;
use crate::store::{Access, Store, StoreError};
use std::path::{Path, PathBuf};

/// Write the whole graph as text, with its indexes and constraints, to be restored
#[derive(clap::Args)]
#[command(after_help = "\
Examples, each with the way back:
  chancery dump my.chancery > my.graph.json
  chancery load my.graph.json -g again.chancery

  chancery dump my.chancery --cypher > my.cypher
  chancery run again.chancery my.cypher --create

  chancery dump my.chancery --tables folder
  chancery import --nodes folder/nodes-* --relationships folder/relationships-* --declarations folder/declarations.cypher \
-g again.chancery")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file.
    graph: PathBuf,
    /// The file to write, instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write Cypher statements instead of graph JSON.
    #[arg(long, conflicts_with = "tables")]
    cypher: bool,
    /// Write CSV tables with typed headers into this folder, one for each label set and relationship type, and what is
    /// declared into `declarations.cypher`.
    #[arg(long, value_name = "FOLDER", conflicts_with = "output")]
    tables: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: Args) -> Outcome {
    let store = Store::open(&args.graph, Access::Read).map_err(failed)?;
    let graph = store.graph();
    if let Some(folder) = &args.tables {
        let written = write_tables(&store, folder);
        let tables = written.map_err(|error| Failure::data(format!("cannot write {}: {error}", folder.display())))?;
        store.sound().map_err(failed)?;
        message::note(format!("wrote {tables} tables into {}", folder.display()));
        return Ok(());
    }
    let mut sink = output::Sink::open(args.output.as_deref())?;
    sink.write(|out| match args.cypher {
        true => cypher::write_whole(graph, out),
        false => json::write_with(graph, graph.schema(), out),
    })?;
    // What could not be read was left out, and must not pass for the whole.
    store.sound().map_err(failed)?;
    sink.close()
}

fn failed(error: StoreError) -> Failure {
    Failure::data(error.to_string())
}

fn write_tables(store: &Store, folder: &Path) -> std::io::Result<usize> {
    let tables = tables::write(store.graph(), folder)?;
    let mut declarations = Vec::new();
    cypher::declarations(store.graph(), &mut declarations)?;
    if !declarations.is_empty() {
        std::fs::write(folder.join("declarations.cypher"), declarations)?;
    }
    Ok(tables)
}
