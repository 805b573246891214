//! seeds/lexicon/agency-offices.tsv → what offices within a body are called.

use super::super::finder::Finder;
use super::super::table::rows;
use super::cell;
use crate::span::beginning;

const OFFICES: &str = include_str!("../../../seeds/lexicon/agency-offices.tsv");

/// Most characters of a name before the ending of an office.
const LONGEST_NAME: usize = 8;

/// Longer ones before 司, that ministries name by all their fields (人力资源流动管理司).
const LONGEST_FIELDS: usize = 12;

/// What an office within a body is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Bytes of the text it takes.
    pub length: usize,
    /// Its name in full, without that of the body.
    pub name: String,
    /// Its ending (税务分局).
    pub ending: &'static str,
}

/// What may stand before the ending of an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Prefix {
    Name,
    Functions,
    None,
}

/// What offices within a body are called.
#[derive(Debug)]
pub(super) struct Offices {
    /// The longest first.
    endings: Vec<Ending>,
    words: Finder<'static>,
    /// Characters within which an office is named, with its ending.
    reach: usize,
}

/// How offices of one kind are called.
#[derive(Debug)]
struct Ending {
    word: &'static str,
    prefix: Prefix,
    full: &'static str,
    /// Only bodies of national level have such an office.
    of_ministries: bool,
}

impl Offices {
    pub(super) fn builtin() -> Self {
        let mut endings: Vec<Ending> = rows(OFFICES).map(|row| ending(&row)).collect();
        endings.sort_by_key(|ending| std::cmp::Reverse(ending.word.len()));
        let longest = endings.iter().map(|ending| ending.word.chars().count()).max().unwrap_or(0);
        let words = Finder::of_rule(endings.iter().map(|ending| ending.word));
        Self { words, endings, reach: LONGEST_FIELDS.max(LONGEST_NAME) + longest }
    }

    /// The office that the text begins with; `is_composed` says whether words are those of departments.
    pub(super) fn at(&self, text: &str, of_ministry: bool, is_composed: impl Fn(&str) -> bool) -> Option<Office> {
        let near = beginning(text, self.reach);
        // Behind most bodies none is named.
        if !self.words.is_in(near) {
            return None;
        }
        self.endings.iter().find_map(|ending| ending.office_at(text, of_ministry, &is_composed))
    }
}

fn ending(row: &[&'static str]) -> Ending {
    let prefix = match row[1] {
        "name" => Prefix::Name,
        "functions" => Prefix::Functions,
        _ => Prefix::None,
    };
    let full = cell(row, 2).unwrap_or(row[0]);
    Ending { word: row[0], prefix, full, of_ministries: cell(row, 3) == Some("ministry") }
}

impl Ending {
    /// The office that the text begins with; `is_composed` says whether words are those of departments.
    fn office_at(&self, text: &str, of_ministry: bool, is_composed: impl Fn(&str) -> bool) -> Option<Office> {
        if self.of_ministries && !of_ministry {
            return None;
        }
        let at = match self.prefix {
            Prefix::None => text.starts_with(self.word).then_some(0)?,
            Prefix::Name if self.of_ministries => fields_before(text, self.word)?,
            Prefix::Name => name_before(text, self.word)?,
            Prefix::Functions => name_before(text, self.word).filter(|&at| is_composed(&text[..at]))?,
        };
        Some(Office { length: at + self.word.len(), name: format!("{}{}", &text[..at], self.full), ending: self.word })
    }
}

/// Some characters of a name before an ending: bytes before the ending, none when a clause ends or nothing stands there.
fn name_before(text: &str, ending: &str) -> Option<usize> {
    let at = find_near(text, ending, LONGEST_NAME)?;
    let name = &text[..at];
    let fits = name.chars().all(char::is_alphanumeric);
    (at > 0 && fits && !name.contains(['的', '和', '与', '在', '由', '对', '将', '了'])).then_some(at)
}

/// The fields of work before 司, 和 "and" among them; 公司 "company" is none.
fn fields_before(text: &str, ending: &str) -> Option<usize> {
    const NOT_IN_FIELDS: [&str; 20] = [
        "的", "在", "由", "对", "将", "了", "副", "负责", "有关", "相关", "各", "等", "部", "委", "局", "国家", "中国",
        "中央", "全国", "人民",
    ];
    let at = find_near(text, ending, LONGEST_FIELDS)?;
    let fields = &text[..at];
    let fits = fields.chars().all(char::is_alphanumeric) && !fields.ends_with(['公', '上', '下', '官']);
    let is_law = text[at..].starts_with("司法");
    (fields.chars().count() > 1 && fits && !is_law && !NOT_IN_FIELDS.iter().any(|word| fields.contains(word)))
        .then_some(at)
}

/// Where a word first stands after at most so many characters.
fn find_near(text: &str, word: &str, most: usize) -> Option<usize> {
    text.char_indices().map(|(at, _)| at).take(most + 1).find(|&at| text[at..].starts_with(word))
}
