//! What the words of `data/status.tsv` say about whether something took place.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::status::Status;
use crate::text::table;

/// Rows of words and what they mean, the strongest first.
static ROWS: LazyLock<Vec<(Status, String)>> = LazyLock::new(|| {
    let mut rows: Vec<(Status, String)> = table::rows(include_str!("../data/status.tsv"))
        .filter_map(|row| {
            let [status, words] = row.try_into().ok()?;
            let status = match status {
                "planned" => Status::Planned,
                "proposed" => Status::Proposed,
                "postponed" => Status::Postponed,
                "cancelled" => Status::Cancelled,
                "denied" => Status::Denied,
                _ => return None,
            };
            Some((status, format!(" {words} ")))
        })
        .collect();
    rows.sort_by_key(|(status, _)| match status {
        Status::Cancelled => 0,
        Status::Postponed => 1,
        Status::Denied => 2,
        Status::Proposed => 3,
        _ => 4,
    });
    rows
});

/// The places of the rows by their first word.
static BY_FIRST: LazyLock<FxHashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut places: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (place, (_, words)) in ROWS.iter().enumerate() {
        places.entry(words.split_whitespace().next().unwrap_or_default()).or_default().push(place);
    }
    places
});

/// What a row of words says ([`Phrase::row`](super::phrase::Phrase::row)); `Held` if nothing speaks against it.
pub fn of_row(row: &str) -> Status {
    let stands = |space: usize| {
        let rest = row.get(space..).unwrap_or_default();
        let first = rest.get(1..).unwrap_or_default().split(' ').next().unwrap_or_default();
        let places = BY_FIRST.get(first)?;
        places.iter().copied().find(|place| ROWS.get(*place).is_some_and(|(_, words)| rest.starts_with(words.as_str())))
    };
    let strongest = row.match_indices(' ').filter_map(|(space, _)| stands(space)).min();
    strongest.and_then(|place| ROWS.get(place)).map_or(Status::Held, |(status, _)| *status)
}
