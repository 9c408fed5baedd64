//! Query text to tree: `lexer` makes tokens, `parser` makes the tree, `printer` makes text again.
//!
//! A pure function of the text: this module knows nothing of graphs and meanings. Keywords stand in one table.

mod keywords;
mod lexer;
mod parser;
mod printer;
mod split;
mod token;
pub mod tree;

pub use keywords::{Entry, KEYWORDS, Keyword, Role, keyword};
pub use lexer::{is_name_part, is_name_start, tokens};
pub use parser::{MAXIMUM_CHAIN, MAXIMUM_DEPTH, parse};
pub use printer::{print, print_expression};
pub use split::{is_complete, split};
pub use token::{Token, TokenKind};

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
