//! The present tense that speaks of what is to come: `leaves on Saturday`, `will sign it when he comes to Oslo`.

use super::phrase::{ItemKind, Phrase};
use super::status::{self, Status};
use crate::extract::dates::DateExpression;

/// Whether the verb at `verb`, whose chain begins at `start`, stands in the present tense of what is fixed.
pub(super) fn lies_ahead(phrase: &Phrase, start: usize, verb: usize) -> bool {
    let bare = (start..verb).all(|at| phrase.is_date(at) || phrase.is("adverb", at) || phrase.word(at) == "on");
    // `has been in Oslo since Monday`
    let present = bare && phrase.is_present(verb) && !phrase.is_past(verb) && !phrase.is_perfect(verb);
    if present && is_finite(phrase, start) {
        return names_day_to_come(phrase, verb)
            || will_when(phrase, start, verb)
            || goes_where_he_will(phrase, verb)
            || sets_out(phrase, verb);
    }
    is_going(phrase, start, verb) && (names_day_to_come(phrase, verb) || told_with_plans(phrase, verb))
}

/// `will receive Minister X, who is coming to Oslo`: what is told of somebody who is to be met.
fn told_with_plans(phrase: &Phrase, verb: usize) -> bool {
    let who = phrase.clause_start(verb).checked_sub(1).filter(|who| phrase.word(*who) == "who");
    let will = |at: usize| status::of_row(&phrase.row(at..(at + 3).min(phrase.items.len()))) == Status::Planned;
    who.is_some_and(|who| (0..who).any(|at| phrase.is("auxiliary", at) && will(at)))
}

/// Whether a subject stands before the verb.
fn is_finite(phrase: &Phrase, start: usize) -> bool {
    start.checked_sub(1).is_some_and(|before| match phrase.actors(before) {
        Some(actors) => !actors.possessive,
        None => {
            matches!(
                phrase.word(before),
                "and"
                    | ","
                    | ")"
                    | "who"
                    | "which"
                    | "ministers"
                    | "leaders"
                    | "presidents"
                    | "nations"
                    | "countries"
                    | "states"
            )
        }
    })
}

/// A day in the clause that can only be to come, or a weekday.
pub(super) fn names_day_to_come(phrase: &Phrase, verb: usize) -> bool {
    let to_come = |at: usize| phrase.date_at(at).is_some_and(|date| date.expression.can_lie_ahead(phrase.weekday));
    (phrase.clause_start(verb)..phrase.clause_end(verb)).any(to_come)
}

/// `is going to Oslo on 12 October`: verbs of setting out; `is visiting Oslo` goes on.
fn is_going(phrase: &Phrase, start: usize, verb: usize) -> bool {
    let travels = ["TravelTo", "LeaveFor", "ArriveIn"].iter().any(|class| phrase.verb(class, verb).is_some());
    let now = (start..verb).any(|at| matches!(phrase.word(at), "is" | "are"));
    travels && now && phrase.word(verb).ends_with("ing") && (start..verb).all(|at| phrase.word(at) != "been")
}

/// `From Lima he proceeds to Quito`, `flies to Oslo today`: nobody tells in the present tense of who has gone.
fn sets_out(phrase: &Phrase, verb: usize) -> bool {
    let travels = ["TravelTo", "LeaveFor"].iter().any(|class| phrase.verb(class, verb).is_some());
    let clause = phrase.clause_start(verb)..phrase.clause_end(verb);
    let often = ["every", "often", "usually", "always", "yesterday", "last", "year", "never", "when", "if"];
    // `continues to Oslo`: not `continues to grow`.
    let leads = || {
        phrase.word(verb + 1) == "to"
            && phrase.items.get(verb + 2).is_some_and(|item| !matches!(item.kind, ItemKind::Word | ItemKind::Mark))
    };
    let goes_on = || matches!(phrase.word(verb), "continue" | "continues") && !leads();
    travels
        && !goes_on()
        && !matches!(phrase.word(verb), "come" | "comes" | "head" | "heads" | "return")
        && clause.into_iter().all(|at| !often.contains(&phrase.word(at)))
}

/// `It is to be signed when X comes to Oslo`, `before he leaves he is to meet Y`: the clause of what lies ahead.
fn will_when(phrase: &Phrase, start: usize, verb: usize) -> bool {
    let opens = (phrase.clause_start(verb).saturating_sub(1)..start)
        .rev()
        .find(|at| matches!(phrase.word(*at), "when" | "before" | "once" | "until" | "after"));
    let Some(opens) = opens else { return false };
    let subject = (opens + 1..start).all(|at| !phrase.is_verb(at) && !phrase.is("auxiliary", at));
    let will = |at: usize| {
        let main = status::of_row(&phrase.row(at..(at + 3).min(phrase.items.len())));
        matches!(main, Status::Planned | Status::Proposed)
    };
    let main = if opens > 1 {
        (phrase.clause_start(opens - 1)..opens).find(|at| phrase.is("auxiliary", *at))
    } else {
        (verb + 1..phrase.items.len()).find(|at| phrase.is("auxiliary", *at))
    };
    subject && main.is_some_and(will)
}

/// `said that Peru would propose it when the ministers met in May`: the clause of what was to come.
pub(super) fn would_when(phrase: &Phrase, verb: usize) -> bool {
    let start = phrase.clause_start(verb);
    let opens = start.checked_sub(1).filter(|opens| matches!(phrase.word(*opens), "when" | "once"));
    // `said that he would see to it when they met yesterday`
    let past = |at: usize| {
        let day = phrase.date_at(at).map(|date| &date.expression);
        day.is_some_and(|day| matches!(day, DateExpression::Relative(_, units) if *units < 0))
    };
    if (verb + 1..phrase.clause_end(verb)).any(past) {
        return false;
    }
    opens.is_some_and(|opens| {
        let would = (phrase.clause_start(opens.saturating_sub(1))..opens).find(|at| phrase.is("auxiliary", *at));
        would.is_some_and(|would| phrase.word(would) == "would" && phrase.word(would + 1) != "have")
    })
}

/// `continues to Oslo, where he will meet X`
fn goes_where_he_will(phrase: &Phrase, verb: usize) -> bool {
    let travels = ["TravelTo", "LeaveFor", "ArriveIn"].iter().any(|class| phrase.verb(class, verb).is_some());
    let next = (verb + 1..phrase.items.len().min(verb + 8)).find(|at| phrase.word(*at) == "where");
    let will = |at: usize| status::of_row(&phrase.row(at..(at + 3).min(phrase.items.len()))) == Status::Planned;
    travels && next.is_some_and(|next| (next + 1..next + 4).any(|at| phrase.is("auxiliary", at) && will(at)))
}

/// `will attend the assembly and meet X`: the auxiliary before the first of two plain forms of one person's deeds.
pub(super) fn shared_auxiliary(phrase: &Phrase, verb: usize) -> Option<usize> {
    let joined = verb.checked_sub(1).filter(|and| matches!(phrase.word(*and), "and" | "then" | "or"))?;
    let plain = |at: usize| phrase.is_present(at) && !phrase.word(at).ends_with('s');
    let modal = (phrase.clause_start(verb)..joined).rev().find(|at| phrase.is("auxiliary", *at))?;
    let first = (modal + 1..joined).find(|at| phrase.is_verb(*at) && !phrase.is("preposition", *at))?;
    let will = matches!(phrase.word(modal), "will" | "would" | "shall" | "may" | "could" | "might");
    (will && plain(verb) && plain(first) && first <= modal + 3).then_some(modal)
}
