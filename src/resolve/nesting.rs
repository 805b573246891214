//! Mentions that overlap: which of them stand.
//!
//! The longest wins. What stands although it lies inside another: an area, a campaign or a higher body in the name of a state
//! body (凭祥市 and 凭祥市税务局 in 凭祥市税务局友谊税务分局), an area by its full name in that of any other (班戈县中学), and whatever
//! documents and programmes name in theirs.

use std::cmp::Reverse;

use crate::extract::place::hall::HALL;
use crate::extract::{Mention, Referent};

/// The mentions that stand, in the order of the text, wider ones first.
pub(super) fn settle(mut mentions: Vec<Mention>) -> Vec<Mention> {
    mentions.sort_by_key(|mention| (mention.span.start, Reverse(mention.span.end), rank(mention)));
    let mut standing: Vec<Mention> = Vec::with_capacity(mentions.len());
    let mut cluster: Vec<Mention> = Vec::new();
    let mut end = 0;
    for mention in mentions {
        if mention.span.start >= end {
            standing.extend(settle_cluster(std::mem::take(&mut cluster)));
        }
        end = end.max(mention.span.end);
        cluster.push(mention);
    }
    standing.extend(settle_cluster(cluster));
    standing
}

/// The same for mentions that overlap, each with at least one other; these are few.
fn settle_cluster(mut mentions: Vec<Mention>) -> Vec<Mention> {
    mentions.sort_by_key(|mention| Reverse(mention.span.len()));
    let mut standing: Vec<Mention> = Vec::with_capacity(mentions.len());
    for mention in mentions {
        if standing.iter().all(|other| !other.span.overlaps(mention.span) || bears(other, &mention)) {
            standing.push(mention);
        }
    }
    standing.sort_by_key(|mention| (mention.span.start, Reverse(mention.span.end), rank(mention)));
    standing
}

/// Of mentions of the same words the one with the lower rank stands.
fn rank(mention: &Mention) -> u8 {
    match &mention.referent {
        Referent::Policy(_) => 0,
        Referent::Agency { .. } => 1,
        // 省图书馆|建成: what is built is no body.
        Referent::Place(_) if mention.rule == HALL => 1,
        Referent::Organization { .. } => 2,
        Referent::Place(_) => 3,
        Referent::Programme { .. } => 4,
        Referent::TargetGroup { .. } => 5,
    }
}

/// Whether a wider mention lets a narrower one stand inside it.
fn bears(wide: &Mention, narrow: &Mention) -> bool {
    use Referent::{Agency, Organization, Place, Policy, Programme, TargetGroup};
    let elided = matches!((&wide.referent, &narrow.referent), (Agency { .. }, Agency { .. }));
    if !wide.span.contains(narrow.span) || (wide.span == narrow.span && !elided) {
        return false;
    }
    // 班戈县 in 班戈县中学 says where it is, 中国 in 中国移动 does not.
    let seat = matches!((&wide.referent, &narrow.referent), (Organization { .. }, Place(_)));
    if seat && matches!(narrow.rule, "place/full-name" | "place/locality") {
        return true;
    }
    // 玄峰集团 owns 玄峰集团红云酒厂, and is named by it.
    let owner = matches!((&wide.referent, &narrow.referent), (Organization { .. }, Organization { .. }));
    if owner && wide.rule == "organization/named" && wide.span.start == narrow.span.start {
        return true;
    }
    // 印发《…方案》的通知 prints another document than the one it names; “一带一路”沿线国家 names who by what they share.
    let named = match (&wide.referent, &narrow.referent) {
        (Policy(_), Policy(_)) => {
            wide.rule == "policy/own" && narrow.rule == "policy/title" || narrow.rule == "policy/submitted"
        }
        (Place(_), Policy(_)) => narrow.rule == "policy/named",
        _ => false,
    };
    if named {
        return true;
    }
    matches!(
        (&wide.referent, &narrow.referent),
        (Policy(_) | Agency { .. } | Programme { .. } | Place(_), Place(_))
            | (Agency { .. }, Agency { .. } | Policy(_))
            | (Policy(_), Agency { .. } | Organization { .. } | Programme { .. })
            | (Programme { .. }, Agency { .. } | Organization { .. } | Policy(_) | Programme { .. })
            | (TargetGroup { .. }, _)
    )
}
