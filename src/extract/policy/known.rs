//! The documents that a case has named so far, by number, by the short form they got, and by how they end.

use std::collections::HashMap;

use crate::extract::PolicyReferent;
use crate::lexicon::policies::without_closing_bracket;

/// How many documents back 《意见》 can mean.
const LOOKED_BACK: usize = 64;

/// The documents named so far.
#[derive(Default)]
pub(super) struct Known {
    documents: Vec<PolicyReferent>,
    by_number: HashMap<String, usize>,
    by_short_form: HashMap<String, usize>,
}

impl Known {
    /// Takes up a document, and the short form that its sentence gives it.
    pub(super) fn add(&mut self, policy: PolicyReferent, short: Option<String>) {
        let at = self.documents.len();
        if let Some(number) = &policy.doc_number {
            self.by_number.entry(number.clone()).or_insert(at);
        }
        if let Some(short) = short {
            self.by_short_form.insert(short, at);
        }
        self.documents.push(policy);
    }

    /// The document of a number.
    pub(super) fn numbered(&self, number: &str) -> Option<&PolicyReferent> {
        self.by_number.get(number).map(|&at| &self.documents[at])
    }

    /// The document that was given a short form last.
    pub(super) fn given(&self, short: &str) -> Option<&PolicyReferent> {
        self.by_short_form.get(short).map(|&at| &self.documents[at])
    }

    /// The last document whose title ends so.
    pub(super) fn ending_in(&self, short: &str) -> Option<&PolicyReferent> {
        let short = without_closing_bracket(short).trim_end_matches("草案");
        let ends_so =
            |policy: &&PolicyReferent| without_closing_bracket(&policy.title).trim_end_matches("草案").ends_with(short);
        self.documents.iter().rev().take(LOOKED_BACK).find(ends_so).filter(|_| !short.is_empty())
    }
}
