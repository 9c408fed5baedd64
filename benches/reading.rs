//! How fast articles are read, how much memory that takes, and whether any text makes reading slow.
//!
//! `cargo bench --bench reading -- 2000` reads that many generated articles of about 3 kB: first on one core, with the time of
//! each stage, then on all cores, with the peak of memory on the way; with `short` behind the number the articles have half a
//! kilobyte. `cargo bench --bench reading -- hostile` reads texts of one phrase repeated, at three sizes, whose times must grow
//! with the size. Times are of the processor where the system tells them (Linux), so that other programs do not count.

#[path = "reading/article.rs"]
mod article;

use article::{USUAL, article};
use chancery::document::Document;
use chancery::extract::{self, Knowledge};
use rayon::prelude::*;
use std::time::{Duration, Instant};

/// Processor time of this thread, or of the whole program; the time on the wall where the system does not tell.
struct Clock {
    file: &'static str,
    wall: Instant,
    start: Option<u64>,
}

impl Clock {
    fn start(file: &'static str) -> Self {
        Clock { file, wall: Instant::now(), start: Self::spent(file) }
    }

    /// Nanoseconds on the processor, the first number of the file.
    fn spent(file: &str) -> Option<u64> {
        std::fs::read_to_string(file).ok()?.split_whitespace().next()?.parse().ok()
    }

    fn elapsed(&self) -> Duration {
        match (self.start, Self::spent(self.file)) {
            (Some(start), Some(now)) => Duration::from_nanos(now.saturating_sub(start)),
            _ => self.wall.elapsed(),
        }
    }
}

const THIS_THREAD: &str = "/proc/thread-self/schedstat";

/// The most memory that the program has held, in MB, where the system tells.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.map_or_else(|| "?".to_owned(), |kilobytes| format!("{} MB", kilobytes >> 10))
}

fn on_one_core(count: usize, knowledge: &Knowledge) {
    let (mut cut, mut mention, mut all) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    let (mut bytes, mut things) = (0, 0);
    for number in 0..count {
        let text = article(number, USUAL);
        bytes += text.len();
        let clock = Clock::start(THIS_THREAD);
        let document = Document::from_text("article.txt", text);
        cut += clock.elapsed();
        let clock = Clock::start(THIS_THREAD);
        let mentions = extract::mentions(&document, knowledge);
        mention += clock.elapsed();
        drop(mentions);
        let clock = Clock::start(THIS_THREAD);
        things += extract::read(&document, knowledge).things.len();
        all += clock.elapsed();
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
}

/// Seconds on the processor that all threads of the program took, where the system tells.
fn spent_by_all() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, which may hold anything, ends with the last bracket; times are in hundredths of a second.
    let numbers = status.rsplit_once(')')?.1.split_whitespace().skip(11).take(2);
    numbers.map(|ticks| ticks.parse::<f64>().ok()).sum::<Option<f64>>().map(|ticks| ticks / 100.0)
}

/// Articles read before their facts are handed on, as in `chancery load`.
const AT_A_TIME: usize = 128;

fn on_all_cores(count: usize, paragraphs: usize, knowledge: &Knowledge) {
    println!("on {} cores, peak of memory before: {}", rayon::current_num_threads(), peak());
    let before_all = spent_by_all();
    let start = Instant::now();
    let mut read = 0;
    // As `chancery load` does: some at a time, whose facts are handed on before the next are read.
    for first in (0..count).step_by(AT_A_TIME) {
        let facts: Vec<_> = (first..count.min(first + AT_A_TIME))
            .into_par_iter()
            .map(|number| extract::read(&Document::from_text("article.txt", article(number, paragraphs)), knowledge))
            .collect();
        let before = read;
        read += facts.len();
        if read == count || before * 10 / count < read * 10 / count {
            let seconds = start.elapsed().as_secs_f64();
            println!("{read} articles: {:.0} a second, peak of memory {}", read as f64 / seconds, peak());
        }
    }
    if let (Some(before), Some(after)) = (before_all, spent_by_all()) {
        println!("{:.0} articles for each second of one core", read as f64 / (after - before));
    }
}

fn on_hostile_texts(knowledge: &Knowledge) {
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
            let clock = Clock::start(THIS_THREAD);
            let facts = extract::read(&document, knowledge);
            print!("  {} kB {:?}", size / 1000, clock.elapsed());
            drop(facts);
        }
        println!();
    }
}

fn main() {
    // Cargo passes `--bench`; the others are the user's.
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let clock = Clock::start(THIS_THREAD);
    let knowledge = Knowledge::default();
    println!("tables of words: {:?}", clock.elapsed());
    if arguments.iter().any(|argument| argument == "hostile") {
        return on_hostile_texts(&knowledge);
    }
    let count = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(500);
    let paragraphs = if arguments.iter().any(|argument| argument == "short") { 1 } else { USUAL };
    on_one_core(count.min(2_000), &knowledge);
    on_all_cores(count, paragraphs, &knowledge);
}
