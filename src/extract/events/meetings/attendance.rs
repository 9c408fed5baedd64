//! More people at the meeting in focus: `attended by X`, `in the presence of X`, `as did X`, `X also took part`.

use std::sync::LazyLock;

use super::super::company;
use super::super::delegations;
use super::super::event::{Event, EventIndex};
use super::super::gatherings;
use super::super::likewise;
use super::super::noun_phrase::{Members, members};
use super::super::phrase::{ItemKind, Phrase};
use super::super::reader::Reader;
use super::super::rolls::{LISTING, listed, named_after, stand_before};
use super::super::rule::{Rule, Rules};
use super::super::status::{self, Status};
use crate::facts::{Label, LinkType};

/// Those present, and as what.
type Present = (Members, &'static str);

/// Answers who the words at an item say to be present.
type Attends = fn(&Reader<'_>, &Phrase<'_>, usize) -> Option<Present>;

const RULES: [Rule<Attends>; 7] = [
    Rule::begun_by(
        &[
            "attended",
            "joined",
            "flanked",
            "addressed",
            "witnessed",
            "opened",
            "assisted",
            "seconded",
            "watched",
            "mediated",
            "moderated",
            "facilitated",
            "followed",
            "led",
            "headed",
            "represented",
            "chaired",
            "co-chaired",
            "cochaired",
        ],
        agents,
    ),
    Rule::begun_by(&["be"], guests),
    Rule::begun_by(&company::NAMED, |reader, phrase, at| {
        let opens = || company::opens_meeting(reader, phrase, at);
        Some((company::at_meeting(reader, phrase, at).or_else(opens)?, "participant"))
    }),
    // The host is somebody named.
    Rule::begun_by(&["in", ""], presides),
    Rule::begun_by(
        &["attending", "present", "participating", "listening", "watching", "looking", "sitting", "taking", "in", "at"],
        |_, phrase, at| Some((members(phrase, Some(standing_by(phrase, at)?)), "participant")),
    ),
    Rule::begun_by(&LISTING, |reader, phrase, at| Some((named_after(reader, phrase, at)?, "participant"))),
    Rule::begun_by(
        &[
            "present",
            "there",
            "line",
            "listened",
            "looked",
            "watched",
            "stood",
            "connected",
            "joining",
            "joined",
            "attend",
            "attended",
            "witnessed",
            "chaired",
            "addressed",
            "participate",
            "participated",
            "mediated",
            "take",
            "took",
            "taken",
            "sat",
            "sit",
            "represent",
            "represented",
            "represents",
            "Attend",
            "Chair",
        ],
        subject,
    ),
];

/// The same by the words that begin them.
static BY_WORD: LazyLock<Rules<Attends>> = LazyLock::new(|| Rules::new(const { &RULES }));

/// Reads who else attended, where the words at an item say so.
pub(super) fn read(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) {
    if company::travels_along(reader, phrase, at) || likewise::read(reader, phrase, at).is_some() {
        return;
    }
    // Nothing was told yet that anybody could be present at.
    let first = reader.meeting.is_none() && at <= 3 && stand_before(phrase, at).is_some();
    if reader.events.is_empty() && !first && !opens(phrase, at) {
        return;
    }
    if delegations::leads(reader, phrase, at).is_some() {
        return;
    }
    if let Some((gathering, present, role)) = gatherings::came(reader, phrase, at) {
        reader.attend(gathering, &present, role);
        return;
    }
    let found = BY_WORD.begun_at(phrase, at).find_map(|rule| (rule.reads)(reader, phrase, at));
    let (mut present, role) = found.unwrap_or((Members::new(), "participant"));
    // `In addition to X, Y and Z attended`: one list, behind the preposition.
    let attends = matches!(phrase.word(at), "attended" | "took" | "participated");
    if present.is_empty() && !attends {
        return;
    }
    present.extend(besides(reader, phrase));
    if present.is_empty() {
        return;
    }
    reader.present.extend_from_slice(&present);
    // `Flanked by Minister X, the president received Y`: said of the meeting that follows.
    if first || opens(phrase, at) && (at..phrase.items.len()).any(|comma| phrase.word(comma) == ",") {
        reader.awaiting = present;
        return;
    }
    let Some(meeting) = spoken_of(reader, phrase, at) else { return };
    // `X also took part in the call`
    let call = |at: usize| matches!(phrase.word(at), "line" | "listened" | "call" | "conversation");
    let on_line = reader.events.get(meeting).is_some_and(|event| event.kind == "phone_call") && (at..at + 6).any(call);
    let attended = if on_line { Some(meeting) } else { gatherings::attended_by(reader, meeting, &present) };
    let Some(meeting) = attended else { return };
    reader.attend(meeting, &present, role);
    // `The Danish delegation was led by X`: who that is stands for the side.
    let side = phrase.subject(at).filter(|_| matches!(phrase.word(at), "led" | "headed"));
    let side = members(phrase, side);
    if let [country] = side[..]
        && reader.is_country(country)
    {
        let other = (at..phrase.items.len()).filter(|by| phrase.word(*by) == "by");
        let other = other.flat_map(|by| members(phrase, Some(by - 1)));
        let sides: Vec<_> = other.filter(|one| reader.is_country(*one)).chain([country]).collect();
        if let Some(event) = reader.events.get_mut(meeting) {
            event.ties.retain(|tie| tie.link != LinkType::Attended || !sides.contains(&tie.entity));
        }
    }
}

/// `Besides X, the meeting was attended by Y`, `In addition to X, Y also took part`: those of whom it is told in passing.
fn besides(reader: &Reader<'_>, phrase: &Phrase) -> Members {
    let from = match (phrase.word(0), phrase.word(1), phrase.word(2)) {
        ("besides" | "alongside", ..) => 1,
        ("apart" | "aside", "from", _) | ("along" | "together", "with", _) => 2,
        ("in", "addition", "to") | ("as", "well", "as") => 3,
        _ => return Members::new(),
    };
    let mut people = listed(reader, phrase, from);
    people.retain(|one| reader.is_person(*one));
    people
}

/// Whether the words at an item belong to a phrase that opens the sentence, before anybody acts.
fn opens(phrase: &Phrase, at: usize) -> bool {
    let verb =
        |before: usize| phrase.is("auxiliary", before) || phrase.is_verb(before) && !phrase.is("preposition", before);
    let first = phrase.word(0);
    let participle = at == 0 && matches!(first, "flanked" | "accompanied" | "assisted" | "joined" | "watched");
    participle || matches!(first, "with" | "in") && at < 8 && !(0..at).any(verb)
}

/// After a sentence: those whom its opening says to be present attend the meeting of which it tells, else the one before.
pub(super) fn settle(reader: &mut Reader<'_>, phrase: &Phrase) {
    let present = std::mem::take(&mut reader.awaiting);
    if present.is_empty() {
        return;
    }
    if let Some(meeting) = spoken_of(reader, phrase, 0)
        && let Some(meeting) = gatherings::attended_by(reader, meeting, &present)
    {
        reader.attend(meeting, &present, "participant");
    }
}

/// `attended by X and by Y`, `chaired by X`, `represented by X`.
fn agents(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Present> {
    let role = match phrase.word(at) {
        "followed" if phrase.is("be", at.checked_sub(1)?) => "participant",
        "attended" | "joined" | "flanked" | "addressed" | "witnessed" | "opened" | "assisted" | "seconded"
        | "watched" | "mediated" | "moderated" | "facilitated" => "participant",
        "led" | "headed" if of_delegation(reader, phrase, at) || of_talks(reader, phrase, at) => "participant",
        "represented" if phrase.is("be", at.checked_sub(1)?) || phrase.is("adverb", at - 1) => "participant",
        "chaired" => "chair",
        "co-chaired" | "cochaired" => "cochair",
        _ => return None,
    };
    // `opened on Wednesday by X`, `joined at the meeting by X`, `chaired jointly by X and Y`
    let between = |at: &usize| {
        // `attended, from the Danish side, by X`
        let where_or_when = matches!(phrase.word(*at), "on" | "at" | "in" | "during" | "for" | "from" | ",");
        let how = phrase.is("adverb", *at) || phrase.word(*at) == "jointly";
        let place = phrase.items.get(*at).is_some_and(|item| matches!(item.kind, ItemKind::Place(_)));
        // `attended on the Danish side by X`
        let side = phrase.actors(*at).is_some() && (at - 2..*at).any(|on| matches!(phrase.word(on), "on" | "from"));
        !(where_or_when
            || how
            || place
            || side
            || phrase.is_date(*at)
            || phrase.is("determiner", *at)
            || phrase.noun("meeting", *at).is_some())
    };
    let by = (at + 1..at + 9).find(between)?;
    if phrase.word(by) != "by" {
        return None;
    }
    let mut people = listed(reader, phrase, by + 1);
    // `At the summit X was joined by Y`
    if phrase.word(at) == "joined" && phrase.is("be", at - 1) {
        let beside = members(phrase, phrase.subject(at));
        people.extend(beside.into_iter().filter(|one| reader.is_person(*one)).collect::<Members>());
    }
    // `was headed by X, that of Peru by Y`
    let that = (by + 2..by + 6).find(|that| phrase.word(*that) == "that" && phrase.word(that + 1) == "of");
    let other = that.and_then(|that| (that + 3..that + 6).find(|by| phrase.word(*by) == "by"));
    // `The Danish side was led by X, the Peruvian side by Y`
    let side = || {
        let country = |at: &usize| members(phrase, Some(*at)).iter().all(|one| reader.is_country(*one));
        let side = (by + 2..by + 8).find(|at| phrase.actors(*at).is_some() && phrase.word(at + 1) == "by");
        side.filter(country).map(|side| side + 1)
    };
    if let Some(other) = other.or_else(side).filter(|_| matches!(phrase.word(at), "led" | "headed")) {
        people.extend(listed(reader, phrase, other + 1));
    }
    if matches!(phrase.word(at), "represented" | "led" | "headed" | "followed" | "mediated" | "moderated") {
        people.retain(|member| reader.is_person(*member));
    }
    Some((people, role))
}

/// `X was among the guests`.
fn guests(_: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Present> {
    // `X and Y were in attendance`
    let present = phrase.is("be", at) && phrase.word(at + 1) == "in" && phrase.word(at + 2) == "attendance";
    // `President X was a witness of honour`
    let witness = phrase.is("be", at) && phrase.is("determiner", at + 1) && phrase.word(at + 2) == "witness";
    let there = present || witness || gatherings::among_those_present(phrase, at) || was_at(phrase, at);
    there.then(|| (members(phrase, phrase.subject(at)), "participant"))
}

/// `X, who was at the dinner, …`
fn was_at(phrase: &Phrase, at: usize) -> bool {
    let the = matches!(phrase.word(at + 2), "the" | "this" | "that");
    let named = (at + 3..at + 5).any(|noun| {
        phrase.noun("meeting", noun).is_some() && !matches!(phrase.word(noun + 1), "of" | "between" | "with" | "to")
    });
    matches!(phrase.word(at), "was" | "were") && phrase.word(at + 1) == "at" && the && named
}

/// `the chairman of the meeting, X`, `the host, X`, `with X in the chair`: who presides.
fn presides(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Present> {
    let people = |at: usize| Some(members(phrase, Some(at))).filter(|people| !people.is_empty());
    if phrase.word(at) == "in" && phrase.word(at + 1) == "the" && phrase.word(at + 2) == "chair" {
        return people(at.checked_sub(1)?).map(|people| (people, "chair"));
    }
    let item = phrase.items.get(at).filter(|_| phrase.actors(at).is_some())?;
    let text = reader.text;
    // `the host, X`, of which only X is laid out
    let host = reader.gathering.is_some()
        && item.tokens.start >= 3
        && text.folded(item.tokens.start - 1) == ","
        && text.folded_slice(item.tokens.start - 3..item.tokens.start) == "the host,";
    if host {
        return people(at).map(|people| (people, "host"));
    }
    let chair = matches!(text.folded(item.tokens.end - 1), "chairman" | "chairperson" | "chairwoman" | "chair")
        && phrase.word(at + 1) == "of";
    let noun =
        (at + 2..at + 5).find(|noun| phrase.noun("meeting", *noun).is_some() || phrase.word(*noun) == "gathering")?;
    (chair && phrase.word(noun + 1) == ",").then(|| people(noun + 2)).flatten().map(|people| (people, "chair"))
}

/// `with X attending`, `with X present`, `with X at his side`: those who stand by, where the words at an item say so.
pub(super) fn standing_by(phrase: &Phrase, at: usize) -> Option<usize> {
    let by = match (phrase.word(at), phrase.word(at + 1)) {
        ("attending" | "present" | "participating" | "listening" | "watching", _) => true,
        ("looking", "on") | ("sitting", "in") | ("taking", "part") | ("in", "attendance") => true,
        // `his` is an item of its own that names somebody.
        ("at", _) => phrase.word(at + 2) == "side",
        _ => false,
    };
    if !by {
        return None;
    }
    let also = usize::from(phrase.word(at.checked_sub(1)?) == "also");
    let people = at.checked_sub(1 + also).filter(|people| phrase.actors(*people).is_some())?;
    // `Foreign Minister X`, `X and Y`
    let with = (0..people).rev().take(12).find(|with| phrase.is("preposition", *with) || phrase.is_verb(*with))?;
    (phrase.word(with) == "with").then_some(people)
}

/// The meeting last spoken of; of those that were held, where the words tell the past.
pub(super) fn spoken_of(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<EventIndex> {
    let held = |event: &Event| event.label == Label::Meeting && event.status == Status::Held;
    let meeting = reader.meeting?;
    let past = (0..=at)
        .any(|verb| matches!(phrase.word(verb), "was" | "were" | "attended" | "chaired" | "presided" | "took"))
        && !(0..=at).any(|verb| matches!(phrase.word(verb), "will" | "be" | "is" | "are"));
    let ahead = reader.events.get(meeting).is_some_and(|event| event.status != Status::Held);
    if past && ahead { reader.last_event(held).or(Some(meeting)) } else { Some(meeting) }
}

/// `the Danish side was led`, `the delegation, headed`
fn of_delegation(reader: &Reader<'_>, phrase: &Phrase<'_>, at: usize) -> bool {
    let before = reader.text.folded_slice(phrase.tokens(phrase.clause_start(at)..at));
    let group = ["side", "delegation", "team", "sides", "delegations", "teams"];
    group.iter().any(|group| before.split(' ').any(|word| word == *group)) && phrase.is("be", at.wrapping_sub(1))
}

/// `Talks took place in Oslo, led by X and Y`
fn of_talks(reader: &Reader<'_>, phrase: &Phrase<'_>, at: usize) -> bool {
    let inserted = phrase.word(at.wrapping_sub(1)) == ",";
    let told = reader.meeting.and_then(|meeting| reader.events.get(meeting)?.evidence.last());
    let here = told.is_some_and(|told| told.sentence as usize == phrase.sentence);
    // `talks with a mission, led by X`
    let words = reader.text.folded_slice(phrase.tokens(0..at));
    let group =
        |word: &str| super::super::lexicon::is("delegation", word) || word.ends_with("delegations") || word == "group";
    inserted && here && !words.split(' ').any(group)
}

/// `X was present`, `X also took part`, `which X attended`, `Y will chair it`.
fn subject(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> Option<Present> {
    let word = phrase.word(at);
    let be = at.checked_sub(1)?;
    let absent = matches!(phrase.word(be), "not" | "never");
    let be = if phrase.is("adverb", be) { be.checked_sub(1)? } else { be };
    if word == "present" && phrase.is("be", be) && !absent {
        let people = members(phrase, phrase.subject(be));
        let there = !matches!(phrase.word(at + 1), "in") || phrase.actors(at + 2).is_none();
        return Some((people, "participant")).filter(|(people, _)| there && !people.is_empty());
    }
    // `Mr X was there`
    if word == "there" && phrase.is("be", be) && !absent && matches!(phrase.word(at + 1), "" | "." | "," | "and" | ";")
    {
        let mut people = members(phrase, phrase.subject(be));
        people.retain(|one| reader.is_person(*one));
        return Some((people, "participant")).filter(|(people, _)| !people.is_empty());
    }
    if let Some(after) = looks_on(phrase, at) {
        let mut people = members(phrase, phrase.subject(at));
        // `X looked on with Y`
        let with = phrase.word(after) == "with";
        people.extend(if with { listed(reader, phrase, after + 1) } else { Members::new() });
        return Some((people, "participant")).filter(|(people, _)| !people.is_empty());
    }
    // `X was on the line`
    let line = word == "line" && phrase.word(be) == "the" && phrase.word(be.wrapping_sub(1)) == "on";
    if line {
        let be = (be.saturating_sub(3)..be).rev().find(|be| phrase.is("be", *be))?;
        return Some((members(phrase, phrase.subject(be)), "participant")).filter(|(people, _)| !people.is_empty());
    }
    // `X joined it from her residence`, `Y was connected from Lima`
    let connected = matches!(word, "connected" | "joining") && phrase.word(at + 1) == "from" && phrase.is("be", be);
    // `Ambassador X joined them from Lima`
    let joins = word == "joined" && phrase.actors(at + 1).is_some_and(|actors| actors.reference);
    // `Minister X joined later`
    let later = matches!(phrase.word(at + 1), "later" | "in" | "afterwards");
    let joins = joins || word == "joined" && later && matches!(phrase.word(at + 2), "." | "" | ",");
    let it = matches!(word, "joined" | "attended" | "witnessed" | "chaired") && says_it(reader, phrase, at + 1);
    if connected || joins || it {
        let people = members(phrase, phrase.subject(if connected { be } else { at }));
        let role = if word == "chaired" { "chair" } else { "participant" };
        return Some((people, role)).filter(|(people, _)| !people.is_empty());
    }
    if phrase.verb("Attend", at).is_some()
        && let Some(people) = between_which(phrase, at)
    {
        return Some((people, "participant"));
    }
    let two_words = matches!(word, "take" | "took" | "taken") && phrase.word(at + 1) == "part"
        || matches!(word, "sat" | "sit" | "listened") && phrase.word(at + 1) == "in";
    let attends = two_words
        || matches!(word, "attend" | "attended" | "participate" | "participated" | "mediated")
        || word == "addressed" && names_gathering(phrase, at + 1);
    let used = if two_words { 2 } else { 1 };
    let bare = || {
        matches!(phrase.word(at + used), "" | "." | "," | "as" | "too" | "and" | ";" | "for" | "on")
            || names_gathering(phrase, at + used)
    };
    let chairs = phrase.verb("Chair", at).is_some() && (says_it(reader, phrase, at + 1) || the_session(phrase, at + 1));
    // `Mr X will represent Norway there`
    let represents = matches!(word, "represent" | "represented" | "represents")
        && phrase.actors(at + 1).is_some()
        && (phrase.word(at + 2) == "there"
            || matches!(phrase.word(at + 4), "meeting" | "conference" | "talks" | "summit"));
    if !(attends && bare() || chairs || represents) || status::of_verb(phrase, at) == Status::Denied {
        return None;
    }
    let who = phrase.subject(at);
    let mut people = members(phrase, who);
    // `The presidents of A and B attended`
    let sent = who.and_then(|who| phrase.actors(who)).is_some_and(|actors| actors.plural && people.len() > 1);
    people.retain(|member| sent || !reader.is_country(*member));
    // `On the Danish side X took part, and on the Peruvian side Y`
    let first = |at: usize| matches!(phrase.word(at), "on" | "from" | "for");
    let is_side =
        |at: &usize| phrase.items.get(*at).is_some_and(|item| reader.text.folded(item.tokens.end - 1) == "side");
    let side = |at: usize| (at + 1..at + 4).find(is_side).filter(|_| first(at));
    if attends && side(0).is_some() {
        let other = (at + used..at + used + 4).find_map(side);
        people.extend(other.map(|side| listed(reader, phrase, side + 1)).unwrap_or_default());
    }
    Some((people, if chairs { "chair" } else { "participant" }))
}

/// `a banquet which X and the Leader of the Opposition, Mr Y, attended`: those between `which` and the verb.
fn between_which(phrase: &Phrase, verb: usize) -> Option<Members> {
    let start = verb.saturating_sub(10);
    let which = (start..verb).rev().find(|which| phrase.word(*which) == "which")?;
    let listed = |at: usize| match phrase.actors(at) {
        Some(actors) => !actors.possessive,
        None => matches!(phrase.word(at), "," | "and" | "also" | "both" | "the" | "of" | "as" | "well"),
    };
    let people: Members = (which + 1..verb).flat_map(|at| members(phrase, Some(at))).collect();
    ((which + 1..verb).all(listed) && !people.is_empty()).then_some(people)
}

/// `as President X looked on`, `while X and Y watched`, `X stood behind them`: the item behind the words.
fn looks_on(phrase: &Phrase, at: usize) -> Option<usize> {
    let them = |at: usize| {
        phrase.actors(at).is_some_and(|actors| actors.reference) || matches!(phrase.word(at), "them" | "the")
    };
    let used = match (phrase.word(at), phrase.word(at + 1)) {
        ("looked", "on") if phrase.word(at + 2) != "the" => 2,
        ("watched", "" | "." | "," | ";" | "with" | "as" | "over") => 1,
        ("stood", "behind" | "beside" | "alongside") if them(at + 2) => 3,
        _ => return None,
    };
    (!phrase.is("be", at.wrapping_sub(1))).then_some(at + used)
}

/// `the two-day gathering`, `in the event`: what is no noun of a meeting by itself.
fn names_gathering(phrase: &Phrase, from: usize) -> bool {
    let noun = (from..from + 6).find(|at| {
        matches!(
            phrase.word(*at),
            "gathering" | "event" | "function" | "proceedings" | "deliberations" | "occasion" | "programme"
        ) || phrase.word(*at) == "session" && matches!(phrase.word(at - 1), "opening" | "closing" | "plenary")
    });
    noun.is_some_and(|noun| {
        (from..noun).all(|at| phrase.actors(at).is_none())
            && (from..noun).any(|at| matches!(phrase.word(at), "the" | "this"))
    })
}

/// `who co-chaired the four-day session`: that of which the text told before.
fn the_session(phrase: &Phrase, at: usize) -> bool {
    let gathering = |at: &usize| matches!(phrase.word(*at), "session" | "summit" | "conference" | "plenary");
    (at + 1..at + 4).find(gathering).is_some_and(|noun| {
        phrase.word(at) == "the"
            && (at..noun).all(|at| phrase.actors(at).is_none())
            && matches!(phrase.word(noun + 1), "" | "," | "." | "and" | "said" | "told")
    })
}

fn says_it(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> bool {
    phrase.items.get(at).is_some_and(|item| reader.text.folded_slice(item.tokens.clone()) == "it")
}
