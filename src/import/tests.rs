//! Tables in, graph out, and what is said of bad rows.

use super::*;
use crate::graph::{Graph, GraphRead, json};
use crate::store::{Access, Store};

/// No tables, comma separated.
const TABLES: Import<'_> =
    Import { nodes: &[], relationships: &[], graphs: &[], delimiter: b',', list_delimiter: ';', skip_bad: false };

/// Imports tables given as text; returns the report and the graph as graph JSON.
fn imported(nodes: &[&str], relationships: &[&str], skip_bad: bool) -> Result<(Report, String), String> {
    let folder = tempfile::tempdir().unwrap();
    let write = |kind: &str, tables: &[&str]| -> Vec<PathBuf> {
        let write = |(number, text): (usize, &&str)| {
            let path = folder.path().join(format!("{kind}{number}.csv"));
            std::fs::write(&path, text).unwrap();
            path
        };
        tables.iter().enumerate().map(write).collect()
    };
    let (nodes, relationships) = (write("nodes", nodes), write("relationships", relationships));
    let import = Import { nodes: &nodes, relationships: &relationships, skip_bad, ..TABLES };
    let path = folder.path().join("g.chancery");
    let report = import.run(&path, &|_| {}).map_err(|error| {
        assert!(!path.exists(), "a failed import leaves no file");
        error.to_string().replace(&format!("{}/", folder.path().display()), "")
    })?;
    let store = Store::open(&path, Access::Read).unwrap();
    store.verify().unwrap();
    Ok((report, text(store.graph())))
}

fn text(graph: &Graph) -> String {
    let mut text = Vec::new();
    json::write(graph, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

#[test]
fn tables_become_a_graph() {
    let people = "\u{feff}id:ID,:LABEL,name,born:date,tags:int[]\n1,Person;Actor,\"Sơn, \"\"Bùi\"\"\nThanh\",1962-10-16,1;2\n2,Person;Actor,,,\n";
    let places = ":ID(Place),:LABEL,name\nseoul,Place,Seoul\n";
    let met = ":START_ID,:END_ID,:TYPE,role\n2,1,MET,b\n1,2,MET,\n1,1,SAW,self\n";
    let went = ":START_ID,:END_ID(Place),:TYPE\r\n2,seoul,WENT\r\n";
    let (report, text) = imported(&[people, places], &[met, went], false).unwrap();
    assert_eq!((report.nodes, report.relationships, report.skipped), (3, 4, 0));
    assert_eq!(
        text,
        r#"{"nodes":[
{"id":0,"labels":["Actor","Person"],"properties":{"born":{"$type":"Date","_value":"1962-10-16"},"id":1,"name":"Sơn, \"Bùi\"\nThanh","tags":[1,2]}},
{"id":1,"labels":["Actor","Person"],"properties":{"id":2}},
{"id":2,"labels":["Place"],"properties":{"name":"Seoul"}}
],"relationships":[
{"id":0,"type":"MET","start":0,"end":1,"properties":{}},
{"id":1,"type":"MET","start":1,"end":0,"properties":{"role":"b"}},
{"id":2,"type":"SAW","start":0,"end":0,"properties":{"role":"self"}},
{"id":3,"type":"WENT","start":1,"end":2,"properties":{}}
]}
"#
    );
}

#[test]
fn bad_rows_are_named_by_file_and_line() {
    let good = "id:ID,:LABEL\n1,A\n2,A\n";
    for (nodes, relationships, message) in [
        ("id:ID,n:int\n1,2\n2,x\n", "", "nodes0.csv, line 3: `n`: `x` is not an integer"),
        ("id:ID,n:int\n1\n", "", "nodes0.csv, line 2: 1 cells where the header has 2"),
        ("id:ID,n:itn\n", "", "nodes0.csv, line 1: the column `n:itn` has the unknown type `itn`; did you mean `int`?"),
        ("id:ID\n1\n3\n1\n", "", "nodes0.csv, line 4: the identifier `1` is used twice"),
        ("id:ID\n\"a\nb\"\n\"\"\n", "", "nodes0.csv, line 4: the node has no identifier"),
        ("", "", "nodes0.csv, line 1: the file is empty"),
        (good, ":START_ID,:END_ID,:TYPE\n1,2,T\n1,9,T\n", "relationships0.csv, line 3: there is no node `9` to end at"),
        (good, ":START_ID,:END_ID\n1,2\n", "relationships0.csv, line 1: a table of relationships needs a column :TYPE"),
        (
            good,
            ":START_ID(B),:END_ID,:TYPE\n1,2,T\n",
            "relationships0.csv, line 2: there is no node `1` in the group B to start at",
        ),
    ] {
        let relationships: &[&str] = if relationships.is_empty() { &[] } else { &[relationships] };
        assert_eq!(imported(&[nodes], relationships, false).unwrap_err(), message);
    }
}

#[test]
fn skipped_rows_are_counted_and_leave_nothing() {
    let nodes = "id:ID,:LABEL,n:int,m:int\n1,A,1,1\n2,A,5,x\n3,A,3,3\n1,A,4,4\n";
    let relationships = ":START_ID,:END_ID,:TYPE,w:int\n1,3,T,1\n1,2,T,2\n3,1,T,x\n3,3,T,4\n";
    let (report, text) = imported(&[nodes], &[relationships], true).unwrap();
    assert_eq!((report.nodes, report.relationships, report.skipped), (2, 2, 4));
    assert_eq!(report.reasons.len(), 4);
    assert!(
        text.contains(r#""properties":{"id":1,"m":1,"n":1}"#) && text.contains(r#""properties":{"id":3,"m":3,"n":3}"#)
    );
    assert!(
        text.contains(r#""start":0,"end":1,"properties":{"w":1}"#)
            && text.contains(r#""start":1,"end":1,"properties":{"w":4}"#)
    );
}

#[test]
fn tables_of_several_pieces_keep_their_order() {
    let rows = 150_000;
    let nodes: String =
        (0..rows).map(|row| format!("n{row},L{},\"title {row}, long enough to fill\"\n", row % 3)).collect();
    let relationships: String = (0..rows).map(|row| format!("n{row},n{},T,{}\n", row / 7, row % 5)).collect();
    let nodes = format!("id:ID,:LABEL,title\n{nodes}");
    let relationships = format!(":START_ID,:END_ID,:TYPE,w:int\n{relationships}");
    let folder = tempfile::tempdir().unwrap();
    let paths = ["nodes.csv", "relationships.csv"].map(|name| folder.path().join(name));
    std::fs::write(&paths[0], &nodes).unwrap();
    std::fs::write(&paths[1], &relationships).unwrap();
    let import = Import { nodes: &paths[..1], relationships: &paths[1..], ..TABLES };
    let path = folder.path().join("g.chancery");
    import.run(&path, &|_| {}).unwrap();
    let store = Store::open(&path, Access::Read).unwrap();
    let graph = store.graph();
    let [id, title] = ["id", "title"].map(|key| graph.symbols().find_key(key).unwrap());
    let weight = graph.symbols().find_key("w").unwrap();
    assert_eq!((graph.node_count(), graph.relationship_count()), (rows, rows));
    let number = |node| match graph.node_property(node, id) {
        crate::value::Value::String(id) => id[1..].parse::<usize>().unwrap(),
        other => panic!("{other:?}"),
    };
    for relationship in graph.relationships().step_by(997) {
        let (start, end) = graph.endpoints(relationship);
        assert_eq!(number(end), number(start) / 7);
        let weight = graph.relationship_property(relationship, weight);
        assert!(matches!(weight, crate::value::Value::Integer(weight) if weight as usize == number(start) % 5));
        let expected = format!("title {}, long enough to fill", number(start));
        assert!(matches!(graph.node_property(start, title), crate::value::Value::String(title) if *title == *expected));
    }
}

#[test]
fn tables_written_from_a_graph_give_the_same_graph() {
    let people = "id:ID,:LABEL,name,born:date,tags:int[],seen:datetime,served:duration,tall:float,ok:boolean\n\
        7,Person;Actor,\"Sơn, \"\"B\"\"\nThanh\",1962-10-16,1;2,2022-07-13T09:00+07:00,P3YT5H,1.25,true\n9,Person;Actor,,,,,,,\n";
    let met = ":START_ID,:END_ID,:TYPE,role\n7,9,MET,host\n9,9,SAW IT,\n7,9,MET,\n";
    let (_, expected) = imported(&[people], &[met], false).unwrap();
    let graph = json::read(&expected).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let written = tables::write(&graph, folder.path()).unwrap();
    assert_eq!(written, 3);
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read: Vec<String> = paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let (_, again) = imported(&[&read[0]], &[&read[1], &read[2]], false).unwrap();
    assert_eq!(again, expected);
}

#[test]
fn labels_of_any_characters_come_back_from_tables() {
    let text = "{\"nodes\":[\n\
        {\"id\":0,\"labels\":[\"A;B\",\"C: \\\"D\\\", E\"],\"properties\":{}},\n\
        {\"id\":1,\"labels\":[\"Plain\"],\"properties\":{}}\n\
        ],\"relationships\":[\n]}\n";
    let graph = json::read(text).unwrap();
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(tables::write(&graph, folder.path()).unwrap(), 2);
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read: Vec<String> = paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let (_, again) = imported(&[&read[0], &read[1]], &[], false).unwrap();
    assert_eq!(again, text);
    let error = imported(&["id:ID,:LABEL(json)\n1,\"[\"\"A\"\"]\"\n2,A\n"], &[], false).unwrap_err();
    assert!(error.contains("line 3: `A` is no list of labels in JSON"), "{error}");
}

/// Imports whole graphs given as names and texts.
fn imported_whole(files: &[(&str, &str)], skip_bad: bool) -> Result<(Report, String), String> {
    let folder = tempfile::tempdir().unwrap();
    let mut paths = Vec::new();
    for (name, text) in files {
        paths.push(folder.path().join(name));
        std::fs::write(&paths[paths.len() - 1], text).unwrap();
    }
    let path = folder.path().join("g.chancery");
    let report = Import { graphs: &paths, skip_bad, ..TABLES }.run(&path, &|_| {}).map_err(|error| {
        assert!(!path.exists(), "a failed import leaves no file");
        error.to_string().replace(&format!("{}/", folder.path().display()), "")
    })?;
    let store = Store::open(&path, Access::Read).unwrap();
    store.verify().unwrap();
    Ok((report, text(store.graph())))
}

#[test]
fn json_lines_of_either_form_become_a_graph() {
    let ours = r#"{"type":"MET","start":2,"end":"a","properties":{"role":"host"}}
{"id":"a","labels":["Person","Actor"],"properties":{"name":"Sơn","born":{"$type":"Date","_value":"1962-10-16"}}}

{"id":2,"labels":["Actor","Person"]}
"#;
    let neo4j = r#"{"type":"node","id":"9","labels":["Place"],"properties":{"name":"Seoul"}}
{"type":"relationship","id":"0","label":"IN","start":{"id":"a","labels":["Person"]},"end":{"id":"9","labels":["Place"]}}"#;
    let (report, text) = imported_whole(&[("ours.jsonl", ours), ("theirs.ndjson", neo4j)], false).unwrap();
    assert_eq!((report.nodes, report.relationships, report.skipped), (3, 2, 0));
    assert_eq!(
        text,
        r#"{"nodes":[
{"id":0,"labels":["Actor","Person"],"properties":{"born":{"$type":"Date","_value":"1962-10-16"},"name":"Sơn"}},
{"id":1,"labels":["Actor","Person"],"properties":{}},
{"id":2,"labels":["Place"],"properties":{"name":"Seoul"}}
],"relationships":[
{"id":0,"type":"MET","start":1,"end":0,"properties":{"role":"host"}},
{"id":1,"type":"IN","start":0,"end":2,"properties":{}}
]}
"#
    );
}

#[test]
fn bad_json_lines_are_named_or_left_out() {
    let good = "{\"id\":1}\n";
    for (bad, message) in [
        ("{\"id\":", "g.jsonl, line 2: EOF while parsing a value, at column 6"),
        ("{\"id\":1}", "g.jsonl, line 2: the identifier `1` is used twice"),
        ("{\"labels\":[]}", "g.jsonl, line 2: an `id` is missing, or no string or number"),
        ("{\"id\":2,\"properties\":{\"k\":{}}}", "g.jsonl, line 2: `k`: a property cannot hold a map"),
        ("{\"start\":1,\"end\":1}", "g.jsonl, line 2: the relationship has no `type`"),
        ("{\"type\":\"T\",\"start\":1}", "g.jsonl, line 2: a relationship needs both `start` and `end`"),
        ("{\"type\":\"T\",\"start\":1,\"end\":7}", "g.jsonl, line 2: there is no node `7` to end at"),
    ] {
        let text = format!("{good}{bad}\n");
        assert_eq!(imported_whole(&[("g.jsonl", &text)], false).unwrap_err(), message);
        let (report, _) = imported_whole(&[("g.jsonl", &text)], true).unwrap();
        assert_eq!((report.nodes, report.relationships, report.skipped), (1, 0, 1), "{bad}");
    }
    let error = imported_whole(&[("g.txt", good)], false).unwrap_err();
    assert!(error.starts_with("g.txt, line 1: its name ends in none of .jsonl"), "{error}");
}

const GRAPHML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="d0" for="node" attr.name="name" attr.type="string"/>
  <key id="d1" for="all" attr.name="weight" attr.type="double"><default>1.5</default></key>
  <key id="d2" for="edge" attr.name="type" attr.type="string"/>
  <key id="d3" for="node" attr.name="held" attr.type="boolean"/>
  <graph edgedefault="directed">
    <edge source="b" target="a"><data key="d2">MET</data><data key="d1">2</data></edge>
    <node id="a" labels=":Person:Actor"><data key="d0">B&#249;i &amp; <![CDATA[<Sơn>]]></data><data key="d3">true</data></node>
    <node id="b"/>
    <edge source="a" target="a" label="KNOWS"/>
    <edge source="a" target="b"/>
  </graph>
</graphml>
"#;

#[test]
fn graphml_becomes_a_graph() {
    let (report, text) = imported_whole(&[("g.graphml", GRAPHML)], false).unwrap();
    assert_eq!((report.nodes, report.relationships, report.skipped), (2, 3, 0));
    assert_eq!(
        text,
        r#"{"nodes":[
{"id":0,"labels":[],"properties":{"weight":1.5}},
{"id":1,"labels":["Actor","Person"],"properties":{"held":true,"name":"Bùi & <Sơn>","weight":1.5}}
],"relationships":[
{"id":0,"type":"MET","start":0,"end":1,"properties":{"weight":2.0}},
{"id":1,"type":"KNOWS","start":1,"end":1,"properties":{"weight":1.5}},
{"id":2,"type":"RELATED","start":1,"end":0,"properties":{"weight":1.5}}
]}
"#
    );
}

#[test]
fn bad_graphml_is_named_or_left_out() {
    for (from, to, message) in [
        ("<data key=\"d3\">true", "<data key=\"d3\">maybe", "line 9: `held`: `maybe` is neither true nor false"),
        ("source=\"a\" target=\"b\"", "source=\"a\" target=\"c\"", "line 12: there is no node `c` to end at"),
        ("source=\"a\" target=\"b\"", "target=\"b\"", "line 12: the edge has no source"),
        ("<node id=\"b\"/>", "<node id=\"b\"/><node id=\"b\"/>", "line 10: the identifier `b` is used twice"),
    ] {
        let text = GRAPHML.replace(from, to);
        assert_eq!(imported_whole(&[("g.graphml", &text)], false).unwrap_err(), format!("g.graphml, {message}"));
        assert!(imported_whole(&[("g.graphml", &text)], true).unwrap().0.skipped > 0, "{message}");
    }
    for broken in
        ["<graphml><graph>", "<graphml></graph>", "<graphml>&nothing;</graphml>", "<key attr.type='x' id='k'/>"]
    {
        let error = imported_whole(&[("g.graphml", broken)], true).map(|(report, _)| report.nodes);
        assert!(broken == "<graphml><graph>" || error.is_err(), "{broken}: {error:?}");
    }
}
