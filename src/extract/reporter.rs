//! 报送单位, the field of a case that names who reported it: every name in it is a body, known to the grammar or not.

use super::context::Context;
use super::{Mention, PlaceReferent, Referent};
use crate::document::{Case, Document};
use crate::lexicon::Lexicon;
use crate::span::Span;

const REPORTER: &str = "agency/reporter";
const REPORTER_ORGANIZATION: &str = "organization/reporter";

/// Marks between the names.
const SEPARATORS: [char; 10] = ['、', '\n', '\t', '，', ',', '；', ';', '/', ' ', '\u{3000}'];

/// The reporting bodies that no mention in `known` covers, as their names stand; the area they begin with is expanded.
pub fn reporters(
    document: &Document,
    case: &Case,
    context: &Context,
    known: &[Mention],
    lexicon: &Lexicon,
) -> Vec<Mention> {
    let Some(field) = case.reporters else { return Vec::new() };
    let covered = |name: Span| {
        let is_body =
            |mention: &&Mention| matches!(mention.referent, Referent::Agency { .. } | Referent::Organization { .. });
        known.iter().filter(is_body).any(|mention| mention.span.contains(name))
    };
    names(document, field, lexicon)
        .into_iter()
        .filter(|name| !covered(*name))
        .map(|name| reporter(document, name, context, known, lexicon))
        .collect()
}

/// The names of the field, remarks in brackets at their ends and the labels of further fields left out.
fn names(document: &Document, field: Span, lexicon: &Lexicon) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = field.start;
    for part in document.text[field].split(SEPARATORS) {
        let end = start + part.len();
        let label = lexicon.fields.value_of(part).map_or(0, |(_, length)| length);
        let (part, start_of_name) = (&part[label..], start + label);
        // 甲法院（联合|乙局、丙局）: who took part is named in brackets.
        let joined = ["（联合", "（会同"].iter().find_map(|joint| Some((part.find(joint)?, joint.len())));
        let (first, second) = joined.map_or((part, None), |(at, joint)| (&part[..at], Some(at + joint)));
        let bare = first.find(['（', '(']).filter(|_| first.ends_with(['）', ')'])).map_or(first.len(), |at| at);
        let bare = if bare == 0 { first.len() } else { bare };
        let closes = first.ends_with(['）', ')']) && !first.contains(['（', '(']);
        let bare = if closes { bare - first.chars().next_back().map_or(0, char::len_utf8) } else { bare };
        let pieces = [Some((0, bare)), second.map(|at| (at, part.trim_end_matches(['）', ')']).len()))];
        for (from, to) in pieces.into_iter().flatten().filter(|(from, to)| from < to) {
            let name = document.text.trim(Span::new(start_of_name + from, start_of_name + to));
            if document.text[name].chars().count() > 1 {
                found.push(name);
            }
        }
        start = end + document.text.as_str()[end..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

fn reporter(document: &Document, span: Span, context: &Context, known: &[Mention], lexicon: &Lexicon) -> Mention {
    let written = &document.text[span];
    let (name, seat) = with_area(document, span, context, known, lexicon);
    let of_state = !lexicon.organizations.tails_in(written).any(|(range, _)| range.end == written.len());
    let (rule, referent) = if of_state {
        (REPORTER, Referent::Agency { name, seat })
    } else {
        (REPORTER_ORGANIZATION, Referent::Organization { name, seat })
    };
    Mention { span, rule, referent }
}

/// The name with the body or area it begins with in full.
fn with_area(
    document: &Document,
    span: Span,
    context: &Context,
    known: &[Mention],
    lexicon: &Lexicon,
) -> (String, Option<PlaceReferent>) {
    let written = &document.text[span];
    let begins = |mention: &&Mention| mention.span.start == span.start && mention.span.end < span.end;
    for mention in known.iter().filter(begins) {
        let rest = &document.text[Span::new(mention.span.end, span.end)];
        match &mention.referent {
            Referent::Agency { name, seat } => return (format!("{name}{rest}"), seat.clone()),
            Referent::Place(place @ PlaceReferent::Admin(code)) => {
                let area = lexicon.register.division(code).map_or(*code, |division| division.name);
                return (format!("{area}{rest}"), Some(place.clone()));
            }
            _ => {}
        }
    }
    let level = [("自治区", context.province), ("省", context.province), ("市", context.city), ("县", context.county)];
    for (word, code) in level {
        let division = code.and_then(|code| lexicon.register.division(code));
        if let (Some(rest), Some(division)) = (written.strip_prefix(word), division) {
            return (format!("{}{rest}", division.name), Some(PlaceReferent::Admin(division.code)));
        }
    }
    (written.to_owned(), None)
}
