//! Bodies of national level, their local branches and their offices: `国家发展改革委`, `人行合肥中心支行`, `财政部税政司`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Captures;

use super::{Area, Body, Reader};
use crate::lexicon::agencies::National;
use crate::lexicon::finder::Finder;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

const NATIONAL: &str = "agency/national";
const BRANCH: &str = "agency/branch";
const MISSION: &str = "agency/mission";

/// The name of the state, which may stand before that of a ministry.
const STATE: &str = "中华人民共和国";

/// "Stationed in", before the area of a branch: 审计署驻郑州特派员办事处.
const STATIONED: &str = "驻";

impl Reader<'_> {
    /// The names of national bodies in the line, each with how it is called there.
    fn national_names(&self) -> Vec<(Body, National)> {
        let (text, of_an_area) = (self.text, self.context.place().is_some() && !self.of_state);
        let named = self.lexicon.agencies.national_in(&text[self.line.range()], of_an_area);
        let body = |(range, national): (Range<usize>, National)| {
            let mut span = Span::from(range).shift(self.line.start);
            if text[self.line.start..span.start].ends_with(STATE) {
                span.start -= STATE.len();
            }
            (Body { span, rule: NATIONAL, name: national.name.to_owned(), area: None, form: None }, national)
        };
        named.map(body).collect()
    }

    /// Branches of national bodies; what follows the area in their names is no body of the area. The names without one are
    /// left for [`Reader::national`].
    pub(super) fn branches(&mut self) {
        for (body, national) in self.national_names() {
            match self.branch(&body) {
                Some(branch) => {
                    let office = self.office(&branch, branch.span.end);
                    self.found.push(branch);
                    self.found.extend(office);
                }
                None if national.only_with_branch => {}
                None => self.national.push(body),
            }
        }
    }

    /// Bodies of national level and their offices, where no body is found yet.
    pub(super) fn national(&mut self) {
        for body in std::mem::take(&mut self.national) {
            if !self.found.iter().any(|other| other.span.overlaps(body.span)) {
                self.push_with_list(body);
            }
        }
    }

    /// 中国驻德国大使馆, 我驻汉堡总领事馆: the missions of the state elsewhere.
    pub(super) fn missions(&mut self) {
        static MISSIONS: LazyLock<Finder<'static>> =
            LazyLock::new(|| Finder::of_rule(["大使馆", "总领事馆", "总领馆", "领事馆", "使馆"]));
        static NAMED: LazyLock<Pattern> = LazyLock::new(|| {
            pattern(
                r"(?:中华人民共和国|中国|我国?)驻(?P<seat>\p{Han}{1,9}?)(?P<kind>大使馆|总领事馆|总领馆|领事馆|使馆)",
            )
        });
        let slice = &self.text[self.line.range()];
        if !MISSIONS.is_in(slice) {
            return;
        }
        let mission = |found: Captures<'_>| {
            let span = Span::from(found.get(0)?.range()).shift(self.line.start);
            let kind = match &found["kind"] {
                "总领馆" => "总领事馆",
                "使馆" => "大使馆",
                kind => kind,
            };
            let name = format!("中国驻{}{kind}", &found["seat"]);
            // 外国驻华: one of another state.
            (&found["seat"] != "华").then_some(Body { span, rule: MISSION, name, area: None, form: None })
        };
        let found: Vec<Body> = NAMED.captures_iter(slice).filter_map(mission).collect();
        self.found.extend(found);
    }

    fn branch(&self, body: &Body) -> Option<Body> {
        let stationed = if self.rest(body.span.end).starts_with(STATIONED) { STATIONED.len() } else { 0 };
        let begin = body.span.end + stationed;
        let area = self.areas_from(begin).next().filter(|area| area.span.start == begin)?;
        let (length, template) = self.lexicon.agencies.branch_at(&body.name, self.rest(area.span.end))?;
        Some(Body {
            span: Span::new(body.span.start, area.span.end + length),
            rule: BRANCH,
            name: branch_name(template, &body.name, area),
            area: Some(area.clone()),
            form: None,
        })
    }
}

fn branch_name(template: &str, body: &str, area: &Area) -> String {
    let named = if area.ends_in_kind { &area.official } else { &area.short };
    template.replace("{body}", body).replace("{short}", &area.short).replace("{named}", named)
}
