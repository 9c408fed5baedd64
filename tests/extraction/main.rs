//! Reading articles: cases in our own words, facts of the seed articles one by one, and the score on the gold answers.
//!
//! Cases (`cases.rs`) live in `tests/extraction/*.txt`: a head `=== what it shows | day of publication`, the text, `---`, and every event
//! that must be read from it, one a line; no other event may be read. `has person X`, `lacks country Y` and
//! `has office X / minister / Y` ask for entities and offices.
//! `made.rs` makes sentences from lists whose reading is known beforehand, `made_texts.rs` lists of officers and short texts,
//! `made_days.rs` meetings and visits with who took part and when.
//! `traps.txt` has a case for every row of the list of traps beside the gold answers, by the letter of its part. The gold answers stand beside the repository in
//! `../shared`; where they are absent the tests that need them say so and pass.

mod cases;
mod confidence;
mod gold;
mod made;
mod made_days;
mod made_texts;
mod main_facts;
mod prediction;

use chancery::document::Document;
use chancery::extract::{self, Knowledge};
use chancery::facts::{Datum, Facts, Label, LinkType, Properties, ThingIndex};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    if folder.join("extraction/gold").is_dir() {
        return Some(folder);
    }
    println!("skipped: no gold answers at {}", folder.display());
    None
}

/// The built-in tables, read once.
static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::default);

fn read(stem: &str, text: &str, published: Option<&str>) -> Facts {
    let mut document = Document::from_text(stem, text.to_owned());
    if let Some(published) = published {
        document.published = Some(published.to_owned());
    }
    extract::read(&document, &KNOWLEDGE)
}

fn word<'a>(properties: &'a Properties, key: &str) -> &'a str {
    match properties.get(key) {
        Some(Datum::Text(text)) => text,
        _ => "",
    }
}

/// An event as the cases write it.
fn line(facts: &Facts, index: ThingIndex) -> Option<String> {
    let thing = &facts.things[index];
    let name = |index: ThingIndex| word(&facts.things[index].properties, "name").to_owned();
    let ends = |kinds: &[LinkType]| {
        let mut names: Vec<String> = facts
            .links
            .iter()
            .filter(|link| kinds.contains(&link.kind))
            .filter_map(|link| match (link.start == index, link.end == index) {
                (true, _) => Some(name(link.end)),
                (_, true) => Some(name(link.start)),
                _ => None,
            })
            .collect();
        names.sort();
        names.join(", ")
    };
    let p = &thing.properties;
    let date = match (word(p, "start"), word(p, "end")) {
        ("", _) => String::new(),
        (start, end) if end.is_empty() || end == start => format!(" {start}"),
        (start, end) => format!(" {start}/{end}"),
    };
    let tail = |head: &str, names: String| if names.is_empty() { String::new() } else { format!("; {head} {names}") };
    let (kind, status) = (word(p, "kind"), word(p, "status"));
    Some(match thing.label {
        Label::Meeting => {
            let place = tail("in", ends(&[LinkType::HeldIn]));
            format!("meeting {kind} {status}{date}: {}{place}", ends(&[LinkType::Attended]))
        }
        Label::Visit => {
            let host = tail("invited by", ends(&[LinkType::Hosted]));
            format!("visit {kind} {status}{date}: {} -> {}{host}", ends(&[LinkType::Made]), ends(&[LinkType::To]))
        }
        Label::Agreement => {
            let signed = tail("signed by", ends(&[LinkType::Signed]));
            let amount = tail("amount", word(p, "amount").to_owned());
            let deadline = tail("by", word(p, "deadline").to_owned());
            format!("agreement {kind} {status}{date}: {}{signed}{amount}{deadline}", ends(&[LinkType::PartyTo]))
        }
        Label::Proposal => {
            let (by, to) = (ends(&[LinkType::Proposed]), ends(&[LinkType::AddressedTo]));
            format!("proposal {kind}: {by} -> {to}").trim_end().to_owned()
        }
        _ => return None,
    })
}

fn articles(folder: &Path) -> Vec<(String, Facts)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).expect("articles").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let text = fs::read_to_string(path).expect("an article");
            let facts = read(&stem, &text, None);
            (stem, facts)
        })
        .collect()
}
