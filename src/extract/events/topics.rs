//! Topics of events, by the words of `data/topics.tsv`.

use std::sync::LazyLock;

static TOPICS: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(|| {
    include_str!("../data/topics.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (topic, words) = line.split_once('\t')?;
            Some((topic, words.split(", ").collect()))
        })
        .collect()
});

/// The topics that a folded text speaks of, in the order of the list.
pub fn topics_of(folded: &str) -> Vec<&'static str> {
    let padded: String = std::iter::once(' ')
        .chain(folded.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { ' ' }))
        .chain(std::iter::once(' '))
        .collect();
    let speaks = |word: &&str| match word.strip_suffix('*') {
        Some(stem) => padded.contains(&format!(" {stem}")),
        None => padded.contains(&format!(" {word} ")),
    };
    TOPICS.iter().filter(|(_, words)| words.iter().any(speaks)).map(|(topic, _)| *topic).collect()
}

#[cfg(test)]
mod tests {
    use super::topics_of;

    #[test]
    fn words_lead_to_topics() {
        assert_eq!(topics_of("boost grain exports and port security"), ["food", "infrastructure", "security", "trade"]);
        assert!(topics_of("meet again").is_empty());
    }
}
