//! Cells, checked.

use super::Problem;

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
