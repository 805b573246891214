//! Content negotiation: `Accept` with weights and wildcards (RFC 9110, section 12.5.1), and `?format=` for people.

use std::cmp::Ordering;

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::error::ApiError;
use crate::answer::sparql::{Format, Shape};

/// The format for an answer: the one named, else the best that `Accept` allows, else the default.
pub(super) fn format(named: Option<&str>, headers: &HeaderMap, shape: Shape) -> Result<Format, ApiError> {
    let choices = || Format::fitting(shape).map(Format::name).collect::<Vec<_>>().join(", ");
    if let Some(name) = named {
        return Format::from_name(name).filter(|format| format.fits(shape)).ok_or_else(|| {
            let message = format!("{} cannot be written as {name:?}", shape.describe());
            ApiError::not_acceptable(message, format!("format can be {}", choices()))
        });
    }
    let accept = accepted(headers);
    if accept.trim().is_empty() {
        return Ok(default(shape));
    }
    best(&accept, shape).ok_or_else(|| {
        let types: Vec<_> = Format::fitting(shape).map(Format::media_type).collect();
        let message = format!("{} cannot be written as any of {accept}", shape.describe());
        ApiError::not_acceptable(message, format!("ask for one of {}", types.join(", ")))
    })
}

/// An answer in the format that was chosen; caches are told that it depends on `Accept`.
pub(super) fn respond(format: Format, body: impl IntoResponse) -> Response {
    let content_type = HeaderValue::from_str(&format.content_type()).expect("media types are ASCII");
    ([(header::CONTENT_TYPE, content_type), (header::VARY, HeaderValue::from_static("accept"))], body).into_response()
}

fn default(shape: Shape) -> Format {
    Format::fitting(shape).next().expect("every shape has a format")
}

/// One of several formats, each a name and a media type: the one named, else the best that `Accept` allows, else the first.
pub(super) fn choose(
    named: Option<&str>,
    headers: &HeaderMap,
    formats: &[(&'static str, &'static str)],
) -> Result<&'static str, ApiError> {
    let known = || formats.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    let types = || formats.iter().map(|(_, media_type)| *media_type).collect::<Vec<_>>().join(", ");
    if let Some(name) = named {
        let found = formats.iter().find(|(format, media_type)| *format == name || *media_type == name);
        return found.map(|(name, _)| *name).ok_or_else(|| {
            ApiError::not_acceptable(
                format!("this cannot be written as {name:?}"),
                format!("format can be {}", known()),
            )
        });
    }
    let accept = accepted(headers);
    if accept.trim().is_empty() {
        return Ok(formats[0].0);
    }
    let candidates = formats.iter().map(|(name, media_type)| (*name, std::iter::once(*media_type)));
    best_of(&accept, candidates).ok_or_else(|| {
        let message = format!("this cannot be written as any of {accept}");
        ApiError::not_acceptable(message, format!("ask for one of {}", types()))
    })
}

/// All that `Accept` says, in one line.
fn accepted(headers: &HeaderMap) -> String {
    let accept: Vec<&str> = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
    accept.join(",")
}

/// The format that a client wants most; of several the one that comes first among [`Format::ALL`].
fn best(accept: &str, shape: Shape) -> Option<Format> {
    let types =
        |format: Format| std::iter::once(format.media_type()).chain(format.media_type_aliases().iter().copied());
    best_of(accept, Format::fitting(shape).map(|format| (format, types(format))))
}

/// The candidate of the highest weight, each with its media types. Of several that the client wants as much it is the one
/// that it names more exactly (`text/csv, */*` asks for CSV), then the one that it names first.
fn best_of<'a, T>(accept: &str, candidates: impl Iterator<Item = (T, impl Iterator<Item = &'a str>)>) -> Option<T> {
    let ranges: Vec<(String, f32)> = accept.split(',').filter_map(range).collect();
    let mut best: Option<(Wish, T)> = None;
    for (candidate, types) in candidates {
        let wishes = types.filter_map(|media_type| wish(&ranges, media_type));
        let Some(wish) = wishes.max_by(Wish::compare).filter(|wish| wish.weight > 0.0) else { continue };
        if best.as_ref().is_none_or(|(best, _)| wish.compare(best).is_gt()) {
            best = Some((wish, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// `text/csv;q=0.8` → the range and its weight.
fn range(part: &str) -> Option<(String, f32)> {
    let mut parameters = part.split(';').map(str::trim);
    let range = parameters.next().filter(|range| range.contains('/'))?.to_ascii_lowercase();
    let weight: f32 =
        parameters.find_map(|parameter| parameter.strip_prefix("q=")).map_or(Some(1.0), |q| q.parse().ok())?;
    (!weight.is_nan()).then(|| (range, weight.clamp(0.0, 1.0)))
}

/// How much a client wants a media type.
struct Wish {
    weight: f32,
    /// How many parts of the media type are left open.
    open: usize,
    /// Where in the list it stands.
    place: usize,
}

impl Wish {
    /// The more wanted is the greater.
    fn compare(&self, other: &Self) -> Ordering {
        let places = (other.open, other.place).cmp(&(self.open, self.place));
        self.weight.total_cmp(&other.weight).then(places)
    }
}

/// What the most specific fitting range says of a media type.
fn wish(ranges: &[(String, f32)], media_type: &str) -> Option<Wish> {
    let group = media_type.split('/').next();
    let wishes = ranges.iter().enumerate().filter_map(|(place, (range, weight))| {
        let open = match range.strip_suffix("/*") {
            _ if range == media_type => 0,
            Some("*") => 2,
            open => (open == group).then_some(1)?,
        };
        Some(Wish { weight: *weight, open, place })
    });
    wishes.min_by_key(|wish| wish.open)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(accept: &str, shape: Shape) -> Option<&'static str> {
        best(accept, shape).map(Format::name)
    }

    #[test]
    fn the_highest_weight_wins() {
        assert_eq!(chosen("text/csv;q=0.5, application/sparql-results+xml", Shape::Solutions), Some("xml"));
        assert_eq!(chosen("text/csv;q=0.9, application/sparql-results+json;q=0.2", Shape::Boolean), Some("csv"));
        assert_eq!(chosen("application/json", Shape::Solutions), Some("json"));
    }

    #[test]
    fn what_is_named_is_wanted_more_than_what_a_wildcard_allows_and_the_first_more_than_the_second() {
        assert_eq!(chosen("text/csv, */*", Shape::Solutions), Some("csv"));
        assert_eq!(chosen("*/*, text/csv", Shape::Solutions), Some("csv"));
        assert_eq!(chosen("text/*, application/sparql-results+xml", Shape::Solutions), Some("xml"));
        assert_eq!(chosen("text/csv, application/sparql-results+json", Shape::Solutions), Some("csv"));
        assert_eq!(chosen("application/sparql-results+json, text/csv", Shape::Solutions), Some("json"));
        assert_eq!(chosen("text/csv;q=0.1, */*", Shape::Solutions), Some("json"));
        assert_eq!(chosen("application/sparql-results+xml;q=NaN, text/csv", Shape::Solutions), Some("csv"));
    }

    #[test]
    fn wildcards_and_refusals() {
        assert_eq!(chosen("*/*", Shape::Graph), Some(default(Shape::Graph).name()));
        assert_eq!(chosen("text/*;q=0.4, application/rdf+xml;q=0.3", Shape::Graph), Some("turtle"));
        assert_eq!(chosen("image/png", Shape::Solutions), None);
        assert_eq!(chosen("application/sparql-results+json;q=0", Shape::Solutions), None);
    }
}
