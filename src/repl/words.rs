//! What stands after a command, cut into words.

/// The text without the quotes around it.
pub fn unquoted(text: &str) -> &str {
    let inside = |quote: char| text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote));
    inside('\'').or_else(|| inside('"')).unwrap_or(text)
}

/// Words apart by spaces; quotes, single or double, hold several together.
pub fn split_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for character in text.chars() {
        match (quote, character) {
            (Some(open), _) if character == open => quote = None,
            (None, '\'' | '"') if word.is_none() => {
                quote = Some(character);
                word = Some(String::new());
            }
            (None, _) if character.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(character),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_hold_words_together() {
        assert_eq!(split_words("met 'Park Jin'  held"), ["met", "Park Jin", "held"]);
        assert_eq!(split_words("path \"a b\" N'Djamena"), ["path", "a b", "N'Djamena"]);
        assert_eq!(split_words("met ''"), ["met", ""]);
    }
}
