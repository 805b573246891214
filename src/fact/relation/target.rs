//! Whom a case serves, and whom a programme serves.

use std::sync::LazyLock;

use super::{Edges, Ground};
use crate::document::Sentence;
use crate::extract::floor;
use crate::fact::{Fact, FactBody, Node, Predicate, Scene, Statement};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::targets::Force;
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// Clauses between a programme and whom it serves that say only what it rests on: 依托热线, 通过平台.
static RESTS: LazyLock<Pattern> = LazyLock::new(|| pattern("^(?:依托|通过|运用|借助|利用|以)"));

/// What is given to a group, between its name and the programme: 为90余家企业提供“三联办”服务.
static PROVIDES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("^(?:[、和][^、，]{2,8})*?.{0,8}?(?:提供|推出|开发|开通|开设|设立|建立|配备|定制|推行|推送|开展)")
});

/// Since the thing that the case is about runs: 平台应用以来, 改革后.
static SINCE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:该|此项|这项|此次|这一|本)?(?:改革|平台|机制|系统|模式|制度|服务|项目|小程序|热线|专区)(?:全面)?(?:实施|推行|运行|应用|上线|启用|建成|建立|开通|推出|试行|落地|投用|实行)?(?:以来|以后|之后|后)$",
    )
});

/// A firm of no particular kind.
const FIRM: &str = "企业";

/// Nouns for firms of a kind.
const FIRMS: [&str; 4] = ["企业", "经营主体", "市场主体", "商户"];

/// Words that may stand before the word of serving at the beginning of a clause.
const LEADS: [&str; 10] = ["", "并", "可", "已", "共", "能", "可以", "累计", "已累计", "专门"];

/// Everybody there is, whom news and plans speak of throughout: only a report of what was done for them says that they are served.
const EVERYBODY: [&str; 18] = [
    "群众",
    "人民群众",
    "广大群众",
    "村民",
    "居民",
    "市民",
    "农民",
    "百姓",
    "老百姓",
    "学生",
    "企业",
    "企业和群众",
    "市场主体",
    "经营主体",
    "当事人",
    "消费者",
    "园区企业",
    "幼儿",
];

/// Who serves a group.
enum Server {
    /// A programme alone: it is the subject.
    Programme(EntityId),
    /// The case, with a programme.
    Both(EntityId),
    /// The case.
    Case,
}

/// `relation/targets`: the groups that a sentence says are served.
pub(super) fn read(scene: &Scene<'_>, sentence: &Sentence, edges: &mut Edges) {
    let mut by_programme: Vec<EntityId> = Vec::new();
    for (at, &clause) in sentence.clauses.iter().enumerate() {
        for (span, group) in scene.named(EntityKind::TargetGroup, clause) {
            let (case, programme) = match server(scene, sentence, at, span) {
                Server::Programme(programme) => {
                    by_programme.push(group);
                    (false, Some(programme))
                }
                Server::Both(programme) => (true, Some(programme)),
                Server::Case => (!by_programme.contains(&group), None),
            };
            // 搬迁工程惠及群众: of a report of all that happens, which serves everybody.
            let programme =
                programme.filter(|_| !is_report(scene) || !EVERYBODY.contains(&scene.entity(group).name.as_str()));
            let everybody = || !tells_case(scene) && EVERYBODY.contains(&scene.entity(group).name.as_str());
            let of_case = case && !is_report(scene) && !is_paper(scene) && !everybody();
            let servers = of_case.then_some(Node::Case).into_iter().chain(programme.map(Node::Entity));
            for server in servers {
                edges.add(server, Predicate::Targets, Node::Entity(group), Ground::stated("relation/targets", clause));
            }
        }
    }
}

/// Whether a document tells of all that happens in an area: it serves everybody, and nobody in particular.
fn is_report(scene: &Scene<'_>) -> bool {
    static REPORT: LazyLock<Pattern> =
        LazyLock::new(|| pattern("(?:工作报告|公报|计划报告|预算报告|年报|年鉴)(?:[（(][^（）()]*[）)])?$|统计公报"));
    scene.document.title.is_some_and(|title| REPORT.is_match(scene.words(title).trim()))
}

/// Whether a document is a paper that rules what others shall do, as its own title over the text says.
fn is_paper(scene: &Scene<'_>) -> bool {
    /// Bytes in which a title stands.
    const HEAD: usize = 600;
    let text = scene.document.text.as_str();
    let start = scene.case().span.start;
    let head = Span::new(start, floor(text, (start + HEAD).min(scene.case().span.end)));
    scene.named(EntityKind::Policy, head).into_iter().any(|(span, id)| scene.rule_at(id, span) == "policy/own")
}

/// Whether a document is the report of what somebody did, as its fields or its title say.
fn tells_case(scene: &Scene<'_>) -> bool {
    static CASE: LazyLock<Pattern> = LazyLock::new(|| pattern("案例|经验|做法|典型|亮点|成效|启示"));
    let case = scene.case();
    let headings = case.sections.iter().map(|section| section.heading);
    let said = [scene.document.title, case.title].into_iter().flatten().chain(headings);
    case.reporters.is_some() || said.into_iter().any(|heading| CASE.is_match(scene.words(heading)))
}

fn server(scene: &Scene<'_>, sentence: &Sentence, at: usize, group: Span) -> Server {
    let clause = sentence.clauses[at];
    let words = scene.words(clause);
    if sentence.clauses[..at].iter().any(|earlier| SINCE.is_match(scene.words(*earlier)))
        && let Some(programme) = of_title(scene)
    {
        return Server::Programme(programme);
    }
    let cue = scene.lexicon.targets.cue_before(words, group.start - clause.start);
    let Some(cue) = cue.filter(|cue| cue.force == Force::Serves && !in_heading(scene, clause)) else {
        return Server::Case;
    };
    if let Some(programme) = provided(scene, clause, group) {
        return Server::Both(programme);
    }
    let begins = LEADS.contains(&&words[..cue.at.start]);
    let subject = subject(scene, clause).or_else(|| brought_in(scene, sentence, at).filter(|_| begins));
    subject.map_or(Server::Case, Server::Programme)
}

/// The programme that the title of the case names.
fn of_title(scene: &Scene<'_>) -> Option<EntityId> {
    let named = scene.named(EntityKind::Programme, scene.case().title?);
    named.into_iter().rfind(|(span, id)| scene.rule_at(*id, *span) != "programme/known").map(|(_, id)| id)
}

/// Firms of no kind are nobody in particular where the case serves firms of a kind: takes the edge of the case to them out.
pub(super) fn settle(scene: &Scene<'_>, edges: &mut Edges) {
    let served: Vec<&str> = edges.facts.iter().filter_map(|fact| served_by_case(scene, fact)).collect();
    let kinds = |name: &&str| **name != *FIRM && FIRMS.iter().any(|firm| name.ends_with(firm));
    if served.iter().any(kinds) {
        edges.facts.retain(|fact| served_by_case(scene, fact) != Some(FIRM));
    }
}

fn served_by_case<'s>(scene: &Scene<'s>, fact: &Fact) -> Option<&'s str> {
    match fact.body {
        FactBody::Statement(Statement {
            subject: Node::Case,
            predicate: Predicate::Targets,
            object: Node::Entity(group),
        }) => Some(scene.entity(group).name.as_str()),
        _ => None,
    }
}

/// In a heading a programme helps a group in general: “证照联变”助力企业成长.
fn in_heading(scene: &Scene<'_>, clause: Span) -> bool {
    scene.case().touches_heading(clause) || scene.case().title.is_some_and(|title| title.overlaps(clause))
}

/// The programme that is given to the group.
fn provided(scene: &Scene<'_>, clause: Span, group: Span) -> Option<EntityId> {
    let rest = Span::new(group.end, clause.end);
    let (span, id) = scene.named(EntityKind::Programme, rest).into_iter().next()?;
    PROVIDES.is_match(scene.words(Span::new(group.end, span.start))).then_some(id)
}

/// The programme that a clause begins with.
fn subject(scene: &Scene<'_>, clause: Span) -> Option<EntityId> {
    let (span, id) = scene.named(EntityKind::Programme, clause).into_iter().next()?;
    let before = scene.words(Span::new(clause.start, span.start));
    let place = scene.named(EntityKind::Place, Span::new(clause.start, span.start));
    let after_place = place.len() == 1 && place[0].0 == Span::new(clause.start, span.start);
    (before.is_empty() || after_place).then_some(id)
}

/// The programme that the clause before has brought in last, one or two at most; clauses that say what it rests on may stand between.
fn brought_in(scene: &Scene<'_>, sentence: &Sentence, at: usize) -> Option<EntityId> {
    let before = sentence.clauses[..at].iter().rev().find(|clause| !RESTS.is_match(scene.words(**clause)))?;
    let programmes = scene.named(EntityKind::Programme, *before);
    let (span, id) = *programmes.last().filter(|_| programmes.len() <= 2)?;
    let verbs = scene.words(Span::new(before.start, span.start));
    scene.lexicon.programmes.verbs(verbs).pop().filter(|(_, verb)| verb.strong).map(|_| id)
}
