//! The rows of the table: name, kind, pattern, and what must hold beside it.

use std::collections::BTreeMap;
use std::str::Split;
use std::sync::LazyLock;

use super::hold::{
    always, is_by_authority, is_by_body, is_commended, is_end, is_evaluated, is_experience, is_high,
    is_high_or_noticed, is_list_of_honour, is_media, is_named, is_permitted, is_praised, is_prize_row, is_reported,
    is_spread, is_spread_far, is_told_of,
};
use super::rule::Match;
use super::{Clause, Scene};
use crate::lexicon::finder::Finder;
use crate::lexicon::pattern::{Pattern, pattern};

/// A row: what must hold beside the pattern is said by `holds`.
pub(super) struct Rule {
    pub(super) name: &'static str,
    /// Local name in `cgv:recognitionKinds`.
    pub(super) kind: &'static str,
    /// Words of which the pattern needs one, separated by `|`, and those of which it needs one besides, behind `&`: without
    /// them it is not tried.
    needs: &'static str,
    pub(super) pattern: Pattern,
    pub(super) holds: fn(&Scene<'_>, &Clause<'_>, &Match) -> bool,
}

/// A number as rankings write it.
const ORDINAL: &str = "(?:[一二三四五六七八九十]+|\\d+)";

const RECEIVED: &str = "(?:先后|多次|再次|连续)?(?:荣获|获得|得到|受到|赢得|获评|获)(?:了|到)?";

/// In the order of precedence; of two of one kind in a clause the first stands.
static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let row = |name, kind, needs: &'static str, expression: &str, holds| {
        let expression = expression.replace("RECEIVED", RECEIVED).replace("ORDINAL", ORDINAL);
        Rule { name, kind, needs, pattern: pattern(&expression), holds }
    };
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
            "第&获|取得|夺得",
            "(?:荣获|获得|取得|夺得|获评|获)(?P<name>[^，“”]*?第ORDINAL(?:名|位))",
            is_named,
        ),
        row(
            "recognition/ranking",
            "ranking",
            "前&获|取得|夺得",
            "(?:荣获|获得|取得|夺得|获评|获)(?P<name>[^，“”]*?前ORDINAL(?:强|名|位)?)$",
            is_evaluated,
        ),
        row(
            "recognition/ranking",
            "ranking",
            "方阵|第一梯队|等次|先进行列|最高等级|强|十大",
            "(?:进入|跻身|迈入|稳居|位居|位列|名列|列入|入列|上榜|入围|荣登|登上|获评|被评为|评定为|获得|获|入选)(?P<name>[^，“”是均]*?(?:方阵|第一梯队|等次|先进行列|最高等级|(?:百|千|十|\\d{1,4})强(?:县|市|区|镇|企业|园区|开发区|高新区|（市）|（市、区）)*(?:榜单|榜|名单|行列|方队|阵营)?(?:前ORDINAL(?:强|名|位)?|第ORDINAL(?:名|位)?)?|十大[^，]{1,6}))$",
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
            "recognition/award",
            "award",
            "决定",
            "决定(?:授予|命名|认定|表彰)(?P<name>[^“”，]*?(?:先进(?:单位|集体|个人)|称号|奖|示范(?:单位|市|县|区|基地|企业|项目)|模范(?:单位|集体|个人)?)(?:和先进(?:个人|集体))?)(?:$|[（等、])",
            is_named,
        ),
        row(
            "recognition/approved-as",
            "approval",
            "获批",
            "^(?P<name>[^，。]{4,40}?(?:区|园|中心|基地|试点|港|口岸|城市|实验室))(?:正式|成功)?获批(?:建设|设立|创建)?$",
            always,
        ),
        row(
            "recognition/promoted",
            "modelCase",
            "作为&案例|经验|典型|范例|做法|样板",
            "(?:被)?作为(?P<name>[^，]*(?:案例|经验|典型|范例|做法|样板))[^，]*?(?:推广|推介|印发|通报|刊发|发布)",
            always,
        ),
        row(
            "recognition/promoted",
            "modelCase",
            "推广",
            "(?P<name>(?:在|向)(?:全国|全省|全区|全市|全自治区)[^，]{0,8}?(?:复制)?推广)$",
            is_experience,
        ),
        row(
            "recognition/promoted",
            "modelCase",
            "推广|推介&被|获|得到|受到|赢得",
            "(?:被|RECEIVED)(?P<name>[^，的]{2,30}?(?:推广|推介))$",
            is_spread,
        ),
        row(
            "recognition/permitted",
            "approval",
            "同意",
            "(?:^|[、，关于]|[一二三四五六七八九十]、)同意(?:将|支持)?(?P<to>[^，]{2,60}?)(?:等[\\d一二三四五六七八九十]+[家个所])?(?:作为|成为|建设|开展|创建|列为|设立为|升级为)(?P<name>[^，]*?(?:试点|示范区|试验区|先行区|示范基地|新区|高新技术产业开发区|经济技术开发区|创新中心|科技园))(?:的批复|的函|的复函|培育|工作|名单)?$",
            is_permitted,
        ),
        row(
            "recognition/spread",
            "modelCase",
            "推广|推介|转发|介绍",
            "^(?P<by>[^，]{2,24}?)(?:发文|专题|专门|全文|以[^，]{2,8}(?:形式|方式)|印发[^，]{0,10}|编发[^，]{0,20}|通过[^，]{2,12}|向(?:全国|全省|全区|全市|全系统|各地)[^，]{0,6})+(?P<name>(?:推广|推介|转发|介绍)了?(?P<to>[^，]{2,36}?(?:经验|做法|案例|模式|典型)))(?:等?\\d+[项条个])?$",
            is_told_of,
        ),
        row(
            "recognition/published",
            "modelCase",
            "公布|发布|揭晓|推出|评选出",
            "^(?P<by>[^，]*?)(?:关于)?(?:联合|共同|正式)?(?:公布|发布|揭晓|推出|评选出)了?(?P<name>[^，]*?(?:优秀|最佳|最美|创新|示范|先进|十佳|典型经验|卓越)[^，]{0,16}?(?:案例|范例|经验|做法|单位|集体|个人|名单|榜单))(?:\\d+[个项例件]|各?[一二三四五六七八九十\\d]+[个例项])?(?:的(?:通知|公告|通报|决定))?$",
            is_by_body,
        ),
        row(
            "recognition/published",
            "modelCase",
            "揭晓|出炉",
            "^(?:最终)?(?:\\d+[个项例家])?(?P<name>[^，\\d]{0,16}?(?:优秀|最佳|最美|创新|示范|先进|十佳|十大|典型|卓越)[^，]{0,16}?(?:案例|范例|经验|做法|单位|集体|个人|名单|榜单|事件))(?:评选结果|评选)?(?:正式|隆重|新鲜)?(?:揭晓|出炉)$",
            always,
        ),
        row(
            "recognition/published",
            "modelCase",
            "现将",
            "^现将(?P<name>[^，]*?(?:优秀|最佳|最美|创新|示范|先进|十佳|典型|卓越)[^，]{0,16}?(?:案例|范例|经验|做法|单位|集体|个人|名单|榜单))(?:名单)?(?:予以|进行)?(?:公布|发布|印发)(?:如下)?$",
            always,
        ),
        row(
            "recognition/published",
            "modelCase",
            "名单",
            "^(?P<by>[^，]*?)(?:关于)?(?:公布|发布|命名)(?P<name>[^，]*?(?:国家级?|全国|省级?|自治区级?)[^，]{2,20}?)名单的(?:通知|公告|通报|决定)$",
            is_list_of_honour,
        ),
        row(
            "recognition/recorded",
            "modelCase",
            "入选|收录|编入|收入|选入|载入|写入&《",
            "(?:入选|收录(?:于|进|入|至)|编入|收入|选入|载入|写入)(?P<name>[^，《》]{0,24}《[^，《》]*(?:案例|汇编|选编|报告|蓝皮书|白皮书|经验|范例|名录|目录|年鉴|典型)[^《》]*》)",
            always,
        ),
        row(
            "recognition/recorded",
            "modelCase",
            "列入|纳入&《",
            "(?:列入|纳入)(?P<name>[^，《》]{0,24}《[^，《》]*(?:成果|案例|经验|典型|做法)[^《》]*》)",
            always,
        ),
        row(
            "recognition/ranking",
            "ranking",
            "组别",
            "(?:进入|步入|跻身|位列|位居|处于|列入|居)(?P<name>[^，]*?“?(?:非常高|高|优秀)”?组别)",
            is_evaluated,
        ),
        row(
            "recognition/media",
            "media",
            "推介|转发|刊发|采用|采纳&做法为|经验为|模式为|成果为|案例为",
            "(?:做法|经验|模式|成果|案例)为(?P<name>[^，]{4,}?(?:推介|转发|刊发|采用|采纳))",
            is_high,
        ),
        row(
            "recognition/recorded",
            "modelCase",
            "进入|载入&名录|名单|榜单",
            "(?:进入|载入)(?P<name>(?:世界|全球|国家|全国|中国|亚洲)[^，、]{2,24}?(?:名录|名单|榜单))$",
            always,
        ),
        row(
            "recognition/approved-as",
            "approval",
            "认可的|认定的|授牌的",
            "(?:^|[，、成为是首个家唯一])经(?P<by>[^，、的]{2,20}?)(?:认可|认定|授牌)的(?P<name>(?:国际|国家|全国|世界|省级)[^，的]{2,20})$",
            is_by_body,
        ),
        row(
            "recognition/stated",
            "modelCase",
            "重点文物保护单位|中心镇|重点镇|示范镇|示范村|特色镇|文明村|文明镇|历史文化名|非物质文化遗产|地质公园|森林公园|湿地公园",
            "(?:^|[\\p{Han}）”&&[^成评定名列作授誉选升建创设改称认视标]])(?:为|系|是|属)(?:全国|国家|省|市|自治区)?(?P<name>(?:国家|全国|省|市|自治区)级?(?:第?[一二三四五六七八]批)?[^，、的]{0,8}?(?:重点文物保护单位|中心镇|重点镇|示范镇|示范村|特色镇|文明[村镇]|历史文化名[城镇村]|非物质文化遗产))$",
            always,
        ),
        row(
            "recognition/award",
            "award",
            "获奖|得奖&会|赛|评比|评选|展评",
            "在(?P<name>[^，在]{3,30}?(?:博览会|展览会|展销会|交易会|大赛|比赛|竞赛|评比|评选|展评)[上中](?:多次|连续|先后|荣)*[获得]奖)",
            always,
        ),
        row(
            "recognition/promoted",
            "modelCase",
            "推广&全国|全省|全区|全市|全自治区",
            "(?P<name>(?:全国|全省|全区|全市|全自治区)(?:复制)?推广)$",
            is_spread_far,
        ),
        row(
            "recognition/promoted",
            "modelCase",
            "推介|刊发|转发&予以|给予|进行",
            "^(?P<by>[^，]{2,20}?)(?:予以|给予|进行)(?P<name>(?:刊发|转发|编发|宣传)?(?:推介|推广|刊发|转发))$",
            is_by_authority,
        ),
        row(
            "recognition/presented",
            "modelCase",
            "会上|议上",
            "在(?P<name>[^，]{2,30}?会议?上[^，]{0,4}?[作做]了?[^，]{0,8}(?:发言|介绍|交流)|(?:全国|全省|全区|全市|国家)[^，]{0,30}?会议?上[^，]{0,4}?交流)",
            always,
        ),
        row(
            "recognition/approved-as",
            "approval",
            "批复|批准",
            "(?:RECEIVED|^经)(?P<by>[^，]*?)(?:正式)?(?:批复|批准)(?:同意)?(?:成为|认定为|为|设立|建设|创建)(?P<name>[^，]+)$",
            always,
        ),
        row(
            "recognition/approved-as",
            "approval",
            "批复|批准",
            "^(?:[^，]*[年月日，])?(?P<by>(?:国家|国务院)|[^，]*?(?:部|委|局|厅|政府|总署|办公室))(?:正式)?(?:批复|批准)(?:同意)?[^，]*?(?:建设|设立|成立|创建|成为)(?P<name>[^，]*(?:区|园|中心|基地|试点|港|口岸|城市))$",
            always,
        ),
        row(
            "recognition/approved-as",
            "approval",
            "获批|成功创建|创建成为|创成",
            "(?:获批(?:成为|为|设立|建设|创建)?|(?:成功)?(?:创建成为|创成)|成功创建(?:为)?)(?P<name>[^，]{2,}(?:区|园|中心|基地|试点|港|口岸|城市|县|市|枢纽|实验室)[^，\\d]*)$",
            is_end,
        ),
        row(
            "recognition/media",
            "media",
            "报道|刊发|刊载|转载|播发|登载|刊登|播出|推介",
            "(?:RECEIVED|被|^经)(?P<name>[^，]*?(?:宣传报道|报道|刊发|刊载|转载|播发|登载|刊登|播出|推介))",
            is_media,
        ),
        row(
            "recognition/media",
            "media",
            "报道|刊发|刊载|转载|播发|登载|刊登|播出|推介",
            "在(?P<name>[^，的]{2,30}?(?:宣传报道|报道|刊发|刊载|转载|播发|登载|刊登|播出|推介))",
            is_media,
        ),
        row(
            "recognition/media",
            "media",
            "登上|亮相",
            "(?:登上|亮相)(?P<name>[^，]*?(?:头版|头条|日报|央视|电视台|新闻联播)》?(?:头版头条|头版|头条)?)",
            is_media,
        ),
        row(
            "recognition/media",
            "media",
            "报道|刊发|刊载|转载|播发|登载|刊登|播出|推介",
            "^(?P<name>[^，]*?(?:报道|刊发|刊载|转载|播发|登载|刊登|播出|推介))",
            is_reported,
        ),
        row(
            "recognition/media",
            "media",
            "聚焦|点赞|关注",
            "^(?P<name>[^，的]*?(?:专题|重点|深度|连续|多次)?(?:聚焦|点赞|关注))[^，]{2,}$",
            is_reported,
        ),
        row(
            "recognition/approval",
            "approval",
            "督查激励|通报",
            "(?:RECEIVED|被)(?P<name>[^，]*?(?:督查激励(?:对象|地方|城市)?|通报表扬|通报表彰|通报嘉奖))",
            is_high_or_noticed,
        ),
        row(
            "recognition/approval",
            "approval",
            "批示|批复|批准|肯定|认可|表扬|表彰|赞许|点赞",
            "RECEIVED(?P<name>[^，]*(?:批示|批复|批准|肯定|认可|表扬|表彰|赞许|点赞))",
            is_high,
        ),
        row(
            "recognition/commended",
            "approval",
            "表扬|表彰|嘉奖|督查激励",
            "(?P<by>[^，]*?)对(?P<to>[^，]*?)(?P<name>(?:给予|予以|进行|实施)[^，的]{0,8}?(?:表扬|表彰|嘉奖|督查激励))",
            is_commended,
        ),
        row(
            "recognition/commended",
            "approval",
            "肯定|评价|表扬|点赞&给予|予以|作出|进行",
            "^(?P<by>[^，]*?)对(?P<to>[^，]*?)(?P<name>(?:给予|予以|作出|进行)(?:了)?(?:充分|高度|点名)?(?:肯定|评价|表扬|点赞))$",
            is_praised,
        ),
        row(
            "recognition/commended",
            "approval",
            "通报",
            "^(?P<by>[^，]{2,24}?)(?P<name>通报(?:表扬|表彰|嘉奖))了?(?P<to>[^，]{2,40})$",
            is_commended,
        ),
        row(
            "recognition/commended",
            "approval",
            "督查激励|通报",
            "^(?P<by>[^，]{2,24}?)给予(?P<to>[^，]{2,30}?)(?P<name>督查激励|通报(?:表扬|表彰|嘉奖))$",
            is_commended,
        ),
        row(
            "recognition/commended",
            "approval",
            "肯定",
            "^(?P<name>(?:充分|高度)?肯定了?)(?P<to>[^，]{2,40}?(?:做法|经验|机制|模式|成效|工作))$",
            is_commended,
        ),
        row(
            "recognition/approval",
            "approval",
            "会上|议上|报告中|通报中|讲话中",
            "在(?P<name>[^，的]{4,30}?(?:会议?上|报告中|通报中|讲话中)[^，]{0,4}?(?:被|受到|获|得到)[^，]{0,4}?(?:表扬|肯定|点赞))",
            is_high,
        ),
        row(
            "recognition/reviewed",
            "approval",
            "通过",
            "通过了?(?P<name>(?:国家|全国|省级?|自治区级?)[^，]*?(?:城市|城|县|区|医院|学校|实验室|示范[^，]{0,6}|试点|模范[^，]{0,4})(?:创建)?(?:评估认定|督导评估认定|督导评估|督导验收|考核认定|复审|复查|验收|评审|评估|考核验收|评估验收))(?:$|”)",
            always,
        ),
        row(
            "recognition/prize-row",
            "award",
            "等奖|秀奖",
            "^(?P<name>(?:特等|一等|二等|三等|优秀)奖)(?:（[^（）]{1,10}）)?[：:](?P<to>[^，。]{4,})$",
            is_prize_row,
        ),
        row(
            "recognition/approved-as",
            "approval",
            "地理标志",
            "(?:获得|获批|获|取得|认定为)(?P<name>[^，“”\\d]*?(?:地理标志(?:保护)?(?:产品|证明商标|集体商标|农产品)?)(?:保护|认证|登记|注册)?)$",
            always,
        ),
        row(
            "recognition/instruction",
            "approval",
            "批示",
            "(?P<name>[^，“”]*(?:领导|书记|省长|主席|市长|总理|部长|局长)[^，]{0,24}?(?:作出|做出|作了|予以)[^，]*?批示(?:予以肯定|充分肯定|肯定)?)",
            always,
        ),
        row(
            "recognition/ranking",
            "ranking",
            "第|首位|榜首|前|之一&排|位列|位居|位于|居|名列|荣登|蝉联|稳居|保持|进入|列",
            "(?:排名|排在|排|位列|位居|位于|居|名列|荣登|蝉联|跃居|稳居|保持|进入|列)(?:中(?:位?列|名列|位?居|排名?))?(?P<name>[^，。]*?(?:第ORDINAL(?:名|位)?|首位|榜首|前列|前ORDINAL(?:名|位)?|前茅|最[^，]{2,16}之一))",
            is_evaluated,
        ),
    ]
});

/// The rows that a clause can hold by its words, in their order.
pub(super) fn possible(clause: &str) -> impl Iterator<Item = &'static Rule> {
    /// The words that rows need first, and by word a bit for each row that needs it.
    static NEEDS: LazyLock<(Finder<'static>, Vec<u64>)> = LazyLock::new(|| {
        let mut rows: BTreeMap<&str, u64> = BTreeMap::new();
        for (at, rule) in RULES.iter().enumerate() {
            rule.needs().0.for_each(|word| *rows.entry(word).or_default() |= 1 << at);
        }
        (Finder::of_rule(rows.keys().copied()), rows.into_values().collect())
    });
    let (finder, rows) = &*NEEDS;
    let mut met = finder.all_in(clause).fold(0_u64, |met, hit| met | rows[hit.word]);
    let met = std::iter::from_fn(move || {
        let row = met.trailing_zeros() as usize;
        met &= met.wrapping_sub(1);
        RULES.get(row)
    });
    met.filter(|rule| rule.needs().1.is_none_or(|mut besides| besides.any(|word| clause.contains(word))))
}

impl Rule {
    /// The words of which it needs one, and those of which it needs one besides.
    fn needs(&self) -> (Split<'static, char>, Option<Split<'static, char>>) {
        match self.needs.split_once('&') {
            Some((first, besides)) => (first.split('|'), Some(besides.split('|'))),
            None => (self.needs.split('|'), None),
        }
    }
}
