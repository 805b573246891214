//! Non-state bodies: `广西GD物业公司`, `柳州银行`, `东兴市人民医院`, `广西医科大学第一附属医院`, `福建商会`, `广西日报`.
//!
//! Bodies known over the country stand in the lexicon. Others are found by how their names end, and begin at an area or
//! after the last word that is not part of names. What only says a kind (保险公司, 县级公立医院) is no name.

use std::collections::{BTreeMap, BTreeSet};

use super::level::LEVEL;
use super::{Mention, PlaceReferent, Referent, beginning_in, lines};
use crate::document::{Case, Document};
use crate::lexicon::Lexicon;
use crate::lexicon::organizations::{Before, Class, Tail};
use crate::span::Span;

const KNOWN: &str = "organization/known";
const BRANCH: &str = "organization/branch";
const NAMED: &str = "organization/named";
const PRESS: &str = "organization/press";
const SHORT: &str = "organization/short";

/// Longest name, in characters, before its ending.
const LONGEST_STEM: usize = 30;

/// Marks at which a name cannot go on.
const HARD: [char; 20] = [
    '。', '；', '，', ',', '：', ':', '！', '？', '\n', '《', '》', '、', '“', '”', '\t', ';', '—', ' ', '\u{3000}',
    '+',
];

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

/// A body found.
#[derive(Clone, Debug)]
struct Found {
    span: Span,
    rule: &'static str,
    name: String,
    class: Class,
    seat: Option<PlaceReferent>,
}

/// The non-state bodies that a case names, in the order of the text; `places`, in that order too, are the places and
/// level words that can begin their names.
pub fn organizations(document: &Document, case: &Case, places: &[Mention], lexicon: &Lexicon) -> Vec<Mention> {
    let text = document.text.as_str();
    let mut found = Vec::new();
    for line in lines(text, case.reporters.into_iter().chain(case.prose())) {
        let reader = Reader { text, line, places: beginning_in(places, line), lexicon, found: Vec::new() };
        found.extend(reader.read());
    }
    join_short_names(&mut found);
    found.sort_by_key(|body| (body.span.start, body.span.end));
    found.into_iter().map(Found::mention).collect()
}

/// GD物业公司 is 广西GD物业公司, when the case names that.
fn join_short_names(found: &mut [Found]) {
    let names: BTreeSet<String> = found.iter().map(|body| body.name.clone()).collect();
    for body in found.iter_mut() {
        if let Some(name) = names.iter().find(|name| name.len() > body.name.len() && name.ends_with(&body.name)) {
            body.name.clone_from(name);
        }
    }
    let seats: BTreeMap<String, PlaceReferent> =
        found.iter().filter_map(|body| Some((body.name.clone(), body.seat.clone()?))).collect();
    for body in found.iter_mut().filter(|body| body.seat.is_none()) {
        body.seat = seats.get(&body.name).cloned();
    }
}

impl Found {
    fn mention(self) -> Mention {
        let referent = Referent::Organization { name: self.name, seat: self.seat };
        Mention { span: self.span, rule: self.rule, referent }
    }
}

/// What has been read so far of a line.
struct Reader<'a> {
    text: &'a str,
    line: Span,
    places: &'a [Mention],
    lexicon: &'a Lexicon,
    found: Vec<Found>,
}

impl Reader<'_> {
    fn read(mut self) -> Vec<Found> {
        self.known();
        self.press();
        self.named();
        self.class_words();
        self.found
    }

    /// Bodies of the lexicon, and the branches of banks among them.
    fn known(&mut self) {
        let lexicon = self.lexicon;
        for (range, known) in lexicon.organizations.known_in(&self.text[self.line.range()]) {
            let span = Span::from(range).shift(self.line.start);
            let seat = known.seat.and_then(|code| self.lexicon.register.division(code));
            let seat = seat.map(|division| PlaceReferent::Admin(division.code));
            let body = Found { span, rule: KNOWN, name: known.name.to_owned(), class: known.class, seat };
            if !self.ends_inside_a_word(&body) {
                let branch = (known.class == Class::Bank).then(|| self.branch(&body)).flatten();
                self.found.push(branch.unwrap_or(body));
            }
        }
    }

    /// 央视 in 央视频, 求是 in 实事求是: a short form that is part of another word.
    fn ends_inside_a_word(&self, body: &Found) -> bool {
        let (before, after) = (&self.text[self.line.start..body.span.start], &self.text[body.span.end..self.line.end]);
        let surface = &self.text[body.span.range()];
        let short = surface.chars().count() <= 2;
        // 人民网 in 人民网络.
        let site = surface.ends_with('网') && after.starts_with(['络', '格', '点', '红', '上']);
        let held_by_area = self.place_over(body.span).is_some();
        held_by_area
            || site
            || (short
                && (before.ends_with(['事', '执', '进', '步', '发', '其'])
                    || after.starts_with(['频', '业', '动', '为', '间', '长', '政', '界'])))
    }

    /// 工商银行柳州分行 belongs to the bank, and is one of its own.
    fn branch(&self, bank: &Found) -> Option<Found> {
        let place = self.places.iter().find(|place| place.span.start == bank.span.end)?;
        let Referent::Place(seat) = &place.referent else { return None };
        let rest = &self.text[place.span.end..self.line.end];
        let ending = ["分行", "支行", "省分行", "市分行"].iter().find(|ending| rest.starts_with(**ending))?;
        let written = &self.text[place.span.range()];
        Some(Found {
            span: Span::new(bank.span.start, place.span.end + ending.len()),
            rule: BRANCH,
            name: format!("{}{written}{ending}", bank.name),
            class: Class::Bank,
            seat: Some(seat.clone()),
        })
    }

    /// 中国政府采购报, 安徽法治报; 当代广西 and its like, the Party magazines of provinces.
    fn press(&mut self) {
        const MAGAZINE: &str = "当代";
        let slice = &self.text[self.line.range()];
        let state =
            slice.match_indices("中国").map(|(at, word)| (Span::new(at, at + word.len()).shift(self.line.start), None));
        let inside = self.places.iter();
        let heads: Vec<_> = state.chain(inside.map(|place| (place.span, seat_of(place)))).collect();
        for (head, seat) in heads {
            let magazine = seat.is_some() && self.text[self.line.start..head.start].ends_with(MAGAZINE);
            let paper = self.lexicon.organizations.paper_at(&self.text[head.end..self.line.end]);
            let span = match paper {
                Some(length) => Span::new(head.start, head.end + length),
                None if magazine => Span::new(head.start - MAGAZINE.len(), head.end),
                None => continue,
            };
            let name = self.text[span.range()].to_owned();
            self.found.retain(|other| !span.contains(other.span));
            self.found.push(Found { span, rule: PRESS, name, class: Class::News, seat });
        }
    }

    fn named(&mut self) {
        let lexicon = self.lexicon;
        for (range, tail) in lexicon.organizations.tails_in(&self.text[self.line.range()]) {
            let ending = Span::from(range).shift(self.line.start);
            if self.found.iter().any(|body| body.span.overlaps(ending)) {
                continue;
            }
            if let Some(body) = self.by_tail(ending, tail) {
                self.found.retain(|other| !body.span.contains(other.span));
                self.found.push(body);
            }
        }
    }

    fn by_tail(&self, ending: Span, tail: Tail) -> Option<Found> {
        let (start, place) = self.start(ending, tail.class);
        let stem = Span::new(start, ending.start);
        let own = Span::new(place.map_or(start, |place| place.span.end).min(ending.start).max(start), ending.start);
        if !self.is_name(stem, own, place.or_else(|| self.place_in(stem)).is_some(), tail) {
            return None;
        }
        let span = self.with_closing(Span::new(start, ending.end), tail.class);
        let written = &self.text[start..ending.end];
        let rule = if tail.class == Class::News { PRESS } else { NAMED };
        // 福建商会 is one of people from there.
        let seat = place.or_else(|| self.place_in(stem)).filter(|_| tail.class != Class::Association).and_then(seat_of);
        let body =
            Found { span, rule, name: self.full_name(written, start, place, tail.class), class: tail.class, seat };
        let branch = (tail.class == Class::Bank).then(|| self.branch(&body)).flatten();
        Some(branch.unwrap_or(body))
    }

    /// Where the name begins, and the area that it begins with.
    fn start(&self, ending: Span, class: Class) -> (usize, Option<&Mention>) {
        let before = &self.text[self.line.start..ending.start];
        let earliest = before.char_indices().rev().nth(LONGEST_STEM - 1).map_or(0, |(at, _)| at);
        let hard = before.rfind(HARD).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
        let mut start = self.line.start + hard.max(earliest);
        start = self.after_open_bracket(start, ending.start);
        start = self.after_boundary(start, ending.start);
        let inside = |place: &&Mention| place.span.start >= start && place.span.end <= ending.start;
        let first =
            self.places.iter().filter(inside).min_by_key(|place| (place.span.start, std::cmp::Reverse(place.span.end)));
        let Some(place) = first else { return (start, None) };
        let prefix = &self.text[start..place.span.start];
        let own_words =
            class == Class::Company && prefix.chars().count() > 1 && !self.lexicon.organizations.is_generic(prefix);
        if own_words { (start, None) } else { (place.span.start, Some(place)) }
    }

    /// A bracket that opens and does not close before the ending is not part of the name; `广西（柳州）…` is.
    fn after_open_bracket(&self, start: usize, end: usize) -> usize {
        let words = &self.text[start..end];
        let unclosed = |open: char, close: char| {
            words.rfind(open).filter(|&at| !words[at..].contains(close)).map(|at| at + open.len_utf8())
        };
        let stray_close = words.find('）').filter(|&at| !words[..at].contains('（')).map(|at| at + '）'.len_utf8());
        start + unclosed('（', '）').into_iter().chain(unclosed('(', ')')).chain(stray_close).max().unwrap_or(0)
    }

    /// After the last word that is not part of names, those inside the name of an area left out of account (和 in 呼和浩特).
    fn after_boundary(&self, start: usize, end: usize) -> usize {
        let mut from = start;
        let held: Vec<Span> =
            self.places.iter().map(|place| place.span).filter(|span| span.start >= start && span.end <= end).collect();
        let mut pieces: Vec<Span> = Vec::new();
        for span in held {
            if span.start > from {
                pieces.push(Span::new(from, span.start));
            }
            from = from.max(span.end);
        }
        pieces.push(Span::new(from.min(end), end));
        let boundary = |piece: &Span| {
            let at = self.lexicon.organizations.name_start(&self.text[piece.range()]);
            (at > 0).then_some(piece.start + at)
        };
        pieces.iter().rev().find_map(boundary).unwrap_or(start)
    }

    /// Whether the words before an ending say which body it is: `own` is what stands between the area and the ending.
    fn is_name(&self, stem: Span, own: Span, has_area: bool, tail: Tail) -> bool {
        let words = &self.lexicon.organizations;
        let (all, own) = (&self.text[stem.range()], &self.text[own.range()]);
        let unfit = all.starts_with(|c: char| c.is_ascii_digit() || "某该本此各等的（()）".contains(c))
            || words.names_a_kind(all);
        let own_says = own.chars().count() >= 2 && !words.is_generic(own);
        !unfit
            && match (tail.before, tail.class) {
                (Before::Anything, _) => !all.is_empty() && (has_area || own_says),
                (Before::Name, _) => own_says,
                (Before::Area, Class::Bank) => has_area && (own.is_empty() || own_says),
                (Before::Either, _) => has_area || own_says,
                (Before::Area, _) => has_area,
                (Before::Field, _) => {
                    all.chars().count() >= 2 && !["行业", "企业", "专业", "社会", "民间", "各类", "国际"].contains(&own)
                }
            }
    }

    /// 总院 and （总院） after a hospital are it, too.
    fn with_closing(&self, span: Span, class: Class) -> Span {
        let rest = &self.text[span.end..self.line.end];
        let closing = ["（总院）", "总院", "（本部）"]
            .iter()
            .find(|closing| class == Class::Hospital && rest.starts_with(**closing));
        Span::new(span.start, span.end + closing.map_or(0, |closing| closing.len()))
    }

    /// Banks are companies limited by shares; areas of hospitals and schools stand as written.
    fn full_name(&self, written: &str, start: usize, place: Option<&Mention>, class: Class) -> String {
        let joined = place
            .filter(|place| place.span.start == start)
            .map_or_else(|| written.to_owned(), |place| self.narrow(written, place));
        match class {
            Class::Bank if joined.ends_with("农商行") => joined.replace("农商行", "农村商业银行股份有限公司"),
            Class::Bank if joined.ends_with("农商银行") => joined.replace("农商银行", "农村商业银行股份有限公司"),
            Class::Bank if joined.ends_with("银行") => format!("{joined}股份有限公司"),
            _ => joined,
        }
    }

    /// 越南芒街市卫生中心 → 芒街市卫生中心: of areas one in the other the narrower begins the name.
    fn narrow(&self, written: &str, place: &Mention) -> String {
        let name = match &place.referent {
            Referent::Place(PlaceReferent::Admin(code)) => {
                self.lexicon.register.division(code).map(|division| division.name)
            }
            Referent::Place(PlaceReferent::Named { name, .. }) => Some(name.as_str()),
            _ => None,
        };
        let surface = &self.text[place.span.range()];
        if place.rule == LEVEL {
            let area = name.unwrap_or(surface);
            return format!("{area}{}", &written[surface.len()..]);
        }
        match name.filter(|name| surface.len() > name.len() && surface.ends_with(*name)) {
            Some(name) => format!("{name}{}", &written[surface.len()..]),
            None => written.to_owned(),
        }
    }

    /// A sentence that begins with 医院 goes on about the hospital named last in the same paragraph.
    fn class_words(&mut self) {
        let mut taken = Vec::new();
        for (word, class) in CLASS_WORDS {
            for (at, _) in self.text[self.line.range()].match_indices(word) {
                let span = Span::new(self.line.start + at, self.line.start + at + word.len());
                if self.begins_sentence(span, word.starts_with('该'))
                    && let Some(meant) = self.last_named(span, class, word)
                {
                    taken.push(Found { span, rule: SHORT, ..meant });
                }
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

    /// 信达生物制药（苏州）有限公司 is in 苏州.
    fn place_in(&self, span: Span) -> Option<&Mention> {
        self.places.iter().find(|place| span.contains(place.span))
    }

    fn place_over(&self, span: Span) -> Option<&Mention> {
        self.places.iter().find(|place| place.span.contains(span))
    }
}

fn seat_of(place: &Mention) -> Option<PlaceReferent> {
    match &place.referent {
        Referent::Place(place) => Some(place.clone()),
        _ => None,
    }
}
