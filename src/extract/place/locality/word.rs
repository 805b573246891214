//! Which words before the head of a town or village can be its name: `麻多|乡`, but not `该|乡`, `工业重|镇` or `美丽乡|村`.

use super::{Known, LONGEST, LONGEST_FOREIGN, Reader};
use crate::span::{beginning, pairs};

/// Characters that no name ends with, before any head and before that of a village or town: 驻|村, 乡|村, 古|镇.
const NEVER_LAST: &str = "各该每全农驻入进到扶帮包困去";
const NEVER_BEFORE: [(&str, &str); 3] = [("村", "乡镇带古"), ("镇", "古名"), ("寨", "村山古")];

/// Words that make one of many kinds with the head: 新城|镇, 小城|镇.
const PLAIN: [&str; 9] = ["新城", "小城", "县城", "城", "新农", "美丽乡", "中心城", "强", "中心"];

/// Characters of words that say which or how many, never in names: 各镇, 该乡.
const NO_NAME: &str = "各全本该每几某这那个的了与及到等是之余多他她你";

/// The same, where only the beginning of the phrase introduces the name: 三镇, 中心镇.
const NO_BARE_NAME: &str = "带管围靓强省市县两一二三四五六七八九十百千万农城小中首和在为有帮扶企户兴助促";

/// What is of town and country, behind 城乡.
const URBAN: [&str; 12] =
    ["建设", "一体", "融合", "供水", "居民", "统筹", "规划", "公交", "环卫", "环境", "投资", "服务"];

impl Reader<'_> {
    /// Whether the words from there to the head are a name, as far as what stands before them shows that one is to come.
    pub(super) fn is_name(&self, start: usize, shortest: usize, known: Known) -> bool {
        self.is_usual(start, known) || self.is_open_name(start, shortest, known)
    }

    /// The same of words that are in no list.
    fn is_open_name(&self, start: usize, shortest: usize, known: Known) -> bool {
        let word = &self.scene.text[start..self.noun.start];
        let words = &self.scene.lexicon.places;
        let length = word.chars().count();
        let common = || self.is_made_of_words(start);
        let longest =
            if word.ends_with('族') || (known == Known::Held && !common()) { LONGEST_FOREIGN } else { LONGEST };
        // 强镇带|村, 强村富|民: what one does for the other.
        let leads =
            word.starts_with(['强', '城', '户', '企', '社']) && word.ends_with(['带', '帮', '联', '促', '富', '兴']);
        !leads && (shortest..=longest).contains(&length)
            && word.chars().all(|c| c.is_alphabetic() && !c.is_ascii())
            && !word.char_indices().any(|(at, c)| Self::is_no_name(word, (at, c), known))
            && self.ends_well(start, word, known)
            && !self.is_generic(word, known)
            && (!words.is_topic(word) || word.ends_with('口') && self.is_of_a_town(start))
            && !words.is_sort(word)
            && !self.is_of_a_sort(word)
            // 纵贯|镇境
            && (known == Known::Held || !words.is_plain(beginning(word, 2)))
            && (known != Known::No || word.ends_with('族') || !common())
    }

    /// 老龄化|社区, 法律进|社区: of what sort a community is, or what is brought there.
    fn is_of_a_sort(&self, word: &str) -> bool {
        *"社区" == self.scene.text[self.noun.range()]
            && (word.ends_with('进') || word.ends_with(['化', '型', '式', '性']) && word.chars().nth(2).is_some())
    }

    /// Whether frequent words stand between there and the head.
    pub(super) fn is_made_of_words(&self, start: usize) -> bool {
        let word = &self.scene.text[start..self.noun.start];
        let places = &self.scene.lexicon.places;
        // 安家|庄: the clan.
        pairs(word).any(|(at, pair)| places.is_common(pair) && !(at == 0 && places.is_of_clan(word, pair.len())))
    }

    /// Whether a character says which or how many: 该乡, but 麻多乡 and 西田各庄镇 behind their counties.
    fn is_no_name(word: &str, (at, c): (usize, char), known: Known) -> bool {
        let inside = known == Known::Held && at > 0;
        let ends = at + c.len_utf8() == word.len();
        let of_names =
            inside && ("多余本那".contains(c) || c == '之' && !ends || c == '各' && word[at..].starts_with("各庄"));
        // 多彩|乡, but 多个|乡.
        let many = c == '多'
            && word.chars().nth(1).is_some_and(|next| !"个家名条座数地次年方种部层级元点项类位".contains(next));
        // 余村 in a list, 三元朱村, but 三个村.
        let surname = c == '余' && word.chars().nth(1).is_none_or(|next| !"个家名条座户".contains(next));
        let of_names = of_names || known == Known::Held && at == 0 && (many || surname);
        (NO_NAME.contains(c) && !of_names) || (known == Known::No && NO_BARE_NAME.contains(c))
    }

    /// Whether the last character of a name makes no other word with the head: not 农|村, but 红新村 behind its town.
    fn ends_well(&self, start: usize, word: &str, known: Known) -> bool {
        if !word.ends_with(|c| self.head.not_after.contains(c)) {
            return true;
        }
        let length = word.chars().count();
        let (last, stem) = match word.char_indices().next_back() {
            Some((at, _)) => (&word[at..], &word[..at]),
            None => return false,
        };
        let words = &self.scene.lexicon.places;
        let noun = &self.scene.text[self.noun.range()];
        // 新源城乡|建设公司: of town and country, where no such town is known or what follows is of both.
        let rest = &self.scene.text[self.noun.end..self.line.end];
        let known_town = || !self.scene.lexicon.townships.named(word).is_empty();
        let urban = noun == "乡" && last == "城" && (URBAN.iter().any(|word| rest.starts_with(word)) || !known_town());
        let never = urban
            || NEVER_LAST.contains(last)
            || NEVER_BEFORE.iter().any(|(head, characters)| noun == *head && characters.contains(last));
        // 老城|镇 behind its county and before its village is one.
        let sure = known == Known::Held && self.head.is_town && self.village_follows();
        let plain = !sure && words.is_topic(stem)
            || (!(noun == "镇" && last == "城") && words.is_common(word) && !self.is_of_a_town(start))
            || PLAIN.contains(&word);
        // 石柱镇|西古|村: by the side of its town that it lies on.
        let old = noun == "村" && last == "古" && length == 2 && "东西南北上下前后".contains(stem);
        // 昭觉县|竹古|村: a name behind its county, and not 千古, 名古.
        let own = noun == "村" && last == "古" && length == 2 && known == Known::Held;
        let own = own && !"千百名明清老传侗苗民特护入进驻的复仿".contains(stem);
        let never = never && !old && !own;
        // 九重|镇, but 工业重|镇; 三乡|镇, but 平安乡|镇; 彭城|镇, but 三峡库区城|镇.
        let long = noun == "镇" && ("重乡".contains(last) && length > 2 || last == "城" && length > 3);
        match known {
            Known::No => false,
            Known::Near | Known::Held => length > 1 && !plain && !never && !long,
        }
    }

    /// 文殊镇|河口|村: whether a village stands between its town and what ends its name.
    fn is_of_a_town(&self, start: usize) -> bool {
        let before = &self.scene.text[self.line.start..start];
        *"村" == self.scene.text[self.noun.range()] && before.ends_with(['镇', '乡']) && self.is_bounded()
    }

    /// Whether words hold one that says which of several, a verb or grammar; of those of one character names have some (大均乡).
    pub(super) fn is_generic(&self, word: &str, known: Known) -> bool {
        let words = &self.scene.lexicon.places;
        if known != Known::Held {
            return words.is_generic(word);
        }
        // 阿勒腾也木勒: long names come from other languages.
        let spared = if word.chars().count() > LONGEST {
            "家均有可能最座条驻都于上下前后内里中对从到大也"
        } else {
            "家均有可能最座条驻都于上下前后内里中对从到大"
        };
        // 海拉尔区|第六届|社区
        let counted = word.starts_with('第') && word.ends_with(['届', '次', '批', '期', '个', '轮']);
        counted || word.starts_with(['有', '可', '能', '均', '驻']) || words.is_generic_but(word, spared)
    }
}
