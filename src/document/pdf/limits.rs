//! What a hostile PDF may not do: unpack to more than memory holds, show its parts in themselves or without end, write more
//! text than any article has. The library that reads PDF has no such limits.

use std::io::{self, Read, Write};

use flate2::read::{DeflateDecoder, ZlibDecoder};
use memchr::memmem;
use pdf_extract::{Dictionary, Document, LoadOptions, Object, Stream};
use weezl::{BitOrder, LzwStatus, decode::Decoder};

/// Bytes of any stream, unpacked; pictures are large.
const LARGEST_PICTURE: usize = 256 << 20;
/// Bytes of all streams, unpacked one after the other.
const MOST_UNPACKED: usize = 1 << 30;
/// Bytes of a stream that is no picture, unpacked.
const LARGEST_STREAM: usize = 16 << 20;
/// Bytes of all streams that hold objects, unpacked.
const MOST_OBJECTS: usize = 32 << 20;
/// Bytes of what the pages show, each part as often as it is shown.
const MOST_SHOWN: usize = 64 << 20;
/// What showing a part costs at least, in bytes.
const SHOWING: usize = 1_000;
/// Parts within parts, and pages within groups of pages.
const DEEPEST: usize = 64;
/// Bytes in a row of a table that was packed row by row.
const LONGEST_ROW: i64 = 1 << 20;

pub(super) const TOO_LARGE: &str =
    "it unpacks to more than an article can hold; print it to a smaller PDF, or save its text";
pub(super) const WITHIN_ITSELF: &str = "its pages are built of themselves";

/// Opens a PDF that keeps within the limits; pictures are left empty.
pub(super) fn open(bytes: &[u8]) -> Result<Document, String> {
    let unreadable = |error: pdf_extract::Error| format!("the PDF cannot be read ({error})");
    check_packed(bytes)?;
    let closed = Document::load_mem_with_options(bytes, LoadOptions::with_filter(keep_closed)).map_err(unreadable)?;
    let mut objects = 0;
    for stream in streams(&closed).filter(|stream| !is_picture(stream)) {
        let size = unpack(stream)?.len();
        objects += if stream.dict.has_type(CLOSED) { size } else { 0 };
    }
    if objects > MOST_OBJECTS {
        return Err(TOO_LARGE.to_owned());
    }
    drop(closed);
    let mut document = Document::load_mem(bytes).map_err(unreadable)?;
    if document.is_encrypted() {
        document.decrypt("").map_err(unreadable)?;
    }
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object
            && is_picture(stream)
        {
            stream.set_plain_content(Vec::new());
        }
    }
    // Objects that came out of streams were not there before.
    for stream in streams(&document) {
        unpack(stream)?;
    }
    check_pages(&document)?;
    Ok(document)
}

fn streams(document: &Document) -> impl Iterator<Item = &Stream> {
    document.objects.values().filter_map(|object| object.as_stream().ok())
}

fn is_picture(stream: &Stream) -> bool {
    stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image")
}

/// What streams of objects are called while they are to stay packed.
const CLOSED: &[u8] = b"ClosedObjStm";

/// Keeps the library from unpacking streams of objects while it opens a file.
fn keep_closed(id: (u32, u16), object: &mut Object) -> Option<((u32, u16), Object)> {
    if let Object::Stream(stream) = object
        && stream.dict.has_type(b"ObjStm")
    {
        stream.dict.set("Type", Object::Name(CLOSED.to_vec()));
    }
    Some((id, Object::Null))
}

/// Unpacks whatever may be a packed stream, without keeping it: some are unpacked before anybody can ask how large they are.
fn check_packed(bytes: &[u8]) -> Result<(), String> {
    let mut left = MOST_UNPACKED;
    for at in memmem::find_iter(bytes, b"stream") {
        let data = bytes.get(at + b"stream".len()..).unwrap_or_default();
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        // The head of zlib: its method, and a sum that is a multiple of 31.
        let packed = matches!(data, [first, second, ..]
            if first & 15 == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0);
        if packed {
            let size = size_of(ZlibDecoder::new(data), left.min(LARGEST_PICTURE) + 1);
            left = left.checked_sub(size).filter(|_| size <= LARGEST_PICTURE).ok_or(TOO_LARGE)?;
        }
    }
    Ok(())
}

/// How many bytes come out, as far as a limit; what is damaged ends where the damage is.
fn size_of(mut data: impl Read, limit: usize) -> usize {
    let mut buffer = vec![0; 1 << 16];
    let mut size = 0;
    while size < limit {
        match data.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(length) => size += length,
        }
    }
    size
}

/// The content of a stream as the library would unpack it.
fn unpack(stream: &Stream) -> Result<Vec<u8>, String> {
    let mut data = stream.content.clone();
    let parameters = stream.dict.get(b"DecodeParms").and_then(Object::as_dict).ok();
    let number = |name: &[u8]| parameters.and_then(|parameters| parameters.get(name).and_then(Object::as_i64).ok());
    if number(b"Columns").is_some_and(|columns| columns > LONGEST_ROW) {
        return Err(TOO_LARGE.to_owned());
    }
    for filter in stream.filters().unwrap_or_default() {
        data = match filter {
            b"FlateDecode" => inflate(&data),
            b"LZWDecode" => expand(&data, number(b"EarlyChange") != Some(0)),
            b"ASCII85Decode" => {
                let mut letters = Stream::new(Dictionary::new(), data);
                letters.dict.set("Filter", Object::Name(filter.to_vec()));
                letters.decompressed_content().unwrap_or_default()
            }
            _ => break,
        };
        if data.len() > LARGEST_STREAM {
            return Err(TOO_LARGE.to_owned());
        }
    }
    Ok(data)
}

fn inflate(data: &[u8]) -> Vec<u8> {
    let limit = LARGEST_STREAM as u64 + 1;
    let mut out = Vec::new();
    // What came before the damage counts.
    let whole = ZlibDecoder::new(data).take(limit).read_to_end(&mut out);
    if whole.is_err() && out.is_empty() {
        let _ = DeflateDecoder::new(data.get(2..).unwrap_or_default()).take(limit).read_to_end(&mut out);
    }
    out
}

fn expand(mut data: &[u8], early: bool) -> Vec<u8> {
    let mut decoder =
        if early { Decoder::with_tiff_size_switch(BitOrder::Msb, 8) } else { Decoder::new(BitOrder::Msb, 8) };
    let mut buffer = vec![0; 1 << 16];
    let mut out = Vec::new();
    while out.len() <= LARGEST_STREAM {
        let step = decoder.decode_bytes(data, &mut buffer);
        out.extend_from_slice(buffer.get(..step.consumed_out).unwrap_or_default());
        data = data.get(step.consumed_in..).unwrap_or_default();
        if !matches!(step.status, Ok(LzwStatus::Ok)) {
            break;
        }
    }
    out
}

/// Shows every page without drawing it, so that what goes in circles or repeats itself without end is found.
fn check_pages(document: &Document) -> Result<(), String> {
    let mut left = MOST_SHOWN;
    let nothing = Dictionary::new();
    for page in document.page_iter() {
        let Ok(page_content) = document.get_dictionary(page) else { continue };
        let resources = inherited_resources(document, page_content)?.unwrap_or(&nothing);
        let mut content = Vec::new();
        for part in document.get_page_contents(page) {
            let Ok(stream) = document.get_object(part).and_then(Object::as_stream) else { continue };
            content.extend(unpack(stream)?);
            if content.len() > LARGEST_STREAM {
                return Err(TOO_LARGE.to_owned());
            }
        }
        show(document, &content, resources, 0, &mut left)?;
    }
    Ok(())
}

/// The resources of a page, or of the nearest group of pages around it.
fn inherited_resources<'a>(document: &'a Document, page: &'a Dictionary) -> Result<Option<&'a Dictionary>, String> {
    let mut around = Some(page);
    let mut resources = None;
    for _ in 0..DEEPEST {
        let Some(group) = around else { return Ok(resources) };
        resources = resources.or_else(|| part(document, group, b"Resources")?.as_dict().ok());
        around = group.get(b"Parent").and_then(Object::as_reference).and_then(|id| document.get_dictionary(id)).ok();
    }
    Err(WITHIN_ITSELF.to_owned())
}

fn part<'a>(document: &'a Document, whole: &'a Dictionary, name: &[u8]) -> Option<&'a Object> {
    document.dereference(whole.get(name).ok()?).ok().map(|(_, object)| object)
}

fn show(
    document: &Document,
    content: &[u8],
    resources: &Dictionary,
    depth: usize,
    left: &mut usize,
) -> Result<(), String> {
    *left = left.checked_sub(content.len() + SHOWING).ok_or(TOO_LARGE)?;
    if depth > DEEPEST {
        return Err(WITHIN_ITSELF.to_owned());
    }
    let Some(forms) = part(document, resources, b"XObject").and_then(|forms| forms.as_dict().ok()) else {
        return Ok(());
    };
    for name in shown(content) {
        let Some(form) = part(document, forms, &name).and_then(|form| form.as_stream().ok()) else { continue };
        let own = part(document, &form.dict, b"Resources").and_then(|own| own.as_dict().ok());
        show(document, &unpack(form)?, own.unwrap_or(resources), depth + 1, left)?;
    }
    Ok(())
}

/// The names of the parts that `/Name Do` shows.
fn shown(content: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    memchr::memchr_iter(b'/', content).filter_map(|slash| {
        let rest = content.get(slash + 1..)?;
        let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0 || b"()<>[]{}/%".contains(byte);
        let (name, after) = rest.split_at(rest.iter().position(ends).unwrap_or(rest.len()));
        after.trim_ascii_start().starts_with(b"Do").then(|| unescaped(name))
    })
}

/// `A#42` is `AB`.
fn unescaped(name: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(name.len());
    let mut rest = name;
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).filter(|_| *first == b'#').and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                out.push(*first);
                rest = tail;
            }
        }
    }
    out
}

/// Text as far as a limit.
pub(super) struct Bounded {
    pub text: Vec<u8>,
    pub limit: usize,
    /// There was more.
    pub full: bool,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.full |= self.text.len() + bytes.len() > self.limit;
        if self.full {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.text.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
