//! What the documents say of the program is so: commands, flags, modules, dependencies, links.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use casegraph::cli::Cli;
use clap::{Arg, Command, CommandFactory, Parser};

/// The documents that tell users of commands.
const GUIDES: [&str; 3] = ["README.md", "README.zh.md", "CONTRIBUTING.md"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The commands by what is typed for them, parents before children.
fn commands() -> Vec<(String, Command)> {
    let mut cli = Cli::command();
    cli.build();
    let mut open = vec![("casegraph".to_owned(), cli)];
    let mut found = Vec::new();
    while let Some((path, command)) = open.pop() {
        let mut inner: Vec<_> = command.get_subcommands().filter(|inner| inner.get_name() != "help").cloned().collect();
        inner.reverse();
        open.extend(inner.into_iter().map(|inner| (format!("{path} {}", inner.get_name()), inner)));
        found.push((path, command));
    }
    found
}

fn own_arguments(command: &Command) -> impl Iterator<Item = &Arg> {
    command.get_arguments().filter(|argument| !["help", "version"].contains(&argument.get_id().as_str()))
}

#[test]
fn every_command_and_argument_says_what_it_is_for() {
    for (path, command) in commands() {
        assert!(command.get_about().is_some(), "{path} has no help");
        for argument in own_arguments(&command) {
            assert!(argument.get_help().is_some(), "{path}: {} has no help", argument.get_id());
        }
    }
}

/// The command line as a document.
fn reference() -> String {
    let mut page =
        "# Commands\n\nWhat `casegraph help` says, in one page. Written by a test; see `tests/it/docs.rs`.\n"
            .to_owned();
    for (path, command) in commands() {
        let about = command.get_about().unwrap_or_default();
        writeln!(page, "\n## {path}\n\n{about}.").unwrap();
        let inherited = path != "casegraph";
        for argument in own_arguments(&command).filter(|argument| !(inherited && argument.is_global_set())) {
            let gap = if page.ends_with(".\n") { "\n" } else { "" };
            writeln!(page, "{gap}- {}", described(argument)).unwrap();
        }
    }
    page
}

fn described(argument: &Arg) -> String {
    // What a flag without a value could be is of no use to readers.
    let valued = argument.get_action().takes_values();
    let value = argument.get_value_names().filter(|_| valued).and_then(|names| names.first());
    let value = value.map(ToString::to_string).unwrap_or_default();
    let names = match (argument.get_short(), argument.get_long()) {
        (Some(short), Some(long)) => format!("-{short}, --{long} {value}"),
        (None, Some(long)) => format!("--{long} {value}"),
        _ => value,
    };
    let aside = |start: &str, words: Vec<String>, end: &str| {
        if valued && !words.is_empty() { format!("{start}{}{end}", words.join(", ")) } else { String::new() }
    };
    let choice = argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let default = argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let environment = argument.get_env().map(|name| format!("; `{}`", name.to_string_lossy())).unwrap_or_default();
    format!(
        "`{}`: {}{}{}{environment}",
        names.trim_end(),
        argument.get_help().map(ToString::to_string).unwrap_or_default(),
        aside(" (", choice, ")"),
        aside(" [default: ", default, "]"),
    )
}

#[test]
fn the_page_of_commands_is_the_command_line() {
    let (page, file) = (reference(), root().join("docs/commands.md"));
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&file, &page).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(written, page, "docs/commands.md is out of date: UPDATE_DOCS=1 cargo test docs writes it anew");
}

/// The lines of shell in a document that call the program, without comments.
fn calls(document: &str) -> Vec<String> {
    let mut calls = Vec::new();
    let mut inside = false;
    for line in document.lines() {
        if let Some(language) = line.trim_start().strip_prefix("```") {
            inside = !inside && ["sh", "console"].contains(&language);
        } else if inside {
            let line = line.trim_start_matches("$ ").split("  #").next().unwrap_or_default().trim();
            calls.extend(line.starts_with("casegraph ").then(|| line.to_owned()));
        }
    }
    calls
}

/// Words as a shell splits them, as far as documents need it: single quotes hold.
fn split(call: &str) -> Vec<String> {
    let (mut words, mut quoted) = (vec![String::new()], false);
    for character in call.chars() {
        match character {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().expect("there is a word from the start").push(character),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn every_call_in_the_guides_can_be_typed() {
    let mut count = 0;
    for guide in GUIDES {
        for call in calls(&text(guide)) {
            count += 1;
            if let Err(error) = Cli::try_parse_from(split(&call)) {
                panic!("{guide}: {call}: {error}");
            }
        }
    }
    assert!(count > 5, "the guides show how the program is called");
}

#[test]
fn the_architecture_names_every_module_and_every_dependency() {
    let page = text("ARCHITECTURE.md");
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let path = entry.unwrap().path();
        let module = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if !["lib", "main"].contains(&module.as_str()) {
            assert!(page.contains(&format!("`{module}`")), "ARCHITECTURE.md does not name {module}");
        }
    }
    let manifest: toml::Table = text("Cargo.toml").parse().unwrap();
    let tables = ["dependencies", "dev-dependencies", "build-dependencies"].map(|name| manifest.get(name));
    let names: BTreeSet<_> =
        tables.into_iter().flatten().filter_map(toml::Value::as_table).flat_map(toml::Table::keys).collect();
    let words: BTreeSet<_> = page.split(|c: char| !(c.is_alphanumeric() || "_-".contains(c))).collect();
    for name in names {
        assert!(words.contains(name.as_str()), "ARCHITECTURE.md does not say why {name} is there");
    }
}

/// Every Markdown file outside the folders of tools.
fn documents() -> Vec<PathBuf> {
    let (mut open, mut found) = (vec![root().to_owned()], Vec::new());
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() && !name.starts_with('.') && !["target", "node_modules"].contains(&name.as_str()) {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                found.push(path);
            }
        }
    }
    found
}

#[test]
fn every_link_to_a_file_leads_to_one() {
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
        for target in
            targets.filter(|target| !target.contains("://") && !target.starts_with('#') && !target.contains(' '))
        {
            let file =
                document.parent().expect("a file is in a folder").join(target.split('#').next().unwrap_or_default());
            assert!(file.exists(), "{}: there is no {target}", document.display());
        }
    }
}

#[test]
fn the_two_readmes_tell_the_same() {
    let [english, chinese] = ["README.md", "README.zh.md"].map(text);
    let headings = |page: &str| page.lines().filter(|line| line.starts_with("## ")).count();
    assert_eq!(headings(&english), headings(&chinese), "a chapter is in one language only");
}

#[test]
fn blocks_of_code_are_closed() {
    for guide in GUIDES {
        let fences = text(guide).lines().filter(|line| line.trim_start().starts_with("```")).count();
        assert!(fences.is_multiple_of(2), "{guide}: a block of code does not end");
    }
}
