//! Who takes part in a meeting that a noun names: from `between`, `with`, `of`, the owner, the verb and the sentence.

use super::super::after_noun::AfterNoun;
use super::super::event::Event;
use super::super::noun_phrase::{Members, members, members_together};
use super::super::noun_status;
use super::super::phrase::{ItemKind, Phrase};
use super::super::reader::Reader;
use super::super::status::{self, Status};
use super::candidates::Candidate;
use super::hospitality::is_meal;
use super::places::place_as_subject;
use super::with_whom::{gathers_whom, host_behind, passive_agent, with_whom};
use super::{facing, names_office, several_refer};
use crate::extract::mention::EntityIndex;
use crate::facts::LinkType;

/// Who meets, from what stands around the noun.
pub(super) fn noun_slots(
    reader: &Reader<'_>,
    phrase: &Phrase,
    at: usize,
    start: usize,
    end: usize,
    kind: &'static str,
) -> Option<Candidate> {
    let between = phrase.actors_after(&["between", "among"], at + 1, end).filter(|group| {
        let preposition = (at + 1..*group).rev().find(|word| matches!(phrase.word(*word), "between" | "among"));
        // `talks with X on the relations between the two countries`
        preposition
            .is_none_or(|word| !(at + 1..word).any(|with| phrase.word(with) == "with") || !is_noun(phrase, word - 1))
    });
    let between = between.or_else(|| of_ministries(phrase, at + 1, end));
    let with = with_whom(phrase, at + 1, end).or_else(|| {
        // `with his counterpart, X will hold talks`
        let clause = phrase.clause_start(at);
        phrase.actors_between(clause, start).into_iter().find(|(word, _)| *word == "with").map(|(_, at)| at)
    });
    // `recalled its ambassador for consultations`: nobody else is consulted.
    let recalled = |verb: usize| phrase.word(verb).starts_with("recall");
    if phrase.word(at).starts_with("consultation") && with.is_none() && (phrase.clause_start(at)..at).any(recalled) {
        return None;
    }
    let of = (phrase.word(at + 1) == "of").then(|| phrase.actors_after(&["of"], at + 1, end)).flatten();
    // `granted an audience to X`
    let whom: &[&str] = if phrase.word(at) == "audience" { &["on", "upon", "to"] } else { &["on", "upon"] };
    let on_whom = (kind == "courtesy_call").then(|| phrase.actors_after(whom, at + 1, end)).flatten();
    // `gave a luncheon for X`
    let for_whom = is_meal(phrase, at).then(|| phrase.actors_after(&["for", "to"], at + 1, end)).flatten();
    let from = phrase.actors_after(&["from"], at + 1, end).filter(|_| phrase.word(at) == "call");
    // `in a phone call to X`
    let to = (at + 1..at + 4).find(|next| !phrase.is_date(*next) && phrase.word(*next) != "on");
    let called = to.filter(|to| {
        let calls = matches!(phrase.word(at), "call" | "calls") && matches!(kind, "phone_call" | "video_call");
        calls && phrase.word(*to) == "to"
    });
    let called = called.and_then(|to| phrase.actors_after(&["to"], to, (to + 6).min(end)));
    let from = from.or(called);
    // `the Syria peace conference`: what it is about.
    let topic = phrase.word(at.wrapping_sub(1)) == "peace";
    let owner = (start..at).find(|before| phrase.actors(*before).is_some_and(|actors| actors.possessive || !topic));
    let verb = (phrase.clause_start(at)..start).rev().filter(|before| !phrase.is_perfect(*before)).find(|before| {
        ["Hold", "PayVisit", "Attend", "Chair", "Cohost", "Cancel", "Postpone", "Receive", "Speak", "Refuse"]
            .iter()
            .any(|class| phrase.verb(class, *before).is_some())
    });
    let light = verb.filter(|verb| {
        let direct = (verb + 1..start).all(|between| {
            !phrase.is("preposition", between)
                || matches!(phrase.word(between), "in" | "at" | "on" | "up" | "over" | "off" | "to" | "with" | "for")
                // `held the last of three rounds of talks`
                || phrase.word(between) == "of"
                    && matches!(phrase.word(between - 1), "first" | "second" | "third" | "last" | "latest" | "one")
        });
        direct
            && start - verb <= 7
            && (verb + 1..start).all(|between| phrase.actors(between).is_none_or(|actors| !actors.listed))
    });
    let status = match noun_status::of_noun(phrase, start, at, light) {
        Status::Held if AfterNoun::of(phrase, at).is_planned(phrase) && light.is_some() => Status::Planned,
        // `invited X to attend the summit, which will be held in May`: whoever comes.
        Status::Proposed
            if matches!(kind, "summit" | "conference")
                && light.is_some_and(|verb| phrase.verb("Attend", verb).is_some())
                && AfterNoun::of(phrase, at).is_planned(phrase) =>
        {
            Status::Planned
        }
        Status::Held => host_behind(phrase, at)
            .and_then(|host| (host + 1..host + 5).find(|verb| phrase.is_verb(*verb)))
            .map_or(Status::Held, |verb| status::of_verb(phrase, verb)),
        status => status,
    };
    let plain = phrase.row(start..at);
    // `the meeting fixed for 3 June`: not the one just spoken of, as `the meeting, held on 3 June,` is.
    let after = AfterNoun::of(phrase, at);
    let inserted = phrase.word(at + 1) == "," && status == Status::Held;
    let another = !inserted && (at + 1..phrase.items.len()).any(|date| phrase.is_date(date) && after.describes(date));
    let definite = (refers_back(&plain) || kind == "ceremony" && plain.starts_with(" the "))
        && !another
        && [between, with, of].iter().all(Option::is_none)
        && (!matches!(phrase.word(at + 1), "of" | "between" | "among" | "convened")
            || kind == "summit" && phrase.word(at) == "conference");
    // `a meeting of X with Y`
    let whose = owner.or(of.filter(|_| between.is_none() && with.is_some()));
    let owner_members = owner.and_then(|owner| theirs(reader, phrase, owner)).unwrap_or(members(phrase, whose));
    let mut subject = Members::new();
    let mut object = Members::new();
    let (mut subject_role, mut object_role) = ("participant", "participant");
    if let Some(group) = between {
        object = members(phrase, Some(group));
        // `between the Danish delegation and Minister X`: a country and a person are no list.
        let second = (group + 2..group + 5).find(|at| phrase.actors(*at).is_some());
        let second = second.filter(|_| phrase.word(group + 1) == "and" && object.len() == 1);
        object.extend(members(phrase, second));
    } else if let Some(other) = with.or(on_whom).or(for_whom).or(from) {
        object = members(phrase, Some(other));
    } else if let Some(group) = of {
        for next in group..end {
            if phrase.is_verb(next)
                || phrase.is("auxiliary", next)
                || phrase.is("preposition", next) && phrase.word(next) != "of"
            {
                break;
            }
            object.extend(members(
                phrase,
                Some(next).filter(|next| phrase.actors(*next).is_some_and(|actors| !actors.possessive)),
            ));
        }
    }
    // `a meeting of the ministers of A and B`: nobody else is looked for.
    let complete = of.is_some() && with.is_none() && reader.parties_of(&object).len() > 1;
    let mut passive_role = None;
    // Who is there is only gathered from the sentence: then bare `talks` may be those already spoken of.
    let mut implied = false;
    if let Some(host) = host_behind(phrase, at) {
        object.extend(members(phrase, Some(host)));
        object_role = "host";
    }
    // `A conference in Oslo brought together the ministers of A and B`
    if let Some(gathers) = gathers_whom(phrase, at) {
        object = members(phrase, Some(gathers));
    }
    if let Some(by) = passive_agent(phrase, at) {
        object = members(phrase, Some(by.0));
        passive_role = Some(by.1);
    }
    let is_owner_pair =
        owner.and_then(|owner| phrase.actors(owner)).is_some_and(|actors| actors.plural || actors.possessive);
    let attends = light.is_some_and(|verb| {
        ["Attend", "Hold", "Chair", "Cohost", "PayVisit", "Receive", "Speak"]
            .iter()
            .any(|class| phrase.verb(class, verb).is_some())
    });
    let people = light
        .filter(|_| attends && between.is_some())
        .map(|verb| members(phrase, phrase.subject(verb)))
        .filter(|people| people.len() > 1 && people.iter().all(|person| reader.is_person(*person)));
    let between = if people.is_some() {
        object.clear();
        None
    } else {
        between
    };
    // `was granted an audience by X`
    let granted = light.filter(|verb| {
        phrase.word(at) == "audience"
            && phrase.verb("Hold", *verb).is_some_and(|(form, _)| phrase.is_passive(*verb, form))
    });
    if let Some(verb) = granted {
        subject = members(phrase, phrase.subject(verb));
        object.extend(members(phrase, phrase.actors_after(&["by"], at + 1, end)));
        object_role = "host";
    }
    // `hosted talks between X and Y`, `took part in talks between X and Y`: a third one.
    let third = light.filter(|verb| {
        between.is_some()
            && phrase.word(verb.wrapping_sub(1)) != "to"
            && ["Cohost", "Chair", "Attend"].iter().any(|class| phrase.verb(class, *verb).is_some())
    });
    if let Some(verb) = third {
        subject = members(phrase, phrase.subject(verb));
        subject.retain(|one| reader.is_person(*one));
        subject_role = if phrase.verb("Cohost", verb).is_some() { "host" } else { "participant" };
    }
    if let Some(verb) = light
        && between.is_none()
    {
        let form = phrase.verb("Hold", verb).map(|(form, _)| form);
        let passive = form.is_some_and(|form| phrase.is_passive(verb, form));
        if !passive && attends {
            subject = facing(reader, phrase, verb, members_together(phrase, phrase.subject(verb)), &object);
            if subject.is_empty() && place_as_subject(phrase, verb).is_none() {
                subject = reader.focus.acting(reader.mentions).into_iter().collect();
            }
        }
        if phrase.verb("Chair", verb).is_some() {
            subject_role = if phrase.word(verb).starts_with("co") || subject.len() > 1 { "cochair" } else { "chair" };
        } else if phrase.verb("Cohost", verb).is_some() {
            subject_role = "host";
        }
        if on_whom.is_some() {
            object_role = "host";
        }
    } else if light.is_none()
        && between.is_none()
        && !object.is_empty()
        && !is_owner_pair
        && !complete
        && !occasion(phrase, start)
    {
        // `during talks with Y`: the subject of the sentence talks.
        // `will fly to X for talks with Y, Z announced`: who flies talks.
        let purpose = matches!(phrase.word(start.saturating_sub(1)), "for" | "after" | "before" | "following");
        let before = if purpose { phrase.clause_start(at)..start } else { 0..0 };
        let mut told = before.chain(at + 1..phrase.items.len()).chain(0..start);
        let known = |verb: usize| phrase.is("auxiliary", verb) || phrase.is_verb(verb);
        let clause = told
            .find(|verb| known(*verb) && phrase.subject(*verb).is_some())
            .or_else(|| (at + 1..phrase.items.len()).chain(0..start).find(|verb| is_finite(phrase, *verb)));
        subject = clause.and_then(|verb| phrase.subject(verb)).map(|at| members(phrase, Some(at))).unwrap_or_default();
        if subject.iter().all(|member| object.contains(member)) {
            subject =
                reader.focus.acting(reader.mentions).into_iter().filter(|speaker| !object.contains(speaker)).collect();
        }
    }
    if subject.is_empty() && !object.is_empty() {
        subject = members(phrase, phrase.label(start));
    }
    // `The visit of X to Peru will include talks with Y`, `X's programme includes talks with Y`
    let includes = (start.saturating_sub(2)..at).find(|verb| matches!(phrase.word(*verb), "includes" | "include"));
    if let Some(verb) = includes.filter(|_| subject.is_empty() && !object.is_empty()) {
        let owner = (0..verb).find(|owner| phrase.actors(*owner).is_some_and(|actors| actors.possessive));
        let visit = reader.visit.and_then(|visit| reader.events.get(visit));
        let here = |event: &&Event| event.evidence.last().is_some_and(|told| told.sentence as usize == phrase.sentence);
        subject = match visit.filter(here) {
            Some(visit) => visit.tied(LinkType::Made).collect(),
            None => members(phrase, owner),
        };
    }
    // `arrived in Oslo. A call on the King was cancelled`: that of the visitor.
    if subject.is_empty() && on_whom.is_some() && light.is_none() {
        let visit = reader.visit.and_then(|visit| reader.events.get(visit));
        let hosts = reader.parties_of(&object);
        let to_host = visit.filter(|visit| visit.tied(LinkType::To).any(|to| hosts.contains(&to)));
        subject = to_host.map(|visit| visit.tied(LinkType::Made).collect()).unwrap_or_default();
    }
    if let Some(role) = passive_role {
        object_role = role;
    }
    // `cancelled talks with Y`: who cancels was to talk.
    if let Some(verb) = light
        && subject.is_empty()
        && ["Cancel", "Postpone"]
            .iter()
            .any(|class| phrase.verb(class, verb).is_some_and(|(form, _)| !phrase.is_passive(verb, form)))
    {
        // `to convene without delay a conference`
        let noun = phrase.is("preposition", verb.wrapping_sub(1));
        let mut undone = if noun { Members::new() } else { members(phrase, phrase.subject(verb)) };
        undone.retain(|member| reader.is_person(*member) || reader.is_country(*member));
        // `X and Y called off talks`: their own.
        if !object.is_empty() || undone.len() > 1 {
            subject = undone;
        }
    }
    // `X and Y signed a treaty after talks in Rome`: they talked.
    // `After Sunday's talks, X and Y …`
    let first = start.saturating_sub(usize::from(phrase.is_date(start.wrapping_sub(1))));
    // `emerged from four hours of talks`
    let lasted = (start..at).any(|unit| is_length(phrase.word(unit)));
    let emerged = first.checked_sub(1).filter(|from| lasted && phrase.word(*from) == "from");
    let preposition = emerged.or(first.checked_sub(1)).map_or("", |before| phrase.word(before));
    if subject.is_empty()
        && object.is_empty()
        && owner.is_none()
        && (matches!(preposition, "after" | "following" | "during" | "at" | "in" | "over" | "by") || emerged.is_some())
    {
        let joint = (0..phrase.items.len())
            .filter(|verb| phrase.is_verb(*verb) || emerged.is_some() && is_finite(phrase, *verb))
            .filter_map(|verb| phrase.subject(verb))
            .map(|subject| members(phrase, Some(subject)))
            .find(|people| reader.parties_of(people).len() > 1);
        // `X and Y marked the day at a meeting`: whatever they did.
        let opening = || {
            let first =
                (0..start).find(|at| phrase.actors(*at).is_some()).filter(|at| phrase.preposition_of(*at).is_empty());
            let body = |entity: &EntityIndex| !reader.is_person(*entity) && reader.country_of(*entity).is_none();
            Some(members(phrase, first))
                .filter(|people| reader.parties_of(people).len() > 1 || kind != "talks" && people.iter().any(body))
        };
        // `laid his plan before X and Y at a meeting in Z`: all who are named were there.
        let attended = matches!(preposition, "at" | "during" | "in" | "after" | "following");
        // `During talks in Rome X told Y`
        let told = || {
            if definite || !matches!(preposition, "during" | "at" | "in") {
                return None;
            }
            let verb =
                (at + 1..phrase.items.len()).find(|verb| phrase.is_verb(*verb) && phrase.subject(*verb).is_some())?;
            let mut both = members(phrase, phrase.subject(verb));
            both.extend(members(phrase, phrase.object(verb + 1)));
            Some(both).filter(|both| both.iter().all(|one| reader.is_person(*one)) && reader.parties_of(both).len() > 1)
        };
        subject = joint.or_else(told).or_else(opening).unwrap_or_else(|| {
            // `refused to meet X during the conference`
            let refuses = |verb: usize| phrase.verb("Refuse", verb).is_some();
            let attended = attended && !(phrase.clause_start(at)..start).any(refuses);
            let named = phrase.actors_between(phrase.clause_start(at), start).into_iter().filter(|_| attended);
            let present = named.flat_map(|(_, at)| members(phrase, Some(at)));
            present.filter(|member| !reader.is_country(*member)).collect()
        });
        implied = !subject.is_empty();
    }
    // `X invited Y to a meeting in Lima`
    let inviter = (phrase.clause_start(at)..start)
        .rev()
        .take(8)
        .find(|verb| phrase.verb("Invite", *verb).is_some())
        .filter(|_| preposition == "to" && kind == "talks" && subject.is_empty() && object.is_empty());
    if let Some((verb, (form, _))) = inviter.and_then(|verb| Some((verb, phrase.verb("Invite", verb)?))) {
        subject = members(phrase, phrase.subject(verb));
        let by = || phrase.actors_after(&["by"], verb + 1, start);
        let guest = if phrase.is_passive(verb, form) { by() } else { phrase.object(verb + 1) };
        let guest = guest.filter(|guest| *guest < start);
        object = members(phrase, guest.filter(|guest| phrase.actors(*guest).is_some_and(|actors| !actors.reference)));
    }
    // `The meeting which X was to hold in Oslo with Y was deferred`
    let which = matches!(phrase.word(at + 1), "which" | "that").then_some(at + 2);
    let own = which.filter(|who| phrase.actors(*who).is_some() && phrase.is("auxiliary", who + 1));
    let held = own.and_then(|who| (who + 2..who + 6).find(|verb| phrase.verb("Hold", *verb).is_some()));
    let mut status = status;
    if let (Some(who), Some(verb)) = (own, held) {
        let with = phrase.actors_after(&["with"], verb + 1, phrase.items.len());
        subject = members(phrase, Some(who));
        object = if with.is_some() { members(phrase, with) } else { object };
        let meant = status::of_row(&phrase.row(who + 1..verb));
        status = noun_status::at_end(phrase, start, verb + 1).unwrap_or(meant);
    }
    // `X paid him a courtesy call`, `X's talks with Y`, `A-B talks`, `the NATO summit`.
    for member in owner_members {
        if !object.contains(&member) && !subject.contains(&member) {
            object.push(member);
        }
    }
    if kind == "courtesy_call"
        && let Some(verb) = light
        && let Some(host) = (verb + 1..start).find(|at| phrase.actors(*at).is_some())
    {
        object = members(phrase, Some(host));
        object_role = "host";
    }
    // `held bilateral meetings with A and B`
    let several = matches!(phrase.word(at), "meetings" | "calls" | "conversations")
        || phrase.row(start..at).contains(" separate ");
    // `separate talks with the ministers of A and B`
    let each = several
        && with.or(called).is_some_and(|with| {
            let apart = || !several_refer(phrase, Some(with)) || names_office(reader, phrase, Some(with));
            phrase.actors(with).is_some_and(|actors| actors.listed || actors.members.len() > 1 && apart())
        });
    Some(Candidate {
        kind,
        status,
        subject,
        object,
        subject_role,
        object_role,
        each,
        trigger: light.filter(|_| attends).unwrap_or(start)..at + 1,
        rule: "meeting.noun",
        explicit: light.is_some() || status != Status::Held,
        definite: definite || implied && !matches!(phrase.word(start), "a" | "an" | "another"),
    })
}

/// `After their talks A and B …`, `At a press conference with B after their talks A said …`: who they are is told behind.
fn theirs(reader: &Reader<'_>, phrase: &Phrase, owner: usize) -> Option<Members> {
    let they = phrase.actors(owner).filter(|owner| owner.reference && owner.possessive && owner.plural)?;
    let persons =
        |people: &Members| reader.parties_of(people).len() > 1 && people.iter().all(|person| reader.is_person(*person));
    if persons(&they.members) {
        return None;
    }
    let verb = (owner + 1..phrase.items.len())
        .find(|verb| is_finite(phrase, *verb) && phrase.subject(*verb).is_some_and(|subject| subject > owner))?;
    let mut both = members(phrase, phrase.subject(verb));
    let with = phrase.actors_between(0, owner).into_iter().find(|(word, _)| *word == "with");
    both.extend(members(phrase, with.map(|(_, with)| with)));
    Some(both).filter(persons)
}

/// `four hours of talks`: how long they lasted.
fn is_length(unit: &str) -> bool {
    matches!(unit, "hour" | "hours" | "day" | "days" | "week" | "weeks")
}

/// Whether a verb stands at an item, be it one that no class knows: `the minister conveyed`.
fn is_finite(phrase: &Phrase, at: usize) -> bool {
    let told = || phrase.word(at).ends_with("ed") && phrase.actors(at.wrapping_sub(1)).is_some();
    phrase.is("auxiliary", at) || phrase.is_verb(at) || told()
}

/// `between the foreign ministries of A and B`: their countries.
fn of_ministries(phrase: &Phrase, from: usize, end: usize) -> Option<usize> {
    let between = (from..end).find(|word| phrase.word(*word) == "between")?;
    let ministries = (between + 1..end.min(between + 4))
        .find(|noun| matches!(phrase.word(*noun), "ministries" | "governments" | "parliaments" | "delegations"))?;
    phrase.actors_after(&["of", "from"], ministries + 1, end).filter(|group| *group < ministries + 6)
}

/// `hours before the opening of the summit`: what only tells when something else took place.
fn occasion(phrase: &Phrase, start: usize) -> bool {
    let Some(noun) = start.checked_sub(2).filter(|_| phrase.word(start - 1) == "of") else { return false };
    let before = noun.saturating_sub(1 + usize::from(phrase.word(noun.saturating_sub(1)) == "the"));
    matches!(phrase.word(noun), "opening" | "eve" | "start" | "beginning" | "closing" | "end")
        && matches!(phrase.word(before), "before" | "after" | "on" | "of" | "until")
}

/// `the talks`, `the two-hour meeting`: a determiner, and nothing that tells this one from the last.
fn refers_back(modifiers: &str) -> bool {
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

/// Whether a plain word stands at an item, behind which `between` tells of it.
fn is_noun(phrase: &Phrase, at: usize) -> bool {
    let other = ["adverb", "auxiliary", "preposition", "conjunction", "determiner"];
    let word = phrase.items.get(at).is_some_and(|item| item.kind == ItemKind::Word);
    word && !phrase.is_verb(at) && !other.iter().any(|class| phrase.is(class, at))
}
