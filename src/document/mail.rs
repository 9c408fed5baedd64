//! Mail: the text of a message, with subject, sender and date.

use mail_parser::MessageParser;

use super::html::day;
use super::{Document, DocumentError};

/// The document of a message; attachments are not read.
pub(super) fn read(source: &str, bytes: &[u8]) -> Result<Document, DocumentError> {
    let no_mail = || DocumentError::NoArticle { reason: "no message with a text could be found in it".to_owned() };
    let message = MessageParser::default().parse(bytes).ok_or_else(no_mail)?;
    let body: Vec<_> = (0..message.text_body_count()).filter_map(|part| message.body_text(part)).collect();
    let body = body.join("\n\n");
    if body.trim().is_empty() {
        return Err(no_mail());
    }
    let subject = message.subject().map(|subject| subject.trim().to_owned()).filter(|subject| !subject.is_empty());
    let sender = message.from().and_then(|from| from.first());
    let document = Document {
        source: source.to_owned(),
        title: subject.clone(),
        author: sender.and_then(|sender| sender.name()).map(str::to_owned),
        publisher: sender
            .and_then(|sender| sender.address())
            .and_then(|address| address.split('@').nth(1))
            .map(str::to_owned),
        published: message.date().and_then(|date| day(&date.to_rfc3339())),
        ..Document::default()
    };
    Ok(document.with_text(format!("{}\n\n{}", subject.unwrap_or_default(), body.trim()).trim().to_owned()))
}
