//! `chancery repl`, also what `chancery` alone does.

use super::{Outcome, opening};
use crate::console::sample;
use crate::repl;
use std::path::PathBuf;

/// Open the shell
#[derive(clap::Args, Default)]
#[command(after_help = "\
In the shell, :help lists what there is. Statements end with a semicolon. On a pipe, the shell reads statements and
commands and writes nothing but answers.

Examples:
  chancery repl my.chancery
  echo 'MATCH (n) RETURN count(*);' | chancery repl my.chancery")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file; without it $CHANCERY_GRAPH or the sample.
    graph: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: Args) -> Outcome {
    let graph = args.graph.or_else(|| std::env::var_os("CHANCERY_GRAPH").map(PathBuf::from));
    let opened = match graph.as_deref() {
        Some(path) => opening::open_to_work(path)?,
        None => sample::open()?,
    };
    repl::run(opened)
}
