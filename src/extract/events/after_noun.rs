//! What follows the noun of an event: `A meeting of X and Y, planned for Friday in Oslo, was called off` has a part that
//! describes the meeting and a predicate that tells its fate.

use std::ops::Range;

use super::noun_phrase::noun_phrase_start;
use super::phrase::{ItemKind, Phrase};
use super::status::{self, Status};

/// How many items after the noun are looked at.
const REACH: usize = 45;

/// Participles that describe an event behind its noun, and say that it lies ahead.
const LIES_AHEAD: &[&str] = &[
    "planned",
    "scheduled",
    "set",
    "slated",
    "fixed",
    "due",
    "expected",
    "announced",
    "convened",
    "prepared",
    "arranged",
    "proposed",
    "offered",
    "suggested",
    "sought",
    "requested",
    "envisaged",
    "foreseen",
    "originally",
    "initially",
    "called",
    "billed",
    "tentatively",
    "postponed",
    "delayed",
    "deferred",
    "put",
    "provisionally",
];

/// Those that describe it, and do not say that.
const HAPPENS: &[&str] = &[
    "held",
    "hosted",
    "organised",
    "organized",
    "opening",
    "beginning",
    "starting",
    "attended",
    "chaired",
    "co-chaired",
    "presided",
    "mediated",
    "suspended",
    "interrupted",
    "adjourned",
    "deadlocked",
    "stalled",
];

/// Verbs that say that an event takes place.
const OCCURS: &[&str] = &[
    "begin", "begins", "began", "begun", "start", "starts", "started", "open", "opens", "opened", "closed", "closes",
    "ended", "ends",
];

/// The parts behind the noun of an event.
#[derive(Default)]
pub(super) struct AfterNoun {
    /// `planned for Friday in Oslo`, `which will take place in Oslo on Friday`.
    pub described: Vec<Range<usize>>,
    /// The auxiliary of the clause of which the noun is the subject.
    pub predicate: Option<usize>,
}

impl AfterNoun {
    /// Reads what follows the noun at an item.
    pub fn of(phrase: &Phrase, noun: usize) -> AfterNoun {
        let end = phrase.items.len().min(noun + REACH);
        let mut found = AfterNoun::default();
        let mut at = noun + 1;
        // `the session X had called for`: another clause.
        if phrase.actors(at).is_some_and(|actors| !actors.possessive) && phrase.is("auxiliary", at + 1) {
            return found;
        }
        while at < end {
            let comma = phrase.word(at) == ",";
            let first = at + usize::from(comma);
            let clause = matches!(phrase.word(first), "which" | "that") && is_described_by_clause(phrase, noun, first);
            if clause || is_participle(phrase, first) && !(comma && is_aside(phrase, noun)) {
                let close = closes(phrase, first + 1, end, clause);
                found.described.push(first..close);
                at = close;
                continue;
            }
            let fate = begins_or_fails(phrase, first)
                && (!found.described.is_empty() || happens(phrase, first) || is_apart(phrase, noun, first));
            if phrase.is("auxiliary", first) || fate {
                found.predicate = Some(first).filter(|_| !(comma && is_inserted(phrase, noun)));
                break;
            }
            // `During a visit to Norway, X called for …`: the clause begins behind what opens the sentence.
            let main = comma && phrase.actors(first).is_some_and(|actors| !actors.possessive);
            if !continues(phrase, noun, at) || main && phrase.is("preposition", 0) && is_participle(phrase, first + 1) {
                break;
            }
            at += 1;
        }
        found
    }

    /// Whether the descriptions speak of what was meant to be: `planned for May`, `that had been prepared`.
    pub fn is_planned(&self, phrase: &Phrase) -> bool {
        self.described.iter().any(|range| {
            let row = phrase.row(range.clone());
            let planned = LIES_AHEAD.iter().any(|word| super::phrase::says(&row, &[word]));
            !HAPPENS.contains(&phrase.word(range.start)) && (planned || status::of_row(&row) == Status::Planned)
        })
    }

    /// Whether the predicate says that the event took place: `was held`, `took place`, `has begun`.
    pub fn takes_place(&self, phrase: &Phrase) -> bool {
        let happened = ["held", "taken", "begun", "started", "opened", "ended", "concluded", "attended", "chaired"];
        let near = |verb: usize| (verb + 1..verb + 4).any(|at| happened.contains(&phrase.word(at)));
        let begins = |verb: usize| matches!(phrase.word(verb), "began" | "opened" | "started" | "took");
        self.predicate.is_some_and(|verb| near(verb) || begins(verb))
    }

    /// Whether it is told as something past: `had been held`, `held in Rome`, `which took place`.
    pub fn happened(&self, phrase: &Phrase) -> bool {
        let past = |verb: usize| {
            let auxiliary = matches!(phrase.word(verb), "was" | "were" | "had" | "has" | "have" | "did");
            auxiliary && !(verb + 1..verb + 4).any(|next| LIES_AHEAD.contains(&phrase.word(next)))
        };
        let held = |range: &Range<usize>| {
            let word = phrase.word(range.start);
            HAPPENS.contains(&word) && !word.ends_with("ing")
        };
        self.predicate.is_some_and(past) || self.described.iter().any(held)
    }

    /// `Talks, which began on Monday, are expected to end on Friday`: they began, and go on.
    pub fn goes_on(&self, phrase: &Phrase) -> bool {
        let began = |at: usize| matches!(phrase.word(at), "began" | "opened" | "started" | "begun");
        let ends = |verb: usize| {
            let row = phrase.row(verb..phrase.items.len().min(verb + 6));
            [" to end ", " to conclude ", " to finish ", " to last "].iter().any(|words| row.contains(words))
        };
        self.predicate.is_some_and(ends) && self.described.iter().cloned().flatten().any(began)
    }

    /// Whether an item stands in a description.
    pub fn describes(&self, at: usize) -> bool {
        self.described.iter().any(|range| range.contains(&at))
    }
}

/// `talks between A, the premier, and B, the president, ended in Agra`
fn is_apart(phrase: &Phrase, noun: usize, verb: usize) -> bool {
    (phrase.is("preposition", verb + 1) || phrase.is_date(verb + 1)) && opens_before(phrase, noun, verb)
}

/// `X, who is on a visit to Peru, will meet …`: what stands behind the comma is told of X.
fn is_inserted(phrase: &Phrase, noun: usize) -> bool {
    let start = noun_phrase_start(phrase, noun);
    let governed = start > 0 && matches!(phrase.word(start - 1), "on" | "for" | "during" | "in" | "at");
    let opens = (start.saturating_sub(6)..start).rev().find(|who| matches!(phrase.word(*who), "who" | "which"));
    governed && opens.is_some_and(|who| (who + 1..start).all(|at| phrase.word(at) != ","))
}

/// `Minister X, on a visit to Peru, called for …`: the verb behind the comma is that of X.
fn is_aside(phrase: &Phrase, noun: usize) -> bool {
    let Some(comma) = noun_phrase_start(phrase, noun).checked_sub(2) else { return false };
    let named = comma.checked_sub(1).and_then(|named| phrase.actors(named));
    phrase.is("preposition", comma + 1) && phrase.word(comma) == "," && named.is_some_and(|named| !named.possessive)
}

/// `began`, `failed to take place`, `never took place`: a predicate without an auxiliary.
fn begins_or_fails(phrase: &Phrase, at: usize) -> bool {
    // `Talks with Peru begin in May`
    let several = || {
        matches!(phrase.word(at), "begin" | "start" | "open" | "resume" | "reopen") && !phrase.is("auxiliary", at - 1)
    };
    matches!(phrase.word(at), "never" | "failed" | "fell" | "concluded") || happens(phrase, at) || several()
}

/// `takes place`, `opened`.
fn happens(phrase: &Phrase, at: usize) -> bool {
    let word = phrase.word(at);
    matches!(word, "take" | "takes" | "took") && phrase.word(at + 1) == "place" || OCCURS.contains(&word)
}

/// `planned for May`, `held on Monday`: not `set the course`, `proposed that`.
fn is_participle(phrase: &Phrase, at: usize) -> bool {
    let next = at + 1;
    // `The talks, held up for years, …`
    let delayed = || {
        let off = phrase.word(at) == "put" && matches!(phrase.word(next), "off" | "back");
        off || phrase.word(at) == "held" && phrase.word(next) == "up"
    };
    let joined = || delayed() || phrase.is("preposition", next) || phrase.is("adverb", next) || phrase.is_date(next);
    let describes = |at: usize| [LIES_AHEAD, HAPPENS].iter().any(|words| words.contains(&phrase.word(at)));
    // `addressed the summit and called for a fund`
    let deed = || matches!(phrase.word(at.wrapping_sub(1)), "and" | "but");
    // `a dinner for X, called on all states`
    let calls_on =
        phrase.word(at) == "called" && matches!(phrase.word(next), "on" | "upon") && !phrase.is_date(next + 1);
    // `A meeting offered by Oslo`; not `Minister X, after talks with Y, offered to mediate`.
    let deed_of_another = matches!(phrase.word(at), "offered" | "suggested" | "sought" | "requested");
    let by = !deed_of_another || phrase.word(next) == "by";
    // `at the beginning of May`
    let noun = at > 0 && phrase.is("determiner", at - 1);
    describes(at) && by && !noun && !deed() && !calls_on && (joined() || phrase.word(next) == "to" || describes(next))
}

/// `talks which will be held …`, `a meeting of A and B that X had called for …`: not `a visit to Oslo, which is …`.
fn is_described_by_clause(phrase: &Phrase, noun: usize, which: usize) -> bool {
    let near = which + 1..phrase.items.len().min(which + 9);
    // `a conference, which Italy will host in Rome`
    let hosts = |at: usize| matches!(phrase.word(at), "host" | "hosts" | "convene" | "convenes" | "chair" | "hold");
    let occurs = near.clone().any(|at| is_participle(phrase, at) || happens(phrase, at) || hosts(at));
    let finite = near.clone().take(4).any(|at| phrase.is("auxiliary", at)) || happens(phrase, which + 1);
    let another = (noun + 1..which)
        .any(|between| ["meeting", "visit", "instrument"].iter().any(|class| phrase.noun(class, between).is_some()));
    // `talks on a bridge that is due to open`: bridges are not held.
    let plain = phrase.word(which - 1) != "," && which - 1 > noun && !phrase.word(which - 1).is_empty();
    let held = || near.clone().any(|at| matches!(phrase.word(at), "held" | "place" | "convened" | "hosted"));
    finite && occurs && !another && (!plain || held())
}

/// Where a description ends: at the comma before the predicate, or at the predicate itself.
fn closes(phrase: &Phrase, from: usize, end: usize, clause: bool) -> usize {
    // The first verb of a relative clause is its own.
    let mut own = clause;
    let mut at = from;
    while at < end {
        let word = phrase.word(at);
        // `due to be held in Oslo`
        let infinitive = at >= 2
            && phrase.word(at - 1) == "to"
            && matches!(phrase.word(at - 2), "due" | "set" | "scheduled" | "slated" | "expected" | "planned");
        let finite = phrase.is("auxiliary", at) || at > from && matches!(word, "never" | "failed" | "fell");
        if finite && !own && !infinitive {
            return at;
        }
        if own && phrase.is("auxiliary", at) {
            // `was to have been held`
            let goes_on = |next: usize| {
                let to = phrase.word(next) == "to" && phrase.is("auxiliary", next + 1);
                to || phrase.is("auxiliary", next) || phrase.is("adverb", next) || is_participle(phrase, next)
            };
            while goes_on(at + 1) {
                at += 1;
            }
            own = false;
        }
        let boundary =
            matches!(word, ";" | ":" | "." | "?" | "!" | "\"" | "and" | "but" | "when" | "where" | "because" | "after");
        let stop = word == "," && !phrase.is("preposition", at + 1);
        let range =
            word == "and" && (phrase.is_date(at + 1) || matches!(phrase.items[at - 1].kind, ItemKind::Place(_)));
        if boundary && !range || stop {
            return at;
        }
        at += 1;
    }
    end
}

/// Whether an item may stand between the noun and its predicate.
fn continues(phrase: &Phrase, noun: usize, at: usize) -> bool {
    let word = phrase.word(at);
    match phrase.items[at].kind {
        ItemKind::Mark => match word {
            // An apposition or a phrase of place opens or closes, no new clause.
            "," => {
                let next = at + 1;
                let joined = phrase.actors(next).is_some_and(|actors| !actors.possessive)
                    || phrase.is("preposition", next)
                    || phrase.is("determiner", next)
                    || matches!(
                        phrase.items.get(next).map(|item| &item.kind),
                        Some(ItemKind::Place(_) | ItemKind::Adjective(_) | ItemKind::Date(_))
                    );
                joined || opens_before(phrase, noun, at)
            }
            "(" | ")" | "-" => true,
            _ => false,
        },
        ItemKind::Word => {
            let opens = phrase.is("clause", at) || phrase.is("conjunction", at);
            let joins = phrase.is("preposition", at) || phrase.is("determiner", at) || phrase.is("people", at);
            // `talks on a fisheries accord will begin`
            let paper = || {
                let article = |at: usize| matches!(phrase.word(at), "a" | "an" | "the");
                phrase.noun("instrument", at).is_some() && (at.saturating_sub(4)..at).any(article)
            };
            word == "and" || !opens && (joins || !phrase.is_verb(at) || paper())
        }
        _ => true,
    }
}

/// Whether a comma stands between the noun and an item.
fn opens_before(phrase: &Phrase, noun: usize, at: usize) -> bool {
    (noun + 1..at).any(|before| phrase.word(before) == ",")
}
