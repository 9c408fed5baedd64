//! The query set against the clock, every answer checked: `cargo bench --bench queries -- DATA [--expected FILE] [--runs N]
//! [--graph FILE] [--further] [QUERY...]`.
//!
//! DATA is a folder that `../shared/perf/generator` wrote: tables with typed headers and `params.json`. They are imported
//! beside it, into `DATA.chancery`, unless that is there or `--graph` names another. The questions are the files of
//! `benches/queries`; `--expected` names a file of `../shared/perf/expected`, by default the one named like DATA there.
//! With `--further` the questions and answers, of size M, are those of `benches/further.toml`.
//! Prints a line a question: median and least time in milliseconds in process (`Database::run`, warm), rows, and whether
//! the answer is the expected one; at the end peak memory. Fails if an answer is wrong.

use chancery::database::{Access, Answer, Database, Parameters};
use chancery::import::Import;
use chancery::value::{Value, typed_json};
use serde_json::Value as Json;
use sha1::{Digest, Sha1};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let Some(options) = Options::read()? else {
        println!("queries: no folder of generated tables was given; see the head of benches/queries.rs");
        return Ok(());
    };
    if !options.graph.exists() {
        import(&options.data, &options.graph)?;
    }
    let mut database = Database::open(&options.graph, Access::Read)?;
    let parameters = parameters(&options.data)?;
    let expected: Json = match &options.expected {
        Some(path) => serde_json::from_slice(&fs::read(path)?)?,
        None => Json::Null,
    };
    println!("| query | median ms | least ms | rows | answer |\n|---|---|---|---|---|");
    let mut wrong = 0;
    for question in questions(&options)? {
        let (answer, mut times) = timed(&mut database, &question.text, &parameters, options.runs)?;
        times.sort_by(f64::total_cmp);
        let known = expected.get(&question.key).and_then(|known| known.get("hash")).and_then(Json::as_str);
        let verdict = match question.hash.as_deref().or(known) {
            None => "not checked",
            Some(hash) if hash == fingerprint(&answer) => "right",
            Some(_) => {
                wrong += 1;
                "WRONG"
            }
        };
        let (median, least) = (times[times.len() / 2], times[0]);
        println!("| {}: {} | {median:.3} | {least:.3} | {} | {verdict} |", question.key, question.title, answer.len());
    }
    println!("\npeak memory: {} MB", peak_memory());
    if wrong > 0 {
        return Err(format!("{wrong} answers are not the expected ones").into());
    }
    Ok(())
}

/// What the command line asks for.
struct Options {
    data: PathBuf,
    graph: PathBuf,
    expected: Option<PathBuf>,
    runs: usize,
    /// Whether the further questions are asked.
    further: bool,
    /// Keys of questions; all if empty.
    only: Vec<String>,
}

impl Options {
    /// `None` without a folder of tables.
    fn read() -> Result<Option<Options>, Box<dyn Error>> {
        let mut options = Options {
            data: PathBuf::new(),
            graph: PathBuf::new(),
            expected: None,
            runs: 7,
            further: false,
            only: Vec::new(),
        };
        let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
            match argument.as_str() {
                "--expected" => options.expected = Some(value()?.into()),
                "--graph" => options.graph = value()?.into(),
                "--runs" => options.runs = value()?.parse()?,
                "--further" => options.further = true,
                _ if options.data.as_os_str().is_empty() => options.data = argument.into(),
                _ => options.only.push(argument),
            }
        }
        if options.data.as_os_str().is_empty() {
            return Ok(None);
        }
        if options.graph.as_os_str().is_empty() {
            options.graph = options.data.with_extension("chancery");
        }
        if options.expected.is_none() {
            let name = options.data.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/perf/expected");
            options.expected = Some(folder.join(name).with_extension("json")).filter(|path| path.exists());
        }
        Ok(Some(options))
    }
}

/// Imports the tables of a folder: those whose header has a `:START_ID` are relationships.
fn import(data: &Path, graph: &Path) -> Result<(), Box<dyn Error>> {
    let (mut nodes, mut relationships) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(data)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "csv") {
            let mut header = String::new();
            std::io::BufRead::read_line(&mut std::io::BufReader::new(fs::File::open(&path)?), &mut header)?;
            if header.contains(":START_ID") { relationships.push(path) } else { nodes.push(path) }
        }
    }
    nodes.sort();
    relationships.sort();
    let import = Import {
        nodes: &nodes,
        relationships: &relationships,
        graphs: &[],
        delimiter: b',',
        list_delimiter: ';',
        skip_bad: false,
    };
    let start = Instant::now();
    import.run(graph, &|_| {})?;
    let (seconds, megabytes) = (start.elapsed().as_secs_f64(), fs::metadata(graph)?.len() as f64 / 1e6);
    println!("imported in {seconds:.1} s, {megabytes:.1} MB, peak memory so far {} MB\n", peak_memory());
    Ok(())
}

/// The values that the questions ask for, by name, from `params.json`.
fn parameters(data: &Path) -> Result<Parameters, Box<dyn Error>> {
    let json: Json = serde_json::from_slice(&fs::read(data.join("params.json"))?)?;
    let places = [
        ("hub", "/hub/id"),
        ("top", "/top/id"),
        ("mid", "/mid/id"),
        ("low", "/low/id"),
        ("name", "/top/name"),
        ("s", "/pairs/1/0"),
        ("t", "/pairs/1/1"),
    ];
    let value = |(name, place): (&str, &str)| {
        let value = json.pointer(place).ok_or(format!("params.json has no {place}"))?;
        Ok((name.to_owned(), typed_json::from_json(value)?))
    };
    places.into_iter().map(value).collect()
}

/// A question and the key of its expected answer.
#[derive(serde::Deserialize)]
struct Question {
    key: String,
    title: String,
    #[serde(rename = "cypher")]
    text: String,
    /// The fingerprint of its answer, where it is kept beside it.
    hash: Option<String>,
}

/// The questions that are to be asked, in order.
fn questions(options: &Options) -> Result<Vec<Question>, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches");
    let mut questions = match options.further {
        true => further(&folder.join("further.toml"))?,
        false => of_files(&folder.join("queries"))?,
    };
    questions.retain(|question| options.only.is_empty() || options.only.contains(&question.key));
    Ok(questions)
}

/// The questions of one file, with their answers.
fn further(path: &Path) -> Result<Vec<Question>, Box<dyn Error>> {
    #[derive(serde::Deserialize)]
    struct File {
        question: Vec<Question>,
    }
    Ok(toml::from_str::<File>(&fs::read_to_string(path)?)?.question)
}

/// The questions in the order of their files.
fn of_files(folder: &Path) -> Result<Vec<Question>, Box<dyn Error>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.sort();
    let mut questions = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path)?;
        let head = text.lines().next().and_then(|line| line.strip_prefix("// ")?.split_once(": "));
        let (key, title) = head.ok_or(format!("{}: the first line is no `// key: title`", path.display()))?;
        let (key, title) = (key.to_owned(), title.to_owned());
        questions.push(Question { key, title, text, hash: None });
    }
    Ok(questions)
}

/// The answer and the milliseconds of each run after a first one.
fn timed(
    database: &mut Database,
    text: &str,
    parameters: &Parameters,
    runs: usize,
) -> Result<(Answer, Vec<f64>), Box<dyn Error>> {
    let answer = database.run(text, parameters)?;
    let mut times = Vec::new();
    for _ in 0..runs.max(1) {
        let start = Instant::now();
        let again = database.run(text, parameters)?;
        times.push(start.elapsed().as_secs_f64() * 1e3);
        if again.len() != answer.len() {
            return Err("the same question has another answer".into());
        }
    }
    Ok((answer, times))
}

/// The first 12 digits of the SHA-1 of the rows as Python's `json.dumps` writes them, which is how answers are kept.
fn fingerprint(answer: &Answer) -> String {
    let mut text = String::from("[");
    for (place, row) in answer.rows().enumerate() {
        let cells: Vec<String> = row.values().map(|value| cell(&value)).collect();
        text += if place == 0 { "[" } else { ", [" };
        text += &cells.join(", ");
        text.push(']');
    }
    text.push(']');
    let digest = Sha1::digest(text.as_bytes());
    digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Boolean(flag) => flag.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::String(text) => Json::from(&**text).to_string(),
        other => Json::from(chancery::value::text::to_string(other).unwrap_or_default()).to_string(),
    }
}

/// Most memory that the process has had, in megabytes; 0 where the system does not say.
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()).unwrap_or(0) / 1024
}
