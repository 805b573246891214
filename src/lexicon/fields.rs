//! The labels under which a compilation files the parts of a case, and the kinds of documents by their titles.

use super::edge::Beginnings;
use super::table::rows;

/// A part of a case that its compilation labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// 指标名称, the indicator.
    Indicator,
    /// 案例名称, the title.
    Title,
    /// 案例特色或亮点, what is special.
    Highlight,
    /// 申报地区, the area that the case is from.
    Area,
    /// 报送单位, the reporting bodies.
    Reporters,
    /// 主要内容, the main text.
    Body,
    /// A part of the main text where it has labels of its own (案例背景, 主要做法, 取得成效).
    Part,
    /// What stands under a label that the lexicon does not know: 【项目类型】.
    Other,
}

/// The labels and the fields they stand for, and words of titles with the kinds of documents they belong to.
#[derive(Debug)]
pub struct Fields {
    labels: Beginnings<Field>,
    kinds: Vec<(&'static str, Vec<&'static str>)>,
}

impl Fields {
    /// The labels that come with the program.
    pub fn builtin() -> Self {
        let labels = rows(include_str!("../../seeds/lexicon/fields.tsv")).filter_map(|row| {
            let field = match *row.get(1)? {
                "indicator" => Field::Indicator,
                "title" => Field::Title,
                "highlight" => Field::Highlight,
                "area" => Field::Area,
                "reporters" => Field::Reporters,
                "body" => Field::Body,
                "part" => Field::Part,
                _ => return None,
            };
            Some((row[0], field))
        });
        let mut labels: Vec<_> = labels.collect();
        labels.sort_by_key(|(label, _)| std::cmp::Reverse(label.len()));
        let labels = Beginnings::new(labels);
        let kinds = rows(include_str!("../../seeds/lexicon/document-kinds.tsv"));
        let kinds = kinds.filter_map(|row| Some((row[0], row.get(1)?.split(' ').collect()))).collect();
        Self { labels, kinds }
    }

    /// The words that documents of a kind are called by.
    fn words(&self, kind: &str) -> impl Iterator<Item = &'static str> {
        self.kinds.iter().filter(move |(_, kinds)| kinds.contains(&kind)).map(|(word, _)| *word)
    }

    /// Whether a heading says that the document holds several cases (典型案例汇编).
    pub fn is_compilation(&self, heading: &str) -> bool {
        self.words("compilation").any(|word| heading.contains(word))
    }

    /// Whether a heading says that the document is one whole (政府工作报告).
    pub fn is_whole(&self, heading: &str) -> bool {
        self.words("whole").any(|word| heading.contains(word))
    }

    /// Whether a title is that of a report or of an official paper, which are on many things: …工作报告, 关于…的通知.
    pub fn is_paper(&self, title: &str) -> bool {
        let title = title.trim_end_matches(|c: char| !c.is_alphanumeric());
        title.starts_with("关于") || self.words("paper").any(|word| title.ends_with(word))
    }

    /// Whether a year in a title is that of the paper, and not of what it tells: 2023年典型案例, 2023年实施方案.
    pub fn dates_paper(&self, title: &str) -> bool {
        self.words("dated").any(|word| title.contains(word))
    }

    /// Whether a document is by its title a report on its year: 2023年统计公报.
    pub fn is_annual(&self, title: &str) -> bool {
        self.words("annual").any(|word| title.contains(word))
    }

    /// Whether a title is that of a plan for the years it names: 三年行动计划（2023—2025年）.
    pub fn is_plan(&self, title: &str) -> bool {
        self.words("plan").any(|word| title.contains(word))
    }

    /// The field whose label is the whole of `cell` or its beginning, and the byte length of the label; brackets
    /// around a label (【案例名称】) count with it.
    pub fn label_of(&self, cell: &str) -> Option<(Field, usize)> {
        let open = cell.len() - cell.trim_start_matches(['【', '[', '「', '〖']).len();
        let (label, field) = self.labels.of(&cell[open..]).next()?;
        let rest = &cell[open + label.len()..];
        let close = rest.len() - rest.trim_start_matches(['】', ']', '」', '〗']).len();
        let end = open + label.len() + close;
        let after = cell[end..].trim_start();
        let ended = after.is_empty() || after.starts_with(['：', ':']) || close > 0;
        ended.then_some((*field, end))
    }

    /// The same with the bytes up to what stands under the label in its line: past the colon and white space behind it.
    pub fn value_of(&self, line: &str) -> Option<(Field, usize)> {
        let (field, label) = self.label_of(line)?;
        let value = line[label..].trim_start_matches(|c: char| c.is_whitespace() || c == '：' || c == ':');
        Some((field, line.len() - value.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_the_whole_cell_or_ends_with_a_colon_or_bracket() {
        let fields = Fields::builtin();
        assert_eq!(fields.label_of("报送单位"), Some((Field::Reporters, 12)));
        assert_eq!(fields.label_of("案例名称：一网通办"), Some((Field::Title, 12)));
        assert_eq!(fields.label_of("【案例特色】市级"), Some((Field::Highlight, 18)));
        assert_eq!(fields.label_of("主要内容包括三个方面"), None);
        assert_eq!(fields.label_of("本案例名称"), None);
    }
}
