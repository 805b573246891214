//! What docs/graph.md says that the view says of the ten cases, asked of the program.

use std::fs;
use std::path::Path;

use crate::cli::{ask, check};
use crate::documents::Folder;

#[test]
fn the_commands_say_of_the_ten_cases_what_the_page_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/graph.md")).unwrap();
    let seed = fs::read_to_string(root.join("seeds/guangxi-2023-business-environment-cases.txt")).unwrap();
    let folder = Folder::built(&[("seed.txt", &seed)]);
    let claims = page.lines().filter_map(|line| line.strip_prefix("- `casegraph graph ")?.split_once("` says `"));
    let claims: Vec<_> = claims.collect();
    assert!(claims.len() > 5, "the page shows what the view says");
    for (call, words) in claims {
        let arguments: Vec<&str> = ["graph"].into_iter().chain(call.split(' ')).collect();
        check(&ask(&folder, &arguments), 0, &[words.trim_end_matches('`')], &[]);
    }
}

#[test]
fn time_that_is_up_is_said_with_how_to_have_more() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seed = fs::read_to_string(root.join("seeds/guangxi-2023-business-environment-cases.txt")).unwrap();
    let folder = Folder::built(&[("seed.txt", &seed)]);
    // Ten thousand paths are looked at, and none passes through a place at the end of one.
    let long = ["graph", "paths", "450000", "企业", "--which", "simple", "--longest", "12", "--through", "越南"];
    check(&ask(&folder, &long), 2, &[], &["none of the ", "best paths passes through what is asked for"]);
    let output = ask(&folder, &[&long[..], &["--timeout", "1ms"]].concat());
    check(&output, 2, &[], &["longer than 0.001 s, and was stopped", "--timeout 5m"]);
}
