//! What one document adds to the graph, each term of it kept once.
//!
//! A megabyte of text makes half a million quads out of a fifth as many terms, and most of what a quad says is its IRIs
//! again. So a term is written down when it comes first, as N-Quads has it, and a quad is three numbers: they are sorted as
//! numbers, and the lines are put together only where they are wanted.

use std::fmt::{Display, Write as _};
use std::hash::BuildHasher;
use std::io;
use std::ops::Range;

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{GraphName, LiteralRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, TermRef};

use super::order;

/// Quads of the default graph, in the order of their N-Quads lines, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// The terms as N-Quads writes them, one right behind the other as they came.
    written: String,
    /// Where each of them stands, in the order of their bytes.
    terms: Vec<Range<u32>>,
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
            let [subject, predicate, object] = quad.map(|term| self.term(term).as_bytes());
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
            let object: Term = self.term(object).parse().expect("a term that was written can be read");
            Quad::new(subject, self.node(predicate), object, GraphName::DefaultGraph)
        })
    }

    fn node(&self, term: u32) -> NamedNode {
        let written = self.term(term);
        NamedNode::new_unchecked(&written[1..written.len() - 1])
    }

    fn term(&self, term: u32) -> &str {
        let Range { start, end } = self.terms[term as usize];
        &self.written[start as usize..end as usize]
    }
}

/// A term of a document that has been written down: its number among them, in the order in which they came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct TermId(u32);

/// The quads of a document as they come.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    /// The terms one right behind the other, each once; at the end the one that is being looked up.
    written: String,
    /// Where each of them ends.
    ends: Vec<u32>,
    /// The numbers of the terms by what is written of them, each beside the hash of that.
    known: HashTable<(u64, u32)>,
    hashing: RandomState,
    quads: Vec<[u32; 3]>,
}

impl Gathering {
    /// An IRI, written down.
    pub(super) fn node(&mut self, node: NamedNodeRef<'_>) -> TermId {
        self.iri(node.as_str(), "")
    }

    /// The IRI of a local name in a namespace, written down.
    pub(super) fn iri(&mut self, namespace: &str, local: &str) -> TermId {
        self.written.extend(["<", namespace, local, ">"]);
        self.id()
    }

    /// An object, written down.
    pub(super) fn object(&mut self, term: TermRef<'_>) -> TermId {
        match term {
            TermRef::NamedNode(node) => self.node(node),
            TermRef::Literal(literal) => self.literal(literal),
            TermRef::BlankNode(node) => self.term(node),
        }
    }

    fn literal(&mut self, literal: LiteralRef<'_>) -> TermId {
        let bytes = literal.value().as_bytes();
        let escaped = |byte: &u8| *byte < b' ' || matches!(byte, b'"' | b'\\' | 0x7F);
        // U+FFFE and U+FFFF, which are no characters, begin so.
        let at_end_of_plane = |pair: &[u8]| pair == [0xEF, 0xBF];
        // To write character by character is dear, and few texts have one that is written otherwise than it stands.
        if bytes.iter().any(escaped) || bytes.windows(2).any(at_end_of_plane) {
            return self.term(literal);
        }
        self.written.extend(["\"", literal.value(), "\""]);
        match (literal.language(), literal.datatype()) {
            (Some(language), _) => self.written.extend(["@", language]),
            (None, xsd::STRING) => {}
            (None, datatype) => self.written.extend(["^^<", datatype.as_str(), ">"]),
        }
        self.id()
    }

    fn term(&mut self, term: impl Display) -> TermId {
        write!(self.written, "{term}").expect("a string takes everything");
        self.id()
    }

    /// The term that has just been written down: the one that is known already, or a new one.
    fn id(&mut self) -> TermId {
        let Self { written, ends, known, hashing, .. } = self;
        let begin = ends.last().map_or(0, |end| *end as usize);
        let new = &written[begin..];
        let hash = hashing.hash_one(new);
        let found = known.find(hash, |&(other, number)| other == hash && &written[place(ends, number)] == new);
        if let Some(&(_, number)) = found {
            written.truncate(begin);
            return TermId(number);
        }
        let number = u32::try_from(ends.len()).expect("a document makes fewer terms than it has characters");
        ends.push(u32::try_from(written.len()).expect("the terms of a document are not much longer than its text"));
        known.insert_unique(hash, (hash, number), |&(hash, _)| hash);
        TermId(number)
    }

    /// Adds a quad; what is added twice is there once.
    pub(super) fn add(&mut self, TermId(subject): TermId, predicate: NamedNodeRef<'_>, TermId(object): TermId) {
        let TermId(predicate) = self.node(predicate);
        self.quads.push([subject, predicate, object]);
    }

    /// All quads in order: a term never begins another one, but for a literal without a tag, and what follows that on a line
    /// is a space, so that the order of the terms is that of the lines.
    pub(super) fn finish(self) -> Contribution {
        let Self { written, ends, known, mut quads, .. } = self;
        drop(known);
        let order = order::of_terms(ends.len(), |number| &written.as_bytes()[place(&ends, number)]);
        let mut places = vec![0; order.len()];
        for (place, number) in (0..).zip(&order) {
            places[*number as usize] = place;
        }
        for quad in &mut quads {
            *quad = quad.map(|number| places[number as usize]);
        }
        order::sort_quads(&mut quads);
        quads.dedup();
        let stands = |number: u32| {
            let Range { start, end } = place(&ends, number);
            start as u32..end as u32
        };
        Contribution { terms: order.into_iter().map(stands).collect(), written, quads }
    }
}

/// Where a term stands in what is written, by where each of them ends.
fn place(ends: &[u32], number: u32) -> Range<usize> {
    let begin = (number as usize).checked_sub(1).map_or(0, |before| ends[before]);
    begin as usize..ends[number as usize] as usize
}
