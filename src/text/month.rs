//! The names of the months.

/// The month, 1 to 12, that a folded name or abbreviation means: its first three letters, or `sept`.
pub fn month(folded: &str) -> Option<i8> {
    Some(match folded {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::month;

    #[test]
    fn names_and_abbreviations_are_months() {
        let cases = [("january", Some(1)), ("sept", Some(9)), ("sep", Some(9)), ("may", Some(5)), ("dec", Some(12))];
        for (word, expected) in cases.into_iter().chain([("octo", None), ("ma", None), ("", None), ("moon", None)]) {
            assert_eq!(month(word), expected, "{word}");
        }
    }
}
