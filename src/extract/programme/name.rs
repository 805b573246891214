//! Candidates of a case → names: one programme under one name, wherever the case speaks of it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use super::Candidate;
use super::quoted::keeps_marks;
use crate::document::Case;
use crate::extract::again::occurrences;
use crate::extract::cover::Cover;
use crate::lexicon::finder::Finder;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// The area whose programme it is, right before an unquoted name: 玉林市公共法律服务云超市.
static AREA: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?:^|[，。；、：\s])(\p{Han}{2,4}(?:市|县|区|省|州))$"));

/// （简称“甲”）: the short form of the quoted name before it.
static SHORT_FORM: LazyLock<Pattern> = LazyLock::new(|| pattern(r"“([^“”]+)”（(?:以下)?简称[：:]?“([^“”]+)”"));

/// …信息共享平台|（以下简称“信用平台”）: the same for an unquoted name.
static SHORT_FORM_OF_PHRASE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"（(?:以下|下文|下)?简?称[：:为]?“([^“”]+)”"));

/// How many characters a quoted name, an unquoted one and a short form have; a pattern that counted them would take long to
/// make.
const QUOTED: RangeInclusive<usize> = 4..=60;
const UNQUOTED: RangeInclusive<usize> = 4..=40;
const SHORT: RangeInclusive<usize> = 2..=30;

/// A mention: where, found by which rule, of which programme.
type Named = (Span, &'static str, String);

/// Gives every candidate the name of its programme and finds the other places that use one of its forms.
pub(super) fn settle(mut candidates: Vec<Candidate>, case: &Case, text: &str) -> Vec<Named> {
    let spoken = Spoken::of(&candidates, &text[case.span.range()]);
    // A service is named, and not only done, when the case speaks of it more than once.
    let recurs = |core: &str| spoken.places(core).len() > 1;
    candidates.retain(|candidate| candidate.rule != "programme/service" || recurs(&candidate.core));
    let names = names(&candidates, &spoken);
    let mut forms: BTreeMap<String, String> = BTreeMap::new();
    let mut found: Vec<Named> = Vec::new();
    for candidate in candidates {
        let name = names[key(&candidate.core).as_ref()].clone();
        // Two characters are a name only in their quotation marks.
        let quoted = format!("“{}”", candidate.core);
        let bare = (candidate.core.chars().count() > 2).then(|| candidate.core.clone());
        for form in candidate.full.into_iter().chain([quoted]).chain(bare) {
            forms.entry(form).or_insert_with(|| name.clone());
        }
        found.push((candidate.span, candidate.rule, name));
    }
    let again = again(&forms, case, text, &found);
    found.extend(again);
    found
}

/// The text of a case, and where the cores of the candidates stand in it.
struct Spoken<'a> {
    case: &'a str,
    places: HashMap<String, Vec<usize>>,
}

impl<'a> Spoken<'a> {
    fn of(candidates: &[Candidate], case: &'a str) -> Self {
        let cores: BTreeSet<&str> = candidates.iter().map(|candidate| candidate.core.as_str()).collect();
        let cores: Vec<&str> = cores.into_iter().collect();
        let places = occurrences(&cores, case);
        Self { case, places: cores.into_iter().map(ToOwned::to_owned).zip(places).collect() }
    }

    fn places(&self, core: &str) -> &[usize] {
        self.places.get(core).map_or(&[], Vec::as_slice)
    }
}

/// Candidates by the key of their core.
type Groups<'a> = BTreeMap<Cow<'a, str>, Vec<&'a Candidate>>;

/// What each programme is called, by the key of its core.
fn names(candidates: &[Candidate], spoken: &Spoken<'_>) -> BTreeMap<String, String> {
    let mut groups = Groups::new();
    for candidate in candidates {
        groups.entry(key(&candidate.core)).or_default().push(candidate);
    }
    let mut names: BTreeMap<String, String> =
        groups.iter().map(|(key, group)| (key.to_string(), name(group, spoken))).collect();
    for (short, long) in short_forms(&groups, spoken.case) {
        let name = names[&long].clone();
        names.insert(short, name);
    }
    names
}

/// The form that all agree on: with its head noun where it never stands without, else bare.
fn name(group: &[&Candidate], spoken: &Spoken<'_>) -> String {
    let core =
        group.iter().map(|candidate| &candidate.core).max_by_key(|core| core.len()).expect("groups are not empty");
    if group.iter().any(|candidate| candidate.rule == "programme/known") {
        return core.clone();
    }
    // A place that needs no verb to be a name says nothing of the noun that goes with it.
    let own: Vec<&Candidate> = group.iter().filter(|candidate| candidate.rule != "programme/common").copied().collect();
    let group = if own.is_empty() { group } else { own.as_slice() };
    let prefixed = group.iter().filter_map(|candidate| candidate.full.as_ref()).find(|full| full.ends_with('”'));
    let full = group.iter().filter_map(|candidate| candidate.full.as_ref()).min_by_key(|full| full.chars().count());
    let everywhere = group.iter().all(|candidate| candidate.full.is_some());
    match (prefixed, full) {
        (Some(prefixed), _) => prefixed.clone(),
        // An officer is not the system of such officers: “观察员”制度.
        (None, Some(full))
            if everywhere && (full.ends_with("制度") || full.ends_with("体系") || !stands_alone(core, spoken)) =>
        {
            full.clone()
        }
        // Figures alone say nothing: “832”平台.
        (None, Some(full)) if core.chars().all(|character| character.is_ascii_digit()) => full.clone(),
        _ if keeps_marks(core) => format!("“{core}”"),
        _ => with_area(core, spoken),
    }
}

/// Whether a quoted name is also used without its quotation marks: then it is a word of its own.
fn stands_alone(core: &str, spoken: &Spoken<'_>) -> bool {
    core.chars().count() > 2 && spoken.places(core).iter().any(|&at| !spoken.case[..at].ends_with('“'))
}

/// The name with the area before it, where the case once gives it so at the beginning of a clause.
fn with_area(core: &str, spoken: &Spoken<'_>) -> String {
    let ends_in_kind = |before: &&str| before.ends_with(['市', '县', '区', '省', '州']);
    let before = spoken.places(core).iter().map(|&at| &spoken.case[..at]).filter(ends_in_kind);
    // 通过全省…平台: words for a level name no area.
    let is_level = |area: &&str| {
        let mut ends = area.chars().rev().skip(1);
        ends.next().is_some_and(|c| "全我各本".contains(c))
    };
    let mut areas = before.filter_map(|before| AREA.captures(tail(before))?.get(1)).map(|area| area.as_str());
    let area = areas.find(|area| !is_level(area));
    area.map_or_else(|| core.to_owned(), |area| format!("{area}{core}"))
}

/// The last characters of a text: enough for the name of an area and the mark before it.
fn tail(text: &str) -> &str {
    let start = text.char_indices().rev().nth(8).map_or(0, |(at, _)| at);
    &text[start..]
}

/// The words right before a place, no more than an unquoted name has.
fn phrase_before(text: &str, at: usize) -> &str {
    let words = text[..at].char_indices().rev().take(*UNQUOTED.end());
    let start = words.take_while(|(_, c)| c.is_alphanumeric() || *c == '_').last().map_or(at, |(start, _)| start);
    &text[start..at]
}

/// Keys of short forms with the keys of what they are short for: said to be so (简称), or quoted words that end one phrase.
fn short_forms(groups: &Groups<'_>, case: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let said = if case.contains("简称") { case } else { "" };
    for captures in SHORT_FORM.captures_iter(said) {
        if !QUOTED.contains(&captures[1].chars().count()) || !SHORT.contains(&captures[2].chars().count()) {
            continue;
        }
        let (long, short) = (key(&captures[1]).into_owned(), key(&captures[2]).into_owned());
        if groups.contains_key(long.as_str()) {
            found.push((short, long));
        }
    }
    for captures in SHORT_FORM_OF_PHRASE.captures_iter(said) {
        let phrase = phrase_before(said, captures.get_match().start());
        if !UNQUOTED.contains(&phrase.chars().count()) || !SHORT.contains(&captures[1].chars().count()) {
            continue;
        }
        let short = key(&captures[1]).into_owned();
        let ends = |group: &Candidate| phrase.ends_with(&group.core) && group.core != captures[1];
        let long = groups.iter().find(|(_, group)| group.iter().any(|candidate| ends(candidate)));
        found.extend(long.map(|(long, _)| (short, long.to_string())));
    }
    // The phrases from their ends, so that those with one ending stand beside each other.
    let phrased = |group: &[&Candidate]| group.iter().any(|candidate| is_phrase(std::slice::from_ref(candidate)));
    let longer = groups.iter().filter(|(_, group)| phrased(group));
    let endings = longer.flat_map(|(key, group)| group.iter().map(move |long| (reversed(&long.core), key.as_ref())));
    let mut endings: Vec<(String, &str)> = endings.collect();
    endings.sort();
    for (short, group) in groups.iter().filter(|(_, group)| !is_phrase(group)) {
        let ending = reversed(&group[0].core);
        let from = endings.partition_point(|(long, _)| *long <= ending);
        let mut longer = endings[from..].iter().take_while(|(long, _)| long.starts_with(&ending));
        let Some((_, long)) = longer.next() else { continue };
        if longer.all(|(_, other)| other == long) {
            found.push((short.to_string(), (*long).to_owned()));
        }
    }
    found
}

fn reversed(core: &str) -> String {
    core.chars().rev().collect()
}

fn is_phrase(group: &[&Candidate]) -> bool {
    group.iter().all(|candidate| matches!(candidate.rule, "programme/phrase" | "programme/service"))
}

/// What two forms of one name share: 工作 and how long it is to last come and go (处置机制, 处置工作机制, 长效机制).
fn key(core: &str) -> Cow<'_, str> {
    const WORDS: [&str; 4] = ["工作", "常态化", "长效化", "长效"];
    if !core.contains(['作', '效', '化']) {
        return core.into();
    }
    let bare = WORDS.iter().fold(core.to_owned(), |bare, word| bare.replace(word, ""));
    if bare.chars().count() > 3 { bare.into() } else { core.into() }
}

/// `programme/again`: the places that use a form of a known name and were not found by themselves.
fn again(forms: &BTreeMap<String, String>, case: &Case, text: &str, found: &[Named]) -> Vec<Named> {
    let finder = Finder::new(forms.keys().map(String::as_str));
    let taken = Cover::new(found.iter().map(|(span, ..)| *span));
    let names: Vec<&String> = forms.values().collect();
    let mut again = Vec::new();
    for prose in case.prose() {
        for place in finder.find_iter(&text[prose.range()]) {
            let span = place.span.shift(prose.start);
            if !taken.overlaps(span) {
                again.push((span, "programme/again", names[place.word].clone()));
            }
        }
    }
    again
}
