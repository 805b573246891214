//! Companies by their short names where no list says what they are: `走进御馨生物`, `三环电子二期`, `新荣纸业、宝鑫鞋业`.
//!
//! Such a name is two or three characters that are no word, and what the company makes. Fields of industry are written in the
//! same way (消费电子), so that the characters must be no word, the name must begin where one can, and either what it ends in is
//! said of companies alone (药业), or a company's things stand behind it (车间, 董事长, 年产…), or somebody visits it, or it stands in
//! a list with another one.

use std::sync::LazyLock;

use super::enumerated::ENUMERATED;
use super::{Found, Reader, seat_of};
use crate::extract::{Mention, PlaceReferent, Referent};
use crate::lexicon::organizations::{Class, Tells};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::{Span, ending, pairs};

/// What a company has or does, right behind its name: 项目, 二期, 董事长, 年产3万吨, （600123）.
static OF_A_COMPANY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:等|这?一?[个批])?(?:\p{Han}{0,4}?)?项目|年产|[一二三四]期|生产(?:基地|车间|线)|车间|厂区|厂房|展厅|(?:公司)?(?:党委书记|董事长|总经理|总裁|副总|厂长|相关负责人|负责人|创始人|员工|职工|工人)|研发中心|总部|改?扩建|扩能|续建|技改|产销|(?:当月|当日|成功|正式)?签约|等?(?:\p{Han}{2})?(?:开工|投产|竣工|落地|扩能|续建|扩建)|违法|违规|，是[^。；]{0,40}?(?:企业|公司)|一样，|科创板|上市|落户|入驻|集团|[（(]\d{6}|[（(]股票|\d[\d.]*[万亿]?(?:吨|台|套|米|平方米|元))",
    )
});

/// What shows that a field is meant, behind its name: 产业, 企业, 技术, or that another word goes on.
static OF_A_FIELD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:产业|行业|工业|领域|技术|制造|加工|企业|园|集群|人才|市场|制品|设备|零部件|零配件|产品|板块|类|化|业|学|城|小镇|大国|强国|强省|体系|系统|平台|服务|资源|经济|消费|贸易|工程|商品|原料|材料|供应|安全|价格|配件|专业|研究|协会|商会|局|厅|部|处|科|委|站|所|馆|院|型|级|专项|创新|成果|转化|革命|进步|特派|支行|分行|基金|保险|店|厂|品牌|生产企业|发展|建设|改造|升级|投资|作业|运输|销售|批发|零售|维修|安装|信息|数据|基地|等(?:\p{Han}{0,8})?(?:产业|行业|领域|产品|设备|技术|方向|赛道|集群|板块|方面|功能|非物质文化遗产|非遗))",
    )
});

/// Words behind which somebody is with a company or brings it in, right before its name.
const MET: [&str; 39] = [
    "牵手",
    "携手",
    "处置",
    "特别是",
    "走进",
    "走访",
    "来到",
    "前往",
    "深入",
    "考察",
    "参观",
    "到访",
    "赴",
    "到",
    "调研",
    "引进",
    "引入",
    "引育",
    "落户",
    "签约",
    "支持",
    "依托",
    "入驻",
    "推动",
    "助力",
    "帮助",
    "服务",
    "指导",
    "对接",
    "约谈",
    "拜访",
    "会见",
    "联合",
    "500强",
    "企业",
    "公司",
    "旗下",
    "集团",
    "记者在",
];

/// Most characters of what a company is called by, before what it makes.
const LONGEST_OWN: usize = 3;

/// What a name stands behind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Behind {
    /// A mark, or nothing.
    Mark,
    /// A word that brings somebody to a company.
    Meeting,
    /// Any other word that goes before names, or an area.
    Word,
}

/// A stretch that is formed like the name of a company.
struct Candidate {
    span: Span,
    /// Whether something beside its form says that it is one.
    told: bool,
}

impl Reader<'_> {
    /// The short names of companies of a line.
    pub(super) fn brands(&mut self) {
        let candidates = self.candidates();
        let beside = |one: &Candidate| {
            candidates.iter().any(|other| self.are_listed(one.span, other.span))
                || self.found.iter().any(|body| body.class == Class::Company && self.are_listed(one.span, body.span))
        };
        let named: Vec<Span> = candidates.iter().filter(|one| one.told || beside(one)).map(|one| one.span).collect();
        for span in named {
            let name = self.text[span.range()].to_owned();
            let seat = self.place_in(span).and_then(seat_of);
            self.found.push(Found { span, rule: ENUMERATED, name, class: Class::Company, seat });
        }
    }

    /// What is formed like the name of a company and overlaps nothing found.
    fn candidates(&self) -> Vec<Candidate> {
        let line = &self.text[self.line.range()];
        let mut runs: Vec<(Span, Tells)> = Vec::new();
        // 精密|材料: of what it makes in two words the last one counts.
        for (range, tells) in self.lexicon.organizations.brands_in(line) {
            let span = Span::from(range).shift(self.line.start);
            match runs.last_mut() {
                Some((last, told)) if last.end == span.start => (last.end, *told) = (span.end, tells),
                _ => runs.push((span, tells)),
            }
        }
        runs.into_iter().filter_map(|(run, tells)| self.candidate(run, tells)).collect()
    }

    fn candidate(&self, run: Span, tells: Tells) -> Option<Candidate> {
        let after = &self.text[run.end..self.line.end];
        let taken = |span: Span| self.found.iter().any(|body| body.span.overlaps(span));
        if taken(run) {
            return None;
        }
        let of_a_company = OF_A_COMPANY.is_match(after);
        if !of_a_company && OF_A_FIELD.is_match(after) {
            return None;
        }
        let before = &self.text[self.line.start..run.start];
        for count in 2..=LONGEST_OWN {
            let (at, _) = before.char_indices().rev().nth(count - 1)?;
            let own = Span::new(self.line.start + at, run.start);
            if !self.is_own_word(own, run) {
                continue;
            }
            let Some((start, behind)) = self.beginning(own.start) else { continue };
            let span = Span::new(start, run.end);
            let alone = tells == Tells::Half && behind == Behind::Mark;
            let told = tells == Tells::Sure || of_a_company || behind == Behind::Meeting || alone;
            if !taken(span) && (count == 2 || told) {
                return Some(Candidate { span, told });
            }
        }
        None
    }

    /// Where a name begins that has its own characters from a place on, and what it stands behind.
    fn beginning(&self, at: usize) -> Option<(usize, Behind)> {
        const LOOKED_AT: usize = 7;
        let near = ending(&self.text[self.line.start..at], LOOKED_AT);
        if !near.ends_with(char::is_alphanumeric) {
            return Some((at, Behind::Mark));
        }
        if MET.iter().any(|word| near.ends_with(word)) {
            return Some((at, Behind::Meeting));
        }
        // 原|盛青置业: what it was called before.
        if near.ends_with('原') || self.lexicon.organizations.name_start(near) == near.len() {
            return Some((at, Behind::Word));
        }
        // 湖北|顺天精密材料: the province or city goes with the name, but for what is written in full (某县|某某科技).
        let place = self.place_before(at)?;
        let full = near.ends_with(['省', '市', '县', '区', '州', '旗', '镇', '乡', '村']);
        let known = matches!(place.referent, Referent::Place(PlaceReferent::Admin(_)));
        Some((if full || !known { at } else { place.span.start }, Behind::Word))
    }

    /// The place that ends where something begins.
    fn place_before(&self, at: usize) -> Option<&Mention> {
        let to = self.places.partition_point(|place| place.span.start < at);
        self.places[..to].iter().rev().take(4).find(|place| place.span.end == at)
    }

    /// Whether the characters before what a company makes are no word and part of none.
    fn is_own_word(&self, own: Span, run: Span) -> bool {
        const NEVER: &str = "但辆的和与及等在了是有个各该本其每某我你他之于以为所至从由对将被把让不房两多几年月日元";
        const COUNTED: &str = "个家项批条期年大级类次层座所名";
        let words = &self.text[own.range()];
        let organizations = &self.lexicon.organizations;
        let is_word = |pair: &str| {
            organizations.is_ordinary(pair)
                || organizations.is_generic(pair)
                || self.lexicon.places.is_common(pair)
                || self.lexicon.places.is_plain(pair)
        };
        let end = self.text[run.range()].chars().next().map_or(run.start, |c| run.start + c.len_utf8());
        let near = self.places_from(own);
        !words.starts_with(['这', '那', '座', '号', '级', '非', '原', '现', '县', '市', '省'])
            && words.chars().all(|c| c.is_alphabetic() && !NEVER.contains(c))
            && !(words.starts_with(|c| "一二三四五六七八九十百千".contains(c))
                && words.contains(|c| COUNTED.contains(c)))
            && organizations.name_start(words) == 0
            && !organizations.names_a_kind(words)
            && near.is_empty()
            && self.place_over(own).is_none()
            // 储能|电池: both are fields.
            && organizations.brands_in(words).next().is_none()
            && !pairs(&self.text[own.start..end]).any(|(_, pair)| is_word(pair))
    }

    /// Whether one stands behind the other in a list.
    fn are_listed(&self, one: Span, other: Span) -> bool {
        let between = |first: Span, second: Span| {
            first.end < second.start
                && second.start - first.end <= '、'.len_utf8()
                && matches!(&self.text[first.end..second.start], "、" | "和" | "与" | "及")
        };
        between(one, other) || between(other, one)
    }
}
