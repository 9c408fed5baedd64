//! What the command line and the shell share: messages and failures, the graph that is worked on, where answers go.

pub mod exporting;
mod failure;
pub mod limits;
pub mod message;
pub mod opening;
pub mod output;
pub mod parameters;
pub mod proofs;
pub mod sample;
pub mod streaming;

pub use failure::Failure;

/// What every command gives back.
pub type Outcome = Result<(), Failure>;
