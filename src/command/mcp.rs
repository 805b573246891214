//! `casegraph mcp`: the graph for one language-model client, on standard input and output.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;

use super::{log, report};
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::pipeline;
use crate::serve::{self, App, Live};

/// Serves the client that started this until it closes its end.
pub fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let _log = log::start(&config.serve.log)?;
    let mut diagnostics = Diagnostics::default();
    let store = pipeline::open(&config.data, &mut diagnostics)?;
    report(&diagnostics)?;
    let app = App::new(store, config.data.clone(), config.serve.limits.clone())?;
    let live = Live::loading(config.serve.settings.clone());
    live.serve_from_now(Arc::new(app));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let done = runtime.block_on(serve::mcp_on_stdio(live));
    runtime.shutdown_background();
    done.context("the client was lost")?;
    Ok(ExitCode::SUCCESS)
}
