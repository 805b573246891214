//! Words around the names of honours: the verbs before them, the nouns they end in, the marks of level and quality in them.

use super::edge::Endings;
use super::finder::Finder;
use super::table::rows;
use crate::span::Span;

/// What a verb says of the honour that is its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HonourVerb {
    /// That it is one (荣获, 评为).
    Award,
    /// Nothing: anything can be got (获得).
    Got,
    /// That somebody was chosen (入选).
    List,
    /// That somebody was made or put into it (列为).
    Name,
    /// What somebody turns into (成为).
    Become,
    /// What an authority allowed somebody to be (获批).
    Approve,
    /// Making somebody something, who is named between it and 为 (认定…为).
    Give,
}

/// What the noun says that the name of an honour ends in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HonourHead {
    /// An honour whatever stands before it (奖).
    Own,
    /// One where a mark of level or quality stands before it (单位).
    Graded,
    /// The same; a list, or an example (案例).
    Listed,
    /// One only where an authority approves (口岸).
    Approved,
}

/// Which marks a name bears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Who gives it or how wide it is (全国).
    pub level: bool,
    /// That it is good (示范).
    pub strong: bool,
    /// That it may be (绿色).
    pub weak: bool,
}

/// The words that the rules for honours know.
#[derive(Debug)]
pub struct HonourWords {
    verbs: Finder<'static>,
    classes: Vec<Option<HonourVerb>>,
    heads: Endings<HonourHead>,
    marks: Finder<'static>,
    sorts: Vec<&'static str>,
}

impl HonourWords {
    /// The words that come with the program.
    pub fn builtin() -> Self {
        let verbs: Vec<_> = rows(include_str!("../../seeds/lexicon/honour-verbs.tsv")).collect();
        let marks: Vec<_> = rows(include_str!("../../seeds/lexicon/honour-marks.tsv")).collect();
        let heads = rows(include_str!("../../seeds/lexicon/honour-heads.tsv")).map(|row| (row[0], head(row[1])));
        Self {
            verbs: Finder::of_rule(verbs.iter().map(|row| row[0])),
            classes: verbs.iter().map(|row| verb(row[1])).collect(),
            heads: Endings::new(heads),
            marks: Finder::of_rule(marks.iter().map(|row| row[0])),
            sorts: marks.iter().map(|row| row[1]).collect(),
        }
    }

    /// The verbs in a text that can stand before an honour, in its order.
    pub fn verbs(&self, text: &str) -> Vec<(Span, HonourVerb)> {
        self.verbs.find_iter(text).filter_map(|found| Some((found.span, self.classes[found.word]?))).collect()
    }

    /// The noun that a name ends in, the weightiest first.
    pub fn head(&self, name: &str) -> Option<HonourHead> {
        self.heads
            .of(name)
            .map(|(word, class)| (word.len(), *class))
            .max_by_key(|(length, _)| *length)
            .map(|(_, class)| class)
    }

    /// The marks that a name bears; none where one of them says that it is no honour (失信), or may say so (整改) and none is good.
    pub fn marks(&self, name: &str) -> Option<Marks> {
        let (marks, doubt) = self.weigh(name)?;
        Some(marks).filter(|marks| !doubt || marks.strong)
    }

    /// Whether a name begins with a mark of level: 中国传统村落, 国家级示范区.
    pub fn begins_with_level(&self, name: &str) -> bool {
        let first = self.marks.find_iter(name).next();
        first.is_some_and(|found| found.span.start == 0 && self.sorts[found.word] == "level")
    }

    /// The same for a list that somebody is chosen for: of what it may list nothing is in doubt.
    pub fn marks_of_list(&self, name: &str) -> Option<Marks> {
        self.weigh(name).map(|(marks, _)| marks)
    }

    /// The marks that a name bears, and whether one of them leaves it in doubt.
    fn weigh(&self, name: &str) -> Option<(Marks, bool)> {
        let mut marks = Marks::default();
        let mut doubt = false;
        for found in self.marks.all_in(name) {
            match self.sorts[found.word] {
                "level" => marks.level = true,
                "strong" => marks.strong = true,
                "weak" => marks.weak = true,
                "doubt" => doubt = true,
                _ => return None,
            }
        }
        Some((marks, doubt))
    }
}

fn verb(class: &str) -> Option<HonourVerb> {
    match class {
        "award" => Some(HonourVerb::Award),
        "got" => Some(HonourVerb::Got),
        "list" => Some(HonourVerb::List),
        "name" => Some(HonourVerb::Name),
        "become" => Some(HonourVerb::Become),
        "approve" => Some(HonourVerb::Approve),
        "give" => Some(HonourVerb::Give),
        _ => None,
    }
}

fn head(class: &str) -> HonourHead {
    match class {
        "own" => HonourHead::Own,
        "listed" => HonourHead::Listed,
        "approved" => HonourHead::Approved,
        _ => HonourHead::Graded,
    }
}
