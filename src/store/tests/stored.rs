//! Files of every version that was released open for ever, with what is in them.

use crate::graph::{GraphRead, Lookup, json};
use crate::store::{Access, Store};
use crate::value::Value;
use std::path::Path;

#[test]
fn files_of_version_1_open() {
    let stored = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stored");
    // A copy, for opening must leave no trace in the repository whatever goes wrong.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("version-1.chancery");
    std::fs::copy(stored.join("version-1.chancery"), &path).unwrap();
    let store = Store::open(&path, Access::Read).unwrap();
    store.verify().unwrap();
    let mut text = Vec::new();
    json::write(store.graph(), &mut text).unwrap();
    let expected = std::fs::read_to_string(stored.join("version-1.graph.json")).unwrap();
    assert_eq!(String::from_utf8(text).unwrap(), expected);
    let graph = store.graph();
    let actor = graph.symbols().find_label("Actor").unwrap();
    let name = graph.symbols().find_key("name").unwrap();
    let found = graph.find(actor, name, &Lookup::Folded("bui thanh son")).unwrap();
    assert!(matches!(graph.node_property(found[0], name), Value::String(name) if &*name == "Bùi Thanh Sơn"));
}
