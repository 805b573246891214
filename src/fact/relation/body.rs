//! Bodies: who reports, who acts with whom, who is part of whom.

use std::sync::LazyLock;

use super::involved::{involved, is_address};
use super::operator::BELONGS;
use super::{Edges, Ground, speaker};
use crate::document::Sentence;
use crate::fact::{Fact, Node, Predicate, Scene};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::resolve::EntityId;
use crate::span::Span;

/// Acting jointly: words that follow two bodies, or stand before the second.
static TOGETHER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("签[订定署]|建立|合作|协作|联合|共同|共建|携手|协同|对接|联动|牵头|会商|结对|一起|一道|开展.*交流")
});

/// Doing something jointly, right behind the bodies that do it: 甲、乙联合印发.
static JOINTLY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^等?(?:[一二两三四五六七八九十\\d]+(?:个|家)?(?:部门|单位|部委|方))?(?:今天|近日|日前|共同|[自于从][^，]{2,10}?[起日月年])?(?:联合|共同|联手|携手|按(?:照)?(?:各自)?职责(?:分工)?)|^等?[一二三四五六七八九十\\d]+(?:个|家)?(?:部门|部委)(?:今天|近日|日前)?(?:印发|发布|出台|下发|公布|发文)",
    )
});

/// Making an agreement, right behind who it is made with.
static SIGNS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^等?(?:\\p{Han}{0,2}(?:单位|部门|机构|高校|院校|企业|银行|医院|公司))?(?:正式|分别|先后|共同)?(?:签[订定署约]|共建|达成|缔结|开展.{0,6}合作|合作)",
    )
});

/// 甲、乙联合确认为…: what several bodies call somebody is a recognition, and not what they do with each other.
static HONOURS: LazyLock<Pattern> =
    LazyLock::new(|| pattern("^等?(?:\\p{Han}{0,6})?(?:联合|共同)(?:确认|评|认定|授予|命名|表彰|评选|授牌)"));

/// One body made part of another: 成为…分院, 挂牌为…分中心.
static BRANCH: LazyLock<Pattern> = LazyLock::new(|| pattern("成为|挂牌|加入|隶属|纳入"));

/// What a branch is called, right after the body it is part of.
static BRANCH_OF: LazyLock<Pattern> =
    LazyLock::new(|| pattern("^(?:的)?(?:分院|分中心|分行|分公司|分校|成员单位|成员医院|院区)"));

/// One body under another: 在甲框架下成立乙.
static UNDER: LazyLock<Pattern> = LazyLock::new(|| pattern("^(?:工作)?(?:机制)?(?:框架|统筹|领导)?(?:下|内|中)"));

/// The label of those who took part beside who reports: 参与单位：, 协办单位 in a cell before them.
static PARTNERS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("(?:参与|联合|协作|协办|配合|支持|共建|合作|技术支持)(?:单位|部门|机构|主体|企业)[：:\\t|　 ]*$")
});

/// Edges of the field that names the reporting bodies, and of those that the case names beside them as having taken part.
pub(super) fn report(scene: &Scene<'_>, edges: &mut Edges) {
    let case = scene.case();
    let bodies = case.reporters.map_or_else(Vec::new, |field| scene.bodies(field));
    for (span, body) in &bodies {
        let ground = Ground::stated("relation/reporter", *span);
        edges.add(Node::Case, Predicate::ReportedBy, Node::Entity(*body), ground);
    }
    let text = scene.document.text.as_str();
    // A label stands before the first of a list; who stands behind that is of it too.
    let mut partners = false;
    let mut line = usize::MAX;
    for (span, body) in bodies {
        let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        partners = PARTNERS.is_match(&text[start..span.start]) || partners && start == line;
        line = start;
        if partners {
            let ground = Ground::stated("relation/involves", span);
            edges.add(Node::Case, Predicate::Involves, Node::Entity(body), ground);
        }
    }
}

/// The edges of the bodies that a sentence names; `recognitions` are those of the sentence, with their quotations.
pub(super) fn read(scene: &Scene<'_>, sentence: &Sentence, recognitions: &[(Span, &Fact)], edges: &mut Edges) {
    let addressed = is_address(scene.words(sentence.span));
    for (at, clause) in sentence.clauses.iter().enumerate() {
        let bodies = scene.bodies(*clause);
        if !bodies.is_empty() {
            if !addressed {
                involved(scene, *clause, &bodies, recognitions, edges);
            }
            together(scene, sentence, at, &bodies, edges);
            under(scene, sentence, at, &bodies, edges);
        }
    }
    offices(scene, sentence.span, edges);
}

/// `relation/together`: 甲与乙签订协议, 会同甲、乙, 由甲、乙和丙牵头, 与甲联合.
fn together(scene: &Scene<'_>, sentence: &Sentence, at: usize, bodies: &[(Span, EntityId)], edges: &mut Edges) {
    let clause = sentence.clauses[at];
    let Some((first, _)) = bodies.first() else { return };
    let before = scene.words(Span::new(clause.start, first.start));
    let ids: Vec<EntityId> = bodies.iter().map(|(_, id)| *id).collect();
    let last = bodies.iter().map(|(span, _)| span.end).max().unwrap_or(clause.end);
    let after = scene.words(Span::new(last, clause.end));
    let ground = Ground::stated("relation/together", clause);
    if HONOURS.is_match(after) {
        return;
    }
    if before.ends_with("会同") || before.ends_with("联合") {
        let subject = actors(scene, sentence, at);
        pairs(&subject, &ids[..listed(scene, bodies)], ground, edges);
    } else if matches!(before, "组织" | "协调" | "协同") && led_before(scene, sentence, at) {
        // 由甲局牵头，组织乙局、丙局会审
        let leading: Vec<EntityId> = scene.bodies(sentence.clauses[at - 1]).iter().map(|(_, id)| *id).collect();
        pairs(&leading, &ids[..listed(scene, bodies)], ground, edges);
    } else if WITH.contains(&before.trim()) && (SIGNS.is_match(after) || JOINTLY.is_match(after)) {
        // 甲局推出乙产品，与丙银行签订协议: who acts was named in the sentence.
        pairs(&actors(scene, sentence, at), &ids, ground, edges);
    } else if let Some(speaker) = speaker::of_line(scene, sentence).filter(|_| speaker::is_with(before))
        && (SIGNS.is_match(after) || JOINTLY.is_match(after))
    {
        pairs(&[speaker], &ids, ground, edges);
    } else if INVITES.is_match(before) && TAKES_PART.is_match(after) {
        pairs(&actors(scene, sentence, at), &ids, ground, edges);
    } else if bodies.len() >= 2
        && (leads_together(scene, (clause, sentence.clauses.len() == 1), bodies, after) || JOINTLY.is_match(after))
    {
        // Of many who do something jointly each does it with the one named first.
        let first = if ids.len() > MOST_PAIRED { &ids[..1] } else { &ids[..] };
        pairs(first, &ids, ground, edges);
    } else if let Some(others) = joined_by(scene, bodies) {
        pairs(&ids[..others], &ids[others..], ground, edges);
    } else if let Some((some, others)) = parties(scene, bodies)
        && TOGETHER.is_match(scene.words(Span::new(bodies[0].0.end, clause.end)))
    {
        pairs(&some, &others, ground, edges);
    }
}

/// Whether the clause before says that somebody leads: 由甲局牵头.
fn led_before(scene: &Scene<'_>, sentence: &Sentence, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| scene.words(sentence.clauses[before]).ends_with("牵头"))
}

/// Most bodies that act each with each where they act jointly.
const MOST_PAIRED: usize = 3;

/// Who somebody asks to come and act with them: 邀请区总工会派员参与调解.
static INVITES: LazyLock<Pattern> = LazyLock::new(|| pattern("^(?:并|还|同时|主动|及时|共同)*邀请$"));
static TAKES_PART: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^等?(?:[一二三四五六七八九十\\d]+(?:个|家)?)?(?:部门|单位)?(?:派员|派出[^，]{0,6}|共同|一同|全程)*(?:参与|参加|介入|加入|到场|协同)",
    )
});

/// How many bodies nothing but marks of listing parts from the first: 会同|甲、乙|成立丙专班.
fn listed(scene: &Scene<'_>, bodies: &[(Span, EntityId)]) -> usize {
    let joins = |pair: &[(Span, EntityId)]| {
        let between = scene.words(Span::new(pair[0].0.end.min(pair[1].0.start), pair[1].0.start));
        matches!(between.trim_end_matches('原'), "" | "、" | "和" | "及" | "与" | "以及" | "联合" | "会同")
    };
    bodies.windows(2).take_while(|pair| joins(pair)).count() + 1
}

/// Words before who somebody of an earlier clause acts with.
const WITH: [&str; 7] = ["与", "同", "分别与", "先后与", "并与", "还与", "又与"];

/// The bodies on either side of 与 in a clause, each side a list: 甲与乙、丙、丁签署; 甲、乙和丙共建 joins each with each.
fn parties(scene: &Scene<'_>, bodies: &[(Span, EntityId)]) -> Option<(Vec<EntityId>, Vec<EntityId>)> {
    let between = |at: usize| {
        let (end, start) = (bodies[at].0.end, bodies[at + 1].0.start);
        scene.words(Span::new(end.min(start), start))
    };
    let joins = |words: &str| matches!(words, "和" | "同" | "会同") || words.ends_with('与') || words.ends_with("联合");
    let last = bodies.len().checked_sub(1)?;
    let listed = |at: usize| matches!(between(at).trim_end_matches('原'), "、" | "和" | "及" | "以及");
    let at = (0..last).find(|at| joins(between(*at)))?;
    let first = (0..at).rev().take_while(|at| listed(*at)).last().unwrap_or(at);
    let end = (at + 1..last).take_while(|at| listed(*at)).last().map_or(at + 1, |at| at + 1);
    let ids = |range: std::ops::RangeInclusive<usize>| bodies[range].iter().map(|(_, id)| *id).collect::<Vec<_>>();
    // 和 is a mark of listing: each acts with each.
    if between(at) == "和" {
        return Some((ids(first..=end), ids(first..=end)));
    }
    Some((ids(first..=at), ids(at + 1..=end)))
}

/// How many are led, right behind who leads.
static EACH_LEADS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("^(?:分别)?牵头(?:组建|建设|成立)?的?(?:[2-9]|[1-9]\\d|[两二三四五六七八九十])+(?:余)?[个家支]")
});

/// 由甲、乙和丙牵头; of a long list each leads what is its own.
fn leads_together(scene: &Scene<'_>, (clause, alone): (Span, bool), bodies: &[(Span, EntityId)], after: &str) -> bool {
    const MOST: usize = 6;
    let listed = |pair: &[(Span, EntityId)]| {
        let between = scene.words(Span::new(pair[0].0.end.min(pair[1].0.start), pair[1].0.start));
        between.chars().count() <= 2
    };
    // 省民政厅、财政厅牵头: the line of a plan that says who is charged with what stands over it.
    let charged = matches!(after, "牵头" | "负责" | "牵头负责") && bodies[0].0.start == clause.start && alone;
    // 甲医院、乙医院|牵头的2个医共体: each leads one of them.
    let each = EACH_LEADS.is_match(after);
    // 负责，排在第一位的为牵头部门: which of them leads, and no joint leading.
    let leads =
        after.split(['，', '；', '）']).next().is_some_and(|own| own.contains("牵头") && !own.contains("负责，"));
    !charged && !each && bodies.len() <= MOST && leads && !after.contains("分别") && bodies.windows(2).all(listed)
}

/// The word by which a body joins others, behind when and how it does.
static JOINED_BY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:（[^（）]{2,16}）|[^（）]{0,12}）)?(?:(?:有关|相关|主要)*(?:负责人|负责同志|发言人)：我们)?(?:[自于从][^，、]{2,12}?[起日月年])?(?:近日|日前|先后|主动|积极|专门|已|将|还|正|要)?(?:联合|会同|携手|联手)$",
    )
});

/// How many bodies stand before the word by which others join them: 区商务局联合区文明办、总工会.
fn joined_by(scene: &Scene<'_>, bodies: &[(Span, EntityId)]) -> Option<usize> {
    let joins = |pair: &[(Span, EntityId)]| {
        let (end, start) = (pair[0].0.end, pair[1].0.start);
        end <= start && JOINED_BY.is_match(scene.words(Span::new(end, start)))
    };
    bodies.windows(2).position(joins).map(|at| at + 1)
}

/// Who acts in a clause whose subject is left out: who began the sentence, else who reports.
fn actors(scene: &Scene<'_>, sentence: &Sentence, at: usize) -> Vec<EntityId> {
    // 与某大学等签署协议，与…: who is acted with does not act.
    // 是某联盟的成员: nor does what somebody is.
    let acts = |clause: &&Span| !scene.words(**clause).starts_with(['与', '同', '是', '被']);
    let earlier = sentence.clauses[..at].iter().rev().filter(acts).map(|clause| scene.leading_bodies(*clause));
    let founded = || at.checked_sub(1).and_then(|before| founded(scene, sentence.clauses[before]));
    let found = earlier.into_iter().find(|bodies| !bodies.is_empty());
    found.or_else(|| founded().map(|body| vec![body])).unwrap_or_else(|| scene.reporters())
}

/// Whom a clause ends with that it says was founded: 村里成立集体公司——某公司.
fn founded(scene: &Scene<'_>, clause: Span) -> Option<EntityId> {
    let (span, body) = scene.bodies(clause).pop().filter(|(span, _)| span.end == clause.end)?;
    let before = scene.words(Span::new(clause.start, span.start));
    ["成立", "组建", "创办", "注册", "办公室设在"].iter().any(|verb| before.contains(verb)).then_some(body)
}

/// Every pair once, its ends in the order of their ids.
fn pairs(some: &[EntityId], others: &[EntityId], ground: Ground, edges: &mut Edges) {
    for a in some {
        for b in others.iter().filter(|b| *b != a) {
            let (a, b) = (*a.min(b), *a.max(b));
            edges.add(Node::Entity(a), Predicate::CollaboratesWith, Node::Entity(b), ground);
        }
    }
}

/// `relation/branch-of`: 甲成为乙分院; 在甲框架下，成立乙.
fn under(scene: &Scene<'_>, sentence: &Sentence, at: usize, bodies: &[(Span, EntityId)], edges: &mut Edges) {
    let clause = sentence.clauses[at];
    if let [(one, a), (other, b), ..] = bodies[..] {
        let between = scene.words(Span::new(one.end.min(other.start), other.start));
        let after = scene.words(Span::new(other.end, clause.end));
        if BRANCH.is_match(between) && BRANCH_OF.is_match(after) {
            let ground = Ground::stated("relation/branch-of", clause);
            edges.add(Node::Entity(a), Predicate::PartOf, Node::Entity(b), ground);
        }
    }
    if let [(one, a), (other, b), ..] = bodies[..]
        && BELONGS.contains(&scene.words(Span::new(one.end.min(other.start), other.start)))
    {
        let ground = Ground::stated("relation/office-of", one.cover(other));
        edges.add(Node::Entity(b), Predicate::PartOf, Node::Entity(a), ground);
    }
    subordinate(scene, clause, bodies, edges);
    merged(scene, sentence, at, bodies, edges);
    let Some((span, upper)) = bodies.last() else { return };
    let Some(next) = sentence.clauses.get(at + 1) else { return };
    let frame = scene.words(clause).starts_with('在') && UNDER.is_match(scene.words(Span::new(span.end, clause.end)));
    if frame && scene.words(*next).contains("成立") {
        for (_, lower) in scene.bodies(*next) {
            let ground = Ground::stated("relation/branch-of", Span::new(clause.start, next.end));
            edges.add(Node::Entity(lower), Predicate::PartOf, Node::Entity(*upper), ground);
        }
    }
}

/// `relation/branch-of`: 甲海关隶属乙海关查获…, who does something is the second; 先后隶属甲部、乙局, who is under them stands before.
fn subordinate(scene: &Scene<'_>, clause: Span, bodies: &[(Span, EntityId)], edges: &mut Edges) {
    let ground = Ground::stated("relation/branch-of", clause);
    let Some(pair) = bodies.windows(2).find(|pair| {
        let between = scene.words(Span::new(pair[0].0.end.min(pair[1].0.start), pair[1].0.start));
        between == "隶属"
    }) else {
        return;
    };
    let goes_on = scene.words(Span::new(pair[1].0.end, clause.end)).chars().count() > 2;
    let (under, over) = if goes_on { (pair[1].1, pair[0].1) } else { (pair[0].1, pair[1].1) };
    edges.add(Node::Entity(under), Predicate::PartOf, Node::Entity(over), ground);
}

/// What those brought together become.
const GROUPS: [&str; 6] = ["集团", "医共体", "医联体", "联合体", "联盟", "集团有限公司"];

/// `relation/branch-of`: 整合|甲医院、乙医院，组建|丙医疗集团: those brought together are part of what is founded of them.
fn merged(scene: &Scene<'_>, sentence: &Sentence, at: usize, bodies: &[(Span, EntityId)], edges: &mut Edges) {
    let clause = sentence.clauses[at];
    let founded = |span: Span| {
        let before = scene.words(Span::new(clause.start, span.start));
        let before = before.trim_end_matches('了');
        ["组建", "成立", "组成"].iter().any(|verb| before.ends_with(verb))
    };
    let group = bodies
        .iter()
        .find(|(span, id)| GROUPS.iter().any(|end| scene.entity(*id).name.ends_with(end)) && founded(*span));
    let Some((whole, group)) = group else { return };
    let first = at.saturating_sub(2);
    let stretch = Span::new(sentence.clauses[first].start, whole.start);
    let Some(verb) = scene.words(stretch).rfind("整合").map(|verb| stretch.start + verb + "整合".len()) else {
        return;
    };
    for (_, part) in scene.bodies(Span::new(verb, whole.start)).into_iter().filter(|(_, id)| id != group) {
        let ground = Ground::stated("relation/branch-of", Span::new(verb, whole.end));
        edges.add(Node::Entity(part), Predicate::PartOf, Node::Entity(*group), ground);
    }
}

/// Ends of a name that make no office of the body before them: itself, and the standing committee of a congress.
const NO_OFFICES: [&str; 2] = ["", "常务委员会"];

/// `relation/office-of`: an office named right behind the body it is part of, and those listed with it.
fn offices(scene: &Scene<'_>, stretch: Span, edges: &mut Edges) {
    let uppers: Vec<(Span, EntityId)> = scene
        .mentions
        .within(stretch)
        .filter(|(_, id)| crate::fact::utterance::is_body(scene.mentions.kind(*id)))
        .collect();
    for (span, lower) in scene.bodies(stretch) {
        let name = scene.entity(lower).name.as_str();
        let nested = |upper: &&(Span, EntityId)| {
            let (at, id) = **upper;
            id != lower
                && at.start <= span.start
                && name.strip_prefix(scene.entity(id).name.as_str()).is_some_and(|own| {
                    // 甲医院|医疗集团: what it is the head of is no office of it.
                    !NO_OFFICES.contains(&own) && !GROUPS.iter().any(|end| own.ends_with(end))
                })
        };
        if let Some((at, upper)) = uppers.iter().filter(nested).max_by_key(|(_, id)| scene.entity(*id).name.len()) {
            let ground = Ground::stated("relation/office-of", at.cover(span));
            edges.add(Node::Entity(lower), Predicate::PartOf, Node::Entity(*upper), ground);
        }
    }
}
