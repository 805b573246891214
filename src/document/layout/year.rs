//! Which year a document reports on.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{HEAD_LINES, Page};
use crate::document::About;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::{Span, floor};

/// Lines at the end of a document among which it may be dated.
const LAST_LINES: usize = 4;

/// A day in Arabic digits, of which the year and the month are told apart: 2026年1月27日.
pub(crate) const DAY: &str = "((?:19|20)[0-9]{2})年([0-9]{1,2})月[0-9]{1,2}日";

static YEAR: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(19[4-9]\d|20\d\d)"));

/// A line that is a day, with the time of day at most: `（2023年10月18日）`, `2023-10-18 09:12`, `二〇〇九年六月二十二日`.
static SIGNED_ON: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^[（(\[【]?(?:((?:19[4-9]|20\d)\d)\s?[-年/.]\s?[0-9]{1,2}\s?[-月/.]\s?[0-9]{1,2}\s?日?(?:\s+[0-9:：]+)?|(?P<chinese>[一二][〇○Ｏ零九Oo0][〇○Ｏ零一二三四五六七八九Oo0]{2})年[元一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)[)）\]】]?$",
    )
});

/// 新华社合肥2017年1月5日电, 本报重庆2020年11月18日讯 "by telegraph, from": the day that news was sent on.
static SENT_ON: LazyLock<Pattern> =
    LazyLock::new(|| pattern(&[r"(?:社|网|报|台|客户端)\p{Han}{2,9}?", DAY, "(?:电|讯|消息)"].concat()));

/// 某政发〔2009〕14号 alone on its line: the number of the document itself.
static NUMBERED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^\p{Han}{2,14}\s?[〔\[［【（(]((?:19|20)\d\d)[〕\]］】）)]\s?第?[0-9]{1,5}\s?号$"));

/// A paragraph that begins with a day: `2023年9月1日，`.
static OPENED_ON: LazyLock<Pattern> = LazyLock::new(|| pattern(&["^", DAY, "[，,上下凌清早]"].concat()));

/// The year of the title, else that of what is known of the source (the year said there, else that of its date), of the lines
/// that date the document, else the year that it names most.
pub(super) fn of_document(page: &Page<'_>, title: Option<Span>, about: &About) -> Option<u16> {
    let known = of_title(page, title).or(about.year).or(about.issued.map(|day| day.year));
    let dated =
        || of_dateline(page).or_else(|| of_speech(page)).or_else(|| of_signing(page)).or_else(|| of_number(page));
    let dated = || dated().or_else(|| of_lead(page));
    known.or_else(dated).or_else(|| of_this_year(page)).or_else(|| of_text(page))
}

/// The last year that the title names, rather one without a month (2022年统计公报) than the date it was given out on.
fn of_title(page: &Page<'_>, title: Option<Span>) -> Option<u16> {
    let title = &page.text[title?];
    if let Some(first) = of_plan(title).filter(|_| page.lexicon.fields.is_plan(title)) {
        return Some(first);
    }
    let any = || YEAR.find_iter(title).filter_map(|year| year.as_str().parse().ok()).last();
    without_month(title).or_else(any)
}

/// The first of the years that a plan is for: 三年行动计划（2023—2025年）.
fn of_plan(title: &str) -> Option<u16> {
    static YEARS: LazyLock<Pattern> =
        LazyLock::new(|| pattern(r"((?:19|20)\d\d)年?[—–\-－~～至到]{1,2}(?:19|20)\d\d年?"));
    YEARS.captures(title)?[1].parse().ok()
}

/// The last year of a heading that no month follows.
fn without_month(heading: &str) -> Option<u16> {
    let dated = |end: usize| {
        let after = heading[end..].trim_start_matches(['年', '-', '/', '.']);
        let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < after.len() && rest.starts_with(['月', '-', '/', '.'])
    };
    let years = YEAR.find_iter(heading).filter(|year| !dated(year.end()));
    years.last().and_then(|year| year.as_str().parse().ok())
}

/// The first lines, without white space at their ends.
fn first_lines<'p>(page: &'p Page<'_>) -> impl Iterator<Item = &'p str> {
    page.lines.iter().take(HEAD_LINES).map(|line| &page.text[*line])
}

/// The year of the day that news is sent on.
fn of_dateline(page: &Page<'_>) -> Option<u16> {
    /// Characters of a line in which it stands.
    const NEAR: usize = 60;
    let head = |line: &str| line.char_indices().nth(NEAR).map_or(line.len(), |(at, _)| at);
    first_lines(page).find_map(|line| SENT_ON.captures(&line[..head(line)])?[1].parse().ok())
}

/// The year of the day that a report was given on: （2026年1月27日在某省第十四届人民代表大会第四次会议上）. What is not known to be
/// a report says so only where the line begins with the day.
fn of_speech(page: &Page<'_>) -> Option<u16> {
    static GIVEN: LazyLock<Pattern> =
        LazyLock::new(|| pattern(&["^[（(—–－-]{0,4}", DAY, "，?在[^。\n]{2,40}(?:大会|会议)"].concat()));
    /// Bytes of a line in which it stands.
    const NEAR: usize = 200;
    first_lines(page).find_map(|line| GIVEN.captures(&line[..floor(line, NEAR)])?[1].parse().ok())
}

/// The year of the day that stands alone in one of the first or last lines, with or without brackets: 2021年5月28日.
fn of_signing(page: &Page<'_>) -> Option<u16> {
    let last = page.lines.iter().rev().take(LAST_LINES).map(|line| &page.text[*line]);
    last.chain(first_lines(page)).find_map(|line| {
        let found = SIGNED_ON.captures(line)?;
        found.get(1).map_or_else(|| in_digits(&found["chinese"]), |year| year.as_str().parse().ok())
    })
}

/// 二〇〇九 in Arabic digits.
fn in_digits(year: &str) -> Option<u16> {
    let digit = |c: char| "〇一二三四五六七八九".chars().position(|digit| digit == c).unwrap_or_default();
    year.chars().map(digit).try_fold(0, |number, digit| Some(number * 10 + u16::try_from(digit).ok()?))
}

/// The year whose part a text reports on in its lead: 介绍2021年上半年工业发展情况.
fn of_lead(page: &Page<'_>) -> Option<u16> {
    static PART: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"((?:19|20)\d\d)年(?:上半年|下半年|前[一二三四五六七八九十]?[0-9]{0,2}个?(?:季度|月)|第?[一二三四]季度|1[—–\-－至][0-9]{1,2}月)[^，。；\n]{0,16}(?:情况|运行|形势|成效|数据)",
        )
    });
    /// Characters of a line that are its lead.
    const NEAR: usize = 120;
    let head = |line: &str| line.char_indices().nth(NEAR).map_or(line.len(), |(at, _)| at);
    first_lines(page).take(3).find_map(|line| PART.captures(&line[..head(line)])?[1].parse().ok())
}

/// The year in the number of the document.
fn of_number(page: &Page<'_>) -> Option<u16> {
    first_lines(page).find_map(|line| NUMBERED.captures(line)?[1].parse().ok())
}

/// The last year that the text names, where it goes on with 今年 from what is set for it or told of it: 根据2018年发展目标，今年….
fn of_this_year(page: &Page<'_>) -> Option<u16> {
    const TOLD: [&str; 6] = ["目标", "任务", "预算", "发布会", "吹风会", "计划"];
    /// Bytes from the year to 今年.
    const NEAR: usize = 160;
    let text = page.text.as_str();
    let years = || YEAR.find_iter(text).filter(|year| text[year.end()..].starts_with('年'));
    let number = |year: &str| year.parse::<u16>().ok();
    let last = years().filter_map(|year| number(year.as_str())).max()?;
    let goes_on = |end: usize| {
        let near = floor(text, end + NEAR + "今年".len());
        let sentence = text[end..near].split(['。', '\n']).next().unwrap_or_default();
        let between = sentence.split_once("今年").map(|(between, _)| between).filter(|between| between.len() <= NEAR);
        between.is_some_and(|between| TOLD.iter().any(|word| between.contains(word)))
    };
    years().any(|year| number(year.as_str()) == Some(last) && goes_on(year.end())).then_some(last)
}

/// The year that the text names most, the later of two: one that it names twice, or the only one; or the last one, where the
/// text begins with a day of it. A year that things are compared with (比2017年) or that they began in (自2017年) is not the one
/// it tells of.
fn of_text(page: &Page<'_>) -> Option<u16> {
    let text = page.text.as_str();
    let mut counts = BTreeMap::<u16, usize>::new();
    // 惠及2000万人次 counts people.
    let is_year =
        |end: usize| text[end..].starts_with(['年', '-', '/', '.', '—', '－', '～', '、', '〕', '）', ']', '】']);
    let told = YEAR.find_iter(text).filter(|year| is_year(year.end()));
    // 2016年来: since then, and not then.
    let since = |end: usize| ["年来", "年以来", "年起"].iter().any(|word| text[end..].starts_with(word));
    let told = told.filter(|year| !text[..year.start()].ends_with(['比', '较', '自', '从']) && !since(year.end()));
    let told = told.filter(|year| !names_honour(&text[..year.start()], &text[year.end()..]));
    for year in told.filter_map(|year| year.as_str().parse().ok()) {
        *counts.entry(year).or_default() += 1;
    }
    // 1985年毕业后，…2014年起: the one year told of is not that of the paper where a later one is named in passing.
    let last =
        YEAR.find_iter(text).filter(|year| is_year(year.end())).filter_map(|year| year.as_str().parse().ok()).max();
    let only = counts.len() == 1 && last == counts.keys().next().copied();
    let opened = first_lines(page).find_map(|line| OPENED_ON.captures(line)?[1].parse::<u16>().ok());
    if let Some(opened) = opened.filter(|year| counts.last_key_value().is_some_and(|(last, _)| last == year)) {
        return Some(opened);
    }
    // 截至2024年8月8日: the last year named, up to a day of which is counted.
    let counted_to = || {
        static COUNTED_TO: LazyLock<Pattern> = LazyLock::new(|| pattern(&["截[至止]", DAY].concat()));
        COUNTED_TO
            .captures_iter(text)
            .filter_map(|day| day[1].parse::<u16>().ok())
            .max()
            .filter(|year| Some(*year) == last)
    };
    let most = counts.into_iter().max_by_key(|&(year, count)| (count, year));
    // 1985年…，1985年…；2014年…: who looks back over decades writes in none of the years told of first.
    let most = most.filter(|(year, _)| !goes_on_for_years(text, *year));
    // Who says 今年 hardly calls that year by its number: one year alone is then another.
    let says_this_year = || text.contains("今年");
    let told = most.filter(|(_, count)| *count > 1 || only && !says_this_year()).map(|(year, _)| year);
    told.or_else(counted_to)
}

/// 荣获|2022年|中国美丽休闲乡村称号: the year that an honour is of, which may have been told of long after.
pub(crate) fn names_honour(before: &str, after: &str) -> bool {
    const RECEIVED: [&str; 7] = ["荣获", "获评", "获得", "入选", "评为", "授予", "荣膺"];
    let named = after.trim_start_matches(['年', '度']);
    let before = before.trim_end_matches(['“', '《', '了']);
    RECEIVED.iter().any(|verb| before.ends_with(verb))
        && ["全国", "中国", "国家", "全省", "省", "年度"].iter().any(|of| named.starts_with(of))
}

/// Whether a text names a year long after one as past: no aim (到2030年), end of a span or name of a plan (2035年远景目标).
fn goes_on_for_years(text: &str, year: u16) -> bool {
    const LONG: u16 = 8;
    const PLANNED: [&str; 9] = ["远景", "愿景", "目标", "规划", "议程", "前", "底前", "末前", "建成"];
    let past = |found: &regex::Match<'_>| {
        let rest = text[found.end()..].strip_prefix('年');
        let aimed = text[..found.start()].ends_with(['到', '至', '—', '-', '－', '～']);
        !aimed && rest.is_some_and(|rest| !PLANNED.iter().any(|word| rest.starts_with(word)))
    };
    let years = YEAR.find_iter(text).filter(past).filter_map(|found| found.as_str().parse::<u16>().ok());
    years.max().is_some_and(|last| last >= year + LONG)
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Text};
    use crate::lexicon::Lexicon;

    fn year(text: &str) -> Option<u16> {
        Document::new("test.txt", Text::new(text), Lexicon::builtin()).year
    }

    #[test]
    fn the_lines_that_date_a_document() {
        for (text, expected) in [
            (
                "甲县改革见成效\n本报西安2019年7月3日电（记者 王某）去年，甲县建成中心3个。自2016年起推行。2016年投入5万元。\n",
                2019,
            ),
            ("甲县见闻\n新华社兰州2021年4月18日电 2018年，甲县脱贫。2018年底建成5个。\n", 2021),
            (
                "关于开展整治的通知\n各乡镇：\n从2010年7月至2011年12月开展整治。2011年底前完成。\n甲县人民政府\n二〇一〇年六月二日\n",
                2010,
            ),
            ("关于开展整治的通知\n甲政办发〔2014〕7号\n各乡镇：\n到2017年，建成中心5个，2017年底前验收。\n", 2014),
            ("乡村学校供暖\n2022年11月2日，甲县中学供暖。今年以来，投入500万元。\n", 2022),
            (
                "市局回应关切\n7月16日，市政府新闻办介绍2021年上半年工业发展情况。今年以来，投资增长5%。2019年投入3亿元。\n",
                2021,
            ),
            ("乡村改革\n2015年3月2日，甲县启动改革。2020年，建成中心5个；2020年底验收。\n", 2020),
        ] {
            assert_eq!(year(text), Some(expected), "{text}");
        }
        assert_eq!(
            year(
                "财政支持实体经济\n2013—2017年减税2万亿元，2013—2017年安排贴息4亿元。\n根据2018年经济发展目标，今年安排预算20亿元。\n"
            ),
            Some(2018)
        );
        assert_eq!(year("乡村改革\n2015年，甲县启动改革。今年，建成中心5个。\n"), None);
        // Decades are looked back on; an aim far away is none of them.
        assert_eq!(year("沙海守望\n1986年，张某嫁到沙区，1986年栽树500株。2015年，村里通了公路。\n"), None);
        assert_eq!(year("整治农村污水\n2019年，甲县建成设施20处，2019年投入3亿元。到2035年，全县覆盖。\n"), Some(2019));
    }
}
