//! Awards, listings as a model case, rankings, approvals and media coverage.
//!
//! | rule | finds | in |
//! |---|---|---|
//! | `recognition/award-quoted` | each quoted award of a list | 获得省政府颁发的“质量奖”和“先进单位”称号 |
//! | `recognition/award` | each award of a list that is named without quotation marks | 荣获全国文明单位、国家卫生县城等称号 |
//! | `recognition/granted` | the same, told by who gives it | 认定甲等企业为省级示范企业 |
//! | `recognition/model-case` | a listing among model cases, pilots, good practice | 入选国家发展改革委典型案例 |
//! | `recognition/announced` | a listing whose list the clause before names | 某部公布典型案例名单，某市入选 |
//! | `recognition/stated` | what a place is by its rank | 某镇为省级重点镇 |
//! | `recognition/held` | what somebody has or is, without a verb of receiving | 拥有国家森林城市等荣誉 |
//! | `recognition/chosen` | what an evaluation came to, each item of the list | 评选出1个特别贡献案例、10个示范案例 |
//! | `recognition/spread` | experience that an authority tells others of | 省委印发简报推广某区经验 |
//! | `recognition/permitted` | what an authority agrees that somebody may be | 同意某高新区建设国家自主创新示范区 |
//! | `recognition/published` | a list of what is good, by who publishes it | 某厅发布优秀案例20个 |
//! | `recognition/recorded` | what a collection or report took in | 入选《中国营商环境报告》 |
//! | `recognition/promoted` | what is spread as an example | 作为典型经验在全国推广 |
//! | `recognition/approved-as` | an official reply that makes something something | 获国务院批复成为国家级新区 |
//! | `recognition/approval` | approval and praise by leaders and bodies | 获省委主要领导肯定性批示 |
//! | `recognition/instruction` | the leaders' note itself | 市委主要领导作出批示 |
//! | `recognition/commended` | praise by a notice | 国务院办公厅通报表扬某市工作 |
//! | `recognition/prize-lines` | a prize that stands alone, with the lines that name who won it | 一等奖（2名） |
//! | `recognition/reviewed` | a review passed by somebody honoured before | 通过国家卫生城市复审 |
//! | `recognition/media` | coverage | 被新华社、人民日报等媒体报道 |
//! | `recognition/ranking` | a place taken in an evaluation, never in mere statistics | 在全国营商环境评价中排名第一 |

mod chosen;
mod held;
mod hold;
mod honour;
mod judged;
mod object;
mod parties;
mod prizes;
mod quoted;
mod rankings;
mod row;
mod rows;
mod rule;

use rule::{Match, matches};

use super::{Derivation, Fact, FactBody, Node, Recognition, Scene, utterance};
use crate::document::Sentence;
use crate::extract::date::{Years, dates};
use crate::span::{Span, ending};

/// The rules that hold before the first case too: those of who publishes or gives.
const OF_FRONT: [&str; 3] = ["recognition/published", "recognition/granted", "recognition/commended"];

/// A clause with what stands before it.
struct Clause<'s> {
    span: Span,
    sentence: &'s Sentence,
    /// Position in the sentence.
    at: usize,
    /// Whether it stands before the first case.
    in_front: bool,
}

/// The recognitions a case reports, each once, in the order of the text.
pub fn recognitions(scene: &Scene<'_>) -> Vec<Fact> {
    let mut found: Vec<Fact> = Vec::new();
    let front = utterance::of_front(scene);
    let told = front.iter().map(|sentence| (sentence, true));
    let told = told.chain(scene.case().sentences.iter().map(|sentence| (sentence, false)));
    let clauses = told.flat_map(|(sentence, in_front)| {
        let clause = move |(at, span): (usize, &Span)| Clause { span: *span, sentence, at, in_front };
        sentence.clauses.iter().enumerate().map(clause)
    });
    let clauses: Vec<Clause<'_>> = clauses.collect();
    for (clause, hits) in clauses.iter().zip(matches(scene, &clauses)) {
        // What stands before the first case recognises all of them where it says who gives it.
        for hit in hits.into_iter().filter(|hit| !clause.in_front || OF_FRONT.contains(&hit.rule)) {
            let (received_by, derivation) = parties::receivers(scene, clause, &hit);
            let recognition = Recognition {
                name: name(scene, &hit),
                kind: hit.kind,
                granted_by: parties::givers(scene, clause, &hit),
                received_by,
                date: date(scene, clause, &hit),
                rank: hit.rank,
            };
            add(&mut found, recognition, hit.rule, derivation, clause.span, scene.case_index);
        }
    }
    let given = found.iter().filter(|fact| matches!(fact.rule, "recognition/award-quoted" | "recognition/granted"));
    let given: Vec<String> = given.filter_map(|fact| Some(recognition_of(fact)?.name.clone())).collect();
    found.retain(|fact| {
        let published = recognition_of(fact).filter(|_| fact.rule == "recognition/published");
        published.is_none_or(|list| !given.iter().any(|name| is_named_in(name, &list.name)))
    });
    found
}

fn recognition_of(fact: &Fact) -> Option<&Recognition> {
    match &fact.body {
        FactBody::Recognition(recognition) => Some(recognition),
        _ => None,
    }
}

/// 公布全省某示范村和示范带名单, and in the text 认定甲村为“某省某示范村”: whether the list that a title announces is of what the text gives.
fn is_named_in(given: &str, list: &str) -> bool {
    /// Characters at the end of a name that say which honour it is.
    const OWN: usize = 5;
    let own = ending(given.trim_end_matches('”'), OWN);
    own.chars().count() == OWN && list.contains(own)
}

/// Takes up a recognition, as further evidence where the case reported it before.
fn add(
    found: &mut Vec<Fact>,
    new: Recognition,
    rule: &'static str,
    derivation: Derivation,
    evidence: Span,
    case: usize,
) {
    for fact in found.iter_mut() {
        let FactBody::Recognition(old) = &mut fact.body else { continue };
        // Who is only filled in from before may well be the one that another sentence says.
        let same =
            derivation != Derivation::Stated || fact.derivation != Derivation::Stated || is_same_receiver(old, &new);
        if old.kind == new.kind && same && (old.name.contains(&new.name) || new.name.contains(&old.name)) {
            complete(old, new);
            fact.evidence.push(evidence);
            return;
        }
    }
    let body = FactBody::Recognition(new);
    found.push(Fact { case, evidence: vec![evidence], rule, derivation, body, review: None });
}

/// Whether two reports can be of one honour: the same is given to others as well (甲市、乙市入选全国试点，丙市入选…).
fn is_same_receiver(old: &Recognition, new: &Recognition) -> bool {
    let unsaid = |one: &Recognition| one.received_by.iter().all(|node| *node == Node::Case);
    unsaid(old) || unsaid(new) || old.received_by.iter().any(|node| new.received_by.contains(node))
}

/// What the second report says beyond the first: the finer date, the givers, who received it.
fn complete(old: &mut Recognition, new: Recognition) {
    if new.date.as_ref().is_some_and(|date| old.date.as_ref().is_none_or(|known| date.len() > known.len())) {
        old.date = new.date;
    }
    if old.granted_by.is_empty() {
        old.granted_by = new.granted_by;
    }
    if old.received_by == [Node::Case] {
        old.received_by = new.received_by;
    }
}

/// What it is called, without the date and the quotation marks.
fn name(scene: &Scene<'_>, hit: &Match) -> String {
    let years = Years { document: scene.document.year, section: None };
    let text = scene.document.text.as_str();
    let dated = dates(text, hit.name, years).into_iter().find(|date| date.span.start == hit.name.start);
    // A year may be part of the name (2023年度十佳案例); a day is when it happened.
    let skip = dated.filter(|date| scene.words(date.span).ends_with('日')).map_or(hit.name.start, |date| date.span.end);
    unquoted(scene.words(Span::new(skip, hit.name.end)).trim_matches(['了', ' '])).to_owned()
}

/// Words without the marks of a quotation that holds them all, or of one that they cut.
fn unquoted(words: &str) -> &str {
    let (opened, closed) = (words.matches('“').count(), words.matches('”').count());
    match words.strip_prefix('“') {
        Some(rest) if opened > closed => rest,
        Some(rest) if rest.find('”').is_some_and(|at| at + '”'.len_utf8() == rest.len()) => {
            &rest[..rest.len() - '”'.len_utf8()]
        }
        _ if closed > opened => words.strip_suffix('”').unwrap_or(words),
        _ => words,
    }
}

/// When: by a date in the clause, else before it in the sentence (also 同月, 同年 after a date of the line), else in the name.
fn date(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> Option<String> {
    let text = scene.document.text.as_str();
    let years = Years { document: scene.document.year, section: None };
    let last = |stretch: Span| {
        let found = dates(text, stretch, years);
        found.into_iter().rev().find_map(|date| Some(date.period?.last().to_string()))
    };
    let before = Span::new(clause.sentence.span.start, clause.span.start);
    let again = scene.words(Span::new(clause.sentence.span.start, clause.span.end));
    let line =
        || if again.starts_with("同月") || again.starts_with("同年") { last(clause.sentence.before) } else { None };
    last(clause.span).or_else(|| last(before)).or_else(line).or_else(|| rule::leading_year(scene.words(hit.name)))
}
