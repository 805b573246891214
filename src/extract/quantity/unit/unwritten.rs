//! Numbers whose unit is not written behind them, or says too little: the noun that is counted, the degree of a current or of a
//! room, an amount of money, the points of an index.

use oxsdatatypes::Decimal;

use super::opening::Opening;
use super::{UnitMatch, Units};
use crate::extract::numeral::{Form, Numeral};

/// Heights that an amount is said to have passed, behind it: 突破万亿|大关.
const HEIGHTS: [&str; 5] = ["大关", "台阶", "关口", "门槛", "元大关"];

impl<'a> Units<'a> {
    /// 2.85万|边民, 300余|企业: the noun itself is counted.
    pub(super) fn counted_noun(&self, rest: &str, last: &Numeral, opening: &Opening<'a>) -> Option<UnitMatch<'a>> {
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

    /// `注册用户达166万，`: a large number that ends its phrase counts what stands before it.
    pub(super) fn large(&self, rest: &str, last: &Numeral, opening: &Opening<'a>) -> Option<UnitMatch<'a>> {
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

    /// The words before the number from the last punctuation on.
    fn phrase(&self) -> &'a str {
        self.before.rsplit(['，', '。', '；', '、', '\n', '：']).next().unwrap_or_default()
    }

    /// 用电量356亿|度, 室温18|度: what stands before says what the degree is.
    pub(super) fn energy(&self, rest: &str, last: &Numeral, opening: &Opening<'a>) -> Option<UnitMatch<'a>> {
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
    pub(super) fn money(&self, rest: &str, last: &Numeral, opening: &Opening<'a>) -> Option<UnitMatch<'a>> {
        let height = HEIGHTS.iter().any(|height| rest.starts_with(height));
        let ends = height || rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
        // 海洋生产总值突破|万亿.
        let passed = || ["突破", "超过", "超", "跨越", "跨过", "迈过"].iter().any(|verb| self.before.ends_with(verb));
        let large = last.form == Form::Arabic && opening.is_scaled(last)
            || last.form == Form::BareMagnitude && (height || passed());
        (ends && large && self.lexicon.units.ends_in_money(self.phrase())).then(|| opening.counts("CNY"))
    }

    /// `指数达849.8点`, `上升0.6点`: points of an index; a whole number is a time of the day where no index is named.
    pub(super) fn points(&self, last: &Numeral) -> Option<UnitMatch<'a>> {
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
    pub(super) fn of_index(&self, last: &Numeral) -> Option<UnitMatch<'a>> {
        let ends = self.after.chars().next().is_none_or(|c| !c.is_ascii_alphanumeric() && !"号版年月日-".contains(c));
        let goes_on = || {
            self.unwritten
                // 分别为24.7和|28.3.
                .filter(|(_, between)| {
                    matches!(*between, "和" | "与")
                        || between.ends_with(['到', '至', '为']) && !between.contains(['（', '(', '、'])
                })
                .map(|(unit, _)| unit)
        };
        let plain = ends && last.form == Form::Arabic && last.magnitude_length == 0;
        let unit = plain.then(|| self.lexicon.units.of_index(self.before).or_else(goes_on)).flatten()?;
        Some(UnitMatch::bare(unit, 0))
    }
}
