//! Documents that come twice, are corrected, withdrawn, copied or contradicted, and the file that corrects them.

use super::*;
use conflicts::conflicts;

#[test]
fn loading_twice_changes_nothing() {
    let article = talks("a.txt", "2022-10-19", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-18");
    let mut graph = loaded(&[&article]);
    graph.take_changes();
    let before = written(&graph);
    assert_eq!(load(&mut graph, &article.0).unwrap().outcome, Outcome::Unchanged);
    assert!(!graph.is_changed());
    assert_eq!(written(&graph), before);
}

#[test]
fn offices_say_when_they_were_seen() {
    let a = talks("a.txt", "2022-10-19", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-18");
    let b = talks("b.txt", "2022-07-14", ["Bùi Thanh Sơn", "Park Jin"], "2022-07-13");
    let graph = loaded(&[&a, &b]);
    let park = read::nodes(&graph, "Person")[1];
    let holds = read::neighbours(&graph, park, Direction::Outgoing, "HOLDS");
    assert_eq!(holds.len(), 1);
    let seen = |key| read::relationship_text(&graph, holds[0].relationship, key);
    assert_eq!((seen("observed_first"), seen("observed_last")), ("2022-07-13".into(), "2022-10-18".into()));
}

#[test]
fn retracting_brings_back_what_was_there_without_the_document() {
    let a = talks("a.txt", "2022-10-19", ["Bui Thanh Son", "Park Jin"], "");
    let b = talks("b.txt", "2022-10-20", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-18");
    let alone = loaded(&[&a]);
    let mut graph = loaded(&[&a, &b]);
    let mut loader = Loader::new(&graph, Curation::default());
    let document = read::nodes(&graph, "Document")[1];
    loader.retract(&mut graph, document).unwrap();
    assert_eq!((graph.node_count(), graph.relationship_count()), (alone.node_count(), alone.relationship_count()));
    assert_eq!(names(&graph, "Person"), names(&alone, "Person"));
    let holds = |graph: &Graph| {
        let park = read::nodes(graph, "Person")[1];
        let held = read::neighbours(graph, park, Direction::Outgoing, "HOLDS");
        read::relationship_properties(graph, held[0].relationship)
    };
    assert_eq!(holds(&graph), holds(&alone));
}

#[test]
fn a_corrected_document_replaces_only_its_own_statements() {
    let a = talks("a.txt", "2022-10-19", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-18");
    let b = talks("b.txt", "2022-07-14", ["Bùi Thanh Sơn", "Park Gin"], "2022-07-13");
    let mut corrected = talks("b.txt", "2022-07-14", ["Bùi Thanh Sơn", "Park Jin"], "2022-07-13");
    corrected.0.document.insert("sha256", Datum::Text("another".into()));
    let mut graph = loaded(&[&a, &b]);
    assert_eq!(count(&graph, "Person"), 3);
    assert_eq!(load(&mut graph, &corrected.0).unwrap().outcome, Outcome::Replaced);
    assert_eq!(names(&graph, "Person"), ["Bùi Thanh Sơn", "Park Jin"]);
    assert_eq!((count(&graph, "Meeting"), count(&graph, "Document")), (2, 2));
}

#[test]
fn a_copy_of_a_wire_story_counts_once() {
    let text: String = (0..120).map(|word| format!("word{} ", word * word % 97)).collect();
    let mut a = talks("a.txt", "2022-10-19", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-18");
    let mut b = talks("b.txt", "2022-10-19", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-18");
    a.0.document.insert("text", Datum::Text(text.clone()));
    b.0.document.insert("text", Datum::Text(format!("{text} (Agencies)")));
    let mut graph = loaded(&[&a]);
    let relationships = graph.relationship_count();
    assert_eq!(load(&mut graph, &b.0).unwrap().outcome, Outcome::CopyOf("a.txt".into()));
    assert_eq!((count(&graph, "Document"), graph.relationship_count()), (2, relationships + 1));
    // A text that is almost the same and says something else is a source of its own.
    let mut c = talks("c.txt", "2022-10-20", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-17");
    c.0.document.insert("text", Datum::Text(format!("{text} (Corrected)")));
    assert_eq!(load(&mut graph, &c.0).unwrap().outcome, Outcome::Added);
}

#[test]
fn contradictions_are_kept_and_reported() {
    let a = talks("a.txt", "2022-10-19", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-18");
    let b = talks("b.txt", "2022-10-20", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-17");
    let graph = loaded(&[&a, &b]);
    assert_eq!(count(&graph, "Meeting"), 2);
    let found = conflicts(&graph);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].what, "start");
    assert!(conflicts(&loaded(&[&a])).is_empty());
    let mut cancelled = talks("c.txt", "2022-10-21", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-18");
    cancelled.0.things.last_mut().unwrap().properties.insert("status", Datum::Text("cancelled".into()));
    let graph = loaded(&[&a, &cancelled]);
    assert_eq!(conflicts(&graph).iter().map(|one| one.what.as_str()).collect::<Vec<_>>(), ["status"]);
}

#[test]
fn curation_joins_parts_renames_and_leaves_out_and_can_be_undone() {
    let a = talks("a.txt", "2024-05-30", ["Bùi Thanh Sơn", "Cho Tae Yeol"], "2024-05-30");
    let b = talks("b.txt", "2024-05-31", ["Bùi Thanh Sơn", "Cho Tae-yul"], "2024-05-30");
    assert_eq!(count(&loaded(&[&a, &b]), "Person"), 3);
    let with = |source: &str, hash: &str, graph: &mut Graph| {
        let mut loader = Loader::new(graph, Curation::read(source, hash).unwrap());
        let log: Vec<String> = [&a, &b].iter().flat_map(|one| loader.load(graph, &one.0).unwrap().curated).collect();
        loader.finish(graph).unwrap();
        log
    };
    let mut graph = Graph::default();
    let same = "[[same]]\nlabel = \"Person\"\nnames = [\"Cho Tae-yul\", \"Cho Tae Yeol\"]\n";
    assert_eq!(with(same, "1", &mut graph).len(), 1);
    assert_eq!(names(&graph, "Person"), ["Bùi Thanh Sơn", "Cho Tae-yul"]);
    assert_eq!(count(&graph, "Meeting"), 1);
    // Without the entry the same documents are loaded as if it had never been.
    with("", "2", &mut graph);
    assert_eq!((count(&graph, "Person"), count(&graph, "Meeting")), (3, 2));
    let rest = "[[drop]]\nlabel = \"Meeting\"\ndocument = \"b.txt\"\n\
                [[rename]]\nlabel = \"Person\"\nname = \"Cho Tae Yeol\"\nto = \"Cho Tae-yul\"\n\
                [[different]]\nlabel = \"Person\"\nnames = [\"Bùi Thanh Sơn\", \"Someone\"]\n\
                [[date]]\nlabel = \"Meeting\"\ndocument = \"a.txt\"\nto_start = \"2024-06-01\"\n";
    with(rest, "3", &mut graph);
    assert_eq!((count(&graph, "Person"), count(&graph, "Meeting")), (2, 1));
    assert_eq!(read::node_text(&graph, read::nodes(&graph, "Meeting")[0], "start"), "2024-06-01");
}

#[test]
fn a_wrong_curation_file_is_refused_with_its_line() {
    let error = |source| Curation::read(source, "").unwrap_err().to_string();
    assert!(error("[[same]]\nlabel = \"Person\"\nname = \"X\"\n").starts_with("line "));
    assert!(error("[[drop]]\nlabel = \"Persn\"\nname = \"X\"\n").contains("`Persn` is no label"));
    assert!(error("[[drop]]\nlabel = \"Person\"\n").contains("needs at least one of"));
}

#[test]
fn nothing_is_written_that_the_schema_page_does_not_name() {
    let page = include_str!("../../../../docs/schema.md");
    let named = |word: &str| page.contains(&format!("`{word}`"));
    for (name, properties) in schema::LABELS.iter().chain(schema::TYPES) {
        assert!(named(name), "docs/schema.md does not name {name}");
        for property in properties.iter().copied().flatten() {
            assert!(named(property), "docs/schema.md does not name {property} of {name}");
        }
    }
    let written =
        || schema::LABELS.iter().chain(schema::TYPES).flat_map(|(_, properties)| properties.iter().copied().flatten());
    assert!(schema::DATES.iter().all(|date| written().any(|property| property == date)));
    for property in schema::ON_EVERY_RELATIONSHIP {
        assert!(named(property), "docs/schema.md does not name {property}");
    }
    let a = talks("a.txt", "2022-10-19", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-18");
    let b = talks("b.txt", "2022-10-19", ["Bui Thanh Son", "Park Jin"], "2022-10-18");
    let graph = loaded(&[&a, &b]);
    let allowed = |table: &[(&str, &[&[&str]])], name: &str, key: &str| {
        table.iter().any(|(held, groups)| *held == name && groups.iter().any(|keys| keys.contains(&key)))
    };
    for node in graph.nodes() {
        let labels: Vec<&str> = graph.labels(node).into_iter().map(|label| graph.symbols().label_name(label)).collect();
        for (key, _) in graph.node_properties(node) {
            let key = graph.symbols().key_name(key);
            assert!(labels.iter().any(|label| allowed(schema::LABELS, label, key)), "{key} on {labels:?}");
        }
    }
    for relationship in graph.relationships() {
        let name = graph.symbols().type_name(graph.relationship_type(relationship));
        for (key, _) in graph.relationship_properties(relationship) {
            let key = graph.symbols().key_name(key);
            assert!(
                allowed(schema::TYPES, name, key) || schema::ON_EVERY_RELATIONSHIP.contains(&key),
                "{key} on {name}"
            );
        }
    }
}
