//! Where a number holds.

use std::collections::BTreeMap;

use super::super::Scene;
use super::around::{Around, before, begins, code_of, leading_place};
use super::item::Item;
use super::subject::is_company;
use crate::extract::date::DateMention;
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// Words after which a place is a field of comparison or a partner, not where the number holds: 占全区, 排全省, 与上海.
const COMPARED: [&str; 22] = [
    "占", "排", "居", "列", "位", "比", "较", "高于", "低于", "快于", "于", "为", "与", "和", "同", "向", "来自", "赴",
    "联合", "会同", "对接", "社",
];

/// Where the numbers of a case hold.
#[derive(Debug)]
pub(super) struct Grounds {
    /// The place of the case, or the one inside it that the case speaks of most.
    own: Option<EntityId>,
    /// Whether all of it is on that place; a report or a piece of news may turn to others.
    bounded: bool,
}

/// The place that a clause of the paragraph began with: what follows holds there too.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Here(Option<EntityId>);

impl Here {
    /// Takes note of the place that a clause begins with; 在广西… says where something is done, 在广西， what follows is about.
    pub(super) fn hear(&mut self, scene: &Scene<'_>, clause: Span, dates: &[DateMention]) {
        let Some((span, id)) = leading_place(scene, clause, dates) else { return };
        if span.end == clause.end || !scene.document.text.as_str()[..span.start].ends_with('在') {
            self.0 = Some(id);
        }
    }
}

impl Grounds {
    /// Looks at the text of a case.
    pub(super) fn of_case(scene: &Scene<'_>, as_case: bool) -> Self {
        Self { own: dominant_place(scene), bounded: as_case }
    }

    /// The place nearest before the number in its clause, else one that a clause of its sentence or paragraph began with,
    /// else that of the case; none for a company's own figures.
    pub(super) fn place(
        &self,
        scene: &Scene<'_>,
        around: Around<'_>,
        item: &Item<'_>,
        about: Option<EntityId>,
        here: Here,
    ) -> Option<EntityId> {
        if about.is_some_and(|about| is_company(scene, about)) {
            return None;
        }
        let until = item.quantity.span.start;
        let mut places = scene.mentions.of_kind(EntityKind::Place, before(around.clause, until));
        let near = places.rfind(|found| self.holds_here(scene, around, *found)).map(|(_, id)| id);
        near.or_else(|| here.0.filter(|&id| self.has_inside(scene, id))).or(self.own)
    }

    /// Whether a place is where something holds: in the country, not compared with, not part of another name, and not
    /// wider than the case unless the clause begins with it (全省新登记经营主体…).
    fn holds_here(&self, scene: &Scene<'_>, around: Around<'_>, (span, id): (Span, EntityId)) -> bool {
        if code_of(scene, id).is_none() {
            return false;
        }
        let words = &scene.document.text.as_str()[..span.start];
        let named = scene.mentions.at(span).any(|(other, _)| other.len() > span.len());
        let leads = begins(scene, around.clause, around.dates, span);
        let compared = COMPARED.iter().any(|word| words.ends_with(word)) || words.ends_with('在') && !leads;
        let listed = !leads && scene.document.text.as_str()[span.end..].starts_with('、') || words.ends_with('、');
        !named && !compared && !listed && (!self.is_wider(scene, id) || leads)
    }

    /// Whether a place is that of the case or inside it; in a report, whether it is no wider.
    fn has_inside(&self, scene: &Scene<'_>, id: EntityId) -> bool {
        let Some(own) = self.own.filter(|_| self.bounded) else { return !self.is_wider(scene, id) };
        let codes = code_of(scene, own).zip(code_of(scene, id));
        codes.is_some_and(|(own, code)| scene.lexicon.register.is_within(code, own))
    }

    /// Whether a place holds that of the case and more.
    fn is_wider(&self, scene: &Scene<'_>, id: EntityId) -> bool {
        let own = self.own.and_then(|own| code_of(scene, own));
        let (Some(own), Some(code)) = (own, code_of(scene, id)) else { return false };
        own != code && scene.lexicon.register.is_within(own, code)
    }
}

/// A place inside the city of the case that is named more often than it, and at least three times; else that of the case.
fn dominant_place(scene: &Scene<'_>) -> Option<EntityId> {
    let case = scene.place?;
    let Some(own_code) = code_of(scene, case).filter(|code| code.ends_with("00") && !code.ends_with("0000")) else {
        return Some(case);
    };
    let mut counts: BTreeMap<EntityId, usize> = BTreeMap::new();
    for (_, id) in scene.mentions.of_kind(EntityKind::Place, scene.case().span) {
        *counts.entry(id).or_default() += 1;
    }
    let own = counts.get(&case).copied().unwrap_or_default();
    let inside = |id: EntityId| code_of(scene, id).is_some_and(|code| scene.lexicon.register.is_within(code, own_code));
    let most = counts.iter().filter(|(id, _)| **id != case && inside(**id));
    let most = most.max_by_key(|(id, count)| (**count, std::cmp::Reverse(**id)));
    most.filter(|(_, count)| **count >= 3 && **count > own).map_or(Some(case), |(id, _)| Some(*id))
}
