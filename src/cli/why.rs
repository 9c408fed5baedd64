//! `chancery why`: the sentences that prove a fact, with the words marked.

use super::{Failure, Outcome};
use crate::graph::Graph;
use crate::graph::load::evidence::{Evidence, Proof};
use crate::graph::load::lookup::{self, Subject};
use crate::store::{Access, Store};
use anstyle::{Effects, Style};
use std::io::Write;
use std::path::PathBuf;

/// Show the sentences that prove a fact
#[derive(clap::Args)]
#[command(after_help = "Examples:
  chancery why my.chancery 'Park Jin'
  chancery why my.chancery n17
  chancery why my.chancery r204

A name finds actors, places, agreements and everything else that has one; n17 is node 17 and r204 relationship 204, as
query results show them.")]
pub struct Args {
    /// The graph: a .chancery or .graph.json file
    graph: PathBuf,
    /// A name, or n and the number of a node, or r and the number of a relationship
    subject: String,
    /// Places shown for each fact
    #[arg(long, default_value_t = 3)]
    limit: usize,
}

const MARK: Style = Style::new().effects(Effects::BOLD);

/// Runs the command.
pub fn run(args: Args) -> Outcome {
    let store = Store::open(&args.graph, Access::Read).map_err(|error| Failure::data(error.to_string()))?;
    let graph = store.graph();
    let found = lookup::find(graph, &args.subject);
    if found.is_empty() {
        let failure = Failure::query(format!("nothing in the graph is called `{}`", args.subject));
        return Err(match lookup::nearest(graph, &args.subject) {
            Some(near) => failure.with_hint(format!("did you mean `{near}`?")),
            None => failure,
        });
    }
    let mut out = anstream::AutoStream::auto(std::io::stdout()).lock();
    let mut evidence = Evidence::default();
    for subject in found {
        write_subject(&mut out, graph, &mut evidence, subject, args.limit)?;
    }
    Ok(())
}

/// Writes what proves a node, and each of its relationships; or one relationship.
fn write_subject(
    out: &mut dyn Write,
    graph: &Graph,
    evidence: &mut Evidence,
    subject: Subject,
    limit: usize,
) -> Outcome {
    writeln!(out, "{MARK}{}{MARK:#}", lookup::caption(graph, subject))?;
    match subject {
        Subject::Relationship(relationship) => {
            write_proofs(out, &evidence.of_relationship(graph, relationship), limit)?;
        }
        Subject::Node(node) => {
            write_proofs(out, &evidence.of_node(graph, node), limit)?;
            for relationship in lookup::relationships(graph, node) {
                writeln!(out, "{}", lookup::caption(graph, Subject::Relationship(relationship)))?;
                write_proofs(out, &evidence.of_relationship(graph, relationship), 1)?;
            }
        }
    }
    Ok(())
}

fn write_proofs(out: &mut dyn Write, proofs: &[Proof], limit: usize) -> Outcome {
    if proofs.is_empty() {
        writeln!(out, "  no document says so: it was added by hand")?;
    }
    for proof in proofs.iter().take(limit) {
        let published = if proof.published.is_empty() { String::new() } else { format!(", {}", proof.published) };
        match &proof.quote {
            Some(quote) => {
                writeln!(out, "  {}{published}, sentence {}:", proof.source, quote.sentence)?;
                let (before, rest) = quote.text.split_at(quote.words.start.min(quote.text.len()));
                let (words, after) = rest.split_at(quote.words.len().min(rest.len()));
                let line = format!("    {before}{MARK}[{words}]{MARK:#}{after}").replace('\n', " ");
                writeln!(out, "{}", line.trim_end())?;
            }
            None => writeln!(out, "  {}{published}: the text is not kept in the graph", proof.source)?,
        }
        let confidence =
            proof.confidence.map_or_else(String::new, |confidence| format!(", confidence {confidence:.2}"));
        if !proof.rule.is_empty() {
            writeln!(out, "    rule: {}{confidence}", proof.rule)?;
        }
        if !proof.merged.is_empty() {
            writeln!(out, "    known from another document: {}", proof.merged)?;
        }
    }
    if proofs.len() > limit {
        writeln!(out, "  and {} places more (--limit shows them)", proofs.len() - limit)?;
    }
    Ok(())
}
