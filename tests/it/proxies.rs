//! Behind a proxy: below a path, through a socket in the file system, with what the proxy says of its clients.

use std::io::{Read, Write};
use std::net::{IpAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use casegraph::archive::Writer;
use casegraph::diagnostic::Diagnostics;
use casegraph::pipeline;
use casegraph::serve::{App, Front, Limits, Listener, Live, Peer, Settings, router, serve};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::api::SEED;

const PROXY: Peer = Peer(Some(IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 9))));

fn front(base: &str) -> Front {
    Front { base: base.to_owned(), trusted: vec!["10.0.0.0/8".parse().unwrap()] }
}

fn live(front: Front) -> Live {
    let live = Live::loading(Settings { front, ..Settings::default() });
    let app = App::new(SEED.1.store(), SEED.0.path().join("data"), Limits::default()).unwrap();
    live.serve_from_now(Arc::new(app));
    live
}

struct Answer {
    status: StatusCode,
    location: String,
    link: String,
    body: String,
}

async fn ask(live: &Live, peer: Peer, address: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(address).header(header::HOST, "inside:7878").extension(peer);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = router(live.clone()).oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let text = |name| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
    let (location, link, status) = (text(header::LOCATION), text(header::LINK), response.status());
    let body = String::from_utf8_lossy(&to_bytes(response.into_body(), usize::MAX).await.unwrap()).into_owned();
    Answer { status, location, link, body }
}

#[tokio::test]
async fn below_a_path_every_address_that_is_given_is_below_it() {
    let live = live(front("/cases/graph"));
    let get = async |address: &str, accept: &str| ask(&live, PROXY, address, &[("accept", accept)]).await;
    for page in ["/cases/graph", "/cases/graph/", "/cases/graph/numbers"] {
        let page = get(page, "text/html").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("<base href=\"/cases/graph/\">"), "{}", page.body);
    }
    assert_eq!(get("/cases/graph/assets/app.js", "*/*").await.status, StatusCode::OK);
    let nowhere = get("/cases/graph/no/where", "text/html").await;
    assert!(nowhere.status == StatusCode::NOT_FOUND && nowhere.body.contains("href=\"/cases/graph/\""));
    for page in ["/cases/graph/api", "/cases/graph/data/id/place-450300.html"] {
        let page = get(page, "text/html").await;
        assert!(page.body.contains("href=\"/cases/graph/assets/plain.css\""), "{}", page.body);
        let outside = page.body.matches("href=\"/").count() - page.body.matches("href=\"/cases/graph/").count();
        assert_eq!(outside, 0, "{}", page.body);
    }
    let thing = get("/cases/graph/id/place-450300", "text/turtle").await;
    assert_eq!(thing.location, "/cases/graph/data/id/place-450300.ttl");
    assert!(thing.link.contains("</cases/graph/data/id/place-450300.jsonld>"), "{}", thing.link);
    assert_eq!(get(&thing.location, "*/*").await.status, StatusCode::OK);
    let rows = get("/cases/graph/api/cases?limit=1", "application/json").await;
    assert!(rows.body.contains("\"address\":\"/cases/graph/id/case-"), "{}", rows.body);
    assert!(rows.link.starts_with("</cases/graph/api/cases?"), "{}", rows.link);
    let interface = get("/cases/graph/openapi.json", "*/*").await;
    assert!(interface.body.contains("\"url\": \"/cases/graph/\""));
    let described = get("/cases/graph/sparql", "text/turtle").await;
    assert!(described.body.contains("<http://inside:7878/cases/graph/sparql>"), "{}", &described.body[..500]);
    assert!(described.body.contains("<http://inside:7878/cases/graph/api/export?format=turtle>"));
    // A proxy that takes the path off itself, and whoever asks the service directly.
    assert_eq!(get("/id/place-450300", "text/turtle").await.location, "/cases/graph/data/id/place-450300.ttl");
    assert_eq!(get("/healthz", "*/*").await.status, StatusCode::OK);
    assert_eq!(get("/cases/graphs/healthz", "*/*").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_said_of_clients_is_believed_of_trusted_addresses_alone() {
    let live = live(front(""));
    let said = [
        ("accept", "text/turtle"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-host", "cases.example.org"),
        ("x-forwarded-prefix", "/graph"),
    ];
    let believed = ask(&live, PROXY, "/sparql", &said).await.body;
    assert!(believed.contains("<https://cases.example.org/graph/sparql>"), "{}", &believed[..500]);
    let standard = [("accept", "text/turtle"), ("forwarded", "for=1.2.3.4;proto=https;host=\"b.example.org\"")];
    let believed = ask(&live, PROXY, "/sparql", &standard).await.body;
    assert!(believed.contains("<https://b.example.org/sparql>"), "{}", &believed[..500]);
    assert!(ask(&live, Peer(None), "/sparql", &standard).await.body.contains("<https://b.example.org/sparql>"));
    let stranger = Peer(Some("192.0.2.7".parse().unwrap()));
    for headers in [said.as_slice(), &standard] {
        let own = ask(&live, stranger, "/sparql", headers).await.body;
        assert!(own.contains("<http://inside:7878/sparql>") && !own.contains("example.org/"), "{}", &own[..500]);
    }
    for (name, wrong) in [
        ("x-forwarded-proto", "javascript"),
        ("x-forwarded-host", "user@evil.example"),
        ("x-forwarded-host", "a b"),
        ("x-forwarded-prefix", "//evil.example"),
        ("x-forwarded-prefix", "/\"><script>"),
        ("forwarded", "proto=\"java script\";host=\"<>\""),
    ] {
        let own = ask(&live, PROXY, "/sparql", &[("accept", "text/turtle"), (name, wrong)]).await.body;
        assert!(own.contains("<http://inside:7878/sparql>"), "{name}: {wrong}");
    }
}

#[tokio::test]
async fn language_models_are_given_addresses_that_their_client_can_open() {
    let live = live(front("/cases"));
    let call = async |tool: &str, arguments: serde_json::Value, headers: &[(&str, &str)]| {
        let parameters = serde_json::json!({ "name": tool, "arguments": arguments });
        let body =
            serde_json::json!({ "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": parameters }).to_string();
        let mut request = Request::post("/cases/mcp").header(header::HOST, "inside:7878").extension(PROXY);
        request = request.header(header::CONTENT_TYPE, "application/json");
        request = request.header(header::ACCEPT, "application/json, text/event-stream");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = router(live.clone()).oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let answer: serde_json::Value = serde_json::from_slice(&body).unwrap();
        let (text, data) = (&answer["result"]["content"][0]["text"], &answer["result"]["structuredContent"]);
        (text.as_str().unwrap_or_else(|| panic!("{answer}")).to_owned(), data.clone())
    };
    let said = [("x-forwarded-proto", "https"), ("x-forwarded-host", "cases.example.org")];
    for (headers, root) in [(&[][..], "http://inside:7878/cases"), (&said, "https://cases.example.org/cases")] {
        let thing = serde_json::json!({ "thing": "450300" });
        let (text, data) = call("entity", thing, headers).await;
        let address = format!("{root}/id/place-450300");
        assert!(data["address"] == *address && text.contains(&address), "{data}");
        let (text, data) = call("observations", serde_json::json!({ "limit": 3 }), headers).await;
        let addresses: Vec<_> = data["rows"].as_array().unwrap().iter().map(|row| row["address"].as_str()).collect();
        assert_eq!(addresses.len(), 3);
        for address in addresses.into_iter().flatten() {
            assert!(
                address.starts_with(&format!("{root}/id/observation-")) && text.contains(address),
                "{address}\n{text}"
            );
        }
    }
}

#[tokio::test]
async fn a_page_of_the_same_site_may_write_through_its_proxy() {
    let folder = TempDir::new().unwrap();
    pipeline::create(folder.path(), &mut Diagnostics::default()).unwrap();
    let writer = Writer::open(folder.path(), &mut Diagnostics::default()).unwrap();
    let store = pipeline::open_to_write(&writer).unwrap();
    let app = App::new(store, folder.path().to_owned(), Limits::default()).unwrap().writable(writer, "right");
    let live = Live::loading(Settings { front: front("/cg"), ..Settings::default() });
    live.serve_from_now(Arc::new(app));
    let post = async |host: &str| {
        let request = Request::post("/cg/store").extension(PROXY).header(header::HOST, "inside:7878");
        let request = request.header("x-forwarded-host", host).header("x-forwarded-proto", "https");
        let request = request.header(header::ORIGIN, "https://cases.example.org");
        let request = request.header(header::AUTHORIZATION, "Bearer right").header(header::CONTENT_TYPE, "text/turtle");
        router(live.clone()).oneshot(request.body(Body::from("<a:s> <a:p> 1 .")).unwrap()).await.unwrap()
    };
    assert_eq!(post("other.example.org").await.status(), StatusCode::FORBIDDEN);
    let made = post("cases.example.org").await;
    assert_eq!(made.status(), StatusCode::CREATED);
    let location = made.headers()[header::LOCATION].to_str().unwrap();
    assert!(location.starts_with("https://cases.example.org/cg/store/"), "{location}");
}

#[cfg(unix)]
/// A small proxy before a socket: it adds what proxies say, and passes on what comes.
fn proxy(socket: &Path) -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, socket) = (listener.local_addr().unwrap(), socket.to_owned());
    thread::spawn(move || {
        for client in listener.incoming() {
            let (mut client, mut head) = (client.unwrap(), Vec::new());
            while !head.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                client.read_exact(&mut byte).unwrap();
                head.push(byte[0]);
            }
            let head = String::from_utf8(head).unwrap();
            let said =
                "\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: cases.example.org\r\nConnection: close\r\n\r\n";
            let mut inside = std::os::unix::net::UnixStream::connect(&socket).unwrap();
            inside.write_all(head.replace("\r\n\r\n", said).as_bytes()).unwrap();
            std::io::copy(&mut inside, &mut client).unwrap();
        }
    });
    address
}

#[cfg(unix)]
#[tokio::test]
async fn a_socket_in_the_file_system_is_served_and_removed() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("casegraph.sock");
    // Left behind by a process that was killed: nobody listens.
    drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
    let listener = Listener::at_path(&path).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o660);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left");
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let (service, limits) = (live(Front::default()), Limits::default());
    let done = tokio::spawn(async move { serve(listener, service, &limits, async { _ = stopped.await }).await });
    let address = proxy(&path);
    let answer = tokio::task::spawn_blocking(move || {
        let mut client = TcpStream::connect(address).unwrap();
        client.write_all(b"GET /sparql HTTP/1.1\r\nHost: inside\r\nAccept: text/turtle\r\n\r\n").unwrap();
        let mut answer = String::new();
        client.read_to_string(&mut answer).unwrap();
        answer
    });
    let answer = answer.await.unwrap();
    assert!(answer.contains("<https://cases.example.org/sparql>"), "{}", &answer[..answer.len().min(800)]);
    let second = Listener::at_path(&path).unwrap_err();
    assert_eq!(second.kind(), std::io::ErrorKind::AddrInUse);
    stop.send(()).unwrap();
    done.await.unwrap().unwrap();
    assert!(!path.exists(), "the socket is removed");
    std::fs::write(&path, "a letter").unwrap();
    assert!(Listener::at_path(&path).is_err());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "a letter", "what is no socket is left alone");
}
