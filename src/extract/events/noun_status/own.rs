//! What the noun of an event says itself: the words that describe it, its own verb, and what becomes of it behind it.

use super::super::phrase::Phrase;
use super::super::present;
use super::super::status::{Status, is_denied_report, of_row, of_verb};
use super::{EventNoun, at_end};

/// `The visit has been called off`, `was due on Saturday but was put off`, `The visit is off.`
pub(super) fn undone_behind(noun: &EventNoun<'_>) -> Option<Status> {
    let phrase = noun.phrase;
    if noun.verb.is_some() {
        return None;
    }
    let fate = fate_behind(noun).filter(|fate| matches!(fate, Status::Cancelled | Status::Postponed))?;
    // `denied that the visit, due on Monday, had been called off`
    Some(if is_denied_report(phrase, noun.start) { Status::Planned } else { fate })
}

fn fate_behind(noun: &EventNoun<'_>) -> Option<Status> {
    let EventNoun { phrase, auxiliary, .. } = *noun;
    // `The visit is off.`
    let off = auxiliary.is_some_and(|be| {
        phrase.is("be", be)
            && phrase.word(be + 1) == "off"
            && matches!(phrase.word(be + 2), "" | "." | "," | "because" | "for")
    });
    if off {
        return Some(Status::Cancelled);
    }
    // `had been due on Saturday but was called off`
    let undone = auxiliary.and_then(|auxiliary| {
        let end = phrase.items.len().min(auxiliary + 12);
        let next = (auxiliary + 1..end).find(|at| phrase.word(*at) == "but" && phrase.is("auxiliary", at + 1))?;
        Some(noun.fate(next)).filter(|fate| matches!(fate, Status::Cancelled | Status::Postponed))
    });
    let told = || {
        let row = phrase.row(auxiliary?..(auxiliary? + 5).min(phrase.items.len()));
        let before = [" earlier ", " previously ", " already "].iter().any(|word| row.contains(word));
        (!before).then(|| of_row(&row))
    };
    undone.or_else(told).or_else(|| at_end(phrase, noun.start, noun.noun + 1))
}

/// `planned for May`, `due on Friday` behind the noun, unless its verb says that it took place or came to nothing.
pub(super) fn planned_behind(noun: &EventNoun<'_>) -> Option<Status> {
    let phrase = noun.phrase;
    if noun.verb.is_some() || !noun.after.is_planned(phrase) {
        return None;
    }
    let predicate = noun.after.predicate;
    let undone = predicate.is_some_and(|verb| matches!(phrase.word(verb), "was" | "were" | "did"));
    Some(match predicate.map(|verb| noun.fate(verb)) {
        // `planned for May, did not come about`, `planned for May, has not been confirmed`
        Some(Status::Denied) if undone => Status::Cancelled,
        Some(Status::Held) if noun.after.takes_place(phrase) => Status::Held,
        _ => Status::Planned,
    })
}

/// `scrapped a planned visit`
pub(super) fn undone_by_verb(noun: &EventNoun<'_>) -> Option<Status> {
    let verb = noun.verb?;
    match () {
        () if noun.phrase.verb("Cancel", verb).is_some() => Some(Status::Cancelled),
        () if noun.phrase.verb("Postpone", verb).is_some() => Some(Status::Postponed),
        () => None,
    }
}

/// `talks fell through`, `a meeting failed to take place`: without an auxiliary.
pub(super) fn fell_through(noun: &EventNoun<'_>) -> Option<Status> {
    const UNDONE: [&str; 4] =
        [" failed to take place ", " failed to materialise ", " failed to materialize ", " fell through "];
    let EventNoun { phrase, noun: at, .. } = *noun;
    if noun.verb.is_some() || noun.auxiliary.is_some() {
        return None;
    }
    let row = phrase.row(at + 1..phrase.clause_end(at).min(at + 16));
    UNDONE.iter().any(|words| row.contains(words)).then_some(Status::Cancelled)
}

/// `proposed holding the next round of talks`
pub(super) fn asked_to_be_held(noun: &EventNoun<'_>) -> Option<Status> {
    let asked = noun.verb.filter(|verb| noun.phrase.word(*verb).ends_with("ing"))?.checked_sub(1)?;
    noun.phrase.verb("Request", asked).map(|_| Status::Proposed)
}

/// `a planned visit`, `their next summit` with a verb in the present tense.
pub(super) fn modifiers(noun: &EventNoun<'_>) -> Option<Status> {
    let phrase = noun.phrase;
    let row = phrase.row(noun.start..noun.noun);
    // `whose ministers hold their next summit in May`
    let present = |verb: usize| phrase.is_present(verb) && !phrase.is_past(verb);
    let next = row.contains(" next ") && noun.verb.is_some_and(present);
    let status = if row.contains(" coming ") || next { Status::Planned } else { of_row(&row) };
    matches!(status, Status::Cancelled | Status::Postponed | Status::Planned | Status::Proposed).then_some(status)
}

/// `begins a visit that includes a meeting with X`
pub(super) fn included(noun: &EventNoun<'_>) -> Option<Status> {
    let includes = |verb: usize| matches!(noun.phrase.word(verb), "includes" | "include");
    (noun.start.saturating_sub(2)..noun.noun).any(includes).then_some(Status::Planned)
}

/// The verb that has the noun as its object says it.
pub(super) fn of_its_verb(noun: &EventNoun<'_>) -> Option<Status> {
    let phrase = noun.phrase;
    let verb = noun.verb?;
    if phrase.verb("Refuse", verb).is_some() {
        return Some(Status::Denied);
    }
    // `is considering a visit`
    if phrase.verb("Consider", verb).is_some() {
        return Some(Status::Proposed);
    }
    // `He has talks with X on Friday`
    let has = matches!(phrase.word(verb), "has" | "have") && !phrase.is("auxiliary", verb + 1) && phrase.narrates;
    if has && present::names_day_to_come(phrase, verb) {
        return Some(Status::Planned);
    }
    Some(of_verb(phrase, verb))
}

/// `A three-day visit begins on Friday`, `talks with X open in May`: the present tense of what is fixed.
pub(super) fn begins(noun: &EventNoun<'_>) -> Option<Status> {
    let phrase = noun.phrase;
    let EventNoun { noun: at, .. } = *noun;
    let several = |verb: &usize| matches!(phrase.word(*verb), "begin" | "start" | "open" | "resume" | "reopen");
    let dated = (at..phrase.clause_end(at)).any(|day| phrase.is_date(day));
    if phrase.narrates
        && phrase.word(at).ends_with('s')
        && dated
        && noun.after.predicate.is_some_and(|verb| several(&verb))
    {
        return Some(Status::Planned);
    }
    let begins =
        |verb: &usize| phrase.narrates && matches!(phrase.word(*verb), "begins" | "starts" | "opens" | "resumes");
    let verb = noun.after.predicate.filter(begins)?;
    present::names_day_to_come(phrase, verb).then_some(Status::Planned)
}

/// `Visit of the president to Oslo postponed`: a title leaves the auxiliary out.
pub(super) fn title_without_auxiliary(noun: &EventNoun<'_>) -> Option<Status> {
    let EventNoun { phrase, noun: at, .. } = *noun;
    if noun.auxiliary.is_some() || phrase.narrates {
        return None;
    }
    let fate = of_row(&phrase.row(at + 1..phrase.clause_end(at)));
    let undoes = |verb: usize| ["Cancel", "Postpone"].iter().any(|class| phrase.verb(class, verb).is_some());
    let mut behind = at + 1..phrase.items.len();
    let clear = behind.clone().all(|verb| !phrase.is("auxiliary", verb));
    let undone = matches!(fate, Status::Cancelled | Status::Postponed) && clear && behind.any(undoes);
    undone.then_some(fate)
}

/// `The talks in Rome will be held …`, `a visit to Oslo has been postponed`: what the auxiliary behind says, where no other verb stands
/// between.
pub(super) fn of_predicate(noun: &EventNoun<'_>) -> Status {
    let free = |phrase: &Phrase, at: usize| {
        let other = phrase.is("preposition", at) || phrase.noun("instrument", at).is_some();
        !phrase.is_verb(at) || other || noun.after.describes(at)
    };
    match noun.auxiliary {
        Some(auxiliary) if (noun.noun + 1..auxiliary).all(|at| free(noun.phrase, at)) => noun.fate(auxiliary),
        _ => Status::Held,
    }
}
