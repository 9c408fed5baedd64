//! What stands on no other shelf.

use super::Evaluator;
use crate::value::{Value, equality};

pub(super) const EVALUATORS: &[(&str, Evaluator)] = &[
    ("nullIf", |values, _| {
        Ok(if equality::equal(&values[0], &values[1]) == Some(true) { Value::Null } else { values[0].clone() })
    }),
    ("randomUUID", |_, _| Ok(Value::from(random_uuid(fastrand::u128(..))))),
];

/// A random identifier of version 4.
fn random_uuid(random: u128) -> String {
    let bits = random & !(0xf << 76) & !(0x3 << 62) | (0x4 << 76) | (0x2 << 62);
    let digits = format!("{bits:032x}");
    [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-")
}

#[cfg(test)]
mod tests {
    #[test]
    fn random_identifiers_say_their_version() {
        assert_eq!(super::random_uuid(u128::MAX), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(super::random_uuid(0), "00000000-0000-4000-8000-000000000000");
    }
}
