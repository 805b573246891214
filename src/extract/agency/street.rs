//! The street or town around a community that a text has named with it: `海霞社区党委` in a text that has 香湾街道海霞社区.

use super::Reader;

/// The kinds of what lies around a community, and most characters of a name without its kind.
const KINDS: [&str; 2] = ["街道", "镇"];
const LONGEST_STEM: usize = 4;

impl Reader<'_> {
    /// The street or town of the county of the text right before a community somewhere in it.
    pub(super) fn around_community(&self, community: &str) -> Option<&str> {
        let county = self.context.county.filter(|_| community.ends_with("社区"))?;
        self.text.match_indices(community).find_map(|(at, _)| {
            let before = &self.text[..at];
            let kind = KINDS.into_iter().find(|kind| before.ends_with(kind))?;
            let stem_end = at - kind.len();
            let starts = before[..stem_end].char_indices().rev().take(LONGEST_STEM).skip(1).map(|(start, _)| start);
            let named = |start: &usize| {
                let towns = self.lexicon.townships.named(&before[*start..stem_end]);
                towns.iter().any(|town| town.kind == kind && town.county == county)
            };
            starts.filter(named).last().map(|start| &before[start..])
        })
    }
}
