//! What an address takes and gives, said once: requests are checked by it and the interface is described from it.
//!
//! A route has a row in the `operations()` of its file; `openapi` gathers them. Parameters are a table too, by which
//! [`Asked`](super::asked::Asked) reads them, so that what is described is what is checked.

use std::borrow::Cow;

use serde_json::{Value, json};

/// English and Chinese.
pub(super) type Words = [Cow<'static, str>; 2];

fn words(words: [&str; 2]) -> Words {
    words.map(|text| Cow::Owned(text.to_owned()))
}

/// What the value of a parameter must be.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// Any text.
    Text,
    /// An IRI, in full or with a well-known prefix.
    Iri,
    /// A whole number between two.
    Integer(i64, i64),
    /// A whole number of any size.
    AnyInteger,
    /// A number.
    Decimal,
    /// A day.
    Date,
    /// A year of four digits.
    Year,
    /// `true` or `false`.
    Boolean,
    /// One of these.
    OneOf(Vec<String>),
    /// One or several of these, divided by commas.
    SomeOf(Vec<String>),
}

/// One parameter.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Parameter {
    pub(super) name: Cow<'static, str>,
    pub(super) kind: Kind,
    /// Whether it is a part of the path.
    pub(super) is_in_path: bool,
    pub(super) is_required: bool,
    /// Whether it may be given several times.
    pub(super) is_repeated: bool,
    pub(super) default: Option<String>,
    pub(super) examples: Vec<String>,
    pub(super) about: Words,
}

impl Parameter {
    pub(super) fn new(name: impl Into<Cow<'static, str>>, kind: Kind, about: [&str; 2]) -> Self {
        Self {
            name: name.into(),
            kind,
            is_in_path: false,
            is_required: false,
            is_repeated: false,
            default: None,
            examples: Vec::new(),
            about: words(about),
        }
    }

    pub(super) fn text(name: &'static str, about: [&str; 2]) -> Self {
        Self::new(name, Kind::Text, about)
    }

    pub(super) fn one_of(name: &'static str, values: &[&str], about: [&str; 2]) -> Self {
        Self::new(name, Kind::OneOf(values.iter().map(|value| (*value).to_owned()).collect()), about)
    }

    pub(super) fn integer(name: &'static str, least: i64, most: i64, about: [&str; 2]) -> Self {
        Self::new(name, Kind::Integer(least, most), about)
    }

    /// A part of the path.
    pub(super) fn in_path(name: &'static str, about: [&str; 2], example: &str) -> Self {
        let parameter = Self::text(name, about).required().example(example);
        Self { is_in_path: true, ..parameter }
    }

    #[must_use]
    pub(super) fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    #[must_use]
    pub(super) fn repeated(self) -> Self {
        Self { is_repeated: true, ..self }
    }

    #[must_use]
    pub(super) fn default(self, value: &str) -> Self {
        Self { default: Some(value.to_owned()), ..self }
    }

    #[must_use]
    pub(super) fn example(mut self, value: &str) -> Self {
        self.examples.push(value.to_owned());
        self
    }

    /// JSON Schema of one value.
    pub(super) fn schema(&self) -> Value {
        let mut schema = match &self.kind {
            Kind::Text => json!({ "type": "string" }),
            Kind::Iri => json!({ "type": "string", "minLength": 1 }),
            Kind::Integer(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
            Kind::AnyInteger => json!({ "type": "integer" }),
            Kind::Decimal => json!({ "type": "number" }),
            Kind::Date => json!({ "type": "string", "format": "date" }),
            Kind::Year => json!({ "type": "string", "pattern": "^[0-9]{4}$" }),
            Kind::Boolean => json!({ "type": "boolean" }),
            Kind::OneOf(values) => json!({ "type": "string", "enum": values }),
            Kind::SomeOf(values) => {
                json!({ "type": "array", "minItems": 1, "uniqueItems": true, "items": { "type": "string", "enum": values } })
            }
        };
        if let Some(default) = &self.default {
            schema["default"] = self.typed(default);
        }
        schema
    }

    /// A value as the JSON that its schema describes.
    pub(super) fn typed(&self, value: &str) -> Value {
        match self.kind {
            Kind::Integer(..) | Kind::AnyInteger | Kind::Decimal | Kind::Boolean => {
                serde_json::from_str(value).unwrap_or_else(|_| json!(value))
            }
            Kind::SomeOf(_) => json!(value.split(',').collect::<Vec<_>>()),
            _ => json!(value),
        }
    }
}

/// One body that an answer or a request may have.
#[derive(Clone, Debug)]
pub(super) struct Media {
    pub(super) media_type: String,
    pub(super) schema: Value,
}

/// What comes back under a status.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) about: Words,
    pub(super) bodies: Vec<Media>,
}

/// The methods in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Post,
    Put,
    Delete,
}

impl Method {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::Post => "post",
            Self::Put => "put",
            Self::Delete => "delete",
        }
    }
}

/// One method of one address.
#[derive(Clone, Debug)]
pub(super) struct Operation {
    pub(super) method: Method,
    pub(super) path: Cow<'static, str>,
    /// The chapter it stands in.
    pub(super) tag: &'static str,
    pub(super) summary: Words,
    pub(super) description: Words,
    pub(super) parameters: Vec<Parameter>,
    pub(super) request: Vec<Media>,
    pub(super) answers: Vec<Answer>,
    /// Statuses under which the one shape of errors comes.
    pub(super) errors: Vec<u16>,
    /// Whether it wants the write token.
    pub(super) is_guarded: bool,
    /// Whether nothing may be sent as well.
    pub(super) is_body_optional: bool,
}

impl Operation {
    pub(super) fn new(
        method: Method,
        path: impl Into<Cow<'static, str>>,
        tag: &'static str,
        summary: [&str; 2],
    ) -> Self {
        Self {
            method,
            path: path.into(),
            tag,
            summary: words(summary),
            description: words(["", ""]),
            parameters: Vec::new(),
            request: Vec::new(),
            answers: Vec::new(),
            errors: Vec::new(),
            is_guarded: false,
            is_body_optional: false,
        }
    }

    pub(super) fn get(path: impl Into<Cow<'static, str>>, tag: &'static str, summary: [&str; 2]) -> Self {
        Self::new(Method::Get, path, tag, summary)
    }

    #[must_use]
    pub(super) fn describe(self, description: [&str; 2]) -> Self {
        Self { description: words(description), ..self }
    }

    #[must_use]
    pub(super) fn parameters(mut self, parameters: impl IntoIterator<Item = Parameter>) -> Self {
        self.parameters.extend(parameters);
        self
    }

    /// What is sent.
    #[must_use]
    pub(super) fn takes(mut self, media_type: &str, schema: Value) -> Self {
        self.request.push(Media { media_type: media_type.to_owned(), schema });
        self
    }

    /// 200 with a body of a schema.
    #[must_use]
    pub(super) fn gives(self, media_type: &str, schema: Value) -> Self {
        self.answers_with(200, ["The answer", "结果"], media_type, schema)
    }

    /// 200 with a text.
    #[must_use]
    pub(super) fn gives_text(self, media_type: &str) -> Self {
        self.gives(media_type, json!({ "type": "string" }))
    }

    /// A status with a body.
    #[must_use]
    pub(super) fn answers_with(mut self, status: u16, about: [&str; 2], media_type: &str, schema: Value) -> Self {
        let body = Media { media_type: media_type.to_owned(), schema };
        match self.answers.iter_mut().find(|answer| answer.status == status) {
            Some(answer) => answer.bodies.push(body),
            None => self.answers.push(Answer { status, about: words(about), bodies: vec![body] }),
        }
        self
    }

    /// A status without a body.
    #[must_use]
    pub(super) fn answers(mut self, status: u16, about: [&str; 2]) -> Self {
        self.answers.push(Answer { status, about: words(about), bodies: Vec::new() });
        self
    }

    #[must_use]
    pub(super) fn errors(mut self, statuses: &[u16]) -> Self {
        self.errors.extend_from_slice(statuses);
        self
    }

    /// Nothing may be sent as well.
    #[must_use]
    pub(super) fn with_optional_body(self) -> Self {
        Self { is_body_optional: true, ..self }
    }

    /// It wants the write token.
    #[must_use]
    pub(super) fn guarded(mut self) -> Self {
        self.is_guarded = true;
        self.errors.extend([401, 403]);
        self
    }
}

/// Schema of an object with these members, all of them there.
pub(super) fn object(members: &[(&str, Value)]) -> Value {
    let properties: serde_json::Map<String, Value> =
        members.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    let required: Vec<_> = members.iter().map(|(name, _)| *name).collect();
    json!({ "type": "object", "properties": properties, "required": required })
}

/// Schema of a list.
pub(super) fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// Schema of a reference to a named one.
pub(super) fn named(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}
