//! Damaged and hostile files give an error or the right answers, never a panic: each test prints how many it tried.

use super::durability::cases;
use super::simulated::{Bug, Fault, Random, SimulatedDisk};
use crate::graph::snapshot::build::HEADER_BYTES;
use crate::graph::snapshot::source::SECTION_BYTES;
use crate::graph::{Direction, Graph, GraphRead, KeyId, LabelId, Lookup};
use crate::store::{Access, Store, StoreError, with_suffix};
use crate::value::{Date, NodeId, RelationshipId, Value};
use std::path::Path;
use std::sync::Arc;

const PATH: &str = "g.chancery";

/// A graph with every kind of column and index.
fn fill(graph: &mut Graph) {
    let [person, actor, meeting] = ["Person", "Actor", "Meeting"].map(|label| graph.symbols_mut().label(label));
    let [name, id, born, note, tags, mixed, flag, size] =
        ["name", "id", "born", "note", "tags", "mixed", "flag", "size"].map(|key| graph.symbols_mut().key(key));
    let [met, knows] = ["ATTENDED", "KNOWS"].map(|kind| graph.symbols_mut().relationship_type(kind));
    for number in 0..24i64 {
        let text = |prefix: &str| Value::from(format!("{prefix} {}", number * 7 % 24).as_str());
        let tag_list = Value::List(Arc::new(vec![Value::Integer(number), Value::Integer(-number)]));
        let mut properties = vec![(name, text("Bùi")), (id, Value::Integer(number * 5 % 24)), (tags, tag_list)];
        if number % 3 != 0 {
            properties.push((born, Value::Date(Date::from_epoch_days(number * 400).unwrap())));
            properties.push((flag, Value::Boolean(number % 2 == 0)));
            properties.push((size, Value::Float(number as f64 / 4.0)));
        }
        properties.push((mixed, if number % 2 == 0 { Value::Integer(number) } else { text("odd") }));
        properties.push((note, Value::from("the same note for all")));
        let labels = if number < 16 { vec![person, actor] } else { vec![meeting] };
        graph.create_node(labels, properties).unwrap();
    }
    for number in 0..40u32 {
        let kind = if number % 3 == 0 { knows } else { met };
        let properties = vec![(note, Value::from(["host", "guest"][number as usize % 2]))];
        graph.create_relationship(kind, NodeId(number % 16), NodeId(number * 5 % 24), properties).unwrap();
    }
}

/// Everything in the graph as text, or an error. Large claims of damaged files are looked at in part.
fn ask(disk: &SimulatedDisk) -> Result<String, StoreError> {
    let store = Store::open_on(Arc::new(disk.clone()), Path::new(PATH), Access::Read)?;
    let graph = store.graph();
    let mut text = format!("{} {} {:?}\n", graph.node_count(), graph.relationship_count(), graph.schema());
    for node in graph.nodes().take(100) {
        text += &format!("{:?} {:?} ", graph.labels(node), graph.node_properties(node));
        graph.neighbours(node, Direction::Both, None, &mut |neighbour| text += &format!("{neighbour:?} "));
        text += &format!("{}\n", graph.degree(node, Direction::Incoming, None));
    }
    for relationship in graph.relationships().take(100) {
        let properties = graph.relationship_properties(relationship);
        text += &format!(
            "{:?} {:?} {properties:?}\n",
            graph.endpoints(relationship),
            graph.relationship_type(relationship)
        );
    }
    for (label, key) in (0..3).flat_map(|label| (0..8).map(move |key| (LabelId(label), KeyId(key)))) {
        for lookup in [
            Lookup::Equal(&Value::Integer(5)),
            Lookup::Prefix("Bùi 1"),
            Lookup::Folded("BUI 2"),
            Lookup::Between(std::ops::Bound::Included(&Value::Integer(3)), std::ops::Bound::Unbounded),
        ] {
            let found = graph.find(label, key, &lookup).map(|found| found.into_iter().take(100).collect::<Vec<_>>());
            text += &format!("{found:?} ");
        }
    }
    store.verify()?;
    // Whoever hands out an answer asks this first.
    store.sound().map(|()| text)
}

/// A disk with a snapshot and a journal of two commits, closed or as after a crash.
fn disk(closed: bool) -> SimulatedDisk {
    let disk = SimulatedDisk::new(Fault::Nothing, Bug::None);
    let mut store = Store::open_on(Arc::new(disk.clone()), Path::new(PATH), Access::Create).unwrap();
    fill(store.graph_mut());
    store.checkpoint().unwrap();
    for number in 0..2 {
        let graph = store.graph_mut();
        let label = graph.symbols_mut().label("Late");
        graph.create_node(vec![label], vec![]).unwrap();
        let key = graph.symbols_mut().key("name");
        graph.set_node_property(NodeId(number), key, Value::from("another")).unwrap();
        graph.delete_relationship(RelationshipId(number)).unwrap();
        store.commit().unwrap();
    }
    if closed {
        drop(store);
    } else {
        std::mem::forget(store);
    }
    disk
}

fn files() -> [std::path::PathBuf; 2] {
    [Path::new(PATH).to_owned(), with_suffix(Path::new(PATH), "-journal")]
}

#[test]
fn no_flipped_bit_gives_a_wrong_answer() {
    let (mut flips, mut harmless) = (0, 0);
    for closed in [true, false] {
        let disk = disk(closed);
        let right = ask(&disk).unwrap();
        for path in files() {
            let bytes = disk.bytes(&path).unwrap();
            // All bits where there is time; by default every eleventh, from a different one for each file.
            let step = if cases(0) > 0 { 1 } else { 11 };
            for bit in (flips % step..bytes.len() * 8).step_by(step) {
                let mut flipped = bytes.clone();
                flipped[bit / 8] ^= 1 << (bit % 8);
                disk.put(&path, flipped);
                if let Ok(answer) = ask(&disk) {
                    assert_eq!(answer, right, "bit {bit} of {}", path.display());
                    harmless += 1;
                }
                flips += 1;
            }
            disk.put(&path, bytes);
        }
    }
    println!("{flips} flipped bits, {harmless} without effect, 0 wrong answers");
}

#[test]
fn a_file_cut_short_is_an_error_and_a_torn_journal_is_its_whole_commits() {
    let mut cuts = 0;
    for closed in [true, false] {
        let disk = disk(closed);
        for path in files() {
            let bytes = disk.bytes(&path).unwrap();
            for length in 0..bytes.len() {
                disk.put(&path, bytes[..length].to_vec());
                match ask(&disk) {
                    Err(_) => {}
                    Ok(_) => assert!(!closed && path != Path::new(PATH), "{length} bytes of {}", path.display()),
                }
                cuts += 1;
            }
            disk.put(&path, bytes);
        }
    }
    println!("{cuts} cut files, 0 wrong answers");
}

/// Where the sections of a file are named: place of the name, offset and length, those within others first.
fn sections(bytes: &[u8]) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    for place in 0..bytes.len().saturating_sub(SECTION_BYTES) {
        let number = |from: usize, length: usize| {
            bytes[place + from..place + from + length]
                .iter()
                .rev()
                .fold(0u64, |number, byte| number << 8 | u64::from(*byte))
        };
        let (offset, length, checksum) = (number(0, 8) as usize, number(8, 4) as usize, number(12, 4) as u32);
        let section = bytes.get(offset..).and_then(|rest| rest.get(..length));
        if length > 0 && offset >= HEADER_BYTES && section.is_some_and(|section| crc32fast::hash(section) == checksum) {
            found.push((place, offset, length));
        }
    }
    // A table of blocks lies behind its blocks, the directory behind all, and the header names the directory.
    found.sort_by_key(|(place, ..)| if *place < HEADER_BYTES { usize::MAX } else { *place });
    found
}

#[test]
fn hostile_files_with_valid_checksums_are_survived() {
    let disk = disk(true);
    let path = Path::new(PATH);
    let good = disk.bytes(path).unwrap();
    let sections = sections(&good);
    assert!(sections.len() > 20 && sections.last().is_some_and(|(place, ..)| *place < HEADER_BYTES));
    let mut random = Random(3);
    let (tried, mut opened) = (cases(3000), 0);
    for _ in 0..tried {
        let mut bytes = good.clone();
        for _ in 0..1 + random.below(4) {
            let at = HEADER_BYTES + random.below(bytes.len() - HEADER_BYTES);
            match random.below(4) {
                0 => bytes[at] = random.next() as u8,
                1 => bytes[at] ^= 1 << random.below(8),
                2 => bytes[at] = [0, 1, 0x7f, 0x80, 0xff][random.below(5)],
                _ => {
                    let extreme = [0u32, 1, u32::MAX, u32::MAX - 1, 1 << 31, 1 << 20][random.below(6)].to_le_bytes();
                    let end = (at + 4).min(bytes.len());
                    bytes[at..end].copy_from_slice(&extreme[..end - at]);
                }
            }
        }
        for (place, offset, length) in &sections {
            let checksum = crc32fast::hash(&bytes[*offset..offset + length]).to_le_bytes();
            bytes[place + 12..place + 16].copy_from_slice(&checksum);
        }
        let checksum = crc32fast::hash(&bytes[..HEADER_BYTES - 4]).to_le_bytes();
        bytes[HEADER_BYTES - 4..HEADER_BYTES].copy_from_slice(&checksum);
        let hostile = SimulatedDisk::new(Fault::Nothing, Bug::None);
        hostile.put(path, bytes);
        opened += usize::from(ask(&hostile).is_ok());
    }
    println!("{tried} hostile files, {opened} opened, 0 panics");
}

#[test]
fn random_files_are_refused() {
    let mut random = Random(11);
    let tried = cases(2000);
    for number in 0..tried {
        let mut bytes: Vec<u8> = (0..random.below(400)).map(|_| random.next() as u8).collect();
        if number % 2 == 0 {
            bytes.splice(0..0, *crate::graph::snapshot::build::MAGIC);
        }
        let hostile = SimulatedDisk::new(Fault::Nothing, Bug::None);
        hostile.put(Path::new(PATH), bytes);
        assert!(ask(&hostile).is_err());
    }
    println!("{tried} random files, 0 opened");
}
