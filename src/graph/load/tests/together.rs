//! What several documents tell of one thing becomes one node, and what they tell of two stays two.

use super::*;

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
