//! What a number is about: the nearest enclosing topic.
//!
//! A programme or organization that its clause names comes first; then what the clauses before in its sentence were on; then
//! what the paragraph brought in (一是构建闭环机制。…实现问题100%分办); then what the headings and the title name. A figure of
//! the case's own area (全市建成中心1个) is about none.

mod enclosing;
mod named;
mod said;
mod title;

pub(super) use self::enclosing::{company_of_paragraph, is_company};

use std::sync::LazyLock;

use self::enclosing::{
    carrier_of_sentence, goes_on, is_background, is_led_by_agency, is_led_by_body, of_heading, ranked_place, since,
    zone_of_paragraph,
};
use self::named::{in_clause, taken_up_by_noun};
use self::said::Said;
use self::title::is_first;
use super::around::{Around, before, is_level_word, leading_place};
use super::item::Item;
use super::kind::Nature;
use super::told::{Sentence, Told};
use crate::fact::{ObservationKind, Scene};
use crate::lexicon::finder::Finder;
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// Characters of a name's end that take it up again anywhere in a clause.
const TAKEN_UP: usize = 4;

/// What the case as a whole is about.
#[derive(Debug)]
struct Topics {
    /// The programme its title names.
    title: Option<EntityId>,
    /// The same, where the title says what is done with it or what it does, so that what the text tells is told of it.
    done: Option<EntityId>,
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
        let elsewhere = || sentence.goes_on && turns_to_area(scene, sentence);
        said.begin_sentence(words, sentence.goes_on && !acts_anew() && !elsewhere());
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

impl Topics {
    /// Looks at the title of a case, or of news on a programme.
    fn of_case(scene: &Scene<'_>, as_case: bool) -> Self {
        let title = scene.case().title;
        let named = title.and_then(|title| {
            let (span, id) = scene.mentions.of_kind(EntityKind::Programme, title).next()?;
            (as_case || is_first(scene, title, span) && !scene.lexicon.fields.is_paper(scene.words(title)))
                .then_some((title, span, id))
        });
        let done = named.filter(|&(title, span, _)| title::is_told_of(scene, title, span));
        Self { title: named.map(|(_, _, id)| id), done: done.map(|(_, _, id)| id), told_as_case: as_case }
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
        said.of_area = said.of_area
            || leading_place(scene, around.clause, around.dates).is_some()
            || describes_area(scene.words(around.clause))
            || !self.told_as_case && is_of_region(scene.words(before(around.clause, item.quantity.span.start)));
        if said.of_area {
            said.since = since(scene, around).or(said.since);
            // “甲工程”激发活力，全省城镇化率提高: in a report what is only mentioned before a figure of the area has no figures.
            return said.since.or(said.just_now.filter(|_| self.told_as_case));
        }
        if said.sentence.is_some() || !self.told_as_case {
            let firm = || {
                said.firm == said.sentence
                    && (acts(scene, around.clause) || is_side(scene, item) || takes_up(scene, item, said.told))
            };
            let of_title = || self.done.filter(|_| said.sentence.is_none() && !is_led_by_body(scene, around));
            if self.told_as_case || goes_on(scene, around.clause) || firm() {
                said.told = Some(around.clause);
                return said.sentence.or_else(of_title);
            }
            // 实施甲行动，绿电外送至22个省份，|输出…: what is told of another thing ends what was carried out.
            said.firm = None;
            return of_title();
        }
        carrier_of_sentence(scene, around, item)
            .or_else(|| company_of_paragraph(scene, around.paragraph))
            .or_else(|| zone_of_paragraph(scene, around))
            .or_else(|| said.item.or(said.opening).filter(|_| !said.example && !is_led_by_agency(scene, around)))
            .or_else(|| of_heading(scene, around.clause))
            .or_else(|| self.done.filter(|_| !is_background(scene, around.clause)))
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

/// 实施某某行动计划，规模以上高技术制造业增加值增长8%: what only an area as a whole has.
fn is_of_region(words: &str) -> bool {
    static WHOLES: LazyLock<Finder<'static>> = LazyLock::new(|| {
        Finder::of_rule([
            "增加值",
            "生产总值",
            "GDP",
            "预期寿命",
            "可支配收入",
            "城镇化率",
            "常住人口",
            "三次产业",
            "财政收入",
            "一般公共预算收入",
            "贫困发生率",
        ])
    });
    WHOLES.is_in(words)
}

/// 甲县位于省境东南，|总面积946平方公里，|辖9个镇: whether a clause begins with what only an area has.
fn describes_area(words: &str) -> bool {
    const AREAS: [&str; 6] = ["辖", "下辖", "国土面积", "行政区域面积", "户籍人口", "常住人口"];
    let words = words.trim_start();
    let extent = || words.starts_with("总面积") && words.contains("平方公里");
    AREAS.iter().any(|word| words.starts_with(word)) || extent()
}

/// Whether a clause begins with a doing, which can be that of what was named before it.
fn acts(scene: &Scene<'_>, clause: Span) -> bool {
    let words = scene.words(clause).trim_start();
    let words = ["力争", "累计", "全年", "集中"].iter().find_map(|lead| words.strip_prefix(lead)).unwrap_or(words);
    scene.lexicon.telling.has_done(words.trim_start())
        || scene.lexicon.cues.begins_with_deed(words)
        || scene.lexicon.metrics.first_act(words).is_some_and(|(at, _)| at == 0)
}

/// Whether the words of a number only tell a side of what was named before it: 班列开行6037列，|同比增长|21%, |总量|居全国首位.
fn is_side(scene: &Scene<'_>, item: &Item<'_>) -> bool {
    let metrics = &scene.lexicon.metrics;
    let own = metrics.bare(scene.words(item.before));
    own.is_empty()
        || scene.lexicon.changes.begins(own)
        || metrics.is_aspect(own)
        || own.starts_with(['居', '位', '列', '同'])
}

/// Whether the words of a number begin with what the clause `told` before it counted: 解决企业问题9.7万个，|问题办结率|99.2%.
fn takes_up(scene: &Scene<'_>, item: &Item<'_>, told: Option<Span>) -> bool {
    let own = scene.lexicon.metrics.bare(scene.words(item.before));
    let noun = own.char_indices().nth(2).map(|(end, _)| &own[..end]);
    told.zip(noun).is_some_and(|(told, noun)| scene.words(told).contains(noun))
}

/// 甲市推行“某模式”；|乙市整治排污口76个: whether what follows a semicolon begins with another area than that of the text.
fn turns_to_area(scene: &Scene<'_>, sentence: &Sentence<'_>) -> bool {
    leading_place(scene, sentence.span, sentence.dates)
        .is_some_and(|(span, id)| Some(id) != scene.place && !is_level_word(scene.words(span)))
}

/// Whether words after a semicolon begin with a doing of their own: 门诊楼投入使用；|新建公园7处.
fn acts_anew(scene: &Scene<'_>, words: &str) -> bool {
    let acts = scene.lexicon.metrics.first_act(words).is_some_and(|(at, _)| at == 0);
    (acts || scene.lexicon.cues.begins_with_doing(words)) && !scene.lexicon.telling.has_done(words.trim_start())
}
