//! What must hold beside the pattern of a row: who says it, of whom, and of what.

use std::sync::LazyLock;

use super::rule::Match;
use super::{Clause, Scene};
use crate::fact::utterance::is_body;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

pub(super) fn always(_: &Scene<'_>, _: &Clause<'_>, _: &Match) -> bool {
    true
}

/// Somebody named publishes it.
pub(super) fn is_by_body(scene: &Scene<'_>, _: &Clause<'_>, hit: &Match) -> bool {
    !scene.bodies(hit.by).is_empty()
}

/// A list of who has become something, and not of what is to be done or who may do it.
pub(super) fn is_list_of_honour(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> bool {
    const OTHER: [&str; 10] = ["事项", "机构", "人员", "考试", "录用", "失信", "处罚", "整改", "资质", "许可"];
    let name = scene.words(hit.name);
    is_by_body(scene, clause, hit) && !OTHER.iter().any(|word| name.contains(word))
}

/// 获奖 alone names nothing.
pub(super) fn is_named(scene: &Scene<'_>, _: &Clause<'_>, hit: &Match) -> bool {
    scene.words(hit.name).chars().count() >= 4
}

/// 获得第二名, but not 获批机构增至24家、居第三位.
pub(super) fn is_won(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> bool {
    let name = scene.words(hit.name);
    is_named(scene, clause, hit) && !name.starts_with('批') && !name.contains("、居")
}

/// What is approved by its own name, and not counted: 12家重点实验室获批 names none.
pub(super) fn is_uncounted(scene: &Scene<'_>, _: &Clause<'_>, hit: &Match) -> bool {
    !scene.words(hit.name).starts_with(|next: char| next.is_ascii_digit())
}

/// A note of leaders on something done: what the highest says of a whole field is no praise of anybody.
pub(super) fn is_note(scene: &Scene<'_>, _: &Clause<'_>, hit: &Match) -> bool {
    let name = scene.words(hit.name);
    name.contains("肯定") || !["总书记", "指示"].iter().any(|word| name.contains(word))
}

/// 一等奖：甲局、乙局: the row of a list of prizes names who won.
pub(super) fn is_prize_row(scene: &Scene<'_>, _: &Clause<'_>, hit: &Match) -> bool {
    hit.to.is_some_and(|to| scene.mentions.within(to).next().is_some())
}

pub(super) fn is_end(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> bool {
    // 获批专利300件 counts, and names nothing.
    !scene.words(clause.span).ends_with("为契机") && !scene.words(hit.name).contains(|next: char| next.is_ascii_digit())
}

/// Somebody named is commended by an authority above, or by who decides it: 国务院大督查对某市做法给予通报表扬, 决定对….
pub(super) fn is_commended(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> bool {
    let by = scene.words(Span::new(clause.sentence.span.start, hit.by.end));
    // 对某局等单位予以通报表扬: in the notice of who does so.
    let noticed = || {
        let issued = scene.document.title.is_some_and(|title| !scene.bodies(title).is_empty());
        issued && scene.words(hit.by).is_empty() && scene.words(hit.name).contains("通报")
    };
    (COMMENDS.is_match(by) || by.ends_with("决定") || noticed())
        && hit.to.is_some_and(|to| scene.mentions.within(to).next().is_some())
}

/// An authority above tells others of somebody named, or of what the case did itself.
pub(super) fn is_told_of(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> bool {
    let own = || hit.to.is_some_and(|to| OWN.is_match(scene.words(to)));
    is_commended(scene, clause, hit) || own() && COMMENDS.is_match(scene.words(hit.by))
}

/// A level above agrees: it says so in a reply of its own, or the sentence names it.
pub(super) fn is_permitted(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> bool {
    let replied = scene
        .document
        .title
        .is_some_and(|title| ["批复", "的函", "复函"].iter().any(|end| scene.words(title).contains(end)));
    let before = Span::new(clause.sentence.span.start, clause.span.start);
    (replied || !scene.bodies(before).is_empty()) && LEVELS.is_match(scene.words(hit.name))
}

/// How high what is permitted stands.
static LEVELS: LazyLock<Pattern> =
    LazyLock::new(|| pattern("国家|全国|省级|自治区级|试点|国家级|高新技术产业|经济技术|未来产业|综合改革"));

/// Somebody named, or what a case did itself, is praised by leaders or by an authority above: not by who comes to see it.
pub(super) fn is_praised(scene: &Scene<'_>, _: &Clause<'_>, hit: &Match) -> bool {
    let high = || !scene.bodies(hit.by).is_empty() && COMMENDS.is_match(scene.words(hit.by));
    let own = |to: Span| OWN.is_match(scene.words(to)) || scene.mentions.within(to).next().is_some();
    (high() || LEADERS.is_match(scene.words(hit.by))) && hit.to.is_some_and(own)
}

/// An authority above, and not who reports.
pub(super) fn is_by_authority(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> bool {
    is_by_body(scene, clause, hit) && COMMENDS.is_match(scene.words(hit.by))
}

/// Somebody high gives it, or the sentence has named the notice of an authority that does.
pub(super) fn is_high_or_noticed(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> bool {
    let before = Span::new(clause.sentence.span.start, clause.span.start);
    let noticed = || scene.words(before).contains("通报》") && COMMENDS.is_match(scene.words(before));
    is_high(scene, clause, hit) || noticed()
}

/// Experience is spread everywhere, or a way of doing got to be: 6项制度创新成果|全国复制推广, 某模式获|全省推广.
pub(super) fn is_spread_far(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> bool {
    let before = scene.words(Span::new(clause.span.start, hit.name.start));
    let got = ["获", "获得", "得到", "受到", "被"].iter().any(|verb| before.ends_with(verb));
    let own = ["经验", "做法", "成果", "案例", "工作法"].iter().any(|noun| before.ends_with(noun));
    got || own
}

/// Spread by others: the subject is experience, not a product that the reporter spreads.
pub(super) fn is_experience(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> bool {
    let before = scene.words(Span::new(clause.sentence.span.start, hit.cue));
    ["经验", "做法", "模式", "成果", "案例", "工作法"].iter().any(|word| before.contains(word))
}

pub(super) fn is_media(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> bool {
    // 晚会今晚在央视播出, 据外国媒体报道: what is on, and who says so.
    let told = scene.words(Span::new(clause.sentence.span.start, clause.span.end));
    let on_air = scene.words(hit.name).ends_with("播出")
        && ["今晚", "晚会", "电视剧", "电影", "纪录片", "节目"].iter().any(|word| told.contains(word));
    // 央视报道后, 新华网刊登消息称: when it was, and who says so.
    let after = scene.words(Span::new(hit.name.end, clause.span.end));
    // 某台推出系列报道: what a paper begins, and praises nobody.
    let begun = ["推出", "系列报道", "开设"].iter().any(|word| scene.words(hit.name).contains(word));
    let says = begun || ["后", "称", "消息", "所涉", "了的"].iter().any(|word| after.starts_with(word));
    if on_air || says || scene.words(clause.span).starts_with('据') {
        return false;
    }
    // The line that says who wrote the news itself.
    !BYLINE.is_match(scene.words(clause.span)) && PRESS.is_match(scene.words(hit.name))
}

/// A paper reports: the clause begins with it.
pub(super) fn is_reported(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> bool {
    // 新华社播发《政府工作报告》 spreads a text, and praises nobody.
    let spreads = scene.words(Span::new(hit.name.end, clause.span.end)).contains('《');
    !spreads
        && is_media(scene, clause, hit)
        && scene.bodies(clause.span).first().is_some_and(|(span, _)| {
            let before = scene.words(Span::new(clause.span.start, span.start));
            before.is_empty() || before == "《"
        })
}

/// Spread by an authority, and not only printed.
pub(super) fn is_spread(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> bool {
    let printed = ["刊发", "刊载", "刊登", "报道"].iter().any(|word| scene.words(hit.name).contains(word));
    !printed && is_high(scene, clause, hit)
}

/// Praise counts when leaders or bodies give it, not clients.
pub(super) fn is_high(scene: &Scene<'_>, _: &Clause<'_>, hit: &Match) -> bool {
    let named = scene.mentions.within(hit.name).any(|(_, id)| is_body(scene.mentions.kind(id)));
    named || HIGH.is_match(scene.words(hit.name))
}

/// A place in an evaluation, which the clause names, or one before it that tells of no other place.
pub(super) fn is_evaluated(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> bool {
    if EVALUATION.is_match(scene.words(Span::new(clause.span.start, hit.name.end))) {
        return true;
    }
    for earlier in clause.sentence.clauses[..clause.at].iter().rev() {
        let words = scene.words(*earlier);
        // 指数居全国第三，规模居第五: an evaluation that told a place of its own is done with.
        if EVALUATION.is_match(words) {
            return !GOES_ON.is_match(words) && !PLACE_TAKEN.is_match(words);
        }
    }
    false
}

/// A place that a clause tells of itself.
static PLACE_TAKEN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("第[一二三四五六七八九十\\d]+(?:位|名|$)|首位|榜首|前列|前[一二三四五六七八九十\\d]+(?:位|名|$)")
});

/// What only bears the word of an evaluation and has an end of its own: 监测网络不断完善, 世界500强企业达12家, 考核连续7年优秀.
static GOES_ON: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:完善|健全|扩大|提升|增强|下降|优秀|良好|合格|优化|建成|提高|加快|增长|推进|运行|[\\d.]+[万亿]?(?:家|个|户|项|%|名|人))$",
    )
});

/// What ranks: an evaluation, not the statistics of trade or traffic.
static EVALUATION: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "评价|考核|测评|评估|考评|评比|评选|排行|榜|评营商环境|满意度|满意率|大赛|竞赛|比武|竞演|督查|检查中|抽查中|普查中|监测|通报|得分|排名中|指数》|[百千十\\d]强|营商环境报告|竞争力",
    )
});

static HIGH: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("级以上|领导|书记|省长|主席|市长|总理|党中央|国务院|国家|[部委局厅]|政府|联合国|世界银行|中央")
});

/// What a case did, by how it calls itself.
static OWN: LazyLock<Pattern> =
    LazyLock::new(|| pattern("^(?:我|该|本)[省市区县州院局]|这一|此项|该项|经验|做法|工作|模式|改革"));

/// Whose praise counts by their rank.
static LEADERS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("领导|书记|省长|主席|市长|总理|部长|委员长|院长|检察长|巡视组|督查组|督导组|督察组|调研组")
});

static BYLINE: LazyLock<Pattern> = LazyLock::new(|| pattern("记者|日电|日讯|通讯员"));

static PRESS: LazyLock<Pattern> =
    LazyLock::new(|| pattern("媒体|日报|晚报|电视|新闻|网|社|频道|央视|期刊|头版|栏目|简报|内参|《"));

/// Who commends: not the neighbours of who reports.
static COMMENDS: LazyLock<Pattern> = LazyLock::new(|| pattern("国务院|党中央|中央|国家|全国|[省部]|自治区|总局"));
