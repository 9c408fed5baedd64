//! Chains of verbs: `is expected to`, `agreed to`, `has not`, and the verbs that govern them.

use super::phrase::{ItemKind, Phrase};

/// The verb of the same clause before a purpose.
pub(super) fn governor(phrase: &Phrase, start: usize) -> Option<usize> {
    let clause = phrase.clause_start(start);
    (clause..start).rev().find(|at| {
        phrase.is_verb(*at)
            && !phrase.is("preposition", *at)
            && !phrase.is("people", *at)
            // `was to hold talks with X and be received by Y`
            && phrase.word(*at) != "talks"
            && !phrase.is("determiner", at.wrapping_sub(1))
    })
}

pub(super) fn has_finite_verb(phrase: &Phrase, before: usize) -> bool {
    (0..before).any(|at| phrase.is("auxiliary", at) || phrase.is_verb(at) && !phrase.word(at).ends_with("ing"))
}

/// The first item of the chain of verbs that ends at `verb`: `is expected to`, `agreed to`, `has not`.
pub(super) fn chain_start(phrase: &Phrase, verb: usize) -> usize {
    let mut start = spends_time(phrase, verb).unwrap_or(verb);
    while start > 0 {
        let before = start - 1;
        let word = phrase.word(before);
        // `offered in 2008 to host`: words of time stand between.
        let infinitive = || {
            let first = (start..verb).find(|at| !phrase.is_date(*at) && !matches!(phrase.word(*at), "on" | "in"));
            first.is_some_and(|at| phrase.word(at) == "to")
        };
        let governs = infinitive()
            && (phrase.is_verb(before)
                || matches!(
                    word,
                    "due"
                        | "set"
                        | "likely"
                        | "ready"
                        | "close"
                        | "willing"
                        | "like"
                        | "able"
                        | "about"
                        | "poised"
                        | "slated"
                        | "bound"
                        | "invitation"
                        | "plan"
                        | "plans"
                        | "intention"
                        | "readiness"
                        | "willingness"
                        | "refusal"
                        | "opportunity"
                        | "prepared"
                        | "keen"
                        | "eager"
                        | "wants"
                        | "supposed"
                        | "wanted"
                ));
        // `has no plans to visit`
        let none = word == "no" && matches!(phrase.word(start), "plan" | "plans" | "intention" | "date");
        let denies = |at: usize| matches!(phrase.word(at), "denied" | "denies" | "deny");
        // `scrapped plans to visit`
        let gives_up = ["Cancel", "Postpone"].iter().any(|class| phrase.verb(class, before).is_some())
            && matches!(phrase.word(start), "plans" | "plan");
        // `stands ready to host`
        let stands = matches!(word, "stands" | "stand" | "stood") && phrase.word(start) == "ready";
        let links = none
            || stands
            || gives_up
            || phrase.is("auxiliary", before)
            || phrase.is("adverb", before)
            || word == "to"
            || word.ends_with("ly")
            || denies(before) && phrase.word(start) == "having"
            || word == "having" && before.checked_sub(1).is_some_and(denies)
            || matches!(phrase.items[before].kind, ItemKind::Date(_))
            || (matches!(word, "on" | "in") && matches!(phrase.items[start].kind, ItemKind::Date(_)));
        // `invited the minister to visit`: the object stands between the governing verb and `to`.
        let object = phrase.word(start) == "to"
            && phrase.actors(before).is_some()
            && before > 0
            && governing(phrase, before).is_some();
        if object {
            start = governing(phrase, before).unwrap_or(before - 1);
        } else if governs || links {
            start = before;
        } else {
            break;
        }
    }
    start
}

/// The verb whose object at an item is to act: `invited the minister to`, `called on the parties to`.
fn governing(phrase: &Phrase, object: usize) -> Option<usize> {
    let mut verb = object.checked_sub(1)?;
    if phrase.is("determiner", verb) && verb > 0 {
        verb -= 1;
    }
    let is = |at: usize, length: usize| {
        ["Invite", "Request", "Plan"]
            .iter()
            .any(|class| phrase.verb(class, at).is_some_and(|(_, words)| words == length))
    };
    if is(verb, 1) { Some(verb) } else { verb.checked_sub(1).filter(|verb| is(*verb, 2)) }
}

/// `spent two hours yesterday going over …`: the verb of spending before a participle and a stretch of time.
pub(super) fn spends_time(phrase: &Phrase, participle: usize) -> Option<usize> {
    if !phrase.word(participle).ends_with("ing") {
        return None;
    }
    let verb = (participle.saturating_sub(7)..participle).rev().find(|at| phrase.verb("Spend", *at).is_some())?;
    let time = |at: usize| {
        matches!(
            phrase.word(at),
            "hour" | "hours" | "minutes" | "morning" | "afternoon" | "evening" | "day" | "days" | "time"
        ) || phrase.is_date(at)
    };
    let clear =
        (verb + 1..participle).all(|at| !phrase.is_verb(at) && phrase.word(at) != "," && phrase.actors(at).is_none());
    (clear && (verb + 1..participle).any(time)).then_some(verb)
}
