//! seeds/lexicon/{organization-*,name-boundaries}.tsv → how companies, banks, hospitals, schools, associations and media are called.

use std::collections::HashSet;
use std::ops::Range;

use super::edge::{Beginnings, Endings};
use super::finder::{Finder, Hit};
use super::table::{marked, rows, words};

const NAMES: &str = include_str!("../../seeds/lexicon/organization-names.tsv");
const TIMES: &str = include_str!("../../seeds/lexicon/organization-times.tsv");
const TAILS: &str = include_str!("../../seeds/lexicon/organization-tails.tsv");
const GENERIC: &str = include_str!("../../seeds/lexicon/organization-generic.tsv");
const PRESS_FIELDS: &str = include_str!("../../seeds/lexicon/press-fields.tsv");
const GUARDS: &str = include_str!("../../seeds/lexicon/organization-guards.tsv");
const LISTS: &str = include_str!("../../seeds/lexicon/organization-lists.tsv");
const BRANDS: &str = include_str!("../../seeds/lexicon/organization-brands.tsv");
const ORDINARY: &str = include_str!("../../seeds/lexicon/ordinary-words.tsv");
const FRONTS: &str = include_str!("../../seeds/lexicon/organization-fronts.tsv");
const CALLS: &str = include_str!("../../seeds/lexicon/organization-calls.tsv");
const BOUNDARIES: &str = include_str!("../../seeds/lexicon/name-boundaries.tsv");

/// How names of bodies of the world, of a continent and of the whole country begin.
const WORLDWIDE: [&str; 8] = ["国际", "世界", "全球", "亚洲", "欧洲", "非洲", "全国", "中华"];

/// What sort of body it is: later words such as 医院 or 该公司 take up one of their class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Class {
    Company,
    Bank,
    Hospital,
    School,
    Institute,
    Firm,
    Association,
    News,
    International,
}

/// What must stand before a tail to make it the name of one body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// Anything: the tail is one of registered names.
    Anything,
    /// Characters of its own, that say which one.
    Name,
    /// An area.
    Area,
    /// An area, or characters of its own.
    Either,
    /// A field of work will do.
    Field,
}

/// How much the end of a short name tells of a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tells {
    /// It is said of companies alone: 药业.
    Sure,
    /// Of companies as of what they make: 电子.
    Half,
    /// Mostly of a field: 能源.
    Field,
}

/// How names of a class end.
#[derive(Clone, Copy, Debug)]
pub struct Tail {
    /// What sort of body it is.
    pub class: Class,
    /// What must stand before it.
    pub before: Before,
    /// Whether it says of which kind a bank is (农村商业银行), so that an area and a common word before it are a name.
    pub says_kind: bool,
}

/// A body known over the country.
#[derive(Clone, Copy, Debug)]
pub struct KnownName {
    /// Its full name.
    pub name: &'static str,
    /// What sort of body it is.
    pub class: Class,
    /// GB/T 2260 code of the province of its seat, where it has one.
    pub seat: Option<&'static str>,
    /// What it was called before, and the first year of its present name.
    earlier: Option<(&'static str, u16)>,
}

impl KnownName {
    /// Its name in a document of a year.
    pub fn name_in(&self, year: Option<u16>) -> &'static str {
        let earlier = self.earlier.filter(|(_, since)| year.is_some_and(|year| year < *since));
        earlier.map_or(self.name, |(name, _)| name)
    }
}

/// How non-state bodies are called.
#[derive(Debug)]
pub struct OrganizationWords {
    names: Finder<'static>,
    known: Vec<KnownName>,
    tails: Finder<'static>,
    tail_rows: Vec<Tail>,
    generic: HashSet<&'static str>,
    longest_generic: usize,
    kinds: Finder<'static>,
    boundaries: Finder<'static>,
    /// Which of the boundaries are words of names, that hide a boundary in them.
    inside_names: Vec<bool>,
    press_fields: Beginnings<()>,
    /// Nouns for lists of bodies, and the class they say.
    list_nouns: Finder<'static>,
    list_classes: Vec<Class>,
    /// What short names of companies end in.
    brands: Endings<()>,
    /// The same as they are looked for, and how much each tells.
    makes: Finder<'static>,
    tell: Vec<Tells>,
    /// Words of two characters that name no company before what it makes.
    ordinary: HashSet<&'static str>,
    /// Characters before a short form that make another word of it.
    fronts: Vec<char>,
    /// Words that a short form follows.
    calls: Endings<()>,
    /// How a name ends → what makes another word of the end; the longest ends first.
    guards: Vec<(&'static str, Vec<&'static str>)>,
}

impl OrganizationWords {
    /// Reads the words that come with the program.
    pub fn builtin() -> Self {
        let (mut forms, mut known) = (Vec::new(), Vec::new());
        let times: Vec<_> = rows(TIMES).collect();
        for row in rows(NAMES) {
            let others = row.get(1).into_iter().flat_map(|cell| cell.split(' ')).filter(|form| !form.is_empty());
            let seat = row.get(3).copied().filter(|code| !code.is_empty());
            let time = times.iter().find(|time| time[0] == row[0]);
            let earlier = time.and_then(|time| Some((time[1], time[2].parse().ok()?)));
            let called_before = earlier
                .map(|(name, _)| name)
                .filter(|name| !row[1..].iter().any(|cell| cell.split(' ').any(|form| form == *name)));
            for form in std::iter::once(row[0]).chain(others).chain(called_before) {
                forms.push(form);
                // The present name in full is nothing else in any year.
                let earlier = earlier.filter(|_| form != row[0]);
                let class = class(row.get(2).copied().unwrap_or_default());
                known.push(KnownName { name: row[0], class, seat, earlier });
            }
        }
        let tails: Vec<_> = rows(TAILS).collect();
        let generic: HashSet<_> = words(GENERIC).collect();
        Self {
            names: Finder::of_rule(forms),
            known,
            tails: Finder::of_rule(tails.iter().map(|row| row[0])),
            tail_rows: tails.iter().map(|row| tail(row)).collect(),
            longest_generic: generic.iter().map(|word| word.chars().count()).max().unwrap_or(0),
            generic,
            kinds: Finder::of_rule(marked(GENERIC, "kind")),
            boundaries: Finder::of_rule(words(BOUNDARIES)),
            inside_names: rows(BOUNDARIES).map(|row| row.get(1) == Some(&"inside")).collect(),
            press_fields: Beginnings::new(words(PRESS_FIELDS).map(|word| (word, ()))),
            list_nouns: Finder::of_rule(words(LISTS)),
            list_classes: rows(LISTS).map(|row| class(row[1])).collect(),
            brands: Endings::new(words(BRANDS).map(|ending| (ending, ()))),
            makes: Finder::of_rule(words(BRANDS)),
            tell: rows(BRANDS).map(|row| tells(row.get(1).copied().unwrap_or_default())).collect(),
            ordinary: words(ORDINARY).collect(),
            fronts: words(FRONTS).filter_map(|word| word.chars().next()).collect(),
            calls: Endings::new(words(CALLS).map(|word| (word, ()))),
            guards: rows(GUARDS).map(|row| (row[0], row[1].split(' ').collect())).collect(),
        }
    }

    /// Bodies known by name, as byte ranges of the text.
    pub fn known_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, KnownName)> + 'a {
        self.names.find_iter(text).map(|hit| (hit.range(), self.known[hit.word]))
    }

    /// Endings of names, as byte ranges of the text.
    pub fn tails_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, Tail)> + 'a {
        self.tails.find_iter(text).map(|hit| (hit.range(), self.tail_rows[hit.word]))
    }

    /// Bytes of what follows 中国 or an area in the name of a paper: fields of work and 报 (政府采购报), not 报告 "report".
    pub fn paper_at(&self, text: &str) -> Option<usize> {
        let ended = |rest: &str| {
            rest.strip_prefix('报')
                .is_some_and(|after| !after.starts_with(|c| "告名送道销表备价考警答酬批请案".contains(c)))
        };
        self.press_fields.of(text).find_map(|(field, ())| {
            let rest = &text[field.len()..];
            if ended(rest) {
                return Some(field.len() + '报'.len_utf8());
            }
            (!rest.is_empty()).then(|| self.paper_at(rest))?.map(|length| field.len() + length)
        })
    }

    /// Where a name can begin in the words before its ending: after the last word that is not part of names.
    pub fn name_start(&self, words: &str) -> usize {
        let hits = self.boundaries.find_iter(words).filter(|hit| !self.inside_names[hit.word]);
        hits.last().map_or(0, Hit::end)
    }

    /// Whether the words say only of which kind a body is.
    pub fn is_generic(&self, words: &str) -> bool {
        self.is_made_of(words, |_| false)
    }

    /// Whether the words are made of those that say a kind and of pairs of characters that `is_common` knows.
    pub fn is_made_of(&self, words: &str, is_common: impl Fn(&str) -> bool) -> bool {
        // Which beginnings of the words are made so; each is looked at once.
        let ends: Vec<usize> = words.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        let mut made = vec![true];
        for (count, &end) in ends.iter().enumerate() {
            let longest = self.longest_generic.max(2);
            let fits = (count.saturating_sub(longest - 1)..=count).any(|first| {
                let start = if first == 0 { 0 } else { ends[first - 1] };
                let word = &words[start..end];
                made[first] && (self.generic.contains(word) || (count - first == 1 && is_common(word)))
            });
            made.push(fits);
        }
        made[ends.len()]
    }

    /// Whether what follows makes another word of the end of a name: 北京大学生, 中国银行业.
    pub fn begins_another_word(&self, name: &str, after: &str) -> bool {
        let guard =
            |(end, words): &(&str, Vec<&str>)| name.ends_with(end) && words.iter().any(|word| after.starts_with(word));
        self.guards.iter().any(guard)
    }

    /// Where the first noun for a list of bodies begins, and the class it says: 企业 in 等26家电商企业.
    pub fn list_noun(&self, text: &str) -> Option<(usize, Class)> {
        let noun = self.list_nouns.find(text)?;
        Some((noun.start(), self.list_classes[noun.word]))
    }

    /// What stands before the ending of a short name of a company: 以岭 of 以岭药业.
    pub fn own_of_brand<'t>(&self, name: &'t str) -> Option<&'t str> {
        self.brands.of(name).filter_map(|(ending, ())| name.strip_suffix(ending)).min_by_key(|own| own.len())
    }

    /// What companies make, as short names end in it, as byte ranges of the text; and how much it tells.
    pub fn brands_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, Tells)> + 'a {
        self.makes.find_iter(text).map(|hit| (hit.range(), self.tell[hit.word]))
    }

    /// Whether two characters are a word that names no company.
    pub fn is_ordinary(&self, pair: &str) -> bool {
        self.ordinary.contains(pair)
    }

    /// Whether what stands before a short form makes another word of it: 求是 in 要求是.
    pub fn makes_another_word(&self, before: &str) -> bool {
        before.ends_with(self.fronts.as_slice())
    }

    /// Whether the words before a name say that it is what a body is called for the rest of the text: （以下简称|榆林公司）.
    pub fn calls(&self, before: &str) -> bool {
        self.calls.of(before).next().is_some()
    }

    /// Whether words begin as the names of bodies of the world or the whole country do, and say more than that: 国际纺织制造商.
    pub fn begins_a_worldwide_name(&self, words: &str) -> bool {
        let rest = WORLDWIDE.iter().find_map(|start| words.strip_prefix(start));
        rest.is_some_and(|rest| rest.chars().count() >= 2 && !self.is_generic(rest))
    }

    /// Whether words end as names of bodies do, or as nouns for lists of them.
    pub fn ends_like_a_body(&self, words: &str) -> bool {
        let at_end = |finder: &Finder<'_>| finder.find_iter(words).any(|hit| hit.end() == words.len());
        at_end(&self.tails) || at_end(&self.list_nouns)
    }

    /// Whether any of the words says that a kind of body is meant (公立 in 县级公立医院), whatever else stands there.
    pub fn names_a_kind(&self, words: &str) -> bool {
        self.kinds.is_in(words)
    }
}

fn tail(row: &[&'static str]) -> Tail {
    let says_kind = row[0].ends_with(['行', '社']) && row[0].chars().count() > 2;
    Tail { class: class(row[1]), before: before(row[2]), says_kind }
}

fn class(cell: &str) -> Class {
    match cell {
        "bank" => Class::Bank,
        "hospital" => Class::Hospital,
        "school" => Class::School,
        "institute" => Class::Institute,
        "firm" => Class::Firm,
        "association" => Class::Association,
        "news" => Class::News,
        "international" => Class::International,
        _ => Class::Company,
    }
}

fn tells(cell: &str) -> Tells {
    match cell {
        "sure" => Tells::Sure,
        "field" => Tells::Field,
        _ => Tells::Half,
    }
}

fn before(cell: &str) -> Before {
    match cell {
        "any" => Before::Anything,
        "area" => Before::Area,
        "either" => Before::Either,
        "field" => Before::Field,
        _ => Before::Name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_not_names() {
        let words = OrganizationWords::builtin();
        assert!(words.is_generic("小额贷款"));
        assert!(words.is_generic("市属国有平台"));
        assert!(!words.is_generic("GD物业"));
        assert!(!words.is_generic("玉柴机器"));
    }

    #[test]
    fn names_begin_after_what_stands_before_them() {
        let words = OrganizationWords::builtin();
        assert_eq!(&"由市财政局联合柳州"[words.name_start("由市财政局联合柳州")..], "柳州");
        assert_eq!(&"会同北京协和"[words.name_start("会同北京协和")..], "北京协和");
        assert_eq!(&"越来越多像GD物业"[words.name_start("越来越多像GD物业")..], "GD物业");
    }
}
