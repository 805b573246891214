//! Text → title, contents page, cases and their fields.
//!
//! A compilation tells its cases apart in one of these ways, tried in this order:
//!
//! | how | where |
//! |---|---|
//! | a row a case, under a header of labels (案例名称 \| 报送单位 \| 主要做法) | [`records`] |
//! | labelled parts, in cells of a table or at the beginning of lines; a label that comes again begins the next case | [`labelled`] |
//! | lines such as `案例3：…` | [`headed`] |
//! | headings of one kind, each with 主要做法, 成效 … under it, or each naming a place in a document that calls itself a compilation | [`headed`] |
//!
//! Where there is none of these the whole document is one case: a work report, a bulletin, a notice.

mod furniture;
mod headed;
mod labelled;
mod records;
mod year;

pub(crate) use year::{DAY, names_honour};

use std::collections::BTreeSet;
use std::sync::{LazyLock, OnceLock};

use super::clause;
use super::section::sections;
use super::{About, Case, Content, Day, Document, Heading, Table, Text, table};
use crate::lexicon::Lexicon;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// `编号1：`, `案例三`, `典型案例（2）`, `【案例4】`, `典型经验之一`: a mark that numbers a case, and what follows it on its line.
static NUMBER_MARK: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^[【\[（(]?(?:编号|案例|典型案例|示范案例|实践案例|优秀案例|创新案例|改革案例|典型经验|经验做法|典型做法|排名)(?:之)?[（(]?([0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})[）)]?[】\]]?[：:、．. \u{3000}]*",
    )
});

/// Longest line, in characters, that can be a heading.
const HEADING: usize = 60;

/// The same for the title of a notice, which several bodies issue and which names what it is on.
const LONG_HEADING: usize = 120;

/// What the cases are found in.
struct Page<'a> {
    text: &'a Text,
    /// The lines that hold something.
    lines: &'a [Span],
    tables: &'a [Table],
    headings: &'a [Heading],
    lexicon: &'a Lexicon,
}

impl Page<'_> {
    /// Whether the document calls itself a compilation in its first lines.
    fn is_compilation(&self) -> bool {
        let head = self.lines.iter().take(HEAD_LINES);
        self.lexicon.fields.is_compilation(&head.map(|line| &self.text[*line]).collect::<String>())
    }

    /// Whether a line can be (part of) the title of the document: a heading that is no label, and says neither source
    /// nor date.
    fn is_title(&self, line: Span) -> bool {
        let words = &self.text[line];
        is_heading(words)
            && !words.contains(['\t', '|'])
            && self.lexicon.fields.label_of(&words.replace(char::is_whitespace, "")).is_none()
            && self.lexicon.pages.source_in(words).is_none()
            && self.lexicon.pages.date_in(words).is_none()
            && table::after_unit_label(words).is_none()
            && !NO_TITLE.is_match(words)
    }
}

/// Lines at the beginning of a document that say what it is.
const HEAD_LINES: usize = 6;

/// `附件2`, `序号`, `2023年2月28日`, `2018-08-27 11:51`: lines of a heading that are no title.
static NO_TITLE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:附件\s*[0-9一二三四五六七八九十]{0,2}[：:]?|序号|(?:19|20)\d\d[-年/.][0-9]{1,2}[-月/.][0-9]{1,2}日?(?:\s+[0-9:：]+)?|\p{Han}{2,12}[0-9]{1,2}月[0-9]{1,2}日[电讯].{0,20})$",
    )
});

/// Finds title, year, contents page, cases, fields and sections of a text.
pub(super) fn lay_out(file_name: String, sha256: String, content: Content, lexicon: &Lexicon) -> Document {
    let Content { text, tables, headings, about, remarks: _ } = content;
    let tables = if tables.is_empty() { table::plain::tables(&text) } else { tables };
    let lines = lines(&text);
    let buttons = furniture::buttons(&text, &lines, lexicon);
    let lines = if buttons < lines.len() { lines[buttons..].to_vec() } else { lines };
    let page = Page { text: &text, lines: &lines, tables: &tables, headings: &headings, lexicon };
    let ways: [fn(&Page<'_>) -> Vec<Case>; 5] =
        [records::cases, labelled::cases, headed::numbered, headed::under_headings, whole_document];
    let mut cases = ways.iter().map(|way| way(&page)).find(|cases| !cases.is_empty()).unwrap_or_default();
    for case in &mut cases {
        case.sections = sections(&text, case.body);
        case.sentences = clause::read(text.as_str(), case.prose());
    }
    let Front { title, contents, said } = front_matter(&page, &cases);
    let mut about = about;
    about.or(source_lines(&page));
    let year = year::of_document(&page, title, &about);
    Document {
        file_name,
        sha256,
        text,
        title,
        contents,
        front: said,
        year,
        about,
        tables,
        headings,
        cases,
        area: OnceLock::new(),
    }
}

/// The lines that hold something, without white space at their ends.
fn lines(text: &Text) -> Vec<Span> {
    let mut start = 0;
    let split = text.as_str().split_inclusive('\n').map(|line| {
        let span = Span::new(start, start + line.len());
        start = span.end;
        text.trim(span)
    });
    split.filter(|line| !line.is_empty()).collect()
}

fn is_prose(line: &str) -> bool {
    line.contains(['。', '；']) || line.chars().count() > HEADING
}

/// What a line under the heading of a plain text says of its source: `来源：某市统计局 发布时间：2019-05-15`.
fn source_lines(page: &Page<'_>) -> About {
    let mut about = About::default();
    for line in page.lines.iter().take(HEAD_LINES) {
        let words = &page.text[*line];
        if words.chars().count() <= HEADING {
            let source = page.lexicon.pages.source_in(words);
            // 2019/02/22 15:31 来源：某网: the date may stand without a label at the beginning.
            let date = page.lexicon.pages.date_in(words).or(source.and(Some(words)));
            about.publisher = about.publisher.or(source.map(ToOwned::to_owned));
            about.issued = about.issued.or(date.and_then(Day::parse));
        }
    }
    about
}

/// A report without cases: the heading lines are its title, all the rest its body. It has prose, a table of numbers, or a list.
fn whole_document(page: &Page<'_>) -> Vec<Case> {
    let Page { text, lines, .. } = page;
    let has_numbers = page.tables.iter().any(|table| table.kind == table::TableKind::Data);
    let says = has_numbers || lines.iter().any(|line| is_prose(&text[*line]));
    if !says && !is_list(text, lines) {
        return Vec::new();
    }
    let goes_on = |at: usize| !opens_part(&text[lines[at]]) && !is_complete(&text[lines[at - 1]], &text[lines[at]]);
    let titles = |(at, line): (usize, &Span)| page.is_title(*line) && (at == 0 || goes_on(at));
    let most = if says { 3 } else { 1 };
    let headings = lines.iter().enumerate().take(most).take_while(|line| titles(*line)).count();
    let end = lines.last().map_or(0, |line| line.end);
    let title = headings.checked_sub(1).map(|last| lines[0].cover(lines[last]));
    let mut case = Case { span: Span::new(lines[0].start, end), title, ..Case::of_stretch(1, Span::new(0, end)) };
    // One case alone may have its fields under its title: 报送单位：某市财政局.
    let fields = headed::take_fields(page, &mut case, &lines[headings..]);
    let first = lines.get(headings + fields).map_or(end, |line| line.start);
    case.body = Span::new(first, end);
    vec![case]
}

/// A title over names, a line each: those that were chosen or are supported.
fn is_list(text: &Text, lines: &[Span]) -> bool {
    /// Fewest lines with words, the title among them.
    const FEWEST: usize = 4;
    let says = |line: &&Span| text[**line].chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    lines.iter().filter(says).nth(FEWEST - 1).is_some()
}

/// 2023年工作回顾 under the title of a report is the heading of its first part.
fn opens_part(line: &str) -> bool {
    let year = line.chars().take_while(char::is_ascii_digit).count() == 4;
    year && ["回顾", "总结", "安排", "打算", "目标", "重点工作"].iter().any(|end| line.ends_with(end))
}

/// 某市2022年统计公报 over 某市统计局, ——2024年1月20日在某省人民代表大会会议上 over 省长 某某: under a line that ends as titles do, what is no
/// sub-title names who wrote it, and so does what stands under the sub-title that says where it was spoken.
fn is_complete(above: &str, line: &str) -> bool {
    let sub_title = |line: &str| line.starts_with(['—', '－', '-', '（', '(']);
    let spoken =
        sub_title(above) && ["会议上", "大会上"].iter().any(|end| above.trim_end_matches(['）', ')']).ends_with(end));
    let ends = ["统计公报", "工作报告"].iter().any(|end| above.ends_with(end));
    spoken || ends && !sub_title(line)
}

/// A line that ends without a stop and numbers nothing.
fn is_heading(line: &str) -> bool {
    let announces = ["的通知", "的公告", "的通报", "的决定", "的意见", "的批复", "的函"];
    let long = announces.iter().any(|end| line.ends_with(end)) && line.chars().count() <= LONG_HEADING;
    (long || line.chars().count() <= HEADING)
        && !line.trim_end_matches('”').ends_with(['。', '；', '，', '：', ':'])
        && !line.starts_with(['（', '('])
        && (!line.contains('〔') || !line.ends_with('号'))
        && super::section::numbering(line).is_none()
}

/// What stands before the first case.
#[derive(Default)]
struct Front {
    title: Option<Span>,
    /// The lines that list the cases.
    contents: Vec<Span>,
    /// The other lines, those that stand under each other taken together.
    said: Vec<Span>,
}

/// What stands before the first case: the lines that list the cases are the contents page, the last lines that do not
/// are the title of the document.
fn front_matter(page: &Page<'_>, cases: &[Case]) -> Front {
    let Page { text, lines, .. } = page;
    let Some(first) = cases.first() else { return Front { title: lines.first().copied(), ..Front::default() } };
    let titles: BTreeSet<String> =
        cases.iter().filter_map(|case| case.title).map(|title| squash(&text[title])).collect();
    let Front { mut title, mut contents, mut said } = Front::default();
    let mut under_said = false;
    for &line in lines.iter().take_while(|line| line.end <= first.span.start) {
        let above = said.last_mut().filter(|_| under_said);
        under_said = !lists_a_case(&text[line], &titles);
        match above {
            Some(above) if under_said => *above = above.cover(line),
            _ if under_said => said.push(line),
            _ => {}
        }
        let content = squash(&text[line]);
        let number = super::section::numbering(&text[line]).map_or(0, |number| number.length);
        if titles.contains(&content) || titles.contains(&squash(&text[line][number..])) {
            contents.push(line);
        } else if content.chars().any(|c| !c.is_numeric()) && page.is_title(line) {
            title =
                Some(title.map_or(line, |above| if adjoining(text, above, line) { above.cover(line) } else { line }));
        }
    }
    let single = || (cases.len() == 1 && first.printed_number.is_none()).then_some(first.title).flatten();
    Front { title: title.or_else(single), contents, said }
}

/// Whether a line is the title of a case, with or without the mark that numbers the case and the page it is on.
fn lists_a_case(line: &str, titles: &BTreeSet<String>) -> bool {
    let number = super::section::numbering(line).map_or(0, |number| number.length);
    let mark = NUMBER_MARK.find(line).map_or(0, |mark| mark.end());
    [0, number, mark].iter().any(|&from| {
        let words = squash(&line[from..]);
        titles.contains(&words) || titles.contains(words.trim_end_matches(char::is_numeric))
    })
}

/// Whether two lines stand under each other without an empty line between.
fn adjoining(text: &Text, above: Span, below: Span) -> bool {
    text[Span::new(above.end, below.start)].matches('\n').count() == 1
}

/// The words of a heading, for comparing: without white space and punctuation.
fn squash(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Document {
        Document::new("test.txt", Text::new(text), Lexicon::builtin())
    }

    fn part(document: &Document, span: Option<Span>) -> &str {
        span.map_or("", |span| &document.text[span])
    }

    #[test]
    fn fields_in_cells_under_each_other() {
        let document = read(
            "2022年某省优秀案例\n\n\t甲市推行一件事\n\n编号1：\n\n甲市推行\n一件事\n\n\t指标名称\n\t纳税\n\n\t案例名称\n\t甲市推行一件事\n\t报送单位\n\t甲市税务局\n\t主要内容\n\t一、背景\n全文。\n编号2：\n\n\t指标名称\n\t获得电力\n\t案例名称\n\t乙县办电\n\t主要内容\n\t正文。\n",
        );
        assert_eq!(document.cases.len(), 2);
        assert_eq!(part(&document, document.title), "2022年某省优秀案例");
        assert_eq!((document.year, document.contents.len()), (Some(2022), 1));
        let (first, second) = (&document.cases[0], &document.cases[1]);
        assert_eq!((first.printed_number, second.printed_number), (Some(1), Some(2)));
        assert_eq!(part(&document, first.reporters), "甲市税务局");
        assert_eq!(&document.text[first.body], "一、背景\n全文。");
        assert_eq!(part(&document, second.indicator), "获得电力");
        assert_eq!(&document.text[second.body], "正文。");
    }

    #[test]
    fn rows_below_a_story_with_figures_are_parts_of_it() {
        let table = "序号\t案例名称\t实施单位\t主要做法\n1\t茶园改造\t甲县林业局\t改造茶园3万亩，修路8公里。\n2\t茶叶加工\t甲县工信局\t新建车间12个，年加工茶叶5千吨。\n";
        let story = "甲县地处江南，全县茶园面积57万亩，森林覆盖率87.7%，从事茶叶生产的农户有1.2万户。2020年起，甲县把分散的茶园流转起来，统一修复、统一管护、统一销售，到2023年茶叶产值达到46亿元，主要做法和成效见下表。\n";
        assert_eq!(read(&["甲县：茶园改造让荒山变金山\n", story, table].concat()).cases.len(), 1);
        assert_eq!(read(&["甲省典型案例汇总表\n", story, table].concat()).cases.len(), 2);
    }

    #[test]
    fn fields_at_the_beginning_of_lines_and_side_by_side() {
        let document = read(
            "案例名称：甲市办税\n报送单位：甲市税务局\n主要内容：甲市推行办税。\n| 案例名称 | 乙市用水 | 报送单位 | 乙市水务局 |\n| 主要内容 | 乙市用水。 |\n",
        );
        assert_eq!(document.cases.len(), 2);
        assert_eq!(part(&document, document.cases[0].title), "甲市办税");
        assert_eq!(&document.text[document.cases[0].body], "甲市推行办税。");
        assert_eq!(part(&document, document.cases[1].reporters), "乙市水务局");
        assert_eq!(&document.text[document.cases[1].body], "乙市用水。");
    }

    #[test]
    fn a_table_of_cases_within_running_text_parts_one_case() {
        let told = "某县把分散的山林收储起来，统一修复、统一计量、统一交易，".repeat(4);
        let table = "序号\t案例名称\t实施单位\t主要做法\n1\t甲\t某县林业局\t流转山林，建成便道。\n2\t乙\t某县水利局\t修复河道，补植树木。\n";
        let of_one = read(&format!("某县山林收储\n{told}见下表。\n{table}{told}成效明显。\n"));
        assert_eq!(of_one.cases.len(), 1);
        let compiled = read(&format!("某省优秀案例\n{told}见下表。\n{table}"));
        assert_eq!(compiled.cases.len(), 2);
        // Under a title that publishes cases the rows are those, whatever is told around them.
        let published = read(&format!("某省第三批优秀案例发布\n{told}有关情况见下表。\n{table}{told}成效明显。\n"));
        assert_eq!(published.cases.len(), 2);
    }

    #[test]
    fn a_list_of_names_under_a_title_is_a_document() {
        let list = "2024年度某省绿色园区名单\n甲市经济技术开发区\n乙县循环产业园\n丙区智造园\n";
        let document = read(list);
        assert_eq!((document.cases.len(), part(&document, document.title)), (1, "2024年度某省绿色园区名单"));
        assert!(document.text[document.cases[0].body].starts_with("甲市"));
        assert!(read("今天开会\n明天放假\n").cases.is_empty());
    }

    #[test]
    fn a_heading_that_repeats_the_title_belongs_to_its_case_without_a_number_too() {
        let document = read(
            "指标名称\n纳税\n案例名称\n甲\n主要内容\n甲文。\n乙县“快办”\n新模式\n指标名称\n纳税\n案例名称\n乙县“快办” 新模式\n主要内容\n乙文。",
        );
        assert_eq!(&document.text[document.cases[0].body], "甲文。");
        assert_eq!(document.cases[1].printed_number, None);
        assert!(document.text[document.cases[1].span].starts_with("乙县“快办”\n新模式"));
    }

    #[test]
    fn numbered_headings_begin_cases_and_their_list_does_not() {
        let document = read(
            "目录\n案例一：甲市办税\n案例二：乙市用水\n案例一：甲市办税\n甲市推行办税。\n案例二：乙市用水\n乙市改进用水。\n",
        );
        let titles: Vec<_> = document.cases.iter().map(|case| part(&document, case.title)).collect();
        assert_eq!(titles, ["甲市办税", "乙市用水"]);
        assert_eq!(&document.text[document.cases[1].body], "乙市改进用水。");
    }

    #[test]
    fn a_report_without_cases_is_one_case() {
        let document =
            read("2024年某市政府工作报告\n——在某市人民代表大会上\n各位代表：\n2023年，全市生产总值增长5%。\n");
        assert_eq!(document.cases.len(), 1);
        assert!(part(&document, document.cases[0].title).starts_with("2024年某市政府工作报告"));
        assert_eq!(document.year, Some(2024));
        assert!(document.text[document.cases[0].body].contains("生产总值"));
        let document = read(
            "某省政府工作报告\n——2024年1月20日在某省人民代表大会会议上\n某省省长 张某\n各位代表：\n某省增长5%。\n",
        );
        assert!(part(&document, document.title).ends_with("会议上"));
    }

    #[test]
    fn a_way_through_the_pages_of_a_site_is_no_title() {
        let document = read(
            "政府工作报告。 某日报记者 某某 摄\n政府工作报告\n（2024年1月9日在某省第十四届人民代表大会第二次会议上）\n各位代表：\n2023年，生产总值增长5%。2023年，收入增长6%。\n",
        );
        assert_eq!((part(&document, document.title), document.year), ("政府工作报告", Some(2024)));
        let document = read(
            "您的位置：\n首页\n>\n政务信息\n>\n要闻\n要闻\n2024年某市政府工作报告\n各位代表：\n2023年，全市生产总值增长5%。\n",
        );
        assert_eq!(part(&document, document.title), "2024年某市政府工作报告");
    }

    #[test]
    fn one_case_alone_has_its_fields_under_its_title() {
        let document = read("甲市：“先用后付”打通堵点\n报送单位：甲市科技局\n一、背景\n甲市有院所31家。\n");
        let case = &document.cases[0];
        assert_eq!(part(&document, case.title), "甲市：“先用后付”打通堵点");
        assert_eq!(part(&document, case.reporters), "甲市科技局");
        assert_eq!(&document.text[case.body], "一、背景\n甲市有院所31家。");
    }

    #[test]
    fn a_text_without_a_sentence_has_no_case() {
        assert!(read("只有一个标题").cases.is_empty());
    }
}
