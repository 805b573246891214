//! seeds/lexicon/{national-agencies,local-agencies,agency-*,group-tails}.tsv → how state bodies are called.
//!
//! A local body is an area and what follows it: a form of local-agencies.tsv (市中院), or function words and a unit
//! (市 + 市场监管 + 局). Either gives a template of the full name, `{}` or `{short}` standing for the area.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::table::{rows, words};

const NATIONAL: &str = include_str!("../../seeds/lexicon/national-agencies.tsv");
const LOCAL: &str = include_str!("../../seeds/lexicon/local-agencies.tsv");
const FUNCTIONS: &str = include_str!("../../seeds/lexicon/agency-functions.tsv");
const UNITS: &str = include_str!("../../seeds/lexicon/agency-units.tsv");
const OFFICES: &str = include_str!("../../seeds/lexicon/agency-offices.tsv");
const GROUP_TAILS: &str = include_str!("../../seeds/lexicon/group-tails.tsv");

const GUARDS: &str = include_str!("../../seeds/lexicon/agency-guards.tsv");

/// Most function words in the name of one department (文化 + 广电 + 体育 + 旅游 + …).
const MOST_FUNCTIONS: usize = 5;

/// What follows the area in the name of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Bytes of the text it takes.
    pub length: usize,
    /// The full name, with `{}` or `{short}` for the area.
    pub template: String,
    /// Whether it can only follow the kind of an area (市委).
    pub after_kind_only: bool,
}

/// What an office within a body is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Bytes of the text it takes.
    pub length: usize,
    /// Its name in full, without that of the body.
    pub name: String,
    /// Its ending (税务分局).
    pub ending: &'static str,
}

/// What may stand before the ending of an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Prefix {
    Name,
    Functions,
    None,
}

/// How state bodies are called.
#[derive(Debug)]
pub struct AgencyWords {
    national: AhoCorasick,
    national_names: Vec<&'static str>,
    local: HashMap<&'static str, (&'static str, bool)>,
    longest_local: usize,
    forms_by_template: HashMap<&'static str, Vec<&'static str>>,
    functions: HashMap<&'static str, &'static str>,
    longest_function: usize,
    /// Forms and full forms, the longest first.
    units: Vec<(&'static str, &'static str)>,
    guards: Guards,
    offices: Vec<(&'static str, Prefix, &'static str)>,
    group_tails: AhoCorasick,
}

impl AgencyWords {
    /// Reads the words that come with the program.
    pub fn builtin() -> Self {
        let (national, national_names) = national();
        let local = local();
        let functions: HashMap<_, _> = rows(FUNCTIONS).map(|row| (row[0], cell(&row, 1).unwrap_or(row[0]))).collect();
        let mut units: Vec<_> = rows(UNITS).map(|row| (row[0], cell(&row, 1).unwrap_or(row[0]))).collect();
        units.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        let mut offices: Vec<_> = rows(OFFICES).map(|row| office(&row)).collect();
        offices.sort_by_key(|(ending, ..)| std::cmp::Reverse(ending.len()));
        Self {
            national: longest_first(&national),
            national_names,
            longest_local: characters(local.keys()),
            local,
            forms_by_template: forms_by_template(),
            longest_function: characters(functions.keys()),
            functions,
            units,
            guards: Guards::builtin(),
            offices,
            group_tails: longest_first(&words(GROUP_TAILS).collect::<Vec<_>>()),
        }
    }

    /// The national bodies named in a text, as byte ranges of it, with their full names.
    pub fn national_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, &'static str)> + 'a {
        let begins_another =
            |hit: &aho_corasick::Match| self.guards.begins_another_word(&text[hit.range()], &text[hit.end()..]);
        let hits = self.national.find_iter(text).filter(move |hit| !begins_another(hit));
        hits.map(|hit| (hit.range(), self.national_names[hit.pattern().as_usize()]))
    }

    /// The endings of groups and panels in a text (领导小组, 工作专班), as byte ranges of it.
    pub fn group_tails_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        self.group_tails.find_iter(text).map(|hit| hit.range())
    }

    /// The body of an area that the text begins with: the longest form or composition.
    pub fn body_at(&self, text: &str) -> Option<Body> {
        let form = prefixes(text, self.longest_local).find_map(|form| {
            let (template, after_kind_only) = *self.local.get(form)?;
            let whole = !self.guards.begins_another_word(form, &text[form.len()..]);
            whole.then(|| Body { length: form.len(), template: template.to_owned(), after_kind_only })
        });
        let composed = self.composition(text, MOST_FUNCTIONS).map(|(length, name)| Body {
            length,
            template: format!("{{}}{name}"),
            after_kind_only: false,
        });
        match (form, composed) {
            (Some(form), Some(composed)) if composed.length > form.length => Some(composed),
            (form, composed) => form.or(composed),
        }
    }

    /// The forms that stand for a template, in the order of their words; none for compositions.
    pub fn forms_of(&self, template: &str) -> Vec<&'static str> {
        self.forms_by_template.get(template).cloned().unwrap_or_default()
    }

    /// Whether a form means one body even without its area (市场监督管理局, not 政府).
    pub fn stands_alone(&self, form: &str) -> bool {
        form.chars().count() > 1 && !self.guards.alone.contains(form)
    }

    /// Whether words can be the name of a station, a town or a zone (当地 "local" in 当地海关 is none).
    pub fn can_be_name(&self, words: &str) -> bool {
        !self.guards.no_name.iter().any(|word| words.contains(word))
    }

    /// Function words and a unit at the beginning of the text: bytes taken, and the words in full.
    fn composition(&self, text: &str, most: usize) -> Option<(usize, String)> {
        let mut best: Option<(usize, String)> = None;
        for word in prefixes(text, self.longest_function) {
            let Some(full) = self.functions.get(word) else { continue };
            let rest = &text[word.len()..];
            let ended = self.unit_at(rest).map(|(unit, name)| (word.len() + unit.len(), format!("{full}{name}")));
            let longer = (most > 1).then(|| self.continuation(rest, most)).flatten();
            let longer = longer.map(|(length, name)| (word.len() + length, format!("{full}{name}")));
            for found in [ended, longer].into_iter().flatten() {
                if best.as_ref().is_none_or(|(length, _)| found.0 > *length) {
                    best = Some(found);
                }
            }
        }
        best
    }

    /// More function words, with or without 和 "and" before them.
    fn continuation(&self, text: &str, most: usize) -> Option<(usize, String)> {
        let conjunction = ["和", "与", "及"].into_iter().find(|word| text.starts_with(word)).unwrap_or("");
        let (length, name) = self.composition(&text[conjunction.len()..], most - 1)?;
        Some((conjunction.len() + length, format!("{conjunction}{name}")))
    }

    fn unit_at(&self, text: &str) -> Option<(&'static str, &'static str)> {
        let fits = |(form, _): &&(&str, &str)| {
            text.strip_prefix(form).is_some_and(|rest| !self.guards.begins_another_word(form, rest))
        };
        self.units.iter().find(fits).copied()
    }

    /// The office of a body that the text begins with, the body being named right before it.
    pub fn office_at(&self, text: &str) -> Option<Office> {
        self.offices.iter().find_map(|&(ending, prefix, full)| {
            let at = match prefix {
                Prefix::None => text.starts_with(ending).then_some(0)?,
                Prefix::Name => name_before(text, ending)?,
                Prefix::Functions => name_before(text, ending).filter(|&at| self.is_composed(&text[..at]))?,
            };
            Some(Office { length: at + ending.len(), name: format!("{}{full}", &text[..at]), ending })
        })
    }

    /// Whether the words are function words and nothing else.
    fn is_composed(&self, text: &str) -> bool {
        text.is_empty()
            || prefixes(text, self.longest_function)
                .any(|word| self.functions.contains_key(word) && self.is_composed(&text[word.len()..]))
    }
}

/// Up to eight characters of a name before an ending: bytes before the ending, none when a clause ends or nothing stands there.
fn name_before(text: &str, ending: &str) -> Option<usize> {
    const LONGEST_NAME: usize = 8;
    let at = text.find(ending)?;
    let name = &text[..at];
    let of_characters = name.chars().all(char::is_alphanumeric) && name.chars().count() <= LONGEST_NAME;
    (at > 0 && of_characters && !name.contains(['的', '和', '与', '在', '由', '对', '将', '了'])).then_some(at)
}

/// The beginnings of a text of at most `longest` characters, the longest first.
fn prefixes(text: &str, longest: usize) -> impl Iterator<Item = &str> {
    let mut ends: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(longest).collect();
    ends.reverse();
    ends.into_iter().map(|end| &text[..end])
}

/// What keeps a form from being taken for a body.
#[derive(Debug)]
struct Guards {
    /// The last character of a form → what makes another word of it.
    after: HashMap<char, Vec<&'static str>>,
    alone: HashSet<&'static str>,
    no_name: Vec<&'static str>,
}

impl Guards {
    fn builtin() -> Self {
        let mut guards = Self { after: HashMap::new(), alone: HashSet::new(), no_name: Vec::new() };
        for row in rows(GUARDS) {
            match row[0] {
                "after" => {
                    let continuations = row.get(2).into_iter().flat_map(|cell| cell.split(' ')).collect();
                    guards.after.extend(row[1].chars().map(|last| (last, Vec::clone(&continuations))));
                }
                "alone" => {
                    guards.alone.insert(row[1]);
                }
                _ => guards.no_name.push(row[1]),
            }
        }
        guards
    }

    /// Whether what follows makes another word of a form: 财政部 in 财政部门 "finance departments", 市委 in 市委托.
    fn begins_another_word(&self, form: &str, after: &str) -> bool {
        let continuations = form.chars().next_back().and_then(|last| self.after.get(&last));
        continuations.is_some_and(|words| words.iter().any(|word| after.starts_with(word)))
    }
}

fn national() -> (Vec<&'static str>, Vec<&'static str>) {
    let (mut forms, mut names) = (Vec::new(), Vec::new());
    for row in rows(NATIONAL) {
        let others = row.get(1).into_iter().flat_map(|cell| cell.split(' ')).filter(|form| !form.is_empty());
        for form in std::iter::once(row[0]).chain(others) {
            forms.push(form);
            names.push(row[0]);
        }
    }
    (forms, names)
}

fn local() -> HashMap<&'static str, (&'static str, bool)> {
    let mut found = HashMap::new();
    for row in rows(LOCAL) {
        for form in row[0].split(' ') {
            found.insert(form.trim_end_matches('#'), (row[1], form.ends_with('#')));
        }
    }
    found
}

fn forms_by_template() -> HashMap<&'static str, Vec<&'static str>> {
    let mut found: HashMap<&str, Vec<&str>> = HashMap::new();
    for row in rows(LOCAL) {
        // A form that needs the kind of an area before it cannot stand alone.
        found.entry(row[1]).or_default().extend(row[0].split(' ').filter(|form| !form.ends_with('#')));
    }
    found
}

fn office(row: &[&'static str]) -> (&'static str, Prefix, &'static str) {
    let prefix = match row[1] {
        "name" => Prefix::Name,
        "functions" => Prefix::Functions,
        _ => Prefix::None,
    };
    (row[0], prefix, cell(row, 2).unwrap_or(row[0]))
}

fn cell(row: &[&'static str], at: usize) -> Option<&'static str> {
    row.get(at).copied().filter(|cell| !cell.is_empty())
}

fn characters<'a>(words: impl Iterator<Item = &'a &'static str>) -> usize {
    words.map(|word| word.chars().count()).max().unwrap_or(0)
}

/// An automaton that finds the longest of the words that begin at a place.
fn longest_first(words: &[&str]) -> AhoCorasick {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(words)
        .expect("a list of this size makes an automaton")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(text: &str) -> String {
        AgencyWords::builtin().body_at(text).map(|body| body.template).unwrap_or_default()
    }

    #[test]
    fn bodies_by_form_and_by_composition() {
        assert_eq!(template("中院联合发文"), "{}中级人民法院");
        assert_eq!(template("市监局、发改委"), "{}市场监督管理局");
        assert_eq!(template("发展改革委和财政局"), "{}发展和改革委员会");
        assert_eq!(template("文化广电旅游体育局"), "{}文化广电和旅游体育局");
        assert_eq!(template("住建局"), "{}住房和城乡建设局");
        assert_eq!(template("政务服务和数据管理局"), "{}政务服务和数据管理局");
        assert_eq!(template("规划和自然资源委员会"), "{}规划和自然资源委员会");
    }

    #[test]
    fn other_words_are_no_bodies() {
        for text in ["财政部门", "经济发展格局", "政务服务办理", "产业", "政府采购", "委托", "科技创新委托"]
        {
            assert_eq!(template(text), "", "{text}");
        }
    }

    #[test]
    fn offices_within_a_body() {
        let words = AgencyWords::builtin();
        let name = |text| words.office_at(text).map(|office| office.name).unwrap_or_default();
        assert_eq!(name("友谊税务分局分别进驻"), "友谊税务分局");
        assert_eq!(name("主题办高度认可"), "主题教育领导小组办公室");
        assert_eq!(name("科技教育司"), "科技教育司");
        assert_eq!(name("在口岸设立税务分局"), "");
    }
}
