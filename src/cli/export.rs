//! `chancery export`.

use super::{Outcome, exporting, opening, parameters};
use crate::database::Access;
use crate::export::graph;
use std::path::PathBuf;

/// Write the graph, or the part that a query finds, in another form
#[derive(clap::Args)]
#[command(after_help = "\
Pictures (dot, html) leave topics out, and documents, whose sentences are in the tooltips; they show the most connected nodes.

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
    #[arg(long, value_name = "NODES", default_value_t = exporting::PICTURE_NODES)]
    limit: usize,
    /// Show the topics in a picture too.
    #[arg(long)]
    topics: bool,
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
    let wish = exporting::Wish {
        format: args.to,
        output: args.output,
        query: args.query,
        parameters: args.parameters.read()?,
        excel: args.excel,
        limit: args.limit,
        documents: args.documents,
        topics: args.topics,
        title: args.title.unwrap_or_else(|| opening::name(&args.graph)),
    };
    // A wrong command line is told before the graph is read.
    wish.format()?;
    let mut database = opening::open(&args.graph, Access::Read)?;
    exporting::export(&mut database, &wish)
}
