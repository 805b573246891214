//! Which styles are headings, and which number their paragraphs.

use std::collections::BTreeMap;

use super::FORMAT;
use super::body::outline;
use super::numbering::Place;
use crate::document::read::ReadError;
use crate::document::read::xml::{Piece, Xml, attribute, number};

/// How many styles are followed from one to the one it is based on.
const LONGEST_CHAIN: usize = 20;

#[derive(Default)]
struct Style {
    based_on: Option<String>,
    level: Option<u8>,
    list: Option<String>,
    list_level: Option<usize>,
}

/// The paragraph styles of a document by identifier.
#[derive(Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

impl Styles {
    pub(super) fn read(content: &str) -> Result<Self, ReadError> {
        let mut xml = Xml::new(content, FORMAT, "word/styles.xml");
        let mut styles = BTreeMap::new();
        let mut open: Option<(String, Style)> = None;
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Start(element) => match (element.local_name().as_ref(), &mut open) {
                    (b"style", _) => {
                        open = attribute(&element, "styleId").map(|id| (id, Style::default()));
                    }
                    (b"name", Some((_, style))) => {
                        let level = attribute(&element, "val").and_then(|name| level_of_name(&name));
                        style.level = style.level.or(level);
                    }
                    (b"basedOn", Some((_, style))) => style.based_on = attribute(&element, "val"),
                    (b"outlineLvl", Some((_, style))) => style.level = outline(&element),
                    (b"numId", Some((_, style))) => style.list = attribute(&element, "val"),
                    (b"ilvl", Some((_, style))) => style.list_level = number(&element, "val"),
                    _ => {}
                },
                Piece::End(name) if name == b"style" => styles.extend(open.take()),
                _ => {}
            }
        }
        Ok(Self(styles))
    }

    /// The level of the heading that a style makes, its own or that of the one it is based on.
    pub(super) fn level(&self, style: Option<&str>) -> Option<u8> {
        self.chain(style).find_map(|style| style.level)
    }

    /// The place in a list that a style gives its paragraphs.
    pub(super) fn place(&self, style: Option<&str>) -> Option<Place> {
        let list = self.chain(style).find_map(|style| style.list.clone())?;
        let level = self.chain(style).find_map(|style| style.list_level).unwrap_or(0);
        Some(Place { list, level })
    }

    fn chain<'a>(&'a self, style: Option<&'a str>) -> impl Iterator<Item = &'a Style> {
        let first = style.and_then(|style| self.0.get(style));
        std::iter::successors(first, |style| self.0.get(style.based_on.as_ref()?)).take(LONGEST_CHAIN)
    }
}

/// `heading 2`, `标题 2`, `Title`: styles are called so in every language of Word's files.
fn level_of_name(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    if ["title", "标题"].contains(&name.as_str()) {
        return Some(1);
    }
    let level = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?;
    level.trim().parse().ok().filter(|level| (1..=9).contains(level))
}
