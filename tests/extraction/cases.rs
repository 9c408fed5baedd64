//! Cases in our own words: texts, and every event that must be read from them.

use super::{line, read, word};
use chancery::facts::{LinkType, ThingIndex};
use std::fs;
use std::path::{Path, PathBuf};

struct Case {
    name: String,
    published: Option<String>,
    text: String,
    expected: Vec<String>,
}

fn cases(file: &Path) -> Vec<Case> {
    let content = fs::read_to_string(file).expect("a file of cases");
    let mut cases = Vec::new();
    for part in content.split("\n=== ").map(|part| part.trim_start_matches("=== ")) {
        let (head, body) = part.split_once('\n').unwrap_or((part, ""));
        let Some((text, expected)) = body.split_once("\n---") else { continue };
        let (name, published) = head.split_once(" | ").map_or((head, None), |(name, day)| (name, Some(day.trim())));
        let expected = expected.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        cases.push(Case {
            name: name.trim().to_owned(),
            published: published.map(str::to_owned),
            text: text.to_owned(),
            expected,
        });
    }
    cases
}

#[test]
fn cases_in_our_own_words() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/extraction");
    let mut files: Vec<PathBuf> =
        fs::read_dir(&folder).expect("the folder of cases").flatten().map(|e| e.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let (mut count, mut wrong) = (0, Vec::new());
    for case in files.iter().flat_map(|file| cases(file)) {
        count += 1;
        let facts = read("case", &case.text, case.published.as_deref());
        let mut got: Vec<String> = (0..facts.things.len()).filter_map(|index| line(&facts, index)).collect();
        let mut expected = case.expected.clone();
        got.sort();
        expected.sort();
        // `has person X`, `lacks country Y`, `has office X / minister / Y`: what must or must not be read.
        let name = |thing: ThingIndex| word(&facts.things[thing].properties, "name");
        let things = (0..facts.things.len()).map(|thing| format!("{:?} {}", facts.things[thing].label, name(thing)));
        let held = facts.links.iter().filter(|link| link.kind == LinkType::Holds).map(|link| {
            format!("office {} / {} / {}", name(link.start), word(&link.properties, "title"), name(link.end))
        });
        let entities: Vec<String> = things.chain(held).map(|entity| entity.to_lowercase()).collect();
        let asked = |line: &String| line.starts_with("has ") || line.starts_with("lacks ");
        for line in expected.iter().filter(|line| asked(line)) {
            let (verb, entity) = line.split_once(' ').unwrap_or_default();
            if entities.contains(&entity.to_lowercase()) != (verb == "has") {
                wrong.push(format!("{}\n  {line}, but read: {}", case.name, entities.join(", ")));
            }
        }
        expected.retain(|line| !asked(line));
        if got != expected {
            wrong.push(format!(
                "{}\n  expected\n    {}\n  got\n    {}",
                case.name,
                expected.join("\n    "),
                got.join("\n    ")
            ));
        }
    }
    println!("{count} cases");
    assert!(count >= 40, "only {count} cases were found");
    assert!(wrong.is_empty(), "{} of {count} cases:\n{}", wrong.len(), wrong.join("\n"));
}
