//! The table tests/cases/dates.md: every sentence names the dates it is said to name.

use casegraph::extract::date::{Role, Years, dates};
use casegraph::span::Span;

/// The years of a heading: `2024/2023` is a section on 2023 in a document of 2024.
fn years(heading: &str) -> Years {
    let heading = heading.split(',').next().unwrap_or_default();
    let (document, section) = heading.split_once('/').map_or((heading, None), |(first, last)| (first, Some(last)));
    let year = |digits: &str| digits.trim().parse().expect("a heading begins with a year");
    Years { document: (document != "no year").then(|| year(document)), section: section.map(year) }
}

fn named(sentence: &str, years: Years) -> String {
    let found = dates(sentence, Span::new(0, sentence.len()), years);
    let row = |date: &casegraph::extract::date::DateMention| {
        let period = date.period.map_or("-".to_owned(), |period| period.to_string());
        let role = match date.role {
            Role::Scope | Role::Unfixed => "",
            Role::Event => " event",
            Role::Comparison => " compared",
            Role::Cause => " cause",
        };
        format!("{} = {period}{role}", &sentence[date.span.range()])
    };
    let rows: Vec<_> = found.iter().map(row).collect();
    if rows.is_empty() { "none".to_owned() } else { rows.join("; ") }
}

#[test]
fn every_sentence_names_its_dates() {
    let table = include_str!("../cases/dates.md");
    let (mut wrong, mut count, mut of) = (Vec::new(), 0, Years::default());
    for line in table.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            of = years(heading);
        }
        let Some((sentence, expected)) = line.strip_prefix("- ").and_then(|row| row.split_once(" → ")) else {
            continue;
        };
        let found = named(sentence, of);
        if found != expected {
            wrong.push(format!("{sentence}\n  expected {expected}\n  found    {found}"));
        }
        count += 1;
    }
    assert!(count >= 60, "only {count} sentences were read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
