//! The unit after a number: `亿元`, `余个`, `个半月`, `年多`, `元/吨`, or the noun that a number with 万 or 余 counts.

use oxsdatatypes::Decimal;

use super::super::numeral::{Form, Numeral, numeral, times};
use super::is_time;
use super::range::{Numbers, like};
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

/// What stands between the digits of a number and its unit: the 万余 of 3|万余|户.
struct Opening<'a> {
    /// Its words that are part of the unit as written: magnitude words after the digits and after 余.
    written: [&'a str; 2],
    /// 余, 多, 来 or 几 is one of its words.
    open: bool,
    /// What the magnitude words after 余 multiply the number by.
    factor: Decimal,
    /// Bytes from the end of the number to its end.
    length: usize,
}

impl<'a> Opening<'a> {
    /// The noun behind it is itself what is counted.
    fn counts(&self, normal: &'static str) -> UnitMatch<'a> {
        let written = self.written.concat();
        UnitMatch { factor: self.factor, written, open: self.open, ..UnitMatch::bare(normal, self.length) }
    }

    /// The unit as written.
    fn with(&self, surface: &str, rate: &str) -> String {
        let [magnitude, scale] = self.written;
        // `concat` is made for many: of four words it takes twice the time.
        let mut written = String::with_capacity(magnitude.len() + scale.len() + surface.len() + rate.len());
        for words in [magnitude, scale, surface, rate] {
            written.push_str(words);
        }
        written
    }

    /// Whether the number has magnitude words, or more behind 余.
    fn is_scaled(&self, last: &Numeral) -> bool {
        last.magnitude_length > 0 || self.factor > Decimal::from(1)
    }
}

/// Units that a smaller one goes on behind: both, and how many of it the first is.
const PARTS: [(&str, &str, i64); 4] =
    [("year", "month", 12), ("day", "hour", 24), ("hour", "minute", 60), ("minute", "second", 60)];

/// Heights that an amount is said to have passed, behind it: 突破万亿|大关.
const HEIGHTS: [&str; 5] = ["大关", "台阶", "关口", "门槛", "元大关"];

/// Words that begin like 多, 来 or 余 by a number and are words of their own: many times, manifold, come from, balance.
const OWN_WORDS: [&str; 14] = [
    "多次",
    "多元化",
    "多层",
    "多方",
    "多边",
    "多种植",
    "多种经",
    "多种形",
    "多种方",
    "多种类",
    "来自",
    "来源",
    "来访",
    "余额",
];

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

    /// 余, 多, 来 or 几 right after the number and the scale after it (2000多万).
    fn opening(&self, magnitude: &'a str) -> Opening<'a> {
        let open = self.after.starts_with(['余', '多', '来', '几', '餘', '來'])
            && !OWN_WORDS.iter().any(|word| self.after.starts_with(word));
        let at = if open { '余'.len_utf8() } else { 0 };
        let scale = open.then(|| numeral(&self.after[at..])).flatten();
        let scale = scale.filter(|scale| scale.form == Form::BareMagnitude);
        // 2000多万|千瓦: the last character begins the unit.
        let short = scale.filter(|scale| {
            let words = &self.after[at..at + scale.length];
            words.len() > '千'.len_utf8()
                && words.ends_with('千')
                && self.after[at + scale.length..].starts_with(['瓦', '克', '米', '伏', '卡', '兆'])
        });
        let shorter = short.and_then(|scale| numeral(&self.after[at..at + scale.length - '千'.len_utf8()]));
        let scale = shorter.or(scale);
        let length = at + scale.map_or(0, |scale| scale.length);
        let factor = scale.map_or(Decimal::from(1), |scale| scale.value());
        Opening { written: [magnitude, &self.after[at..length]], open, factor, length }
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

    /// 用电量356亿|度, 室温18|度: what stands before says what the degree is.
    fn energy(&self, rest: &str, last: &Numeral, opening: &Opening<'a>) -> Option<UnitMatch<'a>> {
        const ELECTRIC: [&str; 9] = ["用电", "电量", "发电", "节电", "供电", "售电", "充电", "耗电", "电能"];
        let after = rest.strip_prefix('度')?;
        let ends = after.chars().next().is_none_or(|c| !c.is_alphanumeric() || "以左的、和".contains(c));
        let phrase = self.before.rsplit(['，', '。', '；', '\n']).next().unwrap_or_default();
        let scaled = opening.is_scaled(last);
        let warm = ["温度", "气温", "室温", "水温", "体温"].iter().any(|word| phrase.contains(word));
        let electric = ELECTRIC.iter().any(|word| phrase.contains(word));
        let normal = if electric || scaled && !warm { "kWh" } else { "celsius" };
        (ends && last.form != Form::BareMagnitude && (electric || warm || scaled)).then(|| UnitMatch {
            written: opening.with("度", ""),
            surface: "度",
            length: opening.length + '度'.len_utf8(),
            ..opening.counts(normal)
        })
    }

    /// 生产总值突破1万亿, 余额首次跨上百亿|台阶: a large number that ends its phrase is money where the noun before it is.
    fn money(&self, rest: &str, last: &Numeral, opening: &Opening<'a>) -> Option<UnitMatch<'a>> {
        let height = HEIGHTS.iter().any(|height| rest.starts_with(height));
        let ends = height || rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
        // 海洋生产总值突破|万亿.
        let passed = || ["突破", "超过", "超", "跨越", "跨过", "迈过"].iter().any(|verb| self.before.ends_with(verb));
        let large = last.form == Form::Arabic && opening.is_scaled(last)
            || last.form == Form::BareMagnitude && (height || passed());
        (ends && large && self.lexicon.units.ends_in_money(self.phrase())).then(|| opening.counts("CNY"))
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

    /// 2.85万|边民, 300余|企业: the noun itself is counted.
    fn counted_noun(&self, rest: &str, last: &Numeral, opening: &Opening<'a>) -> Option<UnitMatch<'a>> {
        // 覆盖43|城市: what is counted without a measure word.
        let unwritten = opening.written.iter().all(|words| words.is_empty());
        let few = last.form == Form::Arabic && unwritten && last.value() < Decimal::from(1900);
        let free =
            || !self.before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '“' | '第' | '-' | '—'));
        if few && self.lexicon.units.counts_directly(rest) && free() {
            return Some(opening.counts("count"));
        }
        let large = opening.open || !unwritten && last.form != Form::BareMagnitude;
        if !large || !rest.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii()) {
            return None;
        }
        Some(opening.counts(if self.lexicon.units.counts_persons(rest) { "person" } else { "count" }))
    }

    /// The words before the number from the last punctuation on.
    fn phrase(&self) -> &'a str {
        self.before.rsplit(['，', '。', '；', '、', '\n', '：']).next().unwrap_or_default()
    }

    /// `注册用户达166万，`: a large number that ends its phrase counts what stands before it.
    fn large(&self, rest: &str, last: &Numeral, opening: &Opening<'a>) -> Option<UnitMatch<'a>> {
        let ends = rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
        let large = last.form == Form::Arabic && opening.is_scaled(last);
        let phrase = self.phrase();
        let visits = || phrase.trim_end_matches(['达', '为', '约', '超', '近', '了', '过', '到']).ends_with("人次");
        let persons = || self.lexicon.units.ends_in_persons(phrase);
        let unit = || {
            if visits() {
                "person_time"
            } else if persons() {
                "person"
            } else {
                "count"
            }
        };
        (ends && large).then(|| opening.counts(unit()))
    }

    /// `指数达849.8点`, `上升0.6点`: points of an index; a whole number is a time of the day where no index is named.
    fn points(&self, last: &Numeral) -> Option<UnitMatch<'a>> {
        let after = self.after.strip_prefix('点')?;
        let time = after.starts_with(|next: char| next.is_numeric() || "半钟整多前后".contains(next));
        let whole = last.written.checked_rem(Decimal::from(1)) == Some(Decimal::from(0));
        let index = || self.lexicon.units.of_index(self.before).is_some();
        let plain = last.form == Form::Arabic && last.magnitude_length == 0 && !time;
        (plain && (!whole || index())).then(|| UnitMatch {
            written: "点".to_owned(),
            surface: "点",
            ..UnitMatch::bare("count", '点'.len_utf8())
        })
    }

    /// `综合指数达98.5，`, `倍差从2.37缩小到1.94`: the noun before says what the number is in.
    fn of_index(&self, last: &Numeral) -> Option<UnitMatch<'a>> {
        let ends = self.after.chars().next().is_none_or(|c| !c.is_ascii_alphanumeric() && !"号版年月日-".contains(c));
        let goes_on = || {
            self.unwritten
                .filter(|(_, between)| between.ends_with(['到', '至', '为']) && !between.contains(['（', '(', '、']))
                .map(|(unit, _)| unit)
        };
        let plain = ends && last.form == Form::Arabic && last.magnitude_length == 0;
        let unit = plain.then(|| self.lexicon.units.of_index(self.before).or_else(goes_on)).flatten()?;
        Some(UnitMatch::bare(unit, 0))
    }

    /// `2.16和1.66个百分点`, `0.6、1.2和3亿元`: the last number of a list has the unit of all.
    fn shared(&self, numbers: &Numbers) -> Option<UnitMatch<'a>> {
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
