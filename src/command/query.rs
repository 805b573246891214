//! `casegraph query`: SPARQL → answer.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal, Read, Write};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;

use super::bounded::bounded;
use super::{Fault, report};
use crate::answer::catalog::{Catalog, SavedQuery};
use crate::answer::network::Views;
use crate::answer::search::Search;
use crate::answer::service::{self, Services};
use crate::answer::sparql::{self, CancellationToken, Format, Query, QueryError, QueryResults};
use crate::cli::QueryArgs;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::outward::{Outward, OutwardError};
use crate::pipeline;
use crate::store::Store;

/// How an answer is shown.
enum Shown {
    Table,
    As(Format),
}

/// Answers one query from the data folder.
pub fn run(args: &QueryArgs, config: &Config) -> anyhow::Result<ExitCode> {
    let query = asked(args)?;
    let shown = shown(args.format.as_deref(), &query)?;
    let mut diagnostics = Diagnostics::default();
    let store = pipeline::open(&config.data, &mut diagnostics)?;
    report(&diagnostics)?;
    let outward = Arc::new(Outward::new(config.outward.clone()));
    bounded(&args.limits, config, |cancel| {
        let (search, views, catalog) = (Search::default(), Views::default(), Catalog::builtin());
        let services = Services { search: &search, views: &views, catalog: &catalog, outward: Some(&outward) };
        if args.explain {
            let steady = store.steady();
            let query = service::resolve(services, &store, &steady, query, cancel).map_err(explained)?;
            return explain(&store, query, args.format.as_deref(), cancel);
        }
        let results = service::evaluate(services, &store, query, cancel).map_err(explained)?;
        print(results, &shown)
    })
}

fn print(results: QueryResults<'_>, shown: &Shown) -> anyhow::Result<ExitCode> {
    let mut output = io::stdout().lock();
    match shown {
        Shown::Table => output.write_all(sparql::table::render(results).map_err(explained)?.as_bytes())?,
        Shown::As(format) => sparql::write(results, *format, io::BufWriter::new(output)).map_err(explained)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// A call of a service that cannot be carried out says how it is written.
fn explained(error: QueryError) -> anyhow::Error {
    match error {
        QueryError::Service(fault) => Fault::new(fault.message, fault.hint).into(),
        QueryError::Elsewhere(OutwardError::Refused { message, hint }) => Fault::new(message, hint).into(),
        QueryError::Elsewhere(OutwardError::Failed { address, message, hint }) => {
            Fault::new(format!("{address} {message}"), hint).into()
        }
        other => other.into(),
    }
}

/// Prints how a query is answered, for people or as JSON.
fn explain(store: &Store, query: Query, format: Option<&str>, cancel: &CancellationToken) -> anyhow::Result<ExitCode> {
    let told = sparql::explained(store, query, cancel).map_err(explained)?;
    let mut output = io::stdout().lock();
    match format {
        None | Some("table") => output.write_all(told.to_text().as_bytes())?,
        Some("json") => writeln!(output, "{}", serde_json::to_string_pretty(&told)?)?,
        Some(other) => {
            return Err(Fault::new(format!("a plan cannot be written as {other}"), "choose table or json").into());
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The query of the arguments: typed, saved, or from a file.
fn asked(args: &QueryArgs) -> anyhow::Result<Query> {
    if let Some(text) = &args.expression {
        return Ok(Query::parse_with_known_prefixes(text)?);
    }
    if let Some(name) = &args.name {
        return saved(name, &args.inputs);
    }
    match args.inputs.as_slice() {
        [file] if file == "-" => {
            let mut text = String::new();
            io::stdin().read_to_string(&mut text).context("standard input cannot be read")?;
            Ok(Query::parse_with_known_prefixes(&text)?)
        }
        [file] => {
            let text = fs::read_to_string(file).with_context(|| format!("{file} cannot be read"))?;
            Ok(Query::parse_with_known_prefixes(&text).with_context(|| format!("{file} is no query"))?)
        }
        _ => Err(Fault::new(
            "there is no query",
            "name a file, type one with -e 'SELECT …', or choose a saved one with --name; without a name it lists them",
        )
        .into()),
    }
}

fn saved(name: &str, inputs: &[String]) -> anyhow::Result<Query> {
    let catalog = Catalog::builtin();
    let Some(query) = catalog.query(name) else {
        return Err(Fault::new(format!("there is no saved query {name:?}"), listing(&catalog)).into());
    };
    let mut values = BTreeMap::new();
    for input in inputs {
        let Some((key, value)) = input.split_once('=') else {
            let help = format!("write key=value; {}", parameters(query));
            return Err(Fault::new(format!("{input:?} is no parameter"), help).into());
        };
        values.insert(key.to_owned(), value.to_owned());
    }
    query.prepare(&values).map_err(|error| Fault::new(error.message, error.hint).into())
}

fn listing(catalog: &Catalog) -> String {
    let names: Vec<_> = catalog.queries().map(|query| format!("  {}  {}", query.name, query.summary.en)).collect();
    format!("these are saved:\n{}", names.join("\n"))
}

fn parameters(query: &SavedQuery) -> String {
    let names: Vec<_> = query.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    if names.is_empty() { "this query takes none".to_owned() } else { format!("this query takes {}", names.join(", ")) }
}

/// The format asked for; else a table for people, and what pipes read for pipes.
fn shown(name: Option<&str>, query: &Query) -> anyhow::Result<Shown> {
    let shape = query.shape();
    match name {
        Some("table") => Ok(Shown::Table),
        Some(name) => {
            let format = Format::from_name(name).filter(|format| format.fits(shape));
            format.map(Shown::As).ok_or_else(|| {
                let names: Vec<_> = Format::fitting(shape).map(Format::name).collect();
                let help = format!("choose table or {}", names.join(", "));
                Fault::new(format!("{} cannot be written as {name}", shape.describe()), help).into()
            })
        }
        None if io::stdout().is_terminal() => Ok(Shown::Table),
        None => Ok(Format::fitting(shape)
            .find(|format| matches!(format, Format::Csv | Format::Turtle))
            .map_or(Shown::Table, Shown::As)),
    }
}
