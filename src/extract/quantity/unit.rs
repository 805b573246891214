//! The unit after a number: `亿元`, `余个`, `个半月`, `年多`, `元/吨`, or the noun that a number with 万 or 余 counts.

use oxsdatatypes::Decimal;

use super::super::numeral::{Form, Numeral, numeral, times};
use super::is_time;
use super::range::{Numbers, like};
use crate::lexicon::Lexicon;
use crate::lexicon::units::Unit;

/// A unit found after a number.
#[derive(Clone, Debug)]
pub(super) struct UnitMatch {
    /// Local name in `cgv:units`.
    pub(super) normal: &'static str,
    /// How many of it one of the number is, 万 after 余 included.
    pub(super) factor: Decimal,
    /// As written, 万 and 亿 included, and what it is counted by (元/吨).
    pub(super) written: String,
    /// The words of the unit alone; empty where the noun itself is counted.
    pub(super) surface: String,
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

impl UnitMatch {
    /// A unit with nothing about it yet.
    fn bare(normal: &'static str, length: usize) -> Self {
        Self {
            normal,
            factor: Decimal::from(1),
            written: String::new(),
            surface: String::new(),
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

/// Heights that an amount is said to have passed, behind it: 突破万亿|大关.
const HEIGHTS: [&str; 5] = ["大关", "台阶", "关口", "门槛", "元大关"];

/// Words that begin like 多, 来 or 余 by a number and are words of their own: many times, manifold, come from, balance.
const OWN_WORDS: [&str; 10] = ["多次", "多元化", "多层", "多方", "多边", "多种", "来自", "来源", "来访", "余额"];

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

impl Units<'_> {
    /// The unit of a number or range.
    pub(super) fn find(&self, numbers: &Numbers, magnitude_words: &str) -> Option<UnitMatch> {
        let last = numbers.last();
        if let Some(normal) = fraction(last.form) {
            let open =
                self.after.starts_with(['多', '余']) && !OWN_WORDS.iter().any(|word| self.after.starts_with(word));
            return Some(UnitMatch {
                written: "%".to_owned(),
                surface: "%".to_owned(),
                open,
                ..UnitMatch::bare(normal, 0)
            });
        }
        let (open, factor, at) = self.open();
        let written = format!("{magnitude_words}{}", &self.after[if open { '余'.len_utf8() } else { 0 }..at]);
        let rest = &self.after[at..];
        if let Some(found) = self.half_year(&last).or_else(|| self.split(rest, at, &written)) {
            return Some(UnitMatch { open: open || found.open, ..found });
        }
        let spaces = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
        if let Some(unit) = self.lexicon.units.at(&rest[spaces..], last.form == Form::Arabic) {
            let points = unit.surface == "个" && points_follow(&rest[spaces + unit.surface.len()..]);
            let found = UnitMatch { factor, written, open, ..UnitMatch::bare(unit.normal, at + spaces) };
            let found = self.with_unit(unit, &last, &found);
            return if points { found.map(|found| UnitMatch { normal: "pp", ..found }) } else { found };
        }
        let counted = UnitMatch { factor, written, open, ..UnitMatch::bare("count", at) };
        if let Some(found) = self.energy(rest, &last, &counted).or_else(|| self.money(rest, &last, &counted)) {
            return Some(found);
        }
        self.counted_noun(rest, &last, counted.clone())
            .or_else(|| self.shared(numbers))
            .or_else(|| self.large(&last, counted))
            .or_else(|| self.points(&last))
            .or_else(|| self.of_index(&last))
    }

    /// 余, 多, 来 or 几 right after the number, the scale after it (2000多万), and where the unit begins.
    fn open(&self) -> (bool, Decimal, usize) {
        let open = self.after.starts_with(['余', '多', '来', '几', '餘', '來'])
            && !OWN_WORDS.iter().any(|word| self.after.starts_with(word));
        if !open {
            return (false, Decimal::from(1), 0);
        }
        let at = '余'.len_utf8();
        match numeral(&self.after[at..]).filter(|scale| scale.form == Form::BareMagnitude) {
            Some(scale) => (true, scale.value(), at + scale.length),
            None => (true, Decimal::from(1), at),
        }
    }

    /// 半年 is half a year, told in months.
    fn half_year(&self, last: &Numeral) -> Option<UnitMatch> {
        let one = last.form == Form::Chinese && last.length == '半'.len_utf8() && self.after.starts_with('年');
        let half = one && last.written == "0.5".parse().ok()?;
        half.then(|| {
            let year = "年".to_owned();
            UnitMatch { factor: Decimal::from(12), written: year.clone(), surface: year, ..UnitMatch::bare("month", 3) }
        })
    }

    /// 个半月, 个多小时: the measure word and its unit with 半 or 多 between them.
    fn split(&self, rest: &str, at: usize, written: &str) -> Option<UnitMatch> {
        let after = rest.strip_prefix('个')?;
        let between = after.chars().next().filter(|c| matches!(c, '半' | '多'))?;
        let noun = &after[between.len_utf8()..];
        let whole =
            ["月", "小时", "星期", "钟头", "工作日", "百分点", "季度"].iter().find(|word| noun.starts_with(**word))?;
        let surface = format!("个{whole}");
        let unit = self.lexicon.units.at(&surface, true)?;
        let length = at + '个'.len_utf8() + between.len_utf8() + whole.len();
        let (half, open) = (between == '半', between == '多');
        Some(UnitMatch {
            factor: unit.factor,
            written: format!("{written}{surface}"),
            surface,
            open,
            half,
            ..UnitMatch::bare(unit.normal, length)
        })
    }

    fn with_unit(&self, unit: &Unit, last: &Numeral, found: &UnitMatch) -> Option<UnitMatch> {
        let mut length = found.length + unit.surface.len();
        let rest = &self.after[length..];
        let half = is_time(unit.normal) && rest.starts_with('半') && !rest.starts_with("半年");
        length += if half { '半'.len_utf8() } else { 0 };
        let rate = if half { 0 } else { self.rate(rest) };
        let counted = matches!(unit.normal, "count" | "person" | "person_time");
        let more = !counted && rest.starts_with('多') && !OWN_WORDS.iter().any(|word| rest.starts_with(word));
        let open = found.open || more;
        let advance = unit.surface == "位" && self.moves_in_an_order();
        let found = UnitMatch {
            normal: if advance { "rank" } else { unit.normal },
            factor: times(unit.factor, found.factor)?,
            written: format!("{}{}{}", found.written, unit.surface, &rest[..rate]),
            surface: unit.surface.clone(),
            length: length + rate,
            open,
            half: half && last.form != Form::Percent,
            ..found.clone()
        };
        Some(self.compound(&found).unwrap_or(found))
    }

    /// 1小时37分钟, 3天4小时, 1分30秒: one time told in two units or three.
    fn compound(&self, found: &UnitMatch) -> Option<UnitMatch> {
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
            surface: unit.surface.clone(),
            length: found.length + words.len(),
            added: times(found.added, Decimal::from(parts))?.checked_add(next.value())?,
            ..found.clone()
        };
        Some(self.compound(&both).unwrap_or(both))
    }

    /// 用电量356亿|度, 室温18|度: what stands before says what the degree is.
    fn energy(&self, rest: &str, last: &Numeral, found: &UnitMatch) -> Option<UnitMatch> {
        const ELECTRIC: [&str; 9] = ["用电", "电量", "发电", "节电", "供电", "售电", "充电", "耗电", "电能"];
        let after = rest.strip_prefix('度')?;
        let ends = after.chars().next().is_none_or(|c| !c.is_alphanumeric() || "以左的、和".contains(c));
        let phrase = self.before.rsplit(['，', '。', '；', '\n']).next().unwrap_or_default();
        let scaled = last.magnitude_length > 0 || found.factor > Decimal::from(1);
        let warm = ["温度", "气温", "室温", "水温", "体温"].iter().any(|word| phrase.contains(word));
        let electric = ELECTRIC.iter().any(|word| phrase.contains(word));
        let normal = if electric || scaled && !warm { "kWh" } else { "celsius" };
        (ends && last.form != Form::BareMagnitude && (electric || warm || scaled)).then(|| UnitMatch {
            normal,
            written: format!("{}度", found.written),
            surface: "度".to_owned(),
            length: found.length + '度'.len_utf8(),
            ..found.clone()
        })
    }

    /// 生产总值突破1万亿, 余额首次跨上百亿|台阶: a large number that ends its phrase is money where the noun before it is.
    fn money(&self, rest: &str, last: &Numeral, found: &UnitMatch) -> Option<UnitMatch> {
        let height = HEIGHTS.iter().any(|height| rest.starts_with(height));
        let ends = height || rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
        let scaled = last.magnitude_length > 0 || found.factor > Decimal::from(1);
        let large = last.form == Form::Arabic && scaled || last.form == Form::BareMagnitude && height;
        let phrase = self.before.rsplit(['，', '。', '；', '、', '\n', '：']).next().unwrap_or_default();
        (ends && large && self.lexicon.units.ends_in_money(phrase))
            .then(|| UnitMatch { normal: "CNY", ..found.clone() })
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
            let Some(sign) = ["/", "／", "每", "·"].iter().find(|sign| part.starts_with(**sign)) else {
                return length;
            };
            let named = &part[sign.len()..];
            if *sign == "·" && length == 0 {
                return 0;
            }
            let scale = named.len() - named.trim_start_matches(['万', '千', '百', '亿']).len();
            let noun = &named[scale..];
            let unit = self.lexicon.units.at(noun, true).map(|unit| unit.surface.len());
            let other =
                ["月", "季", "车次", "床日", "生", "株", "学年", "标准箱"].iter().find(|word| noun.starts_with(**word));
            match unit.or(other.map(|word| word.len())) {
                Some(found) => length += sign.len() + scale + found,
                None => return length,
            }
        }
    }

    /// 2.85万|边民, 300余|企业: the noun itself is counted.
    fn counted_noun(&self, rest: &str, last: &Numeral, found: UnitMatch) -> Option<UnitMatch> {
        let noun = rest.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii());
        // 覆盖43|城市: what is counted without a measure word.
        let few = last.form == Form::Arabic && last.value() < Decimal::from(1900) && found.written.is_empty();
        let free = !self.before.ends_with(|c: char| c.is_ascii_alphanumeric() || "“第-—".contains(c));
        if few && free && self.lexicon.units.counts_directly(rest) {
            return Some(UnitMatch { normal: "count", ..found });
        }
        if !noun || !found.open && found.written.is_empty() || last.form == Form::BareMagnitude && !found.open {
            return None;
        }
        let normal = if self.lexicon.units.counts_persons(rest) { "person" } else { "count" };
        Some(UnitMatch { normal, ..found })
    }

    /// `注册用户达166万，`: a large number that ends its phrase counts what stands before it.
    fn large(&self, last: &Numeral, found: UnitMatch) -> Option<UnitMatch> {
        let ends = self.after[found.length..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        let large = last.form == Form::Arabic && (last.magnitude_length > 0 || found.factor > Decimal::from(1));
        if !ends || !large {
            return None;
        }
        let phrase = self.before.rsplit(['，', '。', '；', '、', '\n', '：']).next().unwrap_or_default();
        let normal = if self.lexicon.units.ends_in_persons(phrase) { "person" } else { "count" };
        Some(UnitMatch { normal, ..found })
    }

    /// `指数达849.8点`, `上升0.6点`: points of an index; a whole number is a time of the day where no index is named.
    fn points(&self, last: &Numeral) -> Option<UnitMatch> {
        let after = self.after.strip_prefix('点')?;
        let time = after.starts_with(|next: char| next.is_numeric() || "半钟整多前后".contains(next));
        let whole = last.written.checked_rem(Decimal::from(1)) == Some(Decimal::from(0));
        let index = || self.lexicon.units.of_index(self.before).is_some();
        let plain = last.form == Form::Arabic && last.magnitude_length == 0 && !time;
        (plain && (!whole || index())).then(|| {
            let point = "点".to_owned();
            UnitMatch { written: point.clone(), surface: point, ..UnitMatch::bare("count", '点'.len_utf8()) }
        })
    }

    /// `综合指数达98.5，`, `倍差从2.37缩小到1.94`: the noun before says what the number is in.
    fn of_index(&self, last: &Numeral) -> Option<UnitMatch> {
        let ends = self.after.chars().next().is_none_or(|c| !c.is_ascii_alphanumeric() && !"号版年月日-".contains(c));
        let goes_on = || {
            self.unwritten
                .filter(|(_, between)| between.ends_with(['到', '至', '为']) && !between.contains(['（', '(', '、']))
                .map(|(unit, _)| unit)
        };
        let unit = self.lexicon.units.of_index(self.before).or_else(goes_on);
        unit.filter(|_| ends && last.form == Form::Arabic && last.magnitude_length == 0)
            .map(|unit| UnitMatch::bare(unit, 0))
    }

    /// `2.16和1.66个百分点`, `0.6、1.2和3亿元`: the last number of a list has the unit of all.
    fn shared(&self, numbers: &Numbers) -> Option<UnitMatch> {
        /// Longer lists name their unit again.
        const MEMBERS: usize = 8;
        if numbers.low.form != Form::Arabic || numbers.high.is_some() {
            return None;
        }
        let mut at = 0;
        for _ in 0..MEMBERS {
            let rest = &self.after[at..];
            let sign = ["、", "和", "与", "及", "以及"].iter().find(|sign| rest.starts_with(**sign))?;
            let next = numeral(&rest[sign.len()..]).filter(|next| next.form == Form::Arabic)?;
            let end = at + sign.len() + next.length;
            let words = &self.after[end - next.magnitude_length..end];
            let units = Units { before: "", after: &self.after[end..], unwritten: None, lexicon: self.lexicon };
            let alone = Numbers { low: next, high: None, length: next.length };
            if let Some(unit) = units.lexicon.units.at(units.after, true).and_then(|_| units.find(&alone, words)) {
                let low = like(numbers.low, &next);
                let factor = if unit.open { return None } else { unit.factor };
                return Some(UnitMatch { factor, length: 0, half: false, shared: Some(low), ..unit });
            }
            at = end;
        }
        None
    }
}

/// `0.4个、2.8个和1.7个百分点`, `0.2个、提高0.8个百分点`: whether the list goes on to percentage points.
fn points_follow(after: &str) -> bool {
    /// Longer lists name their unit again.
    const MEMBERS: usize = 8;
    let mut rest = after;
    for _ in 0..MEMBERS {
        let Some(next) = ["、", "和", "与", "及", "以及"].iter().find_map(|sign| rest.strip_prefix(*sign)) else {
            return false;
        };
        let verb = next.char_indices().nth(2).map_or(next, |(at, _)| &next[at..]);
        let number = |words| numeral(words).filter(|number| number.form == Form::Arabic).map(|number| (words, number));
        let Some((words, number)) = number(next).or_else(|| number(verb)) else { return false };
        let Some(unit) = words[number.length..].strip_prefix('个') else { return false };
        if unit.starts_with("百分点") {
            return true;
        }
        rest = unit;
    }
    false
}

/// The unit that a fraction in words has in itself.
fn fraction(form: Form) -> Option<&'static str> {
    match form {
        Form::Percent => Some("percent"),
        Form::Permille => Some("permille"),
        _ => None,
    }
}
