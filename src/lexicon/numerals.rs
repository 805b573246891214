//! Words beside a number that make it a name, a code, a time or a mark of the text's own.

use super::edge::{Beginnings, Endings};
use super::table::{rows, words};

/// What a label says of the number beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// A model, a house, a road, a version.
    Name,
    /// A telephone, an account, a code.
    Code,
    /// A time of the day, a century, a decade.
    Date,
    /// A figure, a table, a page, a case of the text.
    Structure,
    /// Money that is raised: 统筹千亿元.
    Raised,
}

/// The labels, longest first.
#[derive(Debug)]
pub struct NumeralLabels {
    before: Endings<Label>,
    after: Beginnings<Label>,
    eras: Endings<()>,
}

impl NumeralLabels {
    /// The words that come with the program.
    pub fn builtin() -> Self {
        let side = |wanted: &str| {
            let table = rows(include_str!("../../seeds/lexicon/numeral-labels.tsv"));
            let on_side = table.filter(|row| row.get(1).is_some_and(|side| *side == wanted));
            let mut labels: Vec<_> = on_side.filter_map(|row| Some((row[0], label(row.get(2)?)?))).collect();
            labels.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
            labels
        };
        let eras = words(include_str!("../../seeds/lexicon/eras.tsv")).map(|era| (era, ()));
        Self { before: Endings::new(side("before")), after: Beginnings::new(side("after")), eras: Endings::new(eras) }
    }

    /// What the words before or after a number make of it.
    pub fn beside(&self, before: &str, after: &str) -> Option<Label> {
        let before = before.trim_end_matches([' ', '\t', '|', '：', ':', '（', '(']);
        self.after.of(after).next().or_else(|| self.before.of(before).next()).map(|(_, label)| *label)
    }
}

impl NumeralLabels {
    /// Whether words end with an era, of which a number says the year: 明洪武|十四年.
    pub fn is_era(&self, before: &str) -> bool {
        self.eras.of(before).next().is_some()
    }

    /// Whether a verb of raising money stands before a number.
    pub fn raises(&self, before: &str) -> bool {
        self.before.of(before).any(|(_, label)| *label == Label::Raised)
    }
}

fn label(notation: &str) -> Option<Label> {
    Some(match notation {
        "name" => Label::Name,
        "code" => Label::Code,
        "date" => Label::Date,
        "structure" => Label::Structure,
        "raised" => Label::Raised,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beside_a_number() {
        let labels = NumeralLabels::builtin();
        assert_eq!(labels.beside("依托", "热线受理"), Some(Label::Code));
        assert_eq!(labels.beside("咨询电话：", "。"), Some(Label::Code));
        assert_eq!(labels.beside("见附表", "。"), Some(Label::Structure));
        assert_eq!(labels.beside("民主路", "号"), Some(Label::Name));
        assert_eq!(labels.beside("完成", "，"), None);
    }

    #[test]
    fn every_row_is_read() {
        let all = rows(include_str!("../../seeds/lexicon/numeral-labels.tsv")).count();
        let labels = NumeralLabels::builtin();
        assert_eq!(labels.before.count() + labels.after.count(), all);
    }
}
