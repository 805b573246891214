//! Bad input at three sizes each: time must grow as the text does, whatever stands in it.

use casegraph::document::{Document, Text};
use casegraph::lexicon::Lexicon;
use casegraph::pipeline;

use super::clock;
use super::corpus::Corpus;

/// A text without end: its name, and what makes so many bytes of it.
type Endless = (&'static str, fn(usize) -> String);

/// Each stands for a way in which a rule could look at the same words again and again.
const INPUTS: [Endless; 26] = [
    ("cases of the genre", |bytes| Corpus::new().document(7, bytes)),
    ("one line of prose", |bytes| one_line(&prose(bytes))),
    ("no punctuation", |bytes| prose(bytes).chars().filter(|c| c.is_alphanumeric()).collect()),
    ("one sentence again", |bytes| repeat("2023年，南宁市青秀区税务局为350家企业办理退税1.2亿元，同比增长5%。", bytes)),
    ("one sentence a line", |bytes| repeat("南宁市推行“一业一证”改革，压缩时限30%以上。\n", bytes)),
    ("digits", |bytes| repeat("1234567890", bytes)),
    ("Chinese numerals", |bytes| repeat("三百五十二万一千零六", bytes)),
    ("title brackets left open", |bytes| repeat("《", bytes)),
    ("round brackets left open", |bytes| repeat("（", bytes)),
    ("quotation marks left open", |bytes| repeat("推行“", bytes)),
    ("nested brackets", |bytes| repeat("（", bytes / 2) + &repeat("）", bytes / 2)),
    ("nested titles", |bytes| repeat("印发《关于", bytes * 5 / 6) + &repeat("》", bytes / 6)),
    ("places", |bytes| repeat("南宁市青秀区柳州市广西桂林", bytes)),
    ("a list of places", |bytes| repeat("南宁市、柳州市、桂林市、", bytes)),
    ("agencies", |bytes| repeat("市财政局、市税务局、", bytes)),
    ("companies", |bytes| repeat("广西投资集团有限公司", bytes)),
    ("headings", |bytes| repeat("一、主要做法\n（一）建平台。文。\n", bytes)),
    ("lines of one word", |bytes| repeat("市\n", bytes)),
    ("commas", |bytes| repeat("，", bytes)),
    ("English", |bytes| repeat("The city issued measures to improve services. ", bytes)),
    ("spaces", |bytes| repeat(" \t", bytes)),
    ("zones and their parts", |bytes| repeat("高新区下设青秀园、江南产业园。", bytes)),
    ("programmes, all different", |bytes| numbered("推行“一{}办”改革，“{}通”平台上线。", bytes)),
    ("bodies, all different", |bytes| numbered("{}集团有限公司与市{}医院签订协议。", bytes)),
    ("groups, all different", |bytes| numbered("为{}企业提供服务，", bytes)),
    ("labels of fields", |bytes| repeat("案例名称\n甲市办税\n主要内容\n甲市推行“办税”改革。\n", bytes)),
];

/// Milliseconds a text takes from bytes to facts.
fn milliseconds(text: &str) -> f64 {
    let lexicon = Lexicon::builtin();
    let read = || {
        std::hint::black_box(pipeline::read(Document::new("growth.txt", Text::new(text), lexicon), lexicon));
    };
    clock::time(read).as_secs_f64() * 1e3
}

/// Prints what each input takes at so many kilobytes, at twice and at four times as many, and what doubling multiplies it
/// by; of all inputs, or of those with one of the words in their names.
pub(crate) fn table(kilobytes: usize, words: &[&str]) {
    let base = kilobytes * 1000;
    let wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word));
    println!("\n{:<28}{:>10}{:>10}{:>10}   ×2   ×4   MB/s", "growth (ms)", size(base), size(base * 2), size(base * 4));
    for (name, endless) in INPUTS.iter().filter(|(name, _)| wanted(name)) {
        let times = [1, 2, 4].map(|times| milliseconds(&endless(base * times)));
        let rate = base as f64 * 4.0 / 1e6 / (times[2] / 1e3);
        let [one, two, four] = times;
        println!("{name:<28}{one:>10.1}{two:>10.1}{four:>10.1}{:>5.1}{:>5.1}{rate:>7.2}", two / one, four / two);
    }
}

fn size(bytes: usize) -> String {
    if bytes >= 1_000_000 { format!("{:.1} MB", bytes as f64 / 1e6) } else { format!("{} kB", bytes / 1000) }
}

fn repeat(words: &str, bytes: usize) -> String {
    words.repeat(bytes / words.len() + 1)
}

/// Sentences with another name in each.
fn numbered(words: &str, bytes: usize) -> String {
    const DIGITS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
    let mut text = String::with_capacity(bytes + words.len());
    for number in 0.. {
        let digits = format!("{number}").chars().map(|c| DIGITS[c as usize - '0' as usize]).collect::<String>();
        text.push_str(&words.replace("{}", &digits));
        if text.len() >= bytes {
            break;
        }
    }
    text
}

fn prose(bytes: usize) -> String {
    Corpus::new().document(11, bytes)
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\t'], "")
}
