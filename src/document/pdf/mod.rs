//! PDF: the text of the pages as an article. What every page repeats and numbers of pages go, lines become paragraphs, and
//! words that were broken at the end of a line are whole again.

mod limits;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::io::Write;
use std::sync::Once;
use std::sync::mpsc;
use std::time::Duration;

use pdf_extract::{PlainTextOutput, output_doc_page};

use self::limits::Bounded;
use super::{Document, DocumentError, LARGEST};

/// How long the pages of one file may take.
const LONGEST: Duration = Duration::from_secs(60);
/// Deeply nested pages need much stack.
const STACK: usize = 64 << 20;
/// The name of the thread in which the library reads.
const THREAD: &str = "pdf";
/// More pages than an article or report has.
const MOST_PAGES: usize = 5_000;
/// Lines at the top and at the bottom of a page that can be a header or footer.
const MARGIN: usize = 3;

/// Whether the bytes are those of a PDF.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    bytes.get(..1024).unwrap_or(bytes).windows(5).any(|window| window == b"%PDF-")
}

/// The document of a PDF.
pub(super) fn read(source: &str, bytes: &[u8]) -> Result<Document, DocumentError> {
    let pages = pages(bytes).map_err(|reason| DocumentError::NoArticle { reason })?;
    let text = article(&pages);
    if text.is_empty() {
        let reason = "its pages hold pictures and no text (run text recognition first)".to_owned();
        return Err(DocumentError::NoArticle { reason });
    }
    Ok(Document::from_text(source, text))
}

/// The text of each page. The library panics on some damaged files, and may not come to an end on hostile ones: it reads in
/// a thread of its own, which is given up when its time is over.
fn pages(bytes: &[u8]) -> Result<Vec<String>, String> {
    keep_quiet();
    let bytes = bytes.to_owned();
    let (send, receive) = mpsc::channel();
    let read = move || {
        // Nobody listens any more when the time is over.
        let _ = send.send(text_of_pages(&bytes));
    };
    std::thread::Builder::new()
        .name(THREAD.to_owned())
        .stack_size(STACK)
        .spawn(read)
        .map_err(|error| format!("no thread to read it could be started: {error}"))?;
    match receive.recv_timeout(LONGEST) {
        Ok(pages) => pages,
        Err(mpsc::RecvTimeoutError::Timeout) => Err("the PDF takes too long to read".to_owned()),
        Err(mpsc::RecvTimeoutError::Disconnected) => Err("the PDF is damaged".to_owned()),
    }
}

/// The text of each page, up to the first that cannot be read.
fn text_of_pages(bytes: &[u8]) -> Result<Vec<String>, String> {
    let document = limits::open(bytes)?;
    let count = document.page_iter().take(MOST_PAGES + 1).count();
    if count > MOST_PAGES {
        return Err(format!("it has more than {MOST_PAGES} pages; split it"));
    }
    let mut pages = Vec::new();
    let mut left = LARGEST;
    for number in (1..=count).filter_map(|number| u32::try_from(number).ok()) {
        let mut page = Bounded { text: Vec::new(), limit: left, full: false };
        let read = output_doc_page(&document, &mut PlainTextOutput::new(&mut page as &mut dyn Write), number);
        if page.full {
            return Err(limits::TOO_LARGE.to_owned());
        }
        if read.is_err() {
            break;
        }
        left -= page.text.len();
        pages.push(String::from_utf8_lossy(&page.text).into_owned());
    }
    Ok(pages)
}

/// A panic in the library's thread becomes an error, so that its message is of no use to anybody.
fn keep_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().name() != Some(THREAD) {
                usual(panic);
            }
        }));
    });
}

/// The article of several pages.
fn article(pages: &[String]) -> String {
    let pages: Vec<Vec<&str>> = pages.iter().map(|page| page.lines().map(str::trim).collect()).collect();
    let repeated = repeated(&pages);
    let mut paragraphs: Vec<String> = Vec::new();
    for page in &pages {
        let mut fresh = true;
        for (at, line) in without_margins(page, &repeated) {
            let goes_over = fresh && at == 0 && paragraphs.last().is_some_and(|last| goes_on(last, line));
            if line.is_empty() {
                fresh = true;
            } else if fresh && !goes_over {
                paragraphs.push(line.to_owned());
                fresh = false;
            } else if let Some(paragraph) = paragraphs.last_mut() {
                join(paragraph, line);
                fresh = false;
            }
        }
    }
    paragraphs.join("\n\n")
}

/// Lines in the margins of at least half of the pages, and of two; numbers in them may differ.
fn repeated(pages: &[Vec<&str>]) -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for page in pages {
        let lines: Vec<&&str> = page.iter().filter(|line| !line.is_empty()).collect();
        let bottom = lines.len().saturating_sub(MARGIN).max(MARGIN.min(lines.len()));
        let margins = lines.iter().take(MARGIN).chain(lines.iter().skip(bottom));
        let mut seen: Vec<String> = margins.map(|line| without_digits(line)).collect();
        seen.sort_unstable();
        seen.dedup();
        for line in seen {
            *counts.entry(line).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| *count >= 2 && *count * 2 >= pages.len()).map(|(line, _)| line).collect()
}

fn without_digits(line: &str) -> String {
    line.chars().filter(|c| !c.is_ascii_digit()).collect::<String>().trim().to_lowercase()
}

/// The lines of a page without headers, footers and its number, counted from the first that stays; empty lines before it go.
fn without_margins<'a>(page: &[&'a str], repeated: &[String]) -> Vec<(usize, &'a str)> {
    let filled: Vec<usize> = (0..page.len()).filter(|at| !page[*at].is_empty()).collect();
    let margin = |at: &usize| {
        let place = filled.partition_point(|filled| filled < at);
        place < MARGIN || place + MARGIN >= filled.len()
    };
    let number = |line: &str| line.chars().any(|c| c.is_ascii_digit()) && without_digits(line).len() <= 2;
    let goes = |at: &usize| {
        let line = page[*at];
        !line.is_empty() && margin(at) && (number(line) || repeated.contains(&without_digits(line)))
    };
    let lines: Vec<&str> = (0..page.len()).filter(|at| !goes(at)).map(|at| page[at]).collect();
    lines.into_iter().skip_while(|line| line.is_empty()).enumerate().collect()
}

/// Whether a page goes on in the paragraph that the last one ended with.
fn goes_on(last: &str, line: &str) -> bool {
    let open = !last.ends_with(['.', '!', '?', ':', '”', '"', '…', ')']);
    open && line.chars().next().is_some_and(char::is_lowercase)
}

/// Adds a line to a paragraph: `co-` and `operation` are `cooperation`, `Foreign` and `Minister` two words.
fn join(paragraph: &mut String, line: &str) {
    let soft = paragraph.ends_with('\u{ad}');
    let broken = paragraph.strip_suffix('-').is_some_and(|stem| stem.ends_with(char::is_lowercase))
        && line.chars().next().is_some_and(char::is_lowercase);
    if soft || broken {
        paragraph.pop();
    } else {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}
