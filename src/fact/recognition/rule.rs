//! Clauses → matches of the rows: what is called how, by whom, which place it takes.

use std::sync::LazyLock;

use regex::Captures;

use super::chosen::chosen;
use super::held::held;
use super::honour::honours;
use super::judged::judged;
use super::prizes::prizes;
use super::quoted::quoted_awards;
use super::row::{Row, possible};
use super::{Clause, Scene};
use crate::extract::floor;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// One recognition, as its clause words it.
pub(super) struct Match {
    pub(super) rule: &'static str,
    /// Local name in `cgv:recognitionKinds`.
    pub(super) kind: &'static str,
    /// Where its cue begins: what stands before is who receives it.
    pub(super) cue: usize,
    pub(super) name: Span,
    /// Where who gives it is named.
    pub(super) by: Span,
    /// Where who receives it is named, for rows that say so.
    pub(super) to: Option<Span>,
    /// Whether the clause says that somebody gives it, and not that somebody receives it.
    pub(super) gives: bool,
    pub(super) rank: Option<u32>,
}

/// What is wished or asked for, or done to somebody, right before the cue: 力争进入前列, 将其列入清单.
static PLANNED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "力争|争创|争取|努力|确保|申报|推荐|支持|鼓励|有望|即将|符合条件|优先|择优|必须|提出要|要[把将]|拟$|推动$|^(?:对|将|把)[^，]*$",
    )
});

static RANK: LazyLock<Pattern> = LazyLock::new(|| pattern("第([一二三四五六七八九十]|\\d{1,3})(?:名|位|$)"));

/// A family of rules, which adds to what those before it found in a clause.
type Step = fn(&Scene<'_>, &Clause<'_>, &mut Vec<Match>);

/// In the order of precedence.
const STEPS: [Step; 7] = [by_honour, by_quotation, by_holding, by_list, by_choice, by_rows, by_result];

/// All recognitions of each clause, in the order of the rules. Each step goes through all clauses before the next one does:
/// its words and its code stay at hand for the processor.
pub(super) fn matches(scene: &Scene<'_>, clauses: &[Clause<'_>]) -> Vec<Vec<Match>> {
    let mut found: Vec<Vec<Match>> = clauses.iter().map(|_| Vec::new()).collect();
    for step in STEPS {
        clauses.iter().zip(&mut found).for_each(|(clause, found)| step(scene, clause, found));
    }
    prizes(scene, clauses, &mut found);
    found
}

fn by_honour(scene: &Scene<'_>, clause: &Clause<'_>, found: &mut Vec<Match>) {
    found.extend(honours(scene, clause).into_iter().filter(|hit| !is_planned(scene, clause, hit.cue)));
}

fn by_quotation(scene: &Scene<'_>, clause: &Clause<'_>, found: &mut Vec<Match>) {
    let mut quoted = quoted_awards(scene, clause);
    quoted.retain(|hit| !found.iter().any(|known| known.name.overlaps(hit.name)));
    found.append(&mut quoted);
}

fn by_holding(scene: &Scene<'_>, clause: &Clause<'_>, found: &mut Vec<Match>) {
    let mut has = held(scene, clause);
    has.retain(|hit| !found.iter().any(|known| known.name.overlaps(hit.name)) && !is_planned(scene, clause, hit.cue));
    found.append(&mut has);
}

fn by_list(scene: &Scene<'_>, clause: &Clause<'_>, found: &mut Vec<Match>) {
    found.extend(announced(scene, clause));
}

fn by_choice(scene: &Scene<'_>, clause: &Clause<'_>, found: &mut Vec<Match>) {
    let mut chosen = chosen(scene, clause);
    chosen.retain(|hit| !found.iter().any(|known| known.name.overlaps(hit.name)));
    found.extend(chosen.into_iter().filter(|hit| !is_planned(scene, clause, hit.cue)));
}

fn by_rows(scene: &Scene<'_>, clause: &Clause<'_>, found: &mut Vec<Match>) {
    let slice = scene.words(clause.span);
    // 经 is "by" at the beginning of a clause, but not in 经验 and 经济.
    let word = slice.strip_prefix('经').is_some_and(|rest| rest.starts_with(['验', '济', '营', '贸', '典']));
    let skip = if word { '经'.len_utf8() } else { 0 };
    for row in possible(slice) {
        let Some(captures) = row.pattern.captures(&slice[skip..]) else { continue };
        let hit = read(row, &captures, clause.span.start + skip);
        // 积极争取|某试验区获批: what is wished for may begin the name.
        let wished = WISHED.is_match(scene.words(Span::new(hit.cue, clause.span.end)));
        let planned = wished || is_planned(scene, clause, hit.cue);
        // 受到国务院表扬的市: whoever it may be.
        let after = scene.words(Span::new(hit.name.end, clause.span.end));
        // …关于公布优秀案例的通知: the paper that says so.
        let paper = ["的通知", "的公告", "的通报", "的决定", "的公示", "的函"].contains(&after);
        // 得分排名前三的企业, but 获得第二名的好成绩.
        let reached = hit.kind == "ranking" && ["成绩", "佳绩", "位次", "等次"].iter().any(|word| after.contains(word));
        let relative = hit.kind != "media" && after.starts_with('的') && !paper && !reached;
        if planned || relative || scene.words(hit.name).starts_with('的') {
            continue;
        }
        let taken = found.iter().any(|known| known.name.overlaps(hit.name) || known.kind == hit.kind);
        if !taken && (row.holds)(scene, clause, &hit) {
            found.push(ranked(scene, clause, hit));
        }
    }
}

fn by_result(scene: &Scene<'_>, clause: &Clause<'_>, found: &mut Vec<Match>) {
    let Some(hit) = judged(scene, clause) else { return };
    let taken = found.iter().any(|known| known.name.overlaps(hit.name) || known.kind == hit.kind);
    if !taken && !is_planned(scene, clause, hit.cue) {
        found.push(ranked(scene, clause, hit));
    }
}

static WISHED: LazyLock<Pattern> = LazyLock::new(|| pattern("^(?:积极|全力|主动)?(?:争取|力争|努力|必须)"));

fn is_planned(scene: &Scene<'_>, clause: &Clause<'_>, cue: usize) -> bool {
    PLANNED.is_match(scene.words(Span::new(clause.span.start, cue))) || is_among_aims(scene, clause)
}

/// Whether a clause stands in a paragraph that says by its first words that it is on what is aimed at, or right under such a heading.
fn is_among_aims(scene: &Scene<'_>, clause: &Clause<'_>) -> bool {
    static AIMS: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            "^[\\s　]*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\\d{1,2}[.．、])?(?:主要|工作|总体|发展|具体|行动|建设|年度|预期)*目标(?:任务|要求)?(?:$|[。：\\n])",
        )
    });
    /// Bytes of the longest heading, and of what is looked at of a paragraph.
    const LONGEST: usize = 60;
    const REACH: usize = 1500;
    let text = scene.document.text.as_str();
    let from = floor(text, clause.span.start.saturating_sub(REACH));
    let before = &text[from..clause.span.start];
    let begins = before.rfind('\n').map(|at| at + 1);
    let Some(start) = begins.or((from == 0).then_some(0)) else { return false };
    let above = before[..start].trim_end();
    let heading = &above[above.rfind('\n').map_or(0, |at| at + 1)..];
    AIMS.is_match(&before[start..]) || heading.len() <= LONGEST && AIMS.is_match(heading)
}

fn read(row: &Row, captures: &Captures<'_>, offset: usize) -> Match {
    let whole = captures.get(0).expect("a match has its whole");
    let name = captures.name("name").expect("every row has this group");
    let by = captures.name("by").unwrap_or(name);
    let place = |group: regex::Match<'_>| Span::from(group.range()).shift(offset);
    // What makes the first words of a clause its giver leaves no receiver before it.
    let cue = offset + if by.start() < name.start() { by.start() } else { whole.start() };
    let to = captures.name("to").map(place);
    // 甲部同意乙园区作为试点: who agrees gives.
    let gives = row.name == "recognition/permitted";
    Match { rule: row.name, kind: row.kind, cue, name: place(name), by: place(by), to, gives, rank: None }
}

/// `recognition/announced`: 某部公布年度典型案例名单，我市《…》等3个案例入选: the list was named before who is on it.
fn announced(scene: &Scene<'_>, clause: &Clause<'_>) -> Option<Match> {
    static CHOSEN: LazyLock<Pattern> =
        LazyLock::new(|| pattern("(?:成功|榜上有名)?(?:入选|上榜|入围|榜上有名|在列)(?:其中)?$"));
    static LIST: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            "(?:公布|发布|公示|通报|揭晓|印发|推出)了?(?P<name>[^，]*?(?:案例|典型|范例|名单|榜单|经验|试点|示范)[^，“”]{0,4}?)(?:和[^，]*)?(?:各?[一二三四五六七八九十\\d]+[个项例].*)?$",
        )
    });
    let slice = scene.words(clause.span);
    let chosen = CHOSEN.find(slice).filter(|found| found.start() > 0)?;
    let mut earlier = clause.sentence.clauses[..clause.at].iter().rev().take(2);
    let (list, named) = earlier.find_map(|list| LIST.captures(scene.words(*list)).map(|found| (*list, found)))?;
    let name = Span::from(named.name("name")?.range()).shift(list.start);
    let by = Span::new(list.start, list.start + named.get(0)?.start());
    let cue = clause.span.start + chosen.start();
    Some(Match { rule: "recognition/announced", kind: "modelCase", cue, name, by, to: None, gives: false, rank: None })
}

fn ranked(scene: &Scene<'_>, clause: &Clause<'_>, mut hit: Match) -> Match {
    if hit.kind == "ranking" {
        let words = scene.words(hit.name);
        let first = words.ends_with("首位") || words.ends_with("榜首");
        let start =
            clause.span.start + evaluation(scene.words(clause.span)).unwrap_or(hit.name.start - clause.span.start);
        hit.rank = if first { Some(1) } else { RANK.captures(words).and_then(|captures| number(&captures[1])) };
        // 国务院办公厅开展的检查中名列第一: who evaluates is who ranks.
        hit.by.start = if hit.by == hit.name { start.min(hit.by.start) } else { hit.by.start };
        hit.name.start = start.min(hit.name.start);
    }
    hit
}

/// 在全国营商环境评价中 and the like: what is taken a place in.
fn evaluation(slice: &str) -> Option<usize> {
    static IN: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            "在([^，在]*(?:评价|考核|测评|评估|考评|评比|评选|评审|大赛|竞赛|比武|竞演|检查|抽查|普查|监测)[^，]{0,4}?)中",
        )
    });
    Some(IN.captures(slice)?.get(1)?.start())
}

fn number(digits: &str) -> Option<u32> {
    let ideographic = "一二三四五六七八九十".chars().position(|digit| digits.starts_with(digit));
    digits.parse().ok().or(ideographic.map(|at| at as u32 + 1))
}

/// The year a name begins with: 2023政法智能化建设创新案例.
pub(super) fn leading_year(name: &str) -> Option<String> {
    static YEAR: LazyLock<Pattern> = LazyLock::new(|| pattern("^(20\\d{2})(?:\\D|$)"));
    Some(YEAR.captures(name)?[1].to_owned())
}
