//! Rows of curation on facts and edges: what people confirm, set right, strike out, or add.
//!
//! A fact is found by words of its quotation. A row that fits several facts is refused, with what tells them apart; one
//! that fits none is reported by the build, which sees all documents.

use oxsdatatypes::Decimal;

use super::{
    Derivation, Direction, Fact, FactBody, Node, Observation, ObservationKind, Predicate, Qualifier, Recognition,
    Review, ReviewState, Scene, Statement,
};
use crate::curation::{Applied, Attributes, EdgeRow, FactRow, Row, Says, Verdict};
use crate::resolve::{Detail, EntityId};
use crate::span::Span;

/// The rule of facts that a row adds.
const ADDED: &str = "curation/added";

/// Local names in `cgv:observationKinds`.
const KINDS: [(&str, ObservationKind); 8] = [
    ("level", ObservationKind::Level),
    ("share", ObservationKind::Share),
    ("change", ObservationKind::Change),
    ("duration", ObservationKind::Duration),
    ("target", ObservationKind::Target),
    ("frequency", ObservationKind::Frequency),
    ("rank", ObservationKind::Rank),
    ("limit", ObservationKind::Limit),
];

/// Local names in `cgv:qualifiers`.
const QUALIFIERS: [(&str, Qualifier); 6] = [
    ("exact", Qualifier::Exact),
    ("approx", Qualifier::Approx),
    ("at_least", Qualifier::AtLeast),
    ("more_than", Qualifier::MoreThan),
    ("at_most", Qualifier::AtMost),
    ("less_than", Qualifier::LessThan),
];

/// Local names in `cgv:directions`.
const DIRECTIONS: [(&str, Direction); 2] = [("increase", Direction::Increase), ("decrease", Direction::Decrease)];

/// Carries out all rows on facts over those of a case.
pub(super) fn curate(scene: &Scene<'_>, rows: &[&Row], facts: &mut Vec<Fact>, applied: &mut Applied) {
    for row in rows {
        let work = Work { scene, row };
        let done = match &row.says {
            Says::Name(_) => Ok(false),
            Says::Fact(fact) => work.review_fact(fact, facts),
            Says::Edge(edge) => work.review_edge(edge, facts),
        };
        match done {
            Ok(true) => applied.matched(row),
            Ok(false) => {}
            Err(why) => applied.refuse(row, why),
        }
    }
}

/// One row at work on one case; its methods say whether it matched, or why it cannot be carried out.
struct Work<'a> {
    scene: &'a Scene<'a>,
    row: &'a Row,
}

impl Work<'_> {
    fn review_fact(&self, row: &FactRow, facts: &mut Vec<Fact>) -> Result<bool, String> {
        if row.verdict == Verdict::Added {
            let Some(evidence) = self.stretch(&row.quote) else { return Ok(false) };
            let mut observation = blank();
            self.set_observation(&mut observation, &row.set)?;
            facts.push(self.added(evidence, FactBody::Observation(Box::new(observation))));
            return Ok(true);
        }
        let mut fits: Vec<&mut Fact> = facts.iter_mut().filter(|fact| self.is_meant(row, fact)).collect();
        if fits.len() > 1 && fits.iter().any(|fact| has_its_number(fact, &row.quote)) {
            fits.retain(|fact| has_its_number(fact, &row.quote));
        }
        let fact = match &mut fits[..] {
            [] => return Ok(false),
            [fact] => fact,
            several => {
                return Err(format!("it fits {} facts: say the `type` and `value`, or quote more", several.len()));
            }
        };
        // A row is carried out whole or not at all.
        let mut body = fact.body.clone();
        let corrects = match &mut body {
            FactBody::Observation(observation) => self.set_observation(observation, &row.set)?,
            FactBody::Recognition(recognition) => self.set_recognition(recognition, &row.set)?,
            _ => Vec::new(),
        };
        fact.body = body;
        fact.review = Some(Box::new(self.review(row.verdict, corrects)));
        Ok(true)
    }

    fn is_meant(&self, row: &FactRow, fact: &Fact) -> bool {
        let kind = row.kind.as_deref();
        let fits = match &fact.body {
            FactBody::Observation(observation) => {
                let value = |value| observation.value == value || observation.value_as_written == value;
                kind != Some("recognition") && row.value.is_none_or(value)
            }
            FactBody::Recognition(_) => kind != Some("observation") && row.value.is_none(),
            _ => false,
        };
        fits && fact.evidence.iter().any(|span| self.is_quoted(&row.quote, *span))
    }

    fn review_edge(&self, row: &EdgeRow, facts: &mut Vec<Fact>) -> Result<bool, String> {
        let predicate = look_up(&Predicate::NAMED, &row.predicate)?;
        if row.verdict == Verdict::Added {
            let Some(evidence) = row.quote.as_deref().and_then(|quote| self.stretch(quote)) else { return Ok(false) };
            let statement = Statement { subject: self.node(&row.subject)?, predicate, object: self.node(&row.object)? };
            facts.push(self.added(evidence, FactBody::Statement(statement)));
            return Ok(true);
        }
        let (Ok(subject), Ok(object)) = (self.node(&row.subject), self.node(&row.object)) else { return Ok(false) };
        let meant = Statement { subject, predicate, object };
        let mut matched = false;
        for fact in facts {
            let quoted = |span: &Span| row.quote.as_deref().is_none_or(|quote| self.is_quoted(quote, *span));
            if matches!(&fact.body, FactBody::Statement(said) if *said == meant) && fact.evidence.iter().any(quoted) {
                fact.review = Some(Box::new(self.review(row.verdict, Vec::new())));
                matched = true;
            }
        }
        Ok(matched)
    }

    /// Sets attributes; returns each that changed with what it was.
    fn set_observation(&self, observation: &mut Observation, set: &Attributes) -> Result<Vec<String>, String> {
        if set.name.is_some() || set.date.is_some() || set.granted_by.is_some() || set.received_by.is_some() {
            return Err("name, date, granted_by and received_by are attributes of a recognition".to_owned());
        }
        let mut changes = Changes::default();
        changes.set("metric", &mut observation.metric, set.metric.clone(), String::clone);
        if let Some(value) = set.value {
            changes.set("value", &mut observation.value, Some(value), Decimal::to_string);
            observation.value_as_written = value;
            (observation.min, observation.max) = (None, None);
        }
        if let Some(unit) = &set.unit {
            let known = self.scene.lexicon.units.named(unit);
            let known = known.ok_or_else(|| format!("there is no unit “{unit}” in cgv:units"))?;
            changes.set("unit", &mut observation.unit, Some(known), |unit| (*unit).to_owned());
            if observation.unit_as_written.is_empty() {
                known.clone_into(&mut observation.unit_as_written);
            }
        }
        if let Some(name) = &set.qualifier {
            let new = look_up(&QUALIFIERS, name)?;
            changes.set("qualifier", &mut observation.qualifier, Some(new), |old| name_in(&QUALIFIERS, old));
        }
        if let Some(name) = &set.kind {
            let new = look_up(&KINDS, name)?;
            changes.set("kind", &mut observation.kind, Some(new), |old| name_in(&KINDS, old));
        }
        if let Some(name) = &set.direction {
            let new = Some(look_up(&DIRECTIONS, name)?);
            changes.set("direction", &mut observation.direction, Some(new), |old| {
                old.as_ref().map_or_else(nothing, |old| name_in(&DIRECTIONS, old))
            });
        }
        let number = |old: &Option<Decimal>| old.map_or_else(nothing, |old| old.to_string());
        changes.set("baseline", &mut observation.baseline, set.baseline.map(Some), number);
        let text = |old: &Option<String>| old.clone().unwrap_or_else(nothing);
        changes.set("period", &mut observation.period, set.period.as_deref().map(given), text);
        changes.set("compared_with", &mut observation.compared_with, set.compared_with.as_deref().map(given), text);
        let thing = |old: &Option<EntityId>| old.map_or_else(nothing, |id| self.scene.entity(id).name.clone());
        let named = |name: &str| given(name).map(|name| self.entity(&name)).transpose();
        changes.set("place", &mut observation.place, set.place.as_deref().map(named).transpose()?, thing);
        changes.set("about", &mut observation.about, set.about.as_deref().map(named).transpose()?, thing);
        Ok(changes.0)
    }

    fn set_recognition(&self, recognition: &mut Recognition, set: &Attributes) -> Result<Vec<String>, String> {
        let plain = Attributes { name: None, date: None, granted_by: None, received_by: None, ..set.clone() };
        if plain != Attributes::default() {
            return Err("a recognition has name, date, granted_by and received_by".to_owned());
        }
        let mut changes = Changes::default();
        changes.set("name", &mut recognition.name, set.name.clone(), String::clone);
        let text = |old: &Option<String>| old.clone().unwrap_or_else(nothing);
        changes.set("date", &mut recognition.date, set.date.as_deref().map(given), text);
        let names = |ids: Vec<Node>| ids.iter().map(|node| self.name_of(*node)).collect::<Vec<_>>().join("、");
        if let Some(givers) = &set.granted_by {
            let givers = givers.iter().map(|name| self.entity(name)).collect::<Result<_, _>>()?;
            let show = |old: &Vec<EntityId>| names(old.iter().copied().map(Node::Entity).collect());
            changes.set("granted_by", &mut recognition.granted_by, Some(givers), show);
        }
        if let Some(receivers) = &set.received_by {
            let receivers = receivers.iter().map(|name| self.node(name)).collect::<Result<_, _>>()?;
            let show = |old: &Vec<Node>| names(old.clone());
            changes.set("received_by", &mut recognition.received_by, Some(receivers), show);
        }
        Ok(changes.0)
    }

    fn name_of(&self, node: Node) -> String {
        match node {
            Node::Case => "case".to_owned(),
            Node::Entity(id) => self.scene.entity(id).name.clone(),
        }
    }

    fn review(&self, verdict: Verdict, corrects: Vec<String>) -> Review {
        let state = match verdict {
            Verdict::Confirmed | Verdict::Added => ReviewState::Confirmed,
            Verdict::Corrected => ReviewState::Corrected,
            Verdict::Rejected => ReviewState::Rejected,
        };
        Review { state, corrects, remark: self.row.remark.clone() }
    }

    fn added(&self, evidence: Span, body: FactBody) -> Fact {
        Fact {
            case: self.scene.case_index,
            evidence: vec![evidence],
            rule: ADDED,
            derivation: Derivation::Stated,
            body,
            review: Some(Box::new(self.review(Verdict::Added, Vec::new()))),
        }
    }

    /// The first place of the case with these words.
    fn stretch(&self, quote: &str) -> Option<Span> {
        let case = self.scene.case().span;
        self.scene.document.text.find(case, quote)
    }

    /// Whether a quotation has the words, or is part of them.
    fn is_quoted(&self, quote: &str, evidence: Span) -> bool {
        let words = self.scene.document.text.exact(evidence);
        words.contains(quote) || quote.contains(words)
    }

    fn node(&self, name: &str) -> Result<Node, String> {
        if name.eq_ignore_ascii_case("case") { Ok(Node::Case) } else { self.entity(name).map(Node::Entity) }
    }

    /// The thing of a name, an administrative code, or a form that only it takes in the text.
    fn entity(&self, name: &str) -> Result<EntityId, String> {
        let entities = self.scene.entities;
        let coded =
            |detail: &Detail| matches!(detail, Detail::Place(place) if place.admin_code.as_deref() == Some(name));
        let mut fits: Vec<usize> =
            (0..entities.len()).filter(|&at| entities[at].name == name || coded(&entities[at].detail)).collect();
        if fits.is_empty() {
            fits = (0..entities.len()).filter(|&at| entities[at].aliases.contains(name)).collect();
        }
        match fits[..] {
            [at] => Ok(EntityId(at as u32)),
            [] => Err(format!("nothing in the document is called “{name}”; an [[alias]] row can make it so")),
            _ => Err(format!("several things in the document are called “{name}”")),
        }
    }
}

/// The attributes that changed, each with what it was.
#[derive(Default)]
struct Changes(Vec<String>);

impl Changes {
    fn set<T: PartialEq>(&mut self, key: &str, old: &mut T, new: Option<T>, show: impl Fn(&T) -> String) {
        if let Some(new) = new.filter(|new| new != old) {
            self.0.push(format!("{key}: {}", show(old)));
            *old = new;
        }
    }
}

/// What a row sets; an empty text takes away.
fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Whether words have the number of a fact as it is written.
fn has_its_number(fact: &Fact, words: &str) -> bool {
    let FactBody::Observation(observation) = &fact.body else { return false };
    let number = format!("{}{}", observation.value_as_written, observation.unit_as_written);
    words.match_indices(&number).any(|(at, _)| !words[..at].ends_with(|c: char| c.is_ascii_digit() || c == '.'))
}

/// An attribute that was not there.
fn nothing() -> String {
    "nothing".to_owned()
}

fn name_in<T: PartialEq>(table: &[(&str, T)], value: &T) -> String {
    table.iter().find(|(_, known)| known == value).map_or_else(nothing, |(name, _)| (*name).to_owned())
}

fn look_up<T: Copy>(table: &[(&str, T)], name: &str) -> Result<T, String> {
    let found = table.iter().find(|(known, _)| *known == name);
    found.map(|(_, value)| *value).ok_or_else(|| {
        let all: Vec<_> = table.iter().map(|(known, _)| *known).collect();
        format!("“{name}” must be one of {}", all.join(", "))
    })
}

/// An observation of which nothing is known yet.
fn blank() -> Observation {
    Observation {
        metric: String::new(),
        value: Decimal::from(0),
        unit: "count",
        value_as_written: Decimal::from(0),
        unit_as_written: String::new(),
        qualifier: Qualifier::Exact,
        kind: ObservationKind::Level,
        direction: None,
        baseline: None,
        min: None,
        max: None,
        period: None,
        compared_with: None,
        place: None,
        about: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::terms;

    #[test]
    fn the_names_are_those_of_the_ontology() {
        assert!(KINDS.iter().all(|(name, kind)| terms::kind(*kind) == *name));
        assert!(QUALIFIERS.iter().all(|(name, qualifier)| terms::qualifier(*qualifier) == *name));
        assert!(DIRECTIONS.iter().all(|(name, direction)| terms::direction(*direction) == *name));
        assert!(
            Predicate::NAMED.iter().all(|(name, edge)| terms::property(*edge).as_str().ends_with(&format!("#{name}")))
        );
    }
}
