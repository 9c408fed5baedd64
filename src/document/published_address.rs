//! The date of publication in the address of a page.

use super::published::date;
use crate::text::month;

/// A full date in an address: `/2022/02/17/`, `/2022-02-17`, `20220217`.
pub(super) fn in_address(url: &str) -> Option<String> {
    let numbers: Vec<(usize, &str)> = url
        .split(|c: char| !c.is_ascii_digit())
        .scan(0, |offset, part| {
            let start = *offset;
            *offset += part.len() + 1;
            Some((start, part))
        })
        .collect();
    let parse = |part: &str| part.parse::<u32>().unwrap_or(0);
    for window in numbers.windows(3) {
        let [(_, year), (_, month), (_, day)] = window else { continue };
        let adjacent = year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
        if adjacent && let Some(date) = date(parse(year), parse(month), parse(day)) {
            return Some(date);
        }
    }
    numbers
        .iter()
        .filter(|(_, part)| part.len() == 8)
        .find_map(|(_, part)| date(parse(&part[..4]), parse(&part[4..6]), parse(&part[6..])))
        .or_else(|| {
            // `/1996/960305_biz.html`: the year once more in two digits.
            let mut pairs = numbers.windows(2).map(|pair| (pair[0].1, pair[1].1));
            let (year, rest) = pairs.find(|(year, part)| {
                year.len() == 4 && part.len() == 6 && part.get(..2).is_some_and(|short| year.ends_with(short))
            })?;
            date(parse(year), parse(&rest[2..4]), parse(&rest[4..]))
        })
        .or_else(|| month_named_in_address(url))
}

/// `/1958/july/26/`, `/26-jul-1958`, `2008/May/Wednesday21`: a month by its name between day and year.
fn month_named_in_address(url: &str) -> Option<String> {
    let parts: Vec<&str> = url.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let number = |part: &str, longest: usize| part.parse::<u32>().ok().filter(|_| part.len() <= longest);
    parts.windows(3).find_map(|window| {
        let [first, name, last] = window else { return None };
        let month = u32::try_from(month(&name.to_lowercase())?).ok()?;
        let day = last.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let year_first = number(first, 4).zip(number(day, 2)).filter(|_| first.len() == 4);
        let day_first = number(last, 4).zip(number(first, 2)).filter(|_| last.len() == 4);
        let (year, day) = year_first.or(day_first)?;
        date(year, month, day)
    })
}

#[cfg(test)]
mod tests {
    use super::in_address;

    #[test]
    fn days_in_addresses() {
        for (address, day) in [
            ("https://news.example/2024/03/12/lima", Some("2024-03-12")),
            ("https://news.example/2024-03-12/lima", Some("2024-03-12")),
            ("https://news.example/lima-20240312.html", Some("2024-03-12")),
            ("https://news.example/2024/march/12/lima", Some("2024-03-12")),
            ("https://news.example/lima-12-mar-2024", Some("2024-03-12")),
            ("https://news.example/2024/240312_lima", Some("2024-03-12")),
            ("https://news.example/?dir=2024/March/Tuesday12", Some("2024-03-12")),
            ("https://news.example/2024/march/lima", None),
            ("https://news.example/2024/993112", None),
        ] {
            assert_eq!(in_address(address).as_deref(), day, "{address}");
        }
    }
}
