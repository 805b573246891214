//! Where the name of a body begins: at its area, its ministry, the school it is part of, or after the last word that is not part of names.

use super::named::is_country;
use super::{Found, Reader};
use crate::extract::level::LEVEL;
use crate::extract::{Mention, PlaceReferent, Referent};
use crate::lexicon::organizations::Class;
use crate::span::{Span, beginning, ending};

/// Longest name, in characters, before its ending.
const LONGEST_STEM: usize = 30;

/// Marks at which a name cannot go on.
const HARD: [char; 28] = [
    '。', '；', '，', ',', '：', ':', '！', '？', '\n', '《', '》', '、', '“', '”', '\t', ';', '—', ' ', '\u{3000}',
    '+', '＋', '【', '】', '[', ']', '『', '』', '－',
];

/// Endings of what the state founds for a field of science.
const FOUNDED_BY_STATE: [&str; 12] = [
    "工程技术研究中心",
    "工程研究中心",
    "技术创新中心",
    "产业创新中心",
    "制造业创新中心",
    "野外科学观测研究站",
    "观测研究站",
    "重点实验室",
    "改良中心",
    "运动学院",
    "产品质量检验检测中心",
    "产品质量监督检验中心",
];

impl Reader<'_> {
    /// Where the name begins, and the area that it begins with.
    pub(super) fn start(&self, ending: Span, class: Class) -> (usize, Option<&Mention>) {
        let before = &self.text[self.line.start..ending.start];
        let earliest = before.char_indices().rev().nth(LONGEST_STEM - 1).map_or(0, |(at, _)| at);
        let hard = before.rfind(HARD).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
        let mut start = self.line.start + hard.max(earliest);
        start = self.after_open_bracket(start, ending.start);
        if let Some(national) = self.national_start(start, ending) {
            return (national, None);
        }
        if let Some(whole) =
            self.whole_of(start, ending, class).filter(|whole| self.is_joined(whole.span.end, ending.start))
        {
            return (whole.span.start, None);
        }
        if let Some(area) = self.area_of_two_fields(start, ending).filter(|_| class == Class::Institute) {
            return (area.span.start, Some(area));
        }
        if class == Class::Association && self.is_national_of_two_fields(start, ending.start) {
            return (start, None);
        }
        if let Some(ministry) = self.ministry_before(start, ending.start).filter(|_| class == Class::Institute) {
            return (ministry, None);
        }
        let two_fields = self.two_fields_of_a_laboratory(start, ending);
        start = two_fields.unwrap_or_else(|| self.unparted(start, self.after_boundary(start, ending.start), ending));
        start = self.after_description(start, ending.start, class);
        if let Some(whole) = self.whole_of(start, ending, class) {
            return (whole.span.start, None);
        }
        let inside = |place: &&Mention| place.span.end <= ending.start;
        let near = self.places_from(Span::new(start, ending.start));
        let first =
            near.iter().filter(inside).min_by_key(|place| (place.span.start, std::cmp::Reverse(place.span.end)));
        let Some(place) = first else { return (start, None) };
        // 安徽省|淮北矿业集团公司: companies are named after the narrower of two areas.
        let narrower = near.iter().filter(inside).find(|next| next.span.start == place.span.end);
        let of_province = class == Class::Company && self.text[place.span.range()].ends_with(['省']);
        let place = narrower.filter(|_| of_province).unwrap_or(place);
        // 某县某镇|某村阳光|幼儿园: a school with a name of its own is called so without the areas that its village lies in.
        let place = near
            .iter()
            .filter(inside)
            .find(|village| {
                class == Class::School
                    && village.span.start > place.span.start
                    && self.is_village(village, ending.start)
            })
            .unwrap_or(place);
        let prefix = &self.text[start..place.span.start];
        // 安徽省|淮北矿业集团公司: the same where no rule takes the narrower one for a place by itself.
        if of_province && let Some(inner) = self.narrower_behind(place, ending.start) {
            return (inner, Some(place));
        }
        // 生物育种|安徽省|实验室: the field stands before the province that has founded it.
        let of_field = self.is_of_province(place, ending);
        let start = if of_field { start + self.lexicon.organizations.name_start(prefix) } else { start };
        let prefix = &self.text[start..place.span.start];
        let of_firm = || class == Class::Company && self.is_of_a_firm(prefix);
        let own_words = prefix.chars().count() > 1 && (of_field || of_firm());
        if own_words { (start, None) } else { (place.span.start, Some(place)) }
    }

    /// 中铁|上海…公司, but not 第153号|广州…公司 and 匆匆跑进|博山…银行: whether words before an area can be those of a company.
    fn is_of_a_firm(&self, words: &str) -> bool {
        const LONGEST: usize = 8;
        const STATE: [&str; 3] = ["中国", "国家", "华"];
        let own = STATE.iter().find_map(|state| words.strip_prefix(state)).unwrap_or(words);
        let speaks = || {
            own.contains(char::is_numeric)
                || [beginning(own, 2), ending(own, 2)].iter().any(|pair| self.lexicon.places.is_plain(pair))
        };
        // 某某饮料（|四川）有限公司
        let inside = words.ends_with(['（', '(']);
        !self.lexicon.organizations.is_generic(words) && (inside || own.chars().count() <= LONGEST && !speaks())
    }

    /// Whether a laboratory is called after nothing but the province, named in full, that stands right before the noun.
    pub(super) fn is_of_province(&self, place: &Mention, ending: Span) -> bool {
        place.rule != LEVEL
            && place.span.end == ending.start
            && self.text[place.span.range()].ends_with('省')
            && self.text[ending.range()] == *"实验室"
    }

    /// 国家|离子型稀土资源高效开发利用|工程技术研究中心: what the state has founded begins so, whichever words its field has.
    pub(super) fn national_start(&self, start: usize, ending: Span) -> Option<usize> {
        const STATE: &str = "国家";
        const FIELD: std::ops::RangeInclusive<usize> = 2..=24;
        if !FOUNDED_BY_STATE.contains(&&self.text[ending.range()]) {
            return None;
        }
        let before = &self.text[start..ending.start];
        let at = before.rfind(STATE)?;
        let field = &before[at + STATE.len()..];
        let named = FIELD.contains(&field.chars().count())
            && field.chars().all(char::is_alphabetic)
            && !field.starts_with(['级', '和'])
            && !field.contains(['的', '级', '个', '家', '批']);
        // 京津冀|国家技术创新中心: one for a region.
        let place = self.places_from(Span::new(start, start + at)).last();
        let region = place.filter(|place| place.span.end == start + at).map(|place| place.span.start);
        (named || field.is_empty() && region.is_some()).then_some(region.unwrap_or(start + at))
    }

    /// 雅安市|农产品微生物与食品加工|重点实验室: the area that a name of two fields begins with.
    fn area_of_two_fields(&self, start: usize, ending: Span) -> Option<&Mention> {
        const FIELD: std::ops::RangeInclusive<usize> = 3..=16;
        let words = &self.text[start..ending.start];
        if !words.contains(['与', '和']) {
            return None;
        }
        let inside =
            self.places_from(Span::new(start, ending.start)).iter().filter(|place| place.span.end < ending.start);
        let area = inside.max_by_key(|place| place.span.end)?;
        let fields = &self.text[area.span.end..ending.start];
        let named =
            fields.split(['与', '和']).all(|field| FIELD.contains(&field.chars().count()) && !field.contains('的'));
        (named && self.is_joined(area.span.end, ending.start)).then_some(area)
    }

    /// 中国|生物多样性保护与绿色发展|基金会: whether a national association has a name of two fields.
    fn is_national_of_two_fields(&self, start: usize, end: usize) -> bool {
        let words = &self.text[start..end];
        let field = ["中国", "中华"].iter().find_map(|state| words.strip_prefix(state));
        field.is_some_and(|field| field.chars().count() <= 16) && self.is_joined(start + "中国".len(), end)
    }

    /// 干旱区生态安全与可持续发展|全国重点实验室: where the first of two fields begins that a laboratory of the state is for.
    fn two_fields_of_a_laboratory(&self, start: usize, ending: Span) -> Option<usize> {
        const STATE: [&str; 2] = ["全国", "国家"];
        const FIELD: std::ops::RangeInclusive<usize> = 4..=14;
        let words = &self.text[start..ending.start];
        let fields = STATE.iter().find_map(|state| words.strip_suffix(state))?;
        let at = fields.rfind(['与', '和']).filter(|_| self.text[ending.range()].ends_with("重点实验室"))?;
        let first = self.after_boundary(start, start + at);
        let (left, right) = (&self.text[first..start + at], &fields[at + '与'.len_utf8()..]);
        let named = [left, right].iter().all(|field| FIELD.contains(&field.chars().count()));
        (named && self.is_joined(first, start + fields.len())).then_some(first)
    }

    /// 工业和信息化部|电子第五研究所: where the ministry begins that an institute is of; what stands between says its field.
    pub(super) fn ministry_before(&self, start: usize, end: usize) -> Option<usize> {
        const FIELD: std::ops::RangeInclusive<usize> = 2..=12;
        let words = &self.text[start..end];
        if !words.contains(['部', '委', '局', '署']) {
            return None;
        }
        let (ministry, _) = self.lexicon.agencies.national_in(words, false).last()?;
        let field = &words[ministry.end..];
        let whole = FIELD.contains(&field.chars().count())
            && field.chars().all(char::is_alphabetic)
            && self.lexicon.organizations.name_start(field) == 0
            && !field.starts_with(['部', '的', '有', '等'])
            && !field.contains('的');
        whole.then_some(start + ministry.start)
    }

    /// 清华大学 in 清华大学中国发展规划研究院: the school or institute that the one named is a part of.
    pub(super) fn whole_of(&self, start: usize, ending: Span, class: Class) -> Option<&Found> {
        let can_be_part = matches!(class, Class::School | Class::Institute | Class::Hospital);
        let is_whole = |body: &&Found| {
            matches!(body.class, Class::School | Class::Institute | Class::Company)
                && body.span.start >= start
                && body.span.end < ending.start
                // 县人民医院创成三级医院: what it became is no part of it.
                && (self.lexicon.organizations.name_start(&self.text[body.span.end..ending.start]) == 0
                    || self.is_joined(body.span.end, ending.start))
        };
        self.found.iter().filter(|_| can_be_part).find(is_whole)
    }

    /// 中国人民大学|国家发展与战略|研究院: whether one conjunction joins two fields, neither of which is a body.
    pub(super) fn is_joined(&self, start: usize, end: usize) -> bool {
        let words = &self.lexicon.organizations;
        let Some((left, right)) = self.text[start..end].split_once(['与', '和']) else { return false };
        let is_field = |field: &str| {
            field.chars().count() >= 2
                && field.chars().all(char::is_alphabetic)
                && words.name_start(field) == 0
                && !words.ends_like_a_body(field)
        };
        is_field(left) && is_field(right)
    }

    /// A bracket that opens and does not close before the ending is not part of the name; `广西（柳州）…` is.
    fn after_open_bracket(&self, start: usize, end: usize) -> usize {
        let words = &self.text[start..end];
        let unclosed = |open: char, close: char| {
            words.rfind(open).filter(|&at| !words[at..].contains(close)).map(|at| at + open.len_utf8())
        };
        let stray_close = words.find('）').filter(|&at| !words[..at].contains('（')).map(|at| at + '）'.len_utf8());
        start + unclosed('（', '）').into_iter().chain(unclosed('(', ')')).chain(stray_close).max().unwrap_or(0)
    }

    /// After the last word that is not part of names, those inside the name of an area left out of account (和 in 呼和浩特).
    pub(super) fn after_boundary(&self, start: usize, end: usize) -> usize {
        let mut from = start;
        let near = self.places_from(Span::new(start, end)).iter();
        let held: Vec<Span> = near.map(|place| place.span).filter(|span| span.end <= end).collect();
        let mut pieces: Vec<Span> = Vec::new();
        for span in held {
            if span.start > from {
                pieces.push(Span::new(from, span.start));
            }
            from = from.max(span.end);
        }
        pieces.push(Span::new(from.min(end), end));
        let boundary = |piece: &Span| {
            let at = self.lexicon.organizations.name_start(&self.text[piece.range()]);
            (at > 0).then_some(piece.start + at)
        };
        pieces.iter().rev().find_map(boundary).unwrap_or(start)
    }

    /// 辽宁|亲和源|投资有限公司: a character that parts words elsewhere is one of a company's own name where nothing but one
    /// more stands between it and an area.
    fn unparted(&self, earliest: usize, start: usize, ending: Span) -> usize {
        const PARTS: [char; 10] = ['和', '同', '及', '向', '为', '如', '由', '并', '对', '来'];
        let limited =
            ["有限公司", "有限责任公司", "事务所"].iter().any(|form| self.text[ending.range()].ends_with(form));
        let mut before = self.text[earliest..start].char_indices().rev();
        let (Some((at, mark)), Some((own, one))) = (before.next(), before.next()) else { return start };
        let apt = limited && PARTS.contains(&mark) && one.is_alphabetic() && !"都也均已共将可不".contains(one);
        let alone = self.lexicon.organizations.name_start(&self.text[earliest + own..earliest + at]) == 0;
        let places = self.places_from(Span::new(earliest, earliest + own + 1));
        let area = places.iter().find(|place| place.span.end == earliest + own);
        area.filter(|_| apt && alone).map_or(start, |area| area.span.start)
    }

    /// 蔬菜育种公司|荷兰瑞克斯旺公司, 工业企业|天源电气有限公司, 500强企业|中化实业有限公司: a kind of company before the name of one describes it.
    fn after_description(&self, start: usize, end: usize, class: Class) -> usize {
        let words = &self.text[start..end];
        let kinds = ["公司", "企业", "集团", "园区"];
        let behind = kinds.iter().filter_map(|kind| words.rfind(kind).map(|at| at + kind.len())).max();
        let Some(behind) = behind.filter(|_| class == Class::Company) else { return start };
        let (kind, own) = words.split_at(behind);
        let own_says =
            || own.chars().count() >= 2 && !self.lexicon.organizations.is_generic(own) && !self.is_common(own);
        // 西部机场集团|宁夏机场有限公司: the group begins the name of what belongs to it.
        let described = self.lexicon.organizations.is_generic(kind)
            || self.is_common(kind) && !kind.ends_with("集团")
            || kind.ends_with("500强企业")
            || kind.ends_with("园区") && own_says();
        let place = self.place_beginning(start + behind);
        let named = own.starts_with("中国") || place.is_some() || own_says();
        if described && named || place.is_some_and(is_country) { start + behind } else { start }
    }

    /// Whether a place is a village that a name of two characters and more stands behind.
    fn is_village(&self, place: &Mention, end: usize) -> bool {
        let own = self.text.get(place.span.end..end).unwrap_or_default();
        self.text[place.span.range()].ends_with('村')
            && own.chars().count() >= 2
            && !self.lexicon.organizations.is_generic(own)
            && !self.is_common(own)
    }

    /// Where a name begins that has a division of the province before it in it.
    fn narrower_behind(&self, province: &Mention, end: usize) -> Option<usize> {
        let Referent::Place(PlaceReferent::Admin(code)) = province.referent else { return None };
        let own = self.text.get(province.span.end..end)?;
        let (second, _) = own.char_indices().nth(2)?;
        let register = &self.lexicon.register;
        let within = register.short_named(&own[..second]).any(|division| register.is_within(division.code, code));
        within.then_some(province.span.end)
    }

    /// The place that begins at a place.
    pub(super) fn place_beginning(&self, at: usize) -> Option<&Mention> {
        self.places_from(Span::new(at, at + 1)).first()
    }
}
