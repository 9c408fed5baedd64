//! What stands before the noun of an event: the preposition, and the verb that governs it.

use super::super::phrase::{ItemKind, Phrase};
use super::super::status::{Status, of_row, of_verb};
use super::super::verb_chain::governor;
use super::EventNoun;

/// `It will be the first visit`
pub(super) fn to_be(noun: &EventNoun<'_>) -> Option<Status> {
    let EventNoun { phrase, first, preposition, .. } = *noun;
    let will = preposition == "be" && first >= 2 && matches!(phrase.word(first - 2), "will" | "would" | "to");
    will.then_some(Status::Planned)
}

/// `Preparations are under way for the visit`, `The date of the visit has been fixed`, `met to prepare a summit`, `Trade will be the main
/// subject of the talks`: it lies ahead.
pub(super) fn prepared(noun: &EventNoun<'_>) -> Option<Status> {
    let EventNoun { phrase, first, preposition, .. } = *noun;
    let clause = noun.clause_before();
    let prepares = [" preparations ", " prepare ", " preparing "].iter().any(|word| clause.contains(word));
    let dates = [
        " date of ",
        " dates of ",
        " date for ",
        " dates for ",
        " preparations for ",
        " programme of ",
        " programme for ",
    ];
    let near = phrase.row(first.saturating_sub(2)..first);
    if preposition == "for" && prepares || dates.iter().any(|words| near.contains(words)) {
        return Some(Status::Planned);
    }
    // `is planning a tour of Asia, with stops in Hanoi and Seoul`
    if preposition == "with" && matches!(phrase.word(noun.noun), "stop" | "stops" | "stopovers") {
        return Some(of_row(&clause));
    }
    // `met to prepare a summit in May`
    if (first.saturating_sub(3)..first).any(|verb| matches!(phrase.word(verb), "prepare" | "preparing")) {
        return Some(Status::Planned);
    }
    let to_be = [" will be ", " is to be ", " are to be ", " is expected to "];
    let about = |noun: usize| {
        matches!(phrase.word(noun), "subject" | "topic" | "theme" | "focus" | "agenda" | "object" | "aim" | "purpose")
    };
    let subject = preposition == "of"
        && first.checked_sub(2).is_some_and(about)
        && to_be.iter().any(|words| phrase.row(0..first).contains(words));
    subject.then_some(Status::Planned)
}

/// `flies to Oslo on Friday for a visit of two days and talks with X`, `is on his way to Oslo for talks`
pub(super) fn joined_or_on_the_way(noun: &EventNoun<'_>) -> Option<Status> {
    let EventNoun { phrase, start, first, preposition, .. } = *noun;
    let visit = |other: usize| {
        phrase.noun("visit", other).is_some() && !(other..first).any(|verb| phrase.is("auxiliary", verb))
    };
    let joined = preposition == "and" && (phrase.clause_start(start)..first).any(visit);
    if joined && governor(phrase, first).is_some_and(|verb| of_verb(phrase, verb) == Status::Planned) {
        return Some(Status::Planned);
    }
    let way = [" way to ", " bound for ", " route to ", " off to "];
    let leads = || {
        let clause = noun.clause_before();
        way.iter().any(|words| clause.contains(words))
    };
    (preposition == "for" && leads()).then_some(Status::Planned)
}

/// `There are no plans for a visit`, `put his trip to Oslo on hold`
pub(super) fn negated_or_on_hold(noun: &EventNoun<'_>) -> Option<Status> {
    let EventNoun { phrase, noun: at, first, .. } = *noun;
    let before = phrase.row(first.saturating_sub(4)..first);
    if [" no plan for ", " no plans for ", " no question of "].iter().any(|words| before.contains(words)) {
        return Some(Status::Denied);
    }
    let behind = phrase.row(at + 1..phrase.clause_end(at));
    [" on hold ", " on ice "].iter().any(|words| behind.contains(words)).then_some(Status::Postponed)
}

/// `is looking forward to the visit`, `There is talk of a visit`, `ahead of the summit`
pub(super) fn looked_forward_to(noun: &EventNoun<'_>) -> Option<Status> {
    let EventNoun { phrase, start, first, .. } = *noun;
    match phrase.row(first.saturating_sub(2)..first).as_str() {
        " forward to " => return Some(Status::Planned),
        " talk of " => return Some(Status::Proposed),
        _ => {}
    }
    let before = phrase.row(start.saturating_sub(3)..start);
    [" ahead of ", " eve of "].iter().any(|words| before.contains(words)).then_some(Status::Planned)
}

/// `arrived before the talks`, `invited the President to the summit`, `no nearer to a conference`
pub(super) fn to_or_before(noun: &EventNoun<'_>) -> Option<Status> {
    let EventNoun { phrase, start, preposition, .. } = *noun;
    // `arrived before the talks`: they came after, and the report after them; `will arrive before the talks`.
    if preposition == "before" {
        return Some(governor(phrase, start).map_or(Status::Held, |verb| of_verb(phrase, verb)));
    }
    if preposition != "to" {
        return None;
    }
    // `invited the President to the summit`: it is held in any case.
    if (phrase.clause_start(start)..start).any(|verb| phrase.verb("Invite", verb).is_some()) {
        let talks = matches!(phrase.noun("meeting", noun.noun), Some("talks" | "courtesy_call"));
        return Some(if talks { Status::Proposed } else { Status::Planned });
    }
    // `no nearer to a conference`
    let row = phrase.row(0..start);
    [" no nearer ", " no closer "].iter().any(|far| row.contains(far)).then_some(Status::Denied)
}

/// `asked for a meeting`, `suggested to X a meeting`, `called for an early resumption of talks`; what is agreed upon lies ahead.
pub(super) fn asked_for(noun: &EventNoun<'_>) -> Option<Status> {
    let EventNoun { phrase, start, first, preposition, .. } = *noun;
    // `called for an early resumption of talks`, `agreed on the opening of negotiations`
    if preposition == "of"
        && let Some(begins) = first.checked_sub(2).filter(|begins| is_beginning(phrase.word(*begins)))
        && let Some(verb) = governor(phrase, begins)
    {
        if phrase.verb("Request", verb).is_some() {
            return Some(Status::Proposed);
        }
        if ["Agree", "AgreeOn"].iter().any(|class| phrase.verb(class, verb).is_some()) {
            return Some(Status::Planned);
        }
    }
    let requests = |at: usize| phrase.verb("Request", at).is_some();
    let occasion = matches!(preposition, "during" | "at" | "after" | "following" | "in" | "since");
    let asks = !occasion && (start.saturating_sub(2)..start).any(requests);
    // `suggested to X a meeting`
    let to_whom = start
        .checked_sub(3)
        .is_some_and(|at| requests(at) && phrase.word(at + 1) == "to" && phrase.actors(at + 2).is_some());
    // `proposed on Monday a meeting`
    let day = first.checked_sub(1).filter(|day| phrase.is_date(*day));
    let then = day
        .is_some_and(|day| requests(day.saturating_sub(1 + usize::from(phrase.word(day.saturating_sub(1)) == "on"))));
    (asks || to_whom || then).then_some(Status::Proposed)
}

/// What the verb says that the preposition goes with: `will represent X at the summit`, `is due in Oslo for talks`.
pub(super) fn of_governor(noun: &EventNoun<'_>) -> Option<Status> {
    let EventNoun { phrase, start, preposition, .. } = *noun;
    let governor = governor(phrase, start);
    let clause = phrase.clause_start(start);
    if matches!(preposition, "at" | "during") && governor.is_none() {
        // `will represent X at the summit`: whatever the verb says.
        let auxiliary = (clause..start).rev().find(|at| phrase.is("auxiliary", *at));
        if let Some(auxiliary) = auxiliary.filter(|at| matches!(phrase.word(*at), "will" | "would" | "shall")) {
            return Some(of_row(&phrase.row(auxiliary..auxiliary + 2)));
        }
    }
    // `is due in Oslo on Monday for talks`, `on a working visit`
    let due = |at: usize| matches!(phrase.word(at), "due" | "expected") && phrase.is("be", at.wrapping_sub(1));
    if matches!(preposition, "for" | "on") && (clause..start).rev().take(12).any(due) {
        return Some(Status::Planned);
    }
    if let Some(verb) = governor
        && let Some(status) = of_verb_before(phrase, verb, noun)
    {
        return Some(status);
    }
    matches!(preposition, "during" | "at" | "after" | "following" | "since").then_some(Status::Held)
}

fn of_verb_before(phrase: &Phrase, verb: usize, noun: &EventNoun<'_>) -> Option<Status> {
    match noun.preposition {
        // `will leave for Oslo at the head of the delegation to the summit`
        "to" => {
            let travels = ["TravelTo", "LeaveFor"].iter().any(|class| phrase.verb(class, verb).is_some());
            let goal = |place: usize| matches!(phrase.items[place].kind, ItemKind::Place(_) | ItemKind::Actors(_));
            let planned = travels && (verb + 1..noun.first).any(goal) && of_verb(phrase, verb) == Status::Planned;
            planned.then_some(Status::Planned)
        }
        "for" if matches!(phrase.word(verb), "expected" | "due") && phrase.is("be", verb - 1) => Some(Status::Planned),
        "for" => Some(of_verb(phrase, verb)),
        "at" | "during" => Some(of_verb(phrase, verb)).filter(|status| *status == Status::Planned),
        _ => None,
    }
}

/// `the resumption of talks`, `the holding of a conference`: the noun of its beginning.
fn is_beginning(word: &str) -> bool {
    matches!(
        word,
        "resumption" | "start" | "opening" | "beginning" | "holding" | "convening" | "continuation" | "organisation"
    )
}
