//! Bad input gets one clear error that names the place and the remedy, the right exit code, and leaves the graph alone.

use crate::support::{Folder, Run};

/// A run that must fail: its exit code, and words that its message must hold.
fn fails(folder: &Folder, arguments: &[&str], code: i32, words: &[&str]) -> Run {
    let run = folder.run(arguments);
    let shown = || format!("{arguments:?}\n{}", run.shown());
    assert_eq!(run.code, Some(code), "{}", shown());
    assert_eq!(run.out, "", "{}", shown());
    assert!(!run.err.contains("panicked"), "{}", shown());
    for word in words {
        assert!(run.err.contains(word), "no `{word}` in {}", shown());
    }
    run
}

fn graph_json(folder: &Folder) -> String {
    let run = folder.run(&["export", "small.chancery", "--to", "json"]);
    assert_eq!(run.code, Some(0), "{}", run.shown());
    run.out
}

#[test]
fn a_slip_in_a_query_shows_its_place_and_what_was_meant() {
    let folder = Folder::with_graph();
    let before = graph_json(&folder);
    for (query, words) in [
        ("MATCH (p:Person) RETRUN p", &["RETRUN", "^^^^^^", "did you mean `RETURN`"][..]),
        ("MATCH (p:Person) RETURN toUper(p.name)", &["toUper", "^", "did you mean `toUpper"]),
        ("MATCH (p:Person) RETURN q.name", &["`q`", "^"]),
        ("MATCH (p:Person", &["^"]),
        ("MATCH (p:Person) RETURN p.name +", &["^"]),
        ("MATCH (p:Person) RETURN 'open", &["^"]),
        ("RETURN $missing", &["missing"]),
        ("RETURN 1 / 0", &["zero"]),
        ("CREATE (:Person {name: 'New'}) WITH 1 AS one RETURN one / 0", &["zero"]),
        ("CALL no.such()", &["no.such"]),
    ] {
        fails(&folder, &["query", "small.chancery", query], 1, words);
    }
    assert_eq!(graph_json(&folder), before);
}

#[test]
fn a_slip_in_a_label_type_or_property_is_warned_of() {
    let folder = Folder::with_graph();
    for (query, words) in [
        ("MATCH (p:Persn) RETURN p.name", ["`Persn`", "did you mean `Person`"]),
        ("MATCH (p:Person) RETURN p.nmae", ["`nmae`", "did you mean `name`"]),
        ("MATCH (:Person)-[a:ATENDED]->() RETURN a", ["`ATENDED`", "did you mean `ATTENDED`"]),
    ] {
        let run = folder.run(&["query", "small.chancery", query]);
        assert_eq!(run.code, Some(0), "{}", run.shown());
        assert!(words.iter().all(|word| run.err.contains(word)), "{}", run.shown());
    }
}

#[test]
fn a_slip_in_a_command_name_or_option_is_wrong_usage() {
    let folder = Folder::with_graph();
    for (arguments, words) in [
        (&["qurey", "small.chancery"][..], &["'qurey'", "'query'"][..]),
        (&["query"], &["<GRAPH>"]),
        (&["query", "small.chancery", "RETURN 1", "--format", "cvs"], &["'cvs'", "csv"]),
        (&["query", "small.chancery", "RETURN 1", "-p", "name"], &["`name` has no value", "-p name=VALUE"]),
        (&["query", "small.chancery", "RETURN 1; RETURN 2"], &["2 statements", "chancery run"]),
        (&["query", "small.chancery", " // nothing"], &["no query"]),
        (&["export", "small.chancery", "--to", "pdf"], &["'pdf'", "dot"]),
        (&["export", "small.chancery"], &["in which form", "dot"]),
        (&["ask", "small.chancery", "timelime"], &["`timelime`", "did you mean `timeline`"]),
        (&["ask", "small.chancery", "met"], &["`met` needs PERSON", "usage: met PERSON"]),
        (&["ask", "small.chancery", "met", "a", "b", "c"], &["takes 2", "usage: met"]),
        (&["ask", "small.chancery", "met", "-p", "who=x"], &["no parameter `who`"]),
        (
            &["ask", "small.chancery", "agreements-after-visit", "Park Jin", "Park Jin", "soon"],
            &["`soon` is no integer"],
        ),
        (&["serve"], &["--stdio"]),
        (&["load", "x.txt"], &["--graph"]),
    ] {
        fails(&folder, arguments, 2, words);
    }
}

#[test]
fn a_slip_in_a_name_is_recognised() {
    let folder = Folder::with_graph();
    fails(&folder, &["ask", "small.chancery", "met", "Park Jim"], 1, &["`Park Jim`", "did you mean `Park Jin`"]);
    fails(
        &folder,
        &["ask", "small.chancery", "met", "Zebra"],
        1,
        &["no person, country or organization named `Zebra`"],
    );
    fails(&folder, &["why", "small.chancery", "Park Jim"], 1, &["`Park Jim`", "did you mean `Park Jin`"]);
    fails(&folder, &["why", "small.chancery", "Tanh"], 1, &["`Tanh`", "did you mean `Bùi Thanh Sơn`"]);
}

#[test]
fn a_part_of_a_name_is_enough_and_what_it_is_taken_for_is_said() {
    let folder = Folder::with_graph();
    let run = folder.run(&["why", "small.chancery", "thanh"]);
    assert_eq!(run.code, Some(0), "{}", run.shown());
    assert!(run.out.starts_with("Person Bùi Thanh Sơn\n"), "{}", run.shown());
    assert_eq!(run.err, "`thanh` is taken for Bùi Thanh Sơn\n");
}

#[test]
fn a_graph_that_is_none_says_so() {
    let folder = Folder::with_graph();
    let whole = std::fs::read(folder.path("small.chancery")).unwrap();
    folder.write("empty.chancery", "");
    folder.write("text.chancery", "this is only text, however long it may be, and no graph at all");
    folder.write("half.chancery", &whole[..whole.len() / 2]);
    folder.write("tail.chancery", &whole[..whole.len() - 1]);
    let mut version = whole.clone();
    version[8] = 0xee;
    folder.write("version.chancery", &version);
    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0x10;
    folder.write("flipped.chancery", &flipped);
    folder.write("cut.graph.json", "{\"nodes\":[");
    folder.write("other.graph.json", "{\"people\":[]}");
    folder.write("dangling.graph.json", r#"{"nodes":[],"relationships":[{"id":1,"type":"T","start":0,"end":1}]}"#);
    std::fs::create_dir(folder.path("folder.chancery")).unwrap();
    for file in [
        "missing.chancery",
        "empty.chancery",
        "text.chancery",
        "half.chancery",
        "tail.chancery",
        "version.chancery",
        "flipped.chancery",
        "missing.graph.json",
        "cut.graph.json",
        "other.graph.json",
        "dangling.graph.json",
        "folder.chancery",
    ] {
        for arguments in [
            &["query", file, "MATCH (n)-[r]->() RETURN count(n.name), count(r.role)"][..],
            &["schema", file],
            &["ask", file, "not-held"],
        ] {
            let run = fails(&folder, arguments, 3, &[file, "error: "]);
            assert_eq!(run.err.matches("error: ").count(), 1, "{}", run.shown());
        }
    }
    assert!(!folder.path("missing.chancery").exists(), "a question makes no graph");
}

#[test]
fn loading_goes_on_past_what_is_bad_and_says_so() {
    let folder = Folder::with_graph();
    folder.write("empty.txt", "");
    folder.write("binary.txt", [0u8, 159, 146, 150, 255, 0, 1, 2, 3].repeat(40));
    folder.write(
        "good.txt",
        "Foreign Minister Jane Roe of Kenya met Foreign Minister John Doe of Ghana in Accra on 3 May 2023.\n",
    );
    let run = folder.run(&["load", "missing.txt", "empty.txt", "binary.txt", "good.txt", "-g", "new.chancery"]);
    assert_eq!(run.code, Some(3), "{}", run.shown());
    for file in ["missing.txt", "empty.txt", "binary.txt"] {
        assert!(run.err.contains(file), "no {file} in {}", run.shown());
    }
    let loaded = folder.run(&["query", "new.chancery", "MATCH (d:Document) RETURN d.source"]);
    assert_eq!(loaded.out, "d.source\ngood.txt\n", "{}", loaded.shown());
}

#[test]
fn a_bad_table_names_its_line() {
    let folder = Folder::with_graph();
    let statements = "MATCH (n) WHERE NOT n:Document RETURN n ORDER BY n.name";
    let before = folder.run(&["query", "small.chancery", statements]).out;
    folder.write("no-column.csv", "kind,when\ntalks,2022-02-10\n");
    folder.write("ragged.csv", "name,kind,start,participants\nTalks,talks,2022-02-10\n");
    for file in ["no-column.csv", "ragged.csv"] {
        let run = folder.run(&["load", file, "-g", "small.chancery"]);
        assert_eq!(run.code, Some(3), "{}", run.shown());
        assert!(run.err.contains(file), "{}", run.shown());
    }
    assert_eq!(folder.run(&["query", "small.chancery", statements]).out, before);
}

#[test]
fn a_query_file_that_is_no_text_says_so() {
    let folder = Folder::with_graph();
    folder.write("latin.cypher", b"RETURN 1;\nRETURN '\xe9';\n");
    folder.write("nothing.cypher", "// only a comment\n");
    fails(&folder, &["run", "small.chancery", "latin.cypher"], 3, &["latin.cypher", "UTF-8", "line 2"]);
    fails(&folder, &["run", "small.chancery", "nothing.cypher"], 3, &["nothing.cypher", "no statement"]);
    fails(&folder, &["run", "small.chancery", "missing.cypher"], 3, &["missing.cypher", "no such file"]);
    fails(&folder, &["query", "small.chancery", "-f", "missing.cypher"], 3, &["missing.cypher"]);
}

#[test]
fn an_output_that_cannot_be_written_leaves_what_was_there() {
    let folder = Folder::with_graph();
    folder.write("answer.csv", "old");
    fails(&folder, &["query", "small.chancery", "RETURN 1/0", "-o", "answer.csv"], 1, &["zero"]);
    assert_eq!(folder.read("answer.csv"), "old");
    fails(&folder, &["query", "small.chancery", "RETURN 1", "-o", "no/such/answer.csv"], 1, &["no/such/answer.csv"]);
    fails(&folder, &["query", "small.chancery", "RETURN 1", "-o", "."], 1, &["folder"]);
    fails(&folder, &["export", "small.chancery", "--to", "dot", "-o", "no/such/x.dot"], 1, &["no/such/x.dot"]);
}

#[test]
fn an_answer_that_fails_on_the_way_is_told_from_a_whole_one() {
    let folder = Folder::with_graph();
    let query = "UNWIND range(1, 200000) AS x RETURN x, 1 / (150000 - x) AS y";
    for (format, headings) in [("csv", 1), ("json", 1), ("jsonl", 0)] {
        let run = folder.run(&["query", "small.chancery", query, "--format", format]);
        assert_eq!(run.code, Some(1), "{format}: {}", run.err);
        let told = format!("the first {} rows went out", run.out.lines().count() - headings);
        assert!(run.err.contains("zero") && run.err.contains(&told), "{format}: {}", run.err);
        // A reader of JSON notices by itself.
        assert!(!run.out.ends_with("]\n"), "{format}");
    }
    for (before, file) in [(None, "new.csv"), (Some("before"), "old.csv")] {
        before.iter().for_each(|text| folder.write(file, text));
        let run = fails(&folder, &["query", "small.chancery", query, "-o", file], 1, &["zero"]);
        assert!(!run.err.contains("went out"), "{}", run.shown());
        assert_eq!(folder.path(file).exists().then(|| folder.read(file)).as_deref(), before);
        let left: Vec<_> =
            std::fs::read_dir(folder.path("")).unwrap().flatten().map(|entry| entry.file_name()).collect();
        assert!(left.iter().all(|name| !name.to_string_lossy().starts_with(".chancery-")), "{left:?}");
    }
}
