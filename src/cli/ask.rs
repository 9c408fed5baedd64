//! `chancery ask`.

use super::{Failure, Outcome, limits, message, opening, output, streaming};
use crate::database::Access;
use crate::named::{self, Library};
use std::path::PathBuf;

/// Ask a named query
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP, after_long_help = after_long_help())]
pub struct Args {
    /// The graph: a .chancery or .graph.json file.
    graph: PathBuf,
    /// The name of the query; without it, all are listed.
    name: Option<String>,
    /// What the query needs, in order. Names of people, countries and organizations may be typed in any case, without
    /// diacritics, and in part.
    arguments: Vec<String>,
    /// An argument by the name of its parameter.
    #[arg(short, long = "parameter", value_name = "NAME=VALUE")]
    parameter: Vec<String>,
    /// Tell what the query asks and needs, instead of asking it.
    #[arg(long)]
    describe: bool,
    #[command(flatten)]
    output: output::Choice,
    #[command(flatten)]
    limits: limits::GivenLimits,
}

const AFTER_HELP: &str = "\
Your own queries: put .cypher files into the folder that $CHANCERY_QUERIES names, or into chancery/queries of your
configuration folder.

Examples:
  chancery ask my.chancery
  chancery ask my.chancery met 'Park Jin'
  chancery ask my.chancery path 'bui thanh son' 'park jin'
  chancery ask my.chancery not-held --describe";

fn after_long_help() -> String {
    let queries = Library::built_in().map(|library| library.list()).unwrap_or_default();
    format!("Queries:\n{queries}\n{AFTER_HELP}")
}

/// Runs the command.
pub fn run(args: Args) -> Outcome {
    let library = opening::library()?;
    let Some(name) = &args.name else {
        return output::print(library.list());
    };
    let query = library.find(name)?;
    if args.describe {
        return output::print(query.help());
    }
    let named = args
        .parameter
        .iter()
        .map(|given| {
            let (name, value) = given.split_once('=').ok_or_else(|| {
                Failure::usage(format!("the parameter `{given}` has no value")).with_hint("write `-p NAME=VALUE`")
            })?;
            Ok((name.trim_start_matches('$').to_owned(), value.to_owned()))
        })
        .collect::<Result<Vec<_>, Failure>>()?;
    let mut database = opening::open(&args.graph, Access::Read)?;
    database.set_limits(args.limits.read());
    let bound = named::bind(query, &args.arguments, &named, database.graph())?;
    for (typed, taken) in &bound.taken {
        message::note(format!("`{typed}` is taken for {taken}"));
    }
    let origin = query.file.as_ref().map(|file| file.display().to_string());
    let (_, rows) = streaming::run(&args.output, &mut database, &query.text, &bound.parameters, origin.as_deref())?;
    if rows == 0 {
        message::note("no rows");
    }
    Ok(())
}
