//! Persons called by a word that is no name elsewhere: `Park`, `Begin`, once somebody of that name was named in full.

use rustc_hash::FxHashSet;

use super::knowledge::Sense;
use super::names::{NameRun, Words};
use super::people::Sighting;
use super::reader::is_read;
use super::titles::Title;
use crate::text::Flags;

/// Family names that are common words: `Park said` once somebody was named in full.
/// In sentences in title case capitals say nothing.
pub(super) fn add(
    words: &Words<'_>,
    title_case: &[bool],
    roles: &[Title],
    sightings: &mut Vec<Sighting>,
    reliable: &mut Vec<bool>,
) {
    let text = words.text;
    let known: FxHashSet<&str> = sightings
        .iter()
        .filter(|sighting| !sighting.loose && sighting.run.name.len() > 1)
        .flat_map(|sighting| [sighting.run.name.start, sighting.run.name.end - 1])
        .filter(|token| text.word(*token).chars().count() > 1)
        .map(|token| text.folded(token))
        .collect();
    if known.is_empty() {
        return;
    }
    let mut covered = vec![false; text.tokens.len()];
    for tokens in sightings.iter().map(|sighting| &sighting.phrase).chain(roles.iter().map(|title| &title.tokens)) {
        covered[tokens.start..tokens.end.min(text.tokens.len())].fill(true);
    }
    let mut found = Vec::new();
    let usual = text.sentences.iter().zip(title_case).filter(|(_, title_case)| !**title_case);
    for (sentence, _) in usual.filter(|(sentence, _)| is_read(text, sentence.block)) {
        let tokens = sentence.tokens.clone();
        let named = |at: &usize| words.capitalised(*at) && !covered[*at] && known.contains(text.folded(*at));
        for at in tokens.clone().filter(named) {
            let opens = at == tokens.start || text.folded(at - 1) == "\"";
            // Akashi, Lincoln: cities by another sense; capitals may stand for their governments.
            let sense = words.gazetteer.covering(at).filter(|found| found.tokens.len() == 1).map(|found| found.sense);
            let city = matches!(sense, Some(Sense::City(_)));
            let alone = !text.has(at, Flags::ALL_CAPS)
                && (words.gazetteer.covering(at).is_none() || city || matches!(sense, Some(Sense::Adjective(_))))
                && !(at + 1 < tokens.end && words.capitalised(at + 1))
                && (opens || !words.capitalised(at - 1));
            let described = text.folded(at + 1) == "," && matches!(text.folded(at + 2), "who" | "whose");
            let acts = words.verb_like(at + 1)
                || words.is("government_verb", at + 1) && !words.capitalised(at + 1)
                || described;
            let object = !opens
                && (words.verb_like(at - 1)
                    || matches!(text.folded(at - 1), "with" | "by" | "invite" | "meet" | "receive" | "that")
                    || !city && matches!(text.folded(at - 1), "to" | "between" | "and" | "from"));
            let owns = text.has(at + 1, Flags::POSSESSIVE);
            if alone && (acts || object || owns) {
                let run = NameRun { phrase: at..at + 1, name: at..at + 1, honorific: false };
                found.push(Sighting {
                    phrase: at..at + 1,
                    run,
                    titles: Vec::new(),
                    rule: "short-name",
                    country: None,
                    loose: true,
                });
            }
        }
    }
    if found.is_empty() {
        return;
    }
    let mut all: Vec<(Sighting, bool)> = sightings.drain(..).zip(reliable.drain(..)).collect();
    all.extend(found.into_iter().map(|sighting| (sighting, true)));
    all.sort_by_key(|(sighting, _)| sighting.run.name.start);
    (*sightings, *reliable) = all.into_iter().unzip();
}
