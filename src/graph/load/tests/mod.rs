//! Loading facts that are built by hand: what becomes one node, and what documents leave behind.

mod documents;
mod together;

use super::*;
use crate::facts::{Datum, Evidence, Link, LinkType, Properties, Thing};
use crate::graph::{Direction, GraphRead};

/// Builds the facts of one document by hand.
struct Article(Facts);

impl Article {
    fn new(source: &str, published: &str) -> Article {
        let mut facts = Facts::default();
        facts.document.insert("source", Datum::Text(source.into()));
        facts.document.insert("sha256", Datum::Text(format!("hash of {source}")));
        if !published.is_empty() {
            facts.document.insert("published", Datum::Text(published.into()));
        }
        Article(facts)
    }

    fn thing(&mut self, label: Label, properties: &[(&'static str, &str)]) -> usize {
        let place = self.0.things.len() as u32;
        let properties: Properties = properties
            .iter()
            .map(|(key, text)| match *key {
                "aliases" => (*key, Datum::Texts(text.split(", ").map(str::to_owned).collect())),
                _ => (*key, Datum::Text((*text).into())),
            })
            .collect();
        let evidence = vec![Evidence { sentence: place, start: 10 * place, end: 10 * place + 5 }];
        self.0.things.push(Thing { label, properties, evidence, rule: "by hand", confidence: 0.9 });
        self.0.things.len() - 1
    }

    fn link(&mut self, kind: LinkType, start: usize, end: usize, properties: &[(&'static str, &str)]) -> &mut Self {
        let properties = properties.iter().map(|(key, text)| (*key, Datum::Text((*text).into()))).collect();
        self.0.links.push(Link { kind, start, end, properties, evidence: None, rule: "by hand", confidence: 0.8 });
        self
    }

    fn country(&mut self, name: &str, iso3: &str) -> usize {
        self.thing(Label::Country, &[("name", name), ("iso3", iso3)])
    }

    fn person(&mut self, name: &str, country: usize, office: &str) -> usize {
        let person = self.thing(Label::Person, &[("name", name)]);
        self.link(LinkType::Represents, person, country, &[]);
        if !office.is_empty() {
            self.link(LinkType::Holds, person, country, &[("title", office), ("office", office)]);
        }
        person
    }

    fn meeting(&mut self, people: &[usize], properties: &[(&'static str, &str)]) -> usize {
        let meeting = self.thing(Label::Meeting, properties);
        for &person in people {
            self.link(LinkType::Attended, person, meeting, &[("role", "participant")]);
        }
        meeting
    }
}

/// Talks of two foreign ministers, as one paper tells them.
fn talks(source: &str, published: &str, names: [&str; 2], start: &str) -> Article {
    let mut article = Article::new(source, published);
    let (vietnam, korea) = (article.country("Viet Nam", "VNM"), article.country("South Korea", "KOR"));
    let people =
        [article.person(names[0], vietnam, "foreign_minister"), article.person(names[1], korea, "foreign_minister")];
    let mut when = vec![("kind", "talks"), ("status", "held")];
    if !start.is_empty() {
        when.extend([("start", start), ("precision", "day")]);
    }
    article.meeting(&people, &when);
    article
}

fn loaded(articles: &[&Article]) -> Graph {
    let mut graph = Graph::default();
    let mut loader = Loader::new(&graph, Curation::default());
    for article in articles {
        loader.load(&mut graph, &article.0).unwrap();
    }
    loader.finish(&mut graph).unwrap();
    graph
}

fn written(graph: &Graph) -> String {
    let mut out = Vec::new();
    crate::graph::json::write(graph, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn names(graph: &Graph, label: &str) -> Vec<String> {
    read::nodes(graph, label).iter().map(|node| read::node_text(graph, *node, "name")).collect()
}

fn count(graph: &Graph, label: &str) -> usize {
    read::nodes(graph, label).len()
}
