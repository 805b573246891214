//! Policies: cited, implemented, issued.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Edges, Ground};
use crate::document::Sentence;
use crate::extract::doc_number::issuer_of_doc_number;
use crate::fact::utterance;
use crate::fact::{Node, Predicate, Scene};
use crate::lexicon::finder::Finder;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::policies::without_closing_bracket;
use crate::resolve::{Detail, EntityId, EntityKind};
use crate::span::Span;

/// Words of carrying out, before the policy they carry out.
static CARRIES_OUT: LazyLock<Pattern> =
    LazyLock::new(|| pattern("围绕|贯彻|落实|根据|按照|依据|遵照|参照|对照|执行|实施|抢抓|锚定"));

/// Words of issuing right before one of carrying out: what is issued is not yet carried out (印发实施, 制定实施).
static ISSUED: LazyLock<Pattern> =
    LazyLock::new(|| pattern("(?:印发|出台|颁布|公布|发布|制定|制订|修订|施行)(?:并|和)?$"));

/// Words of going by a rule, by which a body judges and punishes as well.
const GROUNDS: [&str; 3] = ["根据", "按照", "依据"];

/// What a body of the state does to somebody by the law, which carries out no task: 依据《…法》，没收违法所得.
static PUNISHES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("没收|处罚|罚款|处以|判处|判决|判令|裁定|裁决|责令|吊销|不予|拘留|起诉|批准逮捕|驳回|撤销|立案|认定")
});

/// Laws, and what explains them.
static LAW: LazyLock<Pattern> = LazyLock::new(|| pattern("(?:法|法典|条例|解释|规定)(?:（[^（）]*）)?》?$"));

/// Titles that tell and ask for nothing.
static REPORTS: LazyLock<Pattern> =
    LazyLock::new(|| pattern("(?:报告|公报|年鉴|白皮书|蓝皮书|指数|榜单|名单|倡议书|案例|选编)(?:[\\d（]|》|$)"));

/// Words of issuing, right before 《》.
static ISSUES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?P<joint>联合|共同)?(?:研究)?(?:制定|制订)?(?:并)?(?:印发|出台|发布|制定|制订|下发|颁布|公布|签署|会签|签订|审议通过|表决通过)(?:实施)?了?(?:的)?$",
    )
});

/// Joining others, at the beginning of a clause.
const JOINS: [&str; 4] = ["联合", "会同", "携手", "并联合"];

/// What an issued policy asks for, right behind it.
static ASKS: LazyLock<Pattern> = LazyLock::new(|| pattern("^(?:明确)?(?:提出|要求|明确|部署)"));

/// Bytes between two issuers of a title, or before the first.
const BETWEEN_ISSUERS: usize = 3;

/// The edges of the policies that a sentence names.
pub(super) fn read(scene: &Scene<'_>, sentence: &Sentence, planned: (&Planned, &Finder<'_>), edges: &mut Edges) {
    if scene.mentions.of_kind(EntityKind::Policy, sentence.span).next().is_some() {
        rests_on(scene, sentence, edges);
    }
    for (at, clause) in sentence.clauses.iter().enumerate() {
        let mut carried = false;
        for (span, policy) in scene.mentions.of_kind(EntityKind::Policy, *clause) {
            let node = Node::Entity(policy);
            cites(scene, *clause, span, policy, edges);
            // 围绕甲战略、乙战略和丙战略: what carries out the first carries out all.
            carried = carried
                || is_pushed(scene, *clause, span)
                || carries_out(scene, *clause, span) && !is_judged_by(scene, sentence, *clause, span);
            if carried && !in_body(scene, span) {
                edges.add(Node::Case, Predicate::Implements, node, Ground::stated("relation/implements", *clause));
            }
            if let Some(named) = issued(scene, sentence, at, span, policy, edges) {
                set_up(scene, sentence, at, (policy, &named), edges);
            }
            titled(scene, span, policy, edges);
            passed(scene, *clause, span, policy, edges);
            numbered(scene, *clause, span, policy, edges);
            sent(scene, *clause, span, policy, edges);
            planned.0.read(planned.1, scene, (span, policy), edges);
        }
    }
}

/// `relation/rests-on`: 根据《甲条例》，制定本办法; 本规划旨在贯彻《乙纲要》: the document that is printed carries out what it rests on.
fn rests_on(scene: &Scene<'_>, sentence: &Sentence, edges: &mut Edges) {
    /// How many policies back the document may have said what it is: it does so in its title, and rests on others in its first
    /// article.
    const NEAR: usize = 64;
    static SELF: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            "(?:制定|制订|编制|研究制定)本(?P<made>规划|办法|方案|意见|实施细则|细则|规定|条例|纲要|计划|措施)|^本(?P<rests>规划|办法|方案|意见|细则|规定|纲要|计划)(?:旨在|是|根据|依据|贯彻|落实)",
        )
    });
    let words = scene.words(sentence.span);
    let Some(own) = SELF.captures(words) else { return };
    let Some(kind) = own.name("made").or_else(|| own.name("rests")) else { return };
    let before = Span::new(scene.case().span.start.min(sentence.span.start), sentence.span.start);
    let ends = |(_, id): &(Span, EntityId)| without_closing_bracket(&scene.entity(*id).name).ends_with(kind.as_str());
    let mut near = scene.mentions.of_kind(EntityKind::Policy, before).rev().take(NEAR);
    let Some((_, own)) = near.find(ends) else { return };
    let mut carried = false;
    for clause in &sentence.clauses {
        for (span, policy) in scene.mentions.of_kind(EntityKind::Policy, *clause) {
            carried = carries_out(scene, *clause, span) || carried && !in_body(scene, span);
            if carried && policy != own {
                let ground = Ground::stated("relation/rests-on", sentence.span);
                edges.add(Node::Entity(own), Predicate::Implements, Node::Entity(policy), ground);
            }
        }
    }
}

/// A policy that is named is cited, but a document does not cite itself.
fn cites(scene: &Scene<'_>, clause: Span, title: Span, policy: EntityId, edges: &mut Edges) {
    // “一带一路”沿线国家: a group of countries.
    let of_countries = || {
        let after = scene.words(Span::new(title.end, clause.end)).trim_start_matches('”');
        ["沿线", "共建国家", "相关国家", "国家", "国际合作高峰论坛"].iter().any(|noun| after.starts_with(noun))
            && scene.words(title).contains("一带一路")
    };
    if scene.rule_at(policy, title) != "policy/own" && !of_countries() {
        edges.add(Node::Case, Predicate::Cites, Node::Entity(policy), Ground::stated("relation/cites", clause));
    }
}

/// The programmes that a case brings in, by their names without marks: what the title of a plan may be of.
pub(super) struct Planned {
    names: Vec<(String, EntityId)>,
}

impl Planned {
    /// The programmes of a case; those that the whole country knows belong to no plan of its own.
    pub(super) fn of_case(scene: &Scene<'_>) -> Self {
        /// Fewest characters of a name that is no word of many titles.
        const NAME: usize = 5;
        const KNOWN: [&str; 4] = ["programme/known", "programme/common", "programme/again", "programme/evaluation"];
        let mut names: BTreeMap<String, EntityId> = BTreeMap::new();
        for (span, id) in scene.mentions.of_kind(EntityKind::Programme, scene.case().span) {
            if KNOWN.contains(&scene.rule_at(id, span)) {
                continue;
            }
            let name = bare(&scene.entity(id).name);
            if name.chars().count() >= NAME {
                names.entry(name).or_insert(id);
            }
        }
        Self { names: names.into_iter().collect() }
    }

    /// What finds the names in a title.
    pub(super) fn finder(&self) -> Finder<'_> {
        Finder::new(self.names.iter().map(|(name, _)| name.as_str()))
    }

    /// `relation/planned`: 《关于某机制的实施方案》: what a plan is of carries it out.
    fn read(&self, finder: &Finder<'_>, scene: &Scene<'_>, (title, policy): (Span, EntityId), edges: &mut Edges) {
        const PLANS: [&str; 5] = ["方案", "行动计划", "办法", "细则", "规划"];
        let words = scene.words(title).trim_end_matches('》');
        if self.names.is_empty() || !PLANS.iter().any(|end| words.ends_with(end)) || REPORTS.is_match(words) {
            return;
        }
        for hit in finder.find_iter(&bare(words)) {
            let ground = Ground::stated("relation/planned", title);
            let (_, programme) = self.names[hit.word];
            edges.add(Node::Entity(programme), Predicate::Implements, Node::Entity(policy), ground);
        }
    }
}

/// A name or title without quotation marks, and without 工作, which comes and goes.
fn bare(words: &str) -> String {
    words.replace(['“', '”', '‘', '’'], "").replace("工作", "")
}

/// The edges of the policies that a sentence before the first case names: the notice that brings the cases cites them. What
/// it carries out itself, no case does.
pub(super) fn announce(scene: &Scene<'_>, sentence: &Sentence, edges: &mut Edges) {
    for (at, clause) in sentence.clauses.iter().enumerate() {
        for (span, policy) in scene.mentions.of_kind(EntityKind::Policy, *clause) {
            cites(scene, *clause, span, policy, edges);
            issued(scene, sentence, at, span, policy, edges);
            titled(scene, span, policy, edges);
        }
    }
}

/// Whether the words right before a policy carry it out, and not the body that issued it.
fn carries_out(scene: &Scene<'_>, clause: Span, policy: Span) -> bool {
    // 根据《全球营商环境报告》: what is reported is not carried out.
    if REPORTS.is_match(scene.words(policy)) {
        return false;
    }
    let before = scene.words(Span::new(clause.start, policy.start));
    let Some(verb) = CARRIES_OUT.find_iter(before).last() else { return false };
    let gap = Span::new(clause.start + verb.end(), policy.start);
    // 贯彻落实|甲办、乙办|印发的《…》: who issued it may stand between.
    let named: usize = scene.bodies(gap).iter().map(|(body, _)| scene.words(*body).chars().count()).sum();
    let words = scene.words(gap).trim_end_matches('《');
    let near = words.chars().count().saturating_sub(named) <= 8 && !words.contains('》');
    // 暂时调整|实施《…条例》: what is not carried out for a while.
    let held = ["调整", "暂停", "停止", "中止"].iter().any(|word| before[..verb.start()].ends_with(word));
    near && !held && !ISSUED.is_match(&before[..verb.start()])
}

/// 推动|《…条例》|落地见效.
fn is_pushed(scene: &Scene<'_>, clause: Span, policy: Span) -> bool {
    static DONE: LazyLock<Pattern> =
        LazyLock::new(|| pattern("^》?(?:（[^（）]*）)?(?:的)?(?:全面|有效|贯彻)?(?:落地|落实|实施|见效|落细)"));
    let before = scene.words(Span::new(clause.start, policy.start)).trim_end_matches('《');
    ["推动", "推进", "抓好", "做好", "确保", "保障"].iter().any(|verb| before.ends_with(verb))
        && DONE.is_match(scene.words(Span::new(policy.end, clause.end)))
}

/// Whether a law is only what a body judges by: 依据《…法》第二十条，责令停止违法行为.
fn is_judged_by(scene: &Scene<'_>, sentence: &Sentence, clause: Span, policy: Span) -> bool {
    let before = scene.words(Span::new(clause.start, policy.start));
    let after = scene.words(Span::new(policy.end, sentence.span.end));
    GROUNDS.iter().any(|ground| before.trim_end_matches('《').ends_with(ground))
        && LAW.is_match(scene.words(policy))
        && PUNISHES.is_match(after)
}

/// Whether the mention is part of the name of a body (主题教育 in 主题教育领导小组).
fn in_body(scene: &Scene<'_>, span: Span) -> bool {
    scene.mentions.at(span).any(|(wide, id)| utterance::is_body(scene.mentions.kind(id)) && wide.contains(span))
}

/// The issuers of a policy behind a word of issuing; gives those that the clause itself names.
fn issued(
    scene: &Scene<'_>,
    sentence: &Sentence,
    at: usize,
    span: Span,
    policy: EntityId,
    edges: &mut Edges,
) -> Option<Vec<EntityId>> {
    let clause = sentence.clauses[at];
    let before = Span::new(clause.start, span.start);
    let words = scene.words(before).trim_end_matches(['《', '“']);
    let Some(verb) = ISSUES.captures(words) else {
        of_a_body(scene, clause, span, policy, edges);
        return None;
    };
    let whole = verb.get(0).expect("a match has its whole");
    // 记者从甲办获悉：按照乙部颁布的《…》: who is asked stands before the colon.
    let told = words[..whole.start()].rfind('：').map_or(0, |colon| colon + '：'.len_utf8());
    let subject = Span::new(clause.start + told, clause.start + whole.start());
    let named: Vec<EntityId> = scene.bodies(subject).into_iter().map(|(_, id)| id).collect();
    let issuers = if named.is_empty() && verb.name("joint").is_some() {
        scene.bodies(Span::new(sentence.span.start, clause.start)).into_iter().map(|(_, id)| id).collect()
    } else if !named.is_empty() && scene.words(subject).trim_start().starts_with('与') {
        // 与市法院印发《…》: who reports is the other.
        let mut all = scene.reporters();
        all.extend(named.iter().filter(|id| !scene.reporters().contains(id)));
        all
    } else if JOINS.iter().any(|joint| scene.words(subject).starts_with(joint)) && !named.is_empty() {
        // 甲局牵头，联合乙公司印发《…》: who joins others issues it with them.
        let earlier = sentence.clauses[..at].iter().rev().map(|clause| scene.leading_bodies(*clause));
        let ids = |bodies: Vec<EntityId>| if bodies.is_empty() { scene.reporters() } else { bodies };
        let mut all = ids(earlier.into_iter().find(|bodies| !bodies.is_empty()).unwrap_or_default());
        for id in &named {
            if !all.contains(id) {
                all.push(*id);
            }
        }
        all
    } else {
        named.clone()
    };
    for issuer in &issuers {
        let ground = Ground::stated("relation/issued-by", clause);
        edges.add(Node::Entity(policy), Predicate::IssuedBy, Node::Entity(*issuer), ground);
    }
    if issuers.is_empty() && title_issuers(scene, span).is_empty() {
        by_number(scene, clause, policy, edges);
    }
    Some(named)
}

/// 国务院办公厅《关于…的意见》: who stands right before a title issued it; else the code of its number says who.
fn of_a_body(scene: &Scene<'_>, clause: Span, title: Span, policy: EntityId, edges: &mut Edges) {
    let before = Span::new(clause.start, title.start);
    let right_before = |(body, _): &(Span, EntityId)| {
        let between = scene.words(Span::new(body.end, title.start)).trim();
        matches!(between, "" | "的" | "《" | "的《")
    };
    match scene.bodies(before).into_iter().last().filter(right_before) {
        Some((_, issuer)) if scene.words(title).starts_with('《') || scene.words(before).ends_with('《') => {
            let ground = Ground::stated("relation/issuer-before", clause);
            edges.add(Node::Entity(policy), Predicate::IssuedBy, Node::Entity(issuer), ground);
        }
        _ if title_issuers(scene, title).is_empty() => by_number(scene, clause, policy, edges),
        _ => {}
    }
}

/// Who passed it, said behind its title: 《…条例》|由省人大常委会通过.
fn passed(scene: &Scene<'_>, clause: Span, title: Span, policy: EntityId, edges: &mut Edges) {
    static BY: LazyLock<Pattern> =
        LazyLock::new(|| pattern("^》?(?:（[^（）]*）)?(?:已|已经)?(?:于[^，由经]{2,14})?(?:由|经)$"));
    static PASSES: LazyLock<Pattern> = LazyLock::new(|| pattern("^[^，]{0,20}?(?:通过|印发|发布|公布|制定|颁布|出台)"));
    let after = Span::new(title.end, clause.end);
    let Some((body, issuer)) = scene.bodies(after).into_iter().next() else { return };
    let passes = PASSES.is_match(scene.words(Span::new(body.end, clause.end)));
    if passes && BY.is_match(scene.words(Span::new(title.end, body.start))) {
        let ground = Ground::stated("relation/passed", clause);
        edges.add(Node::Entity(policy), Predicate::IssuedBy, Node::Entity(issuer), ground);
    }
}

/// 《…规定》（某局公告2021年第5号）: the bracket behind a title says whose order or notice it is.
fn numbered(scene: &Scene<'_>, clause: Span, title: Span, policy: EntityId, edges: &mut Edges) {
    static ORDER: LazyLock<Pattern> = LazyLock::new(|| pattern("^(?:令|公告|通告|主席令)"));
    let Some(bracket) = scene.words(Span::new(title.end, clause.end)).strip_prefix("》（") else { return };
    let from = clause.end - bracket.len();
    let bodies = scene.bodies(Span::new(from, clause.end));
    // （财政部、商务部令第3号）
    let listed = bodies.iter().scan(from, |end, (span, id)| {
        let joined = matches!(scene.words(Span::new(*end, span.start.max(*end))), "" | "、" | " " | "和");
        *end = span.end;
        joined.then_some((*span, *id))
    });
    let issuers: Vec<(Span, EntityId)> = listed.collect();
    let Some((last, _)) = issuers.last() else { return };
    if ORDER.is_match(scene.words(Span::new(last.end, clause.end))) {
        for (_, issuer) in issuers {
            let ground = Ground::stated("relation/passed", clause);
            edges.add(Node::Entity(policy), Predicate::IssuedBy, Node::Entity(issuer), ground);
        }
    }
}

/// 现将|《…方案》|印发给你们: who issues the document that says so.
fn sent(scene: &Scene<'_>, clause: Span, title: Span, policy: EntityId, edges: &mut Edges) {
    static SENDS: LazyLock<Pattern> =
        LazyLock::new(|| pattern("^》?(?:（[^（）]*）)?(?:予以|正式)?(?:印发|下发|发布|公布)"));
    let sends = scene.words(Span::new(clause.start, title.start)).contains("现将")
        && SENDS.is_match(scene.words(Span::new(title.end, clause.end)));
    let Some(heading) = scene.document.title.filter(|_| sends) else { return };
    for issuer in title_issuers(scene, heading) {
        let ground = Ground::resolved("relation/issued-by", clause);
        edges.add(Node::Entity(policy), Predicate::IssuedBy, Node::Entity(issuer), ground);
    }
}

/// Issuers that the title itself begins with: 工业和信息化部办公厅 in 工业和信息化部办公厅关于…的通知.
fn titled(scene: &Scene<'_>, title: Span, policy: EntityId, edges: &mut Edges) {
    // 某厅关于印发《…办法》的通知: the cover of what it brings, of which the same is said.
    if scene.rule_at(policy, title) == "policy/own" && is_cover(scene.words(title)) {
        return;
    }
    for issuer in title_issuers(scene, title) {
        let ground = Ground::stated("relation/titled", title);
        edges.add(Node::Entity(policy), Predicate::IssuedBy, Node::Entity(issuer), ground);
    }
}

/// The issuers that the title of a document itself begins with, where it runs over several lines and no sentence holds it; of
/// what it brings (甲局 乙局 / 关于印发|《…细则》|的通知) the same is said.
pub(super) fn printed(scene: &Scene<'_>, edges: &mut Edges) {
    let front = scene.document.front.iter().filter(|_| scene.case_index == 0);
    for stretch in front.copied().chain([scene.case().span]) {
        for (title, policy) in scene.mentions.of_kind(EntityKind::Policy, stretch) {
            if !scene.words(title).contains('\n') || scene.rule_at(policy, title) != "policy/own" {
                continue;
            }
            let issuers = title_issuers(scene, title);
            let brought = scene.mentions.of_kind(EntityKind::Policy, title).filter(|(inner, id)| {
                let before = scene.words(Span::new(title.start, inner.start)).trim_end_matches('《');
                *id != policy && before.ends_with("印发")
            });
            // What brings another is only its cover.
            let own = Some(policy).filter(|_| !is_cover(scene.words(title)));
            for id in brought.map(|(_, id)| id).chain(own) {
                for issuer in &issuers {
                    let ground = Ground::stated("relation/titled", title);
                    edges.add(Node::Entity(id), Predicate::IssuedBy, Node::Entity(*issuer), ground);
                }
            }
        }
    }
}

/// Whether a title is only that of the notice that sends another document: 关于印发《…办法》的通知, but not 关于调整实施《…条例》的决定.
fn is_cover(title: &str) -> bool {
    const SENDS: [&str; 5] = ["印发", "转发", "批转", "发布", "公布"];
    title.split_once('《').is_some_and(|(before, _)| SENDS.iter().any(|verb| before.ends_with(verb)))
}

/// The bodies before 关于 or 印发 in a title, where nothing but bodies and what joins them stands there.
fn title_issuers(scene: &Scene<'_>, title: Span) -> Vec<EntityId> {
    // 中共中央办公厅 国务院办公厅印发〈关于…的意见〉的通知: who sends it on stands before what is sent on.
    static ABOUT: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::of_rule(["关于", "印发", "转发", "批转"]));
    let Some(about) = ABOUT.find(scene.words(title)) else { return Vec::new() };
    let before = Span::new(title.start, title.start + about.span.start);
    let bodies = scene.bodies(before);
    // 中共山东省委 山东省人民政府关于…
    let named: usize = bodies.iter().map(|(span, _)| span.len()).sum();
    let between = bodies.len().saturating_mul(BETWEEN_ISSUERS);
    let only_bodies = named > 0 && before.len() <= named + between;
    if only_bodies { bodies.into_iter().map(|(_, id)| id).collect() } else { Vec::new() }
}

/// The issuer by the code of the document number, where the sentence names none.
fn by_number(scene: &Scene<'_>, clause: Span, policy: EntityId, edges: &mut Edges) {
    // 某部办公厅关于…的通知: another place gives its title in full, which says who.
    if scene.mentions.fullest(policy).is_some_and(|title| !title_issuers(scene, title).is_empty()) {
        return;
    }
    let Detail::Policy(detail) = &scene.entity(policy).detail else { return };
    let Some(name) = detail.doc_number.as_ref().and_then(|number| issuer_of_doc_number(number, None, scene.lexicon))
    else {
        return;
    };
    if let Some(issuer) = scene.mentions.find(EntityKind::Agency, &name) {
        let ground = Ground::resolved("relation/doc-number", clause);
        edges.add(Node::Entity(policy), Predicate::IssuedBy, Node::Entity(issuer), ground);
    }
}

/// What a policy of somebody else sets up, said behind it in the sentence, implements it.
fn set_up(scene: &Scene<'_>, sentence: &Sentence, at: usize, issue: (EntityId, &[EntityId]), edges: &mut Edges) {
    let (policy, issuers) = issue;
    let foreign = !issuers.is_empty() && issuers.iter().all(|issuer| !scene.reporters().contains(issuer));
    let Some(next) = sentence.clauses.get(at + 1).filter(|_| foreign) else { return };
    let node = Node::Entity(policy);
    let evidence = Span::new(sentence.clauses[at].start, next.end);
    if ASKS.is_match(scene.words(*next)) {
        edges.add(Node::Case, Predicate::Implements, node, Ground::stated("relation/set-up-by", evidence));
    }
    for clause in &sentence.clauses[at + 1..] {
        for (span, programme) in scene.introduced(*clause) {
            let built = scene.words(Span::new(clause.start, span.start));
            if ["建立", "构建", "设立", "健全"].iter().any(|verb| built.contains(verb)) {
                let evidence = Span::new(sentence.clauses[at].start, clause.end);
                let ground = Ground::stated("relation/set-up-by", evidence);
                edges.add(Node::Entity(programme), Predicate::Implements, node, ground);
            }
        }
    }
}
