//! Proportions and times of the day: `21.5∶36.1∶42.4`, `2.6:1`, `8:30`.

use oxsdatatypes::Decimal;

use super::super::numeral::{Form, Numeral, numeral};

/// What numbers with colons between them are.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Colons {
    /// Shares of a whole, in percent; where each number stands from the start.
    Shares(Vec<(usize, Numeral)>),
    /// How many times the second the first is.
    Multiple(Numeral),
    /// A time of the day, a score: nothing measured.
    Other,
}

/// No number of Arabic digits is longer, in characters.
const LONGEST: usize = 48;

/// Characters that a number in Arabic digits and spaces around it are of.
const fn is_of_number(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９' | '.' | '．' | ',' | '，' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

const COLONS: [char; 5] = [':', '：', '∶', '︰', '﹕'];

/// Whether a sign that joins shares or parts of a proportion stands after the number that `text` begins with: almost none has
/// one, and to see that is cheap.
pub(super) fn is_one_of_several(text: &str) -> bool {
    sign_after(text).is_some_and(|sign| sign == '、' || COLONS.contains(&sign))
}

/// What stands after the number in Arabic digits that `text` begins with.
fn sign_after(text: &str) -> Option<char> {
    text.chars().take(LONGEST).find(|c| !is_of_number(*c))
}

/// Shares of a whole that stand in a row without a unit: 三次产业结构为9.3、41.0、49.7.
pub(super) fn shares(text: &str) -> Option<(Colons, usize)> {
    sign_after(text).filter(|sign| *sign == '、')?;
    let (parts, length) = row(text, &['、'])?;
    let unit = text[length..].starts_with(|c: char| c.is_alphanumeric() || "%％‰".contains(c));
    (parts.len() > 2 && !unit && make_a_whole(&parts)).then_some((Colons::Shares(parts), length))
}

/// Reads the numbers that `text` begins with as far as colons join them, and their length in bytes; `compared` where the words
/// before speak of a proportion.
pub(super) fn colons(text: &str, compared: bool) -> Option<(Colons, usize)> {
    sign_after(text).filter(|sign| COLONS.contains(sign))?;
    let (parts, length) = row(text, &COLONS)?;
    let whole = make_a_whole(&parts);
    let clock = parts.len() <= 3 && !compared && is_clock(&text[..length]);
    let read = match &parts[..] {
        _ if clock => Colons::Other,
        _ if whole => Colons::Shares(parts),
        [(_, first), (_, second)] if second.value() == Decimal::from(1) => Colons::Multiple(*first),
        _ => Colons::Other,
    };
    Some((read, length))
}

/// The numbers in Arabic digits that a text begins with, with one of the signs between any two; at least two of them.
fn row(text: &str, signs: &[char]) -> Option<(Vec<(usize, Numeral)>, usize)> {
    let first = numeral(text).filter(|first| first.form == Form::Arabic && first.magnitude_length == 0)?;
    let (mut parts, mut length) = (vec![(0, first)], first.length);
    while let Some(sign) = text[length..].chars().next().filter(|c| signs.contains(c)) {
        let at = length + sign.len_utf8();
        let Some(next) = numeral(&text[at..]).filter(|next| next.form == Form::Arabic) else { break };
        parts.push((at, next));
        length = at + next.length;
    }
    (parts.len() > 1).then_some((parts, length))
}

/// Whether numbers come to a hundred, but for what rounding leaves.
fn make_a_whole(parts: &[(usize, Numeral)]) -> bool {
    let sum = parts.iter().try_fold(Decimal::from(0), |sum, (_, part)| sum.checked_add(part.value()));
    let (Ok(low), Ok(high)) = ("99.7".parse::<Decimal>(), "100.3".parse::<Decimal>()) else { return false };
    sum.is_some_and(|sum| sum > low && sum < high)
}

/// 8:30, 17：00, 9:30:00.
fn is_clock(words: &str) -> bool {
    let mut parts = words.split(COLONS);
    let below =
        |part: Option<&str>, limit: u32| part.and_then(|part| part.parse::<u32>().ok()).is_some_and(|n| n < limit);
    below(parts.next(), 25) && parts.all(|part| part.len() == 2 && below(Some(part), 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_colons_join() {
        let read = |text: &str, compared| colons(text, compared).map(|(read, length)| (kind(&read), length));
        assert_eq!(read("21.5∶36.1∶42.4。", true), Some(("shares", "21.5∶36.1∶42.4".len())));
        assert_eq!(read("2.6：1。", true), Some(("multiple", "2.6：1".len())));
        assert_eq!(read("8:30开门", false), Some(("other", 4)));
        assert_eq!(read("3:2获胜", false), Some(("other", 3)));
        assert_eq!(read("3：是", false), None);
    }

    fn kind(read: &Colons) -> &'static str {
        match read {
            Colons::Shares(_) => "shares",
            Colons::Multiple(_) => "multiple",
            Colons::Other => "other",
        }
    }
}
