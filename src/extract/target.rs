//! Groups served: `为90余家出口企业办理退税`, `面向中小企业`, `让广大群众`.
//!
//! A group is the noun phrase after a word of serving, without its count and what makes it general (全市, 广大); two groups
//! joined by 和 are two (落地加工企业和边民), but what 企业 begins is one (企业和个体工商户). A shorter phrase for
//! a group that its sentence has named is that group (为外资企业…，为企业…), and 各类经营主体 are 经营主体 where the case calls
//! them so too.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::document::clause::enclosed;
use crate::document::{Case, Document, Sentence};
use crate::extract::{Mention, Referent};
use crate::lexicon::Lexicon;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::targets::{Cue, Force, TargetWords};
use crate::span::Span;

/// Longest phrase, in characters.
const LONGEST: usize = 12;

/// What is given to a group, after its name: 向中小企业提供预付款, 将外贸企业纳入服务.
static GIVEN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("^.{0,12}?(?:提供|给予|发放|兑现|推送|开放|开展|减免|纳入|实行|实施|宣传|宣讲|推介|赠送)")
});

/// What is not done for a group but to it, or is an indicator that only bears its name.
static AGAINST: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "造成|困扰|告诫|送达|责令|约谈|立案|没收|带来.{0,4}(?:困难|不便|损失|麻烦)|违法|违规|整治|惩戒|处罚|禁业|失信|乱收费|污染防治|^反映|指标|开办企业、|执行合同",
    )
});

/// What a group can do or need not do any more, behind its name: 企业足不出户即可办理, 群众无需再跑.
static ENJOYS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^.{0,14}?(?:可以|即可|就能|便可|只需|仅需|无需|不用|不必|足不出户|可(?:在|通过|凭|享受|自主|直接|随时|一次|根据|自愿|选择))",
    )
});

/// The same at the beginning of a later clause: 市场主体办理登记时，无需提交材料.
static SPARED: LazyLock<Pattern> = LazyLock::new(|| pattern("^(?:即可|就能|便可|只需|仅需|无需|不用|可以|可)"));

/// Most characters before the noun of a group that begins its clause.
const LEADING: usize = 4;

/// A firm: with what 和 joins to it, it is one group by convention (企业和群众, 企业和个体工商户).
const FIRM: &str = "企业";

/// All kinds of a group.
const ALL_KINDS: [&str; 3] = ["各类", "各种", "各"];

/// The groups that a case says it serves, in the order of the text.
pub fn target_groups(document: &Document, case: &Case, lexicon: &Lexicon) -> Vec<Mention> {
    let text = document.text.as_str();
    let mut found = Vec::new();
    for Sentence { clauses, .. } in &case.sentences {
        let mut phrases = Vec::new();
        for (at, clause) in clauses.iter().enumerate() {
            let groups = lexicon.targets.groups(&text[clause.range()]);
            let Some(&first) = groups.first() else { continue };
            let before = phrases.len();
            in_clause(text, *clause, groups, &lexicon.targets, &mut phrases);
            if phrases.len() == before {
                phrases.extend(enjoys(text, &clauses[at..], first, &lexicon.targets));
            }
        }
        found.extend(short_forms(text, &phrases));
    }
    one_name(&mut found, lexicon);
    found
}

/// Finds the phrases of one clause; `groups` are its nouns for groups.
fn in_clause(text: &str, clause: Span, mut groups: Vec<Span>, words: &TargetWords, found: &mut Vec<Span>) {
    let slice = &text[clause.range()];
    let held = enclosed(slice, Span::new(0, slice.len()));
    groups.retain(|group| !held.iter().any(|pair| pair.contains(*group)));
    let mut next = 0;
    while next < groups.len() {
        let first = next;
        next += 1;
        let Some(cue) = words.cue_before(slice, groups[first].start) else { continue };
        let from = first.checked_sub(1).map_or(0, |before| groups[before].end);
        let start = start(slice, cue, groups[first], words).filter(|start| *start >= from);
        let Some(start) = start else { continue };
        let mut list = vec![Span::new(start, groups[first].end)];
        let plain = &slice[start..groups[first].end] == FIRM;
        while groups.get(next).is_some_and(|other| extend(slice, &mut list, plain, *other)) {
            next += 1;
        }
        let after = list.last().map_or("", |last| &slice[last.end..]);
        // 其中4户|为|高新技术企业: what they are, and nobody for whom something is done.
        if (after.is_empty() || after.starts_with("生产")) && slice[cue.at.range()] == *"为" {
            continue;
        }
        // 主要电商|平台, 农业转移人口市民|化, 领军人|才, 儿童|友好城市: only how a longer noun begins.
        if ["才", "平台", "化", "友好", "禁业", "行业", "产业", "党委", "党组织"]
            .iter()
            .any(|rest| after.starts_with(rest))
        {
            continue;
        }
        if AGAINST.is_match(after) || AGAINST.is_match(&slice[..cue.at.start]) {
            continue;
        }
        if cue.force != Force::Gives || GIVEN.is_match(after) {
            found.extend(
                list.into_iter().map(|phrase| phrase.shift(clause.start)).filter(|phrase| is_short(text, *phrase)),
            );
        }
    }
}

/// The first group of a clause, where the clause begins with it and it or a later one says what the group can do or is spared.
fn enjoys(text: &str, clauses: &[Span], group: Span, words: &TargetWords) -> Option<Span> {
    let (clause, later) = clauses.split_first()?;
    let slice = &text[clause.range()];
    let before = words.without_count(&slice[..group.start]);
    let leads = before.chars().count() <= LEADING
        && before.chars().all(char::is_alphabetic)
        && !before.contains(['的', '在', '为']);
    let after = &slice[group.end..];
    let spared = || after.ends_with(['时', '后']) && later.iter().any(|clause| SPARED.is_match(&text[clause.range()]));
    let enjoys = leads && words.cue_before(slice, group.start).is_none() && (ENJOYS.is_match(after) || spared());
    enjoys.then(|| Span::new(group.start - before.len(), group.end).shift(clause.start))
}

/// Takes up the next noun of a list; one that begins with `plain` 企业 is one phrase.
fn extend(slice: &str, list: &mut Vec<Span>, plain: bool, other: Span) -> bool {
    let Some(open) = list.last_mut() else { return false };
    match &slice[open.end..other.start] {
        "" => open.end = other.end,
        // 贫困家庭|寄宿制|学生: the first says whose the second are.
        kind if kind.ends_with(['制', '型', '籍']) && is_modifier(kind) => open.end = other.end,
        "和" if plain => open.end = other.end,
        "和" | "、" => list.push(other),
        // 低保家庭、|零就业|家庭: the next of the list has a modifier of its own.
        between => match between.strip_prefix(['、', '和']).filter(|modifier| is_modifier(modifier)) {
            Some(modifier) => list.push(Span::new(other.start - modifier.len(), other.end)),
            None => return false,
        },
    }
    true
}

/// Whether a few characters can stand before the noun of a group as part of its phrase.
fn is_modifier(words: &str) -> bool {
    const MOST: usize = 4;
    words.chars().count() <= MOST
        && words.chars().all(char::is_alphabetic)
        && !words.contains(['为', '对', '向', '让', '使', '给', '的', '在', '与', '被', '将'])
}

fn is_short(text: &str, phrase: Span) -> bool {
    text[phrase.range()].chars().count() <= LONGEST
}

/// The phrases of a sentence; one that an earlier phrase begins or ends with is that group.
fn short_forms(text: &str, phrases: &[Span]) -> Vec<Mention> {
    let words = |span: &Span| &text[span.range()];
    let mention = |(at, span): (usize, &Span)| {
        let full = phrases[..at].iter().map(words).find(|full| {
            full.len() > span.len()
                && !ALL_KINDS.iter().any(|kind| full.starts_with(kind))
                && (full.ends_with(words(span)) || full.starts_with(words(span)))
        });
        let phrase = full.unwrap_or(words(span)).to_owned();
        Mention { span: *span, rule: "target/served", referent: Referent::TargetGroup { phrase } }
    };
    phrases.iter().enumerate().map(mention).collect()
}

/// 各类经营主体 are 经营主体 where the case names these too, and 民企 are 民营企业.
fn one_name(found: &mut [Mention], lexicon: &Lexicon) {
    let phrases: BTreeSet<String> = found.iter().filter_map(|mention| phrase(mention).cloned()).collect();
    for mention in found {
        let Some(words) = phrase(mention) else { continue };
        let bare = ALL_KINDS.iter().find_map(|kind| words.strip_prefix(kind)).filter(|bare| phrases.contains(*bare));
        let longer = |other: &&str| other.len() > words.len() && phrases.contains(*other);
        let synonym = lexicon.cases.synonyms_of(words).filter(longer).min();
        if let Some(name) = bare.or(synonym) {
            mention.referent = Referent::TargetGroup { phrase: name.to_owned() };
        }
    }
}

fn phrase(mention: &Mention) -> Option<&String> {
    match &mention.referent {
        Referent::TargetGroup { phrase } => Some(phrase),
        _ => None,
    }
}

/// Where the phrase of a group begins after its cue: behind its count and what makes it general. None where something
/// else stands between: a description, another noun, a verb.
fn start(slice: &str, cue: Cue, group: Span, words: &TargetWords) -> Option<usize> {
    let between = &slice[cue.at.end..group.start];
    let bare = words.without_count(between);
    // 解决|好|群众难题, 200名|以上|学生: what ends the verb or the count.
    let bare = ["好", "以上", "余名"].iter().find_map(|end| bare.strip_prefix(end)).unwrap_or(bare);
    let parts = ['的', '、', '“', '”', '（', '《', '和', '与', '在', '了', '着', '是', '对', '，'];
    // 根据|企业需求, 某市|2户企业: no words of a phrase.
    let foreign = [
        "根据",
        "按照",
        "回应",
        "响应",
        "关心",
        "帮",
        "进一步",
        "打消",
        "改善",
        "昔日",
        "申报",
        "拖欠",
        "发现",
        "推进",
        "萦绕",
        "提供",
    ]
    .iter()
    .any(|word| bare.contains(word));
    // 服务|类企业, 加强超|龄劳动者: the end of a noun.
    let cut = bare.starts_with(['类', '型', '性', '业', '龄', '段']) || bare.contains("年龄段");
    let apt = bare.chars().count() <= 6 && !bare.contains(parts) && !foreign && !cut;
    let counted = bare.rsplit_once(['户', '家', '个', '名', '位']);
    let counted = counted.filter(|(count, _)| count.ends_with(|c: char| c.is_ascii_digit()));
    let bare = counted.map_or(bare, |(_, rest)| rest);
    apt.then_some(group.start - bare.len())
}
