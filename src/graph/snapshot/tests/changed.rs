//! Changes leave a frozen graph and a live one with the same answers.

use super::*;

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
