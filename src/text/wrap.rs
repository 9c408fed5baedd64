//! Lines of a text. Old wires, mails and plain pages are broken at a fixed width: there a line ends because the next word
//! had no room, and the paragraph is one unit.

use std::ops::Range;

/// Lines that go on below, from which a text counts as broken at a fixed width; in a short text two, if they are many.
const ENOUGH: usize = 3;

/// Shorter lines are headings and list items.
const SHORTEST: usize = 40;

/// Longer lines are paragraphs.
const LONGEST: usize = 100;

/// The units of a text as byte ranges: its lines, or its paragraphs where it is broken at a fixed width.
pub(super) fn units(raw: &str) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for line in raw.split('\n') {
        lines.push(start..start + line.len());
        start += line.len() + 1;
    }
    let Some(width) = width(raw, &lines) else { return lines };
    let mut units: Vec<Range<usize>> = Vec::with_capacity(lines.len());
    let mut last: Option<&str> = None;
    for line in lines {
        let text = raw.get(line.clone()).unwrap_or_default().trim_end();
        match units.last_mut() {
            Some(unit) if last.is_some_and(|last| broken(last, text, width)) => unit.end = line.end,
            _ => units.push(line),
        }
        last = Some(text);
    }
    units
}

/// The width at which a text is broken, in characters; none if it is not.
fn width(raw: &str, lines: &[Range<usize>]) -> Option<usize> {
    let texts = || lines.iter().map(|line| raw.get(line.clone()).unwrap_or_default().trim_end());
    let goes_on = |(line, next): (&str, &str)| {
        let length = line.chars().count();
        let open = !line.ends_with(['.', '!', '?', ':', ';', '"', '”', ')']);
        let small = next.starts_with(char::is_lowercase);
        (open && small && (SHORTEST..=LONGEST).contains(&length)).then_some(length)
    };
    let lengths: Vec<usize> = texts().zip(texts().skip(1)).filter_map(goes_on).collect();
    let pairs = || texts().zip(texts().skip(1)).filter(|(line, next)| !line.is_empty() && !next.is_empty()).count();
    let enough = lengths.len() >= ENOUGH || lengths.len() + 1 == ENOUGH && lengths.len() * 3 >= pairs();
    lengths.iter().max().copied().filter(|_| enough)
}

/// Whether a line ends because the next word had no room.
fn broken(line: &str, next: &str, width: usize) -> bool {
    let length = line.chars().count();
    let word = next.split_whitespace().next().map_or(0, |word| word.chars().count());
    let indented = next.starts_with(char::is_whitespace);
    let address = line.starts_with("url: ");
    (SHORTEST..=width + 2).contains(&length) && word > 0 && !indented && !address && length + 1 + word > width
}

#[cfg(test)]
mod tests {
    use super::units;

    #[test]
    fn paragraphs_of_a_text_broken_at_a_fixed_width_are_units() {
        let raw = "RIVER TREATY SIGNED\n\nThe foreign ministers of the two banks put their names on\nFriday to a treaty on the river that had been argued over\nfor eleven years. Ships of both countries may now use the\nharbour free of charge.\n\nIt takes effect in May.\nBy A. Writer";
        let cut: Vec<&str> = units(raw).into_iter().map(|unit| &raw[unit]).collect();
        assert_eq!(cut.len(), 6, "{cut:#?}");
        assert!(cut[2].starts_with("The foreign") && cut[2].ends_with("of charge."));
    }

    #[test]
    fn lines_of_other_texts_are_units() {
        let raw = "A headline that says in forty letters what it is\nby the writer of the article\nThe text is a paragraph on one line, and goes on beyond the width of any terminal, as the web has it.";
        assert_eq!(units(raw).len(), 3);
    }
}
