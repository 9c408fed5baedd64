//! From files to facts, on all cores, in the order of the files.

use super::Failure;
use super::inputs::Input;
use crate::document::{self, Document};
use crate::extract::knowledge::Sense;
use crate::extract::{self, Knowledge};
use crate::facts::{Datum, Facts};
use crate::graph::Graph;
use crate::graph::load::curation::Curation;
use crate::model::{Model, Proposals};
use crate::records::{self, Article, Country, Format, Records};
use crate::store::{Access, Store};
use crate::text::{FoldedText, Text};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::mem::ManuallyDrop;
use std::path::Path;
use std::sync::mpsc;

/// How to read a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An article, or several (a feed).
    Article,
    /// Rows.
    Records(Format),
    /// Graph JSON.
    Graph,
}

/// Endings of what is no article.
const ENDINGS: &[(&str, Kind)] = &[
    (".graph.json", Kind::Graph),
    (".csv", Kind::Records(Format::Csv)),
    (".tsv", Kind::Records(Format::Csv)),
    (".jsonl", Kind::Records(Format::JsonLines)),
    (".ndjson", Kind::Records(Format::JsonLines)),
    (".json", Kind::Records(Format::Json)),
    (".xlsx", Kind::Records(Format::Xlsx)),
];

impl Kind {
    /// By the ending of the file's name.
    pub fn of(path: &Path) -> Option<Kind> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let other = ENDINGS.iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, kind)| *kind);
        other.or_else(|| document::endings().any(|ending| name.ends_with(ending)).then_some(Kind::Article))
    }

    /// All endings, for a message.
    pub fn endings() -> String {
        document::endings().chain(ENDINGS.iter().map(|(ending, _)| *ending)).collect::<Vec<_>>().join(", ")
    }
}

/// One thing wrong with the input.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Where and what.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Problem {
    pub fn new(message: impl Into<String>) -> Problem {
        Problem { message: message.into(), hint: None }
    }

    pub fn with_hint(mut self, hint: impl Into<String>) -> Problem {
        self.hint = Some(hint.into());
        self
    }
}

/// What a file holds.
pub enum Content {
    /// What one document says.
    Facts(Box<Facts>),
    /// A graph.
    Graph(Box<Graph>),
}

/// One file, read.
#[derive(Default)]
pub struct Read {
    /// What could be read.
    pub content: Vec<Content>,
    /// What could not.
    pub problems: Vec<Problem>,
    /// What else is to be said.
    pub notes: Vec<String>,
}

/// What reading needs beside the files.
pub struct Reader {
    /// The tables of words. The program ends when all is read, so nobody waits until they are taken apart.
    pub knowledge: ManuallyDrop<Knowledge>,
    /// Who may propose facts.
    pub model: Option<Model>,
}

/// Files read at a time; memory stays flat however many there are.
const AT_A_TIME: usize = 128;
/// Bytes above which a file is no article and no table.
const LARGEST: u64 = 256 << 20;

/// Reads the files and hands each on in their order, until `each` says no.
pub fn read_all(files: &[Input], reader: &Reader, each: &mut dyn FnMut(Read) -> bool) {
    std::thread::scope(|scope| {
        let (send, receive) = mpsc::sync_channel::<Vec<Read>>(1);
        scope.spawn(move || {
            for some in files.chunks(AT_A_TIME) {
                let read: Vec<Read> = some.par_iter().map(|input| read(input, reader)).collect();
                // The receiver is gone when loading has failed: there is nobody left to read for.
                if send.send(read).is_err() {
                    break;
                }
            }
        });
        for read in receive.into_iter().flatten() {
            if !each(read) {
                break;
            }
        }
    });
}

fn read(input: &Input, reader: &Reader) -> Read {
    match read_file(input, reader) {
        Ok(read) => read,
        Err(problem) => Read { problems: vec![problem], ..Read::default() },
    }
}

fn read_file(input: &Input, reader: &Reader) -> Result<Read, Problem> {
    let shown = input.path.display();
    let unreadable = |error: std::io::Error| Problem::new(format!("{shown}: the file cannot be read: {error}"));
    let size = input.path.metadata().map_err(unreadable)?.len();
    if input.kind == Kind::Graph {
        let graph = Store::open(&input.path, Access::Read).map_err(|error| Problem::new(error.to_string()))?;
        return Ok(Read { content: vec![Content::Graph(Box::new(graph.graph().clone()))], ..Read::default() });
    }
    if size > LARGEST {
        return Err(Problem::new(format!(
            "{shown}: the file has {} MB, more than the {} that are read",
            size >> 20,
            LARGEST >> 20
        ))
        .with_hint("cut it into smaller files"));
    }
    let bytes = std::fs::read(&input.path).map_err(unreadable)?;
    match input.kind {
        Kind::Records(format) => records(input, &bytes, format, reader),
        _ => articles(input, &bytes, reader),
    }
}

fn articles(input: &Input, bytes: &[u8], reader: &Reader) -> Result<Read, Problem> {
    let documents = document::read(&input.source, bytes)
        .map_err(|error| Problem::new(format!("{}: {error}", input.path.display())))?;
    Ok(together(documents.par_iter().map(|document| facts(document, reader)).collect()))
}

/// Several documents of one file.
fn together(reads: Vec<Read>) -> Read {
    let mut all = Read::default();
    for read in reads {
        all.content.extend(read.content);
        all.problems.extend(read.problems);
        all.notes.extend(read.notes);
    }
    all
}

fn records(input: &Input, bytes: &[u8], format: Format, reader: &Reader) -> Result<Read, Problem> {
    let in_file = |problem: records::Problem| Problem {
        message: format!("{}: {problem}", input.path.display()),
        hint: problem.hint.clone(),
    };
    let countries = |text: &str| country(text, &reader.knowledge);
    let (records, problems) =
        records::read(&input.source, &sha256(bytes), bytes, format, &countries).map_err(in_file)?;
    let content = match records {
        Records::Facts(facts) => vec![Content::Facts(facts)],
        Records::Coded(documents, left_out) => {
            let content = documents.into_iter().map(|mut facts| {
                if let Some(Datum::Text(text)) = facts.document.get("text") {
                    facts.document.insert("sha256", Datum::Text(sha256(text.as_bytes())));
                }
                Content::Facts(Box::new(facts))
            });
            return Ok(Read {
                content: content.collect(),
                problems: problems.into_iter().map(in_file).collect(),
                notes: left_out.iter().map(|note| format!("{}: {note}", input.path.display())).collect(),
            });
        }
        Records::Articles(articles, left_out) => {
            let listed = articles.into_par_iter().map(|article| {
                let refused = |why| Problem::new(format!("{}: {why}", input.path.display()));
                listed(&input.source, article, reader)
                    .unwrap_or_else(|why| Read { problems: vec![refused(why)], ..Read::default() })
            });
            let mut read = together(listed.collect());
            read.problems.splice(0..0, problems.into_iter().map(in_file));
            read.notes.extend(left_out.map(|note| format!("{}: {note}", input.path.display())));
            return Ok(read);
        }
    };
    Ok(Read { content, problems: problems.into_iter().map(in_file).collect(), ..Read::default() })
}

/// An article of a list, whose columns say what a page prints.
fn listed(source: &str, article: Article, reader: &Reader) -> Result<Read, String> {
    let said = |text: String| (!text.is_empty()).then_some(text);
    let hashed = [&article.title, &article.date, &article.publisher, &article.author, &article.url, &article.text];
    let hash = sha256(hashed.map(String::as_str).join("\n").as_bytes());
    let id = article.id;
    let text = if article.text.trim_start().starts_with(&article.title) {
        article.text
    } else {
        format!("{}\n\n{}", article.title, article.text)
    };
    let mut document = Document {
        source: format!("{source}#{id}"),
        title: said(article.title),
        published: said(article.date),
        publisher: said(article.publisher),
        author: said(article.author),
        url: said(article.url),
        ..Document::default()
    }
    .with_text(text);
    document.sha256 = hash;
    let english = document::in_english(vec![document]).map_err(|error| format!("article {id}: {error}"))?;
    english.first().map(|document| facts(document, reader)).ok_or_else(|| format!("article {id} is empty"))
}

fn facts(document: &Document, reader: &Reader) -> Read {
    let mut facts = extract::read(document, &reader.knowledge);
    let mut read = Read::default();
    match reader.model.as_ref().map(|model| model.propose(document, &mut facts)) {
        Some(Ok(Some(Proposals { kept, dropped }))) => {
            let (facts, were) = if kept == 1 { ("fact", "was") } else { ("facts", "were") };
            let source = &document.source;
            read.notes
                .push(format!("{source}: {kept} {facts} that the model proposed {were} taken, {dropped} dropped"));
        }
        Some(Err(error)) => read.problems.push(Problem::new(format!("{}: {error}", document.source))),
        Some(Ok(None)) | None => {}
    }
    // Kept with the facts, so that the graph can quote its sentences.
    facts.document.insert("text", Datum::Text(document.text.raw().to_owned()));
    read.content.push(Content::Facts(Box::new(facts)));
    read
}

/// Reads the curation file; its entries to be added are facts of a document of their own.
pub fn curation(path: &Path, knowledge: &Knowledge) -> Result<(Curation, Option<Facts>), Failure> {
    let bad = |what: String| Failure::data(format!("{}: {what}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| bad(format!("the file cannot be read: {error}")))?;
    let hash = sha256(text.as_bytes());
    let curation = Curation::read(&text, &hash).map_err(|error| bad(error.to_string()))?;
    let source = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let countries = |text: &str| country(text, knowledge);
    let (facts, problems) = records::read_entries(&source, &hash, &text, &curation.add, &countries);
    if let Some(problem) = problems.into_iter().next() {
        let failure = bad(format!("[[add]]: {problem}"));
        return Err(match problem.hint {
            Some(hint) => failure.with_hint(hint),
            None => failure,
        });
    }
    Ok((curation, Some(facts)))
}

/// The country of a name, short form, adjective or code.
fn country(text: &str, knowledge: &Knowledge) -> Option<Country> {
    let index = match knowledge.country_by_code(&text.trim().to_uppercase()) {
        Some(index) => index,
        None => {
            let name = Text::new(text.trim().to_owned());
            match knowledge.names.at(&FoldedText::new(&name), 0, name.tokens.len())? {
                (length, Sense::Country(index) | Sense::Adjective(index)) if length == name.tokens.len() => index,
                _ => return None,
            }
        }
    };
    let record = knowledge.countries.get(usize::from(index))?;
    Some(Country { iso3: record.iso3.clone(), name: record.name.clone() })
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
