//! seeds/lexicon/{national-agencies,local-agencies,agency-*,group-tails}.tsv → how state bodies are called.
//!
//! A local body is an area and what follows it: a form of local-agencies.tsv (市中院), or function words and a unit
//! (市 + 市场监管 + 局). Either gives a template of the full name, `{}` or `{short}` standing for the area.

mod composition;
mod departments;
mod guards;
mod offices;
mod open;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use self::composition::Composition;
use self::departments::Departments;
use self::guards::Guards;
pub use self::offices::Office;
use self::offices::Offices;
use self::open::OpenWords;
pub use self::open::{Open, Place};
use super::edge::Beginnings;
use super::finder::{Finder, Hit};
use super::register::Level;
use super::table::{rows, words};

const NATIONAL: &str = include_str!("../../../seeds/lexicon/national-agencies.tsv");
const LOCAL: &str = include_str!("../../../seeds/lexicon/local-agencies.tsv");
const BRANCHES: &str = include_str!("../../../seeds/lexicon/agency-branches.tsv");
const PREFIXES: &str = include_str!("../../../seeds/lexicon/agency-prefixes.tsv");
const GROUP_TAILS: &str = include_str!("../../../seeds/lexicon/group-tails.tsv");

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

/// A form of the name of a national body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct National {
    /// The full name.
    pub name: &'static str,
    /// Whether only a branch after it shows what it is (人行).
    pub only_with_branch: bool,
    /// Not meant in a text about an area, which has such a body of its own.
    unless_of_area: bool,
}

/// How state bodies are called.
#[derive(Debug)]
pub struct AgencyWords {
    national: Finder<'static>,
    national_names: Vec<National>,
    /// The longest first: the template, and whether it follows the kind of an area only.
    local: Beginnings<(&'static str, bool)>,
    forms_by_template: HashMap<&'static str, Vec<&'static str>>,
    composition: Composition,
    departments: Departments,
    guards: Guards,
    offices: Offices,
    open: OpenWords,
    /// In the order of their rows: what one body has for itself stands first.
    branches: Vec<Branch>,
    /// Words before an area, and the template they give its committee.
    prefixes: Vec<(&'static str, &'static str)>,
    group_tails: Finder<'static>,
}

impl AgencyWords {
    /// Reads the words that come with the program.
    pub fn builtin() -> Self {
        let (national, national_names) = national();
        Self {
            national: Finder::of_rule(national),
            national_names,
            local: Beginnings::new(local()),
            forms_by_template: forms_by_template(),
            composition: Composition::builtin(),
            departments: Departments::builtin(),
            guards: Guards::builtin(),
            offices: Offices::builtin(),
            open: OpenWords::builtin(),
            branches: rows(BRANCHES).flat_map(branches).collect(),
            prefixes: rows(PREFIXES).map(|row| (row[0], row[1])).collect(),
            group_tails: Finder::of_rule(words(GROUP_TAILS)),
        }
    }

    /// The national bodies named in a text, as byte ranges of it; `of_an_area` says that the text is
    /// about an area, so that what is said without one is a body of that.
    pub fn national_in<'a>(
        &'a self,
        text: &'a str,
        of_an_area: bool,
    ) -> impl Iterator<Item = (Range<usize>, National)> + 'a {
        self.national.find_iter(text).filter_map(move |hit| {
            let (form, national) = (&text[hit.range()], self.national_names[hit.word]);
            let other_word = self.guards.begins_another_word(form, &text[hit.end()..])
                || self.guards.ends_another_word(form, &text[..hit.start()]);
            let local = national.unless_of_area && (of_an_area || !begins_word(&text[..hit.start()]));
            (!other_word && !local).then(|| (hit.range(), national))
        })
    }

    /// How a text after an area ends the name of a branch of a national body: bytes of it, and the template of the name.
    pub fn branch_at(&self, body: &str, text: &str) -> Option<(usize, &'static str)> {
        let fits = |branch: &&Branch| (branch.body == "*" || branch.body == body) && text.starts_with(branch.ending);
        self.branches.iter().find(fits).map(|branch| (branch.ending.len(), branch.template))
    }

    /// The endings of groups and panels in a text (领导小组, 工作专班), as byte ranges of it.
    pub fn group_tails_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let begins_another = |hit: &Hit| self.guards.begins_another_word(&text[hit.range()], &text[hit.end()..]);
        self.group_tails.find_iter(text).filter(move |hit| !begins_another(hit)).map(Hit::range)
    }

    /// The body of an area that the text begins with: the longest form or composition.
    pub fn body_at(&self, text: &str) -> Option<Body> {
        /// What runs the trains of an area is none of its departments.
        const RAILWAY: &str = "铁路局";
        if text.starts_with(RAILWAY) {
            return None;
        }
        let form = self.local.of(text).find_map(|&(form, (template, after_kind_only))| {
            let whole = !self.guards.begins_another_word(form, &text[form.len()..]);
            whole.then(|| Body { length: form.len(), template: template.to_owned(), after_kind_only })
        });
        let composed = self.composition.longest(text, &self.guards).map(|(length, name)| Body {
            length,
            template: format!("{{}}{name}"),
            after_kind_only: false,
        });
        match (form, composed) {
            (Some(form), Some(composed)) if composed.length > form.length => Some(composed),
            (form, composed) => form.or(composed),
        }
    }

    /// The department of unknown words that the text behind an area begins with; `is_name` says whether words can be those of a name.
    pub fn open_at(&self, text: &str, is_name: impl Fn(&str) -> bool) -> Option<Open> {
        self.open.at(text, is_name)
    }

    /// The office of unknown words that the text right behind a body begins with.
    pub fn open_office(&self, text: &str, is_name: impl Fn(&str) -> bool) -> Option<Open> {
        self.open.within(text, is_name)
    }

    /// The forms that stand for a template, in the order of their words; none for compositions.
    pub fn forms_of(&self, template: &str) -> &[&'static str] {
        self.forms_by_template.get(template).map_or(&[], Vec::as_slice)
    }

    /// Whether a form means one body even without its area (市场监督管理局, not 政府).
    pub fn stands_alone(&self, form: &str) -> bool {
        form.chars().count() > 1 && !self.guards.alone.contains(form)
    }

    /// Whether words are those of departments and nothing else (公共资源交易).
    pub fn is_composed(&self, words: &str) -> bool {
        self.composition.is_composed(words)
    }

    /// Whether words can be the name of a station, a town or a zone (当地 "local" in 当地海关 is none).
    pub fn can_be_name(&self, words: &str) -> bool {
        !self.guards.no_name.iter().any(|word| words.contains(word))
    }

    /// The office of a body that the text begins with, the body being named right before it.
    pub fn office_at(&self, text: &str, of_ministry: bool) -> Option<Office> {
        let office = self.offices.at(text, of_ministry, |words| self.composition.is_composed(words))?;
        // 行政处|罚: another word.
        let other = matches!(office.ending, "处" | "中心")
            && self.guards.begins_another_word(office.ending, &text[office.length..]);
        (!other).then_some(office)
    }

    /// The field of a department that the text begins with (发改), and the template of its name at a level.
    pub fn department_at(&self, text: &str, level: Level) -> Option<(&'static str, &'static str)> {
        self.departments.at(text, level)
    }

    /// Words that end a text and make the committee of the area after them another body's than the Party's (共青团 in
    /// 共青团桂林市委), and the template of its name.
    pub fn prefix_of_committee(&self, before: &str) -> Option<(&'static str, &'static str)> {
        self.prefixes.iter().find(|(prefix, _)| before.ends_with(prefix)).copied()
    }
}

/// How branches of a national body are called.
#[derive(Debug)]
struct Branch {
    body: &'static str,
    ending: &'static str,
    template: &'static str,
}

fn branches(row: Vec<&'static str>) -> impl Iterator<Item = Branch> {
    row[1].split(' ').map(move |ending| Branch { body: row[0], ending, template: row[2] })
}

/// Whether a name can begin after these words: no area or other word is open.
fn begins_word(before: &str) -> bool {
    // 各省（自治区、直辖市）|能源局: that of each.
    if before.ends_with(['）', ')']) {
        return false;
    }
    before.chars().next_back().is_none_or(|last| !last.is_alphanumeric() || "和与及同由向经在对将据从以".contains(last))
}

fn national() -> (Vec<&'static str>, Vec<National>) {
    let (mut forms, mut names) = (Vec::new(), Vec::new());
    for row in rows(NATIONAL) {
        let others = row.get(1).into_iter().flat_map(|cell| cell.split(' ')).filter(|form| !form.is_empty());
        for form in std::iter::once(row[0]).chain(others) {
            forms.push(form.trim_end_matches(['?', '+']));
            names.push(National {
                name: row[0],
                only_with_branch: form.ends_with('+'),
                unless_of_area: form.ends_with('?'),
            });
        }
    }
    (forms, names)
}

fn local() -> Vec<(&'static str, (&'static str, bool))> {
    let mut found = BTreeMap::new();
    for row in rows(LOCAL) {
        for form in row[0].split(' ') {
            found.insert(form.trim_end_matches('#'), (row[1], form.ends_with('#')));
        }
    }
    longest_words_first(found)
}

/// Words with what they stand for, as they are tried at a place: the longest first.
fn longest_words_first<T>(words: BTreeMap<&'static str, T>) -> Vec<(&'static str, T)> {
    let mut words: Vec<_> = words.into_iter().collect();
    words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    words
}

fn forms_by_template() -> HashMap<&'static str, Vec<&'static str>> {
    let mut found: HashMap<&str, Vec<&str>> = HashMap::new();
    for row in rows(LOCAL) {
        // A form that needs the kind of an area before it cannot stand alone.
        found.entry(row[1]).or_default().extend(row[0].split(' ').filter(|form| !form.ends_with('#')));
    }
    found
}

fn cell(row: &[&'static str], at: usize) -> Option<&'static str> {
    row.get(at).copied().filter(|cell| !cell.is_empty())
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
        assert_eq!(template("文化广电旅游体育局"), "{}文化广电旅游体育局");
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
        let name = |text| words.office_at(text, true).map(|office| office.name).unwrap_or_default();
        assert_eq!(name("友谊税务分局分别进驻"), "友谊税务分局");
        assert_eq!(name("主题办高度认可"), "主题教育领导小组办公室");
        assert_eq!(name("科技教育司"), "科技教育司");
        assert_eq!(name("在口岸设立税务分局"), "");
    }
}
