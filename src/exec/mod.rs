//! Running a plan: operators pull batches of rows from each other.
//!
//! [`run::Run`] is one statement under way; `operators` has one file for each kind of operator.

mod accumulator;
pub mod batch;
pub mod context;
mod error;
pub mod expression;
mod fitting;
mod functions;
mod group;
mod kept;
mod limits;
mod operators;
mod order;
pub mod procedures;
mod property;
pub mod run;
mod statistics;
mod subquery;
mod tally;
mod walk;
mod write;

pub use limits::Limits;
pub use statistics::Statistics;
