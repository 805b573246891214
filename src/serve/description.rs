//! What the endpoint says of itself when it is asked nothing: SPARQL 1.1 Service Description, `VoID` statistics of the
//! graphs, and a DCAT record of the data set. Counts are exact, taken in one pass and kept until the store changes.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Literal, NamedNode, Term, Triple};

use super::app::App;
use super::error::ApiError;
use super::{accept, protocol, stream};
use crate::answer::incoming;
use crate::answer::sparql::{CancellationToken, Format, QueryError, Shape};
use crate::store::{Store, StoreError};

const SD: &str = "http://www.w3.org/ns/sparql-service-description#";
const VOID: &str = "http://rdfs.org/ns/void#";
const DCAT: &str = "http://www.w3.org/ns/dcat#";
const DCTERMS: &str = "http://purl.org/dc/terms/";
const FORMATS: &str = "http://www.w3.org/ns/formats/";

/// Prefixes for those formats that have them.
const PREFIXES: [(&str, &str); 4] = [("sd", SD), ("void", VOID), ("dcat", DCAT), ("dcterms", DCTERMS)];

/// Namespaces whose terms the graph is written in.
const VOCABULARIES: [&str; 6] = [
    "https://w3id.org/casegraph/ns#",
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/2004/02/skos/core#",
    "http://www.w3.org/ns/prov#",
    "http://www.w3.org/ns/org#",
    "http://purl.org/dc/terms/",
];

/// The statistics of the store at one version.
#[derive(Default)]
pub(super) struct Statistics(Mutex<Option<(u64, Arc<Counts>)>>);

/// What is counted.
#[derive(Debug, Default)]
struct Counts {
    default: GraphCounts,
    /// Triples of each named graph.
    named: BTreeMap<NamedNode, u64>,
}

/// Counts over one graph.
#[derive(Debug, Default)]
struct GraphCounts {
    triples: u64,
    subjects: u64,
    objects: u64,
    /// Instances by class.
    classes: BTreeMap<NamedNode, u64>,
    /// Triples by property.
    properties: BTreeMap<NamedNode, u64>,
}

impl Statistics {
    fn of(&self, store: &Store, cancel: &CancellationToken) -> Result<Arc<Counts>, ApiError> {
        let version = store.version();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, counts)) = kept.as_ref().filter(|(known, _)| *known == version) {
            return Ok(Arc::clone(counts));
        }
        let counts = Arc::new(count(store, cancel)?);
        *kept = Some((version, Arc::clone(&counts)));
        Ok(counts)
    }
}

fn count(store: &Store, cancel: &CancellationToken) -> Result<Counts, ApiError> {
    let mut counts = Counts::default();
    let (mut subjects, mut objects) = (HashSet::new(), HashSet::new());
    let default = oxigraph::model::GraphNameRef::DefaultGraph;
    for quad in store.graph(default) {
        if cancel.is_cancelled() {
            return Err(QueryError::Cancelled.into());
        }
        let quad = quad?;
        counts.default.triples += 1;
        if quad.predicate == rdf::TYPE
            && let Term::NamedNode(class) = &quad.object
        {
            *counts.default.classes.entry(class.clone()).or_default() += 1;
        }
        *counts.default.properties.entry(quad.predicate).or_default() += 1;
        subjects.insert(quad.subject);
        objects.insert(quad.object);
    }
    counts.default.subjects = subjects.len() as u64;
    counts.default.objects = objects.len() as u64;
    for graph in store.named_graphs() {
        let oxigraph::model::NamedOrBlankNode::NamedNode(name) = graph? else { continue };
        let triples = store.graph(name.as_ref().into()).try_fold(0, |sum, quad| quad.map(|_| sum + 1));
        counts.named.insert(name, triples.map_err(|error: StoreError| ApiError::from(error))?);
    }
    Ok(counts)
}

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
        let triples = Description::new(&endpoint, app.writing.is_some(), app.outward.has_services(), &counts).triples;
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
struct Description {
    endpoint: String,
    triples: Vec<Triple>,
}

impl Description {
    fn new(endpoint: &str, writable: bool, federates: bool, counts: &Counts) -> Self {
        let mut new = Self { endpoint: endpoint.to_owned(), triples: Vec::new() };
        new.service(writable, federates);
        new.data_set(counts);
        new.default_graph(&counts.default);
        for (at, (name, triples)) in counts.named.iter().enumerate() {
            new.named_graph(at + 1, name, *triples);
        }
        new
    }

    /// The endpoint, or a part of its description.
    fn part(&self, fragment: &str) -> NamedNode {
        let iri = if fragment.is_empty() { self.endpoint.clone() } else { format!("{}#{fragment}", self.endpoint) };
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

    fn service(&mut self, writable: bool, federates: bool) {
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
        for class in [format!("{SD}Dataset"), format!("{VOID}Dataset"), format!("{DCAT}Dataset")] {
            self.a("dataset", &class);
        }
        let title = |text, language| Literal::new_language_tagged_literal_unchecked(text, language);
        let texts = [
            ("title", "casegraph: government cases as a graph", "政府典型案例图谱"),
            (
                "description",
                "Who did what where under which policy with which measured result, each fact with the words that state it.",
                "谁、在哪里、依据什么政策、做了什么、成效多少；每条事实都附原文字句。",
            ),
        ];
        for (property, english, chinese) in texts {
            self.say("dataset", &format!("{DCTERMS}{property}"), title(english, "en"));
            self.say("dataset", &format!("{DCTERMS}{property}"), title(chinese, "zh"));
        }
        for vocabulary in VOCABULARIES {
            self.say("dataset", &format!("{VOID}vocabulary"), NamedNode::new_unchecked(vocabulary));
        }
        self.number("dataset", "triples", counts.default.triples + counts.named.values().sum::<u64>());
        self.link("dataset", &format!("{VOID}sparqlEndpoint"), "");
        self.link("dataset", &format!("{SD}defaultGraph"), "default");
        for (name, media_type) in [("nquads", "application/n-quads"), ("turtle", "text/turtle")] {
            let part = format!("download-{name}");
            let address = format!(
                "{}/api/export?format={name}",
                self.endpoint.trim_end_matches("/sparql").trim_end_matches("/query")
            );
            self.link("dataset", &format!("{DCAT}distribution"), &part);
            self.a(&part, &format!("{DCAT}Distribution"));
            self.say(&part, &format!("{DCAT}downloadURL"), NamedNode::new_unchecked(address.clone()));
            self.say("dataset", &format!("{VOID}dataDump"), NamedNode::new_unchecked(address));
            let kind = format!("https://www.iana.org/assignments/media-types/{media_type}");
            self.say(&part, &format!("{DCAT}mediaType"), NamedNode::new_unchecked(kind));
        }
    }

    fn default_graph(&mut self, counts: &GraphCounts) {
        self.a("default", &format!("{SD}Graph"));
        self.a("default", &format!("{VOID}Dataset"));
        let numbers = [
            ("triples", counts.triples),
            ("distinctSubjects", counts.subjects),
            ("distinctObjects", counts.objects),
            ("classes", counts.classes.len() as u64),
            ("properties", counts.properties.len() as u64),
        ];
        for (property, number) in numbers {
            self.number("default", property, number);
        }
        let partitions = [
            ("class", "classPartition", "entities", &counts.classes),
            ("property", "propertyPartition", "triples", &counts.properties),
        ];
        for (what, partition, counted, all) in partitions {
            for (at, (term, number)) in all.iter().enumerate() {
                let part = format!("{what}-{}", at + 1);
                self.link("default", &format!("{VOID}{partition}"), &part);
                self.say(&part, &format!("{VOID}{what}"), term.clone());
                self.number(&part, counted, *number);
            }
        }
    }

    fn named_graph(&mut self, number: usize, name: &NamedNode, triples: u64) {
        let (named, graph) = (format!("named-{number}"), format!("graph-{number}"));
        self.link("dataset", &format!("{SD}namedGraph"), &named);
        self.a(&named, &format!("{SD}NamedGraph"));
        self.say(&named, &format!("{SD}name"), name.clone());
        self.link(&named, &format!("{SD}graph"), &graph);
        self.a(&graph, &format!("{SD}Graph"));
        self.number(&graph, "triples", triples);
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
