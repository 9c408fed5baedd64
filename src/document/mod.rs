//! A document: what is known about an article, and its text. [`read`] makes documents of files as people have them.

mod decode;
mod metadata;
mod published;

use std::fmt::Write;

use sha2::{Digest, Sha256};

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
    /// Printed date of publication, else a full date in the address; `YYYY-MM-DD`. Site clocks never.
    pub published: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// The place of the dateline.
    pub dateline: Option<String>,
    /// Hash of the text as read, in hexadecimal.
    pub sha256: String,
    /// The text.
    pub text: Text,
}

/// Why a file gives no document. The message says what is wrong and what to do.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Bytes that no text has.
    #[error(
        "this is no text (it has zero bytes or control characters); give plain text, Markdown, HTML, a feed, a table or mail"
    )]
    Binary,
    /// More than one article can be.
    #[error("the article has {size} bytes, more than the {limit} that one article may have; split the file")]
    TooLarge {
        /// Its size in bytes.
        size: usize,
        /// [`LARGEST`].
        limit: usize,
    },
}

/// More bytes than any article has.
pub const LARGEST: usize = 8 << 20;

/// Reads the documents of a file: one for an article; `source` is the file name, whose ending tells the format.
///
/// # Errors
/// If the bytes are no article.
pub fn read(source: &str, bytes: &[u8]) -> Result<Vec<Document>, DocumentError> {
    if bytes.is_empty() {
        return Err(DocumentError::Empty);
    }
    if bytes.len() > LARGEST {
        return Err(DocumentError::TooLarge { size: bytes.len(), limit: LARGEST });
    }
    let text = decode::decode(bytes)?;
    if text.trim().is_empty() {
        return Err(DocumentError::Empty);
    }
    Ok(vec![Document::from_text(source, text)])
}

impl Document {
    /// A document of plain text, its metadata read from the page.
    pub fn from_text(source: &str, text: String) -> Self {
        let mut document = Document { source: source.to_owned(), sha256: hash(text.as_bytes()), ..Document::default() };
        document.text = Text::new(text);
        metadata::fill(&mut document);
        document
    }
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_is_read_from_the_page() {
        let page = "url: https://www.example.org/world/2019/05/04/peru-chad\n\nEnvoys of Peru and Chad confer on fish\nBy Ana Ruiz\nFriday, May 3, 2019\n\n\
            LIMA — The envoys of Peru and Chad conferred on Thursday in Lima about a great many things, a statement of both said.\n";
        let document = Document::from_text("a.txt", page.to_owned());
        assert_eq!(document.url.as_deref(), Some("https://www.example.org/world/2019/05/04/peru-chad"));
        assert_eq!(document.title.as_deref(), Some("Envoys of Peru and Chad confer on fish"));
        assert_eq!(document.author.as_deref(), Some("Ana Ruiz"));
        assert_eq!(document.published.as_deref(), Some("2019-05-03"));
        assert_eq!(document.dateline.as_deref(), Some("Lima"));
        assert_eq!(document.publisher.as_deref(), Some("example.org"));
    }

    #[test]
    fn without_a_printed_date_the_address_tells() {
        let page = "url: https://example.org/2013/11/30/talks\nThe talks of the two sides went on in Quito for a second day, the hosts said in a statement.\n";
        assert_eq!(Document::from_text("a", page.to_owned()).published.as_deref(), Some("2013-11-30"));
        let page = "url: https://example.org/2013/talks\nLast updated on 3 May 2014 10:11\nThe talks of the two sides went on in Quito for a second day.\n";
        assert_eq!(Document::from_text("a", page.to_owned()).published, None);
    }

    #[test]
    fn what_is_no_article_is_refused() {
        assert!(matches!(read("a.txt", b""), Err(DocumentError::Empty)));
        assert!(matches!(read("a.txt", b" \n\t"), Err(DocumentError::Empty)));
        assert!(matches!(read("a.txt", b"\x00\x01\x02abc\x00"), Err(DocumentError::Binary)));
        assert!(matches!(read("a.txt", &vec![b'a'; LARGEST + 1]), Err(DocumentError::TooLarge { .. })));
    }

    #[test]
    fn encodings_are_detected() {
        for bytes in [
            &b"Na\xefve caf\xe9 in Orl\xe9ans, said the minister of culture, who had come late."[..],
            "\u{feff}Sơn".as_bytes(),
        ] {
            assert!(read("a.txt", bytes).is_ok());
        }
        let utf16: Vec<u8> = "\u{feff}Talks in Oslo".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let documents = read("a.txt", &utf16).expect("UTF-16 with a mark is text");
        assert_eq!(documents[0].text.raw(), "Talks in Oslo");
    }
}
