//! Which kind of meeting a noun names, and which nouns name none: those of one country, those in general, those that are only
//! asked for, rumoured or prepared.

use super::super::noun_phrase::{members, noun_phrase_start};
use super::super::phrase::{self, ItemKind, Phrase, remote};
use super::super::reader::Reader;
use super::around::refers_back;
use super::sessions::{counted_of_commission, of_commission};
use super::with_whom::with_whom;

/// Why a meeting that comes again and again is passed over.
const REGULAR: &str = "regular meetings, not one in particular";

/// The noun of a meeting in its sentence.
pub(super) struct Noun<'p> {
    pub phrase: &'p Phrase<'p>,
    /// The item of the noun, the first one of its noun phrase, and the end of its clause.
    pub at: usize,
    pub start: usize,
    pub end: usize,
    pub word: &'p str,
    /// The kind of meeting (`facts`): that of the word, until its phrase is looked at.
    pub kind: &'static str,
    /// The words of its phrase before it, and the three words behind it, each row with a space around every word.
    pub modifiers: String,
    pub after: String,
}

impl<'p> Noun<'p> {
    /// The noun at an item, unless another one behind it is the meeting.
    pub(super) fn at(phrase: &'p Phrase<'p>, at: usize) -> Option<Noun<'p>> {
        let word = phrase.word(at);
        let kind = phrase.noun("meeting", at)?;
        // `a breakfast meeting`, `a conference call`: the second noun is the meeting.
        let second = phrase.noun("meeting", at + 1);
        let describes = kind == "other" || word == "tete-a-tete";
        if describes && second.is_some() || word == "conference" && second == Some("phone_call") {
            return None;
        }
        // `After a tete-a-tete, the two were joined by …`: the beginning of what is told.
        // `had the ministers round his table`
        let around = phrase.is("determiner", at + 1) || phrase.actors(at + 1).is_some_and(|owner| owner.possessive);
        if word == "round" && around {
            return None;
        }
        let start = noun_phrase_start(phrase, at);
        let held = start.checked_sub(1).is_some_and(|verb| phrase.verb("Hold", verb).is_some());
        if word == "tete-a-tete"
            && !held
            && !(at + 1..at + 4).any(|with| matches!(phrase.word(with), "with" | "between"))
        {
            return None;
        }
        let end = phrase.clause_end(at);
        let modifiers = phrase.row(start..at);
        let after = phrase.row(at + 1..(at + 4).min(phrase.items.len()));
        Some(Noun { phrase, at, start, end, word, kind, modifiers, after })
    }

    /// Whether one of these words describes it.
    pub(super) fn says(&self, words: &[&str]) -> bool {
        phrase::says(&self.modifiers, words)
    }

    pub(super) fn is_one_of(&self, words: &[&str]) -> bool {
        words.contains(&self.word)
    }

    /// The word before its noun phrase.
    pub(super) fn preceded_by(&self) -> &'p str {
        self.phrase.word(self.start.wrapping_sub(1))
    }

    fn is_dated(&self) -> bool {
        (self.at + 1..self.end).any(|day| self.phrase.is_date(day))
    }

    fn names_partner(&self) -> bool {
        let rest = self.phrase.row(self.at + 1..self.end);
        [" with ", " to ", " between ", " from "].iter().any(|words| rest.contains(words))
    }

    /// `a phone call`, `talks by telephone`
    fn is_by_phone(&self) -> bool {
        let conference = self.is_one_of(&["call", "calls"]) && self.says(&["conference"]);
        conference || self.says(&["phone", "telephone", "telephonic"]) || self.remote_kind() == Some("phone_call")
    }

    fn is_by_video(&self) -> bool {
        self.says(&["video", "virtual", "online"]) || self.remote_kind() == Some("video_call")
    }

    fn remote_kind(&self) -> Option<&'static str> {
        remote(self.phrase, self.at + 1..self.end)
    }
}

/// Whether states can meet at what the noun names, and no press, party or company.
pub(super) fn is_between_states(reader: &Reader<'_>, noun: &Noun<'_>) -> bool {
    let Noun { phrase, at, start, word, .. } = *noun;
    let before = phrase.word(at.wrapping_sub(1));
    // `the peace conference is due to open in Oslo on Friday`: one that has a place and a day.
    let called = || {
        let placed = (at + 1..noun.end).any(|place| matches!(phrase.items[place].kind, ItemKind::Place(_)));
        before == "peace" && noun.is_dated() && placed
    };
    let conference = noun.kind == "conference"
        && matches!(before, "press" | "news" | "cabinet" | "party" | "hotel" | "peace")
        && !called();
    let at_home = noun.says(&["press", "news", "domestic", "annual general", "regular"])
        || noun.says(&["cabinet"]) && !noun.says(&["joint"]);
    let of_business = noun.says(&["business"])
        && !noun.says(&["bilateral", "joint"])
        && word != "seminar"
        && !of_two_countries(phrase, start, at);
    let some_day = noun.says(&["further", "future", "continued", "closer"])
        && !(noun.is_one_of(&["meeting", "summit", "round"]) || noun.says(&["round"]));
    let of_letters = word == "exchange" && !noun.after.starts_with(" of views ");
    let several = word == "meetings"
        && (noun.says(&["high-level", "regular", "level", "related"])
            || noun.modifiers.trim().is_empty() && !with_persons(reader, phrase, at));
    let of_states = || {
        let words = ["summit", "plenary", "joint", "ministerial", "commission", "working", "bilateral", "closed"];
        noun.says(&words)
            || sits(reader, noun)
            || refers_back(&noun.modifiers)
            || word == "session" && noun.after.starts_with(" with ")
    };
    let of_parliament = || noun.is_one_of(&["assembly", "session", "congress", "convention"]) && !of_states();
    !(conference || at_home || of_business || some_day || of_letters || several || of_parliament())
}

/// The session or meeting of a commission of two states.
fn sits(reader: &Reader<'_>, noun: &Noun<'_>) -> bool {
    of_commission(reader, noun.phrase, noun.at) || counted_of_commission(reader, noun.phrase, noun.start, noun.at)
}

/// The kind of meeting that a noun names together with the words around it; `None` if it names no meeting.
pub(super) fn kind(reader: &Reader<'_>, noun: &Noun<'_>) -> Option<&'static str> {
    let Noun { phrase, at, start, word, .. } = *noun;
    let (phone, video) = (noun.is_by_phone(), noun.is_by_video());
    let after = |word: &str| noun.after.starts_with(word);
    let on_person = || {
        let host = members(phrase, phrase.actors_after(&["on", "upon"], at + 1, (at + 6).min(noun.end)));
        (after(" on ") || after(" upon ")) && host.iter().any(|host| reader.is_person(*host))
    };
    let courtesy =
        || noun.says(&["courtesy", "farewell", "introductory", "protocol"]) || !phone && !video && on_person();
    let ministers = noun.says(&["ministerial"]) || noun.says(&["ministers"]) && noun.says(&["trilateral", "regional"]);
    let attended = || takes_place(&noun.after) || start > 0 && phrase.verb("Attend", start - 1).is_some();
    let kind = match noun.kind {
        _ if word == "call" && (courtesy() || !phone && !video && after_a_call(reader)) => "courtesy_call",
        kind if video && kind != "ceremony" => "video_call",
        _ if phone => "phone_call",
        _ if word == "talk" && !noun.says(&["face-to-face", "private"]) && !had_a_talk(phrase, start, at) => {
            return None;
        }
        _ if noun.says(&["signing", "credentials"]) || word == "signing" && attended() => "ceremony",
        _ if word == "signing" => return None,
        "talks" if ministers && word == "meeting" => "conference",
        _ if matches!(word, "session" | "meeting") && sits(reader, noun) => "conference",
        kind if (word == "session" || kind == "other") && noun.says(&["working", "bilateral", "closed"]) => "talks",
        _ if matches!(word, "lunch" | "breakfast") && after(" with ") => "talks",
        "talks" if noun.says(&["summit"]) => "summit",
        _ if of_heads(reader, phrase, at) => "summit",
        kind => kind,
    };
    let named = match kind {
        _ if word == "calls" => noun.names_partner() && (phone || video),
        "phone_call" if word == "call" && !phone => is_call_between(noun),
        "dialogue" => is_round_of_dialogue(noun),
        _ => true,
    };
    named.then_some(kind)
}

/// `received X. Present during the call was Y`: the meeting told last is such a call.
fn after_a_call(reader: &Reader<'_>) -> bool {
    let last = reader.meeting.and_then(|meeting| reader.events.get(meeting));
    last.is_some_and(|last| last.kind == "courtesy_call")
}

/// `the call with X`, `a call between`, and not `a call for peace`, `calls on both sides`.
fn is_call_between(noun: &Noun<'_>) -> bool {
    let Noun { phrase, at, .. } = *noun;
    let after = |words: &[&str]| words.iter().any(|word| noun.after.starts_with(word));
    // `had a call on Friday with X`
    let dated = phrase.is_date(at + 2) && phrase.word(at + 3) == "with";
    // `placed a call to X`
    let verb = phrase.word(noun.start.wrapping_sub(1));
    let placed = matches!(verb, "placed" | "made") && after(&[" to "]) && phrase.actors(at + 2).is_some();
    (after(&[" with ", " between "]) || noun.says(&["the", "a"]))
        && (!after(&[" for ", " to ", " on "]) || dated || placed)
}

/// `the strategic dialogue`, `the third dialogue`, `a dialogue between`, and not `dialogue is the only way`.
fn is_round_of_dialogue(noun: &Noun<'_>) -> bool {
    let described = noun.says(&[
        "strategic",
        "trilateral",
        "security",
        "defence",
        "defense",
        "annual",
        "level",
        "high-level",
        "human",
        "political",
        "economic",
        "round",
        "ministers",
    ]);
    described || noun.modifiers.chars().any(|c| c.is_ascii_digit()) || noun.after.starts_with(" between ")
}

/// Why a meeting is none that took place or will: it comes every year, is rumoured, prepared or asked for.
pub(super) fn only_spoken_of(noun: &Noun<'_>) -> Option<&'static str> {
    let Noun { phrase, at, start, .. } = *noun;
    if noun.kind == "talks" && is_regular(noun) {
        return Some(REGULAR);
    }
    if noun.modifiers.starts_with(" no ") {
        return Some("denied: no such meeting");
    }
    // `no truth in reports of a meeting`: nobody says that it took place.
    let rumour = start >= 2
        && matches!(phrase.word(start - 1), "of" | "about")
        && matches!(phrase.word(start - 2), "reports" | "rumours" | "rumors" | "speculation" | "talk" | "claims");
    if rumour {
        return Some("only rumoured");
    }
    // `met in Oslo to prepare the Milan summit`: where and when it is held is not told.
    let prepared = (start.saturating_sub(4)..start).any(|verb| matches!(phrase.word(verb), "prepare" | "preparing"))
        && (start.saturating_sub(4)..start).all(|mark| phrase.word(mark) != ",");
    if prepared && !noun.is_dated() {
        return Some("only prepared");
    }
    if phrase.row(at + 1..phrase.items.len().min(at + 16)).contains(" attended by nobody ") {
        return Some("nobody came");
    }
    if start == at && in_general(noun) {
        return Some("talks in general, not those of one day");
    }
    // `will not meet X during the conference`: told of nobody's being there.
    let denied = matches!(noun.preceded_by(), "during" | "at")
        && (phrase.clause_start(start)..start)
            .any(|not| phrase.word(not) == "not" && phrase.is("auxiliary", not.wrapping_sub(1)));
    if denied && matches!(noun.kind, "conference" | "summit") {
        return Some("only the occasion of another meeting");
    }
    is_asked_for(noun).then_some("only asked for")
}

/// `will hold consultations once a year`, `agreed to hold yearly consultations`, `signed a plan of consultations`
fn is_regular(noun: &Noun<'_>) -> bool {
    let Noun { phrase, at, start, end, word, .. } = *noun;
    let every_year = noun.says(&["yearly", "annual"]) && word.ends_with('s') && !(at..end).any(|at| phrase.is_date(at));
    let to_hold = start > 1 && phrase.row(start - 2..start) == " to hold ";
    let planned = word == "consultations"
        && start > 1
        && phrase.word(start - 1) == "of"
        && phrase.noun("instrument", start - 2).is_some();
    let yearly = [" every year ", " once a year ", " twice a year ", " each year ", " annually ", " regularly "];
    let rest = phrase.row(at + 1..end);
    every_year && to_hold
        || planned
        || !rest.contains(" the first ")
            && !noun.says(&["this", "last", "next"])
            && yearly.iter().any(|words| rest.contains(words))
}

/// `said that talks with X would be useful`: whatever talks.
fn in_general(noun: &Noun<'_>) -> bool {
    let Noun { phrase, at, .. } = *noun;
    let useful = |would: usize| {
        phrase.word(would) == "would"
            && phrase.word(would + 1) == "be"
            && !phrase.is_past(would + 2)
            && !matches!(phrase.word(would + 2), "held" | "resumed" | "in" | "on" | "at" | "under" | "going")
    };
    noun.is_one_of(&["talks", "negotiations", "dialogue", "consultations"])
        && (at + 1..(at + 8).min(phrase.items.len())).any(useful)
}

/// `urged that negotiations be concluded`: the request is read, no meeting.
fn is_asked_for(noun: &Noun<'_>) -> bool {
    let Noun { phrase, at, start, .. } = *noun;
    if !noun.is_one_of(&["negotiations", "talks", "dialogue", "consultations"]) {
        return false;
    }
    let Some(request) = (0..start).find(|before| phrase.verb("Request", *before).is_some()) else { return false };
    let that = phrase.word(request + 1) == "that";
    // `asked him to speed up talks on a treaty`
    let carry_on = || {
        let to = (request + 1..at).rev().find(|to| phrase.word(*to) == "to");
        to.is_some_and(|to| at - to <= 4 && phrase.actors(to + 1).is_none() && !phrase.is("determiner", to + 1))
    };
    // `suggested that the talks be held in Oslo`
    let settled =
        [" be held in ", " take place in ", " be resumed in "].iter().any(|words| noun.after.starts_with(words));
    (that || !noun.names_partner() && carry_on()) && !settled
}

/// `a Danish-Peruvian business forum`, `the Chile-Peru Business Forum`: one of two countries.
fn of_two_countries(phrase: &Phrase, start: usize, at: usize) -> bool {
    (start..at).any(|pair| phrase.actors(pair).is_some_and(|actors| actors.members.len() > 1))
}

/// `held meetings with President X`: with somebody in particular.
fn with_persons(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> bool {
    // `had meetings in Lima on Friday with X`, and not `beside the meetings in Lima X met with Y`
    let Some(with) = (at + 1..at + 9).find(|with| phrase.word(*with) == "with") else { return false };
    if (at + 1..with).any(|between| phrase.is_verb(between) || phrase.actors(between).is_some()) {
        return false;
    }
    let with = with_whom(phrase, at + 1, phrase.clause_end(at));
    members(phrase, with.or(phrase.object(at + 2))).iter().any(|one| reader.is_person(*one))
}

/// `the Conference of Heads of Government`, which is a summit.
fn of_heads(reader: &Reader<'_>, phrase: &Phrase, at: usize) -> bool {
    let behind = reader.text.folded_slice(phrase.tokens(at + 1..(at + 4).min(phrase.items.len())));
    matches!(phrase.word(at), "conference" | "meeting")
        && ["of heads of", "of the heads of", "of african heads of"].iter().any(|words| behind.starts_with(words))
}

/// `had a long talk with X`, `came for a talk with X`: no talk that was given.
fn had_a_talk(phrase: &Phrase, start: usize, at: usize) -> bool {
    let had = (start.saturating_sub(2)..start)
        .any(|verb| matches!(phrase.word(verb), "had" | "have" | "has" | "held" | "for" | "after"));
    // `In a talk before the signing X promised Y aid`
    let during = matches!(phrase.word(start.wrapping_sub(1)), "in" | "during") && phrase.is("determiner", start);
    during || had && (at + 1..phrase.items.len().min(at + 9)).any(|with| phrase.word(with) == "with")
}

/// `the signing took place`, `the signing was witnessed by`.
fn takes_place(after: &str) -> bool {
    [" took place ", " was witnessed ", " was attended ", " was presided "].iter().any(|words| after.starts_with(words))
}
