//! What stands behind a verb that brings honours in: who is made what they say, and the list of their names, by the nouns that they end in and
//! the marks of level and of praise that they have.

use std::sync::LazyLock;

use crate::lexicon::honours::{HonourHead, HonourVerb, HonourWords, Marks};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// What may stand behind the names: how many there are, that they are honours, and that they are spread.
static TAIL: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?P<list>等)?(?:众多|诸多|一系列|系列|一批)?(?:(?:[\d一二三四五六七八九十两多]+)(?:余|多)?[个项次家座枚件块人名])?(?:各级|各类)?(?:(?:国家|国省|省部|省|市|自治区)级(?:及?以上)?)?(?P<title>荣誉称号|光荣称号|称号|荣誉|奖项|奖励|殊荣|国字号?品牌|国字号?招牌|金字招牌|城市名片)?(?:资格|认定|命名|以来|之后|后)?(?:(?:[\d一二三四五六七八九十两多]+)(?:余|多)?[个项次枚块])?(?:并?[在向](?:全国|全省|全区|全市|全自治区|系统内|更大)[^，]{0,6}?(?:推广|推介|推行|交流))?(?:之一)?$",
    )
});

/// Who gives it, with the verb that ties it to the name: 国家知识产权局颁发的中国专利奖, 省委记一等功.
static GIVEN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^.*(?:颁发|评选|授予|发布|公布|评定|命名|认定|组织|主办|举办|表彰|推出|印发|开展|遴选|评出|确定)的|^.*(?:唯一|首个|首家|首批|仅有)(?:一[个家])?的|^.*(?:委|府|部|局|院|会|厅)记(?:[个集]体|个人)?",
    )
});

/// A count within what might be a name: 专利授权200件.
static COUNTED: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\d[\d.,]*(?:万|亿)?[个项件次家座枚人名元户]"));

/// A place taken, which is a ranking: 全国百强县, 第3名.
static RANKED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"[百十\d]强|第[一二三四五六七八九十\d]+(?:名|位|$)|前[十百\d]|首位|榜首|第一方阵|第一梯队")
});

/// Fewest characters of a name.
const LEAST: usize = 4;

/// Most characters of a name, and of who gives it before it.
pub(super) const MOST: usize = 60;

/// What stands behind a verb, up to the next.
pub(super) struct Object<'c> {
    /// The clause.
    pub(super) words: &'c str,
    /// Its quotations and brackets.
    pub(super) held: &'c [Span],
    pub(super) span: Span,
    pub(super) class: HonourVerb,
    /// Whether a mark of level is enough.
    pub(super) firm: bool,
    /// Whether whatever it says is an honour: 被交通运输部评为….
    pub(super) rated: bool,
    /// Whether quotations are names here, too: they have a rule of their own behind verbs.
    pub(super) quoted: bool,
}

/// What is no honour though one is rated so: 被评为优秀 is a mark, and so is a grade of loss.
static MARK: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(?:优秀|良好|合格|优|良|差|好|较好|较差|一般|不合格)|贫困|危房|风险|级$|分$|\d"));

impl Object<'_> {
    /// Takes out who is made what the names say, up to 为: 授予甲、乙等单位为…, 认定丙为…. A verb that needs it and has none
    /// is left without an object.
    pub(super) fn part_receivers(&mut self) -> Option<Span> {
        if !matches!(self.class, HonourVerb::Give | HonourVerb::Award) {
            return None;
        }
        let object = &self.words[self.span.range()];
        let becomes = object.match_indices('为').map(|(at, _)| self.span.start + at).find(|at| self.is_outside(*at));
        match becomes {
            Some(at) if at > self.span.start + '为'.len_utf8() => {
                let to = Span::new(self.span.start, at);
                self.span.start = at + '为'.len_utf8();
                Some(to)
            }
            _ if self.class == HonourVerb::Give => {
                self.span.start = self.span.end;
                None
            }
            _ => None,
        }
    }

    /// Takes out who is given a prize, which begins with how high it is: 授予|甲院士、“乙”等37项成果|国家自然科学奖.
    pub(super) fn part_prize(&mut self, verb: Span) -> Option<Span> {
        const LEVELS: [&str; 4] = ["中华人民共和国", "国家", "全国", "中国"];
        let object = &self.words[self.span.range()];
        if !object.ends_with('奖') || &self.words[verb.range()] != "授予" || self.words[..verb.start].contains('被')
        {
            return None;
        }
        // 授予|中国科学院某所|国家自然科学奖: the last is that of the prize, with the state before it.
        let level = LEVELS.iter().filter_map(|level| object.rfind(level)).map(|at| self.span.start + at);
        let at = level.filter(|at| self.is_outside(*at)).max()?;
        let state = self.words[self.span.start..at].strip_suffix(LEVELS[0]);
        let at = state.map_or(at, |before| self.span.start + before.len());
        let to = Span::new(self.span.start, at);
        self.span.start = at;
        Some(to).filter(|to| !to.is_empty())
    }

    /// Whether a place stands in no quotation or bracket.
    fn is_outside(&self, at: usize) -> bool {
        !self.held.iter().any(|pair| pair.start < at && at < pair.end)
    }

    /// The names of honours, each with the stretch that it and who gives it stand in.
    pub(super) fn names(&mut self, lexicon: &HonourWords) -> Vec<(Span, Span)> {
        let text = self.words[self.span.range()].trim_end_matches(['并', '、', '且', '又', ' ']);
        let tail = TAIL.captures(text).expect("the pattern matches the empty end");
        let closed = tail.name("list").is_some() && !tail[0].ends_with('等');
        let listed = tail.get(0).map_or(text.len(), |tail| tail.start());
        let counted = text[listed..].contains(|next: char| next.is_ascii_digit());
        // 入选名单的企业: whoever it may be; 获批专利12件: counted, and not named.
        let unnamed = !self.quoted && self.words[self.span.start + text.len()..].starts_with('的')
            // 纳入平安建设、文明城市等考核评价: what is judged by it.
            || ["考核", "考评", "评价"].iter().any(|word| text[listed..].contains(word) || text.ends_with(word))
            || counted && matches!(self.class, HonourVerb::Approve | HonourVerb::Become);
        if unnamed || !self.quoted && self.quotes_alone(self.span.start + listed, lexicon) {
            return Vec::new();
        }
        // 获全国民主法治村称号: what is got is said to be an honour.
        if self.class == HonourVerb::Got && tail.name("title").is_some() {
            self.class = HonourVerb::Award;
            self.firm = true;
        }
        let items = self.items(self.span.start + listed, lexicon);
        let judged: Vec<bool> = items.iter().map(|item| self.is_honour(self.name(*item), lexicon)).collect();
        let any = judged.iter().any(|honour| *honour);
        let with_head = |item: Span| lexicon.head(self.bare(item)).is_some();
        // 中国传统村居、中国美丽乡村: what says how wide it is in a list of honours is one.
        let with_level = |item: Span| lexicon.begins_with_level(self.bare(item));
        let apt = |item: Span| (closed || with_head(item) || with_level(item)) && self.is_plain(item);
        let counts = |at: usize| judged[at] || any && apt(items[at]);
        (0..items.len()).filter(|at| counts(*at)).map(|at| (self.name(items[at]), items[at])).collect()
    }

    /// Whether what ends the items are quotations, which have a rule of their own: 荣获“甲”“乙”称号.
    fn quotes_alone(&self, end: usize, lexicon: &HonourWords) -> bool {
        let object = &self.words[self.span.start..end];
        // 荣获省创新成果一等奖和“十佳服务品牌”: the first of the list stands in none.
        let before = object.find('“').and_then(|quote| object[..quote].rfind(['、', '和', '及']));
        let mixed = before.is_some_and(|mark| lexicon.head(&object[..mark]).is_some());
        let plain = object.split('“').any(|part| {
            let after = part.split_once('”').map_or(part, |(_, after)| after);
            after.trim_matches(['、', '和', '及', '等']).chars().count() >= 2
        });
        object.contains("的“") || object.contains('“') && (object.ends_with('”') && !mixed || !plain)
    }

    /// The items of the list; one that ends in no noun of an honour goes with the next.
    fn items(&self, end: usize, lexicon: &HonourWords) -> Vec<Span> {
        let mut found = Vec::new();
        let mut start = self.span.start;
        for (at, mark) in self.words[self.span.start..end].char_indices() {
            let at = self.span.start + at;
            if !matches!(mark, '、' | '和' | '及' | '与') || at < start || !self.is_outside(at) {
                continue;
            }
            // 全国文明村|以及|省文明村
            let joint = if mark == '及' && self.words[start..at].ends_with('以') { '以'.len_utf8() } else { 0 };
            let item = Span::new(start, at - joint);
            let ends = lexicon.head(self.bare(item)).is_some()
                || self.is_quotation(item)
                || mark == '、' && self.is_wide(item, &self.words[at + mark.len_utf8()..end], lexicon);
            // 国家卫生县城和省级园林县城, but not 典型经验和优秀案例评选.
            // 获数字政府创新成果与实践案例评选一等奖: the prize is of what both are chosen in.
            let chosen = mark != '、' && is_prize_of_contest(&self.words[at..end]);
            if chosen {
                continue;
            }
            let both = mark == '、' || self.head_follows(at + mark.len_utf8(), end, lexicon);
            if ends && both {
                found.push(item);
                start = at + mark.len_utf8();
            } else if COUNTED.is_match(&self.words[item.range()]) {
                start = at + mark.len_utf8();
            }
        }
        if start < end {
            found.push(Span::new(start, end));
        }
        found
    }

    /// “东方瑞士”、中国品牌之都: whether an item is a quotation and nothing else.
    fn is_quotation(&self, item: Span) -> bool {
        self.held.iter().any(|pair| *pair == item && self.words[item.range()].starts_with('“'))
    }

    /// 中国传统村居、|中国美丽乡村: whether an item and what follows it both begin with how wide they are.
    fn is_wide(&self, item: Span, rest: &str, lexicon: &HonourWords) -> bool {
        let words = &self.words[item.range()];
        words.chars().count() >= LEAST
            && !rest.contains('的')
            && !words.contains('的')
            && [words, rest].iter().all(|words| lexicon.begins_with_level(words))
    }

    fn head_follows(&self, from: usize, end: usize, lexicon: &HonourWords) -> bool {
        let rest = &self.words[from.min(end)..end];
        let item = rest.split(['、', '和', '及']).next().unwrap_or(rest);
        let item = item.trim_matches(['“', '”']);
        item.chars().count() >= LEAST && lexicon.head(item).is_some()
    }

    /// The words of an item without its count and its quotation marks.
    fn bare(&self, item: Span) -> &str {
        let words = &self.words[item.range()];
        let tail = TAIL.find(words).map_or(words.len(), |tail| tail.start());
        let words = &words[..tail];
        // 可复制经验做法清单（第一批）
        let remark = words.ends_with('）').then(|| words.rfind('（')).flatten();
        words[..remark.unwrap_or(words.len())].trim_matches(['“', '”', ' '])
    }

    /// The name in an item: without who gives it, and without its count.
    fn name(&self, item: Span) -> Span {
        let words = &self.words[item.range()];
        let from = GIVEN.find(words).map_or(0, |given| given.end());
        let tail = TAIL.find(&words[from..]).map_or(words.len(), |tail| from + tail.start());
        let own = &words[from..tail];
        let start = own.trim_start_matches(['了', '到', '为', '：', ' ', '及', '和']);
        let start = start.strip_prefix("其中").unwrap_or(start).len();
        Span::new(item.start + tail - start, item.start + tail)
    }

    /// Whether an item of a list that has an honour in it may be one too.
    fn is_plain(&self, item: Span) -> bool {
        let words = self.bare(item);
        words.chars().count() >= LEAST && !COUNTED.is_match(words) && !words.contains('的') && !RANKED.is_match(words)
    }

    fn is_honour(&self, name: Span, lexicon: &HonourWords) -> bool {
        let words = &self.words[name.range()];
        let length = words.chars().count();
        let Some(head) = lexicon.head(self.bare(name)) else {
            return self.rated && is_title(words) && lexicon.marks(words).is_some();
        };
        // 鲁班奖: an honour may be called short.
        let least = if head == HonourHead::Own { LEAST - 1 } else { LEAST };
        if !(least..=MOST).contains(&length)
            || words.replace("目的地", "").contains('的')
            || RANKED.is_match(words)
            || COUNTED.is_match(words)
        {
            return false;
        }
        let marks = match (self.class, head) {
            // 入选地理标志互认名录: a list is one whatever it lists.
            (HonourVerb::List, HonourHead::Listed) => lexicon.marks_of_list(words),
            _ => lexicon.marks(words),
        };
        marks.is_some_and(|marks| {
            holds(self.class, head, marks)
                // 纳入全国首批零碳园区: so is who is taken into the first of them.
                || self.class == HonourVerb::Name && marks.level && BATCH.is_match(words)
                // 入选国家考古遗址公园: who is chosen for it has it.
                || self.firm && marks.level && (head != HonourHead::Approved || matches!(self.class, HonourVerb::List | HonourVerb::Award))
                || self.rated && is_title(words)
        })
    }
}

/// Of which time of choosing it is.
static BATCH: LazyLock<Pattern> = LazyLock::new(|| pattern("首批|第[一二三四五六七八九十]批|新一[批轮]"));

/// Whether the rest of a list is one prize of a contest: 与实践案例评选一等奖.
fn is_prize_of_contest(rest: &str) -> bool {
    rest.ends_with('奖')
        && !rest.contains('、')
        && ["评选", "大赛", "竞赛", "评比"].iter().any(|held| rest.contains(held))
}

/// Whether words can be what somebody is rated as, and are no sentence.
fn is_title(words: &str) -> bool {
    (LEAST..=LONGEST_TITLE).contains(&words.chars().count())
        && words.chars().all(|next| next.is_alphanumeric() || "“”（）·".contains(next))
        && !words.contains(['的', '了', '并', '被'])
        && !MARK.is_match(words)
}

/// Most characters of a title whose noun nobody knows.
const LONGEST_TITLE: usize = 20;

/// Whether a name with such marks is that of an honour behind such a verb.
fn holds(class: HonourVerb, head: HonourHead, marks: Marks) -> bool {
    let Marks { level, strong, weak, .. } = marks;
    let good = strong || level && weak;
    match (class, head) {
        (HonourVerb::Approve, _) | (HonourVerb::Become, HonourHead::Own) => level,
        (_, HonourHead::Approved) => false,
        (HonourVerb::Award | HonourVerb::Got | HonourVerb::List | HonourVerb::Give, HonourHead::Own) => true,
        (HonourVerb::List, HonourHead::Listed) => level || good || weak,
        (HonourVerb::Award | HonourVerb::List, _) | (HonourVerb::Name, HonourHead::Listed) => good,
        (HonourVerb::Got, _) => level && strong,
        (HonourVerb::Name | HonourVerb::Give, _) => strong,
        (HonourVerb::Become, _) => level && good,
    }
}
