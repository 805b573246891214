//! Rows of curation on names: words added, renamed, told apart, or struck out before mentions become entities.

use crate::curation::{Applied, NameRow, Naming, Row, Says};
use crate::document::clause::lines;
use crate::document::{Case, Document, Text};
use crate::extract::{Mention, PlaceReferent, PolicyReferent, Referent};
use crate::lexicon::Lexicon;
use crate::span::Span;

/// The rule of mentions that a row adds.
const ALIAS: &str = "curation/alias";

/// Carries out all rows on names over the mentions of a case; what no row speaks of stays as it is.
pub(super) fn curate(
    document: &Document,
    case: &Case,
    rows: &[&Row],
    mut mentions: Vec<Mention>,
    lexicon: &Lexicon,
    applied: &mut Applied,
) -> Vec<Mention> {
    for row in rows {
        let Says::Name(name) = &row.says else { continue };
        let work = Work { document, case, row, name, lexicon };
        match &name.what {
            Naming::Alias(alias) => work.add(alias, &mut mentions, applied),
            Naming::Same(names) => work.join(names, &mut mentions, applied),
            Naming::Apart { words, meaning, near } => {
                work.part(words, meaning.as_deref(), near.as_deref(), &mut mentions, applied);
            }
            Naming::Nothing => {
                mentions.retain(|mention| !work.is_named(mention, &name.name, applied));
            }
        }
    }
    mentions
}

/// One row at work on one case.
struct Work<'a> {
    document: &'a Document,
    case: &'a Case,
    row: &'a Row,
    name: &'a NameRow,
    lexicon: &'a Lexicon,
}

impl Work<'_> {
    /// Every place of the case with the words becomes a mention; it takes the place of shorter ones inside it.
    fn add(&self, alias: &str, mentions: &mut Vec<Mention>, applied: &mut Applied) {
        let text = &self.document.text;
        for line in lines(text.as_str(), self.case.reporters.into_iter().chain(self.case.prose())) {
            let start = text.written_at(line.start);
            for (at, words) in text.exact(line).match_indices(alias) {
                let span = text.placed(Span::new(start + at, start + at + words.len()));
                let wider = |mention: &Mention| mention.span.contains(span) && mention.span != span;
                if mentions.iter().any(|mention| wider(mention) && class(&mention.referent) == self.name.class) {
                    continue;
                }
                applied.matched(self.row);
                mentions.retain(|mention| !span.contains(mention.span) || class(&mention.referent) == "Place");
                mentions.push(Mention { span, rule: ALIAS, referent: self.referent(&self.name.name) });
            }
        }
    }

    /// What is read under one of the names is read under the one name.
    fn join(&self, names: &[String], mentions: &mut [Mention], applied: &mut Applied) {
        for mention in mentions {
            if names.iter().any(|name| self.is_named(mention, name, applied)) {
                mention.referent = self.renamed(&mention.referent, &self.name.name);
            }
        }
    }

    fn part(
        &self,
        words: &str,
        meaning: Option<&str>,
        near: Option<&str>,
        mentions: &mut Vec<Mention>,
        applied: &mut Applied,
    ) {
        let text = &self.document.text;
        mentions.retain_mut(|mention| {
            let said = || near.is_none_or(|near| line_of(text, mention.span).contains(near));
            if text.exact(mention.span) != words || !said() || !self.is_named(mention, &self.name.name, applied) {
                return true;
            }
            let Some(meaning) = meaning else { return false };
            mention.referent = self.renamed(&mention.referent, meaning);
            true
        });
    }

    /// Whether a mention is of the class of the row and has the name; then the row has matched.
    fn is_named(&self, mention: &Mention, name: &str, applied: &mut Applied) -> bool {
        let named = class(&mention.referent) == self.name.class && name_of(&mention.referent, self.lexicon) == name;
        if named {
            applied.matched(self.row);
        }
        named
    }

    /// A thing of the row's class with a name.
    fn referent(&self, name: &str) -> Referent {
        let name = name.to_owned();
        match self.name.class.as_str() {
            "Agency" => Referent::Agency { name, seat: None },
            "Organization" => Referent::Organization { name, seat: None },
            "Place" => Referent::Place(self.place(&name)),
            "Policy" => Referent::Policy(PolicyReferent { title: name, kind: "document", ..PolicyReferent::default() }),
            "Programme" => Referent::Programme { name },
            _ => Referent::TargetGroup { phrase: name },
        }
    }

    /// The same thing under another name, with what else is known of it.
    fn renamed(&self, referent: &Referent, name: &str) -> Referent {
        match referent {
            Referent::Agency { seat, .. } => Referent::Agency { name: name.to_owned(), seat: seat.clone() },
            Referent::Organization { seat, .. } => Referent::Organization { name: name.to_owned(), seat: seat.clone() },
            Referent::Policy(policy) => Referent::Policy(PolicyReferent { title: name.to_owned(), ..policy.clone() }),
            Referent::Place(_) | Referent::Programme { .. } | Referent::TargetGroup { .. } => self.referent(name),
        }
    }

    /// An area by its code or its name where only one has it, a country, else a zone of the name.
    fn place(&self, name: &str) -> PlaceReferent {
        let register = &self.lexicon.register;
        if let Some(division) = register.division(name).or_else(|| register.resolve(name, None)) {
            return PlaceReferent::Admin(division.code);
        }
        match register.country_named(name) {
            Some(country) => PlaceReferent::Country(country.code),
            None => PlaceReferent::Named { name: name.to_owned(), kind: "zone", within: None },
        }
    }
}

/// Local name of the class of what is meant.
fn class(referent: &Referent) -> &'static str {
    match referent {
        Referent::Place(_) => "Place",
        Referent::Agency { .. } => "Agency",
        Referent::Organization { .. } => "Organization",
        Referent::Policy(_) => "Policy",
        Referent::Programme { .. } => "Programme",
        Referent::TargetGroup { .. } => "TargetGroup",
    }
}

/// The canonical name of what is meant.
fn name_of<'a>(referent: &'a Referent, lexicon: &'a Lexicon) -> &'a str {
    match referent {
        Referent::Place(PlaceReferent::Admin(code)) => {
            lexicon.register.division(code).map_or(*code, |division| division.name)
        }
        Referent::Place(PlaceReferent::Country(code)) => {
            lexicon.register.country(code).map_or(*code, |country| country.name)
        }
        Referent::Place(PlaceReferent::Named { name, .. })
        | Referent::Agency { name, .. }
        | Referent::Organization { name, .. }
        | Referent::Programme { name } => name,
        Referent::Policy(policy) => &policy.title,
        Referent::TargetGroup { phrase } => phrase,
    }
}

fn line_of(text: &Text, span: Span) -> &str {
    let read = text.as_str();
    let start = read[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = read[span.end..].find('\n').map_or(read.len(), |at| span.end + at);
    text.exact(Span::new(start, end))
}
