//! Whose paper tells the news: `湖南日报记者`, `黔江区融媒体中心讯`, `来源：修水发布`. What it calls 我省 or 全市 is the area it is called
//! after, or one inside; papers of provinces that are called otherwise stand in a table (`seeds/lexicon/papers.tsv`).

use std::ops::Range;
use std::sync::LazyLock;

use super::Reader;
use super::said::{speaks_of_level, speaks_of_own};
use super::teller::labelled;
use crate::extract::floor;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::places::Meaning;

/// Bytes of the beginning and of the end in which a text says who tells it.
const LEAD: usize = 1200;
const TAIL: usize = 300;

/// Bytes of the longest name of an area before the word for the press.
const LONGEST_AREA: usize = 45;

/// A word for the press and what shows that it speaks: 日报讯, 融媒体中心记者, （发布）.
static SPEAKS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        "(?P<press>日报|晚报|晨报|早报|快报|商报|都市报|报|广播电视台|电视台|广电|融媒体中心|融媒|新闻网|新闻|政府网|网|在线|发布|电台|交汇点|南都|津云)",
        "(?:社|新闻|客户端|全媒体|融媒体|融媒体中心|微信公众号|[·-]\\p{Han}{2,6}(?:客户端|新闻)?)*",
        "(?:\\d{1,2}月\\d{1,2}日)?(?:讯|消息|(?:见习|首席|特约|本网|本报)?(?:全媒体)?(?:记者|通讯员))",
    ))
});

/// 来源：, 供稿：, 信息来源于: before who tells it.
static SOURCE: LazyLock<Pattern> = LazyLock::new(|| {
    labelled(
        r"\p{Han}{2,12}?(?P<press>日报|晚报|晨报|早报|快报|商报|都市报|报|广播电视台|电视台|广电|融媒体中心|融媒|新闻网|政府网|网|发布|电台)",
    )
});

impl Reader<'_> {
    /// The area that the paper is of, or one inside that the text is mostly about, where the text calls an area its own.
    pub(super) fn told_by_paper(&self, text: &str) -> Option<&'static str> {
        let paper = self.paper()?;
        let inside = self.dominant(text, Some(paper)).filter(|code| self.register().is_within(code, paper));
        inside.or_else(|| (speaks_of_level(text) || speaks_of_own(text)).then_some(paper))
    }

    /// 我省 in a paper of another province: whether an area that a title names is not the one that the text speaks from.
    pub(super) fn is_abroad(&self, area: &str) -> bool {
        let text = self.document.text.as_str();
        let register = self.register();
        speaks_of_own(text)
            && self.document.cases.len() == 1
            && self.paper().is_some_and(|paper| !register.is_within(area, paper) && !register.is_within(paper, area))
    }

    /// The area that the paper is of which tells the text.
    fn paper(&self) -> Option<&'static str> {
        let text = self.document.text.as_str();
        let (begin, end) = (&text[..floor(text, LEAD)], &text[floor(text, text.len().saturating_sub(TAIL))..]);
        let teller = |words: &Pattern, part: &str| {
            words.captures_iter(part).find_map(|found| self.area_of_paper(part, found.name("press")?.range()))
        };
        teller(&SPEAKS, begin).or_else(|| teller(&SOURCE, begin)).or_else(|| teller(&SOURCE, end))
    }

    /// The area that a paper is called after, or that the table has it of.
    fn area_of_paper(&self, text: &str, press: Range<usize>) -> Option<&'static str> {
        let register = self.register();
        if let Some(code) = self.lexicon.papers.area_of(&text[..press.end]) {
            return Some(code);
        }
        let from = floor(text, press.start.saturating_sub(LONGEST_AREA));
        let before = &text[from..press.start];
        let is_name = |meaning: &Meaning| matches!(meaning, Meaning::Full | Meaning::Short);
        let named: Vec<_> = self.lexicon.places.names_in(before).filter(|(_, meaning)| is_name(meaning)).collect();
        let (last, _) = named.last().filter(|(range, _)| range.end == before.len())?;
        // 重庆市|黔江|融媒体中心.
        let wide = named.iter().rev().nth(1).filter(|(range, _)| range.end == last.start);
        let wide = wide.and_then(|(range, _)| register.resolve(&before[range.clone()], None)).map(|area| area.code);
        let year = self.document.year;
        register.resolve_in(&before[last.clone()], wide, year).map(|division| division.code)
    }
}
