//! The country at home of whoever publishes a document: by address, by name, and by what stands at its head.

use super::knowledge::{CountryIndex, Knowledge, Sense};
use super::names::Words;
use super::reader::capitalise;
use crate::document::Document;
use crate::text::Text;

/// Lines at the head of a page that may name the publisher.
const HEAD: usize = 5;

/// A longer line is no name, and no place with a day.
const SHORT: usize = 10;

/// How much of a line is looked at, in bytes.
const LOOKED_AT: usize = 160;

/// The country of the publisher, as far as name, address or head of the page tell.
pub(super) fn country(document: &Document, words: &Words<'_>) -> Option<CountryIndex> {
    let knowledge = words.knowledge;
    let name = document.publisher.as_deref();
    if let Some(country) = name.and_then(|name| knowledge.country_of_publisher(name)) {
        return Some(country);
    }
    let host = document.url.as_deref().and_then(|url| url.split("://").nth(1)?.split(['/', ':']).next());
    let domain = host.and_then(|host| knowledge.country_by_domain(host.rsplit('.').next()?));
    domain
        .or_else(|| of_head(words.text, knowledge))
        .or_else(|| named_after(name?, knowledge))
        .or_else(|| of_mail(words.text, knowledge))
}

/// Whether a publisher is a government, ministry or embassy: `mofa.gov.qa`, `Ministry of Defence`.
pub(super) fn is_official(publisher: &str) -> bool {
    let name = publisher.to_lowercase();
    ["gov", "minist", "mofa", "mfa", "embassy", "president", "chancell", "admin.", "regjer", "kremlin", "akorda"]
        .iter()
        .any(|part| name.contains(part))
}

/// A known paper or agency at the head or the foot (`Jakarta, Dec 12 (ANTARA) -`), a ministry or embassy, a paper named
/// after its place, or the place and day under the name of a paper.
fn of_head(text: &Text, knowledge: &Knowledge) -> Option<CountryIndex> {
    let lines = || text.raw().lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("url:"));
    let head = || lines().take(HEAD).map(opening);
    let foot = text.raw().trim_end().rsplit('\n').next().map(opening);
    let named = head().chain(foot).flat_map(|line| line.split([':', '|', ',', '(', ')', '–', '—', '/', '=', '.', '-']));
    let known = named.map(str::trim).find_map(|name| {
        // An acronym in capitals, a name with a capital: no common word.
        let begins = name.starts_with(char::is_uppercase) && name.len() > 2;
        let common = knowledge.is("paper", &name.to_lowercase());
        knowledge.country_of_publisher(name).filter(|_| begins && !common)
    });
    let short = |line: &&str| line.split_whitespace().count() <= SHORT;
    known
        .or_else(|| head().take(2).filter(short).find_map(|line| of_an_office(line, knowledge)))
        .or_else(|| head().next().filter(short).and_then(|line| named_after_its_place(line, knowledge)))
        .or_else(|| head().take(3).filter(short).find_map(|line| place_with_year(line, knowledge)))
}

fn opening(line: &str) -> &str {
    let end = (0..=LOOKED_AT.min(line.len())).rev().find(|end| line.is_char_boundary(*end));
    end.and_then(|end| line.get(..end)).unwrap_or("")
}

/// `Embassy of Ecuador in Turkey`, `Ministry of Foreign Affairs of the Republic of Azerbaijan`, `REPUBLIC OF CHILE`.
fn of_an_office(line: &str, knowledge: &Knowledge) -> Option<CountryIndex> {
    let text = Text::phrase(capitalise(line));
    let office = |word: &str| {
        matches!(
            word,
            "embassy"
                | "ministry"
                | "republic"
                | "kingdom"
                | "government"
                | "presidency"
                | "office"
                | "mission"
                | "state"
                | "department"
                | "chancellery"
                | "consulate"
                | "parliament"
                | "commission"
                | "delegation"
        )
    };
    let first = (0..text.tokens.len()).find(|token| office(text.folded(*token)))?;
    // The Presidents of X and Y, the ministry said: no name.
    if first > 2 || text.folded(first + 1) == "," {
        return None;
    }
    place(&text, knowledge, false)
}

/// `The Phnom Penh Post`, `ATHENS NEWS AGENCY`.
fn named_after_its_place(line: &str, knowledge: &Knowledge) -> Option<CountryIndex> {
    let text = Text::phrase(capitalise(line));
    let paper = (0..text.tokens.len()).any(|token| {
        let word = text.folded(token);
        word != "the" && word.len() > 2 && (knowledge.is("paper", word) || matches!(word, "agency" | "times"))
    });
    if paper && text.tokens.len() <= 6 { place(&text, knowledge, true) } else { None }
}

/// `Lagos, Saturday, May 23, 1964` on a line of its own.
fn place_with_year(line: &str, knowledge: &Knowledge) -> Option<CountryIndex> {
    let text = Text::phrase(line.to_owned());
    let year = |token: usize| matches!(text.folded(token).parse::<u16>(), Ok(1800..=2100));
    let dated = text.tokens.len() > 2 && (0..text.tokens.len()).any(year);
    let marked = (0..text.tokens.len()).take(5).any(|token| matches!(text.folded(token), "," | "-"));
    if dated && marked { place(&text, knowledge, true) } else { None }
}

/// The first country that a name speaks of, by its cities too where they count.
fn place(text: &Text, knowledge: &Knowledge, cities: bool) -> Option<CountryIndex> {
    (0..text.tokens.len()).find_map(|at| match knowledge.names.at(text, at, text.tokens.len())?.1 {
        Sense::Country(country) | Sense::Adjective(country) => Some(country),
        Sense::Capital(country) | Sense::City(country) if cities => Some(country),
        _ => None,
    })
}

/// The country in whose name, or after whose city a newspaper is called: `Cyprus Mail`, `jordantimes.com`, `The Colombo
/// Observer`.
fn named_after(publisher: &str, knowledge: &Knowledge) -> Option<CountryIndex> {
    if !publisher.contains('.') {
        return place(&Text::phrase(capitalise(publisher)), knowledge, true);
    }
    let country = |name: &str| place(&Text::phrase(capitalise_first(name)), knowledge, true);
    let label = publisher.rsplit('.').nth(1)?;
    let paper = |part: &str| knowledge.is("paper", part);
    label
        .char_indices()
        .map(|(at, _)| label.split_at(at))
        .filter(|(first, last)| first.len() > 2 && last.len() > 2)
        .find_map(|(first, last)| match (paper(first), paper(last)) {
            (true, _) => country(last),
            (_, true) => country(first),
            _ => None,
        })
}

fn capitalise_first(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `Write to desk@fijisun.com.fj`.
fn of_mail(text: &Text, knowledge: &Knowledge) -> Option<CountryIndex> {
    let host = text.raw().split('@').nth(1)?;
    let host =
        host.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).next()?.trim_end_matches('.');
    let domain = host.rsplit('.').next().filter(|_| host.contains('.'))?;
    knowledge.country_of_publisher(host).or_else(|| knowledge.country_by_domain(domain))
}
