//! Bodies that the lexicon knows, their branches, and papers named after an area: `工商银行柳州分行`, `当代广西`.

use std::sync::LazyLock;

use super::{Found, Reader, seat_of};
use crate::extract::PlaceReferent;
use crate::extract::level::LEVEL;
use crate::lexicon::organizations::Class;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

pub(super) const KNOWN: &str = "organization/known";
const BRANCH: &str = "organization/branch";
const PRESS: &str = "organization/press";

/// How the names of branches end, by the class of the body: 农业银行 + 青岛 + 分行, 中国移动 + 温州 + 分公司.
const BRANCHES: [(&str, Class); 14] = [
    ("分行", Class::Bank),
    ("支行", Class::Bank),
    ("省分行", Class::Bank),
    ("市分行", Class::Bank),
    ("县支行", Class::Bank),
    ("区支行", Class::Bank),
    ("营业部", Class::Bank),
    ("中心支公司", Class::Company),
    ("支公司", Class::Company),
    ("省分公司", Class::Company),
    ("市分公司", Class::Company),
    ("分公司", Class::Company),
    ("分院", Class::Institute),
    ("研究院", Class::School),
];

/// The same for branches that go by words of their own, which no rule for places need know: 东莞银行 + 长安 + 支行.
const NAMED_BRANCHES: [(&str, Class); 25] = [
    ("分行", Class::Bank),
    ("支行", Class::Bank),
    ("营业部", Class::Bank),
    ("分社", Class::News),
    ("分社", Class::Association),
    ("分院", Class::Institute),
    ("分院", Class::Hospital),
    ("分校", Class::School),
    ("分公司", Class::Company),
    ("工厂", Class::Company),
    ("试验基地", Class::Institute),
    ("试验站", Class::Institute),
    ("试验站", Class::School),
    ("试验示范站", Class::School),
    ("试验示范站", Class::Institute),
    ("分中心", Class::Institute),
    ("分会", Class::Association),
    ("专业委员会", Class::Association),
    ("专委会", Class::Association),
    ("工作委员会", Class::Association),
    ("专家委员会", Class::Association),
    ("区域办事处", Class::International),
    ("地区办事处", Class::International),
    ("代表处", Class::International),
    ("合作办公室", Class::International),
];

/// What parts of a town are called, after which branches of banks are named as after words of their own.
const PARTS_OF_TOWN: [&str; 12] =
    ["高新", "高新区", "开发区", "经开区", "经开", "新区", "城东", "城西", "城南", "城北", "城关", "城中"];

const LIMITED: &str = "股份有限公司";

/// Forms of companies, the longest first.
const LEGAL_FORMS: [&str; 6] =
    ["集团股份有限公司", "集团有限公司", "集团有限责任公司", "股份有限公司", "有限责任公司", "有限公司"];

/// The same, as short names have them.
const SHORT_FORMS: [&str; 4] = ["控股集团", "控股", "集团", "股份"];

impl Reader<'_> {
    /// Bodies of the lexicon, and the branches of banks among them.
    pub(super) fn known(&mut self) {
        let lexicon = self.lexicon;
        for (range, known) in lexicon.organizations.known_in(&self.text[self.line.range()]) {
            let span = Span::from(range).shift(self.line.start);
            let legal = self.legal_form(span);
            let seat = known.seat.and_then(|code| self.lexicon.register.division(code));
            let seat = seat.map(|division| PlaceReferent::Admin(division.code));
            let legal = if legal.end > span.end { self.with_area(legal, known.name) } else { legal };
            let name = if legal.end > span.end { &self.text[legal.range()] } else { known.name_in(self.year) };
            let company = self.with_company(legal, known.class);
            // 甲集团|公司: its name, where the one known says less.
            let longer = company.end > legal.end && !name.ends_with("公司");
            let name = if longer { &self.text[company.range()] } else { name };
            let span = if known.class == Class::Company { self.short_form(company) } else { legal };
            let whole = self.with_campus(span, known.class);
            let name = format!("{name}{}", &self.text[span.end..whole.end]);
            let body = Found { span: whole, rule: KNOWN, name, class: known.class, seat };
            if !self.ends_inside_a_word(&body) {
                let branch = self.institute(&body).or_else(|| self.branch(&body));
                self.found.push(branch.unwrap_or(body));
            }
        }
    }

    /// 中科院长春应化所, 中国科学院水生生物研究所: an institute of an academy.
    fn institute(&self, body: &Found) -> Option<Found> {
        static PART: LazyLock<Pattern> = LazyLock::new(|| {
            pattern(
                r"^[\p{Han}]{0,20}?(?:研究所|研究院|研究中心|观测研究站|重点实验室|应化所|物理所|化物所|产业化基地|[^、场]所)(?:$|[\s、，。；：（）]|等|和|与|及|共|联合|研发|建|研究员|专家|教授|院长|所长|副|发布|牵头|承担|提供|在)",
            )
        });
        let rest = &self.text[body.span.end..self.line.end];
        let part = PART.find(rest).filter(|_| body.name.ends_with("科学院"))?;
        let end = ["所", "研究院", "中心", "基地", "研究站", "实验室"]
            .iter()
            .filter_map(|end| Some(part.as_str().rfind(end)? + end.len()))
            .max()?;
        let span = Span::new(body.span.start, body.span.end + end);
        let name = format!("{}{}", body.name, &rest[..end]);
        Some(Found { span, rule: BRANCH, name, ..body.clone() })
    }

    /// 盛虹控股集团有限公司: the name with the form of company behind it is the full one.
    fn legal_form(&self, span: Span) -> Span {
        let rest = &self.text[span.end..self.line.end];
        let form = LEGAL_FORMS.iter().find(|form| rest.starts_with(**form));
        Span::new(span.start, span.end + form.map_or(0, |form| form.len()))
    }

    /// 淮北矿业集团|公司, 长庆油田|公司: what is known as a group or a field is a company in full.
    fn with_company(&self, span: Span, class: Class) -> Span {
        const COMPANY: &str = "公司";
        let group = class == Class::Company
            && ["集团", "油田"].iter().any(|end| self.text[span.range()].ends_with(end))
            && self.text[span.end..self.line.end].starts_with(COMPANY);
        let whole = Span::new(span.start, span.end + if group { COMPANY.len() } else { 0 });
        let rest = &self.text[whole.end..self.line.end];
        let other = || self.lexicon.organizations.begins_another_word(&self.text[whole.range()], rest);
        if group && !other() { whole } else { span }
    }

    /// 内蒙古|蒙牛乳业集团股份有限公司: an area right before a name in full is part of it, where the name is not known without.
    fn with_area(&self, legal: Span, known: &str) -> Span {
        let before = self.places.partition_point(|place| place.span.start < legal.start);
        let area = self.places[..before].last().filter(|place| place.span.end == legal.start && place.rule != LEVEL);
        let area = area.filter(|_| &self.text[legal.range()] != known);
        Span::new(area.map_or(legal.start, |area| area.span.start), legal.end)
    }

    /// 奇瑞|控股, 兴发|集团: a form of company that short names are written with.
    fn short_form(&self, span: Span) -> Span {
        let rest = &self.text[span.end..self.line.end];
        let form = SHORT_FORMS.iter().find(|form| rest.starts_with(**form));
        // 股份制 and 控股权 are other words.
        let form = form.filter(|form| !rest[form.len()..].starts_with(['制', '权', '股', '子', '合', '的']));
        Span::new(span.start, span.end + form.map_or(0, |form| form.len()))
    }

    /// 央视 in 央视频, 求是 in 实事求是: a short form that is part of another word.
    fn ends_inside_a_word(&self, body: &Found) -> bool {
        let (before, after) = (&self.text[self.line.start..body.span.start], &self.text[body.span.end..self.line.end]);
        let surface = &self.text[body.span.range()];
        let short = surface.chars().count() <= 2;
        let latin = |c: char| c.is_ascii_alphanumeric();
        let in_latin_word = (surface.starts_with(latin) && before.ends_with(latin))
            || (surface.ends_with(latin) && after.starts_with(latin));
        let held_by_area = self.place_over(body.span).is_some();
        // 北京|东方君悦酒店: the end of the city and the beginning of another word.
        let in_capital = surface.starts_with('京') && before.ends_with('北');
        held_by_area
            || in_capital
            || in_latin_word
            // 中新网|上海6月13日电: an area behind the name is a word of its own.
            || self.lexicon.organizations.begins_another_word(surface, after)
                && self.place_beginning(body.span.end).is_none()
            || (short && self.lexicon.organizations.makes_another_word(before))
    }

    /// 工商银行柳州分行 belongs to the bank, and is one of its own.
    pub(super) fn branch(&self, body: &Found) -> Option<Found> {
        let rest = &self.text[body.span.end..self.line.end];
        let place = self.places_from(Span::new(body.span.end, body.span.end + 1)).iter().next_back();
        let (end, seat) = match place {
            Some(place) => (place.span.end, seat_of(place)),
            None => (body.span.end, None),
        };
        // 省分行: of the province that the case is about.
        let behind_area = end > body.span.end || rest.starts_with(['省', '市', '区', '县']);
        let rest = &self.text[end..self.line.end];
        let mut endings = BRANCHES.iter().filter(|(_, class)| behind_area && *class == body.class);
        if let Some(length) = self.attached(body) {
            let span = Span::new(body.span.start, body.span.end + length);
            let name = format!("{}{}", body.name, &self.text[body.span.end..span.end]);
            let class = if name.ends_with("医院") { Class::Hospital } else { Class::School };
            return Some(Found { span, rule: BRANCH, name, class, seat });
        }
        let (end, length) = match endings.find(|(ending, _)| rest.starts_with(ending)) {
            Some((ending, _)) => (end, ending.len()),
            None => (body.span.end, self.named_branch(body)?),
        };
        let written = &self.text[body.span.end..end + length];
        // A branch is called after the bank as the text calls it: 中国银行|绥芬河支行 has no 股份有限公司 in it.
        let in_full = self.text[body.span.range()].ends_with(LIMITED);
        let whole = body.name.strip_suffix(LIMITED).filter(|_| body.class == Class::Bank && !in_full);
        // 中国移动|聊城分公司 is one of the company of its province: it goes by the name that the text has for it.
        let surface = &self.text[body.span.range()];
        let as_written = body.class == Class::Company && !surface.ends_with("公司");
        let whole = whole.or(as_written.then_some(surface));
        Some(Found {
            span: Span::new(body.span.start, end + length),
            rule: BRANCH,
            name: format!("{}{written}", whole.unwrap_or(&body.name)),
            class: body.class,
            seat,
        })
    }

    /// 苏州中学|附属三亚学校: bytes of what a school has and calls after itself.
    fn attached(&self, body: &Found) -> Option<usize> {
        static ATTACHED: LazyLock<Pattern> =
            LazyLock::new(|| pattern(r"^附属\p{Han}{1,8}?(?:学校|中学|小学|幼儿园|医院)"));
        let rest = &self.text[body.span.end..self.line.end];
        if body.class != Class::School || !rest.starts_with("附属") {
            return None;
        }
        let found = ATTACHED.find(rest)?;
        let own = &rest["附属".len()..found.end()];
        let other = self.lexicon.organizations.begins_another_word(&rest[..found.end()], &rest[found.end()..]);
        (!other && self.lexicon.organizations.name_start(own) == 0).then_some(found.len())
    }

    /// 东莞银行|长安支行, 中国船级社|海南分社, 世界卫生组织|西太平洋区域办事处: bytes of a branch by its own words.
    fn named_branch(&self, body: &Found) -> Option<usize> {
        static NAMED: LazyLock<Pattern> = LazyLock::new(|| {
            pattern(
                r"^(?P<own>[\p{Han}]{2,8}?)(?P<end>分行|支行|营业部|分社|分院|分校|分公司|分会|专业委员会|专委会|工作委员会|专家委员会|分中心|工厂|试验基地|试验示范站|试验站|实训基地|区域办事处|地区办事处|代表处|合作办公室)",
            )
        });
        let rest = &self.text[body.span.end..self.line.end];
        let found = NAMED.captures(rest)?;
        let (own, ending) = (found.name("own")?.as_str(), found.name("end")?.as_str());
        let fits = NAMED_BRANCHES.iter().any(|(end, class)| *end == ending && *class == body.class);
        let words = &self.lexicon.organizations;
        let named = fits
            && words.name_start(own) == 0
            && !words.ends_like_a_body(own)
            && (ending.ends_with("委员会") || ending == "专委会" || !words.is_generic(own))
            && (ending.ends_with(['处', '会']) || !self.is_common(own))
            && !own.contains(['的', '等', '各', '年', '某', '在', '了', '所', '其']);
        // 农商行|高新支行
        let of_part = fits && ending == "支行" && PARTS_OF_TOWN.contains(&own);
        (named || of_part).then_some(own.len() + ending.len())
    }

    /// 中国政府采购报, 安徽法治报; 当代广西 and its like, the Party magazines of provinces.
    pub(super) fn press(&mut self) {
        const MAGAZINE: &str = "当代";
        let slice = &self.text[self.line.range()];
        let state =
            slice.match_indices("中国").map(|(at, word)| (Span::new(at, at + word.len()).shift(self.line.start), None));
        let inside = self.places.iter();
        let heads: Vec<_> = state.chain(inside.map(|place| (place.span, seat_of(place)))).collect();
        for (head, seat) in heads {
            let magazine = seat.is_some() && self.text[self.line.start..head.start].ends_with(MAGAZINE);
            let paper = self.lexicon.organizations.paper_at(&self.text[head.end..self.line.end]);
            let span = match paper {
                Some(length) => Span::new(head.start, head.end + length),
                None if magazine => Span::new(head.start - MAGAZINE.len(), head.end),
                None => continue,
            };
            let name = self.text[span.range()].to_owned();
            self.found.retain(|other| !span.contains(other.span));
            self.found.push(Found { span, rule: PRESS, name, class: Class::News, seat });
        }
    }
}
