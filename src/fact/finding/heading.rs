//! Numbers of headings that skip: 一、 … 三、, or 一是 … 二是 … 三、.

use super::{Comment, finding};
use crate::document::{Rank, chinese, numbering};
use crate::fact::{Fact, Scene};
use crate::span::Span;

/// A numbered line.
struct Line {
    span: Span,
    rank: Rank,
    ordinal: u32,
}

/// The first heading of each kind of number that does not follow the one before it.
///
/// Only 一、 （一） and 1. at the beginning of a line are looked at: spoken numbers (一是) go on inside paragraphs. A number
/// starts again from one under every heading of a higher kind, or goes on through the whole text (一、… （三） 二、（四）…).
/// Where the number before it stands inside a line (现决定如下：一、…), nothing is missing.
pub(super) fn irregular(scene: &Scene<'_>) -> Vec<Fact> {
    let lines = numbered_lines(scene);
    let mut found = Vec::new();
    let mut last: [u32; 3] = [0; 3];
    let mut running: [u32; 3] = [0; 3];
    let mut since: [usize; 3] = [scene.case().body.start; 3];
    for line in &lines {
        let Some(depth) = depth(line.rank) else { continue };
        let goes_on = line.ordinal == running[depth] + 1;
        running[depth] = line.ordinal;
        let skips = line.ordinal > last[depth] + 1 && !goes_on && !bare_figure(scene, line);
        if skips && !is_numbered(scene.words(Span::new(since[depth], line.span.start)), line.rank, line.ordinal - 1) {
            found.push(skipped(scene, line, last[depth]));
        }
        last[depth] = line.ordinal;
        last[depth + 1..].fill(0);
        since[depth..].fill(line.span.start);
    }
    found
}

/// Whether the number of a heading stands anywhere in a text, in one of the forms of its kind.
fn is_numbered(words: &str, rank: Rank, ordinal: u32) -> bool {
    if rank == Rank::Arabic {
        let number = ordinal.to_string();
        return words.match_indices(&number).any(|(at, _)| {
            let (before, after) = (&words[..at], &words[at + number.len()..]);
            !before.ends_with(|c: char| c.is_ascii_digit() || c == '.') && after.starts_with(['.', '．', '、'])
        });
    }
    let number = chinese(ordinal as usize);
    let forms = match rank {
        Rank::Bracketed => [("（", "）"), ("(", ")"), ("（", ")"), ("(", "）")],
        _ => [("", "、"), ("", "．"), ("第", "部分"), ("第", "章")],
    };
    forms.iter().any(|(open, close)| words.contains(&format!("{open}{number}{close}")))
}

fn depth(rank: Rank) -> Option<usize> {
    [Rank::Ideographic, Rank::Bracketed, Rank::Arabic].iter().position(|known| *known == rank)
}

/// `7.` alone on its line is a page number or the cell of a table.
fn bare_figure(scene: &Scene<'_>, line: &Line) -> bool {
    line.rank == Rank::Arabic
        && scene.words(line.span).chars().filter(|character| character.is_alphabetic()).count() < 4
}

fn numbered_lines(scene: &Scene<'_>) -> Vec<Line> {
    let body = scene.case().body;
    let mut start = body.start;
    let mut found = Vec::new();
    for line in scene.words(body).split_inclusive('\n') {
        let span = scene.document.text.trim(Span::new(start, start + line.len()));
        start += line.len();
        if let Some(number) = numbering(scene.words(span))
            && let Some(ordinal) = number.ordinal
        {
            found.push(Line { span: first_sentence(scene, span), rank: number.rank, ordinal });
        }
    }
    found
}

fn first_sentence(scene: &Scene<'_>, line: Span) -> Span {
    let end = scene.words(line).find(['。', '；', '！']).unwrap_or(line.len());
    Span::new(line.start, line.start + end)
}

fn skipped(scene: &Scene<'_>, line: &Line, before: u32) -> Fact {
    let words = scene.words(line.span);
    let length = numbering(words).map_or(words.len(), |number| number.length);
    let number = words[..length].trim_end();
    let ordinal = line.ordinal;
    let (zh, en) = if before == 0 {
        (
            format!("标题“{number}”是同类序号的第一个，序号却为{ordinal}。"),
            format!("Heading “{number}” is the first of its kind, yet its number is {ordinal}."),
        )
    } else {
        (
            format!("标题序号由第{before}项跳至“{number}”（第{ordinal}项）。"),
            format!("Heading numbers skip from {before} to “{number}” ({ordinal})."),
        )
    };
    finding(scene, "irregular_heading", "finding/irregular-heading", vec![line.span], Comment { zh, en })
}
