//! Quantities → observations: what each number measures, when, where and of what.
//!
//! `2023年，全市办理出口退税7.41亿元，同比增长11.3%` is two observations of one period: 办理出口退税 at 741 million yuan,
//! and its growth by 11.3 percent over 2022. The words of a clause that are not number, date or place name the metric; a
//! clause without words of its own goes on with the metric before it.

mod around;
mod compared;
mod counted;
mod dated;
mod heads;
mod item;
mod kind;
mod measured;
mod metric;
mod paragraph;
mod phrase;
mod place;
mod subject;
mod table;
mod telling;
mod when;

use std::borrow::Cow;

use self::around::Around;
use self::item::{Item, items};
use self::kind::Nature;
use self::measured::measured;
use self::metric::Before;
use self::paragraph::paragraphs;
use self::place::{Grounds, Here};
use self::subject::{Said, Topics};
use self::telling::{Frame, Telling};
use self::when::Clock;
use super::{Derivation, Fact, FactBody, Observation, ObservationKind, Qualifier, Scene};
use crate::document::clause::{self, Sentence};
use crate::extract::date::{DateMention, Role, dates};
use crate::extract::quantity::{Quantity, quantities};
use crate::lexicon::set::Characters;
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// The observations of a case, in the order of the text.
pub fn observations(scene: &Scene<'_>) -> Vec<Fact> {
    let mut telling = Telling::of_case(scene);
    let grounds = Grounds::of_case(scene, telling.as_case);
    let bearings = Bearings { grounds, topics: Topics::of_case(scene, telling.as_case) };
    // A title may stand within the body: then its sentences are there twice.
    let in_order = scene.case().sentences.is_sorted_by(|one, next| one.span.end <= next.span.start);
    let mut facts = Vec::new();
    // Dates, numbers and facts are each looked for in all paragraphs before the next: their words and their code stay at hand
    // for the processor.
    let mut readers: Vec<Reader<'_>> = Vec::new();
    for stretch in scene.case().prose() {
        for table in table::in_stretch(scene, stretch) {
            let frame = telling.frame(scene, table.span);
            facts.extend(table::read(scene, table, &frame, bearings.grounds.own()));
        }
        for paragraph in paragraphs(scene, stretch).filter(|paragraph| !table::holds(scene, paragraph.span)) {
            let frame = telling.frame(scene, paragraph.span);
            let reader = Reader::new(scene, &bearings, (&telling, frame), paragraph.span);
            let reader = if in_order && paragraph.is_line { reader.with_sentences_of_case() } else { reader };
            telling.hear(scene, paragraph.span, &reader.dates);
            readers.push(reader);
        }
    }
    readers.iter_mut().for_each(Reader::count);
    for reader in readers {
        reader.read(&mut facts);
    }
    facts.sort_by_key(|fact| fact.evidence[0].start);
    facts
}

/// Where a case as a whole is, and what it is about.
struct Bearings {
    grounds: Grounds,
    topics: Topics,
}

/// What the clauses before say for those after them.
#[derive(Default)]
struct Running {
    clock: Clock,
    /// The metric last named in the sentences before, without the words of change added to it.
    metric: String,
    /// Whether that metric counted things, in this sentence.
    counted: bool,
    /// Whether the number last read was a rate of growth, in this sentence.
    growth: bool,
    /// The metrics named in this sentence.
    named: Vec<String>,
    /// How many heads the clause last read had, each with a number of its own; in this sentence.
    several: usize,
    /// What a clause without a number spoke of, after the last number of this sentence.
    spoken_of: Option<String>,
    /// Whether the text is speaking of aims.
    aimed: bool,
    said: Said,
    here: Here,
    /// The places that clauses of this sentence began with.
    places: Vec<EntityId>,
}

impl Running {
    fn begin_sentence(&mut self) {
        (self.counted, self.growth, self.spoken_of, self.several) = (false, false, None, 0);
        if let Some(last) = self.named.pop() {
            self.metric = last;
        }
        self.named.clear();
        // 北京下降0.2%，上海上涨0.1%，深圳下降0.6%。: what follows is on none of them.
        if self.places.len() > 2 {
            self.here = Here::Unsaid;
        }
        self.places.clear();
    }

    /// Hears where a clause is; a report tells of one place after another.
    fn hear_where(&mut self, scene: &Scene<'_>, clause: Span, dates: &[DateMention], in_report: bool) {
        self.here.hear(scene, clause, dates, in_report);
        if let Here::Place(id) = self.here
            && in_report
            && !self.places.contains(&id)
        {
            self.places.push(id);
        }
    }

    /// What a number goes on with that has no words of its own.
    fn before<'a>(&'a self, first: &'a str, opening: &'a str) -> Before<'a> {
        let spoken_of = self.spoken_of.as_deref();
        Before {
            metric: spoken_of.or(self.named.last().map(String::as_str)).unwrap_or(&self.metric),
            near: spoken_of.is_some() || !self.named.is_empty(),
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
        if self.named.last() != Some(&metric) {
            self.named.push(metric);
        }
        self.spoken_of = None;
    }
}

/// Whether a number is part of the name of a place or a body (九台区): it counts nothing.
fn is_in_name(scene: &Scene<'_>, number: Span) -> bool {
    scene.mentions.at(number).any(|(name, id)| {
        let named =
            matches!(scene.mentions.kind(id), EntityKind::Place | EntityKind::Agency | EntityKind::Organization);
        named && name.contains(number) && name.len() > number.len()
    })
}

/// Reads one paragraph, clause by clause.
struct Reader<'a> {
    scene: &'a Scene<'a>,
    bearings: &'a Bearings,
    in_report: bool,
    to_congress: bool,
    paragraph: Span,
    /// Whether it can set aims.
    tells_of_aims: bool,
    /// Where the sentence begins, those that semicolons part being one.
    full_sentence: usize,
    dates: Vec<DateMention>,
    quantities: Vec<Quantity>,
    /// Its sentences, where they are known.
    sentences: Option<&'a [Sentence]>,
    running: Running,
}

impl<'a> Reader<'a> {
    fn new(scene: &'a Scene<'a>, bearings: &'a Bearings, (telling, frame): (&Telling, Frame), paragraph: Span) -> Self {
        let text = scene.document.text.as_str();
        let Frame { heading, base, years, aimed } = frame;
        let dates = dates(text, paragraph, years);
        let running = Running { clock: Clock::under(heading, base), aimed, ..Running::default() };
        Self {
            scene,
            bearings,
            in_report: !telling.as_case,
            to_congress: telling.to_congress,
            paragraph,
            tells_of_aims: kind::sets_aims(&text[paragraph.range()]),
            full_sentence: paragraph.start,
            dates,
            quantities: Vec::new(),
            sentences: None,
            running,
        }
    }

    /// Finds the numbers.
    fn count(&mut self) {
        let text = self.scene.document.text.as_str();
        self.quantities = quantities(text, self.paragraph, &self.dates, self.scene.lexicon).quantities;
        self.quantities.retain(|quantity| !is_in_name(self.scene, quantity.number));
    }

    /// Takes the sentences of a line from its case, which are in the order of the text.
    fn with_sentences_of_case(self) -> Self {
        let sentences = inside(&self.scene.case().sentences, self.paragraph, |sentence| sentence.span);
        Self { sentences: Some(sentences), ..self }
    }

    fn read(mut self, facts: &mut Vec<Fact>) {
        if self.quantities.is_empty() {
            return;
        }
        let text = self.scene.document.text.as_str();
        let sentences = match self.sentences {
            Some(known) => Cow::Borrowed(known),
            None => Cow::Owned(clause::read(text, [self.paragraph])),
        };
        for &Sentence { span: sentence, ref clauses, .. } in &*sentences {
            let words = &text[sentence.range()];
            let joined = text[self.paragraph.start..sentence.start].trim_end().ends_with('；');
            if !joined {
                self.full_sentence = sentence.start;
            }
            let goes_on = joined || words.starts_with("其中");
            self.running.clock.begin_sentence(goes_on);
            self.running.begin_sentence();
            if !goes_on {
                self.running.here.leave_part(self.scene, self.bearings.grounds.own(), self.to_congress);
            }
            self.running.said.begin_sentence(words, goes_on);
            for &clause in clauses {
                self.read_clause(sentence, clause, facts);
            }
        }
    }

    fn read_clause(&mut self, sentence: Span, clause: Span, facts: &mut Vec<Fact>) {
        self.running.aimed |= self.tells_of_aims && kind::sets_aims(self.scene.words(clause));
        let told = inside(&self.dates, sentence, |date| date.span);
        let dates = inside(told, clause, |date| date.span);
        let items = items(self.scene, clause, inside(&self.quantities, clause, |found| found.number));
        let set = dated::that_set(self.scene, clause, &items, dates);
        let times = self.running.clock.times(self.scene, clause, &set, &items);
        let natures = self.natures(clause, &items, &times);
        let heads = self.heads(clause, dates, &items, &natures);
        if !items.is_empty() {
            self.running.several = heads.len();
        }
        self.running.hear_where(self.scene, clause, dates, self.in_report);
        let mut first_metric = String::new();
        let opening = items.first().map_or("", |item| self.scene.words(item.before));
        for (position, (item, nature)) in items.iter().zip(&natures).enumerate() {
            let named = if let Some(head) = heads.get(position) {
                metric::of_head(head, nature)
            } else {
                let before = self.running.before(&first_metric, opening);
                metric::metric(self.scene, dates, item, nature, &before)
            };
            if position == 0 && items.len() > 1 {
                first_metric.clone_from(&named.text);
            }
            // 本科学校1238所（含独立学院164所），比上年减少32所: what stands in brackets is an aside.
            if !is_aside(self.scene, clause, item) {
                self.running.name(named.lasting, item, nature);
            }
            let time = &times[position];
            let around = Around { paragraph: self.paragraph, sentence, clause, dates: told, kind: nature.kind };
            let about = self.bearings.topics.subject(self.scene, around, item, &mut self.running.said);
            let compared = compared::compared_with(
                self.scene,
                (sentence, clause),
                item,
                (nature, self.in_report),
                inside(&self.dates, Span::new(self.full_sentence, clause.end), |date| date.span),
                time.period,
            );
            let observation = Observation {
                metric: named.text,
                period: time.period.map(|period| period.to_string()),
                compared_with: compared.map(|period| period.to_string()),
                place: self.bearings.grounds.place(self.scene, around, item, about, self.running.here),
                about,
                ..measured(item, nature, self.qualifier(clause, &items, position))
            };
            let derivation = if named.inherited || time.inherited { Derivation::Resolved } else { Derivation::Stated };
            facts.push(self.fact(clause, nature.rule, derivation, observation));
        }
        let numbers = !items.is_empty();
        self.running.said.hear(self.scene, clause, dates, numbers);
        if !numbers && self.number_follows(sentence, clause) {
            self.running.spoken_of = phrase::spoken_of(self.scene, dates, clause).or(self.running.spoken_of.take());
        }
        self.running.clock.end_clause(self.scene, clause, &set);
    }

    fn fact(&self, clause: Span, rule: &'static str, derivation: Derivation, observation: Observation) -> Fact {
        let body = FactBody::Observation(Box::new(observation));
        Fact { case: self.scene.case_index, evidence: vec![clause], rule, derivation, body, review: None }
    }

    /// Whether a number stands behind a clause in its sentence: only that asks what the clause speaks of.
    fn number_follows(&self, sentence: Span, clause: Span) -> bool {
        !inside(&self.quantities, Span::new(clause.end, sentence.end), |found| found.number).is_empty()
    }

    fn natures(&self, clause: Span, items: &[Item<'_>], times: &[when::Time]) -> Vec<Nature> {
        let mut natures: Vec<Nature> = Vec::with_capacity(items.len());
        for (position, (item, time)) in items.iter().zip(times).enumerate() {
            // 2—3年内: both ends of a range are the same.
            let range = position > 0
                && item.quantity.range.is_some()
                && item.quantity.range == items[position - 1].quantity.range;
            let nature = match natures.last() {
                Some(same) if (item.goes_on || range) && item.baseline.is_none() => same.clone(),
                _ => kind::nature(self.scene, clause, item, self.aimed(clause, time)),
            };
            natures.push(nature);
        }
        natures
    }

    /// 收入、支出分别突破300亿元和3000亿元: a verb that bounds the first of several bounds them all.
    fn qualifier(&self, clause: Span, items: &[Item<'_>], position: usize) -> Qualifier {
        let (first, own) = (items[0].quantity, items[position].quantity);
        if position == 0 || own.qualifier != Qualifier::Exact || first.qualifier != Qualifier::MoreThan {
            return own.qualifier;
        }
        let verb = self.scene.words(Span::new(first.span.start, first.number.start));
        let bounds = ["突破", "超过", "超"].iter().any(|word| verb.starts_with(word));
        let listed = || items[1..=position].iter().all(|item| item.goes_on);
        if bounds && listed() && self.scene.words(clause).contains("分别") { first.qualifier } else { own.qualifier }
    }

    /// The metric of each number, where the clause gives one to each of several heads.
    fn heads(&self, clause: Span, dates: &[DateMention], items: &[Item<'_>], natures: &[Nature]) -> Vec<String> {
        let (Some(item), Some(nature)) = (items.first(), natures.first()) else { return Vec::new() };
        if dates.iter().filter(|date| date.role == Role::Scope).count() == items.len() {
            return Vec::new();
        }
        let own = || phrase::own_words(self.scene, dates, item, nature);
        heads::respective(self.scene, self.scene.words(clause), items, own, &self.running.named, self.running.several)
    }

    /// Whether a number is an aim: by what was said before it, or by a year to come (到2025年).
    fn aimed(&self, clause: Span, time: &when::Time) -> bool {
        let year = time.period.map(|period| period.last().year).filter(|year| Some(*year) > self.scene.document.year);
        let sentence = &self.scene.document.text.as_str()[self.paragraph.start..clause.end];
        self.running.aimed || year.is_some_and(|year| sentence.contains(&format!("到{year}年")))
    }
}

/// Those that begin in a stretch, of what is sorted by its place in the text.
fn inside<T>(sorted: &[T], stretch: Span, span: fn(&T) -> Span) -> &[T] {
    let from = sorted.partition_point(|found| span(found).start < stretch.start);
    let to = sorted.partition_point(|found| span(found).start < stretch.end);
    &sorted[from..to.max(from)]
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
