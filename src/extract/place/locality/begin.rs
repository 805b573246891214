//! Where the name of a town or village begins: right behind the area, the zone or the town that holds it (`新都区|大丰街道`), in a list of
//! such (`许镇镇、|弋江镇`), or as the register of towns has it.

use super::super::Found;
use super::super::river::counts_out;
use super::{Known, LONGEST, LONGEST_FOREIGN, Reader, SHORTEST};
use crate::span::letters_before;

impl Reader<'_> {
    /// Where the name begins, if there is one: right behind an area, in a list, or with the phrase.
    pub(super) fn start(&self) -> Option<usize> {
        let before = &self.scene.text[self.line.start..self.noun.start];
        let earliest = self.noun.start - letters_before(before, LONGEST_FOREIGN + 3).len();
        if let Some(start) = self.neighbour_start(earliest) {
            return Some(start);
        }
        let anchors = self.anchors(earliest);
        if let Some((anchor, _)) = anchors.iter().find(|anchor| self.begins_behind(**anchor)) {
            return Some(self.past_sort(self.past_street(*anchor)));
        }
        let held = anchors.iter().filter(|(_, known)| *known == Known::Held).map(|(anchor, _)| *anchor);
        let earliest = held.max().map_or(earliest, |anchor| earliest.max(anchor));
        let sister = self.after_sister().filter(|start| *start >= earliest);
        sister
            .filter(|start| self.is_name(*start, 1, Known::Held))
            .or_else(|| self.registered_start(earliest))
            .or_else(|| self.start_before_village(earliest))
            .or_else(|| self.free_start(earliest))
            .or_else(|| self.clan_start(earliest))
            .or_else(|| self.phrase_start(earliest))
            .or_else(|| self.located_start(earliest))
    }

    /// 北临|聂桥村, 东靠|丁固村: past the word that says on which side a neighbour lies.
    fn neighbour_start(&self, earliest: usize) -> Option<usize> {
        let words = &self.scene.text[earliest..self.noun.start];
        let (at, verb) = words.char_indices().rev().find(|(_, c)| "临靠邻接连毗抵依".contains(*c))?;
        let start = earliest + at + verb.len_utf8();
        // 山东|临沂…: the last character of a province is no side.
        let at_verb = earliest + at;
        let area = self.names.iter().any(|name| name.span.start < at_verb && at_verb <= name.span.end);
        let side = !area && words[..at].ends_with(['东', '南', '西', '北']);
        (side && self.is_name(start, SHORTEST, Known::Near)).then_some(start)
    }

    /// 四洼岭村|位于: where a name begins that stands between a mark and what tells where it lies, a number maybe its first character.
    fn located_start(&self, earliest: usize) -> Option<usize> {
        const LIES: [&str; 15] = [
            "位于",
            "地处",
            "坐落",
            "隶属",
            "：位于",
            "：地处",
            "：坐落",
            "始建于",
            "荣获",
            "获评",
            "被评为",
            "上榜",
            "入选",
            "成功入选",
            "跻身",
        ];
        let rest = &self.scene.text[self.noun.end..self.line.end];
        let begins = !self.head.is_town
            && !self.scene.text[self.line.start..earliest].ends_with(char::is_alphabetic)
            && LIES.iter().any(|lies| rest.starts_with(lies));
        let name = &self.scene.text[earliest..self.noun.start];
        let plain = || {
            counts_out(name) || name.starts_with(['小', '老', '新', '大', '古', '全', '山']) && name.chars().count() < 3
        };
        (begins && !plain() && self.is_name(earliest, SHORTEST, Known::Held)).then_some(earliest)
    }

    /// Past what a village is that stands before its name: 侗族村寨|平岗村, 传统村落|平岗村.
    fn past_sort(&self, start: usize) -> usize {
        const SORTS: [&str; 4] = ["村寨", "村落", "名村", "示范村"];
        let words = &self.scene.text[start..self.noun.start];
        let ends = SORTS.iter().filter_map(|sort| Some(words.rfind(sort)? + sort.len()));
        start + ends.filter(|end| words[*end..].chars().nth(1).is_some()).max().unwrap_or(0)
    }

    /// Whether a name stands between an anchor and the head.
    fn begins_behind(&self, (anchor, known): (usize, Known)) -> bool {
        // 乌镇 has one character, but only behind its city in full; 茶乡 is none.
        let one =
            known == Known::Held && self.ends_in_kind(anchor) && !self.scene.text[self.noun.range()].starts_with('乡');
        // 印台乡|西村: by the side of its town that it lies on.
        let side = known == Known::Held
            && matches!(&self.scene.text[anchor..self.noun.end], "东村" | "西村" | "南村" | "北村" | "上村" | "下村")
            && self.scene.text[..anchor].ends_with(['乡', '镇']);
        let one = one || side;
        self.is_name(anchor, if one { 1 } else { SHORTEST }, known)
    }

    /// 第二届|钱库镇: where a town begins that the register has.
    fn registered_start(&self, earliest: usize) -> Option<usize> {
        let before = &self.scene.text[self.line.start..self.noun.start];
        let known =
            if self.head.is_town { self.view.start_of(before, &self.scene.text[self.noun.range()]) } else { None };
        known.map(|known| self.line.start + known).filter(|start| *start >= earliest)
    }

    /// 关家川乡|芦家庄村: what a village follows is a town.
    fn start_before_village(&self, earliest: usize) -> Option<usize> {
        if !self.head.is_town || !self.village_follows() {
            return None;
        }
        let free = !self.scene.text[self.line.start..earliest].ends_with(char::is_alphabetic);
        [earliest, self.word_start(earliest)]
            .into_iter()
            .find(|at| (free || *at > earliest) && self.is_name(*at, SHORTEST, Known::Held))
    }

    /// Past the last word before the head that is part of no name.
    pub(super) fn word_start(&self, earliest: usize) -> usize {
        earliest + self.scene.name_start(&self.scene.text[earliest..self.noun.start])
    }

    /// 莲湖区二府街|北院门街道: past the name of a street, if the register has what follows.
    fn past_street(&self, start: usize) -> usize {
        let words = &self.scene.text[start..self.noun.start];
        let Some(at) = words.rfind(['街', '路', '道']).filter(|_| self.head.is_town) else { return start };
        let next = start + at + '街'.len_utf8();
        let known = self.view.start_of(&self.scene.text[..self.noun.start], &self.scene.text[self.noun.range()]);
        if known == Some(next) { next } else { start }
    }

    /// The ends of areas and localities that leave room for a name before the head, the nearest first: behind the full name of an
    /// area and behind a town, which holds villages and no towns, a name is sure to come.
    pub(super) fn anchors(&self, earliest: usize) -> Vec<(usize, Known)> {
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
        anchors.extend(
            of_zone.filter(|end| self.scene.text[..*end].ends_with(['区', '线'])).map(|end| (end, Known::Near)),
        );
        anchors.sort_by_key(|(end, _)| std::cmp::Reverse(*end));
        anchors
    }

    /// Whether the name of a division that ends there ends with its kind.
    fn ends_in_kind(&self, end: usize) -> bool {
        self.scene.text[..end].ends_with(['省', '市', '县', '区', '州', '盟', '旗'])
    }

    /// Where the words before the head begin, if only 、 or "and" parts them from a locality found before.
    pub(super) fn after_sister(&self) -> Option<usize> {
        let last = self.found.last().filter(|last| last.span.end < self.noun.start)?;
        let between = &self.scene.text[last.span.end..self.noun.start];
        let joint = ["、", "和", "与", "及", "以及"].iter().rev().find(|joint| between.starts_with(**joint))?;
        let name = &between[joint.len()..];
        (!name.contains(['、', '，', '（', ' '])).then_some(self.noun.start - name.len())
    }

    /// Whether a name from there on follows a locality in a list, or one follows it: 小榄镇、古镇镇.
    pub(super) fn is_listed(&self, start: usize) -> bool {
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
}
