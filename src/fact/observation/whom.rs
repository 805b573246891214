//! Where a number holds and what it is about.

use std::collections::BTreeMap;

use super::super::{ObservationKind, Scene};
use super::item::Item;
use crate::extract::date::DateMention;
use crate::resolve::{Detail, EntityId, EntityKind};
use crate::span::Span;

/// What the case as a whole is about.
#[derive(Debug)]
pub(super) struct Bearings {
    /// The place of the case, or the one inside it that the case speaks of most.
    place: Option<EntityId>,
    /// The programme its title names.
    subject: Option<EntityId>,
}

/// The stretches of text that a number stands in.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) paragraph: Span,
    pub(super) sentence: Span,
    pub(super) clause: Span,
    pub(super) dates: &'a [DateMention],
    pub(super) kind: ObservationKind,
}

/// What the clauses before say the numbers are about.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Said {
    /// Of an area as a whole, in this sentence.
    of_area: bool,
    /// Of what they named.
    subject: Option<EntityId>,
}

impl Said {
    /// A sentence after a semicolon, or one that begins with 其中, goes on with the subject before it; any other does not.
    pub(super) fn begin_sentence(&mut self, goes_on: bool) {
        self.of_area = false;
        self.subject = self.subject.filter(|_| goes_on);
    }
}

/// Words after which a place is a field of comparison, not where the number holds: 占全区, 排全省.
const COMPARED: [&str; 12] = ["占", "排", "居", "列", "位", "比", "较", "高于", "低于", "在", "于", "为"];

impl Bearings {
    /// Looks at title and text of a case.
    pub(super) fn of_case(scene: &Scene<'_>) -> Self {
        let title = scene.case().title;
        let programme = title.and_then(|title| scene.mentions.of_kind(EntityKind::Programme, title).next());
        Self { place: dominant_place(scene), subject: programme.map(|(_, id)| id) }
    }

    /// The place nearest before the number in its sentence; else that of the case; none for a company's own figures.
    pub(super) fn place(
        &self,
        scene: &Scene<'_>,
        around: Around<'_>,
        item: &Item<'_>,
        about: Option<EntityId>,
    ) -> Option<EntityId> {
        if about.is_some_and(|about| is_company(scene, about)) {
            return None;
        }
        let until = item.quantity.span.start;
        let near = |stretch: Span| {
            let mut places = scene.mentions.of_kind(EntityKind::Place, before(stretch, until));
            places.rfind(|found| self.holds_here(scene, stretch, around, *found)).map(|(_, id)| id)
        };
        near(around.clause).or_else(|| near(around.sentence)).or(self.place)
    }

    /// Whether a place is where something holds: in the country, not compared with, not part of another name, and not
    /// wider than the case unless the clause begins with it (全省新登记经营主体…).
    fn holds_here(&self, scene: &Scene<'_>, stretch: Span, around: Around<'_>, (span, id): (Span, EntityId)) -> bool {
        let Detail::Place(place) = &scene.entity(id).detail else { return false };
        let Some(code) = place.admin_code.as_deref() else { return false };
        let words = &scene.document.text.as_str()[..span.start];
        let named = scene.mentions.at(span).any(|(other, _)| other.len() > span.len());
        let compared = COMPARED.iter().any(|word| words.ends_with(word));
        let own = self.place.and_then(|own| code_of(scene, own));
        let wider = own.is_some_and(|own| own != code && scene.lexicon.register.is_within(own, code));
        let begins = stretch == around.clause && begins(scene, around, span);
        !named && !compared && (!wider || begins)
    }

    /// What the number is about: a programme or organization that its clause names, or its sentence is on; else the
    /// programme of the section's heading or of the title.
    pub(super) fn subject(
        &self,
        scene: &Scene<'_>,
        around: Around<'_>,
        item: &Item<'_>,
        said: &mut Said,
    ) -> Option<EntityId> {
        if let Some(named) = in_clause(scene, around, item) {
            *said = Said { of_area: false, subject: Some(named) };
            return Some(named);
        }
        said.of_area |= begins_with_place(scene, around);
        if said.of_area {
            return since(scene, around);
        }
        topic(scene, around, item)
            .or(said.subject)
            .or_else(|| company_of_paragraph(scene, around, item))
            .or_else(|| zone_of_paragraph(scene, around))
            .or_else(|| of_heading(scene, around.clause))
            .or(self.subject)
    }
}

/// The part of a stretch that lies before a place in the text.
fn before(stretch: Span, until: usize) -> Span {
    let end = stretch.end.min(until).max(stretch.start.min(until));
    Span::new(stretch.start.min(end), end)
}

/// Whether nothing but dates stands before a name in its clause.
fn begins(scene: &Scene<'_>, around: Around<'_>, name: Span) -> bool {
    let dated = around.dates.iter().filter(|date| date.span.end <= name.start).map(|date| date.span.end).max();
    let from = dated.unwrap_or(around.clause.start).max(around.clause.start);
    scene
        .words(Span::new(from.min(name.start), name.start))
        .chars()
        .all(|c| !c.is_alphabetic() || "在其中共".contains(c))
}

/// A macro figure: 全市建成中心1个, 东兴市2家公立医院….
fn begins_with_place(scene: &Scene<'_>, around: Around<'_>) -> bool {
    scene.mentions.of_kind(EntityKind::Place, around.clause).any(|(span, id)| {
        begins(scene, around, span)
            && code_of(scene, id).is_some()
            && scene.mentions.at(span).all(|(other, _)| other.len() <= span.len())
    })
}

/// The programme since which something is counted: 开展“…”模式以来，全市….
fn since(scene: &Scene<'_>, around: Around<'_>) -> Option<EntityId> {
    let earlier = before(around.sentence, around.clause.start);
    let since = scene.words(earlier).rfind("以来").map(|at| earlier.start + at)?;
    scene.mentions.of_kind(EntityKind::Programme, before(earlier, since)).next().map(|(_, id)| id)
}

/// The last programme before the number in its clause, else the first after it; else an organization before it that is
/// not one of a list.
fn in_clause(scene: &Scene<'_>, around: Around<'_>, item: &Item<'_>) -> Option<EntityId> {
    let number = item.quantity.span;
    let text = scene.document.text.as_str();
    let listed = |span: Span| {
        text[span.end..].starts_with(['、', '等'])
            || text[..span.start].ends_with('、')
            || text[span.end..].starts_with("”等")
    };
    let ahead = before(around.clause, number.start);
    let behind = Span::new(number.end.min(around.clause.end), around.clause.end);
    let programme = |stretch| scene.mentions.of_kind(EntityKind::Programme, stretch).filter(|(span, _)| !listed(*span));
    let organization = scene.mentions.of_kind(EntityKind::Organization, ahead).filter(|(span, _)| !listed(*span));
    let limited = around.kind == ObservationKind::Limit;
    let sentence = before(around.sentence, number.start);
    let agency = scene
        .mentions
        .of_kind(EntityKind::Agency, sentence)
        .next()
        .filter(|(span, _)| limited && span.start == sentence.start);
    programme(ahead)
        .next_back()
        .or(agency)
        .or_else(|| programme(behind).next())
        .or_else(|| organization.min_by_key(|(span, _)| span.start))
        .map(|(_, id)| id)
}

/// The first programme of the sentence.
fn topic(scene: &Scene<'_>, around: Around<'_>, item: &Item<'_>) -> Option<EntityId> {
    let ahead = before(around.sentence, item.quantity.span.start);
    scene.mentions.of_kind(EntityKind::Programme, ahead).next().map(|(_, id)| id)
}

/// The company that the paragraph named last before the number.
fn company_of_paragraph(scene: &Scene<'_>, around: Around<'_>, item: &Item<'_>) -> Option<EntityId> {
    let ahead = before(around.paragraph, item.quantity.span.start);
    scene.mentions.of_kind(EntityKind::Organization, ahead).rfind(|(_, id)| is_company(scene, *id)).map(|(_, id)| id)
}

/// The zone or facility that the paragraph begins with.
fn zone_of_paragraph(scene: &Scene<'_>, around: Around<'_>) -> Option<EntityId> {
    let (span, id) = scene.mentions.of_kind(EntityKind::Place, around.paragraph).next()?;
    let Detail::Place(place) = &scene.entity(id).detail else { return None };
    let lead = scene.words(Span::new(around.paragraph.start, span.start));
    let opens = lead.chars().filter(|c| c.is_alphabetic()).count() <= 6 && !lead.contains('。');
    (opens && matches!(place.kind, "zone" | "facility")).then_some(id)
}

/// The programme that a heading names, from the innermost out.
fn of_heading(scene: &Scene<'_>, clause: Span) -> Option<EntityId> {
    let sections = &scene.case().sections;
    let chain = std::iter::successors(scene.case().section_at(clause), |&section| sections[section].parent);
    chain
        .map(|section| sections[section].heading)
        .find_map(|heading| scene.mentions.of_kind(EntityKind::Programme, heading).next().map(|(_, id)| id))
}

fn is_company(scene: &Scene<'_>, id: EntityId) -> bool {
    let entity = scene.entity(id);
    entity.kind() == EntityKind::Organization
        && ["公司", "集团", "厂"].iter().any(|ending| entity.name.ends_with(ending))
}

fn code_of<'a>(scene: &Scene<'a>, id: EntityId) -> Option<&'a str> {
    match &scene.entity(id).detail {
        Detail::Place(place) => place.admin_code.as_deref(),
        _ => None,
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
