//! Points of what was agreed: `The ministers decided:` and below it a line for each.

use super::super::phrase::{ItemKind, Phrase};
use super::super::reader::Reader;
use super::super::status::Status;
use super::commitments::keep_commitment;
use super::instruments::{instrument_after, keep_instrument};
use crate::extract::mention::EntityIndex;

/// `they agreed:`, `decided as follows:`, `agreed on the following points:`: whether points follow, from the item behind the verb.
pub(super) fn follow(phrase: &Phrase, from: usize) -> bool {
    let Some(last) = phrase.items.len().checked_sub(1).filter(|last| phrase.word(*last) == ":") else { return false };
    (from..last).all(|at| {
        matches!(
            phrase.word(at),
            "to" | "that"
                | "on"
                | "upon"
                | "as"
                | "follows"
                | "the"
                | "following"
                | "points"
                | "measures"
                | "steps"
                | "decisions"
                | ","
                | "inter"
                | "alia"
                | "among"
                | "other"
                | "things"
        )
    })
}

/// Keeps who agreed, for the points that follow.
pub(super) fn announce(reader: &mut Reader<'_>, parties: &[EntityIndex]) {
    reader.points = parties.to_vec();
}

/// A line that says one point: `— to open the border;`, `2. That a bridge would be built`.
pub(super) fn point(reader: &mut Reader<'_>, phrase: &Phrase) -> bool {
    if reader.points.is_empty() {
        return false;
    }
    let opens_line =
        reader.text.block_of(phrase.sentence).is_some_and(|block| block.sentences.start == phrase.sentence);
    let number = |at: usize| {
        let item = &phrase.items[at];
        item.kind == ItemKind::Mark || item.word.len() < 3 && !matches!(&*item.word, "to" | "on")
    };
    let first = (0..phrase.items.len().min(5)).find(|at| !number(*at)).unwrap_or(0);
    let verb =
        phrase.word(first) == "to" && phrase.items.get(first + 1).is_some_and(|item| item.kind == ItemKind::Word);
    if !(verb || phrase.word(first) == "that") || !opens_line {
        if opens_line {
            reader.points.clear();
        }
        return false;
    }
    let parties = reader.points.clone();
    let end = phrase.items.len();
    let sets_up = phrase.verb("SetUp", first + 1).filter(|_| verb);
    let paper = sets_up.and_then(|_| instrument_after(phrase, first + 1, end.min(first + 12)));
    match paper {
        Some(noun) => {
            let rule = "agreement.agreed_instrument";
            keep_instrument(reader, phrase, noun, &parties, Status::Held, first..noun + 1, rule);
        }
        None => {
            let evidence = first..(first + 5).min(end);
            keep_commitment(reader, phrase, first, first, evidence, &parties, Status::Held);
        }
    }
    true
}
