//! The files of words: tab-separated rows, `#` for comments, the first comment line naming the columns.

/// The rows of a file of words, cells without white space at their ends, empty lines and comments left out.
pub fn rows(source: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    source
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::trim).collect())
}

/// The first cell of every row: for files that are a plain list.
pub fn words(source: &'static str) -> impl Iterator<Item = &'static str> {
    rows(source).filter_map(|row| row.first().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_empty_lines_are_no_rows() {
        let found: Vec<_> = rows("# word\tgloss\n家\tcounts firms\n\n件\t\n").collect();
        assert_eq!(found, [vec!["家", "counts firms"], vec!["件", ""]]);
    }
}
