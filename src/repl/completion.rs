//! What Tab offers at a place in what is typed.

use super::commands::{self, Argument, COMMANDS};
use super::vocabulary::Vocabulary;
use crate::export::answer;
use crate::functions::FUNCTIONS;
use crate::syntax::{self, KEYWORDS, Token, TokenKind};
use crate::text::fold::fold;
use crate::value::literal;

/// A word that may stand at the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// As it is shown in the list.
    pub shown: String,
    /// As it is put in.
    pub inserted: String,
}

/// What can be completed at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// These words, in the place of what stands from the byte offset on.
    Words(usize, Vec<Candidate>),
    /// The names of files.
    Files,
}

/// The words that go on from `line` up to its end.
pub fn complete(line: &str, vocabulary: &Vocabulary) -> Offer {
    match line.trim_start().strip_prefix(':') {
        Some(command) => complete_command(line, command, vocabulary),
        None => complete_statement(line, vocabulary),
    }
}

fn complete_command(line: &str, command: &str, vocabulary: &Vocabulary) -> Offer {
    let Some((name, rest)) = command.split_once(char::is_whitespace) else {
        let names = COMMANDS.iter().map(|command| plain(command.name));
        return starting(line, command, names);
    };
    let argument = commands::find(name).map_or(Argument::None, |command| command.argument);
    let last = rest.rsplit(char::is_whitespace).next().unwrap_or("");
    let is_first = rest.trim_start() == last;
    match argument {
        Argument::None | Argument::Text => Offer::Words(line.len(), Vec::new()),
        Argument::File => Offer::Files,
        Argument::Format => starting(line, last, answer::FORMATS.iter().map(|format| plain(format.name))),
        Argument::Topic => {
            let commands = COMMANDS.iter().map(|command| command.name.to_owned());
            let functions = FUNCTIONS.iter().map(|function| function.name.to_owned());
            let topics = commands.chain(vocabulary.queries.iter().cloned()).chain(functions);
            starting(line, last, topics.map(|topic| plain(&topic)))
        }
        Argument::NamedQuery if is_first => starting(line, last, vocabulary.queries.iter().map(|query| plain(query))),
        Argument::NamedQuery | Argument::Name => {
            // A name in quotes goes on from its quote, one without from its last word.
            match open_quote(rest) {
                Some((quote, typed)) => {
                    names(line, typed.len() + 1, typed, vocabulary, |name| quoted_with(quote, name))
                }
                None => names(line, last.len(), last, vocabulary, |name| quoted_with('\'', name)),
            }
        }
    }
}

/// The quote that is open at the end of the text, and what follows it.
fn open_quote(text: &str) -> Option<(char, &str)> {
    let mut open = None;
    for (at, character) in text.char_indices() {
        match open {
            Some((quote, _)) if character == quote => open = None,
            None if matches!(character, '\'' | '"') => open = Some((character, at + 1)),
            _ => {}
        }
    }
    open.map(|(quote, from)| (quote, &text[from..]))
}

fn quoted_with(quote: char, name: &str) -> String {
    let quote = if name.contains(quote) { if quote == '"' { '\'' } else { '"' } } else { quote };
    format!("{quote}{name}{quote}")
}

fn complete_statement(line: &str, vocabulary: &Vocabulary) -> Offer {
    let tokens: Vec<Token> = syntax::tokens(line).filter(|token| token.kind != TokenKind::End).collect();
    let last = tokens.last().copied();
    match last {
        // Inside a string: a name.
        Some(Token { kind: TokenKind::Unterminated, span }) if line[span.start..].starts_with(['\'', '"']) => {
            let typed = &line[span.start + 1..];
            return names(line, typed.len() + 1, typed, vocabulary, |name| {
                if line[span.start..].starts_with('"') {
                    format!("\"{}\"", name.replace('"', "\\\""))
                } else {
                    literal::quoted(name)
                }
            });
        }
        Some(Token { kind: TokenKind::Comment | TokenKind::Unterminated, .. }) => {
            return Offer::Words(line.len(), Vec::new());
        }
        _ => {}
    }
    let (word, before) = match last {
        Some(token) if matches!(token.kind, TokenKind::Word(_)) && token.span.end == line.len() => {
            (token.span.of(line), &tokens[..tokens.len() - 1])
        }
        _ => ("", &tokens[..]),
    };
    let named = |names: &[String]| names.iter().map(|name| plain(&literal::name(name))).collect::<Vec<_>>();
    match before.last().map(|token| token.kind) {
        Some(TokenKind::Colon | TokenKind::Bar | TokenKind::Ampersand) => match opened(before) {
            Some(TokenKind::LeftBracket) => starting(line, word, named(&vocabulary.types).into_iter()),
            _ => starting(line, word, named(&vocabulary.labels).into_iter()),
        },
        Some(TokenKind::Dot) => starting(line, word, named(&vocabulary.keys).into_iter()),
        Some(TokenKind::LeftBrace | TokenKind::Comma) if opened(before) == Some(TokenKind::LeftBrace) => {
            starting(line, word, named(&vocabulary.keys).into_iter())
        }
        _ if word.is_empty() => Offer::Words(line.len(), Vec::new()),
        _ => {
            let lower = word.chars().all(|c| !c.is_uppercase());
            let keywords = KEYWORDS
                .iter()
                .map(|entry| plain(&if lower { entry.text.to_lowercase() } else { entry.text.to_owned() }));
            let functions = FUNCTIONS.iter().map(|function| Candidate {
                shown: format!("{}()", function.name),
                inserted: format!("{}(", function.name),
            });
            let variables = variables(before, line);
            starting(line, word, variables.into_iter().map(|name| plain(&name)).chain(keywords).chain(functions))
        }
    }
}

/// The bracket that is open at the end of the tokens.
fn opened(tokens: &[Token]) -> Option<TokenKind> {
    let mut closed = 0;
    for token in tokens.iter().rev() {
        match token.kind {
            TokenKind::RightParenthesis | TokenKind::RightBracket | TokenKind::RightBrace => closed += 1,
            TokenKind::LeftParenthesis | TokenKind::LeftBracket | TokenKind::LeftBrace if closed > 0 => closed -= 1,
            kind @ (TokenKind::LeftParenthesis | TokenKind::LeftBracket | TokenKind::LeftBrace) => return Some(kind),
            _ => {}
        }
    }
    None
}

/// The names that stand right after an opening bracket of a pattern, or after `AS`.
fn variables(tokens: &[Token], line: &str) -> Vec<String> {
    let is_name = |token: &Token| matches!(token.kind, TokenKind::Word(None));
    let mut variables: Vec<String> = tokens
        .windows(2)
        .filter(|pair| {
            matches!(
                pair[0].kind,
                TokenKind::LeftParenthesis | TokenKind::LeftBracket | TokenKind::Word(Some(syntax::Keyword::As))
            ) && is_name(&pair[1])
        })
        .map(|pair| pair[1].span.of(line).to_owned())
        .collect();
    variables.sort_unstable();
    variables.dedup();
    variables
}

fn plain(word: &str) -> Candidate {
    Candidate { shown: word.to_owned(), inserted: word.to_owned() }
}

/// The candidates that start with the word, whatever their case, in the place of the word at the end of the line.
fn starting(line: &str, word: &str, candidates: impl Iterator<Item = Candidate>) -> Offer {
    let wanted = word.to_lowercase();
    let fitting = candidates.filter(|candidate| candidate.inserted.to_lowercase().starts_with(&wanted));
    Offer::Words(line.len() - word.len(), fitting.collect())
}

/// The names of which some word starts with what is typed, leaving case and diacritics aside.
fn names(line: &str, replaced: usize, typed: &str, vocabulary: &Vocabulary, quoted: impl Fn(&str) -> String) -> Offer {
    let wanted = fold(typed);
    let fits = |name: &&String| {
        let name = fold(name);
        name.starts_with(&wanted) || name.split_whitespace().any(|word| word.starts_with(&wanted))
    };
    let candidates = vocabulary
        .names
        .iter()
        .filter(fits)
        .map(|name| Candidate { shown: name.clone(), inserted: quoted(name) })
        .collect();
    Offer::Words(line.len() - replaced, candidates)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(line: &str) -> String {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let vocabulary = Vocabulary {
            labels: words(&["Meeting", "Person", "Place"]),
            types: words(&["ATTENDED", "HELD_IN"]),
            keys: words(&["name", "start", "two words"]),
            names: words(&["Bùi Thanh Sơn", "Park Jin", "N'Djamena Club"]),
            queries: words(&["met", "ministers", "path"]),
        };
        match complete(line, &vocabulary) {
            Offer::Files => "files".to_owned(),
            Offer::Words(from, candidates) => {
                let words: Vec<String> = candidates.into_iter().map(|candidate| candidate.inserted).collect();
                format!("{from} {}", words.join(" "))
            }
        }
    }

    #[test]
    fn the_place_decides_what_is_offered() {
        for (line, expected) in [
            ("MATCH (p:P", "9 Person Place"),
            ("MATCH (p)-[:a", "12 ATTENDED"),
            ("MATCH (p)-[:ATTENDED|", "21 ATTENDED HELD_IN"),
            ("RETURN p.", "9 name start `two words`"),
            ("MATCH (p:Person {", "17 name start `two words`"),
            ("MATCH (p:Person {name: 'bui", "23 'Bùi Thanh Sơn'"),
            ("MATCH (p:Person {name: \"jin", "23 \"Park Jin\""),
            ("MATCH (p:Person {name: 'n", "23 'N\\'Djamena Club'"),
            ("MAT", "0 MATCH"),
            ("mat", "0 match"),
            ("RETURN coales", "7 coalesce("),
            ("MATCH (person) RETURN pers", "22 person"),
            ("RETURN 'a' // comm", "18 "),
            (":as", "1 ask"),
            (":ask m", "5 met ministers"),
            (":ask met pa", "9 'Park Jin'"),
            (":ask met 'thanh", "9 'Bùi Thanh Sơn'"),
            (":why \"n", "5 \"N'Djamena Club\""),
            (":format js", "8 json jsonl"),
            (":open ", "files"),
        ] {
            assert_eq!(offered(line), expected, "{line}");
        }
    }
}
