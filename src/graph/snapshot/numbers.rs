//! Packed integers in memory: a few are read where they lie, and all are unpacked once many have been asked for.
//!
//! So a look-up by an index, and the properties of the few rows that it finds, cost neither the time nor the memory of a
//! column, and a scan goes over a plain array.

use super::narrow::Narrow;
use super::pack::{self, Packed};
use crate::graph::bytes::{Bytes, Damage};
use std::marker::PhantomData;
use std::ops::RangeInclusive;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Types of numbers.
pub trait Whole: Copy + Default + TryFrom<i64> {
    /// The number, which is within the range of the type.
    fn of(number: i64) -> Self;
}

impl Whole for i64 {
    fn of(number: i64) -> Self {
        number
    }
}

impl Whole for i32 {
    fn of(number: i64) -> Self {
        number as i32
    }
}

impl Whole for u32 {
    fn of(number: i64) -> Self {
        number as u32
    }
}

/// The integers of one column or index, as numbers of the type that holds its range.
#[derive(Debug)]
pub struct Numbers<T> {
    packed: Packed,
    range: RangeInclusive<i64>,
    /// How many have been read one by one.
    asked: AtomicUsize,
    all: OnceLock<Result<Narrow, Damage>>,
    kind: PhantomData<T>,
}

/// Reading one costs some ten times as much as unpacking one among all.
const PART: usize = 8;

const OUT_OF_RANGE: Damage = Damage::new("a packed number is out of range");

impl<T: Whole> Numbers<T> {
    /// Exactly `count` packed integers, which must lie in the range.
    pub fn open(bytes: Vec<u8>, count: usize, range: RangeInclusive<i64>) -> Result<Self, Damage> {
        let packed = Packed::open(bytes, count)?;
        Ok(Numbers { packed, range, asked: AtomicUsize::new(0), all: OnceLock::new(), kind: PhantomData })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.packed.count()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether so many are better taken from [`Numbers::all`] than by [`Numbers::get`].
    pub fn is_many(&self, wanted: usize) -> bool {
        self.all.get().is_some() || wanted > self.len() / PART
    }

    /// One of them.
    #[inline]
    pub fn get(&self, at: usize) -> Result<T, Damage> {
        if let Some(Ok(all)) = self.all.get() {
            return all.get(at).map(T::of).ok_or(OUT_OF_RANGE);
        }
        self.single(at)
    }

    fn single(&self, at: usize) -> Result<T, Damage> {
        if self.is_many(self.asked.fetch_add(1, Ordering::Relaxed)) {
            return self.all()?.get(at).map(T::of).ok_or(OUT_OF_RANGE);
        }
        let number = self.packed.get(at).filter(|number| self.range.contains(number));
        number.and_then(|number| T::try_from(number).ok()).ok_or(OUT_OF_RANGE)
    }

    /// All of them, as narrow as they are kept.
    pub fn all(&self) -> Result<&Narrow, Damage> {
        let all = self.all.get_or_init(|| Narrow::unpack(self.packed.bytes(), self.len(), &self.range));
        all.as_ref().map_err(Clone::clone)
    }

    /// All of them in a list of its own.
    pub fn to_vec(&self) -> Result<Vec<T>, Damage> {
        unpacked(self.packed.bytes(), self.len(), &self.range, 0)
    }
}

/// Exactly `count` packed integers, unpacked, less a base; they must lie in the range.
pub fn unpacked<T: Default + TryFrom<i64>>(
    bytes: &[u8],
    count: usize,
    range: &RangeInclusive<i64>,
    base: i64,
) -> Result<Vec<T>, Damage> {
    if bytes.len() < pack::least_bytes(count) {
        return Err(pack::WRONG_COUNT);
    }
    let mut bytes = Bytes::new(bytes);
    let mut numbers = Vec::with_capacity(count);
    let mut fits = true;
    pack::unpack(&mut bytes, count, |number| {
        fits &= range.contains(&number);
        numbers.push(T::try_from(number.wrapping_sub(base)).unwrap_or_default());
    })?;
    match (fits, bytes.is_empty()) {
        (true, true) => Ok(numbers),
        (false, _) => Err(OUT_OF_RANGE),
        (_, false) => Err(pack::WRONG_COUNT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn one_by_one_and_all_are_the_same(integers in prop::collection::vec(any::<i64>(), 0..3000), shift in 0u32..63) {
            let integers: Vec<i64> = integers.iter().map(|integer| integer >> shift).collect();
            let mut packed = Vec::new();
            pack::pack(integers.iter().copied(), &mut packed);
            let open = || Numbers::<i64>::open(packed.clone(), integers.len(), i64::MIN..=i64::MAX).unwrap();
            let (singly, whole) = (open(), open());
            let all = whole.all().unwrap();
            prop_assert_eq!((0..integers.len()).map(|at| all.get(at).unwrap()).collect::<Vec<i64>>(), integers.clone());
            prop_assert_eq!(whole.to_vec().unwrap(), integers.clone());
            // From some point on they come from all that were unpacked.
            let got: Result<Vec<i64>, Damage> = (0..integers.len()).map(|at| singly.get(at)).collect();
            prop_assert_eq!(got.unwrap(), integers.clone());
            prop_assert_eq!(singly.get(integers.len()), Err(OUT_OF_RANGE));
            prop_assert_eq!(open().get(integers.len()), Err(OUT_OF_RANGE));
            // One fewer or more than were packed is noticed, unless the block has place for it.
            if integers.len().is_multiple_of(pack::BLOCK) {
                prop_assert!(Numbers::<i64>::open(packed.clone(), integers.len() + 1, i64::MIN..=i64::MAX).is_err());
            }
        }

        #[test]
        fn what_lies_beyond_the_range_is_damage(integers in prop::collection::vec(0i64..100, 1..2000), bound in 1i64..100) {
            let mut packed = Vec::new();
            pack::pack(integers.iter().copied(), &mut packed);
            let numbers = Numbers::<u32>::open(packed, integers.len(), 0..=bound - 1).unwrap();
            prop_assert_eq!(numbers.get(0).is_ok(), integers[0] < bound || numbers.is_many(0));
            prop_assert_eq!(numbers.all().is_ok(), integers.iter().all(|integer| *integer < bound));
        }
    }
}
