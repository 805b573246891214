//! The offices of a body, right after it: `凭祥市税务局|友谊税务分局`, `财政部|国库司`, `黄埔海关|驻长安办事处`, `天津市委|滨海新区工作委员会`.

use std::sync::LazyLock;

use super::{Body, Reader};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

const OFFICE: &str = "agency/office";

impl Reader<'_> {
    /// 友谊税务分局 right after 凭祥市税务局, 国库司 right after 财政部.
    pub(super) fn office(&self, body: &Body, at: usize) -> Option<Body> {
        if let Some(length) = self.stationed_office(body, at) {
            let name = format!("{}{}", body.name, &self.text[at..at + length]);
            let span = Span::new(body.span.start, at + length);
            return Some(Body { span, rule: OFFICE, name, area: body.area.clone(), form: None });
        }
        if let Some(group) = self.stationed_group(body, at) {
            return Some(group);
        }
        let (length, name) = self.office_after(body, at)?;
        let span = Span::new(self.both_commissions(body), self.with_seat(body, at + length));
        let seat = &self.text[at + length..span.end];
        let name = self.joint_name(body, span).unwrap_or_else(|| format!("{}{name}{seat}", body.name));
        Some(Body { span, rule: OFFICE, name, area: body.area.clone(), form: None })
    }

    /// Bytes of the office right behind a body, and its name.
    fn office_after(&self, body: &Body, at: usize) -> Option<(usize, String)> {
        let known = self.lexicon.agencies.office_at(self.rest(at), body.area.is_none());
        let known = known.map(|office| (office.length, office.name));
        known.or_else(|| {
            self.open_office(&body.name, body.area.is_some(), at).map(|office| (office.length, office.name))
        })
    }

    /// 海关总署税收征管局|（上海）: the end of an office of the state with the place that it is called after.
    fn with_seat(&self, body: &Body, end: usize) -> usize {
        let inside = self.rest(end).strip_prefix('（').and_then(|rest| rest.split_once('）'));
        let Some((seat, _)) = inside.filter(|_| body.area.is_none()) else { return end };
        let place = Span::new(end + '（'.len_utf8(), end + '（'.len_utf8() + seat.len());
        let named = self.places.iter().any(|named| named.span == place) || ["京津"].contains(&seat);
        if named { place.end + '）'.len_utf8() } else { end }
    }

    /// Where the name of an office begins that may be one of two: 市纪委|监委|第三监督检查室, 中央纪委|国家监委|驻水利部纪检监察组.
    fn both_commissions(&self, body: &Body) -> usize {
        let of_state = body.name.ends_with("监察委员会");
        let other = |other: &&Body| other.span.end == body.span.start && other.name.ends_with("纪律检查委员会");
        let both = self.found.iter().rev().skip(1).find(other).filter(|_| of_state);
        both.map_or(body.span.start, |other| other.span.start)
    }

    /// 潍坊市|纪委监委第三监督检查室: the name of what both commissions have together.
    fn joint_name(&self, body: &Body, span: Span) -> Option<String> {
        let area = body.area.as_ref().filter(|area| span.start < body.span.start && span.contains(area.span))?;
        Some(format!("{}{}", area.official, &self.text[area.span.end..span.end]))
    }

    /// 驻长安办事处 after 黄埔海关: bytes of the office that a customs house has elsewhere.
    fn stationed_office(&self, body: &Body, at: usize) -> Option<usize> {
        static STATIONED: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^驻\p{Han}{2,12}?(?:办事处|监管组|监管科)"));
        let of_customs = body.name.ends_with("海关") && self.rest(at).starts_with('驻');
        of_customs.then(|| STATIONED.find(self.rest(at)).map(|office| office.len()))?
    }

    /// 驻财政部纪检监察组 after 中央纪委国家监委: the group that the discipline commission has in another body.
    fn stationed_group(&self, body: &Body, at: usize) -> Option<Body> {
        static STATIONED: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^派?驻\p{Han}{2,20}?纪检监察组"));
        let of_discipline = body.name.ends_with("监察委员会") || body.name.ends_with("纪律检查委员会");
        if !of_discipline || !self.rest(at).starts_with(['驻', '派']) {
            return None;
        }
        let group = STATIONED.find(self.rest(at))?;
        let span = Span::new(self.both_commissions(body), at + group.len());
        let area = body.area.as_ref().filter(|area| area.is_level_word);
        let name = match area {
            Some(area) => format!("{}{}", area.official, &self.text[area.span.end..span.end]),
            None => self.text[span.range()].to_owned(),
        };
        Some(Body { span, rule: OFFICE, name, area: body.area.clone(), form: None })
    }

    /// 天津市委|滨海新区工作委员会: what a committee of the Party has set up for a zone.
    pub(super) fn working_committee(&self, committee: &Body) -> Option<Body> {
        let at = committee.span.end;
        let of_party = committee.name.starts_with("中国共产党") && committee.name.ends_with("委员会");
        let zone = self.areas_from(at).next().filter(|zone| of_party && zone.span.start == at)?;
        let form = ["工作委员会", "工委"].into_iter().find(|form| self.rest(zone.span.end).starts_with(form))?;
        let span = Span::new(committee.span.start, zone.span.end + form.len());
        let name = format!("{}{}工作委员会", committee.name, &self.text[zone.span.range()]);
        Some(Body { span, rule: OFFICE, name, area: Some(zone.clone()), form: None })
    }

    /// 夏石税务分局 after 凭祥市税务局友谊税务分局、: an office of the same body with the same ending.
    pub(super) fn listed_office(&self, last: &Body, at: usize) -> Option<Body> {
        // 、县生态环境分局 is none of the body before it.
        let of_level = self.areas_from(at).next().is_some_and(|area| area.span.start == at && area.is_level_word);
        if last.rule != OFFICE || of_level {
            return None;
        }
        let parent = self.found.iter().rev().find(|body| body.rule != OFFICE && last.name.starts_with(&body.name))?;
        let (length, name) = self.office_after(parent, at)?;
        let of_another = self.areas_from(at).next().is_some_and(|area| area.span.start == at);
        if of_another && self.lexicon.agencies.office_at(self.rest(at), parent.area.is_none()).is_none() {
            return None;
        }
        let span = Span::new(at, at + length);
        let of_ministry = last.area.is_none() && last.name.ends_with('司') && name.ends_with('局');
        let same = last.name.chars().next_back() == name.chars().next_back() || of_ministry;
        let name = format!("{}{name}", parent.name);
        same.then(|| Body { span, rule: OFFICE, name, area: last.area.clone(), form: None })
    }
}
