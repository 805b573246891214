//! Words that stand under each other → columns.

/// Where words stand across the page: from and to, in whatever unit.
type Stretch = (usize, usize);

/// The columns of rows of words: for each word its first column and how many it covers. `None` where the fullest rows do
/// not agree, or two words of a row are in one column.
pub(in crate::document) fn arrange(rows: &[Vec<Stretch>]) -> Option<Vec<Vec<(usize, usize)>>> {
    let most = rows.iter().map(Vec::len).max().filter(|most| *most >= 2)?;
    let columns = columns(rows.iter().filter(|row| row.len() == most));
    if columns.len() != most {
        return None;
    }
    rows.iter().map(|row| in_columns(row, &columns)).collect()
}

/// The stretches of the page that are written on in any of the rows.
fn columns<'a>(rows: impl Iterator<Item = &'a Vec<Stretch>>) -> Vec<Stretch> {
    let mut taken: Vec<Stretch> = rows.flatten().copied().collect();
    taken.sort_unstable();
    let mut columns: Vec<Stretch> = Vec::new();
    for (from, to) in taken {
        match columns.last_mut() {
            Some(last) if from < last.1 => last.1 = last.1.max(to),
            _ => columns.push((from, to)),
        }
    }
    columns
}

fn in_columns(row: &[Stretch], columns: &[Stretch]) -> Option<Vec<(usize, usize)>> {
    let mut next = 0;
    let mut placed = Vec::with_capacity(row.len());
    for &(from, to) in row {
        // Columns stand in order and apart: those under a word are a stretch of them.
        let first = columns.partition_point(|column| column.1 <= from);
        let after = columns.partition_point(|column| column.0 < to);
        let (first, after) = if first < after {
            (first, after)
        } else {
            // Beside its column, as a narrow header over wide numbers may stand.
            let distance = |index: &usize| columns[*index].0.abs_diff(to).min(columns[*index].1.abs_diff(from));
            let near = [first.checked_sub(1), Some(first)].into_iter().flatten().filter(|near| *near < columns.len());
            let near = near.min_by_key(distance)?;
            (near, near + 1)
        };
        if first < next {
            return None;
        }
        next = after;
        placed.push((first, after - first));
    }
    Some(placed)
}
