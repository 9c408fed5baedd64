//! `chancery tour`: the main job from articles to answers, command by command.

use super::{CommandLine, Failure, Outcome, message, repl};
use crate::console::sample;
use clap::Parser;
use std::path::{Path, PathBuf};

/// Show what chancery does: load articles, ask, export, command by command
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  chancery tour
  chancery tour my-articles --into my-tour")]
pub struct Args {
    /// Articles, or folders of them; without any, the sample articles are written into the folder and read.
    articles: Vec<PathBuf>,
    /// The folder for the graph, the CSV and the picture.
    #[arg(long, default_value = "chancery-tour")]
    into: PathBuf,
}

/// Runs the command.
pub fn run(args: Args) -> Outcome {
    if let Some(missing) = args.articles.iter().find(|path| !path.exists()) {
        return Err(Failure::data(format!("there are no articles at `{}`", missing.display()))
            .with_hint("give articles of your own, or none for those of the sample"));
    }
    std::fs::create_dir_all(&args.into)
        .map_err(|error| Failure::query(format!("the folder `{}` cannot be made: {error}", args.into.display())))?;
    let articles = match args.articles.is_empty() {
        true => vec![sample_articles(&args.into)?],
        false => args.articles,
    };
    let file = |name: &str| args.into.join(name).display().to_string();
    let (graph, csv, dot, page) =
        (file("tour.chancery"), file("meetings.csv"), file("picture.dot"), file("graph.html"));
    let articles: Vec<String> = articles.iter().map(|path| path.display().to_string()).collect();
    let mut load = vec!["load"];
    load.extend(articles.iter().map(String::as_str));
    load.extend(["-g", &graph]);
    let meetings = "MATCH (who:Actor)-[a:ATTENDED]->(m:Meeting) RETURN m.start AS date, m.status AS status, m.kind AS kind, \
                    collect(who.name) AS who ORDER BY date";
    let part = "MATCH (who:Person)-[a:ATTENDED]->(m:Meeting) RETURN who, a, m LIMIT 3";
    step("Read the articles into a graph", &load)?;
    step("Which meetings are there? As a table", &["query", &graph, meetings, "--format", "table"])?;
    step("The same as CSV", &["query", &graph, meetings, "--format", "csv"])?;
    step("and into a file that Excel opens", &["query", &graph, meetings, "--excel", "-o", &csv])?;
    step("A small part of the graph as DOT, for Graphviz", &["export", &graph, "--to", "dot", "--query", part])?;
    step("and all of it as a picture", &["export", &graph, "-o", &dot])?;
    step("and as a page for the browser", &["export", &graph, "-o", &page])?;
    step("Ask one of the named questions", &["ask", &graph, "not-held", "--format", "table"])?;
    message::note(format!(
        "\nNext: `chancery ask {graph}` lists the questions, `chancery repl {graph}` opens the shell.\n\
         `dot -Tsvg {dot} -o picture.svg` draws the picture; open {page} in a browser."
    ));
    Ok(())
}

/// The sample articles, as files in the folder.
fn sample_articles(folder: &Path) -> Result<PathBuf, Failure> {
    let articles = folder.join("articles");
    sample::write_articles(&articles)
        .map_err(|error| Failure::query(format!("`{}` cannot be written: {error}", articles.display())))?;
    Ok(articles)
}

/// Shows a command, then runs it as if it had been typed.
fn step(what: &str, words: &[&str]) -> Outcome {
    let shown: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    message::note(format!("\n# {what}\n$ chancery {}", shown.join(" ")));
    let line = CommandLine::try_parse_from(std::iter::once("chancery").chain(words.iter().copied()))?;
    match line.command {
        Some(command) => command.run(),
        None => repl::run(repl::Args::default()),
    }
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    match word.chars().all(|c| c.is_alphanumeric() || "-_./".contains(c)) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}
