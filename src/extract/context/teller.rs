//! 来源：, 供稿单位：, 发布机构：: the labels before whoever tells or issues a text, for all rules that ask who it is.

use crate::lexicon::pattern::{Pattern, pattern};

/// The labels; longer ones end with them (信息来源, 供稿单位).
const LABELS: [&str; 8] = ["来源于", "来源", "发布机构", "发文机关", "单位", "供稿", "作者", "编辑"];

/// A label with its colon, and what an expression says of what comes behind it.
pub(in crate::extract) fn labelled(behind: &str) -> Pattern {
    pattern(&format!("(?:{})[：:]\\s*{behind}", LABELS.join("|")))
}
