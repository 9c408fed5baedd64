//! The same questions to both forms of the same graph.

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

/// The identifiers that a lookup finds, by the property `id`, and those that a scan finds.
fn check_lookup(snapshot: &Snapshot, key: &str, lookup: Lookup<'_>) {
    let (Some(key), Some(id)) = (snapshot.symbols().find_key(key), snapshot.symbols().find_key("id")) else { return };
    for label in (0..3).map(LabelId) {
        let Some(found) = snapshot.find(label, key, &lookup) else { continue };
        let names = |nodes: &mut dyn Iterator<Item = NodeId>| {
            let mut names: Vec<String> = nodes.map(|node| format!("{:?}", snapshot.node_property(node, id))).collect();
            names.sort();
            names
        };
        let mut scanned =
            snapshot.nodes_with_label(label).filter(|node| lookup.fits(&snapshot.node_property(*node, key)));
        assert_eq!(names(&mut found.into_iter()), names(&mut scanned), "{lookup:?}");
    }
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

    #[test]
    fn an_index_finds_what_a_scan_finds(drawn in drawn(), narrow in any::<bool>(), number in -6i64..6, text in "[a-cÀ]{0,2}") {
        let snapshot = frozen(&build(&drawn, narrow));
        let (integer, float, string) = (Value::Integer(number), Value::Float(number as f64 + 0.5), Value::from(text.as_str()));
        check_lookup(&snapshot, "start", Lookup::Equal(&integer));
        check_lookup(&snapshot, "start", Lookup::Equal(&float));
        check_lookup(&snapshot, "start", Lookup::Between(Bound::Excluded(&integer), Bound::Unbounded));
        check_lookup(&snapshot, "start", Lookup::Between(Bound::Unbounded, Bound::Included(&float)));
        check_lookup(&snapshot, "name", Lookup::Equal(&string));
        check_lookup(&snapshot, "name", Lookup::Prefix(&text));
        check_lookup(&snapshot, "name", Lookup::Between(Bound::Included(&string), Bound::Unbounded));
        prop_assert_eq!(snapshot.damage(), None);
    }
}

/// One change to make, on whatever is there.
#[derive(Clone, Debug)]
enum Step {
    AddNode(u8),
    AddRelationship(u8, prop::sample::Index, prop::sample::Index),
    DeleteNode(prop::sample::Index),
    DeleteRelationship(prop::sample::Index),
    SetNode(prop::sample::Index, Plain),
    SetRelationship(prop::sample::Index, Plain),
    AddLabel(prop::sample::Index, u8),
    RemoveLabel(prop::sample::Index, u8),
}

fn step() -> impl Strategy<Value = Step> {
    let any = any::<prop::sample::Index>;
    prop_oneof![
        (0u8..4).prop_map(Step::AddNode),
        (0u8..4, any(), any()).prop_map(|(kind, start, end)| Step::AddRelationship(kind, start, end)),
        any().prop_map(Step::DeleteNode),
        any().prop_map(Step::DeleteRelationship),
        (any(), plain()).prop_map(|(node, plain)| Step::SetNode(node, plain)),
        (any(), plain()).prop_map(|(relationship, plain)| Step::SetRelationship(relationship, plain)),
        (any(), 0u8..4).prop_map(|(node, label)| Step::AddLabel(node, label)),
        (any(), 0u8..4).prop_map(|(node, label)| Step::RemoveLabel(node, label)),
    ]
}

/// Makes the change on the node or relationship that has the drawn place in order of the property `id`, so that it is
/// the same one in both forms.
fn take(graph: &mut Graph, step: &Step, fresh: i64) {
    let [id, key] = ["id", "name"].map(|key| graph.symbols_mut().key(key));
    let by_id = |value: Value| if let Value::Integer(id) = value { id } else { -1 };
    let mut nodes: Vec<NodeId> = graph.nodes().collect();
    nodes.sort_by_key(|node| by_id(graph.node_property(*node, id)));
    let mut relationships: Vec<RelationshipId> = graph.relationships().collect();
    relationships.sort_by_key(|relationship| by_id(graph.relationship_property(*relationship, id)));
    let node = |index: &prop::sample::Index| (!nodes.is_empty()).then(|| *index.get(&nodes));
    let relationship = |index: &prop::sample::Index| (!relationships.is_empty()).then(|| *index.get(&relationships));
    let fresh = vec![(id, Value::Integer(fresh))];
    match step {
        Step::AddNode(label) => {
            let label = graph.symbols_mut().label(&format!("L{label}"));
            graph.create_node(vec![label], fresh).unwrap();
        }
        Step::AddRelationship(kind, start, end) => {
            let kind = graph.symbols_mut().relationship_type(&format!("T{kind}"));
            if let (Some(start), Some(end)) = (node(start), node(end)) {
                graph.create_relationship(kind, start, end, fresh).unwrap();
            }
        }
        Step::DeleteNode(index) => drop(node(index).map(|node| graph.detach_delete_node(node).unwrap())),
        Step::DeleteRelationship(index) => {
            relationship(index).into_iter().for_each(|relationship| graph.delete_relationship(relationship).unwrap());
        }
        Step::SetNode(index, plain) => {
            node(index).into_iter().for_each(|node| graph.set_node_property(node, key, plain.into()).unwrap());
        }
        Step::SetRelationship(index, plain) => relationship(index)
            .into_iter()
            .for_each(|relationship| graph.set_relationship_property(relationship, key, plain.into()).unwrap()),
        Step::AddLabel(index, label) => {
            let label = graph.symbols_mut().label(&format!("L{label}"));
            node(index).into_iter().for_each(|node| {
                graph.add_label(node, label).unwrap();
            });
        }
        Step::RemoveLabel(index, label) => {
            let label = graph.symbols_mut().label(&format!("L{label}"));
            node(index).into_iter().for_each(|node| {
                graph.remove_label(node, label).unwrap();
            });
        }
    }
}

/// Declares indexes of nodes and relationships, by one property and by two.
fn declare(graph: &mut Graph) {
    let [name, start, other, weight] = ["name", "start", "other", "weight"].map(|key| graph.symbols_mut().key(key));
    let on = [graph.symbols_mut().label("L0"), graph.symbols_mut().label("L1")].map(Covered::Nodes);
    let kind = Covered::Relationships(graph.symbols_mut().relationship_type("T0"));
    let declared = [(on[0], vec![other]), (on[1], vec![name, start]), (kind, vec![weight])];
    for (number, (on, keys)) in declared.into_iter().enumerate() {
        graph.create_index(Index { name: format!("index {number}").into(), on, keys }).unwrap();
    }
}

/// What the indexes find of everything that is there, and nothing else.
fn check_indexes(graph: &Graph) {
    let sorted = |mut found: Vec<u32>| {
        found.sort_unstable();
        found
    };
    let symbols = graph.symbols();
    let keys: Vec<KeyId> = ["name", "start", "other"].iter().map(|key| symbols.find_key(key).unwrap()).collect();
    for label in ["L0", "L1"].map(|label| symbols.find_label(label).unwrap()) {
        let nodes: Vec<NodeId> = graph.nodes_with_label(label).collect();
        for key in &keys {
            for value in nodes.iter().map(|node| graph.node_property(*node, *key)) {
                for lookup in [
                    Lookup::Equal(&value),
                    Lookup::Between(Bound::Excluded(&value), Bound::Unbounded),
                    Lookup::Between(Bound::Unbounded, Bound::Included(&value)),
                ] {
                    let Some(found) = graph.find(label, *key, &lookup) else { continue };
                    let scanned = nodes.iter().filter(|node| lookup.fits(&graph.node_property(**node, *key)));
                    let scanned: Vec<u32> = scanned.map(|node| node.0).collect();
                    assert_eq!(sorted(found.into_iter().map(|node| node.0).collect()), scanned, "{lookup:?}");
                }
            }
        }
        for node in &nodes {
            let values = [graph.node_property(*node, keys[0]), graph.node_property(*node, keys[1])];
            let Some(found) = graph.find_equal(label, &keys[..2], &values) else { continue };
            let fits = |node: &&NodeId| {
                (0..2).all(|at| Lookup::Equal(&values[at]).fits(&graph.node_property(**node, keys[at])))
            };
            let scanned: Vec<u32> = nodes.iter().filter(fits).map(|node| node.0).collect();
            assert_eq!(sorted(found.into_iter().map(|node| node.0).collect()), scanned, "{values:?}");
        }
    }
    let (kind, weight) = (symbols.find_type("T0").unwrap(), symbols.find_key("weight").unwrap());
    let of_kind = || graph.relationships().filter(|relationship| graph.relationship_type(*relationship) == kind);
    for value in of_kind().map(|relationship| graph.relationship_property(relationship, weight)) {
        let Some(found) = graph.find_relationships(kind, &[weight], std::slice::from_ref(&value)) else { continue };
        let fits = |relationship: &RelationshipId| {
            Lookup::Equal(&value).fits(&graph.relationship_property(*relationship, weight))
        };
        let scanned: Vec<u32> = of_kind().filter(fits).map(|relationship| relationship.0).collect();
        assert_eq!(sorted(found.into_iter().map(|relationship| relationship.0).collect()), scanned, "{value:?}");
    }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn a_layer_over_a_snapshot_is_as_good_as_one_graph(
        drawn in drawn(), narrow in any::<bool>(), kept in prop::collection::vec(step(), 0..12), undone in prop::collection::vec(step(), 0..12),
    ) {
        let mut live = build(&drawn, narrow);
        declare(&mut live);
        let mut layered = Graph::from(frozen(&live));
        check_indexes(&live);
        check_indexes(&layered);
        for (number, step) in kept.iter().enumerate() {
            take(&mut live, step, 1000 + number as i64);
            take(&mut layered, step, 1000 + number as i64);
        }
        prop_assert_eq!(answers(&live), answers(&layered));
        check_indexes(&live);
        check_indexes(&layered);
        let mark = layered.mark();
        for (number, step) in undone.iter().enumerate() {
            take(&mut layered, step, 2000 + number as i64);
        }
        layered.undo_to(mark);
        check_indexes(&layered);
        prop_assert_eq!(answers(&live), answers(&layered));
        prop_assert_eq!(answers(&live), answers(&frozen(&layered)));
        layered.rollback();
        prop_assert!(layered.snapshot().is_some());
        prop_assert_eq!(answers(&build(&drawn, narrow)), answers(&layered));
    }
}

/// What some of petgraph's algorithms find, in a form that does not depend on the numbers of nodes.
fn petgraph_finds<G: GraphRead + ?Sized>(graph: &G) -> Vec<usize> {
    let walk = crate::graph::Walk::new(graph, None);
    let mut components: Vec<usize> = petgraph::algo::tarjan_scc(walk).iter().map(Vec::len).collect();
    let mut reached: Vec<usize> =
        graph.nodes().map(|node| petgraph::algo::dijkstra(walk, node, None, |_| 1usize).values().sum()).collect();
    components.sort_unstable();
    reached.sort_unstable();
    components.push(usize::from(petgraph::algo::is_cyclic_directed(walk)));
    components.extend(reached);
    components
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn petgraph_runs_on_both_forms(drawn in drawn(), steps in prop::collection::vec(step(), 0..8)) {
        let mut live = build(&drawn, false);
        prop_assert_eq!(petgraph_finds(&live), petgraph_finds(&frozen(&live)));
        let mut layered = Graph::from(frozen(&live));
        for (number, step) in steps.iter().enumerate() {
            take(&mut live, step, 1000 + number as i64);
            take(&mut layered, step, 1000 + number as i64);
        }
        prop_assert_eq!(petgraph_finds(&live), petgraph_finds(&layered));
    }
}

#[test]
fn folded_names_ignore_case_and_diacritics() {
    let mut graph = Graph::default();
    let (actor, name) = (graph.symbols_mut().label("Actor"), graph.symbols_mut().key("name"));
    for text in ["Bùi Thanh Sơn", "Đức", "Park Jin", "bui thanh son"] {
        graph.create_node(vec![actor], vec![(name, text.into())]).unwrap();
    }
    let snapshot = frozen(&graph);
    let found = |text| snapshot.find(actor, name, &Lookup::Folded(text)).unwrap();
    assert_eq!(found("BUI THANH SON"), [NodeId(0), NodeId(3)]);
    assert_eq!(found("Duc"), [NodeId(1)]);
    assert_eq!(found("nobody"), []);
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
