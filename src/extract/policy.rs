//! Named documents, strategies and campaigns: `印发《关于…的意见》（国办发〔2023〕29号）`, `实施就业优先战略`, `主题教育`.
//!
//! A title in 《》 names a policy by how it ends (`…办法`), by the 文号 after it, or by the verb before it (印发 "issue").
//! Licences, forms, letters, newspapers and books stand in 《》 too; their endings are in the lexicon.

use std::sync::LazyLock;

use regex::Regex;

use super::doc_number::{DocNumber, doc_numbers};
use super::{Mention, PolicyReferent, Referent, lines};
use crate::document::{Case, Document};
use crate::lexicon::Lexicon;
use crate::lexicon::policies::{TitleClass, without_closing_bracket};
use crate::span::Span;

const TITLE: &str = "policy/title";
const SHORT_TITLE: &str = "policy/short-title";
const NUMBER: &str = "policy/number";
const NAMED: &str = "policy/named";
const STRATEGY: &str = "policy/strategy";

/// What is done with documents, right before a title that nothing else shows to be one: 印发 "issue", 落实 "carry out".
static CITING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?:印发|出台|制定|制订|发布|颁布|下发|修订|修改|签订|签署|施行|实施|落实|贯彻|执行|根据|按照|依据|遵循|对照|依照|通过|转发|公布|起草|编制)[了的《》、和及与，“”]*$",
    )
    .expect("the pattern is fixed")
});

/// 实施“强首府”战略, 深入推进新型工业化战略: a strategy named by the verb before it.
static STRATEGIES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:实施|推进|贯彻|落实|坚持|践行)(?P<name>“?[\p{Han}]{2,10}”?战略)").expect("the pattern is fixed")
});

/// What may follow 战略 when a word of something else has begun: 战略合作 "strategic cooperation", 战略性新兴产业.
const NOT_STRATEGY: [&str; 12] =
    ["合作", "性", "部署", "支点", "伙伴", "意义", "高度", "布局", "定位", "机遇", "框架", "协议"];

/// Words before 战略 that name no strategy: 发展战略 "development strategy", 重大战略 "major strategies".
const UNNAMED_STRATEGY: [&str; 12] =
    ["发展", "重大", "国家", "企业", "品牌", "重要", "经营", "各项", "相关", "总体", "长远", "中长期"];

/// 以下简称《…》: the short form that a document gets for the rest of the text.
static ABBREVIATION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^》?[^。；《》]{0,40}简称[为：:“]*《([^《》]+)》").expect("the pattern is fixed"));

/// 2023年9月，国务院办公厅印发《 and 8月24日…出台《: the date of issue in the clause of the title.
static ISSUED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:(?P<year>(?:19|20)\d{2})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?[，,]?[^。；\n\d]{0,40}(?:印发|出台|发布|颁布|制定|下发|签署|签订|公布)了?(?:《[^《》]*》[、和及与]?)*《$",
    )
    .expect("the pattern is fixed")
});

/// The policies that a case names, in the order of the text.
pub fn policies(document: &Document, case: &Case, lexicon: &Lexicon) -> Vec<Mention> {
    let mut reader =
        Reader { text: document.text.as_str(), year: document.year, lexicon, found: Vec::new(), known: Vec::new() };
    for line in lines(document.text.as_str(), case.prose()) {
        reader.read(line);
    }
    let mut found = reader.found;
    found.sort_by_key(|mention| (mention.span.start, mention.span.end));
    found
}

/// What has been read so far of a case.
struct Reader<'a> {
    text: &'a str,
    year: Option<u16>,
    lexicon: &'a Lexicon,
    found: Vec<Mention>,
    /// The documents named, and the short form each got.
    known: Vec<(PolicyReferent, Option<String>)>,
}

impl Reader<'_> {
    fn read(&mut self, stretch: Span) {
        let numbers = doc_numbers(self.text, stretch);
        let titles = titles(self.text, stretch);
        let mut used = vec![false; numbers.len()];
        for &title in &titles {
            let number = number_of(self.text, title, &numbers);
            if let Some(at) = number {
                used[at] = true;
            }
            self.title(stretch, title, number.map(|at| &numbers[at]));
        }
        for (number, _) in numbers.iter().zip(&used).filter(|(_, used)| !**used) {
            let same = self.known.iter().find(|(known, _)| known.doc_number.as_ref() == Some(&number.normal));
            let policy = same.map_or_else(|| by_number(number), |(known, _)| known.clone());
            self.push(number.span, NUMBER, policy);
        }
        self.named(stretch, &titles);
        self.strategies(stretch, &titles);
    }

    fn title(&mut self, stretch: Span, span: Span, number: Option<&DocNumber>) {
        let title = &self.text[span.range()];
        let before = &self.text[stretch.start..span.start - '《'.len_utf8()];
        match self.lexicon.policies.class_of(title) {
            TitleClass::Form | TitleClass::Work => return,
            TitleClass::Unknown if number.is_none() && !CITING.is_match(tail(before, 30)) => return,
            TitleClass::Bare if number.is_none() => return self.short_title(span),
            _ if number.is_none() && self.given_short_form(title) => return self.short_title(span),
            _ => {}
        }
        let before_title = &self.text[stretch.start..span.start];
        let policy = PolicyReferent {
            title: full_title(title),
            kind: "document",
            doc_number: number.map(|number| number.normal.clone()),
            issued: self.date_of_issue(before_title).or_else(|| number.map(|number| number.year.to_string())),
        };
        let after = &self.text[number.map_or(span.end, |number| number.span.end)..stretch.end];
        let short = ABBREVIATION.captures(after).map(|found| found[1].to_owned());
        self.known.push((policy.clone(), short));
        self.push(span, TITLE, policy);
    }

    fn given_short_form(&self, title: &str) -> bool {
        self.known.iter().any(|(_, short)| short.as_deref() == Some(title))
    }

    /// `《意见》` after `《关于…的意见》`: the document that was given this short form, else the last that ends so.
    fn short_title(&mut self, span: Span) {
        let short = &self.text[span.range()];
        let given = self.known.iter().rev().find(|(_, form)| form.as_deref() == Some(short));
        let ends_so = |policy: &PolicyReferent| without_closing_bracket(&policy.title).ends_with(short);
        let meant = given.or_else(|| self.known.iter().rev().find(|(policy, _)| ends_so(policy)));
        if let Some((policy, _)) = meant {
            self.push(span, SHORT_TITLE, policy.clone());
        }
    }

    /// The date in words right before the title, as precise as they are; a month without a year is of the document's year.
    fn date_of_issue(&self, before: &str) -> Option<String> {
        let found = ISSUED.captures(tail(before, 80))?;
        let part = |name| found.name(name).and_then(|part| part.as_str().parse::<u16>().ok());
        let (year, month) = (part("year").or(self.year)?, part("month").filter(|month| (1..=12).contains(month))?);
        Some(match part("day") {
            Some(day) => format!("{year}-{month:02}-{day:02}"),
            None => format!("{year}-{month:02}"),
        })
    }

    fn named(&mut self, stretch: Span, titles: &[Span]) {
        let lexicon = self.lexicon;
        for (range, policy) in lexicon.policies.named_in(&self.text[stretch.range()], self.year) {
            let span = Span::from(range).shift(stretch.start);
            if titles.iter().any(|title| title.overlaps(span)) {
                continue;
            }
            let form = &self.text[span.range()];
            let (title, kind) = policy.map_or((form, "campaign"), |policy| (policy.name, policy.kind));
            let policy = PolicyReferent { title: title.to_owned(), kind, ..PolicyReferent::default() };
            self.push(span, NAMED, policy);
        }
    }

    fn strategies(&mut self, stretch: Span, titles: &[Span]) {
        for found in STRATEGIES.captures_iter(&self.text[stretch.range()]) {
            let Some(name) = found.name("name") else { continue };
            let span = Span::from(name.range()).shift(stretch.start);
            let core = name.as_str().trim_end_matches("战略").trim_matches(['“', '”']);
            let after = &self.text[span.end..stretch.end];
            let unnamed = UNNAMED_STRATEGY.contains(&core) || core.contains(['的', '和', '与', '等', '为']);
            let other_word = NOT_STRATEGY.iter().any(|word| after.starts_with(word));
            let overlaps = |other: &Span| other.overlaps(span);
            let known = self.found.iter().map(|mention| mention.span).any(|other| overlaps(&other));
            if !(unnamed || other_word || known || titles.iter().any(overlaps)) {
                let title = format!("{core}战略");
                self.push(span, STRATEGY, PolicyReferent { title, kind: "strategy", ..PolicyReferent::default() });
            }
        }
    }

    fn push(&mut self, span: Span, rule: &'static str, policy: PolicyReferent) {
        self.found.push(Mention { span, rule, referent: Referent::Policy(policy) });
    }
}

/// A number without a title: the document goes by it.
fn by_number(number: &DocNumber) -> PolicyReferent {
    PolicyReferent {
        title: number.normal.clone(),
        kind: "document",
        doc_number: Some(number.normal.clone()),
        issued: Some(number.year.to_string()),
    }
}

/// National laws are cited without the name of the state: 《中小企业促进法》 → 中华人民共和国中小企业促进法.
fn full_title(title: &str) -> String {
    const STATE: &str = "中华人民共和国";
    let title = title.trim();
    let is_law =
        title.ends_with("法典") || title.ends_with('法') && !title.ends_with("办法") && !title.ends_with("方法");
    let named_alone = !title.contains(STATE) && !title.starts_with("关于") && !title.contains("实施");
    if is_law && named_alone { format!("{STATE}{title}") } else { title.to_owned() }
}

/// What stands in the outermost 《》 of each line, brackets left out; a bracket left open ends nothing.
fn titles(text: &str, stretch: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, character) in text[stretch.range()].char_indices() {
        let at = stretch.start + at;
        match character {
            '《' => {
                if depth == 0 {
                    start = at + character.len_utf8();
                }
                depth += 1;
            }
            '》' if depth > 0 => {
                depth -= 1;
                // 《关于落实《…》的通知》 closes twice; 《…》的 with an inner bracket left open closes once.
                if depth == 0 && start < at {
                    found.push(Span::new(start, at));
                }
            }
            '\n' => depth = 0,
            _ => {}
        }
    }
    found
}

/// Which number belongs to a title: the one in brackets, or nothing, right after it.
fn number_of(text: &str, title: Span, numbers: &[DocNumber]) -> Option<usize> {
    let after = title.end + '》'.len_utf8();
    let joins = |number: &DocNumber| {
        number.span.start >= after
            && text[after..number.span.start].chars().all(|c| c.is_whitespace() || matches!(c, '（' | '(' | '，' | '“'))
            && text[after..number.span.start].chars().count() <= 3
    };
    numbers.iter().position(joins)
}

/// The last `count` characters.
fn tail(text: &str, count: usize) -> &str {
    let from = text.char_indices().rev().nth(count.saturating_sub(1)).map_or(0, |(at, _)| at);
    &text[from..]
}
