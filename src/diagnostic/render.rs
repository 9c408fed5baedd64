//! A diagnostic as text for people: the sentence, the line with a caret under the place, and the remedy.

use super::Diagnostic;
use crate::span::{Span, line_and_column};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// Whether the query failed, or ran although something looks wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The query gave no answer.
    Error,
    /// The query gave an answer that may not be what was meant.
    Warning,
}

/// The diagnostic about `text`, without a line break at the end. `origin` is the name of the file that the text comes
/// from, if any; `colour` asks for terminal colours.
pub fn render(diagnostic: &Diagnostic, severity: Severity, text: &str, origin: Option<&str>, colour: bool) -> String {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()));
    if let Some(span) = diagnostic.span {
        let (source, line, span) = excerpt(text, span);
        let snippet =
            Snippet::source(source).line_start(line).annotation(AnnotationKind::Primary.span(span.start..span.end));
        group = group.element(match origin {
            Some(origin) => snippet.path(origin),
            None => snippet,
        });
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// The lines of the text that the span touches, the number of the first, and the span within them.
fn excerpt(text: &str, span: Span) -> (&str, usize, Span) {
    let start = boundary(text, span.start);
    let end = boundary(text, span.end).max(start);
    let first = text[..start].rfind('\n').map_or(0, |place| place + 1);
    let last = text[end..].find('\n').map_or(text.len(), |place| end + place);
    (&text[first..last], line_and_column(text, start).0, Span::new(start - first, end - first))
}

/// The offset, moved back to the start of a character and into the text.
fn boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Kind;

    fn shown(text: &str, span: Span) -> String {
        let diagnostic = Diagnostic::compile(Kind::SyntaxError, "UndefinedVariable", "variable `m` not defined", span)
            .with_hint("did you mean `n`?");
        render(&diagnostic, Severity::Error, text, None, false)
    }

    #[test]
    fn the_caret_stands_under_the_place_after_vietnamese_text() {
        let text = "MATCH (n {name: 'Bùi Thanh Sơn'})\nWHERE n.title = 'Bộ trưởng' AND m.x RETURN n";
        let place = text.find("m.x").unwrap();
        insta::assert_snapshot!(shown(text, Span::new(place, place + 1)));
    }

    #[test]
    fn the_caret_stands_under_the_place_after_wide_text() {
        let text = "RETURN '박진 외교부 장관', m";
        let place = text.find("m").unwrap();
        insta::assert_snapshot!(shown(text, Span::new(place, place + 1)));
    }

    #[test]
    fn places_outside_the_text_or_inside_a_character_are_no_trouble() {
        for (start, end) in [(0, 0), (1, 2), (3, 1), (50, 60), (2, 50)] {
            assert!(shown("ộ\r\nộ", Span::new(start, end)).contains("not defined"));
        }
        assert!(shown("", Span::new(0, 0)).contains("did you mean"));
    }

    #[test]
    fn colour_only_when_asked_for() {
        let diagnostic = Diagnostic::runtime(Kind::TypeError, "InvalidArgumentType", "not a number");
        assert_eq!(render(&diagnostic, Severity::Warning, "", None, false), "warning: not a number");
        assert!(render(&diagnostic, Severity::Warning, "", None, true).contains('\u{1b}'));
    }
}
