//! What is read, in the form that the scorer reads.

use chancery::facts::{Datum, Facts, LinkType, Properties};
use serde_json::{Map, Value as Json, json};
use std::fs;
use std::path::Path;

fn type_name(kind: LinkType) -> &'static str {
    match kind {
        LinkType::Holds => "HOLDS",
        LinkType::Represents => "REPRESENTS",
        LinkType::Of => "OF",
        LinkType::In => "IN",
        LinkType::Attended => "ATTENDED",
        LinkType::HeldIn => "HELD_IN",
        LinkType::During => "DURING",
        LinkType::Made => "MADE",
        LinkType::To => "TO",
        LinkType::Hosted => "HOSTED",
        LinkType::PartyTo => "PARTY_TO",
        LinkType::Signed => "SIGNED",
        LinkType::ReachedAt => "REACHED_AT",
        LinkType::About => "ABOUT",
        LinkType::Proposed => "PROPOSED",
        LinkType::AddressedTo => "ADDRESSED_TO",
        LinkType::RaisedAt => "RAISED_AT",
        LinkType::Concerns => "CONCERNS",
    }
}

fn json_of(properties: &Properties) -> Json {
    let value = |datum: &Datum| match datum {
        Datum::Text(text) => json!(text),
        Datum::Integer(number) => json!(number),
        Datum::Number(number) => json!(number),
        Datum::Flag(flag) => json!(flag),
        Datum::Texts(texts) => json!(texts),
    };
    Json::Object(properties.iter().map(|(key, datum)| ((*key).to_owned(), value(datum))).collect::<Map<_, _>>())
}

/// The facts of one document in the plain graph form that the scorer reads.
fn graph_json(facts: &Facts) -> Json {
    let mut nodes = vec![json!({"id": "document", "labels": ["Document"], "properties": json_of(&facts.document)})];
    let mut relationships = Vec::new();
    for (index, thing) in facts.things.iter().enumerate() {
        let label = format!("{:?}", thing.label);
        nodes.push(json!({"id": index.to_string(), "labels": [label], "properties": json_of(&thing.properties)}));
        for evidence in &thing.evidence {
            let properties = json!({"sentence": evidence.sentence, "start": evidence.start, "end": evidence.end});
            let id = format!("m{}", relationships.len());
            relationships.push(json!({"id": id, "type": "MENTIONED_IN", "start": index.to_string(), "end": "document", "properties": properties}));
        }
    }
    for link in &facts.links {
        let id = format!("r{}", relationships.len());
        let (start, end) = (link.start.to_string(), link.end.to_string());
        relationships.push(json!({"id": id, "type": type_name(link.kind), "start": start, "end": end, "properties": json_of(&link.properties)}));
    }
    json!({"nodes": nodes, "relationships": relationships})
}

/// Writes one file a document into a folder.
pub fn write_predictions(documents: &[(String, Facts)], folder: &Path) {
    for (stem, facts) in documents {
        let text = serde_json::to_string(&graph_json(facts)).expect("JSON");
        fs::write(folder.join(format!("{stem}.json")), text).expect("a prediction");
    }
}
