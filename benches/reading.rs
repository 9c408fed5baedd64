//! How fast articles are read, and whether any text makes reading slow.
//!
//! `cargo bench --bench reading -- 2000` reads that many generated articles of about 3 kB on one core and prints the
//! time of each stage; then texts of one phrase repeated, at three sizes, whose times must grow with the size.

use chancery::document::Document;
use chancery::extract::{self, Knowledge};
use std::time::{Duration, Instant};

const NATIONS: &[(&str, &str, &str)] = &[
    ("Peruvian", "Peru", "Lima"),
    ("Norwegian", "Norway", "Oslo"),
    ("Kenyan", "Kenya", "Nairobi"),
    ("Thai", "Thailand", "Bangkok"),
    ("Jordanian", "Jordan", "Amman"),
];
const GIVEN: &[&str] = &["Ana", "Omar", "Kari", "Somchai", "Pedro", "Lena"];
const FAMILY: &[&str] = &["Ruiz", "Haddad", "Lund", "Torvik", "Okello", "Srisai"];

/// An article of about 3 kB about two countries; every number gives another one.
fn article(number: usize) -> String {
    let (adjective, country, capital) = NATIONS[number % NATIONS.len()];
    let (other_adjective, other, _) = NATIONS[(number / 5 + number + 1) % NATIONS.len()];
    let host = format!("{} {}", GIVEN[number % 6], FAMILY[number / 6 % 6]);
    let guest = format!("{} {}", GIVEN[(number + 1) % 6], FAMILY[(number / 7 + 2) % 6]);
    let family = FAMILY[(number / 7 + 2) % 6];
    let paragraph = format!(
        "{adjective} Foreign Minister {host} received {other_adjective} Foreign Minister {guest} in {capital} on Tuesday, and the two \
         ministers agreed to raise trade between {country} and {other} to US$3 billion by 2030. Minister {family} asked {country} to open \
         its market to farm goods and thanked the {adjective} Government for its help. The two sides also discussed the reform of the United \
         Nations and the work of the Ministry of Foreign Affairs of {country}. They said that a delegation will visit {other} next month.\n\n"
    );
    format!("{capital}, May 3, 2019 — {}", paragraph.repeat(6))
}

fn main() {
    // Cargo passes `--bench`; the number is the user's.
    let count = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(500);
    let start = Instant::now();
    let knowledge = Knowledge::default();
    println!("tables of words: {:?}", start.elapsed());
    let articles: Vec<String> = (0..count).map(article).collect();
    let bytes: usize = articles.iter().map(String::len).sum();
    let (mut cut, mut mention, mut all) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    let mut things = 0;
    for text in articles {
        let start = Instant::now();
        let document = Document::from_text("article.txt", text);
        cut += start.elapsed();
        let start = Instant::now();
        let mentions = extract::mentions(&document, &knowledge);
        mention += start.elapsed();
        drop(mentions);
        let start = Instant::now();
        things += extract::read(&document, &knowledge).things.len();
        all += start.elapsed();
    }
    let each = |time: Duration| time.as_secs_f64() * 1e6 / count as f64;
    println!("{count} articles of {} bytes, {things} things", bytes / count.max(1));
    println!(
        "text and metadata {:.0} µs, mentions {:.0} µs, everything {:.0} µs an article",
        each(cut),
        each(mention),
        each(cut + all)
    );
    println!("{:.0} articles of 3 kB a second on one core", bytes as f64 / 3000.0 / (cut + all).as_secs_f64());
    for phrase in [
        "Foreign Minister ",
        "Peru ",
        "Ana Ruiz, ",
        "the Ministry of Trade and ",
        "Turkish and German ",
        "Lima and ",
        "said Ana Ruiz. ",
        "Foo Bar ",
        "agreed to ",
        "\"( ",
    ] {
        print!("{phrase:?} repeated:");
        for size in [20_000, 40_000, 80_000] {
            let document = Document::from_text("hostile.txt", phrase.repeat(size / phrase.len()));
            let start = Instant::now();
            let facts = extract::read(&document, &knowledge);
            print!("  {} kB {:?}", size / 1000, start.elapsed());
            drop(facts);
        }
        println!();
    }
}
