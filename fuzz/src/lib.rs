//! What must hold of a document whatever its bytes were: the targets only differ in how bytes become one.

use casegraph::audit::audit;
use casegraph::document::{Content, Document, Text};
use casegraph::lexicon::Lexicon;
use casegraph::pipeline;
use casegraph::span::Span;

/// Reads what a reader yields to the end: structure, tables, names, facts, account of the numerals, quads. Every place
/// that is given is a stretch of the text, and the same stretch where it is counted in code points.
pub fn read(file_name: &str, content: impl Into<Content>) {
    let lexicon = Lexicon::builtin();
    let reading = pipeline::read(Document::new(file_name, content, lexicon), lexicon);
    structure(&reading.document);
    let text = &reading.document.text;
    for span in reading.facts.iter().flat_map(|fact| &fact.evidence) {
        stretch(text, *span);
    }
    for mention in reading.entities.iter().flat_map(|entity| &entity.mentions) {
        stretch(text, mention.span);
    }
    for account in audit(&reading.document, &reading.entities, &reading.facts, lexicon).accounts {
        stretch(text, account.span);
    }
    reading.contribution(lexicon);
}

fn structure(document: &Document) {
    let text = &document.text;
    for table in &document.tables {
        for (row, cells) in table.rows.iter().enumerate() {
            for (cell, found) in cells.cells.iter().enumerate() {
                stretch(text, found.span);
                table
                    .headers(row, cell)
                    .into_iter()
                    .chain(table.labels(row, cell))
                    .for_each(|span| stretch(text, span));
            }
        }
    }
    for case in &document.cases {
        case.prose().chain([case.span, case.body]).for_each(|span| stretch(text, span));
    }
}

fn stretch(text: &Text, span: Span) {
    let (start, end) = text.code_points(span);
    let counted = text.original().chars().skip(start).take(end - start);
    assert!(counted.eq(text.exact(span).chars()), "{span:?} is [{start}, {end}) in code points");
    assert_eq!(text[span].chars().count(), text.exact(span).chars().count());
}
