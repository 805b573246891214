//! The whole flow, on one screen.

mod build;
mod curation;
mod documents;
mod load;
mod sources;

use std::path::Path;

use oxigraph::model::Quad;

pub use self::build::{Build, BuildReport, build, build_into};
pub use self::curation::{curation_beside, report_refused};
pub use self::load::{Refusal, load, load_all};
pub use self::sources::Sources;

use crate::archive::{self, Archive, ArchiveError, ProjectError, Writer};
use crate::curation::{Applied, Row};
use crate::diagnostic::Diagnostics;
use crate::document::{Case, Document};
use crate::fact::{self, Fact};
use crate::graph::{self, Contribution};
use crate::lexicon::{Lexicon, marks};
use crate::ontology;
use crate::resolve::{self, Entity};
use crate::store::{Access, Store};

/// Everything read from one document; a pure function of what its reader yields, the registers and the curation file.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The document, with its text and structure.
    pub document: Document,
    /// The things it names; [`crate::resolve::EntityId`] is a position here.
    pub entities: Vec<Entity>,
    /// What it says of them, case by case in the order of the text.
    pub facts: Vec<Fact>,
    /// Which rows of the curation did something to it.
    pub applied: Applied,
}

impl Reading {
    /// Whether there is no case in the document: none of the fields that make a case, and nothing named or said in what
    /// would else be read as the report of one.
    pub fn has_no_case(&self) -> bool {
        let fields = |case: &Case| [case.title, case.indicator, case.highlight, case.area, case.reporters];
        self.document.cases.iter().all(|case| fields(case).iter().all(Option::is_none))
            && self.entities.is_empty()
            && self.facts.is_empty()
    }

    /// What the document adds to the graph, in the order of the N-Quads lines.
    pub fn contribution(&self, lexicon: &Lexicon) -> Contribution {
        graph::contribution(&self.document, &self.entities, &self.facts, lexicon)
    }
}

/// Reads what a document says.
pub fn read(document: Document, lexicon: &Lexicon) -> Reading {
    read_curated(document, lexicon, &[])
}

/// Reads what a document says, with what people say of it: the rows of the curation that hold for it.
pub fn read_curated(document: Document, lexicon: &Lexicon, rows: &[&Row]) -> Reading {
    let mut applied = Applied::default();
    let marks = marks::over(document.text.as_str());
    let entities = resolve::curated_entities(&document, lexicon, rows, &mut applied);
    let facts = fact::curated_facts(&document, &entities, lexicon, rows, &mut applied);
    drop(marks);
    Reading { document, entities, facts, applied }
}

/// Makes a data folder without documents; one that is there is left as it is.
pub fn create(data: &Path, diagnostics: &mut Diagnostics) -> Result<(), ArchiveError> {
    let mut writer = Writer::open(data, diagnostics)?;
    if Archive::exists(data) { Ok(()) } else { writer.commit(Vec::new(), Vec::new()) }
}

/// The graph of a data folder, to read: ontology, register of places, contributions, and what users wrote.
pub fn open(data: &Path, diagnostics: &mut Diagnostics) -> Result<Store, ProjectError> {
    archive::with_archive(data, diagnostics, |archive| store_of(archive, Access::Read))
}

/// The graph of a data folder, to change with [`Writer::update`].
pub fn open_to_write(writer: &Writer) -> Result<Store, ProjectError> {
    store_of(writer.archive(), Access::Write)
}

/// The store on disk where there is one and it can be had, else one in memory.
fn store_of(archive: &Archive, access: Access) -> Result<Store, ProjectError> {
    let on_disk = Store::on_disk(archive.folder(), archive.fingerprint(), access, |store| project(archive, store))?;
    if let Some(store) = on_disk {
        return Ok(store);
    }
    let store = Store::in_memory()?;
    project(archive, &store)?;
    Ok(store)
}

fn project(archive: &Archive, store: &Store) -> Result<(), ProjectError> {
    store.load(base_quads())?;
    archive.project(store)
}

/// What stands in every graph: vocabulary, controlled lists, indicators, register of places.
pub fn base_quads() -> impl Iterator<Item = Quad> {
    ontology::quads().iter().cloned().chain(ontology::register_quads(&Lexicon::builtin().register))
}
