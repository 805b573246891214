//! Cases without their number, and cases that the contents page leaves out.

use super::{Comment, finding};
use crate::document::{Case, Document};
use crate::fact::{Fact, Scene};
use crate::span::Span;

/// Shortest beginning, in characters, that a title and its line of the contents page share.
const SHARED_BEGINNING: usize = 8;

/// Most lines of a contents page, and half of the cases it may be of: larger ones are not compared with each other.
const LARGEST: usize = 2_000;

/// How a compilation numbers and lists its cases, found out once for all of them.
pub struct Compilation {
    /// Cases with a printed number.
    numbered: usize,
    /// Whether the contents page lists each case; empty where there is none that lists most of them.
    listed: Vec<bool>,
}

impl Compilation {
    /// Of a document.
    pub fn of(document: &Document) -> Self {
        let numbered = document.cases.iter().filter(|case| case.printed_number.is_some()).count();
        Self { numbered, listed: listed(document) }
    }
}

/// See [`Compilation::listed`].
fn listed(document: &Document) -> Vec<bool> {
    let (cases, contents) = (&document.cases, &document.contents);
    if contents.is_empty() || cases.len() < 3 || contents.len() > LARGEST || cases.len() > 2 * LARGEST {
        return Vec::new();
    }
    let lines: Vec<String> = contents.iter().map(|line| bare(&document.text[*line])).collect();
    let is_listed = |title: Span| {
        let title = bare(&document.text[title]);
        lines.iter().any(|line| same_beginning(&title, line))
    };
    let listed: Vec<bool> = cases.iter().map(|case| case.title.is_none_or(is_listed)).collect();
    let most = listed.iter().filter(|is_listed| **is_listed).count() * 2 > listed.len();
    if most { listed } else { Vec::new() }
}

/// Two cases at least must have a number, else the compilation does not number its cases.
pub(super) fn missing_number(scene: &Scene<'_>, compilation: &Compilation) -> Option<Fact> {
    let numbered = compilation.numbered;
    let case = scene.case();
    if case.printed_number.is_some() || numbered < 2 {
        return None;
    }
    let position = case.position;
    let comment = Comment {
        zh: format!("第{position}个案例前未印编号，其余{numbered}个案例印有编号。"),
        en: format!("No number is printed before case {position}; {numbered} other cases have one."),
    };
    Some(finding(scene, "missing_number", "finding/missing-number", vec![heading(scene, case)], comment))
}

/// A case whose title no line of the contents page begins like, where the page lists most cases.
pub(super) fn missing_in_contents(scene: &Scene<'_>, compilation: &Compilation) -> Option<Fact> {
    if *compilation.listed.get(scene.case_index)? {
        return None;
    }
    let title = scene.case().title?;
    let words = scene.words(title);
    let comment = Comment {
        zh: format!("目录中没有列出案例“{words}”。"),
        en: format!("The table of contents does not list the case “{words}”."),
    };
    Some(finding(scene, "missing_in_contents", "finding/missing-in-contents", vec![title], comment))
}

/// The first line of a case.
fn heading(scene: &Scene<'_>, case: &Case) -> Span {
    let text = &scene.document.text;
    let whole = text.trim(case.span);
    let line = text[whole].find('\n').unwrap_or(whole.len());
    text.trim(Span::new(whole.start, whole.start + line))
}

/// Letters and digits only, without the number before them and the page after them.
fn bare(line: &str) -> String {
    let letters: String = line.chars().filter(|character| character.is_alphanumeric()).collect();
    letters.trim_matches(|character: char| character.is_ascii_digit()).to_owned()
}

fn same_beginning(title: &str, line: &str) -> bool {
    let shared = title.chars().zip(line.chars()).take_while(|(one, other)| one == other).count();
    let length = line.chars().count();
    line.contains(title) || shared >= SHARED_BEGINNING || length > 3 && shared == length
}
