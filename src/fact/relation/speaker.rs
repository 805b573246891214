//! Who speaks in the line of an interview and tells what they did themselves: `某海关负责人：我们会同…`.

use std::sync::LazyLock;

use crate::document::Sentence;
use crate::fact::Scene;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::resolve::EntityId;
use crate::span::Span;

/// Behind the body that somebody speaks for, at the beginning of a line.
static SPEAKS: LazyLock<Pattern> =
    LazyLock::new(|| pattern("^(?:新闻)?(?:有关|相关|主要|分管)*(?:负责人|负责同志|发言人|新闻发言人)："));

/// How they call themselves, right behind that.
static OF_SELF: LazyLock<Pattern> = LazyLock::new(|| pattern("^(?:我们|我[关局委办厅行司]|公司)"));

/// 公司与, 我们通过与: with whom those who speak act.
static WITH: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:目前|同时|此外|近期|今年|上半年)?，?(?:我们|我[关局委办厅行司]|公司)(?:还|也|已|将|通过|先后|积极)*[与同]$",
    )
});

/// Most bytes from the beginning of a line to the colon behind who speaks.
const REACH: usize = 120;

/// The body for which somebody speaks in the line of a sentence.
pub(super) fn of_line(scene: &Scene<'_>, sentence: &Sentence) -> Option<EntityId> {
    let start = sentence.before.start.min(sentence.span.start);
    let head = scene.words(Span::new(start, sentence.span.end));
    let colon = head.find('：').filter(|at| *at <= REACH)?;
    let (span, id) = scene.bodies(Span::new(start, start + colon)).pop()?;
    let behind = scene.words(Span::new(span.end, start + colon + '：'.len_utf8()));
    SPEAKS.is_match(behind).then_some(id)
}

/// Whether words before a body say that those who speak act with it.
pub(super) fn is_with(before: &str) -> bool {
    WITH.is_match(before.trim())
}

/// Whether words behind a body that begins a line say that somebody speaks for it.
pub(super) fn speaks(behind: &str) -> bool {
    SPEAKS.is_match(behind)
}

/// Whether they go on with what it did itself.
pub(super) fn tells_of_itself(behind: &str) -> bool {
    SPEAKS.find(behind).is_some_and(|colon| OF_SELF.is_match(&behind[colon.end()..]))
}
