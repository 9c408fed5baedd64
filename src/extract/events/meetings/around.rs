//! What stands around the noun of a meeting: the noun phrases that its prepositions govern, its owner, and the verb that it is the
//! object of.

use super::super::after_noun::AfterNoun;
use super::super::noun_status;
use super::super::phrase::{ItemKind, Phrase};
use super::super::status::{self, Status};
use super::hospitality::is_meal;
use super::noun_kinds::Noun;
use super::with_whom::{host_behind, with_whom};

/// The items around the noun of a meeting that may tell who meets.
pub(super) struct Around {
    /// `talks between A and B`
    pub between: Option<usize>,
    /// `talks with X`
    pub with: Option<usize>,
    /// `a meeting of A and B`
    pub of: Option<usize>,
    /// `a courtesy call on X`
    pub on_whom: Option<usize>,
    /// The other side by any preposition: `with`, `on`, `for`, `from`, `to`.
    pub other: Option<usize>,
    /// `a phone call to X`
    pub called: Option<usize>,
    /// `X's talks`, `A-B talks`
    pub owner: Option<usize>,
    /// The verb that the noun is the object of: `held`, `attended`, `cancelled`.
    pub verb: Option<usize>,
}

impl Around {
    /// What stands around a noun; `None` where nobody meets.
    pub(super) fn of(noun: &Noun<'_>) -> Option<Around> {
        let Noun { phrase, at, start, end, kind, .. } = *noun;
        let between = between(phrase, at, end);
        let with = with_whom(phrase, at + 1, end).or_else(|| {
            // `with his counterpart, X will hold talks`
            let clause = phrase.clause_start(at);
            phrase.actors_between(clause, start).into_iter().find(|(word, _)| *word == "with").map(|(_, at)| at)
        });
        // `After the ceremony she had a talk with X`: that of the talk.
        let another = |with: &usize| (at + 1..*with).any(|noun| phrase.noun("meeting", noun).is_some());
        let with = with.filter(|with| kind != "ceremony" || !another(with));
        // `X, who hosted the talks, flew to Paris with Y`: of the main clause.
        let relative = phrase.clause_start(at).checked_sub(1).is_some_and(|who| phrase.word(who) == "who");
        let goes_on = |comma: usize| {
            phrase.word(comma) == "," && (phrase.is_past(comma + 1) || phrase.is("auxiliary", comma + 1))
        };
        let with = with.filter(|with| !(relative && (at + 1..*with).any(goes_on)));
        // `recalled its ambassador for consultations`: nobody else is consulted.
        let recalled = |verb: usize| phrase.word(verb).starts_with("recall");
        if noun.word.starts_with("consultation") && with.is_none() && (phrase.clause_start(at)..at).any(recalled) {
            return None;
        }
        let of = (phrase.word(at + 1) == "of").then(|| phrase.actors_after(&["of"], at + 1, end)).flatten();
        // `granted an audience to X`
        let whom: &[&str] = if noun.word == "audience" { &["on", "upon", "to"] } else { &["on", "upon"] };
        let on_whom = (kind == "courtesy_call").then(|| phrase.actors_after(whom, at + 1, end)).flatten();
        // `gave a luncheon for X`
        let for_whom = is_meal(phrase, at).then(|| phrase.actors_after(&["for", "to"], at + 1, end)).flatten();
        let from = phrase.actors_after(&["from"], at + 1, end).filter(|_| noun.word == "call");
        let called = called(noun);
        // `the Syria peace conference`: what it is about.
        let topic = phrase.word(at.wrapping_sub(1)) == "peace";
        let owner = (start..at).find(|before| phrase.actors(*before).is_some_and(|actors| actors.possessive || !topic));
        let other = with.or(on_whom).or(for_whom).or(from).or(called);
        Some(Around { between, with, of, on_whom, other, called, owner, verb: verb(phrase, at, start) })
    }

    /// Whether the verb says that its subject is there.
    pub(super) fn attends(&self, phrase: &Phrase) -> bool {
        let there = ["Attend", "Hold", "Chair", "Cohost", "PayVisit", "Receive", "Speak"];
        self.verb.is_some_and(|verb| there.iter().any(|class| phrase.verb(class, verb).is_some()))
    }

    /// Whether the meeting took place or will, from its verb and from what describes the noun.
    pub(super) fn status(&self, noun: &Noun<'_>) -> Status {
        let Noun { phrase, at, start, .. } = *noun;
        // `proposed on Monday that talks between A and B begin in May`
        let asked = |verb: usize| phrase.verb("Request", verb).is_some();
        if noun.preceded_by() == "that" && (start.saturating_sub(4)..start).any(asked) {
            return Status::Proposed;
        }
        match noun_status::of_noun(phrase, start, at, self.verb) {
            Status::Held if AfterNoun::of(phrase, at).is_planned(phrase) && self.verb.is_some() => Status::Planned,
            // `invited X to attend the summit, which will be held in May`: whoever comes.
            Status::Proposed
                if matches!(noun.kind, "summit" | "conference")
                    && self.verb.is_some_and(|verb| phrase.verb("Attend", verb).is_some())
                    && AfterNoun::of(phrase, at).is_planned(phrase) =>
            {
                Status::Planned
            }
            Status::Held => host_behind(phrase, at)
                .and_then(|host| (host + 1..host + 5).find(|verb| phrase.is_verb(*verb)))
                .map_or(Status::Held, |verb| status::of_verb(phrase, verb)),
            status => status,
        }
    }

    /// Whether the noun only refers to a meeting: `the talks`, without anything that tells which.
    pub(super) fn is_definite(&self, noun: &Noun<'_>, status: Status) -> bool {
        let Noun { phrase, at, start, kind, .. } = *noun;
        let plain = phrase.row(start..at);
        // `the meeting fixed for 3 June`: not the one just spoken of, as `the meeting, held on 3 June,` is.
        let after = AfterNoun::of(phrase, at);
        let inserted = phrase.word(at + 1) == "," && status == Status::Held;
        let another =
            !inserted && (at + 1..phrase.items.len()).any(|date| phrase.is_date(date) && after.describes(date));
        (refers_back(&plain) || kind == "ceremony" && plain.starts_with(" the "))
            && !another
            && [self.between, self.with, self.of].iter().all(Option::is_none)
            && (!matches!(phrase.word(at + 1), "of" | "between" | "among" | "convened")
                || kind == "summit" && noun.word == "conference")
    }
}

fn between(phrase: &Phrase, at: usize, end: usize) -> Option<usize> {
    let group = phrase.actors_after(&["between", "among"], at + 1, end).filter(|group| {
        let preposition = (at + 1..*group).rev().find(|word| matches!(phrase.word(*word), "between" | "among"));
        // `talks with X on the relations between the two countries`
        preposition
            .is_none_or(|word| !(at + 1..word).any(|with| phrase.word(with) == "with") || !is_noun(phrase, word - 1))
    });
    group.or_else(|| of_ministries(phrase, at + 1, end))
}

/// `between the foreign ministries of A and B`: their countries.
fn of_ministries(phrase: &Phrase, from: usize, end: usize) -> Option<usize> {
    let between = (from..end).find(|word| phrase.word(*word) == "between")?;
    let ministries = (between + 1..end.min(between + 4))
        .find(|noun| matches!(phrase.word(*noun), "ministries" | "governments" | "parliaments" | "delegations"))?;
    phrase.actors_after(&["of", "from"], ministries + 1, end).filter(|group| *group < ministries + 6)
}

/// Whether a plain word stands at an item, behind which `between` tells of it.
fn is_noun(phrase: &Phrase, at: usize) -> bool {
    let other = ["adverb", "auxiliary", "preposition", "conjunction", "determiner"];
    let word = phrase.items.get(at).is_some_and(|item| item.kind == ItemKind::Word);
    word && !phrase.is_verb(at) && !other.iter().any(|class| phrase.is(class, at))
}

/// `in a phone call to X`
fn called(noun: &Noun<'_>) -> Option<usize> {
    let Noun { phrase, at, end, kind, .. } = *noun;
    if !noun.is_one_of(&["call", "calls"]) || !matches!(kind, "phone_call" | "video_call") {
        return None;
    }
    let to = (at + 1..at + 4).find(|next| !phrase.is_date(*next) && phrase.word(*next) != "on")?;
    (phrase.word(to) == "to").then(|| phrase.actors_after(&["to"], to, (to + 6).min(end))).flatten()
}

/// The verb whose object the noun phrase is, with little between them.
fn verb(phrase: &Phrase, at: usize, start: usize) -> Option<usize> {
    const VERBS: [&str; 10] =
        ["Hold", "PayVisit", "Attend", "Chair", "Cohost", "Cancel", "Postpone", "Receive", "Speak", "Refuse"];
    let verb = (phrase.clause_start(at)..start)
        .rev()
        .filter(|before| !phrase.is_perfect(*before))
        .find(|before| VERBS.iter().any(|class| phrase.verb(class, *before).is_some()))?;
    // `stayed away from talks`
    let own = phrase.verb("Refuse", verb).map_or(1, |(_, length)| length);
    let direct = (verb + own..start).all(|between| {
        !phrase.is("preposition", between)
            || matches!(phrase.word(between), "in" | "at" | "on" | "up" | "over" | "off" | "to" | "with" | "for")
            // `held the last of three rounds of talks`
            || phrase.word(between) == "of"
                && matches!(phrase.word(between - 1), "first" | "second" | "third" | "last" | "latest" | "one" | "round")
    });
    let near = start - verb <= 7;
    let alone = (verb + 1..start).all(|between| phrase.actors(between).is_none_or(|actors| !actors.listed));
    (direct && near && alone).then_some(verb)
}

/// `the talks`, `the two-hour meeting`: a determiner, and nothing that tells this one from the last.
pub(super) fn refers_back(modifiers: &str) -> bool {
    let mut words = modifiers.split_whitespace();
    let determined = words.next().is_some_and(|word| matches!(word, "the" | "this" | "their" | "that" | "these"));
    determined
        && words.all(|word| {
            matches!(
                word,
                "bilateral"
                    | "tete-a-tete"
                    | "face-to-face"
                    | "one-on-one"
                    | "closed-door"
                    | "private"
                    | "long"
                    | "brief"
            ) || word.contains("hour")
                || word.contains("minute")
                || word.contains("day")
        })
}
