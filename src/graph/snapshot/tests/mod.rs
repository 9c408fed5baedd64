//! The same questions to both forms of the same graph.

mod changed;
mod lookups;

use super::*;
use crate::graph::{Covered, Graph, GraphRead, Index, Lookup};
use crate::value::Date;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::io::Cursor;
use std::ops::Bound;
use std::sync::Arc;

/// As many cases as `PROPTEST_CASES` says, or these.
fn cases(few: u32) -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(few),
    }
}

/// The snapshot of a graph, in memory.
fn frozen(graph: &Graph) -> Snapshot {
    let (file, _) = freeze::freeze(graph, graph.schema(), &[], Cursor::new(Vec::new())).unwrap();
    image::open(Box::new(file.into_inner())).unwrap().0
}

#[derive(Clone, Debug)]
enum Plain {
    Null,
    Flag(bool),
    Integer(i64),
    Float(f64),
    Text(String),
    Date(i64),
    List(Vec<i64>),
}

impl From<&Plain> for Value {
    fn from(plain: &Plain) -> Value {
        match plain {
            Plain::Null => Value::Null,
            Plain::Flag(flag) => Value::Boolean(*flag),
            Plain::Integer(integer) => Value::Integer(*integer),
            Plain::Float(float) => Value::Float(*float),
            Plain::Text(text) => Value::from(text.as_str()),
            Plain::Date(days) => Value::Date(Date::from_epoch_days(*days).unwrap()),
            Plain::List(items) => Value::List(Arc::new(items.iter().map(|item| Value::Integer(*item)).collect())),
        }
    }
}

fn plain() -> impl Strategy<Value = Plain> {
    prop_oneof![
        Just(Plain::Null),
        any::<bool>().prop_map(Plain::Flag),
        (-5i64..5).prop_map(Plain::Integer),
        any::<i64>().prop_map(Plain::Integer),
        any::<f64>().prop_map(Plain::Float),
        "[a-cÀ]{0,3}".prop_map(Plain::Text),
        (-9i64..9).prop_map(Plain::Date),
        Just(Plain::Date(1 << 36)),
        prop::collection::vec(any::<i64>(), 0..3).prop_map(Plain::List),
    ]
}

/// Nodes as their labels and properties, relationships as type, ends and a property. A column has one type of value
/// when `narrow`.
type Drawn = (Vec<(BTreeSet<u8>, Vec<Plain>)>, Vec<(u8, prop::sample::Index, prop::sample::Index, Plain)>);

fn drawn() -> impl Strategy<Value = Drawn> {
    let node = (prop::collection::btree_set(0u8..3, 0..3), prop::collection::vec(plain(), 3));
    let relationship = (0u8..3, any::<prop::sample::Index>(), any::<prop::sample::Index>(), plain());
    (prop::collection::vec(node, 1..40), prop::collection::vec(relationship, 0..80))
}

/// Builds the live form; property `id` tells nodes and relationships apart whatever their identifiers.
fn build((nodes, relationships): &Drawn, narrow: bool) -> Graph {
    let mut graph = Graph::default();
    let id = graph.symbols_mut().key("id");
    for (number, (labels, values)) in nodes.iter().enumerate() {
        let labels = labels.iter().map(|label| graph.symbols_mut().label(&format!("L{label}"))).collect();
        let mut properties = vec![(id, Value::Integer(number as i64))];
        for (key, plain) in values.iter().enumerate() {
            let value = match (narrow, key, plain) {
                (true, 0, Plain::Integer(integer)) => Value::Integer(*integer),
                (true, 1, Plain::Text(text)) => Value::from(text.as_str()),
                (true, 2, Plain::Date(days)) => Value::Date(Date::from_epoch_days(*days).unwrap()),
                (true, ..) => Value::Null,
                (false, ..) => plain.into(),
            };
            properties.push((graph.symbols_mut().key(["start", "name", "other"][key]), value));
        }
        graph.create_node(labels, properties).unwrap();
    }
    for (number, (kind, start, end, plain)) in relationships.iter().enumerate() {
        let kind = graph.symbols_mut().relationship_type(&format!("T{kind}"));
        let key = graph.symbols_mut().key("weight");
        let (start, end) = (NodeId(start.index(nodes.len()) as u32), NodeId(end.index(nodes.len()) as u32));
        let properties = vec![(id, Value::Integer(number as i64)), (key, plain.into())];
        graph.create_relationship(kind, start, end, properties).unwrap();
    }
    graph
}

/// A node as its labels and properties, in words.
fn node_text(graph: &dyn GraphRead, node: NodeId) -> String {
    format!("{:?} {:?}", graph.labels(node), graph.node_properties(node))
}

fn relationship_text(graph: &dyn GraphRead, relationship: RelationshipId) -> String {
    let (start, end) = graph.endpoints(relationship);
    format!(
        "{:?} {} {} {:?}",
        graph.relationship_type(relationship),
        node_text(graph, start),
        node_text(graph, end),
        graph.relationship_properties(relationship)
    )
}

/// Everything that can be asked, as sorted lines.
fn answers(graph: &dyn GraphRead) -> Vec<String> {
    let mut lines = vec![format!("{} {}", graph.node_count(), graph.relationship_count())];
    let kinds: Vec<Option<TypeId>> = (0..4u32).map(|number| number.checked_sub(1).map(TypeId)).collect();
    for node in graph.nodes() {
        let this = node_text(graph, node);
        for direction in [Direction::Outgoing, Direction::Incoming, Direction::Both] {
            for kind in &kinds {
                let mut count = 0;
                graph.neighbours(node, direction, *kind, &mut |neighbour| {
                    count += 1;
                    let other = node_text(graph, neighbour.node);
                    let relationship = relationship_text(graph, neighbour.relationship);
                    lines.push(format!("{this} {direction:?} {kind:?} {other} {relationship}"));
                });
                assert_eq!(count, graph.degree(node, direction, *kind));
            }
        }
        lines.push(this);
    }
    for label in (0..3).map(LabelId) {
        let nodes: Vec<NodeId> = graph.nodes_with_label(label).collect();
        assert_eq!(nodes.len(), graph.label_count(label));
        lines.extend(nodes.iter().map(|node| format!("{label:?} {}", node_text(graph, *node))));
    }
    for relationship in graph.relationships() {
        lines.push(relationship_text(graph, relationship));
    }
    lines.extend((0..3).map(|kind| format!("{kind} {}", graph.type_count(TypeId(kind)))));
    lines.sort();
    lines
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn both_forms_answer_alike(drawn in drawn(), narrow in any::<bool>()) {
        let graph = build(&drawn, narrow);
        let snapshot = frozen(&graph);
        prop_assert_eq!(snapshot.verify(), None);
        prop_assert_eq!(answers(&graph), answers(&snapshot));
        let again = frozen(&graph);
        prop_assert_eq!(answers(&snapshot), answers(&again));
    }
}

#[test]
fn long_columns_keep_every_row() {
    let mut graph = Graph::default();
    let label = graph.symbols_mut().label("Document");
    let [title, name, id, score] = ["title", "name", "id", "score"].map(|key| graph.symbols_mut().key(key));
    let cites = graph.symbols_mut().relationship_type("CITES");
    let rows = 20_000u32;
    for row in 0..rows {
        let text = |prefix: &str| Value::from(format!("{prefix} {}", row.wrapping_mul(2_654_435_761)).as_str());
        let mut properties = vec![(title, text("title")), (name, text("name")), (id, Value::Integer(i64::from(row)))];
        if row % 3 == 0 {
            properties.push((score, Value::Float(f64::from(row))));
        }
        let node = graph.create_node(vec![label], properties).unwrap();
        graph.create_relationship(cites, node, NodeId(row / 2), vec![(title, text("cites"))]).unwrap();
    }
    let snapshot = frozen(&graph);
    for row in (0..rows).step_by(7).chain([rows - 1]) {
        let [live, resting] = [&graph as &dyn GraphRead, &snapshot].map(|graph| node_text(graph, NodeId(row)));
        assert_eq!(live, resting);
        let relationship = RelationshipId(row);
        let properties = |graph: &dyn GraphRead| format!("{:?}", graph.relationship_properties(relationship));
        assert_eq!(properties(&graph), properties(&snapshot));
        let value = graph.node_property(NodeId(row), name);
        assert_eq!(snapshot.find(label, name, &Lookup::Equal(&value)).unwrap(), [NodeId(row)]);
    }
    assert_eq!((snapshot.verify(), snapshot.distinct(label, id)), (None, Some(rows as usize)));
}
