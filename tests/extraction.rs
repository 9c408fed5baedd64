//! Reading articles: cases in our own words, facts of the seed articles one by one, and the score on the gold answers.
//!
//! Cases live in `tests/extraction/*.txt`: a head `=== what it shows | day of publication`, the text, `---`, and every event
//! that must be read from it, one a line; no other event may be read. `has person X`, `lacks country Y` and
//! `has office X / minister / Y` ask for entities and offices.
//! `traps.txt` has a case for every row of the list of traps beside the gold answers, by the letter of its part. The gold answers stand beside the repository in
//! `../shared`; where they are absent the tests that need them say so and pass.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use chancery::document::Document;
use chancery::extract::{self, Knowledge};
use chancery::facts::{Datum, Facts, Label, LinkType, Properties, ThingIndex};
use serde_json::{Map, Value as Json, json};

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

// ---------------------------------------------------------------- cases in our own words

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
            format!("proposal {kind}: {} -> {}", ends(&[LinkType::Proposed]), ends(&[LinkType::AddressedTo]))
        }
        _ => return None,
    })
}

#[test]
fn cases_in_our_own_words() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/extraction");
    let mut files: Vec<PathBuf> =
        fs::read_dir(&folder).expect("the folder of cases").flatten().map(|e| e.path()).collect();
    files.retain(|file| file.is_file());
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

// ---------------------------------------------------------------- the gold answers

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

fn type_name(kind: LinkType) -> &'static str {
    match kind {
        LinkType::Holds => "HOLDS",
        LinkType::Represents => "REPRESENTS",
        LinkType::Of => "OF",
        LinkType::In => "IN",
        LinkType::Attended => "ATTENDED",
        LinkType::HeldIn => "HELD_IN",
        LinkType::During => "DURING",
        LinkType::Made => "MADE",
        LinkType::To => "TO",
        LinkType::Hosted => "HOSTED",
        LinkType::PartyTo => "PARTY_TO",
        LinkType::Signed => "SIGNED",
        LinkType::ReachedAt => "REACHED_AT",
        LinkType::About => "ABOUT",
        LinkType::Proposed => "PROPOSED",
        LinkType::AddressedTo => "ADDRESSED_TO",
        LinkType::RaisedAt => "RAISED_AT",
        LinkType::Concerns => "CONCERNS",
    }
}

fn json_of(properties: &Properties) -> Json {
    let value = |datum: &Datum| match datum {
        Datum::Text(text) => json!(text),
        Datum::Integer(number) => json!(number),
        Datum::Number(number) => json!(number),
        Datum::Flag(flag) => json!(flag),
        Datum::Texts(texts) => json!(texts),
    };
    Json::Object(properties.iter().map(|(key, datum)| ((*key).to_owned(), value(datum))).collect::<Map<_, _>>())
}

/// The facts of one document in the plain graph form that the scorer reads.
fn graph_json(facts: &Facts) -> Json {
    let mut nodes = vec![json!({"id": "document", "labels": ["Document"], "properties": json_of(&facts.document)})];
    let mut relationships = Vec::new();
    for (index, thing) in facts.things.iter().enumerate() {
        let label = format!("{:?}", thing.label);
        nodes.push(json!({"id": index.to_string(), "labels": [label], "properties": json_of(&thing.properties)}));
        for evidence in &thing.evidence {
            let properties = json!({"sentence": evidence.sentence, "start": evidence.start, "end": evidence.end});
            let id = format!("m{}", relationships.len());
            relationships.push(json!({"id": id, "type": "MENTIONED_IN", "start": index.to_string(), "end": "document", "properties": properties}));
        }
    }
    for link in &facts.links {
        let id = format!("r{}", relationships.len());
        let (start, end) = (link.start.to_string(), link.end.to_string());
        relationships.push(json!({"id": id, "type": type_name(link.kind), "start": start, "end": end, "properties": json_of(&link.properties)}));
    }
    json!({"nodes": nodes, "relationships": relationships})
}

/// True positives, false positives and false negatives by kind, from the scorer.
fn score(shared: &Path, gold: &str, documents: &[(String, Facts)]) -> Option<BTreeMap<String, [f64; 3]>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let predictions = folder.path().join("predictions");
    fs::create_dir(&predictions).expect("a folder");
    for (stem, facts) in documents {
        let text = serde_json::to_string(&graph_json(facts)).expect("JSON");
        fs::write(predictions.join(format!("{stem}.json")), text).expect("a prediction");
    }
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
const OWN_FLOORS: &[(&str, f64)] = &[("development", 0.89), ("later", 0.81), ("typical", 0.94), ("unseen", 0.83)];

/// The part of the articles of our own to which a name belongs.
fn part(stem: &str) -> &'static str {
    let number: u32 = stem.chars().skip(1).take_while(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0);
    match stem.chars().next() {
        Some('C') => "typical",
        Some('D' | 'E' | 'G') => "development",
        Some('F') => "unseen",
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

// ---------------------------------------------------------------- whether confidence means what it says

/// For the events of some documents: the rule, the confidence stated, and whether the scorer found the event in the
/// answers.
fn judged(shared: &Path, gold: &Path, documents: &[(String, Facts)]) -> Option<Vec<(String, f64, bool)>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (stem, facts) in documents {
        let text = serde_json::to_string(&graph_json(facts)).expect("JSON");
        fs::write(folder.path().join(format!("{stem}.json")), text).expect("a prediction");
    }
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
