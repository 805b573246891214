//! GraphML 1.1.
//!
//! Ids are NMTOKENs (`id:case-2023-gx-01`; `n7` where an IRI has no short form), ids of keys unique over nodes and
//! edges, labels never empty, weights finite and positive, and no character that XML 1.0 forbids gets in. The title
//! with its Chinese stands first: Gephi guesses the encoding of a file from its first bytes.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::answer::network::{EdgeId, NodeId, View};
use crate::answer::prefix;

const NAMESPACE: &str = "http://graphml.graphdrawing.org/xmlns";

/// Id, owner, name and type of each attribute. Tools that know no names use the id.
const KEYS: [(&str, &str, &str, &str); 9] = [
    ("label", "node", "label", "string"),
    ("label_zh", "node", "label_zh", "string"),
    ("label_en", "node", "label_en", "string"),
    ("type", "node", "type", "string"),
    ("iri", "node", "iri", "string"),
    ("relation", "edge", "type", "string"),
    ("relation_iri", "edge", "relation_iri", "string"),
    ("relation_label", "edge", "label", "string"),
    ("weight", "edge", "weight", "double"),
];

pub(super) fn write(view: &View, title: &str, output: impl Write) -> io::Result<()> {
    let mut writer = Writer::new_with_indent(BufWriter::new(output), b' ', 1);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer.create_element("graphml").with_attribute(("xmlns", NAMESPACE)).write_inner_content(|writer| {
        writer.create_element("desc").write_text_content(text(title))?;
        for (id, owner, name, kind) in KEYS {
            let attributes = [("id", id), ("for", owner), ("attr.name", name), ("attr.type", kind)];
            writer.create_element("key").with_attributes(attributes).write_empty()?;
        }
        writer
            .create_element("graph")
            .with_attributes([("id", "G"), ("edgedefault", "directed")])
            .write_inner_content(|writer| {
                view.nodes().try_for_each(|id| node(writer, view, id))?;
                view.edges().enumerate().try_for_each(|(number, id)| edge(writer, view, number, id))
            })?;
        Ok(())
    })?;
    let mut output = writer.into_inner();
    writeln!(output)?;
    output.flush()
}

fn node<W: Write>(writer: &mut Writer<W>, view: &View, id: NodeId) -> io::Result<()> {
    let node = view.node(id);
    let element = writer.create_element("node").with_attribute(("id", node_id(view, id).as_str()));
    element.write_inner_content(|writer| {
        data(writer, "label", &node.name)?;
        for (key, label) in [("label_zh", &node.zh), ("label_en", &node.en)] {
            if let Some(label) = label {
                data(writer, key, label)?;
            }
        }
        data(writer, "type", &node.kind)?;
        data(writer, "iri", &node.iri)
    })?;
    Ok(())
}

fn edge<W: Write>(writer: &mut Writer<W>, view: &View, number: usize, id: EdgeId) -> io::Result<()> {
    let edge = view.edge(id);
    let (source, target) = view.ends(id);
    let (id, source, target) = (format!("e{number}"), node_id(view, source), node_id(view, target));
    let attributes = [("id", id.as_str()), ("source", &source), ("target", &target)];
    writer.create_element("edge").with_attributes(attributes).write_inner_content(|writer| {
        data(writer, "relation", edge.relation_name())?;
        data(writer, "relation_iri", edge.relation)?;
        data(writer, "relation_label", edge.label.unwrap_or(edge.relation_name()))?;
        data(writer, "weight", &edge.weight.to_string())
    })?;
    Ok(())
}

fn data<W: Write>(writer: &mut Writer<W>, key: &str, value: &str) -> io::Result<()> {
    writer.create_element("data").with_attribute(("key", key)).write_text_content(text(value)).map(drop)
}

fn node_id(view: &View, id: NodeId) -> String {
    let short = prefix::shorten(&view.node(id).iri);
    short.unwrap_or_else(|| format!("n{}", id.number()))
}

fn text(value: &str) -> BytesText<'_> {
    match allowed(value) {
        Cow::Borrowed(value) => BytesText::new(value),
        Cow::Owned(value) => BytesText::new(&value).into_owned(),
    }
}

/// Without the characters that XML 1.0 has no way to write.
fn allowed(value: &str) -> Cow<'_, str> {
    let is_forbidden =
        |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if value.contains(is_forbidden) { value.replace(is_forbidden, "").into() } else { value.into() }
}
