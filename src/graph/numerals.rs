//! What became of the numerals of a document: how many share a fate, and where those stand that nothing accounts for.

use super::triples::{Triples, document_iri};
use crate::audit::Audit;
use crate::document::Document;
use crate::ontology::iri::id_iri;
use crate::ontology::vocab::{cg, class, oa};
use crate::span::Span;

/// So many characters of its line are kept on either side of a numeral that nothing accounts for.
const AROUND: usize = 16;

/// Writes the accounts of a document.
pub(super) fn describe(triples: &mut Triples<'_>, document: &Document, audit: &Audit) {
    let source = document_iri(document);
    let document_node = triples.node(&source);
    triples.about(document_node).integer(cg::NUMERALS, audit.accounts.len() as u64);
    for (fate, count) in audit.counts() {
        let account = id_iri(format_args!("numerals-{}-{fate}", document.short_id()));
        let mut about = triples.a(&account, class::NUMERAL_ACCOUNT);
        about.node(cg::IN_DOCUMENT, source.as_ref()).concept(cg::FATE, &format!("numeral_{fate}"));
        about.integer(cg::COUNT, count as u64);
    }
    for span in audit.unexplained() {
        let quotation = triples.quotation(span);
        let (before, after) = around(document, span);
        triples.about(quotation).text(oa::PREFIX, before).text(oa::SUFFIX, after);
        triples.about(document_node).edge(cg::UNEXPLAINED_NUMERAL, quotation);
    }
}

/// The words of its line before and after a stretch.
fn around(document: &Document, span: Span) -> (&str, &str) {
    let text = document.text.as_str();
    let start = text[..span.start].char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let end = text[span.end..].char_indices().nth(AROUND).map_or(text.len(), |(at, _)| span.end + at);
    let exact = |start, end| document.text.exact(Span::new(start, end));
    let before = exact(start, span.start).rsplit('\n').next().unwrap_or_default();
    let after = exact(span.end, end).split('\n').next().unwrap_or_default();
    (before, after)
}
