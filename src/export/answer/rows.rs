//! The rows of an answer as a writer takes them: by value one after the other, or by column in pieces on all cores.

use crate::exec::batch::{Batch, Column};
use crate::graph::Graph;
use crate::value::Value;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::io;
use std::ops::Range;

/// So many rows are written at a time.
const PIECE_ROWS: usize = 8192;

/// So many pieces are written side by side before they are put together: bounds the memory that they take.
const PIECES: usize = 16;

/// Some rows of an answer.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    batches: &'a [Batch],
    width: usize,
    graph: &'a Graph,
}

/// Rows of one batch.
pub struct Piece<'a> {
    /// The columns of the batch; `None` for one that holds nothing but nulls.
    pub columns: Vec<Option<&'a Column>>,
    /// Which rows of them.
    pub rows: Range<usize>,
    /// What nodes and relationships hold.
    pub graph: &'a Graph,
}

impl<'a> Rows<'a> {
    /// The rows of batches in which slot `n` is column `n` of `width`.
    pub fn new(batches: &'a [Batch], width: usize, graph: &'a Graph) -> Self {
        Self { batches, width, graph }
    }

    /// What nodes and relationships hold.
    pub fn graph(&self) -> &'a Graph {
        self.graph
    }

    /// Calls `each` with the values of every row.
    ///
    /// # Errors
    /// Those of `each`.
    pub fn each(&self, mut each: impl FnMut(&[Value]) -> io::Result<()>) -> io::Result<()> {
        let mut values = Vec::with_capacity(self.width);
        for batch in self.batches {
            let columns = batch.columns(self.width);
            for row in 0..batch.len() {
                values.clear();
                values.extend(columns.iter().map(|column| column.map_or(Value::Null, |column| column.value(row))));
                each(&values)?;
            }
        }
        Ok(())
    }

    /// Calls `write` with pieces of the rows, on all cores where there are many, and `done` with what each call wrote, in
    /// the order of the rows. No piece is empty.
    ///
    /// # Errors
    /// Those of `write` and `done`.
    pub fn in_pieces(
        &self,
        write: impl Fn(&Piece<'_>, &mut Vec<u8>) -> io::Result<()> + Sync,
        mut done: impl FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<()> {
        let pieces: Vec<Piece<'_>> = self.batches.iter().flat_map(|batch| self.pieces(batch)).collect();
        let written = |piece| {
            let mut out = Vec::new();
            write(piece, &mut out).map(|()| out)
        };
        for pieces in pieces.chunks(PIECES) {
            let rows: usize = pieces.iter().map(|piece| piece.rows.len()).sum();
            if rows <= PIECE_ROWS {
                pieces.iter().try_for_each(|piece| done(&written(piece)?))?;
                continue;
            }
            let all: Vec<io::Result<Vec<u8>>> = pieces.par_iter().map(written).collect();
            all.into_iter().try_for_each(|piece| done(&piece?))?;
        }
        Ok(())
    }

    fn pieces(&self, batch: &'a Batch) -> impl Iterator<Item = Piece<'a>> + use<'a> {
        let Rows { width, graph, .. } = *self;
        (0..batch.len()).step_by(PIECE_ROWS).map(move |first| Piece {
            columns: batch.columns(width),
            rows: first..batch.len().min(first + PIECE_ROWS),
            graph,
        })
    }
}
