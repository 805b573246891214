//! The parameters of a request, checked by their table.

use oxigraph::model::NamedNode;
use oxsdatatypes::{Date, Decimal, Integer};

use super::error::ApiError;
use super::operation::{Kind, Parameter};
use crate::answer::prefix;

/// What a request says, every value of the kind its parameter has.
#[derive(Debug)]
pub(super) struct Asked(Vec<(String, String)>);

impl Asked {
    /// Reads the query of an address. An unknown parameter, one given twice that is one, a missing one and a value of another
    /// kind are refused with what there is.
    pub(super) fn read(query: Option<&str>, parameters: &[Parameter]) -> Result<Self, ApiError> {
        let pairs: Vec<(String, String)> =
            form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect();
        let mut asked = Self(Vec::new());
        for (name, value) in pairs {
            let parameter = parameters.iter().find(|parameter| !parameter.is_in_path && parameter.name == name);
            let parameter = parameter.ok_or_else(|| unknown(&name, parameters))?;
            if !parameter.is_repeated && asked.get(&name).is_some() {
                return Err(ApiError::bad_request(format!("{name} is given more than once"), "give it once"));
            }
            check(parameter, &value)?;
            asked.0.push((name, value));
        }
        for parameter in parameters.iter().filter(|parameter| parameter.is_required && !parameter.is_in_path) {
            if asked.get(&parameter.name).is_none() {
                let message = format!("{} is missing", parameter.name);
                let example = parameter.examples.first().map(|example| format!(", as in {}={example}", parameter.name));
                let hint = format!("add {}=…: {}{}", parameter.name, parameter.about[0], example.unwrap_or_default());
                return Err(ApiError::bad_request(message, hint));
            }
        }
        Ok(asked)
    }

    /// The value of a parameter, the first of several.
    pub(super) fn get(&self, wanted: &str) -> Option<&str> {
        self.all(wanted).next()
    }

    /// All values of a parameter.
    pub(super) fn all<'a>(&'a self, wanted: &str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    /// The parts of a value that are divided by commas.
    pub(super) fn list(&self, wanted: &str) -> Vec<String> {
        let parts = self.all(wanted).flat_map(|value| value.split(','));
        parts.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// A whole number, that of the table where none is given.
    pub(super) fn number(&self, wanted: &str, default: usize) -> usize {
        self.get(wanted).and_then(|value| value.trim().parse().ok()).unwrap_or(default)
    }

    /// What is asked with some values put in the place of others: where `to_year` is given it becomes `year`.
    pub(super) fn renamed(&self, names: &[&str], prefix: &str) -> Self {
        let is_other = |name: &str| names.iter().find(|wanted| name.strip_prefix(prefix) == Some(**wanted)).copied();
        let replaced: Vec<&str> = self.0.iter().filter_map(|(name, _)| is_other(name)).collect();
        let kept = self.0.iter().filter(|(name, _)| is_other(name).is_none() && !replaced.contains(&name.as_str()));
        let others = self.0.iter().filter_map(|(name, value)| Some((is_other(name)?.to_owned(), value.clone())));
        Self(kept.cloned().chain(others).collect())
    }

    /// Whether a parameter says `true`.
    pub(super) fn is_true(&self, wanted: &str) -> bool {
        self.get(wanted) == Some("true")
    }
}

fn unknown(name: &str, parameters: &[Parameter]) -> ApiError {
    let known: Vec<_> =
        parameters.iter().filter(|parameter| !parameter.is_in_path).map(|parameter| parameter.name.as_ref()).collect();
    let hint = if known.is_empty() { "it takes none".to_owned() } else { format!("there are {}", known.join(", ")) };
    ApiError::bad_request(format!("there is no parameter {name:?}"), hint)
}

fn check(parameter: &Parameter, value: &str) -> Result<(), ApiError> {
    let name = &parameter.name;
    let refused = |hint: String| Err(ApiError::bad_request(format!("{name}={value} is not understood"), hint));
    let trimmed = value.trim();
    match &parameter.kind {
        Kind::Text => {}
        Kind::Iri => {
            let iri = prefix::expand(trimmed).unwrap_or_else(|| trimmed.to_owned());
            if NamedNode::new(iri).is_err() {
                return refused(
                    "it is an IRI, like https://w3id.org/casegraph/id/place-450300 or id:place-450300".to_owned(),
                );
            }
        }
        Kind::Integer(least, most) => {
            if !trimmed.parse::<i64>().is_ok_and(|number| (*least..=*most).contains(&number)) {
                return refused(format!("{name} is a whole number from {least} to {most}"));
            }
        }
        Kind::AnyInteger => {
            if trimmed.parse::<Integer>().is_err() {
                return refused(format!("{name} is a whole number"));
            }
        }
        Kind::Decimal => {
            if trimmed.parse::<Decimal>().is_err() {
                return refused(format!("{name} is a number, like 99.63"));
            }
        }
        Kind::Date => {
            if trimmed.parse::<Date>().is_err() {
                return refused(format!("{name} is a day, like 2023-04-28"));
            }
        }
        Kind::Year => {
            if trimmed.len() != 4 || !trimmed.bytes().all(|byte| byte.is_ascii_digit()) {
                return refused(format!("{name} is a year of four digits, like 2023"));
            }
        }
        Kind::Boolean => {
            if !["true", "false"].contains(&value) {
                return refused(format!("{name} is true or false"));
            }
        }
        Kind::OneOf(known) => {
            if !known.iter().any(|known| known == value) {
                return refused(format!("{name} is one of {}", known.join(", ")));
            }
        }
        Kind::SomeOf(known) => {
            let parts = value.split(',').map(str::trim).filter(|part| !part.is_empty());
            if let Some(wrong) = parts.clone().find(|part| !known.iter().any(|known| known == part)) {
                return refused(format!("there is no {wrong:?}; {name} is of {}", known.join(", ")));
            }
        }
    }
    Ok(())
}

/// The `Link` header to the next page of a list: the same address with another cursor.
pub(super) fn link_to_next(path: &str, query: Option<&str>, next: &str) -> String {
    let mut address = form_urlencoded::Serializer::new(String::new());
    let pairs = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
    address.extend_pairs(pairs.filter(|(name, _)| name != "cursor")).append_pair("cursor", next);
    format!("<{path}?{}>; rel=\"next\"", address.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Vec<Parameter> {
        vec![
            Parameter::text("q", ["words", "词"]).repeated(),
            Parameter::integer("limit", 1, 10, ["rows", "行数"]),
            Parameter::one_of("format", &["json", "csv"], ["format", "格式"]),
            Parameter::new("iri", Kind::Iri, ["IRI", "IRI"]).required().example("id:place-450300"),
        ]
    }

    #[test]
    fn what_is_wrong_is_said_with_what_is_right() {
        let error = |query: &str| format!("{:?}", Asked::read(Some(query), &table()).unwrap_err());
        for (query, words) in [
            ("iri=id:a&lmit=3", "there are q, limit, format, iri"),
            ("iri=id:a&limit=0", "from 1 to 10"),
            ("iri=id:a&limit=-1", "from 1 to 10"),
            ("iri=id:a&limit=1&limit=2", "more than once"),
            ("iri=id:a&format=xml", "json, csv"),
            ("q=a", "iri is missing"),
            ("iri=a b", "id:place-450300"),
        ] {
            assert!(error(query).contains(words), "{query}: {}", error(query));
        }
    }

    #[test]
    fn values_come_decoded_and_in_order() {
        let asked = Asked::read(Some("q=%E5%8C%BB&q=b+c&limit=+7&iri=id:a"), &table()).unwrap();
        assert_eq!(asked.all("q").collect::<Vec<_>>(), ["医", "b c"]);
        assert_eq!(asked.number("limit", 5), 7);
        assert_eq!(asked.get("format"), None);
    }

    #[test]
    fn the_next_page_has_the_same_filters_and_another_cursor() {
        let link = link_to_next("/api/cases", Some("year=2023&cursor=a&q=%E5%8C%BB"), "b");
        assert_eq!(link, "</api/cases?year=2023&q=%E5%8C%BB&cursor=b>; rel=\"next\"");
        assert_eq!(link_to_next("/api/cases", None, "b"), "</api/cases?cursor=b>; rel=\"next\"");
    }
}
