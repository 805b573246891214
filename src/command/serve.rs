//! `casegraph serve`: the graph over HTTP.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use tokio::net::TcpListener;

use super::{Fault, report};
use crate::archive::{Archive, Writer};
use crate::cli::ServeArgs;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::pipeline::{self, Build};
use crate::serve::{self, App};

/// Stack of each thread: long queries are parsed and planned by functions that call themselves.
const STACK: usize = 64 * 1024 * 1024;

/// Serves the data folder until it is interrupted; builds it first when there is none.
pub fn run(args: &ServeArgs, config: &Config) -> anyhow::Result<ExitCode> {
    let mut diagnostics = Diagnostics::default();
    if !Archive::exists(&config.data) {
        start(args, config, &mut diagnostics)?;
    }
    let app = open(config, &mut diagnostics);
    report(&diagnostics)?;
    let app = app?;
    let runtime = tokio::runtime::Builder::new_multi_thread().thread_stack_size(STACK).enable_all().build()?;
    runtime.block_on(listen(config.serve.bind, Arc::new(app)))?;
    Ok(ExitCode::SUCCESS)
}

/// The graph to serve; where a token is set the data folder is this process's to write.
fn open(config: &Config, diagnostics: &mut Diagnostics) -> anyhow::Result<App> {
    let (data, limit) = (config.data.clone(), config.serve.query_timeout);
    let Some(token) = &config.serve.write_token else {
        return Ok(App::new(pipeline::open(&config.data, diagnostics)?, data, limit)?);
    };
    let writer = Writer::open(&config.data, diagnostics)?;
    Ok(App::new(pipeline::open_to_write(&writer)?, data, limit)?.writable(writer, token))
}

/// Makes the data folder: from the documents of the settings, or without any.
fn start(args: &ServeArgs, config: &Config, diagnostics: &mut Diagnostics) -> anyhow::Result<()> {
    if args.empty {
        return Ok(pipeline::create(&config.data, diagnostics)?);
    }
    let curation = pipeline::curation_beside(&config.documents)?;
    let build =
        Build { paths: &config.documents, data: &config.data, encoding: None, replace: false, curation: &curation };
    let done = pipeline::build(&build, diagnostics, &|_, _| ())?;
    if done.documents == 0 {
        report(diagnostics)?;
        let help = "name documents with `casegraph build PATH`, or start with --empty";
        return Err(Fault::new("there is no graph yet, and no document to build one from", help).into());
    }
    writeln!(io::stderr(), "built {} with {} cases and {} facts", config.data.display(), done.cases, done.facts)?;
    Ok(())
}

async fn listen(address: SocketAddr, app: Arc<App>) -> anyhow::Result<()> {
    let listener = TcpListener::bind(address).await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => Fault::new(
            format!("port {} is in use", address.port()),
            format!("stop what listens there, or choose another with --bind {}:PORT", address.ip()),
        ),
        _ => Fault::new(
            format!("{address} cannot be listened on: {error}"),
            "choose an address of this machine with --bind",
        ),
    })?;
    let address = listener.local_addr()?;
    let mut output = io::stdout();
    writeln!(output, "casegraph serves http://{address}/ (SPARQL at /sparql); stop it with Ctrl-C")?;
    output.flush()?;
    serve::serve(listener, app, interrupted()).await.context("serving failed")
}

/// Ctrl-C, or what a service manager sends.
async fn interrupted() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
        if let Ok(mut terminate) = terminate {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    // Where signals cannot be listened to, the process is ended from outside.
    let _ = interrupt.await;
}
