//! `chancery query`.

use super::{Failure, Outcome, limits, opening, output, parameters, streaming};
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

/// Run one query
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  chancery query my.chancery 'MATCH (p:Person) RETURN p.name ORDER BY p.name'
  chancery query my.chancery 'MATCH (m:Meeting) WHERE surely_after(m.start, $since) RETURN m' -p since=2022-02
  chancery query my.chancery -f question.cypher --format csv --excel -o answer.csv
  echo 'MATCH (n) RETURN count(*)' | chancery query my.chancery")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file.
    graph: PathBuf,
    /// The query; without it, and without --file, it is read from standard input.
    query: Option<String>,
    /// Read the query from this file (`-` for standard input).
    #[arg(short, long, conflicts_with = "query")]
    file: Option<PathBuf>,
    #[command(flatten)]
    parameters: parameters::GivenParameters,
    #[command(flatten)]
    output: output::Choice,
    #[command(flatten)]
    limits: limits::GivenLimits,
}

/// Runs the command.
pub fn run(args: Args) -> Outcome {
    let (query, origin) = text(&args)?;
    let statements = crate::syntax::split(&query);
    if statements.len() > 1 {
        return Err(Failure::usage(format!("there are {} statements here and `query` runs one", statements.len()))
            .with_hint("`chancery run GRAPH FILE` runs a file of several statements"));
    }
    if statements.is_empty() {
        return Err(Failure::usage("there is no query").with_hint("give one, such as 'MATCH (n) RETURN count(*)'"));
    }
    let parameters = args.parameters.read()?;
    let mut database = opening::open_for(&args.graph, &[&query])?;
    database.set_limits(args.limits.read());
    let (mut answer, rows) = streaming::run(&args.output, &mut database, &query, &parameters, origin.as_deref())?;
    if rows == 0 && !answer.columns.is_empty() {
        answer.warnings.extend(database.why_empty(&query, &parameters));
    }
    output::tell(&answer, &query, origin.as_deref());
    opening::close(database)
}

/// The query and the name of the file that it comes from.
fn text(args: &Args) -> Result<(String, Option<String>), Failure> {
    match (&args.query, &args.file) {
        (Some(query), _) => Ok((query.clone(), None)),
        (None, Some(file)) if file != Path::new("-") => {
            Ok((opening::read_query_file(file)?, Some(file.display().to_string())))
        }
        (None, file) => {
            if file.is_none() && std::io::stdin().is_terminal() {
                return Err(Failure::usage("there is no query").with_hint(
                    "give one, such as 'MATCH (n) RETURN count(*)', or open the shell with `chancery repl`",
                ));
            }
            let mut query = String::new();
            std::io::stdin()
                .read_to_string(&mut query)
                .map_err(|error| Failure::data(format!("the query on standard input cannot be read: {error}")))?;
            Ok((query, None))
        }
    }
}
