//! The name of each number of a case, in the order of the text: a number without words of its own goes on with what was
//! named before it.

use super::super::{ObservationKind, Scene};
use super::heads;
use super::item::Item;
use super::kind::Nature;
use super::metric::{self, Before};
use super::own::Phrases;
use super::told::{Clause, Told};
use crate::extract::date::{DateMention, Role};
use crate::lexicon::set::Characters;
use crate::span::Span;

/// The name of a number.
pub(super) struct Name {
    /// The metric.
    pub(super) metric: String,
    /// Whether part of it was named before the clause.
    pub(super) inherited: bool,
}

/// The names of the numbers of a case, by what its clauses say by themselves.
pub(super) fn names(scene: &Scene<'_>, told: &Told<'_>, natures: &[Nature], phrases: Phrases) -> Vec<Name> {
    let Phrases { mut own, spoken_of } = phrases;
    let mut spoken_of = spoken_of.into_iter();
    let mut names = Vec::with_capacity(told.items.len());
    let mut running = Running::default();
    for sentence in &told.sentences {
        if sentence.opens {
            running = Running::default();
        }
        running.begin_sentence();
        for clause in told.clauses(sentence) {
            let (natures, own) = (&natures[clause.items.clone()], &mut own[clause.items.clone()]);
            running.name_all(scene, (clause, told.items(clause)), natures, own, &mut names);
            if let Some(spoken_of) = spoken_of.next().flatten() {
                running.spoken_of = Some(spoken_of);
            }
        }
    }
    names
}

/// What the clauses before say for those after them.
#[derive(Default)]
struct Running {
    /// The metric last named in the sentences before, without the words of change added to it.
    metric: String,
    /// Whether that metric counted things, in this sentence.
    counted: bool,
    /// Whether the number last read was a rate of growth, in this sentence.
    growth: bool,
    /// The metrics named in this sentence.
    named: Vec<String>,
    /// The units of those.
    units: Vec<&'static str>,
    /// How many heads the clause last read had, each with a number of its own; in this sentence.
    several: usize,
    /// What a clause without a number spoke of, after the last number of this sentence.
    spoken_of: Option<String>,
}

impl Running {
    fn begin_sentence(&mut self) {
        (self.counted, self.growth, self.spoken_of, self.several) = (false, false, None, 0);
        if let Some(last) = self.named.pop() {
            self.metric = last;
        }
        self.named.clear();
        self.units.clear();
    }

    /// Names the numbers of a clause; `own` are their own words, `all` the names before.
    fn name_all(
        &mut self,
        scene: &Scene<'_>,
        (clause, items): (&Clause<'_>, &[Item<'_>]),
        natures: &[Nature],
        own: &mut [String],
        all: &mut Vec<Name>,
    ) {
        let Some(first) = items.first() else { return };
        let opening = scene.words(first.before);
        let heads = self.heads(scene, clause, items, own);
        self.several = if heads.is_empty() { named_each(items, natures, own) } else { heads.len() };
        // 占18.7%（65岁及以上人口190万人，占13.5%）: what the bracket names is what it goes on with.
        let mut aside: Option<String> = None;
        for (position, (item, nature)) in items.iter().zip(natures).enumerate() {
            let in_aside = is_aside(scene, clause.span, item);
            let inside = aside.take().filter(|_| in_aside);
            let named = if let Some(head) = heads.get(position) {
                metric::of_head(head, nature)
            } else {
                let first = if position > 0 { all[clause.items.start].metric.as_str() } else { "" };
                let own = std::mem::take(&mut own[position]);
                let before = self.before((item, nature), first, opening);
                let before = match inside.as_deref() {
                    Some(metric) => Before { metric, near: true, ..before },
                    None => before,
                };
                metric::metric(scene, clause.dates, item, nature, &own, &before)
            };
            all.push(Name { metric: whole_name(scene, item, named.text), inherited: named.inherited });
            // 本科学校1238所（含独立学院164所），比上年减少32所: what stands in brackets is an aside.
            if in_aside {
                aside = Some(named.lasting);
            } else {
                self.name(named.lasting, item, nature);
            }
        }
    }

    /// The metric of each number, where the clause gives one to each of several heads.
    fn heads(&self, scene: &Scene<'_>, clause: &Clause<'_>, items: &[Item<'_>], own: &[String]) -> Vec<String> {
        let is_scope = |date: &&DateMention| date.role == Role::Scope;
        if clause.dates.iter().filter(is_scope).count() == items.len() {
            return Vec::new();
        }
        if let Some(heads) = heads::with_their_count(scene, clause.span, items, own) {
            return heads;
        }
        heads::respective(scene, scene.words(clause.span), items, own, &self.named, self.several)
    }

    /// What a number goes on with that has no words of its own.
    fn before<'a>(&'a self, (item, nature): (&Item<'_>, &Nature), first: &'a str, opening: &'a str) -> Before<'a> {
        let spoken_of = self.spoken_of.as_deref();
        // 优良天数320天，优良率88%，比上年增加14天: what grew by so much is what was told in the same unit.
        let absolute = nature.kind == ObservationKind::Change && nature.change.is_some();
        let absolute = absolute && !matches!(item.quantity.unit, "percent" | "pp" | "multiple" | "permille" | "rank");
        let alike = || {
            let last = self.units.iter().rposition(|unit| *unit == item.quantity.unit)?;
            self.named.get(last).filter(|_| last + 1 < self.units.len())
        };
        let alike = if absolute { alike() } else { None };
        // 民营企业进出口123亿元，拉动进出口增长9.6个百分点，占37.5%: what it adds to the whole is told by the way.
        let share = nature.kind == ObservationKind::Share;
        let told = || self.named.iter().rfind(|named| !share || !named.starts_with("拉动"));
        let last = alike.or_else(told).map(String::as_str);
        Before {
            metric: spoken_of.or(last).unwrap_or(&self.metric),
            near: spoken_of.is_some() || !self.named.is_empty(),
            unit: self.units.last().copied(),
            growth: self.growth,
            first,
            opening,
            counted: self.counted,
        }
    }

    /// Takes over what a number named.
    fn name(&mut self, metric: String, item: &Item<'_>, nature: &Nature) {
        self.counted = matches!(item.quantity.unit, "count" | "person" | "person_time");
        self.growth = nature.kind == ObservationKind::Change && matches!(item.quantity.unit, "percent" | "pp");
        // 城乡居民收入分别达36215元、19872元，同比分别增长7.6%、10.3%: each of a list is one that what follows can be shared out to.
        if self.named.last() != Some(&metric) || item.goes_on {
            self.named.push(metric);
            self.units.push(item.quantity.unit);
        }
        self.spoken_of = None;
    }
}

/// A name of two characters at least: of 16个|区 the noun and that it is counted, of 长|420公里 what it measures, of 罚|700万元 that it
/// is an amount; else the number itself.
fn whole_name(scene: &Scene<'_>, item: &Item<'_>, name: String) -> String {
    if name.chars().nth(1).is_some() {
        return name;
    }
    let words = |list: &str| !name.is_empty() && list.contains(name.as_str());
    match item.quantity.unit {
        "count" if words("省市县区旗州镇乡村屯校国站点户桥路房店厂") => format!("{name}数"),
        "km" | "metre" | "cm" | "mm" if words("长宽高深厚") => format!("{name}度"),
        "CNY" if words("罚判赔捐补奖支借挣花卖付交") => format!("{name}金额"),
        "count" if words("牛羊猪鸡鸭鹅马驴驼兔鱼犬") => format!("{name}数"),
        "person" if words("雇招聘派培训救") => format!("{name}人数"),
        _ => scene.words(item.quantity.span).to_owned(),
    }
}

/// How many numbers a clause gives, where each has a name of its own and none is a change: 货物吞吐量20亿吨、集装箱吞吐量13万标箱.
fn named_each(items: &[Item<'_>], natures: &[Nature], own: &[String]) -> usize {
    let level = natures.iter().all(|nature| nature.kind == ObservationKind::Level);
    let each = own.iter().enumerate().all(|(at, name)| !name.is_empty() && !own[..at].contains(name));
    let several = items.len() > 1 && level && each && items.iter().all(|item| item.quantity.range.is_none());
    if several { items.len() } else { 0 }
}

/// Whether a number that is not the first of its clause stands in brackets.
fn is_aside(scene: &Scene<'_>, clause: Span, item: &Item<'_>) -> bool {
    static BRACKETS: Characters = Characters::of("（(");
    let before = scene.words(Span::new(clause.start, item.quantity.span.start.max(clause.start)));
    if !BRACKETS.are_in(before) {
        return false;
    }
    let open = before.rfind(['（', '(']).filter(|&open| !before[open..].contains(['）', ')']));
    open.is_some_and(|open| before[..open].contains(|c: char| c.is_ascii_digit()))
}
