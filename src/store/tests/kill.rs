//! A process killed in the middle of its commits loses none that it acknowledged.

use super::durability::cases;
use crate::graph::GraphRead;
use crate::store::{Access, Store};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

const CHILD: &str = "CHANCERY_KILLED_CHILD";

/// In the child: commits for as long as it lives, and says so after each.
#[test]
fn child_commits_until_killed() {
    let Some(path) = std::env::var_os(CHILD) else { return };
    let mut store = Store::open(Path::new(&path), Access::Create).unwrap();
    for round in 0.. {
        store.graph_mut().create_node(vec![], vec![]).unwrap();
        store.commit().unwrap();
        println!("\nacknowledged {}", store.graph().node_count());
        if round % 16 == 15 {
            store.checkpoint().unwrap();
        }
    }
}

#[test]
fn killed_processes_lose_nothing_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("killed.chancery");
    let rounds = cases(600) / 100;
    let mut acknowledged = 0;
    for round in 0..rounds {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "store::tests::kill::child_commits_until_killed", "--nocapture"])
            .env(CHILD, &path)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let said = lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("acknowledged ")?.parse().ok());
        let mut said = said.skip(5 + round * 7 % 23);
        acknowledged = said.next().unwrap_or(acknowledged);
        child.kill().unwrap();
        acknowledged = said.last().unwrap_or(acknowledged);
        child.wait().unwrap();
        let store = Store::open(&path, Access::Read).unwrap();
        let found = store.graph().node_count();
        assert!(found == acknowledged || found == acknowledged + 1, "{found} found, {acknowledged} acknowledged");
    }
    Store::open(&path, Access::Write).unwrap().close().unwrap();
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["killed.chancery"], "temporaries are swept");
    println!("{rounds} processes killed, {acknowledged} commits acknowledged, 0 lost");
}
