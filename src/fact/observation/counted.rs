//! What a number counts, where the words before it only tell which: 某局等|35个先进集体, 来自各地的|200名专家, 为期5个月的|专项行动.

use std::sync::LazyLock;

use oxsdatatypes::Decimal;

use super::super::Scene;
use super::item::Item;
use crate::document::numbering;
use crate::extract::quantity::is_time;
use crate::lexicon::edge::first_place;
use crate::lexicon::finder::Finder;
use crate::resolve::EntityKind;

/// What those who are counted do next: 101名科技特派员|奔赴各地.
const MOVES: [&str; 10] = ["奔赴", "赶赴", "齐聚", "汇聚", "走进", "紧紧", "积极", "全部接入", "纷纷", "陆续"];

/// What holds a list: 服务包括甲、乙、丙|3项内容.
const HOLDS: [&str; 4] = ["包括", "包含", "涵盖", "囊括"];

/// Longest words, in characters, that are joined to what is counted and counted with it: 55家文化机构|和企业线上线下参展.
const JOINED: usize = 14;

/// Fewest characters of a noun.
const NOUN: usize = 2;

/// The noun behind the number that names the metric alone; `phrase` is what is left of the words before, `after` the words
/// behind, as far as they are the number's own.
pub(super) fn named_behind<'a>(
    scene: &Scene<'_>,
    item: &Item<'_>,
    phrase: &str,
    after: impl Fn() -> &'a str,
) -> Option<&'a str> {
    let stated = scene.words(item.before).trim_end();
    if is_time(item.quantity.unit) {
        return lasting(stated, phrase, after);
    }
    if item.after.is_empty() || !matches!(item.quantity.unit, "count" | "person") {
        return None;
    }
    let listed = || {
        let list = HOLDS.iter().find_map(|word| Some(&stated[first_place(stated, word)?..]));
        list.is_some_and(|list| list.contains('、') && !list.ends_with(['、', '和', '及', '，']))
    };
    let only_which = stated.ends_with('等')
        || phrase == "来自"
        // 《某报告》收录了全国各地|26个案例.
        || stated.starts_with('《') && phrase.chars().count() >= NOUN && stated.ends_with(['地', '国', '了'])
        || ["的首批", "的第一批", "的首期"].iter().any(|which| stated.ends_with(which))
        || listed()
        || lists_as_many(stated, item);
    let ranked = !only_which && is_ranked_among(stated);
    if !only_which && !ranked {
        return None;
    }
    let after = after();
    let noun = without_description(after);
    if ranked {
        return among(noun);
    }
    (!after.starts_with('的') && noun.chars().count() >= NOUN).then_some(noun)
}

/// 得分位居全省|九个设区市|前列: whether the words before a number say among whom one is ranked.
fn is_ranked_among(stated: &str) -> bool {
    const HELD: [&str; 9] = ["位居", "位列", "跻身", "排在", "名列", "进入", "稳居", "排名", "列入"];
    /// Longest name of the area, in characters.
    const AREA: usize = 6;
    let held = HELD.iter().filter_map(|verb| Some(stated.rfind(verb)? + verb.len())).max();
    held.is_some_and(|end| {
        stated[end..].chars().count() <= AREA
            && stated[end..].ends_with(['省', '国', '市', '区', '州', '县', '球', '界'])
    })
}

/// 设区市|前列, 国家高新区|第11位: those among whom one is ranked.
fn among(noun: &str) -> Option<&str> {
    const PLACES: [&str; 9] = ["前列", "前茅", "首位", "榜首", "之首", "第", "中", "前", "方阵"];
    let end = PLACES.iter().filter_map(|place| noun.find(place)).min()?;
    Some(&noun[..end]).filter(|noun| noun.chars().count() >= NOUN)
}

/// 甲局、乙局和丙局|3个部门: the words before name as many as there are.
fn lists_as_many(stated: &str, item: &Item<'_>) -> bool {
    /// Fewest names of a list.
    const FEWEST: usize = 2;
    if !stated.contains('、') && !stated.contains(['和', '与', '及'])
        || stated.ends_with(['、', '和', '与', '及', '了', '共', '有', '为', '等'])
    {
        return false;
    }
    let last = stated.rfind('、').map_or(stated, |at| &stated[at..]);
    let parted = 1 + stated.matches('、').count();
    let as_many = |members: usize| {
        members >= FEWEST
            && u64::try_from(members).map(Decimal::from).is_ok_and(|members| members == item.quantity.value)
    };
    // 北京、天津、上海和沈阳、大连5个城市: the conjunction may stand in the middle.
    as_many(parted + usize::from(last.contains(['和', '与', '及']))) || as_many(parted + stated.matches('和').count())
}

/// 为期5个月的专项行动: what lasts so long; where the words behind do not say it, that it lasts.
fn lasting<'a>(stated: &str, phrase: &str, after: impl Fn() -> &'a str) -> Option<&'a str> {
    if !stated.ends_with("为期") {
        return None;
    }
    let what = after().strip_prefix('的').unwrap_or_default();
    // 为期5个月的|2024年|专项行动.
    let year = what.find('年').filter(|at| *at > 0 && what[..*at].chars().all(|digit| digit.is_ascii_digit()));
    let what = year.map_or(what, |at| &what[at + '年'.len_utf8()..]);
    let what = what.split(['，', '。', '；', '、']).next().unwrap_or_default();
    let what = ["中", "里", "期间", "内"].iter().find_map(|end| what.strip_suffix(end)).unwrap_or(what);
    if what.chars().count() >= NOUN {
        return Some(what);
    }
    (phrase.chars().count() < NOUN).then_some("为期")
}

/// 26个|具有代表性的|案例: how they are is not what they are.
pub(super) fn without_description(noun: &str) -> &str {
    let described = ["具有", "较为", "比较", "最具", "富有"].iter().any(|word| noun.starts_with(word));
    match described.then(|| noun.split_once('的')).flatten() {
        Some((_, rest)) if rest.chars().count() >= NOUN => rest,
        _ => noun,
    }
}

/// 取得了全省|第三名|的好成绩: among whom a place was won.
pub(super) fn place_won(phrase: &str, after: &str) -> Option<String> {
    let well = after.starts_with('的') && ["成绩", "佳绩"].iter().any(|word| after.ends_with(word));
    if !well {
        return None;
    }
    let (at, length) = ["取得", "获得", "夺得"].iter().find_map(|verb| Some((phrase.rfind(verb)?, verb.len())))?;
    let among = phrase[at + length..].trim_start_matches(['了', '得']);
    (NOUN..=MOST).contains(&among.chars().count()).then(|| format!("{}{among}排名", &phrase[..at]))
}

/// Most characters of the area or the group that a place is won in.
const MOST: usize = 8;

/// What is counted, of the words after a number: not what is said of it (安置点|已全部开工), nor what it is a part of, where
/// the words before say so (汇集14个部门|的问题信息).
pub(super) fn noun_of<'a>(scene: &Scene<'_>, item: &Item<'_>, after: &'a str) -> &'a str {
    const SAID: [&str; 38] = [
        "先后",
        "逐一",
        "预计",
        "相继",
        "进行了",
        "全面",
        "每天",
        "每年",
        "每月",
        "加入",
        "承担",
        "负责",
        "参加",
        "参与",
        "分别",
        "主动",
        "自愿",
        "已",
        "均",
        "全部",
        "正在",
        "用于",
        "支持",
        "通过",
        "予以",
        "作为",
        "获评",
        "获得",
        "获批",
        "获奖",
        "荣获",
        "入选",
        "被评",
        "被认",
        "被列",
        "被纳",
        "诉至",
        "达成",
    ];
    static GO_ON: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::of_rule(SAID.into_iter().chain(MOVES)));
    if let Some(noun) = befallen(item, after) {
        return noun;
    }
    // 增长10%（按可比价格计算，下同）: a remark on the number.
    let after = after.strip_prefix('（').and_then(|inside| inside.split_once('）')).map_or(after, |(_, rest)| rest);
    if after.is_empty() {
        return after;
    }
    let held =
        || ["涵盖", "覆盖", "汇集", "整合", "打通", "涉及"].iter().any(|word| scene.words(item.before).contains(word));
    let goes_on = GO_ON.is_in(after);
    // 4个县|均为深度贫困县: what they are is told by it.
    let is = |at: &usize| ["均为", "均是", "均属"].iter().any(|word| after[*at..].starts_with(word));
    let said = SAID.iter().filter(|_| goes_on).filter_map(|word| first_place(after, word)).filter(|at| !is(at));
    let said = said.chain(goes_on.then(|| next_doing(after)).flatten());
    // 32所高校|和某研究所实施…: what is joined is not counted.
    let mut joints = after
        .match_indices(['和', '与', '及'])
        .map(|(at, _)| at)
        .filter(|at| !after[*at..].starts_with("和地区") && !after[*at..].starts_with("及以"));
    // 许可|和公共服务事项编制…: another noun that is counted.
    let another = |at: usize| {
        let noun = scene.lexicon.metrics.counted_noun(&after[at..]);
        noun.is_some_and(|end| after[at..at + end].chars().count() <= JOINED / 2 + 1)
    };
    let joined = joints.find(|at| after[*at..].chars().count() > JOINED && !another(*at));
    let whole = after.find('的').filter(|_| held());
    // 9个断面优良比例|由2017年的55.6%上升到…: where a change began.
    let origin = after.match_indices(['由', '从']).map(|(at, from)| (at, at + from.len()));
    let origin =
        origin.filter(|(_, end)| after[*end..].starts_with(|c: char| c.is_ascii_digit())).map(|(at, _)| at).next();
    // 18家单位|出台《…》: what they do is not what is counted.
    let noun = scene.lexicon.metrics.counted_noun(after).filter(|end| after[..*end].chars().count() <= 6);
    let does =
        ["出台", "印发", "联合", "签订", "共建", "参与", "参加", "组成", "带领", "《", "获", "赴", "多了", "有了"];
    let does = noun.filter(|end| does.iter().any(|verb| after[*end..].starts_with(verb)));
    // 门户网站|都开设了专栏: said of all of them.
    let all = after.match_indices('都').map(|(at, all)| (at, at + all.len()));
    let all = all.filter(|&(at, end)| {
        !after[..at].ends_with(|c| "首成古国陪花京丰于新帝故大江武益宜".contains(c))
            && !after[end..].starts_with(|c| "市江匀昌安兰督会城".contains(c))
    });
    let all = all.map(|(at, _)| at).next();
    // 自卸船|在江苏交付, 班列|从天津港驶出: where it was.
    let mut places = scene.mentions.of_kind(EntityKind::Place, item.after).map(|(span, _)| scene.words(span));
    let there = places.find_map(|place| after.find(place).filter(|at| after[..*at].ends_with(['在', '从'])));
    let there = there.map(|at| at - '在'.len_utf8());
    // 3起瓦斯爆炸事故|：8月11日…: what the colon opens is told of them.
    let told = after.find(['：', ':']);
    let end = said
        .chain(does)
        .chain(all)
        .chain(there)
        .chain(told)
        .chain(whole)
        .chain(origin)
        .chain(joined)
        .filter(|&at| after[..at].chars().count() >= 2)
        .min();
    end.map_or(after, |end| &after[..end])
}

/// 3家企业|晋升国家级企业, 受灾群众|的基本生活得到保障: those of whom something is told, without what was theirs.
fn befallen<'a>(item: &Item<'_>, after: &'a str) -> Option<&'a str> {
    static TOLD: LazyLock<Finder<'static>> = LazyLock::new(|| {
        Finder::of_rule([
            "得到",
            "得以",
            "取得了",
            "取得阶段",
            "晋升",
            "晋级",
            "亮相",
            "上榜",
            "明显改善",
            "将得到",
            "被授",
            "被命",
            "被国",
            "被教",
            "被省",
            "被市",
            "被中",
            "被自",
            "被确",
            "被选",
            "被推",
            "被誉",
        ])
    });
    let people = item.quantity.unit == "person" || item.quantity.unit_as_written.ends_with('户');
    if !people && item.quantity.unit != "count" {
        return None;
    }
    let at = TOLD.find_iter(after).next()?.start();
    let noun = &after[..at];
    let theirs = noun.find('的').filter(|_| people).map_or(noun, |at| &noun[..at]);
    let plain = !noun.starts_with(['凭', '因', '以', '由', '在', '从', '经', '已', '的']) && !noun.contains('，');
    (plain && theirs.chars().count() >= NOUN).then_some(theirs)
}

/// Where in the words after a number those who are counted begin to do something.
fn next_doing(after: &str) -> Option<usize> {
    MOVES.iter().filter_map(|word| first_place(after, word)).min()
}

/// 推广其中较为成熟的|政策措施: of what was named, those that are so.
pub(super) fn picked_out(words: &str) -> &str {
    let picked = first_place(words, "其中").filter(|at| *at > 0).and_then(|at| words[at..].split_once('的'));
    picked.map(|(_, rest)| rest).filter(|rest| rest.chars().count() >= NOUN).unwrap_or(words)
}

/// 在省外开设的3家体验店, “甲”“乙”“丙”3个指标: the words before the number tell which, those after it what.
pub(super) fn only_tells_which(before: &str) -> bool {
    let before = before.trim_end();
    let relative = before.ends_with('的') && before.chars().count() > 6;
    relative || before.ends_with('”') && before.matches('“').count() > 1
}

/// Fewest characters of a verb and another thing.
const LISTED: usize = 5;

/// 建成批发市场和|17个示范园: the words before the conjunction are another thing.
pub(super) fn joins_another(scene: &Scene<'_>, item: &Item<'_>) -> bool {
    let before = scene.words(item.before).trim_end();
    // 打造种植基地、|两个示范园.
    let listed = || before.strip_suffix('、').filter(|thing| thing.chars().count() > LISTED);
    let thing = ["以及", "和", "及"].iter().find_map(|joint| before.strip_suffix(joint)).or_else(listed);
    thing.is_some_and(|thing| !thing.is_empty() && !thing.contains(['由', '在']))
}

/// 出台惠企政策，|共计21条, 推广较为成熟的举措，共18项, 休牧期为4月1日至6月15日，共76天: what the clause before names is what there
/// is so much of.
pub(super) fn totalled(scene: &Scene<'_>, item: &Item<'_>, counts: bool) -> Option<String> {
    const TOTALS: [&str; 6] = ["共", "共计", "合计", "总计", "一共", "总共"];
    let lasts = is_time(item.quantity.unit);
    if !(counts || lasts) || !TOTALS.contains(&scene.words(item.before).trim()) {
        return None;
    }
    let words = scene.document.text.as_str()[..item.before.start].trim_end().strip_suffix('，')?;
    if lasts {
        return time_totalled(scene, words);
    }
    let clause = words.rsplit(['，', '。', '；', '：', '！', '？', '\n', '“', '”']).next()?;
    let noun = clause.rsplit_once('的').map(|(_, noun)| noun).filter(|noun| noun.chars().count() > 1);
    let named = scene.lexicon.metrics.bare(noun.unwrap_or(clause));
    let plain = named.chars().all(char::is_alphabetic) && (2..=LONGEST).contains(&named.chars().count());
    plain.then(|| named.to_owned())
}

/// 对企业诉求的解决，|已从过去的7天缩短到1天: what the clause before tells is what moved.
pub(super) fn told_before(scene: &Scene<'_>, item: &Item<'_>) -> Option<String> {
    let words = scene.document.text.as_str()[..item.before.start].trim_end().strip_suffix('，')?;
    let clause = words.rsplit(['，', '。', '；', '：', '！', '？', '\n', '“', '”']).next()?;
    let named = scene.lexicon.metrics.bare(clause);
    let plain = named.chars().all(char::is_alphabetic) && (2..=LONGEST).contains(&named.chars().count());
    plain.then(|| named.to_owned())
}

/// Most characters of the name of what there is so much of.
const LONGEST: usize = 20;

/// 劳动节：5月1日至5日放假，|共5天: what the days before are of, with the label of the line.
fn time_totalled(scene: &Scene<'_>, words: &str) -> Option<String> {
    /// Most characters of a label.
    const LABEL: usize = 16;
    let line = words.rsplit(['\n', '。', '；']).next()?;
    let (label, told) = line.split_once('：').filter(|(label, _)| label.chars().count() <= LABEL).unwrap_or(("", line));
    let label = &label[numbering(label).map_or(0, |number| number.length)..];
    let told = told.rsplit('，').next()?;
    let digit = |c: char| c.is_ascii_digit();
    let (first, last) = (told.find(digit)?, told.rfind(['日', '）'])?);
    let ahead = scene.lexicon.metrics.bare(&told[..first]);
    let behind = told.get(last..)?.trim_start_matches(['日', '）']);
    let named = [label, if ahead.is_empty() { behind } else { ahead }].concat();
    (2..=LONGEST).contains(&named.chars().count()).then_some(named)
}
