//! Great works that their names say what and where they are: `江都高速公路改扩建工程`, `白马湖航道整治一期工程试运行`,
//! `横山抽水蓄能项目`.
//!
//! Such a name ends in what is done to a road, a line, water or a port, or in what a plant makes, and says before it which one:
//! 农村公路改造工程 and 分布式光伏项目 do not.

use std::sync::LazyLock;

use super::{Candidate, Sentence};
use crate::lexicon::finder::Finder;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::programmes::ProgrammeWords;
use crate::span::Span;

/// Names that end in one noun.
struct Shape {
    noun: &'static str,
    rule: &'static str,
    /// What the words before the noun are.
    name: &'static LazyLock<Pattern>,
    /// Words that say of which kind it is, and not which.
    kind: &'static LazyLock<Pattern>,
}

static SHAPES: [Shape; 3] = [
    Shape { noun: "工程", rule: "programme/works", name: &NAME, kind: &KIND },
    Shape { noun: "更新项目", rule: "programme/works", name: &RENEWED, kind: &KIND },
    Shape { noun: "项目", rule: "programme/plant", name: &PLANT, kind: &KIND_OF_PLANT },
];

static HAS_WORKS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::of_rule(SHAPES.iter().map(|shape| shape.noun)));

/// What the words before 工程 are: which one, what it is, and what is done to it.
static NAME: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?P<which>[\p{Han}A-Z\d—－\-·（）]{2,18}?)(?:高速公路|高速|公路|铁路|高铁|水库|航道|大桥|隧道|隧洞|机场|码头|枢纽|灌区|湿地|湖泊|流域|海湾|古城|老街|历史文化街区|大道|河道|大河|运河|干渠|水电站|电站|泵站|轨道交通)[\p{Han}\d]{0,6}?(?:(?:改扩建|扩建|改造升级|升级改造|提升改造|扩能改造|改造|治理|综合整治|整治|输水|引水|调水|连通|隧洞|除险加固|加固|生态修复|保护修复|修复|保护更新|更新|疏浚|延伸|复线)(?:[一二三四]期)?|[一二三四]期)$",
    )
});

/// What the words before 更新项目 are: which quarter, and which sort of quarter it is.
static RENEWED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"^(?P<which>[\p{Han}·]{2,8}?)(?:历史文化街区|历史街区|古城|老街|老城|片区|街区)(?:城市|有机|保护)?$")
});

/// What the words before 项目 are: which plant, how large, what it makes.
static PLANT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?P<which>[\p{Han}A-Z·（）]{2,12}?)(?:[\d.]+(?:万|亿)?(?:千瓦|吨|立方米|方|兆瓦|亩)(?:/年)?(?:级)?|[百千]?万(?:吨级?|千瓦)|百亿级)?(?:集中式|海上|陆上|分散式|一体化|农光互补|渔光互补|清洁)?(?:抽水蓄能|风电|光伏|核电|火电|煤电|热电|水电|储能|风储|光储|农光储|光热|电站|电厂|核能|石化|炼化|乙烯|煤化工|煤制气|煤制油|甲醇|尿素|合成氨|绿氢|液化天然气|LNG|国储林|水利枢纽|水库|输变电|特高压|新材料|硅材料|钼矿|铜矿|锂矿|铁路专用线)(?:发电|[一二三四五]期|扩建|改扩建|新建|迁建|技改|示范|试点|系统|工程|电站|项目|基地|一体化|接收站|微电网|电池|及[\p{Han}]{2,8}?)*$",
    )
});

/// Words that say of which kind it is, and not which.
static KIND: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "农村|城乡|乡村|历史|文化|病险|中小|小型|大中型|大型|县乡|通村|重点|老旧|主要|骨干|城区|沿江|沿海|内河|国省|干线|普通|国道|省道|县道|农田|饮用水|危旧|[条座处个项]|[该此其各多]|等",
    )
});

/// The same of plants.
static KIND_OF_PLANT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "分布式|屋顶|整[县村省]|新[建增型]|重[点大]|绿色|清洁|传统|产业|园区|基地|企业|配套|农村|城乡|大型|中小|小型|[条座处个项批]|[该此其各多这首]|等|全[国省市区县]|国家|[在续拟]建|推进|建设|加快|开发|指导|支持|推动|协调|调研|核准",
    )
});

/// What may follow: what becomes of it, or nothing.
static FOLLOWS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:$|[，。；、：（）\s]|等|和|及|与|建设|已|将|正|的|于|在|试运行|建成|并网|开工|完工|竣工|通车|通航|投用|投入|投产|进展|顺利|累计|完成|全面|主体|通过|实现|启动|纳入|列入|基本|升压站|外送|并|，)",
    )
});

/// What parts a name from the words before it.
static PARTS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"[^\p{Han}\w—－\-·]|[的了和及与将由为对是]|包括|确保|抓好|加快|重点|参加|依托|投入|用于|推进")
});

/// `programme/works` and `programme/plant`: such works by their form alone.
pub(super) fn works(sentence: &Sentence, words: &ProgrammeWords) -> Vec<Candidate> {
    let mut found = Vec::new();
    for clause in sentence.clauses {
        let slice = &sentence.text[clause.range()];
        for noun in HAS_WORKS.find_iter(slice) {
            let shape = &SHAPES[noun.word];
            if let Some(name) = name(slice, noun.span, shape, words) {
                found.push(Candidate::plain(clause.start + name.start, &slice[name.range()], shape.rule));
            }
        }
    }
    found
}

fn name(slice: &str, noun: Span, shape: &Shape, words: &ProgrammeWords) -> Option<Span> {
    if !FOLLOWS.is_match(&slice[noun.end..]) {
        return None;
    }
    let parted = PARTS.find_iter(&slice[..noun.start]).last().map_or(0, |mark| mark.end());
    // 推进|曲江大道改造升级工程: a verb may be part of the name, too.
    let verbs = words.verbs(&slice[parted..noun.start]);
    let starts = verbs.iter().rev().map(|(at, _)| parted + at.end).chain([parted]);
    let named = |start: &usize| {
        let captures = shape.name.captures(&slice[*start..noun.start]);
        captures.is_some_and(|captures| !shape.kind.is_match(&captures["which"]))
    };
    starts.into_iter().find(named).map(|start| Span::new(start, noun.end))
}
