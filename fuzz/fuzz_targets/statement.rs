//! Any text as a statement: reading it ends, and what was read is printed as text that reads the same.
#![no_main]

use chancery::syntax;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(statement) = syntax::parse(text) else { return };
    let printed = syntax::print(&statement);
    match syntax::parse(&printed) {
        Ok(again) => assert_eq!(syntax::print(&again), printed),
        Err(errors) => panic!("{printed}\n{errors:?}"),
    }
});
