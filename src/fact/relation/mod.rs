//! The edges that a case states, each with the clauses that say it.
//!
//! | rule | edge | in |
//! |---|---|---|
//! | `relation/reporter` | case reportedBy body | 报送单位 自治区财政厅 |
//! | `relation/place` | case place place | the area of 桂林市财政局, which reports it |
//! | `relation/cites` | case cites policy | every place that names one |
//! | `relation/implements` | case implements policy | 围绕就业优先战略 |
//! | `relation/rests-on` | policy implements policy | 根据《条例》，制定本办法 |
//! | `relation/set-up-by` | case, programme implements policy | 省政府印发《方案》，提出建立联动机制 |
//! | `relation/issued-by` | policy issuedBy agency | 省政府办公厅印发《方案》 |
//! | `relation/passed` | the same, behind the title | 《条例》由省人大常委会通过 |
//! | `relation/doc-number` | the same, by the code of the number | 《意见》（国办发〔2023〕29号） |
//! | `relation/introduces` | case introduces programme | 推行“一业一证”改革 |
//! | `relation/operated-by` | programme operatedBy body | 由市财政局牵头建立联席会议制度 |
//! | `relation/run-by` | the same, said the other way round | “甲”平台由市数据局运营 |
//! | `relation/component` | programme partOf programme | 由电子地图、学习平台等模块组成 |
//! | `relation/resting-on` | the same, one named behind the other | 升级互动模式，依托征纳平台 |
//! | `relation/put-on` | the same, on a platform | 在“甲”平台上线“乙”专区 |
//! | `relation/listed-under` | the same, items of a list | “四答”要求，即…；…，明确“2天5天”要求 |
//! | `relation/numbered` | the same, under a heading that counts it | “一站点两机制”模式: 二、强化“两机制” |
//! | `relation/located` | programme locatedIn place | 在全区推广“政采贷” |
//! | `relation/within` | place, body locatedIn place | 防城港市东兴市 |
//! | `relation/office-of` | body partOf body | 凭祥市税务局友谊税务分局 |
//! | `relation/branch-of` | the same, said | 市医院成为省医院分院 |
//! | `relation/involves` | case involves body | every body that takes part |
//! | `relation/together` | body collaboratesWith body | 会同省公安厅开展整治 |
//! | `relation/targets` | case, programme targets group | 面向中小企业 |

mod body;
mod involved;
mod issuer;
mod lender;
mod operator;
mod part;
mod policy;
mod programme;
mod speaker;
mod target;
mod whereabouts;

use std::collections::{BTreeMap, BTreeSet};

use super::utterance;
use super::{Derivation, Fact, FactBody, Node, Predicate, Scene, Statement};
use crate::document::Sentence;
use crate::span::Span;

/// The edges of one case: each once, with all that says it.
struct Edges {
    case: usize,
    /// What has been said and not yet been put in order.
    said: Vec<Said>,
    /// The place in the order of what is said now.
    order: (usize, usize),
    facts: Vec<Fact>,
    known: BTreeMap<Statement, usize>,
    /// The quotations that each fact has.
    quoted: BTreeSet<(usize, Span)>,
}

/// An edge as one place says it.
struct Said {
    /// The sentence, and the reader that found it.
    order: (usize, usize),
    statement: Statement,
    ground: Ground,
}

/// How an edge was found.
#[derive(Clone, Copy)]
struct Ground {
    rule: &'static str,
    derivation: Derivation,
    evidence: Span,
}

impl Ground {
    /// Said in so many words.
    fn stated(rule: &'static str, evidence: Span) -> Self {
        Self { rule, derivation: Derivation::Stated, evidence }
    }

    /// An ellipsis was filled in.
    fn resolved(rule: &'static str, evidence: Span) -> Self {
        Self { rule, derivation: Derivation::Resolved, evidence }
    }
}

impl Edges {
    /// Says an edge.
    fn add(&mut self, subject: Node, predicate: Predicate, object: Node, ground: Ground) {
        if subject != object {
            let statement = Statement { subject, predicate, object };
            self.said.push(Said { order: self.order, statement, ground });
        }
    }

    /// Makes facts of what has been said, in its order.
    fn settle(&mut self) {
        let mut said = std::mem::take(&mut self.said);
        said.sort_by_key(|said| said.order);
        for Said { statement, ground, .. } in said {
            self.state(statement, ground);
        }
    }

    /// States an edge, or gives one more quotation for it.
    fn state(&mut self, statement: Statement, ground: Ground) {
        if let Some(at) = self.known.get(&statement) {
            if self.quoted.insert((*at, ground.evidence)) {
                self.facts[*at].evidence.push(ground.evidence);
            }
            return;
        }
        self.known.insert(statement, self.facts.len());
        self.quoted.insert((self.facts.len(), ground.evidence));
        self.facts.push(Fact {
            case: self.case,
            evidence: vec![ground.evidence],
            rule: ground.rule,
            derivation: ground.derivation,
            body: FactBody::Statement(statement),
            review: None,
        });
    }
}

/// Adds the edges that a sentence states.
type Reader<'r> = &'r mut dyn FnMut(&Sentence, &mut Edges);

/// The edges of a case; who recognised it is known already and takes no part in it.
pub fn relations(scene: &Scene<'_>, recognitions: &[Fact]) -> Vec<Fact> {
    let mut edges = Edges {
        case: scene.case_index,
        said: Vec::new(),
        order: (0, 0),
        facts: Vec::new(),
        known: BTreeMap::new(),
        quoted: BTreeSet::new(),
    };
    body::report(scene, &mut edges);
    whereabouts::of_case(scene, &mut edges);
    for sentence in utterance::of_front(scene) {
        policy::announce(scene, &sentence, &mut edges);
    }
    issuer::printed(scene, &mut edges);
    edges.settle();
    let zones = whereabouts::zones(scene);
    let mut listed = part::Listed::None;
    let quotations = recognitions.iter().flat_map(|fact| fact.evidence.iter().map(move |evidence| (*evidence, fact)));
    let mut recognised: Vec<(Span, &Fact)> = quotations.collect();
    recognised.sort_by_key(|(evidence, _)| *evidence);
    let planned = policy::Planned::of_case(scene);
    let finder = planned.finder();
    let paper = programme::paper(scene);
    let mut body = |sentence: &Sentence, edges: &mut Edges| {
        let from = recognised.partition_point(|(evidence, _)| evidence.start < sentence.span.start);
        let to = recognised.partition_point(|(evidence, _)| evidence.start < sentence.span.end);
        body::read(scene, sentence, &recognised[from..to], edges);
    };
    // Each reads all sentences before the next one does: its words and its code stay at hand for the processor.
    let readers: [Reader<'_>; 6] = [
        &mut |sentence, edges| policy::read(scene, sentence, (&planned, &finder), edges),
        &mut |sentence, edges| programme::read(scene, sentence, paper, edges),
        &mut |sentence, edges| part::read(scene, sentence, &mut listed, edges),
        &mut body,
        &mut |sentence, edges| whereabouts::read(scene, sentence, &zones, edges),
        &mut |sentence, edges| target::read(scene, sentence, edges),
    ];
    for (number, reader) in readers.into_iter().enumerate() {
        for (at, sentence) in scene.case().sentences.iter().enumerate() {
            edges.order = (at, number);
            reader(sentence, &mut edges);
        }
    }
    edges.settle();
    part::numbered(scene, &mut edges);
    part::alike(scene, &mut edges);
    edges.settle();
    target::settle(scene, &mut edges);
    edges.facts
}
