//! What goes out of the program: to other endpoints (`SERVICE`) and documents (`LOAD`), to whom it may, and to nobody else.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use casegraph::archive::Writer;
use casegraph::diagnostic::Diagnostics;
use casegraph::outward::Rules;
use casegraph::pipeline;
use casegraph::serve::{App, Limits, router};
use tempfile::TempDir;
use tower::ServiceExt;

/// Longer than anything here takes on a machine that does much else.
const SOON: Duration = Duration::from_secs(60);

/// Another server, which says to each request what it is made to say, and keeps what it was asked.
struct Other {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Other {
    /// Answers with whole messages of HTTP, by what is asked.
    fn new(answer: impl Fn(&str) -> String + Send + 'static) -> Self {
        Self::with(move |request, mut stream| _ = stream.write_all(answer(request).as_bytes()))
    }

    fn with(answer: impl Fn(&str, TcpStream) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let request = heard(&mut stream);
                kept.lock().unwrap().push(request.clone());
                answer(&request, stream);
            }
        });
        Self { address, asked }
    }

    /// Answers every request with a body of a type.
    fn saying(media_type: &'static str, body: impl Into<String>) -> Self {
        let body = body.into();
        Self::new(move |_| ok(media_type, &body))
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

/// A request with its body.
fn heard(stream: &mut TcpStream) -> String {
    let (mut bytes, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ").map(str::to_owned));
            if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
                return text;
            }
        }
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => return text,
            Ok(read) => bytes.extend_from_slice(&piece[..read]),
        }
    }
}

fn ok(media_type: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 200 OK\r\ncontent-type: {media_type}\r\ncontent-length: {length}\r\n\r\n{body}")
}

fn redirect(to: &str) -> String {
    format!("HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n")
}

const JSON: &str = "application/sparql-results+json";

const ROWS: &str = r#"{"head":{"vars":["s","n"]},"results":{"bindings":[
    {"s":{"type":"uri","value":"http://a/1"},"n":{"type":"literal","value":"一"}},
    {"s":{"type":"uri","value":"http://a/2"},"n":{"type":"literal","value":"二"}}]}}"#;

/// Rules that let these be reached.
fn rules(allowed: &[&str]) -> Rules {
    Rules { allowed: allowed.iter().map(|entry| entry.parse().unwrap()).collect(), ..Rules::default() }
}

/// The server that goes out.
struct Server {
    app: Arc<App>,
    _folder: TempDir,
}

impl Server {
    fn new(rules: Rules) -> Self {
        Self::within(rules, Limits::default())
    }

    fn within(rules: Rules, limits: Limits) -> Self {
        let folder = TempDir::new().unwrap();
        pipeline::create(folder.path(), &mut Diagnostics::default()).unwrap();
        let writer = Writer::open(folder.path(), &mut Diagnostics::default()).unwrap();
        let store = pipeline::open_to_write(&writer).unwrap();
        let app = App::new(store, folder.path().to_owned(), limits).unwrap();
        Self { app: Arc::new(app.writable(writer, "right").reaching(rules)), _folder: folder }
    }

    async fn send(&self, address: &str, media_type: &str, body: &str) -> (StatusCode, String) {
        let request =
            Request::post(address).header(header::CONTENT_TYPE, media_type).header(header::ACCEPT, "text/csv");
        let request = request.header(header::AUTHORIZATION, "Bearer right").body(Body::from(body.to_owned())).unwrap();
        let response = router(Arc::clone(&self.app)).oneshot(request).await.unwrap();
        let status = response.status();
        (status, String::from_utf8(to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap())
    }

    async fn ask(&self, query: &str) -> (StatusCode, String) {
        self.send("/sparql", "application/sparql-query", query).await
    }

    async fn update(&self, update: &str) -> (StatusCode, String) {
        self.send("/update", "application/sparql-update", update).await
    }

    /// The rows of a query, sorted.
    async fn rows(&self, query: &str) -> Vec<String> {
        let (status, body) = self.ask(query).await;
        assert_eq!(status, StatusCode::OK, "{query}: {body}");
        let mut rows: Vec<_> = body.lines().skip(1).map(str::to_owned).collect();
        rows.sort();
        rows
    }

    /// The status and the code of the error that a query meets.
    async fn met(&self, query: &str) -> (u16, String, String) {
        fault(self.ask(query).await)
    }
}

fn fault((status, body): (StatusCode, String)) -> (u16, String, String) {
    let body: serde_json::Value = serde_json::from_str(&body).unwrap_or_else(|_| panic!("{status} {body}"));
    let word = |key: &str| body["error"][key].as_str().unwrap().to_owned();
    assert!(!word("hint").is_empty(), "{body}");
    (status.as_u16(), word("code"), word("message"))
}

fn service(address: &str) -> String {
    format!("SELECT ?s ?n {{ SERVICE <{address}> {{ ?s <http://a/name> ?n }} }}")
}

fn silent(query: &str) -> String {
    query.replace("SERVICE", "SERVICE SILENT")
}

#[tokio::test]
async fn a_listed_endpoint_is_asked_as_the_protocol_says_and_its_rows_are_joined() {
    let other = Other::saying(JSON, ROWS);
    let server = Server::new(rules(&["127.0.0.1:*"]));
    server.update("INSERT DATA { <http://a/2> <http://a/p> 'here' }").await;
    let address = format!("{}/sparql?default-graph-uri=urn:g", other.url());
    let joined = format!("SELECT ?n ?o {{ ?s <http://a/p> ?o SERVICE <{address}> {{ ?s <http://a/name> ?n }} }}");
    assert_eq!(server.rows(&joined).await, ["二,here"]);
    let [request] = other.asked().try_into().unwrap();
    assert!(request.starts_with("POST /sparql?default-graph-uri=urn:g HTTP/1.1\r\n"), "{request}");
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let head = head.to_ascii_lowercase();
    assert!(head.contains(&format!("host: {}", other.address)), "{head}");
    assert!(
        head.contains("accept: application/sparql-results+json") && head.contains("user-agent: casegraph/"),
        "{head}"
    );
    assert!(!head.contains("authorization") && !head.contains("cookie"), "{head}");
    let (name, query) = form_urlencoded::parse(body.as_bytes()).next().unwrap();
    assert_eq!(name, "query");
    assert!(query.contains("?s <http://a/name> ?n"), "{query}");

    let xml = Other::saying(
        "application/sparql-results+xml; charset=utf-8",
        "<sparql xmlns='http://www.w3.org/2005/sparql-results#'><head><variable name='s'/><variable name='n'/></head>\
         <results><result><binding name='n'><literal>三</literal></binding></result></results></sparql>",
    );
    assert_eq!(server.rows(&service(&xml.url())).await, [",三"]);
    // In an update, too, and in the plan.
    let update =
        format!("INSERT {{ ?s <http://a/n> ?n }} WHERE {{ SERVICE <{}> {{ ?s <http://a/name> ?n }} }}", other.url());
    assert_eq!(server.update(&update).await.0, StatusCode::NO_CONTENT);
    assert_eq!(server.rows("SELECT ?n { ?s <http://a/n> ?n }").await, ["一", "二"]);
}

#[tokio::test]
async fn who_is_not_listed_is_not_connected_to() {
    let other = Other::saying(JSON, ROWS);
    let port = other.address.port();
    let named = |host: &str| format!("http://{host}:{port}/sparql");
    for (allowed, address) in [
        (vec![], named("127.0.0.1")),
        (vec!["example.org"], named("127.0.0.1")),
        (vec!["127.0.0.1"], named("127.0.0.1")),
        (vec!["127.0.0.2:*"], named("127.0.0.1")),
        // A name that is listed and leads to this machine.
        (vec!["localhost:*"], named("localhost")),
        (vec!["localhost:*"], named("LOCALHOST")),
        // Other ways to write the address of this machine, where a name is listed.
        (vec!["example.org:*"], named("[::ffff:127.0.0.1]")),
        (vec!["0:*", "2130706433:*", "127.1:*"], named("127.1")),
    ] {
        let server = Server::new(rules(&allowed));
        let (status, code, message) = server.met(&service(&address)).await;
        assert_eq!((status, code.as_str()), (403, "elsewhere"), "{address}: {message}");
        assert_eq!(server.rows(&silent(&service(&address))).await, [","], "{address}");
    }
    assert!(other.asked().is_empty(), "nothing was sent: {:?}", other.asked());
    // The same name, where the address is listed.
    let server = Server::new(rules(&["127.0.0.0/8:*"]));
    assert_eq!(server.rows(&service(&named("localhost"))).await.len(), 2);
}

#[tokio::test]
async fn what_is_no_address_of_the_web_is_not_asked() {
    let server = Server::new(Rules { load: true, ..rules(&["127.0.0.1:*", "localhost:*"]) });
    for address in
        ["file:///etc/passwd", "ftp://127.0.0.1/x", "urn:x", "http://user:pw@127.0.0.1:9/", "gopher://127.0.0.1/"]
    {
        let (status, code, message) = server.met(&service(address)).await;
        assert_eq!((status, code.as_str()), (403, "elsewhere"), "{address}: {message}");
        let (status, code, _) = fault(server.update(&format!("LOAD <{address}>")).await);
        assert_eq!((status, code.as_str()), (403, "elsewhere"), "{address}");
        assert_eq!(server.update(&format!("LOAD SILENT <{address}>")).await.0, StatusCode::NO_CONTENT);
    }
}

#[tokio::test]
async fn an_endpoint_that_fails_is_an_error_that_says_what_it_did() {
    let server = Server::new(Rules { bytes: 100_000, timeout: Duration::from_millis(400), ..rules(&["127.0.0.1:*"]) });
    let elsewhere = Other::saying(JSON, ROWS);
    let (there, long) = (elsewhere.url(), "x".repeat(200_000));
    let (closed, gzip) = (
        TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap(),
        ok(JSON, ROWS).replace("\r\ncontent-length", "\r\ncontent-encoding: gzip\r\ncontent-length"),
    );
    for (other, words) in [
        (Other::new(move |_| redirect(&there)), "is not followed"),
        (Other::saying(JSON, long), "more than 100000 bytes"),
        (Other::saying("text/html", "<p>hello"), "no table of solutions"),
        (Other::saying(JSON, r#"{"head":{},"boolean":true}"#), "true or false"),
        (Other::saying(JSON, &ROWS[..120]), "cannot be read"),
        (Other::new(move |_| gzip.clone()), "encoding"),
        (
            Other::new(|_| "HTTP/1.1 500 Oh\r\ncontent-length: 5\r\n\r\nsorry".into()),
            "500 Internal Server Error: sorry",
        ),
        (
            Other::new(|_| "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{".into()),
            "broke off",
        ),
        (Other::new(|_| "SSH-2.0-OpenSSH\r\n".into()), "broke off"),
        // Never answers, as long as the connection is open.
        (Other::with(|_, mut stream| _ = stream.read(&mut [0])), "has not answered"),
        (Other { address: closed, asked: Arc::default() }, "cannot be connected to"),
    ] {
        let (status, code, message) = server.met(&service(&other.url())).await;
        assert_eq!((status, code.as_str()), (502, "elsewhere"), "{words}: {message}");
        assert!(message.contains(words) && message.contains(&other.url()), "{words}: {message}");
        assert_eq!(server.rows(&silent(&service(&other.url()))).await, [","], "{words}");
    }
    assert!(elsewhere.asked().is_empty(), "no redirect was followed");
}

#[tokio::test]
async fn a_request_to_others_stops_with_its_query() {
    let (left, gone) = mpsc::channel();
    let other = Other::with(move |_, mut stream| {
        // Nothing more comes, and then the end.
        let read = stream.read(&mut [0]);
        left.send(read.is_ok_and(|read| read == 0)).unwrap();
    });
    let limits = Limits { query_timeout: Duration::from_millis(300), ..Limits::default() };
    let server = Server::within(Rules { timeout: SOON, ..rules(&["127.0.0.1:*"]) }, limits);
    for query in [service(&other.url()), silent(&service(&other.url()))] {
        let (status, code, _) = server.met(&query).await;
        assert_eq!((status, code.as_str()), (504, "timeout"));
        assert!(gone.recv_timeout(SOON).unwrap(), "the connection is closed");
    }
    // And with its client.
    let server = Server::new(Rules { timeout: SOON, ..rules(&["127.0.0.1:*"]) });
    let (query, app) = (service(&other.url()), Arc::clone(&server.app));
    let asking = tokio::spawn(async move {
        let request = Request::post("/sparql").header(header::CONTENT_TYPE, "application/sparql-query");
        router(app).oneshot(request.body(Body::from(query)).unwrap()).await
    });
    while other.asked().len() < 3 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    asking.abort();
    assert!(tokio::task::spawn_blocking(move || gone.recv_timeout(SOON)).await.unwrap().unwrap());
}

#[tokio::test]
async fn a_query_asks_others_only_so_often() {
    let other = Other::saying(JSON, ROWS);
    let server = Server::new(Rules { requests: 3, ..rules(&["127.0.0.1:*"]) });
    let ends = |count: usize| (0..count).map(|n| format!("<{}/{n}>", other.url())).collect::<Vec<_>>().join(" ");
    let each =
        |count: usize| format!("SELECT ?n {{ VALUES ?e {{ {}}} SERVICE ?e {{ ?s <http://a/name> ?n }} }}", ends(count));
    assert_eq!(server.rows(&each(3)).await.len(), 6);
    let (status, code, message) = server.met(&each(4)).await;
    assert_eq!((status, code.as_str()), (403, "elsewhere"));
    assert!(message.contains("more than 3 times"), "{message}");
    assert_eq!(other.asked().len(), 6);
    // The same is asked once, however many rows there are.
    let same = format!(
        "SELECT ?n {{ VALUES ?x {{ 1 2 3 4 5 }} BIND(<{}> AS ?e) SERVICE ?e {{ ?s <http://a/name> ?n }} }}",
        other.url()
    );
    assert_eq!(server.rows(&same).await.len(), 10);
    assert_eq!(other.asked().len(), 7);
}

#[tokio::test]
async fn documents_are_loaded_where_that_is_switched_on() {
    let turtle = "<> <http://a/p> <rel> . <http://a/s> <http://a/q> [] .";
    let other = Other::new(move |request| match request.split(' ').nth(1).unwrap() {
        "/moved" => redirect("/there/data.ttl"),
        "/plain/data.ttl" => ok("text/plain", turtle),
        "/xml" => ok(
            "application/rdf+xml",
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:a='http://a/'><rdf:Description rdf:about='http://a/s'><a:x>1</a:x></rdf:Description></rdf:RDF>",
        ),
        "/empty" => ok("text/turtle", ""),
        _ => ok("text/turtle", turtle),
    });
    let off = Server::new(rules(&["127.0.0.1:*"]));
    let (status, code, _) = fault(off.update(&format!("LOAD <{}/x>", other.url())).await);
    assert_eq!((status, code.as_str()), (403, "load"));
    assert_eq!(off.update(&format!("LOAD SILENT <{}/x>", other.url())).await.0, StatusCode::NO_CONTENT);
    assert!(other.asked().is_empty());

    let server = Server::new(Rules { load: true, ..rules(&["127.0.0.1:*"]) });
    let url = other.url();
    for path in ["/x/y", "/moved", "/plain/data.ttl"] {
        let graph = format!("urn:g{}", path.replace('/', "-"));
        let (status, body) = server.update(&format!("LOAD <{url}{path}#part> INTO GRAPH <{graph}>")).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{path}: {body}");
        let base = path.replace("/moved", "/there/data.ttl");
        let rel = format!("{url}{}/rel", base.rsplit_once('/').unwrap().0);
        let ask = format!("ASK {{ GRAPH <{graph}> {{ <{url}{base}> <http://a/p> <{rel}> }} }}");
        assert!(server.ask(&ask).await.1.contains("true"), "{ask}");
    }
    assert_eq!(server.update(&format!("LOAD <{url}/xml>")).await.0, StatusCode::NO_CONTENT);
    assert!(server.ask("ASK { <http://a/s> <http://a/x> '1' }").await.1.contains("true"));
    assert_eq!(server.update(&format!("LOAD <{url}/empty> INTO GRAPH <urn:empty>")).await.0, StatusCode::NO_CONTENT);
    let request = other.asked().pop().unwrap();
    assert!(request.starts_with("GET /empty HTTP/1.1\r\n") && request.contains("text/turtle"), "{request}");
    // Without the token nothing is read.
    let before = other.asked().len();
    let request = Request::post("/update").header(header::CONTENT_TYPE, "application/sparql-update");
    let request = request.body(Body::from(format!("LOAD <{url}/x>"))).unwrap();
    let refused = router(Arc::clone(&server.app)).oneshot(request).await.unwrap();
    assert_eq!((refused.status(), other.asked().len()), (StatusCode::UNAUTHORIZED, before));
}

#[tokio::test]
async fn a_document_that_does_not_come_changes_nothing() {
    let secret = Other::saying("text/turtle", "<http://a/secret> <http://a/p> 1 .");
    let inside = secret.address.port();
    let other = Other::new(move |request| match request.split(' ').nth(1).unwrap() {
        // Not among the listed: another address of this machine.
        "/inside" => redirect(&format!("http://127.0.0.2:{inside}/")),
        "/named" => redirect(&format!("http://localhost:{inside}/")),
        "/file" => redirect("file:///etc/passwd"),
        "/round" => redirect("/round"),
        "/html" => ok("text/html", "<p>"),
        "/wrong" => ok("text/turtle", "<a> <b>"),
        "/bomb" => ok("application/rdf+xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><rdf/>"),
        "/deep" => ok("application/ld+json", &"[".repeat(1_000)),
        _ => ok("text/turtle", &"<http://a/s> <http://a/p> 1 .".repeat(10_000)),
    });
    let only = format!("127.0.0.1:{}", other.address.port());
    let server = Server::new(Rules { load: true, bytes: 100_000, ..rules(&[&only]) });
    for (path, status, words) in [
        ("/inside", 403, "127.0.0.2"),
        ("/named", 403, "not allowed"),
        ("/file", 403, "no address of the web"),
        ("/round", 502, "on and on"),
        ("/html", 502, "no RDF"),
        ("/wrong", 502, "cannot be read"),
        ("/bomb", 502, "document type"),
        ("/deep", 502, "nested"),
        ("/long", 502, "more than 100000 bytes"),
    ] {
        let update = format!("INSERT DATA {{ <http://a/s> <http://a/p> 1 }} ; LOAD <{}{path}>", other.url());
        let (found, code, message) = fault(server.update(&update).await);
        assert_eq!((found, code.as_str()), (status, "elsewhere"), "{path}: {message}");
        assert!(message.contains(words), "{path}: {message}");
    }
    assert!(server.ask("ASK { <http://a/s> <http://a/p> 1 }").await.1.contains("false"));
    assert!(secret.asked().is_empty());
}
