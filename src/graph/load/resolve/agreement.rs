//! Agreements: same parties and the same instrument, target or commitment.

use super::super::date::Fit;
use super::name::{content, likeness};
use super::{Actors, Keys, Match, View};
use std::collections::BTreeSet;

/// The words of the name without the names of the parties.
fn subject(view: &View) -> BTreeSet<String> {
    content(view.name()).into_iter().filter(|word| !view.party_words.contains(word)).collect()
}

fn digits(view: &View) -> String {
    view.text("amount").chars().filter(char::is_ascii_digit).collect()
}

/// Words that many agreements have in their names, so that sharing them says nothing.
const COMMON: &[&str] = &[
    "accord",
    "agreement",
    "arrangement",
    "bilateral",
    "convention",
    "cooperation",
    "deal",
    "declaration",
    "document",
    "economic",
    "framework",
    "general",
    "instrument",
    "intent",
    "joint",
    "letter",
    "memorandum",
    "mou",
    "mutual",
    "new",
    "note",
    "pact",
    "protocol",
    "statement",
    "technical",
    "treaty",
    "understanding",
    "year",
];

/// Letters that two words must share at their heads to speak of one thing: `rail` and `railway`.
const LONG_ENOUGH_FOR_A_ROOT: usize = 4;

fn shares_a_root(ours: &BTreeSet<String>, theirs: &BTreeSet<String>) -> bool {
    let telling = |words: &BTreeSet<String>| -> Vec<String> {
        let long = |word: &&String| word.chars().count() >= LONG_ENOUGH_FOR_A_ROOT && !COMMON.contains(&word.as_str());
        words.iter().filter(long).cloned().collect()
    };
    let theirs = telling(theirs);
    telling(ours)
        .iter()
        .any(|one| theirs.iter().any(|other| one.starts_with(other.as_str()) || other.starts_with(one.as_str())))
}

pub fn keys(view: &View, actors: &Actors, keys: &mut Keys) {
    let parties = actors.stand_for(&view.actors);
    let start = view.period().start;
    keys.add(("agreement", &parties, subject(view)));
    keys.add_some(("agreement on", &parties), start.day_of_year());
    if let Some(month) = start.month_of_year() {
        keys.add_time(start.precision() == 4, ("agreement in", &parties, month));
    }
    if !digits(view).is_empty() {
        keys.add(("target", &parties, digits(view)));
    }
    if subject(view).len() > 2 {
        keys.add(("agreement named", content(view.name())));
    }
}

pub fn same(a: &View, b: &View, actors: &Actors) -> Option<Match> {
    let (ours, theirs) = (actors.stand_for(&a.actors), actors.stand_for(&b.actors));
    let shared = ours.intersection(&theirs).count();
    let same_parties = shared >= 2 && (ours.is_subset(&theirs) || theirs.is_subset(&ours));
    let unstated_parties = ours.len() < 2 || theirs.len() < 2;
    let (our_subject, their_subject) = (subject(a), subject(b));
    let fit = a.period().fit(&b.period());
    if fit == Fit::Contradicts || !(same_parties || unstated_parties) {
        return None;
    }
    let is = |kind: &str| a.text("kind") == kind || b.text("kind") == kind;
    let same_kind = a.text("kind") == b.text("kind");
    let alike = likeness(&our_subject, &their_subject);
    if is("target") {
        let other_deadline = !a.text("deadline").is_empty()
            && !b.text("deadline").is_empty()
            && a.text("deadline") != b.text("deadline");
        let same_amount = !digits(a).is_empty() && digits(a) == digits(b);
        return if same_kind && same_amount && same_parties && !other_deadline {
            Match::sure(80, "same parties and the same figure")
        } else {
            None
        };
    }
    if is("partnership") {
        return if same_kind && same_parties && our_subject == their_subject {
            Match::sure(90, "same parties and the same partnership")
        } else {
            None
        };
    }
    if is("commitment") || is("other") {
        return match fit {
            Fit::Same if same_parties && alike >= 0.5 => {
                Match::sure(60 + (alike * 10.0) as u32, "same parties, day and subject")
            }
            _ => None,
        };
    }
    if same_kind && our_subject.len() > 1 && alike >= 0.999 && (same_parties || our_subject.len() > 2) {
        return Match::sure(80, "same instrument by name");
    }
    if same_kind && same_parties && alike >= 0.6 && matches!(fit, Fit::Same | Fit::Possible) {
        return Match::if_alone(60 + (alike * 10.0) as u32, "same parties, instruments alike in name, dates that fit");
    }
    let same_day = fit == Fit::Same && a.period().start.precision() == 4;
    if same_kind && same_parties && same_day && shares_a_root(&our_subject, &their_subject) {
        return Match::if_alone(55, "same parties, kind and day, and a word of the subject in common");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_share_a_root_that_tells_something() {
        for (ours, theirs, share) in [
            ("agreement on a rail link", "railway agreement", true),
            ("agreement on fisheries", "fishing agreement", false),
            ("agreement on trade", "agreement on a railway", false),
            ("deal on visas", "visa agreement", true),
        ] {
            assert_eq!(shares_a_root(&content(ours), &content(theirs)), share, "{ours}, {theirs}");
        }
    }
}
