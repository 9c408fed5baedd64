//! RSS and Atom: one document for each entry.

use super::html::{day, plain};
use super::{Document, DocumentError};

/// The documents of a feed; an entry's name is the file's with the entry's number or address.
pub(super) fn read(source: &str, feed: &str) -> Result<Vec<Document>, DocumentError> {
    let feed = feed_rs::parser::parse(feed.as_bytes())
        .map_err(|error| DocumentError::BadFeed { reason: error.to_string() })?;
    let publisher = feed.title.map(|title| plain(&title.content).trim().to_owned());
    let entries = feed.entries.into_iter().enumerate().filter_map(|(number, entry)| {
        let title = entry.title.map(|title| plain(&title.content).trim().to_owned()).filter(|title| !title.is_empty());
        let body = entry.content.and_then(|content| content.body).or(entry.summary.map(|summary| summary.content));
        let body = body.map(|body| plain(&body).trim().to_owned()).unwrap_or_default();
        let text = [title.clone().unwrap_or_default(), body].join("\n\n").trim().to_owned();
        let url = entry.links.first().map(|link| link.href.clone());
        let document = Document {
            source: format!("{source}#{}", url.clone().unwrap_or_else(|| (number + 1).to_string())),
            title,
            author: entry.authors.into_iter().find_map(|author| author.name),
            publisher: publisher.clone(),
            published: entry.published.or(entry.updated).and_then(|time| day(&time.to_rfc3339())),
            url,
            ..Document::default()
        };
        (!text.is_empty()).then(|| document.with_text(text))
    });
    Ok(entries.collect())
}
