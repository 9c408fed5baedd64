//! Running a plan: operators pass batches of rows to each other.

pub mod batch;
pub mod context;
