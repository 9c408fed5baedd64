//! What a code of CAMEO or PLOVER is loaded as (`data/event_codes.tsv`).

use std::sync::LazyLock;

use crate::text::table;

/// The kinds of rows that codes become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Becomes {
    /// Both actors take part.
    Meeting,
    /// The first actor travels to the second.
    Visit,
    /// The second actor travels to the first.
    VisitReceived,
    /// Both actors agree.
    Agreement,
    /// The first actor asks the second for something, or promises it.
    Proposal,
}

/// What a code means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The row to make.
    pub becomes: Becomes,
    /// Its kind.
    pub kind: &'static str,
    /// Its status, empty where it has none.
    pub status: &'static str,
    /// What is agreed or proposed.
    pub words: &'static str,
}

struct Line {
    scheme: &'static str,
    code: &'static str,
    mode: &'static str,
    meaning: Meaning,
}

static LINES: LazyLock<Vec<Line>> = LazyLock::new(|| {
    table::rows(include_str!("../data/event_codes.tsv"))
        .filter_map(|row| {
            let [scheme, code, mode, row, kind, status, words] = row.try_into().ok()?;
            let becomes = match row {
                "meeting" => Becomes::Meeting,
                "visit" => Becomes::Visit,
                "visit_received" => Becomes::VisitReceived,
                "agreement" => Becomes::Agreement,
                "proposal" => Becomes::Proposal,
                _ => return None,
            };
            Some(Line { scheme, code, mode, meaning: Meaning { becomes, kind, status, words } })
        })
        .collect()
});

/// What an event code of CAMEO means; none for what is no meeting, visit, agreement or proposal.
pub fn of_cameo(code: &str) -> Option<Meaning> {
    let lines = LINES.iter().filter(|line| line.scheme == "cameo" && code.starts_with(line.code));
    lines.max_by_key(|line| line.code.len()).map(|line| line.meaning)
}

/// What an event type and mode of PLOVER mean; none for what is no meeting, visit, agreement or proposal.
pub fn of_plover(event_type: &str, mode: &str) -> Option<Meaning> {
    let lines = || LINES.iter().filter(|line| line.scheme == "plover" && line.code.eq_ignore_ascii_case(event_type));
    let exact = lines().find(|line| !line.mode.is_empty() && line.mode.eq_ignore_ascii_case(mode));
    exact.or_else(|| lines().find(|line| line.mode.is_empty())).map(|line| line.meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_code_and_the_closest_mode_count() {
        let read = table::rows(include_str!("../data/event_codes.tsv")).count();
        assert_eq!(LINES.len(), read, "a line of the table is not well formed");
        assert_eq!(of_cameo("0231").map(|meaning| meaning.words), Some("economic aid"));
        assert_eq!(of_cameo("0244").map(|meaning| meaning.words), Some("political reform"));
        assert_eq!(of_cameo("1053").map(|meaning| meaning.words), Some("to yield"));
        assert_eq!(of_cameo("190"), None);
        assert_eq!(of_cameo("04"), None);
        assert_eq!(of_plover("CONSULT", "visit").map(|meaning| meaning.becomes), Some(Becomes::Visit));
        assert_eq!(of_plover("consult", "").map(|meaning| meaning.kind), Some("talks"));
        assert_eq!(of_plover("ASSAULT", "aerial"), None);
    }
}
