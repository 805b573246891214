//! Why a number is what it is, in words.

use serde::Serialize;

use super::report::{NodeReport, Words, relation_words};
use crate::answer::network::rank::{Between, Why};
use crate::answer::network::similar::Shared;
use crate::answer::network::{Direction, EdgeId, NodeId, View};
use crate::answer::prefix;

/// Where a value comes from, as data.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Reason {
    Relations(Vec<RelationReason>),
    Neighbours(Vec<NeighbourReason>),
    Between(Vec<BetweenReason>),
    /// How many things are 1, 2, 3 … steps away.
    Distances(Vec<usize>),
    Core {
        count: usize,
        first: Vec<NodeReport>,
    },
}

#[derive(Debug, Serialize)]
pub(super) struct RelationReason {
    relation: String,
    label: Words,
    direction: &'static str,
    count: usize,
    weight: f64,
}

#[derive(Debug, Serialize)]
pub(super) struct NeighbourReason {
    /// Share of the value that it gives.
    share: f64,
    #[serde(flatten)]
    node: NodeReport,
}

#[derive(Debug, Serialize)]
pub(super) struct BetweenReason {
    from: NodeReport,
    to: NodeReport,
    /// Other things that join the two as well.
    others: usize,
}

pub(super) fn reason(view: &View, why: &Why) -> (Reason, Words) {
    match why {
        Why::Relations(rows) => {
            let rows: Vec<RelationReason> = rows
                .iter()
                .map(|row| RelationReason {
                    relation: prefix::local_name(&row.relation).to_owned(),
                    label: relation_words(view, &row.relation),
                    direction: row.direction.name(),
                    count: row.count,
                    weight: row.weight,
                })
                .collect();
            let words = relations(&rows);
            (Reason::Relations(rows), words)
        }
        Why::Neighbours(given) => {
            let node = |(id, share): &(NodeId, f64)| NeighbourReason { share: *share, node: NodeReport::of(view, *id) };
            let given: Vec<NeighbourReason> = given.iter().map(node).collect();
            let words = neighbours(&given);
            (Reason::Neighbours(given), words)
        }
        Why::Between(pairs) => {
            let pair = |pair: &Between| BetweenReason {
                from: NodeReport::of(view, pair.from),
                to: NodeReport::of(view, pair.to),
                others: pair.others,
            };
            let pairs: Vec<BetweenReason> = pairs.iter().map(pair).collect();
            let words = between(&pairs);
            (Reason::Between(pairs), words)
        }
        Why::Distances(counts) => (Reason::Distances(counts.clone()), distances(counts)),
        Why::Core(count, first) => {
            let first: Vec<NodeReport> = first.iter().map(|id| NodeReport::of(view, *id)).collect();
            let words = core(*count, &first);
            (Reason::Core { count: *count, first }, words)
        }
    }
}

fn relations(rows: &[RelationReason]) -> Words {
    let en = |row: &RelationReason| {
        let way = if row.direction == Direction::Out.name() { "" } else { " of others" };
        format!("{} × {}{way}", row.count, row.label.en)
    };
    let zh = |row: &RelationReason| {
        let way = if row.direction == Direction::Out.name() { "" } else { "（被指向）" };
        format!("{}{way} {} 条", row.label.zh, row.count)
    };
    Words {
        en: rows.iter().map(en).collect::<Vec<_>>().join(", "),
        zh: rows.iter().map(zh).collect::<Vec<_>>().join("，"),
    }
}

fn neighbours(given: &[NeighbourReason]) -> Words {
    let list = |comma: &str| {
        let one = |row: &NeighbourReason| format!("{} {:.0} %", row.node.name, 100.0 * row.share);
        given.iter().map(one).collect::<Vec<_>>().join(comma)
    };
    if given.is_empty() {
        return Words { en: "nothing leads to it".to_owned(), zh: "没有事物指向它".to_owned() };
    }
    Words { en: format!("the greatest parts from {}", list(", ")), zh: format!("主要来自：{}", list("，")) }
}

fn between(pairs: &[BetweenReason]) -> Words {
    let en = |pair: &BetweenReason| {
        let others = match pair.others {
            0 => "only it".to_owned(),
            others => format!("it and {others} more"),
        };
        format!("{} – {} ({others})", pair.from.name, pair.to.name)
    };
    let zh = |pair: &BetweenReason| {
        let others = match pair.others {
            0 => "唯一".to_owned(),
            others => format!("另有 {others} 个"),
        };
        format!("{}—{}（{others}）", pair.from.name, pair.to.name)
    };
    if pairs.is_empty() {
        return Words {
            en: "it stands between no two neighbours".to_owned(), zh: "不处于任何两邻居之间".to_owned()
        };
    }
    Words {
        en: format!("joins {}", pairs.iter().map(en).collect::<Vec<_>>().join("; ")),
        zh: format!("连接 {}", pairs.iter().map(zh).collect::<Vec<_>>().join("；")),
    }
}

fn distances(counts: &[usize]) -> Words {
    let list = |one: fn(usize, usize) -> String, comma: &str| {
        let rows = counts.iter().enumerate().map(|(at, count)| one(at + 1, *count));
        rows.collect::<Vec<_>>().join(comma)
    };
    Words {
        en: list(|steps, count| format!("{count} at {steps}"), ", ")
            + if counts.len() == 1 { " step" } else { " steps" },
        zh: list(|steps, count| format!("{steps} 步 {count} 个"), "，"),
    }
}

fn core(count: usize, first: &[NodeReport]) -> Words {
    let names = |comma: &str| first.iter().map(|node| node.name.as_str()).collect::<Vec<_>>().join(comma);
    Words {
        en: format!("tied to {count} others of the core, among them {}", names(", ")),
        zh: format!("与核内 {count} 个事物相连，如{}", names("、")),
    }
}

/// `both reported by X`, from the edges that tie two things to a third.
pub(super) fn both(view: &View, first: NodeId, second: NodeId, shared: &Shared) -> Words {
    let name = view.node(shared.node).name.as_str();
    let ties = |node: NodeId, edges: &[EdgeId]| -> Vec<(String, bool)> {
        let mut ties: Vec<_> =
            edges.iter().map(|id| (view.edge(*id).relation.to_owned(), view.ends(*id).0 == node)).collect();
        ties.sort();
        ties.dedup();
        ties
    };
    let (own, theirs) = (ties(first, &shared.first), ties(second, &shared.second));
    match own.iter().find(|tie| theirs.contains(tie)) {
        Some((relation, is_out)) => {
            let words = relation_words(view, relation);
            if *is_out {
                Words { en: format!("both: {} {name}", words.en), zh: format!("都“{}”：{name}", words.zh) }
            } else {
                Words { en: format!("{name}: {} both", words.en), zh: format!("{name}“{}”二者", words.zh) }
            }
        }
        None => Words { en: format!("both tied to {name}"), zh: format!("都与{name}有关") },
    }
}

/// Several reasons as one.
pub(super) fn joined(words: &[Words]) -> Words {
    let list = |of: fn(&Words) -> &str, comma: &str| words.iter().map(of).collect::<Vec<_>>().join(comma);
    Words { en: list(|words| &words.en, "; "), zh: list(|words| &words.zh, "；") }
}
