//! Which relationships fulfil what a step asks of their property: found for all of a type at once, as a bit each, as soon as
//! so many were asked that this pays.

use super::batch::{Batch, Column};
use super::operators::{bounds, rows_within};
use super::property;
use super::run::Run;
use super::walk::Types;
use crate::diagnostic::Diagnostic;
use crate::graph::snapshot::bits::Bitmap;
use crate::plan::PropertyRange;
use crate::value::RelationshipId;
use smallvec::SmallVec;
use std::ops::Range;
use std::sync::Arc;

/// All are asked once a share of one in so many was asked.
const SHARE: usize = 8;

/// So many are asked at a time.
const CHUNK: usize = 1 << 16;

/// The relationships of some types that fit.
#[derive(Debug)]
pub(super) struct Fitting {
    /// For each type its first relationship, and which of them fit.
    types: SmallVec<[(u32, Bitmap); 1]>,
}

/// What is known of a step so far.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// How many relationships were asked one by one.
    count: usize,
    all: Option<Arc<Fitting>>,
}

impl Fitting {
    /// Whether a relationship of the types fits.
    #[inline]
    pub fn holds(&self, relationship: RelationshipId) -> bool {
        self.types.iter().any(|(first, bits)| bits.get(relationship.0.wrapping_sub(*first) as usize))
    }

    /// How many of consecutive relationships of one type fit.
    pub fn count(&self, relationships: Range<u32>) -> usize {
        let of_type = |(first, bits): &&(u32, Bitmap)| {
            relationships.start.checked_sub(*first).is_some_and(|row| (row as usize) < bits.len())
        };
        self.types.iter().find(of_type).map_or(0, |(first, bits)| {
            bits.count_within((relationships.start - first) as usize..(relationships.end - first) as usize)
        })
    }

    /// Asks all relationships of the types, which are in these ranges.
    fn of(ranges: &[Range<u32>], asked: &PropertyRange, run: &Run<'_>) -> Result<Fitting, Diagnostic> {
        let types = ranges.iter().map(|range| Ok((range.start, Self::of_type(range, asked, run)?)));
        Ok(Fitting { types: types.collect::<Result<_, Diagnostic>>()? })
    }

    fn of_type(range: &Range<u32>, asked: &PropertyRange, run: &Run<'_>) -> Result<Bitmap, Diagnostic> {
        let bounds = bounds(asked, run)?;
        if let Some(bits) = property::relationships_between(&run.graph(), range.clone(), &asked.key, &bounds) {
            return Ok(bits);
        }
        let mut bits = Bitmap::zeros(range.len());
        for start in range.clone().step_by(CHUNK) {
            let relationships = (start..range.end.min(start + CHUNK as u32)).map(RelationshipId).collect();
            let fitting = fitting_rows(asked, Column::from_relationships(relationships), run)?;
            fitting.into_iter().for_each(|row| bits.set((start - range.start + row) as usize));
        }
        Ok(bits)
    }
}

/// The rows of a column of relationships that fit.
pub(super) fn fitting_rows(
    asked: &PropertyRange,
    relationships: Column,
    run: &Run<'_>,
) -> Result<Vec<u32>, Diagnostic> {
    let batch = Batch::new(relationships.len()).with(asked.slot, relationships);
    rows_within(asked, &batch, run)
}

impl Asked {
    /// The relationships of the types that fit, where they are known.
    pub fn known(&self) -> Option<Arc<Fitting>> {
        self.all.clone()
    }

    /// Keeps what was found.
    pub fn keep(&mut self, all: Arc<Fitting>) {
        self.all = Some(all);
    }

    /// Notes that so many more were asked one by one, and gives how many that are by now.
    pub fn count(&mut self, more: usize) -> usize {
        self.count += more;
        self.count
    }
}

/// The relationships that fit, if so many of a graph at rest were asked by now that all are worth asking.
pub(super) fn worth_finding(
    count: usize,
    asked: &PropertyRange,
    types: &Types,
    run: &Run<'_>,
) -> Result<Option<Arc<Fitting>>, Diagnostic> {
    let graph = run.graph();
    let (Some(snapshot), Types::Of(types)) = (graph.snapshot(), types) else { return Ok(None) };
    let ranges: Vec<Range<u32>> = types.iter().map(|kind| snapshot.type_range(*kind)).collect();
    let all: usize = ranges.iter().map(ExactSizeIterator::len).sum();
    if count < all / SHARE {
        return Ok(None);
    }
    Fitting::of(&ranges, asked, run).map(|found| Some(Arc::new(found)))
}
