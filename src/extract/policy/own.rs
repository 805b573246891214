//! Documents that the text itself prints: a title over its number (`…关于…的通知` / `国办发〔2018〕117号`), or with it on one line.

use std::sync::LazyLock;

use super::title::close_up;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::policies::{PolicyWords, TitleClass};
use crate::span::Span;

/// Lines that a title may run over, and its characters.
const LINES: usize = 4;
const LONGEST: usize = 120;

/// Characters that may stand behind a number on its line: a bracket, spaces.
const AFTER: usize = 12;

/// Bytes between the number of a document and the date under it.
const TO_DATE: usize = 60_000;

/// Before a number that a list of particulars gives: 文号：, 发文字号：.
static LABEL: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?:发文字号|公文文号|文\s*号|文件编号)[】\]]?\s*[：:]?\s*$"));

/// A sentence that cites a document rather than being its title.
static LED: LazyLock<Pattern> =
    LazyLock::new(|| pattern("^(?:根据|按照|依据|依照|遵照|落实|贯彻|执行|参照|对照|结合|现将|为|经|附件?)|[，,]"));

/// A body that answers what was put to it: 国务院办公厅|对…建议的答复.
static ANSWERING: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^\p{Han}{2,20}?(?:政府|办公厅|办公室|委员会|委|局|厅|部|院|会|署)对"));

/// A line that is a date: the one under a document.
static DATE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?m)^[ \t\u{3000}（(]*(20\d{2}|19\d{2})年(\d{1,2})月(\d{1,2})日[ \t\u{3000}）)]*$"));

/// The end of a body's name, in a line over a title that begins with 关于.
const BODY_ENDS: [&str; 13] =
    ["政府", "办公厅", "办公室", "委员会", "委", "局", "厅", "部", "院", "会", "署", "中心", "银行"];

/// Whether a number stands where documents print their own: alone in its line, behind a label, or at the end of the title.
pub(super) fn title_of(text: &str, number: Span, words: &PolicyWords) -> Option<Span> {
    let line_start = line_start(text, number.start)?;
    let decoration = |c: char| c.is_whitespace() || "（）()〔〕[]".contains(c);
    if let Some(title) = title_on_line(text, Span::new(line_start, number.start), words) {
        return Some(title);
    }
    let rest = text[number.end..].char_indices().take(AFTER + 1).find(|(_, c)| *c == '\n');
    let line_end = number.end
        + rest.map(|(at, _)| at).or_else(|| (text.len() - number.end <= AFTER).then(|| text.len() - number.end))?;
    let before = text[line_start..number.start].trim_matches(decoration);
    if !text[number.end..line_end].trim_matches(decoration).is_empty() {
        return None;
    }
    if LABEL.is_match(before) {
        // A list of particulars stands over the title, or names it.
        return title_over(text, line_start, words).or_else(|| title_under(text, line_end, words));
    }
    if before.is_empty() {
        return title_over(text, line_start, words).or_else(|| title_right_under(text, line_end, words));
    }
    None
}

/// The title that a line begins with, right before its number; what follows may be on the line too, where a page was pressed
/// into one: 国务院关于…的决定国发〔2005〕39号 各省、自治区、直辖市人民政府.
fn title_on_line(text: &str, before_number: Span, words: &PolicyWords) -> Option<Span> {
    let decoration = |c: char| c.is_whitespace() || "（）()〔〕[]".contains(c);
    let before = text[before_number.range()].trim_matches(decoration);
    // 你们|关于…的请示（…号）收悉
    let whose = if before.starts_with(['你', '贵']) { before.find("关于").unwrap_or(0) } else { 0 };
    let start = before_number.start + text[before_number.range()].find(before)? + whose;
    let before = &before[whose..];
    let named = !before.is_empty() && !LED.is_match(before) && is_title(before, words);
    named.then(|| Span::new(start, start + before.len()))
}

/// Where the line begins that a number ends, if it is no longer than a title: lines of running text are not looked through.
fn line_start(text: &str, number: usize) -> Option<usize> {
    let mut before = text[..number].char_indices().rev();
    let found = before.by_ref().take(LONGEST + 1).find(|(_, c)| *c == '\n').map(|(at, _)| at + 1);
    found.or_else(|| before.next().is_none().then_some(0))
}

/// The lines right over a line that are a title together.
fn title_over(text: &str, line_start: usize, words: &PolicyWords) -> Option<Span> {
    let lines = lines_over(text, line_start);
    let end = lines.first()?.end;
    let at = (0..lines.len().min(LINES)).find(|&at| is_title(&joined(&text[lines[at].start..end]), words))?;
    let mut start = lines[at].start;
    if text[start..].starts_with("关于") {
        let body = lines.get(at + 1).filter(|line| {
            let line = &text[line.range()];
            line.chars().count() <= 40 && BODY_ENDS.iter().any(|ending| line.ends_with(ending))
        });
        start = body.map_or(start, |body| body.start);
    }
    Some(Span::new(start, end))
}

/// The lines before a line that hold something, the nearest first, as far as a title can reach.
fn lines_over(text: &str, line_start: usize) -> Vec<Span> {
    let mut found = Vec::new();
    let mut end = line_start;
    while end > 0 && found.len() <= LINES {
        let start = text[..end - 1].rfind('\n').map_or(0, |at| at + 1);
        let line = &text[start..end];
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let from = start + line.len() - line.trim_start().len();
            found.push(Span::new(from, from + trimmed.len()));
        }
        end = start;
    }
    found
}

/// The title of a document that prints no number: the first lines of the text, if they are one.
pub(super) fn first_title(text: &str, words: &PolicyWords) -> Option<Span> {
    let lines = lines_under(text, 0);
    let plan = || lines.first().copied().filter(|line| is_plan_of_years(&text[line.range()], words));
    // 某省印发《…》的通知 is the headline of news on it.
    let told = |title: &Span| text[title.range()].contains("印发《") && !text[title.range()].contains("关于印发");
    title_from(text, &lines, 0, words)
        .filter(|title| !told(title))
        .or_else(plan)
        .or_else(|| regulation(text, &lines, words))
}

/// The title over a regulation that the text prints, article by article: 某市某湖保护条例 / 第一条 为了….
fn regulation(text: &str, lines: &[Span], words: &PolicyWords) -> Option<Span> {
    static KIND: LazyLock<Pattern> =
        LazyLock::new(|| pattern(r"^[\p{Han}“”、 ]{6,40}(?:条例|办法|规定|规则|细则)(?:（[^（）]{2,8}）)?$"));
    static TOLD: LazyLock<Pattern> = LazyLock::new(|| pattern("出台|印发|发布|公布|解读|施行|通过|制定|起草"));
    let is_title = |line: &&Span| {
        let line = &text[line.range()];
        KIND.is_match(line) && !TOLD.is_match(line) && words.class_of(line) == TitleClass::Policy
    };
    let title = *lines.iter().take(LINES).find(is_title)?;
    text[title.end..].contains("\n第一条").then_some(title)
}

/// Whether a line is the title of a plan for some years: 数字某省建设2025年工作要点, and no headline on one.
fn is_plan_of_years(line: &str, words: &PolicyWords) -> bool {
    static YEARS: LazyLock<Pattern> = LazyLock::new(|| pattern(r"20\d\d|“十[一二三四五]五”|三年行动"));
    static KIND: LazyLock<Pattern> =
        LazyLock::new(|| pattern("(?:规划|纲要|要点|行动计划|行动方案|实施方案|工作方案|办法|细则)(?:（[^（）]*）)?$"));
    static TOLD: LazyLock<Pattern> =
        LazyLock::new(|| pattern("出台|印发|发布|公布|解读|启动|通过|[，。；：！？\t]|案例|报告|年.{1,3}月.{1,3}日"));
    words.class_of(line) == TitleClass::Policy
        && (8..=60).contains(&line.chars().count())
        && YEARS.is_match(line)
        && KIND.is_match(line)
        && !TOLD.is_match(line)
}

/// The title that stands a few lines under a list of particulars.
fn title_under(text: &str, line_end: usize, words: &PolicyWords) -> Option<Span> {
    let lines = lines_under(text, line_end);
    (0..lines.len()).find_map(|at| title_from(text, &lines, at, words))
}

/// The title right under the number at the head of a document: 穗府〔2011〕15号 / 关于…的指导意见.
fn title_right_under(text: &str, line_end: usize, words: &PolicyWords) -> Option<Span> {
    title_from(text, &lines_under(text, line_end), 0, words)
}

/// The title that a line begins, running over some more.
fn title_from(text: &str, lines: &[Span], at: usize, words: &PolicyWords) -> Option<Span> {
    let first = lines.get(at)?.start;
    let mut titles = lines[at..].iter().take(LINES).map(|line| Span::new(first, line.end));
    titles.find(|span| is_title(&joined(&text[span.range()]), words))
}

/// The next lines that hold something, from some place on.
fn lines_under(text: &str, from: usize) -> Vec<Span> {
    let mut start = from;
    let mut found = Vec::new();
    for line in text[from..].split_inclusive('\n').take(LINES * 4) {
        let trimmed = line.trim();
        if !trimmed.is_empty() && found.len() < LINES * 2 {
            let at = start + line.len() - line.trim_start().len();
            found.push(Span::new(at, at + trimmed.len()));
        }
        start += line.len();
    }
    found
}

/// The date in a line of its own under a document, ISO 8601.
pub(super) fn date_under(text: &str, from: usize) -> Option<String> {
    let mut end = text.len().min(from + TO_DATE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let date = DATE.captures(&text[from..end])?;
    let part = |at: usize| date[at].parse::<u16>().unwrap_or(0);
    Some(format!("{}-{:02}-{:02}", part(1), part(2), part(3)))
}

/// Whether a line, or lines taken together, are the title of a document.
fn is_title(words: &str, policies: &PolicyWords) -> bool {
    static DATED: LazyLock<Pattern> = LazyLock::new(|| pattern(r"20\d\d[-/.]\d{1,2}[-/.]\d{1,2}"));
    let named = ["关于", "印发", "转发", "批转"].iter().any(|word| words.contains(word));
    (named || words.ends_with("的答复") && ANSWERING.is_match(words))
        && words.chars().count() <= LONGEST
        && words.matches('《').count() == words.matches('》').count()
        && !words.contains(['。', '；', '：', '！', '？', '\t'])
        // A line of the page that says when it was put up.
        && !DATED.is_match(words)
        && policies.class_of(words) == TitleClass::Policy
}

/// Lines of a title without what stands between them, nor between characters that are set apart.
pub(super) fn joined(lines: &str) -> String {
    lines.split('\n').map(close_up).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> Option<&str> {
        first_title(text, &PolicyWords::builtin()).map(|span| &text[span.range()])
    }

    #[test]
    fn a_regulation_has_its_title_over_its_articles() {
        let articles = "（2020年5月1日通过）\n目录\n第一条 为了保护湖泊，制定本条例。\n第二条 本市范围适用。\n";
        assert_eq!(title(&format!("无锡市蠡湖保护条例\n{articles}")), Some("无锡市蠡湖保护条例"));
        assert_eq!(title("无锡市蠡湖保护条例\n这部条例带来了什么？\n"), None);
        assert_eq!(title(&format!("无锡市发布蠡湖保护条例\n{articles}")), None);
    }
}
