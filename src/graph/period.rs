//! ISO 8601 periods → their first and last day.

use crate::document::Day;

/// First and last day of a period as `YYYY-MM-DD`, both inclusive; `None` for an end that is open (`../2023`, `2023/..`)
/// and for what is no period.
///
/// A period is a year, a month or a day, or two of these (of one precision or not) joined by `/`: `2023`, `2023-04`,
/// `2023-01/2023-09`.
pub fn days(period: &str) -> (Option<String>, Option<String>) {
    let (from, to) = period.split_once('/').unwrap_or((period, period));
    (date(from).map(|date| date.first().to_string()), date(to).map(|date| date.last().to_string()))
}

/// A year, a month or a day as ISO 8601 writes it, and nothing else.
fn date(text: &str) -> Option<Day> {
    let mut parts = text.split('-');
    let year = number(parts.next()?, 4)?;
    let month = parts.next().map(|part| number(part, 2)).map_or(Some(None), |month| month.map(Some))?;
    let day = parts.next().map(|part| number(part, 2)).map_or(Some(None), |day| day.map(Some))?;
    let date = Day { year, month: month.map(|m| m as u8), day: day.map(|d| d as u8) };
    (parts.next().is_none() && date.exists()).then_some(date)
}

/// Exactly `width` ASCII digits.
fn number(text: &str, width: usize) -> Option<u16> {
    (text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(period: &str, first: &str, last: &str) {
        let known = |day: &str| (!day.is_empty()).then(|| day.to_owned());
        assert_eq!(days(period), (known(first), known(last)), "{period}");
    }

    #[test]
    fn years_quarters_months_and_days_have_a_first_and_a_last_day() {
        check("2023", "2023-01-01", "2023-12-31");
        check("2023-01/2023-03", "2023-01-01", "2023-03-31");
        check("2023-04", "2023-04-01", "2023-04-30");
        check("2021/2023", "2021-01-01", "2023-12-31");
        check("2023-12-31", "2023-12-31", "2023-12-31");
        check("2022-07-15/2023", "2022-07-15", "2023-12-31");
    }

    #[test]
    fn february_follows_the_leap_years() {
        check("2023-02", "2023-02-01", "2023-02-28");
        check("2024-02", "2024-02-01", "2024-02-29");
        check("1900-02", "1900-02-01", "1900-02-28");
        check("2000-02", "2000-02-01", "2000-02-29");
    }

    #[test]
    fn an_open_end_has_no_day() {
        check("../2023", "", "2023-12-31");
        check("2023/..", "2023-01-01", "");
    }

    #[test]
    fn what_is_no_date_has_no_days() {
        for wrong in ["", "23", "2023-13", "2023-02-29", "2023-1", "2023-01-01-01", "二〇二三", "+023"] {
            check(wrong, "", "");
        }
    }
}
