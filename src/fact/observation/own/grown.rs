//! A comparison and its verb are not what is measured: 进出口|同比增长, 收入|分别比上年增长.

use crate::lexicon::edge::last_place;

/// 同比增长, 比上年高, 分别比上年增长: the comparison and its verb are not the metric; 比全市高 is kept.
pub(super) fn without_change<'a>(phrase: &'a str, change: &str) -> &'a str {
    const CUT: [&str; 14] = [
        "按年",
        "同比",
        "环比",
        "比上年",
        "较上年",
        "比去年",
        "较去年",
        "同期相比",
        "比上月",
        "按可比",
        "按不变价",
        "现价",
        "名义",
        "实际",
    ];
    let bare = phrase.strip_suffix(change).unwrap_or(phrase);
    let compared = bare.rfind(['比', '较']).filter(|&at| compares_times(&bare[at..]) && !is_within_word(bare, at));
    let at = CUT.iter().filter_map(|word| last_place(bare, word)).chain(compared).min();
    match at {
        Some(at) => bare[..at].trim_end_matches(['的', '同']),
        None if bare.contains("比全") => phrase,
        // 同|增17.1%, 去年同期为|增长10.8%: what is compared is what was named before.
        None if matches!(bare.trim_end_matches('为'), "同" | "同期" | "可比" | "可比价") => "",
        None => bare,
    }
}

/// Whether 比 or 较 compares with a time (比2019年, 较改革前) and not with an area.
fn compares_times(words: &str) -> bool {
    !words.chars().nth(1).is_some_and(|next| "全重例率".contains(next))
}

/// 占比, 同比, 可比口径: the 比 is part of a word.
fn is_within_word(phrase: &str, at: usize) -> bool {
    phrase[..at].ends_with(['占', '对', '可']) && phrase[at..].starts_with('比')
}
