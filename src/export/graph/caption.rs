//! The words that pictures put on nodes and relationships.

use crate::export::text;
use crate::graph::load::evidence::{Evidence, Proof};
use crate::graph::{GraphRead, KeyId};
use crate::value::{NodeId, RelationshipId, Value};

/// The text of a property, empty where there is none.
pub fn property(properties: &[(KeyId, Value)], key: &str, graph: &dyn GraphRead) -> String {
    let Some(key) = graph.symbols().find_key(key) else { return String::new() };
    match properties.iter().find(|(other, _)| *other == key) {
        Some((_, value)) => text::cell(value, graph, text::Detail::Brief),
        None => String::new(),
    }
}

/// What to call the node; a meeting or visit without a proper name is called by its kind.
pub fn node_title(node: NodeId, graph: &dyn GraphRead) -> String {
    let properties = graph.node_properties(node);
    let name = property(&properties, "name", graph);
    let kind = property(&properties, "kind", graph);
    let label = super::kind::of(node, graph).label;
    // Meetings read from text are named by the words that tell of them (`held talks`).
    let told = label == "Meeting" && !kind.is_empty() && !name.starts_with(char::is_uppercase);
    if !name.is_empty() && !told {
        return name;
    }
    match (kind.as_str(), label) {
        (_, "") | ("" | "other" | "unspecified", "Document") => text::node_title(node, graph),
        ("" | "other" | "unspecified", label) => label.to_owned(),
        (kind, "Visit") => format!("{} visit", kind.replace('_', " ")),
        (kind, _) => kind.replace('_', " "),
    }
}

/// When it was: `start`, or `start – end` where they differ. Empty when unknown.
pub fn date(properties: &[(KeyId, Value)], graph: &dyn GraphRead) -> String {
    // Numbers of the same names are offsets into a document.
    let text = |key| {
        graph.symbols().find_key(key).and_then(|key| match properties.iter().find(|(other, _)| *other == key) {
            Some((_, Value::Integer(_) | Value::Null)) | None => None,
            Some((_, value)) => Some(text::cell(value, graph, text::Detail::Brief)),
        })
    };
    let (start, end) = (text("start").unwrap_or_default(), text("end").unwrap_or_default());
    match (start.is_empty(), end.is_empty() || end == start) {
        (true, true) => String::new(),
        (true, false) => format!("until {end}"),
        (false, true) => start,
        (false, false) => format!("{start} – {end}"),
    }
}

/// The type of a relationship in words, with its role or title.
pub fn relationship_title(relationship: RelationshipId, graph: &dyn GraphRead) -> String {
    let words = graph.symbols().type_name(graph.relationship_type(relationship)).to_lowercase().replace('_', " ");
    let properties = graph.relationship_properties(relationship);
    let role = ["title", "role", "office"]
        .into_iter()
        .map(|key| property(&properties, key, graph))
        .find(|role| !role.is_empty() && role != "participant");
    match role {
        Some(role) => format!("{words}: {role}"),
        None => words,
    }
}

/// When a relationship held: its own dates, or those of the event that it belongs to.
pub fn relationship_date(relationship: RelationshipId, graph: &dyn GraphRead) -> String {
    let own = graph.relationship_properties(relationship);
    let (first, last) = (property(&own, "observed_first", graph), property(&own, "observed_last", graph));
    if !first.is_empty() {
        return if first == last || last.is_empty() { first } else { format!("{first} – {last}") };
    }
    let dated = date(&own, graph);
    if !dated.is_empty() {
        return dated;
    }
    let (start, end) = graph.endpoints(relationship);
    let event = [end, start]
        .into_iter()
        .find(|&node| matches!(super::kind::of(node, graph).label, "Meeting" | "Visit" | "Agreement"));
    event.map_or_else(String::new, |event| date(&graph.node_properties(event), graph))
}

/// All properties, one a line, for a tooltip.
pub fn details(properties: &[(KeyId, Value)], graph: &dyn GraphRead) -> String {
    let lines: Vec<String> = properties
        .iter()
        .map(|(key, value)| (graph.symbols().key_name(*key), value))
        .filter(|(key, _)| !HIDDEN.contains(key))
        .map(|(key, value)| format!("{key}: {}", text::cell(value, graph, text::Detail::Brief)))
        .collect();
    lines.join("\n")
}

/// Properties that are for the machine, or too long for a tooltip.
const HIDDEN: &[&str] = &["text", "fingerprint", "sha256", "statement", "statements", "rule", "curation", "name"];

/// Text of at most so many characters, the last of them an ellipsis where something is cut.
pub fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some(_) => text.chars().take(most - 1).chain(['…']).collect(),
        None => text.to_owned(),
    }
}

/// Text broken at spaces into lines of at most `width` characters where that can be.
pub fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut line = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if line > 0 && line + 1 + length > width {
            out.push('\n');
            line = 0;
        } else if line > 0 {
            out.push(' ');
            line += 1;
        }
        out.push_str(word);
        line += length;
    }
    out
}

/// What pictures tell of a thing when it is pointed at: what it is, and the sentences that say so.
pub struct Tooltips<'g> {
    whole: &'g dyn GraphRead,
    evidence: Evidence,
}

/// Sentences in a tooltip.
const QUOTES: usize = 3;

impl<'g> Tooltips<'g> {
    /// Looks up evidence in `whole`.
    pub fn new(whole: &'g dyn GraphRead) -> Self {
        Self { whole, evidence: Evidence::default() }
    }

    /// For a node.
    pub fn node(&mut self, node: NodeId) -> String {
        let properties = details(&self.whole.node_properties(node), self.whole);
        let proofs = self.evidence.of_node(self.whole, node);
        joined([node_title(node, self.whole), properties, quotes(proofs)])
    }

    /// For a relationship.
    pub fn relationship(&mut self, relationship: RelationshipId) -> String {
        let (start, end) = self.whole.endpoints(relationship);
        let ends = format!("{} → {}", node_title(start, self.whole), node_title(end, self.whole));
        let properties = details(&self.whole.relationship_properties(relationship), self.whole);
        let proofs = self.evidence.of_relationship(self.whole, relationship);
        joined([relationship_title(relationship, self.whole), ends, properties, quotes(proofs)])
    }
}

/// The first sentences, each once, with their documents.
fn quotes(proofs: Vec<Proof>) -> String {
    let mut said: Vec<String> = Vec::new();
    for proof in proofs {
        let Some(quote) = proof.quote else { continue };
        let line = format!("“{}” ({})", quote.text.split_whitespace().collect::<Vec<_>>().join(" "), proof.source);
        if !said.contains(&line) {
            said.push(line);
        }
    }
    if said.len() > QUOTES {
        let more = said.len() - QUOTES;
        said.truncate(QUOTES);
        said.push(format!("and {more} more"));
    }
    said.join("\n")
}

fn joined<const N: usize>(parts: [String; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}
