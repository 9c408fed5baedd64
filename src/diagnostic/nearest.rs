//! What the user may have meant.

/// The candidate most like the word, if any is like enough; case does not count. Of equals, the first.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    // Comparing takes time in proportion to both lengths; no name that a person types is this long.
    const LONGEST: usize = 100;
    if word.len() > LONGEST {
        return None;
    }
    let folded = word.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates.into_iter().filter(|candidate| candidate.len() <= LONGEST) {
        let other = candidate.to_lowercase();
        let likeness = strsim::normalized_damerau_levenshtein(&folded, &other);
        let enough = if folded.chars().count() <= 3 { 0.5 } else { 0.6 };
        if likeness >= enough && best.is_none_or(|(before, _)| likeness > before) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_of_the_keyboard_are_recognised_and_strangers_are_not() {
        let words = ["Meeting", "Person", "Country", "name"];
        assert_eq!(nearest("Meetng", words), Some("Meeting"));
        assert_eq!(nearest("persno", words), Some("Person"));
        assert_eq!(nearest("nmae", words), Some("name"));
        assert_eq!(nearest("zebra", words), None);
        assert_eq!(nearest(&"x".repeat(10_000), words), None);
    }
}
