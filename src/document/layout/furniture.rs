//! What stands above the title of a page that was copied and is no words of the document: buttons, menus, the way to the page.

use crate::document::Text;
use crate::lexicon::Lexicon;
use crate::span::Span;

/// How many lines above the title are no words of the document. 首页, >, 政务信息, >, 要闻 may stand under each other, and the last
/// of those again as the head of the page.
pub(super) fn buttons(text: &Text, lines: &[Span], lexicon: &Lexicon) -> usize {
    let mut way = false;
    let mut last = "";
    let leads = |line: &str| !line.is_empty() && line.chars().all(|c| matches!(c, '>' | '＞' | '»' | '›'));
    let above = lines.iter().take_while(|line| {
        let line = &text[**line];
        let crumb = leads(last) || way && line == last;
        way = leads(last) && !leads(line) || way && crumb;
        last = line;
        crumb || is_button(line, lexicon)
    });
    above.count()
}

/// A line above the title that is no words of the document: buttons of the page it was copied from, or marks alone.
fn is_button(line: &str, lexicon: &Lexicon) -> bool {
    // 政府工作报告。 某日报记者 某某 摄: what is under a picture.
    let picture = line.ends_with('摄') && line.contains("记者");
    picture || is_menu(line) || lexicon.pages.is_button_line(line) || !line.contains(char::is_alphanumeric)
}

/// 网站首页 | 新闻中心 | 区县动态: the parts of a site, its first page among them.
fn is_menu(line: &str) -> bool {
    const LONGEST: usize = 8;
    let parts = || line.split(['|', '｜', '>', '＞', '»', '›', '/']).map(str::trim);
    parts().nth(1).is_some()
        && parts().all(|part| (1..=LONGEST).contains(&part.chars().count()))
        && parts().any(|part| part.ends_with("首页"))
}
