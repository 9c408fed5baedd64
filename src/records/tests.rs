use super::*;
use crate::facts::{Label, LinkType};

fn lookup(text: &str) -> Option<Country> {
    let (iso3, name) = match text.to_lowercase().as_str() {
        "vnm" | "viet nam" | "vietnam" => ("VNM", "Viet Nam"),
        "kor" | "south korea" => ("KOR", "South Korea"),
        _ => return None,
    };
    Some(Country { iso3: iso3.into(), name: name.into() })
}

fn facts(source: &str, format: Format) -> (Facts, Vec<Problem>) {
    match read("t", "", source.as_bytes(), format, &lookup) {
        Ok((Records::Facts(facts), problems)) => (*facts, problems),
        other => panic!("{other:?}"),
    }
}

fn error(source: &str, format: Format) -> Problem {
    read("t", "", source.as_bytes(), format, &lookup).expect_err("nothing can be read")
}

fn count(facts: &Facts, label: Label) -> usize {
    facts.things.iter().filter(|thing| thing.label == label).count()
}

#[test]
fn the_same_meeting_in_every_text_form() {
    let csv = "kind,start,participants,hosts,place,country\n\
               talks,2022-10-18,Park Jin (KOR); Bùi Thanh Sơn (VNM),Bùi Thanh Sơn (VNM),Hanoi,Viet Nam\n";
    let object = r#"{"kind": "talks", "start": "2022-10-18", "participants": ["Park Jin (KOR)", "Bùi Thanh Sơn (VNM)"],
                     "hosts": "Bùi Thanh Sơn (VNM)", "place": "Hanoi", "country": "VNM"}"#;
    let cases = [
        (csv.to_owned(), Format::Csv),
        (csv.replace(',', "\t"), Format::Csv),
        (format!("[\n{object}\n]"), Format::Json),
        (object.replace('\n', " "), Format::JsonLines),
    ];
    for (source, format) in cases {
        let (facts, problems) = facts(&source, format);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(
            (count(&facts, Label::Person), count(&facts, Label::Country), count(&facts, Label::Meeting)),
            (2, 2, 1)
        );
        let links = |kind| facts.links.iter().filter(|link| link.kind == kind).count();
        assert_eq!((links(LinkType::Attended), links(LinkType::HeldIn), links(LinkType::In)), (2, 1, 1));
        let place = facts.things[0].evidence[0];
        let text = match &facts.document["text"] {
            Datum::Text(text) => {
                text.chars().skip(place.start as usize).take((place.end - place.start) as usize).collect::<String>()
            }
            other => panic!("{other:?}"),
        };
        assert!(text.contains("Park Jin") && !text.contains("participants,"), "{text}");
    }
}

#[test]
fn visits_agreements_and_actors() {
    let (visits, _) = facts(
        "travellers,destination,status,start,inviters,count\nBùi Thanh Sơn (VNM),KOR,planned,2024-05,Cho Tae Yeol (KOR),\nVNM,KOR,held,2024,,80\n",
        Format::Csv,
    );
    assert_eq!(count(&visits, Label::Visit), 2);
    assert_eq!(visits.things[0].properties["precision"], Datum::Text("month".into()));
    let (agreements, _) =
        facts("parties,name,kind,amount,deadline\nVNM; KOR,trade,target,US$100 billion,2023\n", Format::Csv);
    assert_eq!(agreements.links.iter().filter(|link| link.kind == LinkType::PartyTo).count(), 2);
    let (actors, _) = facts(
        "type,name,country,title,office\nperson,Park Jin,KOR,Foreign Minister,foreign_minister\norganization,KOICA,KOR,,\n",
        Format::Csv,
    );
    assert!(actors.links.iter().any(|link| link.kind == LinkType::Holds));
    assert!(actors.links.iter().any(|link| link.kind == LinkType::Of));
}

#[test]
fn a_bad_row_is_reported_with_line_column_and_remedy_and_the_others_are_read() {
    let (facts, problems) = facts(
        "participants,kind,start\n\
         VNM; KOR,talk,2022-02-10\n\
         VNM; KOR,talks,10 Feb 2022\n\
         VNM; Atlantis,talks,2022-02-10\n\
         VNM; KOR,talks\n\
         ,talks,2022-02-10\n\
         VNM; KOR,talks,2022-02-30\n\
         VNM; KOR,phone call,2022-02-10\n",
        Format::Csv,
    );
    assert_eq!(count(&facts, Label::Meeting), 1);
    let shown: Vec<String> =
        problems.iter().map(|one| format!("{one} ({})", one.hint.clone().unwrap_or_default())).collect();
    assert_eq!(
        shown,
        [
            "line 2: column `kind`: `talk` is not known here (did you mean `talks`?)",
            "line 3: column `start`: `10 Feb 2022` is no date (write 2022-02-09, 2022-02 or 2022; XXXX-02-09 where the year is not known)",
            "line 4: column `participants`: `Atlantis` is no country, and it is not said what else it is (write `Atlantis (COUNTRY)` for a person, or `organization: Atlantis`)",
            "line 5: the row has 2 cells, the head has 3 (put a cell that contains a comma between double quotes)",
            "line 6: column `participants`: the cell is empty (who took part)",
            "line 7: column `start`: `2022-02-30` is no date (write 2022-02-09, 2022-02 or 2022; XXXX-02-09 where the year is not known)",
        ]
    );
}

#[test]
fn a_file_that_cannot_be_read_says_why() {
    for (source, format, message) in [
        ("", Format::Csv, "the file is empty"),
        ("a,b\n1,2\n", Format::Csv, "no column says what the rows are; the columns are: a, b"),
        (
            "participant,start\nVNM,2022\n",
            Format::Csv,
            "no column says what the rows are; the columns are: participant, start",
        ),
        ("travellers,start\nVNM,2022\n", Format::Csv, "the column `destination` of visits is missing"),
        ("participants,stat\nVNM,2022\n", Format::Csv, "meetings have no column `stat`"),
        ("participants,participants\nVNM,2022\n", Format::Csv, "line 1: the column `participants` is there twice"),
        ("{\"a\": 1}", Format::Json, "line 1: this is not a list of JSON objects: it does not start with `[`"),
    ] {
        let problem = error(source, format);
        assert_eq!(problem.to_string(), message);
        assert!(source.is_empty() || problem.hint.is_some(), "{message}");
    }
    assert_eq!(
        error("participant,start\nVNM,2022\n", Format::Csv).hint.unwrap(),
        "did you mean `participants` (of meetings) for `participant`?"
    );
    let latin = read("t", "", b"text\nM\xFCnchen\n", Format::Csv, &lookup).unwrap_err();
    assert_eq!(latin.to_string(), "line 2: the text is not UTF-8");
    assert!(read("t", "", b"not a workbook", Format::Xlsx, &lookup).is_err());
    let (_, problems) = facts("{\"participants\": \"VNM; KOR\"}\n[1]\n{broken\n", Format::JsonLines);
    assert_eq!(problems.iter().map(|one| one.line).collect::<Vec<_>>(), [Some(2), Some(3)]);
}

#[test]
fn a_list_of_articles_goes_to_the_reader() {
    let source = "title,date,text\nTalks,2022-10-19,\"They met.\nThey parted.\"\nNo text,2022-10-19,\nBad date,yesterday,Words\n";
    let (records, problems) = read("t", "", source.as_bytes(), Format::Csv, &lookup).unwrap();
    let Records::Articles(articles, None) = records else { panic!("articles were expected") };
    assert_eq!(articles.len(), 1);
    assert_eq!((articles[0].id.as_str(), articles[0].text.as_str()), ("1", "They met.\nThey parted."));
    assert_eq!(problems.len(), 2);
}

#[test]
fn a_list_of_articles_may_call_its_columns_as_archives_do() {
    let source = "{\"headline\": \"Talks\", \"content\": \"They met.\", \"description\": \"A talk\", \"author\": null, \
                  \"publishedAt\": \"2022-10-19T08:00:00Z\", \"source\": {\"id\": 7, \"name\": \"Harbour Times\"}, \"tags\": [\"a\"]}\n\
                  {\"text\": \"They parted.\", \"content\": \"\", \"pubDate\": \"Wed, 19 Oct 2022 10:00:00 GMT\", \"source\": \"Gazette\"}\n";
    let (records, problems) = read("t", "", source.as_bytes(), Format::JsonLines, &lookup).unwrap();
    let Records::Articles(articles, left_out) = records else { panic!("articles were expected") };
    assert_eq!(problems, []);
    assert_eq!(left_out.as_deref(), Some("columns that are not read: description, source.id, tags"));
    let said = |article: &super::Article| {
        [&article.text, &article.title, &article.date, &article.publisher].map(String::clone)
    };
    assert_eq!(said(&articles[0]), ["They met.", "Talks", "2022-10-19", "Harbour Times"]);
    assert_eq!(said(&articles[1]), ["They parted.", "", "2022-10-19", "Gazette"]);
}

#[test]
fn days_of_publication_are_read_where_they_cannot_be_mistaken() {
    for text in [
        "2022-02-09",
        "2022-02-09T10:00:00+01:00",
        "2022-02-09 10:00",
        "2022/02/09",
        "20220209T100000Z",
        "20220209",
        "Wed, 09 Feb 2022 10:00:00 GMT",
        "February 9, 2022",
        "9th February 2022",
        "9-Feb-2022",
    ] {
        assert_eq!(super::cells::day_of_publication(text).as_deref(), Ok("2022-02-09"), "{text}");
    }
    for text in [
        "09/02/2022",
        "10.12.2022",
        "yesterday",
        "2022-02-30T10:00",
        "31 Feb 2022",
        "Feb 2022 9",
        "",
        "February",
        "1644400000",
    ] {
        assert!(super::cells::day_of_publication(text).is_err(), "{text}");
    }
    assert_eq!(super::cells::day_of_publication("2022-02").as_deref(), Ok("2022-02"));
}

#[test]
fn a_workbook_is_read_by_its_first_sheet() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let date = rust_xlsxwriter::ExcelDateTime::parse_from_str("2022-10-18").unwrap();
    let form = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_row(0, 0, ["participants", "start"]).unwrap();
    sheet.write(1, 0, "VNM; KOR").unwrap();
    sheet.write_datetime_with_format(1, 1, &date, &form).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let (records, problems) = read("t", "", &bytes, Format::Xlsx, &lookup).unwrap();
    let Records::Facts(facts) = records else { panic!("facts were expected") };
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(facts.things[0].properties["start"], Datum::Text("2022-10-18".into()));
}

#[test]
fn the_manual_names_every_column_and_every_word() {
    let page = include_str!("../../docs/records.md");
    let kinds = columns::KINDS.iter().map(|(_, name, _, columns)| (*name, *columns));
    for (name, columns) in kinds.chain([("codes", columns::CODES)]) {
        assert!(page.contains(&format!("## {}{}", name[..1].to_uppercase(), &name[1..])), "{name}");
        for column in columns {
            assert!(page.contains(&format!("| `{}` |", column.name)), "{name}: {}", column.name);
            assert!(page.contains(column.meaning), "{name}: {}", column.meaning);
            for also in column.also {
                assert!(page.contains(&format!("`{also}`")), "{name}: {also}");
            }
            if let columns::Cell::OneOf(words) = column.cell {
                assert!(page.contains(&words.join(", ")), "{name}: {words:?}");
            }
        }
    }
}
