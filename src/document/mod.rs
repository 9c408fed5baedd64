//! A document: what is known about an article, and its text. [`read`] makes documents of files as people have them.

mod decode;
mod feed;
mod html;
mod language;
mod mail;
mod markdown;
mod metadata;
mod pdf;
mod published;
mod published_address;
mod publisher;

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
        "this is no text (it has zero bytes or control characters); give plain text, Markdown, HTML, PDF, a feed, a table or mail"
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
    /// A page or message without an article.
    #[error("no article could be found in it: {reason}; save the page's text as a .txt file")]
    NoArticle {
        /// What the library says.
        reason: String,
    },
    /// XML that is no feed.
    #[error("this is no RSS or Atom feed: {reason}; give a feed, or a page as .html")]
    BadFeed {
        /// What the library says.
        reason: String,
    },
    /// Not in English.
    #[error("the text is in {language}; only English is read, so give a translation")]
    Language {
        /// English name of the language.
        language: &'static str,
    },
}

/// How the content of a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Plain,
    Markdown,
    Html,
    Feed,
    Mail,
}

/// Endings of file names and what they promise.
const FORMS: [(&str, Form); 9] = [
    (".md", Form::Markdown),
    (".markdown", Form::Markdown),
    (".html", Form::Html),
    (".htm", Form::Html),
    (".xhtml", Form::Html),
    (".rss", Form::Feed),
    (".atom", Form::Feed),
    (".xml", Form::Feed),
    (".eml", Form::Mail),
];

/// More bytes than any article has.
pub const LARGEST: usize = 8 << 20;
/// More bytes than a PDF with pictures has.
const LARGEST_PDF: usize = 64 << 20;

/// Reads the documents of a file: one for an article; `source` is the file name, whose ending tells the format.
///
/// # Errors
/// If the bytes are no article.
pub fn read(source: &str, bytes: &[u8]) -> Result<Vec<Document>, DocumentError> {
    if bytes.is_empty() {
        return Err(DocumentError::Empty);
    }
    let is_pdf = pdf::is_pdf(bytes);
    let limit = if is_pdf { LARGEST_PDF } else { LARGEST };
    if bytes.len() > limit {
        return Err(DocumentError::TooLarge { size: bytes.len(), limit });
    }
    if is_pdf {
        return in_english(vec![pdf::read(source, bytes)?]);
    }
    let text = decode::decode(bytes)?;
    if text.trim().is_empty() {
        return Err(DocumentError::Empty);
    }
    let documents = match form(source, &text) {
        Form::Plain => vec![Document::from_text(source, text)],
        Form::Markdown => vec![markdown::read(source, &text)],
        Form::Html => vec![html::read(source, &text)?],
        Form::Feed => feed::read(source, &text)?,
        Form::Mail => vec![mail::read(source, bytes)?],
    };
    in_english(documents)
}

/// The form by the ending of the name; a page saved as text is still a page.
fn form(source: &str, text: &str) -> Form {
    let name = source.to_lowercase();
    let ending = FORMS.iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, form)| *form);
    ending.unwrap_or_else(|| {
        let head = text.trim_start().get(..200).unwrap_or(text.trim_start()).to_lowercase();
        if head.starts_with("<!doctype html") || head.starts_with("<html") {
            Form::Html
        } else if head.starts_with("<rss")
            || head.starts_with("<feed")
            || head.starts_with("<?xml") && (head.contains("<rss") || head.contains("<feed"))
        {
            Form::Feed
        } else {
            Form::Plain
        }
    })
}

/// Endings of file names that tell of an article.
pub fn endings() -> impl Iterator<Item = &'static str> {
    [".txt", ".text", ".pdf"].into_iter().chain(FORMS.iter().map(|(ending, _)| *ending))
}

/// The documents in English.
///
/// # Errors
/// If there are none: the language of the first.
pub fn in_english(documents: Vec<Document>) -> Result<Vec<Document>, DocumentError> {
    let mut other = None;
    let english: Vec<Document> = documents
        .into_iter()
        .filter(|document| match language::other_than_english(&document.text) {
            Some(language) => {
                other.get_or_insert(language);
                false
            }
            None => true,
        })
        .collect();
    match other {
        Some(language) if english.is_empty() => Err(DocumentError::Language { language }),
        _ if english.is_empty() => Err(DocumentError::Empty),
        _ => Ok(english),
    }
}

impl Document {
    /// The same document with this text; what its metadata does not say yet is read from the text.
    pub fn with_text(mut self, text: String) -> Self {
        self.sha256 = hash(text.as_bytes());
        self.text = Text::new(text);
        metadata::fill(&mut self);
        self
    }

    /// A document of plain text, its metadata read from the page.
    pub fn from_text(source: &str, text: String) -> Self {
        Document { source: source.to_owned(), ..Document::default() }.with_text(text)
    }
}

fn hash(bytes: &[u8]) -> String {
    let digits = |byte: &u8| [byte >> 4, byte & 15].map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)]));
    Sha256::digest(bytes).iter().flat_map(digits).collect()
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

    const BODY: &str = "The foreign ministers of Peru and Chad met in Lima on Friday and talked about fish, trade and the sea. \
        They said that the talks had been useful, and that another round of them will be held in the spring of the coming year.";

    #[test]
    fn a_saved_page_gives_its_article_and_metadata() {
        let page = format!(
            "<!DOCTYPE html><html lang=\"en\"><head><title>Fish talks in Lima | Example</title>\
            <meta property=\"og:site_name\" content=\"Example News\"><meta property=\"article:published_time\" content=\"2019-05-03T10:00:00Z\"></head>\
            <body><nav><a href=\"/\">Home</a> <a href=\"/w\">World</a></nav><article><h1>Fish talks in Lima</h1><p>{BODY}</p><p>{BODY}</p><p>{BODY}</p></article>\
            <footer>All rights reserved</footer></body></html>"
        );
        let documents = read("a.html", page.as_bytes()).expect("the page is read");
        assert_eq!(documents[0].published.as_deref(), Some("2019-05-03"));
        assert_eq!(documents[0].publisher.as_deref(), Some("Example News"));
        let text = documents[0].text.raw();
        assert!(text.contains("useful") && !text.contains("World") && !text.contains("rights"), "{text}");
    }

    #[test]
    fn a_feed_gives_a_document_for_each_entry() {
        let feed = format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Example News</title><link>https://example.org</link><description>d</description>\
            <item><title>First</title><link>https://example.org/1</link><pubDate>Fri, 03 May 2019 10:00:00 GMT</pubDate><description>&lt;p&gt;{BODY}&lt;/p&gt;</description></item>\
            <item><title>Second</title><link>https://example.org/2</link><description>{BODY}</description></item></channel></rss>"
        );
        let documents = read("a.xml", feed.as_bytes()).expect("the feed is read");
        let sources: Vec<_> = documents.iter().map(|document| document.source.as_str()).collect();
        assert_eq!(sources, ["a.xml#https://example.org/1", "a.xml#https://example.org/2"]);
        assert_eq!(documents[0].published.as_deref(), Some("2019-05-03"));
        assert!(documents[0].text.raw().contains("The foreign ministers"));
    }

    #[test]
    fn mail_and_markdown_are_read() {
        let mail = format!(
            "From: Ana Ruiz <ana@example.org>\r\nDate: Fri, 3 May 2019 10:00:00 +0000\r\nSubject: Fish talks\r\n\r\n{BODY}\r\n"
        );
        let documents = read("a.eml", mail.as_bytes()).expect("the mail is read");
        assert_eq!(
            (documents[0].author.as_deref(), documents[0].published.as_deref()),
            (Some("Ana Ruiz"), Some("2019-05-03"))
        );
        let markdown =
            "# Fish talks\n\nThe **ministers** of [Peru](https://example.org/peru) and\n*Chad* met.\n\n- one\n- two\n";
        let documents = read("a.md", markdown.as_bytes()).expect("the Markdown is read");
        assert_eq!(documents[0].text.raw(), "Fish talks\n\nThe ministers of Peru and Chad met.\n\n• one\n• two");
        assert_eq!(documents[0].title.as_deref(), Some("Fish talks"));
    }

    #[test]
    fn other_languages_are_refused_by_name() {
        let spanish = "El ministro de Asuntos Exteriores se reunió el viernes con su homólogo en la capital para tratar de la cooperación entre los dos países, \
            según informó su oficina en un comunicado. Ambos acordaron volver a verse en otoño y firmar un acuerdo sobre pesca.";
        let error = read("a.txt", spanish.as_bytes()).expect_err("Spanish is refused");
        assert!(matches!(error, DocumentError::Language { language: "Spanish" }), "{error}");
        assert!(read("a.txt", BODY.as_bytes()).is_ok());
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
