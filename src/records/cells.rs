//! Cells, checked.

use super::Problem;
use crate::text::month;

/// The precision of a date, if it is one.
pub fn date(text: &str) -> Result<&'static str, Problem> {
    let wrong = || {
        Problem::file(format!("`{text}` is no date"))
            .with_hint("write 2022-02-09, 2022-02 or 2022; XXXX-02-09 where the year is not known")
    };
    let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str| part.parse::<i8>().unwrap_or(0);
    match parts[..] {
        [year] if digits(year, 4) => Ok("year"),
        [year, month] if digits(year, 4) && digits(month, 2) && (1..=12).contains(&number(month)) => Ok("month"),
        ["XXXX", month, day] if digits(month, 2) && digits(day, 2) => {
            jiff::civil::Date::new(2000, number(month), number(day)).map(|_| "day").map_err(|_| wrong())
        }
        [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) => {
            text.parse::<jiff::civil::Date>().map(|_| "day").map_err(|_| wrong())
        }
        _ => Err(wrong()),
    }
}

/// When an article was published, in the form of [`date`]. Beside that form it may be a time stamp (`2022-02-09T10:00:00Z`, `20220209T1000`),
/// have other signs between (`2022/02/09`) or the month in letters (`Wed, 09 Feb 2022 10:00:00 GMT`, `February 9, 2022`);
/// `09/02/2022` is another day in another country and stays an error.
pub fn day_of_publication(text: &str) -> Result<String, Problem> {
    if date(text).is_ok() {
        return Ok(text.to_owned());
    }
    let day = stamp(text).or_else(|| with_month_in_letters(text)).filter(|day| date(day).is_ok());
    day.ok_or_else(|| {
        Problem::file(format!("`{text}` is no date"))
            .with_hint("write 2022-02-09, 2022-02 or 2022, or the month in letters: 9 February 2022")
    })
}

/// `2022-02-09T10:00:00Z`, `2022/02/09`, `20220209T1000`: year, month and day in this order.
fn stamp(text: &str) -> Option<String> {
    let head = text.split(['T', ' ']).next()?;
    let year_first = head.get(..4)?.bytes().all(|byte| byte.is_ascii_digit());
    let digits: String = head.chars().filter(char::is_ascii_digit).collect();
    let between = head.len().checked_sub(digits.len())?;
    (year_first && digits.len() == 8 && between <= 2)
        .then(|| format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]))
}

/// `Wed, 09 Feb 2022 10:00:00 GMT`, `February 9, 2022`.
fn with_month_in_letters(text: &str) -> Option<String> {
    let parts: Vec<&str> =
        text.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let (at, month) = parts.iter().enumerate().find_map(|(at, part)| Some((at, month(&part.to_lowercase())?)))?;
    let day = |at: usize| {
        let number = parts.get(at)?.trim_end_matches(|sign: char| sign.is_ascii_alphabetic());
        number.parse::<u8>().ok()
    };
    let day = at.checked_sub(1).and_then(day).or_else(|| day(at + 1))?;
    let year = parts[at..].iter().find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some(format!("{year}-{month:02}-{day:02}"))
}

/// The word of the list, if it is one of them; case, spaces and hyphens do not matter.
pub fn one_of(text: &str, words: &'static [&'static str]) -> Result<&'static str, Problem> {
    let plain = text.to_lowercase().replace([' ', '-'], "_");
    if let Some(word) = words.iter().find(|word| **word == plain) {
        return Ok(word);
    }
    let near = words.iter().min_by_key(|word| strsim::osa_distance(word, &plain));
    let hint = match near.filter(|word| strsim::osa_distance(word, &plain) <= 2) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of: {}", words.join(", ")),
    };
    Err(Problem::file(format!("`{text}` is not known here")).with_hint(hint))
}

/// A finite number.
pub fn number(text: &str) -> Result<f64, Problem> {
    let wrong = || Problem::file(format!("`{text}` is no number")).with_hint("write 2.5 or -10");
    text.parse::<f64>().ok().filter(|number| number.is_finite()).ok_or_else(wrong)
}

/// Yes or no.
pub fn flag(text: &str) -> Result<bool, Problem> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "1" => Ok(true),
        "false" | "no" | "0" => Ok(false),
        _ => Err(Problem::file(format!("`{text}` is neither true nor false")).with_hint("write true or false")),
    }
}
