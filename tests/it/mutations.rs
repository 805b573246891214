//! Files that chance has changed: every reader gives a text or a reason, never a panic, and offsets that hold.

use casegraph::document::{Document, read};
use casegraph::lexicon::Lexicon;

use crate::fixtures::{docx, p, sheet, tbl, xlsx, zip};
use crate::print::Printer;

/// How many changed copies of each file are read.
const TIMES: u64 = 150;

/// A small generator of numbers (xorshift): the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}

/// Cuts, doubles, overwrites and swaps stretches of a file.
fn mutate(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=chance.below(6) {
        let length = bytes.len();
        if length == 0 {
            break;
        }
        let (at, other) = (chance.below(length), chance.below(length));
        let run = chance.below(64).min(length - at);
        match chance.below(6) {
            0 => bytes[at] = chance.below(256) as u8,
            1 => bytes.truncate(at),
            2 => drop(bytes.drain(at..at + run)),
            3 => {
                let stretch = bytes[at..at + run].to_vec();
                bytes.splice(other..other, stretch);
            }
            4 => bytes[at] ^= 1 << chance.below(8),
            _ => bytes.swap(at, other),
        }
    }
    bytes
}

/// Reads a file as a build does, as far as it goes.
fn read_all(name: &str, bytes: &[u8]) {
    if let Ok(Some(members)) = read::members(name, bytes) {
        for member in members {
            if let Ok(bytes) = member.bytes {
                drop(read::content(&member.name, &bytes, None));
            }
        }
    }
    let Ok(content) = read::content(name, bytes, None) else { return };
    let document = Document::new(name, content, Lexicon::builtin());
    let text = &document.text;
    for table in &document.tables {
        for (row, cells) in table.rows.iter().enumerate() {
            for (cell, found) in cells.cells.iter().enumerate() {
                assert!(text.as_str().get(found.span.range()).is_some(), "a cell is a stretch of the text");
                table.headers(row, cell);
                table.labels(row, cell);
            }
        }
    }
    for case in &document.cases {
        for span in case.prose().chain([case.span]) {
            assert!(text.as_str().get(span.range()).is_some(), "a field is a stretch of the text");
        }
    }
}

fn survives(name: &str, bytes: &[u8]) {
    read_all(name, bytes);
    let mut chance = Chance(0x2545_F491_4F6C_DD1D);
    for _ in 0..TIMES {
        read_all(name, &mutate(bytes, &mut chance));
    }
}

const TEXT: &str = "2023年某省典型案例\n案例名称：甲市快办\n报送单位：甲市数据局\n主要内容：一、背景\n甲市办理12.5万件。\n指标\t2022年\t2023年\n进出口\t100.5\t125.6\n出口\t70.25\t80.2\n";

#[test]
fn plain_text_and_markdown() {
    survives("a.txt", TEXT.as_bytes());
    let (gbk, _, _) = encoding_rs::GB18030.encode(TEXT);
    survives("a.txt", &gbk);
    survives(
        "a.md",
        format!("# 标题\n\n1. 甲\n2. 乙\n\n| 指标 | 值 |\n|---|---|\n| 甲 | 1.5 |\n| 乙 | 2.5 |\n\n{TEXT}").as_bytes(),
    );
}

/// The parts of an Office file changed before they are packed: a packed file that is changed mostly fails its checksum.
#[test]
fn office_files() {
    let body = p("一、背景") + &tbl(&[&["指标", "2023年"], &["进出口", "125.6"], &["出口", "80.2"]]) + &p("正文。");
    survives("a.docx", &docx(&body));
    let rows = sheet(&[&["指标", "2023年"], &["进出口", "125.6"], &["出口", "80.2"]]);
    survives("a.xlsx", &xlsx(&[("表", &rows)], "<styleSheet><cellXfs><xf numFmtId=\"10\"/></cellXfs></styleSheet>"));
    let mut chance = Chance(88_172_645_463_325_252);
    for _ in 0..TIMES {
        let changed = String::from_utf8_lossy(&mutate(body.as_bytes(), &mut chance)).into_owned();
        read_all("a.docx", &docx(&changed));
        let changed = String::from_utf8_lossy(&mutate(rows.as_bytes(), &mut chance)).into_owned();
        read_all("a.xlsx", &xlsx(&[("表", &changed)], "<styleSheet/>"));
    }
}

#[test]
fn pages_and_archives() {
    let page = format!(
        "<html><head><meta charset=gbk><title>甲</title></head><body><div class=nav><a>首页</a></div><div id=zoom>{}<table><tr><th rowspan=2>指标<th colspan=2>值<tr><td>1.5<td>2.5</table></div></body></html>",
        TEXT.replace('\n', "<p>")
    );
    survives("a.html", page.as_bytes());
    survives("a.zip", &zip(&[("a.txt", TEXT.as_bytes()), ("b.html", page.as_bytes())]));
}

/// Found by the fuzzer: the table of a layout whose longest cell is furniture of the page.
#[test]
fn a_cell_that_is_left_out_holds_more_than_its_table() {
    let (article, around) = ("某市推进改革。".repeat(20), "版权所有。".repeat(4));
    let page =
        format!("<html><p>{article}</p><table><tr><td>甲市办理12.5万件。<td class=footer>{around}</table></html>");
    let content = read::content("a.html", page.as_bytes(), None).unwrap();
    assert!(content.text.as_str().contains("甲市办理12.5万件"));
}

/// Found by the fuzzer: the last row of a table is empty, and the text ends before it.
#[test]
fn an_empty_row_at_the_end_stands_at_the_end_of_the_text() {
    let page = "<html><table><tr><th>指标<th>2022年<th>2023年<tr><td>进出口<td>100.5<td>125.6<tr><td></table></html>";
    read_all("a.html", page.as_bytes());
    let content = read::content("a.html", page.as_bytes(), None).unwrap();
    let end = content.text.as_str().len();
    assert!(content.tables.iter().all(|table| table.span.end <= end));
}

#[test]
fn printed_files() {
    let mut printer = Printer::new();
    printer.heading("某市快办");
    printer.labels(&[("案例名称", vec!["甲市快办"]), ("主要内容", vec!["一、背景", "甲市办理12.5万件，同比增长6%。"])]);
    printer
        .paragraph("某市推进改革，全年办理业务12.5万件，同比增长6.1%，企业办事时间平均压缩30%以上，位居全省第一位。");
    survives("a.pdf", &printer.finish());
}

#[test]
fn strange_characters_keep_their_places() {
    let text =
        "廣東省優化營商環境\n\u{202b}abc\u{202c}全市辦理\u{200b}12.5萬件\u{e000}，𠮷田𪚥\u{feff}。English text 5%.\n";
    for name in ["a.txt", "a.md", "a.html"] {
        let bytes = if name == "a.html" { format!("<html><p>{text}</p></html>") } else { text.to_owned() };
        let content = read::content(name, bytes.as_bytes(), None).unwrap();
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            assert!(content.text.original().contains(c), "{name}: {c:?}");
        }
    }
}

/// Time grows with the length, not with its square: ten times the text takes less than thirty times as long.
#[test]
fn large_inputs_are_read_in_linear_time() {
    type Make = fn(usize) -> String;
    let kinds: [(&str, Make); 6] = [
        ("a.txt", |n| "某市办理业务，".repeat(n)),
        ("a.txt", |n| "指标\t1.5\t2.5\n".repeat(n)),
        ("a.txt", |n| "甲  12.5  13.5\n".repeat(n)),
        ("a.txt", |n| "主要做法\n一、某市\n".repeat(n)),
        ("a.md", |n| "- 甲\n\n| a | b |\n".repeat(n)),
        ("a.html", |n| format!("<html>{}", "<div><p>甲<b>乙<table><tr><td>".repeat(n))),
    ];
    for (name, make) in kinds {
        let time = |n: usize| {
            let page = make(n);
            let started = std::time::Instant::now();
            let content = read::content(name, page.as_bytes(), None).unwrap();
            drop(Document::new(name, content, Lexicon::builtin()));
            started.elapsed()
        };
        let (small, large) = (time(3_000).max(std::time::Duration::from_millis(3)), time(30_000));
        assert!(large < small * 40, "{name}: {small:?} {large:?}");
    }
}
