//! Where on a page the article is.

use super::tree::{Child, Element, Tree};
use crate::lexicon::pages::PageWords;

/// Share of the page's running text, in hundredths, that an element called an article must hold.
const NAMED_PERCENT: usize = 30;

/// Share that an element must hold of its parent's text to be where the article is.
const MOST_PERCENT: usize = 85;

/// Largest share of the page's text in an element that stands around the article.
const FURNITURE_PERCENT: usize = 40;

/// Fewest characters of running text in the cell of a table that holds an article, and most beside it.
const CELL_OF_ARTICLE: usize = 40;
const BESIDE_ARTICLE: usize = 4;

/// Elements that stand around an article by their nature.
const AROUND: [&str; 5] = ["nav", "footer", "aside", "button", "form"];

/// What is known of an element's text: characters in all, and in links.
#[derive(Clone, Copy, Default)]
struct Weight {
    all: usize,
    linked: usize,
    links: usize,
}

impl Weight {
    fn running(self) -> usize {
        self.all - self.linked
    }
}

/// The element that holds the article, and which elements stand around it.
pub(super) struct Article {
    pub(super) root: usize,
    left_out: Vec<bool>,
    weights: Vec<Weight>,
}

impl Article {
    pub(super) fn find(tree: &Tree, words: &PageWords) -> Self {
        let elements = &tree.elements;
        let whole = weigh(elements, &vec![false; elements.len()]);
        let page = whole[0].all;
        let left_out: Vec<bool> = (elements.iter().zip(&whole))
            .map(|(element, weight)| {
                let small = weight.all * 100 <= page * FURNITURE_PERCENT;
                element.hidden || small && stands_around(element, *weight, words)
            })
            .collect();
        let weights = weigh(elements, &left_out);
        let running = weights[0].running();
        let is_article = |element: &Element| {
            element.name == "article" || element.names.split_whitespace().any(|name| words.is_article(name))
        };
        let named = (0..elements.len()).filter(|&index| is_article(&elements[index]) && !left_out[index]);
        // Of elements in each other that hold the same text the innermost.
        let named = named.max_by_key(|&index| (weights[index].running(), index));
        let enough = |index: &usize| weights[*index].running() * 100 >= running * NAMED_PERCENT && running > 0;
        let mut root = named.filter(enough).unwrap_or(0);
        while let Some(inner) = innermost_step(elements, &weights, root) {
            root = inner;
        }
        Self { root, left_out, weights }
    }

    /// Whether an element stands around the article, or is not shown.
    pub(super) fn leaves_out(&self, index: usize) -> bool {
        self.left_out[index] && index != self.root
    }

    /// Whether a table only arranges the page: one cell holds the text, the others its frame.
    pub(super) fn is_layout(&self, tree: &Tree, table: usize) -> bool {
        cell_of_layout(&tree.elements, &self.weights, table).is_some()
    }

    /// The words of the page's first heading of the first level.
    pub(super) fn heading(&self, tree: &Tree) -> Option<String> {
        let first =
            (0..tree.elements.len()).find(|&index| tree.elements[index].name == "h1" && !self.left_out[index])?;
        let mut words = String::new();
        let mut open: Vec<&Child> = tree.elements[first].children.iter().rev().collect();
        while let Some(child) = open.pop() {
            match child {
                Child::Text(text) => words.push_str(text),
                Child::Element(index) => open.extend(tree.elements[*index].children.iter().rev()),
            }
        }
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        (!words.is_empty()).then_some(words)
    }
}

/// The text of each element, without what is left out.
fn weigh(elements: &[Element], left_out: &[bool]) -> Vec<Weight> {
    let mut weights = vec![Weight::default(); elements.len()];
    // Children stand after their parents.
    for index in (0..elements.len()).rev() {
        let element = &elements[index];
        for child in &element.children {
            if let Child::Text(text) = child {
                weights[index].all += text.chars().filter(|c| !c.is_whitespace()).count();
            }
        }
        if element.name == "a" {
            weights[index].linked = weights[index].all;
            weights[index].links = 1;
        }
        if index > 0 && !left_out[index] {
            let Weight { all, linked, links } = weights[index];
            let parent = &mut weights[element.parent];
            parent.all += all;
            parent.linked += linked;
            parent.links += links;
        }
    }
    weights
}

fn stands_around(element: &Element, weight: Weight, words: &PageWords) -> bool {
    /// Links of a list of pages.
    const LINKS: usize = 6;
    if AROUND.contains(&element.name.as_str()) {
        return true;
    }
    let parts = element.names.split(|c: char| !c.is_ascii_alphanumeric());
    if parts.filter(|part| !part.is_empty()).any(|part| words.is_furniture(part)) {
        return true;
    }
    let list = ["ul", "ol", "dl", "div", "table"].contains(&element.name.as_str());
    list && weight.links >= LINKS && weight.linked * 100 >= weight.all * 80
}

/// The child that holds nearly all running text, where the element is there only to hold it.
fn innermost_step(elements: &[Element], weights: &[Weight], index: usize) -> Option<usize> {
    let whole = weights[index].running();
    let inner = elements[index].children.iter().filter_map(|child| match child {
        Child::Element(index) => Some(*index),
        Child::Text(_) => None,
    });
    let inner = inner.max_by_key(|&inner| weights[inner].running())?;
    let element = &elements[inner];
    let holds = whole > 0 && weights[inner].running() * 100 >= whole * MOST_PERCENT;
    if !holds || ["p", "span", "font", "b", "strong", "pre", "a"].contains(&element.name.as_str()) {
        return None;
    }
    match element.name.as_str() {
        // A table is looked into when one cell holds what the page is about and the others its frame.
        "table" => cell_of_layout(elements, weights, inner),
        _ => Some(inner),
    }
}

/// The cell of a table that holds nearly all its text, beside cells of links only.
fn cell_of_layout(elements: &[Element], weights: &[Weight], table: usize) -> Option<usize> {
    let mut best = table;
    loop {
        let inner = elements[best].children.iter().filter_map(|child| match child {
            Child::Element(index) => Some(*index),
            Child::Text(_) => None,
        });
        best = inner.max_by_key(|&inner| weights[inner].running())?;
        if ["td", "th"].contains(&elements[best].name.as_str()) {
            break;
        }
        if !["tbody", "thead", "tr"].contains(&elements[best].name.as_str()) {
            return None;
        }
    }
    // A cell that is left out is no part of its table, and may hold more than it.
    let beside = weights[table].running().checked_sub(weights[best].running())?;
    (beside <= BESIDE_ARTICLE && weights[best].running() > CELL_OF_ARTICLE).then_some(best)
}
