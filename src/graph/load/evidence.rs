//! Why the graph says what it says: the sentences, with the words marked.

use super::account::{Properties, text};
use super::{read, write};
use crate::graph::{Direction, GraphRead};
use crate::text::Text;
use crate::value::{NodeId, RelationshipId};
use rustc_hash::FxHashMap;
use serde_json::Value as Json;
use std::ops::Range;

/// One document's word for a node or a relationship.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    /// The document.
    pub source: String,
    /// Its headline, empty where it has none.
    pub title: String,
    /// When it was published, empty where it does not say.
    pub published: String,
    /// The rule that read it.
    pub rule: String,
    /// Between 0 and 1.
    pub confidence: Option<f64>,
    /// Why the document's thing was taken for this node, empty where nothing was to be decided.
    pub merged: String,
    /// The words; none where the statement has no place of its own, or the graph does not keep the text.
    pub quote: Option<Quote>,
}

/// A sentence with the words in question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Its number in the document, from 0.
    pub sentence: u32,
    /// The sentence.
    pub text: String,
    /// The words, as a range of bytes of `text`.
    pub words: Range<usize>,
}

/// Finds sentences, each document cut only once.
#[derive(Debug, Default)]
pub struct Evidence {
    texts: FxHashMap<NodeId, Option<Text>>,
}

impl Evidence {
    /// Every place that speaks of the node, in the order of documents and places.
    pub fn of_node(&mut self, graph: &dyn GraphRead, node: NodeId) -> Vec<Proof> {
        let mut rule_of: FxHashMap<NodeId, Properties> = FxHashMap::default();
        read::neighbours(graph, node, Direction::Outgoing, "MENTIONED_IN")
            .into_iter()
            .map(|mention| {
                let place = read::relationship_properties(graph, mention.relationship);
                let first = rule_of.entry(mention.node).or_insert_with(|| place.clone()).clone();
                self.proof(graph, mention.node, &place, &first)
            })
            .collect()
    }

    /// What each document says of the relationship. Where it does not say it in one place, the place that speaks of one
    /// of its ends stands for it, that of the start or end which fewest documents mention.
    pub fn of_relationship(&mut self, graph: &dyn GraphRead, relationship: RelationshipId) -> Vec<Proof> {
        if graph.symbols().type_name(graph.relationship_type(relationship)) == "MENTIONED_IN" {
            let place = read::relationship_properties(graph, relationship);
            let (_, document) = graph.endpoints(relationship);
            return vec![self.proof(graph, document, &place, &place)];
        }
        let mut proofs = Vec::new();
        let (start, end) = graph.endpoints(relationship);
        for (source, said) in write::stated_of_relationship(graph, relationship) {
            let mentions = |node| {
                let mut mentions = read::neighbours(graph, node, Direction::Outgoing, "MENTIONED_IN");
                mentions.retain(|mention| read::node_text(graph, mention.node, "source") == source);
                mentions
            };
            let (of_start, of_end) = (mentions(start), mentions(end));
            let Some(nearest) =
                [&of_start, &of_end].into_iter().filter(|some| !some.is_empty()).min_by_key(|some| some.len())
            else {
                continue;
            };
            let mention = nearest[0];
            let place = match said.contains_key("start") {
                true => said.clone(),
                false => read::relationship_properties(graph, mention.relationship),
            };
            proofs.push(self.proof(graph, mention.node, &place, &said));
        }
        proofs
    }

    fn proof(&mut self, graph: &dyn GraphRead, document: NodeId, place: &Properties, said: &Properties) -> Proof {
        Proof {
            source: read::node_text(graph, document, "source"),
            title: read::node_text(graph, document, "title"),
            published: read::node_text(graph, document, "published"),
            rule: text(said, "rule").to_owned(),
            confidence: said.get("confidence").and_then(Json::as_f64),
            merged: text(said, "merged").to_owned(),
            quote: self.quote(graph, document, place),
        }
    }

    fn quote(&mut self, graph: &dyn GraphRead, document: NodeId, place: &Properties) -> Option<Quote> {
        let number = |key: &str| place.get(key).and_then(Json::as_u64).and_then(|number| u32::try_from(number).ok());
        let (sentence, start, end) = (number("sentence")?, number("start")?, number("end")?);
        let text = self
            .texts
            .entry(document)
            .or_insert_with(|| {
                let text = read::node_text(graph, document, "text");
                (!text.is_empty()).then(|| Text::new(text))
            })
            .as_ref()?;
        let (from, to) = match text.sentences.get(sentence as usize) {
            Some(cut) if cut.start <= start && start <= cut.end => (cut.start, cut.end.max(end)),
            // A row of a table, or an offset that no sentence holds: the words alone.
            _ => (start, end),
        };
        let quoted: String = text.raw().chars().skip(from as usize).take((to.saturating_sub(from)) as usize).collect();
        let byte = |offset: u32| {
            quoted.char_indices().nth(offset.saturating_sub(from) as usize).map_or(quoted.len(), |(byte, _)| byte)
        };
        let words = byte(start)..byte(end);
        Some(Quote { sentence, words, text: quoted })
    }
}
