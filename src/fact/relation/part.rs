//! What is part of a programme: components, what runs on it, what rests on it, what is counted in its name.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Edges, Ground};
use crate::document::Sentence;
use crate::fact::{Node, Predicate, Scene};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// What rests on a programme named before it in the sentence: 升级“云”互动模式，依托征纳平台.
static RESTS: LazyLock<Pattern> = LazyLock::new(|| pattern("^(?:依托|搭建|列出|明确|及|以及)"));

/// A whole and its parts: 由甲、乙、丙等九个模块组成.
static COMPOSED: LazyLock<Pattern> = LazyLock::new(|| pattern("由.*(?:组成|构成)"));

/// Between a platform and what is put on it: 在“甲”平台上线, 依托“甲”开发.
static PUT_ON: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:平台|系统|小程序|APP|网站)?(?:上|中|内)?，?(?:创新|同步|率先|专门|集中|同时)?(?:上线|开设|设立|增设|嵌入|开发|推出|设置|开辟|部署|建成|建设)了?",
    )
});

/// What is named by what it is on: 入驻“甲”, 依托“甲”.
static ON: LazyLock<Pattern> = LazyLock::new(|| pattern("(?:依托|基于|入驻|接入|嵌入)[^，。]{0,12}$"));

/// Nouns for what only is as part of something that runs.
const COMPONENTS: [&str; 14] = [
    "专区",
    "专栏",
    "模块",
    "板块",
    "频道",
    "子系统",
    "应用",
    "场景",
    "专窗",
    "窗口",
    "专席",
    "资源库",
    "数据库",
    "信息库",
];

/// Most programmes of a case that are named by a count: each is held against all others.
const MOST_COUNTING: usize = 24;

/// What a platform is divided into: 设置甲、乙等四大板块.
static MODULES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:并|内|下)?(?:设置|设有|设立|开设|包含|包括|涵盖|集成|设)[^，。]*(?:模块|板块|子系统|专区|场景|功能区)$",
    )
});

/// A programme whose items are listed one sentence after the other, as long as semicolons part them.
pub(super) type Listed = Option<EntityId>;

/// The edges of the parts that a sentence names.
pub(super) fn read(scene: &Scene<'_>, sentence: &Sentence, listed: &mut Listed, edges: &mut Edges) {
    if scene.mentions.of_kind(EntityKind::Programme, sentence.span).next().is_none() {
        let explains = || sentence.clauses.iter().any(|clause| scene.words(*clause).starts_with('即'));
        *listed = listed.filter(|_| scene.words(sentence.span).ends_with('；') && !explains());
        return;
    }
    let mut whole: Option<EntityId> = None;
    let mut host: Option<EntityId> = None;
    let mut before: Option<EntityId> = None;
    let mut brought = 0;
    for clause in &sentence.clauses {
        let introduced = scene.introduced(*clause);
        components(scene, *clause, edges);
        // 推广甲模式，建设乙中心，依托丙平台: of several nothing says which it is for.
        rests(scene, *clause, whole.filter(|_| brought == 1), edges);
        hosted(scene, *clause, host, edges);
        modules(scene, *clause, before, edges);
        if let Some(whole) = *listed {
            for (_, item) in &introduced {
                let ground = Ground::resolved("relation/listed-under", *clause);
                edges.add(Node::Entity(*item), Predicate::PartOf, Node::Entity(whole), ground);
            }
        }
        // 即有题必答；…: what a name stands for is explained item by item.
        if scene.words(*clause).starts_with('即') {
            *listed = before;
        }
        before = introduced.last().map(|(_, id)| *id);
        whole = whole.or(introduced.first().map(|(_, id)| *id));
        if !RESTS.is_match(scene.words(*clause)) {
            brought += introduced.len();
        }
        host = platform(scene, *clause).or(host);
    }
    if !scene.words(sentence.span).ends_with('；') {
        *listed = None;
    }
}

/// `relation/component`: 上线“甲”平台，设置政策超市、诉求直通车等四大板块.
fn modules(scene: &Scene<'_>, clause: Span, before: Option<EntityId>, edges: &mut Edges) {
    let Some(whole) = before.filter(|_| MODULES.is_match(scene.words(clause))) else { return };
    for (_, module) in scene.introduced(clause) {
        let ground = Ground::resolved("relation/component", clause);
        edges.add(Node::Entity(module), Predicate::PartOf, Node::Entity(whole), ground);
    }
}

/// The programme that something in a clause is said to be on.
fn platform(scene: &Scene<'_>, clause: Span) -> Option<EntityId> {
    let named = scene.named(EntityKind::Programme, clause);
    let on = |span: Span| ON.is_match(scene.words(Span::new(clause.start, span.start)).trim_end_matches('“'));
    named.into_iter().find(|(span, _)| on(*span)).map(|(_, id)| id)
}

/// `relation/put-on`: 在“甲”平台上线“乙”; 依托“甲”，开发乙专区; 入驻“甲”，构建乙资源库.
fn hosted(scene: &Scene<'_>, clause: Span, host: Option<EntityId>, edges: &mut Edges) {
    let named = scene.named(EntityKind::Programme, clause);
    let component = |id: EntityId| {
        let name = scene.entity(id).name.as_str();
        COMPONENTS.iter().any(|noun| name.ends_with(noun))
    };
    for (span, part) in scene.introduced(clause) {
        let right_before = named.iter().rfind(|(on, _)| on.end <= span.start).filter(|(on, _)| {
            let prefix = scene.words(Span::new(clause.start, on.start)).trim_end_matches('“');
            let between = scene.words(Span::new(on.end, span.start));
            PUT_ON.is_match(between) && (prefix.ends_with('在') || ON.is_match(prefix) && component(part))
        });
        let whole = right_before.map(|(_, id)| *id).or(host.filter(|_| component(part)));
        if let Some(whole) = whole {
            let ground = Ground::resolved("relation/put-on", clause);
            edges.add(Node::Entity(part), Predicate::PartOf, Node::Entity(whole), ground);
        }
    }
}

/// `relation/component`: parts found as such.
fn components(scene: &Scene<'_>, clause: Span, edges: &mut Edges) {
    let mentions: Vec<_> = scene.mentions.of_kind(EntityKind::Programme, clause).collect();
    if mentions.len() < 2 {
        return;
    }
    let composed = COMPOSED.is_match(scene.words(clause));
    for (span, part) in &mentions {
        let whole = match scene.rule_at(*part, *span) {
            "programme/composed" if composed => mentions.iter().find(|(before, _)| before.end <= span.start),
            "programme/bracketed" => mentions.iter().rfind(|(before, _)| {
                before.end <= span.start && scene.words(Span::new(before.end, span.start)).contains('（')
            }),
            "programme/joined" => mentions.iter().find(|(wide, _)| wide.contains(*span) && wide != span),
            _ => None,
        };
        if let Some((_, whole)) = whole {
            let ground = Ground::stated("relation/component", clause);
            edges.add(Node::Entity(*part), Predicate::PartOf, Node::Entity(*whole), ground);
        }
    }
}

/// `relation/resting-on`: what a clause brings in for the programme that began the sentence is part of it.
fn rests(scene: &Scene<'_>, clause: Span, whole: Option<EntityId>, edges: &mut Edges) {
    // Two ways of doing named one after the other stand beside each other: 建立甲制度，搭建乙平台.
    let holds = |id: &EntityId| !["机制", "制度"].iter().any(|noun| scene.entity(*id).name.ends_with(noun));
    let Some(whole) = whole.filter(|id| holds(id) && RESTS.is_match(scene.words(clause))) else { return };
    for (_, part) in scene.introduced(clause) {
        let ground = Ground::resolved("relation/resting-on", clause);
        edges.add(Node::Entity(part), Predicate::PartOf, Node::Entity(whole), ground);
    }
}

/// `relation/numbered`: a programme named by what it counts (一站点两机制) has a section for each: what such a section
/// introduces and ends in the noun that is counted is part of it.
pub(super) fn numbered(scene: &Scene<'_>, edges: &mut Edges) {
    let case = scene.case();
    let Some((whole, nouns)) = counted(scene) else { return };
    for section in &case.sections {
        let heading = scene.words(section.heading);
        for (numeral, noun) in nouns.iter().filter(|(numeral, noun)| heading.contains(&format!("“{numeral}{noun}”")))
        {
            let mut parts: Vec<(Span, EntityId)> = Vec::new();
            for (span, id) in scene.introduced(section.span) {
                let name = scene.entity(id).name.as_str();
                let apt = noun.chars().any(|last| name.ends_with(last)) && id != whole;
                if apt && !parts.iter().any(|(_, known)| *known == id) {
                    parts.push((span, id));
                }
            }
            let count = "一二三四五六七八九".chars().position(|digit| digit == *numeral).map_or(2, |at| at + 1);
            for (span, part) in parts.into_iter().take(count) {
                let ground = Ground::resolved("relation/numbered", section.heading.cover(span));
                edges.add(Node::Entity(part), Predicate::PartOf, Node::Entity(whole), ground);
            }
        }
    }
}

/// `relation/numbered`: 证照“三联办” has three programmes of the case as parts that share its words: 证照联办, 证照联变, 证照联销.
pub(super) fn alike(scene: &Scene<'_>, edges: &mut Edges) {
    let mentions = || scene.mentions.of_kind(EntityKind::Programme, scene.case().span);
    let ids: BTreeMap<EntityId, Span> = mentions().map(|(span, id)| (id, span)).collect();
    let counting = ids.iter().filter_map(|(id, span)| {
        let (prefix, core) = scene.entity(*id).name.split_once('“')?;
        let counted = numbers(core.split('”').next().unwrap_or_default());
        (counted.len() == 1).then_some((id, span, prefix, counted.into_iter().next()?))
    });
    for (whole, span, prefix, (numeral, noun)) in counting.take(MOST_COUNTING) {
        let count = "一二三四五六七八九".chars().position(|digit| digit == numeral).map_or(2, |at| at + 1);
        let shares = |id: &&EntityId| {
            let bare = scene.entity(**id).name.strip_prefix(prefix).unwrap_or_default();
            let ends = noun.chars().next().is_some_and(|first| bare.starts_with(first))
                || noun.chars().last().is_some_and(|last| bare.ends_with(last));
            *id != whole && ends && (2..=4).contains(&bare.chars().count())
        };
        let parts: Vec<EntityId> = ids.keys().filter(shares).copied().collect();
        if count >= 2 && parts.len() == count {
            for part in parts {
                let ground = Ground::resolved("relation/numbered", *span);
                edges.add(Node::Entity(part), Predicate::PartOf, Node::Entity(*whole), ground);
            }
        }
    }
}

/// The programme of the case that is named by numbers and nouns in turn, with them.
fn counted(scene: &Scene<'_>) -> Option<(EntityId, Vec<(char, String)>)> {
    let programmes = scene.named(EntityKind::Programme, scene.case().span);
    programmes.into_iter().find_map(|(_, id)| {
        let name = scene.entity(id).name.strip_prefix('“')?;
        let nouns = numbers(&name[..name.find('”')?]);
        (nouns.len() >= 2).then_some((id, nouns))
    })
}

/// 一站点两机制三到位 → 一 站点, 两 机制, 三 到位; nothing where a noun is longer than two characters.
fn numbers(core: &str) -> Vec<(char, String)> {
    let mut found: Vec<(char, String)> = Vec::new();
    for character in core.chars() {
        match found.last_mut() {
            _ if "一二三四五六七八九两".contains(character) => found.push((character, String::new())),
            Some((_, noun)) => noun.push(character),
            None => return Vec::new(),
        }
    }
    if found.iter().all(|(_, noun)| (1..=2).contains(&noun.chars().count())) { found } else { Vec::new() }
}
