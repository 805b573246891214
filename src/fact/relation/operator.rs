//! Who runs a programme.

use std::sync::LazyLock;

use super::{Edges, Ground, speaker};
use crate::document::Sentence;
use crate::fact::{Node, Predicate, Scene};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// Somebody's office, right behind the body it is held in: 市数据局|党组成员、副局长, 省政府|秘书长.
pub(super) const OFFICE: &str = "^(?:党组|党委|党总支|党支部|常务|原|时任|现任|副|纪委|新闻|办公室|机关|委员会|第一)*(?:总书记|书记|主任|主席|总理|省长|市长|县长|区长|州长|盟长|旗长|镇长|乡长|村长|部长|局长|厅长|院长|行长|会长|所长|处长|科长|站长|校长|检察长|秘书长|理事长|董事长|董事|总经理|经理|总裁|委员长|常委|党组成员|政委|指挥长|关长|署长|司长|总队长|支队长|大队长|发言人|(?:相关|有关|主要)?负责人|(?:相关|有关|主要)?负责同志|教授|研究员|巡视员|调研员|总工程师|总经济师)";

/// What behind a body says that it meets, speaks, is a person's office or a dateline, and runs nothing.
static MEETS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        "{OFFICE}|^(?:的|要|应|须|常务会议|会议|全会|党组|新闻发布会|介绍|表示|指出|强调|认为|透露|通报|公布|表扬|肯定|认定|[^，]{{0,8}}?(?:举行|召开)|同意|批准|讯|消息|记者|[^，、]{{0,16}}(?:日电|日讯|日消息))",
    ))
});

/// Running something: 由市数据局负责运营.
static RUN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:等单位|等部门|等)?(?:具体|统一|牵头|负责|联合|共同|自主|统筹|主导|落地)*(?:运营|运维|建设|承建|开发|研发|管理|主办|承办|举办|牵头|负责|打造|实施|推进|组织|搭建|维护|发起|出资设立|设立|创办|管理|开展|承接)",
    )
});

/// Between a body and one under it.
pub(super) const BELONGS: [&str; 4] = ["所属", "下属", "直属", "辖下"];

/// Bytes before a sentence in which what it speaks of is looked for.
const NEAR: usize = 240;

/// Acting in common without naming who: 联合打造, 共同组建.
static JOINT: LazyLock<Pattern> = LazyLock::new(|| pattern("^(?:、|，)?(?:联合|共同)"));

/// Who acts in a clause: the bodies at its beginning, with whom they join (与甲, 会同甲), or all reporters where it says
/// that they act in common. None where the clause leaves its subject out.
pub(super) fn operators(
    scene: &Scene<'_>,
    sentence: &Sentence,
    at: usize,
    earlier: &[EntityId],
) -> Option<Vec<EntityId>> {
    let clause = behind_colon(scene, sentence.clauses[at]);
    let words = scene.words(clause);
    let bodies = if acts(scene, clause) { scene.leading_bodies(clause) } else { Vec::new() };
    let another = || scene.bodies(clause).first().is_some_and(|(span, _)| span.start == clause.start);
    if bodies.is_empty() && (begins_with_area(scene, clause) || another()) {
        // 甲银行推出…，乙银行的“丙贷”…: nor does who acted before where the clause is on another.
        // 某中心设立“甲”专区，乙区上线“丙”小程序: who acted before does not act here.
        return Some(Vec::new());
    }
    if bodies.is_empty() {
        let joint = JOINT.is_match(words) && scene.reporters().len() > 1;
        return joint.then(|| scene.reporters());
    }
    // 甲海关所属乙海关创新…: the second acts.
    let bodies = match scene.bodies(clause).as_slice() {
        [(one, _), (other, id), ..]
            if BELONGS.contains(&scene.words(Span::new(one.end.min(other.start), other.start))) =>
        {
            vec![*id]
        }
        _ => bodies,
    };
    if !["与", "会同", "联合", "携手"].iter().any(|joint| words.starts_with(joint)) {
        return Some(bodies);
    }
    let mut all = if earlier.is_empty() { scene.reporters() } else { earlier.to_vec() };
    // 与某大学共建…: who acts with others is told of elsewhere, and they do not act alone.
    if all.is_empty() && words.starts_with('与') {
        return Some(all);
    }
    all.extend(bodies.into_iter().filter(|body| !earlier.contains(body)));
    Some(all)
}

/// 甲部会同乙部提出意见：|丙部将…: behind the colon somebody else begins.
fn behind_colon(scene: &Scene<'_>, clause: Span) -> Span {
    let words = scene.words(clause);
    // （牵头单位：丙厅: what stands in a bracket is of something else.
    let Some(colon) = words.rfind('：').filter(|colon| !words[..*colon].contains('（')) else { return clause };
    let rest = Span::new(clause.start + colon + '：'.len_utf8(), clause.end);
    let begins = scene.bodies(rest).first().is_some_and(|(body, _)| body.start == rest.start);
    if begins { rest } else { clause }
}

/// Whether a clause begins with the name of an area, and not with a word for that of the case (全市).
fn begins_with_area(scene: &Scene<'_>, clause: Span) -> bool {
    let place = scene.mentions.of_kind(EntityKind::Place, clause).next();
    place.is_some_and(|(span, id)| {
        span.start == clause.start && Some(id) != scene.place && !scene.words(span).starts_with(['全', '我', '本'])
    })
}

/// `relation/run-by`: 甲平台由市数据局运营, 该系统由乙公司承建 right behind what is run.
pub(super) fn run_by(scene: &Scene<'_>, sentence: &Sentence, at: usize, edges: &mut Edges) {
    let clause = sentence.clauses[at];
    let words = scene.words(clause);
    let Some(by) = words.find('由').map(|by| clause.start + by) else { return };
    run_by_others(scene, clause, by, edges);
    let before = Span::new(clause.start, by);
    // “某评选”|由甲、乙举办, “某某通”APP|由甲局建设.
    let right_before = |span: Span| {
        matches!(
            scene.words(Span::new(span.end.min(by), by)),
            "" | "”" | "APP" | "平台" | "应用" | "系统" | "产品" | "项目"
        )
    };
    let own = scene.named(EntityKind::Programme, before).pop().filter(|(span, _)| right_before(*span));
    // The programme may have been named in the sentence before: 打造“甲”平台。由乙公司运营.
    let before_sentence = Span::new(nearest(sentence), sentence.before.end);
    let previous = if at == 0 { vec![before_sentence] } else { sentence.clauses[..at].to_vec() };
    // 上线“甲”平台，嵌入登记等功能，由乙中心运营: a clause on what it has may stand between.
    let earlier = || previous.iter().rev().take(2).find_map(|clause| scene.named(EntityKind::Programme, *clause).pop());
    // 由甲局主办，乙公司承办，创新大赛正式启动: what is held may be named behind.
    let later = || {
        sentence.clauses[at + 1..]
            .iter()
            .take(2)
            .find_map(|next| scene.named(EntityKind::Programme, *next).into_iter().next())
    };
    let opens = at == 0 && before.is_empty();
    // |竞赛|在某厅领导下进行，由甲、乙主办: what is held, by its noun alone.
    let alone = || if at > 0 { before.is_empty() } else { HELD.iter().any(|noun| scene.words(before).ends_with(noun)) };
    let noun = || alone().then(|| held_by_noun(scene, sentence)).flatten();
    let named = own.or_else(|| earlier().filter(|_| before.is_empty())).or_else(|| later().filter(|_| opens));
    let Some(programme) = named.map(|(_, programme)| programme).or_else(noun) else { return };
    let (mut runs, end) = listed_from(scene, Span::new(by + '由'.len_utf8(), clause.end));
    if RUN.is_match(scene.words(Span::new(end, clause.end))) {
        // 由甲局主导建设，乙局具体运营: each does its part.
        if let Some(next) = sentence.clauses.get(at + 1) {
            let bodies = scene.leading_bodies(*next);
            let last = scene.bodies(*next).into_iter().filter(|(_, id)| bodies.contains(id)).map(|(span, _)| span.end);
            let behind = last.max().map(|end| scene.words(Span::new(end, next.end)));
            if behind.is_some_and(|words| RUN.is_match(words) && !words.contains('“')) {
                runs.extend(bodies);
            }
        }
        for body in runs {
            let ground =
                Ground::stated("relation/run-by", Span::new(sentence.clauses[at.saturating_sub(1)].start, clause.end));
            edges.add(Node::Entity(programme), Predicate::OperatedBy, Node::Entity(body), ground);
        }
    }
}

/// Nouns of what is held.
const HELD: [&str; 7] = ["竞赛", "大赛", "比赛", "论坛", "博览会", "活动", "评选"];

/// The one programme of a case that ends in the noun that a sentence begins with.
fn held_by_noun(scene: &Scene<'_>, sentence: &Sentence) -> Option<EntityId> {
    let words = scene.words(sentence.span).trim_start();
    let words = ["本次", "本届", "此次", "该"].iter().find_map(|which| words.strip_prefix(which)).unwrap_or(words);
    let noun = HELD.iter().find(|noun| words.starts_with(**noun))?;
    let mut found = scene.named(EntityKind::Programme, scene.case().span).into_iter().map(|(_, id)| id);
    let ends = |id: &EntityId| scene.entity(*id).name.trim_end_matches('”').ends_with(noun);
    let first = found.by_ref().find(ends)?;
    found.filter(ends).all(|other| other == first).then_some(first)
}

/// The bodies of the list that a stretch begins with, and where it ends.
fn listed_from(scene: &Scene<'_>, stretch: Span) -> (Vec<EntityId>, usize) {
    let (mut runs, mut end) = (Vec::new(), stretch.start);
    for (span, body) in scene.bodies(stretch) {
        let between = scene.words(Span::new(end.min(span.start), span.start));
        // 省建设工会（文明办）、省造价站: a remark may follow each.
        if between.starts_with('（') && !between.contains('）') {
            continue;
        }
        let remark = between.strip_prefix('（').and_then(|rest| rest.split_once('）'));
        let between = remark.map_or(between, |(_, rest)| rest);
        if !matches!(between, "" | "、" | "和" | "与" | "会同" | "联合") {
            break;
        }
        end = span.end;
        runs.push(body);
    }
    (runs, end)
}

/// Who runs what is named behind: 由甲集团统筹运营的|“乙”快线.
fn run_by_others(scene: &Scene<'_>, clause: Span, by: usize, edges: &mut Edges) {
    static RUNS: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            "^等?(?:统筹|负责|共同|联合|牵头|自主|投资|独立)*(?:运营|运维|主办|举办|承办|建设|承建|开发|研发|打造|发起|设立|组织实施)的“?$",
        )
    });
    let after = Span::new(by + '由'.len_utf8(), clause.end);
    let Some((span, programme)) = scene.named(EntityKind::Programme, after).into_iter().next() else { return };
    let bodies = scene.bodies(Span::new(after.start, span.start));
    let Some((last, _)) = bodies.last() else { return };
    // 中欧班列·某市发展大会: only how a longer name begins.
    let whole = !scene.words(Span::new(span.end, clause.end)).starts_with('·');
    if whole && RUNS.is_match(scene.words(Span::new(last.end, span.start))) {
        for (_, body) in bodies {
            let ground = Ground::stated("relation/run-by", clause);
            edges.add(Node::Entity(programme), Predicate::OperatedBy, Node::Entity(body), ground);
        }
    }
}

/// How far back what a sentence speaks of is looked for.
pub(super) fn nearest(sentence: &Sentence) -> usize {
    sentence.before.end.saturating_sub(NEAR).max(sentence.before.start)
}

/// `relation/owned-by`: 市农业信息中心|的|大数据服务平台, 甲银行|“税贷通”: whose it is that runs, and whose product.
pub(super) fn owned(scene: &Scene<'_>, clause: Span, edges: &mut Edges) {
    let bodies = scene.bodies(clause);
    if bodies.is_empty() {
        return;
    }
    for (span, programme) in scene.named(EntityKind::Programme, clause) {
        let runs = ["平台", "系统", "小程序", "APP", "热线", "专窗", "中心"];
        let products = ["贷", "险", "保", "券", "卡", "码", "通", "宝"];
        let name = scene.words(span);
        let ends = |words: &[&str]| words.iter().any(|end| name.trim_end_matches('”').ends_with(end));
        let owner = bodies.iter().filter(|(body, _)| body.end <= span.start).find(|(body, _)| {
            let between = scene.words(Span::new(body.end, span.start));
            let product = || (name.starts_with('“') || between.ends_with('“')) && ends(&products);
            match between {
                "的" | "的“" => ends(&runs) || product(),
                "" | "“" => product(),
                _ => false,
            }
        });
        if let Some((body, id)) = owner {
            let ground = Ground::stated("relation/owned-by", body.cover(span));
            edges.add(Node::Entity(programme), Predicate::OperatedBy, Node::Entity(*id), ground);
        }
    }
}

/// Whether the bodies that a clause begins with do what it says: not who meets, speaks, is told of or reports it.
fn acts(scene: &Scene<'_>, clause: Span) -> bool {
    let Some((span, _)) = scene.bodies(clause).into_iter().next() else { return true };
    let after = scene.words(Span::new(span.end, clause.end));
    CHARGED.is_match(after) || speaker::tells_of_itself(after) || !(MEETS.is_match(after) || happens(after))
}

/// What comes to those named and is nothing that they do: 甲、乙等一批首店|落地, 某所|上市公司达12家, 某局|将丙市确定为试点, or
/// whose date stands below what they sign.
static HAPPENS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?P<who>[^，“：]{0,30}?)(?:等一批|落地|落户|开业|迁驻|入驻|纷纷)|^(?:总部|上市公司|股票|股份)|^[将把][^，“]{1,16}(?:确定|认定|列|纳入|评|选|命名)为?|^[　 \\n]+\\d{4}年",
    )
});

/// Whether words behind a body say what happens to it and others, and not that it brings something about.
fn happens(after: &str) -> bool {
    const BRINGS: [&str; 14] = [
        "推动", "促成", "促进", "引进", "引导", "服务", "支持", "助力", "招引", "实现", "加快", "建设", "打造", "推进",
    ];
    HAPPENS.captures(after).is_some_and(|found| {
        let who = found.name("who").map_or("", |who| who.as_str());
        !BRINGS.iter().any(|verb| who.contains(verb))
    })
}

/// What a notice charges a body with: 某局要会同某部门开展….
static CHARGED: LazyLock<Pattern> =
    LazyLock::new(|| pattern("^(?:要|应|须)(?:牵头|会同|联合|负责|组织|开展|实施|建立)"));

/// Whether a clause begins with a body that it charges with something.
pub(super) fn is_charged(scene: &Scene<'_>, clause: Span) -> bool {
    let first = scene.bodies(clause).into_iter().next();
    first.is_some_and(|(span, _)| {
        span.start == clause.start && CHARGED.is_match(scene.words(Span::new(span.end, clause.end)))
    })
}

/// What is done to a programme that somebody else runs, or for it, right before its name: 支持“甲”工程, 对“乙”平台开展审计.
static TREATS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:对|支持|资助|参与|参加|加入|接入|入驻|考察|调研|参观|走访|观摩|监督|审计|评估|肯定|介绍|表扬|推介)了?(?:全国|全省|全市|全区|国家|省级)?$|(?:支持|鼓励|引导|指导|资助|帮助|督促)了?[^，、“]{2,20}(?:开展|建设|实施|创建|打造|推出|建立|探索|设立)了?$",
    )
});

/// 委托|某大学|运营“甲”平台: who is charged to run it.
pub(super) fn charged(scene: &Scene<'_>, clause: Span, programme: Span) -> Option<EntityId> {
    let (body, id) = scene.bodies(Span::new(clause.start, programme.start)).pop()?;
    let given = scene.words(Span::new(clause.start, body.start));
    let runs = RUN.is_match(scene.words(Span::new(body.end, programme.start)));
    (["委托", "交由", "聘请", "引入"].iter().any(|word| given.ends_with(word)) && runs).then_some(id)
}

/// What is the first of a programme, right behind its name: 落地“甲保险”|首单业务.
pub(super) static FIRST_OF_IT: LazyLock<Pattern> = LazyLock::new(|| pattern("^”?(?:首|第一)(?:单|笔|趟|列|例|批|期)"));

/// What is done on a programme and by nobody who runs it, right behind its name: 组织“甲”试点|经验交流.
static SPOKEN_OF: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^”?(?:建设|试点|工作|改革|行动|制度|经验|成效|实施|情况)*(?:交流|现场会|培训|宣传|评估|督查|检查|考核|调研|验收|监测|研究|评审)",
    )
});

/// What a clause begins with that says only what something means: 标志着“甲”模式取得突破.
static MEANS: LazyLock<Pattern> = LazyLock::new(|| pattern("^(?:这|也|并|此举)?(?:标志着|意味着)"));

/// Whether a clause only treats of a programme, and does not say who runs it.
pub(super) fn is_treated(scene: &Scene<'_>, clause: Span, programme: Span) -> bool {
    TREATS.is_match(scene.words(Span::new(clause.start, programme.start)).trim_end_matches('“'))
        || FIRST_OF_IT.is_match(scene.words(Span::new(programme.end, clause.end)))
        || SPOKEN_OF.is_match(scene.words(Span::new(programme.end, clause.end)))
        || MEANS.is_match(scene.words(clause))
}
