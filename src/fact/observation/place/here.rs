//! What the clauses of a paragraph began with, and how long that goes on to be what is told of.

use super::super::super::Scene;
use super::super::around::{begins, code_of, is_area, is_below_counties, leading_place, lies_in};
use super::Grounds;
use super::list::{before_another, begins_way, in_quotes};
use crate::extract::date::DateMention;
use crate::resolve::{Detail, EntityId, EntityKind};
use crate::span::Span;

/// What a clause of the paragraph began with, and what follows holds for too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Here {
    /// Nothing that says where.
    #[default]
    Unsaid,
    /// A place, or a body or a facility in it.
    Place(EntityId),
    /// 我国, 全国: no place of its own.
    Country,
}

impl Here {
    /// Takes note of the place that a clause, whose `first` number stands there, begins with; 在广西… says where something is done, 在广西， what follows is about.
    pub(super) fn hear(
        &mut self,
        scene: &Scene<'_>,
        grounds: &Grounds,
        (clause, first): (Span, usize),
        (dates, opened): (&[DateMention], Self),
    ) {
        let in_report = grounds.in_report();
        if grounds.leads_back(scene, clause, dates) {
            // 全乡辖5个村: the town that the paragraph began with, or that of the text.
            let of_town = matches!(opened, Self::Place(id) if is_below_counties(scene, id));
            *self = if of_town { opened } else { Self::Unsaid };
            return;
        }
        if let Some((span, id)) = leading_place(scene, clause, dates).filter(|(span, _)| !in_quotes(scene, *span)) {
            if grounds.only_helps(scene, clause, span, id) || in_report && grounds.is_example(scene, (span, id), first)
            {
                return;
            }
            // 铜鼓县、万载县如期摘帽: of several none is where the rest is, nor is one end of a way.
            let listed = scene.document.text.as_str()[span.end..].starts_with(['、', '和', '与']);
            if listed || before_another(scene, (span, id), first) {
                self.leave_for_several(scene, grounds, (span, id));
                return;
            }
            if begins_way(scene, span) {
                return;
            }
            if grounds.is_grade(scene, (span, id)) || lies_between(scene, (span, id), (clause, first)) {
                return;
            }
            // 新增平台19个，奉节成为国家级试点；新增企业6050家: what one part of the area has become is told by the way.
            let after = &scene.document.text.as_str()[span.end..clause.end.max(span.end)];
            if in_report && scene.lexicon.telling.is_honoured(after) {
                return;
            }
            let at = scene.document.text.as_str()[..span.start].ends_with('在');
            // 在文成县平和茶叶精品园，: nothing but where.
            let only_where =
                first >= clause.end && after.ends_with(['园', '区', '县', '村', '镇', '乡', '上', '中', '内']);
            if !at || after.is_empty() || only_where {
                *self = Self::Place(id);
            }
        } else if let Some(described) = described(scene, clause).filter(|_| first >= clause.end) {
            *self = Self::Place(described);
        } else if in_report {
            let seat =
                seat_of_leader(scene, grounds, clause, dates).filter(|seat| !grounds.is_outside(scene, *seat, clause));
            *self = seat.map_or(*self, Self::Place);
            if begins_with_country(scene, clause, dates) {
                *self = Self::Country;
            }
        }
    }

    /// 甲县造林5万亩。|乙市丙县、丁县的群众造林2万亩: an area that holds none of several named is told of no longer, and where the
    /// first of them is named together with what holds it, that is.
    fn leave_for_several(&mut self, scene: &Scene<'_>, grounds: &Grounds, (span, id): (Span, EntityId)) {
        let Self::Place(earlier) = *self else { return };
        let apart = is_area(scene, earlier) && !lies_in(scene, id, earlier) && !lies_in(scene, earlier, id);
        if !grounds.in_report() || !apart {
            return;
        }
        let mut around = scene.mentions.at(Span::new(span.start, span.start + 1));
        let outer = around.find(|&(outer, other)| {
            outer.start == span.start && other != id && is_area(scene, other) && lies_in(scene, id, other)
        });
        *self = outer.map_or(Self::Unsaid, |(_, outer)| Self::Place(outer));
    }

    /// 某经开区排名前移9位。引进项目46个: in a text on an area, a zone is told of no longer than its sentence; in a report to
    /// its congress no part of it is, nor in another report one that its paragraph has not `opened` with, nor an area beside it.
    pub(super) fn leave_part(&mut self, scene: &Scene<'_>, grounds: &Grounds, opened: Self) {
        // 四川省…，全国共有企业1036个。完成3批。: the country is spoken of no longer than its sentence.
        if *self == Self::Country {
            match opened {
                Self::Place(_) => *self = opened,
                _ if grounds.to_congress => *self = Self::Unsaid,
                _ => {}
            }
        }
        let Self::Place(id) = *self else { return };
        let leaves = grounds.own.is_some_and(|own| {
            // 全省共检查机构1.6万家，追回基金3.9亿元: what holds it is told of no longer than its sentence.
            let wider = lies_in(scene, own, id);
            own != id && (!is_area(scene, id) || wider || grounds.to_congress || !grounds.bounded && opened != *self)
        });
        if leaves {
            *self = Self::Unsaid;
        }
    }

    /// 某污水处理厂建成投运；完成两座镇级污水厂改造: a plant, a dam or the like is told of no further than the semicolon; 其中 goes on.
    pub(super) fn leave_site(&mut self, scene: &Scene<'_>, grounds: &Grounds, sentence: Span, opened: Self) {
        if self.is_on_facility(scene) && grounds.own.is_some() && !scene.words(sentence).starts_with("其中") {
            self.go_back(opened);
        }
    }

    /// 某物流园一期竣工，|新建8个运输服务站: behind a clause without numbers that says what a plant, a road or the like has come to, what
    /// begins with a doing of its own is done elsewhere.
    pub(super) fn leave_built(&mut self, scene: &Scene<'_>, clause: Span, told_before: Self) {
        const BUILT: [&str; 8] = ["竣工", "投运", "投用", "通车", "开工", "完工", "投入使用", "投入运营"];
        if self.is_on_facility(scene) && BUILT.iter().any(|end| scene.words(clause).ends_with(end)) {
            let next = scene.document.text.as_str()[clause.end..].trim_start_matches('，');
            let acts = ["新建", "建成", "新增", "改造", "完成", "开工", "累计新建", "全市", "全省", "全县", "全区"];
            if acts.iter().any(|act| next.starts_with(act)) {
                self.go_back(told_before);
            }
        }
    }

    fn is_on_facility(self, scene: &Scene<'_>) -> bool {
        matches!(self, Self::Place(id)
            if matches!(&scene.entity(id).detail, Detail::Place(place) if place.kind == "facility"))
    }

    /// Goes on with what was told of before, where that is another.
    fn go_back(&mut self, before: Self) {
        *self = if before == *self { Self::Unsaid } else { before };
    }

    /// 沈阳地铁项目落地，引入基金20只: in a report to a congress, what begins with the short name of a part of its area and has no
    /// number is told by the way, and what was `told_before` goes on; 沈阳市 is who does what follows.
    pub(super) fn leave_aside(&mut self, scene: &Scene<'_>, grounds: &Grounds, clause: Span, told_before: Self) {
        let Self::Place(part) = *self else { return };
        if !grounds.to_congress || *self == told_before || !grounds.is_on_part(*self) {
            return;
        }
        let name = scene.entity(part).name.as_str();
        let governed = is_area(scene, part) || name.ends_with('区');
        let full = |span| governed && name.ends_with(scene.words(span));
        let mut named = scene.mentions.of_kind(EntityKind::Place, clause);
        if !named.any(|(span, id)| id == part && full(span)) {
            *self = if grounds.is_on_part(told_before) { Self::Unsaid } else { told_before };
        }
    }

    /// 某科学城汇聚团队30个，“飞天”航线开通12条: in a report to a congress, a clause that begins with a name of its own is on no
    /// part of the area that the clause before it was on.
    pub(super) fn leave_name(&mut self, scene: &Scene<'_>, grounds: &Grounds, clause: Span) {
        if !grounds.to_congress || !grounds.is_on_part(*self) {
            return;
        }
        let named = |id| matches!(scene.mentions.kind(id), EntityKind::Agency | EntityKind::Organization);
        let begins = || scene.mentions.at(Span::new(clause.start, clause.start + 1)).any(|(_, id)| named(id));
        if scene.words(clause).starts_with('“') || begins() {
            *self = Self::Unsaid;
        }
    }
}

/// 地处武陵山深处的|五峰县，: the area that a clause describes and ends with.
fn described(scene: &Scene<'_>, clause: Span) -> Option<EntityId> {
    let words = scene.words(clause);
    if !["地处", "位于", "坐落于", "作为"].iter().any(|lead| words.starts_with(lead)) {
        return None;
    }
    let (span, id) = scene.mentions.of_kind(EntityKind::Place, clause).next_back()?;
    let behind = words.match_indices('的').next_back().map_or(clause.start, |(at, of)| clause.start + at + of.len());
    // 的湖北五峰县: nothing but areas stands behind.
    let named = scene.mentions.of_kind(EntityKind::Place, clause).any(|(area, _)| area.start == behind);
    (span.end == clause.end && named && behind > clause.start && is_area(scene, id)).then_some(id)
}

/// 晋|豫两省接壤处, 内蒙古|交界处: by what areas a place lies is not where the rest is.
fn lies_between(scene: &Scene<'_>, (span, id): (Span, EntityId), (clause, first): (Span, usize)) -> bool {
    const BETWEEN: [&str; 8] = ["交界", "接壤", "毗邻", "交汇", "结合部", "相邻", "相连", "相接"];
    let mut places = scene.mentions.of_kind(EntityKind::Place, clause);
    // 甲县|乙镇推行…: a town right behind a county is its own.
    let own_town = |other| code_of(scene, id).is_some() && is_below_counties(scene, other);
    let beside = places.any(|(next, other)| next.start == span.end && !lies_in(scene, other, id) && !own_town(other));
    let after = || scene.words(Span::new(span.end, clause.end.max(span.end)));
    beside || first >= clause.end && BETWEEN.iter().any(|word| after().contains(word))
}

/// Whether a paragraph is a heading over others: short, and no sentence.
pub(super) fn is_heading(scene: &Scene<'_>, paragraph: Span) -> bool {
    const LONGEST: usize = 40;
    let words = scene.words(paragraph).trim_end();
    !words.ends_with(['。', '；', '：', '！', '？', '，', '”', '）']) && words.chars().count() <= LONGEST
}

/// 甲省乙县·丙山 alone on the line over running text: what it tells, and what follows it, is told of the last area of that line.
pub(super) fn place_over(scene: &Scene<'_>, paragraph: Span) -> Option<EntityId> {
    /// Bytes of the longest such line.
    const LONGEST: usize = 72;
    let case = scene.case().span.start.min(paragraph.start);
    let above = scene.words(Span::new(case, paragraph.start)).trim_end();
    let line = Span::new(above.rfind('\n').map_or(0, |end| end + 1), above.len()).shift(case);
    let words = scene.words(line);
    if line.is_empty()
        || line.len() > LONGEST
        || words.contains(['，', '、', '：'])
        || !scene.words(paragraph).contains('。')
    {
        return None;
    }
    // What stands behind the dot may be any name within the area.
    let area = words.split('·').next().unwrap_or_default();
    let named: Vec<_> = scene.mentions.of_kind(EntityKind::Place, line).collect();
    let covered = |at: usize| named.iter().any(|(span, _)| span.range().contains(&at));
    let all = area.char_indices().filter(|(_, c)| c.is_alphanumeric()).all(|(at, _)| covered(line.start + at));
    let areas = named.iter().filter(|(_, id)| all && is_area(scene, *id));
    areas.max_by_key(|(span, _)| (span.end, span.len())).map(|(_, id)| *id)
}

/// The area of the body or the facility that a clause begins with: 上海海关推出…, 北部湾港新开….
fn seat_of_leader(scene: &Scene<'_>, grounds: &Grounds, clause: Span, dates: &[DateMention]) -> Option<EntityId> {
    let mut named = scene.mentions.within(clause).take_while(|(span, _)| begins(scene, clause, dates, *span));
    let listed = |span: Span| scene.document.text.as_str()[span.end..].starts_with(['、', '和', '与', '等']);
    let seat = |id| scene.entity(id).located_in.filter(|seat| code_of(scene, *seat).is_some());
    named.find_map(|(span, id)| match scene.mentions.kind(id) {
        // 宁波舟山港完成吞吐量: the port itself.
        EntityKind::Place if code_of(scene, id).is_none() && is_site(scene, id) && !listed(span) => Some(id),
        EntityKind::Place if is_way(scene, id) => None,
        // 南京海关, in a text on its province, which it is the customs of.
        EntityKind::Agency if scene.entity(id).name.ends_with("海关") => {
            seat(id).map(|seat| grounds.own.filter(|own| lies_in(scene, seat, *own)).unwrap_or(seat))
        }
        EntityKind::Agency | EntityKind::Place => seat(id),
        // 武汉图书馆接待读者, in a text on its province.
        // A paper is not told of where it has its name from: 光明日报.
        EntityKind::Organization
            if ["报", "报社", "网", "出版社", "电视台"].iter().any(|end| scene.words(span).ends_with(end)) =>
        {
            None
        }
        EntityKind::Organization => seat(id).filter(|seat| grounds.own.is_some() && !grounds.is_wider(scene, *seat)),
        _ => None,
    })
}

/// Whether a place is a zone, a port or the like in the country, and not a way through it.
fn is_site(scene: &Scene<'_>, id: EntityId) -> bool {
    matches!(&scene.entity(id).detail, Detail::Place(place) if matches!(place.kind, "zone" | "facility"))
        && !is_way(scene, id)
        && !["大厅", "大楼", "馆", "楼", "院"].iter().any(|end| scene.entity(id).name.ends_with(end))
}

/// 中老铁路发送旅客: a way from place to place is what a number is of, and not where it holds.
fn is_way(scene: &Scene<'_>, id: EntityId) -> bool {
    const WAYS: [&str; 11] = ["铁路", "高铁", "公路", "高速", "大道", "航道", "运河", "线", "工程", "互通", "干渠"];
    let name = scene.entity(id).name.as_str();
    WAYS.iter().any(|way| name.ends_with(way))
}

/// Whether a clause is on the country or the world as a whole, and not on a body named so (全国总工会).
fn begins_with_country(scene: &Scene<'_>, clause: Span, dates: &[DateMention]) -> bool {
    let mut start = clause.start;
    for date in dates.iter().filter(|date| clause.contains(date.span)) {
        let lead = scene.words(Span::new(start.min(date.span.start), date.span.start));
        if lead.chars().any(char::is_alphabetic) {
            break;
        }
        start = start.max(date.span.end);
    }
    let words = scene.words(Span::new(start, clause.end));
    // 中国（天津）自由贸易试验区, 全国总工会 are bodies and places of their own.
    let whole = "全国".len();
    let named = scene
        .mentions
        .at(Span::new(start, start + 1))
        .any(|(span, id)| scene.mentions.kind(id) != EntityKind::Place || span.len() > whole);
    let whole = ["我国", "全国", "中国", "全球", "世界"].iter().find_map(|word| words.strip_prefix(word));
    !named && whole.is_some_and(|rest| !scene.lexicon.telling.is_quality(rest))
}
