//! Mentions and entities → [`Fact`]: what the text says of them, each with its evidence and the rule that read it.

use oxsdatatypes::Decimal;

mod curate;
pub mod finding;
pub mod measure;
pub mod observation;
pub mod recognition;
pub mod relation;
mod scene;
mod utterance;

pub use scene::Scene;

pub use crate::lexicon::changes::Direction;
pub use crate::lexicon::qualifiers::Qualifier;
pub use crate::predicate::Predicate;

use crate::curation::{Applied, Remark, Row};
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::resolve::{Entity, EntityId, Index};
use crate::span::Span;

/// What a document says, case by case in the order of the text.
pub fn facts(document: &Document, entities: &[Entity], lexicon: &Lexicon) -> Vec<Fact> {
    curated_facts(document, entities, lexicon, &[], &mut Applied::default())
}

/// The same with the rows of curation that hold for the document; `applied` notes which of them did something.
pub fn curated_facts(
    document: &Document,
    entities: &[Entity],
    lexicon: &Lexicon,
    rows: &[&Row],
    applied: &mut Applied,
) -> Vec<Fact> {
    let mentions = Index::new(entities);
    let compilation = finding::Compilation::of(document);
    let mut facts = Vec::new();
    for case_index in 0..document.cases.len() {
        let scene = Scene::new(document, case_index, entities, &mentions, lexicon);
        let mut found = of_case(&scene);
        curate::curate(&scene, rows, &mut found, applied);
        // What the source has wrong is looked for in what people have set right.
        let findings = if found.iter().any(Fact::is_rejected) {
            let standing: Vec<Fact> = found.iter().filter(|fact| !fact.is_rejected()).cloned().collect();
            finding::findings(&scene, &compilation, &standing)
        } else {
            finding::findings(&scene, &compilation, &found)
        };
        facts.extend(found);
        facts.extend(findings);
    }
    facts
}

/// All families of rules over one case.
fn of_case(scene: &Scene<'_>) -> Vec<Fact> {
    let mut found = observation::observations(scene);
    let recognitions = recognition::recognitions(scene);
    found.extend(relation::relations(scene, &recognitions));
    found.extend(recognitions);
    found.extend(measure::measures(scene));
    found
}

/// One thing that a case says.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Index in [`crate::document::Document::cases`].
    pub case: usize,
    /// The quotations that state it; never empty.
    pub evidence: Vec<Span>,
    /// The rule that read it (`observation/from-to`).
    pub rule: &'static str,
    /// How it was come by.
    pub derivation: Derivation,
    /// What it says.
    pub body: FactBody,
    /// What a person says of it, where one has looked.
    pub review: Option<Box<Review>>,
}

/// What a person says of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The verdict.
    pub state: ReviewState,
    /// For a corrected fact: each attribute with what the rules had read (`metric: …`).
    pub corrects: Vec<String>,
    /// Who, why and when.
    pub remark: Remark,
}

/// The verdict of a person (`cgv:reviews`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReviewState {
    /// The fact is right.
    Confirmed,
    /// The fact is right now that a person has set it right.
    Corrected,
    /// The fact is wrong: it is kept to be seen, and not asserted.
    Rejected,
}

/// How a fact was come by (`cgv:derivations`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Derivation {
    /// The text says it in so many words.
    Stated,
    /// A reference or an ellipsis was filled in.
    Resolved,
    /// From the heading or from the document.
    Inherited,
}

impl Fact {
    /// Whether a person has found it wrong.
    pub fn is_rejected(&self) -> bool {
        self.review.as_ref().is_some_and(|review| review.state == ReviewState::Rejected)
    }
}

/// What a fact says.
#[derive(Clone, Debug)]
pub enum FactBody {
    /// One quantified statement.
    Observation(Box<Observation>),
    /// An award, listing, ranking, approval or coverage.
    Recognition(Recognition),
    /// One binary edge.
    Statement(Statement),
    /// One item of what was done.
    Measure(Measure),
    /// Something the source itself has wrong.
    Finding(Finding),
}

/// One quantified statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// Short noun phrase in words of the text.
    pub metric: String,
    /// In `unit`, with 万 and 亿 folded in.
    pub value: Decimal,
    /// Normalised unit: local name in `cgv:units` (`CNY`, `percent`, `person_time`).
    pub unit: &'static str,
    /// The number in the text, Chinese numerals converted.
    pub value_as_written: Decimal,
    /// The unit in the text (亿元, 个工作日).
    pub unit_as_written: String,
    /// How exact it is.
    pub qualifier: Qualifier,
    /// What kind of quantity it is.
    pub kind: ObservationKind,
    /// For changes, and for values with a baseline.
    pub direction: Option<Direction>,
    /// For 由A降至B: A, in `unit`.
    pub baseline: Option<Decimal>,
    /// Lower bound, in `unit`, where the qualifier or a range gives one.
    pub min: Option<Decimal>,
    /// Upper bound, in `unit`, where the qualifier or a range gives one.
    pub max: Option<Decimal>,
    /// ISO 8601 period (`2023`, `2023-04`, `2023-01/2023-09`, `../2023`, `2023/..`).
    pub period: Option<String>,
    /// ISO 8601 period it is compared with.
    pub compared_with: Option<String>,
    /// The place it is about.
    pub place: Option<EntityId>,
    /// The programme, organization, policy or agency it is about.
    pub about: Option<EntityId>,
}

/// What kind of quantity a number is (`cgv:observationKinds`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the terms of the controlled list, defined there in two languages")]
pub enum ObservationKind {
    Level,
    Share,
    Change,
    Duration,
    Target,
    Frequency,
    Rank,
    Limit,
}

/// An award, listing as a model case, ranking, approval or media coverage that the text reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognition {
    /// What it is called, in words of the text.
    pub name: String,
    /// Local name in `cgv:recognitionKinds` (`award`, `modelCase`, `ranking`, `approval`, `media`).
    pub kind: &'static str,
    /// Who gives it.
    pub granted_by: Vec<EntityId>,
    /// Who receives it; the case itself where the text names nobody.
    pub received_by: Vec<Node>,
    /// ISO 8601 date, as precise as the text.
    pub date: Option<String>,
    /// The place taken, for rankings.
    pub rank: Option<u32>,
}

/// One binary edge, which is asserted as a triple too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Statement {
    /// Where the edge starts.
    pub subject: Node,
    /// What it says.
    pub predicate: Predicate,
    /// Where it ends.
    pub object: Node,
}

/// An end of an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// The case that says it.
    Case,
    /// A named thing.
    Entity(EntityId),
}

/// One item of what was done (一是…, （一）…).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Index in [`crate::document::Case::sections`]; heading and order are the section's.
    pub section: usize,
}

/// Something the source itself has wrong; the facts stay as the source has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Local name in `cgv:findingKinds` (`arithmetic`, `missing_number`).
    pub kind: &'static str,
    /// What is wrong, in Chinese.
    pub comment_zh: String,
    /// What is wrong, in English.
    pub comment_en: String,
}
