//! What there is so much of in all, where only the clause before names it: 出台惠企政策，|共计|21条.

use super::super::item::Item;
use crate::document::numbering;
use crate::extract::quantity::is_time;
use crate::fact::Scene;

/// 出台惠企政策，|共计21条, 推广较为成熟的举措，共18项, 休牧期为4月1日至6月15日，共76天: what the clause before names is what there
/// is so much of.
pub(in crate::fact::observation) fn totalled(scene: &Scene<'_>, item: &Item<'_>, counts: bool) -> Option<String> {
    const TOTALS: [&str; 6] = ["共", "共计", "合计", "总计", "一共", "总共"];
    let lasts = is_time(item.quantity.unit);
    if !(counts || lasts) || !TOTALS.contains(&scene.words(item.before).trim()) {
        return None;
    }
    let words = scene.document.text.as_str()[..item.before.start].trim_end().strip_suffix('，')?;
    if lasts {
        return time_totalled(scene, words);
    }
    let clause = words.rsplit(['，', '。', '；', '：', '！', '？', '\n', '“', '”']).next()?;
    let noun = clause.rsplit_once('的').map(|(_, noun)| noun).filter(|noun| noun.chars().count() > 1);
    let named = scene.lexicon.metrics.bare(noun.unwrap_or(clause));
    let plain = named.chars().all(char::is_alphabetic) && (2..=LONGEST).contains(&named.chars().count());
    plain.then(|| named.to_owned())
}

/// 对企业诉求的解决，|已从过去的7天缩短到1天: what the clause before tells is what moved.
pub(in crate::fact::observation) fn told_before(scene: &Scene<'_>, item: &Item<'_>) -> Option<String> {
    let words = scene.document.text.as_str()[..item.before.start].trim_end().strip_suffix('，')?;
    let clause = words.rsplit(['，', '。', '；', '：', '！', '？', '\n', '“', '”']).next()?;
    let named = scene.lexicon.metrics.bare(clause);
    let plain = named.chars().all(char::is_alphabetic) && (2..=LONGEST).contains(&named.chars().count());
    plain.then(|| named.to_owned())
}

/// 劳动节：5月1日至5日放假，|共5天: what the days before are of, with the label of the line.
fn time_totalled(scene: &Scene<'_>, words: &str) -> Option<String> {
    /// Most characters of a label.
    const LABEL: usize = 16;
    let line = words.rsplit(['\n', '。', '；']).next()?;
    let (label, told) = line.split_once('：').filter(|(label, _)| label.chars().count() <= LABEL).unwrap_or(("", line));
    let label = &label[numbering(label).map_or(0, |number| number.length)..];
    let told = told.rsplit('，').next()?;
    let digit = |c: char| c.is_ascii_digit();
    let (first, last) = (told.find(digit)?, told.rfind(['日', '）'])?);
    let ahead = scene.lexicon.metrics.bare(&told[..first]);
    let behind = told.get(last..)?.trim_start_matches(['日', '）']);
    let named = [label, if ahead.is_empty() { behind } else { ahead }].concat();
    (2..=LONGEST).contains(&named.chars().count()).then_some(named)
}

/// Most characters of the name of what there is so much of.
const LONGEST: usize = 20;
