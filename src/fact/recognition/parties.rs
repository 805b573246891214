//! Who gives a recognition and who receives it.

use std::sync::LazyLock;

use super::rule::Match;
use super::{Clause, Derivation, Node, Scene};
use crate::fact::utterance::is_body;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// Words for what a case did as a whole.
const EXPERIENCE: [&str; 5] = ["经验", "做法", "案例", "成效", "相关工作"];

/// Verbs of receiving: who receives stands before them, who gives behind.
static RECEIVES: LazyLock<Pattern> = LazyLock::new(|| pattern("荣获|获得|得到|受到|赢得|获|被|入选|列入"));

/// Who receives it: what is named before the cue, in the clause, else in the sentence, else in the line; else the case.
pub(super) fn receivers(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> (Vec<Node>, Derivation) {
    let ranks = hit.kind == "ranking";
    if hit.gives {
        let given = hit.to.map_or_else(Vec::new, |to| all(scene, to));
        let stated = if given.is_empty() { vec![Node::Case] } else { given };
        return (stated, Derivation::Stated);
    }
    let named = |to: Span| programme(scene, to).map(|id| vec![Node::Entity(id)]).or_else(|| subject(scene, to, true));
    if let Some(nodes) = hit.to.and_then(named) {
        return (nodes, Derivation::Stated);
    }
    if makes_example(scene, clause, hit) {
        let named = example(scene, clause, hit).and_then(|object| subject(scene, object, false));
        return (named.unwrap_or_else(|| vec![Node::Case]), Derivation::Stated);
    }
    // 在广东省营商环境评价中: what is named there is the evaluation, not who takes the place.
    let before_name = hit.rule != "recognition/announced";
    let own = Span::new(clause.span.start, if before_name { hit.cue.min(hit.name.start) } else { hit.cue });
    if let Some(nodes) = subject(scene, own, ranks) {
        return (nodes, Derivation::Stated);
    }
    // 作为全国先进单位，|甲局…: who is named behind.
    let behind = || {
        clause
            .sentence
            .clauses
            .get(clause.at + 1)
            .and_then(|next| subject(scene, before_receiving(scene, *next), ranks))
    };
    if scene.words(clause.span).starts_with("作为")
        && hit.cue == clause.span.start
        && let Some(nodes) = behind()
    {
        return (nodes, Derivation::Resolved);
    }
    // 某科技园入选…: somebody is named whom the rules do not know, and nobody of the clauses before.
    if !matches!(hit.rule, "recognition/approved-as" | "recognition/announced") && !ranks && has_subject(scene, own) {
        return (vec![Node::Case], Derivation::Stated);
    }
    // 国家批复建设某新区: what is approved is what receives.
    if hit.rule == "recognition/approved-as"
        && let Some(id) = approved(scene, hit.name)
    {
        return (vec![Node::Entity(id)], Derivation::Stated);
    }
    // 入选5G工厂29家, 甲中心获批建设: those that are counted, or what is approved itself.
    let after = scene.words(Span::new(hit.name.end, clause.span.end));
    if COUNTS.is_match(after) || hit.rule == "recognition/approved-as" && after.contains("获批") {
        return (vec![Node::Case], Derivation::Stated);
    }
    let found = told_before(scene, clause, hit, ranks);
    let line = || only_programme(scene, clause.sentence.before).filter(|_| !is_of_area(scene, hit));
    let line = || line().map(|id| vec![Node::Entity(id)]);
    // 连续入选某十强: the programme told of before takes no place among others.
    (found.or_else(|| line().filter(|_| !ranks)).unwrap_or_else(|| vec![Node::Case]), Derivation::Resolved)
}

/// How many are honoured, behind the name: 5G工厂|29家, 梅花奖、飞天奖|等20项大奖.
static COUNTS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("^”?(?:[^，\\d]{0,24}?等)?[\\d一二三四五六七八九十百两]+(?:余|多)?[个家项件座枚条处例部名所]")
});

/// Who was told of before it in the sentence.
fn told_before(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match, ranks: bool) -> Option<Vec<Node>> {
    // What stands before an announced list is who announces it.
    // 某铁路贯穿全境，拥有国家森林城市等荣誉: nor does who was told of before have what somebody has.
    if matches!(hit.rule, "recognition/announced" | "recognition/held") {
        return None;
    }
    let of_area = is_of_area(scene, hit);
    let mut earlier = clause.sentence.clauses[..clause.at].iter().rev();
    earlier.find_map(|earlier| {
        let stretch = before_receiving(scene, *earlier);
        // 打造“甲”，获批试点城市: no programme is a city; 带动中国西部发展: nor is what stands in a deed who does it.
        let programme = only_programme(scene, stretch).filter(|_| !ranks && !of_area);
        let named = programme.map(|id| vec![Node::Entity(id)]);
        let bare = ranks || scene.mentions.of_kind(EntityKind::Programme, stretch).next().is_some();
        named.or_else(|| leads(scene, stretch).then(|| subject(scene, stretch, bare)).flatten())
    })
}

/// Whether what a stretch speaks of stands at its beginning: behind nothing but when and how often.
fn leads(scene: &Scene<'_>, stretch: Span) -> bool {
    let first = scene.mentions.within(stretch).find(|(_, id)| {
        let kind = scene.mentions.kind(*id);
        is_body(kind) || kind == EntityKind::Place
    });
    first.is_some_and(|(span, _)| {
        let before = scene.words(Span::new(stretch.start, span.start));
        ADVERBS.find(before).is_some_and(|adverbs| adverbs.end() == before.len())
    })
}

/// The programme of a stretch that names one and no other.
fn only_programme(scene: &Scene<'_>, stretch: Span) -> Option<EntityId> {
    let found = programme(scene, stretch)?;
    let alone = scene.mentions.of_kind(EntityKind::Programme, stretch).all(|(_, id)| id == found);
    alone.then_some(found)
}

/// Whether an honour is one that only an area can have: 试点城市, 国家级文化生态保护区.
fn is_of_area(scene: &Scene<'_>, hit: &Match) -> bool {
    static OF_AREA: LazyLock<Pattern> = LazyLock::new(|| {
        pattern("(?:城市|省|市|县|区|镇|乡|村|城)(?:（[^（）]*）)?(?:建设|改革|综合)?(?:试点|名单)?[“”]?$")
    });
    OF_AREA.is_match(scene.words(hit.name))
}

/// Whether a noun stands before the cue that says who receives it, and not only when, how often and with what success.
fn has_subject(scene: &Scene<'_>, before: Span) -> bool {
    let words = scene.words(before);
    let adverbs = ADVERBS.find(words).map_or(0, |adverbs| adverbs.end());
    words[adverbs..].chars().filter(|next| next.is_alphabetic()).count() >= 3
}

/// When, how often and how.
static ADVERBS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:[\d一二三四五六七八九十○〇]+[年月日]|[今去当同]年|同月|近日|日前|近年来|近期|目前|同时|此外|还|又|并|也|更|均|已|先后|相继|陆续|连续|多次|再次|首次|两次|[\d一二三四五六七八九十两多]+[年次届度]|成功|一举|顺利|正式|率先|累计|以优异成绩|以来|度|其|该|先|曾|被|由|，)*",
    )
});

fn before_receiving(scene: &Scene<'_>, clause: Span) -> Span {
    let end = RECEIVES.find(scene.words(clause)).map_or(clause.len(), |verb| verb.start());
    Span::new(clause.start, clause.start + end)
}

/// What a stretch speaks of: its last programme, what the case did, else its first body, else its first place, with those
/// listed beside it. Who takes a place in an evaluation is a body or an area; the programme named is the evaluation.
fn subject(scene: &Scene<'_>, stretch: Span, ranks: bool) -> Option<Vec<Node>> {
    let words = scene.words(stretch);
    if !ranks {
        if let Some(id) = programme(scene, stretch) {
            return Some(vec![Node::Entity(id)]);
        }
        if EXPERIENCE.iter().any(|word| words.contains(word)) {
            return Some(vec![Node::Case]);
        }
        // 成为广西唯一入选… says which one it is, not who.
        if words.starts_with("成为") || words.starts_with("作为") || words.starts_with('是') {
            return None;
        }
    }
    // 由甲集团运营, 被乙部评为: who does something to it, not what is spoken of.
    let aside =
        |span: Span| scene.words(Span::new(stretch.start, span.start)).ends_with(['由', '被', '与', '经', '同', '向']);
    // 全省营商环境评价排名: how wide the evaluation is, not who takes the place.
    let wide = |span: Span| ranks && scene.words(span).starts_with('全');
    let bodies: Vec<_> = scene.bodies(stretch).into_iter().filter(|(span, _)| !aside(*span)).collect();
    // “北驾某山·9号公路”: what a quoted name has in it.
    let quoted = |span: Span| {
        let before = scene.words(Span::new(stretch.start, span.start));
        before.matches('“').count() > before.matches('”').count()
    };
    let places = areas(scene, stretch).into_iter().filter(|(span, _)| !wide(*span) && !quoted(*span));
    let places: Vec<_> = places.collect();
    let named = merged(&bodies, &places);
    let first = bodies.first().or(places.first())?;
    let from = named.iter().position(|known| known == first)?;
    Some(listed(scene, &named[from..]))
}

/// Bodies and the places outside them, in the order of the text.
fn merged(bodies: &[(Span, EntityId)], places: &[(Span, EntityId)]) -> Vec<(Span, EntityId)> {
    let own = places.iter().filter(|(place, _)| !bodies.iter().any(|(body, _)| body.contains(*place)));
    let mut named: Vec<_> = bodies.iter().chain(own).copied().collect();
    named.sort_by_key(|(span, _)| *span);
    named
}

/// The first of those named, with those that nothing but a mark of listing parts from it: 甲县、乙开发区获评….
fn listed(scene: &Scene<'_>, named: &[(Span, EntityId)]) -> Vec<Node> {
    let mut found = Vec::new();
    let mut end = None;
    for (span, id) in named {
        let between = end.map_or("、", |end: usize| scene.words(Span::new(end.min(span.start), span.start)));
        // 赤水河（昭通段）、独龙江: a remark may follow each.
        let remark = between.strip_prefix('（').and_then(|rest| rest.split_once('）'));
        let between = remark.map_or(between, |(_, rest)| rest);
        if !matches!(between, "、" | "和" | "及" | "与" | "以及") {
            break;
        }
        end = Some(span.end);
        if !found.contains(&Node::Entity(*id)) {
            found.push(Node::Entity(*id));
        }
    }
    found
}

/// All that a stretch names as given an honour: bodies, else programmes, else places.
fn all(scene: &Scene<'_>, stretch: Span) -> Vec<Node> {
    let bodies = scene.bodies(stretch);
    let programmes = || scene.named(EntityKind::Programme, stretch);
    let named = if bodies.is_empty() { programmes() } else { merged(&bodies, &areas(scene, stretch)) };
    let named = if named.is_empty() { areas(scene, stretch) } else { named };
    let mut found: Vec<Node> = Vec::new();
    for (_, id) in named {
        if !found.contains(&Node::Entity(id)) {
            found.push(Node::Entity(id));
        }
    }
    found
}

/// The places of a stretch; of an area right behind the one it is in, only itself: 平度市蓼兰镇.
fn areas(scene: &Scene<'_>, stretch: Span) -> Vec<(Span, EntityId)> {
    let mut found: Vec<(Span, EntityId)> = Vec::new();
    for (span, id) in scene.named(EntityKind::Place, stretch) {
        if found.last().is_some_and(|(before, _)| before.end == span.start) {
            found.pop();
        }
        found.push((span, id));
    }
    found
}

/// The last programme of a stretch that is no evaluation: that only ranks.
fn programme(scene: &Scene<'_>, stretch: Span) -> Option<EntityId> {
    let named = scene.named(EntityKind::Programme, stretch);
    let ranks = ["programme/evaluation", "programme/event"];
    named.into_iter().rfind(|(span, id)| !ranks.contains(&scene.rule_at(*id, *span))).map(|(_, id)| id)
}

/// The place or programme that a name ends with.
fn approved(scene: &Scene<'_>, name: Span) -> Option<EntityId> {
    let apt = |id| matches!(scene.mentions.kind(id), EntityKind::Place | EntityKind::Programme);
    // 获批国家碳达峰试点: the trial is what somebody received.
    let itself = |span: Span, id| span.end == name.end && apt(id) && scene.rule_at(id, span) != "programme/trial";
    scene.mentions.within(name).find(|(span, id)| itself(*span, *id)).map(|(_, id)| id)
}

/// Who gives it: the bodies named with it, else who published what lists it.
pub(super) fn givers(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> Vec<EntityId> {
    if hit.gives {
        return who_gives(scene, clause, hit);
    }
    // 获批某技术创新中心: what is approved does not approve it.
    let itself = |span: Span| hit.by == hit.name && span.end == hit.name.end && hit.rule == "recognition/approved-as";
    let named = scene.bodies(hit.by).into_iter().filter(|(span, _)| !itself(*span)).map(|(_, id)| id);
    let named: Vec<EntityId> = named.collect();
    // 决定对甲单位予以通报表扬: who issues the notice that says so.
    let by_notice = || scene.words(hit.by).ends_with("决定") || scene.words(hit.by).is_empty();
    if named.is_empty() && hit.rule == "recognition/commended" && by_notice() {
        let issuer = scene.document.title.and_then(|title| scene.bodies(title).into_iter().next());
        return issuer.map(|(_, id)| id).into_iter().collect();
    }
    // 最高人民法院将其作为典型案例推广: who makes an example of it.
    if named.is_empty() && makes_example(scene, clause, hit) {
        let object = example(scene, clause, hit).map_or(hit.cue, |object| object.start);
        let before = Span::new(clause.span.start, object.max(clause.span.start));
        return scene.bodies(before).into_iter().map(|(_, id)| id).collect();
    }
    if !named.is_empty() || !(matches!(hit.kind, "modelCase" | "ranking") || hit.rule == "recognition/commended") {
        return named;
    }
    let earlier = clause.sentence.clauses[..clause.at].iter().rev();
    // 入选甲部发布的案例汇编，获评年度案例: what another clause received has a giver of its own.
    let mut earlier = earlier.take_while(|earlier| !RECEIVES.is_match(scene.words(**earlier)));
    earlier.find_map(|earlier| publisher(scene, *earlier)).into_iter().collect()
}

/// Who makes somebody something: whom the clause names before, else who acts in the sentence, else who issues the document
/// that decides it.
fn who_gives(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> Vec<EntityId> {
    let before = Span::new(clause.span.start, hit.cue);
    let ids = |bodies: Vec<(Span, EntityId)>| bodies.into_iter().map(|(_, id)| id).collect::<Vec<_>>();
    let named = ids(scene.bodies(before));
    if !named.is_empty() {
        return named;
    }
    let earlier = clause.sentence.clauses[..clause.at].iter().rev();
    if let Some(named) = earlier.map(|clause| scene.leading_bodies(*clause)).find(|bodies| !bodies.is_empty()) {
        return named;
    }
    ids(scene.document.title.map_or_else(Vec::new, |title| scene.bodies(title)))
}

/// Whether a clause says that somebody makes an example of what was told before, or of what stands between.
fn makes_example(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> bool {
    hit.rule == "recognition/promoted" && example(scene, clause, hit).is_some()
}

/// What is made an example of: 最高人民法院将|其|作为典型案例, 教育部办公厅将|某区做法|作为典型案例.
fn example(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> Option<Span> {
    let before = Span::new(clause.span.start, hit.cue.max(clause.span.start));
    let words = scene.words(before);
    let object = words.rfind(['将', '把'])? + '将'.len_utf8();
    Some(Span::new(before.start + object, before.end))
}

/// The body that publishes something in a clause: 全国工商联发布调查结论.
fn publisher(scene: &Scene<'_>, clause: Span) -> Option<EntityId> {
    let words = scene.words(clause);
    let verb = ["发布", "印发", "公布", "通报"].iter().filter_map(|verb| words.find(verb)).min()?;
    scene.bodies(Span::new(clause.start, clause.start + verb)).pop().map(|(_, id)| id)
}
