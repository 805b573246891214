//! One request: resolved, judged, connected, sent, read, all within its time.

use std::net::{IpAddr, SocketAddr};
use std::pin::{Pin, pin};
use std::time::Duration;

use hyper::body::{Body, Incoming};
use hyper::client::conn::http1;
use hyper::header::{self, HeaderMap};
use hyper::{Method, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::rustls::pki_types::ServerName;

use super::address::Address;
use super::{Answer, Outward, OutwardError, Request, allowed};

/// Redirects of a document that are followed.
const REDIRECTS: usize = 5;

/// Between two looks at whether anybody still waits.
const LOOK: Duration = Duration::from_millis(20);

/// A connection is made in this time, or the next address of the host is tried.
const CONNECT: Duration = Duration::from_secs(5);

/// How the program says who it is.
const AGENT: &str = concat!("casegraph/", env!("CARGO_PKG_VERSION"), " (", env!("CARGO_PKG_REPOSITORY"), ")");

type Outcome<T> = Result<T, OutwardError>;

pub(super) fn ask(outward: &Outward, request: Request<'_>, is_over: &dyn Fn() -> bool) -> Outcome<Answer> {
    let (Request::Service { address, .. } | Request::Document { address, .. }) = request;
    let begun = std::time::Instant::now();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| OutwardError::failed(address, error.to_string(), "try again"))?;
    let limit = outward.rules.timeout;
    let answer = runtime.block_on(async {
        tokio::select! {
            answer = follow(outward, request) => answer,
            () = tokio::time::sleep(limit) => {
                let message = format!("has not answered within {} s", limit.as_secs_f32());
                Err(OutwardError::failed(&shown(address), message, "ask it for less, or later"))
            }
            () = until(is_over) => Err(OutwardError::Stopped),
        }
    });
    // A name that is still being looked up is not waited for.
    runtime.shutdown_background();
    let milliseconds = begun.elapsed().as_millis() as u64;
    match &answer {
        Ok(answer) => tracing::info!(address, bytes = answer.body.len(), milliseconds, "asked elsewhere"),
        Err(error) => tracing::info!(address, %error, milliseconds, "asked elsewhere in vain"),
    }
    answer
}

async fn until(is_over: &dyn Fn() -> bool) {
    while !is_over() {
        tokio::time::sleep(LOOK).await;
    }
}

fn shown(address: &str) -> String {
    format!("<{address}>")
}

/// Asks, and asks again where a document has moved to.
async fn follow(outward: &Outward, request: Request<'_>) -> Outcome<Answer> {
    let (Request::Service { address, .. } | Request::Document { address, .. }) = request;
    let mut address = Address::read(address)?;
    for _ in 0..=REDIRECTS {
        let response = send(outward, &address, request).await?;
        let status = response.status();
        if !status.is_redirection() {
            return read(outward, &address, response).await;
        }
        let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
        let next = address.redirected(location.unwrap_or_default())?;
        if matches!(request, Request::Service { .. }) {
            let message = format!("redirects to {next}, which is not followed");
            return Err(OutwardError::failed(&address.to_string(), message, "name the address it redirects to"));
        }
        address = next;
    }
    Err(OutwardError::failed(&address.to_string(), "redirects on and on", "name the address where the document is"))
}

async fn send(outward: &Outward, address: &Address, request: Request<'_>) -> Outcome<Response<Incoming>> {
    let open = matches!(request, Request::Document { .. });
    let stream = connect(outward, address, open).await?;
    if !address.is_secure() {
        return exchange(address, stream, request).await;
    }
    let failed = |error: &dyn std::fmt::Display| {
        OutwardError::failed(
            &address.to_string(),
            format!("cannot be reached by https: {error}"),
            "see its certificate",
        )
    };
    let tls = outward.tls().map_err(|error| failed(&error))?;
    let name = ServerName::try_from(address.host().to_owned()).map_err(|error| failed(&error))?;
    let stream = tls.connect(name, stream).await.map_err(|error| failed(&error))?;
    exchange(address, stream, request).await
}

/// A connection to an address that the host has now and that may be connected to.
async fn connect(outward: &Outward, address: &Address, open: bool) -> Outcome<TcpStream> {
    let rules = &outward.rules;
    let not_listed = |why: &str| {
        let (host, port) = (address.host(), address.port());
        let place = if address.target().is_usual_port { host.to_owned() } else { format!("{host}:{port}") };
        let hint = format!("whoever runs this server can allow it with --allow-service {place}");
        OutwardError::refused(format!("{address} {why}"), hint)
    };
    if !allowed::may_resolve(&rules.allowed, open, address.target()) {
        return Err(not_listed("is not among the services that may be asked"));
    }
    let found = resolve(address).await?;
    let admitted = allowed::admitted(&rules.allowed, open, address.target(), &found);
    if admitted.is_empty() {
        let ips: Vec<_> = found.iter().map(|address| address.ip().to_string()).collect();
        let what = if address.host().parse::<IpAddr>().is_ok() { "is" } else { "leads to" };
        return Err(not_listed(&format!("{what} {}, which is not allowed", ips.join(", "))));
    }
    let mut last = None;
    for admitted in admitted {
        match tokio::time::timeout(CONNECT, TcpStream::connect(admitted)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => last = Some(error.to_string()),
            Err(_) => last = Some("no answer".to_owned()),
        }
    }
    let message = format!("cannot be connected to: {}", last.unwrap_or_default());
    Err(OutwardError::failed(&address.to_string(), message, "see whether it is running"))
}

async fn resolve(address: &Address) -> Outcome<Vec<SocketAddr>> {
    if let Ok(ip) = address.host().parse::<IpAddr>() {
        return Ok(vec![SocketAddr::new(ip, address.port())]);
    }
    let found = tokio::net::lookup_host((address.host(), address.port())).await;
    let failed =
        |_| OutwardError::failed(&address.to_string(), "names a host that nobody knows", "see how it is spelt");
    Ok(found.map_err(failed)?.collect())
}

/// Sends a request over a stream, and gives the head of its answer.
async fn exchange<S>(address: &Address, stream: S, request: Request<'_>) -> Outcome<Response<Incoming>>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let failed = |error: hyper::Error| {
        OutwardError::failed(&address.to_string(), format!("broke off: {error}"), "see whether it speaks HTTP/1.1")
    };
    let (mut sender, connection) = http1::handshake::<_, String>(TokioIo::new(stream)).await.map_err(failed)?;
    // It ends with the runtime, at the latest.
    tokio::spawn(connection);
    let (method, accept, body) = match request {
        Request::Document { accept, .. } => (Method::GET, accept, String::new()),
        Request::Service { query, accept, .. } => {
            let form = form_urlencoded::Serializer::new(String::new()).append_pair("query", query).finish();
            (Method::POST, accept, form)
        }
    };
    let mut message = hyper::Request::builder()
        .method(&method)
        .uri(address.path())
        .header(header::HOST, address.authority())
        .header(header::USER_AGENT, AGENT)
        .header(header::ACCEPT, accept)
        .header(header::ACCEPT_ENCODING, "identity")
        .header(header::CONNECTION, "close");
    if method == Method::POST {
        message = message.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    }
    let unfit =
        |_| OutwardError::refused(format!("{address} cannot be asked for"), "percent-encode what is unusual in it");
    sender.send_request(message.body(body).map_err(unfit)?).await.map_err(failed)
}

/// All of an answer, as far as it is one.
async fn read(outward: &Outward, address: &Address, response: Response<Incoming>) -> Outcome<Answer> {
    let failed = |message: String, hint: &str| OutwardError::failed(&address.to_string(), message, hint);
    let (head, body) = response.into_parts();
    if head.status != StatusCode::OK {
        let told = gather(body, 2_000).await.unwrap_or_default();
        let told: String = String::from_utf8_lossy(&told).split_whitespace().collect::<Vec<_>>().join(" ");
        let told: String = told.chars().take(200).collect();
        return Err(failed(format!("answers {}: {told}", head.status), "see what it is asked"));
    }
    let coding = text(&head.headers, header::CONTENT_ENCODING);
    if !["", "identity"].contains(&coding) {
        return Err(failed(format!("answers in the encoding {coding:?}"), "it was asked for none"));
    }
    let most = outward.rules.bytes;
    let body = gather(body, most).await.map_err(|what| match what {
        Broken::TooLong => failed(format!("answers with more than {most} bytes"), "ask it for less"),
        Broken::Off(error) => failed(format!("broke off: {error}"), "ask it again"),
    })?;
    let media_type = text(&head.headers, header::CONTENT_TYPE).to_owned();
    Ok(Answer { address: address.to_string().trim_matches(['<', '>']).to_owned(), media_type, body })
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

enum Broken {
    TooLong,
    Off(hyper::Error),
}

async fn gather(body: Incoming, most: usize) -> Result<Vec<u8>, Broken> {
    let mut body = pin!(body);
    let mut bytes = Vec::new();
    while let Some(frame) = std::future::poll_fn(|cx| Pin::as_mut(&mut body).poll_frame(cx)).await {
        let Ok(data) = frame.map_err(Broken::Off)?.into_data() else { continue };
        if bytes.len() + data.len() > most {
            return Err(Broken::TooLong);
        }
        bytes.extend_from_slice(&data);
    }
    Ok(bytes)
}
