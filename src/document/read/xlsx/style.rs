//! Number formats: `0.0%`, `#,##0.00`, `yyyy"年"m"月"`, and a number as they show it.

use super::FORMAT;
use crate::document::read::ReadError;
use crate::document::read::xml::{Piece, Xml, attribute, number};

/// The formats of a workbook.
#[derive(Default)]
pub(super) struct Formats {
    /// By style number: the code of its format.
    codes: Vec<String>,
}

/// Most digits after the point that are shown; a double has no more.
const MOST_DECIMALS: usize = 15;

/// Last day that dates count to: 9999-12-31.
const LAST_DAY: f64 = 2_958_465.0;

impl Formats {
    pub(super) fn read(content: &str) -> Result<Self, ReadError> {
        let mut xml = Xml::new(content, FORMAT, "xl/styles.xml");
        let mut own = Vec::new();
        let mut codes = Vec::new();
        let mut in_styles = false;
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Start(element) => match element.local_name().as_ref() {
                    b"numFmt" => own.extend(number(&element, "numFmtId").zip(attribute(&element, "formatCode"))),
                    b"cellXfs" => in_styles = true,
                    b"xf" if in_styles => {
                        let id = number(&element, "numFmtId").unwrap_or(0);
                        let code = own.iter().find(|(own, _)| *own == id).map(|(_, code)| code.as_str());
                        codes.push(code.unwrap_or_else(|| built_in(id)).to_owned());
                    }
                    _ => {}
                },
                Piece::End(name) if name == b"cellXfs" => in_styles = false,
                _ => {}
            }
        }
        Ok(Self { codes })
    }

    /// A number as a style shows it; what is no number, as it is.
    pub(super) fn show(&self, value: &str, style: usize, from_1904: bool) -> String {
        let Ok(number) = value.trim().parse::<f64>() else { return value.to_owned() };
        if !number.is_finite() {
            return value.to_owned();
        }
        let code = self.codes.get(style).map_or("General", String::as_str);
        // The parts for positive numbers, negative ones and zero; the first serves where the others are not there.
        let code = code.split(';').next().unwrap_or_default();
        if let Some(date) = date(number, code, from_1904) {
            return date;
        }
        let bare = bare(code);
        let percent = bare.contains('%');
        if !bare.contains(['0', '#']) {
            return plain(number);
        }
        let decimals =
            bare.split_once('.').map_or(0, |(_, after)| after.chars().take_while(|c| "0#?".contains(*c)).count());
        let scaled = if percent { number * 100.0 } else { number };
        let mut shown = format!("{scaled:.*}", decimals.min(MOST_DECIMALS));
        let optional = bare.split_once('.').is_some_and(|(_, after)| after.starts_with('#'));
        if optional && shown.contains('.') {
            let needed = shown.trim_end_matches('0').trim_end_matches('.').len();
            shown.truncate(needed);
        }
        if bare.contains("#,#") || bare.contains("0,0") {
            shown = with_separators(&shown);
        }
        shown + if percent { "%" } else { "" }
    }
}

/// A number without a format: the shortest digits that mean it, never an exponent.
fn plain(number: f64) -> String {
    // A sum such as 0.1 + 0.2 is shown with the fifteen digits a sheet shows.
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{rounded}")
}

fn with_separators(number: &str) -> String {
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, part)| (whole, Some(part)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut grouped = String::from(sign);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    fraction.map_or(grouped.clone(), |fraction| format!("{grouped}.{fraction}"))
}

/// A format without what stands in quotation marks, brackets and after escapes.
fn bare(code: &str) -> String {
    let mut bare = String::new();
    let mut characters = code.chars();
    while let Some(c) = characters.next() {
        match c {
            '"' => while characters.next().is_some_and(|c| c != '"') {},
            '[' => while characters.next().is_some_and(|c| c != ']') {},
            '\\' | '_' | '*' => drop(characters.next()),
            c => bare.push(c),
        }
    }
    bare
}

/// A day, month or year, where the format shows one.
fn date(number: f64, code: &str, from_1904: bool) -> Option<String> {
    let bare = bare(code).to_lowercase();
    let (year, month, day) = (bare.contains('y'), bare.contains('m'), bare.contains('d'));
    if !(year || day || month && !bare.contains(['h', 's', '0', '#'])) || bare.contains("general") {
        return None;
    }
    if !(1.0..=LAST_DAY).contains(&number) {
        return None;
    }
    let (y, m, d) = civil(number as i64 + if from_1904 { 1462 } else { 0 });
    let chinese = code.contains('年') || code.contains('月');
    Some(match (year, month, day, chinese) {
        (true, true, true, true) => format!("{y}年{m}月{d}日"),
        (true, true, false, true) => format!("{y}年{m}月"),
        (true, false, false, true) => format!("{y}年"),
        (false, true, true, true) => format!("{m}月{d}日"),
        (true, true, false, false) => format!("{y}-{m:02}"),
        (true, false, false, false) => format!("{y}"),
        (false, true, true, false) => format!("{m}-{d}"),
        (false, true, false, _) => format!("{m}月"),
        _ => format!("{y}-{m:02}-{d:02}"),
    })
}

/// Year, month and day of a day number of a workbook, where 1 is 1900-01-01 and 60 a day that never was.
fn civil(number: i64) -> (i64, i64, i64) {
    // Days since 1970-01-01, then the algorithm of Howard Hinnant for the proleptic Gregorian calendar.
    let days = number - if number < 60 { 25_568 } else { 25_569 };
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// Formats that every workbook has, by number.
fn built_in(id: usize) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 | 39 | 40 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14 | 15 | 22 => "yyyy-m-d",
        27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
        28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
        30 => "m-d-yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        _ => "General",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(code: &str, value: &str) -> String {
        Formats { codes: vec![code.to_owned()] }.show(value, 0, false)
    }

    #[test]
    fn numbers_as_their_formats_show_them() {
        assert_eq!(show("General", "12.5"), "12.5");
        assert_eq!(show("General", "0.30000000000000004"), "0.3");
        assert_eq!(show("General", "1E+10"), "10000000000");
        assert_eq!(show("0.0%", "0.847"), "84.7%");
        assert_eq!(show("#,##0.00", "1234567.891"), "1,234,567.89");
        assert_eq!(show("#,##0_ ;[Red]\\-#,##0\\ ", "-1234"), "-1,234");
        assert_eq!(show("0.##", "5.10"), "5.1");
        assert_eq!(show("0\"万元\"", "30"), "30");
        assert_eq!(show("General", "不详"), "不详");
    }

    #[test]
    fn dates_as_their_formats_show_them() {
        assert_eq!(show("yyyy-m-d", "45291"), "2023-12-31");
        assert_eq!(show("yyyy\"年\"m\"月\"d\"日\"", "45292"), "2024年1月1日");
        assert_eq!(show("yyyy\"年\"m\"月\"", "45292.75"), "2024年1月");
        assert_eq!(civil(1), (1900, 1, 1));
        assert_eq!(civil(61), (1900, 3, 1));
    }
}
