//! `chancery serve`.

use super::{Failure, Outcome, limits, opening};
use crate::database::{Access, Database};
use std::io::{self, BufWriter};
use std::path::PathBuf;

/// Answer other programs over a line protocol
#[derive(clap::Args)]
#[command(after_help = "\
Each request is one JSON object on a line, and so is each answer. Values are Neo4j's typed JSON; parameters may be
plain JSON as well. Requests and answers are described in docs/protocol.md.

Example:
  echo '{\"id\":1,\"op\":\"run\",\"query\":\"RETURN 1 AS one\"}' | chancery serve --stdio")]
pub struct Args {
    /// Speak newline-delimited JSON on standard input and output.
    #[arg(long, required = true)]
    stdio: bool,
    /// The graph: a .chancery or .graph.json file; without it an empty one in memory.
    graph: Option<PathBuf>,
    /// Refuse statements that write.
    #[arg(long)]
    read_only: bool,
    #[command(flatten)]
    limits: limits::GivenLimits,
}

/// Runs the command.
pub fn run(args: Args) -> Outcome {
    let mut database = match &args.graph {
        Some(path) => opening::open(path, if args.read_only { Access::Read } else { Access::Write })?,
        None => Database::memory(),
    };
    database.set_limits(args.limits.read());
    crate::serve::serve(database, io::stdin().lock(), BufWriter::new(io::stdout().lock())).map_err(Failure::from)
}
