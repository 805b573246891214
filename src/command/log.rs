//! What a running service tells of itself, on standard error.

use std::io::{self, IsTerminal};

use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt, registry};

use super::Fault;
use super::lines::{self, Flush};
use crate::cli::LogFormat;
use crate::config::LogConfig;

/// Starts the log; what is written is out when the guard is dropped.
pub fn start(config: &LogConfig) -> Result<Flush, Fault> {
    let filter: Targets = config.level.parse().map_err(|error| {
        let help = "write error, warn, info, debug or trace, or a list like warn,casegraph::request=debug";
        Fault::new(format!("{:?} is no level of a log: {error}", config.level), help)
    })?;
    let (writer, guard) = lines::start(io::stderr()).map_err(|error| {
        Fault::new(format!("the thread for the log cannot be started: {error}"), "allow this process more threads")
    })?;
    let lines = fmt::layer().with_writer(move || writer.clone()).with_ansi(io::stderr().is_terminal());
    let lines = match config.format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(false).with_span_list(false).boxed(),
    };
    // Fails where a log runs already, which is as good.
    let _ = registry().with(lines.with_filter(filter)).try_init();
    Ok(guard)
}
