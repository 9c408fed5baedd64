//! The command line: one file a command, one place that decides how a run ends.
//!
//! Data goes to standard output, messages to standard error. A command returns `Ok(())` or a [`Failure`], which
//! alone knows the exit codes; nothing else here ends the process.

mod ask;
mod check;
mod conflicts;
mod dump;
mod export;
mod import;
mod load;
mod query;
mod repl;
mod retract;
mod run;
mod schema;
mod serve;
mod tour;
mod why;

use crate::console::{Failure, Outcome, exporting, limits, message, opening, output, parameters, streaming};
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Reads news and records about diplomacy into a graph, and answers questions with the sentence that proves each answer.
#[derive(Parser)]
#[command(name = "chancery", version, max_term_width = 100, after_help = AFTER_HELP)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
}

const AFTER_HELP: &str = "\
Without a command, the shell opens on $CHANCERY_GRAPH or, failing that, on the sample graph.

GRAPH is a .chancery file, or a .graph.json file (opened in memory).

Exit codes: 0 done, 1 the query failed, 2 wrong usage, 3 bad input data.

Examples:
  chancery load articles/*.txt -g my.chancery
  chancery ask my.chancery met 'Park Jin'
  chancery query my.chancery 'MATCH (p:Person)-[:ATTENDED]->(m) RETURN p.name, m.name'
  chancery export my.chancery --to dot -o picture.dot";

#[derive(Subcommand)]
enum Command {
    Load(load::Args),
    Import(import::Args),
    Query(query::Args),
    Run(run::Args),
    Ask(ask::Args),
    Why(why::Args),
    Repl(repl::Args),
    Schema(schema::Args),
    Export(export::Args),
    Conflicts(conflicts::Args),
    Retract(retract::Args),
    Check(check::Args),
    Dump(dump::Args),
    Serve(serve::Args),
    Tour(tour::Args),
}

impl Command {
    fn run(self) -> Outcome {
        match self {
            Command::Load(args) => load::run(args),
            Command::Import(args) => import::run(args),
            Command::Query(args) => query::run(args),
            Command::Run(args) => run::run(args),
            Command::Ask(args) => ask::run(args),
            Command::Why(args) => why::run(args),
            Command::Repl(args) => repl::run(args),
            Command::Schema(args) => schema::run(args),
            Command::Export(args) => export::run(args),
            Command::Conflicts(args) => conflicts::run(args),
            Command::Retract(args) => retract::run(args),
            Command::Check(args) => check::run(args),
            Command::Dump(args) => dump::run(args),
            Command::Serve(args) => serve::run(args),
            Command::Tour(args) => tour::run(args),
        }
    }
}

/// Runs the program with the arguments of the process and says how it went.
pub fn main() -> ExitCode {
    let outcome = match CommandLine::try_parse() {
        Ok(CommandLine { command: Some(command) }) => command.run(),
        Ok(CommandLine { command: None }) => repl::run(repl::Args::default()),
        Err(error) => Err(Failure::from(error)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        super::CommandLine::command().debug_assert();
    }
}
