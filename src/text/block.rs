//! What each line of an article is.

use std::ops::Range;

use super::Text;

/// The kinds of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Addresses and crawler lines.
    Metadata,
    /// The title.
    Headline,
    /// A place and date that stand alone above the text.
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
        matches!(self, BlockKind::Headline | BlockKind::Body | BlockKind::Caption | BlockKind::List)
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

/// Decides the kind of every block.
pub(super) fn classify(_text: &mut Text) {}
