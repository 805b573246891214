//! Who takes part in what a case tells: every body that it names, but for bystanders.
//!
//! Bystanders are those who only gave the order, lead, speak, print or are quoted, those that are only made, built or bettered,
//! those whose firms are visited or counted among many, and those after whom a project is called.

use std::sync::LazyLock;

use super::operator::OFFICE;
use super::{Edges, Ground, speaker};
use crate::fact::{Fact, FactBody, Node, Predicate, Scene};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::resolve::{Detail, EntityId, EntityKind};
use crate::span::Span;

/// Carrying out what an authority decided: it is named, but takes no part.
static AUTHORITY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("(?:贯彻|落实|根据|按照|依据|紧扣|遵照|围绕).*(?:部署|要求|精神|决策|指示|意见|安排|规定)")
});

/// Led by those above: 在县委、县政府的坚强领导下.
static LED: LazyLock<Pattern> =
    LazyLock::new(|| pattern("^(?:在|按照)?.*(?:领导下|关心下|支持下|指导下|关怀下|部署要求|决策部署)"));

/// Governments, and committees of the Party.
static LEADERS: LazyLock<Pattern> =
    LazyLock::new(|| pattern("政府$|^中国共产党[^委]*委员会$|^中国共产党中央|^国务院$|指导组$|巡视组$"));

/// What behind a body makes it somebody's office or the paper of a dateline: 市委书记张某, 新华社北京电, 央广网消息.
static SPEAKS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        "{OFFICE}|^(?:讯|消息|记者|[^，、]{{0,16}}(?:日电|日讯|日消息))|^工作报告|^(?:第?[一二三四五六七八九十百\\d]+(?:届|次)|[一二三四五六七八九十]+届)[^，、]{{0,8}}(?:会议|全会|大会)",
    ))
});

/// What those who lead are said to do about anything: 省委、省政府对这项工作高度重视.
static CARES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:、?(?:县|区|市|省|州)?(?:委|政府|党委|人大|政协)){0,2}(?:对[^，]{1,12}(?:始终|一直|历来)?(?:高度重视|十分重视)|(?:始终|一直|历来)?(?:高度重视|十分重视|非常重视)(?:$|[^、])|坚强领导|正确领导|科学决策|亲切关怀)",
    )
});

/// Verbs of which a body, or a list of them, is the object that is only made or bettered: 提升甲、乙交易所能级.
static MADE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("(?:组建|筹建|建设|建起|办起|盖起|新建|提升|优化|做强|做大|建好|建成)了?(?:\\p{Han}{2,6}、)*$")
});

/// What was there in times past: 曾设立过中心县委、县政府.
static WAS: LazyLock<Pattern> = LazyLock::new(|| pattern("(?:设立|成立|组建|驻扎)过[^，；]{0,40}$"));

/// What is built, right behind the name of a body in a list: 某艺术中心、|某博物馆|建成投用.
static BUILT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:、[^，、]{2,14})*(?:等[^，]{0,6})?(?:全面|正式|相继|先后|主体|基本)*(?:落成|开工|竣工|投用|开馆|开园|封顶|建成(?:投用|投产|启用|开放|运行|使用|$))",
    )
});

/// The stage of a project that is called after a body: 某铜矿|一期工程, 某公司|年产10万吨项目.
static STAGE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:[一二三四五六]期|新建|扩建|改扩建|迁建|搬迁|技改|年产[^，。]{2,16})(?:[^，。、]{0,6}?)(?:工程|项目|生产线)",
    )
});

/// What is called after a firm, right behind its name: 某集团|羊绒衫项目、….
static PROJECT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("^(?P<of>[^，、的“]{1,14}?)(?:项目|工程|生产线|产业园|园区|基地|总部)(?:[、，等和及]|$|建设|规划)")
});

/// Behind a list of what is built: 甲医院、乙剧院|等重点项目前期工作.
static OF_PROJECTS: LazyLock<Pattern> =
    LazyLock::new(|| pattern("^(?:、[^，]{2,40})?等[^，]{0,4}?(?:项目|工程)(?:建设|前期|$|，)"));

/// Visiting, before whom or what is seen: 考察了某公司、某小学.
static VISITED: LazyLock<Pattern> =
    LazyLock::new(|| pattern("(?:考察|参观|察看|视察|观摩|详细了解|实地了解)了?[^。；]{0,80}$"));

/// Counted among many, behind the names that are given as examples: 拥有甲、乙、丙|等一批上市企业, 甲、乙|等企业落户.
static AMONG: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:、[^，]{2,60})?等(?:一大?批|众多|多家|\\d+(?:余|多)?家)[^，]{0,10}(?:企业|公司|机构|项目)|^(?:[^，]{0,60}等[^，]{0,14})?(?:相继|先后|纷纷)?(?:落户|入驻|落地)",
    )
});
/// But who of them takes part: 邀请甲、乙|等6家企业参加.
static TAKES_PART: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:、[^，]{2,200}?)?等(?:\\d+(?:余|多)?家)?[^，]{0,10}?(?:企业|公司|机构|单位|医院|高校)(?:代表|负责人)?(?:参加|参与|参会|出席|座谈|交流发言|签署|签订|签约|共同|联合|合作)",
    )
});
static HAVING: LazyLock<Pattern> = LazyLock::new(|| pattern("拥有|培育|集聚|汇聚|聚集|引进|吸引|涌现"));

/// What becomes of firms that are given as examples of many: 甲、乙|等一批龙头企业向强而跃.
static GROW: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:、[^，、]{2,12})*等(?:一大?批)?[^，]{0,8}(?:企业|公司|品牌)(?:向|快速|加速|加快|做大|做强|发展壮大|不断|脱颖|迅速|蓬勃|跻身|上市|成长|异军)",
    )
});

/// What is made of bodies, right behind them: 甲银行|吸收合并、乙银行|组建.
static MADE_INTO: LazyLock<Pattern> =
    LazyLock::new(|| pattern("^(?:吸收合并|合并重组|战略性?重组|组建|改制|混改)(?:$|[、，；和]|完成)"));

/// Who made the paper that a clause goes by: 根据|某研究院|发布的《…白皮书》.
static GOES_BY: LazyLock<Pattern> = LazyLock::new(|| pattern("^(?:根据|按照|据|依据)"));
static MADE_PAPER: LazyLock<Pattern> =
    LazyLock::new(|| pattern("^[^，《]{0,16}(?:发布|公布|印发|出台|颁布|制定|编制|下发)的?《"));

/// Who came to a meeting from the bodies that are listed: 省发展改革委、青岛海关等单位负责同志参加会议.
static ATTENDED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("^(?:等)?(?:有关)?(?:部门|单位|企业|机构)?(?:的)?(?:相关|有关|分管|主要)*(?:负责同志|负责人|领导同志|代表)")
});

/// Whom a letter or notice is addressed to: 各市财政局、教育局：.
static ADDRESSED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("(?:单位|部门|机构|局|厅|政府|委|院|校|公司|企业|会|办|行|中心|政府）|委）|会）|局）)：$")
});

/// What a line that ends in a colon says, where it names nobody it is addressed to.
static SAYS: LazyLock<Pattern> =
    LazyLock::new(|| pattern("如下|下列|以下|通报|现将|包括|表示|指出|介绍|，[^、]*(?:是|为|由|在|对)"));

/// Speaking for a body, or printing what it says: 我代表省人民政府, 来源：某日报.
static FOR: LazyLock<Pattern> = LazyLock::new(|| pattern("代表$|记者从$|日从$|^从$|(?:来源|稿源|供稿|作者)：$"));

/// Who a task is given to, also at the centre: （商务部负责）.
static CHARGED: LazyLock<Pattern> = LazyLock::new(|| pattern("负责|牵头|会同|联合|配合|参与"));

/// Several ministries that approve something in common: 由甲部、乙部两部委批复的.
static APPROVE: LazyLock<Pattern> =
    LazyLock::new(|| pattern("[一二两三四五六七八九十\\d]+(?:个)?(?:部委|部门|部)(?:联合|共同)?(?:批复|批准|审批)"));

/// What holds of a body of the centre: it rules for all, and a case is not its doing.
static CENTRAL: LazyLock<Pattern> =
    LazyLock::new(|| pattern("^(?:中华人民共和国)?国务院|^中国共产党中央|^中央|^国家|^中华全国|^全国|^最高人民|总署$"));

/// Who rules in whatever is told.
static RULERS: LazyLock<Pattern> =
    LazyLock::new(|| pattern("^(?:中华人民共和国)?国务院|^中国共产党中央|^中央|^全国人民代表大会"));

/// Whether a line says only whom a document is sent to.
pub(super) fn is_address(words: &str) -> bool {
    words.ends_with('：') && ADDRESSED.is_match(words) && !SAYS.is_match(words)
}

/// Whether the bodies of a clause are listed for those of their people who came to a meeting.
fn is_attendance(scene: &Scene<'_>, clause: Span, bodies: &[(Span, EntityId)]) -> bool {
    let last = bodies.last().map_or(clause.end, |(span, _)| span.end.min(clause.end));
    // 今天我们邀请到甲局、乙公司的有关负责同志: who is asked to answer.
    if scene.words(clause).contains("邀请到") {
        return false;
    }
    ATTENDED.is_match(scene.words(Span::new(last, clause.end)))
}

/// `relation/involves`: every body that takes part, beside who reports, who recognises and who only gave the order.
pub(super) fn involved(
    scene: &Scene<'_>,
    clause: Span,
    bodies: &[(Span, EntityId)],
    recognitions: &[(Span, &Fact)],
    edges: &mut Edges,
) {
    let words = scene.words(clause);
    let led = LED.is_match(words);
    if AUTHORITY.is_match(words) || is_attendance(scene, clause, bodies) {
        return;
    }
    let approve = words.contains('批') && APPROVE.is_match(words);
    let charged = approve || CHARGED.is_match(words);
    let reporters = scene.reporters();
    let national = scene
        .place
        .is_some_and(|place| matches!(&scene.entity(place).detail, Detail::Place(place) if place.kind == "country"));
    for &(span, body) in bodies {
        let entity = scene.entity(body);
        // News of the whole country tell what ministries do.
        let rules = if national { &RULERS } else { &CENTRAL };
        let central = !charged && entity.located_in.is_none() && rules.is_match(&entity.name);
        // 某市政府工作报告提出: who is part of the name of what is quoted.
        // Nor does who is only named in the title that a document prints over itself.
        let quoted = scene.mentions.at(span).any(|(wide, id)| {
            // 市政府数据开放平台: nor who is part of the name of what runs.
            let programme = || {
                scene.mentions.kind(id) == EntityKind::Programme
                    && wide.contains(span)
                    && !scene.words(wide).contains('“')
            };
            matches!(scene.rule_at(id, wide), "policy/quoted" | "policy/own") || programme()
        });
        if quoted || is_bystander(scene, clause, (span, body)) || scene.rule_at(body, span) == "agency/that" {
            continue;
        }
        // 在市委、市政府领导下: who leads takes no part, but the departments that guide it do (在市委网信办指导下).
        let leads = led && (LEADERS.is_match(&entity.name) || !words.contains("指导下"));
        if !reporters.contains(&body) && !leads && !central && (approve || !recognises(body, clause, recognitions)) {
            edges.add(Node::Case, Predicate::Involves, Node::Entity(body), Ground::stated("relation/involves", clause));
        }
    }
}

/// Whether a body only recognises in this clause; who approves something as something takes part in it.
fn recognises(body: EntityId, clause: Span, recognitions: &[(Span, &Fact)]) -> bool {
    recognitions.iter().any(|(evidence, fact)| {
        let FactBody::Recognition(recognition) = &fact.body else { return false };
        evidence.overlaps(clause) && fact.rule != "recognition/approved-as" && recognition.granted_by.contains(&body)
    })
}

/// Whether the words around a body say that it only stands by.
fn is_bystander(scene: &Scene<'_>, clause: Span, (span, body): (Span, EntityId)) -> bool {
    let words = scene.words(clause);
    // 某海关负责人：…: who answers in an interview takes part in what is told there.
    if speaker::speaks(&words[span.end.min(clause.end) - clause.start..]) && span.start == clause.start {
        return false;
    }
    let (before, behind) = (&words[..span.start - clause.start], &words[span.end.min(clause.end) - clause.start..]);
    let prints = || behind.starts_with('：') && PAPERS.iter().any(|end| scene.entity(body).name.ends_with(end));
    SPEAKS.is_match(behind)
        || FOR.is_match(before)
        || CARES.is_match(behind)
        || prints()
        || GOES_BY.is_match(words) && MADE_PAPER.is_match(behind)
        || is_thing(scene, body, before, behind)
}

/// How the names of papers and stations end.
const PAPERS: [&str; 5] = ["报", "网", "社", "台", "刊"];

/// Whether a body is named as something that is made, built, seen or counted.
fn is_thing(scene: &Scene<'_>, body: EntityId, before: &str, behind: &str) -> bool {
    // 加快组建市数据集团: what is not there yet, or is only to become better.
    if MADE.is_match(before) || WAS.is_match(before) || STAGE.is_match(behind) || MADE_INTO.is_match(behind) {
        return true;
    }
    // 苏州海关|推进甲项目、乙工程: with a verb between it does something.
    let called_after = || {
        let project = PROJECT.captures(behind);
        project.is_some_and(|project| !scene.lexicon.programmes.has_verb(&project["of"]))
    };
    scene.mentions.kind(body) == EntityKind::Organization
        && (BUILT.is_match(behind)
            || OF_PROJECTS.is_match(behind)
            || VISITED.is_match(before)
            || GROW.is_match(behind)
            // 新晋中国工程院|院士3名: a title that people have.
            || behind.starts_with("院士")
            || AMONG.is_match(behind) && !TAKES_PART.is_match(behind) && (HAVING.is_match(before) || !behind.contains("等一"))
            || called_after())
}
