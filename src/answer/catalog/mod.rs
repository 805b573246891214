//! The saved queries: documented SPARQL files, embedded and from a folder of the user's own.
//!
//! A file `reporters-of-a-case.rq` is the query `reporters-of-a-case`; `views/all.rq` is the view `all`. Its head
//! follows the conventions of grlc ([`head`]), its parameters are variables that begin with `_` ([`parameter`]).

pub mod head;
pub mod parameter;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use oxigraph::model::{Term, Variable};
use rust_embed::Embed;

pub use self::head::{Bilingual, HeadError};
pub use self::parameter::{Parameter, ParameterError};
use super::sparql::{Query, Shape, SyntaxError};

#[derive(Embed)]
#[folder = "queries/"]
struct Shipped;

/// One saved query.
#[derive(Clone, Debug)]
pub struct SavedQuery {
    /// File name without its ending.
    pub name: String,
    /// What it answers, in a few words.
    pub summary: Bilingual,
    /// What it answers, in a sentence.
    pub description: Bilingual,
    /// Words to group it by.
    pub tags: Vec<String>,
    /// What can be set, in the order of the head.
    pub parameters: Vec<Parameter>,
    /// The file, with its head.
    pub text: String,
    query: Query,
}

/// The queries and views there are, by name.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    queries: BTreeMap<String, SavedQuery>,
    views: BTreeMap<String, SavedQuery>,
}

/// Why a file is no saved query.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// It cannot be read.
    #[error("{path} cannot be read: {source}")]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Its head is wrong.
    #[error("{file}: {source}")]
    Head {
        /// The file.
        file: String,
        /// What is wrong.
        source: HeadError,
    },
    /// Its query is wrong.
    #[error("{file}: {source}")]
    Syntax {
        /// The file.
        file: String,
        /// What is wrong.
        source: SyntaxError,
    },
}

impl Catalog {
    /// The queries that come with the program.
    pub fn builtin() -> Self {
        let mut catalog = Self::default();
        for path in Shipped::iter() {
            let file = Shipped::get(&path).expect("the path is listed");
            let text = std::str::from_utf8(&file.data).expect("queries are UTF-8, which a test checks");
            catalog.add(&path, text).expect("the queries shipped are right, which a test checks");
        }
        catalog
    }

    /// Adds the `.rq` files of a folder and of its `views`; one of a name that is there replaces it.
    pub fn add_folder(&mut self, folder: &Path) -> Result<(), CatalogError> {
        for (prefix, folder) in [("", folder.to_owned()), ("views/", folder.join("views"))] {
            if !prefix.is_empty() && !folder.is_dir() {
                continue;
            }
            for path in query_files(&folder).map_err(|source| CatalogError::Unreadable { path: folder, source })? {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let text = fs::read_to_string(&path)
                    .map_err(|source| CatalogError::Unreadable { path: path.clone(), source })?;
                self.add(&format!("{prefix}{name}"), &text)?;
            }
        }
        Ok(())
    }

    /// The query of this name.
    pub fn query(&self, name: &str) -> Option<&SavedQuery> {
        self.queries.get(name)
    }

    /// The view of this name.
    pub fn view(&self, name: &str) -> Option<&SavedQuery> {
        self.views.get(name)
    }

    /// All queries, by name.
    pub fn queries(&self) -> impl Iterator<Item = &SavedQuery> {
        self.queries.values()
    }

    /// All views, by name.
    pub fn views(&self) -> impl Iterator<Item = &SavedQuery> {
        self.views.values()
    }

    fn add(&mut self, path: &str, text: &str) -> Result<(), CatalogError> {
        let (group, file) = match path.split_once('/') {
            Some(("views", file)) => (&mut self.views, file),
            _ => (&mut self.queries, path),
        };
        let query = SavedQuery::read(file.trim_end_matches(".rq"), text).map_err(|error| error.in_file(path))?;
        group.insert(query.name.clone(), query);
        Ok(())
    }
}

fn query_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "rq") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// [`CatalogError`] before its file is known.
enum ReadError {
    Head(HeadError),
    Syntax(SyntaxError),
}

impl ReadError {
    fn in_file(self, file: &str) -> CatalogError {
        let file = file.to_owned();
        match self {
            Self::Head(source) => CatalogError::Head { file, source },
            Self::Syntax(source) => CatalogError::Syntax { file, source },
        }
    }
}

impl SavedQuery {
    fn read(name: &str, text: &str) -> Result<Self, ReadError> {
        let head = head::Head::read(text).map_err(ReadError::Head)?;
        let parameters = parameter::declared(text, &head).map_err(ReadError::Head)?;
        Ok(Self {
            name: name.to_owned(),
            summary: head.required("summary").map_err(ReadError::Head)?,
            description: head.required("description").map_err(ReadError::Head)?,
            tags: head.words("tags"),
            parameters,
            text: text.to_owned(),
            query: Query::parse(text).map_err(ReadError::Syntax)?,
        })
    }

    /// The query with these values in the place of its parameters, defaults where none is given.
    pub fn prepare(&self, values: &BTreeMap<String, String>) -> Result<Query, ParameterError> {
        if let Some(unknown) = values.keys().find(|name| !self.parameters.iter().any(|p| p.name == **name)) {
            return Err(ParameterError::unknown(unknown, self.parameters.iter().map(|p| p.name.as_str())));
        }
        let mut terms: BTreeMap<Variable, Term> = BTreeMap::new();
        for parameter in &self.parameters {
            if let Some(term) = parameter.term(values.get(&parameter.name).map(String::as_str))? {
                terms.insert(parameter.variable.clone(), term);
            }
        }
        Ok(self.query.clone().bind(&terms))
    }

    /// What kind of answer it gives.
    pub fn shape(&self) -> Shape {
        self.query.shape()
    }
}
