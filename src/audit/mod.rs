//! What became of every numeral of a document: captured in a fact or a name, left out for a reason, or unexplained.
//!
//! The numerals are read again from the normalised text, line by line, and looked up in the facts and entities, so that a
//! number which no rule for facts came to is found out. An Arabic number with a unit that no fact holds is unexplained,
//! and so is one without a unit that nothing beside it explains; Chinese digits in words (四川, 千家万户) are words.

mod holders;

use std::collections::BTreeMap;

use self::holders::Holders;
use crate::document::Document;
use crate::document::clause::lines;
use crate::extract::date::{Years, dates};
use crate::extract::quantity::{LeftOut, Quantity, quantities};
use crate::fact::Fact;
use crate::lexicon::Lexicon;
use crate::resolve::Entity;
use crate::span::Span;

/// One numeral and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Account {
    /// The numeral with its unit; the whole of a date or a title.
    pub span: Span,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a numeral (`cgv:numeralFates`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// The value of an observation.
    Observation,
    /// What the value of an observation came from.
    Baseline,
    /// The place taken in a recognition.
    Recognition,
    /// The time of a fact.
    Period,
    /// In the title or the number of a policy.
    Policy,
    /// In the name of another entity.
    Entity,
    /// Outside the running text: the contents page, a label, the number of a case.
    Outside,
    /// Left out for a reason.
    LeftOut(LeftOut),
    /// Nothing accounts for it.
    Unexplained,
}

impl Fate {
    /// Notation in `cgv:numeralFates`.
    pub fn notation(self) -> &'static str {
        match self {
            Self::Observation => "observation",
            Self::Baseline => "baseline",
            Self::Recognition => "recognition",
            Self::Period => "period",
            Self::Policy => "policy",
            Self::Entity => "entity",
            Self::Outside => "outside",
            Self::Unexplained => "unexplained",
            Self::LeftOut(reason) => match reason {
                LeftOut::Date => "date",
                LeftOut::Title => "title",
                LeftOut::QuotedName => "quoted_name",
                LeftOut::Name => "name",
                LeftOut::Word => "word",
                LeftOut::Code => "code",
                LeftOut::Ordinal => "ordinal",
                LeftOut::Article => "article",
                LeftOut::Structure => "structure",
                LeftOut::Heading => "heading",
                LeftOut::Reference => "reference",
                LeftOut::Class => "class",
                LeftOut::Slogan => "slogan",
                LeftOut::Formula => "formula",
                LeftOut::Bare => "unexplained",
            },
        }
    }
}

/// What became of all numerals of a document, in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    /// One account a numeral.
    pub accounts: Vec<Account>,
}

impl Audit {
    /// How many numerals share a fate, by its notation.
    pub fn counts(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for account in &self.accounts {
            *counts.entry(account.fate.notation()).or_default() += 1;
        }
        counts
    }

    /// The numerals that nothing accounts for.
    pub fn unexplained(&self) -> impl Iterator<Item = Span> {
        self.accounts.iter().filter(|account| account.fate == Fate::Unexplained).map(|account| account.span)
    }
}

/// Accounts for every numeral of a document.
pub fn audit(document: &Document, entities: &[Entity], facts: &[Fact], lexicon: &Lexicon) -> Audit {
    let text = document.text.as_str();
    let mut holders = Holders::new(document, entities, facts);
    let years = Years { document: document.year, section: None };
    let mut accounts = Vec::new();
    for line in lines(text, [Span::new(0, text.len())]) {
        let from = accounts.len();
        let found = quantities(text, line, &dates(text, line, years), lexicon);
        let counted = found.quantities.iter().map(|quantity| (quantity.number, Read::Quantity(quantity)));
        let others = found.left_out.iter().map(|(span, reason)| (*span, Read::LeftOut(*reason)));
        let mut all: Vec<(Span, Read<'_>)> = counted.chain(others).collect();
        all.sort_by_key(|(span, _)| *span);
        for (span, read) in all {
            let fate = match read {
                Read::Quantity(quantity) => of_quantity(&mut holders, quantity),
                Read::LeftOut(reason) => of_left_out(&mut holders, span, line, reason),
            };
            accounts.push(Account { span, fate });
        }
        unread(text, line, &mut accounts, from);
    }
    Audit { accounts }
}

/// A numeral as the rules for quantities read it.
enum Read<'a> {
    Quantity(&'a Quantity),
    LeftOut(LeftOut),
}

fn of_quantity(holders: &mut Holders<'_>, quantity: &Quantity) -> Fate {
    let span = quantity.number;
    let held = holders.value(quantity).or_else(|| holders.name(span));
    let held = held.or_else(|| holders.is_label(span).then_some(Fate::LeftOut(LeftOut::Class)));
    held.unwrap_or(if holders.is_outside(span) { Fate::Outside } else { Fate::Unexplained })
}

fn of_left_out(holders: &mut Holders<'_>, span: Span, line: Span, reason: LeftOut) -> Fate {
    if reason == LeftOut::Date && holders.has_period(span, line) {
        return Fate::Period;
    }
    match holders.name(span) {
        Some(named) => named,
        None if holders.is_cell(span) => Fate::Observation,
        None if reason != LeftOut::Bare => Fate::LeftOut(reason),
        None if holders.is_outside(span) => Fate::Outside,
        None => Fate::Unexplained,
    }
}

/// Digits of a line that the rules passed over without a word.
fn unread(text: &str, line: Span, accounts: &mut Vec<Account>, from: usize) {
    let mut end = line.start;
    let mut missed = Vec::new();
    for account in &accounts[from..] {
        digits(text, Span::new(end, account.span.start.max(end)), &mut missed);
        end = end.max(account.span.end);
    }
    digits(text, Span::new(end, line.end.max(end)), &mut missed);
    if !missed.is_empty() {
        accounts.extend(missed.into_iter().map(|span| Account { span, fate: Fate::Unexplained }));
        accounts[from..].sort_by_key(|account| account.span);
    }
}

/// The rows of Arabic digits in a stretch.
fn digits(text: &str, stretch: Span, found: &mut Vec<Span>) {
    for (at, c) in text[stretch.range()].char_indices().filter(|(_, c)| c.is_ascii_digit() || ('０'..='９').contains(c))
    {
        let start = stretch.start + at;
        let end = start + c.len_utf8();
        match found.last_mut().filter(|last| last.end == start) {
            Some(last) => last.end = end,
            None => found.push(Span::new(start, end)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Text;
    use crate::{fact, resolve};

    fn fates(text: &str) -> Vec<(String, &'static str)> {
        let lexicon = Lexicon::builtin();
        let document = Document::new("case.txt", Text::new(text), lexicon);
        let entities = resolve::entities(&document, lexicon);
        let facts = fact::facts(&document, &entities, lexicon);
        let audit = audit(&document, &entities, &facts, lexicon);
        let row = |account: &Account| (text[account.span.range()].to_owned(), account.fate.notation());
        audit.accounts.iter().map(row).collect()
    }

    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = fates(text);
        let found: Vec<_> = found.iter().map(|(words, fate)| (words.as_str(), *fate)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn captured_and_left_out() {
        check(
            "2023年某市改革案例\n2023年5月，第三批12345热线受理诉求50件，由6个工作日压缩至3个工作日。\n",
            &[
                ("2023年", "date"),
                ("2023年5月", "period"),
                ("三", "ordinal"),
                ("12345", "entity"),
                ("50件", "observation"),
                ("6个工作日", "baseline"),
                ("3个工作日", "observation"),
            ],
        );
    }

    #[test]
    fn a_number_that_nothing_explains() {
        check("2023年某市改革案例\n会议定于甲厅37举行。\n", &[("2023年", "date"), ("37", "unexplained")]);
    }

    #[test]
    fn policies_hold_their_numbers() {
        check(
            "2023年某市改革案例\n落实《某省优化营商环境条例（2022年）》（国办发〔2023〕29号）。\n",
            &[("2023年", "date"), ("《某省优化营商环境条例（2022年）》", "policy"), ("〔2023〕29号", "title")],
        );
    }
}
