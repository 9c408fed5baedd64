//! The names of the days of the week.

/// The day of the week (1 is Monday) that a folded name or its first letters mean: `thursday`, `thu`, `thurs.`.
pub fn weekday(folded: &str) -> Option<i8> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let name = folded.trim_end_matches('.');
    let day =
        DAYS.iter().position(|day| name.len() >= 3 && (day.starts_with(name) || name == "weds" && *day == DAYS[2]))?;
    i8::try_from(day + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::weekday;

    #[test]
    fn names_and_their_beginnings_are_days() {
        let cases = [("monday", Some(1)), ("thurs.", Some(4)), ("weds", Some(3)), ("sun", Some(7)), ("tues", Some(2))];
        for (word, expected) in cases.into_iter().chain([("th", None), ("monument", None), ("", None), ("day", None)]) {
            assert_eq!(weekday(word), expected, "{word}");
        }
    }
}
