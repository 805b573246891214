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

/// The first cell of every row whose second one is this.
pub fn marked(source: &'static str, mark: &'static str) -> impl Iterator<Item = &'static str> {
    rows(source).filter(move |row| row.get(1) == Some(&mark)).map(|row| row[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_empty_lines_are_no_rows() {
        let found: Vec<_> = rows("# word\tgloss\n家\tcounts firms\n\n件\t\n").collect();
        assert_eq!(found, [vec!["家", "counts firms"], vec!["件", ""]]);
    }

    #[test]
    fn words_are_chosen_by_their_mark() {
        assert_eq!(marked("甲\tx\n乙\ty\n丙\tx\n丁\n", "x").collect::<Vec<_>>(), ["甲", "丙"]);
    }
}
