//! Cases without their number, and cases that the contents page leaves out.

use super::{Comment, finding};
use crate::document::Case;
use crate::fact::{Fact, Scene};
use crate::span::Span;

/// Shortest beginning, in characters, that a title and its line of the contents page share.
const SHARED_BEGINNING: usize = 8;

/// Two cases at least must have a number, else the compilation does not number its cases.
pub(super) fn missing_number(scene: &Scene<'_>) -> Option<Fact> {
    let numbered = scene.document.cases.iter().filter(|case| case.printed_number.is_some()).count();
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
pub(super) fn missing_in_contents(scene: &Scene<'_>) -> Option<Fact> {
    let lines: Vec<String> = scene.document.contents.iter().map(|line| bare(scene.words(*line))).collect();
    let listed = |case: &Case| {
        case.title.is_none_or(|title| {
            // Without a contents page there is nothing to compare the title with.
            let title = if lines.is_empty() { String::new() } else { bare(scene.words(title)) };
            lines.iter().any(|line| same_beginning(&title, line))
        })
    };
    let cases = &scene.document.cases;
    if listed(scene.case()) || cases.len() < 3 || cases.iter().filter(|case| listed(case)).count() * 2 <= cases.len() {
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
