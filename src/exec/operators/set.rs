//! Setting and removing properties and labels.

use super::{Eagerly, Rows};
use crate::diagnostic::Diagnostic;
use crate::exec::batch::Batch;
use crate::exec::run::Run;
use crate::exec::write;
use crate::semantics::bound::{Expression, RemoveItem, SetItem};
use crate::value::Value;

pub(super) struct SetRows<'p> {
    pub items: &'p [SetItem],
    pub work: Eagerly<'p>,
}

impl Rows for SetRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        self.work.next(run, |batches| {
            batches.iter().try_for_each(|batch| write::set(self.items, batch, run))?;
            Ok(batches)
        })
    }
}

pub(super) struct RemoveRows<'p> {
    pub items: &'p [RemoveItem],
    pub work: Eagerly<'p>,
}

impl RemoveRows<'_> {
    fn remove(items: &[RemoveItem], batch: &Batch, run: &Run<'_>) -> Result<(), Diagnostic> {
        for row in 0..batch.len() {
            let row = batch.row(row);
            let evaluate = |expression: &Expression| Ok::<_, Diagnostic>(run.evaluate(expression, &row)?.value(0));
            for item in items {
                match item {
                    RemoveItem::Property { entity, key } => {
                        if let Some(entity) = write::entity(&evaluate(entity)?, "REMOVE")? {
                            write::set_property(entity, key, Value::Null, run)?;
                        }
                    }
                    RemoveItem::DynamicProperty { entity, key } => {
                        if let Some(entity) = write::entity(&evaluate(entity)?, "REMOVE")? {
                            write::set_property(entity, &write::key_of(&evaluate(key)?)?, Value::Null, run)?;
                        }
                    }
                    RemoveItem::Labels { entity, labels, computed } => {
                        if let Some(entity) = write::entity(&evaluate(entity)?, "REMOVE")? {
                            write::set_labels(entity, labels, false, run)?;
                            for labels in computed {
                                let names = write::names_of(&evaluate(labels)?, labels)?;
                                write::set_labels(entity, &names, false, run)?;
                            }
                        }
                    }
                }
            }
        }
        Ok(())
    }
}

impl Rows for RemoveRows<'_> {
    fn next(&mut self, run: &Run<'_>) -> Result<Option<Batch>, Diagnostic> {
        self.work.next(run, |batches| {
            batches.iter().try_for_each(|batch| Self::remove(self.items, batch, run))?;
            Ok(batches)
        })
    }
}
