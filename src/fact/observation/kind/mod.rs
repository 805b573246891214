//! What kind of quantity a number is, and which way it moved.

mod aim;
mod bound;
mod change;
mod more;

pub(super) use self::aim::sets_aims;

use self::aim::{is_demanded, is_done, is_target, sets_out};
use self::bound::{is_age, is_bound_of_age, is_limit, is_time_limit, is_times_a_period};
use self::change::{
    adjacent_change, beyond, change_of, from_to, growth_behind, moved_to, percentage_points, rank_change,
    rate_of_change,
};
use super::super::{Direction, ObservationKind, Qualifier, Scene};
use super::item::Item;
use super::told::Told;
use super::when::Time;
use crate::extract::quantity::is_time;
use crate::span::Span;

/// Kind and direction of an item, the words of change that belong to its metric, and the rule that read it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nature {
    pub(super) kind: ObservationKind,
    pub(super) direction: Option<Direction>,
    /// 增长 in 同比增长11.3%: named with the metric.
    pub(super) change: Option<&'static str>,
    pub(super) rule: &'static str,
    /// Whether it says how many times.
    pub(super) multiple: bool,
}

/// What a rule says: kind, direction, and the word of change that is named with the metric.
type Says = (ObservationKind, Option<Direction>, Option<&'static str>);

/// What a rule looks at.
struct Look<'a> {
    unit: &'a str,
    qualifier: Qualifier,
    /// The words before the number in its clause, without its qualifier.
    before: &'a str,
    /// The same, as far as no earlier number has them.
    own: &'a str,
    after: &'a str,
    clause: &'a str,
    /// Whether the text is speaking of aims.
    aimed: bool,
    /// Whether it is speaking of what has been reached.
    reached: bool,
    /// Whether it is a plan, of which the bounds it sets are what has to be kept to.
    planned: bool,
    item: &'a Item<'a>,
    scene: &'a Scene<'a>,
}

/// A rule: its name, when it holds, what it says.
struct Row {
    name: &'static str,
    read: fn(&Look<'_>) -> Option<Says>,
}

/// How much more or less of what was named before was done.
pub(super) const MORE_OF: &str = "observation/more-of";

/// By how much more than a number just named: the verb is no qualifier there.
pub(super) const BEYOND: &str = "observation/beyond";

/// The first that holds decides.
const ROWS: [Row; 18] = [
    Row { name: "observation/rank-change", read: rank_change },
    Row { name: "observation/rank", read: |look| (look.unit == "rank").then_some((ObservationKind::Rank, None, None)) },
    Row {
        name: "observation/one-of-the-top",
        read: |look| {
            (look.after.contains("之一") && look.before.contains('列')).then_some((ObservationKind::Rank, None, None))
        },
    },
    Row { name: "observation/from-to", read: from_to },
    Row { name: BEYOND, read: beyond },
    Row {
        name: "observation/target",
        read: |look| {
            is_target(look).then(|| {
                let (word, direction) = adjacent_change(look).unzip();
                (ObservationKind::Target, direction, word)
            })
        },
    },
    Row {
        name: "observation/change",
        read: |look| {
            adjacent_change(look).map(|(word, direction)| (ObservationKind::Change, Some(direction), Some(word)))
        },
    },
    Row { name: MORE_OF, read: more::more_of },
    Row { name: "observation/change-of", read: change_of },
    Row { name: "observation/growth-of", read: growth_behind },
    Row { name: "observation/rate-of-change", read: rate_of_change },
    Row { name: "observation/percentage-points", read: percentage_points },
    Row {
        name: "observation/frequency",
        read: |look| {
            (is_time(look.unit) && look.before.ends_with('每')).then_some((ObservationKind::Frequency, None, None))
        },
    },
    Row {
        name: "observation/times-a-period",
        read: |look| is_times_a_period(look).then_some((ObservationKind::Frequency, None, None)),
    },
    Row {
        name: "observation/time-limit",
        read: |look| is_time_limit(look).then_some((ObservationKind::Limit, None, None)),
    },
    Row {
        name: "observation/duration",
        read: |look| (is_time(look.unit) && !is_age(look)).then_some((ObservationKind::Duration, moved_to(look), None)),
    },
    Row {
        name: "observation/limit",
        read: |look| (is_limit(look) || is_bound_of_age(look)).then_some((ObservationKind::Limit, None, None)),
    },
    Row {
        name: "observation/share",
        read: |look| is_part(look.unit).then_some((ObservationKind::Share, moved_to(look), None)),
    },
];

/// The nature of each number of a case.
pub(super) fn natures(scene: &Scene<'_>, told: &Told<'_>, times: &[Time]) -> Vec<Nature> {
    let mut natures: Vec<Nature> = Vec::with_capacity(told.items.len());
    let planned = is_plan(scene);
    // Whether the text is speaking of aims, and whether its paragraph can begin to.
    let (mut aimed, mut tells_of_aims) = (false, false);
    for sentence in &told.sentences {
        let paragraph = sentence.paragraph;
        if sentence.opens {
            (aimed, tells_of_aims) = (paragraph.aimed, sets_aims(scene.words(paragraph.span)));
        }
        // 各县要完成培训1200人次，检修农机300台: what has to be reached is said for the whole sentence.
        let mut demanded = false;
        for clause in told.clauses(sentence) {
            let words = scene.words(clause.span);
            aimed |= tells_of_aims && sets_aims(words);
            let items = told.items(clause);
            for (position, (item, time)) in items.iter().zip(&times[clause.items.clone()]).enumerate() {
                let before = natures.last().filter(|_| position > 0 && item.baseline.is_none());
                // 2—3年内: both ends of a range are the same.
                let alike = |last: &Item<'_>| last.quantity.range == item.quantity.range;
                let range = item.quantity.range.is_some() && position > 0 && alike(&items[position - 1]);
                let told_before = || Span::new(paragraph.span.start, clause.span.end);
                natures.push(match before {
                    Some(same) if item.goes_on || range => *same,
                    _ => {
                        let aimed =
                            aimed || demanded && !is_done(words) || is_to_come(scene, time, told_before(), planned);
                        nature(scene, clause.span, item, (aimed, paragraph.reached, planned))
                    }
                });
            }
            demanded |= !paragraph.reached && (is_demanded(words) || sets_out(scene.words(sentence.span), words));
        }
    }
    natures
}

/// Whether the time of a number is a year to come, to which the words of its paragraph go (到2025年), or in a plan any.
fn is_to_come(scene: &Scene<'_>, time: &Time, told: Span, planned: bool) -> bool {
    let year = time.period.map(|period| period.last().year).filter(|year| Some(*year) > scene.document.year);
    year.is_some_and(|year| {
        let words = scene.words(told);
        planned && scene.document.year.is_some()
            || words.contains(&format!("到{year}年"))
            || words.contains(&format!("{year}年底前"))
    })
}

/// Whether a document is by its title a plan, and no report on one: 某市优化运输结构实施方案.
fn is_plan(scene: &Scene<'_>) -> bool {
    const PLANS: [&str; 5] = ["实施方案", "工作方案", "行动方案", "行动计划", "发展规划"];
    const TOLD: [&str; 7] = ["总结", "情况", "报告", "解读", "纪实", "发布会", "访"];
    let title = scene.document.title.map_or("", |title| scene.words(title));
    // 关于印发《…实施方案》的通知 as a whole: the plan stands in it.
    let rest = title.split('《').next().unwrap_or_default();
    PLANS.iter().any(|plan| title.contains(plan)) && !TOLD.iter().any(|told| rest.contains(told))
}

/// Decides by the words around a number.
fn nature(scene: &Scene<'_>, clause: Span, item: &Item<'_>, (aimed, reached, planned): (bool, bool, bool)) -> Nature {
    let text = scene.document.text.as_str();
    let start = item.baseline.map_or(item.quantity.span.start, |baseline| baseline.span.start);
    let look = Look {
        unit: item.quantity.unit,
        qualifier: item.quantity.qualifier,
        before: text[clause.start..start].trim_end(),
        own: scene.words(item.before),
        after: &text[item.quantity.span.end..clause.end.max(item.quantity.span.end)],
        clause: scene.words(clause),
        aimed,
        reached,
        planned,
        item,
        scene,
    };
    let multiple = look.unit == "multiple";
    for row in &ROWS {
        if let Some((kind, direction, change)) = (row.read)(&look) {
            return Nature { kind, direction, change, rule: row.name, multiple };
        }
    }
    Nature { kind: ObservationKind::Level, direction: None, change: None, rule: "observation/level", multiple }
}

/// Whether a unit says how much of a whole there is.
pub(super) fn is_part(unit: &str) -> bool {
    matches!(unit, "percent" | "permille" | "per_100k")
}
