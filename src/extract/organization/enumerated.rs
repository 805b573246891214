//! Bodies named by short names only, in a list that says what they are: `安踏、特步、七匹狼等知名品牌`,
//! `接入微众银行、平安普惠等28家机构`.
//!
//! A list of kinds (纺织、建材等企业) has the same form, so that one of its names must be that of a body or be formed like that of
//! a company (以岭药业), or the noun must say that they are known ones. What is found so is found again elsewhere in the case.

use std::sync::LazyLock;

use super::{Found, Reader, seat_of};
use crate::lexicon::finder::Finder;
use crate::lexicon::organizations::Class;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::{Span, pairs};

pub(super) const ENUMERATED: &str = "organization/enumerated";

/// What says that the bodies of a list are well known: 知名, 龙头, 世界500强.
static FAMOUS: LazyLock<Pattern> =
    LazyLock::new(|| pattern("知名|著名|龙头|头部|领军|独角兽|500强|巨头|国际品牌|名企"));

/// Between 等 and the noun: how many and of which kind (46家知名电商).
static BETWEEN: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^[\p{Han}\d ]{0,14}?$"));

/// Marks at which an item of a list can begin.
const MARKS: [char; 13] = ['、', '，', '。', '；', '：', '“', '”', '（', '）', '《', '》', ' ', '\u{3000}'];

/// What ends a list: 等, and where its members are counted (、丙、丁四家企业) their measure word.
static LIST_ENDS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::of_rule(["等", "家", "所", "户"]));

/// What ends names of fairs and funds, which stand in lists of platforms, and of what is made, in lists of those who make it: no
/// companies.
const OTHERS: [&str; 15] = [
    "论坛",
    "博览会",
    "交易会",
    "洽谈会",
    "峰会",
    "大会",
    "年会",
    "贴息",
    "基金",
    "空间",
    "发电机",
    "电池片",
    "电池",
    "重卡",
    "轴承",
];

/// Lengths of a name in a list, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=10;

/// Farthest the noun stands from 等, in bytes.
const REACH: usize = 48;

/// Where the lists of a line end: at 等, or at the number of their members.
fn list_ends(line: &str) -> impl Iterator<Item = usize> {
    let is_number = |c: char| "一二两三四五六七八九十".contains(c) || c.is_ascii_digit() || ('０'..='９').contains(&c);
    LIST_ENDS.find_iter(line).filter_map(move |end| {
        let before = &line[..end.start()];
        let members = before.trim_end_matches(is_number).len();
        if &line[end.range()] == "等" { Some(end.start()) } else { Some(members).filter(|at| *at < end.start()) }
    })
}

impl Reader<'_> {
    /// 甲集团、|鹰翔化纤|、: what is formed like the name of a company beside one in a list.
    fn beside(&mut self) {
        let companies = self.found.iter().filter(|body| body.class == Class::Company);
        let mut queue: Vec<Span> = companies.map(|body| body.span).collect();
        while let Some(span) = queue.pop() {
            for item in [self.item_after(span), self.item_before(span)].into_iter().flatten() {
                if self.is_brand(&self.text[item.range()]) && self.is_short_name(item) {
                    let name = self.text[item.range()].to_owned();
                    self.found.push(Found { span: item, rule: ENUMERATED, name, class: Class::Company, seat: None });
                    queue.push(item);
                }
            }
        }
    }

    /// The item that a mark ends behind a name and 、.
    fn item_after(&self, span: Span) -> Option<Span> {
        let rest = self.text[span.end..self.line.end].strip_prefix('、')?;
        let (at, _) = rest.char_indices().take(*LENGTHS.end() + 1).find(|(_, c)| MARKS.contains(c))?;
        let start = self.line.end - rest.len();
        Some(Span::new(start, start + at))
    }

    /// The item that a mark begins before 、 and a name.
    fn item_before(&self, span: Span) -> Option<Span> {
        let before = self.text[self.line.start..span.start].strip_suffix('、')?;
        let (at, mark) = before.char_indices().rev().take(*LENGTHS.end() + 1).find(|(_, c)| MARKS.contains(c))?;
        Some(Span::new(at + mark.len_utf8(), before.len()).shift(self.line.start))
    }

    /// The names of the lists of a line that no rule has read.
    pub(super) fn enumerated(&mut self) {
        self.beside();
        self.laboratories();
        let (text, line) = (self.text, self.line);
        for end in list_ends(&text[line.range()]).map(|end| line.start + end) {
            let Some(class) = self.class_of_list(end) else { continue };
            let items = self.items(end);
            let known = items.iter().any(|item| {
                self.found.iter().any(|body| item.contains(body.span)) || self.is_brand(&self.text[item.range()])
            });
            let famous = || FAMOUS.is_match(self.noun_after(end));
            let whole: Vec<_> = items.iter().filter_map(|item| self.with_noun(*item, end)).collect();
            // 鑫丰源、农鲜园、宏福三家大型超市: shops need more to be named.
            let firms = || ["企业", "公司", "集团"].iter().any(|noun| self.noun_after(end).contains(noun));
            let unusual = || class == Class::Company && firms() && self.are_no_words(&items);
            if items.len() < 2 || !(known || famous() || !whole.is_empty() || unusual()) {
                continue;
            }
            self.found.extend(whole);
            self.groups(&items);
            for span in items.into_iter().filter(|item| self.is_short_name(*item)).collect::<Vec<_>>() {
                self.push_as_written(span, class);
            }
        }
    }

    /// 力促长城、英利、巨力、晨阳等企业做大: whether most members of a long list are no words, so that it is none of trades.
    fn are_no_words(&self, items: &[Span]) -> bool {
        const FEWEST: usize = 3;
        let (organizations, places) = (&self.lexicon.organizations, &self.lexicon.places);
        let is_word = |pair: &str| {
            organizations.is_ordinary(pair)
                || organizations.is_generic(pair)
                || places.is_common(pair)
                || places.is_plain(pair)
                || places.is_topic(pair)
        };
        let no_word = |item: &&Span| {
            let words = &self.text[item.range()];
            (2..=4).contains(&words.chars().count())
                && !is_word(words)
                && organizations.brands_in(words).next().is_none()
                && !pairs(words).any(|(_, pair)| is_word(pair))
                && self.is_short_name(**item)
        };
        let count = items.iter().filter(no_word).count();
        count >= FEWEST && count * 3 > items.len() * 2
    }

    /// 西部矿业、|能源发展集团|等6家企业: a group by words that every trade has, where the list has names.
    fn groups(&mut self, items: &[Span]) {
        const OWN: std::ops::RangeInclusive<usize> = 4..=6;
        for span in items {
            let words = &self.text[span.range()];
            let own = words.strip_suffix("集团").filter(|own| OWN.contains(&own.chars().count()));
            let named = own.is_some_and(|own| !self.lexicon.organizations.names_a_kind(own) && own.ends_with("发展"))
                && words.chars().all(char::is_alphabetic)
                && self.lexicon.organizations.name_start(words) == 0
                && !self.found.iter().any(|body| body.span.overlaps(*span));
            if named {
                self.push_as_written(*span, Class::Company);
            }
        }
    }

    /// Takes up a member of a list under the name that is written there.
    fn push_as_written(&mut self, span: Span, class: Class) {
        let name = self.text[span.range()].to_owned();
        let seat = self.place_in(span).and_then(seat_of);
        self.found.push(Found { span, rule: ENUMERATED, name, class, seat });
    }

    /// 紫金山、太湖、钟山等|实验室: laboratories by what they are called after, where a list has their noun once.
    fn laboratories(&mut self) {
        const NOUN: &str = "等实验室";
        const AFTER: [char; 10] = ['山', '湖', '江', '河', '海', '岭', '泽', '溪', '洲', '湾'];
        let line = &self.text[self.line.range()];
        let ends: Vec<usize> = line.match_indices(NOUN).map(|(at, _)| self.line.start + at).collect();
        for end in ends {
            let items = self.items(end);
            let words = |item: &Span| &self.text[item.range()];
            let named = |item: &Span| {
                let full = format!("{}实验室", words(item));
                words(item).ends_with(AFTER)
                    || self.lexicon.organizations.known_in(&full).any(|(range, _)| range == (0..full.len()))
            };
            let apt = |item: &Span| (2..=4).contains(&words(item).chars().count()) && !self.is_common(words(item));
            if items.len() < 2
                || !items.iter().all(apt)
                || items.iter().filter(|item| named(item)).count() * 2 <= items.len()
            {
                continue;
            }
            for span in items {
                let name = format!("{}实验室", &self.text[span.range()]);
                let seat = self.place_in(span).and_then(seat_of);
                self.found.push(Found { span, rule: ENUMERATED, name, class: Class::Institute, seat });
            }
        }
    }

    /// 太平洋、泰康|等四家|保险公司: a body that is known by a word of the list and what its noun begins with.
    fn with_noun(&self, item: Span, end: usize) -> Option<Found> {
        const NOUNS: [&str; 6] = ["保险", "银行", "证券", "快递", "速运", "航空"];
        let noun = self.noun_after(end);
        let noun = NOUNS.iter().find(|word| noun.contains(**word))?;
        let words = &self.text[item.range()];
        if words.contains(noun) || self.found.iter().any(|body| body.span.overlaps(item)) {
            return None;
        }
        let full = format!("{words}{noun}");
        let (_, known) = self.lexicon.organizations.known_in(&full).find(|(range, _)| *range == (0..full.len()))?;
        let name = known.name_in(self.year).to_owned();
        Some(Found { span: item, rule: ENUMERATED, name, class: known.class, seat: None })
    }

    /// The words behind 等 in which the noun of the list can stand.
    fn noun_after(&self, end: usize) -> &str {
        let rest = &self.text[end..self.line.end];
        let rest = rest.strip_prefix('等').unwrap_or(rest);
        let reach = rest.char_indices().map(|(at, _)| at).take_while(|at| *at <= REACH).last().unwrap_or(0);
        let near = if rest.len() <= REACH { rest } else { &rest[..reach] };
        near.split(['，', '。', '；', '、', '（', '“', '《', '\n']).next().unwrap_or_default()
    }

    /// What the list that ends at 等 is one of.
    fn class_of_list(&self, end: usize) -> Option<Class> {
        let words = self.noun_after(end);
        let (at, class) = self.lexicon.organizations.list_noun(words)?;
        BETWEEN.is_match(&words[..at]).then_some(class)
    }

    /// The pieces of the list before 等, the first without the words that bring the list in.
    fn items(&self, end: usize) -> Vec<Span> {
        let mut found = Vec::new();
        let mut to = end;
        loop {
            let before = &self.text[self.line.start..to];
            let mark = before.rfind(MARKS).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
            let start = self.line.start + mark;
            let listed = before[..mark].ends_with('、');
            let from = if listed { start } else { self.after_boundary(start, to) };
            // What no mark and no word of bringing in parts from the clause is not known to begin there.
            if listed || from > start || before[..mark].ends_with(['：', '，', '。']) || mark == 0 {
                found.push(Span::new(from, to));
            }
            if !listed {
                return found;
            }
            to = start - '、'.len_utf8();
        }
    }

    /// Whether a name is formed like that of a company: 以岭药业, but not 生物医药.
    fn is_brand(&self, name: &str) -> bool {
        let own = self.lexicon.organizations.own_of_brand(name);
        own.is_some_and(|own| {
            own.chars().count() == 2
                && self.lexicon.organizations.brands_in(own).next().is_none()
                && !self.is_common(own)
                && !self.lexicon.organizations.is_ordinary(own)
        })
    }

    /// Whether an item of a list is a name, and neither a kind nor anything that other rules name.
    fn is_short_name(&self, item: Span) -> bool {
        let words = &self.text[item.range()];
        let organizations = &self.lexicon.organizations;
        let taken = self.found.iter().any(|body| body.span.overlaps(item));
        let place = self.places_from(item).iter().any(|place| place.span.end == item.end);
        LENGTHS.contains(&words.chars().count())
            && !taken
            && !place
            && words.chars().all(char::is_alphanumeric)
            && words.chars().any(|character| !character.is_ascii_digit())
            && (organizations.name_start(words) == 0 || self.is_brand(words) && organizations.name_start(words) < 4)
            && !organizations.names_a_kind(words)
            && !organizations.ends_like_a_body(words)
            && !OTHERS.iter().any(|end| words.ends_with(end))
            && !self.is_common(words)
    }
}
