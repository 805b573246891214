//! How wide words are, and how they are broken into lines.

use unicode_width::UnicodeWidthChar;

/// Width of a text in a font of a size, in pixels. Chinese characters are as wide as the size, others a little over half.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|c| character(c) * size).sum()
}

fn character(c: char) -> f64 {
    match c.width_cjk().unwrap_or(0) {
        0 => 0.0,
        1 if matches!(c, 'i' | 'l' | 'j' | 't' | 'f' | 'r' | 'I' | ' ' | '.' | ',' | ':' | ';' | '(' | ')') => 0.36,
        1 if c.is_ascii_uppercase() || matches!(c, 'm' | 'w' | '%' | '@') => 0.76,
        1 => 0.6,
        _ => 1.0,
    }
}

/// Lines of at most a width and of about the same length, at most `most`; what is left over becomes `…`.
pub(super) fn wrap(text: &str, size: f64, widest: f64, most: usize) -> Vec<String> {
    let count = (width(text, size) / widest).ceil().clamp(1.0, most as f64);
    // Short lines of one length look calmer than a full one and a rest.
    let even = (width(text, size) / count + size).min(widest);
    let mut lines: Vec<String> = Vec::new();
    for word in words(text) {
        let limit = if lines.len() == most { widest } else { even };
        let has_room = |line: &String| width(line, size) + width(&word, size) <= limit;
        let is_last = lines.len() == most;
        match lines.last_mut() {
            Some(line) if is_last || has_room(line) => line.push_str(&word),
            _ => lines.push(word.trim_start().to_owned()),
        }
    }
    for line in &mut lines {
        *line = fit(line.trim(), size, widest);
    }
    lines
}

/// The text, or as much of it as fits, and `…`.
pub(super) fn fit(text: &str, size: f64, widest: f64) -> String {
    if width(text, size) <= widest {
        return text.to_owned();
    }
    let mut left = widest - size;
    let fits = |c: &char| {
        left -= character(*c) * size;
        left >= 0.0
    };
    text.chars().take_while(fits).collect::<String>() + "…"
}

/// Where a line may be broken: between Chinese characters, and at the spaces of other scripts. Closing marks stay with
/// what they close, opening ones with what they open.
fn words(text: &str) -> Vec<String> {
    let is_wide = |c: char| c.width_cjk() == Some(2);
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in text.chars() {
        let joins = !is_wide(c) && !is_wide(before) && c != ' '
            || "，。、；：！？）》〉】”’」』…".contains(c)
            || "（《〈【“‘「『".contains(before);
        match words.last_mut() {
            Some(word) if joins => word.push(c),
            _ => words.push(c.to_string()),
        }
        before = c;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_even_and_keep_marks_with_their_words() {
        assert_eq!(wrap("桂林市财政局", 10.0, 110.0, 3), ["桂林市财政局"]);
        assert_eq!(wrap("广西壮族自治区市场监督管理局", 10.0, 110.0, 3), ["广西壮族自治区市", "场监督管理局"]);
        assert_eq!(wrap("数字经济，发展", 10.0, 50.0, 2), ["数字经", "济，发展"]);
        assert_eq!(wrap("ease of doing business", 10.0, 80.0, 3).join(" "), "ease of doing business");
        let cut = wrap(&"长".repeat(100), 10.0, 50.0, 2);
        assert!(cut.len() == 2 && cut[1].ends_with('…') && width(&cut[1], 10.0) <= 50.0, "{cut:?}");
    }
}
