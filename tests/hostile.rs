//! Reading hostile texts, articles and statements: work and memory grow with the length of a text, whatever it repeats.
//!
//! What is counted is allocations of this thread and, since a loop need not allocate, how often rules look at words
//! and the parser at tokens, so that neither the machine nor its load matters. `cargo bench --bench reading -- hostile` measures processor time beside.

#[path = "../benches/reading/article.rs"]
mod article;

use allocation_counter::{AllocationInfo, measure};
use chancery::document::Document;
use chancery::extract::{self, Knowledge};
use chancery::{semantics, steps, syntax};
use std::sync::LazyLock;

/// What an enemy of the rules would repeat: sentences, commas, names, dates, brackets, nouns and verbs of every kind.
const HOSTILE: &[&str] = &[
    "Foreign Minister Ana Horvat of Croatia met her Slovenian counterpart Jan Novak in Zagreb on Monday and agreed to ",
    "The foreign ministers of Peru and Chad met in Lima on Monday. ",
    "Ana Horvat, ",
    "met with, with, with and with ",
    "on Monday, on 4 May, in May, ",
    "an invitation to an invitation to visit a visit to ",
    "the signing of the agreement on the memorandum of the treaty between ",
    "A; B; C (D (E (F ",
    "who said that who said that ",
    "the two ministers of the two countries of ",
    "Norway-Ghana-",
    "$5 billion by 2030 and ",
    "will not have been going to ",
    "((((((",
    "“‘\"'“‘",
    "))))) ",
    "MINISTER PRESIDENT PERU ",
    "A. B. C. D. ",
    "U.S.U.K.U.N.",
    "Peru and Chad and Oman and ",
    "Deputy Prime Minister and Minister of ",
    "former former acting vice deputy ",
    "Ministry of Foreign Affairs of the Ministry of ",
    "National Agency for the National Agency of the ",
    "talks, talks, talks and talks on talks ",
    "his her their its he she they it ",
    "Sheikh Mohammed bin Ali bin Nasser bin ",
    "- Ana-Maria - ",
    "ỗ́́́",
    "a@b.c.d@e ",
    "http://",
    "1,2,3.4-5/6 ",
    "May May May March ",
    "x\n",
    "\r\n \r\n",
    "• x\n• y\n",
    "by Ana Ruiz\n",
];

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::default);

fn read(text: &str) {
    let mut document = Document::from_text("hostile", text.to_owned());
    document.published = Some("2020-06-10".to_owned());
    extract::read(&document, &KNOWLEDGE);
}

/// What reading a text allocates, and how often it looks at a word (counted only in a build with debug assertions).
fn work(read: fn(&str), text: &str) -> (AllocationInfo, u64) {
    let before = steps::counted();
    let allocated = measure(|| read(text));
    (allocated, steps::counted() - before)
}

/// Reading `short` and a text four times as long: the allocations, the bytes held at once, and the looks at words. Twice as many as the length
/// asks for are allowed: below some hundred events, which is how far back merging looks, each is compared with more others.
/// Work that grows with the square would be sixteen times as much.
fn assert_linear(read: fn(&str), short: &str, long: &str, what: &str) {
    let ((little, few_steps), (much, many_steps)) = (work(read, short), work(read, long));
    for (unit, little, much) in [
        ("allocations", little.count_total, much.count_total),
        ("bytes held", little.bytes_max, much.bytes_max),
        ("looks at words", few_steps, many_steps),
    ] {
        println!("{:5.1} times as many {unit} for four times {what:?}", much as f64 / little as f64);
        assert!(much <= 8 * little + 1_000, "{little}, then {much} {unit} for four times {what:?}");
    }
}

#[test]
fn work_and_memory_are_linear_in_the_length_of_the_text() {
    read("the tables are read once");
    for hostile in HOSTILE {
        let times = 8_000 / hostile.len();
        assert_linear(read, &hostile.repeat(times), &hostile.repeat(4 * times), hostile);
    }
    for character in ["a", "A", "é", "5", "-", "\n", " ", "\t", "(", "."] {
        let times = (1 << 20) / character.len();
        assert_linear(read, &character.repeat(times / 4), &character.repeat(times), character);
    }
}

/// A rule that puts words together at every word, or looks through the clause before it asks what the word is, shows here.
#[test]
fn an_article_takes_few_allocations_and_looks_at_words() {
    read("the tables are read once");
    let articles: Vec<String> = (0..20).map(|number| article::article(number, article::USUAL)).collect();
    let (allocated, looks) = work(read, &articles.join("\n\n"));
    let words = articles.iter().map(|article| article.split_whitespace().count() as u64).sum::<u64>();
    let (count, bytes) = (allocated.count_total as f64 / words as f64, allocated.bytes_total as f64 / words as f64);
    let looks = looks as f64 / words as f64;
    println!("for each word {count:.2} allocations of {bytes:.0} bytes together and {looks:.0} looks at words");
    assert!(count < 3.2 && looks < 185.0, "{count:.2} allocations and {looks:.0} looks at words for each word");
}

/// Parses a statement and binds its names, whether it is right or not.
fn parse(text: &str) {
    let bind = |statement| semantics::bind(&statement, &semantics::NoProcedures).is_ok();
    let _ = syntax::parse(text).map(bind);
}

#[test]
fn parsing_is_linear_in_the_length_of_the_statement() {
    for (head, piece, tail) in [
        ("RETURN [1", ", 1", "]"),
        ("RETURN [1", ", 1", ""),
        ("RETURN {a: 1", ", a: 1", "}"),
        ("CREATE (a)", ", (:A {x: 1})-[:R]->()", ""),
        ("MATCH (a)", "-[:R]->(:A)", " RETURN a"),
        ("MATCH (a) WHERE (((a", ")", "RETURN a"),
        ("RETURN '", "\\'", "'"),
        ("RETURN 1 /*", " *", "*/"),
        ("", "MATCH (n WHERE ", ""),
        ("RETURN ", "(n)-[", ""),
        ("RETURN ", "`", ""),
    ] {
        let statement = |count: usize| format!("{head}{}{tail}", piece.repeat(count));
        assert_linear(parse, &statement(5_000), &statement(20_000), &format!("{head}{piece}…"));
    }
}
