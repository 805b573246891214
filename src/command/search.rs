//! `casegraph search`: full text over the graph of the data folder.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write as _};
use std::process::ExitCode;

use super::{FOUND_FAULT, Fault, counted, open};
use crate::answer::prefix;
use crate::answer::search::{Found, Hit, Request, Search, SearchError};
use crate::cli::SearchArgs;
use crate::config::Config;

/// Prints what is found; exit code 1 where that is nothing.
pub fn run(args: &SearchArgs, config: &Config) -> anyhow::Result<ExitCode> {
    let store = open(config)?;
    let request = Request {
        query: args.words.join(" "),
        kinds: args.types.clone(),
        case: args.case.as_ref().map(|case| prefix::expand(case).unwrap_or_else(|| case.clone())),
        offset: 0,
        limit: args.limit,
        relax: true,
    };
    let found = Search::default().find(&store, &request).map_err(|error| match error {
        SearchError::Query(fault) => Fault::new(fault.to_string(), fault.hint).into(),
        SearchError::Store(error) => anyhow::Error::from(error),
    })?;
    let mut output = io::stdout();
    let text =
        if args.json { serde_json::to_string_pretty(&found)? + "\n" } else { text(&found, output.is_terminal()) };
    output.write_all(text.as_bytes())?;
    Ok(if found.total == 0 { FOUND_FAULT.into() } else { ExitCode::SUCCESS })
}

/// Two lines a hit, and a last line that counts.
fn text(found: &Found, is_terminal: bool) -> String {
    let mut text = String::new();
    if found.relaxed {
        text.push_str("nothing has all the words; these have some of them\n");
    }
    for hit in &found.hits {
        let short = prefix::shorten(&hit.entity).unwrap_or_else(|| hit.entity.clone());
        let kind = if hit.kind.is_empty() { String::new() } else { format!("{}, ", hit.kind) };
        let _ = writeln!(text, "{} ({kind}{short})", hit.name);
        let _ = writeln!(text, "  {}: {}{}", hit.field, marked(hit, is_terminal), place(hit));
    }
    let types: Vec<_> = found.types.iter().map(|count| format!("{} {}", count.count, count.value)).collect();
    let _ = writeln!(
        text,
        "{}{}",
        counted(found.total, "hit"),
        if types.is_empty() { String::new() } else { format!(": {}", types.join(", ")) }
    );
    if !found.suggestions.is_empty() {
        let names: Vec<_> = found.suggestions.iter().map(|near| near.name.as_str()).collect();
        let _ = writeln!(text, "did you mean {}?", names.join(", "));
    }
    text
}

/// The text on one line, on a terminal with the words in bold.
fn marked(hit: &Hit, is_terminal: bool) -> String {
    let characters: Vec<char> = hit.text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if !is_terminal {
        return characters.into_iter().collect();
    }
    let (mut text, mut at) = (String::new(), 0);
    for (from, to) in &hit.highlights {
        text.extend(&characters[at..*from]);
        text.push_str("\x1b[1m");
        text.extend(&characters[*from..*to]);
        text.push_str("\x1b[0m");
        at = *to;
    }
    text.extend(&characters[at..]);
    text
}

/// Where the text stands, as other commands write it.
fn place(hit: &Hit) -> String {
    match (&hit.document, hit.start, hit.end) {
        (Some(document), Some(start), Some(end)) => {
            format!(" {} [{start}, {end})", prefix::shorten(document).unwrap_or_else(|| document.clone()))
        }
        _ => String::new(),
    }
}
