//! Bodies found by how their names end: `广西GD物业公司`, `柳州银行`, `东兴市人民医院`, `福建商会`, `清华大学深圳国际研究生院`.

use std::sync::LazyLock;

use super::{Found, Reader, seat_of};
use crate::extract::level::LEVEL;
use crate::extract::{Mention, PlaceReferent, Referent};
use crate::lexicon::organizations::{Before, Class, Tail};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::{Span, ending};

const NAMED: &str = "organization/named";
const PRESS: &str = "organization/press";

impl Reader<'_> {
    pub(super) fn named(&mut self) {
        let lexicon = self.lexicon;
        for (range, tail) in lexicon.organizations.tails_in(&self.text[self.line.range()]) {
            let ending = Span::from(range).shift(self.line.start);
            let words = &lexicon.organizations;
            let other_word = words
                .begins_another_word(&self.text[ending.range()], &self.text[ending.end..self.line.end])
                && !self.is_a_mine_of_an_area(ending);
            if other_word || self.found.iter().any(|body| body.span.overlaps(ending)) {
                continue;
            }
            if let Some(body) = self.by_tail(ending, tail) {
                // 玄峰集团|红云酒厂: a company stands beside what it owns.
                let owner = |other: &Found| {
                    other.class == Class::Company
                        && body.class == Class::Company
                        && !body.name.ends_with("公司")
                        && other.span.start == body.span.start
                        && ["集团", "公司"].iter().any(|end| self.text[other.span.range()].ends_with(end))
                };
                self.found.retain(|other| !body.span.contains(other.span) || owner(other));
                self.found.push(body);
            }
        }
    }

    /// 大同市杏儿沟|煤矿|瓦斯爆炸事故: what happened in a mine that an area and a name of its own stand before.
    fn is_a_mine_of_an_area(&self, ending: Span) -> bool {
        const OWN: std::ops::RangeInclusive<usize> = 2..=5;
        if !self.text[ending.range()].ends_with("煤矿") {
            return false;
        }
        let (start, place) = self.start(ending, Class::Company);
        let own = &self.text[place.map_or(start, |place| place.span.end).min(ending.start)..ending.start];
        place.is_some()
            && OWN.contains(&own.chars().count())
            && !self.is_common(own)
            && !own.contains(|c: char| !c.is_alphabetic() || "个起处家座特重大".contains(c))
    }

    fn by_tail(&self, ending: Span, tail: Tail) -> Option<Found> {
        // 兽医余|中学: what a person is called.
        let given = tail.class == Class::School && ending.len() == "中学".len();
        if given && self.lexicon.places.ends_in_surname(&self.text[self.line.start..ending.start]) {
            return None;
        }
        let (start, place) = self.start(ending, tail.class);
        let stem = Span::new(start, ending.start);
        let own = Span::new(place.map_or(start, |place| place.span.end).min(ending.start).max(start), ending.start);
        let of_whole = self.found.iter().any(|body| body.span.start == start && body.span.end <= ending.start);
        let of_state = place.is_none() && self.national_start(start, ending) == Some(start);
        let tail = if of_state { Tail { before: Before::Anything, ..tail } } else { tail };
        let of_ministry = tail.class == Class::Institute && self.ministry_before(start, ending.start) == Some(start);
        let tail = if of_ministry { Tail { before: Before::Anything, ..tail } } else { tail };
        let of_bank = tail.class == Class::Bank && self.has_branch(ending.end);
        let tail = if of_bank { Tail { before: Before::Either, ..tail } } else { tail };
        // 蔬菜育种公司|荷兰…: says what the next one is.
        if tail.class == Class::Company && self.place_beginning(ending.end).is_some_and(is_country) {
            return None;
        }
        // 该|村苗绣合作社: a cooperative of the village that the text tells of.
        let words = &self.text[stem.range()];
        let of_a_village = place.is_none() && words.starts_with(['村', '镇', '乡']) && !words.starts_with("乡村");
        if of_a_village
            || !self.is_name(stem, own, of_state || of_whole || place.or_else(|| self.place_in(stem)).is_some(), tail)
        {
            return None;
        }
        // 筹建一批|省|实验室, 安徽省|实验室: those of the province, and none by name.
        let laboratory = self.text[ending.range()].ends_with("实验室");
        let is_level = |place: &Mention| laboratory && place.rule == LEVEL && place.span.end == ending.start;
        let is_own = |place: &Mention| start == place.span.start && self.is_of_province(place, ending);
        if place.is_some_and(|place| is_level(place) || is_own(place)) {
            return None;
        }
        if self.is_one_of_many(start)
            || tail.class == Class::Hospital && self.is_of_each_level(Span::new(start, ending.end))
        {
            return None;
        }
        // （以下简称榆林公司）: what a body is called for the rest of the text is no other body.
        if self.lexicon.organizations.calls(&self.text[self.line.start..start]) {
            return None;
        }
        let span = self.with_closing(Span::new(start, ending.end), tail.class);
        let span = self.with_campus(span, tail.class);
        let written = if span.end > ending.end && tail.class != Class::Hospital {
            &self.text[start..span.end]
        } else {
            &self.text[start..ending.end]
        };
        let rule = if tail.class == Class::News { PRESS } else { NAMED };
        // 福建商会 is one of people from there.
        let seat = place.or_else(|| self.place_in(stem)).filter(|_| tail.class != Class::Association).and_then(seat_of);
        let body =
            Found { span, rule, name: self.full_name(written, start, place, tail.class), class: tail.class, seat };
        Some(self.branch(&body).unwrap_or(body))
    }

    /// 组建一批|农村合作组织联合会, 一家|食品厂: of several of a kind, and which the text does not say.
    fn is_one_of_many(&self, start: usize) -> bool {
        const MANY: [&str; 11] =
            ["一批", "各级", "各类", "若干", "重要的", "领先的", "知名的", "一家", "这家", "那家", "两家"];
        let before = &self.text[self.line.start..start];
        MANY.iter().any(|many| before.ends_with(many))
    }

    /// 乡镇卫生院管慢病、|县医院|治大病, 县医院|均与村卫生室…: that of each county, beside those of its towns and villages.
    fn is_of_each_level(&self, span: Span) -> bool {
        const LEVELS: [&str; 3] = ["县医院", "市医院", "区医院"];
        const NEAR: usize = 24;
        let (before, rest) = (&self.text[self.line.start..span.start], &self.text[span.end..self.line.end]);
        let lower = |words: &str| words.contains("卫生院") || words.contains("卫生室");
        LEVELS.contains(&&self.text[span.range()])
            && (before.ends_with('、') && lower(ending(before, NEAR)) || rest.starts_with('均'))
    }

    /// 华融湘江银行|花垣支行: what has a branch is one bank.
    fn has_branch(&self, end: usize) -> bool {
        static BRANCH: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^\p{Han}{2,6}(?:支行|分行)"));
        BRANCH.is_match(&self.text[end..self.line.end])
    }

    /// 总院 and （总院） after a hospital are it, too.
    fn with_closing(&self, span: Span, class: Class) -> Span {
        let rest = &self.text[span.end..self.line.end];
        let closing = ["（总院）", "总院", "（本部）"]
            .iter()
            .find(|closing| class == Class::Hospital && rest.starts_with(**closing));
        Span::new(span.start, span.end + closing.map_or(0, |closing| closing.len()))
    }

    /// 香港科技大学|（广州）: a campus that is a school of its own.
    pub(super) fn with_campus(&self, span: Span, class: Class) -> Span {
        let rest = &self.text[span.end..self.line.end];
        let inside = rest.strip_prefix('（').and_then(|rest| rest.split_once('）'));
        let Some((area, _)) = inside.filter(|_| matches!(class, Class::School | Class::Institute)) else { return span };
        let place = Span::new(span.end + '（'.len_utf8(), span.end + '（'.len_utf8() + area.len());
        let named = self.places_from(place).first().is_some_and(|named| named.span == place);
        if named { Span::new(span.start, place.end + '）'.len_utf8()) } else { span }
    }

    /// Banks are companies limited by shares; areas of hospitals and schools stand as written.
    fn full_name(&self, written: &str, start: usize, place: Option<&Mention>, class: Class) -> String {
        let joined = place
            .filter(|place| place.span.start == start)
            .map_or_else(|| written.to_owned(), |place| self.narrow(written, place));
        match class {
            Class::Bank if joined.ends_with("农商行") => joined.replace("农商行", "农村商业银行股份有限公司"),
            Class::Bank if joined.ends_with("农商银行") => joined.replace("农商银行", "农村商业银行股份有限公司"),
            Class::Bank if joined.ends_with("银行") => format!("{joined}股份有限公司"),
            _ => joined,
        }
    }

    /// 越南芒街市卫生中心 → 芒街市卫生中心: of areas one in the other the narrower begins the name.
    fn narrow(&self, written: &str, place: &Mention) -> String {
        let name = match &place.referent {
            Referent::Place(PlaceReferent::Admin(code)) => {
                self.lexicon.register.division(code).map(|division| division.name)
            }
            Referent::Place(PlaceReferent::Named { name, .. }) => Some(name.as_str()),
            _ => None,
        };
        let surface = &self.text[place.span.range()];
        if place.rule == LEVEL {
            let area = name.unwrap_or(surface);
            return format!("{area}{}", &written[surface.len()..]);
        }
        // 成都市温江区人民医院: districts go with their city.
        let of_city = matches!(place.referent, Referent::Place(PlaceReferent::Admin(_))) && surface.ends_with('区');
        match name.filter(|_| !of_city).filter(|name| surface.len() > name.len() && surface.ends_with(*name)) {
            Some(name) => format!("{name}{}", &written[surface.len()..]),
            None => written.to_owned(),
        }
    }
}

pub(super) fn is_country(place: &Mention) -> bool {
    matches!(place.referent, Referent::Place(PlaceReferent::Country(_)))
}
