//! CAMEO and PLOVER codes of events (`data/ontology.tsv`): the first row that fits.

use std::sync::LazyLock;

use crate::facts::Label;
use crate::text::table;

/// The codes of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Codes {
    /// CAMEO root or event code.
    pub cameo: &'static str,
    /// PLOVER event type.
    pub plover: &'static str,
}

struct Row {
    label: &'static str,
    kind: &'static str,
    status: &'static str,
    topics: Vec<&'static str>,
    codes: Codes,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    table::rows(include_str!("../data/ontology.tsv"))
        .filter_map(|row| {
            let [label, kind, status, topics, cameo, plover] = row.try_into().ok()?;
            let topics = topics.split('|').filter(|topic| *topic != "*").collect();
            Some(Row { label, kind, status, topics, codes: Codes { cameo, plover } })
        })
        .collect()
});

/// The codes of an event by label, kind, status and topics.
pub fn codes(label: Label, kind: &str, status: &str, topics: &[&str]) -> Option<Codes> {
    let label = match label {
        Label::Meeting => "Meeting",
        Label::Visit => "Visit",
        Label::Agreement => "Agreement",
        Label::Proposal => "Proposal",
        _ => return None,
    };
    let fits = |wanted: &str, given: &str| wanted == "*" || wanted == given;
    ROWS.iter()
        .find(|row| {
            row.label == label
                && fits(row.kind, kind)
                && fits(row.status, status)
                && (row.topics.is_empty() || row.topics.iter().any(|topic| topics.contains(topic)))
        })
        .map(|row| row.codes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_follow_kind_status_and_topic() {
        assert_eq!(codes(Label::Meeting, "phone_call", "held", &[]).map(|codes| codes.cameo), Some("041"));
        assert_eq!(codes(Label::Visit, "state", "planned", &[]).map(|codes| codes.cameo), Some("036"));
        assert_eq!(codes(Label::Agreement, "commitment", "reached", &["trade"]).map(|codes| codes.cameo), Some("061"));
        assert_eq!(codes(Label::Topic, "", "", &[]), None);
    }
}
