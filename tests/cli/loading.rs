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
