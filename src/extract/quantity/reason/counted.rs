//! Numbers with a unit that measure nothing: days and years, ordinals, bounds of a class, articles, parts of the text.

use oxsdatatypes::Decimal;

use super::super::super::numeral::Form;
use super::super::unit::UnitMatch;
use super::super::{LeftOut, is_time, measure_word};
use super::class::{is_age_group, is_class_bound};
use super::named::NAMED;
use super::needs::Needs;
use super::time::{is_year_of_old, tells_of_a_time, tells_of_years};
use super::{Look, continues_an_ordinal};

/// A rule for a number with a unit.
pub(super) struct WithUnit {
    pub(super) reason: LeftOut,
    /// It is asked only where all of this is so.
    pub(super) needs: Needs,
    pub(super) holds: fn(&Look<'_>, &UnitMatch<'_>) -> bool,
}

const WITH_UNIT: [WithUnit; 32] = [
    WithUnit {
        // a day of the month, which a rule for dates did not take.
        reason: LeftOut::Date,
        needs: Needs::DAY,
        holds: |look, _| !look.after.starts_with(['内', '以', '之', '左']),
    },
    WithUnit {
        // a year that is no date of the document (1900年, 始建于1381年, 洪武十四年).
        reason: LeftOut::Date,
        needs: Needs::YEAR,
        holds: is_year_of_old,
    },
    WithUnit {
        // 10时30分: the time of a day.
        reason: LeftOut::Date,
        needs: Needs::MARK,
        holds: |look, _| {
            let hour = look.before.strip_suffix(['时', '點', '点', '：', ':']);
            hour.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
        },
    },
    WithUnit {
        // 过去24小时, 这两天, 70多年来, 两个月后: a time that is told of.
        reason: LeftOut::Date,
        needs: Needs::TIME,
        holds: tells_of_a_time,
    },
    WithUnit {
        // 160日元兑1美元: what the number before is reckoned to.
        reason: LeftOut::Formula,
        needs: Needs::ONE,
        holds: |look, unit| look.before.ends_with('兑') && unit.surface.ends_with('元'),
    },
    WithUnit {
        // 满分5分: the same.
        reason: LeftOut::Formula,
        needs: Needs::MARK,
        holds: |look, _| look.before.ends_with("满分"),
    },
    WithUnit {
        // 上一个五年的2.3倍: the years that are told of.
        reason: LeftOut::Date,
        needs: Needs::YEAR.and(Needs::SPELLED),
        holds: |look, _| {
            let which = ["上一个", "上个", "下一个", "下个", "前一个", "首个", "第一个", "这一个", "又一个"];
            which.iter().any(|word| look.before.ends_with(word))
        },
    },
    WithUnit {
        // 判处五年以上有期徒刑的: a class of sentences.
        reason: LeftOut::Class,
        needs: Needs::TIME,
        holds: |look, _| {
            let bound = ["以上", "以下", "（含）以上"].iter().find_map(|bound| look.after.strip_prefix(bound));
            bound.is_some_and(|rest| rest.starts_with("有期徒刑"))
        },
    },
    WithUnit {
        // 十年前, 三天前: a time told from now.
        reason: LeftOut::Date,
        needs: Needs::TIME,
        holds: |look, _| look.after.strip_prefix('前').is_some_and(|rest| !rest.starts_with(['期', '置', '往', '端'])),
    },
    WithUnit {
        // 改革开放30多年来, 建市三十年来: the time that is told of.
        reason: LeftOut::Date,
        needs: Needs::YEAR,
        holds: |look, _| {
            let event = ["改革开放", "成立", "建国", "建党", "建军", "建市", "建县", "建区", "撤县设市", "解放"];
            let since = look.after.starts_with('来') || look.after.starts_with("以来");
            since && event.iter().any(|word| look.before.ends_with(word))
        },
    },
    WithUnit {
        // 两年平均增长13.6%: over what a rate is reckoned.
        reason: LeftOut::Date,
        needs: Needs::YEAR,
        holds: |look, _| ["平均", "年均", "累计"].iter().any(|word| look.after.starts_with(word)),
    },
    WithUnit {
        // 极不平凡的五年，, 五年分别增加14平方米, “十五”后三年: the years that are told of.
        reason: LeftOut::Date,
        needs: Needs::YEAR,
        holds: tells_of_years,
    },
    WithUnit {
        // 三类水质, 劣五类断面: classes that are numbered.
        reason: LeftOut::Ordinal,
        needs: Needs::CLASS,
        holds: |look, _| is_class_of_water(look),
    },
    WithUnit {
        // 孕产妇死亡率18.63/10万: what the number before is reckoned to.
        reason: LeftOut::Formula,
        needs: Needs::NOTHING,
        holds: |look, _| is_slash(look),
    },
    WithUnit {
        // 由十年前的不足百个, 比前五年|增长12%: when it was.
        reason: LeftOut::Date,
        needs: Needs::TIME,
        holds: |look, unit| {
            let ago = look.after.starts_with("前") && look.before.ends_with(['由', '从', '比', '较', '与']);
            ago || unit.surface == "年" && follows_earlier(look.before)
        },
    },
    WithUnit {
        // 第1、2批: the ordinal goes on.
        reason: LeftOut::Ordinal,
        needs: Needs::NOTHING,
        holds: |look, _| continues_an_ordinal(look.before),
    },
    WithUnit {
        // 这三项, 上述5类: things counted before.
        reason: LeftOut::Reference,
        needs: Needs::HEADS,
        holds: |look, _| {
            !look.qualified && ["这", "该", "此", "上述", "前述", "那"].iter().any(|word| look.before.ends_with(word))
        },
    },
    WithUnit {
        // 是指年主营业务收入2000万元及以上的企业: what a definition draws the line at.
        reason: LeftOut::Class,
        needs: Needs::NOTHING,
        holds: |look, _| {
            let bounded = || ["及以上", "以上", "及以下", "以下"].iter().any(|bound| look.after.starts_with(bound));
            look.after.starts_with(['及', '以'])
                && bounded()
                && ["是指", "系指", "指年", "统计范围", "统计口径", "起点标准"]
                    .iter()
                    .any(|word| look.before.contains(word))
        },
    },
    WithUnit {
        // 26兆瓦级机组, 千万吨级码头: of which size it is.
        reason: LeftOut::Class,
        needs: Needs::NOTHING,
        holds: |look, unit| {
            look.after.starts_with('级')
                && matches!(unit.normal, "kW" | "kV" | "kWh" | "ton" | "CNY" | "USD" | "m3" | "m2")
        },
    },
    WithUnit {
        // 海拔5000米以上乡镇: how high up they are.
        reason: LeftOut::Class,
        needs: Needs::METRE,
        holds: |look, _| {
            let bounded = ["以上", "以下"].iter().find_map(|bound| look.after.strip_prefix(bound));
            look.before.ends_with("海拔") && bounded.is_some_and(|rest| rest.starts_with(char::is_alphabetic))
        },
    },
    WithUnit {
        // 两个市场、两种资源: the home market and the other.
        reason: LeftOut::Word,
        needs: Needs::TWO,
        holds: |look, _| {
            let set = || look.before.ends_with("市场") || look.before.ends_with("市场、");
            ["市场两种资源", "市场、两种资源"].iter().any(|word| look.after.starts_with(word))
                || look.after.starts_with("资源") && set()
        },
    },
    WithUnit {
        // 60岁以上老人, 65岁老人: an age group.
        reason: LeftOut::Class,
        needs: Needs::AGE,
        holds: is_age_group,
    },
    WithUnit {
        // 亿元以上项目35个, 500人以下企业12家.
        reason: LeftOut::Class,
        needs: Needs::NOTHING,
        holds: is_class_bound,
    },
    WithUnit {
        // 排名后五位的省份, 居前3位的依次是: which ones are meant.
        reason: LeftOut::Class,
        needs: Needs::PLACE,
        holds: |look, _| {
            let listed = || ["的依次", "的分别", "的是", "的为"].iter().any(|word| look.after.starts_with(word));
            look.before.ends_with(['后', '末', '倒']) || look.before.ends_with('前') && listed()
        },
    },
    WithUnit {
        // 零人工, 零费用: a slogan.
        reason: LeftOut::Slogan,
        needs: Needs::ZERO,
        holds: |look, unit| look.spelled() || unit.surface.is_empty(),
    },
    WithUnit {
        // 千家万户, 百亿元产业: a place value alone.
        reason: LeftOut::Word,
        needs: Needs::SPELLED,
        holds: |look, unit| {
            let amount =
                unit.normal == "CNY" && look.before.ends_with(['达', '为', '至', '额', '资', '入', '值', '近']);
            // 统筹千亿元各级资金: money that is raised, but no class of industries (打造千亿元产业).
            let raised = unit.normal == "CNY" && look.lexicon.numerals.raises(look.before);
            look.low().form == Form::BareMagnitude && !(unit.open || look.qualified || amount || raised)
        },
    },
    WithUnit {
        // 一个, 一批: an article.
        reason: LeftOut::Article,
        needs: Needs::SPELLED.and(Needs::ONE),
        holds: is_article,
    },
    WithUnit {
        // 四周, 周边: all round.
        reason: LeftOut::Word,
        needs: Needs::SPELLED.and(Needs::WEEK),
        holds: |look, _| {
            let lasts = ["为期", "历时", "用时", "长达", "时间"].iter().any(|word| look.before.ends_with(word));
            look.is(4) && !look.qualified && !lasts
        },
    },
    WithUnit {
        // 二类口岸, 二期: 两 counts, 二 orders.
        reason: LeftOut::Ordinal,
        needs: Needs::TWO.and(Needs::COUNT),
        holds: |look, _| look.words == "二",
    },
    WithUnit {
        // 降至每10万人8.5人, 每1000名儿童配…: what a rate is reckoned by.
        reason: LeftOut::Formula,
        needs: Needs::HEADS,
        holds: |look, unit| {
            let another = || look.after.starts_with(|c: char| c.is_ascii_digit());
            // 每2人一组 is how many there are of them.
            let many = || look.low().whole::<u64>().is_some_and(|many| matches!(many, 100 | 1000 | 10_000 | 100_000));
            unit.normal == "person" && look.before.ends_with('每') && (another() || many())
        },
    },
    WithUnit {
        // 六项举措, 三个“零”: parts of the text.
        reason: LeftOut::Structure,
        needs: Needs::SPELLED.and(Needs::COUNT),
        holds: is_structure,
    },
    WithUnit {
        // 从3个方面: parts of the text.
        reason: LeftOut::Structure,
        needs: Needs::COUNT,
        holds: |look, _| {
            !look.spelled() && ["方面", "层面", "维度", "角度"].iter().any(|noun| look.after.starts_with(noun))
        },
    },
];

/// Why a number with a unit measures nothing; none where it does.
pub(in super::super) fn with_unit(look: &Look<'_>, unit: &UnitMatch<'_>) -> Option<LeftOut> {
    let given = Needs::given(look, unit);
    WITH_UNIT.iter().chain(&NAMED).find(|row| row.needs.are_in(given) && (row.holds)(look, unit)).map(|row| row.reason)
}

/// 三类水质, 好于三类比例, 劣五类断面: the classes of water have numbers.
fn is_class_of_water(look: &Look<'_>) -> bool {
    let before = ["劣", "优于", "好于", "劣于"].iter().any(|word| look.before.ends_with(word));
    let after = ["水质", "水体", "断面", "比例"].iter().any(|word| look.after.starts_with(word));
    (before || after) && look.low().value() <= Decimal::from(6)
}

/// 比前|五年, ，前|三年减半: the years before these, or the first of several.
fn follows_earlier(before: &str) -> bool {
    let Some(lead) = before.strip_suffix('前') else { return false };
    lead.is_empty() || lead.ends_with(['比', '较', '与', '同', '和', '，', '。', '；', '的', '\n'])
}

/// A number behind a slash that another number stands before.
fn is_slash(look: &Look<'_>) -> bool {
    let number = look.before.strip_suffix(['/', '／']);
    number.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
}

/// 一个, 一批: an article, not a count; but a time that is bounded or said to be so long, and one that it came down to, count.
fn is_article(look: &Look<'_>, unit: &UnitMatch<'_>) -> bool {
    if unit.half || matches!(unit.normal, "multiple" | "percent" | "pp" | "rank") {
        return false;
    }
    let said = look.before.ends_with(['为', '期', '满', '达', '需', '用', '仅', '限'])
        && !look.after.starts_with(['来', '一', '度'])
        || is_time(unit.normal)
            && ["提前", "推迟", "缩短", "延长", "节省"].iter().any(|verb| look.before.ends_with(verb));
    let came_to = look.before.ends_with(['至', '到', '为', '成'])
        && look.previous.is_some_and(|number| measure_word(number) == unit.surface);
    let measured = !matches!(unit.normal, "count" | "person" | "person_time");
    !(came_to || is_time(unit.normal) && (look.qualified || said) || measured && look.qualified)
}

fn is_structure(look: &Look<'_>, unit: &UnitMatch<'_>) -> bool {
    let small = !unit.open && !look.qualified;
    if !small || look.low().value() > Decimal::from(10) {
        return false;
    }
    let noun = format!("{}{}", unit.surface, look.after.chars().take(12).collect::<String>());
    let units = &look.lexicon.units;
    let own_parts = units.counts_structure(&noun) || units.counts_structure(look.after);
    // 试行六项改革措施: what is issued is there, and counted.
    let issued = ["出台", "推出", "试行", "印发", "发布", "制定", "提出"]
        .iter()
        .any(|verb| look.before.trim_end_matches('了').ends_with(verb) && matches!(unit.surface, "项" | "条" | "款"));
    !issued && (own_parts || look.after.starts_with(['“', '（']))
}
