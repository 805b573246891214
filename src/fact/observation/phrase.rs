//! The words before a number that are its own: without dates, examples, place, subject and grammar.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::super::Scene;
use super::counted::picked_out;
use super::item::Item;
use super::signs::Signs;
use crate::document::{Rank, numbering};
use crate::extract::date::{DateMention, Role};
use crate::lexicon::edge::{first_place, last_place};
use crate::lexicon::finder::Finder;
use crate::lexicon::metrics::MetricWords;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::set::Characters;
use crate::resolve::EntityKind;
use crate::span::Span;

/// Longest words, in characters, that say where something is brought about and are kept in its name.
const WHEREABOUTS: usize = 10;

/// What an amount is reckoned by, and no more: 提高到每人每年.
static PER_HEAD: LazyLock<Pattern> =
    LazyLock::new(|| pattern("^(?:达到?|提高到|提高至|增加到|增至|升至|调整为|为)每[人户亩]每[年月日]$"));

/// The words before the number, without dates, examples, place, subject and grammar.
pub(super) fn words_before<'a>(scene: &Scene<'a>, dates: &[DateMention], item: &Item<'_>) -> Cow<'a, str> {
    match without_dates(scene, dates, item.before) {
        Cow::Borrowed(undated) => naming(scene, item, undated),
        Cow::Owned(undated) => Cow::Owned(naming(scene, item, &undated).into_owned()),
    }
}

/// What of the words before the number, which have no dates, names what it measures.
fn naming<'t>(scene: &Scene<'_>, item: &Item<'_>, undated: &'t str) -> Cow<'t, str> {
    let words = &scene.lexicon.metrics;
    let signs = Signs::of(undated);
    let undated = signs.cut(Signs::AND_SO_ON, undated, without_examples);
    let undated = signs.cut(Signs::AMONG, undated, picked_out);
    if let Some(each) = traded_with_each(undated) {
        return Cow::Owned(each);
    }
    let goal = undated.trim_end().trim_end_matches('的').ends_with(['至', '到']);
    let undated = signs.cut(Signs::SIDES, undated, without_sides);
    // 达到|每人每年670元: of what was named before, and by what it is reckoned.
    let per_head = signs.has(Signs::EACH) && undated.ends_with(['年', '月', '日']) && PER_HEAD.is_match(undated);
    let undated = if per_head { "" } else { undated };
    let bare = words.bare(undated);
    if let Some(towards) = towards(scene, item, undated) {
        return Cow::Borrowed(towards);
    }
    let (stock, phrase) = stock(without_basis(bare));
    let bare = bare_of(words, bare, without_place_and_subject(scene, item.before, phrase));
    let bare = without_unnamed_body(scene, bare);
    let bare = bare_of(words, bare, without_lead(scene, item, bare));
    // 比例提升|至95%: how it got there is not what it is.
    let moved = if goal { words.change_at_end(bare) } else { None };
    // 价格降幅|达到63%: the rate itself.
    let rate = |word: &str| word.ends_with(['速', '幅', '率']);
    let moved = moved.filter(|(word, _)| bare.len() > word.len() && !rate(word));
    let bare = moved.map_or(bare, |(word, _)| words.bare(&bare[..bare.len() - word.len()]));
    let phrase = without_means(scene, bare);
    let phrase = if moved.is_some() || signs.has(Signs::BY) { without_agent(phrase, moved.is_some()) } else { phrase };
    // 产业园集聚的企业已|服务用人单位: a long subject before 已.
    let phrase = signs.cut(Signs::ALREADY, phrase, |phrase| match phrase.split_once('已') {
        Some((subject, done)) if subject.chars().count() >= 6 && done.chars().count() >= 4 => words.bare(done),
        _ => phrase,
    });
    let phrase = if item.baseline.is_some() { without_origin(phrase) } else { phrase };
    let phrase =
        if signs.has(Signs::AT) && undated.contains('在') { without_whereabouts(scene, phrase) } else { phrase };
    let phrase = signs.cut(Signs::BOUND, phrase, without_bound);
    let phrase = signs.cut(Signs::YEAR, phrase, without_years);
    let noted = match phrase {
        phrase if signs.has(Signs::EACH_ITS_OWN) && phrase.contains("分别") => {
            Cow::Owned(without_notes(&phrase.replace("分别", "")).into_owned())
        }
        phrase if signs.has(Signs::NOTE) => without_notes(phrase),
        phrase => Cow::Borrowed(phrase),
    };
    let named = match noted {
        Cow::Borrowed(noted) => Cow::Borrowed(bare_of(words, bare, noted)),
        Cow::Owned(noted) => Cow::Owned(words.bare(&noted).to_owned()),
    };
    if is_place(scene, item.before, &named) {
        return Cow::Borrowed("");
    }
    if stock.is_empty() { named } else { Cow::Owned([stock, &*named].concat()) }
}

/// 对东盟|进出口64140亿元；对欧盟|55060亿元: with whom trade is done is part of its name.
fn towards<'t>(scene: &Scene<'_>, item: &Item<'_>, undated: &'t str) -> Option<&'t str> {
    if let Some(traded) = traded_with(scene, item, undated) {
        return Some(traded);
    }
    let rest = undated.strip_prefix('对')?;
    let (span, _) = scene.mentions.of_kind(EntityKind::Place, item.before).next()?;
    let trade = rest.strip_prefix(scene.words(span))?;
    ["", "进出口", "出口", "进口", "贸易", "投资"]
        .iter()
        .any(|word| trade.trim_end_matches(['额', '总', '值', '达', '为']) == *word)
        .then_some(undated)
}

/// 对欧盟、美国分别|进出口: each partner and what is traded, to be told apart as heads.
fn traded_with_each(undated: &str) -> Option<String> {
    /// Longest list, in characters.
    const LIST: usize = 40;
    let (partners, trade) = undated.strip_prefix(['对', '同'])?.split_once("分别")?;
    let trade = trade.trim_end_matches(['达', '为', '了']);
    let listed = partners.contains(['、', '和', '及']) && partners.chars().count() <= LIST && !partners.contains('，');
    let trades = ["进出口", "出口", "进口", "进出口额", "出口额", "进口额"].contains(&trade);
    (listed && trades).then(|| format!("对{partners}{trade}"))
}

/// 江苏|对“一带一路”沿线国家进出口: the same, where the partner is no one place.
fn traded_with<'t>(scene: &Scene<'_>, item: &Item<'_>, undated: &'t str) -> Option<&'t str> {
    /// Longest partner, in characters.
    const PARTNER: usize = 16;
    let named = undated.trim_end_matches(['达', '为', '以', '约']);
    let trade = named.trim_end_matches(['额', '总', '值']);
    let partner = trade.strip_suffix("进出口").or_else(|| trade.strip_suffix("出口"));
    let partner = partner.or_else(|| trade.strip_suffix("进口"))?;
    let at = partner.find('对')?;
    let ahead = scene.lexicon.metrics.bare(&partner[..at]);
    let whose = matches!(ahead, "" | "我国" | "我省" | "我市") || is_place(scene, item.before, ahead);
    let partner = &partner[at + '对'.len_utf8()..];
    let one = (2..=PARTNER).contains(&partner.chars().count()) && !partner.contains(['，', '、', '外']);
    (whose && one).then(|| &named[at..])
}

/// The bare words of a phrase that is all or a part of words that are bare.
fn bare_of<'a>(words: &MetricWords, bare: &str, phrase: &'a str) -> &'a str {
    // A quotation whose beginning has been laid bare is still to be opened.
    if phrase.len() == bare.len() && !phrase.starts_with('“') { phrase } else { words.bare(phrase) }
}

/// 对4个方面、|19个重点领域: parts of the text are not what is counted.
fn without_sides(phrase: &str) -> &str {
    match phrase.rsplit_once("个方面") {
        Some((_, rest)) if !rest.is_empty() => rest,
        _ => phrase,
    }
}

/// 五年|分别增加14平方米: over which years.
fn without_years(phrase: &str) -> &str {
    let told = phrase.split_once('年').filter(|(count, rest)| {
        let counted = !count.is_empty() && count.chars().all(|c| "两三四五六七八九十0123456789".contains(c));
        let done = [
            "分别", "累计", "共", "增", "内", "新", "净增", "建成", "完成", "投", "实施", "发放", "引进", "培育",
            "改造",
        ];
        counted && (rest.is_empty() || done.iter().any(|word| rest.starts_with(word)))
    });
    told.map_or(phrase, |(_, rest)| rest.strip_prefix('内').unwrap_or(rest))
}

/// `人口[6]`, `审结（含旧存，下同）`: the sign of a footnote and a remark on what follows are not part of the name.
pub(super) fn without_notes(phrase: &str) -> Cow<'_, str> {
    static NOTES: Characters = Characters::of("（[");
    if !NOTES.are_in(phrase) {
        return Cow::Borrowed(phrase);
    }
    // 其他因素（因灾、因婚、缺水等）占: examples.
    let counted = |inside: &str| {
        inside.ends_with("下同") || inside == "同上" || inside.ends_with('等') && inside.matches('、').count() > 1
    };
    let bracket = phrase.find('（').and_then(|open| Some((open, open + phrase[open..].find('）')?)));
    let bracket = bracket.filter(|&(open, close)| open > 0 && counted(&phrase[open + '（'.len_utf8()..close]));
    if bracket.is_none() && !phrase.contains('[') {
        return Cow::Borrowed(phrase);
    }
    let without = bracket.map(|(open, close)| format!("{}{}", &phrase[..open], &phrase[close + '）'.len_utf8()..]));
    let phrase = without.as_deref().unwrap_or(phrase);
    let mut rest = phrase;
    let mut words = String::new();
    while let Some(open) = rest.find('[') {
        let Some(close) = rest[open..].find(']').map(|at| open + at) else { break };
        let note = rest[open + 1..close].chars().all(|c| c.is_ascii_digit());
        words.push_str(if note { &rest[..open] } else { &rest[..=close] });
        rest = &rest[close + 1..];
    }
    Cow::Owned(words + rest)
}

/// 体验店3家（江苏无锡2家、|北京1家）: a place alone says where, not what.
fn is_place(scene: &Scene<'_>, before: Span, phrase: &str) -> bool {
    scene.mentions.of_kind(EntityKind::Place, before).any(|(span, _)| scene.words(span) == phrase)
}

/// 作出决定之日起|告知举报人, 参评作者下载材料（|所有纸质材料一式, 被告人以受贿罪|判处有期徒刑, 对口帮扶的深圳市|出资: what leads to what is told.
fn without_lead<'a>(scene: &Scene<'_>, item: &Item<'_>, phrase: &'a str) -> &'a str {
    /// Fewest characters of what is told.
    const TOLD: usize = 2;
    let told = |rest: &&str| rest.chars().count() >= TOLD;
    // 服务价格与去年持平、|居住价格: what did not move has no number.
    let phrase = phrase.rsplit_once("持平、").map_or(phrase, |(_, rest)| rest);
    // 某矿爆炸事故造成|43人死亡: what it came of.
    let brought = ["造成", "导致", "致使"].iter().filter_map(|word| Some(last_place(phrase, word)? + word.len())).max();
    if let Some(end) = brought {
        return phrase[end..].trim_start_matches(['了', '的']);
    }
    if let Some(rest) = last_place(phrase, "之日起").map(|at| &phrase[at + "之日起".len()..]) {
        // 以书面、电话等方式|告知举报人.
        let manner = rest.strip_prefix('以').and_then(|rest| rest.split_once("方式"));
        return manner.map_or(rest, |(_, done)| done);
    }
    let open = phrase.rfind('（').filter(|&open| open > 0 && !phrase[open..].contains('）'));
    if let Some(rest) = open.map(|open| &phrase[open + '（'.len_utf8()..]).filter(told) {
        return rest;
    }
    if let Some(at) = last_place(phrase, "判处").filter(|at| *at > 0 && phrase.len() > at + "判处".len()) {
        return &phrase[at..];
    }
    // 原副省长某某|被判, 决定对当事人|罚款.
    if let Some(done) = ["被判", "罚款"].iter().find(|done| phrase.len() > done.len() && phrase.ends_with(**done)) {
        return &phrase[phrase.len() - done.len()..];
    }
    if let Some(done) = done_so(scene, phrase) {
        return done;
    }
    // 在一起行政案件中|判决…赔偿: in the course of what.
    let course = ["案件中", "过程中", "检查中", "调查中", "行动中"];
    let within = course.iter().filter_map(|word| Some(first_place(phrase, word)? + word.len())).min();
    let within = within.filter(|_| scene.words(item.before).contains('在')).map(|end| &phrase[end..]);
    if let Some(rest) = within.filter(told) {
        return rest;
    }
    // 党代会提出了|数字经济占比…: who set it.
    let measured = matches!(item.quantity.unit, "percent" | "pp" | "CNY");
    let set = ["提出了", "提出"].iter().filter(|_| measured).find_map(|word| phrase.split_once(*word));
    if let Some((_, rest)) = set.filter(|(who, rest)| !who.is_empty() && rest.chars().count() > TOLD + 1) {
        return rest;
    }
    let moved = matches!(item.quantity.unit, "CNY" | "count" | "person" | "person_time");
    let named = scene.mentions.within(item.before).filter(|_| moved);
    let mut done = named.filter_map(|(span, id)| {
        let (name, kind) = (scene.words(span), scene.mentions.kind(id));
        let at = last_place(phrase, name)?;
        let (ahead, rest) = (&phrase[..at], &phrase[at + name.len()..]);
        let body = matches!(kind, EntityKind::Place | EntityKind::Agency | EntityKind::Organization);
        match rest {
            // 累计支援|某村: to whom, and not what.
            "" if kind == EntityKind::Place
                && !ahead.ends_with(['居', '列', '位', '排', '占', '比', '于', '距', '在', '对', '自', '从']) =>
            {
                Some(ahead)
            }
            // 对口帮扶的某市|出资, 又对某开发区|追加赋权.
            rest if kind == EntityKind::Place && ahead.ends_with('的') => Some(rest),
            rest if body && ahead.ends_with(['对', '向', '给']) && !trades(rest) => Some(rest),
            _ => None,
        }
    });
    let Some(rest) = done.find(told) else { return phrase };
    // 对甲开发区、|乙开发区|追加赋权: the whole list.
    let mut listed = scene.mentions.within(item.before);
    let next =
        listed.rfind(|(span, _)| rest.strip_prefix('、').is_some_and(|rest| rest.starts_with(scene.words(*span))));
    let behind = next.map(|(span, _)| &rest['、'.len_utf8() + span.len()..]);
    behind.filter(told).unwrap_or(rest)
}

/// 某企业家一次性|拿出, 某某雇人先后|驾驶: who did it is not what was done.
fn done_so<'a>(scene: &Scene<'_>, phrase: &'a str) -> Option<&'a str> {
    static MANNERS: LazyLock<Finder<'static>> =
        LazyLock::new(|| Finder::of_rule(["一次性", "先后", "陆续", "相继", "积极", "主动", "联合", "共同"]));
    /// Fewest characters of who did it.
    const WHO: usize = 3;
    let hit = MANNERS.find_iter(phrase).last()?;
    let (who, done) = (&phrase[..hit.start()], &phrase[hit.end()..]);
    let gives = ["拿出", "投入", "发放", "捐", "兑付", "支付"].iter().any(|verb| done.starts_with(verb));
    let acts = gives
        || scene.lexicon.metrics.first_act(done).is_some_and(|(at, _)| at == 0)
        || scene.lexicon.cues.begins_with_doing(done);
    // A verb alone is named with its manner.
    let alone = done.chars().nth(2).is_none();
    (acts && who.chars().count() >= WHO).then_some(if alone { &phrase[hit.start()..] } else { done })
}

/// Whether words name what is traded with a partner: 对东盟|进出口.
fn trades(words: &str) -> bool {
    ["进出口", "出口", "进口", "贸易", "投资"].iter().any(|word| words.starts_with(word))
}

/// 按年平均汇率计算|为5791美元: how it was reckoned is not what it is.
fn without_basis(phrase: &str) -> &str {
    const RECKONED: [&str; 4] = ["计算", "折算", "核算", "统计"];
    if !phrase.starts_with(['按', '以']) {
        return phrase;
    }
    // 按省统计局农村人口统计口径计算，|全省贫困发生率: up to the comma.
    let ends = || RECKONED.iter().flat_map(|word| phrase.match_indices(*word).map(|(at, word)| at + word.len()));
    let end = ends().filter(|end| phrase[*end..].starts_with('，')).min().or_else(|| ends().min());
    end.map_or(phrase, |end| phrase[end..].trim_start_matches(['，', '为']))
}

/// What a clause without a number speaks of, for a number that follows without words of its own.
pub(super) fn spoken_of(scene: &Scene<'_>, dates: &[DateMention], clause: Span) -> Option<String> {
    let undated = without_dates(scene, dates, clause);
    let words = &scene.lexicon.metrics;
    // PM2.5年均值|52，同比下降5.5%: a number without a unit.
    let unnumbered = undated.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let phrase = without_place_and_subject(scene, clause, words.bare(unnumbered));
    words.spoken_of(phrase).map(ToOwned::to_owned)
}

/// 办理时限由平均|8.5天压缩至…: where a change began is not its name.
fn without_origin(phrase: &str) -> &str {
    if matches!(phrase, "过去" | "以前" | "此前" | "原来" | "原先" | "最初") {
        return "";
    }
    let at = phrase.rfind(['由', '从']).filter(|&at| at > 0 && phrase[at..].chars().count() <= 8);
    at.map_or(phrase, |at| &phrase[..at])
}

/// 年末|全市|常住人口: a stock at the end of a year is named so; what there is (年末共有学校6所) is not.
fn stock(phrase: &str) -> (&'static str, &str) {
    let Some(rest) = phrase.strip_prefix("年末") else { return ("", phrase) };
    let there_is = ["共有", "拥有", "实有", "有"].iter().any(|word| rest.starts_with(word));
    (if there_is { "" } else { "年末" }, rest)
}

/// 各级监察机构|查处欠薪案件: an unnamed body that did it is not what was done.
fn without_unnamed_body<'a>(scene: &Scene<'_>, phrase: &'a str) -> &'a str {
    /// Longest name, in characters.
    const LONGEST: usize = 14;
    let near = |end: &usize| phrase[..*end].chars().count() <= LONGEST;
    let Some(end) = scene.lexicon.cues.ends_of_bodies(phrase).filter(near).max() else { return phrase };
    let rest = phrase[end..].trim_start_matches(['共', '已', '均']);
    let summed = rest.strip_prefix("累计").unwrap_or(rest);
    let acts = scene.lexicon.metrics.first_act(summed).is_some_and(|(at, _)| at == 0);
    let does = acts || scene.lexicon.cues.begins_with_doing(summed);
    if does && summed.chars().count() > 3 { rest } else { phrase }
}

/// 在各县（市、区）法院、高新产业园区大力|推广建立“工作站”: a long list of places is not what is counted.
fn without_whereabouts<'a>(scene: &Scene<'_>, phrase: &'a str) -> &'a str {
    let act = scene.lexicon.metrics.first_act(phrase).map(|(at, _)| at);
    let listed = |at: &usize| phrase[..*at].chars().count() > WHEREABOUTS && phrase[..*at].contains('、');
    act.filter(listed).map_or(phrase, |at| &phrase[at..])
}

/// 依托农业银行、泉州银行网点|设立服务站点: by what means it was done is not what was done.
fn without_means<'a>(scene: &Scene<'_>, phrase: &'a str) -> &'a str {
    const MEANS: [&str; 6] = ["依托", "借助", "利用", "运用", "围绕", "结合"];
    if !phrase.starts_with(['依', '借', '利', '运', '围', '结']) || !MEANS.iter().any(|word| phrase.starts_with(word))
    {
        return phrase;
    }
    let act = scene.lexicon.metrics.first_act(phrase).map(|(at, _)| at);
    act.filter(|at| phrase[*at..].chars().count() > 3).map_or(phrase, |at| &phrase[at..])
}

/// 某合作社通过灌溉系统将|优果率提升至85%, 通过技改形成|节能能力3万吨: who did it, and how, is not what it is.
fn without_agent(phrase: &str, moved: bool) -> &str {
    const BRINGS_ABOUT: [&str; 4] = ["实现", "形成", "带动", "促成"];
    /// Fewest characters of a metric.
    const METRIC: usize = 3;
    let rest = |at: usize, word: &str| &phrase[at + word.len()..];
    // 通过公共网络实现的商品零售额: which it is, and part of the name.
    let told = |rest: &&str| rest.chars().count() >= METRIC && !rest.starts_with(['的', '了']);
    let handled = ["将", "把"].iter().filter(|_| moved).filter_map(|word| Some(rest(phrase.rfind(word)?, word)));
    let made = ["举措使", "措施使", "做法使", "改革使", "有效使", "从而使"];
    let made = made.iter().filter(|_| phrase.contains('使')).filter_map(|word| Some(rest(phrase.rfind(word)?, word)));
    let means = first_place(phrase, "通过").map(|at| &phrase[at..]);
    let achieved = BRINGS_ABOUT
        .iter()
        .filter(|word| means.is_some_and(|means| means.contains(**word)))
        .filter_map(|word| Some(rest(phrase.rfind(word)?, word)));
    handled.chain(made).chain(achieved).filter(told).min_by_key(|rest| rest.len()).unwrap_or(phrase)
}

/// 补贴比例|原则上不超过项目总投资的30%: the bound is not the metric.
fn without_bound(phrase: &str) -> &str {
    const BOUNDS: [&str; 8] = ["原则上", "不低于", "不少于", "不超过", "不高于", "不得低于", "不得高于", "不得超过"];
    let at = BOUNDS.iter().filter_map(|bound| phrase.find(bound)).min().filter(|&at| at > 0);
    // 预算收入剔除留抵退税因素后|完成10亿元: the same, reckoned otherwise.
    let reckoned = ["剔除", "扣除"].iter().filter_map(|word| phrase.find(word)).min();
    let reckoned = reckoned.filter(|at| *at > 0 && phrase[*at..].contains("因素"));
    at.into_iter().chain(reckoned).min().map_or(phrase, |at| &phrase[..at])
}

/// The words before a number without the dates in them and what opens them.
fn without_dates<'a>(scene: &Scene<'a>, dates: &[DateMention], before: Span) -> Cow<'a, str> {
    let text = scene.document.text.as_str();
    let mut words = String::new();
    let mut from = before.start;
    let against = |date: &DateMention| date.role == Role::Comparison && stands_against(text, before, date.span);
    let told = |date: &&DateMention| date.role != Role::Comparison || date.period.is_none() || against(date);
    for date in dates.iter().filter(|date| before.contains(date.span)).filter(told) {
        if against(date) {
            let ahead = scene.words(Span::new(from.min(date.span.start), date.span.start));
            words.push_str(ahead.trim_end_matches(['与', '同', '和']));
            from = date.span.end + "相比".len();
            continue;
        }
        // 年末余额, 年末常住人口: the date is part of the name.
        let stock =
            scene.words(date.span).ends_with("年末") && text[date.span.end..].starts_with(char::is_alphanumeric);
        let end = if stock { date.span.end - "年末".len() } else { date.span.end };
        let ahead = scene.words(Span::new(from.min(date.span.start), date.span.start));
        let ahead = if from == before.start && heads_line(scene, before, date.span) { "" } else { ahead };
        // 力争到|2025年, 自|2010年以来.
        words.push_str(ahead.strip_suffix(['到', '自', '至']).unwrap_or(ahead));
        from = end;
    }
    let last = scene.words(Span::new(from.min(before.end), before.end));
    if words.is_empty() {
        return Cow::Borrowed(without_opening(last));
    }
    words.push_str(last);
    Cow::Owned(without_opening(&words).to_owned())
}

/// 粮食|全年农作物播种面积: the head of a paragraph of a bulletin, run together with its first sentence.
fn heads_line(scene: &Scene<'_>, before: Span, date: Span) -> bool {
    /// Longest head, and shortest name behind it, in characters.
    const HEAD: usize = 5;
    const NAME: usize = 4;
    let text = scene.document.text.as_str();
    let head = scene.words(Span::new(before.start, date.start));
    let opens = || before.start == 0 || text[..before.start].ends_with('\n');
    ["全年", "年末"].iter().any(|word| text[date.start..].starts_with(word))
        && (2..=HEAD).contains(&head.chars().count())
        && head.chars().all(char::is_alphabetic)
        && opens()
        && text[date.end..before.end].chars().count() >= NAME
}

/// The words before a number that have no dates, after a 以来, a colon or a number of an item.
fn without_opening(words: &str) -> &str {
    static COLONS: Characters = Characters::of("：:】");
    let words = without_bullet(words);
    let words = last_place(words, "以来").map_or(words, |at| &words[at + "以来".len()..]);
    let behind = COLONS.are_in(words).then(|| words.rsplit(['：', ':', '】']).next()).flatten();
    let words = behind.filter(|after| !after.trim().is_empty()).unwrap_or(words);
    // （其中|独立学院164所）: the bracket that opens before the number closes behind it.
    let words = words.strip_prefix(['（', '(']).filter(|rest| !rest.contains(['）', ')'])).unwrap_or(words);
    // 市监局|（知识产权局）指导…: a second name of the subject.
    let words = match words.strip_prefix('（').and_then(|rest| rest.split_once('）')) {
        Some((_, rest)) if !rest.trim().is_empty() => rest,
        _ => words,
    };
    let words = words.trim_start_matches(['）', ')']);
    let words = without_hour(without_article(&words[spoken(words)..]));
    words.strip_prefix("期间").unwrap_or(words)
}

/// • 学校, —— 截至年末: the sign of an item of a list is not part of what it says.
fn without_bullet(words: &str) -> &str {
    let bare = words.trim_start_matches(['•', '●', '◆', '■', '▲', '★', '※', '▪', '◎', '○']);
    let bare = bare.strip_prefix("——").or_else(|| bare.strip_prefix("- ")).unwrap_or(bare);
    bare.trim_start()
}

/// 第九条 对…作出处理后: the number of an article is not part of what it says.
fn without_article(words: &str) -> &str {
    /// Longest number, in characters.
    const LONGEST: usize = 6;
    let numbered = words.strip_prefix('第').and_then(|rest| rest.split_once('条'));
    let article = numbered.filter(|(number, _)| {
        number.chars().count() <= LONGEST
            && number.chars().all(|c| c.is_ascii_digit() || "〇零一二三四五六七八九十百".contains(c))
    });
    article
        .filter(|(_, rest)| rest.starts_with([' ', '\u{3000}', '\u{a0}']))
        .map_or(words, |(_, rest)| rest.trim_start())
}

/// 4时30分|派遣医疗队: at what time of the day.
fn without_hour(words: &str) -> &str {
    let digits = |words: &str| words.bytes().take_while(u8::is_ascii_digit).count();
    let part = |words: &'_ str, unit: char| {
        let length = digits(words);
        (1..=2).contains(&length).then(|| words[length..].strip_prefix(unit).map(str::len)).flatten()
    };
    let Some(left) = part(words, '时') else { return words };
    let rest = &words[words.len() - left..];
    part(rest, '分').map_or(rest, |left| &rest[rest.len() - left..]).trim_start_matches(['许', '左', '右', '，'])
}

/// 与2011年相比: what a number is compared with is not its name.
fn stands_against(text: &str, before: Span, date: Span) -> bool {
    text[before.start..date.start].ends_with(['与', '同', '和']) && text[date.end..before.end].starts_with("相比")
}

/// Bytes of a spoken number (一是, 另一方面) that the words begin with.
fn spoken(words: &str) -> usize {
    // 一是, 另一方面; 二、 where a paragraph begins with its number.
    let number = numbering(words).filter(|number| {
        let marked = words[..number.length].trim_end().ends_with(['、', '）', '.', '．']);
        !words.starts_with('第') && (number.rank == Rank::Spoken || marked)
    });
    number.map_or(0, |number| number.length)
}

/// `法律咨询、调解等` before a number are examples of what is counted: the words after 等 name it.
fn without_examples(phrase: &str) -> &str {
    // 二等奖, 一等功: a grade.
    let at = phrase.rfind('等').filter(|at| !phrase[..*at].ends_with(['一', '二', '三', '四', '特', '优']));
    // 运行经费（不含工资、绩效等经费）: examples within a remark.
    let at = at.filter(|&at| {
        !(phrase[at..].contains('）') && phrase[..at].rfind('（').is_some_and(|open| !phrase[open..at].contains('）')))
    });
    // 授予某局等|19个单位: whom, for example.
    let given = |at: usize| ["授予", "命名", "认定", "表彰"].iter().any(|verb| phrase[..at].starts_with(verb));
    match at {
        Some(at) if phrase[..at].contains(['、', '”', '》', '）']) || given(at) => &phrase[at + '等'.len_utf8()..],
        _ => phrase,
    }
}

/// Takes off the place and the body that the phrase begins with: 全市|外贸进出口总额, 桂林市工商联|在….
fn without_place_and_subject<'a>(scene: &Scene<'_>, before: Span, phrase: &'a str) -> &'a str {
    let mut rest = phrase;
    let mut taken = before.start;
    for (span, id) in scene.mentions.within(before) {
        let kind = scene.mentions.kind(id);
        // 曲靖市|会泽县: the first of the two has been taken off.
        if span.start < taken
            && let Some(left) = rest.strip_prefix(scene.words(Span::new(taken.min(span.end), span.end)))
            && !left.trim().is_empty()
            && kind == EntityKind::Place
        {
            rest = left;
            taken = span.end;
            continue;
        }
        let named = matches!(kind, EntityKind::Place | EntityKind::Agency | EntityKind::Organization);
        if let Some(shorter) =
            // 贵州省|级政府: the level is part of another word.
            rest
                .strip_prefix(scene.words(span))
                // 郑州|—卢森堡航线: one end of a line.
                .filter(|shorter| {
                    named && !shorter.trim().is_empty() && !shorter.starts_with(['级', '—', '－', '至'])
                })
        {
            // 台湾|地区|2人死亡, but 北京|地区生产总值.
            let area = shorter.strip_prefix("地区").filter(|rest| !rest.starts_with(['生', '总']));
            let shorter = area.unwrap_or(shorter);
            // 粤东地区|（包括…）|外贸进出口总值: what the area takes in.
            let remark = shorter.strip_prefix('（').and_then(|inside| inside.split_once('）'));
            let shorter = remark.map(|(_, rest)| rest).filter(|rest| rest.chars().count() > 1).unwrap_or(shorter);
            rest = scene.lexicon.metrics.bare(shorter);
            taken = span.end;
        }
    }
    rest
}
