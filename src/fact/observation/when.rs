//! Which time a number has: that of its clause, else of the clauses before it in the paragraph.

use super::super::Scene;
use super::dated;
use super::item::Item;
use super::lasting::{self, Reach};
use super::told::{Sentence, Told};
use super::turns::without_address;
use crate::extract::date::{DateMention, Day, Period, Role};
use crate::extract::quantity::is_time;
use crate::lexicon::edge::first_place;
use crate::span::Span;

/// The time of each number of a case.
pub(super) fn times(scene: &Scene<'_>, told: &Told<'_>) -> Vec<Time> {
    let mut times = Vec::with_capacity(told.items.len());
    let mut clock = Clock::default();
    for sentence in &told.sentences {
        if sentence.opens {
            clock = Clock::under(sentence.paragraph.time);
            clock.past = sentence.paragraph.past.map(|past| (past, sentence.paragraph.aimed));
        }
        clock.begin_sentence(sentence.goes_on);
        clock.turn(scene, sentence);
        for clause in told.clauses(sentence) {
            let set = told.set(clause);
            clock.tell(scene, clause.span, set, told.items(clause), &mut times);
            let held = told.items(clause).iter().any(|item| item.quantity.unit == "rank" || is_run(scene, item));
            for (item, time) in told.items(clause).iter().zip(&mut times[clause.items.clone()]) {
                if !sentence.paragraph.aimed {
                    *time = time.at_its_end(scene, clause.span, item, held).before_the_sum(scene, clause.span);
                }
                let own = dated::note_of(scene, item, clause.dates)
                    .or_else(|| dated::of_amount_then(scene, item, clause.dates));
                if own.is_none() && time.inherited && clock.is_timeless(scene, item) {
                    *time = Time::default();
                }
                if let Some(date) = own {
                    *time = Time { period: date.period, inherited: false };
                }
            }
            clock.end_clause(scene, (sentence, clause.span), set);
        }
    }
    times
}

/// The time that runs through a paragraph.
#[derive(Clone, Debug, Default)]
struct Clock {
    /// That of the report as a whole, where it has one: holds wherever nothing else is said.
    base: Option<Period>,
    /// Set by a year, a range, 截至…: holds until another is set.
    scope: Option<Period>,
    /// Set by the date of an event: holds to the end of its sentence.
    event: Option<Period>,
    /// Whether that date is a day and its sentence begins with it: then it holds where semicolons go on, too.
    opened: bool,
    /// Set by a 年末 without a year: holds to the end of its sentence and where a semicolon goes on with it.
    stock: Option<Period>,
    /// The same, while what was done in the year is told of: 年末学校7所，|招生3万人|，在校学生9万人.
    left: Option<Period>,
    /// The same, for the balances that the rest of the paragraph tells of.
    balance: Option<Period>,
    /// The years that the paragraph tells of as a whole (这五年).
    span: Option<Period>,
    /// Whether the sentence speaks of a time that is not fixed (目前).
    unfixed: bool,
    /// A time that the sentence names by the way: holds to its end, and what held before it goes on.
    aside: Option<Period>,
    /// Whether the sentence has named a time.
    named: bool,
    /// How far `scope` holds.
    reach: Reach,
    /// In a report to a congress: the year that it looks back on, and whether it tells of what is to be done.
    past: Option<(u16, bool)>,
}

/// The time of one number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Time {
    pub(super) period: Option<Period>,
    /// Whether it was set before the number's clause.
    pub(super) inherited: bool,
}

impl Time {
    /// 五年来，…常住人口城镇化率|提高到|67%: what something has come to is so in the last of the years that are told of.
    fn at_its_end(self, scene: &Scene<'_>, clause: Span, item: &Item<'_>, held: bool) -> Self {
        let Some(Period::Between(from, to)) = self.period.filter(|_| self.inherited) else { return self };
        let years = from.month.is_none() && to.month.is_none();
        let start = item.quantity.number.start;
        // 由2016年的5万元提高到8万元: from the year before those told of, to the last of them.
        let dated = || scene.words(item.before).trim_end_matches('的').ends_with('年');
        if !years || item.goes_on || item.baseline.is_some() && !dated() || start <= clause.start {
            return self;
        }
        let before = scene.words(Span::new(clause.start, start)).trim_end_matches(['约', '近', '超', '过', '了', '的']);
        // 居全省第4位, 连续8年稳定在50万吨以上, 规上企业突破1000家，|达1067家: how it is in the end.
        let passes = || before.ends_with("突破") && scene.document.text.as_str()[clause.end..].starts_with("，达");
        if held || passes() {
            return Self { period: Some(Period::At(to)), ..self };
        }
        let reached = scene.lexicon.telling.comes_to(before) && !before.contains(['、', '和']);
        let done = || scene.lexicon.telling.is_in_course(before);
        if reached && !done() { Self { period: Some(Period::At(to)), ..self } } else { self }
    }
}

impl Time {
    /// 财政总收入538.2亿元，|五年累计完成1515.7亿元: beside the sum of all the years, what is told is that of the last.
    fn before_the_sum(self, scene: &Scene<'_>, clause: Span) -> Self {
        let Some(Period::Between(from, to)) = self.period.filter(|_| self.inherited) else { return self };
        let summed = || {
            let rest = scene.document.text.as_str()[clause.end..]
                .strip_prefix('，')
                .and_then(|rest| rest.strip_prefix("五年"));
            rest.is_some_and(|rest| ["累计", "共", "合计", "总计"].iter().any(|sum| rest.starts_with(sum)))
        };
        let years = from.month.is_none() && to.month.is_none();
        if years && summed() { Self { period: Some(Period::At(to)), ..self } } else { self }
    }
}

impl Clock {
    /// The time that a heading sets for what stands under it, and that of the report as a whole.
    fn under((heading, base): (Option<Period>, Option<Period>)) -> Self {
        Self {
            base,
            scope: heading,
            reach: if heading.is_some() { Reach::Paragraph } else { Reach::Sentence },
            span: heading.filter(|time| matches!(time, Period::Between(..))),
            ..Self::default()
        }
    }

    /// The date of an event does not reach past its sentence, and what held before it is over too.
    fn begin_sentence(&mut self, goes_on: bool) {
        let lasts = goes_on && self.opened && self.event.is_some();
        if !lasts && self.event.take().is_some() {
            self.scope = None;
        }
        (self.stock, self.left) = (self.stock.filter(|_| goes_on), self.left.filter(|_| goes_on));
        (self.unfixed, self.aside, self.named) = (false, None, false);
    }

    /// Whether the text has no time of its own, so that each of its sentences may be of another.
    fn is_free(&self) -> bool {
        self.base.is_none() && self.past.is_none()
    }

    /// In a text without a time of its own, one holds for the next sentence where it is at the head of the paragraph, or where
    /// that goes on with the same area.
    fn turn(&mut self, scene: &Scene<'_>, sentence: &Sentence<'_>) {
        if !self.is_free() || sentence.goes_on {
            return;
        }
        // 推广新品种5个。2023年产量7万吨。累计培训500人。: a time in the middle of what is told in no order is that of its sentence.
        if self.scope.is_some() && self.reach == Reach::Sentence && !lasting::takes_up(scene, sentence) {
            self.scope = None;
        }
    }

    /// 每|3年|开展一次监测, 连续|2个季度|未达进度: how often or how long in a row, whenever that is.
    fn is_timeless(&self, scene: &Scene<'_>, item: &Item<'_>) -> bool {
        let every = || is_time(item.quantity.unit) && scene.words(item.before).trim_end().ends_with('每');
        every() && self.past.is_none() || self.base.is_none() && !self.named && is_run(scene, item)
    }

    /// Tells the time of each number of a clause.
    fn tell(
        &mut self,
        scene: &Scene<'_>,
        clause: Span,
        dates: &[DateMention],
        items: &[Item<'_>],
        times: &mut Vec<Time>,
    ) {
        if items.is_empty() {
            return;
        }
        let words = scene.words(clause);
        if dates.is_empty() && self.is_over(scene) && ["计划", "拟", "有望"].iter().any(|plan| words.contains(plan))
        {
            self.forget();
        }
        if dates.is_empty() && self.base.is_none() && items.iter().any(|item| divides(scene, item)) {
            self.forget();
        }
        let since =
            first_place(words, "以来").filter(|at| !lasting::is_record(&words[*at..])).map(|at| clause.start + at);
        let has_date = |at: usize| dates.iter().any(|date| date.span.end >= at && date.span.start <= at);
        if let Some(at) = since.filter(|at| !has_date(*at)) {
            // Since something that has no date of its own.
            if dates.iter().all(|date| date.span.start > at) {
                self.forget();
            }
        }
        let scopes = dates.iter().filter(|date| matches!(date.role, Role::Scope | Role::Event));
        let set = scopes.clone().count();
        if set > 1 && set == items.len() && ["分别", "依次"].iter().any(|word| words.contains(word)) {
            times.extend(scopes.map(|date| Time { period: date.period, inherited: false }));
            return;
        }
        if let Some(each) = self.a_year_each(words, dates, items) {
            times.extend(each);
            return;
        }
        if set == 0 && self.balance.is_some() && words.contains("余额") {
            self.stock = self.stock.or(self.balance);
        }
        // 年末生猪存栏412万头，出栏645万头: what was done in the year is not counted at its end.
        if set == 0 && self.stock.is_some() && scene.lexicon.metrics.is_flow(words) {
            self.left = self.stock.take();
        }
        // 年末普通高校7所，招生3万人，|在校学生9万人: and then again what there is at its end.
        if set == 0 && lasting::is_enrolled(words) {
            self.stock = self.stock.or(self.left.take());
        }
        // 年末企业62户，|新增企业9户|，从业人员4万人: what came to be in the year, beside what there is at its end.
        let adds = set == 0 && ["新增", "净增", "新建", "全年"].iter().any(|word| words.starts_with(word));
        let stock = if adds { self.stock.take() } else { self.stock };
        times.extend(items.iter().map(|item| self.time_of(scene, clause, item, dates)));
        self.stock = stock;
    }

    /// 2011—2013年，投入分别为33亿元、43亿元和49亿元: as many numbers as years, one of each.
    fn a_year_each(&self, words: &str, dates: &[DateMention], items: &[Item<'_>]) -> Option<Vec<Time>> {
        let listed = items.len() > 1 && items[1..].iter().all(|item| item.goes_on);
        if !listed || !words.contains("分别") && !words.contains("依次") {
            return None;
        }
        let mut scopes = dates.iter().filter(|date| matches!(date.role, Role::Scope | Role::Event));
        let (told, inherited) = scopes.next().map_or((self.event.or(self.scope), true), |date| (date.period, false));
        let Some(Period::Between(from, to)) = told.filter(|_| scopes.next().is_none()) else { return None };
        let yearly = from.month.is_none() && to.month.is_none() && usize::from(to.year - from.year) + 1 == items.len();
        let of_year = |year| Time { period: Some(Period::At(Day::year(year))), inherited };
        yearly.then(|| (from.year..=to.year).map(of_year).collect())
    }

    fn time_of(&self, scene: &Scene<'_>, clause: Span, item: &Item<'_>, dates: &[DateMention]) -> Time {
        let start = item.quantity.number.start;
        let sets = |date: &&DateMention| !matches!(date.role, Role::Comparison | Role::Cause) && !self.is_gone_by(date);
        let before = dates.iter().filter(sets).rfind(|date| {
            date.span.end <= start
                && bracket(scene, clause, date.span).is_none_or(|bracket| bracket.contains(item.quantity.number))
        });
        // 截至8月底，|班列今年|已开行300列: what there has been of the year up to then.
        if let (Some(Period::Until(end)), Some(Period::At(year))) = (self.scope, before.and_then(|date| date.period))
            && end.month.is_some()
            && year == Day::year(end.year)
            && before.is_some_and(|date| scene.words(date.span).starts_with("今年"))
        {
            return Time { period: self.scope, inherited: true };
        }
        if let Some(date) = before {
            return Time { period: date.period, inherited: false };
        }
        // 生产总值从2020年的3.7万亿元增长到2025年的4.9万亿元，工业增加值年均增长6.5%: the mean of the years told of.
        if let (Some(Period::At(year)), Some(Period::Between(from, to))) = (self.scope, self.span)
            && from.month.is_none()
            && (from.year..=to.year).contains(&year.year)
            && (scene.words(item.before).contains("年均") || scene.words(clause).starts_with("五年"))
        {
            return Time { period: self.span, inherited: true };
        }
        let period = self.stock.or(self.event).or(self.aside).or(self.scope).or(self.base.filter(|_| !self.unfixed));
        Time { period, inherited: period.is_some() }
    }

    /// Takes over what a clause sets.
    fn end_clause(&mut self, scene: &Scene<'_>, (told, clause): (&Sentence<'_>, Span), dates: &[DateMention]) {
        let sentence = told.span;
        let words = scene.words(clause);
        if dates.is_empty() && first_place(words, "以来").is_some_and(|at| !lasting::is_record(&words[at..])) {
            self.forget();
        }
        // 五年累计完成8490亿元，|是“十五”期间的5.2倍
        if dates.is_empty() && words.starts_with("五年累计") {
            self.aside = self.span.or(self.aside);
        }
        let aside = |date: &DateMention| {
            bracket(scene, clause, date.span).is_some() || lasting::is_in_remark(scene, clause, date)
        };
        self.named |= !dates.is_empty();
        for date in dates.iter().filter(|date| !aside(date)) {
            match date.role {
                Role::Scope if is_stock(words, clause, date) => (self.stock, self.balance) = (date.period, date.period),
                Role::Scope if self.is_gone_by(date) => {}
                // 港口货物吞吐量1-10月增长6.4%: in a report on a year only this is about a part of it.
                Role::Scope
                    if self.past.is_none()
                        && self.base.is_some()
                        && (is_aside(scene, clause, date)
                            || date.span.start > sentence.start && is_of_months(date)) =>
                {
                    self.event = date.period;
                }
                Role::Scope if self.is_by_the_way(scene, (sentence, clause), date) => {
                    // 甲项目10月份|投入使用，乙项目年内投产: the month of the one is not that of the other.
                    let of_one = date.span.start > clause.start && is_of_a_month(date);
                    self.aside = if of_one { self.aside } else { date.period };
                }
                // 面积由2019年的3万亩扩大到2023年的14万亩, 2021年入选…: a year of one number, or of an honour.
                Role::Scope if self.is_free() && lasting::is_of_one(scene, (sentence, clause), date) => {
                    (self.event, self.opened) = (date.period, false);
                }
                // 事故起数自2016年起连续“双上升”；: how long in a row, and not when what follows is.
                Role::Scope if lasting::is_since_of_run(scene, (sentence, clause), date) => {}
                Role::Scope => {
                    self.reach = lasting::reach(scene, told.paragraph.span, date);
                    (self.scope, self.event, self.aside) = (date.period, None, None);
                    self.span = date.period.filter(|time| matches!(time, Period::Between(..))).or(self.span);
                    (self.stock, self.balance) = (None, None);
                }
                // 7月份，发电量同比增长4.5%。火电增长5.3%。: figures of a month, and not something done in it.
                Role::Event if self.base.is_none() && lasting::is_month_of_figures(scene, sentence, date) => {
                    (self.scope, self.event, self.aside) = (date.period, None, None);
                }
                Role::Event => {
                    self.event = date.period;
                    self.opened = date.span.start == sentence.start && is_of_a_day(date);
                }
                Role::Unfixed => self.forget(),
                Role::Comparison | Role::Cause => {}
            }
        }
    }

    /// 建成甲线，2027年建成乙线。: in a report to a congress a date within a sentence is of no more than that.
    fn is_by_the_way(&self, scene: &Scene<'_>, (sentence, clause): (Span, Span), date: &DateMention) -> bool {
        let lead = || without_address(scene.words(Span::new(sentence.start, date.span.start.max(sentence.start))));
        self.past.is_some() && (lead().contains(['，', '、', '；']) || is_aside(scene, clause, date))
    }

    /// 去年就业342人。首批计划招聘6人: in a text that is no report to a congress, a year before its own says nothing of what is planned.
    fn is_over(&self, scene: &Scene<'_>) -> bool {
        let year = scene.document.year.filter(|_| self.past.is_none() && self.base.is_none());
        self.scope.is_some_and(|scope| year.is_some_and(|year| scope.last().year < year))
    }

    /// 加快建设“十四五”批复的基地6个: among what is to be done, a time that is over says which.
    fn is_gone_by(&self, date: &DateMention) -> bool {
        let over = |past: u16| date.period.is_some_and(|time| time.last().year <= past);
        self.past.is_some_and(|(past, aimed)| aimed && over(past))
    }

    fn forget(&mut self) {
        (self.scope, self.event, self.stock, self.aside, self.unfixed) = (None, None, None, None, true);
    }
}

/// 连续|8年: how long in a row.
fn is_run(scene: &Scene<'_>, item: &Item<'_>) -> bool {
    is_time(item.quantity.unit) && scene.words(item.before).trim_end().ends_with("连续")
}

/// 全县辖|12个镇: into what an area is divided, whatever year has been told of before.
fn divides(scene: &Scene<'_>, item: &Item<'_>) -> bool {
    scene.words(item.before).trim_end().ends_with('辖')
}

/// （不含上年旧存28802件）: the brackets in which a date stands together with a number, so that it is that number's only.
fn bracket(scene: &Scene<'_>, clause: Span, date: Span) -> Option<Span> {
    let before = scene.words(Span::new(clause.start, date.start));
    let open = before.rfind(['（', '(']).filter(|&open| !before[open..].contains(['）', ')']))?;
    let after = scene.words(Span::new(date.end, clause.end));
    let close = after.find(['）', ')'])?;
    let told = after[..close].contains(|c: char| c.is_ascii_digit());
    told.then(|| Span::new(clause.start + open, date.end + close))
}

/// 年末 and 年底 without a year.
fn is_stock(words: &str, clause: Span, date: &DateMention) -> bool {
    let said = words.get(date.span.start - clause.start..date.span.end - clause.start).unwrap_or_default();
    matches!(date.period, Some(Period::Until(_))) && !said.contains(|c: char| c.is_numeric())
}

fn is_of_a_day(date: &DateMention) -> bool {
    matches!(date.period, Some(Period::At(stamp)) if stamp.day.is_some())
}

fn is_of_a_month(date: &DateMention) -> bool {
    matches!(date.period, Some(Period::At(stamp)) if stamp.month.is_some())
}

fn is_of_months(date: &DateMention) -> bool {
    matches!(date.period, Some(Period::Between(from, _)) if from.month.is_some())
}

/// A part of a year in the middle of its clause, or the last years in the middle of a sentence.
fn is_aside(scene: &Scene<'_>, clause: Span, date: &DateMention) -> bool {
    let part = is_of_months(date);
    // 比例达到66%，近3年提升21个百分点。: how it went of late, in its sentence.
    let before = &scene.document.text.as_str()[..date.span.start];
    let of_late = before.ends_with(['，', '、'])
        && (scene.words(date.span).starts_with(['近', '最']) || scene.words(date.span).ends_with("年间"));
    part && date.span.start > clause.start || of_late
}
