//! 文号, the numbers of official documents: `国办发〔2023〕29号`, however its brackets are written, `国务院令第722号`,
//! `税务总局公告2023年第7号`.

use std::sync::LazyLock;

use regex::Captures;

use super::floor;
use crate::lexicon::Lexicon;
use crate::lexicon::finder::Finder;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::register::Register;
use crate::lexicon::set::Characters;
use crate::span::Span;

/// A document number of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocNumber {
    /// All of it, as it stands.
    pub span: Span,
    /// The 机关代字, the code of the issuer; of orders (令) and announcements (公告) the issuer itself.
    pub code: Span,
    /// Normalised: 机关代字〔年份〕序号号, 机关令第序号号, 机关公告年份年第序号号.
    pub normal: String,
    /// The year in it, where it has one.
    pub year: Option<u16>,
}

static NUMBER: LazyLock<Pattern> = LazyLock::new(|| {
    let expression = r"(?P<code>[\p{Han}]{1,14})\s*[〔\[［【（(﹝〈]\s*(?P<year>(?:19|20)\d{2}|[一二][〇○零九0О][〇○零一二三四五六七八九]{2}|２０[０-９]{2})\s*(?:年)?[〕\]］】）)﹞〉]\s*(?P<ordinal>第)?\s*(?P<number>\d{1,5}|[０-９]{1,5}|[一二三四五六七八九十百]{1,6})\s*号";
    pattern(expression)
});

/// 国务院令第722号, 市场监管总局第52号令, 第736号国务院令, 税务总局公告2023年第7号, 税务总局2023年第7号公告.
static ORDER: LazyLock<Pattern> = LazyLock::new(|| {
    const BODY: &str = r"(?:[\p{Han}]{2,14}(?:部|委|局|署|总局|行|会|院)[ 、\u{3000}]){0,6}[\p{Han}]{0,22}(?:院|部|委|会|局|署|总局|政府|主席|行|厅|办公室)";
    const NO: &str = r"\d{1,4}|[一二三四五六七八九十百零〇]{1,7}";
    let expression = format!(
        r"(?P<order>{BODY})(?:令\s*(?:[〔\[（(]?(?:19|20)\d{{2}}[〕\]）)年]\s*)?[（(]?第?\s*(?P<a>{NO})\s*号|第\s*(?P<b>{NO})\s*号令)|第\s*(?P<d>{NO})\s*号\s*(?P<behind>国务院|国家主席|主席)令|(?P<notice>{BODY})公告\s*[〔\[（(]?(?P<year>(?:19|20)\d{{2}})[〕\]）)年]+\s*第?\s*(?P<c>{NO})\s*号|(?P<announced>{BODY})(?P<of>(?:19|20)\d{{2}})年第?\s*(?P<e>{NO})\s*号公告"
    );
    pattern(&expression)
});

/// 〔1996〕武司字第82号, （86）国函字104号: as numbers were written once, the year first; and `[2010]41号文件`, which leaves out who.
static OLD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"[〔\[［【（(](?P<year>(?:19|20)?\d{2})[〕\]］】）)]\s*(?:(?P<code>\p{Han}{1,8}字)\s*第?\s*(?P<number>\d{1,4})\s*号|(?P<alone>\d{1,4})\s*号(?:文件|文|令|通知))",
    )
});

/// Characters of the numbers of cases before a court, which are written so too: （2012）民二终字第7号.
static COURT: Characters = Characters::of("民刑执赔终初再申破辖");

/// Words that can stand right before a 机关代字 and belong to the sentence: 根据 "by", 印发 "issue", 和 "and"; or the end of the
/// title that the number stands under.
static LEAD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "根据|按照|依据|依照|印发|下发|制发|转发|出台|颁布|公布|发布|落实|执行|贯彻|参照|文件|文号|关于|以及|通过|对照|通知|通报|意见|方案|办法|决定|规定|条例|措施|批复|纲要|规划|细则|要点|计划|[以和与及由为即了的经按据对从]",
    )
});

/// What stands before the 和 that is part of a body's name: 住房|和城乡建设部, 工业|和信息化部.
const JOINED: [&str; 9] = ["住房", "工业", "人力资源", "发展", "卫生", "文化", "林业", "粮食", "规划"];

/// The document numbers of a stretch of text, in its order.
pub fn doc_numbers(text: &str, within: Span) -> Vec<DocNumber> {
    let slice = &text[within.range()];
    // Almost no line has a number, and to look for one character is cheap.
    if !slice.contains('号') {
        return Vec::new();
    }
    let mut found = Vec::new();
    for window in windows(slice, bracketed_years(slice), CODE) {
        let numbers = NUMBER.captures_iter(&slice[window.range()]);
        found.extend(numbers.filter_map(|found| doc_number(&found, within.start + window.start)));
    }
    for window in windows(slice, bracketed_years(slice), 0) {
        let numbers = OLD.captures_iter(&slice[window.range()]);
        let numbers = numbers.filter_map(|old| old_number(&old, within.start + window.start));
        let known = |number: &DocNumber| found.iter().any(|other: &DocNumber| other.span.overlaps(number.span));
        let numbers: Vec<DocNumber> = numbers.filter(|number| !known(number)).collect();
        found.extend(numbers);
    }
    for window in windows(slice, orders(slice), ISSUER) {
        let orders = ORDER.captures_iter(&slice[window.range()]);
        found.extend(orders.filter_map(|order| order_number(&order, within.start + window.start)));
    }
    found.sort_by_key(|number| number.span);
    found
}

/// Where a year can begin right after a bracket.
fn bracketed_years(words: &str) -> impl Iterator<Item = usize> {
    static BRACKETS: Characters = Characters::of("〔[［【（(﹝〈");
    let begins_year = |at: usize| words[at..].trim_start().starts_with(['1', '2', '8', '9', '一', '二', '２']);
    BRACKETS.places(words).filter(move |(at, c)| begins_year(at + c.len_utf8())).map(|(at, _)| at)
}

/// Where 令 "order" and 公告 "announcement" stand with 号 right before or soon after them.
fn orders(words: &str) -> impl Iterator<Item = usize> {
    static WORDS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::of_rule(["令", "公告"]));
    /// Most characters between the word and 号.
    const NEAR: usize = 24;
    let numbered = move |at: Span| {
        let before = words[..at.start].chars().rev().take("国家主席".chars().count() + 1);
        before.into_iter().chain(words[at.end..].chars().take(NEAR)).any(|c| c == '号')
    };
    WORDS.find_iter(words).map(|word| word.span).filter(move |word| numbered(*word)).map(|word| word.start)
}

/// Bytes of the longest code before a bracketed year, with spaces.
const CODE: usize = 60;

/// Bytes of the longest name of who issues an order.
const ISSUER: usize = 480;

/// The stretches around places of a text in which a whole number can stand, of which so many bytes stand before the place;
/// those that overlap are one.
///
/// A number begins with up to a hundred characters of any kind: to try that at each character of a long line is dear.
fn windows(text: &str, places: impl Iterator<Item = usize>, before: usize) -> Vec<Span> {
    /// Bytes of all that follows.
    const AFTER: usize = 160;
    let mut found: Vec<Span> = Vec::new();
    for place in places {
        let window = Span::new(floor(text, place.saturating_sub(before)), floor(text, place + AFTER));
        match found.last_mut().filter(|last| last.overlaps(window)) {
            Some(last) => *last = last.cover(window),
            None => found.push(window),
        }
    }
    found
}

fn doc_number(found: &Captures<'_>, offset: usize) -> Option<DocNumber> {
    let (whole, code) = (found.get(0)?, found.name("code")?);
    let code = after_lead(code.as_str(), code.start())?;
    let written = &found.name("code")?.as_str()[code.start - found.name("code")?.start()..];
    let year: u16 = digits(&found["year"]).parse().ok()?;
    let ordinal = found.name("ordinal").map_or("", |mark| mark.as_str());
    Some(DocNumber {
        span: Span::new(code.start, whole.end()).shift(offset),
        code: code.shift(offset),
        normal: format!("{written}〔{year}〕{ordinal}{}号", digits(&found["number"])),
        year: Some(year),
    })
}

fn old_number(found: &Captures<'_>, offset: usize) -> Option<DocNumber> {
    let whole = found.get(0)?;
    let year: u16 = found["year"].parse().ok()?;
    let year = if year < 100 { 1900 + year } else { year };
    let (code, number) = match found.name("code") {
        Some(code) if COURT.are_in(code.as_str()) => return None,
        Some(code) => (Span::from(code.range()), found.name("number")?),
        None => (Span::new(whole.start(), whole.start()), found.name("alone")?),
    };
    let written = &whole.as_str()[code.start - whole.start()..code.end - whole.start()];
    let ordinal = if written.is_empty() { "" } else { "第" };
    let end = number.end() + whole.as_str()[number.end() - whole.start()..].find('号')? + '号'.len_utf8();
    Some(DocNumber {
        span: Span::new(whole.start(), end).shift(offset),
        code: code.shift(offset),
        normal: format!("〔{year}〕{written}{ordinal}{}号", number.as_str()),
        year: Some(year),
    })
}

fn order_number(found: &Captures<'_>, offset: usize) -> Option<DocNumber> {
    let whole = found.get(0)?;
    let body = ["order", "notice", "behind", "announced"].iter().find_map(|group| found.name(group))?;
    let code = after_lead(body.as_str(), body.start())?;
    let written = &body.as_str()[code.start - body.start()..];
    let number = ["a", "b", "c", "d", "e"].iter().find_map(|group| found.name(group))?;
    let year: Option<u16> = found.name("year").or_else(|| found.name("of")).and_then(|year| year.as_str().parse().ok());
    let number = digits(number.as_str());
    let normal = match year {
        Some(year) => format!("{written}公告{year}年第{number}号"),
        None => format!("{written}令第{number}号"),
    };
    let start = code.start.min(if found.name("behind").is_some() { whole.start() } else { code.start });
    Some(DocNumber { span: Span::new(start, whole.end()).shift(offset), code: code.shift(offset), normal, year })
}

/// What is left of the words before a number without those of the sentence: a year (1998年|省政府令第19号) is no part of it.
fn after_lead(words: &str, start: usize) -> Option<Span> {
    let (words, start) = words.strip_prefix('年').map_or((words, start), |rest| (rest, start + '年'.len_utf8()));
    // 和 in the name of the state is no "and".
    let state = words.find("中华人民共和国");
    let inside = |at: usize| JOINED.iter().any(|field| words[..at].ends_with(field));
    let leads = LEAD.find_iter(words).filter(|word| word.as_str() != "和" || !inside(word.start()));
    // 农经发〔2019〕11号: a code has two characters at least, of which one may look like a word.
    let leads = leads.filter(|word| words[word.end()..].chars().count() != 1 || word.len() > '的'.len_utf8());
    let lead = state.unwrap_or_else(|| leads.last().map_or(0, |word| word.end()));
    let code = Span::new(start + lead, start + words.len());
    (!code.is_empty()).then_some(code)
}

/// A number in Chinese or full-width digits in Arabic ones: 二〇二三 → 2023, 十二 → 12.
fn digits(written: &str) -> String {
    const CHINESE: &str = "零一二三四五六七八九";
    let value = |c: char| CHINESE.chars().position(|digit| digit == c);
    if written.contains(['十', '百']) {
        let (mut sum, mut last) = (0, 0);
        for c in written.chars() {
            match c {
                '百' => (sum, last) = (sum + last.max(1) * 100, 0),
                '十' => (sum, last) = (sum + last.max(1) * 10, 0),
                _ => last = value(c).unwrap_or(0),
            }
        }
        return (sum + last).to_string();
    }
    let digit = |c: char| match c {
        '〇' | '○' | 'О' => '0',
        '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
        _ => value(c).map_or(c, |value| char::from(b'0' + value as u8)),
    };
    written.chars().map(digit).collect()
}

/// The agency that issues under the 机关代字 of a normalised document number, under its full name; none where the code
/// alone does not tell. `near` is the code of the area that the document is about: the codes of cities are short, and those
/// of its counties are like them (大政办发 of 大连 and of 大丰).
pub fn issuer_of_doc_number(number: &str, near: Option<&str>, lexicon: &Lexicon) -> Option<String> {
    let code = number.split('〔').next()?;
    if let Some(of_city) = lexicon.policies.city_issuer(code) {
        return is_near(&of_city, near, &lexicon.register).then_some(of_city);
    }
    let (agency, province) = lexicon.policies.issuer_of(code)?;
    let Some(province) = province else { return Some(agency.to_owned()) };
    issuer_in_province(agency, province, &lexicon.register)
}

/// Whether a body of a city can be meant in a text about an area: that city, a part of it or what it lies in.
fn is_near(of_city: &str, near: Option<&str>, register: &Register) -> bool {
    let city = of_city.split("人民政府").next().and_then(|city| register.named(city).next());
    let Some((near, city)) = near.zip(city) else { return true };
    register.is_within(near, city.code) || register.is_within(city.code, near)
}

fn issuer_in_province(agency: &str, abbreviation: char, register: &Register) -> Option<String> {
    let province = register.abbreviated(abbreviation.encode_utf8(&mut [0; 4]))?;
    let name = agency.replace("{}", province.name);
    // Municipalities (直辖市) have bureaus where provinces have departments.
    let bureau = province.name.ends_with('市').then(|| name.strip_suffix('厅')).flatten();
    Some(match bureau {
        Some(bureau) if !bureau.ends_with("办公") => format!("{bureau}局"),
        _ => name,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(text: &str) -> Vec<String> {
        doc_numbers(text, Span::new(0, text.len())).into_iter().map(|number| number.normal).collect()
    }

    #[test]
    fn brackets_and_spaces_are_normalised() {
        assert_eq!(normal("（国办发〔2023〕29号）"), ["国办发〔2023〕29号"]);
        assert_eq!(normal("(粤府办[2021] 12 号)"), ["粤府办〔2021〕12号"]);
        assert_eq!(normal("苏政办发【2022】第7号"), ["苏政办发〔2022〕第7号"]);
        assert_eq!(normal("浙政发（2020）3号"), ["浙政发〔2020〕3号"]);
    }

    #[test]
    fn words_of_the_sentence_are_not_part_of_it() {
        assert_eq!(normal("严格按照国发〔2019〕16号和豫政〔2020〕4号文件"), ["国发〔2019〕16号", "豫政〔2020〕4号"]);
        assert_eq!(normal("2023年第12号公告"), Vec::<String>::new());
        assert_eq!(normal("关于加强铁路沿线环境治理工作意见的通知国办函〔2021〕49号"), ["国办函〔2021〕49号"]);
    }

    #[test]
    fn orders_announcements_and_chinese_digits() {
        assert_eq!(normal("（国务院令第722号）"), ["国务院令第722号"]);
        assert_eq!(
            normal("根据国家市场监督管理总局第52号令和省政府令第三百一十二号"),
            ["国家市场监督管理总局令第52号", "省政府令第312号"]
        );
        assert_eq!(normal("财政部 税务总局公告2023年第7号"), ["财政部 税务总局公告2023年第7号"]);
        assert_eq!(
            normal("冀政办字〔二〇二二〕十五号、晋政发〔２０２１〕７号"),
            ["冀政办字〔2022〕15号", "晋政发〔2021〕7号"]
        );
    }

    #[test]
    fn numbers_as_they_were_written_once() {
        assert_eq!(
            normal("你部〔1996〕武司字第82号和（86）国函字104号"),
            ["〔1996〕武司字第82号", "〔1986〕国函字第104号"]
        );
        assert_eq!(normal("下发了[2010]41号文件通知"), ["〔2010〕41号"]);
        assert_eq!(normal("（2012）民二终字第7号，（2010）41号楼，[12]5号图"), Vec::<String>::new());
    }

    #[test]
    fn orders_whose_number_stands_first() {
        assert_eq!(normal("签署第736号国务院令"), ["国务院令第736号"]);
        assert_eq!(normal("中华人民共和国主席令（第二十二号）"), ["中华人民共和国主席令第22号"]);
        assert_eq!(normal("执行国家税务总局2023年第5号公告"), ["国家税务总局公告2023年第5号"]);
    }

    #[test]
    fn issuers_by_code() {
        let issuer = |number| issuer_of_doc_number(number, None, Lexicon::builtin()).unwrap_or_default();
        assert_eq!(issuer("国办发〔2023〕29号"), "国务院办公厅");
        assert_eq!(issuer("鲁政办发〔2023〕5号"), "山东省人民政府办公厅");
        assert_eq!(issuer("沪财库〔2023〕5号"), "上海市财政局");
        assert_eq!(issuer("桂发〔2023〕9号"), "中国共产党广西壮族自治区委员会");
        assert_eq!(issuer("南府发〔2023〕9号"), "");
        assert_eq!(issuer("穗府办规〔2023〕9号"), "广州市人民政府办公厅");
        assert_eq!(issuer("甬政发〔2022〕11号"), "宁波市人民政府");
        assert_eq!(issuer("苏府办〔2021〕7号"), "苏州市人民政府办公室");
    }
}
