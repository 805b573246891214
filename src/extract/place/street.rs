//! Streets, roads, bridges and squares of towns: `胜利大街、阿里河路`, `位于新华大街勤业路128号`, `青石路等9条道路`, `呼达罕桥至红星桥`.
//!
//! 路 and 街 end many words (道路, 思路), so a short one needs a number, another street beside it, or works behind it that are
//! done to streets only; how its name ends tells roads of a sort (产业路) from those of a name.

use std::sync::LazyLock;

use super::{Found, Scene, crossing, zone};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// A street or road of a town.
const STREET: &str = "place/street";

/// Characters of a name before its noun.
const NAME: std::ops::RangeInclusive<usize> = 2..=4;

/// What ends the names, and which sorts there are of it.
const NOUNS: [(&str, &str); 6] =
    [("大街", "street"), ("大道", "street"), ("路", "street"), ("街", "street"), ("桥", "bridge"), ("广场", "square")];

/// Marks between the streets of a list or a line of them.
const MARKS: [char; 8] = ['、', '和', '与', '及', '—', '－', '-', '至'];

/// Avenues, which few words end like; behind the noun, characters of another word: 重大道|路.
static WIDE: LazyLock<Pattern> = LazyLock::new(|| pattern("(大街|大道)(?:$|[^路小理德歉场观])"));

/// Streets by what stands behind them.
static SHOWN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        "([路街])(?:[、—－和与][\\p{{Han}}]{{2,5}}[路街]|[、—－和与][\\p{{Han}}]{{2,4}}大[街道]|[0-9]{{1,4}}号|[0-9]{{1,3}}(?:层|弄)|等[0-9一二三四五六七八九十两]+条|等(?:城市|城区|主要|重点)*(?:道路|街路|街道|主干道|主次干道)|(?:道路)?交叉口|(?:道路)?交[汇界]|路口|[东西南北]段|两侧|以[东西南北]|(?:道路)?(?:改造|改扩建|拓宽|拓宽改造|贯通|打通|绿化|亮化|延伸|道路)(?:工程|项目)|建成通车|全线通车|全线贯通|{DONE})"
    ))
});

/// What is done to streets, and what is built along them: 花溪路|下穿, 大学路|地下综合管廊.
const DONE: &str = "(?:道路)?(?:提档升级|提升改造|改造提升|升级改造|综合改造|拓宽改造|快速化|改扩建|白改黑|黑化|刷黑|大中修|断头路)|[东西南北](?:延伸?|伸)(?:线|段|工程|项目|至|、|，|。)|延伸段|延伸线|延长[线段]|下穿|上跨|高架|跨线桥|人行天桥|地下通道|(?:地下)?综合管廊|雨污分流|(?:雨水|污水|排水|供水|供热|燃气)(?:管网|管道|管线)|[一二三四]期(?:工程|项目|建设|、|，|。|等)";

/// Streets that are called after a side: 樟溪西路, 建设北街; behind the noun, characters of another word.
static SIDED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "\\p{Han}[\\p{Han}--[东西南北中]][东西南北中]([路街])(?:$|[^径线演过网况费牌人面基灯由透易标途数桥道段区头坊市])",
    )
});

/// Bridges by what stands behind them.
static BRIDGE: LazyLock<Pattern> =
    LazyLock::new(|| pattern("(桥)(?:[、和至]\\p{Han}{2,4}桥|(?:维修)?加固|改造|改建|重建|拓宽|建成通车)"));

/// Squares in a list of squares.
static SQUARE: LazyLock<Pattern> = LazyLock::new(|| pattern("(广场)[、和与]\\p{Han}{2,7}广场"));

/// The streets of a line; `names` are the places of the registers in it, `outer` what was found around them: the street that gives
/// its name to a tunnel or a bridge is no second place.
pub(super) fn streets(scene: &Scene<'_>, line: Span, (names, outer): (&[Found], &[Found])) -> Vec<Found> {
    let text = &scene.text[line.range()];
    let nouns = WIDE
        .captures_iter(text)
        .chain(SHOWN.captures_iter(text))
        .chain(SIDED.captures_iter(text))
        .chain(BRIDGE.captures_iter(text))
        .chain(SQUARE.captures_iter(text));
    let nouns = nouns.filter_map(|hit| Some(Span::from(hit.get(1)?.range()).shift(line.start)));
    let reader = Reader { scene, line, names };
    let mut spans: Vec<Span> = Vec::new();
    for noun in nouns {
        let mut next = reader.before(noun);
        while let Some(street) = next.filter(|street| spans.iter().all(|other| !other.overlaps(*street))) {
            spans.push(street);
            next = reader.behind(street);
        }
    }
    let place = |span: Span| scene.called_here(STREET, span, "facility");
    let carries = |street: &Span| {
        let mut crossings = outer.iter().filter(|other| matches!(other.rule, crossing::CROSSING | zone::BARE));
        crossings.any(|other| other.span.start <= street.start && other.span.end > street.end)
    };
    spans.into_iter().filter(|street| !carries(street)).map(place).collect()
}

/// 沿|大立路|两侧: bytes of the word before a street along which something lies; 沿江路 is called so.
fn along(street: &str, rest: &str) -> usize {
    let lies = || ["两侧", "两旁", "一侧", "分布", "向", "至", "由", "自"].iter().any(|word| rest.starts_with(word));
    let named = street.strip_prefix('沿').filter(|name| !name.starts_with(['江', '河', '湖', '海', '山', '溪', '线']));
    named.filter(|name| name.chars().nth(2).is_some() && lies()).map_or(0, |_| '沿'.len_utf8())
}

/// What is known around the noun of a street.
pub(super) struct Reader<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) line: Span,
    pub(super) names: &'a [Found],
}

impl Reader<'_> {
    /// The street that ends with a noun.
    pub(super) fn before(&self, noun: Span) -> Option<Span> {
        let text = self.scene.text;
        if let Some(street) = self.by_water(noun) {
            return Some(street);
        }
        let known = self.names.partition_point(|name| name.span.end < noun.start);
        // 长春|新民大街: the name of an area may begin that of a street.
        let floor = self.names[..known].last().map_or(self.line.start, |name| name.span.end.max(self.line.start));
        let floor = if text[floor..noun.start].chars().count() < *NAME.start() { self.line.start } else { floor };
        let before = &text[floor..noun.start];
        let han = before.char_indices().rev().take_while(|(_, c)| c.is_alphabetic() && !c.is_ascii());
        let from = floor + han.take(NAME.end() * 2).last().map_or(before.len(), |(at, _)| at);
        // 哈萨尔大街|和|西头道街
        let joined = text[from..noun.start].rfind(['和', '与', '及', '至']).map(|at| from + at);
        // 众和|地壹街: only behind another of them.
        let joined = joined.filter(|at| NOUNS.iter().any(|(noun, _)| text[..*at].ends_with(noun)));
        let joined = joined.map(|at| at + '和'.len_utf8());
        let other = text[from..noun.start].rfind(['街', '路', '桥']).map(|at| from + at + '街'.len_utf8());
        let from = joined.max(other).map_or(from, |start| start.max(from));
        let from = from + along(&text[from..noun.end], &text[noun.end..self.line.end]);
        let words = &text[from..noun.start];
        let start = from + self.scene.name_start(words);
        let whole = Span::new(from, noun.end);
        // 众和|地壹街: what "and" belongs to.
        let start = if start > from && text[..start].ends_with('和') { from } else { start };
        let start = start + along(&text[start..noun.end], &text[noun.end..self.line.end]);
        let cut = Span::new(start, noun.end);
        [whole, cut].into_iter().find(|street| self.is_street(*street, noun))
    }

    /// 沿江|大道: an avenue by the water that it runs along; a road (沿江|路) may be any.
    fn by_water(&self, noun: Span) -> Option<Span> {
        const WATERS: [&str; 6] = ["沿江", "沿河", "沿湖", "滨江", "滨河", "滨湖"];
        let before = &self.scene.text[self.line.start..noun.start];
        let water = WATERS.iter().find(|water| before.ends_with(**water))?;
        let lead = &before[..before.len() - water.len()];
        let begins = !lead.ends_with(char::is_alphabetic) || self.scene.is_bound(lead);
        let avenue = &self.scene.text[noun.range()] == "大道";
        (avenue && begins).then(|| Span::new(noun.start - water.len(), noun.end))
    }

    /// The street that a list goes on with.
    fn behind(&self, street: Span) -> Option<Span> {
        let rest = &self.scene.text[street.end..self.line.end];
        let next = rest.strip_prefix(MARKS)?;
        let start = self.line.end - next.len();
        let run = next.char_indices().take(NAME.end() + 2).take_while(|(_, c)| c.is_alphabetic() && !c.is_ascii());
        let run = &next[..run.last().map_or(0, |(at, c)| at + c.len_utf8())];
        let ends = NOUNS.iter().filter_map(|(noun, _)| Some((run.find(noun)?, noun.len())));
        let (at, len) = ends.min_by_key(|(at, len)| (*at, std::cmp::Reverse(*len)))?;
        let noun = Span::new(start + at, start + at + len);
        let street = Span::new(start, noun.end);
        self.is_street(street, noun).then_some(street)
    }

    /// Whether what stands before the noun is a name, and not of what sort a street is.
    fn is_street(&self, street: Span, noun: Span) -> bool {
        let name = &self.scene.text[street.start..noun.start];
        let places = &self.scene.lexicon.places;
        let words = &self.scene.text[noun.range()];
        let sort = NOUNS.iter().find(|(own, _)| *own == words).map_or("street", |(_, sort)| sort);
        let last = name.chars().next_back().zip(words.chars().next());
        let other_word = last.is_some_and(|(last, first)| places.is_common(&String::from_iter([last, first])));
        NAME.contains(&name.chars().count())
            && name.chars().all(|c| c.is_alphabetic() && !c.is_ascii())
            && !other_word
            && !places.is_generic(name)
            && !places.is_street_sort(name, sort)
            && !name.ends_with([
                '市', '县', '区', '镇', '乡', '村', '公', '铁', '条', '号', '之', '断', '头', '丝', '集', '高', '快',
            ])
    }
}
