//! Bodies named again by less: `该公司`, `医院` at the beginning of a sentence, `GD物业公司` for 广西GD物业公司, and the
//! abbreviation that a text gives itself: `安徽江淮汽车集团股份有限公司（以下简称“江淮汽车”）`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::LazyLock;

use super::enumerated::ENUMERATED;
use super::known::KNOWN;
use super::{Found, Reader};
use crate::extract::PlaceReferent;
use crate::extract::again::abbreviation_after;
use crate::lexicon::Lexicon;
use crate::lexicon::finder::{Finder, Hit};
use crate::lexicon::organizations::Class;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

const SHORT: &str = "organization/short";

/// What a bare word for a class takes up when a sentence begins with it: 医院充分利用… after a hospital was named.
const CLASS_WORDS: [(&str, Class); 9] = [
    ("医院", Class::Hospital),
    ("银行", Class::Bank),
    ("该公司", Class::Company),
    ("该企业", Class::Company),
    ("该行", Class::Bank),
    ("该院", Class::Hospital),
    ("该校", Class::School),
    ("该协会", Class::Association),
    ("公司", Class::Company),
];

/// Fewest characters of a short name: two of its own, and two for what it makes.
const SHORTEST: usize = 4;

/// 临江辰涛牧业|公司 is 临江辰涛牧业|科技有限公司: the one company of the case whose name begins so.
fn in_full(short: &str, names: &BTreeSet<String>) -> Option<String> {
    let stem = short.strip_suffix("公司").filter(|stem| !stem.ends_with(['限', '团', '分', '总', '子', '母']))?;
    if stem.chars().count() < SHORTEST {
        return None;
    }
    let from = names.range::<str, _>((Bound::Included(stem), Bound::Unbounded));
    let begins = from.take_while(|name| name.starts_with(stem));
    let mut longer = begins.filter(|name| name.as_str() != short && name.ends_with("限公司"));
    longer.next().filter(|_| longer.next().is_none()).cloned()
}

/// 神华药业 is 江苏|神华药业|有限公司, and 御馨生物 山东|御馨生物|科技股份有限公司: a short name is the one company of the case whose name
/// in full holds it behind no more than an area.
fn join_brands(found: &mut [Found]) {
    static REST: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"^\p{Han}{0,4}?(?:（[^（）]{2,8}）)?(?:集团|控股|股份|实业|科技|\p{Han}{0,4})?(?:股份)?有限(?:责任)?公司$",
        )
    });
    let mut full: BTreeSet<(&str, &str)> = BTreeSet::new();
    for body in found.iter().filter(|body| body.name.ends_with("限公司") || body.name.ends_with("责任公司")) {
        for (at, _) in body.name.char_indices().take(LONGEST_AREA + 1) {
            full.insert((&body.name[at..], &body.name));
        }
    }
    let of = |short: &str| {
        let from = full.range((Bound::Included((short, "")), Bound::Unbounded));
        let mut longer = from
            .take_while(|(rest, _)| rest.starts_with(short))
            .filter(|(rest, _)| REST.is_match(&rest[short.len()..]))
            .map(|(_, name)| *name);
        let first = longer.next()?;
        longer.all(|name| name == first).then(|| first.to_owned())
    };
    let is_short = |body: &&Found| {
        body.class == Class::Company
            && body.rule != KNOWN
            && !body.name.ends_with("公司")
            && body.name.chars().count() >= SHORTEST
    };
    // Each short name is looked up once, however often the case has it.
    let mut known: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let mut look_up = |name| known.entry(name).or_insert_with(|| of(name)).clone();
    let meant: Vec<Option<String>> =
        found.iter().map(|body| Some(body).filter(is_short).and_then(|body| look_up(body.name.as_str()))).collect();
    for (body, name) in found.iter_mut().zip(meant) {
        if let Some(name) = name {
            body.name = name;
        }
    }
}

/// GD物业公司 is 广西GD物业公司, when the case names that.
pub(super) fn join_short_names(found: &mut [Found]) {
    // Read backwards, a name stands right before those that end with it.
    let backwards = |name: &str| name.chars().rev().collect::<String>();
    let names: BTreeSet<String> = found.iter().map(|body| backwards(&body.name)).collect();
    for body in found.iter_mut() {
        let short = backwards(&body.name);
        let longer = names.range((Bound::Excluded(short.clone()), Bound::Unbounded)).next();
        if let Some(name) = longer.filter(|name| name.starts_with(&short)) {
            body.name = backwards(name);
        }
    }
    join_brands(found);
    let full: BTreeSet<String> = found.iter().map(|body| body.name.clone()).collect();
    for body in found.iter_mut().filter(|body| body.class == Class::Company) {
        if let Some(name) = in_full(&body.name, &full) {
            body.name = name;
        }
    }
    let seats: BTreeMap<String, PlaceReferent> =
        found.iter().filter_map(|body| Some((body.name.clone(), body.seat.clone()?))).collect();
    for body in found.iter_mut().filter(|body| body.seat.is_none()) {
        body.seat = seats.get(&body.name).cloned();
    }
}

/// 甲煤业有限责任公司（以下简称甲煤公司）, 第一机器厂（现乙集团有限公司）: what is read as a body by itself, and is another that the
/// text gives it for.
pub(super) fn join_called(text: &str, found: &mut [Found]) {
    const NOW: [&str; 4] = ["（现", "（现为", "（今", "（现名"];
    let mut meant: BTreeMap<String, Found> = BTreeMap::new();
    for body in found.iter() {
        let rest = &text[body.span.end..];
        if let Some(short) = abbreviation_after(rest) {
            meant.entry(short.to_owned()).or_insert_with(|| body.clone());
        }
        let mut now = NOW.iter().filter(|now| rest.starts_with(**now)).map(|now| body.span.end + now.len());
        if let Some(other) = now.find_map(|at| found.iter().find(|other| other.span.start == at)) {
            let whole = Found { span: body.span, ..other.clone() };
            meant.insert(text[body.span.range()].to_owned(), whole);
        }
    }
    for body in found.iter_mut() {
        let other = meant.get(&text[body.span.range()]).filter(|other| other.span.start <= body.span.start);
        if let Some(other) = other.filter(|other| other.name != body.name) {
            *body = Found { span: body.span, rule: SHORT, ..other.clone() };
        }
    }
}

/// The bodies that a list named by short names, where the case speaks of them again.
pub(super) fn enumerated(text: &str, lines: &[Span], found: &[Found]) -> Vec<Found> {
    let mut named: BTreeMap<&str, &Found> = BTreeMap::new();
    for body in found.iter().filter(|body| body.rule == ENUMERATED && body.name.chars().count() > 2) {
        named.entry(body.name.as_str()).or_insert(body);
    }
    again(text, lines, found, &named)
}

/// The bodies called by the abbreviation that the text gives them, in its brackets and further on.
pub(super) fn abbreviated(text: &str, lines: &[Span], found: &[Found]) -> Vec<Found> {
    let mut meant: BTreeMap<&str, &Found> = BTreeMap::new();
    for body in found {
        if let Some(short) = abbreviation_after(&text[body.span.end..]) {
            meant.entry(short).or_insert(body);
        }
    }
    let mut again = again(text, lines, found, &meant);
    again.retain(|body| meant[&text[body.span.range()]].span.start < body.span.start);
    again
}

/// Companies called by the first words of their names in full: 森峰科技 after 山东森峰科技装备股份有限公司.
pub(super) fn shortened(reader: &Lexicon, text: &str, lines: &[Span], found: &[Found]) -> Vec<Found> {
    let mut named: BTreeMap<&str, &Found> = BTreeMap::new();
    for body in
        found.iter().filter(|body| body.class == Class::Company && text[body.span.range()].ends_with("有限公司"))
    {
        let words = &text[body.span.range()];
        for (at, _) in words.char_indices().take(LONGEST_AREA) {
            let end = words[at..].char_indices().nth(4).map_or(words.len(), |(end, _)| at + end);
            let brand = &words[at..end];
            let own = reader.organizations.own_of_brand(brand).filter(|own| own.chars().count() == 2);
            let rest = words[end..].trim_end_matches("有限公司").trim_end_matches("股份");
            let longer = !rest.trim_end_matches("集团").is_empty() || at > 0;
            if own.is_some_and(|own| !reader.places.is_common(own) && reader.places.names_in(own).next().is_none())
                && longer
            {
                named.entry(brand).or_insert(body);
                break;
            }
        }
    }
    let mut again = again(text, lines, found, &named);
    again.retain(|body| named[&text[body.span.range()]].span.start < body.span.start);
    again
}

/// Characters of the area that the name of a company begins with.
const LONGEST_AREA: usize = 5;

/// Where names stand that nothing found overlaps.
fn again(text: &str, lines: &[Span], found: &[Found], named: &BTreeMap<&str, &Found>) -> Vec<Found> {
    if named.is_empty() {
        return Vec::new();
    }
    let finder = Finder::new(named.keys().copied());
    let bodies: Vec<&Found> = named.values().copied().collect();
    let mut taken: Vec<Span> = found.iter().map(|body| body.span).collect();
    taken.sort();
    let mut again = Vec::new();
    for &line in lines {
        for hit in finder.find_iter(&text[line.range()]) {
            let (span, body) = (hit.span.shift(line.start), bodies[hit.word]);
            let before = taken.partition_point(|other| other.start < span.end);
            let covered = before > 0 && taken[before - 1].overlaps(span);
            if !covered {
                again.push(Found { span, rule: SHORT, ..body.clone() });
            }
        }
    }
    again
}

impl Reader<'_> {
    /// A sentence that begins with 医院 goes on about the hospital named last in the same paragraph.
    pub(super) fn class_words(&mut self) {
        static WORDS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::of_rule(CLASS_WORDS.map(|(word, _)| word)));
        let mut taken = Vec::new();
        let mut hits: Vec<Hit> = WORDS.find_iter(&self.text[self.line.range()]).collect();
        hits.sort_by_key(|hit| hit.word);
        for hit in hits {
            let ((word, class), span) = (CLASS_WORDS[hit.word], hit.span.shift(self.line.start));
            if self.begins_sentence(span, word.starts_with('该'))
                && let Some(meant) = self.last_named(span, class, word)
            {
                taken.push(Found { span, rule: SHORT, ..meant });
            }
        }
        self.found.extend(taken);
    }

    fn begins_sentence(&self, span: Span, points_back: bool) -> bool {
        let before = self.text[self.line.start..span.start].chars().next_back();
        let after = &self.text[span.end..self.line.end];
        let listed = after.starts_with(['、', '和', '与', '等', '及', '业', '卡', '账', '信']);
        let covered = self.found.iter().any(|body| body.span.overlaps(span));
        let begins = before.is_none_or(|c| matches!(c, '。' | '；' | '\n'));
        let goes_on = before.is_some_and(|c| matches!(c, '，' | '：' | '、' | '“'));
        !covered && !listed && (begins || points_back && goes_on)
    }

    fn last_named(&self, span: Span, class: Class, word: &str) -> Option<Found> {
        let called_so = |body: &Found| word.starts_with('该') || body.name.contains(word);
        let named =
            self.found.iter().filter(|body| body.class == class && called_so(body) && body.span.end <= span.start);
        named.max_by_key(|body| body.span.start).cloned()
    }
}
