//! What the integers of a column come to: of a whole column of the graph it is found out once.

use super::narrow::in_width;
use super::numbers::{Numbers, Whole};
use super::{Bitmap, Column, Values};
use crate::graph::bytes::Damage;

/// What integers come to, those that are absent left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// How many there are.
    pub count: usize,
    /// The least, if there is one.
    pub least: i64,
    /// The greatest, if there is one.
    pub greatest: i64,
    /// Their sum, where neither it nor any sum of some of them is beyond [`Totals::bound`].
    pub total: i64,
    /// No sum of some of them is further from 0.
    pub bound: u128,
}

impl Totals {
    /// Of these entries; `absent` gives those from `64 * number` on, the first in the lowest bit, which is set for one that
    /// does not count.
    pub fn of<T: Copy + Into<i64>>(entries: &[T], absent: impl Fn(usize) -> u64) -> Self {
        let (mut least, mut greatest, mut total) = (i64::MAX, i64::MIN, 0i64);
        let mut count = 0;
        for (number, entries) in entries.chunks(64).enumerate() {
            let absent = absent(number);
            let entries = entries.iter().map(|entry| (*entry).into());
            if absent == 0 {
                count += entries.len();
                for entry in entries {
                    (least, greatest) = (least.min(entry), greatest.max(entry));
                    total = total.wrapping_add(entry);
                }
                continue;
            }
            for (bit, entry) in entries.enumerate() {
                // Chosen without a branch, as absent ones come in no order.
                let is_there = absent >> bit & 1 == 0;
                count += usize::from(is_there);
                least = least.min(if is_there { entry } else { i64::MAX });
                greatest = greatest.max(if is_there { entry } else { i64::MIN });
                total = total.wrapping_add(if is_there { entry } else { 0 });
            }
        }
        Self { count, least, greatest, total, bound: 0 }.bounded()
    }

    /// What integers come to of which each is so much more.
    fn moved(self, by: i64) -> Self {
        if self.count == 0 {
            return self;
        }
        Self {
            least: self.least.wrapping_add(by),
            greatest: self.greatest.wrapping_add(by),
            total: self.total.wrapping_add(by.wrapping_mul(self.count as i64)),
            ..self
        }
        .bounded()
    }

    fn bounded(self) -> Self {
        let furthest = if self.count == 0 { 0 } else { self.least.unsigned_abs().max(self.greatest.unsigned_abs()) };
        Self { bound: u128::from(furthest) * self.count as u128, ..self }
    }
}

impl Column {
    /// What its integers come to, or its days since 1970; `None` for a column of anything else.
    pub fn totals(&self) -> Result<Option<&Totals>, Damage> {
        fn of<T: Whole>(numbers: &Numbers<T>, present: Option<&Bitmap>) -> Result<Option<Totals>, Damage> {
            let absent = |number: usize| present.and_then(|present| present.word(number)).map_or(0, |word| !word);
            let all = numbers.all()?;
            Ok(Some(in_width!(all, kept => Totals::of(kept, absent)).moved(all.base())))
        }
        let found = self.totals.get_or_init(|| match &self.values {
            Values::Integers(numbers) => of(numbers, self.present.as_ref()),
            Values::Dates(days) => of(days, self.present.as_ref()),
            _ => Ok(None),
        });
        found.as_ref().map(Option::as_ref).map_err(Clone::clone)
    }
}
