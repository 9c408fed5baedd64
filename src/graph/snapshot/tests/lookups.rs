//! What indexes and folded names find.

use super::*;

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
