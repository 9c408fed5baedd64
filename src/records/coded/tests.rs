use super::*;
use crate::facts::{Label, LinkType};
use crate::records::Country;

const GDELT: &str = include_str!("../../../tests/data/20190506120000.export.CSV");
const POLECAT: &str = include_str!("../../../tests/data/polecat.tsv");

fn lookup(text: &str) -> Option<Country> {
    let known = [("PER", "Peru"), ("KEN", "Kenya"), ("NOR", "Norway"), ("CHL", "Chile")];
    let (iso3, name) = known.iter().find(|(iso3, name)| *iso3 == text || *name == text)?;
    Some(Country { iso3: (*iso3).into(), name: (*name).into() })
}

fn coded(text: &str) -> Coded {
    read("table", text, &lookup).expect("the columns are right").expect("the text is a table of coded events")
}

/// Label, name or kind, and status of the event, and who does what in it.
fn shown(facts: &Facts) -> Vec<String> {
    let text = |thing: usize, key: &str| match facts.things[thing].properties.get(key) {
        Some(Datum::Text(text)) => text.clone(),
        other => other.map_or(String::new(), |datum| format!("{datum:?}")),
    };
    let mut shown = Vec::new();
    for (index, thing) in facts.things.iter().enumerate() {
        if matches!(thing.label, Label::Meeting | Label::Visit | Label::Agreement | Label::Proposal) {
            let keys = ["kind", "status", "start", "name"].map(|key| text(index, key));
            let ties = facts.links.iter().filter(|link| link.start == index || link.end == index).map(|link| {
                let other = if link.start == index { link.end } else { link.start };
                format!("{} {}", link.kind.name(), text(other, "name"))
            });
            shown.push(format!("{} {} | {}", thing.label.name(), keys.join(" "), ties.collect::<Vec<_>>().join(", ")));
        }
    }
    shown
}

#[test]
fn codes_of_gdelt_become_events_that_cite_their_article() {
    let coded = coded(GDELT);
    assert!(coded.problems.is_empty(), "{:?}", coded.problems);
    assert_eq!((coded.other_kinds, coded.other_actors), (1, 1));
    let events: Vec<String> = coded.documents.iter().flat_map(shown).collect();
    assert_eq!(
        events,
        [
            "Visit unspecified held 2019-05-03  | MADE Peru, TO Kenya, TO Nairobi",
            "Meeting talks held 2019-05-03  | ATTENDED Peru, ATTENDED Kenya, HELD_IN Nairobi",
            "Agreement agreement reached 2019-05-04 formal agreement | PARTY_TO Kenya, PARTY_TO Norway",
            "Proposal request   economic aid | PROPOSED Kenya, ADDRESSED_TO United Nations",
            "Visit unspecified held 2019-05-05  | MADE Peru, HOSTED Norway, TO Norway, TO Oslo",
            "Meeting talks planned 2019-05-06  | ATTENDED Peru, ATTENDED Kenya",
        ]
    );
    let first = &coded.documents[0];
    assert_eq!(first.document["url"], Datum::Text("https://www.example.org/2019/05/lima-nairobi".into()));
    assert_eq!(first.document["publisher"], Datum::Text("example.org".into()));
    let agreement = &coded.documents[1].things[0];
    assert_eq!(
        (&agreement.properties["cameo"], &agreement.properties["goldstein"]),
        (&Datum::Text("057".into()), &Datum::Number(8.0))
    );
    assert_eq!(agreement.properties["source_count"], Datum::Integer(2));
    assert!(coded.documents.iter().flat_map(|facts| &facts.things).all(|thing| thing.confidence < 1.0));
}

#[test]
fn evidence_is_the_row_with_its_columns() {
    let coded = coded(GDELT);
    let (first, Datum::Text(text)) = (&coded.documents[0], &coded.documents[0].document["text"]) else {
        panic!("the document has a text");
    };
    let meeting = first.things.iter().find(|thing| thing.label == Label::Meeting).expect("there is a meeting");
    let place = meeting.evidence[0];
    let quoted: String = text.chars().skip(place.start as usize).take((place.end - place.start) as usize).collect();
    assert!(quoted.starts_with("line 2 | GLOBALEVENTID: ") && quoted.contains("EventCode: 040"), "{quoted}");
    assert_eq!(place.sentence, 1);
}

#[test]
fn types_and_modes_of_polecat_become_events() {
    let coded = coded(POLECAT);
    assert!(coded.problems.is_empty(), "{:?}", coded.problems);
    assert_eq!(coded.other_kinds, 1);
    let events: Vec<String> = coded.documents.iter().flat_map(shown).collect();
    assert_eq!(
        events,
        [
            "Visit unspecified held 2019-05-03  | MADE Ana Ruiz, TO Kenya, TO Nairobi",
            "Meeting phone_call held 2019-05-03  | ATTENDED Peru, ATTENDED Chile, ATTENDED Norway",
            "Proposal request   cooperation | PROPOSED Kenya, ADDRESSED_TO United Nations",
        ]
    );
    let first = &coded.documents[0];
    assert_eq!(first.document["source"], Datum::Text("table#20190503-0001-aa".into()));
    assert_eq!(first.document["publisher"], Datum::Text("Example Agency".into()));
    assert_eq!(first.document["published"], Datum::Text("2019-05-04".into()));
    assert!(first.links.iter().any(|link| link.kind == LinkType::Represents));
}

#[test]
fn wrong_rows_are_reported_by_line_and_the_others_are_read() {
    let good = GDELT.lines().next().expect("there is a row");
    let rows = [
        good.to_owned(),
        good.replacen("\t20190503\t", "\t20190532\t", 1),
        good.replacen("\t042\t", "\t0x2\t", 1),
        good.replacen("\t1.9\t", "\thigh\t", 1),
        good.rsplit_once('\t').map(|(row, _)| format!("{row}\t")).expect("a row has cells"),
        good.rsplit_once('\t').map(|(row, _)| row.to_owned()).expect("a row has cells"),
    ];
    let coded = coded(&rows.join("\n"));
    let shown: Vec<String> = coded.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        shown,
        [
            "line 2: column `SQLDATE`: `20190532` is no date",
            "line 3: column `EventCode`: `0x2` is no event code of CAMEO",
            "line 4: column `GoldsteinScale`: `high` is no number",
            "line 5: column `SOURCEURL`: the row names no source",
            "line 6: the row has 60 cells between tabs, not 61",
        ]
    );
    assert_eq!(coded.documents.len(), 1);
    let without = POLECAT.replacen("\tRecipient Country\t", "\tRecipient Land\t", 1);
    let problem = read("table", &without, &lookup).expect_err("a column is missing");
    assert_eq!(problem.to_string(), "line 1: the column `Recipient Country` of POLECAT events is missing");
    assert!(matches!(read("table", "participants,start\nPER; KEN,2019\n", &lookup), Ok(None)));
}
