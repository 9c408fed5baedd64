//! `STARTS WITH`, `ENDS WITH`, `CONTAINS`, also of texts in another case or folded: these are not put into a column first,
//! and one search goes through all texts of a batch.

use super::logic::truths;
use super::{functions, shared};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::{Batch, Column, Data, Strings};
use crate::exec::context::Context;
use crate::semantics::bound::{BinaryOperator, Expression, ExpressionKind};
use crate::text::fold::{fold_ascii, fold_into};
use crate::value::Value;
use memchr::memmem;
use std::borrow::Cow;

/// What a text is turned into before it is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    AsIs,
    Lower,
    Upper,
    Folded,
}

impl Form {
    fn of_function(name: &str) -> Option<Form> {
        match name {
            "toLower" => Some(Form::Lower),
            "toUpper" => Some(Form::Upper),
            "fold" => Some(Form::Folded),
            _ => None,
        }
    }

    fn turn(self, text: &str) -> Cow<'_, str> {
        match self {
            Form::AsIs => Cow::Borrowed(text),
            Form::Lower => Cow::Owned(text.to_lowercase()),
            Form::Upper => Cow::Owned(text.to_uppercase()),
            Form::Folded => {
                let mut folded = String::with_capacity(text.len());
                fold_into(text, &mut folded);
                Cow::Owned(folded)
            }
        }
    }

    /// The text with its characters of ASCII turned.
    fn turn_ascii(self, text: &str) -> Cow<'_, [u8]> {
        match self {
            Form::AsIs => Cow::Borrowed(text.as_bytes()),
            Form::Upper => Cow::Owned(text.as_bytes().to_ascii_uppercase()),
            Form::Lower => Cow::Owned(text.as_bytes().to_ascii_lowercase()),
            Form::Folded => Cow::Owned(text.bytes().map(fold_ascii).collect()),
        }
    }
}

/// The operator over the rows of a batch: null unless both sides are texts.
///
/// # Errors
/// What goes wrong in either side.
pub fn evaluate(
    operator: BinaryOperator,
    left: &Expression,
    right: &Expression,
    batch: &Batch,
    context: &Context<'_>,
) -> Result<Column, Diagnostic> {
    if let ExpressionKind::Function { name, arguments } = &left.kind
        && let [argument] = arguments.as_slice()
        && let Some(form) = Form::of_function(name)
    {
        let texts = shared(argument, batch, context)?;
        let part = shared(right, batch, context)?;
        if let (true, Some(Value::String(part))) = (texts.is_text(), part.as_constant()) {
            return Ok(search(operator, form, &texts, part));
        }
        let turned = functions::call(name, &[texts], batch.len(), context).map_err(|error| error.at(left.span))?;
        return Ok(predicate(operator, &turned, &part));
    }
    Ok(predicate(operator, &*shared(left, batch, context)?, &*shared(right, batch, context)?))
}

/// The operator over two columns.
pub fn predicate(operator: BinaryOperator, left: &Column, right: &Column) -> Column {
    match right.as_constant() {
        Some(Value::String(part)) if left.is_text() => search(operator, Form::AsIs, left, part),
        _ => truths((0..left.len()).map(|row| Some(holds(operator, left.text(row)?, right.text(row)?)))),
    }
}

fn holds(operator: BinaryOperator, text: &str, part: &str) -> bool {
    match operator {
        BinaryOperator::StartsWith => text.starts_with(part),
        BinaryOperator::EndsWith => text.ends_with(part),
        _ => text.contains(part),
    }
}

/// Whether each text of a column, turned, has the part.
fn search(operator: BinaryOperator, form: Form, column: &Column, part: &str) -> Column {
    let has = |text: &str| holds(operator, &form.turn(text), part);
    let booleans = match column.data() {
        Data::Constant { value: Value::String(text), length } => {
            return Column::constant(Value::Boolean(has(text)), *length);
        }
        Data::Codes { codes, words } if words.len() <= codes.len() => {
            let by_code: Vec<bool> = words.words().iter().map(|word| has(word)).collect();
            codes.iter().map(|code| by_code.get(*code as usize).copied().unwrap_or(false)).collect()
        }
        Data::Strings(texts) if operator == BinaryOperator::Contains => contains(form, texts, part),
        _ => (0..column.len()).map(|row| column.text(row).is_some_and(has)).collect(),
    };
    Column::new(Data::Booleans(booleans), column.nulls().clone())
}

/// Whether each text, turned, contains the part.
///
/// The texts stand one after the other, so that one search over bytes finds where ASCII occurs in them. What it finds is
/// certain if it is the whole part. Where it finds nothing there is nothing in a text of ASCII; what a text with other
/// characters turns into must be looked at, but for lower case, which makes hardly any of them ASCII ([`kept_by_lower`]).
fn contains(form: Form, texts: &Strings, part: &str) -> Vec<bool> {
    let (text, ends) = texts.parts();
    let has = |row: usize| form.turn(texts.get(row)).contains(part);
    let sought = match form {
        Form::AsIs => part,
        Form::Lower => kept_by_lower(part),
        Form::Upper if part.is_ascii() => part,
        Form::Folded if part.is_ascii() && !part.contains(is_folded_otherwise) => part,
        Form::Upper | Form::Folded => "",
    };
    if sought.is_empty() {
        return (0..ends.len()).map(has).collect();
    }
    let is_whole = sought.len() == part.len();
    let turned = form.turn_ascii(text);
    let finder = memmem::Finder::new(sought);
    let mut found = vec![false; ends.len()];
    let (mut from, mut row) = (0, 0);
    while let Some(hit) = turned.get(from..).and_then(|rest| finder.find(rest)).map(|offset| from + offset) {
        row += ends[row..].partition_point(|end| *end as usize <= hit);
        let Some(end) = ends.get(row).map(|end| *end as usize) else { break };
        if hit + sought.len() > end {
            // Half in the next text.
            from = hit + 1;
            continue;
        }
        found[row] = is_whole || has(row);
        (from, row) = (end, row + 1);
    }
    if matches!(form, Form::Upper | Form::Folded) && !text.is_ascii() {
        for (row, found) in found.iter_mut().enumerate().filter(|(_, found)| !**found) {
            *found = !texts.get(row).is_ascii() && has(row);
        }
    }
    found
}

/// ASCII that folding turns into something else than its lower case.
fn is_folded_otherwise(c: char) -> bool {
    c == '`' || c.is_ascii_whitespace() && c != ' ' || c.is_ascii_control()
}

/// The longest piece of the part that a text must have in ASCII for its lower case to contain the part. Only of `İ` and the
/// sign of the kelvin the lower case has ASCII in it: `i` and `k`.
fn kept_by_lower(part: &str) -> &str {
    let pieces = part.split(|c: char| !c.is_ascii() || c == 'i' || c == 'k');
    match part.is_ascii() && !part.contains(['i', 'k']) {
        true => part,
        false => pieces.max_by_key(|piece| piece.len()).unwrap_or(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Texts in which hits are frequent, with what case and folding treat in a special way.
    fn texts() -> impl Strategy<Value = String> {
        proptest::collection::vec(
            prop::sample::select(vec![
                "a", "A", "b", "k", "K", "\u{212a}", "i", "I", "İ", "ı", "ß", "ſ", "s", "S", "Σ", "σ", "é", "e", "E",
                "e\u{301}", "`", "'", "\t", " ", "ﬁ", "f", "ü", "Ü", "đ", "上",
            ]),
            0..6,
        )
        .prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn one_search_finds_what_a_look_at_each_text_does(all in prop::collection::vec(texts(), 0..12), part in texts()) {
            let mut strings = Strings::default();
            all.iter().for_each(|text| strings.push(text));
            for form in [Form::AsIs, Form::Lower, Form::Upper, Form::Folded] {
                for part in [part.clone(), part.to_lowercase(), part.to_uppercase()] {
                    let expected: Vec<bool> = all.iter().map(|text| form.turn(text).contains(&part)).collect();
                    prop_assert_eq!(contains(form, &strings, &part), expected, "{:?} {:?}", form, part);
                }
            }
        }
    }

    #[test]
    fn lower_case_makes_ascii_of_two_other_characters_only() {
        let makes_ascii = |c: &char| !c.is_ascii() && c.to_lowercase().any(|c| c.is_ascii());
        assert_eq!(('\0'..=char::MAX).filter(makes_ascii).collect::<String>(), "İ\u{212a}");
    }

    #[test]
    fn words_of_a_dictionary_are_searched_once_and_nulls_stay() {
        let words = crate::exec::batch::Dictionary::new(["Bern", "Hà Nội"].map(Into::into).into());
        let mut nulls = crate::exec::batch::Nulls::none();
        nulls.set(1);
        let column = Column::from_codes(vec![1, 0, 0, 1], words).with_nulls(nulls);
        let found = search(BinaryOperator::StartsWith, Form::Folded, &column, "ha n");
        let found: Vec<Value> = found.values().collect();
        assert!(matches!(
            found.as_slice(),
            [Value::Boolean(true), Value::Null, Value::Boolean(false), Value::Boolean(true)]
        ));
    }
}
