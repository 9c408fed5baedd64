//! From what a user types to the name as the graph spells it: case, diacritics and order of names do not matter.

use super::NamedError;
use crate::graph::GraphRead;
use crate::text::fold::fold;
use crate::value::NodeId;
use std::collections::BTreeSet;

/// A name as the graph spells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The `name` property.
    pub name: String,
    /// Whether the user typed something else than this name, leaving case and diacritics aside.
    pub differs: bool,
}

/// How well a node's names fit what was typed, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Exact,
    Folded,
    Alias,
    /// The same words in another order.
    Reordered,
    /// All the typed words are among those of a name.
    Partial,
}

/// Suggestions for a name that is not there.
const SUGGESTIONS: usize = 3;

/// Finds the one name that is meant among nodes with the label (all nodes for none).
///
/// # Errors
/// No name fits, or several fit equally well.
pub fn find_name(graph: &dyn GraphRead, label: Option<&str>, typed: &str) -> Result<Found, NamedError> {
    let wanted = Wanted::new(typed);
    let mut best: Option<(Fit, BTreeSet<String>)> = None;
    for (name, aliases) in names(graph, label) {
        let Some(fit) = wanted.fit(&name, &aliases) else { continue };
        match &mut best {
            Some((before, names)) if *before == fit => _ = names.insert(name),
            Some((before, _)) if *before < fit => {}
            _ => best = Some((fit, BTreeSet::from([name]))),
        }
    }
    match best {
        Some((fit, names)) if names.len() == 1 || fit == Fit::Exact => {
            let name = names.into_iter().next().unwrap_or_default();
            Ok(Found { differs: fit > Fit::Folded, name })
        }
        Some((_, names)) => {
            let more = names.len().saturating_sub(8);
            let mut candidates: Vec<String> = names.into_iter().take(8).map(|name| format!("`{name}`")).collect();
            if more > 0 {
                candidates.push(format!("{more} more"));
            }
            Err(NamedError::Ambiguous { given: typed.to_owned(), candidates })
        }
        None => Err(NamedError::UnknownName {
            what: match label {
                Some("Actor") => "person, country or organization",
                _ => "thing",
            },
            given: typed.to_owned(),
            nearest: nearest_names(graph, label, &wanted.folded),
        }),
    }
}

struct Wanted {
    typed: String,
    folded: String,
    words: BTreeSet<String>,
}

impl Wanted {
    fn new(typed: &str) -> Self {
        let typed = typed.trim().to_owned();
        let folded = fold(&typed);
        Self { words: words(&folded), typed, folded }
    }

    fn fit(&self, name: &str, aliases: &[String]) -> Option<Fit> {
        if self.words.is_empty() {
            return None;
        }
        if name == self.typed {
            return Some(Fit::Exact);
        }
        let folded = fold(name);
        if folded == self.folded {
            return Some(Fit::Folded);
        }
        let aliases: Vec<String> = aliases.iter().map(|alias| fold(alias)).collect();
        if aliases.contains(&self.folded) {
            return Some(Fit::Alias);
        }
        let all: Vec<BTreeSet<String>> = std::iter::once(&folded).chain(&aliases).map(|name| words(name)).collect();
        if all.contains(&self.words) {
            return Some(Fit::Reordered);
        }
        all.iter().any(|words| words.is_superset(&self.words)).then_some(Fit::Partial)
    }
}

fn words(folded: &str) -> BTreeSet<String> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Each node's name and other names.
fn names<'g>(graph: &'g dyn GraphRead, label: Option<&str>) -> impl Iterator<Item = (String, Vec<String>)> + 'g {
    let symbols = graph.symbols();
    let nodes: Box<dyn Iterator<Item = NodeId> + 'g> = match label.map(|label| symbols.find_label(label)) {
        None => graph.nodes(),
        Some(Some(label)) => graph.nodes_with_label(label),
        Some(None) => Box::new(std::iter::empty()),
    };
    let [name, acronym, aliases] = ["name", "acronym", "aliases"].map(|key| symbols.find_key(key));
    nodes.filter_map(move |node| {
        let of = |key| graph.node_property(node, key).texts();
        let named = name.map(of)?.into_iter().next()?;
        Some((named, [acronym, aliases].into_iter().flatten().flat_map(of).collect()))
    })
}

/// The names most like the folded text.
fn nearest_names(graph: &dyn GraphRead, label: Option<&str>, folded: &str) -> Vec<String> {
    const LIKE_ENOUGH: f64 = 0.6;
    let mut ranked: Vec<(f64, String)> = names(graph, label)
        .map(|(name, aliases)| {
            let likeness = std::iter::once(&name).chain(&aliases).map(|name| likeness(folded, &fold(name)));
            (likeness.fold(0.0, f64::max), name)
        })
        .filter(|(likeness, _)| *likeness >= LIKE_ENOUGH)
        .collect();
    ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    ranked.dedup_by(|one, other| one.1 == other.1);
    ranked.into_iter().take(SUGGESTIONS).map(|(_, name)| name).collect()
}

/// How alike two folded names are, between 0 and 1: as a whole, or each typed word and the word of the name most like it,
/// where all of them are nearly the same (`viktr` and `viktor orban`).
fn likeness(typed: &str, name: &str) -> f64 {
    const NEARLY_THE_SAME: f64 = 0.75;
    let alike = strsim::normalized_damerau_levenshtein;
    let name_words = words(name);
    let each = words(typed)
        .iter()
        .map(|typed| name_words.iter().map(|word| alike(typed, word)).fold(0.0, f64::max))
        .fold(1.0, f64::min);
    alike(typed, name).max(if each < NEARLY_THE_SAME { 0.0 } else { each })
}
