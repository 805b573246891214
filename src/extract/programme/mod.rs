//! Names of programmes: initiatives, platforms, services, brands, products, mechanisms, reforms.
//!
//! | rule | finds | in |
//! |---|---|---|
//! | `programme/known` | a programme known all over the country | 深化“放管服”改革 |
//! | `programme/quoted` | quoted words after a verb that brings them in, with their head noun | 推行“一业一证”改革 |
//! | `programme/quoted-subject` | quoted words that do something | “亲清在线”入选典型案例 |
//! | `programme/common` | quoted words that many places call a way of their own | 实现“一网通办” |
//! | `programme/quoted-headed` | quoted words that end in a programme's noun | “青年招聘计划”提供岗位1200个 |
//! | `programme/quoted-used` | the same, where it is only used | 通过“企业直通车”反映诉求 |
//! | `programme/listed` | each name of a list inside one quotation | 开展了“甲、乙、丙”等改革举措 |
//! | `programme/bracketed` | the parts listed after a name | “一网一窗”（网上大厅、综合窗口） |
//! | `programme/joined` | the parts joined in a name | “云超市+在线调解项目” |
//! | `programme/composed` | the parts a thing is made of | 由电子地图、学习平台等九个模块组成 |
//! | `programme/phrase` | an unquoted phrase that ends in a programme's noun | 建立联席会议机制 |
//! | `programme/phrase-subject` | such a phrase, where it is what starts | 全民健身提升行动正式启动 |
//! | `programme/titled-phrase` | such a phrase, where a title is nothing else | 智慧农机调度系统 |
//! | `programme/numbered` | such a phrase, where an item of a plan is nothing else | （一）坡耕地综合治理工程。 |
//! | `programme/service` | the same, for a service the case speaks of more than once | 开展实体经济调研服务 |
//! | `programme/graded` | a way of doing named by its number of levels | 实行三级督办 |
//! | `programme/evaluation` | an evaluation that ranks | 在营商环境企业满意度评价中排第一 |
//! | `programme/fund` | a fund of the state | 对接国家中小企业发展基金 |
//! | `programme/trial` | a trial that somebody is taken into | 入选国家碳达峰试点 |
//! | `programme/tied` | a reform that ties together what it lists | 深化强县富村、扩权强镇贯通联动改革 |
//! | `programme/route` | what runs between places that it is named by | 珲春—宁波内贸外运航线开行19个航次 |
//! | `programme/brand` | what is sold under names | “高椅”牌冰糖橙、“雪峰”牌蜜桔 |
//! | `programme/hotline` | a number with what it is for | 拨打12320卫生健康热线 |
//! | `programme/craft` | ships, satellites and great machines by their names | “探索三号”科考船返航 |
//! | `programme/on-air` | what is on the air under a name | 《问政某省》平台 |
//! | `programme/product` | what a bank sells, by its kind | 打响商户联保贷款品牌 |
//! | `programme/paired` | two provinces tied to each other | 深化闽宁协作 |
//! | `programme/event` | something held that says which one it is | 第三届中国国际某博览会 |
//! | `programme/row` | what runs, in a list of the honoured or of examples | 甲管控系统、乙监督平台分获二等奖 |
//! | `programme/works` | great works by what and where they are | 某水库—某水库连通工程通过验收 |
//! | `programme/plant` | a plant by which it is and what it makes | 横山抽水蓄能项目开工 |
//! | `programme/project` | a project by who builds it or what is built | 恒瀚刨花板项目建成投产 |
//! | `programme/produce` | what a place grows under a name | 临河大蒜等6个农产品纳入名录 |
//! | `programme/way` | a way of doing by the number of what is one in it | 实行“六统一”管理 |
//! | `programme/defined` | what a definition is of | 合规改革试点，是指… |
//! | `programme/titled` | the quoted name that a title begins with | “云勘验”：提升审批效能 |
//! | `programme/again` | a name found elsewhere in the case, shorter or without quotes | 新增政采贷22.66亿元 |
//!
//! Figures of speech (“加速度”), labels of the text's own structure (“三个体系”) and slogans (“不见面”办税) are told
//! apart by form: no verb that brings them in, no head noun, a count before a measure word, a place at the end of a heading.

mod alone;
mod around;
mod brought;
mod event;
mod figure;
mod form;
mod listed;
mod modifier;
mod name;
mod part;
mod phrase;
mod produce;
mod project;
mod quoted;
mod row;
mod way;
mod works;

use self::quoted::{Quote, quotes};
use crate::document::{self, Case, Document};
use crate::extract::{Mention, Referent};
use crate::lexicon::Lexicon;
use crate::lexicon::programmes::ProgrammeWords;
use crate::span::Span;

/// A sentence of a case, as the rules see it.
struct Sentence<'t> {
    /// The text that all spans count in.
    text: &'t str,
    clauses: &'t [Span],
    /// The quotations of each clause.
    quotes: Vec<Vec<Quote<'t>>>,
    /// Whether it is the heading of a section, where quotation marks are ornament.
    heading: bool,
    /// Whether it stands in the title of the case.
    title: bool,
    /// Whether nobody reports the case, so that it is a report, a notice or news: of the many mechanisms that such texts ask
    /// for few have a name.
    plain: bool,
}

/// A name as one place of the text gives it; what the programme is called is decided over all its places.
struct Candidate {
    /// The words that name it.
    span: Span,
    /// The words that all its forms share: what stands in the quotation marks, else the phrase.
    core: String,
    /// The core with what stands around it here (证照“三联办”, “四答”工作要求), where that makes one name.
    full: Option<String>,
    rule: &'static str,
}

impl Candidate {
    /// A name that is its words: it begins there, and nothing around it belongs to it.
    fn plain(start: usize, name: &str, rule: &'static str) -> Self {
        Self { span: Span::new(start, start + name.len()), core: name.to_owned(), full: None, rule }
    }
}

/// A family of rules; which row found a candidate is said in it.
type Rule = fn(&Sentence, &ProgrammeWords) -> Vec<Candidate>;

/// Longest headline, in characters.
const HEADLINE: usize = 45;

/// In the order of precedence: where two find overlapping words, the first stands.
const RULES: [Rule; 19] = [
    known,
    form::brands,
    brought::after_verb,
    quoted::subject,
    quoted::common,
    quoted::headed,
    quoted::titled,
    part::composed,
    part::bracketed,
    phrase::after_verb,
    form::by_form,
    form::crafts,
    event::events,
    alone::alone,
    row::rows,
    works::works,
    way::ways,
    produce::produce,
    project::projects,
];

/// The mentions of programmes in a case, in the order of the text; only the parts of a joined name overlap others.
pub fn programmes(document: &Document, case: &Case, lexicon: &Lexicon) -> Vec<Mention> {
    let words = &lexicon.programmes;
    let text = document.text.as_str();
    let sentences: Vec<Sentence<'_>> = case
        .sentences
        .iter()
        .map(|document::Sentence { span, clauses, .. }| {
            let heading = case.touches_heading(*span);
            let title = case.title.is_some_and(|title| title.overlaps(*span)) || is_headline(text, *span);
            let quotes = clauses.iter().map(|clause| quotes(text, *clause)).collect();
            Sentence { text, clauses, quotes, heading, title, plain: case.reporters.is_none() }
        })
        .collect();
    let mut mentions: Vec<Mention> = name::settle(collect(&sentences, words), case, text)
        .into_iter()
        .map(|(span, rule, name)| Mention { span, rule, referent: Referent::Programme { name } })
        .collect();
    mentions.sort_by_key(|mention| mention.span);
    mentions
}

/// Whether a sentence is a short line of its own without a full stop, as titles and headlines are.
fn is_headline(text: &str, sentence: Span) -> bool {
    let alone =
        |rest: &str| rest.trim_start_matches([' ', '\t', '\u{3000}']).starts_with(['\n', '\r']) || rest.is_empty();
    let begins = text[..sentence.start].trim_end_matches([' ', '\t', '\u{3000}']).ends_with('\n');
    let words = &text[sentence.range()];
    begins
        && alone(&text[sentence.end..])
        && !words.ends_with(['。', '；', '！', '？'])
        && words.chars().count() <= HEADLINE
}

/// What the rules find in each sentence. A rule goes through all sentences before the next one does: its words and its code
/// stay at hand for the processor.
fn collect(sentences: &[Sentence], words: &ProgrammeWords) -> Vec<Candidate> {
    let mut found: Vec<Vec<Candidate>> = sentences.iter().map(|_| Vec::new()).collect();
    for rule in RULES {
        for (sentence, found) in sentences.iter().zip(&mut found) {
            for candidate in rule(sentence, words) {
                // A known name within a longer one is only a word of it: 微信 in “一本通”微信小程序.
                found.retain(|known| !is_word_of(known, &candidate, sentence.text));
                let nested = candidate.rule == "programme/joined";
                if nested || !found.iter().any(|earlier| earlier.span.overlaps(candidate.span)) {
                    found.push(candidate);
                }
            }
        }
    }
    found.into_iter().flatten().collect()
}

/// What people open within a known service, right behind its name: 微信|朋友圈, 微信|公众号.
const PARTS_OF_KNOWN: [&str; 5] = ["群", "朋友圈", "公众号", "公众平台", "小程序"];

fn is_word_of(known: &Candidate, whole: &Candidate, text: &str) -> bool {
    let quoted = text[known.span.range()].contains('“');
    known.rule == "programme/known" && !quoted && whole.span.contains(known.span) && whole.span != known.span
}

/// `programme/known`: 深化“放管服”改革, but neither a longer number that merely ends like a known hotline, nor words within
/// another quoted name.
fn known(sentence: &Sentence, words: &ProgrammeWords) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (clause, quotes) in sentence.clauses.iter().zip(&sentence.quotes) {
        for (at, name) in words.known(&sentence.text[clause.range()]) {
            let span = at.shift(clause.start);
            if quotes.iter().any(|quote| quote.outer.contains(span) && quote.inner.len() > span.len()) {
                continue;
            }
            let before = sentence.text[clause.start..span.start].chars().next_back();
            let inside = PARTS_OF_KNOWN.iter().any(|part| sentence.text[span.end..clause.end].starts_with(part));
            if !inside && !before.is_some_and(|character| character.is_ascii_digit()) {
                found.push(Candidate { span, core: name.to_owned(), full: None, rule: "programme/known" });
            }
        }
    }
    found
}
