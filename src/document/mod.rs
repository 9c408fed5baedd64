//! A document: what is known about an article, and its text.

use crate::text::Text;

/// An article with its metadata. Dates are EDTF text; what the page does not say is absent.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// File name (or the address in a feed or archive) that names the document.
    pub source: String,
    /// The headline.
    pub title: Option<String>,
    /// Newspaper, agency or ministry.
    pub publisher: Option<String>,
    /// Who signed it.
    pub author: Option<String>,
    /// Printed date of publication, `YYYY-MM-DD`; site clocks never.
    pub published: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// The place of the dateline.
    pub dateline: Option<String>,
    /// Hash of the bytes as read, in hexadecimal.
    pub sha256: String,
    /// The text.
    pub text: Text,
}
