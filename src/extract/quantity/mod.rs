//! Quantities: `约2.85万边民`, `200余个`, `3个工作日内`, `一到两个工作日`, `30%～40%`.
//!
//! Every numeral of a text is either a quantity or left out for a reason: a date, a name, an ordinal, an article.

mod range;
mod ratio;
mod reader;
mod reason;
mod unit;

use std::sync::LazyLock;

use oxsdatatypes::Decimal;

use self::reader::{Read, Reader};
use super::date::DateMention;
use super::{numeral, rank};
use crate::lexicon::Lexicon;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::set::Characters;
use crate::span::Span;

pub use crate::lexicon::qualifiers::Qualifier;

/// A number with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Its words, qualifiers on either side included.
    pub span: Span,
    /// Numeral and unit alone.
    pub number: Span,
    /// The number as written.
    pub written: Decimal,
    /// The unit as written, 万 and 亿 included.
    pub unit_as_written: String,
    /// The number in the normalised unit.
    pub value: Decimal,
    /// Local name in `cgv:units`.
    pub unit: &'static str,
    /// How exact it is.
    pub qualifier: Qualifier,
    /// Both ends, in the normalised unit, of the range it is one end of.
    pub range: Option<(Decimal, Decimal)>,
}

impl Quantity {
    /// A number without qualifiers.
    pub(super) fn plain(number: Span, value: Decimal, unit: &'static str) -> Self {
        let unit_as_written = if unit == "percent" { "%" } else { "" }.to_owned();
        let qualifier = Qualifier::Exact;
        Self { span: number, number, written: value, unit_as_written, value, unit, qualifier, range: None }
    }
}

/// The words of a number and its unit without number, 万 and 亿.
fn measure_word(words: &str) -> &str {
    let at = words.rfind(|c| numeral::may_begin(c) || c.is_ascii_digit());
    at.map_or(words, |at| words[at..].char_indices().nth(1).map_or("", |(next, _)| &words[at + next..]))
}

/// Why a numeral is no quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftOut {
    /// Part of a date, or a time of the day.
    Date,
    /// In the title or the number of a document.
    Title,
    /// In a quoted name.
    QuotedName,
    /// In a name: a model, a version, a house, a plan of three years.
    Name,
    /// Part of a word or a set phrase (四川, 千家万户).
    Word,
    /// A telephone, a hot line, an identity number.
    Code,
    /// 第三批, 二类.
    Ordinal,
    /// 一个, 一批: an article, not a count.
    Article,
    /// 六方面, 三个体系: parts of the text itself; a figure, a table, a page.
    Structure,
    /// 一、, （二）, 3.: the number of a heading or of an item.
    Heading,
    /// 这三项, 上述五类: things counted before.
    Reference,
    /// 亿元以上项目, 60岁以上老人: the bound of a class.
    Class,
    /// 零投诉, 零跑腿.
    Slogan,
    /// 7×24, 1+N, 3:2.
    Formula,
    /// An Arabic number with no unit and nothing that explains it.
    Bare,
}

/// All numerals of a stretch of text.
#[derive(Debug, Default)]
pub struct Numerals {
    /// Those that measure something, in the order of the text.
    pub quantities: Vec<Quantity>,
    /// All others, with the reason.
    pub left_out: Vec<(Span, LeftOut)>,
}

/// About so many bytes of text to one sign.
const SPARSE: usize = 16;

/// Longest quoted words, in characters, that are taken for a name.
const QUOTED_NAME: usize = 20;

/// Reads all numerals of a stretch of text; `dates` are those of the same stretch.
pub fn quantities(text: &str, span: Span, dates: &[DateMention], lexicon: &Lexicon) -> Numerals {
    static SIGNS: Characters = Characters::of(numeral::DIGITS).and(rank::SIGNS).and("《“‘号");
    let mut numerals = Numerals::default();
    // Each character is looked at once for all that follows.
    let mut signs: Vec<(usize, char)> = Vec::with_capacity(span.len() / SPARSE);
    signs.extend(SIGNS.places(&text[span.range()]));
    let ranks = rank::ranks(text, span, &signs);
    let mut shields = shields(text, span, dates, &signs);
    shields.extend(ranks.iter().map(|rank| (rank.number, None)));
    shields.sort_by_key(|(shield, _)| (shield.start, std::cmp::Reverse(shield.end)));
    let mut shields = shields.into_iter().peekable();
    let reader = Reader { text, start: span.start, end: span.end, lexicon };
    let begins = signs.iter().filter(|(_, c)| numeral::may_begin(*c));
    let mut begins = begins.map(|(at, _)| span.start + at).peekable();
    let mut at = span.start;
    loop {
        while begins.next_if(|begin| *begin < at).is_some() {}
        let Some(&next) = begins.peek() else { break };
        while shields.next_if(|(shield, _)| shield.end <= at).is_some() {}
        if let Some(&(shield, reason)) = shields.peek().filter(|(shield, _)| shield.start <= next) {
            if let Some(reason) = reason.filter(|_| next < shield.end) {
                numerals.left_out.push((Span::new(at.max(shield.start), shield.end), reason));
            }
            at = shield.end;
            continue;
        }
        at = next;
        match reader.read(at, numerals.quantities.last()) {
            Some(Read::Quantity(found, end)) => {
                numerals.quantities.push(found);
                at = end;
            }
            Some(Read::Quantities(found, end)) => {
                numerals.quantities.extend(found);
                at = end;
            }
            Some(Read::LeftOut(found, reason)) => {
                numerals.left_out.push((found, reason));
                at = found.end;
            }
            None => at = skipped(text, at, span.end, &mut numerals),
        }
    }
    numerals.quantities.extend(ranks);
    numerals.quantities.sort_by_key(|quantity| quantity.number);
    numerals
}

/// Where reading goes on after a character that begins no number: a row of digits too long for one is a code.
fn skipped(text: &str, at: usize, end: usize, numerals: &mut Numerals) -> usize {
    let rest = &text[at..end];
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 {
        numerals.left_out.push((Span::new(at, at + digits), LeftOut::Code));
        return at + digits;
    }
    at + rest.chars().next().map_or(1, char::len_utf8)
}

/// Stretches whose numerals are not read here: dates, titles, document numbers and quoted names.
fn shields(text: &str, span: Span, dates: &[DateMention], signs: &[(usize, char)]) -> Vec<(Span, Option<LeftOut>)> {
    let slice = &text[span.range()];
    let mut found: Vec<_> = dates.iter().map(|date| (date.span, Some(LeftOut::Date))).collect();
    let shield = |stretch: Span, reason| (stretch.shift(span.start), Some(reason));
    found.extend(TITLES.stretches(slice, signs).into_iter().map(|title| shield(title, LeftOut::Title)));
    let numbers = signs.iter().filter(|(_, c)| *c == '号').filter_map(|(at, _)| number_of_document(slice, *at));
    found.extend(numbers.map(|number| shield(number, LeftOut::Title)));
    let short = |name: &Span| slice[name.range()].chars().count() <= QUOTED_NAME + 2;
    let quoted = QUOTATIONS.stretches(slice, signs).into_iter().filter(short);
    found.extend(quoted.map(|name| shield(name, LeftOut::QuotedName)));
    found
}

/// The number of a document whose 号 stands at a place: 〔2023〕29号, 第5号令.
fn number_of_document(text: &str, sign: usize) -> Option<Span> {
    static NUMBER: LazyLock<Pattern> =
        LazyLock::new(|| pattern(r"[〔［\[][12][09]\d\d[〕］\]](?:第)?\d+号|(?:第)?[0-9]+号(?:令|文|公告)"));
    let before = &text[..sign];
    let number = before.trim_end_matches(|c: char| c.is_numeric() || "第〔［[〕］]".contains(c));
    if !before.ends_with(char::is_numeric) {
        return None;
    }
    let end = text[sign..].char_indices().nth(3).map_or(text.len(), |(at, _)| sign + at);
    let found = NUMBER.find(&text[number.len()..end])?;
    Some(Span::from(found.range()).shift(number.len()))
}

/// Marks that stand around words, and those that cannot stand between them.
struct Pairs {
    opening: Characters,
    /// The closing mark of each opening one.
    marks: [(char, char); 2],
    barred: Characters,
}

/// 《…》.
static TITLES: Pairs =
    Pairs { opening: Characters::of("《"), marks: [('《', '》'); 2], barred: Characters::of("\n") };

/// “…” and ‘…’, within a clause.
static QUOTATIONS: Pairs =
    Pairs {
        opening: Characters::of("“‘"), marks: [('“', '”'), ('‘', '’')], barred: Characters::of("，。；\n")
    };

impl Pairs {
    /// The stretches of a text from an opening mark through its closing one, from left to right, none overlapping another.
    fn stretches(&self, text: &str, signs: &[(usize, char)]) -> Vec<Span> {
        let mut found = Vec::new();
        let mut end = 0;
        // Up to where no stretch ends that closes with a mark: nothing is looked at twice for it.
        let mut none_before = [0; 2];
        for &(at, opening) in signs.iter().filter(|(_, c)| self.opening.has(*c)) {
            let pair = usize::from(opening == self.marks[1].0);
            let closing = self.marks[pair].1;
            if at < end || at < none_before[pair] {
                continue;
            }
            let inside = at + opening.len_utf8();
            let stopped = text[inside..].char_indices().find(|(_, c)| *c == closing || self.barred.has(*c));
            match stopped {
                Some((length, mark)) if mark == closing => {
                    end = inside + length + closing.len_utf8();
                    found.push(Span::new(at, end));
                }
                _ => none_before[pair] = stopped.map_or(text.len(), |(length, _)| inside + length),
            }
        }
        found
    }
}

/// Units of time.
pub fn is_time(unit: &str) -> bool {
    matches!(unit, "second" | "minute" | "hour" | "day" | "working_day" | "week" | "month" | "quarter" | "year")
}

#[cfg(test)]
mod tests {
    use super::super::date::{Years, dates};
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let span = Span::new(0, text.len());
        let numerals = quantities(
            text,
            span,
            &dates(text, span, Years { document: Some(2023), section: None }),
            Lexicon::builtin(),
        );
        let row = |quantity: &Quantity| format!("{} {} {:?}", quantity.value, quantity.unit, quantity.qualifier);
        numerals.quantities.iter().map(row).collect()
    }

    #[test]
    fn the_words_of_a_quantity() {
        let text = "带动约2.85万边民增收";
        let span = Span::new(0, text.len());
        let numerals = quantities(text, span, &[], Lexicon::builtin());
        assert_eq!(&text[numerals.quantities[0].span.range()], "约2.85万");
        assert_eq!(&text[numerals.quantities[0].number.range()], "2.85万");
        assert_eq!(numerals.quantities[0].unit_as_written, "万");
    }

    #[test]
    fn what_stands_in_quotation_marks() {
        for (text, expected) in [
            ("“甲‘乙’丙”‘丁’", &["“甲‘乙’丙”", "‘丁’"][..]),
            ("“甲‘乙’丙，“丁“戊”己”", &["‘乙’", "“丁“戊”"]),
            ("“甲。“乙‘丙", &[]),
        ] {
            let signs: Vec<(usize, char)> = text.char_indices().collect();
            let found = QUOTATIONS.stretches(text, &signs);
            let found: Vec<&str> = found.into_iter().map(|span| &text[span.range()]).collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn every_numeral_is_read_or_left_out() {
        let text = "2023年第三批12345热线受理50件一个";
        let span = Span::new(0, text.len());
        let numerals = quantities(text, span, &dates(text, span, Years::default()), Lexicon::builtin());
        let reasons: Vec<_> = numerals.left_out.iter().map(|(_, reason)| *reason).collect();
        assert_eq!(reasons, [LeftOut::Date, LeftOut::Ordinal, LeftOut::Code, LeftOut::Article]);
        assert_eq!(read(text), ["50 count Exact"]);
    }
}
