//! Quantities → observations: what each number measures, when, where and of what.
//!
//! `2023年，全市办理出口退税7.41亿元，同比增长11.3%` is two observations of one period: 办理出口退税 at 741 million yuan,
//! and its growth by 11.3 percent over 2022. The words of a clause that are not number, date or place name the metric; a
//! clause without words of its own goes on with the metric before it.

mod item;
mod kind;
mod metric;
mod when;
mod whom;

use oxsdatatypes::Decimal;

use self::item::{Item, items};
use self::kind::Nature;
use self::metric::Before;
use self::when::Clock;
use self::whom::{Around, Bearings, Said};
use super::{Derivation, Fact, FactBody, Observation, Qualifier, Scene};
use crate::extract::clause::{clauses, sentences};
use crate::extract::date::{DateMention, Period, Role, Stamp, Years, dates};
use crate::extract::quantity::{Quantity, quantities};
use crate::span::Span;

/// The observations of a case, in the order of the text.
pub fn observations(scene: &Scene<'_>) -> Vec<Fact> {
    let bearings = Bearings::of_case(scene);
    let mut facts = Vec::new();
    for stretch in scene.case().prose() {
        for paragraph in paragraphs(scene, stretch) {
            facts.extend(Reader::new(scene, &bearings, paragraph).read());
        }
    }
    facts
}

fn paragraphs(scene: &Scene<'_>, stretch: Span) -> Vec<Span> {
    let mut start = stretch.start;
    let lines = scene.words(stretch).split_inclusive('\n').map(|line| {
        start += line.len();
        Span::new(start - line.len(), start)
    });
    lines.collect()
}

/// What the clauses before say for those after them.
#[derive(Default)]
struct Running {
    clock: Clock,
    /// The metric last named, without the words of change added to it.
    metric: String,
    /// Whether that metric counted things, in this sentence.
    counted: bool,
    /// Whether the text is speaking of aims.
    aimed: bool,
    said: Said,
}

/// The headings a paragraph stands under, the innermost first.
fn headings(scene: &Scene<'_>, paragraph: Span) -> Vec<Span> {
    let sections = &scene.case().sections;
    let innermost = sections.iter().rposition(|section| section.span.overlaps(paragraph));
    let chain = std::iter::successors(innermost, |&section| sections[section].parent);
    chain.map(|section| sections[section].heading).collect()
}

/// The year or stretch of years that a heading names: 一、2023年工作回顾.
fn heading_time(scene: &Scene<'_>, heading: Span, years: Years) -> Option<Period> {
    let found = dates(scene.document.text.as_str(), heading, years);
    found.iter().filter(|date| date.role == Role::Scope).find_map(|date| date.period)
}

/// The year of a report that is by its title one on that year: 2023年国民经济和社会发展统计公报.
fn annual(scene: &Scene<'_>) -> Option<Period> {
    let title = scene.words(scene.document.title?);
    let annual = ["统计公报", "年度报告", "年报"].iter().any(|word| title.contains(word));
    scene.document.year.filter(|_| annual).map(|year| Period::At(Stamp::year(year)))
}

/// Reads one paragraph, clause by clause.
struct Reader<'a> {
    scene: &'a Scene<'a>,
    bearings: &'a Bearings,
    paragraph: Span,
    dates: Vec<DateMention>,
    quantities: Vec<Quantity>,
    running: Running,
}

impl<'a> Reader<'a> {
    fn new(scene: &'a Scene<'a>, bearings: &'a Bearings, paragraph: Span) -> Self {
        let text = scene.document.text.as_str();
        let under = headings(scene, paragraph);
        let years = Years { document: scene.document.year, section: None };
        let time = under.iter().find_map(|&heading| heading_time(scene, heading, years)).or_else(|| annual(scene));
        let years = Years { section: time.map(|time| time.last().year), ..years };
        let dates = dates(text, paragraph, years);
        let quantities = quantities(text, paragraph, &dates, scene.lexicon).quantities;
        let aimed = under.iter().any(|&heading| kind::is_plan(scene.words(heading)));
        let running = Running { clock: Clock::under(time), aimed, ..Running::default() };
        Self { scene, bearings, paragraph, dates, quantities, running }
    }

    fn read(mut self) -> Vec<Fact> {
        let mut facts = Vec::new();
        if self.quantities.is_empty() {
            return facts;
        }
        let text = self.scene.document.text.as_str();
        for sentence in sentences(text, self.paragraph) {
            self.running.clock.begin_sentence();
            self.running.counted = false;
            let joined = text[self.paragraph.start..sentence.start].trim_end().ends_with('；');
            self.running.said.begin_sentence(joined || text[sentence.start..].starts_with("其中"));
            for clause in clauses(text, sentence) {
                self.read_clause(sentence, clause, &mut facts);
            }
        }
        facts
    }

    fn read_clause(&mut self, sentence: Span, clause: Span, facts: &mut Vec<Fact>) {
        self.running.aimed |= kind::sets_aims(self.scene.words(clause));
        let dates: Vec<DateMention> = self.dates.iter().filter(|date| clause.contains(date.span)).copied().collect();
        let quantities: Vec<&Quantity> = self.quantities.iter().filter(|found| clause.contains(found.number)).collect();
        let items = items(self.scene, clause, &quantities);
        let set: Vec<DateMention> = dates
            .iter()
            .filter(|date| !is_base_of(self.scene, &items, date) && !dates_itself(self.scene, clause, date))
            .copied()
            .collect();
        let times = self.running.clock.times(self.scene.words(clause), clause, &set, &items);
        let mut first_metric = String::new();
        let mut natures: Vec<Nature> = Vec::with_capacity(items.len());
        for (position, item) in items.iter().enumerate() {
            let nature = match natures.last() {
                Some(same) if item.goes_on => same.clone(),
                _ => kind::nature(self.scene, clause, item, self.aimed(clause, &times[position])),
            };
            let before = Before { metric: &self.running.metric, first: &first_metric, counted: self.running.counted };
            let named = metric::metric(self.scene, &dates, item, &nature, &before);
            if position == 0 {
                first_metric.clone_from(&named.text);
            }
            self.running.counted = matches!(item.quantity.unit, "count" | "person" | "person_time");
            self.running.metric.clone_from(&named.lasting);
            let time = &times[position];
            let around = Around { paragraph: self.paragraph, sentence, clause, dates: &dates, kind: nature.kind };
            let about = self.bearings.subject(self.scene, around, item, &mut self.running.said);
            let compared = kind::compared_with(self.scene, clause, item, &dates, time.period);
            let observation = Observation {
                metric: named.text,
                period: time.period.map(|period| period.to_string()),
                compared_with: compared.map(|period| period.to_string()),
                place: self.bearings.place(self.scene, around, item, about),
                about,
                ..measured(item, &nature)
            };
            let derivation = if named.inherited || time.inherited { Derivation::Resolved } else { Derivation::Stated };
            let body = FactBody::Observation(Box::new(observation));
            facts.push(Fact {
                case: self.scene.case_index,
                evidence: vec![clause],
                rule: nature.rule,
                derivation,
                body,
                review: None,
            });
            natures.push(nature);
        }
        self.running.clock.end_clause(self.scene.words(clause), &set);
    }

    /// Whether a number is an aim: by what was said before it, or by a year to come (到2025年).
    fn aimed(&self, clause: Span, time: &when::Time) -> bool {
        let year = time.period.map(|period| period.last().year).filter(|year| Some(*year) > self.scene.document.year);
        let sentence = &self.scene.document.text.as_str()[self.paragraph.start..clause.end];
        self.running.aimed || year.is_some_and(|year| sentence.contains(&format!("到{year}年")))
    }
}

/// Whether a date is that of a baseline, not of the value.
fn is_base_of(scene: &Scene<'_>, items: &[Item<'_>], date: &DateMention) -> bool {
    kind::is_base(scene, date) && items.iter().any(|item| item.baseline.is_some() && item.before.contains(date.span))
}

/// `公司成立于2015年，现有员工320人`: the date is what its clause says, not when the next one holds.
fn dates_itself(scene: &Scene<'_>, clause: Span, date: &DateMention) -> bool {
    let text = scene.document.text.as_str();
    text[clause.start..date.span.start].ends_with(['于', '自'])
        && date.span.end == clause.end
        && clause.start + '于'.len_utf8() < date.span.start
}

/// Value, unit, bounds and baseline of an item; the rest of the observation is to be filled in.
fn measured(item: &Item<'_>, nature: &Nature) -> Observation {
    let quantity = item.quantity;
    let (min, max) = bounds(quantity);
    Observation {
        metric: String::new(),
        value: quantity.value,
        unit: quantity.unit,
        value_as_written: quantity.written,
        unit_as_written: quantity.unit_as_written.clone(),
        // 5个省份之一: one of the first five.
        qualifier: if nature.rule == "observation/one-of-the-top" { Qualifier::AtMost } else { quantity.qualifier },
        kind: nature.kind,
        direction: nature.direction,
        baseline: item.baseline.map(|baseline| baseline.value),
        min,
        max,
        period: None,
        compared_with: None,
        place: None,
        about: None,
    }
}

/// The bounds that a qualifier or a range gives, in the normalised unit.
fn bounds(quantity: &Quantity) -> (Option<Decimal>, Option<Decimal>) {
    if let Some((low, high)) = quantity.range {
        return (Some(low), Some(high));
    }
    match quantity.qualifier {
        Qualifier::AtLeast | Qualifier::MoreThan => (Some(quantity.value), None),
        Qualifier::AtMost | Qualifier::LessThan => (None, Some(quantity.value)),
        Qualifier::Exact | Qualifier::Approx => (None, None),
    }
}
