//! Clients that keep the server waiting, over real connections.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use casegraph::serve::{App, Limits, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::api::SEED;

/// Longer than anything here takes on a machine that does much else.
const SOON: Duration = Duration::from_secs(60);

/// A server on a port of its own.
struct Server {
    app: Arc<App>,
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    done: JoinHandle<std::io::Result<()>>,
}

impl Server {
    async fn start(limits: Limits) -> Self {
        let app = App::new(SEED.1.store(), SEED.0.path().join("data"), limits.clone()).unwrap();
        let app = Arc::new(app);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let served = Arc::clone(&app);
        let done = tokio::spawn(async move {
            let stopped = async {
                let _ = stopped.await;
            };
            serve(listener, served, &limits, stopped).await
        });
        Self { app, address, stop, done }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Sends some bytes on a new connection and reads until it is closed.
    async fn say(&self, bytes: &str) -> String {
        let mut stream = self.connect().await;
        stream.write_all(bytes.as_bytes()).await.unwrap();
        heard(&mut stream).await
    }

    /// Waits until nothing is evaluated.
    async fn is_idle(&self) {
        let begun = Instant::now();
        while self.app.load().running > 0 {
            assert!(begun.elapsed() < SOON, "the work goes on");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

/// All that comes until the connection is closed, or cut.
async fn heard(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let reading = tokio::time::timeout(SOON, stream.read_to_end(&mut bytes)).await;
    let _ = reading.expect("the server closes the connection");
    String::from_utf8_lossy(&bytes).into_owned()
}

const ENDLESS: &str = "SELECT%20(COUNT(*)%20AS%20?n)%20%7B?a%20?b%20?c.?d%20?e%20?f.?g%20?h%20?i%7D";

#[tokio::test]
async fn a_client_that_says_nothing_or_half_a_head_is_left() {
    let server = Server::start(Limits { header_timeout: Duration::from_millis(100), ..Limits::default() }).await;
    assert_eq!(server.say("").await, "");
    let half = server.say("GET /healthz HTTP/1.1\r\nhost: a\r\nx-slow: ").await;
    assert!(half.is_empty() || half.starts_with("HTTP/1.1 4"), "{half}");
    // One that has been answered and asks nothing more, too.
    let idle = server.say("GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n").await;
    assert!(idle.starts_with("HTTP/1.1 200"), "{idle}");
}

#[tokio::test]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let server = Server::start(Limits { body_timeout: Duration::from_millis(100), ..Limits::default() }).await;
    for target in ["/sparql", "/query"] {
        let head = format!(
            "POST {target} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\
             content-type: application/sparql-query\r\ncontent-length: 100\r\n\r\nASK"
        );
        let answer = server.say(&head).await;
        assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("\"too_slow\""), "{answer}");
    }
}

#[tokio::test]
async fn hundreds_of_slow_clients_do_not_silence_the_server() {
    let server = Server::start(Limits { connections: 50, ..Limits::default() }).await;
    let mut slow = Vec::new();
    for _ in 0..300 {
        let mut stream = server.connect().await;
        let _ = stream.write_all(b"GET /healthz HTTP/1.1\r\nx-slow: ").await;
        slow.push(stream);
    }
    let answer = server.say("GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[tokio::test]
async fn who_is_answered_is_not_cut_off_for_others() {
    let server = Server::start(Limits { connections: 1, query_timeout: SOON, ..Limits::default() }).await;
    let mut first = server.connect().await;
    first.write_all(format!("GET /sparql?query={ENDLESS} HTTP/1.1\r\nhost: a\r\n\r\n").as_bytes()).await.unwrap();
    while server.app.load().running == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let refused = server.say("GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await;
    assert!(refused.starts_with("HTTP/1.1 503") && refused.contains("\"busy\""), "{refused}");
    // And its work ends with it, before the first byte of the answer.
    drop(first);
    server.is_idle().await;
}

#[tokio::test]
async fn a_client_that_does_not_read_is_left() {
    let limits = Limits { write_timeout: Duration::from_millis(200), query_timeout: SOON, ..Limits::default() };
    let server = Server::start(limits).await;
    let mut stream = server.connect().await;
    // Millions of rows, far more than the system's buffers take.
    let query = "SELECT%20*%20%7B?a%20?b%20?c.?d%20?e%20?f%7D";
    stream.write_all(format!("GET /sparql?query={query} HTTP/1.1\r\nhost: a\r\n\r\n").as_bytes()).await.unwrap();
    while server.app.load().running == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    server.is_idle().await;
    let answer = heard(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 200") && !answer.ends_with("0\r\n\r\n"), "the answer is cut, not ended");
}

#[tokio::test]
async fn an_error_to_head_has_no_body_and_keeps_the_connection() {
    let server = Server::start(Limits::default()).await;
    let answers = server
        .say(
            "HEAD /nothing HTTP/1.1\r\nhost: a\r\n\r\nHEAD /sparql?query=SELECT HTTP/1.1\r\nhost: a\r\n\r\n\
             GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
        )
        .await;
    let heads: Vec<_> = answers.lines().filter(|line| line.starts_with("HTTP/1.1 ")).collect();
    assert_eq!(heads, ["HTTP/1.1 404 Not Found", "HTTP/1.1 400 Bad Request", "HTTP/1.1 200 OK"], "{answers}");
    assert!(!answers.contains("\"error\""), "{answers}");
}

#[tokio::test]
async fn what_is_not_for_strangers_is_refused() {
    let server = Server::start(Limits::default()).await;
    let close = "host: a\r\nconnection: close\r\n";
    let update = server.say(&format!("GET /sparql?update=DROP%20ALL HTTP/1.1\r\n{close}\r\n")).await;
    assert!(update.starts_with("HTTP/1.1 400"), "{update}");
    let form = "update=DROP+ALL";
    let foreign = server
        .say(&format!(
            "POST /update HTTP/1.1\r\n{close}origin: http://evil.example\r\nauthorization: Bearer right\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
            form.len()
        ))
        .await;
    assert!(foreign.starts_with("HTTP/1.1 403"), "{foreign}");
}

#[tokio::test]
async fn a_server_that_is_stopped_finishes_what_is_under_way() {
    let limits = Limits { query_timeout: Duration::from_millis(300), ..Limits::default() };
    let server = Server::start(limits).await;
    let (idle, mut asking) = (server.connect().await, server.connect().await);
    asking.write_all(format!("GET /sparql?query={ENDLESS} HTTP/1.1\r\nhost: a\r\n\r\n").as_bytes()).await.unwrap();
    while server.app.load().running == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    server.stop.send(()).unwrap();
    let answer = heard(&mut asking).await;
    assert!(answer.starts_with("HTTP/1.1 504"), "{answer}");
    tokio::time::timeout(SOON, server.done).await.expect("it ends").unwrap().unwrap();
    assert!(TcpStream::connect(server.address).await.is_err(), "nobody listens any more");
    drop(idle);
}
