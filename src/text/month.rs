//! The names of the months.

/// Names, first to last; abbreviations are their first three letters, and `sept`.
const NAMES: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The month, 1 to 12, that a folded name or abbreviation means.
pub fn month(folded: &str) -> Option<i8> {
    let stands_for = |name: &&str| {
        folded == *name || folded.len() == 3 && name.starts_with(folded) || folded == "sept" && *name == "september"
    };
    NAMES.iter().position(stands_for).and_then(|at| i8::try_from(at + 1).ok())
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
