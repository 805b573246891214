//! Bodies of an area, and what is listed after them: `自治区市场监管局、发展改革委`, `寿光市、诸城市行政审批服务局`,
//! `市发改、财政、税务等部门`.

use std::sync::LazyLock;

use super::{Area, Body, Reader, full_name};
use crate::extract::PlaceReferent;
use crate::extract::again::abbreviation_after;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::register::Level;
use crate::span::Span;

/// The term of office of a congress: 第十八届.
static TERM: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^第?[一二三四五六七八九十百\d]{1,4}届"));

/// The committee of the Party of an area.
const PARTY: &str = "中国共产党{}委员会";

/// That of a zone.
const PARTY_OF_ZONE: &str = "中国共产党{}工作委员会";

const LOCAL: &str = "agency/local";
const SHARED: &str = "agency/shared";
const LISTED: &str = "agency/listed";
const OFFICE: &str = "agency/office";
const FIELD: &str = "agency/field";

/// Between bodies listed one after the other: 、 and words for "and", and the bracket of a second name （知识产权局）.
const SEPARATORS: [&str; 8] = ["以及", "、", "和", "与", "及", "会同", "（", "）、"];

/// What a list of fields ends in when departments are meant: 部门 "departments", 单位 "units", and 局 shared by all.
const OF_DEPARTMENTS: [&str; 8] =
    ["等部门", "等有关部门", "等相关部门", "等单位", "等职能部门", "部门", "等多部门", "等多个部门"];

/// How names of those end that are no state bodies and have offices in an area.
const OTHERS: [&str; 9] = ["组织", "公司", "集团", "协会", "学会", "基金会", "大学", "学院", "银行"];

impl Reader<'_> {
    /// An area and a body right after it, and what is listed after that.
    pub(super) fn local(&mut self) {
        for at in 0..self.areas.len() {
            let listed = self.as_listed(&self.areas[at]);
            let area = listed.as_ref().unwrap_or(&self.areas[at]);
            // 资源 in 数据资源管理局 is no county.
            if self.found.iter().any(|body| body.span.start < area.span.start && area.span.start < body.span.end) {
                continue;
            }
            // 各盟|市政府: those of all of a kind.
            let before = &self.text[self.line.start..area.span.start];
            if area.is_level_word
                && before.ends_with(['盟', '州', '地'])
                && before[..before.len() - '盟'.len_utf8()].ends_with('各')
            {
                continue;
            }
            let body = self.body_after(area, area.span.end);
            let body =
                body.or_else(|| self.of_term(area)).or_else(|| self.in_full(area)).or_else(|| self.of_secretary(area));
            let Some(body) = body.or_else(|| self.of_corps(area)).map(|body| self.with_office_of_party(body)) else {
                let departments = self.departments(area);
                self.found.extend(departments);
                continue;
            };
            let (start, form, template) = self.with_prefix(area, body);
            let Some(name) = full_name(&template, area) else { continue };
            // 交通运输部|长江|航务管理局 is a body of the state, of which the river is no area.
            // So is 黄河|水利委员会, where the text has named it with its ministry.
            let of_state = |body: &Body| {
                let after_river =
                    || body.span.start == start && area.level.is_none() && self.text.contains(body.name.as_str());
                body.span.end >= form.end && (body.span.start < area.span.start || after_river())
            };
            if self.national.iter().any(of_state) {
                continue;
            }
            // 联合国粮农组织|海南|项目合作办公室: what others have there.
            let before = &self.text[self.line.start..area.span.start];
            if template.ends_with("办公室") && OTHERS.iter().any(|end| before.ends_with(end)) {
                continue;
            }
            // 粤港澳|海关 are those of all three.
            let region = matches!(area.place, Some(PlaceReferent::Named { kind: "region", .. }));
            if region && template.ends_with("海关") {
                continue;
            }
            let name =
                if self.is_branch_of_city(area, &template) { self.text[start..form.end].to_owned() } else { name };
            let body = Body {
                span: Span::new(start, form.end),
                rule: LOCAL,
                name,
                area: Some(area.clone()),
                form: Some((form, template)),
            };
            let before = self.of_areas_before(&body);
            self.push_with_list(body);
            self.found.extend(before);
        }
    }

    /// 吉林市委、|市政府: what a level word means behind a body of an area of that kind, whichever the text is about.
    fn as_listed(&self, area: &Area) -> Option<Area> {
        if !area.is_level_word || !self.text[self.line.start..area.span.start].ends_with('、') {
            return None;
        }
        let end = area.span.start - '、'.len_utf8();
        let before = self.found.iter().rev().find(|body| body.span.end == end)?.area.as_ref()?;
        let word = &self.text[area.span.range()];
        let same = !before.is_level_word && before.level.is_some() && before.official.ends_with(word);
        same.then(|| Area { span: area.span, is_level_word: true, ends_in_kind: true, ..before.clone() })
    }

    /// 苏州市吴中生态环境局: the city's own bodies for a district are called by its short name.
    fn is_branch_of_city(&self, area: &Area, template: &str) -> bool {
        let of_city = area.level == Some(Level::County) && !area.ends_in_kind && !area.is_level_word;
        let words = &self.text[area.span.range()];
        of_city
            && template.starts_with("{}生态环境")
            && words.strip_suffix(&*area.short).is_some_and(|city| city.ends_with('市'))
    }

    /// 寿光市、诸城市行政审批服务局: the areas listed before the one that the body is written after have one, too.
    fn of_areas_before(&self, body: &Body) -> Vec<Body> {
        let mut found = Vec::new();
        let (Some(mut next), Some((_, template))) = (body.area.as_ref(), &body.form) else { return found };
        // 甲市、乙市政府|分管负责同志: who has come from the cities.
        let of_officials = ["分管", "有关负责", "相关负责", "主要负责", "负责同志", "负责人", "领导"];
        if template == "{}人民政府" && of_officials.iter().any(|word| self.rest(body.span.end).starts_with(word)) {
            return found;
        }
        let before = self.areas.partition_point(|area| area.span.start < body.span.start);
        for area in self.areas[..before].iter().rev().filter(|area| area.span.end < body.span.start) {
            let listed = &self.text[area.span.end..next.span.start] == "、";
            // 辽宁、黑龙江、吉林省税务局: provinces by their short names too.
            let short = area.level == Some(Level::Province) && !area.is_level_word && !next.is_level_word;
            let in_full = area.ends_in_kind && next.ends_in_kind;
            if !listed || area.level != next.level || !(in_full || short) || area.is_level_word {
                break;
            }
            let span = Span::new(area.span.start, body.span.end);
            let name = full_name(template, area);
            found.extend(name.map(|name| Body { span, rule: SHARED, name, area: Some(area.clone()), form: None }));
            next = area;
        }
        found
    }

    /// The form after an area (or after a separator), and its template.
    fn body_after(&self, area: &Area, at: usize) -> Option<(Span, String)> {
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

    /// 长沙市|委|书记, 宁夏回族自治区|党委|常委: the committee that an official of a named area is of.
    fn of_secretary(&self, area: &Area) -> Option<(Span, String)> {
        let rest = self.rest(area.span.end);
        // 前海|党工委|书记: the committee of a zone.
        let zone = matches!(area.place, Some(PlaceReferent::Named { kind: "zone", .. })) && !area.is_level_word;
        let forms: [(&str, &str); 3] = [("党工委", PARTY_OF_ZONE), ("委", PARTY), ("党委", PARTY)];
        let (form, template) = forms.into_iter().find(|(form, _)| rest.starts_with(form))?;
        // 他还担任|某开发区党工委|书记: what somebody is besides.
        let besides = self.text[self.line.start..area.span.start].ends_with('任');
        let named = if template == PARTY { area.ends_in_kind && !area.is_level_word } else { zone && !besides };
        let official = ["书记", "副书记", "常委"].iter().any(|title| rest[form.len()..].starts_with(title));
        // 江苏省委书记作出批示: what a person has approved is not the committee's.
        let acts = rest.split(['。', '，', '、', '\n']).next().unwrap_or_default();
        let approves = ["批示", "肯定"].iter().any(|word| acts.contains(word));
        let end = area.span.end;
        (named && official && !approves).then(|| (Span::new(end, end + form.len()), template.to_owned()))
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

    /// 新疆生产建设兵团第六师|办公室: divisions of the corps have one as such.
    fn of_corps(&self, area: &Area) -> Option<(Span, String)> {
        let of_division = area.official.ends_with('师') || area.short.contains('师') && area.place.is_none();
        let form = ["办公室", "机关"].into_iter().find(|form| self.rest(area.span.end).starts_with(form))?;
        let end = area.span.end;
        of_division.then(|| (Span::new(end, end + form.len()), format!("{{}}{form}")))
    }

    /// 天津市委|滨海新区工作委员会: what a committee of the Party has set up for a zone.
    fn working_committee(&self, committee: &Body) -> Option<Body> {
        let at = committee.span.end;
        let of_party = committee.name.starts_with("中国共产党") && committee.name.ends_with("委员会");
        let zone = self.areas_from(at).next().filter(|zone| of_party && zone.span.start == at)?;
        let form = ["工作委员会", "工委"].into_iter().find(|form| self.rest(zone.span.end).starts_with(form))?;
        let span = Span::new(committee.span.start, zone.span.end + form.len());
        let name = format!("{}{}工作委员会", committee.name, &self.text[zone.span.range()]);
        Some(Body { span, rule: OFFICE, name, area: Some(zone.clone()), form: None })
    }

    /// Where the name begins, its form and its template: 中共 "CPC" and the like belong to it, and the committee of
    /// 共青团桂林市委 is the Youth League's, not the Party's.
    fn with_prefix(&self, area: &Area, (form, template): (Span, String)) -> (usize, Span, String) {
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

    /// Takes up a body, the offices named right after it, and the bodies listed after it without an area of their own.
    pub(super) fn push_with_list(&mut self, first: Body) {
        let (area, head) = (first.area.clone(), first.span.start);
        let mut last = first;
        loop {
            let at = last.span.end;
            self.found.push(last.clone());
            let rest = self.rest(at);
            if let Some(office) = self.office(&last, at).or_else(|| self.working_committee(&last)) {
                last = office;
                continue;
            }
            // （以下简称秀洲分局）: no other body.
            if abbreviation_after(rest).is_some() {
                return;
            }
            let Some(separator) = separator(rest, &last) else { return };
            let next = at + separator;
            let bracketed = rest.starts_with('（');
            if let Some(office) = self.listed_office(&last, next) {
                last = office;
                continue;
            }
            let Some(area) = &area else { return };
            let Some((form, template)) = self.body_after(area, next) else { return };
            // 、|城市供水管理处 after the body of a zone is none of the zone.
            if area.level.is_none() && template.ends_with(['处', '所', '站', '段']) {
                return;
            }
            // 、|长江海事局 is a body of the state.
            let of_its_own = self.areas_from(next).next().is_some_and(|area| area.span.start == next);
            if of_its_own && self.national.iter().any(|body| body.span.start == next && body.span.end >= form.end) {
                return;
            }
            let Some(name) = full_name(&template, area) else { return };
            // 人民银行广东省分行, 九三学社石家庄市委 after other bodies are read with their own area.
            let has_own_area = self.areas_from(form.end).next().is_some_and(|other| other.span.start == form.end);
            if has_own_area || (bracketed && !self.text[form.end..].starts_with('）')) {
                return;
            }
            // 自治区党委、政府: 政府 alone would say too little, so the mention is all of it.
            let alone = !matches!(&self.text[form.range()], "政府" | "人民政府");
            let span = if alone { form } else { Span::new(head, form.end) };
            last = Body { span, rule: LISTED, name, area: Some(area.clone()), form: Some((form, template)) };
        }
    }

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

    /// 海关总署税收征管局|（上海）: the end of an office of the state with the place that it is called after.
    fn with_seat(&self, body: &Body, end: usize) -> usize {
        let inside = self.rest(end).strip_prefix('（').and_then(|rest| rest.split_once('）'));
        let Some((seat, _)) = inside.filter(|_| body.area.is_none()) else { return end };
        let place = Span::new(end + '（'.len_utf8(), end + '（'.len_utf8() + seat.len());
        let named = self.places.iter().any(|named| named.span == place) || ["京津"].contains(&seat);
        if named { place.end + '）'.len_utf8() } else { end }
    }

    /// Bytes of the office right behind a body, and its name.
    fn office_after(&self, body: &Body, at: usize) -> Option<(usize, String)> {
        let known = self.lexicon.agencies.office_at(self.rest(at), body.area.is_none());
        let known = known.map(|office| (office.length, office.name));
        known.or_else(|| {
            self.open_office(&body.name, body.area.is_some(), at).map(|office| (office.length, office.name))
        })
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

    /// 夏石税务分局 after 凭祥市税务局友谊税务分局、: an office of the same body with the same ending.
    fn listed_office(&self, last: &Body, at: usize) -> Option<Body> {
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

    /// 市发改、财政、税务等部门, 市公安、司法、民政局: departments of one area by their fields alone, two at least.
    fn departments(&self, area: &Area) -> Vec<Body> {
        let Some(level) = area.level.filter(|_| area.ends_in_kind) else { return Vec::new() };
        let (mut found, mut at) = (Vec::new(), area.span.end);
        while let Some((field, template)) = self.lexicon.agencies.department_at(self.rest(at), level) {
            let form = Span::new(at, at + field.len());
            let start = if found.is_empty() { area.span.start } else { at };
            let name = full_name(template, area).unwrap_or_default();
            let span = Span::new(start, form.end);
            found.push(Body {
                span,
                rule: FIELD,
                name,
                area: Some(area.clone()),
                form: Some((form, template.to_owned())),
            });
            at = form.end;
            let Some(separator) = ["、", "和", "与", "及"].iter().find(|mark| self.rest(at).starts_with(**mark))
            else {
                break;
            };
            at += separator.len();
        }
        let rest = self.rest(at);
        let shared_unit = found.last().is_some_and(|last| {
            let unit = last.name.chars().next_back();
            unit.is_some_and(|unit| rest.starts_with(unit))
        });
        let meant = found.len() > 1 && (shared_unit || OF_DEPARTMENTS.iter().any(|words| rest.starts_with(words)));
        if meant { found } else { Vec::new() }
    }
}

/// Bytes of the separator that a list goes on with; after a Party committee its government may follow without one.
fn separator(rest: &str, last: &Body) -> Option<usize> {
    // 党委政府, 党工委管委会, 纪委监委: pairs that are written as one word.
    let pair = (last.name.starts_with("中国共产党") && rest.starts_with("政府"))
        || (last.name.ends_with("工作委员会") && rest.starts_with("管委会"))
        || (last.name.ends_with("纪律检查委员会") && rest.starts_with("监委"));
    if pair {
        return Some(0);
    }
    SEPARATORS.iter().find(|separator| rest.starts_with(**separator)).map(|separator| separator.len())
}
