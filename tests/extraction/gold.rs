//! The score on the gold answers, which must not fall below what has been reached.

use super::{articles, shared};
use crate::prediction::write_predictions;
use chancery::facts::Facts;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// F1 that has been reached on each kind, over seeds and given articles together; raise it when it rises.
const FLOOR: &[(&str, f64)] = &[
    ("person", 0.99),
    ("office", 0.98),
    ("country/org", 0.99),
    ("meeting", 0.94),
    ("visit", 0.98),
    ("agreement", 0.98),
    ("date", 0.97),
    ("status", 0.97),
    ("participant", 0.97),
    ("place", 0.94),
    ("proposal", 0.97),
];

/// Pooled F1 that has been reached.
const POOLED_FLOOR: f64 = 0.98;

/// True positives, false positives and false negatives by kind, from the scorer.
fn score(shared: &Path, gold: &str, documents: &[(String, Facts)]) -> Option<BTreeMap<String, [f64; 3]>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let predictions = folder.path().join("predictions");
    fs::create_dir(&predictions).expect("a folder");
    write_predictions(documents, &predictions);
    let result = folder.path().join("score.json");
    let run = Command::new("python3")
        .arg(shared.join("extraction/score.py"))
        .arg(shared.join("extraction/gold").join(gold))
        .arg(&predictions)
        .arg("--json")
        .arg(&result)
        .output();
    let output = match run {
        Ok(output) => output,
        Err(error) => {
            println!("skipped: python3 cannot run ({error})");
            return None;
        }
    };
    assert!(output.status.success(), "the scorer failed: {}", String::from_utf8_lossy(&output.stderr));
    println!("{gold}\n{}", String::from_utf8_lossy(&output.stdout));
    let score: Json = serde_json::from_str(&fs::read_to_string(&result).expect("a score")).expect("JSON");
    let kinds = score["kinds"].as_object().expect("kinds");
    let number = |kind: &Json, key: &str| kind[key].as_f64().unwrap_or(0.0);
    Some(
        kinds
            .iter()
            .map(|(name, kind)| (name.clone(), [number(kind, "tp"), number(kind, "fp"), number(kind, "fn")]))
            .collect(),
    )
}

fn f1([right, spurious, missed]: [f64; 3]) -> f64 {
    2.0 * right / (2.0 * right + spurious + missed).max(1.0)
}

#[test]
fn score_on_seeds_and_given_articles_keeps_its_floor() {
    let Some(shared) = shared() else { return };
    let seeds = score(&shared, "seeds", &articles(&shared.join("seeds")));
    let given = score(&shared, "articles", &articles(&shared.join("extraction/articles")));
    let (Some(seeds), Some(given)) = (seeds, given) else { return };
    let mut pooled = [0.0; 3];
    for (kind, floor) in FLOOR {
        let counts: [f64; 3] = std::array::from_fn(|at| seeds[*kind][at] + given[*kind][at]);
        (0..3).for_each(|at| pooled[at] += counts[at]);
        println!("{kind:<12} {:.3} (floor {floor})", f1(counts));
        assert!(f1(counts) >= *floor, "{kind}: F1 {:.3} fell below {floor}", f1(counts));
    }
    println!("pooled       {:.3} (floor {POOLED_FLOOR})", f1(pooled));
    assert!(f1(pooled) >= POOLED_FLOOR, "pooled F1 {:.3} fell below {POOLED_FLOOR}", f1(pooled));
}

/// Pooled F1 that has been reached on the articles of `tests/extraction/own`; its README says what each letter means.
const OWN_FLOORS: &[(&str, f64)] = &[("development", 0.90), ("later", 0.86), ("typical", 0.96), ("unseen", 0.88)];

/// The part of the articles of our own to which a name belongs.
fn part(stem: &str) -> &'static str {
    let number: u32 = stem.chars().skip(1).take_while(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0);
    match stem.chars().next() {
        Some('C') => "typical",
        Some('D'..='H' | 'J'..='P' | 'R' | 'T'..='W') => "development",
        Some('Q' | 'S' | 'X') => "unseen",
        _ if number <= 7 => "development",
        _ => "later",
    }
}

#[test]
fn score_on_articles_of_our_own_keeps_its_floors() {
    let Some(shared) = shared() else { return };
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/extraction/own");
    let documents = articles(&own.join("articles"));
    for (name, floor) in OWN_FLOORS {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let documents: Vec<_> = documents.iter().filter(|(stem, _)| part(stem) == *name).cloned().collect();
        for (stem, _) in &documents {
            let file = format!("{stem}.json");
            fs::copy(own.join("gold").join(&file), folder.path().join(file)).expect("an answer");
        }
        let Some(counts) = score(&shared, &folder.path().to_string_lossy(), &documents) else { return };
        let pooled = counts.values().fold([0.0; 3], |sum, kind| std::array::from_fn(|at| sum[at] + kind[at]));
        println!("{name}: {} articles, pooled {:.3} (floor {floor})", documents.len(), f1(pooled));
        assert!(f1(pooled) >= *floor, "{name}: pooled F1 {:.3} fell below {floor}", f1(pooled));
    }
}
