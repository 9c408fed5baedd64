use super::*;
use crate::facts::{Datum, Evidence, Link, LinkType, Properties, Thing};
use crate::graph::{Direction, GraphRead};
use conflicts::conflicts;

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

#[test]
fn loading_twice_changes_nothing() {
    let article = talks("a.txt", "2022-10-19", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-18");
    let mut graph = loaded(&[&article]);
    graph.take_changes();
    let before = written(&graph);
    assert_eq!(load(&mut graph, &article.0).unwrap().outcome, Outcome::Unchanged);
    assert!(!graph.is_changed());
    assert_eq!(written(&graph), before);
}

#[test]
fn two_papers_on_one_meeting_make_one_meeting_with_both_as_evidence() {
    let a = talks("a.txt", "2022-10-19", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-18");
    let b = talks("b.txt", "", ["Bui Thanh Son", "Park Jin"], "XXXX-10-18");
    let graph = loaded(&[&a, &b]);
    assert_eq!((count(&graph, "Person"), count(&graph, "Country"), count(&graph, "Meeting")), (2, 2, 1));
    assert_eq!(names(&graph, "Person"), ["Bùi Thanh Sơn", "Park Jin"]);
    let meeting = read::nodes(&graph, "Meeting")[0];
    assert_eq!(read::node_text(&graph, meeting, "start"), "2022-10-18");
    let attended = read::neighbours(&graph, meeting, Direction::Incoming, "ATTENDED");
    assert_eq!(attended.len(), 2);
    assert_eq!(read::relationship_texts(&graph, attended[0].relationship, "documents"), ["a.txt", "b.txt"]);
    let (swapped, count_of) = (loaded(&[&b, &a]), |graph: &Graph| (graph.node_count(), graph.relationship_count()));
    assert_eq!(count_of(&swapped), count_of(&graph));
}

#[test]
fn an_office_is_not_a_person_and_a_namesake_of_another_country_is_another() {
    let mut articles = vec![
        talks("a.txt", "2022-02-11", ["Bùi Thanh Sơn", "Chung Eui-yong"], "2022-02-10"),
        talks("b.txt", "2022-10-19", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-18"),
    ];
    let mut namesake = Article::new("c.txt", "2022-05-01");
    let singapore = namesake.country("Singapore", "SGP");
    namesake.person("Park Jin", singapore, "");
    articles.push(namesake);
    let graph = loaded(&articles.iter().collect::<Vec<_>>());
    assert_eq!(names(&graph, "Person"), ["Bùi Thanh Sơn", "Chung Eui-yong", "Park Jin", "Park Jin"]);
    assert_eq!(count(&graph, "Meeting"), 2);
}

#[test]
fn names_one_slip_apart_are_one_person_of_one_country() {
    let cases = [
        ("Chung Eui-yong", "Chung Eui-young", 1),
        ("Chang Ho-jin", "Chang Hojin", 1),
        ("Yoon Suk-yeol", "Suk-yeol Yoon", 1),
        ("Kim Jong-un", "Kim Jong-il", 2),
        ("Park Jin", "Park Jun", 2),
    ];
    for (a, b, persons) in cases {
        let (a, b) = (talks("a.txt", "", ["Bùi Thanh Sơn", a], ""), talks("b.txt", "", ["Bùi Thanh Sơn", b], ""));
        assert_eq!(count(&loaded(&[&a, &b]), "Person"), 1 + persons);
    }
}

#[test]
fn a_house_may_stand_in_the_city_that_another_report_names() {
    let report = |source, place: &str, kind: &str| {
        let mut article = talks(source, "2022-10-19", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-18");
        let meeting = article.0.things.iter().position(|thing| thing.label == Label::Meeting).unwrap();
        let place = article.thing(Label::Place, &[("name", place), ("kind", kind)]);
        article.link(LinkType::HeldIn, meeting, place, &[]);
        article
    };
    let house = report("a.txt", "Government Guesthouse", "venue");
    for (place, kind, meetings) in [("Hanoi", "city", 1), ("Guesthouse of the Army", "venue", 2)] {
        let other = report("b.txt", place, kind);
        assert_eq!(count(&loaded(&[&house, &other]), "Meeting"), meetings, "{place}");
        assert_eq!(count(&loaded(&[&other, &house]), "Meeting"), meetings, "{place}, the other way round");
    }
}

#[test]
fn a_family_name_with_an_office_is_the_one_who_holds_it_in_these_years() {
    let report = |source, published, name, office| {
        let mut article = Article::new(source, published);
        let kenya = article.country("Kenya", "KEN");
        article.person(name, kenya, office);
        article
    };
    let full = |published| report("a.txt", published, "Uhuru Kenyatta", "head_of_state");
    for (published, name, office, persons) in [
        ("2019-05-16", "Kenyatta", "head_of_state", 1),
        ("1975-05-16", "Kenyatta", "head_of_state", 2),
        ("2019-05-16", "Kenyatta", "minister", 2),
        ("", "Kenyatta", "head_of_state", 2),
        ("2019-05-16", "Odinga", "head_of_state", 2),
    ] {
        let (one, other) = (full("2019-05-14"), report("b.txt", published, name, office));
        assert_eq!(count(&loaded(&[&one, &other]), "Person"), persons, "{published} {name} {office}");
        assert_eq!(
            count(&loaded(&[&other, &one]), "Person"),
            persons,
            "{published} {name} {office}, the other way round"
        );
    }
    let other = report("c.txt", "2019-05-15", "Jomo Kenyatta", "head_of_state");
    let alone = report("b.txt", "2019-05-16", "Kenyatta", "head_of_state");
    assert_eq!(count(&loaded(&[&full("2019-05-14"), &other, &alone]), "Person"), 3, "either of two is neither");
}

#[test]
fn offices_say_when_they_were_seen() {
    let a = talks("a.txt", "2022-10-19", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-18");
    let b = talks("b.txt", "2022-07-14", ["Bùi Thanh Sơn", "Park Jin"], "2022-07-13");
    let graph = loaded(&[&a, &b]);
    let park = read::nodes(&graph, "Person")[1];
    let holds = read::neighbours(&graph, park, Direction::Outgoing, "HOLDS");
    assert_eq!(holds.len(), 1);
    let seen = |key| read::relationship_text(&graph, holds[0].relationship, key);
    assert_eq!((seen("observed_first"), seen("observed_last")), ("2022-07-13".into(), "2022-10-18".into()));
}

#[test]
fn a_planned_visit_and_its_report_are_one_held_visit() {
    let visit = |source, published, properties: &[(&'static str, &str)]| {
        let mut article = Article::new(source, published);
        let (vietnam, korea) = (article.country("Viet Nam", "VNM"), article.country("South Korea", "KOR"));
        let son = article.person("Bùi Thanh Sơn", vietnam, "foreign_minister");
        let visit = article.thing(Label::Visit, properties);
        article.link(LinkType::Made, son, visit, &[]).link(LinkType::To, visit, korea, &[]);
        article
    };
    let planned = visit("a.txt", "2024-05-29", &[("kind", "official"), ("status", "planned")]);
    let dated = [
        ("kind", "unspecified"),
        ("status", "held"),
        ("start", "2024-05-30"),
        ("end", "2024-05-31"),
        ("precision", "day"),
    ];
    let held = visit("b.txt", "2024-06-01", &dated);
    let graph = loaded(&[&planned, &held]);
    let visits = read::nodes(&graph, "Visit");
    assert_eq!(visits.len(), 1);
    assert_eq!(
        ["status", "kind", "start"].map(|key| read::node_text(&graph, visits[0], key)),
        ["held", "official", "2024-05-30"]
    );
    let other = visit("c.txt", "2022-02-12", &[("status", "held"), ("start", "2022-02-09"), ("end", "2022-02-11")]);
    assert_eq!(count(&loaded(&[&planned, &held, &other]), "Visit"), 2);
}

#[test]
fn retracting_brings_back_what_was_there_without_the_document() {
    let a = talks("a.txt", "2022-10-19", ["Bui Thanh Son", "Park Jin"], "");
    let b = talks("b.txt", "2022-10-20", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-18");
    let alone = loaded(&[&a]);
    let mut graph = loaded(&[&a, &b]);
    let mut loader = Loader::new(&graph, Curation::default());
    let document = read::nodes(&graph, "Document")[1];
    loader.retract(&mut graph, document).unwrap();
    assert_eq!((graph.node_count(), graph.relationship_count()), (alone.node_count(), alone.relationship_count()));
    assert_eq!(names(&graph, "Person"), names(&alone, "Person"));
    let holds = |graph: &Graph| {
        let park = read::nodes(graph, "Person")[1];
        let held = read::neighbours(graph, park, Direction::Outgoing, "HOLDS");
        read::relationship_properties(graph, held[0].relationship)
    };
    assert_eq!(holds(&graph), holds(&alone));
}

#[test]
fn a_corrected_document_replaces_only_its_own_statements() {
    let a = talks("a.txt", "2022-10-19", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-18");
    let b = talks("b.txt", "2022-07-14", ["Bùi Thanh Sơn", "Park Gin"], "2022-07-13");
    let mut corrected = talks("b.txt", "2022-07-14", ["Bùi Thanh Sơn", "Park Jin"], "2022-07-13");
    corrected.0.document.insert("sha256", Datum::Text("another".into()));
    let mut graph = loaded(&[&a, &b]);
    assert_eq!(count(&graph, "Person"), 3);
    assert_eq!(load(&mut graph, &corrected.0).unwrap().outcome, Outcome::Replaced);
    assert_eq!(names(&graph, "Person"), ["Bùi Thanh Sơn", "Park Jin"]);
    assert_eq!((count(&graph, "Meeting"), count(&graph, "Document")), (2, 2));
}

#[test]
fn a_copy_of_a_wire_story_counts_once() {
    let text: String = (0..120).map(|word| format!("word{} ", word * word % 97)).collect();
    let mut a = talks("a.txt", "2022-10-19", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-18");
    let mut b = talks("b.txt", "2022-10-19", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-18");
    a.0.document.insert("text", Datum::Text(text.clone()));
    b.0.document.insert("text", Datum::Text(format!("{text} (Agencies)")));
    let mut graph = loaded(&[&a]);
    let relationships = graph.relationship_count();
    assert_eq!(load(&mut graph, &b.0).unwrap().outcome, Outcome::CopyOf("a.txt".into()));
    assert_eq!((count(&graph, "Document"), graph.relationship_count()), (2, relationships + 1));
    // A text that is almost the same and says something else is a source of its own.
    let mut c = talks("c.txt", "2022-10-20", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-17");
    c.0.document.insert("text", Datum::Text(format!("{text} (Corrected)")));
    assert_eq!(load(&mut graph, &c.0).unwrap().outcome, Outcome::Added);
}

#[test]
fn contradictions_are_kept_and_reported() {
    let a = talks("a.txt", "2022-10-19", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-18");
    let b = talks("b.txt", "2022-10-20", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-17");
    let graph = loaded(&[&a, &b]);
    assert_eq!(count(&graph, "Meeting"), 2);
    let found = conflicts(&graph);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].what, "start");
    assert!(conflicts(&loaded(&[&a])).is_empty());
    let mut cancelled = talks("c.txt", "2022-10-21", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-18");
    cancelled.0.things.last_mut().unwrap().properties.insert("status", Datum::Text("cancelled".into()));
    let graph = loaded(&[&a, &cancelled]);
    assert_eq!(conflicts(&graph).iter().map(|one| one.what.as_str()).collect::<Vec<_>>(), ["status"]);
}

#[test]
fn curation_joins_parts_renames_and_leaves_out_and_can_be_undone() {
    let a = talks("a.txt", "2024-05-30", ["Bùi Thanh Sơn", "Cho Tae Yeol"], "2024-05-30");
    let b = talks("b.txt", "2024-05-31", ["Bùi Thanh Sơn", "Cho Tae-yul"], "2024-05-30");
    assert_eq!(count(&loaded(&[&a, &b]), "Person"), 3);
    let with = |source: &str, hash: &str, graph: &mut Graph| {
        let mut loader = Loader::new(graph, Curation::read(source, hash).unwrap());
        let log: Vec<String> = [&a, &b].iter().flat_map(|one| loader.load(graph, &one.0).unwrap().curated).collect();
        loader.finish(graph).unwrap();
        log
    };
    let mut graph = Graph::default();
    let same = "[[same]]\nlabel = \"Person\"\nnames = [\"Cho Tae-yul\", \"Cho Tae Yeol\"]\n";
    assert_eq!(with(same, "1", &mut graph).len(), 1);
    assert_eq!(names(&graph, "Person"), ["Bùi Thanh Sơn", "Cho Tae-yul"]);
    assert_eq!(count(&graph, "Meeting"), 1);
    // Without the entry the same documents are loaded as if it had never been.
    with("", "2", &mut graph);
    assert_eq!((count(&graph, "Person"), count(&graph, "Meeting")), (3, 2));
    let rest = "[[drop]]\nlabel = \"Meeting\"\ndocument = \"b.txt\"\n\
                [[rename]]\nlabel = \"Person\"\nname = \"Cho Tae Yeol\"\nto = \"Cho Tae-yul\"\n\
                [[different]]\nlabel = \"Person\"\nnames = [\"Bùi Thanh Sơn\", \"Someone\"]\n\
                [[date]]\nlabel = \"Meeting\"\ndocument = \"a.txt\"\nto_start = \"2024-06-01\"\n";
    with(rest, "3", &mut graph);
    assert_eq!((count(&graph, "Person"), count(&graph, "Meeting")), (2, 1));
    assert_eq!(read::node_text(&graph, read::nodes(&graph, "Meeting")[0], "start"), "2024-06-01");
}

#[test]
fn a_wrong_curation_file_is_refused_with_its_line() {
    let error = |source| Curation::read(source, "").unwrap_err().to_string();
    assert!(error("[[same]]\nlabel = \"Person\"\nname = \"X\"\n").starts_with("line "));
    assert!(error("[[drop]]\nlabel = \"Persn\"\nname = \"X\"\n").contains("`Persn` is no label"));
    assert!(error("[[drop]]\nlabel = \"Person\"\n").contains("needs at least one of"));
}

#[test]
fn partnerships_and_targets_are_one_across_documents_whatever_their_date() {
    let agreement = |source, properties: &[(&'static str, &str)]| {
        let mut article = Article::new(source, "");
        let (vietnam, korea) = (article.country("Viet Nam", "VNM"), article.country("South Korea", "KOR"));
        let agreement = article.thing(Label::Agreement, properties);
        article.link(LinkType::PartyTo, vietnam, agreement, &[]).link(LinkType::PartyTo, korea, agreement, &[]);
        article
    };
    let a = agreement(
        "a.txt",
        &[("name", "comprehensive strategic partnership"), ("kind", "partnership"), ("status", "planned")],
    );
    let b = agreement(
        "b.txt",
        &[
            ("name", "Viet Nam–South Korea comprehensive strategic partnership"),
            ("kind", "partnership"),
            ("status", "reached"),
            ("start", "2022"),
        ],
    );
    let older =
        agreement("c.txt", &[("name", "strategic partnership"), ("kind", "partnership"), ("status", "in_force")]);
    let graph = loaded(&[&a, &b, &older]);
    assert_eq!(count(&graph, "Agreement"), 2);
    assert_eq!(read::node_text(&graph, read::nodes(&graph, "Agreement")[0], "status"), "reached");
    let target = |source, amount| {
        agreement(source, &[("name", "trade"), ("kind", "target"), ("amount", amount), ("status", "planned")])
    };
    let graph = loaded(&[
        &target("a.txt", "US$100 billion"),
        &target("b.txt", "$100 billion"),
        &target("c.txt", "$150 billion"),
    ]);
    assert_eq!(count(&graph, "Agreement"), 2);
}

#[test]
fn nothing_is_written_that_the_schema_page_does_not_name() {
    let page = include_str!("../../../docs/schema.md");
    let named = |word: &str| page.contains(&format!("`{word}`"));
    for (name, properties) in schema::LABELS.iter().chain(schema::TYPES) {
        assert!(named(name), "docs/schema.md does not name {name}");
        for property in properties.iter().copied().flatten() {
            assert!(named(property), "docs/schema.md does not name {property} of {name}");
        }
    }
    for property in schema::ON_EVERY_RELATIONSHIP {
        assert!(named(property), "docs/schema.md does not name {property}");
    }
    let a = talks("a.txt", "2022-10-19", ["Bùi Thanh Sơn", "Park Jin"], "2022-10-18");
    let b = talks("b.txt", "2022-10-19", ["Bui Thanh Son", "Park Jin"], "2022-10-18");
    let graph = loaded(&[&a, &b]);
    let allowed = |table: &[(&str, &[&[&str]])], name: &str, key: &str| {
        table.iter().any(|(held, groups)| *held == name && groups.iter().any(|keys| keys.contains(&key)))
    };
    for node in graph.nodes() {
        let labels: Vec<&str> = graph.labels(node).into_iter().map(|label| graph.symbols().label_name(label)).collect();
        for (key, _) in graph.node_properties(node) {
            let key = graph.symbols().key_name(key);
            assert!(labels.iter().any(|label| allowed(schema::LABELS, label, key)), "{key} on {labels:?}");
        }
    }
    for relationship in graph.relationships() {
        let name = graph.symbols().type_name(graph.relationship_type(relationship));
        for (key, _) in graph.relationship_properties(relationship) {
            let key = graph.symbols().key_name(key);
            assert!(
                allowed(schema::TYPES, name, key) || schema::ON_EVERY_RELATIONSHIP.contains(&key),
                "{key} on {name}"
            );
        }
    }
}

#[test]
fn meetings_of_a_series_are_known_by_their_number() {
    let dialogue = |source, name, start: &str| {
        let mut article = Article::new(source, "");
        let (vietnam, korea) = (article.country("Viet Nam", "VNM"), article.country("South Korea", "KOR"));
        let people = [article.person("Nguyễn Minh Vũ", vietnam, ""), article.person("Chang Ho-jin", korea, "")];
        let mut properties = vec![("name", name), ("kind", "dialogue"), ("status", "held")];
        if !start.is_empty() {
            properties.extend([("start", start), ("precision", "day")]);
        }
        article.meeting(&people, &properties);
        article
    };
    let fifth = dialogue("a.txt", "co-chaired the fifth strategic dialogue", "");
    let same = dialogue("b.txt", "5th deputy ministers' dialogue on security", "2023-11-01");
    let sixth = dialogue("c.txt", "sixth strategic dialogue", "");
    assert_eq!(count(&loaded(&[&fifth, &same, &sixth]), "Meeting"), 2);
}
