//! Names that the lists of regions, landmarks and foreign places have: `粤港澳大湾区`, `黄河`, `越南芒街市`; and what is only called after
//! one: `黄河财险`, `北大荒集团`.

use std::sync::LazyLock;

use super::Found;
use super::name::Around;
use super::said::Said;
use crate::extract::PlaceReferent;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::places::{Listed, Need};
use crate::span::Span;

/// A name that a list has.
pub(super) const LISTED: &str = "place/listed";

impl Around<'_> {
    /// What an entry of the lists is, if it is named and not only part of another name.
    pub(super) fn of_a_list(&self, at: usize, span: Span, listed: Listed) -> Option<Found> {
        let other = match listed.kind {
            "natural" => self.is_called_after_nature(span),
            // 北大荒|集团
            "region" => {
                self.is_a_direction(span)
                    || self.names_what_is_called_so(span)
                    || self.is_half_of_both(span)
                    || self.goes_on_from_letters(span)
            }
            "facility" => self.begins_a_word_of_traffic(span) || self.names_a_locality(span),
            _ => false,
        };
        // 发展|湾区|经济: any bay. 太行山|革命老区 is one, 革命老区 alone are all of them.
        if other || self.is_any_bay(span) || self.is_of_many(span) {
            return None;
        }
        of_list(span, listed, self.said).or_else(|| {
            let meant = self.is_beside_region(at) || self.is_of_the_area(listed);
            of_list(span, Listed { weak: false, ..listed }, self.said).filter(|_| meant)
        })
    }

    /// Whether what nature made only gives its name to something else.
    fn is_called_after_nature(&self, span: Span) -> bool {
        self.names_a_body(span)
            || self.begins_a_quoted_name(span)
            || self.is_praised(span)
            || self.names_a_species(span)
            || self.names_a_locality(span)
            || self.begins_a_province(span)
    }

    /// Whether the word of a body follows: 黄河财险, 长江证券, 珠江实业.
    fn names_a_body(&self, span: Span) -> bool {
        let rest = &self.scene.text[span.end..self.line.end];
        // 太平洋|等保险公司
        self.scene.lexicon.places.cues.begins_body(rest.strip_prefix('等').unwrap_or(rest))
    }

    /// Whether the form of a company or games follow a region: 北大荒集团, 亚洲冬季运动会.
    fn names_what_is_called_so(&self, span: Span) -> bool {
        static CALLED: LazyLock<Pattern> = LazyLock::new(|| {
            pattern(
                "^(?:集团|股份|证券|银行|商砼|水泥|建材|(?:冬季|夏季|青年|残疾人|少年)?(?:运动会|锦标赛|杯[^中水])|[冬夏]季运动)",
            )
        });
        CALLED.is_match(&self.scene.text[span.end..self.line.end])
    }

    /// 绥|哈大齐: whether a region called by letters is only the end of a longer run of them.
    fn goes_on_from_letters(&self, span: Span) -> bool {
        const LETTERS: &str = "京津沪渝冀豫辽湘皖鲁苏浙赣鄂桂晋蒙陕闽黔粤滇绥琼";
        let places = &self.scene.lexicon.places;
        let before = self.scene.text[self.line.start..span.start].chars().next_back();
        before.is_some_and(|c| LETTERS.contains(c))
            && self.scene.text[span.range()].chars().all(|c| places.is_letter_of_place(c))
    }

    /// Whether a name of the lists needs the name of a place right before it, and none stands there.
    fn is_of_many(&self, span: Span) -> bool {
        self.scene.lexicon.places.need(&self.scene.text[span.range()]) == Need::Above
            && self.found.last().is_none_or(|before| before.span.end != span.start)
    }

    /// 城市副中心 in a text on 北京: whether what a word means lies in the province of the text.
    fn is_of_the_area(&self, listed: Listed) -> bool {
        let register = self.scene.register();
        self.scene.context.province.zip(listed.division).is_some_and(|(own, code)| register.is_within(code, own))
    }
}

/// What an entry of the lists is, where the word that stands for it is one or the case has another.
pub(super) fn of_list(span: Span, listed: Listed, said: &Said) -> Option<Found> {
    if listed.weak && !said.has(listed) {
        return None;
    }
    let country = listed.country.map(PlaceReferent::Country);
    let within = country.or_else(|| listed.division.map(PlaceReferent::Admin)).map(Box::new);
    let referent = PlaceReferent::Named { name: listed.name.to_owned(), kind: listed.kind, within };
    Some(Found::new(span, LISTED, referent))
}
