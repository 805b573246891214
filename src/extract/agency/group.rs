//! Bodies set up for one task: `自治区优化营商环境工作领导小组`, `成立经营主体反映问题响应处置工作小组`, `中央第十一指导组`.
//!
//! What ends like one is named when an area or a body begins the name, or when the words say that it is set up and for
//! what. `工作专班` alone is a later mention of one (`short`) or none at all.

use std::sync::LazyLock;

use super::{Area, Body, Reader, of_context};
use crate::extract::{Mention, PlaceReferent, Referent};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

const GROUP: &str = "agency/group";
const PANEL: &str = "agency/panel";

/// Longest task, in characters, that a name can hold.
const LONGEST_TASK: usize = 45;

/// Characters of a task that names a group even where its ending is one of all bodies.
const LONG_TASK: usize = 6;

/// Marks at which a name cannot go on.
const HARD: [char; 17] =
    [' ', '\u{3000}', '。', '；', '，', ',', '：', ':', '！', '？', '\n', '《', '》', '（', '）', '\t', ';'];

/// Words for setting up: 成立 "found", 组建 "form", 设立 "establish".
static SET_UP: LazyLock<Pattern> = LazyLock::new(|| pattern("(?:成立|组建|设立|建立|组成|筹建|抽调组成|启动)了?"));

/// Words that make it many groups, or one described and not named: 各 "each", 由…组成 "made up of".
static UNNAMED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:由|以|了|其|多|各|相关|有关|专门|专项|专业|联合|相应|临时|\d+[^\d年]|[一二三四五六七八九十几若]+[个支省市地县区]|个|的)|的$|^联合$",
    )
});

/// 各部门…成立, 分别成立: more than one is set up; 可成立: whoever needs one may.
static MANY: LazyLock<Pattern> =
    LazyLock::new(|| pattern("各|分别|均|都|纷纷|逐级|可(?:以|根据需要)?(?:成立|设立|组建|建立)"));

/// 中央第三巡视组, 主题教育中央第十七巡回指导组, 国务院大督查第五督查组: panels sent out by the centre.
static PANELS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:主题教育)?(?:中共中央|党中央|中央|国务院|全国人大常委会)[\p{Han}“”]{0,12}?(?:第[0-9一二三四五六七八九十]+)?(?:巡回)?(?:指导|督导|巡视|督察|督查|巡察|检查|调研)组",
    )
});

/// Of several ministries, which are those of the state.
const BETWEEN_MINISTRIES: &str = "部际";

/// Endings of bodies that exist everywhere, so that only an area makes one of them a named one.
const NEEDS_AREA: [&str; 22] = [
    "工作委员会",
    "督察组",
    "联席会议",
    "调解委员会",
    "咨询委员会",
    "指导委员会",
    "推进委员会",
    "协调委员会",
    "工作组",
    "工作队",
    "服务队",
    "攻坚队",
    "突击队",
    "先锋队",
    "指挥中心",
    "督导组",
    "督查组",
    "巡察组",
    "考核组",
    "调查组",
    "推进组",
    "攻坚组",
];

impl Reader<'_> {
    /// Panels that the centre sends out.
    pub(super) fn panels(&mut self) {
        let text = self.text;
        for panel in PANELS.find_iter(&text[self.line.range()]) {
            let span = Span::from(panel.range()).shift(self.line.start);
            let name = panel.as_str().replace(['“', '”'], "");
            self.found.push(Body { span, rule: PANEL, name, area: None, form: None });
        }
    }

    /// 驻区水利局纪检监察组: what the commission has in another body, by that alone.
    pub(super) fn stationed_groups(&mut self) {
        static STATIONED: LazyLock<Pattern> = LazyLock::new(|| pattern(r"派?驻(?P<seat>\p{Han}{2,16}?)纪检监察组"));
        let slice = &self.text[self.line.range()];
        let found = STATIONED.captures_iter(slice).filter_map(|group| {
            let named = self.lexicon.organizations.name_start(group.name("seat")?.as_str()) == 0;
            let span = Span::from(group.get(0)?.range()).shift(self.line.start);
            named.then_some(span)
        });
        let found: Vec<Span> = found.collect();
        for span in found {
            if !self.found.iter().any(|body| body.span.contains(span)) {
                let area = of_context(self.context, &self.lexicon.register, span.start);
                let name = self.text[span.range()].to_owned();
                self.found.push(Body { span, rule: GROUP, name, area, form: None });
            }
        }
    }

    /// Leading groups, task forces and headquarters of a stretch.
    pub(super) fn groups(&mut self) {
        let (text, lexicon) = (self.text, self.lexicon);
        for tail in lexicon.agencies.group_tails_in(&text[self.line.range()]) {
            let tail = Span::from(tail).shift(self.line.start);
            let covered = self.found.iter().any(|body| body.span.contains(tail));
            if !covered && let Some(group) = self.group(tail) {
                // 省委 in 省委自由贸易港工作委员会办公室 is part of its name only.
                let head = |body: &Body| body.name.starts_with("中国共产党") || body.name == "国务院";
                let of_name = |body: &Body| group.span.contains(body.span) && head(body);
                self.found.retain(|body| !of_name(body));
                self.found.push(group);
            }
        }
    }

    fn group(&self, tail: Span) -> Option<Body> {
        let clause = self.clause_before(tail);
        match SET_UP.find_iter(&self.text[clause.range()]).last() {
            Some(verb) => {
                let start = self.after_groups(Span::new(clause.start + verb.end(), tail.start));
                self.group_set_up(Span::new(start, tail.end), clause, tail)
            }
            None => self
                .group_of_head(clause, tail)
                .or_else(|| self.between_ministries(clause, tail))
                .or_else(|| self.group_that_acts(clause, tail)),
        }
    }

    /// 成立防汛指挥部、|抢险工作专班: where the last one begins of several groups that one verb sets up.
    fn after_groups(&self, stretch: Span) -> usize {
        let groups = self.found.iter().filter(|body| body.rule == GROUP && stretch.contains(body.span));
        let last = groups.map(|group| group.span.end).max();
        let next = last.filter(|end| self.text[*end..].starts_with('、')).map(|end| end + '、'.len_utf8());
        next.unwrap_or(stretch.start)
    }

    /// From the last mark at which a name cannot go on to the ending.
    fn clause_before(&self, tail: Span) -> Span {
        let before = &self.text[self.line.start..tail.start];
        let start = before.rfind(HARD).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
        Span::new(self.line.start + start, tail.start)
    }

    /// The words between the verb that sets it up and the ending say what it is for.
    fn group_set_up(&self, span: Span, clause: Span, tail: Span) -> Option<Body> {
        let span = Span::new(self.after_description(self.after_quote(span.start, tail.start), tail.start), span.end);
        let span = Span::new(self.after_particle(span.start), span.end);
        // 区、市共建领导小组 is of two levels, so that neither begins its name.
        let begins = |area: &&Area| area.span.start == span.start && !self.text[area.span.end..].starts_with('、');
        let head = self.areas_from(span.start).take_while(|area| area.span.end <= tail.start).find(begins);
        let task = &self.text[head.map_or(span.start, |area| area.span.end)..tail.start];
        let many = MANY.is_match(&self.text[clause.start..span.start]);
        let needs_area = NEEDS_AREA.iter().any(|ending| self.text[tail.range()].ends_with(ending));
        let needs_area = needs_area
            && !self.text[tail.range()].contains(BETWEEN_MINISTRIES)
            && !(task.chars().count() >= LONG_TASK && self.is_set_up_by_a_body(clause, span.start));
        // 建立改革专班 says no more than 建立专班.
        let says_little = head.is_none() && task.chars().count() < 3;
        if many || says_little || !is_task(task) || (needs_area && head.is_none()) {
            return None;
        }
        let area = head.cloned().or_else(|| of_context(self.context, &self.lexicon.register, span.start));
        let name = match head {
            Some(head) => format!("{}{}", head.official, &self.text[head.span.end..tail.end]),
            None => self.text[span.range()].to_owned(),
        };
        Some(Body { span, rule: GROUP, name: balanced(&name), area, form: Some((tail, String::new())) })
    }

    /// 工信部|组建了汽车半导体推广应用工作组: whether a body stands right before the verb.
    fn is_set_up_by_a_body(&self, clause: Span, end: usize) -> bool {
        let before = self.text[clause.start..end].trim_end_matches('了');
        let Some(verb) = SET_UP.find_iter(before).last() else { return false };
        let subject = clause.start + verb.start();
        self.found.iter().any(|body| body.span.end == subject)
    }

    /// 成立由副市长任组长的融资服务工作领导小组: what stands before 的 describes it.
    fn after_description(&self, start: usize, end: usize) -> usize {
        let words = &self.text[start..end];
        let headed =
            |at: &usize| ["组长", "指挥长", "总指挥", "牵头", "挂帅"].iter().any(|head| words[..*at].ends_with(head));
        let described = |at: &usize| words.starts_with(['由', '以']) || headed(at);
        let after = words.rfind('的').filter(described).map(|at| at + '的'.len_utf8());
        start + after.unwrap_or(0)
    }

    /// 由市安监局等部门组成的|永安市某煤矿事故调查组: what an area begins after 的 is a name.
    fn after_particle(&self, at: usize) -> usize {
        let after = at + self.text[at..].strip_prefix('的').map_or(0, |_| '的'.len_utf8());
        let named = after > at && self.areas_from(after).next().is_some_and(|area| area.span.start == after);
        if named { after } else { at }
    }

    /// “|某某领导小组”: where a name begins that is quoted whole; “十四五”规划工作领导小组 begins with its own quotation mark.
    fn after_quote(&self, at: usize, end: usize) -> usize {
        let whole = || !self.text[at..end].contains('”');
        let quote = self.text[at..].chars().next().filter(|c| matches!(c, '“' | '"') && whole());
        at + quote.map_or(0, char::len_utf8)
    }

    /// An area or a body, and after it what the group is for.
    fn group_of_head(&self, clause: Span, tail: Span) -> Option<Body> {
        let listed = self.text[clause.range()].rfind('、').map_or(0, |at| at + '、'.len_utf8());
        let clause = Span::new(clause.start + listed, clause.end);
        let (start, end, name, area) = self.head(clause)?;
        let task = &self.text[end..tail.start];
        // 省政府与|省总工会联席会议: one of two bodies.
        let of_two = &self.text[tail.range()] == "联席会议" && self.text[..start].ends_with(['与', '和', '同']);
        if !is_task(task) || of_two {
            return None;
        }
        let name = balanced(&format!("{name}{}", &self.text[end..tail.end]));
        Some(Body { span: Span::new(start, tail.end), rule: GROUP, name, area, form: Some((tail, String::new())) })
    }

    /// 发挥|铁路沿线环境治理部际联席会议|作用: what ministries have together needs no area.
    fn between_ministries(&self, clause: Span, tail: Span) -> Option<Body> {
        if !self.text[tail.range()].contains(BETWEEN_MINISTRIES) {
            return None;
        }
        let words = &self.text[clause.range()];
        let span = Span::new(clause.start + self.lexicon.organizations.name_start(words), tail.end);
        let task = &self.text[span.start..tail.start];
        let named = task.chars().count() >= LONG_TASK && is_task(task);
        let name = balanced(&self.text[span.range()]);
        named.then(|| Body { span, rule: GROUP, name, area: None, form: Some((tail, String::new())) })
    }

    /// 招商引资和项目建设工作专班|充分发挥作用: a group without an area that a sentence speaks of first.
    fn group_that_acts(&self, clause: Span, tail: Span) -> Option<Body> {
        const ACTS: [&str; 12] =
            ["充分", "负责", "统筹", "定期", "牵头", "要", "办公室", "会同", "建立", "加强", "具体", "每"];
        let begins = clause.start == self.line.start || self.text[..clause.start].ends_with(['。', '；']);
        let (task, behind) = (&self.text[clause.start..tail.start], &self.text[tail.end..self.line.end]);
        let words = &self.lexicon.organizations;
        // 重大项目|落地|: what is done may end each.
        let is_field = |part: &str| {
            part.chars().count() >= 4 && matches!(words.name_start(part), at if at == 0 || at == part.len())
        };
        let plain = task.split(['和', '与']).all(is_field);
        let named = self.text[tail.range()].starts_with("工作")
            && task.chars().count() >= LONG_TASK
            && task.chars().all(char::is_alphabetic)
            && !task.contains(['的', '各', '由', '将', '被'])
            && plain
            && is_task(task);
        let acts = ACTS.iter().any(|word| behind.starts_with(word));
        let span = Span::new(clause.start, tail.end);
        let area = of_context(self.context, &self.lexicon.register, span.start);
        let name = self.text[span.range()].to_owned();
        (begins && named && acts).then(|| Body { span, rule: GROUP, name, area, form: Some((tail, String::new())) })
    }

    /// What begins the name: of several areas and bodies the last that a new phrase begins with, else the first.
    fn head(&self, clause: Span) -> Option<(usize, usize, String, Option<Area>)> {
        let of_areas = self.areas_from(clause.start).take_while(|area| area.span.start < clause.end);
        // 省级…指挥部: of each province.
        let of_areas = of_areas.filter(|area| !self.text[area.span.end..].starts_with('级'));
        let of_areas = of_areas.map(|area| (area.span, area.official.to_string(), Some(area.clone())));
        let of_bodies = self.found.iter().filter(|body| clause.contains(body.span));
        let of_bodies = of_bodies.map(|body| (body.span, body.name.clone(), body.area.clone()));
        let towns = self.places.partition_point(|place| place.span.start < clause.start);
        let of_towns = self.places[towns..].iter().take_while(|place| place.span.start < clause.end);
        let of_towns = of_towns.filter(|place| is_town(place));
        let of_towns = of_towns.map(|town| (town.span, self.text[town.span.range()].to_owned(), None));
        let mut heads: Vec<_> =
            of_areas.chain(of_bodies).chain(of_towns).filter(|(span, ..)| clause.contains(*span)).collect();
        heads.extend(self.national_heads(clause));
        heads.sort_by_key(|(span, ..)| (span.start, std::cmp::Reverse(span.end)));
        let begins_phrase = |span: Span| {
            let before = &self.text[..span.start];
            before.ends_with(['在', '由', '经', '向', '与', '和', '按', '据', '托', '入', '对', '请', '报'])
                || ["调整", "关于", "撤销"].iter().any(|word| before.ends_with(word))
        };
        let chosen = heads.iter().rposition(|(span, ..)| begins_phrase(*span)).unwrap_or(0);
        let (span, name, area) = heads.into_iter().nth(chosen)?;
        Some((span.start, span.end, name, area))
    }

    /// 国家, 全国 and 中央 begin names of national groups.
    fn national_heads(&self, clause: Span) -> Vec<(Span, String, Option<Area>)> {
        let words = &self.text[clause.range()];
        let places = ["国家", "全国", "中央", "国务院"].iter().flat_map(|word| words.match_indices(word));
        // 国家级 "national-level" is an attribute.
        let heads = places
            .filter(|(at, word)| !words[at + word.len()..].starts_with(['级', '、', '或', '和', '与', '及', '关']));
        let span = |(at, word): (usize, &str)| Span::new(at, at + word.len()).shift(clause.start);
        heads.map(|hit| (span(hit), hit.1.to_owned(), None)).collect()
    }
}

/// What somebody does to a group, or does besides: no task of one.
const DOINGS: [&str; 19] = [
    "成立",
    "组建",
    "设立",
    "组成",
    "牵头",
    "印发",
    "召开",
    "担任",
    "兼任",
    "等多个",
    "等各",
    "纳入",
    "列入",
    "举办",
    "主办",
    "承办",
    "组织党员",
    "组织干部",
    "组织志愿",
];

/// Whether words say what a group is for.
fn is_task(words: &str) -> bool {
    let length = words.chars().count();
    (2..=LONGEST_TASK).contains(&length)
        && !UNNAMED.is_match(words)
        && !words.ends_with(['个', '支', '批', '名'])
        && !matches!(words, "工作" | "专项工作" | "有关工作")
        && !DOINGS.iter().any(|verb| words.contains(verb))
}

/// Towns, townships and streets, which bodies set up for a task can be named after.
fn is_town(place: &Mention) -> bool {
    matches!(&place.referent, Referent::Place(PlaceReferent::Named { kind: "admin", within: Some(within), .. })
        if matches!(**within, PlaceReferent::Admin(_)))
}

/// Quotation marks stay where they are a pair: “放管服”改革协调小组.
fn balanced(name: &str) -> String {
    if name.matches('“').count() == name.matches('”').count() {
        name.to_owned()
    } else {
        name.replace(['“', '”'], "")
    }
}
