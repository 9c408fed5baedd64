//! Runs one scenario against a database in memory and says what is wrong, if anything.

use super::gherkin::{Scenario, Step};
use super::shown::{self, Shown};
use super::state::{self, State};
use chancery::database::{Answer, Database, Parameters};
use chancery::diagnostic::{Diagnostic, Phase};
use chancery::plan::rewrite::Rewrites;
use std::path::Path;

/// What a query came to.
type Outcome = Result<Table, Diagnostic>;

/// Columns and rows, ready to be compared.
struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<Shown>>,
}

/// Runs the steps in order.
///
/// # Errors
/// The first step that does not hold, in words.
pub fn run(scenario: &Scenario, graphs: &Path, rewrites: Rewrites) -> Result<(), String> {
    let mut database = Database::memory();
    database.set_rewrites(rewrites);
    let mut parameters = Parameters::new();
    let mut outcome: Option<Outcome> = None;
    let mut before = State::default();
    for step in &scenario.steps {
        let text = step.text.as_str();
        if text == "an empty graph" || text == "any graph" {
            continue;
        } else if let Some(name) = text.strip_prefix("the ").and_then(|text| text.strip_suffix(" graph")) {
            for script in named_graph(graphs, name)? {
                set_up(&mut database, &script, &Parameters::new())?;
            }
        } else if text == "having executed:" {
            set_up(&mut database, document(step)?, &parameters)?;
        } else if text == "parameters are:" {
            for row in &step.table {
                let [name, value] = &row[..] else { return Err(format!("a parameter needs two cells: {row:?}")) };
                let value = shown::read(value).ok_or_else(|| format!("unreadable value {value}"))?;
                parameters.insert(name.clone(), state::value(&value));
            }
        } else if let Some(signature) = text.strip_prefix("there exists a procedure ") {
            procedure(&mut database, signature, &step.table)?;
        } else if text == "executing query:" || text == "executing control query:" {
            before = State::of(&database);
            let answer = database.run(document(step)?, &parameters);
            outcome = Some(answer.map(|answer| table(&answer, &database)));
        } else {
            let outcome = outcome.as_ref().ok_or("no query was run")?;
            check(step, outcome, &before, &database)?;
        }
    }
    Ok(())
}

fn document(step: &Step) -> Result<&str, String> {
    step.document.as_deref().ok_or_else(|| format!("`{}` has no text below it", step.text))
}

fn set_up(database: &mut Database, query: &str, parameters: &Parameters) -> Result<(), String> {
    database.run(query, parameters).map(drop).map_err(|error| format!("set-up failed: {} ({query})", told(&error)))
}

fn named_graph(graphs: &Path, name: &str) -> Result<Vec<String>, String> {
    let path = graphs.join(name).join(format!("{name}.cypher"));
    let script = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(chancery::syntax::split(&script).into_iter().map(|span| span.of(&script).to_owned()).collect())
}

fn procedure(database: &mut Database, signature: &str, table: &[Vec<String>]) -> Result<(), String> {
    let signature = signature.trim().trim_end_matches(':').trim_end();
    let (columns, rows) = table.split_first().map_or((Vec::new(), &[][..]), |(columns, rows)| (columns.clone(), rows));
    let rows = rows.iter().map(|row| {
        row.iter()
            .map(|cell| shown::read(cell).map(|value| state::value(&value)).ok_or(format!("unreadable value {cell}")))
            .collect()
    });
    let rows = rows.collect::<Result<Vec<_>, String>>()?;
    database
        .register_procedure(signature, &columns, rows)
        .map_err(|error| format!("procedure refused: {}", told(&error)))
}

fn table(answer: &Answer, database: &Database) -> Table {
    let columns = answer.columns.iter().map(|name| name.to_string()).collect();
    let rows = answer.rows().map(|row| row.values().map(|value| state::shown(&value, database)).collect()).collect();
    Table { columns, rows }
}

fn check(step: &Step, outcome: &Outcome, before: &State, database: &Database) -> Result<(), String> {
    let text = step.text.as_str();
    if let Some((error, expected)) = text.split_once(" should be raised at ") {
        let kind = error.trim_start_matches("an ").trim_start_matches("a ");
        let (phase, detail) = expected.split_once(": ").ok_or("an error needs a phase and a detail")?;
        check_error(kind, phase, detail.trim(), outcome)?;
        return State::of(database).since(before, &[]);
    }
    let table = outcome.as_ref().map_err(|error| format!("failed: {}", told(error)))?;
    match text {
        "the result should be empty" if table.rows.is_empty() => Ok(()),
        "the result should be empty" => Err(format!("{} rows instead of none", table.rows.len())),
        "no side effects" => State::of(database).since(before, &[]),
        "the side effects should be:" => State::of(database).since(before, &step.table),
        _ if text.starts_with("the result should be") => {
            check_rows(step, table, text.contains("in order"), text.contains("ignoring element order"))
        }
        _ => Err(format!("unknown step `{text}`")),
    }
}

fn check_error(kind: &str, phase: &str, detail: &str, outcome: &Outcome) -> Result<(), String> {
    let Err(error) = outcome else { return Err(format!("no error, but {kind}: {detail} was expected")) };
    let phase_fits = match phase {
        "compile time" => error.phase == Phase::Compile,
        "runtime" => error.phase == Phase::Runtime,
        _ => true,
    };
    let fits = format!("{:?}", error.kind) == kind && phase_fits && (detail == "*" || detail == error.detail);
    if fits { Ok(()) } else { Err(format!("expected {kind} at {phase}: {detail}, came {}", told(error))) }
}

fn check_rows(step: &Step, table: &Table, ordered: bool, bags: bool) -> Result<(), String> {
    let (columns, rows) = step.table.split_first().ok_or("the expected rows are missing")?;
    if *columns != table.columns {
        return Err(format!("columns {:?} instead of {columns:?}", table.columns));
    }
    let mut expected = Vec::new();
    for row in rows {
        let keys = row
            .iter()
            .map(|cell| shown::read(cell).map(|value| value.key(bags)).ok_or(format!("unreadable value {cell}")));
        expected.push(keys.collect::<Result<Vec<_>, String>>()?);
    }
    let mut found: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.iter().map(|value| value.key(bags)).collect()).collect();
    if !ordered {
        expected.sort();
        found.sort();
    }
    if expected == found {
        return Ok(());
    }
    let shorten = |rows: &[Vec<String>]| format!("{:.600}", format!("{rows:?}"));
    Err(format!("rows {} instead of {}", shorten(&found), shorten(&expected)))
}

fn told(error: &Diagnostic) -> String {
    format!("{:?} at {:?}: {} ({})", error.kind, error.phase, error.detail, error.message)
}
