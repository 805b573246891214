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
use crate::protocol::{self, TOKEN};

/// Longer than anything here takes on a machine that does much else.
pub(crate) const SOON: Duration = Duration::from_secs(60);

/// A server on a port of its own.
pub(crate) struct Server {
    app: Arc<App>,
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    done: JoinHandle<std::io::Result<()>>,
}

impl Server {
    pub(crate) async fn start(limits: Limits) -> Self {
        let app = App::new(SEED.1.store(), SEED.0.path().join("data"), limits.clone()).unwrap();
        Self::of(Arc::new(app), limits).await
    }

    /// One that may be written to, without documents.
    pub(crate) async fn writable(limits: Limits) -> (protocol::Server, Self) {
        let writable = protocol::Server::within(limits.clone());
        let server = Self::of(Arc::clone(&writable.app), limits).await;
        (writable, server)
    }

    async fn of(app: Arc<App>, limits: Limits) -> Self {
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
    pub(crate) async fn say(&self, bytes: &str) -> String {
        let mut stream = self.connect().await;
        stream.write_all(bytes.as_bytes()).await.unwrap();
        heard(&mut stream).await
    }

    /// What is said to who goes on sending: the first that comes, because nobody waits for the rest.
    pub(crate) async fn refusal(&self, bytes: &[u8]) -> String {
        let (mut reading, mut writing) = self.connect().await.into_split();
        let _sending = tokio::spawn({
            let bytes = bytes.to_vec();
            async move {
                let _ = writing.write_all(&bytes).await;
                writing
            }
        });
        let (mut said, mut piece) = (String::new(), [0; 4096]);
        // Errors of ours are objects; where hyper itself refuses it closes the connection.
        while !said.ends_with('}') {
            let read = tokio::time::timeout(SOON, reading.read(&mut piece)).await.expect("it answers");
            let Ok(read @ 1..) = read else { break };
            said += &String::from_utf8_lossy(&piece[..read]);
        }
        said
    }

    /// Asks on a connection of its own.
    async fn get(&self, target: &str) -> String {
        self.say(&format!("GET {target} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")).await
    }

    /// Health, metrics and a small query are answered.
    pub(crate) async fn is_well(&self) {
        for target in ["/healthz", "/metrics", "/sparql?query=ASK%7B%7D"] {
            let answer = self.get(target).await;
            assert!(answer.starts_with("HTTP/1.1 200"), "{target}: {answer}");
        }
    }

    /// Asks a query on a connection of its own, and reads nothing yet.
    async fn ask(&self, query: &str) -> TcpStream {
        let mut stream = self.connect().await;
        let head = format!("GET /sparql?query={query} HTTP/1.1\r\nhost: a\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        stream
    }

    /// Waits until so many queries are evaluated.
    async fn runs(&self, count: usize) {
        while self.app.load().running < count {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
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
async fn hundreds_of_slow_heads_do_not_silence_the_server() {
    let server = Server::start(Limits { connections: 50, ..Limits::default() }).await;
    let mut slow = Vec::new();
    for _ in 0..300 {
        let mut stream = server.connect().await;
        let _ = stream.write_all(b"GET /healthz HTTP/1.1\r\nx-slow: ").await;
        slow.push(stream);
    }
    server.is_well().await;
}

#[tokio::test]
async fn hundreds_of_slow_bodies_do_not_silence_the_server() {
    let limits = Limits { connections: 50, body_timeout: SOON, header_timeout: SOON, ..Limits::default() };
    let (_writable, server) = Server::writable(limits).await;
    let mut slow = Vec::new();
    for number in 0..300 {
        let (method, target, kind) = [
            ("POST", "/sparql", "application/sparql-query"),
            ("POST", "/query", "application/x-www-form-urlencoded"),
            ("POST", "/update", "application/sparql-update"),
            ("PUT", "/store?graph=a:g", "text/turtle"),
            ("POST", "/store", "multipart/form-data; boundary=x"),
            ("POST", "/mcp", "application/json"),
        ][number % 6];
        let mut stream = server.connect().await;
        let head = format!(
            "{method} {target} HTTP/1.1\r\nhost: a\r\ncontent-type: {kind}\r\nauthorization: Bearer {TOKEN}\r\n\
             accept: application/json, text/event-stream\r\ncontent-length: 1000\r\n\r\n-"
        );
        let _ = stream.write_all(head.as_bytes()).await;
        slow.push(stream);
    }
    server.is_well().await;
}

#[tokio::test]
async fn hundreds_of_clients_that_ask_nothing_more_do_not_silence_the_server() {
    let limits = Limits { connections: 50, header_timeout: SOON, ..Limits::default() };
    let server = Server::start(limits).await;
    let mut idle = Vec::new();
    for _ in 0..300 {
        let mut stream = server.connect().await;
        stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
        assert!(stream.read(&mut [0; 1024]).await.unwrap() > 0);
        idle.push(stream);
    }
    server.is_well().await;
}

/// A query with far more rows than the system's buffers take.
const LONG: &str = "SELECT%20*%20%7B?a%20?b%20?c.?d%20?e%20?f%7D";

#[tokio::test]
async fn hundreds_of_clients_that_read_byte_by_byte_do_not_silence_the_server() {
    let limits =
        Limits { connections: 50, write_timeout: SOON, query_timeout: SOON, queries: 4, queue: 8, ..Limits::default() };
    let server = Server::start(limits).await;
    let mut slow = Vec::new();
    for number in 0..300 {
        let mut stream = server.connect().await;
        let target =
            if number % 2 == 0 { format!("/sparql?query={LONG}") } else { "/api/export?format=ntriples".into() };
        let _ = stream.write_all(format!("GET {target} HTTP/1.1\r\nhost: a\r\n\r\n").as_bytes()).await;
        slow.push(stream);
    }
    // A byte each, where there is one already.
    for stream in &slow {
        let _ = stream.try_read(&mut [0]);
    }
    for target in ["/healthz", "/metrics"] {
        let answer = server.get(target).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{target}: {answer}");
    }
}

#[tokio::test]
async fn a_client_that_does_not_read_gives_its_thread_to_who_waits_for_it() {
    let limits = Limits { write_timeout: SOON, query_timeout: SOON, queries: 2, ..Limits::default() };
    let server = Server::start(limits).await;
    let mut slow = Vec::new();
    for _ in 0..2 {
        slow.push(server.ask(LONG).await);
    }
    server.runs(2).await;
    server.is_well().await;
    // Whose answer was ended for it sees that it is not whole.
    let mut cut = 0;
    while server.app.load().running > 1 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    for stream in &mut slow {
        let mut bytes = Vec::new();
        let reading = tokio::time::timeout(Duration::from_millis(300), stream.read_to_end(&mut bytes)).await;
        cut += usize::from(reading.is_ok() && !bytes.ends_with(b"0\r\n\r\n"));
    }
    assert!(cut >= 1, "somebody has made room");
}

#[tokio::test]
async fn an_answer_whose_time_is_up_never_looks_whole() {
    let limits = Limits { write_timeout: SOON, query_timeout: Duration::from_millis(300), ..Limits::default() };
    let server = Server::start(limits).await;
    let mut stream = server.ask(LONG).await;
    server.runs(1).await;
    server.is_idle().await;
    let answer = heard(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.len() > 100_000, "{}", answer.len());
    assert!(!answer.ends_with("0\r\n\r\n"), "the answer is cut, not ended");
}

#[tokio::test]
async fn who_is_answered_is_not_cut_off_for_others() {
    let server = Server::start(Limits { connections: 1, query_timeout: SOON, ..Limits::default() }).await;
    let first = server.ask(ENDLESS).await;
    server.runs(1).await;
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
    let mut stream = server.ask(LONG).await;
    server.runs(1).await;
    server.is_idle().await;
    let answer = heard(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 200") && !answer.ends_with("0\r\n\r\n"), "the answer is cut, not ended");
}

#[tokio::test]
async fn a_server_that_is_stopped_finishes_what_is_under_way() {
    let limits = Limits { query_timeout: Duration::from_millis(300), ..Limits::default() };
    let server = Server::start(limits).await;
    let (idle, mut asking) = (server.connect().await, server.ask(ENDLESS).await);
    server.runs(1).await;
    server.stop.send(()).unwrap();
    let answer = heard(&mut asking).await;
    assert!(answer.starts_with("HTTP/1.1 504"), "{answer}");
    tokio::time::timeout(SOON, server.done).await.expect("it ends").unwrap().unwrap();
    assert!(TcpStream::connect(server.address).await.is_err(), "nobody listens any more");
    drop(idle);
}
