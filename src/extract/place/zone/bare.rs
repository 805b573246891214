//! Names that no register helps to find: a word right before a head, or before what it is for (`夏石产业园区`).

use std::ops::Range;

use super::super::Found;
use super::super::river::counts_out;
use super::Reader;
use super::anchored::BODIES;
use crate::extract::PlaceReferent;
use crate::lexicon::places::{Care, Meaning};
use crate::lexicon::register::Level;
use crate::span::{Span, beginning, ending, letters_before};

/// A name that no register helps to find.
pub(in super::super) const BARE: &str = "place/zone-bare";

/// Heads of which short words before them say only the sort: 货运|码头.
const LONG_NAMES: [&str; 1] = ["码头"];

/// Characters of a name that no register has, and of the words after it for what the zone is.
pub(super) const BARE_CHARACTERS: usize = 4;
const TOPIC_CHARACTERS: usize = 8;

/// What names of reservoirs end with that are called after a valley, a brook or a mountain.
const NATURE: &str = "山河溪冲沟坝塘潭湾岭坪洞峡崖";

/// Frequent words that squares and parks are named after.
const REMEMBERED: [&str; 8] = ["红军", "长征", "新四军", "八路军", "红星", "抗联", "烈士", "起义"];

/// Characters before a name in which the body may stand that it is a part of.
const NEAR: usize = 6;

impl Reader<'_> {
    /// Han characters right before the head: from the last word on that is not part of names, and how many bytes of them come
    /// before what the zone is for (香城|智能制造).
    pub(super) fn words_before(&self) -> (&str, usize) {
        let words = &self.scene.lexicon.places;
        let before = &self.scene.text[self.line.start..self.noun.start];
        let most = BARE_CHARACTERS + TOPIC_CHARACTERS + 1;
        let known = self.names.partition_point(|name| name.span.end <= self.noun.start);
        let floor = self.names[..known].last().map_or(0, |name| name.span.end.saturating_sub(self.line.start));
        let zone = self.zones.last().map(|zone| zone.span.end).filter(|end| *end <= self.noun.start);
        let floor = zone.map_or(floor, |end| floor.max(end - self.line.start));
        let before = &before[floor.min(before.len())..];
        let before =
            if zone == Some(floor + self.line.start) { before.strip_prefix('内').unwrap_or(before) } else { before };
        let run = letters_before(before, most);
        let topic = run.char_indices().map(|(at, _)| at).find(|at| words.is_topic(&run[*at..])).unwrap_or(run.len());
        // Wide enough for the word that may end right before a name: 做好|谢尔塔拉|墓地.
        let from = run[..topic].char_indices().rev().nth(BARE_CHARACTERS + 1).map_or(0, |(at, _)| at);
        let name = &run[from..topic];
        let start = self.scene.name_start(name).max(past_localities(name));
        let start = from + start;
        // 红军|广场: what would say of which sort another place is.
        let name = if topic == start && self.is_remembered(&run[start..]) { run.len() } else { topic };
        (&run[start..], name - start)
    }

    /// A word that no register has, right before a head or what it is for.
    pub(super) fn bare(&self, has_zones: bool) -> Option<Found> {
        let (mut word, mut name) = self.words_before();
        // 市|湖滨新城 is a zone of the city, and so is what follows its committee.
        let level = self.before_name(word);
        if word[level..].chars().count() > 1 && name > level {
            (word, name) = (&word[level..], name - level);
        }
        if !self.head.bare && !self.is_of_a_town(word) {
            return None;
        }
        let lead = self.lead(word);
        (word, name) = (&word[lead..], name - lead);
        // 国家|云峰民俗文化村
        if let Some(own) =
            word[..name].strip_prefix("国家").filter(|own| self.head.is_near() && own.chars().nth(1).is_some())
        {
            (word, name) = (&word["国家".len()..], own.len());
        }
        if !self.is_bare_name(&word[..name], has_zones) && !self.is_of_a_material(word, name) {
            (word, name) = self.long_item().or_else(|| self.short_item()).map(|item| (item, item.len()))?;
        }
        // 某某机床厂|旧址 is the plant's.
        if self.head.full == "旧址" && word.ends_with('厂') {
            return None;
        }
        // 青石|示范区 may be any word before it, 青石|零碳|示范区 is a name.
        if self.head.care == Care::Field && !(name < word.len() && (2..=3).contains(&word[..name].chars().count())) {
            return None;
        }
        if self.is_one_of_two_sorts(word, name) {
            return None;
        }
        // 商周文化|遗址: of which age.
        let ages = |c: char| "夏商周秦汉晋隋唐宋元明清新旧石器时代朝战国春秋文化".contains(c);
        if self.head.full == "遗址" && word.chars().all(ages) {
            return None;
        }
        if says_how_made(word, name) {
            return None;
        }
        if self.head.is_near() && self.says_a_sort(&word[..name], name < word.len()) {
            return None;
        }
        let surface = &self.scene.text[self.noun.range()];
        let sort = LONG_NAMES.contains(&surface) && word[..name].chars().count() < 3;
        if sort || self.scene.lexicon.places.ends_another_word(word, surface) {
            return None;
        }
        if self.is_part_or_title(word.len(), name < word.len()) {
            return None;
        }
        let span = Span::new(self.noun.start - word.len(), self.noun.end);
        let name = format!("{word}{}", self.head.full);
        let referent = PlaceReferent::Named { name, kind: self.head.kind, within: self.scene.within() };
        Some(Found::new(span, BARE, referent))
    }

    /// 古镇|古村: one and the other; 文旅小镇之|渔歌小镇: one of many.
    fn is_one_of_two_sorts(&self, word: &str, name: usize) -> bool {
        let heads = || self.scene.lexicon.places.heads_in(word);
        let sort = self.scene.lexicon.places.heads_in(&word[..name]).any(|(head, _)| head.len() == name);
        let of_many = word.starts_with('之') || heads().any(|(head, _)| word[head.end..].starts_with('之'));
        sort && (self.head.is_near() || self.head.full.ends_with("景区")) || of_many
    }

    /// 红军|广场: named to remember, though the word is frequent.
    fn is_remembered(&self, word: &str) -> bool {
        ["广场", "公园"].contains(&self.head.full) && REMEMBERED.contains(&word)
    }

    /// 梅溪乡|石坞片区, 青山镇|东园片区: whether a part of a town stands right behind its name.
    fn is_of_a_town(&self, word: &str) -> bool {
        let before = &self.scene.text[self.line.start..self.noun.start - word.len()];
        let town = before.ends_with(['乡', '镇']) || before.ends_with("街道");
        // 怀象街|片区: around a street.
        let street = word.ends_with(['街', '路', '巷'])
            && word.chars().nth(2).is_some()
            && !self.scene.lexicon.places.is_street_sort(word.trim_end_matches(['街', '路', '巷']), "street");
        self.head.full == "片区" && (street || town && word.chars().nth(1).is_some())
    }

    /// Bytes of what stands before a name and is no part of it: 市|湖滨新城, 往|望岳广场, 环|南台岛.
    fn before_name(&self, word: &str) -> usize {
        let first = word.chars().next();
        let around = |c: char| c == '环' && self.head.full == "岛";
        first.filter(|c| "省市县委往".contains(*c) || around(*c)).map_or(0, char::len_utf8)
    }

    /// 2 号|国际大厦, （含|辽滨经济技术开发区: bytes of what is no part of the name that words begin with.
    fn lead(&self, word: &str) -> usize {
        let before = &self.scene.text[self.line.start..self.noun.start - word.len()];
        let number = || word.starts_with('号') && before.trim_end().ends_with(|c: char| c.is_ascii_digit());
        let held = || word.starts_with('含') && !before.ends_with(char::is_alphabetic);
        let lead = '号'.len_utf8();
        if word.chars().nth(2).is_some() && (number() || held()) { lead } else { 0 }
    }

    /// 油田公司|镇北油田|作业区, 获批|省级|乳业现代农业园区: a part of a company, or the title that was given.
    fn is_part_or_title(&self, length: usize, has_topic: bool) -> bool {
        let before = &self.scene.text[self.line.start..self.noun.start - length];
        let part =
            || self.head.full == "作业区" && BODIES.iter().any(|body| letters_before(before, NEAR).contains(body));
        let title = || has_topic && ["省级", "市级", "县级", "首批"].iter().any(|rank| before.ends_with(rank));
        part() || title()
    }

    /// Whether words right before the head have been read as the name of a division: 东山|组团 is a part of another town, though a
    /// county is called so.
    fn is_read(&self, word: &str) -> bool {
        /// Bytes of what may stand between them and the head.
        const NEAR: usize = 40;
        let mut wide = self.scene.register().short_named(word).filter(|own| own.level != Level::County);
        if wide.next().is_some() || self.scene.lexicon.places.is_famous(word) {
            return true;
        }
        let before = self.names[..self.names.partition_point(|name| name.span.end <= self.noun.start)].iter().rev();
        let mut near = before.take_while(|name| name.span.end + NEAR > self.noun.start);
        near.any(|name| &self.scene.text[name.span.range()] == word)
    }

    /// Whether words before works and mines say of which sort they are (智能化|煤矿, 约束性|湿地), how many (2×34万千瓦|热电), or what
    /// was found (玛湖|特大型|油田).
    fn says_a_sort(&self, word: &str, has_topic: bool) -> bool {
        const WITH_TOPICS: [&str; 2] = ["广场", "湿地"];
        let before = &self.scene.text[self.line.start..self.noun.start - word.len()];
        let counted = before.ends_with(|c: char| c.is_ascii_digit() || c == '×');
        has_topic && !WITH_TOPICS.contains(&self.head.full)
            || counted
            || word.ends_with(['性', '型', '化', '级', '式', '类'])
            || word.contains("千瓦")
            || word.ends_with('亩')
            // 八仙镇|茶园: all of them.
            || word.ends_with(['镇', '乡', '村']) && ["梯田", "茶园", "油菜花海"].contains(&self.head.full)
            // 高山|梯田
            || word.starts_with('高') && ["梯田", "茶园"].contains(&self.head.full)
    }

    /// 氟|产业|开发区: for what is made of one material.
    fn is_of_a_material(&self, word: &str, name: usize) -> bool {
        const MATERIALS: &str = "氟磷硅锂钒钛铝铜硼镁锶钨锡锑钼";
        let one = word[..name].chars().count() == 1 && word.starts_with(|c| MATERIALS.contains(c));
        one && name < word.len() && self.head.full == "开发区"
    }

    /// 巴尔鲁克山|景区: what stands between a mark and the head, without a frequent word in it, as names from other languages do.
    fn long_item(&self) -> Option<&str> {
        const LENGTHS: std::ops::RangeInclusive<usize> = 5..=8;
        let words = &self.scene.lexicon.places;
        let before = &self.scene.text[self.line.start..self.noun.start];
        let run = letters_before(before, LENGTHS.end() + 3);
        let item = &run[words.name_start(run)..];
        let item = &item[self.lead(item)..];
        let named = LENGTHS.contains(&item.chars().count())
            && !words.is_generic(item)
            && !counts_out(item)
            && !words.holds_common(item)
            // 秦唐沧三市|开发区: each has its own.
            && !item.ends_with(['市', '县', '省', '州'])
            && !ends_in_number(item)
            && !item.contains("大中型")
            && words.names_in(item).next().is_none();
        named.then_some(item)
    }

    /// 、|和平|水库: what stands between a mark and the head, though it begins with a character that is a word alone.
    fn short_item(&self) -> Option<&str> {
        const BEGINS: [char; 8] = ['和', '同', '向', '对', '后', '前', '从', '由'];
        let places = &self.scene.lexicon.places;
        let before = &self.scene.text[self.line.start..self.noun.start];
        let item = letters_before(before, BARE_CHARACTERS + 1);
        if let Some(site) = self.told_site(item) {
            return Some(site);
        }
        let rest = item.strip_prefix(BEGINS)?;
        let words = (self.head.kind == "facility" || self.head.full == "湿地")
            && (2..BARE_CHARACTERS).contains(&item.chars().count())
            && !places.is_generic_but(item, "和同向对后前从由大家")
            && !places.is_topic(rest)
            && (places.is_common(item) || !places.holds_common(item))
            && places.names_in(rest).next().is_none();
        words.then_some(item)
    }

    /// 。|多不杂|遗址入选: a name of another language, whatever words its characters make, between a mark and what is told of a site.
    fn told_site<'t>(&self, item: &'t str) -> Option<&'t str> {
        const TOLD: [&str; 8] = ["荣获", "入选", "获评", "列入", "被列", "位于", "出土", "跻身"];
        let rest = &self.scene.text[self.noun.end..self.line.end];
        let before = &self.scene.text[self.line.start..self.noun.start - item.len()];
        let places = &self.scene.lexicon.places;
        let named = self.head.full == "遗址"
            && (2..=BARE_CHARACTERS).contains(&item.chars().count())
            && !before.ends_with(char::is_alphanumeric)
            && TOLD.iter().any(|told| rest.starts_with(told))
            && !counts_out(item)
            && !item.starts_with(['各', '该', '本', '此', '其', '多', '首', '一', '两', '三'])
            && !places.is_topic(item);
        named.then_some(item)
    }

    /// Whether a word can be a name: no frequent words in it; 北部 "northern" and the like only as part of a zone named before.
    pub(super) fn is_bare_name(&self, word: &str, has_zones: bool) -> bool {
        let words = &self.scene.lexicon.places;
        if self.is_remembered(word) {
            return true;
        }
        let side = has_zones && word.ends_with('部') && word.starts_with(['东', '南', '西', '北', '中']);
        let length = word.chars().count();
        // 非遗进景区, 科普进园区: what is brought there.
        // 矿山变|景区
        let brought = word.ends_with('进') || length > 2 && word.ends_with(['变', '成', '转', '当']);
        // 680|万千瓦|抽水蓄能电站, 五库九河十|湿地, 一核两|组团: how much, and how many.
        let counted = word.contains("千瓦") || ends_in_number(word);
        // 全|岛, 海|岛: which or what sort, and no name.
        if self.head.full == "岛" && word.ends_with(['海', '全', '本', '离', '环', '半', '出', '上', '登', '宝', '个'])
        {
            return false;
        }
        // 无异味|园区: what it is without.
        if word.starts_with('各')
            || word.starts_with('无') && length > 2 && words.names_in(word).all(|(range, _)| range.start > 0)
        {
            return false;
        }
        // 锂、氯|五大|盐湖产业集群: how many there are.
        let counts = counts_out(word) || counts_out(ending(word, 2));
        if !(2..=BARE_CHARACTERS).contains(&length) || brought || words.is_generic(word) || counts || counted {
            return false;
        }
        let plain = match length {
            _ if side => false,
            2 => words.is_common(word) || words.is_plain(word),
            // 解放山|水库: what lies in nature ends it.
            3 if self.head.full == "水库" && word.ends_with(|c| NATURE.contains(c)) => {
                words.is_common(ending(word, 2))
            }
            // 派河口|船闸
            3 if ends_in_nature(word) => words.is_common(first_two(word)),
            _ => words.is_common(first_two(word)) || words.is_common(ending(word, 2)),
        };
        // 甘泉堡 holds the short name of a county by chance.
        let by_chance = |range: &Range<usize>, meaning: Meaning| match meaning {
            Meaning::Short => range.len() < word.len() || !self.is_read(word),
            Meaning::Listed(listed) => listed.weak,
            _ => false,
        };
        !plain && !words.is_topic(word) && words.names_in(word).all(|(range, meaning)| by_chance(&range, meaning))
    }
}

/// 海绵型|公园, 省级|公园, 自动化|码头, 沿河|带状公园: whether a word, whose first bytes are the name, says of what make or grade something is,
/// or where all of them lie.
fn says_how_made(word: &str, name: usize) -> bool {
    let along = ["沿河", "沿江", "沿湖", "沿海", "沿路", "沿线", "沿街"];
    name < word.len() && along.contains(&&word[..name])
        || word[..name].ends_with(['型', '式'])
        || word.ends_with('级')
        || name == word.len() && word.ends_with('化') && word.chars().nth(2).is_some()
}

/// Bytes of the towns and villages that words begin with before a name of two characters at least.
pub(in super::super) fn past_localities(words: &str) -> usize {
    /// 市区|黄村水库: what of an area is meant.
    const PARTS: [&str; 5] = ["市区", "城区", "县城", "境内", "库区"];
    let ends = ["街道", "社区", "镇"].iter().chain(&PARTS).filter_map(|head| Some(words.rfind(head)? + head.len()));
    ends.chain(past_township(words)).filter(|end| words[*end..].chars().count() > 1).max().unwrap_or(0)
}

/// 叶坪乡|田坞片区: bytes up to the end of a township; 城乡|融合 and 美丽乡|村 hold none.
fn past_township(words: &str) -> Option<usize> {
    let at = words.rfind('乡')?;
    let name = &words[..at];
    let plain = name.ends_with(['城', '丽', '下', '水', '家', '故', '兴', '村', '入', '返', '回', '各', '该']);
    (name.chars().nth(1).is_some() && !plain).then_some(at + '乡'.len_utf8())
}

/// 五库九河十|湿地, 一核两|组团: whether words end by counting what the head names.
fn ends_in_number(words: &str) -> bool {
    words.chars().nth(2).is_some() && words.ends_with(['两', '三', '四', '五', '六', '七', '八', '九', '十'])
}

/// Whether words end with the mouth or the head of a water or a mountain, which are frequent words as well.
fn ends_in_nature(word: &str) -> bool {
    ["河口", "江口", "溪口", "湖口", "山口", "港口", "河头", "山头", "桥头", "石桥", "河湾"]
        .iter()
        .any(|end| word.ends_with(end))
}

fn first_two(word: &str) -> &str {
    beginning(word, 2)
}
