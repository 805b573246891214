//! Whether stretches found so far cover or touch another one, without looking at each of them.

use crate::span::Span;

/// Stretches of a text by their starts, each with how far it and those before it reach.
pub(crate) struct Cover {
    reaches: Vec<(usize, usize)>,
}

impl Cover {
    /// Of stretches in any order; they may overlap.
    pub(crate) fn new(spans: impl IntoIterator<Item = Span>) -> Self {
        let mut reaches: Vec<(usize, usize)> = spans.into_iter().map(|span| (span.start, span.end)).collect();
        reaches.sort_unstable();
        let mut end = 0;
        for reach in &mut reaches {
            end = end.max(reach.1);
            reach.1 = end;
        }
        Self { reaches }
    }

    /// Whether one of them contains a stretch.
    pub(crate) fn contains(&self, span: Span) -> bool {
        self.reach_of_those_before(span.start + 1) >= span.end
    }

    /// Whether one of them shares a byte with a stretch.
    pub(crate) fn overlaps(&self, span: Span) -> bool {
        self.reach_of_those_before(span.end) > span.start
    }

    fn reach_of_those_before(&self, start: usize) -> usize {
        let before = self.reaches.partition_point(|reach| reach.0 < start);
        before.checked_sub(1).map_or(0, |last| self.reaches[last].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_stretch_covers_behind_a_short_one() {
        let cover = Cover::new([Span::new(10, 30), Span::new(12, 14)]);
        assert!(cover.contains(Span::new(20, 30)) && cover.overlaps(Span::new(5, 11)));
        assert!(
            !cover.contains(Span::new(20, 31))
                && !cover.overlaps(Span::new(5, 10))
                && !cover.overlaps(Span::new(30, 31))
        );
    }
}
