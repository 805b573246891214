//! What tells that 路, 街, 桥 and 广场 end names: what stands behind them (`青石路|等9条道路`), or before and behind (`位于|尚文街|，`).

use std::sync::LazyLock;

use super::Scene;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// Avenues, which few words end like; behind the noun, characters of another word: 重大道|路.
static WIDE: LazyLock<Pattern> = LazyLock::new(|| pattern("(大街|大道)(?:$|[^路小理德歉场观])"));

/// Streets by what stands behind them.
static SHOWN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        "([路街])(?:(?:[-、—－和与至]|以及)[\\p{{Han}}]{{2,5}}[路街]|(?:[-、—－和与至]|以及)[\\p{{Han}}]{{2,4}}大[街道]|[0-9]{{1,4}}号|[0-9]{{1,3}}(?:层|弄)|等[0-9一二三四五六七八九十两多]+条|等(?:城市|城区|市区|主要|重点|市政)*(?:道路|街路|街道|路段|主干道|主次干道|主要干道)|等(?:改扩建|改造|拓宽|开展)|（[^（）]{{2,12}}(?:至|到|—|－|-|～|~)[^（）]{{2,12}}）|(?:道路)?交叉口|(?:道路)?交[汇界]|路口|[东西南北中]段|两侧|以[东西南北]|(?:道路)?(?:改造|改扩建|拓宽|拓宽改造|贯通|打通|绿化|亮化|延伸|道路)(?:工程|项目)|(?:道路)?(?:开工建设|动工建设|竣工通车|建成投用|建成通车|全线通车|全线贯通)|(?:改造|拓宽|提升|升级|大修|中修|罩面|铺装|翻修|翻建|改建)(?:[和及与、，。；]|工程|等|$)|{DONE})"
    ))
});

/// What is done to streets, and what is built along them: 花溪路|下穿, 大学路|地下综合管廊.
const DONE: &str = "(?:道路)?(?:提档升级|提升改造|改造提升|升级改造|综合改造|拓宽改造|快速化|改扩建|白改黑|黑化|刷黑|大中修|断头路|强弱电|杆线|内涝|积水点|基础设施|架空线|外立面|街景|人行道)|再?[东西南北](?:延伸?|伸)(?:线|段|工程|项目|道路|路面|改造|建设|打通|至|和|及|等|、|，|。|；|（|$)|延伸段|延伸线|延长[线段]|下穿|上跨|高架|跨线桥|人行天桥|地下通道|(?:地下)?综合管廊|雨污分流|(?:雨水|污水|排水|供水|供热|燃气)(?:管网|管道|管线)|[一二三四]期(?:工程|项目|建设|、|，|。|等)";

/// Streets that are called after a side: 樟溪西路, 建设北街; behind the noun, characters of another word.
static SIDED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "\\p{Han}[\\p{Han}--[东西南北中]][东西南北中]([路街])(?:$|[^径线演过网况费牌人面基灯由透易标途数桥道段区头坊市])",
    )
});

/// Streets that are called by number: 高新四路, 经三路; behind the noun, what makes lines of buses and armies of them.
static COUNTED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:[\\p{Han}--[第分兵各这有十]][二三四五六七八九十]|\\p{Han}{2}一|(?:^|[^已曾途历财])[经纬]一)([路街])(?:$|[、，。；（）和与及至等东西南北中建改延打开]|道路|两侧|沿线)",
    )
});

/// Bridges by what stands behind them.
static BRIDGE: LazyLock<Pattern> =
    LazyLock::new(|| pattern("(桥)(?:[、和至]\\p{Han}{2,4}桥|(?:维修)?加固|改造|改建|重建|拓宽|建成通车)"));

/// Squares in a list of squares.
static SQUARE: LazyLock<Pattern> = LazyLock::new(|| pattern("(广场)[、和与]\\p{Han}{2,7}广场"));

/// A street behind what is done to it or what lies at it, before a mark, a side or what lies beside it.
static TOLD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:打通|畅通|贯通|扮靓|拓宽|新修|续建|新建|整修|途经|途径|沿着?|位于|坐落于|坐落在|地处|连通|衔接|横穿|紧邻|毗邻|紧靠|[东西南北][临靠接起至到邻抵]|行至|驶至|走到|来到|走进)\\p{Han}{2,6}?([路街])(?:$|[、，。；：（）和与及0-9]|[东西南北中]|附近|沿线|两侧|一带|路段|段|的|交叉|行驶|直行|行至|向[东南西北]|往[东南西北]|口、|口，|口的|路口)",
    )
});

/// A street on which somebody is: 走在罗汉路|上.
static ON: LazyLock<Pattern> =
    LazyLock::new(|| pattern("在\\p{Han}{2,4}?([路街])(?:上[，、。串漫散行走开摆停]|旁[，、。的边]|沿线|两旁|一带)"));

/// A square towards which the traffic goes: 往文献广场|方向.
static TOWARDS: LazyLock<Pattern> =
    LazyLock::new(|| pattern("(?:[往至到从由]|途经)\\p{Han}{2,5}?(广场)(?:方向|附近|路口|一线)"));

/// The nouns of a line that what stands behind them shows to end names.
pub(super) fn nouns(scene: &Scene<'_>, line: Span) -> Vec<Span> {
    let text = &scene.text[line.range()];
    // 龙津路|（永乐街至燕赵街）: what shows one street may hold another.
    let mut at = 0;
    let shown = std::iter::from_fn(|| {
        let hit = SHOWN.captures_at(text, at)?;
        at = hit.get(1)?.end();
        Some(hit)
    });
    let nouns = WIDE
        .captures_iter(text)
        .chain(shown)
        .chain(SIDED.captures_iter(text))
        .chain(COUNTED.captures_iter(text))
        .chain(BRIDGE.captures_iter(text))
        .chain(SQUARE.captures_iter(text));
    nouns.filter_map(|hit| Some(Span::from(hit.get(1)?.range()).shift(line.start))).collect()
}

/// The nouns of a line before which it is told what is done at a street: they end names where what stands before them is no word.
pub(super) fn told(scene: &Scene<'_>, line: Span) -> Vec<Span> {
    let text = &scene.text[line.range()];
    let nouns = TOLD.captures_iter(text).chain(ON.captures_iter(text)).chain(TOWARDS.captures_iter(text));
    nouns.filter_map(|hit| Some(Span::from(hit.get(1)?.range()).shift(line.start))).collect()
}
