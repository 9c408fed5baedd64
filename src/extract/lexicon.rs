//! The words that event rules know, by class (`data/lexicon.tsv`); verbs in all their forms.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::classes::{ClassNumber, Classes};
use crate::text::table;

/// How a verb stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `visit`: infinitive, present of several, or noun.
    Base,
    /// `visits`.
    Third,
    /// `visited`: past or participle.
    Past,
    /// `visiting`.
    Ing,
}

/// What the lexicon has under a word.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// The classes to which it belongs by itself.
    alone: Classes,
    /// Those of entries that it begins, with words after it or without, and those of its nouns.
    begins: Classes,
    is_verb: bool,
    /// It can be the past tense of a verb, and the present tense.
    is_past: bool,
    is_present: bool,
    /// No rule begins with it.
    idle: bool,
    /// Its place among all words, for tables that are asked often.
    number: u32,
    entries: Vec<Entry>,
    /// Its kind as a noun, by class (`data/nouns.tsv`).
    nouns: Vec<(&'static str, &'static str)>,
}

/// One entry: the class, the form, and the words that must follow the first (`off` for `called off`).
#[derive(Clone, Debug)]
struct Entry {
    class: &'static str,
    form: Form,
    rest: Vec<String>,
}

static LEXICON: LazyLock<FxHashMap<String, Word>> = LazyLock::new(|| {
    let mut lexicon: FxHashMap<String, Word> = FxHashMap::default();
    for row in table::rows(include_str!("data/lexicon.tsv")) {
        let [class, entries] = row[..] else { continue };
        let is_verb = class.starts_with(char::is_uppercase);
        for entry in entries.split(", ") {
            let forms = if is_verb { inflect(entry.trim()) } else { vec![(Form::Base, entry.trim().to_owned())] };
            for (form, words) in forms {
                let mut words = words.split(' ').map(str::to_owned);
                let Some(first) = words.next() else { continue };
                let word = lexicon.entry(first).or_default();
                let rest: Vec<String> = words.collect();
                word.begins.add(class);
                if rest.is_empty() {
                    word.alone.add(class);
                }
                word.is_verb |= is_verb;
                word.is_past |= is_verb && form == Form::Past;
                word.is_present |= is_verb && matches!(form, Form::Base | Form::Third);
                word.idle |= class == "idle";
                word.entries.push(Entry { class, form, rest });
            }
        }
    }
    for row in table::rows(include_str!("data/nouns.tsv")) {
        let [class, word, kind] = row[..] else { continue };
        let word = lexicon.entry(word.to_owned()).or_default();
        word.begins.add(class);
        word.nouns.push((class, kind));
    }
    lexicon.values_mut().zip(0..).for_each(|(word, number)| word.number = number);
    lexicon
});

static UNKNOWN: LazyLock<Word> = LazyLock::new(|| Word { number: u32::MAX, ..Word::default() });

/// All words of the lexicon.
pub fn words() -> impl Iterator<Item = (&'static str, &'static Word)> {
    LEXICON.iter().map(|(word, known)| (word.as_str(), known))
}

/// What the lexicon has under a word; looked up once by those who ask often.
pub fn word(word: &str) -> &'static Word {
    LEXICON.get(word).unwrap_or(&UNKNOWN)
}

/// What the lexicon has under what is no word: nothing.
pub fn no_word() -> &'static Word {
    &UNKNOWN
}

/// Whether a single word belongs to a class.
pub fn is(class: &str, text: &str) -> bool {
    word(text).is(class)
}

impl Word {
    /// Its kind as a noun of a class: `meeting`, `visit` or `instrument`.
    pub fn noun(&self, class: &str) -> Option<&'static str> {
        self.nouns.iter().rev().find(|(own, _)| *own == class).map(|(_, kind)| *kind)
    }

    /// Whether the word alone belongs to a class.
    #[inline(always)]
    pub fn is(&self, class: &str) -> bool {
        self.alone.has(class)
    }

    /// Its number, from nought up; words that the lexicon does not have share one beyond all others.
    pub fn number(&self) -> usize {
        self.number as usize
    }

    /// Its classes and those of verbs and nouns that it begins.
    pub fn classes(&self) -> impl Iterator<Item = ClassNumber> {
        self.begins.iter()
    }

    /// Whether no rule of events begins with it.
    pub fn is_idle(&self) -> bool {
        self.idle
    }

    /// Whether it can be the past tense of a verb, or begin one: `left`, `put`.
    pub fn is_past(&self) -> bool {
        self.is_past
    }

    /// Whether it can be the present tense of a verb, or begin one: `leaves`, `fly`.
    pub fn is_present(&self) -> bool {
        self.is_present
    }

    /// Whether it is a form of any verb of the lexicon, or begins one.
    pub fn is_verb(&self) -> bool {
        self.is_verb
    }

    /// The form of a verb of `class` that begins with the word, and how many words it takes; `following` answers the words
    /// from this one on, and the longest verb wins.
    #[inline(always)]
    pub fn verb<'a>(&self, class: &str, following: impl Fn(usize) -> Option<&'a str>) -> Option<(Form, usize)> {
        if self.begins.has(class) { self.longest_verb(class, following) } else { None }
    }

    fn longest_verb<'a>(&self, class: &str, following: impl Fn(usize) -> Option<&'a str>) -> Option<(Form, usize)> {
        self.entries
            .iter()
            .filter(|entry| entry.class == class)
            .filter(|entry| entry.rest.iter().enumerate().all(|(at, word)| following(at + 1) == Some(word)))
            .map(|entry| (entry.form, 1 + entry.rest.len()))
            .max_by_key(|(_, length)| *length)
    }
}

/// All forms of `base[/past/participle[/-ing form]]`, each with its particle.
fn inflect(entry: &str) -> Vec<(Form, String)> {
    let mut given = entry.split('/');
    let base = given.next().unwrap_or_default();
    let (head, tail) = base.split_once(' ').map_or((base, String::new()), |(head, tail)| (head, format!(" {tail}")));
    let mut forms = vec![(Form::Base, base.to_owned()), (Form::Third, format!("{}{tail}", third(head)))];
    let pasts: Vec<&str> = given.clone().take(2).collect();
    if pasts.is_empty() {
        forms.push((Form::Past, format!("{}{tail}", past(head))));
    }
    forms.extend(pasts.iter().map(|past| (Form::Past, (*past).to_owned())));
    match given.nth(2) {
        Some(ing) => forms.push((Form::Ing, ing.to_owned())),
        None => forms.push((Form::Ing, format!("{}{tail}", ing(head)))),
    }
    if head == "have" {
        forms.push((Form::Third, format!("has{tail}")));
    }
    forms.dedup();
    forms
}

fn ends_in_consonant_y(head: &str) -> bool {
    head.ends_with('y') && !head.ends_with("ay") && !head.ends_with("ey") && !head.ends_with("oy")
}

fn third(head: &str) -> String {
    if ends_in_consonant_y(head) {
        format!("{}ies", &head[..head.len() - 1])
    } else if ["s", "sh", "ch", "x", "z", "o"].iter().any(|end| head.ends_with(end)) {
        format!("{head}es")
    } else {
        format!("{head}s")
    }
}

fn past(head: &str) -> String {
    if head.ends_with('e') {
        format!("{head}d")
    } else if ends_in_consonant_y(head) {
        format!("{}ied", &head[..head.len() - 1])
    } else {
        format!("{head}ed")
    }
}

fn ing(head: &str) -> String {
    if head.ends_with('e') && !head.ends_with("ee") {
        format!("{}ing", &head[..head.len() - 1])
    } else {
        match head {
            "sit" | "set" | "put" | "begin" | "drop" | "submit" => format!("{head}{}ing", &head[head.len() - 1..]),
            _ => format!("{head}ing"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_known_in_all_forms() {
        let read = |class: &str, text: &str| {
            let words: Vec<&str> = text.split(' ').collect();
            word(words[0]).verb(class, |at| words.get(at).copied())
        };
        assert_eq!(read("Cancel", "called off the trip"), Some((Form::Past, 2)));
        assert_eq!(read("Meet", "meets"), Some((Form::Third, 1)));
        assert_eq!(read("Visit", "visiting"), Some((Form::Ing, 1)));
        assert_eq!(read("Meet", "sitting down with"), Some((Form::Ing, 2)));
        assert_eq!(read("Hold", "has"), Some((Form::Third, 1)));
        assert_eq!(read("Request", "called the minister"), None);
        assert!(is("preposition", "between") && !is("preposition", "talks"));
    }
}
