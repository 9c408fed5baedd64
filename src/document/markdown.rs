//! Markdown: marks taken away, front matter read.

use super::Document;
use super::html::day;

/// The document of a Markdown text.
pub(super) fn read(source: &str, text: &str) -> Document {
    let mut document = Document { source: source.to_owned(), ..Document::default() };
    let mut lines = text.lines().peekable();
    if lines.peek().is_some_and(|line| line.trim_end() == "---") {
        lines.next();
        for line in lines.by_ref().take_while(|line| line.trim_end() != "---") {
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim().trim_matches(['"', '\'']).to_owned();
            let field = match name.trim().to_lowercase().as_str() {
                "title" => &mut document.title,
                "author" => &mut document.author,
                "publisher" | "source" | "site" => &mut document.publisher,
                "url" | "link" => &mut document.url,
                "date" | "published" => {
                    document.published = day(&value);
                    continue;
                }
                _ => continue,
            };
            *field = (!value.is_empty()).then_some(value);
        }
    }
    let mut plain: Vec<String> = Vec::new();
    let mut open = false;
    for line in lines {
        let heading = line.starts_with('#');
        let line = unmarked(line);
        if heading {
            document.title.get_or_insert_with(|| line.clone());
        }
        // A paragraph may be broken over lines, which are one line of text.
        let own = line.is_empty() || heading || line.starts_with(['•', '|']);
        match plain.last_mut().filter(|_| open && !own) {
            Some(last) => {
                last.push(' ');
                last.push_str(line.trim_start());
            }
            None => plain.push(line),
        }
        open = !own;
    }
    document.with_text(plain.join("\n"))
}

/// A line without heading marks, emphasis, images and the addresses of links.
fn unmarked(line: &str) -> String {
    let line = line.trim_end();
    let line = line.trim_start_matches('#').trim_start_matches("> ").trim_start();
    let line = line
        .strip_prefix("* ")
        .or_else(|| line.strip_prefix("- "))
        .map_or_else(|| line.to_owned(), |point| format!("• {point}"));
    let mut out = String::with_capacity(line.len());
    let mut rest = line.as_str();
    while let Some(at) = rest.find(['[', '!', '*', '_', '`']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((label, after)) = link(rest.strip_prefix('!').unwrap_or(rest)) {
            out.push_str(label);
            rest = after;
        } else if rest.starts_with("**") || rest.starts_with("__") {
            rest = &rest[2..];
        } else {
            // A single star or underscore is emphasis at the edge of a word.
            let mark = rest.starts_with(['*', '_', '`']);
            let inside = out.ends_with(char::is_alphanumeric) && rest[1..].starts_with(char::is_alphanumeric);
            if !mark || inside {
                out.push_str(&rest[..1]);
            }
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

/// `[label](address)` at the beginning: the label and what follows.
fn link(text: &str) -> Option<(&str, &str)> {
    let (label, rest) = text.strip_prefix('[')?.split_once(']')?;
    let (_, after) = rest.strip_prefix('(')?.split_once(')')?;
    Some((label, after))
}
