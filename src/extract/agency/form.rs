//! The words after an area that name a body of it (`市|中院`, `市|第十八届人大常委会`, `市|委书记`), with what stands before the area and belongs to
//! the name (`共青团|桂林市委`), and the template of the full name that they give.

use std::sync::LazyLock;

use super::{Area, Reader};
use crate::extract::PlaceReferent;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// The term of office of a congress: 第十八届.
static TERM: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^第?[一二三四五六七八九十百\d]{1,4}届"));

/// The committee of the Party of an area.
const PARTY: &str = "中国共产党{}委员会";

/// That of a zone.
const PARTY_OF_ZONE: &str = "中国共产党{}工作委员会";

/// Two persons at the head of a group, right behind the title of the first: 由县委书记、县长任双组长.
static HEADS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("^书记(?:、[省市县区州旗镇乡]长|和[省市县区州旗镇乡]长)?(?:共同|亲自)?(?:任|担任|出任)双")
});

impl Reader<'_> {
    /// The form right after an area, and its template.
    pub(super) fn form_after(&self, area: &Area) -> Option<(Span, String)> {
        self.of_congress_in_town(area)
            .or_else(|| self.body_after(area, area.span.end))
            .or_else(|| self.of_term(area))
            .or_else(|| self.in_full(area))
            .or_else(|| self.of_secretary(area))
            .or_else(|| self.of_corps(area))
            .map(|form| self.with_office_of_party(form))
    }

    /// The form after an area (or after a separator), and its template.
    pub(super) fn body_after(&self, area: &Area, at: usize) -> Option<(Span, String)> {
        let body = self.lexicon.agencies.body_at(self.rest(at))?;
        let follows_kind = at == area.span.end && area.ends_in_kind;
        if body.after_kind_only && !follows_kind {
            return None;
        }
        Some((Span::new(at, at + body.length), body.template))
    }

    /// 第十八届|人大常委会: a congress or conference of a term of office is that of the area.
    fn of_term(&self, area: &Area) -> Option<(Span, String)> {
        let term = TERM.find(self.rest(area.span.end))?;
        let (form, template) = self.body_after(area, area.span.end + term.end())?;
        let elected = template.contains("人民代表大会") || template.contains("政治协商会议");
        elected.then_some((form, template))
    }

    /// 中国共产党广州市|委员会, 中共广州市|第十二次代表大会: the committee and the congress by their names in full.
    fn in_full(&self, area: &Area) -> Option<(Span, String)> {
        static FULL: LazyLock<Pattern> = LazyLock::new(|| {
            pattern("^(?:(?P<own>工作委员会|委员会)|(?:第[一二三四五六七八九十百]{1,4}次)?(?P<congress>代表大会))")
        });
        let before = &self.text[self.line.start..area.span.start];
        if !["中国共产党", "中共"].iter().any(|party| before.ends_with(party)) {
            return None;
        }
        let end = area.span.end;
        let found = FULL.captures(self.rest(end))?;
        let own = found.name("own").or_else(|| found.name("congress"))?.as_str();
        Some((Span::new(end, end + found[0].len()), format!("中国共产党{{}}{own}")))
    }

    /// 区|人大|香湾街道工委: what the standing committee of a congress has in a town, by the name of which the congress is none besides.
    fn of_congress_in_town(&self, area: &Area) -> Option<(Span, String)> {
        static IN_TOWN: LazyLock<Pattern> = LazyLock::new(|| {
            pattern(r"^(?:人大(?:常委会)?|人民代表大会常务委员会)(?P<town>\p{Han}{1,6}?街道)(?:工委|工作委员会)")
        });
        let end = area.span.end;
        let found = IN_TOWN.captures(self.rest(end))?;
        let name = format!("{{}}人民代表大会常务委员会{}工作委员会", &found["town"]);
        Some((Span::new(end, end + found[0].len()), name))
    }

    /// 长沙市|委|书记, 宁夏回族自治区|党委|常委: the committee that an official of a named area is of.
    fn of_secretary(&self, area: &Area) -> Option<(Span, String)> {
        let rest = self.rest(area.span.end);
        // 前海|党工委|书记: the committee of a zone.
        let zone = matches!(area.place, Some(PlaceReferent::Named { kind: "zone", .. })) && !area.is_level_word;
        let forms: [(&str, &str); 3] = [("党工委", PARTY_OF_ZONE), ("委", PARTY), ("党委", PARTY)];
        let (form, template) = forms.into_iter().find(|(form, _)| rest.starts_with(form))?;
        // 他还担任|某开发区党工委|书记: what somebody is besides.
        let besides = self.text[self.line.start..area.span.start].ends_with('任');
        let named = if template == PARTY { area.ends_in_kind } else { zone && !besides };
        let official = ["书记", "副书记", "常委"].iter().any(|title| rest[form.len()..].starts_with(title));
        // 江苏省委书记作出批示: what a person has approved is not the committee's.
        let acts = rest.split(['。', '，', '、', '\n']).next().unwrap_or_default();
        let approves = ["批示", "肯定"].iter().any(|word| acts.contains(word));
        // Who heads a group beside another is a person.
        let heads = HEADS.is_match(&rest[form.len()..]);
        let end = area.span.end;
        (named && official && !approves && !heads).then(|| (Span::new(end, end + form.len()), template.to_owned()))
    }

    /// 新疆生产建设兵团第六师|办公室: divisions of the corps have one as such.
    fn of_corps(&self, area: &Area) -> Option<(Span, String)> {
        let of_division = area.official.ends_with('师') || area.short.contains('师') && area.place.is_none();
        let form = ["办公室", "机关"].into_iter().find(|form| self.rest(area.span.end).starts_with(form))?;
        let end = area.span.end;
        of_division.then(|| (Span::new(end, end + form.len()), format!("{{}}{form}")))
    }

    /// 县委|农工部: an office of the committee goes by both names, so that the committee is none besides.
    fn with_office_of_party(&self, (form, template): (Span, String)) -> (Span, String) {
        let of_a_zone = || self.areas_from(form.end).next().is_some_and(|zone| zone.span.start == form.end);
        let alone = template == PARTY && !of_a_zone();
        let office = alone.then(|| self.open_office(&template, true, form.end)).flatten();
        match office {
            Some(office) => (Span::new(form.start, form.end + office.length), template + &office.name),
            None => (form, template),
        }
    }

    /// Where the name begins, its form and its template: 中共 "CPC" and the like belong to it, and the committee of
    /// 共青团桂林市委 is the Youth League's, not the Party's.
    pub(super) fn with_prefix(&self, area: &Area, (form, template): (Span, String)) -> (usize, Span, String) {
        let before = &self.text[self.line.start..area.span.start];
        let committee = template == PARTY;
        if let Some((prefix, other)) =
            self.lexicon.agencies.prefix_of_committee(before).filter(|_| committee && area.ends_in_kind)
        {
            return (area.span.start - prefix.len(), form, other.to_owned());
        }
        let prefixes: &[&str] = if template.starts_with("中国共产党") {
            &["中国共产党", "中共"]
        } else if template.starts_with("国家税务总局") {
            &["国家税务总局"]
        } else if template.starts_with("国家统计局") {
            &["国家统计局"]
        } else {
            &[]
        };
        let prefix = prefixes.iter().find(|prefix| before.ends_with(**prefix));
        (area.span.start - prefix.map_or(0, |prefix| prefix.len()), form, template)
    }
}
