//! Lists of those who were at a meeting: `also present were X and Y`, `among them X`, and a heading `On the Danish side:` with
//! a name on each of the lines below.

use super::event::EventIndex;
use super::noun_phrase::{Members, members};
use super::phrase::{Actors, ItemKind, Phrase};
use super::reader::Reader;
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

/// Words of a heading above the names of those who took part.
const HEADINGS: [&str; 14] = [
    "side",
    "sides",
    "delegation",
    "delegations",
    "present",
    "attended",
    "attending",
    "participants",
    "participated",
    "part",
    "attendance",
    "accompanied",
    "entourage",
    "represented",
];

/// What [`named_after`] begins with: `as` and `among`, nouns of being present and of those who are, and the empty word for a
/// group that is named.
pub(super) const LISTING: [&str; 47] = [
    "others",
    "presence",
    "participation",
    "attendance",
    "consists",
    "consisted",
    "composed",
    "made",
    "chairmanship",
    "mediation",
    "as",
    "among",
    "including",
    "included",
    "includes",
    "comprised",
    "comprises",
    "numbers",
    "numbered",
    "envoys",
    "ambassadors",
    "diplomats",
    "heads",
    "eyes",
    "gaze",
    "present",
    "attending",
    "taking",
    "hand",
    "seated",
    "joining",
    "assisting",
    "flanking",
    "witnessing",
    "watching",
    "sitting",
    "standing",
    "representing",
    "witnesses",
    "participants",
    "signatories",
    "observers",
    "guests",
    "attendees",
    "delegates",
    "mediators",
    "",
];

/// `in the presence of X`, `with the participation of X`, `as did X`, `among them X`, `the Danish side included X`.
pub(super) fn named_after(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Members> {
    let (word, next) = (phrase.word(at), phrase.word(at + 1));
    let of = matches!(word, "presence" | "participation" | "attendance" | "chairmanship" | "mediation") && next == "of";
    // `signed it under the eyes of X`
    let eyes =
        matches!(word, "eyes" | "gaze") && next == "of" && (0..at).any(|verb| phrase.verb("SignOnly", verb).is_some());
    let likewise = word == "as" && matches!(next, "did" | "were" | "was" | "will");
    let them = || phrase.actors(at + 1).is_some_and(|actors| actors.reference && actors.plural);
    let among = matches!(word, "among" | "including") && (next == "others" || word == "among" && them());
    if of || eyes || likewise || among {
        return Some(listed(reader, phrase, at + 2));
    }
    let included = super::delegations::includes(phrase, at).filter(|_| {
        // `led the Danish side, which included X`
        let relative = at > 0 && matches!(phrase.word(at - 1), "which" | "that");
        let start = if relative { at.saturating_sub(5) } else { phrase.clause_start(at) };
        let before = reader.text.folded_slice(phrase.tokens(start..at));
        ["side", "delegation", "team", "participants", "attendees", "guests", "those present", "entourage"]
            .iter()
            .any(|group| before.contains(group))
    });
    if let Some(from) = included {
        return Some(listed(reader, phrase, from));
    }
    if let Some(people) = exemplified(reader, phrase, at) {
        return Some(people);
    }
    // `The new envoys are X, Y and Z`, at a presentation of letters
    let at_ceremony =
        || reader.meeting.and_then(|meeting| reader.events.get(meeting)).is_some_and(|event| event.kind == "ceremony");
    let envoys =
        || matches!(word, "envoys" | "ambassadors" | "diplomats" | "heads") || unnamed_envoys(reader, phrase, at);
    if at <= 3 && phrase.is("be", at + 1) && envoys() && at_ceremony() {
        return Some(listed(reader, phrase, at + 2));
    }
    // `On the Danish side were X and Y`
    let side = || phrase.items.get(at).is_some_and(|item| reader.text.folded(item.tokens.end - 1) == "side");
    if (1..=3).contains(&at) && matches!(phrase.word(0), "on" | "from") && phrase.is("be", at + 1) && side() {
        return Some(listed(reader, phrase, at + 2));
    }
    stand_before(phrase, at).map(|verb| listed(reader, phrase, verb + 1))
}

/// `Officials of both sides, including X and Y, attended`: those of many who are named, where the verb says that they came.
fn exemplified(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Members> {
    let named = phrase.word(at) == "including" && phrase.word(at.checked_sub(1)?) == ",";
    let people = Some(listed(reader, phrase, at + 1)).filter(|people| named && !people.is_empty())?;
    let verb = (at + 1..phrase.items.len()).find(|verb| phrase.is_verb(*verb) || phrase.is("auxiliary", *verb))?;
    let there = (verb..verb + 3).any(|word| {
        matches!(phrase.word(word), "present" | "attendance" | "part" | "attended" | "participated" | "joined")
    });
    (there && phrase.word(verb - 1) == ",").then_some(people)
}

/// `Also present were X and Y`, `Taking part were X of A and Y of B`, `Witnesses at the ceremony were X; Y; and Z`: the verb
/// behind which those present are listed.
pub(super) fn stand_before(phrase: &Phrase, at: usize) -> Option<usize> {
    let present = matches!(phrase.word(at), "present" | "attending" | "taking" | "attendance" | "hand" | "seated")
        && at <= 3
        && matches!(
            phrase.word(0),
            "also"
                | "among"
                | "present"
                | "attending"
                | "in"
                | "those"
                | "taking"
                | "on"
                | "seated"
                | "others"
                | "other"
        );
    // `Joining the minister in the call were X and Y`
    let fronted = at == 0
        && matches!(
            phrase.word(0),
            "joining" | "assisting" | "flanking" | "witnessing" | "watching" | "sitting" | "standing" | "representing"
        );
    let group = (at <= 1 || at == 2 && phrase.word(0) == "among")
        && matches!(
            phrase.word(at),
            "witnesses"
                | "participants"
                | "signatories"
                | "observers"
                | "guests"
                | "attendees"
                | "delegates"
                | "mediators"
        );
    // `Others at the meeting were X and Y`
    let others = at == 0
        && phrase.word(0) == "others"
        && matches!(phrase.word(1), "at" | "who" | "in" | "attending" | "taking" | "from" | "on" | "round" | "around");
    if !(present || group || fronted || others) {
        return None;
    }
    let verb = (at + 1..phrase.items.len().min(at + 22)).find(|verb| phrase.is("be", *verb))?;
    // `the ceremony, held on board the ship, were`
    let own = |verb: usize| phrase.is_verb(verb) && matches!(phrase.word(verb - 1), "," | "ceremony");
    // `Participants from the Danish side were`
    let side = |between: usize| {
        matches!(phrase.word(between - 1), "from" | "on" | "for") || matches!(phrase.word(between - 2), "from" | "on")
    };
    let direct = (at + 1..verb).all(|between| {
        phrase.actors(between).is_none_or(|actors| actors.reference || verb > at + 7 || side(between))
            && (!phrase.is_verb(between) || own(between) || phrase.noun("meeting", between).is_some())
    });
    (direct || present || fronted).then_some(verb)
}

/// `the new ambassadors`, which is one item; `they`.
fn unnamed_envoys(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> bool {
    let words = || phrase.items.get(at).map(|item| reader.text.folded_slice(item.tokens.clone()));
    phrase.actors(at).is_some_and(|actors| actors.reference)
        && words().is_some_and(|words| words.ends_with("envoys") || words.ends_with("ambassadors") || words == "they")
}

/// The names of a list: persons to the end of it; countries and bodies only at its head, further on they belong to titles.
pub(super) fn listed(reader: &Reader<'_>, phrase: &Phrase, from: usize) -> Members {
    let mut people = Members::new();
    for at in from..phrase.items.len() {
        let word = phrase.word(at);
        let closes = word == ";" && !goes_on(phrase, at)
            || matches!(word, "." | "who" | "which" | "whose" | "where" | "that" | "while" | "but" | "to")
            || phrase.is("auxiliary", at)
            || phrase.is_verb(at) && !phrase.is("people", at) && !phrase.is("determiner", at);
        if closes {
            break;
        }
        // `by X, an adviser`: nobody who was named before.
        let another = |actors: &&Actors| {
            let first = phrase.items[at].tokens.start;
            actors.reference
                && (first.saturating_sub(1)..=first).any(|token| matches!(reader.text.folded(token), "a" | "an"))
        };
        let actors = phrase.actors(at).filter(|actors| !actors.possessive && !another(actors));
        let Some(actors) = actors else { continue };
        let head = people.is_empty();
        // `X, adviser to President Y`: Y only says whose.
        let before = (from..at).rev().find(|before| !phrase.is("determiner", *before));
        let listed = before.is_none_or(|before| {
            let name =
                phrase.actors(before).is_some_and(|actors| !actors.members.iter().any(|one| reader.is_person(*one)));
            name || matches!(
                phrase.word(before),
                "," | ";" | ":" | "and" | "&" | "by" | "of" | ")" | "(" | "as" | "with"
            ) || matches!(phrase.items[before].kind, super::phrase::ItemKind::Adjective(_))
                || phrase.is("people", before)
                || phrase.actors(before).is_some_and(|actors| actors.possessive)
        });
        if !listed {
            continue;
        }
        let fits = |member: &&EntityIndex| head || reader.is_person(**member);
        people.extend(actors.members.iter().filter(fits).copied());
    }
    people
}

/// `; the envoy of Chad, Y; and Z`: a list goes on behind the mark, and no clause with a verb of its own.
fn goes_on(phrase: &Phrase, mark: usize) -> bool {
    let end = (mark + 1..phrase.items.len()).find(|at| phrase.word(*at) == ";").unwrap_or(phrase.items.len());
    let verb = |at: usize| phrase.is("auxiliary", at) || phrase.is("Say", at);
    (mark + 1..end).all(|at| !verb(at)) && (mark + 1..end).any(|at| phrase.actors(at).is_some())
}

/// Reads a heading above names, or a line with one of them. `On the Danish side:` is said of the meeting last spoken of.
pub(super) fn read_roll(reader: &mut Reader<'_>, phrase: &Phrase) {
    let end = phrase.items.len();
    let opens_list = end.checked_sub(1).is_some_and(|last| phrase.word(last) == ":");
    let heads = || {
        let text = reader.text.folded_slice(phrase.tokens(0..end));
        text.split(' ').any(|word| HEADINGS.contains(&word.trim_end_matches(':')))
    };
    if opens_list && heads() {
        reader.roll = reader.roll.or_else(|| roll_of(reader, &phrase.row(0..end)));
        return;
    }
    let Some(event) = reader.roll else { return };
    let person = (0..phrase.items.len().min(4)).find(|at| phrase.actors(*at).is_some());
    let named = person.filter(|at| {
        let alone = phrase.items.get(at + 1).is_none_or(|next| next.kind == ItemKind::Mark);
        alone && phrase.actors(*at).is_some_and(|actors| !actors.possessive && !actors.reference)
    });
    let mut people: Members = members(phrase, named);
    people.retain(|one| reader.is_person(*one));
    if people.is_empty() {
        reader.roll = None;
        return;
    }
    match reader.events.get_mut(event) {
        Some(visit) if visit.label == Label::Visit => {
            people.iter().for_each(|person| visit.tie(LinkType::Made, *person, None));
        }
        _ => reader.attend(event, &people, "participant"),
    }
}

/// The meeting or the visit that the names below belong to.
fn roll_of(reader: &Reader<'_>, words: &str) -> Option<EventIndex> {
    let travels = super::phrase::says(words, &["accompanied", "entourage"]);
    reader.visit.filter(|_| travels).or(reader.meeting)
}
