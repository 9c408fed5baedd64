//! Folding for comparison: lower case, no diacritics, plain quotes and dashes.

use std::sync::LazyLock;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The folded forms of the characters up to the end of Latin Extended-B, of which most names consist.
static LATIN: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folded = |c: char| {
        let mut out = String::new();
        fold_any(c, &mut out);
        out
    };
    ('\0'..'\u{250}').map(folded).collect()
});

/// Appends the folded form of `text` to `out`.
pub fn fold_into(text: &str, out: &mut String) {
    let mut rest = text;
    while !rest.is_empty() {
        let plain = if rest.is_ascii() { rest.len() } else { rest.bytes().take_while(u8::is_ascii).count() };
        let (plain, other) = rest.split_at(plain);
        if has_odd(plain.as_bytes()) {
            out.extend(plain.bytes().map(|byte| char::from(fold_ascii(byte))));
        } else {
            let start = out.len();
            out.push_str(plain);
            out[start..].make_ascii_lowercase();
        }
        let mut characters = other.chars();
        if let Some(c) = characters.next() {
            match LATIN.get(c as usize) {
                Some(folded) => out.push_str(folded),
                None => fold_any(c, out),
            }
        }
        rest = characters.as_str();
    }
}

/// Whether a character of ASCII folds to another than its lower case.
fn has_odd(text: &[u8]) -> bool {
    memchr::memchr3(b'\t', b'`', b'\n', text).or_else(|| memchr::memchr3(b'\r', b'\x0b', b'\x0c', text)).is_some()
}

/// The folded form of a character of ASCII; parts of other characters stay.
pub fn fold_ascii(byte: u8) -> u8 {
    match byte {
        b'\t'..=b'\r' => b' ',
        b'`' => b'\'',
        _ => byte.to_ascii_lowercase(),
    }
}

/// Marks are left out, so that their order does not matter and each character can be taken apart by itself.
fn fold_any(c: char, out: &mut String) {
    decompose_compatible(c, |part| {
        if !is_combining_mark(part) {
            fold_char(part, out);
        }
    });
}

/// The folded form of `text`.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Letters that have no decomposition in Unicode but a usual plain spelling.
fn fold_char(c: char, out: &mut String) {
    match c {
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'ł' | 'Ł' => out.push('l'),
        'ø' | 'Ø' => out.push('o'),
        'ı' => out.push('i'),
        'ß' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'þ' | 'Þ' => out.push_str("th"),
        'ə' | 'Ə' => out.push('e'),
        'ħ' | 'Ħ' => out.push('h'),
        '‘' | '’' | 'ʻ' | 'ʼ' | '‛' | '`' | '´' | '′' => out.push('\''),
        '“' | '”' | '„' | '«' | '»' | '″' => out.push('"'),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => out.push('-'),
        c if c.is_whitespace() => out.push(' '),
        c => out.extend(c.to_lowercase().filter(|c| !is_combining_mark(*c))),
    }
}

/// Whether the character only marks the one before (an accent written apart).
pub fn is_mark(c: char) -> bool {
    !c.is_ascii() && is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn characters_fold_by_themselves_as_within_a_text() {
        for c in '\0'..'\u{3200}' {
            let text = format!("ü{c}e\u{301}");
            let mut whole = String::new();
            text.nfkd().filter(|c| !is_combining_mark(*c)).for_each(|c| fold_char(c, &mut whole));
            assert_eq!(fold(&text), whole, "{c:?}");
        }
    }

    #[test]
    fn folds_case_diacritics_quotes_and_dashes() {
        for (text, folded) in [
            ("Đặng Ngọc", "dang ngoc"),
            ("ŁÓDŹ", "lodz"),
            ("Ílhan\u{a0}’s –", "ilhan 's -"),
            ("İstanbul", "istanbul"),
            ("e\u{301}", "e"),
            ("Straße", "strasse"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }
}
