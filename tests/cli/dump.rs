//! A graph written as text and restored is the same graph, whatever is in it.

use crate::support::Folder;
use std::collections::BTreeSet;

/// Every type of value, names that need quoting, columns of several types, parallel relationships, loops, declarations.
const RICH: &str = r#"{"nodes":[
{"id":0,"labels":["Actor","Person"],"properties":{"aliases":["Sơn","a, \"b\""],"born":{"$type":"Date","_value":"1962-10-16"},"empty":"","flag":true,"key":1,"mixed":1,"name":"Bùi 'Thanh' \\ \"Sơn\"\nnew line","none":[],"small":-0.0}},
{"id":1,"labels":["Actor","Person"],"properties":{"aliases":["x;y"],"key":2,"mixed":"one","seen":{"$type":"OffsetDateTime","_value":"2022-07-13T09:00+07:00"},"small":1e-300}},
{"id":2,"labels":["Actor","Person"],"properties":{"key":3,"local":{"$type":"LocalDateTime","_value":"2022-07-13T09:00:00.000000001"},"mixed":1.0,"numbers":[1,2,3],"zone":{"$type":"ZonedDateTime","_value":"2022-07-13T09:00+09:00[Asia/Seoul]"}}},
{"id":3,"labels":["Event","odd label"],"properties":{"at":{"$type":"Point","_value":"SRID=4979;POINT Z (12.5 55.7 3.0)"},"days":[{"$type":"Date","_value":"2022-02-01"},{"$type":"Date","_value":"2022-02-03"}],"far":{"$type":"Date","_value":"9999-12-31"},"key":4,"large":9223372036854775807,"least":-9223372036854775808,"length":{"$type":"Duration","_value":"P1Y2M3DT4H5M6.7S"},"odd key `":"x","start":"XXXX-10-18","time":{"$type":"Time","_value":"09:30+07:00"},"when":{"$type":"LocalTime","_value":"09:30"}}},
{"id":4,"labels":[],"properties":{"key":5}}
],"relationships":[
{"id":0,"type":"MET","start":0,"end":1,"properties":{"key":1,"role":"host"}},
{"id":1,"type":"MET","start":0,"end":1,"properties":{"key":2}},
{"id":2,"type":"MET","start":1,"end":1,"properties":{"at":{"$type":"Date","_value":"2022-02-01"},"key":3}},
{"id":3,"type":"odd type","start":3,"end":4,"properties":{"key":4,"scores":[0.5,1.5]}},
{"id":4,"type":"IN","start":4,"end":0,"properties":{"key":5}}
],"indexes":[
{"label":"Person","name":"by name","properties":["name","born"]},
{"name":"by_role","properties":["role"],"type":"MET"}
],"constraints":[
{"demand":"unique","label":"Person","name":"one","properties":["key"]},
{"demand":"exists","name":"keyed","properties":["key"],"type":"odd type"}
]}
"#;

/// What the graph is, without its numbers: nodes and relationships have a `key` each.
fn content(folder: &Folder, graph: &str) -> BTreeSet<String> {
    let run = folder.run(&["dump", graph]);
    assert_eq!(run.code, Some(0), "{}", run.shown());
    let graph: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let all = |what: &str| graph[what].as_array().cloned().unwrap_or_default();
    let key = |id: &serde_json::Value| {
        all("nodes").iter().find(|node| node["id"] == *id).map(|node| node["properties"]["key"].clone())
    };
    let nodes = all("nodes").into_iter().map(|node| format!("{} {}", node["labels"], node["properties"]));
    let relationships = all("relationships").into_iter().map(|relationship| {
        let (start, end) = (key(&relationship["start"]), key(&relationship["end"]));
        format!("{start:?} {end:?} {} {}", relationship["type"], relationship["properties"])
    });
    let declared = all("indexes").into_iter().chain(all("constraints")).map(|declared| declared.to_string());
    nodes.chain(relationships).chain(declared).collect()
}

fn done(folder: &Folder, arguments: &[&str]) -> String {
    let run = folder.run(arguments);
    assert_eq!(run.code, Some(0), "{arguments:?}: {}", run.shown());
    run.out
}

#[test]
fn graph_json_restores_the_graph() {
    let folder = Folder::empty();
    folder.write("rich.graph.json", RICH);
    assert_eq!(done(&folder, &["dump", "rich.graph.json"]), RICH, "the same bytes");
    done(&folder, &["load", "rich.graph.json", "-g", "again.chancery"]);
    assert_eq!(content(&folder, "again.chancery"), content(&folder, "rich.graph.json"));
}

#[test]
fn cypher_restores_the_graph() {
    let folder = Folder::empty();
    folder.write("rich.graph.json", RICH);
    folder.write("rich.cypher", done(&folder, &["dump", "rich.graph.json", "--cypher"]));
    done(&folder, &["run", "again.chancery", "rich.cypher", "--create"]);
    assert_eq!(content(&folder, "again.chancery"), content(&folder, "rich.graph.json"));
}

#[test]
fn tables_restore_the_graph() {
    let folder = Folder::empty();
    folder.write("rich.graph.json", RICH);
    done(&folder, &["dump", "rich.graph.json", "--tables", "tables"]);
    let mut arguments = vec!["import".to_owned(), "-g".to_owned(), "again.chancery".to_owned()];
    let mut files: Vec<_> =
        std::fs::read_dir(folder.path("tables")).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let flag = name.split(['-', '.']).next().unwrap_or_default();
        arguments.extend([format!("--{flag}"), format!("tables/{name}")]);
    }
    done(&folder, &arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(content(&folder, "again.chancery"), content(&folder, "rich.graph.json"));
}

#[test]
fn declarations_that_the_tables_break_leave_no_graph() {
    let folder = Folder::empty();
    folder.write("n.csv", "id:ID,:LABEL,name\n1,A,x\n2,A,x\n");
    folder.write("d.cypher", "CREATE CONSTRAINT one FOR (a:A) REQUIRE a.name IS UNIQUE;");
    let run = folder.run(&["import", "--nodes", "n.csv", "--declarations", "d.cypher", "-g", "g.chancery"]);
    assert_eq!(run.code, Some(1), "{}", run.shown());
    assert!(run.err.contains("must be unique") && !folder.path("g.chancery").exists(), "{}", run.shown());
}
