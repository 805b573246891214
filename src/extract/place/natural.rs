//! Rivers, seas, mountains and regions among the names of a line: `黑河中游`, `长江江苏段`, `华东、华北、西北`; and what is only called after
//! one: `太湖之光`.

use std::sync::LazyLock;

use super::Found;
use super::name::Around;
use super::river::{RIVER, is_counted};
use crate::extract::PlaceReferent;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::places::{Listed, Meaning};
use crate::lexicon::register::Level;
use crate::span::Span;

impl Around<'_> {
    /// 太湖|之光, 长江|之歌: what is called after a river, a lake or a mountain.
    pub(super) fn is_praised(&self, span: Span) -> bool {
        let rest = self.scene.text[span.end..self.line.end].strip_prefix('之');
        rest.is_some_and(|rest| rest.starts_with(['光', '歌', '声', '星', '花', '恋', '韵', '夜', '眼', '鹰']))
    }

    /// 百山祖|冷杉, 青海湖|裸鲤: whether a plant or an animal is called after a mountain or a water.
    pub(super) fn names_a_species(&self, span: Span) -> bool {
        const SPECIES: [&str; 19] = [
            // 黄海|农场: so is a farm.
            "农场",
            "冷杉",
            "裸鲤",
            "湟鱼",
            "羚牛",
            "细鳞鲑",
            "江豚",
            "白鱀豚",
            "五针松",
            "铁木",
            "铁杉",
            "红豆杉",
            "含笑",
            "石斛",
            "薄皮木",
            "金丝猴",
            "大鲵",
            "小鲵",
            "杜鹃花",
        ];
        let rest = &self.scene.text[span.end..self.line.end];
        SPECIES.iter().any(|species| rest.starts_with(species))
    }

    /// 马鬃山|村, 太湖|镇: whether a village or town is called after a river, a lake or a mountain.
    pub(super) fn names_a_locality(&self, span: Span) -> bool {
        let rest = &self.scene.text[span.end..self.line.end];
        let plain =
            |next: &str| next.starts_with(['庄', '落', '寨', '级', '两', '镇', '江', '土', '亲', '愁', '情', '音']);
        ["村", "镇", "街道"].iter().any(|noun| rest.strip_prefix(noun).is_some_and(|next| !plain(next)))
    }

    /// 马鞍山|村曾经贫困: whether a village is called like a city; 马鞍山|村级 is of the city.
    pub(super) fn names_a_village(&self, span: Span) -> bool {
        const OTHER_WORDS: &str = "庄落寨级两镇播社晚超歌干企集民居办委";
        let rest = self.scene.text[span.end..self.line.end].strip_prefix('村');
        let mut named = self.scene.register().short_named(&self.scene.text[span.range()]);
        rest.is_some_and(|next| !next.starts_with(|c| OTHER_WORDS.contains(c)))
            && named.any(|division| division.level == Level::Prefecture)
    }

    /// Whether a river or a mountain only begins a short quoted name: “汉江贷”.
    pub(super) fn begins_a_quoted_name(&self, span: Span) -> bool {
        const LONGEST: usize = 4;
        let rest = &self.scene.text[span.end..self.line.end];
        let tail = rest.split('”').next().unwrap_or_default();
        self.scene.text[self.line.start..span.start].ends_with('“')
            && (1..=LONGEST).contains(&tail.chars().count())
            && tail.chars().all(char::is_alphanumeric)
    }

    /// Whether a name ends as rivers or mountains do, and what follows is said of those only: 黑河中游, 大兴安岭西侧.
    pub(super) fn names_a_river(&self, span: Span) -> bool {
        let (name, rest) = (&self.scene.text[span.range()], &self.scene.text[span.end..self.line.end]);
        let cues = &self.scene.lexicon.places.cues;
        // 沿|黑河筑起绿色长廊
        let along = || self.scene.text[self.line.start..span.start].ends_with('沿');
        (name.ends_with(['河', '江', '溪']) && (cues.begins_course(rest) || along()))
            || (name.ends_with(['岭', '山'])
                && (name.chars().count() > 2 || self.is_of_counties(name))
                && cues.begins_slope(rest))
            // 昌江|沿岸, though a district is called so; 湛江沿岸 is the coast of a city.
            || name.ends_with(['河', '江']) && self.is_of_counties(name) && ["沿岸", "两岸"].iter().any(|bank| rest.starts_with(bank))
            // 黄山|脚下, though a city is called so.
            || name.ends_with('山') && ["脚下", "主峰", "之巅"].iter().any(|part| rest.starts_with(part))
    }

    /// 江阴|湾, 三亚|湾: the bay of a town on the coast, and no area; 湾区 and villages are called so otherwise.
    pub(super) fn bay(&self, span: Span) -> Option<Found> {
        const OTHER_WORDS: &str = "区镇村街乡仔里子台头社";
        let rest = self.scene.text[span.end..self.line.end].strip_prefix('湾')?;
        let name = Span::new(span.start, span.end + '湾'.len_utf8());
        let other = rest.starts_with(|c| OTHER_WORDS.contains(c)) && !rest.starts_with("区域");
        let whole = !other && span.len() > '海'.len_utf8();
        whole.then(|| self.scene.called(RIVER, name, "natural"))
    }

    /// 西湖|、左海: a lake, though a district is called so, by the lakes and parks beside it.
    pub(super) fn names_a_lake(&self, span: Span) -> bool {
        static BEHIND: LazyLock<Pattern> = LazyLock::new(|| {
            pattern(
                "^(?:[、和与及]\\p{Han}{1,3}(?:湖|海|池|水库)[^\\p{Han}市县区]?|水面|水域|湖面|湖畔|游船|水质|水体|清淤|景区|风景|左海)",
            )
        });
        let (name, rest) = (&self.scene.text[span.range()], &self.scene.text[span.end..self.line.end]);
        if !name.ends_with('湖') || !self.scene.register().short_named(name).all(|own| own.name.ends_with('区')) {
            return false;
        }
        let before = &self.scene.text[self.line.start..span.start];
        let listed =
            before.strip_suffix('、').is_some_and(|list| list.ends_with(['湖', '海']) || list.ends_with("水库"));
        // 浙江省|西湖: a district is told of behind its city.
        let of_province = before.ends_with('省') && !rest.starts_with(char::is_alphabetic);
        listed || of_province || BEHIND.is_match(rest)
    }

    /// Whether a sea is named, by what lies beside it.
    pub(super) fn names_a_sea(&self, span: Span) -> bool {
        matches!(&self.scene.text[span.range()], "南海" | "东海")
            && self.scene.text[..span.start].ends_with(['临', '濒', '滨', '面', '邻'])
    }

    /// 、|小潢河: a lesser river that is called after one of the lists.
    pub(super) fn lesser(&self, span: Span) -> Option<Found> {
        let name = &self.scene.text[span.range()];
        let before = &self.scene.text[self.line.start..span.start];
        let lead = before.strip_suffix(['小', '老']).filter(|lead| !lead.ends_with(char::is_alphabetic))?;
        let lesser =
            name.chars().count() == 2 && name.ends_with(['河', '江', '溪']) && !matches!(name, "长江" | "黄河");
        lesser.then(|| self.scene.called(RIVER, Span::new(self.line.start + lead.len(), span.end), "natural"))
    }

    /// Whether only counties and districts are called so for short: 天山 is a district's name, 黄山 a city's.
    fn is_of_counties(&self, name: &str) -> bool {
        self.scene.register().short_named(name).all(|division| division.level == Level::County)
    }

    /// 东北|与黑龙江省接壤: where a neighbour lies, and no region.
    pub(super) fn is_a_direction(&self, span: Span) -> bool {
        const DIRECTIONS: [&str; 4] = ["东北", "西北", "东南", "西南"];
        const MEETS: [&str; 8] = ["接壤", "相邻", "毗邻", "为邻", "交界", "相连", "相接", "相望"];
        let rest = &self.scene.text[span.end..self.line.end];
        // 海南岛|东北地区, 全县|西南地区: a part of what stands before it.
        let before = &self.scene.text[self.line.start..span.start];
        let part = ["岛", "全县", "全市", "全区", "全省", "县境", "市境", "市域", "县域"];
        let of_all = part.iter().any(|whole| before.ends_with(whole));
        of_all && DIRECTIONS.iter().any(|direction| self.scene.text[span.range()].starts_with(direction))
            || DIRECTIONS.contains(&&self.scene.text[span.range()])
                && rest.starts_with(['与', '和', '同', '隔'])
                && rest
                    .split(['，', '。', '；'])
                    .next()
                    .is_some_and(|clause| MEETS.iter().any(|word| clause.contains(word)))
    }

    /// 华东、|华北、|西北: whether a region is listed with another, so that a direction is none.
    pub(super) fn is_beside_region(&self, at: usize) -> bool {
        let region = |at: usize| matches!(self.hits[at].1, Meaning::Listed(Listed { kind: "region", .. }));
        let listed =
            |left: usize| self.scene.text.get(self.hits[left].0.end..self.hits[left + 1].0.start) == Some("、");
        let before = at.checked_sub(1).is_some_and(|left| listed(left) && region(left));
        let after = at + 1 < self.hits.len() && listed(at) && region(at + 1);
        region(at) && (before || after)
    }

    /// The river whose stretch in an area is told of: 洮河|定西段, 黄河|银川段.
    pub(super) fn reach(&self, at: usize, river: Span, meaning: Meaning) -> Option<Found> {
        let (area, next) = *self.hits.get(at + 1).filter(|next| next.0.start == river.end)?;
        let stretch = self.scene.text[area.end..self.line.end].starts_with('段');
        // 柳江|柳州市|段: a district is called after the river.
        let is_natural = matches!(meaning, Meaning::Listed(Listed { kind: "natural", .. }))
            || meaning == Meaning::Short && self.scene.text[river.range()].ends_with(['江', '河', '湖']);
        let whole = Span::new(river.start, area.end + '段'.len_utf8());
        let named = is_natural && stretch && matches!(next, Meaning::Full | Meaning::Short);
        named.then(|| {
            let name = match meaning {
                Meaning::Listed(listed) => listed.name,
                _ => &self.scene.text[river.range()],
            };
            Found::new(whole, RIVER, PlaceReferent::Named { name: name.to_owned(), kind: "natural", within: None })
        })
    }

    /// The river or the mountain that a name of the register is here.
    pub(super) fn feature(&self, span: Span) -> Option<Found> {
        let span = self.with_first(span);
        let named = !is_counted(&self.scene.text[span.range()]);
        named.then(|| self.scene.called(RIVER, span, "natural"))
    }

    /// 当地|茅|塔河|流域: a county's name may be the end of a longer river's, whose first character stands alone behind a word.
    fn with_first(&self, span: Span) -> Span {
        const ALONE: &str = "在的对沿该和与及是至到从由向经过有为将把以";
        let (name, before) = (&self.scene.text[span.range()], &self.scene.text[self.line.start..span.start]);
        let Some((at, first)) = before.char_indices().next_back() else { return span };
        let lead = &before[..at];
        let longer = name.chars().nth(2).is_none()
            && name.ends_with(['河', '江', '溪'])
            && first.is_alphabetic()
            && !ALONE.contains(first)
            && !self.scene.is_bound(before)
            && self.before(span).is_none()
            && (!lead.ends_with(char::is_alphabetic) || self.scene.is_bound(lead));
        if longer { Span::new(self.line.start + at, span.end) } else { span }
    }

    /// 发展|湾区|经济: what every bay has.
    pub(super) fn is_any_bay(&self, span: Span) -> bool {
        &self.scene.text[span.range()] == "湾区" && self.scene.text[span.end..self.line.end].starts_with("经济")
    }

    /// 牛首|山东|抽水蓄能电站: whether a province is only the end of a mountain or lake and the side of it that works lie on.
    pub(super) fn ends_a_side(&self, span: Span) -> bool {
        const WORKS: [&str; 8] = ["抽水蓄能", "水库", "电站", "隧道", "煤矿", "风电场", "灌区", "水利枢纽"];
        const PROVINCES: [&str; 8] = ["山东", "山西", "河南", "河北", "湖南", "湖北", "江西", "海南"];
        let before = self.scene.text[self.line.start..span.start].chars().next_back();
        let rest = &self.scene.text[span.end..self.line.end];
        // 华家|山西麓: the foot of a mountain.
        let foot = rest.starts_with(['麓', '坡', '端', '缘']) && before.is_some_and(char::is_alphabetic);
        let works = WORKS.iter().any(|works| rest.starts_with(works))
            && before.is_some_and(|c| c.is_alphabetic() && !"在的和与及由".contains(c));
        PROVINCES.contains(&&self.scene.text[span.range()]) && (foot || works)
    }

    /// 诚|信江|苏, 知|音湖|北: whether the last character of a river, lake or mountain begins the name of a province.
    pub(super) fn begins_a_province(&self, span: Span) -> bool {
        const PROVINCES: [&str; 9] = ["江苏", "江西", "河南", "河北", "湖南", "湖北", "山东", "山西", "海南"];
        const SIDES: [char; 10] = ['岸', '侧', '麓', '坡', '段', '部', '路', '边', '端', '缘'];
        let last = self.scene.text[span.range()].char_indices().next_back().map_or(span.end, |(at, _)| span.start + at);
        let rest = &self.scene.text[last..self.line.end];
        let province = PROVINCES.iter().find_map(|province| rest.strip_prefix(province));
        province.is_some_and(|after| !after.starts_with(SIDES))
    }

    /// 粤|黔东|西部协作: the east and the west work together.
    pub(super) fn is_half_of_both(&self, span: Span) -> bool {
        self.scene.text[span.range()].ends_with('东') && self.scene.text[span.end..self.line.end].starts_with("西部")
    }
}
