//! Every command and query of the README does what it says.

#![allow(clippy::unwrap_used)] // The helpers of tests fail as tests do.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The lines of the README's fenced blocks of a language.
fn blocks(language: &str) -> Vec<String> {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let mut blocks = Vec::new();
    let mut block: Option<String> = None;
    for line in readme.lines() {
        match &mut block {
            Some(_) if line == "```" => blocks.extend(block.take()),
            Some(text) => text.push_str(&format!("{line}\n")),
            None if line == format!("```{language}") => block = Some(String::new()),
            None => {}
        }
    }
    blocks
}

/// A folder with the sample beside it and its articles as the user's own.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("graphs"), &folder.path().join("graphs"));
    copy(&root().join("graphs/vietnam-korea/articles"), &folder.path().join("articles"));
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn shell(line: &str, folder: &Path) -> Output {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_chancery"));
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(folder).env("PATH", path).env("HOME", folder);
    command.env_remove("CHANCERY_GRAPH").env_remove("CHANCERY_QUERIES").env_remove("XDG_CONFIG_HOME");
    command.stdin(std::process::Stdio::null());
    command.output().unwrap()
}

#[test]
fn the_commands_run() {
    let folder = folder();
    let mut ran = 0;
    for line in blocks("sh").iter().flat_map(|block| block.lines()) {
        // The test command is what runs this; installing is cargo's own.
        if line == "cargo test" || line.starts_with("cargo install") {
            continue;
        }
        if line.starts_with("dot ") && Command::new("dot").arg("-V").output().is_err() {
            eprintln!("skipped: Graphviz is not installed");
            continue;
        }
        let line = line.replace("cargo run --release --", "chancery");
        let output = shell(&line, folder.path());
        assert!(output.status.success(), "{line}\n{}", String::from_utf8_lossy(&output.stderr));
        ran += 1;
    }
    assert!(ran >= 10, "only {ran} commands were found");
    for file in ["people.md", "ministers.csv", "graph.xlsx", "picture.dot", "page.html"] {
        assert!(folder.path().join(file).exists(), "{file}");
    }
}

#[test]
fn the_tour_shows_a_table_csv_and_dot() {
    let folder = folder();
    let output = shell("chancery tour", folder.path());
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(out.contains("date,status,kind,who\n"), "{out}");
    assert!(out.lines().any(|line| line.starts_with("date  ")), "{out}");
    assert!(out.contains("digraph chancery {"), "{out}");
    for file in ["tour.chancery", "meetings.csv", "picture.dot", "graph.html"] {
        assert!(folder.path().join("chancery-tour").join(file).exists(), "{file}");
    }
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("graphs/vietnam-korea/articles");
    for article in fs::read_dir(sample).expect("the sample").flatten() {
        let written = folder.path().join("chancery-tour/articles").join(article.file_name());
        assert_eq!(fs::read(&written).ok(), fs::read(article.path()).ok(), "{}", written.display());
    }
    assert_eq!(shell("chancery tour", folder.path()).status.code(), Some(0), "a second time too");
}

#[test]
fn the_ten_queries_find_something() {
    let folder = folder();
    let queries = blocks("cypher");
    assert_eq!(queries.len(), 10);
    for query in queries {
        fs::write(folder.path().join("q.cypher"), &query).unwrap();
        let output = shell("chancery query graphs/vietnam-korea.graph.json -f q.cypher", folder.path());
        assert!(output.status.success(), "{query}\n{}", String::from_utf8_lossy(&output.stderr));
        let rows = String::from_utf8_lossy(&output.stdout).lines().count();
        assert!(rows > 1, "no rows for {query}");
    }
}

#[test]
fn the_links_lead_somewhere() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    for link in readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(link.starts_with("http") || root().join(link).exists(), "{link}");
    }
}
