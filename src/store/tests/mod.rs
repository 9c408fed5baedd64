//! What a graph file promises, kept on the real disk.

mod damage;
mod durability;
mod kill;
mod simulated;
mod stored;

use super::*;
use crate::graph::{Covered, GraphRead, Index};
use crate::value::Value;

#[test]
fn a_commit_lasts_and_a_rollback_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("small.chancery");
    assert!(matches!(Store::open(&path, Access::Write), Err(StoreError::Missing(_))));
    let mut store = Store::open(&path, Access::Create).unwrap();
    store.graph_mut().create_node(vec![], vec![]).unwrap();
    store.commit().unwrap();
    store.graph_mut().create_node(vec![], vec![]).unwrap();
    store.graph_mut().rollback();
    store.close().unwrap();
    let mut store = Store::open(&path, Access::Read).unwrap();
    assert_eq!(store.graph().node_count(), 1);
    store.graph_mut().create_node(vec![], vec![]).unwrap();
    assert!(matches!(store.commit(), Err(StoreError::ReadOnly(_))));
    assert_eq!(store.graph().node_count(), 1);
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        1,
        "a small graph is one file when no one has it open"
    );
}

#[test]
fn a_journal_is_replayed_with_its_names_and_declarations() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("g.chancery");
    let mut store = Store::open(&path, Access::Create).unwrap();
    for number in 0..3 {
        let graph = store.graph_mut();
        let label = graph.symbols_mut().label(&format!("L{number}"));
        let key = graph.symbols_mut().key("name");
        let node = graph.create_node(vec![label], vec![(key, Value::Integer(number))]).unwrap();
        let kind = graph.symbols_mut().relationship_type("SELF");
        graph.create_relationship(kind, node, node, vec![]).unwrap();
        let name = format!("index_{number}").into();
        graph.create_index(Index { name, on: Covered::Nodes(label), keys: vec![key] }).unwrap();
        store.commit().unwrap();
    }
    drop(store);
    assert!(with_suffix(&path, "-journal").exists());
    let store = Store::open(&path, Access::Read).unwrap();
    let graph = store.graph();
    let label = graph.symbols().find_label("L2").unwrap();
    assert_eq!((graph.label_count(label), graph.relationship_count(), graph.schema().indexes.len()), (1, 3, 3));
    let mut store = Store::open(&path, Access::Write).unwrap();
    assert!(matches!(Store::open(&path, Access::Write), Err(StoreError::Locked(_))), "the second writer is refused");
    store.checkpoint().unwrap();
    assert!(store.graph().snapshot().is_some() && !with_suffix(&path, "-journal").exists());
    assert_eq!(store.graph().schema().indexes.len(), 3);
}
