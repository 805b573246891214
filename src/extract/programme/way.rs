//! Ways of doing by how many things are one, or are told apart, in them: `实行行政、人员、资金“六统一”管理`, `建立“五个一”工程项目审批体系`.

use std::sync::LazyLock;

use super::quoted::candidate;
use super::{Candidate, Sentence};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::programmes::ProgrammeWords;
use crate::span::Span;

/// 六统一, 三色, 五个一, but no levels, which are named by themselves (三级).
static COUNTS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:[两双三四五六七八九十](?:统一|不变|分离|公开|固定|定|色|共|联动|同步|结合|自主)|[三四五六七八九十]个一)$",
    )
});

/// What is done so.
static DONE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(\p{Han}{0,4}(?:管理|托管|监管|治理|经营|招标|运营|核算)|[\p{Han}&&[^的等和]]{4,14}体系)(?:$|[，。；、]|建设)",
    )
});

/// Verbs of doing so.
const VERBS: [&str; 9] = ["实行", "推行", "开展", "实施", "建立", "探索", "采取", "采用", "构建"];

/// `programme/way`: such a way of doing, behind a verb that brings it in.
pub(super) fn ways(sentence: &Sentence, words: &ProgrammeWords) -> Vec<Candidate> {
    if sentence.heading {
        return Vec::new();
    }
    let mut found = Vec::new();
    for quote in sentence.quotes.iter().flatten().filter(|quote| COUNTS.is_match(quote.inner)) {
        let Some(done) = DONE.captures(quote.after).and_then(|found| found.get(1)) else { continue };
        let brought = words.verbs(quote.before).pop().is_some_and(|(_, verb)| VERBS.contains(&verb.word));
        // 对住户实行人员、资金|“六统一”: what is one may stand before it.
        if brought {
            let named = candidate(quote, "", None, "programme/way");
            let span = Span::new(named.span.start, quote.outer.end + done.end());
            let full = Some(format!("“{}”{}", quote.inner, done.as_str()));
            found.push(Candidate { span, full, ..named });
        }
    }
    found
}
