//! Who has the floor in an interview: the one named before the colon, whom `I` means.

use std::ops::Range;

use super::reader::Reader;
use crate::extract::mention::EntityKind;
use crate::text::{Flags, TokenIndex};

/// Tokens that a name before a colon can have.
const LONGEST_LABEL: usize = 4;

/// `CHAN: Yes, …`: gives the floor to the one named, and answers the tokens of what is said. `HALE:`, of whom the article
/// tells nothing, takes it from the last.
pub(super) fn take(reader: &mut Reader<'_>, tokens: Range<TokenIndex>) -> Range<TokenIndex> {
    let text = reader.text;
    let colon = (tokens.start + 1..tokens.end.min(tokens.start + LONGEST_LABEL + 1))
        .find(|colon| text.folded(*colon) == ":" && !text.has(*colon, Flags::SPACE_BEFORE));
    let Some(colon) = colon else { return tokens };
    let words = || tokens.start..colon;
    if !words().all(|word| text.has(word, Flags::ALL_CAPS) || text.has(word, Flags::CAPITALISED)) {
        return tokens;
    }
    let label = text.folded_slice(words());
    let floor = reader.mentions.entities.iter().position(|entity| {
        let named = |name: &String| {
            let name = name.to_lowercase();
            name == label || name.strip_suffix(&label).is_some_and(|before| before.ends_with(' '))
        };
        matches!(entity.kind, EntityKind::Person { .. }) && (named(&entity.name) || entity.aliases.iter().any(named))
    });
    if floor.is_some() || words().all(|word| text.has(word, Flags::ALL_CAPS)) {
        reader.focus.speaker = floor;
    }
    if floor.is_some() { colon + 1..tokens.end } else { tokens }
}
