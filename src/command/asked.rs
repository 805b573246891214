//! Arguments of the view → parameters of an address, so that the command line and HTTP ask in the same words.

use std::fs;
use std::path::Path;

use anyhow::Context as _;

use crate::cli::{BoundsArgs, PathArgs, ViewArgs};

/// What is asked, as an address would say it.
#[derive(Default)]
pub(super) struct Parameters(pub(super) Vec<(&'static str, String)>);

impl Parameters {
    pub(super) fn put(&mut self, name: &'static str, value: &(impl ToString + ?Sized)) {
        self.0.push((name, value.to_string()));
    }

    pub(super) fn put_some(&mut self, name: &'static str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.put(name, &value);
        }
    }

    pub(super) fn put_all(&mut self, name: &'static str, values: &[impl ToString]) {
        for value in values {
            self.put(name, value);
        }
    }

    pub(super) fn put_list(&mut self, name: &'static str, values: &[String]) {
        if !values.is_empty() {
            self.put(name, &values.join(","));
        }
    }

    pub(super) fn put_if(&mut self, name: &'static str, is_set: bool) {
        if is_set {
            self.put(name, "true");
        }
    }

    pub(super) fn put_view(&mut self, args: &ViewArgs) -> anyhow::Result<()> {
        self.put_some("view", args.view.as_ref());
        self.put_query("query", args.query.as_deref())?;
        self.put_list("type", &args.kinds);
        self.put_list("things", &args.things);
        self.put_all("place", &args.places);
        self.put_all("year", &args.years);
        self.put_all("case", &args.cases);
        self.put_some("project", args.project.as_ref());
        self.put_if("merge", args.merge);
        self.put_if("undirected", args.undirected);
        Ok(())
    }

    pub(super) fn put_query(&mut self, name: &'static str, file: Option<&Path>) -> anyhow::Result<()> {
        if let Some(file) = file {
            let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
            self.put(name, &text);
        }
        Ok(())
    }

    pub(super) fn put_bounds(&mut self, args: &BoundsArgs) {
        self.put("direction", &args.direction);
        self.put_list("relation", &args.relations);
        self.put_list("without", &args.without);
        self.put_all("avoid", &args.avoid);
        self.put_some("hubs", args.hubs);
    }

    pub(super) fn put_path(&mut self, args: &PathArgs) {
        self.put("from", &args.from);
        self.put("to", &args.to);
        self.put("cost", &args.cost);
        self.put_all("through", &args.through);
        self.put_list("through_type", &args.through_kinds);
    }
}
