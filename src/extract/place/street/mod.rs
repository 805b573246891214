//! Streets, roads, bridges and squares of towns: `胜利大街、阿里河路`, `位于新华大街勤业路128号`, `青石路等9条道路`, `呼达罕桥至红星桥`.
//!
//! 路 and 街 end many words (道路, 思路), so a short one needs a number, another street beside it, or works behind it that are
//! done to streets only; how its name ends tells roads of a sort (产业路) from those of a name.

mod line;
mod ring;
mod shown;

use super::{Found, Scene, crossing, zone};
use crate::extract::PlaceReferent;
use crate::span::{Span, letters_before};

/// A street or road of a town.
const STREET: &str = "place/street";

/// Characters of a name before its noun.
const NAME: std::ops::RangeInclusive<usize> = 2..=4;

/// What ends the names, and which sorts there are of it.
const NOUNS: [(&str, &str); 6] =
    [("大街", "street"), ("大道", "street"), ("路", "street"), ("街", "street"), ("桥", "bridge"), ("广场", "square")];

/// Marks between the streets of a list or a line of them.
const MARKS: [char; 8] = ['、', '和', '与', '及', '—', '－', '-', '至'];

/// What says on which side of a street land lies, before the next one: 兴源路以南|贴东路以西.
const SIDES: [&str; 4] = ["以东", "以南", "以西", "以北"];

/// Names that are words of time, which others are no names by.
const DAYS: [&str; 4] = ["五一", "七一", "八一", "五四"];

/// Frequent words that streets of every town are called by.
const NAMED: [&str; 40] = [
    "人民", "解放", "建设", "中山", "和平", "胜利", "团结", "幸福", "朝阳", "文化", "教育", "育才", "新华", "迎宾",
    "文明", "友谊", "复兴", "民主", "青年", "劳动", "工业", "向阳", "红旗", "长江", "黄河", "体育", "学府", "大学",
    "公园", "车站", "站前", "科技", "健康", "永安", "平安", "民族", "交通", "政府", "府前", "北京",
];

/// Characters that some names have and that are words alone.
const IN_NAMES: &str = "满大家前后上下里外内中老新双";

/// The streets of a line; `names` are the places of the registers in it, `outer` what was found around them: the street that gives
/// its name to a tunnel or a bridge is no second place.
pub(super) fn streets(scene: &Scene<'_>, line: Span, (names, outer): (&[Found], &[Found])) -> Vec<Found> {
    let reader = Reader { scene, line, names };
    let mut spans = ring::rings(scene, line);
    spans
        .extend(line::lines(scene, line, names).into_iter().filter(|road| names.iter().all(|name| name.span != *road)));
    for at in 0..spans.len() {
        let next = reader.behind(spans[at]);
        spans.extend(next.filter(|street| spans.iter().all(|other| !other.overlaps(*street))));
    }
    let nouns = shown::nouns(scene, line).into_iter().map(|noun| (noun, false));
    for (noun, told) in nouns.chain(shown::told(scene, line).into_iter().map(|noun| (noun, true))) {
        let mut next = reader.before(noun).filter(|street| !told || reader.is_plain_name(*street, noun));
        while let Some(street) = next.filter(|street| spans.iter().all(|other| !other.overlaps(*street))) {
            spans.push(street);
            next = reader.behind(street);
        }
    }
    let place = |span: Span| {
        let mut street = scene.called_here(STREET, span, "facility");
        // 二环 is 二环路.
        if let PlaceReferent::Named { name, .. } = &mut street.referent
            && name.ends_with('环')
            && name.chars().count() == 2
        {
            name.push('路');
        }
        street
    };
    let carries = |street: &Span| {
        let mut crossings = outer.iter().filter(|other| matches!(other.rule, crossing::CROSSING | zone::BARE));
        crossings.any(|other| other.span.start <= street.start && other.span.end > street.end)
    };
    spans.into_iter().filter(|street| !carries(street)).map(place).collect()
}

/// Waters and the like that a street is called after by 沿, which then is part of its name.
const ALONGSIDE: [char; 7] = ['江', '河', '湖', '海', '山', '溪', '线'];

/// 沿|大立路|两侧: bytes of the word before a street along which something lies; 沿江路 is called so.
fn along(street: &str, rest: &str) -> usize {
    // 往|望岳广场|方向
    if street.starts_with('往') && rest.starts_with("方向") {
        return '往'.len_utf8();
    }
    let lies = || {
        [
            "两侧", "两旁", "一侧", "分布", "向", "往", "至", "由", "自", "行驶", "直行", "形成", "打造", "通行",
            "沿线", "铺设",
        ]
        .iter()
        .any(|word| rest.starts_with(word))
    };
    let named = street.strip_prefix('沿').filter(|name| !name.starts_with(ALONGSIDE));
    named.filter(|name| name.chars().nth(2).is_some() && lies()).map_or(0, |_| '沿'.len_utf8())
}

/// 东外环|路: which of the rings it is.
fn is_by_side(name: &str) -> bool {
    ["外环", "内环"]
        .iter()
        .any(|ring| name.strip_suffix(ring).is_some_and(|side| side.starts_with(['东', '西', '南', '北'])))
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
        let beside =
            SIDES.iter().filter_map(|side| Some(from + text[from..noun.start].rfind(side)? + side.len())).max();
        // 以东|和|商贸路
        let beside =
            beside.map(|at| at + text[at..].chars().next().filter(|c| MARKS.contains(c)).map_or(0, char::len_utf8));
        let from = joined.max(other).max(beside).map_or(from, |start| start.max(from));
        let from = from + along(&text[from..noun.end], &text[noun.end..self.line.end]);
        let words = &text[from..noun.start];
        let start = from + self.start(words);
        let whole = Span::new(from, noun.end);
        // 众和|地壹街: what "and" belongs to.
        let near = text[from..start].chars().count() < 3;
        let start = if near && start > from && text[..start].ends_with('和') { from } else { start };
        let start = start + along(&text[start..noun.end], &text[noun.end..self.line.end]);
        let cut = Span::new(start, noun.end);
        [whole, cut].into_iter().find(|street| self.is_street(*street, noun))
    }

    /// Where a name begins that words end with, and that has two characters at least: 启动|致远路, though 致远 may be a verb.
    fn start(&self, words: &str) -> usize {
        let last = words.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
        let (organizations, places) = (&self.scene.lexicon.organizations, &self.scene.lexicon.places);
        let start = organizations.name_start(&words[..last]).max(places.name_start(&words[..last]));
        // 车辆沿|望岳路, but 沿江路
        let along = words[..last].rfind('沿').map(|at| at + '沿'.len_utf8());
        let along = along.filter(|at| !words[*at..].starts_with(ALONGSIDE));
        // 往|望岳广场
        let along = along.max(words[..last].rfind('往').map(|at| at + '往'.len_utf8()));
        let start = start.max(along.unwrap_or(0));
        let plain = start + places.past_plain(&words[start..]);
        if plain > last { start } else { plain }
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
        // 育才街|（龙津路至春台路）|、永乐街: which stretch of it.
        let stretch = rest.strip_prefix('（').and_then(|inner| inner.split_once('）'));
        let rest = stretch.filter(|(inner, _)| inner.contains('至')).map_or(rest, |(_, after)| after);
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

    /// Whether the name of a street, of which only is told what is done at it, is no frequent word, and what stands before it is none
    /// of its name: 位于|尚文街, but not 打通|增收门路.
    fn is_plain_name(&self, street: Span, noun: Span) -> bool {
        const WORDS: &str = "出销退支电管弯套活岔网陆丝匝辅铺修让绕走回后生来小土山泥思一";
        let name = &self.scene.text[street.start..noun.start];
        let places = &self.scene.lexicon.places;
        let lead = &self.scene.text[self.line.start..street.start];
        let bound = self.start(letters_before(&self.scene.text[self.line.start..noun.start], NAME.end() * 2));
        let begins = bound > 0
            || !lead.ends_with(char::is_alphabetic)
            || lead.ends_with(['沿', '着', '于', '处', '经', '邻', '靠', '至', '到', '临', '起', '接']);
        begins
            && !name.ends_with(|c| WORDS.contains(c))
            // 增收|门路, but 东门路
            && name.strip_suffix('门').is_none_or(|gate| gate.ends_with(['东', '西', '南', '北', '城', '安', '龙', '大']))
            && !places.is_topic(name)
            && (NAMED.contains(&name) || !places.holds_common(name))
    }

    /// Whether what stands before the noun is a name, and not of what sort a street is.
    fn is_street(&self, street: Span, noun: Span) -> bool {
        let name = &self.scene.text[street.start..noun.start];
        let places = &self.scene.lexicon.places;
        let words = &self.scene.text[noun.range()];
        let sort = NOUNS.iter().find(|(own, _)| *own == words).map_or("street", |(_, sort)| sort);
        let last = name.chars().next_back().zip(words.chars().next());
        // 春|和|路, 高新|一|路
        let begins = || {
            let lead = &self.scene.text[self.line.start..street.start];
            !lead.ends_with(['路', '街', '道', '）']) && !lead.ends_with(|c: char| c.is_ascii_alphanumeric())
        };
        let own = name
            .strip_prefix('和')
            .filter(|_| begins())
            .or_else(|| name.strip_suffix(['和', '一', '二']))
            .filter(|own| own.chars().nth(1).is_none() || !name.ends_with('和'))
            .unwrap_or(name);
        // 纬一|路, 高新一|路, though 一路 is a word.
        let numbered = name.strip_suffix('一').is_some_and(|stem| {
            matches!(stem, "经" | "纬") || stem.chars().nth(1).is_some() && !places.holds_common(stem)
        });
        let other_word = !DAYS.contains(&name)
            && !numbered
            && last.is_some_and(|(last, first)| places.is_common(&String::from_iter([last, first])));
        NAME.contains(&name.chars().count())
            && name.chars().all(|c| c.is_alphabetic() && !c.is_ascii())
            && !other_word
            && (DAYS.contains(&name) || !places.is_generic_but(own, IN_NAMES))
            && (!places.is_street_sort(name, sort) || is_by_side(name))
            && !name.ends_with([
                '市', '县', '区', '镇', '乡', '村', '公', '铁', '条', '号', '之', '断', '头', '丝', '集', '高', '快',
            ])
    }
}
