//! The country at home of whoever publishes a document: by address, by name, and by where it is written to.

use super::knowledge::{CountryIndex, Knowledge, Sense};
use super::names::Words;
use super::reader::capitalise;
use crate::document::Document;
use crate::text::{FoldedText, Text};

/// The country of the publisher, as far as name or address tell.
pub(super) fn country(document: &Document, words: &Words<'_>) -> Option<CountryIndex> {
    let knowledge = words.knowledge;
    let name = document.publisher.as_deref();
    if let Some(country) = name.and_then(|name| knowledge.country_of_publisher(name)) {
        return Some(country);
    }
    let host = document.url.as_deref().and_then(|url| url.split("://").nth(1)?.split(['/', ':']).next());
    let domain = host.and_then(|host| knowledge.country_by_domain(host.rsplit('.').next()?));
    domain.or_else(|| named_after(name?, knowledge)).or_else(|| of_mail(words.text, knowledge))
}

/// Whether a publisher is a government, ministry or embassy: `mofa.gov.qa`, `Ministry of Defence`.
pub(super) fn is_official(publisher: &str) -> bool {
    let name = publisher.to_lowercase();
    ["gov", "minist", "mofa", "mfa", "embassy", "president", "chancell", "admin.", "regjer", "kremlin", "akorda"]
        .iter()
        .any(|part| name.contains(part))
}

/// The first country that a name speaks of, by its cities too.
fn place(name: String, knowledge: &Knowledge) -> Option<CountryIndex> {
    let name = Text::phrase(name);
    let text = &FoldedText::new(&name);
    (0..text.tokens.len()).find_map(|at| match knowledge.names.at(text, at, text.tokens.len())?.1 {
        Sense::Country(country) | Sense::Adjective(country) | Sense::Capital(country) | Sense::City(country) => {
            Some(country)
        }
        _ => None,
    })
}

/// The country in whose name, or after whose city a newspaper is called: `Cyprus Mail`, `jordantimes.com`, `The Colombo
/// Observer`.
fn named_after(publisher: &str, knowledge: &Knowledge) -> Option<CountryIndex> {
    if !publisher.contains('.') {
        return place(capitalise(publisher), knowledge);
    }
    let country = |name: &str| place(capitalise_first(name), knowledge);
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
