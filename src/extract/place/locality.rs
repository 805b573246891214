//! Towns, streets and villages, which no register has: `新都区大丰街道`, `许镇镇、弋江镇`, `武灵镇西口头村`.
//!
//! The heads are short and end other words too (乡镇, 农村), so a name needs an area or another locality right before it, a
//! list, or the beginning of a phrase.

use std::ops::Range;

use super::border::counts_out;
use super::town::View;
use super::{Found, Scene};
use crate::extract::PlaceReferent;
use crate::lexicon::places::Locality;
use crate::span::{Span, letters_before, pairs};

/// A town, street or village.
pub(super) const LOCALITY: &str = "place/locality";

/// Characters of a name before its head.
const SHORTEST: usize = 2;
pub(super) const LONGEST: usize = 4;
/// The same of names from other languages (浩勒图高勒镇) and of towns of an ethnic group (巴彦塔拉达斡尔民族乡).
const LONGEST_FOREIGN: usize = 10;
/// The same of what stands free.
const LONGEST_FREE: usize = 8;

/// Characters that no name ends with, before any head and before that of a village or town: 驻|村, 乡|村, 古|镇.
const NEVER_LAST: &str = "各该每全农驻入进到扶帮包困";
const NEVER_BEFORE: [(&str, &str); 2] = [("村", "乡镇带古"), ("镇", "古名")];

/// How names of villages end, before their noun.
pub(super) const ENDS_OF_VILLAGES: &str = "家庄坡沟湾岭店屯营寨坪塘冲洼台堡桥坝岗峪口梁塬川泉山湖河溪峰潭";

/// Words that make one of many kinds with the head: 新城|镇, 小城|镇.
const PLAIN: [&str; 9] = ["新城", "小城", "县城", "城", "新农", "美丽乡", "中心城", "强", "中心"];

/// Characters of words that say which or how many, never in names: 各镇, 该乡.
const NO_NAME: &str = "各全本该每几某这那个的了与及到等是之余多他她你";

/// The same, where only the beginning of the phrase introduces the name: 三镇, 中心镇.
const NO_BARE_NAME: &str = "带管围靓强省市县两一二三四五六七八九十百千万农城小中首和在为有帮扶企户兴助促";

/// The noun of a town or village in a line: where, and what it makes with the characters beside it.
pub(super) type Head = (Range<usize>, Locality);

/// The localities of a line behind whose names the `heads` stand; `names` are the places found in it, `zones` its zones and facilities.
pub(super) fn localities(
    (scene, view): (&Scene<'_>, &View<'_>),
    (line, heads): (Span, &[Head]),
    names: &[Found],
    zones: &[Found],
) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (range, head) in heads {
        let noun = Span::from(range.clone()).shift(line.start);
        let reader = Reader { scene, view, line, names, zones, found: &found, head: *head, noun };
        if let Some(place) = reader.read() {
            found.push(place);
        }
    }
    found
}

struct Reader<'a> {
    scene: &'a Scene<'a>,
    view: &'a View<'a>,
    line: Span,
    names: &'a [Found],
    zones: &'a [Found],
    /// The localities before.
    found: &'a [Found],
    head: Locality,
    noun: Span,
}

impl Reader<'_> {
    fn read(&self) -> Option<Found> {
        let after = self.scene.text[self.noun.end..self.line.end].chars().next();
        let start = self.start()?;
        // 要听|乡、村干部汇报: each of them.
        if self.head.is_town && self.scene.text[self.noun.end..self.line.end].starts_with("、村") {
            return None;
        }
        let other_word = after.is_some_and(|next| self.head.not_before.contains(next)) && !self.ends_here(start);
        // 尚勇镇|镇中心: what has been named goes on with no other name.
        let of_place = |place: &&Found| place.span.contains(self.noun);
        let before = self.names.partition_point(|place| place.span.start <= self.noun.start);
        // 长沙|宁乡, 景德镇: nor does what the register has end with the head of a town.
        let named = self.found.last().is_some_and(|last| last.span.end > start)
            || self.names[..before].last().as_ref().is_some_and(of_place);
        if other_word || named {
            return None;
        }
        let name = self.scene.text[start..self.noun.end].to_owned();
        let within = self.area_before(start).or_else(|| self.scene.within());
        let referent = PlaceReferent::Named { name, kind: "admin", within };
        Some(Found::new(Span::new(start, self.noun.end), LOCALITY, referent))
    }

    /// Whether a name ends with the head although what follows could make another word of that: 铁东街道|和市场, 双龙镇|安静村,
    /// 尚勇镇|镇中心.
    fn ends_here(&self, start: usize) -> bool {
        let rest = &self.scene.text[self.noun.end..self.line.end];
        // 云岭镇|安置房: the next word is whole without the head.
        if self.head.is_town
            && ["建设", "建成", "建立", "安置", "安全", "安排", "安装", "安居"]
                .iter()
                .any(|word| rest.starts_with(word))
        {
            return true;
        }
        let held = self.anchors(start).contains(&(start, Known::Held));
        let of_town = |word: &&str| rest.strip_prefix('镇').is_some_and(|rest| rest.starts_with(*word));
        let said_again = self.scene.text[start..self.noun.start].chars().count() > 1
            && ["中心", "政府", "区", "域", "上", "里", "内", "长", "党委", "机关", "干部"].iter().any(of_town);
        self.another_follows()
            || ((held || self.after_sister() == Some(start)) && rest.starts_with('和'))
            || (held && self.head.is_town && (said_again || self.village_follows()))
    }

    /// Whether "and" and another of the kind follow: 沙井街道和|卫东街道, but 街道和社区.
    fn another_follows(&self) -> bool {
        let noun = &self.scene.text[self.noun.range()];
        let next = self.scene.text[self.noun.end..self.line.end].strip_prefix('和');
        next.is_some_and(|next| {
            let name = next.char_indices().take(LONGEST + 1).take_while(|(_, c)| c.is_alphabetic());
            name.skip(SHORTEST).any(|(at, _)| next[at..].starts_with(noun))
        })
    }

    /// Where the name begins, if there is one: right behind an area, in a list, or with the phrase.
    fn start(&self) -> Option<usize> {
        let before = &self.scene.text[self.line.start..self.noun.start];
        let earliest = self.noun.start - letters_before(before, LONGEST_FOREIGN + 3).len();
        let anchors = self.anchors(earliest);
        for &(anchor, known) in &anchors {
            // 乌镇 has one character, but only behind its city in full; 茶乡 is none.
            let one = known == Known::Held
                && self.ends_in_kind(anchor)
                && !self.scene.text[self.noun.range()].starts_with('乡');
            if self.is_name(anchor, if one { 1 } else { SHORTEST }, known) {
                return Some(self.past_street(anchor));
            }
        }
        let held = anchors.iter().filter(|(_, known)| *known == Known::Held).map(|(anchor, _)| *anchor);
        let earliest = held.max().map_or(earliest, |anchor| earliest.max(anchor));
        let sister = self.after_sister().filter(|start| *start >= earliest);
        if let Some(listed) = sister.filter(|start| self.is_name(*start, 1, Known::Held)) {
            return Some(listed);
        }
        // 第二届|钱库镇: what the register has.
        if self.head.is_town
            && let Some(known) = self.view.start_of(before, &self.scene.text[self.noun.range()])
            && self.line.start + known >= earliest
        {
            return Some(self.line.start + known);
        }
        let words = &self.scene.text[earliest..self.noun.start];
        let start = earliest + self.scene.name_start(words);
        // 关家川乡|芦家庄村: what a village follows is a town.
        if self.head.is_town && self.village_follows() {
            let free = !self.scene.text[self.line.start..earliest].ends_with(char::is_alphabetic);
            let town = [earliest, start]
                .into_iter()
                .find(|at| (free || *at > earliest) && self.is_name(*at, SHORTEST, Known::Held));
            if town.is_some() {
                return town;
            }
        }
        if let Some(town) = self.free_start(earliest) {
            return Some(town);
        }
        if let Some(clan) = self.clan_start(earliest) {
            return Some(clan);
        }
        // 德爱村|多柳屯: only behind what holds them, or in a list.
        if matches!(&self.scene.text[self.noun.range()], "屯" | "寨") {
            return None;
        }
        let listed = self.is_listed(start);
        // 在高院村, and not 建设民富村美的家园.
        let rest = &self.scene.text[self.noun.end..self.line.end];
        let place_follows =
            |c: char| !c.is_alphabetic() || "在到于赴向对从由".contains(c) || c == '以' && rest.starts_with('为');
        let introduced = self.scene.text[self.line.start..start].chars().next_back().is_none_or(place_follows);
        let begins = listed || self.head.is_town || introduced || self.has_a_body() || self.lies_by(start);
        let near = listed
            || ((self.has_a_body() || self.is_whole_phrase(start)) && !self.is_made_of_words(start))
            || self.scene.lexicon.places.is_natural(&self.scene.text[start..self.noun.start]);
        let known = if near { Known::Near } else { Known::No };
        let named = (begins && self.is_name(start, SHORTEST, known)).then_some(start);
        named.or_else(|| self.where_start().filter(|start| self.is_name(*start, SHORTEST, Known::Held)))
    }

    /// 莲湖区二府街|北院门街道: past the name of a street, if the register has what follows.
    fn past_street(&self, start: usize) -> usize {
        let words = &self.scene.text[start..self.noun.start];
        let Some(at) = words.rfind(['街', '路', '道']).filter(|_| self.head.is_town) else { return start };
        let next = start + at + '街'.len_utf8();
        let known = self.view.start_of(&self.scene.text[..self.noun.start], &self.scene.text[self.noun.range()]);
        if known == Some(next) { next } else { start }
    }

    /// Where the name of a town begins that stands free, behind a mark or what tells where: 在|孙家集街道, 、|前山镇. Characters
    /// of grammar are part of it there.
    fn free_start(&self, earliest: usize) -> Option<usize> {
        if !self.head.is_town || self.scene.text[self.line.start..earliest].ends_with(char::is_alphabetic) {
            return None;
        }
        let words = &self.scene.text[earliest..self.noun.start];
        let start =
            earliest + words.chars().next().filter(|c| "在到于赴向对从由".contains(*c)).map_or(0, char::len_utf8);
        let name = &self.scene.text[start..self.noun.start];
        let places = &self.scene.lexicon.places;
        let fits = (SHORTEST..=LONGEST_FREE).contains(&name.chars().count()) && !self.is_made_of_words(start);
        // 以|城带|乡, 强镇带|村: what one does for the other.
        let leads = name.contains(['带', '收', '联', '帮', '促', '管'])
            && name.starts_with(['城', '镇', '强', '村', '乡', '县', '户']);
        let plain = counts_out(name)
            || leads
            || name.ends_with(|c| self.head.not_after.contains(c))
            || name.ends_with(['镇', '乡'])
            || name.chars().all(|c| "省市州县区乡镇".contains(c))
            || name.starts_with(|c| "两一二三四五六七八九十百千万小".contains(c));
        (fits && !plain && self.is_name(start, SHORTEST, Known::Near)).then_some(start).or_else(|| {
            let spared =
                if name.chars().count() > LONGEST { "也可的" } else { "家均有座条前后上下内里中大" };
            let held =
                fits && !plain && !places.is_generic_but(name, spared) && self.is_name(start, SHORTEST, Known::Held);
            held.then_some(start)
        })
    }

    /// 在|东山|村, 来到|李家|村: where the name of a village begins that is a frequent word, if something is there or comes there, and
    /// the word is also the name of an area or ends like one of a village.
    fn where_start(&self) -> Option<usize> {
        const WHERE: [&str; 9] = ["在", "位于", "来到", "走进", "前往", "抵达", "走访", "赴", "地处"];
        if self.scene.text[self.noun.range()] != *"村" {
            return None;
        }
        let before = &self.scene.text[self.line.start..self.noun.start];
        let (at, _) = before.char_indices().rev().nth(1)?;
        let (lead, word) = before.split_at(at);
        let told = WHERE.iter().any(|verb| lead.ends_with(verb))
            && (word.ends_with(|c| ENDS_OF_VILLAGES.contains(c))
                || self.scene.register().short_named(word).next().is_some());
        told.then_some(self.line.start + at)
    }

    /// 推进|石岭|村: whether a name ends as those of villages do, with what the people live by, so that it may stand behind any word.
    fn lies_by(&self, start: usize) -> bool {
        const BY: &str = "庄岭坪塘坝岗峪沟屯营店堡冲洼坡湾垌圩梁塬坬砭峁墕坳坞埠埭畈垸溪";
        let name = &self.scene.text[start..self.noun.start];
        name.ends_with(|c| BY.contains(c))
            && !name.starts_with(['小', '老', '新', '大', '山', '深', '高'])
            && !self.scene.lexicon.places.is_common(name)
    }

    /// 安排|刘家坬|社区, 、|后苏家山|村: where a name begins that is a surname, 家 and what the people live by, with what tells it
    /// from another of that name.
    fn clan_start(&self, earliest: usize) -> Option<usize> {
        let words = &self.scene.text[earliest..self.noun.start];
        let (at, clan) = words.rmatch_indices('家').next()?;
        let of_clan = self.scene.lexicon.places.is_of_clan(words, at + clan.len());
        let surname = words[..at].char_indices().next_back().filter(|_| of_clan)?.0;
        let other = words[..surname].char_indices().next_back();
        let other = other.filter(|(at, c)| {
            "前后上下东西南北大小新老".contains(*c) && !self.scene.text[..earliest + at].ends_with(char::is_alphabetic)
        });
        let start = earliest + other.map_or(surname, |(at, _)| at);
        let by = &words[at + clan.len()..];
        (by.chars().count() < 3 && !by.contains(['村', '的', '家'])).then_some(start)
    }

    /// 、|东庄|村，: whether a name that ends like one of a village and its noun are all that stands between two marks.
    fn is_whole_phrase(&self, start: usize) -> bool {
        let (before, after) =
            (&self.scene.text[self.line.start..start], &self.scene.text[self.noun.end..self.line.end]);
        let name = &self.scene.text[start..self.noun.start];
        self.scene.text[self.noun.range()] == *"村"
            && !before.ends_with(char::is_alphabetic)
            && !after.starts_with(char::is_alphanumeric)
            && name.ends_with(|c| ENDS_OF_VILLAGES.contains(c))
            && !name.starts_with(['小', '深', '高', '荒', '靠', '大'])
    }

    /// Whether what only a village has follows its head: 白沙村|党支部, 后河村|卫生室.
    fn has_a_body(&self) -> bool {
        let rest = &self.scene.text[self.noun.end..self.line.end];
        !self.head.is_town
            && ["党支部", "党总支", "党委", "卫生室", "村民", "村委会"].iter().any(|body| rest.starts_with(body))
    }

    /// Where the words before the head begin, if only 、 or "and" parts them from a locality found before.
    fn after_sister(&self) -> Option<usize> {
        let last = self.found.last().filter(|last| last.span.end < self.noun.start)?;
        let between = &self.scene.text[last.span.end..self.noun.start];
        let joint = ["、", "和", "与", "及", "以及"].iter().rev().find(|joint| between.starts_with(**joint))?;
        let name = &between[joint.len()..];
        (!name.contains(['、', '，', '（', ' '])).then_some(self.noun.start - name.len())
    }

    /// Whether the name of a village follows right behind: its head after a few characters.
    fn village_follows(&self) -> bool {
        let rest = &self.scene.text[self.noun.end..self.line.end];
        let name = rest.char_indices().take(LONGEST + 1).take_while(|(_, c)| c.is_alphabetic());
        name.skip(SHORTEST).any(|(at, _)| rest[at..].starts_with('村') && !self.is_generic(&rest[..at], Known::Held))
    }

    /// Whether a name from there on follows a locality in a list, or one follows it: 小榄镇、古镇镇.
    fn is_listed(&self, start: usize) -> bool {
        let text = self.scene.text;
        let goes_on = self.found.last().is_some_and(|last| {
            last.span.end <= start && matches!(&text[last.span.end..start], "、" | "和" | "与" | "及")
        });
        let noun = &text[self.noun.range()];
        let next = text[self.noun.end..self.line.end].strip_prefix('、');
        let begins = next.is_some_and(|next| {
            let name = next.char_indices().take(LONGEST + 1).take_while(|(_, c)| c.is_alphabetic());
            name.skip(1).any(|(at, _)| next[at..].starts_with(noun))
        });
        goes_on || begins
    }

    /// The ends of areas and localities that leave room for a name before the head, the nearest first: behind the full name of an
    /// area and behind a town, which holds villages and no towns, a name is sure to come.
    fn anchors(&self, earliest: usize) -> Vec<(usize, Known)> {
        let before = |places: &[Found]| places.partition_point(|place| place.span.end <= self.noun.start);
        let fits = |end: &usize| *end >= earliest && *end < self.noun.start;
        let areas = self.names[..before(self.names)].iter().rev().take(2).filter(|place| place.admin().is_some());
        let areas = areas.map(|place| place.span.end).filter(fits);
        let known = |end| if self.ends_in_kind(end) { Known::Held } else { Known::Near };
        let mut anchors: Vec<_> = areas.map(|end| (end, known(end))).collect();
        let town = self.found[..before(self.found)].last().map(|town| town.span.end).filter(fits);
        // 电市镇|李孝河乡|大山村: in today's town one of old.
        let in_town = !self.head.is_town || self.village_follows();
        anchors.extend(town.filter(|_| in_town).map(|end| (end, Known::Held)));
        // L镇|刘家卓村: what the text calls by a letter.
        let nouns = ['省', '市', '县', '区', '镇', '乡'];
        let lettered = self.scene.text[earliest..self.noun.start].char_indices().filter(|(_, c)| nouns.contains(c));
        let lettered =
            lettered.filter(|(at, _)| self.scene.text[..earliest + at].ends_with(|c: char| c.is_ascii_uppercase()));
        anchors.extend(lettered.map(|(at, noun)| (earliest + at + noun.len_utf8(), Known::Held)));
        // 平潭综合实验区|澳前镇: zones with towns of their own.
        let of_zone = self.zones.iter().map(|zone| zone.span.end).filter(fits);
        anchors.extend(of_zone.filter(|end| self.scene.text[..*end].ends_with('区')).map(|end| (end, Known::Near)));
        anchors.sort_by_key(|(end, _)| std::cmp::Reverse(*end));
        anchors
    }

    /// Whether the name of a division that ends there ends with its kind.
    fn ends_in_kind(&self, end: usize) -> bool {
        self.scene.text[..end].ends_with(['省', '市', '县', '区', '州', '盟', '旗'])
    }

    /// The division or locality right before a name; of villages run together without a mark, none lies deeper than a hamlet does.
    fn area_before(&self, start: usize) -> Option<Box<PlaceReferent>> {
        /// A town, a village, a hamlet and a group of it.
        const DEEPEST: usize = 4;
        let both = self.found.iter().rev().take(1).chain(self.names.iter().rev());
        both.take_while(|place| place.span.end + LONGEST * 9 > start)
            .find(|place| place.span.end == start)
            .filter(|place| place.referent.and_around().count() <= DEEPEST)
            .map(|place| Box::new(place.referent.clone()))
    }

    /// Whether the words from there to the head are a name, as far as what stands before them shows that one is to come.
    fn is_name(&self, start: usize, shortest: usize, known: Known) -> bool {
        let word = &self.scene.text[start..self.noun.start];
        let words = &self.scene.lexicon.places;
        let length = word.chars().count();
        let common = || self.is_made_of_words(start);
        let longest =
            if word.ends_with('族') || (known == Known::Held && !common()) { LONGEST_FOREIGN } else { LONGEST };
        (shortest..=longest).contains(&length)
            && word.chars().all(|c| c.is_alphabetic() && !c.is_ascii())
            && !word.char_indices().any(|(at, c)| Self::is_no_name(word, (at, c), known))
            && self.ends_well(word, known)
            && !self.is_generic(word, known)
            && !words.is_topic(word)
            && !words.is_sort(word)
            && (known != Known::No || word.ends_with('族') || !common())
    }

    /// Whether frequent words stand between there and the head.
    fn is_made_of_words(&self, start: usize) -> bool {
        let word = &self.scene.text[start..self.noun.start];
        let places = &self.scene.lexicon.places;
        // 安家|庄: the clan.
        pairs(word).any(|(at, pair)| places.is_common(pair) && !(at == 0 && places.is_of_clan(word, pair.len())))
    }

    /// Whether a character says which or how many: 该乡, but 麻多乡 and 西田各庄镇 behind their counties.
    fn is_no_name(word: &str, (at, c): (usize, char), known: Known) -> bool {
        let inside = known == Known::Held && at > 0;
        let ends = at + c.len_utf8() == word.len();
        let of_names =
            inside && ("多余本那".contains(c) || c == '之' && !ends || c == '各' && word[at..].starts_with("各庄"));
        // 多彩|乡, but 多个|乡.
        let many = c == '多'
            && word.chars().nth(1).is_some_and(|next| !"个家名条座数地次年方种部层级元点项类位".contains(next));
        // 余村 in a list, 三元朱村, but 三个村.
        let surname = c == '余' && word.chars().nth(1).is_none_or(|next| !"个家名条座户".contains(next));
        let of_names = of_names || known == Known::Held && at == 0 && (many || surname);
        (NO_NAME.contains(c) && !of_names) || (known == Known::No && NO_BARE_NAME.contains(c))
    }

    /// Whether the last character of a name makes no other word with the head: not 农|村, but 红新村 behind its town.
    fn ends_well(&self, word: &str, known: Known) -> bool {
        if !word.ends_with(|c| self.head.not_after.contains(c)) {
            return true;
        }
        let length = word.chars().count();
        let (last, stem) = match word.char_indices().next_back() {
            Some((at, _)) => (&word[at..], &word[..at]),
            None => return false,
        };
        let words = &self.scene.lexicon.places;
        let noun = &self.scene.text[self.noun.range()];
        let never = NEVER_LAST.contains(last)
            || NEVER_BEFORE.iter().any(|(head, characters)| noun == *head && characters.contains(last));
        // 老城|镇 behind its county and before its village is one.
        let sure = known == Known::Held && self.head.is_town && self.village_follows();
        let plain = !sure && words.is_topic(stem)
            || (!(noun == "镇" && last == "城") && words.is_common(word))
            || PLAIN.contains(&word);
        // 九重|镇, but 工业重|镇; 三乡|镇, but 平安乡|镇; 彭城|镇, but 三峡库区城|镇.
        let long = noun == "镇" && ("重乡".contains(last) && length > 2 || last == "城" && length > 3);
        match known {
            Known::No => false,
            Known::Near | Known::Held => length > 1 && !plain && !never && !long,
        }
    }

    /// Whether words hold one that says which of several, a verb or grammar; of those of one character names have some (大均乡).
    fn is_generic(&self, word: &str, known: Known) -> bool {
        let words = &self.scene.lexicon.places;
        if known != Known::Held {
            return words.is_generic(word);
        }
        // 阿勒腾也木勒: long names come from other languages.
        let spared = if word.chars().count() > LONGEST {
            "家均有可能最座条驻都于上下前后内里中对从到大也"
        } else {
            "家均有可能最座条驻都于上下前后内里中对从到大"
        };
        // 海拉尔区|第六届|社区
        let counted = word.starts_with('第') && word.ends_with(['届', '次', '批', '期', '个', '轮']);
        counted || word.starts_with(['有', '可', '能', '均', '驻']) || words.is_generic_but(word, spared)
    }
}

/// How much the words before a name show that one is to come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// Nothing: the phrase begins with it.
    No,
    /// An area by its short name, or a list.
    Near,
    /// The full name of what holds it, another of its kind before it, or a village behind it.
    Held,
}
