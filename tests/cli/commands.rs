//! Each command doing what it is for.

use crate::support::{Folder, program};
use std::process::{Command, Stdio};

#[test]
fn help_and_version_go_to_standard_output() {
    let folder = Folder::empty();
    for command in [
        "load",
        "import",
        "query",
        "run",
        "ask",
        "why",
        "repl",
        "schema",
        "export",
        "conflicts",
        "retract",
        "check",
        "dump",
        "serve",
    ] {
        let run = folder.run(&[command, "--help"]);
        assert_eq!(run.code, Some(0), "{}", run.shown());
        assert!(run.out.contains("Usage: chancery ") && run.out.contains("xample"), "{}", run.shown());
        assert!(!run.out.contains('\u{1b}'), "no colour on a pipe");
    }
    let run = folder.run(&["--help"]);
    for words in ["Exit codes: 0 done, 1 the query failed, 2 wrong usage, 3 bad input data", "CHANCERY_GRAPH", "ask"] {
        assert!(run.out.contains(words), "{}", run.shown());
    }
    assert_eq!(folder.run(&["--version"]).out, format!("chancery {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_query_answers_in_every_format() {
    let folder = Folder::with_graph();
    let query =
        "MATCH (p:Person)-[a:ATTENDED]->(m:Meeting) RETURN p.name AS who, a.role AS role, m.start AS date ORDER BY who";
    let mut shown = String::new();
    for format in ["table", "csv", "tsv", "json", "jsonl", "markdown", "vertical"] {
        let run = folder.run(&["query", "small.chancery", query, "--format", format]);
        assert_eq!(run.code, Some(0), "{}", run.shown());
        assert_eq!(run.err, "", "{}", run.shown());
        shown.push_str(&format!("--- {format}\n{}", run.out));
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn a_pipe_gets_csv_and_a_file_what_its_name_says() {
    let folder = Folder::with_graph();
    assert_eq!(folder.run(&["query", "small.chancery", "RETURN 'a,b' AS x"]).out, "x\n\"a,b\"\n");
    for (file, content) in
        [("a.json", "[\n{\"x\":1}\n]\n"), ("a.md", "| x |\n| --- |\n| 1 |\n"), ("a.csv", "x\n1\n"), ("a.dat", "x\n1\n")]
    {
        let run = folder.run(&["query", "small.chancery", "RETURN 1 AS x", "-o", file]);
        assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{}", run.shown());
        assert_eq!(folder.read(file), content);
    }
}

#[test]
fn a_query_comes_from_a_file_or_standard_input_with_parameters() {
    let folder = Folder::with_graph();
    folder.write("q.cypher", "// who\nMATCH (p:Person {name: $name})\nRETURN p.name, $n + 1 AS n;\n");
    let run = folder.run(&["query", "small.chancery", "-f", "q.cypher", "-p", "name=Park Jin", "-p", "n=41"]);
    assert_eq!(run.out, "p.name,n\nPark Jin,42\n", "{}", run.shown());
    let run = folder.run_with(&["query", "small.chancery"], "RETURN 2 AS two");
    assert_eq!(run.out, "two\n2\n", "{}", run.shown());
}

#[test]
fn a_change_is_told_and_kept() {
    let folder = Folder::with_graph();
    let run = folder.run(&["query", "small.chancery", "CREATE (:Person {name: 'New'})"]);
    assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{}", run.shown());
    assert!(run.err.contains("1 node created, 1 property set, 1 label added"), "{}", run.shown());
    let run = folder.run(&["query", "small.chancery", "MATCH (p:Person) RETURN count(*) AS n"]);
    assert_eq!(run.out, "n\n3\n", "{}", run.shown());
    let run = folder.run(&["query", "small.graph.json", "CREATE (:X)"]);
    assert!(run.err.contains("changes are not kept"), "{}", run.shown());
}

#[test]
fn a_batch_runs_statements_in_order_to_one_place_or_a_file_each() {
    let folder = Folder::with_graph();
    folder.write("one.cypher", "CREATE (:X {n: 1});\nMATCH (x:X) RETURN x.n AS n; // ; not an end\nMATCH (x:X) SET x.n = 2;\nMATCH (x:X) RETURN x.n AS m");
    let run = folder.run(&["run", "small.chancery", "one.cypher"]);
    assert_eq!((run.code, run.out.as_str()), (Some(0), "n\n1\n\nm\n2\n"), "{}", run.shown());
    folder.write("two.cypher", "RETURN 1 AS a;\nRETURN 2 AS b;\n");
    let run = folder.run(&["run", "small.chancery", "two.cypher", "--into", "answers", "--format", "json"]);
    assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{}", run.shown());
    assert_eq!(folder.read("answers/two-1.json"), "[\n{\"a\":1}\n]\n");
    assert_eq!(folder.read("answers/two-2.json"), "[\n{\"b\":2}\n]\n");
}

#[test]
fn a_batch_stops_at_the_first_error_or_goes_on_when_told() {
    let folder = Folder::with_graph();
    folder.write("bad.cypher", "RETURN 1 AS a;\n\n  RETURN nothing AS b;\nRETURN 3 AS c;\n");
    let run = folder.run(&["run", "small.chancery", "bad.cypher"]);
    assert_eq!(run.code, Some(1), "{}", run.shown());
    assert!(run.err.contains("bad.cypher:3:10"), "{}", run.shown());
    assert!(!run.out.contains('c'), "{}", run.shown());
    let run = folder.run(&["run", "small.chancery", "bad.cypher", "--keep-going"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), "a\n1\n\nc\n3\n"), "{}", run.shown());
}

#[test]
fn the_schema_says_what_there_is() {
    let folder = Folder::with_graph();
    insta::assert_snapshot!(folder.run(&["schema", "small.graph.json"]).shown());
    let json: serde_json::Value =
        serde_json::from_str(&folder.run(&["schema", "small.graph.json", "--json"]).out).unwrap();
    assert_eq!((&json["nodes"], &json["labels"]["Person"]["count"]), (&4.into(), &2.into()));
}

#[test]
fn the_schema_counts_the_documents_of_a_source_and_names_the_first_sources() {
    let folder = Folder::empty();
    folder.write(
        "papers.cypher",
        "UNWIND range(100, 145) AS n CREATE (:Document {source: 'paper ' + n}); CREATE (:Document {source: 'paper 100'});",
    );
    let run = folder.run(&["run", "papers.chancery", "papers.cypher", "--create"]);
    assert_eq!(run.code, Some(0), "{}", run.shown());
    let shown = folder.run(&["schema", "papers.chancery"]).out;
    assert!(shown.contains("\n  paper 100  2\n  paper 101\n"), "{shown}");
    let last = "\n  paper 139\n  … and 6 more: MATCH (d:Document) RETURN DISTINCT d.source\n";
    assert!(shown.ends_with(last), "{shown}");
}

#[test]
fn an_export_holds_the_graph_or_what_a_query_finds() {
    let folder = Folder::with_graph();
    let run = folder.run(&["export", "small.graph.json", "-o", "all.graph.json", "--to", "json"]);
    assert_eq!(run.code, Some(0), "{}", run.shown());
    assert_eq!(folder.read("all.graph.json"), crate::support::SMALL);
    let run = folder.run(&[
        "export",
        "small.chancery",
        "--to",
        "csv",
        "--query",
        "MATCH (p:Person)-[a:ATTENDED]->(m) WHERE p.name = $name RETURN a",
        "-p",
        "name=Park Jin",
    ]);
    assert_eq!(
        run.out,
        "from,from_labels,relationship,to,to_labels,date,role\nPark Jin,Actor;Person,ATTENDED,Talks in Seoul,Event;Meeting,2022-02-10,host\n",
        "{}",
        run.shown()
    );
    let run = folder.run(&["export", "small.chancery", "-o", "picture.dot", "--limit", "2"]);
    assert!(run.err.contains("left out 2 of 4 nodes"), "{}", run.shown());
    for format in ["json", "csv", "dot", "graphml", "gexf", "html", "cypher", "xlsx"] {
        let file = format!("out.{format}");
        let run = folder.run(&["export", "small.chancery", "--to", format, "-o", &file]);
        assert_eq!(run.code, Some(0), "{}", run.shown());
        assert!(std::fs::metadata(folder.path(&file)).unwrap().len() > 100, "{format}");
    }
}

#[test]
fn csv_in_a_folder_is_imported_back() {
    let folder = Folder::with_graph();
    let statement = "MATCH (a)-[r]->(b) RETURN labels(a), properties(a), type(r), properties(r), properties(b) ORDER BY a.name, type(r)";
    let before = folder.run(&["query", "small.chancery", statement, "--format", "json"]);
    let run = folder.run(&["export", "small.chancery", "--to", "csv", "-o", "tables"]);
    assert_eq!(run.code, Some(0), "{}", run.shown());
    let mut files: Vec<String> = std::fs::read_dir(folder.path("tables"))
        .unwrap()
        .flatten()
        .map(|entry| format!("tables/{}", entry.file_name().to_string_lossy()))
        .collect();
    files.sort();
    let (nodes, relationships): (Vec<&str>, Vec<&str>) =
        files.iter().map(String::as_str).partition(|file| file.contains("nodes-"));
    let arguments =
        [&["import", "-g", "back.chancery", "--nodes"], &nodes[..], &["--relationships"], &relationships[..]];
    let run = folder.run(&arguments.concat());
    assert_eq!(run.code, Some(0), "{}", run.shown());
    assert_eq!(folder.run(&["query", "back.chancery", statement, "--format", "json"]).out, before.out);
}

#[test]
fn a_spreadsheet_program_opens_what_is_exported() {
    let folder = Folder::with_graph();
    folder.run(&[
        "query",
        "small.chancery",
        "MATCH (p:Person) RETURN p.name AS name, '=1+1' AS formula, '2022-02-10' AS date ORDER BY name",
        "--excel",
        "-o",
        "answer.csv",
    ]);
    folder.run(&["export", "small.chancery", "-o", "graph.xlsx"]);
    // UTF-8, commas, quotes, from the first line; out again with the first sheet only.
    let (reading, writing) =
        ("CSV:44,34,76,1", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1");
    for (file, expected) in [("answer.csv", "Bùi Thanh Sơn,'=1+1,2022-02-10"), ("graph.xlsx", "Bùi Thanh Sơn")] {
        let mut convert = Command::new("soffice");
        convert.args(["--headless", "--convert-to", writing, "--outdir", "converted"]);
        if file.ends_with(".csv") {
            convert.arg(format!("--infilter={reading}"));
        }
        let converted = convert
            .arg(format!("-env:UserInstallation=file://{}", folder.path("profile").display()))
            .arg(file)
            .current_dir(folder.path(""))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if converted.is_err() {
            eprintln!("skipped: LibreOffice is not installed");
            return;
        }
        let found = std::fs::read_dir(folder.path("converted"))
            .unwrap()
            .flatten()
            .any(|entry| std::fs::read_to_string(entry.path()).unwrap_or_default().contains(expected));
        assert!(found, "{file} holds no {expected}");
    }
}

#[test]
fn a_browser_shows_the_page() {
    let folder = Folder::with_graph();
    folder.run(&["export", "small.chancery", "-o", "page.html"]);
    let shown = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", folder.path("profile").display()))
        .arg(folder.path("page.html"))
        .stderr(Stdio::null())
        .output();
    let Ok(shown) = shown else {
        eprintln!("skipped: Chromium is not installed");
        return;
    };
    let page = String::from_utf8(shown.stdout).unwrap();
    for words in ["4 nodes, 3 relationships", "<td title=", "Bùi Thanh Sơn</text>", "class=\"node happened\""] {
        assert!(page.contains(words), "no {words}");
    }
}

#[test]
fn a_reader_that_leaves_is_a_normal_end() {
    let folder = Folder::with_graph();
    let mut child = folder
        .command(&["query", "small.chancery", "UNWIND range(1, 300000) AS n RETURN n, 'some text to fill the pipe'"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn a_statement_stops_at_its_time() {
    let folder = Folder::with_graph();
    let run = folder.run(&[
        "query",
        "small.chancery",
        "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(a + b)",
        "--timeout",
        "0.2",
    ]);
    assert_eq!(run.code, Some(1), "{}", run.shown());
}

#[test]
fn a_shell_on_a_pipe_writes_answers_only() {
    let folder = Folder::with_graph();
    let input = "MATCH (p:Person)\nRETURN p.name AS n ORDER BY n;\n:format json\nRETURN 1 AS x; RETURN 2 AS y;\n:ask met park\n:quit\nRETURN 3 AS z;\n";
    let run = folder.run_with(&["repl", "small.chancery"], input);
    insta::assert_snapshot!(run.shown());
    let run = folder.run_with(&["repl", "small.chancery"], "RETURN 1 AS a;\nRETURN nothing;\nRETURN 2 AS b");
    assert_eq!((run.code, run.out.as_str()), (Some(1), "a\n1\nb\n2\n"), "{}", run.shown());
}

/// The query still runs; the order of letters is right for whole days and for what is no date.
#[test]
fn comparing_dates_known_in_part_by_letters_is_warned_about() {
    let folder = Folder::with_graph();
    folder.run(&["query", "small.chancery", "CREATE (:Meeting {name: 'Yearly', start: 'XXXX-10-18'})"]);
    let query = "MATCH (m:Meeting)\nWHERE $day <= m.start\nRETURN m.name ORDER BY m.name";
    insta::assert_snapshot!(folder.run(&["query", "small.chancery", query, "-p", "day=2099-01"]).shown());
    assert_eq!(folder.run(&["query", "small.chancery", query, "-p", "day=M"]).err, "");
}

#[test]
fn a_transaction_in_the_shell_is_kept_or_dropped() {
    let folder = Folder::with_graph();
    let input = ":begin\nCREATE (:X);\n:rollback\nMATCH (x:X) RETURN count(x) AS a;\n:begin\nCREATE (:X);\n:commit\nMATCH (x:X) RETURN count(x) AS b;\n";
    let run = folder.run_with(&["repl", "small.chancery"], input);
    assert_eq!((run.code, run.out.as_str()), (Some(0), "a\n0\nb\n1\n"), "{}", run.shown());
    assert_eq!(folder.run(&["query", "small.chancery", "MATCH (x:X) RETURN count(x) AS n"]).out, "n\n1\n");
}

#[test]
fn alone_it_opens_the_sample_or_the_graph_of_the_environment() {
    let folder = Folder::with_graph();
    let run = folder.run_with(&[], "MATCH (p:Person {name: 'Bùi Thanh Sơn'}) RETURN count(*) AS n;");
    assert_eq!(run.out, "n\n1\n", "{}", run.shown());
    let mut command = Command::new(program());
    let output = command.env("CHANCERY_GRAPH", folder.path("missing.chancery")).stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
}

/// `--confidence` leaves out what is less sure, says so, and keeps the rest.
#[test]
fn load_leaves_out_what_is_less_sure_than_asked() {
    let folder = Folder::empty();
    let text = "Ghanaian Foreign Minister Kofi Boateng visited Norway on June 8. \
                He met Norwegian Foreign Minister Lars Holm in Oslo on June 8. \
                Mr Boateng's visit was long.";
    folder.write("article.txt", text);
    let events = |least: &str| {
        let graph = format!("at-{least}.chancery");
        let run = folder.run(&["load", "article.txt", "-g", &graph, "--confidence", least, "--explain"]);
        assert_eq!(run.code, Some(0), "{}", run.shown());
        let count = folder.run(&["query", &graph, "MATCH (e:Event) RETURN count(e) AS events", "--format", "csv"]);
        assert_eq!(count.code, Some(0), "{}", count.shown());
        (count.out.lines().last().and_then(|line| line.parse::<usize>().ok()), run.out + &run.err)
    };
    let (all, _) = events("0");
    let (none, told) = events("0.999");
    assert_eq!((all, none), (Some(2), Some(0)), "{told}");
    assert!(told.contains("is below 0.999"), "{told}");
    let (kept, _) = events("0.5");
    assert_eq!(kept, all, "a low bar keeps what is sure");
}
