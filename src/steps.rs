//! How often rules look at words, and the parser at tokens and characters, counted in builds for tests alone: a loop within a
//! loop shows there even where it allocates nothing, and whatever else the machine does.

#[cfg(debug_assertions)]
thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Counts one look.
#[inline(always)]
pub fn step() {
    #[cfg(debug_assertions)]
    STEPS.with(|steps| steps.set(steps.get() + 1));
}

/// The looks that this thread has counted; none in a release build.
pub fn counted() -> u64 {
    #[cfg(debug_assertions)]
    return STEPS.with(std::cell::Cell::get);
    #[cfg(not(debug_assertions))]
    0
}
