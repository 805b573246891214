//! Members of a list that what stands behind it says to be areas: `宁东、鄂尔多斯和陕北等能源化工基地`, `关中-天水、宁夏沿黄、牡绥等区域`,
//! `丁庄、石沟等11个城市更新项目`, `新湖、马坝等地`.
//!
//! Fields and things are listed before the same nouns (`森林、草原等区域`), so all members must be such as names are, and what no
//! register knows needs members beside it that rules know.

use std::sync::LazyLock;

use super::shared::past_county;
use super::{Found, Scene, free, route};
use crate::extract::PlaceReferent;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::{Span, letters_before};

/// One of a list of areas.
const ROSTER: &str = "place/roster";

/// Characters of a member, those of two that a hyphen joins among them.
const LONGEST: usize = 12;

/// Characters of a name that no register has.
const NAME: std::ops::RangeInclusive<usize> = 2..=4;

/// Regions, behind the list of them.
static REGIONS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "等(?:[0-9一二三四五六七八九十]{1,3}[余多]?[个大片])?(?:重点|主要|重要|优势|国家级?|大型|现代|能源|化工|煤化工|煤电|清洁能源|新能源|石化|产业|工业|经济|商品|粮食|生产|城市化|城镇化|战略|生态|试点|示范){0,4}(?:区域|地区|城市群|城镇群|都市圈|经济区|经济带)",
    )
});

/// Bases of a trade, behind the list of where they lie; products are listed before them too.
static BASES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "等(?:[0-9一二三四五六七八九十]{1,3}[余多]?[个大])?(?:重点|主要|重要|国家级?|大型|现代|能源|化工|煤化工|煤电|清洁能源|新能源|石化|产业|工业|商品粮){0,4}基地",
    )
});

/// What is done to villages and quarters, behind the list of them.
static WORKS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:等(?:[0-9一二三四五六七八九十]{1,3}[余多]?个)?\\p{Han}{0,8}?)?(?:城市更新|棚户区改造|棚改|城中村改造|旧城改造|旧村改造|征迁|征拆|片区开发|连片开发)(?:项目|单元|地块|工程)|等(?:旧村|老村|城中村|棚户区)(?:改造|拆迁|搬迁)",
    )
});

/// Places of any sort: 等地, 等市县, 等三地.
static PLACES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "等(?:[0-9一二两三四五六七八九十]{1,3}[余多]?个?)?(?:地(?:$|[^区方质理段标块铁级点位图税膜])|地市|市州|州市|市县|县市|县区|区县|旗县|盟市)|等(?:[0-9一二两三四五六七八九十]{1,3}[余多]?个)?(?:重点|核心|主要|城市|中心){1,2}(?:片区|板块|组团)",
    )
});

/// A place and what lies around it: 三道湾|及周边地区.
static AROUND: LazyLock<Pattern> = LazyLock::new(|| pattern("(?:及其?|和)周边(?:地区|区域)"));

/// On which side or along what of a place a region lies.
const SIDES: [&str; 18] = [
    "沿海", "沿江", "沿黄", "沿边", "沿河", "沿湖", "北坡", "南坡", "北麓", "南麓", "东麓", "西麓", "东坡", "西坡",
    "西岸", "东岸", "北岸", "南岸",
];

/// How other things than places end.
const OTHERS: [char; 40] = [
    '房', '厂', '业', '品', '企', '校', '院', '所', '部', '局', '委', '办', '会', '员', '者', '人', '点', '线', '网',
    '车', '矿', '田', '林', '草', '水', '气', '电', '型', '化', '级', '性', '类', '内', '外', '间', '边', '站', '库',
    '街', '区',
];

/// What the noun behind a list makes of its members.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Regions,
    Bases,
    Works,
    Places,
    /// One place, behind the area that it lies in.
    Around,
}

/// The places of the lists of a line; `names` are the areas found in it, `outer` its zones, towns and sights.
pub(super) fn rosters(scene: &Scene<'_>, line: Span, names: &[Found], outer: &[Found]) -> Vec<Found> {
    let text = &scene.text[line.range()];
    if !text.contains(['、', '和', '及']) {
        return Vec::new();
    }
    let reader = Reader { scene, line, names, outer };
    let regions = REGIONS.find_iter(text).map(|noun| (noun.start(), Of::Regions));
    let bases = BASES.find_iter(text).map(|noun| (noun.start(), Of::Bases));
    let works = WORKS.find_iter(text).map(|noun| (noun.start(), Of::Works));
    let places = PLACES.find_iter(text).map(|noun| (noun.start(), Of::Places));
    let around = AROUND.find_iter(text).map(|noun| (noun.start(), Of::Around));
    let mut found: Vec<Found> = Vec::new();
    for (end, of) in regions.chain(bases).chain(works).chain(places).chain(around) {
        let new = free(reader.list(line.start + end, of), &found);
        found.extend(new);
    }
    found
}

struct Reader<'a> {
    scene: &'a Scene<'a>,
    line: Span,
    names: &'a [Found],
    outer: &'a [Found],
}

impl Reader<'_> {
    /// The new places of the list that ends there.
    fn list(&self, end: usize, of: Of) -> Vec<Found> {
        let members = self.members(end);
        if members.len() < 2 && of != Of::Around {
            return Vec::new();
        }
        let (known, new): (Vec<Span>, Vec<Span>) = members.into_iter().partition(|item| self.is_known(*item));
        // 香蕉、芒果: fruits have the letters of places too, so these count only beside a place that rules know.
        let by_letters = |item: Span| !known.is_empty() && self.is_of_letters(item);
        let (told, new): (Vec<Span>, Vec<Span>) =
            new.into_iter().partition(|item| of == Of::Regions && (self.is_region(*item) || by_letters(*item)));
        let own: Vec<Span> = new.iter().map(|item| past_county(self.names, *item)).collect();
        let sure = known.len() + told.len();
        let enough = match of {
            Of::Regions | Of::Bases => sure > 1 && sure > new.len(),
            Of::Places => !known.is_empty() && known.len() >= new.len(),
            Of::Works => true,
            Of::Around => own != new,
        };
        let all = own.iter().all(|item| self.is_name(*item));
        let kind = if matches!(of, Of::Regions | Of::Bases) { "region" } else { "admin" };
        let found = |item: Span| self.found(item, kind);
        let mut found_all: Vec<Found> = Vec::new();
        // 宁夏沿黄 is told by itself where another region stands beside it.
        if sure > 1 && (new.is_empty() || all) {
            found_all.extend(told.into_iter().map(|item| self.scene.called(ROSTER, item, kind)));
        }
        if enough && all {
            found_all.extend(own.into_iter().map(found));
        }
        found_all
    }

    /// A member that no rule knows: a county of the province that the text is about, if one is called so, else a place of that name.
    fn found(&self, item: Span, kind: &'static str) -> Found {
        let (register, words) = (self.scene.register(), &self.scene.text[item.range()]);
        let province = self.scene.context.province.or_else(|| self.province_beside(item));
        let own = |code: &str| province.is_some_and(|province| register.is_within(code, province));
        let all = || register.short_named(words).filter(|division| division.is_current());
        // 琼中、万宁和琼海等市县: no other division is called so.
        let only = || all().next().filter(|_| province.is_none() && all().nth(1).is_none());
        let county = all().find(|division| own(division.code)).or_else(only).filter(|_| kind == "admin");
        county.map_or_else(
            || self.scene.called_here(ROSTER, item, kind),
            |county| Found::new(item, ROSTER, PlaceReferent::Admin(county.code)),
        )
    }

    /// The province of the division beside a member: 琼中、|万宁|和琼海等市县.
    fn province_beside(&self, item: Span) -> Option<&'static str> {
        let beside = |name: &&Found| {
            let between = (name.span.end, item.start);
            let after = (item.end, name.span.start);
            [between, after].into_iter().any(|(from, to)| {
                self.scene.text.get(from..to).is_some_and(|joint| matches!(joint, "、" | "和" | "与" | "及"))
            })
        };
        let code = self.names.iter().filter(beside).find_map(Found::admin)?;
        self.scene.register().province(code).map(|province| province.code)
    }

    /// The members of a list that ends there, the last first.
    fn members(&self, mut end: usize) -> Vec<Span> {
        let text = self.scene.text;
        let mut items = Vec::new();
        loop {
            let run = self.run(end);
            let from = end - run.len();
            let joint = if items.is_empty() { self.joint(run, from) } else { None };
            if let Some((at, next)) = joint {
                items.push(Span::new(next, end));
                end = at;
                continue;
            }
            let listed = text[self.line.start..from].ends_with('、');
            let place = self.known().find(|place| place.span.end == end && place.span.start >= from);
            let start = match place {
                Some(place) if !listed => place.span.start,
                _ if listed => from,
                _ => from + self.scene.name_start(run),
            };
            if start >= end {
                return items;
            }
            items.push(Span::new(start, end));
            let Some(before) = text[self.line.start..start].strip_suffix('、').filter(|_| listed) else {
                return items;
            };
            end = self.line.start + before.len();
        }
    }

    /// The letters that end there, and those before a hyphen among them.
    fn run(&self, end: usize) -> &str {
        const HYPHENS: [char; 4] = ['-', '—', '－', '–'];
        let before = &self.scene.text[self.line.start..end];
        let run = letters_before(before, LONGEST);
        let lead = &before[..before.len() - run.len()];
        let first = lead.strip_suffix(HYPHENS).map_or("", |lead| letters_before(lead, LONGEST / 2));
        if first.is_empty() || run.is_empty() {
            return run;
        }
        let joint = lead.chars().next_back().map_or(0, char::len_utf8);
        &before[before.len() - run.len() - joint - first.len()..]
    }

    /// Where the member before the last one ends and the last one begins, in the letters before the end of a list: 鄂尔多斯|和|陕北.
    fn joint(&self, run: &str, from: usize) -> Option<(usize, usize)> {
        let joints = ["以及", "和", "与", "及"].into_iter().filter_map(|and| Some((run.rfind(and)?, and.len())));
        let (at, len) = joints.max()?;
        let cut = Span::new(from + at, from + at + len);
        let two = run[at + len..].chars().nth(1).is_some() && run[..at].chars().nth(1).is_some();
        (two && !self.known().any(|place| place.span.overlaps(cut))).then_some((cut.start, cut.end))
    }

    fn known(&self) -> impl Iterator<Item = &Found> {
        self.names.iter().chain(self.outer)
    }

    fn is_known(&self, item: Span) -> bool {
        // 湖南|长沙, 伍家岗|区: the name may be only the end of the place found, and stand behind the area that it lies in.
        self.known().any(|place| place.span.end == item.end && place.span.start <= item.start)
    }

    /// Whether a member is a region by how it is called: a side of a place, two places that a hyphen joins.
    fn is_region(&self, item: Span) -> bool {
        let words = &self.scene.text[item.range()];
        let first = self.known().find(|place| place.span.start == item.start && place.span.end < item.end);
        let side = first.is_some_and(|place| SIDES.contains(&&self.scene.text[place.span.end..item.end]));
        let joined = || {
            let (before, after) = words.split_once(['-', '—', '－', '–'])?;
            let is_place =
                |at: usize, part: &str| self.known().any(|place| place.span == Span::new(at, at + part.len()));
            let two = |part: &str| NAME.contains(&part.chars().count()) && part.chars().all(char::is_alphabetic);
            let known = is_place(item.start, before) || is_place(item.end - after.len(), after);
            Some(known && two(before) && two(after))
        };
        side || joined().unwrap_or_default()
    }

    /// 哈大齐, 牡绥: whether each character is one that routes and regions call a place by.
    fn is_of_letters(&self, item: Span) -> bool {
        let words = &self.scene.text[item.range()];
        (2..=5).contains(&words.chars().count())
            && route::letters(self.scene, words) == Some(0)
            && !self.scene.lexicon.places.holds_common(words)
    }

    /// Whether a member can be the name of an area that no register has.
    fn is_name(&self, item: Span) -> bool {
        let places = &self.scene.lexicon.places;
        let words = &self.scene.text[item.range()];
        NAME.contains(&words.chars().count())
            && words.chars().all(|c| c.is_alphabetic() && !c.is_ascii())
            && !words.ends_with(OTHERS)
            && !is_count(words)
            && !words.starts_with(['各', '该', '多', '全', '本', '老', '原', '某', '其', '小', '大', '非'])
            && !places.is_generic_but(words, "家上下前后里中内")
            && !places.is_topic(words)
            && !places.is_sort(words)
            && !places.holds_common(words)
            && places.heads_in(words).all(|(head, _)| head.end < words.len())
            && !self.known().any(|place| place.span.overlaps(item))
    }
}

/// 河南|五省, but 三十六湾: whether words only count those before them.
fn is_count(words: &str) -> bool {
    words.starts_with(|c| "两二三四五六七八九十".contains(c)) && words.chars().nth(2).is_none()
}
