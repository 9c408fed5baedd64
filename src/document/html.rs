//! Saved web pages: the article without boilerplate, and what the page's metadata says.

use dom_smoothie::{Config, Readability, TextMode};

use super::{Document, DocumentError};

/// The document of a page.
pub(super) fn read(source: &str, page: &str) -> Result<Document, DocumentError> {
    let config = Config { text_mode: TextMode::Formatted, max_elements_to_parse: 100_000, ..Config::default() };
    let unreadable = |error: dom_smoothie::ReadabilityError| DocumentError::NoArticle { reason: error.to_string() };
    let article = Readability::new(page, None, Some(config)).and_then(|mut page| page.parse()).map_err(unreadable)?;
    let said = |value: Option<String>| value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    let title = said(Some(article.title));
    let text = match &title {
        Some(title) if !article.text_content.trim_start().starts_with(title.as_str()) => {
            format!("{title}\n\n{}", article.text_content.trim())
        }
        _ => article.text_content.trim().to_owned(),
    };
    let document = Document {
        source: source.to_owned(),
        title,
        author: said(article.byline),
        publisher: said(article.site_name),
        published: article.published_time.as_deref().and_then(day),
        url: said(article.url),
        ..Document::default()
    };
    Ok(document.with_text(text))
}

/// The day of an ISO time stamp.
pub(super) fn day(stamp: &str) -> Option<String> {
    let day = stamp.get(..10)?;
    let shape = day
        .bytes()
        .enumerate()
        .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    shape.then(|| day.to_owned())
}

/// The text of a fragment of HTML.
pub(super) fn plain(fragment: &str) -> String {
    if !fragment.contains(['<', '&']) {
        return fragment.to_owned();
    }
    mail_parser::decoders::html::html_to_text(fragment)
}
