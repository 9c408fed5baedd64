//! How sure an event is: how often its rule was right where the answers are known (`data/confidence.tsv`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::table;

/// The share of right events over all rules.
const PRIOR: f64 = 0.90;

/// As many observations as the prior weighs.
const WEIGHT: f64 = 2.0;

static RULES: LazyLock<FxHashMap<&'static str, f64>> = LazyLock::new(|| {
    let confidence = |row: Vec<&'static str>| {
        let [rule, right, read] = row.try_into().ok()?;
        let (right, read): (f64, f64) = (right.parse().ok()?, read.parse().ok()?);
        Some((rule, (right + PRIOR * WEIGHT) / (read + WEIGHT)))
    };
    table::rows(include_str!("../data/confidence.tsv")).filter_map(confidence).collect()
});

/// The confidence of what a rule reads, between 0 and 1, in hundredths.
pub fn of_rule(rule: &str) -> f64 {
    let confidence = RULES.get(rule).copied().unwrap_or(PRIOR);
    (confidence * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_seldom_wrong_are_surer() {
        for row in table::rows(include_str!("../data/confidence.tsv")) {
            let [rule, right, read] = row[..] else { panic!("a line of three: {row:?}") };
            let share = right.parse::<f64>().unwrap() / read.parse::<f64>().unwrap();
            let (low, high) = (share.min(PRIOR) - 0.005, share.max(PRIOR) + 0.005);
            assert!((low..=high).contains(&of_rule(rule)), "{rule}: {share} and {}", of_rule(rule));
        }
        assert!(of_rule("visit.verb") > of_rule("visit.other_country"));
        assert_eq!(of_rule("a rule of tomorrow"), PRIOR);
    }

    #[test]
    fn every_line_is_read() {
        assert_eq!(table::rows(include_str!("../data/confidence.tsv")).count(), RULES.len());
    }
}
