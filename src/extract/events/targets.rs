//! Targets: figures that two sides mean to reach, with amount and deadline.

use super::event::Event;
use super::meeting_candidates::members;
use super::phrase::{ItemKind, Phrase};
use super::reader::Reader;
use super::status::Status;
use crate::extract::dates::{DateExpression, Lead, Year};
use crate::facts::{Label, LinkType};

/// Reads the targets of a sentence.
pub fn read(reader: &mut Reader<'_>, phrase: &Phrase) {
    let all = amounts(phrase);
    let Some(first) = all.iter().find(|amount| is_target(phrase, amount.start)).cloned() else {
        if let Some(first) = all.first() {
            reader.drop(phrase, first.clone(), "a figure that is no target of trade or investment");
        }
        return;
    };
    // `to $100 billion by 2025 and 150 billion by 2030`: those after the first target are targets too.
    let meant = |amount: &std::ops::Range<usize>| amount.start >= first.start && !states_a_fact(phrase, amount.start);
    let amounts: Vec<_> = all.into_iter().filter(meant).collect();
    // Those who set it, if the sentence says so.
    let verb = (0..first.start).find(|verb| phrase.is_verb(*verb) || phrase.is("auxiliary", *verb));
    let mut parties = reader.parties_of(&members(phrase, verb.and_then(|verb| phrase.subject(verb))));
    if parties.len() < 2 {
        parties = reader.focus.parties(reader.mentions).to_vec();
    }
    if parties.len() < 2 {
        return;
    }
    let row = phrase.row(0..first.start);
    let wished =
        [" should ", " propos", " suggest", " hope", " urged ", " called "].iter().any(|word| row.contains(word));
    let agreed = [" agreed ", " decided ", " consented ", " goal ", " target "].iter().any(|word| row.contains(word));
    let status = if wished && !agreed { Status::Proposed } else { Status::Planned };
    for amount in amounts {
        let evidence = phrase.evidence(reader.text, amount.clone());
        let mut event = Event::new(Label::Agreement, "target", status, evidence, "agreement.target");
        let figure = reader.text.slice(phrase.tokens(amount.clone())).to_owned();
        let subject =
            if row.contains(" invest") && !row.contains(" trade ") { "investment" } else { "bilateral trade" };
        event.name = format!("{subject} of {figure}");
        event.amount = Some(figure);
        event.deadline = deadline(phrase, amount.end);
        for party in &parties {
            event.tie(LinkType::PartyTo, *party, None);
        }
        if status == Status::Planned
            && let Some(meeting) = reader.meeting
        {
            event.events.push((LinkType::ReachedAt, meeting));
        }
        reader.keep(event);
    }
}

/// Whether a target stands in a range of items.
pub fn is_stated(phrase: &Phrase, from: usize, to: usize) -> bool {
    amounts(phrase).iter().any(|amount| (from..to).contains(&amount.start) && is_target(phrase, amount.start))
}

/// `by 2030` right after the amount.
fn deadline(phrase: &Phrase, after: usize) -> Option<String> {
    (after..phrase.items.len().min(after + 4)).find_map(|at| match phrase.items[at].kind {
        ItemKind::Date(index) => match phrase.dates.get(index) {
            Some(date) if matches!(date.lead, Lead::By | Lead::At) => match date.expression {
                DateExpression::Year(year) => Some(year.to_string()),
                DateExpression::Month(Some(Year::Written(year)), month, _) => Some(format!("{year}-{month:02}")),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    })
}

/// Sums of money of a million and more, as ranges of items.
fn amounts(phrase: &Phrase) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for at in 0..phrase.items.len() {
        let scale = matches!(phrase.word(at), "million" | "billion" | "trillion" | "bn" | "mn");
        let number = at > 0 && phrase.word(at - 1).starts_with(|c: char| c.is_ascii_digit());
        let glued = phrase.word(at).strip_suffix("bn").is_some_and(|figure| figure.parse::<f64>().is_ok());
        if !(scale && number || glued) {
            continue;
        }
        let mut start = if glued { at } else { at - 1 };
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
        currency |= matches!(
            phrase.word(at + 1),
            "dollars" | "euros" | "pounds" | "yuan" | "yen" | "rubles" | "roubles" | "rupees" | "dirhams"
        );
        // `US$100 billion by 2023, and 150 billion by 2030`
        if currency || !found.is_empty() {
            found.push(start..at + 1);
        }
    }
    found
}

fn is_target(phrase: &Phrase, at: usize) -> bool {
    let row = phrase.row(0..at);
    let before = phrase.row(at.saturating_sub(10)..at);
    let fields = [" trade ", " turnover ", " commerce ", " exports ", " investment ", " investments ", " exchanges "];
    // `set a target of $5 billion for two-way trade`
    let behind = phrase.row(at..phrase.items.len().min(at + 10));
    let set = [" target ", " goal "].iter().any(|word| before.contains(word));
    let field = fields.iter().any(|word| row.contains(word) || set && behind.contains(word));
    let aims = [
        " goal ",
        " target ",
        " aim ",
        " aims ",
        " aiming ",
        " striving ",
        " to raise ",
        " to lift ",
        " to increase ",
        " to boost ",
        " to bring ",
        " to double ",
        " to triple ",
        " to reach ",
        " to achieve ",
        " to expand ",
        " to take ",
        " raising ",
        " lifting ",
        " increasing ",
        " bringing ",
        " should ",
        " boosting ",
        " doubling ",
        " to quadruple ",
        " to push ",
        " raise ",
        " increase ",
        " boost ",
        " double ",
        " triple ",
        " to grow ",
    ];
    field && aims.iter().any(|word| row.contains(word)) && !states_a_fact(phrase, at)
}

/// `it amounted to 4.6 billion last year`
fn states_a_fact(phrase: &Phrase, at: usize) -> bool {
    let before = phrase.row(at.saturating_sub(10)..at);
    let states = [
        " reached ",
        " stood ",
        " amounted ",
        " totalled ",
        " totaled ",
        " was ",
        " were ",
        " exceeded ",
        " hit ",
        " surpassed ",
        " worth ",
    ];
    states.iter().any(|word| before.contains(word))
}
