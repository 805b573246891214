//! The data set as files: a DCAT distribution for each format of `/api/export`.

use oxigraph::model::vocab::rdfs;
use oxigraph::model::{Literal, NamedNode};

use super::{DCAT, DCTERMS, Description, VOID};
use crate::answer::sparql::Format as Answer;
use crate::export::{Format, Kind, Table};

/// Types of the register of media types (RFC 6838) that exports are of; the others have no entry there to name.
const REGISTERED: [&str; 13] = [
    "application/json",
    "application/ld+json",
    "application/n-quads",
    "application/n-triples",
    "application/rdf+xml",
    "application/trig",
    "application/vnd.apache.parquet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/zip",
    "image/svg+xml",
    "text/csv",
    "text/turtle",
    "text/vnd.graphviz",
];

impl Description<'_> {
    pub(super) fn distributions(&mut self) {
        for format in Format::all() {
            self.distribution(format);
        }
    }

    fn distribution(&mut self, format: Format) {
        let name = format.name();
        let part = format!("download-{name}");
        let address = NamedNode::new_unchecked(format!("{}/api/export?format={name}", self.root));
        self.link("dataset", &format!("{DCAT}distribution"), &part);
        self.a(&part, &format!("{DCAT}Distribution"));
        let (english, chinese) = match format.kind() {
            Kind::Graph => ("Nodes and edges", "节点与边"),
            Kind::Tables => ("Nodes and edges as tables", "节点与边的表"),
            Kind::Rdf if holds_all(format) => ("All graphs", "全部命名图与默认图"),
            Kind::Rdf => ("The default graph", "默认图"),
        };
        let (english, chinese) = (format!("{english}: {name}"), format!("{chinese}：{name}"));
        self.texts(&part, &format!("{DCTERMS}title"), &english, &chinese);
        self.say(&part, &format!("{DCAT}downloadURL"), address.clone());
        self.say(&part, &format!("{DCAT}accessURL"), address.clone());
        self.link(&part, &format!("{DCAT}accessService"), "sparql");
        let rdf_format = Answer::from_name(name).and_then(Answer::rdf).filter(|_| format.kind() == Kind::Rdf);
        if let Some(rdf) = rdf_format {
            self.say(&part, &format!("{DCTERMS}format"), NamedNode::new_unchecked(rdf.iri()));
            self.say("dataset", &format!("{VOID}dataDump"), address);
        } else {
            let kind = format!("format-{name}");
            self.link(&part, &format!("{DCTERMS}format"), &kind);
            self.named_kind(&kind, "MediaTypeOrExtent", name);
        }
        self.media_type(&part, format.media_type(Table::Graph).split(';').next().unwrap_or_default());
    }

    fn media_type(&mut self, part: &str, media_type: &'static str) {
        let property = format!("{DCAT}mediaType");
        if REGISTERED.contains(&media_type) {
            let iri = format!("https://www.iana.org/assignments/media-types/{media_type}");
            self.say(part, &property, NamedNode::new_unchecked(iri));
        } else {
            let kind = format!("media-type-{}", media_type.replace(['/', '+', '.'], "-"));
            self.link(part, &property, &kind);
            self.named_kind(&kind, "MediaType", media_type);
        }
    }

    /// A part that is a kind of file and nothing but its name.
    fn named_kind(&mut self, part: &str, class: &str, label: &str) {
        self.a(part, &format!("{DCTERMS}{class}"));
        self.say(part, rdfs::LABEL.as_str(), Literal::new_simple_literal(label));
    }
}

/// Whether a format of RDF names graphs.
fn holds_all(format: Format) -> bool {
    matches!(format, Format::NQuads | Format::Trig)
}
