//! What the text before a number says that numbers are about.

use super::named::{brings_in, is_carried_out, is_example, is_listed, only_tells};
use crate::document::{Rank, numbering};
use crate::extract::date::DateMention;
use crate::fact::Scene;
use crate::fact::observation::around::begins;
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// What the text before says the numbers are about.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Said {
    /// Of an area as a whole, in this sentence.
    pub(super) of_area: bool,
    /// What the clauses before in this sentence were on.
    pub(super) sentence: Option<EntityId>,
    /// The same, where it is what is carried out, or named together with a number: figures of a report that follow without
    /// a word for it are its own, which those after a programme only mentioned are not.
    pub(super) firm: Option<EntityId>,
    /// The clause that last told of it, in this sentence.
    pub(super) told: Option<Span>,
    /// The same, where the clause right before brought it in.
    pub(super) just_now: Option<EntityId>,
    /// The programme since which the sentence counts (开展“…”模式以来，全市…).
    pub(super) since: Option<EntityId>,
    /// The programme brought in under the number of the enumeration (一是…) that the sentence stands under.
    pub(super) item: Option<EntityId>,
    /// The programme brought in by the paragraph before its enumeration.
    pub(super) opening: Option<EntityId>,
    pub(super) enumerated: bool,
    /// Whether the sentence is an example (如，…), which tells of its own.
    pub(super) example: bool,
}

/// 某中学|新校区、县医院门诊楼投入使用: whether what belongs to a body is the first of several things.
fn begins_list(scene: &Scene<'_>, from: usize, until: usize) -> bool {
    /// Most letters of what belongs to it.
    const LONGEST: usize = 8;
    let part = scene.words(Span::new(from.min(until), until)).split_once('、').map(|(part, _)| part);
    part.is_some_and(|part| {
        part.chars().nth(LONGEST).is_none()
            && part.chars().all(char::is_alphabetic)
            && scene.lexicon.metrics.first_act(part).is_none()
            && !scene.lexicon.programmes.has_verb(part)
    })
}

/// 某实验室|跻身全国重点实验室: whether a body is only told of for what became of it.
fn only_became(scene: &Scene<'_>, end: usize) -> bool {
    const BECAME: [&str; 12] =
        ["跻身", "入选", "获批", "挂牌", "揭牌", "落户", "上榜", "获评", "荣获", "投用", "投入使用", "开工建设"];
    let rest = &scene.document.text.as_str()[end..];
    BECAME.iter().any(|verb| rest.starts_with(verb))
}

impl Said {
    /// A sentence after a semicolon, or one that begins with 其中, goes on with the subject before it; any other does not.
    pub(super) fn begin_sentence(&mut self, words: &str, goes_on: bool) {
        self.of_area &= goes_on;
        self.since = self.since.filter(|_| goes_on);
        (self.just_now, self.told) = (None, None);
        self.example = ["如，", "例如", "比如"].iter().any(|word| words.starts_with(word));
        self.sentence = self.sentence.filter(|_| goes_on);
        if numbering(words).is_some_and(|number| number.rank == Rank::Spoken) {
            self.enumerated = true;
            self.item = None;
        }
    }

    /// Takes note of what a clause is on: the programme or organization it begins with, else the programme it brings in.
    pub(super) fn hear(&mut self, scene: &Scene<'_>, clause: Span, dates: &[DateMention], numbers: bool) {
        self.just_now = None;
        let mut led_by_body = false;
        for (span, id) in scene.mentions.within(clause) {
            let programme = scene.mentions.kind(id) == EntityKind::Programme;
            let organization =
                scene.mentions.kind(id) == EntityKind::Organization && !is_example(scene, span.end, clause.end);
            let leads = (programme || organization && !only_tells(scene, span))
                && begins(scene, clause, dates, span)
                && !is_listed(scene, span)
                && !(organization && begins_list(scene, span.end, clause.end));
            let brought_in = programme && brings_in(scene, clause, span);
            if brought_in {
                self.bring_in(scene, id);
            }
            // 甲银行推出“乙贷”: what follows is on what it brings in.
            if (leads || brought_in) && !numbers && (self.just_now.is_none() || brought_in && led_by_body) {
                // 甲实验室获批，乙实验室跻身全国重点实验室，|新增企业195家: of several bodies each is told of once.
                let one_of_several = organization && self.firm.is_some_and(|firm| firm != id);
                (self.sentence, self.just_now) = (Some(id), Some(id));
                let firm = organization && !one_of_several && !only_became(scene, span.end);
                self.firm = (firm || brought_in && is_carried_out(scene, clause, span, id)).then_some(id);
                led_by_body = organization;
            }
        }
    }

    fn bring_in(&mut self, scene: &Scene<'_>, programme: EntityId) {
        // 建立五级联动工作体系, 构建“一园三区”发展模式: how the work is organized is not what is told of.
        let name = scene.entity(programme).name.as_str();
        if ["体系", "模式", "格局", "布局"].iter().any(|end| name.ends_with(end)) {
            return;
        }
        let topic = if self.enumerated { &mut self.item } else { &mut self.opening };
        topic.get_or_insert(programme);
    }
}
