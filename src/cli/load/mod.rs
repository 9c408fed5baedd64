//! `chancery load`: files in, graph changed, a summary on standard error.

mod explain;
mod inputs;
mod reading;

use super::{Failure, Outcome, message};
use crate::database::constraint;
use crate::extract::Knowledge;
use crate::facts::Facts;
use crate::graph::load::curation::Curation;
use crate::graph::load::{Loaded, Loader, Outcome as Taken, whole};
use crate::graph::{Graph, GraphRead};
use crate::model::{self, Model};
use crate::store::{Access, Store};
use inputs::Inputs;
use reading::{Content, Problem, Reader};
use std::collections::BTreeMap;
use std::io::{BufWriter, IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::path::PathBuf;

/// Read articles, records and graph files into a graph
#[derive(clap::Args)]
#[command(after_help = "Examples:
  chancery load articles/*.txt -g my.chancery
  chancery load news/ records/meetings.csv -g my.chancery
  chancery load article.txt -g my.chancery --dry-run --explain
  chancery load 20240501120000.export.CSV -g my.chancery --min-confidence 0.5
  chancery load news/ -g my.chancery --model http://localhost:11434/v1 --model-name llama3

What is there already is left as it is; a corrected file replaces only its own statements.
A file curation.toml in a loaded folder corrects what is made of the articles (docs/records.md).")]
pub struct Args {
    /// Files or folders: articles (txt, md, html, pdf, …), records (csv, json, jsonl, xlsx),
    /// coded events (GDELT, POLECAT), graphs (.graph.json)
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The .chancery file; made if it is not there
    #[arg(short, long, short_alias = 'o', required_unless_present = "dry_run")]
    graph: Option<PathBuf>,
    /// Show what would be loaded, and what is dropped and why; change nothing
    #[arg(long)]
    dry_run: bool,
    /// Print for each fact the rule, the words and the confidence
    #[arg(long)]
    explain: bool,
    /// Take corrections from this file
    #[arg(long, value_name = "FILE")]
    curation: Option<PathBuf>,
    /// Leave out what was read with less confidence than this, between 0 and 1
    #[arg(long, alias = "confidence", value_name = "NUMBER", default_value_t = 0.0)]
    min_confidence: f64,
    /// Let the language model at this OpenAI-compatible address propose facts, such as http://localhost:11434/v1;
    /// only what is found in the text is taken. Its key, if it needs one, is read from CHANCERY_MODEL_KEY
    #[arg(long, value_name = "URL")]
    model: Option<String>,
    /// Which model is asked there
    #[arg(long, value_name = "NAME", default_value = "default", requires = "model")]
    model_name: String,
}

/// Documents that are loaded before they are made to last.
const COMMIT_EVERY: usize = 2_000;

/// What happened to all files together.
#[derive(Default)]
struct Summary {
    outcomes: BTreeMap<&'static str, usize>,
    nodes: usize,
    relationships: usize,
    merges: usize,
    problems: usize,
}

/// Runs the command.
pub fn run(args: Args) -> Outcome {
    if !(0.0..=1.0).contains(&args.min_confidence) {
        return Err(Failure::usage(format!("a confidence of {} is not between 0 and 1", args.min_confidence)));
    }
    let model = match &args.model {
        Some(address) => {
            let key = std::env::var(model::KEY).ok().filter(|key| !key.is_empty());
            Some(Model::new(address, &args.model_name, key).map_err(|error| Failure::usage(error.to_string()))?)
        }
        None => None,
    };
    let reader = Reader { knowledge: ManuallyDrop::new(Knowledge::default()), model };
    let mut summary = Summary::default();
    let found = inputs::find(&args.paths, args.curation.as_deref())?;
    for problem in &found.problems {
        summary.tell(problem);
    }
    found.note().iter().for_each(message::note);
    let (curation, added) = match &found.curation {
        Some(path) => reading::curation(path, &reader.knowledge)?,
        None => (Curation::default(), None),
    };
    let mut store = open(&args)?;
    let mut session = Session { loader: Loader::new(store.graph(), curation), summary, args: &args, since_commit: 0 };
    let outcome = session.load_all(&mut store, &found, &reader, added);
    let Session { summary, .. } = session;
    outcome?;
    if !args.dry_run {
        store.close().map_err(|error| Failure::data(error.to_string()))?;
    }
    summary.report(&args)
}

fn open(args: &Args) -> Result<Store, Failure> {
    let Some(path) = &args.graph else { return Ok(Store::memory()) };
    if path.extension().is_some_and(|extension| extension == "json") && !args.dry_run {
        return Err(Failure::usage("a .graph.json file is only read; load into a .chancery file")
            .with_hint(format!("-g {}", path.with_extension("").with_extension("chancery").display())));
    }
    let access = if args.dry_run { Access::Read } else { Access::Create };
    if args.dry_run && !path.exists() {
        return Ok(Store::memory());
    }
    Store::open(path, access).map_err(|error| Failure::data(error.to_string()))
}

struct Session<'a> {
    loader: Loader,
    summary: Summary,
    args: &'a Args,
    since_commit: usize,
}

impl Session<'_> {
    /// Reads on all cores, loads in the order of the files.
    fn load_all(&mut self, store: &mut Store, found: &Inputs, reader: &Reader, added: Option<Facts>) -> Outcome {
        let mut out = BufWriter::new(std::io::stdout().lock());
        let bar = progress(found.files.len());
        let mut failed = Ok(());
        reading::read_all(&found.files, reader, &mut |read| {
            bar.inc(1);
            for problem in &read.problems {
                bar.suspend(|| self.summary.tell(problem));
            }
            for note in &read.notes {
                bar.suspend(|| message::note(note));
            }
            let result = read.content.into_iter().try_for_each(|content| match content {
                Content::Facts(facts) => self.load(store, *facts, &mut out),
                Content::Graph(graph) => self.add_graph(store, &graph),
            });
            match result {
                Ok(()) => true,
                Err(failure) => {
                    failed = Err(failure);
                    false
                }
            }
        });
        failed?;
        if let Some(facts) = added {
            self.load(store, facts, &mut out)?;
        }
        bar.finish_and_clear();
        self.commit(store)?;
        out.flush()?;
        Ok(())
    }

    fn load(&mut self, store: &mut Store, mut facts: Facts, out: &mut dyn Write) -> Outcome {
        explain::keep_confident(&mut facts, self.args.min_confidence);
        let loaded = self
            .loader
            .load(store.graph_mut(), &facts)
            .map_err(|error| Failure::data(format!("{}: {error}", explain::source(&facts))))?;
        if self.args.explain || self.args.dry_run {
            explain::document(out, &facts, &loaded, self.args.explain)?;
        }
        for line in &loaded.curated {
            message::note(format!("curated: {line}"));
        }
        self.summary.count(&loaded);
        self.since_commit += 1;
        if self.since_commit >= COMMIT_EVERY {
            self.commit(store)?;
        }
        Ok(())
    }

    fn add_graph(&mut self, store: &mut Store, graph: &Graph) -> Outcome {
        let refused = |error: crate::graph::WriteError| Failure::data(error.to_string());
        if store.graph().node_count() == 0 {
            whole::copy(graph, store.graph_mut()).map_err(refused)?;
            self.summary.nodes += graph.node_count();
            self.summary.relationships += graph.relationship_count();
            let curation = std::mem::take(self.loader.curation_mut());
            self.loader = Loader::new(store.graph(), curation);
            *self.summary.outcomes.entry("added").or_default() += 1;
            return Ok(());
        }
        for account in whole::accounts(graph) {
            let loaded = self.loader.load_account(store.graph_mut(), account).map_err(refused)?;
            self.summary.count(&loaded);
        }
        let unsourced = whole::unsourced(graph);
        if unsourced > 0 {
            message::warning(format!(
                "{unsourced} nodes of the graph file have no document and were left out; load it into an empty graph to keep them"
            ));
        }
        Ok(())
    }

    fn commit(&mut self, store: &mut Store) -> Outcome {
        self.since_commit = 0;
        self.loader.finish(store.graph_mut()).map_err(|error| Failure::data(error.to_string()))?;
        if self.args.dry_run {
            return Ok(());
        }
        constraint::check_changes(store.graph()).map_err(|error| Failure::data(error.message))?;
        store.commit().map_err(|error| Failure::data(error.to_string()))
    }
}

fn progress(files: usize) -> indicatif::ProgressBar {
    if !std::io::stderr().is_terminal() || files < 20 {
        return indicatif::ProgressBar::hidden();
    }
    let style = indicatif::ProgressStyle::with_template("{bar:40} {pos}/{len} files, {per_sec}, {eta} left");
    let bar = indicatif::ProgressBar::new(files as u64);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

impl Summary {
    fn tell(&mut self, problem: &Problem) {
        self.problems += 1;
        message::error(&problem.message);
        if let Some(hint) = &problem.hint {
            message::help(hint);
        }
    }

    fn count(&mut self, loaded: &Loaded) {
        let outcome = match &loaded.outcome {
            Taken::Added => "added",
            Taken::Replaced => "replaced",
            Taken::Unchanged => "unchanged",
            Taken::SameAs(_) => "the same as another",
            Taken::CopyOf(_) => "a copy of another",
        };
        *self.outcomes.entry(outcome).or_default() += 1;
        self.nodes += loaded.nodes;
        self.relationships += loaded.relationships;
        self.merges += loaded.merges.len();
    }

    fn report(self, args: &Args) -> Outcome {
        let outcomes: Vec<String> = self.outcomes.iter().map(|(outcome, count)| format!("{count} {outcome}")).collect();
        let outcomes = if outcomes.is_empty() { "none read".to_owned() } else { outcomes.join(", ") };
        let verb = if args.dry_run { "would be new" } else { "new" };
        message::note(format!(
            "documents: {outcomes}; {} nodes and {} relationships {verb}, {} things known from other documents",
            self.nodes, self.relationships, self.merges
        ));
        match self.problems {
            0 => Ok(()),
            1 => Err(Failure::data("1 problem was found in the input; everything else was loaded")),
            many => Err(Failure::data(format!("{many} problems were found in the input; everything else was loaded"))),
        }
    }
}
