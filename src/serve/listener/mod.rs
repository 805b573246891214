//! The listener: connections, how many there may be, and how long each may keep us waiting.
//!
//! axum's own `serve` waits for ever: for a head, for the next request, for a client that does not read. So connections
//! are accepted here and given to hyper with a clock. Where all places are taken, the connection that has been waiting
//! longest for its client makes room: for a request, for the body of one, for room to write to. What is being worked on
//! is never cut off for another one.

mod places;
mod socket;
mod stall;

use std::convert::Infallible;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tower_service::Service;

use self::places::{Coming, Place, Places};
#[cfg(unix)]
use self::socket::Socket;
use self::socket::Stream;
use self::stall::Stall;
use super::front::Peer;
use super::limits::Limits;

/// Rest after the system has refused a connection (too many open files), so as not to ask it without pause.
const REST: Duration = Duration::from_millis(50);

/// What is said to a client for whom there is no room, as far as it listens.
const FULL: &str = "HTTP/1.1 503 Service Unavailable\r\ncontent-type: application/json\r\nretry-after: 5\r\n\
    connection: close\r\ncontent-length: 103\r\n\r\n\
    {\"error\":{\"code\":\"busy\",\"message\":\"too many connections are open\",\"hint\":\"try again in a few seconds\"}}";

/// Where connections come from.
#[derive(Debug)]
pub struct Listener(Kind);

#[derive(Debug)]
enum Kind {
    Tcp(TcpListener),
    #[cfg(unix)]
    Socket(Socket),
}

impl From<TcpListener> for Listener {
    fn from(listener: TcpListener) -> Self {
        Self(Kind::Tcp(listener))
    }
}

impl Listener {
    /// Listens at a path in the file system, which is gone when the listener is. The group of the process may connect.
    /// What an earlier process has left there is replaced; a socket that answers, and what is no socket, is an error.
    #[cfg(unix)]
    pub fn at_path(path: &std::path::Path) -> io::Result<Self> {
        Socket::bind(path).map(Kind::Socket).map(Self)
    }

    async fn accept(&self) -> io::Result<(Stream, Peer)> {
        match &self.0 {
            Kind::Tcp(listener) => {
                let (stream, address) = listener.accept().await?;
                // An answer in several pieces would wait for the client's acknowledgements.
                let _ = stream.set_nodelay(true);
                Ok((Stream::Tcp(stream), Peer(Some(address.ip()))))
            }
            #[cfg(unix)]
            Kind::Socket(socket) => Ok((Stream::Socket(socket.accept().await?), Peer(None))),
        }
    }
}

/// Serves until `stop` is done; then requests under way are finished, and what is idle is closed.
pub(super) async fn serve(
    listener: Listener,
    router: Router,
    limits: &Limits,
    stop: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    let places = Places::new(limits.connections);
    let (stopping, stopped) = watch::channel(());
    // Every connection holds a sender; when the last is gone there is nobody left to wait for.
    let (open, mut all_closed) = mpsc::channel::<Infallible>(1);
    let mut stop = pin!(stop);
    loop {
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::time::sleep(REST).await;
                    continue;
                }
            },
            () = stop.as_mut() => break,
        };
        let Some(place) = places.take() else {
            tokio::spawn(refuse(stream));
            continue;
        };
        let connection = Connection { place, peer, header: limits.header_timeout, write: limits.write_timeout };
        let (router, stopped, open) = (router.clone(), stopped.clone(), open.clone());
        tokio::spawn(async move {
            connection.serve(stream, router, stopped).await;
            drop(open);
        });
    }
    drop((listener, stopping, open));
    let _ = all_closed.recv().await;
    Ok(())
}

/// One connection.
struct Connection {
    place: Arc<Place>,
    peer: Peer,
    header: Duration,
    write: Duration,
}

impl Connection {
    async fn serve(
        self,
        stream: impl AsyncRead + AsyncWrite + Unpin,
        router: Router,
        mut stopped: watch::Receiver<()>,
    ) {
        let io = TokioIo::new(Stall::new(stream, self.write, &self.place.state));
        let service = service_fn(|mut request: Request<Incoming>| {
            request.extensions_mut().insert(self.peer);
            let (mut router, state) = (router.clone(), &self.place.state);
            let (busy, request) = (state.busy(), request.map(|body| Body::new(Coming::new(body, state))));
            async move {
                let response = router.call(request).await;
                response.map(|response| response.map(|body| busy.until_sent(body)))
            }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.header)
            .serve_connection(io, service);
        let mut connection = pin!(connection);
        // How a connection ends is the client's affair: the request it was for has been logged.
        tokio::select! {
            _ = connection.as_mut() => return,
            () = self.place.is_wanted() => return,
            _ = stopped.changed() => connection.as_mut().graceful_shutdown(),
        }
        let _ = connection.await;
    }
}

/// Says that there is no room, and goes. A client that closes before it has read is none of our concern.
async fn refuse(mut stream: impl AsyncRead + AsyncWrite + Unpin) {
    let saying = async {
        stream.write_all(FULL.as_bytes()).await?;
        stream.shutdown().await?;
        // What it has sent is read, or the system would throw away what we said with it.
        let mut sent = [0; 4096];
        while stream.read(&mut sent).await? > 0 {}
        io::Result::Ok(())
    };
    let _ = tokio::time::timeout(Duration::from_secs(1), saying).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_of_what_is_said_is_right() {
        let (head, body) = FULL.split_once("\r\n\r\n").unwrap();
        assert!(head.ends_with(&format!("content-length: {}", body.len())), "{}", body.len());
        assert!(serde_json::from_str::<serde_json::Value>(body).is_ok());
    }
}
