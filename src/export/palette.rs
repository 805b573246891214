//! A colour for each class of things.
//!
//! The eight colours of Okabe and Ito (“Color Universal Design”, 2008), which people with any of the common colour
//! blindnesses tell apart; the yellow is darkened so that it stands out on white.

/// Class and colour.
const COLOURS: [(&str, &str); 10] = [
    ("Case", "#D55E00"),
    ("Agency", "#0072B2"),
    ("Organization", "#56B4E9"),
    ("Place", "#009E73"),
    ("Policy", "#CC79A7"),
    ("Programme", "#E69F00"),
    ("Recognition", "#B8A000"),
    ("Indicator", "#555555"),
    ("TargetGroup", "#8C6D4F"),
    ("Document", "#222222"),
];

/// What no class has a colour for.
const OTHER: &str = "#999999";

/// `#rrggbb` of a class by its local name.
pub(super) fn colour(class: &str) -> &'static str {
    COLOURS.iter().find(|(name, _)| *name == class).map_or(OTHER, |(_, colour)| colour)
}

/// The parts of a colour of the table.
pub(super) fn parts(colour: &str) -> (u8, u8, u8) {
    let part = |at: usize| colour.get(at..at + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok()).unwrap_or(0);
    (part(1), part(3), part(5))
}
