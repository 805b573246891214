//! seeds/lexicon/programme-cues.tsv → words that say what something with the form of a programme's name is.

use super::edge::Endings;
use super::table::marked;

const CUES: &str = include_str!("../../seeds/lexicon/programme-cues.tsv");

/// Words in and around names of programmes.
#[derive(Debug)]
pub struct ProgrammeCues {
    many: Endings<()>,
    honours: Endings<()>,
    given: Endings<()>,
    carriers: Endings<()>,
    schemes: Vec<&'static str>,
    brings: Vec<&'static str>,
}

impl ProgrammeCues {
    /// The words that come with the program.
    pub fn builtin() -> Self {
        let of = |mark| marked(CUES, mark);
        let plain = |wanted| of(wanted).map(|word| (word, ()));
        Self {
            many: Endings::new(plain("many")),
            honours: Endings::new(plain("honour")),
            given: Endings::new(plain("given")),
            carriers: Endings::new(plain("carrier")),
            schemes: of("scheme").collect(),
            brings: of("brings").collect(),
        }
    }

    /// Whether a verb brings a name in even where quotation marks are ornament: 首创“甲”.
    pub fn brings(&self, verb: &str) -> bool {
        self.brings.contains(&verb)
    }

    /// Whether quoted words are what many call a way of theirs: 绿色通道, so that the noun before them is needed (办税“绿色通道”).
    pub fn is_of_many(&self, quoted: &str) -> bool {
        self.many.of(quoted).next().is_some()
    }

    /// Whether quoted words are the name of an honour, by their end or by the verb right before them.
    pub fn is_honour(&self, before: &str, quoted: &str) -> bool {
        self.honours.of(quoted).next().is_some() || self.given.of(before).next().is_some()
    }

    /// Whether a noun is that of something that runs by itself, and is not only held or written: 政务服务平台.
    pub fn runs(&self, noun: &str) -> bool {
        self.carriers.of(noun).next().is_some()
    }

    /// Whether a noun is that of a scheme that is run as platforms are: 专项行动.
    pub fn is_run(&self, noun: &str) -> bool {
        self.schemes.contains(&noun)
    }
}
