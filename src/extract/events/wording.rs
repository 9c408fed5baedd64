//! The name of what was agreed or asked: the words of the text, made short and whole.

/// Words of a name; what is longer is cut and ends in `…`.
const LONGEST: usize = 24;

/// The first words of a phrase; a cut is marked by an ellipsis, a word of its own.
pub fn shorten(phrase: &str) -> String {
    let mut words = phrase.split_whitespace();
    let mut kept = String::with_capacity(phrase.len());
    for word in words.by_ref().take(LONGEST) {
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    if words.next().is_some() {
        kept.push_str(" …");
    }
    kept.truncate(kept.trim_end_matches([',', ';', '.']).len());
    kept
}

/// The name as people see it: `the “strategic partnership” in` is `“strategic partnership”`.
///
/// Articles and `that` at the front, and words at the end that lead to what was cut off, do not stand in a name.
pub fn as_name(words: &str) -> String {
    let mut words: Vec<&str> = words.split_whitespace().collect();
    let cut = words.last() == Some(&"…");
    if cut {
        words.pop();
    }
    let is = |word: &str, list: &[&str]| list.contains(&word.to_lowercase().as_str());
    while words.len() > 1 && words.first().is_some_and(|word| is(word, LEADING)) {
        words.remove(0);
    }
    while words.len() > 1
        && words.last().is_some_and(|word| is(word, DANGLING) || (cut && word.starts_with(|c: char| c.is_numeric())))
    {
        words.pop();
    }
    let name = words.join(" ");
    let name = name.trim_end_matches([',', ';', '.', ':']);
    let name = if balanced(name) { name.to_owned() } else { name.replace(['“', '”', '"', '«', '»'], "") };
    if cut { format!("{name}…") } else { name }
}

const LEADING: &[&str] = &["a", "an", "the", "this", "that", "these", "those", "their", "its", "his", "her", "to"];

const DANGLING: &[&str] = &[
    "a", "an", "the", "this", "that", "these", "those", "their", "its", "his", "her", "and", "or", "but", "nor", "of",
    "in", "on", "at", "by", "to", "for", "from", "with", "as", "into", "upon", "since", "between", "among", "during",
    "under", "over", "until", "than", "which", "who", "where", "when", "even", "both",
];

fn balanced(name: &str) -> bool {
    let count = |mark: char| name.matches(mark).count();
    count('“') == count('”') && count('«') == count('»') && count('"').is_multiple_of(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_whole() {
        let long = "work for the target of US$100 billion in trade between the two neighbours by 2030 and then \
                    for 150 billion by 2035 and 200 billion by 2040";
        for (words, name) in [
            ("a comprehensive strategic partnership in", "comprehensive strategic partnership"),
            ("friendship treaty” of the two neighbours", "friendship treaty of the two neighbours"),
            ("the “friendship treaty” of 1975", "“friendship treaty” of 1975"),
            ("that both sides do more together in", "both sides do more together"),
            ("to reopen the border,", "reopen the border"),
            ("the", "the"),
            ("", ""),
            (
                &shorten(long),
                "work for the target of US$100 billion in trade between the two neighbours by 2030 and then for 150 billion…",
            ),
        ] {
            assert_eq!(as_name(words), name, "{words}");
        }
    }
}
