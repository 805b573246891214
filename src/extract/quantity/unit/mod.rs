//! The unit after a number: `亿元`, `余个`, `个半月`, `年多`, `元/吨`, or the noun that a number with 万 or 余 counts.

mod list;
mod opening;
mod unwritten;

use oxsdatatypes::Decimal;

use self::list::points_follow;
use self::opening::{OWN_WORDS, Opening};
use super::super::numeral::{Form, Numeral, numeral, times};
use super::is_time;
use super::range::Numbers;
use crate::lexicon::Lexicon;
use crate::lexicon::units::Unit;

/// A unit found after a number.
#[derive(Clone, Debug)]
pub(super) struct UnitMatch<'a> {
    /// Local name in `cgv:units`.
    pub(super) normal: &'static str,
    /// How many of it one of the number is, 万 after 余 included.
    pub(super) factor: Decimal,
    /// As written, 万 and 亿 included, and what it is counted by (元/吨).
    pub(super) written: String,
    /// The words of the unit alone; empty where the noun itself is counted.
    pub(super) surface: &'a str,
    /// Bytes from the end of the number to the end of the unit.
    pub(super) length: usize,
    /// 余, 多 or 来 stands by the number.
    pub(super) open: bool,
    /// What 半 after it adds to the number: 两年半, 一个半月.
    pub(super) half: bool,
    /// What a smaller unit behind it adds, in the normalised unit: 1小时|37分钟.
    pub(super) added: Decimal,
    /// The unit belongs to the last number of a list; this one stands before it: 2.16和1.66个百分点.
    pub(super) shared: Option<Numeral>,
}

impl UnitMatch<'_> {
    /// A unit with nothing about it yet.
    fn bare(normal: &'static str, length: usize) -> Self {
        Self {
            normal,
            factor: Decimal::from(1),
            written: String::new(),
            surface: "",
            length,
            open: false,
            half: false,
            added: Decimal::from(0),
            shared: None,
        }
    }
}

/// Units that a smaller one goes on behind: both, and how many of it the first is.
const PARTS: [(&str, &str, i64); 4] =
    [("year", "month", 12), ("day", "hour", 24), ("hour", "minute", 60), ("minute", "second", 60)];

/// Where a unit is looked for.
pub(super) struct Units<'a> {
    /// The words before the number.
    pub(super) before: &'a str,
    /// The words after it.
    pub(super) after: &'a str,
    /// The number before it in its clause, and the words between, where it has no unit as written.
    pub(super) unwritten: Option<(&'static str, &'a str)>,
    pub(super) lexicon: &'a Lexicon,
}

impl<'a> Units<'a> {
    /// The unit of a number or range.
    pub(super) fn find(&self, numbers: &Numbers, magnitude_words: &'a str) -> Option<UnitMatch<'a>> {
        let last = numbers.last();
        if let Some(normal) = fraction(last.form) {
            let open =
                self.after.starts_with(['多', '余']) && !OWN_WORDS.iter().any(|word| self.after.starts_with(word));
            return Some(UnitMatch { written: "%".to_owned(), surface: "%", open, ..UnitMatch::bare(normal, 0) });
        }
        let opening = self.opening(magnitude_words);
        let rest = &self.after[opening.length..];
        if let Some(found) = self.half_year(&last).or_else(|| self.split(rest, &opening)) {
            return Some(UnitMatch { open: opening.open || found.open, ..found });
        }
        let spaces = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
        if let Some(unit) = self.lexicon.units.at(&rest[spaces..], last.form == Form::Arabic) {
            let points = unit.surface == "个" && points_follow(&rest[spaces + unit.surface.len()..]);
            let found = self.with_unit(unit, &last, &opening, spaces);
            return if points { found.map(|found| UnitMatch { normal: "pp", ..found }) } else { found };
        }
        if let Some(found) = self.energy(rest, &last, &opening).or_else(|| self.money(rest, &last, &opening)) {
            return Some(found);
        }
        self.counted_noun(rest, &last, &opening)
            .or_else(|| self.shared(numbers))
            .or_else(|| self.large(rest, &last, &opening))
            .or_else(|| self.points(&last))
            .or_else(|| self.of_index(&last))
    }

    /// 半年 is half a year, told in months.
    fn half_year(&self, last: &Numeral) -> Option<UnitMatch<'a>> {
        let one = last.form == Form::Chinese && last.length == '半'.len_utf8() && self.after.starts_with('年');
        let half = one && last.written == "0.5".parse().ok()?;
        half.then(|| UnitMatch {
            factor: Decimal::from(12),
            written: "年".to_owned(),
            surface: "年",
            ..UnitMatch::bare("month", '年'.len_utf8())
        })
    }

    /// 个半月, 个多小时: the measure word and its unit with 半 or 多 between them.
    fn split(&self, rest: &str, opening: &Opening<'_>) -> Option<UnitMatch<'a>> {
        const WHOLES: [&str; 7] = ["个月", "个小时", "个星期", "个钟头", "个工作日", "个百分点", "个季度"];
        let after = rest.strip_prefix('个')?;
        let between = after.chars().next().filter(|c| matches!(c, '半' | '多'))?;
        let noun = &after[between.len_utf8()..];
        let surface = *WHOLES.iter().find(|whole| noun.starts_with(&whole['个'.len_utf8()..]))?;
        let unit = self.lexicon.units.at(surface, true)?;
        let length = opening.length + between.len_utf8() + surface.len();
        let (half, open) = (between == '半', between == '多');
        Some(UnitMatch {
            factor: unit.factor,
            written: opening.with(surface, ""),
            surface,
            open,
            half,
            ..UnitMatch::bare(unit.normal, length)
        })
    }

    fn with_unit(&self, unit: &'a Unit, last: &Numeral, opening: &Opening<'_>, spaces: usize) -> Option<UnitMatch<'a>> {
        let mut length = opening.length + spaces + unit.surface.len();
        let rest = &self.after[length..];
        let half = is_time(unit.normal) && rest.starts_with('半') && !rest.starts_with("半年");
        length += if half { '半'.len_utf8() } else { 0 };
        let rate = if half { 0 } else { self.rate(rest) };
        let counted = matches!(unit.normal, "count" | "person" | "person_time");
        let more = !counted
            && rest.starts_with('多')
            && !OWN_WORDS.iter().any(|word| rest.starts_with(word))
            && !self.is_less_than(rest);
        let advance = unit.surface == "位" && self.moves_in_an_order();
        let found = UnitMatch {
            factor: times(unit.factor, opening.factor)?,
            written: opening.with(&unit.surface, &rest[..rate]),
            surface: &unit.surface,
            open: opening.open || more,
            half: half && last.form != Form::Percent,
            ..UnitMatch::bare(if advance { "rank" } else { unit.normal }, length + rate)
        };
        Some(self.compound(&found).unwrap_or(found))
    }

    /// 比常年同期6.2亿立方米|多蓄1.1亿立方米: how much more there is than that.
    fn is_less_than(&self, rest: &str) -> bool {
        let phrase = || self.before.rsplit(['，', '。', '；', '\n']).next().unwrap_or_default();
        let next = || rest.split(['，', '。', '；', '、', '\n']).next().unwrap_or_default();
        phrase().contains(['比', '较']) && next().contains(|c: char| c.is_ascii_digit())
    }

    /// 1小时37分钟, 3天4小时, 1分30秒: one time told in two units or three.
    fn compound(&self, found: &UnitMatch<'a>) -> Option<UnitMatch<'a>> {
        let rest = &self.after[found.length..];
        // 分 is a mark as well: only seconds behind it say that it is a minute.
        let normal = if found.surface == "分" { "minute" } else { found.normal };
        let (_, smaller, parts) = *PARTS.iter().find(|(greater, ..)| *greater == normal)?;
        let next = numeral(rest).filter(|next| next.value() < Decimal::from(parts) && next.form != Form::Percent)?;
        let behind = &rest[next.length..];
        let (unit, minutes) = (self.lexicon.units.at(behind, true)?, smaller == "minute");
        let goes_on = unit.normal == smaller || minutes && unit.surface == "分";
        if !goes_on || found.half || found.open || behind[unit.surface.len()..].starts_with("工作制") {
            return None;
        }
        let words = &self.after[found.length..found.length + next.length + unit.surface.len()];
        let both = UnitMatch {
            normal: smaller,
            factor: times(found.factor, Decimal::from(parts))?,
            written: format!("{}{words}", found.written),
            surface: &unit.surface,
            length: found.length + words.len(),
            added: times(found.added, Decimal::from(parts))?.checked_add(next.value())?,
            ..found.clone()
        };
        Some(self.compound(&both).unwrap_or(both))
    }

    /// 前移3位, 上升5位: places in an order, not people.
    fn moves_in_an_order(&self) -> bool {
        const VERBS: [&str; 14] = [
            "前移", "后移", "上升", "下降", "提升", "提高", "跃升", "攀升", "前进", "后退", "晋升", "进位", "下滑",
            "上移",
        ];
        let before = self.before.trim_end_matches(['了', '近', '约']);
        VERBS.iter().any(|verb| before.ends_with(verb))
    }

    /// Bytes of what a unit is counted by: 元|/吨, 人|/平方公里, 件|/万人, 元|每平方米.
    fn rate(&self, rest: &str) -> usize {
        let mut length = 0;
        loop {
            let part = &rest[length..];
            let Some(sign) = part.chars().next().filter(|c| matches!(c, '/' | '／' | '每' | '·')) else {
                return length;
            };
            let named = &part[sign.len_utf8()..];
            if sign == '·' && length == 0 {
                return 0;
            }
            let scale = named.len() - named.trim_start_matches(['万', '千', '百', '亿']).len();
            let noun = &named[scale..];
            let unit = self.lexicon.units.at(noun, true).map(|unit| unit.surface.len());
            let other =
                ["月", "季", "车次", "床日", "生", "株", "学年", "标准箱"].iter().find(|word| noun.starts_with(**word));
            match unit.or(other.map(|word| word.len())) {
                Some(found) => length += sign.len_utf8() + scale + found,
                None => return length,
            }
        }
    }
}

/// The unit that a fraction in words has in itself.
fn fraction(form: Form) -> Option<&'static str> {
    match form {
        Form::Percent => Some("percent"),
        Form::Permille => Some("permille"),
        _ => None,
    }
}
