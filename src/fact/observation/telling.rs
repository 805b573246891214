//! How a text tells of its numbers: as a case or as a report, and of which time.

use std::sync::LazyLock;

use super::super::Scene;
use super::dated::is_report_on_year;
use super::kind::sets_aims;
use super::turns::{Over, Turn, Turns};
use crate::document::DAY;
use crate::extract::date::{DateMention, Day, Period, Role, Years, dates};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::{Span, beginning};

/// How a case is told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Telling {
    /// Whether it is one case of a compilation, on one thing; a report or a piece of news tells of many.
    pub(super) as_case: bool,
    /// The time that the title of a report gives, or that its last paragraph with a year at its beginning set.
    time: Option<Period>,
    /// The outermost section whose paragraph set it, and the time before: 2020年… in one section says nothing of the next.
    within: Option<(usize, Option<Period>)>,
    /// Whether it is a report to a congress: on its area, of whose parts it tells by the way.
    pub(super) to_congress: bool,
    /// The year that such a report looks back on.
    past: Option<u16>,
    /// Whether it is the part of a report to a congress that says what is to be done.
    plans: bool,
    /// The year of the document, where it is by its title a report on that year (2023年国民经济和社会发展统计公报).
    annual: Option<u16>,
    /// The last line that is nothing but years, as a chronicle has them, and where it begins: what follows is of that time.
    chronicle: Option<(usize, Period)>,
    /// What the headings say that stand over the paragraph looked at last, and the innermost section of those.
    over: Option<(Option<usize>, Over)>,
    /// Where a report to a congress is.
    turns: Option<Turns>,
}

/// The time of one paragraph.
pub(super) struct Frame {
    /// Of what stands under a heading (一、2023年工作回顾).
    pub(super) heading: Option<Period>,
    /// Of the report as a whole.
    pub(super) base: Option<Period>,
    /// The years that dates are reckoned from.
    pub(super) years: Years,
    /// Whether it stands under a heading of what is to be done.
    pub(super) aimed: bool,
    /// Whether it stands in a report to a congress under a heading, or behind a paragraph, that looks back.
    pub(super) reached: bool,
    /// The year that such a report looks back on.
    pub(super) past: Option<u16>,
}

impl Telling {
    /// Looks at the fields and the title of a case.
    pub(super) fn of_case(scene: &Scene<'_>) -> Self {
        let case = scene.case();
        let as_case = case.indicator.is_some() || case.reporters.is_some() || case.printed_number.is_some();
        let time = title_time(scene).filter(|_| !as_case);
        let to_congress = is_given_to_congress(scene);
        let spoken = if to_congress { spoken_on(scene) } else { None };
        let past = spoken.or_else(|| Some(scene.document.year? - u16::from(is_dated(scene)))).filter(|_| to_congress);
        let plans = past.is_some() && spoken.is_none() && plans(scene);
        let annual = scene.document.year.filter(|_| is_annual(scene));
        let turns = past.filter(|_| !plans).map(Turns::since);
        Self { as_case, time, to_congress, past, plans, annual, within: None, chronicle: None, over: None, turns }
    }

    /// The time of a paragraph: that of its headings, and that of the report.
    pub(super) fn frame(&mut self, scene: &Scene<'_>, paragraph: Span) -> Frame {
        let innermost = scene.case().innermost(paragraph.end.max(1) - 1, |section| section.overlaps(paragraph));
        let over = match self.over {
            Some((section, over)) if section == innermost => over,
            _ => self.over(scene, innermost),
        };
        self.over = Some((innermost, over));
        self.leave_section(scene, innermost);
        let turned = self.turns.as_mut().map(|turns| turns.at(scene, paragraph, outermost(scene, innermost), over));
        let Turn { time: heading, aimed, reached } =
            turned.unwrap_or(Turn { time: over.time.map(|(_, time)| time), aimed: over.aimed, reached: false });
        let headed = innermost.map_or(0, |section| scene.case().sections[section].heading.start);
        let heading = self.chronicle.filter(|(line, _)| headed <= *line).map(|(_, time)| time).or(heading);
        // …主要预期目标为： under no heading that says when: of the year to come.
        let strives = || heading.is_none() && self.past.is_some() && sets_aims(scene.words(paragraph));
        let aimed = aimed || strives();
        let base = self.reported(aimed).or(self.time);
        let section = heading.or(base).map(|time| time.last().year);
        let years = Years { document: scene.document.year, section };
        Frame { heading, base, years, aimed, reached: reached && !aimed, past: self.past }
    }

    /// What the headings of a section and of those around it say.
    fn over(&self, scene: &Scene<'_>, innermost: Option<usize>) -> Over {
        let headings = headings(scene, innermost);
        let both = self.turns.is_some() && headings.iter().any(|&heading| looks_both_ways(scene, heading));
        let plans = |heading: &Span| is_to_be_done(scene, scene.words(*heading));
        let aimed = self.plans || !both && headings.iter().any(plans);
        let years = Years { document: scene.document.year, section: self.past.filter(|_| !aimed) };
        let found = |heading: &Span| Some((heading.start, heading_time(scene, *heading, years)?));
        let time = headings.iter().find_map(found);
        // 三、2026年主要工作 in a report given in that year.
        let to_come = time.is_some_and(|(_, time)| self.past.is_some_and(|year| time.last().year > year));
        Over { time, aimed: aimed || to_come, both }
    }

    /// The year that a report is on: its own, or the one that it looks back on, and where it turns to what is to come the next
    /// (2023年政府工作报告).
    fn reported(&self, aimed: bool) -> Option<Period> {
        let told = self.past.filter(|_| !aimed || !self.plans).map(|past| past + u16::from(aimed));
        let year = self.annual.or(told);
        year.map(|year| Period::At(Day::year(year)))
    }

    /// Goes back to the time that the text had before a section, where that is over.
    fn leave_section(&mut self, scene: &Scene<'_>, innermost: Option<usize>) {
        if let Some((section, before)) = self.within
            && outermost(scene, innermost) != Some(section)
        {
            (self.time, self.within) = (before, None);
        }
    }

    /// Takes note of the year that a paragraph of a report begins with: what follows is on it too.
    pub(super) fn hear(&mut self, scene: &Scene<'_>, paragraph: Span, dates: &[DateMention]) {
        let body = scene.case().body.contains(paragraph) && !self.as_case;
        if body && heads_profile(scene.words(paragraph)) {
            self.time = title_time(scene);
        }
        if let Some(turns) = &mut self.turns {
            turns.hear(scene, paragraph, dates);
        }
        if let Some(time) = chronicled(scene, paragraph, dates) {
            self.chronicle = Some((paragraph.start, time));
            return;
        }
        if let Some(year) = dates.iter().filter(|_| body).find_map(|date| year_of_cited_report(scene, date)) {
            self.time = Some(year);
            return;
        }
        let Some(date) = dates.first().filter(|date| date.role == Role::Scope && body) else { return };
        let lead = scene.words(Span::new(paragraph.start, date.span.start));
        // 《某县2022年国民经济和社会发展统计公报》显示：
        let sourced = lead.rfind('《').is_some_and(|open| is_report_on_year(scene, paragraph.start + open, date));
        // “去年…”: what somebody says is no frame for what follows.
        let begins = sourced && lead.starts_with('《') || lead.chars().all(|c| !c.is_alphabetic() && c != '“');
        let year = date.period.filter(|period| matches!(period, Period::At(stamp) if stamp.month.is_none()));
        let of_late = |year: &Period| match scene.document.year {
            Some(told) => (told - 1..=told).contains(&year.last().year),
            None => sourced,
        };
        let Some(year) = year.filter(|year| begins && of_late(year)) else { return };
        if self.within.is_none() {
            let innermost = self.over.and_then(|(section, _)| section);
            self.within = outermost(scene, innermost).map(|section| (section, self.time));
        }
        self.time = Some(year);
    }
}

/// 发布|2022年|《某省生态环境状况公报》: the year that a report is on whose title follows it.
fn year_of_cited_report(scene: &Scene<'_>, date: &DateMention) -> Option<Period> {
    let text = scene.document.text.as_str();
    let title = text[date.span.end..].strip_prefix('《')?.split(['》', '\n']).next()?;
    let issued =
        ["发布", "公布", "印发", "发布的", "公布的"].iter().any(|verb| text[..date.span.start].ends_with(verb));
    let whole = matches!(date.period, Some(Period::At(year)) if year.month.is_none());
    date.period.filter(|_| issued && whole && scene.lexicon.fields.is_annual(title))
}

/// 2001年, 1980—1990年：, 1990年代: a line that is nothing but years.
fn chronicled(scene: &Scene<'_>, line: Span, dates: &[DateMention]) -> Option<Period> {
    let [date] = dates else { return None };
    let whole = match date.period? {
        Period::At(year) => year.month.is_none(),
        Period::Between(from, to) => from.month.is_none() && to.month.is_none(),
        _ => false,
    };
    let mut around =
        [Span::new(line.start, date.span.start.max(line.start)), Span::new(date.span.end.min(line.end), line.end)]
            .into_iter()
            .flat_map(|side| scene.words(side).chars());
    (whole && date.role == Role::Scope && !around.any(char::is_alphanumeric)).then_some(date.period?)
}

/// 东沟简介, 相关链接: a line over what is no longer told of the time before.
fn heads_profile(line: &str) -> bool {
    const ENDS: [&str; 7] = ["简介", "概况", "介绍", "链接", "背景", "名片", "小资料"];
    /// Longest line, in bytes.
    const LONGEST: usize = 48;
    let line = line.trim();
    line.len() <= LONGEST && ENDS.iter().any(|end| line.ends_with(end)) && !line.contains(|c: char| c.is_ascii_digit())
}

/// The section that holds another and lies in none, of those whose heading has its line for itself: a first sentence that says what
/// its paragraph tells (发展基础更加稳固。…) begins no part of a report.
fn outermost(scene: &Scene<'_>, innermost: Option<usize>) -> Option<usize> {
    let sections = &scene.case().sections;
    let text = scene.document.text.as_str();
    let has_line = |&section: &usize| {
        text[sections[section].heading.end..].trim_start_matches([' ', '\u{3000}']).starts_with('\n')
    };
    std::iter::successors(innermost, |&section| sections[section].parent).filter(has_line).last()
}

/// 二、“十四五”时期发展成就和“十五五”时期主要目标: whether a heading is over what has been and over what is to be done.
fn looks_both_ways(scene: &Scene<'_>, heading: Span) -> bool {
    let words = scene.words(heading);
    ["回顾", "成就", "成绩", "总结"].iter().any(|past| words.contains(past)) && scene.lexicon.cues.is_plan(words)
}

/// Whether a heading is over what is to be done. 2025年|重点工作情况 is over what became of it.
fn is_to_be_done(scene: &Scene<'_>, heading: &str) -> bool {
    const ACCOUNTS: [&str; 6] = ["工作情况", "完成情况", "执行情况", "落实情况", "推进情况", "进展情况"];
    let heading = heading.trim_end_matches(['。', '：']);
    scene.lexicon.cues.is_plan(heading) && !ACCOUNTS.iter().any(|account| heading.ends_with(account))
}

/// The headings of a section and of those around it, the innermost first.
fn headings(scene: &Scene<'_>, innermost: Option<usize>) -> Vec<Span> {
    let sections = &scene.case().sections;
    let chain = std::iter::successors(innermost, |&section| sections[section].parent);
    chain.map(|section| sections[section].heading).collect()
}

/// The year or stretch of years that a heading names.
fn heading_time(scene: &Scene<'_>, heading: Span, years: Years) -> Option<Period> {
    let found = dates(scene.document.text.as_str(), heading, years);
    let mut told = found.iter().filter(|date| date.role == Role::Scope).filter_map(|date| date.period);
    // 今后五年和2023年工作: each paragraph under it says which.
    told.next().filter(|_| told.next().is_none())
}

/// The year, or the months of a year, that a title names; not the day it was given out on.
fn title_time(scene: &Scene<'_>) -> Option<Period> {
    let title = scene.document.title?;
    if scene.lexicon.fields.dates_paper(scene.words(title)) {
        return None;
    }
    let years = Years { document: scene.document.year, section: None };
    let found = dates(scene.document.text.as_str(), title, years);
    let reported = |period: &Period| match period {
        Period::At(stamp) => stamp.day.is_none(),
        Period::Between(from, to) => from.year == to.year,
        _ => false,
    };
    // 确保10月底关闭退出139处煤矿: a date that is aimed at.
    let aimed = |date: &&DateMention| {
        let before = scene.words(Span::new(title.start, date.span.start));
        ["确保", "力争", "争取", "预计", "计划", "将", "拟"].iter().any(|word| before.contains(word))
    };
    found.iter().filter(|date| !aimed(date)).filter_map(|date| date.period).find(reported)
}

/// Whether a document is by its title a report on its year.
fn is_annual(scene: &Scene<'_>) -> bool {
    let title = scene.document.title.map_or("", |title| scene.words(title));
    scene.lexicon.fields.is_annual(title)
}

/// Whether a report to a congress, or what there is of it, compares nothing with a year before, looks back nowhere, and strives
/// for much.
fn plans(scene: &Scene<'_>) -> bool {
    /// So many words of what is to be done make a plan.
    const LEAST: usize = 3;
    let text = scene.words(scene.case().span);
    !scene.lexicon.telling.looks_back(text) && scene.lexicon.telling.strives(text, LEAST)
}

/// Whether a document is a report to a congress, by its title.
fn is_given_to_congress(scene: &Scene<'_>) -> bool {
    // 政 府 工 作 报 告 over the text, set wide.
    let title = scene.document.title.map_or("", |title| scene.words(title));
    let title: String = title.chars().filter(|c| !c.is_whitespace()).collect();
    let congress = title.contains("工作报告") && (title.contains("政府工作报告") || title.contains("大会"));
    congress && !is_annual(scene)
}

/// Whether the title or the source of a document says of which year it is: else that is the year its text tells of.
fn is_dated(scene: &Scene<'_>) -> bool {
    let title = scene.document.title.map_or("", |title| scene.words(title));
    let about = &scene.document.about;
    about.year.is_some() || about.issued.is_some() || title.contains(|c: char| c.is_ascii_digit() || c == '二')
}

/// The year that a report looks back on by the day it was given: `——2012年1月5日在某市第十五届人民代表大会上`, whose title may
/// name either year.
fn spoken_on(scene: &Scene<'_>) -> Option<u16> {
    static GIVEN: LazyLock<Pattern> =
        LazyLock::new(|| pattern(&[DAY, "[，在 ]{0,2}[^。\n]{0,20}(?:大会|会议)"].concat()));
    /// Where it stands, in characters from the beginning.
    const NEAR: usize = 300;
    let text = scene.words(scene.case().span);
    let head = beginning(text, NEAR);
    let found = GIVEN.captures(head)?;
    let (year, month): (u16, u8) = (found[1].parse().ok()?, found[2].parse().ok()?);
    // A congress late in the year looks back on that year.
    Some(if month >= 9 { year } else { year - 1 })
}
