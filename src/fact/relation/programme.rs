//! Programmes: introduced, and run by whom.

use std::sync::LazyLock;

use super::{Edges, Ground, lender, operator};
use crate::document::Sentence;
use crate::fact::{Node, Predicate, Scene};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::resolve::{Entity, EntityId, EntityKind};
use crate::span::Span;

/// A policy is issued.
static ISSUED: LazyLock<Pattern> = LazyLock::new(|| pattern("(?:印发|出台|发布|制定|下发|公布)[^，]{0,4}《"));

/// The title of a paper that asks others for what it names: 关于…的通知, 关于…的批复. Nobody reports there what he has brought in.
pub(super) fn paper<'a>(scene: &Scene<'a>) -> Option<&'a str> {
    let printed = |entity: &&Entity| entity.mentions.iter().any(|mention| mention.rule == "policy/own");
    let papers = scene.entities.iter().filter(|entity| entity.kind() == EntityKind::Policy);
    let mut titles = papers.filter(printed).map(|paper| paper.name.as_str());
    let reported = scene.case().reporters.is_some();
    titles.find(|title| !reported && PAPERS.iter().any(|end| title.ends_with(end)))
}

/// How the titles of such papers end.
const PAPERS: [&str; 9] = ["通知", "意见", "批复", "复函", "函", "答复", "决定", "通报", "若干措施"];

/// The edges of the programmes that a sentence names; a `paper` brings in only those with a name of their own and what its title
/// is about.
pub(super) fn read(scene: &Scene<'_>, sentence: &Sentence, paper: Option<&str>, edges: &mut Edges) {
    // Nothing is run where none is named, in the sentence or shortly before it.
    let reach = Span::new(operator::nearest(sentence), sentence.span.end);
    if scene.mentions.of_kind(EntityKind::Programme, reach).next().is_none() {
        return;
    }
    let mut runs: Vec<EntityId> = Vec::new();
    // Whether a clause before says that others have said what is told.
    let mut reported = false;
    for (at, clause) in sentence.clauses.iter().enumerate() {
        runs = operator::operators(scene, sentence, at, &runs).unwrap_or(runs);
        // Who issues a policy does not run what it asks for, but those who report what they do.
        let foreign = || runs.iter().all(|body| !scene.reporters().contains(body));
        if !runs.is_empty() && foreign() && ISSUED.is_match(scene.words(*clause)) {
            runs.clear();
        }
        let mut introduced = scene.introduced(*clause);
        let everywhere = |id: EntityId| scene.lexicon.programmes.is_everywhere(&scene.entity(id).name);
        let asked_for = |span: Span, id: EntityId| {
            paper.is_some_and(|title| !title.contains(&scene.entity(id).name))
                && !PROPER.contains(&scene.rule_at(id, span))
        };
        introduced.retain(|(span, id)| !reported && !everywhere(*id) && !is_told_of(scene, *clause, *span));
        for (span, programme) in &introduced {
            let ground = Ground::stated("relation/introduces", *clause);
            // 某局要建立丙机制: what a notice charges somebody named with.
            let charged = || !runs.is_empty() && operator::is_charged(scene, *clause);
            if !asked_for(*span, *programme) || charged() {
                edges.add(Node::Case, Predicate::Introduces, Node::Entity(*programme), ground);
            }
            // Parts in brackets are run with their whole.
            let part = scene.rule_at(*programme, *span) == "programme/bracketed";
            let own = operator::charged(scene, *clause, *span).or_else(|| own_actor(scene, *clause, *span));
            let lent = lender::lenders(scene, *clause, *span, !runs.is_empty() || own.is_some());
            let acting = own.as_ref().map_or(&runs[..], std::slice::from_ref);
            let acting = if lent.is_empty() { acting } else { &lent[..] };
            // 甲署会同乙局推进落实，|“丙试点”|扩大到…: what begins a clause is told of, and not run by who acted before.
            let told = scene.words(Span::new(clause.start, span.start)).trim_matches('“').is_empty();
            let only_used =
                lent.is_empty() && (is_where(scene, *clause, *span) || operator::is_treated(scene, *clause, *span));
            for body in acting.iter().filter(|_| !part && !only_used && !told) {
                let evidence = Span::new(sentence.clauses[0].start, clause.end);
                let ground = Ground::stated("relation/operated-by", evidence);
                edges.add(Node::Entity(*programme), Predicate::OperatedBy, Node::Entity(*body), ground);
            }
        }
        operator::run_by(scene, sentence, at, edges);
        operator::owned(scene, *clause, edges);
        reported = reported || HIGHER.is_match(scene.words(*clause));
    }
}

/// What those above all others have said, which brings nothing in where it is told: 党的二十届三中全会指出，深化某某改革.
static HIGHER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:[^，：]{0,6}(?:党的|党中央)[^，：]{0,16}|[^，：]{0,6}中央[^，：]{0,8}会议|“十[一二三四五六]五”规划(?:《)?纲要(?:》)?)(?:指出|提出|强调|要求|明确|部署|明确提出)(?:要)?[：]?$",
    )
});

/// Rules that find names, and no phrases that say what is wanted.
const PROPER: [&str; 4] =
    ["programme/quoted", "programme/quoted-headed", "programme/quoted-subject", "programme/numbered"];

/// What is said of a programme that is there already, right behind its name: 督查“甲”行动|开展情况; or the body that runs it.
static HOW_IT_GOES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^”?(?:工作)?(?:的)?(?:开展|实施|推进|进展|运行|建设|落实|执行|完成)?情况|^”?(?:工作)?(?:管理中心|办公室|领导小组|工作专班|指挥部|组委会)",
    )
});

/// What authorities make of a trial, right behind its name: 全省改革试点|获批.
static APPROVED: LazyLock<Pattern> = LazyLock::new(|| pattern("^”?(?:工作)?(?:成功|正式)?(?:获批|纳入|列入|入选)"));

/// Who belongs to what others have, or comes to it, right before its name: 加入了“甲”联盟, 亮相“乙”大会.
static JOINS: LazyLock<Pattern> = LazyLock::new(|| pattern("(?:加入|参加|出席|参展|亮相)了?$"));

/// A title without its marks, around what it is about: 省市关于全面推行|甲制度|的意见.
static ABOUT: LazyLock<Pattern> = LazyLock::new(|| pattern("关于[^，。《》]{0,12}$"));
static PAPER: LazyLock<Pattern> =
    LazyLock::new(|| pattern("^”?[^，。《》]{0,10}?的(?:\\p{Han}{0,4})(?:意见|方案|通知|办法|决定|文件|规定)"));

/// Whether a clause brings nothing in, but tells of a programme that others have or asked for.
fn is_told_of(scene: &Scene<'_>, clause: Span, programme: Span) -> bool {
    let after = scene.words(Span::new(programme.end, clause.end));
    let before = scene.words(Span::new(clause.start, programme.start)).trim_end_matches('“');
    // 制定加快建设|某示范区|的意见: what a title is about.
    let titled = |(wide, id): (Span, EntityId)| {
        scene.mentions.kind(id) == EntityKind::Policy
            && wide.contains(programme)
            && wide != programme
            && matches!(scene.rule_at(id, wide), "policy/plain-title" | "policy/of-area")
    };
    if scene.mentions.at(programme).any(titled) {
        return true;
    }
    // 是国家“八纵八横”骨干通道|之一: what others have, of which something is one.
    if after.trim_start_matches('”').starts_with("之一") {
        return true;
    }
    let approved = scene.words(programme).ends_with("试点") && APPROVED.is_match(after);
    approved || HOW_IT_GOES.is_match(after) || JOINS.is_match(before) || ABOUT.is_match(before) && PAPER.is_match(after)
}

/// 乙局在|“甲”平台|上线丙应用: where something is put, and nothing that who puts it there runs.
fn is_where(scene: &Scene<'_>, clause: Span, programme: Span) -> bool {
    let before = scene.words(Span::new(clause.start, programme.start)).trim_end_matches('“');
    let after = scene.words(Span::new(programme.end, clause.end)).trim_start_matches('”');
    let put = ["上线", "上开设", "开设", "设立", "增设", "嵌入", "设置", "开辟", "部署"];
    before.ends_with('在') && put.iter().any(|verb| after.starts_with(verb))
}

/// 甲局推动丙改革、乙局牵头开展|丁改革: of a list of deeds the doer of the one that a programme is the object of.
fn own_actor(scene: &Scene<'_>, clause: Span, programme: Span) -> Option<EntityId> {
    let before: Vec<_> = scene.bodies(Span::new(clause.start, programme.start));
    let [.., (one, _), (other, body)] = before[..] else { return None };
    let deed = scene.words(Span::new(one.end.min(other.start), other.start));
    let next = deed.ends_with('、') && deed.chars().count() > 3;
    let same = !scene.words(Span::new(other.end.min(programme.start), programme.start)).contains('、');
    (next && same).then_some(body)
}
