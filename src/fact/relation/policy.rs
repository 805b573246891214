//! Policies: cited, implemented, issued.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Edges, Ground, issuer};
use crate::document::Sentence;
use crate::fact::utterance;
use crate::fact::{Node, Predicate, Scene};
use crate::lexicon::finder::Finder;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::policies::without_closing_bracket;
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// Words of carrying out, before the policy they carry out.
static CARRIES_OUT: LazyLock<Pattern> =
    LazyLock::new(|| pattern("围绕|坚持|贯彻|落实|根据|按照|依据|遵照|参照|对照|执行|实施|抢抓|锚定"));

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

/// What an issued policy asks for, right behind it.
static ASKS: LazyLock<Pattern> = LazyLock::new(|| pattern("^(?:明确)?(?:提出|要求|明确|部署)"));

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
                || carries_out(scene, *clause, span)
                    && !is_judged_by(scene, sentence, *clause, span)
                    && !is_asked_of_others(scene, sentence, span);
            if carried && !in_body(scene, span) {
                edges.add(Node::Case, Predicate::Implements, node, Ground::stated("relation/implements", *clause));
            }
            if let Some(named) = issuer::issued(scene, sentence, at, span, policy, edges) {
                set_up(scene, sentence, at, (policy, &named), edges);
            }
            issuer::titled(scene, span, policy, edges);
            issuer::passed(scene, *clause, span, policy, edges);
            issuer::numbered(scene, *clause, span, policy, edges);
            issuer::sent(scene, *clause, span, policy, edges);
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
            issuer::issued(scene, sentence, at, span, policy, edges);
            issuer::titled(scene, span, policy, edges);
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
    // 暂时调整|实施《…条例》, 不再执行《…规定》: what is not carried out for a while or any more.
    let held =
        ["调整", "暂停", "停止", "中止", "不再", "不", "未"].iter().any(|word| before[..verb.start()].ends_with(word));
    near && !held && !is_since(scene, clause, policy, gap) && !ISSUED.is_match(&before[..verb.start()])
}

/// 今年1月1日起|实施|的《…条例》, 迎来甲战略实施10周年、|乙战略|实施10周年: since when something is in force.
fn is_since(scene: &Scene<'_>, clause: Span, policy: Span, gap: Span) -> bool {
    static SINCE: LazyLock<Pattern> = LazyLock::new(|| pattern("[日年月]起(?:正式|全面|将)?(?:施行|实施|执行)$"));
    static LASTS: LazyLock<Pattern> =
        LazyLock::new(|| pattern("^[”》]?(?:提出|实施|施行)?[\\d一二三四五六七八九十]+(?:周年|年(?:$|[、来以]))"));
    let after = scene.words(Span::new(policy.end, clause.end));
    let done = || scene.words(gap).trim_end_matches('《') == "的";
    done() && SINCE.is_match(scene.words(Span::new(clause.start, gap.start))) || LASTS.is_match(after)
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

/// 各高校要按照《…法》规定制定办法: what others are asked to go by.
fn is_asked_of_others(scene: &Scene<'_>, sentence: &Sentence, policy: Span) -> bool {
    static ASKED: LazyLock<Pattern> = LazyLock::new(|| {
        pattern("(?:^|[，；。）])(?:各|有关|相关|地方各级|县级以上)[^，；。]{0,24}?(?:要|应当|应|须|必须|可以|不得)")
    });
    ASKED.is_match(scene.words(Span::new(sentence.span.start, policy.start)))
}

/// Whether the mention is part of the name of a body (主题教育 in 主题教育领导小组).
fn in_body(scene: &Scene<'_>, span: Span) -> bool {
    scene.mentions.at(span).any(|(wide, id)| utterance::is_body(scene.mentions.kind(id)) && wide.contains(span))
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
