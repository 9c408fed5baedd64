//! Classes of offices (`foreign_minister`, `head_of_state`, …) from the words of a title.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::text::{Flags, Text, table};

/// The number of a word of the patterns.
type WordNumber = u16;

/// The number of all words that stand in no pattern.
const OTHER: WordNumber = 0;

/// The table of patterns, in order.
#[derive(Debug)]
pub struct OfficeClasses {
    patterns: Vec<(&'static str, Vec<Part>)>,
    /// The numbers of the words of all patterns, from one on.
    words: FxHashMap<String, WordNumber>,
    /// For each of these numbers the patterns whose first word it can be; only those of a title's own words can fit it.
    begun_by: Vec<Vec<(usize, Opening)>>,
    /// The patterns without any word.
    wordless: Vec<usize>,
}

/// What stands before the first word of a pattern.
#[derive(Clone, Copy, Debug)]
enum Opening {
    /// Nothing, so that it fits where its word stands.
    Anywhere,
    /// The start of the title.
    Start,
    /// Whatever else.
    Gap,
}

#[derive(Debug)]
enum Part {
    Start,
    End,
    Gap,
    Word(SmallVec<[WordNumber; 4]>),
}

/// The codes of offices; a table may use only these.
const CODES: [&str; 20] = [
    "head_of_state",
    "head_of_government",
    "deputy_head_of_government",
    "foreign_minister",
    "deputy_foreign_minister",
    "defence_minister",
    "minister",
    "deputy_minister",
    "speaker",
    "ambassador",
    "envoy",
    "spokesperson",
    "mayor",
    "secretary_general",
    "commissioner",
    "high_representative",
    "party_leader",
    "party_official",
    "official",
    "other",
];

impl OfficeClasses {
    /// Reads the table `offices.tsv`; rows with an unknown code are left out.
    pub fn new(table: &str) -> Self {
        let mut words: FxHashMap<String, WordNumber> = FxHashMap::default();
        let mut number = |word: &str| {
            let next = words.len() as WordNumber + 1;
            *words.entry(word.to_owned()).or_insert(next)
        };
        let mut pattern = |row: Vec<&str>| {
            let [code, pattern] = row.try_into().ok()?;
            let code = CODES.iter().find(|known| **known == code)?;
            let part = |word: &str| match word {
                "^" => Part::Start,
                "$" => Part::End,
                "*" => Part::Gap,
                word => Part::Word(word.split('|').map(&mut number).collect()),
            };
            Some((*code, pattern.split_whitespace().map(part).collect()))
        };
        let patterns: Vec<(&'static str, Vec<Part>)> = table::rows(table).filter_map(&mut pattern).collect();
        let mut begun_by = vec![Vec::new(); words.len() + 1];
        let mut wordless = Vec::new();
        for (index, (_, parts)) in patterns.iter().enumerate() {
            let opening = match parts[..] {
                [Part::Word(_), ..] => Opening::Anywhere,
                [Part::Start, Part::Word(_), ..] => Opening::Start,
                _ => Opening::Gap,
            };
            let first = parts.iter().find_map(|part| match part {
                Part::Word(choices) => Some(choices),
                _ => None,
            });
            match first {
                Some(choices) => {
                    choices.iter().for_each(|choice| begun_by[usize::from(*choice)].push((index, opening)));
                }
                None => wordless.push(index),
            }
        }
        Self { patterns, words, begun_by, wordless }
    }

    /// The class of a title.
    pub fn class(&self, title: &str) -> &'static str {
        let words = self.numbers(title);
        let fits =
            |index: usize, at: usize| self.patterns.get(index).is_some_and(|(_, parts)| matches(parts, &words, at));
        let mut first = self.wordless.iter().copied().find(|index| (0..=words.len()).any(|at| fits(*index, at)));
        for (at, word) in words.iter().enumerate() {
            for (index, opening) in self.begun_by.get(usize::from(*word)).into_iter().flatten() {
                let at = match opening {
                    Opening::Anywhere => at,
                    Opening::Start if at > 0 => continue,
                    Opening::Start | Opening::Gap => 0,
                };
                if first.is_none_or(|first| *index < first) && fits(*index, at) {
                    first = Some(*index);
                }
            }
        }
        first.and_then(|index| self.patterns.get(index)).map_or("official", |(code, _)| code)
    }

    /// The words of a title in the singular, as the patterns number them.
    fn numbers(&self, title: &str) -> SmallVec<[WordNumber; 16]> {
        let mut word = String::with_capacity(title.len());
        let mut number = |read: &str| {
            word.clear();
            word.push_str(read);
            word.make_ascii_lowercase();
            make_singular(&mut word);
            self.words.get(&word).copied().unwrap_or(OTHER)
        };
        // What the tokenizer would find in letters and plain marks.
        let plain = |b: u8| b.is_ascii_alphabetic() || matches!(b, b' ' | b'-' | b',' | b'&' | b'/' | b'(' | b')');
        if title.bytes().all(plain) {
            let words = title.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
            return words.map(number).collect();
        }
        let text = Text::phrase(title.to_owned());
        let words = (0..text.tokens.len()).filter(|token| text.has(*token, Flags::WORD));
        words.map(|token| number(text.folded(token))).collect()
    }
}

fn make_singular(word: &mut String) {
    if matches!(word.as_str(), "affairs" | "works") {
        return;
    }
    if word.ends_with("men") {
        word.truncate(word.trim_end_matches("men").len());
        word.push_str("man");
    } else if word.ends_with("ies") {
        word.truncate(word.trim_end_matches("ies").len());
        word.push('y');
    } else if word.strip_suffix('s').is_some_and(|stem| stem.len() > 3 && !stem.ends_with('s')) {
        word.pop();
    }
}

fn matches(parts: &[Part], words: &[WordNumber], at: usize) -> bool {
    match parts.split_first() {
        None => true,
        Some((Part::Start, rest)) => at == 0 && matches(rest, words, at),
        Some((Part::End, rest)) => at == words.len() && matches(rest, words, at),
        Some((Part::Gap, rest)) => (at..=words.len()).any(|next| matches(rest, words, next)),
        Some((Part::Word(choices), rest)) => {
            words.get(at).is_some_and(|word| choices.contains(word)) && matches(rest, words, at + 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::knowledge::Knowledge;

    #[test]
    fn titles_have_classes() {
        let knowledge = Knowledge::default();
        for (title, class) in [
            ("Minister of Foreign Affairs and Trade", "foreign_minister"),
            ("First Deputy Foreign Minister", "deputy_foreign_minister"),
            ("Secretary of State", "foreign_minister"),
            ("Undersecretary of State", "deputy_minister"),
            ("Deputy Prime Minister", "deputy_head_of_government"),
            ("Vice-President", "deputy_head_of_government"),
            ("Minister of National Defense", "defence_minister"),
            ("Ambassador to Peru", "ambassador"),
            ("President", "head_of_state"),
            ("Speaker", "speaker"),
            ("Secretary-General", "secretary_general"),
            ("Special Presidential Envoy for Water", "envoy"),
            ("Cabinet Secretaries", "minister"),
            ("Foreign Affairs Principal Secretary", "deputy_minister"),
            ("Minister of Finance", "minister"),
            ("Assistant Secretary for Oceans", "official"),
            ("governor", "official"),
        ] {
            assert_eq!(knowledge.office_classes.class(title), class, "{title}");
        }
    }
}
