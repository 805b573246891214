//! Cases and their sections.

use super::names::Names;
use super::one_line;
use super::triples::Triples;
use crate::ontology::vocab::{cg, class, dcterms, oa};
use crate::ontology::{Filing, Indicators};

/// Writes a case, the fields it has, and its sections. What the text says of it comes with the facts.
pub(super) fn describe(triples: &mut Triples<'_>, names: &Names<'_>, index: usize) {
    let (document, case) = (names.document, names.case(index));
    let field = |span| document.text.exact(document.text.trim(span));
    let number = document.case_number(case);
    let title = title(names, index);
    let mut about = triples.a(names.case_iri(index), class::CASE);
    about.node(cg::IN_DOCUMENT, names.document_iri().as_ref()).integer(cg::NUMBER, number.into());
    about.tagged(dcterms::TITLE, &title, "zh").label(&title);
    let (start, end) = document.text.code_points(document.text.trim(case.span));
    about.text(cg::TEXT, field(case.span)).integer(oa::START, start as u64).integer(oa::END, end as u64);
    if let Some(year) = document.year {
        about.integer(cg::YEAR, year.into());
    }
    if let Some(highlight) = case.highlight {
        about.text(cg::HIGHLIGHT, field(highlight));
    }
    if let Some(text) = indicator_text(names, index) {
        about.text(cg::INDICATOR_TEXT, &text);
    }
    if let Some(Filing { indicator, subject, quads }) = filing(names, index) {
        about.node(cg::INDICATOR, indicator.as_ref());
        if let Some(subject) = subject {
            about.node(dcterms::SUBJECT, subject.as_ref());
        }
        triples.extend(quads);
    }
    for section in 0..case.sections.len() {
        describe_section(triples, names, index, section);
    }
}

/// Under which indicator a case is filed, where it has the field.
pub(super) fn filing(names: &Names<'_>, index: usize) -> Option<Filing> {
    let text = indicator_text(names, index)?;
    Some(Indicators::builtin().file(&text, names.province_letters(index)))
}

/// The title of a case, else the line it begins with.
fn title(names: &Names<'_>, index: usize) -> String {
    let (text, case) = (&names.document.text, names.case(index));
    let first_line =
        || text.exact(case.body).lines().map(str::trim).find(|line| !line.is_empty()).map(ToOwned::to_owned);
    let title = case.title.map(|span| one_line(text.exact(span))).or_else(first_line);
    title.unwrap_or_else(|| format!("案例{}", names.document.case_number(case)))
}

fn indicator_text(names: &Names<'_>, index: usize) -> Option<String> {
    let text = names.case(index).indicator.map(|span| one_line(&names.document.text[span]));
    text.filter(|text| !text.is_empty())
}

fn describe_section(triples: &mut Triples<'_>, names: &Names<'_>, case: usize, index: usize) {
    let document = names.document;
    let section = &names.case(case).sections[index];
    let (start, end) = document.text.code_points(section.span);
    let mut about = triples.a(names.section_iri(case, index), class::SECTION);
    about.node(cg::IN_DOCUMENT, names.document_iri().as_ref()).text(cg::HEADING, document.text.exact(section.heading));
    about.integer(cg::LEVEL, section.level.into()).integer(cg::ORDER, section.order.into());
    about.integer(oa::START, start as u64).integer(oa::END, end as u64);
    let whole = section.parent.map_or_else(|| names.case_iri(case), |parent| names.section_iri(case, parent));
    about.node(dcterms::IS_PART_OF, whole.as_ref());
}
