//! How fast facts become a graph, and whether the cost of a document grows with the graph.
//!
//! `cargo bench --bench load -- 20000` loads that many generated documents: people, countries and meetings drawn with a few
//! very frequent ones, as in news. The figures of each tenth show whether the cost stays flat.

use chancery::facts::{Datum, Evidence, Facts, Label, Link, LinkType, Properties, Thing};
use chancery::graph::load::Loader;
use chancery::graph::load::curation::Curation;
use chancery::graph::{Graph, GraphRead};
use std::time::Instant;

/// A generator of numbers that is the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    /// Small numbers far more often than large ones.
    fn often_small(&mut self, below: u64) -> u64 {
        let fraction = (self.next() % 1_000_000) as f64 / 1_000_000.0;
        (fraction.powi(4) * below as f64) as u64
    }
}

const SYLLABLES: &[&str] =
    &["ka", "mo", "ren", "tal", "vi", "sor", "de", "lun", "bar", "ti", "gos", "pel", "na", "shu", "rik", "om"];

fn name(number: u64, parts: u64) -> String {
    let mut numbers = Numbers(number.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(parts));
    let mut word = || {
        let count = 2 + numbers.next() % 2;
        let pick = |numbers: &mut Numbers| SYLLABLES[(numbers.next() % SYLLABLES.len() as u64) as usize];
        let letters: String = (0..count).map(|_| pick(&mut numbers)).collect();
        letters[..1].to_uppercase() + &letters[1..]
    };
    (0..parts).map(|_| word()).collect::<Vec<_>>().join(" ")
}

struct Builder(Facts);

impl Builder {
    fn thing(&mut self, label: Label, properties: &[(&'static str, String)]) -> usize {
        let properties: Properties = properties.iter().map(|(key, text)| (*key, Datum::Text(text.clone()))).collect();
        let at = self.0.things.len() as u32 * 20;
        let place = |times| Evidence { sentence: times, start: at + times, end: at + times + 9 };
        let evidence = (0..3).map(place).collect();
        self.0.things.push(Thing { label, properties, evidence, rule: "generated", confidence: 0.9 });
        self.0.things.len() - 1
    }

    fn link(&mut self, kind: LinkType, start: usize, end: usize, properties: &[(&'static str, &str)]) {
        let properties = properties.iter().map(|(key, text)| (*key, Datum::Text((*text).to_owned()))).collect();
        let evidence = Some(Evidence { sentence: 1, start: 20, end: 40 });
        self.0.links.push(Link { kind, start, end, properties, evidence, rule: "generated", confidence: 0.8 });
    }
}

/// An article of the usual size: two countries, three people, two meetings, a visit, two agreements, a request.
fn article(number: u64, numbers: &mut Numbers) -> Facts {
    let mut builder = Builder(Facts::default());
    let (year, month, day) = (2000 + numbers.next() % 24, 1 + numbers.next() % 12, 1 + numbers.next() % 28);
    let day = format!("{year}-{month:02}-{day:02}");
    let known = [("source", format!("{number}.txt")), ("sha256", format!("{number:064x}")), ("published", day.clone())];
    for (key, text) in known {
        builder.0.document.insert(key, Datum::Text(text));
    }
    let countries: Vec<u64> = (0..2).map(|at| numbers.often_small(99) * 2 + at).collect();
    let states: Vec<usize> = countries
        .iter()
        .map(|code| builder.thing(Label::Country, &[("name", name(*code, 1)), ("iso3", format!("C{code:02}"))]))
        .collect();
    let people: Vec<usize> = (0..3)
        .map(|at| {
            let state = at % 2;
            let own = countries[state] * 1_000_003 + numbers.often_small(400);
            let person = builder.thing(Label::Person, &[("name", name(own, 3))]);
            let office = [("title", "Foreign Minister"), ("office", "foreign_minister")];
            builder.link(LinkType::Represents, person, states[state], &[]);
            builder.link(LinkType::Holds, person, states[state], &office);
            person
        })
        .collect();
    let event = |kind: &str, status: &str| {
        [
            ("kind", kind.to_owned()),
            ("status", status.to_owned()),
            ("start", day.clone()),
            ("precision", "day".to_owned()),
        ]
    };
    for at in 0..2 {
        let meeting = builder.thing(Label::Meeting, &event("talks", "held"));
        builder.link(LinkType::Attended, people[0], meeting, &[("role", "host")]);
        builder.link(LinkType::Attended, people[1 + at], meeting, &[("role", "participant")]);
    }
    let visit = builder.thing(Label::Visit, &event("official", "held"));
    builder.link(LinkType::Made, people[0], visit, &[]);
    builder.link(LinkType::To, visit, states[1], &[]);
    for at in 0..2 {
        let subject = format!("cooperate in {} and {}", name(numbers.next() % 500, 2), name(at, 1));
        let mut properties = event("commitment", "reached").to_vec();
        properties.push(("name", subject));
        let agreement = builder.thing(Label::Agreement, &properties);
        for state in &states {
            builder.link(LinkType::PartyTo, *state, agreement, &[]);
        }
    }
    let words = format!("support {}", name(numbers.next() % 5_000, 3));
    let request = builder.thing(Label::Proposal, &[("name", words), ("kind", "request".to_owned())]);
    builder.link(LinkType::Proposed, people[0], request, &[]);
    builder.link(LinkType::AddressedTo, request, states[1], &[]);
    builder.0
}

/// Most memory that the process has had, in megabytes; 0 where the system does not say.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn main() -> Result<(), chancery::graph::WriteError> {
    let count = std::env::args().find_map(|argument| argument.parse::<u64>().ok()).unwrap_or(5_000);
    let mut graph = Graph::default();
    let mut loader = Loader::new(&graph, Curation::default());
    let mut numbers = Numbers(42);
    println!("documents   docs/s   nodes   relationships   MB");
    let tenth = (count / 10).max(1);
    for part in 0..10 {
        let articles: Vec<Facts> =
            (part * tenth..(part + 1) * tenth).map(|number| article(number, &mut numbers)).collect();
        let begin = Instant::now();
        for facts in &articles {
            loader.load(&mut graph, facts)?;
        }
        loader.finish(&mut graph)?;
        drop(graph.take_changes());
        let rate = tenth as f64 / begin.elapsed().as_secs_f64();
        let (nodes, relationships) = (graph.node_count(), graph.relationship_count());
        println!("{:9} {rate:8.0} {nodes:7} {relationships:15} {:4}", (part + 1) * tenth, memory());
    }
    Ok(())
}
