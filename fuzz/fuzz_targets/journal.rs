//! Any bytes as a journal, and as the content of one of its frames.
#![no_main]

use chancery::graph::Symbols;
use chancery::store::{frame, journal};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = journal::parse(bytes);
    let _ = frame::decode(bytes, &mut Symbols::default());
});
