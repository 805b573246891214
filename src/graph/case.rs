//! Cases and their sections.

use oxigraph::model::NamedNode;

use super::indicator::{self, Indicator};
use super::names::Names;
use super::one_line;
use super::triples::{Triples, document_iri};
use super::vocab::{cg, dcterms, oa, skos};
use crate::ontology::iri::entity_iri;

/// Writes a case, the fields it has, and its sections. What the text says of it comes with the facts.
pub(super) fn describe(triples: &mut Triples<'_>, names: &Names<'_>, index: usize) {
    let (document, case) = (names.document, names.case(index));
    let field = |span| document.text[document.text.trim(span)].to_owned();
    let number = document.case_number(case);
    let title = case.title.map(|span| one_line(&document.text[span]));
    let mut about = triples.a(&names.case_iri(index), cg::CASE);
    about.node(cg::IN_DOCUMENT, document_iri(document).as_ref()).integer(cg::NUMBER, number.into());
    about.label(title.as_deref().unwrap_or(&format!("案例{number}")));
    about.text(cg::TEXT, field(case.span));
    if let Some(title) = &title {
        about.tagged(dcterms::TITLE, title, "zh");
    }
    if let Some(year) = document.year {
        about.integer(cg::YEAR, year.into());
    }
    if let Some(highlight) = case.highlight {
        about.text(cg::HIGHLIGHT, field(highlight));
    }
    if let Some(text) = indicator_text(names, index) {
        about.text(cg::INDICATOR_TEXT, &text);
        let Indicator { concept, national } = filed_under(triples, names, index, &text);
        let case = names.case_iri(index);
        triples.edge(&case, cg::INDICATOR, &concept);
        if let Some(subject) = national {
            triples.edge(&case, dcterms::SUBJECT, &subject);
        }
    }
    for section in 0..case.sections.len() {
        describe_section(triples, names, index, section);
    }
}

/// The concept under which a case is filed, where it has the field.
pub(super) fn indicator(names: &Names<'_>, index: usize) -> Option<NamedNode> {
    let text = indicator_text(names, index)?;
    Some(indicator::find(&text, names.area(index)).map_or_else(|| local_indicator(&text), |found| found.concept))
}

/// The concept of the schemes, else one that stands for these words until a scheme has them.
fn filed_under(triples: &mut Triples<'_>, names: &Names<'_>, index: usize, text: &str) -> Indicator {
    indicator::find(text, names.area(index)).unwrap_or_else(|| {
        let concept = local_indicator(text);
        triples.a(&concept, skos::CONCEPT).label(text).tagged(skos::PREF_LABEL, text, "zh");
        Indicator { concept, national: None }
    })
}

fn local_indicator(text: &str) -> NamedNode {
    entity_iri("indicator", text)
}

fn indicator_text(names: &Names<'_>, index: usize) -> Option<String> {
    let text = names.case(index).indicator.map(|span| one_line(&names.document.text[span]));
    text.filter(|text| !text.is_empty())
}

fn describe_section(triples: &mut Triples<'_>, names: &Names<'_>, case: usize, index: usize) {
    let document = names.document;
    let section = &names.case(case).sections[index];
    let (start, end) = document.text.code_points(section.span);
    let mut about = triples.a(&names.section_iri(case, index), cg::SECTION);
    about.node(cg::IN_DOCUMENT, document_iri(document).as_ref()).text(cg::HEADING, &document.text[section.heading]);
    about.integer(cg::LEVEL, section.level.into()).integer(cg::ORDER, section.order.into());
    about.integer(oa::START, start as u64).integer(oa::END, end as u64);
    let whole = section.parent.map_or_else(|| names.case_iri(case), |parent| names.section_iri(case, parent));
    about.node(dcterms::IS_PART_OF, whole.as_ref());
}
