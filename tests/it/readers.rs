//! Files of every format come out as the text people read, with their tables.

use std::fmt::Write as _;

use casegraph::document::read::{self, ReadError};
use casegraph::document::table::{Role, TableKind};
use casegraph::document::{Content, Document};
use casegraph::lexicon::Lexicon;
use casegraph::span::Span;

use crate::fixtures::{docx, docx_with, p, sheet, tbl, tc, xlsx, zip};

#[track_caller]
fn content(name: &str, bytes: &[u8]) -> Content {
    read::content(name, bytes, None).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn text_of(name: &str, bytes: &[u8]) -> String {
    content(name, bytes).text.as_str().to_owned()
}

#[track_caller]
fn refused(name: &str, bytes: &[u8], words: &str) {
    let error = read::content(name, bytes, None).err().unwrap_or_else(|| panic!("{name} is read"));
    assert!(error.to_string().contains(words), "{name}: {error}");
    assert!(!error.hint().is_empty());
}

#[test]
fn a_text_too_long_for_one_document_is_refused() {
    refused("a.txt", "文".repeat(12 << 20).as_bytes(), "too long for one document: 36 MB, where at most 32 are read");
}

/// Labels, headers and unit of the cell that holds `number`, as `labels | headers | unit`.
#[track_caller]
fn named(content: Content, number: &str) -> String {
    let document = Document::new("table", content, Lexicon::builtin());
    let at = document.text.as_str().rfind(number).expect("the number is in the text");
    let span = Span::new(at, at + number.len());
    let table = document.table_at(span).expect("it is in a table");
    let (row, cell) = table.cell_at(span).expect("it is in a cell");
    assert_eq!(table.rows[row].cells[cell].role, Role::Value);
    let words = |spans: Vec<Span>| spans.iter().map(|span| &document.text[*span]).collect::<Vec<_>>().join("›");
    let unit = table.unit_of(row).map_or("", |unit| &document.text[unit]);
    format!("{} | {} | {unit}", words(table.labels(row, cell)), words(table.headers(row, cell)))
}

mod word {
    use super::*;

    #[test]
    fn paragraphs_breaks_and_symbols() {
        let body = p("第一段&符号")
            + r#"<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:noBreakHyphen/><w:br w:type="page"/><w:t>丙</w:t></w:r></w:p>"#
            + &p("𠮷野家\u{200b}")
            + "<w:p/><w:p/><w:p/>"
            + &p("末段");
        assert_eq!(text_of("a.docx", &docx(&body)), "第一段&符号\n甲\n乙\t-丙\n𠮷野家\u{200b}\n\n末段");
    }

    #[test]
    fn insertions_are_kept_deletions_and_hidden_text_are_not() {
        let body = r"<w:p><w:r><w:t>增长</w:t></w:r><w:del><w:r><w:delText>5%</w:delText></w:r></w:del><w:ins><w:r><w:t>6%</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom></w:p><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半句，</w:t></w:r></w:p><w:p><w:r><w:t>后半句。</w:t></w:r></w:p>";
        assert_eq!(text_of("a.docx", &docx(body)), "增长6%\n前半句，后半句。");
    }

    #[test]
    fn fields_give_their_result_and_boxes_come_once() {
        let body = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r></w:p><w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>框中文字</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>框中文字</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>正文</w:t></w:r></w:p>"#;
        assert_eq!(text_of("a.docx", &docx(body)), "3\n正文\n框中文字");
    }

    #[test]
    fn computed_numbers_stand_before_their_paragraphs() {
        let numbering = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#;
        let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style></w:styles>"#;
        let heading =
            |words: &str| format!(r#"<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#);
        let item = |words: &str| {
            format!(
                r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#
            )
        };
        let body = heading("背景") + &item("建平台") + &item("强服务") + &heading("成效");
        let parts = [("word/numbering.xml", numbering), ("word/styles.xml", styles)];
        let content = content("a.docx", &docx_with(&body, &parts));
        assert_eq!(content.text.as_str(), "一、背景\n（一）建平台\n（二）强服务\n二、成效");
        let headings: Vec<_> =
            content.headings.iter().map(|heading| (heading.level, &content.text[heading.span])).collect();
        assert_eq!(headings, [(1, "一、背景"), (1, "二、成效")]);
    }

    #[test]
    fn notes_stand_at_the_end() {
        let body = r#"<w:p><w:r><w:t>全年增长5%</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>。</w:t></w:r></w:p>"#;
        let notes = r#"<w:footnotes xmlns:w="w"><w:footnote w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t>按可比价格计算。</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
        assert_eq!(
            text_of("a.docx", &docx_with(body, &[("word/footnotes.xml", notes)])),
            "全年增长5%。\n按可比价格计算。"
        );
    }

    #[test]
    fn tables_of_data_know_their_headers_over_merged_cells() {
        let span = |properties: &str, words: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(words));
        let top = span(r#"<w:vMerge w:val="restart"/>"#, "地区") + &span(r#"<w:gridSpan w:val="2"/>"#, "2023年");
        let below = span("<w:vMerge/>", "") + &tc(&["金额（亿元）"]) + &tc(&["同比", "增长（%）"]);
        let row = |cells: &[&str]| cells.iter().map(|cell| tc(&[cell])).collect::<String>();
        let rows = [top, below, row(&["甲市", "12.5", "6.1"]), row(&["乙市", "8.25", "-0.4"])];
        let body =
            p("表2 各市投资情况") + "<w:tbl>" + &rows.map(|row| format!("<w:tr>{row}</w:tr>")).concat() + "</w:tbl>";
        let content = content("a.docx", &docx(&body));
        assert_eq!(
            content.text.as_str(),
            "表2 各市投资情况\n地区\t2023年\n\t金额（亿元）\t同比增长（%）\n甲市\t12.5\t6.1\n乙市\t8.25\t-0.4"
        );
        let caption = content.tables[0].caption.map(|span| content.text[span].to_owned());
        assert_eq!(caption.as_deref(), Some("表2 各市投资情况"));
        assert_eq!(named(content, "-0.4"), "乙市 | 2023年›同比增长（%） | ");
    }

    #[test]
    fn tables_of_labels_are_the_fields_of_a_case_and_tables_in_them_are_read() {
        let inner = tbl(&[&["年份", "户数"], &["2022", "120"], &["2023", "150"]]);
        let body = format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}<w:tc>{}{}{}</w:tc></w:tr></w:tbl>",
            tc(&["案例名称"]),
            tc(&["甲县快办"]),
            tc(&["主要内容"]),
            p("一、背景"),
            p("甲县办理业务。"),
            inner
        );
        let content = content("a.docx", &docx(&body));
        assert_eq!(
            content.text.as_str(),
            "案例名称\t甲县快办\n主要内容\t一、背景\n甲县办理业务。\n年份\t户数\n2022\t120\n2023\t150"
        );
        assert_eq!((content.tables.len(), content.tables[0].kind), (1, TableKind::Data));
        let document = Document::new("a.docx", content, Lexicon::builtin());
        let case = &document.cases[0];
        assert_eq!(case.title.map(|title| &document.text[title]), Some("甲县快办"));
        assert!(document.text[case.body].starts_with("一、背景"));
    }

    #[test]
    fn a_table_for_looks_is_its_text() {
        let body = tbl(&[&["只是一格。\n两段文字。"]]);
        let content = content("a.docx", &docx(&body));
        assert_eq!((content.text.as_str(), content.tables.len()), ("只是一格。\n两段文字。", 0));
    }

    #[test]
    fn bad_files_are_refused_with_reasons() {
        let good = docx(&p("一段文字。"));
        refused("a.docx", &good[..good.len() / 2], "cut off");
        refused("a.docx", &docx_with("<w:p><w:r>", &[]), "word/document.xml, byte");
        refused("a.docx", &docx(""), "empty");
        let bomb = r#"<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&lol2;</w:t></w:r></w:p></w:body></w:document>"#;
        refused("a.docx", &zip(&[("word/document.xml", bomb.as_bytes())]), "document type definition");
        let deep = "<w:tbl><w:tr><w:tc>".repeat(5000);
        refused("a.docx", &docx(&deep), "nested more than");
        let compound = |stream: &str| {
            let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
            bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
            bytes
        };
        refused("a.docx", &compound("EncryptedPackage"), "protected by a password");
        refused("a.docx", &compound("WordDocument"), "Word file of before 2007");
        refused("a.txt", b"{\\rtf1 text}", "an RTF file");
    }
}

mod workbook {
    use super::*;

    #[test]
    fn each_sheet_is_a_table_with_values_as_shown() {
        let styles = r#"<styleSheet><numFmts><numFmt numFmtId="180" formatCode="0.0%"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="180"/><xf numFmtId="4"/></cellXfs></styleSheet>"#;
        let rows = r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>单位：万元</t></is></c></row><row r="2"><c r="B2" t="inlineStr"><is><t>2023年</t></is></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>项目</t></is></c><c r="B3" t="inlineStr"><is><t>金额</t></is></c><c r="C3" t="inlineStr"><is><t>增速</t></is></c></row><row r="4"><c r="A4" t="inlineStr"><is><t>税收</t></is></c><c r="B4" s="2"><v>12345.6</v></c><c r="C4" s="1"><v>0.065</v></c></row><row r="5"><c r="A5" t="inlineStr"><is><t>非税</t></is></c><c r="B5" s="2"><f>1+1</f><v>2000</v></c><c r="C5" s="1"><v>-0.01</v></c></row></sheetData><mergeCells><mergeCell ref="B2:C2"/></mergeCells>"#;
        let content = content("a.xlsx", &xlsx(&[("财政", rows), ("Sheet2", "<sheetData/>")], styles));
        assert_eq!(
            content.text.as_str(),
            "财政\n单位：万元\n\t2023年\n项目\t金额\t增速\n税收\t12,345.60\t6.5%\n非税\t2,000.00\t-1.0%"
        );
        assert_eq!(named(content, "2,000.00"), "非税 | 2023年›金额 | 万元");
    }

    #[test]
    fn a_sheet_of_labels_is_a_case() {
        let rows =
            sheet(&[&["案例名称", "乙市快办"], &["报送单位", "乙市数据局"], &["主要内容", "一、背景\n乙市办理业务。"]]);
        let content = content("a.xlsx", &xlsx(&[("Sheet1", &rows)], "<styleSheet/>"));
        assert_eq!(
            content.text.as_str(),
            "案例名称\t乙市快办\n报送单位\t乙市数据局\n主要内容\t一、背景\n乙市办理业务。"
        );
        let document = Document::new("a.xlsx", content, Lexicon::builtin());
        assert_eq!(document.text[document.cases[0].body].to_owned(), "一、背景\n乙市办理业务。");
    }
}

mod markdown {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        let page = "---\ntitle: x\n---\n# 某市案例\n\n**全市**办理[业务](http://a.example)5*8小时。\n第二行。\n\n1. 建平台\n2. 强服务\n\n- 甲\n- 乙\n\n| 指标 | 2023年 |\n|---|---|\n| 税收 | 12.5 |\n| 非税 | 3.5 |\n";
        let content = content("a.md", page.as_bytes());
        assert_eq!(
            content.text.as_str(),
            "某市案例\n全市办理业务5*8小时。\n第二行。\n1. 建平台\n2. 强服务\n甲\n乙\n指标\t2023年\n税收\t12.5\n非税\t3.5"
        );
        assert_eq!(named(content, "3.5"), "非税 | 2023年 | ");
    }
}

mod archives {
    use super::*;

    #[test]
    fn names_in_gbk_and_what_is_no_document() {
        let inner = zip(&[("x.txt", b"x")]);
        let mut archive = zip(&[
            ("GBKNAME.txt", "甲。".as_bytes()),
            ("__MACOSX/._a.txt", b"x"),
            ("b.png", b"x"),
            ("inner.zip", &inner),
        ]);
        // The same number of bytes as the name of four letters and three digits it takes the place of.
        let (gbk, _, _) = encoding_rs::GBK.encode("案例x");
        let name = [gbk.as_ref(), b"xx"].concat();
        while let Some(at) = archive.windows(7).position(|window| window == b"GBKNAME") {
            archive[at..at + 7].copy_from_slice(&name);
        }
        let members: Vec<_> = read::members("a.zip", &archive).unwrap().unwrap().collect();
        let names: Vec<_> = members.iter().map(|member| member.name.as_str()).collect();
        assert_eq!(names, ["inner.zip", "案例xxx.txt"]);
        assert_eq!(members[0].bytes.as_ref().unwrap_err(), &ReadError::Nested);
        assert_eq!(members[1].bytes.as_ref().unwrap(), &"甲。".as_bytes());
        refused("a.zip", &archive, "an archive of 4 files");
    }

    #[test]
    fn bombs_are_refused() {
        let zeros = vec![b'0'; 40 << 20];
        let bomb = zip(&[("big.txt", &zeros)]);
        assert!(bomb.len() < 1 << 20);
        let members: Vec<_> = read::members("a.zip", &bomb).unwrap().unwrap().collect();
        assert!(members[0].bytes.as_ref().unwrap_err().to_string().contains("zip bomb"));
        refused("a.docx", &zip(&[("word/document.xml", &zeros)]), "zip bomb");
        let many: Vec<_> = (0..10_001).map(|number| format!("{number}.txt")).collect();
        let many: Vec<_> = many.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
        assert!(read::members("a.zip", &zip(&many)).unwrap_err().to_string().contains("10001 parts"));
        refused("a.zip", &zip(&many), "10001 parts");
    }
}

mod page {
    use super::*;

    /// A page as government sites build them, around an article.
    fn site(article: &str) -> String {
        format!(
            r#"<!DOCTYPE html><html><head><meta charset="utf-8"><title>某市推行一件事_某市人民政府</title>
<meta name="SiteName" content="某市人民政府"><meta name="ArticleTitle" content="某市推行“一件事”改革">
<meta name="PubDate" content="2024-03-05 09:30"><meta name="ContentSource" content="某市数据局">
<meta name="Url" content="http://www.example.gov.cn/a/1.html"><style>.x{{color:red}}</style><script>var a="<p>不是正文</p>";</script></head>
<body><div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/">政务公开</a></li></ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/">要闻</a></div>
<div class="main"><h1>某市推行“一件事”改革</h1><div class="info">发布时间：2024-03-05 09:30&nbsp;&nbsp;来源：某市数据局 【字体：<a>大</a> <a>中</a> <a>小</a>】 <a href="javascript:window.print()">打印</a></div>
<div class="TRS_Editor" id="zoom">{article}</div>
<div class="bdsharebuttonbox">分享到：<a>微信</a><a>微博</a></div><p>【打印本页】【关闭窗口】</p></div>
<div class="related">相关阅读<ul><li><a>甲县新闻</a></li><li><a>乙县新闻</a></li></ul></div>
<div class="footer"><p>主办单位：某市人民政府办公室</p><p>×ICP备12345678号 网站标识码：4500000001</p></div></body></html>"#
        )
    }

    const ARTICLE: &str = "<p>&emsp;&emsp;2023年，某市办理业务12.5万件，<b>同比增长</b>6%。</p>\n<p style=\"text-indent:2em\">一是建平台。上线平台3个，\n覆盖全市。<br>二是强服务。</p>";

    const TEXT: &str = "某市推行“一件事”改革\n2023年，某市办理业务12.5万件，同比增长6%。\n一是建平台。上线平台3个，覆盖全市。\n二是强服务。";

    #[test]
    fn the_article_is_read_without_what_stands_around_it() {
        let content = content("a.html", site(ARTICLE).as_bytes());
        assert_eq!(content.text.as_str(), TEXT);
        let about = content.about;
        assert_eq!(about.title.as_deref(), Some("某市推行“一件事”改革"));
        assert_eq!(about.publisher.as_deref(), Some("某市数据局"));
        assert_eq!(about.issued.map(|day| day.to_string()).as_deref(), Some("2024-03-05"));
        assert_eq!(about.url.as_deref(), Some("http://www.example.gov.cn/a/1.html"));
    }

    #[test]
    fn without_meta_the_line_under_the_heading_says_where_it_is_from() {
        let page = format!(
            "<html><head><title>乙县快办 - 乙县政府网</title></head><body><table><tr><td><a>首页</a></td></tr><tr><td><div>乙县快办</div><div>发布日期：2023年11月2日　　信息来源：乙县政府办　浏览次数：52</div>{ARTICLE}</td></tr></table><p>版权所有：乙县人民政府 技术支持：某公司</p></body></html>"
        );
        let content = content("a", page.as_bytes());
        assert_eq!(content.text.as_str(), TEXT.replace("某市推行“一件事”改革", "乙县快办"));
        assert_eq!(content.about.publisher.as_deref(), Some("乙县政府办"));
        assert_eq!(content.about.issued.map(|day| day.to_string()).as_deref(), Some("2023-11-02"));
    }

    #[test]
    fn declared_and_mislabelled_encodings() {
        let page = site(ARTICLE);
        let declared = page.replace("charset=\"utf-8\"", "charset=gb2312");
        let (gbk, _, _) = encoding_rs::GBK.encode(&declared);
        assert_eq!(text_of("a.html", &gbk), TEXT, "GBK that says so");
        let (gbk, _, _) = encoding_rs::GBK.encode(&page);
        assert_eq!(text_of("a.html", &gbk), TEXT, "GBK that says it is UTF-8");
        assert_eq!(text_of("a.html", declared.as_bytes()), TEXT, "UTF-8 that says it is GBK");
        let utf16: Vec<u8> = "\u{feff}"
            .chars()
            .chain(page.chars())
            .collect::<String>()
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(text_of("a.html", &utf16), TEXT, "UTF-16");
        let mut wrong = page.clone().into_bytes();
        let at = page.find("覆盖").unwrap();
        wrong[at] = 0xFF;
        let content = content("a.html", &wrong);
        assert!(content.text.as_str().contains("\u{fffd}盖全市"), "{}", content.text.as_str());
        assert!(content.remarks[0].contains("not valid UTF-8"), "{:?}", content.remarks);
    }

    #[test]
    fn tables_with_merged_cells_and_without_end_tags() {
        let table = "<p>主要指标情况如下。</p><p>单位：亿元</p><table border=1><tr><th rowspan=2>指标<th colspan=2>2023年<tr><th>总量<th>增速（%）<tr><td>进出口<td>125.6<td>8.1<tr><td>其中：出口<td>80.2<td>-1.5</table><p>情况说明。</p>";
        let content = content("a.html", site(table).as_bytes());
        assert_eq!(
            content.text.as_str(),
            "某市推行“一件事”改革\n主要指标情况如下。\n单位：亿元\n指标\t2023年\n\t总量\t增速（%）\n进出口\t125.6\t8.1\n其中：出口\t80.2\t-1.5\n情况说明。"
        );
        assert_eq!(named(content, "-1.5"), "其中：出口 | 2023年›增速（%） | 亿元");
    }

    #[test]
    fn a_table_of_labels_is_a_case() {
        let table = "<table><tr><td>案例名称</td><td>丙市快办</td></tr><tr><td>报送单位</td><td>丙市数据局</td></tr><tr><td>主要内容</td><td><p>一、背景</p><p>丙市办理业务。</p></td></tr></table>";
        let document = Document::new("a.html", content("a.html", site(table).as_bytes()), Lexicon::builtin());
        let case = &document.cases[0];
        assert_eq!(case.title.map(|title| &document.text[title]), Some("丙市快办"));
        assert_eq!(&document.text[case.body], "一、背景\n丙市办理业务。");
    }

    #[test]
    fn broken_and_deep_pages_are_read_in_linear_time() {
        assert_eq!(text_of("a.html", "<html><p>甲<b>乙<p>丙</table></td><li>丁".as_bytes()), "甲乙\n丙\n丁");
        let deep = format!("<html>{}文字{}", "<div><table><tr><td><b>".repeat(20_000), "</div>".repeat(100));
        assert_eq!(text_of("a.html", deep.as_bytes()), "文字");
        refused("a.html", b"<html><body><script>x</script></body></html>", "empty");
    }
}

mod portable {
    use super::*;
    use crate::print::{Printer, file};

    const FIRST: &str = "2023年，某市围绕企业和群众反映的突出问题，推进“一件事一次办”改革，全年办理业务12.5万件，同比增长6.1%，企业办事时间平均压缩30%以上。";
    const SECOND: &str =
        "一是建平台。上线平台3个，覆盖全市13个县区，累计注册用户达到25.6万户，好评率保持在99%以上，位居全省第一位。";

    #[test]
    fn lines_become_paragraphs_over_the_end_of_the_page_without_its_number() {
        let mut printer = Printer::new();
        for page in 1..=4 {
            printer.at(200.0, 810.0, "某市改革办内部材料");
            printer.at(290.0, 50.0, &format!("- {page} -"));
            if page == 1 {
                printer.heading("某市推行“一件事”改革");
            }
            for _ in 0..5 {
                printer.paragraph(FIRST);
                printer.paragraph(SECOND);
            }
            if page < 4 {
                printer.next_page();
            }
        }
        let text = text_of("a.pdf", &printer.finish());
        let mut lines = text.lines();
        assert_eq!(lines.next(), Some("某市推行“一件事”改革"));
        let lines: Vec<_> = lines.collect();
        assert_eq!(lines.len(), 40);
        for pair in lines.chunks(2) {
            assert_eq!(pair, [FIRST, SECOND]);
        }
    }

    #[test]
    fn ruled_tables_keep_labels_and_paragraphs_apart_over_pages() {
        let mut printer = Printer::new();
        let body: Vec<&str> = ["一、背景"].into_iter().chain([FIRST, SECOND].into_iter().cycle().take(30)).collect();
        printer.labels(&[("案例名称", vec!["丁市快办"]), ("案例特色或亮点", vec![SECOND]), ("主要内容", body.clone())]);
        let content = content("a.pdf", &printer.finish());
        let document = Document::new("a.pdf", content, Lexicon::builtin());
        let case = &document.cases[0];
        let field = |span: Option<Span>| span.map_or("", |span| &document.text[span]);
        assert_eq!((field(case.title), field(case.highlight)), ("丁市快办", SECOND));
        assert_eq!(document.text[case.body].lines().collect::<Vec<_>>(), body);
    }

    #[test]
    fn columns_without_rules_are_a_table() {
        let mut printer = Printer::new();
        printer.heading("表1 主要指标");
        for (index, row) in
            [["指标", "2022年", "2023年"], ["进出口", "100.5", "125.6"], ["出口", "70.25", "80.2"]].iter().enumerate()
        {
            for (column, words) in row.iter().enumerate() {
                printer.at(100.0 + column as f64 * 140.0, 700.0 - index as f64 * 20.0, words);
            }
        }
        let content = content("a.pdf", &printer.finish());
        assert_eq!(
            content.text.as_str(),
            "表1 主要指标\n指标\t2022年\t2023年\n进出口\t100.5\t125.6\n出口\t70.25\t80.2"
        );
        assert_eq!(named(content, "80.2"), "出口 | 2023年 | ");
    }

    #[test]
    fn files_without_text_are_refused_with_reasons() {
        let page = |resources: &str, content: &str| {
            file(
                &[
                    "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
                    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
                    format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << {resources} >> /Contents 4 0 R >>"),
                    format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
                    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\nstream\n0\nendstream".to_owned(),
                    "<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [7 0 R] >>".to_owned(),
                    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /DW 1000 >>".to_owned(),
                ],
                "",
            )
        };
        refused(
            "a.pdf",
            &page("/XObject << /Im1 5 0 R >>", "q 595 0 0 842 0 0 cm /Im1 Do Q"),
            "its 1 page consists of pictures",
        );
        refused("a.pdf", &page("", ""), "empty");
        refused(
            "a.pdf",
            &page("/Font << /F1 6 0 R >>", "BT /F1 12 Tf 100 700 Td <00010002> Tj ET"),
            "fonts do not say",
        );
        let mut printer = Printer::new();
        printer.paragraph(FIRST);
        let secret = "A".repeat(32);
        let locked = printer.with_trailer(&format!(
            "/ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O ({secret}) /U ({secret}) >>"
        ));
        refused("a.pdf", &locked, "protected by a password");
        refused("a.txt", b"%PDF-1.7\n%cut off", "damaged");
    }
}

mod seed {
    //! The ten cases, saved as other formats, say the same.

    use casegraph::fact::FactBody;
    use casegraph::pipeline;

    use super::*;
    use crate::print::Printer;

    const SEED: &str = include_str!("../../seeds/guangxi-2023-business-environment-cases.txt");
    const HEADING: [&str; 2] = ["2023年广西优化营商环境“十大先进典型", "示范案例”详细情况"];

    /// Label and paragraphs of each field of the first cases.
    fn cases() -> Vec<Vec<(String, Vec<String>)>> {
        let document =
            Document::new("seed.txt", read::content("seed.txt", SEED.as_bytes(), None).unwrap(), Lexicon::builtin());
        let case = |case: &casegraph::document::Case| {
            let field = |label: &str, span: Option<Span>| {
                let words = span.map_or("", |span| &document.text[span]);
                let lines = words.lines().map(str::trim).filter(|line| !line.is_empty()).map(ToOwned::to_owned);
                (label.to_owned(), lines.collect::<Vec<_>>())
            };
            vec![
                field("指标名称", case.indicator),
                field("案例名称", case.title.map(|title| document.text.trim(title))),
                field("案例特色或亮点", case.highlight),
                field("报送单位", case.reporters),
                field("主要内容", Some(case.body)),
            ]
        };
        // A title over two lines is one in the others.
        let mut cases: Vec<_> = document.cases.iter().map(case).collect();
        for (_, lines) in cases.iter_mut().map(|case| &mut case[1]) {
            *lines = vec![lines.concat()];
        }
        cases
    }

    /// Numbers with unit, kind, period and qualifier, case by case.
    fn observations(name: &str, bytes: &[u8]) -> Vec<String> {
        let document = Document::new(name, content(name, bytes), Lexicon::builtin());
        assert_eq!(document.cases.len(), 10, "{name}");
        let reading = pipeline::read(document, Lexicon::builtin());
        let line = |fact: &casegraph::fact::Fact| match &fact.body {
            FactBody::Observation(seen) => Some(format!(
                "{} {:?} {} {:?} {:?} {:?} {:?}",
                fact.case, seen.value, seen.unit, seen.kind, seen.period, seen.qualifier, seen.metric
            )),
            _ => None,
        };
        reading.facts.iter().filter_map(line).collect()
    }

    fn as_text(cases: &[Vec<(String, Vec<String>)>]) -> String {
        let mut text = HEADING.join("\n") + "\n";
        for (index, case) in cases.iter().enumerate() {
            writeln!(text, "编号{}：", index + 1).unwrap();
            for (label, lines) in case {
                writeln!(text, "{label}\n{}", lines.join("\n")).unwrap();
            }
        }
        text
    }

    #[track_caller]
    fn says_the_same(name: &str, bytes: &[u8]) {
        let wanted = observations("seed.txt", as_text(&cases()).as_bytes());
        assert!(wanted.len() > 140, "{}", wanted.len());
        let found = observations(name, bytes);
        for line in &wanted {
            assert!(found.contains(line), "{name} misses {line}");
        }
        assert_eq!(found.len(), wanted.len(), "{name}");
    }

    #[test]
    fn as_a_word_file() {
        let mut body = HEADING.map(p).concat();
        for (index, case) in cases().iter().enumerate() {
            body += &p(&format!("编号{}：", index + 1));
            let row = |(label, lines): &(String, Vec<String>)| {
                let lines: Vec<_> = lines.iter().map(String::as_str).collect();
                format!("<w:tr>{}{}</w:tr>", tc(&[label]), tc(&lines))
            };
            write!(body, "<w:tbl>{}</w:tbl>", case.iter().map(row).collect::<String>()).unwrap();
        }
        says_the_same("seed.docx", &docx(&body));
    }

    #[test]
    fn as_a_page() {
        let mut page = format!(
            "<html><head><title>案例</title></head><body><div class=\"TRS_Editor\"><h2>{}</h2>",
            HEADING.join("<br>")
        );
        for (index, case) in cases().iter().enumerate() {
            write!(page, "<p>编号{}：</p><table>", index + 1).unwrap();
            for (label, lines) in case {
                write!(page, "<tr><td>{label}</td><td><p>{}</p></td></tr>", lines.join("</p><p>")).unwrap();
            }
            page += "</table>";
        }
        says_the_same("seed.html", (page + "</div></body></html>").as_bytes());
    }

    #[test]
    fn as_markdown_and_a_workbook() {
        let mut page = HEADING.join("\n") + "\n\n";
        let mut rows: Vec<Vec<String>> = vec![vec![HEADING.concat()]];
        for (index, case) in cases().iter().enumerate() {
            writeln!(page, "编号{}：\n", index + 1).unwrap();
            rows.push(vec![format!("编号{}：", index + 1)]);
            for (label, lines) in case {
                writeln!(page, "## {label}\n\n{}\n", lines.join("\n\n")).unwrap();
                rows.push(vec![label.clone(), lines.join("\n")]);
            }
        }
        says_the_same("seed.md", page.as_bytes());
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        says_the_same("seed.xlsx", &xlsx(&[("Sheet1", &sheet(&rows))], "<styleSheet/>"));
    }

    #[test]
    fn as_a_printed_file() {
        let mut printer = Printer::new();
        for line in HEADING {
            printer.heading(line);
        }
        for (index, case) in cases().iter().enumerate() {
            printer.heading(&format!("编号{}：", index + 1));
            let rows: Vec<_> = case
                .iter()
                .map(|(label, lines)| (label.as_str(), lines.iter().map(String::as_str).collect()))
                .collect();
            printer.labels(&rows);
        }
        says_the_same("seed.pdf", &printer.finish());
    }
}
