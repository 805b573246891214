//! Document → mentions: where the text names something, and in which words.
//!
//! One file a family of rules; a rule is a row: name, pattern, function. A mention keeps its place in the text; what it
//! stands for is decided in [`crate::resolve`].
