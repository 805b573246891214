//! Who came and where they went, in news of visits: `沙县考察团一行来我市考察`, `副县长率县水务局前往旌德县、泾县考察学习`.
//!
//! Such news is told by one of the two sides and names the other most: what that one is called says nothing of which area the
//! text is from. 我市 shows whose paper tells it, the verb (来 "come", 赴 "go to") whose view it is, and the rest of the text
//! which of both it goes on with.

use std::ops::Range;
use std::sync::LazyLock;

use super::Reader;
use crate::document::clause::members;
use crate::extract::floor;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::register::{Level, Register};
use crate::span::Span;

/// Bytes of the beginning in which news of a visit tells it, title and all, and the most sentences of these.
const LEAD: usize = 1200;
const SENTENCES: usize = 5;

/// What ends a sentence; a semicolon goes on with the visit.
const ENDS: [char; 4] = ['。', '！', '？', '\n'];

/// Who goes, where and what for.
static GOING: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?P<go>前往|奔赴|远赴|赴|莅临|来到|来访|来|深入|走进|到)(?P<host>[^。！？；\n]{0,60}?)(?P<does>考察|学习|访问|参观|观摩|取经|交流|对接|洽谈|招商|推介|参展|参会|参加|出席|调研|指导|视察|督导|检查)",
    )
});

/// Who pays a visit, said of people from elsewhere.
static VISITORS: LazyLock<Pattern> =
    LazyLock::new(|| pattern("一行|考察团|代表团|考察组|学习团|访问团|参访团|交流团|参观团|考察队|客商|同仁"));

/// "Our" area.
static OURS: LazyLock<Pattern> = LazyLock::new(|| pattern("[我本](?:自治区|自治州|省|市|县|区|州|盟|旗)"));

/// 在某县县委书记陪同下: who receives them.
static IN_COMPANY: LazyLock<Pattern> = LazyLock::new(|| pattern("在[^，。]{2,60}?(?:陪同|带领|引领)下[，,]?"));

/// 县领导陪同, 区发改局负责人陪同: officials of the area the text is from receive them.
static RECEIVED: LazyLock<Pattern> =
    LazyLock::new(|| pattern("[省市县区州旗](?:\\p{Han}{0,12})?(?:[、，]\\p{Han}{2,20}){0,6}(?:陪同|接待|迎接)"));

/// 县政府副县长, 区委书记, 市领导: officials by the kind of their area alone.
static OFFICIALS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:^|[，、。：“ 　日午晨率由以,]|原|副)(?P<kind>自治区|省|市|州|盟|县|区|旗)(?:委|政府|人民政府|人大|政协|领导|长|党政|直|级|政法|[\\p{Han}]{2,10}局)",
    )
});

/// Verbs of those who leave, and of those who see others come.
const LEAVING: [&str; 4] = ["前往", "奔赴", "远赴", "赴"];
const COMING: [&str; 3] = ["莅临", "来访", "来"];

/// Words that end in 来 and are no coming: 近年来, 以来, 未来.
const NO_COMING: &str = "年以未带原将近后起从月天日本历向迎出过上下进回到";

/// What those go for who want to learn; superiors come for other things to an area inside theirs.
const LEARNING: [&str; 9] = ["考察", "学习", "访问", "参观", "观摩", "取经", "交流", "对接", "洽谈"];

/// What officials do in their own area.
const SUPERIORS: [&str; 5] = ["调研", "指导", "视察", "督导", "检查"];

/// Words that say of the purpose that those who go leave their area for it.
const OUTSIDE: [&str; 4] = ["外出", "考察学习", "学习考察", "取经"];

/// Areas that a text is not from although it names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Strangers {
    areas: Vec<&'static str>,
    /// Whether what lies inside them is none either.
    with_parts: bool,
}

/// A sentence that tells of a visit.
struct Visit<'t> {
    who: &'t str,
    go: &'t str,
    host: &'t str,
    does: &'t str,
    sentence: &'t str,
    /// The text behind what tells of it.
    rest: &'t str,
}

impl Strangers {
    /// Whether there are any.
    pub(super) fn are_named(&self) -> bool {
        !self.areas.is_empty()
    }

    /// One of them.
    pub(super) fn first(&self) -> Option<&'static str> {
        self.areas.first().copied()
    }

    /// Whether a division is one of them.
    pub(super) fn hold(&self, code: &str, register: &Register) -> bool {
        self.areas.iter().any(|area| *area == code || self.with_parts && register.is_within(code, area))
    }

    /// Drops their names from those of a text, and those of what they lie in right before: 佛山|顺德区.
    pub(super) fn drop_from(&self, named: &mut Vec<(Range<usize>, &'static str)>, register: &Register) {
        if self.areas.is_empty() {
            return;
        }
        let strange: Vec<bool> = named.iter().map(|(_, code)| self.hold(code, register)).collect();
        let mut kept = Vec::with_capacity(named.len());
        for (at, (range, code)) in named.iter().enumerate() {
            let mut inner = at;
            // 广东|佛山|顺德区.
            while named
                .get(inner + 1)
                .is_some_and(|next| next.0.start == named[inner].0.end && register.is_within(next.1, named[inner].1))
            {
                inner += 1;
            }
            if !strange[at] && !strange[inner] {
                kept.push((range.clone(), *code));
            }
        }
        *named = kept;
    }
}

impl Visit<'_> {
    /// Those who came; a part of where superiors are from may be where they came to.
    fn guests(&self, areas: Vec<&'static str>) -> Strangers {
        let learn = LEARNING.contains(&self.does);
        Strangers { areas, with_parts: learn && (VISITORS.is_match(self.who) || COMING.contains(&self.go)) }
    }
}

impl Reader<'_> {
    /// The areas that news of a visit names and is not from.
    pub(super) fn visit(&self) -> Strangers {
        let text = self.document.text.as_str();
        let begin = &text[..floor(text, LEAD)];
        if self.document.cases.len() != 1 || GOING.find(begin).is_none() {
            return Strangers::default();
        }
        let mut sentences = members(begin, Span::new(0, begin.len()), &ENDS, &[]);
        sentences.retain(|sentence| !begin[sentence.range()].trim().is_empty());
        sentences.truncate(SENTENCES);
        let telling = |sentence: &&Span| {
            let words = &begin[sentence.range()];
            GOING.is_match(words) && VISITORS.is_match(words)
        };
        let told = sentences.iter().rfind(telling).or(sentences.first());
        let rest = told.map_or("", |told| &text[told.end..]);
        let visits = sentences.iter().flat_map(|sentence| {
            let sentence = &begin[sentence.range()];
            GOING.captures_iter(sentence).map(move |found| {
                let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
                let who = &sentence[..found.get(0).map_or(0, |whole| whole.start())];
                Visit { who, go: part("go"), host: part("host"), does: part("does"), sentence, rest }
            })
        });
        visits.map(|visit| self.strangers_of(&visit)).find(|found| !found.areas.is_empty()).unwrap_or_default()
    }

    /// The areas of the other side of a visit; none where nothing says which side tells it.
    fn strangers_of(&self, visit: &Visit<'_>) -> Strangers {
        if visit.go == "来" && visit.who.ends_with(|last| NO_COMING.contains(last)) {
            return Strangers::default();
        }
        let who = IN_COMPANY.find(visit.who).map_or(visit.who, |company| &visit.who[company.end()..]);
        let codes = |words: &str| self.divisions_in(words, None).into_iter().map(|(_, code)| code).collect::<Vec<_>>();
        let (guests, hosts) = (codes(who), codes(visit.host));
        if OURS.is_match(visit.host) {
            return visit.guests(guests);
        }
        if OURS.is_match(who) {
            return Strangers { areas: hosts, with_parts: true };
        }
        if guests.is_empty() {
            return self.left_for(hosts, who, visit);
        }
        let (coming, leaving) = (COMING.contains(&visit.go), LEAVING.contains(&visit.go));
        let visitors = VISITORS.is_match(who);
        if self.is_around(&guests, &hosts) || !(visitors || coming || leaving) {
            return Strangers::default();
        }
        let goes_on_elsewhere = self.times_apart(&guests, visit.rest);
        if leaving && !goes_on_elsewhere && !hosts.is_empty() {
            return Strangers { areas: hosts, with_parts: true };
        }
        let received = RECEIVED.is_match(visit.rest) || RECEIVED.is_match(visit.sentence);
        let come = if visitors {
            coming || goes_on_elsewhere || received && !hosts.is_empty()
        } else {
            coming && (goes_on_elsewhere || received)
        };
        if come { visit.guests(guests) } else { Strangers::default() }
    }

    /// Where officials of the text's own area went that are named by its kind alone: none where it may lie in that.
    fn left_for(&self, hosts: Vec<&'static str>, who: &str, visit: &Visit<'_>) -> Strangers {
        let Some(officials) = OFFICIALS.captures(who) else { return Strangers::default() };
        let level = match &officials["kind"] {
            "县" | "区" | "旗" => Level::County,
            "市" | "州" | "盟" => Level::Prefecture,
            _ => Level::Province,
        };
        let level_of = |code: &str| self.register().division(code).map(|division| division.level);
        let as_high = hosts.first().is_some_and(|code| level_of(code).is_some_and(|of_host| of_host <= level));
        // 县委书记前往古田县某乡调研: superiors look after their own area.
        let looks_after = SUPERIORS.contains(&visit.does);
        let leaves =
            LEAVING.contains(&visit.go) && !looks_after || OUTSIDE.iter().any(|word| visit.sentence.contains(word));
        if as_high && leaves { Strangers { areas: hosts, with_parts: true } } else { Strangers::default() }
    }

    /// Whether all hosts lie in the areas of the guests, or these in those.
    fn is_around(&self, guests: &[&'static str], hosts: &[&'static str]) -> bool {
        let within =
            |one: &str, other: &str| self.register().is_within(one, other) || self.register().is_within(other, one);
        !hosts.is_empty() && hosts.iter().all(|host| guests.iter().any(|guest| within(host, guest)))
    }

    /// Whether a text names some area apart from those more often than those.
    fn times_apart(&self, areas: &[&'static str], rest: &str) -> bool {
        let register = self.register();
        let of_areas =
            |code: &str| areas.iter().any(|area| register.is_within(code, area) || register.is_within(area, code));
        let reader = Reader { strangers: Strangers::default(), beside: areas.first().copied(), ..*self };
        let (own, other): (Vec<_>, Vec<_>) =
            reader.divisions_in(rest, None).into_iter().partition(|(_, code)| of_areas(code));
        let most =
            other.iter().map(|(_, code)| other.iter().filter(|(_, inner)| register.is_within(inner, code)).count());
        most.max().unwrap_or_default() > own.len()
    }
}
