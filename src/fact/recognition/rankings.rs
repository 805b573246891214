//! The rows of the places taken in evaluations, which come before all others.

use super::hold::{always, is_evaluated, is_won};
use super::row::Row;

/// In the order of precedence.
pub(super) fn rankings() -> Vec<Row> {
    let row = Row::new;
    vec![
        row(
            "recognition/ranking",
            "ranking",
            "升至|升到|移至|移到|位至|位到",
            "(?:上升[至到]|跃升[至到]|提升[至到]|升[至到]|前移[至到]|进位[至到])(?P<name>[^，。]*?(?:第ORDINAL(?:名|位)?|首位|前列|前ORDINAL(?:名|位)?))",
            is_evaluated,
        ),
        row(
            "recognition/ranking",
            "ranking",
            "第",
            "(?:荣获|获得|取得|夺得|获评|获)(?P<name>[^，“”]*?第ORDINAL(?:名|位))",
            is_won,
        ),
        row(
            "recognition/ranking",
            "ranking",
            "前",
            "(?:荣获|获得|取得|夺得|获评|获)(?P<name>[^，“”]*?前ORDINAL(?:强|名|位)?)$",
            is_evaluated,
        ),
        row(
            "recognition/ranking",
            "ranking",
            "方阵|第一梯队|等次|先进行列|最高等级|强|十大",
            "(?:进入|跻身|迈入|稳居|位居|位列|名列|列入|入列|上榜|入围|荣登|登上|获评|被评为|评定为|获得|获|入选)(?P<name>[^，“”是均]*?(?:方阵|第一梯队|等次|先进行列|最高等级|(?:百|千|十|\\d{1,4})强(?:县|市|区|镇|企业|园区|开发区|高新区|城市|县城|乡镇|医院|高校|品牌|商圈|创新集群|科技集群|产业集群|（市）|（市、区）)*(?:榜单|榜|名单|行列|方队|阵营)?(?:前ORDINAL(?:强|名|位)?|第ORDINAL(?:名|位)?)?|十大[^，]{1,6}))$",
            is_evaluated,
        ),
        row(
            "recognition/ranking",
            "ranking",
            "获评|评为|优秀|A级",
            "(?:获评|被评为|^(?:连续.{1,3}年)?)(?P<name>(?:(?:国家|全国|全省|省级)(?:[^，“”]{0,16}?(?:考评|考核|测评|评估|评价)(?:结果)?(?:获评|获|为)?)?)?(?:最高等级)?“?(?:A\\+?级|优秀)”?(?:等次|等级)?)$",
            is_evaluated,
        ),
        row(
            "recognition/ranking",
            "ranking",
            "得分|总分",
            "(?:得分|总分)(?P<name>(?:全国|全省|全市|全区|全县)第ORDINAL(?:名|位)?)$",
            is_evaluated,
        ),
        row(
            "recognition/ranking",
            "ranking",
            "连冠",
            "(?:实现|取得|荣获|夺得|荣膺|蝉联)(?P<name>[^，]{0,20}?“?ORDINAL连冠”?)",
            always,
        ),
        row(
            "recognition/ranking",
            "ranking",
            "记为|评为|通报为",
            "(?:记为|评为|通报为)(?P<name>(?:全国|全省|全市|全区|全县|全州)第ORDINAL(?:名|位)?)$",
            always,
        ),
    ]
}
