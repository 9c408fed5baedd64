//! Writing the graph, or the part that a query finds, in another form.

use super::{Failure, Outcome, message, output};
use crate::database::{Database, Parameters};
use crate::export::graph::{self, Format, Options, Part};
use crate::graph::GraphRead;
use crate::import::tables;
use std::path::{Path, PathBuf};

/// The nodes that a picture shows unless the user wants more.
pub const PICTURE_NODES: usize = 150;

/// What the user wants of an export.
#[derive(Clone, Debug)]
pub struct Wish {
    /// The name of the format; without one, the extension of the file tells.
    pub format: Option<String>,
    /// The file; without one, standard output.
    pub output: Option<PathBuf>,
    /// What to export: everything that this query returns; without one, the whole graph.
    pub query: Option<String>,
    /// The parameters of the query.
    pub parameters: Parameters,
    /// CSV as Excel opens it right.
    pub excel: bool,
    /// The most nodes that a picture shows.
    pub limit: usize,
    /// Whether a picture shows the documents too.
    pub documents: bool,
    /// Whether a picture shows the topics too.
    pub topics: bool,
    /// What a picture is called.
    pub title: String,
}

impl Default for Wish {
    fn default() -> Self {
        Self {
            format: None,
            output: None,
            query: None,
            parameters: Parameters::new(),
            excel: false,
            limit: PICTURE_NODES,
            documents: false,
            topics: false,
            title: String::new(),
        }
    }
}

impl Wish {
    /// The format: by name, else by the extension of the file.
    pub fn format(&self) -> Result<&'static Format, Failure> {
        let by_extension = || {
            let extension = self.output.as_deref()?.extension()?.to_str()?;
            graph::FORMATS.iter().find(|format| format.extension.eq_ignore_ascii_case(extension))
        };
        let format = self.format.as_deref().and_then(graph::find).or_else(by_extension);
        format.ok_or_else(|| {
            let names: Vec<&str> = graph::FORMATS.iter().map(|format| format.name).collect();
            Failure::usage("it is not clear in which form to export")
                .with_hint(format!("give a file with one of the extensions {}", names.join(", ")))
        })
    }
}

/// Exports what is wished for.
pub fn export(database: &mut Database, wish: &Wish) -> Outcome {
    let format = wish.format()?;
    let answer = match &wish.query {
        Some(query) => {
            let answer = database.run(query, &wish.parameters);
            let answer = answer.map_err(|error| Failure::in_query(&error, query, None))?;
            output::tell(&answer, query, None);
            Some(answer)
        }
        None => None,
    };
    let whole = database.graph();
    let mut part = match &answer {
        None => Part::all(whole),
        Some(answer) => {
            let mut part = Part::none(whole);
            answer.rows().flat_map(|row| row.values()).for_each(|value| part.add(&value));
            if part.relationship_count() == 0 {
                part.connect();
            }
            if part.node_count() == 0 {
                message::warning("the query returns no nodes or relationships, so there is nothing to export");
                message::help("return them, as in `MATCH (p:Person)-[a:ATTENDED]->(m) RETURN p, a, m`");
            }
            part
        }
    };
    if format.picture {
        leave_out(&mut part, wish);
    }
    let options = Options { whole, title: wish.title.clone(), excel: wish.excel };
    if let Some(folder) = wish.output.as_deref().filter(|output| format.name == "csv" && is_folder(output)) {
        tables::write(&part, folder)
            .map_err(|error| Failure::query(format!("the folder `{}` cannot be written: {error}", folder.display())))?;
        return Ok(());
    }
    let mut sink = output::Sink::open(wish.output.as_deref())?;
    sink.write(|out| format.write(&part, out, &options))?;
    sink.close()
}

/// Whether CSV goes into a folder: one that is there, or a name without an extension.
fn is_folder(output: &Path) -> bool {
    output.is_dir() || (output.extension().is_none() && !output.exists())
}

/// Takes out of a picture what would fill it, and tells.
fn leave_out(part: &mut Part<'_>, wish: &Wish) {
    if !wish.documents {
        let documents = part.without_label("Document");
        if documents > 0 {
            let documents = output::counted(documents as u64, "document");
            message::note(format!(
                "left out {documents} (--documents shows them; their sentences are in the tooltips)"
            ));
        }
    }
    if !wish.topics {
        let topics = part.without_label("Topic");
        if topics > 0 {
            message::note(format!("left out {} (--topics shows them)", output::counted(topics as u64, "topic")));
        }
    }
    let before = part.node_count();
    let dropped = part.keep_most_connected(wish.limit);
    if dropped > 0 {
        message::note(format!(
            "left out {dropped} of {before} nodes, the least connected (--limit {before} shows all; --query chooses)"
        ));
    }
}
