//! Every named query on the sample graph, with its answer.

use crate::support::Folder;
use std::path::Path;

/// A question for each query of `queries/`; its arguments as a person would type them.
const ASKED: &[&[&str]] = &[
    &["agreements-after-visit", "vietnam", "korea"],
    &["evidence", "Seoul"],
    &["followed", "MEETING"],
    &["met", "bui thanh son"],
    &["ministers"],
    &["neighbourhood", "Chung Eui-yong"],
    &["not-held"],
    &["offices", "bui thanh son"],
    &["open-requests"],
    &["path", "chung eui-yong", "Vũ Hồ"],
    &["timeline", "chung eui-yong"],
    &["together"],
    &["visits", "vietnam", "korea"],
];

fn sample() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("graphs/vietnam-korea.graph.json").display().to_string()
}

#[test]
fn every_query_answers_on_the_sample() {
    let folder = Folder::empty();
    let sample = sample();
    let meeting = folder.run(&[
        "query",
        &sample,
        "MATCH (m:Meeting)<-[:REACHED_AT|RAISED_AT]-() RETURN m.name AS name ORDER BY name LIMIT 1",
        "--format",
        "jsonl",
    ]);
    let meeting: serde_json::Value = serde_json::from_str(&meeting.out).unwrap();
    let mut names: Vec<String> = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("queries"))
        .unwrap()
        .flatten()
        .map(|entry| entry.path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ASKED.iter().map(|asked| asked[0]).collect::<Vec<_>>(), "each query is asked here");
    for asked in ASKED {
        let mut arguments = vec!["ask", &sample];
        arguments.extend(
            asked
                .iter()
                .map(|word| if *word == "MEETING" { meeting["name"].as_str().unwrap_or_default() } else { word }),
        );
        arguments.extend(["--format", "table"]);
        let run = folder.run(&arguments);
        assert_eq!(run.code, Some(0), "{asked:?} {}", run.shown());
        insta::assert_snapshot!(format!("ask_{}", asked[0]), run.shown());
        let help = folder.run(&["ask", &sample, asked[0], "--describe"]);
        assert!(help.out.contains("Usage: "), "{}", help.shown());
    }
}

#[test]
fn the_queries_are_listed_and_described() {
    let folder = Folder::with_graph();
    insta::assert_snapshot!("list", folder.run(&["ask", "small.chancery"]).shown());
    insta::assert_snapshot!("describe", folder.run(&["ask", "small.chancery", "met", "--describe"]).shown());
}

#[test]
fn a_user_adds_a_query_without_rust() {
    let folder = Folder::with_graph();
    std::fs::create_dir_all(folder.path(".config/chancery/queries")).unwrap();
    let query = "// Who\n//\n// $start: text - how the name begins\nMATCH (p:Person) WHERE p.name STARTS WITH $start RETURN p.name AS who\n";
    folder.write(".config/chancery/queries/who.cypher", query);
    let run = folder.run(&["ask", "small.chancery", "who", "Park"]);
    assert_eq!((run.code, run.out.as_str()), (Some(0), "who\nPark Jin\n"), "{}", run.shown());
    folder.write(".config/chancery/queries/bad.cypher", "RETURN 1");
    let run = folder.run(&["ask", "small.chancery", "who", "Park"]);
    assert_eq!(run.code, Some(3), "{}", run.shown());
    assert!(run.err.contains("bad.cypher") && run.err.contains("title"), "{}", run.shown());
}

#[test]
fn names_are_taken_as_people_type_them() {
    let folder = Folder::with_graph();
    for name in ["Bùi Thanh Sơn", "bui thanh son", "BUI THANH SON", "son bui thanh", "Son"] {
        let run = folder.run(&["ask", "small.chancery", "met", name]);
        assert!(run.out.contains("Park Jin"), "{name} {}", run.shown());
    }
    let run = folder.run(&["ask", "small.chancery", "neighbourhood", "vietnam"]);
    assert!(run.out.contains("HOLDS"), "{}", run.shown());
}
