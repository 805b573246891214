//! Numbers and dates of texts that nobody wrote: whatever stands there, offsets are right and every digit is accounted for.

use casegraph::audit::audit;
use casegraph::document::{Document, Text};
use casegraph::extract::date::{Years, dates};
use casegraph::extract::numeral::numeral;
use casegraph::extract::quantity::quantities;
use casegraph::lexicon::Lexicon;
use casegraph::pipeline;
use casegraph::span::Span;

/// Pieces of numbers, dates and the words around them, and characters that have no business there.
const PIECES: [&str; 72] = [
    "1",
    "20",
    "3.5",
    "2023",
    "０",
    "９",
    ",",
    "，",
    ".",
    "．",
    "·",
    " ",
    "\u{a0}",
    "\t",
    "\n",
    "万",
    "亿",
    "千",
    "百",
    "十",
    "一",
    "两",
    "三",
    "半",
    "零",
    "〇",
    "几",
    "数",
    "余",
    "多",
    "来",
    "成",
    "分之",
    "点",
    "番",
    "翻",
    "以",
    "计",
    "年",
    "月",
    "日",
    "号",
    "季度",
    "上半年",
    "前",
    "底",
    "至",
    "—",
    "-",
    "～",
    "、",
    "和",
    "第",
    "约",
    "超过",
    "以上",
    "内",
    "%",
    "个",
    "元",
    "个百分点",
    "人次",
    "/",
    "：",
    ":",
    "×",
    "“",
    "”",
    "《",
    "》",
    "\u{200b}",
    "𠮷",
];

/// A generator of pseudo-random numbers (splitmix64): the same texts in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) as usize % limit
    }

    fn text(&mut self) -> String {
        let length = 1 + self.below(24);
        (0..length).map(|_| PIECES[self.below(PIECES.len())]).collect()
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

#[test]
fn spans_lie_on_characters_and_follow_each_other() {
    let (mut random, lexicon) = (Random(1), Lexicon::builtin());
    for _ in 0..6_000 {
        let text = random.text();
        let whole = Span::new(0, text.len());
        let found = dates(&text, whole, Years { document: Some(2023), section: None });
        let mut end = 0;
        for date in &found {
            assert!(date.span.start >= end && !text[date.span.range()].is_empty(), "{text:?} {date:?}");
            end = date.span.end;
        }
        let numerals = quantities(&text, whole, &found, lexicon);
        for quantity in &numerals.quantities {
            assert!(text.get(quantity.span.range()).is_some(), "{text:?} {quantity:?}");
            assert!(!text[quantity.number.range()].is_empty(), "{text:?} {quantity:?}");
            assert!(quantity.range.is_none_or(|(low, high)| low <= high), "{text:?} {quantity:?}");
        }
        for (span, reason) in &numerals.left_out {
            assert!(text.get(span.range()).is_some(), "{text:?} {span:?} {reason:?}");
        }
    }
}

#[test]
fn a_numeral_takes_no_more_than_there_is() {
    let mut random = Random(2);
    for _ in 0..6_000 {
        let text = random.text();
        if let Some(read) = numeral(&text) {
            assert!(read.length > 0 && text.is_char_boundary(read.length), "{text:?} {read:?}");
            assert!(read.magnitude_length <= read.length, "{text:?} {read:?}");
        }
    }
}

#[test]
fn every_arabic_digit_is_accounted_for() {
    let (mut random, lexicon) = (Random(3), Lexicon::builtin());
    for _ in 0..200 {
        let text = format!("2023年某省改革案例\n{}。{}\n", random.text(), random.text());
        let reading = pipeline::read(Document::new("case.txt", Text::new(&text), lexicon), lexicon);
        let audit = audit(&reading.document, &reading.entities, &reading.facts, lexicon);
        let content = reading.document.text.as_str();
        for (at, _) in content.char_indices().filter(|(_, c)| is_digit(*c)) {
            let held = audit.accounts.iter().any(|account| account.span.start <= at && at < account.span.end);
            assert!(held, "{content:?} at {at}");
        }
    }
}

#[test]
fn nothing_in_the_seed_is_unexplained() {
    let lexicon = Lexicon::builtin();
    let text = include_str!("../../seeds/guangxi-2023-business-environment-cases.txt");
    let reading = pipeline::read(Document::new("seed.txt", Text::new(text), lexicon), lexicon);
    let audit = audit(&reading.document, &reading.entities, &reading.facts, lexicon);
    let unexplained: Vec<_> = audit.unexplained().map(|span| &reading.document.text[span]).collect();
    assert!(audit.accounts.len() > 400, "only {} numerals were read", audit.accounts.len());
    assert!(unexplained.is_empty(), "{unexplained:?}");
}
