//! Targets: figures that two sides mean to reach, with amount and deadline.

use std::ops::Range;

use super::event::Event;
use super::noun_phrase::members;
use super::phrase::{ItemKind, Phrase};
use super::reader::Reader;
use super::status::{self, Status};
use super::wording::shorten;
use crate::extract::dates::{DateExpression, Lead, Year};
use crate::facts::{Label, LinkType};

/// Reads the targets of a sentence.
pub fn read(reader: &mut Reader<'_>, phrase: &Phrase) {
    let all = figures(phrase);
    let Some(first) = all.iter().find(|(_, target)| *target).map(|(figure, _)| figure.clone()) else {
        if let Some((first, _)) = all.first() {
            reader.drop(phrase, first.clone(), "a figure that is no target of trade or investment");
        }
        return;
    };
    // `to $100 billion by 2025 and 150 billion by 2030`: those after the first target are targets too.
    let meant = |amount: &Range<usize>| amount.start >= first.start && !states_a_fact(phrase, amount.start);
    let amounts: Vec<_> = all.into_iter().map(|(figure, _)| figure).filter(meant).collect();
    // Those who set it, if the sentence says so.
    let agrees = setting_verb(phrase, first.start);
    let verb = agrees.or_else(|| (0..first.start).find(|verb| phrase.is_verb(*verb) || phrase.is("auxiliary", *verb)));
    let mut parties = reader.parties_of(&members(phrase, verb.and_then(|verb| phrase.subject(verb))));
    if parties.len() < 2 {
        parties = reader.focus.parties(reader.mentions).to_vec();
    }
    if parties.len() < 2 {
        return;
    }
    let any = |fits: fn(&str) -> bool| phrase.words(0..first.start).any(fits);
    let wished = any(|word| {
        matches!(word, "should" | "urged" | "called")
            || ["propos", "suggest", "hope"].iter().any(|stem| word.starts_with(stem))
    });
    let aimed = any(|word| matches!(word, "goal" | "target"));
    // What was agreed is reached, though the figure lies ahead; what is only aimed at is planned.
    let status = match agrees {
        Some(verb) => status::of_verb(phrase, verb),
        None if wished && !aimed => Status::Proposed,
        None => Status::Planned,
    };
    let date = agrees.and_then(|verb| {
        let content = (verb + 1..first.start).find(|to| phrase.word(*to) == "to").unwrap_or(first.start);
        reader.date_until(phrase, verb, content, status)
    });
    let meeting = if status == Status::Held { reader.meeting_of(&parties, false) } else { reader.meeting };
    for amount in amounts {
        let evidence = phrase.evidence(reader.text, amount.clone());
        let mut event = Event::new(Label::Agreement, "target", status, evidence, "agreement.target");
        let figure = reader.text.slice(phrase.tokens(amount.clone())).to_owned();
        event.name = match figures_subject(phrase, phrase.items.len().min(first.end + 5)) {
            Some(subject) => format!("{subject} of {figure}"),
            None => {
                // `the goal of 30,000 sailors`, `raise the number of nurses to 120`
                let begins = |at: &usize| {
                    let verb = phrase.word(at.wrapping_sub(1)) == "to" && RAISING.contains(&phrase.word(*at));
                    verb || matches!(phrase.word(*at), "goal" | "target")
                };
                let from = (0..amount.start).rev().find(begins).unwrap_or(amount.start);
                let to = (amount.end..phrase.items.len()).take_while(|at| behind_figure(phrase, *at)).count();
                shorten(reader.text.slice(phrase.tokens(from..amount.end + to)))
            }
        };
        event.amount = Some(figure);
        event.deadline = deadline(phrase, amount.end);
        event.date.clone_from(&date);
        for party in &parties {
            event.tie(LinkType::PartyTo, *party, None);
        }
        if let Some(meeting) = meeting.filter(|_| matches!(status, Status::Planned | Status::Held)) {
            event.events.push((LinkType::ReachedAt, meeting));
        }
        reader.keep(event);
    }
}

/// `30,000` of `Filipino sailors on Greek ships by 2001`: the words up to a mark, a day or a verb.
fn behind_figure(phrase: &Phrase, at: usize) -> bool {
    let word = phrase.items.get(at).is_some_and(|item| item.kind != ItemKind::Mark);
    word && !phrase.is_date(at) && !phrase.is("auxiliary", at) && !phrase.is("clause", at) && phrase.word(at) != "and"
}

/// What a figure is of, where a sentence speaks of trade or investment.
fn figures_subject(phrase: &Phrase, end: usize) -> Option<&'static str> {
    let any = |fits: fn(&str) -> bool| phrase.words(0..end).any(fits);
    if any(|word| word.starts_with("invest")) && !any(|word| word == "trade") {
        return Some("investment");
    }
    any(|word| FIELDS.contains(&word)).then_some("bilateral trade")
}

/// `agreed to raise trade to`, `set themselves the goal of`: the verb by which both sides bind themselves to a figure. What
/// only serves `to fulfil the goal of` a figure sets none.
fn setting_verb(phrase: &Phrase, figure: usize) -> Option<usize> {
    let goal = |noun: &usize| matches!(phrase.word(*noun), "goal" | "target");
    let noun = (figure.saturating_sub(8)..figure).find(goal);
    (0..figure).rev().find(|verb| {
        let sets = matches!(phrase.word(*verb), "set" | "sets" | "fixed")
            && (verb + 1..figure.min(verb + 6)).any(|noun| goal(&noun));
        let agrees = phrase.verb("Agree", *verb).is_some() && !phrase.is("preposition", verb.wrapping_sub(1));
        sets || agrees && noun.is_none_or(|noun| noun < verb + 4)
    })
}

/// The figure of a target that stands in a range of items.
pub fn stated(phrase: &Phrase, from: usize, to: usize) -> Option<Range<usize>> {
    let here =
        |(figure, target): (Range<usize>, bool)| (target && (from..to).contains(&figure.start)).then_some(figure);
    figures(phrase).into_iter().find_map(here)
}

/// All figures, and whether each is a target.
fn figures(phrase: &Phrase) -> Vec<(Range<usize>, bool)> {
    let number = |at: &usize| phrase.word(*at).as_bytes().first().is_some_and(u8::is_ascii_digit);
    let numbers: Vec<usize> = (0..phrase.items.len()).filter(number).collect();
    let sums = amounts(phrase, &numbers).into_iter().map(|sum| (sum.clone(), is_target(phrase, sum.start)));
    sums.chain(counted(phrase, &numbers).into_iter().map(|figure| (figure, true))).collect()
}

/// `by 2030` after the amount.
fn deadline(phrase: &Phrase, after: usize) -> Option<String> {
    (after..phrase.items.len().min(after + 9)).find_map(|at| match phrase.items[at].kind {
        ItemKind::Date(index) => match phrase.dates.get(index) {
            Some(date) if date.lead == Lead::By || date.lead == Lead::At && at < after + 4 => match date.expression {
                DateExpression::Year(year) => Some(year.to_string()),
                DateExpression::Month(Some(Year::Written(year)), month, _) => Some(format!("{year}-{month:02}")),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    })
}

/// Sums of money of a million and more, as ranges of items, where there are such numbers.
fn amounts(phrase: &Phrase, numbers: &[usize]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for number in numbers.iter().copied() {
        let glued = phrase.word(number).strip_suffix("bn").is_some_and(|figure| figure.parse::<f64>().is_ok());
        if !(glued || matches!(phrase.word(number + 1), "million" | "billion" | "trillion" | "bn" | "mn")) {
            continue;
        }
        let (mut start, at) = (number, number + usize::from(!glued));
        let mut currency = false;
        while start > 0
            && matches!(
                phrase.word(start - 1),
                "$" | "€" | "£" | "us" | "usd" | "eur" | "euro" | "rs" | "¥" | "dollars" | "us$"
            )
        {
            currency = true;
            start -= 1;
        }
        // `50 million dollars`, `50 million U.S. dollars`
        let behind = (at + 1..at + 3).find(|unit| CURRENCIES.contains(&phrase.word(*unit)));
        let country = |word: &str| matches!(word, "" | "us" | "u.s." | "u.s" | "american" | "canadian" | "australian");
        let behind = behind.filter(|unit| *unit == at + 1 || country(phrase.word(at + 1)));
        // `US$100 billion by 2023, and 150 billion by 2030`
        if currency || behind.is_some() || !found.is_empty() {
            found.push(start..behind.unwrap_or(at) + 1);
        }
    }
    found
}

/// `to raise the number of scholarships to 120`, `the goal of 30,000 sailors`: figures that are no sums, where both sides set them.
fn counted(phrase: &Phrase, numbers: &[usize]) -> Vec<Range<usize>> {
    let sum = |at: usize| matches!(phrase.word(at + 1), "million" | "billion" | "trillion" | "bn" | "mn" | "%" | "per");
    let raised = |at: usize| {
        let from = (0..at).rev().take(14).find(|verb| RAISING.contains(&phrase.word(*verb)));
        from.is_some_and(|verb| (verb + 1..at).any(|noun| matches!(phrase.word(noun), "number" | "quota" | "total")))
    };
    let set = |at: usize| at > 1 && phrase.word(at - 1) == "of" && matches!(phrase.word(at - 2), "goal" | "target");
    let figure = |at: &usize| {
        !phrase.is_date(*at)
            && !phrase.is_date(*at + 1)
            && !sum(*at)
            && (phrase.word(at.wrapping_sub(1)) == "to" && raised(*at) || set(*at))
            && setting_verb(phrase, *at).is_some()
    };
    numbers.iter().copied().filter(|at| *at > 0 && figure(at)).map(|at| at..at + 1).collect()
}

/// Verbs of making a figure larger.
pub const RAISING: [&str; 9] = ["raise", "increase", "boost", "lift", "bring", "double", "triple", "expand", "take"];

/// Units of money behind a sum.
const CURRENCIES: [&str; 32] = [
    "dollars",
    "dollar",
    "euros",
    "euro",
    "pounds",
    "yuan",
    "yen",
    "rubles",
    "roubles",
    "rupees",
    "dirhams",
    "marks",
    "crowns",
    "kroner",
    "kronor",
    "francs",
    "pesos",
    "rand",
    "baht",
    "won",
    "riyals",
    "rials",
    "dinars",
    "lire",
    "guilders",
    "shillings",
    "naira",
    "ringgit",
    "rupiah",
    "pesetas",
    "escudos",
    "tenge",
];

/// Words of what sums are of that states agree on.
const FIELDS: [&str; 7] = ["trade", "turnover", "commerce", "exports", "investment", "investments", "exchanges"];

fn is_target(phrase: &Phrase, at: usize) -> bool {
    let field = |word: &str| FIELDS.contains(&word);
    // `set a target of $5 billion for two-way trade`
    let set = || phrase.words(at.saturating_sub(10)..at).any(|word| matches!(word, "target" | "goal"));
    let behind = || phrase.words(at..phrase.items.len().min(at + 10)).any(field);
    let mut before = "";
    let aims = phrase.words(0..at).any(|word| {
        let to = std::mem::replace(&mut before, word) == "to";
        AIMING.contains(&word) || to && REACHING.contains(&word)
    });
    aims && (phrase.words(0..at).any(field) || set() && behind()) && !states_a_fact(phrase, at)
}

/// Words of what is aimed at.
const AIMING: [&str; 18] = [
    "goal",
    "target",
    "aim",
    "aims",
    "aiming",
    "striving",
    "raising",
    "lifting",
    "increasing",
    "bringing",
    "should",
    "boosting",
    "doubling",
    "raise",
    "increase",
    "boost",
    "double",
    "triple",
];

/// Verbs of what is aimed at, behind `to`.
const REACHING: [&str; 9] = ["lift", "bring", "reach", "achieve", "expand", "take", "quadruple", "push", "grow"];

/// `it amounted to 4.6 billion last year`
fn states_a_fact(phrase: &Phrase, at: usize) -> bool {
    phrase.words(at.saturating_sub(10)..at).any(|word| {
        matches!(
            word,
            "reached"
                | "stood"
                | "amounted"
                | "totalled"
                | "totaled"
                | "was"
                | "were"
                | "exceeded"
                | "hit"
                | "surpassed"
                | "worth"
        )
    })
}
