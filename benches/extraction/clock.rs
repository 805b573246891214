//! Time that this thread spends computing: other programs on the machine do not count, as far as the system can tell.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// The time a piece of work takes.
pub(crate) fn time(work: impl FnOnce()) -> Duration {
    let begin = now();
    work();
    now().saturating_sub(begin)
}

/// What the processor has spent on this thread; where the system does not say, the clock on the wall.
fn now() -> Duration {
    static BEGIN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = spent.and_then(|line| line.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| BEGIN.elapsed(), Duration::from_nanos)
}
