//! How a report to a congress turns from the year past to the years past, and to what is to come.
//!
//! Its headings may name several times (一、2025年和“十四五”时期工作回顾) or none. Then its paragraphs say by how they begin which of
//! them is told of (五年来，…), and what follows without a time of its own is of that time too (——经济实力跃升。…).

use super::super::Scene;
use crate::extract::date::{DateMention, Day, Period, Role, Years, dates};
use crate::span::Span;

/// Sentences of a paragraph that say what it turns to.
const OPENING: usize = 5;

/// Longest line, in characters, that is a heading without a number.
const LONGEST_LINE: usize = 40;

/// How such a heading over what has been ends.
const BACK: [&str; 5] = ["回顾", "成就", "成绩", "总结", "工作情况"];

/// What a sentence begins with before the years it turns to.
const LEADS: [&str; 7] = ["回望", "回顾", "回首", "透过", "经过", "总结", "刚刚过去的"];

/// Where such a report is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turns {
    /// The year that it looks back on.
    past: u16,
    /// The outermost section of the paragraph looked at last.
    section: Option<usize>,
    /// The time that a paragraph of that section turned to, and where that one begins.
    told: Option<(usize, Period)>,
    /// Whether it has come to what is to be done, from which it does not turn back.
    ahead: bool,
    /// Whether it has so under a heading over both (“十四五”发展成就和“十五五”主要目标).
    onward: bool,
}

/// What the headings over a paragraph say of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Over {
    /// The time that one of them names, and where that one begins.
    pub(super) time: Option<(usize, Period)>,
    /// That it is still to be done.
    pub(super) aimed: bool,
    /// That the one is told of and the other still to be done.
    pub(super) both: bool,
}

/// What a paragraph is of.
pub(super) struct Turn {
    pub(super) time: Option<Period>,
    /// Whether it is still to be done.
    pub(super) aimed: bool,
    /// Whether headings or paragraphs say that it has been.
    pub(super) reached: bool,
}

/// 各位代表，|刚刚过去的: who is spoken to.
pub(super) fn without_address(lead: &str) -> &str {
    let lead = lead.trim_start();
    lead.strip_prefix("各位代表").map_or(lead, |rest| rest.trim_start_matches(['，', '：', '、']))
}

/// Whether a line is no longer than a heading without a number can be.
fn is_short(line: &str) -> bool {
    line.char_indices().nth(LONGEST_LINE).is_none()
}

impl Turns {
    /// Those of a report that looks back on a year.
    pub(super) fn since(past: u16) -> Self {
        Self { past, section: None, told: None, ahead: false, onward: false }
    }

    /// What a paragraph under headings, in an outermost section, is of.
    pub(super) fn at(&mut self, scene: &Scene<'_>, paragraph: Span, section: Option<usize>, over: Over) -> Turn {
        if self.section != section {
            (self.section, self.told, self.onward) = (section, None, false);
        }
        let to_come = |time: Period| time.last().year > self.past;
        let mut aimed = over.aimed;
        if over.both {
            if let Some(turn) = self.opening(scene, paragraph) {
                (self.onward, self.told) = (to_come(turn), Some((paragraph.start, turn)));
            }
            aimed = self.onward;
        }
        let headed = over.time.map(|(_, time)| time);
        self.ahead |= over.aimed && headed.is_some_and(to_come);
        aimed |= self.ahead && !over.both && headed.is_none_or(to_come);
        let told = self.told.filter(|&(from, time)| {
            let under = over.time.is_none_or(|(heading, _)| heading <= from);
            // Under 2025年工作回顾, the years before are told of by the way.
            let by_the_way = headed.is_some_and(|year| matches!(year, Period::At(_)) && !matches!(time, Period::At(_)));
            under && !by_the_way && to_come(time) == aimed
        });
        let time = told.map(|(_, time)| time).or(headed);
        Turn { time, aimed, reached: !aimed && time.is_some() }
    }

    /// Takes note of what a paragraph turns to by how it begins.
    pub(super) fn hear(&mut self, scene: &Scene<'_>, paragraph: Span, dates: &[DateMention]) {
        let is_line = scene.words(paragraph).trim_end().ends_with(char::is_alphabetic);
        let turn = if is_line { self.headed(scene, paragraph, dates) } else { self.turn(scene, paragraph, dates) };
        if let Some(time) = turn {
            self.told = Some((paragraph.start, time));
        }
        if self.heads_what_is_to_come(scene, paragraph, dates) {
            (self.ahead, self.told) = (true, None);
        }
    }

    /// “十四五”时期工作回顾 alone on a line, without a number; “十四五”时期发展成就和2025年工作回顾 is over paragraphs that each say which.
    fn headed(&self, scene: &Scene<'_>, line: Span, dates: &[DateMention]) -> Option<Period> {
        let words = scene.words(line).trim();
        let over = is_short(words) && BACK.iter().any(|word| words.ends_with(word));
        let [date] = dates else { return None };
        date.period.filter(|_| over && date.role == Role::Scope).and_then(|time| self.whole(time))
    }

    /// “十五五”时期主要目标和2026年重点工作 alone on a line, without a number.
    fn heads_what_is_to_come(&self, scene: &Scene<'_>, paragraph: Span, dates: &[DateMention]) -> bool {
        let to_come = || dates.iter().filter_map(|date| date.period).all(|time| time.last().year > self.past);
        let words = scene.words(paragraph).trim();
        !dates.is_empty()
            && is_short(words)
            && words.ends_with(char::is_alphabetic)
            && scene.lexicon.cues.is_plan(words)
            && to_come()
    }

    /// What a paragraph turns to, of which the dates are not known.
    fn opening(&self, scene: &Scene<'_>, paragraph: Span) -> Option<Period> {
        let words = scene.words(paragraph);
        let sentences = words.match_indices(['。', '！', '；']).map(|(at, end)| at + end.len());
        let end = sentences.take(OPENING).last().unwrap_or(words.len());
        let head = Span::new(paragraph.start, paragraph.start + end);
        let years = Years { document: scene.document.year, section: Some(self.past) };
        let found = dates(scene.document.text.as_str(), head, years);
        self.turn(scene, paragraph, &found)
    }

    /// The last whole years that one of the first sentences of a paragraph begins with.
    fn turn(&self, scene: &Scene<'_>, paragraph: Span, dates: &[DateMention]) -> Option<Period> {
        let text = &scene.document.text.as_str()[..paragraph.end];
        let mut turn = None;
        for date in dates.iter().filter(|date| date.role == Role::Scope) {
            let before = &text[paragraph.start..date.span.start.max(paragraph.start)];
            if before.matches(['。', '！', '；']).count() >= OPENING {
                break;
            }
            let lead = before.rsplit(['。', '！', '；']).next().unwrap_or_default();
            let lead = without_address(lead);
            let short = lead.chars().filter(|c| c.is_alphabetic()).count();
            let turned = LEADS.iter().any(|word| lead.ends_with(word)) && !lead.contains('，');
            // 五年来，…。2025年旅游收入达到69亿元: a year of what is told, and no turn.
            let years = matches!(turn, Some(Period::Between(..)));
            let by_the_way = years && !turned && text[date.span.end..].starts_with(char::is_alphanumeric);
            let begins = (short == 0 || turned) && !by_the_way;
            turn = date.period.filter(|_| begins).and_then(|time| self.whole(time)).or(turn);
        }
        turn.or_else(|| self.plan_named(scene, paragraph))
    }

    /// A year that such a report tells of, or the stretch of years up to it or after it.
    fn whole(&self, time: Period) -> Option<Period> {
        let told = |year: u16| year == self.past || year == self.past + 1;
        match time {
            Period::At(year) if year.month.is_none() && told(year.year) => Some(time),
            Period::Since(from) if from.month.is_none() && from.year < self.past => {
                Some(Period::Between(Day::year(from.year), Day::year(self.past)))
            }
            Period::Between(from, to) if from.month.is_none() && to.month.is_none() => {
                (to.year == self.past || told(from.year) && to.year > self.past).then_some(time)
            }
            _ => None,
        }
    }

    /// 编制了《某省国民经济和社会发展第十五个五年规划纲要（草案）》: the years of the plan that the first sentences put forward.
    fn plan_named(&self, scene: &Scene<'_>, paragraph: Span) -> Option<Period> {
        const NAME: &str = "个五年规划";
        let words = scene.words(paragraph);
        let at = words.find(NAME)?;
        let ordinal = words[..at].rsplit('第').next()?;
        let named = words[..at].matches(['。', '！']).count() < 2;
        let years = format!("“{ordinal}五”时期");
        let found = dates(&years, Span::new(0, years.len()), Years::default());
        let time = found.first().and_then(|date| date.period)?;
        Some(time).filter(|_| named).and_then(|time| self.whole(time))
    }
}
