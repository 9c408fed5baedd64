//! The sentences that prove a fact, with the words marked.

use super::{Outcome, message, output};
use crate::graph::Graph;
use crate::graph::load::evidence::{Evidence, Proof};
use crate::graph::load::lookup::{self, Subject};
use crate::named::{Found, NamedError, find_name};
use anstyle::{Effects, Style};
use std::io::{self, Write};

const MARK: Style = Style::new().effects(Effects::BOLD);

/// Prints what proves everything that the words mean, at most `limit` places for each fact: a name, or a part of the name
/// of an actor or else of anything, or the number of a node or relationship as [`lookup::find`] takes it.
///
/// # Errors
/// Nothing in the graph is called so, or several things are.
pub fn print(graph: &Graph, words: &str, limit: usize) -> Outcome {
    let mut found = lookup::find(graph, words);
    if found.is_empty() {
        let Found { name, .. } = match find_name(graph, Some("Actor"), words) {
            Err(NamedError::UnknownName { .. }) => find_name(graph, None, words)?,
            decided => decided?,
        };
        message::note(format!("`{words}` is taken for {name}"));
        found = lookup::find(graph, &name);
    }
    let mut out = anstream::AutoStream::auto(std::io::stdout()).lock();
    let mut evidence = Evidence::default();
    for subject in found {
        write_subject(&mut out, graph, &mut evidence, subject, limit)?;
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
) -> io::Result<()> {
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

fn write_proofs(out: &mut dyn Write, proofs: &[Proof], limit: usize) -> io::Result<()> {
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
        let more = output::counted((proofs.len() - limit) as u64, "more place");
        writeln!(out, "  and {more} (`chancery why --limit` shows them)")?;
    }
    Ok(())
}
