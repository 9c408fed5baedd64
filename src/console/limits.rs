//! `--timeout`, `--memory`: the budget of a statement.

use crate::database::Limits;
use std::time::Duration;

/// The budget given on the command line.
#[derive(clap::Args, Clone, Copy, Debug, Default)]
pub struct GivenLimits {
    /// Stop a statement that runs longer than this many seconds.
    #[arg(long, value_name = "SECONDS")]
    timeout: Option<f64>,
    /// Stop a statement whose intermediate results take more than this many megabytes.
    #[arg(long, value_name = "MEGABYTES")]
    memory: Option<usize>,
}

impl GivenLimits {
    /// Reads it; a time that is none (negative, not a number) is no limit.
    pub fn read(&self) -> Limits {
        Limits {
            time: self.timeout.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()),
            memory: self.memory.map(|megabytes| megabytes.saturating_mul(1 << 20)),
            ..Limits::default()
        }
    }
}
