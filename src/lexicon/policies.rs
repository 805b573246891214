//! seeds/lexicon/{policies,document-titles,issuers}.tsv → how documents are called, numbered and cited.

use std::collections::HashMap;

use super::finder::Finder;
use super::laws::Laws;
use super::table::rows;

const NAMED: &str = include_str!("../../seeds/lexicon/policies.tsv");
const TITLES: &str = include_str!("../../seeds/lexicon/document-titles.tsv");
const ISSUERS: &str = include_str!("../../seeds/lexicon/issuers.tsv");

const CITIES: &str = include_str!("../../seeds/lexicon/issuer-cities.tsv");

/// What follows the character of a city in the codes of its government, and of the office of that.
const OF_GOVERNMENT: [&str; 8] = ["发", "函", "规", "字", "", "行规", "告", "令"];
const OF_OFFICE: [&str; 9] = ["办发", "办", "办函", "办规", "办字", "办电", "办明电", "厅发", "办告"];

/// A strategy, campaign or agreement that is named without 《》.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPolicy {
    /// Its name in full.
    pub name: &'static str,
    /// Notation in `cgv:policyKinds`.
    pub kind: &'static str,
    /// Whether areas have documents of their own that are called so (某省|水污染防治行动计划).
    pub of_all: bool,
    /// The years in which the form means it; empty for any year.
    years: Vec<u16>,
}

/// What a title in 《》 names, judged by how it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleClass {
    /// A document, law or agreement.
    Policy,
    /// A licence, form, certificate, contract or letter.
    Form,
    /// A newspaper, book or programme.
    Work,
    /// Too general a word to be a title (`《意见》`): takes up a document named before.
    Bare,
    /// Nothing known ends it.
    Unknown,
}

/// Who issues under a 机关代字, as a template: `{}` stands for a province.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Issuer {
    /// Without `{}` and `*`.
    code: (&'static str, &'static str),
    of_province: bool,
    open: bool,
    agency: &'static str,
}

/// How documents are called, numbered and cited.
#[derive(Debug)]
pub struct PolicyWords {
    /// The laws and regulations of the country.
    pub laws: Laws,
    forms: Finder<'static>,
    named: Vec<Vec<NamedPolicy>>,
    endings: HashMap<&'static str, TitleClass>,
    bare: HashMap<&'static str, TitleClass>,
    longest_ending: usize,
    issuers: Vec<Issuer>,
    /// How the codes of cities begin, the city and what the office of its government is called.
    cities: Vec<(&'static str, &'static str, &'static str)>,
}

impl PolicyWords {
    /// Reads the words that come with the program.
    pub fn builtin() -> Self {
        let (forms, named) = named_policies();
        let (mut endings, mut bare) = (HashMap::new(), HashMap::new());
        for row in rows(TITLES) {
            match row[1] {
                "policy" => endings.insert(row[0], TitleClass::Policy),
                "form" => endings.insert(row[0], TitleClass::Form),
                "work" => endings.insert(row[0], TitleClass::Work),
                _ => bare.insert(row[0], TitleClass::Bare),
            };
        }
        let longest_ending = endings.keys().map(|ending| ending.chars().count()).max().unwrap_or(0);
        Self {
            laws: Laws::builtin(),
            forms: Finder::of_rule(forms),
            named,
            endings,
            bare,
            longest_ending,
            issuers: issuers(),
            cities: rows(CITIES).map(|row| (row[0], row[1], row[2])).collect(),
        }
    }

    /// Strategies, campaigns and agreements named in a text, as byte ranges of it; which is meant may depend on the year.
    pub fn named_in(&self, text: &str, year: Option<u16>) -> Vec<(std::ops::Range<usize>, Option<&NamedPolicy>)> {
        let meant = |row: usize| {
            self.named[row]
                .iter()
                .find(|policy| policy.years.is_empty() || year.is_some_and(|year| policy.years.contains(&year)))
        };
        self.forms.find_iter(text).map(|hit| (hit.range(), meant(hit.word))).collect()
    }

    /// What a title names, by its ending; what follows in brackets at its end （试行） is not looked at.
    pub fn class_of(&self, title: &str) -> TitleClass {
        let edition = |c: char| c.is_ascii_digit() || matches!(c, '.' | '版' | '年' | '～' | '~' | '—' | '－' | '-');
        let core = without_closing_bracket(title);
        let before_edition = core.trim_end_matches(edition);
        let numbered = core[before_edition.len()..].contains(|c: char| c.is_ascii_digit());
        let core = if numbered { before_edition } else { core };
        let core = core.strip_suffix("草案").filter(|core| !core.is_empty()).unwrap_or(core);
        if let Some(&class) = self.bare.get(core) {
            return class;
        }
        let characters: Vec<usize> = core.char_indices().map(|(at, _)| at).collect();
        let from = characters.len().saturating_sub(self.longest_ending);
        let ending = characters[from..].iter().find_map(|&at| self.endings.get(&core[at..]));
        ending.copied().unwrap_or(TitleClass::Unknown)
    }

    /// Who issues under a 机关代字: the agency's name, with `{}` for the province named by the code's first character.
    pub fn issuer_of(&self, code: &str) -> Option<(&'static str, Option<char>)> {
        let province = code.chars().next()?;
        let rest = &code[province.len_utf8()..];
        let fits = |issuer: &&Issuer| issuer.fits(if issuer.of_province { rest } else { code });
        let best = |of_province| self.issuers.iter().filter(fits).find(|issuer| issuer.of_province == of_province);
        if let Some(issuer) = best(false) {
            return Some((issuer.agency, None));
        }
        best(true).map(|issuer| (issuer.agency, Some(province)))
    }

    /// The government of a city, or its office, that issues under a 机关代字 (穗府办规).
    pub fn city_issuer(&self, code: &str) -> Option<String> {
        let of = |(prefix, city, office): &(&'static str, &'static str, &'static str)| {
            let rest = code.strip_prefix(prefix)?;
            let rest = if prefix.ends_with('府') { rest } else { rest.strip_prefix(['政', '府'])? };
            let government = format!("{city}人民政府");
            if OF_GOVERNMENT.contains(&rest) {
                return Some(government);
            }
            OF_OFFICE.contains(&rest).then(|| format!("{government}{office}"))
        };
        self.cities.iter().find_map(of)
    }
}

impl Issuer {
    fn fits(&self, code: &str) -> bool {
        let (before, after) = self.code;
        if self.open { code.strip_prefix(before).is_some_and(|rest| rest.ends_with(after)) } else { code == before }
    }
}

/// A title without the bracketed remarks that end it: `…办法（试行）` → `…办法`.
pub fn without_closing_bracket(title: &str) -> &str {
    let mut core = title.trim();
    while core.ends_with(['）', ')']) {
        let Some(open) = core.rfind(['（', '(']) else { break };
        core = core[..open].trim_end();
    }
    core
}

fn named_policies() -> (Vec<&'static str>, Vec<Vec<NamedPolicy>>) {
    let (mut forms, mut named): (Vec<&str>, Vec<Vec<NamedPolicy>>) = (Vec::new(), Vec::new());
    for row in rows(NAMED) {
        let years = row.get(3).into_iter().flat_map(|cell| cell.split(' ')).filter_map(|year| year.parse().ok());
        let (kind, of_all) = (kind(row[2]), row[2] == "plan");
        let policy = NamedPolicy { name: row[1], kind, of_all, years: years.collect() };
        if let Some(at) = forms.iter().position(|form| *form == row[0]) {
            named[at].push(policy);
        } else {
            forms.push(row[0]);
            named.push(vec![policy]);
        }
    }
    (forms, named)
}

fn kind(cell: &'static str) -> &'static str {
    match cell {
        "strategy" => "strategy",
        "campaign" => "campaign",
        _ => "document",
    }
}

/// The rows of issuers, the longest code first.
fn issuers() -> Vec<Issuer> {
    let mut found: Vec<Issuer> = rows(ISSUERS)
        .map(|row| {
            let code = row[0].trim_start_matches("{}");
            let (before, after) = code.split_once('*').unwrap_or((code, ""));
            let (of_province, open) = (row[0].starts_with("{}"), row[0].contains('*'));
            Issuer { code: (before, after), of_province, open, agency: row[1] }
        })
        .collect();
    found.sort_by_key(|issuer| (issuer.open, std::cmp::Reverse(issuer.code.0.len() + issuer.code.1.len())));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_judged_by_their_ending() {
        let words = PolicyWords::builtin();
        assert_eq!(words.class_of("关于促进民营经济发展的若干措施（试行）"), TitleClass::Policy);
        assert_eq!(words.class_of("食品经营许可证"), TitleClass::Form);
        assert_eq!(words.class_of("湖南日报"), TitleClass::Work);
        assert_eq!(words.class_of("意见"), TitleClass::Bare);
        assert_eq!(words.class_of("富春山居图"), TitleClass::Unknown);
    }

    #[test]
    fn codes_of_issuers() {
        let words = PolicyWords::builtin();
        assert_eq!(words.issuer_of("国办发"), Some(("国务院办公厅", None)));
        assert_eq!(words.issuer_of("苏政办发"), Some(("{}人民政府办公厅", Some('苏'))));
        assert_eq!(words.issuer_of("桂发"), Some(("中国共产党{}委员会", Some('桂'))));
        assert_eq!(words.issuer_of("财库"), Some(("财政部", None)));
        assert_eq!(words.issuer_of("甲乙丙"), None);
    }
}
