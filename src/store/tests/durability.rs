//! No acknowledged commit is lost and no other is half there, whatever fails: each test prints how many cases it tried.

use super::simulated::{Bug, Fault, Random, SimulatedDisk};
use crate::graph::GraphRead;
use crate::store::{Access, Store, StoreError};
use crate::value::Value;
use std::path::Path;
use std::sync::Arc;

/// Cases of a test: few by default, more by the environment.
pub fn cases(few: usize) -> usize {
    std::env::var("CHANCERY_TEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(few)
}

const PATH: &str = "folder/g.chancery";

/// Adds a node with a long text, so that a commit spans sectors, and commits it.
fn commit_one(store: &mut Store, number: usize) -> Result<(), StoreError> {
    let graph = store.graph_mut();
    let label = graph.symbols_mut().label("Person");
    let key = graph.symbols_mut().key("name");
    let text = format!("{number} {}", "x".repeat(number * 397 % 1500));
    if graph.create_node(vec![label], vec![(key, Value::from(text.as_str()))]).is_err() {
        return Ok(());
    }
    store.commit()
}

/// What a session acknowledged.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Promise {
    acknowledged: usize,
}

/// How many different sessions the tests play.
const SCRIPTS: usize = 12;

/// Commits, checkpoints, ends and goes on, after what was promised before; stops at the first error unless `stubborn`.
/// The scripts differ in where they checkpoint and in which of their stores are closed.
fn session(disk: &SimulatedDisk, mut promise: Promise, script: usize, stubborn: bool) -> Promise {
    let disk: Arc<SimulatedDisk> = Arc::new(disk.clone());
    for round in 0..3 {
        let Ok(mut store) = Store::open_on(disk.clone(), Path::new(PATH), Access::Create) else {
            if stubborn {
                continue;
            }
            return promise;
        };
        for step in 0..4 {
            let is_checkpoint = (round * 4 + step + script).is_multiple_of(3 + script % 4);
            promise.acknowledged = store.graph().node_count();
            match if is_checkpoint { store.checkpoint() } else { commit_one(&mut store, promise.acknowledged) } {
                Ok(()) => promise.acknowledged = store.graph().node_count(),
                Err(_) if stubborn => {}
                Err(_) => return promise,
            }
        }
        // Some as a program that forgets to close, others cleanly.
        if !(script + round).is_multiple_of(3) && store.close().is_err() && !stubborn {
            return promise;
        }
    }
    promise
}

/// Opens what is left and says what is wrong with it.
fn inspect(disk: &SimulatedDisk, promise: &Promise) -> Result<(), String> {
    let disk = Arc::new(disk.repaired());
    let open = |access| Store::open_on(disk.clone(), Path::new(PATH), access);
    let count = |store: &Store| {
        let graph = store.graph();
        let label = graph.symbols().find_label("Person");
        let mut texts: Vec<String> = graph.nodes().map(|node| format!("{:?}", graph.node_properties(node))).collect();
        texts.sort();
        texts.dedup();
        let count = graph.node_count();
        let sound = texts.len() == count && label.map_or(0, |label| graph.label_count(label)) == count;
        store.verify().map_err(|error| error.to_string())?;
        if sound { Ok(count) } else { Err("a commit is half there".to_owned()) }
    };
    let store = match open(Access::Read) {
        Err(StoreError::Missing(_)) if promise.acknowledged == 0 => return Ok(()),
        store => store.map_err(|error| error.to_string())?,
    };
    let found = count(&store)?;
    let most = promise.acknowledged + 1;
    if !(promise.acknowledged..=most).contains(&found) {
        return Err(format!("{found} commits found, {} acknowledged", promise.acknowledged));
    }
    drop(store);
    let mut store = open(Access::Write).map_err(|error| error.to_string())?;
    if open(Access::Write).is_ok() {
        return Err("two writers".to_owned());
    }
    commit_one(&mut store, 1500).map_err(|error| error.to_string())?;
    // As after a kill, with the journal open, and then after a clean end.
    let killed = count(&open(Access::Read).map_err(|error| error.to_string())?)?;
    drop(store);
    let closed = count(&open(Access::Read).map_err(|error| error.to_string())?)?;
    match (killed, closed) {
        again if again == (found + 1, found + 1) => Ok(()),
        again => Err(format!("{again:?} commits found after one more than {found}")),
    }
}

/// Power lost at every operation of a session, and several disks after each; of each disk it is then lost once more, at
/// some operation of recovering and going on. Returns how many disks were inspected.
fn lose_power_everywhere(bug: Bug, script: usize, disks_each: usize) -> Result<usize, String> {
    let whole = SimulatedDisk::new(Fault::Nothing, bug);
    let promise = session(&whole, Promise::default(), script, false);
    inspect(&whole, &promise)?;
    let mut random = Random(7 + script as u64);
    let mut disks = 0;
    for at in 0..=whole.operations() {
        let disk = SimulatedDisk::new(Fault::PowerLoss(at), bug);
        let promise = session(&disk, Promise::default(), script, false);
        for _ in 0..disks_each {
            let left = disk.after_power_loss(&mut random);
            let again = left.copy(Fault::PowerLoss(random.below(24)));
            inspect(&left, &promise).map_err(|error| format!("power lost at operation {at}: {error}"))?;
            let promise = session(&again, promise, script + 1, false);
            let left = again.after_power_loss(&mut random);
            inspect(&left, &promise).map_err(|error| format!("power lost at operation {at} and again: {error}"))?;
            disks += 2;
        }
    }
    Ok(disks)
}

/// An error at every operation, once or from there on. Returns how many runs there were.
fn fail_everywhere(bug: Bug, script: usize) -> Result<usize, String> {
    let whole = SimulatedDisk::new(Fault::Nothing, bug);
    session(&whole, Promise::default(), script, true);
    let mut runs = 0;
    for at in 0..whole.operations() {
        for fault in [Fault::Error(at), Fault::Full(at)] {
            let disk = SimulatedDisk::new(fault, bug);
            let promise = session(&disk, Promise::default(), script, true);
            inspect(&disk, &promise).map_err(|error| format!("{fault:?}: {error}"))?;
            runs += 1;
        }
    }
    Ok(runs)
}

#[test]
fn power_loss_loses_nothing_acknowledged() {
    let disks_each = cases(2400).div_ceil(1200);
    let disks: usize = (0..SCRIPTS).map(|script| lose_power_everywhere(Bug::None, script, disks_each).unwrap()).sum();
    println!("{disks} disks after power loss, 0 commits lost");
}

#[test]
fn full_disks_and_failing_syncs_lose_nothing() {
    let runs: usize = (0..SCRIPTS).map(|script| fail_everywhere(Bug::None, script).unwrap()).sum();
    println!("{runs} runs with failing operations, 0 commits lost");
}

#[test]
fn planted_bugs_are_caught() {
    let bugs = [
        Bug::NoSyncOfJournal,
        Bug::NoSyncOfSnapshot,
        Bug::NoSyncOfFolder,
        Bug::RenameByCopy,
        Bug::WriteInPlace,
        Bug::LostLastByte,
        Bug::ErrorsIgnored,
        Bug::LocksForAll,
        Bug::FlippedReads,
        Bug::ShortReads,
        Bug::TailNotCut,
    ];
    for bug in bugs {
        let caught = lose_power_everywhere(bug, 0, 40).and_then(|_| fail_everywhere(bug, 0));
        let how = caught.expect_err(&format!("{bug:?} went unnoticed"));
        println!("{bug:?}: {how}");
    }
    println!("{} planted bugs, all caught", bugs.len());
}
