//! Awards, listings, rankings, approvals and coverage: found when their quotations meet.

use std::collections::BTreeSet;
use std::ops::Range;

use super::gold::{GoldCase, GoldRecognition};
use super::phrase::{Source, contain, overlap};
use super::rows::select;
use super::tally::Tally;
use super::{Fault, Faults};
use crate::store::{Store, StoreError};

const QUERY: &str = "
    SELECT DISTINCT ?r ?quote ?start ?end {
      ?r a cg:Recognition ; cg:evidence ?ev . ?ev oa:exact ?quote ; oa:start ?start ; oa:end ?end
    }";

/// One quotation of a recognition of the graph.
struct Quotation {
    recognition: String,
    words: String,
    place: Range<usize>,
}

/// Found of wanted. Several of the graph may meet one of the gold, and one several.
pub(super) fn score(
    store: &Store,
    gold: &[GoldCase],
    text: Option<&Source<'_>>,
    faults: &mut Faults,
) -> Result<Tally, StoreError> {
    let found = read(store)?;
    let (mut tally, mut known) = (Tally::default(), BTreeSet::new());
    for wanted in gold.iter().flat_map(|case| &case.recognitions) {
        let place = text.and_then(|text| text.find(&wanted.quote));
        let mut hits = found.iter().filter(|quotation| quotation.meets(wanted, place.as_ref())).peekable();
        if hits.peek().is_some() {
            tally.right += u32::from(wanted.required);
        } else if wanted.required {
            tally.missed += 1;
            faults.push(Fault::new("missed recognition", wanted.names.first().cloned().unwrap_or_default()));
        }
        known.extend(hits.map(|quotation| quotation.recognition.as_str()));
    }
    for quotation in &found {
        if known.insert(&quotation.recognition) {
            tally.spurious += 1;
            faults.push(Fault::new("spurious recognition", quotation.words.clone()));
        }
    }
    Ok(tally)
}

fn read(store: &Store) -> Result<Vec<Quotation>, StoreError> {
    let rows = select(store, QUERY)?;
    let quotation = |row: &super::rows::Row| Quotation {
        recognition: row.bound("r"),
        words: row.bound("quote"),
        place: row.place(),
    };
    Ok(rows.iter().map(quotation).collect())
}

impl Quotation {
    fn meets(&self, wanted: &GoldRecognition, place: Option<&Range<usize>>) -> bool {
        contain(&self.words, &wanted.quote) || place.is_some_and(|place| overlap(place, &self.place) > 0)
    }
}
