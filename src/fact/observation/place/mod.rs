//! Where a number holds.

mod here;
mod list;
mod pointed;

use self::here::{Here, is_heading, place_over};
use self::list::{before_another, begins_way, ends_way, has_own_number, in_quotes, joins_another};
use self::pointed::{only_says_where, pointed_at};
use super::super::Scene;
use super::around::{Around, before, begins, code_around, code_of, is_area, is_below_counties, is_level_word, lies_in};
use super::home::dominant_place;
use super::item::Item;
use super::kind::Nature;
use super::respective::{bracketed, respectively};
use super::subject::{company_of_paragraph, is_company};
use super::telling::Telling;
use super::told::{Clause, Sentence, Told};
use crate::extract::date::DateMention;
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// Between the ends of a way.
const DASHES: [char; 5] = ['—', '–', '-', '－', '～'];

/// Words between a place and how long or how far it is to it.
const REACHED: [&str; 8] = ["只需", "仅需", "只要", "车程", "距离", "里程", "路程", "航程"];

/// Where the numbers of a case hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grounds {
    /// The place of the case, or the one inside it that the case speaks of most.
    own: Option<EntityId>,
    /// Whether all of it is on that place; a report or a piece of news may turn to others.
    bounded: bool,
    /// Whether it is a report to a congress.
    to_congress: bool,
}

/// The place of each number of a case, by what it is about.
pub(super) fn places(
    scene: &Scene<'_>,
    told: &Told<'_>,
    grounds: &Grounds,
    natures: &[Nature],
    subjects: &[Option<EntityId>],
) -> Vec<Option<EntityId>> {
    let mut places = Vec::with_capacity(told.items.len());
    let mut course = Course::on(*grounds);
    for sentence in &told.sentences {
        course.begin_sentence(scene, sentence);
        for clause in told.clauses(sentence) {
            let items = told.items(clause);
            let told_before = course.here;
            course.hear(scene, sentence, clause, items);
            let from = places.len();
            places.extend(items.iter().zip(clause.items.clone()).map(|(item, at)| {
                let around = Around::of(sentence, clause, natures[at].kind);
                course.grounds.place(scene, around, item, subjects[at], course.here)
            }));
            if let Some((first, each)) = respectively(scene, sentence.span, items) {
                for (place, own) in places[from + first..].iter_mut().zip(each) {
                    *place = Some(own);
                }
            }
            if items.is_empty() {
                course.here.leave_aside(scene, &course.grounds, clause.span, told_before);
                course.here.leave_built(scene, clause.span, told_before);
            }
        }
    }
    places
}

/// Where a text is as it goes on.
struct Course {
    grounds: Grounds,
    /// What the clause, or one before it, began with.
    here: Here,
    /// What the paragraph began with.
    opened: Here,
    /// What the last line that is a heading began with, in a report.
    headed: Here,
    /// The places that clauses of the sentence began with.
    begun: Vec<EntityId>,
}

impl Course {
    fn on(grounds: Grounds) -> Self {
        Self { grounds, here: Here::Unsaid, opened: Here::Unsaid, headed: Here::Unsaid, begun: Vec::new() }
    }

    fn begin_sentence(&mut self, scene: &Scene<'_>, sentence: &Sentence<'_>) {
        // 北京下降0.2%，上海上涨0.1%，深圳下降0.6%。: what follows is on none of them.
        if sentence.opens || self.begun.len() > 2 {
            self.here = self.headed;
        }
        self.begun.clear();
        if sentence.opens {
            self.grounds.own = place_over(scene, sentence.paragraph.span).or(self.grounds.own);
        }
        if sentence.goes_on {
            self.here.leave_site(scene, &self.grounds, sentence.span, self.opened);
        } else {
            self.here.leave_part(scene, &self.grounds, self.opened);
        }
    }

    /// Takes note of what a clause begins with.
    fn hear(&mut self, scene: &Scene<'_>, sentence: &Sentence<'_>, clause: &Clause<'_>, items: &[Item<'_>]) {
        let first = items.first().map_or(clause.span.end, |item| item.quantity.span.start);
        self.here.leave_name(scene, &self.grounds, clause.span);
        self.here.hear(scene, &self.grounds, (clause.span, first), (clause.dates, self.opened));
        if !self.grounds.to_congress {
            if items.is_empty() && matches!(self.here, Here::Place(area) if only_says_where(scene, clause.span, area)) {
                self.opened = self.here;
            }
            if let Some(place) = pointed_at(scene, clause.span) {
                self.here = Here::Place(place);
            }
        }
        if clause.span.start == sentence.paragraph.span.start {
            self.opened = self.here;
            if is_heading(scene, sentence.paragraph.span) {
                self.headed = if self.grounds.in_report() { self.here } else { Here::Unsaid };
            }
        }
        if let Here::Place(id) = self.here
            && self.grounds.in_report()
            && !self.begun.contains(&id)
        {
            self.begun.push(id);
        }
    }
}

impl Grounds {
    /// Looks at the text of a case.
    pub(super) fn of_case(scene: &Scene<'_>, telling: &Telling) -> Self {
        Self { own: dominant_place(scene, telling.as_case), bounded: telling.as_case, to_congress: telling.to_congress }
    }

    /// Whether what is told is on a part of the area of the text.
    fn is_on_part(&self, here: Here) -> bool {
        matches!(here, Here::Place(id) if self.own.is_some_and(|own| own != id))
    }

    /// Whether the text tells of one place after another.
    fn in_report(&self) -> bool {
        !self.bounded
    }

    /// The place of the case, or the one inside it that the case speaks of most.
    pub(super) fn own(&self) -> Option<EntityId> {
        self.own
    }

    /// The place nearest before the number in its clause, else one that a clause of its sentence or paragraph began with,
    /// else that of the case; none for the figures of a company that a paragraph of a case tells of.
    fn place(
        &self,
        scene: &Scene<'_>,
        around: Around<'_>,
        item: &Item<'_>,
        about: Option<EntityId>,
        here: Here,
    ) -> Option<EntityId> {
        let told_of = |company| company_of_paragraph(scene, around.paragraph) == Some(company);
        if self.bounded && about.is_some_and(|about| is_company(scene, about) && told_of(about)) {
            return None;
        }
        let until = item.quantity.span.start;
        let mut places = scene.mentions.of_kind(EntityKind::Place, before(around.clause, until));
        if let Some(own) = bracketed(scene, around.clause, until) {
            return Some(own);
        }
        let holds = |found: &(Span, EntityId)| {
            self.holds_here(scene, around, *found, until) && !self.is_example(scene, *found, until)
        };
        let near = places.rfind(holds).map(|(_, id)| id);
        near.or(match here {
            Here::Country => return None,
            Here::Place(id) if self.has_inside(scene, id) || self.is_wider(scene, id) => Some(id),
            Here::Place(_) | Here::Unsaid => self.own,
        })
    }

    /// Whether a place is where something holds: in the country, not compared with, not part of another name, and not
    /// wider than the case unless the clause begins with it (全省新登记经营主体…).
    fn holds_here(&self, scene: &Scene<'_>, around: Around<'_>, (span, id): (Span, EntityId), until: usize) -> bool {
        if !is_area(scene, id) {
            return false;
        }
        // 在|江苏|全省排名: several names of one place stand together.
        let joined = scene.mentions.of_kind(EntityKind::Place, before(around.clause, span.start)).next_back();
        let start = joined.filter(|(last, _)| last.end == span.start).map_or(span.start, |(last, _)| last.start);
        let words = &scene.document.text.as_str()[..start];
        // 通渭马营镇10万千瓦光伏电站: the number is of the same name.
        let named = scene.mentions.at(span).any(|(other, _)| other.len() > span.len() && other.end <= until);
        let named = named || in_quotes(scene, span) || self.only_helps(scene, around.clause, span, id);
        let leads = begins(scene, around.clause, around.dates, span);
        let compared = scene.lexicon.telling.is_elsewhere(words) || words.ends_with('在') && !leads;
        // 甲省某市某县等31个实验区, 甲、乙、丙等25个城市: of several none is where the number holds.
        let after = &scene.document.text.as_str()[span.end..];
        let listed = after.starts_with(['、', '等'])
            || after.starts_with("在内")
            || joins_another(scene, span)
            || words.ends_with('、') && !has_own_number(scene, around, span);
        let listed = listed || before_another(scene, (span, id), until);
        // 甲—乙—丙航线, 甲至乙段: where something goes.
        let on_way =
            words.ends_with(DASHES) || after.starts_with(DASHES) || ends_way(scene, words) || begins_way(scene, span);
        // 到厦门只需1小时: how far away something is.
        let reached = words.ends_with(['到', '至', '抵'])
            && REACHED.iter().any(|word| scene.words(Span::new(span.end.min(until), until)).contains(word));
        !named
            && !compared
            && !listed
            && !on_way
            && !reached
            && !self.is_grade(scene, (span, id))
            && (!self.is_wider(scene, id) || leads && !words.ends_with('在'))
    }

    /// |自治区|重点实验室2个, 自治区级|保护区: in a text on a part of it, the level of what is counted there.
    pub(super) fn is_grade(&self, scene: &Scene<'_>, (span, id): (Span, EntityId)) -> bool {
        let words = scene.words(span);
        is_level_word(words) && !words.starts_with(['全', '我', '本']) && self.is_wider(scene, id)
    }

    /// 浙江省选派的50名教师: an area elsewhere that sends people or means to where it holds; what the area itself puts in
    /// (全市投资3亿元) is there.
    fn only_helps(&self, scene: &Scene<'_>, clause: Span, span: Span, id: EntityId) -> bool {
        self.is_elsewhere(scene, id)
            && scene.lexicon.cues.helps(scene.words(Span::new(span.end.min(clause.end), clause.end)))
    }

    /// Whether an area neither holds that of the case nor lies in it.
    fn is_elsewhere(&self, scene: &Scene<'_>, id: EntityId) -> bool {
        let Some(own) = self.own.filter(|own| code_around(scene, *own).is_some()) else { return false };
        is_area(scene, id) && !lies_in(scene, id, own) && !lies_in(scene, own, id)
    }

    /// 石嘴山先进材料等3个平台: a place that one of the examples is called by.
    fn is_example(&self, scene: &Scene<'_>, (span, id): (Span, EntityId), until: usize) -> bool {
        let between = scene.words(Span::new(span.end.min(until), until)).trim_end_matches(['近', '约', '共', '超']);
        let Some(name) = between.strip_suffix('等') else { return false };
        let inside = self.own != Some(id) && !self.is_wider(scene, id);
        // 推介北京市门头沟区某村等255个村: of an area elsewhere.
        if self.is_elsewhere(scene, id) {
            return true;
        }
        let next = scene.mentions.of_kind(EntityKind::Place, Span::new(span.end, until)).next();
        let adjoins = next.is_some_and(|(next, _)| next.start == span.end);
        let acts = || {
            let words = scene.lexicon;
            words.metrics.first_act(name).is_some()
                || words.programmes.has_verb(name)
                || name.starts_with(['引', '建', '有', '共', '新', '开', '完', '实', '推', '拥', '获', '被'])
        };
        inside && !name.is_empty() && !adjoins && !acts()
    }

    /// Whether a clause begins with the town that the text or its paragraph tells of: 全镇, or its name.
    fn leads_back(&self, scene: &Scene<'_>, clause: Span, dates: &[DateMention]) -> bool {
        const WHOLES: [&str; 6] = ["全镇", "全乡", "全街道", "我镇", "我乡", "本镇"];
        if WHOLES.iter().any(|whole| scene.words(clause).starts_with(whole)) {
            return true;
        }
        let Some(own) = self.own.filter(|own| is_below_counties(scene, *own)) else { return false };
        let mut named = scene.mentions.of_kind(EntityKind::Place, clause);
        named.any(|(span, id)| id == own && begins(scene, clause, dates, span) && !in_quotes(scene, span))
    }

    /// Whether an area, from which a body acts in a clause, lies elsewhere, or holds that of the text, which the clause names.
    fn is_outside(&self, scene: &Scene<'_>, id: EntityId, clause: Span) -> bool {
        let Some(own) = self.own.filter(|own| code_around(scene, *own).is_some()) else { return false };
        let acts_here = || scene.mentions.of_kind(EntityKind::Place, clause).any(|(_, id)| id == own);
        is_area(scene, id) && !lies_in(scene, id, own) && (!lies_in(scene, own, id) || acts_here())
    }

    /// Whether a place is that of the case or inside it; in a report, whether it is no wider.
    fn has_inside(&self, scene: &Scene<'_>, id: EntityId) -> bool {
        let Some(own) = self.own.filter(|_| self.bounded) else { return !self.is_wider(scene, id) };
        lies_in(scene, id, own)
    }

    /// Whether a place holds that of the case and more. What is said of a zone and of the area right around it is the same.
    fn is_wider(&self, scene: &Scene<'_>, id: EntityId) -> bool {
        let around = |own| !is_area(scene, own) && code_around(scene, own) == code_of(scene, id);
        self.own.is_some_and(|own| own != id && lies_in(scene, own, id) && !around(own))
    }
}
