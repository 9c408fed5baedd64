//! Treaties, memoranda, statements, mechanisms: nouns that are agreements where something is done with them.

use super::super::event::{Event, EventIndex};
use super::super::focus::is_body;
use super::super::noun_phrase::{members, noun_phrase_start};
use super::super::noun_status;
use super::super::phrase::{ItemKind, Phrase};
use super::super::reader::Reader;
use super::super::status::{self, Status};
use super::super::wording::shorten;
use super::keep;
use super::signers::last_paper;
use super::when_agreed::known_paper;
use crate::extract::mention::EntityIndex;
use crate::facts::{Label, LinkType};

/// The instrument noun that is the object of the verb at `verb`.
pub(super) fn instrument_after(phrase: &Phrase, verb: usize, end: usize) -> Option<usize> {
    // `signed at the Planalto Palace yesterday a treaty`: where, before what.
    let venue = || (verb + 2..verb + 5).find(|at| place(phrase, *at)).filter(|_| phrase.word(verb + 1) == "at");
    let from = venue().map_or(verb + 1, |venue| venue + 1);
    for at in from..end.min(verb + 16) {
        let word = phrase.word(at);
        if phrase.noun("instrument", at).is_some() && is_instrument(phrase, at, verb) {
            return Some(at);
        }
        // `renewed an appeal to Peru to join the treaty`: what another is to do.
        let to_do = word == "to" && phrase.items.get(at + 1).is_some_and(|next| next.known.is_present());
        // `to open negotiations on a treaty`: no treaty yet.
        let opens_talks = matches!(word, "negotiations" | "talks" | "consultations" | "appeal" | "call" | "request");
        if opens_talks
            || to_do
            || matches!(word, ";" | "." | ":" | "which" | "who" | "while" | "at" | "after" | "during")
        {
            return None;
        }
    }
    None
}

/// Whether a noun that may be an instrument is one here.
pub(super) fn is_instrument(phrase: &Phrase, at: usize, verb: usize) -> bool {
    let start = noun_phrase_start(phrase, at);
    let modifiers = phrase.row(start..at);
    let says = |words: &[&str]| super::super::phrase::says(&modifiers, words);
    let sets_up = phrase.verb("SetUp", verb).is_some() || phrase.is("founding", verb);
    match phrase.word(at) {
        "relations" | "ties" | "embassies" => {
            let verb = phrase.word(verb);
            let opens = ["establish", "restor", "resum", "normali", "re-establish", "reestablish", "open"]
                .iter()
                .any(|stem| verb.starts_with(stem));
            (says(&["diplomatic", "consular", "full"]) || verb.starts_with("normali")) && opens
        }
        "mechanism" | "mechanisms" | "committee" | "committees" | "commission" | "commissions" | "group" | "groups"
        | "body" | "bodies" | "panel" | "panels" | "forum" | "secretariat" | "centre" | "center" | "council"
        | "councils" | "framework" | "fund" | "funds" | "hotline" => sets_up && !security_council(phrase, at),
        "force" => sets_up && says(&["joint", "task", "common", "multinational", "regional", "combined"]),
        // `signed a statement of intent`, `adopted the Doha Statement`
        "statement" => {
            let of_place = phrase.verb("Sign", verb).is_some() && place(phrase, at.wrapping_sub(1));
            says(&["joint"]) || phrase.verb("SignOnly", verb).is_some() || of_intent(phrase, at) || of_place
        }
        "understanding" => phrase.word(at.wrapping_sub(1)) != "of",
        "letter" | "letters" => {
            // `exchanged letters on a loan`
            let exchanged = phrase.word(verb).starts_with("exchang") && phrase.word(at + 1) == "on";
            exchanged || of_intent(phrase, at)
        }
        "plan" | "plans" | "programme" | "program" | "roadmap" => {
            let of = phrase.word(at + 1) == "of"
                && matches!(
                    phrase.word(at + 2),
                    "action" | "work" | "cooperation" | "consultations" | "exchanges" | "cultural"
                );
            says(&["action", "work", "joint", "cooperation", "peace", "draft", "implementation", "year", "framework"])
                || phrase.word(at) == "roadmap"
                || of
                || phrase.verb("SignOnly", verb).is_some()
        }
        "guidelines" => phrase.verb("Sign", verb).is_some(),
        "documents" | "instruments" if number_in(&phrase.row(start..at)).is_some() => {
            phrase.verb("Sign", verb).is_some()
        }
        "documents" => {
            phrase.verb("SignOnly", verb).is_some()
                || phrase.verb("Sign", verb).is_some() && number_in(&phrase.row(start..at)).is_some()
        }
        // `initialled a text on co-production`, `signed the Act of Montevideo`
        "text" | "outline" => phrase.verb("SignOnly", verb).is_some() || phrase.is("be", verb),
        "act" => phrase.verb("SignOnly", verb).is_some() && phrase.word(at + 1) == "of",
        "platform" => says(&["common", "joint"]) && phrase.verb("Sign", verb).is_some(),
        "map" => says(&["road"]),
        "instruments" => false,
        "notes" => {
            phrase.word(verb).starts_with("exchang") || phrase.verb("SignOnly", verb).is_some() && says(&["the"])
        }
        // `ceasefire talks`: only what the talks are about.
        _ if phrase.noun("meeting", at + 1).is_some() => false,
        "minutes" => phrase.verb("SignOnly", verb).is_some() || says(&["agreed"]),
        "deal" | "deals" => phrase.word(at + 1) != "with" || !phrase.word(verb).is_empty(),
        "resolution" => phrase.verb("Sign", verb).is_some(),
        "conventions" | "convention" => !says(&["party", "national"]),
        "partnership" => true,
        // `made arrangements for the visit`
        "arrangements" => phrase.verb("SignOnly", verb).is_some(),
        "arrangement" | "compact" | "protocol" => true,
        _ => true,
    }
}

/// `a letter of intent`, `a statement of principles`
fn of_intent(phrase: &Phrase, at: usize) -> bool {
    phrase.word(at + 1) == "of" && matches!(phrase.word(at + 2), "intent" | "understanding" | "principles")
}

fn place(phrase: &Phrase, at: usize) -> bool {
    matches!(phrase.items.get(at).map(|item| &item.kind), Some(ItemKind::Place(_)))
}

/// `the Security Council`: set up long ago.
fn security_council(phrase: &Phrase, at: usize) -> bool {
    phrase.word(at) == "council" && phrase.word(at.wrapping_sub(1)) == "security"
}

/// `a joint communique`, `the joint statement said`: the paper of the meeting in focus.
pub(super) fn declaration(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let word = phrase.word(at);
    let joint = word == "communique"
        || (matches!(word, "statement" | "declaration") && phrase.word(at.wrapping_sub(1)) == "joint");
    let start = noun_phrase_start(phrase, at);
    let drafted = phrase.noun("instrument", at).is_some_and(|kind| kind != "mechanism" && kind != "other")
        && phrase.row(start..at).contains(" draft ");
    // `ended their summit with a declaration that …`
    let article = start.wrapping_sub(usize::from(phrase.is("determiner", start.wrapping_sub(1))));
    let ended = matches!(word, "communique" | "statement" | "declaration" | "resolution")
        && phrase.word(article.wrapping_sub(1)) == "with"
        && (phrase.clause_start(at)..article).any(|verb| phrase.verb("Hold", verb).is_some());
    let none = start >= 1 && matches!(phrase.word(start - 1), "without" | "no") || phrase.word(start) == "no";
    if !joint && !drafted && !ended || none {
        return None;
    }
    let parties = reader.parties_in_focus(phrase);
    let body = matches!(parties[..], [body] if is_body(reader.mentions, body));
    if parties.len() < 2 && !body || joint && reader.meeting.is_none() && reader.visit.is_none() {
        return None;
    }
    // `A joint communique will be issued on Sunday`
    let will = phrase.is("auxiliary", at + 1)
        && status::of_row(&phrase.row(at + 1..phrase.items.len().min(at + 4))) == Status::Planned;
    let awaited = will || start <= 1 && noun_status::of_noun(phrase, start, at, None) == Status::Planned;
    let status = if drafted || awaited { Status::Planned } else { Status::Held };
    // `In a joint statement, they decided to begin next year`: the day of what they decided.
    let opens = phrase.word(start.wrapping_sub(1)) == "in" && phrase.word(at + 1) == ",";
    // `declared in a communique that it would come into force on December 1`: the day of what it says.
    let that = (at + 1..phrase.items.len().min(at + 3)).find(|that| phrase.word(*that) == "that");
    let until = if opens { at + 1 } else { that.unwrap_or(phrase.items.len()) };
    keep_instrument_until(reader, phrase, at, &parties, status, start..at + 1, "agreement.paper", until);
    Some(1)
}

/// `The treaty entered into force`, `under the 1994 agreement between A and B`: an instrument in force.
pub(super) fn in_force(reader: &mut Reader<'_>, phrase: &Phrase, at: usize) -> Option<usize> {
    let kind = phrase.noun("instrument", at)?;
    if matches!(kind, "mechanism" | "other" | "plan" | "partnership") {
        return None;
    }
    let end = phrase.items.len();
    let start = noun_phrase_start(phrase, at);
    let enters = (at + 1..end.min(at + 14)).find(|next| {
        // `entered into force`, `takes effect`
        let into = matches!(phrase.word(next - 1), "into" | "in");
        let takes = matches!(phrase.word(next - 1), "takes" | "took" | "take") && phrase.word(*next) == "effect";
        matches!(phrase.word(*next), "force" | "effect") && into || takes
    });
    let cited = (start.saturating_sub(4)..start)
        .any(|before| matches!(phrase.word(before), "under" | "with" | "to" | "on"))
        && (start.saturating_sub(1)..at).any(|before| phrase.is_date(before));
    let sides = phrase.actors_after(&["between", "among"], at + 1, end.min(at + 12));
    let pair = (start..at).find(|before| phrase.actors(*before).is_some_and(|actors| actors.members.len() > 1));
    let mut parties = reader.parties_of(&members(phrase, sides.or(pair)));
    if enters.is_some() && parties.len() < 2 {
        parties = reader.parties_in_focus(phrase);
    }
    if !(enters.is_some() || cited) || parties.len() < 2 {
        return None;
    }
    let verb = enters.and_then(|force| (at + 1..force).find(|verb| enters_force(phrase.word(*verb))));
    // `The agreement, signed in May by X and Y, will come into force in June`: told by the signing.
    let signed = |verb: usize| (at + 1..verb).any(|at| phrase.verb("SignOnly", at).is_some());
    if verb.is_some_and(signed) {
        return None;
    }
    // `will meet to put the pact into force`: not yet.
    if verb.is_none() && !cited {
        return None;
    }
    let status = verb.map_or(Status::Held, |verb| status::of_verb(phrase, verb));
    // `signed a treaty. The treaty, which takes effect in May, …`: one paper, and not the day on which it was agreed.
    let definite = phrase.word(start) == "the" && !cited;
    let told = last_paper(reader).and_then(|known| reader.events.get(known)).filter(|_| definite);
    if told.is_some_and(|event| event.tied(LinkType::PartyTo).all(|party| parties.contains(&party))) {
        return Some(enters.map_or(1, |force| force + 1 - at));
    }
    // `signed a treaty. The treaty will come into force in May`: nothing else is agreed.
    if status != Status::Held && known_paper(reader, phrase, at).is_some() {
        return enters.map(|force| force + 1 - at);
    }
    let index = keep_instrument(reader, phrase, at, &parties, status, start..at + 1, "agreement.in_force");
    let date = verb.and_then(|verb| reader.date_near(phrase, verb, status));
    if let Some(event) = reader.events.get_mut(index) {
        event.in_force = status == Status::Held;
        if verb.is_some() {
            event.date = date;
            event.events.clear();
        }
    }
    Some(enters.map_or(1, |force| force + 1 - at))
}

fn enters_force(word: &str) -> bool {
    matches!(
        word,
        "entered" | "enters" | "enter" | "came" | "comes" | "come" | "took" | "takes" | "take" | "is" | "remains"
    )
}

/// Keeps an instrument, or adds to the one that the text already spoke of.
pub(super) fn keep_instrument(
    reader: &mut Reader<'_>,
    phrase: &Phrase,
    noun: usize,
    parties: &[EntityIndex],
    status: Status,
    trigger: std::ops::Range<usize>,
    rule: &'static str,
) -> EventIndex {
    keep_instrument_until(reader, phrase, noun, parties, status, trigger, rule, phrase.items.len())
}

/// The same; dates from the item `until` on belong to something else.
#[expect(clippy::too_many_arguments)]
pub(super) fn keep_instrument_until(
    reader: &mut Reader<'_>,
    phrase: &Phrase,
    noun: usize,
    parties: &[EntityIndex],
    status: Status,
    trigger: std::ops::Range<usize>,
    rule: &'static str,
    until: usize,
) -> EventIndex {
    let word = phrase.word(noun);
    let start = noun_phrase_start(phrase, noun);
    let modifiers = phrase.row(start..noun);
    let mut kind = phrase.noun("instrument", noun).unwrap_or("agreement");
    if modifiers.contains(" peace ") && kind == "agreement" {
        kind = "treaty";
    }
    // `exchanged letters on a loan`: they are the agreement.
    if word == "letters" && phrase.word(noun + 1) == "on" {
        kind = "agreement";
    }
    let end = (noun + 1..phrase.items.len().min(noun + 16))
        .find(|next| {
            let word = phrase.word(*next);
            matches!(word, "," | "." | ";" | "that" | "which" | "during" | "after" | "when" | "by" | "at")
                // `a treaty on trade and a memorandum on sport`
                || word == "and" && matches!(phrase.word(next + 1), "a" | "an" | "another")
                // `put their names to the treaty in the Government Palace`: where, not what
                || word == "in" && *next == noun + 1 && !matches!(phrase.word(next + 2), "field" | "fields" | "area" | "areas" | "sphere")
                // `signed the protocol for the Danish side`
                || word == "for" && (next + 1..next + 5).any(|side| phrase.word(side) == "side" || phrase.actors(side).is_some())
                // `signed the memorandum from the Indian side`, `on behalf of Nepal`
                || word == "from" && (next + 1..next + 5).any(|side| phrase.word(side) == "side")
                || word == "on" && phrase.word(next + 1) == "behalf"
                || phrase.is("auxiliary", *next)
                || phrase.is_date(*next)
                || phrase.verb("SignOnly", *next).is_some()
        })
        .unwrap_or(phrase.items.len().min(noun + 16));
    let evidence = phrase.evidence(reader.text, trigger);
    let mut event = Event::new(Label::Agreement, kind, status, evidence, rule);
    event.name = shorten(reader.text.slice(phrase.tokens(start..end)));
    let several = word.ends_with('s') || word == "memoranda";
    event.count = several.then(|| number_in(&modifiers)).flatten();
    for party in parties {
        event.tie(LinkType::PartyTo, *party, None);
    }
    keep(reader, phrase, noun, until, event)
}

fn number_in(modifiers: &str) -> Option<i64> {
    const NUMBERS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    modifiers.split_whitespace().find_map(|word| {
        let named = NUMBERS.iter().position(|number| *number == word).and_then(|at| i64::try_from(at).ok());
        word.parse().ok().filter(|count| (2..200).contains(count)).or(named)
    })
}
