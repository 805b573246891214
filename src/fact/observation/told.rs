//! The clauses of a case that tell of numbers, in the order of the text.
//!
//! What is asked of a number (its time, its kind, its name, its subject, its place) is asked of all numbers of a case before
//! the next question is: the words and the code of one question are more than a processor has at hand, and those of
//! all together many times as much. So all clauses and all numbers of a case stand in one list each, and each answer is a list
//! of the same order as the numbers.

use std::borrow::Cow;
use std::ops::Range;

use super::super::Scene;
use super::telling::Frame;
use super::{dated, item};
use crate::document::clause;
use crate::extract::date::{DateMention, Period, dates};
use crate::extract::quantity::{Quantity, quantities};
use crate::resolve::EntityKind;
use crate::span::Span;

use item::Item;

/// What is read together: a line, or a cell of a row.
pub(super) struct Paragraph<'a> {
    pub(super) span: Span,
    pub(super) dates: Vec<DateMention>,
    pub(super) quantities: Vec<Quantity>,
    /// Its sentences, where they are known.
    sentences: Option<Cow<'a, [clause::Sentence]>>,
    /// The time of what stands under its heading, and that of the report as a whole.
    pub(super) time: (Option<Period>, Option<Period>),
    /// Whether it stands under a heading of what is to be done.
    pub(super) aimed: bool,
    /// Whether it stands under one that looks back.
    pub(super) reached: bool,
    /// The year that a report to a congress looks back on.
    pub(super) past: Option<u16>,
}

impl<'a> Paragraph<'a> {
    /// Finds the dates. Its sentences are taken from its case where it is a line of it, `in_order` of the text.
    pub(super) fn new(scene: &Scene<'a>, span: Span, frame: &Frame, in_order: bool) -> Self {
        let known = || inside(&scene.case().sentences, span, |sentence| sentence.span);
        Self {
            span,
            dates: dates(scene.document.text.as_str(), span, frame.years),
            quantities: Vec::new(),
            sentences: in_order.then(|| Cow::Borrowed(known())),
            time: (frame.heading, frame.base),
            aimed: frame.aimed,
            reached: frame.reached,
            past: frame.past,
        }
    }

    /// Finds the numbers, and the sentences where they are not known.
    pub(super) fn count(&mut self, scene: &Scene<'_>) {
        let text = scene.document.text.as_str();
        self.quantities = quantities(text, self.span, &self.dates, scene.lexicon).quantities;
        self.quantities.retain(|quantity| !is_in_name(scene, quantity.number));
        if self.sentences.is_none() && !self.quantities.is_empty() {
            self.sentences = Some(Cow::Owned(clause::read(text, [self.span])));
        }
    }
}

/// Whether a number is part of the name of a place or a body (九台区), or one in words of that of a programme (三支一扶): it
/// counts nothing.
fn is_in_name(scene: &Scene<'_>, number: Span) -> bool {
    scene.mentions.at(number).any(|(name, id)| {
        let named = match scene.mentions.kind(id) {
            EntityKind::Place | EntityKind::Agency | EntityKind::Organization => true,
            EntityKind::Programme => !scene.words(number).contains(|c: char| c.is_ascii_digit()),
            _ => false,
        };
        named && name.contains(number) && name.len() > number.len()
    })
}

/// The clauses of the paragraphs that have numbers.
#[derive(Default)]
pub(super) struct Told<'a> {
    pub(super) sentences: Vec<Sentence<'a>>,
    clauses: Vec<Clause<'a>>,
    /// The numbers, clause by clause.
    pub(super) items: Vec<Item<'a>>,
    /// The dates that say when what is told was, clause by clause.
    set: Vec<DateMention>,
}

/// A sentence.
pub(super) struct Sentence<'a> {
    pub(super) paragraph: &'a Paragraph<'a>,
    /// Whether its paragraph begins with it.
    pub(super) opens: bool,
    /// Whether it goes on with the one before: after a semicolon, or with 其中.
    pub(super) goes_on: bool,
    pub(super) span: Span,
    /// The dates from its beginning on.
    pub(super) dates: &'a [DateMention],
    /// The same, sentences that semicolons part being one.
    pub(super) dates_joined: &'a [DateMention],
    clauses: Range<usize>,
}

/// A clause.
pub(super) struct Clause<'a> {
    pub(super) span: Span,
    pub(super) dates: &'a [DateMention],
    /// Its numbers in [`Told::items`], and in each list of what is known of them.
    pub(super) items: Range<usize>,
    set: Range<usize>,
}

impl<'a> Told<'a> {
    /// Shares the words of each clause out among its numbers.
    pub(super) fn of(scene: &Scene<'_>, paragraphs: &'a [Paragraph<'a>]) -> Self {
        let mut told = Self::default();
        for paragraph in paragraphs.iter().filter(|paragraph| !paragraph.quantities.is_empty()) {
            told.take_in(scene, paragraph);
        }
        for clause in &mut told.clauses {
            let set = told.set.len();
            told.set.extend(dated::that_set(scene, clause.span, &told.items[clause.items.clone()], clause.dates));
            clause.set = set..told.set.len();
        }
        told
    }

    fn take_in(&mut self, scene: &Scene<'_>, paragraph: &'a Paragraph<'a>) {
        let text = scene.document.text.as_str();
        let mut joined_from = paragraph.span.start;
        let sentences = paragraph.sentences.as_deref().unwrap_or_default();
        for (position, &clause::Sentence { span, ref clauses, .. }) in sentences.iter().enumerate() {
            let joined = text[paragraph.span.start..span.start].trim_end().ends_with('；');
            if !joined {
                joined_from = span.start;
            }
            let first = self.clauses.len();
            let dates = inside(&paragraph.dates, span, |date| date.span);
            for &clause in clauses {
                let from = self.items.len();
                let quantities = inside(&paragraph.quantities, clause, |found| found.number);
                item::share_out(scene, clause, quantities, &mut self.items);
                let dates = inside(dates, clause, |date| date.span);
                self.clauses.push(Clause { span: clause, dates, items: from..self.items.len(), set: 0..0 });
            }
            self.sentences.push(Sentence {
                paragraph,
                opens: position == 0,
                goes_on: joined || text[span.range()].starts_with("其中"),
                span,
                dates,
                dates_joined: inside(&paragraph.dates, Span::new(joined_from, span.end), |date| date.span),
                clauses: first..self.clauses.len(),
            });
        }
    }

    /// The clauses of a sentence.
    pub(super) fn clauses(&self, sentence: &Sentence<'_>) -> &[Clause<'a>] {
        &self.clauses[sentence.clauses.clone()]
    }

    /// The numbers of a clause.
    pub(super) fn items(&self, clause: &Clause<'_>) -> &[Item<'a>] {
        &self.items[clause.items.clone()]
    }

    /// The dates of a clause that say when what it tells was.
    pub(super) fn set(&self, clause: &Clause<'_>) -> &[DateMention] {
        &self.set[clause.set.clone()]
    }
}

/// Those that begin in a stretch, of what is sorted by its place in the text.
pub(super) fn inside<T>(sorted: &[T], stretch: Span, span: fn(&T) -> Span) -> &[T] {
    let from = sorted.partition_point(|found| span(found).start < stretch.start);
    let to = sorted.partition_point(|found| span(found).start < stretch.end);
    &sorted[from..to.max(from)]
}
