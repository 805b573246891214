//! Whether a head ends a name: not where another word goes on from it (`港|口`), and not as the end of a person's name or of another word.

use super::Reader;
use crate::lexicon::places::Care;

/// Towns and villages are called after ports, bridges and old towns: 泖港|镇, 大桥|镇, 古城|街道.
const LOCALITIES: [&str; 3] = ["镇", "街道", "村"];

impl Reader<'_> {
    /// Whether the head is the end or the beginning of another word, or a part of what stands before it.
    pub(super) fn is_another_word(&self) -> bool {
        let (text, head) = (self.scene.text, self.head);
        let (before, rest) = (&text[self.line.start..self.noun.start], &text[self.noun.end..self.line.end]);
        // 国家碳达|峰
        let reached = || before.ends_with(['达', '高', '顶', '洪', '错', '迎']);
        // 王春|峰　自然资源部党组成员: a person, by whose name the line of a list begins.
        let begins_line = || before.chars().count() < 3 && rest.starts_with(char::is_whitespace);
        // 天台山主|峰
        let highest = || before.ends_with(['主', '顶', '高']);
        // 三峡水库|库区 is the reservoir's, 山区|库区 are all of them; 老城|老街 and the like are kinds.
        let of_many = || match head.full {
            // 甲乙|互联|互通: what is done, and no crossing.
            "互通" => ["互联", "互认", "数据", "信息", "资源", "相互"].iter().any(|word| before.ends_with(word)),
            "库区" => ["水库", "山区", "移民"].iter().any(|word| before.ends_with(word)),
            // 长江|干流|新区段
            "新区" => before.ends_with("干流"),
            // 抽水蓄能电站|上水库: a part of it.
            "水库" => ["站上", "站下", "蓄能上", "蓄能下"].iter().any(|word| before.ends_with(word)),
            // 老岚水库|大坝: a part of it.
            "大坝" => ["水库", "电站", "枢纽"].iter().any(|works| before.ends_with(works)),
            "老街" | "古街" => ["老城", "古城", "老街", "古镇"].iter().any(|word| before.ends_with(word)),
            _ => false,
        };
        of_many()
            || head.full == "峰" && (reached() || begins_line() || highest())
            || self.is_of_person(before)
            // 自然保护区|试验区 is a part of it.
            || head.full == "试验区" && before.ends_with("保护区")
            || self.goes_on(rest)
            || head.care == Care::Ends && !ends_there(rest)
    }

    /// 副市长刘云|峰: whether the noun is the last character of a person's name behind a title.
    fn is_of_person(&self, before: &str) -> bool {
        let one = self.head.full.chars().nth(1).is_none();
        let shorter = before.char_indices().next_back().map_or("", |(at, _)| &before[..at]);
        one && [before, shorter].into_iter().any(|words| self.scene.lexicon.places.ends_in_surname(words))
    }

    /// Whether another word goes on from the head.
    fn goes_on(&self, after: &str) -> bool {
        let surface = &self.scene.text[self.noun.range()];
        // 甘肃公路|建设集团: a body.
        let body = ["建设集团", "建设公司", "建设局", "建设投资", "建设管理", "建设有限"];
        if surface.ends_with("公路") && body.iter().any(|body| after.starts_with(body)) {
            return true;
        }
        // 北仑港|通关, though 港通 begins another word.
        if surface.ends_with('港') && (after.starts_with("通关") || after.starts_with("通航")) {
            return false;
        }
        // 三江源国家公园|体制试点, though 园体 begins another word.
        if surface == "国家公园" && after.starts_with("体制") {
            return false;
        }
        // 海港|大道, 新城|大街: a street is called so.
        if ["大道", "大街"].iter().any(|street| after.starts_with(street)) {
            return true;
        }
        let town = !surface.ends_with(['区', '园', '基']) && LOCALITIES.iter().any(|head| after.starts_with(head));
        town || self.scene.lexicon.places.begins_another_word(surface, after)
    }
}

/// Whether a name may end before the rest of a line: a mark, another of a list, a stage of the works, or what is done to it.
fn ends_there(rest: &str) -> bool {
    const NEXT: [&str; 53] = [
        "等",
        "和",
        "及",
        "与",
        "以及",
        "一期",
        "二期",
        "三期",
        "四期",
        "五期",
        "1号",
        "2号",
        "3号",
        "4号",
        "5号",
        "6号",
        "7号",
        "8号",
        "至",
        "探矿权",
        "采矿权",
        "东延",
        "西延",
        "南延",
        "北延",
        "项目",
        "工程",
        "开工",
        "投产",
        "投运",
        "建成",
        "核准",
        "通水",
        "扩建",
        "段",
        "转",
        "通往",
        "加快",
        "完工",
        "主体",
        "下闸",
        "蓄水",
        "发电",
        "通航",
        "截流",
        "上游",
        "下游",
        "下泄",
        "泄流",
        "船闸",
        "断面",
        "水质",
        "（",
    ];
    !rest.starts_with(|c: char| c.is_alphanumeric()) || NEXT.iter().any(|word| rest.starts_with(word))
}
