//! The ends of a way and the stretches of a road: towns of the register without their kind (`音德尔|至|江桥公路`, `丰余线|河姆镇|段`), and
//! the hamlet at the other end of a way that one of them ends (`车岗头|至大岚段`).

use super::Found;
use super::town::{Reader, TOWN, ends};
use crate::lexicon::townships::Township;
use crate::span::{Span, letters_before};

/// What follows the place that a way ends at.
const WAYS: [&str; 11] = ["高速", "公路", "一级", "二级", "三级", "铁路", "道路", "旅游", "连接线", "段", "等"];

/// The same where a hamlet stands before it, which no register has.
const SURE_WAYS: [&str; 4] = ["公路", "道路", "连接线", "段"];

/// Characters of the name of a hamlet.
const HAMLET: std::ops::RangeInclusive<usize> = 2..=3;

/// What ends before the place that a way begins at: a road, a part of the works, the words that tell of it.
const BEFORE_WAY: [char; 8] = ['期', '线', '路', '的', '程', '道', '段', '由'];

impl Reader<'_> {
    /// 音德尔|至|江桥公路: the ends of a way, if both are places and one is a town.
    pub(super) fn ends_of_ways(&self, names: &[Found]) -> Vec<Found> {
        let mut found = Vec::new();
        for (at, to) in self.text.match_indices('至') {
            let (before, after) = (&self.text[..at], at + to.len());
            let from = self.beginning_of_way(before);
            let to = self.end_of_way(after);
            let place_at = |offset: usize, ends: bool| {
                let offset = self.line.start + offset;
                names.iter().any(|place| if ends { place.span.end == offset } else { place.span.start == offset })
            };
            let (known_from, known_to) = (place_at(at, true), place_at(after, false));
            let both = (from.is_some() || known_from, to.is_some() || known_to);
            if !(both.0 || both.1) {
                continue;
            }
            let hamlets = match both {
                (true, true) => None,
                (true, false) if from.is_some() => self.hamlet_at_end(after),
                (false, true) if to.is_some() => self.hamlet_at_beginning(before),
                _ => continue,
            };
            let free = |hamlet: Span| !names.iter().any(|name| name.span.overlaps(hamlet.shift(self.line.start)));
            let hamlets = hamlets.filter(|hamlet| free(*hamlet));
            if both != (true, true) && hamlets.is_none() {
                continue;
            }
            found.extend(from.map(|(start, town)| self.found(start, at - start, town)));
            found.extend(to.map(|(len, town)| self.found(after, len, town)));
            found.extend(hamlets.map(|hamlet| self.hamlet(hamlet)));
        }
        found
    }

    /// 丰余线|河姆|段: the town that the stretch of a road or river lies in.
    pub(super) fn stretches(&self) -> Vec<Found> {
        let stretches = self.text.match_indices('段').filter_map(|(at, _)| {
            let (start, town) = self.last_town(&self.text[..at])?;
            let of_road = self.text[..start].ends_with(['线', '路', '道', '河', '江', '渠', '速']);
            let named = of_road && !self.is_word(&self.text[start..at]);
            named.then(|| self.found(start, at - start, town))
        });
        stretches.collect()
    }

    /// The town that a way ends before which begins there, and how long its name is.
    fn end_of_way(&self, at: usize) -> Option<(usize, Township)> {
        let rest = &self.text[at..];
        let known = ends(rest).filter(|end| {
            let next = &rest[*end..];
            !next.starts_with(char::is_alphabetic) || WAYS.iter().any(|way| next.starts_with(way))
        });
        known.filter_map(|end| Some((end, self.view.towns(&rest[..end]).next()?))).last()
    }

    /// The town that a way begins at, and where its name begins.
    fn beginning_of_way(&self, before: &str) -> Option<(usize, Township)> {
        self.last_town(before).filter(|(start, _)| {
            let lead = &before[..*start];
            !lead.ends_with(char::is_alphabetic)
                || lead.ends_with(BEFORE_WAY) && !self.is_word(&before[*start..])
                || lead.ends_with(['在', '于', '和', '与', '及', '市', '县', '区', '旗', '从'])
        })
    }

    /// 车岗头|至大岚段: the hamlet that a way begins at.
    fn hamlet_at_beginning(&self, before: &str) -> Option<Span> {
        let run = letters_before(before, *HAMLET.end() + 1);
        let from = run.rfind(BEFORE_WAY).map_or(0, |at| at + BEFORE_WAY[0].len_utf8());
        let span = Span::new(before.len() - run.len() + from, before.len());
        self.is_hamlet(span).then_some(span)
    }

    /// 大隐至|二六市|公路: the hamlet that a way ends at.
    fn hamlet_at_end(&self, at: usize) -> Option<Span> {
        let rest = &self.text[at..];
        let end = ends(rest).find(|end| SURE_WAYS.iter().any(|way| rest[*end..].starts_with(way)))?;
        let span = Span::new(at, at + end);
        self.is_hamlet(span).then_some(span)
    }

    fn is_hamlet(&self, span: Span) -> bool {
        let words = &self.text[span.range()];
        let places = &self.view.scene.lexicon.places;
        HAMLET.contains(&words.chars().count())
            && words.chars().all(|c| c.is_alphabetic() && !c.is_ascii())
            && !words.ends_with(['线', '路', '道', '区', '口', '桥', '站', '州', '县', '月', '年', '日', '底'])
            && !places.is_generic_but(words, "家前后上下里外内中大头")
            && !places.is_topic(words)
            && !places.holds_common(words)
    }

    fn hamlet(&self, span: Span) -> Found {
        self.view.scene.called_here(TOWN, span.shift(self.line.start), "admin")
    }
}
