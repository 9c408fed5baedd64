//! The sample graph is what loading its articles gives, to the byte; and loading it behaves as promised.
//!
//! After a change of what articles give, `UPDATE_SAMPLE=1 cargo test --test sample` writes the graph anew; look at the
//! difference before it is committed.

use assert_cmd::Command;
use chancery::graph::{Graph, GraphRead, json};
use chancery::store::{Access, Store};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("graphs/vietnam-korea")
}

fn chancery(arguments: &[&str]) -> assert_cmd::assert::Assert {
    Command::new(env!("CARGO_BIN_EXE_chancery")).args(arguments).assert()
}

/// Loads the paths into a new graph in the folder and gives the graph's path.
fn load(folder: &Path, paths: &[&Path]) -> String {
    let graph = folder.join("sample.chancery").to_string_lossy().into_owned();
    for path in paths {
        chancery(&["load", &path.to_string_lossy(), "-g", &graph]).success();
    }
    graph
}

fn open(path: &str) -> Store {
    Store::open(Path::new(path), Access::Read).expect("the graph opens")
}

fn written(graph: &Graph) -> String {
    let mut out = Vec::new();
    json::write(graph, &mut out).expect("memory can be written to");
    String::from_utf8(out).expect("JSON is UTF-8")
}

fn texts(graph: &Graph, label: &str, key: &str) -> Vec<String> {
    let (label, key) = (graph.symbols().find_label(label), graph.symbols().find_key(key));
    let (Some(label), Some(key)) = (label, key) else { return Vec::new() };
    let texts = graph.nodes_with_label(label).map(|node| match graph.node_property(node, key) {
        chancery::value::Value::String(text) => text.to_string(),
        _ => String::new(),
    });
    texts.collect()
}

#[test]
fn the_sample_graph_is_what_loading_its_articles_gives() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = load(folder.path(), &[&sample().join("articles")]);
    let now = written(open(&path).graph());
    let kept = sample().with_extension("graph.json");
    if std::env::var_os("UPDATE_SAMPLE").is_some() {
        fs::write(&kept, &now).expect("the sample can be written");
    }
    let held = fs::read_to_string(&kept).expect("the sample graph is there");
    let different = held.lines().zip(now.lines()).position(|(held, now)| held != now);
    assert!(
        held == now,
        "the articles now give another graph (first at line {}); see it with UPDATE_SAMPLE=1 cargo test --test sample",
        different.map_or(held.lines().count().min(now.lines().count()), |line| line + 1)
    );
}

#[test]
fn loading_again_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let articles = sample().join("articles");
    let path = load(folder.path(), &[&articles]);
    let first = written(open(&path).graph());
    load(folder.path(), &[&articles]);
    assert_eq!(written(open(&path).graph()), first);
}

#[test]
fn a_wire_copy_counts_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = load(folder.path(), &[&sample().join("articles")]);
    let store = open(&path);
    let copies = store.graph().symbols().find_type("COPY_OF").map_or(0, |kind| store.graph().type_count(kind));
    assert_eq!(copies, 1);
}

#[test]
fn records_of_the_same_facts_add_documents_and_no_second_person_or_country() {
    let folder = tempfile::tempdir().expect("a folder");
    let articles = load(folder.path(), &[&sample().join("articles")]);
    let of_articles: BTreeSet<String> = texts(open(&articles).graph(), "Person", "name").into_iter().collect();
    let countries = texts(open(&articles).graph(), "Country", "iso3").len();
    load(folder.path(), &[&sample().join("records")]);
    let store = open(&articles);
    let persons = texts(store.graph(), "Person", "name");
    assert_eq!(persons.len(), persons.iter().collect::<BTreeSet<_>>().len(), "{persons:?}");
    assert!(of_articles.iter().all(|name| persons.contains(name)), "{persons:?}");
    assert_eq!(texts(store.graph(), "Country", "iso3").len(), countries);
    assert!(texts(store.graph(), "Document", "source").contains(&"meetings.csv".to_owned()));
}

#[test]
fn retracting_every_document_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = load(folder.path(), &[&sample().join("articles"), &sample().join("records")]);
    let mut sources = texts(open(&path).graph(), "Document", "source");
    sources.sort();
    while let Some(source) = sources.first().cloned() {
        chancery(&["retract", &path, &source]).success();
        sources = texts(open(&path).graph(), "Document", "source");
        sources.sort();
    }
    let store = open(&path);
    assert_eq!((store.graph().node_count(), store.graph().relationship_count()), (0, 0));
}

#[test]
fn the_articles_are_in_our_own_words() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let Ok(entries) = fs::read_dir(&seeds) else {
        eprintln!("skipped: there are no seed articles at {}", seeds.display());
        return;
    };
    let sentences = |text: &str| -> Vec<String> {
        let cut = text.split(['.', '\n', '!', '?']).map(|sentence| sentence.trim().to_lowercase());
        let words =
            |sentence: &str| sentence.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic)).count();
        cut.filter(|sentence| words(sentence) >= 6).collect()
    };
    let theirs: BTreeSet<String> = entries
        .flatten()
        .filter_map(|entry| fs::read_to_string(entry.path()).ok())
        .flat_map(|text| sentences(&text))
        .collect();
    for entry in fs::read_dir(sample().join("articles")).expect("the articles are there").flatten() {
        let text = fs::read_to_string(entry.path()).expect("articles are UTF-8");
        for sentence in sentences(&text) {
            assert!(!theirs.contains(&sentence), "{}: {sentence}", entry.path().display());
        }
    }
}

#[test]
fn bad_files_are_named_the_others_loaded_and_the_exit_code_is_3() {
    let folder = tempfile::tempdir().expect("a folder");
    let good = sample().join("articles/2022-10-hanoi-talks.txt");
    fs::copy(&good, folder.path().join("good.txt")).expect("copied");
    fs::write(folder.path().join("binary.txt"), [0, 159, 146, 150, 0, 1]).expect("written");
    fs::write(folder.path().join("empty.txt"), "").expect("written");
    fs::write(folder.path().join("rows.csv"), "participants,start\nVNM; KOR,2022-02-30\nVNM; KOR,2022-02-10\n")
        .expect("written");
    fs::write(folder.path().join("head.csv"), "participant,start\nVNM,2022\n").expect("written");
    let graph = folder.path().join("g.chancery").to_string_lossy().into_owned();
    let input = folder.path().to_string_lossy().into_owned();
    let assert = chancery(&["load", &input, &format!("{input}/missing.txt"), "-g", &graph]).code(3);
    let told = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    for words in [
        "binary.txt: ",
        "empty.txt: the file is empty",
        "rows.csv: line 2: column `start`",
        "head.csv: ",
        "missing.txt: there is no such file",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(assert.get_output().stdout.is_empty());
    let store = open(&graph);
    let mut sources = texts(store.graph(), "Document", "source");
    sources.sort();
    assert_eq!(sources, ["good.txt", "rows.csv"]);
    assert!(texts(store.graph(), "Meeting", "start").contains(&"2022-02-10".to_owned()));
}

#[test]
fn a_dry_run_shows_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let article = sample().join("articles/2022-10-hanoi-talks.txt").to_string_lossy().into_owned();
    let graph = folder.path().join("g.chancery");
    let assert = chancery(&["load", &article, "-g", &graph.to_string_lossy(), "--dry-run", "--explain"]).success();
    let shown = String::from_utf8_lossy(&assert.get_output().stdout).into_owned();
    assert!(shown.contains("Country Viet Nam") && shown.contains('['), "{shown}");
    assert!(!graph.exists());
}

#[test]
fn why_shows_the_sentence_with_the_words_marked() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = load(folder.path(), &[&sample().join("articles")]);
    let shown = chancery(&["why", &path, "Chang Ho-jin"]).success();
    let shown = String::from_utf8_lossy(&shown.get_output().stdout).into_owned();
    assert!(shown.contains("2023-11-strategic-dialogue.txt") && shown.contains("[Chang Ho-jin]"), "{shown}");
    let missing = chancery(&["why", &path, "Chang Ho-jim"]).code(1);
    assert!(String::from_utf8_lossy(&missing.get_output().stderr).contains("did you mean `Chang Ho-jin`?"));
}

#[test]
fn the_sample_loads_as_a_graph_file_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let kept = sample().with_extension("graph.json");
    let path = load(folder.path(), &[&kept]);
    let (store, held) = (open(&path), open(&kept.to_string_lossy()));
    let counts = |graph: &Graph| (graph.node_count(), graph.relationship_count());
    assert_eq!(counts(store.graph()), counts(held.graph()));
    // Beside other documents it is loaded document by document, and nothing is there twice.
    let other = tempfile::tempdir().expect("a folder");
    let mixed = load(other.path(), &[&sample().join("articles/2022-10-hanoi-talks.txt"), &kept]);
    assert_eq!(counts(open(&mixed).graph()).0, counts(held.graph()).0);
}
