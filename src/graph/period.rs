//! ISO 8601 periods → their first and last day.

/// First and last day of a period as `YYYY-MM-DD`, both inclusive; `None` for an end that is open (`../2023`, `2023/..`)
/// and for what is no period.
///
/// A period is a year, a month or a day, or two of these (of one precision or not) joined by `/`: `2023`, `2023-04`,
/// `2023-01/2023-09`.
pub fn days(period: &str) -> (Option<String>, Option<String>) {
    let (from, to) = period.split_once('/').unwrap_or((period, period));
    (Date::parse(from).map(Date::first_day), Date::parse(to).map(Date::last_day))
}

/// A year, a month or a day.
#[derive(Clone, Copy)]
struct Date {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl Date {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = number(parts.next()?, 4)?;
        let month = parts.next().map(|part| number(part, 2)).map_or(Some(None), |month| month.map(Some))?;
        let day = parts.next().map(|part| number(part, 2)).map_or(Some(None), |day| day.map(Some))?;
        let date = Self { year, month: month.map(|m| m as u8), day: day.map(|d| d as u8) };
        (parts.next().is_none() && date.exists()).then_some(date)
    }

    fn exists(self) -> bool {
        let Some(month) = self.month else { return true };
        (1..=12).contains(&month) && self.day.is_none_or(|day| (1..=month_length(self.year, month)).contains(&day))
    }

    fn first_day(self) -> String {
        self.with(self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    fn last_day(self) -> String {
        let month = self.month.unwrap_or(12);
        self.with(month, self.day.unwrap_or_else(|| month_length(self.year, month)))
    }

    fn with(self, month: u8, day: u8) -> String {
        format!("{:04}-{month:02}-{day:02}", self.year)
    }
}

/// Exactly `width` ASCII digits.
fn number(text: &str, width: usize) -> Option<u16> {
    (text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

const fn month_length(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
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
