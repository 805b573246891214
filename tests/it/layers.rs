//! A module imports earlier stages and leaves only, and what is fenced in stays behind its fence.
//!
//! Tests beside the code may reach anywhere; everything else is held to the tables below.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

/// The modules in the order of the data flow. A module imports what stands in rows before its own, and its row.
const ORDER: [&[&str]; 19] = [
    &["span", "diagnostic", "memory", "outward", "predicate"],
    &["lexicon"],
    &["document"],
    &["curation"],
    &["extract"],
    &["resolve"],
    &["fact"],
    &["audit"],
    &["ontology"],
    &["graph"],
    &["store"],
    &["archive"],
    &["eval", "shacl"],
    &["pipeline"],
    &["answer"],
    &["export"],
    &["serve"],
    // The settings hold flags, and flags are parsed as settings are.
    &["cli", "config"],
    &["command"],
];

/// Words of code that may stand in some places only: what, where, why.
const FENCES: [(&str, &[&str], &str); 16] = [
    (r"\baxum::", &["serve/"], "one module speaks HTTP"),
    (r"\btower_http::", &["serve/"], "one module speaks HTTP"),
    (r"\brmcp::", &["serve/mcp/"], "one module speaks to language models"),
    (
        r"\bhyper(_util)?::|\btokio_rustls::|\brustls_native_certs::|\bTcpStream::connect|\blookup_host",
        &["outward/", "serve/listener/"],
        "connections are made and taken in one place each",
    ),
    (r"\bprometheus::", &["serve/observe/"], "what is counted is counted in one place"),
    (r"\btracing_subscriber::", &["command/log.rs"], "commands say where the log goes"),
    (r"\bclap(_complete)?::", &["cli/", "command/", "main.rs"], "the command line ends at the commands"),
    (r"\bpetgraph::", &["answer/network"], "graph algorithms answer questions"),
    (r"\boxigraph::store\b", &["store.rs", "store/"], "the store is a façade"),
    (r"\bquick_xml::", &["document/read/", "export/"], "XML is a format of files"),
    (r"\b(html5gum|pulldown_cmark|hayro_syntax)::", &["document/read/"], "a format of documents has one reader"),
    (r"\b(zip)::", &["document/read/", "export/"], "an archive is a format of files"),
    (r"::parquet\b|\brust_xlsxwriter::", &["export/"], "a format of tables has one writer"),
    (
        r"\boxigraph::",
        &[
            "ontology/",
            "graph/",
            "store.rs",
            "store/",
            "archive/",
            "eval/",
            "shacl/",
            "pipeline",
            "answer/",
            "export/",
            "serve/",
            "command/",
        ],
        "before the ontology there are no RDF terms",
    ),
    (
        r"\bstd::(fs|net|process|time)\b|\btokio::|\brayon::",
        &[
            "outward/",
            "store/disk.rs",
            "archive/",
            "pipeline",
            "eval/gold.rs",
            "answer/",
            "serve/",
            "cli/",
            "config/",
            "command/",
            "main.rs",
        ],
        "the stages are pure: no files, clock or network",
    ),
    (r"\bprintln!|\beprintln!|\bstd::io::std(out|err)\b", &["command/", "main.rs"], "commands talk to people"),
];

/// One file of the crate, without comments and without the tests in it.
struct Source {
    /// From `src/`, with `/`.
    path: String,
    code: String,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let code = text.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line });
        Self { path: path.to_owned(), code: code.collect::<Vec<_>>().join("\n") }
    }

    /// The top module it belongs to.
    fn module(&self) -> &str {
        self.path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// How many modules deep its code is: 1 for `store.rs` and `graph/mod.rs`, 2 for `graph/case.rs`.
    fn depth(&self) -> usize {
        self.path.trim_end_matches(".rs").trim_end_matches("/mod").split('/').count()
    }
}

/// Every file that is not wholly a test.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    let source = |file: &PathBuf| {
        let path = file.strip_prefix(&root).expect("the file is under src/").to_string_lossy().replace('\\', "/");
        Source::new(&path, &fs::read_to_string(file).expect("sources are UTF-8"))
    };
    files.iter().map(source).filter(|source| !source.path.ends_with("tests.rs")).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src/ can be read") {
        let path = entry.expect("src/ can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn row(module: &str) -> Option<usize> {
    ORDER.iter().position(|row| row.contains(&module))
}

/// The top modules that the code names by `crate::…`, also in braces.
fn imports(code: &str) -> Vec<String> {
    static PATH: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\bcrate::(?:([a-z_0-9]+)|\{)").expect("the pattern is fixed"));
    let named = |found: regex::Captures<'_>| match found.get(1) {
        Some(module) => vec![module.as_str().to_owned()],
        None => heads(&code[found.get_match().end()..]),
    };
    PATH.captures_iter(code).flat_map(named).collect()
}

/// The first names in a list up to its closing brace: `a::{b, c}, d}` gives `a` and `d`.
fn heads(list: &str) -> Vec<String> {
    let (mut depth, mut at_head, mut heads) = (0, true, vec![String::new()]);
    for character in list.chars() {
        match character {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                at_head = true;
                heads.push(String::new());
            }
            ':' => at_head = false,
            _ if at_head && depth == 0 && (character.is_alphanumeric() || character == '_') => {
                heads.last_mut().expect("there is a head from the start").push(character);
            }
            _ => {}
        }
    }
    heads.retain(|head| !head.is_empty());
    heads
}

/// What a file does that its place in the flow forbids.
fn violations(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    let Source { path, code } = source;
    let own = row(source.module());
    if own.is_none() && !["lib", "main"].contains(&source.module()) {
        found.push(format!("{path}: module {} has no place in the order", source.module()));
    }
    for import in imports(code) {
        if let (Some(own), Some(other)) = (own, row(&import))
            && other > own
        {
            found.push(format!("{path}: {} imports the later {import}", source.module()));
        }
    }
    let leaves = format!(r"(?m)^(pub )?use (super::){{{},}}", source.depth());
    if own.is_some() && Regex::new(&leaves).expect("the pattern is fixed").is_match(code) {
        found.push(format!("{path}: leaves its module by super::; write crate::"));
    }
    for (words, places, reason) in FENCES {
        let inside = places.iter().any(|place| path.starts_with(place));
        if !inside && Regex::new(words).expect("the patterns are fixed").is_match(code) {
            found.push(format!("{path}: has {words} outside {}: {reason}", places.join(", ")));
        }
    }
    found
}

#[test]
fn every_module_keeps_to_its_place_in_the_flow() {
    let found: Vec<_> = sources().iter().flat_map(violations).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_module_of_the_order_exists() {
    let sources = sources();
    for module in ORDER.concat() {
        assert!(sources.iter().any(|source| source.module() == module), "there is no module {module}");
    }
}

#[test]
fn planted_violations_are_caught() {
    let caught = |path: &str, text: &str, words: &str| {
        let found = violations(&Source::new(path, text));
        assert!(found.iter().any(|violation| violation.contains(words)), "{path}: {text}: {found:?}");
    };
    caught("extract/place.rs", "use crate::resolve::Entity;", "imports the later resolve");
    caught("document/mod.rs", "use crate::{span::Span, graph::{self, case}};", "imports the later graph");
    caught("fact/mod.rs", "fn f() { crate::store::open() }", "imports the later store");
    caught("graph/case.rs", "use super::super::serve::Router;", "leaves its module");
    caught("store.rs", "use super::serve::Router;", "leaves its module");
    caught("extract/date.rs", "fn f() { std::fs::read(\"x\"); }", "the stages are pure");
    caught("fact/mod.rs", "use oxigraph::model::Quad;", "no RDF terms");
    caught("answer/sparql.rs", "use oxigraph::store::Store;", "façade");
    caught("answer/catalog.rs", "use petgraph::Graph;", "graph algorithms");
    caught("export/mod.rs", "use axum::Router;", "HTTP");
    caught("novelty.rs", "", "no place in the order");
}

#[test]
fn what_is_allowed_is_not_caught() {
    let quiet = |path: &str, text: &str| {
        let found = violations(&Source::new(path, text));
        assert!(found.is_empty(), "{path}: {text}: {found:?}");
    };
    quiet("resolve/mod.rs", "/// Position in [`crate::pipeline::Reading`].\nuse crate::extract::Mention;");
    quiet("extract/mod.rs", "use self::place::find;\n#[cfg(test)]\nmod tests {\n    use crate::pipeline::read;\n}");
    quiet("graph/case.rs", "use super::terms;\nuse crate::{ontology::vocab, fact::Fact};");
    quiet("store.rs", "use oxigraph::store::Store;");
}
