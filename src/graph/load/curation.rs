//! Corrections by hand: a TOML file beside the articles, applied whenever they are loaded.
//!
//! The file never changes what a document says; it changes what is made of it. Take a line out and load again, and its effect
//! is gone. `docs/records.md` describes it.

use super::account::{Account, Properties, Thing, text};
use super::read;
use super::resolve::plain;
use crate::facts::Label;
use crate::graph::GraphRead;
use crate::value::NodeId;
use serde::Deserialize;
use std::collections::BTreeSet;

/// What a curation file says.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Curation {
    /// Several names of one thing; the first is what it is to be called.
    #[serde(default)]
    same: Vec<Names>,
    /// Names of things that are never one.
    #[serde(default)]
    different: Vec<Names>,
    /// What something is to be called.
    #[serde(default)]
    rename: Vec<Rename>,
    /// What is to be left out.
    #[serde(default)]
    drop: Vec<Which>,
    /// Dates that are known better.
    #[serde(default)]
    date: Vec<Dated>,
    /// Rows of records to be added, as `docs/records.md` describes them; taken by the reader of records.
    #[serde(default)]
    pub add: Vec<toml::Table>,
    /// Hash of the file, by which a graph knows that it was loaded under another one.
    #[serde(skip)]
    pub sha256: String,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Names {
    label: String,
    names: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Rename {
    #[serde(flatten)]
    which: Which,
    to: String,
}

/// What an entry is about; each field that is there must fit.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
struct Which {
    label: String,
    name: Option<String>,
    document: Option<String>,
    sentence: Option<u32>,
    start: Option<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
struct Dated {
    label: String,
    name: Option<String>,
    document: Option<String>,
    sentence: Option<u32>,
    to_start: String,
    to_end: Option<String>,
    #[serde(default)]
    to_precision: String,
}

/// Why a curation file cannot be used.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum CurationError {
    /// It is not TOML, or not of this form.
    #[error("line {line}: {message}")]
    Form {
        /// From 1.
        line: usize,
        /// What the reader of TOML says.
        message: String,
    },
    /// A label that facts do not have.
    #[error(
        "`{0}` is no label of the schema; use one of Person, Country, Organization, Place, Meeting, Visit, Agreement, Proposal, Topic"
    )]
    Label(String),
    /// An entry that would fit everything.
    #[error("an entry of [[{0}]] needs at least one of `name`, `document` and `sentence`")]
    TooWide(&'static str),
}

impl Curation {
    /// Reads the file's text; `sha256` is the hash of its bytes.
    pub fn read(source: &str, sha256: &str) -> Result<Curation, CurationError> {
        let mut curation: Curation = toml::from_str(source).map_err(|error| CurationError::Form {
            line: error.span().map_or(1, |span| source.get(..span.start).unwrap_or("").matches('\n').count() + 1),
            message: error.message().to_owned(),
        })?;
        let labels = (curation.same.iter().chain(&curation.different).map(|names| &names.label))
            .chain(curation.drop.iter().map(|which| &which.label))
            .chain(curation.rename.iter().map(|rename| &rename.which.label))
            .chain(curation.date.iter().map(|dated| &dated.label));
        if let Some(wrong) = labels.into_iter().find(|label| Label::named(label).is_none()) {
            return Err(CurationError::Label(wrong.clone()));
        }
        let wide = |which: &Which| which.name.is_none() && which.document.is_none() && which.sentence.is_none();
        if curation.drop.iter().any(wide) {
            return Err(CurationError::TooWide("drop"));
        }
        if curation.rename.iter().any(|rename| wide(&rename.which)) {
            return Err(CurationError::TooWide("rename"));
        }
        curation.sha256 = sha256.to_owned();
        Ok(curation)
    }

    /// Applies the file to what a document says; returns what was changed, a line each.
    pub fn apply(&self, account: &mut Account) -> Vec<String> {
        let mut log = Vec::new();
        let source = text(&account.document, "source").to_owned();
        for thing in &mut account.things {
            for dated in &self.date {
                let which = Which {
                    label: dated.label.clone(),
                    name: dated.name.clone(),
                    document: dated.document.clone(),
                    sentence: dated.sentence,
                    start: None,
                };
                if which.fits(thing, &source) {
                    log.push(format!("{}: date of {} set to {}", source, shown(thing), dated.to_start));
                    redate(&mut thing.statement.properties, dated);
                }
            }
            for same in &self.same {
                if Label::named(&same.label) == Some(thing.label)
                    && is_named(thing, &same.names)
                    && let Some(name) = same.names.first()
                {
                    rename(thing, name, &source, &mut log);
                }
            }
            for renamed in &self.rename {
                if renamed.which.fits(thing, &source) {
                    rename(thing, &renamed.to, &source, &mut log);
                }
            }
        }
        self.leave_out(account, &source, &mut log);
        log
    }

    fn leave_out(&self, account: &mut Account, source: &str, log: &mut Vec<String>) {
        let mut place = vec![None; account.things.len()];
        let mut kept = Vec::new();
        for (number, thing) in std::mem::take(&mut account.things).into_iter().enumerate() {
            if self.drop.iter().any(|which| which.fits(&thing, source)) {
                log.push(format!("{source}: {} left out", shown(&thing)));
            } else {
                place[number] = Some(kept.len());
                kept.push(thing);
            }
        }
        account.things = kept;
        account.links.retain_mut(|link| match (place.get(link.start), place.get(link.end)) {
            (Some(&Some(start)), Some(&Some(end))) => {
                (link.start, link.end) = (start, end);
                true
            }
            _ => false,
        });
    }

    /// Whether the file says that a thing of these names is not that node.
    pub fn parts(&self, names: &[String], graph: &dyn GraphRead, node: NodeId) -> bool {
        if self.different.is_empty() {
            return false;
        }
        let ours: BTreeSet<String> = names.iter().map(|name| plain(name)).collect();
        let theirs = plain(&read::node_text(graph, node, "name"));
        self.different.iter().any(|different| {
            let listed: BTreeSet<String> = different.names.iter().map(|name| plain(name)).collect();
            listed.contains(&theirs) && !ours.contains(&theirs) && !ours.is_disjoint(&listed)
        })
    }
}

impl Which {
    fn fits(&self, thing: &Thing, source: &str) -> bool {
        Label::named(&self.label) == Some(thing.label)
            && self.name.as_ref().is_none_or(|name| is_named(thing, std::slice::from_ref(name)))
            && self.document.as_ref().is_none_or(|document| document == source)
            && self.sentence.is_none_or(|sentence| thing.evidence.iter().any(|place| place.sentence == sentence))
            && self.start.as_ref().is_none_or(|start| thing.statement.text("start") == start)
    }
}

fn is_named(thing: &Thing, names: &[String]) -> bool {
    let own = plain(thing.statement.text("name"));
    names.iter().any(|name| plain(name) == own)
}

fn shown(thing: &Thing) -> String {
    format!("{} `{}`", thing.label.name(), super::write::caption(&thing.statement.properties))
}

fn rename(thing: &mut Thing, to: &str, source: &str, log: &mut Vec<String>) {
    let from = thing.statement.text("name").to_owned();
    if from == to {
        return;
    }
    log.push(format!("{source}: {} is called `{to}`", shown(thing)));
    let properties = &mut thing.statement.properties;
    properties.insert("name".to_owned(), to.into());
    if matches!(thing.label, Label::Person | Label::Country | Label::Organization | Label::Place) {
        let aliases = properties.entry("aliases").or_insert_with(|| Vec::<String>::new().into());
        if let Some(aliases) = aliases.as_array_mut()
            && !aliases.iter().any(|alias| alias.as_str() == Some(&from))
        {
            aliases.push(from.into());
        }
    }
}

fn redate(properties: &mut Properties, dated: &Dated) {
    let precision = match (dated.to_precision.as_str(), dated.to_start.len()) {
        ("", 4) => "year",
        ("", 7) => "month",
        ("", _) => "day",
        (stated, _) => stated,
    };
    properties.insert("start".to_owned(), dated.to_start.clone().into());
    properties.insert("precision".to_owned(), precision.into());
    let end = match &dated.to_end {
        Some(end) => Some(end.clone()),
        None => properties.contains_key("end").then(|| dated.to_start.clone()),
    };
    properties.extend(end.map(|end| ("end".to_owned(), end.into())));
}
