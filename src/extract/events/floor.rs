//! Who has the floor in an interview, whom `I` means: the one named before the colon, or behind `A:` the one who is asked.

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
    // `Dr. Al Ansari:`: from some word on it is the name or an end of it.
    let labels: Vec<String> = words().map(|first| text.folded_slice(first..colon)).collect();
    let focus = &mut reader.focus;
    match text.folded(tokens.start) {
        // `Q:`, `Q (Reuters):`: who asks is not named.
        "q" | "question" => {
            focus.interviewed = focus.interviewed.or(focus.floor).or(focus.topic);
            (focus.floor, focus.speaker) = (None, None);
            return colon + 1..tokens.end;
        }
        "a" | "answer" if focus.interviewed.is_some() => {
            focus.floor = focus.interviewed;
            focus.speaker = focus.floor;
            return colon + 1..tokens.end;
        }
        _ => {}
    }
    let floor = reader.mentions.entities.iter().position(|entity| {
        let named = |name: &String| {
            let name = name.to_lowercase();
            let ends = |label: &String| name.strip_suffix(label).is_some_and(|before| before.ends_with(' '));
            labels.iter().any(|label| name == *label || ends(label))
        };
        matches!(entity.kind, EntityKind::Person { .. }) && (named(&entity.name) || entity.aliases.iter().any(named))
    });
    let changes = floor.is_some() || words().all(|word| text.has(word, Flags::ALL_CAPS));
    if changes {
        reader.focus.speaker = floor;
    }
    if changes || reader.focus.floor.is_some() {
        reader.focus.floor = floor;
        reader.focus.interviewed = floor.or(reader.focus.interviewed);
    }
    if floor.is_some() { colon + 1..tokens.end } else { tokens }
}
