//! Administrative areas by their names alone, until the rules for places and contexts are here; then this file goes.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::{Mention, PlaceReferent, Referent};
use crate::document::{Case, Document};
use crate::lexicon::Lexicon;
use crate::lexicon::register::Level;
use crate::span::Span;

/// The areas that a case is about, from wide to narrow, as GB/T 2260 codes.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Its province.
    pub province: Option<&'static str>,
    /// Its city or prefecture.
    pub city: Option<&'static str>,
    /// Its county or district.
    pub county: Option<&'static str>,
}

static NAMES: LazyLock<(AhoCorasick, Vec<&'static str>)> = LazyLock::new(|| {
    let mut names: Vec<&str> = Vec::new();
    for division in Lexicon::builtin().register.divisions().iter().filter(|division| division.is_current()) {
        names.push(division.name);
        if division.level != Level::County && division.short.chars().count() > 1 {
            names.push(division.short);
        }
    }
    let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&names);
    (automaton.expect("a list of this size makes an automaton"), names)
});

/// The administrative areas that a case names.
pub fn places(document: &Document, case: &Case, context: &Context, lexicon: &Lexicon) -> Vec<Mention> {
    let mut found = Vec::new();
    for stretch in case.prose().chain(case.reporters) {
        for hit in NAMES.0.find_iter(&document.text[stretch]) {
            let near = context.city.or(context.province);
            if let Some(division) = lexicon.register.resolve(NAMES.1[hit.pattern().as_usize()], near) {
                let span = Span::from(hit.range()).shift(stretch.start);
                let referent = Referent::Place(PlaceReferent::Admin(division.code));
                found.push(Mention { span, rule: "place/name", referent });
            }
        }
    }
    found
}

/// The province of the document's title or of the case, and the city that the case names most.
pub fn context(document: &Document, case: &Case, lexicon: &Lexicon) -> Context {
    let title = document.title.map_or("", |title| &document.text[title]);
    let text = &document.text[case.span];
    let mut context = Context::default();
    let mut most = 0;
    for division in lexicon.register.divisions().iter().filter(|division| division.is_current()) {
        match division.level {
            Level::Province if title.contains(division.short) => context.province = Some(division.code),
            Level::Prefecture => {
                let times = text.matches(division.name).count() + 2 * title.matches(division.name).count();
                if times > most.max(1) {
                    (most, context.city) = (times, Some(division.code));
                }
            }
            _ => {}
        }
    }
    if let Some(parent) = context.city.and_then(|city| lexicon.register.parent(city)) {
        context.province = Some(parent.code);
    }
    context
}
