//! Topics of events, by the words of `data/topics.tsv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::table;

/// A word or phrase of a topic with the space before it and, unless any ending may follow, the space after it.
struct Pattern {
    words: String,
    /// Place of its topic in the list.
    topic: usize,
}

struct Topics {
    names: Vec<&'static str>,
    /// By the first two bytes after the space: a text is looked through once, whatever the number of patterns.
    patterns: FxHashMap<[u8; 2], Vec<Pattern>>,
}

static TOPICS: LazyLock<Topics> = LazyLock::new(|| {
    let mut topics = Topics { names: Vec::new(), patterns: FxHashMap::default() };
    for row in table::rows(include_str!("../data/topics.tsv")) {
        let [topic, words] = row[..] else { continue };
        for word in words.split(", ") {
            let words = word.strip_suffix('*').map_or_else(|| format!(" {word} "), |stem| format!(" {stem}"));
            let topic = topics.names.len();
            let Some(first) = first_two(&words) else { continue };
            topics.patterns.entry(first).or_default().push(Pattern { words, topic });
        }
        topics.names.push(topic);
    }
    topics
});

/// The two bytes after a space.
fn first_two(words: &str) -> Option<[u8; 2]> {
    words.as_bytes().get(1..3)?.try_into().ok()
}

/// The topics that a folded text speaks of, in the order of the list.
pub fn topics_of(folded: &str) -> Vec<&'static str> {
    let mut padded = String::with_capacity(folded.len() + 2);
    padded.push(' ');
    padded.extend(folded.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { ' ' }));
    padded.push(' ');
    let mut spoken = vec![false; TOPICS.names.len()];
    for (space, _) in padded.match_indices(' ') {
        let rest = &padded[space..];
        let patterns = first_two(rest).and_then(|first| TOPICS.patterns.get(&first));
        for pattern in patterns.into_iter().flatten() {
            if let Some(spoken) = spoken.get_mut(pattern.topic).filter(|_| rest.starts_with(&pattern.words)) {
                *spoken = true;
            }
        }
    }
    TOPICS.names.iter().zip(spoken).filter(|(_, spoken)| *spoken).map(|(topic, _)| *topic).collect()
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
