//! Dates that stand beside an event and date something else: what is told aside, said, proposed or told next.

use super::event_dates::{is_event_noun, is_said};
use super::lexicon::Form;
use super::phrase::Phrase;
use super::status::Status;
use crate::extract::dates::{DateExpression, Tense};

/// `During his visit, which ends on Friday, X will meet …`: the day of what the clause speaks of.
pub(super) fn is_in_relative_clause(phrase: &Phrase, date: usize, at: usize) -> bool {
    let opens = (0..date).rev().take(12).find(|word| matches!(phrase.word(*word), "which" | "who" | "where" | "whose"));
    opens.is_some_and(|opens| {
        let inserted = opens > 0 && phrase.word(opens - 1) == ",";
        // `returning a visit which X paid in May`
        let own = opens == at + 1;
        inserted
            && !own
            && !(opens..date).any(|mark| phrase.word(mark) == ",")
            && (date..at).any(|mark| phrase.word(mark) == ",")
    })
}

/// `X, speaking after talks with Y, said that they would sign in July`: the day of what is said.
pub(super) fn is_behind_report(phrase: &Phrase, date: usize, at: usize) -> bool {
    (at + 1..date.saturating_sub(3))
        .any(|verb| is_said(phrase, verb) && phrase.word(verb - 1) == "," && phrase.word(verb + 1) != ",")
}

/// `In her talks with X, Minister Y promised to leave the treaty in 1999`: the day of what was promised.
pub(super) fn is_far_behind_main_verb(phrase: &Phrase, date: usize, at: usize) -> bool {
    let verb = |at: usize| phrase.is("auxiliary", at) || phrase.is_verb(at) || phrase.is_past(at);
    let main = |comma: usize| {
        let subject = phrase.actors(comma + 1).is_some_and(|actors| !actors.possessive);
        phrase.word(comma) == "," && subject && verb(comma + 2)
    };
    phrase.is("preposition", 0) && is_event_noun(phrase, at) && (at + 1..date.saturating_sub(6)).any(main)
}

/// `X, who is on a visit to Peru, met Y on Friday`: the day of the meeting.
pub(super) fn is_behind_inserted_clause(phrase: &Phrase, date: usize, at: usize) -> bool {
    let Some(closes) = (at + 1..date).find(|comma| phrase.word(*comma) == ",") else { return false };
    let start = phrase.clause_start(at);
    let opens = start
        .checked_sub(2)
        .filter(|comma| phrase.word(*comma) == "," && matches!(phrase.word(comma + 1), "who" | "which" | "whose"));
    // `X, on a three-day visit to Peru, met Y on Friday`; `at the end of a visit` is the day of the meeting too.
    let on = || {
        let comma = (start..at).rev().take(8).find(|comma| phrase.word(*comma) == ",")?;
        let first = comma + 1 + usize::from(phrase.is("adverb", comma + 1));
        Some(comma).filter(|_| phrase.is("preposition", first) && phrase.word(first) != "at")
    };
    let mut verb = closes + 1;
    while phrase.is("adverb", verb) {
        verb += 1;
    }
    (phrase.is("auxiliary", verb) || phrase.is_verb(verb) && !phrase.is("preposition", verb))
        && opens.or_else(on).is_some()
}

/// `suggested in April that they meet`, `telephoned X on Thursday, inviting her to visit`: the day on which that was said.
pub(super) fn is_day_of_proposing(phrase: &Phrase, date: usize, at: usize, status: Status) -> bool {
    if date > at || status.tense() != Tense::Future {
        return false;
    }
    let proposes = |verb: usize| {
        let does = |class: &str| phrase.verb(class, verb).is_some();
        does("Request") || does("Pledge") || does("Invite")
    };
    let tells = |verb: usize| match status {
        Status::Proposed => proposes(verb),
        _ => phrase.verb("Invite", verb).is_some(),
    };
    let joint = (date + 1..at).take(2).any(|to| matches!(phrase.word(to), "to" | "that"));
    // `proposed on Sunday a meeting with X`
    let beside = date.saturating_sub(1 + usize::from(phrase.word(date.wrapping_sub(1)) == "on"));
    let beside = status == Status::Proposed && proposes(beside) && !phrase.is_passive(beside, Form::Past);
    // `agreed yesterday to hold talks in May`
    let agrees = |verb: usize| phrase.verb("Agree", verb).is_some() && phrase.is_past(verb);
    // `agreed by telephone on Monday to meet in May`
    let decided = phrase.word(date + 1) == "to" && (date.saturating_sub(4)..date).any(agrees);
    let behind = joint && (date.saturating_sub(3)..date).any(proposes) || beside || decided;
    // `ended talks yesterday with an agreement to meet again`
    let agreement = |at: usize| phrase.word(at) == "agreement" && phrase.word(at + 1) == "to";
    // `met X on Monday and handed him an invitation to visit Peru`
    let invitation = |at: usize| status == Status::Proposed && phrase.word(at) == "invitation";
    behind || (date + 1..at).any(|at| tells(at) || agreement(at) || invitation(at))
}

/// `X, who was expected on Friday, cancelled his trip`: a day that may have passed.
pub(super) fn was_awaited(phrase: &Phrase, at: usize) -> bool {
    let awaits = |verb: usize| {
        let past = matches!(phrase.word(verb.wrapping_sub(1)), "was" | "were");
        past && matches!(phrase.word(verb), "expected" | "due" | "awaited")
    };
    let undone = |verb: usize| ["Cancel", "Postpone"].iter().any(|class| phrase.verb(class, verb).is_some());
    (at.saturating_sub(3)..=at).any(awaits) && (at..phrase.items.len()).any(undone)
}

/// `will fly to Oslo on 8 August and then go to Rome`: the day of what comes first.
pub(super) fn is_before_sequel(phrase: &Phrase, date: usize, at: usize) -> bool {
    let then = (date + 1..at).find(|then| phrase.word(*then) == "then");
    let sequel = then.is_some_and(|then| matches!(phrase.word(then - 1), "and" | "," | "before"));
    sequel && (phrase.clause_start(date)..date).any(|verb| phrase.is_verb(verb) && !phrase.is("preposition", verb))
}

/// `will visit Isfahan before leaving on Tuesday`: the day of what comes next.
pub(super) fn is_of_what_follows(phrase: &Phrase, date: usize, at: usize) -> bool {
    let next = |before: usize| phrase.word(before) == "before" && phrase.word(before + 1).ends_with("ing");
    let before = (at + 1..date.saturating_sub(1)).find(|before| next(*before));
    before.is_some_and(|before| phrase.is_verb(before + 1) && (before..date).all(|mark| phrase.word(mark) != ","))
}

/// The `since`, `anniversary of` or `a day after` that opens what is told aside, if a trigger stands behind it: `since the two
/// countries opened relations`. What is dated before it did not happen then.
pub(super) fn aside_before(phrase: &Phrase, at: usize) -> Option<usize> {
    let clause = (0..at).rev().take(12).take_while(|before| !matches!(phrase.word(*before), "," | ";"));
    // `marked the anniversary of the treaty at a meeting`: the meeting is of today.
    let beside = |word: usize| matches!(phrase.word(word), "at" | "in" | "during" | "with" | "by" | "when" | "on");
    let opens = |joint: &usize| {
        let before = joint.wrapping_sub(1);
        match phrase.word(*joint) {
            "since" => !phrase.is_date(joint + 1) && phrase.word(joint + 1) != "then",
            "of" => (is_counted(phrase, before) || phrase.word(before) == "anniversary") && !(*joint..at).any(beside),
            "after" | "before" => is_counted(phrase, before),
            _ => false,
        }
    };
    clause.into_iter().find(opens)
}

/// `the thirtieth year`, `the 25th anniversary`, `a day`, of what stands behind.
pub(super) fn is_counted(phrase: &Phrase, at: usize) -> bool {
    phrase.date_at(at).is_some_and(|date| matches!(date.expression, DateExpression::Counted(..)))
}
