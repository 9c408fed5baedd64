//! Folding for comparison: lower case, no diacritics, plain quotes and dashes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Appends the folded form of `text` to `out`.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        out.extend(text.chars().map(|c| c.to_ascii_lowercase()));
        return;
    }
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        fold_char(c, out);
    }
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
    is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::fold;

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
