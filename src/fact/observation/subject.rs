//! What a number is about: the nearest enclosing topic.
//!
//! A programme or organization that its clause names comes first; then what the clauses before in its sentence were on; then
//! what the paragraph brought in (一是构建闭环机制。…实现问题100%分办); then what the headings and the title name. A figure of
//! the case's own area (全市建成中心1个) is about none.

use super::super::{ObservationKind, Scene};
use super::around::{Around, before, begins, is_level_word, leading_place};
use super::item::Item;
use super::kind::Nature;
use super::told::Told;
use crate::document::{Rank, numbering};
use crate::extract::date::DateMention;
use crate::lexicon::cues::Part;
use crate::lexicon::edge::last_place;
use crate::resolve::{Detail, EntityId, EntityKind};
use crate::span::Span;

/// How many mentions back a thing may have been named that a clause takes up by its last word alone.
const LAST_NAMED: usize = 24;
/// Characters of a name's end that take it up again anywhere in a clause.
const TAKEN_UP: usize = 4;

/// What the case as a whole is about.
#[derive(Debug)]
struct Topics {
    /// The programme its title names.
    title: Option<EntityId>,
    /// Whether it is told as a case, where a paragraph is on what it brings in; a report tells of many things in one.
    told_as_case: bool,
}

/// What each number of a case is about.
pub(super) fn subjects(
    scene: &Scene<'_>,
    told: &Told<'_>,
    natures: &[Nature],
    told_as_case: bool,
) -> Vec<Option<EntityId>> {
    let topics = Topics::of_case(scene, told_as_case);
    let mut subjects = Vec::with_capacity(told.items.len());
    let mut said = Said::default();
    for sentence in &told.sentences {
        if sentence.opens {
            said = Said::default();
        }
        let words = scene.words(sentence.span);
        let acts_anew = || !told_as_case && sentence.goes_on && acts_anew(scene, words);
        said.begin_sentence(words, sentence.goes_on && !acts_anew());
        for clause in told.clauses(sentence) {
            let items = told.items(clause);
            for (item, nature) in items.iter().zip(&natures[clause.items.clone()]) {
                let around = Around::of(sentence, clause, nature.kind);
                subjects.push(topics.subject(scene, around, item, &mut said));
            }
            said.hear(scene, clause.span, clause.dates, !items.is_empty());
        }
    }
    subjects
}

/// What the text before says the numbers are about.
#[derive(Clone, Copy, Debug, Default)]
struct Said {
    /// Of an area as a whole, in this sentence.
    of_area: bool,
    /// What the clauses before in this sentence were on.
    sentence: Option<EntityId>,
    /// The same, where it is what is carried out, or named together with a number: figures of a report that follow without
    /// a word for it are its own, which those after a programme only mentioned are not.
    firm: Option<EntityId>,
    /// The same, where the clause right before brought it in.
    just_now: Option<EntityId>,
    /// The programme since which the sentence counts (开展“…”模式以来，全市…).
    since: Option<EntityId>,
    /// The programme brought in under the number of the enumeration (一是…) that the sentence stands under.
    item: Option<EntityId>,
    /// The programme brought in by the paragraph before its enumeration.
    opening: Option<EntityId>,
    enumerated: bool,
    /// Whether the sentence is an example (如，…), which tells of its own.
    example: bool,
}

impl Said {
    /// A sentence after a semicolon, or one that begins with 其中, goes on with the subject before it; any other does not.
    fn begin_sentence(&mut self, words: &str, goes_on: bool) {
        self.of_area &= goes_on;
        self.since = self.since.filter(|_| goes_on);
        self.just_now = None;
        self.example = ["如，", "例如", "比如"].iter().any(|word| words.starts_with(word));
        self.sentence = self.sentence.filter(|_| goes_on);
        if numbering(words).is_some_and(|number| number.rank == Rank::Spoken) {
            self.enumerated = true;
            self.item = None;
        }
    }

    /// Takes note of what a clause is on: the programme or organization it begins with, else the programme it brings in.
    fn hear(&mut self, scene: &Scene<'_>, clause: Span, dates: &[DateMention], numbers: bool) {
        self.just_now = None;
        let mut led_by_body = false;
        for (span, id) in scene.mentions.within(clause) {
            let programme = scene.mentions.kind(id) == EntityKind::Programme;
            let organization = scene.mentions.kind(id) == EntityKind::Organization;
            let leads = (programme || organization && !only_tells(scene, span))
                && begins(scene, clause, dates, span)
                && !is_listed(scene, span);
            let brought_in = programme && brings_in(scene, clause, span);
            if brought_in {
                self.bring_in(scene, id);
            }
            // 甲银行推出“乙贷”: what follows is on what it brings in.
            if (leads || brought_in) && !numbers && (self.just_now.is_none() || brought_in && led_by_body) {
                (self.sentence, self.just_now) = (Some(id), Some(id));
                self.firm = (organization || brought_in && is_carried_out(scene, clause, span, id)).then_some(id);
                led_by_body = organization;
            }
        }
    }

    fn bring_in(&mut self, scene: &Scene<'_>, programme: EntityId) {
        // 建立五级联动工作体系, 构建“一园三区”发展模式: how the work is organized is not what is told of.
        let name = scene.entity(programme).name.as_str();
        if ["体系", "模式", "格局", "布局"].iter().any(|end| name.ends_with(end)) {
            return;
        }
        let topic = if self.enumerated { &mut self.item } else { &mut self.opening };
        topic.get_or_insert(programme);
    }
}

impl Topics {
    /// Looks at the title of a case, or of news on a programme.
    fn of_case(scene: &Scene<'_>, as_case: bool) -> Self {
        let title = scene.case().title;
        let named = title.and_then(|title| {
            let (span, id) = scene.mentions.of_kind(EntityKind::Programme, title).next()?;
            (as_case || is_first(scene, title, span) && !is_paper(scene.words(title))).then_some(id)
        });
        Self { title: named, told_as_case: as_case }
    }

    /// What the number is about.
    fn subject(&self, scene: &Scene<'_>, around: Around<'_>, item: &Item<'_>, said: &mut Said) -> Option<EntityId> {
        if let Some((named, counted)) = in_clause(scene, around, item) {
            said.of_area = false;
            // 开展送法活动75次: what is counted is not what the next clause is on.
            if !counted {
                (said.sentence, said.firm) = (Some(named), Some(named));
            }
            return Some(named);
        }
        if around.kind == ObservationKind::Rank
            && let Some(place) = ranked_place(scene, around)
        {
            return Some(place);
        }
        if let Some(named) = self.taken_up(scene, around, item, said) {
            return Some(named);
        }
        said.of_area = said.of_area || leading_place(scene, around.clause, around.dates).is_some();
        if said.of_area {
            said.since = since(scene, around).or(said.since);
            return said.since.or(said.just_now);
        }
        if said.sentence.is_some() || !self.told_as_case {
            let carried = self.told_as_case || said.firm == said.sentence || goes_on(scene, around.clause);
            let of_title = || self.title.filter(|_| said.sentence.is_none() && !is_led_by_body(scene, around));
            return said.sentence.filter(|_| carried).or_else(of_title);
        }
        carrier_of_sentence(scene, around, item)
            .or_else(|| company_of_paragraph(scene, around, item))
            .or_else(|| zone_of_paragraph(scene, around))
            .or_else(|| said.item.or(said.opening).filter(|_| !said.example))
            .or_else(|| of_heading(scene, around.clause))
            .or(self.title)
    }

    /// 热线每月回访, 该平台办件: a thing named before, by the end of its name.
    fn taken_up(&self, scene: &Scene<'_>, around: Around<'_>, item: &Item<'_>, said: &Said) -> Option<EntityId> {
        let ahead = scene.words(before(around.clause, item.quantity.span.start));
        let known = [said.sentence, said.item, said.opening, self.title];
        let by_end = known.into_iter().flatten().find(|&id| {
            let name = scene.entity(id).name.as_str();
            let end = name.char_indices().rev().nth(TAKEN_UP - 1).filter(|(at, _)| *at > 0);
            end.is_some_and(|(at, _)| ahead.contains(&name[at..]))
        });
        by_end.or_else(|| taken_up_by_noun(scene, around, ahead))
    }
}

/// Whether a title begins with a name, or with a place right before it: 厦门“三师共管”模式获推广, 中欧班列开行3万列.
fn is_first(scene: &Scene<'_>, title: Span, name: Span) -> bool {
    let lead = before(title, name.start);
    let place = scene.mentions.of_kind(EntityKind::Place, lead).next().map_or(lead.start, |(place, _)| place.end);
    scene.words(lead).chars().all(|c| "“《 ".contains(c))
        || scene.words(Span::new(place.min(name.start), name.start)).chars().all(|c| c == '“')
}

/// Whether a title is that of a report or of an official paper, which are on many things: …工作报告, 关于…的通知.
fn is_paper(title: &str) -> bool {
    const KINDS: [&str; 21] = [
        "报告", "公报", "总结", "通知", "意见", "方案", "计划", "规划", "办法", "条例", "年报", "通报", "要点", "讲话",
        "细则", "规定", "决定", "公告", "批复", "纲要", "指标",
    ];
    let title = title.trim_end_matches(|c: char| !c.is_alphanumeric());
    KINDS.iter().any(|kind| title.ends_with(kind)) || title.starts_with("关于")
}

/// Whether a sentence or its clause begins with a body, whose doing it tells: 两地海关共验放….
fn is_led_by_body(scene: &Scene<'_>, around: Around<'_>) -> bool {
    let leads = |stretch: Span| {
        let first = scene.mentions.within(stretch).next();
        first.is_some_and(|(span, id)| {
            matches!(scene.mentions.kind(id), EntityKind::Agency | EntityKind::Organization)
                && begins(scene, stretch, around.dates, span)
        })
    };
    leads(around.clause) || leads(around.sentence)
}

/// The last thing named whose name ends in the two characters that a clause begins with, after 该 or 本 if there is one.
fn taken_up_by_noun(scene: &Scene<'_>, around: Around<'_>, ahead: &str) -> Option<EntityId> {
    let words = ahead.trim_start_matches(['该', '本', '此']);
    let noun = scene.lexicon.cues.noun(words)?;
    if ["企业", "经济", "建设"].iter().any(|next| words[noun.len()..].starts_with(next)) {
        return None;
    }
    let earlier = before(scene.case().span, around.clause.start);
    let named =
        scene.mentions.within(earlier).rev().filter(|(_, id)| scene.mentions.kind(*id) == EntityKind::Programme);
    named.take(LAST_NAMED).find(|(_, id)| scene.entity(*id).name.ends_with(noun)).map(|(_, id)| id)
}

/// What a clause names, and whether the number counts that very thing: the programme that the number stands in the name of,
/// the last programme before the number, the first after it, an organization before it that is not one of a list.
fn in_clause(scene: &Scene<'_>, around: Around<'_>, item: &Item<'_>) -> Option<(EntityId, bool)> {
    let number = item.quantity.number;
    let ahead = before(around.clause, item.quantity.span.start);
    let behind = Span::new(item.quantity.span.end.min(around.clause.end), around.clause.end);
    let programmes =
        |stretch| scene.mentions.of_kind(EntityKind::Programme, stretch).filter(|(span, _)| !is_listed(scene, *span));
    let holds = scene.mentions.at(number).find(|(span, id)| {
        scene.mentions.kind(*id) == EntityKind::Programme && span.contains(number) && span.len() > number.len()
    });
    if let Some((_, id)) = holds {
        return Some((id, true));
    }
    let part = |span: Span| part(scene, around.clause, span);
    if let Some((span, id)) = programmes(ahead).rfind(|(span, _)| part(*span) != Part::Adjunct) {
        return Some((id, is_counted(scene, span) || part(span) == Part::Event));
    }
    if let Some(agency) = bound_agency(scene, around, item) {
        return Some((agency, false));
    }
    // 创新方面5项：设置专板…: the list behind the colon is what is counted.
    let lists = |span: Span| scene.words(Span::new(behind.start.min(span.start), span.start)).contains('：');
    if let Some((_, id)) = programmes(behind).find(|(span, _)| part(*span) == Part::Theme && !lists(*span)) {
        return Some((id, false));
    }
    let mut organizations = scene.mentions.of_kind(EntityKind::Organization, ahead);
    let organization = organizations.find(|(span, _)| !is_listed(scene, *span) && !only_tells(scene, *span));
    organization.map(|(_, id)| (id, false))
}

/// The agency that a limit binds, where its sentence begins with it.
fn bound_agency(scene: &Scene<'_>, around: Around<'_>, item: &Item<'_>) -> Option<EntityId> {
    if around.kind != ObservationKind::Limit {
        return None;
    }
    let sentence = before(around.sentence, item.quantity.span.start);
    let (span, id) = scene.mentions.of_kind(EntityKind::Agency, sentence).next()?;
    (span.start == sentence.start).then_some(id)
}

/// Whether a number of the very thing follows its name: 送法进企业活动75次.
fn is_counted(scene: &Scene<'_>, span: Span) -> bool {
    let after = scene.document.text.as_str()[span.end..].trim_start_matches(['”', '了', '共', '近', '约']);
    crate::extract::numeral::numeral(after).is_some()
}

/// Whether a body only tells of numbers that are not its own: 世界银行预计….
fn only_tells(scene: &Scene<'_>, span: Span) -> bool {
    scene.lexicon.cues.tells(&scene.document.text.as_str()[span.end..])
}

/// One of several: “甲”“乙”等, 甲、乙.
fn is_listed(scene: &Scene<'_>, span: Span) -> bool {
    let text = scene.document.text.as_str();
    let after = &text[span.end..];
    after.starts_with(['、', '等']) || text[..span.start].ends_with('、') || after.starts_with("”等")
}

/// How a clause names a programme, by the last cue before it.
fn part(scene: &Scene<'_>, clause: Span, span: Span) -> Part {
    let text = scene.document.text.as_str();
    if text[span.end..].starts_with('为') && text[clause.start..span.start].contains('以') {
        return Part::Adjunct;
    }
    scene.lexicon.cues.part(scene.words(before(clause, span.start)))
}

/// Whether a clause brings a programme in: 打造“企业码”平台, 创新升级…“云”互动服务模式.
fn brings_in(scene: &Scene<'_>, clause: Span, span: Span) -> bool {
    let ahead = scene.words(before(clause, span.start));
    // 已实行“告知承诺”的事项: it only tells which.
    let modifies = scene.document.text.as_str()[span.end..].trim_start_matches('”').starts_with('的');
    !modifies
        && scene.lexicon.programmes.has_verb(ahead)
        && part(scene, clause, span) == Part::Theme
        && !is_counted(scene, span)
}

/// Whether a programme is an undertaking that a clause carries out: 实施稳岗行动, but not 建立保险制度.
fn is_carried_out(scene: &Scene<'_>, clause: Span, span: Span, id: EntityId) -> bool {
    let ahead = scene.words(before(clause, span.start));
    let name = scene.entity(id).name.trim_end_matches('”');
    let carries = ["实施", "开展", "推行", "启动", "组织", "举办"].iter().any(|verb| ahead.contains(verb));
    carries && ["行动", "工程", "计划", "活动", "项目", "试点", "专项"].iter().any(|end| name.ends_with(end))
}

/// Whether words after a semicolon begin with a doing of their own: 门诊楼投入使用；|新建公园7处.
fn acts_anew(scene: &Scene<'_>, words: &str) -> bool {
    const DOINGS: [&str; 12] =
        ["新建", "改建", "扩建", "改造", "修建", "新修", "铺设", "硬化", "打造", "启动", "推进", "举办"];
    let acts = scene.lexicon.metrics.first_act(words).is_some_and(|(at, _)| at == 0);
    (acts || DOINGS.iter().any(|verb| words.starts_with(verb))) && !has_done(words)
}

/// Whether a clause begins with what only the thing before it can have done: 覆盖部门120个, 累计受理9万件.
fn goes_on(scene: &Scene<'_>, clause: Span) -> bool {
    has_done(scene.words(clause))
}

fn has_done(words: &str) -> bool {
    const DONE: [&str; 23] = [
        "累计", "已", "共", "覆盖", "服务", "惠及", "带动", "受理", "办理", "接入", "吸引", "注册", "参与", "参加",
        "培训", "发放", "归集", "上线", "入驻", "汇聚", "促成", "为", "日均",
    ];
    let words = words.trim_start();
    DONE.iter().any(|word| words.starts_with(word))
}

/// The place that is ranked: its clause or one before in the sentence begins with it by name.
fn ranked_place(scene: &Scene<'_>, around: Around<'_>) -> Option<EntityId> {
    let named = |stretch: Span| {
        leading_place(scene, stretch, around.dates).filter(|(span, _)| !is_level_word(scene.words(*span)))
    };
    named(around.clause).or_else(|| named(before(around.sentence, around.clause.start))).map(|(_, id)| id)
}

/// The programme since which something is counted: 开展“…”模式以来，全市….
fn since(scene: &Scene<'_>, around: Around<'_>) -> Option<EntityId> {
    let earlier = before(around.sentence, around.clause.start);
    let since = last_place(scene.words(earlier), "以来").map(|at| earlier.start + at)?;
    scene.mentions.of_kind(EntityKind::Programme, before(earlier, since)).next().map(|(_, id)| id)
}

/// The first programme of the sentence that is not just what it is in keeping with.
fn carrier_of_sentence(scene: &Scene<'_>, around: Around<'_>, item: &Item<'_>) -> Option<EntityId> {
    let ahead = before(around.sentence, item.quantity.span.start);
    let mut named = scene.mentions.of_kind(EntityKind::Programme, ahead);
    let past = |span: Span| matches!(part(scene, around.sentence, span), Part::Adjunct | Part::Event);
    let fits = |span: Span| !past(span) && !is_counted(scene, span);
    named.find(|(span, _)| fits(*span)).map(|(_, id)| id)
}

/// The company that the paragraph named last before the number.
fn company_of_paragraph(scene: &Scene<'_>, around: Around<'_>, item: &Item<'_>) -> Option<EntityId> {
    let ahead = before(around.paragraph, item.quantity.span.start);
    // 上汽通用五菱“一二五”工程: the company is part of another name.
    let whole = |span: Span| scene.mentions.at(span).all(|(other, _)| other.len() <= span.len());
    let mut named = scene.mentions.of_kind(EntityKind::Organization, ahead);
    named.rfind(|(span, id)| is_company(scene, *id) && whole(*span)).map(|(_, id)| id)
}

/// The zone or facility that the paragraph begins with.
fn zone_of_paragraph(scene: &Scene<'_>, around: Around<'_>) -> Option<EntityId> {
    /// Most letters before its name.
    const LEAD: usize = 6;
    let (span, id) = scene.mentions.of_kind(EntityKind::Place, around.paragraph).next()?;
    let Detail::Place(place) = &scene.entity(id).detail else { return None };
    if !matches!(place.kind, "zone" | "facility") {
        return None;
    }
    let lead = scene.words(Span::new(around.paragraph.start, span.start));
    let opens = lead.chars().filter(|c| c.is_alphabetic()).nth(LEAD).is_none() && !lead.contains('。');
    opens.then_some(id)
}

/// The programme that a heading names, from the innermost out.
fn of_heading(scene: &Scene<'_>, clause: Span) -> Option<EntityId> {
    let sections = &scene.case().sections;
    let chain = std::iter::successors(scene.case().section_at(clause), |&section| sections[section].parent);
    chain
        .map(|section| sections[section].heading)
        .find_map(|heading| scene.mentions.of_kind(EntityKind::Programme, heading).next().map(|(_, id)| id))
}

/// Whether an entity is a company, whose figures are its own and not those of a place.
pub(super) fn is_company(scene: &Scene<'_>, id: EntityId) -> bool {
    let entity = scene.entity(id);
    let name = entity.name.as_str();
    // 某小学教育集团, 某医院医疗集团: no company.
    let serves =
        || ["教育集团", "医疗集团", "医院集团", "小学集团", "中学集团"].iter().any(|ending| name.ends_with(ending));
    entity.kind() == EntityKind::Organization
        && ["公司", "集团", "厂"].iter().any(|ending| name.ends_with(ending))
        && !serves()
}
