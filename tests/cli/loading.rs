//! What can be loaded, and what is said of input that is wrong.

use crate::support::Folder;

const GDELT: &str = include_str!("../data/20190506120000.export.CSV");
const POLECAT: &str = include_str!("../data/polecat.tsv");

#[test]
fn a_gdelt_table_is_loaded_with_the_article_of_each_row() {
    let folder = Folder::empty();
    folder.write("20190506120000.export.CSV", GDELT);
    let run = folder.run(&["load", "20190506120000.export.CSV", "-g", "g.chancery"]);
    assert_eq!(run.code, Some(0), "{}", run.shown());
    assert!(run.err.contains("1 rows of other kinds of events, 1 rows without two actors"), "{}", run.shown());
    let query = "MATCH (c:Country)-[:MADE]->(v:Visit)-[:MENTIONED_IN]->(d:Document) \
                 RETURN c.name AS who, v.cameo AS code, v.start AS day, d.url AS url ORDER BY day";
    let rows = folder.run(&["query", "g.chancery", query]);
    assert_eq!(
        rows.out,
        "who,code,day,url\n\
         Peru,042,2019-05-03,https://www.example.org/2019/05/lima-nairobi\n\
         Peru,043,2019-05-05,https://news.example.net/host\n",
        "{}",
        rows.shown()
    );
    let again = folder.run(&["load", "20190506120000.export.CSV", "-g", "g.chancery"]);
    assert!(again.err.contains("5 unchanged; 0 nodes and 0 relationships new"), "{}", again.shown());
}

#[test]
fn a_polecat_table_is_loaded_with_publisher_and_day() {
    let folder = Folder::empty();
    folder.write("week.tsv", POLECAT);
    let run = folder.run(&["load", "week.tsv", "-g", "g.chancery"]);
    assert_eq!(run.code, Some(0), "{}", run.shown());
    let query = "MATCH (p:Person)-[:MADE]->(v:Visit)-[:MENTIONED_IN]->(d:Document) \
                 RETURN p.name AS who, v.plover AS type, v.plover_mode AS mode, d.publisher AS publisher, d.published AS published";
    let rows = folder.run(&["query", "g.chancery", query]);
    assert_eq!(
        rows.out,
        "who,type,mode,publisher,published\nAna Ruiz,CONSULT,visit,Example Agency,2019-05-04\n",
        "{}",
        rows.shown()
    );
}

#[test]
fn wrong_rows_of_event_tables_are_reported_by_file_and_line() {
    let folder = Folder::empty();
    folder.write("a.export.CSV", GDELT.replacen("\t20190503\t", "\t2019053\t", 1));
    folder.write("b.tsv", POLECAT.replacen("\t2019-05-03\t", "\tMay 3\t", 1));
    folder.write("c.tsv", "Event Date\tEvent Type\n2019-05-03\tCONSULT\n");
    let run = folder.run(&["load", "a.export.CSV", "b.tsv", "c.tsv", "-g", "g.chancery"]);
    assert_eq!(run.code, Some(3), "{}", run.shown());
    for words in [
        "a.export.CSV: line 1: column `SQLDATE`: `2019053` is no date",
        "b.tsv: line 2: column `Event Date`: `May 3` is no day",
        "c.tsv: line 1: the column `Event ID` of POLECAT events is missing",
        "3 problems were found in the input; everything else was loaded",
    ] {
        assert!(run.err.contains(words), "no `{words}` in {}", run.shown());
    }
}

#[test]
fn statements_of_little_confidence_can_be_left_out() {
    let folder = Folder::empty();
    folder.write("week.tsv", POLECAT);
    folder.write("meetings.csv", "participants,start\nPeru; Kenya,2019-05-03\n");
    let run = folder.run(&["load", "week.tsv", "meetings.csv", "-g", "g.chancery", "--min-confidence", "0.6"]);
    assert_eq!(run.code, Some(0), "{}", run.shown());
    let rows = folder.run(&["query", "g.chancery", "MATCH (e:Event) RETURN labels(e) AS labels, e.start AS day"]);
    assert_eq!(rows.out.lines().count(), 2, "{}", rows.shown());
    let run = folder.run(&["load", "week.tsv", "-g", "g.chancery", "--min-confidence", "2"]);
    assert_eq!(run.code, Some(2), "{}", run.shown());
    assert!(run.err.contains("a confidence of 2 is not between 0 and 1"), "{}", run.shown());
}

/// A PDF of pages of lines in Helvetica; what no standard asks for is left out.
fn pdf(pages: &[&[&str]]) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        String::new(),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    let mut kids = Vec::new();
    for lines in pages {
        let shown: Vec<String> = lines.iter().map(|line| format!("({line}) Tj 0 -14 Td")).collect();
        let content = format!("BT /F1 12 Tf 72 720 Td {} ET", shown.join(" "));
        objects.push(format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()));
        kids.push(format!("{} 0 R", objects.len() + 1));
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents {} 0 R>>",
            objects.len()
        ));
    }
    objects[1] = format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.join(" "), kids.len());
    let mut file = "%PDF-1.4\n".to_owned();
    let mut offsets = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let table = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    offsets.iter().for_each(|offset| file.push_str(&format!("{offset:010} 00000 n \n")));
    file.push_str(&format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1));
    file.into_bytes()
}

#[test]
fn a_pdf_is_read_without_headers_and_with_whole_words() {
    let folder = Folder::empty();
    let first: &[&str] = &[
        "Ministry Bulletin",
        "",
        "LIMA, May 3, 2019 - Foreign Minister Ana Ruiz of Peru met Foreign Minis-",
        "ter Omar Haddad of Jordan in Lima on Friday.",
        "",
        "1",
    ];
    let second: &[&str] = &["Ministry Bulletin", "", "They spoke of the sea.", "", "2"];
    folder.write("bulletin.pdf", pdf(&[first, second]));
    let run = folder.run(&["load", "bulletin.pdf", "-g", "g.chancery"]);
    assert_eq!(run.code, Some(0), "{}", run.shown());
    let text = folder.run(&["query", "g.chancery", "MATCH (d:Document) RETURN d.text AS text", "--format", "json"]);
    assert!(text.out.contains("Foreign Minister Omar Haddad") && !text.out.contains("Bulletin"), "{}", text.shown());
    let query = "MATCH (p:Person)-[:ATTENDED]->(m:Meeting) RETURN p.name AS who, m.start AS day ORDER BY who";
    assert_eq!(
        folder.run(&["query", "g.chancery", query]).out,
        "who,day\nAna Ruiz,2019-05-03\nOmar Haddad,2019-05-03\n"
    );
}

#[test]
fn a_damaged_pdf_is_an_error_and_no_panic() {
    let folder = Folder::empty();
    let whole = pdf(&[&["Peru and Chad met in Lima on Friday, officials of both said."]]);
    folder.write("cut.pdf", &whole[..whole.len() / 2]);
    folder.write("pictures.pdf", pdf(&[&[]]));
    folder.write("circle.pdf", String::from_utf8_lossy(&whole).replace("/Kids[5 0 R]", "/Kids[2 0 R]"));
    folder.write("nonsense.pdf", [b"%PDF-1.7\n".as_slice(), &[0x9c, 0, 0xff, 0x28].repeat(500)].concat());
    let run = folder.run(&["load", "cut.pdf", "pictures.pdf", "circle.pdf", "nonsense.pdf", "-g", "g.chancery"]);
    assert_eq!(run.code, Some(3), "{}", run.shown());
    assert!(!run.err.contains("panicked") && run.err.contains("4 problems"), "{}", run.shown());
    for file in ["cut.pdf", "pictures.pdf", "circle.pdf", "nonsense.pdf"] {
        assert!(run.err.contains(&format!("{file}: no article could be found in it: ")), "{}", run.shown());
    }
}

#[test]
fn files_of_a_folder_that_are_not_read_are_named() {
    let folder = Folder::empty();
    std::fs::create_dir(folder.path("press")).expect("a folder");
    folder.write(
        "press/talks.txt",
        "Lima, 3 May 2019 -- Foreign Minister Jan Novak of Slovakia met President Ana Ruiz of Peru.",
    );
    for name in ["a.docx", "b.png", "c.zip", "d.mp3"] {
        folder.write(&format!("press/{name}"), "not an article");
    }
    let run = folder.run(&["load", "press", "-g", "g.chancery"]);
    assert_eq!(run.code, Some(0), "{}", run.shown());
    let note = "passed over 4 files of kinds that are not read: press/a.docx, press/b.png, press/c.zip, …";
    assert!(run.err.contains(note), "{}", run.shown());
}
