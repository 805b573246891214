//! Entities of whole documents: what is merged, where bodies are, and in which order they come.

use casegraph::document::{Document, Text};
use casegraph::lexicon::Lexicon;
use casegraph::resolve::{Detail, Entity, EntityKind, Index, entities};
use casegraph::span::Span;

use crate::documents::Folder;

fn read(text: &str) -> (Document, Vec<Entity>) {
    let document = Document::new("case.txt", Text::new(text), Lexicon::builtin());
    let found = entities(&document, Lexicon::builtin());
    (document, found)
}

fn one<'a>(entities: &'a [Entity], kind: EntityKind, name: &str) -> &'a Entity {
    let mut named = entities.iter().filter(|entity| entity.kind() == kind && entity.name == name);
    let found = named.next().unwrap_or_else(|| panic!("{name} is not among {:?}", names(entities, kind)));
    assert!(named.next().is_none(), "{name} is there twice");
    found
}

fn names(entities: &[Entity], kind: EntityKind) -> Vec<&str> {
    entities.iter().filter(|entity| entity.kind() == kind).map(|entity| entity.name.as_str()).collect()
}

const CASE: &str = "2023年福建省厦门市优化营商环境案例\n\n省财政厅与厦门市中级人民法院会商。\n\
    出台《厦门市破产工作办法》，后修订《厦门市破产工作办法》（厦府办〔2023〕8号）。市中院与福建省财政厅复盘。\n";

#[test]
fn forms_of_one_body_are_one_entity_with_its_seat() {
    let (document, found) = read(CASE);
    let court = one(&found, EntityKind::Agency, "厦门市中级人民法院");
    let surfaces: Vec<&str> = court.mentions.iter().map(|mention| &document.text[mention.span]).collect();
    assert_eq!(surfaces, ["厦门市中级人民法院", "市中院"]);
    let seat = court.located_in.map(|seat| found[seat.0 as usize].identity.as_str());
    assert_eq!(seat, Some("350200"));
    assert_eq!(one(&found, EntityKind::Agency, "福建省财政厅").mentions.len(), 2);
}

#[test]
fn a_document_cited_with_and_without_its_number_is_one() {
    let (_, found) = read(CASE);
    let policy = one(&found, EntityKind::Policy, "厦门市破产工作办法");
    assert_eq!((policy.identity.as_str(), policy.mentions.len()), ("厦府办〔2023〕8号", 2));
    let Detail::Policy(detail) = &policy.detail else { panic!("{:?}", policy.detail) };
    assert_eq!(detail.doc_number.as_deref(), Some("厦府办〔2023〕8号"));
}

#[test]
fn entities_come_by_kind_and_identity() {
    let (_, found) = read(CASE);
    let keys: Vec<_> = found.iter().map(|entity| (entity.kind(), entity.identity.clone())).collect();
    assert!(keys.is_sorted());
    let index = Index::new(&found);
    for (at, entity) in found.iter().enumerate() {
        assert_eq!(index.find(entity.kind(), &entity.identity).map(|id| id.0 as usize), Some(at));
    }
}

#[test]
fn the_index_lists_mentions_in_the_order_of_the_text() {
    let (document, found) = read(CASE);
    let index = Index::new(&found);
    let all: Vec<Span> = index.within(Span::new(0, document.text.as_str().len())).map(|(span, _)| span).collect();
    assert!(all.is_sorted_by_key(|span| span.start) && all.len() > 5);
}

#[test]
fn an_area_in_the_name_of_a_company_is_no_place_of_its_own() {
    let (document, found) = read("2023年甘肃省案例\n\n与厦门远海物流有限公司签约，走访集美区税务局。\n");
    let company = one(&found, EntityKind::Organization, "厦门远海物流有限公司");
    let in_company = |entity: &Entity| entity.mentions.iter().any(|m| company.mentions[0].span.contains(m.span));
    assert!(!found.iter().any(|entity| entity.kind() == EntityKind::Place && in_company(entity)));
    let district = one(&found, EntityKind::Place, "集美区");
    assert_eq!(&document.text[district.mentions[0].span], "集美区");
}

#[test]
fn every_reporting_unit_is_a_body() {
    let text = "指标名称\n纳税\n案例名称\n甲\n报送单位\n广州市番禺区未来发展统筹专责机构、市数字政府建设运营中心（牵头）\n\
        广东远方咨询有限公司\n主要内容\n近年来，广州市持续发力。\n";
    let (_, found) = read(text);
    let agencies = names(&found, EntityKind::Agency);
    assert!(
        agencies.contains(&"番禺区未来发展统筹专责机构")
            || agencies.iter().any(|name| name.ends_with("番禺区未来发展统筹专责机构"))
    );
    assert!(agencies.iter().any(|name| name.ends_with("市数字政府建设运营中心")), "{agencies:?}");
    one(&found, EntityKind::Organization, "广东远方咨询有限公司");
}

/// A report that cites something.
fn citing(words: &str) -> String {
    format!("2022年安徽省优化营商环境典型案例\n合肥市司法局认真落实{words}，2022年办理公证案件300件。\n")
}

#[test]
fn a_document_cited_by_title_here_and_by_number_there_is_one_node() {
    let title = "《关于推进公共法律服务平台建设的意见》";
    let folder = Folder::built(&[
        ("both.txt", &citing(&format!("{title}（皖政办〔2021〕12号）"))),
        ("title.txt", &citing(title)),
        ("number.txt", &citing("皖政办〔2021〕12号文件")),
    ]);
    assert_eq!(folder.select("?x a cg:Policy").len(), 1);
    assert_eq!(folder.select("?p a cg:Policy ; cg:name ?x"), ["关于推进公共法律服务平台建设的意见"]);
    assert_eq!(folder.select("?c cg:cites ?p BIND(?c AS ?x)").len(), 3);
    assert_eq!(folder.select("?old dcterms:isReplacedBy ?p ; cg:rule ?x . ?p a cg:Policy"), ["resolve/same-title"]);
}

#[test]
fn two_documents_of_one_title_stay_two() {
    let title = "《优化营商环境工作要点》";
    let folder = Folder::built(&[
        ("2021.txt", &citing(&format!("{title}（皖政办〔2021〕12号）"))),
        ("2022.txt", &citing(&format!("{title}（皖政办〔2022〕3号）"))),
        ("title.txt", &citing(title)),
    ]);
    assert_eq!(folder.select("?x a cg:Policy").len(), 3);
    assert_eq!(folder.select("?x dcterms:isReplacedBy ?p . ?p a cg:Policy"), Vec::<String>::new());
}

#[test]
fn what_stands_before_the_first_case_is_read_for_names_once() {
    let (document, found) = read(
        "青海省人民政府办公厅关于推广园区服务典型做法的通报\n青政办〔2021〕37号\n各市州人民政府：\n省商务厅对有关做法作了整理，西宁市等地可以借鉴。\n附件\n园区服务典型做法（共3项）\n目录\n1.贵德县“午间不打烊”……3\n序号\t改革举措\t主要内容\n1\t贵德县“午间不打烊”\t窗口午间受理事项46项。\n2\t格尔木市“云踏勘”\t现场查看改为视频查看，用时减少4天。\n3\t玉树市“帮办到户”\t组建队伍17支。\n",
    );
    assert_eq!(document.cases.len(), 3);
    let front: String = document.front.iter().map(|stretch| &document.text[*stretch]).collect();
    assert!(front.starts_with("青海省人民政府办公厅") && !front.contains("午间"), "{front}");
    let words = |entity: &Entity| -> Vec<_> {
        entity.mentions.iter().map(|mention| document.text[mention.span].to_owned()).collect()
    };
    one(&found, EntityKind::Agency, "青海省人民政府办公厅");
    one(&found, EntityKind::Agency, "青海省商务厅");
    one(&found, EntityKind::Place, "西宁市");
    let notice = one(&found, EntityKind::Policy, "青海省人民政府办公厅关于推广园区服务典型做法的通报");
    assert_eq!(words(notice), ["青海省人民政府办公厅关于推广园区服务典型做法的通报", "青政办〔2021〕37号"]);
    // The line of the contents page is not read: the county is named in its case alone.
    assert_eq!(words(one(&found, EntityKind::Place, "贵德县")), ["贵德县"]);
}

#[test]
fn a_notice_without_a_number_before_its_cases_is_a_policy_and_a_whole_report_has_nothing_before_it() {
    let cases = "案例一：甲村联户种植\n全村种植药材310亩。\n案例二：乙村合股养殖\n全村养殖湖羊2600只。\n";
    let notice = "山西省农业农村厅关于印发乡村产业典型案例的通知\n";
    let (document, found) = read(&format!("{notice}{cases}"));
    assert_eq!((document.cases.len(), document.front.len()), (2, 1));
    one(&found, EntityKind::Policy, notice.trim_end());
    one(&found, EntityKind::Agency, "山西省农业农村厅");
    let (document, _) = read(cases);
    assert!(document.front.is_empty());
    let (document, _) = read("太原市政府工作报告\n各位代表：\n全市新增企业2.1万户。\n");
    assert_eq!((document.cases.len(), document.front.len()), (1, 0));
}

#[test]
fn a_document_has_its_title_under_its_number_and_what_it_brings_is_another() {
    let over =
        "广西壮族自治区人民政府办公厅文件\n桂政办发〔2019〕12号\n关于印发《广西民宿管理办法》的通知\n各市人民政府：\n";
    let body = "《广西民宿管理办法》已经同意，现印发给你们。\n2019年3月1日\n";
    let (_, found) = read(&format!("{over}{body}"));
    one(&found, EntityKind::Policy, "关于印发《广西民宿管理办法》的通知");
    one(&found, EntityKind::Policy, "广西民宿管理办法");
    assert_eq!(found.iter().filter(|entity| entity.kind() == EntityKind::Policy).count(), 2);
}

#[test]
fn villages_of_one_name_in_two_provinces_are_two() {
    let text = "村庄建设报道\n\n河北省正定县塔元镇青石村建成广场，青石村修路。\n\n江西省南昌县广福镇青石村修建水渠。\n";
    let (_, found) = read(text);
    let villages = found.iter().filter(|entity| entity.name == "青石村");
    let mentions: Vec<usize> = villages.map(|village| village.mentions.len()).collect();
    assert_eq!(mentions, [2, 1]);
}
