//! What people type → what is looked for.
//!
//! ```text
//! query  = any ; any = all ( OR all )* ; all = one ( AND? one )*
//! one    = ( NOT | - | + ) one | ( any ) | field : one | "phrase" | word | word*
//! ```
//!
//! Quotation marks, brackets and colons may be Chinese ones; `AND`, `OR` and `NOT` are upper case. All other signs part
//! words and mean nothing, so that any stretch of a document can be pasted.

use super::fold::fold;
use super::unit::Field;

/// Longest query, in characters.
pub const LONGEST: usize = 1_000;

/// Most words and phrases of a query.
const MOST: usize = 64;

/// Most brackets within brackets.
const DEEPEST: usize = 20;

/// Why a query cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", place.map(|place| format!("character {place} of the search: ")).unwrap_or_default())]
pub struct QueryFault {
    /// One-based, in characters; `None` where the fault is the whole.
    pub place: Option<usize>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

impl QueryFault {
    fn new(place: Option<usize>, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { place: place.map(|place| place + 1), message: message.into(), hint: hint.into() }
    }
}

/// A query as it is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// A stretch without gaps: folded, to be cut into words.
    Text {
        text: String,
        is_open: bool,
    },
    /// Words that stand together: folded.
    Phrase(String),
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    /// In one of these fields.
    In(Vec<Field>, Box<Node>),
    /// Of things of a kind.
    Kind(String),
}

/// Reads a query.
pub(super) fn parse(query: &str) -> Result<Node, QueryFault> {
    let length = query.chars().count();
    if length > LONGEST {
        let message = format!("the search is {length} characters long");
        return Err(QueryFault::new(None, message, format!("search for at most {LONGEST} characters")));
    }
    let tokens = tokens(query)?;
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0, end: length };
    let node = parser.any()?;
    if let Some(token) = parser.peek() {
        return Err(QueryFault::new(Some(token.place), "there is no ( for this )", QUOTE));
    }
    let Some(node) = node else {
        return Err(QueryFault::new(None, "there is nothing to search for", "write a word, a name or a \"phrase\""));
    };
    if count(&node) > MOST {
        let message = format!("the search has more than {MOST} words");
        return Err(QueryFault::new(None, message, "search for fewer words, or for a \"phrase\""));
    }
    if !finds(&node) {
        let hint = "add a word that is to be found, before the one that is not";
        return Err(QueryFault::new(None, "the search only says what is not to be found", hint));
    }
    Ok(node)
}

const QUOTE: &str = "to search for signs that mean something here, put the words into \"quotation marks\"";

#[derive(Clone, Debug, PartialEq, Eq)]
struct Token {
    /// In characters, from 0.
    place: usize,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Word(String, bool),
    Phrase(String),
    Field(String),
    And,
    Or,
    Not,
    Open,
    Close,
}

fn tokens(query: &str) -> Result<Vec<Token>, QueryFault> {
    let characters: Vec<char> = query.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(character) = characters.get(at).copied() {
        let (kind, length) = match character {
            '(' | '（' => (Some(Kind::Open), 1),
            ')' | '）' => (Some(Kind::Close), 1),
            '+' => (None, 1),
            '-' | '－' | '−' => (is_before_word(&characters, at).then_some(Kind::Not), 1),
            _ => match closing(character) {
                Some(close) => phrase(&characters, at, close)?,
                None if is_gap(character) => (None, 1),
                None => word(&characters, at)?,
            },
        };
        tokens.extend(kind.map(|kind| Token { place: at, kind }));
        at += length;
    }
    Ok(tokens)
}

/// A minus means "not" at the beginning of a word only.
fn is_before_word(characters: &[char], at: usize) -> bool {
    let starts = at == 0 || is_gap(characters[at - 1]) || "(（+:：".contains(characters[at - 1]);
    starts && characters.get(at + 1).is_some_and(|next| !is_gap(*next) && !")）".contains(*next))
}

fn closing(open: char) -> Option<&'static [char]> {
    match open {
        '"' | '＂' => Some(&['"', '＂']),
        '“' | '”' => Some(&['”', '“']),
        '「' => Some(&['」']),
        '『' => Some(&['』']),
        '《' => Some(&['》']),
        _ => None,
    }
}

fn is_gap(character: char) -> bool {
    character.is_whitespace() || "、，,;；。".contains(character)
}

fn phrase(characters: &[char], at: usize, close: &[char]) -> Result<(Option<Kind>, usize), QueryFault> {
    let inner = &characters[at + 1..];
    let Some(length) = inner.iter().position(|character| close.contains(character)) else {
        let message = format!("there is no closing {} for this {}", close[0], characters[at]);
        return Err(QueryFault::new(Some(at), message, "close the quotation, or leave the mark out"));
    };
    let text = fold(&inner[..length].iter().collect::<String>());
    let text = text.trim();
    Ok(((!text.is_empty()).then(|| Kind::Phrase(text.to_owned())), length + 2))
}

/// A word, an operator, or the name of a field with its colon.
fn word(characters: &[char], at: usize) -> Result<(Option<Kind>, usize), QueryFault> {
    let ends =
        |character: &char| is_gap(*character) || closing(*character).is_some() || "()（）”」』》".contains(*character);
    let length = characters[at..].iter().position(ends).unwrap_or(characters.len() - at).max(1);
    let raw = &characters[at..at + length];
    if let Some(colon) = raw.iter().position(|character| ":：".contains(*character)) {
        let name: String = raw[..colon].iter().collect();
        let goes_on = characters.get(at + colon + 1).is_some_and(|next| !is_gap(*next) && *next != '/');
        if goes_on && is_field_name(&name) {
            let known = is_field(&name).then(|| (Some(Kind::Field(name.clone())), colon + 1));
            return known.ok_or_else(|| unknown_field(at, &name));
        }
    }
    let text: String = raw.iter().collect();
    let kind = match text.as_str() {
        "AND" | "&&" => Some(Kind::And),
        "OR" | "||" | "|" => Some(Kind::Or),
        "NOT" => Some(Kind::Not),
        _ => {
            let folded = fold(&text);
            let folded = folded.trim();
            (!folded.is_empty()).then(|| Kind::Word(folded.to_owned(), text.ends_with(['*', '＊'])))
        }
    };
    Ok((kind, length))
}

fn is_field_name(name: &str) -> bool {
    name.len() > 1 && name.chars().all(|character| character.is_ascii_alphabetic())
}

/// The names that stand for several fields, and for the kind of thing.
const GROUPS: [&str; 3] = ["kind", "type", "names"];

fn is_field(name: &str) -> bool {
    GROUPS.contains(&name) || Field::ALL.iter().any(|field| field.name() == name)
}

/// `name:` means everything a thing is called; the fields themselves mean themselves.
fn fields(name: &str) -> Vec<Field> {
    let is_meant = |field: &Field| match name {
        "name" | "names" => field.is_naming(),
        "text" => !field.is_naming(),
        name => field.name() == name,
    };
    Field::ALL.into_iter().filter(is_meant).collect()
}

fn unknown_field(at: usize, name: &str) -> QueryFault {
    let known: Vec<_> = ["kind"].into_iter().chain(Field::ALL.map(Field::name)).collect();
    let hint = format!("there are {}; for the words themselves put them into \"quotation marks\"", known.join(", "));
    QueryFault::new(Some(at), format!("there is no field {name}"), hint)
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    depth: usize,
    /// Where the query ends, in characters.
    end: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn takes(&mut self, kind: &Kind) -> bool {
        let takes = self.peek().is_some_and(|token| token.kind == *kind);
        self.at += usize::from(takes);
        takes
    }

    fn any(&mut self) -> Result<Option<Node>, QueryFault> {
        let mut parts: Vec<Node> = self.all()?.into_iter().collect();
        while let Some(place) = self.peek().filter(|token| token.kind == Kind::Or).map(|token| token.place) {
            self.at += 1;
            let next = self.all()?.filter(|_| !parts.is_empty());
            parts.push(next.ok_or_else(|| lonely(place, "OR"))?);
        }
        Ok(joined(parts, Node::Any))
    }

    fn all(&mut self) -> Result<Option<Node>, QueryFault> {
        let mut parts = Vec::new();
        loop {
            let place = self.peek().map_or(self.end, |token| token.place);
            let and = self.takes(&Kind::And);
            match self.one()? {
                Some(node) if !(and && parts.is_empty()) => parts.push(node),
                None if !and => break,
                _ => return Err(lonely(place, "AND")),
            }
        }
        Ok(joined(parts, Node::All))
    }

    fn one(&mut self) -> Result<Option<Node>, QueryFault> {
        let Some(Token { place, kind }) = self.peek().cloned() else { return Ok(None) };
        if matches!(kind, Kind::And | Kind::Or | Kind::Close) {
            return Ok(None);
        }
        self.at += 1;
        self.depth += 1;
        if self.depth > DEEPEST {
            let message = format!("brackets are nested deeper than {DEEPEST} levels");
            return Err(QueryFault::new(Some(place), message, "write the conditions side by side"));
        }
        let node = match kind {
            Kind::Word(text, is_open) => Some(Node::Text { text, is_open }),
            Kind::Phrase(text) => Some(Node::Phrase(text)),
            Kind::Not => Some(Node::Not(Box::new(self.one()?.ok_or_else(|| lonely(place, "NOT"))?))),
            Kind::Field(name) => Some(self.in_field(place, &name)?),
            Kind::Open => {
                let inner = self.any()?;
                if !self.takes(&Kind::Close) {
                    return Err(QueryFault::new(Some(place), "there is no ) for this (", QUOTE));
                }
                inner
            }
            Kind::And | Kind::Or | Kind::Close => unreachable!("returned above"),
        };
        self.depth -= 1;
        // Empty brackets mean nothing, and what follows them may.
        if node.is_none() { self.one() } else { Ok(node) }
    }

    fn in_field(&mut self, place: usize, name: &str) -> Result<Node, QueryFault> {
        let is_kind = ["kind", "type"].contains(&name);
        match (is_kind, self.one()?) {
            (true, Some(Node::Text { text, .. } | Node::Phrase(text))) => Ok(Node::Kind(text)),
            (false, Some(node)) => Ok(Node::In(fields(name), Box::new(node))),
            _ => Err(lonely(place, &format!("{name}:"))),
        }
    }
}

fn joined(mut parts: Vec<Node>, join: fn(Vec<Node>) -> Node) -> Option<Node> {
    if parts.len() > 1 { Some(join(parts)) } else { parts.pop() }
}

fn lonely(place: usize, what: &str) -> QueryFault {
    let message = format!("{what} has nothing to go with");
    QueryFault::new(Some(place), message, format!("write a word beside {what}, or \"{what}\" to search for it"))
}

/// How many words, phrases and kinds there are.
fn count(node: &Node) -> usize {
    match node {
        Node::Text { text, .. } | Node::Phrase(text) => text.split(' ').count(),
        Node::Kind(_) => 1,
        Node::All(parts) | Node::Any(parts) => parts.iter().map(count).sum(),
        Node::Not(inner) | Node::In(_, inner) => count(inner),
    }
}

/// Whether it says of anything that it is to be found.
fn finds(node: &Node) -> bool {
    match node {
        Node::Text { .. } | Node::Phrase(_) => true,
        Node::Kind(_) | Node::Not(_) => false,
        Node::All(parts) => parts.iter().any(finds),
        Node::Any(parts) => parts.iter().all(finds),
        Node::In(_, inner) => finds(inner),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Node {
        Node::Text { text: text.to_owned(), is_open: false }
    }

    fn fault(query: &str) -> (Option<usize>, String) {
        let fault = parse(query).expect_err(query);
        assert!(!fault.hint.is_empty());
        (fault.place, fault.message)
    }

    #[test]
    fn words_phrases_and_operators() {
        assert_eq!(parse("政採貸 AND “办理时间”"), parse("政采贷 \"办理时间\""));
        assert_eq!(parse("a OR b c"), Ok(Node::Any(vec![text("a"), Node::All(vec![text("b"), text("c")])])));
        assert_eq!(parse("（a OR b） c"), parse("(a || b) AND +c"));
        assert_eq!(parse("a -b"), parse("a NOT b"));
        assert_eq!(parse("covid-19"), Ok(text("covid 19")));
        assert_eq!(parse("comp*"), Ok(Node::Text { text: "comp".into(), is_open: true }));
    }

    #[test]
    fn fields_by_name_and_colons_that_name_none() {
        assert_eq!(parse("alias:桂林"), Ok(Node::In(vec![Field::Alias], Box::new(text("桂林")))));
        assert_eq!(
            parse("政采贷 kind：Programme"),
            Ok(Node::All(vec![text("政采贷"), Node::Kind("programme".into())]))
        );
        assert_eq!(parse("12:30"), Ok(text("12 30")));
        assert!(parse("http://example.org/a 编号4：标题").is_ok());
        assert_eq!(fault("a nmae:桂林"), (Some(3), "there is no field nmae".into()));
    }

    #[test]
    fn faults_have_their_place() {
        assert_eq!(fault("𠮷 \"a"), (Some(3), "there is no closing \" for this \"".into()));
        assert_eq!(fault("(a OR (b)"), (Some(1), "there is no ) for this (".into()));
        assert_eq!(fault("a) b"), (Some(2), "there is no ( for this )".into()));
        assert_eq!(fault("a OR"), (Some(3), "OR has nothing to go with".into()));
        assert_eq!(fault("AND a"), (Some(1), "AND has nothing to go with".into()));
        assert_eq!(fault("a NOT"), (Some(3), "NOT has nothing to go with".into()));
        assert_eq!(fault("-a").0, None);
        assert_eq!(fault("a OR kind:Case").0, None);
        assert_eq!(fault(" 。？").1, "there is nothing to search for");
    }

    #[test]
    fn size_is_bounded() {
        assert!(fault(&"政".repeat(100_000)).1.contains("100000 characters"));
        assert!(fault(&"a* ".repeat(300)).1.contains("more than 64 words"));
        assert!(fault(&format!("{}a{}", "(".repeat(30), ")".repeat(30))).1.contains("nested"));
        assert!(fault(&format!("a {}b", "NOT ".repeat(100))).1.contains("nested"));
    }
}
