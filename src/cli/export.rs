//! `chancery export`.

use super::{Failure, Outcome, message, opening, output, parameters};
use crate::database::Access;
use crate::export::graph::{self, Format, Options, Part};
use crate::graph::GraphRead;
use std::path::{Path, PathBuf};

/// Write the graph, or the part that a query finds, in another form
#[derive(clap::Args)]
#[command(after_help = "\
Pictures (dot, html) leave the documents out, whose sentences are in the tooltips, and show the most connected nodes.

Examples:
  chancery export my.chancery --to dot -o picture.dot && dot -Tsvg picture.dot -o picture.svg
  chancery export my.chancery --to html -o graph.html
  chancery export my.chancery --to csv --excel -o relationships.csv
  chancery export my.chancery --to xlsx -o part.xlsx --query 'MATCH path = (:Person)-[:MADE]->(:Visit) RETURN path'")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file.
    graph: PathBuf,
    /// The form; by default what the extension of the output file says.
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    to: Option<String>,
    /// Write to this file (for CSV also a folder) instead of standard output.
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// Export the nodes, relationships and paths that this query returns. Where it returns nodes only, the relationships
    /// between them come with them.
    #[arg(long, value_name = "CYPHER")]
    query: Option<String>,
    #[command(flatten)]
    parameters: parameters::GivenParameters,
    /// CSV as Excel opens it right: byte order mark, CRLF, and no cell that would run as a formula.
    #[arg(long)]
    excel: bool,
    /// The most nodes that a picture shows.
    #[arg(long, value_name = "NODES", default_value_t = 150)]
    limit: usize,
    /// Show the documents in a picture too.
    #[arg(long)]
    documents: bool,
    /// What a picture is called.
    #[arg(long)]
    title: Option<String>,
}

fn formats() -> clap::builder::PossibleValuesParser {
    let values =
        graph::FORMATS.iter().map(|format| clap::builder::PossibleValue::new(format.name).help(format.description));
    values.collect::<Vec<_>>().into()
}

/// Runs the command.
pub fn run(args: Args) -> Outcome {
    let format = format(&args)?;
    let parameters = args.parameters.read()?;
    let mut database = opening::open(&args.graph, Access::Read)?;
    let answer = match &args.query {
        Some(query) => Some(database.run(query, &parameters).map_err(|error| Failure::in_query(&error, query, None))?),
        None => None,
    };
    let whole = database.graph();
    let mut part = match &answer {
        None => Part::all(whole),
        Some(answer) => {
            let mut part = Part::none(whole);
            answer.rows().flat_map(|row| row.values()).for_each(|value| part.add(&value));
            if part.relationship_count() == 0 {
                part.connect();
            }
            if part.node_count() == 0 {
                message::warning("the query returns no nodes or relationships, so there is nothing to export");
                message::help("return them, as in `MATCH (p:Person)-[a:ATTENDED]->(m) RETURN p, a, m`");
            }
            part
        }
    };
    if format.picture {
        leave_out(&mut part, &args);
    }
    let title = args.title.clone().unwrap_or_else(|| name(&args.graph));
    let options = Options { whole, title, excel: args.excel };
    let mut sink = output::Sink::open(args.output.as_deref())?;
    sink.write(|out| format.write(&part, out, &options))?;
    sink.close()
}

fn format(args: &Args) -> Result<&'static Format, Failure> {
    let by_extension = || {
        let extension = args.output.as_deref()?.extension()?.to_str()?;
        graph::FORMATS.iter().find(|format| format.extension.eq_ignore_ascii_case(extension))
    };
    let format = args.to.as_deref().and_then(graph::find).or_else(by_extension);
    format.ok_or_else(|| {
        let names: Vec<&str> = graph::FORMATS.iter().map(|format| format.name).collect();
        Failure::usage("it is not clear in which form to export").with_hint(format!("give --to {}", names.join("|")))
    })
}

/// Takes out of a picture what would fill it, and tells.
fn leave_out(part: &mut Part<'_>, args: &Args) {
    if !args.documents {
        let documents = part.without_label("Document");
        if documents > 0 {
            let documents = output::counted(documents as u64, "document");
            message::note(format!(
                "left out {documents} (--documents shows them; their sentences are in the tooltips)"
            ));
        }
    }
    let before = part.node_count();
    let dropped = part.keep_most_connected(args.limit);
    if dropped > 0 {
        message::note(format!(
            "left out {dropped} of {before} nodes, the least connected (--limit {before} shows all; --query chooses)"
        ));
    }
}

/// `vnkr` for `some/vnkr.chancery`.
fn name(path: &Path) -> String {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    file.split('.').next().unwrap_or_default().to_owned()
}
