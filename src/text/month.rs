//! The names of the months.

use super::table;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

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

/// All names and abbreviations that [`month`] knows.
pub const MONTHS: [&str; 24] = [
    "january",
    "jan",
    "february",
    "feb",
    "march",
    "mar",
    "april",
    "apr",
    "may",
    "june",
    "jun",
    "july",
    "jul",
    "august",
    "aug",
    "september",
    "sept",
    "sep",
    "october",
    "oct",
    "november",
    "nov",
    "december",
    "dec",
];

/// The month that a folded name means in another language written in Latin letters, as pages print it above a text.
pub fn month_elsewhere(folded: &str) -> Option<i8> {
    static NAMES: LazyLock<FxHashMap<&str, i8>> = LazyLock::new(|| {
        let named = |row: Vec<&'static str>| {
            let [month, names] = row.try_into().ok()?;
            let month: i8 = month.parse().ok()?;
            Some(names.split(';').map(move |name| (name, month)))
        };
        table::rows(include_str!("months.tsv")).filter_map(named).flatten().collect()
    });
    NAMES.get(folded).copied()
}

#[cfg(test)]
mod tests {
    use super::{MONTHS, month, month_elsewhere};

    #[test]
    fn names_and_abbreviations_are_months() {
        let cases = [("january", Some(1)), ("sept", Some(9)), ("sep", Some(9)), ("may", Some(5)), ("dec", Some(12))];
        for (word, expected) in cases.into_iter().chain([("octo", None), ("ma", None), ("", None), ("moon", None)]) {
            assert_eq!(month(word), expected, "{word}");
        }
        assert!(MONTHS.iter().all(|name| month(name).is_some()));
    }

    #[test]
    fn names_of_other_languages_are_months() {
        for (word, expected) in
            [("februari", Some(2)), ("heinakuuta", Some(7)), ("ekim", Some(10)), ("listopada", None)]
        {
            assert_eq!(month_elsewhere(word), expected, "{word}");
        }
    }
}
