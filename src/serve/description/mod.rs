//! What the endpoint says of itself when it is asked nothing: SPARQL 1.1 Service Description, `VoID` statistics of the
//! graphs, and a DCAT record of the data set with a distribution for each format. Counts are exact. The data set counts the
//! triples of all graphs; all other counts are of one graph each, its subset, whose counts speak of nothing else.

mod counts;
mod distribution;

use std::sync::Arc;

use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{Literal, NamedNode, Term, Triple};

pub(super) use self::counts::Statistics;
use self::counts::{Counts, GraphCounts};
use super::app::App;
use super::error::ApiError;
use super::{accept, protocol, stream};
use crate::answer::incoming;
use crate::answer::sparql::{Format, Shape};
use crate::ontology::iri;

const SD: &str = "http://www.w3.org/ns/sparql-service-description#";
const VOID: &str = "http://rdfs.org/ns/void#";
const DCAT: &str = "http://www.w3.org/ns/dcat#";
const DCTERMS: &str = "http://purl.org/dc/terms/";
const FORMATS: &str = "http://www.w3.org/ns/formats/";

/// Prefixes for those formats that have them.
const PREFIXES: [(&str, &str); 5] = [
    ("sd", SD),
    ("void", VOID),
    ("dcat", DCAT),
    ("dcterms", DCTERMS),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
];

/// The description of the endpoint at an address, in the format that is asked for.
pub(super) async fn describe(
    app: &Arc<App>,
    uri: &Uri,
    headers: &HeaderMap,
    named: Option<&str>,
) -> Result<Response, ApiError> {
    let format = accept::format(named, headers, Shape::Graph)?;
    let endpoint = protocol::address(uri, headers);
    let bytes = stream::blocking(app, move |app, cancel| {
        let counts = app.statistics.of(&app.store, cancel)?;
        let triples = Description::new(app, &endpoint, &counts).triples;
        serialize(format.rdf().expect("a format of graphs is one of RDF"), &triples)
    })
    .await?;
    Ok(accept::respond(format, bytes))
}

fn serialize(format: RdfFormat, triples: &[Triple]) -> Result<Vec<u8>, ApiError> {
    let mut serializer = RdfSerializer::from_format(format);
    for (name, namespace) in PREFIXES {
        serializer = serializer.with_prefix(name, namespace).expect("the namespaces of the table are IRIs");
    }
    let mut writer = serializer.for_writer(Vec::new());
    let internal = |error: std::io::Error| ApiError::internal(error.to_string());
    for triple in triples {
        writer.serialize_triple(triple.as_ref()).map_err(internal)?;
    }
    writer.finish().map_err(internal)
}

/// The triples of a description, as they come.
struct Description<'a> {
    app: &'a App,
    endpoint: &'a str,
    /// Where the service is: the endpoint without its last part.
    root: &'a str,
    triples: Vec<Triple>,
}

impl<'a> Description<'a> {
    fn new(app: &'a App, endpoint: &'a str, counts: &Counts) -> Self {
        let root = endpoint.rsplit_once('/').map_or(endpoint, |(root, _)| root);
        let mut new = Self { app, endpoint, root, triples: Vec::new() };
        new.service();
        new.data_set(counts);
        new.terms_of_use();
        new.distributions();
        new.graph("default", "", &counts.default);
        for (at, (name, counts)) in counts.named.iter().enumerate() {
            new.named_graph(at + 1, name, counts);
        }
        new
    }

    /// The endpoint, or a part of its description.
    fn part(&self, fragment: &str) -> NamedNode {
        let iri = if fragment.is_empty() { self.endpoint.to_owned() } else { format!("{}#{fragment}", self.endpoint) };
        NamedNode::new_unchecked(iri)
    }

    fn say(&mut self, about: &str, predicate: &str, object: impl Into<Term>) {
        let triple = Triple::new(self.part(about), NamedNode::new_unchecked(predicate), object);
        self.triples.push(triple);
    }

    fn a(&mut self, about: &str, class: &str) {
        self.say(about, rdf::TYPE.as_str(), NamedNode::new_unchecked(class));
    }

    fn link(&mut self, about: &str, predicate: &str, part: &str) {
        let part = self.part(part);
        self.say(about, predicate, part);
    }

    fn number(&mut self, about: &str, property: &str, number: u64) {
        let number = Literal::new_typed_literal(number.to_string(), xsd::INTEGER);
        self.say(about, &format!("{VOID}{property}"), number);
    }

    /// A text in both languages.
    fn texts(&mut self, about: &str, predicate: &str, english: &str, chinese: &str) {
        for (text, language) in [(english, "en"), (chinese, "zh")] {
            let text = Literal::new_language_tagged_literal_unchecked(text, language);
            self.say(about, predicate, text);
        }
    }

    fn service(&mut self) {
        let (writable, federates) = (self.app.is_writable(), self.app.outward.has_services());
        let sd = |local: &str| format!("{SD}{local}");
        self.a("", &sd("Service"));
        self.link("", &sd("endpoint"), "");
        let languages = ["SPARQL10Query", "SPARQL11Query"].into_iter().chain(writable.then_some("SPARQL11Update"));
        for language in languages {
            self.say("", &sd("supportedLanguage"), NamedNode::new_unchecked(sd(language)));
        }
        let features = ["EmptyGraphs"].into_iter().chain(federates.then_some("BasicFederatedQuery"));
        for feature in features {
            self.say("", &sd("feature"), NamedNode::new_unchecked(sd(feature)));
        }
        for format in Format::ALL {
            self.say("", &sd("resultFormat"), NamedNode::new_unchecked(format_iri(format)));
        }
        for format in incoming::FORMATS.into_iter().filter(|_| writable) {
            self.say("", &sd("inputFormat"), NamedNode::new_unchecked(format.iri()));
        }
        self.link("", &sd("defaultDataset"), "dataset");
    }

    fn data_set(&mut self, counts: &Counts) {
        let title = format!("{DCTERMS}title");
        for class in [format!("{SD}Dataset"), format!("{VOID}Dataset"), format!("{DCAT}Dataset")] {
            self.a("dataset", &class);
        }
        self.texts("dataset", &title, "casegraph: government cases as a graph", "政府典型案例图谱");
        self.texts(
            "dataset",
            &format!("{DCTERMS}description"),
            "Who did what where under which policy with which measured result, each fact with the words that state it. \
             void:triples counts all graphs; each graph is a subset with counts of its own.",
            "谁、在哪里、依据什么政策、做了什么、成效多少；每条事实都附原文字句。void:triples 为所有图之和，各图另作子集分别计数。",
        );
        for vocabulary in counts.vocabularies() {
            self.say("dataset", &format!("{VOID}vocabulary"), NamedNode::new_unchecked(vocabulary));
        }
        self.say("dataset", &format!("{VOID}uriSpace"), Literal::new_simple_literal(iri::ID));
        for example in counts.default.examples.values() {
            self.say("dataset", &format!("{VOID}exampleResource"), example.clone());
        }
        self.number("dataset", "triples", counts.triples());
        self.link("dataset", &format!("{VOID}sparqlEndpoint"), "");
        self.link("dataset", &format!("{SD}defaultGraph"), "default");
        let page = NamedNode::new_unchecked(format!("{}/", self.root));
        self.say("dataset", &format!("{DCAT}landingPage"), page);
        self.a("sparql", &format!("{DCAT}DataService"));
        self.texts("sparql", &title, "SPARQL 1.1 endpoint", "SPARQL 1.1 查询端点");
        self.link("sparql", &format!("{DCAT}endpointURL"), "");
        let interface = NamedNode::new_unchecked(format!("{}/openapi.json", self.root));
        self.say("sparql", &format!("{DCAT}endpointDescription"), interface);
        self.link("sparql", &format!("{DCAT}servesDataset"), "dataset");
    }

    /// The licence that whoever serves the data has named, or that none is.
    fn terms_of_use(&mut self) {
        if let Some(license) = self.app.license.clone() {
            self.say("dataset", &format!("{DCTERMS}license"), license);
            return;
        }
        // A statement and no text (DCMI Metadata Terms, `rights`): it has the text as its label.
        self.link("dataset", &format!("{DCTERMS}rights"), "rights");
        self.a("rights", &format!("{DCTERMS}RightsStatement"));
        let english = "No licence is named. The rights in the quotations are those of the documents they are from.";
        self.texts("rights", rdfs::LABEL.as_str(), english, "未声明许可。引文的权利归其所出文件。");
    }

    /// A graph and its counts; its parts have names that begin with `prefix`.
    fn graph(&mut self, part: &str, prefix: &str, counts: &GraphCounts) {
        self.a(part, &format!("{SD}Graph"));
        self.a(part, &format!("{VOID}Dataset"));
        self.link("dataset", &format!("{VOID}subset"), part);
        let numbers = [
            ("triples", counts.triples),
            ("distinctSubjects", counts.subjects),
            ("distinctObjects", counts.objects),
            ("classes", counts.classes.len() as u64),
            ("properties", counts.properties.len() as u64),
        ];
        for (property, number) in numbers {
            self.number(part, property, number);
        }
        let partitions = [
            ("class", "classPartition", "entities", &counts.classes),
            ("property", "propertyPartition", "triples", &counts.properties),
        ];
        for (what, partition, counted, all) in partitions {
            for (at, (term, number)) in all.iter().enumerate() {
                let name = format!("{prefix}{what}-{}", at + 1);
                self.link(part, &format!("{VOID}{partition}"), &name);
                self.say(&name, &format!("{VOID}{what}"), term.clone());
                self.number(&name, counted, *number);
            }
        }
    }

    fn named_graph(&mut self, number: usize, name: &NamedNode, counts: &GraphCounts) {
        let (named, graph) = (format!("named-{number}"), format!("graph-{number}"));
        self.link("dataset", &format!("{SD}namedGraph"), &named);
        self.a(&named, &format!("{SD}NamedGraph"));
        self.say(&named, &format!("{SD}name"), name.clone());
        self.link(&named, &format!("{SD}graph"), &graph);
        self.graph(&graph, &format!("{graph}-"), counts);
    }
}

/// The IRI of a format, by the W3C's list of them.
fn format_iri(format: Format) -> String {
    if let Some(rdf) = format.rdf() {
        return rdf.iri().to_owned();
    }
    let local = match format {
        Format::Xml => "SPARQL_Results_XML",
        Format::Csv => "SPARQL_Results_CSV",
        Format::Tsv => "SPARQL_Results_TSV",
        _ => "SPARQL_Results_JSON",
    };
    format!("{FORMATS}{local}")
}
