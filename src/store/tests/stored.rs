//! Files of every version that was released open for ever, with what is in them.

use crate::graph::{Demand, GraphRead, Lookup, json};
use crate::store::{Access, Store};
use crate::value::Value;
use std::path::Path;

/// A copy of a stored file, for opening must leave no trace in the repository whatever goes wrong; it is what the graph
/// JSON beside it says.
fn opened(name: &str) -> (tempfile::TempDir, Store) {
    let stored = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stored");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name).with_extension("chancery");
    std::fs::copy(stored.join(name).with_extension("chancery"), &path).unwrap();
    let store = Store::open(&path, Access::Read).unwrap();
    store.verify().unwrap();
    let mut text = Vec::new();
    json::write(store.graph(), &mut text).unwrap();
    let expected = std::fs::read_to_string(stored.join(format!("{name}.graph.json"))).unwrap();
    assert_eq!(String::from_utf8(text).unwrap(), expected);
    (folder, store)
}

#[test]
fn files_of_version_1_open() {
    let (_folder, store) = opened("version-1");
    let graph = store.graph();
    let actor = graph.symbols().find_label("Actor").unwrap();
    let name = graph.symbols().find_key("name").unwrap();
    let found = graph.find(actor, name, &Lookup::Folded("bui thanh son")).unwrap();
    assert!(matches!(graph.node_property(found[0], name), Value::String(name) if &*name == "Bùi Thanh Sơn"));
}

#[test]
fn files_of_version_2_open() {
    let (_folder, store) = opened("version-2");
    let graph = store.graph();
    let names: Vec<&str> = graph.schema().indexes.iter().map(|index| &*index.name).collect();
    assert_eq!(names, ["by_title", "by_kind_and_status"]);
    let demands: Vec<Demand> = graph.schema().constraints.iter().map(|constraint| constraint.demand).collect();
    assert_eq!(demands, [Demand::Unique, Demand::Exists]);
    let (holds, title) = (graph.symbols().find_type("HOLDS").unwrap(), graph.symbols().find_key("title").unwrap());
    let found = graph.find_relationships(holds, &[title], &["Foreign Minister".into()]).unwrap();
    assert!(!found.is_empty() && found.iter().all(|found| graph.relationship_type(*found) == holds));
}
