//! A text as the whole of the rules reads it: numerals, dates, names, facts, quads. Every quotation is a stretch of the text.
#![no_main]

use casegraph::document::{Document, Text};
use casegraph::lexicon::Lexicon;
use casegraph::pipeline;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|words: &str| {
    let lexicon = Lexicon::builtin();
    let reading = pipeline::read(Document::new("a.txt", Text::new(words), lexicon), lexicon);
    for span in reading.facts.iter().flat_map(|fact| &fact.evidence) {
        assert!(reading.document.text.as_str().get(span.range()).is_some());
    }
    reading.contribution(lexicon);
});
