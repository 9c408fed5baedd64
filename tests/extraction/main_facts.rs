//! Facts of the seed articles, one by one.

use super::{articles, line, shared, word};
use chancery::facts::Label;

/// The main facts of the seeds, one by one: file, and a line that must be read from it (`..` stands for anything).
const MAIN_FACTS: &[(&str, &str)] = &[
    ("003", "meeting phone_call held 2022-07-13: Bùi Thanh Sơn, Park Jin"),
    ("001", "meeting talks held XXXX-02-10: Bui Thanh Son, Chung Eui-y..; in Seoul"),
    ("001", "visit official held XXXX-02-09/XXXX-02-11: Bui Thanh Son -> South Korea; invited by Chung Eui-y.."),
    ("000", "meeting talks held XXXX-10-18: Bui Thanh Son, Park Jin; in Hanoi"),
    ("002", "meeting dialogue held: Chang Ho-jin, Nguyễn Minh Vũ"),
    ("002", "meeting courtesy_call held: Bùi Thanh Sơn, Chang Ho-jin"),
    ("004", "visit official planned..: Bùi Thanh Sơn -> South Korea; invited by Cho Tae Yeol"),
    ("004", "visit state held 2023-06: Yoon Seok Yeol -> Viet.."),
    ("004", "visit official held 2023-01: Kim Jin Pyo -> Viet.."),
    ("001", "agreement partnership planned..: South Korea, Viet.."),
    ("000", "agreement partnership ..: South Korea, Viet.."),
    ("002", "agreement partnership reached 2022: South Korea, Viet.."),
    ("001", "agreement target proposed: South Korea, Viet..; amount US$ 100 billion; by 2023"),
    ("002", "agreement target planned: South Korea, Viet..; amount US$100 billion"),
    ("003", "agreement target planned: South Korea, Viet..; amount US$100 billion; by 2023"),
];

fn like(pattern: &str, line: &str) -> bool {
    let mut parts = pattern.split("..");
    let Some(mut rest) = parts.next().and_then(|first| line.strip_prefix(first)) else { return false };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    pattern.ends_with("..") || rest.is_empty()
}

#[test]
fn the_main_facts_of_the_seeds_are_read() {
    let Some(shared) = shared() else { return };
    let documents = articles(&shared.join("seeds"));
    let mut missing = Vec::new();
    for (number, fact) in MAIN_FACTS {
        let lines: Vec<String> = documents
            .iter()
            .filter(|(stem, _)| stem.starts_with(number))
            .flat_map(|(_, facts)| (0..facts.things.len()).filter_map(|index| line(facts, index)))
            .collect();
        if !lines.iter().any(|line| like(fact, line)) {
            missing.push(format!("{number}: {fact}\n  read: {}", lines.join("\n        ")));
        }
    }
    assert!(missing.is_empty(), "{} of {} facts:\n{}", missing.len(), MAIN_FACTS.len(), missing.join("\n"));
    for (stem, facts) in &documents {
        let ministers = facts.things.iter().filter(|thing| {
            thing.label == Label::Person && {
                let name = word(&thing.properties, "name");
                name.ends_with("Son") || name.ends_with("Sơn")
            }
        });
        assert_eq!(ministers.count(), 1, "{stem}: one person in every article");
        let koreas = facts.things.iter().filter(|thing| word(&thing.properties, "iso3") == "KOR");
        assert_eq!(koreas.count(), 1, "{stem}: one Korea");
        assert!(!facts.things.iter().any(|thing| word(&thing.properties, "iso3") == "PRK"), "{stem}: the right Korea");
    }
}
