//! Households and people of an area, of which a text says no more than how many: 辖9个村，|1438户|5696人.

use super::super::item::Item;
use crate::fact::Scene;

/// 辖9个村、2个社区，1438户5696人: after what an area is made up of, who lives there.
pub(super) fn inhabitants(scene: &Scene<'_>, item: &Item<'_>, metric: &str) -> Option<&'static str> {
    const PARTS: [&str; 11] = ["社区", "村", "镇", "乡", "街道", "组", "居委会", "合作社", "牧委会", "屯", "社"];
    let alone =
        || matches!(scene.words(item.before).trim_matches([' ', '，', '、']), "" | "共" | "共有" | "有" | "总计");
    match bare_unit(item) {
        "户" if PARTS.iter().any(|part| metric.ends_with(part)) && alone() => Some("户数"),
        "人" | "口" | "口人" if metric == "户数" && alone() => Some("人口"),
        "人" if PARTS.iter().any(|part| metric.ends_with(part)) && alone() => Some("人口"),
        _ => None,
    }
}

/// 全村仅有|41户|114口人: the households and the people of all of it.
pub(super) fn of_whole_village(item: &Item<'_>, own: &str) -> Option<&'static str> {
    let whole = own.strip_prefix(['全', '该', '本']).is_some_and(|area| {
        matches!(area, "村" | "镇" | "乡" | "县" | "区" | "屯" | "组" | "街道" | "社区" | "乡镇" | "嘎查" | "苏木")
    });
    match bare_unit(item) {
        "户" if whole => Some("户数"),
        "人" | "口" | "口人" if whole => Some("人口"),
        _ => None,
    }
}

/// The unit without what makes it larger: 万人.
fn bare_unit<'a>(item: &'a Item<'_>) -> &'a str {
    item.quantity.unit_as_written.trim_start_matches(['万', '亿', '千', '百', '余', '多'])
}
