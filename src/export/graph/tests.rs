//! Each format on a graph whose names hold everything that could break out of it.

use super::{FORMATS, Options, Part, find};
use crate::database::Database;
use crate::graph::{Graph, GraphRead, json};
use crate::store::Store;
use crate::value::{NodeId, Value};
use std::io::Write;
use std::process::{Command, Stdio};

const HARD: &str = r#"{"nodes":[
{"id":0,"labels":["Actor","Person"],"properties":{"aliases":["Bui Thanh Son","a;b"],"name":"Bùi Thanh Sơn"}},
{"id":1,"labels":["Actor","Person"],"properties":{"name":"Park \"Jin\" \\N <b>&amp;</b> ]]> -->"}},
{"id":2,"labels":["Actor","Country"],"properties":{"iso3":"VNM","name":"Việt Nam"}},
{"id":3,"labels":["Actor","Country"],"properties":{"name":"South Korea"}},
{"id":4,"labels":["Event","Meeting"],"properties":{"kind":"talks","name":"Talks in Seoul","start":"2022-02-10","status":"held"}},
{"id":5,"labels":["Event","Visit"],"properties":{"count":2,"end":"2022-02-11","kind":"official","start":"2022-02-09","status":"planned"}},
{"id":6,"labels":["Agreement"],"properties":{"name":"=HYPERLINK(\"x\")","status":"failed","weight":0.5}},
{"id":7,"labels":["Document"],"properties":{"source":"a.txt","text":"Bùi Thanh Sơn met Park Jin in Seoul. They agreed."}},
{"id":8,"labels":["Place"],"properties":{"name":"Seoul\nCity\u0001</script><script>{data}"}},
{"id":9,"labels":["odd `label`"],"properties":{"odd key":true}}
],"relationships":[
{"id":0,"type":"ATTENDED","start":0,"end":4,"properties":{"role":"guest"}},
{"id":1,"type":"ATTENDED","start":1,"end":4,"properties":{"role":"host"}},
{"id":2,"type":"HOLDS","start":0,"end":2,"properties":{"observed_first":"2022-02-10","observed_last":"2022-07-13","title":"Foreign Minister"}},
{"id":3,"type":"REPRESENTS","start":1,"end":3,"properties":{}},
{"id":4,"type":"MADE","start":0,"end":5,"properties":{}},
{"id":5,"type":"TO","start":5,"end":3,"properties":{}},
{"id":6,"type":"DURING","start":4,"end":5,"properties":{}},
{"id":7,"type":"MENTIONED_IN","start":0,"end":7,"properties":{"end":13,"sentence":0,"start":0}},
{"id":8,"type":"MENTIONED_IN","start":4,"end":7,"properties":{"end":17,"sentence":0,"start":14}},
{"id":9,"type":"IN","start":8,"end":3,"properties":{}},
{"id":10,"type":"PARTY_TO","start":2,"end":6,"properties":{}},
{"id":11,"type":"PARTY_TO","start":3,"end":6,"properties":{}}
]}
"#;

fn hard() -> Graph {
    json::read(HARD).unwrap()
}

fn written(format: &str, part: &dyn GraphRead, whole: &Graph) -> Vec<u8> {
    let options = Options { whole, title: "A <title> & \"more\"".to_owned(), excel: false };
    let mut out = Vec::new();
    find(format).unwrap().write(part, &mut out, &options).unwrap();
    out
}

fn text(format: &str) -> String {
    let graph = hard();
    let mut part = Part::all(&graph);
    if find(format).unwrap().picture {
        part.without_label("Document");
    }
    String::from_utf8(written(format, &part, &graph)).unwrap()
}

#[test]
fn the_text_formats_are_as_they_were() {
    for format in ["json", "csv", "dot", "graphml", "gexf", "cypher"] {
        insta::assert_snapshot!(format!("{format}_hard"), text(format));
    }
}

#[test]
fn graph_json_is_read_back_to_the_same() {
    assert_eq!(text("json"), HARD);
}

#[test]
fn the_cypher_script_makes_the_same_graph() {
    let mut database = Database::memory();
    let script = text("cypher");
    for statement in crate::syntax::split(&script) {
        database.run(statement.of(&script), &Default::default()).unwrap();
    }
    let mut out = Vec::new();
    json::write(database.graph(), &mut out).unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), HARD);
}

#[test]
fn graphml_and_gexf_are_well_formed() {
    for format in ["graphml", "gexf"] {
        let text = text(format);
        let mut reader = quick_xml::Reader::from_str(&text);
        let mut elements = 0;
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(_) => elements += 1,
                _ => {}
            }
        }
        assert!(elements > 20, "{format}");
    }
}

#[test]
fn the_page_keeps_its_data_inside_and_asks_for_nothing() {
    let page = text("html");
    assert_eq!(page.matches("</script>").count(), 2, "no name closes the script");
    assert!(page.contains("<title>A &lt;title&gt; &amp; &quot;more&quot;</title>"));
    let data = page.split("id=\"data\">").nth(1).and_then(|rest| rest.split("</script>").next()).unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["nodes"].as_array().map(Vec::len), Some(9));
    assert!(
        data["nodes"][0]["details"]
            .as_str()
            .is_some_and(|words| words.contains("“Bùi Thanh Sơn met Park Jin in Seoul.” (a.txt)"))
    );
    for address in ["http://", "https://", "src=", "@import", "url("] {
        let addresses = page.replace("http://www.w3.org/2000/svg", "").matches(address).count()
            - page.matches("url(#arrow)").count() * usize::from(address == "url(");
        assert_eq!(addresses, 0, "{address}");
    }
}

#[test]
fn graphviz_draws_the_picture() {
    let dot =
        Command::new("dot").arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let Ok(mut dot) = dot else {
        eprintln!("skipped: Graphviz is not installed");
        return;
    };
    dot.stdin.take().unwrap().write_all(text("dot").as_bytes()).unwrap();
    let output = dot.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "no warning either");
    let svg = String::from_utf8(output.stdout).unwrap();
    assert!(svg.contains("stroke-dasharray"), "the planned visit is dashed");
    assert!(svg.contains("&lt;b&gt;&amp;amp;&lt;/b&gt;"), "the name is shown as it is: {svg}");
}

#[test]
fn a_workbook_keeps_text_as_text() {
    use calamine::{Data, Reader};
    let graph = hard();
    let bytes = written("xlsx", &graph, &graph);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    assert!(book.sheet_names().contains(&"odd `label`".to_owned()));
    let sheet = book.worksheet_range("Agreement").unwrap();
    let cells: Vec<&Data> = sheet.rows().nth(1).unwrap().iter().collect();
    assert!(cells.contains(&&Data::String("=HYPERLINK(\"x\")".to_owned())), "{cells:?}");
    assert!(cells.contains(&&Data::Float(0.5)), "{cells:?}");
}

#[test]
fn a_part_has_relationships_only_between_its_nodes() {
    let graph = hard();
    let mut part = Part::none(&graph);
    part.add(&Value::Node(NodeId(0)));
    part.add(&Value::Node(NodeId(4)));
    assert_eq!((part.node_count(), part.relationship_count()), (2, 0));
    part.connect();
    assert_eq!((part.node_count(), part.relationship_count()), (2, 1));
}

#[test]
fn a_picture_keeps_the_most_connected_nodes() {
    let graph = hard();
    let mut part = Part::all(&graph);
    assert_eq!(part.keep_most_connected(3), 7);
    assert_eq!(part.nodes().collect::<Vec<_>>(), [NodeId(0), NodeId(3), NodeId(4)]);
    assert_eq!(part.keep_most_connected(3), 0);
}

#[test]
fn an_empty_graph_is_no_trouble() {
    let store = Store::memory();
    for format in FORMATS {
        let options = Options { whole: store.graph(), title: String::new(), excel: true };
        format.write(store.graph(), &mut Vec::new(), &options).unwrap();
    }
}
