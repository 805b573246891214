//! What a client can read whole: the vocabulary queries are written in, and the texts of the documents.

use rmcp::model::{ReadResourceResult, Resource, ResourceContents};

use crate::archive::Archive;
use crate::diagnostic::Diagnostics;
use crate::ontology;
use crate::serve::app::App;
use crate::serve::error::ApiError;

const VOCABULARY: &str = "casegraph://vocabulary";
const DOCUMENTS: &str = "casegraph://documents/";

/// Everything there is to read.
pub(super) fn all(app: &App) -> Result<Vec<Resource>, ApiError> {
    let vocabulary = Resource::new(VOCABULARY, "vocabulary")
        .with_title("Vocabulary 词汇表")
        .with_description(
            "Classes, properties and controlled lists of the graph, in Turtle: what to write SPARQL with.",
        )
        .with_mime_type("text/turtle");
    let archive = open(app)?;
    let documents = archive.documents().iter().map(|record| {
        let id = format!("doc-{}", &record.document[..12]);
        Resource::new(format!("{DOCUMENTS}{id}"), id)
            .with_title(record.title.clone())
            .with_description("The normalised text in which offsets of quotations count, in code points.")
            .with_mime_type("text/plain")
    });
    Ok(std::iter::once(vocabulary).chain(documents).collect())
}

/// One of them.
pub(super) fn read(app: &App, uri: &str) -> Result<ReadResourceResult, ApiError> {
    let text = if uri == VOCABULARY {
        ontology::VOCABULARY.to_owned()
    } else {
        let id = uri.strip_prefix(DOCUMENTS).ok_or_else(|| {
            ApiError::not_found(format!("there is nothing at {uri:?}"), "resources/list says what there is")
        })?;
        document(app, id)?
    };
    Ok(ReadResourceResult::new(vec![ResourceContents::text(text, uri)]))
}

/// The normalised text of a document.
pub(super) fn document(app: &App, id: &str) -> Result<String, ApiError> {
    let archive = open(app)?;
    let record = archive.document(id).ok_or_else(|| {
        let known: Vec<_> = archive.documents().iter().take(20).map(|r| format!("doc-{}", &r.document[..12])).collect();
        ApiError::not_found(format!("there is no document {id:?}"), format!("there are {}", known.join(", ")))
    })?;
    archive.text(record).map_err(|error| ApiError::internal(error.to_string()))
}

fn open(app: &App) -> Result<Archive, ApiError> {
    Archive::open(&app.data, &mut Diagnostics::default()).map_err(|error| ApiError::internal(error.to_string()))
}
