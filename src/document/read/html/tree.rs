//! Tokens → a tree of elements, in one pass and in linear time.
//!
//! Not the whole algorithm of browsers, but what matters for text: elements that need no end tag end where they must,
//! end tags without a beginning are nothing, and a table's cells keep what is in them. Beyond a depth that no page has,
//! elements are put beside each other.

use std::collections::BTreeMap;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// Deepest nesting that is kept.
const DEEPEST: usize = 256;

/// Elements without content.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements that end an open paragraph.
const BLOCKS: [&str; 27] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// Elements whose content is no text of the page.
const SILENT: [&str; 9] = ["script", "style", "noscript", "template", "svg", "iframe", "object", "select", "textarea"];

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Child {
    /// Another element, by its position.
    Element(usize),
    /// Words.
    Text(String),
}

/// An element of a page.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) parent: usize,
    pub(super) children: Vec<Child>,
    /// Class and identifier, in lower case.
    pub(super) names: String,
    pub(super) hidden: bool,
    pub(super) columns: usize,
    pub(super) rows: usize,
    /// `start` of an ordered list.
    pub(super) start: Option<i64>,
}

/// A page: its elements, parents before children, the first being the root; and what its head says.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) elements: Vec<Element>,
    /// Content of `<meta>` by name or property, in lower case; of several the first.
    pub(super) meta: BTreeMap<String, String>,
    pub(super) title: String,
}

impl Tree {
    pub(super) fn read(page: &str) -> Self {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let mut builder = Builder {
            tree: Self { elements: vec![Element::default()], ..Self::default() },
            open: vec![0],
            scopes: vec![BTreeMap::new()],
            silent: None,
            in_title: false,
        };
        for token in Tokenizer::new_with_emitter(page, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => builder.start(&tag),
                Token::EndTag(tag) => builder.end(&lossy(&tag.name)),
                Token::String(words) => builder.text(&lossy(&words)),
                _ => {}
            }
        }
        builder.tree
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

struct Builder {
    tree: Tree,
    /// The open elements, the innermost last.
    open: Vec<usize>,
    /// How many elements of a name are open within the cell, the innermost cell last.
    scopes: Vec<BTreeMap<String, usize>>,
    /// The element whose content is left out, and how many of its name are open in it.
    silent: Option<(String, usize)>,
    in_title: bool,
}

impl Builder {
    fn start(&mut self, tag: &StartTag<()>) {
        let name = lossy(&tag.name);
        if let Some((silent, depth)) = &mut self.silent {
            *depth += usize::from(*silent == name && !tag.self_closing);
            return;
        }
        let attribute = |wanted: &str| {
            let mut attributes = tag.attributes.iter();
            attributes.find(|(key, _)| key.as_slice() == wanted.as_bytes()).map(|(_, value)| lossy(value))
        };
        match name.as_str() {
            "meta" => {
                let key = attribute("name").or_else(|| attribute("property")).unwrap_or_default().to_lowercase();
                let content = attribute("content").unwrap_or_default().trim().to_owned();
                if !key.is_empty() && !content.is_empty() {
                    self.tree.meta.entry(key).or_insert(content);
                }
            }
            "link" if attribute("rel").is_some_and(|rel| rel == "canonical") => {
                if let Some(address) = attribute("href") {
                    self.tree.meta.entry("canonical".to_owned()).or_insert(address);
                }
            }
            "title" => self.in_title = self.tree.title.is_empty(),
            name if SILENT.contains(&name) && !tag.self_closing => {
                self.silent = Some((name.to_owned(), 1));
                return;
            }
            _ => {}
        }
        self.end_implied(&name);
        let number = |wanted: &str| attribute(wanted).and_then(|value| value.trim().parse::<usize>().ok());
        let style = attribute("style").unwrap_or_default().to_lowercase().replace(' ', "");
        let names = format!("{} {}", attribute("class").unwrap_or_default(), attribute("id").unwrap_or_default());
        let element = Element {
            parent: self.innermost(),
            children: Vec::new(),
            names: names.to_lowercase(),
            hidden: attribute("hidden").is_some() || style.contains("display:none"),
            columns: number("colspan").unwrap_or(1),
            // 0 means to the last row there is.
            rows: number("rowspan").map_or(1, |rows| if rows == 0 { usize::MAX } else { rows }),
            start: attribute("start").and_then(|start| start.trim().parse().ok()),
            name,
        };
        self.push(element, tag.self_closing);
    }

    fn push(&mut self, element: Element, self_closing: bool) {
        let index = self.tree.elements.len();
        let parent = element.parent;
        let name = element.name.clone();
        self.tree.elements.push(element);
        self.tree.elements[parent].children.push(Child::Element(index));
        let foreign_close = self_closing && !["div", "p", "span", "td", "a"].contains(&name.as_str());
        if VOID.contains(&name.as_str()) || foreign_close || self.open.len() >= DEEPEST {
            return;
        }
        self.open.push(index);
        if let Some(scope) = self.scopes.last_mut() {
            *scope.entry(name.clone()).or_default() += 1;
        }
        if is_cell(&name) {
            self.scopes.push(BTreeMap::new());
        }
    }

    /// Ends the elements that end where this one begins.
    fn end_implied(&mut self, name: &str) {
        match name {
            "li" => self.end_within("li", &["ul", "ol"]),
            "dt" | "dd" => {
                self.end_within("dt", &["dl"]);
                self.end_within("dd", &["dl"]);
            }
            "option" => self.end("option"),
            "td" | "th" => self.end_cell(),
            "tr" => {
                self.end_cell();
                self.end_within("tr", &["table"]);
            }
            "thead" | "tbody" | "tfoot" => {
                self.end_cell();
                for part in ["tr", "thead", "tbody", "tfoot"] {
                    self.end_within(part, &["table"]);
                }
            }
            "p" => self.end("p"),
            name if BLOCKS.contains(&name) => self.end_within("p", &["div", "td", "li", "section"]),
            _ => {}
        }
    }

    /// Ends the innermost cell, when the table it belongs to has not begun again inside it.
    fn end_cell(&mut self) {
        let in_cell = |builder: &Self| {
            let names = builder.open.iter().rev().map(|&index| builder.tree.elements[index].name.as_str());
            let mut names = names.take_while(|name| *name != "table");
            names.find(|name| is_cell(name)).map(ToOwned::to_owned)
        };
        if self.scopes.len() > 1
            && let Some(name) = in_cell(self)
        {
            self.pop_to(&name);
        }
    }

    /// Ends the innermost element of a name, unless one of `bounds` has begun inside it.
    fn end_within(&mut self, name: &str, bounds: &[&str]) {
        if !self.is_open(name) {
            return;
        }
        let mut open = self.open.iter().rev().map(|&index| self.tree.elements[index].name.as_str());
        if open.find(|open| *open == name || bounds.contains(open)) == Some(name) {
            self.pop_to(name);
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((silent, depth)) = &mut self.silent {
            *depth -= usize::from(silent == name);
            if *depth == 0 {
                self.silent = None;
            }
            return;
        }
        match name {
            "title" => self.in_title = false,
            "td" | "th" => return self.end_cell(),
            "tr" | "thead" | "tbody" | "tfoot" => {
                self.end_cell();
                return self.end_within(name, &["table"]);
            }
            "table" => {
                self.end_cell();
            }
            _ => {}
        }
        if self.is_open(name) {
            self.pop_to(name);
        }
    }

    /// Whether an element of this name is open in the innermost cell.
    fn is_open(&self, name: &str) -> bool {
        self.scopes.last().and_then(|scope| scope.get(name)).is_some_and(|count| *count > 0)
    }

    fn pop_to(&mut self, name: &str) {
        while self.open.len() > 1 {
            let Some(index) = self.open.pop() else { return };
            let ended = self.tree.elements[index].name.clone();
            if is_cell(&ended) {
                self.scopes.pop();
            }
            if let Some(count) = self.scopes.last_mut().and_then(|scope| scope.get_mut(&ended)) {
                *count = count.saturating_sub(1);
            }
            if ended == name {
                return;
            }
        }
    }

    fn text(&mut self, words: &str) {
        if self.silent.is_some() {
            return;
        }
        if self.in_title {
            self.tree.title.push_str(words);
            return;
        }
        let innermost = self.innermost();
        self.tree.elements[innermost].children.push(Child::Text(words.to_owned()));
    }

    fn innermost(&self) -> usize {
        self.open.last().copied().unwrap_or(0)
    }
}

fn is_cell(name: &str) -> bool {
    name == "td" || name == "th"
}
