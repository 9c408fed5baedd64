//! Integers in few bits: blocks of 1,024, each as the distance from a straight line.
//!
//! A block is `base: i64, step: i64, width: u8`, then one residual of `width` bits for each integer, least significant
//! bit first, padded to a whole byte. Integer `i` of the block is `base + step * i + residual`, wrapping. Consecutive
//! identifiers cost no bits at all, dates and lengths a few.

use crate::graph::bytes::{Bytes, Damage};
use rayon::prelude::*;

/// Integers a block; the last block may have fewer.
pub const BLOCK: usize = 1024;

/// Bytes of a block without its residuals.
const HEAD: usize = 17;

/// Integers that are packed by one core at a time.
const SHARE: usize = 64 * BLOCK;

/// Packs `count` integers, of which `integer` gives each, on all cores.
pub fn pack_all(count: usize, integer: impl Fn(usize) -> i64 + Sync) -> Vec<u8> {
    let share = |first: usize| {
        let mut packed = Vec::new();
        pack((first..(first + SHARE).min(count)).map(&integer), &mut packed);
        packed
    };
    let shares: Vec<Vec<u8>> = (0..count.div_ceil(SHARE)).into_par_iter().map(|number| share(number * SHARE)).collect();
    shares.concat()
}

/// Appends the integers in packed form.
pub fn pack(mut integers: impl Iterator<Item = i64>, out: &mut Vec<u8>) {
    let mut block = Vec::with_capacity(BLOCK);
    loop {
        block.extend(integers.by_ref().take(BLOCK));
        if block.is_empty() {
            return;
        }
        pack_block(&block, out);
        block.clear();
    }
}

fn pack_block(block: &[i64], out: &mut Vec<u8>) {
    let (&[first, .., last] | &[first @ last]) = block else { return };
    let slope = last.checked_sub(first).map_or(0, |rise| rise / (block.len() as i64 - 1).max(1));
    let flat = residuals(block, 0);
    let (step, (base, width)) = match residuals(block, slope) {
        sloped if sloped.1 < flat.1 => (slope, sloped),
        _ => (0, flat),
    };
    out.extend(base.to_le_bytes());
    out.extend(step.to_le_bytes());
    out.push(width);
    if width == 0 {
        return;
    }
    let mut line = base;
    let mut held: u128 = 0;
    let mut bits = 0;
    for &integer in block {
        held |= u128::from(integer.wrapping_sub(line) as u64) << bits;
        bits += u32::from(width);
        if bits >= 64 {
            out.extend((held as u64).to_le_bytes());
            held >>= 64;
            bits -= 64;
        }
        line = line.wrapping_add(step);
    }
    out.extend(&held.to_le_bytes()[..bits.div_ceil(8) as usize]);
}

/// The base that makes every residual along the step non-negative, and the bits that the largest needs.
fn residuals(block: &[i64], step: i64) -> (i64, u8) {
    const MODERATE: u64 = 1 << 50;
    if step.unsigned_abs() < MODERATE / BLOCK as u64 && block.iter().all(|integer| integer.unsigned_abs() < MODERATE) {
        // Nearly all blocks: nothing can overflow.
        let along = block.iter().zip(0..).map(|(integer, i)| integer - step * i);
        let (low, high) = along.fold((i64::MAX, i64::MIN), |(low, high), at| (low.min(at), high.max(at)));
        return (low, 64 - (high - low).leading_zeros() as u8);
    }
    let along = block.iter().zip(0..).map(|(integer, i)| i128::from(*integer) - i128::from(step) * i);
    let (low, high) = along.fold((i128::MAX, i128::MIN), |(low, high), at| (low.min(at), high.max(at)));
    match (i64::try_from(low), u64::try_from(high - low)) {
        (Ok(base), Ok(spread)) => (base, 64 - spread.leading_zeros() as u8),
        // Such a line does not fit; the flat one always does.
        _ => (0, u8::MAX),
    }
}

/// There are other bytes than so many integers take.
pub const WRONG_COUNT: Damage = Damage::new("a column has another number of rows than its table");

/// A block without what it is made of being copied.
struct Block<'a> {
    base: i64,
    step: i64,
    width: u8,
    residuals: &'a [u8],
}

impl<'a> Block<'a> {
    fn read(bytes: &mut Bytes<'a>, rows: usize) -> Result<Block<'a>, Damage> {
        let (base, step, width) = (bytes.i64()?, bytes.i64()?, bytes.u8()?);
        if width > 64 {
            return Err(Damage::new("a packed block is wider than 64 bits"));
        }
        let residuals = bytes.take((rows * usize::from(width)).div_ceil(8))?;
        Ok(Block { base, step, width, residuals })
    }
}

/// Packed integers of which single ones can be read.
#[derive(Debug)]
pub struct Packed {
    bytes: Vec<u8>,
    /// Where each block begins.
    blocks: Vec<u32>,
    count: usize,
}

impl Packed {
    /// Exactly `count` packed integers.
    pub fn open(bytes: Vec<u8>, count: usize) -> Result<Packed, Damage> {
        if bytes.len() < least_bytes(count) || u32::try_from(bytes.len()).is_err() {
            return Err(WRONG_COUNT);
        }
        let mut rest = Bytes::new(&bytes);
        let mut blocks = Vec::with_capacity(count.div_ceil(BLOCK));
        for first in (0..count).step_by(BLOCK) {
            blocks.push((bytes.len() - rest.len()) as u32);
            Block::read(&mut rest, BLOCK.min(count - first))?;
        }
        if !rest.is_empty() {
            return Err(WRONG_COUNT);
        }
        Ok(Packed { bytes, blocks, count })
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// As they stand in the file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// One of them; `None` beyond the last.
    pub fn get(&self, at: usize) -> Option<i64> {
        let place = (at % BLOCK) as i64;
        let start = *self.blocks.get(at / BLOCK).filter(|_| at < self.count)?;
        let rows = BLOCK.min(self.count - (at - place as usize));
        let block = Block::read(&mut Bytes::new(self.bytes.get(start as usize..)?), rows).ok()?;
        let residual = wide(block.residuals, place as usize * usize::from(block.width), block.width);
        Some(block.base.wrapping_add(block.step.wrapping_mul(place)).wrapping_add(residual as i64))
    }
}

/// Reads `count` integers and hands each to `each`.
pub fn unpack(bytes: &mut Bytes<'_>, count: usize, mut each: impl FnMut(i64)) -> Result<(), Damage> {
    let mut left = count;
    while left > 0 {
        let rows = left.min(BLOCK);
        let Block { base, step, width, residuals: packed } = Block::read(bytes, rows)?;
        let mut line = base;
        if width <= 56 {
            unpack_narrow(packed, rows, width, |residual| {
                each(line.wrapping_add(residual as i64));
                line = line.wrapping_add(step);
            });
        } else {
            for row in 0..rows {
                each(line.wrapping_add(wide(packed, row * usize::from(width), width) as i64));
                line = line.wrapping_add(step);
            }
        }
        left -= rows;
    }
    Ok(())
}

/// Two numbers between which `count` packed integers lie, told by the heads of the blocks; `None` where one may lie beyond the
/// range of integers and come back on the other side.
pub fn span(bytes: &[u8], count: usize) -> Result<Option<(i64, i64)>, Damage> {
    let mut bytes = Bytes::new(bytes);
    let (mut low, mut high) = (i128::MAX, i128::MIN);
    for first in (0..count).step_by(BLOCK) {
        let rows = BLOCK.min(count - first);
        let block = Block::read(&mut bytes, rows)?;
        let start = i128::from(block.base);
        let end = start + i128::from(block.step) * (rows as i128 - 1);
        low = low.min(start).min(end);
        high = high.max(start.max(end) + (1_i128 << block.width) - 1);
    }
    let span = i64::try_from(low).ok().zip(i64::try_from(high).ok());
    Ok(if count == 0 { Some((0, 0)) } else { span })
}

/// Residuals of up to 56 bits: each lies within the eight bytes from the one that it begins in.
fn unpack_narrow(packed: &[u8], rows: usize, width: u8, mut each: impl FnMut(u64)) {
    let mask = (1u64 << width) - 1;
    let width = usize::from(width);
    // As long as eight bytes can be read from where a residual begins.
    let safe = if packed.len() >= 8 && width > 0 { (((packed.len() - 8) * 8) / width + 1).min(rows) } else { 0 };
    let mut bit = 0;
    for _ in 0..safe {
        let at = bit / 8;
        let word = packed.get(at..at + 8).and_then(|eight| eight.try_into().ok()).map_or(0, u64::from_le_bytes);
        each((word >> (bit % 8)) & mask);
        bit += width;
    }
    for row in safe..rows {
        each(wide(packed, row * width, width as u8));
    }
}

/// The `width` bits from bit `bit` on; bytes beyond the end are zero.
fn wide(packed: &[u8], bit: usize, width: u8) -> u64 {
    let mut held: u128 = 0;
    for (place, byte) in packed.iter().skip(bit / 8).take(9).enumerate() {
        held |= u128::from(*byte) << (8 * place);
    }
    let mask = if width == 64 { u64::MAX } else { (1 << width) - 1 };
    (held >> (bit % 8)) as u64 & mask
}

/// The fewest bytes that `count` packed integers take: what bounds the memory a damaged file can ask for.
pub fn least_bytes(count: usize) -> usize {
    count.div_ceil(BLOCK) * HEAD
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn there_and_back(integers: &[i64]) -> Vec<i64> {
        let mut packed = Vec::new();
        pack(integers.iter().copied(), &mut packed);
        let mut read = Vec::new();
        let mut bytes = Bytes::new(&packed);
        unpack(&mut bytes, integers.len(), |integer| read.push(integer)).unwrap();
        assert!(bytes.is_empty());
        read
    }

    #[test]
    fn extremes_survive() {
        for integers in [&[][..], &[i64::MIN, i64::MAX], &[i64::MAX, i64::MIN, 0], &[7], &[-1, i64::MIN, -1]] {
            assert_eq!(there_and_back(integers), integers);
        }
    }

    #[test]
    fn a_run_costs_no_bits() {
        let mut packed = Vec::new();
        pack(5..5 + 2 * BLOCK as i64, &mut packed);
        assert_eq!(packed.len(), 2 * HEAD);
    }

    proptest! {
        #[test]
        fn any_integers_survive(integers in prop::collection::vec(any::<i64>(), 0..3000), shift in 0u32..63) {
            let integers: Vec<i64> = integers.iter().map(|integer| integer >> shift).collect();
            prop_assert_eq!(there_and_back(&integers), integers);
        }
    }
}
