//! The openCypher conformance kit, read from `../shared/tck` where it is there.
//!
//! Each scenario runs in process against a graph in memory. `TCK=match/Match1` runs only the scenarios whose place and
//! name contain that text, and prints what fails; without it every scenario must pass that is not left out below. Every one
//! runs twice, with all rewrites of the plan and with none.

mod gherkin;
mod scenario;
mod shown;
mod state;

use chancery::plan::rewrite::Rewrites;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Scenarios that are left out, by place and name, and why.
const LEFT_OUT: &[(&str, &str)] = &[];

/// So many scenarios pass at least; it only grows.
const REACHED: usize = 3066;

#[test]
fn the_conformance_kit_passes() {
    let kit = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/tck");
    let features = feature_files(&kit.join("features"));
    if features.is_empty() {
        println!("the conformance kit is not at {}, so nothing was run", kit.display());
        return;
    }
    let filter = std::env::var("TCK").unwrap_or_default();
    std::panic::set_hook(Box::new(|_| {}));
    let mut folders: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut failures = Vec::new();
    let mut left_out = 0;
    for file in features {
        let place = file.strip_prefix(kit.join("features")).unwrap_or(&file).with_extension("");
        let folder = place.parent().unwrap_or(Path::new("")).display().to_string();
        let text = std::fs::read_to_string(&file).expect("a feature file is readable");
        for scenario in gherkin::read(&text) {
            let name = format!("{} {}", place.display(), scenario.name);
            if !name.contains(&filter) {
                continue;
            }
            if let Some((_, reason)) = LEFT_OUT.iter().find(|(left_out, _)| *left_out == name) {
                println!("left out: {name}: {reason}");
                left_out += 1;
                continue;
            }
            let graphs = kit.join("graphs");
            let run = |rewrites| {
                catch_unwind(AssertUnwindSafe(|| scenario::run(&scenario, &graphs, rewrites)))
                    .unwrap_or_else(|panic| Err(format!("panic: {}", panic_message(&panic))))
            };
            let result = run(Rewrites::ALL)
                .and_then(|()| run(Rewrites::NONE).map_err(|reason| format!("without rewrites: {reason}")));
            let (passed, failed) = folders.entry(folder.clone()).or_default();
            match result {
                Ok(()) => *passed += 1,
                Err(reason) => {
                    *failed += 1;
                    failures.push(format!("{name}: {reason}"));
                }
            }
        }
    }
    let _ = std::panic::take_hook();
    for failure in &failures {
        println!("FAILED {failure}");
    }
    println!("{:<45} {:>6} {:>6}", "folder", "passed", "failed");
    for (folder, (passed, failed)) in &folders {
        println!("{folder:<45} {passed:>6} {failed:>6}");
    }
    let passed: usize = folders.values().map(|(passed, _)| passed).sum();
    println!("{:<45} {passed:>6} {:>6}   left out {left_out}", "all", failures.len());
    if filter.is_empty() {
        assert!(passed >= REACHED, "{passed} scenarios pass, {REACHED} did before");
    }
    assert!(failures.is_empty(), "{} scenarios fail", failures.len());
}

fn panic_message(panic: &Box<dyn std::any::Any + Send>) -> &str {
    panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or(panic.downcast_ref::<&str>().copied())
        .unwrap_or("without words")
}

/// Every feature file below the folder, in order.
fn feature_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(feature_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "feature") {
            files.push(path);
        }
    }
    files.sort();
    files
}
