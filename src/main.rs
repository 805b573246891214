//! Arguments → command → exit code.

use std::process::ExitCode;

use casegraph::cli::{Cli, Command};
use casegraph::command::{self, backup, build, check, completions, eval, export, extract, graph};
use casegraph::command::{mcp, query, restore, search, serve, text};
use casegraph::config::Config;
use clap::Parser;

fn main() -> ExitCode {
    command::finish(run(&Cli::parse()))
}

fn run(cli: &Cli) -> anyhow::Result<ExitCode> {
    let config = Config::new(cli)?;
    match &cli.command {
        Command::Build(args) => build::run(args, &config),
        Command::Serve(args) => serve::run(args, &config),
        Command::Mcp => mcp::run(&config),
        Command::Query(args) => query::run(args, &config),
        Command::Search(args) => search::run(args, &config),
        Command::Graph(args) => graph::run(args, &config),
        Command::Export(args) => export::run(args, &config),
        Command::Extract(args) => extract::run(args),
        Command::Check(args) => check::run(args, &config),
        Command::Eval(args) => eval::run(args, &config),
        Command::Text(args) => text::run(args, &config),
        Command::Backup(args) => backup::run(args, &config),
        Command::Restore(args) => restore::run(args, &config),
        Command::Completions(args) => completions::run(args),
    }
}
