//! Bodies found by how their names end: `广西GD物业公司`, `柳州银行`, `东兴市人民医院`, `福建商会`, `清华大学深圳国际研究生院`.

use std::sync::LazyLock;

use super::{Found, Reader, seat_of};
use crate::extract::level::LEVEL;
use crate::extract::{Mention, PlaceReferent, Referent};
use crate::lexicon::organizations::{Before, Class, Tail};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

const NAMED: &str = "organization/named";
const PRESS: &str = "organization/press";

/// Longest name, in characters, before its ending.
const LONGEST_STEM: usize = 30;

/// Marks at which a name cannot go on.
const HARD: [char; 28] = [
    '。', '；', '，', ',', '：', ':', '！', '？', '\n', '《', '》', '、', '“', '”', '\t', ';', '—', ' ', '\u{3000}',
    '+', '＋', '【', '】', '[', ']', '『', '』', '－',
];

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
        let of_a_village = place.is_none() && self.text[stem.range()].starts_with(['村', '镇', '乡']);
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
        // 组建一批|农村合作组织联合会: which, the text does not say.
        if ["一批", "各级", "各类", "若干"].iter().any(|many| self.text[self.line.start..start].ends_with(many))
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

    /// 华融湘江银行|花垣支行: what has a branch is one bank.
    fn has_branch(&self, end: usize) -> bool {
        static BRANCH: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^\p{Han}{2,6}(?:支行|分行)"));
        BRANCH.is_match(&self.text[end..self.line.end])
    }

    /// Where the name begins, and the area that it begins with.
    fn start(&self, ending: Span, class: Class) -> (usize, Option<&Mention>) {
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
        if class == Class::Association && self.is_national_of_two_fields(start, ending.start) {
            return (start, None);
        }
        if let Some(ministry) = self.ministry_before(start, ending.start).filter(|_| class == Class::Institute) {
            return (ministry, None);
        }
        let two_fields = self.two_fields_of_a_laboratory(start, ending);
        start = two_fields.unwrap_or_else(|| self.after_boundary(start, ending.start));
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
        let prefix = &self.text[start..place.span.start];
        // 安徽省|淮北矿业集团公司: the same where no rule takes the narrower one for a place by itself.
        if of_province && let Some(inner) = self.narrower_behind(place, ending.start) {
            return (inner, Some(place));
        }
        // 生物育种|安徽省|实验室: the field stands before the province that has founded it.
        let of_field = self.is_of_province(place, ending);
        let start = if of_field { start + self.lexicon.organizations.name_start(prefix) } else { start };
        let prefix = &self.text[start..place.span.start];
        let of_firm = || class == Class::Company && !self.lexicon.organizations.is_generic(prefix);
        let own_words = prefix.chars().count() > 1 && (of_field || of_firm());
        if own_words { (start, None) } else { (place.span.start, Some(place)) }
    }

    /// Whether a laboratory is called after nothing but the province, named in full, that stands right before the noun.
    fn is_of_province(&self, place: &Mention, ending: Span) -> bool {
        place.rule != LEVEL
            && place.span.end == ending.start
            && self.text[place.span.range()].ends_with('省')
            && self.text[ending.range()] == *"实验室"
    }

    /// 国家|离子型稀土资源高效开发利用|工程技术研究中心: what the state has founded begins so, whichever words its field has.
    fn national_start(&self, start: usize, ending: Span) -> Option<usize> {
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
    fn ministry_before(&self, start: usize, end: usize) -> Option<usize> {
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
    fn whole_of(&self, start: usize, ending: Span, class: Class) -> Option<&Found> {
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
    fn is_joined(&self, start: usize, end: usize) -> bool {
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

    /// 蔬菜育种公司|荷兰瑞克斯旺公司, 全资子公司|中国水电八局: a kind of company before the name of one describes it.
    fn after_description(&self, start: usize, end: usize, class: Class) -> usize {
        let words = &self.text[start..end];
        let kinds = ["公司", "企业", "集团"];
        let behind = kinds.iter().filter_map(|kind| words.rfind(kind).map(|at| at + kind.len())).max();
        let Some(behind) = behind.filter(|_| class == Class::Company) else { return start };
        let described = self.lexicon.organizations.is_generic(&words[..behind]) || self.is_common(&words[..behind]);
        let place = self.place_beginning(start + behind);
        let named = words[behind..].starts_with("中国") || place.is_some();
        if described && named || place.is_some_and(is_country) { start + behind } else { start }
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
    fn place_beginning(&self, at: usize) -> Option<&Mention> {
        self.places_from(Span::new(at, at + 1)).first()
    }

    /// Whether the words before an ending say which body it is: `own` is what stands between the area and the ending.
    fn is_name(&self, stem: Span, own: Span, has_area: bool, tail: Tail) -> bool {
        let words = &self.lexicon.organizations;
        let (all, own) = (&self.text[stem.range()], &self.text[own.range()]);
        let of_a_century = CENTURIES.iter().any(|century| all.starts_with(century));
        let unfit = all.starts_with(|c: char| c.is_numeric() && !of_a_century || "该本此各等的（()）".contains(c))
            || all.contains(ANONYMOUS)
            || counts_bodies(all)
            || counts_within(all)
            || describes(own)
            // 甲银行|移动|银行: what a bank calls one of its services.
            || tail.class == Class::Bank && (own.contains("银行") || all.contains("大学") || all.contains("学院"))
            // 海盐县|中|小学: of all its schools.
            || own == "中"
            || ["全市", "全省", "全区", "全县", "全乡", "全镇"].iter().any(|whole| all.starts_with(whole))
            || words.names_a_kind(all)
            // 入列|全国|重点实验室: of all that the state has.
            || is_of_all(all);
        let own_says = own.chars().count() >= 2 && !words.is_generic(own);
        let says_more = own_says && !self.is_common(own);
        !unfit
            && match (tail.before, tail.class) {
                (Before::Anything, _) => !all.is_empty() && (has_area || own_says),
                (Before::Name, _) => {
                    if has_area {
                        own_says
                    } else {
                        says_more
                    }
                }
                // 贵商|村镇银行: the kind of bank makes a name of what is no common word.
                (Before::Area, Class::Bank) => {
                    has_area && (own.is_empty() || own_says || tail.says_kind)
                        || says_more
                            && own.chars().count() <= if tail.says_kind { 4 } else { 2 }
                            && self.is_bounded(stem)
                }
                (Before::Either, _) => has_area || says_more,
                // 武夷|学院
                (Before::Area, Class::School) => {
                    let short = says_more && own.chars().count() == 2 && self.is_bounded(stem);
                    has_area
                        || short
                        || tail_is_local(&self.text[stem.end..self.line.end]) && self.is_local(stem, own, says_more)
                }
                // 、|溪子口|小学: by a few characters that no other word goes on into.
                (Before::Area, Class::Hospital) if tail_is_local(&self.text[stem.end..self.line.end]) => {
                    has_area || self.is_local(stem, own, says_more)
                }
                (Before::Area, _) => has_area,
                (Before::Field, _) => {
                    (has_area || self.of_an_area || words.begins_a_worldwide_name(all))
                        && all.chars().count() >= 2
                        && !UNNAMED_FIELDS.contains(&own)
                }
            }
    }

    /// Whether words between a mark and the ending are the name of a place that no register has: 溪子口|小学, not 寄宿制|小学.
    fn is_local(&self, stem: Span, own: &str, says_more: bool) -> bool {
        const KINDS: &str = "制办立级区乡镇县市省型类批所个全性化新老建";
        let places = &self.lexicon.places;
        says_more
            && self.is_bounded(stem)
            && (2..=4).contains(&own.chars().count())
            && !own.ends_with(|c| KINDS.contains(c))
            && !places.is_generic(own)
            && !places.is_topic(own)
            && !places.is_sort(own)
    }

    /// Whether a name begins where nothing could go on into it: at the beginning of the line or after a mark.
    fn is_bounded(&self, stem: Span) -> bool {
        !self.text[self.line.start..stem.start].ends_with(char::is_alphabetic)
    }

    /// Whether words are frequent ones and kinds of bodies and nothing else: 绿色公司, 学习型医院.
    pub(super) fn is_common(&self, words: &str) -> bool {
        let (organizations, places) = (&self.lexicon.organizations, &self.lexicon.places);
        organizations.is_made_of(words, |word| places.is_common(word))
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

fn is_country(place: &Mention) -> bool {
    matches!(place.referent, Referent::Place(PlaceReferent::Country(_)))
}

/// Whether a name ends as those of schools and hospitals of towns and villages do.
fn tail_is_local(ending: &str) -> bool {
    ["小学", "中学", "中心小学", "中心学校", "中心卫生院", "卫生院", "初级中学", "完全小学"]
        .iter()
        .any(|tail| ending.starts_with(tail))
}

/// Words before 协会 and the like that say no field: associations of all of them.
const UNNAMED_FIELDS: [&str; 11] =
    ["行业", "企业", "专业", "社会", "民间", "各类", "国际", "学会", "行业协会", "商会", "行业商会"];

/// Endings of what the state founds for a field of science.
const FOUNDED_BY_STATE: [&str; 8] = [
    "工程技术研究中心",
    "工程研究中心",
    "技术创新中心",
    "产业创新中心",
    "制造业创新中心",
    "野外科学观测研究站",
    "观测研究站",
    "重点实验室",
];

/// Centuries that names begin with.
const CENTURIES: [&str; 2] = ["21世纪", "20世纪"];

/// Marks of a name left out: 某, ×.
const ANONYMOUS: [char; 4] = ['某', '×', '*', 'Ｘ'];

/// Whether words begin by counting bodies: 一家, 三个.
fn counts_bodies(words: &str) -> bool {
    let mut characters = words.chars();
    let number = characters.next().is_some_and(|c| "一二两三四五六七八九十几数多首".contains(c));
    number && characters.next().is_some_and(|c| "家个所名批类座".contains(c))
}

/// Whether words count bodies after those they name: 甲寿险|4家保险|公司, 某州|5个产煤县48处|煤矿.
fn counts_within(words: &str) -> bool {
    let mut before = ' ';
    words.chars().any(|c| {
        let counts = matches!(c, '家' | '个' | '处' | '所')
            && (before.is_ascii_digit() || "一二两三四五六七八九十百余多".contains(before));
        before = c;
        counts
    })
}

/// Whether words say that the whole country is meant and no more than one character besides.
fn is_of_all(words: &str) -> bool {
    words.strip_suffix("全国").is_some_and(|rest| rest.chars().count() < 2)
}

/// Whether words end in an adjective of kind and name nothing: 标准化, 学习型, but 石化 and 炼化 are industries.
fn describes(words: &str) -> bool {
    let kind = words.ends_with(['化', '型']) && words.chars().count() >= 3;
    kind && !["石化", "炼化", "文化", "怀化", "通化", "敦化", "从化"].iter().any(|word| words.ends_with(word))
}
