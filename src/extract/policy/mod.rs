//! Named documents, strategies and campaigns: `印发《关于…的意见》（国办发〔2023〕29号）`, `实施就业优先战略`, `主题教育`.
//!
//! A title in 《》 names a policy by how it ends (`…办法`), by the 文号 after it, or by the verb before it (印发 "issue").
//! Licences, forms, letters, newspapers and books stand in 《》 too; their endings are in the lexicon. A document that the text
//! prints itself has its title over its number (`own`).

mod areal;
mod campaign;
mod known;
mod own;
mod plain;
mod strategy;
mod title;
mod told;
mod unify;

use std::ops::Range;

use self::known::Known;
use super::doc_number::{DocNumber, doc_numbers};
use super::{Mention, PolicyReferent, Referent, floor};
use crate::document::clause::lines;
use crate::document::{Case, Document};
use crate::lexicon::Lexicon;
use crate::lexicon::policies::TitleClass;
use crate::lexicon::register::Register;
use crate::span::Span;

const TITLE: &str = "policy/title";
const SUBMITTED: &str = "policy/submitted";
const PLAIN_TITLE: &str = "policy/plain-title";
const SHORT_TITLE: &str = "policy/short-title";
const NUMBER: &str = "policy/number";
const OWN: &str = "policy/own";
const NAMED: &str = "policy/named";
const STRATEGY: &str = "policy/strategy";
const QUOTED: &str = "policy/quoted";
const CAMPAIGN: &str = "policy/campaign";
const PLAIN_LAW: &str = "policy/plain-law";
const TOLD: &str = "policy/told";
const OF_AREA: &str = "policy/of-area";

/// The policies that a case names, in the order of the text.
pub fn policies(document: &Document, case: &Case, lexicon: &Lexicon) -> Vec<Mention> {
    let text = document.text.as_str();
    let (found, known) = (Vec::new(), Known::default());
    let mut reader = Reader { text, end: case.span.end, year: document.year, lexicon, found, known };
    for stretch in case.prose() {
        let titles = title::titles(text, stretch);
        for line in lines(text, [stretch]) {
            reader.read(line, beginning_in(&titles, line));
        }
    }
    if document.cases.len() == 1 || document.front.first() == Some(&case.span) {
        reader.first_title();
    }
    let mut found = reader.found;
    unify::unify(&mut found);
    found.sort_by_key(|mention| (mention.span.start, mention.span.end));
    found
}

/// The titles that begin in a line.
fn beginning_in(titles: &[Span], line: Span) -> &[Span] {
    let from = titles.partition_point(|title| title.start < line.start);
    let to = titles.partition_point(|title| title.start < line.end);
    &titles[from..to.max(from)]
}

/// What has been read so far of a case.
struct Reader<'a> {
    text: &'a str,
    /// Where the case ends.
    end: usize,
    year: Option<u16>,
    lexicon: &'a Lexicon,
    found: Vec<Mention>,
    known: Known,
}

impl Reader<'_> {
    fn read(&mut self, line: Span, titles: &[Span]) {
        // A title may end in a later line, its number with it.
        let stretch = titles.iter().fold(line, |stretch, title| stretch.cover(*title));
        let stretch = Span::new(stretch.start, self.end_of_line(stretch.end));
        let numbers = doc_numbers(self.text, stretch);
        let mut used = vec![false; numbers.len()];
        for &title in titles {
            let number = title::number_of(self.text, title, &numbers);
            if let Some(at) = number {
                used[at] = true;
            }
            self.title(stretch, title, number.map(|at| &numbers[at]));
        }
        for (number, _) in numbers.iter().zip(&used).filter(|(number, used)| !**used && line.contains(number.span)) {
            self.number(number);
        }
        for span in plain::plain_titles(self.text, line) {
            if !titles.iter().any(|title| title.overlaps(span)) {
                let title = self.text[span.range()].to_owned();
                let issued = title::date_of_issue(&self.text[line.start..span.start], self.year);
                let policy = PolicyReferent { title, kind: "document", doc_number: None, issued };
                self.known.add(policy.clone(), None);
                self.push(span, PLAIN_TITLE, policy);
            }
        }
        self.named(line, titles);
        self.laws(line, titles);
        self.strategies(line, titles);
        self.campaigns(line, titles);
        self.quoted(line, titles);
        self.plain_laws(line, titles);
        self.plain_plans(line, titles);
        self.told(line, titles);
        self.of_areas(line, titles);
    }

    /// Where the line of a place ends, or what is near enough to it for the number and the short form of a title.
    fn end_of_line(&self, at: usize) -> usize {
        const NEAR: usize = 480;
        let near = floor(self.text, (at + NEAR).min(self.end)).max(at);
        self.text[at..near].find('\n').map_or(near, |end| at + end)
    }

    fn title(&mut self, stretch: Span, span: Span, number: Option<&DocNumber>) {
        let title = &self.text[span.range()];
        let before = &self.text[stretch.start..span.start - '《'.len_utf8()];
        let after = &self.text[span.end..stretch.end];
        match self.lexicon.policies.class_of(title) {
            TitleClass::Form
                if number.is_none() && !title::governs(before, title) && !title::is_agreement(before, title) =>
            {
                return;
            }
            TitleClass::Work
                if number.is_none() && !title::is_deliberated(before) && !title::is_list_gone_by(before, title) =>
            {
                return;
            }
            TitleClass::Unknown
                if number.is_none()
                    && !title::is_cited(before)
                    && !title::is_reported(before, after)
                    && !title::is_standard(title, after) =>
            {
                return;
            }
            TitleClass::Bare if number.is_none() => return self.short_title(span),
            _ if number.is_none() && self.known.given(title).is_some() => return self.short_title(span),
            _ => {}
        }
        let before_title = &self.text[stretch.start..span.start];
        let policy = PolicyReferent {
            title: title::full_title(title, &self.lexicon.policies.laws),
            kind: "document",
            doc_number: number.map(|number| number.normal.clone()),
            issued: title::date_of_issue(before_title, self.year).or_else(|| number.and_then(year_of)),
        };
        let after = &self.text[number.map_or(span.end, |number| number.span.end)..stretch.end];
        self.known.add(policy.clone(), title::short_form(after));
        self.push(span, TITLE, policy);
        if let Some(plan) = title::submitted(title) {
            let title = title::full_title(&title[plan.clone()], &self.lexicon.policies.laws);
            let policy = PolicyReferent { title, kind: "document", ..PolicyReferent::default() };
            self.known.add(policy.clone(), None);
            self.push(Span::from(plan).shift(span.start), SUBMITTED, policy);
        }
    }

    /// `《意见》` after `《关于…的意见》`: the document that was given this short form, else the last that ends so.
    fn short_title(&mut self, span: Span) {
        let short = &self.text[span.range()];
        if let Some(policy) = self.known.given(short).or_else(|| self.known.ending_in(short)).cloned() {
            self.push(span, SHORT_TITLE, policy);
        }
    }

    /// A number without 《》: that of a document named before, or of the one that the text prints, or the only name of one.
    fn number(&mut self, number: &DocNumber) {
        if let Some(known) = self.known.numbered(&number.normal).cloned() {
            return self.push(number.span, NUMBER, known);
        }
        let mut policy = by_number(number);
        let Some(title) = own::title_of(self.text, number.span, &self.lexicon.policies) else {
            return self.push(number.span, NUMBER, policy);
        };
        policy.title = own::joined(&self.text[title.range()]);
        policy.issued = own::date_under(self.text, number.span.end).or(policy.issued);
        self.known.add(policy.clone(), None);
        self.push(number.span, OWN, policy.clone());
        self.push(title, OWN, policy);
    }

    /// The title over a document that prints no number.
    fn first_title(&mut self) {
        let Some(span) = own::first_title(self.text, &self.lexicon.policies) else { return };
        if self.found.iter().any(|mention| mention.rule == OWN && mention.span.overlaps(span)) {
            return;
        }
        // 某市…规划（2024—2026年） was read as what stands in a sentence.
        self.found.retain(|mention| !matches!(mention.rule, TOLD | OF_AREA) || !span.contains(mention.span));
        let title = own::joined(&self.text[span.range()]);
        let issued = own::date_under(self.text, span.end);
        self.push(span, OWN, PolicyReferent { title, kind: "document", doc_number: None, issued });
    }

    fn named(&mut self, line: Span, titles: &[Span]) {
        let lexicon = self.lexicon;
        let slice = &self.text[line.range()];
        for (range, policy) in lexicon.policies.named_in(slice, self.year) {
            if policy.is_some_and(|known| known.of_all) && self.is_of_an_area(slice, &range) {
                continue;
            }
            let span = Span::from(range).shift(line.start);
            if titles.iter().any(|title| title.overlaps(span)) {
                continue;
            }
            let form = &self.text[span.range()];
            let policy = match policy {
                Some(known) => {
                    PolicyReferent { title: known.name.to_owned(), kind: known.kind, ..PolicyReferent::default() }
                }
                None => self.campaign(form),
            };
            self.push(span, NAMED, policy);
        }
    }

    /// Whether a plan is not that of the whole country: 我省|水污染防治行动计划, 新一轮|…; nor one that carries it out
    /// (水污染防治行动计划|实施方案) or is still to be written (…规划|编制).
    fn is_of_an_area(&self, line: &str, name: &Range<usize>) -> bool {
        const GOES_ON: [&str; 8] = ["实施方案", "实施意见", "实施细则", "工作方案", "行动方案", "细则", "编制", "制定"];
        let (before, after) = (&line[..name.start], &line[name.end..]);
        ends_in_place(before, &self.lexicon.register)
            || before.ends_with("新一轮")
            || GOES_ON.iter().any(|word| after.starts_with(word))
    }

    /// 主题教育 in a text that says no year: the one that it has named in full, if any.
    fn campaign(&self, form: &str) -> PolicyReferent {
        let named = self.found.iter().rev().find_map(|mention| match &mention.referent {
            Referent::Policy(policy) if policy.title.ends_with(form) && policy.kind == "campaign" => {
                Some(policy.clone())
            }
            _ => None,
        });
        named.unwrap_or_else(|| PolicyReferent {
            title: form.to_owned(),
            kind: "campaign",
            ..PolicyReferent::default()
        })
    }

    /// The laws and regulations of the country that are called by their names alone.
    fn laws(&mut self, line: Span, titles: &[Span]) {
        let lexicon = self.lexicon;
        let slice = &self.text[line.range()];
        let of_all = |range: &Range<usize>| {
            !(slice[..range.end].ends_with("条例") && ends_in_place(&slice[..range.start], &lexicon.register))
        };
        let laws = lexicon.policies.laws.named_in(slice).into_iter().filter(|(range, _)| of_all(range));
        let laws = laws.map(|(range, name)| (Span::from(range).shift(line.start), name.to_owned())).collect();
        self.without_brackets(line, titles, (NAMED, "document"), laws);
    }

    fn strategies(&mut self, line: Span, titles: &[Span]) {
        let strategies = strategy::strategies(self.text, line);
        self.without_brackets(line, titles, (STRATEGY, "strategy"), strategies);
    }

    fn campaigns(&mut self, line: Span, titles: &[Span]) {
        let campaigns = campaign::campaigns(self.text, line);
        // “牢记嘱托”|主题教育|活动 is not the one that is called so without more.
        self.found.retain(|known| {
            known.rule != NAMED
                || !campaigns.iter().any(|(span, _)| span.contains(known.span) && span.start < known.span.start)
        });
        self.without_brackets(line, titles, (CAMPAIGN, "campaign"), campaigns);
    }

    /// Plans and reports that a sentence quotes: 今年市政府工作报告明确提出.
    fn quoted(&mut self, line: Span, titles: &[Span]) {
        let quoted = strategy::quoted(self.text, line).into_iter();
        let quoted = quoted.map(|span| (span, self.text[span.range()].to_owned())).collect();
        self.without_brackets(line, titles, (QUOTED, "document"), quoted);
    }

    /// Laws and regulations that are cited without brackets: 依据企业所得税法, 执行浙江省数字经济促进条例.
    fn plain_laws(&mut self, line: Span, titles: &[Span]) {
        let laws_known = &self.lexicon.policies.laws;
        let laws = plain::plain_laws(self.text, line).into_iter();
        let laws = laws.map(|span| (span, title::full_title(&self.text[span.range()], laws_known))).collect();
        self.without_brackets(line, titles, (PLAIN_LAW, "document"), laws);
    }

    /// Plans that are issued or carried out without brackets: 出台支持智能制造产业发展实施意见.
    fn plain_plans(&mut self, line: Span, titles: &[Span]) {
        let plans = plain::plain_plans(self.text, line).into_iter();
        let plans = plans.map(|span| (span, self.text[span.range()].to_owned())).collect();
        self.without_brackets(line, titles, (PLAIN_TITLE, "document"), plans);
    }

    /// Documents that their edition, their fate, or who issued them shows: 某市国土空间总体规划获批.
    fn told(&mut self, line: Span, titles: &[Span]) {
        let told = told::documents(self.text, line, &self.lexicon.register).into_iter();
        let told = told.map(|span| (span, title::close_up(&self.text[span.range()]))).collect();
        self.without_brackets(line, titles, (TOLD, "document"), told);
    }

    /// Documents that the area whose they are shows: 印发某县…资金管理办法.
    fn of_areas(&mut self, line: Span, titles: &[Span]) {
        let found = areal::documents(self.text, line, &self.lexicon.register).into_iter();
        let found = found.map(|span| (span, title::close_up(&self.text[span.range()]))).collect();
        self.without_brackets(line, titles, (OF_AREA, "document"), found);
    }

    /// Takes up policies of a line that stand in no brackets, each with its title, where nothing is known by those words.
    fn without_brackets(
        &mut self,
        line: Span,
        titles: &[Span],
        (rule, kind): (&'static str, &'static str),
        named: Vec<(Span, String)>,
    ) {
        for (span, title) in named {
            let of_line = self.found.iter().rev().take_while(|mention| mention.span.end > line.start);
            let known = of_line.into_iter().any(|mention| mention.span.overlaps(span));
            if !known && !titles.iter().any(|other| other.overlaps(span)) {
                self.push(span, rule, PolicyReferent { title, kind, ..PolicyReferent::default() });
            }
        }
    }

    fn push(&mut self, span: Span, rule: &'static str, policy: PolicyReferent) {
        self.found.push(Mention { span, rule, referent: Referent::Policy(policy) });
    }
}

/// Whether words end in the name of a place whose own regulations a name may be: 北京市|优化营商环境条例, 浙江|….
fn ends_in_place(words: &str, register: &Register) -> bool {
    const UNITS: [char; 8] = ['省', '市', '区', '县', '州', '旗', '盟', '港'];
    let is_place = |length: usize| {
        let from = words.char_indices().rev().nth(length - 1);
        from.is_some_and(|(at, _)| register.short_named(&words[at..]).next().is_some())
    };
    words.ends_with(UNITS) || is_place(2) || is_place(3)
}

/// A number without a title: the document goes by it.
fn by_number(number: &DocNumber) -> PolicyReferent {
    PolicyReferent {
        title: number.normal.clone(),
        kind: "document",
        doc_number: Some(number.normal.clone()),
        issued: year_of(number),
    }
}

fn year_of(number: &DocNumber) -> Option<String> {
    number.year.map(|year| year.to_string())
}
