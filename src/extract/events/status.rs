//! Held, planned, proposed, postponed, cancelled: what the words around a trigger say about whether it happened.

use super::after_noun::AfterNoun;
use super::phrase::{ItemKind, Phrase};
use super::present;
pub use super::status_words::of_row;
use super::verb_chain::{chain_start, governor, has_finite_verb};
use crate::extract::dates::Tense;

/// Whether something took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It took place or goes on.
    Held,
    /// It is to take place.
    Planned,
    /// Somebody wishes that it take place.
    Proposed,
    /// It was put off.
    Postponed,
    /// It was called off.
    Cancelled,
    /// It is denied: no such thing took place.
    Denied,
}

impl Status {
    /// The word of the schema for meetings and visits.
    pub fn of_event(self) -> &'static str {
        match self {
            Status::Held => "held",
            Status::Planned => "planned",
            Status::Proposed => "proposed",
            Status::Postponed => "postponed",
            Status::Cancelled | Status::Denied => "cancelled",
        }
    }

    /// The word of the schema for agreements.
    pub fn of_agreement(self) -> &'static str {
        match self {
            Status::Held => "reached",
            Status::Planned | Status::Postponed => "planned",
            Status::Proposed => "proposed",
            Status::Cancelled | Status::Denied => "failed",
        }
    }

    /// The tense in which dates near the trigger are to be understood.
    pub fn tense(self) -> Tense {
        match self {
            Status::Held | Status::Denied => Tense::Past,
            _ => Tense::Future,
        }
    }
}

/// The status of a verb: its auxiliaries and the verbs that govern it.
pub fn of_verb(phrase: &Phrase, verb: usize) -> Status {
    let chain = chain_start(phrase, verb);
    let start =
        (chain..verb).find(|at| !phrase.is_date(*at) && !matches!(phrase.word(*at), "on" | "in")).unwrap_or(verb);
    let own = phrase.word(verb);
    let before_own = row_without_dates(phrase, start..verb);
    let mut status = of_row(&before_own);
    // `was the first minister to visit Peru`: that happened.
    let ranked = |at: usize| matches!(phrase.word(at), "first" | "last" | "only" | "latest" | "second" | "third");
    if phrase.word(start) == "to"
        && let Some(be) = (start.saturating_sub(8)..start).find(|at| phrase.is("be", *at))
        && (be + 1..start.min(be + 4)).any(ranked)
    {
        return of_row(&phrase.row(be.saturating_sub(2)..be + 1));
    }
    if is_counterfactual(phrase, verb) && status == Status::Planned {
        return Status::Cancelled;
    }
    // `expressed hope that X would visit`: nobody decided it.
    let hoped = |at: usize| matches!(phrase.word(at), "hope" | "hoped" | "hopes" | "wish" | "wished" | "desire");
    let wished = phrase.word(start) == "to" && start.checked_sub(1).is_some_and(hoped);
    if wished || status == Status::Planned && (phrase.clause_start(verb)..start).any(hoped) {
        return Status::Proposed;
    }
    // `was to hold talks with X and be received by Y`
    let joined = phrase.word(start) == "be" && start > 1 && matches!(phrase.word(start - 1), "and" | "or" | "then");
    if status == Status::Held
        && joined
        && let Some(governor) = governor(phrase, start - 1)
    {
        return of_verb(phrase, governor);
    }
    let decided = (start..verb).any(|at| phrase.verb("Agree", at).is_some());
    if status == Status::Held && decided {
        status = Status::Planned;
    }
    // `will travel to X to attend …`: the purpose shares the fate of the journey.
    if status == Status::Held
        && phrase.word(start) == "to"
        && let Some(governor) = governor(phrase, start)
    {
        status = of_verb(phrase, governor);
    }
    // `invited the premier of Peru, X, to pay a visit`, `was invited by X to come`
    let invites = |at: usize| phrase.verb("Invite", at).is_some() && phrase.word(at) != "inviting";
    let invited = (phrase.clause_start(start)..start).rev().take(14).find(|at| {
        invites(*at) || phrase.is_verb(*at) && !phrase.is("preposition", *at) || phrase.is("auxiliary", *at)
    });
    let travels = ["Visit", "TravelTo", "ArriveIn", "PayVisit"].iter().any(|class| phrase.verb(class, verb).is_some());
    if status == Status::Held && travels && phrase.word(start) == "to" && invited.is_some_and(invites) {
        status = Status::Proposed;
    }
    // `accepted an invitation from X to hold it in Oslo`
    let invitation = (start.saturating_sub(8)..start).find(|noun| matches!(phrase.word(*noun), "invitation" | "offer"));
    if let Some(noun) = invitation.filter(|_| phrase.word(start) == "to" && status == Status::Held) {
        let accepted = (noun.saturating_sub(4)..noun).any(|verb| phrase.word(verb).starts_with("accept"));
        status = if accepted { Status::Planned } else { Status::Proposed };
    }
    // `proposed holding a summit`
    let asked = start > 0 && own.ends_with("ing") && phrase.verb("Request", start - 1).is_some();
    // `proposed that the ministers meet in May`
    if status == Status::Held && is_asked_that(phrase, start, verb) {
        return Status::Proposed;
    }
    // `If X visits Peru, …`
    let condition = (phrase.clause_start(verb)..start).find(|at| matches!(phrase.word(*at), "if" | "unless"));
    let conditional = condition.is_some_and(|at| (at..start).all(|mark| phrase.word(mark) != ","));
    if status == Status::Held && (asked || conditional) {
        return Status::Proposed;
    }
    // `will meet X before leaving for Y`, `will spend a day there before going on to Y`
    if status == Status::Held
        && own.ends_with("ing")
        && start.checked_sub(1).is_some_and(|before| phrase.word(before) == "before")
    {
        let main = governor(phrase, start - 1).map(|verb| of_verb(phrase, verb));
        let row = || of_row(&phrase.row(phrase.clause_start(start)..start - 1));
        if main == Some(Status::Planned) || row() == Status::Planned {
            status = Status::Planned;
        }
    }
    // `looked forward to visiting Peru`
    if status == Status::Held && phrase.word(start) == "to" && phrase.word(start.wrapping_sub(1)) == "forward" {
        return Status::Planned;
    }
    // `will attend the assembly and meet X`: the plain form shares the auxiliary.
    if status == Status::Held
        && start == verb
        && let Some(shared) = present::shared_auxiliary(phrase, verb)
    {
        return of_row(&phrase.row(shared..(shared + 3).min(verb)));
    }
    // `he leaves for Oslo on Saturday`: the present tense of what is fixed.
    if status == Status::Held && phrase.narrates && present::lies_ahead(phrase, start, verb) {
        return Status::Planned;
    }
    // `X to visit Y`: the future of headlines.
    let bare = before_own.trim() == "to"
        && (1..6).contains(&start)
        && phrase.actors(0).is_some()
        && (0..start).all(|at| phrase.word(at) != ",");
    if status == Status::Held && bare && !has_finite_verb(phrase, start) {
        return Status::Planned;
    }
    status
}

/// `proposed that the two sides hold talks`: the plain form of a verb in what is asked for.
fn is_asked_that(phrase: &Phrase, start: usize, verb: usize) -> bool {
    let plain = phrase.is_present(verb) && !phrase.word(verb).ends_with('s');
    let that = (phrase.clause_start(verb)..start).rev().take(10).find(|that| phrase.word(*that) == "that");
    let own =
        |that: usize| (that + 1..start).all(|between| !phrase.is_verb(between) && !phrase.is("auxiliary", between));
    plain
        && start == verb
        && that.is_some_and(|that| own(that) && that > 0 && phrase.verb("Request", that - 1).is_some())
}

/// `denied reports that Peru had promised …`: what somebody says is not so.
pub fn is_denied_report(phrase: &Phrase, at: usize) -> bool {
    (phrase.clause_start(at)..at).any(|verb| {
        let denies =
            matches!(phrase.word(verb), "denied" | "denies" | "deny" | "denying" | "dismissed" | "refuted" | "refutes");
        denies
            && (verb + 1..at)
                .any(|next| matches!(phrase.word(next), "that" | "having" | "reports" | "claims" | "rumours"))
    })
}

/// What was meant to be and, by the tense, was not.
const COUNTERFACTUAL: [&str; 9] = [
    " was to have ",
    " were to have ",
    " had been due to ",
    " had been scheduled to ",
    " had been expected to ",
    " had been set to ",
    " had planned to ",
    " was supposed to ",
    " were supposed to ",
];

/// `was to have flown to Oslo`: what was meant to be and was not.
pub fn is_counterfactual(phrase: &Phrase, verb: usize) -> bool {
    let start = chain_start(phrase, verb);
    // `had been due in Oslo on Monday`
    let had_been = phrase.row(verb.saturating_sub(2)..verb) == " had been ";
    if had_been && matches!(phrase.word(verb), "due" | "expected" | "awaited") {
        return true;
    }
    if !(start..verb).any(|at| phrase.word(at) == "to") {
        return false;
    }
    let chain = row_without_dates(phrase, start..verb);
    COUNTERFACTUAL.iter().any(|words| chain.contains(words))
}

/// The words of a range without dates and what leads to them.
fn row_without_dates(phrase: &Phrase, range: std::ops::Range<usize>) -> String {
    let mut row = String::from(" ");
    for at in range {
        let leads = matches!(phrase.word(at), "on" | "in") && phrase.is_date(at + 1);
        if !leads && !phrase.word(at).is_empty() {
            row.push_str(phrase.word(at));
            row.push(' ');
        }
    }
    row
}

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
    let auxiliary = after.predicate.filter(|verb| !whither(verb));
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
    let row = phrase.row(start..noun);
    let modifiers = if row.contains(" coming ") { Status::Planned } else { of_row(&row) };
    if matches!(modifiers, Status::Cancelled | Status::Postponed | Status::Planned | Status::Proposed) {
        return modifiers;
    }
    if let Some(verb) = light {
        if phrase.verb("Refuse", verb).is_some() {
            return Status::Denied;
        }
        return of_verb(phrase, verb);
    }
    let first = if start > 0 && phrase.is("determiner", start - 1) { start - 1 } else { start };
    let preposition = first.checked_sub(1).map_or("", |before| phrase.word(before));
    // `It will be the first visit`
    if preposition == "be" && first >= 2 && matches!(phrase.word(first - 2), "will" | "would" | "to") {
        return Status::Planned;
    }
    // `Preparations are under way for the visit`, `The date of the visit has been fixed for May`
    let prepared = preposition == "for" && phrase.row(phrase.clause_start(start)..first).contains(" preparations ");
    let dates = [" date of ", " dates of ", " date for ", " dates for ", " preparations for "];
    if prepared || dates.iter().any(|words| phrase.row(first.saturating_sub(2)..first).contains(words)) {
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
    if phrase.row(start.saturating_sub(3)..start).contains(" ahead of ") {
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
    // `talks fell through`, `a meeting failed to take place`: without an auxiliary.
    if light.is_none() && auxiliary.is_none() {
        let row = phrase.row(noun + 1..phrase.clause_end(noun).min(noun + 16));
        let undone = [" failed to take place ", " failed to materialise ", " failed to materialize ", " fell through "];
        if undone.iter().any(|words| row.contains(words)) {
            return Status::Cancelled;
        }
    }
    // `asked for a meeting`, `proposed talks`
    let asks = (start.saturating_sub(2)..start).any(|at| phrase.verb("Request", at).is_some());
    if asks {
        return Status::Proposed;
    }
    if matches!(preposition, "at" | "during") && governor(phrase, start).is_none() {
        // `will represent X at the summit`: whatever the verb says.
        let auxiliary = (phrase.clause_start(start)..start).rev().find(|at| phrase.is("auxiliary", *at));
        if let Some(auxiliary) = auxiliary.filter(|at| matches!(phrase.word(*at), "will" | "would" | "shall")) {
            return of_row(&phrase.row(auxiliary..auxiliary + 2));
        }
    }
    // `is due in Oslo on Monday for talks`
    let due = |at: usize| matches!(phrase.word(at), "due" | "expected") && phrase.is("be", at.wrapping_sub(1));
    if preposition == "for" && (phrase.clause_start(start)..start).rev().take(12).any(due) {
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
            if (noun + 1..auxiliary)
                .all(|at| !phrase.is_verb(at) || phrase.is("preposition", at) || after.describes(at)) =>
        {
            of_row(&phrase.row(auxiliary..(auxiliary + 5).min(phrase.items.len())))
        }
        _ => Status::Held,
    }
}
