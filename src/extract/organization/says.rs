//! Whether the words before the ending of a name say which body it is: not those that count, describe or say a kind.

use super::Reader;
use crate::lexicon::organizations::{Before, Class, Tail};
use crate::span::{Span, ending};

impl Reader<'_> {
    /// Whether the words before an ending say which body it is: `own` is what stands between the area and the ending.
    pub(super) fn is_name(&self, stem: Span, own: Span, has_area: bool, tail: Tail) -> bool {
        let words = &self.lexicon.organizations;
        let (all, own) = (&self.text[stem.range()], &self.text[own.range()]);
        let rest = &self.text[stem.end..self.line.end];
        let own_says = own.chars().count() >= 2 && !words.is_generic(own);
        let says_more = own_says && !self.is_common(own);
        !self.is_unfit((all, own), rest, tail)
            && match (tail.before, tail.class) {
                (Before::Anything, _) => !all.is_empty() && (has_area || own_says),
                (Before::Name, _) => {
                    if has_area {
                        own_says
                    } else {
                        says_more
                    }
                }
                // 贵商|村镇银行: the kind of bank makes a name of what is no common word.
                (Before::Area, Class::Bank) => {
                    has_area && (own.is_empty() || own_says || tail.says_kind)
                        || says_more
                            && own.chars().count() <= if tail.says_kind { 4 } else { 2 }
                            && self.is_bounded(stem)
                }
                (Before::Either, _) => has_area || says_more,
                // 武夷|学院
                (Before::Area, Class::School) => {
                    let short = says_more && own.chars().count() == 2 && self.is_bounded(stem);
                    has_area || short || tail_is_local(rest) && self.is_local(stem, own, says_more)
                }
                // 、|溪子口|小学: by a few characters that no other word goes on into.
                (Before::Area, Class::Hospital) if tail_is_local(rest) => {
                    has_area || self.is_local(stem, own, says_more)
                }
                (Before::Area, _) => has_area,
                (Before::Field, _) => {
                    (has_area || self.of_an_area || words.begins_a_worldwide_name(all))
                        && all.chars().count() >= 2
                        && !UNNAMED_FIELDS.contains(&own)
                        // 清理|农村合作|基金会: those of every county.
                        && !own.ends_with("农村合作")
                }
            }
    }

    /// Whether words say how many bodies there are, of which kind or whose, or anything else that names none: `all` before an ending,
    /// `own` of these behind the area, and the `rest` of the line from the ending on.
    fn is_unfit(&self, (all, own): (&str, &str), rest: &str, tail: Tail) -> bool {
        let of_a_century = CENTURIES.iter().any(|century| all.starts_with(century));
        all.starts_with(|c: char| c.is_numeric() && !of_a_century || "该本此各等的他（()）".contains(c))
            || all.contains(ANONYMOUS)
            || all.contains("XX")
            || counts_bodies(all)
            || counts_within(all)
            || weighs(all)
            || describes(own)
            // 甲银行|移动|银行: what a bank calls one of its services.
            || tail.class == Class::Bank && (own.contains("银行") || all.contains("大学") || all.contains("学院"))
            // 海盐县|中|小学: of all its schools.
            || own == "中"
            || own.ends_with('中') && rest.starts_with("小学")
            // 建设|环|大学创新创业生态圈: what lies around them.
            || own.ends_with('环') && tail.class == Class::School
            // 近年来|公司, 跟踪期内|公司: when the one that the text is about did something.
            || tail.class == Class::Company
                && rest.starts_with("公司")
                && (own.ends_with(['来', '内', '下', '末', '间', '期', '初', '止', '系', '底', '年', '任', '子', '母'])
                    || ["维持", "可比", "近年", "划出", "听取"].iter().any(|word| own.ends_with(word)))
            // 支持银川|建设互联网|医院: what an area builds is no name yet.
            || tail.class == Class::Hospital && ["建设", "创建", "发展", "试点"].iter().any(|verb| own.starts_with(verb))
            // 蒋家坪村|茶业: the trade of a village.
            || tail.class == Class::Company && own.ends_with(['村', '镇', '乡']) && trade_of_an_area(rest)
            || WHOLES.iter().any(|whole| all.starts_with(whole))
            || self.lexicon.organizations.names_a_kind(all)
            // 入列|全国|重点实验室: of all that the state has.
            || is_of_all(all)
    }

    /// Whether words between a mark and the ending are the name of a place that no register has: 溪子口|小学, not 寄宿制|小学.
    fn is_local(&self, stem: Span, own: &str, says_more: bool) -> bool {
        const KINDS: &str = "制办立级区乡镇县市省型类批所个全性化新老建";
        let places = &self.lexicon.places;
        says_more
            && self.is_bounded(stem)
            && (2..=4).contains(&own.chars().count())
            && !own.ends_with(|c| KINDS.contains(c))
            && !places.is_generic(own)
            && !places.is_topic(own)
            && !places.is_sort(own)
    }

    /// Whether a name begins where nothing could go on into it: at the beginning of the line or after a mark.
    fn is_bounded(&self, stem: Span) -> bool {
        let before = &self.text[self.line.start..stem.start];
        // 甲社区卫生服务中心和|乙卫生院: behind another that was found.
        let joined = before.strip_suffix(['和', '与', '及']).is_some_and(|before| {
            let end = self.line.start + before.len();
            self.found.iter().any(|body| body.span.end == end)
        });
        joined || !before.ends_with(char::is_alphabetic) || self.heads_list_of_schools(stem)
    }

    /// 支持|彝海小学|南校区、嘉禾小学、滨江小学等: whether a word before a name ends and other schools follow it in a list.
    fn heads_list_of_schools(&self, stem: Span) -> bool {
        const SCHOOLS: [&str; 3] = ["小学", "中学", "学校"];
        let rest = &self.text[stem.end..self.line.end];
        let before = ending(&self.text[self.line.start..stem.start], 4);
        let mut items = rest.split('、');
        let own = items.next().unwrap_or_default();
        let short = |item: &str| (3..=10).contains(&item.chars().count());
        self.lexicon.organizations.name_start(before) == before.len()
            && SCHOOLS.iter().any(|school| own.starts_with(school))
            && own.chars().count() < 7
            && items.next().is_some_and(|next| {
                let next = next.split('等').next().unwrap_or(next);
                short(next) && SCHOOLS.iter().any(|school| next.ends_with(school))
            })
    }

    /// Whether words are frequent ones and kinds of bodies and nothing else: 绿色公司, 学习型医院.
    pub(super) fn is_common(&self, words: &str) -> bool {
        let (organizations, places) = (&self.lexicon.organizations, &self.lexicon.places);
        organizations.is_made_of(words, |word| places.is_common(word))
    }
}

/// Whether a name ends as those of schools and hospitals of towns and villages do.
fn tail_is_local(ending: &str) -> bool {
    [
        "小学",
        "中学",
        "九年一贯制学校",
        "中心小学",
        "中心学校",
        "中心卫生院",
        "卫生院",
        "社区卫生服务中心",
        "初级中学",
        "完全小学",
    ]
    .iter()
    .any(|tail| ending.starts_with(tail))
}

/// Whether an ending is a trade, which places have too.
fn trade_of_an_area(ending: &str) -> bool {
    ["茶业", "药业", "钼业", "锂业", "铝业", "乳业", "酒业"].iter().any(|trade| ending.starts_with(trade))
}

/// Words before 协会 and the like that say no field: associations of all of them.
const UNNAMED_FIELDS: [&str; 11] =
    ["行业", "企业", "专业", "社会", "民间", "各类", "国际", "学会", "行业协会", "商会", "行业商会"];

/// Centuries that names begin with.
const CENTURIES: [&str; 2] = ["21世纪", "20世纪"];

/// Marks of a name left out: 某, ×.
const ANONYMOUS: [char; 4] = ['某', '×', '*', 'Ｘ'];

/// Whether words begin by counting bodies: 一家, 三个.
fn counts_bodies(words: &str) -> bool {
    let mut characters = words.chars();
    let number = characters.next().is_some_and(|c| "一二两三四五六七八九十几数多首".contains(c));
    number && characters.next().is_some_and(|c| "家个所名批类座栋间".contains(c))
}

/// Whether words count bodies after those they name: 甲寿险|4家保险|公司, 某州|5个产煤县48处|煤矿.
fn counts_within(words: &str) -> bool {
    let mut before = ' ';
    words.chars().any(|c| {
        let counts = matches!(c, '家' | '个' | '处' | '所')
            && (before.is_ascii_digit() || "一二两三四五六七八九十百千万余多".contains(before));
        before = c;
        counts
    })
}

/// What points at an area and is not its name.
const WHOLES: [&str; 12] =
    ["全市", "全省", "全区", "全县", "全乡", "全镇", "我省", "我市", "我县", "我区", "我州", "省市"];

/// Whether words say how much something yields or how large it is: 大唐|700万吨露天|煤矿, 近5万亩现代海洋|牧场.
fn weighs(words: &str) -> bool {
    words.contains('亩')
        || words
            .match_indices('吨')
            .any(|(at, _)| words[..at].ends_with(|c: char| c.is_ascii_digit() || c == '万' || c == '亿'))
}

/// Whether words say that the whole country is meant and no more than one character besides.
fn is_of_all(words: &str) -> bool {
    words.strip_suffix("全国").is_some_and(|rest| rest.chars().count() < 2)
}

/// Whether words end in an adjective of kind and name nothing: 标准化, 学习型, but 石化 and 炼化 are industries.
fn describes(words: &str) -> bool {
    let kind = words.ends_with(['化', '型']) && words.chars().count() >= 3;
    kind && !["石化", "炼化", "文化", "怀化", "通化", "敦化", "从化"].iter().any(|word| words.ends_with(word))
}
