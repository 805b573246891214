//! 文号, the numbers of official documents: `国办发〔2023〕29号`, however its brackets are written.

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::Lexicon;
use crate::lexicon::register::Register;
use crate::span::Span;

/// A document number of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocNumber {
    /// All of it, as it stands.
    pub span: Span,
    /// The 机关代字, the code of the issuer.
    pub code: Span,
    /// Normalised: 机关代字〔年份〕序号号.
    pub normal: String,
    /// The year in it.
    pub year: u16,
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?P<code>[\p{Han}]{1,14})\s*[〔\[［【（(﹝]\s*(?P<year>(?:19|20)\d{2})\s*(?:年)?[〕\]］】）)﹞]\s*(?P<ordinal>第)?\s*(?P<number>\d{1,5})\s*号",
    )
    .expect("the pattern is fixed")
});

/// Words that can stand right before a 机关代字 and belong to the sentence: 根据 "by", 印发 "issue", 和 "and".
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("根据|按照|依据|依照|印发|下发|制发|转发|出台|颁布|发布|落实|执行|贯彻|参照|文件|文号|关于|以及|通过|对照|[以和与及由为即了]")
        .expect("the pattern is fixed")
});

/// The document numbers of a stretch of text, in its order.
pub fn doc_numbers(text: &str, within: Span) -> Vec<DocNumber> {
    let slice = &text[within.range()];
    NUMBER.captures_iter(slice).filter_map(|found| doc_number(&found, within.start)).collect()
}

fn doc_number(found: &regex::Captures<'_>, offset: usize) -> Option<DocNumber> {
    let (whole, code) = (found.get(0)?, found.name("code")?);
    let lead = LEAD.find_iter(code.as_str()).last().map_or(0, |word| word.end());
    let code = Span::new(code.start() + lead, code.end());
    if code.is_empty() {
        return None;
    }
    let written = &found.name("code")?.as_str()[lead..];
    let year = found["year"].parse().ok()?;
    let ordinal = found.name("ordinal").map_or("", |mark| mark.as_str());
    Some(DocNumber {
        span: Span::new(code.start, whole.end()).shift(offset),
        code: code.shift(offset),
        normal: format!("{written}〔{year}〕{ordinal}{}号", &found["number"]),
        year,
    })
}

/// The agency that issues under the 机关代字 of a normalised document number, under its full name; none where the code
/// alone does not tell (cities' codes, unknown ones).
pub fn issuer_of_doc_number(number: &str, lexicon: &Lexicon) -> Option<String> {
    let code = number.split('〔').next()?;
    let (agency, province) = lexicon.policies.issuer_of(code)?;
    let Some(province) = province else { return Some(agency.to_owned()) };
    issuer_in_province(agency, province, &lexicon.register)
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
    }

    #[test]
    fn issuers_by_code() {
        let issuer = |number| issuer_of_doc_number(number, Lexicon::builtin()).unwrap_or_default();
        assert_eq!(issuer("国办发〔2023〕29号"), "国务院办公厅");
        assert_eq!(issuer("鲁政办发〔2023〕5号"), "山东省人民政府办公厅");
        assert_eq!(issuer("沪财库〔2023〕5号"), "上海市财政局");
        assert_eq!(issuer("桂发〔2023〕9号"), "中国共产党广西壮族自治区委员会");
        assert_eq!(issuer("南府发〔2023〕9号"), "");
    }
}
