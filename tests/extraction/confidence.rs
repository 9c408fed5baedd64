//! Whether confidence means what it says.

use super::{articles, shared};
use crate::prediction::write_predictions;
use chancery::facts::{Facts, Label, ThingIndex};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// For the events of some documents: the rule, the confidence stated, and whether the scorer found the event in the
/// answers.
fn judged(shared: &Path, gold: &Path, documents: &[(String, Facts)]) -> Option<Vec<(String, f64, bool)>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_predictions(documents, folder.path());
    let script = shared.join("extraction/score.py");
    let run = Command::new("python3").arg(script).arg(gold).arg(folder.path()).arg("--show").output().ok()?;
    let shown = String::from_utf8_lossy(&run.stdout).into_owned();
    let mut judged = Vec::new();
    for (stem, facts) in documents {
        let own = shown.split("\n== ").find_map(|part| part.strip_prefix(stem.as_str())).unwrap_or_default();
        let spurious = |index: ThingIndex| {
            own.lines().any(|line| {
                let mut words = line.split_whitespace();
                let kinds = ["meeting", "visit", "agreement", "proposal"];
                words.next() == Some("SPURIOUS")
                    && words.next().is_some_and(|kind| kinds.contains(&kind))
                    && words.next() == Some(index.to_string().as_str())
            })
        };
        for (index, thing) in facts.things.iter().enumerate() {
            if matches!(thing.label, Label::Meeting | Label::Visit | Label::Agreement | Label::Proposal) {
                judged.push((thing.rule.to_string(), thing.confidence, !spurious(index)));
            }
        }
    }
    Some(judged)
}

/// Prints how often events of each rule and of each confidence are right. `EXTRACTION_GOLD` names a further folder with `articles` and
/// `gold` in it.
#[test]
fn confidence_means_what_it_says() {
    let Some(shared) = shared() else { return };
    let mut folders = vec![
        (shared.join("seeds"), shared.join("extraction/gold/seeds")),
        (shared.join("extraction/articles"), shared.join("extraction/gold/articles")),
    ];
    if let Some(more) = std::env::var_os("EXTRACTION_GOLD") {
        folders.push((Path::new(&more).join("articles"), Path::new(&more).join("gold")));
    }
    let mut events = Vec::new();
    for (texts, gold) in folders {
        let Some(judged) = judged(&shared, &gold, &articles(&texts)) else { return };
        events.extend(judged);
    }
    let mut rules: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for (rule, _, right) in &events {
        let [rights, read] = rules.entry(rule).or_default();
        *rights += usize::from(*right);
        *read += 1;
    }
    println!("rule\tright\tread");
    for (rule, [right, read]) in rules {
        println!("{rule}\t{right}\t{read}");
    }
    println!("confidence   events   stated   right");
    for (from, to) in [(0.0, 0.7), (0.7, 0.85), (0.85, 0.9), (0.9, 0.95), (0.95, 1.01)] {
        let bucket: Vec<_> = events.iter().filter(|(_, confidence, _)| (from..to).contains(confidence)).collect();
        let count = bucket.len() as f64;
        if bucket.is_empty() {
            continue;
        }
        let stated = bucket.iter().map(|(_, confidence, _)| confidence).sum::<f64>() / count;
        let right = bucket.iter().filter(|(_, _, right)| *right).count() as f64 / count;
        println!("{from:.2}-{:.2}    {:6}   {stated:.3}    {right:.3}", to.min(1.0), bucket.len());
        assert!(count < 20.0 || right > stated - 0.1, "stated {stated:.2}, right {right:.2} of {count}");
    }
}
