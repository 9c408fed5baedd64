//! Days told by other days: by that of publication (`yesterday`, `next week`) or by an event (`the same day`, `a year earlier`).

use super::find::{Found, nearness};
use super::words::Word;
use super::{DateExpression, Unit};

/// `yesterday`, `next week`, `later this month`, `three days ago`.
pub(super) fn relative(words: &[Word]) -> Found {
    let first = words.first()?;
    let second = words.get(1);
    if first.one_of(&["today", "tonight"]) {
        return Some((DateExpression::Relative(Unit::Day, 0), 1));
    }
    if let [_, dash, rest, ..] = words
        && first.is("to")
        && dash.is("-")
    {
        let day = match rest.lower.as_ref() {
            "day" | "night" => 0,
            "morrow" => 1,
            _ => return None,
        };
        return Some((DateExpression::Relative(Unit::Day, day), 3));
    }
    if first.is("yesterday") {
        return Some((DateExpression::Relative(Unit::Day, -1), 1));
    }
    if first.is("tomorrow") {
        return Some((DateExpression::Relative(Unit::Day, 1), 1));
    }
    if first.is("this") && second.is_some_and(Word::is_part_of_day) {
        return Some((DateExpression::Relative(Unit::Day, 0), 2));
    }
    // `over the weekend`, `this weekend`: Saturday and Sunday.
    if first.one_of(&["the", "this", "last", "next", "coming"]) && second.is_some_and(|word| word.is("weekend")) {
        return Some((DateExpression::Weekdays(6, 7), 2));
    }
    if first.is("last") && second.is_some_and(|word| word.is("night")) {
        return Some((DateExpression::Relative(Unit::Day, -1), 2));
    }
    let (nearness, skipped) = nearness(words);
    if skipped > 0
        && let Some(word) = words.get(skipped)
        && let Some(unit) = word.unit().filter(|_| !word.lower.ends_with('s'))
    {
        let day = unit == Unit::Day;
        return (!day).then_some((DateExpression::Relative(unit, nearness.steps().into()), skipped + 1));
    }
    if let [number, unit, ago, ..] = words
        && ago.is("ago")
        && let (Some(number), Some(unit)) = (number.number(), unit.unit())
    {
        return Some((DateExpression::Relative(unit, -number), 3));
    }
    None
}

/// `the same day`, `that evening`, `earlier in the day`, `a day earlier`, `the following morning`, `a year before`.
pub(super) fn anaphoric(words: &[Word], before: Option<&Word>) -> Found {
    day_told_by_another(words, before).or_else(|| {
        let [first, second, third, ..] = words else { return None };
        let (number, unit) = (first.number()?, second.unit()?);
        if before.is_some_and(|word| word.one_of(&["-", "over", "past", "last"])) {
            return None;
        }
        let count = match third.lower.as_ref() {
            "earlier" | "before" => -number,
            "later" => number,
            _ => return None,
        };
        Some((DateExpression::Anaphoric(unit, count), 3))
    })
}

fn day_told_by_another(words: &[Word], before: Option<&Word>) -> Found {
    let [first, second, ..] = words else { return None };
    let third = words.get(2);
    let part = |word: Option<&Word>| word.is_some_and(|word| word.is("day") || word.is_part_of_day());
    let told = |days: i32, length: usize| Some((DateExpression::Anaphoric(Unit::Day, days), length));
    let after = |length: usize, marks: &[&str]| words.get(length).is_none_or(|word| word.one_of(marks));
    if first.one_of(&["the", "that"]) && part(third) && words.get(3).is_none_or(|ahead| !ahead.is("of")) {
        let days = match second.lower.as_ref() {
            "same" | "very" => 0,
            "previous" | "preceding" => -1,
            "following" | "next" => 1,
            _ => return None,
        };
        return told(days, 3);
    }
    if first.one_of(&["later", "earlier"]) && second.is("that") && part(third) {
        return told(0, 3);
    }
    if first.one_of(&["later", "earlier"]) && second.is("in") && third.is_some_and(|word| word.is("the")) {
        return part(words.get(3)).then_some((DateExpression::DayOfNews, 4));
    }
    // `on that day`, `that evening`: no `that day labourers strike`.
    if first.is("that")
        && (second.is_part_of_day()
            || second.is("day") && before.is_some_and(|word| word.one_of(&["on", "later", "earlier"])))
        || first.is("that") && second.is("day") && after(2, &[",", ".", ";", "in", "at", "to", "with", "for", "and"])
    {
        return told(0, 2);
    }
    if before.is_some_and(|word| word.is("in"))
        && first.is("the")
        && second.is_part_of_day()
        && after(2, &["the", ",", ".", "of", "he", "she", "they"])
    {
        return Some((DateExpression::DayOfNews, 2));
    }
    let beside = first.is("the") && third.is_some_and(|word| word.one_of(&["before", "after"]));
    if beside && part(Some(second)) && after(3, &[",", ".", "for", "in", "and", "at", "on", "to", "with", ";"]) {
        return told(if third.is_some_and(|word| word.is("before")) { -1 } else { 1 }, 3);
    }
    None
}
