//! The shape of the house: which part may import which, and how long a file may be.
//!
//! The table below is the one of `docs/architecture.md`. A part may import only what its line names, and a line may
//! name only parts that stand above it, so neither an upward import nor a circle can pass.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Part and what it may import; a part within a part (`graph::load`) has its own line before the whole.
#[rustfmt::skip]
const IMPORTS: &[(&str, &[&str])] = &[
    ("span", &[]),
    ("steps", &[]),
    ("diagnostic", &["span"]),
    ("value", &["span", "diagnostic"]),
    ("functions", &["value"]),
    ("facts", &[]),
    // The line of the articles: it never sees a query.
    ("text", &["span", "steps"]),
    ("document", &["text", "facts", "span"]),
    ("extract", &["document", "text", "facts", "span", "steps"]),
    ("records", &["text", "facts"]),
    ("model", &["records", "extract", "document", "text", "facts"]),
    // The graph, where the two lines meet.
    ("graph::load", &["graph", "facts", "value", "text"]),
    ("graph", &["text", "value", "diagnostic"]),
    ("store", &["graph", "value", "diagnostic"]),
    ("import", &["store", "graph", "value", "diagnostic"]),
    // The line of the queries: it never sees an article.
    ("syntax", &["span", "steps", "diagnostic", "value"]),
    ("semantics", &["syntax", "functions", "graph", "span", "diagnostic", "value"]),
    ("plan", &["semantics", "syntax", "functions", "graph", "span", "diagnostic", "value"]),
    ("exec", &["plan", "semantics", "syntax", "functions", "graph", "text", "span", "diagnostic", "value"]),
    ("database", &["exec", "plan", "semantics", "syntax", "functions", "store", "graph", "span", "diagnostic", "value"]),
    ("named", &["database", "text", "syntax", "functions", "graph", "span", "diagnostic", "value"]),
    ("export", &["database", "exec", "graph", "span", "diagnostic", "value"]),
    // Faces to the user.
    ("console", &["export", "named", "database", "exec", "syntax", "import", "store", "graph", "text", "span", "diagnostic", "value"]),
    ("serve", &["export", "named", "database", "exec", "store", "graph", "functions", "syntax", "span", "diagnostic", "value"]),
    ("repl", &["console", "export", "named", "database", "exec", "store", "graph", "functions", "syntax", "text", "span", "diagnostic", "value"]),
    ("cli", &["repl", "console", "serve", "export", "named", "database", "exec", "plan", "semantics", "syntax", "functions", "import",
              "store", "graph", "model", "records", "extract", "document", "text", "facts", "span", "diagnostic", "value"]),
];

/// Lines that a file may have.
const LONGEST: usize = 800;

/// Files that may be longer, and why.
const LONGER_WITH_REASON: &[(&str, &str)] = &[];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is readable").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// `src/graph/load/mod.rs` is `["graph", "load"]`.
fn module_of(file: &Path) -> Vec<String> {
    let inside = file.strip_prefix(root().join("src")).expect("a file of src").with_extension("");
    let mut path: Vec<String> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if path.last().is_some_and(|last| last == "mod") {
        path.pop();
    }
    path
}

/// The code without comments and without its unit tests, which may look anywhere.
fn production_code(source: &str) -> String {
    let code = source.split("\n#[cfg(test)]\nmod tests").next().unwrap_or(source);
    code.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

/// Modules that are declared for tests only; like unit tests in a file, they may look anywhere.
fn test_modules() -> BTreeSet<Vec<String>> {
    let mut modules = BTreeSet::new();
    for file in rust_files(&root().join("src")) {
        let source = fs::read_to_string(&file).expect("sources are UTF-8");
        let lines: Vec<&str> = source.lines().collect();
        for pair in lines.windows(2).filter(|pair| pair[0].trim() == "#[cfg(test)]") {
            if let Some(name) = pair[1].trim().strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';')) {
                let mut module = module_of(&file);
                module.push(name.to_owned());
                modules.insert(module);
            }
        }
    }
    modules
}

/// The first names after each `crate::` (also in braces), and after enough `super::` to reach the crate.
fn names_from_the_root(code: &str, depth: usize) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let supers = "super::".repeat(depth.max(1));
    for prefix in ["crate::", supers.as_str()] {
        for (at, _) in code.match_indices(prefix) {
            // A longer run of `super::`, or a name that only ends in `crate`, is not this prefix.
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':' || c == '$') {
                continue;
            }
            names.extend(first_names(&code[at + prefix.len()..]));
        }
    }
    names
}

/// `graph::Change` gives `graph`; `{graph::{A, B}, value}` gives `graph` and `value`.
fn first_names(path: &str) -> Vec<String> {
    let identifier =
        |text: &str| -> String { text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
    let Some(group) = path.strip_prefix('{') else { return vec![identifier(path)] };
    let (mut names, mut depth, mut start) = (Vec::new(), 0usize, 0usize);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(identifier(&group[start..at]));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(identifier(&group[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    names
}

fn allowed(module: &[String]) -> Option<&'static [&'static str]> {
    let path = module.join("::");
    IMPORTS
        .iter()
        .filter(|(part, _)| path == *part || path.starts_with(&format!("{part}::")))
        .max_by_key(|(part, _)| part.len())
        .map(|(_, imports)| *imports)
}

#[test]
fn every_line_of_the_table_names_only_parts_above_it() {
    for (place, (part, imports)) in IMPORTS.iter().enumerate() {
        for import in *imports {
            let above = IMPORTS[..place].iter().any(|(earlier, _)| earlier == import);
            let own_whole = part.split("::").next() == Some(import);
            assert!(above || own_whole, "`{part}` may import `{import}`, which does not stand above it");
        }
    }
}

#[test]
fn parts_import_only_what_the_table_allows() {
    let parts: BTreeSet<&str> = IMPORTS.iter().filter_map(|(part, _)| part.split("::").next()).collect();
    let mut wrong = Vec::new();
    let mut checked = 0;
    let test_modules = test_modules();
    for file in rust_files(&root().join("src")) {
        let module = module_of(&file);
        if matches!(module.first().map(String::as_str), None | Some("lib" | "main")) {
            continue;
        }
        if test_modules.contains(&module) {
            continue;
        }
        let Some(imports) = allowed(&module) else {
            wrong.push(format!("{}: `{}` is not in the table", file.display(), module[0]));
            continue;
        };
        let code = production_code(&fs::read_to_string(&file).expect("sources are UTF-8"));
        // A `mod.rs` or `name.rs` at depth n reaches the crate by n `super::`.
        for name in names_from_the_root(&code, module.len()) {
            if parts.contains(name.as_str()) && name != module[0] && !imports.contains(&name.as_str()) {
                wrong.push(format!("{}: `{}` may not import `{name}`", file.display(), module.join("::")));
            }
        }
        checked += 1;
    }
    assert!(checked > 0, "no source file was read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_crate_declares_no_part_outside_the_table() {
    let declared = fs::read_to_string(root().join("src/lib.rs")).expect("src/lib.rs is there");
    for line in declared.lines() {
        if let Some(name) = line.strip_prefix("pub mod ").and_then(|rest| rest.strip_suffix(';')) {
            assert!(IMPORTS.iter().any(|(part, _)| *part == name), "`{name}` of src/lib.rs is not in the table");
        }
    }
}

#[test]
fn every_dependency_has_its_line() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml is there");
    let page = fs::read_to_string(root().join("docs/dependencies.md")).expect("the page is there");
    let mut named = BTreeSet::new();
    let mut inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = matches!(line, "[dependencies]" | "[dev-dependencies]");
        } else if let (true, Some((name, _))) = (inside, line.split_once(" = ")) {
            assert!(page.contains(&format!("| {name} |")), "docs/dependencies.md has no line for `{name}`");
            named.insert(name.to_owned());
        }
    }
    assert!(named.len() > 10, "the dependencies were not found");
    let listed =
        page.lines().filter_map(|line| line.strip_prefix("| ")?.split(' ').next()).filter(|name| *name != "crate");
    for name in listed {
        assert!(named.contains(name), "docs/dependencies.md tells of `{name}`, which is not needed any more");
    }
}

#[test]
fn no_file_is_longer_than_a_reader_can_hold() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests", "benches"] {
        let folder = root().join(folder);
        for file in if folder.exists() { rust_files(&folder) } else { Vec::new() } {
            let lines = fs::read_to_string(&file).expect("sources are UTF-8").lines().count();
            let name = file.strip_prefix(root()).expect("inside the package").to_string_lossy().into_owned();
            if lines > LONGEST && !LONGER_WITH_REASON.iter().any(|(listed, _)| *listed == name) {
                wrong.push(format!(
                    "{name} has {lines} lines, more than {LONGEST}: split it, or list it with its reason"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_imports_sees_groups_supers_and_plain_paths() {
    let names = |code, depth| names_from_the_root(code, depth).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(names("use crate::graph::Change;", 1), "graph");
    assert_eq!(names("use crate::{graph::{A, B}, value::Value};", 1), "graph value");
    assert_eq!(names("fn f() { crate::exec::run() }", 1), "exec");
    assert_eq!(names("use super::super::plan::Plan;", 2), "plan");
    assert_eq!(names("use super::sibling::Thing;", 2), "");
}
