//! Titles in 《》: where they stand, which number is theirs, when they were issued.

use std::ops::Range;
use std::sync::LazyLock;

use crate::extract::doc_number::DocNumber;
use crate::lexicon::laws::Laws;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::policies::without_closing_bracket;
use crate::span::{Span, ending};

/// Most characters of a title, line ends among them.
const LONGEST: usize = 150;

/// What is done with documents, right before a title that nothing else shows to be one: 印发 "issue", 落实 "carry out".
static CITING: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:印发|出台|制定|制订|发布|颁布|下发|修订|修改|签订|签署|施行|实施|落实|贯彻|执行|根据|按照|依据|遵循|对照|依照|通过|审议|审定|转发|公布|起草|编制|出版|原则同意|同意|名为|法规|规章|标准)[了的《》、和及与，“”]*$",
    )
});

/// What is gone by, right before a title: 根据 "by", 落实 "carry out".
static GOVERNING: LazyLock<Pattern> = LazyLock::new(|| pattern("(?:根据|按照|依据|依照|落实|贯彻|执行|对照)$"));

static YEAR: LazyLock<Pattern> = LazyLock::new(|| pattern("(?:19|20)[0-9]{2}年"));

/// What the names of laws of others have: 《美国爱国者法》, 《联合国采购示范法》.
const FOREIGN_LAWS: [&str; 12] =
    ["联合国", "国际", "示范法", "欧盟", "欧洲", "美国", "英国", "德国", "法国", "日本", "韩国", "台湾地区"];

/// 以下简称《…》: the short form that a document gets for the rest of the text.
static ABBREVIATION: LazyLock<Pattern> = LazyLock::new(|| pattern("^》?[^。；《》]{0,40}简称[为：:“]*《([^《》]+)》"));

/// 2023年9月，国务院办公厅印发《 and 8月24日…出台《: the date of issue in the clause of the title.
static ISSUED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:(?P<year>(?:19|20)\d{2})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?[，,]?[^。；\n\d]{0,40}(?:印发|出台|发布|颁布|制定|下发|签署|签订|公布)了?(?:《[^《》]*》[、和及与]?)*《?$",
    )
});

/// The number of a standard right before its title: GB6675《…》, GB/T 19001—2016《…》.
static STANDARD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:GB|DB|HJ|JGJ|JTG|CJJ|NY|LY|SL|YY|WS|ISO|IEC|T)[A-Z]*\d{0,2}(?:/[A-Z]+)?\s?\d{2,6}(?:\.\d+)?(?:[-—–:]\d{4})?《?$",
    )
});

/// Whether the words right before a title do something with a document, or are the number of a standard.
pub(super) fn is_cited(before: &str) -> bool {
    let near = ending(before, 30);
    CITING.is_match(near) || near.contains(|c: char| c.is_ascii_digit()) && STANDARD.is_match(near)
}

/// Whether a title is that of a standard: 《食品安全国家标准 …限量》, 《…通用要求》（GB/T 20272—2019）.
pub(super) fn is_standard(title: &str, after: &str) -> bool {
    static NUMBERED: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(r"^》[（(\s]*(?:GB|DB|HJ|JGJ|JTG|CJJ|NY|LY|SL|YY|WS|ISO|IEC)[A-Z]*\d{0,2}(?:/[A-Z]+)?\s?\d{2,6}")
    });
    ["国家标准", "行业标准", "地方标准"].iter().any(|sort| title.contains(sort)) || NUMBERED.is_match(after)
}

/// Whether a title is that of a report or speech that somebody gives: 作了题为|《…》|的报告.
pub(super) fn is_reported(before: &str, after: &str) -> bool {
    let given = ["题为", "作了", "作", "题目为", "名为"].iter().any(|word| before.ends_with(word));
    let after = after.trim_start_matches('》');
    given && ["的报告", "的工作报告", "工作报告", "的党代会报告", "的讲话"].iter().any(|noun| after.starts_with(noun))
}

/// Whether a work is one that is deliberated on: 审议了|《某改革调研报告》.
pub(super) fn is_deliberated(before: &str) -> bool {
    static DELIBERATED: LazyLock<Pattern> = LazyLock::new(|| pattern("(?:审议|审定|讨论|研究)(?:通过|并通过)?了?$"));
    DELIBERATED.is_match(ending(before, 6))
}

/// Whether cases that somebody has published are what others go by, or are put among: 依据自然资源部|《…典型案例》, 被国家某局列入|《…》.
pub(super) fn is_list_gone_by(before: &str, title: &str) -> bool {
    static GONE_BY: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            "(?:依据|根据|按照|依照|对照|参照)[\\p{Han}、]{2,16}(?:部|局|委|厅|署|院|办公室)的?$|(?:部|局|委|厅|署|院|办公室)(?:列入|编入|收入|选入|纳入)了?$",
        )
    });
    without_closing_bracket(title).ends_with("案例") && GONE_BY.is_match(ending(before, 24))
}

/// Whether a form is an agreement of parties, by the verb before it: 签订|《某合作框架协议书》.
pub(super) fn is_agreement(before: &str, title: &str) -> bool {
    static SIGNED: LazyLock<Pattern> = LazyLock::new(|| pattern("(?:签订|签署|签定|达成|订立)了?$"));
    title.ends_with("协议书")
        && ["合作", "框架", "战略"].iter().any(|word| title.contains(word))
        && SIGNED.is_match(ending(before, 4))
}

/// Whether a form of a year is what others go by: 根据《某市2013年度绿化责任书》.
pub(super) fn governs(before: &str, title: &str) -> bool {
    GOVERNING.is_match(ending(before, 4)) && YEAR.is_match(title)
}

/// 关于呈报〈某新区总体规划〉的请示: the document that a letter puts before those who are to approve it, which the answer is about.
pub(super) fn submitted(title: &str) -> Option<Range<usize>> {
    const SUBMITS: [&str; 8] = ["呈报", "报送", "报请", "上报", "审批", "批准", "审定", "审议"];
    let before = title.strip_suffix("〉的请示")?;
    let at = before.rfind('〈')?;
    let submits = SUBMITS.iter().any(|verb| before[..at].contains(verb));
    submits.then_some(at + '〈'.len_utf8()..before.len())
}

/// The short form that the words behind a title give it.
pub(super) fn short_form(after: &str) -> Option<String> {
    ABBREVIATION.captures(after).map(|found| found[1].to_owned())
}

/// The date in words right before the title, as precise as they are; a month without a year is of the document's year.
pub(super) fn date_of_issue(before: &str, year: Option<u16>) -> Option<String> {
    let near = ending(before, 80);
    // Most titles have no date before them, and to see that is cheap.
    let found = near.contains('月').then(|| ISSUED.captures(near))??;
    let part = |name| found.name(name).and_then(|part| part.as_str().parse::<u16>().ok());
    let (year, month) = (part("year").or(year)?, part("month").filter(|month| (1..=12).contains(month))?);
    Some(match part("day") {
        Some(day) => format!("{year}-{month:02}-{day:02}"),
        None => format!("{year}-{month:02}"),
    })
}

/// The title in full, on one line. National laws are cited without the name of the state: 《中小企业促进法》 →
/// 中华人民共和国中小企业促进法; one that the register does not have is taken for one of those by how it ends.
pub(super) fn full_title(title: &str, laws: &Laws) -> String {
    const STATE: &str = "中华人民共和国";
    let title: String = title.split('\n').map(close_up).collect();
    let called = without_closing_bracket(&title);
    if let Some(full) = laws.full_name(called) {
        return format!("{full}{}", &title[called.len()..]);
    }
    let is_law =
        title.ends_with("法典") || title.ends_with('法') && !title.ends_with("办法") && !title.ends_with("方法");
    let foreign = FOREIGN_LAWS.iter().any(|whose| title.contains(whose));
    let named_alone = !foreign && !title.contains(STATE) && !title.starts_with("关于") && !title.contains("实施");
    if is_law && named_alone { format!("{STATE}{title}") } else { title }
}

/// A line of a title without the blanks that printing puts in (预 算 法, 2025 年, 几 个 问 题 的 通 知); those between two names stay (某市委 某市人民政府关于…).
pub(super) fn close_up(line: &str) -> String {
    let line = line.trim();
    if !line.contains(char::is_whitespace) {
        return line.to_owned();
    }
    let single = |piece: &str| piece.chars().nth(1).is_none() && !piece.is_ascii();
    let apart = line.split_whitespace().any(single);
    let word = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let mut closed = String::with_capacity(line.len());
    for piece in line.split_whitespace() {
        let (last, first) = (closed.chars().next_back(), piece.chars().next());
        let names = word(last) && word(first) && !apart;
        if names || ascii(last) && ascii(first) {
            closed.push(' ');
        }
        closed.push_str(piece);
    }
    closed
}

/// What stands in the outermost 《》 of a stretch, brackets left out; one left open ends with its line, or goes on in the next
/// if it is closed there.
pub(super) fn titles(text: &str, stretch: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut depth, mut start, mut length) = (0_usize, 0, 0_usize);
    for (at, character) in text[stretch.range()].char_indices() {
        let at = stretch.start + at;
        length += 1;
        match character {
            '《' => {
                if depth == 0 {
                    (start, length) = (at + character.len_utf8(), 0);
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
            '\n' if depth > 0 && !goes_on(&text[at + 1..stretch.end]) => depth = 0,
            _ if length > LONGEST => depth = 0,
            _ => {}
        }
    }
    found
}

/// Whether a title that a line leaves open is closed in the next one before anything else begins.
fn goes_on(rest: &str) -> bool {
    let next = rest.trim_start_matches(['\n', ' ', '\u{3000}']).chars().take(LONGEST / 2);
    let mark = next.into_iter().find(|c| matches!(c, '\n' | '。' | '《' | '》' | '；'));
    mark == Some('》')
}

/// Which number belongs to a title: the one in brackets, or nothing, right after it.
pub(super) fn number_of(text: &str, title: Span, numbers: &[DocNumber]) -> Option<usize> {
    let after = title.end + '》'.len_utf8();
    let from = numbers.partition_point(|number| number.span.start < after);
    let number = numbers.get(from)?;
    let between = &text[after..number.span.start];
    // （1998年|省政府令第19号）: of which year it is.
    let dated = between.strip_suffix('年').map(|year| year.trim_end_matches(|c: char| c.is_ascii_digit()));
    let between = dated.unwrap_or(between);
    let joined = between.chars().all(|c| c.is_whitespace() || matches!(c, '（' | '(' | '，' | '“'));
    (joined && between.chars().count() <= 3).then_some(from)
}
