//! The protocols of the standard as a client speaks them: queries over named graphs, updates, the graph store, and what the
//! endpoint says of itself. The W3C's own suites are run beside these, see `tests/consumers/w3c`.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use axum::response::Response;
use casegraph::archive::Writer;
use casegraph::diagnostic::Diagnostics;
use casegraph::pipeline;
use casegraph::serve::{App, Limits, router};
use tempfile::TempDir;
use tower::ServiceExt;

pub(crate) const TOKEN: &str = "s3cret";

/// A server of its own, with nothing in it but the vocabulary and the register.
pub(crate) struct Server {
    pub(crate) app: Arc<App>,
    folder: TempDir,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    content_type: String,
    location: Option<String>,
    pub(crate) body: String,
}

impl Server {
    fn new() -> Self {
        Self::within(Limits::default())
    }

    pub(crate) fn within(limits: Limits) -> Self {
        let folder = TempDir::new().unwrap();
        pipeline::create(folder.path(), &mut Diagnostics::default()).unwrap();
        let app = Self::open(&folder, limits);
        Self { app, folder }
    }

    fn open(folder: &TempDir, limits: Limits) -> Arc<App> {
        let writer = Writer::open(folder.path(), &mut Diagnostics::default()).unwrap();
        let store = pipeline::open_to_write(&writer).unwrap();
        let app = App::new(store, folder.path().to_owned(), limits).unwrap();
        Arc::new(app.writable(writer, TOKEN))
    }

    /// Stops it, and starts another on the same folder.
    fn restarted(self) -> Self {
        let Self { app, folder } = self;
        drop(app);
        let app = Self::open(&folder, Limits::default());
        Self { app, folder }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response: Response = router(Arc::clone(&self.app)).oneshot(request).await.unwrap();
        let text = |name| {
            let value: Option<&axum::http::HeaderValue> = response.headers().get(name);
            value.map(|value| value.to_str().unwrap().to_owned())
        };
        let (content_type, location) = (text(header::CONTENT_TYPE).unwrap_or_default(), text(header::LOCATION));
        let status = response.status();
        let body = String::from_utf8(to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap();
        Answer { status, content_type, location, body }
    }

    /// A request with the token.
    pub(crate) async fn write(
        &self,
        method: Method,
        address: &str,
        content_type: &str,
        body: impl Into<Body>,
    ) -> Answer {
        let request = Request::builder().method(method).uri(address).header(header::HOST, "example.org");
        let request = request.header(header::CONTENT_TYPE, content_type);
        let request = request.header(header::AUTHORIZATION, format!("Bearer {TOKEN}"));
        self.send(request.body(body.into()).unwrap()).await
    }

    pub(crate) async fn update(&self, update: &str) -> Answer {
        self.write(Method::POST, "/update", "application/sparql-update", update.to_owned()).await
    }

    pub(crate) async fn get(&self, address: &str, accept: &str) -> Answer {
        let request = Request::get(address).header(header::HOST, "example.org").header(header::ACCEPT, accept);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    async fn head(&self, address: &str) -> Answer {
        self.send(Request::head(address).header(header::HOST, "example.org").body(Body::empty()).unwrap()).await
    }

    /// The answer to an ASK, with further parameters.
    pub(crate) async fn holds(&self, ask: &str, parameters: &str) -> bool {
        let query: String = form_urlencoded::byte_serialize(ask.as_bytes()).collect();
        let answer = self.get(&format!("/sparql?query={query}{parameters}"), "application/sparql-results+json").await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        answer.body.contains("true")
    }
}

#[tokio::test]
async fn writes_need_the_token_and_a_server_that_has_one() {
    let server = Server::new();
    let update = |authorization: Option<&str>| {
        let request = Request::post("/update").header(header::CONTENT_TYPE, "application/sparql-update");
        let request = match authorization {
            Some(value) => request.header(header::AUTHORIZATION, value),
            None => request,
        };
        request.body(Body::from("INSERT DATA { <a:s> <a:p> 1 }")).unwrap()
    };
    for wrong in [None, Some("Bearer guess"), Some("Basic s3cret"), Some("s3cret"), Some("Bearer ")] {
        let refused = server.send(update(wrong)).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{wrong:?}");
        assert!(refused.body.contains("Bearer TOKEN"));
    }
    assert!(!server.holds("ASK { <a:s> <a:p> 1 }", "").await);
    assert_eq!(server.send(update(Some("bearer s3cret"))).await.status, StatusCode::NO_CONTENT);
    assert!(server.holds("ASK { <a:s> <a:p> 1 }", "").await);

    let folder = TempDir::new().unwrap();
    pipeline::create(folder.path(), &mut Diagnostics::default()).unwrap();
    let store = pipeline::open(folder.path(), &mut Diagnostics::default()).unwrap();
    let app = Arc::new(App::new(store, folder.path().to_owned(), Duration::from_secs(30)).unwrap());
    let reader = Server { app, folder };
    assert_eq!(reader.send(update(Some("Bearer s3cret"))).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_is_written_outlives_the_server() {
    let server = Server::new();
    server.update("INSERT DATA { <a:s> <a:p> 1 . GRAPH <a:g> { <a:s> <a:p> 2, 3 } }").await;
    server.update("DELETE { GRAPH <a:g> { ?s ?p 3 } } WHERE { GRAPH <a:g> { ?s ?p 3 } }").await;
    server.write(Method::PUT, "/store?graph=a:h", "text/turtle", "<a:s> <a:p> 4 .").await;
    let server = server.restarted();
    assert!(server.holds("ASK { <a:s> <a:p> 1 . GRAPH <a:g> { ?s ?p 2 } GRAPH <a:h> { ?s ?p 4 } }", "").await);
    assert!(!server.holds("ASK { GRAPH <a:g> { ?s ?p 3 } }", "").await);
}

#[tokio::test]
async fn an_update_that_cannot_be_carried_out_changes_nothing() {
    let server = Server::new();
    let wrong = server.update("INSERT DATA { <a:s> <a:p> }").await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    assert!(wrong.body.contains("line 1, column"), "{}", wrong.body);
    let load = server.update("INSERT DATA { <a:s> <a:p> 1 } ; LOAD <http://127.0.0.1:9/x>").await;
    assert_eq!(load.status, StatusCode::FORBIDDEN);
    let twice = server.update("CREATE GRAPH <a:g> ; INSERT DATA { <a:s> <a:p> 1 } ; CREATE GRAPH <a:g>").await;
    assert_eq!(twice.status, StatusCode::BAD_REQUEST, "{}", twice.body);
    assert!(!server.holds("ASK { <a:s> <a:p> 1 }", "").await);
    assert_eq!(server.get("/update?update=CLEAR%20ALL", "*/*").await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_request_names_the_graphs_it_is_over() {
    let server = Server::new();
    server.update("INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 1 } GRAPH <a:h> { <a:s> <a:p> 2 } }").await;
    let both = "&default-graph-uri=a:g&default-graph-uri=a:h";
    assert!(server.holds("ASK { <a:s> <a:p> 1, 2 }", both).await);
    assert!(!server.holds("ASK { <a:s> <a:p> 1, 2 }", "&default-graph-uri=a:g").await);
    // What the request says wins over FROM.
    assert!(!server.holds("ASK FROM <a:h> { <a:s> <a:p> 2 }", "&default-graph-uri=a:g").await);
    assert!(server.holds("ASK { GRAPH ?g { ?s ?p 2 } }", "&named-graph-uri=a:h").await);
    assert!(!server.holds("ASK { GRAPH ?g { ?s ?p 1 } }", "&named-graph-uri=a:h").await);
    let using = "/update?using-graph-uri=a:h";
    let copy = "INSERT { <a:t> <a:p> ?o } WHERE { <a:s> <a:p> ?o }";
    server.write(Method::POST, using, "application/sparql-update", copy).await;
    assert!(server.holds("ASK { <a:t> <a:p> 2 FILTER NOT EXISTS { <a:t> <a:p> 1 } }", "").await);
    let both = "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }";
    let refused = server.write(Method::POST, using, "application/sparql-update", both).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_graph_is_put_read_added_to_and_deleted() {
    let server = Server::new();
    let address = "/store/people/1.ttl";
    assert_eq!(server.get(address, "*/*").await.status, StatusCode::NOT_FOUND);
    let made = server.write(Method::PUT, address, "text/turtle", "<> <a:p> <b> .").await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let named = "/store?graph=http%3A%2F%2Fexample.org%2Fstore%2Fpeople%2F1.ttl";
    let read = server.get(named, "application/n-triples").await;
    assert_eq!(read.content_type, "application/n-triples");
    let expected = "<http://example.org/store/people/1.ttl> <a:p> <http://example.org/store/people/b> .\n";
    assert_eq!(read.body, expected, "relative IRIs are those of the graph");
    assert_eq!(
        server.write(Method::POST, named, "application/n-triples", "<a:s> <a:p> <a:o> .").await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(server.get(named, "application/n-triples").await.body.lines().count(), 2);
    assert_eq!(server.write(Method::PUT, named, "text/turtle", "").await.status, StatusCode::NO_CONTENT);
    assert_eq!(server.get(named, "application/n-triples").await.body, "");
    assert_eq!(server.write(Method::DELETE, named, "text/turtle", "").await.status, StatusCode::NO_CONTENT);
    assert_eq!(server.write(Method::DELETE, named, "text/turtle", "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn posting_to_the_store_makes_a_graph() {
    let server = Server::new();
    let made = server.write(Method::POST, "/store", "text/turtle", "<a:s> <a:p> <a:o> .").await;
    assert_eq!(made.status, StatusCode::CREATED);
    let location = made.location.expect("its address");
    let path = location.strip_prefix("http://example.org").expect("it is of this server");
    assert_eq!(server.get(path, "application/n-triples").await.body, "<a:s> <a:p> <a:o> .\n");
}

#[tokio::test]
async fn a_form_brings_several_files() {
    let server = Server::new();
    let part = |name: &str, kind: &str, body: &str| {
        format!(
            "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"{name}\"\r\nContent-Type: {kind}\r\n\r\n{body}\r\n"
        )
    };
    let body = format!(
        "{}{}--x--\r\n",
        part("a.ttl", "text/turtle", "<a:s> <a:p> 1 ."),
        part("b.nt", "application/octet-stream", "<a:s> <a:p> <a:o> .")
    );
    let added = server.write(Method::POST, "/store?graph=a:g", "multipart/form-data; boundary=x", body).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.body);
    assert!(server.holds("ASK { GRAPH <a:g> { <a:s> <a:p> 1, <a:o> } }", "").await);
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_and_changes_nothing() {
    let server = Server::new();
    let put = |kind: &'static str, body: String| {
        let server = &server;
        async move { server.write(Method::PUT, "/store?graph=a:g", kind, body).await }
    };
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a \"aa\">]><r>&a;</r>".to_owned();
    for (kind, body, status) in [
        ("text/turtle", "<a:s> <a:p> ".to_owned(), StatusCode::BAD_REQUEST),
        ("application/rdf+xml", bomb, StatusCode::BAD_REQUEST),
        ("application/ld+json", format!("{}{}", "[".repeat(50_000), "]".repeat(50_000)), StatusCode::BAD_REQUEST),
        ("text/turtle", format!("<a:a> <a:b> {}", "(".repeat(300_000)), StatusCode::BAD_REQUEST),
        ("application/trig", "[ <a:b> ".repeat(300_000), StatusCode::BAD_REQUEST),
        ("application/rdf+xml", format!("<r>{}", "<a>".repeat(300_000)), StatusCode::BAD_REQUEST),
        ("image/png", "<a:s> <a:p> <a:o> .".to_owned(), StatusCode::UNSUPPORTED_MEDIA_TYPE),
    ] {
        let refused = put(kind, body).await;
        assert_eq!(refused.status, status, "{kind}: {}", refused.body);
    }
    assert_eq!(server.get("/store?graph=a:g", "*/*").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_endpoint_describes_itself_with_exact_counts() {
    let server = Server::new();
    server.update("INSERT DATA { <a:s> a <a:C> . GRAPH <a:g> { <a:s> <a:p> 2, 3 } }").await;
    let described = server.get("/sparql", "application/n-triples").await;
    assert_eq!(described.status, StatusCode::OK);
    let says = |words: &str| assert!(described.body.contains(words), "{words}");
    says(
        "<http://example.org/sparql> <http://www.w3.org/ns/sparql-service-description#endpoint> <http://example.org/sparql>",
    );
    says("<http://www.w3.org/ns/sparql-service-description#SPARQL11Update>");
    says("<http://www.w3.org/ns/sparql-service-description#name> <a:g>");
    says("<http://example.org/sparql#graph-1> <http://rdfs.org/ns/void#triples> \"2\"");
    let classes = described.body.lines().find(|line| line.ends_with("<a:C> .")).expect("the class is a partition");
    let partition = classes.split(' ').next().unwrap();
    says(&format!("{partition} <http://rdfs.org/ns/void#entities> \"1\""));
    // The same in another format, and refused in one that holds no graph.
    assert!(server.get("/sparql", "text/turtle").await.body.contains("sd:Service"));
    assert_eq!(server.get("/sparql", "text/csv").await.status, StatusCode::NOT_ACCEPTABLE);
}

/// The rows of a query over what the endpoint says of itself, or over the graph it says it of.
async fn rows(server: &Server, described: Option<&oxigraph::store::Store>, query: &str) -> Vec<String> {
    let prefixes = "PREFIX void: <http://rdfs.org/ns/void#> PREFIX dcat: <http://www.w3.org/ns/dcat#> \
        PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> ";
    let query = format!("{prefixes}{query}");
    let csv = if let Some(store) = described {
        let results = oxigraph::sparql::SparqlEvaluator::new().parse_query(&query).unwrap();
        let mut bytes = Vec::new();
        let results = results.on_store(store).execute().unwrap();
        casegraph::answer::sparql::write(results, casegraph::answer::sparql::Format::Csv, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    } else {
        let query: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
        server.get(&format!("/sparql?query={query}"), "text/csv").await.body
    };
    let mut rows: Vec<_> = csv.lines().skip(1).map(str::to_owned).collect();
    rows.sort();
    rows
}

#[tokio::test]
async fn what_is_described_is_what_a_query_counts() {
    let server = Server::new();
    server.update("INSERT DATA { <http://a/s> a <http://a/ns#C> ; <http://a/ns#p> 1, 2 . <http://a/t> <http://a/ns#p> 1 . \
        GRAPH <a:g> { <http://a/s> a <http://a/ns#D> ; <http://b/p> 1, 3 } GRAPH <a:h> { <http://a/s> <http://b/p> 1 } }").await;
    let described = oxigraph::store::Store::new().unwrap();
    let turtle = server.get("/sparql", "text/turtle").await.body;
    described.load_from_slice(oxigraph::io::RdfFormat::Turtle, turtle.as_bytes()).unwrap();
    let said = async |query: &str| rows(&server, Some(&described), query).await;
    let counted = async |query: &str| rows(&server, None, query).await;

    let whole = "SELECT ?n { [] a dcat:Dataset ; void:triples ?n }";
    let all = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }";
    assert_eq!(said(whole).await, counted(all).await);
    let subsets = "SELECT (SUM(?n) AS ?all) { [] a dcat:Dataset ; void:subset ?g . ?g void:triples ?n }";
    assert_eq!(said(subsets).await, counted(all).await, "the subsets are all of it");
    for (graph, pattern) in [
        ("?d sd:defaultGraph ?g", "{ ?s ?p ?o }"),
        ("?d sd:namedGraph [ sd:name <a:g> ; sd:graph ?g ]", "GRAPH <a:g> { ?s ?p ?o }"),
        ("?d sd:namedGraph [ sd:name <a:h> ; sd:graph ?g ]", "GRAPH <a:h> { ?s ?p ?o }"),
    ] {
        let numbers = format!(
            "SELECT ?t ?s ?o ?c ?p {{ {graph} . ?g void:triples ?t ; void:distinctSubjects ?s ; void:distinctObjects ?o ; \
             void:classes ?c ; void:properties ?p }}"
        );
        let classes = format!("SELECT (COUNT(DISTINCT ?o) AS ?c) {{ {pattern} FILTER(?p = rdf:type && isIRI(?o)) }}")
            .replace("rdf:type", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>");
        let classes = counted(&classes).await.remove(0);
        let counts = format!(
            "SELECT (COUNT(*) AS ?t) (COUNT(DISTINCT ?s) AS ?ss) (COUNT(DISTINCT ?o) AS ?os) ('{classes}' AS ?c) \
             (COUNT(DISTINCT ?p) AS ?ps) {{ {pattern} }}"
        );
        assert_eq!(said(&numbers).await, counted(&counts).await, "{pattern}");
        let partitions =
            format!("SELECT ?p ?n {{ {graph} . ?g void:propertyPartition [ void:property ?p ; void:triples ?n ] }}");
        assert_eq!(
            said(&partitions).await,
            counted(&format!("SELECT ?p (COUNT(*) AS ?n) {{ {pattern} }} GROUP BY ?p")).await
        );
        let partitions =
            format!("SELECT ?c ?n {{ {graph} . ?g void:classPartition [ void:class ?c ; void:entities ?n ] }}");
        let typed = pattern.replace("?p", "a").replace("?o", "?c");
        let counts = format!("SELECT ?c (COUNT(*) AS ?n) {{ {typed} FILTER(isIRI(?c)) }} GROUP BY ?c");
        assert_eq!(said(&partitions).await, counted(&counts).await);
    }
    let vocabularies = said("SELECT ?v { [] void:vocabulary ?v }").await;
    let used = counted(
        "SELECT DISTINCT ?v { { ?s ?t ?o } UNION { ?s a ?t } UNION { GRAPH ?g { { ?s ?t ?o } UNION { ?s a ?t } } } \
         FILTER(isIRI(?t)) BIND(REPLACE(STR(?t), '[^/#]*$', '') AS ?v) }",
    );
    assert_eq!(vocabularies, used.await);
    for known in ["http://a/ns#", "http://b/", "https://w3id.org/casegraph/ns#"] {
        assert!(vocabularies.iter().any(|vocabulary| vocabulary == known), "{vocabularies:?}");
    }
}

#[tokio::test]
async fn every_format_that_is_served_is_a_distribution_that_can_be_fetched() {
    let server = Server::new();
    let described = oxigraph::store::Store::new().unwrap();
    let turtle = server.get("/sparql", "text/turtle").await.body;
    described.load_from_slice(oxigraph::io::RdfFormat::Turtle, turtle.as_bytes()).unwrap();
    let said = async |query: &str| rows(&server, Some(&described), query).await;
    let found = said(
        "SELECT ?url ?en ?zh (COALESCE(?label, STRAFTER(STR(?type), 'media-types/')) AS ?kind) { \
         ?dataset a dcat:Dataset ; dcat:distribution ?d . ?d a dcat:Distribution ; dcat:downloadURL ?url ; dcat:accessURL ?url ; \
         dcat:mediaType ?type ; dcterms:format ?format ; dcterms:title ?en, ?zh . FILTER(LANG(?en) = 'en' && LANG(?zh) = 'zh') \
         OPTIONAL { ?type a dcterms:MediaType ; <http://www.w3.org/2000/01/rdf-schema#label> ?label } }",
    )
    .await;
    assert_eq!(found.len(), casegraph::export::Format::all().count(), "{found:?}");
    for row in &found {
        let cells: Vec<_> = row.split(',').collect();
        let path = cells[0].strip_prefix("http://example.org").expect("an address of this server");
        let name = path.strip_prefix("/api/export?format=").expect("an export");
        assert!(cells[1].ends_with(name) && cells[2].ends_with(name), "{row}");
        let fetched = server.head(path).await;
        assert_eq!(fetched.status, StatusCode::OK, "{row}");
        assert!(fetched.content_type.starts_with(cells[3]), "{row}: {}", fetched.content_type);
    }
    assert_eq!(said("SELECT ?l { ?d a dcat:Dataset ; dcterms:license ?l }").await.len(), 0);
    let rights =
        said("SELECT (LANG(?t) AS ?l) { ?d dcterms:rights [ <http://www.w3.org/2000/01/rdf-schema#label> ?t ] }");
    assert_eq!(rights.await, ["en", "zh"]);
    assert!(turtle.contains("void:uriSpace \"https://w3id.org/casegraph/id/\""));
    // Under a licence that is named.
    let Server { app, folder } = server;
    let app = Arc::into_inner(app).expect("nobody else has it");
    let license = oxigraph::model::NamedNode::new("https://creativecommons.org/licenses/by/4.0/").unwrap();
    let server = Server { app: Arc::new(app.licensed(Some(license))), folder };
    let turtle = server.get("/sparql", "text/turtle").await.body;
    assert!(turtle.contains("dcterms:license <https://creativecommons.org/licenses/by/4.0/>"), "{turtle}");
    assert!(!turtle.contains("dcterms:rights "));
}
