//! Syntax errors as a person can act on them: line, column, what was found, what to do.

use std::fmt;
use std::hash::Hasher;

use rustc_hash::FxHasher;
use spargebra::SparqlParser;

use super::prefix;

/// What is wrong with the text of a query, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// One-based line and column (in characters); `None` where the fault has no single place.
    pub place: Option<(usize, usize)>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((line, column)) = self.place {
            write!(f, "line {line}, column {column}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for SyntaxError {}

impl SyntaxError {
    /// Finds the fault that `parser` stumbled over; it may know [`prefix::WELL_KNOWN`] without their declaration.
    pub(super) fn new(text: &str, grammar: Grammar<'_>, knows_prefixes: bool) -> Self {
        if text.trim().is_empty() {
            return Self { place: None, message: format!("the {} is empty", grammar.what()), hint: None };
        }
        if let Some(error) = undeclared_prefix(text, knows_prefixes) {
            return error;
        }
        let said = grammar.fault(text).unwrap_or_default();
        let place = fault(text, grammar);
        let found = place.map_or("", |byte| text[byte..].split_whitespace().next().unwrap_or_default());
        let message = reason(&said).unwrap_or_else(|| match found {
            "" => format!("unexpected end of the {}", grammar.what()),
            word => format!("unexpected {:?}", word.chars().take(40).collect::<String>()),
        });
        Self { place: place.map(|byte| place_of(text, byte)), message, hint: hint_for(text, found, &said) }
    }
}

/// What a text is read as, and by which parser.
#[derive(Clone, Copy)]
pub(super) enum Grammar<'a> {
    Query(&'a SparqlParser),
    Update(&'a SparqlParser),
}

impl Grammar<'_> {
    /// For messages.
    const fn what(self) -> &'static str {
        match self {
            Self::Query(_) => "query",
            Self::Update(_) => "update",
        }
    }

    /// What the parser says is wrong.
    fn fault(self, text: &str) -> Option<String> {
        match self {
            Self::Query(parser) => parser.clone().parse_query(text).err().map(|error| error.to_string()),
            Self::Update(parser) => parser.clone().parse_update(text).err().map(|error| error.to_string()),
        }
    }
}

/// What the parser says in words, where it does; else it lists the tokens it could have taken, which helps nobody.
fn reason(said: &str) -> Option<String> {
    let (_, expected) = said.split_once(": expected ")?;
    let is_sentence = |part: &str| part.contains(' ') && part.chars().all(|c| c.is_alphabetic() || " ?-_".contains(c));
    expected.trim_start_matches("one of ").split(", ").find(|part| is_sentence(part)).map(str::to_owned)
}

/// Longer than any keyword that the parser looks for.
const GAP: usize = 24;

/// The byte where the word starts at which parsing fails; the length of the text where it just ends too early.
///
/// The parser reports the furthest byte it has read, and looking for a keyword reads as many bytes as that has. So the
/// words are moved apart until a look ahead ends before the next word, and the report is traced back to its word.
fn fault(text: &str, grammar: Grammar<'_>) -> Option<usize> {
    let mut apart = String::with_capacity(text.len() * 2);
    let mut words = Vec::new();
    for (start, word) in words_of(text) {
        words.push((apart.len(), start));
        apart.push_str(word);
        apart.extend(std::iter::repeat_n(' ', GAP));
    }
    let error = grammar.fault(&apart)?;
    let (place, _) = error.strip_prefix("error at ")?.split_once(": expected ")?;
    let (line, column) = place.split_once(':')?;
    let failed = byte_of(&apart, line.parse().ok()?, column.parse().ok()?);
    if failed >= apart.len() {
        return Some(text.trim_end().len());
    }
    words.iter().rev().find(|(at, _)| *at <= failed).map(|(_, start)| *start)
}

/// The words of a query with where they start: what white space, comments and braces divide. Strings stay whole.
fn words_of(text: &str) -> Vec<(usize, &str)> {
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut start = None;
    for (at, token) in tokens(text) {
        let is_brace = token == "{" || token == "}";
        let divides = is_brace || is_gap(token);
        if divides && let Some(from) = start.take() {
            words.push((from, &text[from..at]));
        }
        if is_brace {
            words.push((at, token));
        } else if !divides {
            start = start.or(Some(at));
        }
    }
    words.extend(start.map(|from| (from, &text[from..])));
    words
}

/// The tokens of a text with where they begin, as far as it matters here: a comment, a quoted string, an IRI, a name with its
/// prefix, `^^`, else one character.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let c = rest.chars().next()?;
        let token = &rest[..name_length(rest).unwrap_or_else(|| token_length(rest, c))];
        at += token.len();
        Some((at - token.len(), token))
    })
}

/// Length of what starts with `c` and is no name.
fn token_length(rest: &str, c: char) -> usize {
    match c {
        '#' => rest.find('\n').unwrap_or(rest.len()),
        '"' | '\'' => quoted_length(rest, c),
        '<' => iri_length(rest).unwrap_or(1),
        '^' if rest.starts_with("^^") => 2,
        _ => c.len_utf8(),
    }
}

/// Length of a prefixed name or of a word, in which signs are letters.
fn name_length(rest: &str) -> Option<usize> {
    if !rest.starts_with(|c: char| c.is_alphabetic() || c == ':' || c == '_') {
        return None;
    }
    let end = rest.find(|c: char| !(c.is_alphanumeric() || "_-.:%".contains(c))).unwrap_or(rest.len());
    let name = &rest[..end];
    if name.contains(':') { Some(end) } else { Some(name.find('-').filter(|at| *at > 0).unwrap_or(end)) }
}

/// White space and comments.
fn is_gap(token: &str) -> bool {
    token.starts_with(|c: char| c == '#' || c.is_whitespace())
}

/// A digest of what a text says, whatever its layout and comments.
pub(super) fn wording(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    let mut is_apart = true;
    for (_, token) in tokens(text) {
        if is_gap(token) {
            is_apart = true;
        } else {
            if std::mem::take(&mut is_apart) {
                hasher.write_u8(b' ');
            }
            hasher.write(token.as_bytes());
        }
    }
    hasher.finish()
}

fn hint_for(text: &str, found: &str, said: &str) -> Option<String> {
    if said.contains("SELECT contains a variable that is unbound") {
        return Some("beside aggregates, SELECT only what GROUP BY names; put the rest into SAMPLE(…)".to_owned());
    }
    if let Some((wide, narrow)) = found.chars().find_map(|c| Some((c, narrow(c)?))) {
        return Some(format!("{wide} is a full-width character; SPARQL uses {narrow}"));
    }
    let (opened, closed) = (text.matches('{').count(), text.matches('}').count());
    (opened > closed).then(|| format!("{} more {{ than }} in the query", opened - closed))
}

/// The ASCII character of a full-width one, as Chinese input methods write it.
fn narrow(c: char) -> Option<char> {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0),
        '“' | '”' => Some('"'),
        '。' => Some('.'),
        '、' => Some(','),
        _ => None,
    }
}

fn undeclared_prefix(text: &str, knows_prefixes: bool) -> Option<SyntaxError> {
    let names = prefixed_names(text);
    let declares = |index: usize| index > 0 && names[index - 1].is_keyword;
    let is_known = |prefix: &str| knows_prefixes && prefix::namespace(prefix).is_some();
    let is_declared = |prefix: &str| {
        is_known(prefix) || names.iter().enumerate().any(|(i, name)| declares(i) && name.prefix == prefix)
    };
    let (_, name) = names.iter().enumerate().find(|(i, n)| !n.is_keyword && !declares(*i) && !is_declared(n.prefix))?;
    let hint = match prefix::namespace(name.prefix) {
        Some(namespace) => format!("add at the top: PREFIX {}: <{namespace}>", name.prefix),
        None => format!("declare it at the top: PREFIX {}: <…>", name.prefix),
    };
    Some(SyntaxError {
        place: Some(place_of(text, name.start)),
        message: format!("the prefix {}: is not declared", name.prefix),
        hint: Some(hint),
    })
}

/// A word before a colon, or the keyword PREFIX before one.
struct PrefixedName<'a> {
    start: usize,
    prefix: &'a str,
    is_keyword: bool,
}

/// The prefixes of a text in order, each PREFIX keyword as an entry of its own; what is quoted, commented or in angle
/// brackets is skipped.
fn prefixed_names(text: &str) -> Vec<PrefixedName<'_>> {
    let mut names = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        at += match c {
            _ if c == ':' || c.is_alphabetic() => {
                let word = rest.find(|c: char| !is_name(c)).map_or(rest, |end| &rest[..end]);
                let after = &rest[word.len()..];
                if word.eq_ignore_ascii_case("prefix") {
                    names.push(PrefixedName { start: at, prefix: "", is_keyword: true });
                } else if after.starts_with(':') {
                    names.push(PrefixedName { start: at, prefix: word, is_keyword: false });
                }
                word.len() + after.find(|c: char| c != ':' && !is_name(c)).unwrap_or(after.len())
            }
            // Variables, language tags and blank nodes have no prefix.
            '?' | '$' | '@' | '_' => 1 + rest[1..].find(|c: char| c != ':' && !is_name(c)).unwrap_or(rest.len() - 1),
            _ => token_length(rest, c),
        };
    }
    names
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.')
}

fn quoted_length(rest: &str, quote: char) -> usize {
    let long = quote.to_string().repeat(3);
    let (open, close) = if rest.starts_with(&long) { (3, long) } else { (1, quote.to_string()) };
    let mut at = open;
    while at < rest.len() {
        if rest[at..].starts_with('\\') {
            at += 1 + rest[at + 1..].chars().next().map_or(0, char::len_utf8);
        } else if rest[at..].starts_with(&close) {
            return at + close.len();
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// Length of `<…>` when it is an IRI and not a comparison.
fn iri_length(rest: &str) -> Option<usize> {
    // Not further than to what is in no IRI, or a text of nothing but < would take the square of its length.
    let end = 1 + rest[1..].find(['<', '>', ' ', '\n', '{', '"'])?;
    rest[end..].starts_with('>').then_some(end + 1)
}

/// The byte at a one-based line and column; the length of the text where it is behind that.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let line_start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let in_line = text[line_start..].char_indices().nth(column - 1).map(|(byte, _)| byte);
    in_line.map_or(text.len(), |byte| line_start + byte)
}

pub(super) fn place_of(text: &str, byte: usize) -> (usize, usize) {
    let before = &text[..byte];
    let line = before.matches('\n').count() + 1;
    (line, before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1)
}

#[cfg(test)]
mod tests {
    use super::super::Query;
    use super::SyntaxError;

    fn error(text: &str) -> SyntaxError {
        Query::parse(text).expect_err("the query is wrong")
    }

    #[test]
    fn an_unknown_prefix_names_the_line_to_add() {
        let error = error("# 案例\nSELECT ?案 { ?案 a cg:Case }");
        assert_eq!(error.place, Some((2, 18)));
        assert_eq!(error.message, "the prefix cg: is not declared");
        assert_eq!(error.hint.as_deref(), Some("add at the top: PREFIX cg: <https://w3id.org/casegraph/ns#>"));
    }

    #[test]
    fn prefixes_known_to_the_parser_need_no_declaration() {
        let error = Query::parse_with_known_prefixes("SELECT ?s { ?s a cg:Case }}").expect_err("one } too many");
        assert_eq!(error.to_string(), "line 1, column 27: unexpected \"}\"");
    }

    #[test]
    fn declared_prefixes_strings_and_iris_are_no_unknown_prefixes() {
        let text = "PREFIX a: <http://a/> SELECT * { ?s a:b 'x:y' ; <http://c:1/> \"\"\"q\"z:\"\"\" . FILTER(?s < 3 ";
        assert_eq!(error(text).place, Some((1, text.trim_end().len() + 1)));
    }

    #[test]
    fn a_fault_has_line_column_and_the_word() {
        let error = error("SELECT ?s\nWHERE { ?s ?p }");
        assert_eq!(error.place, Some((2, 15)));
        assert_eq!(error.message, "unexpected \"}\"");
    }

    #[test]
    fn a_group_without_its_variables_is_explained() {
        let error = error("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }");
        assert!(error.hint.is_some_and(|hint| hint.contains("GROUP BY")));
    }

    #[test]
    fn full_width_signs_are_explained() {
        let error = error("SELECT ？s { ?s ?p ?o }");
        assert_eq!(error.hint.as_deref(), Some("？ is a full-width character; SPARQL uses ?"));
    }

    #[test]
    fn brackets_too_deep_are_refused_and_quoted_ones_do_not_count() {
        let nested = |depth| format!("ASK {{ FILTER({}1{}) }}", "(".repeat(depth), ")".repeat(depth));
        assert!(Query::parse(&nested(50)).is_ok());
        assert_eq!(error(&nested(100_000)).message, "brackets are nested deeper than 100 levels");
        assert!(Query::parse(&format!("ASK {{ ?s ?p '{}' }}", "(".repeat(200))).is_ok());
    }

    #[test]
    fn an_empty_query_is_called_empty() {
        assert_eq!(error(" \n").to_string(), "the query is empty");
    }

    #[test]
    fn an_open_brace_is_counted() {
        assert_eq!(error("SELECT ?s { ?s ?p ?o").hint.as_deref(), Some("1 more { than } in the query"));
    }
}
