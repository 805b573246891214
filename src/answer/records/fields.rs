//! The fields and filters of every list, a row each.

use oxigraph::model::vocab::rdfs;

use super::list::Shape::{Concept, Date, Decimal, Integer, Text, Thing, Words};
use super::list::Step::{From, To};
use super::list::{Field, Filter, Shape, Source, Wanted, Ways};
use crate::ontology::vocab::{cg, dcterms, oa, skos};

const fn one(name: &'static str, shape: Shape, ways: Ways, about: [&'static str; 2]) -> Field {
    Field { name, shape, is_many: false, source: Source::Ways(ways), about }
}

const fn many(name: &'static str, shape: Shape, ways: Ways, about: [&'static str; 2]) -> Field {
    Field { name, shape, is_many: true, source: Source::Ways(ways), about }
}

const fn by(name: &'static str, wanted: Wanted, ways: Ways, about: [&'static str; 2], example: &'static str) -> Filter {
    Filter { name, wanted, source: Source::Ways(ways), about, example }
}

const IN_CASE: Field = one("case", Thing, &[&[To(cg::IN_CASE)]], ["case that states it", "所属案例"]);
const RULE: Field = one("rule", Text, &[&[To(cg::RULE)]], ["rule that read it", "抽取规则"]);
const DERIVATION: Field = one("derivation", Concept, &[&[To(cg::DERIVATION)]], ["how it was come by", "推得方式"]);
const REVIEW: Field = one("review", Concept, &[&[To(cg::REVIEW)]], ["what a person found it to be", "复核状态"]);

const BY_CASE: Filter = by(
    "case",
    Wanted::Thing,
    &[&[To(cg::IN_CASE)]],
    ["case that states it, by number, title or IRI", "所属案例：编号、标题或 IRI"],
    "8",
);
const BY_DOCUMENT: Filter = by(
    "document",
    Wanted::Thing,
    &[&[To(cg::IN_CASE), To(cg::IN_DOCUMENT)]],
    ["document that states it, by id or title", "所在文档：标识或标题"],
    "doc-3542ed2cca7b",
);
const BY_REVIEW: Filter = by(
    "review",
    Wanted::Concept(&["reviews"]),
    &[&[To(cg::REVIEW)]],
    ["what a person found it to be; none: not reviewed", "复核状态；none 为未复核"],
    "none",
);

pub(super) static CASES: [Field; 14] = [
    one("number", Integer, &[&[To(cg::NUMBER)]], ["number in its compilation", "汇编中的编号"]),
    one("title", Words, &[&[To(dcterms::TITLE)]], ["title", "案例名称"]),
    one("year", Integer, &[&[To(cg::YEAR)]], ["year of the compilation", "年度"]),
    one("highlight", Text, &[&[To(cg::HIGHLIGHT)]], ["what is special about it", "特色亮点"]),
    one("indicator", Thing, &[&[To(cg::INDICATOR)]], ["indicator it is filed under", "指标"]),
    one("indicator_text", Text, &[&[To(cg::INDICATOR_TEXT)]], ["indicator as written", "原文指标名称"]),
    many("places", Thing, &[&[To(cg::PLACE)]], ["where it took place", "案例地点"]),
    many("reporters", Thing, &[&[To(cg::REPORTED_BY)]], ["who reported it", "报送单位"]),
    many("participants", Thing, &[&[To(cg::INVOLVES)]], ["who takes part", "参与单位"]),
    many(
        "policies",
        Thing,
        &[&[To(cg::CITES)], &[To(cg::IMPLEMENTS)]],
        ["policies it cites or carries out", "引用或落实的政策"],
    ),
    many("programmes", Thing, &[&[To(cg::INTRODUCES)]], ["programmes it introduces", "推出的项目与机制"]),
    many("targets", Thing, &[&[To(cg::TARGETS)]], ["groups it serves", "服务对象"]),
    many("recognitions", Thing, &[&[To(cg::RECEIVES)]], ["recognitions the case itself received", "案例所获认可"]),
    one("document", Thing, &[&[To(cg::IN_DOCUMENT)]], ["document it is in", "所在文档"]),
];

pub(super) static CASE_FILTERS: [Filter; 11] = [
    by(
        "q",
        Wanted::Words,
        &[&[To(dcterms::TITLE)], &[To(cg::HIGHLIGHT)], &[To(cg::TEXT)]],
        ["words in title, highlight or text", "标题、亮点或正文含有的词"],
        "越南",
    ),
    by("place", Wanted::Place, &[&[To(cg::PLACE)]], ["place, with all that lies in it", "地点（含其下级）"], "桂林市"),
    by("year", Wanted::Integer, &[&[To(cg::YEAR)]], ["year of the compilation", "年度"], "2023"),
    by("number", Wanted::Integer, &[&[To(cg::NUMBER)]], ["number in its compilation", "汇编中的编号"], "4"),
    by(
        "indicator",
        Wanted::Thing,
        &[&[To(cg::INDICATOR)], &[To(dcterms::SUBJECT)]],
        ["indicator, its own or the national one it maps to", "指标（本级或对应的国家指标）"],
        "政务服务",
    ),
    by(
        "agency",
        Wanted::Thing,
        &[&[To(cg::REPORTED_BY)], &[To(cg::INVOLVES)]],
        ["body that reports it or takes part", "报送或参与单位"],
        "北海市行政审批局",
    ),
    by("reporter", Wanted::Thing, &[&[To(cg::REPORTED_BY)]], ["body that reports it", "报送单位"], "北海市行政审批局"),
    by(
        "policy",
        Wanted::Thing,
        &[&[To(cg::CITES)], &[To(cg::IMPLEMENTS)]],
        ["policy it cites or carries out, by title or document number", "引用或落实的政策：名称或文号"],
        "国办发〔2023〕29号",
    ),
    by(
        "programme",
        Wanted::Thing,
        &[&[To(cg::INTRODUCES)]],
        ["programme it introduces", "推出的项目与机制"],
        "1369生命直通车",
    ),
    by("target", Wanted::Thing, &[&[To(cg::TARGETS)]], ["group it serves", "服务对象"], "中小企业"),
    by(
        "document",
        Wanted::Thing,
        &[&[To(cg::IN_DOCUMENT)]],
        ["document it is in, by id or title", "所在文档：标识或标题"],
        "doc-3542ed2cca7b",
    ),
];

pub(super) static ENTITIES: [Field; 10] = [
    Field { name: "type", shape: Text, is_many: false, source: Source::Class, about: ["what it is", "类别"] },
    one("name", Text, &[&[To(cg::NAME)]], ["full official name", "规范名称"]),
    many("aliases", Text, &[&[To(skos::ALT_LABEL)]], ["other names", "其他名称"]),
    many(
        "codes",
        Text,
        &[&[To(cg::ADMIN_CODE)], &[To(cg::COUNTRY_CODE)], &[To(cg::DOC_NUMBER)]],
        ["GB/T 2260 code, country code, document number", "行政区划代码、国家代码、文号"],
    ),
    one("kind", Concept, &[&[To(cg::KIND)]], ["kind of place or policy", "地点或政策的种类"]),
    one("located_in", Thing, &[&[To(cg::LOCATED_IN)]], ["where it is", "所在地"]),
    many("issuers", Thing, &[&[To(cg::ISSUED_BY)]], ["who issued the policy", "发文机关"]),
    one("issued", Date, &[&[To(dcterms::ISSUED)]], ["when the policy was issued", "发文日期"]),
    many("operators", Thing, &[&[To(cg::OPERATED_BY)]], ["who runs the programme", "运营单位"]),
    Field {
        name: "mentions",
        shape: Integer,
        is_many: false,
        source: Source::Count(&[&[From(cg::MENTION_OF)]]),
        about: ["how often the texts name it", "文中提及次数"],
    },
];

pub(super) static ENTITY_FILTERS: [Filter; 7] = [
    Filter {
        name: "type",
        wanted: Wanted::Class,
        source: Source::Class,
        about: ["what it is", "类别"],
        example: "agency",
    },
    by(
        "q",
        Wanted::Words,
        &[&[To(cg::NAME)], &[To(skos::ALT_LABEL)], &[To(rdfs::LABEL)], &[To(cg::DOC_NUMBER)]],
        ["words in a name", "名称含有的词"],
        "医院",
    ),
    by(
        "place",
        Wanted::Place,
        &[&[To(cg::LOCATED_IN)]],
        ["place it is in, at any depth", "所在地（含其下级）"],
        "防城港市",
    ),
    by(
        "code",
        Wanted::Text,
        &[&[To(cg::ADMIN_CODE)], &[To(cg::COUNTRY_CODE)], &[To(cg::DOC_NUMBER)]],
        ["GB/T 2260 code, country code or document number", "行政区划代码、国家代码或文号"],
        "450300",
    ),
    by(
        "kind",
        Wanted::Concept(&["placeKinds", "policyKinds"]),
        &[&[To(cg::KIND)]],
        ["kind of place or policy", "地点或政策的种类"],
        "admin",
    ),
    by("issuer", Wanted::Thing, &[&[To(cg::ISSUED_BY)]], ["who issued the policy", "发文机关"], "国务院办公厅"),
    Filter {
        name: "mentioned",
        wanted: Wanted::Mentioned,
        source: Source::Count(&[&[From(cg::MENTION_OF)]]),
        about: [
            "whether a text names it; the register of places holds thousands that none does (default true)",
            "文中是否提及；区划登记册中多数地点未被提及（默认 true）",
        ],
        example: "any",
    },
];

pub(super) static OBSERVATIONS: [Field; 21] = [
    one("metric", Text, &[&[To(cg::METRIC)]], ["what is measured, in words of the text", "度量名称"]),
    one("value", Decimal, &[&[To(cg::VALUE)]], ["value in the normalised unit", "折算到规范单位的数值"]),
    one("unit", Concept, &[&[To(cg::UNIT)]], ["normalised unit", "规范单位"]),
    one("qualifier", Concept, &[&[To(cg::QUALIFIER)]], ["how exact the number is", "限定词"]),
    one("kind", Concept, &[&[To(cg::KIND)]], ["kind of quantity", "观测类型"]),
    one("min_value", Decimal, &[&[To(cg::MIN_VALUE)]], ["lower bound", "下界"]),
    one("max_value", Decimal, &[&[To(cg::MAX_VALUE)]], ["upper bound", "上界"]),
    one("baseline", Decimal, &[&[To(cg::BASELINE)]], ["value before", "基线值"]),
    one("direction", Concept, &[&[To(cg::DIRECTION)]], ["which way it moved", "变化方向"]),
    one("period", Text, &[&[To(cg::PERIOD)]], ["period, ISO 8601", "时段"]),
    one("period_start", Date, &[&[To(cg::PERIOD_START)]], ["first day", "时段起"]),
    one("period_end", Date, &[&[To(cg::PERIOD_END)]], ["last day", "时段止"]),
    one("compared_with", Text, &[&[To(cg::COMPARED_WITH)]], ["period it is compared with", "对比时段"]),
    one("place", Thing, &[&[To(cg::PLACE)]], ["where", "地点"]),
    one("subject", Thing, &[&[To(cg::ABOUT)]], ["what the number is about", "对象"]),
    one("value_as_written", Decimal, &[&[To(cg::VALUE_AS_WRITTEN)]], ["number in the text", "原文数值"]),
    one("unit_as_written", Text, &[&[To(cg::UNIT_AS_WRITTEN)]], ["unit in the text", "原文单位"]),
    IN_CASE,
    DERIVATION,
    RULE,
    REVIEW,
];

pub(super) static OBSERVATION_FILTERS: [Filter; 13] = [
    by("metric", Wanted::Words, &[&[To(cg::METRIC)]], ["words in the metric", "度量名称含有的词"], "满意"),
    by("unit", Wanted::Concept(&["units"]), &[&[To(cg::UNIT)]], ["code of the unit", "单位代码"], "CNY"),
    by("kind", Wanted::Concept(&["observationKinds"]), &[&[To(cg::KIND)]], ["kind of quantity", "观测类型"], "share"),
    by(
        "qualifier",
        Wanted::Concept(&["qualifiers"]),
        &[&[To(cg::QUALIFIER)]],
        ["how exact the number is", "限定词"],
        "at_least",
    ),
    by(
        "direction",
        Wanted::Concept(&["directions"]),
        &[&[To(cg::DIRECTION)]],
        ["which way it moved", "变化方向"],
        "increase",
    ),
    by("place", Wanted::Place, &[&[To(cg::PLACE)]], ["place, with all that lies in it", "地点（含其下级）"], "桂林市"),
    by(
        "period",
        Wanted::During,
        &[&[To(cg::PERIOD)]],
        [
            "period in which the number's lies, ISO 8601; none: without a period",
            "时段（ISO 8601），含其中各段；none 为无时段",
        ],
        "2023",
    ),
    by("subject", Wanted::Thing, &[&[To(cg::ABOUT)]], ["what the number is about", "对象"], "广西GD物业公司"),
    by(
        "min_value",
        Wanted::AtLeast,
        &[&[To(cg::VALUE)]],
        ["least value, in the normalised unit", "数值下限（规范单位）"],
        "95",
    ),
    by(
        "max_value",
        Wanted::AtMost,
        &[&[To(cg::VALUE)]],
        ["greatest value, in the normalised unit", "数值上限（规范单位）"],
        "100",
    ),
    BY_CASE,
    BY_DOCUMENT,
    BY_REVIEW,
];

pub(super) static RECOGNITIONS: [Field; 10] = [
    one("name", Words, &[&[To(rdfs::LABEL)]], ["what it is called", "名称"]),
    one("kind", Concept, &[&[To(cg::KIND)]], ["kind of recognition", "类型"]),
    one("date", Date, &[&[To(cg::DATE)]], ["when, as precise as the text", "日期（按原文精度）"]),
    one("rank", Integer, &[&[To(cg::RANK)]], ["rank", "名次"]),
    many("recipients", Thing, &[&[From(cg::RECEIVES)]], ["who receives it", "获得者"]),
    many("issuers", Thing, &[&[To(cg::GRANTED_BY)]], ["who gives it", "授予单位"]),
    IN_CASE,
    DERIVATION,
    RULE,
    REVIEW,
];

pub(super) static RECOGNITION_FILTERS: [Filter; 8] = [
    by("q", Wanted::Words, &[&[To(rdfs::LABEL)]], ["words in the name", "名称含有的词"], "营商环境"),
    by(
        "recipient",
        Wanted::Thing,
        &[&[From(cg::RECEIVES)]],
        ["who receives it", "获得者"],
        "广西（柳州）人力资源服务产业园",
    ),
    by("issuer", Wanted::Thing, &[&[To(cg::GRANTED_BY)]], ["who gives it", "授予单位"], "人力资源和社会保障部"),
    by("year", Wanted::Year, &[&[To(cg::DATE)]], ["year; none: without a date", "年份；none 为无日期"], "2023"),
    by("kind", Wanted::Concept(&["recognitionKinds"]), &[&[To(cg::KIND)]], ["kind of recognition", "类型"], "award"),
    BY_CASE,
    BY_DOCUMENT,
    BY_REVIEW,
];

pub(super) static FINDINGS: [Field; 6] = [
    one("kind", Concept, &[&[To(cg::KIND)]], ["kind of fault", "问题类型"]),
    one("severity", Concept, &[&[To(cg::KIND), To(cg::SEVERITY)]], ["how much it matters", "严重程度"]),
    one("comment", Words, &[&[To(rdfs::COMMENT)]], ["what is wrong", "说明"]),
    IN_CASE,
    RULE,
    REVIEW,
];

pub(super) static FINDING_FILTERS: [Filter; 6] = [
    by(
        "q",
        Wanted::Words,
        &[&[To(rdfs::COMMENT)], &[To(cg::EVIDENCE), To(oa::EXACT)]],
        ["words in the comment or the quotation", "说明或引文含有的词"],
        "营业收入",
    ),
    by("kind", Wanted::Concept(&["findingKinds"]), &[&[To(cg::KIND)]], ["kind of fault", "问题类型"], "arithmetic"),
    by(
        "severity",
        Wanted::Concept(&["severities"]),
        &[&[To(cg::KIND), To(cg::SEVERITY)]],
        ["how much it matters", "严重程度"],
        "warning",
    ),
    BY_CASE,
    BY_DOCUMENT,
    BY_REVIEW,
];

pub(super) static DOCUMENTS: [Field; 9] = [
    one("title", Words, &[&[To(dcterms::TITLE)]], ["title", "标题"]),
    one("publisher", Text, &[&[To(dcterms::PUBLISHER)]], ["who published it", "发布者"]),
    one("issued", Date, &[&[To(dcterms::ISSUED)]], ["when it was published", "发布日期"]),
    one("source", Text, &[&[To(dcterms::SOURCE)]], ["its address", "网址"]),
    one("licence", Text, &[&[To(dcterms::LICENSE)]], ["licence", "许可"]),
    one("length", Integer, &[&[To(cg::LENGTH)]], ["code points of its text", "正文码点数"]),
    one("numerals", Integer, &[&[To(cg::NUMERALS)]], ["numerals of its text", "正文所含数字个数"]),
    one("sha256", Text, &[&[To(cg::SHA256)]], ["digest of its text", "正文摘要"]),
    Field {
        name: "facts",
        shape: Integer,
        is_many: false,
        source: Source::Count(&[&[From(cg::IN_DOCUMENT), From(cg::IN_CASE)]]),
        about: ["facts it states", "陈述的事实数"],
    },
];

pub(super) static DOCUMENT_FILTERS: [Filter; 3] = [
    by("q", Wanted::Words, &[&[To(dcterms::TITLE)]], ["words in the title", "标题含有的词"], "广西"),
    by(
        "publisher",
        Wanted::Words,
        &[&[To(dcterms::PUBLISHER)]],
        ["words in the publisher's name", "发布者名称含有的词"],
        "发展改革委",
    ),
    by(
        "year",
        Wanted::Year,
        &[&[To(dcterms::ISSUED)]],
        ["year of publication; none: unknown", "发布年份；none 为未知"],
        "none",
    ),
];
