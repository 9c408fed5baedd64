//! Which paper a verb of concluding is about, and whether it is concluded: `an agreement signed on Monday`, `the treaty that
//! they signed`, `as well as two protocols`, `efforts to reach a ceasefire`.

use super::super::lexicon::Form;
use super::super::noun_phrase::noun_phrase_start;
use super::super::phrase::{ItemKind, Phrase};
use super::instruments::is_instrument;
use crate::extract::dates::DateExpression;

/// `and a treaty on trade`, `as well as two protocols`: a further paper of the verb before.
pub(super) fn is_listed(phrase: &Phrase, noun: usize) -> bool {
    let start = noun_phrase_start(phrase, noun);
    // `initialled one on fishing and another on trade`
    if phrase.word(noun) == "another" && matches!(phrase.word(noun + 1), "on" | "for" | "about") {
        return matches!(phrase.word(noun.wrapping_sub(1)), "," | "and");
    }
    let counted = phrase.word(noun).ends_with('s')
        && ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"].contains(&phrase.word(start));
    // `signed a treaty, and a communique will be issued`
    if phrase.is("auxiliary", noun + 1) && before_is_and(phrase, start) {
        return false;
    }
    let own = matches!(phrase.word(start), "a" | "an" | "another") || phrase.is("determiner", noun.wrapping_sub(1));
    let before = |back: usize| start.checked_sub(back).map_or("", |at| phrase.word(at));
    let again = before(1) == "to" && before(2) == "and";
    let added =
        before(1) == "as" && before(2) == "well" || before(1) == "with" && matches!(before(2), "along" | "together");
    // `were signed, among them a treaty`
    let among = before(2) == "among" && phrase.actors(start - 1).is_some_and(|them| them.reference);
    (own || counted) && (again || added || among || matches!(before(1), "," | "and" | "including" | "namely" | ":"))
}

fn before_is_and(phrase: &Phrase, start: usize) -> bool {
    start.checked_sub(1).is_some_and(|and| phrase.word(and) == "and")
}

/// `are finalising an agreement`, `is still being negotiated`: it is not there yet.
pub(super) fn goes_on(phrase: &Phrase, at: usize, form: Form, signs: bool) -> bool {
    let before = |back: usize| at.checked_sub(back).unwrap_or(usize::MAX);
    let active = form == Form::Ing && (1..=2).any(|back| phrase.is("be", before(back)));
    let worked_on = ["finali", "negotiat", "draft", "conclud", "hammer", "thrash", "complet"];
    let works = worked_on.iter().any(|stem| phrase.word(at).starts_with(stem));
    phrase.word(before(1)) == "being" || active && works && !signs
}

/// `an agreement signed on Monday by A and B`, `the accord, reached in Oslo,`: the noun before the participle.
pub(super) fn participle_behind(phrase: &Phrase, at: usize, length: usize) -> Option<usize> {
    let next = at + length;
    let told = phrase.is_date(next)
        || matches!(
            phrase.word(next),
            "by" | "in" | "on" | "between" | "at" | "here" | "with" | "during" | "last" | "after" | "following"
        );
    let noun = (at.saturating_sub(8)..at).rev().find(|noun| phrase.noun("instrument", *noun).is_some())?;
    // `The accord, initialled in May, was signed on Monday by X`: the sentence tells of the signing.
    let signed_now = (next..phrase.items.len()).any(|comma| {
        let signs = |verb: usize| phrase.verb("SignOnly", verb).is_some();
        phrase.word(comma) == "," && phrase.is("be", comma + 1) && (comma + 2..comma + 5).any(signs)
    });
    if phrase.word(at - 1) == "," && signed_now {
        return None;
    }
    let plain = (noun + 1..at).all(|between| {
        let comma = phrase.word(between) == "," && between + 1 == at;
        let verb = phrase.is_verb(between) && !phrase.is("preposition", between) || phrase.is("auxiliary", between);
        // `the treaty between A and B, signed in May`
        let side = matches!(phrase.word(between - 1), "between" | "with" | "of");
        let clause =
            phrase.is("clause", between) || phrase.actors(between).is_some_and(|actors| !actors.possessive && !side);
        comma || !(verb || clause || phrase.word(between) == ",")
    });
    // `the trade agreement signed in 2018`: one that is only cited.
    let year = |place: &usize| match phrase.items[*place].kind {
        ItemKind::Date(date) => {
            phrase.dates.get(date).is_some_and(|date| matches!(date.expression, DateExpression::Year(_)))
        }
        _ => false,
    };
    let definite = phrase.row(noun_phrase_start(phrase, noun)..noun).starts_with(" the ");
    let cited = definite && (next..phrase.items.len().min(next + 2)).any(|place| year(&place));
    (told && plain && !cited && !talks_end(phrase, noun, at) && is_instrument(phrase, noun, at)).then_some(noun)
}

/// `Negotiations on a new treaty concluded in Oslo on Friday`: the verb tells of the talks.
fn talks_end(phrase: &Phrase, noun: usize, verb: usize) -> bool {
    let start = noun_phrase_start(phrase, noun);
    let on = start.saturating_sub(2)..start;
    let about = on.clone().any(|at| matches!(phrase.word(at), "on" | "for" | "about" | "over"));
    let talks = (phrase.clause_start(verb)..on.start).any(|at| phrase.noun("meeting", at).is_some());
    let finite = |at: usize| phrase.is("auxiliary", at) || phrase.is_past(at) && at != verb;
    matches!(phrase.word(verb), "concluded" | "completed" | "closed" | "opened" | "resumed")
        && about
        && talks
        && !(phrase.clause_start(verb)..phrase.clause_end(verb)).any(finite)
}

/// `The treaty on the bridges, which was signed in Oslo on Friday, …`: the noun before the clause, if that tells when or by whom.
pub(super) fn told_before_which(phrase: &Phrase, clause: usize, end: usize) -> Option<usize> {
    let which = clause.checked_sub(1).filter(|which| phrase.word(*which) == "which" && *which > 1)?;
    let told = (clause..end).any(|at| phrase.is_date(at) || phrase.word(at) == "by");
    let nouns = (phrase.clause_start(which)..which).rev().take(14);
    nouns.filter(|_| told).find(|noun| phrase.noun("instrument", *noun).is_some_and(|kind| kind != "mechanism"))
}

/// `A treaty on the rights of those who live abroad was signed`: the first item of the clause that the relative one before the
/// passive verb stands in.
pub(super) fn clause_around(phrase: &Phrase, clause: usize, at: usize) -> Option<usize> {
    let pronoun = clause.checked_sub(1).filter(|pronoun| *pronoun > 1 && phrase.word(pronoun - 1) != ",")?;
    let relative = matches!(phrase.word(pronoun), "who" | "which" | "whose" | "where");
    let be = (clause..at).rev().find(|be| phrase.is("auxiliary", *be) && !phrase.is("auxiliary", be - 1))?;
    let has_verb_of_its_own = (clause..be).any(|word| !phrase.is("adverb", word) && !phrase.is("auxiliary", word));
    (relative && has_verb_of_its_own).then(|| phrase.clause_start(pronoun))
}

/// `an agreement which sets up a fund`, `a treaty for normalising relations`: what a paper says, and nothing beside it.
pub(super) fn is_content(phrase: &Phrase, at: usize, form: Form) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| phrase.verb("SetUp", at).is_some()) else { return false };
    let link = match form {
        // `A second agreement, signed today, sets up a fund`
        Form::Third => {
            let start = phrase.clause_start(at);
            let opens = (start..before.min(start + 4)).any(|noun| phrase.noun("instrument", noun).is_some());
            matches!(phrase.word(before), "which" | "that") || phrase.word(before) == "," && opens
        }
        Form::Ing => matches!(phrase.word(before), "for" | "on" | "of" | "towards" | ","),
        _ => false,
    };
    let paper =
        |noun: usize| phrase.noun("instrument", noun).is_some_and(|kind| !matches!(kind, "mechanism" | "other"));
    let concluded = |verb: usize| phrase.verb("Sign", verb).is_some();
    link && (phrase.clause_start(before)..before).any(paper) && (phrase.clause_start(before)..before).any(concluded)
}

/// `the treaty that X and Y signed`, `the accord, to which they put their names`: the noun before the relative clause.
pub(super) fn instrument_that(phrase: &Phrase, at: usize) -> Option<usize> {
    let subject = phrase.subject(at)?;
    let relative = (subject.saturating_sub(2)..subject).find(|word| matches!(phrase.word(*word), "that" | "which"))?;
    (relative.saturating_sub(10)..relative).rev().find(|noun| {
        phrase.noun("instrument", *noun).is_some_and(|kind| kind != "mechanism" && kind != "other")
            && is_instrument(phrase, *noun, at)
            && (noun + 1..relative).all(|between| !phrase.is_verb(between) || phrase.is("preposition", between))
    })
}

/// `efforts to reach a ceasefire`: nothing is concluded.
pub(super) fn striven_for(phrase: &Phrase, at: usize) -> bool {
    let infinitive = at >= 2 && phrase.word(at - 1) == "to";
    let gerund = at >= 2 && phrase.word(at).ends_with("ing") && matches!(phrase.word(at - 1), "at" | "of" | "towards");
    let noun = matches!(
        phrase.word(at.wrapping_sub(2)),
        "efforts"
            | "effort"
            | "bid"
            | "attempt"
            | "attempts"
            | "ways"
            | "way"
            | "steps"
            | "need"
            | "aim"
            | "order"
            | "hopes"
            | "struggle"
            | "work"
            | "drive"
            | "push"
            | "aimed"
            | "chance"
            | "chances"
            | "possibility"
            | "idea"
            | "prospect"
            | "proposal"
            | "proposals"
            | "offer"
            | "request"
    );
    (infinitive || gerund) && noun
}

/// `praised the measures agreed at the summit`: a participle that describes the object of another verb, and no verb of its
/// own.
pub(super) fn describes_object(phrase: &Phrase, subject: Option<usize>, at: usize) -> bool {
    let Some(subject) = subject.filter(|subject| subject + 1 < at) else { return false };
    let plain =
        |at: usize| phrase.items.get(at).is_some_and(|item| item.kind == ItemKind::Word) && !phrase.is("adverb", at);
    let stands_alone = |at: usize| matches!(phrase.word(at), "," | ";" | "and" | "but" | "that" | "who" | "which");
    let object = at - 1;
    let verb = (subject + 1..object)
        .rev()
        .take_while(|at| !stands_alone(*at))
        .find(|verb| phrase.is_verb(*verb) && !phrase.is("auxiliary", *verb) && !phrase.is("preposition", *verb));
    let said = verb.is_some_and(|verb| phrase.is("Say", verb));
    let noun = plain(object) && !phrase.is("auxiliary", object) && !phrase.is_verb(object) && !stands_alone(object);
    noun && verb.is_some() && !said && matches!(phrase.word(at), "agreed" | "decided")
}
