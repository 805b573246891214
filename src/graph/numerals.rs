//! What became of the numerals of a document: how many share a fate, and where those stand that nothing accounts for.

use super::triples::{Triples, document_iri};
use crate::audit::Audit;
use crate::document::Document;
use crate::ontology::iri::id_iri;
use crate::ontology::vocab::{cg, class, oa};

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
        let (before, after) = document.text.around(span, AROUND, AROUND);
        triples.about(quotation).text(oa::PREFIX, before).text(oa::SUFFIX, after);
        triples.about(document_node).edge(cg::UNEXPLAINED_NUMERAL, quotation);
    }
}
