//! The words around a quotation that belong to its name: `“亲清在线”平台`, `办税“绿色通道”窗口`.

use std::sync::LazyLock;

use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::programmes::{Head, HeadClass, ProgrammeWords};
use crate::span::Span;

/// What may follow a quoted name that has no head noun: nothing, a list that goes on, or how it is used.
pub(super) static END: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:$|[、，。；：（“—\d]|和|及|与|以及|并|等|的方式|的路子|的路径|方式|作为|为|由|在|以来|后|建设|上线|联动|基础)",
    )
});

/// What a named thing does, right after its name.
pub(super) static DOES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:初步形成|正式上线|正式启动|正式启用|全面推开|落地|推动|助力|打造|赋能|破解|解难|跑出|上线|启用|入选|获|荣获|被评|名列|位列|让|惠及|是|常态化|全覆盖|扩面|提质|打通|守护|护航|撬动|托起|点亮|化解|织密|筑牢|串起|架起|亮相|出圈|开行|开通|实现(?:常态化|双向|首发|首航|全覆盖|稳定|每[日周月])|(?:累计)?(?:排查|发现)(?:并|整改|问题|隐患|线索|化解)|开馆|开园|投运|投用|揭牌|挂牌|走红|火爆|累计|荣登|上榜|(?:同步|全面|深入|扎实|加快|有序|持续|稳步|纵深)(?:推进|实施|推行|推开|铺开)|投入(?:使用|运行|运营)|全面建立|成效(?:明显|显著))",
    )
});

/// What a named thing does to what stands behind, so that the noun there is not its own: “亲清在线”实现政策兑现机制创新.
pub(super) static ACTS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:已|可|将|全面|率先|积极|持续|有效|进一步)?(?:推行|推出|推动|扩大|扩展|延伸|推广|开展|开设|建立|构建|搭建|实现|完善|健全|优化|深化|带动|促进|聚焦|引领|实施|形成|成立|设立|依托|通过|覆盖|归集|整合|提供|接入|纳入|进驻|入驻|打通|守护|护航|撬动|托起|点亮|化解|缓解|织密|筑牢|拓宽|架起|搭起|串起)",
    )
});

/// The place a name starts with, which is no part of it (北海市证照“三联办”).
static SEAT: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^\p{Han}{1,5}?(?:市|县|区|省|自治区|自治州|州|盟|旗)"));

/// What makes the name special is no part of it: 全国首个融资增信“质品贷”.
static FIRST: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^.*(?:首(?:个|家|批|支|创|条|座|款|项|单|推)|国内|率先|创新)"));

/// How many of them there are, or how often it was held.
static HOW_MANY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:第[一二三四五六七八九十百\d]+[届批]|首届|[\d一二两三四五六七八九十百]+(?:余|多)?(?:[个家项处座支款批]|万?(?:余|多)?[名人户]))",
    )
});

/// Verbs that bring nothing in: 扶持“双创”平台.
static OTHER_VERB: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"^(?:扶持|支持|加强|鼓励|培育|提升|优化|整理|做好|抓好|统筹|促进|提高|强化|参与|参加|开始|继续|加快|集中)")
});

/// Nouns for what a quoted name belongs to, which are no part of it: 推行跨省通办事项“全程网办”.
const GENUS: [&str; 5] = ["事项", "业务", "领域", "问题", "项目"];

/// The head noun after a quotation.
pub(super) struct Tail<'t> {
    /// From the closing mark to the end of the head noun, without 的 and 等 (工作要求).
    pub(super) phrase: &'t str,
    pub(super) head: Head,
    /// Where it ends, counted from the closing mark.
    pub(super) end: usize,
    /// Whether 等 stands between: the head noun is that of a list.
    pub(super) listed: bool,
}

/// The first head noun after a quotation that nothing parts from it.
pub(super) fn tail<'t>(after: &'t str, words: &ProgrammeWords) -> Option<Tail<'t>> {
    // “甲甲”建设|等重点工程: what is done to it ends the name, and the noun is that of the list.
    let deeds = ["建设", "创建", "整治", "改造"];
    if deeds.iter().any(|deed| after.strip_prefix(deed).is_some_and(|rest| rest.starts_with('等'))) {
        return None;
    }
    let listed = after.starts_with('等');
    let joint = if listed || after.starts_with('的') { '的'.len_utf8() } else { 0 };
    let after = &after[joint..];
    let reach = after.find(['，', '、', '“', '（', '。', '；', '：', '《', ' ', '和', '与']).unwrap_or(after.len());
    let heads = words.heads(&after[..reach]);
    // The noun that ends the phrase, not one within it: 服务 in 司法服务团队.
    let ends = |at: Span| ends_name(&after[at.end..]);
    // 企业综合|服务|平台共同打造…: nouns that stand together are one.
    let together =
        heads.windows(2).take_while(|pair| pair[0].0.end == pair[1].0.start && !is_use(pair[0].1, pair[1].1)).count();
    let first = heads.get(together)?;
    let ending = heads.iter().find(|(at, _)| ends(*at)).filter(|(at, head)| {
        if at.start == first.0.end && is_use(first.1, *head) {
            return false;
        }
        // “832”平台销售农产品: what is done on a platform, and not its name.
        let between = &after[first.0.end.min(at.start)..at.start];
        // “甲甲”货运班轮|开通13条航线: what it does, by a number.
        if between.contains(|c: char| c.is_ascii_digit()) {
            return false;
        }
        let gap = between.chars().count();
        !(head.class == HeadClass::Product && first.1.class == HeadClass::Carrier && gap > 2)
    });
    let (at, head) = *ending.unwrap_or(first);
    let phrase = &after[..at.end];
    let modifier = &phrase[..at.start];
    // 三年行动 is what the name ends in, “三基”建设年活动 what it is called after, 2023年 a date.
    let called = ["三", "五", "建设", "提升", "攻坚", "突破", "深化", "落实", "服务", "改革", "优化", "质量"];
    let dated = modifier.match_indices('年').any(|(at, _)| !called.iter().any(|end| modifier[..at].ends_with(end)));
    let parted = modifier.chars().count() > 14
        || dated
        // “甲试点”扩大|到97个区域: what became of it.
        || modifier.contains('到') && modifier.contains(|c: char| c.is_ascii_digit())
        || modifier.replace("对接", "").contains(['的', '在', '将', '对', '是', '获', '被', '了', '为', '并'])
        || DOES.is_match(modifier)
        // “某苹果”首批试点基地: which of many it is.
        || modifier.starts_with("首批") || modifier.starts_with("第一批")
        // “名人堂”等国际经验建立荣誉体系: what is done by it.
        || ["建立", "根据", "梳理", "明确", "实行", "进行", "设立", "通过"].iter().any(|verb| modifier.contains(verb))
        // “谁分管、谁推进”|原则加快推进项目, “心连心”|走进通道: what is done by it.
        || ["原则", "理念", "要求", "思路", "走进", "走入"].iter().any(|word| modifier.starts_with(word))
        // “瘦身”部分政府投资项目: some of many.
        || ["部分", "全部", "所有", "各类"].iter().any(|some| modifier.starts_with(some))
        // “甲甲”设备技术|改造力度: a noun that goes on is another.
        || head.word == "技术" && ["改造", "改进", "升级", "人员", "创新"].iter().any(|rest| after[at.end..].starts_with(rest))
        || ACTS.is_match(modifier)
        // “案例征集活动”主办单位某杂志社: who holds it.
        || ["主办", "承办", "协办", "发起"].iter().any(|word| modifier.contains(word));
    // “甲+乙”的新|模式: that it is new is no part of what it is called.
    let phrase = if modifier == "新" { &phrase[modifier.len()..] } else { phrase };
    (!parted).then_some(Tail { phrase, head, end: joint + at.end, listed })
}

/// “两证合一”试点|应用: how something on trial is used is not what it is.
fn is_use(head: Head, next: Head) -> bool {
    head.word == "试点" && next.word == "应用"
}

/// Whether a head noun ends the name: “X”平台建设, but not 工程 in “X”工程建设项目审批体系.
fn ends_name(after: &str) -> bool {
    END.is_match(after) && after.strip_prefix("建设").is_none_or(|rest| END.is_match(rest))
}

/// Whether the 出 that words begin with is theirs, and not that of the verb before: 落实|出口退税, but 推出|“甲”.
pub(super) fn begins_with_out(words: &str) -> bool {
    ["出口", "出租", "出让", "出入", "出版", "出境", "出生", "出行"].iter().any(|word| words.starts_with(word))
}

/// The noun right before a quotation that is part of the name: 开设办税“绿色通道”窗口.
pub(super) fn prefix<'t>(between: &'t str, words: &ProgrammeWords) -> &'t str {
    let mark = between.char_indices().rev().find(|(_, character)| "的、了—，”）：".contains(*character));
    let start = mark.map_or(0, |(at, character)| at + character.len_utf8());
    let between = between[start..].trim_start_matches(['起', '好']);
    let between = if begins_with_out(between) { between } else { between.trim_start_matches('出') };
    let mut prefix = words.without_generic_start(between);
    if let Some(first) = FIRST.find(prefix) {
        prefix = &prefix[first.end()..];
    }
    // 城市建设管理“三个年”活动: no city of that name.
    if let Some(seat) = SEAT.find(prefix).filter(|seat| !seat.as_str().ends_with("城市")) {
        prefix = &prefix[seat.end()..];
    }
    // 43个“智能卡口”系统, 第七届“甲”大赛: how many, and how often.
    prefix = &prefix[HOW_MANY.find(prefix).map_or(0, |count| count.end())..];
    let joins_before =
        ["暨", "全国", "全省", "全市", "全区", "全县"].iter().filter_map(|word| Some(prefix.rfind(word)? + word.len()));
    prefix = joins_before.max().map_or(prefix, |end| &prefix[end..]);
    // 上班日“早开晚关”: the end of a word that was cut.
    if prefix.chars().count() < 2 {
        return "";
    }
    let apposition = words.heads(prefix).last().is_some_and(|(at, _)| at.end == prefix.len())
        || GENUS.iter().any(|noun| prefix.ends_with(noun));
    let joins = ['在', '到', '以', '为', '对', '将', '和', '与', '等', '“', '（', '及', '从', '由', '把', '性'];
    let listed = mark.is_some_and(|(_, character)| character == '、');
    let apt = prefix.chars().count() <= 12
        && !prefix.ends_with(['涉', '含'])
        && !listed
        && !prefix.contains(joins)
        && !apposition
        && !OTHER_VERB.is_match(prefix);
    if apt && words.specific_length(prefix) > 0 { prefix } else { "" }
}
