//! Every limit as a flag, a variable or a key of the file, set low on the program itself: what docs/limits.md says of it
//! is what happens.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

const TOKEN: &str = "right";

/// The program, serving the vocabulary and the register and nothing else.
struct Program {
    child: Child,
    address: String,
    _folder: TempDir,
}

impl Program {
    fn start(arguments: &[&str], variables: &[(&str, &str)], settings: &str) -> Self {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("casegraph.toml"), settings).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_casegraph"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CASEGRAPH_")) {
            command.env_remove(name);
        }
        command.envs(variables.iter().copied()).current_dir(folder.path());
        command.args(["serve", "--empty", "--bind", "127.0.0.1:0", "--write-token", TOKEN, "--log-level", "error"]);
        let mut child = command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let said = lines.find_map(|line| Some(line.unwrap().split_once("http://")?.1.to_owned()));
        let address = said.expect("it says where it is").split('/').next().unwrap().to_owned();
        // Whoever writes to a pipe that nobody reads is stopped.
        std::thread::spawn(move || lines.for_each(drop));
        let program = Self { child, address, _folder: folder };
        while !program.get("/readyz").starts_with("HTTP/1.1 200") {
            std::thread::yield_now();
        }
        program
    }

    /// Sends some bytes on a connection of their own. What is read from it is waited for as long as it takes: how long that is
    /// says more of what else the machine does than of the program.
    fn begin(&self, bytes: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(bytes.as_bytes()).unwrap();
        stream
    }

    fn get(&self, target: &str) -> String {
        heard(self.begin(&format!("GET {target} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")))
    }

    fn post(&self, target: &str, kind: &str, body: &str, length: usize) -> String {
        heard(self.begin(&format!(
            "POST {target} HTTP/1.1\r\nhost: a\r\nconnection: close\r\nauthorization: Bearer {TOKEN}\r\n\
             content-type: {kind}\r\ncontent-length: {length}\r\n\r\n{body}"
        )))
    }

    fn ask(&self, query: &str) -> String {
        self.post("/sparql", "application/sparql-query", query, query.len())
    }

    /// Begins a query and waits until it is worked on, and nothing else.
    fn asking(&self, query: &str) -> TcpStream {
        self.rests();
        let query: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
        loop {
            let stream = self.begin(&format!("GET /sparql?query={query} HTTP/1.1\r\nhost: a\r\n\r\n"));
            stream.set_nonblocking(true).unwrap();
            // Where connections are few, a query that has not been read yet may be the one that makes room: it is asked again.
            let there = |stream: &TcpStream| match stream.peek(&mut [0]) {
                Ok(bytes) => bytes > 0,
                Err(error) => error.kind() == ErrorKind::WouldBlock,
            };
            while there(&stream) {
                if self.running() == 1 {
                    stream.set_nonblocking(false).unwrap();
                    return stream;
                }
                std::thread::yield_now();
            }
        }
    }

    /// Waits until no query runs.
    fn rests(&self) {
        while self.running() != 0 {
            std::thread::yield_now();
        }
    }

    /// How many queries run.
    fn running(&self) -> usize {
        let metrics = self.get("/metrics");
        let line = metrics.lines().find_map(|line| line.strip_prefix("casegraph_queries_running "));
        line.and_then(|count| count.parse().ok()).expect("the metrics say how many queries run")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// All that comes until the connection is closed, or cut.
fn heard(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    // A connection that is cut is an end, too.
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

#[track_caller]
fn is(answer: &str, status: u16, code: &str, words: &str) {
    assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{answer}");
    assert!(answer.contains(&format!("\"code\":\"{code}\"")) && answer.contains(words), "{answer}");
}

const ENDLESS: &str = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";

#[test]
fn flags_bound_a_query_and_a_body() {
    let flags = [
        ["--query-timeout", "300ms"],
        ["--query-length", "300"],
        ["--query-nesting", "5"],
        ["--query-patterns", "3"],
        ["--query-terms", "8"],
        ["--result-bytes", "2KB"],
        ["--body-bytes", "1KB"],
        ["--body-timeout", "300ms"],
    ];
    let program = Program::start(flags.as_flattened(), &[], "");
    is(&program.ask(ENDLESS), 504, "timeout", "took longer");
    is(&program.ask(&format!("ASK {{}} #{}", "x".repeat(300))), 413, "too_large", "300 bytes");
    assert!(program.ask("ASK { FILTER((((1)))) }").contains(" 200 OK"));
    is(&program.ask("ASK { FILTER(((((1))))) }"), 400, "syntax", "deeper than 5 levels");
    assert!(program.ask("ASK { ?s ?p ?o OPTIONAL { ?s ?p ?x } OPTIONAL { ?s ?p ?y } }").contains(" 200 OK"));
    let four = "ASK { ?s ?p ?o OPTIONAL { ?s ?p ?x } OPTIONAL { ?s ?p ?y } OPTIONAL { ?s ?p ?z } }";
    is(&program.ask(four), 400, "syntax", "there may be 3");
    is(&program.ask("ASK { FILTER(1+1+1+1+1+1+1+1+1+1+1 > 1) }"), 400, "syntax", "more than 8 operators");
    is(&program.ask("SELECT * { ?s ?p ?o }"), 400, "too_long", "2048 bytes");
    assert!(program.ask("SELECT * { ?s ?p ?o } LIMIT 1").contains(" 200 OK"));
    let update = format!("INSERT DATA {{ <a:s> <a:p> '{}' }}", "x".repeat(1024));
    is(&program.post("/update", "application/sparql-update", &update, update.len()), 413, "too_large", "1024 bytes");
    is(&program.post("/sparql", "application/sparql-query", "ASK", 100), 408, "too_slow", "the body");
}

#[test]
fn variables_bound_memory_and_the_queue() {
    let program = Program::start(&[], &[("CASEGRAPH_QUERY_MEMORY", "4MB"), ("CASEGRAPH_QUERY_TIMEOUT", "1h")], "");
    is(&program.ask("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c"), 503, "memory", "memory");
    let variables = [("CASEGRAPH_QUERIES", "1"), ("CASEGRAPH_QUERY_TIMEOUT", "1h"), ("CASEGRAPH_QUEUE", "0")];
    let program = Program::start(&[], &variables, "");
    let running = program.asking(ENDLESS);
    let refused = program.ask("ASK {}");
    is(&refused, 503, "busy", "too many queries");
    assert!(refused.contains("retry-after: "), "{refused}");
    drop((running, program));
    // With room in the queue it is waited there, and no longer than is said.
    let waiting = [&variables[..2], &[("CASEGRAPH_QUEUE_TIMEOUT", "200ms")]].concat();
    let program = Program::start(&[], &waiting, "");
    let _running = program.asking(ENDLESS);
    is(&program.ask("ASK {}"), 503, "busy", "too many queries");
}

#[test]
fn the_file_bounds_connections_and_a_flag_wins_over_it() {
    let settings = "[limits]\nheader-timeout = '300ms'\nwrite-timeout = '300ms'\nquery-timeout = '1ms'\nqueries = 4\n";
    let program = Program::start(&["--query-timeout", "1h"], &[], settings);
    // No head in time, and nothing more asked in time: closed.
    assert_eq!(heard(program.begin("")), "");
    let answered = heard(program.begin("GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n"));
    assert!(answered.starts_with("HTTP/1.1 200"), "{answered}");
    // A client that does not read: the query stops, the connection is closed.
    let stream = program.asking("SELECT * { ?a ?b ?c . ?d ?e ?f }");
    program.rests();
    let answer = heard(stream);
    assert!(answer.starts_with("HTTP/1.1 200") && !answer.ends_with("0\r\n\r\n"), "{}", answer.len());
}

#[test]
fn the_connection_that_waits_longest_makes_room() {
    let program = Program::start(&["--query-timeout", "1h"], &[], "[limits]\nconnections = 2\nheader-timeout = '1h'\n");
    let _running = program.asking(ENDLESS);
    let mut idle = program.begin("");
    idle.set_nonblocking(true).unwrap();
    // One that has been answered may be there a moment longer, and has waited longer.
    while idle.read(&mut [0]).is_err() {
        let answer = program.get("/healthz");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    assert!(program.get("/metrics").contains("\ncasegraph_queries_running 1\n"), "what is worked on is left alone");
}

#[cfg(unix)]
#[test]
fn a_program_that_is_stopped_waits_as_long_as_is_said() {
    let mut program = Program::start(&["--query-timeout", "1h"], &[("CASEGRAPH_DRAIN_TIMEOUT", "300ms")], "");
    let running = program.asking(ENDLESS);
    Command::new("kill").arg(program.child.id().to_string()).status().unwrap();
    // The query would have taken hours.
    assert!(program.child.wait().unwrap().success());
    assert_eq!(heard(running), "", "cut, and never answered");
}
