//! Quotations in a list, where one that is a name says that the others are: `“甲甲”“乙乙”等政策`, `比如，甲市的“亲农在线”、乙市的“民呼我为”`.

use std::sync::LazyLock;

use super::quoted::Quote;
use super::{Candidate, Sentence};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::programmes::ProgrammeWords;
use crate::span::Span;

/// What a list of examples begins with.
pub(super) const EXAMPLES: [&str; 6] = ["比如", "例如", "譬如", "诸如", "包括", "如"];

/// What is sold: loans, insurance, vouchers, codes.
pub(super) static PRODUCT: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^\p{Han}{2,6}(?:贷|保|险|券|码|通|宝|卡)$"));

/// Of each quotation of a clause, whether it stands in a row of them that is said to be one of measures: “甲甲”“乙乙”等政策.
pub(super) fn listed_as(quotes: &[Quote], text: &str) -> Vec<bool> {
    static LIST: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"^(?:等[\p{Han}\d]{0,8}?(?:项目|工程|行动|栏目|线路|课堂|政策|业务|产品|服务|模式|改革|平台|品牌|机制|活动|举措|应用|场景|制度|创新|做法|探索|实践|经验)|[二两三四五六七八九十\d]+(?:大|项|个)(?:工程|行动|改革|计划|品牌|平台|活动))",
        )
    });
    // 甲县“丙丙丙”、乙市上线“丁丁丁”等模式: whose each is, and what it is, may stand between.
    static OWNED: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^\p{Han}{0,6}(?:、\p{Han}{2,8})?、\p{Han}{2,10}$"));
    let joined = |at: usize| {
        quotes.get(at + 1).is_some_and(|next| {
            let between = &text[quotes[at].outer.end.min(next.outer.start)..next.outer.start];
            matches!(between, "" | "、" | "和") || between.contains('、') && OWNED.is_match(between)
        })
    };
    let mut found = vec![false; quotes.len()];
    for at in (0..quotes.len()).rev() {
        let ends = at > 0 && joined(at - 1) && LIST.is_match(quotes[at].after);
        found[at] = ends || joined(at) && found[at + 1];
    }
    found
}

/// The clause from which a sentence lists examples by their names: 比如，甲市的“亲农在线”、乙市的“民呼我为”….
pub(super) fn examples(sentence: &Sentence) -> Option<usize> {
    /// So many quotations are a list of names, and no figures of speech.
    const LEAST: usize = 3;
    if sentence.quotes.iter().map(Vec::len).sum::<usize>() < LEAST {
        return None;
    }
    let begins = |clause: &Span| EXAMPLES.iter().any(|word| sentence.text[clause.range()].starts_with(word));
    let from = sentence.clauses.iter().position(begins)?;
    let names = sentence.quotes[from..].iter().flatten().filter(|quote| is_example(quote)).count();
    (names >= LEAST).then_some(from)
}

/// 甲行的“银税贷”、乙行的“税贷通”、丙行的“科税贷”: who has them stands before each, and most are sold.
pub(super) fn is_row_of_products(quotes: &[Quote]) -> bool {
    const LEAST: usize = 3;
    if quotes.len() < LEAST {
        return false;
    }
    let owned = quotes.iter().filter(|quote| is_example(quote)).count();
    let sold = quotes.iter().filter(|quote| PRODUCT.is_match(quote.inner)).count();
    owned >= LEAST && sold * 2 > quotes.len()
}

/// Whether nothing stands before a quotation in its list but whose it is.
pub(super) fn is_example(quote: &Quote) -> bool {
    static OWNER: LazyLock<Pattern> =
        LazyLock::new(|| pattern(&format!(r"^(?:{})?(?:\p{{Han}}{{2,10}}的)?$", EXAMPLES.join("|"))));
    let own = quote.before.rsplit(['、', '”']).next().unwrap_or_default();
    OWNER.is_match(own) && !quote.inner.contains(['、', '，']) && quote.inner.chars().count() >= 3
}

/// Whether a clause ends with a name that was just accepted, so that the next may go on listing.
pub(super) fn ends_with_name(found: &[Candidate], clause: Span) -> bool {
    found.last().is_some_and(|last| clause.contains(last.span) && clause.end - last.span.end <= '”'.len_utf8())
}

/// Whether a clause goes on with the list of the one before: 线上“一网通办”，线下“一窗受理”.
pub(super) fn continues(quote: &Quote, words: &ProgrammeWords) -> bool {
    quote.before.starts_with(['及', '和']) || words.without_generic_start(quote.before).is_empty()
}

/// Whether nothing but a conjunction stands between the name accepted before and this quotation.
pub(super) fn in_row(quote: &Quote, found: &[Candidate], text: &str) -> bool {
    let Some(last) = found.last() else { return false };
    let conjunctions = ["", "、", "和", "及", "与", "以及"];
    last.span.end <= quote.outer.start && conjunctions.contains(&&text[last.span.end..quote.outer.start])
}
