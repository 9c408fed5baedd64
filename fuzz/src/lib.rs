//! What the fuzz targets do with the bytes they are given. `tests/fuzz.rs` does the same with random bytes.

use chancery::graph::snapshot::build::{HEADER_BYTES, header};
use chancery::graph::snapshot::image;
use chancery::graph::snapshot::source::Section;
use chancery::graph::{GraphRead, Symbols};
use chancery::import::Import;
use chancery::store::{frame, journal};

/// Any bytes as the directory of a graph file: opened and read in whole, they give an error or a graph. The checksum is
/// made to fit, so that what lies behind it is reached.
pub fn file(directory: &[u8]) {
    let section = Section { offset: HEADER_BYTES as u64, length: directory.len() as u32, checksum: crc(directory) };
    let mut file = header(&section).to_vec();
    file.extend(directory);
    if let Ok((snapshot, _)) = image::open(Box::new(file)) {
        snapshot.verify();
        for node in snapshot.nodes().take(100) {
            snapshot.node_properties(node);
        }
    }
}

/// Any bytes as a journal, and as the content of one of its frames.
pub fn journal(bytes: &[u8]) {
    let _ = journal::parse(bytes);
    let _ = frame::decode(bytes, &mut Symbols::default());
}

/// Any bytes as tables of nodes and of relationships, and as each form of a whole graph.
pub fn table(bytes: &[u8]) {
    let Ok(folder) = tempfile::tempdir() else { return };
    let graph = folder.path().join("g.chancery");
    for extension in ["csv", "jsonl", "graphml"] {
        let table = [folder.path().join("table").with_extension(extension)];
        if std::fs::write(&table[0], bytes).is_err() {
            return;
        }
        let (tables, graphs): (&[_], &[_]) = if extension == "csv" { (&table, &[]) } else { (&[], &table) };
        for skip_bad in [false, true] {
            let import =
                Import { nodes: tables, relationships: tables, graphs, delimiter: b',', list_delimiter: ';', skip_bad };
            let _ = import.run(&graph, &|_| {});
            let _ = std::fs::remove_file(&graph);
        }
    }
}

/// CRC-32 as in zlib, bit by bit: the fuzzer's package needs no other dependency for it.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ if crc & 1 == 1 { 0xEDB8_8320 } else { 0 })
    })
}
