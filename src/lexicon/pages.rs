//! What stands around an article on a web page.

use std::collections::BTreeMap;

use super::edge::has;
use super::table::rows;

/// What the class or identifier of an element says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Article,
    Furniture,
}

/// The words of pages' frames.
#[derive(Debug)]
pub struct PageWords {
    names: BTreeMap<&'static str, Kind>,
    /// The longest first.
    words: Vec<&'static str>,
    starts: Vec<&'static str>,
    foot: Vec<&'static str>,
    sources: Vec<&'static str>,
    dates: Vec<&'static str>,
}

impl PageWords {
    /// The words that come with the program.
    pub fn builtin() -> Self {
        let mut found = Self {
            names: BTreeMap::new(),
            words: Vec::new(),
            starts: Vec::new(),
            foot: Vec::new(),
            sources: Vec::new(),
            dates: Vec::new(),
        };
        for row in rows(include_str!("../../seeds/lexicon/page-furniture.tsv")) {
            let [words, kind, ..] = row[..] else { continue };
            match kind {
                "article" => drop(found.names.insert(words, Kind::Article)),
                "furniture" => drop(found.names.insert(words, Kind::Furniture)),
                "word" => found.words.push(words),
                "start" => found.starts.push(words),
                "foot" => found.foot.push(words),
                "source" => found.sources.push(words),
                "date" => found.dates.push(words),
                _ => {}
            }
        }
        for list in [&mut found.words, &mut found.sources, &mut found.dates] {
            list.sort_by_key(|words| std::cmp::Reverse(words.len()));
        }
        found
    }

    /// Whether a class or identifier says that an element holds the article.
    pub fn is_article(&self, name: &str) -> bool {
        self.names.get(name) == Some(&Kind::Article)
    }

    /// Whether a part of a class or identifier says that an element stands around the article.
    pub fn is_furniture(&self, part: &str) -> bool {
        self.names.get(part) == Some(&Kind::Furniture)
    }

    /// Whether a line is made of the words of buttons only (【字体：大 中 小】 打印 关闭), or begins like one.
    pub fn is_button_line(&self, line: &str) -> bool {
        const LONGEST: usize = 60;
        if line.chars().count() > LONGEST {
            return false;
        }
        if self.starts.iter().any(|start| line.starts_with(start)) {
            return true;
        }
        let between = |c: char| c.is_whitespace() || "【】[]［］（）()：:|｜/>＞»·,，、+-".contains(c);
        let mut rest = line.trim_matches(between);
        let any = !rest.is_empty();
        while !rest.is_empty() {
            let Some(word) = self.words.iter().find(|word| rest.starts_with(*word)) else { return false };
            rest = rest[word.len()..].trim_start_matches(between);
        }
        any
    }

    /// Whether a line at the foot of a page speaks of the site.
    pub fn is_foot_line(&self, line: &str) -> bool {
        const LONGEST: usize = 160;
        // A sentence that speaks of technical support is the article's.
        line.chars().count() <= LONGEST
            && !line.contains(['。', '；'])
            && self.foot.iter().any(|words| line.contains(words))
    }

    /// What a line says after a label of the source (来源：某报), to the next white space or bar.
    pub fn source_in<'a>(&self, line: &'a str) -> Option<&'a str> {
        after_label(line, &self.sources)
    }

    /// What a line says after a label of the date.
    pub fn date_in<'a>(&self, line: &'a str) -> Option<&'a str> {
        after_label(line, &self.dates)
    }
}

fn after_label<'a>(line: &'a str, labels: &[&str]) -> Option<&'a str> {
    // 资金来源：… is no source of the page.
    let apart = |at: &usize| line[..*at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    labels.iter().filter(|label| has(line, label)).find_map(|label| {
        let at = line.match_indices(label).map(|(at, _)| at).find(apart)?;
        let after = &line[at + label.len()..];
        let value = after.trim_start().strip_prefix(['：', ':'])?.trim_start_matches([' ', '\u{a0}', '\u{3000}']);
        let end = value.find(|c: char| c.is_whitespace() || "|｜【】[]".contains(c)).unwrap_or(value.len());
        (end > 0).then(|| &value[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_and_sentences() {
        let words = PageWords::builtin();
        for line in [
            "【字体：大 中 小】",
            "大 中 小",
            "打印 关闭",
            "[打印本页] [关闭窗口]",
            "当前位置：首页 > 要闻",
            "分享到：微信",
        ] {
            assert!(words.is_button_line(line), "{line}");
        }
        for line in ["中小企业", "大中小微企业都能打印证照。", "", "一、背景", "小"] {
            assert!(!words.is_button_line(line) || line == "小", "{line}");
        }
    }

    #[test]
    fn sources_and_dates_of_a_line() {
        let words = PageWords::builtin();
        let line = "发布时间：2024-03-05 10:20　信息来源：某省发展改革委 | 浏览次数：12";
        assert_eq!(words.source_in(line), Some("某省发展改革委"));
        assert_eq!(words.date_in(line), Some("2024-03-05"));
        assert_eq!(words.source_in("资金来源充足"), None);
        assert_eq!(words.source_in("资金来源：财政拨款3000万元"), None);
    }

    #[test]
    fn feet_of_pages_and_sentences() {
        let words = PageWords::builtin();
        assert!(words.is_foot_line("主办单位：某市人民政府办公室  技术支持：某公司"));
        for line in ["三、强化技术支持", "为企业提供技术支持：上门120次。"] {
            assert!(!words.is_foot_line(line), "{line}");
        }
    }
}
