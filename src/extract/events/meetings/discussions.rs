//! Talks that a verb of discussing tells: `X and Y discussed …`, `X consulted with Y`.

use super::super::event::Event;
use super::super::lexicon::Form;
use super::super::noun_phrase::{members, members_together};
use super::super::phrase::{ItemKind, Phrase, remote};
use super::super::reader::Reader;
use super::super::status;
use super::super::verb_chain::spends_time;
use super::candidates::{Candidate, add};
use super::with_whom::with_whom;
use crate::facts::LinkType;

/// `X and Y discussed …`, `X discussed … with Y`.
pub(super) fn discuss(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    // `had negotiated the text in Tripoli from 18 to 22 July`: with day and place it is a meeting.
    let told = || {
        let clause = at..phrase.clause_end(at);
        let place = |at: usize| matches!(phrase.items[at].kind, ItemKind::Place(_));
        clause.clone().any(|at| phrase.is_date(at)) && clause.into_iter().any(place)
    };
    let negotiates = |(_, length): &(Form, usize)| {
        phrase.object(at + length).is_none() && (!names_paper(phrase, at + length) || told())
    };
    let (form, length) = phrase.verb("Discuss", at).or_else(|| phrase.verb("Negotiate", at).filter(negotiates))?;
    // `after consulting with X`
    let gerund = form == Form::Ing && at > 0 && matches!(phrase.word(at - 1), "after" | "before" | "while" | "upon");
    // `spent two hours discussing trade`
    let spent = spends_time(phrase, at).is_some();
    if form == Form::Ing && !(gerund || spent) || phrase.is_passive(at, form) {
        return None;
    }
    // `A met B to discuss trade`: the meeting is told already.
    let met = |verb: usize| phrase.verb("Meet", verb).is_some_and(|(form, _)| form != Form::Ing);
    if at > 0 && phrase.word(at - 1) == "to" && (phrase.clause_start(at)..at).any(met) {
        return None;
    }
    let subject = phrase.subject(at)?;
    let end = phrase.clause_end(at);
    // `discussed relations with Z`: Z is not there.
    let consults = phrase.word(at).starts_with("consult");
    let whom = phrase.object(at + length).filter(|_| consults);
    // `With Minister Y on Tuesday, X discussed trade`
    let fronted = || phrase.actors_after(&["with"], 0, subject).filter(|_| phrase.word(0) == "with");
    let with = with_whom(phrase, at + length, end).or(whom).or_else(fronted);
    // `discussed trade with Minister Y`: a person is no country with which one trades.
    let alone = phrase.actors(subject).is_some_and(|actors| actors.members.len() == 1);
    let with = with.or_else(|| {
        let with = phrase.actors_after(&["with"], at + length, end).filter(|_| alone)?;
        members(phrase, Some(with)).iter().all(|one| reader.is_person(*one)).then_some(with)
    });
    if gerund && with.is_none() {
        return None;
    }
    let people = members_together(phrase, Some(subject));
    // `gave a dinner for X. They discussed trade`: at table.
    let refers = with.is_none() && phrase.actors(subject).is_some_and(|actors| actors.reference);
    let at_table = |event: &Event| {
        let just = event.evidence.last().is_some_and(|told| told.sentence as usize + 1 >= phrase.sentence);
        event.kind == "other"
            && just
            && people.iter().all(|one| event.tied(LinkType::Attended).any(|other| other == *one))
    };
    let meal = reader.meeting.filter(|_| refers).filter(|meal| reader.events.get(*meal).is_some_and(at_table));
    if let Some(event) = meal.and_then(|meal| reader.events.get_mut(meal)) {
        event.evidence.push(phrase.evidence(reader.text, at..at + length));
        return Some(length);
    }
    add(
        reader,
        phrase,
        Candidate {
            kind: remote(phrase, at..end).unwrap_or("talks"),
            status: status::of_verb(phrase, at),
            subject: people,
            object: members(phrase, with),
            subject_role: "participant",
            object_role: "participant",
            each: false,
            trigger: at..at + length,
            rule: "meeting.discuss",
            explicit: true,
            definite: refers,
        },
    );
    Some(length)
}

/// `negotiated a treaty with X`: a paper, and not a meeting.
fn names_paper(phrase: &Phrase, from: usize) -> bool {
    let end = phrase.clause_end(from);
    let with = (from..end).find(|at| phrase.word(*at) == "with").unwrap_or(end);
    (from..with).any(|at| phrase.noun("instrument", at).is_some())
}
