//! `casegraph serve`: the graph over HTTP.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use oxigraph::model::NamedNode;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::signals::{self, Signals};
use super::{Fault, log, report};
use crate::archive::{Archive, Writer};
use crate::cli::ServeArgs;
use crate::config::{Bind, Config};
use crate::diagnostic::Diagnostics;
use crate::pipeline::{self, Build};
use crate::serve::{self, App, Listener, Live};

/// Stack of the threads that read requests: small queries are evaluated on it too, which take a tenth of it at most. It is
/// address space: memory is taken as the stack grows.
const STACK: usize = 16 * 1024 * 1024;

/// Serves the data folder until it is interrupted; builds it first when there is none. The address answers from the
/// start, with 503 until the graph is there.
pub fn run(args: &ServeArgs, config: &Config) -> anyhow::Result<ExitCode> {
    let _log = log::start(&config.serve.log)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().thread_stack_size(STACK).enable_all().build()?;
    let done = runtime.block_on(serve(args, config));
    // What is still at work has been given its time.
    runtime.shutdown_background();
    done.map(|()| ExitCode::SUCCESS)
}

async fn serve(args: &ServeArgs, config: &Config) -> anyhow::Result<()> {
    let mut signals = Signals::listen()?;
    let (listener, address) = bind(&config.serve.bind).await?;
    let live = Live::loading(config.serve.settings.clone());
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped = async {
        // Sent or dropped: both mean the end.
        let _ = stopped.await;
    };
    let mut serving = tokio::spawn({
        let (live, limits) = (live.clone(), config.serve.limits.clone());
        async move { serve::serve(listener, live, &limits, stopped).await }
    });
    let loading = tokio::task::spawn_blocking({
        let (args, config) = (args.clone(), config.clone());
        move || load(&args, &config)
    });
    tokio::select! {
        app = loading => {
            let app = Arc::new(app.context("loading broke off")??);
            live.serve_from_now(Arc::clone(&app));
            tokio::task::spawn_blocking(move || app.warm());
        }
        () = signals.next() => return Ok(()),
    }
    let (mut output, base) = (io::stdout(), &config.serve.settings.front.base);
    writeln!(output, "casegraph serves {address}{base}/ (SPARQL at {base}/sparql); stop it with Ctrl-C")?;
    output.flush()?;
    let current = tokio::spawn(keep_current(live, config.serve.reload));
    tokio::select! {
        done = &mut serving => return done.context("serving broke off")?.context("serving failed"),
        () = signals.next() => {}
    }
    let drain = config.serve.limits.drain_timeout;
    tracing::info!(seconds = drain.as_secs(), "stopping: requests under way may finish; a second signal cuts them off");
    current.abort();
    drop(stop);
    tokio::select! {
        done = &mut serving => done.context("serving broke off")?.context("serving failed"),
        () = tokio::time::sleep(drain) => {
            tracing::warn!("requests that had not finished were cut off");
            Ok(())
        }
        () = signals.next() => Ok(()),
    }
}

/// The graph to serve, built first where there is none.
fn load(args: &ServeArgs, config: &Config) -> anyhow::Result<App> {
    let mut diagnostics = Diagnostics::default();
    if !Archive::exists(&config.data) {
        start(args, config, &mut diagnostics)?;
    }
    let app = open(config, &mut diagnostics);
    report(&diagnostics)?;
    app
}

/// The graph to serve; where a token is set the data folder is this process's to write.
fn open(config: &Config, diagnostics: &mut Diagnostics) -> anyhow::Result<App> {
    let (data, limit) = (config.data.clone(), config.serve.limits.clone());
    // The settings have seen that it is one.
    let license = config.serve.license.as_ref().map(|license| NamedNode::new_unchecked(&license.0));
    let app = if let Some(token) = &config.serve.write_token {
        let writer = Writer::open(&config.data, diagnostics)?;
        App::new(pipeline::open_to_write(&writer)?, data, limit)?.writable(writer, token)
    } else {
        App::new(pipeline::open(&config.data, diagnostics)?, data, limit)?
    };
    Ok(app.reaching(config.outward.clone()).licensed(license))
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

/// Looks every so often, and whenever it is told to (SIGHUP), whether the data folder holds another graph.
async fn keep_current(live: Live, every: Duration) {
    let mut told = signals::hangups();
    loop {
        tokio::select! {
            () = tokio::time::sleep(every) => {}
            () = told.next() => {}
        }
        let refreshed = tokio::task::spawn_blocking({
            let live = live.clone();
            move || live.refresh()
        });
        match refreshed.await {
            Ok(Ok(true)) => tracing::info!("the data folder has changed: the new graph is served"),
            Ok(Ok(false)) => {}
            Ok(Err(error)) => {
                tracing::error!(%error, "the data folder has changed and cannot be read: the old graph stays");
            }
            Err(_) => tracing::error!("reading the data folder broke off: the old graph stays"),
        }
    }
}

/// The place to listen at, and how it is shown.
async fn bind(place: &Bind) -> anyhow::Result<(Listener, String)> {
    match place {
        Bind::Address(address) => {
            let listener = listen(*address).await?;
            let shown = format!("http://{}", listener.local_addr()?);
            Ok((listener.into(), shown))
        }
        Bind::Socket(path) => Ok((socket(path)?, format!("unix:{}:", path.display()))),
    }
}

#[cfg(unix)]
fn socket(path: &Path) -> anyhow::Result<Listener> {
    let fault = |error: io::Error| match error.kind() {
        io::ErrorKind::AddrInUse => {
            Fault::new(format!("{} is in use", path.display()), "stop what listens there, or choose another path")
        }
        _ => Fault::new(
            format!("{} cannot be listened at: {error}", path.display()),
            "choose a path in a folder that this process may write, shorter than 90 bytes",
        ),
    };
    Ok(Listener::at_path(path).map_err(fault)?)
}

#[cfg(not(unix))]
fn socket(path: &Path) -> anyhow::Result<Listener> {
    let what = format!("{} cannot be listened at: this system has no such sockets", path.display());
    Err(Fault::new(what, "choose an address with --bind").into())
}

async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
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
    Ok(listener)
}
