//! Making nodes and relationships.

use super::{Eagerly, Rows};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::Batch;
use crate::exec::run::Run;
use crate::exec::write;
use crate::semantics::bound::Create;

pub(super) struct CreateRows<'p> {
    pub create: &'p Create,
    pub work: Eagerly<'p>,
}

impl Rows for CreateRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        self.work.next(run, |mut batches| {
            batches.iter_mut().try_for_each(|batch| write::create(self.create, batch, run))?;
            Ok(batches)
        })
    }
}
