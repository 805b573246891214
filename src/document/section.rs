//! Headings and what stands under them.
