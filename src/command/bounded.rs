//! Work that can take long, within the limits that the service has.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;

use crate::answer::sparql::{self, CancellationToken, QueryError};
use crate::cli::AskLimitArgs;
use crate::config::Config;

use super::Fault;

/// Stack of the thread that asks, as the service's threads have it: what is nested is evaluated by recursion.
const STACK: usize = 256 * 1024 * 1024;

/// Does work until the time is up, in as much memory as a query may keep.
pub(super) fn bounded<T: Send>(
    args: &AskLimitArgs,
    config: &Config,
    work: impl FnOnce(&CancellationToken) -> anyhow::Result<T> + Send,
) -> anyhow::Result<T> {
    let limits = &config.serve.limits;
    let time = args.timeout.map_or(limits.query_timeout, |time| time.0);
    let memory = args.memory.map_or(limits.query_memory, |size| size.0);
    let cancel = CancellationToken::new();
    let (done, wait) = mpsc::channel::<()>();
    let outcome = thread::scope(|scope| {
        let token = cancel.clone();
        scope.spawn(move || {
            if wait.recv_timeout(time) == Err(RecvTimeoutError::Timeout) {
                token.cancel();
            }
        });
        let asking = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || {
            let outcome = sparql::within(memory, || work(&cancel));
            drop(done);
            outcome
        })?;
        asking.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    });
    outcome.map_err(|error| match error.downcast_ref::<QueryError>() {
        _ if cancel.is_cancelled() => {
            let what = format!("this takes longer than {} s, and was stopped", time.as_secs_f32());
            Fault::new(what, "ask for less, or allow it more: --timeout 5m").into()
        }
        Some(QueryError::Memory) => {
            let what = format!("this keeps more than {} MB in memory, and was stopped", memory >> 20);
            Fault::new(what, "sort, group or DISTINCT less at a time, or allow it more: --memory 2GB").into()
        }
        _ => error,
    })
}
