//! What each line of an article is.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::fold::fold;
use super::{Flags, Text, month, table, weekday};

/// The kinds of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Addresses and crawler lines.
    Metadata,
    /// The title.
    Headline,
    /// A place or date that stands alone above the text.
    Dateline,
    /// Running text.
    Body,
    /// What stands under a picture.
    Caption,
    /// Who wrote it.
    Byline,
    /// Whose picture or agency it is.
    Credit,
    /// Another story, announced.
    Teaser,
    /// Menus, buttons, comments.
    Furniture,
    /// A point of a list.
    List,
}

impl BlockKind {
    /// Whether facts are read from it.
    pub fn is_read(self) -> bool {
        matches!(
            self,
            BlockKind::Headline | BlockKind::Dateline | BlockKind::Body | BlockKind::Caption | BlockKind::List
        )
    }
}

/// A line that holds something; offsets in code points.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// First code point.
    pub start: u32,
    /// After the last code point.
    pub end: u32,
    /// The same in bytes.
    pub bytes: Range<usize>,
    /// Its sentences.
    pub sentences: Range<usize>,
    /// An earlier block that says the same words (a caption or pull quote printed twice).
    pub repeats: Option<usize>,
}

/// A row of `furniture.tsv`.
struct Rule {
    kind: BlockKind,
    /// Holds for all lines after this one too.
    after: bool,
    compare: Compare,
    words: String,
}

#[derive(Clone, Copy)]
enum Compare {
    Starts,
    Is,
    Has,
    Ends,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let rule = |row: Vec<&str>| {
        let [kind, compare, words] = row.try_into().ok()?;
        let (after, kind) = kind.strip_prefix("after-").map_or((false, kind), |kind| (true, kind));
        let kind = match kind {
            "metadata" => BlockKind::Metadata,
            "teaser" => BlockKind::Teaser,
            "credit" => BlockKind::Credit,
            "byline" => BlockKind::Byline,
            _ => BlockKind::Furniture,
        };
        let compare = match compare {
            "starts" => Compare::Starts,
            "is" => Compare::Is,
            "ends" => Compare::Ends,
            _ => Compare::Has,
        };
        Some(Rule { kind, after, compare, words: words.to_owned() })
    };
    table::rows(include_str!("furniture.tsv")).filter_map(rule).collect()
});

/// Longer lines are running text whatever they begin with.
const FURNITURE_LENGTH: usize = 160;

/// Decides the kind of every block and finds repetitions.
pub(super) fn classify(text: &mut Text) {
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    let mut rest: Option<BlockKind> = None;
    let mut kinds = Vec::with_capacity(text.blocks.len());
    let mut body_seen = false;
    for index in 0..text.blocks.len() {
        let block = &text.blocks[index];
        let line = fold(text.raw.get(block.bytes.clone()).unwrap_or(""));
        let short = line.len() <= FURNITURE_LENGTH;
        let rule = if short || line.starts_with("url:") { rule_of(&line) } else { None };
        // A heading like `Related` above the article is a menu and says nothing of what follows.
        let kind = match (rest, rule) {
            (Some(kind), _) => kind,
            (None, Some(rule)) if rule.kind == BlockKind::Credit && tells(&line) => BlockKind::Caption,
            (None, Some(rule)) => {
                if rule.after && body_seen {
                    rest = Some(rule.kind);
                }
                rule.kind
            }
            (None, None) => own_kind(text, block, &line, body_seen),
        };
        body_seen |= kind == BlockKind::Body && line.len() > 120;
        kinds.push(kind);
        let key = letters_and_digits(line);
        let earlier = if key.len() >= 12 { Some(*seen.entry(key).or_insert(index)) } else { None };
        text.blocks[index].repeats = earlier.filter(|earlier| *earlier < index);
    }
    for (block, kind) in text.blocks.iter_mut().zip(&kinds) {
        block.kind = *kind;
    }
    trailing_teasers(text);
}

/// What counts when lines are compared.
fn letters_and_digits(mut line: String) -> String {
    if !line.is_ascii() {
        line.retain(char::is_alphanumeric);
        return line;
    }
    let mut bytes = line.into_bytes();
    bytes.retain(u8::is_ascii_alphanumeric);
    String::from_utf8(bytes).unwrap_or_default()
}

/// The first rule that fits a line.
fn rule_of(line: &str) -> Option<&'static Rule> {
    // (author: Ana Ruiz)
    let line = line.strip_prefix(['(', '[']).and_then(|line| line.strip_suffix([')', ']'])).unwrap_or(line);
    let bare = line.trim_end_matches([':', '.', '!']);
    let first = line.as_bytes().first();
    // Most rules say how the line begins.
    let begins =
        |rule: &&Rule| !matches!(rule.compare, Compare::Starts | Compare::Is) || rule.words.as_bytes().first() == first;
    RULES.iter().filter(begins).find(|rule| rule.fits(line, bare))
}

impl Rule {
    fn fits(&self, line: &str, bare: &str) -> bool {
        match self.compare {
            Compare::Starts => line.starts_with(self.words.as_str()),
            Compare::Is => bare == self.words,
            Compare::Has => line.contains(self.words.as_str()),
            Compare::Ends => line.len() <= 40 && line.ends_with(self.words.as_str()),
        }
    }
}

/// `Photo: X and Y during their meeting in Oslo`: a caption, not the name of who took the picture.
fn tells(line: &str) -> bool {
    let verbs = [" during ", " meets ", " meet ", " met ", " greets ", " shakes ", " shake ", " welcomes ", " attend "];
    line.split(' ').count() >= 8 && verbs.iter().any(|verb| line.contains(verb))
}

/// The kind of a line that no furniture rule knows.
fn own_kind(text: &Text, block: &Block, line: &str, body_seen: bool) -> BlockKind {
    let Some(tokens) = tokens_of(text, block) else { return BlockKind::Metadata };
    let count = tokens.len();
    let words = tokens.clone().filter(|token| text.has(*token, Flags::WORD)).count();
    if line.starts_with(['•', '*', '·', '▪', '►', '»', '>']) && words <= 6 || words == 0 {
        return BlockKind::Furniture;
    }
    if tokens.clone().all(|token| text.has(token, Flags::ADDRESS)) {
        return BlockKind::Furniture;
    }
    let stopped = line.ends_with(['.', '!', '?', '"', ':', '…', '|', ';']);
    // - Ana Ruiz
    let dashed = line.starts_with(['-', '–', '—']) && body_seen && words <= 4 && !stopped;
    if dashed || introduces_the_author(line, words) {
        return BlockKind::Byline;
    }
    if line.starts_with("by ") && words <= 8 && !stopped && text.has(tokens.start + 1, Flags::CAPITALISED) {
        return BlockKind::Byline;
    }
    let addresses = tokens.clone().filter(|token| text.has(*token, Flags::ADDRESS)).count();
    if addresses > 0 && words <= 12 && !line.ends_with('.') {
        return BlockKind::Byline;
    }
    if words <= 8 && line.contains(" > ") {
        return BlockKind::Furniture;
    }
    if is_date_line(text, tokens.clone()) {
        return BlockKind::Dateline;
    }
    // Tags: words between commas and nothing else.
    if body_seen && line.ends_with(',') && words <= 12 {
        return BlockKind::Furniture;
    }
    // File names of pictures, `KBC-survey-feedback-poster`.
    if !line.contains(' ') && line.matches(['-', '_']).count() >= 2 && words >= 3 {
        return BlockKind::Furniture;
    }
    if is_caption(tokens.clone(), line) {
        return BlockKind::Caption;
    }
    if count <= 3 && tokens.clone().filter(|t| text.has(*t, Flags::WORD)).all(|token| text.has(token, Flags::ALL_CAPS))
    {
        return BlockKind::Dateline;
    }
    if !stopped && (3..=24).contains(&words) && !body_seen {
        return BlockKind::Headline;
    }
    BlockKind::Body
}

/// `Ana Ruiz is the paper's diplomatic editor.`
fn introduces_the_author(line: &str, words: usize) -> bool {
    const WRITERS: [&str; 9] = [
        "editor",
        "correspondent",
        "columnist",
        "fellow",
        "analyst",
        "lecturer",
        "researcher",
        "contributor",
        "journalist",
    ];
    let mut spoken = line.split([' ', '.', ',']).filter(|word| !word.is_empty());
    let is = spoken.by_ref().take(4).position(|word| word == "is");
    words <= 30 && is.is_some_and(|at| at >= 2) && spoken.take(8).any(|word| WRITERS.contains(&word))
}

fn tokens_of(text: &Text, block: &Block) -> Option<Range<usize>> {
    let first = text.sentences.get(block.sentences.start)?;
    let last = text.sentences.get(block.sentences.end.checked_sub(1)?)?;
    (block.sentences.start < block.sentences.end).then_some(first.tokens.start..last.tokens.end)
}

/// A line that holds a date with its year and hardly anything else.
fn is_date_line(text: &Text, tokens: Range<usize>) -> bool {
    if tokens.len() > 22 {
        return false;
    }
    let year = tokens.clone().any(|token| {
        let word = text.folded(token);
        word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|b| b.is_ascii_digit())
    });
    let is_month = |token: usize| month(text.folded(token)).is_some();
    let roman = |token: usize| {
        matches!(text.word(token), "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX" | "X" | "XI" | "XII")
    };
    let numbers = tokens.clone().filter(|token| text.has(*token, Flags::NUMBER)).count();
    let others = tokens
        .clone()
        .filter(|token| {
            text.has(*token, Flags::WORD)
                && !is_month(*token)
                && !roman(*token)
                && weekday(text.folded(*token)).is_none()
                && !DATE_WORDS.contains(&text.folded(*token))
        })
        .count();
    year && numbers >= 2 && others <= 3 && !text.folded(tokens.start).eq("date")
}

const DATE_WORDS: [&str; 14] =
    ["am", "pm", "published", "posted", "on", "at", "date", "gmt", "utc", "hrs", "ist", "est", "of", "cet"];

/// `(left)`, `(second from right)`, a photo credit at the end, a bar at the end.
fn is_caption(tokens: Range<usize>, line: &str) -> bool {
    let side =
        ["(left)", "(right)", "(l)", "(r)", "(center)", "(centre)", "from left)", "from right)", "(2nd", "(file photo"];
    if (line.contains('(') || line.contains(')')) && side.iter().any(|mark| line.contains(mark)) {
        return true;
    }
    let photo = line.contains("photo")
        && (line.contains("photo:") || line.ends_with(" photo") || line.contains("photo/") || line.contains("/photo"));
    let credited = photo || line.ends_with('|');
    credited && tokens.len() <= 60
}

/// Two or more lines that end in a bar at the end of the page announce other stories.
fn trailing_teasers(text: &mut Text) {
    let barred = |text: &Text, block: &Block| text.raw.get(block.bytes.clone()).is_some_and(|line| line.ends_with('|'));
    let count = text.blocks.iter().rev().take_while(|block| barred(text, block)).count();
    if count >= 2 && count < text.blocks.len() {
        let from = text.blocks.len() - count;
        for block in &mut text.blocks[from..] {
            block.kind = BlockKind::Teaser;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::BlockKind::{self, *};
    use crate::text::Text;

    #[test]
    fn lines_have_kinds() {
        let page = "url: https://example.org/a\nEnvoys Of Peru And Chad Confer\nBy Ana Ruiz\nMay 3, 2019\nLIMA\n\
            Foreign Minister Ana Ruiz of Peru (left) greets her guest in Lima.\n\
            The foreign ministers of Peru and Chad talked on Friday about fishing rights and about a good many other things, officials said.\n\
            Photo: Example Agency\n• share\nRelated articles\nQueen of Tonga visits Rome\n";
        let kinds: Vec<BlockKind> = Text::new(page.to_owned()).blocks.iter().map(|block| block.kind).collect();
        assert_eq!(
            kinds,
            [Metadata, Headline, Byline, Dateline, Dateline, Caption, Body, Credit, Furniture, Teaser, Teaser]
        );
    }

    #[test]
    fn a_line_printed_twice_is_known() {
        let line = "The minister’s guests (left) shake hands in Oslo.";
        let text = Text::new(format!("{line}\n\n{}\n", line.replace('’', "'")));
        assert_eq!(text.blocks[1].repeats, Some(0));
    }
}
