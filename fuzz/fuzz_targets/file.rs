//! Any bytes as a graph file: opened and read in whole, they give an error or a graph. Checksums are made to fit, so that
//! what lies behind them is reached.
#![no_main]

use chancery::graph::GraphRead;
use chancery::graph::snapshot::build::{HEADER_BYTES, header};
use chancery::graph::snapshot::image;
use chancery::graph::snapshot::source::Section;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|directory: &[u8]| {
    let section =
        Section { offset: HEADER_BYTES as u64, length: directory.len() as u32, checksum: crc(directory) };
    let mut file = header(&section).to_vec();
    file.extend(directory);
    if let Ok((snapshot, _)) = image::open(Box::new(file)) {
        snapshot.verify();
        for node in snapshot.nodes().take(100) {
            snapshot.node_properties(node);
        }
    }
});

/// CRC-32 as in zlib, bit by bit: the fuzzer's package needs no other dependency for it.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ if crc & 1 == 1 { 0xEDB8_8320 } else { 0 })
    })
}
