//! Folders of small documents to build from.

use std::fs;
use std::path::{Path, PathBuf};

use casegraph::archive::ArchiveError;
use casegraph::diagnostic::Diagnostics;
use casegraph::pipeline::{self, Build, BuildReport};
use oxigraph::model::Term;
use oxigraph::sparql::QueryResults;

/// A document of one case.
pub(crate) fn case(number: u32, title: &str) -> String {
    format!(
        "2022年浙江优化营商环境典型案例\n编号{number}：\n指标名称\n政务服务\n案例名称\n{title}\n案例特色或亮点\n事项办理时间由3天压缩至1天。\n\
         报送单位\n杭州市司法局\n主要内容\n一、主要做法\n杭州市司法局2022年办理案件{number}0件，涉案金额2.5亿元。\n"
    )
}

/// A temporary folder with `documents/` and `data/` in it.
pub(crate) struct Folder {
    root: tempfile::TempDir,
}

impl Folder {
    pub(crate) fn with(documents: &[(&str, &str)]) -> Self {
        let folder = Self { root: tempfile::tempdir().unwrap() };
        fs::create_dir(folder.documents()).unwrap();
        for (name, text) in documents {
            folder.write(name, text);
        }
        folder
    }

    pub(crate) fn built(documents: &[(&str, &str)]) -> Self {
        let folder = Self::with(documents);
        folder.build();
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    pub(crate) fn root(&self) -> &Path {
        self.root.path()
    }

    pub(crate) fn documents(&self) -> PathBuf {
        self.path("documents")
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.path("data")
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.documents().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.documents().join(name)).unwrap();
    }

    /// Builds all documents, which must succeed.
    pub(crate) fn build(&self) -> BuildReport {
        let (report, diagnostics) = self.build_paths(&[self.documents()]);
        assert!(!diagnostics.has_errors(), "{:?}", diagnostics.entries());
        report
    }

    pub(crate) fn try_build(&self) -> Result<BuildReport, ArchiveError> {
        self.attempt(&[self.documents()], false, &mut Diagnostics::default())
    }

    /// Builds these paths, with what was found in them.
    pub(crate) fn build_paths(&self, paths: &[PathBuf]) -> (BuildReport, Diagnostics) {
        let mut diagnostics = Diagnostics::default();
        let report = self.attempt(paths, false, &mut diagnostics).unwrap();
        (report, diagnostics)
    }

    /// Builds these paths and lets go of everything else.
    pub(crate) fn replace(&self, paths: &[PathBuf]) -> BuildReport {
        self.attempt(paths, true, &mut Diagnostics::default()).unwrap()
    }

    fn attempt(
        &self,
        paths: &[PathBuf],
        replace: bool,
        diagnostics: &mut Diagnostics,
    ) -> Result<BuildReport, ArchiveError> {
        let (data, curation) = (self.data(), pipeline::curation_beside(paths).unwrap());
        pipeline::build(
            &Build { paths, data: &data, encoding: None, replace, curation: &curation },
            diagnostics,
            &|_, _| {},
        )
    }

    /// The values of `?x` in the graph as it was built: literals by their words, IRIs by what follows the last slash.
    pub(crate) fn select(&self, pattern: &str) -> Vec<String> {
        let store = pipeline::open(&self.data(), &mut Diagnostics::default()).unwrap();
        let query = format!(
            "PREFIX cg: <https://w3id.org/casegraph/ns#> PREFIX cgv: <https://w3id.org/casegraph/vocab/>
             PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX dcterms: <http://purl.org/dc/terms/>
             SELECT DISTINCT ?x {{ {pattern} }} ORDER BY ?x"
        );
        let QueryResults::Solutions(rows) = store.query(&query).unwrap() else { panic!("a SELECT gives rows") };
        let value = |term: &Term| match term {
            Term::Literal(literal) => literal.value().to_owned(),
            Term::NamedNode(node) => node.as_str().rsplit('/').next().unwrap_or_default().to_owned(),
            Term::BlankNode(node) => node.to_string(),
        };
        rows.map(|row| value(row.unwrap().get("x").unwrap())).collect()
    }
}
