//! Any bytes as a table of nodes and, again, of relationships.
#![no_main]

use chancery::import::Import;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(folder) = tempfile::tempdir() else { return };
    let table = folder.path().join("table.csv");
    if std::fs::write(&table, bytes).is_err() {
        return;
    }
    let tables = [table];
    for skip_bad in [false, true] {
        let import = Import { nodes: &tables, relationships: &tables, delimiter: b',', list_delimiter: ';', skip_bad };
        let _ = import.run(&folder.path().join("g.chancery"), &|_| {});
    }
});
