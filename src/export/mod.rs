//! Answers → files of other tools: a format is an enum that knows its name, media type and extension; one file each.
