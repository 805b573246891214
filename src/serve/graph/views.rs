//! `/api/graph/views`: the views there are.

use std::fmt::Write;

use serde::Serialize;

use super::super::asked::Asked;
use super::super::error::ApiError;
use super::super::operation::Parameter;
use super::report::Words;
use super::{Context, Question};

pub(in super::super) struct Views;

#[derive(Debug, Serialize)]
pub(in super::super) struct Answer {
    /// By name.
    views: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    name: String,
    summary: Words,
    description: Words,
    query: String,
}

impl Question for Views {
    const NAME: &'static str = "views";
    const SUMMARY: [&'static str; 2] = ["The saved views", "已有视图"];
    type Answer = Answer;

    fn parameters() -> Vec<Parameter> {
        Vec::new()
    }

    fn answer(context: Context<'_>, _: &Asked) -> Result<Answer, ApiError> {
        let words = |words: &crate::answer::catalog::Bilingual| Words { zh: words.zh.clone(), en: words.en.clone() };
        let rows = context.catalog.views().map(|view| Row {
            name: view.name.clone(),
            summary: words(&view.summary),
            description: words(&view.description),
            query: view.text.clone(),
        });
        Ok(Answer { views: rows.collect() })
    }

    fn text(answer: &Answer) -> String {
        let mut text = String::new();
        for view in &answer.views {
            let _ = writeln!(text, "{:<10} {} {}", view.name, view.summary.en, view.summary.zh);
        }
        text
    }
}
