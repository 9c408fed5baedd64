//! Rows in which a property lies between constants: integers, days and codes of texts are compared where the graph keeps them.

use super::{Pieces, Placed, Places, node_pieces, relationship_pieces};
use crate::exec::batch::{Column, Data, Dictionary, Nulls};
use crate::graph::snapshot::bits::Bitmap;
use crate::graph::snapshot::narrow::in_width;
use crate::graph::snapshot::numbers::{Numbers, Whole};
use crate::graph::snapshot::{self, Snapshot, Values};
use crate::graph::{Graph, GraphRead};
use crate::semantics::bound::BinaryOperator;
use crate::value::Value;
use std::ops::Range;

/// The rows, ascending, in which the property compares with all constants as asked; `None` where that is not told by the
/// numbers of one column of a graph at rest, or is not told sooner by them.
pub(in crate::exec) fn rows_between(
    graph: &Graph,
    of: &Column,
    key: &str,
    bounds: &[(BinaryOperator, Value)],
) -> Option<Vec<u32>> {
    let (snapshot, key) = (graph.snapshot()?, graph.symbols().find_key(key)?);
    if !of.nulls().is_none() {
        return None;
    }
    match of.data() {
        Data::Nodes(nodes) => of_pieces(snapshot, &node_pieces(snapshot, key), nodes.iter().map(|node| node.0), bounds),
        Data::Relationships(relationships) => {
            let identifiers = relationships.iter().map(|relationship| relationship.0);
            of_pieces(snapshot, &relationship_pieces(snapshot, key), identifiers, bounds)
        }
        _ => None,
    }
}

/// Which of consecutive relationships have a property that compares with all constants as asked, where the numbers of one
/// column of a graph at rest tell it.
pub(in crate::exec) fn relationships_between(
    graph: &Graph,
    run: Range<u32>,
    key: &str,
    bounds: &[(BinaryOperator, Value)],
) -> Option<Bitmap> {
    let (snapshot, key) = (graph.snapshot()?, graph.symbols().find_key(key)?);
    let pieces = relationship_pieces(snapshot, key);
    let range = pieces.range(run.start).filter(|range| range.end >= run.end)?;
    let column = pieces.column(range)?;
    let rows = (run.start - range.start) as usize..(run.end - range.start) as usize;
    let interval = Interval::of(&column.values, bounds)?;
    Bitmap::from_words(interval.rows_of(snapshot, column, rows.clone())?, rows.len())
}

fn of_pieces<'a>(
    snapshot: &Snapshot,
    pieces: &Pieces<impl Fn(u32) -> Option<&'a snapshot::Column>>,
    identifiers: impl ExactSizeIterator<Item = u32> + Clone,
    bounds: &[(BinaryOperator, Value)],
) -> Option<Vec<u32>> {
    let (column, places) = match pieces.placed(identifiers, &Nulls::none()) {
        Placed::Nothing => return Some(Vec::new()),
        Placed::One(column, places) => (column, places),
        Placed::Many => return None,
    };
    let interval = Interval::of(&column.values, bounds)?;
    let mut rows = match &column.values {
        Values::Integers(numbers) => within(snapshot, numbers, &places, &interval)?,
        Values::Dates(numbers) => within(snapshot, numbers, &places, &interval)?,
        Values::Dictionary { codes, .. } => within(snapshot, codes, &places, &interval)?,
        _ => return None,
    };
    if let Some(present) = &column.present {
        rows.retain(|row| present.get(places.at(*row as usize)));
    }
    Some(rows)
}

/// The rows whose numbers lie in the interval; `None` for so few that the column is not unpacked for them.
fn within<T: Whole>(
    snapshot: &Snapshot,
    numbers: &Numbers<T>,
    places: &Places,
    interval: &Interval,
) -> Option<Vec<u32>> {
    if !numbers.is_many(places.len()) {
        return None;
    }
    let all = snapshot.sound(numbers.all())?;
    let interval = interval.less(all.base());
    Some(in_width!(all, kept => match places {
        Places::Run(rows) => interval.places(&kept[rows.clone()]),
        Places::Listed(rows) => interval.rows(rows.len(), rows.iter().map(|row| kept[*row as usize])),
    }))
}

/// Numbers that are compared in their own width, so that a loop goes through as many of them at a time as it can.
trait Lies: Copy + Into<i64> {
    /// Whether a number lies from `low` to `high`, both included.
    fn lying(low: i64, high: i64) -> impl Fn(Self) -> bool;
}

macro_rules! lies {
    ($number:ty, $unsigned:ty) => {
        impl Lies for $number {
            fn lying(low: i64, high: i64) -> impl Fn(Self) -> bool {
                let (low, high) = (low.max(<$number>::MIN.into()), high.min(<$number>::MAX.into()));
                let (is_any, first, width) = (low <= high, low as $number, high.wrapping_sub(low) as $unsigned);
                move |number| is_any & (number.wrapping_sub(first) as $unsigned <= width)
            }
        }
    };
}

lies!(u8, u8);
lies!(u16, u16);
lies!(u32, u32);
lies!(i64, u64);

/// The numbers from `low` to `high`, both included; none where `low` is above `high`.
#[derive(Debug, PartialEq)]
pub(super) struct Interval {
    low: i64,
    high: i64,
}

impl Interval {
    /// `None` where values of the column and a constant do not compare as numbers of one kind.
    pub fn of(values: &Values, bounds: &[(BinaryOperator, Value)]) -> Option<Interval> {
        let mut interval = Interval { low: i64::MIN, high: i64::MAX };
        for (operator, bound) in bounds {
            match (values, bound) {
                (Values::Integers(_), Value::Integer(bound)) => interval.narrow(*operator, *bound)?,
                (Values::Dates(_), Value::Date(bound)) => interval.narrow(*operator, bound.epoch_days())?,
                (Values::Dictionary { strings, .. }, Value::String(text)) => {
                    let (operator, code) = of_code(*operator, &Dictionary::new(strings.clone()), text);
                    interval.narrow(operator, code)?;
                }
                _ => return None,
            }
        }
        Some(interval)
    }

    /// Leaves what compares so with the bound; `None` for what is no comparison of this kind.
    fn narrow(&mut self, operator: BinaryOperator, bound: i64) -> Option<()> {
        use BinaryOperator::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual};
        let none = (i64::MAX, i64::MIN);
        let (low, high) = match operator {
            Equal => (bound, bound),
            LessOrEqual => (i64::MIN, bound),
            GreaterOrEqual => (bound, i64::MAX),
            Less => bound.checked_sub(1).map_or(none, |high| (i64::MIN, high)),
            Greater => bound.checked_add(1).map_or(none, |low| (low, i64::MAX)),
            _ => return None,
        };
        (self.low, self.high) = (self.low.max(low), self.high.min(high));
        Some(())
    }

    /// The distances from the base of those that lie in it.
    fn less(&self, base: i64) -> Interval {
        Interval { low: self.low.saturating_sub(base), high: self.high.saturating_sub(base) }
    }

    /// Which of these rows of a column of numbers lie in it, 64 a word.
    pub fn rows_of(&self, snapshot: &Snapshot, column: &snapshot::Column, rows: Range<usize>) -> Option<Vec<u64>> {
        let all = match &column.values {
            Values::Integers(numbers) => numbers.all(),
            Values::Dates(numbers) => numbers.all(),
            Values::Dictionary { codes, .. } => codes.all(),
            _ => return None,
        };
        let all = snapshot.sound(all)?;
        let mut bits = in_width!(all, kept => self.less(all.base()).bits(&kept[rows.clone()]));
        if let Some(present) = &column.present {
            bits.iter_mut().zip(present.words_from(rows.start)).for_each(|(word, present)| *word &= present);
        }
        Some(bits)
    }

    /// Which of the numbers lie in it, 64 a word.
    fn bits<T: Lies>(&self, numbers: &[T]) -> Vec<u64> {
        self.words(numbers).collect()
    }

    fn words<T: Lies>(&self, numbers: &[T]) -> impl Iterator<Item = u64> {
        let lies = T::lying(self.low, self.high);
        let word = move |numbers: &[T]| {
            // A byte for each number is found for many numbers at a time; eight of them come to eight bits by one product.
            let mut flags = [0; 64];
            flags.iter_mut().zip(numbers).for_each(|(flag, number)| *flag = lies(*number).into());
            let (eights, _) = flags.as_chunks::<8>();
            let bits = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
            eights.iter().rev().fold(0, |word, eight| word << 8 | bits(eight))
        };
        numbers.chunks(64).map(word)
    }

    /// The places of those numbers that lie in it.
    fn places<T: Lies>(&self, numbers: &[T]) -> Vec<u32> {
        let mut places = Vec::with_capacity(numbers.len());
        for (number, mut word) in self.words(numbers).enumerate() {
            let first = number as u32 * 64;
            if word == u64::MAX {
                places.extend(first..first + 64);
                continue;
            }
            while word != 0 {
                places.push(first + word.trailing_zeros());
                word &= word - 1;
            }
        }
        places
    }

    /// The places of the numbers that lie in it.
    fn rows<T: Into<i64>>(&self, count: usize, numbers: impl Iterator<Item = T>) -> Vec<u32> {
        if self.low > self.high {
            return Vec::new();
        }
        let width = self.high.wrapping_sub(self.low) as u64;
        let (mut rows, mut found) = (vec![0; count], 0);
        for (row, number) in numbers.enumerate() {
            // Written in any case and kept if it fits: no branch that is hard to foresee.
            rows[found] = row as u32;
            found += usize::from(number.into().wrapping_sub(self.low) as u64 <= width);
        }
        rows.truncate(found);
        rows
    }
}

/// The comparison with a text as one with a code: codes compare as their words do, and below the first code from a text on
/// are the words before it.
fn of_code(operator: BinaryOperator, words: &Dictionary, text: &str) -> (BinaryOperator, i64) {
    use BinaryOperator::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual};
    let from = i64::from(words.first_code_from(text));
    match (operator, words.code(text)) {
        // No code is negative.
        (Equal, None) => (Equal, -1),
        (LessOrEqual, None) => (Less, from),
        (Greater, None) => (GreaterOrEqual, from),
        (operator, _) => (operator, from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use BinaryOperator::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual};
    use std::sync::Arc;

    fn interval(bounds: &[(BinaryOperator, i64)]) -> Interval {
        let mut interval = Interval { low: i64::MIN, high: i64::MAX };
        bounds.iter().for_each(|(operator, bound)| interval.narrow(*operator, *bound).unwrap());
        interval
    }

    #[test]
    fn numbers_within_several_bounds_are_found_to_the_ends_of_their_range() {
        let numbers = [i64::MIN, -1, 0, 1, 7, i64::MAX];
        let rows = |bounds: &[(BinaryOperator, i64)]| {
            let rows = interval(bounds).rows(numbers.len(), numbers.iter().copied());
            assert_eq!(interval(bounds).places(&numbers), rows);
            rows
        };
        assert_eq!(rows(&[]), [0, 1, 2, 3, 4, 5]);
        assert_eq!(rows(&[(Greater, -1), (LessOrEqual, 7)]), [2, 3, 4]);
        assert_eq!(rows(&[(Less, i64::MAX)]), [0, 1, 2, 3, 4]);
        assert_eq!(rows(&[(GreaterOrEqual, i64::MIN), (Less, 0)]), [0, 1]);
        assert_eq!(rows(&[(Equal, 7)]), [4]);
        let words = interval(&[(Greater, -1), (LessOrEqual, 7)]).bits(&numbers.repeat(20));
        let (one, two) = (0b011100_u64, 120);
        assert_eq!(
            words,
            [0, 64]
                .map(|from| (from..two.min(from + 64)).fold(0, |word, at| word | (one >> (at % 6) & 1) << (at - from)))
        );
        let all = numbers.repeat(40);
        let expected: Vec<u32> = (0..240).filter(|at| one >> (at % 6) & 1 == 1).collect();
        assert_eq!(interval(&[(Greater, -1), (LessOrEqual, 7)]).places(&all), expected);
        assert_eq!(interval(&[]).places(&all), (0..240).collect::<Vec<u32>>());
        for none in
            [&[(Less, i64::MIN)][..], &[(Greater, i64::MAX)], &[(Equal, 1), (Equal, 7)], &[(Greater, 1), (Less, 2)]]
        {
            assert!(rows(none).is_empty(), "{none:?}");
        }
    }

    #[test]
    fn texts_compare_as_their_codes_whether_they_are_words_or_not() {
        let list = ["b", "d", "f"];
        let words = Dictionary::new(list.map(Arc::from).into());
        for text in ["", "a", "b", "c", "d", "e", "f", "g"] {
            for operator in [Equal, Less, LessOrEqual, Greater, GreaterOrEqual] {
                let expected: Vec<u32> = (0..3)
                    .filter(|code| {
                        let order = list[*code as usize].cmp(text);
                        match operator {
                            Equal => order.is_eq(),
                            Less => order.is_lt(),
                            LessOrEqual => order.is_le(),
                            Greater => order.is_gt(),
                            _ => order.is_ge(),
                        }
                    })
                    .collect();
                let found = interval(&[of_code(operator, &words, text)]).rows(3, 0..3_u32);
                assert_eq!(found, expected, "{operator:?} {text}");
            }
        }
    }
}
