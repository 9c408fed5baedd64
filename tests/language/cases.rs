//! Statements with their answers, by clause, in the files beside this one. A case is a statement up to `;` and then its
//! answer in lines that begin with `//>`: the names of the columns, the rows, what it changed, or the error. A line
//! `// new graph` empties the graph. Each file runs with all rewrites on and with all off.
//! `UPDATE_CASES=1 cargo test --test language cases` writes the answers anew; read the difference before keeping it.

use chancery::database::{Answer, Database, Parameters};
use chancery::export::text::{Detail, cell};
use chancery::plan::rewrite::Rewrites;
use std::path::Path;

const MARK: &str = "//> ";

fn database(rewrites: Rewrites) -> Database {
    let mut database = Database::memory();
    database.set_rewrites(rewrites);
    database
}

fn lines(database: &Database, answer: &Answer) -> Vec<String> {
    let mut lines = Vec::new();
    if !answer.columns.is_empty() {
        lines.push(answer.columns.join(" | "));
    }
    for row in answer.rows() {
        let cells: Vec<String> = row.values().map(|value| cell(&value, database.graph(), Detail::Full)).collect();
        lines.push(cells.join(" | "));
    }
    lines.extend(chancery::console::output::changes(&answer.statistics));
    lines.extend(answer.warnings.iter().map(|warning| format!("warning: {}", warning.message)));
    lines
}

fn run(database: &mut Database, statement: &str) -> Vec<String> {
    match database.run(statement, &Parameters::new()) {
        Ok(answer) => lines(database, &answer),
        Err(error) => {
            let hint = error.hint.map(|hint| format!(" ({hint})")).unwrap_or_default();
            vec![format!("{:?} {}: {}{hint}", error.kind, error.detail, error.message)]
        }
    }
}

/// The file again, each statement with the answer it has now.
fn answered(text: &str, rewrites: Rewrites) -> String {
    let mut database = database(rewrites);
    let mut output = String::new();
    let mut statement = String::new();
    for line in text.lines().filter(|line| !line.starts_with(MARK.trim_end())) {
        output.push_str(line);
        output.push('\n');
        if line == "// new graph" {
            database = self::database(rewrites);
        } else if !line.starts_with("//") {
            statement.push_str(line);
            statement.push('\n');
        }
        if line.ends_with(';') {
            for line in run(&mut database, &std::mem::take(&mut statement)) {
                output.push_str(format!("{MARK}{line}").trim_end());
                output.push('\n');
            }
        }
    }
    assert!(statement.trim().is_empty(), "a statement without `;`: {statement}");
    output
}

#[test]
fn statements_have_the_answers_beside_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the cases are there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "cypher"))
        .collect();
    files.sort();
    let mut statements = 0;
    for path in files {
        let written = std::fs::read_to_string(&path).expect("a case file is text");
        let found = answered(&written, Rewrites::ALL);
        assert_eq!(found, answered(&written, Rewrites::NONE), "{}: rewrites change an answer", path.display());
        if std::env::var_os("UPDATE_CASES").is_some() {
            std::fs::write(&path, &found).expect("a case file can be written");
        } else {
            for (place, (written, found)) in written.lines().zip(found.lines()).enumerate() {
                assert_eq!(written, found, "{}:{}", path.display(), place + 1);
            }
            assert_eq!(written.lines().count(), found.lines().count(), "{}", path.display());
        }
        statements += found.lines().filter(|line| line.ends_with(';')).count();
    }
    println!("statements with answers: {statements}");
}
