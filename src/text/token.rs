//! Tokens: words, numbers and punctuation with flags, raw offsets and folded forms.

use std::ops::{BitOr, Range};

use super::fold;
use super::sentence::{ABBREVIATIONS, Cut, LONGEST_ABBREVIATION};

/// What can be said of a token without knowing any words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(u16);

impl Flags {
    /// Begins with a letter.
    pub const WORD: Flags = Flags(1);
    /// A word that begins with an upper-case letter.
    pub const CAPITALISED: Flags = Flags(2);
    /// A word of two or more letters, all upper case.
    pub const ALL_CAPS: Flags = Flags(4);
    /// Begins with a digit (`12`, `2022`, `1,250.5`, `1st`).
    pub const NUMBER: Flags = Flags(8);
    /// Neither letter nor digit.
    pub const PUNCTUATION: Flags = Flags(16);
    /// White space stands before it (the first token of a sentence has it too).
    pub const SPACE_BEFORE: Flags = Flags(32);
    /// The full stop of an abbreviation or initial is part of it (`Dec.`, `U.S.`, `J.`).
    pub const ABBREVIATION: Flags = Flags(64);
    /// An `'s` or the bare apostrophe after a plural.
    pub const POSSESSIVE: Flags = Flags(128);
    /// An address: web, mail, `@name`.
    pub const ADDRESS: Flags = Flags(256);
    /// The first token of its sentence.
    pub const FIRST: Flags = Flags(512);

    /// Both sets of flags.
    pub const fn or(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }

    fn contains_any(self, other: Flags) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Flags {
    type Output = Flags;

    fn bitor(self, other: Flags) -> Flags {
        self.or(other)
    }
}

/// A token; `start` and `end` in code points of the raw text.
#[derive(Clone, Debug)]
pub struct Token {
    /// First code point.
    pub start: u32,
    /// After the last code point.
    pub end: u32,
    /// The same in bytes.
    pub bytes: Range<u32>,
    /// Number of its sentence.
    pub sentence: u32,
    flags: Flags,
    folded: Range<u32>,
}

impl Token {
    /// Whether it has one of the flags.
    pub fn has(&self, flags: Flags) -> bool {
        self.flags.contains_any(flags)
    }

    pub(super) fn bytes_of<'a>(&self, raw: &'a str) -> &'a str {
        raw.get(self.bytes.start as usize..self.bytes.end as usize).unwrap_or("")
    }

    pub(super) fn folded_of<'a>(&self, folded: &'a str) -> &'a str {
        folded.get(self.folded.start as usize..self.folded.end as usize).unwrap_or("")
    }
}

/// A character and the byte of the text where it begins.
pub(super) type Character = (u32, char);

/// Reads the characters of a line, which begins at byte `base` of its text, into `characters`.
pub(super) fn characters(line: &str, base: usize, characters: &mut Vec<Character>) {
    characters.clear();
    let base = base as u32;
    if line.is_ascii() {
        characters.extend(line.bytes().enumerate().map(|(at, byte)| (base + at as u32, char::from(byte))));
    } else {
        characters.extend(line.char_indices().map(|(byte, c)| (base + byte as u32, c)));
    }
}

/// Whether characters spell a word of plain small letters, in whatever case.
#[inline]
pub(super) fn spell(characters: &[Character], word: &str) -> bool {
    let same = |((_, c), letter): (&Character, u8)| c.to_ascii_lowercase() == char::from(letter);
    characters.len() == word.len() && characters.iter().zip(word.bytes()).all(same)
}

/// Appends the tokens of one sentence. Hyphens and dashes are tokens of their own, so `Kenya-Ethiopia` and `Sahle-Work`
/// are three tokens each; what is glued shows by the missing [`Flags::SPACE_BEFORE`].
pub(super) fn tokenize(
    raw: &str,
    cut: &Cut,
    characters: &[Character],
    sentence: u32,
    tokens: &mut Vec<Token>,
    folded: &mut String,
) {
    let text = raw.get(cut.bytes.clone()).unwrap_or("");
    // ASCII folds byte by byte, so that the sentence is folded as a whole.
    let plain = text.is_ascii();
    let begin = folded.len() as u32;
    if plain {
        fold::fold_into(text, folded);
    }
    let mut index = 0;
    let mut space = true;
    let mut first = true;
    while index < characters.len() {
        let c = characters[index].1;
        if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}') {
            space = true;
            index += 1;
            continue;
        }
        let (length, mut flags) = measure(&characters[index..], !space);
        if space {
            flags = flags | Flags::SPACE_BEFORE;
        }
        if first {
            flags = flags | Flags::FIRST;
        }
        let from = characters[index].0;
        let to = characters.get(index + length).map_or(cut.bytes.end as u32, |(byte, _)| *byte);
        let word = || raw.get(from as usize..to as usize).unwrap_or("");
        // `dec` for `Dec.`
        let stop = flags.contains_any(Flags::ABBREVIATION) && word().ends_with('.') && word().matches('.').count() == 1;
        let folded = if plain {
            let begin = begin + from - cut.bytes.start as u32;
            begin..begin + to - from - u32::from(stop)
        } else {
            let begin = folded.len() as u32;
            fold::fold_into(if stop { word().trim_end_matches('.') } else { word() }, folded);
            begin..folded.len() as u32
        };
        tokens.push(Token {
            start: cut.start + index as u32,
            end: cut.start + (index + length) as u32,
            bytes: from..to,
            sentence,
            flags,
            folded,
        });
        index += length;
        space = false;
        first = false;
    }
}

/// Length in characters and flags of the token that begins `rest`; `glued` says that no space stands before it.
fn measure(rest: &[Character], glued: bool) -> (usize, Flags) {
    let at = |index: usize| rest.get(index).map(|(_, c)| *c);
    let c = rest[0].1;
    let letters = rest.iter().take_while(|(_, c)| c.is_ascii_alphabetic()).count();
    // Most tokens are words of plain letters, which nothing that follows can make anything else.
    let plain = letters > 0
        && match at(letters) {
            None | Some(' ' | ',' | ';' | ')' | '"') => true,
            Some('.') => letters > LONGEST_ABBREVIATION && matches!(at(letters + 1), None | Some(' ')),
            _ => false,
        };
    if plain {
        return (letters, if c.is_ascii_lowercase() { Flags::WORD } else { word_flags(rest, letters) });
    }
    if let Some(length) = address(rest) {
        return (length, Flags::ADDRESS);
    }
    if is_quote(c) && glued {
        let s = matches!(at(1), Some('s' | 'S')) && !at(2).is_some_and(char::is_alphanumeric);
        if s {
            return (2, Flags::POSSESSIVE);
        }
        if is_clitic(rest) {
            return (3, Flags::WORD);
        }
    }
    if c.is_numeric() {
        let mut length = 1;
        while let Some(next) = at(length) {
            let separator = matches!(next, '.' | ',') && at(length + 1).is_some_and(|d| d.is_ascii_digit());
            if !(next.is_alphanumeric() || separator) {
                break;
            }
            length += 1;
        }
        return (length, Flags::NUMBER);
    }
    if !(c.is_alphabetic() || fold::is_mark(c)) {
        let possessive = is_quote(c) && c != '‘' && glued;
        return (1, if possessive { Flags::PUNCTUATION | Flags::POSSESSIVE } else { Flags::PUNCTUATION });
    }
    if let Some(length) = initials(rest) {
        return (length, Flags::WORD | Flags::CAPITALISED | Flags::ABBREVIATION);
    }
    let mut length = 1;
    while let Some(next) = at(length) {
        let inner_quote = is_quote(next)
            && at(length + 1).is_some_and(char::is_alphabetic)
            && !is_clitic(&rest[length..])
            && (!matches!(at(length + 1), Some('s' | 'S')) || at(length + 2).is_some_and(char::is_alphanumeric));
        if !(next.is_alphanumeric() || next == '_' || fold::is_mark(next) || inner_quote) {
            break;
        }
        length += 1;
    }
    let flags = word_flags(rest, length);
    if at(length) == Some('.') && length <= LONGEST_ABBREVIATION {
        let known = ABBREVIATIONS.iter().find(|known| spell(&rest[..length], known));
        if known.is_some_and(|known| c.is_uppercase() || !matches!(*known, "no" | "sun" | "sat" | "mar" | "co" | "st"))
        {
            return (length + 1, flags | Flags::ABBREVIATION);
        }
    }
    (length, flags)
}

/// The verb in `I'll`, `we've`, from its quote on.
fn is_clitic(rest: &[(u32, char)]) -> bool {
    let at = |index: usize| rest.get(index).map(|(_, c)| *c);
    matches!((at(1), at(2)), (Some('l'), Some('l')) | (Some('v'), Some('e')))
        && !at(3).is_some_and(char::is_alphanumeric)
}

/// What can be said of the word of so many characters that begins `rest`.
fn word_flags(rest: &[Character], length: usize) -> Flags {
    if !rest[0].1.is_uppercase() {
        return Flags::WORD;
    }
    let letters = rest[..length].iter().map(|(_, c)| *c).filter(|c| c.is_alphabetic());
    if letters.clone().nth(1).is_some() && !letters.clone().any(char::is_lowercase) {
        return Flags::WORD | Flags::CAPITALISED | Flags::ALL_CAPS;
    }
    Flags::WORD | Flags::CAPITALISED
}

fn is_quote(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʻ' | 'ʼ' | '`')
}

/// `U.S.`, `H.E.`, `J.`: capital letters each with a full stop.
fn initials(rest: &[Character]) -> Option<usize> {
    let mut length = 0;
    while rest.get(length).is_some_and(|(_, c)| c.is_uppercase())
        && rest.get(length + 1).is_some_and(|(_, c)| *c == '.')
    {
        length += 2;
    }
    // `U.S` with the last stop missing; in `J.Smith` the name follows without a space.
    if length > 0 && rest.get(length).is_some_and(|(_, c)| c.is_uppercase()) {
        let bare = rest.get(length + 1).is_none_or(|(_, c)| !c.is_alphanumeric());
        return Some(length + usize::from(bare));
    }
    (length > 0).then_some(length)
}

/// A web or mail address or `@name`, up to the next space.
fn address(rest: &[Character]) -> Option<usize> {
    let c = rest[0].1;
    if !(c.is_ascii_alphanumeric() || c == '@') {
        return None;
    }
    if c == '@' {
        let length = 1 + rest[1..].iter().take_while(|(_, c)| c.is_alphanumeric() || *c == '_').count();
        return (length > 1).then_some(length);
    }
    let starts = |prefix: &str| {
        prefix.chars().zip(rest).all(|(a, (_, b))| a == b.to_ascii_lowercase()) && rest.len() > prefix.len()
    };
    if starts("http://") || starts("https://") || starts("www.") {
        return Some(rest.iter().take_while(|(_, c)| !c.is_whitespace() && !matches!(c, ')' | '"' | '”')).count());
    }
    // Mail: the local part is bounded, so a long run of letters is not read again and again.
    let local = rest
        .iter()
        .take(64)
        .take_while(|(_, c)| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+'))
        .count();
    if rest.get(local).is_some_and(|(_, c)| *c == '@') {
        let domain =
            rest[local + 1..].iter().take_while(|(_, c)| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')).count();
        return (domain > 2).then_some(local + 1 + domain);
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::text::{Flags, Text};

    fn words(raw: &str) -> Vec<String> {
        let text = Text::new(raw.to_owned());
        (0..text.tokens.len()).map(|i| text.word(i).to_owned()).collect()
    }

    #[test]
    fn cuts_words_numbers_and_marks() {
        for (raw, expected) in [
            ("Germany's O’Brien", "Germany|'s|O’Brien"),
            ("I'll, we’ve, O'Lleary, won't", "I|'ll|,|we|’ve|,|O'Lleary|,|won't"),
            ("the ministers’ talks", "the|ministers|’|talks"),
            ("Jae-in Moon", "Jae|-|in|Moon"),
            ("US$1,250.5 million", "US|$|1,250.5|million"),
            ("on Dec. 4, U.S. J. Smith", "on|Dec.|4|,|U.S.|J.|Smith"),
            ("mail a.b@c.org now @Name", "mail|a.b@c.org|now|@Name"),
            ("Cote d'Ivoire", "Cote|d'Ivoire"),
            ("said no. Then", "said|no|.|Then"),
        ] {
            assert_eq!(words(raw).join("|"), expected, "{raw}");
        }
    }

    #[test]
    fn folded_words_and_offsets() {
        let text = Text::new("HÀ NỘI\u{a0}— Sơn".to_owned());
        let folded: Vec<_> = (0..text.tokens.len()).map(|i| text.folded(i)).collect();
        assert_eq!(folded, ["ha", "noi", "-", "son"]);
        assert_eq!(text.offsets(3..4), 9..12);
        assert!(text.has(0, Flags::ALL_CAPS) && !text.has(3, Flags::ALL_CAPS));
    }
}
