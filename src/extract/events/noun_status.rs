//! Held, planned, put off: what the words around a noun say of the event that it names.

use super::after_noun::AfterNoun;
use super::phrase::{ItemKind, Phrase};
use super::present;
use super::status::{Status, is_denied_report, of_row, of_verb};
use super::verb_chain::governor;

/// `A dinner that X was to give for Y in Oslo did not take place`: what the end of a sentence says of the noun that opens
/// it, where that came to nothing. `from` is an item behind the noun.
pub fn at_end(phrase: &Phrase, start: usize, from: usize) -> Option<Status> {
    let end = (from..phrase.items.len())
        .find(|at| matches!(phrase.word(*at), "and" | "but" | ";" | "because" | "after" | "as" | "since" | "said"))
        .unwrap_or(phrase.items.len());
    let last = (from..end).rev().find(|at| phrase.is("auxiliary", *at) && !phrase.is("auxiliary", at.wrapping_sub(1)));
    let fate = last.map(|verb| of_row(&phrase.row(verb..end.min(verb + 6))));
    fate.filter(|fate| start <= 1 && matches!(fate, Status::Cancelled | Status::Postponed))
}

/// The status of an event named by a noun: its own modifiers, the verb that governs it, the verb that it governs.
pub fn of_noun(phrase: &Phrase, start: usize, noun: usize, light: Option<usize>) -> Status {
    let after = AfterNoun::of(phrase, noun);
    // `Her first trip was to Brazil`: no verb is to come.
    let whither = |verb: &usize| {
        let to = phrase.word(verb + 1) == "to" && phrase.is("be", *verb);
        to && !matches!(phrase.items.get(verb + 2).map(|item| &item.kind), Some(ItemKind::Word))
    };
    // `ended without a result`: it took place.
    let ended = |verb: &usize| matches!(phrase.word(*verb), "ended" | "ends" | "closed" | "closes" | "concluded");
    let auxiliary = after.predicate.filter(|verb| !whither(verb) && !ended(verb) && !after.goes_on(phrase));
    let planned = after.is_planned(phrase);
    let fate = auxiliary
        .map(|auxiliary| phrase.row(auxiliary..(auxiliary + 5).min(phrase.items.len())))
        .filter(|row| ![" earlier ", " previously ", " already "].iter().any(|word| row.contains(word)))
        .map(|row| of_row(&row));
    // `had been due on Saturday but was called off`
    let undone = auxiliary.and_then(|auxiliary| {
        let end = phrase.items.len().min(auxiliary + 12);
        let next = (auxiliary + 1..end).find(|at| phrase.word(*at) == "but" && phrase.is("auxiliary", at + 1))?;
        Some(of_row(&phrase.row(next..(next + 5).min(phrase.items.len()))))
    });
    let fate = undone.filter(|fate| matches!(fate, Status::Cancelled | Status::Postponed)).or(fate);
    let fate = fate.or_else(|| at_end(phrase, start, noun + 1));
    // `The visit is off.`
    let off = auxiliary.is_some_and(|be| {
        phrase.is("be", be)
            && phrase.word(be + 1) == "off"
            && matches!(phrase.word(be + 2), "" | "." | "," | "because" | "for")
    });
    let fate = if off { Some(Status::Cancelled) } else { fate };
    // `denied that the visit, due on Monday, had been called off`
    if light.is_none() && is_denied_report(phrase, start) && matches!(fate, Some(Status::Cancelled | Status::Postponed))
    {
        return Status::Planned;
    }
    if light.is_none()
        && let Some(fate @ (Status::Cancelled | Status::Postponed)) = fate
    {
        return fate;
    }
    if light.is_none() && planned {
        let undone = after.predicate.is_some_and(|verb| matches!(phrase.word(verb), "was" | "were" | "did"));
        return match after.predicate.map(|verb| of_row(&phrase.row(verb..(verb + 5).min(phrase.items.len())))) {
            // `planned for May, did not come about`, `planned for May, has not been confirmed`
            Some(Status::Denied) if undone => Status::Cancelled,
            Some(Status::Held) if after.takes_place(phrase) => Status::Held,
            _ => Status::Planned,
        };
    }
    // `scrapped a planned visit`
    let dropped = light.and_then(|verb| match () {
        () if phrase.verb("Cancel", verb).is_some() => Some(Status::Cancelled),
        () if phrase.verb("Postpone", verb).is_some() => Some(Status::Postponed),
        () => None,
    });
    if let Some(dropped) = dropped {
        return dropped;
    }
    // `talks fell through`, `a meeting failed to take place`: without an auxiliary.
    if light.is_none() && auxiliary.is_none() {
        let row = phrase.row(noun + 1..phrase.clause_end(noun).min(noun + 16));
        let undone = [" failed to take place ", " failed to materialise ", " failed to materialize ", " fell through "];
        if undone.iter().any(|words| row.contains(words)) {
            return Status::Cancelled;
        }
    }
    // `proposed holding the next round of talks`
    let asked = light.filter(|verb| phrase.word(*verb).ends_with("ing")).and_then(|verb| verb.checked_sub(1));
    if asked.is_some_and(|verb| phrase.verb("Request", verb).is_some()) {
        return Status::Proposed;
    }
    let row = phrase.row(start..noun);
    // `whose ministers hold their next summit in May`
    let present = |verb: usize| phrase.is_present(verb) && !phrase.is_past(verb);
    let next = row.contains(" next ") && light.is_some_and(present);
    let modifiers = if row.contains(" coming ") || next { Status::Planned } else { of_row(&row) };
    if matches!(modifiers, Status::Cancelled | Status::Postponed | Status::Planned | Status::Proposed) {
        return modifiers;
    }
    // `begins a visit that includes a meeting with X`
    let includes = (start.saturating_sub(2)..noun).any(|verb| matches!(phrase.word(verb), "includes" | "include"));
    if includes {
        return Status::Planned;
    }
    if let Some(verb) = light {
        if phrase.verb("Refuse", verb).is_some() {
            return Status::Denied;
        }
        // `is considering a visit`
        if phrase.verb("Consider", verb).is_some() {
            return Status::Proposed;
        }
        // `He has talks with X on Friday`
        let has = matches!(phrase.word(verb), "has" | "have") && !phrase.is("auxiliary", verb + 1) && phrase.narrates;
        if has && present::names_day_to_come(phrase, verb) {
            return Status::Planned;
        }
        return of_verb(phrase, verb);
    }
    // `at the 14th ASEAN summit`
    let mut first = start;
    while first > 0 && phrase.word(first - 1).starts_with(|c: char| c.is_ascii_digit()) {
        first -= 1;
    }
    first -= usize::from(first > 0 && phrase.is("determiner", first - 1));
    let preposition = first.checked_sub(1).map_or("", |before| phrase.word(before));
    // `It will be the first visit`
    if preposition == "be" && first >= 2 && matches!(phrase.word(first - 2), "will" | "would" | "to") {
        return Status::Planned;
    }
    // `Preparations are under way for the visit`, `The date of the visit has been fixed for May`
    let clause = phrase.row(phrase.clause_start(start)..first);
    let prepares = [" preparations ", " prepare ", " preparing "].iter().any(|word| clause.contains(word));
    let prepared = preposition == "for" && prepares;
    let dates = [" date of ", " dates of ", " date for ", " dates for ", " preparations for "];
    if prepared || dates.iter().any(|words| phrase.row(first.saturating_sub(2)..first).contains(words)) {
        return Status::Planned;
    }
    // `is planning a tour of Asia, with stops in Hanoi and Seoul`
    if preposition == "with" && matches!(phrase.word(noun), "stop" | "stops" | "stopovers") {
        return of_row(&phrase.row(phrase.clause_start(start)..first));
    }
    // `met to prepare a summit in May`
    let to_prepare = (first.saturating_sub(3)..first).any(|verb| matches!(phrase.word(verb), "prepare" | "preparing"));
    if to_prepare && light.is_none() {
        return Status::Planned;
    }
    // `Trade will be the main subject of the talks`
    let to_be = [" will be ", " is to be ", " are to be ", " is expected to "];
    let about = |noun: usize| {
        matches!(phrase.word(noun), "subject" | "topic" | "theme" | "focus" | "agenda" | "object" | "aim" | "purpose")
    };
    if preposition == "of"
        && first.checked_sub(2).is_some_and(about)
        && to_be.iter().any(|words| phrase.row(0..first).contains(words))
    {
        return Status::Planned;
    }
    // `A three-day visit begins on Friday`: the present tense of what is fixed.
    let begins = after.predicate.filter(|verb| {
        phrase.narrates && matches!(phrase.word(*verb), "begins" | "starts" | "opens") && light.is_none()
    });
    if begins.is_some_and(|verb| present::names_day_to_come(phrase, verb)) {
        return Status::Planned;
    }
    // `flies to Oslo on Friday for a visit of two days and talks with X`
    let joined = preposition == "and"
        && (phrase.clause_start(start)..first).any(|other| {
            phrase.noun("visit", other).is_some() && !(other..first).any(|verb| phrase.is("auxiliary", verb))
        });
    if joined && governor(phrase, first).is_some_and(|verb| of_verb(phrase, verb) == Status::Planned) {
        return Status::Planned;
    }
    // `is on his way to Oslo for talks`
    let way = [" way to ", " bound for ", " route to "];
    if preposition == "for" && way.iter().any(|words| clause.contains(words)) {
        return Status::Planned;
    }
    // `There are no plans for a visit`
    let none = [" no plan for ", " no plans for ", " no question of "];
    if none.iter().any(|words| phrase.row(first.saturating_sub(4)..first).contains(words)) {
        return Status::Denied;
    }
    // `put his trip to Oslo on hold`
    if [" on hold ", " on ice "].iter().any(|words| phrase.row(noun + 1..phrase.clause_end(noun)).contains(words)) {
        return Status::Postponed;
    }
    // `is looking forward to the visit`, `There is talk of a visit`
    match phrase.row(first.saturating_sub(2)..first).as_str() {
        " forward to " => return Status::Planned,
        " talk of " => return Status::Proposed,
        _ => {}
    }
    if [" ahead of ", " eve of "].iter().any(|words| phrase.row(start.saturating_sub(3)..start).contains(words)) {
        return Status::Planned;
    }
    // `arrived before the talks`: they came after, and the report after them; `will arrive before the talks`.
    if preposition == "before" {
        return governor(phrase, start).map_or(Status::Held, |verb| of_verb(phrase, verb));
    }
    // `invited the President to the summit`: it is held in any case.
    if preposition == "to" && (phrase.clause_start(start)..start).any(|verb| phrase.verb("Invite", verb).is_some()) {
        let talks = matches!(phrase.noun("meeting", noun), Some("talks" | "courtesy_call"));
        return if talks { Status::Proposed } else { Status::Planned };
    }
    // `no nearer to a conference`
    if preposition == "to" && [" no nearer ", " no closer "].iter().any(|far| phrase.row(0..start).contains(far)) {
        return Status::Denied;
    }
    // `Visit of the president to Oslo postponed`: a title leaves the auxiliary out.
    if light.is_none() && auxiliary.is_none() && !phrase.narrates {
        let fate = phrase.row(noun + 1..phrase.clause_end(noun));
        let undone = (noun + 1..phrase.items.len())
            .any(|verb| ["Cancel", "Postpone"].iter().any(|class| phrase.verb(class, verb).is_some()));
        let clear = (noun + 1..phrase.items.len()).all(|verb| !phrase.is("auxiliary", verb));
        if let status @ (Status::Cancelled | Status::Postponed) = of_row(&fate)
            && undone
            && clear
        {
            return status;
        }
    }
    // `called for an early resumption of talks`, `agreed on the opening of negotiations`
    if preposition == "of"
        && let Some(begins) = first.checked_sub(2).filter(|begins| is_beginning(phrase.word(*begins)))
        && let Some(verb) = governor(phrase, begins)
    {
        match () {
            () if phrase.verb("Request", verb).is_some() => return Status::Proposed,
            () if ["Agree", "AgreeOn"].iter().any(|class| phrase.verb(class, verb).is_some()) => {
                return Status::Planned;
            }
            () => {}
        }
    }
    // `asked for a meeting`, `proposed talks`
    // `suggested to X a meeting`
    let asks = !matches!(preposition, "during" | "at" | "after" | "following" | "in" | "since")
        && (start.saturating_sub(2)..start).any(|at| phrase.verb("Request", at).is_some());
    let to_whom = start.checked_sub(3).is_some_and(|at| {
        phrase.verb("Request", at).is_some() && phrase.word(at + 1) == "to" && phrase.actors(at + 2).is_some()
    });
    // `proposed on Monday a meeting`
    let day = first.checked_sub(1).filter(|day| phrase.is_date(*day));
    let asked_then = day.is_some_and(|day| {
        let verb = day.saturating_sub(1 + usize::from(phrase.word(day.saturating_sub(1)) == "on"));
        phrase.verb("Request", verb).is_some()
    });
    if asks || to_whom || asked_then {
        return Status::Proposed;
    }
    if matches!(preposition, "at" | "during") && governor(phrase, start).is_none() {
        // `will represent X at the summit`: whatever the verb says.
        let auxiliary = (phrase.clause_start(start)..start).rev().find(|at| phrase.is("auxiliary", *at));
        if let Some(auxiliary) = auxiliary.filter(|at| matches!(phrase.word(*at), "will" | "would" | "shall")) {
            return of_row(&phrase.row(auxiliary..auxiliary + 2));
        }
    }
    // `is due in Oslo on Monday for talks`, `on a working visit`
    let due = |at: usize| matches!(phrase.word(at), "due" | "expected") && phrase.is("be", at.wrapping_sub(1));
    if matches!(preposition, "for" | "on") && (phrase.clause_start(start)..start).rev().take(12).any(due) {
        return Status::Planned;
    }
    // `will leave for Oslo at the head of the delegation to the summit`
    if preposition == "to"
        && let Some(verb) = governor(phrase, start)
        && ["TravelTo", "LeaveFor"].iter().any(|class| phrase.verb(class, verb).is_some())
        && (verb + 1..first).any(|place| matches!(phrase.items[place].kind, ItemKind::Place(_) | ItemKind::Actors(_)))
        && of_verb(phrase, verb) == Status::Planned
    {
        return Status::Planned;
    }
    if matches!(preposition, "for" | "at" | "during")
        && let Some(verb) = governor(phrase, start)
    {
        if preposition == "for" && matches!(phrase.word(verb), "expected" | "due") && phrase.is("be", verb - 1) {
            return Status::Planned;
        }
        let status = of_verb(phrase, verb);
        if status == Status::Planned || preposition == "for" {
            return status;
        }
    }
    if matches!(preposition, "during" | "at" | "after" | "following" | "since") {
        return Status::Held;
    }
    // `The talks in Rome will be held …`, `a visit to Oslo has been postponed`.
    match auxiliary {
        Some(auxiliary)
            if (noun + 1..auxiliary).all(|at| {
                let noun = phrase.is("preposition", at) || phrase.noun("instrument", at).is_some();
                !phrase.is_verb(at) || noun || after.describes(at)
            }) =>
        {
            of_row(&phrase.row(auxiliary..(auxiliary + 5).min(phrase.items.len())))
        }
        _ => Status::Held,
    }
}

/// `the resumption of talks`, `the holding of a conference`: the noun of its beginning.
fn is_beginning(word: &str) -> bool {
    matches!(
        word,
        "resumption" | "start" | "opening" | "beginning" | "holding" | "convening" | "continuation" | "organisation"
    )
}
