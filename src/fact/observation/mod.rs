//! Quantities → observations: what each number measures, when, where and of what.
//!
//! `2023年，全市办理出口退税7.41亿元，同比增长11.3%` is two observations of one period: 办理出口退税 at 741 million yuan,
//! and its growth by 11.3 percent over 2022. The words of a clause that are not number, date or place name the metric; a
//! clause without words of its own goes on with the metric before it.

mod around;
mod compared;
mod counted;
mod dated;
mod granted;
mod heads;
mod home;
mod item;
mod kind;
mod lasting;
mod measured;
mod metric;
mod names;
mod own;
mod paragraph;
mod phrase;
mod place;
mod related;
mod respective;
mod signs;
mod size;
mod status;
mod subject;
mod table;
mod telling;
mod told;
mod turns;
mod when;

use self::item::Item;
use self::kind::{Nature, natures};
use self::measured::{measured, qualifier};
use self::names::{Name, names};
use self::own::phrases;
use self::paragraph::paragraphs;
use self::place::{Grounds, places};
use self::subject::subjects;
use self::telling::Telling;
use self::told::{Clause, Paragraph, Sentence, Told};
use self::when::{Time, times};
use super::{Derivation, Fact, FactBody, Observation, ObservationKind, Scene};
use crate::resolve::EntityId;

/// The observations of a case, in the order of the text.
pub fn observations(scene: &Scene<'_>) -> Vec<Fact> {
    let mut telling = Telling::of_case(scene);
    let grounds = Grounds::of_case(scene, &telling);
    // A title may stand within the body: then its sentences are there twice.
    let in_order = scene.case().sentences.is_sorted_by(|one, next| one.span.end <= next.span.start);
    let mut facts = Vec::new();
    let mut read: Vec<Paragraph<'_>> = Vec::new();
    for stretch in scene.case().prose() {
        for table in table::in_stretch(scene, stretch) {
            let frame = telling.frame(scene, table.span);
            facts.extend(table::read(scene, table, &frame, grounds.own()));
        }
        for paragraph in paragraphs(scene, stretch).filter(|paragraph| !table::holds(scene, paragraph.span)) {
            let frame = telling.frame(scene, paragraph.span);
            let dated = Paragraph::new(scene, paragraph.span, &frame, in_order && paragraph.is_line);
            telling.hear(scene, dated.span, &dated.dates);
            read.push(dated);
        }
    }
    for paragraph in &mut read {
        paragraph.count(scene);
    }
    let told = Told::of(scene, &read);
    let times = times(scene, &told);
    let natures = natures(scene, &told, &times);
    let phrases = phrases(scene, &told, &natures);
    let names = names(scene, &told, &natures, phrases);
    let subjects = subjects(scene, &told, &natures, telling.as_case);
    let places = places(scene, &told, &grounds, &natures, &subjects);
    let known = Known { times, natures, subjects, places, in_report: !telling.as_case };
    known.state(scene, &told, names, &mut facts);
    facts.sort_by_key(|fact| fact.evidence[0].start);
    facts
}

/// What is known of the numbers of a case, in their order.
struct Known {
    times: Vec<Time>,
    natures: Vec<Nature>,
    subjects: Vec<Option<EntityId>>,
    places: Vec<Option<EntityId>>,
    in_report: bool,
}

impl Known {
    /// States a fact for each number.
    fn state(&self, scene: &Scene<'_>, told: &Told<'_>, names: Vec<Name>, facts: &mut Vec<Fact>) {
        let mut names = names.into_iter();
        facts.reserve(names.len());
        for sentence in &told.sentences {
            for clause in told.clauses(sentence) {
                let items = told.items(clause);
                let numbers = (0..items.len()).zip(names.by_ref().take(items.len()));
                facts.extend(
                    numbers.map(|(position, name)| self.fact(scene, (sentence, clause), items, position, name)),
                );
            }
        }
    }

    fn fact(
        &self,
        scene: &Scene<'_>,
        (sentence, clause): (&Sentence<'_>, &Clause<'_>),
        items: &[Item<'_>],
        position: usize,
        name: Name,
    ) -> Fact {
        let (item, at) = (&items[position], clause.items.start + position);
        let (nature, time) = (&self.natures[at], self.times[at]);
        // 最高贷款30万元: a bound that a rule sets is of no time but one that its own clause names.
        let time = if nature.kind == ObservationKind::Limit && time.inherited { Time::default() } else { time };
        let how = (nature, self.in_report);
        let compared = compared::compared_with(scene, (sentence, clause.span), item, how, time.period);
        let observation = Observation {
            metric: name.metric,
            period: time.period.map(|period| period.to_string()),
            compared_with: compared.map(|period| period.to_string()),
            place: self.places[at],
            about: self.subjects[at],
            ..measured(item, nature, qualifier(scene, clause.span, items, position))
        };
        let derivation = if name.inherited || time.inherited { Derivation::Resolved } else { Derivation::Stated };
        Fact {
            case: scene.case_index,
            evidence: vec![clause.span],
            rule: nature.rule,
            derivation,
            body: FactBody::Observation(Box::new(observation)),
            review: None,
        }
    }
}
