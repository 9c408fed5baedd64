use std::io::{self, Read};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_extract::{Dictionary, Object, Stream};

use super::*;

#[test]
fn headers_footers_and_broken_words_are_mended() {
    let page = |number: usize, body: &str| format!("Ministry Bulletin\n\n{body}\n\nPage {number} of 3\n{number}\n");
    let pages = [
        page(1, "Talks in Lima\n\nThe ministers spoke of co-\noperation and of the\nopen sea. They will meet with the"),
        page(2, "envoy of Chad on Friday.\n\nA second paragraph has fifteen-year-old\nwords."),
        page(3, "The end."),
    ];
    assert_eq!(
        article(&pages),
        "Talks in Lima\n\nThe ministers spoke of cooperation and of the open sea. They will meet with the envoy of Chad on \
         Friday.\n\nA second paragraph has fifteen-year-old words.\n\nThe end."
    );
}

#[test]
fn what_is_no_pdf_or_a_damaged_one_is_refused() {
    assert!(!is_pdf(b"plain text") && is_pdf(b"%PDF-1.7\n"));
    for bytes in
        [&b"%PDF-1.4\n%%EOF"[..], b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\ntrailer<</Root 1 0 R>>"]
    {
        assert!(matches!(read("a.pdf", bytes), Err(DocumentError::NoArticle { .. })));
    }
}

/// A file of one page with this content, these parts to show by name, and these parts of the content besides.
struct File {
    document: pdf_extract::Document,
    parts: Dictionary,
    contents: Vec<Object>,
}

impl File {
    fn new(content: &str) -> File {
        let mut file =
            File { document: pdf_extract::Document::with_version("1.5"), parts: Dictionary::new(), contents: vec![] };
        let first = file.stream(content.as_bytes().to_vec(), &[]);
        file.contents.push(first);
        file
    }

    fn stream(&mut self, content: Vec<u8>, properties: &[(&str, Object)]) -> Object {
        let mut stream = Stream::new(Dictionary::new(), content);
        for (name, value) in properties {
            stream.dict.set(*name, value.clone());
        }
        Object::Reference(self.document.add_object(stream))
    }

    fn bytes(mut self) -> Vec<u8> {
        let document = &mut self.document;
        let entries = |entries: &[(&str, Object)]| {
            let mut dictionary = Dictionary::new();
            entries.iter().for_each(|(name, value)| dictionary.set(*name, value.clone()));
            Object::Dictionary(dictionary)
        };
        let name = |name: &str| Object::Name(name.as_bytes().to_vec());
        let font = entries(&[
            ("Type", name("Font")),
            ("Subtype", name("Type1")),
            ("BaseFont", name("Helvetica")),
            ("Encoding", name("WinAnsiEncoding")),
        ]);
        let font = Object::Reference(document.add_object(font));
        let resources = entries(&[("Font", entries(&[("F1", font)])), ("XObject", Object::Dictionary(self.parts))]);
        let pages = document.new_object_id();
        let page = entries(&[
            ("Type", name("Page")),
            ("Parent", Object::Reference(pages)),
            ("MediaBox", Object::Array([0, 0, 600, 800].map(Object::from).to_vec())),
            ("Resources", resources),
            ("Contents", Object::Array(self.contents)),
        ]);
        let page = Object::Reference(document.add_object(page));
        let group =
            entries(&[("Type", name("Pages")), ("Count", Object::from(1)), ("Kids", Object::Array(vec![page]))]);
        document.objects.insert(pages, group);
        let catalog = entries(&[("Type", name("Catalog")), ("Pages", Object::Reference(pages))]);
        let catalog = Object::Reference(document.add_object(catalog));
        document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("memory can be written");
        bytes
    }
}

fn packed(content: impl Read) -> Vec<u8> {
    let mut out = ZlibEncoder::new(Vec::new(), Compression::fast());
    io::copy(&mut { content }, &mut out).expect("memory can be written");
    out.finish().expect("memory can be written")
}

fn flate(times: usize) -> Object {
    Object::Array(vec![Object::Name(b"FlateDecode".to_vec()); times])
}

/// A file is refused for what it holds, and not because its time was over: what [`limits`] counts, or that it has no text.
fn refused(bytes: &[u8], limit: &str, what: &str) {
    match read("a.pdf", bytes) {
        Err(DocumentError::NoArticle { reason }) => assert!(reason.starts_with(limit), "{what}: {reason}"),
        read => panic!("{what}: {read:?}"),
    }
}

const TEXT: &str = "BT /F1 12 Tf 50 700 Td (The envoys met in Oslo on Monday.) Tj ET\n";

#[test]
fn pages_with_parts_are_read() {
    let mut file = File::new(&format!("{TEXT} /A#42 Do"));
    let part = file.stream(packed(&b"BT /F1 12 Tf 50 600 Td (They agreed.) Tj ET"[..]), &[("Filter", flate(1))]);
    file.parts.set("AB", part);
    let document = read("a.pdf", &file.bytes()).expect("a page of text");
    assert!(document.text.raw().contains("met in Oslo") && document.text.raw().contains("They agreed."));
}

#[test]
fn bombs_are_refused() {
    let spaces = |length: u64| io::repeat(b' ').take(length << 20);
    for (times, content, what) in [
        (1, packed(spaces(17)), "a stream of 17 MB"),
        (1, packed(spaces(257)), "a stream of 257 MB"),
        (2, packed(&packed(spaces(257))[..]), "a stream packed twice"),
    ] {
        let mut file = File::new(TEXT);
        let part = file.stream(content, &[("Filter", flate(times))]);
        file.contents.push(part);
        refused(&file.bytes(), limits::TOO_LARGE, what);
    }
    let mut file = File::new(TEXT);
    let part = file.stream(vec![b' '; 1 << 20], &[]);
    file.contents.extend(vec![part; 100_000]);
    refused(&file.bytes(), limits::TOO_LARGE, "one part a hundred thousand times");
    let mut file = File::new(TEXT);
    // The library does not write such streams, so that the name is put in afterwards.
    let properties = [("Type", Object::Name(b"ObjXXX".to_vec())), ("Filter", flate(1)), ("First", Object::from(0))];
    for _ in 0..3 {
        file.stream(packed(spaces(12)), &properties);
    }
    let mut bytes = file.bytes();
    while let Some(at) = memchr::memmem::find(&bytes, b"ObjXXX") {
        bytes[at..at + 6].copy_from_slice(b"ObjStm");
    }
    refused(&bytes, limits::TOO_LARGE, "streams of objects");
}

#[test]
fn what_shows_itself_is_refused() {
    let mut file = File::new(&format!("{TEXT} /P0 Do"));
    let itself = file.stream(b"/P0 Do".to_vec(), &[]);
    file.parts.set("P0", itself);
    refused(&file.bytes(), limits::WITHIN_ITSELF, "a part in itself");
    let mut file = File::new(&format!("{TEXT} /P0 Do"));
    for number in 0..40 {
        let part = file.stream(format!("/P{} Do /P{0} Do", number + 1).into_bytes(), &[]);
        file.parts.set(format!("P{number}"), part);
    }
    refused(&file.bytes(), limits::TOO_LARGE, "parts that double forty times");
    let bytes = File::new(TEXT).bytes();
    // A letter for each byte, so that nothing moves.
    let text: String = bytes.iter().copied().map(char::from).collect();
    let own = text.find("/Parent ").expect("a page has a parent");
    let page = text[..own].rfind(" 0 obj").and_then(|at| text[..at].rsplit('\n').next()).expect("a page has a number");
    let end = own + text[own..].find(" 0 R").expect("a reference");
    let width = end - own - "/Parent ".len();
    let within = format!("{}/Parent {page:width$}{}", &text[..own], &text[end..]);
    let within: Vec<u8> = within.chars().filter_map(|letter| u8::try_from(letter).ok()).collect();
    refused(&within, limits::WITHIN_ITSELF, "a page within itself");
    let nested = |open: &str, close: &str| {
        let deep = format!("{}{}", open.repeat(200_000), close.repeat(200_000));
        format!(
            "%PDF-1.4\n1 0 obj\n{deep}\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Size 2/Root 1 0 R>>\nstartxref\n{}\n%%EOF",
            25 + deep.len()
        )
    };
    refused(nested("[", "]").as_bytes(), "its pages hold", "lists in lists");
    refused(nested("<</A", ">>").as_bytes(), "its pages hold", "dictionaries in dictionaries");
}
