//! Meetings: talks, calls, receptions, summits, dialogues, conferences and ceremonies.

mod around;
mod attendance;
mod calls;
mod candidates;
mod captions;
mod commissions;
mod conversations;
mod counted;
mod discussions;
mod hospitality;
mod implied;
mod inaugurations;
mod known;
mod noun_kinds;
mod nouns;
mod places;
mod receptions;
mod sessions;
mod slots;
mod with_whom;

use std::sync::LazyLock;

pub(super) use receptions::ends_with_airport;

use super::lasting;
use super::lexicon::Form;
use super::noun_phrase::{Members, members, members_together};
use super::phrase::{ItemKind, Phrase, remote};
use super::reader::Reader;
use super::rolls;
use super::rule::{Reads, Rule, Rules};
use super::status;
use super::verb_chain::chain_start;
use crate::extract::mention::EntityIndex;
use crate::facts::LinkType;
use crate::text::Flags;
use calls::{phone, summon};
use candidates::{Candidate, add};
use discussions::discuss;
use nouns::noun_of_meeting;
use receptions::{credentials, receive};
use sessions::states_of_body;
use with_whom::{also_with, elsewhere, relative_named};

/// Reads the meetings of a sentence.
pub fn read(reader: &mut Reader<'_>, phrase: &Phrase) {
    reader.at_each(phrase, |reader, at| {
        attendance::read(reader, phrase, at);
        reader.first_of(&BY_WORD, phrase, at)
    });
    attendance::settle(reader, phrase);
    rolls::read_roll(reader, phrase);
}

/// Meetings told by a verb, then by a noun.
const RULES: [Rule<Reads>; 17] = [
    sessions::CONVENED,
    Rule::begun_by(&["together"], together),
    Rule::begun_by(&["venue"], venue),
    Rule::begun_by(
        &["Meet", "Shake", "See", "convene", "convenes", "convened", "resume", "reconvene", "reconvened"],
        meet,
    ),
    Rule::begun_by(&["Discuss", "Negotiate"], discuss),
    Rule::begun_by(&["Receive", "Credentials", "accept", "accepts", "accepted"], credentials),
    Rule::begun_by(&["Receive", "Welcome"], receive),
    Rule::begun_by(&["Phone", "Speak", "Call", "respects", "visit", "visits"], phone),
    Rule::begun_by(&["Summon"], summon),
    conversations::RULE,
    captions::RULE,
    inaugurations::RULE,
    commissions::RULE,
    counted::RULE,
    lasting::NOUN,
    lasting::VERB,
    Rule::begun_by(&["meeting"], noun_of_meeting),
];

/// The same by the words that begin them.
static BY_WORD: LazyLock<Rules<Reads>> = LazyLock::new(|| Rules::new(const { &RULES }));

/// `X met Y`, `X and Y will meet`, `X shook hands with Y`.
fn meet(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let (form, length) = phrase
        .verb("Meet", at)
        .or_else(|| phrase.verb("Shake", at))
        .or_else(|| convened(phrase, at))
        .or_else(|| see(reader, phrase, at))?;
    // `will have a working lunch`: a noun.
    let before = at.checked_sub(1).map_or("", |before| phrase.word(before));
    let meal = matches!(phrase.word(at), "lunch" | "breakfast");
    // `gave a farewell lunch`
    let article = (at.saturating_sub(3)..at).rev().find(|article| phrase.is("determiner", *article));
    let given = article.is_some_and(|article| (article..at).all(|between| phrase.actors(between).is_none()));
    // `invited X to lunch`
    let asked = before == "to" && at > 1 && phrase.actors(at - 2).is_some();
    if meal && (before == "working" || given || asked || phrase.noun("meeting", at + 1).is_some()) {
        return None;
    }
    let start = chain_start(phrase, at);
    if phrase.items.last().is_some_and(|mark| mark.word == "?") {
        reader.drop(phrase, at..at + length, "only asked about");
        return Some(length);
    }
    // `after meeting President X`
    let named = phrase.object(at + length).is_some_and(|object| object <= at + length + 1);
    let gerund = named && at > 0 && matches!(phrase.word(at - 1), "after" | "before" | "by" | "while" | "upon");
    // `has proposed meeting President X`
    let proposes = phrase.word(at) == "meeting" && at > 0 && phrase.verb("Request", at - 1).is_some();
    let gerund = gerund || named && proposes;
    // `left Oslo without meeting X`
    if phrase.word(at) == "meeting" && matches!(before, "without" | "avoided" | "avoid") && named {
        reader.drop(phrase, at..at + length, "denied: no such meeting took place");
        return Some(length);
    }
    // `will visit Sofia on Monday, meeting her counterpart`: what goes with the verb before.
    let main = (phrase.clause_start(at)..at)
        .rev()
        .find(|verb| phrase.is_verb(*verb) && !phrase.word(*verb).ends_with("ing") && !phrase.is("preposition", *verb))
        .filter(|_| named && matches!(before, "," | "and") && phrase.word(at) == "meeting");
    // `Meeting President X in Lima on Monday, Y said …`
    let opening = named && at == 0 && phrase.word(at) == "meeting" && phrase.subject(at).is_some();
    let verbal = gerund || opening || main.is_some() || start < at && phrase.is("be", at - 1) || convenes(phrase, at);
    if matches!(phrase.word(at), "meeting" | "gathering") && !verbal {
        return None;
    }
    if is_regular(phrase, at) {
        reader.drop(phrase, at..at + length, "regular meetings, not one in particular");
        return Some(length);
    }
    // `met the conditions`, `met with criticism`: no actors, no meeting.
    let end = phrase.clause_end(at);
    let object = phrase
        .whom(at + length)
        .or_else(|| phrase.actors_after(&["with"], at + length, end))
        .or_else(|| relative_named(phrase, at + length));
    let from = object.unwrap_or(at + length);
    let object = among_them(reader, phrase, from, object.is_none()).or(object);
    // `was met at the airport by X`: a welcome.
    if object.is_none() && phrase.is_passive(at, form) && phrase.actors_after(&["by"], at + length, end).is_some() {
        return None;
    }
    let subject = phrase.subject(main.unwrap_or(at));
    let mut subject = members_together(phrase, subject);
    let object_members = members(phrase, object);
    if object_members.is_empty()
        && let Some(states) = states_of_body(reader, phrase, at, &subject)
    {
        subject = states;
    }
    // `will meet members of the Danish community`: nobody who is named, and of no state.
    let others = object.is_none()
        && phrase.items.get(at + length).is_some_and(|next| {
            let other = ["preposition", "adverb", "conjunction", "auxiliary", "clause"];
            let name = reader.text.has(next.tokens.start, Flags::CAPITALISED);
            let noun = next.kind == ItemKind::Word && !name && !other.iter().any(|class| next.known.is(class));
            noun || matches!(next.kind, ItemKind::Adjective(_))
        });
    if others && subject.len() == 1 && reader.is_person(subject[0]) {
        reader.drop(phrase, at..at + length, "with whom is not named");
        return Some(length);
    }
    // `agreed that their foreign ministers will meet in X`: people without names.
    let unnamed = subject.is_empty() && object_members.is_empty();
    let who = start.wrapping_sub(1);
    let several = phrase.is("people", who) && phrase.word(who).ends_with('s');
    if unnamed && !several && !phrase.actors(who).is_some_and(|actors| actors.plural) {
        return None;
    }
    subject = facing(reader, phrase, at, subject, &object_members);
    if subject.is_empty() && !unnamed {
        subject = reader.focus.acting(reader.mentions).into_iter().collect();
    }
    let listed = object.and_then(|at| phrase.actors(at)).is_some_and(|actors| actors.listed);
    // `met the ministers of A, B and C`: several of one office.
    let holders = subject.len() == 1 && object_members.len() > 1 && !several_refer(phrase, object);
    let listed = listed || holders;
    // `lunched with A, B and C`: at one table.
    let table = phrase.verb("Dine", at).is_some();
    let joint = ["together", "three-way", "trilateral", "tripartite", "four-way", "quadrilateral"];
    let together = table || phrase.words(at..end).any(|word| joint.contains(&word)) || phrase.is_passive(at, form);
    let persons = object_members.iter().all(|member| !reader.is_country(*member));
    let mut others = also_with(phrase, object, end, "with");
    others.extend(elsewhere(phrase, object));
    // `met over dinner in Oslo`: the dinner that is told of next.
    let meal = |at: usize| matches!(phrase.word(at), "dinner" | "lunch" | "breakfast");
    let over = matches!(phrase.word(at + length), "over" | "for" | "at");
    let meal = (at + length + 1..at + length + 4).find(|noun| over && meal(*noun));
    let status = status::of_verb(phrase, main.unwrap_or(at));
    let first = Candidate {
        kind: if table && object_members.len() > 1 { "other" } else { remote(phrase, at..end).unwrap_or("talks") },
        status,
        subject: subject.clone(),
        object: object_members,
        subject_role: "participant",
        object_role: "participant",
        each: listed && !together && (persons || holders && names_office(reader, phrase, object)),
        trigger: at..object.max(meal).map_or(at + length, |last| last + 1).max(at + length),
        rule: "meeting.meet",
        explicit: true,
        definite: false,
    };
    for other in others {
        let object = members(phrase, Some(other));
        let trigger = other..other + 1;
        add(reader, phrase, Candidate { object, subject: subject.clone(), trigger, ..first.clone() });
    }
    for place in met_again(phrase, at + length, end) {
        add(reader, phrase, Candidate { trigger: place..place + 1, ..first.clone() });
    }
    add(reader, phrase, first);
    Some(length)
}

/// `A and B, meeting in Oslo, agreed`, `Meeting in Oslo, A and B agreed`: several who meet each other.
fn convenes(phrase: &Phrase, at: usize) -> bool {
    let next = at + 1;
    let where_and_how = matches!(phrase.word(next), "in" | "at" | "on" | "here" | "for" | "under" | "behind")
        || phrase.is("adverb", next)
        || phrase.is_date(next)
        || phrase.word(next).ends_with("ly");
    let several = |at: usize| phrase.actors(at).is_some_and(|actors| actors.plural && !actors.possessive);
    let behind_name = at > 1 && phrase.word(at - 1) == "," && several(at - 2);
    let before_name = || at == 0 && phrase.subject(at).is_some_and(several);
    where_and_how && (behind_name || before_name())
}

/// `The commission convened in Oslo`, and not `convened a meeting`.
fn convened(phrase: &Phrase, at: usize) -> Option<(Form, usize)> {
    let form = match phrase.word(at) {
        "convened" => Form::Past,
        "convenes" => Form::Third,
        "convene" => Form::Base,
        // `agreed to resume on 10 May`
        "resume" | "reconvene" if phrase.word(at.wrapping_sub(1)) == "to" || they(phrase, at) => Form::Base,
        "reconvened" => Form::Past,
        _ => return None,
    };
    let where_or_when =
        phrase.is_date(at + 1) || matches!(phrase.word(at + 1), "in" | "at" | "on" | "for" | "here" | "again");
    (where_or_when && !phrase.is_passive(at, form)).then_some((form, 1))
}

/// `The talks were adjourned. They resume on Friday`, `They will resume on Friday`
fn they(phrase: &Phrase, verb: usize) -> bool {
    let who = verb.checked_sub(1 + usize::from(phrase.is("auxiliary", verb.wrapping_sub(1))));
    who.and_then(|who| phrase.actors(who)).is_some_and(|who| who.reference && who.plural)
}

/// `meet every year`, `met three times since May`: no meeting in particular.
fn is_regular(phrase: &Phrase, at: usize) -> bool {
    let mut before = "";
    phrase.words(at..phrase.items.len()).any(|word| {
        let counted = match std::mem::replace(&mut before, word) {
            "twice" | "once" => word == "a",
            "times" => matches!(word, "a" | "since" | "in"),
            _ => false,
        };
        counted || matches!(word, "every" | "annually" | "regularly")
    })
}

/// `met in Lima on August 5 and in La Paz in October`: the second place, which has a day of its own.
pub(super) fn met_again(phrase: &Phrase, from: usize, end: usize) -> Vec<usize> {
    let place = |at: usize| matches!(phrase.items.get(at).map(|item| &item.kind), Some(ItemKind::Place(_)));
    let dated = |at: usize| phrase.is_date(at) || matches!(phrase.word(at), "on" | "in") && phrase.is_date(at + 1);
    let place_first = (from..end).find(|at| place(*at)).filter(|at| dated(at + 1));
    let Some(first) = place_first else { return Vec::new() };
    (first + 2..end)
        .filter(|at| place(*at) && dated(at + 1) && phrase.word(at - 1) == "in")
        .filter(|at| matches!(phrase.word(at - 2), "and" | ",") || phrase.word(at - 2) == "again")
        .filter(|at| (first..*at).all(|between| phrase.actors(between).is_none() && !phrase.is_verb(between)))
        .collect()
}

/// `He also met Minister Y`: not who is of Y's own country, where a traveller of another is spoken of.
pub(super) fn facing(reader: &Reader<'_>, phrase: &Phrase, verb: usize, subject: Members, object: &Members) -> Members {
    let pronoun = phrase.subject(verb).is_some_and(|at| {
        phrase.items[at].tokens.len() == 1 && phrase.actors(at).is_some_and(|actors| actors.reference && !actors.plural)
    });
    let [person] = subject[..] else { return subject };
    let own = reader.country_of(person).filter(|_| pronoun && !object.is_empty());
    // `met X in Lima. He also met the Minister of Mines, Y`: a minister whose country nobody tells is of the country at home.
    let local = |other: EntityIndex, own| {
        reader.focus.ground == Some(own) && reader.is_person(other) && reader.country_of(other).is_none()
    };
    let same =
        |own: EntityIndex| object.iter().all(|other| reader.country_of(*other) == Some(own) || local(*other, own));
    let other = own.filter(|own| same(*own)).and_then(|own| reader.focus.of_other_side(reader.mentions, own));
    other.map_or(subject, |other| Members::from_slice(&[other]))
}

/// Whether an object is a group that was named before: `met them`, `met the two ministers`.
pub(super) fn several_refer(phrase: &Phrase, object: Option<usize>) -> bool {
    let Some(actors) = object.and_then(|at| phrase.actors(at)) else { return true };
    let first = object.and_then(|at| phrase.items.get(at)).map_or(0, |item| item.tokens.len());
    actors.reference && first < 4
}

/// `the ministers of A, B and C`: people, and not the countries.
pub(super) fn names_office(reader: &Reader<'_>, phrase: &Phrase, object: Option<usize>) -> bool {
    let item = object.and_then(|at| phrase.items.get(at));
    item.is_some_and(|item| {
        reader.text.single_words(item.tokens.clone()).any(|word| super::lexicon::is("people", word))
    })
}

/// `met his counterparts, including X of Peru and Y of Chile`, `met a number of ministers, including X`: those of a group who are
/// named.
fn among_them(reader: &Reader<'_>, phrase: &Phrase, from: usize, unnamed: bool) -> Option<usize> {
    let reach = if unnamed { from + 1..from + 8 } else { from + 2..from + 3 };
    let group = unnamed || phrase.actors(from).is_some_and(|actors| actors.reference && actors.plural);
    let mut including = reach.filter(|_| group);
    let including = including.find(|at| phrase.word(*at) == "including" && phrase.word(at - 1) == ",")?;
    let named = members(phrase, Some(including + 1));
    (!named.is_empty() && named.iter().all(|one| reader.is_person(*one))).then_some(including + 1)
}

/// `will see the prime minister`: seeing a person, ahead.
fn see(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<(Form, usize)> {
    let (form, length) = phrase.verb("See", at)?;
    if matches!((phrase.word(at + length), phrase.word(at + length + 1)), ("each", "other") | ("one", "another")) {
        return Some((form, length));
    }
    let ahead = matches!(phrase.word(at.checked_sub(1)?), "will" | "to" | "would");
    let object = phrase.whom(at + length)?;
    let before = object < at;
    let person = members(phrase, Some(object)).iter().any(|member| reader.is_person(*member));
    // `saw the foreign minister in Lima`, and not `saw him off`, `saw X as`
    let plain = before
        || phrase.is_date(object + 1)
        || matches!(phrase.word(object + 1), "" | "." | "," | ";" | "and" | "in" | "on" | "at" | "twice" | "again");
    // `saw him at the palace`, `will be seeing X`
    let place = |at: usize| matches!(phrase.items.get(at).map(|item| &item.kind), Some(ItemKind::Place(_)));
    let there = matches!(phrase.word(object + 1), "at" | "in") && (object + 2..object + 5).any(place);
    let named = there || phrase.actors(object).is_some_and(|actors| !actors.reference);
    let ahead = ahead || form == Form::Ing && matches!(phrase.word(at - 1), "be" | "after" | "before");
    let saw = phrase.word(at) == "saw" || phrase.word(at) == "seen" && phrase.is_perfect(at - 1);
    let past = saw && plain && named;
    // `sees the prime minister on Friday`
    let sees = phrase.word(at) == "sees" && plain && phrase.narrates && super::present::names_day_to_come(phrase, at);
    (matches!(form, Form::Base | Form::Ing) && ahead && person || (past || sees) && person).then_some((form, length))
}

/// `The venue will be Lima`, `the venue of the talks, Lima`: where the meeting just told is held.
fn venue(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    if phrase.word(at) != "venue" {
        return None;
    }
    let (place, city) = (at + 1..at + 9).find_map(|place| match phrase.items.get(place)?.kind {
        ItemKind::Place(entity) if reader.is_city(entity) => Some((place, entity)),
        _ => None,
    })?;
    let told = phrase.is("be", place - 1) || matches!(phrase.word(place - 1), "in" | ",");
    let settled = (at..place).all(|verb| !phrase.is_verb(verb) || phrase.is("be", verb));
    let meeting = reader.events.get_mut(reader.meeting?).filter(|_| told && settled)?;
    let open = meeting.tied(LinkType::HeldIn).next().is_none();
    open.then(|| meeting.tie(LinkType::HeldIn, city, None))?;
    Some(1)
}

/// `A, B and C were together for hours`.
fn together(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    if phrase.word(at) != "together" || !phrase.is("be", at.checked_sub(1)?) {
        return None;
    }
    let subject = phrase.subject(at)?;
    let candidate = Candidate {
        kind: "talks",
        status: status::of_verb(phrase, at),
        subject: members(phrase, Some(subject)),
        object: Members::new(),
        subject_role: "participant",
        object_role: "participant",
        each: false,
        trigger: at - 1..at + 1,
        rule: "meeting.together",
        explicit: true,
        definite: true,
    };
    add(reader, phrase, candidate);
    Some(1)
}
