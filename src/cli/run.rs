//! `chancery run`.

use super::{Failure, Outcome, limits, opening, output, parameters};
use crate::database::{Database, Parameters};
use crate::span::Span;
use crate::syntax;
use std::path::{Path, PathBuf};

/// Run files of queries
#[derive(clap::Args)]
#[command(after_help = "\
Statements end with a semicolon and run in order, each in its own transaction. The first error ends the run.

Examples:
  chancery run my.chancery report.cypher
  chancery run my.chancery report.cypher --format markdown > report.md
  chancery run my.chancery *.cypher --into answers --format csv")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file.
    graph: PathBuf,
    /// Files of statements, each ended by a semicolon.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Make the graph if there is no such file.
    #[arg(long)]
    create: bool,
    /// Write each answer to a file of its own in this folder: FILE-1.csv, FILE-2.csv.
    #[arg(long, value_name = "FOLDER", conflicts_with = "output")]
    into: Option<PathBuf>,
    /// Go on with the next statement after an error; the exit code tells of it.
    #[arg(long)]
    keep_going: bool,
    #[command(flatten)]
    parameters: parameters::GivenParameters,
    #[command(flatten)]
    output: output::Choice,
    #[command(flatten)]
    limits: limits::GivenLimits,
}

struct File<'a> {
    path: &'a Path,
    text: String,
    statements: Vec<Span>,
}

/// Runs the command.
pub fn run(args: Args) -> Outcome {
    // Every file is read before anything runs: a missing one must not leave half of the work done.
    let files = args.files.iter().map(|path| read(path)).collect::<Result<Vec<_>, _>>()?;
    let texts: Vec<&str> = files.iter().map(|file| file.text.as_str()).collect();
    let parameters = args.parameters.read()?;
    let mut database = match args.create {
        true => opening::open_or_make(&args.graph)?,
        false => opening::open_for(&args.graph, &texts)?,
    };
    database.set_limits(args.limits.read());
    if let Some(folder) = &args.into {
        std::fs::create_dir_all(folder)
            .map_err(|error| Failure::query(format!("the folder `{}` cannot be made: {error}", folder.display())))?;
    }
    let outcome = statements(&args, &files, &parameters, &mut database);
    // What ran before a failure is kept, and its file left as tidy.
    outcome.and(opening::close(database))
}

/// Runs the statements of all files in order.
fn statements(args: &Args, files: &[File<'_>], parameters: &Parameters, database: &mut Database) -> Outcome {
    let mut pages = output::Pages::open(&args.output, args.output.output.as_deref())?;
    let mut failed = None;
    for file in files {
        let origin = file.path.display().to_string();
        for (place, span) in file.statements.iter().enumerate() {
            let statement = opening::in_place(&file.text, *span);
            match database.run(&statement, parameters) {
                Ok(answer) => {
                    match &args.into {
                        Some(folder) if !answer.columns.is_empty() => {
                            let format = args.output.format(Some(Path::new("")))?;
                            let stem = file.path.file_stem().unwrap_or_default().to_string_lossy();
                            let path = folder.join(format!("{stem}-{}.{}", place + 1, format.extension));
                            let mut page = output::Pages::open(&args.output, Some(&path))?;
                            page.add(&answer, database.graph())?;
                            page.close()?;
                        }
                        _ => pages.add(&answer, database.graph())?,
                    }
                    output::tell(&answer, &statement, Some(&origin));
                }
                Err(error) => {
                    let failure = Failure::in_query(&error, &statement, Some(&origin));
                    if !args.keep_going {
                        return Err(failure);
                    }
                    failure.report();
                    failed = Some(failed.unwrap_or(0) + 1);
                }
            }
        }
    }
    pages.close()?;
    match failed {
        Some(count) => Err(Failure::query(format!("{} failed", output::counted(count, "statement")))),
        None => Ok(()),
    }
}

fn read(path: &Path) -> Result<File<'_>, Failure> {
    let text = opening::read_query_file(path)?;
    let statements = syntax::split(&text);
    if statements.is_empty() {
        return Err(Failure::data(format!("the query file `{}` holds no statement", path.display())));
    }
    Ok(File { path, text, statements })
}
