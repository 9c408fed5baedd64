//! Whom the words behind a meeting name: those after `with`, further ones, its host and those whom it gathers.

use super::super::lexicon::Form;
use super::super::noun_phrase::members;
use super::super::phrase::{ItemKind, Phrase};
use super::super::reader::Reader;
use super::attendance;
use super::candidates::Candidate;

/// Those after `with`, unless it belongs to `relations with`, `trade with`.
pub(super) fn with_whom(phrase: &Phrase, from: usize, end: usize) -> Option<usize> {
    let with = phrase.actors_after(&["with"], from, end).filter(|with| {
        let preposition = (from..*with).rev().find(|before| phrase.word(*before) == "with").unwrap_or(from);
        preposition == from || !phrase.is("relation", preposition - 1)
    });
    // `held talks with Ms X's deputy, Y`
    with.or_else(|| relative_named(phrase, from + 1).filter(|_| phrase.word(from) == "with"))
}

/// `met Ms X's predecessor, Y`: the one named behind whoever is called after another.
pub(super) fn relative_named(phrase: &Phrase, from: usize) -> Option<usize> {
    let owner = (from..from + 2).find(|at| phrase.actors(*at).is_some_and(|actors| actors.possessive))?;
    let comma = (owner + 2..owner + 4).find(|at| phrase.word(*at) == ",")?;
    let plain = (owner + 1..comma).all(|at| phrase.items[at].kind == ItemKind::Word && !phrase.is_verb(at));
    phrase.actors(comma + 1).filter(|actors| plain && !actors.possessive).map(|_| comma + 1)
}

/// `met with A, with B and with C`, `called on A and on B`: the further ones.
pub(super) fn also_with(phrase: &Phrase, first: Option<usize>, end: usize, preposition: &str) -> Vec<usize> {
    let Some(first) = first else { return Vec::new() };
    (first + 2..end.min(first + 40))
        .filter(|at| {
            let with = (first + 1..*at).rev().take(4).find(|before| phrase.word(*before) == preposition);
            // `and on Tuesday in Quito with B`
            let between = |item: usize| {
                phrase.is_date(item)
                    || matches!(phrase.items[item].kind, ItemKind::Place(_))
                    || matches!(phrase.word(item), "on" | "in" | "at" | "later" | "then" | "separately" | "also")
            };
            with.and_then(|with| (first + 1..with).rev().find(|item| !between(*item)))
                .is_some_and(|opens| matches!(phrase.word(opens), "," | "and"))
                && (at + 1..at + 3).all(|by| attendance::standing_by(phrase, by).is_none())
                && phrase.actors(*at).is_some_and(|actors| !actors.possessive && !actors.members.is_empty())
        })
        .collect()
}

/// `met A in Lima on Sunday and B in Quito on Monday`: those of whom the same verb is told with another place or day.
pub(super) fn elsewhere(phrase: &Phrase, object: Option<usize>) -> Vec<usize> {
    let Some(first) = object else { return Vec::new() };
    let told = |at: usize| {
        phrase.is_date(at)
            || matches!(phrase.items.get(at).map(|item| &item.kind), Some(ItemKind::Place(_)))
            || matches!(phrase.word(at), "in" | "on" | "at" | "," | "later" | "then")
    };
    let mut others = Vec::new();
    let mut at = first + 1;
    loop {
        let end = (at..phrase.items.len()).find(|at| !told(*at)).unwrap_or(at);
        let and = phrase.word(end) == "and";
        let more = end > at && and || end > at + 1 && phrase.word(end - 1) == ",";
        let other = if and { end + 1 } else { end };
        // `and on Wednesday B.`
        let later = (other..other + 4).find(|at| !told(*at)).filter(|later| and && *later > other);
        let dated = later.is_some_and(|later| (other..later).any(|at| phrase.is_date(at)));
        let named = |at: usize| phrase.actors(at).is_some_and(|who| !who.possessive && !who.members.is_empty());
        // `and Y on Tuesday flew home`: another deed.
        let acts = |from: usize| {
            let next = (from..from + 6).find(|at| !told(*at));
            next.is_some_and(|next| phrase.is("auxiliary", next) || phrase.is_verb(next) || phrase.is_past(next))
        };
        if acts(later.unwrap_or(other) + 1) {
            return others;
        }
        if let Some(later) =
            later.filter(|at| more && dated && named(*at) && matches!(phrase.word(at + 1), "." | "," | ""))
        {
            others.push(later);
            return others;
        }
        // `On Monday X met A, on Tuesday B and on Wednesday C`
        let inverted = !and && phrase.word(at) == "," && (at..end).any(|at| phrase.is_date(at)) && named(end);
        if inverted && matches!(phrase.word(end + 1), "and" | "," | ".") && !told(end + 2) {
            others.push(end);
            at = end + 1;
            continue;
        }
        // `and Z, the president of Chile, in Quito`
        let apart = phrase.word(other + 1) == "," && matches!(phrase.word(other + 2), "in" | "on" | "at");
        if !(more && named(other) && told(other + 1) && (phrase.word(other + 1) != "," || apart)) {
            return others;
        }
        others.push(other);
        at = other + 1;
    }
}

/// `a conference on railways, which Norway will host in Oslo`.
pub(super) fn host_behind(phrase: &Phrase, noun: usize) -> Option<usize> {
    let end = phrase.items.len().min(noun + 14);
    let which = (noun + 1..end).find(|which| matches!(phrase.word(*which), "which" | "that"))?;
    let another = (noun + 1..which).any(|other| phrase.noun("meeting", other).is_some());
    let host = phrase.actors(which + 1).filter(|_| !another).map(|_| which + 1)?;
    let verb = (host + 1..host + 5)
        .find(|verb| ["Cohost", "Receive", "Chair"].iter().any(|class| phrase.verb(class, *verb).is_some()))?;
    let direct =
        (host + 1..verb).all(|at| phrase.is("auxiliary", at) || matches!(phrase.word(at), "to" | "due" | "also"));
    direct.then_some(host)
}

/// `brought together A and B`, `gathered the ministers of A and B`: those whom the meeting gathers.
pub(super) fn gathers_whom(phrase: &Phrase, noun: usize) -> Option<usize> {
    let end = phrase.clause_end(noun).min(noun + 12);
    let verb = (noun + 1..end).find(|verb| {
        matches!(phrase.word(*verb), "brought" | "brings" | "gathered" | "gathers" | "drew" | "draws" | "united")
    })?;
    let alone = (noun + 1..verb).all(|at| phrase.actors(at).is_none() && !phrase.is("auxiliary", at));
    // `brought to Oslo Presidents X and Y`
    let placed = phrase.word(verb + 1) == "to"
        && matches!(phrase.items.get(verb + 2).map(|item| &item.kind), Some(ItemKind::Place(_)));
    let from = verb + 1 + if placed { 2 } else { usize::from(phrase.word(verb + 1) == "together") };
    phrase.object(from).filter(|_| alone)
}

/// `the conference was co-chaired by A and B`: those after `by` and their role.
pub(super) fn passive_agent(phrase: &Phrase, noun: usize) -> Option<(usize, &'static str)> {
    let end = phrase.clause_end(noun);
    // `the summit, which is hosted by X`
    let end = if phrase.word(end) == "which" { phrase.clause_end(end) } else { end };
    let tells = |at: usize| {
        ["Chair", "Cohost", "Attend"].iter().any(|class| phrase.verb(class, at).is_some())
            || matches!(phrase.word(at), "opened" | "given" | "offered" | "tendered")
    };
    let verb = (noun + 1..end).find(|at| tells(*at));
    // `The talks, held up for years by a quarrel, had been taken up again by A and B`
    let far = phrase.items.len().min(noun + 24);
    let conducted = || (noun + 1..far).filter(|at| conducts(phrase, *at));
    verb.and_then(|verb| agent_of(phrase, noun, verb, false))
        .or_else(|| conducted().find_map(|verb| agent_of(phrase, noun, verb, true)))
}

/// `Talks had been held in Rome by A and B`, `were taken up again by A and B`: those who did it were at the talks.
fn conducts(phrase: &Phrase, verb: usize) -> bool {
    let taken_up = phrase.word(verb) == "taken" && phrase.word(verb + 1) == "up";
    taken_up || phrase.verb("Hold", verb).is_some_and(|(form, _)| form == Form::Past)
}

/// Those after the `by` of a passive verb that has the event named by a noun as its subject, and their role. Where it
/// was `conducted` by them they stand right behind.
fn agent_of(phrase: &Phrase, noun: usize, verb: usize, conducted: bool) -> Option<(usize, &'static str)> {
    // `was opened in Oslo on Tuesday by X`
    let tells = |at: &usize| {
        phrase.is_date(*at)
            || matches!(phrase.items[*at].kind, ItemKind::Place(_))
            || matches!(phrase.word(*at), "in" | "at" | "on" | "here" | "jointly" | "up" | "again")
            // `given in his honour by X`, `given for her by X`
            || matches!(phrase.word(*at), "for" | "honour" | "honor")
            || phrase.actors(*at).is_some_and(|guest| guest.reference && !guest.plural)
    };
    let by = (verb + 1..phrase.items.len()).find(|at| !tells(at)).filter(|by| phrase.word(*by) == "by")?;
    let alone = (noun + 1..verb).all(|at| phrase.actors(at).is_none());
    let agent = (by + 1..phrase.items.len()).find(|at| phrase.actors(*at).is_some_and(|actors| !actors.possessive));
    // `was opened on Friday by a call on X`
    let agent = agent.filter(|agent| (by + 1..*agent).all(|at| phrase.noun("meeting", at).is_none()));
    // `were held by video, X said`
    let agent = agent.filter(|agent| !conducted || (by + 1..*agent).all(|at| phrase.is("determiner", at)));
    let role = match phrase.word(verb) {
        "chaired" => "chair",
        word if word.starts_with("co") && word.contains("chair") => "cochair",
        "attended" | "joined" | "addressed" | "opened" => "participant",
        _ if conducted => "participant",
        _ => "host",
    };
    agent.filter(|_| alone).map(|agent| (agent, role))
}

/// `Minister X will represent Peru at the summit`, `Peru was represented by Minister X at the summit`: X is there.
pub(super) fn represented(reader: &Reader<'_>, phrase: &Phrase, start: usize, candidate: &mut Candidate) {
    let at_noun = (start.saturating_sub(3)..start).any(|at| matches!(phrase.word(at), "at" | "in"));
    let verb = (phrase.clause_start(start)..start)
        .rev()
        .find(|at| matches!(phrase.word(*at), "represent" | "represents" | "represented" | "representing"));
    let Some(verb) = verb.filter(|_| at_noun) else { return };
    let passive = verb > 0 && phrase.is("be", verb - 1);
    let who = if passive { phrase.actors_after(&["by"], verb + 1, start) } else { phrase.subject(verb) };
    let mut people = members(phrase, who);
    people.retain(|one| reader.is_person(*one));
    let lands: Vec<_> = people.iter().filter_map(|one| reader.country_of(*one)).collect();
    candidate.subject.retain(|one| !lands.contains(one));
    candidate.object.retain(|one| !lands.contains(one));
    candidate.object.extend(people.into_iter().filter(|one| !candidate.subject.contains(one)));
}
