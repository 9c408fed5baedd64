//! Integers in as few bytes each as their range needs: the fewer, the more of them the caches hold.

use super::numbers::unpacked;
use super::pack;
use crate::graph::bytes::Damage;
use std::ops::RangeInclusive;

/// Integers, each as its distance from a base.
#[derive(Debug)]
pub struct Narrow {
    base: i64,
    kept: Kept,
}

/// The distances.
#[derive(Debug)]
pub enum Kept {
    /// Below 2⁸.
    Bytes(Vec<u8>),
    /// Below 2¹⁶.
    Shorts(Vec<u16>),
    /// Below 2³².
    Words(Vec<u32>),
    /// Any, from the base 0.
    Longs(Vec<i64>),
}

/// Does the same with the slice of distances, whatever their width.
macro_rules! in_width {
    ($narrow:expr, $slice:ident => $body:expr) => {
        match $narrow.kept() {
            $crate::graph::snapshot::narrow::Kept::Bytes($slice) => $body,
            $crate::graph::snapshot::narrow::Kept::Shorts($slice) => $body,
            $crate::graph::snapshot::narrow::Kept::Words($slice) => $body,
            $crate::graph::snapshot::narrow::Kept::Longs($slice) => $body,
        }
    };
}
pub(crate) use in_width;

impl Narrow {
    /// Exactly `count` packed integers, which must lie in the range.
    pub fn unpack(bytes: &[u8], count: usize, range: &RangeInclusive<i64>) -> Result<Self, Damage> {
        let (low, high) = pack::span(bytes, count)?.unwrap_or((i64::MIN, i64::MAX));
        let kept = match high.abs_diff(low) {
            0x0..=0xff => Kept::Bytes(unpacked(bytes, count, range, low)?),
            0x100..=0xffff => Kept::Shorts(unpacked(bytes, count, range, low)?),
            0x1_0000..=0xffff_ffff => Kept::Words(unpacked(bytes, count, range, low)?),
            _ => return Ok(Self { base: 0, kept: Kept::Longs(unpacked(bytes, count, range, 0)?) }),
        };
        Ok(Self { base: low, kept })
    }

    /// What is to be added to each distance.
    pub fn base(&self) -> i64 {
        self.base
    }

    /// The distances.
    pub fn kept(&self) -> &Kept {
        &self.kept
    }

    /// One of the integers.
    #[inline]
    pub fn get(&self, at: usize) -> Option<i64> {
        in_width!(self, kept => distance(kept, at)).map(|distance| self.base.wrapping_add(distance))
    }
}

fn distance<T: Copy + Into<i64>>(kept: &[T], at: usize) -> Option<i64> {
    kept.get(at).map(|distance| (*distance).into())
}
