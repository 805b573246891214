//! What a running service tells of itself, on standard error.

use std::io::{self, IsTerminal};

use tracing_appender::non_blocking::{self, WorkerGuard};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt, registry};

use super::Fault;
use crate::cli::LogFormat;
use crate::config::LogConfig;

/// Starts the log; what is written is out when the guard is dropped.
///
/// Lines go through a queue to a thread of their own. Where nobody reads them (a full pipe) the queue fills and lines
/// are lost, which is better than a service that stands still.
pub fn start(config: &LogConfig) -> Result<WorkerGuard, Fault> {
    let filter: Targets = config.level.parse().map_err(|error| {
        let help = "write error, warn, info, debug or trace, or a list like warn,casegraph::request=debug";
        Fault::new(format!("{:?} is no level of a log: {error}", config.level), help)
    })?;
    let (writer, guard) = non_blocking::NonBlockingBuilder::default().finish(io::stderr());
    let lines = fmt::layer().with_writer(writer).with_ansi(io::stderr().is_terminal());
    let lines = match config.format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(false).with_span_list(false).boxed(),
    };
    // Fails where a log runs already, which is as good.
    let _ = registry().with(lines.with_filter(filter)).try_init();
    Ok(guard)
}
