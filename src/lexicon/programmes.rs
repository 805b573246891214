//! Words around the names of programmes: verbs that bring one in, nouns that end its name, figures of speech that are none.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::edge::{Beginnings, Endings};
use super::finder::Finder;
use super::programme_cues::ProgrammeCues;
use super::table::{rows, words};
use crate::span::Span;

/// What the noun at the end of a programme's name says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadClass {
    /// Something that runs: a platform, a hotline, a station.
    Carrier,
    /// A way of doing: a mechanism, a mode, a reform.
    Scheme,
    /// Something held: an activity, an exercise.
    Event,
    /// Work done for others.
    Service,
    /// What a quoted name sells; the name stands without it.
    Product,
    /// Never the name of a programme, but a noun that ends a phrase: what is listed behind it is another.
    Boundary,
}

/// A noun that ends the name of a programme.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    /// The noun.
    pub word: &'static str,
    /// What it says the thing is.
    pub class: HeadClass,
    /// How many characters must stand before it beside generic words for the phrase to be a name.
    pub least: usize,
}

/// A verb that can stand before the name of a programme.
#[derive(Clone, Copy, Debug)]
pub struct Verb {
    /// The verb.
    pub word: &'static str,
    /// Whether what follows is brought in, and not only used.
    pub strong: bool,
    /// Whether it is no verb here, but part of a noun (工程建设).
    pub nominal: bool,
    /// Whether what follows is something that others run on, so that quoted words are its name (登录“亲清在线”).
    pub hosts: bool,
}

/// A programme known all over the country.
#[derive(Clone, Debug)]
pub struct KnownProgramme {
    /// Its canonical name.
    pub name: &'static str,
    /// The forms it takes.
    pub forms: Vec<&'static str>,
}

/// Nouns behind one that would make a quotation no programme, and make it one again: “1+5+N”责任体系, “专精特新”企业服务平台.
const KEEPERS: [&str; 10] = ["体系", "制度", "机制", "平台", "系统", "清单", "专区", "窗口", "库", "服务"];

/// The words that the rules for programmes know.
#[derive(Debug)]
pub struct ProgrammeWords {
    /// Words that say what something with the form of a name is.
    pub cues: ProgrammeCues,
    heads: Listed<Head>,
    verbs: Listed<Verb>,
    known: Listed<&'static str>,
    common: BTreeSet<&'static str>,
    everywhere: BTreeSet<&'static str>,
    carried: BTreeSet<&'static str>,
    generic: Generic,
    plain: Generic,
    figures: Endings<()>,
    figure_verbs: Endings<()>,
    figure_heads: Beginnings<()>,
}

/// Words that say nothing of what a thing is called, longest first.
#[derive(Debug)]
struct Generic {
    words: Vec<&'static str>,
    at_start: Beginnings<()>,
    at_end: Endings<()>,
    anywhere: Finder<'static>,
}

/// Words of a list with what they stand for.
#[derive(Debug)]
struct Listed<T> {
    finder: Finder<'static>,
    values: Vec<T>,
}

impl<T: Copy> Listed<T> {
    fn new(entries: impl Iterator<Item = (&'static str, T)>) -> Self {
        let (words, values): (Vec<_>, Vec<_>) = entries.unzip();
        Self { finder: Finder::of_rule(words), values }
    }

    fn find(&self, text: &str) -> Vec<(Span, T)> {
        self.find_iter(text).collect()
    }

    fn find_iter(&self, text: &str) -> impl Iterator<Item = (Span, T)> {
        self.finder.find_iter(text).map(|found| (found.span, self.values[found.word]))
    }
}

impl ProgrammeWords {
    /// The words that come with the program.
    pub fn builtin() -> Self {
        let heads = rows(include_str!("../../seeds/lexicon/programme-heads.tsv")).map(|row| head(&row));
        let verbs = rows(include_str!("../../seeds/lexicon/programme-verbs.tsv")).map(|row| {
            let (strong, nominal, hosts) = (row[1] == "strong", row[1] == "none", row[1] == "hosts");
            (row[0], Verb { word: row[0], strong, nominal, hosts })
        });
        let programmes: Vec<_> = rows(include_str!("../../seeds/lexicon/programmes.tsv")).collect();
        let known = programmes.iter().flat_map(|row| row[1].split('|').map(|form| (form, row[0])));
        let carried = programmes.iter().filter(|row| row.get(2) == Some(&"carried")).map(|row| row[0]);
        Self {
            cues: ProgrammeCues::builtin(),
            heads: Listed::new(heads),
            verbs: Listed::new(verbs),
            known: Listed::new(known),
            common: words(include_str!("../../seeds/lexicon/programmes-common.tsv")).collect(),
            everywhere: words(include_str!("../../seeds/lexicon/programmes-everywhere.tsv")).collect(),
            carried: carried.collect(),
            generic: Generic::new(words(include_str!("../../seeds/lexicon/programme-generic.tsv"))),
            plain: Generic::new(words(include_str!("../../seeds/lexicon/programme-plain.tsv"))),
            figures: Endings::new(plain(words(include_str!("../../seeds/lexicon/rhetoric.tsv")))),
            figure_verbs: Endings::new(plain(words(include_str!("../../seeds/lexicon/rhetoric-verbs.tsv")))),
            figure_heads: Beginnings::new(plain(words(include_str!("../../seeds/lexicon/rhetoric-heads.tsv")))),
        }
    }

    /// The nouns that can end a programme's name, in the order of the text, offsets counting in it.
    pub fn heads(&self, text: &str) -> Vec<(Span, Head)> {
        self.heads.find(text)
    }

    /// The verbs that can bring a programme in, in the order of the text.
    pub fn verbs(&self, text: &str) -> Vec<(Span, Verb)> {
        let mut found = self.verbs.find(text);
        found.retain(|(_, verb)| !verb.nominal);
        found
    }

    /// Whether one of those verbs stands in the text.
    pub fn has_verb(&self, text: &str) -> bool {
        self.verbs.finder.find_iter(text).any(|found| !self.verbs.values[found.word].nominal)
    }

    /// The programmes known all over the country, with their canonical names.
    pub fn known(&self, text: &str) -> impl Iterator<Item = (Span, &'static str)> {
        self.known.find_iter(text)
    }

    /// Whether quoted words are a name that many places give to a way of their own (“一网通办”), so that no verb is needed.
    pub fn is_common(&self, quoted: &str) -> bool {
        let begins =
            |(at, _): (usize, char)| self.common.contains(&quoted[..=at]) && at + '+'.len_utf8() < quoted.len();
        self.common.contains(quoted) && !quoted.ends_with('+')
            || quoted.char_indices().find(|(_, mark)| *mark == '+').is_some_and(begins)
    }

    /// Whether a programme is one that the whole country carries out, so that no single area brings it in.
    pub fn is_everywhere(&self, name: &str) -> bool {
        let bare = name.strip_prefix("新一轮").unwrap_or(name);
        self.everywhere.contains(bare)
            || bare.contains('“') && self.everywhere.contains(bare.replace(['“', '”'], "").as_str())
    }

    /// Whether a programme known all over the country is one that each place or firm has by a deed of its own: 紧密型县域医共体.
    pub fn is_carried(&self, name: &str) -> bool {
        self.carried.contains(name)
    }

    /// How many characters of a modifier are left when all generic words are taken out.
    pub fn specific_length(&self, modifier: &str) -> usize {
        self.generic.without(modifier).chars().filter(|character| character.is_alphanumeric()).count()
    }

    /// Whether an unquoted modifier has nothing but words that any area says of any of its own (公共安全治理|模式, 科技创新|平台).
    pub fn says_nothing(&self, modifier: &str) -> bool {
        let own = self.generic.without(modifier);
        let rest = self.plain.without(&own);
        rest.len() < own.len() && !self.generic.without(&rest).contains(char::is_alphanumeric)
    }

    /// Whether quoted words end in a figure of speech (“加速度”).
    pub fn is_figure(&self, quoted: &str) -> bool {
        self.figures.of(quoted).next().is_some()
    }

    /// Whether the text before a quotation ends in a verb that wants a figure of speech (跑出, 按下).
    pub fn wants_figure(&self, before: &str) -> bool {
        self.figure_verbs.of(before).next().is_some()
    }

    /// Whether the text after a quotation starts with a noun that makes it no programme (原则, 问题).
    pub fn disowns(&self, after: &str) -> bool {
        let after = after.strip_prefix('的').or_else(|| after.strip_prefix('等')).unwrap_or(after);
        let mut heads = self.figure_heads.of(after);
        heads.any(|(head, ())| !KEEPERS.iter().any(|keeper| after[head.len()..].starts_with(keeper)))
    }

    /// The text without the generic words it ends with.
    pub fn without_generic_end<'t>(&self, mut text: &'t str) -> &'t str {
        while let Some((word, ())) = self.generic.at_end.of(text).next() {
            text = &text[..text.len() - word.len()];
        }
        text
    }

    /// The text without the generic words of two characters and more that it starts with.
    pub fn without_generic_start<'t>(&self, mut text: &'t str) -> &'t str {
        while let Some((word, ())) = self.generic.at_start.of(text).find(|(word, ())| word.len() > 3) {
            text = &text[word.len()..];
        }
        text
    }
}

fn head(row: &[&'static str]) -> (&'static str, Head) {
    let class = match row[1] {
        "carrier" => HeadClass::Carrier,
        "scheme" => HeadClass::Scheme,
        "event" => HeadClass::Event,
        "service" => HeadClass::Service,
        "product" => HeadClass::Product,
        _ => HeadClass::Boundary,
    };
    let least = row[2].parse().expect("the third column is a count");
    (row[0], Head { word: row[0], class, least })
}

impl Generic {
    fn new(words: impl Iterator<Item = &'static str>) -> Self {
        let mut words: Vec<_> = words.collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let all = || plain(words.iter().copied());
        let anywhere = Finder::of_rule(words.iter().copied());
        Self { at_start: Beginnings::new(all()), at_end: Endings::new(all()), anywhere, words }
    }

    /// A modifier without these words.
    fn without<'t>(&self, modifier: &'t str) -> Cow<'t, str> {
        let mut rest = Cow::Borrowed(modifier);
        let mut next = 0;
        while let Some(word) = self.first_in(&rest, next) {
            rest = rest.replace(self.words[word], "").into();
            next = word + 1;
        }
        rest
    }

    /// The first of the words from one on that a text has in it.
    fn first_in(&self, text: &str, from: usize) -> Option<usize> {
        self.anywhere.all_in(text).map(|hit| hit.word).filter(|word| *word >= from).min()
    }
}

fn plain(words: impl Iterator<Item = &'static str>) -> impl Iterator<Item = (&'static str, ())> {
    words.map(|word| (word, ()))
}
