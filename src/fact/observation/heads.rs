//! Several heads, then as many numbers: 第一、二、三产业分别增长3.7%、6.6%和3.5%.

use oxsdatatypes::Decimal;

use super::super::Scene;
use super::item::Item;
use crate::span::Span;

/// The metric of each number of a clause that gives one to each of several heads: those of the words of the first (`own`,
/// without the word of change), else the metrics last `named` in the sentence, of which the clause before gave `several` one by
/// one.
pub(super) fn respective(
    scene: &Scene<'_>,
    clause: &str,
    items: &[Item<'_>],
    own: &[String],
    named: &[String],
    several: usize,
) -> Vec<String> {
    if items.len() < 2 {
        return Vec::new();
    }
    let said = ["分别", "依次"].iter().any(|word| clause.contains(word));
    if said && let Some((heads, times)) = each_by_its_time(scene, own) {
        return heads.iter().zip(times).map(|(head, time)| format!("{time}{head}")).collect();
    }
    if !items[1..].iter().all(|item| item.goes_on || item.follows) {
        return Vec::new();
    }
    let own = own[0].as_str();
    // 游客人次、总花费增长5.6%、7.5%: as many heads as numbers, though nothing says so.
    let alike = items.iter().all(|item| item.quantity.unit == items[0].quantity.unit);
    let plain = !said && alike && items[..items.len() - 1].iter().all(|item| item.after.is_empty());
    let both = town_and_country(own, items.len()).filter(|_| plain);
    let lists = both.is_some() || plain && listed(own, items.len()).is_some();
    if !said && !lists && (several != items.len() || !alike) {
        return Vec::new();
    }
    // 城镇、农村居民收入分别达7万元和4万元，增长5.4%、7.9%: as many numbers as heads the clause before gave.
    if !said && !own.is_empty() {
        return both.unwrap_or_else(|| if lists { heads_of(scene, own, items.len()) } else { Vec::new() });
    }
    let last = || named.len().checked_sub(items.len()).map_or(&[][..], |first| &named[first..]);
    if own.is_empty() {
        return last().to_vec();
    }
    // 甲、乙分别增长11.8%和10.3%，增速分别快4.8和3.3个百分点.
    if scene.lexicon.metrics.is_aspect(own) {
        return last().iter().map(|head| format!("{head}{own}")).collect();
    }
    // 企业32万户、个体户68万户，分别占31.9%和67.0%.
    if let Some(whole) = own.strip_prefix('占').filter(|_| last().len() == items.len()) {
        let share = if matches!(whole, "" | "比") {
            "占比".to_owned()
        } else {
            format!("占{}比重", whole.trim_end_matches('的'))
        };
        return last().iter().map(|head| format!("{head}{share}")).collect();
    }
    // 城镇、农村居民收入分别增长4.8%、5.9%，分别居全国第四、第八.
    let ranked = items.iter().all(|item| item.quantity.unit == "rank") && own.starts_with(['居', '列', '排', '位']);
    if ranked && last().len() == items.len() && !own.contains('、') {
        return last().iter().map(|head| format!("{head}{own}")).collect();
    }
    each_example(scene, clause, own, items.len())
        .or_else(|| town_and_country(own, items.len()))
        .or_else(|| partners(own, items.len()))
        .or_else(|| each_did(scene, clause, own, items.len()))
        .unwrap_or_else(|| heads_of(scene, own, items.len()))
}

/// 公共汽车、出租汽车和轮渡|分别|完成客运量: what stands behind 分别 is said of each.
fn each_did(scene: &Scene<'_>, clause: &str, own: &str, several: usize) -> Option<Vec<String>> {
    /// Fewest characters of what is said.
    const SAID: usize = 4;
    let (_, behind) = clause.split_once("分别")?;
    let said = behind.split(|c: char| c.is_ascii_digit()).next()?;
    let said = scene.lexicon.metrics.bare(said);
    let lead = own.strip_suffix(said).filter(|lead| said.chars().count() >= SAID && !lead.is_empty())?;
    let heads = heads_of(scene, lead, several);
    (!heads.is_empty()).then(|| heads.into_iter().map(|head| format!("{head}{said}")).collect())
}

/// 甲业、乙业等|两个行业|增加值分别增长8%和6%: the same, with the first number that of the examples, which `own` names first.
pub(super) fn with_their_count(
    scene: &Scene<'_>,
    clause: Span,
    items: &[Item<'_>],
    own: &[String],
) -> Option<Vec<String>> {
    let (count, rest) = items.split_first().filter(|(count, rest)| count.quantity.unit == "count" && rest.len() > 1)?;
    let words = scene.words(clause);
    let each = clause.start + words.find("分别")?;
    let as_many = u32::try_from(rest.len()).is_ok_and(|several| count.quantity.value == Decimal::from(several));
    if !as_many || count.quantity.span.end > each || rest[0].quantity.number.start < each {
        return None;
    }
    let heads = each_example(scene, words, &own[1], rest.len())?;
    Some(std::iter::once(own[0].clone()).chain(heads).collect())
}

/// 电池、塑料、机床等|产品|产量分别增长34.8%、18.9%、17.8%: of each of the examples there is a number.
fn each_example(scene: &Scene<'_>, clause: &str, own: &str, several: usize) -> Option<Vec<String>> {
    /// What the examples are, which goes without saying of each.
    const SORTS: [&str; 10] = ["行业", "产品", "商品", "品种", "领域", "产业", "指标", "地区", "国家", "作物"];
    let (ahead, _) = clause.split_once("分别")?;
    let (list, _) = ahead.rsplit_once('等').filter(|_| !own.contains(['、', '等']))?;
    let list = list.rsplit(['，', '；', '：']).next()?;
    let list = list.rsplit_once("其中").map_or(list, |(_, list)| list);
    let parts = listed(scene.lexicon.metrics.bare(list), several)?;
    let measured = SORTS.iter().find_map(|sort| own.strip_prefix(sort)).unwrap_or(own);
    parts
        .iter()
        .all(|part| part.chars().count() > 1)
        .then(|| parts.iter().map(|part| format!("{part}{measured}")).collect())
}

/// The heads that words list, if there are as many as numbers.
fn heads_of(scene: &Scene<'_>, own: &str, several: usize) -> Vec<String> {
    let Some(parts) = listed(own, several) else { return Vec::new() };
    let parts: Vec<&str> = parts.into_iter().map(|part| scene.lexicon.metrics.bare(part)).collect();
    if parts.iter().any(|part| part.is_empty()) { Vec::new() } else { with_tail(&parts) }
}

/// 城市、农村低保标准分别达到|每月|650元和|每年|5000元: the heads of amounts that are each reckoned by a time of their own.
fn each_by_its_time<'a>(scene: &Scene<'_>, own: &'a [String]) -> Option<(Vec<String>, Vec<&'a str>)> {
    let of_time = |words: &'a String| {
        let time: usize = words.chars().take(2).map(char::len_utf8).sum();
        let (time, rest) = words.split_at(time);
        matches!(time, "每年" | "每月" | "每季" | "每周" | "每日" | "每天").then_some((time, rest))
    };
    let (times, rests): (Vec<_>, Vec<_>) = own.iter().map(of_time).collect::<Option<Vec<_>>>()?.into_iter().unzip();
    let (first, others) = rests.split_first().filter(|(_, others)| others.iter().all(|rest| rest.is_empty()))?;
    let heads = town_and_country(first, own.len()).unwrap_or_else(|| heads_of(scene, first, own.len()));
    (!others.is_empty() && heads.len() == own.len()).then_some((heads, times))
}

/// 城乡|居民人均可支配收入: that of towns, then that of the country.
fn town_and_country(own: &str, several: usize) -> Option<Vec<String>> {
    const BOTH: &str = "城乡";
    let at = own.find(BOTH).filter(|_| several == 2 && !own.contains('、'))?;
    let (ahead, whose) = (&own[..at], &own[at + BOTH.len()..]);
    // What of cities is called so by the rules on social assistance.
    let town =
        if ["低保", "最低生活", "特困"].iter().any(|aid| whose.contains(aid)) { "城市" } else { "城镇" };
    Some([town, "农村"].iter().map(|of| [ahead, *of, whose].concat()).collect())
}

/// The members of a list of so many: cut at 、, else also at 和, which names have less often than 与 and 及 (生活用品及服务类).
fn listed(list: &str, several: usize) -> Option<Vec<&str>> {
    const SIGNS: [char; 4] = ['、', '和', '与', '及'];
    (1..=SIGNS.len()).map(|signs| split(list, &SIGNS[..signs])).find(|parts| parts.len() == several)
}

/// 对欧盟、美国|进出口: with each of them.
fn partners(own: &str, several: usize) -> Option<Vec<String>> {
    const TRADES: [&str; 6] = ["进出口额", "出口额", "进口额", "进出口", "出口", "进口"];
    let listed = own.strip_prefix('对')?;
    let (trade, listed) = TRADES.iter().find_map(|trade| Some((trade, listed.strip_suffix(trade)?)))?;
    let named = split(listed, &['、', '和', '及']);
    (named.len() == several).then(|| named.iter().map(|partner| format!("对{partner}{trade}")).collect())
}

/// Cuts a list at its signs, not inside brackets and quotations.
fn split<'a>(list: &'a str, signs: &[char]) -> Vec<&'a str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_i32, 0);
    for (at, c) in list.char_indices() {
        match c {
            '（' | '“' | '《' => depth += 1,
            '）' | '”' | '》' => depth -= 1,
            _ if depth == 0 && signs.contains(&c) => {
                parts.push(&list[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&list[start..]);
    parts
}

/// Gives every member what only the last carries: 工业、服务业|增加值, 城镇、农村|居民人均可支配收入, 第一、二|产业.
fn with_tail(parts: &[&str]) -> Vec<String> {
    let ordinal = parts[0].starts_with('第') && parts.len() > 1;
    // 一、二、三产业增加值: numbers of one noun.
    let number = |part: &str| part.chars().count() == 1 && "一二三四五六七八九十".contains(part);
    if parts.len() > 1 && parts[..parts.len() - 1].iter().all(|part| number(part)) {
        let noun = &parts[parts.len() - 1];
        let tail = noun.char_indices().nth(1).map_or("", |(at, _)| &noun[at..]);
        return parts.iter().map(|part| format!("{}{tail}", part.chars().next().unwrap_or_default())).collect();
    }
    let parts: Vec<String> = parts
        .iter()
        .map(|part| if ordinal && !part.starts_with('第') { format!("第{part}") } else { (*part).to_owned() })
        .collect();
    let Some((last, others)) = parts.split_last() else { return parts };
    let tail = tail(last, others);
    // 二氧化硫|排放量|与化学需氧量排放量: what has it already.
    let with = |part: &String| if part.ends_with(tail) { part.clone() } else { format!("{part}{tail}") };
    others.iter().map(with).chain([last.clone()]).collect()
}

/// Nouns that the members of a list share.
const SHARED: [&str; 27] = [
    "可支配收入",
    "零售额",
    "发电量",
    "装机容量",
    "销售额",
    "增加值",
    "普及率",
    "覆盖率",
    "参保率",
    "合格率",
    "入园率",
    "入学率",
    "总产值",
    "出口",
    "进口",
    "产量",
    "销量",
    "产值",
    "收入",
    "价格",
    "投资",
    "标准",
    "警情",
    "案件",
    "人数",
    "管网",
    "产业规模",
];

/// What of the last member follows its part that is like the first: up to the character that the first ends with, else
/// as long as all others are.
fn tail<'a>(last: &'a str, others: &[String]) -> &'a str {
    /// Longest member, in characters, that others are like by their length alone.
    const SHORT: usize = 3;
    let Some(end) = others.first().and_then(|first| first.chars().next_back()) else { return "" };
    // PM10、PM2.5|年均浓度, 臭氧、SO2|浓度: a sign ends with its letters and digits.
    let sign = last
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '.')
        .filter(|_| others.iter().all(|other| is_short_sign(other)));
    if let Some(at) = sign.filter(|at| *at > 0 && last.starts_with(|c: char| c.is_ascii_alphabetic())) {
        return &last[at..];
    }
    // 工业、制造业、|工业|技改投资: what the last begins with is one of the others, and no part like them.
    let again = others.iter().any(|other| last.starts_with(other.as_str()));
    if let Some((at, c)) = last.char_indices().skip(1).find(|(_, c)| *c == end).filter(|_| !again) {
        // 0-17岁、60岁及以上|人口: the bound is that of the last alone.
        let tail = &last[at + c.len_utf8()..];
        let tail =
            ["及以上", "以上", "及以下", "以下"].iter().find_map(|bound| tail.strip_prefix(bound)).unwrap_or(tail);
        // 风电、光伏|发电量: the one character that is left ends a noun.
        let noun = SHARED.iter().find(|noun| tail.chars().count() == 1 && last.ends_with(**noun));
        let tail = noun.map_or(tail, |noun| &last[last.len() - noun.len()..]);
        // 甲贷款、乙贷款|与抵押贷款改革: another is joined.
        return if tail.starts_with(['与', '和', '及']) { "" } else { tail };
    }
    // 居民医保、公共卫生服务经费|人均财政补助标准: what is reckoned by head is of each.
    let own = |other: &String| {
        other.chars().count() >= MEMBER / 2
            && !other.contains("人均")
            && !other.ends_with(['率', '量', '额', '数', '值', '入', '次', '费'])
    };
    let head = last.find("人均").filter(|at| *at > 0 && !again && others.iter().all(own));
    if let Some(at) = head {
        return &last[at..];
    }
    let length = others[0].chars().count();
    // 美丽河湖、美丽海湾|建成率: longer ones begin alike.
    let alike = length <= SHORT || last.chars().next() == others[0].chars().next();
    let alike = !again && alike && others.iter().all(|part| part.chars().count() == length);
    let tail = last.char_indices().nth(length).filter(|_| alike).map_or("", |(at, _)| &last[at..]);
    // 汽车、手机、机器|人出口: a last member that is longer by a character.
    let rest = tail.char_indices().nth(1).map_or("", |(at, _)| &tail[at..]);
    let tail = if SHARED.iter().any(|noun| rest.starts_with(noun)) { rest } else { tail };
    // 接待游客、旅游总花费: one character is the end of a word.
    if tail.chars().count() > 1 { tail } else { shared_at_end(last, others) }
}

/// PM10, CO, 臭氧: what is written with letters, or is as short as such.
fn is_short_sign(name: &str) -> bool {
    name.is_ascii() || name.chars().count() <= 4 && !name.ends_with(['率', '量', '额', '数', '值'])
}

/// 前五大贸易伙伴东盟、欧盟和日本|进出口: a noun that only the last of several has, which are of different lengths.
fn shared_at_end<'a>(last: &'a str, others: &[String]) -> &'a str {
    let noun = ["进出口"].iter().chain(&SHARED).find(|noun| last.ends_with(**noun));
    // 规模以上工业增加值、固定资产投资: each has a noun of its own.
    let measured = |other: &String| {
        other.ends_with(['率', '量', '额', '数', '值', '次', '程'])
            || SHARED.iter().any(|noun| other.ends_with(noun))
            || ["支出", "面积", "贷款", "存款", "余额", "占比", "比重", "消费"].iter().any(|noun| other.ends_with(noun))
    };
    let alone = |noun: &&&str| last.chars().count() <= noun.chars().count() + MEMBER && !others.iter().any(measured);
    noun.filter(alone).map_or("", |noun| &last[last.len() - noun.len()..])
}

/// Most characters of a member before the noun that all share.
const MEMBER: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_member_of_a_list_carries_what_all_share() {
        let all = |list: &str| with_tail(&split(list, &['、', '和'])).join("|");
        assert_eq!(all("第一、二、三产业投资"), "第一产业投资|第二产业投资|第三产业投资");
        assert_eq!(all("工业、建筑业和服务业增加值"), "工业增加值|建筑业增加值|服务业增加值");
        assert_eq!(all("城镇、农村居民人均可支配收入"), "城镇居民人均可支配收入|农村居民人均可支配收入");
        assert_eq!(all("社会消费品零售总额、固定资产投资"), "社会消费品零售总额|固定资产投资");
        assert_eq!(all("PM10、PM2.5年均浓度"), "PM10年均浓度|PM2.5年均浓度");
        assert_eq!(all("臭氧、SO2和PM2.5浓度"), "臭氧浓度|SO2浓度|PM2.5浓度");
        assert_eq!(all("GDP、CPI涨幅"), "GDP涨幅|CPI涨幅");
        assert_eq!(all("水电、风电和光伏发电量"), "水电发电量|风电发电量|光伏发电量");
        assert_eq!(all("存款、贷款余额"), "存款余额|贷款余额");
        assert_eq!(all("一、二、三产业增加值"), "一产业增加值|二产业增加值|三产业增加值");
        assert_eq!(all("0-17岁、18-59岁、60岁及以上人口"), "0-17岁人口|18-59岁人口|60岁及以上人口");
        assert_eq!(all("接待游客、旅游总花费"), "接待游客|旅游总花费");
        assert_eq!(all("汽车、手机、机器人出口"), "汽车出口|手机出口|机器人出口");
        assert_eq!(all("主要伙伴东盟、欧盟和日本进出口"), "主要伙伴东盟进出口|欧盟进出口|日本进出口");
        assert_eq!(all("地区生产总值、固定资产投资"), "地区生产总值|固定资产投资");
        assert_eq!(all("工业、制造业、工业技改投资"), "工业投资|制造业投资|工业技改投资");
        assert_eq!(all("通讯器材、家用电器、智能手表零售额"), "通讯器材零售额|家用电器零售额|智能手表零售额");
        assert_eq!(all("城乡居民养老金、城市低保、农村低保标准"), "城乡居民养老金标准|城市低保标准|农村低保标准");
        assert_eq!(all("机构内集中养育和社会散居孤儿津贴标准"), "机构内集中养育标准|社会散居孤儿津贴标准");
        assert_eq!(all("农村自来水、卫生户厕普及率"), "农村自来水普及率|卫生户厕普及率");
        assert_eq!(all("美丽河湖、美丽海湾建成率"), "美丽河湖建成率|美丽海湾建成率");
        assert_eq!(all("二氧化硫排放量和化学需氧量排放量"), "二氧化硫排放量|化学需氧量排放量");
        assert_eq!(
            all("居民医保和公共卫生服务人均财政补助标准"),
            "居民医保人均财政补助标准|公共卫生服务人均财政补助标准"
        );
        assert_eq!(all("苹果、猕猴桃产量稳定"), "苹果产量稳定|猕猴桃产量稳定");
        assert_eq!(all("社会消费品零售总额、民间投资"), "社会消费品零售总额|民间投资");
    }

    #[test]
    fn brackets_are_not_cut() {
        assert_eq!(split("县（市、区）中心、乡镇站", &['、']), ["县（市、区）中心", "乡镇站"]);
    }
}
