//! Near-duplicate articles: two papers that print one agency story are one source.
//!
//! A text is its set of runs of five words. Sets are compared by a sketch (the smallest hash in each of 64 classes),
//! found by pairs of classes that agree, and a copy is what shares at least four fifths of its runs.

use crate::text::fold::fold;
use crate::value::NodeId;
use rustc_hash::{FxHashMap, FxHasher};
use smallvec::SmallVec;
use std::hash::{Hash, Hasher};

const CLASSES: usize = 64;
const RUN: usize = 5;
/// Part of the classes that must agree.
const ALIKE: f64 = 0.8;
/// Fewer words than this are no story.
const SHORTEST: usize = 40;
/// Texts filed under one pair of classes before it is too common to tell anything.
const MOST_UNDER_ONE_KEY: usize = 64;

/// A text by the smallest hashes of its runs of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch([u16; CLASSES]);

impl Sketch {
    /// The sketch of a text; none for a short one.
    pub fn of(text: &str) -> Option<Sketch> {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        if words.len() < SHORTEST {
            return None;
        }
        let mut smallest = [u64::MAX; CLASSES];
        for run in words.windows(RUN) {
            let mut hasher = FxHasher::default();
            run.hash(&mut hasher);
            // Mixed, so that low bits (the class) and high bits (the order) are independent.
            let hash = hasher
                .finish()
                .wrapping_mul(0x9E37_79B9_7F4A_7C15)
                .rotate_right(29)
                .wrapping_mul(0xD6E8_FEB8_6659_FD93);
            let class = (hash % CLASSES as u64) as usize;
            smallest[class] = smallest[class].min(hash >> 6);
        }
        let mut sketch = [u16::MAX; CLASSES];
        for (class, hash) in smallest.iter().enumerate().filter(|(_, hash)| **hash != u64::MAX) {
            sketch[class] = (hash % u64::from(u16::MAX)) as u16;
        }
        Some(Sketch(sketch))
    }

    /// As text, to be kept on the document.
    pub fn write(&self) -> String {
        self.0.iter().map(|part| format!("{part:04x}")).collect()
    }

    /// From the text of [`Sketch::write`].
    pub fn read(text: &str) -> Option<Sketch> {
        let mut sketch = [u16::MAX; CLASSES];
        if text.len() != 4 * CLASSES || !text.is_ascii() {
            return None;
        }
        for (class, part) in sketch.iter_mut().enumerate() {
            *part = u16::from_str_radix(text.get(4 * class..4 * class + 4)?, 16).ok()?;
        }
        Some(Sketch(sketch))
    }

    /// About what part of their runs the two texts share.
    pub fn likeness(&self, other: &Sketch) -> f64 {
        let filled = self.0.iter().zip(&other.0).filter(|(a, b)| **a != u16::MAX || **b != u16::MAX).count();
        let equal = self.0.iter().zip(&other.0).filter(|(a, b)| a == b && **a != u16::MAX).count();
        if filled == 0 { 0.0 } else { equal as f64 / filled as f64 }
    }

    fn keys(&self) -> impl Iterator<Item = (u8, u16, u16)> {
        self.0
            .chunks_exact(2)
            .enumerate()
            .filter(|(_, pair)| pair[0] != u16::MAX)
            .map(|(place, pair)| (place as u8, pair[0], pair[1]))
    }
}

/// Sketches of the documents of a graph.
#[derive(Debug, Default)]
pub struct Copies {
    filed: FxHashMap<(u8, u16, u16), SmallVec<[u32; 2]>>,
    sketches: Vec<(NodeId, Sketch)>,
}

impl Copies {
    /// Files a document.
    pub fn add(&mut self, document: NodeId, sketch: Sketch) {
        let number = self.sketches.len() as u32;
        for key in sketch.keys() {
            let filed = self.filed.entry(key).or_default();
            if filed.len() < MOST_UNDER_ONE_KEY {
                filed.push(number);
            }
        }
        self.sketches.push((document, sketch));
    }

    /// The document that this one is a copy of, among those that `is_there` accepts.
    pub fn original(&self, sketch: &Sketch, is_there: &dyn Fn(NodeId) -> bool) -> Option<NodeId> {
        let mut numbers: Vec<u32> = sketch.keys().filter_map(|key| self.filed.get(&key)).flatten().copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        let likely = numbers.into_iter().filter_map(|number| self.sketches.get(number as usize));
        likely
            .filter(|(document, held)| held.likeness(sketch) >= ALIKE && is_there(*document))
            .min_by_key(|(document, _)| *document)
            .map(|(document, _)| *document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(seed: usize) -> String {
        (0..200).map(|word| format!("word{} ", (word * 7919 + seed * 104_729) % 1000 + seed)).collect()
    }

    #[test]
    fn a_wire_story_with_another_byline_is_a_copy_and_another_story_is_not() {
        let mut copies = Copies::default();
        let original = Sketch::of(&story(1)).expect("long enough");
        copies.add(NodeId(7), original.clone());
        let reprint =
            Sketch::of(&format!("By Our Correspondent. {} Additional reporting by agencies.", story(1))).expect("long");
        assert_eq!(copies.original(&reprint, &|_| true), Some(NodeId(7)));
        assert_eq!(copies.original(&reprint, &|_| false), None);
        let other = Sketch::of(&story(2)).expect("long enough");
        assert_eq!(copies.original(&other, &|_| true), None);
        assert_eq!(Sketch::read(&original.write()), Some(original));
        assert_eq!(Sketch::of("too short to tell"), None);
    }
}
