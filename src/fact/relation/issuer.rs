//! Who issued a policy: named before a word of issuing, before its title, in it, behind it, or by the code of its number.

use std::sync::LazyLock;

use super::{Edges, Ground};
use crate::document::Sentence;
use crate::extract::doc_number::issuer_of_doc_number;
use crate::fact::{Node, Predicate, Scene};
use crate::lexicon::finder::Finder;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::resolve::{Detail, EntityId, EntityKind};
use crate::span::Span;

/// Words of issuing, right before 《》.
static ISSUES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?P<joint>联合|共同)?(?:研究)?(?:制定|制订)?(?:并)?(?:印发|出台|发布|制定|制订|下发|颁布|公布|签署|会签|签订|审议通过|表决通过)(?:实施)?了?(?:的)?$",
    )
});

/// Joining others, at the beginning of a clause.
const JOINS: [&str; 4] = ["联合", "会同", "携手", "并联合"];

/// Bytes between two issuers of a title, or before the first.
const BETWEEN_ISSUERS: usize = 3;

/// The issuers of a policy behind a word of issuing; gives those that the clause itself names.
pub(super) fn issued(
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
    // 记者从甲办获悉：按照乙部颁布的《…》, （甲局负责）2．制定…: who is asked, or charged with what stands before, is not meant.
    let told = words[..whole.start()].rfind('：').map_or(0, |colon| colon + '：'.len_utf8());
    let charged = words[told..whole.start()].strip_prefix('（').and_then(|rest| rest.find('）'));
    let told = charged.map_or(told, |close| told + '（'.len_utf8() + close + '）'.len_utf8());
    let subject = Span::new(clause.start + told, clause.start + whole.start());
    let named = who_acts(scene, subject);
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

/// The bodies that a stretch ends with, as one list: 经甲批准、由|乙办 issues, 甲司负责人就…，|乙部 issues. Nobody where others
/// than they do it: 甲部会同乙部研究|你省制订的….
fn who_acts(scene: &Scene<'_>, stretch: Span) -> Vec<EntityId> {
    static OTHERS: LazyLock<Pattern> = LazyLock::new(|| {
        pattern("(?:你|我|本|该)[省市区县州盟旗部委局]|各(?:地|省|市|县|区|部门)|地方|批准[^，]{0,4}由$")
    });
    let bodies = scene.bodies(stretch);
    let Some((last, _)) = bodies.last() else { return Vec::new() };
    if OTHERS.is_match(scene.words(Span::new(last.end.min(stretch.end), stretch.end))) {
        return Vec::new();
    }
    let from = listed_from(scene, &bodies);
    bodies[from..].iter().map(|(_, id)| *id).collect()
}

/// Where the list begins that bodies end with: what stands between two of it only joins them.
fn listed_from(scene: &Scene<'_>, bodies: &[(Span, EntityId)]) -> usize {
    static JOINED: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            "^(?:（[^（）]*）)?(?:等[^，]{0,8}(?:部门|单位|委|厅|局|家)?)?(?:、原\\p{Han}{2,8}[部委局])?(?:、|，|和|与|及|以及|并|分别|共同|联合|会同|携手|同|商|委托|指导| |　|\\n)*原?$|^[^《》：；由]{0,16}(?:联合|会同|携手)$",
        )
    });
    let parts = |pair: &[(Span, EntityId)]| {
        let between = Span::new(pair[0].0.end.min(pair[1].0.start), pair[1].0.start);
        !JOINED.is_match(scene.words(between))
    };
    bodies.windows(2).rposition(parts).map_or(0, |at| at + 1)
}

/// 国务院办公厅《关于…的意见》: who stands right before a title issued it, with whom they are listed; else the code of its
/// number says who.
fn of_a_body(scene: &Scene<'_>, clause: Span, title: Span, policy: EntityId, edges: &mut Edges) {
    let before = Span::new(clause.start, title.start);
    let right_before = |(body, _): &(Span, EntityId)| {
        let between = scene.words(Span::new(body.end, title.start)).trim();
        matches!(between, "" | "的" | "《" | "的《")
    };
    let bodies = scene.bodies(before);
    let entitled = scene.words(title).starts_with('《') || scene.words(before).ends_with('《');
    match bodies.last().filter(|last| entitled && right_before(last)) {
        Some(_) => {
            // 落实甲办《…》: whom a verb stands between is not of the list; 甲部、乙局《…》 is by both.
            for (_, issuer) in &bodies[listed_from(scene, &bodies)..] {
                let ground = Ground::stated("relation/issuer-before", clause);
                edges.add(Node::Entity(policy), Predicate::IssuedBy, Node::Entity(*issuer), ground);
            }
        }
        _ if title_issuers(scene, title).is_empty() => by_number(scene, clause, policy, edges),
        _ => {}
    }
}

/// Who passed it, said behind its title: 《…条例》|由省人大常委会通过.
pub(super) fn passed(scene: &Scene<'_>, clause: Span, title: Span, policy: EntityId, edges: &mut Edges) {
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
pub(super) fn numbered(scene: &Scene<'_>, clause: Span, title: Span, policy: EntityId, edges: &mut Edges) {
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
pub(super) fn sent(scene: &Scene<'_>, clause: Span, title: Span, policy: EntityId, edges: &mut Edges) {
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
pub(super) fn titled(scene: &Scene<'_>, title: Span, policy: EntityId, edges: &mut Edges) {
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
