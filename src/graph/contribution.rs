//! What one document adds to the graph, each term of it kept once.
//!
//! A megabyte of text makes half a million quads out of a fifth as many terms, and most of what a quad says is its IRIs
//! again. So a term is written down when it comes first, as N-Quads has it, and a quad is three numbers: they are sorted as
//! numbers, and the lines are put together only where they are wanted.

use std::collections::HashMap;
use std::fmt::{Display, Write as _};
use std::io;

use oxigraph::model::vocab::xsd;
use oxigraph::model::{GraphName, LiteralRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, TermRef};

/// Quads of the default graph, in the order of their N-Quads lines, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// As N-Quads writes them, in the order of their bytes.
    terms: Vec<Box<str>>,
    /// Subject, predicate and object, as positions in `terms`.
    quads: Vec<[u32; 3]>,
}

impl Contribution {
    /// How many quads there are.
    pub fn len(&self) -> usize {
        self.quads.len()
    }

    /// Whether there is none; no document adds none.
    pub fn is_empty(&self) -> bool {
        self.quads.is_empty()
    }

    /// Writes the N-Quads lines.
    pub fn write_lines(&self, output: &mut dyn io::Write) -> io::Result<()> {
        for quad in &self.quads {
            let [subject, predicate, object] = quad.map(|term| self.terms[term as usize].as_bytes());
            for part in [subject, b" ", predicate, b" ", object, b" .\n"] {
                output.write_all(part)?;
            }
        }
        Ok(())
    }

    /// The quads one by one, in the order of their lines.
    pub fn quads(&self) -> impl Iterator<Item = Quad> {
        self.quads.iter().map(|&[subject, predicate, object]| {
            let subject = NamedOrBlankNode::NamedNode(self.node(subject));
            let object: Term = self.terms[object as usize].parse().expect("a term that was written can be read");
            Quad::new(subject, self.node(predicate), object, GraphName::DefaultGraph)
        })
    }

    fn node(&self, term: u32) -> NamedNode {
        let written = &self.terms[term as usize];
        NamedNode::new_unchecked(&written[1..written.len() - 1])
    }
}

/// The quads of a document as they come.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    known: HashMap<Box<str>, u32>,
    quads: Vec<[u32; 3]>,
    /// The term that is being looked up.
    written: String,
}

impl Gathering {
    /// The number of an IRI.
    pub(super) fn node(&mut self, node: NamedNodeRef<'_>) -> u32 {
        self.written.clear();
        self.written.extend(["<", node.as_str(), ">"]);
        self.number()
    }

    /// The number of an object.
    pub(super) fn object(&mut self, term: TermRef<'_>) -> u32 {
        match term {
            TermRef::NamedNode(node) => self.node(node),
            TermRef::Literal(literal) => self.literal(literal),
            TermRef::BlankNode(node) => self.term(node),
        }
    }

    fn literal(&mut self, literal: LiteralRef<'_>) -> u32 {
        let bytes = literal.value().as_bytes();
        let escaped = |byte: &u8| *byte < b' ' || matches!(byte, b'"' | b'\\' | 0x7F);
        // U+FFFE and U+FFFF, which are no characters, begin so.
        let at_end_of_plane = |pair: &[u8]| pair == [0xEF, 0xBF];
        // To write character by character is dear, and few texts have one that is written otherwise than it stands.
        if bytes.iter().any(escaped) || bytes.windows(2).any(at_end_of_plane) {
            return self.term(literal);
        }
        self.written.clear();
        self.written.extend(["\"", literal.value(), "\""]);
        match (literal.language(), literal.datatype()) {
            (Some(language), _) => self.written.extend(["@", language]),
            (None, xsd::STRING) => {}
            (None, datatype) => self.written.extend(["^^<", datatype.as_str(), ">"]),
        }
        self.number()
    }

    fn term(&mut self, term: impl Display) -> u32 {
        self.written.clear();
        write!(self.written, "{term}").expect("a string takes everything");
        self.number()
    }

    fn number(&mut self) -> u32 {
        if let Some(number) = self.known.get(self.written.as_str()) {
            return *number;
        }
        let number = u32::try_from(self.known.len()).expect("a document makes fewer terms than it has characters");
        self.known.insert(self.written.as_str().into(), number);
        number
    }

    /// Adds a quad; what is added twice is there once.
    pub(super) fn add(&mut self, subject: u32, predicate: NamedNodeRef<'_>, object: u32) {
        let predicate = self.node(predicate);
        self.quads.push([subject, predicate, object]);
    }

    /// All quads in order: a term never begins another one, but for a literal without a tag, and what follows that on a line
    /// is a space, so that the order of the terms is that of the lines.
    pub(super) fn finish(self) -> Contribution {
        let mut terms: Vec<(Box<str>, u32)> = self.known.into_iter().collect();
        terms.sort_unstable();
        let mut places = vec![0; terms.len()];
        for (place, (_, number)) in terms.iter().enumerate() {
            places[*number as usize] = place as u32;
        }
        let mut quads = self.quads;
        for quad in &mut quads {
            *quad = quad.map(|number| places[number as usize]);
        }
        quads.sort_unstable();
        quads.dedup();
        Contribution { terms: terms.into_iter().map(|(term, _)| term).collect(), quads }
    }
}
