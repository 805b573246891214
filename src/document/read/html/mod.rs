//! Web pages: the article, its tables, and what the page says of its source.
//!
//! The article is the element that its class or identifier names so, else the innermost that holds nearly all text
//! which is no link. Navigation, breadcrumbs, share bars, font switches and the foot of the page are left out by the
//! elements they stand in and by their words (`seeds/lexicon/page-furniture.tsv`). Title, publisher and date come from
//! the `<meta>` elements that government sites agree on (`ArticleTitle`, `PubDate`, `ContentSource`), else from the
//! line under the heading (来源：… 发布时间：…).

mod article;
mod blocks;
mod tree;

use self::article::Article;
use self::tree::Tree;
use crate::document::Day;
use crate::document::content::{About, Content};
use crate::document::table::{Block, Composer};
use crate::lexicon::Lexicon;
use crate::lexicon::pages::PageWords;

/// Lines at the beginning of an article among which its title and the line on its source are looked for, and lines at
/// the end that may be the foot of the page.
const HEAD: usize = 10;
const FOOT: usize = 20;

/// Longest line on the source of a page, in characters.
const SOURCE_LINE: usize = 100;

/// Reads a page.
pub(super) fn read(page: &str) -> Content {
    let words = &Lexicon::builtin().pages;
    let tree = Tree::read(page);
    let article = Article::find(&tree, words);
    let mut blocks = blocks::of(&tree, &article);
    let mut about = about(&tree);
    without_frame(&mut blocks, &mut about, words);
    let title = about.title.clone().or_else(|| article.heading(&tree)).or_else(|| page_title(&tree.title));
    if let Some(title) = title {
        if !begins_with(&blocks, &title) {
            blocks.insert(0, Block::Heading(1, title.clone()));
        }
        about.title.get_or_insert(title);
    }
    let mut composer = Composer::default();
    composer.write(&blocks);
    let mut content = composer.finish();
    content.about = about;
    content
}

fn about(tree: &Tree) -> About {
    let meta = |names: &[&str]| {
        let found = names.iter().find_map(|name| tree.meta.get(*name));
        found.map(|content| one_line(content)).filter(|content| !content.is_empty())
    };
    let date = meta(&["pubdate", "publishdate", "article:published_time", "publish_time", "og:release_date", "date"]);
    About {
        title: meta(&["articletitle", "og:title"]),
        publisher: meta(&["contentsource", "sitename", "og:site_name", "author"]),
        issued: date.and_then(|date| Day::parse(&date)),
        url: meta(&["url", "og:url", "canonical"]).filter(|url| url.starts_with("http")),
        licence: None,
        year: None,
    }
}

/// The first part of a page's title: `某市案例_某市人民政府` is a title and a site.
fn page_title(title: &str) -> Option<String> {
    let title = one_line(title);
    let parts = title.split(['_', '|', '｜']).flat_map(|part| part.split(" - ")).flat_map(|part| part.split("--"));
    parts.map(str::trim).find(|part| !part.is_empty()).map(ToOwned::to_owned)
}

/// Takes out the lines of buttons, of the source and of the foot of the page; what the line on the source says is kept.
fn without_frame(blocks: &mut Vec<Block>, about: &mut About, words: &PageWords) {
    let count = blocks.len();
    let mut index = 0;
    blocks.retain(|block| {
        index += 1;
        let Block::Paragraph(line) = block else { return true };
        let line = line.trim();
        if words.is_button_line(line) {
            return false;
        }
        if index <= HEAD && line.chars().count() <= SOURCE_LINE {
            let (source, date) = (words.source_in(line), words.date_in(line).and_then(Day::parse));
            if source.is_some() || date.is_some() {
                about.publisher = about.publisher.take().or(source.map(ToOwned::to_owned));
                about.issued = about.issued.or(date);
                return false;
            }
        }
        !(index + FOOT > count && words.is_foot_line(line))
    });
}

/// Whether the title stands among the first lines.
fn begins_with(blocks: &[Block], title: &str) -> bool {
    let squash = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let mut head = String::new();
    for block in blocks.iter().take(HEAD) {
        if let Block::Paragraph(words) | Block::Heading(_, words) = block {
            head.push_str(&squash(words));
        }
    }
    head.contains(&squash(title))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
