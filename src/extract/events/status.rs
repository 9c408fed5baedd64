//! Held, planned, proposed, postponed, cancelled: what the words around a trigger say about whether it happened.

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
    // `No Polish minister will travel to Rome`
    let first = phrase.clause_start(verb);
    let noun = |at: usize| !phrase.is_verb(at) && !phrase.is("preposition", at) && phrase.word(at) != ",";
    let fewer = matches!(phrase.word(first + 1), "fewer" | "less" | "sooner" | "doubt" | "matter");
    if phrase.word(first) == "no" && chain <= first + 5 && !fewer && (first + 1..chain).all(noun) {
        return Status::Denied;
    }
    let start =
        (chain..verb).find(|at| !phrase.is_date(*at) && !matches!(phrase.word(*at), "on" | "in")).unwrap_or(verb);
    let own = phrase.word(verb);
    let before_own = row_without_dates(phrase, start..verb);
    let mut status = of_row(&before_own);
    // `has accepted an invitation to be in Oslo on Friday`
    let accepts = |at: usize| matches!(phrase.word(at), "accepted" | "accepts" | "accepting");
    if status == Status::Proposed && phrase.word(start) == "invitation" && (start.saturating_sub(3)..start).any(accepts)
    {
        return Status::Planned;
    }
    // `was the first minister to visit Peru`: that happened.
    let ranked = |at: usize| matches!(phrase.word(at), "first" | "last" | "only" | "latest" | "second" | "third");
    if phrase.word(start) == "to"
        && let Some(be) = (start.saturating_sub(8)..start).find(|at| phrase.is("be", *at))
        && (be + 1..start.min(be + 4)).any(ranked)
    {
        return of_row(&phrase.row(be.saturating_sub(2)..be + 1));
    }
    if status == Status::Planned && is_counterfactual(phrase, verb) {
        return Status::Cancelled;
    }
    // `will not visit Peru as planned`
    let as_meant = || {
        let rest = phrase.row(verb..phrase.clause_end(verb).max(verb + 8).min(phrase.items.len()));
        [" as planned ", " as scheduled ", " as expected "].iter().any(|words| rest.contains(words))
    };
    if status == Status::Denied && as_meant() {
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
    // `a treaty to be signed in May`: what stands behind a noun.
    let behind_noun = || {
        let before = start.checked_sub(1).filter(|at| phrase.items[*at].kind == ItemKind::Word)?;
        let ranked = (before.saturating_sub(3)..before).any(ranked);
        (!phrase.is_verb(before) && phrase.noun("instrument", before).is_some() && !ranked).then_some(())
    };
    if status == Status::Held && phrase.word(start) == "to" && phrase.word(start + 1) == "be" && behind_noun().is_some()
    {
        return Status::Planned;
    }
    // `will travel to X to attend …`: the purpose shares the fate of the journey.
    if status == Status::Held && phrase.word(start) == "to" {
        let governor = governor(phrase, start);
        status = governor.map_or(Status::Held, |governor| of_verb(phrase, governor));
        // `had been due in Oslo on Monday to see X`, `a visit to Oslo to see X was cancelled`
        if status == Status::Held
            && let Some(fate) = fate_of_journey(phrase, governor, start)
        {
            status = fate;
        }
    }
    // `invited the premier of Peru, X, to pay a visit`, `was invited by X to come`, `asked X, the premier, to come`
    let invites = |at: usize| {
        let asks = matches!(phrase.word(at), "asked" | "asks");
        asks || phrase.verb("Invite", at).is_some() && phrase.word(at) != "inviting"
    };
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
    // `refused to say whether he will meet X`
    let whether = (phrase.clause_start(verb).saturating_sub(1)..start).any(|at| phrase.word(at) == "whether");
    if whether {
        return Status::Denied;
    }
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
    // `said that Peru would propose it when the ministers met in May`: a time to come.
    if status == Status::Held && start == verb && phrase.is_past(verb) && present::would_when(phrase, verb) {
        return Status::Planned;
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

/// `is due in Oslo`, `had been expected in Oslo`: who is awaited comes, or has not come.
pub fn of_awaited(phrase: &Phrase, due: usize) -> Status {
    if is_counterfactual(phrase, due) { Status::Cancelled } else { Status::Planned }
}

/// What becomes of the journey that a purpose at `to` belongs to, told without a verb before it.
fn fate_of_journey(phrase: &Phrase, governor: Option<usize>, to: usize) -> Option<Status> {
    let clause = governor.map_or(phrase.clause_start(to), |verb| verb + 1)..to;
    let due = |at: &usize| matches!(phrase.word(*at), "due" | "expected" | "awaited") && phrase.is("be", at - 1);
    if let Some(due) = clause.clone().filter(|at| *at > 0).find(due) {
        return Some(of_awaited(phrase, due));
    }
    let noun = clause.into_iter().find(|noun| phrase.noun("visit", *noun).is_some())?;
    let will = (to + 1..phrase.items.len()).find(|at| phrase.is("auxiliary", *at))?;
    let plain = (to + 2..will).all(|at| !phrase.is_verb(at) && !phrase.is("clause", at) && phrase.word(at) != ",");
    let fate = of_row(&phrase.row(will..phrase.items.len().min(will + 5)));
    (plain && noun < to).then_some(fate)
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
const COUNTERFACTUAL: [&str; 14] = [
    " was to have ",
    " were to have ",
    " had been due to ",
    " had been scheduled to ",
    " had been expected to ",
    " had been set to ",
    " had planned to ",
    " was due to have ",
    " were due to have ",
    " was scheduled to have ",
    " was expected to have ",
    " would have ",
    " was supposed to ",
    " were supposed to ",
];

/// `was to have flown to Oslo`: what was meant to be and was not.
pub fn is_counterfactual(phrase: &Phrase, verb: usize) -> bool {
    let start = chain_start(phrase, verb);
    // `had been due in Oslo on Monday`
    let had_been = verb > 1 && phrase.word(verb - 2) == "had" && phrase.word(verb - 1) == "been";
    if had_been && matches!(phrase.word(verb), "due" | "expected" | "awaited") {
        return true;
    }
    if !(start..verb).any(|at| phrase.word(at) == "to") {
        return false;
    }
    let chain = row_without_dates(phrase, start..verb);
    COUNTERFACTUAL.iter().any(|words| chain.contains(words))
}

/// The words of a range without dates and what leads to them, articles, and adverbs that deny nothing: `is also to`,
/// `called on the two to`.
fn row_without_dates(phrase: &Phrase, range: std::ops::Range<usize>) -> String {
    if range.is_empty() {
        return String::new();
    }
    let mut row = String::with_capacity(8 * range.len() + 1);
    row.push(' ');
    for at in range {
        let leads = matches!(phrase.word(at), "on" | "in") && phrase.is_date(at + 1);
        let plain = phrase.is("adverb", at) && !matches!(phrase.word(at), "not" | "never" | "yet");
        if !leads && !plain && phrase.word(at) != "the" && !phrase.word(at).is_empty() {
            row.push_str(phrase.word(at));
            row.push(' ');
        }
    }
    row
}
